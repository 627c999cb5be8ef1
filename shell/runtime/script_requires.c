/* #requires: what a script asks for before it runs. */
#include <string.h>
#include <unistd.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

static enum status unmet(struct session *s, const char *id, enum error_category category,
                         const char *target, char *message)
{
    AUTO_FREE char *text = message;
    AUTO_VALUE name = value_string(target);
    struct error_spec spec = {
        .message = text,
        .id = id,
        .category = category,
        .exception = "System.Management.Automation.ScriptRequiresException",
        .target = name,
        .activity = target,
        .no_command = true,
    };
    enum status st = throw_error(s, &spec);
    s->failure_final = true;
    return st;
}

static enum status require_version(struct session *s, struct ast_str wanted, const char *name)
{
    AUTO_VALUE table = value_null(), want = value_null(), have = value_null();
    AUTO_ERR *err = NULL, *other = NULL;
    AUTO_VALUE text = memchr(wanted.s, '.', wanted.len)
                          ? value_string_len(wanted.s, wanted.len)
                          : value_stringf("%.*s.0", (int)wanted.len, wanted.s);
    if (!session_lookup_variable(s, "PSVersionTable", 14, &table) || table.kind != V_HASH)
        return ST_OK;
    AUTO_VALUE running = value_to_string(*hash_gets(table.hash, "PSVersion"));
    int order = 0;
    if (value_convert(text, &type_version, &want, &err) < 0 ||
        value_convert(running, &type_version, &have, &other) < 0 ||
        type_version.compare(have, want, &order, &err) < 0 || order >= 0)
        return ST_OK;
    return unmet(s, "ScriptRequiresUnmatchedPSVersion", EC_RESOURCE_UNAVAILABLE, name,
                 xasprintf("The script '%s' cannot be run because it contained a \"#requires\" "
                           "statement for PowerShell %s. The version of PowerShell that is "
                           "required by the script does not match the currently running version "
                           "of PowerShell %s.",
                           name, text.str->data, running.str->data));
}

static enum status require_edition(struct session *s, const struct ast_requires *r,
                                   const char *name)
{
    AUTO_STRBUF list = STRBUF_INIT;
    for (uint32_t i = 0; i < r->neditions; i++) {
        if (text_caseeqn(r->editions[i].s, r->editions[i].len, "Core", 4))
            return ST_OK;
        strbuf_addf(&list, "%s%.*s", i ? ", " : "", (int)r->editions[i].len, r->editions[i].s);
    }
    if (!r->neditions)
        return ST_OK;
    return unmet(s, "ScriptRequiresUnmatchedPSEdition", EC_RESOURCE_UNAVAILABLE, name,
                 xasprintf("The script '%s' cannot be run because it contained a \"#requires\" "
                           "statement for PowerShell editions '%s'. The edition of PowerShell that "
                           "is required by the script does not match the currently running "
                           "PowerShell Core edition.",
                           name, list.buf));
}

static int module_text(struct session *s, struct ast_str text, struct value *out, struct err **err)
{
    if (!text.len || text.s[0] != '@') {
        *out = value_string_len(text.s, text.len);
        return 0;
    }
    AUTO_VALUE block = value_null();
    if (scriptblock_parse(s, text.s, text.len, NULL, &block, err) < 0)
        return -1;
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    enum status st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, value_nothing(),
                                        NULL, 0, &sink.sink);
    *out = array_as_value_take(list);
    return st == ST_OK ? 0 : err_set(err, ERR_INVALID_PARAMETER, "The module is not valid.");
}

/* The module's name, or what of it was looked for. */
static void add_missing(const struct module_wish *wish, struct strbuf *out)
{
    AUTO_VALUE required = value_to_string(wish->required), minimum = value_to_string(wish->minimum),
               maximum = value_to_string(wish->maximum);
    if (required.str->len)
        strbuf_addf(out, "The module '%s' cannot be found with RequiredVersion '%s'.", wish->name,
                    required.str->data);
    else if (minimum.str->len && maximum.str->len)
        strbuf_addf(out,
                    "The module '%s' cannot be found with ModuleVersion '%s' and MaximumVersion "
                    "'%s'.",
                    wish->name, minimum.str->data, maximum.str->data);
    else if (minimum.str->len || maximum.str->len)
        strbuf_addf(out, "The module '%s' cannot be found with %s '%s'.", wish->name,
                    minimum.str->len ? "ModuleVersion" : "MaximumVersion",
                    minimum.str->len ? minimum.str->data : maximum.str->data);
    else
        strbuf_adds(out, wish->name);
}

static enum status require_modules(struct session *s, const struct ast_requires *r,
                                   const char *name)
{
    AUTO_STRBUF missing = STRBUF_INIT;
    for (uint32_t i = 0; i < r->nmodules; i++) {
        AUTO_VALUE spec = value_null(), keep = value_of_array(array_new(4)), module = value_null();
        struct module_wish wish;
        struct err *err = NULL;
        if (module_text(s, r->modules[i], &spec, &err) < 0 ||
            module_wish_of(s, spec, &wish, keep.array, &err) < 0)
            return throw_err(s, &err);
        struct module_import how = { 0 };
        enum status st = module_import(s, &wish, &how, &module);
        if (st == ST_FAIL) {
            value_clear(&s->failure);
            s->failure_final = false;
            strbuf_adds(&missing, missing.len ? ", " : "");
            add_missing(&wish, &missing);
        } else if (st != ST_OK) {
            return st;
        }
    }
    if (!missing.len)
        return ST_OK;
    return unmet(s, "ScriptRequiresMissingModules", EC_RESOURCE_UNAVAILABLE, name,
                 xasprintf("The script '%s' cannot be run because the following modules that are "
                           "specified by the \"#requires\" statements of the script are missing: "
                           "%s.",
                           name, missing.buf));
}

enum status script_requirements(struct session *s, const struct ast *ast, const char *path)
{
    const struct ast_requires *r = &ast->requires;
    if (!r->present)
        return ST_OK;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    enum status st = ST_OK;
    if (r->version.s)
        st = require_version(s, r->version, name);
    if (st == ST_OK)
        st = require_edition(s, r, name);
    if (st == ST_OK)
        st = require_modules(s, r, name);
    if (st == ST_OK && r->run_as_administrator && geteuid() != 0)
        st = unmet(s, "ScriptRequiresElevation", EC_PERMISSION_DENIED, name,
                   xasprintf("The script '%s' cannot be run because it contains a \"#requires\" "
                             "statement for running as Administrator. The current PowerShell "
                             "session is not running as Administrator. Start PowerShell by using "
                             "the Run as Administrator option, and then try running the script "
                             "again.",
                             name));
    return st;
}
