/* Column widths of tables: given ones kept, others by content, the last ones
 * cut or dropped when the line is full. */
#ifndef HVSH_FORMAT_TABLE_LAYOUT_H
#define HVSH_FORMAT_TABLE_LAYOUT_H

#include <stddef.h>

#include "shell/format/format_data.h"

/* widths[i]: 0 not known yet, > 0 wanted; afterwards the columns to use, -1
 * for a column that is not shown. total: columns of the line. */
void table_fit(int *widths, size_t n, int total);
/* One row into lines ending in newlines. cells may hold NULLs. */
void table_row(const struct format_head *heads, const int *widths, size_t n,
               struct str *const *cells, bool wrap, struct strbuf *out);
/* The line of dashes under the headings. */
void table_rule(const struct format_head *heads, const int *widths, size_t n, struct strbuf *out);

#endif
