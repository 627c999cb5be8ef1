/* What certain parameters take, as our own commands know it: look-ups in the language itself. Each
 * gets the typed word and a table of the parameters that are given, and answers texts, which are
 * filtered and quoted afterwards, or results with a list text and a tool tip. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/repl/complete.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/sink.h"

struct lookup {
    const char *commands;   /* "Get-A,Get-B"; NULL: any cmdlet */
    const char *parameters; /* "Name,Id" */
    const char *script;
    enum completion_kind kind;
    bool ordered; /* as the look-up answers */
};

#define GIVEN(names)                                                \
    "param($w,$b) $p=@{ErrorAction='Ignore'}; foreach($k in " names \
    "){if($b.ContainsKey($k)){$p[$k]=$b[$k]}}; "
#define JOBS "Get-Job,Receive-Job,Remove-Job,Stop-Job,Wait-Job,Suspend-Job,Resume-Job,Debug-Job"
#define PROCESSES "Get-Process,Stop-Process,Wait-Process,Debug-Process,Enter-PSHostProcess"
#define SERVICES                                                                         \
    "Get-Service,Start-Service,Restart-Service,Resume-Service,Set-Service,Stop-Service," \
    "Suspend-Service"

static const struct lookup lookups[] = {
    { "Get-Command", "Verb",
      GIVEN("'Noun','Module'") "if($p.Count -gt 1){(Get-Command @p).Verb}else{(Get-Verb).Verb}",
      COMPLETE_TEXT, false },
    { "Get-Command", "Noun",
      GIVEN("'Verb','Module'") "if($p.Count -eq 1){$p.CommandType='Cmdlet','Function','Filter'}; "
                               "(Get-Command @p).Noun",
      COMPLETE_TEXT, false },
    { "Get-Verb", "Verb", GIVEN("'Group'") "(Get-Verb @p).Verb", COMPLETE_TEXT, false },
    { "Clear-Variable,Export-Alias,Get-Alias,Get-PSDrive,Get-Variable,Import-Alias,New-Alias,"
      "New-PSDrive,New-Variable,Remove-Alias,Remove-PSDrive,Remove-Variable,Set-Alias,Set-Variable",
      "Scope", "'Global','Local','Script'", COMPLETE_TEXT, true },
    { "Set-StrictMode", "Version", "'1.0','2.0','3.0','Latest'", COMPLETE_TEXT, true },
    { "Invoke-WebRequest,Invoke-RestMethod", "HttpVersion", "'1.0','1.1','2.0','3.0'",
      COMPLETE_TEXT, true },
    { "Get-Module", "PSEdition", "'Desktop','Core'", COMPLETE_TEXT, true },
    { PROCESSES, "Name", "(Get-Process).Name | Where-Object { $_ }", COMPLETE_VALUE, false },
    { PROCESSES, "Id",
      "Get-Process | ForEach-Object { $t=\"$($_.Id) - $($_.Name)\"; "
      "[System.Management.Automation.CompletionResult]::new(\"$($_.Id)\",$t,'ParameterValue',$t) }",
      COMPLETE_VALUE, true },
    { SERVICES, "Name", "(Get-Service -ErrorAction Ignore).Name", COMPLETE_VALUE, false },
    { JOBS, "Name", "(Get-Job).Name", COMPLETE_VALUE, true },
    { JOBS, "Id", "(Get-Job -IncludeChildJob).Id", COMPLETE_VALUE, true },
    { JOBS, "InstanceId", "(Get-Job -IncludeChildJob).InstanceId", COMPLETE_VALUE, true },
    { "Get-PSDrive,Remove-PSDrive", "Name", GIVEN("'PSProvider'") "(Get-PSDrive @p).Name",
      COMPLETE_VALUE, false },
    { "Get-PSDrive,New-PSDrive,Get-PSProvider", "PSProvider", "(Get-PSProvider).Name",
      COMPLETE_VALUE, false },
    { "Get-Alias,Set-Alias,Remove-Alias,Export-Alias", "Name", "(Get-Alias).Name", COMPLETE_VALUE,
      false },
    { "Get-TraceSource,Set-TraceSource,Trace-Command", "Name",
      "(Get-TraceSource -ErrorAction Ignore).Name", COMPLETE_VALUE, false },
    { "Get-ExperimentalFeature,Enable-ExperimentalFeature,Disable-ExperimentalFeature", "Name",
      "(Get-ExperimentalFeature -ErrorAction Ignore).Name", COMPLETE_TEXT, false },
    { "Get-TimeZone,Set-TimeZone", "Id", "(Get-TimeZone -ListAvailable).Id", COMPLETE_VALUE,
      false },
    { "Get-Culture", "Name", "(Get-Culture -ListAvailable).Name | Where-Object { $_ }",
      COMPLETE_VALUE, false },
    { NULL, "Encoding",
      "'ansi','ascii','bigendianunicode','bigendianutf32','oem','unicode','utf7','utf8','utf8BOM',"
      "'utf8NoBOM','utf32'",
      COMPLETE_TEXT, true },
};

