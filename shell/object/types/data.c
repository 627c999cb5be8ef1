/* DataTable and DataView: the table's part; columns and rows are in data_row.c. */
#include "shell/object/types/data.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/types/array.h"
#include "shell/object/types/data_row.h"

/* What a table's list has as its owner. */
enum {
    TABLE_NAME,
    TABLE_COLUMNS,
    TABLE_KEY,
    TABLE_SPACE,
    TABLE_CASE,
    TABLE_SORT, /* of the default view */
    TABLE_FILTER,
    TABLE_FIELDS
};

static void fields_destroy(struct object *o)
{
    data_fields_release(o, TABLE_FIELDS);
}
static const struct type_info type_table_fields = { .name = "System.Data.DataTable+Fields",
                                                    .base = &type_object,
                                                    .payload_size =
                                                        TABLE_FIELDS * sizeof(struct value),
                                                    .destroy = fields_destroy };

static struct value *field(struct value table, int i)
{
    return data_field(table.array->extra->owner, i);
}

static struct array *columns_of(struct value table)
{
    return field(table, TABLE_COLUMNS)->array;
}

static struct value table_new(const char *name)
{
    struct array *rows = list_new(&type_data_table, NULL);
    struct array *columns = list_new(&type_data_columns, NULL);
    struct object *o = object_new(&type_table_fields);
    array_extra(rows)->owner = o;
    *data_field(o, TABLE_NAME) = value_string(name);
    *data_field(o, TABLE_COLUMNS) = value_of_array(columns);
    *data_field(o, TABLE_SPACE) = value_string("");
    *data_field(o, TABLE_CASE) = value_bool(false);
    *data_field(o, TABLE_SORT) = value_string("");
    *data_field(o, TABLE_FILTER) = value_string("");
    return value_of_array(rows);
}

CALL(data_table_new)
{
    (void)self;
    (void)err;
    AUTO_VALUE name = n ? arg_string(args[0]) : value_string("");
    *out = table_new(name.str->data);
    return 0;
}

/* Rows that were deleted are none of the table's any more. */
static void purge(struct value table)
{
    for (size_t i = table.array->len; i-- > 0;)
        if (data_row_deleted(table.array->items[i]))
            array_remove_range(table.array, i, 1);
}

GETTER(table_field)
{
    (void)err;
    const struct value *v = field(self, (int)p->data);
    if (p->data == TABLE_KEY && v->kind == V_NULL) {
        struct array *none = array_new(0);
        *out = value_of_array(none);
        return 0;
    }
    *out = value_ref(*v);
    return 0;
}

SETTER(table_set_field)
{
    if (p->data != TABLE_KEY) {
        AUTO_VALUE text = arg_string(v);
        AUTO_VALUE yes = value_null();
        if (p->data == TABLE_CASE && value_convert(v, &type_bool, &yes, err) < 0)
            return -1;
        value_replace_take(field(self, (int)p->data),
                           p->data == TABLE_CASE ? STEAL_VALUE(yes) : STEAL_VALUE(text));
        return 0;
    }
    struct array *key = v.kind == V_ARRAY ? array_from(v.array->items, v.array->len)
                                          : array_from(&v, v.kind != V_NULL);
    AUTO_VALUE made = value_of_array(key);
    for (size_t i = 0; i < key->len; i++) {
        struct value column = value_null();
        if (data_column_find(columns_of(self), key->items[i], &column) < 0)
            return fail_argument(err, "Column does not belong to this table.");
        value_replace_take(&key->items[i], column);
    }
    value_replace_take(field(self, TABLE_KEY), STEAL_VALUE(made));
    return 0;
}

GETTER(table_rows)
{
    UNUSED_GETTER();
    purge(self);
    *out = value_ref(self);
    return 0;
}

GETTER(table_count)
{
    UNUSED_GETTER();
    purge(self);
    *out = value_int((int32_t)self.array->len);
    return 0;
}

GETTER(table_no_errors)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

/* ---- rows ---- */

CALL(table_new_row)
{
    (void)args;
    (void)n;
    return data_row_new(columns_of(self), true, out, err);
}

