#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/session/ps_variable.h"
#include "cmdlets/core/session/scope_arg.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct get_variable_args {
    struct str_list name;
    bool value_only;
    struct str_list include;
    struct str_list exclude;
    struct str *scope;
};
static const struct param get_variable_params[] = {
    PARAM(struct get_variable_args, name, .name = "Name", .position = 1, .from_pipeline = true,
          .from_property = true, .wildcards = true, .help = "The names; wildcards work."),
    PARAM(struct get_variable_args, value_only, .name = "ValueOnly",
          .help = "Emits the values instead of the variables."),
    PARAM(struct get_variable_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct get_variable_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    SCOPE_PARAM(struct get_variable_args),
};
static const char *const get_variable_aliases[] = { "gv", NULL };
static const struct example get_variable_examples[] = {
    { .code = "$x = 5; (Get-Variable x).Value",
      .remarks = "The value of a variable.",
      .output = "5" },
};
struct set_variable_args {
    struct str_list name;
    struct value value;
    struct str_list include;
    struct str_list exclude;
    struct str *description;
    struct opt_enum option;
    bool force;
    struct opt_enum visibility;
    bool pass_thru;
    struct str *scope;
    bool append;
};
static const struct param set_variable_params[] = {
    PARAM(struct set_variable_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names; wildcards work."),
    PARAM(struct set_variable_args, value, .name = "Value", .position = 2, .from_pipeline = true,
          .from_property = true, .allow_null = true, .allow_empty = true, .help = "The value."),
    PARAM(struct set_variable_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct set_variable_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    PARAM(struct set_variable_args, description, .name = "Description",
          .help = "A text that says what it is for."),
    PARAM(struct set_variable_args, option, .name = "Option", .enum_info = &enum_scoped_options,
          .help = "None, ReadOnly, Constant, Private or AllScope."),
    FORCE_PARAM(struct set_variable_args),
    PARAM(struct set_variable_args, visibility, .name = "Visibility", .enum_info = &enum_visibility,
          .help = "Public or Private."),
    PASS_THRU_PARAM(struct set_variable_args),
    SCOPE_PARAM(struct set_variable_args),
    PARAM(struct set_variable_args, append, .name = "Append",
          .help = "Keeps what the variable holds and adds the value as one more element."),
};
static const char *const set_variable_aliases[] = { "set", "sv", NULL };
static const struct example set_variable_examples[] = {
    { .code = "Set-Variable -Name x -Value 5; $x",
      .remarks = "A variable by its name.",
      .output = "5" },
};
struct new_variable_args {
    struct str *name;
    struct value value;
    struct str *description;
    struct opt_enum option;
    struct opt_enum visibility;
    bool force;
    bool pass_thru;
    struct str *scope;
};
static const struct param new_variable_params[] = {
    PARAM(struct new_variable_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names; wildcards work."),
    PARAM(struct new_variable_args, value, .name = "Value", .position = 2, .from_pipeline = true,
          .from_property = true, .allow_null = true, .allow_empty = true, .help = "The value."),
    PARAM(struct new_variable_args, description, .name = "Description",
          .help = "A text that says what it is for."),
    PARAM(struct new_variable_args, option, .name = "Option", .enum_info = &enum_scoped_options,
          .help = "None, ReadOnly, Constant, Private or AllScope."),
    PARAM(struct new_variable_args, visibility, .name = "Visibility", .enum_info = &enum_visibility,
          .help = "Public or Private."),
    PARAM(struct new_variable_args, force, .name = "Force",
          .help = "Replaces an existing variable."),
    PASS_THRU_PARAM(struct new_variable_args),
    SCOPE_PARAM(struct new_variable_args),
};
static const char *const new_variable_aliases[] = { "nv", NULL };
static const struct example new_variable_examples[] = {
    { .code = "New-Variable limit 10 -Option ReadOnly",
      .remarks = "A variable that does not change." },
};
struct remove_variable_args {
    struct str_list name;
    struct str_list include;
    struct str_list exclude;
    bool force;
    struct str *scope;
};
static const struct param remove_variable_params[] = {
    PARAM(struct remove_variable_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .wildcards = true, .help = "The names; wildcards work."),
    PARAM(struct remove_variable_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct remove_variable_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    PARAM(struct remove_variable_args, force, .name = "Force",
          .help = "Removes read-only variables too."),
    SCOPE_PARAM(struct remove_variable_args),
};
static const char *const remove_variable_aliases[] = { "rv", NULL };
static const struct example remove_variable_examples[] = {
    { .code = "Remove-Variable x", .remarks = "The variable is gone." },
};
struct clear_variable_args {
    struct str_list name;
    struct str_list include;
    struct str_list exclude;
    bool force;
    bool pass_thru;
    struct str *scope;
};
static const struct param clear_variable_params[] = {
    PARAM(struct clear_variable_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .wildcards = true, .help = "The names; wildcards work."),
    PARAM(struct clear_variable_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct clear_variable_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    PARAM(struct clear_variable_args, force, .name = "Force",
          .help = "Clears read-only variables too."),
    PASS_THRU_PARAM(struct clear_variable_args),
    SCOPE_PARAM(struct clear_variable_args),
};
static const char *const clear_variable_aliases[] = { "clv", NULL };
static const struct example clear_variable_examples[] = {
    { .code = "Clear-Variable x", .remarks = "The variable is there, without a value." },
};

typedef VEC(struct variable *) variable_vec;
struct query {
    const struct str_list *name, *include, *exclude;
    variable_vec found;
    bool outer; /* looking at scopes further out: private variables are not seen */
};

static bool query_takes(const struct query *q, const char *name, size_t len)
{
    return matches_any(q->name, name, len) && matches_any(q->include, name, len) &&
           !(q->exclude->len > 0 && matches_any(q->exclude, name, len));
}

static bool on_variable(struct variable *var, void *data)
{
    struct query *q = data;
    const char *name = var->name->text;
    size_t len = strlen(name);

    if (name[0] == 1)
        return true; /* of the session's own */
    if (q->outer && (var->flags & VAR_PRIVATE))
        return true;
    if (!query_takes(q, name, len))
        return true;
    for (size_t i = 0; i < q->found.len; i++)
        if (q->found.items[i]->name == var->name)
            return true; /* hidden by an inner one */
    *vec_push(&q->found) = var;
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct variable *const *x = a, *const *y = b;
    return text_casecmp((*x)->name->text, (*x)->name->len, (*y)->name->text, (*y)->name->len);
}

/* Names alone, which need no look at all the others. */
static bool is_plain(const struct str_list *names)
{
    for (size_t i = 0; i < names->len; i++)
        if (strpbrk(names->items[i]->data, "*?[`"))
            return false;
    return names->len > 0;
}

static void find_named(const struct scope *scope, struct query *q)
{
    for (size_t i = 0; i < q->name->len; i++) {
        const struct str *text = q->name->items[i];
        const struct name *name = names_find(scope->session->names, text->data, text->len);
        struct variable *var = name ? scope_find_own(scope, name) : NULL;
        if (var)
            on_variable(var, q);
    }
}

static void find_variables(struct scope *scope, bool parents, struct query *q)
{
    bool plain = is_plain(q->name);
    for (struct scope *s = scope; s; s = parents ? s->parent : NULL) {
        q->outer = s != scope;
        if (plain)
            find_named(s, q);
        else
            scope_each(s, on_variable, q);
    }
    if (q->found.len > 1)
        qsort(q->found.items, q->found.len, sizeof(q->found.items[0]), by_name);
}

static enum status not_found(struct invocation *inv, const char *name)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Cannot find a variable with the name '%s'.", name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "VariableNotFound",
                                                   .category = EC_OBJECT_NOT_FOUND,
                                                   .exception = "System.Management.Automation."
                                                                "ItemNotFoundException",
                                                   .target = target });
}

/* What cannot be done to a variable; fmt has one %s for its name. */
static enum status not_allowed(struct invocation *inv, const char *id, enum error_category category,
                               const char *exception, const char *name, const char *fmt)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, fmt, name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = id,
                                                   .category = category,
                                                   .exception = exception,
                                                   .target = target });
}
#define UNAUTHORIZED "System.Management.Automation.SessionStateUnauthorizedAccessException"

