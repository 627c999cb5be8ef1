/* Runs of script blocks outside of pipelines: by cmdlets, as methods and members. */
#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"
#include "shell/runtime/scriptblock.h"

static enum status run_part(struct frame *f, const struct node *part)
{
    if (!part)
        return ST_OK;
    enum status st = f->session->trace.calls ? trace_call(f) : ST_OK;
    if (st == ST_OK)
        st = exec_block(f, part);
    if (__builtin_expect(f->session->trace.calls, 0))
        st = debugger_leave(f, part, st);
    return st == ST_RETURN ? ST_OK : st;
}

/* An argument of a class's method that does not convert is an error of the call. */
static enum status throw_argument(struct frame *f, const struct function_param *p, struct value v,
                                  struct err **err)
{
    const struct ast_method *m = f->code->method;
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    AUTO_FREE char *message = xasprintf(
        "Cannot convert argument \"%s\", with value: \"%s\", for \"%.*s\" to type \"%s\": \"%s\"",
        p->declared, text.buf ? text.buf : "", m->is_constructor ? 3 : (int)m->name.len,
        m->is_constructor ? "new" : m->name.s, p->type->name, (*err)->message);
    AUTO_VALUE cause = exception_from_err(*err);
    AUTO_VALUE exception =
        exception_new("System.Management.Automation.MethodException", message, cause);
    struct error_spec spec = { .exception_object = exception,
                               .id = "MethodArgumentConversionInvalidCastArgument",
                               .category = EC_NOT_SPECIFIED,
                               .activity = "" };
    err_clear(err);
    return throw_error(f->session, &spec);
}

/* Converts arguments to the parameters in order; the rest become $args. */
static enum status bind_positions(struct frame *f, const struct value *args, size_t nargs)
{
    struct function_params *p = f->code->params;
    struct session *s = f->session;
    enum status st = function_params_resolve(s, f->code, f->block);
    if (st != ST_OK)
        return st;
    struct value small[8], *bound = p->nitems > 8 ? xcalloc(p->nitems, sizeof(*bound)) : small;
    size_t used = 0;
    uint32_t n = 0;
    for (; n < p->nitems && st == ST_OK; n++) {
        bound[n] = value_nothing();
        if (used == nargs)
            continue;
        struct err *err = NULL;
        struct value v = args[used++];
        if (!p->items[n].type) {
            bound[n] = value_ref(v);
        } else if (eval_convert(s, v, p->items[n].type, &bound[n], &err) < 0) {
            bound[n] = value_nothing();
            st = f->code->method ? throw_argument(f, &p->items[n], v, &err) : throw_err(s, &err);
        }
    }
    if (st == ST_OK && used < nargs)
        f->args = value_of_array(array_from(args + used, nargs - used));
    if (st == ST_OK)
        st = function_params_start(f, bound, n);
    if (st == ST_OK && !p->simple)
        st = function_params_check(f);
    while (n-- > 0)
        value_unref(bound[n]);
    if (bound != small)
        free(bound);
    return st;
}

static inline void take_input(struct frame *f, struct value input)
{
    value_replace_take(&f->own_underbar, value_ref(input));
    f->underbar = &f->own_underbar;
    f->in_pipeline = true;
}

static enum status run_frame(struct frame *f, struct value input, const struct value *args,
                             size_t nargs)
{
    const struct code *code = f->code;
    struct frame *saved = frame_enter(f);
    enum status st = ST_OK;
    if (!value_is_nothing(input))
        take_input(f, input);
    if (code->params && (code->params->nitems || nargs))
        st = bind_positions(f, args, nargs);
    else if (nargs)
        f->args = value_of_array(array_from(args, nargs));
    if (st == ST_OK && code->usings)
        st = run_part(f, code->usings);
    if (st == ST_OK && code->begin)
        st = run_part(f, code->begin);
    if (st == ST_OK && code->process)
        st = run_part(f, code->process);
    if (st == ST_OK && code->end)
        st = run_part(f, code->end);
    if (code->clean) {
        enum status cleaned = run_part(f, code->clean);
        if (st == ST_OK)
            st = cleaned;
    }
    f->session->frame = saved;
    return st;
}

/* Only statements: runs them with $_ = input. */
static inline enum status run_statements(struct frame *f, struct value input)
{
    struct frame *saved = frame_enter(f);
    if (!value_is_nothing(input))
        take_input(f, input);
    enum status st = exec_block(f, f->code->end);
    f->session->frame = saved;
    return st == ST_RETURN ? ST_OK : st;
}

