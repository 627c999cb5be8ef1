#include "shell/runtime/binding/function_params.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/class/own_attribute.h"
#include "shell/runtime/stage.h"

static bool is_switch_type(const struct ast_type_name *t)
{
    return t && (text_caseeqn(t->text.s, t->text.len, "switch", 6) ||
                 text_caseeqn(t->text.s, t->text.len, "switchparameter", 15) ||
                 text_caseeqn(t->text.s, t->text.len,
                              "System.Management.Automation.SwitchParameter", 44));
}

static void apply_parameter(struct compiler *c, const struct ast_attribute *a, struct param *p)
{
    const struct ast_named_argument *n = attribute_named(a, "Position");
    p->mandatory = attribute_flag(c, a, "Mandatory");
    p->from_pipeline = attribute_flag(c, a, "ValueFromPipeline");
    p->from_property = attribute_flag(c, a, "ValueFromPipelineByPropertyName");
    p->remaining = attribute_flag(c, a, "ValueFromRemainingArguments");
    p->not_completed = attribute_flag(c, a, "DontShow");
    if (n && n->value) {
        int64_t position = 0;
        AUTO_ERR *err = NULL;
        if (value_to_int64(attribute_value(c, n->value), &position, &err) == 0 && position >= 0 &&
            position < 255)
            p->position = (uint8_t)(position + 1);
    }
    n = attribute_named(a, "ParameterSetName");
    if (n && n->value) {
        struct value set = attribute_value(c, n->value);
        if (set.kind == V_STRING &&
            !text_caseeqn(set.str->data, set.str->len, "__AllParameterSets", 18))
            p->sets = code_string(c->code, set.str->data, set.str->len);
    }
    n = attribute_named(a, "HelpMessage");
    if (n && n->value) {
        struct value help = attribute_value(c, n->value);
        if (help.kind == V_STRING)
            p->help = code_string(c->code, help.str->data, help.str->len);
    }
}

/* The arguments of an attribute as texts, NULL-terminated. */
static const char *const *texts_of(struct compiler *c, const struct ast_attribute *a)
{
    const char **values = code_alloc(c->code, (a->nargs + 1) * sizeof(*values));
    for (uint32_t i = 0; i < a->nargs; i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(attribute_value(c, a->args[i]), &text);
        values[i] = code_string(c->code, text.buf, text.len);
    }
    return values;
}

static void apply_other(struct compiler *c, const struct ast_attribute *a, struct param *p,
                        struct param_rare *rare)
{
    if (attribute_is(a, "Alias")) {
        AUTO_STRBUF names = STRBUF_INIT;
        if (p->aliases)
            strbuf_adds(&names, p->aliases);
        for (uint32_t i = 0; i < a->nargs; i++) {
            if (names.len)
                strbuf_addch(&names, ',');
            value_to_strbuf(attribute_value(c, a->args[i]), &names);
        }
        p->aliases = code_string(c->code, names.buf, names.len);
    } else if (attribute_is(a, "AllowNull")) {
        p->allow_null = true;
    } else if (attribute_is(a, "AllowEmptyString") || attribute_is(a, "AllowEmptyCollection")) {
        p->allow_empty = true;
    } else if (attribute_is(a, "SupportsWildcards")) {
        p->wildcards = true;
    } else if (attribute_is(a, "ValidateSet")) {
        if (a->nargs != 1 || a->args[0]->kind != AST_TYPE_EXPR)
            p->values = texts_of(c, a);
        rare->checks_itself = true;
    } else if (attribute_is(a, "ArgumentCompletions")) {
        rare->completions = texts_of(c, a);
    } else if (attribute_is(a, "ArgumentCompleter") && a->nargs == 1 &&
               a->args[0]->kind == AST_SCRIPT_BLOCK_EXPR) {
        struct ast_str block = ast_source(c->code->ast, a->args[0]);
        rare->completer = code_string(c->code, block.s + 1, block.len - 2); /* without braces */
    } else if (attribute_is(a, "ArgumentCompleter") || attribute_is_of_class(a)) {
        struct class_attribute *of = code_alloc(c->code, sizeof(*of));
        of->code = c->code;
        of->written = a;
        rare->completer_class = of;
    }
}

