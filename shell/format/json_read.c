#include "shell/format/json_read.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/hex.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/format/json_check.h"
#include "shell/format/json_number.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/hash.h"

enum { GUESSES = 64, TEXTS = 256, SHORT_TEXT = 16 };

/* Where the reader stands, for the path that errors name. */
struct place {
    const struct place *up;
    const char *key; /* NULL: an item of an array */
    size_t len;      /* of key, or the index */
};

struct reader {
    const char *text, *p, *end;
    const struct json_options *options;
    struct shape *root; /* its table is held; NULL: no objects are made */
    struct strbuf scratch;
    const struct place *place;
    int depth, max_depth;
    struct err **err;
    VEC(struct value) values;       /* of the objects being read, innermost last */
    struct shape *guesses[GUESSES]; /* shapes of objects met at like places */
    struct str *texts[TEXTS];       /* short texts met before, shared when they come again */
};

static int read_value(struct reader *r, struct value *out);

static void add_path(const struct place *at, struct strbuf *out)
{
    if (!at)
        return;
    add_path(at->up, out);
    if (!at->key) {
        strbuf_addf(out, "[%zu]", at->len);
        return;
    }
    bool plain = true;
    for (size_t i = 0; i < at->len; i++)
        if (strchr(" \t./'[](),:;?*\"\\", at->key[i]))
            plain = false;
    if (plain) {
        if (out->len)
            strbuf_addch(out, '.');
        strbuf_add(out, at->key, at->len);
        return;
    }
    strbuf_adds(out, "['");
    for (size_t i = 0; i < at->len; i++) {
        if (at->key[i] == '\'')
            strbuf_addch(out, '\\');
        strbuf_addch(out, at->key[i]);
    }
    strbuf_adds(out, "']");
}

static int fail(struct reader *r, const char *what)
{
    AUTO_STRBUF path = STRBUF_INIT;
    int line = 1;
    size_t column = 0;
    size_t at = (size_t)(r->p - r->text);

    for (size_t i = 0; i < at; i++) {
        if ((r->text[i] & 0xC0) != 0x80)
            column++;
        if (r->text[i] == '\n') {
            line++;
            column = 0;
        }
    }
    if (!r->place && at == 0)
        line = 0;
    add_path(r->place, &path);
    err_set(r->err, ERR_INVALID_PARAMETER,
            "Conversion from JSON failed with error: %s Path '%s', line %d, position %zu.", what,
            path.buf, line, column);
    return err_type(r->err, "System.ArgumentException", "System.ArgumentException");
}

/* The text ends before what it began is whole. */
static int fail_end(struct reader *r)
{
    AUTO_STRBUF path = STRBUF_INIT;

    add_path(r->place, &path);
    err_set(r->err, ERR_INVALID_PARAMETER,
            "Conversion from JSON failed with error: Unexpected end when reading token. Path '%s'.",
            path.buf);
    return err_type(r->err, "System.ArgumentException", "System.ArgumentException");
}

/* what names the fault and ends before the character. */
static int fail_char(struct reader *r, const char *what)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (r->p >= r->end)
        return fail_end(r);
    size_t used = 1;
    uint32_t rune = utf8_decode(r->p, (size_t)(r->end - r->p), &used);
    strbuf_adds(&text, what);
    strbuf_addrune(&text, rune);
    strbuf_addch(&text, '.');
    return fail(r, text.buf);
}

static int skip_comment(struct reader *r);

static inline int skip_space(struct reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
        r->p++;
    return r->p < r->end && *r->p == '/' ? skip_comment(r) : 0;
}

static int skip_comment(struct reader *r)
{
    if (r->end - r->p < 2 || (r->options->strict && !r->options->comments))
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
    return skip_space(r);
}

static int read_hex4(struct reader *r, unsigned *unit)
{
    *unit = 0;
    if (r->end - r->p < 4)
        return fail(r, "Unexpected end while parsing Unicode escape sequence.");
    for (int i = 0; i < 4; i++, r->p++) {
        int digit = hex_digit(*r->p);
        if (digit < 0)
            return fail(r, "Invalid Unicode escape sequence.");
        *unit = *unit * 16 + (unsigned)digit;
    }
    return 0;
}

