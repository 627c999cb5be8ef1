/* What can be told of a module without running it: for lists of modules and for
 * finding the module of a command. */
#include <string.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/module/manifest.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session.h"

const char *const module_builtin_names[] = {
    "Hyper-V",
    "Microsoft.PowerShell.Archive",
    "Microsoft.PowerShell.Core",
    "Microsoft.PowerShell.Diagnostics",
    "Microsoft.PowerShell.Host",
    "Microsoft.PowerShell.Management",
    "Microsoft.PowerShell.Security",
    "Microsoft.PowerShell.ThreadJob",
    "Microsoft.PowerShell.Utility",
    "CimCmdlets",
    "PackageManagement",
    "PSReadLine",
    "ThreadJob",
    NULL,
};

struct value module_builtin(struct session *s, const char *name, size_t len)
{
    static const size_t first_empty = 9; /* names behind have no cmdlets of ours */
    for (size_t i = 0; module_builtin_names[i]; i++) {
        if (!text_caseeqn(module_builtin_names[i], strlen(module_builtin_names[i]), name, len))
            continue;
        if (i >= first_empty && !text_caseeq(module_builtin_names[i], "ThreadJob"))
            return value_null();
        for (size_t k = 0; s->every_module.kind == V_ARRAY && k < s->every_module.array->len; k++) {
            const struct module *m = module_of(s->every_module.array->items[k]);
            if (m->builtin && text_caseeq(m->name, module_builtin_names[i]))
                return value_ref(s->every_module.array->items[k]);
        }
        struct value v = module_info_new(s, module_builtin_names[i], NULL);
        struct module *m = module_of(v);
        AUTO_VALUE version = value_string(i == 0 ? "2.0.0.0" : "7.0.0.0");
        AUTO_ERR *err = NULL;
        struct value converted;
        if (value_convert(version, &type_version, &converted, &err) == 0)
            value_replace_take(&m->version, converted);
        m->builtin = m->loaded = true;
        m->type = i == 0 ? MODULE_BINARY : MODULE_MANIFEST;
        return v;
    }
    return value_null();
}

/* ---- what a script would define ---- */

struct analysis {
    struct module *m;
    struct hash *functions; /* all that are defined */
    struct array *exported; /* patterns of Export-ModuleMember; NULL: never called */
};

static void note_alias(struct analysis *a, const struct ast_command *c)
{
    const struct ast_string *texts[2] = { NULL, NULL };
    size_t n = 0;
    for (uint32_t i = 1; i < c->nelements && n < 2; i++) {
        if (c->elements[i]->kind == AST_STRING)
            texts[n++] = (const void *)c->elements[i];
        else if (c->elements[i]->kind != AST_COMMAND_PARAMETER)
            return;
    }
    if (n == 2) {
        AUTO_FREE char *name = xstrndup(texts[0]->value.s, texts[0]->value.len);
        hash_sets_take(a->m->aliases, name,
                       value_string_len(texts[1]->value.s, texts[1]->value.len));
    }
}

static void note_strings(struct array *into, const struct ast_node *node)
{
    if (node->kind == AST_STRING) {
        const struct ast_string *text = (const void *)node;
        array_push_take(into, value_string_len(text->value.s, text->value.len));
    } else if (node->kind == AST_ARRAY_LITERAL) {
        const struct ast_array_literal *list = (const void *)node;
        for (uint32_t i = 0; i < list->nitems; i++)
            note_strings(into, list->items[i]);
    }
}

static void note_export(struct analysis *a, const struct ast_command *c)
{
    bool functions = true;
    if (!a->exported)
        a->exported = array_new(4);
    for (uint32_t i = 1; i < c->nelements; i++) {
        if (c->elements[i]->kind == AST_COMMAND_PARAMETER) {
            const struct ast_command_parameter *p = (const void *)c->elements[i];
            functions = p->name.len && (p->name.s[0] == 'f' || p->name.s[0] == 'F');
            continue;
        }
        if (functions && c->elements[i]->kind != AST_STRING &&
            c->elements[i]->kind != AST_ARRAY_LITERAL)
            array_push_take(a->exported, value_string("*"));
        else if (functions)
            note_strings(a->exported, c->elements[i]);
    }
}

