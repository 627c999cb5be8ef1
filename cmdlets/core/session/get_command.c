#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/session/available_commands.h"
#include "cmdlets/core/session/command_match.h"
#include "cmdlets/core/session/help_default.h"
#include "cmdlets/core/session/help_object.h"
#include "cmdlets/core/session/help_text.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/binding/signature.h"
#include "shell/runtime/command.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/module/specification.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session.h"

struct get_command_args {
    struct value_list argument_list;
    struct str_list verb;
    struct str_list noun;
    struct str_list module;
    struct str_list exclude_module;
    struct value_list fully_qualified_module;
    struct opt_int total_count;
    bool syntax;
    bool all;
    bool list_imported;
    struct str_list parameter_name;
    struct str_list parameter_type;
    struct str_list name;
    struct opt_enum command_type;
    bool use_fuzzy_matching;
    struct opt_int fuzzy_minimum_distance;
    bool use_abbreviation_expansion;
    bool show_command_info;
};
static const struct param get_command_params[] = {
    PARAM(struct get_command_args, argument_list, .name = "ArgumentList", .position = 2,
          .remaining = true, .aliases = "Args",
          .help = "Arguments to find dynamic parameters with."),
    PARAM(struct get_command_args, verb, .name = "Verb", .sets = "CmdletSet", .from_property = true,
          .wildcards = true, .help = "Cmdlets with these verbs; wildcards work."),
    PARAM(struct get_command_args, noun, .name = "Noun", .sets = "CmdletSet", .from_property = true,
          .wildcards = true, .help = "Cmdlets with these nouns; wildcards work."),
    PARAM(struct get_command_args, module, .name = "Module", .from_property = true,
          .aliases = "PSSnapin", .wildcards = true, .help = "Only from these modules."),
    PARAM(struct get_command_args, exclude_module, .name = "ExcludeModule",
          .help = "Leaves out these modules."),
    PARAM(struct get_command_args, fully_qualified_module, .name = "FullyQualifiedModule",
          .from_property = true, .type_name = "ModuleSpecification",
          .help = "Modules, with versions."),
    PARAM(struct get_command_args, total_count, .name = "TotalCount", .from_property = true,
          .help = "Only this many."),
    PARAM(struct get_command_args, syntax, .name = "Syntax", .from_property = true,
          .help = "Shows how each command is called."),
    PARAM(struct get_command_args, all, .name = "All", .from_property = true,
          .help = "Also commands that others of the same name hide."),
    PARAM(struct get_command_args, list_imported, .name = "ListImported", .from_property = true,
          .help = "Only commands that are loaded."),
    PARAM(struct get_command_args, parameter_name, .name = "ParameterName", .wildcards = true,
          .help = "Only commands with a parameter of this name or alias."),
    PARAM(struct get_command_args, parameter_type, .name = "ParameterType",
          .type_name = "PSTypeName", .wildcards = true,
          .help = "Only commands with a parameter of this type."),
    PARAM(struct get_command_args, name, .name = "Name", .sets = "AllCommandSet", .position = 1,
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .not_null_or_empty = true, .help = "The names; wildcards work."),
    PARAM(struct get_command_args, command_type, .name = "CommandType", .sets = "AllCommandSet",
          .from_property = true, .enum_info = &enum_command_types, .aliases = "Type",
          .help = "Only commands of these kinds."),
    PARAM(struct get_command_args, use_fuzzy_matching, .name = "UseFuzzyMatching",
          .sets = "AllCommandSet", .help = "Finds similar names too."),
    PARAM(struct get_command_args, fuzzy_minimum_distance, .name = "FuzzyMinimumDistance",
          .sets = "AllCommandSet", .type = &type_uint32,
          .help = "How many letters a similar name may differ in."),
    PARAM(struct get_command_args, use_abbreviation_expansion, .name = "UseAbbreviationExpansion",
          .sets = "AllCommandSet", .from_property = true,
          .help = "Finds commands by the capitals of their names."),
    PARAM(struct get_command_args, show_command_info, .name = "ShowCommandInfo",
          .help = "Gives each command's facts as plain objects."),
};
static const char *const get_command_aliases[] = { "gcm", NULL };
static const struct example get_command_examples[] = {
    { .code = "(Get-Command Get-VM).Name", .remarks = "Finds one command.", .output = "Get-VM" },
    { .code = "Get-Command -Noun VM* -Verb Get",
      .remarks = "The reading cmdlets of virtual machines." },
    { .code = "Get-Command Get-VM -Syntax", .remarks = "How it is called." },
};
struct get_help_args {
    struct str *name;
    struct str *path;
    struct str_list category;
    bool full;
    struct str_list component;
    struct str_list functionality;
    struct str_list role;
    bool detailed;
    bool examples;
    struct str_list parameter;
    bool online;
};
static const char *const get_help_category_values[] = {
    "Alias",         "Cmdlet",   "Provider",       "General",
    "FAQ",           "Glossary", "HelpFile",       "ScriptCommand",
    "Function",      "Filter",   "ExternalScript", "All",
    "DefaultHelp",   "Workflow", "DscResource",    "Class",
    "Configuration", NULL
};
static const struct param get_help_params[] = {
    PARAM(struct get_help_args, name, .name = "Name", .position = 1, .from_property = true,
          .wildcards = true, .help = "The command; wildcards list several."),
    PARAM(struct get_help_args, path, .name = "Path", .wildcards = true,
          .help = "A help file. There are none: help comes from the declarations."),
    PARAM(struct get_help_args, category, .name = "Category", .values = get_help_category_values,
          .help = "Only help on these kinds of commands."),
    PARAM(struct get_help_args, full, .name = "Full", .sets = "AllUsersView",
          .help = "Everything."),
    PARAM(struct get_help_args, component, .name = "Component", .wildcards = true,
          .help = "Only commands for this component."),
    PARAM(struct get_help_args, functionality, .name = "Functionality", .wildcards = true,
          .help = "Only commands for this purpose."),
    PARAM(struct get_help_args, role, .name = "Role", .wildcards = true,
          .help = "Only commands for this role."),
    PARAM(struct get_help_args, detailed, .name = "Detailed", .sets = "DetailedView",
          .mandatory = true, .help = "With parameters and examples."),
    PARAM(struct get_help_args, examples, .name = "Examples", .sets = "EXAMPLES", .mandatory = true,
          .help = "Only the examples."),
    PARAM(struct get_help_args, parameter, .name = "Parameter", .sets = "PARAMETERS",
          .mandatory = true, .wildcards = true, .help = "Only these parameters; wildcards work."),
    PARAM(struct get_help_args, online, .name = "Online", .sets = "Online", .mandatory = true,
          .help = "Opens a web page. There is none."),
};
static const struct example get_help_examples[] = {
    { .code = "Get-Help Get-VM -Examples", .remarks = "Examples of one cmdlet." },
};
struct found {
    struct value info; /* CommandInfo; owned */
    char *name;
    enum command_kind kind;
    unsigned distance; /* of -UseFuzzyMatching */
};
typedef VEC(struct found) found_vec;

