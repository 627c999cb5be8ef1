#include "shell/runtime/syntax/static_binder.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/exception.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/record.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/binding/static_binding.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"
#include "shell/runtime/syntax/object.h"
#include "shell/runtime/syntax/safe_value.h"

/* ---- StaticBindingResult, ParameterBindingResult, StaticBindingError ---- */

enum { MAX_FIELDS = 3 };

static struct value record_take(const struct type_info *type, struct value a, struct value b,
                                struct value c)
{
    struct object *o = object_new(type);
    *record_field(o, 0) = a;
    *record_field(o, 1) = b;
    *record_field(o, 2) = c;
    return value_of_object(o);
}

#define RECORD_TYPE(variable, short_name, table)           \
    static const struct type_info variable = {             \
        .name = AST_NAMESPACE short_name,                  \
        .base = &type_object,                              \
        PROPS(table),                                      \
        .payload_size = MAX_FIELDS * sizeof(struct value), \
        .destroy = record_destroy,                         \
    }

#define RESULT_BOUND \
    "System.Collections.Generic.Dictionary[string," AST_NAMESPACE "ParameterBindingResult]"
#define RESULT_FAULTS \
    "System.Collections.Generic.Dictionary[string," AST_NAMESPACE "StaticBindingError]"
static const struct property result_props[] = {
    RECORD_FIELD("BoundParameters", RESULT_BOUND, 0),
    RECORD_FIELD("BindingExceptions", RESULT_FAULTS, 1),
};
RECORD_TYPE(type_static_binding_result, "StaticBindingResult", result_props);

static const struct property bound_props[] = {
    RECORD_FIELD("Parameter", "System.Management.Automation.ParameterMetadata", 0),
    RECORD_FIELD("ConstantValue", "System.Object", 1),
    RECORD_FIELD("Value", AST_NAMESPACE "CommandElementAst", 2),
};
RECORD_TYPE(type_parameter_binding_result, "ParameterBindingResult", bound_props);

static const struct property fault_props[] = {
    RECORD_FIELD("CommandElement", AST_NAMESPACE "CommandElementAst", 0),
    RECORD_FIELD("BindingException", "System.Management.Automation.ParameterBindingException", 1),
};
RECORD_TYPE(type_static_binding_error, "StaticBindingError", fault_props);

/* ---- what is made of one command ---- */

struct making {
    struct session *session;
    struct ast *ast;
    const struct ast_command *command;
    struct hash *bound, *faults;
    struct value parameters; /* ParameterMetadata by name, or $null */
};

static struct hash *dictionary(struct session *s, const char *type)
{
    struct hash *h = hash_new(HASH_ORDERED);
    h->type = session_find_type(s, type, strlen(type));
    return h;
}

static void add_bound(struct making *m, const char *name, struct value constant, struct value value)
{
    AUTO_VALUE key = value_string(name);
    const struct value *parameter =
        m->parameters.kind == V_HASH ? hash_gets(m->parameters.hash, name) : NULL;
    hash_set_take(m->bound, key,
                  record_take(&type_parameter_binding_result,
                              parameter ? value_ref(*parameter) : value_null(), constant, value));
}

/* The first fault of a key counts. */
static void add_fault(struct making *m, struct ast_str key, const struct ast_node *element,
                      const char *id, struct ast_str parameter, const char *message)
{
    AUTO_VALUE name = value_string_len(key.s, key.len);
    if (hash_get(m->faults, name))
        return;
    struct value e = exception_new_of(&type_ex_binding, message, value_null());
    exception_of(e)->id = xstrdup(id);
    exception_of(e)->extra = ast_text_value(parameter);
    hash_set_take(
        m->faults, name,
        record_take(&type_static_binding_error, ast_object_new(m->ast, element), e, value_null()));
}

static struct ast_str text_of(const struct making *m, const struct ast_node *node)
{
    return (struct ast_str){ m->ast->text + node->start, node->end - node->start };
}

