#include "shell/runtime/scope.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/command.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/reference.h"

/* ---- tables ---- */

static struct variable **table_cell(const struct variable_table *t, const struct name *name)
{
    for (size_t i = name->hash & (t->size - 1);; i = (i + 1) & (t->size - 1))
        if (!t->items[i] || t->items[i]->name == name)
            return &t->items[i];
}

static struct variable *table_find(const struct variable_table *t, const struct name *name)
{
    return t->size ? *table_cell(t, name) : NULL;
}

static struct variable *table_add(struct variable_table *t, struct name *name)
{
    if (t->count * 2 >= t->size) {
        struct variable_table bigger = { .size = t->size ? t->size * 2 : 8, .count = t->count };
        bigger.items = xcalloc(bigger.size, sizeof(bigger.items[0]));
        for (size_t i = 0; i < t->size; i++)
            if (t->items[i])
                *table_cell(&bigger, t->items[i]->name) = t->items[i];
        free(t->items);
        *t = bigger;
    }
    struct variable *v = xcalloc(1, sizeof(*v));
    v->name = name;
    *table_cell(t, name) = v;
    t->count++;
    return v;
}

void variable_release_rest(struct variable *v)
{
    if (v->validation_owner)
        code_unref(STEAL(v->validation_owner));
    free(STEAL(v->description));
}

/* ---- scopes ---- */

void scope_init(struct scope *scope, struct session *s, enum scope_kind kind, struct scope *parent)
{
    *scope = (struct scope){
        .refs = 1,
        .kind = (uint8_t)kind,
        .strict = -1,
        .session = s,
        .parent = parent,
        .serial = ++s->eval->scope_serial,
    };
    scope->script = kind == SCOPE_LOCAL && parent ? parent->script : scope;
    if (!parent)
        scope->strict = 0;
}

void scope_keep_values(struct scope *scope)
{
    for (size_t i = 0; i < scope->extra.size; i++)
        if (scope->extra.items[i])
            value_ref(scope->extra.items[i]->value);
    for (uint32_t i = 0; scope->code && i < scope->code->ncells; i++)
        if (scope->cells[i].flags & VAR_SET)
            value_ref(scope->cells[i].value);
}

void scope_release_others(struct scope *scope)
{
    if (scope->references)
        references_detach(scope);
    if (scope->has_commands)
        command_leave_scope(scope->session, scope);
    if (scope->extra.size) {
        for (size_t i = 0; i < scope->extra.size; i++) {
            if (!scope->extra.items[i])
                continue;
            variables_release(scope->extra.items[i], 1);
            free(scope->extra.items[i]);
        }
        free(scope->extra.items);
        scope->extra = (struct variable_table){ 0 };
    }
}

void scope_release(struct scope *scope)
{
    scope_release_others(scope);
    variables_release(scope->cells, scope->code ? scope->code->ncells : 0);
}

struct scope *scope_new(struct session *s, enum scope_kind kind, struct scope *parent)
{
    struct scope *scope = xmalloc(sizeof(*scope));
    scope_init(scope, s, kind, parent);
    return scope;
}

struct scope *scope_ref(struct scope *scope)
{
    scope->refs++;
    return scope;
}

void scope_unref(struct scope *scope)
{
    if (!scope || --scope->refs)
        return;
    struct scope *parent = scope->owns_parent ? scope->parent : NULL;
    scope_release(scope);
    free(scope);
    scope_unref(parent);
}

struct scope *scope_current(const struct session *s)
{
    return s->frame ? s->frame->scope : s->global;
}

struct scope *scope_named(struct session *s, const char *name, size_t len)
{
    struct scope *scope = scope_current(s);
    if (text_caseeqn(name, len, "global", 6))
        return s->global;
    if (text_caseeqn(name, len, "local", 5) || text_caseeqn(name, len, "private", 7))
        return scope;
    if (text_caseeqn(name, len, "script", 6))
        return scope->script;
    if (!len || len > 6)
        return NULL;
    long level = 0;
    for (size_t i = 0; i < len; i++) {
        if (name[i] < '0' || name[i] > '9')
            return NULL;
        level = level * 10 + name[i] - '0';
    }
    while (level-- > 0 && scope)
        scope = scope->parent;
    return scope;
}

