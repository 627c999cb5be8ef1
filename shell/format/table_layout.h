/* Column widths of tables: given ones kept, others by content, the last ones
 * cut or dropped when the line is full. */
#ifndef HVSH_FORMAT_TABLE_LAYOUT_H
#define HVSH_FORMAT_TABLE_LAYOUT_H

#include <stddef.h>

#include "shell/format/format_data.h"

/* widths[i]: 0 not known yet, > 0 wanted; afterwards the columns to use, -1
 * for a column that is not shown. total: columns of the line. */
void table_fit(int *widths, size_t n, int total);
/* A row: n cells (NULL: empty) in their columns. heading and custom: the styles of headings that
 * are a property's name and of others; heading NULL: no decoration. */
struct table_row {
    const struct format_head *heads;
    const int *widths;
    size_t n;
    struct str *const *cells;
    const char *heading, *custom;
};
/* Lines ending in newlines. wrap: broken where a cell is too narrow, else cut. */
void table_row(const struct table_row *row, bool wrap, struct strbuf *out);
/* The headings, which row's cells are, and the line of dashes under them. */
void table_heading(const struct table_row *row, struct strbuf *out);

#endif