/* The entries of one parameter: one per [Parameter()], at least one. */
static uint32_t add_entries(struct compiler *c, struct function_params *fp, uint32_t at,
                            const struct ast_parameter *a, uint32_t index, bool *explicit_position)
{
    struct param common = { .name = code_string(c->code, a->name.s, a->name.len),
                            .kind = PARAM_ANY,
                            .offset = (uint16_t)index };
    if (a->nattributes) {
        struct param_rare *rare = code_alloc(c->code, sizeof(*rare));
        rare->validation = fp->items[index].validation;
        common.rare = rare;
        for (uint32_t i = 0; i < a->nattributes; i++)
            if (a->attributes[i]->kind == AST_ATTRIBUTE)
                apply_other(c, (const void *)a->attributes[i], &common, rare);
    }
    if (a->type && !is_switch_type(a->type))
        common.type_name = code_string(c->code, a->type->text.s, a->type->text.len);
    uint32_t first = at;
    for (uint32_t i = 0; i < a->nattributes; i++) {
        const struct ast_attribute *attribute = (const void *)a->attributes[i];
        if (attribute->node.kind != AST_ATTRIBUTE || !attribute_is(attribute, "Parameter"))
            continue;
        struct param *p = &fp->table[at++];
        *p = common;
        apply_parameter(c, attribute, p);
        fp->block.cmdlet_binding = true;
        *explicit_position |= p->position != 0;
        fp->items[index].mandatory |= p->mandatory;
    }
    if (at == first)
        fp->table[at++] = common;
    return at;
}

static void apply_binding(struct compiler *c, struct function_params *fp,
                          const struct ast_attribute *a)
{
    if (!attribute_is(a, "CmdletBinding"))
        return;
    fp->block.cmdlet_binding = true;
    fp->block.should_process = attribute_flag(c, a, "SupportsShouldProcess");
    const struct ast_named_argument *n = attribute_named(a, "DefaultParameterSetName");
    if (n && n->value) {
        struct value set = attribute_value(c, n->value);
        if (set.kind == V_STRING)
            fp->block.default_set = code_string(c->code, set.str->data, set.str->len);
    }
    n = attribute_named(a, "PositionalBinding");
    if (n && n->value)
        fp->block.positional_binding = value_truth(attribute_value(c, n->value));
    n = attribute_named(a, "ConfirmImpact");
    if (n && n->value) {
        static const char *const names[] = { "None", "Low", "Medium", "High" };
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(attribute_value(c, n->value), &text);
        for (size_t i = 0; i < ARRAY_SIZE(names); i++)
            if (text_caseeq(text.buf, names[i]))
                fp->block.impact = (enum impact)i;
    }
}

