#include "shell/runtime/command.h"

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/module/info.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/runtime_types.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

#define MAX_COMMAND_NAME 4096

static const struct enum_member command_type_members[] = {
    { "Alias", COMMAND_ALIAS },
    { "Function", COMMAND_FUNCTION },
    { "Filter", COMMAND_FILTER },
    { "Cmdlet", COMMAND_CMDLET },
    { "ExternalScript", COMMAND_SCRIPT },
    { "Application", COMMAND_APPLICATION },
    { "Script", COMMAND_BLOCK },
    { "Configuration", 256 },
    { "All", COMMAND_ALL },
};
const struct type_info type_command_types = { .name = "System.Management.Automation.CommandTypes",
                                              .base = &type_enum,
                                              .enum_info = &enum_command_types,
                                              .is_value_type = true };
const struct enum_info enum_command_types = {
    .name = "System.Management.Automation.CommandTypes",
    .members = command_type_members,
    .nmembers = ARRAY_SIZE(command_type_members),
    .flags = true,
    .type = &type_command_types,
};

char *cmdlet_name(const struct cmdlet *c)
{
    return xasprintf("%s%s%s", c->verb, *c->noun ? "-" : "", c->noun);
}

struct command_table *command_table_new(void)
{
    struct command_table *t = xcalloc(1, sizeof(*t));
    t->generation = 1;
    return t;
}

static void cell_free(struct command_cell *cell)
{
    for (size_t i = 0; i < cell->functions.len; i++) {
        value_unref(cell->functions.items[i].block);
        value_unref(cell->functions.items[i].module);
    }
    vec_release(&cell->functions);
    for (size_t i = 0; i < cell->aliases.len; i++) {
        free(cell->aliases.items[i].target);
        free(cell->aliases.items[i].description);
        value_unref(cell->aliases.items[i].module);
    }
    vec_release(&cell->aliases);
    free(cell->app_path);
    free(cell->app_name);
    free(cell);
}

void command_table_free(struct command_table *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->ncells_cap; i++) {
        if (t->cells[i])
            cell_free(t->cells[i]);
    }
    free(t->cells);
    free(t->index);
    free(t->path_copy);
    free(t);
}

/* ---- the index over the const descriptors ---- */

static void index_put(struct command_table *t, uint32_t hash, struct cmdlet_ref ref)
{
    size_t i = hash & (t->index_size - 1);
    while (t->index[i].cmdlet)
        i = (i + 1) & (t->index_size - 1);
    t->index[i] = ref;
    t->index[i].hash = hash;
}

static uint32_t cmdlet_hash(const struct cmdlet *c)
{
    char name[256];
    int n = snprintf(name, sizeof(name), "%s%s%s", c->verb, *c->noun ? "-" : "", c->noun);
    return text_casehash(name, (size_t)n);
}

static void index_build(const struct session *s, struct command_table *t)
{
    size_t n = 0;
    for (size_t g = 0; g < s->registry->len; g++) {
        const struct cmdlet_group *group = s->registry->groups[g];
        for (size_t i = 0; i < group->len; i++) {
            n++;
            for (const char *const *a = group->cmdlets[i].aliases; a && *a; a++)
                n++;
        }
    }
    t->index_size = 64;
    while (t->index_size < n * 2)
        t->index_size *= 2;
    t->index = xcalloc(t->index_size, sizeof(*t->index));
    for (size_t g = 0; g < s->registry->len; g++) {
        const struct cmdlet_group *group = s->registry->groups[g];
        for (size_t i = 0; i < group->len; i++) {
            const struct cmdlet *c = &group->cmdlets[i];
            index_put(t, cmdlet_hash(c), (struct cmdlet_ref){ .cmdlet = c });
            for (const char *const *a = c->aliases; a && *a; a++)
                index_put(t, text_casehash(*a, strlen(*a)),
                          (struct cmdlet_ref){ .cmdlet = c, .alias = *a });
        }
    }
}

static bool cmdlet_is_named(const struct cmdlet *c, const char *name, size_t len)
{
    size_t vlen = strlen(c->verb);
    if (!*c->noun)
        return text_caseeqn(name, len, c->verb, vlen);
    return len == vlen + 1 + strlen(c->noun) && name[vlen] == '-' &&
           text_caseeqn(name, vlen, c->verb, vlen) &&
           text_caseeqn(name + vlen + 1, len - vlen - 1, c->noun, len - vlen - 1);
}

