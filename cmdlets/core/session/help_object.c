#include "cmdlets/core/session/help_object.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/session/help_default.h"
#include "cmdlets/core/session/help_part.h"
#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/binding/parameter_info.h"
#include "shell/runtime/binding/signature.h"
#include "shell/runtime/code.h"
#include "shell/runtime/session.h"

#define MAML "MamlCommandHelpInfo"
enum { REMARK_PARAGRAPHS = 5 };

/* ---- small parts ---- */

static struct value paragraph(struct session *s, const char *text, size_t len)
{
    struct object *o = help_part_new(s, "MamlParaTextItem");

    help_put(s, o, "Text", value_string_len(text, len));
    return value_of_object(o);
}

static struct value paragraphs(struct session *s, const char *text)
{
    struct array *a = array_new(1);

    array_push_take(a, paragraph(s, text, strlen(text)));
    return value_of_array(a);
}

static const char *text_or_empty(struct ast_str s)
{
    return s.s ? s.s : "";
}

/* ---- parameters ---- */

static const struct ast_parameter *declared(const struct command *c, const struct param *p)
{
    if (c->block.kind != V_OBJECT)
        return NULL;
    const struct code *code = scriptblock_of(c->block)->code;
    const struct ast_param_block *b = code && code->source ? code->source->params : NULL;
    for (uint32_t i = 0; b && i < b->nparameters; i++)
        if (text_caseeqn(b->parameters[i]->name.s, b->parameters[i]->name.len, p->name,
                         strlen(p->name)))
            return b->parameters[i];
    return NULL;
}

