/* Keys of tables, arguments of attributes, keys in brackets, and the names of enums where one is
 * assigned or compared. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete_infer.h"

/* ---- the keys that calculated properties have ---- */

static const struct {
    const char *name, *tip;
} known_keys[] = {
    { "Alignment", "[string]\nDefine how the values are displayed in a column.\nValid values are "
                   "'left', 'center', or 'right'." },
    { "Ascending", "[bool]\nSpecifies the order of sorting for one or more properties." },
    { "Depth", "[int]\nThe depth key specifies the depth of expansion per property." },
    { "Descending", "[bool]\nSpecifies the order of sorting for one or more properties." },
    { "Expression",
      "[scriptblock]\nA script block used to calculate the value of the new property." },
    { "FormatString",
      "[string]\nSpecifies a format string that defines how the value is formatted for output." },
    { "Label", "[string]\nSpecifies the name of the property being created." },
    { "Name", "[string]\nSpecifies the name of the property being created." },
    { "Width", "[int]\nSpecifies the maximum column width in a table when the value is displayed.\n"
               "The value must be greater than 0." },
};
static const struct {
    const char *commands, *parameter, *keys;
} key_sets[] = {
    { "Format-Table,Format-List,Format-Wide,Format-Custom", "GroupBy",
      "Expression,FormatString,Label" },
    { "Select-Object", "Property", "Name,Expression" },
    { "Sort-Object", "Property", "Expression,Ascending,Descending" },
    { "Group-Object", "Property", "Expression" },
    { "Format-Table", "Property", "Expression,FormatString,Label,Width,Alignment" },
    { "Format-List", "Property", "Expression,FormatString,Label" },
    { "Format-Wide", "Property", "Expression,FormatString" },
    { "Format-Custom", "Property", "Expression,Depth" },
};

static void add_key(struct completing *c, const char *name, const char *except)
{
    for (size_t i = 0; i < ARRAY_SIZE(known_keys); i++)
        if (!strcmp(known_keys[i].name, name) && !complete_list_has(except, name, strlen(name)))
            completion_add(c->out, COMPLETE_MEMBER, name, known_keys[i].tip);
}

/* True: the command and parameter have keys of their own. */
static bool add_known_keys(struct completing *c, const char *command, const char *parameter,
                           const char *except)
{
    for (size_t i = 0; i < ARRAY_SIZE(key_sets); i++) {
        if (!complete_list_has(key_sets[i].commands, command, strlen(command)) ||
            !text_caseeq(parameter, key_sets[i].parameter))
            continue;
        for (const char *k = key_sets[i].keys; *k;) {
            size_t n = strcspn(k, ",");
            AUTO_FREE char *name = xstrndup(k, n);
            add_key(c, name, except);
            k += n + (k[n] == ',');
        }
        return true;
    }
    return false;
}

/* ---- the table's surroundings, as text ---- */

/* The keys that are there already, by commas: words before an = at the table's own depth. */
static char *keys_of(const char *from, const char *end)
{
    AUTO_STRBUF keys = STRBUF_INIT;
    int depth = 0;
    const char *word = NULL;
    for (const char *p = from; p < end; p++) {
        depth += *p && strchr("{([", *p) ? 1 : 0;
        depth -= *p && strchr("})]", *p) ? 1 : 0;
        if (depth)
            continue;
        if (*p == '=' && word) {
            const char *stop = p;
            while (stop > word && strchr(" \t'\"", stop[-1]))
                stop--;
            strbuf_addf(&keys, "%s%.*s", keys.len ? "," : "", (int)(stop - word), word);
            word = NULL;
        } else if (*p == ';' || *p == '\n') {
            word = NULL;
        } else if (!word && !strchr(" \t\r'\"", *p)) {
            word = p;
        }
    }
    return strbuf_detach(&keys, NULL);
}

static const char *skip_back(const char *text, const char *p, const char *what)
{
    while (p > text && strchr(what, p[-1]))
        p--;
    return p;
}

/* The [type] whose bracket ends at p. */
static char *type_before(const char *text, const char *p)
{
    if (p == text || p[-1] != ']')
        return NULL;
    const char *open = p - 1;
    for (int depth = 0; open >= text; open--) {
        depth += *open == ']';
        depth -= *open == '[';
        if (!depth)
            return xstrndup(open + 1, (size_t)(p - open) - 2);
    }
    return NULL;
}

/* [type]@{ and [type]$x = @{ */
static char *type_of_table(const char *text, const char *table)
{
    const char *p = skip_back(text, table, " \t");
    char *type = type_before(text, p);
    if (type || p == text || p[-1] != '=')
        return type;
    p = skip_back(text, p - 1, " \t");
    while (p > text && (isalnum((unsigned char)p[-1]) || strchr("_:$", p[-1])))
        p--;
    return type_before(text, skip_back(text, p, " \t"));
}

/* A class in the text itself: the properties it declares. False: there is none of this name. */
static bool add_class_properties(struct completing *c, const char *type, const char *except)
{
    const struct ast_type_def *def =
        complete_text_type(c->ast, (struct ast_str){ type, (uint32_t)strlen(type) });
    if (!def)
        return false;
    for (uint32_t k = 0; k < def->nmembers; k++)
        if (def->members[k]->kind == AST_METHOD &&
            ((const struct ast_method *)(const void *)def->members[k])->is_constructor)
            return true; /* a table does not make one */
    for (uint32_t k = 0; k < def->nmembers; k++) {
        const struct ast_property *p = (const void *)def->members[k];
        if (p->node.kind == AST_PROPERTY && !complete_list_has(except, p->name.s, p->name.len))
            completion_add(c->out, COMPLETE_MEMBER, p->name.s, NULL);
    }
    return true;
}

