/* Any mixture of objects and format data as text: what Out-Default, Out-Host,
 * Out-String and Out-File have in common. */
#ifndef HVSH_CMDLETS_CORE_OUT_WRITER_H
#define HVSH_CMDLETS_CORE_OUT_WRITER_H

#include "cmdlets/core/core.h"
#include "shell/format/formatter.h"
#include "shell/format/renderer.h"

struct out_writer {
    struct core_env env;
    struct format_request request;
    struct formatter *formatter;
    struct renderer *renderer;
    struct text_sink *sink;
    bool to_host;
    int height;          /* rows of the host */
    bool in_format_data; /* an explicit Format-* document is open */
};

/* sink is borrowed. width: columns of a line. to_host: decorated as the host's output is, else
 * only when $PSStyle.OutputRendering says so. */
void out_writer_init(struct out_writer *w, struct session *s, struct invocation *inv,
                     struct text_sink *sink, int width, bool to_host);
/* ST_STOP when the sink takes no more. */
enum status out_writer_write(struct out_writer *w, struct value v) MUST_CHECK_STATUS;
/* Shows rows that are held back for column widths. */
enum status out_writer_flush(struct out_writer *w) MUST_CHECK_STATUS;
enum status out_writer_end(struct out_writer *w) MUST_CHECK_STATUS;
void out_writer_release(struct out_writer *w);

/* Columns of the host. */
int host_columns(struct session *s);

#endif
