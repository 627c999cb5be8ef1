/* The columns and rows of a DataTable. */
#ifndef HVSH_OBJECT_TYPES_DATA_ROW_H
#define HVSH_OBJECT_TYPES_DATA_ROW_H

#include "shell/object/members.h"

/* ---- objects that hold values by number ---- */
static inline struct value *data_field(struct object *o, int i)
{
    return (struct value *)object_payload(o) + i;
}
void data_fields_release(struct object *o, int n);

/* ---- columns: a list of them, which rows share with their table ---- */
/* By name, number or the column itself; *out owned. -1: there is none. */
int data_column_find(const struct array *columns, struct value which, struct value *out);
struct value data_column_name(struct value column); /* owned string */
struct value data_column_copy(struct value column); /* owned, of no table */
/* Adds a column; *out is the column, owned. */
int data_columns_add(struct array *columns, struct value column, struct value *out,
                     struct err **err);

/* ---- rows ---- */
enum data_row_state { DATA_ROW_DETACHED = 1, DATA_ROW_UNCHANGED, DATA_ROW_ADDED = 4 };
bool value_is_data_row(struct value v);
/* With the columns' defaults; count: those that count up do. Owned. */
int data_row_new(struct array *columns, bool count, struct value *out, struct err **err);
/* By column; owned. */
void data_row_at(struct value row, struct value column, struct value *out);
int data_row_set_at(struct value row, size_t column, struct value v, struct err **err);
/* All values by the columns' names; those without one of the name are left out. */
int data_row_copy(struct value from, struct value to, struct err **err);
/* Does the row keep to AllowDBNull and Unique among rows? */
int data_row_check(struct value row, const struct array *rows, struct err **err);
const struct array *data_row_columns(struct value row);
void data_row_mark(struct value row, enum data_row_state state);
bool data_row_is_added(struct value row); /* it is in a table */
bool data_row_deleted(struct value row);

#endif
