#include <ctype.h>
#include <glob.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/nesting.h"
#include "shell/object/str.h"
#include "shell/runtime/native.h"

static void add_take(struct native_argv *argv, char *s)
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

static void add_glob(struct native_argv *argv, char *text)
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
        add_take(argv, text);
        return;
    }
    for (size_t i = 0; i < found.gl_pathc; i++)
        add_take(argv, xstrdup(found.gl_pathv[i]));
    globfree(&found);
    free(text);
}

static void add_nested(struct native_argv *argv, struct value v, const struct nesting *outer)
{
    struct nesting level;
    if (value_is_null(v))
        return;
    if (v.kind != V_ARRAY) {
        add_take(argv, text_of(v));
        return;
    }
    if (!nesting_enter(&level, outer, v.array))
        return;
    for (size_t i = 0; i < v.array->len; i++)
        add_nested(argv, v.array->items[i], &level);
}

static void add_value(struct native_argv *argv, struct value v)
{
    add_nested(argv, v, NULL);
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
            add_take(argv, xstrndup(text.buf + i, n));
        i += n + (text.buf[i + n] == ' ');
    }
}

static void add_splat(struct native_argv *argv, struct value v)
{
    if (v.kind != V_HASH) {
        add_value(argv, v);
        return;
    }
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(v.hash, &i));) {
        AUTO_FREE char *key = text_of(e->key);
        AUTO_FREE char *text = text_of(e->value);
        add_take(argv, xasprintf("-%s:%s", key, text));
    }
}

static void add_name(struct native_argv *argv, const struct call_arg *arg)
{
    struct strbuf text = STRBUF_INIT;
    if (arg->text && arg->text_len && arg->text[0] == '-')
        strbuf_add(&text, arg->text, arg->text_len);
    else
        strbuf_addf(&text, "-%s%s", arg->name, arg->kind == CALL_ARG_NAME_VALUE ? ":" : "");
    if (arg->kind == CALL_ARG_NAME_VALUE)
        value_to_strbuf(arg->value, &text);
    add_take(argv, strbuf_detach(&text, NULL));
}

void native_argv_build(struct native_argv *argv, const char *name, const struct command_call *call)
{
    add_take(argv, xstrdup(name));
    for (size_t i = 0; i < call->nargs; i++) {
        const struct call_arg *arg = &call->args[i];
        switch (arg->kind) {
        case CALL_ARG_NAME:
        case CALL_ARG_NAME_VALUE:
            add_name(argv, arg);
            break;
        case CALL_ARG_SPLAT:
            add_splat(argv, arg->value);
            break;
        case CALL_ARG_END_OF_NAMES:
            add_take(argv, xstrdup("--"));
            break;
        case CALL_ARG_RAW:
            if (arg->text)
                add_raw(argv, arg->text, arg->text_len);
            else if (arg->value.kind == V_STRING)
                add_raw(argv, arg->value.str->data, arg->value.str->len);
            break;
        case CALL_ARG_VALUE:
            if (arg->text && value_is_number(arg->value))
                add_take(argv, xstrndup(arg->text, arg->text_len));
            else if (arg->text && !arg->quoted && arg->value.kind == V_STRING)
                add_glob(argv, text_of(arg->value));
            else
                add_value(argv, arg->value);
            break;
        }
    }
}

void native_argv_release(struct native_argv *argv)
{
    for (size_t i = 0; i < argv->len; i++)
        free(argv->items[i]);
    free(argv->items);
    *argv = (struct native_argv){ 0 };
}