/* The descriptor or built-in alias of this name. */
static struct cmdlet_ref index_find(const struct session *s, const char *name, size_t len,
                                    bool aliases)
{
    struct command_table *t = s->commands;
    if (!t->index)
        index_build(s, t);
    uint32_t hash = text_casehash(name, len);
    for (size_t i = hash & (t->index_size - 1); t->index[i].cmdlet;
         i = (i + 1) & (t->index_size - 1)) {
        struct cmdlet_ref ref = t->index[i];
        if (ref.hash != hash || !ref.alias != !aliases)
            continue;
        if (ref.alias ? text_caseeqn(ref.alias, strlen(ref.alias), name, len)
                      : cmdlet_is_named(ref.cmdlet, name, len))
            return ref;
    }
    return (struct cmdlet_ref){ 0 };
}

const struct cmdlet *cmdlet_find(const struct session *s, const char *name, size_t len)
{
    return index_find(s, name, len, false).cmdlet;
}

/* ---- cells: one per name ever used ---- */

static void cells_grow(struct command_table *t)
{
    size_t cap = t->ncells_cap ? t->ncells_cap * 2 : 64;
    struct command_cell **cells = xcalloc(cap, sizeof(struct command_cell *));
    for (size_t i = 0; i < t->ncells_cap; i++) {
        struct command_cell *cell = t->cells[i];
        if (!cell)
            continue;
        size_t j = cell->hash & (cap - 1);
        while (cells[j])
            j = (j + 1) & (cap - 1);
        cells[j] = cell;
    }
    free(t->cells);
    t->cells = cells;
    t->ncells_cap = cap;
}

struct command_cell *command_cell_get(struct command_table *t, const char *name, size_t len,
                                      bool make)
{
    uint32_t hash = text_casehash(name, len);
    if (t->ncells_cap) {
        for (size_t i = hash & (t->ncells_cap - 1); t->cells[i];
             i = (i + 1) & (t->ncells_cap - 1)) {
            struct command_cell *cell = t->cells[i];
            if (cell->hash == hash && text_caseeqn(cell->name, cell->len, name, len))
                return cell;
        }
    }
    if (!make)
        return NULL;
    if (t->ncells * 2 >= t->ncells_cap)
        cells_grow(t);
    struct command_cell *cell = xcalloc(1, sizeof(*cell) + len + 1);
    memcpy(cell->name, name, len);
    cell->len = len;
    cell->hash = hash;
    size_t i = hash & (t->ncells_cap - 1);
    while (t->cells[i])
        i = (i + 1) & (t->ncells_cap - 1);
    t->cells[i] = cell;
    t->ncells++;
    return cell;
}

/* ---- look-up ---- */

struct command command_of_cmdlet(const struct cmdlet *c, const char *name)
{
    return (struct command){
        .kind = COMMAND_CMDLET, .name = name, .cmdlet = c, .module = c->module ? c->module : ""
    };
}

/* Names of cmdlets are kept in their cell: the descriptor has only parts. */
const char *command_cmdlet_name(struct session *s, const struct cmdlet *c)
{
    char name[256];
    int n = snprintf(name, sizeof(name), "%s%s%s", c->verb, *c->noun ? "-" : "", c->noun);
    struct command_cell *cell = command_cell_get(s->commands, name, (size_t)n, true);
    if (!cell->proper) {
        memcpy(cell->name, name, (size_t)n); /* the descriptor's own capitals */
        cell->proper = true;
    }
    return cell->name;
}

/* The place of the definition that the looking scope sees: the innermost one along its parents.
 * scope_at is the offset of the entries' scope; -1: none. */
#define VISIBLE(s, vec)                                                                            \
    __extension__({                                                                                \
        ptrdiff_t at_ = -1;                                                                        \
        size_t n_ = (vec).len;                                                                     \
        const struct scope *scope_ = (s)->commands->from ? (s)->commands->from : scope_current(s); \
        if (n_ == 1 && ((vec).items[0].scope == NULL || (vec).items[0].scope == scope_->script ||  \
                        (vec).items[0].scope == scope_))                                           \
            at_ = 0;                                                                               \
        for (; n_ && at_ < 0 && scope_; scope_ = scope_->parent)                                   \
            for (size_t i_ = 0; scope_->has_commands && i_ < n_ && at_ < 0; i_++)                  \
                if ((vec).items[i_].scope == scope_)                                               \
                    at_ = (ptrdiff_t)i_;                                                           \
        at_ < 0 && n_ && !(vec).items[0].scope ? 0 : at_;                                          \
    })

