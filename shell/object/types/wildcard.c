/* System.Management.Automation.WildcardPattern. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/fail.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

enum { WILDCARD_COMPILED = 1, WILDCARD_IGNORE_CASE = 2, WILDCARD_INVARIANT = 4 };
enum { REGEX_IGNORE_CASE = 1, REGEX_COMPILED = 8, REGEX_SINGLELINE = 16, REGEX_INVARIANT = 512 };

struct pattern {
    struct value text;
    int32_t options;
};

static struct pattern *pattern_of(struct value v)
{
    return object_payload(v.object);
}

static void pattern_destroy(struct object *o)
{
    value_unref(((struct pattern *)object_payload(o))->text);
}

static int null_pattern(struct err **err)
{
    return fail_with(err, "System.Management.Automation.PSArgumentNullException",
                     "PSArgumentNullException",
                     "Cannot process argument because the value of argument \"pattern\" is null. "
                     "Change the value of argument \"pattern\" to a non-null value.");
}

CALL(pattern_new)
{
    (void)self;
    int32_t options = 0;
    if (args[0].kind == V_NULL)
        return null_pattern(err);
    if (n > 1 && arg_enum(args[1], &enum_wildcard_options, &options, err) < 0)
        return -1;
    struct object *o = object_new(&type_wildcard_pattern);
    struct pattern *p = object_payload(o);
    p->text = arg_string(args[0]);
    p->options = options;
    *out = value_of_object(o);
    return 0;
}

CALL(pattern_is_match)
{
    (void)n;
    const struct pattern *p = pattern_of(self);
    AUTO_VALUE text = arg_string(args[0]);
    if (!text_wildcard_valid(p->text.str->data, p->text.str->len))
        return fail_wildcard(err, p->text.str->data);
    *out = value_bool(args[0].kind != V_NULL &&
                      text_wildcard_match(p->text.str->data, p->text.str->len, text.str->data,
                                          text.str->len, p->options & WILDCARD_IGNORE_CASE));
    return 0;
}

static void add_literal(struct strbuf *out, char c)
{
    if (strchr("()[.?*{}^$+|\\", c) && c)
        strbuf_addch(out, '\\');
    strbuf_addch(out, c);
}

/* [a-z] of a pattern; the offset after it, or 0 when it has no end. */
static size_t add_bracket(const char *s, size_t len, size_t i, struct strbuf *out)
{
    size_t mark = out->len;
    strbuf_addch(out, '[');
    for (i++; i < len && s[i] != ']'; i++) {
        bool range = s[i] == '-';
        if (s[i] == '`' && i + 1 < len)
            i++;
        if (!range && strchr("[]-\\^", s[i]))
            strbuf_addch(out, '\\');
        strbuf_addch(out, s[i]);
    }
    if (i < len) {
        strbuf_addch(out, ']');
        return i + 1;
    }
    out->len = mark;
    return 0;
}

CALL(pattern_to_regex)
{
    (void)args;
    (void)n;
    const struct pattern *p = pattern_of(self);
    const char *s = p->text.str->data;
    size_t len = p->text.str->len;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addch(&text, '^');
    for (size_t i = 0; i < len;) {
        if (s[i] == '*' || s[i] == '?') {
            strbuf_adds(&text, s[i++] == '*' ? ".*" : ".");
        } else if (s[i] == '[') {
            i = add_bracket(s, len, i, &text);
            if (!i)
                return fail_wildcard(err, p->text.str->data);
        } else {
            if (s[i] == '`' && i + 1 < len)
                i++;
            add_literal(&text, s[i++]);
        }
    }
    strbuf_addch(&text, '$');
    const char *from = text.buf;
    size_t n_text = text.len;
    if (strcmp(from, "^.*$") == 0) {
        n_text = 0;
    } else {
        if (strncmp(from, "^.*", 3) == 0) {
            from += 3;
            n_text -= 3;
        }
        if (n_text >= 3 && memcmp(from + n_text - 3, ".*$", 3) == 0)
            n_text -= 3;
    }
    int32_t options = REGEX_SINGLELINE | (p->options & WILDCARD_COMPILED ? REGEX_COMPILED : 0) |
                      (p->options & WILDCARD_IGNORE_CASE ? REGEX_IGNORE_CASE : 0) |
                      (p->options & WILDCARD_INVARIANT ? REGEX_INVARIANT : 0);
    AUTO_VALUE pattern = value_string_len(from, n_text);
    struct value call[2] = { pattern, value_enum(&enum_regex_options, options) };
    const struct method *m = type_find_static_method(&type_regex, "new", 3);
    return m->call(value_type(&type_regex), call, 2, out, err);
}

CALL(pattern_to_wql)
{
    UNUSED_CALL();
    const struct pattern *p = pattern_of(self);
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < p->text.str->len; i++) {
        char c = p->text.str->data[i];
        if (c == '`' && i + 1 < p->text.str->len)
            strbuf_addch(&text, p->text.str->data[++i]);
        else if (c == '\'' || c == '%' || c == '_')
            strbuf_addf(&text, c == '\'' ? "\\%c" : "[%c]", c);
        else
            strbuf_addch(&text, c == '*' ? '%' : c == '?' ? '_' : c);
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(pattern_escape)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return null_pattern(err);
    AUTO_VALUE from = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < from.str->len; i++) {
        if (strchr("*?[]`", from.str->data[i]))
            strbuf_addch(&text, '`');
        strbuf_addch(&text, from.str->data[i]);
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(pattern_unescape)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return null_pattern(err);
    AUTO_VALUE from = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    bool escaped = false;
    for (size_t i = 0; i < from.str->len; i++) {
        char c = from.str->data[i];
        if (c == '`') {
            if (escaped)
                strbuf_addch(&text, c);
            escaped = !escaped;
            continue;
        }
        if (escaped && !strchr("*?[]", c))
            strbuf_addch(&text, '`');
        strbuf_addch(&text, c);
        escaped = false;
    }
    if (escaped)
        strbuf_addch(&text, '`');
    *out = value_string_take(&text);
    return 0;
}

CALL(pattern_has_wildcards)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE from = arg_string(args[0]);
    bool found = false;
    for (size_t i = 0; i < from.str->len && !found; i++) {
        found = strchr("*?[]", from.str->data[i]) != NULL;
        if (from.str->data[i] == '`')
            i++;
    }
    *out = value_bool(found);
    return 0;
}

static const struct method pattern_methods[] = {
    METHOD("IsMatch", 1, 1, pattern_is_match, "bool IsMatch(string input)"),
    METHOD("ToRegex", 0, 0, pattern_to_regex, "regex ToRegex()"),
    METHOD("ToWql", 0, 0, pattern_to_wql, "string ToWql()"),
};
static const struct method pattern_statics[] = {
    METHOD("new", 1, 2, pattern_new, NULL),
    METHOD("Get", 2, 2, pattern_new,
           "WildcardPattern Get(string pattern, System.Management.Automation.WildcardOptions "
           "options)"),
    METHOD("Escape", 1, 1, pattern_escape, "string Escape(string pattern)"),
    METHOD("Unescape", 1, 1, pattern_unescape, "string Unescape(string pattern)"),
    METHOD("ContainsWildcardCharacters", 1, 1, pattern_has_wildcards,
           "bool ContainsWildcardCharacters(string pattern)"),
};
const struct type_info type_wildcard_pattern = {
    .name = "System.Management.Automation.WildcardPattern",
    .accelerator = "WildcardPattern",
    .base = &type_object,
    METHODS(pattern_methods),
    STATICS(pattern_statics),
    .payload_size = sizeof(struct pattern),
    .destroy = pattern_destroy,
};
