#include "shell/repl/complete.h"

#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"

static const char *const operators[] = {
    "and",   "or",      "xor",      "not",      "band",      "bor",      "bxor",        "bnot",
    "shl",   "shr",     "eq",       "ne",       "gt",        "ge",       "lt",          "le",
    "like",  "notlike", "match",    "notmatch", "replace",   "contains", "notcontains", "in",
    "notin", "split",   "join",     "is",       "isnot",     "as",       "f",           "ceq",
    "cne",   "clike",   "cnotlike", "cmatch",   "cnotmatch", "creplace", "csplit",      "ccontains",
    "cin",   "ieq",     "ilike",    "imatch",   "ireplace",
};

bool complete_fits(const char *typed, const char *candidate)
{
    size_t len = strlen(typed);
    if (!text_has_wildcard(typed, len))
        return text_casestarts(candidate, typed);
    AUTO_STRBUF pattern = STRBUF_INIT;
    strbuf_addf(&pattern, "%s*", typed);
    return text_wildcard_match(pattern.buf, pattern.len, candidate, strlen(candidate), true);
}

static bool needs_quotes(const char *text)
{
    for (const char *p = text; *p; p++)
        if (strchr(" \t'\"`$(){}[];,|&<>@#", *p) && !(p == text && *p == '$'))
            return true;
    return !*text;
}

/* Text as it stands in a script: in the quotes the user began, or in single ones
 * where bare text would not do. */
static char *quoted(const char *text, char quote, bool may_quote)
{
    AUTO_STRBUF out = STRBUF_INIT;
    if (!quote && may_quote && needs_quotes(text))
        quote = '\'';
    if (!quote)
        return xstrdup(text);
    strbuf_addch(&out, quote);
    for (const char *p = text; *p; p++) {
        if (*p == quote && quote == '\'')
            strbuf_addch(&out, '\'');
        else if (quote == '"' && strchr("\"`$", *p))
            strbuf_addch(&out, '`');
        strbuf_addch(&out, *p);
    }
    strbuf_addch(&out, quote);
    return strbuf_detach(&out, NULL);
}

static int by_text(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    int order = text_casecmp(x->text, strlen(x->text), y->text, strlen(y->text));
    return order ? order : strcmp(x->text, y->text);
}

static void drop(struct completion_item *item)
{
    free(item->text);
    free(item->tooltip);
}

/* Keeps what fits, sorts, removes doubles, quotes. */
static void finish(struct completion *out, const struct parse_cursor *at, const char *typed)
{
    size_t n = 0;
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        bool is_path = item->kind == COMPLETE_FILE || item->kind == COMPLETE_FOLDER;
        if (is_path || complete_fits(typed, item->text))
            out->items.items[n++] = *item;
        else
            drop(item);
    }
    out->items.len = n;
    if (n > 1)
        qsort(out->items.items, n, sizeof(*out->items.items), by_text);
    n = 0;
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        if (n && text_caseeq(out->items.items[n - 1].text, item->text)) {
            drop(item);
            continue;
        }
        out->items.items[n++] = *item;
    }
    out->items.len = n;
    bool is_value = at->kind == CURSOR_ARGUMENT || at->kind == CURSOR_STRING ||
                    at->kind == CURSOR_REDIRECT || at->kind == CURSOR_COMMAND;
    for (size_t i = 0; is_value && i < n; i++) {
        struct completion_item *item = &out->items.items[i];
        char *text = quoted(item->text, at->quote, item->kind != COMPLETE_VARIABLE);
        free(item->text);
        item->text = text;
    }
}

/* Names without their $, @ or - get it back. */
static void put_sigil(struct completion *out, char sigil)
{
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        char *text = xasprintf("%c%s", sigil, item->text);
        free(item->text);
        item->text = text;
    }
}

void complete_text(struct session *s, const char *text, size_t len, size_t cursor,
                   struct completion *out, size_t *start, size_t *end)
{
    struct ast *ast;
    struct parse_cursor at;
    parse_for_completion(text, len, cursor, &ast, &at);
    *start = at.start;
    *end = at.end;
    switch (at.kind) {
    case CURSOR_COMMAND:
        complete_command(s, &at, out);
        break;
    case CURSOR_PARAMETER:
        complete_parameter(s, &at, out);
        break;
    case CURSOR_ARGUMENT:
        complete_argument(s, &at, out);
        break;
    case CURSOR_MEMBER:
        complete_member(s, &at, out);
        break;
    case CURSOR_VARIABLE:
        complete_variable(s, &at, out);
        break;
    case CURSOR_TYPE:
        complete_type(s, &at, out);
        break;
    case CURSOR_STRING:
    case CURSOR_REDIRECT:
        complete_path(at.prefix.s ? at.prefix.s : "", out);
        break;
    case CURSOR_OPERATOR:
        for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
            completion_add(out, COMPLETE_TEXT, operators[i], NULL);
        break;
    case CURSOR_KEYWORD:
        completion_add(out, COMPLETE_TEXT, "namespace", NULL);
        completion_add(out, COMPLETE_TEXT, "module", NULL);
        completion_add(out, COMPLETE_TEXT, "assembly", NULL);
        break;
    case CURSOR_HASH_KEY:
    case CURSOR_ATTRIBUTE_ARGUMENT:
    case CURSOR_NONE:
        break;
    }
    AUTO_FREE char *typed = xstrdup(at.prefix.s ? at.prefix.s : "");
    finish(out, &at, typed);
    if (at.start < cursor && strchr("$@-", text[at.start]) &&
        (at.kind == CURSOR_PARAMETER || at.kind == CURSOR_VARIABLE || at.kind == CURSOR_OPERATOR))
        put_sigil(out, text[at.start]);
    ast_unref(ast);
}