static int read_escape(struct reader *r)
{
    static const char from[] = "\"'\\/bfnrt", to[] = "\"'\\/\b\f\n\r\t";
    unsigned unit, low;

    r->p++;
    if (r->p >= r->end)
        return fail(r, "Unterminated string. Expected delimiter: \".");
    char c = *r->p;
    const char *at = c ? strchr(from, c) : NULL;
    if (at) {
        strbuf_addch(&r->scratch, to[at - from]);
        r->p++;
        return 0;
    }
    if (c != 'u')
        return fail_char(r, "Bad JSON escape sequence: \\");
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
        return fail(r, quote == '"' ? "Unterminated string. Expected delimiter: \"."
                                    : "Unterminated string. Expected delimiter: '.");
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
    if (r->options->dates == JSON_DATES_STRING || !looks_like_date(s, len))
        return false;
    if (r->options->dates == JSON_DATES_OFFSET) {
        AUTO_VALUE text = value_string_len(s, len);
        AUTO_ERR *err = NULL;
        return value_convert(text, &type_datetime_offset, out, &err) == 0;
    }
    if (date_parse(s, len, out))
        return false;
    if (s[len - 1] == 'Z')
        *out = date_to_utc(*out);
    if (r->options->dates == JSON_DATES_LOCAL)
        *out = date_to_local(*out);
    else if (r->options->dates == JSON_DATES_UTC)
        *out = date_to_utc(*out);
    return true;
}

static uint64_t short_hash(const char *s, size_t len)
{
    uint64_t a = 0, b = 0;

    memcpy(&a, s, len < 8 ? len : 8);
    if (len > 8)
        memcpy(&b, s + len - 8, 8);
    a = (a ^ (b * 0x9E3779B97F4A7C15u) ^ len) * 0x9E3779B97F4A7C15u;
    return a >> 32;
}

/* Owned. Values like "Running" come over and over: they are one string then. */
static struct value text_value(struct reader *r, const char *s, size_t len)
{
    if (len > SHORT_TEXT)
        return value_string_len(s, len);
    struct str **at = &r->texts[short_hash(s, len) % TEXTS];
    if (*at && (*at)->len == len && memcmp((*at)->data, s, len) == 0)
        return value_ref(value_of_str(*at));
    if (*at)
        value_unref(value_of_str(*at));
    *at = str_new(s, len);
    return value_ref(value_of_str(*at));
}

static int read_string(struct reader *r, struct value *out)
{
    const char *s;
    size_t len;

    if (read_text(r, &s, &len))
        return -1;
    if (len < 19 || !read_date(r, s, len, out))
        *out = text_value(r, s, len);
    return 0;
}

/* Up to 18 digits that end where a number must; anything else is left to read_number. */
static bool read_small_integer(struct reader *r, struct value *out)
{
    const char *p = r->p;
    bool minus = *p == '-';
    int64_t n = 0;

    p += minus;
    const char *start = p;
    while (p < r->end && *p >= '0' && *p <= '9' && p - start < 18)
        n = n * 10 + (*p++ - '0');
    if (p == start || p >= r->end || (*start == '0' && p - start > 1) ||
        (*p != ',' && *p != '}' && *p != ']' && *p != '\n' && *p != ' ' && *p != '\r'))
        return false;
    *out = value_long(minus ? -n : n);
    r->p = p;
    return true;
}

static bool number_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == 'x' ||
           c == 'X' || c == '.' || c == '+' || c == '-';
}

static int bad_number(struct reader *r, const char *text)
{
    AUTO_STRBUF what = STRBUF_INIT;

    strbuf_addf(&what, "Input string '%s' is not a valid number.", text);
    return fail(r, what.buf);
}

static int read_number(struct reader *r, struct value *out)
{
    const char *start = r->p;
    bool real = false;

    if (read_small_integer(r, out))
        return 0;
    while (r->p < r->end && number_char(*r->p)) {
        real = real || *r->p == '.' || *r->p == 'e' || *r->p == 'E';
        r->p++;
    }
    if (r->p < r->end && !strchr(" \t\r\n,}]/", *r->p))
        return fail_char(r, "Unexpected character encountered while parsing number: ");
    AUTO_FREE char *text = xstrndup(start, (size_t)(r->p - start));
    return json_number(text, real, r->options->strict, out) < 0 ? bad_number(r, text) : 0;
}

