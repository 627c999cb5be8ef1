#include <ctype.h>
#include <glob.h>
#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/argument_text.h"
#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/native/native.h"
#include "shell/runtime/session.h"

void native_argv_add(struct native_argv *argv, char *s)
{
    if (argv->len + 2 > argv->cap) {
        argv->cap = argv->cap ? argv->cap * 2 : 16;
        argv->items = xreallocarray(argv->items, argv->cap, sizeof(char *));
    }
    argv->items[argv->len++] = s;
    argv->items[argv->len] = NULL;
}

/* An argument ends at a NUL, as the system has it. */
static char *text_of(struct value v)
{
    struct strbuf text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    return strbuf_detach(&text, NULL);
}

/* -Name: before its value. */
struct prefix {
    const char *text; /* with the colon; NULL: there is none */
    bool apart;       /* a blank stands between the two */
};

/* Takes text. */
static void add_after(struct native_argv *argv, const struct prefix *prefix, char *text)
{
    if (!prefix->text) {
        native_argv_add(argv, text);
    } else if (prefix->apart) {
        native_argv_add(argv, xstrdup(prefix->text));
        native_argv_add(argv, text);
    } else {
        native_argv_add(argv, xasprintf("%s%s", prefix->text, text));
        free(text);
    }
}

/* Takes text. */
static void add_glob(struct native_argv *argv, const struct prefix *prefix, char *text)
{
    if (text[0] == '~' && (text[1] == '\0' || text[1] == '/')) {
        const char *home = getenv("HOME");
        if (home) {
            char *full = xasprintf("%s%s", home, text + 1);
            free(text);
            text = full;
        }
    }
    glob_t found;
    if (!strpbrk(text, "*?[") || glob(text, GLOB_NOESCAPE, NULL, &found) != 0) {
        add_after(argv, prefix, text);
        return;
    }
    for (size_t i = 0; i < found.gl_pathc; i++)
        add_after(argv, prefix, xstrdup(found.gl_pathv[i]));
    globfree(&found);
    free(text);
}

/* Blanks outside of double quotes. */
static bool needs_quotes(const char *s)
{
    bool quoted = false, needed = false;
    for (const char *at = s; *at; at++) {
        if (*at == '"' && (at == s || at[-1] != '\\'))
            quoted = !quoted;
        else if (isspace((unsigned char)*at) && !quoted)
            needed = true;
    }
    return needed;
}

/* The words of a list's source text. */
static void add_words(struct native_argv *argv, const struct prefix *prefix, const char *s,
                      size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t n = 0;
        while (i + n < len && s[i + n] != ' ')
            n++;
        if (n)
            add_glob(argv, prefix, xstrndup(s + i, n));
        i += n + 1;
    }
}

/* $null is no argument, an empty text is one. */
static void add_item(struct native_argv *argv, const struct prefix *prefix, struct value v,
                     bool quoted)
{
    if (value_is_null(v))
        return;
    char *text = text_of(v);
    if (quoted || !*text || needs_quotes(text))
        add_after(argv, prefix, text);
    else
        add_glob(argv, prefix, text);
}

/* list: the source text of a list that was written out, or nothing. */
static void add_value(struct native_argv *argv, const struct prefix *prefix,
                      const struct call_arg *arg, struct ast_str list)
{
    struct value v = arg->value;
    if (v.kind != V_ARRAY) {
        add_item(argv, prefix, v, arg->quoted);
        return;
    }
    for (size_t i = 0; i < v.array->len; i++) {
        AUTO_FREE char *text = list.len ? text_of(v.array->items[i]) : NULL;
        if (text && *text && !needs_quotes(text)) {
            add_words(argv, prefix, list.s, list.len);
            return;
        }
        add_item(argv, prefix, v.array->items[i], false);
    }
}

/* %NAME% by the environment variable's value; as it is where there is none. */
static void expand_environment(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        const char *end = s[i] == '%' ? memchr(s + i + 1, '%', len - i - 1) : NULL;
        AUTO_FREE char *name = end ? xstrndup(s + i + 1, (size_t)(end - s) - i - 1) : NULL;
        const char *v = name && *name ? getenv(name) : NULL;
        if (v) {
            strbuf_adds(out, v);
            i = (size_t)(end - s);
        } else {
            strbuf_addch(out, s[i]);
        }
    }
}

/* After --%: words at blanks, quotes are theirs. */
static void add_raw(struct native_argv *argv, const char *s, size_t len)
{
    AUTO_STRBUF text = STRBUF_INIT;
    expand_environment(s, len, &text);
    for (size_t i = 0; i < text.len;) {
        size_t n = strcspn(text.buf + i, " ");
        if (n)
            native_argv_add(argv, xstrndup(text.buf + i, n));
        i += n + (text.buf[i + n] == ' ');
    }
}

