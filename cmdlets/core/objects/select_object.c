#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/same.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/wrap.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/session.h"

struct select_args {
    struct value input_object;
    struct value_list property;
    struct str_list exclude_property;
    struct str *expand_property;
    bool unique;
    bool case_insensitive;
    struct opt_int last;
    struct opt_int first;
    struct opt_int skip;
    bool wait;
    struct opt_int skip_last;
    struct int_list index;
    struct int_list skip_index;
};
static const struct param select_params[] = {
    INPUT_OBJECT_PARAM(struct select_args),
    PARAM(struct select_args, property, .name = "Property",
          .sets = "DefaultParameter,SkipLastParameter", .position = 1, .wildcards = true,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct select_args, exclude_property, .name = "ExcludeProperty",
          .sets = "DefaultParameter,SkipLastParameter", .wildcards = true,
          .help = "Properties to leave out; wildcards work."),
    PARAM(struct select_args, expand_property, .name = "ExpandProperty",
          .sets = "DefaultParameter,SkipLastParameter", .wildcards = true,
          .help =
              "Emits the value of this property instead of an object with it; lists are unrolled."),
    PARAM(struct select_args, unique, .name = "Unique",
          .help = "Leaves out objects that equal an earlier one."),
    PARAM(struct select_args, case_insensitive, .name = "CaseInsensitive",
          .help = "With -Unique: upper and lower case count as the same."),
    PARAM(struct select_args, last, .name = "Last", .sets = "DefaultParameter",
          PARAM_RANGE(0, INT32_MAX), .help = "Only this many objects from the end."),
    PARAM(struct select_args, first, .name = "First", .sets = "DefaultParameter",
          PARAM_RANGE(0, INT32_MAX),
          .help = "Only this many objects from the start; what comes before in the pipeline then "
                  "ends early."),
    PARAM(struct select_args, skip, .name = "Skip", .sets = "DefaultParameter,SkipLastParameter",
          PARAM_RANGE(0, INT32_MAX),
          .help = "Leaves out this many objects first (with -Last: from the end)."),
    PARAM(struct select_args, wait, .name = "Wait", .sets = "DefaultParameter,IndexParameter",
          .help = "Lets the commands before it run to their end."),
    PARAM(struct select_args, skip_last, .name = "SkipLast", .sets = "SkipLastParameter",
          PARAM_RANGE(0, INT32_MAX), .help = "Leaves out this many objects at the end."),
    PARAM(struct select_args, index, .name = "Index", .sets = "IndexParameter",
          .help = "Only the objects at these places, counted from 0."),
    PARAM(struct select_args, skip_index, .name = "SkipIndex", .sets = "SkipIndexParameter",
          .help = "Leaves out the objects at these places, counted from 0."),
};
static const char *const select_aliases[] = { "select", NULL };
static const struct example select_examples[] = {
    { .code = "1..10 | Select-Object -First 2", .remarks = "The first two.", .output = "1\n2" },
    { .code =
          "Get-VM | Select-Object Name, @{ Name = 'GB'; Expression = { $_.MemoryAssigned / 1GB } }",
      .remarks = "A calculated property." },
};

struct select_state {
    struct core_env env;
    struct property_specs specs;
    bool project;
    int64_t seen, emitted, index_max;
    VEC(struct value) held; /* a ring for -Last and -SkipLast */
    size_t head;
    struct value_set set;
    char *name;        /* of the type given last: "Selected." or nothing, … */
    size_t prefix_len; /* … and what follows so many bytes */
};

static bool has_index(const struct int_list *list, int64_t i)
{
    for (size_t k = 0; k < list->len; k++)
        if (list->items[k] == i)
            return true;
    return false;
}

static enum status select_begin(struct invocation *inv)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);
    struct err *err = NULL;

    core_env_init(&st->env, inv->session, inv);
    if (property_specs_parse(&args->property, SPEC_NAME, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    st->project = st->specs.len > 0 || args->exclude_property.len > 0;
    st->index_max = -1;
    for (size_t i = 0; i < args->index.len; i++)
        if (args->index.items[i] > st->index_max)
            st->index_max = args->index.items[i];
    value_set_init(&st->set, !args->case_insensitive);
    return ST_OK;
}

static bool excluded(const struct select_args *args, const char *name, size_t len)
{
    return args->exclude_property.len > 0 && matches_any(&args->exclude_property, name, len);
}

/* Takes v. */
static enum status add_note(struct invocation *inv, struct object *o, struct str *name,
                            struct value v)
{
    struct select_args *args = ARGS(inv, struct select_args);

    if (excluded(args, name->data, name->len)) {
        value_unref(v);
        return ST_OK;
    }
    if (o->shape && shape_find(o->shape, name->data, name->len) >= 0) {
        value_unref(v);
        return core_error(inv, "AlreadyExistingUserSpecifiedPropertyNoExpand", EC_INVALID_OPERATION,
                          inv->input,
                          "The property cannot be processed because the property \"%s\" "
                          "already exists.",
                          name->data);
    }
    object_set_note_str_take(o, inv->session->shapes, name, v);
    return ST_OK;
}

static enum status add_matching(struct invocation *inv, struct object *o, struct str *pattern,
                                struct value v)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);
    struct member_iter it = format_members(&st->env.env, v);
    struct member_entry m;

    while (member_iter_next(&it, &m)) {
        if (!text_wildcard_match(pattern->data, pattern->len, m.name, m.len, true) ||
            excluded(args, m.name, m.len) || (o->shape && shape_find(o->shape, m.name, m.len) >= 0))
            continue;
        AUTO_FREE char *z = xstrndup(m.name, m.len);
        struct value out;
        format_get(&st->env.env, v, z, &out);
        if (st->env.pending != ST_OK) {
            value_unref(out);
            return st->env.pending;
        }
        object_set_note_take(o, inv->session->shapes, z, out);
    }
    return ST_OK;
}

