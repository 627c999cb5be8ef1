#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct get_member_args {
    struct value input_object;
    struct str_list name;
    struct opt_enum member_type;
    struct opt_enum view;
    bool static_;
    bool force;
};
static const struct param get_member_params[] = {
    PARAM(struct get_member_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct get_member_args, name, .name = "Name", .position = 1,
          .help = "The names; wildcards work."),
    PARAM(struct get_member_args, member_type, .name = "MemberType",
          .enum_info = &enum_member_types, .aliases = "Type", .help = "The kinds of members."),
    PARAM(struct get_member_args, view, .name = "View", .enum_info = &enum_member_views,
          .help = "Which members: Extended, Adapted, Base or All."),
    PARAM(struct get_member_args, static_, .name = "Static",
          .help = "The members of the type itself; the input may be a type."),
    PARAM(struct get_member_args, force, .name = "Force", .help = "Also hidden members."),
};
static const char *const get_member_aliases[] = { "gm", NULL };
static const struct example get_member_examples[] = {
    { .code = "('text' | Get-Member Length).MemberType",
      .remarks = "One property.",
      .output = "Property" },
};
struct add_member_args {
    struct value input_object;
    struct str *type_name;
    bool pass_thru;
    bool force;
    struct hash *note_property_members;
    struct str *note_property_name;
    struct value note_property_value;
    struct opt_enum member_type;
    struct str *name;
    struct value value;
    struct value second_value;
    struct value third_value;
    struct value fourth_value;
};
static const struct param add_member_params[] = {
    PARAM(struct add_member_args, input_object, .name = "InputObject", .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct add_member_args, type_name, .name = "TypeName", .sets = "TypeNameSet",
          .mandatory = true, .help = "A type name to put in front of those of the object."),
    PARAM(struct add_member_args, type_name, .name = "TypeName",
          .sets = "NotePropertyMultiMemberSet,NotePropertySingleMemberSet,MemberSet",
          .help = "A type name to put in front of those of the object."),
    PARAM(struct add_member_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
    PARAM(struct add_member_args, force, .name = "Force",
          .sets = "NotePropertyMultiMemberSet,NotePropertySingleMemberSet,MemberSet",
          .help = "Replaces a member of the same name."),
    PARAM(struct add_member_args, note_property_members, .name = "NotePropertyMembers",
          .sets = "NotePropertyMultiMemberSet", .position = 1, .mandatory = true,
          .type_name = "IDictionary",
          .help = "Several properties, as a hashtable of names and values."),
    PARAM(struct add_member_args, note_property_name, .name = "NotePropertyName",
          .sets = "NotePropertySingleMemberSet", .position = 1, .mandatory = true,
          .help = "The name of a property with a fixed value."),
    PARAM(struct add_member_args, note_property_value, .name = "NotePropertyValue",
          .sets = "NotePropertySingleMemberSet", .position = 2, .mandatory = true,
          .allow_null = true, .allow_empty = true, .help = "Its value."),
    PARAM(struct add_member_args, member_type, .name = "MemberType", .sets = "MemberSet",
          .position = 1, .mandatory = true, .enum_info = &enum_member_types, .aliases = "Type",
          .help = "The kinds of members."),
    PARAM(struct add_member_args, name, .name = "Name", .sets = "MemberSet", .position = 2,
          .mandatory = true, .help = "The name of the new member."),
    PARAM(struct add_member_args, value, .name = "Value", .sets = "MemberSet", .position = 3,
          .help = "Its value; for a script property or method the script block."),
    PARAM(struct add_member_args, second_value, .name = "SecondValue", .sets = "MemberSet",
          .position = 4, .help = "The script block that sets a script property."),
    PARAM(struct add_member_args, third_value, .name = "ThirdValue",
          .sets = "NotePropertySingleMemberSet", .position = 3, .hidden = true, .allow_null = true,
          .allow_empty = true, .help = "The value, when the first word is a member type."),
    PARAM(struct add_member_args, fourth_value, .name = "FourthValue",
          .sets = "NotePropertySingleMemberSet", .position = 4, .hidden = true, .allow_null = true,
          .allow_empty = true, .help = "The second value, when the first word is a member type."),
};
static const struct example add_member_examples[] = {
    { .code = "$o = [pscustomobject]@{ a = 1 }; $o | Add-Member b 2; $o.b",
      .remarks = "A new property.",
      .output = "2" },
};

enum { MD_TYPE, MD_NAME, MD_KIND, MD_DEFINITION, MD_FIELDS };
static const struct property definition_props[] = {
    RECORD_FIELD("TypeName", "string", MD_TYPE),
    RECORD_FIELD("Name", "string", MD_NAME),
    RECORD_FIELD("MemberType", "System.Management.Automation.PSMemberTypes", MD_KIND),
    RECORD_FIELD("Definition", "string", MD_DEFINITION),
};
static const struct view_column definition_columns[] = {
    { .property = "Name" },
    { .property = "MemberType" },
    { .property = "Definition" },
};
static const struct view definition_view = { .columns = definition_columns,
                                             .ncolumns = ARRAY_SIZE(definition_columns),
                                             .group_by = "TypeName",
                                             .group_label = "TypeName" };
static const struct type_info type_member_definition = {
    .name = "Microsoft.PowerShell.Commands.MemberDefinition",
    .base = &type_object,
    .props = definition_props,
    .nprops = ARRAY_SIZE(definition_props),
    .table = &definition_view,
    .payload_size = MD_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

struct get_member_state {
    VEC(const void *) seen; /* types and shapes reported already */
    bool any;
};

typedef VEC(struct value) value_vec;

struct listing {
    struct invocation *inv;
    const struct get_member_args *args;
    const char *type_name;
    value_vec found;
};

static void add_member(struct listing *l, const char *name, size_t len, int32_t kind,
                       const char *definition)
{
    const struct get_member_args *args = l->args;

    if (!matches_any(&args->name, name, len))
        return;
    if (args->member_type.set && !(args->member_type.value & kind))
        return;
    for (size_t i = 0; i < l->found.len; i++) {
        struct str *known = record_field(l->found.items[i].object, MD_NAME)->str;
        if (text_caseeqn(known->data, known->len, name, len))
            return;
    }
    struct object *o = object_new(&type_member_definition);
    *record_field(o, MD_TYPE) = value_string(l->type_name);
    *record_field(o, MD_NAME) = value_string_len(name, len);
    *record_field(o, MD_KIND) = value_enum(&enum_member_types, kind);
    *record_field(o, MD_DEFINITION) = value_string(definition);
    *vec_push(&l->found) = value_of_object(o);
}

static void add_properties(struct listing *l, const struct property *props, size_t n, bool statics)
{
    for (size_t i = 0; i < n; i++) {
        const struct property *p = &props[i];
        AUTO_STRBUF text = STRBUF_INIT;
        if (p->hidden && !l->args->force)
            continue;
        if (p->alias_of) {
            strbuf_addf(&text, "%s = %s", p->name, p->alias_of);
            add_member(l, p->name, strlen(p->name), MEMBER_TYPE_ALIAS, text.buf);
            continue;
        }
        strbuf_addf(&text, "%s%s %s {%s%s}", statics ? "static " : "",
                    p->type_name ? p->type_name : "System.Object", p->name, "get;",
                    p->set ? "set;" : "");
        add_member(l, p->name, strlen(p->name), MEMBER_TYPE_PROPERTY, text.buf);
    }
}

static void add_methods(struct listing *l, const struct method *methods, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct method *m = &methods[i];
        AUTO_STRBUF text = STRBUF_INIT;
        if (m->signature)
            strbuf_adds(&text, m->signature);
        else
            strbuf_addf(&text, "System.Object %s(%s)", m->name,
                        m->max_args ? "Params Object[]" : "");
        add_member(l, m->name, strlen(m->name), MEMBER_TYPE_METHOD, text.buf);
    }
}

static void add_object_methods(struct listing *l)
{
    static const struct {
        const char *name, *definition;
    } methods[] = {
        { "Equals", "bool Equals(System.Object obj)" },
        { "GetHashCode", "int GetHashCode()" },
        { "GetType", "type GetType()" },
        { "ToString", "string ToString()" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
        add_member(l, methods[i].name, strlen(methods[i].name), MEMBER_TYPE_METHOD,
                   methods[i].definition);
}

static void add_added(struct listing *l, struct object *o)
{
    for (uint32_t i = 0; o->shape && i < o->shape->count; i++) {
        static const int32_t kinds[] = { MEMBER_TYPE_NOTE, MEMBER_TYPE_ALIAS,
                                         MEMBER_TYPE_SCRIPT_PROPERTY, MEMBER_TYPE_SCRIPT_METHOD };
        struct str *name = shape_name(o->shape, i);
        enum member_kind kind = shape_kind(o->shape, i);
        if (member_is_standard_set(name->data, name->len))
            continue;
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_VALUE shown = value_to_string(o->slots[i]);
        if (kind == MEMBER_NOTE) {
            const struct type_info *t = value_type_of(o->slots[i]);
            strbuf_addf(&text, "%s %s=%s",
                        o->slots[i].kind == V_NULL ? "object"
                        : t->accelerator           ? t->accelerator
                                                   : t->name,
                        name->data, o->slots[i].kind == V_NULL ? "null" : shown.str->data);
        } else if (kind == MEMBER_ALIAS) {
            strbuf_addf(&text, "%s = %s", name->data, shown.str->data);
        } else {
            strbuf_addf(&text, "System.Object %s%s", name->data,
                        kind == MEMBER_SCRIPT_METHOD ? "();" : " {get=");
            if (kind == MEMBER_SCRIPT_PROPERTY)
                strbuf_addf(&text, "%s;}", shown.str->data);
        }
        add_member(l, name->data, name->len, kinds[kind], text.buf);
    }
}

/* What the object's content brings: the elements and attributes of an XML node. */
static void add_adapted(struct listing *l, struct value v)
{
    const struct adapter *adapter = value_type_of(v)->adapter;
    void *at = NULL;
    const char *name;

    while (adapter && (name = adapter->next(v, &at))) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_VALUE value = value_null();
        AUTO_ERR *err = NULL;
        adapter->get(v, name, strlen(name), &value, &err);
        const struct type_info *t = value_type_of(value);
        strbuf_addf(&text, "%s %s %s",
                    t->accelerator && t != &type_object ? t->accelerator : t->name, name,
                    value.kind == V_STRING ? "{get;set;}" : "{get;}");
        add_member(l, name, strlen(name), MEMBER_TYPE_PROPERTY, text.buf);
    }
}

static int by_kind_and_name(const void *a, const void *b)
{
    struct object *x = ((const struct value *)a)->object, *y = ((const struct value *)b)->object;
    static const int32_t order[] = { MEMBER_TYPE_ALIAS,         MEMBER_TYPE_METHOD,
                                     MEMBER_TYPE_NOTE,          MEMBER_TYPE_PROPERTY,
                                     MEMBER_TYPE_SCRIPT_METHOD, MEMBER_TYPE_SCRIPT_PROPERTY };
    int32_t kx = value_enum_get(*record_field(x, MD_KIND)),
            ky = value_enum_get(*record_field(y, MD_KIND));

    if (kx != ky) {
        for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
            if (order[i] == kx)
                return -1;
            if (order[i] == ky)
                return 1;
        }
    }
    return str_compare(record_field(x, MD_NAME)->str, record_field(y, MD_NAME)->str, false);
}

static enum status deliver(struct listing *l)
{
    enum status rc = ST_OK;

    if (l->found.len > 1)
        qsort(l->found.items, l->found.len, sizeof(struct value), by_kind_and_name);
    for (size_t i = 0; i < l->found.len; i++) {
        if (rc == ST_OK)
            rc = emit(l->inv, l->found.items[i]);
        value_unref(l->found.items[i]);
    }
    vec_release(&l->found);
    return rc;
}

static bool seen_before(struct get_member_state *st, const void *key)
{
    for (size_t i = 0; i < st->seen.len; i++)
        if (st->seen.items[i] == key)
            return true;
    *vec_push(&st->seen) = key;
    return false;
}

static enum status get_member_process(struct invocation *inv)
{
    struct get_member_args *args = ARGS(inv, struct get_member_args);
    struct get_member_state *st = STATE(inv, struct get_member_state);
    struct value v = args->input_object;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    st->any = true;
    bool custom = v.kind == V_OBJECT && v.object->type == &type_pscustomobject;
    const struct type_info *type = args->static_ && v.kind == V_TYPE ? v.type : value_type_of(v);
    const void *key = custom && !args->static_ ? (const void *)v.object->shape : (const void *)type;
    if (seen_before(st, key))
        return ST_OK;
    struct listing l = { .inv = inv,
                         .args = args,
                         .type_name = v.kind == V_OBJECT && v.object->type_names
                                          ? v.object->type_names[0]
                                          : type->name,
                         .found = VEC_INIT };
    if (args->static_) {
        for (const struct type_info *t = type; t; t = t->base) {
            add_properties(&l, t->static_props, t->nstatic_props, true);
            add_methods(&l, t->statics, t->nstatics);
        }
        return deliver(&l);
    }
    if (v.kind == V_OBJECT)
        add_added(&l, v.object);
    add_adapted(&l, v);
    for (const struct type_info *t = type; t; t = t->base) {
        add_properties(&l, t->props, t->nprops, false);
        add_methods(&l, t->methods, t->nmethods);
    }
    add_object_methods(&l);
    return deliver(&l);
}

static enum status get_member_end(struct invocation *inv)
{
    if (STATE(inv, struct get_member_state)->any)
        return ST_OK;
    return core_error(inv, "NoObjectInGetMember", EC_CLOSE_ERROR, value_null(),
                      "You must specify an object for the Get-Member cmdlet.");
}

static void get_member_cleanup(struct invocation *inv)
{
    vec_release(&STATE(inv, struct get_member_state)->seen);
}

/* ---- Add-Member ---- */

static enum status add_note(struct invocation *inv, struct object *o, struct str *name,
                            struct value v)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    AUTO_VALUE self = value_ref(value_of_object(o));

    if (member_find(self, name->data, name->len).found != FOUND_NONE && !args->force) {
        value_unref(v);
        return core_error(
            inv, "MemberAlreadyExists", EC_INVALID_OPERATION, self,
            "Cannot add a member with the name \"%s\" because a member with that name "
            "already exists. To overwrite the member anyway, add the Force parameter "
            "to your command.",
            name->data);
    }
    object_set_note_str_take(o, inv->session->shapes, name, v);
    return ST_OK;
}