struct query {
    struct invocation *inv;
    const struct get_command_args *args;
    const struct str *pattern; /* NULL: any */
    unsigned distance;         /* of the name that was looked at last */
    found_vec *out;
};

static bool has_parameter(const struct command *c, const struct str_list *names)
{
    struct signature sig;
    AUTO_FREE char *owned = NULL;

    if (!signature_of(c, &sig, &owned))
        return false;
    for (size_t i = 0; i < sig.nparams; i++) {
        const char *a = sig.params[i].aliases;
        if (matches_any(names, sig.params[i].name, strlen(sig.params[i].name)))
            return true;
        while (a && *a) {
            size_t n = strcspn(a, ",");
            if (matches_any(names, a, n))
                return true;
            a += n + (a[n] == ',');
        }
    }
    return false;
}

static bool has_parameter_type(const struct command *c, const struct str_list *types)
{
    struct signature sig;
    AUTO_FREE char *owned = NULL;

    if (!signature_of(c, &sig, &owned))
        return false;
    for (size_t i = 0; i < sig.nparams; i++) {
        const struct param *p = &sig.params[i];
        const char *t = param_type_text(p);
        if (matches_any(types, t, strlen(t)) ||
            (p->type && matches_any(types, p->type->name, strlen(p->type->name))))
            return true;
    }
    return false;
}