/* The value that makes a row unique: all key columns agree. */
static int find_key(struct value self, const struct value *key, size_t n, struct value *out,
                    struct err **err)
{
    struct value *columns = field(self, TABLE_KEY);
    *out = value_null();
    if (columns->kind != V_ARRAY || !columns->array->len)
        return fail_with(err, "System.Data.MissingPrimaryKeyException",
                         "MissingPrimaryKeyException", "Table doesn't have a primary key.");
    if (n != columns->array->len)
        return fail_argument(err,
                             "Expecting %zu value(s) for the key being indexed, but received %zu "
                             "value(s).",
                             columns->array->len, n);
    for (size_t i = 0; i < self.array->len; i++) {
        bool same = true;
        for (size_t k = 0; k < n && same; k++) {
            AUTO_VALUE v = value_null();
            data_row_at(self.array->items[i], columns->array->items[k], &v);
            same = value_equals(v, key[k], true);
        }
        if (same) {
            *out = value_ref(self.array->items[i]);
            break;
        }
    }
    return 0;
}

static int check_key(struct value self, struct value row, struct err **err)
{
    struct value *columns = field(self, TABLE_KEY);
    struct value key[8] = { 0 };
    size_t n = columns->kind == V_ARRAY ? columns->array->len : 0;
    AUTO_VALUE found = value_null();
    if (!n || n > ARRAY_SIZE(key))
        return 0;
    for (size_t i = 0; i < n; i++)
        data_row_at(row, columns->array->items[i], &key[i]);
    int rc = find_key(self, key, n, &found, err);
    if (rc == 0 && found.kind != V_NULL) {
        AUTO_VALUE text = value_to_string(key[0]);
        AUTO_VALUE name = data_column_name(columns->array->items[0]);
        rc = fail_with(err, "System.Data.ConstraintException", "ConstraintException",
                       "Column '%s' is constrained to be unique.  Value '%s' is already present.",
                       name.str->data, text.str->data);
    }
    for (size_t i = 0; i < n; i++)
        value_unref(key[i]);
    return rc;
}

static int add_row(struct value self, struct value row, size_t at, struct err **err)
{
    if (data_row_is_added(row))
        return fail_argument(err, "This row already belongs to this table.");
    if (data_row_columns(row) != columns_of(self))
        return fail_argument(err, "This row already belongs to another table.");
    if (data_row_check(row, self.array, err) < 0 || check_key(self, row, err) < 0)
        return -1;
    data_row_mark(row, DATA_ROW_ADDED);
    array_insert_take(self.array, at, value_ref(row));
    return 0;
}

/* Add(row), or Add(values…): in the order of the columns, the rest by default. */
CALL(rows_add)
{
    AUTO_VALUE row = value_null();
    if (n == 1 && value_is_data_row(args[0]))
        return add_row(self, args[0], self.array->len, err);
    const struct value *values = args;
    if (n == 1 && args[0].kind == V_ARRAY) {
        values = args[0].array->items;
        n = args[0].array->len;
    }
    if (n > columns_of(self)->len)
        return fail_argument(err, "Input array is longer than the number of columns in this "
                                  "table.");
    if (data_row_new(columns_of(self), true, &row, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        if (values[i].kind != V_NULL && data_row_set_at(row, i, values[i], err) < 0)
            return -1;
    if (add_row(self, row, self.array->len, err) < 0)
        return -1;
    *out = STEAL_VALUE(row);
    return 0;
}

CALL(rows_insert)
{
    (void)n;
    (void)out;
    int32_t at;
    if (!value_is_data_row(args[0]))
        return fail_null_argument(err, "row");
    if (arg_int(args[1], &at, err) < 0)
        return -1;
    size_t place = at < 0 || (size_t)at > self.array->len ? self.array->len : (size_t)at;
    return add_row(self, args[0], place, err);
}

static int remove_at(struct value self, size_t at)
{
    data_row_mark(self.array->items[at], DATA_ROW_DETACHED);
    array_remove_range(self.array, at, 1);
    return 0;
}

CALL(rows_remove)
{
    (void)n;
    (void)out;
    for (size_t i = 0; i < self.array->len; i++)
        if (args[0].kind == V_OBJECT && self.array->items[i].object == args[0].object)
            return remove_at(self, i);
    return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                     "The given DataRow is not in the current DataRowCollection.");
}

CALL(rows_remove_at)
{
    (void)n;
    (void)out;
    int32_t at;
    if (arg_int(args[0], &at, err) < 0)
        return -1;
    if (at < 0 || (size_t)at >= self.array->len)
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "There is no row at position %d.", at);
    return remove_at(self, (size_t)at);
}

CALL(rows_clear)
{
    UNUSED_CALL();
    while (self.array->len)
        remove_at(self, self.array->len - 1);
    return 0;
}

