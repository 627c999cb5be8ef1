/* Variables: those the text sets, those that are set, and the drives behind a colon. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"

extern char **environ;

struct variable_search {
    struct completing *c;
    const char *prefix; /* "env:", "global:", or "" */
    const char *word;   /* behind it */
    bool braces;
    bool names_only; /* without the $ */
};

static bool is_plain(const char *name)
{
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("_:?^$", *p) && (unsigned char)*p < 0x80)
            return false;
    return true;
}

static void add(struct variable_search *v, const char *name, const char *tip)
{
    char sigil = v->c->text[v->c->at->start] == '@' ? '@' : '$';
    bool braces = v->braces || !is_plain(name);
    AUTO_FREE char *text = braces ? xasprintf("%c{%s%s}", sigil, v->prefix, name)
                                  : xasprintf("%c%s%s", sigil, v->prefix, name);
    if (!complete_fits(v->word, name))
        return;
    if (v->names_only)
        completion_add(v->c->out, COMPLETE_VALUE, name, NULL);
    else
        completion_add_verbatim(v->c->out, COMPLETE_VARIABLE, text, name, tip);
}

static int by_list(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    const char *s = x->list ? x->list : x->text, *t = y->list ? y->list : y->text;
    return text_casecmp(s, strlen(s), t, strlen(t));
}

static void sort_from(struct completion *out, size_t from)
{
    if (out->items.len - from > 1)
        qsort(out->items.items + from, out->items.len - from, sizeof(*out->items.items), by_list);
}

/* ---- variables that are set ---- */

static void typed_tip(struct value v, const char *name, const char *description, struct strbuf *out)
{
    const struct type_info *type = value_is_null(v) ? NULL : value_type_of(v);
    if (type) {
        AUTO_STRBUF full = STRBUF_INIT;
        type_language_name(type, &full);
        const char *dot = strrchr(full.buf, '.');
        strbuf_addf(out, "[%s]$%s", dot && !strchr(full.buf, '[') ? dot + 1 : full.buf, name);
    } else {
        strbuf_adds(out, name);
    }
    if (description && *description)
        strbuf_addf(out, " - %s", description);
}

static bool add_variable(struct variable *var, void *data)
{
    struct variable_search *v = data;
    AUTO_STRBUF tip = STRBUF_INIT;
    AUTO_VALUE value = value_null();
    if (!complete_fits(v->word, var->name->text))
        return true;
    variable_read(v->c->s, var, &value);
    typed_tip(value, var->name->text, var->description, &tip);
    add(v, var->name->text, tip.buf);
    return true;
}

static void add_automatic(const char *name, void *data)
{
    struct variable_search *v = data;
    AUTO_STRBUF tip = STRBUF_INIT;
    AUTO_VALUE value = value_null();
    if (!complete_fits(v->word, name))
        return;
    session_lookup_variable(v->c->s, name, strlen(name), &value);
    typed_tip(value, name, NULL, &tip);
    add(v, name, tip.buf);
}

static void add_set_variables(struct variable_search *v)
{
    size_t from = v->c->out->items.len;
    for (const struct scope *scope = scope_current(v->c->s); scope; scope = scope->parent)
        scope_each(scope, add_variable, v);
    automatic_each(add_automatic, v);
    sort_from(v->c->out, from);
}

void complete_variable_names(struct completing *c)
{
    struct variable_search v = { .c = c, .prefix = "", .word = c->typed, .names_only = true };
    add_set_variables(&v);
}

/* Names that the language knows, set or not. */
static void add_special(struct variable_search *v)
{
    static const char *const names[] = {
        "args",
        "input",
        "LASTEXITCODE",
        "LogCommandHealthEvent",
        "LogCommandLifecycleEvent",
        "LogEngineHealthEvent",
        "LogEngineLifecycleEvent",
        "LogProviderHealthEvent",
        "LogProviderLifecycleEvent",
        "LogSettingsEvent",
        "Matches",
        "MyInvocation",
        "OFS",
        "PSBoundParameters",
        "PSCmdlet",
        "PSCommandPath",
        "PSDebugContext",
        "PSItem",
        "PSLogUserData",
        "PSModuleAutoLoadingPreference",
        "PSScriptRoot",
        "PSSenderInfo",
        "PSSessionConfigurationName",
        "StackTrace",
        "this",
    };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        add(v, names[i], names[i]);
}

