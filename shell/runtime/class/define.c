/* class and enum statements: making the types. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/class/attributes.h"
#include "shell/runtime/class/collection.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"

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
    c->serial = f->scope->serial;
    c->around = f->code->source;
    c->def = def;
    c->name = xstrndup(def->name.s, def->name.len);
    c->type.name = c->name;
    c->code = code_new(s, f->code->ast, f->code->ast->root, NULL);
    c->state = f->state ? scope_ref(f->state) : NULL;
    c->type.attributes = class_attributes;
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

/* The integer types that may stand behind an enum's colon. */
struct range {
    const struct type_info *type;
    const char *shown;
    int64_t min;
    uint64_t max;
};

static const struct range *underlying_range(const struct ast_type_def *def)
{
    static const struct range ranges[] = {
        { &type_int32, "int", INT32_MIN, INT32_MAX },
        { &type_byte, "byte", 0, UINT8_MAX },
        { &type_sbyte, "sbyte", INT8_MIN, INT8_MAX },
        { &type_int16, "short", INT16_MIN, INT16_MAX },
        { &type_uint16, "ushort", 0, UINT16_MAX },
        { &type_uint32, "uint", 0, UINT32_MAX },
        { &type_int64, "long", INT64_MIN, INT64_MAX },
        { &type_uint64, "ulong", 0, UINT64_MAX },
    };
    if (def->nbases) {
        struct ast_str name = def->bases[0]->text;
        const struct type_info *type = type_find(name.s, name.len);
        for (size_t i = 0; i < ARRAY_SIZE(ranges); i++)
            if (ranges[i].type == type)
                return &ranges[i];
    }
    return &ranges[0];
}

static bool finds_variable(const struct ast_node *n, void *data)
{
    bool *found = data;
    if (n->kind == AST_VARIABLE || n->kind == AST_COMMAND || n->kind == AST_SCRIPT_BLOCK_EXPR ||
        n->kind == AST_INVOKE)
        *found = true;
    return !*found && ast_each_child(n, finds_variable, data);
}

static enum status enum_error(struct frame *f, const struct ast_node *at, const char *id,
                              const char *message)
{
    struct node where = { .start = at->start, .end = at->end };
    enum status st = fail_at(f, &where, "System.Management.Automation.ParseException", id,
                             EC_PARSER_ERROR, "%s", message);
    error_record_name_exception(f->session->failure, id);
    f->session->failure_final = true;
    return st;
}

/* The value of one enumerator that has one written. */
static enum status enum_value(struct frame *f, struct compiler *compiler,
                              const struct ast_node *initial, const struct range *range,
                              struct value *out)
{
    struct session *s = f->session;
    bool variable = initial->kind == AST_VARIABLE;
    ast_each_child(initial, finds_variable, &variable);
    if (variable)
        return enum_error(f, initial, "EnumeratorValueMustBeConstant",
                          "Enumerator value must be a constant value.");
    struct node *n = compile(compiler, initial);
    if (compiler->err)
        return fail_err(f, n, &compiler->err);
    struct sink none;
    null_sink_init(&none);
    enum status st;
    struct frame *own = frame_acquire(s, compiler->code, NULL, &none, &st);
    if (!own)
        return st;
    struct frame *saved = frame_enter(own);
    AUTO_VALUE raw = value_null();
    st = node_operand(own, n, &raw);
    s->frame = saved;
    frame_release(own);
    if (st != ST_OK)
        return st;
    AUTO_ERR *err = NULL;
    if (raw.kind == V_STRING || eval_convert(s, raw, &type_decimal, out, &err) < 0) {
        AUTO_FREE char *message =
            xasprintf("Cannot convert the value to type \"%s\".", range->type->name);
        return enum_error(f, initial, "CannotConvertValue", message);
    }
    value_clear(out);
    AUTO_ERR *other = NULL;
    if (eval_convert(s, raw, range->type, out, &other) < 0) {
        AUTO_FREE char *message =
            xasprintf("Enumerator value is either too large or too small for %s.", range->shown);
        return enum_error(f, initial, "EnumeratorValueOutOfBounds", message);
    }
    return ST_OK;
}

/* The enums that are being made, each for a value of the one before it. */
struct enum_chain {
    const struct ast_type_def *def;
    const struct enum_chain *outer;
};

struct enum_search {
    struct frame *frame;
    const struct node *node;
    struct enum_chain chain;
    enum status status;
};

static enum status define_enum(struct frame *f, const struct node *n,
                               const struct ast_type_def *def, const struct enum_chain *outer);

/* Is the definition carried out already? Then it is the one that holds from now on. */
static bool defined_again(struct frame *f, const struct ast_type_def *def)
{
    struct session *s = f->session;
    struct script_class **link = &s->eval->classes;
    for (struct script_class *c; (c = *link); link = &c->next) {
        if (c->def != def)
            continue;
        *link = c->next;
        c->serial = f->scope->serial;
        add_type(s, c);
        return true;
    }
    return false;
}

