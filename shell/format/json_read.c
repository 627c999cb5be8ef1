#include "shell/format/json_read.h"

#include <errno.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"

struct reader {
    const char *text, *p, *end;
    const struct json_options *options;
    struct shapes *shapes;
    struct strbuf scratch;
    int depth, max_depth;
    struct err **err;
};

static int read_value(struct reader *r, struct value *out);

static int fail(struct reader *r, const char *what)
{
    int line = 1;
    size_t column = 0;
    size_t at = (size_t)(r->p - r->text);

    for (size_t i = 0; i < at; i++) {
        column++;
        if (r->text[i] == '\n') {
            line++;
            column = 0;
        }
    }
    err_set(r->err, ERR_INVALID_PARAMETER,
            "Conversion from JSON failed with error: %s Path '', line %d, position %zu.", what,
            line, column);
    return err_type(r->err, "System.ArgumentException", "System.ArgumentException");
}

static int fail_char(struct reader *r, const char *where)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (r->p >= r->end)
        return fail(r, "Unexpected end of the text.");
    size_t used = 1;
    uint32_t rune = utf8_decode(r->p, (size_t)(r->end - r->p), &used);
    strbuf_addf(&text, "Unexpected character encountered while parsing %s: ", where);
    strbuf_addrune(&text, rune);
    strbuf_addch(&text, '.');
    return fail(r, text.buf);
}

static int skip_space(struct reader *r)
{
    for (;;) {
        while (r->p < r->end && strchr(" \t\r\n", *r->p) && *r->p)
            r->p++;
        if (r->end - r->p < 2 || r->p[0] != '/')
            return 0;
        if (r->p[1] == '/') {
            while (r->p < r->end && *r->p != '\n')
                r->p++;
        } else if (r->p[1] == '*') {
            const char *close = memmem(r->p + 2, (size_t)(r->end - r->p) - 2, "*/", 2);
            if (!close)
                return fail(r, "Unexpected end while parsing comment.");
            r->p = close + 2;
        } else {
            return 0;
        }
    }
}

static int read_hex4(struct reader *r, unsigned *unit)
{
    *unit = 0;
    if (r->end - r->p < 4)
        return fail(r, "Unexpected end while parsing Unicode escape sequence.");
    for (int i = 0; i < 4; i++, r->p++) {
        char c = *r->p;
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                                : 16;
        if (digit > 15)
            return fail_char(r, "Unicode escape sequence");
        *unit = *unit * 16 + digit;
    }
    return 0;
}

