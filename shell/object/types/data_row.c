#include "shell/object/types/data_row.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/array.h"
#include "shell/object/types/data.h"
#include "shell/object/types/enum.h"

void data_fields_release(struct object *o, int n)
{
    for (int i = 0; i < n; i++)
        value_unref(*data_field(o, i));
}

/* ---- columns ---- */

enum {
    COL_NAME,
    COL_TYPE,
    COL_CAPTION,
    COL_DEFAULT,
    COL_NULL,
    COL_UNIQUE,
    COL_READ_ONLY,
    COL_COUNTS, /* AutoIncrement */
    COL_SEED,
    COL_STEP,
    COL_LENGTH,
    COL_ORDINAL,
    COL_NEXT, /* what a new row gets */
    COL_FIELDS
};

static void column_destroy(struct object *o)
{
    data_fields_release(o, COL_FIELDS);
}

static struct value column_new(const char *name, const struct type_info *type)
{
    struct object *o = object_new(&type_data_column);
    *data_field(o, COL_NAME) = value_string(name);
    *data_field(o, COL_TYPE) = value_type(type);
    *data_field(o, COL_DEFAULT) = dbnull_new();
    *data_field(o, COL_NULL) = value_bool(true);
    *data_field(o, COL_UNIQUE) = value_bool(false);
    *data_field(o, COL_READ_ONLY) = value_bool(false);
    *data_field(o, COL_COUNTS) = value_bool(false);
    *data_field(o, COL_SEED) = value_long(0);
    *data_field(o, COL_STEP) = value_long(1);
    *data_field(o, COL_LENGTH) = value_int(-1);
    *data_field(o, COL_ORDINAL) = value_int(-1);
    return value_of_object(o);
}

static bool is_column(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_data_column;
}

static const struct str *name_of(struct value column)
{
    return data_field(column.object, COL_NAME)->str;
}

static const struct type_info *type_of(struct value column)
{
    return data_field(column.object, COL_TYPE)->type;
}

struct value data_column_name(struct value column)
{
    return value_ref(*data_field(column.object, COL_NAME));
}

struct value data_column_copy(struct value column)
{
    struct value copy = column_new("", &type_string);
    for (int i = 0; i < COL_FIELDS; i++)
        value_replace_take(data_field(copy.object, i), value_ref(*data_field(column.object, i)));
    value_replace_take(data_field(copy.object, COL_ORDINAL), value_int(-1));
    return copy;
}

static int column_place(const struct array *columns, const char *name, size_t len)
{
    for (size_t i = 0; i < columns->len; i++)
        if (text_caseeqn(name_of(columns->items[i])->data, name_of(columns->items[i])->len, name,
                         len))
            return (int)i;
    return -1;
}

/* Its number among the columns; -1: it is none of them. */
static int place_of(const struct array *columns, struct value which)
{
    if (value_is_integer(which))
        return which.i >= 0 && (uint64_t)which.i < columns->len ? (int)which.i : -1;
    if (!is_column(which)) {
        AUTO_VALUE name = arg_string(which);
        return column_place(columns, name.str->data, name.str->len);
    }
    for (size_t i = 0; i < columns->len; i++)
        if (columns->items[i].object == which.object)
            return (int)i;
    return -1;
}

int data_column_find(const struct array *columns, struct value which, struct value *out)
{
    int i = place_of(columns, which);
    if (i >= 0)
        *out = value_ref(columns->items[i]);
    return i < 0 ? -1 : 0;
}

GETTER(column_field)
{
    (void)err;
    const struct value *v = data_field(self.object, (int)p->data);
    *out = p->data == COL_CAPTION && v->kind == V_NULL ? data_column_name(self) : value_ref(*v);
    return 0;
}

SETTER(column_set_field)
{
    AUTO_VALUE now = value_null();
    const struct type_info *type = p->data == COL_TYPE      ? &type_type
                                   : p->data == COL_DEFAULT ? type_of(self)
                                   : p->type_name[0] == 's' ? &type_string
                                   : p->type_name[0] == 'b' ? &type_bool
                                   : p->type_name[0] == 'l' ? &type_int64
                                                            : &type_int32;
    if (p->data == COL_DEFAULT && value_is_dbnull(v))
        now = dbnull_new();
    else if (value_convert(v, type, &now, err) < 0)
        return -1;
    value_replace_take(data_field(self.object, (int)p->data), STEAL_VALUE(now));
    if (p->data == COL_SEED)
        value_replace_take(data_field(self.object, COL_NEXT), value_null());
    return 0;
}

