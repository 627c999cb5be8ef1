/* The help of functions that nobody wrote help for: ExtendedCmdletHelpInfo. */
#include "cmdlets/core/session/help_default.h"

#include <stdlib.h>
#include <string.h>

#include "cmdlets/core/session/help_object.h"
#include "cmdlets/core/session/help_part.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/binding/parameter_info.h"
#include "shell/runtime/session.h"

#define EXTENDED "ExtendedCmdletHelpInfo"

/* "A, B" of "A,B"; otherwise where there is none. */
static struct value listed(const char *names, const char *otherwise)
{
    AUTO_STRBUF text = STRBUF_INIT;

    for (const char *at = names; at && *at;) {
        size_t n = strcspn(at, ",");
        strbuf_addf(&text, "%s%.*s", text.len ? ", " : "", (int)n, at);
        at += n + (at[n] == ',');
    }
    return value_string(text.len ? text.buf : otherwise);
}

static void put_values(struct session *s, struct object *o, const struct param *p)
{
    struct object *group = help_part_new(s, EXTENDED "#parameterValueGroup");
    struct array *values = array_new(4);

    for (const char *const *v = p->values; v && *v; v++)
        array_push_take(values, value_string(*v));
    for (size_t i = 0; !p->values && i < param_enum(p)->nmembers; i++)
        array_push_take(values, value_string(param_enum(p)->members[i].name));
    help_put(s, group, "parameterValue", value_of_array(values));
    help_put(s, o, "parameterValueGroup", value_of_object(group));
}

static struct value parameter_new(struct session *s, const struct param *p, bool syntax)
{
    struct object *o = help_part_new(s, EXTENDED "#parameter");
    struct object *type = help_part_new(s, EXTENDED "#type");

    help_put_text(s, o, "name", p->name);
    help_put_text(s, o, "required", p->mandatory ? "true" : "false");
    help_put_text(s, o, "pipelineInput", param_pipeline_text(p));
    help_put_text(s, o, "isDynamic", "false");
    help_put_text(s, o, "globbing", p->wildcards ? "true" : "false");
    help_put(s, o, "parameterSetName", listed(p->sets, "(All)"));
    if (p->help && *p->help)
        help_put(s, o, "description", value_stringf("%s\n", p->help));
    if (!param_is_switch(p))
        help_put_text(s, o, "parameterValue", param_type_text(p));
    help_put_text(s, type, "name", param_type_text(p));
    help_put(s, o, "type", value_of_object(type));
    help_put(s, o, "position",
             p->position ? value_stringf("%d", p->position - 1) : value_string("Named"));
    help_put(s, o, "aliases", listed(p->aliases, "None"));
    if (syntax && (p->values || param_enum(p)))
        put_values(s, o, p);
    return value_of_object(o);
}

static int by_name(const void *a, const void *b)
{
    const struct param *const *x = a, *const *y = b;

    return strcmp((*x)->name, (*y)->name);
}

/* By name, once each; -WhatIf and -Confirm among them. */
static struct value parameters_part(struct session *s, const struct signature *sig)
{
    struct object *o = help_part_new(s, EXTENDED "#parameters");
    struct array *list = array_new(sig->nparams);
    AUTO_FREE const struct param **sorted = xcalloc(sig->nparams + 2, sizeof(const struct param *));
    size_t n = 0;

    for (size_t i = 0; i < sig->nparams; i++)
        if (param_first_of_name(sig, i))
            sorted[n++] = &sig->params[i];
    for (size_t i = 0; sig->should_process && i < 2; i++)
        sorted[n++] = &param_risk[i];
    qsort(sorted, n, sizeof(const struct param *), by_name);
    for (size_t i = 0; i < n; i++)
        array_push_take(list, parameter_new(s, sorted[i], false));
    help_put(s, o, "parameter", value_of_array(list));
    return value_of_object(o);
}

struct syntax_list {
    struct session *s;
    struct array *list;
};

static void add_syntax(const struct param *p, void *data)
{
    struct syntax_list *l = data;

    array_push_take(l->list, parameter_new(l->s, p, true));
}

static struct value syntax_part(struct session *s, const struct signature *sig)
{
    struct object *o = help_part_new(s, EXTENDED "#syntax");
    struct array *items = array_new(1);
    struct set_list sets;

    set_list_of(sig, &sets);
    for (size_t i = 0; i < sets.len; i++) {
        struct object *item = help_part_new(s, EXTENDED "#syntaxItem");
        struct syntax_list l = { s, array_new(sig->nparams) };
        set_each(sig, sets.names[i], add_syntax, &l);
        help_put_text(s, item, "name", sig->name);
        help_put(s, item, "CommonParameters", value_bool(sig->common));
        help_put(s, item, "parameter", value_of_array(l.list));
        array_push_take(items, value_of_object(item));
    }
    set_list_release(&sets);
    help_put(s, o, "syntaxItem", value_of_array(items));
    return value_of_object(o);
}

