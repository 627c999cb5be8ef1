#include "shell/runtime/fast_call.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/reference.h"

#define MAX_PARAMS 8
#define MAX_ARGS 12

/* Can the block run without the pipeline? Compiles it. */
static bool is_simple(struct session *s, struct scriptblock *sb)
{
    struct code *code = sb->code;
    if (!code->compiled) {
        struct err *err = NULL;
        if (code_compile(code, &err) < 0) {
            err_clear(&err);
            return false;
        }
    }
    if (!code->end || code->usings || code->begin || code->process || code->clean ||
        code->dynamic_block)
        return false;
    const struct function_params *p = code->params;
    if (!p)
        return true;
    if (!p->simple && p->nitems)
        return false;
    if (p->block.cmdlet_binding || p->nitems > MAX_PARAMS)
        return false;
    if (!p->resolved && function_params_resolve(s, code, sb) != ST_OK) {
        value_clear(&s->failure);
        return false;
    }
    return true;
}

/* The script block that the name at a call site means when it is simple; else NULL. */
static __attribute__((noinline)) struct scriptblock *find_simple(struct session *s,
                                                                 struct value name, void **cache)
{
    struct command found;
    const struct command *command = command_cached(s, cache);
    if (!command && command_find_cached(s, name.str->data, name.str->len, cache, &found))
        command = &found;
    if (!command || !(command->kind & (COMMAND_FUNCTION | COMMAND_FILTER)))
        return NULL;
    struct scriptblock *sb = scriptblock_of(command->block);
    if (!sb || !is_simple(s, sb))
        return NULL;
    if (command != &found || command_cached(s, cache))
        ((struct command_cell *)*cache)->simple = sb;
    return sb;
}

static inline struct scriptblock *simple_function(struct session *s, struct value name,
                                                  void **cache)
{
    const struct command_cell *cell = *cache;
    if (s->trace.calls || s->tracer) /* calls are looked at then */
        return NULL;
    if (cell && cell->simple && command_cell_holds(s, cell))
        return cell->simple;
    return find_simple(s, name, cache);
}

/* The parameters on their way: NULL where nothing was given yet. */
struct given {
    const struct call_arg *args[MAX_PARAMS];
    bool switched_on[MAX_PARAMS];
    const struct call_arg *rest[MAX_ARGS];
    size_t nrest;
};

static int param_of_name(const struct function_params *p, const char *name)
{
    size_t len = strlen(name);
    for (uint32_t i = 0; i < p->nitems; i++)
        if (text_caseeqn(p->items[i].name->text, p->items[i].name->len, name, len))
            return (int)i;
    return -1;
}

/* Which argument is whose; false: that is for the binder to say. */
static bool match(const struct function_params *p, const struct command_call *call,
                  struct given *given)
{
    const struct call_arg *values[MAX_ARGS];
    size_t nvalues = 0;
    uint32_t n = p ? p->nitems : 0;
    memset(given->args, 0, n * sizeof(given->args[0]));
    memset(given->switched_on, 0, n * sizeof(given->switched_on[0]));
    given->nrest = 0;
    if (call->nargs > MAX_ARGS)
        return false;
    for (size_t i = 0; i < call->nargs; i++) {
        const struct call_arg *arg = &call->args[i];
        if (arg->kind == CALL_ARG_VALUE) {
            values[nvalues++] = arg;
            continue;
        }
        int at = n ? param_of_name(p, arg->name) : -1;
        if (at < 0 || given->args[at] || given->switched_on[at])
            return false;
        if (arg->kind == CALL_ARG_NAME && p->items[at].is_switch) {
            given->switched_on[at] = true;
            continue;
        }
        if (arg->kind == CALL_ARG_NAME &&
            (++i == call->nargs || call->args[i].kind != CALL_ARG_VALUE))
            return false;
        given->args[at] = &call->args[i];
    }
    size_t used = 0;
    for (uint32_t i = 0; i < n && used < nvalues; i++)
        if (!p->items[i].is_switch && !given->args[i])
            given->args[i] = values[used++];
    while (used < nvalues)
        given->rest[given->nrest++] = values[used++];
    return true;
}

/* False: it does not convert, or the binder has rules of its own for it. */
static inline bool convert_one(struct session *s, const struct type_info *type, struct value v,
                               const char *text, struct value *out)
{
    if (!type || (v.kind == V_INT32 && type == &type_int32) ||
        (v.kind == V_STRING && type == &type_string)) {
        *out = value_ref(type ? value_unwrapped(v) : v);
        return true;
    }
    if (v.kind == V_ARRAY && type->element == NULL)
        return false;
    if (text && type == &type_string) /* 007 stays 007 */
        return false;
    if (((type == &type_bool || type == &type_switch) && v.kind != V_BOOL && !value_is_number(v)) ||
        type == &type_reference)
        return false;
    AUTO_ERR *err = NULL;
    return eval_convert(s, v, type, out, &err) == 0;
}

static bool convert(struct session *s, const struct function_params *p, const struct given *given,
                    struct value *bound)
{
    for (uint32_t i = 0; i < p->nitems; i++)
        bound[i] = value_nothing();
    for (uint32_t i = 0; i < p->nitems; i++) {
        const struct call_arg *arg = given->args[i];
        struct value v = arg ? arg->value : value_bool(true);
        if ((arg || given->switched_on[i]) &&
            !convert_one(s, p->items[i].type, v, arg ? arg->text : NULL, &bound[i])) {
            bound[i] = value_nothing();
            return false;
        }
    }
    return true;
}

/* Runs the block; all of it is borrowed. fits: the n bound values are of plain parameters and as
 * those want them. */
