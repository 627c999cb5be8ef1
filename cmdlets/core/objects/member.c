#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/result_types.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/wrap.h"
#include "shell/runtime/member_info.h"
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
    INPUT_OBJECT_PARAM(struct get_member_args),
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
const struct type_info type_member_definition = {
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

static void add_static_properties(struct listing *l, const struct type_info *t)
{
    for (size_t i = 0; t->enum_info && i < t->enum_info->nmembers; i++) {
        const char *name = t->enum_info->members[i].name;
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "static %s %s {get;}", t->name, name);
        add_member(l, name, strlen(name), MEMBER_TYPE_PROPERTY, text.buf);
    }
    for (size_t i = 0; i < t->nstatic_props; i++) {
        const struct property *p = &t->static_props[i];
        AUTO_STRBUF text = STRBUF_INIT;
        if (p->hidden && !l->args->force)
            continue;
        strbuf_addf(&text, "static %s %s {get;%s}", p->type_name ? p->type_name : "System.Object",
                    p->name, p->set ? "set;" : "");
        add_member(l, p->name, strlen(p->name), MEMBER_TYPE_PROPERTY, text.buf);
    }
}

static void add_static_methods(struct listing *l, const struct type_info *t)
{
    const struct method *m;
    for (size_t i = 0; (m = type_method_at(t, true, i)); i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        const char *start = m->signature ? m->signature : m->name;
        for (const char *at = start; at;) { /* "T A(), T B()": each is static */
            const char *next = strstr(at, "), ");
            if (*at && strncmp(at, "static ", 7) != 0 && strcmp(m->name, "new") != 0)
                strbuf_adds(&text, "static ");
            strbuf_add(&text, at, next ? (size_t)(next + 3 - at) : strlen(at));
            at = next ? next + 3 : NULL;
        }
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

/* "psbase {Item, Count, …}": the names of those of these kinds, in this order. */
static void add_member_set(struct listing *l, const char *name, const struct array *all,
                           const int32_t *kinds, size_t nkinds)
{
    AUTO_STRBUF text = STRBUF_INIT;
    const char *separator = "";

    strbuf_addf(&text, "%s {", name);
    for (size_t k = 0; k < nkinds; k++)
        for (size_t i = 0; i < all->len; i++) {
            if (!(member_info_types(all->items[i]) & kinds[k]))
                continue;
            strbuf_addf(&text, "%s%s", separator, member_info_name(all->items[i])->data);
            separator = ", ";
        }
    strbuf_addch(&text, '}');
    add_member(l, name, strlen(name), MEMBER_TYPE_MEMBER_SET, text.buf);
}

/* What -Force shows of any object. */
static void add_intrinsic(struct listing *l, struct value v)
{
    static const char types[] =
        "System.Collections.ObjectModel.Collection`1[[System.String, System.Private.CoreLib, "
        "Version=9.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]] "
        "pstypenames{get=PSTypeNames;}";
    static const char own[] =
        "psobject {Members, Properties, Methods, ImmediateBaseObject, BaseObject, TypeNames, "
        "get_Members, get_Properties, get_Methods, get_ImmediateBaseObject, get_BaseObject, "
        "get_TypeNames, ToString, Copy, CompareTo, Equals, GetHashCode, GetMetaObject, GetType}";
    static const int32_t native[] = { MEMBER_TYPE_PARAMETERIZED, MEMBER_TYPE_PROPERTY,
                                      MEMBER_TYPE_METHOD };
    static const int32_t added[] = { MEMBER_TYPE_ALIAS | MEMBER_TYPE_NOTE |
                                     MEMBER_TYPE_CODE_PROPERTY | MEMBER_TYPE_SCRIPT_PROPERTY |
                                     MEMBER_TYPE_SCRIPT_METHOD | MEMBER_TYPE_PROPERTY_SET };
    AUTO_VALUE all = value_of_array(array_new(16));

    psobject_members(l->inv->session, v, PSMEMBERS_ALL, all.array);
    add_member_set(l, "psadapted", all.array, native, ARRAY_SIZE(native));
    add_member_set(l, "psbase", all.array, native, ARRAY_SIZE(native));
    add_member_set(l, "psextended", all.array, added, ARRAY_SIZE(added));
    add_member(l, "psobject", 8, MEMBER_TYPE_MEMBER_SET, own);
    add_member(l, "pstypenames", 11, MEMBER_TYPE_CODE_PROPERTY, types);
}

/* Accessors and operators are no methods to call by name. */
static bool is_special(const struct str *name, int32_t kind)
{
    return kind == MEMBER_TYPE_METHOD &&
           (text_casestarts(name->data, "get_") || text_casestarts(name->data, "set_") ||
            text_casestarts(name->data, "op_"));
}

/* What the type's data or the object itself adds is the extended view. */
static bool in_view(const struct get_member_args *args, int32_t kind)
{
    bool native = kind == MEMBER_TYPE_PROPERTY || kind == MEMBER_TYPE_METHOD ||
                  kind == MEMBER_TYPE_PARAMETERIZED;
    int32_t view = args->view.set ? args->view.value : VIEW_ALL;

    return view & (native ? VIEW_ADAPTED | VIEW_BASE : VIEW_EXTENDED);
}

/* Their handlers get the sender and what tells of the event. */
static void add_events(struct listing *l, const struct type_info *type)
{
    for (const struct type_info *t = type; t; t = t->base)
        for (size_t i = 0; i < t->nevents; i++) {
            const struct event_info *e = &t->events[i];
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text, "%s %s(System.Object, %s)", e->handler, e->name, e->args);
            add_member(l, e->name, strlen(e->name), MEMBER_TYPE_EVENT, text.buf);
        }
}

static void add_members(struct listing *l, struct value v)
{
    struct array *all = array_new(16);
    AUTO_VALUE keep = value_of_array(all);

    psobject_members(l->inv->session, v, PSMEMBERS_ALL, all);
    for (size_t i = 0; i < all->len; i++) {
        const struct str *name = member_info_name(all->items[i]);
        int32_t kind = member_info_types(all->items[i]);
        AUTO_STRBUF text = STRBUF_INIT;
        if ((is_special(name, kind) && !l->args->force) || !in_view(l->args, kind))
            continue;
        if (matches_any(&l->args->name, name->data, name->len))
            member_info_definition(all->items[i], &text);
        add_member(l, name->data, name->len, kind, text.buf);
    }
    for (const struct type_info *t = value_type_of(v); t && l->args->force; t = t->base)
        for (size_t i = 0; i < t->nprops; i++) {
            const struct property *p = &t->props[i];
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text, "%s %s {get;%s}", p->type_name ? p->type_name : "System.Object",
                        p->name, p->set ? "set;" : "");
            add_member(l, p->name, strlen(p->name), MEMBER_TYPE_PROPERTY, text.buf);
        }
}

