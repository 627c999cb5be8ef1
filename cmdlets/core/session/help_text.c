#include "cmdlets/core/session/help_text.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/runtime/code.h"
#include "shell/runtime/session.h"

bool signature_of(const struct command *c, struct signature *out, char **owned_name)
{
    *owned_name = NULL;
    if (c->kind == COMMAND_CMDLET) {
        *owned_name = cmdlet_name(c->cmdlet);
        *out = (struct signature){ *owned_name,
                                   c->cmdlet->params,
                                   c->cmdlet->nparams,
                                   c->cmdlet->default_set,
                                   c->cmdlet->should_process,
                                   true };
        return true;
    }
    if ((c->kind & (COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_SCRIPT)) &&
        c->block.kind == V_OBJECT) {
        const struct block_params *p = scriptblock_params(scriptblock_of(c->block));
        *out = (struct signature){ c->name,        p->params,         p->n,
                                   p->default_set, p->should_process, p->cmdlet_binding };
        return true;
    }
    return false;
}

static void add_set(struct set_list *sets, const char *name, size_t len)
{
    for (size_t i = 0; i < sets->len; i++)
        if (text_caseeqn(sets->names[i], strlen(sets->names[i]), name, len))
            return;
    if (sets->len < ARRAY_SIZE(sets->names))
        sets->names[sets->len++] = xstrndup(name, len);
}

void set_list_of(const struct signature *sig, struct set_list *out)
{
    out->len = 0;
    if (sig->default_set)
        add_set(out, sig->default_set, strlen(sig->default_set));
    for (size_t i = 0; i < sig->nparams; i++) {
        const char *s = sig->params[i].hidden ? NULL : sig->params[i].sets;
        while (s && *s) {
            size_t n = strcspn(s, ",");
            if (n > 0 && !text_caseeqn(s, n, "__AllParameterSets", 18))
                add_set(out, s, n);
            s += n + (s[n] == ',');
        }
    }
    if (out->len == 0)
        add_set(out, "__AllParameterSets", 18);
}

void set_list_release(struct set_list *sets)
{
    for (size_t i = 0; i < sets->len; i++)
        free(sets->names[i]);
    sets->len = 0;
}

bool param_in_set(const struct param *p, const char *set)
{
    const char *s = p->sets;
    size_t len = strlen(set);

    if (!s || !*s)
        return true;
    while (*s) {
        size_t n = strcspn(s, ",");
        if (text_caseeqn(s, n, set, len) || text_caseeqn(s, n, "__AllParameterSets", 18))
            return true;
        s += n + (s[n] == ',');
    }
    return false;
}