/* Runs a look-up. Answers an array, owned. */
static struct value run(struct completing *c, const char *script, struct value bound)
{
    AUTO_VALUE block = value_null(), typed = value_string(c->typed);
    AUTO_VALUE found = value_of_array(array_new(16));
    AUTO_ERR *err = NULL;
    struct session *s = c->s;
    bool ok = s->ok;
    if (scriptblock_parse(s, script, strlen(script), NULL, &block, &err) < 0)
        return STEAL_VALUE(found);
    const struct value args[] = { typed, bound };
    struct array_sink sink;
    array_sink_init(&sink, found.array);
    s->try_depth++; /* what fails is not the user's error */
    if (scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, value_nothing(), args,
                           ARRAY_SIZE(args), &sink.sink) != ST_OK)
        value_clear(&s->failure);
    s->try_depth--;
    s->ok = ok;
    return STEAL_VALUE(found);
}

struct value complete_look_up(struct completing *c, const char *script, const char *word)
{
    struct completing own = *c;
    own.typed = word;
    return run(&own, script, value_null());
}

static void add_found(struct completing *c, struct value found, enum completion_kind kind)
{
    for (size_t i = 0; i < found.array->len; i++) {
        if (completion_add_result(c->out, found.array->items[i])) {
            struct completion_item *last = &c->out->items.items[c->out->items.len - 1];
            if (!complete_fits(c->typed, last->text)) {
                completion_item_release(last);
                c->out->items.len--;
            }
            continue;
        }
        AUTO_VALUE text = value_to_string(found.array->items[i]);
        if (text.str->len)
            completion_add(c->out, kind, text.str->data, NULL);
    }
}

/* ---- Join-String ---- */

/* Texts that scripts join with, escapes and all; what the quotes begun hold is compared as it is
 * written. */
static const struct {
    const char *parameter, *text, *list, *tip;
} joins[] = {
    { "Separator", ",", "Comma", "',' - Comma" },
    { "Separator", ", ", "Comma-Space", "', ' - Comma-Space" },
    { "Separator", ";", "Semi-Colon", "';' - Semi-Colon" },
    { "Separator", "; ", "Semi-Colon-Space", "'; ' - Semi-Colon-Space" },
    { "Separator", "`n", "Newline", "`n - Newline" },
    { "Separator", "-", "Dash", "'-' - Dash" },
    { "Separator", " ", "Space", "' ' - Space" },
    { "FormatString", "[{0}]", "[{0}]", "[{0}]" },
    { "FormatString", "{0:N2}", "{0:N2}", "{0:N2}" },
    { "FormatString", "`n    `${0}", "`n    `${0}", "`n    `${0}" },
    { "FormatString", "`n    [string] `${0}", "`n    [string] `${0}", "`n    [string] `${0}" },
};

static void add_joins(struct completing *c, const char *parameter)
{
    char quote = c->at->quote;
    const char *typed = c->text + c->at->start + (quote != 0);
    size_t len = (size_t)(c->text + c->cursor - typed);
    for (size_t i = 0; i < ARRAY_SIZE(joins); i++) {
        bool fits = len <= strlen(joins[i].text) && text_caseeqn(joins[i].text, len, typed, len);
        char by = strchr(joins[i].text, '`') ? '"' : quote ? quote : '\'';
        AUTO_FREE char *text = xasprintf("%c%s%c", by, joins[i].text, by);
        if (fits && text_caseeq(parameter, joins[i].parameter))
            completion_add_verbatim(c->out, COMPLETE_TEXT, text, joins[i].list, joins[i].tip);
    }
    c->out->ordered = true;
}

/* ---- modules ---- */

static bool module_fits(const char *typed, const char *name)
{
    const char *dot = strrchr(name, '.');
    bool is_short = *typed && !strchr(typed, '.') && !text_has_wildcard(typed, strlen(typed));
    return complete_fits(typed, name) || (is_short && dot && text_casestarts(dot + 1, typed));
}

static void add_modules(struct completing *c, const char *typed, const char *script)
{
    AUTO_VALUE found = run(c, script, value_null());
    for (size_t i = 0; i < found.array->len; i++) {
        AUTO_VALUE name = value_to_string(found.array->items[i]);
        AUTO_FREE char *text = complete_quoted(name.str->data, c->at->quote);
        if (name.str->len && module_fits(typed, name.str->data))
            completion_add_verbatim(c->out, COMPLETE_VALUE, text, name.str->data, NULL);
    }
    c->out->ordered = true;
}