static int by_kind_and_name(const void *a, const void *b)
{
    struct object *x = ((const struct value *)a)->object, *y = ((const struct value *)b)->object;
    /* by the names of the kinds */
    static const int32_t order[] = {
        MEMBER_TYPE_ALIAS,         MEMBER_TYPE_CODE_PROPERTY,   MEMBER_TYPE_EVENT,
        MEMBER_TYPE_MEMBER_SET,    MEMBER_TYPE_METHOD,          MEMBER_TYPE_NOTE,
        MEMBER_TYPE_PARAMETERIZED, MEMBER_TYPE_PROPERTY,        MEMBER_TYPE_PROPERTY_SET,
        MEMBER_TYPE_SCRIPT_METHOD, MEMBER_TYPE_SCRIPT_PROPERTY,
    };
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
    const struct object *holder = args->static_ ? NULL : value_members(v);
    const void *key = custom || (holder && holder->shape) ? (const void *)holder->shape : type;
    if (seen_before(st, key))
        return ST_OK;
    const char *const *names = value_type_names(v);
    struct listing l = { .inv = inv,
                         .args = args,
                         .type_name = names && !args->static_ ? names[0] : type->name,
                         .found = VEC_INIT };
    if (args->static_) {
        for (const struct type_info *t = type; t; t = t->base) {
            add_static_properties(&l, t);
            add_static_methods(&l, t);
        }
        return deliver(&l);
    }
    add_members(&l, v);
    if (!args->view.set || args->view.value != VIEW_EXTENDED) {
        add_events(&l, value_type_of(v));
        add_object_methods(&l);
    }
    if (args->force)
        add_intrinsic(&l, v);
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
};
const struct cmdlet_group cmdlets_member = { cmdlets, ARRAY_SIZE(cmdlets) };
