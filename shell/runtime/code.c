#include "shell/runtime/code.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/frame.h"

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, size;
    char data[] __attribute__((aligned(16)));
};

struct code *code_new(struct session *s, struct ast *ast, const struct ast_script_block *source,
                      const struct ast_function *function)
{
    struct code *code = xcalloc(1, sizeof(*code));
    code->refs = 1;
    code->session = s;
    code->ast = ast_ref(ast);
    code->source = source;
    code->function = function;
    code->is_filter = function && function->is_filter;
    return code;
}

struct code *code_ref(struct code *code)
{
    code->refs++;
    return code;
}

void code_unref(struct code *code)
{
    if (!code || --code->refs)
        return;
    frames_free_spare(code);
    free(code->dot);
    if (code->params)
        function_params_release(code->params);
    for (size_t i = code->nreleases; i-- > 0;)
        code->releases[i](code->release_data[i]);
    for (size_t i = 0; i < code->nconstants; i++)
        value_unref(code->constants[i]);
    for (size_t i = 0; i < code->nchildren; i++)
        code_unref(code->children[i]);
    for (struct arena_chunk *c = code->arena, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(code->constants);
    free(code->children);
    free(code->releases);
    free(code->release_data);
    free(code->names);
    free(code->cell_of);
    free(code->index);
    ast_unref(code->ast);
    free(code);
}

void *code_alloc(struct code *code, size_t size)
{
    size = (size + 15) & ~(size_t)15;
    struct arena_chunk *c = code->arena;
    if (!c || c->size - c->used < size) {
        size_t room = c ? (c->size < 16384 ? c->size * 2 : 16384) : 1024;
        if (room < size)
            room = size;
        c = xcalloc(1, sizeof(*c) + room);
        c->size = room;
        c->next = code->arena;
        code->arena = c;
    }
    void *p = c->data + c->used;
    c->used += size;
    return p;
}

struct value code_keep(struct code *code, struct value v)
{
    if (v.kind < V_FIRST_HEAP)
        return v;
    if (code->nconstants == code->constants_cap) {
        code->constants_cap = code->constants_cap ? code->constants_cap * 2 : 8;
        code->constants =
            xreallocarray(code->constants, code->constants_cap, sizeof(code->constants[0]));
    }
    return code->constants[code->nconstants++] = v;
}

void code_on_release(struct code *code, void (*release)(void *), void *data)
{
    if (code->nreleases == code->releases_cap) {
        code->releases_cap = code->releases_cap ? code->releases_cap * 2 : 8;
        code->releases =
            xreallocarray(code->releases, code->releases_cap, sizeof(code->releases[0]));
        code->release_data =
            xreallocarray(code->release_data, code->releases_cap, sizeof(code->release_data[0]));
    }
    code->releases[code->nreleases] = release;
    code->release_data[code->nreleases++] = data;
}

int code_slot(const struct code *code, const struct name *name)
{
    if (!code->index)
        return -1;
    for (uint32_t i = name->hash & code->index_mask;; i = (i + 1) & code->index_mask) {
        uint16_t at = code->index[i];
        if (!at)
            return -1;
        if (code->names[at - 1] == name)
            return at - 1;
    }
}
