/* All commands, one after the other. */
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/session.h"

struct walk {
    struct session *s;
    unsigned kinds;
    bool (*fn)(const struct command *c, void *data);
    void *data;
};

/* A cell's user-made alias and function; built-in ones are walked by descriptor. */
static bool walk_cell(const struct walk *w, const struct command_cell *cell)
{
    struct command c;
    if ((w->kinds & COMMAND_ALIAS) && cell->aliases.len && command_cell_alias(w->s, cell, &c) &&
        !w->fn(&c, w->data))
        return false;
    if ((w->kinds & (COMMAND_FUNCTION | COMMAND_FILTER)) && command_cell_function(w->s, cell, &c) &&
        (w->kinds & (unsigned)c.kind))
        return w->fn(&c, w->data);
    return true;
}

static bool walk_alias(const struct walk *w, const char *name, const char *target)
{
    const struct command_cell *cell = command_cell_get(w->s->commands, name, strlen(name), false);
    if (cell && (cell->alias_removed || cell->aliases.len))
        return true;
    struct command c = { .kind = COMMAND_ALIAS, .name = name, .target = target, .module = "" };
    return w->fn(&c, w->data);
}

static bool walk_cmdlets(const struct walk *w)
{
    const struct cmdlet_registry *r = w->s->registry;
    for (size_t g = 0; g < r->len; g++) {
        for (size_t i = 0; i < r->groups[g]->len; i++) {
            const struct cmdlet *cmdlet = &r->groups[g]->cmdlets[i];
            struct command c = command_of_cmdlet(cmdlet, command_cmdlet_name(w->s, cmdlet));
            if ((w->kinds & COMMAND_CMDLET) && !w->fn(&c, w->data))
                return false;
            for (const char *const *a = cmdlet->aliases; (w->kinds & COMMAND_ALIAS) && a && *a;
                 a++) {
                if (!walk_alias(w, *a, c.name))
                    return false;
            }
        }
    }
    for (size_t i = 0; (w->kinds & COMMAND_ALIAS) && i < r->naliases; i++) {
        if (!walk_alias(w, r->aliases[i].name, r->aliases[i].target))
            return false;
    }
    return true;
}

static bool walk_folder(const struct walk *w, const char *dir)
{
    DIR *d = opendir(dir);
    if (!d)
        return true;
    bool more = true;
    AUTO_STRBUF path = STRBUF_INIT;
    for (struct dirent *e; more && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        strbuf_reset(&path);
        strbuf_addf(&path, "%s/%s", dir, e->d_name);
        bool script = command_is_script_name(e->d_name, strlen(e->d_name));
        if (!(w->kinds & (script ? COMMAND_SCRIPT : COMMAND_APPLICATION)) ||
            (!script && !command_is_executable(path.buf)))
            continue;
        struct command c = { .kind = script ? COMMAND_SCRIPT : COMMAND_APPLICATION,
                             .name = e->d_name,
                             .path = path.buf,
                             .module = "" };
        more = w->fn(&c, w->data);
    }
    closedir(d);
    return more;
}

void command_each(struct session *s, unsigned kinds,
                  bool (*fn)(const struct command *c, void *data), void *data)
{
    struct walk w = { s, kinds, fn, data };
    if ((kinds & (COMMAND_CMDLET | COMMAND_ALIAS)) && !walk_cmdlets(&w))
        return;
    if (kinds & COMMAND_FUNCTION)
        command_define_builtins(s);
    /* fn may look names up and so grow the table: walk a copy of the list. */
    size_t n = s->commands->ncells_cap;
    AUTO_FREE struct command_cell **cells = xcalloc(n + 1, sizeof(struct command_cell *));
    if (n)
        memcpy(cells, s->commands->cells, n * sizeof(struct command_cell *));
    for (size_t i = 0; i < n; i++) {
        if (cells[i] && !walk_cell(&w, cells[i]))
            return;
    }
    if (!(kinds & (COMMAND_SCRIPT | COMMAND_APPLICATION)))
        return;
    const char *path = getenv("PATH");
    AUTO_FREE char *copy = xstrdup(path ? path : "/usr/local/bin:/usr/bin:/bin");
    for (char *dir = copy; dir;) {
        char *end = strchr(dir, ':');
        if (end)
            *end = '\0';
        AUTO_FREE char *folder = command_path_folder(s, dir, strlen(dir));
        if (!walk_folder(&w, folder))
            return;
        dir = end ? end + 1 : NULL;
    }
}
