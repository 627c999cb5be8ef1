/* Type literals and casts. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/eval/string.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/reference.h"

static const struct type_info *find_class(const struct frame *f, uint32_t place, const char *name,
                                          size_t len)
{
    if (!f->session->eval->classes)
        return NULL;
    const struct type_info *type = script_class_in_text(f->session, f->code->ast, place, name, len);
    return type ? type : script_class_in_scope(f->session, f->scope, name, len);
}

/* List[MyClass] and Dictionary[string,MyClass]: the same over objects, once the names in it
 * are known to be types of scripts. */
static const struct type_info *of_arguments(const struct frame *f, uint32_t place, const char *name,
                                            size_t len)
{
    const char *open = memchr(name, '[', len);
    if (!open || name[len - 1] != ']' || open + 1 >= name + len - 1)
        return NULL;
    struct session *s = f->session;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_add(&text, name, (size_t)(open + 1 - name));
    bool any = false;
    const char *end = name + len - 1;
    for (const char *at = open + 1; at < end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t n = (size_t)((comma ? comma : end) - at);
        bool own = find_class(f, place, at, n) != NULL;
        any = any || own;
        if (own)
            strbuf_adds(&text, "object");
        else
            strbuf_add(&text, at, n);
        if (comma)
            strbuf_addch(&text, ',');
        at += n + (comma ? 1 : 0);
    }
    strbuf_addch(&text, ']');
    return any ? session_find_type_using(s, text.buf, text.len) : NULL;
}

static const struct type_info *find_type(const struct frame *f, const struct ast_type_name *t)
{
    const char *name = t->text.s;
    size_t len = t->text.len;
    const struct type_info *type = find_class(f, t->node.start, name, len);
    if (!type)
        type = session_find_type_using(f->session, name, len);
    return type ? type : of_arguments(f, t->node.start, name, len);
}

/* A type's name with the brackets around it. */
static struct position bracketed(struct ast *ast, const struct ast_type_name *name)
{
    struct position p = { ast, name->node.start, name->node.end };
    uint32_t before = p.start, behind = p.end;
    while (before > 0 && strchr(" \t\r\n", ast->text[before - 1]))
        before--;
    while (behind < ast->len && strchr(" \t\r\n", ast->text[behind]))
        behind++;
    if (before > 0 && ast->text[before - 1] == '[' && behind < ast->len &&
        ast->text[behind] == ']') {
        p.start = before - 1;
        p.end = behind + 1;
    }
    return p;
}

enum status type_ref_get(struct frame *f, const struct type_ref *ref, const struct type_info **out)
{
    struct type_ref *cache = (struct type_ref *)(uintptr_t)ref;
    if (!ref->type) {
        struct ast_str name = ref->ast->text;
        AUTO_FREE char *text = NULL;
        bool ambiguous = script_class_is_ambiguous(f->session, f->code->ast, ref->ast->node.start,
                                                   name.s, name.len, &text);
        if (!ambiguous)
            cache->type = find_type(f, ref->ast);
        if (!cache->type) {
            if (!ambiguous)
                text = xasprintf("Unable to find type [%s].", name.s);
            f->session->position = bracketed(f->code->ast, ref->ast);
            AUTO_VALUE target = value_string(ref->ast->text.s);
            struct error_spec spec = {
                .message = text,
                .id = ambiguous ? "AmbiguousTypeReference" : "TypeNotFound",
                .category = EC_INVALID_OPERATION,
                .exception = "System.Management.Automation.RuntimeException",
                .target = target,
                .activity = "",
            };
            enum status st = throw_error(f->session, &spec);
            error_record_name_exception(f->session->failure, spec.id);
            return st;
        }
    }
    *out = ref->type;
    return ST_OK;
}

struct node_type {
    struct node node;
    struct type_ref ref;
};

static enum status eval_type_expr(struct frame *f, const struct node *n, struct value *out)
{
    const struct type_info *type = NULL;
    enum status st = type_ref_get(f, &((const struct node_type *)n)->ref, &type);
    if (st == ST_OK)
        *out = value_type(type);
    return st;
}

struct node *compile_type_expr(struct compiler *c, const struct ast_type_expr *a)
{
    struct node_type *n = compile_node(c, sizeof(*n), &a->node, eval_type_expr);
    n->ref.ast = a->type;
    return &n->node;
}

/* ---- conversion ---- */

/* ToString() that a script gave to an object. */
static enum status script_to_string(struct session *s, struct value v, struct value *out,
                                    bool *done)
{
    *done = false;
    const struct object *o = value_members(v);
    int slot = o && o->shape ? shape_find(o->shape, "ToString", 8) : -1;
    if (slot < 0 || shape_kind(o->shape, (uint32_t)slot) != MEMBER_SCRIPT_METHOD)
        return ST_OK;
    *done = true;
    AUTO_VALUE block = value_ref(o->slots[slot]), result = value_null();
    enum status st = script_member_call(s, block, v, NULL, 0, &result);
    if (st == ST_OK)
        *out = value_to_string(result);
    return st;
}