static const char loaded_modules[] = "(Get-Module).Name | Sort-Object -Unique";
static const char all_modules[] =
    "(Get-Module).Name; (Get-Module -ListAvailable -ErrorAction Ignore).Name | Sort-Object -Unique";

void complete_modules(struct completing *c, const char *typed)
{
    add_modules(c, typed, all_modules);
}

/* ---- parameters that take commands, modules, types, folders ---- */

static bool is_of(const struct complete_params *params, const char *commands)
{
    return complete_list_has(commands, params->name, strlen(params->name));
}

static bool is_named(const struct param *p, const char *names)
{
    return complete_list_has(names, p->name, strlen(p->name));
}

static bool add_command_names(struct completing *c, const struct complete_params *params,
                              const struct param *p)
{
    bool is_help = is_of(params, "Get-Help,help,Show-Command");
    unsigned kinds = COMMAND_ALL;
    if (is_help)
        kinds &= ~(unsigned)COMMAND_APPLICATION;
    else if (is_of(params, "Get-Alias"))
        kinds &= ~(unsigned)(COMMAND_APPLICATION | COMMAND_ALIAS);
    bool takes = (is_help && is_named(p, "Name")) ||
                 (is_of(params, "Get-Command") && is_named(p, "Name")) ||
                 (is_of(params, "Get-Alias") && is_named(p, "Definition")) ||
                 (is_of(params, "Invoke-Expression") && is_named(p, "Command"));
    if (!takes)
        return false;
    if (!strpbrk(c->typed, "/~"))
        complete_commands(c, kinds);
    if (is_help && !strcmp(params->name, "Get-Help")) {
        AUTO_VALUE topics = run(c, "(Get-Help about_* -ErrorAction Ignore).Name", value_null());
        add_found(c, topics, COMPLETE_COMMAND);
    }
    complete_path(c, (struct complete_path_how){ .extensions = ".ps1" });
    c->out->ordered = false;
    return true;
}

static bool add_module_names(struct completing *c, const struct complete_params *params,
                             const struct param *p)
{
    if (is_of(params, "Import-Module") && is_named(p, "Name")) {
        complete_path(
            c, (struct complete_path_how){ .extensions = ".ps1,.psm1,.psd1,.dll,.exe,.cdxml" });
        if (!strpbrk(c->typed, "/\\"))
            add_modules(c, c->typed, all_modules);
        return true;
    }
    if (is_of(params, "Get-Module,Remove-Module") && is_named(p, "Name")) {
        AUTO_VALUE bound = complete_bound(c, params);
        bool all = hash_gets(bound.hash, "ListAvailable") != NULL;
        add_modules(c, c->typed, all ? all_modules : loaded_modules);
        return true;
    }
    if (is_of(params, "Get-Command,Save-Help,Update-Help") && is_named(p, "Module,ExcludeModule")) {
        complete_modules(c, c->typed);
        return true;
    }
    return false;
}

bool complete_value(struct completing *c, const struct complete_params *params,
                    const struct param *p)
{
    if (!params->cmdlet)
        return false;
    if (add_command_names(c, params, p) || add_module_names(c, params, p))
        return true;
    if ((is_of(params, "New-Object") && is_named(p, "TypeName")) ||
        (is_of(params, "Get-Command") && is_named(p, "ParameterType"))) {
        complete_type(c);
        return true;
    }
    if (is_of(params, "Clear-Variable,Get-Variable,Remove-Variable,Set-Variable") &&
        is_named(p, "Name")) {
        complete_variable_names(c);
        return true;
    }
    if (is_of(params, "Join-String") && is_named(p, "Separator,FormatString")) {
        add_joins(c, p->name);
        return true;
    }
    if (is_of(params, "Set-Location,Push-Location") && is_named(p, "Path,LiteralPath")) {
        complete_path(c, (struct complete_path_how){ .folders = true,
                                                     .literal = is_named(p, "LiteralPath") });
        return true;
    }
    for (size_t i = 0; i < ARRAY_SIZE(lookups); i++) {
        const struct lookup *l = &lookups[i];
        if (!is_named(p, l->parameters) || (l->commands && !is_of(params, l->commands)) ||
            (!l->commands && (p->values || p->enum_info)))
            continue;
        AUTO_VALUE bound = complete_bound(c, params);
        AUTO_VALUE found = run(c, l->script, bound);
        add_found(c, found, l->kind);
        c->out->ordered = l->ordered;
        return true;
    }
    return false;
}