static enum status add_members(struct invocation *inv, struct object *o, struct hash *h)
{
    struct hash_entry *e;
    enum status rc = ST_OK;

    for (size_t i = 0; rc == ST_OK && (e = hash_next(h, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        rc = add_note(inv, o, name.str, value_ref(e->value));
    }
    return rc;
}

/* What is asked for must fit the kind of member, whatever it is added to. */
static enum status check_member(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    int32_t type = args->member_type.value;
    const char *kind = enum_name(&enum_member_types, type);
    bool script = type == MEMBER_TYPE_SCRIPT_PROPERTY || type == MEMBER_TYPE_SCRIPT_METHOD;
    struct err *err = NULL;

    if (type == MEMBER_TYPE_PROPERTY || type == MEMBER_TYPE_METHOD || type == 512 || !kind)
        return core_throw(inv, "CannotAddMemberType", EC_INVALID_OPERATION, value_null(),
                          "Cannot add a member with type \"%s\". Specify a different type for the "
                          "MemberTypes parameter.",
                          kind ? kind : "");
    if (args->second_value.kind != V_NULL && type != MEMBER_TYPE_ALIAS &&
        type != MEMBER_TYPE_SCRIPT_PROPERTY && type != 2)
        return core_throw(inv, "Value2ShouldNotBeSpecified", EC_INVALID_OPERATION, value_null(),
                          "The SecondValue parameter is not necessary for a member of type \"%s\", "
                          "and should not be specified. Do not specify the SecondValue parameter "
                          "when you add members of this type.",
                          kind);
    if ((type == MEMBER_TYPE_SCRIPT_PROPERTY || type == 2) && args->value.kind == V_NULL &&
        args->second_value.kind == V_NULL)
        return core_throw(
            inv, "Value1AndValue2AreNotBothNull", EC_INVALID_OPERATION, value_null(),
            "Both Value and SecondValue parameters should not be null for a member of "
            "type \"%s\". Specify a non-null value for one of the two parameters.",
            kind);
    if ((type == MEMBER_TYPE_SCRIPT_METHOD || type == MEMBER_TYPE_ALIAS) &&
        args->value.kind == V_NULL)
        return core_throw(inv, "Value1ShouldNotBeNull", EC_INVALID_OPERATION, value_null(),
                          "The Value parameter should not be null for a member of type \"%s\". "
                          "Specify a non-null value for the Value parameter when adding members of "
                          "this type.",
                          kind);
    const struct value *const parts[] = { &args->value, &args->second_value };
    for (size_t i = 0; script && i < ARRAY_SIZE(parts); i++) {
        if (parts[i]->kind == V_NULL || scriptblock_of(*parts[i]))
            continue;
        fail_no_cast(&err, *parts[i], &type_scriptblock);
        err_type(&err, "System.Management.Automation.PSInvalidCastException",
                 "ConvertToFinalInvalidCastException");
        return cmdlet_throw_err(inv, &err);
    }
    return ST_OK;
}

/* A MemberSet: an object whose members are those given. */
static enum status add_set(struct invocation *inv, struct object *o)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct value v = args->value;
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t n = v.kind == V_ARRAY ? v.array->len : v.kind != V_NULL;
    struct object *set = object_new_custom(inv->session->shapes);
    AUTO_VALUE made = value_of_object(set);
    struct err *err = NULL;

    for (size_t i = 0; i < n; i++) {
        const struct type_info *type = value_type_of(items[i]);
        const struct str *name = property_set_name(items[i]);
        if (name) {
            object_set_note_take(set, inv->session->shapes, name->data, value_ref(items[i]));
            continue;
        }
        AUTO_VALUE label = value_null(), content = value_null();
        if (!type_is_a(type, &type_member_info)) {
            fail_no_cast(&err, items[i], &type_member_info);
            return cmdlet_throw_err(inv, &err);
        }
        if (member_get(items[i], "Name", &label, &err) < 0 ||
            member_get(items[i], "Value", &content, &err) < 0)
            return cmdlet_throw_err(inv, &err);
        AUTO_VALUE text = value_to_string(label);
        object_set_note_take(set, inv->session->shapes, text.str->data, STEAL_VALUE(content));
    }
    return add_note(inv, o, args->name, STEAL_VALUE(made));
}

static enum status add_typed(struct invocation *inv, struct object *o)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    enum member_kind kind;