static const char *module_name_of(struct value module)
{
    const struct module *m = module_of(module);
    return m ? m->name : "";
}

bool command_cell_alias(struct session *s, const struct command_cell *cell, struct command *out)
{
    ptrdiff_t at = VISIBLE(s, cell->aliases);
    *out = (struct command){ .kind = COMMAND_ALIAS, .name = cell->name, .module = "" };
    if (at >= 0) {
        const struct alias_entry_own *a = &cell->aliases.items[at];
        out->target = a->target;
        out->description = a->description;
        out->options = a->options;
        out->module_info = a->module;
        out->module = module_name_of(a->module);
        return true;
    }
    if (cell->alias_removed)
        return false;
    struct cmdlet_ref ref = index_find(s, cell->name, cell->len, true);
    if (ref.cmdlet) {
        out->name = ref.alias;
        out->target = command_cmdlet_name(s, ref.cmdlet);
        return true;
    }
    for (size_t i = 0; i < s->registry->naliases; i++) {
        const struct alias_entry *a = &s->registry->aliases[i];
        if (text_caseeqn(a->name, strlen(a->name), cell->name, cell->len)) {
            out->name = a->name;
            out->target = a->target;
            return true;
        }
    }
    return false;
}

static struct command command_of_function(const struct function_entry *f)
{
    struct value module = f->module;
    const struct scriptblock *sb = scriptblock_of(f->block);
    if (value_is_null(module) && sb && sb->scope)
        module = sb->scope->module;
    return (struct command){ .kind = f->is_filter ? COMMAND_FILTER : COMMAND_FUNCTION,
                             .name = f->name,
                             .block = f->block,
                             .options = f->options,
                             .module_info = module,
                             .module = module_name_of(module) };
}

bool command_cell_function(const struct session *s, const struct command_cell *cell,
                           struct command *out)
{
    ptrdiff_t at = cell->functions.len ? VISIBLE(s, cell->functions) : -1;
    if (at < 0)
        return false;
    *out = command_of_function(&cell->functions.items[at]);
    return true;
}

/* Is this what the module exports by its name, though the session has another by it now? */
static bool is_exported(const struct command *c, const char *name, size_t len)
{
    const struct module *m = module_of(c->module_info);
    const struct value *block = m ? hash_gets_len(m->functions, name, len) : NULL;
    return block && scriptblock_of(*block) && scriptblock_of(*block) == scriptblock_of(c->block);
}

/* Module\Name: a cmdlet of that module, or a function or alias that came from it. */
static bool find_qualified(struct session *s, const char *name, size_t len, unsigned kinds,
                           struct command *out)
{
    const char *slash = memrchr(name, '\\', len);
    if (!slash || slash == name)
        return false;
    size_t mlen = (size_t)(slash - name);
    const char *rest = slash + 1;
    size_t rlen = len - mlen - 1;
    struct command_cell *cell = command_cell_get(s->commands, rest, rlen, false);
    for (size_t i = cell ? cell->functions.len : 0; i-- > 0;) {
        struct command c = command_of_function(&cell->functions.items[i]);
        const struct scope *scope = cell->functions.items[i].scope;
        if ((!scope || !value_is_null(cell->functions.items[i].module) ||
             is_exported(&c, rest, rlen)) &&
            text_caseeqn(c.module, strlen(c.module), name, mlen) && (kinds & (unsigned)c.kind)) {
            *out = c;
            return true;
        }
    }
    const struct cmdlet *c = (kinds & COMMAND_CMDLET) ? cmdlet_find(s, rest, rlen) : NULL;
    if (!c || !c->module || !text_caseeqn(c->module, strlen(c->module), name, mlen))
        return false;
    *out = command_of_cmdlet(c, command_cmdlet_name(s, c));
    return true;
}