struct function_params *function_params_compile(struct compiler *c,
                                                const struct ast_param_block *ast)
{
    struct function_params *fp = xcalloc(1, sizeof(*fp));
    fp->block.positional_binding = true;
    fp->block.plan = &fp->plan;
    uint32_t n = ast ? ast->nparameters : 0, entries = 0;
    for (uint32_t i = 0; i < n; i++)
        entries += ast->parameters[i]->nattributes + 1;
    fp->items = code_alloc(c->code, n * sizeof(fp->items[0]));
    fp->table = code_alloc(c->code, entries * sizeof(fp->table[0]));
    fp->nitems = n;
    fp->simple = true;
    c->code->params = fp; /* attribute values may need it released on failure */
    for (uint32_t i = 0; ast && i < ast->nattributes; i++)
        apply_binding(c, fp, ast->attributes[i]);
    bool explicit_position = false;
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct ast_parameter *a = ast->parameters[i];
        struct function_param *item = &fp->items[i];
        item->name = names_intern(c->session->names, a->name.s, a->name.len);
        item->declared = code_string(c->code, a->name.s, a->name.len);
        item->slot = compile_name(c, item->name, true);
        item->type_ref.ast = a->type;
        item->typed = a->type != NULL;
        item->is_switch = is_switch_type(a->type);
        item->validation = validation_compile(c, a->attributes, a->nattributes);
        for (uint32_t k = 0; k < a->nattributes; k++)
            if (a->attributes[k]->kind == AST_ATTRIBUTE)
                fp->simple = false;
        at = add_entries(c, fp, at, a, i, &explicit_position);
    }
    fp->block.params = fp->table;
    fp->block.n = at;
    if (fp->block.cmdlet_binding)
        fp->simple = false;
    if (fp->block.positional_binding && !explicit_position) {
        uint8_t position = 0;
        for (uint32_t i = 0; i < at; i++) {
            if (fp->items[fp->table[i].offset].is_switch || fp->table[i].remaining)
                continue;
            if (i == 0 || fp->table[i].offset != fp->table[i - 1].offset)
                position++;
            fp->table[i].position = position;
        }
    }
    for (uint32_t i = 0; i < n; i++) /* defaults may read the parameters before them */
        if (ast->parameters[i]->initial)
            fp->items[i].initial = compile_apart(c, ast->parameters[i]->initial);
    return fp;
}

void function_params_release(struct function_params *p)
{
    bind_plan_free(p->plan);
    free(p);
}

static enum value_kind kind_of(const struct type_info *type)
{
    return type == &type_int32    ? V_INT32
           : type == &type_string ? V_STRING
           : type == &type_int64  ? V_INT64
           : type == &type_double ? V_DOUBLE
                                  : V_NULL;
}

enum status function_params_resolve(struct session *s, struct code *code,
                                    const struct scriptblock *sb)
{
    struct function_params *p = code->params;
    if (!p || p->resolved)
        return ST_OK;
    struct scope *state;
    struct frame f = { .session = s, .code = code };
    f.scope = frame_outer_scope(s, code, sb, &state);
    f.underbar = &f.own_underbar;
    for (uint32_t i = 0; i < p->nitems; i++) {
        struct function_param *item = &p->items[i];
        item->flags = item->validation ? VAR_SET | VAR_TYPED : VAR_SET;
        struct node at = { 0 };
        struct err *err = NULL;
        if (item->validation && validation_resolve(s, item->validation, &at, &err) < 0)
            return fail_err(&f, &at, &err);
        if (!item->type_ref.ast)
            continue;
        enum status st = type_ref_get(&f, &item->type_ref, &item->type);
        if (st != ST_OK)
            return st;
        if (item->type == &type_object)
            item->type = NULL;
        if (item->type)
            item->flags |= VAR_TYPED;
        item->kind = (uint8_t)kind_of(item->type);
    }
    p->plain = p->simple && !code->any_all_scope;
    for (uint32_t i = 0; i < p->nitems; i++)
        p->plain &= !p->items[i].is_switch && !p->items[i].validation;
    for (size_t i = 0; i < p->block.n; i++) {
        struct param *entry = &p->table[i];
        const struct type_info *type = p->items[entry->offset].type;
        entry->type = type;
        if (type && type->enum_info)
            entry->enum_info = type->enum_info;
    }
    p->resolved = true;
    return ST_OK;
}

static struct value default_of(const struct type_info *type)
{
    if (type == &type_string)
        return value_string("");
    if (type == &type_switch)
        return value_switch(false);
    if (type == &type_bool)
        return value_bool(false);
    if (type == &type_int32)
        return value_int(0);
    if (type->is_value_type && !type->enum_info) {
        struct value v;
        AUTO_ERR *err = NULL;
        if (value_convert(value_int(0), type, &v, &err) == 0)
            return v;
    }
    return value_null();
}