CALL(rows_find)
{
    const struct value *key = args;
    if (n == 1 && args[0].kind == V_ARRAY) {
        key = args[0].array->items;
        n = args[0].array->len;
    }
    purge(self);
    return find_key(self, key, n, out, err);
}

CALL(rows_contains)
{
    AUTO_VALUE found = value_null();
    if (rows_find(self, args, n, &found, err) < 0)
        return -1;
    *out = value_bool(found.kind != V_NULL);
    return 0;
}

CALL(rows_index_of)
{
    (void)n;
    (void)err;
    int32_t at = -1;
    for (size_t i = 0; i < self.array->len && at < 0; i++)
        if (args[0].kind == V_OBJECT && self.array->items[i].object == args[0].object)
            at = (int32_t)i;
    *out = value_int(at);
    return 0;
}

/* ---- questions ---- */

/* The rows for which the filter holds, in an order; owned array of the rows' type. */
static int chosen(const struct value *rows, size_t n, struct value filter, struct value order,
                  struct value *out, struct err **err)
{
    struct array *a = array_new(n);
    AUTO_VALUE made = value_of_array(a), text = arg_string(filter), by = arg_string(order);
    const struct type_info *type = type_array_of(&type_data_row);
    for (size_t i = 0; i < n; i++) {
        bool yes = true;
        if (data_filter_test(text.str->data, rows[i], &yes, err) < 0)
            return -1;
        if (yes)
            array_push(a, rows[i]);
    }
    if (by.str->len && data_sort(by.str->data, a->items, a->len, err) < 0)
        return -1;
    a->type = type ? type : a->type;
    a->element = type ? &type_data_row : NULL;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(table_select)
{
    purge(self);
    return chosen(self.array->items, self.array->len, n ? args[0] : value_null(),
                  n > 1 ? args[1] : value_null(), out, err);
}

CALL(table_compute)
{
    (void)n;
    AUTO_VALUE rows = value_null(), text = arg_string(args[0]);
    purge(self);
    if (chosen(self.array->items, self.array->len, args[1], value_null(), &rows, err) < 0)
        return -1;
    return data_aggregate(text.str->data, rows.array->items, rows.array->len, out, err);
}

/* ---- copies ---- */

static int copy_columns(struct array *from, struct value table, struct err **err)
{
    for (size_t i = 0; i < from->len; i++) {
        AUTO_VALUE column = data_column_copy(from->items[i]), ignored = value_null();
        if (data_columns_add(columns_of(table), column, &ignored, err) < 0)
            return -1;
    }
    return 0;
}

static int copy_rows(const struct value *rows, size_t n, struct value table, struct err **err)
{
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE row = value_null();
        if (data_row_new(columns_of(table), false, &row, err) < 0 ||
            data_row_copy(rows[i], row, err) < 0)
            return -1;
        data_row_mark(row, DATA_ROW_ADDED);
        array_push(table.array, row);
    }
    return 0;
}