static enum status not_writable(struct invocation *inv, const char *name)
{
    return not_allowed(inv, "VariableNotWritable", EC_WRITE_ERROR, UNAUTHORIZED, name,
                       "Cannot overwrite variable %s because it is read-only or constant.");
}

/* Names without wildcards that matched nothing, though -Include and -Exclude let them pass. */
static enum status report_missing(struct invocation *inv, const struct str_list *names,
                                  const struct query *q)
{
    for (size_t i = 0; i < names->len; i++) {
        struct str *n = names->items[i];
        bool found = text_has_wildcard(n->data, n->len) ||
                     !matches_any(q->include, n->data, n->len) ||
                     (q->exclude->len > 0 && matches_any(q->exclude, n->data, n->len));
        for (size_t k = 0; k < q->found.len && !found; k++)
            found = text_caseeqn(q->found.items[k]->name->text, q->found.items[k]->name->len,
                                 n->data, n->len);
        enum status rc = found ? ST_OK : not_found(inv, n->data);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

/* ---- reading ---- */

struct shown {
    const char *name;
    struct variable *var; /* NULL: computed */
};
struct listing {
    struct session *session;
    const struct query *query;
    VEC(struct shown) items;
};

static void add_computed(const char *name, void *data)
{
    struct listing *l = data;
    const struct str_list *wanted = l->query->name;
    bool by_name = wanted->len && !text_has_wildcard(wanted->items[0]->data, wanted->items[0]->len);
    if ((!by_name && automatic_is_item(l->session, name)) ||
        !query_takes(l->query, name, strlen(name)))
        return;
    AUTO_VALUE there = ps_variable_named(l->session, name);
    if (there.kind == V_OBJECT)
        *vec_push(&l->items) = (struct shown){ name, NULL };
}

static int by_shown_name(const void *a, const void *b)
{
    const struct shown *x = a, *y = b;
    return text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
}

static enum status emit_shown(struct invocation *inv, const struct shown *item, bool value_only)
{
    AUTO_VALUE v = item->var ? ps_variable_new(inv->session, item->var)
                             : ps_variable_named(inv->session, item->name);
    return value_only ? emit_take(inv, ps_variable_value(v)) : emit(inv, v);
}

/* What one name or pattern means, in order; computed variables are the session's. */
static enum status get_matching(struct invocation *inv, struct scope *scope,
                                const struct str_list *name)
{
    struct get_variable_args *args = ARGS(inv, struct get_variable_args);
    struct query q = { name, &args->include, &args->exclude, VEC_INIT, false };
    struct listing l = { inv->session, &q, VEC_INIT };
    enum status rc = ST_OK;

    find_variables(scope, args->scope == NULL, &q);
    for (size_t i = 0; i < q.found.len; i++)
        *vec_push(&l.items) = (struct shown){ q.found.items[i]->name->text, q.found.items[i] };
    if (!args->scope || scope == inv->session->global)
        automatic_each(add_computed, &l);
    if (l.items.len > 1)
        qsort(l.items.items, l.items.len, sizeof(l.items.items[0]), by_shown_name);
    if (!l.items.len)
        rc = report_missing(inv, name, &q);
    for (size_t i = 0; i < l.items.len && rc == ST_OK; i++)
        rc = emit_shown(inv, &l.items.items[i], args->value_only);
    vec_release(&l.items);
    vec_release(&q.found);
    return rc;
}

static enum status get_variable_process(struct invocation *inv)
{
    struct get_variable_args *args = ARGS(inv, struct get_variable_args);
    struct scope *scope;
    enum status rc = scope_argument(inv, args->scope, &scope);

    if (rc == ST_OK && !args->name.len)
        return get_matching(inv, scope, &args->name);
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++)
        rc = get_matching(inv, scope, &(struct str_list){ args->name.items + i, 1, true });
    return rc;
}

/* ---- writing ---- */

struct setting {
    struct value value;
    bool has_value;
    struct str *description;
    struct opt_enum option, visibility;
    bool force, pass;
};

/* -Scope Private is -Option Private in the current scope. */
static void make_private(struct setting *set, const struct str *scope)
{
    if (scope_argument_private(scope))
        set->option = (struct opt_enum){ true, set->option.value | OPTION_PRIVATE };
}

static enum status apply(struct invocation *inv, struct scope *scope, struct str *name,
                         const struct setting *set)
{
    struct session *s = inv->session;
    struct name *interned = names_intern(s->names, name->data, name->len);
    struct variable *var = scope_target(scope, interned);
    struct err *err = NULL;

    if (interned->automatic && set->has_value) {
        if (automatic_set_take(s, s->frame, interned->automatic, value_ref(set->value)))
            return ST_OK;
        return not_writable(inv, name->data);
    }
    bool existed = var->flags & VAR_SET;
    if (existed && set->option.set && (set->option.value & OPTION_CONSTANT) &&
        !(var->flags & VAR_CONSTANT))
        return not_allowed(inv, "VariableCannotBeMadeConstant", EC_WRITE_ERROR, UNAUTHORIZED,
                           name->data,
                           "Existing variable %s cannot be made constant. Variables can be made "
                           "constant only at creation time.");
    if (existed && ((var->flags & VAR_CONSTANT) || ((var->flags & VAR_READ_ONLY) && !set->force)))
        return not_writable(inv, name->data);
    if (set->has_value || !(var->flags & VAR_SET)) {
        struct value v = value_ref(set->value);
        if (set->force && !(var->flags & VAR_CONSTANT)) {
            variable_put_take(s, var, v);
        } else if (variable_set_take(s, var, v, &err)) {
            AUTO_VALUE target = value_str(name);
            bool refused = err->exception && strstr(err->exception, "MetadataException");
            return refused ? cmdlet_throw_err(inv, &err) : cmdlet_err(inv, &err, target);
        }
    }
    if (set->option.set) {
        int32_t o = set->option.value;
        var->flags &= ~(uint32_t)(VAR_READ_ONLY | VAR_PRIVATE);
        var->flags |= (o & OPTION_READ_ONLY ? VAR_READ_ONLY : 0u) |
                      (o & OPTION_CONSTANT ? VAR_CONSTANT : 0u) |
                      (o & OPTION_PRIVATE ? VAR_PRIVATE : 0u);
        if (o & OPTION_ALL_SCOPE) {
            var->flags |= VAR_ALL_SCOPE;
            interned->all_scope = true;
        }
        s->binding_epoch++;
    }
    if (set->visibility.set)
        var->flags =
            (var->flags & ~(uint32_t)VAR_HIDDEN) | (set->visibility.value ? VAR_HIDDEN : 0u);
    if (set->description) {
        free(var->description);
        var->description = xstrdup(set->description->data);
    }
    return set->pass ? emit_take(inv, ps_variable_new(s, var)) : ST_OK;
}

static enum status confirm_write(struct invocation *inv, const char *action, const char *name,
                                 struct value v, bool *yes)
{
    AUTO_VALUE shown = value_to_string(v);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Name: %s Value: %s", name, shown.str->data);
    return should_process(inv, text.buf, action, yes);
}

struct set_variable_state {
    struct array *values; /* pipeline input so far */
};

static enum status set_all(struct invocation *inv, struct value value, bool has_value)
{
    struct set_variable_args *args = ARGS(inv, struct set_variable_args);
    struct setting set = { value,          has_value,        args->description,
                           args->option,   args->visibility, args->force,
                           args->pass_thru };
    make_private(&set, args->scope);
    struct scope *scope;
    enum status rc = scope_argument(inv, args->scope, &scope);

    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        struct str *n = args->name.items[i];
        bool yes = true;
        if (!text_has_wildcard(n->data, n->len)) {
            if (!matches_any(&args->include, n->data, n->len) ||
                (args->exclude.len > 0 && matches_any(&args->exclude, n->data, n->len)))
                continue;
            rc = confirm_write(inv, "Set variable", n->data, value, &yes);
            if (rc == ST_OK && yes)
                rc = apply(inv, scope, n, &set);
            continue;
        }
        struct str_list one = { &n, 1, true };
        struct query q = { &one, &args->include, &args->exclude, VEC_INIT, false };
        find_variables(scope, args->scope == NULL, &q);
        for (size_t k = 0; k < q.found.len && rc == ST_OK; k++) {
            AUTO_VALUE name = value_string(q.found.items[k]->name->text);
            rc = confirm_write(inv, "Set variable", name.str->data, value, &yes);
            if (rc == ST_OK && yes)
                rc = apply(inv, scope, name.str, &set);
        }
        vec_release(&q.found);
    }
    return rc;
}

