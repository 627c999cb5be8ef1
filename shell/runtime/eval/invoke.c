/* Method calls. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/convert.h"
#include "shell/object/cycles.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/tuple.h"
#include "shell/object/type_decls.h"
#include "shell/object/wrap.h"
#include "shell/runtime/class/collection_method.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/eval/operator.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/member.h"
#include "shell/runtime/powershell_object.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/session_handle.h"
#include "shell/runtime/type_data.h"

struct node_invoke {
    struct node node;
    struct node *target;
    struct node *name; /* NULL: constant */
    struct value constant;
    struct node **args;
    uint32_t nargs, ntypes;
    bool null_conditional;
    struct type_ref *types;              /* $x.Method[int](…) */
    struct type_ref *as;                 /* ([Base]$this).Method(): not the override; or NULL */
    const struct type_info *cached_type; /* method below is this type's */
    const struct method *cached;
};

static enum status call_failed(struct frame *f, const struct node *n, struct value name,
                               size_t nargs, struct err **err)
{
    const char *id = (*err)->exception ? (*err)->exception : "RuntimeException";
    const char *dot = strrchr(id, '.');
    if (strcmp(name.str->data, "Item") == 0 || strcmp(name.str->data, "Chars") == 0) {
        /* properties with parameters, not methods */
        fail_outer(err, "System.Management.Automation.GetValueInvocationException",
                   "ExceptionWhenGetting", "Exception getting \"%s\": \"%s\"", name.str->data,
                   (*err)->message);
        return fail_err(f, n, err);
    }
    fail_outer(err, "System.Management.Automation.MethodInvocationException", dot ? dot + 1 : id,
               "Exception calling \"%s\" with \"%zu\" argument(s): \"%s\"", name.str->data, nargs,
               (*err)->message);
    return fail_err(f, n, err);
}

/* The name of parameter number i in "int IndexOf(string value, int startIndex)"; empty: unknown. */
static struct ast_str parameter_name(const struct method *m, size_t i)
{
    const char *at = m->signature ? strchr(m->signature, '(') : NULL;
    const char *end = at ? strchr(at, ')') : NULL;
    for (; at && i > 0; i--)
        at = memchr(at + 1, ',', (size_t)(end - at - 1));
    if (!at)
        return (struct ast_str){ "", 0 };
    const char *stop = at + 1;
    while (stop < end && *stop != ',')
        stop++;
    const char *start = stop;
    while (start > at + 1 && start[-1] != ' ')
        start--;
    return (struct ast_str){ start, (uint32_t)(stop - start) };
}

/* An argument that does not convert is an error of the call, not of what it calls. */
static bool wrap_argument_error(const struct method *m, struct value name, const struct value *args,
                                size_t nargs, struct err **err)
{
    const char *message = (*err)->message;
    if (strncmp(message, "Cannot convert ", 15) != 0)
        return false;
    const char *type = strstr(message, "to type \"");
    const char *end = type ? strchr(type + 9, '"') : NULL;
    if (!end)
        return false;
    for (size_t i = 0; i < nargs; i++) {
        AUTO_STRBUF text = STRBUF_INIT, quoted = STRBUF_INIT;
        value_to_strbuf(args[i], &text);
        strbuf_addf(&quoted, "\"%s\"", text.buf ? text.buf : "");
        if (strncmp(message, "Cannot convert null", 19) != 0 ? !strstr(message, quoted.buf)
                                                             : args[i].kind != V_NULL)
            continue;
        struct ast_str parameter = parameter_name(m, i);
        fail_outer(err, "System.Management.Automation.MethodException",
                   "MethodArgumentConversionInvalidCastArgument",
                   "Cannot convert argument \"%.*s\", with value: \"%s\", for \"%s\" to type "
                   "\"%.*s\": \"%s\"",
                   (int)parameter.len, parameter.s, text.buf ? text.buf : "", name.str->data,
                   (int)(end - type - 9), type + 9, message);
        return true;
    }
    return false;
}

