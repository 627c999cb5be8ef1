/* class and enum statements: making the types. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/class_type.h"
#include "shell/runtime/script_class.h"
#include "shell/runtime/validation.h"

struct node_type_def {
    struct node node;
    const struct ast_type_def *def;
};

static void add_type(struct session *s, struct script_class *c)
{
    c->next = s->eval->classes;
    s->eval->classes = c;
}

static struct script_class *new_type(struct session *s, struct frame *f,
                                     const struct ast_type_def *def)
{
    struct script_class *c = xcalloc(1, sizeof(*c));
    c->session = s;
    c->def = def;
    c->name = xstrndup(def->name.s, def->name.len);
    c->type.name = c->name;
    c->code = code_new(s, f->code->ast, f->code->ast->root, NULL);
    c->state = f->state ? scope_ref(f->state) : NULL;
    c->code->compiled = true; /* it only holds the initial values */
    return c;
}

/* ---- enum ---- */

static bool has_attribute(const struct ast_type_def *def, const char *name)
{
    for (uint32_t i = 0; i < def->nattributes; i++)
        if (attribute_is(def->attributes[i], name))
            return true;
    return false;
}

static enum status define_enum(struct frame *f, const struct node *n,
                               const struct ast_type_def *def)
{
    struct script_class *c = new_type(f->session, f, def);
    struct compiler compiler = { .code = c->code, .session = f->session };
    int64_t next = 0;
    c->enum_members = xcalloc(def->nmembers + 1, sizeof(c->enum_members[0]));
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        if (p->initial) {
            struct err *err = NULL;
            struct value v = attribute_value(&compiler, p->initial);
            if (compiler.err || value_to_int64(v, &next, &err) < 0) {
                add_type(f->session, c);
                return fail_err(f, n, compiler.err ? &compiler.err : &err);
            }
        }
        c->enum_members[i] = (struct enum_member){ p->name.s, (int32_t)next++ };
    }
    free(compiler.reads);
    c->enum_info = (struct enum_info){ .name = c->name,
                                       .members = c->enum_members,
                                       .nmembers = def->nmembers,
                                       .flags = has_attribute(def, "Flags"),
                                       .type = &c->type };
    c->type.base = &type_enum;
    c->type.enum_info = &c->enum_info;
    c->type.is_value_type = true;
    add_type(f->session, c);
    return ST_OK;
}

/* ---- class ---- */

static void set_property(struct property *p, struct class_field *field)
{
    *p = class_field_property;
    p->name = field->name;
    p->type_name = field->type_ref.ast ? field->type_ref.ast->text.s : "System.Object";
    p->data = (intptr_t)field;
    p->hidden = field->ast->is_hidden;
}

static void add_fields(struct script_class *c, struct compiler *compiler)
{
    const struct ast_type_def *def = c->def;
    size_t n = def->nmembers, nprops = 0, nstatic = 0;
    c->fields = xcalloc(n + 1, sizeof(c->fields[0]));
    c->props = xcalloc(n + 1, sizeof(c->props[0]));
    c->static_props = xcalloc(n + 1, sizeof(c->static_props[0]));
    size_t offset = (c->type.base->payload_size + 15) & ~(size_t)15;
    for (size_t i = 0; i < n; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        if (p->node.kind != AST_PROPERTY)
            continue;
        struct class_field *field = &c->fields[c->nfields++];
        *field = (struct class_field){ .owner = c,
                                       .ast = p,
                                       .name = p->name.s,
                                       .type_ref = { .ast = p->type },
                                       .is_static = p->is_static,
                                       .value = value_null() };
        if (p->initial)
            field->initial = compile(compiler, p->initial);
        field->validation = validation_compile(
            compiler, (struct ast_node *const *)(void *)p->attributes, p->nattributes);
        if (field->is_static) {
            set_property(&c->static_props[nstatic++], field);
        } else {
            field->offset = offset;
            offset += sizeof(struct value);
            set_property(&c->props[nprops++], field);
        }
    }
    c->type.payload_size = offset;
    c->type.props = c->props;
    c->type.nprops = nprops;
    c->type.static_props = c->static_props;
    c->type.nstatic_props = nstatic;
}