enum { FUZZY_DISTANCE = 5 };

static bool is_named(struct query *q, const char *name)
{
    const struct get_command_args *args = q->args;

    if (!q->pattern)
        return true;
    if (args->use_fuzzy_matching) {
        q->distance = name_distance(name, q->pattern->data);
        return q->distance <= (args->fuzzy_minimum_distance.set
                                   ? (uint64_t)args->fuzzy_minimum_distance.value
                                   : FUZZY_DISTANCE);
    }
    return text_wildcard_match(q->pattern->data, q->pattern->len, name, strlen(name), true) ||
           (args->use_abbreviation_expansion && name_abbreviates_to(name, q->pattern->data));
}

static bool at_least(struct value version, struct value wanted, bool exactly)
{
    AUTO_ERR *err = NULL;
    int order = 0;

    return value_is_null(wanted) ||
           (!value_is_null(version) && value_compare(version, wanted, false, &order, &err) == 0 &&
            (exactly ? order == 0 : order >= 0));
}

/* Is the command's module one of -FullyQualifiedModule? */
static bool of_module(struct query *q, const struct command *c)
{
    const struct value_list *list = &q->args->fully_qualified_module;
    AUTO_VALUE info = command_info_new(q->inv->session, c), version = value_null();
    AUTO_ERR *err = NULL;

    if (member_get(info, "Version", &version, &err) < 0)
        return false;
    for (size_t i = 0; i < list->len; i++) {
        AUTO_VALUE made = value_null();
        AUTO_ERR *ignored = NULL;
        if (module_specification_from(list->items[i], &made, &ignored) < 0)
            continue;
        const struct module_specification *m = module_specification_of(made);
        AUTO_VALUE name = value_to_string(m->name);
        if (text_caseeq(name.str->data, c->module ? c->module : "") &&
            at_least(version, m->version, false) && at_least(version, m->required, true))
            return true;
    }
    return false;
}

static bool selected(struct query *q, const struct command *c)
{
    const struct get_command_args *args = q->args;
    const char *module = c->module ? c->module : "";

    if (!is_named(q, c->name))
        return false;
    if (args->module.len > 0 && !matches_any(&args->module, module, strlen(module)))
        return false;
    if (args->fully_qualified_module.len > 0 && !of_module(q, c))
        return false;
    if (args->exclude_module.len > 0 && matches_any(&args->exclude_module, module, strlen(module)))
        return false;
    if (args->verb.len > 0 || args->noun.len > 0) {
        const char *dash = strchr(c->name, '-');
        if (!dash || !matches_any(&args->verb, c->name, (size_t)(dash - c->name)) ||
            !matches_any(&args->noun, dash + 1, strlen(dash + 1)))
            return false;
    }
    if (args->parameter_name.len > 0 && !has_parameter(c, &args->parameter_name))
        return false;
    return args->parameter_type.len == 0 || has_parameter_type(c, &args->parameter_type);
}

static void add_found(found_vec *out, struct session *s, const struct command *c, unsigned distance)
{
    for (size_t i = 0; i < out->len; i++)
        if (out->items[i].kind == c->kind && text_caseeq(out->items[i].name, c->name))
            return;
    struct found *f = vec_push(out);
    *f = (struct found){ command_info_new(s, c), xstrdup(c->name), c->kind, distance };
}

static bool on_command(const struct command *c, void *data)
{
    struct query *q = data;

    if (selected(q, c))
        add_found(q->out, q->inv->session, c, q->distance);
    return !interrupted(q->inv->session);
}

/* All of these kinds that are selected. */
static void each_command(struct query *q, unsigned kinds)
{
    command_each(q->inv->session, kinds, on_command, q);
    if (!q->args->list_imported)
        available_commands_each(q->inv->session, kinds, on_command, q);
}

/* One that is spelled out; a module that exports it is loaded. False: there is none. */
static bool find_command(struct query *q, const struct str *name, unsigned kinds, enum status *st,
                         struct command *c)
{
    struct session *s = q->inv->session;
    bool loaded = false;

