#include "tests/unit/metadata_check.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/runtime/binding/private.h"

struct check {
    const struct metadata_difference *intended;
    size_t nintended;
    bool *used;
    size_t faults;
    const struct cmdlet *cmdlet;
    const char *set;
};

/* A star at the end stands for any rest, one in front for any cmdlet and set. */
static bool matches(const char *pattern, const char *text)
{
    if (*pattern == '*' && strchr(text, ' ')) {
        pattern++;
        text = strchr(text, ' ');
    }
    size_t n = strlen(pattern);
    if (n && pattern[n - 1] == '*')
        return strncmp(pattern, text, n - 1) == 0;
    return strcmp(pattern, text) == 0;
}

static void PRINTF_LIKE(3, 4) differs(struct check *c, const char *param, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    strbuf_addf(&text, "%s-%s", c->cmdlet->verb, c->cmdlet->noun);
    if (c->set)
        strbuf_addf(&text, "/%s", c->set);
    if (param)
        strbuf_addf(&text, " -%s", param);
    strbuf_adds(&text, ": ");
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    bool meant = false;
    for (size_t i = 0; i < c->nintended; i++)
        if (matches(c->intended[i].text, text.buf))
            meant = c->used[i] = true;
    if (meant)
        return;
    printf("%s\n", text.buf);
    c->faults++;
}

/* ---- lists in descriptors ---- */
static bool in_list(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || !at[n]))
            return true;
    }
    return false;
}

static bool in_array(const json_t *array, const char *word, size_t len)
{
    size_t i;
    json_t *item;
    json_array_foreach(array, i,
                       item) if (strlen(json_string_value(item)) == len &&
                                 strncmp(json_string_value(item), word, len) == 0) return true;
    return false;
}

static bool only_set(const char *name)
{
    return !name || strcmp(name, "__AllParameterSets") == 0;
}

/* The descriptor's entry of a parameter in a set (NULL: any). */
static const struct param *find(const struct cmdlet *cmdlet, const char *name, const char *set)
{
    for (size_t i = 0; i < cmdlet->nparams; i++) {
        const struct param *p = &cmdlet->params[i];
        if (strcmp(p->name, name) == 0 && (!set || !p->sets || in_list(p->sets, set)))
            return p;
    }
    return NULL;
}

static void check_set(struct check *c, const json_t *params)
{
    const char *name;
    json_t *facts;
    json_object_foreach((json_t *)params, name, facts)
    {
        const struct param *p = find(c->cmdlet, name, c->set);
        if (!p) {
            differs(c, name, "missing");
            continue;
        }
        const json_t *position = json_object_get(facts, "position");
        int wanted = json_is_integer(position) ? (int)json_integer_value(position) + 1 : 0;
        if (wanted != p->position)
            differs(c, name, "position %d, not %d", p->position - 1, wanted - 1);
        if (json_is_true(json_object_get(facts, "mandatory")) != p->mandatory)
            differs(c, name, p->mandatory ? "mandatory" : "not mandatory");
        const json_t *pipeline = json_object_get(facts, "pipeline");
        if (in_array(pipeline, "ByValue", 7) != p->from_pipeline)
            differs(c, name, p->from_pipeline ? "takes pipeline input" : "no pipeline input");
        if (in_array(pipeline, "ByPropertyName", 14) != p->from_property)
            differs(c, name, p->from_property ? "takes properties" : "no property input");
    }
    for (size_t i = 0; i < c->cmdlet->nparams; i++) {
        const struct param *p = &c->cmdlet->params[i];
        if (!p->hidden && (!p->sets || in_list(p->sets, c->set)) &&
            !json_object_get(params, p->name))
            differs(c, p->name, "added");
    }
}

static const char *short_type(const char *full)
{
    const char *dot = strrchr(full, '.'), *plus = strrchr(full, '+');
    const char *last = plus > dot ? plus : dot;
    return last ? last + 1 : full;
}

static void check_values(struct check *c, const struct param *p, const json_t *values)
{
    const struct param_rare *rare = param_rare(p);
    size_t n = 0;
    if (p->kind == PARAM_ENUM || p->kind == PARAM_ENUM_LIST) {
        if (!values)
            return; /* the type says it */
        for (size_t i = 0; i < p->enum_info->nmembers && !p->values; i++, n++) {
            const char *name = p->enum_info->members[i].name;
            if (!in_array(values, name, strlen(name)))
                differs(c, p->name, "accepts %s", name);
        }
    } else if (rare->has_range && values) {
        for (int64_t v = rare->min; v <= rare->max && v < rare->min + 10; v++, n++) {
            char text[24];
            int len = snprintf(text, sizeof(text), "%lld", (long long)v);
            if (!in_array(values, text, (size_t)len))
                differs(c, p->name, "accepts %s", text);
        }
    }
    for (const char *const *v = p->values; v && *v; v++, n++)
        if (!in_array(values, *v, strlen(*v)))
            differs(c, p->name, "accepts %s", *v);
    if (n < json_array_size(values))
        differs(c, p->name, "accepts %zu values, not %zu", n, json_array_size(values));
}

