/* Functions and aliases: defining and removing them. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

void command_touched(struct command_table *t)
{
    if (++t->generation == 0)
        t->generation = 1;
}

/* The global scope is written as NULL; any other one is told that it has commands. */
static struct scope *definition_scope(struct scope *scope)
{
    if (!scope || scope->kind == SCOPE_GLOBAL)
        return NULL;
    scope->has_commands = true;
    return scope;
}

static void name_as_written(struct command_cell *cell, const char *name)
{
    if (!cell->proper)
        memcpy(cell->name, name, cell->len);
}

void command_import_function(struct session *s, const char *name, size_t len, struct value block,
                             bool is_filter, struct scope *scope, struct value module)
{
    struct command_cell *cell = command_cell_get(s->commands, name, len, true);
    scope = definition_scope(scope);
    command_touched(s->commands);
    struct function_entry *entry = NULL;
    AUTO_VALUE old = value_null(), old_module = value_null();
    for (size_t i = 0; i < cell->functions.len && !entry; i++)
        if (cell->functions.items[i].scope == scope)
            entry = &cell->functions.items[i];
    if (entry) {
        old = entry->block;
        old_module = entry->module;
    } else if (scope) {
        entry = vec_push(&cell->functions);
    } else { /* the global definition stands before all others */
        (void)vec_push(&cell->functions);
        memmove(cell->functions.items + 1, cell->functions.items,
                (cell->functions.len - 1) * sizeof(*cell->functions.items));
        entry = cell->functions.items;
    }
    name_as_written(cell, name);
    *entry = (struct function_entry){ .name = cell->name,
                                      .block = value_ref(block),
                                      .is_filter = is_filter,
                                      .scope = scope,
                                      .module = value_ref(module) };
}

struct scope *command_name_scope(struct session *s, const char **name, size_t *len)
{
    const char *colon = memchr(*name, ':', *len);
    struct scope *scope = colon ? scope_named(s, *name, (size_t)(colon - *name)) : NULL;

    if (scope) {
        *len -= (size_t)(colon + 1 - *name);
        *name = colon + 1;
    }
    return scope;
}

void command_define_function(struct session *s, const char *name, size_t len, struct value block,
                             bool is_filter, struct scope *scope)
{
    command_import_function(s, name, len, block, is_filter, scope, value_null());
}

static void drop_function(struct command_table *t, struct command_cell *cell, size_t at)
{
    AUTO_VALUE block = cell->functions.items[at].block;
    AUTO_VALUE module = cell->functions.items[at].module;
    memmove(cell->functions.items + at, cell->functions.items + at + 1,
            (cell->functions.len - at - 1) * sizeof(*cell->functions.items));
    cell->functions.len--;
    command_touched(t);
}

static void drop_alias(struct command_table *t, struct command_cell *cell, size_t at)
{
    struct alias_entry_own gone = cell->aliases.items[at];
    memmove(cell->aliases.items + at, cell->aliases.items + at + 1,
            (cell->aliases.len - at - 1) * sizeof(*cell->aliases.items));
    cell->aliases.len--;
    command_touched(t);
    free(gone.target);
    free(gone.description);
    value_unref(gone.module);
}

void command_set_function_options(struct session *s, const char *name, int options)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), false);
    struct command c;

    if (!cell || !command_cell_function(s, cell, &c))
        return;
    for (size_t i = 0; i < cell->functions.len; i++)
        if (cell->functions.items[i].block.object == c.block.object)
            cell->functions.items[i].options = options;
    command_touched(s->commands);
}

bool command_remove_function(struct session *s, const char *name, size_t len)
{
    struct command_cell *cell = command_cell_get(s->commands, name, len, false);
    struct command c;
    if (!cell || !command_cell_function(s, cell, &c))
        return false;
    for (size_t i = 0; i < cell->functions.len; i++) {
        if (cell->functions.items[i].block.object != c.block.object)
            continue;
        drop_function(s->commands, cell, i);
        return true;
    }
    return false;
}

void command_leave_scope(struct session *s, const struct scope *scope)
{
    struct command_table *t = s->commands;
    for (size_t i = 0; t && i < t->ncells_cap; i++) {
        struct command_cell *cell = t->cells[i];
        for (size_t j = cell ? cell->functions.len : 0; j-- > 0;)
            if (cell->functions.items[j].scope == scope)
                drop_function(t, cell, j);
        for (size_t j = cell ? cell->aliases.len : 0; j-- > 0;)
            if (cell->aliases.items[j].scope == scope)
                drop_alias(t, cell, j);
    }
}

void command_remove_imports(struct session *s, struct value module)
{
    struct command_table *t = s->commands;
    for (size_t i = 0; i < t->ncells_cap; i++) {
        struct command_cell *cell = t->cells[i];
        for (size_t j = cell ? cell->functions.len : 0; j-- > 0;)
            if (cell->functions.items[j].module.object == module.object &&
                !value_is_null(cell->functions.items[j].module))
                drop_function(t, cell, j);
        for (size_t j = cell ? cell->aliases.len : 0; j-- > 0;)
            if (cell->aliases.items[j].module.object == module.object &&
                !value_is_null(cell->aliases.items[j].module))
                drop_alias(t, cell, j);
    }
}

struct value command_function_block(struct session *s, const char *name, size_t len)
{
    struct command_cell *cell = command_cell_get(s->commands, name, len, true);
    struct command c;
    command_define_builtin(s, cell);
    return command_cell_function(s, cell, &c) ? c.block : value_nothing();
}