    if (command_find(s, name->data, name->len, kinds, false, c))
        return true;
    if (q->args->list_imported)
        return false;
    *st = module_autoload(s, name->data, name->len, &loaded);
    return *st == ST_OK && loaded && command_find(s, name->data, name->len, kinds, false, c);
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->kind != y->kind)
        return (x->kind > y->kind) - (x->kind < y->kind);
    return text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
}

static int by_distance(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->distance != y->distance)
        return (x->distance > y->distance) - (x->distance < y->distance);
    return by_kind_and_name(a, b);
}

static void emit_syntax_of(struct session *s, const struct command *c, struct strbuf *out);

/* An alias: what it stands for, then the syntax by the alias's name. */
static void alias_syntax(struct session *s, const struct command *alias, struct strbuf *out)
{
    struct command c;
    AUTO_STRBUF text = STRBUF_INIT;
    size_t n;

    if (!command_find(s, alias->target, strlen(alias->target), COMMAND_ALL, true, &c)) {
        strbuf_addf(out, "%s\n", alias->target);
        return;
    }
    emit_syntax_of(s, &c, &text);
    if (c.kind == COMMAND_APPLICATION) {
        strbuf_add(out, text.buf, text.len);
        return;
    }
    n = strlen(c.name);
    strbuf_addf(out, "%s (alias) -> %s\n", alias->name, c.kind == COMMAND_SCRIPT ? c.path : c.name);
    for (const char *at = text.buf, *next; at; at = next) {
        next = strstr(at, c.name);
        strbuf_add(out, at, next ? (size_t)(next - at) : strlen(at));
        if (next) {
            strbuf_adds(out, alias->name);
            next += n;
        }
    }
}

static void emit_syntax_of(struct session *s, const struct command *c, struct strbuf *out)
{
    struct signature sig;
    AUTO_FREE char *owned = NULL;

    if (c->kind == COMMAND_ALIAS && c->target) {
        alias_syntax(s, c, out);
        return;
    }
    if (!signature_of(c, &sig, &owned)) {
        strbuf_adds(out, c->path ? c->path : c->name);
        strbuf_addch(out, '\n');
        return;
    }
    syntax_lines(&sig, out);
}

/* With the dynamic parameters that the arguments make. */
static void add_syntax(struct session *s, struct value info, const struct command *c,
                       struct strbuf *out)
{
    AUTO_VALUE sets = value_null();
    AUTO_ERR *err = NULL;

    if (!(c->kind & (COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_SCRIPT)) ||
        member_get(info, "ParameterSets", &sets, &err) < 0 || sets.kind != V_ARRAY) {
        emit_syntax_of(s, c, out);
        return;
    }
    for (size_t i = 0; i < sets.array->len; i++) {
        AUTO_VALUE text = value_to_string(sets.array->items[i]);
        strbuf_addf(out, "\n%s %s\n", c->name, text.str->data);
    }
}

static enum status deliver(struct invocation *inv, found_vec *list)
{
    const struct get_command_args *args = ARGS(inv, struct get_command_args);
    size_t n = list->len;
    enum status rc = ST_OK;

    if (args->total_count.set && args->total_count.value >= 0 &&
        (size_t)args->total_count.value < n)
        n = (size_t)args->total_count.value;
    AUTO_VALUE arguments = value_of_array(array_new(args->argument_list.len));
    for (size_t i = 0; i < args->argument_list.len; i++)
        array_push(arguments.array, args->argument_list.items[i]);
    for (size_t i = 0; i < n && rc == ST_OK; i++) {
        struct command c;
        command_info_give_arguments(list->items[i].info, arguments);
        if (args->show_command_info) {
            rc = emit_take(inv, show_command_info(inv->session, list->items[i].info));
            continue;
        }
        if (!args->syntax || !command_info_get(list->items[i].info, &c)) {
            if (args->use_fuzzy_matching)
                object_set_note_take(list->items[i].info.object, inv->session->shapes, "Score",
                                     value_int((int32_t)list->items[i].distance));
            rc = emit(inv, list->items[i].info);
            continue;
        }
        AUTO_STRBUF text = STRBUF_INIT;
        add_syntax(inv->session, list->items[i].info, &c, &text);
        rc = emit_take(inv, value_string_take(&text));
    }
    return rc;
}

