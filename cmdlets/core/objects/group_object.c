#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/sort_keys.h"
#include "cmdlets/core/result_types.h"

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/runtime/session.h"

struct group_args {
    bool no_element;
    bool as_hash_table;
    bool as_string;
    struct value input_object;
    struct value_list property;
    struct str *culture;
    bool case_sensitive;
};
static const struct param group_params[] = {
    PARAM(struct group_args, no_element, .name = "NoElement",
          .help = "Leaves the objects themselves out of the groups."),
    PARAM(struct group_args, as_hash_table, .name = "AsHashTable", .aliases = "AHT",
          .help = "Emits one hashtable from key to objects."),
    PARAM(struct group_args, as_string, .name = "AsString",
          .help = "Turns the keys of the hashtable into text."),
    PARAM(struct group_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct group_args, property, .name = "Property", .position = 1,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct group_args, culture, .name = "Culture",
          .help = "The culture to compare in. Only the invariant culture is known."),
    PARAM(struct group_args, case_sensitive, .name = "CaseSensitive",
          .help = "Tells upper and lower case apart."),
};
static const char *const group_aliases[] = { "group", NULL };
static const struct example group_examples[] = {
    { .code = "'a', 'b', 'a' | Group-Object -NoElement | Select-Object -ExpandProperty Count",
      .remarks = "How many of each.",
      .output = "2\n1" },
};

/* GroupInfo: the fields of its payload. */
enum { GROUP_COUNT, GROUP_GROUP, GROUP_NAME, GROUP_VALUES, GROUP_FIELDS };

static const struct property group_props[] = {
    RECORD_FIELD("Values", "System.Collections.ArrayList", GROUP_VALUES),
    RECORD_FIELD("Count", "int", GROUP_COUNT),
    RECORD_FIELD("Group", "System.Collections.ObjectModel.Collection[psobject]", GROUP_GROUP),
    RECORD_FIELD("Name", "string", GROUP_NAME),
};
static const struct view_column group_columns[] = {
    { .property = "Count", .width = 5, .align = ALIGN_RIGHT },
    { .property = "Name", .width = 25 },
    { .property = "Group" },
};
static const struct view group_view = { .columns = group_columns,
                                        .ncolumns = ARRAY_SIZE(group_columns) };
static const struct view group_view_bare = { .columns = group_columns, .ncolumns = 2 };
static const struct view_column group_items[] = {
    { .property = "Name" },
    { .property = "Count" },
    { .property = "Group" },
    { .property = "Values" },
};
static const struct view group_list = { .columns = group_items,
                                        .ncolumns = ARRAY_SIZE(group_items) };
static const struct view_column bare_group_items[] = {
    { .property = "Name" },
    { .property = "Count" },
    { .property = "Values" },
};
static const struct view bare_group_list = { .columns = bare_group_items,
                                             .ncolumns = ARRAY_SIZE(bare_group_items) };
const struct type_info type_group_info = {
    .name = "Microsoft.PowerShell.Commands.GroupInfo",
    .base = &type_object,
    .props = group_props,
    .nprops = ARRAY_SIZE(group_props),
    .table = &group_view,
    .list = &group_list,
    .payload_size = GROUP_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};
const struct type_info type_group_info_bare = {
    .name = "Microsoft.PowerShell.Commands.GroupInfoNoElement",
    .base = &type_group_info,
    .table = &group_view_bare,
    .list = &bare_group_list,
    .payload_size = GROUP_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* One key of one plain kind tells its group by a table, object by object; the first that is
 * otherwise makes all of them rows to be sorted. */
struct group_table {
    bool bare;
    enum value_kind kind; /* of all keys; V_NULL: none yet */
    struct hash *index;   /* key to number of its group */
    struct sorter keys;   /* of the groups, by number */
    struct array **members;
    size_t *counts;
    uint32_t *which; /* per object: its group */
    size_t n, cap, objects, objects_cap;
};

struct group_state {
    struct core_env env;
    struct property_specs specs;
    struct property_specs none;
    struct sorter sorter;
    struct group_table table;
    bool ready, by_table;
};

static void table_release(struct group_table *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->members[i])
            value_unref(value_of_array(t->members[i]));
    free(t->members);
    free(t->counts);
    free(t->which);
    if (t->index)
        value_unref(value_of_hash(t->index));
    sorter_release(&t->keys);
    *t = (struct group_table){ .bare = false };
}