static void check_range(struct check *c, const struct param *p, const json_t *range, bool listed)
{
    const struct param_rare *rare = param_rare(p);
    int64_t min = json_integer_value(json_array_get(range, 0));
    int64_t max = json_integer_value(json_array_get(range, 1));
    if (range && !rare->has_range)
        differs(c, p->name, "no range");
    else if (range && (rare->min != min || rare->max != max))
        differs(c, p->name, "range %lld..%lld", (long long)rare->min, (long long)rare->max);
    else if (!range && rare->has_range && !listed)
        differs(c, p->name, "range added");
}

static void check_aliases(struct check *c, const struct param *p, const json_t *aliases)
{
    size_t n = 0;
    for (const char *at = p->aliases; at && *at;) {
        size_t len = strcspn(at, ",");
        if (!in_array(aliases, at, len))
            differs(c, p->name, "alias %.*s", (int)len, at);
        else
            n++;
        at += len + (at[len] == ',');
    }
    if (n < json_array_size(aliases))
        differs(c, p->name, "aliases missing");
}

static void check_parameters(struct check *c, const json_t *params)
{
    const char *name;
    json_t *facts;
    json_object_foreach((json_t *)params, name, facts)
    {
        for (size_t i = 0; i < c->cmdlet->nparams; i++) {
            const struct param *p = &c->cmdlet->params[i];
            if (strcmp(p->name, name) != 0)
                continue;
            AUTO_STRBUF type = STRBUF_INIT;
            param_type_name(p, &type);
            const char *wanted = json_string_value(json_object_get(facts, "type"));
            if (strcmp(short_type(type.buf), wanted) != 0)
                differs(c, name, "type %s, not %s", short_type(type.buf), wanted);
            const json_t *values = json_object_get(facts, "values");
            check_values(c, p, values);
            check_range(c, p, json_object_get(facts, "range"), values != NULL);
            check_aliases(c, p, json_object_get(facts, "aliases"));
        }
    }
}

static void check_cmdlet(struct check *c, const json_t *facts)
{
    const json_t *sets = json_object_get(facts, "sets");
    const json_t *preset = json_object_get(facts, "default_set");
    if (json_is_string(preset) &&
        !(only_set(c->cmdlet->default_set) && only_set(json_string_value(preset))) &&
        strcmp(json_string_value(preset), c->cmdlet->default_set ? c->cmdlet->default_set : "") !=
            0)
        differs(c, NULL, "default set %s, not %s", c->cmdlet->default_set,
                json_string_value(preset));
    if (json_is_true(json_object_get(facts, "should_process")) != c->cmdlet->should_process)
        differs(c, NULL, c->cmdlet->should_process ? "has -WhatIf" : "no -WhatIf");
    const char *name;
    json_t *params;
    json_object_foreach((json_t *)sets, name, params)
    {
        c->set = name;
        check_set(c, params);
    }
    c->set = NULL;
    for (size_t i = 0; i < c->cmdlet->nparams; i++) {
        for (const char *at = c->cmdlet->params[i].sets; at && *at;) {
            size_t len = strcspn(at, ",");
            if (!json_object_getn(sets, at, len))
                differs(c, c->cmdlet->params[i].name, "set %.*s does not exist", (int)len, at);
            at += len + (at[len] == ',');
        }
    }
    check_parameters(c, json_object_get(facts, "parameters"));
}

static bool of_module(const struct cmdlet *cmdlet, const char *module)
{
    return !module || (cmdlet->module && strcmp(cmdlet->module, module) == 0);
}