/* -Append begins with what the variable holds. */
static enum status set_variable_begin(struct invocation *inv)
{
    const struct set_variable_args *args = ARGS(inv, struct set_variable_args);
    struct set_variable_state *st = STATE(inv, struct set_variable_state);

    if (!args->append)
        return ST_OK;
    if (args->name.len != 1)
        return cmdlet_throw(inv, &(struct error_spec){
                                     .message = "SetVariableAppend",
                                     .id = "SetVariableAppend",
                                     .category = EC_INVALID_OPERATION,
                                     .exception = "System.InvalidOperationException",
                                     .advice = "Use a single variable rather than a collection" });
    struct str *text = args->name.items[0];
    const struct name *name = names_find(inv->session->names, text->data, text->len);
    const struct variable *v = name ? scope_find(scope_current(inv->session), name) : NULL;
    if (!v)
        return ST_OK;
    st->values = v->value.kind == V_ARRAY ? array_from(v->value.array->items, v->value.array->len)
                                          : array_from(&v->value, 1);
    return ST_OK;
}

static enum status set_variable_process(struct invocation *inv)
{
    struct set_variable_args *args = ARGS(inv, struct set_variable_args);
    struct set_variable_state *st = STATE(inv, struct set_variable_state);

    if (!inv->expects_input && !args->append)
        return set_all(inv, args->value, is_bound(inv, "Value"));
    if (!st->values)
        st->values = array_new(4);
    if (inv->expects_input || is_bound(inv, "Value"))
        array_push(st->values, args->value);
    return ST_OK;
}