/* False: the key is of another kind, and nothing was done. */
static bool table_add(struct group_table *t, struct value v, struct value key)
{
    if (key.kind != V_INT32 && key.kind != V_INT64 && key.kind != V_STRING)
        return false;
    if (t->kind != V_NULL && t->kind != (enum value_kind)key.kind)
        return false;
    t->kind = (enum value_kind)key.kind;
    struct value *known = hash_get(t->index, key);
    size_t group = known ? (size_t)known->i : t->n;
    if (!known) {
        if (t->n == t->cap) {
            t->cap = t->cap ? t->cap * 2 : 16;
            t->members = xreallocarray(t->members, t->cap, sizeof(*t->members));
            t->counts = xreallocarray(t->counts, t->cap, sizeof(*t->counts));
        }
        t->members[t->n] = list_new(&type_collection_of, NULL);
        t->counts[t->n++] = 0;
        hash_set_take(t->index, key, value_int((int32_t)group));
        sorter_add(&t->keys, NULL, key);
    }
    if (t->objects == t->objects_cap) {
        t->objects_cap = t->objects_cap ? t->objects_cap * 2 : 64;
        t->which = xreallocarray(t->which, t->objects_cap, sizeof(*t->which));
    }
    t->which[t->objects++] = (uint32_t)group;
    t->counts[group]++;
    if (!t->bare)
        array_push(t->members[group], v);
    return true;
}

/* The objects as rows, in the order they came. */
static void table_to_rows(struct group_table *t, struct sorter *to)
{
    size_t *at = xcalloc(t->n + 1, sizeof(*at));
    for (size_t i = 0; i < t->objects; i++) {
        uint32_t group = t->which[i];
        struct value key = sorter_key(&t->keys, group, 0);
        sorter_add_row(to, t->bare ? key : t->members[group]->items[at[group]++], &key);
    }
    free(at);
    table_release(t);
}

static enum status group_begin(struct invocation *inv)
{
    struct group_args *args = ARGS(inv, struct group_args);
    struct group_state *st = STATE(inv, struct group_state);
    struct err *err = NULL;