    switch (args->member_type.value) {
    case MEMBER_TYPE_NOTE:
        return add_note(inv, o, args->name, value_ref(args->value));
    case MEMBER_TYPE_MEMBER_SET:
        return add_set(inv, o);
    case MEMBER_TYPE_ALIAS:
        kind = MEMBER_ALIAS;
        break;
    case MEMBER_TYPE_SCRIPT_PROPERTY:
        kind = MEMBER_SCRIPT_PROPERTY;
        break;
    case MEMBER_TYPE_SCRIPT_METHOD:
        kind = MEMBER_SCRIPT_METHOD;
        break;
    default:
        return core_throw(inv, "WrongMemberType", EC_INVALID_ARGUMENT, value_null(),
                          "Members of this type cannot be added; use NoteProperty, AliasProperty, "
                          "ScriptProperty, ScriptMethod or MemberSet.");
    }
    AUTO_VALUE self = value_ref(value_of_object(o));
    if (member_find(self, args->name->data, args->name->len).found != FOUND_NONE && !args->force)
        return core_error(
            inv, "MemberAlreadyExists", EC_INVALID_OPERATION, self,
            "Cannot add a member with the name \"%s\" because a member with that name "
            "already exists. To overwrite the member anyway, add the Force parameter "
            "to your command.",
            args->name->data);
    struct value v = value_ref(args->value);
    if (kind == MEMBER_SCRIPT_PROPERTY && args->second_value.kind != V_NULL) {
        struct array *pair = array_new(2);
        array_push_take(pair, v);
        array_push(pair, args->second_value);
        v = value_of_array(pair);
    } else if (kind == MEMBER_ALIAS) {
        value_replace_take(&v, value_to_string(args->value));
    }
    object_add_member_take(o, inv->session->shapes, args->name, kind, v);
    return ST_OK;
}

