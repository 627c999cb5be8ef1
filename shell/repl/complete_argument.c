/* Arguments of commands. */
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/format/format_db.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/repl/complete_infer.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/class/own_attribute.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/sink.h"

/* ---- what is given already ---- */

static struct value constant_of(const struct ast_node *node)
{
    if (node->kind == AST_STRING) {
        struct ast_str text = ((const struct ast_string *)(const void *)node)->value;
        return value_of_str(str_new(text.s, text.len));
    }
    if (node->kind == AST_NUMBER) {
        struct ast_str text = ((const struct ast_number *)(const void *)node)->text;
        return value_of_str(str_new(text.s, text.len));
    }
    if (node->kind != AST_ARRAY_LITERAL)
        return value_null();
    const struct ast_array_literal *list = (const struct ast_array_literal *)(const void *)node;
    AUTO_VALUE items = value_of_array(array_new(list->nitems));
    for (uint32_t i = 0; i < list->nitems; i++) {
        struct value item = constant_of(list->items[i]);
        if (value_is_null(item))
            return value_null();
        array_push_take(items.array, item);
    }
    return STEAL_VALUE(items);
}

struct value complete_bound(const struct completing *c, const struct complete_params *params)
{
    struct value bound = value_of_hash(hash_new(0));
    const struct ast_command *command = c->at->command;
    const struct param *named = NULL;
    uint32_t position = 0;
    for (uint32_t i = 1; i < command->nelements; i++) {
        const struct ast_node *e = command->elements[i];
        if (e->kind == AST_COMMAND_PARAMETER) {
            const struct ast_command_parameter *given =
                (const struct ast_command_parameter *)(const void *)e;
            named = complete_find_param(params, given->name.s, given->name.len);
            if (named && named->kind == PARAM_SWITCH) {
                hash_sets_take(bound.hash, named->name, value_bool(true));
                named = NULL;
            } else if (named && given->argument) {
                hash_sets_take(bound.hash, named->name, constant_of(given->argument));
                named = NULL;
            }
            continue;
        }
        if (e->end > c->at->start && e->start <= c->at->start && e->kind != AST_ARRAY_LITERAL)
            break; /* what is being typed */
        const struct param *p =
            named ? named : complete_positional(params, command, c->at->start, position++);
        named = NULL;
        struct value v = constant_of(e);
        if (p && !value_is_null(v))
            hash_sets_take(bound.hash, p->name, v);
        else
            value_unref(v);
    }
    return bound;
}

/* ---- completers that scripts bring ---- */

static bool is_empty(struct value v)
{
    return value_is_null(v) || (v.kind == V_STRING && !v.str->len);
}

/* Takes the results of a completer as they are. False: it gave nothing. */
static bool add_found(struct completing *c, const struct array *found)
{
    size_t before = c->out->items.len;
    /* A lone $null or empty text says that there is nothing, not even files. */
    bool nothing = found->len == 1 && is_empty(found->items[0]);
    for (size_t i = 0; !nothing && i < found->len; i++) {
        if (completion_add_result(c->out, found->items[i]))
            continue;
        AUTO_VALUE text = value_to_string(found->items[i]);
        if (text.str->len)
            completion_add_verbatim(c->out, COMPLETE_TEXT, text.str->data, NULL, NULL);
    }
    c->out->ordered = true;
    return nothing || c->out->items.len > before;
}

bool complete_by_block(struct completing *c, struct value block, const struct value *args, size_t n)
{
    struct array_sink sink;
    AUTO_VALUE found = value_of_array(array_new(4));
    struct session *s = c->s;
    bool ok = s->ok;
    array_sink_init(&sink, found.array);
    s->try_depth++; /* its errors are nobody's */
    enum status st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, value_nothing(),
                                        args, n, &sink.sink);
    s->try_depth--;
    s->ok = ok;
    if (st != ST_OK)
        value_clear(&s->failure);
    return add_found(c, found.array);
}