/* Where the cell keeps the alias of a scope as definition_scope gives it; -1: nowhere. */
static ptrdiff_t alias_at(const struct command_cell *cell, const struct scope *scope)
{
    for (size_t i = 0; i < cell->aliases.len; i++)
        if (cell->aliases.items[i].scope == scope)
            return (ptrdiff_t)i;
    return -1;
}

void command_import_alias(struct session *s, const char *name, const char *target,
                          const char *description, struct scope *scope, struct value module)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);
    scope = definition_scope(scope);
    command_touched(s->commands);
    struct alias_entry_own fresh = { .target = xstrdup(target),
                                     .description = xstrdup(description),
                                     .scope = scope,
                                     .module = value_ref(module) };
    name_as_written(cell, name);
    for (size_t i = 0; i < cell->aliases.len; i++) {
        if (cell->aliases.items[i].scope != scope)
            continue;
        drop_alias(s->commands, cell, i);
        break;
    }
    (void)vec_push(&cell->aliases);
    size_t at = cell->aliases.len - 1;
    if (!scope) {
        memmove(cell->aliases.items + 1, cell->aliases.items, at * sizeof(*cell->aliases.items));
        at = 0;
    }
    cell->aliases.items[at] = fresh;
}

void command_set_alias(struct session *s, const char *name, const char *target,
                       const char *description)
{
    command_import_alias(s, name, target, description, NULL, value_null());
}

void command_set_alias_options(struct session *s, const char *name, struct scope *scope,
                               int options)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);

    ptrdiff_t at = alias_at(cell, definition_scope(scope));
    if (at >= 0)
        cell->aliases.items[at].options = options;
}

void command_describe_alias(struct session *s, const char *name, const char *target,
                            const char *description)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);
    for (size_t i = 0; i < cell->aliases.len; i++) {
        struct alias_entry_own *a = &cell->aliases.items[i];
        if (strcmp(a->target, target) != 0)
            continue;
        free(a->description);
        a->description = xstrdup(description);
        command_touched(s->commands);
        return;
    }
    command_set_alias(s, name, target, description);
}

bool command_alias_own(struct session *s, struct scope *scope, const char *name,
                       struct command *out)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);

    scope = definition_scope(scope);
    if (alias_at(cell, scope) >= 0 || !scope)
        return command_find_from(s, scope ? scope : s->global, name, strlen(name), COMMAND_ALIAS,
                                 false, out);
    return false;
}

bool command_remove_alias_own(struct session *s, struct scope *scope, const char *name)
{
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);
    ptrdiff_t at = alias_at(cell, definition_scope(scope));
    struct command c;

    if (at >= 0) {
        drop_alias(s->commands, cell, (size_t)at);
    } else if (definition_scope(scope) || !command_alias_own(s, scope, name, &c)) {
        return false;
    }
    command_touched(s->commands);
    if (!definition_scope(scope))
        cell->alias_removed = true;
    return true;
}

bool command_remove_alias(struct session *s, const char *name)
{
    struct command c;
    struct command_cell *cell = command_cell_get(s->commands, name, strlen(name), true);
    if (!command_cell_alias(s, cell, &c))
        return false;
    for (size_t i = 0; i < cell->aliases.len; i++) {
        if (cell->aliases.items[i].target != c.target)
            continue;
        drop_alias(s->commands, cell, i);
        cell->alias_removed = true;
        return true;
    }
    command_touched(s->commands);
    cell->alias_removed = true;
    return true;
}

/* ---- as another scope sees it ---- */

bool command_find_from(struct session *s, struct scope *scope, const char *name, size_t len,
                       unsigned kinds, bool follow, struct command *out)
{
    struct scope *saved = s->commands->from;
    s->commands->from = scope;
    bool found = command_find(s, name, len, kinds, follow, out);
    s->commands->from = saved;
    return found;
}

void command_each_own(struct session *s, const struct scope *scope, unsigned kinds,
                      bool (*fn)(const struct command *c, void *data), void *data)
{
    struct command_table *t = s->commands;
    size_t n = t->ncells_cap;
    AUTO_FREE struct command_cell **cells = xcalloc(n + 1, sizeof(struct command_cell *));
    if (n)
        memcpy(cells, t->cells, n * sizeof(struct command_cell *));
    for (size_t i = 0; i < n; i++) {
        struct command_cell *cell = cells[i];
        for (size_t j = 0; cell && j < cell->functions.len; j++) {
            const struct function_entry *f = &cell->functions.items[j];
            struct command c = { .kind = f->is_filter ? COMMAND_FILTER : COMMAND_FUNCTION,
                                 .name = f->name,
                                 .block = f->block,
                                 .module_info = f->module,
                                 .module = "" };
            if (f->scope == scope && (kinds & (unsigned)c.kind) && !fn(&c, data))
                return;
        }
        for (size_t j = 0; (kinds & COMMAND_ALIAS) && cell && j < cell->aliases.len; j++) {
            const struct alias_entry_own *a = &cell->aliases.items[j];
            struct command c = { .kind = COMMAND_ALIAS,
                                 .name = cell->name,
                                 .target = a->target,
                                 .description = a->description,
                                 .options = a->options,
                                 .module_info = a->module,
                                 .module = "" };
            if (a->scope == scope && !fn(&c, data))
                return;
        }
    }
}
