/* Command names, parameters and arguments. */
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/repl/complete.h"
#include "shell/runtime/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/sink.h"

/* ---- command names ---- */
static const char *const keywords[] = {
    "begin",  "break",   "catch",    "class", "clean", "continue", "do",
    "else",   "elseif",  "end",      "enum",  "exit",  "filter",   "finally",
    "for",    "foreach", "function", "if",    "param", "process",  "return",
    "switch", "throw",   "trap",     "try",   "until", "using",    "while",
};

struct command_search {
    const char *prefix;
    struct completion *out;
};

static bool add_command(const struct command *c, void *data)
{
    struct command_search *search = data;
    if (complete_fits(search->prefix, c->name))
        completion_add(search->out, COMPLETE_COMMAND, c->name,
                       c->cmdlet   ? c->cmdlet->synopsis
                       : c->target ? c->target
                                   : c->path);
    return true;
}

void complete_command(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    const char *prefix = at->prefix.s ? at->prefix.s : "";
    struct command_search search = { prefix, out };
    if (strchr(prefix, '/') || *prefix == '~') {
        complete_path(prefix, out);
        return;
    }
    /* An empty word would match every program there is. */
    unsigned kinds = COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET;
    if (*prefix)
        kinds |= COMMAND_ALIAS | COMMAND_APPLICATION;
    command_each(s, kinds, add_command, &search);
    for (size_t i = 0; *prefix && i < ARRAY_SIZE(keywords); i++)
        completion_add(out, COMPLETE_TEXT, keywords[i], NULL);
}

/* ---- parameters ---- */
struct params {
    const char *name; /* of the command */
    const struct param *items;
    size_t n;
    const char *default_set;
    const struct cmdlet *cmdlet; /* NULL: a function */
    bool common, should_process;
};

/* The parameters of the command at the cursor; false: it is none of ours. */
static bool find_params(struct session *s, const struct ast_command *command, struct params *out)
{
    struct command c;
    if (!command || !command->nelements || command->elements[0]->kind != AST_STRING)
        return false;
    struct ast_str name = ((const struct ast_string *)command->elements[0])->value;
    if (!command_find(s, name.s, name.len, COMMAND_ALL, true, &c))
        return false;
    memset(out, 0, sizeof(*out));
    if (c.cmdlet) {
        *out = (struct params){ .name = c.name,
                                .items = c.cmdlet->params,
                                .n = c.cmdlet->nparams,
                                .default_set = c.cmdlet->default_set,
                                .cmdlet = c.cmdlet,
                                .common = true,
                                .should_process = c.cmdlet->should_process };
        return true;
    }
    if (c.kind != COMMAND_FUNCTION && c.kind != COMMAND_FILTER)
        return false;
    const struct block_params *block = scriptblock_params(scriptblock_of(c.block));
    *out = (struct params){ .name = c.name,
                            .items = block->params,
                            .n = block->n,
                            .default_set = block->default_set,
                            .common = block->cmdlet_binding,
                            .should_process = block->should_process };
    return true;
}

static bool is_given(const struct ast_command *command, const char *name, uint32_t before)
{
    for (uint32_t i = 1; i < command->nelements; i++) {
        if (command->elements[i]->kind != AST_COMMAND_PARAMETER ||
            command->elements[i]->start >= before)
            continue;
        struct ast_str given = ((const struct ast_command_parameter *)command->elements[i])->name;
        if (text_caseeqn(given.s, given.len, name, strlen(name)))
            return true;
    }
    return false;
}

void complete_parameter(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    struct params params;
    if (!find_params(s, at->command, &params)) {
        complete_path(at->prefix.s ? at->prefix.s : "", out);
        return;
    }
    for (size_t i = 0; i < params.n; i++) {
        const struct param *p = &params.items[i];
        if (!p->hidden && !is_given(at->command, p->name, at->start))
            completion_add(out, COMPLETE_PARAMETER, p->name, p->help);
    }
    for (size_t i = 0; params.common && i < COMMON_COUNT; i++) {
        bool asks = i == COMMON_WHAT_IF || i == COMMON_CONFIRM;
        if ((!asks || params.should_process) &&
            !is_given(at->command, common_params[i].name, at->start))
            completion_add(out, COMPLETE_PARAMETER, common_params[i].name,
                           common_params[i].type_name);
    }
}

/* ---- arguments ---- */
static bool list_has(const char *list, const char *name, size_t len)
{
    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, ",");
        if (text_caseeqn(p, n, name, len))
            return true;
        p += n + (p[n] == ',');
    }
    return false;
}

/* By name, alias, or unique prefix. */
static const struct param *find_named(const struct params *params, const char *name, size_t len)
{
    const struct param *by_prefix = NULL;
    for (size_t i = 0; i < params->n; i++) {
        const struct param *p = &params->items[i];
        if (text_caseeqn(p->name, strlen(p->name), name, len) || list_has(p->aliases, name, len))
            return p;
        if (strlen(p->name) >= len && text_caseeqn(p->name, len, name, len) && !by_prefix)
            by_prefix = p;
    }
    return by_prefix;
}

