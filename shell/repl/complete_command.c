/* Command names and parameters. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete_infer.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/dynamic_params.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/scriptblock.h"

/* ---- command names ---- */
static const char *const keywords[] = {
    "begin",  "break",   "catch",    "class", "clean", "continue", "do",
    "else",   "elseif",  "end",      "enum",  "exit",  "filter",   "finally",
    "for",    "foreach", "function", "if",    "param", "process",  "return",
    "switch", "throw",   "trap",     "try",   "until", "using",    "while",
};

struct command_search {
    const char *module; /* typed in front of a backslash, or NULL */
    const char *name;
    bool abbreviated;
    struct completion *out;
};

/* i-psdf is Import-PowerShellDataFile: the verb's first letter, and the capitals of the noun. */
static bool is_abbreviation(const char *typed, const char *name)
{
    const char *dash = strchr(typed, '-'), *noun = strchr(name, '-');
    if (!dash || !noun || dash == typed || !dash[1])
        return false;
    const char *p = name;
    for (const char *t = typed; *t; t++) {
        if (*t == '-') {
            p = noun + 1;
            continue;
        }
        while (*p && *p != '-' && !isupper((unsigned char)*p))
            p++;
        if (!*p || tolower((unsigned char)*p) != tolower((unsigned char)*t))
            return false;
        p++;
    }
    while (*p && !isupper((unsigned char)*p))
        p++;
    return !*p;
}

static bool add_command(const struct command *c, void *data)
{
    struct command_search *search = data;
    const char *tooltip = c->cmdlet ? c->cmdlet->synopsis : c->target ? c->target : c->path;
    if (search->module) {
        AUTO_FREE char *full = xasprintf("%s\\%s", c->module, c->name);
        if (c->module && *c->module && complete_fits(search->module, c->module) &&
            complete_fits(search->name, c->name))
            completion_add_verbatim(search->out, COMPLETE_COMMAND, full, c->name, tooltip);
        return true;
    }
    if (search->abbreviated ? is_abbreviation(search->name, c->name)
                            : complete_fits(search->name, c->name))
        completion_add(search->out, COMPLETE_COMMAND, c->name, tooltip);
    return true;
}

/* Functions that the text itself defines. */
static void add_text_functions(struct completing *c)
{
    for (const char *p = c->text; (p = strcasestr(p, "function ")) && p < c->text + c->cursor;) {
        p += strlen("function ");
        size_t n = strcspn(p, " \t\r\n{(;");
        AUTO_FREE char *name = xstrndup(p, n);
        if (n && p + n < c->text + c->at->start && complete_fits(c->typed, name))
            completion_add(c->out, COMPLETE_COMMAND, name, NULL);
    }
}

static bool follows_function(const struct completing *c)
{
    size_t i = c->at->start;
    while (i && strchr(" \t", c->text[i - 1]))
        i--;
    return i < c->at->start && ((i >= 8 && text_caseeqn(c->text + i - 8, 8, "function", 8)) ||
                                (i >= 6 && text_caseeqn(c->text + i - 6, 6, "filter", 6)));
}

/* The names a, of modules: module\name. */
static void add_of_modules(struct completing *c, unsigned kinds)
{
    const char *slash = strchr(c->typed, '\\');
    AUTO_FREE char *module = xstrndup(c->typed, (size_t)(slash - c->typed));
    struct command_search search = { .module = module, .name = slash + 1, .out = c->out };
    command_each(c->s, kinds & ~(unsigned)COMMAND_APPLICATION, add_command, &search);
}