/* ---- variables that the text sets ---- */

static size_t name_length(const char *p, size_t n)
{
    size_t len = 0;
    while (len < n &&
           (isalnum((unsigned char)p[len]) || p[len] == '_' || (unsigned char)p[len] >= 0x80))
        len++;
    return len;
}

/* Does what follows a variable give it a value: =, +=, a comma or parenthesis before an =? */
static bool is_assigned(const char *p, const char *end)
{
    while (p < end && strchr(" \t)", *p))
        p++;
    if (p < end && strchr("+-*/%", *p))
        p++;
    if (p + 1 < end && p[0] == '?' && p[1] == '?')
        p += 2;
    return p < end && *p == '=' && !(p + 1 < end && p[1] == '=');
}

/* $a, $b = 1, 2 */
static bool is_listed(const char *p, const char *end)
{
    while (p < end && (strchr(" \t,$:_", *p) || isalnum((unsigned char)*p)))
        p++;
    return is_assigned(p, end);
}

static bool follows(const char *text, const char *at, const char *word)
{
    size_t n = strlen(word);
    while (at > text && strchr(" \t(", at[-1]))
        at--;
    return (size_t)(at - text) >= n && text_caseeqn(at - n, n, word, n);
}

/* The type written first in front of an assigned variable: [int][string]$x. */
static char *constraint(const char *text, const char *at)
{
    char *type = NULL;
    for (;;) {
        while (at > text && strchr(" \t", at[-1]))
            at--;
        if (at == text || at[-1] != ']')
            return type;
        const char *open = at - 1;
        for (int depth = 0; open >= text; open--) {
            depth += *open == ']';
            depth -= *open == '[';
            if (!depth)
                break;
        }
        if (open < text)
            return type;
        if (!memchr(open, '(', (size_t)(at - open))) {
            free(type);
            type = xstrndup(open + 1, (size_t)(at - open) - 2);
        }
        at = open;
    }
}

/* A block that & runs has variables of its own: where its text ends, when the cursor is not in
 * it. */
static const char *skip_called_block(const char *p, const char *end)
{
    const char *q = p + 1;
    while (q < end && strchr(" \t", *q))
        q++;
    if (q >= end || *q != '{')
        return p;
    int depth = 0;
    for (const char *r = q; r < end; r++) {
        depth += *r == '{';
        depth -= *r == '}';
        if (!depth)
            return r;
    }
    return p;
}

static void add_found(struct variable_search *v, const char *name, size_t len, const char *type)
{
    AUTO_FREE char *text = xstrndup(name, len);
    AUTO_FREE char *tip = type ? xasprintf("[%s]$%s", type, text) : xstrdup(text);
    add(v, text, tip);
}

