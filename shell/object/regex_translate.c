#include "shell/object/regex_translate.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/hex.h"
#include "shell/object/regex.h"

enum { MAX_GROUPS = 10000, MAX_NESTING = 250 };

/* One pass over the pattern. Group numbers are only known at its end, so back
 * references to numbers are noted and filled in then. */
struct translator {
    const char *s;
    size_t len, i;
    unsigned options;
    struct strbuf *out;
    struct err **err;
    unsigned ngroups; /* capturing groups met: PCRE2's numbers */
    VEC(struct regex_group) found;
    VEC(struct reference {
        size_t at; /* in out, where \g{n} goes */
        unsigned number;
    })
    references;
    unsigned char explicit_stack[MAX_NESTING];
    size_t depth;
    bool explicit_capture, extended;
    unsigned char extended_stack[MAX_NESTING];
};

static int bad(struct translator *t, const char *why)
{
    err_set(t->err, ERR_INVALID_PARAMETER, "Invalid pattern '%.*s' at offset %zu. %s", (int)t->len,
            t->s, t->i, why);
    return err_type(t->err, "System.Text.RegularExpressions.RegexParseException", NULL);
}

/* \uXXXX; a pair of surrogates is one character. */
static int unicode_escape(struct translator *t)
{
    uint32_t rune = 0;
    if (t->i + 6 > t->len)
        return bad(t, "Insufficient or invalid hexadecimal digits.");
    for (int k = 2; k < 6; k++) {
        int d = hex_digit(t->s[t->i + (size_t)k]);
        if (d < 0)
            return bad(t, "Insufficient or invalid hexadecimal digits.");
        rune = rune * 16 + (uint32_t)d;
    }
    t->i += 6;
    if (rune >= 0xD800 && rune < 0xDC00 && t->i + 6 <= t->len && t->s[t->i] == '\\' &&
        t->s[t->i + 1] == 'u') {
        uint32_t low = 0;
        bool ok = true;
        for (int k = 2; k < 6; k++) {
            int d = hex_digit(t->s[t->i + (size_t)k]);
            ok = ok && d >= 0;
            low = low * 16 + (uint32_t)(d < 0 ? 0 : d);
        }
        if (ok && low >= 0xDC00 && low < 0xE000) {
            rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
            t->i += 6;
        }
    }
    if (rune >= 0xD800 && rune < 0xE000)
        return bad(t, "A lone surrogate cannot be matched.");
    strbuf_addf(t->out, "\\x{%x}", rune);
    return 0;
}

static int back_reference(struct translator *t)
{
    size_t start = t->i + 1, end = start;
    unsigned n = 0;
    while (end < t->len && t->s[end] >= '0' && t->s[end] <= '9' && n < MAX_GROUPS)
        n = n * 10 + (unsigned)(t->s[end++] - '0');
    *vec_push(&t->references) = (struct reference){ .at = t->out->len, .number = n };
    t->i = end;
    return 0;
}

static int escape(struct translator *t, bool in_class)
{
    if (t->i + 1 >= t->len) {
        t->i = t->len; /* the place behind it is told */
        return bad(t, "Illegal \\\\ at end of pattern.");
    }
    char c = t->s[t->i + 1];
    if (c == 'u')
        return unicode_escape(t);
    if (c >= '1' && c <= '9' && !in_class)
        return back_reference(t);
    switch (c) {
    case 'h': /* these mean something else, or nothing, in .NET */
    case 'H':
    case 'N':
    case 'K':
    case 'Q':
    case 'E':
    case 'R':
    case 'X':
    case 'C':
    case 'g':
    case 'o':
    case 'i':
    case 'j':
    case 'l':
    case 'L':
    case 'm':
    case 'q':
    case 'y':
    case 'Y':
    case 'I':
    case 'J':
    case 'M':
    case 'O':
    case 'T':
    case 'U':
    case 'V':
    case 'F':
        t->i += 2;
        return bad(t, "Unrecognized escape sequence.");
    case 'v': /* one character in .NET, a class in PCRE2 */
        strbuf_adds(t->out, "\\x0b");
        t->i += 2;
        return 0;
    case 'p':
    case 'P': {
        const char *end = memchr(t->s + t->i, '}', t->len - t->i);
        if (end && t->i + 3 < t->len && t->s[t->i + 2] == '{' &&
            regex_block(t->s + t->i + 3, (size_t)(end - t->s) - t->i - 3, c == 'P', in_class,
                        t->out)) {
            t->i = (size_t)(end - t->s) + 1;
            return 0;
        }
    }         /* fall through */
    case 's': /* the same set; \v and U+0085 are in it with PCRE2_UCP */
    default:
        strbuf_addch(t->out, '\\');
        strbuf_addch(t->out, c);
        t->i += 2;
        return 0;
    }
}

static int char_class(struct translator *t, unsigned nesting);