void complete_commands(struct completing *c, unsigned kinds)
{
    struct command_search search = { .name = c->typed, .out = c->out };
    size_t before = c->out->items.len;
    if (strchr(c->typed, '\\') && !strpbrk(c->typed, "./")) {
        add_of_modules(c, kinds);
        return;
    }
    if (strchr(c->typed, '\\') && c->typed[0] != '.' && !strchr(c->typed, '/'))
        add_of_modules(c, kinds);
    command_each(c->s, kinds, add_command, &search);
    add_text_functions(c);
    if (c->out->items.len == before && strchr(c->typed, '-')) {
        search.abbreviated = true;
        command_each(c->s, kinds, add_command, &search);
        for (size_t i = before; i < c->out->items.len; i++) {
            struct completion_item *item = &c->out->items.items[i];
            item->list = xstrdup(item->text);
            item->verbatim = true;
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    return text_casecmp(x->text, strlen(x->text), y->text, strlen(y->text));
}

void complete_command(struct completing *c)
{
    if (follows_function(c))
        return;
    complete_path(c, (struct complete_path_how){ .amper = true, .command = true });
    if (!*c->typed) {
        /* An empty word fits every file and program there is. */
        for (size_t i = 0; i < c->out->items.len; i++)
            completion_item_release(&c->out->items.items[i]);
        c->out->items.len = 0;
    }
    if (strchr(c->typed, '/') || *c->typed == '~' || (*c->typed == '.' && c->typed[1] == '\\'))
        return;
    size_t files = c->out->items.len;
    unsigned kinds = COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET;
    if (*c->typed)
        kinds |= COMMAND_ALIAS | COMMAND_APPLICATION | COMMAND_SCRIPT;
    complete_commands(c, kinds);
    if (c->out->items.len - files > 1)
        qsort(c->out->items.items + files, c->out->items.len - files, sizeof(*c->out->items.items),
              by_name);
    for (size_t i = 0; *c->typed && i < ARRAY_SIZE(keywords); i++)
        completion_add(c->out, COMPLETE_KEYWORD, keywords[i], NULL);
}

/* ---- parameters ---- */
static void take_block(struct complete_params *out, struct value block)
{
    const struct block_params *params = scriptblock_params(scriptblock_of(block));
    out->items = params->params;
    out->n = params->n;
    out->default_set = params->default_set;
    out->common = params->cmdlet_binding;
    out->should_process = params->should_process;
}

/* The parameters that the block's dynamicparam makes with what is given so far. */
static void add_dynamic(struct completing *c, struct value block, const struct ast_command *command,
                        struct complete_params *out)
{
    struct scriptblock *sb = scriptblock_of(block);
    if (!scriptblock_params(sb)->has_dynamic || command != c->at->command)
        return;
    AUTO_VALUE bound = complete_bound(c, out);
    struct call_arg given = { .kind = CALL_ARG_SPLAT, .value = bound };
    dynamic_params_free(c->dynamic);
    c->dynamic = dynamic_params_for(c->s, sb, &(struct command_call){ .args = &given, .nargs = 1 });
    if (!c->dynamic)
        return;
    out->items = c->dynamic->table;
    out->n = c->dynamic->n;
}

/* A function that the text defines in front of the cursor: its text is compiled, not run. */
static bool find_text_function(struct completing *c, struct ast_str name,
                               struct complete_params *out)
{
    const struct ast_function *f = flow_function(c->ast, name, UINT32_MAX);
    if (!f)
        return false;
    struct ast_str source = ast_source(c->ast, &f->node);
    const char *body = memchr(source.s, '{', source.len), *open = memchr(source.s, '(', source.len);
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (!body)
        return false;
    if (f->params_in_signature && open && open < body)
        strbuf_addf(&text, "param%.*s", (int)(body - open), open);
    strbuf_add(&text, body + 1, source.len - (size_t)(body - source.s) - 2);
    value_clear(c->keep);
    if (scriptblock_parse(c->s, text.buf, text.len, NULL, c->keep, &err) < 0)
        return false;
    out->name = name.s;
    take_block(out, *c->keep);
    return true;
}

/* A script file is read for its param(), not run. */
static bool find_script(struct completing *c, const char *path, struct complete_params *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    value_clear(c->keep);
    if (script_file_read(path, &text, &err) < 0 ||
        scriptblock_parse(c->s, text.buf, text.len, path, c->keep, &err) < 0)
        return false;
    take_block(out, *c->keep);
    return true;
}

bool complete_find_params(struct completing *c, const struct ast_command *command,
                          struct complete_params *out)
{
    struct command found;
    if (!command || !command->nelements || command->elements[0]->kind != AST_STRING)
        return false;
    struct ast_str written = ((const struct ast_string *)command->elements[0])->value;
    AUTO_FREE char *name = xstrndup(written.s, written.len);
    memset(out, 0, sizeof(*out));
    if (find_text_function(c, written, out))
        return true;
    bool is_path = *name == '.' || *name == '/' || *name == '~';
    for (char *p = name; is_path && *p; p++)
        *p = *p == '\\' ? '/' : *p;
    if (!command_find(c->s, name, strlen(name), COMMAND_ALL, true, &found))
        return false;
    out->name = found.name;
    if (found.cmdlet) {
        out->items = found.cmdlet->params;
        out->n = found.cmdlet->nparams;
        out->default_set = found.cmdlet->default_set;
        out->cmdlet = found.cmdlet;
        out->common = true;
        out->should_process = found.cmdlet->should_process;
        return true;
    }
    if (found.kind == COMMAND_SCRIPT)
        return find_script(c, found.path, out);
    if (found.kind != COMMAND_FUNCTION && found.kind != COMMAND_FILTER)
        return false;
    take_block(out, found.block);
    add_dynamic(c, found.block, command, out);
    return true;
}

static bool is_given(const struct ast_command *command, const struct param *p, uint32_t before)
{
    for (uint32_t i = 1; i < command->nelements; i++) {
        if (command->elements[i]->kind != AST_COMMAND_PARAMETER ||
            command->elements[i]->start >= before)
            continue;
        struct ast_str given = ((const struct ast_command_parameter *)command->elements[i])->name;
        if (text_caseeqn(given.s, given.len, p->name, strlen(p->name)) ||
            complete_list_has(p->aliases, given.s, given.len))
            return true;
    }
    return false;
}

/* "[string[]] Name": the type by its keyword, or the last part of its name. */
static char *type_and_name(const char *type, const char *param)
{
    static const struct {
        const char *full, *keyword;
    } keywords_of[] = {
        { "SwitchParameter", "switch" },
        { "String", "string" },
        { "Int32", "int" },
        { "Boolean", "bool" },
        { "Int64", "long" },
        { "Double", "double" },
        { "PSObject", "psobject" },
        { "ScriptBlock", "scriptblock" },
        { "Hashtable", "hashtable" },
        { "DateTime", "datetime" },
        { "Version", "version" },
        { "PSCredential", "pscredential" },
    };
    const char *name = type;
    for (const char *q = type; *q && *q != '[' && *q != '`'; q++)
        if (*q == '.' || *q == '+')
            name = q + 1;
    size_t n = strcspn(name, "[");
    for (size_t i = 0; i < ARRAY_SIZE(keywords_of); i++)
        if (strlen(keywords_of[i].full) == n && !strncmp(name, keywords_of[i].full, n))
            return xasprintf("[%s%s] %s", keywords_of[i].keyword, name + n, param);
    return xasprintf("[%s] %s", name, param);
}

char *complete_param_text(const struct param *p)
{
    AUTO_STRBUF type = STRBUF_INIT;
    param_type_name(p, &type);
    return type_and_name(type.buf, p->name);
}

static void add_parameter(struct completing *c, const struct complete_params *params,
                          const struct param *p)
{
    AUTO_FREE char *text = complete_param_text(p);
    AUTO_FREE char *tip =
        !params->cmdlet && p->help && *p->help ? xasprintf("%s - %s", text, p->help) : STEAL(text);
    AUTO_FREE char *shown = xasprintf("-%s", p->name);
    if (complete_fits(c->typed, p->name)) {
        completion_add_verbatim(c->out, COMPLETE_PARAMETER, shown, p->name, tip);
        return;
    }
    for (const char *a = p->aliases; *c->typed && a && *a;) {
        size_t n = strcspn(a, ",");
        AUTO_FREE char *alias = xstrndup(a, n), *dashed = xasprintf("-%s", alias);
        if (complete_fits(c->typed, alias))
            completion_add_verbatim(c->out, COMPLETE_PARAMETER, dashed, alias, tip);
        a += n + (a[n] == ',');
    }
}

static void add_common(struct completing *c, size_t i)
{
    AUTO_FREE char *text = xasprintf("-%s", common_params[i].name);
    AUTO_FREE char *tip = type_and_name(common_params[i].type_name, common_params[i].name);
    const struct param p = { .name = common_params[i].name, .aliases = common_params[i].alias };
    if (!is_given(c->at->command, &p, c->at->start) && complete_fits(c->typed, p.name))
        completion_add_verbatim(c->out, COMPLETE_PARAMETER, text, p.name, tip);
}

void complete_parameter(struct completing *c)
{
    struct complete_params params;
    c->out->ordered = true;
    if (!complete_find_params(c, c->at->command, &params)) {
        complete_native(c);
        return;
    }
    for (size_t i = 0; i < params.n; i++) {
        const struct param *p = &params.items[i];
        if (!p->hidden && !p->not_completed && !is_given(c->at->command, p, c->at->start))
            add_parameter(c, &params, p);
    }
    if (!params.common)
        return;
    for (size_t i = COMMON_WHAT_IF; params.should_process && i <= COMMON_CONFIRM; i++)
        add_common(c, i);
    for (size_t i = 0; i < COMMON_WHAT_IF; i++)
        add_common(c, i);
}

bool complete_list_has(const char *list, const char *name, size_t len)
{
    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, ",");
        if (text_caseeqn(p, n, name, len))
            return true;
        p += n + (p[n] == ',');
    }
    return false;
}