static struct value constant_of(const struct ast_node *node)
{
    struct value v = value_null();
    if (node && (node->kind == AST_NUMBER || node->kind == AST_STRING))
        (void)ast_constant_value(node, &v);
    return v;
}

static void add_static_bound(struct making *m, const struct static_binding *b,
                             const struct static_bound *item)
{
    const struct ast_node *name = m->command->elements[0];
    struct ast_str text = item->value ? text_of(m, item->value) : (struct ast_str){ "", 0 };
    AUTO_STRBUF message = STRBUF_INIT;
    switch (item->source) {
    case STATIC_VALUE:
        if (item->is_switch && text.len == 6 && strncasecmp(text.s, "$false", 6) == 0)
            return;
        add_bound(m, item->name, item->is_switch ? value_bool(true) : constant_of(item->value),
                  ast_object_new(m->ast, item->value));
        break;
    case STATIC_SWITCH:
        add_bound(m, item->name, value_bool(true), value_null());
        break;
    case STATIC_REST:
        add_bound(m, item->name, value_null(),
                  b->nrest == 1 ? ast_object_new(m->ast, b->rest[0])
                                : ast_object_list(m->ast, b->rest, (uint32_t)b->nrest, ROLE_NODE));
        break;
    case STATIC_NOTHING:
        strbuf_addf(&message,
                    "Missing an argument for parameter '%s'. Specify a parameter and try "
                    "again.",
                    item->name);
        add_fault(m, text_of(m, name), name, "MissingArgument",
                  (struct ast_str){ item->name, (uint32_t)strlen(item->name) }, message.buf);
        break;
    case STATIC_PIPELINE:
        break; /* what it is shows when it comes */
    }
}

static void add_static_fault(struct making *m, const struct static_fault *f)
{
    static const char *const ids[] = {
        [STATIC_NOT_FOUND] = "NamedParameterNotFound",
        [STATIC_AMBIGUOUS] = "AmbiguousParameter",
        [STATIC_TWICE] = "ParameterAlreadyBound",
        [STATIC_LEFT] = "PositionalParameterNotFound",
    };
    struct ast_str key = text_of(m, f->element);
    AUTO_STRBUF message = STRBUF_INIT;
    if (f->kind == STATIC_LEFT)
        strbuf_addf(&message,
                    "A positional parameter cannot be found that accepts argument '%.*s'.",
                    (int)key.len, key.s);
    else
        key = ((const struct ast_command_parameter *)(const void *)f->element)->name;
    add_fault(m, key, f->element, ids[f->kind], key, f->message ? f->message : message.buf);
}

static void bind_to(struct making *m, const struct signature *sig, bool expects_input)
{
    struct static_binding b;
    static_bind(m->command, sig, expects_input, &b);
    if (b.set_unclear)
        add_fault(m, text_of(m, m->command->elements[0]), m->command->elements[0],
                  "AmbiguousParameterSet", (struct ast_str){ "", 0 },
                  "Parameter set cannot be resolved using the specified named parameters. One or "
                  "more parameters issued cannot be used together or an insufficient number of "
                  "parameters were provided.");
    for (size_t i = 0; i < b.nfaults; i++)
        add_static_fault(m, &b.faults[i]);
    for (size_t i = 0; i < b.nbound; i++)
        add_static_bound(m, &b, &b.bound[i]);
    static_binding_release(&b);
}