static void note_statement(struct analysis *a, const struct ast_node *statement)
{
    if (statement->kind == AST_FUNCTION) {
        const struct ast_function *f = (const void *)statement;
        AUTO_FREE char *name = xstrndup(f->name.s, f->name.len);
        hash_sets_take(a->functions, name, value_null());
        return;
    }
    if (statement->kind != AST_PIPELINE)
        return;
    const struct ast_pipeline *p = (const void *)statement;
    const struct ast_command *c = (const void *)p->elements[p->nelements - 1];
    if (c->node.kind != AST_COMMAND || c->elements[0]->kind != AST_STRING)
        return;
    struct ast_str name = ((const struct ast_string *)(const void *)c->elements[0])->value;
    if (text_caseeqn(name.s, name.len, "Export-ModuleMember", 19))
        note_export(a, c);
    else if (text_caseeqn(name.s, name.len, "Set-Alias", 9) ||
             text_caseeqn(name.s, name.len, "New-Alias", 9))
        note_alias(a, c);
}

static void analyse(struct module *m, const char *file)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    struct ast *ast = NULL;
    if (script_file_read(file, &text, &err) < 0)
        return;
    parse_script(text.buf, text.len, file, &ast, NULL);
    struct analysis a = { .m = m, .functions = hash_new(HASH_ORDERED) };
    const struct ast_block *body = ast->root->end;
    for (uint32_t i = 0; body && i < body->nstatements; i++)
        note_statement(&a, body->statements[i]);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(a.functions, &i));) {
        bool yes = !a.exported;
        for (size_t k = 0; a.exported && k < a.exported->len && !yes; k++) {
            const struct str *p = a.exported->items[k].str;
            yes = text_wildcard_match(p->data, p->len, e->key.str->data, e->key.str->len, true);
        }
        if (yes)
            hash_set_take(m->functions, e->key, value_null());
    }
    value_unref(value_of_hash(a.functions));
    if (a.exported)
        value_unref(value_of_array(a.exported));
    ast_unref(ast);
}

/* Names a manifest lists are taken at its word; patterns are matched with what the root defines. */
static void take_listed(struct hash *exports, struct value list)
{
    struct array *items = list.kind == V_ARRAY ? list.array : NULL;
    struct hash *found = hash_copy(exports);
    hash_clear(exports);
    size_t n = items ? items->len : !value_is_null(list);
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE name = value_to_string(items ? items->items[i] : list);
        if (!text_has_wildcard(name.str->data, name.str->len)) {
            if (name.str->len) {
                struct value *known = hash_get(found, name);
                hash_set_take(exports, name, known ? value_ref(*known) : value_null());
            }
            continue;
        }
        size_t at = 0;
        for (struct hash_entry *e; (e = hash_next(found, &at));)
            if (text_wildcard_match(name.str->data, name.str->len, e->key.str->data,
                                    e->key.str->len, true))
                hash_set_take(exports, e->key, value_ref(e->value));
    }
    value_unref(value_of_hash(found));
}

/* The file that a name in a manifest means; NULL: there is none. */
static char *file_named(struct session *s, const struct module *m, struct value name)
{
    AUTO_VALUE text = value_to_string(name);
    AUTO_FREE char *path = xasprintf("%s/%s", m->base, text.str->data);
    for (char *c = path; *c; c++)
        if (*c == '\\')
            *c = '/';
    struct module_wish wish = { .name = path, .except = m->path };
    return text.str->len ? module_find_file(s, &wish) : NULL;
}

enum { NESTED_MAX = 10 }; /* modules that nest each other are not followed for ever */

static void add_names(struct hash *to, struct hash *from)
{
    size_t at = 0;
    for (struct hash_entry *e; (e = hash_next(from, &at));)
        hash_set_take(to, e->key, value_ref(e->value));
}

static struct value describe(struct session *s, const char *file, int depth);