static enum status no_overload(struct frame *f, const struct node *n, struct value name,
                               size_t nargs)
{
    return fail_at(f, n, "System.Management.Automation.MethodException",
                   "MethodCountCouldNotFindBest", EC_NOT_SPECIFIED,
                   "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                   name.str->data, nargs);
}

static bool takes(const struct method *m, size_t nargs)
{
    return nargs >= (size_t)m->min_args && (m->max_args < 0 || nargs <= (size_t)m->max_args);
}

static enum status call_own(struct frame *f, const struct node *n, const struct method *m,
                            struct value self, struct value name, const struct value *args,
                            size_t nargs, struct value *out)
{
    struct err *err = NULL;
    struct value result = value_nothing();
    cancel_watch(&f->session->interrupt_flag);
    if (m->call(value_unwrapped(self), args, nargs, &result, &err) < 0) {
        value_unref(result);
        if (!err) /* a failure is pending already */
            return interrupt_pending(f->session) ? ST_INTERRUPT : ST_FAIL;
        if (interrupt_pending(f->session)) {
            err_clear(&err);
            return ST_INTERRUPT;
        }
        if (wrap_argument_error(m, name, args, nargs, &err))
            return fail_err(f, n, &err);
        /* the name as the type writes it; a constructor's is .ctor */
        AUTO_VALUE real = value_string(strcmp(m->name, "new") == 0 ? ".ctor" : m->name);
        return call_failed(f, n, real, nargs, &err);
    }
    *out = result;
    if (__builtin_expect(__atomic_load_n(&f->session->sharing_due, __ATOMIC_RELAXED), 0))
        sharing_catch_up(f->session); /* it may have waited for another thread's work */
    for (size_t i = 0; i < nargs; i++)
        cycles_stored(self, args[i]);
    if (result.kind == V_OBJECT && result.object->type->arity)
        tuple_close(f->session->types, result);
    return ST_OK;
}

/* Of a collection that other threads have too, or with a reference that they have. */
static enum status call_shared(struct frame *f, const struct node *n, const struct method *m,
                               struct value self, struct value name, const struct value *args,
                               size_t nargs, struct value *out)
{
    enum status st = sharing_enter(f->session);
    if (st != ST_OK)
        return st;
    st = call_own(f, n, m, self, name, args, nargs, out);
    if (st == ST_OK)
        sharing_called(f->session, self, m, args, nargs);
    sharing_leave(f->session);
    return st;
}

static enum status call_native(struct frame *f, const struct node *n, const struct method *m,
                               struct value self, struct value name, const struct value *args,
                               size_t nargs, struct value *out)
{
    if (!takes(m, nargs))
        return no_overload(f, n, name, nargs);
    bool shared = value_is_shared(self);
    for (size_t i = 0; i < nargs; i++)
        shared |= args[i].kind == V_OBJECT && args[i].object->shared &&
                  args[i].object->type == &type_reference;
    return (__builtin_expect(shared, 0) ? call_shared : call_own)(f, n, m, self, name, args, nargs,
                                                                  out);
}

/* What a script ended with is the cause of the error of the method that ran it. id NULL: the name
 * of the cause's type. */
static enum status fail_by_method(struct frame *f, const struct node *n, struct value name,
                                  size_t nargs, const char *id)
{
    struct session *s = f->session;
    const struct error_record *r = error_record_of(s->failure);
    if (!r || (r->id && strcmp(r->id, "CallDepthOverflow") == 0))
        return ST_FAIL; /* no method puts its name to that */
    const char *cause = exception_type_name(r->exception);
    if (!id && (strcmp(cause, "System.Management.Automation.MethodInvocationException") == 0 ||
                strcmp(cause, "System.Management.Automation.MethodException") == 0))
        return ST_FAIL; /* it names a method already */
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    s->failure_final = false;
    if (r->id)
        error_record_name_exception(record, r->id);
    s->position = (struct position){ f->code->ast, n->start, n->end };
    return throw_by_method(s, name.str->data, nargs, record, id);
}

/* .Invoke() and .InvokeReturnAsIs() of a script block, with its true status. */
static enum status call_block(struct frame *f, const struct node *n, struct scriptblock *sb,
                              struct value name, const struct value *args, size_t nargs, bool as_is,
                              struct value *out)
{
    struct session *s = f->session;
    struct array_sink sink;
    static const char collection[] = "System.Collections.ObjectModel.Collection[psobject]";
    const struct type_info *type =
        as_is ? NULL : session_find_type(s, collection, sizeof(collection) - 1);
    struct array *list = as_is ? array_new(0) : list_new(type, NULL);
    array_sink_init(&sink, list);
    s->try_depth++;
    enum status st =
        scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, value_nothing(), args, nargs, &sink.sink);
    s->try_depth--;
    if (st == ST_OK) {
        *out = as_is ? array_as_value_take(list) : value_of_array(list);
        return ST_OK;
    }
    value_unref(value_of_array(list));
    if (st != ST_FAIL)
        return st;
    return fail_by_method(f, n, name, nargs, NULL);
}

