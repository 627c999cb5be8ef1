/* What a word's own form says, wherever it stands: a path that begins with a variable or a drive,
 * a splatted variable, the type arguments of a method, an operator that stands in front. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/repl/complete.h"

/* The word in front of the cursor, in the quotes that it began with. */
struct word {
    size_t start; /* of the quote, too */
    char quote;
    bool closed; /* the quote is */
    char *text;  /* within the quotes */
};

static void word_before_cursor(const char *text, size_t cursor, struct word *out)
{
    char quote = 0;
    size_t start = 0;
    bool closed = false;
    for (size_t i = 0; i < cursor; i++) {
        char ch = text[i];
        if (ch == '`' && quote != '\'') {
            i++;
        } else if (quote) {
            closed = ch == quote;
            quote = closed ? 0 : quote;
            if (closed && i + 1 == cursor)
                quote = ch;
        } else if (ch == '\'' || ch == '"') {
            quote = ch;
            closed = false;
        } else if (strchr(" \t\r\n;|&(){},=<>", ch)) {
            start = i + 1;
        }
    }
    size_t from = start, end = cursor - (closed && quote ? 1 : 0);
    bool quoted = from < end && text[from] == quote && quote;
    from += quoted;
    *out = (struct word){ .start = start,
                          .quote = quoted ? quote : 0,
                          .closed = quoted && closed,
                          .text = xstrndup(text + from, from < end ? end - from : 0) };
}

/* ---- $name/rest ---- */

static bool variable_text(struct completing *c, const char *name, size_t len, struct strbuf *out)
{
    AUTO_VALUE v = value_null();
    if (len > 4 && text_caseeqn(name, 4, "env:", 4)) {
        AUTO_FREE char *key = xstrndup(name + 4, len - 4);
        const char *value = getenv(key);
        strbuf_adds(out, value ? value : "");
        return value != NULL;
    }
    if (!session_lookup_variable(c->s, name, len, &v) || v.kind != V_STRING)
        return false;
    strbuf_adds(out, v.str->data);
    return true;
}

static bool is_first_word(const struct completing *c, size_t start)
{
    while (start && strchr(" \t", c->text[start - 1]))
        start--;
    return !start || strchr(";|\n({&", c->text[start - 1]);
}

static bool called(const struct completing *c, size_t start)
{
    while (start && strchr(" \t", c->text[start - 1]))
        start--;
    return start && c->text[start - 1] == '&';
}

/* The files below a folder that own->typed names; own has its place in the text. */
static bool add_files(struct completing *c, const struct word *w, const char *path)
{
    struct parse_cursor at = *c->at;
    struct completing own = *c;
    at.start = (uint32_t)w->start;
    at.quote = w->quote;
    own.at = &at;
    own.typed = path;
    bool first = is_first_word(c, w->start);
    complete_path(&own, (struct complete_path_how){ .amper = first && !called(c, w->start),
                                                    .command = first });
    return c->out->items.len > 0;
}

static bool add_behind_variable(struct completing *c, const struct word *w)
{
    size_t n = 1;
    AUTO_STRBUF path = STRBUF_INIT;
    if (*w->text != '$' || w->quote == '\'')
        return false;
    while (isalnum((unsigned char)w->text[n]) || (w->text[n] && strchr("_:", w->text[n])))
        n++;
    if ((w->text[n] != '/' && w->text[n] != '\\') || !variable_text(c, w->text + 1, n - 1, &path) ||
        *path.buf != '/')
        return false;
    strbuf_adds(&path, w->text + n);
    return add_files(c, w, path.buf);
}

/* 'folder'/rest, which begins as a completed folder did: rest goes into the quotes. */
static bool add_behind_quotes(struct completing *c, const struct word *w)
{
    char quote = *w->text;
    const char *close = w->text + 1;
    AUTO_STRBUF path = STRBUF_INIT;
    if (w->quote || (quote != '\'' && quote != '"'))
        return false;
    for (; *close && (*close != quote || close[1] == quote); close++) {
        if (*close == quote)
            close++;
        strbuf_addch(&path, *close);
    }
    if (!*close || !strchr("/\\", close[1]) || !close[1])
        return false;
    strbuf_adds(&path, close + 1);
    struct word whole = { .start = w->start, .quote = quote };
    return add_files(c, &whole, path.buf);
}

/* ---- Drive:rest, Provider::rest ---- */

/* Of a drive's items: not of files. $w is what stands in front of the names. */
static const char drive_items[] = "param($w) (Get-ChildItem -Path $w -ErrorAction Ignore).Name";
static const char drive_root[] =
    "param($w) Get-PSDrive -Name $w -ErrorAction Ignore | ForEach-Object { $_.Name; "
    "if ($_.Provider.Name -eq 'FileSystem') { $_.Root } else { '' } }";

static void add_items(struct completing *c, const struct word *w, const char *prefix,
                      const char *container, const char *rest)
{
    AUTO_VALUE found = complete_look_up(c, drive_items, container);
    for (size_t i = 0; i < found.array->len; i++) {
        AUTO_VALUE name = value_to_string(found.array->items[i]);
        if (!complete_fits(rest, name.str->data))
            continue;
        AUTO_FREE char *whole = xasprintf("%s%s", prefix, name.str->data);
        AUTO_FREE char *text = complete_quoted(whole, w->quote);
        AUTO_FREE char *tip = xasprintf("%s/%s", container, name.str->data);
        completion_add_verbatim(c->out, COMPLETE_FILE, text, name.str->data, tip);
    }
}