/* What an attribute's object completes with: a type of completers, a factory, or a block. */
static bool complete_by_attribute(struct completing *c, struct class_attribute *a,
                                  const struct value *args, size_t n)
{
    struct session *s = c->s;
    AUTO_ERR *err = NULL;
    AUTO_VALUE completer = value_null(), found = value_null(), block = value_null();
    if (class_attribute_get(s, a, &err) < 0 ||
        attribute_object_completer(s, a->made, &completer, &block, &err) < 0)
        return false;
    if (scriptblock_of(block))
        return complete_by_block(c, block, args, n);
    if (value_is_null(completer) ||
        class_object_call(s, completer, "CompleteArgument", args, n, &found, &err) < 0)
        return false;
    AUTO_VALUE one = value_null();
    if (found.kind != V_ARRAY) {
        one = value_of_array(array_new(1));
        if (!value_is_null(found))
            array_push(one.array, found);
    }
    return add_found(c, found.kind == V_ARRAY ? found.array : one.array);
}

static struct value registered(struct session *s, const char *command, const char *parameter)
{
    if (s->completers.kind != V_HASH)
        return value_null();
    AUTO_FREE char *key = xasprintf("%s:%s", command, parameter);
    struct value *block = hash_gets(s->completers.hash, key);
    return block ? *block : value_null();
}

/* What a script block registered for the parameter gives. */
static bool add_registered(struct completing *c, const struct complete_params *params,
                           const struct param *p)
{
    const struct param_rare *rare = param_rare(p);
    struct value block = registered(c->s, params->name, p->name);
    if (value_is_null(block))
        block = registered(c->s, "", p->name);
    AUTO_VALUE own = value_null();
    AUTO_ERR *err = NULL;
    if (value_is_null(block) && rare->completer &&
        scriptblock_parse(c->s, rare->completer, strlen(rare->completer), NULL, &own, &err) == 0)
        block = own;
    if (value_is_null(block) && !rare->completer_class)
        return false;
    AUTO_VALUE name = value_string(params->name), of = value_string(p->name),
               typed = value_string(c->typed), bound = complete_bound(c, params);
    const struct value args[] = { name, of, typed, value_null(), bound };
    return value_is_null(block)
               ? complete_by_attribute(c, rare->completer_class, args, ARRAY_SIZE(args))
               : complete_by_block(c, block, args, ARRAY_SIZE(args));
}

void complete_native(struct completing *c)
{
    const struct ast_command *command = c->at->command;
    if (command && command->nelements && command->elements[0]->kind == AST_STRING) {
        const char *name = ((const struct ast_string *)(const void *)command->elements[0])->value.s;
        const char *slash = strrchr(name, '/');
        struct value block = registered(c->s, slash ? slash + 1 : name, "");
        if (value_is_null(block))
            block = registered(c->s, "", "");
        AUTO_FREE char *word = xstrndup(c->text + c->at->start, c->cursor - c->at->start);
        AUTO_VALUE typed = value_string(word);
        const struct value args[] = { typed, value_null(), value_int((int32_t)c->cursor) };
        if (!value_is_null(block) && complete_by_block(c, block, args, ARRAY_SIZE(args)))
            return;
    }
    if (c->at->kind != CURSOR_PARAMETER && *c->typed != '-')
        complete_path(c, (struct complete_path_how){ 0 });
}

/* ---- what the declaration says ---- */

static bool takes_property_name(const struct complete_params *params, const struct param *p)
{
    return params->cmdlet && params->cmdlet->module &&
           text_casestarts(params->cmdlet->module, "Microsoft.PowerShell") &&
           (text_caseeq(p->name, "Property") || text_caseeq(p->name, "ExpandProperty") ||
            text_caseeq(p->name, "ExcludeProperty") || text_caseeq(p->name, "GroupBy") ||
            text_caseeq(p->name, "MemberName"));
}

static bool is_allowed(struct completing *c, const struct param *p, const struct enum_info *e,
                       int64_t member)
{
    AUTO_ERR *err = NULL;
    const struct param_rare *rare = param_rare(p);
    if (rare->has_range && (member < rare->min || member > rare->max))
        return false;
    return !rare->validation || validation_runs_script(rare->validation) ||
           validation_check_parameter(c->s, rare->validation, p->name, value_enum(e, member),
                                      &err) == 0;
}

/* An enum's members, of those that [ValidateRange] allows. */
static void add_enum(struct completing *c, const struct param *p, const struct enum_info *e)
{
    for (size_t i = 0; i < e->nmembers; i++)
        if (is_allowed(c, p, e, e->members[i].value))
            completion_add(c->out, COMPLETE_VALUE, e->members[i].name, NULL);
}