size_t metadata_check_reference(const char *path, const struct cmdlet_registry *registry,
                                const char *module, const struct metadata_difference *intended,
                                size_t nintended)
{
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (!root) {
        printf("%s: %s\n", path, error.text);
        return 1;
    }
    struct check c = { .intended = intended, .nintended = nintended };
    c.used = xcalloc(nintended + 1, sizeof(*c.used));
    const json_t *reference = json_object_get(root, "cmdlets");
    size_t seen = 0;
    for (size_t g = 0; g < registry->len; g++) {
        for (size_t i = 0; i < registry->groups[g]->len; i++) {
            c.cmdlet = &registry->groups[g]->cmdlets[i];
            if (!of_module(c.cmdlet, module))
                continue;
            AUTO_STRBUF name = STRBUF_INIT;
            strbuf_addf(&name, "%s-%s", c.cmdlet->verb, c.cmdlet->noun);
            const json_t *facts = json_object_get(reference, name.buf);
            if (!facts) {
                differs(&c, NULL, "not in the reference");
                continue;
            }
            seen++;
            check_cmdlet(&c, facts);
        }
    }
    if (seen != json_object_size(reference)) {
        printf("%zu cmdlets of the reference's %zu exist\n", seen, json_object_size(reference));
        c.faults++;
    }
    for (size_t i = 0; i < nintended; i++) {
        if (!c.used[i]) {
            printf("no such difference: %s\n", intended[i].text);
            c.faults++;
        }
    }
    free(c.used);
    json_decref(root);
    return c.faults;
}

/* ---- rules ---- */
/* The verbs that Hyper-V's cmdlets and our own use, of PowerShell's approved ones; those
 * that change something are marked. */
static const struct {
    const char *verb;
    bool changes;
} verbs[] = {
    { "Add", true },        { "Checkpoint", true },   { "Clear", true },
    { "Compare", false },   { "Complete", true },     { "Connect", true },
    { "Convert", true },    { "ConvertFrom", false }, { "ConvertTo", false },
    { "Copy", true },       { "Debug", true },        { "Disable", true },
    { "Disconnect", true }, { "Dismount", true },     { "Enable", true },
    { "Enter", false },     { "Exit", false },        { "Export", true },
    { "Find", false },      { "Format", false },      { "Get", false },
    { "Grant", true },      { "Group", false },       { "Import", true },
    { "Initialize", true }, { "Install", true },      { "Invoke", false },
    { "Join", false },      { "Measure", false },     { "Merge", true },
    { "Mount", true },      { "Move", true },         { "New", true },
    { "Optimize", true },   { "Out", false },         { "Pop", false },
    { "Protect", true },    { "Push", false },        { "Read", false },
    { "Receive", false },   { "Register", false },    { "Remove", true },
    { "Rename", true },     { "Repair", true },       { "Reset", true },
    { "Resize", true },     { "Resolve", false },     { "Restart", true },
    { "Restore", true },    { "Resume", true },       { "Revoke", true },
    { "Save", true },       { "Search", false },      { "Select", false },
    { "Send", true },       { "Set", true },          { "Show", false },
    { "Split", false },     { "Start", true },        { "Stop", true },
    { "Suspend", true },    { "Switch", true },       { "Sync", true },
    { "Test", false },      { "Trace", false },       { "Undo", true },
    { "Unregister", true }, { "Unblock", true },      { "Update", true },
    { "Use", false },       { "Wait", false },        { "Watch", false },
    { "Write", false },
};

static void check_rules(struct check *c)
{
    const struct cmdlet *cmdlet = c->cmdlet;
    size_t v = 0;
    while (v < ARRAY_SIZE(verbs) && strcmp(verbs[v].verb, cmdlet->verb) != 0)
        v++;
    if (v == ARRAY_SIZE(verbs))
        differs(c, NULL, "the verb is not approved");
    else if (verbs[v].changes && !cmdlet->should_process)
        differs(c, NULL, "changes something without -WhatIf");
    if (!cmdlet->synopsis || !*cmdlet->synopsis)
        differs(c, NULL, "no synopsis");
    if (!cmdlet->nexamples)
        differs(c, NULL, "no example");
    for (size_t i = 0; i < cmdlet->nparams; i++) {
        const struct param *p = &cmdlet->params[i];
        if (!p->help || !*p->help)
            differs(c, p->name, "no help");
        if ((p->kind == PARAM_ENUM || p->kind == PARAM_ENUM_LIST) && !p->enum_info)
            differs(c, p->name, "an enumeration without values");
    }
    for (size_t i = 0; i < cmdlet->nexamples; i++) {
        const char *code = cmdlet->examples[i].code;
        struct ast *ast = NULL;
        struct parse_diag diag = PARSE_DIAG_INIT;
        if (parse_script(code, strlen(code), NULL, &ast, &diag) != PARSE_OK)
            differs(c, NULL, "this example does not parse: %s", code);
        ast_unref(ast);
        parse_diag_release(&diag);
    }
}

size_t metadata_check_rules(const struct cmdlet_registry *registry, const char *module)
{
    struct check c = { 0 };
    for (size_t g = 0; g < registry->len; g++) {
        for (size_t i = 0; i < registry->groups[g]->len; i++) {
            c.cmdlet = &registry->groups[g]->cmdlets[i];
            if (of_module(c.cmdlet, module))
                check_rules(&c);
        }
    }
    return c.faults;
}