/* The property's own spelling when the object has it; owned. */
static struct str *own_spelling(struct value v, struct str *asked)
{
    struct member_ref ref = member_find(v, asked->data, asked->len);

    if (ref.found == FOUND_NATIVE && text_caseeq(ref.property->name, asked->data))
        return str_new(ref.property->name, strlen(ref.property->name));
    struct str *s = ref.found == FOUND_SLOT ? shape_name(ref.holder->shape, ref.slot) : asked;
    return value_ref(value_of_str(s)).str;
}

/* What the property is called that the spec takes from v, where it is the note; owned. */
static struct str *name_of(const struct property_spec *spec, struct value v, int note)
{
    if (spec->label || spec->expression.kind != V_STRING)
        return property_spec_heading(spec);
    if (note < 0)
        return own_spelling(v, spec->expression.str);
    return value_ref(value_of_str(shape_name(v.object->shape, (uint32_t)note))).str;
}

/* The names in a PSPropertySet of the object that the spec names; NULL: it names something else. */
static const struct array *named_set(const struct property_spec *spec, struct value v)
{
    if (spec->label || spec->expression.kind != V_STRING)
        return NULL;
    struct member_ref ref = member_find(v, spec->expression.str->data, spec->expression.str->len);
    return ref.found == FOUND_SLOT && ref.kind == MEMBER_SET
               ? property_set_names(ref.holder->slots[ref.slot])
               : NULL;
}

static enum status add_specs(struct invocation *inv, struct object *o, struct value v)
{
    struct select_state *st = STATE(inv, struct select_state);

    for (size_t i = 0; i < st->specs.len; i++) {
        const struct property_spec *spec = &st->specs.items[i];
        enum status rc;
        int note = property_spec_note(spec, v);
        const struct array *set = note < 0 ? named_set(spec, v) : NULL;
        if (spec->wildcard) {
            rc = add_matching(inv, o, spec->expression.str, v);
        } else if (set) {
            rc = ST_OK;
            for (size_t k = 0; k < set->len && rc == ST_OK; k++)
                rc = add_matching(inv, o, set->items[k].str, v);
        } else {
            struct value out = value_null();
            property_spec_get(&st->env.env, spec, v, &out);
            if (st->env.pending != ST_OK) {
                value_unref(out);
                return st->env.pending;
            }
            AUTO_VALUE heading = value_of_str(name_of(spec, v, note));
            if (heading.str->len == 0) {
                value_unref(out);
                return cmdlet_throw(
                    inv, &(struct error_spec){
                             .message = "A property is an empty script block and does not provide "
                                        "a name.",
                             .id = "EmptyScriptBlockAndNoName",
                             .category = EC_INVALID_ARGUMENT,
                             .exception = "System.Management.Automation.PSArgumentException" });
            }
            rc = add_note(inv, o, heading.str, out);
        }
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

/* "Selected.System.DateTime": after the first type name of what was selected from, which is
 * mostly that of the object before. */
static void name_after(struct select_state *st, struct object *o, struct value v)
{
    const char *const *names_of = value_type_names(v);
    const char *from = names_of ? names_of[0] : value_type_of(v)->name;

    if (!st->name || strcmp(st->name + st->prefix_len, from) != 0) {
        st->prefix_len = text_casestarts(from, "Selected.") ? 0 : sizeof("Selected.") - 1;
        free(st->name);
        st->name = xasprintf("%s%s", st->prefix_len ? "Selected." : "", from);
    }
    object_set_type_names(o, (const char *const[]){ st->name, NULL });
}

static enum status project(struct invocation *inv, struct value v, struct value *out)
{
    struct select_state *st = STATE(inv, struct select_state);
    struct object *o = object_new_custom(inv->session->shapes);
    enum status rc;

    *out = value_of_object(o);
    name_after(st, o, v);
    if (st->specs.len > 0)
        return add_specs(inv, o, v);
    AUTO_VALUE star = value_string("*");
    rc = add_matching(inv, o, star.str, v);
    return rc;
}

static enum status emit_unique(struct invocation *inv, struct value v)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);

    if (args->unique && !value_set_add(&st->set, v))
        return ST_OK;
    return emit(inv, v);
}