static bool named(struct value name, const char *s)
{
    return text_caseeqn(name.str->data, name.str->len, s, strlen(s));
}

/* The second names are for objects that have a method of the first. */
static bool is_where(struct value name)
{
    return named(name, "Where") || named(name, "PSWhere");
}

static bool is_for_each(struct value name)
{
    return named(name, "ForEach") || named(name, "PSForEach");
}

/* List[T].ForEach(action) goes before the language's. */
static bool has_own_each(const struct type_info *type)
{
    static const char list[] = "System.Collections.Generic.List`1";
    while (type && strncmp(type->name, list, sizeof(list) - 1) != 0)
        type = type->base;
    return type != NULL;
}

static enum status invoke(struct frame *f, const struct node *n, struct value target,
                          struct value name, const struct value *args, size_t nargs,
                          struct value *out);

static enum status invoke_each(struct frame *f, const struct node *n, struct array *items,
                               struct value name, const struct value *args, size_t nargs,
                               struct value *out)
{
    struct array *results = array_new(items->len);
    AUTO_VALUE keep = value_ref(value_of_array(items));
    enum status st = ST_OK;
    for (size_t i = 0; i < items->len && st == ST_OK; i++) {
        struct value v = value_null();
        AUTO_VALUE item = value_ref(items->items[i]);
        st = invoke(f, n, item, name, args, nargs, &v);
        if (st != ST_OK)
            break;
        if (v.kind == V_ARRAY) {
            for (size_t j = 0; j < v.array->len; j++)
                array_push(results, v.array->items[j]);
            value_unref(v);
        } else if (v.kind != V_NULL || v.aux != VALUE_NOTHING) {
            array_push_take(results, v);
        }
    }
    if (st != ST_OK) {
        value_unref(value_of_array(results));
        return st;
    }
    *out = array_as_value_take(results);
    return ST_OK;
}

static bool element_has_method(struct frame *f, struct value v, struct value name)
{
    if (script_class_is(value_type_of(v)))
        return true;
    if (member_find(v, name.str->data, name.str->len).found == FOUND_SLOT)
        return true;
    return v.kind == V_ARRAY || type_find_method(value_type_of(v), name.str->data, name.str->len) ||
           type_extension_find(f->session, v, name);
}

/* get_Name() and set_Name(v): a property by its accessors, as .NET has them. */
static enum status call_accessor(struct frame *f, const struct node *n,
                                 const struct type_info *type, struct value target,
                                 struct value name, const struct value *args, size_t nargs,
                                 struct value *out, bool *found)
{
    const char *s = name.str->data;
    size_t len = name.str->len;
    bool reads = nargs == 0 && len > 4 && text_caseeqn(s, 4, "get_", 4);
    bool writes = nargs == 1 && len > 4 && text_caseeqn(s, 4, "set_", 4);
    const struct property *p = reads || writes ? type_find_property(type, s + 4, len - 4) : NULL;
    struct err *err = NULL;
    *found = p && (reads ? p->get != NULL : p->set != NULL);
    if (!*found)
        return ST_OK;
    int rc = reads ? p->get(target, p, out, &err) : p->set(target, p, args[0], &err);
    if (writes)
        *out = value_nothing();
    return rc < 0 ? call_failed(f, n, name, nargs, &err) : ST_OK;
}

