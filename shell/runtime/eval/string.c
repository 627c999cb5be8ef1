#include "shell/runtime/eval/string.h"

#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"

static void append_int(struct strbuf *out, int64_t i)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "6869707172737475767778798081828384858687888990919293949596979899";
    char text[24], *end = text + sizeof(text), *p = end;
    uint64_t u = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    for (; u >= 100; u /= 100) {
        p -= 2;
        memcpy(p, &pairs[u % 100 * 2], 2);
    }
    if (u >= 10) {
        p -= 2;
        memcpy(p, &pairs[u * 2], 2);
    } else {
        *--p = (char)('0' + u);
    }
    if (i < 0)
        *--p = '-';
    strbuf_add(out, p, (size_t)(end - p));
}

void expandable_append_array(struct frame *f, struct value v, struct strbuf *out)
{
    struct session *s = f->session;
    const struct name *name = names_find(s->names, "OFS", 3);
    const struct variable *var = name ? scope_find(f->scope, name) : NULL;
    if (!var || value_is_null(var->value)) {
        value_join(v, " ", out);
        return;
    }
    AUTO_VALUE ofs = value_to_string(var->value);
    value_join(v, ofs.str->data, out);
}

enum status expandable_append(struct frame *f, const struct node *n, struct strbuf *out)
{
    const struct node_list *l = (const struct node_list *)n;
    for (uint32_t i = 0; i < l->n; i++) {
        struct value v;
        enum status st = node_operand(f, l->items[i], &v);
        if (st != ST_OK)
            return st;
        switch (v.kind) {
        case V_STRING:
            strbuf_add(out, v.str->data, v.str->len);
            break;
        case V_INT32:
        case V_INT64:
            append_int(out, v.i);
            break;
        case V_NULL:
            break;
        case V_ARRAY:
            expandable_append_array(f, v, out);
            break;
        case V_OBJECT: {
            struct err *err = NULL;
            struct value text;
            if (eval_convert(f->session, v, &type_string, &text, &err) < 0) {
                value_unref(v);
                return fail_err(f, n, &err);
            }
            if (text.kind == V_STRING)
                strbuf_add(out, text.str->data, text.str->len);
            value_unref(text);
            break;
        }
        default:
            value_language_text(v, out);
        }
        value_unref(v);
        if (out->len > STR_MAX_LEN) {
            struct err *err = NULL;
            fail_text_too_long(&err);
            return fail_err(f, n, &err);
        }
    }
    return ST_OK;
}

static enum status eval_expandable(struct frame *f, const struct node *n, struct value *out)
{
    struct eval_state *e = f->session->eval;
    if (e->scratch_busy) {
        AUTO_STRBUF text = STRBUF_INIT;
        enum status st = expandable_append(f, n, &text);
        if (st == ST_OK)
            *out = value_string_len(text.buf, text.len);
        return st;
    }
    e->scratch_busy = true;
    strbuf_reset(&e->scratch);
    enum status st = expandable_append(f, n, &e->scratch);
    if (st == ST_OK)
        *out = value_string_len(e->scratch.buf, e->scratch.len);
    if (e->scratch.cap > 1 << 20)
        strbuf_release(&e->scratch);
    e->scratch_busy = false;
    return st;
}

bool node_is_expandable(const struct node *n)
{
    return n->eval == eval_expandable;
}

struct node *compile_expandable(struct compiler *c, const struct ast_expandable *a)
{
    struct node_list *l = compile_node(c, sizeof(*l), &a->node, eval_expandable);
    l->n = a->nparts;
    l->items = code_alloc(c->code, l->n * sizeof(l->items[0]));
    for (uint32_t i = 0; i < l->n; i++)
        l->items[i] = compile(c, a->parts[i]);
    return &l->node;
}
