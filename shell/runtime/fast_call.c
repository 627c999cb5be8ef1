#include "shell/runtime/fast_call.h"

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/function_params.h"

#define MAX_PARAMS 8

/* The function that the call means when it is simple; else NULL. */
static struct scriptblock *simple_function(struct session *s, struct command_call *call)
{
    struct command command;
    if (!call->cache || call->command.kind != V_STRING ||
        !command_find_cached(s, call->command.str->data, call->command.str->len, call->cache,
                             &command) ||
        !(command.kind & (COMMAND_FUNCTION | COMMAND_FILTER)))
        return NULL;
    struct scriptblock *sb = scriptblock_of(command.block);
    struct code *code = sb ? sb->code : NULL;
    if (!code)
        return NULL;
    if (!code->compiled) {
        struct err *err = NULL;
        if (code_compile(code, &err) < 0) {
            err_clear(&err);
            return NULL;
        }
    }
    if (!code->end || code->begin || code->process || code->clean || code->dynamic_block)
        return NULL;
    const struct function_params *p = code->params;
    if (!p)
        return sb;
    if (!p->simple && p->nitems)
        return NULL;
    if (p->block.cmdlet_binding || p->nitems > MAX_PARAMS)
        return NULL;
    if (!p->resolved && function_params_resolve(s, code) != ST_OK) {
        value_clear(&s->failure);
        return NULL;
    }
    return sb;
}

/* Converts arguments to the parameters. False: one does not convert. */
static bool convert(struct session *s, const struct function_params *p,
                    const struct command_call *call, struct value *bound, size_t *used)
{
    *used = 0;
    for (uint32_t i = 0; i < p->nitems; i++)
        bound[i] = value_nothing();
    for (uint32_t i = 0; i < p->nitems && *used < call->nargs; i++) {
        const struct type_info *type = p->items[i].type;
        struct value v = call->args[*used].value;
        if (p->items[i].is_switch)
            continue;
        if (!type || (v.kind == V_INT32 && type == &type_int32) ||
            (v.kind == V_STRING && type == &type_string)) {
            bound[i] = value_ref(v);
        } else {
            AUTO_ERR *err = NULL;
            if (v.kind == V_ARRAY && type->element == NULL)
                return false; /* the binder has rules of its own for these */
            if (eval_convert(s, v, type, &bound[i], &err) < 0) {
                bound[i] = value_nothing();
                return false;
            }
        }
        ++*used;
    }
    return true;
}

enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done)
{
    struct session *s = f->session;
    *done = false;
    struct scriptblock *sb = simple_function(s, call);
    if (!sb)
        return ST_OK;
    const struct function_params *p = sb->code->params;
    uint32_t n = p ? p->nitems : 0;
    struct value bound[MAX_PARAMS];
    size_t used = 0;
    if (n && !convert(s, p, call, bound, &used)) {
        for (uint32_t i = 0; i < n; i++)
            value_unref(bound[i]);
        return ST_OK;
    }
    *done = true;
    struct position outer = s->position;
    s->position = call->position;
    struct frame callee;
    AUTO_VALUE keep = value_ref(scriptblock_value(sb));
    enum status st = frame_begin(&callee, s, sb->code, sb, BLOCK_NEW_SCOPE, out);
    if (st == ST_OK) {
        struct frame *saved = frame_enter(&callee);
        callee.bound = bound;
        callee.nbound = n;
        if (used < call->nargs) {
            struct array *rest = array_new(call->nargs - used);
            for (size_t i = used; i < call->nargs; i++)
                array_push(rest, call->args[i].value);
            callee.args = value_of_array(rest);
        }
        if (n)
            st = function_params_start(&callee, bound, n);
        if (st == ST_OK)
            st = exec_block(&callee, sb->code->end);
        if (st == ST_RETURN)
            st = ST_OK;
        s->frame = saved;
        frame_end(&callee);
    }
    s->ok = st == ST_OK;
    s->position = outer;
    for (uint32_t i = 0; i < n; i++)
        value_unref(bound[i]);
    command_call_release(call);
    return st;
}