/* add_Name(handler) and remove_Name(handler) of an event. */
static enum status call_event_accessor(struct frame *f, const struct node *n,
                                       const struct type_info *type, struct value target,
                                       struct value name, const struct value *args, size_t nargs,
                                       struct value *out, bool *found)
{
    const char *s = name.str->data;
    size_t len = name.str->len;
    bool adds = text_caseeqn(s, len < 4 ? len : 4, "add_", 4);
    size_t prefix = adds ? 4 : 7;
    const struct event_info *event =
        nargs == 1 && len > prefix && (adds || text_caseeqn(s, 7, "remove_", 7))
            ? type_find_event(type, s + prefix, len - prefix)
            : NULL;
    *found = event != NULL;
    if (!event)
        return ST_OK;
    *out = value_nothing();
    if (args[0].kind == V_NULL)
        return ST_OK;
    if (!value_is_callable(args[0])) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(args[0], &text);
        return fail_at(f, n, "System.Management.Automation.MethodException",
                       "MethodArgumentConversionInvalidCastArgument", EC_NOT_SPECIFIED,
                       "Cannot convert argument \"value\", with value: \"%s\", for \"%s\" to type "
                       "\"%s\": \"Cannot convert the \"%s\" value of type \"%s\" to type "
                       "\"%s\".\"",
                       text.buf, name.str->data, event->handler, text.buf,
                       value_type_of(args[0])->name, event->handler);
    }
    struct value object = value_unwrapped(target);
    if (adds)
        events_add_handler(f->session, object, event, args[0]);
    else
        events_remove_handler(f->session, object, event, args[0]);
    return ST_OK;
}

/* [T].MakeArrayType() and [Open`1].MakeGenericType(types): the session owns such types. */
static enum status make_type(struct frame *f, const struct node *n, const struct type_info *type,
                             const struct value *args, size_t nargs, struct value *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    const struct value *types = args;
    size_t ntypes = nargs;
    if (nargs == 1 && args[0].kind == V_ARRAY) {
        types = args[0].array->items;
        ntypes = args[0].array->len;
    }
    strbuf_add(&text, type->name, type->arity ? strcspn(type->name, "`") : strlen(type->name));
    if (!type->arity)
        strbuf_adds(&text, "[]");
    for (size_t i = 0; i < ntypes && type->arity; i++) {
        strbuf_adds(&text, i ? "," : "[");
        strbuf_adds(&text, types[i].kind == V_TYPE ? types[i].type->name : "?");
    }
    if (type->arity)
        strbuf_addch(&text, ']');
    const struct type_info *made =
        ntypes == type->arity ? session_find_type(f->session, text.buf, text.len) : NULL;
    if (!made)
        return fail_at(f, n, "System.Management.Automation.MethodInvocationException",
                       "ArgumentException", EC_NOT_SPECIFIED,
                       "Exception calling \"MakeGenericType\" with \"%zu\" argument(s): \"The "
                       "number of generic arguments provided doesn't equal the arity of the "
                       "generic type definition. (Parameter 'instantiation')\"",
                       nargs);
    *out = value_type(made);
    return ST_OK;
}

/* A script method that was added to the object or to its type. */
static enum status call_added(struct frame *f, const struct node *n, struct value block,
                              struct value target, struct value name, const struct value *args,
                              size_t nargs, struct value *out)
{
    enum status st = script_member_call(f->session, block, target, args, nargs, out);
    return st == ST_FAIL ? fail_by_method(f, n, name, nargs, "ScriptMethodRuntimeException") : st;
}

