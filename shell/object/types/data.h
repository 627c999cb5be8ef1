/* System.Data: tables of rows under typed columns. A table is the list of its rows, as it is
 * enumerated: DataTable.Rows is the same list. */
#ifndef HVSH_OBJECT_TYPES_DATA_H
#define HVSH_OBJECT_TYPES_DATA_H

#include "shell/object/value.h"

/* A row's value under a column, owned; false: it has no such column. */
bool data_row_value(struct value row, const char *column, size_t len, struct value *out);
bool value_is_dbnull(struct value v);

/* ---- data_filter.c: the expressions of Select(), RowFilter and Compute() ---- */
/* Is the expression true of the row? -1: it is none, or names no column. */
int data_filter_test(const char *expression, struct value row, bool *out, struct err **err);
/* "Age DESC, Name", in place and stable. */
int data_sort(const char *order, struct value *rows, size_t n, struct err **err);
/* SUM(Age), COUNT(Name), AVG, MIN, MAX over the rows; *out owned, DBNull over none. */
int data_aggregate(const char *expression, const struct value *rows, size_t n, struct value *out,
                   struct err **err);
struct value dbnull_new(void);

#endif
