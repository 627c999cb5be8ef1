#include "vm/guest/vm_agent_json.h"

#include <string.h>

#include "shell/base/base64.h"
#include "shell/base/hex.h"

enum { DEPTH_MAX = 16 };

struct scan {
    const char *p, *end;
};

static void skip_blanks(struct scan *s)
{
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r'))
        s->p++;
}

static bool take(struct scan *s, char c)
{
    skip_blanks(s);
    if (s->p >= s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

static bool scan_hex(struct scan *s, unsigned *unit)
{
    *unit = 0;
    if (s->end - s->p < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        int v = hex_digit(*s->p++);
        if (v < 0)
            return false;
        *unit = *unit << 4 | (unsigned)v;
    }
    return true;
}

/* One character of a string: 1, 0 at its end, -1 when it is none. Escapes give *rune, plain
 * bytes give themselves and *rune < 0. */
static int scan_char(struct scan *s, long *rune, char *plain)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    unsigned unit, low;
    if (s->p >= s->end || (unsigned char)*s->p < ' ')
        return -1;
    *rune = -1;
    *plain = *s->p++;
    if (*plain == '"')
        return 0;
    if (*plain != '\\')
        return 1;
    if (s->p >= s->end)
        return -1;
    const char *name = *s->p ? strchr(names, *s->p) : NULL;
    bool wide = *s->p++ == 'u';
    if (name) {
        *rune = (unsigned char)values[name - names];
        return 1;
    }
    if (!wide || !scan_hex(s, &unit))
        return -1;
    *rune = unit;
    if (unit < 0xD800 || unit > 0xDFFF)
        return 1;
    *rune = 0xFFFD;
    struct scan ahead = *s;
    if (unit < 0xDC00 && ahead.end - ahead.p >= 6 && ahead.p[0] == '\\' && ahead.p[1] == 'u') {
        ahead.p += 2;
        if (scan_hex(&ahead, &low) && low >= 0xDC00 && low <= 0xDFFF) {
            *rune = 0x10000 + (long)((unit - 0xD800) << 10) + (long)(low - 0xDC00);
            *s = ahead;
        }
    }
    return 1;
}

static bool scan_string(struct scan *s, struct strbuf *out)
{
    long rune;
    char plain;
    int more;
    if (!take(s, '"'))
        return false;
    while ((more = scan_char(s, &rune, &plain)) > 0)
        if (out && rune >= 0)
            strbuf_addrune(out, (uint32_t)rune);
        else if (out)
            strbuf_addch(out, plain);
    return more == 0;
}

static bool scan_digits(struct scan *s)
{
    const char *from = s->p;
    while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
        s->p++;
    return s->p > from;
}

static bool scan_number(struct scan *s)
{
    if (s->p < s->end && *s->p == '-')
        s->p++;
    bool zero = s->p < s->end && *s->p == '0';
    if (zero)
        s->p++;
    else if (!scan_digits(s))
        return false;
    if (s->p < s->end && *s->p == '.') {
        s->p++;
        if (!scan_digits(s))
            return false;
    }
    if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
        s->p++;
        if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
            s->p++;
        return scan_digits(s);
    }
    return true;
}

static bool scan_word(struct scan *s, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0)
        return false;
    s->p += n;
    return true;
}

static bool scan_value(struct scan *s, int depth);

static bool scan_list(struct scan *s, bool object, int depth)
{
    char close = object ? '}' : ']';
    s->p++;
    if (take(s, close))
        return true;
    do {
        if (object && (!scan_string(s, NULL) || !take(s, ':')))
            return false;
        if (!scan_value(s, depth + 1))
            return false;
    } while (take(s, ','));
    return take(s, close);
}

static bool scan_value(struct scan *s, int depth)
{
    skip_blanks(s);
    if (s->p >= s->end || depth > DEPTH_MAX)
        return false;
    switch (*s->p) {
    case '{':
    case '[':
        return scan_list(s, *s->p == '{', depth);
    case '"':
        return scan_string(s, NULL);
    case 't':
        return scan_word(s, "true");
    case 'f':
        return scan_word(s, "false");
    case 'n':
        return scan_word(s, "null");
    default:
        return scan_number(s);
    }
}

bool agent_json_parse(const char *text, size_t len, struct agent_json *root)
{
    struct scan s = { text, text + len };
    skip_blanks(&s);
    const char *from = s.p;
    if (!scan_value(&s, 0))
        return false;
    *root = (struct agent_json){ from, (size_t)(s.p - from) };
    skip_blanks(&s);
    return s.p == s.end;
}

/* The value that stands at s, which is known to be whole. */
static struct agent_json value_at(struct scan *s)
{
    skip_blanks(s);
    const char *from = s->p;
    scan_value(s, 0);
    return (struct agent_json){ from, (size_t)(s->p - from) };
}

bool agent_json_member(struct agent_json object, const char *name, struct agent_json *value)
{
    struct scan s = { object.text, object.text + object.len };
    if (!take(&s, '{') || take(&s, '}'))
        return false;
    do {
        AUTO_STRBUF key = STRBUF_INIT;
        if (!scan_string(&s, &key) || !take(&s, ':'))
            return false;
        *value = value_at(&s);
        if (key.len == strlen(name) && !memcmp(key.buf, name, key.len))
            return true;
    } while (take(&s, ','));
    return false;
}

bool agent_json_next(struct agent_json array, size_t *at, struct agent_json *item)
{
    struct scan s = { array.text, array.text + array.len };
    if (!*at) {
        if (!take(&s, '[') || take(&s, ']'))
            return false;
    } else {
        s.p += *at;
        if (!take(&s, ','))
            return false;
    }
    *item = value_at(&s);
    *at = (size_t)(s.p - array.text);
    return true;
}

bool agent_json_int(struct agent_json value, int64_t *number)
{
    bool minus = value.len && value.text[0] == '-';
    size_t i = minus;
    int64_t n = 0;
    if (i >= value.len)
        return false;
    for (; i < value.len; i++) {
        char c = value.text[i];
        if (c < '0' || c > '9' || __builtin_mul_overflow(n, 10, &n) ||
            __builtin_sub_overflow(n, c - '0', &n))
            return false;
    }
    if (!minus && n == INT64_MIN)
        return false;
    *number = minus ? n : -n;
    return true;
}

bool agent_json_bool(struct agent_json value, bool *truth)
{
    *truth = value.len == 4 && !memcmp(value.text, "true", 4);
    return *truth || (value.len == 5 && !memcmp(value.text, "false", 5));
}

bool agent_json_string(struct agent_json value, struct strbuf *out)
{
    struct scan s = { value.text, value.text + value.len };
    return scan_string(&s, out);
}

bool agent_json_bytes(struct agent_json value, struct strbuf *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (value.len < 2 || value.text[0] != '"')
        return false;
    /* The usual text has no escapes and needs no copy. */
    if (!memchr(value.text, '\\', value.len))
        return base64_decode(out, value.text + 1, value.len - 2);
    return agent_json_string(value, &text) && base64_decode(out, text.buf, text.len);
}

void agent_json_quote(struct strbuf *out, const char *text)
{
    strbuf_addch(out, '"');
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            strbuf_addf(out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            strbuf_addf(out, "\\u%04x", c);
        else
            strbuf_addch(out, *p);
    }
    strbuf_addch(out, '"');
}