/* Names in -OutVariable x, data x and 2>variable:x. */
static void add_named_targets(struct variable_search *v, const char *text, const char *end)
{
    static const struct {
        const char *before, *type;
    } forms[] = {
        { "-OutVariable ", NULL },
        { "-ov ", NULL },
        { "-ErrorVariable ", NULL },
        { "-WarningVariable ", NULL },
        { "-InformationVariable ", NULL },
        { "data ", NULL },
        { "1>variable:", NULL },
        { "2>variable:", "ErrorRecord" },
        { "3>variable:", "WarningRecord" },
        { "4>variable:", "VerboseRecord" },
        { "5>variable:", "DebugRecord" },
        { "6>variable:", "InformationRecord" },
        { "-PipelineVariable ", "" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(forms); i++)
        for (const char *p = text; (p = strcasestr(p, forms[i].before)) && p < end;) {
            p += strlen(forms[i].before);
            size_t n = name_length(p, (size_t)(end - p));
            bool pipeline = forms[i].type && !*forms[i].type;
            if (n && !(pipeline && memchr(p, ';', (size_t)(end - p))))
                add_found(v, p, n, pipeline ? NULL : forms[i].type);
        }
}

static void add_text_variables(struct variable_search *v)
{
    const char *text = v->c->text, *end = text + v->c->at->start;
    for (const char *p = text; p < end; p++) {
        if (*p == '&')
            p = skip_called_block(p, end);
        if (*p != '$')
            continue;
        const char *name = p + 1;
        size_t n = name_length(name, (size_t)(end - name));
        if (n && name + n < end && name[n] == ':' && name[n + 1] != ':') { /* a scope */
            name += n + 1;
            n = name_length(name, (size_t)(end - name));
        }
        if (!n)
            continue;
        if (is_assigned(name + n, end) || is_listed(name + n, end) || follows(text, p, "foreach")) {
            AUTO_FREE char *type = constraint(text, p);
            add_found(v, name, n, type);
        }
    }
    add_named_targets(v, text, end);
}

/* ---- behind a colon ---- */

static bool add_function(const struct command *command, void *data)
{
    add(data, command->name, command->name);
    return true;
}

static void add_environment(struct variable_search *v)
{
    size_t from = v->c->out->items.len;
    for (char **e = environ; e && *e; e++) {
        AUTO_FREE char *name = xstrndup(*e, strcspn(*e, "="));
        add(v, name, name);
    }
    sort_from(v->c->out, from);
}

/* The name of a parameter or property that is being declared completes to nothing. */
static bool is_declaration(const struct completing *c)
{
    const char *text = c->text, *p = text + c->at->start;
    while (p > text && strchr(" \t\r\n", p[-1]))
        p--;
    if (p > text && p[-1] == '(') {
        const char *word = p - 1;
        while (word > text && strchr(" \t", word[-1]))
            word--;
        return word - text >= 5 && text_caseeqn(word - 5, 5, "param", 5);
    }
    if (p > text && p[-1] == '{') {
        const char *line = p;
        while (line > text && !strchr("\n;}", line[-1]))
            line--;
        while (strchr(" \t", *line))
            line++;
        return text_casestarts(line, "class ");
    }
    return false;
}

void complete_variable(struct completing *c)
{
    static const char *const scopes[] = { "Global:", "Local:", "Script:", "Private:", "Using:" };
    const char *colon = strchr(c->typed, ':');
    AUTO_FREE char *prefix =
        colon ? xstrndup(c->typed, (size_t)(colon - c->typed) + 1) : xstrdup("");
    struct variable_search v = { .c = c,
                                 .prefix = prefix,
                                 .word = c->typed + strlen(prefix),
                                 .braces = c->text[c->at->start + 1] == '{' };
    c->out->ordered = true;
    if (is_declaration(c))
        return;
    if (text_caseeq(prefix, "env:")) {
        add_environment(&v);
        return;
    }
    if (text_caseeq(prefix, "function:")) {
        size_t from = c->out->items.len;
        command_each(c->s, COMMAND_FUNCTION | COMMAND_FILTER, add_function, &v);
        sort_from(c->out, from);
        return;
    }
    bool is_scope = !*prefix || text_caseeq(prefix, "variable:");
    for (size_t i = 0; i < ARRAY_SIZE(scopes); i++)
        is_scope |= text_caseeq(prefix, scopes[i]);
    if (!is_scope)
        return;
    add_text_variables(&v);
    add_set_variables(&v);
    if (*prefix)
        return;
    add_special(&v);
    if (text_casestarts("env", c->typed)) {
        struct variable_search env = v;
        env.prefix = "env:";
        env.word = "";
        size_t from = c->out->items.len;
        add_environment(&env);
        for (size_t i = from; i < c->out->items.len; i++) {
            struct completion_item *item = &c->out->items.items[i];
            AUTO_FREE char *name = STEAL(item->list);
            item->list = xasprintf("env:%s", name);
            free(item->tooltip);
            item->tooltip = xasprintf("[string]env:%s", name);
        }
    }
    static const char *const drives[] = { "Alias", "Env", "Function", "Variable" };
    for (size_t i = 0; i < ARRAY_SIZE(drives); i++) {
        AUTO_FREE char *text = xasprintf("$%s:", drives[i]);
        if (complete_fits(c->typed, drives[i]))
            completion_add_verbatim(c->out, COMPLETE_VARIABLE, text, drives[i], drives[i]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(scopes); i++)
        add(&v, scopes[i], scopes[i]);
}
