#include "shell/object/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/regex_translate.h"
#include "shell/object/str.h"

enum {
    MATCH_LIMIT = 20000000, /* steps: a second or two */
    HEAP_LIMIT = 65536,     /* KiB */
    CACHE_SIZE = 64,
    JIT_AFTER = 8, /* uses before machine code pays for itself */
    MAX_PATTERN = 1 << 20,
    NEAR = 32, /* bytes searched for a plain text before the matcher starts */
};

struct regex {
    uint32_t refs;
    unsigned options;
    uint32_t uses;
    uint32_t hash;
    char *pattern;
    size_t len;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
    struct regex_groups groups;
    const sig_atomic_t *interrupt; /* or NULL */
    bool jit;
    bool plain; /* the pattern is ASCII text that stands for itself */
};

struct regex_cache {
    struct regex *slots[CACHE_SIZE];
    const sig_atomic_t *interrupt;
};

static int invalid(const char *pattern, size_t len, struct err **err)
{
    return fail_outer(err, "System.Management.Automation.RuntimeException",
                      "InvalidRegularExpression",
                      "The regular expression pattern %.*s is not valid.", (int)len, pattern);
}

void regex_tell_cause(struct err **err)
{
    struct err *cause = err && *err ? (*err)->cause : NULL;

    if (!cause)
        return;
    (*err)->cause = NULL;
    err_free(*err);
    *err = cause;
}

/* What is wrong with a pattern, in .NET's words where it has some; returns the place in it, behind
 * the character that cannot stand there. */
static size_t reason(int code, const char *pattern, size_t len, size_t offset, char *why,
                     size_t size)
{
    size_t at = offset < len ? offset : len;

    switch (code) {
    case PCRE2_ERROR_QUANTIFIER_INVALID:
        if (at > 0 && (at == len || !strchr("*+?", pattern[at])))
            at--;
        if (at > 0 && strchr("*+?}", pattern[at - 1]))
            snprintf(why, size, "Nested quantifier '%c'", pattern[at]);
        else
            snprintf(why, size, "Quantifier '%c' following nothing", pattern[at]);
        return at + 1;
    case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
        snprintf(why, size, "Too many )'s");
        return at < len && pattern[at] == ')' ? at + 1 : at;
    case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
        snprintf(why, size, "Not enough )'s");
        return len;
    case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
        snprintf(why, size, "Unterminated [] set");
        return len;
    case PCRE2_ERROR_CLASS_RANGE_ORDER:
        if (at >= 2 && at < len && pattern[at - 1] == '-') {
            snprintf(why, size, "[%c-%c] range in reverse order", pattern[at - 2], pattern[at]);
            return at + 1;
        }
        break;
    case PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER:
        snprintf(why, size, "Illegal {x,y} with x > y");
        return at < len && pattern[at] == '}' ? at + 1 : at;
    default:
        break;
    }
    PCRE2_UCHAR text[160];
    pcre2_get_error_message(code, text, sizeof(text));
    snprintf(why, size, "%s", (char *)text);
    return at;
}

uint32_t regex_pcre_options(unsigned options)
{
    return PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_DUPNAMES |
           PCRE2_NEVER_BACKSLASH_C | (options & REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0) |
           (options & REGEX_MULTILINE ? PCRE2_MULTILINE : 0) |
           (options & REGEX_SINGLELINE ? PCRE2_DOTALL : 0) |
           (options & REGEX_IGNORE_WHITESPACE ? PCRE2_EXTENDED : 0);
}

/* K and S have case partners outside ASCII. */
static bool is_plain(const char *pattern, size_t len, unsigned options)
{
    if (options & ~(unsigned)(REGEX_IGNORE_CASE | REGEX_CULTURE_INVARIANT))
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)pattern[i];
        if (!c || c >= 0x80 || strchr("\\*+?|{}[]()^$.", c) ||
            (options & REGEX_IGNORE_CASE && strchr("kKsS", c)))
            return false;
    }
    return true;
}

