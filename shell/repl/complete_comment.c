/* Comments: #requires, and the history after #. */
#include <ctype.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/repl/complete.h"
#include "shell/runtime/history.h"

struct described {
    const char *name, *text;
};

static void add_described(struct completing *c, const struct described *list, size_t n,
                          const char *typed, const char *line, enum completion_kind kind)
{
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *given = xasprintf(" -%s", list[i].name);
        if (text_casestarts(list[i].name, typed) && !(line && strcasestr(line, given)))
            completion_add_verbatim(c->out, kind, list[i].name, NULL, list[i].text);
    }
}

static const struct described parameters[] = {
    { "Modules",
      "[string] or [hashtable]\nSpecifies an array of PowerShell modules that the script "
      "requires.\nEach element can either be a string with the module name as value or a "
      "hashtable with the following keys:\nName: Name of the module\nGUID: GUID of the "
      "module\nOne of the following:\nModuleVersion: Specifies a minimum acceptable "
      "version of the module.\nRequiredVersion: Specifies an exact, required version of "
      "the module.\nMaximumVersion: Specifies the maximum acceptable version of the "
      "module." },
    { "PSEdition",
      "[string]\nSpecifies a PowerShell edition that the script requires.\nValid values "
      "are \"Core\" and \"Desktop\"" },
    { "RunAsAdministrator", "[switch]\nSpecifies that PowerShell must be running as administrator "
                            "on Windows.\nThis must be the last parameter on the #requires "
                            "statement line." },
    { "Version",
      "[version]\nSpecifies the minimum version of PowerShell that the script requires." },
};
static const struct described editions[] = {
    { "Core", "Specifies that the script requires PowerShell 7+ to run." },
    { "Desktop", "Specifies that the script requires Windows PowerShell 5.1 to run." },
};
static const struct described module_keys[] = {
    { "GUID", "[string]\nOptional. Specifies the GUID of the module." },
    { "MaximumVersion", "[string]\nSpecifies the maximum acceptable version of the module." },
    { "ModuleName", "[string]\nRequired. Specifies the module name." },
    { "ModuleVersion", "[string]\nSpecifies a minimum acceptable version of the module." },
    { "RequiredVersion", "[string]\nSpecifies an exact, required version of the module." },
};

static bool has(const char *text, const char *key)
{
    return strcasestr(text, key) != NULL;
}

/* But for those that contradict one that is there. */
void complete_module_keys(struct completing *c, const char *table, const char *typed)
{
    bool exact = has(table, "RequiredVersion");
    bool range = has(table, "ModuleVersion") || has(table, "MaximumVersion");
    for (size_t i = 0; i < ARRAY_SIZE(module_keys); i++) {
        const char *name = module_keys[i].name;
        bool is_exact = !strcmp(name, "RequiredVersion");
        bool is_range = strstr(name, "Version") && !is_exact;
        if (has(table, name) || (is_exact && range) || (is_range && exact))
            continue;
        add_described(c, &module_keys[i], 1, typed, NULL, COMPLETE_VALUE);
    }
}

/* The last " -Name" of a line; its name's length to *len. */
static const char *last_parameter(const char *line, size_t *len)
{
    const char *found = NULL;
    for (const char *p = line; (p = strstr(p, " -")); p += 2)
        found = p + 2;
    for (*len = 0; found && isalpha((unsigned char)found[*len]); ++*len)
        ;
    return found;
}

static bool complete_requires(struct completing *c, const char *line, size_t *start)
{
    size_t n;
    const char *name = last_parameter(line, &n);
    if (!name || has(line, " -RunAsAdministrator"))
        return true;
    if (!name[n]) {
        *start = c->cursor - n;
        add_described(c, parameters, ARRAY_SIZE(parameters), name, line, COMPLETE_PARAMETER);
        return true;
    }
    const char *typed = line + strlen(line);
    while (typed > line && (isalnum((unsigned char)typed[-1]) || strchr("_.-", typed[-1])))
        typed--;
    *start = c->cursor - strlen(typed);
    if (text_caseeqn(name, n, "PSEdition", 9))
        add_described(c, editions, ARRAY_SIZE(editions), typed, NULL, COMPLETE_VALUE);
    if (!text_caseeqn(name, n, "Modules", 7))
        return true;
    const char *table = strstr(line, "@{");
    for (const char *next = table; next && (next = strstr(next + 1, "@{"));)
        table = next;
    if (!table || strchr(table, '}')) {
        complete_modules(c, typed);
        return true;
    }
    const char *equals = strrchr(table, '=');
    if (!equals || strchr(equals, ';')) {
        AUTO_FREE char *before = xstrndup(table, (size_t)(typed - table));
        complete_module_keys(c, before, typed);
    } else if (equals - table > 10 && text_caseeqn(equals - 10, 10, "ModuleName", 10)) {
        complete_modules(c, typed);
    }
    return true;
}

/* #word: what was run and holds the word, the newest first; #12: number 12. */
static void complete_history(struct completing *c, const char *word)
{
    const struct history *h = session_history(c->s);
    bool number = *word && !word[strspn(word, "0123456789")];
    c->out->ordered = true;
    for (size_t i = h->entries.len; i-- > 0;) {
        const struct history_entry *e = &h->entries.items[i];
        if (number ? e->id == strtoll(word, NULL, 10) : strcasestr(e->command, word) != NULL)
            completion_add_verbatim(c->out, COMPLETE_HISTORY, e->command, NULL, NULL);
    }
}

bool complete_comment(struct completing *c, size_t *start)
{
    if (c->at->kind != CURSOR_NONE)
        return false;
    size_t begin = c->cursor;
    while (begin && c->text[begin - 1] != '\n')
        begin--;
    while (begin < c->cursor && strchr(" \t", c->text[begin]))
        begin++;
    if (begin >= c->cursor || c->text[begin] != '#')
        return false;
    AUTO_FREE char *line = xstrndup(c->text + begin, c->cursor - begin);
    c->out->ordered = true;
    if (text_casestarts(line, "#requires "))
        return complete_requires(c, line, start);
    if (strcspn(line + 1, " \t") == strlen(line + 1)) {
        *start = begin;
        complete_history(c, line + 1);
    }
    return true;
}