static const struct param *find_positional(const struct params *params,
                                           const struct parse_cursor *at)
{
    const struct param *found = NULL;
    size_t skip = 0;
    for (size_t pos = 1; pos < 32 && !found; pos++) {
        const struct param *here = NULL;
        for (size_t i = 0; i < params->n; i++) {
            const struct param *p = &params->items[i];
            if (p->position != pos)
                continue;
            bool in_default = !p->sets || !params->default_set ||
                              list_has(p->sets, params->default_set, strlen(params->default_set));
            if (!here || in_default)
                here = p;
        }
        if (here && !is_given(at->command, here->name, at->start) && skip++ == at->position)
            found = here;
        if (here && here->remaining)
            return here;
    }
    return found;
}

static void add_common_values(struct ast_str parameter, struct completion *out)
{
    static const char *const actions[] = { "Continue", "Ignore", "Inquire", "SilentlyContinue",
                                           "Stop" };
    static const char *const names[] = { "ErrorAction",       "ea",   "WarningAction",  "wa",
                                         "InformationAction", "infa", "ProgressAction", "proga" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(names[i], strlen(names[i]), parameter.s, parameter.len))
            for (size_t a = 0; a < ARRAY_SIZE(actions); a++)
                completion_add(out, COMPLETE_VALUE, actions[a], NULL);
}

static bool takes_property_name(const struct params *params, const struct param *p)
{
    return params->cmdlet && params->cmdlet->module &&
           text_casestarts(params->cmdlet->module, "Microsoft.PowerShell") &&
           (text_caseeq(p->name, "Property") || text_caseeq(p->name, "ExpandProperty") ||
            text_caseeq(p->name, "ExcludeProperty") || text_caseeq(p->name, "GroupBy") ||
            text_caseeq(p->name, "MemberName"));
}

static void add_values(struct session *s, const struct params *params, const struct param *p,
                       const struct parse_cursor *at, struct completion *out)
{
    const char *prefix = at->prefix.s ? at->prefix.s : "";
    if (p->enum_info)
        for (size_t i = 0; i < p->enum_info->nmembers; i++)
            completion_add(out, COMPLETE_VALUE, p->enum_info->members[i].name, NULL);
    for (const char *const *v = p->values; v && *v; v++)
        completion_add(out, COMPLETE_VALUE, *v, NULL);
    if (p->kind == PARAM_BOOL) {
        completion_add(out, COMPLETE_VARIABLE, "$true", NULL);
        completion_add(out, COMPLETE_VARIABLE, "$false", NULL);
    }
    if (p->complete)
        p->complete(s, out, prefix);
    if (takes_property_name(params, p) && at->nupstream) {
        const struct type_info *type = complete_type_of_stages(s, at->upstream, at->nupstream);
        if (type)
            complete_properties(type, out);
    }
    if (!out->items.len && !p->complete &&
        (p->kind == PARAM_STRING || p->kind == PARAM_STRING_LIST || p->kind == PARAM_ANY))
        complete_path(prefix, out);
}

static void add_result(struct completion *out, struct value v)
{
    const char *tooltip = NULL, *text = completion_result_text(v, &tooltip);

    if (text) {
        completion_add(out, COMPLETE_VALUE, text, tooltip);
        return;
    }
    AUTO_VALUE s = value_to_string(v);
    completion_add(out, COMPLETE_VALUE, s.str->data, NULL);
}

/* What a script block registered for the parameter gives. False: there is none, or it failed. */
static bool add_registered(struct session *s, const char *command, const char *parameter,
                           const char *word, struct completion *out)
{
    if (s->completers.kind != V_HASH)
        return false;
    AUTO_FREE char *own = xasprintf("%s:%s", command, parameter);
    AUTO_FREE char *any = xasprintf(":%s", parameter);
    struct value *block = hash_gets(s->completers.hash, own);
    if (!block)
        block = hash_gets(s->completers.hash, any);
    if (!block)
        return false;
    AUTO_VALUE name = value_string(command), of = value_string(parameter),
               typed = value_string(word);
    AUTO_VALUE bound = value_of_hash(hash_new(0)), found = value_of_array(array_new(4));
    const struct value args[] = { name, of, typed, value_null(), bound };
    struct array_sink sink;
    array_sink_init(&sink, found.array);
    if (scriptblock_invoke(s, scriptblock_of(*block), BLOCK_NEW_SCOPE, value_nothing(), args,
                           ARRAY_SIZE(args), &sink.sink) != ST_OK) {
        value_clear(&s->failure);
        return false;
    }
    for (size_t i = 0; i < found.array->len; i++)
        add_result(out, found.array->items[i]);
    return found.array->len > 0;
}

void complete_argument(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    struct params params;
    const char *prefix = at->prefix.s ? at->prefix.s : "";
    if (!find_params(s, at->command, &params)) {
        complete_path(prefix, out);
        return;
    }
    const struct param *p = NULL;
    if (at->parameter.s) {
        p = find_named(&params, at->parameter.s, at->parameter.len);
        if (!p)
            add_common_values(at->parameter, out);
        if (p && p->kind == PARAM_SWITCH && !at->parameter_colon)
            p = NULL;
    }
    if (!p && !out->items.len)
        p = find_positional(&params, at);
    if (p && add_registered(s, params.name, p->name, prefix, out))
        return;
    if (p)
        add_values(s, &params, p, at, out);
    else if (!out->items.len)
        complete_path(prefix, out);
}
