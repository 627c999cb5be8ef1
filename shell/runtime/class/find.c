#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"
#include "shell/runtime/module/info.h"

#define MAX_NESTING 16

struct class_use {
    struct class_use *next;
    struct ast *ast; /* reference */
    uint64_t serial; /* of the scope it was carried out in */
    struct value module;
};

static bool is_named(const struct script_class *c, struct ast_str name)
{
    return text_caseeqn(c->name, strlen(c->name), name.s, name.len);
}

static struct script_class *with_serial(struct session *s, uint64_t serial, struct ast_str name)
{
    for (struct script_class *c = s->eval->classes; c; c = c->next)
        if (c->serial == serial && is_named(c, name))
            return c;
    return NULL;
}

/* A module's own, else that of the last of its nested modules that has one. */
static struct script_class *of_module(struct value module, struct ast_str name, unsigned depth)
{
    const struct module *m = module_of(module);
    struct script_class *c = m && m->scope ? with_serial(m->session, m->scope->serial, name) : NULL;
    for (size_t i = m ? m->nested->len : 0; !c && depth < MAX_NESTING && i-- > 0;)
        c = of_module(m->nested->items[i], name, depth + 1);
    return c;
}

/* "Module.Class" and "Class". */
static struct script_class *of_use(const struct class_use *u, struct ast_str name)
{
    const struct module *m = module_of(u->module);
    size_t n = strlen(m->name);
    if (name.len > n + 1 && name.s[n] == '.' && text_caseeqn(m->name, n, name.s, n))
        name = (struct ast_str){ name.s + n + 1, name.len - n - 1 };
    return of_module(u->module, name, 0);
}

/* Are they the same module, perhaps loaded twice? */
static bool same_file(struct value a, struct value b)
{
    return strcmp(module_of(a)->path, module_of(b)->path) == 0;
}

/* Of the text's usings, or else of those of a scope. *other: another one of the name. */
static struct script_class *used(struct session *s, const struct ast *ast, uint64_t serial,
                                 struct ast_str name, struct script_class **other)
{
    struct script_class *found = NULL;
    const struct class_use *by = NULL;
    *other = NULL;
    for (const struct class_use *u = s->eval->class_uses; u; u = u->next) {
        if (ast ? u->ast != ast : u->serial != serial)
            continue;
        struct script_class *c = of_use(u, name);
        if (c && !found) {
            found = c;
            by = u;
        } else if (c && c != found && !*other && !same_file(u->module, by->module)) {
            *other = c;
        }
    }
    return found;
}

/* Of the script blocks around a place in the text, the innermost that defines one. */
static struct script_class *in_text(struct session *s, const struct ast *ast, uint32_t place,
                                    struct ast_str name, struct script_class **other)
{
    struct script_class *found = NULL;
    *other = NULL;
    for (struct script_class *c = s->eval->classes; c; c = c->next) {
        const struct ast_node *around = &c->around->node;
        if (c->code->ast == ast && is_named(c, name) && around->start <= place &&
            place <= around->end && (!found || around->start > found->around->node.start))
            found = c;
    }
    return found ? found : used(s, ast, 0, name, other);
}

/* Is any class called so, or does the name begin with a module's? Most names are not. */
static bool may_be_class(const struct session *s, struct ast_str name)
{
    if (s->eval->class_uses && memchr(name.s, '.', name.len))
        return true;
    for (const struct script_class *c = s->eval->classes; c; c = c->next)
        if (is_named(c, name))
            return true;
    return false;
}

static struct script_class *in_scope(struct session *s, const struct scope *scope,
                                     struct ast_str name, struct script_class **other)
{
    struct script_class *c = NULL;
    *other = NULL;
    if (!may_be_class(s, name))
        return NULL;
    for (; scope && !c; scope = scope->parent) {
        c = with_serial(s, scope->serial, name);
        if (!c && scope->module.kind == V_OBJECT)
            c = of_module(scope->module, name, 0);
        if (!c)
            c = used(s, NULL, scope->serial, name, other);
    }
    return c;
}

/* ---- as types ---- */