static enum status invoke(struct frame *f, const struct node *n, struct value target,
                          struct value name, const struct value *args, size_t nargs,
                          struct value *out)
{
    struct session *s = f->session;
    if (target.kind == V_NULL && (is_where(name) || is_for_each(name)))
        return collection_method(f, n, target, is_where(name), args, nargs, out);
    if (target.kind == V_NULL)
        return fail_invalid(f, n, "InvokeMethodOnNull",
                            "You cannot call a method on a null-valued expression.");
    const struct type_info *type = value_type_of(target);
    if (target.kind == V_OBJECT) {
        struct scriptblock *sb = scriptblock_of(target);
        if (sb && (named(name, "Invoke") || named(name, "InvokeReturnAsIs")))
            return call_block(f, n, sb, name, args, nargs, name.str->len > 6, out);
    }
    const struct object *holder = value_members(target);
    if (holder && holder->shape) {
        int slot = shape_find(holder->shape, name.str->data, name.str->len);
        if (slot >= 0 && shape_kind(holder->shape, (uint32_t)slot) == MEMBER_SCRIPT_METHOD) {
            AUTO_VALUE block = value_ref(holder->slots[slot]);
            return call_added(f, n, block, target, name, args, nargs, out);
        }
    }
    if (script_class_is(type)) {
        bool found;
        enum status st = script_class_call(f, n, type, target, name, args, nargs, out, &found);
        if (found)
            return st;
    }
    const struct type_member *extension = type_extension_find(s, target, name);
    if (extension && extension->kind == TYPE_SCRIPT_METHOD) {
        AUTO_VALUE block = value_ref(extension->value);
        return call_added(f, n, block, target, name, args, nargs, out);
    }
    if (target.kind == V_TYPE && (named(name, "MakeGenericType") || named(name, "MakeArrayType")))
        return make_type(f, n, target.type, args, nargs, out);
    const struct method *m = type_find_method(type, name.str->data, name.str->len);
    if (m && target.kind == V_ARRAY && target.array->len && type->base != NULL &&
        !takes(m, nargs) && element_has_method(f, target.array->items[0], name))
        m = NULL; /* meant for the elements: ToString('N2') … */
    if (m && type == &type_regex) {
        bool done;
        enum status st = regex_call_with_block(f, n, target, name, args, nargs, out, &done);
        if (done)
            return st;
    }
    if (m && (!is_for_each(name) || has_own_each(type)))
        return call_native(f, n, m, target, name, args, nargs, out);
    if (is_where(name) || is_for_each(name))
        return collection_method(f, n, target, is_where(name), args, nargs, out);
    bool accessor;
    enum status st = call_accessor(f, n, type, target, name, args, nargs, out, &accessor);
    if (!accessor)
        st = call_event_accessor(f, n, type, target, name, args, nargs, out, &accessor);
    if (accessor)
        return st;
    if (target.kind == V_ARRAY && target.array->len)
        return invoke_each(f, n, target.array, name, args, nargs, out);
    if (script_class_has_method(type, name.str->data, name.str->len, false))
        return no_overload(f, n, name, nargs);
    return fail_invalid(f, n, "MethodNotFound",
                        "Method invocation failed because [%s] does not contain a method named "
                        "'%s'.",
                        type->name, name.str->data);
}

enum status script_method_call(struct session *s, struct value target, struct value name,
                               const struct value *args, size_t nargs, struct value *out,
                               bool *found)
{
    struct node at = { 0 };
    const struct type_info *type = value_type_of(target);
    const struct object *holder = value_members(target);
    int slot =
        holder && holder->shape ? shape_find(holder->shape, name.str->data, name.str->len) : -1;
    bool added = slot >= 0 && shape_kind(holder->shape, (uint32_t)slot) == MEMBER_SCRIPT_METHOD;
    const struct type_member *extension = type_extension_find(s, target, name);
    *found = added || (extension && extension->kind == TYPE_SCRIPT_METHOD);
    if (*found)
        return s->frame ? invoke(s->frame, &at, target, name, args, nargs, out) : ST_OK;
    if (!script_class_is(type) || !s->frame)
        return ST_OK;
    return script_class_call(s->frame, &at, type, target, name, args, nargs, out, found);
}

#define STACK_ARGS 6

static enum status eval_args(struct frame *f, const struct node_invoke *ni, struct value *args)
{
    for (uint32_t i = 0; i < ni->nargs; i++) {
        enum status st = node_operand(f, ni->args[i], &args[i]);
        if (st != ST_OK) {
            while (i-- > 0)
                value_unref(args[i]);
            return st;
        }
        if (args[i].kind == V_NULL)
            args[i].aux = 0;
    }
    return ST_OK;
}

static void free_args(const struct node_invoke *ni, struct value *args, struct value *small)
{
    for (uint32_t i = 0; i < ni->nargs; i++)
        value_unref(args[i]);
    if (args != small)
        free(args);
}

/* ([object]$x).ToString() and Equals are System.Object's own, whatever overrides them. False: none
 * of these. */
static bool call_of_object(struct value target, struct value name, const struct value *args,
                           size_t n, struct value *out)
{
    if (value_is_null(target) || value_is_custom(target) || target.wrap)
        return false;
    if (n == 0 && named(name, "ToString"))
        *out = value_string(value_type_of(target)->name);
    else if (n == 1 && named(name, "Equals"))
        *out = value_bool(value_is_same_object(target, args[0]));
    else
        return false;
    return true;
}