/* new(), new(name), new(name, type) */
CALL(column_new_call)
{
    (void)self;
    AUTO_VALUE name = n ? arg_string(args[0]) : value_string(""), type = value_type(&type_string);
    if (n > 1 && value_convert(args[1], &type_type, &type, err) < 0)
        return -1;
    *out = column_new(name.str->data, type.type);
    return 0;
}

static int column_from(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_argument(err, "A DataColumn is made of its name.");
    *out = column_new(v.str->data, &type_string);
    return 0;
}

static int column_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, name_of(self)->data);
    return 0;
}

int data_columns_add(struct array *columns, struct value column, struct value *out,
                     struct err **err)
{
    struct value *name = data_field(column.object, COL_NAME);
    if (data_field(column.object, COL_ORDINAL)->i >= 0)
        return fail_argument(err, "Column '%s' already belongs to this or another DataTable.",
                             name->str->data);
    for (int i = 1; !name->str->len; i++) {
        AUTO_VALUE fresh = value_stringf("Column%d", i);
        if (column_place(columns, fresh.str->data, fresh.str->len) < 0)
            value_replace_take(name, STEAL_VALUE(fresh));
    }
    if (column_place(columns, name->str->data, name->str->len) >= 0)
        return fail_with(err, "System.Data.DuplicateNameException", "DuplicateNameException",
                         "A column named '%s' already belongs to this DataTable.", name->str->data);
    value_replace_take(data_field(column.object, COL_ORDINAL), value_int((int32_t)columns->len));
    array_push(columns, column);
    *out = value_ref(column);
    return 0;
}

CALL(columns_add)
{
    AUTO_VALUE column = value_null();
    if (n == 1 && is_column(args[0]))
        column = value_ref(args[0]);
    else if (column_new_call(self, args, n, &column, err) < 0)
        return -1;
    return data_columns_add(self.array, column, out, err);
}

CALL(columns_add_range)
{
    (void)n;
    (void)out;
    const struct value *items = args[0].kind == V_ARRAY ? args[0].array->items : args;
    size_t count = args[0].kind == V_ARRAY ? args[0].array->len : 1;
    for (size_t i = 0; i < count; i++) {
        AUTO_VALUE ignored = value_null();
        if (columns_add(self, &items[i], 1, &ignored, err) < 0)
            return -1;
    }
    return 0;
}

CALL(columns_get)
{
    (void)n;
    (void)err;
    if (data_column_find(self.array, args[0], out) < 0)
        *out = value_null();
    return 0;
}

CALL(columns_contains)
{
    (void)n;
    (void)err;
    *out = value_bool(place_of(self.array, args[0]) >= 0);
    return 0;
}

CALL(columns_index_of)
{
    (void)n;
    (void)err;
    *out = value_int(place_of(self.array, args[0]));
    return 0;
}

static const struct property columns_props[] = { PROPERTY("Count", "int", array_count) };
static const struct method columns_methods[] = {
    METHOD("Add", 0, 2, columns_add, "System.Data.DataColumn Add(string columnName, type type)"),
    METHOD("AddRange", 1, 1, columns_add_range, "void AddRange(System.Data.DataColumn[] columns)"),
    METHOD("Contains", 1, 1, columns_contains, "bool Contains(string name)"),
    METHOD("IndexOf", 1, 1, columns_index_of, "int IndexOf(string columnName)"),
    METHOD("Item", 1, 1, columns_get, NULL),
    METHOD("get_Item", 1, 1, columns_get, NULL),
};
const struct type_info type_data_columns = { .name = "System.Data.DataColumnCollection",
                                             .base = &type_object,
                                             .interfaces = implements_array_list,
                                             PROPS(columns_props),
                                             METHODS(columns_methods) };

#define COLUMN_FIELD(name_, type_, i)                                                        \
    {                                                                                        \
        .name = (name_), .type_name = (type_), .get = column_field, .set = column_set_field, \
        .data = (i)                                                                          \
    }
