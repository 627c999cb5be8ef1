#include "cmdlets/core/files/match_context.h"

#include "cmdlets/core/files/match_info.h"
#include "shell/object/array.h"

static void ring_add(struct line_ring *r, struct value v)
{
    if (r->capacity == 0)
        return;
    if (r->kept.len < r->capacity) {
        *vec_push(&r->kept) = value_ref(v);
        return;
    }
    value_replace_take(&r->kept.items[r->first], value_ref(v));
    r->first = (r->first + 1) % r->capacity;
}

static struct value ring_at(const struct line_ring *r, size_t i)
{
    return r->kept.items[(r->first + i) % r->kept.len];
}

static void ring_clear(struct line_ring *r)
{
    for (size_t i = 0; i < r->kept.len; i++)
        value_unref(r->kept.items[i]);
    r->kept.len = 0;
    r->first = 0;
}

static struct value ring_lines(const struct line_ring *r, size_t from, size_t n)
{
    struct array *a = array_new(n);

    for (size_t i = 0; i < n; i++)
        array_push_take(a, match_info_line(ring_at(r, from + i)));
    return value_of_array(a);
}

void match_context_init(struct match_context *c, size_t before, size_t after)
{
    *c = (struct match_context){ .before = before, .after = after };
    c->around.capacity = before + after ? before + after + 1 : 0;
    c->shown.capacity = before;
}

void match_context_release(struct match_context *c)
{
    ring_clear(&c->around);
    ring_clear(&c->shown);
    vec_release(&c->around.kept);
    vec_release(&c->shown.kept);
    for (size_t i = 0; i < c->post.len; i++)
        value_unref(c->post.items[i]);
    vec_release(&c->post);
    value_clear(&c->last);
    for (size_t i = c->next; i < c->ready.len; i++)
        value_unref(c->ready.items[i]);
    vec_release(&c->ready);
}

/* ---- what is shown ---- */

static void finish_shown(struct match_context *c)
{
    if (c->last.kind == V_NULL)
        return;
    struct array *post = array_new(c->post.len);
    for (size_t i = 0; i < c->post.len; i++)
        array_push_take(post, c->post.items[i]);
    c->post.len = 0;
    match_info_set_shown(c->last, ring_lines(&c->shown, 0, c->shown.kept.len),
                         value_of_array(post));
    ring_clear(&c->shown);
    value_clear(&c->last);
}

static void show_line(struct match_context *c, struct value line)
{
    if (c->last.kind == V_NULL) {
        ring_add(&c->shown, line);
        return;
    }
    *vec_push(&c->post) = value_ref(line);
    if (c->post.len >= c->after)
        finish_shown(c);
}

static void show_match(struct match_context *c, struct value match)
{
    finish_shown(c);
    c->last = value_ref(match);
    if (c->after == 0)
        finish_shown(c);
}

/* ---- what lies around ---- */

static void complete(struct match_context *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct value v = ring_at(&c->around, i);
        if (v.kind == V_STRING)
            continue;
        size_t start = i > c->before ? i - c->before : 0, rest = c->around.kept.len - i - 1;
        match_info_set_around(v, ring_lines(&c->around, start, i - start),
                              ring_lines(&c->around, i + 1, rest < c->after ? rest : c->after));
        *vec_push(&c->ready) = value_ref(v);
    }
}

static void add_around(struct match_context *c, struct value v)
{
    ring_add(&c->around, v);
    if (c->around.kept.len < c->around.capacity)
        return;
    complete(c, c->begun ? c->before : 0, c->before + 1);
    c->begun = true;
}

void match_context_line(struct match_context *c, struct value line)
{
    if (c->around.capacity == 0)
        return;
    show_line(c, line);
    add_around(c, line);
}

void match_context_match(struct match_context *c, struct value match)
{
    if (c->around.capacity == 0) {
        *vec_push(&c->ready) = value_ref(match);
        return;
    }
    show_match(c, match);
    add_around(c, match);
}

void match_context_end(struct match_context *c)
{
    if (c->around.capacity == 0)
        return;
    finish_shown(c);
    complete(c, c->begun ? c->before + 1 : 0, c->around.kept.len);
}

bool match_context_take(struct match_context *c, struct value *out)
{
    if (c->next == c->ready.len)
        return false;
    *out = c->ready.items[c->next++];
    if (c->next == c->ready.len)
        c->next = c->ready.len = 0;
    return true;
}