/* A word that begins as one of the language's does, and goes on otherwise. */
static int fail_word(struct reader *r)
{
    static const struct {
        const char *word, *fault;
    } words[] = {
        { "true", "Error parsing boolean value." },
        { "false", "Error parsing boolean value." },
        { "null", "Error parsing null value." },
        { "undefined", "Error parsing undefined value." },
    };
    for (size_t i = 0; !r->options->strict && r->p < r->end && i < ARRAY_SIZE(words); i++) {
        const char *word = words[i].word;
        if (*r->p != *word)
            continue;
        if (*word == 'n' && r->end - r->p > 1 && r->p[1] != 'u')
            break;
        if ((size_t)(r->end - r->p) < strlen(word)) {
            r->p = r->end;
            return fail(r, "Unexpected end when reading JSON.");
        }
        while (*word && *r->p == *word) {
            r->p++;
            word++;
        }
        return fail(r, words[i].fault);
    }
    return fail_char(r, "Unexpected character encountered while parsing value: ");
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
        if ((size_t)(r->end - r->p) < n || memcmp(r->p, words[i].word, n) != 0 ||
            (r->options->strict && (words[i].what > 2 || n == 9)))
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
    return fail_word(r);
}

static int after_value(struct reader *r)
{
    return fail_char(r, "After parsing a value an unexpected character was encountered: ");
}

typedef int (*item_taker)(void *data, struct value v);

/* A comma before the end, or nothing between two of them. */
static int stray_comma(struct reader *r)
{
    return fail(r, "The JSON array or object contains a trailing comma, which is not supported.");
}

static int read_each(struct reader *r, struct place *place, item_taker item, void *data)
{
    bool bare = r->options->strict, comma = false; /* bare: no commas to spare */

    for (;; place->len++) {
        if (skip_space(r) || cancel_check(r->err) < 0)
            return -1;
        if (bare && r->p < r->end &&
            (*r->p == ',' || (*r->p == ']' && comma && !r->options->trailing_commas)))
            return stray_comma(r);
        if (r->p < r->end && *r->p == ']') {
            r->p++;
            return 0;
        }
        struct value v = value_null();
        /* nothing between two commas is null */
        if (r->p >= r->end || *r->p != ',') {
            if (read_value(r, &v) || skip_space(r)) {
                value_unref(v);
                return -1;
            }
        }
        int rc = item(data, v);
        if (rc)
            return rc;
        comma = r->p < r->end && *r->p == ',';
        if (comma)
            r->p++;
        else if (r->p >= r->end || *r->p != ']')
            return after_value(r);
    }
}

/* The items of an array whose '[' was read, to each in turn; item takes the value. */
static int read_items(struct reader *r, item_taker item, void *data)
{
    struct place place = { .up = r->place };

    r->place = &place;
    int rc = read_each(r, &place, item, data);
    r->place = place.up;
    return rc;
}

static int push_item(void *data, struct value v)
{
    array_push_take(data, v);
    return 0;
}

static int read_array(struct reader *r, struct value *out)
{
    struct array *a = array_new(0);

    *out = value_of_array(a);
    r->p++;
    return read_items(r, push_item, a);
}

/* The name of a property and the colon; text as for read_text. */
static int read_key(struct reader *r, const char **s, size_t *len)
{
    if (r->p >= r->end)
        return fail_end(r);
    if (*r->p == '"' || (*r->p == '\'' && !r->options->strict)) {
        if (read_text(r, s, len))
            return -1;
    } else if (r->options->strict) {
        return fail_char(r, "Invalid property identifier character: ");
    } else {
        *s = r->p;
        while (r->p < r->end && ((*r->p >= 'a' && *r->p <= 'z') || (*r->p >= 'A' && *r->p <= 'Z') ||
                                 *r->p == '_' || *r->p == '$' || (*r->p >= '0' && *r->p <= '9')))
            r->p++;
        *len = (size_t)(r->p - *s);
        if (*len == 0)
            return fail_char(r, "Invalid property identifier character: ");
        if (r->p >= r->end)
            return fail(r, "Unexpected end while parsing unquoted property name.");
    }
    if (skip_space(r))
        return -1;
    if (r->p >= r->end || *r->p != ':')
        return fail_char(r,
                         "Invalid character after parsing property name. Expected ':' but got: ");
    r->p++;
    return skip_space(r);
}