static const struct property column_props[] = {
    COLUMN_FIELD("AllowDBNull", "bool", COL_NULL),
    COLUMN_FIELD("AutoIncrement", "bool", COL_COUNTS),
    COLUMN_FIELD("AutoIncrementSeed", "long", COL_SEED),
    COLUMN_FIELD("AutoIncrementStep", "long", COL_STEP),
    COLUMN_FIELD("Caption", "string", COL_CAPTION),
    COLUMN_FIELD("ColumnName", "string", COL_NAME),
    COLUMN_FIELD("DataType", "type", COL_TYPE),
    COLUMN_FIELD("DefaultValue", "System.Object", COL_DEFAULT),
    COLUMN_FIELD("MaxLength", "int", COL_LENGTH),
    PROPERTY_DATA("Ordinal", "int", column_field, COL_ORDINAL),
    COLUMN_FIELD("ReadOnly", "bool", COL_READ_ONLY),
    COLUMN_FIELD("Unique", "bool", COL_UNIQUE),
};
static const struct method column_statics[] = { METHOD("new", 0, 2, column_new_call, NULL) };
const struct type_info type_data_column = { .name = "System.Data.DataColumn",
                                            .base = &type_object,
                                            PROPS(column_props),
                                            STATICS(column_statics),
                                            .to_string = column_text,
                                            .convert_from = column_from,
                                            .payload_size = COL_FIELDS * sizeof(struct value),
                                            .destroy = column_destroy };

/* ---- rows ---- */

static const struct enum_member row_state_members[] = {
    { "Detached", 1 }, { "Unchanged", 2 }, { "Added", 4 }, { "Deleted", 8 }, { "Modified", 16 },
};
ENUM_TYPE(data_row_state, "System.Data.DataRowState", row_state_members, true);

struct data_row {
    struct array *columns; /* held */
    struct array *values;  /* shorter than the columns when some came later */
    int32_t state;
};

static struct data_row *row_of(struct value v)
{
    return object_payload(v.object);
}

static void row_destroy(struct object *o)
{
    struct data_row *r = object_payload(o);
    value_unref(value_of_array(r->columns));
    value_unref(value_of_array(r->values));
}

bool value_is_data_row(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_data_row;
}

const struct array *data_row_columns(struct value row)
{
    return row_of(row)->columns;
}

void data_row_mark(struct value row, enum data_row_state state)
{
    row_of(row)->state = (int32_t)state;
}

bool data_row_is_added(struct value row)
{
    return row_of(row)->state != DATA_ROW_DETACHED;
}

bool data_row_deleted(struct value row)
{
    return row_of(row)->state == 8;
}

/* The value of a new row: what is counted up, or the default. */
static struct value first_value(struct value column, bool count)
{
    struct value *next = data_field(column.object, COL_NEXT);
    if (!count || !data_field(column.object, COL_COUNTS)->b)
        return value_ref(*data_field(column.object, COL_DEFAULT));
    int64_t now = next->kind == V_INT64 ? next->i : data_field(column.object, COL_SEED)->i;
    AUTO_VALUE number = value_long(now);
    struct value out = value_null();
    AUTO_ERR *err = NULL;
    value_replace_take(next, value_long(now + data_field(column.object, COL_STEP)->i));
    if (value_convert(number, type_of(column), &out, &err) < 0)
        return value_int((int32_t)now);
    return out;
}

static void fill(struct data_row *r, bool count)
{
    while (r->values->len < r->columns->len)
        array_push_take(r->values, first_value(r->columns->items[r->values->len], count));
}

int data_row_new(struct array *columns, bool count, struct value *out, struct err **err)
{
    (void)err;
    struct object *o = object_new(&type_data_row);
    struct data_row *r = object_payload(o);
    r->columns = value_ref(value_of_array(columns)).array;
    r->values = array_new(columns->len);
    r->state = DATA_ROW_DETACHED;
    fill(r, count);
    *out = value_of_object(o);
    return 0;
}

static void get_at(struct value row, size_t i, struct value *out)
{
    fill(row_of(row), false);
    *out = value_ref(row_of(row)->values->items[i]);
}

void data_row_at(struct value row, struct value column, struct value *out)
{
    int i = place_of(row_of(row)->columns, column);
    if (i >= 0)
        get_at(row, (size_t)i, out);
}

bool data_row_value(struct value row, const char *column, size_t len, struct value *out)
{
    int i = column_place(row_of(row)->columns, column, len);
    if (i >= 0)
        get_at(row, (size_t)i, out);
    return i >= 0;
}