static int read_escape(struct reader *r)
{
    static const char from[] = "\"'\\/bfnrt", to[] = "\"'\\/\b\f\n\r\t";
    unsigned unit, low;

    r->p++;
    if (r->p >= r->end)
        return fail(r, "Unterminated string.");
    char c = *r->p;
    const char *at = c ? strchr(from, c) : NULL;
    if (at) {
        strbuf_addch(&r->scratch, to[at - from]);
        r->p++;
        return 0;
    }
    if (c != 'u')
        return fail_char(r, "escape sequence");
    r->p++;
    if (read_hex4(r, &unit))
        return -1;
    if (unit >= 0xD800 && unit < 0xDC00 && r->end - r->p >= 6 && r->p[0] == '\\' &&
        r->p[1] == 'u') {
        const char *back = r->p;
        r->p += 2;
        if (read_hex4(r, &low))
            return -1;
        if (low >= 0xDC00 && low < 0xE000) {
            strbuf_addrune(&r->scratch, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            return 0;
        }
        r->p = back;
    }
    strbuf_addrune(&r->scratch, unit);
    return 0;
}

/* The text after an opening quote; without escapes it is taken from the input. */
static int read_text(struct reader *r, const char **s, size_t *len)
{
    char quote = *r->p++;
    const char *start = r->p;

    while (r->p < r->end && *r->p != quote && *r->p != '\\')
        r->p++;
    if (r->p < r->end && *r->p == quote) {
        *s = start;
        *len = (size_t)(r->p++ - start);
        return 0;
    }
    strbuf_reset(&r->scratch);
    strbuf_add(&r->scratch, start, (size_t)(r->p - start));
    while (r->p < r->end && *r->p != quote) {
        if (*r->p == '\\') {
            if (read_escape(r))
                return -1;
            continue;
        }
        start = r->p;
        while (r->p < r->end && *r->p != quote && *r->p != '\\')
            r->p++;
        strbuf_add(&r->scratch, start, (size_t)(r->p - start));
    }
    if (r->p >= r->end)
        return fail(r, "Unterminated string. Expected delimiter: \".");
    r->p++;
    *s = r->scratch.buf;
    *len = r->scratch.len;
    return 0;
}

static bool digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

/* yyyy-MM-ddTHH:mm:ss[.f][Z|+hh:mm] */
static bool looks_like_date(const char *s, size_t len)
{
    if (len < 19 || len > 40 || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' ||
        s[16] != ':')
        return false;
    if (!digits(s, 4) || !digits(s + 5, 2) || !digits(s + 8, 2) || !digits(s + 11, 2) ||
        !digits(s + 14, 2) || !digits(s + 17, 2))
        return false;
    size_t i = 19;
    if (i < len && s[i] == '.') {
        size_t f = ++i;
        while (i < len && s[i] >= '0' && s[i] <= '9')
            i++;
        if (i == f)
            return false;
    }
    if (i == len || (i + 1 == len && s[i] == 'Z'))
        return true;
    return i + 6 == len && (s[i] == '+' || s[i] == '-') && digits(s + i + 1, 2) &&
           s[i + 3] == ':' && digits(s + i + 4, 2);
}

static bool read_date(const struct reader *r, const char *s, size_t len, struct value *out)
{
    if (r->options->dates == JSON_DATES_STRING || !looks_like_date(s, len) ||
        date_parse(s, len, out))
        return false;
    if (s[len - 1] == 'Z')
        *out = date_to_utc(*out);
    if (r->options->dates == JSON_DATES_LOCAL)
        *out = date_to_local(*out);
    else if (r->options->dates == JSON_DATES_UTC)
        *out = date_to_utc(*out);
    return true;
}

static int read_string(struct reader *r, struct value *out)
{
    const char *s;
    size_t len;

    if (read_text(r, &s, &len))
        return -1;
    if (!read_date(r, s, len, out))
        *out = value_string_len(s, len);
    return 0;
}

static int read_number(struct reader *r, struct value *out)
{
    const char *start = r->p;
    bool real = false;
    char buf[64];

    if (r->p < r->end && (*r->p == '-' || *r->p == '+'))
        r->p++;
    while (r->p < r->end && ((*r->p >= '0' && *r->p <= '9') || strchr(".eE+-", *r->p)) && *r->p) {
        real = real || *r->p == '.' || *r->p == 'e' || *r->p == 'E';
        r->p++;
    }
    size_t len = (size_t)(r->p - start);
    if (len - (start[0] == '-' || start[0] == '+') == 0) {
        return fail_char(r, "value");
    }
    AUTO_FREE char *big = len < sizeof(buf) ? NULL : xstrndup(start, len);
    char *text = big ? big : buf;
    char *stop;
    if (!big) {
        memcpy(buf, start, len);
        buf[len] = '\0';
    }
    if (!real) {
        errno = 0;
        long long n = strtoll(text, &stop, 10);
        if (errno == 0 && *stop == '\0') {
            *out = value_long(n);
            return 0;
        }
        struct value s = value_string_len(text, len);
        struct err *err = NULL;
        int rc = value_convert(s, &type_decimal, out, &err);
        value_unref(s);
        if (rc == 0)
            return 0;
        err_clear(&err);
    }
    double d = strtod(text, &stop);
    if (*stop != '\0') {
        r->p = start;
        return fail(r, "Input string is not a valid number.");
    }
    *out = value_double(d);
    return 0;
}

static int read_word(struct reader *r, struct value *out)
{
    static const struct {
        const char *word;
        size_t len;
        int what;
    } words[] = {
        { "true", 4, 0 }, { "false", 5, 1 },    { "null", 4, 2 },      { "undefined", 9, 2 },
        { "NaN", 3, 3 },  { "Infinity", 8, 4 }, { "-Infinity", 9, 5 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
        size_t n = words[i].len;
        if ((size_t)(r->end - r->p) < n || memcmp(r->p, words[i].word, n) != 0)
            continue;
        r->p += n;
        switch (words[i].what) {
        case 0:
        case 1:
            *out = value_bool(words[i].what == 0);
            break;
        case 2:
            *out = value_null();
            break;
        default:
            *out = value_double(words[i].what == 3   ? __builtin_nan("")
                                : words[i].what == 4 ? __builtin_inf()
                                                     : -__builtin_inf());
        }
        return 0;
    }
    return fail_char(r, "value");
}

static int read_array(struct reader *r, struct value *out)
{
    struct array *a = array_new(4);

    *out = value_of_array(a);
    r->p++;
    for (;;) {
        if (skip_space(r))
            return -1;
        if (r->p < r->end && *r->p == ']') {
            r->p++;
            return 0;
        }
        struct value item = value_null();
        int rc = read_value(r, &item);
        array_push_take(a, item);
        if (rc || skip_space(r))
            return -1;
        if (r->p < r->end && *r->p == ',')
            r->p++;
        else if (r->p >= r->end || *r->p != ']')
            return r->p < r->end ? fail_char(r, "array")
                                 : fail(r, "Unexpected end when deserializing array.");
    }
}

static int read_key(struct reader *r, struct str **key)
{
    const char *s;
    size_t len;

    if (r->p >= r->end)
        return fail(r, "Unexpected end when deserializing object.");
    if (*r->p == '"' || *r->p == '\'') {
        if (read_text(r, &s, &len))
            return -1;
    } else {
        s = r->p;
        while (r->p < r->end && ((*r->p >= 'a' && *r->p <= 'z') || (*r->p >= 'A' && *r->p <= 'Z') ||
                                 *r->p == '_' || *r->p == '$' || (*r->p >= '0' && *r->p <= '9')))
            r->p++;
        len = (size_t)(r->p - s);
        if (len == 0)
            return fail_char(r, "property name");
    }
    *key = str_new(s, len);
    return 0;
}

/* Adds the property; takes value, not key. */
static int add_property(struct reader *r, struct value *out, struct str *key, struct value v)
{
    if (out->kind == V_HASH) {
        hash_set_take(out->hash, value_of_str(key), v);
        return 0;
    }
    struct object *o = out->object;
    int slot = o->shape ? shape_find(o->shape, key->data, key->len) : -1;
    if (slot < 0) {
        if (key->len == 0) {
            value_unref(v);
            err_set(r->err, ERR_INVALID_PARAMETER,
                    "The provided JSON includes a property whose name is an empty string, this is "
                    "only supported using the -AsHashTable switch.");
            return err_type(r->err, "System.InvalidOperationException", "EmptyKeyInJsonString");
        }
        object_set_note_str_take(o, r->shapes, key, v);
        return 0;
    }
    struct str *old = shape_name(o->shape, (uint32_t)slot);
    if (!str_equals(old, key, false)) {
        value_unref(v);
        err_set(
            r->err, ERR_INVALID_PARAMETER,
            "Cannot convert the JSON string because it contains keys with different casing. "
            "Please use the -AsHashTable switch instead. The key that was attempted to be added "
            "to the existing key '%s' was '%s'.",
            old->data, key->data);
        return err_type(r->err, "System.InvalidOperationException",
                        "KeysWithDifferentCasingInJsonString");
    }
    value_replace_take(&o->slots[slot], v);
    return 0;
}

static int read_property(struct reader *r, struct value *out)
{
    struct str *key = NULL;
    struct value v = value_null();

    if (read_key(r, &key))
        return -1;
    AUTO_VALUE key_owner = value_of_str(key);
    if (skip_space(r))
        return -1;
    if (r->p >= r->end || *r->p != ':')
        return r->p < r->end ? fail_char(r, "property name: expected ':' before")
                             : fail(r, "Unexpected end when deserializing object.");
    r->p++;
    if (read_value(r, &v)) {
        value_unref(v);
        return -1;
    }
    return add_property(r, out, key_owner.str, v);
}

static int read_object(struct reader *r, struct value *out)
{
    *out = r->options->as_hashtable ? value_of_hash(hash_new(HASH_ORDERED | HASH_CASE_SENSITIVE))
                                    : value_of_object(object_new_custom(r->shapes));
    r->p++;
    for (;;) {
        if (skip_space(r))
            return -1;
        if (r->p < r->end && *r->p == '}') {
            r->p++;
            return 0;
        }
        if (read_property(r, out) || skip_space(r))
            return -1;
        if (r->p < r->end && *r->p == ',')
            r->p++;
        else if (r->p >= r->end || *r->p != '}')
            return r->p < r->end ? fail_char(r, "object")
                                 : fail(r, "Unexpected end when deserializing object.");
    }
}

static int read_nested(struct reader *r, struct value *out)
{
    if (++r->depth > r->max_depth) {
        err_set(r->err, ERR_INVALID_PARAMETER,
                "Conversion from JSON failed with error: The reader's MaxDepth of %d has been "
                "exceeded.",
                r->max_depth);
        return err_type(r->err, "System.ArgumentException", "System.ArgumentException");
    }
    int rc = *r->p == '{' ? read_object(r, out) : read_array(r, out);
    r->depth--;
    return rc;
}

/* *out must be released by the caller also after a failure. */
static int read_value(struct reader *r, struct value *out)
{
    if (skip_space(r))
        return -1;
    if (r->p >= r->end)
        return fail(r, "Unexpected end of the text.");
    switch (*r->p) {
    case '{':
    case '[':
        return read_nested(r, out);
    case '"':
    case '\'':
        return read_string(r, out);
    case '-':
        if (r->end - r->p > 1 && r->p[1] == 'I')
            return read_word(r, out);
        return read_number(r, out);
    default:
        if (*r->p >= '0' && *r->p <= '9')
            return read_number(r, out);
        return read_word(r, out);
    }
}

int json_read(const char *text, size_t len, const struct json_options *options,
              struct shapes *shapes, struct value *out, struct err **err)
{
    struct reader r = {
        .text = text,
        .p = text,
        .end = text + len,
        .options = options,
        .shapes = shapes,
        .scratch = STRBUF_INIT,
        .max_depth = options->max_depth ? options->max_depth : 1024,
        .err = err,
    };
    struct value v = value_null();

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        r.p += 3;
    int rc = read_value(&r, &v);
    if (rc == 0)
        rc = skip_space(&r);
    if (rc == 0 && r.p < r.end) {
        AUTO_STRBUF what = STRBUF_INIT;
        size_t used = 1;
        strbuf_adds(&what, "Additional text encountered after finished reading JSON content: ");
        strbuf_addrune(&what, utf8_decode(r.p, (size_t)(r.end - r.p), &used));
        strbuf_addch(&what, '.');
        rc = fail(&r, what.buf);
    }
    strbuf_release(&r.scratch);
    if (rc) {
        value_unref(v);
        return -1;
    }
    *out = v;
    return 0;
}
