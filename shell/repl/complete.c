#include "shell/repl/complete.h"

#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/runtime/binding/dynamic_params.h"

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
    if (strchr("#<>@-", *text))
        return true;
    for (const char *p = text; *p; p++)
        if (strchr(" \t\n'\"`$(){}[];,|&", *p))
            return true;
    return false;
}

char *complete_quoted(const char *text, char quote)
{
    AUTO_STRBUF out = STRBUF_INIT;
    if (!quote && needs_quotes(text))
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

static bool is_double(const struct completion *out, size_t n, const struct completion_item *item)
{
    /* Sorted ones stand side by side; others are few. */
    for (size_t i = out->ordered || !n ? 0 : n - 1; i < n; i++) {
        const char *other = out->items.items[i].text;
        if (item->verbatim ? !strcmp(other, item->text) : text_caseeq(other, item->text))
            return true;
    }
    return false;
}

static void quote(struct completion_item *item, char by)
{
    char *text = complete_quoted(item->text, by);
    if (!item->list)
        item->list = STEAL(item->text);
    free(item->text);
    item->text = text;
}

/* Keeps what fits, sorts, removes doubles, quotes. */
static void finish(const struct completing *c)
{
    struct completion *out = c->out;
    const struct parse_cursor *at = c->at;
    size_t n = 0;
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        if (item->verbatim || complete_fits(c->typed, item->list ? item->list : item->text))
            out->items.items[n++] = *item;
        else
            completion_item_release(item);
    }
    out->items.len = n;
    if (n > 1 && !out->ordered)
        qsort(out->items.items, n, sizeof(*out->items.items), by_text);
    n = 0;
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        if (is_double(out, n, item))
            completion_item_release(item);
        else
            out->items.items[n++] = *item;
    }
    out->items.len = n;
    bool is_value = at->kind == CURSOR_ARGUMENT || at->kind == CURSOR_STRING ||
                    at->kind == CURSOR_REDIRECT || at->kind == CURSOR_COMMAND;
    for (size_t i = 0; is_value && i < n; i++) {
        struct completion_item *item = &out->items.items[i];
        if (!item->verbatim && item->kind != COMPLETE_KEYWORD &&
            (item->kind != COMPLETE_VARIABLE || at->quote))
            quote(item, at->quote);
    }
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* A cursor within a word, or right before a member's name, completes the whole of it. */
static size_t end_of_word(const char *text, size_t len, size_t cursor)
{
    size_t before = cursor;
    while (before && text[before - 1] == ' ')
        before--;
    bool member = before >= 2 && text[before - 1] == ':' && text[before - 2] == ':';
    if (!member && (!cursor || (!is_word(text[cursor - 1]) && !strchr("{-.", text[cursor - 1]))))
        return cursor;
    while (cursor < len && (is_word(text[cursor]) || (text[cursor] == '-' && !member)))
        cursor++;
    return cursor;
}

static void dispatch(struct completing *c)
{
    switch (c->at->kind) {
    case CURSOR_COMMAND:
        complete_command(c);
        break;
    case CURSOR_PARAMETER:
        complete_parameter(c);
        break;
    case CURSOR_ARGUMENT:
        complete_argument(c);
        break;
    case CURSOR_MEMBER:
        complete_member(c);
        break;
    case CURSOR_VARIABLE:
        complete_variable(c);
        break;
    case CURSOR_TYPE:
        complete_type(c);
        break;
    case CURSOR_STRING:
    case CURSOR_REDIRECT:
        complete_path(c, (struct complete_path_how){ 0 });
        break;
    case CURSOR_OPERATOR:
        complete_operator(c);
        break;
    case CURSOR_KEYWORD:
        complete_using(c);
        break;
    case CURSOR_HASH_KEY:
        complete_hash_key(c);
        break;
    case CURSOR_ATTRIBUTE_ARGUMENT:
        complete_attribute_argument(c);
        break;
    case CURSOR_NONE:
        break;
    }
}

static void complete_here(struct session *s, const char *text, size_t len, size_t cursor,
                          struct completion *out, size_t *start, size_t *end)
{
    struct ast *ast;
    struct parse_cursor at;
    cursor = end_of_word(text, len, cursor);
    parse_for_completion(text, len, cursor, &ast, &at);
    struct completing c = { .s = s,
                            .ast = ast,
                            .at = &at,
                            .typed = at.prefix.s ? at.prefix.s : "",
                            .text = text,
                            .len = len,
                            .cursor = cursor,
                            .out = out };
    AUTO_VALUE keep = value_null();
    c.keep = &keep;
    *start = at.start;
    *end = at.end;
    if (!complete_comment(&c, start) && !complete_label(&c, start) &&
        !complete_keyword_argument(&c, start) && !complete_right_side(&c, start) &&
        !complete_by_word(&c, start)) {
        dispatch(&c);
        if (at.kind == CURSOR_VARIABLE && text[*start] != '@' && *start + 1 < len &&
            text[*start + 1] == '{' && *end < len && text[*end] == '}')
            ++*end;
    }
    finish(&c);
    dynamic_params_free(c.dynamic);
    ast_unref(ast);
}

/* "-Type Alias , ", "-Type Alias, " and "-Type : ": where the value is to come that the sign
 * announces; *before is the end of what stands in front of the sign. */
static bool follows_spaced_sign(const char *text, size_t cursor, size_t *before, size_t *sign)
{
    size_t i = cursor;
    while (i && strchr(" \t", text[i - 1]))
        i--;
    if (i < 2 || (text[i - 1] != ',' && text[i - 1] != ':'))
        return false;
    if (!strchr(" \t", text[i - 2]) && i == cursor)
        return false;
    *sign = i - 1;
    size_t end = *sign;
    while (end && strchr(" \t", text[end - 1]))
        end--;
    *before = end;
    size_t word = end;
    while (word && is_word(text[word - 1]))
        word--;
    bool parameter = word && word < end && text[word - 1] == '-';
    return end && (text[*sign] == ':' ? parameter : !parameter);
}

static bool is_in_quotes(const char *text, size_t len, size_t cursor)
{
    struct ast *ast;
    struct parse_cursor at;
    parse_for_completion(text, len, cursor, &ast, &at);
    bool quoted = at.quote || at.kind == CURSOR_STRING;
    ast_unref(ast);
    return quoted;
}

void complete_text(struct session *s, const char *text, size_t len, size_t cursor,
                   struct completion *out, size_t *start, size_t *end)
{
    size_t before, sign;
    if (cursor > len || !follows_spaced_sign(text, cursor, &before, &sign) ||
        is_in_quotes(text, len, cursor)) {
        complete_here(s, text, len, cursor, out, start, end);
        return;
    }
    AUTO_STRBUF closer = STRBUF_INIT;
    strbuf_add(&closer, text, before);
    strbuf_addch(&closer, text[sign]);
    complete_here(s, closer.buf, closer.len, closer.len, out, start, end);
    *start = *end = cursor;
}