static enum status set_variable_end(struct invocation *inv)
{
    const struct set_variable_args *args = ARGS(inv, struct set_variable_args);
    struct set_variable_state *st = STATE(inv, struct set_variable_state);

    if (!inv->expects_input && !args->append)
        return ST_OK;
    if (!st->values)
        return set_all(inv, value_null(), true);
    if (args->append)
        return set_all(inv, value_of_array(st->values), true);
    struct value all = st->values->len == 1 ? st->values->items[0] : value_of_array(st->values);
    return set_all(inv, all, true);
}

static void set_variable_cleanup(struct invocation *inv)
{
    struct set_variable_state *st = STATE(inv, struct set_variable_state);

    if (st->values)
        value_unref(value_of_array(st->values));
}

static enum status new_variable_process(struct invocation *inv)
{
    struct new_variable_args *args = ARGS(inv, struct new_variable_args);
    struct setting set = { args->value,      true,        args->description, args->option,
                           args->visibility, args->force, args->pass_thru };
    make_private(&set, args->scope);
    struct scope *scope;
    enum status rc = scope_argument(inv, args->scope, &scope);

    if (rc != ST_OK)
        return rc;
    struct name *name = names_intern(inv->session->names, args->name->data, args->name->len);
    if (!args->force && scope_find_own(scope, name))
        return not_allowed(inv, "VariableAlreadyExists", EC_RESOURCE_EXISTS,
                           "System.Management.Automation.SessionStateException", args->name->data,
                           "A variable with name '%s' already exists.");
    if (args->force && !set.option.set) /* what is made anew keeps no options of old */
        set.option = (struct opt_enum){ .set = true };
    bool yes = true;
    rc = confirm_write(inv, "New variable", args->name->data, args->value, &yes);
    return rc != ST_OK || !yes ? rc : apply(inv, scope, args->name, &set);
}