/* The right side of Where-Object's Property -eq Value: the names of an enum property. */
static void add_property_values(struct completing *c, const struct complete_params *params)
{
    AUTO_VALUE bound = complete_bound(c, params);
    struct value *name = hash_gets(bound.hash, "Property");
    if (!name) /* the binder would choose another set */
        name = hash_gets(bound.hash, "FilterScript");
    if (!name || name->kind != V_STRING || !c->at->nupstream)
        return;
    struct guess from = guess_of_stages(c, c->at->upstream, c->at->nupstream);
    struct guess g =
        guess_of_property(c, &from, (struct ast_str){ name->str->data, (uint32_t)name->str->len });
    const struct type_info *of = guess_type(&g);
    if (of && of->enum_info)
        for (size_t i = 0; i < of->enum_info->nmembers; i++)
            completion_add(c->out, COMPLETE_VALUE, of->enum_info->members[i].name, NULL);
}

/* Properties of what comes down the pipeline, but for those that stand there already. */
static void add_property_names(struct completing *c, const struct complete_params *params,
                               const struct param *p)
{
    struct guess g = guess_of_stages(c, c->at->upstream, c->at->nupstream);
    bool methods = text_caseeq(p->name, "MemberName");
    const struct method *m;
    size_t before = c->out->items.len;
    complete_guessed_properties(c, &g);
    for (uint32_t k = 0; methods && k < g.n; k++)
        for (const struct type_info *t = g.types[k]; t; t = t->base)
            for (size_t i = 0; (m = type_method_at(t, false, i)); i++)
                if (strncmp(m->name, "op_", 3))
                    completion_add(c->out, COMPLETE_METHOD, m->name, m->signature);
    AUTO_VALUE bound = complete_bound(c, params);
    struct value *given = hash_gets(bound.hash, p->name);
    size_t n = before;
    for (size_t i = before; i < c->out->items.len; i++) {
        struct completion_item *item = &c->out->items.items[i];
        bool stands = false;
        for (size_t k = 0; given && given->kind == V_ARRAY && k < given->array->len; k++) {
            AUTO_VALUE text = value_to_string(given->array->items[k]);
            stands |= text_caseeq(text.str->data, item->text) && !text_caseeq(c->typed, item->text);
        }
        if (given && given->kind == V_STRING && !text_caseeq(c->typed, item->text))
            stands |= text_caseeq(given->str->data, item->text);
        if (stands)
            completion_item_release(item);
        else
            c->out->items.items[n++] = *item;
    }
    c->out->items.len = n;
}

/* Format-*'s -View: the named views of what comes down the pipeline. */
static void add_views(struct completing *c, const struct complete_params *params)
{
    static const struct {
        const char *command;
        char letter;
        enum format_shape shape;
    } shapes[] = { { "Format-Table", 't', SHAPE_TABLE },
                   { "Format-List", 'l', SHAPE_LIST },
                   { "Format-Wide", 'w', SHAPE_WIDE },
                   { "Format-Custom", 'c', SHAPE_CUSTOM } };
    struct guess g = guess_of_stages(c, c->at->upstream, c->at->nupstream);
    const struct format_db *db = c->s->formats;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        if (!text_caseeq(params->name, shapes[i].command))
            continue;
        for (uint32_t k = 0; k < g.n; k++) {
            const struct type_info *type = g.types[k];
            for (const struct type_info *t = type; t; t = t->base)
                for (const struct named_view *v = t->views; v && v->name; v++)
                    if (v->shape == shapes[i].letter)
                        completion_add(c->out, COMPLETE_VALUE, v->name, NULL);
            for (size_t m = 0; db && type && m < db->views.len; m++)
                if (db->views.items[m]->shape == shapes[i].shape &&
                    loaded_view_is_for(db->views.items[m], type))
                    completion_add(c->out, COMPLETE_VALUE, db->views.items[m]->name, NULL);
        }
    }
}

const struct type_info *complete_param_type(struct session *s, const struct param *p)
{
    if (p->type || !p->type_name)
        return p->type;
    return session_find_type(s, p->type_name, strlen(p->type_name));
}

static const struct enum_info *enum_of(struct session *s, const struct param *p)
{
    if (p->enum_info)
        return p->enum_info;
    const struct type_info *type = complete_param_type(s, p);
    return type && type->enum_info ? type->enum_info
           : type && type->element ? type->element->enum_info
                                   : NULL;
}