/* -ExpandProperty: the items of one property, with the selected ones added. */
static enum status expand(struct invocation *inv, struct value v)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);
    struct str *name = args->expand_property;
    AUTO_VALUE out = value_null();

    if (member_find(v, name->data, name->len).found == FOUND_NONE)
        return core_error(inv, "ExpandPropertyNotFound", EC_INVALID_ARGUMENT, v,
                          "Property \"%s\" cannot be found.", name->data);
    enum status rc = get_property(inv->session, v, name->data, &out);
    if (rc != ST_OK)
        return rc;
    size_t n = out.kind == V_ARRAY ? out.array->len : 1;
    for (size_t i = 0; i < n; i++) {
        struct value item = out.kind == V_ARRAY ? out.array->items[i] : out;
        bool extends = st->specs.len > 0 && !value_is_null(item);
        AUTO_VALUE result = extends ? value_wrapped(item) : value_ref(item);
        if (extends) {
            rc = add_specs(inv, value_members(result), v);
            if (rc != ST_OK)
                return rc;
        }
        rc = emit_unique(inv, result);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static enum status deliver(struct invocation *inv, struct value v)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);

    if (args->expand_property)
        return expand(inv, v);
    if (!st->project) {
        if (v.kind == V_OBJECT && v.object->type == &type_pscustomobject && !v.object->type_names)
            name_after(st, v.object, v);
        return emit_unique(inv, v);
    }
    AUTO_VALUE out = value_null();
    enum status rc = project(inv, v, &out);
    return rc != ST_OK ? rc : emit_unique(inv, out);
}

static enum status hold(struct invocation *inv, struct value v, size_t room)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);

    if (st->held.len < room) {
        *vec_push(&st->held) = value_ref(v);
        return ST_OK;
    }
    if (room == 0)
        return args->skip_last.set ? deliver(inv, v) : ST_OK;
    struct value oldest = st->held.items[st->head];
    st->held.items[st->head] = value_ref(v);
    st->head = (st->head + 1) % room;
    enum status rc = args->skip_last.set ? deliver(inv, oldest) : ST_OK;
    value_unref(oldest);
    return rc;
}

static enum status select_process(struct invocation *inv)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);
    struct value v = args->input_object;
    enum status rc;

    if (!has_input(inv) || value_is_null(v))
        return ST_OK;
    int64_t at = st->seen++;
    if (args->index.set) {
        if (has_index(&args->index, at) && (rc = deliver(inv, v)) != ST_OK)
            return rc;
        return at >= st->index_max && !args->wait && inv->expects_input ? ST_STOP : ST_OK;
    }
    if (args->skip_index.set)
        return has_index(&args->skip_index, at) ? ST_OK : deliver(inv, v);
    if (args->skip_last.set) {
        if (args->skip.set && at < args->skip.value)
            return ST_OK;
        return hold(inv, v, (size_t)args->skip_last.value);
    }
    if (args->last.set && !args->first.set)
        return hold(inv, v, (size_t)(args->last.value + (args->skip.set ? args->skip.value : 0)));
    if (args->skip.set && at < args->skip.value)
        return ST_OK;
    if (!args->first.set)
        return deliver(inv, v);
    if (st->emitted < args->first.value) {
        st->emitted++;
        if ((rc = deliver(inv, v)) != ST_OK)
            return rc;
    } else if (args->last.set) {
        return hold(inv, v, (size_t)args->last.value);
    }
    bool enough = st->emitted >= args->first.value && !args->last.set;
    return enough && !args->wait && inv->expects_input ? ST_STOP : ST_OK;
}

static enum status select_end(struct invocation *inv)
{
    struct select_args *args = ARGS(inv, struct select_args);
    struct select_state *st = STATE(inv, struct select_state);

    if (!args->last.set)
        return ST_OK;
    size_t skip = args->skip.set && !args->first.set ? (size_t)args->skip.value : 0;
    for (size_t i = 0; i + skip < st->held.len; i++) {
        enum status rc = deliver(inv, st->held.items[(st->head + i) % st->held.len]);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static void select_cleanup(struct invocation *inv)
{
    struct select_state *st = STATE(inv, struct select_state);

    for (size_t i = 0; i < st->held.len; i++)
        value_unref(st->held.items[i]);
    vec_release(&st->held);
    property_specs_release(&st->specs);
    value_set_release(&st->set);
    free(st->name);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Select",
        .noun = "Object",
        .aliases = select_aliases,
        .synopsis = "Takes some of the properties of objects, or some of the objects.",
        .params = select_params,
        .nparams = ARRAY_SIZE(select_params),
        .default_set = "DefaultParameter",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct select_args),
        .state_size = sizeof(struct select_state),
        .begin = select_begin,
        .process = select_process,
        .end = select_end,
        .cleanup = select_cleanup,
        .examples = select_examples,
        .nexamples = ARRAY_SIZE(select_examples),
    },
};
const struct cmdlet_group cmdlets_select_object = { cmdlets, ARRAY_SIZE(cmdlets) };