static bool find_one(struct session *s, struct command_cell *cell, const char *name, size_t len,
                     unsigned kinds, struct command *out)
{
    if ((kinds & COMMAND_ALIAS) && command_cell_alias(s, cell, out))
        return true;
    if ((kinds & (COMMAND_FUNCTION | COMMAND_FILTER)) &&
        (command_cell_function(s, cell, out) ||
         (command_define_builtin(s, cell) && command_cell_function(s, cell, out))))
        return true;
    if (kinds & COMMAND_CMDLET) {
        const struct cmdlet *c = cmdlet_find(s, name, len);
        if (c) {
            *out = command_of_cmdlet(c, command_cmdlet_name(s, c));
            return true;
        }
    }
    if (find_qualified(s, name, len, kinds, out))
        return true;
    if (!(kinds & (COMMAND_SCRIPT | COMMAND_APPLICATION)))
        return false;
    return command_find_file(s, cell, name, len, kinds, out);
}

/* The aliases that PowerShell has on Windows alone, because programs bear these names elsewhere.
 * Scripts written there use them: where no program has the name either, it means the same. */
static const struct {
    const char *name, *target;
} windows_aliases[] = {
    { "ac", "Add-Content" },
    { "cat", "Get-Content" },
    { "clear", "Clear-Host" },
    { "cnsn", "Connect-PSSession" },
    { "compare", "Compare-Object" },
    { "cp", "Copy-Item" },
    { "cpp", "Copy-ItemProperty" },
    { "diff", "Compare-Object" },
    { "dnsn", "Disconnect-PSSession" },
    { "gin", "Get-ComputerInfo" },
    { "gsv", "Get-Service" },
    { "gtz", "Get-TimeZone" },
    { "kill", "Stop-Process" },
    { "ls", "Get-ChildItem" },
    { "man", "help" },
    { "mount", "New-PSDrive" },
    { "mv", "Move-Item" },
    { "ogv", "Out-GridView" },
    { "ps", "Get-Process" },
    { "rm", "Remove-Item" },
    { "rmdir", "Remove-Item" },
    { "sasv", "Start-Service" },
    { "shcm", "Show-Command" },
    { "sleep", "Start-Sleep" },
    { "sort", "Sort-Object" },
    { "spsv", "Stop-Service" },
    { "start", "Start-Process" },
    { "stz", "Set-TimeZone" },
    { "tee", "Tee-Object" },
    { "write", "Write-Output" },
};

static const char *windows_alias(const char *name, size_t len)
{
    for (size_t i = 0; i < ARRAY_SIZE(windows_aliases); i++)
        if (text_caseeqn(windows_aliases[i].name, strlen(windows_aliases[i].name), name, len))
            return windows_aliases[i].target;
    return NULL;
}

/* Does what the name means depend on who asks? */
static void note_scoped(struct command_table *t, const struct command_cell *cell)
{
    for (size_t i = 0; i < cell->functions.len; i++)
        t->scoped |= cell->functions.items[i].scope != NULL;
    for (size_t i = 0; i < cell->aliases.len; i++)
        t->scoped |= cell->aliases.items[i].scope != NULL;
}

static bool find_from_cell(struct session *s, struct command_cell *cell, const char *name,
                           size_t len, unsigned kinds, bool follow, struct command *out)
{
    char current[MAX_COMMAND_NAME];
    note_scoped(s->commands, cell);
    for (int hops = 0; hops < 32; hops++) {
        if (!find_one(s, cell, name, len, kinds, out)) {
            const char *meant =
                hops || !follow || kinds != COMMAND_ALL ? NULL : windows_alias(name, len);
            const struct command_cell *known =
                meant ? command_cell_get(s->commands, meant, strlen(meant), true) : NULL;
            if (known) {
                name = known->name;
                len = known->len;
                cell = command_cell_get(s->commands, name, len, true);
                note_scoped(s->commands, cell);
                if (find_one(s, cell, name, len, kinds, out))
                    return true;
                return false;
            }
            /* The implied verb: `service` means Get-Service. */
            if (hops || !(kinds & COMMAND_CMDLET) || len > 200 || memchr(name, '-', len) ||
                memchr(name, '\\', len) || memchr(name, '/', len))
                return false;
            int n = snprintf(current, sizeof(current), "Get-%.*s", (int)len, name);
            cell = command_cell_get(s->commands, current, (size_t)n, true);
            note_scoped(s->commands, cell);
            return find_one(s, cell, cell->name, (size_t)n, kinds & ~(unsigned)COMMAND_ALIAS, out);
        }
        if (!follow || out->kind != COMMAND_ALIAS)
            return true;
        len = strlen(out->target);
        if (len >= sizeof(current))
            return false;
        memcpy(current, out->target, len + 1);
        name = current;
        cell = command_cell_get(s->commands, name, len, true);
        note_scoped(s->commands, cell);
        kinds |= COMMAND_ALL;
    }
    return false;
}