static const struct type_info *array_of(struct script_class *c)
{
    if (!c->array_type) {
        struct type_info *t = xcalloc(1, sizeof(*t));
        *t = type_object_array;
        c->array_name = xasprintf("%s[]", c->name);
        t->name = c->array_name;
        t->accelerator = NULL;
        t->base = &type_object_array;
        t->element = &c->type;
        c->array_type = t;
    }
    return c->array_type;
}

static struct ast_str without_brackets(const char *name, size_t len)
{
    bool array = len > 2 && memcmp(name + len - 2, "[]", 2) == 0;
    return (struct ast_str){ name, array ? len - 2 : len };
}

static const struct type_info *type_of(struct script_class *c, size_t named, size_t len)
{
    return !c ? NULL : named < len ? array_of(c) : &c->type;
}

const struct type_info *script_class_in_scope(struct session *s, const struct scope *scope,
                                              const char *name, size_t len)
{
    struct ast_str plain = without_brackets(name, len);
    struct script_class *other;
    if (!s->eval->classes)
        return NULL;
    struct script_class *c = in_scope(s, scope, plain, &other);
    return other ? NULL : type_of(c, plain.len, len);
}

const struct type_info *script_class_in_text(struct session *s, const struct ast *ast,
                                             uint32_t place, const char *name, size_t len)
{
    struct ast_str plain = without_brackets(name, len);
    struct script_class *other;
    if (!s->eval->classes)
        return NULL;
    struct script_class *c = in_text(s, ast, place, plain, &other);
    return other ? NULL : type_of(c, plain.len, len);
}

const struct type_info *script_class_find(struct session *s, const char *name, size_t len)
{
    return script_class_in_scope(s, scope_current(s), name, len);
}

const struct type_info *script_class_of_scope(struct session *s, const struct scope *scope)
{
    for (struct script_class *c = s->eval->classes; c; c = c->next)
        if (c->serial == scope->serial)
            return &c->type;
    return NULL;
}

const struct type_info *script_class_any(struct session *s, const char *name, size_t len)
{
    struct ast_str plain = without_brackets(name, len);
    for (struct script_class *c = s->eval->classes; c; c = c->next)
        if (is_named(c, plain))
            return type_of(c, plain.len, len);
    return NULL;
}

const struct type_info *class_type_named(const struct script_class *c, struct ast_str name)
{
    struct session *s = c->session;
    const struct type_info *type =
        script_class_in_text(s, c->code->ast, c->def->node.start, name.s, name.len);
    if (!type && c->state)
        type = script_class_in_scope(s, c->state, name.s, name.len);
    return type ? type : session_find_type(s, name.s, name.len);
}

bool script_class_is_ambiguous(struct session *s, const struct ast *ast, uint32_t place,
                               const char *name, size_t len, char **out)
{
    struct ast_str plain = without_brackets(name, len);
    struct script_class *other, *c;
    if (!s->eval->class_uses)
        return false;
    c = ast ? in_text(s, ast, place, plain, &other) : in_scope(s, scope_current(s), plain, &other);
    if (!c || !other)
        return false;
    const struct module *m = c->state ? module_of(c->state->module) : NULL;
    const struct module *n = other->state ? module_of(other->state->module) : NULL;
    *out =
        xasprintf("Type name '%.*s' is ambiguous, it could be '%s.%s' or '%s.%s'.", (int)plain.len,
                  name, n ? n->name : "", other->name, m ? m->name : "", c->name);
    return true;
}

/* ---- using module ---- */

void script_class_use(struct session *s, const struct ast *ast, const struct scope *scope,
                      struct value module)
{
    for (struct class_use *u = s->eval->class_uses; u; u = u->next)
        if (u->ast == ast && same_file(u->module, module)) {
            u->serial = scope->serial;
            value_replace_take(&u->module, value_ref(module));
            return;
        }
    struct class_use *u = xcalloc(1, sizeof(*u));
    *u = (struct class_use){ .next = s->eval->class_uses,
                             .ast = ast_ref((struct ast *)(uintptr_t)ast),
                             .serial = scope->serial,
                             .module = value_ref(module) };
    s->eval->class_uses = u;
}

void class_uses_free(struct class_use *uses)
{
    for (struct class_use *next; uses; uses = next) {
        next = uses->next;
        ast_unref(uses->ast);
        value_unref(uses->module);
        free(uses);
    }
}