int eval_convert(struct session *s, struct value v, const struct type_info *type, struct value *out,
                 struct err **err)
{
    if ((v.kind == V_OBJECT || v.wrap) && type == &type_string) {
        bool done;
        if (v.kind == V_OBJECT && v.object->type == &type_null_string) {
            *out = value_null();
            return 0;
        }
        if (script_to_string(s, v, out, &done) != ST_OK) {
            value_clear(&s->failure);
            *out = value_string("");
            return 0;
        }
        if (done)
            return 0;
    }
    if (type == &type_string && v.kind == V_ARRAY && s->frame) {
        AUTO_STRBUF text = STRBUF_INIT;
        expandable_append_array(s->frame, v, &text);
        *out = value_string_take(&text);
        return 0;
    }
    if (type == &type_type && v.kind == V_STRING) {
        const struct type_info *named = session_find_type_using(s, v.str->data, v.str->len);
        if (named) {
            *out = value_type(named);
            return 0;
        }
        AUTO_FREE char *ambiguous = NULL;
        if (script_class_is_ambiguous(s, NULL, 0, v.str->data, v.str->len, &ambiguous))
            return fail_with(err, "System.Management.Automation.PSInvalidCastException",
                             "AmbiguousTypeReference", "%s", ambiguous);
    }
    if (type == &type_scriptblock && v.kind == V_STRING)
        return scriptblock_parse(s, v.str->data, v.str->len, NULL, out, err);
    if (type == &type_pscustomobject && v.kind == V_HASH) {
        *out = value_to_custom(v, s->shapes);
        return 0;
    }
    if (type == &type_reference) {
        *out = value_type_of(v) == &type_reference ? value_ref(v)
                                                   : reference_new(s, NULL, NULL, value_ref(v));
        return 0;
    }
    const struct type_info *element = type->element;
    if (script_class_is(type))
        return script_class_convert(s, v, type, out, err);
    if (element && script_class_is(element) && v.kind == V_ARRAY && value_type_of(v) != type) {
        struct array *a =
            type_is_a(type, &type_list) ? list_new(type, element) : array_new(v.array->len);
        for (size_t i = 0; i < v.array->len; i++) {
            struct value item;
            if (eval_convert(s, v.array->items[i], element, &item, err) < 0) {
                value_unref(value_of_array(a));
                return -1;
            }
            array_push_take(a, item);
        }
        a->type = type;
        a->element = element;
        *out = value_of_array(a);
        return 0;
    }
    return value_convert(v, type, out, err);
}

struct node_convert {
    struct node node;
    struct type_ref ref;
    struct node *operand;
};

static enum status eval_convert_node(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_convert *nc = (const struct node_convert *)n;
    const struct type_info *type = NULL;
    struct err *err = NULL;
    enum status st = type_ref_get(f, &nc->ref, &type);
    if (st != ST_OK)
        return st;
    struct value v;
    st = node_operand(f, nc->operand, &v);
    if (st != ST_OK)
        return st;
    if ((type == &type_int32 && v.kind == V_INT32) ||
        (type == &type_string && v.kind == V_STRING)) {
        *out = value_unwrapped(v);
        return ST_OK;
    }
    int rc = eval_convert(f->session, v, type, out, &err);
    value_unref(v);
    return rc < 0 ? fail_err(f, n, &err) : ST_OK;
}

/* [ref]$x */
struct node_ref {
    struct node node;
    struct node *operand;
    struct name *name; /* NULL: no variable */
};

static enum status eval_ref(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_ref *nr = (const struct node_ref *)n;
    if (nr->name) {
        struct scope *owner;
        struct variable *var = scope_find_with_owner(f->scope, nr->name, &owner);
        if (!var)
            return fail_invalid(f, n, "NonExistingVariableReference",
                                "[ref] cannot be applied to a variable that does not exist.");
        *out = reference_new(f->session, owner, var, value_null());
        return ST_OK;
    }
    struct value v;
    enum status st = node_operand(f, nr->operand, &v);
    if (st == ST_OK)
        *out = reference_new(f->session, NULL, NULL, v);
    return st;
}

struct node *compile_convert(struct compiler *c, const struct ast_convert *a)
{
    const struct ast_str *type = &a->type->text;
    if (a->operand->kind == AST_HASHTABLE) {
        const struct ast_hashtable *h = (const void *)a->operand;
        if (text_caseeqn(type->s, type->len, "ordered", 7))
            return compile_hashtable(c, h, HASH_ORDERED);
        if (text_caseeqn(type->s, type->len, "pscustomobject", 14)) {
            struct node *custom = compile_custom_object(c, &a->node, h);
            if (custom)
                return custom;
        }
    }
    if (text_caseeqn(type->s, type->len, "ref", 3)) {
        struct node_ref *r = compile_node(c, sizeof(*r), &a->node, eval_ref);
        const struct ast_variable *v = (const void *)a->operand;
        r->operand = compile(c, a->operand);
        if (v->node.kind == AST_VARIABLE && v->scope != AST_SCOPE_DRIVE) {
            struct name *name = names_intern(c->session->names, v->name.s, v->name.len);
            r->name = name->automatic ? NULL : name;
        }
        return &r->node;
    }
    struct node_convert *n = compile_node(c, sizeof(*n), &a->node, eval_convert_node);
    n->ref.ast = a->type;
    if (a->operand->kind == AST_HASHTABLE && text_caseeqn(type->s, type->len, "pscustomobject", 14))
        n->operand = compile_hashtable(c, (const void *)a->operand, HASH_ORDERED);
    else
        n->operand = compile(c, a->operand);
    return &n->node;
}