static enum status eval_invoke(struct frame *f, const struct node *n, struct value *out)
{
    struct node_invoke *ni = (struct node_invoke *)(uintptr_t)n;
    AUTO_VALUE target = value_null(), name = value_null();
    enum status st = node_operand(f, ni->target, &target);
    if (st != ST_OK)
        return st;
    if (ni->null_conditional && target.kind == V_NULL) {
        *out = value_null();
        return ST_OK;
    }
    if (!ni->name)
        name = value_ref(ni->constant);
    else if ((st = node_member_name(f, ni->name, value_null(), &name)) != ST_OK)
        return st;
    struct value small[STACK_ARGS] = { 0 };
    struct value *args = ni->nargs > STACK_ARGS ? xcalloc(ni->nargs, sizeof(*args)) : small;
    st = eval_args(f, ni, args);
    if (st != ST_OK) {
        if (args != small)
            free(args);
        return st;
    }
    const struct type_info *type = value_type_of(target);
    bool found = false;
    if (ni->as) {
        const struct type_info *as;
        st = type_ref_get(f, ni->as, &as);
        if (st == ST_OK && as == &type_object)
            found = call_of_object(target, name, args, ni->nargs, out);
        if (st == ST_OK && script_class_is(as) && type_is_a(type, as))
            st = script_class_call(f, n, as, target, name, args, ni->nargs, out, &found);
        const struct method *native = st == ST_OK && !found && script_class_is(type)
                                          ? type_find_method(as, name.str->data, name.str->len)
                                          : NULL;
        if (native && type_is_a(type, as)) {
            found = true;
            st = call_native(f, n, native, target, name, args, ni->nargs, out);
        }
    }
    if (found || st != ST_OK) {
        free_args(ni, args, small);
        return st;
    }
    if (ni->cached && ni->cached_type == type && !target.wrap) {
        st = call_native(f, n, ni->cached, target, name, args, ni->nargs, out);
    } else {
        st = invoke(f, n, target, name, args, ni->nargs, out);
        if (st == ST_OK && !ni->name && target.kind != V_NULL && target.kind != V_ARRAY &&
            target.kind != V_OBJECT && !script_class_is(type) &&
            value_is_null(f->session->eval->type_extensions)) {
            ni->cached = type_find_method(type, name.str->data, name.str->len);
            ni->cached_type = type;
        }
    }
    free_args(ni, args, small);
    return st;
}

/* ---- static ---- */

/* A generic method whose types its arguments do not tell: they are its first arguments here. */
static enum status call_generic(struct frame *f, const struct node_invoke *ni,
                                const struct type_info *type, struct value name,
                                const struct value *args, struct value *out, bool *done)
{
    const struct method *m = type_find_static_method(type, name.str->data, name.str->len);
    size_t n = (size_t)ni->ntypes + ni->nargs;
    struct value all[STACK_ARGS];
    *done = m && n <= STACK_ARGS && !takes(m, ni->nargs) && takes(m, n);
    if (!*done)
        return ST_OK;
    for (uint32_t i = 0; i < ni->ntypes; i++) {
        const struct type_info *t;
        enum status st = type_ref_get(f, &ni->types[i], &t);
        if (st != ST_OK)
            return st;
        all[i] = value_type(t);
    }
    memcpy(all + ni->ntypes, args, ni->nargs * sizeof(*args));
    return call_native(f, &ni->node, m, value_type(type), name, all, n, out);
}