static const char *dotnet_type(const struct param *p)
{
    static const char *const names[] = {
        [PARAM_SWITCH] = "SwitchParameter",
        [PARAM_BOOL] = "Boolean",
        [PARAM_INT] = "Int32",
        [PARAM_DOUBLE] = "Double",
        [PARAM_STRING] = "String",
        [PARAM_STRING_LIST] = "String[]",
        [PARAM_INT_LIST] = "Int32[]",
        [PARAM_ENUM] = "Object",
        [PARAM_ENUM_LIST] = "Object[]",
        [PARAM_ANY] = "Object",
        [PARAM_LIST] = "Object[]",
        [PARAM_SCRIPTBLOCK] = "ScriptBlock",
        [PARAM_HASH] = "Hashtable",
    };
    const char *name = p->type        ? p->type->name
                       : p->enum_info ? p->enum_info->name
                       : p->type_name ? p->type_name
                                      : names[p->kind];
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static const char *parameter_help(const struct command *c, const struct param *p)
{
    const struct ast_help *h = help_of_script(c);

    for (uint32_t i = 0; h && i < h->nparameters; i++)
        if (text_caseeqn(h->parameters[i].name.s, h->parameters[i].name.len, p->name,
                         strlen(p->name)))
            return text_or_empty(h->parameters[i].text);
    if (p->help && *p->help)
        return p->help;
    const struct ast_parameter *a = declared(c, p);
    return a ? text_or_empty(a->comment) : "";
}

/* What a type without a written default starts as. */
static const char *type_default(const struct param *p)
{
    const struct type_info *t = parameter_type(p);

    static const struct type_info *const numbers[] = {
        &type_int32, &type_int64,  &type_double, &type_single, &type_decimal, &type_byte,
        &type_int16, &type_uint16, &type_uint32, &type_uint64, &type_sbyte,
    };

    if (t == &type_switch || t == &type_bool)
        return "False";
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        if (t == numbers[i])
            return "0";
    return "";
}

/* The text of a constant's value; false: the expression is none. */
static bool constant_text(const struct ast_node *node, struct value *out)
{
    if (node->kind == AST_STRING) {
        struct ast_str text = ((const struct ast_string *)(const void *)node)->value;
        *out = value_string_len(text.s, text.len);
        return true;
    }
    if (node->kind == AST_NUMBER) {
        const struct ast_number *n = (const void *)node;
        bool whole = n->type == AST_NUM_INT || n->type == AST_NUM_LONG;
        *out = whole ? value_stringf("%lld", (long long)n->i)
                     : value_string_len(n->text.s, n->text.len);
        return true;
    }
    if (node->kind != AST_VARIABLE)
        return false;
    const struct ast_variable *v = (const void *)node;
    static const char *const texts[][2] = { { "true", "True" },
                                            { "false", "False" },
                                            { "null", "" } };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (text_caseeqn(v->name.s, v->name.len, texts[i][0], strlen(texts[i][0]))) {
            *out = value_string(texts[i][1]);
            return true;
        }
    return false;
}

/* [PSDefaultValue()], else the default: a constant's value, or its text as it is written. */
static struct value default_value(const struct command *c, const struct param *p)
{
    const struct ast_parameter *a = declared(c, p);
    struct value v = value_null();

    if (!a)
        return value_string("");
    const struct ast *ast = scriptblock_of(c->block)->code->ast;
    for (uint32_t i = 0; i < a->nattributes; i++) {
        if (a->attributes[i]->kind != AST_ATTRIBUTE)
            continue;
        const struct ast_attribute *at =
            (const struct ast_attribute *)(const void *)a->attributes[i];
        if (!at->type || !text_caseeqn(at->type->name.s, at->type->name.len, "PSDefaultValue", 14))
            continue;
        for (uint32_t k = 0; k < at->nnamed; k++)
            if (at->named[k].value && constant_text(at->named[k].value, &v))
                return v;
    }
    if (!a->initial)
        return value_string(type_default(p));
    if (constant_text(a->initial, &v))
        return v;
    return value_string_len(ast->text + a->initial->start, a->initial->end - a->initial->start);
}

static bool globbing(const struct command *c, const struct param *p)
{
    const struct ast_parameter *a = declared(c, p);

    if (p->wildcards)
        return true;
    for (uint32_t i = 0; a && i < a->nattributes; i++) {
        if (a->attributes[i]->kind != AST_ATTRIBUTE)
            continue;
        const struct ast_attribute *at =
            (const struct ast_attribute *)(const void *)a->attributes[i];
        if (at->type && text_caseeqn(at->type->name.s, at->type->name.len, "SupportsWildcards", 17))
            return true;
    }
    return false;
}

static struct value position_text(const struct command *c, const struct param *p)
{
    if (p->position == 0)
        return value_string("named");
    return value_stringf("%d", c->kind == COMMAND_CMDLET ? p->position - 1 : p->position);
}

struct value help_object_parameter(struct session *s, const struct command *c,
                                   const struct param *p, bool syntax)
{
    struct object *o = help_part_new(s, MAML "#parameter");
    const char *help = parameter_help(c, p);
    const struct enum_info *info = param_enum(p);

    if (*help)
        help_put(s, o, "description", paragraphs(s, help));
    if (!syntax)
        help_put(s, o, "defaultValue", default_value(c, p));
    if (info) {
        struct object *group = help_part_new(s, MAML "#parameterValueGroup");
        struct array *values = array_new(info->nmembers);
        for (size_t i = 0; i < info->nmembers; i++)
            array_push_take(values, value_string(info->members[i].name));
        help_put(s, group, "parameterValue", value_of_array(values));
        help_put(s, o, "parameterValueGroup", value_of_object(group));
    } else if (!syntax || !param_is_switch(p)) {
        help_put_text(s, o, "parameterValue", dotnet_type(p));
    }
    help_put_text(s, o, "name", p->name);
    if (!syntax) {
        struct object *type = help_part_new(s, MAML "#type");
        help_put_text(s, type, "name", dotnet_type(p));
        help_put(s, o, "type", value_of_object(type));
    }
    help_put_text(s, o, "required", p->mandatory ? "true" : "false");
    help_put_text(s, o, "globbing", globbing(c, p) ? "true" : "false");
    help_put_text(s, o, "pipelineInput", param_pipeline_text(p));
    help_put(s, o, "position", position_text(c, p));
    if (c->kind == COMMAND_CMDLET)
        help_put_text(s, o, "aliases", p->aliases ? p->aliases : "none");
    return value_of_object(o);
}

static struct value one_or_all(struct array *a)
{
    struct value all = value_of_array(a);

    if (a->len != 1)
        return all;
    struct value one = value_ref(a->items[0]);
    value_unref(all);
    return one;
}

static struct value parameters_part(struct session *s, const struct command *c,
                                    const struct signature *sig)
{
    struct object *o = help_part_new(s, MAML "#parameters");
    struct array *list = array_new(sig->nparams);

    for (size_t i = 0; i < sig->nparams; i++)
        if (param_first_of_name(sig, i))
            array_push_take(list, help_object_parameter(s, c, &sig->params[i], false));
    for (size_t i = 0; sig->should_process && i < ARRAY_SIZE(param_risk); i++)
        array_push_take(list, help_object_parameter(s, c, &param_risk[i], false));
    if (list->len > 0)
        help_put(s, o, "parameter", one_or_all(list));
    else
        value_unref(value_of_array(list));
    return value_of_object(o);
}

static struct value syntax_part(struct session *s, const struct command *c,
                                const struct signature *sig)
{
    struct object *o = help_part_new(s, MAML "#syntax");
    struct array *items = array_new(1);
    struct set_list sets;

    set_list_of(sig, &sets);
    for (size_t i = 0; i < sets.len; i++) {
        struct object *item = help_part_new(s, MAML "#syntaxItem");
        struct array *list = array_new(sig->nparams);
        for (size_t k = 0; k < sig->nparams; k++)
            if (!sig->params[k].hidden && param_in_set(&sig->params[k], sets.names[i]))
                array_push_take(list, help_object_parameter(s, c, &sig->params[k], true));
        for (size_t k = 0; sig->should_process && k < ARRAY_SIZE(param_risk); k++)
            array_push_take(list, help_object_parameter(s, c, &param_risk[k], true));
        help_put_text(s, item, "name", sig->name);
        if (list->len > 0)
            help_put(s, item, "parameter", one_or_all(list));
        else
            value_unref(value_of_array(list));
        array_push_take(items, value_of_object(item));
    }
    set_list_release(&sets);
    help_put(s, o, "syntaxItem", one_or_all(items));
    return value_of_object(o);
}

/* ---- examples, links, types ---- */

static struct value example_part(struct session *s, uint32_t number, const char *prompt,
                                 size_t prompt_len, const char *code, size_t code_len,
                                 const char *remarks)
{
    struct object *o = help_part_new(s, MAML "#example");
    struct array *intro = array_new(1), *rest = array_new(REMARK_PARAGRAPHS);

    help_put(
        s, o, "title",
        value_stringf("-------------------------- EXAMPLE %u --------------------------", number));
    array_push_take(intro, paragraph(s, prompt, prompt_len));
    help_put(s, o, "introduction", value_of_array(intro));
    help_put(s, o, "code", value_string_len(code, code_len));
    array_push_take(rest, paragraph(s, remarks, strlen(remarks)));
    for (int i = 1; i < REMARK_PARAGRAPHS; i++)
        array_push_take(rest, paragraph(s, "", 0));
    help_put(s, o, "remarks", value_of_array(rest));
    return value_of_object(o);
}

static void trim(const char **s, size_t *len)
{
    while (*len > 0 && (unsigned char)**s <= ' ')
        (*s)++, (*len)--;
    while (*len > 0 && (unsigned char)(*s)[*len - 1] <= ' ')
        (*len)--;
}

/* A prompt ends at the first > of the first line; code goes on to an empty line. */
static struct value script_example(struct session *s, uint32_t number, const char *text)
{
    const char *prompt = "PS > ";
    size_t line = strcspn(text, "\n"), prompt_len = 5;
    const char *mark = memchr(text, '>', line);

    if (mark) {
        prompt = text;
        prompt_len = (size_t)(mark - text) + 1;
        text = mark + 1;
    }
    const char *gap = strstr(text, "\n\n");
    const char *code = text;
    size_t code_len = gap ? (size_t)(gap - text) : strlen(text);
    trim(&code, &code_len);
    return example_part(s, number, prompt, prompt_len, code, code_len, gap ? gap + 2 : "");
}

static struct value examples_part(struct session *s, const struct command *c)
{
    const struct ast_help *h = help_of_script(c);
    struct array *list = array_new(1);

    if (c->kind == COMMAND_CMDLET) {
        for (size_t i = 0; i < c->cmdlet->nexamples; i++) {
            const struct example *e = &c->cmdlet->examples[i];
            AUTO_FREE char *remarks =
                e->output ? xasprintf("%s\n\n%s", e->output, e->remarks ? e->remarks : "")
                          : xstrdup(e->remarks ? e->remarks : "");
            array_push_take(list, example_part(s, (uint32_t)i + 1, "PS > ", 5, e->code,
                                               strlen(e->code), remarks));
        }
    }
    for (uint32_t i = 0; h && i < h->nexamples; i++)
        array_push_take(list, script_example(s, i + 1, text_or_empty(h->examples[i])));
    if (list->len == 0) {
        value_unref(value_of_array(list));
        return value_null();
    }
    struct object *o = help_part_new(s, MAML "#examples");
    help_put(s, o, "example", one_or_all(list));
    return value_of_object(o);
}

static bool is_absolute_uri(const char *s)
{
    const char *colon = strchr(s, ':');
    return colon && colon > s && strncmp(colon, "://", 3) == 0 && !strchr(s, ' ');
}

static struct value links_part(struct session *s, const struct ast_help *h)
{
    if (!h || h->nlinks == 0)
        return value_null();
    struct object *o = help_part_new(s, MAML "#relatedLinks");
    struct array *list = array_new(h->nlinks);
    for (uint32_t i = 0; i < h->nlinks; i++) {
        struct object *link = help_part_new(s, MAML "#navigationLink");
        const char *text = text_or_empty(h->links[i]);
        help_put_text(s, link, is_absolute_uri(text) ? "uri" : "linkText", text);
        array_push_take(list, value_of_object(link));
    }
    help_put(s, o, "navigationLink", one_or_all(list));
    return value_of_object(o);
}

static struct value typed(struct session *s, const char *item, const char *name, size_t len)
{
    AUTO_FREE char *full = xasprintf(MAML "#%s", item);
    struct object *o = help_part_new(s, full), *type = help_part_new(s, MAML "#type");

    help_put(s, type, "name", value_string_len(name, len));
    help_put(s, o, "type", value_of_object(type));
    return value_of_object(o);
}

static struct value types_part(struct session *s, const char *list_name, const char *item,
                               const struct ast_str *texts, uint32_t n, const char *declared_ones)
{
    AUTO_FREE char *full = xasprintf(MAML "#%s", list_name);
    struct array *list = array_new(n);

    for (uint32_t i = 0; i < n; i++)
        array_push_take(list,
                        typed(s, item, text_or_empty(texts[i]), strlen(text_or_empty(texts[i]))));
    while (n == 0 && declared_ones && *declared_ones) {
        size_t len = strcspn(declared_ones, ",");
        array_push_take(list, typed(s, item, declared_ones, len));
        declared_ones += len + (declared_ones[len] == ',');
    }
    if (list->len == 0) {
        value_unref(value_of_array(list));
        return value_null();
    }
    struct object *o = help_part_new(s, full);
    help_put(s, o, item, one_or_all(list));
    return value_of_object(o);
}

/* ---- the whole ---- */

static struct value details_part(struct session *s, const struct command *c, const char *name,
                                 const char *synopsis)
{
    struct object *o = help_part_new(s, MAML "#details");

    help_put_text(s, o, "name", name);
    help_put_text(s, o, "verb", c->kind == COMMAND_CMDLET ? c->cmdlet->verb : "");
    help_put_text(s, o, "noun", c->kind == COMMAND_CMDLET ? c->cmdlet->noun : "");
    help_put(s, o, "description", paragraphs(s, synopsis));
    return value_of_object(o);
}

static const char *category_of(const struct command *c)
{
    switch (c->kind) {
    case COMMAND_CMDLET:
        return "Cmdlet";
    case COMMAND_FILTER:
        return "Filter";
    case COMMAND_SCRIPT:
        return "ExternalScript";
    default:
        return "Function";
    }
}

static void put_sections(struct session *s, struct object *o, const struct command *c,
                         const struct ast_help *h)
{
    const char *description =
        c->kind == COMMAND_CMDLET
            ? (c->cmdlet->description ? c->cmdlet->description : c->cmdlet->synopsis)
            : (h ? text_or_empty(h->description) : "");

    if (description && *description)
        help_put(s, o, "description", paragraphs(s, description));
    help_put(
        s, o, "inputTypes",
        types_part(s, "inputTypes", "inputType", h ? h->inputs : NULL, h ? h->ninputs : 0, NULL));
    help_put(s, o, "returnValues",
             types_part(s, "returnValues", "returnValue", h ? h->outputs : NULL,
                        h ? h->noutputs : 0, c->kind == COMMAND_CMDLET ? c->cmdlet->output : NULL));
    if (h && h->notes.s) {
        struct object *set = help_part_new(s, MAML "#alertSet");
        help_put(s, set, "alert", paragraphs(s, h->notes.s));
        help_put(s, o, "alertSet", value_of_object(set));
    } else {
        help_put(s, o, "alertSet", value_null());
    }
    help_put(s, o, "examples", examples_part(s, c));
    help_put(s, o, "relatedLinks", links_part(s, h));
    if (h && h->component.s)
        help_put_text(s, o, "Component", h->component.s);
    if (h && h->role.s)
        help_put_text(s, o, "Role", h->role.s);
    if (h && h->functionality.s)
        help_put_text(s, o, "Functionality", h->functionality.s);
}

struct value help_object_new(struct session *s, const struct command *c, enum help_detail detail)
{
    static const char *const views[] = { [HELP_BRIEF] = MAML,
                                         [HELP_EXAMPLES] = MAML "#ExamplesView",
                                         [HELP_DETAILED] = MAML "#DetailedView",
                                         [HELP_FULL] = MAML "#FullView" };
    const char *const names[] = { views[detail], detail == HELP_BRIEF ? "HelpInfo" : MAML,
                                  detail == HELP_BRIEF ? NULL : "HelpInfo", NULL };
    struct object *o = object_new_custom(s->shapes);
    const struct ast_help *h = help_of_script(c);
    struct signature sig = { .name = c->name };
    AUTO_FREE char *owned = NULL;
    bool signed_one = signature_of(c, &sig, &owned);
    AUTO_STRBUF synopsis = STRBUF_INIT;

    if (signed_one && !h && (c->kind & (COMMAND_FUNCTION | COMMAND_FILTER))) {
        value_unref(value_of_object(o));
        return help_default_new(s, c, &sig, detail);
    }
    object_set_type_names(o, names);
    if (c->kind == COMMAND_CMDLET || h)
        strbuf_adds(&synopsis, help_synopsis(c));
    else if (signed_one) { /* nobody wrote help: how it is called */
        syntax_lines(&sig, &synopsis);
    }
    help_put(s, o, "details", details_part(s, c, sig.name, synopsis.buf));
    help_put(s, o, "Syntax", syntax_part(s, c, &sig));
    put_sections(s, o, c, h);
    help_put(s, o, "parameters", parameters_part(s, c, &sig));
    help_put_text(s, o, "Name", sig.name);
    help_put_text(s, o, "Category", category_of(c));
    help_put_text(s, o, "Synopsis", synopsis.buf);
    help_put_text(s, o, "ModuleName",
                  c->kind == COMMAND_CMDLET && c->cmdlet->module ? c->cmdlet->module : "");
    help_put(s, o, "CommonParameters", value_bool(sig.common));
    return value_of_object(o);
}
