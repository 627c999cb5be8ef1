#include "shell/runtime/frame.h"

#include <pthread.h>
#include <stdarg.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/operators.h"
#include "shell/object/str.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/script_collection.h"
#include "shell/runtime/class/type.h"

/* The stack of a process's first thread ends where the kernel put the program's name; to be told so
 * by the library costs a reading of the whole memory map. */
static bool find_first_stack(char **top, size_t *size)
{
    struct rlimit limit;
    unsigned long name = getauxval(AT_EXECFN);
    if (gettid() != getpid() || !name || getrlimit(RLIMIT_STACK, &limit) < 0)
        return false;
    *top = (char *)(uintptr_t)name;
    *size = limit.rlim_cur;
    const char *here = __builtin_frame_address(0);
    return here < *top && (size_t)(*top - here) < *size;
}

static bool find_thread_stack(char **top, size_t *size)
{
    pthread_attr_t attr;
    void *low;
    if (pthread_getattr_np(pthread_self(), &attr) != 0)
        return false;
    bool found = pthread_attr_getstack(&attr, &low, size) == 0;
    pthread_attr_destroy(&attr);
    *top = found ? (char *)low + *size : NULL;
    return found;
}

/* A session may be made by one thread and run by another. */
static void find_stack(struct session *s)
{
    size_t size, most = (size_t)64 << 20; /* an unlimited stack still has an end */
    char *top;
    if (find_first_stack(&top, &size) || find_thread_stack(&top, &size)) {
        if (size > most)
            size = most;
        s->stack_limit = top - size + size / 4;
    }
    s->eval->thread = pthread_self();
}

void session_scopes_init(struct session *s)
{
    s->eval = xcalloc(1, sizeof(*s->eval));
    s->eval->scratch = (struct strbuf)STRBUF_INIT;
    s->names = names_new();
    s->global = scope_new(s, SCOPE_GLOBAL, NULL);
    s->binding_epoch = 1;
    s->find_class = script_class_find;

    find_stack(s);
    automatic_init(s);
}

void session_scopes_free(struct session *s)
{
    if (!s->eval)
        return;
    scope_unref(STEAL(s->global));
    script_classes_free(s);
    value_unref(s->eval->version_table);
    value_unref(s->eval->host);
    value_unref(s->eval->profile);
    value_unref(s->eval->execution_context);
    value_unref(s->eval->parse_errors);
    value_unref(s->eval->first_token);
    value_unref(s->eval->last_token);
    value_unref(s->eval->type_extensions);
    for (size_t i = 0; i < ENGINE_ACTIONS; i++)
        value_unref(s->eval->actions[i]);
    for (size_t i = 0; i < s->eval->nnamespaces; i++)
        free(s->eval->namespaces[i]);
    free(s->eval->namespaces);
    strbuf_release(&s->eval->scratch);
    names_free(STEAL(s->names));
    free(STEAL(s->eval));
}

size_t frame_depth(const struct frame *f)
{
    size_t n = 0;
    for (; f; f = f->up)
        n++;
    return n;
}

enum status call_depth_overflow(struct session *s)
{
    struct error_spec spec = {
        .message = "The script failed due to call depth overflow.",
        .id = "CallDepthOverflow",
        .category = EC_INVALID_OPERATION,
        .exception = "System.Management.Automation.ScriptCallDepthException",
    };
    throw_error(s, &spec);
    s->failure_final = true;
    return ST_FAIL;
}

/* ---- frames ---- */

struct scope *frame_outer_scope(const struct session *s, const struct code *code,
                                const struct scriptblock *sb, struct scope **state)
{
    if (!sb && !code->method_of) {
        *state = s->frame ? s->frame->state : NULL;
        return scope_current(s);
    }
    *state = sb ? sb->scope : code->method_of->state;
    if (!sb && !*state)
        return scope_current(s);
    for (const struct frame *f = s->frame; f; f = f->up)
        if (f->state == *state)
            return f->scope;
    return *state ? *state : s->global;
}

static void bind_variables(struct frame *f)
{
    const struct code *code = f->code;
    if (!f->dotted) {
        f->own_scope.code = code;
        f->own_scope.cells = f->cells;
        for (uint32_t i = 0; i < code->nnames; i++) {
            int32_t cell = code->cell_of[i];
            if (cell < 0)
                continue;
            f->cells[cell].name = code->names[i];
            f->vars[i] = &f->cells[cell];
        }
        if (code->any_all_scope)
            for (uint32_t i = 0; i < code->nnames; i++)
                if (code->cell_of[i] >= 0 && code->names[i]->all_scope)
                    f->vars[i] = scope_target(f->scope, code->names[i]);
        return;
    }
    for (uint32_t i = 0; i < code->nnames; i++)
        f->vars[i] = code->cell_of[i] >= 0 ? scope_target(f->scope, code->names[i]) : NULL;
}