const struct param *complete_find_param(const struct complete_params *params, const char *name,
                                        size_t len)
{
    const struct param *by_prefix = NULL;
    for (size_t i = 0; i < params->n; i++) {
        const struct param *p = &params->items[i];
        if (text_caseeqn(p->name, strlen(p->name), name, len) ||
            complete_list_has(p->aliases, name, len))
            return p;
        if (strlen(p->name) >= len && text_caseeqn(p->name, len, name, len) && !by_prefix)
            by_prefix = p;
    }
    return by_prefix;
}

static bool in_default_set(const struct complete_params *params, const struct param *p)
{
    return !p->sets || !params->default_set ||
           complete_list_has(p->sets, params->default_set, strlen(params->default_set));
}

const struct param *complete_positional(const struct complete_params *params,
                                        const struct ast_command *command, uint32_t before,
                                        uint32_t position)
{
    uint32_t skip = 0;
    for (size_t pos = 1; pos < 32; pos++) {
        const struct param *here = NULL;
        for (size_t i = 0; i < params->n; i++) {
            const struct param *p = &params->items[i];
            if (p->position == pos && (!here || in_default_set(params, p)))
                here = p;
        }
        if (here && !is_given(command, here, before) && skip++ == position)
            return here;
        if (here && here->remaining)
            return here;
    }
    return NULL;
}