/* Add-Member NoteProperty name value: three words by position are type, name and
 * value, though two would be name and value. */
static void reread_positions(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct str *word = args->note_property_name;
    int32_t type;

    if (!word || args->note_property_value.kind != V_STRING || !is_bound(inv, "ThirdValue") ||
        enum_parse(&enum_member_types, word->data, word->len, &type))
        return;
    args->member_type = (struct opt_enum){ true, type };
    args->name = args->note_property_value.str;
    args->value = args->third_value;
    args->second_value = args->fourth_value;
    args->note_property_name = NULL;
}

static enum status add_member_process(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);

    reread_positions(inv);
    struct value v = args->input_object;
    enum status rc = ST_OK;

    if (args->member_type.set && (rc = check_member(inv)) != ST_OK)
        return rc;
    if (v.kind == V_HASH && args->note_property_name) {
        AUTO_VALUE key = value_str(args->note_property_name);
        hash_set_take(v.hash, key, value_ref(args->note_property_value));
        return args->pass_thru ? emit(inv, v) : ST_OK;
    }
    if (v.kind != V_OBJECT)
        return core_error(inv, "CannotAddMember", EC_INVALID_ARGUMENT, v,
                          "Members cannot be added to a value of type %s; add them to an object.",
                          value_type_of(v)->name);
    if (args->note_property_members)
        rc = add_members(inv, v.object, args->note_property_members);
    else if (args->note_property_name)
        rc =
            add_note(inv, v.object, args->note_property_name, value_ref(args->note_property_value));
    else if (args->member_type.set)
        rc = add_typed(inv, v.object);
    if (rc == ST_OK && args->type_name) {
        const char *names[64];
        size_t n = 0;
        names[n++] = args->type_name->data;
        for (const char *const *t = v.object->type_names; t && *t && n + 1 < ARRAY_SIZE(names); t++)
            names[n++] = *t;
        names[n] = NULL;
        object_set_type_names(v.object, names);
    }
    if (rc != ST_OK)
        return rc;
    return args->pass_thru ? emit(inv, v) : ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Member",
        .aliases = get_member_aliases,
        .synopsis = "Lists the properties and methods of objects, once for each type.",
        .params = get_member_params,
        .nparams = ARRAY_SIZE(get_member_params),
        .output = "Microsoft.PowerShell.Commands.MemberDefinition",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_member_args),
        .state_size = sizeof(struct get_member_state),
        .process = get_member_process,
        .end = get_member_end,
        .cleanup = get_member_cleanup,
        .examples = get_member_examples,
        .nexamples = ARRAY_SIZE(get_member_examples),
    },
    {
        .verb = "Add",
        .noun = "Member",
        .synopsis = "Adds properties and methods to an object.",
        .params = add_member_params,
        .nparams = ARRAY_SIZE(add_member_params),
        .default_set = "TypeNameSet",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct add_member_args),
        .process = add_member_process,
        .examples = add_member_examples,
        .nexamples = ARRAY_SIZE(add_member_examples),
    },
};
const struct cmdlet_group cmdlets_member = { cmdlets, ARRAY_SIZE(cmdlets) };
