#include "shell/runtime/loop_enumerator.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"

static bool is_other(const struct ast_node *n, void *variable)
{
    const char *name = variable;
    const struct ast_variable *v = (const void *)n;
    if (n->kind == AST_VARIABLE && text_caseeqn(v->name.s, v->name.len, name, strlen(name)))
        return false;
    return ast_each_child(n, is_other, variable);
}

bool loop_enumerator_compile(struct compiler *c, const struct ast_node *body, const char *variable,
                             uint32_t *slot)
{
    if (ast_each_child(body, is_other, (void *)(uintptr_t)variable))
        return false;
    *slot = compile_name(c, names_intern(c->session->names, variable, strlen(variable)), true);
    return true;
}

struct value loop_enumerator(struct value source)
{
    if (source.kind == V_ARRAY)
        return enumerator_of_items(source.array->items, source.array->len);
    return enumerator_of_items(&source, 1);
}

enum status loop_enumerator_begin(struct frame *f, const struct node *n, uint32_t slot,
                                  struct value enumerator, struct value *outer)
{
    const struct variable *v = f->vars[slot];
    *outer = v ? value_ref(v->value) : value_null();
    return frame_store(f, n, slot, value_ref(enumerator));
}

bool loop_enumerator_next(struct value enumerator, struct value *item)
{
    struct array *a = enumerator.array;
    size_t *cursor = &array_extra(a)->cursor;
    if (*cursor >= a->len)
        return false;
    *item = value_ref(a->items[(*cursor)++]);
    return true;
}

void loop_enumerator_end(struct frame *f, const struct node *n, uint32_t slot, struct value outer,
                         enum status *st)
{
    enum status restored = frame_store(f, n, slot, outer);
    if (*st == ST_OK)
        *st = restored;
}
