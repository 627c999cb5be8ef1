#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/format/property_spec.h"
#include "shell/format/yaml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

struct writer {
    const struct format_env *env;
    struct strbuf *out;
    int max_depth;
    bool truncated;
};

/* Where a value stands: after "key:", after "- ", or alone. */
enum place { AT_KEY, AT_ITEM, ALONE };

static void write_value(struct writer *w, struct value v, int indent, int depth, enum place place);

/* ---- scalars ---- */

/* Would a reader (also one of YAML 1.1) take the plain text for something else than a string? */
static bool reads_as_other(const char *s, size_t len)
{
    static const char *const words[] = {
        "~", "null", "true", "false", "yes",   "no",   "on", "off",
        "y", "n",    ".inf", "-.inf", "+.inf", ".nan", "=",  "<<"
    };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (text_caseeqn(s, len, words[i], strlen(words[i])))
            return true;
    /* numbers, dates, times: whatever begins like a number and goes on like one */
    size_t sign = s[0] == '-' || s[0] == '+';
    if (strchr("0123456789", s[sign]) || (s[sign] == '.' && strchr("0123456789", s[sign + 1]))) {
        if (strncmp(s, "0x", 2) == 0 || strncmp(s, "0o", 2) == 0)
            return true;
        return strspn(s, "0123456789.,_+-eE:") == len;
    }
    return false;
}

static bool plain_is_safe(const char *s, size_t len)
{
    if (len == 0 || strchr(" \t", s[0]) || strchr(" \t", s[len - 1]) || reads_as_other(s, len))
        return false;
    if (strchr("!&*{}[],#|>@`\"'%", s[0]))
        return false;
    if (strchr("-?:", s[0]) && (len == 1 || s[1] == ' '))
        return false;
    if (strncmp(s, "---", 3) == 0 || strncmp(s, "...", 3) == 0)
        return false;
    if (s[len - 1] == ':' || strstr(s, ": ") || strstr(s, " #") || strpbrk(s, "\n\r\t"))
        return false;
    return true;
}

static bool printable(uint32_t c)
{
    return c == '\n' || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) ||
           (c >= 0xE000 && c < 0xFEFF) || (c > 0xFEFF && c < 0xFFFE) || c >= 0x10000;
}

/* Bit 0: something that only double quotes can hold; bit 1: several lines. */
static int look_at(const char *s, size_t len)
{
    int found = 0;
    size_t used;

    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        if (!printable(c) || c == 0x2028 || c == 0x2029)
            found |= 1;
        if (c == '\n')
            found |= 2;
    }
    return found;
}

static void double_quoted(const char *s, size_t len, struct strbuf *out)
{
    static const char from[] = "\"\\\n\r\t\b\f\a", to[] = "\"\\nrtbfa";
    size_t used;

    strbuf_addch(out, '"');
    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        const char *at = c && c < 0x80 ? strchr(from, (int)c) : NULL;
        if (at)
            strbuf_addf(out, "\\%c", to[at - from]);
        else if (c > 0xFFFF && !printable(c))
            strbuf_addf(out, "\\U%08X", c);
        else if (!printable(c) || c == 0x2028 || c == 0x2029)
            strbuf_addf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
        else
            strbuf_add(out, s + i, used);
    }
    strbuf_addch(out, '"');
}

static void single_quoted(const char *s, size_t len, struct strbuf *out)
{
    strbuf_addch(out, '\'');
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\'')
            strbuf_addch(out, '\'');
        strbuf_addch(out, s[i]);
    }
    strbuf_addch(out, '\'');
}

/* Lines after "|", each indented. */
static void block_text(const char *s, size_t len, int indent, struct strbuf *out)
{
    size_t end = len;

    while (end && s[end - 1] == '\n')
        end--;
    strbuf_addch(out, '|');
    if (s[0] == ' ' || s[0] == '\n')
        strbuf_addch(out, '2');
    if (end == len)
        strbuf_addch(out, '-');
    else if (len - end > 1)
        strbuf_addch(out, '+');
    size_t stop = end == len ? len : len - 1; /* the last line end closes the last line */
    for (size_t at = 0; at <= stop;) {
        const char *nl = memchr(s + at, '\n', stop - at);
        size_t n = nl ? (size_t)(nl - s) - at : stop - at;
        strbuf_addch(out, '\n');
        if (n) {
            strbuf_fill(out, ' ', (size_t)indent);
            strbuf_add(out, s + at, n);
        }
        at += n + 1;
    }
}

/* indent: of the lines of a block, in spaces; negative: the text must stay in one line. */
static void write_text(const char *s, size_t len, int indent, struct strbuf *out)
{
    int what = look_at(s, len);
    size_t blank = strspn(s, "\n ");

    if (what & 1 || (what & 2 && (indent < 0 || blank == len)))
        double_quoted(s, len, out);
    else if (what & 2)
        block_text(s, len, indent, out);
    else if (memchr(s, '\t', len))
        double_quoted(s, len, out);
    else if (plain_is_safe(s, len))
        strbuf_add(out, s, len);
    else
        single_quoted(s, len, out);
}