struct regex *regex_compile(const char *pattern, size_t len, unsigned options, struct err **err)
{
    if (options & REGEX_RIGHT_TO_LEFT) {
        err_set(err, ERR_NOT_SUPPORTED,
                "RegexOptions.RightToLeft is not supported: matching goes from left to right.");
        err_type(err, "System.NotSupportedException", NULL);
        return NULL;
    }
    if (len > MAX_PATTERN) {
        fail_argument(err, "A regular expression longer than 1 MB is not accepted.");
        return NULL;
    }
    struct regex *re = xcalloc(1, sizeof(*re));
    re->refs = 1;
    re->options = options;
    re->pattern = xmalloc(len + 1);
    memcpy(re->pattern, pattern, len);
    re->pattern[len] = '\0';
    re->len = len;
    re->plain = is_plain(pattern, len, options);
    AUTO_STRBUF text = STRBUF_INIT;
    if (regex_translate(pattern, len, options, &text, &re->groups, err) < 0) {
        regex_unref(re);
        invalid(pattern, len, err);
        return NULL;
    }
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, 250);
    int code;
    PCRE2_SIZE offset;
    re->code = pcre2_compile((PCRE2_SPTR)text.buf, text.len, regex_pcre_options(options), &code,
                             &offset, context);
    pcre2_compile_context_free(context);
    if (!re->code) {
        char why[160];
        offset = reason(code, pattern, len, offset, why, sizeof(why));
        regex_unref(re);
        fail_with(err, "System.Text.RegularExpressions.RegexParseException", NULL,
                  "Invalid pattern '%.*s' at offset %zu. %s.", (int)len, pattern, offset, why);
        invalid(pattern, len, err);
        return NULL;
    }
    for (size_t g = 1; g < re->groups.list.len; g++) {
        struct regex_group *group = &re->groups.list.items[g];
        PCRE2_SPTR first = NULL, last = NULL;
        group->several =
            group->name &&
            pcre2_substring_nametable_scan(re->code, (PCRE2_SPTR)group->name, &first, &last) > 0 &&
            first != last;
    }
    re->data = pcre2_match_data_create_from_pattern(re->code, NULL);
    re->limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(re->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(re->limits, HEAP_LIMIT);
    return re;
}

struct regex *regex_ref(struct regex *re)
{
    re->refs++;
    return re;
}

void regex_unref(struct regex *re)
{
    if (!re || --re->refs)
        return;
    pcre2_match_data_free(re->data);
    pcre2_match_context_free(re->limits);
    pcre2_code_free(re->code);
    regex_groups_release(&re->groups);
    free(re->pattern);
    free(re);
}

struct regex_cache *regex_cache_new(void)
{
    return xcalloc(1, sizeof(struct regex_cache));
}

void regex_cache_set_interrupt(struct regex_cache *cache, const sig_atomic_t *flag)
{
    cache->interrupt = flag;
}

void regex_cache_free(struct regex_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < CACHE_SIZE; i++)
        regex_unref(cache->slots[i]);
    free(cache);
}

struct regex *regex_cached(struct regex_cache *cache, const char *pattern, size_t len,
                           unsigned options, struct err **err)
{
    if (!cache)
        return regex_compile(pattern, len, options, err);
    uint32_t hash = 2166136261u ^ options;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)pattern[i]) * 16777619u;
    struct regex **slot = &cache->slots[hash % CACHE_SIZE];
    struct regex *re = *slot;
    if (re && re->hash == hash && re->options == options && re->len == len &&
        memcmp(re->pattern, pattern, len) == 0)
        return regex_ref(re);
    re = regex_compile(pattern, len, options, err);
    if (!re)
        return NULL;
    re->hash = hash;
    re->interrupt = cache->interrupt;
    regex_unref(*slot);
    *slot = re;
    return regex_ref(re);
}

size_t regex_group_count(const struct regex *re)
{
    return re->groups.list.len;
}

const char *regex_group_name(const struct regex *re, size_t group)
{
    return re->groups.list.items[group].name;
}

int regex_group_number(const struct regex *re, const char *name, size_t len)
{
    for (size_t i = 1; i < re->groups.list.len; i++) {
        const char *n = re->groups.list.items[i].name;
        if (n && strlen(n) == len && memcmp(n, name, len) == 0)
            return (int)i;
    }
    size_t number = 0;
    for (size_t i = 0; i < len; i++) {
        if (name[i] < '0' || name[i] > '9' || number > 100000)
            return -1;
        number = number * 10 + (size_t)(name[i] - '0');
    }
    return len && number < re->groups.list.len ? (int)number : -1;
}

