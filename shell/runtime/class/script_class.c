#include "shell/runtime/class/script_class.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute_object.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/class/collection.h"
#include "shell/runtime/class/type.h"

static struct script_class *class_of(const struct type_info *type)
{
    return type && type->destroy == class_destroy ? (struct script_class *)(uintptr_t)type : NULL;
}

bool script_class_is(const struct type_info *type)
{
    return class_of(type) != NULL;
}

void script_classes_free(struct session *s)
{
    for (struct script_class *c = s->eval->classes; c; c = c->next)
        for (size_t i = 0; i < c->nfields; i++)
            value_clear(&c->fields[i].value); /* objects of any of the classes */
    for (struct script_class *c = s->eval->classes; c; c = c->next)
        value_clear(&c->statics_failed);
    for (struct script_class *c = s->eval->classes, *next; c; c = next) {
        next = c->next;
        for (size_t i = 0; i < c->nmethods; i++)
            code_unref(c->methods[i].code);
        class_methods_release(c);
        code_unref(c->code);
        scope_unref(c->state);
        free(c->fields);
        free(c->methods);
        free(c->props);
        free(c->static_props);
        free(c->enum_members);
        free(c->array_type);
        free(c->array_name);
        free(c->name);
        free(c);
    }
    s->eval->classes = NULL;
    class_uses_free(s->eval->class_uses);
}

/* ---- fields ---- */

/* Reflection and the like ask without a frame of their own. */
static int statics_ready(struct class_field *field, struct err **err)
{
    struct session *s = field->owner->session;
    struct frame none = { .session = s, .code = field->owner->code, .scope = s->global };
    none.underbar = &none.own_underbar;
    if (!field->is_static ||
        class_statics_ready(s->frame ? s->frame : &none, field->owner) == ST_OK)
        return 0;
    fail_with(err, "System.TypeInitializationException", "TypeInitializationException", "%s",
              error_record_message(s->failure));
    value_clear(&s->failure);
    return -1;
}

/* NULL: a collection's copy without fields. */
static struct value *slot_of(struct value self, const struct class_field *field)
{
    struct object *o = class_fields_of(self);
    return o ? (struct value *)(void *)(o->payload + field->offset) : NULL;
}

static int field_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    struct class_field *field = (struct class_field *)p->data;
    if (statics_ready(field, err) < 0)
        return -1;
    const struct value *slot = field->is_static ? &field->value : slot_of(self, field);
    *out = slot ? value_ref(*slot) : value_null();
    return 0;
}

static int field_type(struct class_field *field, const struct type_info **type, struct err **err)
{
    *type = NULL;
    if (!field->type_ref.ast)
        return 0;
    struct session *s = field->owner->session;
    struct frame f = { .session = s, .code = field->owner->code, .scope = scope_current(s) };
    if (type_ref_get(&f, &field->type_ref, type) == ST_OK)
        return 0;
    fail_with(err, "System.Management.Automation.RuntimeException", "TypeNotFound", "%s",
              error_record_message(s->failure));
    value_clear(&s->failure);
    return -1;
}

static int field_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    struct class_field *field = (struct class_field *)p->data;
    struct session *s = field->owner->session;
    const struct type_info *type;
    AUTO_VALUE converted = value_null();
    if (statics_ready(field, err) < 0 || field_type(field, &type, err) < 0)
        return -1;
    if (!type)
        converted = value_ref(v);
    else if (eval_convert(s, v, type, &converted, err) < 0)
        return -1;
    if (field->validation && validation_check_property(s, field->validation, converted, err) < 0)
        return -1;
    struct value *slot = field->is_static ? &field->value : slot_of(self, field);
    if (slot)
        value_replace_take(slot, STEAL_VALUE(converted));
    return 0;
}

const struct property class_field_property = { .get = field_get, .set = field_set };