static void add_properties_of(struct completing *c, const char *type, const char *except)
{
    if (add_class_properties(c, type, except))
        return;
    const struct type_info *t = session_find_type(c->s, type, strlen(type));
    if (t && t->element)
        t = t->element;
    if (t)
        complete_settable(c, t, except);
}

/* $x = @{ … }; Get-Item @x: the parameters of the command that is given the table later. */
static bool add_splatted(struct completing *c, const char *table, const char *except)
{
    const char *p = skip_back(c->text, table, " \t");
    if (p == c->text || p[-1] != '=')
        return false;
    const char *end = skip_back(c->text, p - 1, " \t");
    const char *name = end;
    while (name > c->text && (isalnum((unsigned char)name[-1]) || name[-1] == '_'))
        name--;
    if (name == end || name == c->text || name[-1] != '$')
        return false;
    AUTO_FREE char *use = xasprintf("@%.*s", (int)(end - name), name);
    const char *found = strcasestr(c->text + c->cursor, use);
    if (!found)
        return false;
    struct ast *ast;
    struct parse_cursor at;
    struct complete_params params;
    parse_for_completion(c->text, c->len, (size_t)(found - c->text) + strlen(use), &ast, &at);
    if (at.command && complete_find_params(c, at.command, &params))
        for (size_t i = 0; i < params.n; i++)
            if (!params.items[i].hidden && !params.items[i].not_completed &&
                !complete_list_has(except, params.items[i].name, strlen(params.items[i].name))) {
                AUTO_FREE char *text = complete_param_text(&params.items[i]);
                text[strcspn(text, "]") + 1] = '\0';
                completion_add(c->out, COMPLETE_PARAMETER, params.items[i].name, text);
            }
    ast_unref(ast);
    return true;
}

/* New-Object Type -Property @{ */
static void add_new_object(struct completing *c, const char *except)
{
    struct guess g = guess_of(c, &c->at->command->node);
    if (g.n)
        complete_settable(c, guess_type(&g), except);
}

void complete_hash_key(struct completing *c)
{
    const struct ast_node *owner = c->at->hashtable_owner;
    struct complete_params params;
    if (!owner)
        return;
    const char *table = c->text + owner->start;
    AUTO_FREE char *except = keys_of(table + 2, c->text + c->at->start);
    AUTO_FREE char *type = type_of_table(c->text, table);
    c->out->ordered = true;
    const char *before = skip_back(c->text, table, " \t");
    if (before - c->text >= 12 && text_caseeqn(before - 12, 12, "using module", 12)) {
        AUTO_FREE char *keys = xstrndup(table, (size_t)(c->text + c->at->start - table));
        complete_module_keys(c, keys, c->typed);
        return;
    }
    if (type) {
        add_properties_of(c, type, except);
        return;
    }
    if (add_splatted(c, table, except) || !c->at->command ||
        !complete_find_params(c, c->at->command, &params))
        return;
    const struct param *p =
        c->at->parameter.s
            ? complete_find_param(&params, c->at->parameter.s, c->at->parameter.len)
            : complete_positional(&params, c->at->command, c->at->start, c->at->position);
    if (!p)
        return;
    if (text_caseeq(params.name, "New-Object") && text_caseeq(p->name, "Property"))
        add_new_object(c, except);
    else if (!add_known_keys(c, params.name, p->name, except) && p->type_name)
        add_properties_of(c, p->type_name, except);
}

/* ---- attributes ---- */

static const struct {
    const char *name, *arguments;
} attributes[] = {
    { "Parameter", "Position,ParameterSetName,Mandatory,ValueFromPipeline,"
                   "ValueFromPipelineByPropertyName,ValueFromRemainingArguments,HelpMessage,"
                   "HelpMessageBaseName,HelpMessageResourceId,DontShow" },
    { "CmdletBinding", "PositionalBinding,DefaultParameterSetName,SupportsShouldProcess,"
                       "SupportsPaging,SupportsTransactions,ConfirmImpact,HelpUri,"
                       "RemotingCapability" },
    { "ValidatePattern", "Options,ErrorMessage" },
    { "ValidateScript", "ErrorMessage" },
    { "ValidateSet", "IgnoreCase,ErrorMessage" },
    { "OutputType", "ProviderCmdlet,ParameterSetName" },
};

void complete_attribute_argument(struct completing *c)
{
    if (!c->at->type)
        return;
    struct ast_str name = c->at->type->text;
    const char *p = c->text + c->at->type->node.end;
    AUTO_FREE char *given = xstrndup(p, (size_t)(c->text + c->at->start - p));
    for (char *q = given; *q; q++)
        if (strchr("( \t\r\n", *q))
            *q = ',';
        else if (*q == '=')
            *q = ',';
    c->out->ordered = true;
    for (size_t i = 0; i < ARRAY_SIZE(attributes); i++) {
        if (!text_caseeqn(name.s, name.len, attributes[i].name, strlen(attributes[i].name)))
            continue;
        for (const char *a = attributes[i].arguments; *a;) {
            size_t n = strcspn(a, ",");
            AUTO_FREE char *text = xstrndup(a, n);
            if (!complete_list_has(given, a, n))
                completion_add(c->out, COMPLETE_MEMBER, text, NULL);
            a += n + (a[n] == ',');
        }
    }
}