/* May code run now: is there stack left, is it compiled? */
static enum status may_run(struct session *s, struct code *code)
{
    if (!s->frame && !pthread_equal(s->eval->thread, pthread_self()))
        find_stack(s);
    if (stack_is_low(s))
        return call_depth_overflow(s);
    if (!code->compiled) {
        struct err *err = NULL;
        if (code_compile(code, &err) < 0)
            return throw_err(s, &err);
    }
    return ST_OK;
}

/* A frame at rest: nothing in it but the cells of its code, unset. */
static struct frame *frame_new(struct session *s, struct code *code, bool dotted)
{
    size_t ncells = dotted ? 0 : code->ncells;
    struct frame *f = xcalloc(1, sizeof(*f) + ncells * sizeof(struct variable) +
                                     code->nnames * sizeof(struct variable *));
    f->session = s;
    f->code = code;
    f->dotted = dotted;
    f->cells = (struct variable *)(void *)(f + 1);
    f->vars = (struct variable **)(void *)(f->cells + ncells);
    f->args = value_nothing();
    f->input = value_nothing();
    f->result = value_nothing();
    return f;
}

void frame_clear_values(struct frame *f)
{
    value_clear(&f->bound_table);
    value_replace_take(&f->args, value_nothing());
    value_replace_take(&f->input, value_nothing());
    value_replace_take(&f->result, value_nothing());
}

struct frame *frame_acquire_new(struct session *s, struct code *code, struct scriptblock *sb,
                                struct sink *out, enum status *st)
{
    *st = may_run(s, code);
    if (*st != ST_OK)
        return NULL;
    struct scope *state, *outer = frame_outer_scope(s, code, sb, &state);
    struct frame *f = frame_new(s, code, false);
    f->scope = &f->own_scope;
    /* A script file's outermost scope is what script: means in it. */
    bool file = code->source && code->source == code->ast->root && code->ast->file;
    scope_init(&f->own_scope, s, file ? SCOPE_SCRIPT : SCOPE_LOCAL, outer);
    bind_variables(f);
    frame_start(f, s, sb, state, out);
    code_ref(code);
    return f;
}

/* What its scope holds beside the cells. */
void frame_release_scope(struct frame *f)
{
    if (f->session->ends && !f->up) /* see session_ends() */
        scope_keep_values(&f->own_scope);
    scope_release_others(&f->own_scope);
}

/* It is not kept. */
void frame_release_last(struct frame *f)
{
    struct code *code = f->code;
    free(f);
    code_unref(code);
}

void frames_free_spare(struct code *code)
{
    for (struct frame *f = code->spare, *next; f; f = next) {
        next = f->up;
        free(f);
    }
    code->spare = NULL;
    code->nspare = 0;
}

struct frame *frame_dot_acquire_new(struct session *s, struct code *code, struct scriptblock *sb,
                                    struct sink *out, enum status *st)
{
    *st = may_run(s, code);
    if (*st != ST_OK)
        return NULL;
    struct frame *f = code->dot;
    struct scope *state, *scope = frame_outer_scope(s, code, sb, &state);
    if (f && !f->busy && (f->scope != scope || f->dot_serial != scope->serial)) {
        code->dot = NULL;
        free(f);
        f = NULL;
    }
    if (!f || f->busy) {
        f = frame_new(s, code, true);
        f->scope = scope;
        f->dot_serial = scope->serial;
        bind_variables(f);
        if (!code->dot)
            code->dot = f;
    }
    f->busy = true;
    frame_start(f, s, sb, state, out);
    return f;
}

struct variable *frame_resolve(struct frame *f, uint32_t slot)
{
    struct session *s = f->session;
    const struct code *code = f->code;
    if (f->epoch != s->binding_epoch) {
        for (uint32_t i = 0; i < code->nnames; i++)
            if (code->cell_of[i] < 0)
                f->vars[i] = NULL;
        f->epoch = s->binding_epoch;
    }
    struct variable *own = f->vars[slot];
    if (own && (own->flags & VAR_SET))
        return own;
    struct variable *v = scope_find(f->scope, code->names[slot]);
    if (code->cell_of[slot] < 0)
        f->vars[slot] = v;
    return v;
}

enum status frame_store_slow(struct frame *f, const struct node *n, uint32_t slot, struct value v)
{
    struct variable *var = f->vars[slot];
    if (!(var->flags & (VAR_SET | VAR_SLOW_WRITE)) && !f->dotted) {
        var->value = v;
        var->flags |= VAR_SET;
        return ST_OK;
    }
    struct err *err = NULL;
    if (variable_set_take(f->session, var, v, &err) < 0)
        return fail_err(f, n, &err);
    return ST_OK;
}

/* ---- output ---- */

enum status emit_value(struct frame *f, struct value v)
{
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return ST_OK;
    if (script_collection_is(v)) {
        struct node at = { 0 };
        AUTO_VALUE hold = value_ref(v);
        return script_collection_write(f, &at, hold, f->out);
    }
    if (!value_is_enumerable(v))
        return f->out->write(f->out, v);
    /* The array may change while it is written. */
    enum status st = ST_OK;
    value_ref(v);
    for (size_t i = array_start(v.array); i < v.array->len && st == ST_OK; i++) {
        AUTO_VALUE item = value_ref(v.array->items[i]);
        if (value_is_nothing(item))
            continue;
        st = f->out->write(f->out, item);
        if (st == ST_OK)
            st = check_interrupt(f->session);
    }
    value_unref(v);
    return st;
}