bool command_find(struct session *s, const char *name, size_t len, unsigned kinds, bool follow,
                  struct command *out)
{
    if (len == 0 || len >= MAX_COMMAND_NAME || memchr(name, '\0', len))
        return false;
    struct command_cell *cell = command_cell_get(s->commands, name, len, true);
    return find_from_cell(s, cell, name, len, kinds, follow, out);
}

const struct command *command_cached(struct session *s, void *const *cache)
{
    const struct command_cell *cell = *cache;
    return cell && command_cell_holds(s, cell) ? &cell->resolved : NULL;
}

bool command_find_cached(struct session *s, const char *name, size_t len, void **cache,
                         struct command *out)
{
    if (!cache)
        return command_find(s, name, len, COMMAND_ALL, true, out);
    const struct command *known = command_cached(s, cache);
    if (known) {
        *out = *known;
        return true;
    }
    if (len == 0 || len >= MAX_COMMAND_NAME || memchr(name, '\0', len))
        return false;
    struct command_cell *cell = *cache;
    if (!cell) {
        cell = command_cell_get(s->commands, name, len, true);
        *cache = cell;
    }
    s->commands->scoped = false;
    if (!find_from_cell(s, cell, name, len, COMMAND_ALL, true, out))
        return false;
    /* Files come and go, their look-up is repeated; so is that of what only some scopes see. */
    const struct scope *script = scope_current(s)->script;
    bool by_script =
        cell->functions.len == 1 && !cell->aliases.len && cell->functions.items[0].scope == script;
    if ((out->kind & (COMMAND_CMDLET | COMMAND_FUNCTION | COMMAND_FILTER)) &&
        (!s->commands->scoped || by_script)) {
        cell->resolved = *out;
        cell->simple = NULL;
        cell->stamp = s->commands->generation;
        cell->script = s->commands->scoped ? script : NULL;
    }
    return true;
}

/* Module\Name where the session has no such module, whose name is the result, owned; else NULL. */
static char *unknown_module(struct session *s, const char *name, size_t len)
{
    const char *end = memchr(name, '\\', len);
    if (!end || end == name || end[-1] == '.' || end + 1 == name + len ||
        memchr(name, ':', (size_t)(end - name)))
        return NULL;
    char *module = xstrndup(name, (size_t)(end - name));
    AUTO_VALUE loaded = value_of_array(modules_loaded(s, true));
    bool known = false;
    for (size_t i = 0; !known && i < loaded.array->len; i++)
        known = text_caseeq(module_of(loaded.array->items[i])->name, module);
    if (!known) {
        AUTO_VALUE builtin = module_builtin(s, module, strlen(module));
        known = !value_is_null(builtin);
    }
    if (!known)
        return module;
    free(module);
    return NULL;
}

enum status command_not_found(struct session *s, const char *name, size_t len,
                              const char *invoked_as)
{
    AUTO_FREE char *text = xstrndup(name, len);
    AUTO_FREE char *module = unknown_module(s, name, len);
    AUTO_FREE char *message =
        module ? xasprintf("The module '%s' could not be loaded. For more information, run "
                           "'Import-Module %s'.",
                           module, module)
               : xasprintf("The term '%s' is not recognized as a name of a cmdlet, function, "
                           "script file, or executable program.\nCheck the spelling of the name, "
                           "or if a path was included, verify that the path is correct and try "
                           "again.",
                           text);
    struct error_spec spec = {
        .message = message,
        .id = module ? "CouldNotAutoLoadModule" : "CommandNotFoundException",
        .category = EC_OBJECT_NOT_FOUND,
        .exception = "System.Management.Automation.CommandNotFoundException",
        .activity = "",
        .invocation_name = invoked_as ? invoked_as : text,
        .no_command = true,
    };
    AUTO_VALUE target = value_string_len(name, len);
    spec.target = target;
    return throw_error(s, &spec);
}