static enum status get_command_process(struct invocation *inv)
{
    const struct get_command_args *args = ARGS(inv, struct get_command_args);
    struct session *s = inv->session;
    found_vec list = VEC_INIT;
    enum status rc = ST_OK;
    unsigned kinds =
        args->command_type.set ? (unsigned)args->command_type.value & COMMAND_ALL : COMMAND_ALL;
    struct query q = { inv, args, NULL, 0, &list };

    if (args->show_command_info && args->syntax)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "The ShowCommandInfo and Syntax parameters cannot be specified "
                                "together.",
                     .id = "GetCommandCannotSpecifySyntaxAndShowCommandInfoTogether",
                     .category = EC_INVALID_ARGUMENT,
                     .exception = "System.Management.Automation.PSArgumentException" });

    if (args->name.len == 0) {
        if (!args->command_type.set)
            kinds = COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET;
        if (args->verb.len > 0 || args->noun.len > 0)
            kinds = COMMAND_FUNCTION | COMMAND_CMDLET;
        each_command(&q, kinds);
        if (list.len > 0)
            qsort(list.items, list.len, sizeof(*list.items), by_kind_and_name);
    }
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        struct str *name = args->name.items[i];
        size_t before = list.len;
        struct command c;
        AUTO_FREE char *path = text_has_wildcard(name->data, name->len)
                                   ? command_path_of_pattern(s, name->data)
                                   : NULL;
        if (path && command_find(s, path, strlen(path), kinds, false, &c)) {
            q.pattern = NULL;
            if (selected(&q, &c))
                add_found(&list, s, &c, 0);
            continue;
        }
        if (text_has_wildcard(name->data, name->len) || args->all || args->use_fuzzy_matching ||
            args->use_abbreviation_expansion) {
            q.pattern = name;
            each_command(&q, kinds);
            if (list.len > before)
                qsort(list.items + before, list.len - before, sizeof(*list.items),
                      args->use_fuzzy_matching ? by_distance : by_kind_and_name);
            continue;
        }
        if (find_command(&q, name, kinds, &rc, &c)) {
            q.pattern = NULL;
            if (selected(&q, &c))
                add_found(&list, s, &c, 0);
            continue;
        }
        if (rc != ST_OK)
            break;
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "The term '%s' is not recognized as a name of a cmdlet, function, script file, "
                    "or executable program.\nCheck the spelling of the name, or if a path was "
                    "included, verify that the path is correct and try again.",
                    name->data);
        AUTO_VALUE target = value_str(name);
        rc = cmdlet_error(inv,
                          &(struct error_spec){
                              .message = text.buf,
                              .id = "CommandNotFoundException",
                              .category = EC_OBJECT_NOT_FOUND,
                              .exception = "System.Management.Automation.CommandNotFoundException",
                              .target = target });
    }
    if (rc == ST_OK)
        rc = deliver(inv, &list);
    for (size_t i = 0; i < list.len; i++) {
        value_unref(list.items[i].info);
        free(list.items[i].name);
    }
    vec_release(&list);
    return rc;
}

/* ---- Get-Help ---- */

static enum status no_help(struct invocation *inv, const char *name)
{
    AUTO_VALUE target = value_string(name);
    AUTO_FREE char *message = xasprintf(
        "Get-Help could not find %s in a help file in this session. To download updated help "
        "topics type: \"Update-Help\". To get help online, search for the help topic in the "
        "TechNet library at https://go.microsoft.com/fwlink/?LinkID=107116.",
        name);

    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "HelpNotFound",
                                                   .category = EC_RESOURCE_UNAVAILABLE,
                                                   .exception = "Microsoft.PowerShell.Commands."
                                                                "HelpNotFoundException",
                                                   .target = target });
}