static int cannot_store(struct value column, struct value v, struct err **err)
{
    AUTO_VALUE text = value_to_string(v);
    const char *type = type_of(column)->name, *dot = strrchr(type, '.');
    return fail_argument(err,
                         "The input string '%s' was not in a correct format.Couldn't store <%s> in "
                         "%s Column.  Expected type is %s.",
                         text.str->data, text.str->data, name_of(column)->data,
                         dot ? dot + 1 : type);
}

int data_row_set_at(struct value row, size_t i, struct value v, struct err **err)
{
    struct data_row *r = row_of(row);
    struct value column = r->columns->items[i], now = value_null();
    AUTO_ERR *why = NULL;
    fill(r, false);
    if (data_field(column.object, COL_READ_ONLY)->b && data_row_is_added(row))
        return fail_with(err, "System.Data.ReadOnlyException", "ReadOnlyException",
                         "Column '%s' is read only.", name_of(column)->data);
    if (value_is_dbnull(v)) {
        if (!data_field(column.object, COL_NULL)->b && data_row_is_added(row))
            return fail_with(err, "System.Data.NoNullAllowedException", "NoNullAllowedException",
                             "Column '%s' does not allow nulls.", name_of(column)->data);
        now = dbnull_new();
    } else if (type_of(column) == &type_object) {
        now = value_ref(v);
    } else if (value_convert(v, type_of(column), &now, &why) < 0) {
        return cannot_store(column, v, err);
    }
    int64_t longest = data_field(column.object, COL_LENGTH)->i;
    if (now.kind == V_STRING && longest >= 0 && (int64_t)str_length(now.str) > longest) {
        value_unref(now);
        return fail_argument(err,
                             "Cannot set column '%s'. The value violates the MaxLength limit of "
                             "this column.",
                             name_of(column)->data);
    }
    value_replace_take(&r->values->items[i], now);
    if (r->state == DATA_ROW_UNCHANGED)
        r->state = 16;
    return 0;
}

int data_row_copy(struct value from, struct value to, struct err **err)
{
    const struct array *columns = row_of(from)->columns;
    for (size_t i = 0; i < columns->len; i++) {
        const struct str *name = name_of(columns->items[i]);
        int at = column_place(row_of(to)->columns, name->data, name->len);
        AUTO_VALUE v = value_null();
        get_at(from, i, &v);
        if (at >= 0 && data_row_set_at(to, (size_t)at, v, err) < 0)
            return -1;
    }
    return 0;
}

static int check_unique(struct value row, size_t i, const struct array *rows, struct err **err)
{
    AUTO_VALUE own = value_null();
    get_at(row, i, &own);
    for (size_t k = 0; k < rows->len; k++) {
        AUTO_VALUE other = value_null();
        get_at(rows->items[k], i, &other);
        if (!value_equals(own, other, true))
            continue;
        AUTO_VALUE text = value_to_string(own);
        return fail_with(err, "System.Data.ConstraintException", "ConstraintException",
                         "Column '%s' is constrained to be unique.  Value '%s' is already present.",
                         name_of(row_of(row)->columns->items[i])->data, text.str->data);
    }
    return 0;
}

int data_row_check(struct value row, const struct array *rows, struct err **err)
{
    const struct array *columns = row_of(row)->columns;
    fill(row_of(row), false);
    for (size_t i = 0; i < columns->len; i++) {
        struct object *column = columns->items[i].object;
        if (!data_field(column, COL_NULL)->b && value_is_dbnull(row_of(row)->values->items[i]))
            return fail_with(err, "System.Data.NoNullAllowedException", "NoNullAllowedException",
                             "Column '%s' does not allow nulls.", name_of(columns->items[i])->data);
        if (data_field(column, COL_UNIQUE)->b && check_unique(row, i, rows, err) < 0)
            return -1;
    }
    return 0;
}

static int no_column(struct value which, struct err **err)
{
    AUTO_VALUE text = value_to_string(which);
    if (value_is_integer(which))
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Cannot find column %s.", text.str->data);
    return fail_argument(err, "Column '%s' does not belong to table .", text.str->data);
}

CALL(row_get)
{
    (void)n;
    int i = place_of(row_of(self)->columns, args[0]);
    if (i < 0)
        return no_column(args[0], err);
    get_at(self, (size_t)i, out);
    return 0;
}

