/* Lays out format data as text of a given width: tables, lists, wide views,
 * with blank lines where PowerShell 7 has them. Rows of a table without fixed
 * widths are held back until enough of them (or 300 ms) decided the widths. */
#ifndef HVSH_FORMAT_RENDERER_H
#define HVSH_FORMAT_RENDERER_H

#include <stdbool.h>

#include "shell/format/format_data.h"
#include "shell/format/text_sink.h"
#include "shell/object/ps_style.h"

struct renderer;

struct render_look {
    const struct ps_style *style; /* NULL: the defaults; borrowed */
    bool decorate;                /* else escape sequences are left out, strings' own stay */
    bool plain_raw;               /* strings lose theirs too */
    int height;                   /* rows of a page, for repeated headings; 0: endless */
};

/* color: headings in VT colours. width: columns, at least 5. */
struct renderer *renderer_new(struct text_sink *out, int width, bool color);
/* v is format data. -1: the sink takes no more. */
int renderer_write(struct renderer *r, struct value v);
/* Prints what is held back. */
int renderer_flush(struct renderer *r);
void renderer_set_look(struct renderer *r, const struct render_look *look);
void renderer_set_width(struct renderer *r, int width);
void renderer_free(struct renderer *r);

#endif