enum status scriptblock_invoke(struct session *s, struct scriptblock *sb, enum block_scope scope,
                               struct value input, const struct value *args, size_t nargs,
                               struct sink *out)
{
    enum status st;
    struct value keep = value_ref(scriptblock_value(sb));
    cancel_watch(&s->interrupt_flag);
    bool dotted = scope == BLOCK_DOT;
    struct frame *f = dotted ? frame_dot_acquire(s, sb->code, sb, out, &st)
                             : frame_acquire(s, sb->code, sb, out, &st);
    if (f) {
        st = f->code->only_end && !nargs && !s->trace.on ? run_statements(f, input)
                                                         : run_frame(f, input, args, nargs);
        if (dotted)
            frame_dot_release(f);
        else
            frame_release(f);
    }
    value_unref(keep);
    return st;
}

enum status scriptblock_eval(struct session *s, struct scriptblock *sb, struct value input,
                             struct value *out)
{
    enum status st;
    struct value_sink into;
    value_sink_init(&into);
    struct value keep = value_ref(scriptblock_value(sb));
    cancel_watch(&s->interrupt_flag);
    struct frame *f = frame_dot_acquire(s, sb->code, sb, &into.sink, &st);
    if (f) {
        st = f->code->only_end && !s->trace.on ? run_statements(f, input)
                                               : run_frame(f, input, NULL, 0);
        frame_dot_release(f);
    }
    value_unref(keep);
    struct value v = value_sink_take(&into);
    if (st == ST_OK)
        *out = v;
    else
        value_unref(v);
    return st;
}

enum status code_call(struct session *s, struct code *code, struct scriptblock *sb,
                      struct value *self, const struct value *args, size_t nargs, struct value *out)
{
    struct value_sink sink;
    value_sink_init(&sink);
    struct sink none;
    null_sink_init(&none);
    bool method = code->method_of != NULL;
    enum status st;
    struct frame *f = frame_acquire(s, code, sb, method ? &none : &sink.sink, &st);
    if (!f)
        return st;
    f->self = self;
    f->underbar = &f->own_underbar;
    s->try_depth += method; /* an error of a statement ends a method */
    st = run_frame(f, value_nothing(), args, nargs);
    s->try_depth -= method;
    struct value result = method ? f->result : value_sink_take(&sink);
    if (method)
        f->result = value_nothing();
    frame_release(f);
    if (st != ST_OK) {
        value_unref(result);
        return st;
    }
    *out = result;
    return ST_OK;
}

enum status script_member_call(struct session *s, struct value block, struct value self,
                               const struct value *args, size_t nargs, struct value *out)
{
    struct scriptblock *sb = scriptblock_of(block);
    if (!sb) {
        *out = value_ref(block);
        return ST_OK;
    }
    AUTO_VALUE keep = value_ref(self), keep_block = value_ref(block);
    enum status st = code_call(s, sb->code, sb, &keep, args, nargs, out);
    if (st == ST_OK && out->kind == V_NULL)
        out->aux = 0;
    return st;
}

enum status script_event_call(struct session *s, struct value block, struct value sender,
                              struct value event)
{
    struct scriptblock *sb = scriptblock_of(block);
    struct sink none;
    enum status st = ST_OK;
    null_sink_init(&none);
    struct frame *f = sb ? frame_acquire(s, sb->code, sb, &none, &st) : NULL;
    if (!f)
        return st;
    AUTO_VALUE self = value_ref(sender);
    const struct value args[] = { sender, event };
    f->self = &self;
    f->underbar = &f->own_underbar;
    st = run_frame(f, event, args, ARRAY_SIZE(args));
    frame_release(f);
    return st;
}

enum status script_getter_call(struct session *s, struct value block, struct value self,
                               struct value *out)
{
    struct sink none, *errors = s->streams[2];
    null_sink_init(&none);
    s->streams[2] = &none;
    enum status st = script_member_call(s, block, self, NULL, 0, out);
    s->streams[2] = errors;
    if (st != ST_FAIL)
        return st;
    value_clear(&s->failure);
    s->failure_final = false;
    *out = value_null();
    return ST_OK;
}

enum status script_setter_call(struct session *s, struct value block, struct value self,
                               const char *name, struct value v)
{
    struct value ignored;
    enum status st = script_member_call(s, block, self, &v, 1, &ignored);
    if (st == ST_OK)
        value_unref(ignored);
    return st == ST_FAIL ? throw_by_setter(s, name) : st;
}