enum status emit_value_take(struct frame *f, struct value v)
{
    if (!value_is_enumerable(v) && !script_collection_is(v) &&
        (v.kind != V_NULL || v.aux != VALUE_NOTHING))
        return sink_take(f->out, v);
    enum status st = emit_value(f, v);
    value_unref(v);
    return st;
}

enum status exec_collect(struct frame *f, const struct node *n, struct value *out)
{
    struct value_sink c;
    value_sink_init(&c);
    struct sink *saved = f->out;
    f->out = &c.sink;
    enum status st = n->exec(f, n);
    f->out = saved;
    if (st == ST_OK) {
        *out = value_sink_take(&c);
        return ST_OK;
    }
    struct array *all = c.rest;
    bool leaves = st == ST_RETURN || st == ST_BREAK || st == ST_CONTINUE;
    if (leaves && all) { /* what was made goes where the statement itself would write */
        for (size_t i = 0; i < all->len && leaves; i++)
            leaves = f->out->write(f->out, all->items[i]) == ST_OK;
    } else if (leaves && !value_is_nothing(c.first)) {
        (void)f->out->write(f->out, c.first);
    }
    value_unref(value_sink_take(&c));
    return st;
}

/* ---- errors ---- */

static void set_position(struct frame *f, const struct node *n)
{
    f->session->position = (struct position){ f->code->ast, n->start, n->end };
}

/* The category of an expression's error follows from its exception. */
static enum error_category category_of(const char *exception, const char *id)
{
    static const char prefix[] = "System.Management.Automation.";
    static const struct {
        const char *name;
        enum error_category category;
    } known[] = {
        { "MethodInvocationException", EC_NOT_SPECIFIED },
        { "MethodException", EC_NOT_SPECIFIED },
        { "GetValueInvocationException", EC_NOT_SPECIFIED },
        { "SetValueInvocationException", EC_NOT_SPECIFIED },
        { "PSInvalidCastException", EC_INVALID_ARGUMENT },
        { "ArgumentTransformationMetadataException", EC_METADATA_ERROR },
        { "ValidationMetadataException", EC_METADATA_ERROR },
        { "SessionStateUnauthorizedAccessException", EC_WRITE_ERROR },
        { "ParseException", EC_PARSER_ERROR },
        { "DriveNotFoundException", EC_OBJECT_NOT_FOUND },
    };
    if (strncmp(exception, prefix, sizeof(prefix) - 1) != 0)
        return EC_OPERATION_STOPPED;
    exception += sizeof(prefix) - 1;
    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (strcmp(exception, known[i].name) == 0)
            return known[i].category;
    if (id && strncmp(id, "InvalidCast", 11) == 0)
        return EC_INVALID_ARGUMENT;
    return !id || strcmp(id, "RuntimeException") == 0 ? EC_NOT_SPECIFIED : EC_INVALID_OPERATION;
}

enum status fail_err(struct frame *f, const struct node *n, struct err **err)
{
    set_position(f, n);
    if (interrupt_pending(f->session)) { /* work that was cut short may fail in any way */
        err_clear(err);
        return ST_INTERRUPT;
    }
    if (!(*err)->exception)
        return throw_err(f->session, err);
    struct error_spec spec = error_spec_of(*err);
    AUTO_VALUE exception = exception_from_err(*err);
    spec.exception_object = exception;
    spec.message = NULL;
    spec.activity = "";
    spec.category = category_of((*err)->exception, (*err)->id);
    if (!(*err)->id)
        spec.id = (*err)->exception;
    enum status st = throw_error(f->session, &spec);
    err_clear(err);
    return st;
}

static enum status fail_va(struct frame *f, const struct node *n, const char *exception,
                           const char *id, enum error_category category, const char *fmt,
                           va_list ap)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_vaddf(&text, fmt, ap);
    set_position(f, n);
    struct error_spec spec = {
        .message = text.buf, .id = id, .category = category, .exception = exception, .activity = ""
    };
    return throw_error(f->session, &spec);
}

enum status fail_at(struct frame *f, const struct node *n, const char *exception, const char *id,
                    enum error_category category, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum status st = fail_va(f, n, exception, id, category, fmt, ap);
    va_end(ap);
    return st;
}

enum status fail_invalid(struct frame *f, const struct node *n, const char *id, const char *fmt,
                         ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum status st = fail_va(f, n, "System.Management.Automation.RuntimeException", id,
                             EC_INVALID_OPERATION, fmt, ap);
    va_end(ap);
    return st;
}

/* ---- operators ---- */

static const struct type_info *find_type(void *data, const char *name, size_t len)
{
    return session_find_type_using(data, name, len);
}

void frame_op_context(const struct frame *f, struct op_context *ctx)
{
    struct session *s = f->session;
    *ctx = (struct op_context){
        .regexes = s->regex, .shapes = s->shapes, .find_type = find_type, .data = s
    };
}
