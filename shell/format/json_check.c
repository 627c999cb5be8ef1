#include "shell/format/json_check.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "shell/base/text.h"

enum { MAX_KEYS = 64, KNOWN = 256, DEEPEST = 100 };

struct checker {
    const char *p, *end; /* *end is readable and no part of JSON: no look at bounds per byte */
    int depth, max_depth;
    uint64_t known[KNOWN]; /* hashes of lists of names that are in order */
};

static bool check_value(struct checker *c);

static inline void skip_space(struct checker *c)
{
    while (*c->p == ' ' || *c->p == '\n' || *c->p == '\r' || *c->p == '\t')
        c->p++;
}

static bool check_string(struct checker *c)
{
    const char *p = c->p + 1;

    for (;;) {
        while (*p != '"' && *p != '\\' && *p != '\0')
            p++;
        if (*p == '"') {
            c->p = p + 1;
            return true;
        }
        if (*p == '\0') {
            if (p >= c->end)
                return false;
            p++;
            continue;
        }
        if (p[1] == '\0' || !strchr("\"\\/bfnrtu", p[1]))
            return false;
        if (p[1] == 'u') {
            for (int i = 2; i < 6; i++)
                if (!((p[i] >= '0' && p[i] <= '9') || (p[i] >= 'a' && p[i] <= 'f') ||
                      (p[i] >= 'A' && p[i] <= 'F')))
                    return false;
            p += 4;
        }
        p += 2;
    }
}

static const char *digits(const char *p)
{
    while (*p >= '0' && *p <= '9')
        p++;
    return p;
}

static bool check_number(struct checker *c)
{
    const char *p = c->p + (*c->p == '-');
    const char *start = p;

    p = digits(p);
    if (p == start || (*start == '0' && p - start > 1))
        return false;
    if (*p == '.') {
        start = ++p;
        p = digits(p);
        if (p == start)
            return false;
    }
    if (*p == 'e' || *p == 'E') {
        p += p[1] == '+' || p[1] == '-' ? 2 : 1;
        start = p;
        p = digits(p);
        if (p == start)
            return false;
    }
    c->p = p;
    return *p == ',' || *p == ']' || *p == '}' || *p == ' ' || *p == '\n' || *p == '\r' ||
           *p == '\t' || p == c->end;
}

static bool check_word(struct checker *c, const char *word, size_t len)
{
    if ((size_t)(c->end - c->p) < len || memcmp(c->p, word, len) != 0)
        return false;
    c->p += len;
    return true;
}

static bool check_array(struct checker *c)
{
    c->p++;
    skip_space(c);
    if (*c->p == ']') {
        c->p++;
        return true;
    }
    for (;;) {
        if (!check_value(c))
            return false;
        skip_space(c);
        if (*c->p == ']') {
            c->p++;
            return true;
        }
        if (*c->p++ != ',')
            return false;
    }
}

struct key {
    const char *s;
    size_t len;
};

static bool keys_in_order(struct checker *c, const struct key *keys, size_t n, uint64_t hash)
{
    uint64_t *known = &c->known[hash % KNOWN];

    if (*known == hash)
        return true;
    for (size_t i = 0; i < n; i++) {
        if (keys[i].len == 0 || memchr(keys[i].s, '\\', keys[i].len))
            return false;
        for (size_t k = 0; k < i; k++)
            if (text_caseeqn(keys[i].s, keys[i].len, keys[k].s, keys[k].len))
                return false;
    }
    *known = hash;
    return true;
}

static uint64_t mix_key(uint64_t hash, const char *s, size_t len)
{
    uint64_t part = 0;
    size_t i = 0;

    for (; i + 8 <= len; i += 8) {
        memcpy(&part, s + i, 8);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    part = len;
    memcpy(&part, s + i, len - i);
    hash = (hash ^ part ^ (len << 57)) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

static bool check_object(struct checker *c)
{
    struct key keys[MAX_KEYS];
    size_t n = 0;
    uint64_t hash = 1;

    c->p++;
    skip_space(c);
    if (*c->p == '}') {
        c->p++;
        return true;
    }
    for (;;) {
        skip_space(c);
        if (*c->p != '"' || n == MAX_KEYS)
            return false;
        keys[n].s = c->p + 1;
        if (!check_string(c))
            return false;
        keys[n].len = (size_t)(c->p - 1 - keys[n].s);
        hash = mix_key(hash, keys[n].s, keys[n].len);
        n++;
        skip_space(c);
        if (*c->p++ != ':' || !check_value(c))
            return false;
        skip_space(c);
        if (*c->p == '}') {
            c->p++;
            return keys_in_order(c, keys, n, hash | 1);
        }
        if (*c->p++ != ',')
            return false;
    }
}

static bool check_value(struct checker *c)
{
    skip_space(c);
    switch (*c->p) {
    case '"':
        return check_string(c);
    case '{':
    case '[': {
        if (++c->depth > c->max_depth)
            return false;
        bool ok = *c->p == '{' ? check_object(c) : check_array(c);
        c->depth--;
        return ok;
    }
    case 't':
        return check_word(c, "true", 4);
    case 'f':
        return check_word(c, "false", 5);
    case 'n':
        return check_word(c, "null", 4);
    default:
        return check_number(c);
    }
}

char json_check(const char *text, size_t len, int max_depth)
{
    struct checker c = { .p = text,
                         .end = text + len,
                         .max_depth = max_depth < DEEPEST ? max_depth : DEEPEST };

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        c.p += 3;
    skip_space(&c);
    char first = *c.p;
    if (!first || !check_value(&c))
        return 0;
    skip_space(&c);
    return c.p == c.end ? first : 0;
}