unsigned regex_options(const struct regex *re)
{
    return re->options;
}

const char *regex_pattern(const struct regex *re, size_t *len)
{
    if (len)
        *len = re->len;
    return re->pattern;
}

static int too_long(struct err **err)
{
    return fail_with(err, "System.Text.RegularExpressions.RegexMatchTimeoutException",
                     "RegexMatchTimeoutException",
                     "The Regex engine has timed out while trying to match a pattern to an input "
                     "string. This can occur for many reasons, including very large inputs or "
                     "excessive backtracking caused by nested quantifiers, back-references and "
                     "other factors.");
}

/* A named group may stand at several places: the one that took part last counts. */
static void fill_named(const struct regex *re, const PCRE2_SIZE *offsets, uint32_t have,
                       size_t group, struct regex_span *span)
{
    PCRE2_SPTR first, last;
    int step = pcre2_substring_nametable_scan(
        re->code, (PCRE2_SPTR)re->groups.list.items[group].name, &first, &last);
    if (step <= 0)
        return;
    for (PCRE2_SPTR p = first; p <= last; p += step) {
        uint32_t n = ((uint32_t)p[0] << 8) | p[1];
        if (n < have && offsets[2 * n] != PCRE2_UNSET &&
            (span->start == SIZE_MAX || offsets[2 * n] > span->start))
            *span = (struct regex_span){ offsets[2 * n], offsets[2 * n + 1] };
    }
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool same_text(const struct regex *re, const char *s)
{
    if (!(re->options & REGEX_IGNORE_CASE))
        return memcmp(s, re->pattern, re->len) == 0;
    for (size_t i = 0; i < re->len; i++)
        if (fold(s[i]) != fold(re->pattern[i]))
            return false;
    return true;
}

/* Dense matches of plain text cost far less than a start of the matcher each. */
static bool found_near(const struct regex *re, const char *s, size_t len, size_t offset,
                       struct regex_span *span)
{
    for (size_t i = offset; i <= offset + NEAR && re->len <= len && i <= len - re->len; i++) {
        if (same_text(re, s + i)) {
            *span = (struct regex_span){ i, i + re->len };
            return true;
        }
    }
    return false;
}

int regex_exec(struct regex *re, const char *s, size_t len, size_t offset, struct regex_span *spans,
               struct err **err)
{
    if (re->interrupt && __atomic_load_n(re->interrupt, __ATOMIC_RELAXED))
        return err_set(err, ERR_CANCELLED, "The pipeline has been stopped.");
    if (re->plain && found_near(re, s, len, offset, &spans[0]))
        return 1;
    if (++re->uses == JIT_AFTER)
        re->jit = pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE) == 0;
    int rc = pcre2_match(re->code, (PCRE2_SPTR)s, len, offset, 0, re->data, re->limits);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc = pcre2_match(re->code, (PCRE2_SPTR)s, len, offset, PCRE2_NO_JIT, re->data, re->limits);
    if (rc == PCRE2_ERROR_NOMATCH)
        return 0;
    if (rc < 0) {
        if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT ||
            rc == PCRE2_ERROR_DEPTHLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT)
            return too_long(err);
        PCRE2_UCHAR why[160];
        pcre2_get_error_message(rc, why, sizeof(why));
        return err_set(err, ERR_OPERATION_FAILED, "The pattern could not be matched: %s.", why);
    }
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(re->data);
    uint32_t have = pcre2_get_ovector_count(re->data);
    for (size_t g = 0; g < re->groups.list.len; g++) {
        unsigned n = re->groups.list.items[g].number;
        spans[g] = n < have ? (struct regex_span){ offsets[2 * n], offsets[2 * n + 1] }
                            : (struct regex_span){ SIZE_MAX, SIZE_MAX };
        if (re->groups.list.items[g].several)
            fill_named(re, offsets, have, g, &spans[g]);
    }
    /* \K is refused, but a look-around may end before it starts */
    if (re->groups.list.len && spans[0].start > spans[0].end)
        spans[0].start = spans[0].end;
    return 1;
}

