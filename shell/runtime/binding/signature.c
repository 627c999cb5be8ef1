#include "shell/runtime/binding/signature.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
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
                                   true,
                                   false };
        return true;
    }
    if ((c->kind & (COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_SCRIPT)) &&
        c->block.kind == V_OBJECT) {
        const struct block_params *p = scriptblock_params(scriptblock_of(c->block));
        *out = (struct signature){ c->name,
                                   p->params,
                                   p->n,
                                   p->default_set,
                                   p->should_process,
                                   p->cmdlet_binding,
                                   p->positional_binding };
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

bool param_is_switch(const struct param *p)
{
    return p->kind == PARAM_SWITCH || p->type == &type_switch;
}

static void add_param(const struct param *p, struct strbuf *out)
{
    bool optional = !p->mandatory;

    if (out->len)
        strbuf_addch(out, ' ');
    if (optional)
        strbuf_addch(out, '[');
    strbuf_addf(out, p->position > 0 && !param_is_switch(p) ? "[-%s]" : "-%s", p->name);
    if (!param_is_switch(p)) {
        strbuf_adds(out, " <");
        add_type(p, out);
        strbuf_addch(out, '>');
    }
    if (optional)
        strbuf_addch(out, ']');
}

const struct enum_info *param_enum(const struct param *p)
{
    return p->enum_info ? p->enum_info : p->type ? p->type->enum_info : NULL;
}

bool param_first_of_name(const struct signature *sig, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (text_caseeq(sig->params[k].name, sig->params[i].name))
            return false;
    return !sig->params[i].hidden;
}

const struct param param_risk[2] = {
    { .name = "WhatIf", .aliases = "wi", .kind = PARAM_SWITCH },
    { .name = "Confirm", .aliases = "cf", .kind = PARAM_SWITCH },
};

void set_each(const struct signature *sig, const char *set,
              void (*fn)(const struct param *p, void *data), void *data)
{
    for (int position = 1; position < 256; position++) {
        for (size_t i = 0; i < sig->nparams; i++) {
            const struct param *p = &sig->params[i];
            if (!p->hidden && p->position == position && param_in_set(p, set))
                fn(p, data);
        }
    }
    for (int mandatory = 1; mandatory >= 0; mandatory--) {
        for (size_t i = 0; i < sig->nparams; i++) {
            const struct param *p = &sig->params[i];
            if (!p->hidden && p->position == 0 && p->mandatory == (mandatory != 0) &&
                param_in_set(p, set))
                fn(p, data);
        }
    }
    for (size_t i = 0; sig->should_process && i < ARRAY_SIZE(param_risk); i++)
        fn(&param_risk[i], data);
}

static void add_to_text(const struct param *p, void *data)
{
    add_param(p, data);
}

void set_text(const struct signature *sig, const char *set, struct strbuf *out)
{
    set_each(sig, set, add_to_text, out);
    if (sig->common)
        strbuf_adds(out, out->len ? " [<CommonParameters>]" : "[<CommonParameters>]");
}

void syntax_lines(const struct signature *sig, struct strbuf *out)
{
    struct set_list sets;

    set_list_of(sig, &sets);
    for (size_t i = 0; i < sets.len; i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        set_text(sig, sets.names[i], &text);
        strbuf_addf(out, "\n%s %s\n", sig->name, text.len ? text.buf : "");
    }
    set_list_release(&sets);
}