static void describe_nested(struct session *s, struct module *m, struct value name, int depth)
{
    AUTO_FREE char *file =
        name.kind == V_STRING && depth < NESTED_MAX ? file_named(s, m, name) : NULL;
    if (!file)
        return;
    AUTO_VALUE nested = describe(s, file, depth + 1);
    if (value_is_null(nested))
        return;
    add_names(m->functions, module_of(nested)->functions);
    add_names(m->aliases, module_of(nested)->aliases);
    array_push(m->nested, nested);
}

static struct value describe(struct session *s, const char *file, int depth)
{
    const char *slash = strrchr(file, '/'), *leaf = slash ? slash + 1 : file;
    const char *dot = strrchr(leaf, '.');
    AUTO_FREE char *name = xstrndup(leaf, dot ? (size_t)(dot - leaf) : strlen(leaf));
    AUTO_VALUE module = module_info_new(s, name, file);
    struct module *m = module_of(module);
    if (!dot || !text_caseeq(dot, ".psd1")) {
        analyse(m, file);
        return value_ref(module);
    }
    AUTO_VALUE table = value_null();
    AUTO_ERR *err = NULL;
    if (data_file_read(s, file, DATA_FILE_MANIFEST, &table, &err) < 0 ||
        module_take_manifest(m, table, &err) < 0)
        return value_null();
    AUTO_FREE char *root =
        m->root_module.kind == V_STRING ? file_named(s, m, m->root_module) : NULL;
    if (root)
        analyse(m, root);
    struct value *nested = hash_gets(table.hash, "NestedModules");
    for (size_t i = 0; nested && nested->kind == V_ARRAY && i < nested->array->len; i++)
        describe_nested(s, m, nested->array->items[i], depth);
    if (nested)
        describe_nested(s, m, *nested, depth);
    struct value *list;
    if ((list = hash_gets(table.hash, "FunctionsToExport")))
        take_listed(m->functions, *list);
    if ((list = hash_gets(table.hash, "AliasesToExport")))
        take_listed(m->aliases, *list);
    return value_ref(module);
}

struct value module_describe(struct session *s, const char *file)
{
    return describe(s, file, 0);
}

/* ---- loading by command ---- */

struct wanted_command {
    struct session *session;
    const char *name;
    size_t len;
    char *file;
};

static bool exports_it(const char *file, const char *root, void *data)
{
    (void)root;
    struct wanted_command *w = data;
    AUTO_VALUE info = module_describe(w->session, file);
    const struct module *m = module_of(info);
    if (m && (hash_gets_len(m->functions, w->name, w->len) ||
              hash_gets_len(m->aliases, w->name, w->len)))
        w->file = xstrdup(file);
    return !w->file;
}

enum status module_autoload(struct session *s, const char *name, size_t len, bool *loaded)
{
    AUTO_VALUE preference = value_null();
    struct wanted_command w = { s, name, len, NULL };
    *loaded = false;
    if (!len || memchr(name, '/', len) || s->module_depth > 0)
        return ST_OK;
    if (session_lookup_variable(s, "PSModuleAutoLoadingPreference", 29, &preference)) {
        AUTO_VALUE text = value_to_string(preference);
        if (text_caseeq(text.str->data, "None") ||
            (text_caseeq(text.str->data, "ModuleQualified") && !memchr(name, '\\', len)))
            return ST_OK;
    }
    struct module_import how = { .global = true };
    AUTO_VALUE module = value_null();
    const char *slash = memrchr(name, '\\', len);
    if (slash && slash > name) {
        AUTO_FREE char *qualifier = xstrndup(name, (size_t)(slash - name));
        struct module_wish by_name = { .name = qualifier };
        AUTO_FREE char *file = module_find_file(s, &by_name);
        if (!file)
            return ST_OK;
        enum status st = module_import(s, &by_name, &how, &module);
        *loaded = st == ST_OK;
        return st;
    }
    module_each_available(s, MODULES_NEWEST, exports_it, &w);
    if (!w.file)
        return ST_OK;
    AUTO_FREE char *file = w.file;
    struct module_wish wish = { .name = file };
    enum status st = module_import(s, &wish, &how, &module);
    *loaded = st == ST_OK;
    return st;
}