static const char *short_type(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static const char *type_text(const struct type_info *t)
{
    return t->accelerator ? t->accelerator : short_type(t->name);
}

const char *param_type_text(const struct param *p)
{
    static const char *const names[] = {
        [PARAM_SWITCH] = "switch",  [PARAM_BOOL] = "bool",     [PARAM_INT] = "int",
        [PARAM_DOUBLE] = "double",  [PARAM_STRING] = "string", [PARAM_STRING_LIST] = "string[]",
        [PARAM_INT_LIST] = "int[]", [PARAM_ENUM] = "enum",     [PARAM_ENUM_LIST] = "enum[]",
        [PARAM_ANY] = "Object",     [PARAM_LIST] = "Object[]", [PARAM_SCRIPTBLOCK] = "scriptblock",
        [PARAM_HASH] = "hashtable",
    };
    if (p->type_name)
        return text_caseeq(p->type_name, "PSObject") ? "psobject" : p->type_name;
    if (p->enum_info)
        return short_type(p->enum_info->name);
    if (p->type)
        return type_text(p->type);
    return names[p->kind];
}

static bool is_list(const struct param *p)
{
    return p->kind == PARAM_LIST || p->kind == PARAM_INT_LIST || p->kind == PARAM_ENUM_LIST ||
           p->kind == PARAM_STRING_LIST;
}

static void add_type(const struct param *p, struct strbuf *out)
{
    const char *t = param_type_text(p);

    strbuf_adds(out, t);
    if (is_list(p) && !strchr(t, '['))
        strbuf_adds(out, "[]");
}

static bool is_switch(const struct param *p)
{
    return p->kind == PARAM_SWITCH || p->type == &type_switch;
}

static void add_param(const struct param *p, struct strbuf *out)
{
    bool optional = !p->mandatory;

    strbuf_addch(out, ' ');
    if (optional)
        strbuf_addch(out, '[');
    strbuf_addf(out, p->position > 0 ? "[-%s]" : "-%s", p->name);
    if (!is_switch(p)) {
        strbuf_adds(out, " <");
        add_type(p, out);
        strbuf_addch(out, '>');
    }
    if (optional)
        strbuf_addch(out, ']');
}

/* Positional parameters by position, then mandatory ones, then the rest. */
void syntax_line(const struct signature *sig, const char *set, struct strbuf *out)
{
    strbuf_adds(out, sig->name);
    for (int position = 1; position < 256; position++) {
        for (size_t i = 0; i < sig->nparams; i++) {
            const struct param *p = &sig->params[i];
            if (!p->hidden && p->position == position && param_in_set(p, set))
                add_param(p, out);
        }
    }
    for (int mandatory = 1; mandatory >= 0; mandatory--) {
        for (size_t i = 0; i < sig->nparams; i++) {
            const struct param *p = &sig->params[i];
            if (!p->hidden && p->position == 0 && p->mandatory == (mandatory != 0) &&
                param_in_set(p, set))
                add_param(p, out);
        }
    }
    if (sig->should_process)
        strbuf_adds(out, " [-WhatIf] [-Confirm]");
    if (sig->common)
        strbuf_adds(out, " [<CommonParameters>]");
    strbuf_addch(out, '\n');
}

/* ---- pages ---- */

static const struct ast_help *script_help(const struct command *c)
{
    if (c->block.kind != V_OBJECT)
        return NULL;
    const struct code *code = scriptblock_of(c->block)->code;
    return code && code->source ? code->source->help : NULL;
}

const char *help_synopsis(const struct command *c)
{
    if (c->kind == COMMAND_CMDLET)
        return c->cmdlet->synopsis ? c->cmdlet->synopsis : "";
    const struct ast_help *h = script_help(c);
    return h && h->synopsis.s ? h->synopsis.s : "";
}

/* Text in lines of at most 76 columns after the indent. */
static void paragraph(const char *text, int indent, struct strbuf *out)
{
    while (*text) {
        size_t line = strcspn(text, "\n");
        size_t n = line;
        if (n > 76) {
            n = 76;
            while (n > 0 && text[n] != ' ')
                n--;
            if (n == 0)
                n = 76;
        }
        strbuf_fill(out, ' ', (size_t)indent);
        strbuf_add(out, text, n);
        strbuf_addch(out, '\n');
        text += n;
        if (*text == ' ' || *text == '\n')
            text++;
    }
}

static const char *param_help(const struct command *c, const struct param *p)
{
    if (p->help)
        return p->help;
    const struct ast_help *h = script_help(c);
    for (uint32_t i = 0; h && i < h->nparameters; i++)
        if (text_caseeqn(h->parameters[i].name.s, h->parameters[i].name.len, p->name,
                         strlen(p->name)))
            return h->parameters[i].text.s;
    return "";
}

static void page_param(const struct command *c, const struct param *p, bool full,
                       struct strbuf *out)
{
    strbuf_addf(out, "    -%s", p->name);
    if (!is_switch(p)) {
        strbuf_adds(out, " <");
        add_type(p, out);
        strbuf_addch(out, '>');
    }
    strbuf_addch(out, '\n');
    paragraph(param_help(c, p), 8, out);
    if (p->values) {
        strbuf_adds(out, "        One of:");
        for (const char *const *v = p->values; *v; v++)
            strbuf_addf(out, " %s%s", *v, v[1] ? "," : ".\n");
    } else if (p->enum_info) {
        strbuf_adds(out, "        One of:");
        for (size_t i = 0; i < p->enum_info->nmembers; i++)
            strbuf_addf(out, " %s%s", p->enum_info->members[i].name,
                        i + 1 < p->enum_info->nmembers ? "," : ".\n");
    }
    if (full) {
        strbuf_addf(out, "\n        Required?                    %s\n",
                    p->mandatory ? "true" : "false");
        if (p->position)
            strbuf_addf(out, "        Position?                    %d\n", p->position - 1);
        else
            strbuf_adds(out, "        Position?                    named\n");
        strbuf_addf(out, "        Accept pipeline input?       %s\n",
                    p->from_pipeline && p->from_property ? "true (ByValue, ByPropertyName)"
                    : p->from_pipeline                   ? "true (ByValue)"
                    : p->from_property                   ? "true (ByPropertyName)"
                                                         : "false");
        strbuf_addf(out, "        Aliases                      %s\n",
                    p->aliases ? p->aliases : "none");
        strbuf_addf(out, "        Accept wildcard characters?  %s\n",
                    p->wildcards ? "true" : "false");
    }
    strbuf_addch(out, '\n');
}

/* One entry per name: of several for different sets, the first. */
static bool first_of_name(const struct signature *sig, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (text_caseeq(sig->params[k].name, sig->params[i].name))
            return false;
    return !sig->params[i].hidden;
}

static void page_examples(const struct command *c, struct strbuf *out)
{
    const struct ast_help *h = script_help(c);

    if (c->kind == COMMAND_CMDLET) {
        for (size_t i = 0; i < c->cmdlet->nexamples; i++) {
            const struct example *e = &c->cmdlet->examples[i];
            strbuf_addf(out, "    ---------- Example %zu ----------\n\n    PS> %s\n\n", i + 1,
                        e->code);
            if (e->output) {
                paragraph(e->output, 4, out);
                strbuf_addch(out, '\n');
            }
            if (e->remarks) {
                paragraph(e->remarks, 4, out);
                strbuf_addch(out, '\n');
            }
        }
        return;
    }
    for (uint32_t i = 0; h && i < h->nexamples; i++) {
        strbuf_addf(out, "    ---------- Example %u ----------\n\n", i + 1);
        paragraph(h->examples[i].s, 4, out);
        strbuf_addch(out, '\n');
    }
}

static const char *description_of(const struct command *c)
{
    if (c->kind == COMMAND_CMDLET)
        return c->cmdlet->description ? c->cmdlet->description : c->cmdlet->synopsis;
    const struct ast_help *h = script_help(c);
    return h && h->description.s ? h->description.s : help_synopsis(c);
}

static void page_aliases(const struct command *c, struct strbuf *out)
{
    if (c->kind != COMMAND_CMDLET || !c->cmdlet->aliases)
        return;
    strbuf_adds(out, "ALIASES\n");
    for (const char *const *a = c->cmdlet->aliases; *a; a++)
        strbuf_addf(out, "    %s\n", *a);
    strbuf_addch(out, '\n');
}

static void page_outputs(const struct command *c, struct strbuf *out)
{
    const char *s = c->kind == COMMAND_CMDLET ? c->cmdlet->output : NULL;

    if (!s)
        return;
    strbuf_adds(out, "OUTPUTS\n");
    while (*s) {
        size_t n = strcspn(s, ",");
        strbuf_addf(out, "    %.*s\n", (int)n, s);
        s += n + (s[n] == ',');
    }
    strbuf_addch(out, '\n');
}

void help_page(struct session *s, const struct command *c, enum help_detail detail,
               struct strbuf *out)
{
    struct signature sig = { .name = c->name };
    AUTO_FREE char *owned = NULL;
    bool has_signature = signature_of(c, &sig, &owned);

    (void)s;
    strbuf_addf(out, "\nNAME\n    %s\n\nSYNOPSIS\n", sig.name);
    paragraph(help_synopsis(c), 4, out);
    strbuf_addch(out, '\n');
    if (detail == HELP_EXAMPLES) {
        page_examples(c, out);
        return;
    }
    if (has_signature) {
        struct set_list sets;
        set_list_of(&sig, &sets);
        strbuf_adds(out, "SYNTAX\n");
        for (size_t i = 0; i < sets.len; i++) {
            strbuf_adds(out, "    ");
            syntax_line(&sig, sets.names[i], out);
            strbuf_addch(out, '\n');
        }
        set_list_release(&sets);
    }
    strbuf_adds(out, "DESCRIPTION\n");
    paragraph(description_of(c), 4, out);
    strbuf_addch(out, '\n');
    if (detail >= HELP_DETAILED && has_signature) {
        strbuf_adds(out, "PARAMETERS\n");
        for (size_t i = 0; i < sig.nparams; i++)
            if (first_of_name(&sig, i))
                page_param(c, &sig.params[i], detail == HELP_FULL, out);
    }
    page_aliases(c, out);
    if (detail == HELP_FULL)
        page_outputs(c, out);
    if (detail >= HELP_DETAILED) {
        page_examples(c, out);
        return;
    }
    strbuf_addf(out,
                "REMARKS\n    For examples: Get-Help %s -Examples\n"
                "    For the parameters: Get-Help %s -Full\n\n",
                sig.name, sig.name);
}

size_t help_parameters(const struct command *c, const struct str_list *names, struct strbuf *out)
{
    struct signature sig;
    AUTO_FREE char *owned = NULL;
    size_t n = 0;

    if (!signature_of(c, &sig, &owned))
        return 0;
    for (size_t i = 0; i < sig.nparams; i++) {
        if (!first_of_name(&sig, i) ||
            !matches_any(names, sig.params[i].name, strlen(sig.params[i].name)))
            continue;
        page_param(c, &sig.params[i], true, out);
        n++;
    }
    return n;
}