static void add_values(struct completing *c, const struct complete_params *params,
                       const struct param *p)
{
    for (const char *const *v = p->values; v && *v; v++)
        completion_add(c->out, COMPLETE_VALUE, *v, NULL);
    AUTO_VALUE made = value_null();
    const struct param_rare *rare = param_rare(p);
    if (!p->values && rare->checks_itself && rare->validation)
        made = validation_set(c->s, rare->validation);
    for (size_t i = 0; made.kind == V_ARRAY && i < made.array->len; i++) {
        AUTO_VALUE text = value_to_string(made.array->items[i]);
        completion_add(c->out, COMPLETE_VALUE, text.str->data, NULL);
    }
    if ((p->values || made.kind == V_ARRAY) && !params->cmdlet)
        return;
    if (!p->values && enum_of(c->s, p))
        add_enum(c, p, enum_of(c->s, p));
    if (p->kind == PARAM_BOOL || p->kind == PARAM_SWITCH) {
        completion_add(c->out, COMPLETE_VARIABLE, "$true", NULL);
        completion_add(c->out, COMPLETE_VARIABLE, "$false", NULL);
    }
    if (p->complete)
        p->complete(c->s, c->out, c->typed);
    if (takes_property_name(params, p) && c->at->nupstream)
        add_property_names(c, params, p);
    if (text_caseeq(params->name, "Where-Object") && text_caseeq(p->name, "Value"))
        add_property_values(c, params);
}

/* Where nothing is known, a text may name a file. */
static void add_files(struct completing *c, const struct param *p)
{
    bool text_like =
        p->kind == PARAM_STRING || p->kind == PARAM_STRING_LIST || p->kind == PARAM_ANY;
    const struct type_info *type = complete_param_type(c->s, p);
    if (!p->values && !p->complete && text_like && type != &type_scriptblock)
        complete_path(c,
                      (struct complete_path_how){ .literal = text_caseeq(p->name, "LiteralPath") });
}

/* True: the answer stands, even when it is empty. */
static bool add_for(struct completing *c, const struct complete_params *params,
                    const struct param *p)
{
    if (add_registered(c, params, p))
        return true;
    const char *const *completions = param_rare(p)->completions;
    c->out->ordered |= completions != NULL; /* in the order of the declaration */
    if (completions)
        for (const char *const *v = completions; *v; v++)
            completion_add(c->out, COMPLETE_TEXT, *v, NULL);
    else if (params->cmdlet && text_caseeq(p->name, "View") && c->at->nupstream &&
             text_casestarts(params->name, "Format-")) {
        add_views(c, params);
        return true;
    } else if (complete_value(c, params, p))
        return true;
    else
        add_values(c, params, p);
    return c->out->items.len > 0;
}

/* The parameters of other sets that could take the place of a positional one. */
static void add_positional(struct completing *c, const struct complete_params *params,
                           const struct param *p)
{
    if (add_for(c, params, p))
        return;
    for (size_t i = 0; i < params->n; i++) {
        const struct param *other = &params->items[i];
        if (other->position == p->position && other != p && add_for(c, params, other))
            return;
    }
    add_files(c, p);
}

static void add_common_values(struct completing *c)
{
    struct ast_str name = c->at->parameter;
    for (size_t i = COMMON_ERROR_ACTION; i <= COMMON_PROGRESS_ACTION; i++)
        if (text_caseeqn(common_params[i].name, strlen(common_params[i].name), name.s, name.len) ||
            text_caseeqn(common_params[i].alias, strlen(common_params[i].alias), name.s, name.len))
            for (size_t k = 0; k < enum_action_preference.nmembers; k++)
                completion_add(c->out, COMPLETE_VALUE, enum_action_preference.members[k].name,
                               NULL);
}

void complete_argument(struct completing *c)
{
    struct complete_params params;
    const struct param *p = NULL;
    if (!complete_find_params(c, c->at->command, &params)) {
        complete_native(c);
        return;
    }
    if (c->at->parameter.s) {
        p = complete_find_param(&params, c->at->parameter.s, c->at->parameter.len);
        if (!p)
            add_common_values(c);
        if (p && p->kind == PARAM_SWITCH && !c->at->parameter_colon)
            p = NULL;
    }
    if (p || c->out->items.len) {
        if (p && !add_for(c, &params, p))
            add_files(c, p);
        return;
    }
    p = complete_positional(&params, c->at->command, c->at->start, c->at->position);
    if (p)
        add_positional(c, &params, p);
    else
        complete_path(c, (struct complete_path_how){ 0 });
}