static void add_splat(struct native_argv *argv, const struct call_arg *arg)
{
    static const struct prefix none;
    struct value v = arg->value;
    if (v.kind != V_HASH) {
        add_value(argv, &none, arg, (struct ast_str){ 0 });
        return;
    }
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(v.hash, &i));) {
        AUTO_FREE char *key = text_of(e->key);
        AUTO_FREE char *text = text_of(e->value);
        native_argv_add(argv, xasprintf("-%s:%s", key, text));
    }
}

/* What stands behind the first skip bytes of an argument. */
static struct ast_str source_behind(const struct command_call *call, const struct call_arg *arg,
                                    size_t skip)
{
    const struct ast *ast = call->position.ast;
    if (!ast || arg->end > ast->len || arg->start + skip > arg->end)
        return (struct ast_str){ 0 };
    return (struct ast_str){ ast->text + arg->start + skip,
                             arg->end - arg->start - (uint32_t)skip };
}

static void add_name(struct native_argv *argv, const struct command_call *call,
                     const struct call_arg *arg)
{
    bool valued = arg->kind == CALL_ARG_NAME_VALUE;
    bool written = arg->text && arg->text_len && arg->text[0] == '-';
    static const struct prefix none;
    char *name = written ? xstrndup(arg->text, arg->text_len)
                         : xasprintf("-%s%s", arg->name, valued ? ":" : "");
    if (!valued) {
        add_glob(argv, &none, name);
        return;
    }
    AUTO_FREE char *kept = name;
    struct ast_str value =
        written ? source_behind(call, arg, arg->text_len) : (struct ast_str){ 0 };
    struct prefix prefix = { name, value.len && isspace((unsigned char)value.s[0]) };
    add_value(argv, &prefix, arg, arg->listed ? value : (struct ast_str){ 0 });
}

/* PSNativeCommandArgumentPassing = 'Legacy': the arguments as one command line, where only blanks
 * were thought of, taken apart again. */
static void through_command_line(struct native_argv *argv)
{
    AUTO_STRBUF line = STRBUF_INIT;
    for (size_t i = 1; i < argv->len; i++) {
        const char *arg = argv->items[i];
        bool quotes = needs_quotes(arg);
        strbuf_addf(&line, quotes ? " \"%s" : " %s", arg);
        for (size_t n = strlen(arg); quotes && n > 0 && arg[n - 1] == '\\'; n--)
            strbuf_addch(&line, '\\');
        if (quotes)
            strbuf_addch(&line, '"');
        free(argv->items[i]);
    }
    argv->len = 1;
    argv->items[1] = NULL;
    argument_vec split = VEC_INIT;
    argument_text_split(line.buf ? line.buf : "", &split);
    for (size_t i = 0; i < split.len; i++)
        native_argv_add(argv, split.items[i]);
    vec_release(&split);
}

/* What is neither Standard nor Windows, which are the same here, is Legacy. */
static bool passes_lines(struct session *s)
{
    static const char name[] = "PSNativeCommandArgumentPassing";
    AUTO_VALUE v = value_null();
    if (!session_lookup_variable(s, name, sizeof(name) - 1, &v))
        return false;
    AUTO_FREE char *text = text_of(v);
    return !text_caseeq(text, "Standard") && !text_caseeq(text, "Windows");
}

void native_argv_add_argument(struct native_argv *argv, const struct stage *stage,
                              const struct call_arg *arg)
{
    const struct command_call *call = stage->call;
    static const struct prefix none;
    switch (arg->kind) {
    case CALL_ARG_NAME:
    case CALL_ARG_NAME_VALUE:
        add_name(argv, call, arg);
        break;
    case CALL_ARG_SPLAT:
        add_splat(argv, arg);
        break;
    case CALL_ARG_END_OF_NAMES:
        native_argv_add(argv, xstrdup("--"));
        break;
    case CALL_ARG_RAW:
        if (arg->text)
            add_raw(argv, arg->text, arg->text_len);
        else if (arg->value.kind == V_STRING)
            add_raw(argv, arg->value.str->data, arg->value.str->len);
        break;
    case CALL_ARG_VALUE:
        if (arg->text && value_is_number(arg->value))
            native_argv_add(argv, xstrndup(arg->text, arg->text_len));
        else
            add_value(argv, &none, arg,
                      arg->listed ? source_behind(call, arg, 0) : (struct ast_str){ 0 });
        break;
    }
}

void native_argv_build(struct native_argv *argv, const char *name, const struct stage *stage)
{
    native_argv_add(argv, xstrdup(name));
    for (size_t i = 0; i < stage->call->nargs; i++)
        native_argv_add_argument(argv, stage, &stage->call->args[i]);
    if (passes_lines(stage_session(stage)))
        through_command_line(argv);
}

void native_argv_release(struct native_argv *argv)
{
    for (size_t i = 0; i < argv->len; i++)
        free(argv->items[i]);
    free(argv->items);
    *argv = (struct native_argv){ 0 };
}