static enum status change_all(struct invocation *inv, const struct str_list *names,
                              const struct str_list *include, const struct str_list *exclude,
                              struct str *scope_name, bool force, bool removing, bool pass)
{
    struct query q = { names, include, exclude, VEC_INIT, false };
    struct scope *scope;
    enum status rc = scope_argument(inv, scope_name, &scope);

    if (rc != ST_OK)
        return rc;
    find_variables(scope, scope_name == NULL, &q);
    rc = report_missing(inv, names, &q);
    for (size_t i = 0; i < q.found.len && rc == ST_OK; i++) {
        struct variable *var = q.found.items[i];
        bool fixed = (var->flags & VAR_CONSTANT) || ((var->flags & VAR_READ_ONLY) && !force);
        AUTO_STRBUF what = STRBUF_INIT;
        bool yes = true;
        strbuf_addf(&what, "Name: %s", var->name->text);
        rc = should_process(inv, what.buf, removing ? "Remove variable" : "Clear variable", &yes);
        if (rc != ST_OK || !yes)
            continue;
        if (fixed) {
            rc = removing
                     ? not_allowed(inv, "VariableNotRemovable", EC_WRITE_ERROR, UNAUTHORIZED,
                                   var->name->text,
                                   "Cannot remove variable %s because it is constant or "
                                   "read-only. If the variable is read-only, try the operation "
                                   "again specifying the Force option.")
                     : not_writable(inv, var->name->text);
            continue;
        }
        /* Without a scope what is cleared is the current scope's, which may hide another's. */
        if (!removing && !scope_name)
            var = scope_target(scope, var->name);
        if (removing)
            variable_unset(inv->session, var);
        else
            variable_put_take(inv->session, var, value_null());
        if (pass && rc == ST_OK)
            rc = emit_take(inv, ps_variable_new(inv->session, var));
    }
    vec_release(&q.found);
    return rc;
}