static void write_double(struct value v, struct strbuf *out)
{
    size_t at = out->len;

    if (isnan(v.d)) {
        strbuf_adds(out, ".nan");
    } else if (isinf(v.d)) {
        strbuf_adds(out, v.d < 0 ? "-.inf" : ".inf");
    } else {
        value_method_string(v, out); /* all digits, so that it reads back as it was */
        if (!strpbrk(out->buf + at, ".eE"))
            strbuf_adds(out, ".0");
    }
}

static bool is_text_object(struct value v)
{
    if (v.kind != V_OBJECT)
        return false;
    const struct type_info *t = v.object->type;
    return t == &type_guid || t == &type_uri || t == &type_version || t == &type_ipaddress ||
           t == &type_scriptblock;
}

/* False: v is a collection or an object. */
static bool write_scalar(struct writer *w, struct value v, int indent)
{
    switch (v.kind) {
    case V_NULL:
        strbuf_adds(w->out, "null");
        return true;
    case V_BOOL:
        strbuf_adds(w->out, v.b ? "true" : "false");
        return true;
    case V_SINGLE:
    case V_DOUBLE:
        write_double(v, w->out);
        return true;
    case V_DATETIME:
        date_iso_text(v, w->out);
        return true;
    case V_ARRAY:
    case V_HASH:
        return false;
    case V_OBJECT:
        if (!is_text_object(v))
            return false;
        break;
    default:
        if (value_is_number(v)) {
            value_to_strbuf(v, w->out);
            return true;
        }
    }
    AUTO_VALUE text = value_to_string(v);
    write_text(text.str->data, text.str->len, indent, w->out);
    return true;
}

/* ---- collections ---- */

static void start_line(struct writer *w, int indent, bool *first)
{
    if (!*first) {
        strbuf_addch(w->out, '\n');
        strbuf_fill(w->out, ' ', (size_t)indent);
    }
    *first = false;
}

static void write_entry(struct writer *w, const char *key, size_t len, struct value v, int indent,
                        int depth, bool *first)
{
    start_line(w, indent, first);
    write_text(key, len, -1, w->out);
    strbuf_addch(w->out, ':');
    write_value(w, v, indent + 2, depth, AT_KEY);
}

static void write_hash(struct writer *w, const struct hash *h, int indent, int depth, bool first)
{
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(h, &i));) {
        if (e->key.kind != V_STRING && (value_is_number(e->key) || e->key.kind == V_BOOL)) {
            start_line(w, indent, &first);
            write_scalar(w, e->key, -1);
            strbuf_addch(w->out, ':');
            write_value(w, e->value, indent + 2, depth, AT_KEY);
            continue;
        }
        AUTO_VALUE key = value_to_string(e->key);
        write_entry(w, key.str->data, key.str->len, e->value, indent, depth, &first);
    }
}

static void write_members(struct writer *w, struct value v, int indent, int depth, bool first)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;

    while (member_iter_next(&it, &m)) {
        AUTO_FREE char *name = xstrndup(m.name, m.len);
        AUTO_VALUE value = value_null();
        format_get(w->env, v, name, &value);
        write_entry(w, name, m.len, value, indent, depth, &first);
    }
}

static bool is_empty(struct value v)
{
    if (v.kind == V_ARRAY)
        return v.array->len == 0;
    if (v.kind == V_HASH)
        return v.hash->count == 0;
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    return !member_iter_next(&it, &m);
}

static void write_value(struct writer *w, struct value v, int indent, int depth, enum place place)
{
    bool first = place != AT_KEY;

    if (place == AT_KEY &&
        (v.kind != V_ARRAY && v.kind != V_HASH && (v.kind != V_OBJECT || is_text_object(v))))
        strbuf_addch(w->out, ' ');
    if (write_scalar(w, v, indent > 0 ? indent : 2))
        return;
    if (is_empty(v)) {
        if (place == AT_KEY)
            strbuf_addch(w->out, ' ');
        strbuf_adds(w->out, v.kind == V_ARRAY ? "[]" : "{}");
        return;
    }
    if (depth >= w->max_depth) {
        AUTO_VALUE text = value_to_string(v);
        w->truncated = true;
        if (place == AT_KEY)
            strbuf_addch(w->out, ' ');
        write_text(text.str->data, text.str->len, indent > 0 ? indent : 2, w->out);
        return;
    }
    if (v.kind == V_HASH) {
        write_hash(w, v.hash, indent, depth + 1, first);
    } else if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++) {
            start_line(w, indent, &first);
            strbuf_adds(w->out, "- ");
            write_value(w, v.array->items[i], indent + 2, depth + 1, AT_ITEM);
        }
    } else {
        write_members(w, v, indent, depth + 1, first);
    }
}

void yaml_write(const struct format_env *env, struct value v, int depth, struct strbuf *out,
                bool *truncated)
{
    struct writer w = { .env = env, .out = out, .max_depth = depth };

    write_value(&w, v, 0, 0, ALONE);
    *truncated = w.truncated;
}