static inline __attribute__((always_inline)) enum status
run(struct session *s, struct scriptblock *sb, const struct position *position,
    const struct value *bound, uint32_t n, bool fits, const struct value *rest, size_t nrest,
    struct sink *out)
{
    struct code *code = sb->code;
    struct position outer = s->position;
    s->position = *position;
    struct value keep = value_ref(scriptblock_value(sb));
    enum status st;
    struct frame *callee = frame_acquire(s, code, sb, out, &st);
    if (callee) {
        struct frame *saved = frame_enter(callee);
        callee->bound = bound;
        callee->nbound = n;
        if (nrest)
            callee->args = value_of_array(array_from(rest, nrest));
        if (fits)
            st = function_params_put(callee, code->params, bound, n);
        else if (n)
            st = function_params_start(callee, bound, n);
        if (__builtin_expect(s->trace.calls, 0) && st == ST_OK)
            st = trace_call(callee);
        if (st == ST_OK)
            st = exec_block(callee, code->end);
        if (__builtin_expect(s->trace.calls, 0))
            st = debugger_leave(callee, code->end, st);
        if (st == ST_RETURN)
            st = ST_OK;
        s->frame = saved;
        frame_release(callee);
    }
    value_unref(keep);
    s->ok = st == ST_OK;
    s->position = outer;
    return st;
}

/* Some value has to be converted, or a parameter asks for more than a value. */
static __attribute__((noinline)) enum status
call_converted(struct session *s, struct scriptblock *sb, const struct call_site *site,
               const struct value *args, size_t nargs, struct sink *out, bool *done)
{
    const struct function_params *p = sb->code->params;
    uint32_t n = p->nitems;
    struct value bound[MAX_PARAMS];
    size_t used = 0;
    for (uint32_t i = 0; i < n; i++) {
        bound[i] = value_nothing();
        if (used == nargs || p->items[i].is_switch)
            continue;
        if (!convert_one(s, p->items[i].type, args[used], site->texts[used], &bound[i])) {
            while (i-- > 0)
                value_unref(bound[i]);
            return ST_OK;
        }
        used++;
    }
    *done = true;
    enum status st = run(s, sb, &site->position, bound, n, false, args + used, nargs - used, out);
    for (uint32_t i = 0; i < n; i++)
        value_unref(bound[i]);
    return st;
}

/* Calls the site's function with evaluated arguments, which stay the caller's. */
static inline __attribute__((always_inline)) enum status
call_values(struct session *s, struct call_site *site, const struct value *args, uint32_t nargs,
            struct sink *out, bool *done)
{
    struct scriptblock *sb = simple_function(s, site->name, &site->cache);
    *done = false;
    if (!sb)
        return ST_OK;
    const struct function_params *p = sb->code->params;
    uint32_t n = 0;
    if (p && p->nitems) {
        n = nargs < p->nitems ? nargs : p->nitems;
        bool fits = p->plain;
        for (uint32_t i = 0; i < n && fits; i++)
            fits = function_param_fits(&p->items[i], args[i]);
        if (!fits)
            return call_converted(s, sb, site, args, nargs, out, done);
    }
    *done = true;
    return run(s, sb, &site->position, args, n, p != NULL, args + n, nargs - n, out);
}

static inline __attribute__((always_inline)) enum status
call_site(struct frame *f, const struct node *node, struct sink *out)
{
    const struct call_node *n = (const struct call_node *)node;
    struct call_site *site = n->site;
    struct value args[FAST_CALL_MAX_ARGS];
    uint32_t made = 0;
    enum status st = check_interrupt(f->session);
    for (; st == ST_OK && made < site->nargs; made++) {
        st = node_operand(f, site->args[made], &args[made]);
        if (st != ST_OK)
            break;
        if (args[made].kind == V_NULL)
            args[made].aux = 0;
    }
    bool done = true;
    if (st == ST_OK)
        st = call_values(f->session, site, args, made, out, &done);
    if (st == ST_OK && !done)
        return fast_call_declined(f, n, args, made, out);
    for (uint32_t i = 0; i < made; i++)
        value_unref(args[i]);
    return st;
}

enum status exec_fast_call(struct frame *f, const struct node *n)
{
    return call_site(f, n, f->out);
}

enum status eval_fast_call(struct frame *f, const struct node *n, struct value *out)
{
    struct value_sink c;
    value_sink_init(&c);
    enum status st = call_site(f, n, &c.sink);
    struct value v = value_sink_take(&c);
    if (st == ST_OK)
        *out = v;
    else
        value_unref(v);
    return st;
}

enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done)
{
    struct session *s = f->session;
    *done = false;
    struct scriptblock *sb = scriptblock_of(call->command);
    if (sb && !is_simple(s, sb))
        sb = NULL;
    else if (!sb && call->cache && call->command.kind == V_STRING)
        sb = simple_function(s, call->command, call->cache);
    if (!sb)
        return ST_OK;
    const struct function_params *p = sb->code->params;
    uint32_t n = p ? p->nitems : 0;
    struct value bound[MAX_PARAMS];
    struct given given;
    if (!match(p, call, &given))
        return ST_OK;
    if (n && !convert(s, p, &given, bound)) {
        for (uint32_t i = 0; i < n; i++)
            value_unref(bound[i]);
        return ST_OK;
    }
    *done = true;
    struct value rest[MAX_ARGS];
    for (size_t i = 0; i < given.nrest; i++)
        rest[i] = given.rest[i]->value;
    enum status st = run(s, sb, &call->position, bound, n, false, rest, given.nrest, out);
    for (uint32_t i = 0; i < n; i++)
        value_unref(bound[i]);
    command_call_release(call);
    return st;
}