/* [base-[minus]] as (?:(?!minus)base). */
static int char_class(struct translator *t, unsigned nesting)
{
    if (nesting > 20)
        return bad(t, "Too many nested character classes.");
    size_t start = t->out->len;
    strbuf_addch(t->out, '[');
    t->i++;
    if (t->i < t->len && t->s[t->i] == '^') {
        strbuf_addch(t->out, '^');
        t->i++;
    }
    bool first = true, after_set = false; /* behind \w and the like a hyphen is a hyphen */
    while (t->i < t->len) {
        char c = t->s[t->i];
        if (c == '-' && after_set && t->i + 1 < t->len && !strchr("[]", t->s[t->i + 1]))
            strbuf_addch(t->out, '\\');
        after_set = false;
        if (c == ']' && !first) {
            strbuf_addch(t->out, ']');
            t->i++;
            return 0;
        }
        if (c == '-' && !first && t->i + 1 < t->len && t->s[t->i + 1] == '[') {
            t->i++;
            strbuf_addch(t->out, ']');
            struct strbuf base = STRBUF_INIT;
            strbuf_add(&base, t->out->buf + start, t->out->len - start);
            strbuf_truncate(t->out, start);
            strbuf_adds(t->out, "(?:(?!");
            int r = char_class(t, nesting + 1);
            strbuf_addch(t->out, ')');
            strbuf_add(t->out, base.buf, base.len);
            strbuf_addch(t->out, ')');
            strbuf_release(&base);
            if (r < 0)
                return -1;
            if (t->i >= t->len || t->s[t->i] != ']')
                return bad(t, "A subtraction must be the last element in a character class.");
            t->i++;
            return 0;
        }
        first = false;
        if (c == '\\') {
            after_set = t->i + 1 < t->len && strchr("wWdDsSpP", t->s[t->i + 1]);
            if (escape(t, true) < 0)
                return -1;
            continue;
        }
        if (c == '[') /* no POSIX classes in .NET */
            strbuf_addch(t->out, '\\');
        strbuf_addch(t->out, c);
        t->i++;
    }
    return bad(t, "Unterminated [] set.");
}

static void add_group(struct translator *t, const char *name, size_t len)
{
    t->ngroups++;
    *vec_push(&t->found) =
        (struct regex_group){ .name = name ? xstrndup(name, len) : NULL, .number = t->ngroups };
}

/* (?imnsx-imnsx) or (?imnsx-imnsx: */
static void inline_options(struct translator *t)
{
    size_t j = t->i + 2;
    bool on = true, explicit_capture = t->explicit_capture, extended = t->extended;
    for (; j < t->len && strchr("imnsx+-", t->s[j]); j++) {
        if (t->s[j] == '-')
            on = false;
        else if (t->s[j] == '+')
            on = true;
        else if (t->s[j] == 'n')
            explicit_capture = on;
        else if (t->s[j] == 'x')
            extended = on;
    }
    if (j < t->len && t->s[j] == ')') { /* holds to the end of the enclosing group */
        t->explicit_capture = explicit_capture;
        t->extended = extended;
        t->depth--;
    } else if (j < t->len && t->s[j] == ':') {
        t->explicit_capture = explicit_capture;
        t->extended = extended;
    }
    for (size_t k = t->i; k < j; k++)
        if (t->s[k] != '+')
            strbuf_addch(t->out, t->s[k]);
    if (j < t->len)
        strbuf_addch(t->out, t->s[j++]);
    t->i = j;
}

static int named_group(struct translator *t, char close)
{
    size_t start = t->i + 3;
    const char *end = memchr(t->s + start, close, t->len - start);
    if (!end || end == t->s + start)
        return bad(t, "Invalid group name: Group names must begin with a word character.");
    size_t len = (size_t)(end - (t->s + start));
    const char *name = t->s + start;
    if (memchr(name, '-', len))
        return bad(t, "Balancing groups are not supported.");
    if (len > 32)
        return bad(t, "Group names are limited to 32 characters.");
    bool digits = name[0] >= '0' && name[0] <= '9';
    bool known = false;
    for (size_t i = 0; i < t->found.len && !known; i++)
        known = t->found.items[i].name && strlen(t->found.items[i].name) == len &&
                memcmp(t->found.items[i].name, name, len) == 0;
    t->i = (size_t)(end - t->s) + 1;
    if (digits) {
        strbuf_adds(t->out, "(");
        add_group(t, name, len);
        return 0;
    }
    strbuf_addf(t->out, "(?<%.*s>", (int)len, name);
    if (known)
        t->ngroups++;
    else
        add_group(t, name, len);
    return 0;
}