static inline void put(struct frame *f, const struct function_param *item, struct value v)
{
    struct variable *var = f->vars[item->slot];
    if (v.kind == V_NULL)
        v.aux = 0;
    value_replace_take(&var->value, v);
    if (!(var->flags & VAR_SET) && f->dotted)
        f->session->binding_epoch++;
    var->flags |= item->flags;
    if (item->type)
        var->type = item->type;
    if (item->validation) {
        if (!var->validation_owner)
            var->validation_owner = code_ref(f->code);
        var->validation = item->validation;
    }
}

static inline bool is_bound_value(struct value v)
{
    return !(v.kind == V_NULL && v.aux == VALUE_NOTHING);
}

enum status function_params_check(struct frame *f)
{
    const struct function_params *p = f->code->params;
    for (size_t i = 0; i < p->nitems; i++) {
        const struct function_param *item = &p->items[i];
        struct value v = f->vars[item->slot]->value;
        struct err *err = NULL;
        if (!item->validation ||
            validation_check_new(f->session, item->validation, item->declared, v, &err) == 0)
            continue;
        AUTO_VALUE exception = exception_from_err(err);
        struct error_spec spec = { .exception_object = exception,
                                   .id = err->id,
                                   .category = EC_METADATA_ERROR,
                                   .activity = "" };
        f->session->position = f->call_position;
        enum status st = throw_error(f->session, &spec);
        err_clear(&err);
        return st;
    }
    return ST_OK;
}

/* What a parameter has that nobody gives a value. */
static enum status put_default(struct frame *f, const struct function_param *item)
{
    struct err *err = NULL;
    AUTO_VALUE v = value_null();
    if (!item->initial) {
        put(f, item, item->type ? default_of(item->type) : value_null());
        return ST_OK;
    }
    enum status st = node_operand(f, item->initial, &v);
    if (st != ST_OK)
        return st;
    bool changes = item->validation && v.kind != V_NULL;
    if (changes && validation_change(f->session, item->validation, false, &v, &err) < 0)
        return fail_err(f, item->initial, &err);
    if (item->type) {
        AUTO_VALUE raw = STEAL_VALUE(v);
        if (eval_convert(f->session, raw, item->type, &v, &err) < 0)
            return fail_err(f, item->initial, &err);
    }
    if (changes && item->type &&
        validation_change(f->session, item->validation, true, &v, &err) < 0)
        return fail_err(f, item->initial, &err);
    put(f, item, STEAL_VALUE(v));
    return ST_OK;
}

enum status function_params_start(struct frame *f, const struct value *bound, size_t nbound)
{
    const struct function_params *p = f->code->params;
    enum status st = p->resolved ? ST_OK : function_params_resolve(f->session, f->code, f->block);
    for (uint32_t i = 0; i < p->nitems && st == ST_OK; i++) {
        if (i < nbound && is_bound_value(bound[i]))
            put(f, &p->items[i], value_ref(bound[i]));
        else
            st = put_default(f, &p->items[i]);
    }
    return st;
}

void input_params_release(struct input_params *kept)
{
    for (size_t i = 0; i < kept->n; i++)
        value_unref(kept->items[i].initial);
    free(kept->items);
}

enum status function_params_rebind(struct frame *f, const struct value *bound,
                                   struct input_params *kept)
{
    const struct function_params *p = f->code->params;
    if (!kept->items) {
        kept->n = p->block.n;
        kept->items = xcalloc(kept->n + 1, sizeof(*kept->items));
    }
    for (size_t i = 0; i < p->block.n; i++) {
        const struct param *entry = &p->block.params[i];
        if (!entry->from_pipeline && !entry->from_property)
            continue;
        const struct function_param *item = &p->items[entry->offset];
        struct input_param *input = &kept->items[i];
        struct value v = bound[entry->offset];
        if (is_bound_value(v)) {
            if (!input->known)
                input->initial = value_ref(f->vars[item->slot]->value);
            input->known = input->given = true;
            put(f, item, value_ref(v));
        } else if (input->given) {
            input->given = false;
            put(f, item, value_ref(input->initial));
        }
    }
    return ST_OK;
}