CALL(row_set)
{
    (void)n;
    (void)out;
    int i = place_of(row_of(self)->columns, args[0]);
    return i < 0 ? no_column(args[0], err) : data_row_set_at(self, (size_t)i, args[1], err);
}

CALL(row_is_null)
{
    (void)n;
    AUTO_VALUE v = value_null();
    if (row_get(self, args, 1, &v, err) < 0)
        return -1;
    *out = value_bool(value_is_dbnull(v));
    return 0;
}

CALL(row_delete)
{
    UNUSED_CALL();
    if (data_row_is_added(self))
        row_of(self)->state = 8;
    return 0;
}

CALL(row_accept)
{
    UNUSED_CALL();
    if (row_of(self)->state != 8)
        row_of(self)->state = DATA_ROW_UNCHANGED;
    return 0;
}

CALL(row_nothing)
{
    UNUSED_CALL();
    return 0;
}

GETTER(row_items)
{
    UNUSED_GETTER();
    fill(row_of(self), false);
    *out = value_of_array(array_from(row_of(self)->values->items, row_of(self)->values->len));
    return 0;
}

SETTER(row_set_items)
{
    (void)p;
    if (v.kind != V_ARRAY || v.array->len > row_of(self)->columns->len)
        return fail_argument(err, "Input array is longer than the number of columns in this "
                                  "table.");
    for (size_t i = 0; i < v.array->len; i++)
        if (data_row_set_at(self, i, v.array->items[i], err) < 0)
            return -1;
    return 0;
}

GETTER(row_state)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_data_row_state, row_of(self)->state);
    return 0;
}

GETTER(row_no_errors)
{
    UNUSED_GETTER();
    *out = p->data ? value_string("") : value_bool(false);
    return 0;
}

static const char *row_has(struct value self, const char *name, size_t len)
{
    const struct array *columns = row_of(self)->columns;
    int i = column_place(columns, name, len);
    return i < 0 ? NULL : name_of(columns->items[i])->data;
}

static int row_member(struct value self, const char *name, size_t len, struct value *out,
                      struct err **err)
{
    (void)err;
    if (!data_row_value(self, name, len, out))
        *out = value_null();
    return 0;
}

static int row_set_member(struct value self, const char *name, size_t len, struct value v,
                          struct err **err)
{
    int i = column_place(row_of(self)->columns, name, len);
    return i < 0 ? 0 : data_row_set_at(self, (size_t)i, v, err);
}

static const char *row_next(struct value self, void **at)
{
    const struct array *columns = row_of(self)->columns;
    struct value *next = *at ? (struct value *)*at + 1 : columns->items;
    if (next >= columns->items + columns->len)
        return NULL;
    *at = next;
    return name_of(*next)->data;
}

static const struct adapter row_adapter = {
    .has = row_has, .get = row_member, .set = row_set_member, .next = row_next
};

static const struct property row_props[] = {
    PROPERTY_DATA("RowError", "string", row_no_errors, 1),
    PROPERTY("RowState", "System.Data.DataRowState", row_state),
    PROPERTY_RW("ItemArray", "System.Object[]", row_items, row_set_items),
    PROPERTY_DATA("HasErrors", "bool", row_no_errors, 0),
};
static const struct method row_methods[] = {
    METHOD("get_Item", 1, 1, row_get, NULL),
    METHOD("Item", 1, 1, row_get, NULL),
    METHOD("set_Item", 2, 2, row_set, NULL),
    METHOD("SetField", 2, 2, row_set, NULL),
    METHOD("IsNull", 1, 1, row_is_null, "bool IsNull(string columnName)"),
    METHOD("Delete", 0, 0, row_delete, "void Delete()"),
    METHOD("AcceptChanges", 0, 0, row_accept, "void AcceptChanges()"),
    METHOD("BeginEdit", 0, 0, row_nothing, "void BeginEdit()"),
    METHOD("EndEdit", 0, 0, row_nothing, "void EndEdit()"),
};
const struct type_info type_data_row = { .name = "System.Data.DataRow",
                                         .base = &type_object,
                                         PROPS(row_props),
                                         METHODS(row_methods),
                                         .adapter = &row_adapter,
                                         .payload_size = sizeof(struct data_row),
                                         .destroy = row_destroy };