void class_destroy(struct object *o)
{
    for (const struct type_info *t = o->type; t; t = t->base) {
        const struct script_class *c = class_of(t);
        if (!c) {
            if (t->destroy)
                t->destroy(o);
            return;
        }
        for (size_t i = 0; i < c->nfields; i++)
            if (!c->fields[i].is_static)
                value_clear((struct value *)(void *)(o->payload + c->fields[i].offset));
    }
}

/* ---- calling ---- */

static size_t parameter_count(const struct class_method *m)
{
    return m->ast->body->params ? m->ast->body->params->nparameters : 0;
}

/* How well an argument fits a parameter, as the engine ranks conversions; 0: not at all. */
enum rank {
    RANK_NONE,
    RANK_TO_STRING,
    RANK_LANGUAGE,
    RANK_NULL_TO_VALUE,
    RANK_NULL_TO_REFERENCE,
    RANK_NUMERIC_EXPLICIT,
    RANK_NUMERIC_STRING,
    RANK_NUMERIC_IMPLICIT,
    RANK_ASSIGNABLE,
    RANK_IDENTITY,
};

/* The places of number types: what a narrower one holds a wider one holds too; 0: no number. */
static int numeric_width(const struct type_info *type)
{
    static const struct type_info *const types[] = {
        &type_sbyte, &type_byte,   &type_int16,  &type_uint16,  &type_int32,  &type_uint32,
        &type_int64, &type_uint64, &type_single, &type_decimal, &type_double,
    };
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (types[i] == type)
            return (int)i + 1;
    return 0;
}

static enum rank rank_of(const struct script_class *c, struct value arg,
                         const struct type_info *want)
{
    const struct type_info *have = value_type_of(arg);
    if (arg.kind == V_NULL)
        return want == &type_string  ? RANK_TO_STRING
               : want->is_value_type ? RANK_NULL_TO_VALUE
                                     : RANK_NULL_TO_REFERENCE;
    if (have == want)
        return RANK_IDENTITY;
    if (want == &type_object || type_is_a(have, want))
        return RANK_ASSIGNABLE;
    struct value v;
    AUTO_ERR *err = NULL;
    if (class_of(want) || eval_convert(c->session, arg, want, &v, &err) < 0)
        return RANK_NONE;
    value_unref(v);
    int from = numeric_width(have), to = numeric_width(want);
    if (from && to)
        return from < to ? RANK_NUMERIC_IMPLICIT : RANK_NUMERIC_EXPLICIT;
    if ((from && want == &type_string) || (to && have == &type_string))
        return RANK_NUMERIC_STRING;
    return want == &type_string ? RANK_TO_STRING : RANK_LANGUAGE;
}

static const struct type_info *parameter_type(const struct script_class *c,
                                              const struct class_method *m, size_t i)
{
    const struct ast_type_name *name = m->ast->body->params->parameters[i]->type;
    const struct type_info *type = name ? class_type_named(c, name->text) : NULL;
    return type ? type : &type_object;
}

static bool fits(const struct script_class *c, const struct class_method *m,
                 const struct value *args, size_t nargs)
{
    for (size_t i = 0; i < nargs; i++)
        if (rank_of(c, args[i], parameter_type(c, m, i)) == RANK_NONE)
            return false;
    return true;
}

/* Above 0: a is the more special type. */
static int more_special(const struct type_info *a, const struct type_info *b)
{
    int from = numeric_width(a), to = numeric_width(b);
    if (a == b)
        return 0;
    if (from && to)
        return from < to ? 1 : -1;
    return type_is_a(a, b) ? 1 : type_is_a(b, a) ? -1 : 0;
}

/* Is a the better one of two that fit? The first arguments weigh most. Between equals the more
 * special wins where nothing is lost, the more general where something may be. */