static int read_property_value(struct reader *r, const char *key, size_t len, struct value *out)
{
    struct place place = { .up = r->place, .key = key, .len = len };

    r->place = &place;
    int rc = read_value(r, out);
    r->place = place.up;
    return rc;
}

/* The next property, or the end of the object: 1, 0; -1 on errors. */
static int next_property(struct reader *r, bool first)
{
    if (skip_space(r))
        return -1;
    bool comma = false;
    if (!first) {
        comma = r->p < r->end && *r->p == ',';
        if (comma)
            r->p++;
        else if (r->p >= r->end || *r->p != '}')
            return after_value(r);
        if (skip_space(r))
            return -1;
    }
    if (r->p < r->end && *r->p == '}') {
        if (comma && r->options->strict && !r->options->trailing_commas)
            return stray_comma(r);
        r->p++;
        return 0;
    }
    return 1;
}

static int read_hash(struct reader *r, struct value *out)
{
    struct hash *h = hash_new(HASH_CASE_SENSITIVE);
    int more;

    h->type = &type_ordered_hashtable;

    *out = value_of_hash(h);
    r->p++;
    for (bool first = true; (more = next_property(r, first)) > 0; first = false) {
        const char *s;
        size_t len;
        struct value v = value_null();
        if (read_key(r, &s, &len))
            return -1;
        AUTO_VALUE key = value_string_len(s, len);
        if (read_property_value(r, key.str->data, len, &v)) {
            value_unref(v);
            return -1;
        }
        hash_set_take(h, key, v);
    }
    return more;
}

static int bad_key(struct reader *r, const struct str *old, const char *key, size_t len)
{
    if (!old) {
        err_set(r->err, ERR_INVALID_PARAMETER,
                "The provided JSON includes a property whose name is an empty string, this is "
                "only supported using the -AsHashTable switch.");
        return err_type(r->err, "System.InvalidOperationException", "EmptyKeyInJsonString");
    }
    err_set(r->err, ERR_INVALID_PARAMETER,
            "Cannot convert the JSON string because it contains keys with different casing. "
            "Please use the -AsHashTable switch instead. The key that was attempted to be added "
            "to the existing key '%s' was '%.*s'.",
            old->data, (int)len, key);
    return err_type(r->err, "System.InvalidOperationException",
                    "KeysWithDifferentCasingInJsonString");
}

/* An object being read: its values are the last of r->values, its shape the first count names
 * of guess, while the names come as they came in an object met before. */
struct building {
    size_t base;
    uint32_t count;
    struct shape *guess;
};

static struct shape *shape_so_far(const struct building *b)
{
    struct shape *s = b->guess;

    while (s->count > b->count)
        s = s->parent;
    return s;
}

/* The slot that key goes to, UINT32_MAX on errors. */
static uint32_t slot_of(struct reader *r, struct building *b, const char *key, size_t len)
{
    if (b->count < b->guess->count) {
        const struct str *name = shape_name(b->guess, b->count);
        if (name->len == len && memcmp(name->data, key, len) == 0)
            return b->count;
    }
    struct shape *s = shape_so_far(b);
    int slot = shape_find(s, key, len);
    if (slot >= 0) {
        struct str *old = shape_name(s, (uint32_t)slot);
        if (old->len == len && memcmp(old->data, key, len) == 0)
            return (uint32_t)slot;
        bad_key(r, old, key, len);
        return UINT32_MAX;
    }
    if (len == 0) {
        bad_key(r, NULL, key, len);
        return UINT32_MAX;
    }
    AUTO_VALUE name = value_string_len(key, len);
    b->guess = shape_add(s, name.str, MEMBER_NOTE);
    return b->count;
}

static int read_properties(struct reader *r, struct building *b)
{
    int more;

    for (bool first = true; (more = next_property(r, first)) > 0; first = false) {
        const char *key;
        size_t len;
        if (read_key(r, &key, &len))
            return -1;
        uint32_t slot = slot_of(r, b, key, len);
        if (slot == UINT32_MAX)
            return -1;
        struct str *name = shape_name(b->guess, slot);
        if (slot == b->count) {
            *vec_push(&r->values) = value_null();
            b->count++;
        }
        struct value v = value_null();
        int rc = read_property_value(r, name->data, name->len, &v);
        value_replace_take(&r->values.items[b->base + slot], v);
        if (rc)
            return -1;
    }
    return more;
}