size_t regex_next_offset(const char *s, size_t len, const struct regex_span *match)
{
    if (match->end > match->start)
        return match->end;
    if (match->end >= len)
        return len + 1;
    size_t used;
    utf8_decode(s + match->end, len - match->end, &used);
    return match->end + used;
}

static void add_span(const char *s, const struct regex_span *span, struct strbuf *out)
{
    if (span->start != SIZE_MAX && span->end >= span->start)
        strbuf_add(out, s + span->start, span->end - span->start);
}

/* $12: all the digits name one group. Returns bytes used, 0: no such group. */
static size_t numbered(const struct regex *re, const char *p, size_t len, size_t *group)
{
    size_t n = 0, used = 0;
    while (used < len && p[used] >= '0' && p[used] <= '9' && n < 100000)
        n = n * 10 + (size_t)(p[used++] - '0');
    *group = n;
    return n < re->groups.list.len ? used : 0;
}

void regex_expand(const struct regex *re, const char *s, size_t len, const struct regex_span *spans,
                  const char *rep, size_t rlen, struct strbuf *out)
{
    for (size_t i = 0; i < rlen; i++) {
        if (rep[i] != '$' || i + 1 >= rlen) {
            strbuf_addch(out, rep[i]);
            continue;
        }
        char c = rep[i + 1];
        size_t group, used;
        if (c == '$') {
            strbuf_addch(out, '$');
            i++;
        } else if (c == '&') {
            add_span(s, &spans[0], out);
            i++;
        } else if (c == '`') {
            strbuf_add(out, s, spans[0].start);
            i++;
        } else if (c == '\'') {
            strbuf_add(out, s + spans[0].end, len - spans[0].end);
            i++;
        } else if (c == '_') {
            strbuf_add(out, s, len);
            i++;
        } else if (c == '+') {
            add_span(s, &spans[re->groups.list.len - 1], out);
            i++;
        } else if ((used = numbered(re, rep + i + 1, rlen - i - 1, &group))) {
            add_span(s, &spans[group], out);
            i += used;
        } else if (c == '{') {
            const char *end = memchr(rep + i, '}', rlen - i);
            int g = end ? regex_group_number(re, rep + i + 2, (size_t)(end - (rep + i + 2))) : -1;
            if (g < 0) {
                strbuf_addch(out, '$');
                continue;
            }
            add_span(s, &spans[g], out);
            i = (size_t)(end - rep);
        } else {
            strbuf_addch(out, '$');
        }
    }
}

int regex_replace(struct regex *re, const char *s, size_t len, const char *replacement, size_t rlen,
                  long max, struct strbuf *out, struct err **err)
{
    struct regex_span few[8] = { { 0, 0 } }, *spans = few;
    if (re->groups.list.len > ARRAY_SIZE(few))
        spans = xreallocarray(NULL, re->groups.list.len, sizeof(*spans));
    size_t at = 0, copied = 0;
    int found = 0;
    bool literal = !memchr(replacement, '$', rlen);
    while (max != 0 && at <= len && out->len <= STR_MAX_LEN &&
           (found = regex_exec(re, s, len, at, spans, err)) > 0) {
        strbuf_add(out, s + copied, spans[0].start - copied);
        if (literal)
            strbuf_add(out, replacement, rlen);
        else
            regex_expand(re, s, len, spans, replacement, rlen, out);
        copied = spans[0].end;
        at = regex_next_offset(s, len, &spans[0]);
        if (max > 0)
            max--;
    }
    strbuf_add(out, s + copied, len - copied);
    if (spans != few)
        free(spans);
    return found < 0 ? -1 : 0;
}

struct value regex_matches_table(const struct regex *re, const char *s,
                                 const struct regex_span *spans)
{
    struct hash *h = hash_new(0);
    /* highest number first, as the table PowerShell shows */
    for (size_t g = re->groups.list.len; g-- > 0;) {
        if (spans[g].start == SIZE_MAX)
            continue;
        struct value text = value_string_len(s + spans[g].start, spans[g].end - spans[g].start);
        const char *name = re->groups.list.items[g].name;
        if (name)
            hash_sets_take(h, name, text);
        else
            hash_set_take(h, value_int((int32_t)g), text);
    }
    return value_of_hash(h);
}