int scope_strict(const struct scope *scope)
{
    for (; scope; scope = scope->parent)
        if (scope->strict >= 0)
            return scope->strict;
    return 0;
}

static struct variable *own_cell(const struct scope *scope, const struct name *name)
{
    if (scope->code && scope->code->ncells) {
        int slot = code_slot(scope->code, name);
        if (slot >= 0 && scope->code->cell_of[slot] >= 0)
            return &scope->cells[scope->code->cell_of[slot]];
    }
    return table_find(&scope->extra, name);
}

struct variable *scope_find_own(const struct scope *scope, const struct name *name)
{
    struct variable *v = own_cell(scope, name);
    return v && (v->flags & VAR_SET) ? v : NULL;
}

struct variable *scope_find(const struct scope *scope, const struct name *name)
{
    for (const struct scope *at = scope; at; at = at->parent) {
        struct variable *v = own_cell(at, name);
        if (v && (v->flags & VAR_SET) && (at == scope || !(v->flags & VAR_PRIVATE)))
            return v;
    }
    return NULL;
}

struct variable *scope_find_with_owner(struct scope *scope, const struct name *name,
                                       struct scope **owner)
{
    for (struct scope *at = scope; at; at = at->parent) {
        struct variable *v = own_cell(at, name);
        if (v && (v->flags & VAR_SET) && (at == scope || !(v->flags & VAR_PRIVATE))) {
            *owner = at;
            return v;
        }
    }
    return NULL;
}

struct variable *scope_cell(struct scope *scope, struct name *name)
{
    struct variable *v = own_cell(scope, name);
    return v ? v : table_add(&scope->extra, name);
}

struct variable *scope_target(struct scope *scope, struct name *name)
{
    if (name->all_scope) {
        struct variable *v = scope_find(scope, name);
        if (v && (v->flags & VAR_ALL_SCOPE))
            return v;
    }
    return scope_cell(scope, name);
}

void scope_each(const struct scope *scope, bool (*fn)(struct variable *var, void *data), void *data)
{
    if (scope->code)
        for (uint32_t i = 0; i < scope->code->ncells; i++)
            if ((scope->cells[i].flags & VAR_SET) && !fn(&scope->cells[i], data))
                return;
    for (size_t i = 0; i < scope->extra.size; i++) {
        struct variable *v = scope->extra.items[i];
        if (v && (v->flags & VAR_SET) && !fn(v, data))
            return;
    }
}

/* ---- variables ---- */

void variable_put_take(struct session *s, struct variable *var, struct value v)
{
    if ((var->flags & (VAR_COMPUTED | VAR_WATCHED)) == VAR_COMPUTED) {
        automatic_set_take(s, s->frame, var->name->automatic, v);
        return;
    }
    value_replace_take(&var->value, v);
    if (!(var->flags & VAR_SET)) {
        var->flags |= VAR_SET;
        s->binding_epoch++;
    }
}

void variable_unset(struct session *s, struct variable *var)
{
    value_clear(&var->value);
    if (var->validation_owner)
        code_unref(STEAL(var->validation_owner));
    var->validation = NULL;
    var->type = NULL;
    free(STEAL(var->description));
    var->flags = 0;
    s->binding_epoch++;
}