static enum status invoke_static(struct frame *f, const struct node *n,
                                 const struct type_info *type, struct value name,
                                 const struct value *args, size_t nargs, struct value *out)
{
    struct session *s = f->session;
    if (script_class_is(type)) {
        bool found;
        if (named(name, "new"))
            return script_class_new(f, n, type, args, nargs, out);
        enum status st =
            script_class_call(f, n, type, value_null(), name, args, nargs, out, &found);
        if (found)
            return st;
    }
    if (type == &type_scriptblock && named(name, "Create") && nargs == 1) {
        AUTO_VALUE text = value_to_string(args[0]);
        struct err *err = NULL;
        if (scriptblock_parse(s, text.str->data, text.str->len, NULL, out, &err) < 0)
            return call_failed(f, n, name, nargs, &err);
        return ST_OK;
    }
    struct err *failed = NULL;
    int rc;
    if (powershell_static_call(s, type, name, args, nargs, out, &rc, &failed))
        return rc < 0 ? call_failed(f, n, name, nargs, &failed) : ST_OK;
    const struct method *m = type_find_static_method(type, name.str->data, name.str->len);
    if (m && type == &type_regex) {
        bool done;
        enum status st = regex_call_with_block(f, n, value_null(), name, args, nargs, out, &done);
        if (done)
            return st;
    }
    if (m) {
        AUTO_VALUE self = named(name, "new") ? value_type(type) : static_receiver(s, type);
        return call_native(f, n, m, self, name, args, nargs, out);
    }
    if (named(name, "new") && type->is_exception) {
        AUTO_STRBUF text = STRBUF_INIT;
        if (nargs)
            value_to_strbuf(args[0], &text);
        *out = exception_new_of(type, text.buf, nargs > 1 ? args[1] : value_null());
        return ST_OK;
    }
    if (named(name, "new") && type->is_value_type && nargs == 0) {
        struct err *err = NULL;
        if (value_convert(value_int(0), type, out, &err) == 0)
            return ST_OK;
        err_clear(&err);
    }
    if (named(name, "new"))
        return no_overload(f, n, name, nargs);
    return fail_invalid(f, n, "MethodNotFound",
                        "Method invocation failed because [%s] does not contain a method named "
                        "'%s'.",
                        type->name, name.str->data);
}

static enum status eval_invoke_static(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_invoke *ni = (const struct node_invoke *)n;
    AUTO_VALUE target = value_null(), name = value_null();
    enum status st = node_operand(f, ni->target, &target);
    if (st != ST_OK)
        return st;
    if (!ni->name)
        name = value_ref(ni->constant);
    else if ((st = node_member_name(f, ni->name, value_null(), &name)) != ST_OK)
        return st;
    const struct type_info *type = target.kind == V_TYPE ? target.type : value_type_of(target);
    if (target.kind == V_STRING) {
        const struct type_info *t =
            session_find_type_using(f->session, target.str->data, target.str->len);
        type = t ? t : type;
    }
    struct value small[STACK_ARGS] = { 0 };
    struct value *args = ni->nargs > STACK_ARGS ? xcalloc(ni->nargs, sizeof(*args)) : small;
    st = eval_args(f, ni, args);
    if (st != ST_OK) {
        if (args != small)
            free(args);
        return st;
    }
    bool done = false;
    if (ni->ntypes)
        st = call_generic(f, ni, type, name, args, out, &done);
    if (!done)
        st = invoke_static(f, n, type, name, args, ni->nargs, out);
    free_args(ni, args, small);
    return st;
}

static bool names_object(const struct ast_type_name *type)
{
    return text_caseeqn(type->name.s, type->name.len, "object", 6) ||
           text_caseeqn(type->name.s, type->name.len, "System.Object", 13);
}

struct node *compile_invoke(struct compiler *c, const struct ast_invoke *a)
{
    struct node_invoke *n =
        compile_node(c, sizeof(*n), &a->node, a->is_static ? eval_invoke_static : eval_invoke);
    n->target = compile(c, a->target);
    n->null_conditional = a->null_conditional;
    if (a->target->kind == AST_PAREN) {
        const struct ast_paren *paren = (const void *)a->target;
        const struct ast_convert *cast = (const void *)ast_pure_expression(paren->pipeline);
        if (cast && cast->node.kind == AST_CONVERT &&
            (cast->operand->kind == AST_VARIABLE || names_object(cast->type))) {
            n->as = code_alloc(c->code, sizeof(*n->as));
            n->as->ast = cast->type;
        }
    }
    if (a->name->kind == AST_STRING) {
        const struct ast_string *name = (const void *)a->name;
        n->constant = code_keep(c->code, value_string_len(name->value.s, name->value.len));
    } else {
        n->name = compile(c, a->name);
    }
    n->ntypes = a->ntype_args;
    n->types = code_alloc(c->code, a->ntype_args * sizeof(n->types[0]));
    for (uint32_t i = 0; i < a->ntype_args; i++)
        n->types[i].ast = a->type_args[i];
    n->nargs = a->nargs;
    n->args = code_alloc(c->code, a->nargs * sizeof(n->args[0]));
    for (uint32_t i = 0; i < a->nargs; i++)
        n->args[i] = compile(c, a->args[i]);
    return &n->node;
}
