/* Markdown (CommonMark) by libcmark, as HTML and as text with VT sequences: the spelling is that of
 * PowerShell's converters. Both are in hvsh-markdown.so; markdown_module_load() comes first. */
#ifndef HVSH_FORMAT_MARKDOWN_H
#define HVSH_FORMAT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/base/strbuf.h"

/* VT sequences without their ESC, as "[4;93m"; vt false: none are written. */
struct markdown_style {
    const char *header[6], *code, *link, *image, *bold, *italics;
    bool vt;
};

/* Loads the module once; the error names the package to install. */
int markdown_module_load(struct err **err) MUST_CHECK;
/* Appends the document as HTML. Headings have ids; block (or NULL) is told the kind of each block
 * at the top, as Markdig's class for it is called. */
void markdown_to_html(const char *text, size_t len, struct strbuf *out,
                      void (*block)(void *data, const char *kind), void *data);
/* Appends the document as text. */
void markdown_to_vt(const char *text, size_t len, const struct markdown_style *style,
                    struct strbuf *out);

#endif