static bool text_selected(struct value help, const char *name, const struct str_list *patterns)
{
    AUTO_VALUE text = value_null();
    struct err *err = NULL;

    if (patterns->len == 0)
        return true;
    if (member_get(help, name, &text, &err) < 0)
        err_clear(&err);
    return text.kind == V_STRING && matches_any(patterns, text.str->data, text.str->len);
}

static enum status show_parameters(struct invocation *inv, const struct command *c)
{
    const struct get_help_args *args = ARGS(inv, struct get_help_args);
    struct signature sig;
    AUTO_FREE char *owned = NULL;
    bool any = false;

    if (signature_of(c, &sig, &owned)) {
        for (size_t i = 0; i < sig.nparams; i++) {
            const struct param *p = &sig.params[i];
            bool seen = p->hidden;
            for (size_t k = 0; k < i && !seen; k++)
                seen = text_caseeq(sig.params[k].name, p->name);
            if (seen || !matches_any(&args->parameter, p->name, strlen(p->name)))
                continue;
            any = true;
            bool plain =
                c->kind != COMMAND_CMDLET && c->kind != COMMAND_SCRIPT && !help_of_script(c);
            enum status rc =
                emit_take(inv, plain ? help_default_parameter(inv->session, p)
                                     : help_object_parameter(inv->session, c, p, false));
            if (rc != ST_OK)
                return rc;
        }
    }
    if (any)
        return ST_OK;
    AUTO_VALUE target = value_str(args->parameter.items[0]);
    AUTO_FREE char *message =
        xasprintf("No parameter matches criteria %s.", args->parameter.items[0]->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "NoMatchingParameterFound",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .target = target });
}

static enum status show_help(struct invocation *inv, const struct command *c);

/* .FORWARDHELPTARGETNAME: another command's help is this one's. */
static bool forwards_help(struct session *s, const struct command *c, struct command *target)
{
    const struct ast_help *h = help_of_script(c);

    return h && h->forward_target.s &&
           command_find(s, h->forward_target.s, h->forward_target.len, COMMAND_ALL, true, target) &&
           !text_caseeq(target->name, c->name);
}

/* A script's help stands in its file. */
static enum status show_script_help(struct invocation *inv, const struct command *c)
{
    struct command loaded = *c;
    AUTO_VALUE block = value_null();
    enum status st = script_file_load(inv->session, c->path, &block);

    if (st != ST_OK)
        return st;
    loaded.block = block;
    return show_help(inv, &loaded);
}

static enum status show_help(struct invocation *inv, const struct command *c)
{
    const struct get_help_args *args = ARGS(inv, struct get_help_args);
    struct command target;

    if (c->kind == COMMAND_SCRIPT && c->block.kind == V_NULL)
        return show_script_help(inv, c);
    if (forwards_help(inv->session, c, &target))
        return show_help(inv, &target);
    if (args->parameter.len > 0)
        return show_parameters(inv, c);
    AUTO_VALUE help = help_object_new(inv->session, c,
                                      args->full       ? HELP_FULL
                                      : args->detailed ? HELP_DETAILED
                                      : args->examples ? HELP_EXAMPLES
                                                       : HELP_BRIEF);
    if (!text_selected(help, "Component", &args->component) ||
        !text_selected(help, "Role", &args->role) ||
        !text_selected(help, "Functionality", &args->functionality))
        return no_help(inv, args->name ? args->name->data : c->name);
    return emit(inv, help);
}

struct help_list {
    const struct str *pattern;
    found_vec found;
    struct session *session;
};

static bool on_help(const struct command *c, void *data)
{
    struct help_list *l = data;
    bool is_alias = c->kind == COMMAND_ALIAS;
    const char *synopsis = is_alias ? c->target : help_synopsis(c);

    if (text_wildcard_match(l->pattern->data, l->pattern->len, c->name, strlen(c->name), true)) {
        struct object *o = object_new_custom(l->session->shapes);
        static const char *const alias_names[] = { "AliasHelpInfo", "HelpInfo", NULL };
        if (is_alias)
            object_set_type_names(o, alias_names);
        object_set_note_take(o, l->session->shapes, "Name", value_string(c->name));
        object_set_note_take(o, l->session->shapes, "Category",
                             value_string(is_alias                    ? "Alias"
                                          : c->kind == COMMAND_CMDLET ? "Cmdlet"
                                                                      : "Function"));
        object_set_note_take(o, l->session->shapes, "Module",
                             value_string(c->module ? c->module : ""));
        object_set_note_take(o, l->session->shapes, "Synopsis", value_string(synopsis));
        *vec_push(&l->found) = (struct found){ value_of_object(o), xstrdup(c->name), c->kind, 0 };
    }
    return true;
}