static bool is_better(const struct script_class *c, const struct class_method *a,
                      const struct class_method *b, const struct value *args, size_t nargs)
{
    int better = 0, special = 0;
    for (size_t i = 0; i < nargs; i++) {
        int weight = (int)(nargs - i);
        const struct type_info *one = parameter_type(c, a, i), *other = parameter_type(c, b, i);
        enum rank rank = rank_of(c, args[i], one), against = rank_of(c, args[i], other);
        better += rank > against ? weight : rank < against ? -weight : 0;
        if (rank < RANK_NULL_TO_VALUE || against < RANK_NULL_TO_VALUE)
            continue;
        if ((rank >= RANK_NUMERIC_IMPLICIT) == (against >= RANK_NUMERIC_IMPLICIT))
            special +=
                more_special(one, other) * (rank >= RANK_NUMERIC_IMPLICIT ? weight : -weight);
    }
    return better ? better > 0 : special > 0;
}

static struct class_method *choose(struct script_class *c, const char *name, size_t len,
                                   bool is_static, bool constructor, const struct value *args,
                                   size_t nargs)
{
    struct class_method *candidates[16];
    size_t n = 0;
    for (size_t i = 0; i < c->nmethods; i++) {
        struct class_method *m = &c->methods[i];
        if (m->ast->is_constructor != constructor || m->ast->is_static != is_static ||
            parameter_count(m) != nargs)
            continue;
        if (!constructor && !text_caseeqn(m->ast->name.s, m->ast->name.len, name, len))
            continue;
        if (n < ARRAY_SIZE(candidates))
            candidates[n++] = m;
    }
    if (n < 2) /* what does not convert is said by the call itself */
        return n ? candidates[0] : NULL;
    struct class_method *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (fits(c, candidates[i], args, nargs) &&
            (!best || is_better(c, candidates[i], best, args, nargs)))
            best = candidates[i];
    return best;
}

static enum status run_method(struct frame *f, const struct node *n, struct class_method *m,
                              struct value *self, const struct value *args, size_t nargs,
                              struct value *out)
{
    struct session *s = f->session;
    s->position = (struct position){ f->code->ast, n->start, n->end };
    enum status st = code_call(s, m->code, NULL, self, args, nargs, out);
    if (st != ST_OK)
        return st;
    const struct ast_type_name *returns = m->ast->return_type;
    if (!returns || text_caseeqn(returns->text.s, returns->text.len, "void", 4)) {
        value_clear(out);
        *out = value_nothing();
        return ST_OK;
    }
    out->aux = out->kind == V_NULL ? 0 : out->aux;
    if (!m->returns)
        m->returns = class_type_named(m->code->method_of, returns->text);
    const struct type_info *type = m->returns;
    if (type && type != &type_object && value_type_of(*out) != type) {
        AUTO_VALUE raw = *out;
        struct err *err = NULL;
        if (eval_convert(s, raw, type, out, &err) < 0)
            return fail_err(f, n, &err);
    }
    return ST_OK;
}

bool script_class_has_method(const struct type_info *type, const char *name, size_t len,
                             bool is_static)
{
    if (is_static && class_of(type) && text_caseeqn("new", 3, name, len))
        return true;
    for (const struct script_class *c = class_of(type); c; c = class_of(c->type.base))
        for (size_t i = 0; i < c->nmethods; i++) {
            const struct ast_method *m = c->methods[i].ast;
            if (!m->is_constructor && m->is_static == is_static &&
                text_caseeqn(m->name.s, m->name.len, name, len))
                return true;
        }
    return false;
}

/* The class's static members threw. */
static enum status called_too_early(struct session *s, const char *method, size_t nargs)
{
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    return value_is_null(record) ? ST_INTERRUPT : throw_by_method(s, method, nargs, record, NULL);
}