    if (args->as_string && !args->as_hash_table)
        return core_throw(inv, "ArgumentException", EC_INVALID_ARGUMENT, value_bool(true),
                          "The command cannot be run because the AsString parameter requires that "
                          "you specify the AsHashtable parameter.");
    core_env_init(&st->env, inv->session, inv);
    if (property_specs_parse(&args->property, SPEC_NAME, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    sorter_init(&st->sorter, &st->specs, false, args->case_sensitive);
    sorter_init(&st->table.keys, &st->none, false, args->case_sensitive);
    st->table.index = hash_new(args->case_sensitive ? HASH_CASE_SENSITIVE : 0);
    st->table.bare = args->no_element && !args->as_hash_table;
    st->by_table = st->sorter.nkeys <= 1;
    st->ready = true;
    return ST_OK;
}

static enum status group_process(struct invocation *inv)
{
    struct group_state *st = STATE(inv, struct group_state);
    struct value v = ARGS(inv, struct group_args)->input_object;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    if (st->by_table) {
        AUTO_VALUE key = value_null();
        if (st->specs.len)
            property_spec_get(&st->env.env, &st->specs.items[0], v, &key);
        else
            key = value_ref(v);
        if (table_add(&st->table, v, key))
            return st->env.pending;
        st->by_table = false;
        table_to_rows(&st->table, &st->sorter);
        sorter_add_row(&st->sorter, v, &key);
        return st->env.pending;
    }
    sorter_add(&st->sorter, &st->env.env, v);
    return st->env.pending;
}

static void group_name(const struct sorter *s, size_t row, struct strbuf *out)
{
    size_t n = s->nkeys ? s->nkeys : 1;

    for (size_t i = 0; i < n; i++) {
        struct value key = sorter_key(s, row, i);
        if (i > 0)
            strbuf_adds(out, ", ");
        if (key.kind == V_ARRAY)
            cell_text(NULL, key, NULL, out);
        else
            value_object_string(key, out);
    }
}

/* Takes members. row stands for the group in s. */
static struct value group_info(const struct sorter *s, size_t row, size_t n, struct array *members,
                               bool bare)
{
    struct object *o = object_new(bare ? &type_group_info_bare : &type_group_info);
    struct array *values = list_new(&type_array_list, NULL);
    AUTO_STRBUF name = STRBUF_INIT;

    for (size_t i = 0; i < (s->nkeys ? s->nkeys : 1); i++)
        array_push(values, sorter_key(s, row, i));
    group_name(s, row, &name);
    *record_field(o, GROUP_COUNT) = value_int((int32_t)n);
    *record_field(o, GROUP_GROUP) = value_of_array(members);
    *record_field(o, GROUP_NAME) = value_string_len(name.buf, name.len);
    *record_field(o, GROUP_VALUES) = value_of_array(values);
    return value_of_object(o);
}

/* Takes members. */
static void add_to_table(struct hash *h, const struct sorter *s, size_t row, struct array *members,
                         bool as_string)
{
    AUTO_STRBUF name = STRBUF_INIT;
    AUTO_VALUE key = value_null();

    if (as_string || s->nkeys > 1) {
        group_name(s, row, &name);
        key = value_string_len(name.buf, name.len);
    } else {
        key = value_ref(sorter_key(s, row, 0));
    }
    if (key.kind == V_NULL) {
        value_unref(value_of_array(members));
        return;
    }
    hash_set_take(h, key, value_of_array(members));
}

/* Keys of more than one type in a column, $null aside? */
static bool has_mixed_keys(const struct sorter *s)
{
    for (size_t i = 0; i < (s->nkeys ? s->nkeys : 1); i++) {
        const struct type_info *type = NULL;
        for (size_t row = 0; row < s->n; row++) {
            struct value key = sorter_key(s, row, i);
            const struct type_info *own = key.kind == V_NULL ? type : value_type_of(key);
            if (type && own != type)
                return true;
            type = own;
        }
    }
    return false;
}

/* Sorted rows, put so that the groups come by their first objects. */
static void order_by_arrival(const struct sorter *s, size_t *order)
{
    AUTO_FREE size_t *first = xcalloc(s->n + 1, sizeof(*first));
    AUTO_FREE size_t *at = xcalloc(s->n + 1, sizeof(*at));
    for (size_t from = 0, to; from < s->n; from = to)
        for (to = from; to < s->n && sorter_compare(s, order[from], order[to]) == 0; to++) {
            first[order[to]] = order[from];
            at[order[from] + 1]++;
        }
    for (size_t row = 0; row < s->n; row++)
        at[row + 1] += at[row];
    for (size_t row = 0; row < s->n; row++)
        order[at[first[row]]++] = row;
}

static enum status group_end(struct invocation *inv)
{
    struct group_args *args = ARGS(inv, struct group_args);
    struct group_state *st = STATE(inv, struct group_state);
    struct group_table *t = &st->table;
    bool distinct = false;
    AUTO_FREE size_t *order = st->by_table ? sorter_order(&t->keys, inv->session, &distinct) : NULL;
    AUTO_VALUE table = value_null();
    enum status rc = ST_OK;

    for (size_t i = 1; order && !distinct && st->by_table && i < t->n; i++)
        st->by_table = sorter_compare(&t->keys, order[i - 1], order[i]) != 0;
    if (!st->by_table) { /* or keys that differ only by what the order does not see */
        if (t->n)
            table_to_rows(t, &st->sorter);
        free(order);
        order = sorter_order(&st->sorter, inv->session, &distinct);
        if (order && has_mixed_keys(&st->sorter))
            order_by_arrival(&st->sorter, order);
    }
    const struct sorter *s = st->by_table ? &t->keys : &st->sorter;
    if (!order)
        return ST_INTERRUPT;
    if (s->n == 0)
        return ST_OK;
    if (args->as_hash_table)
        table = value_of_hash(hash_new(args->case_sensitive ? HASH_CASE_SENSITIVE : 0));
    for (size_t from = 0, to; from < s->n && rc == ST_OK; from = to) {
        to = from + 1;
        size_t row = order[from], n;
        struct array *members;
        if (st->by_table) {
            n = t->counts[row];
            members = t->members[row];
            t->members[row] = NULL;
        } else {
            while (to < s->n && sorter_compare(s, row, order[to]) == 0)
                to++;
            n = to - from;
            members = list_new(&type_collection_of, NULL);
            for (size_t i = from; i < to && !(args->no_element && !args->as_hash_table); i++)
                array_push(members, sorter_object(s, order[i]));
        }
        if (args->as_hash_table)
            add_to_table(table.hash, s, row, members, args->as_string);
        else
            rc = emit_take(inv, group_info(s, row, n, members, args->no_element));
    }
    return args->as_hash_table && rc == ST_OK ? emit(inv, table) : rc;
}

static void group_cleanup(struct invocation *inv)
{
    struct group_state *st = STATE(inv, struct group_state);

    if (st->ready) {
        sorter_release(&st->sorter);
        table_release(&st->table);
    }
    property_specs_release(&st->specs);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Group",
        .noun = "Object",
        .aliases = group_aliases,
        .synopsis = "Puts objects with equal properties together.",
        .params = group_params,
        .nparams = ARRAY_SIZE(group_params),
        .default_set = "HashTable",
        .output = "Microsoft.PowerShell.Commands.GroupInfo,System.Collections.Hashtable",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct group_args),
        .state_size = sizeof(struct group_state),
        .begin = group_begin,
        .process = group_process,
        .end = group_end,
        .cleanup = group_cleanup,
        .examples = group_examples,
        .nexamples = ARRAY_SIZE(group_examples),
    },
};
const struct cmdlet_group cmdlets_group_object = { cmdlets, ARRAY_SIZE(cmdlets) };