/* Files below root stand in the text as files of the drive. */
static void rename_root(struct completion *out, const char *root, const char *shown)
{
    size_t n = strlen(root);
    for (size_t i = 0; i < out->items.len; i++) {
        struct completion_item *item = &out->items.items[i];
        char *at = strchr(item->text, '/');
        if (!at || strncmp(at, root, n))
            continue;
        char *text = xasprintf("%.*s%s%s", (int)(at - item->text), item->text, shown, at + n);
        free(item->text);
        item->text = text;
    }
}

static bool add_of_provider(struct completing *c, const struct word *w, const char *name,
                            const char *rest)
{
    static const char *const providers[][2] = {
        { "Alias", "Alias:" },       { "Environment", "Env:" }, { "Function", "Function:" },
        { "Variable", "Variable:" }, { "FileSystem", NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(providers); i++) {
        if (!text_caseeq(name, providers[i][0]))
            continue;
        if (providers[i][1]) {
            AUTO_FREE char *prefix = xasprintf("%s::", name);
            add_items(c, w, prefix, providers[i][1], rest);
        } else if (*rest == '/' && add_files(c, w, rest)) {
            rename_root(c->out, "", "FileSystem::");
        }
        break;
    }
    return c->out->items.len > 0;
}

static bool add_of_drive(struct completing *c, const struct word *w)
{
    size_t n = 0;
    while (isalnum((unsigned char)w->text[n]) || w->text[n] == '_')
        n++;
    if (!n || w->text[n] != ':')
        return false;
    AUTO_FREE char *name = xstrndup(w->text, n);
    const char *rest = w->text + n + 1;
    if (*rest == ':')
        return add_of_provider(c, w, name, rest + 1);
    AUTO_VALUE drive = complete_look_up(c, drive_root, name);
    if (drive.array->len < 2)
        return false;
    AUTO_VALUE proper = value_to_string(drive.array->items[0]);
    AUTO_VALUE root = value_to_string(drive.array->items[1]);
    rest += *rest == '/' || *rest == '\\';
    AUTO_FREE char *prefix = xasprintf("%s:/", proper.str->data);
    if (root.str->len) {
        const char *slash = root.str->data[root.str->len - 1] == '/' ? "" : "/";
        AUTO_FREE char *folder = xasprintf("%s%s", root.str->data, slash);
        AUTO_FREE char *path = xasprintf("%s%s", folder, rest);
        if (add_files(c, w, path))
            rename_root(c->out, folder, prefix);
    } else {
        AUTO_FREE char *container = xasprintf("%s:", proper.str->data);
        add_items(c, w, prefix, container, rest);
    }
    return c->out->items.len > 0;
}

/* ---- others ---- */

/* @name where a splatted variable may stand or begin a statement. */
static bool add_splatted(struct completing *c, const struct word *w)
{
    if (*w->text != '@' || w->quote || !isalpha((unsigned char)w->text[1]) ||
        c->at->kind == CURSOR_VARIABLE)
        return false;
    struct parse_cursor at = *c->at;
    struct completing own = *c;
    at.start = (uint32_t)w->start;
    own.at = &at;
    own.typed = w->text + 1;
    complete_variable(&own);
    return c->out->items.len > 0;
}

/* [T]::Method[type and $x.Method[type */
static bool add_type_argument(struct completing *c, size_t *start)
{
    size_t i = c->cursor;
    while (i && (isalnum((unsigned char)c->text[i - 1]) || strchr("_.", c->text[i - 1])))
        i--;
    size_t typed = i;
    if (!i || c->at->kind == CURSOR_ARGUMENT || c->text[--i] != '[')
        return false;
    size_t name = i;
    while (name && (isalnum((unsigned char)c->text[name - 1]) || c->text[name - 1] == '_'))
        name--;
    bool is_member =
        name < i && name > 1 &&
        (c->text[name - 1] == '.' || (c->text[name - 1] == ':' && c->text[name - 2] == ':'));
    if (!is_member)
        return false;
    AUTO_FREE char *word = xstrndup(c->text + typed, c->cursor - typed);
    struct parse_cursor at = *c->at;
    struct completing own = *c;
    at.kind = CURSOR_TYPE;
    at.start = (uint32_t)typed;
    own.at = &at;
    own.typed = word;
    complete_type(&own);
    *start = typed;
    return c->out->items.len > 0;
}

/* -not and -bnot behind an operand, where no operator of two sides is of this name. */
static bool add_unary(struct completing *c, const struct word *w)
{
    if (c->at->kind != CURSOR_NONE ||
        (!text_caseeq(w->text, "-not") && !text_caseeq(w->text, "-bnot")))
        return false;
    struct completing own = *c;
    own.typed = w->text + 1;
    complete_operator(&own);
    return c->out->items.len > 0;
}

bool complete_by_word(struct completing *c, size_t *start)
{
    struct word w;
    word_before_cursor(c->text, c->cursor, &w);
    AUTO_FREE char *text = w.text;
    bool path = c->at->kind != CURSOR_MEMBER && c->at->kind != CURSOR_TYPE &&
                c->at->kind != CURSOR_PARAMETER && c->at->kind != CURSOR_HASH_KEY &&
                c->at->kind != CURSOR_VARIABLE;
    bool done =
        (path && (add_behind_variable(c, &w) || add_behind_quotes(c, &w) || add_of_drive(c, &w))) ||
        add_splatted(c, &w) || add_unary(c, &w);
    if (done)
        *start = w.start;
    if (done)
        c->out->ordered = true;
    return done || add_type_argument(c, start);
}