int variable_set_take(struct session *s, struct variable *var, struct value v, struct err **err)
{
    if (var->flags & VAR_SLOW_WRITE) {
        if (var->flags & (VAR_READ_ONLY | VAR_CONSTANT)) {
            value_unref(v);
            return fail_with(err,
                             "System.Management.Automation.SessionStateUnauthorizedAccessException",
                             "VariableNotWritable",
                             "Cannot overwrite variable %s because it is read-only or constant.",
                             var->name->text);
        }
        if (var->flags & VAR_TYPED) {
            if (var->validation && validation_change(s, var->validation, false, &v, err) < 0) {
                value_unref(v);
                return -1;
            }
            if (var->type) {
                struct value converted;
                bool refused = var->type == &type_bool && v.kind != V_BOOL && !value_is_number(v);
                int rc = refused ? fail_bool_argument(err, v, var->type->name)
                                 : eval_convert(s, v, var->type, &converted, err);
                value_unref(v);
                if (rc == 0 && var->type == &type_action_preference &&
                    value_enum_get(converted) == ACTION_SUSPEND) {
                    value_unref(converted);
                    rc = fail_with(err, "System.Management.Automation.PSInvalidCastException",
                                   "InvalidActionPreference", "%s", action_suspend_reserved);
                }
                if (rc == 0 && converted.kind == V_NULL)
                    converted.aux = 0;
                if (rc < 0)
                    return fail_outer(
                        err, "System.Management.Automation.ArgumentTransformationMetadataException",
                        "RuntimeException", "%s", (*err)->message);
                v = converted;
            }
            if (var->validation &&
                ((var->type && validation_change(s, var->validation, true, &v, err) < 0) ||
                 validation_check_variable(s, var->validation, var->name->text, v, err) < 0)) {
                value_unref(v);
                return -1;
            }
        }
        if (var->flags & VAR_WATCHED)
            debugger_variable(s, var, true);
    }
    variable_put_take(s, var, v);
    return 0;
}

bool variable_read(struct session *s, const struct variable *var, struct value *out)
{
    if (!(var->flags & VAR_SET))
        return false;
    if (var->flags & VAR_WATCHED)
        debugger_variable(s, var, false);
    else if (var->flags & VAR_COMPUTED)
        return automatic_get(s, s->frame, var->name->automatic, out);
    *out = value_ref(var->value);
    return true;
}

/* Splits "global:x"; true when a scope was named. */
static bool split_scope(struct session *s, const char **name, size_t *len, struct scope **scope)
{
    const char *colon = memchr(*name, ':', *len);
    if (!colon)
        return false;
    size_t plen = (size_t)(colon - *name);
    if (text_caseeqn(*name, plen, "variable", 8)) {
        *len -= plen + 1;
        *name = colon + 1;
        return split_scope(s, name, len, scope);
    }
    if (plen < 5)
        return false;
    struct scope *found = scope_named(s, *name, plen);
    if (!found)
        return false;
    *scope = found;
    *len -= plen + 1;
    *name = colon + 1;
    return true;
}

bool variable_get(struct session *s, struct scope *scope, const char *name, size_t len,
                  struct value *out)
{
    split_scope(s, &name, &len, &scope);
    struct name *n = names_find(s->names, name, len);
    if (!n)
        return false;
    if (n->automatic)
        return automatic_get(s, s->frame, n->automatic, out);
    struct variable *var = scope ? scope_find_own(scope, n) : scope_find(scope_current(s), n);
    return var && variable_read(s, var, out);
}

int variable_assign_take(struct session *s, struct scope *scope, const char *name, size_t len,
                         struct value v, struct err **err)
{
    split_scope(s, &name, &len, &scope);
    struct name *n = names_intern(s->names, name, len);
    if (n->automatic) {
        if (automatic_set_take(s, s->frame, n->automatic, v))
            return 0;
        return fail_with(
            err, "System.Management.Automation.SessionStateUnauthorizedAccessException",
            "VariableNotWritable",
            "Cannot overwrite variable %s because it is read-only or constant.", n->text);
    }
    return variable_set_take(s, scope_target(scope ? scope : scope_current(s), n), v, err);
}

/* ---- the session's side ---- */

bool session_lookup_variable(struct session *s, const char *name, size_t len, struct value *out)
{
    return variable_get(s, NULL, name, len, out);
}

void session_assign_variable_take(struct session *s, const char *name, size_t len, struct value v)
{
    struct err *err = NULL;
    variable_assign_take(s, NULL, name, len, v, &err);
    err_clear(&err);
}

bool session_get_variable(struct session *s, const char *name, struct value *out)
{
    return variable_get(s, s->global, name, strlen(name), out);
}

void session_set_variable_take(struct session *s, const char *name, struct value v)
{
    struct name *n = names_intern(s->names, name, strlen(name));
    if (n->automatic)
        automatic_set_take(s, s->frame, n->automatic, v);
    else
        variable_put_take(s, scope_cell(s->global, n), v);
}
