#include "shell/object/regex_captures.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/vec.h"
#include "shell/object/fail.h"
#include "shell/object/regex_translate.h"

enum {
    MAX_STEPS = 1 << 20,   /* captures of one group */
    CHECK_EVERY = 4096,    /* callouts between two looks at Ctrl-C */
    STEP_LIMIT = 20000000, /* of the matcher, as for a plain match */
    ROOM_LIMIT = 65536,    /* KiB */
};

struct step {
    uint32_t order; /* among those of all groups */
    struct regex_span span;
};

struct steps {
    VEC(struct step) list;
};

/* What the groups captured on the way to where the matcher is. It is called before each part of the
 * pattern and before each closing parenthesis, so since the last call a group has got at most one
 * new capture, or the matcher went back to a place that it had been at. */
struct trail {
    struct steps *of; /* by PCRE2's number */
    uint32_t count;   /* of groups, the whole match among them */
    uint32_t next, calls;
    bool cancelled;
};

static bool is_at(const struct step *step, size_t start, size_t end)
{
    return step->span.start == start && step->span.end == end;
}

static void follow_group(struct trail *t, struct steps *own, size_t start, size_t end)
{
    size_t n = own->list.len;
    if (start == PCRE2_UNSET) {
        own->list.len = 0;
        return;
    }
    if (n && is_at(&own->list.items[n - 1], start, end))
        return;
    /* Captures of a group stand one behind the other in the text. */
    while (n && own->list.items[n - 1].span.start >= start &&
           !is_at(&own->list.items[n - 1], start, end))
        n--;
    if (n && is_at(&own->list.items[n - 1], start, end))
        own->list.len = n; /* it went back */
    else if (own->list.len < MAX_STEPS)
        *vec_push(&own->list) = (struct step){ t->next++, { start, end } };
}

static void follow(struct trail *t, const PCRE2_SIZE *offsets, uint32_t top)
{
    for (uint32_t n = 1; n < t->count; n++)
        follow_group(t, &t->of[n], n < top ? offsets[2 * n] : PCRE2_UNSET,
                     n < top ? offsets[2 * n + 1] : PCRE2_UNSET);
}

static int at_each_part(pcre2_callout_block *block, void *data)
{
    struct trail *t = data;
    AUTO_ERR *err = NULL;
    if (++t->calls % CHECK_EVERY == 0 && cancel_check(&err) < 0)
        t->cancelled = true;
    if (t->cancelled)
        return PCRE2_ERROR_CALLOUT;
    follow(t, block->offset_vector, block->capture_top);
    return 0;
}

/* .NET's number of one of PCRE2's; a name may stand at several places. */
static size_t group_of(const struct regex_groups *groups, const pcre2_code *code, uint32_t number)
{
    for (size_t g = 1; g < groups->list.len; g++)
        if (groups->list.items[g].number == number)
            return g;
    for (size_t g = 1; g < groups->list.len; g++) {
        PCRE2_SPTR first = NULL, last = NULL;
        const char *name = groups->list.items[g].name;
        int step = name ? pcre2_substring_nametable_scan(code, (PCRE2_SPTR)name, &first, &last) : 0;
        for (PCRE2_SPTR p = first; step > 0 && p <= last; p += step)
            if ((((uint32_t)p[0] << 8) | p[1]) == number)
                return g;
    }
    return 0;
}

struct ordered {
    uint32_t order;
    struct regex_capture capture;
};

static int by_order(const void *a, const void *b)
{
    uint32_t x = ((const struct ordered *)a)->order, y = ((const struct ordered *)b)->order;
    return (x > y) - (x < y);
}

static void collect(const struct trail *t, const struct regex_groups *groups,
                    const pcre2_code *code, struct regex_capture **out, size_t *n)
{
    VEC(struct ordered) all = VEC_INIT;
    for (uint32_t k = 1; k < t->count; k++) {
        size_t g = t->of[k].list.len ? group_of(groups, code, k) : 0;
        for (size_t i = 0; g && i < t->of[k].list.len; i++)
            *vec_push(&all) = (struct ordered){ t->of[k].list.items[i].order,
                                                { g, t->of[k].list.items[i].span } };
    }
    if (all.len)
        qsort(all.items, all.len, sizeof(all.items[0]), by_order);
    *out = xcalloc(all.len + 1, sizeof(**out));
    for (size_t i = 0; i < all.len; i++)
        (*out)[i] = all.items[i].capture;
    *n = all.len;
    vec_release(&all);
}

static int match_again(const pcre2_code *code, const char *s, size_t len, size_t start,
                       struct trail *t, struct err **err)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(context, STEP_LIMIT);
    pcre2_set_heap_limit(context, ROOM_LIMIT);
    pcre2_set_callout(context, at_each_part, t);
    int rc =
        pcre2_match(code, (PCRE2_SPTR)s, len, start, PCRE2_ANCHORED | PCRE2_NO_JIT, data, context);
    if (rc > 0)
        follow(t, pcre2_get_ovector_pointer(data), (uint32_t)rc);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    if (rc > 0)
        return 0;
    if (t->cancelled)
        return err_set(err, ERR_CANCELLED, "The pipeline has been stopped.");
    return err_set(err, ERR_OPERATION_FAILED, "The captures of the match could not be found.");
}

int regex_captures(struct regex *re, const char *s, size_t len, const struct regex_span *match,
                   struct regex_capture **out, size_t *n, struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct regex_groups groups = { 0 };
    size_t pattern_len;
    const char *pattern = regex_pattern(re, &pattern_len);
    int code_error, rc = -1;
    PCRE2_SIZE at;
    pcre2_code *code = NULL;
    if (regex_translate(pattern, pattern_len, regex_options(re), &text, &groups, err) == 0) {
        pcre2_compile_context *context = pcre2_compile_context_create(NULL);
        pcre2_set_newline(context, PCRE2_NEWLINE_LF);
        code = pcre2_compile((PCRE2_SPTR)text.buf, text.len,
                             regex_pcre_options(regex_options(re)) | PCRE2_AUTO_CALLOUT |
                                 PCRE2_NO_START_OPTIMIZE,
                             &code_error, &at, context);
        pcre2_compile_context_free(context);
    }
    if (code) {
        struct trail t = { .count = 1 };
        pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &t.count);
        t.count++;
        t.of = xcalloc(t.count, sizeof(*t.of));
        rc = match_again(code, s, len, match->start, &t, err);
        if (rc == 0)
            collect(&t, &groups, code, out, n);
        for (uint32_t i = 0; i < t.count; i++)
            vec_release(&t.of[i].list);
        free(t.of);
    } else if (!*err) {
        err_set(err, ERR_OPERATION_FAILED, "The captures of the match could not be found.");
    }
    pcre2_code_free(code);
    regex_groups_release(&groups);
    return rc;
}