static void add_methods(struct script_class *c)
{
    const struct ast_type_def *def = c->def;
    c->methods = xcalloc(def->nmembers + 1, sizeof(c->methods[0]));
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        if (m->node.kind != AST_METHOD)
            continue;
        struct class_method *method = &c->methods[c->nmethods++];
        method->ast = m;
        method->code = code_new(c->session, c->code->ast, m->body, NULL);
        method->code->method_of = c;
        method->code->method = m;
        method->code->base_args = &method->base_args;
        c->has_constructor |= m->is_constructor;
    }
}

static enum status find_base(struct frame *f, const struct node *n, struct script_class *c)
{
    const struct type_info **interfaces =
        code_alloc(c->code, (c->def->nbases + 1) * sizeof(const struct type_info *));
    size_t ninterfaces = 0;
    c->type.base = &type_object;
    for (uint32_t i = 0; i < c->def->nbases; i++) {
        struct type_ref ref = { .ast = c->def->bases[i] };
        const struct type_info *base;
        struct ast_str name = ref.ast->text;
        if (name.len > 1 && memrchr(name.s, 'I', name.len) &&
            !session_find_type(f->session, name.s, name.len)) {
            const char *last = memrchr(name.s, '.', name.len);
            const char *short_name = last ? last + 1 : name.s;
            if (short_name[0] == 'I' && short_name[1] >= 'A' && short_name[1] <= 'Z')
                continue; /* an interface: the members that matter are called by name */
        }
        enum status st = type_ref_get(f, n, &ref, &base);
        if (st != ST_OK)
            return st;
        if (base->is_interface) {
            interfaces[ninterfaces++] = base;
            c->type.interfaces = interfaces;
            continue;
        }
        if (!script_class_is(base) && !base->is_exception && base != &type_object)
            return fail_invalid(f, n, "TypeCreationError",
                                "A class can be derived from another class of a script or from an "
                                "exception, not from \"%s\".",
                                base->name);
        c->type.base = base;
        c->type.is_exception = base->is_exception;
    }
    return ST_OK;
}

static enum status static_fields(struct frame *f, struct script_class *c)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < c->nfields && st == ST_OK; i++)
        if (c->fields[i].is_static)
            st = class_set_initial(f, &c->fields[i], &c->fields[i].value, NULL);
    for (size_t i = 0; i < c->nmethods && st == ST_OK; i++) {
        const struct class_method *m = &c->methods[i];
        if (m->ast->is_static && m->ast->is_constructor) {
            struct value ignored;
            st = code_call(f->session, m->code, NULL, NULL, NULL, 0, &ignored);
            if (st == ST_OK)
                value_unref(ignored);
        }
    }
    return st;
}

static enum status define_class(struct frame *f, const struct node *n,
                                const struct ast_type_def *def)
{
    struct script_class *c = new_type(f->session, f, def);
    enum status st = find_base(f, n, c);
    if (st != ST_OK)
        c->type.base = &type_object;
    struct compiler compiler = { .code = c->code, .session = f->session };
    if (st == ST_OK) {
        add_fields(c, &compiler);
        add_methods(c);
    }
    free(compiler.reads);
    c->type.destroy = class_destroy;
    c->type.to_string = class_to_string;
    c->type.equals = class_equals;
    c->type.compare = class_compare;
    add_type(f->session, c);
    if (compiler.err)
        st = fail_err(f, n, &compiler.err);
    return st == ST_OK ? static_fields(f, c) : st;
}

static enum status exec_type_def(struct frame *f, const struct node *n)
{
    const struct ast_type_def *def = ((const struct node_type_def *)n)->def;
    struct script_class **link = &f->session->eval->classes;
    for (struct script_class *c; (c = *link); link = &c->next) {
        if (c->def != def)
            continue;
        *link = c->next; /* the same definition runs again: it is the one that holds now */
        add_type(f->session, c);
        return ST_OK;
    }
    return def->def == AST_ENUM ? define_enum(f, n, def) : define_class(f, n, def);
}

struct node *compile_type_def(struct compiler *c, const struct ast_type_def *a)
{
    struct node_type_def *n = compile_statement(c, sizeof(*n), &a->node, exec_type_def);
    n->def = a;
    return &n->node;
}