static int read_object(struct reader *r, struct value *out)
{
    size_t like = r->place && r->place->key ? r->place->len * 7 + (uintptr_t)r->place->key / 16 : 0;
    struct shape **guess = &r->guesses[((size_t)r->depth * 13 + like) % GUESSES];
    struct building b = { .base = r->values.len, .guess = *guess ? *guess : r->root };

    r->p++;
    int rc = read_properties(r, &b);
    if (rc == 0) {
        struct object *o = object_new_shaped(*guess = shape_so_far(&b));
        if (b.count)
            memcpy(o->slots, r->values.items + b.base, b.count * sizeof(*o->slots));
        *out = value_of_object(o);
    } else {
        for (uint32_t i = 0; i < b.count; i++)
            value_unref(r->values.items[b.base + i]);
    }
    r->values.len = b.base;
    return rc;
}

static int read_nested(struct reader *r, struct value *out)
{
    if (++r->depth > r->max_depth) {
        AUTO_STRBUF what = STRBUF_INIT;
        strbuf_addf(&what, "The reader's MaxDepth of %d has been exceeded.", r->max_depth);
        r->p++;
        return fail(r, what.buf);
    }
    int rc = *r->p == '['               ? read_array(r, out)
             : r->options->as_hashtable ? read_hash(r, out)
                                        : read_object(r, out);
    r->depth--;
    return rc;
}

/* *out must be released by the caller also after a failure. */
static int read_value(struct reader *r, struct value *out)
{
    if (skip_space(r))
        return -1;
    if (r->p >= r->end)
        return fail_end(r);
    switch (*r->p) {
    case '{':
    case '[':
        return read_nested(r, out);
    case '\'':
        if (r->options->strict)
            return fail_char(r, "Unexpected character encountered while parsing value: ");
        return read_string(r, out);
    case '"':
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

static void reader_init(struct reader *r, const char *text, size_t len,
                        const struct json_options *options, struct shapes *shapes, struct err **err)
{
    *r = (struct reader){
        .text = text,
        .p = text,
        .end = text + len,
        .options = options,
        .root = shapes ? shapes_root(shapes) : NULL,
        .scratch = STRBUF_INIT,
        .max_depth = options->max_depth ? options->max_depth : 1024,
        .err = err,
    };
    if (r->root)
        shape_table_hold(r->root->table);
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        r->p += 3;
}

static void reader_release(struct reader *r)
{
    if (r->root)
        shape_table_release(r->root->table);
    strbuf_release(&r->scratch);
    vec_release(&r->values);
    for (size_t i = 0; i < TEXTS; i++)
        if (r->texts[i])
            value_unref(value_of_str(r->texts[i]));
}

int json_read(const char *text, size_t len, const struct json_options *options,
              struct shapes *shapes, struct value *out, struct err **err)
{
    struct reader r;
    struct value v = value_null();

    reader_init(&r, text, len, options, shapes, err);
    int rc = skip_space(&r);
    if (rc == 0 && r.p < r.end)
        rc = read_value(&r, &v);
    if (rc == 0)
        rc = skip_space(&r);
    if (rc == 0 && r.p < r.end)
        rc = fail_char(&r, "Additional text encountered after finished reading JSON content: ");
    reader_release(&r);
    if (rc) {
        value_unref(v);
        return -1;
    }
    *out = v;
    return 0;
}

bool json_is_plain_array(const char *text, size_t len, const struct json_options *options)
{
    return !options->as_hashtable &&
           json_check(text, len, options->max_depth ? options->max_depth : 1024) == '[';
}

int json_read_items(const char *text, size_t len, const struct json_options *options,
                    struct shapes *shapes, int (*item)(void *data, struct value v), void *data,
                    struct err **err)
{
    struct reader r;

    reader_init(&r, text, len, options, shapes, err);
    int rc = skip_space(&r);
    if (rc == 0) {
        r.p++;
        r.depth++;
        rc = read_items(&r, item, data);
    }
    reader_release(&r);
    return rc;
}