static int open_group(struct translator *t)
{
    if (t->depth >= MAX_NESTING)
        return bad(t, "Too many nested groups.");
    t->explicit_stack[t->depth] = t->explicit_capture;
    t->extended_stack[t->depth++] = t->extended;
    const char *rest = t->s + t->i;
    size_t left = t->len - t->i;
    if (left < 2 || rest[1] != '?') {
        if (left > 1 && rest[1] == '*') /* no verbs in .NET */
            return bad(t, "Quantifier '*' following nothing.");
        if (t->explicit_capture) {
            strbuf_adds(t->out, "(?:");
        } else {
            strbuf_addch(t->out, '(');
            add_group(t, NULL, 0);
        }
        t->i++;
        return 0;
    }
    char kind = left > 2 ? rest[2] : '\0';
    if (!kind || ((kind == '<' || kind == '\'') && left < 4))
        return bad(t, "Unrecognized grouping construct.");
    if (kind == '\'' || (kind == '<' && left > 3 && rest[3] != '=' && rest[3] != '!'))
        return named_group(t, kind == '\'' ? '\'' : '>');
    if (kind == '#') {
        const char *end = memchr(rest, ')', left);
        if (!end)
            return bad(t, "Unterminated (?#...) comment.");
        t->i = (size_t)(end - t->s) + 1;
        t->depth--;
        return 0;
    }
    if (strchr("imnsx-+", kind)) {
        inline_options(t);
        return 0;
    }
    if (!strchr(":=!><(", kind))
        return bad(t, "Unrecognized grouping construct.");
    size_t n = kind == '<' ? 4 : 3;
    if (kind == '(') { /* a condition: its parenthesis is met next */
        n = 2;
        const char *end = memchr(rest + 3, ')', left - 3);
        bool plain = end && rest[3] != '?';
        if (plain) {
            size_t len = (size_t)(end - rest) + 1;
            strbuf_add(t->out, rest, len);
            t->i += len;
            return 0;
        }
    }
    strbuf_add(t->out, rest, n);
    t->i += n;
    return 0;
}

/* In .NET's order: unnamed groups, then named ones. */
static void order_groups(struct translator *t, struct regex_groups *groups)
{
    *vec_push(&groups->list) = (struct regex_group){ NULL, 0, false };
    for (size_t i = 0; i < t->found.len; i++)
        if (!t->found.items[i].name)
            *vec_push(&groups->list) = t->found.items[i];
    for (size_t i = 0; i < t->found.len; i++)
        if (t->found.items[i].name)
            *vec_push(&groups->list) = t->found.items[i];
}

static int fill_references(struct translator *t, const struct regex_groups *groups)
{
    if (!t->references.len)
        return 0;
    struct strbuf all = STRBUF_INIT;
    size_t from = 0;
    int r = 0;
    for (size_t i = 0; i < t->references.len; i++) {
        const struct reference *ref = &t->references.items[i];
        strbuf_add(&all, t->out->buf + from, ref->at - from);
        from = ref->at;
        if (ref->number >= groups->list.len) {
            r = bad(t, "Reference to undefined group number.");
            break;
        }
        strbuf_addf(&all, "\\g{%u}", groups->list.items[ref->number].number);
    }
    strbuf_add(&all, t->out->buf + from, t->out->len - from);
    strbuf_release(t->out);
    *t->out = all;
    return r;
}

static int translate(struct translator *t)
{
    while (t->i < t->len) {
        char c = t->s[t->i];
        if (c == '\\') {
            if (t->i + 2 < t->len && t->s[t->i + 1] == 'k' &&
                (t->s[t->i + 2] == '<' || t->s[t->i + 2] == '\'')) {
                strbuf_adds(t->out, "\\k");
                t->i += 2;
                continue;
            }
            if (escape(t, false) < 0)
                return -1;
        } else if (c == '[') {
            if (char_class(t, 0) < 0)
                return -1;
        } else if (c == '(') {
            if (open_group(t) < 0)
                return -1;
        } else if (c == ')') {
            if (!t->depth) {
                t->i++;
                return bad(t, "Too many )'s.");
            }
            t->depth--;
            t->explicit_capture = t->explicit_stack[t->depth];
            t->extended = t->extended_stack[t->depth];
            strbuf_addch(t->out, ')');
            t->i++;
        } else if (c == '#' && t->extended) {
            while (t->i < t->len && t->s[t->i] != '\n')
                t->i++;
        } else {
            strbuf_addch(t->out, c);
            t->i++;
        }
    }
    if (t->depth)
        return bad(t, "Not enough )'s.");
    return 0;
}

int regex_translate(const char *pattern, size_t len, unsigned options, struct strbuf *out,
                    struct regex_groups *groups, struct err **err)
{
    struct translator *t = xcalloc(1, sizeof(*t));
    *t = (struct translator){ .s = pattern,
                              .len = len,
                              .options = options,
                              .out = out,
                              .err = err,
                              .explicit_capture = (options & REGEX_EXPLICIT_CAPTURE) != 0,
                              .extended = (options & REGEX_IGNORE_WHITESPACE) != 0 };
    int r = translate(t);
    order_groups(t, groups);
    if (r == 0)
        r = fill_references(t, groups);
    vec_release(&t->found);
    vec_release(&t->references);
    free(t);
    return r;
}

void regex_groups_release(struct regex_groups *groups)
{
    for (size_t i = 0; i < groups->list.len; i++)
        free(groups->list.items[i].name);
    vec_release(&groups->list);
}