/* given: the name as it was written. */
static enum status list_help(struct invocation *inv, const struct str *pattern, const char *given)
{
    struct help_list l = { .pattern = pattern, .found = VEC_INIT, .session = inv->session };
    enum status rc = ST_OK;

    command_each(inv->session, COMMAND_ALIAS | COMMAND_CMDLET | COMMAND_FUNCTION | COMMAND_FILTER,
                 on_help, &l);
    if (l.found.len > 1)
        qsort(l.found.items, l.found.len, sizeof(struct found), by_kind_and_name);
    for (size_t i = 0; i < l.found.len; i++) {
        if (rc == ST_OK && l.found.len == 1 && l.found.items[i].kind != COMMAND_ALIAS) {
            struct command c;
            if (command_find(inv->session, l.found.items[i].name, strlen(l.found.items[i].name),
                             COMMAND_ALL, true, &c))
                rc = show_help(inv, &c);
        } else if (rc == ST_OK) {
            rc = emit(inv, l.found.items[i].info);
        }
        value_unref(l.found.items[i].info);
        free(l.found.items[i].name);
    }
    bool none = l.found.len == 0;
    vec_release(&l.found);
    if (none)
        return no_help(inv, given);
    return rc;
}

static enum status get_help_process(struct invocation *inv)
{
    const struct get_help_args *args = ARGS(inv, struct get_help_args);
    struct command c;

    if (args->online)
        return core_throw(inv, "OnlineHelpNotSupported", EC_NOT_IMPLEMENTED, value_null(),
                          "There is no online help: use Get-Help %s -Full.",
                          args->name ? args->name->data : "<name>");
    if (!args->name) {
        AUTO_VALUE self = value_string("Get-Help");
        if (command_find(inv->session, self.str->data, self.str->len, COMMAND_ALL, true, &c))
            return show_help(inv, &c);
        return ST_OK;
    }
    if (!text_has_wildcard(args->name->data, args->name->len) &&
        command_find(inv->session, args->name->data, args->name->len, COMMAND_ALL, true, &c))
        return show_help(inv, &c);
    if (text_has_wildcard(args->name->data, args->name->len))
        return list_help(inv, args->name, args->name->data);
    AUTO_VALUE pattern = value_stringf("*%s*", args->name->data);
    return list_help(inv, pattern.str, args->name->data);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Command",
        .aliases = get_command_aliases,
        .synopsis = "Lists commands: cmdlets, functions, aliases, scripts and programs.",
        .params = get_command_params,
        .nparams = ARRAY_SIZE(get_command_params),
        .default_set = "CmdletSet",
        .output = "System.Management.Automation.CommandInfo,System.Management.Automation.AliasInfo,"
                  "System.Management.Automation.ApplicationInfo,System.Management.Automation."
                  "CmdletInfo,System.Management.Automation.FunctionInfo",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct get_command_args),
        .process = get_command_process,
        .examples = get_command_examples,
        .nexamples = ARRAY_SIZE(get_command_examples),
    },
    {
        .verb = "Get",
        .noun = "Help",
        .synopsis = "Shows what a command does and how it is called.",
        .params = get_help_params,
        .nparams = ARRAY_SIZE(get_help_params),
        .default_set = "AllUsersView",
        .output = "ExtendedCmdletHelpInfo,System.String,MamlCommandHelpInfo",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct get_help_args),
        .process = get_help_process,
        .examples = get_help_examples,
        .nexamples = ARRAY_SIZE(get_help_examples),
    },
};
const struct cmdlet_group cmdlets_get_command = { cmdlets, ARRAY_SIZE(cmdlets) };