static struct value typed(struct session *s, const char *list, const char *item, const char *names)
{
    AUTO_FREE char *list_type = xasprintf(EXTENDED "#%s", list);
    AUTO_FREE char *item_type = xasprintf(EXTENDED "#%s", item);
    struct object *o = help_part_new(s, list_type), *one = help_part_new(s, item_type),
                  *type = help_part_new(s, EXTENDED "#type");

    help_put_text(s, type, "name", names);
    help_put(s, one, "type", value_of_object(type));
    help_put(s, o, item, value_of_object(one));
    return value_of_object(o);
}

static void add_line(struct strbuf *out, const char *text)
{
    size_t len = strlen(text);

    for (const char *at = out->buf; at && *at; at += strcspn(at, "\n") + 1)
        if (strncmp(at, text, len) == 0 && at[len] == '\n')
            return;
    strbuf_addf(out, "%s\n", text);
}

static struct value inputs_part(struct session *s, const struct signature *sig)
{
    AUTO_STRBUF text = STRBUF_INIT;

    for (size_t i = 0; i < sig->nparams; i++)
        if (sig->params[i].from_pipeline || sig->params[i].from_property)
            add_line(&text, parameter_type(&sig->params[i])->name);
    return typed(s, "inputTypes", "inputType", text.len ? text.buf : "None\n");
}

static struct value outputs_part(struct session *s, struct value info)
{
    AUTO_VALUE types = value_null();
    AUTO_ERR *err = NULL;
    AUTO_STRBUF text = STRBUF_INIT;

    if (member_get(info, "OutputType", &types, &err) == 0 && types.kind == V_ARRAY)
        for (size_t i = 0; i < types.array->len; i++) {
            value_to_strbuf(types.array->items[i], &text);
            strbuf_addch(&text, '\n');
        }
    return typed(s, "returnValues", "returnValue", text.len ? text.buf : "System.Object");
}

struct alias_search {
    const char *target;
    struct strbuf found;
};

static bool on_alias(const struct command *c, void *data)
{
    struct alias_search *search = data;

    if (c->target && text_caseeq(c->target, search->target))
        strbuf_addf(&search->found, "%s\n", c->name);
    return true;
}

struct value help_default_new(struct session *s, const struct command *c,
                              const struct signature *sig, enum help_detail detail)
{
    static const char *const views[] = { [HELP_BRIEF] = EXTENDED,
                                         [HELP_EXAMPLES] = EXTENDED "#ExamplesView",
                                         [HELP_DETAILED] = EXTENDED "#DetailedView",
                                         [HELP_FULL] = EXTENDED "#FullView" };
    const char *const all[] = { views[detail], EXTENDED, "CmdletHelpInfo", "HelpInfo", NULL };
    const char *const plain[] = { EXTENDED, "CmdletHelpInfo", "HelpInfo", NULL };
    struct object *o = object_new_custom(s->shapes),
                  *details = help_part_new(s, EXTENDED "#details");
    struct alias_search aliases = { sig->name, STRBUF_INIT };
    AUTO_STRBUF synopsis = STRBUF_INIT;
    AUTO_VALUE info = command_info_new(s, c);

    object_set_type_names(o, detail == HELP_BRIEF ? plain : all);
    command_each(s, COMMAND_ALIAS, on_alias, &aliases);
    syntax_lines(sig, &synopsis);
    help_put(s, o, "CommonParameters", value_bool(sig->common));
    help_put_text(s, details, "name", sig->name);
    help_put_text(s, details, "noun", "");
    help_put_text(s, details, "verb", "");
    help_put(s, o, "details", value_of_object(details));
    help_put(s, o, "Syntax", syntax_part(s, sig));
    help_put(s, o, "parameters", parameters_part(s, sig));
    help_put(s, o, "inputTypes", inputs_part(s, sig));
    help_put(s, o, "returnValues", outputs_part(s, info));
    help_put_text(s, o, "aliases", aliases.found.len ? aliases.found.buf : "None\n");
    help_put_text(s, o, "remarks", "None");
    help_put(s, o, "alertSet", value_null());
    help_put(s, o, "description", value_null());
    help_put(s, o, "examples", value_null());
    help_put_text(s, o, "Synopsis", synopsis.buf);
    help_put_text(s, o, "ModuleName", c->module ? c->module : "");
    help_put_text(s, o, "nonTerminatingErrors", "");
    help_put_text(s, o, "Name", sig->name);
    help_put_text(s, o, "Category", "Function");
    strbuf_release(&aliases.found);
    return value_of_object(o);
}

struct value help_default_parameter(struct session *s, const struct param *p)
{
    return parameter_new(s, p, false);
}