enum status script_class_call(struct frame *f, const struct node *n, const struct type_info *type,
                              struct value self, struct value name, const struct value *args,
                              size_t nargs, struct value *out, bool *found)
{
    bool is_static = value_is_null(self);
    *found = false;
    for (struct script_class *c = class_of(type); c; c = class_of(c->type.base)) {
        struct class_method *m =
            choose(c, name.str->data, name.str->len, is_static, false, args, nargs);
        if (!m)
            continue;
        *found = true;
        if (is_static && class_statics_ready(f, c) != ST_OK)
            return called_too_early(f->session, name.str->data, nargs);
        AUTO_VALUE keep = value_ref(self);
        return run_method(f, n, m, is_static ? NULL : &keep, args, nargs, out);
    }
    if (!script_class_has_method(type, name.str->data, name.str->len, is_static) ||
        type_find_method(type, name.str->data, name.str->len))
        return ST_OK;
    *found = true;
    return fail_at(f, n, "System.Management.Automation.MethodException",
                   "MethodCountCouldNotFindBest", EC_NOT_SPECIFIED,
                   "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                   name.str->data, nargs);
}

/* ---- construction ---- */

enum status class_set_initial(struct frame *f, struct class_field *field, struct value *slot,
                              struct value *self)
{
    struct session *s = f->session;
    const struct type_info *type;
    struct err *err = NULL;
    struct node at = { .start = field->ast->node.start, .end = field->ast->node.end };
    if (field_type(field, &type, &err) < 0)
        return fail_err(f, &at, &err);
    if (!field->initial) {
        value_replace_take(slot, value_initial(type));
        return ST_OK;
    }
    /* Initial values are code of the class's own. */
    struct sink none;
    null_sink_init(&none);
    enum status st;
    struct frame *own = frame_acquire(s, field->owner->code, NULL, &none, &st);
    if (!own)
        return st;
    own->self = self;
    struct frame *saved = frame_enter(own);
    struct value v;
    st = node_operand(own, field->initial, &v);
    if (st == ST_OK && type) {
        AUTO_VALUE raw = v;
        if (eval_convert(s, raw, type, &v, &err) < 0)
            st = fail_err(own, field->initial, &err);
    }
    if (st == ST_OK) {
        if (v.kind == V_NULL)
            v.aux = 0;
        value_replace_take(slot, v);
    }
    s->frame = saved;
    frame_release(own);
    return st;
}

static enum status initialise(struct frame *f, struct script_class *c, struct value *self)
{
    struct script_class *base = class_of(c->type.base);
    enum status st = base ? initialise(f, base, self) : ST_OK;
    for (size_t i = 0; i < c->nfields && st == ST_OK; i++)
        if (!c->fields[i].is_static)
            st = class_set_initial(f, &c->fields[i], slot_of(*self, &c->fields[i]), self);
    return st;
}

/* : base(…) of a class derived from a type of .NET. */
static enum status construct_native(struct frame *f, const struct node *n, struct value self,
                                    const struct value *args, size_t nargs)
{
    struct exception *e = exception_of(self);
    struct err *err = NULL;
    if (nargs && type_is_a(value_type_of(self), &type_argument_completer_attribute)) {
        size_t field = args[0].kind == V_TYPE ? 0 : 1; /* Type, ScriptBlock */
        value_replace_take(&attribute_fields(self)[field], value_ref(args[0]));
        return ST_OK;
    }
    if (!e) {
        if (self.kind != V_OBJECT && class_collection_construct(self, args, nargs, &err) < 0)
            return fail_err(f, n, &err);
        return ST_OK;
    }
    if (nargs > 0)
        value_replace_take(&e->message, value_to_string(args[0]));
    if (nargs > 1)
        value_replace_take(&e->inner, value_ref(args[1]));
    return ST_OK;
}

static enum status construct(struct frame *f, const struct node *n, struct script_class *c,
                             struct value *self, const struct value *args, size_t nargs);

/* : base(…) with the constructor's own parameters in sight. */
static enum status construct_base(struct frame *f, const struct node *n, struct script_class *c,
                                  const struct class_method *m, struct value *self,
                                  const struct value *args, size_t nargs)
{
    struct script_class *base = class_of(c->type.base);
    if (!m || !m->ast->has_base_call) {
        return base ? construct(f, n, base, self, NULL, 0) : ST_OK;
    }
    struct session *s = f->session;
    size_t count = m->ast->nbase_args;
    struct value *values = xcalloc(count + 1, sizeof(*values));
    struct sink none;
    null_sink_init(&none);
    enum status st;
    struct frame *own = frame_acquire(s, m->code, NULL, &none, &st);
    if (own) {
        own->self = self;
        struct frame *saved = frame_enter(own);
        if (nargs)
            st = function_params_start(own, args, nargs);
        for (size_t i = 0; i < count && st == ST_OK; i++)
            st = node_operand(own, m->base_args[i], &values[i]);
        s->frame = saved;
        frame_release(own);
    }
    if (st == ST_OK && base)
        st = construct(f, n, base, self, values, count);
    else if (st == ST_OK)
        st = construct_native(f, n, *self, values, count);
    for (size_t i = 0; i < count; i++)
        value_unref(values[i]);
    free(values);
    return st;
}

static enum status construct(struct frame *f, const struct node *n, struct script_class *c,
                             struct value *self, const struct value *args, size_t nargs)
{
    struct class_method *m = choose(c, "", 0, false, true, args, nargs);
    if (!m && (nargs || c->has_constructor))
        return fail_at(f, n, "System.Management.Automation.MethodException",
                       "MethodCountCouldNotFindBest", EC_NOT_SPECIFIED,
                       "Cannot find an overload for \"new\" and the argument count: \"%zu\".",
                       nargs);
    if (m && !m->code->compiled) {
        struct err *err = NULL;
        if (code_compile(m->code, &err) < 0)
            return fail_err(f, n, &err);
    }
    enum status st = construct_base(f, n, c, m, self, args, nargs);
    if (st != ST_OK || !m)
        return st;
    struct value ignored;
    st = code_call(f->session, m->code, NULL, self, args, nargs, &ignored);
    if (st == ST_OK)
        value_unref(ignored);
    return st;
}

enum status script_class_new(struct frame *f, const struct node *n, const struct type_info *type,
                             const struct value *args, size_t nargs, struct value *out)
{
    struct script_class *c = class_of(type);
    AUTO_VALUE self = value_null();
    struct err *err = NULL;
    for (struct script_class *of = c; of; of = class_of(of->type.base))
        if (class_statics_ready(f, of) != ST_OK)
            return called_too_early(f->session, ".ctor", nargs);
    if (type->is_exception)
        self = exception_new_of(type, "", value_null());
    else if (class_native_base(type) == &type_object || type_is_a(type, &type_attribute))
        self = value_of_object(object_new(type));
    else if (class_collection_new(type, &self, &err) < 0)
        return fail_err(f, n, &err);
    enum status st = initialise(f, c, &self);
    if (st == ST_OK)
        st = construct(f, n, c, &self, args, nargs);
    if (st == ST_OK)
        *out = STEAL_VALUE(self);
    return st;
}

/* Has the class a constructor for the hashtable itself? Else its entries are properties. */
static bool takes_hashtable(struct script_class *c, const struct value *hash)
{
    const struct type_info *have = value_type_of(*hash);
    for (size_t i = 0; i < c->nmethods; i++) {
        const struct class_method *m = &c->methods[i];
        if (!m->ast->is_constructor || m->ast->is_static || parameter_count(m) != 1)
            continue;
        const struct ast_type_name *name = m->ast->body->params->parameters[0]->type;
        const struct type_info *want = name ? class_type_named(c, name->text) : NULL;
        if (!name || (want && type_is_a(have, want)))
            return true;
    }
    return false;
}

int script_class_convert(struct session *s, struct value v, const struct type_info *type,
                         struct value *out, struct err **err)
{
    if (v.kind == V_NULL || type_is_a(value_type_of(v), type)) {
        *out = value_ref(v);
        return 0;
    }
    struct script_class *c = class_of(type);
    struct frame *f = s->frame;
    struct frame none = { .session = s, .code = c->code, .scope = s->global };
    struct node at = { 0 };
    enum status st;
    none.underbar = &none.own_underbar;
    if (!f)
        f = &none;
    bool custom = value_is_custom(v);
    if ((v.kind == V_HASH || custom) && !takes_hashtable(c, &v)) {
        st = script_class_new(f, &at, type, NULL, 0, out);
        if (st == ST_OK &&
            (custom ? object_fill_by_custom(*out, v, err) : object_fill(*out, v.hash, err)) < 0) {
            value_clear(out);
            return -1;
        }
    } else {
        st = script_class_new(f, &at, type, &v, 1, out);
    }
    if (st == ST_OK)
        return 0;
    if (value_is_null(s->failure))
        return fail_no_cast(err, v, type);
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    fail_with(err, "System.Management.Automation.PSInvalidCastException",
              "InvalidCastConstructorException",
              "Cannot convert value \"%s\" to type \"%s\". Error: \"%s\"", text.buf, c->name,
              error_record_message(s->failure));
    value_clear(&s->failure);
    s->failure_final = false;
    return -1;
}

/* ---- hooks that the object model calls ---- */

static bool call_hook(struct value self, const char *name, const struct value *args, size_t nargs,
                      struct value *out)
{
    const struct type_info *type = value_type_of(self);
    struct script_class *c = class_of(type);
    struct session *s = c->session;
    AUTO_VALUE text = value_string(name);
    struct frame none = { .session = s, .code = c->code, .scope = s->global };
    struct node at = { 0 };
    bool found;
    none.underbar = &none.own_underbar;
    enum status st = script_class_call(s->frame ? s->frame : &none, &at, type, self, text, args,
                                       nargs, out, &found);
    if (found && st != ST_OK) {
        value_clear(&s->failure);
        return false;
    }
    return found;
}

int class_to_string(struct value self, struct strbuf *out)
{
    struct value v;
    if (call_hook(self, "ToString", NULL, 0, &v)) {
        value_to_strbuf(v, out);
        value_unref(v);
        return 0;
    }
    const struct type_info *base = class_native_base(value_type_of(self));
    if (base && base->to_string)
        return base->to_string(self, out);
    strbuf_adds(out, value_type_of(self)->name);
    return 0;
}

bool class_equals(struct value a, struct value b)
{
    struct value v;
    if (a.kind == V_OBJECT && b.kind == V_OBJECT && a.object == b.object)
        return true;
    if (a.kind != V_OBJECT || !class_of(a.object->type) || !call_hook(a, "Equals", &b, 1, &v))
        return false;
    bool yes = value_truth(v);
    value_unref(v);
    return yes;
}

uint32_t class_hash(struct value v)
{
    struct value code;
    const struct type_info *base = class_native_base(v.object->type);
    if (class_of(v.object->type) && call_hook(v, "GetHashCode", NULL, 0, &code)) {
        uint32_t hash = value_hash(code, false);
        value_unref(code);
        return hash;
    }
    return base && base->hash ? base->hash(v)
                              : (uint32_t)(((uintptr_t)v.object >> 4) * UINT64_C(0x9E3779B1));
}

int class_compare(struct value a, struct value b, int *out, struct err **err)
{
    struct value v;
    int64_t order = 0;
    if (a.kind != V_OBJECT || !class_of(a.object->type) || !call_hook(a, "CompareTo", &b, 1, &v))
        return fail_with(err, "System.Management.Automation.RuntimeException", "NotIcomparable",
                         "Cannot compare \"%s\" because it is not IComparable.",
                         value_type_of(a)->name);
    int rc = value_to_int64(v, &order, err);
    value_unref(v);
    *out = order < 0 ? -1 : order > 0;
    return rc;
}