/* An enum of the same block, which may stand further down, is made when a value names it. */
static bool defines_named(const struct ast_node *n, void *data)
{
    struct enum_search *search = data;
    const struct ast_block *block = search->frame->code->source->end;
    const struct ast_type_name *name =
        n->kind == AST_TYPE_EXPR ? AST_AS(ast_type_expr, n)->type : NULL;
    for (uint32_t i = 0; name && block && i < block->nstatements; i++) {
        const struct ast_type_def *def = (const void *)block->statements[i];
        if (def->node.kind != AST_TYPE_DEF || def->def != AST_ENUM ||
            !text_caseeqn(def->name.s, def->name.len, name->text.s, name->text.len))
            continue;
        for (const struct enum_chain *c = &search->chain; c; c = c->outer)
            if (c->def == def)
                search->status = enum_error(
                    search->frame, &search->chain.def->node, "CycleInEnumInitializers",
                    "Cannot define enum because of a cycle in the initialization expressions.");
        if (search->status == ST_OK && !defined_again(search->frame, def))
            search->status = define_enum(search->frame, search->node, def, &search->chain);
    }
    return search->status == ST_OK && ast_each_child(n, defines_named, data);
}

static enum status define_enum(struct frame *f, const struct node *n,
                               const struct ast_type_def *def, const struct enum_chain *outer)
{
    struct enum_search search = { .frame = f, .node = n, .chain = { def, outer } };
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        if (p->initial)
            defines_named(p->initial, &search);
        if (search.status != ST_OK)
            return search.status;
    }
    struct script_class *c = new_type(f->session, f, def);
    struct compiler compiler = { .code = c->code, .session = f->session };
    const struct range *range = underlying_range(def);
    enum status st = ST_OK;
    int64_t next = 0;
    bool over = false;
    c->enum_members = xcalloc(def->nmembers + 1, sizeof(c->enum_members[0]));
    c->enum_info = (struct enum_info){ .name = c->name,
                                       .members = c->enum_members,
                                       .flags = has_attribute(def, "Flags"),
                                       .underlying = range->type,
                                       .type = &c->type };
    for (uint32_t i = 0; i < def->nmembers && st == ST_OK; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        if (p->initial) {
            AUTO_VALUE v = value_null();
            AUTO_ERR *err = NULL;
            st = enum_value(f, &compiler, p->initial, range, &v);
            if (st == ST_OK && v.kind == V_UINT64)
                next = (int64_t)v.u;
            else if (st == ST_OK)
                value_to_int64(v, &next, &err);
            over = false;
        } else if (over) {
            AUTO_FREE char *message = xasprintf(
                "Enumerator value is either too large or too small for %s.", range->shown);
            st = enum_error(f, &p->node, "EnumeratorValueOutOfBounds", message);
        }
        if (st != ST_OK)
            break;
        c->enum_members[c->enum_info.nmembers++] = (struct enum_member){ p->name.s, (int32_t)next };
        over = next >= 0 && (uint64_t)next >= range->max;
        if (!over)
            next++;
    }
    free(compiler.reads);
    c->type.base = &type_enum;
    c->type.enum_info = &c->enum_info;
    c->type.is_value_type = true;
    add_type(f->session, c);
    return st;
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
            field->initial = compile_apart(compiler, p->initial);
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
    c->type.payload_size = (uint32_t)offset;
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
        c->has_constructor |= m->is_constructor && !m->is_static;
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
            !script_class_in_text(f->session, f->code->ast, ref.ast->node.start, name.s,
                                  name.len) &&
            !session_find_type(f->session, name.s, name.len)) {
            const char *last = memrchr(name.s, '.', name.len);
            const char *short_name = last ? last + 1 : name.s;
            if (short_name[0] == 'I' && short_name[1] >= 'A' && short_name[1] <= 'Z')
                continue; /* an interface: the members that matter are called by name */
        }
        enum status st = type_ref_get(f, &ref, &base);
        if (st != ST_OK)
            return st;
        if (base->is_interface) {
            interfaces[ninterfaces++] = base;
            c->type.interfaces = interfaces;
            continue;
        }
        if (!script_class_is(base) && !base->is_exception && base != &type_object &&
            !type_is_a(base, &type_attribute) && !class_collection_is(base))
            return fail_invalid(f, n, "TypeCreationError",
                                "A class can be derived from another class of a script, from an "
                                "exception, an attribute or a collection, not from \"%s\".",
                                base->name);
        c->type.base = base;
        c->type.is_exception = base->is_exception;
    }
    return ST_OK;
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
    c->type.method_at = class_method_at;
    c->type.call_by_name = class_call_by_name;
    c->type.to_string = class_to_string;
    c->type.equals = class_equals;
    c->type.compare = class_compare;
    c->type.hash = class_hash;
    add_type(f->session, c);
    if (compiler.err)
        st = fail_err(f, n, &compiler.err);
    if (st == ST_OK)
        class_statics_note(c);
    return st;
}

static enum status exec_type_def(struct frame *f, const struct node *n)
{
    const struct ast_type_def *def = ((const struct node_type_def *)n)->def;
    if (defined_again(f, def))
        return ST_OK;
    return def->def == AST_ENUM ? define_enum(f, n, def, NULL) : define_class(f, n, def);
}

struct node *compile_type_def(struct compiler *c, const struct ast_type_def *a)
{
    struct node_type_def *n = compile_statement(c, sizeof(*n), &a->node, exec_type_def);
    n->def = a;
    return &n->node;
}