/* By the look alone: a name goes with the argument after it, the others count from 0. */
static void bind_by_look(struct making *m)
{
    const struct ast_command_parameter *open = NULL;
    int position = 0;
    for (uint32_t i = 1; i <= m->command->nelements; i++) {
        const struct ast_node *element = i < m->command->nelements ? m->command->elements[i] : NULL;
        const struct ast_command_parameter *p =
            element && element->kind == AST_COMMAND_PARAMETER
                ? (const struct ast_command_parameter *)(const void *)element
                : NULL;
        AUTO_FREE char *name = open               ? xstrndup(open->name.s, open->name.len)
                               : p && p->argument ? xstrndup(p->name.s, p->name.len)
                                                  : xasprintf("%d", position);
        if (open) {
            bool is_value = element && !p;
            add_bound(m, name, is_value ? constant_of(element) : value_bool(true),
                      ast_object_new(m->ast, is_value ? element : &open->node));
            open = NULL;
            if (is_value || !element)
                continue;
            i--; /* this parameter again, on its own */
        } else if (p && !p->argument) {
            open = p;
        } else if (element) {
            const struct ast_node *value = p ? p->argument : element;
            position += !p;
            add_bound(m, name, constant_of(value), ast_object_new(m->ast, value));
        }
    }
}

static bool expects_input(struct value command)
{
    AUTO_VALUE parent = value_null();
    struct err *err = NULL;
    if (member_get(command, "Parent", &parent, &err) < 0) {
        err_free(err);
        return false;
    }
    if (!type_is_a(value_type_of(parent), &type_ast_pipeline))
        return false;
    return AST_OF(ast_pipeline, parent)->elements[0] != ast_part_of(command)->node;
}

static bool wants(struct value desired, const struct ast_command *c)
{
    for (size_t i = 0; i < desired.array->len; i++) {
        AUTO_VALUE name = arg_string(desired.array->items[i]);
        for (uint32_t k = 1; k < c->nelements; k++) {
            if (c->elements[k]->kind != AST_COMMAND_PARAMETER)
                continue;
            struct ast_str given =
                ((const struct ast_command_parameter *)(const void *)c->elements[k])->name;
            if (given.len <= name.str->len && strncasecmp(given.s, name.str->data, given.len) == 0)
                return true;
        }
    }
    return false;
}

CALL(bind_command)
{
    if (!type_is_a(value_type_of(args[0]), &type_ast_command))
        return fail_argument(err, "A CommandAst is needed.");
    struct making m = { .session = session_of_handle(self),
                        .ast = ast_part_of(args[0])->ast,
                        .command = AST_OF(ast_command, args[0]) };
    bool resolve = n < 2 || value_truth(args[1]);
    if (n > 2 && args[2].kind == V_ARRAY && args[2].array->len && !wants(args[2], m.command)) {
        *out = value_null();
        return 0;
    }
    m.bound = dictionary(m.session, RESULT_BOUND);
    m.faults = dictionary(m.session, RESULT_FAULTS);
    AUTO_VALUE name = constant_of(m.command->elements[0]);
    struct command command;
    struct signature sig;
    AUTO_FREE char *owned = NULL;
    if (resolve && name.kind == V_STRING &&
        command_find(m.session, name.str->data, name.str->len, COMMAND_ALL, true, &command) &&
        signature_of(&command, &sig, &owned)) {
        AUTO_VALUE info = command_info_new(m.session, &command);
        struct err *none = NULL;
        if (member_get(info, "Parameters", &m.parameters, &none) < 0)
            err_free(none);
        bind_to(&m, &sig, expects_input(args[0]));
    } else {
        bind_by_look(&m);
    }
    value_unref(m.parameters);
    *out = record_take(&type_static_binding_result, value_of_hash(m.bound), value_of_hash(m.faults),
                       value_null());
    return 0;
}

static const struct method binder_statics[] = {
    METHOD("BindCommand", 1, 3, bind_command,
           AST_NAMESPACE "StaticBindingResult BindCommand(" AST_NAMESPACE
                         "CommandAst commandAst, bool resolve, string[] desiredParameters)"),
};

const struct type_info type_static_parameter_binder = {
    .name = AST_NAMESPACE "StaticParameterBinder",
    .base = &type_object,
    STATICS(binder_statics),
    .wants_session = true,
};
