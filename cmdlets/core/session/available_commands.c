#include "cmdlets/core/session/available_commands.h"

#include <string.h>

#include "cmdlets/core/files/fs_path.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/session.h"

struct search {
    struct session *session;
    unsigned kinds;
    struct array *loaded; /* PSModuleInfo values */
    bool (*fn)(const struct command *c, void *data);
    void *data;
};

static bool is_loaded(const struct search *q, const struct module *m)
{
    for (size_t i = 0; i < q->loaded->len; i++)
        if (text_caseeq(module_of(q->loaded->items[i])->name, m->name))
            return true;
    return false;
}

static bool each_of(const struct search *q, enum command_kind kind, struct hash *names,
                    struct value module)
{
    size_t at = 0;

    for (struct hash_entry *e; (q->kinds & kind) && (e = hash_next(names, &at));) {
        AUTO_VALUE target = kind == COMMAND_ALIAS ? value_to_string(e->value) : value_null();
        struct command c = { .kind = kind,
                             .name = e->key.str->data,
                             .target = kind == COMMAND_ALIAS ? target.str->data : NULL,
                             .module = module_of(module)->name,
                             .module_info = module };
        if (!q->fn(&c, q->data))
            return false;
    }
    return true;
}

static bool on_module(const char *file, const char *root, void *data)
{
    const struct search *q = data;
    AUTO_VALUE module = module_describe(q->session, file);
    const struct module *m = module_of(module);

    (void)root;
    if (!m || is_loaded(q, m))
        return true;
    return each_of(q, COMMAND_FUNCTION, m->functions, module) &&
           each_of(q, COMMAND_ALIAS, m->aliases, module);
}

void available_commands_each(struct session *s, unsigned kinds,
                             bool (*fn)(const struct command *c, void *data), void *data)
{
    AUTO_VALUE loaded = value_of_array(modules_loaded(s, false));
    struct search q = { s, kinds, loaded.array, fn, data };

    module_each_available(s, MODULES_NEWEST, on_module, &q);
}

char *command_path_of_pattern(struct session *s, const char *pattern)
{
    struct path_list files = { VEC_INIT };
    char *found = NULL;

    if (!strpbrk(pattern, "/\\"))
        return NULL;
    path_expand(s, pattern, false, false, &files);
    if (files.paths.len == 1)
        found = xstrdup(files.paths.items[0]);
    path_list_release(&files);
    return found;
}