static enum status remove_variable_process(struct invocation *inv)
{
    struct remove_variable_args *args = ARGS(inv, struct remove_variable_args);

    return change_all(inv, &args->name, &args->include, &args->exclude, args->scope, args->force,
                      true, false);
}

static enum status clear_variable_process(struct invocation *inv)
{
    struct clear_variable_args *args = ARGS(inv, struct clear_variable_args);

    return change_all(inv, &args->name, &args->include, &args->exclude, args->scope, args->force,
                      false, args->pass_thru);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Variable",
        .aliases = get_variable_aliases,
        .synopsis = "Lists variables.",
        .params = get_variable_params,
        .nparams = ARRAY_SIZE(get_variable_params),
        .output = "System.Management.Automation.PSVariable,System.Object[]",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_variable_args),
        .process = get_variable_process,
        .examples = get_variable_examples,
        .nexamples = ARRAY_SIZE(get_variable_examples),
    },
    {
        .verb = "Set",
        .noun = "Variable",
        .aliases = set_variable_aliases,
        .synopsis = "Gives variables a value; makes them when they are not there.",
        .params = set_variable_params,
        .nparams = ARRAY_SIZE(set_variable_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_variable_args),
        .state_size = sizeof(struct set_variable_state),
        .begin = set_variable_begin,
        .process = set_variable_process,
        .end = set_variable_end,
        .cleanup = set_variable_cleanup,
        .examples = set_variable_examples,
        .nexamples = ARRAY_SIZE(set_variable_examples),
    },
    {
        .verb = "New",
        .noun = "Variable",
        .aliases = new_variable_aliases,
        .synopsis = "Makes a variable; an existing one is an error.",
        .params = new_variable_params,
        .nparams = ARRAY_SIZE(new_variable_params),
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct new_variable_args),
        .process = new_variable_process,
        .examples = new_variable_examples,
        .nexamples = ARRAY_SIZE(new_variable_examples),
    },
    {
        .verb = "Remove",
        .noun = "Variable",
        .aliases = remove_variable_aliases,
        .synopsis = "Removes variables.",
        .params = remove_variable_params,
        .nparams = ARRAY_SIZE(remove_variable_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct remove_variable_args),
        .process = remove_variable_process,
        .examples = remove_variable_examples,
        .nexamples = ARRAY_SIZE(remove_variable_examples),
    },
    {
        .verb = "Clear",
        .noun = "Variable",
        .aliases = clear_variable_aliases,
        .synopsis = "Sets variables to $null.",
        .params = clear_variable_params,
        .nparams = ARRAY_SIZE(clear_variable_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct clear_variable_args),
        .process = clear_variable_process,
        .examples = clear_variable_examples,
        .nexamples = ARRAY_SIZE(clear_variable_examples),
    },
};
const struct cmdlet_group cmdlets_variable = { cmdlets, ARRAY_SIZE(cmdlets) };