static int copy_table(struct value self, const struct value *rows, size_t n, struct value *out,
                      struct err **err)
{
    AUTO_VALUE name = value_ref(*field(self, TABLE_NAME));
    AUTO_VALUE made = table_new(name.str->data);
    if (copy_columns(columns_of(self), made, err) < 0)
        return -1;
    if (field(self, TABLE_KEY)->kind == V_ARRAY) {
        struct array *key = field(self, TABLE_KEY)->array;
        struct array *own = array_new(key->len);
        for (size_t i = 0; i < key->len; i++) {
            AUTO_VALUE key_name = data_column_name(key->items[i]);
            struct value column = value_null();
            data_column_find(columns_of(made), key_name, &column);
            array_push_take(own, column);
        }
        value_replace_take(field(made, TABLE_KEY), value_of_array(own));
    }
    if (copy_rows(rows, n, made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(table_clone)
{
    (void)args;
    (void)n;
    return copy_table(self, NULL, 0, out, err);
}

CALL(table_copy)
{
    (void)args;
    (void)n;
    purge(self);
    return copy_table(self, self.array->items, self.array->len, out, err);
}

CALL(table_import)
{
    (void)n;
    (void)out;
    if (!value_is_data_row(args[0]))
        return fail_null_argument(err, "row");
    return copy_rows(args, 1, self, err);
}

CALL(table_merge)
{
    (void)n;
    (void)out;
    if (args[0].kind != V_ARRAY || args[0].array->type != &type_data_table)
        return fail_null_argument(err, "table");
    struct array *columns = columns_of(args[0]);
    for (size_t i = 0; i < columns->len; i++) {
        AUTO_VALUE name = data_column_name(columns->items[i]), found = value_null();
        if (data_column_find(columns_of(self), name, &found) == 0)
            continue;
        AUTO_VALUE column = data_column_copy(columns->items[i]), ignored = value_null();
        if (data_columns_add(columns_of(self), column, &ignored, err) < 0)
            return -1;
    }
    return copy_rows(args[0].array->items, args[0].array->len, self, err);
}

CALL(table_accept)
{
    UNUSED_CALL();
    purge(self);
    for (size_t i = 0; i < self.array->len; i++)
        data_row_mark(self.array->items[i], DATA_ROW_UNCHANGED);
    return 0;
}

CALL(table_nothing)
{
    UNUSED_CALL();
    return 0;
}

CALL(table_text)
{
    UNUSED_CALL();
    *out = value_ref(*field(self, TABLE_NAME));
    return 0;
}

/* ---- views ---- */

enum { VIEW_TABLE, VIEW_SORT, VIEW_FILTER, VIEW_DEFAULT, VIEW_FIELDS };

static void view_destroy(struct object *o)
{
    data_fields_release(o, VIEW_FIELDS);
}
static const struct type_info type_view_fields = { .name = "System.Data.DataView+Fields",
                                                   .base = &type_object,
                                                   .payload_size =
                                                       VIEW_FIELDS * sizeof(struct value),
                                                   .destroy = view_destroy };

static int view_refresh(struct value self, struct err **err)
{
    struct object *o = self.array->extra->owner;
    AUTO_VALUE rows = value_null();
    struct array *table = data_field(o, VIEW_TABLE)->array;
    purge(value_of_array(table));
    if (chosen(table->items, table->len, *data_field(o, VIEW_FILTER), *data_field(o, VIEW_SORT),
               &rows, err) < 0)
        return -1;
    array_remove_range(self.array, 0, self.array->len);
    for (size_t i = 0; i < rows.array->len; i++)
        array_push(self.array, rows.array->items[i]);
    return 0;
}

static int view_new(struct value table, struct value *out, struct err **err)
{
    struct object *o = object_new(&type_view_fields);
    struct array *rows = list_new(&type_data_view, NULL);
    array_extra(rows)->owner = o;
    *data_field(o, VIEW_TABLE) = value_ref(table);
    *data_field(o, VIEW_SORT) = value_string("");
    *data_field(o, VIEW_FILTER) = value_string("");
    AUTO_VALUE made = value_of_array(rows);
    if (view_refresh(made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(data_view_new)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_ARRAY || args[0].array->type != &type_data_table)
        return fail_null_argument(err, "table");
    return view_new(args[0], out, err);
}

GETTER(view_field)
{
    (void)err;
    *out = value_ref(*data_field(self.array->extra->owner, (int)p->data));
    return 0;
}

SETTER(view_set_field)
{
    struct object *o = self.array->extra->owner;
    AUTO_VALUE text = arg_string(v);
    if (data_field(o, VIEW_DEFAULT)->kind == V_BOOL)
        value_replace_take(
            field(*data_field(o, VIEW_TABLE), p->data == VIEW_SORT ? TABLE_SORT : TABLE_FILTER),
            value_ref(text));
    value_replace_take(data_field(o, (int)p->data), STEAL_VALUE(text));
    return view_refresh(self, err);
}

GETTER(view_count)
{
    (void)p;
    if (view_refresh(self, err) < 0)
        return -1;
    *out = value_int((int32_t)self.array->len);
    return 0;
}

CALL(view_to_table)
{
    (void)args;
    (void)n;
    if (view_refresh(self, err) < 0)
        return -1;
    return copy_table(*data_field(self.array->extra->owner, VIEW_TABLE), self.array->items,
                      self.array->len, out, err);
}

/* A table keeps no view, which would keep the table, but the order and the filter of it. */
GETTER(table_default_view)
{
    (void)p;
    AUTO_VALUE made = value_null();
    if (view_new(self, &made, err) < 0)
        return -1;
    struct object *o = made.array->extra->owner;
    value_replace_take(data_field(o, VIEW_SORT), value_ref(*field(self, TABLE_SORT)));
    value_replace_take(data_field(o, VIEW_FILTER), value_ref(*field(self, TABLE_FILTER)));
    *data_field(o, VIEW_DEFAULT) = value_bool(true);
    if (view_refresh(made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* ---- the types ---- */

#define TABLE_FIELD(name_, type_, i)                                                       \
    {                                                                                      \
        .name = (name_), .type_name = (type_), .get = table_field, .set = table_set_field, \
        .data = (i)                                                                        \
    }
static const struct property table_props[] = {
    TABLE_FIELD("TableName", "string", TABLE_NAME),
    PROPERTY_DATA("Columns", "System.Data.DataColumnCollection", table_field, TABLE_COLUMNS),
    PROPERTY("Rows", "System.Data.DataTable", table_rows),
    PROPERTY("DefaultView", "System.Data.DataView", table_default_view),
    TABLE_FIELD("PrimaryKey", "System.Data.DataColumn[]", TABLE_KEY),
    TABLE_FIELD("Namespace", "string", TABLE_SPACE),
    TABLE_FIELD("CaseSensitive", "bool", TABLE_CASE),
    PROPERTY("HasErrors", "bool", table_no_errors),
    PROPERTY("Count", "int", table_count),
};
static const struct method table_methods[] = {
    METHOD("NewRow", 0, 0, table_new_row, "System.Data.DataRow NewRow()"),
    METHOD("Select", 0, 2, table_select,
           "System.Data.DataRow[] Select(string filterExpression, string sort)"),
    METHOD("Compute", 2, 2, table_compute,
           "System.Object Compute(string expression, string filter)"),
    METHOD("Clone", 0, 0, table_clone, "System.Data.DataTable Clone()"),
    METHOD("Copy", 0, 0, table_copy, "System.Data.DataTable Copy()"),
    METHOD("Clear", 0, 0, rows_clear, "void Clear()"),
    METHOD("Reset", 0, 0, rows_clear, "void Reset()"),
    METHOD("ImportRow", 1, 1, table_import, "void ImportRow(System.Data.DataRow row)"),
    METHOD("Merge", 1, 1, table_merge, "void Merge(System.Data.DataTable table)"),
    METHOD("AcceptChanges", 0, 0, table_accept, "void AcceptChanges()"),
    METHOD("BeginLoadData", 0, 0, table_nothing, "void BeginLoadData()"),
    METHOD("EndLoadData", 0, 0, table_nothing, "void EndLoadData()"),
    METHOD("Dispose", 0, 0, table_nothing, "void Dispose()"),
    METHOD("ToString", 0, 0, table_text, "string ToString()"),
    METHOD("Add", 1, 256, rows_add, "System.Data.DataRow Add(Params System.Object[] values)"),
    METHOD("InsertAt", 2, 2, rows_insert, "void InsertAt(System.Data.DataRow row, int pos)"),
    METHOD("Remove", 1, 1, rows_remove, "void Remove(System.Data.DataRow row)"),
    METHOD("RemoveAt", 1, 1, rows_remove_at, "void RemoveAt(int index)"),
    METHOD("Find", 1, 8, rows_find, "System.Data.DataRow Find(System.Object key)"),
    METHOD("Contains", 1, 8, rows_contains, "bool Contains(System.Object key)"),
    METHOD("IndexOf", 1, 1, rows_index_of, "int IndexOf(System.Data.DataRow row)"),
    METHOD("CopyTo", 1, 2, array_copy_to, "void CopyTo(array array, int index)"),
};
static const struct method table_statics[] = { METHOD("new", 0, 1, data_table_new, NULL) };
const struct type_info type_data_table = { .name = "System.Data.DataTable",
                                           .base = &type_object,
                                           .interfaces = implements_array_list,
                                           PROPS(table_props),
                                           METHODS(table_methods),
                                           STATICS(table_statics) };

#define VIEW_FIELD(name_, i)                                                              \
    {                                                                                     \
        .name = (name_), .type_name = "string", .get = view_field, .set = view_set_field, \
        .data = (i)                                                                       \
    }
static const struct property view_props[] = {
    VIEW_FIELD("Sort", VIEW_SORT),
    VIEW_FIELD("RowFilter", VIEW_FILTER),
    PROPERTY_DATA("Table", "System.Data.DataTable", view_field, VIEW_TABLE),
    PROPERTY("Count", "int", view_count),
};
static const struct method view_methods[] = {
    METHOD("ToTable", 0, 0, view_to_table, "System.Data.DataTable ToTable()"),
};
static const struct method view_statics[] = { METHOD("new", 1, 1, data_view_new, NULL) };
const struct type_info type_data_view = { .name = "System.Data.DataView",
                                          .base = &type_object,
                                          .interfaces = implements_array_list,
                                          PROPS(view_props),
                                          METHODS(view_methods),
                                          STATICS(view_statics) };
