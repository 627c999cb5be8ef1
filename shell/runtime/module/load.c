/* Running the code of modules and importing what they export. */
#include "shell/runtime/module/load.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/manifest.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/stage.h"

#define MAX_NESTING 10

/* ---- the modules of a session ---- */

static struct module *running_module(const struct session *s)
{
    const struct scope *state = s->frame ? s->frame->state : NULL;
    return state ? module_of(state->module) : NULL;
}

static bool listed(const struct array *a, struct value module)
{
    for (size_t i = 0; i < a->len; i++)
        if (a->items[i].object == module.object)
            return true;
    return false;
}

void module_register(struct session *s, struct value module, bool global)
{
    if (s->modules.kind != V_ARRAY) {
        s->modules = value_of_array(array_new(4));
        s->every_module = value_of_array(array_new(4));
    }
    struct module *in = global ? NULL : running_module(s);
    struct array *list = in && in->nested ? in->nested : s->modules.array;
    if (in == module_of(module))
        return;
    if (!listed(list, module))
        array_push(list, module);
    if (!listed(s->every_module.array, module))
        array_push(s->every_module.array, module);
}

struct array *modules_loaded(struct session *s, bool all)
{
    struct array *out = array_new(4);
    struct module *in = running_module(s);
    for (size_t i = 0; !all && in && i < in->nested->len; i++)
        array_push(out, in->nested->items[i]);
    const struct value list = all ? s->every_module : s->modules;
    for (size_t i = 0; list.kind == V_ARRAY && i < list.array->len; i++)
        if (!listed(out, list.array->items[i]))
            array_push(out, list.array->items[i]);
    return out;
}

static void take_out(struct array *a, struct value module)
{
    for (size_t i = a->len; i-- > 0;)
        if (a->items[i].object == module.object)
            array_remove_range(a, i, 1);
}

enum status module_remove(struct session *s, struct value module)
{
    AUTO_VALUE keep = value_ref(module);
    struct module *m = module_of(module);
    enum status st = ST_OK;
    struct scriptblock *sb = scriptblock_of(m->on_remove);
    if (sb) {
        AUTO_VALUE block = value_ref(m->on_remove);
        struct sink none;
        null_sink_init(&none);
        st = scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, value_nothing(), &keep, 1,
                                s->stage ? &s->stage->emit_sink : &none);
        if (st != ST_OK)
            return st;
    }
    command_remove_imports(s, module);
    st = module_forget_types(s, m);
    if (st != ST_OK)
        return st;
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->variables, &i));) {
        struct name *name = names_find(s->names, e->key.str->data, e->key.str->len);
        struct variable *var = name ? scope_find_own(s->global, name) : NULL;
        if (var && !(var->flags & (VAR_CONSTANT | VAR_COMPUTED)))
            variable_unset(s, var);
    }
    if (s->modules.kind == V_ARRAY) {
        take_out(s->modules.array, module);
        take_out(s->every_module.array, module);
        for (size_t j = 0; j < s->every_module.array->len; j++)
            take_out(module_of(s->every_module.array->items[j])->nested, module);
    }
    for (size_t j = m->nested->len; j-- > 0;) {
        struct module *nested = module_of(m->nested->items[j]);
        if (!nested->builtin && s->modules.kind == V_ARRAY &&
            !listed(s->modules.array, m->nested->items[j]))
            st = module_remove(s, m->nested->items[j]);
    }
    return st;
}

/* ---- what is exported ---- */

struct export_walk {
    struct module *m;
    const struct str_list *functions, *aliases;
};

static bool matches(const struct str_list *patterns, const char *name, size_t len)
{
    for (size_t i = 0; patterns && i < patterns->len; i++)
        if (text_wildcard_match(patterns->items[i]->data, patterns->items[i]->len, name, len, true))
            return true;
    return false;
}

static bool export_command(const struct command *c, void *data)
{
    struct export_walk *w = data;
    if (c->kind == COMMAND_ALIAS) {
        if (matches(w->aliases, c->name, strlen(c->name)))
            hash_sets_take(w->m->aliases, c->name, value_string(c->target));
    } else if (matches(w->functions, c->name, strlen(c->name))) {
        hash_sets_take(w->m->functions, c->name, value_ref(c->block));
    }
    return true;
}

struct variable_walk {
    struct module *m;
    const struct str_list *patterns;
};

static bool export_variable(struct variable *var, void *data)
{
    struct variable_walk *w = data;
    if (!(var->flags & (VAR_ALL_SCOPE | VAR_COMPUTED)) &&
        matches(w->patterns, var->name->text, strlen(var->name->text)))
        hash_sets_take(w->m->variables, var->name->text, value_ref(var->value));
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    return text_casecmp(x->str->data, x->str->len, y->str->data, y->str->len);
}

static void sort_by_name(struct hash **h)
{
    struct array *keys = array_new((*h)->count);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(*h, &i));)
        array_push(keys, e->key);
    if (keys->len > 1)
        qsort(keys->items, keys->len, sizeof(*keys->items), by_key);
    struct hash *sorted = hash_new(HASH_ORDERED);
    for (i = 0; i < keys->len; i++)
        hash_set_take(sorted, keys->items[i], value_ref(*hash_get(*h, keys->items[i])));
    value_unref(value_of_array(keys));
    value_unref(value_of_hash(*h));
    *h = sorted;
}

void module_export(struct module *m, const struct str_list *functions,
                   const struct str_list *cmdlets, const struct str_list *variables,
                   const struct str_list *aliases)
{
    struct export_walk w = { m, functions, aliases };
    m->exports_listed = true;
    command_each_own(m->session, m->scope, COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_ALIAS,
                     export_command, &w);
    struct variable_walk v = { m, variables };
    scope_each(m->scope, export_variable, &v);
    for (size_t i = 0; i < m->nested->len; i++) {
        const struct module *nested = module_of(m->nested->items[i]);
        AUTO_VALUE all = value_null();
        AUTO_ERR *err = NULL;
        if (member_get(m->nested->items[i], "ExportedCmdlets", &all, &err) < 0 || !nested)
            continue;
        size_t at = 0;
        for (struct hash_entry *e; (e = hash_next(all.hash, &at));)
            if (matches(cmdlets, e->key.str->data, e->key.str->len))
                hash_set_take(m->cmdlets, e->key, value_null());
    }
    sort_by_name(&m->functions);
    sort_by_name(&m->aliases);
    sort_by_name(&m->variables);
}

void module_export_all(struct module *m)
{
    AUTO_VALUE star = value_string("*");
    struct str *items[] = { star.str };
    struct str_list every = { .items = items, .len = 1, .set = true };
    module_export(m, &every, &every, NULL, &every);
}

/* ---- running ---- */

enum status module_run_block(struct session *s, struct value module, struct value block,
                             const struct value *args, size_t nargs, struct array *results)
{
    struct module *m = module_of(module);
    const struct scriptblock *sb = scriptblock_of(block);
    struct call_arg *call_args = xcalloc(nargs + 1, sizeof(*call_args));
    for (size_t i = 0; i < nargs; i++)
        call_args[i] = (struct call_arg){ .kind = CALL_ARG_VALUE, .value = value_ref(args[i]) };
    struct array_sink sink;
    struct sink none;
    null_sink_init(&none);
    array_sink_init(&sink, results);
    value_replace_take(&m->definition, value_ref(block));
    AUTO_VALUE bound = scriptblock_new(sb->code, m->scope);
    const char *file = sb->ast->file, *slash = file ? strrchr(file, '/') : NULL;
    struct command script = { .kind = COMMAND_SCRIPT,
                              .name = slash ? slash + 1 : file,
                              .path = file,
                              .block = bound,
                              .module_info = module,
                              .module = m->name };
    struct command_call call = { .command = file ? command_info_new(s, &script) : value_ref(bound),
                                 .dot = true,
                                 .args = call_args,
                                 .nargs = nargs,
                                 .position = s->position };
    enum status st = pipeline_run(s, &call, 1, NULL, results ? &sink.sink : &none);
    free(call_args);
    if (st == ST_EXIT) {
        s->has_last_exit_code = true;
        s->last_exit_code = s->exit_code;
        st = ST_OK;
    }
    m->loaded = st == ST_OK;
    return st;
}

static enum status fail(struct session *s, const char *exception, const char *id,
                        enum error_category category, const char *target, char *message)
{
    AUTO_FREE char *text = message;
    AUTO_VALUE name = target ? value_string(target) : value_null();
    struct error_spec spec = {
        .message = text, .id = id, .category = category, .exception = exception, .target = name
    };
    return throw_error(s, &spec);
}

static enum status not_found(struct session *s, const struct module_wish *w)
{
    char *message;
    AUTO_VALUE minimum = value_to_string(w->minimum), maximum = value_to_string(w->maximum);
    AUTO_VALUE required = value_to_string(w->required);
    bool any = value_is_null(w->minimum) && value_is_null(w->maximum) && value_is_null(w->required);
    static const char tail[] =
        "was not loaded because no valid module file was found in any module directory.";
    if (any)
        message = xasprintf("The specified module '%s' %s", w->name, tail);
    else if (!value_is_null(w->minimum) && !value_is_null(w->maximum))
        message = xasprintf("The specified module '%s' with MinimumVersion '%s' and "
                            "MaximumVersion '%s' %s",
                            w->name, minimum.str->data, maximum.str->data, tail);
    else if (!value_is_null(w->maximum))
        message = xasprintf("The specified module '%s' with MaximumVersion '%s' %s", w->name,
                            maximum.str->data, tail);
    else
        message =
            xasprintf("The specified module '%s' with version '%s' %s", w->name,
                      value_is_null(w->required) ? minimum.str->data : required.str->data, tail);
    return fail(s, "System.IO.FileNotFoundException",
                any ? "Modules_ModuleNotFound" : "Modules_ModuleWithVersionNotFound",
                EC_RESOURCE_UNAVAILABLE, w->name, message);
}

static char *name_of_file(const char *file)
{
    const char *slash = strrchr(file, '/'), *leaf = slash ? slash + 1 : file;
    const char *dot = strrchr(leaf, '.');
    return xstrndup(leaf, dot ? (size_t)(dot - leaf) : strlen(leaf));
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), e = strlen(end);
    return n >= e && text_caseeqn(s + n - e, e, end, e);
}

static enum status verbose(const struct module_import *how, const char *fmt, const char *a,
                           const char *b)
{
    if (!how->inv)
        return ST_OK;
    AUTO_STRBUF text = STRBUF_INIT;
    for (const char *c = fmt; *c; c++) {
        if (*c == '%') {
            strbuf_adds(&text, c == strchr(fmt, '%') ? a : b);
            continue;
        }
        strbuf_addch(&text, *c);
    }
    return write_verbose(how->inv, "%s", text.buf);
}

/* A .psm1: its scope, its code, its exports. */
static enum status load_script_module(struct session *s, struct value module, const char *file,
                                      const struct module_import *how)
{
    AUTO_VALUE block = value_null();
    enum status st = script_file_load(s, file, &block);
    if (st == ST_OK)
        st = script_requirements(s, scriptblock_of(block)->ast, file);
    if (st != ST_OK)
        return st;
    struct module *m = module_of(module);
    module_make_scope(module);
    st = module_run_block(s, module, block, how->args, how->nargs, NULL);
    if (st == ST_OK && !m->exports_listed)
        module_export_all(m);
    return st;
}

/* A .ps1 imported as a module runs in the importer's own scope. */
static enum status load_script(struct session *s, const char *file, const struct module_import *how)
{
    AUTO_VALUE block = value_null();
    enum status st = script_file_load(s, file, &block);
    if (st != ST_OK)
        return st;
    struct sink none;
    null_sink_init(&none);
    struct sink *out = how->inv ? &how->inv->stage->emit_sink : &none;
    return scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, value_nothing(), how->args,
                              how->nargs, out);
}

enum status module_load_file(struct session *s, const char *file, const struct module_import *how,
                             struct value *out)
{
    AUTO_FREE char *name = name_of_file(file);
    enum status st = verbose(how, "Loading module from path '%'.", file, "");
    if (st != ST_OK)
        return st;
    if (s->module_depth >= MAX_NESTING)
        return fail(s, "System.InvalidOperationException", "Modules_ModuleTooDeeplyNested",
                    EC_INVALID_OPERATION, file,
                    xasprintf("Cannot load the module '%s' because the module nesting limit has "
                              "been exceeded. Modules can only be nested to %d levels. Evaluate "
                              "and change the order in which you are loading modules to prevent "
                              "exceeding the nesting limit, and then try running your script "
                              "again.",
                              file, MAX_NESTING));
    AUTO_VALUE module = module_info_new(s, name, file);
    s->module_depth++;
    if (ends_with(file, ".psd1"))
        st = module_load_manifest(s, module, file, how);
    else if (ends_with(file, ".ps1"))
        st = load_script(s, file, how);
    else
        st = load_script_module(s, module, file, how);
    s->module_depth--;
    if (st == ST_OK)
        *out = STEAL_VALUE(module);
    return st;
}

enum status module_load_code(struct session *s, struct value module, const char *file,
                             const struct module_import *how)
{
    return load_script_module(s, module, file, how);
}

/* ---- importing ---- */

static bool wanted(const struct module_import *how, const struct str_list *patterns,
                   const char *name, size_t len)
{
    if (!how->patterns)
        return true;
    return patterns && patterns->set && matches(patterns, name, len);
}

static struct scope *target_scope(struct session *s, const struct module_import *how)
{
    if (how->global)
        return s->global;
    if (how->local)
        return scope_current(s);
    struct scope *state = s->frame ? s->frame->state : NULL;
    return state ? state : s->global;
}

struct naming {
    bool verb, noun;
};

static enum status check_name(const struct module_import *how, const struct module *m,
                              const char *name, struct naming *said)
{
    const char *dash = strchr(name, '-');
    enum status st = ST_OK;
    if (how->no_name_checking || !how->inv || !dash || dash == name)
        return ST_OK;
    if (how->is_approved_verb && !how->is_approved_verb(name, (size_t)(dash - name))) {
        st = verbose(how,
                     "The '%' command in the % module was imported, but because its name does not "
                     "include an approved verb, it might be difficult to find. For a list of "
                     "approved verbs, type Get-Verb.",
                     name, m->name);
        if (st == ST_OK && !said->verb)
            st = write_warning(how->inv,
                               "The names of some imported commands from the module '%s' include "
                               "unapproved verbs that might make them less discoverable. To find "
                               "the commands with unapproved verbs, run the Import-Module command "
                               "again with the Verbose parameter. For a list of approved verbs, "
                               "type Get-Verb.",
                               m->name);
        said->verb = true;
    }
    if (st == ST_OK && !said->noun &&
        dash[1 + strcspn(dash + 1, "#,(){}[]&-/\\$^;:\"'<>|?@`*%+=~")]) {
        said->noun = true;
        st = write_warning(how->inv, "%s",
                           "Some imported command names contain one or more of the following "
                           "restricted characters: # , ( ) {{ }} [ ] & - / \\ $ ^ ; : \" ' < > | ? "
                           "@ ` * % + = ~");
    }
    return st;
}

static enum status import_functions(struct session *s, struct value module,
                                    const struct module_import *how, const char *prefix,
                                    struct scope *scope)
{
    struct module *m = module_of(module);
    struct naming said = { 0 };
    enum status st = ST_OK;
    size_t i = 0;
    for (struct hash_entry *e; st == ST_OK && (e = hash_next(m->functions, &i));) {
        if (!wanted(how, how->functions, e->key.str->data, e->key.str->len))
            continue;
        AUTO_FREE char *name = module_prefixed(e->key.str->data, prefix);
        struct command c;
        if (how->no_clobber && command_find(s, name, strlen(name), COMMAND_ALL, false, &c)) {
            st = verbose(how,
                         "The function '%' was not imported because there is a member with the "
                         "same name in the current scope.",
                         name, "");
            continue;
        }
        const struct scriptblock *sb = scriptblock_of(e->value);
        command_import_function(s, name, strlen(name), e->value, sb && sb->code->is_filter, scope,
                                module);
        st = check_name(how, m, name, &said);
        if (st == ST_OK)
            st = verbose(how, "Importing function '%'.", name, "");
    }
    return st;
}

static enum status import_aliases(struct session *s, struct value module,
                                  const struct module_import *how, const char *prefix,
                                  struct scope *scope)
{
    struct module *m = module_of(module);
    enum status st = ST_OK;
    size_t i = 0;
    for (struct hash_entry *e; st == ST_OK && (e = hash_next(m->aliases, &i));) {
        if (!wanted(how, how->aliases, e->key.str->data, e->key.str->len))
            continue;
        AUTO_FREE char *name = module_prefixed(e->key.str->data, prefix);
        AUTO_VALUE target = value_to_string(e->value);
        bool ours = hash_get(m->functions, target) != NULL;
        AUTO_FREE char *aim = module_prefixed(target.str->data, ours ? prefix : NULL);
        struct command c;
        if (how->no_clobber && command_find(s, name, strlen(name), COMMAND_ALL, false, &c)) {
            st = verbose(how,
                         "The alias '%' was not imported because there is a member with the same "
                         "name in the current scope.",
                         name, "");
            continue;
        }
        command_import_alias(s, name, aim, NULL, scope, module);
        st = verbose(how, "Importing alias '%'.", name, "");
    }
    return st;
}

static enum status import_variables(struct session *s, struct value module,
                                    const struct module_import *how, struct scope *scope)
{
    struct module *m = module_of(module);
    enum status st = ST_OK;
    size_t i = 0;
    for (struct hash_entry *e; st == ST_OK && (e = hash_next(m->variables, &i));) {
        const char *text = e->key.str->data;
        if (!wanted(how, how->variables, text, e->key.str->len))
            continue;
        struct name *name = names_intern(s->names, text, e->key.str->len);
        struct variable *own = m->scope ? scope_find_own(m->scope, name) : NULL;
        if (how->no_clobber && scope_find_own(scope, name)) {
            st = verbose(how,
                         "The variable '%' was not imported because there is a member with the "
                         "same name in the current scope.",
                         text, "");
            continue;
        }
        struct variable *var = scope_cell(scope, name);
        if (!(var->flags & (VAR_READ_ONLY | VAR_CONSTANT | VAR_COMPUTED)))
            variable_put_take(s, var, value_ref(own ? own->value : e->value));
        st = verbose(how, "Importing variable '%'.", text, "");
    }
    return st;
}

enum status module_import_members(struct session *s, struct value module,
                                  const struct module_import *how)
{
    struct module *m = module_of(module);
    const char *prefix = how->prefix ? how->prefix : m->prefix;
    struct scope *scope = target_scope(s, how);
    if (prefix && *prefix) {
        free(m->imported_prefix);
        m->imported_prefix = xstrdup(prefix);
    }
    enum status st = import_functions(s, module, how, prefix, scope);
    if (st == ST_OK)
        st = import_aliases(s, module, how, prefix, scope);
    if (st == ST_OK)
        st = import_variables(s, module, how, scope);
    return st;
}

static bool is_file_of(const struct module *m, const char *file)
{
    return strcmp(m->path, file) == 0 || (m->manifest_path && strcmp(m->manifest_path, file) == 0);
}

/* The loaded module of this file or, when name is no path, of this name. */
static struct value find_loaded(struct session *s, const char *file, const struct module_wish *w)
{
    for (size_t i = 0; s->every_module.kind == V_ARRAY && i < s->every_module.array->len; i++) {
        struct value v = s->every_module.array->items[i];
        const struct module *m = module_of(v);
        if (file ? is_file_of(m, file) && module_meets(m, w)
                 : text_caseeq(m->name, w->name) && module_meets(m, w))
            return value_ref(v);
    }
    return value_null();
}

static enum status finish(struct session *s, struct value module, const struct module_import *how)
{
    enum status st = how->skip_import ? ST_OK : module_import_members(s, module, how);
    if (st == ST_OK)
        module_register(s, module, how->global);
    return st;
}

enum status module_import(struct session *s, const struct module_wish *wish,
                          const struct module_import *how, struct value *out)
{
    AUTO_VALUE module = module_builtin(s, wish->name, strlen(wish->name));
    bool is_path = strchr(wish->name, '/') != NULL;
    AUTO_FREE char *file = NULL;
    enum status st = ST_OK;
    if (!value_is_null(module)) {
        if (!module_meets(module_of(module), wish))
            return not_found(s, wish);
    } else {
        if (!is_path && !how->force)
            module = find_loaded(s, NULL, wish);
        if (value_is_null(module)) {
            file = module_find_file(s, wish);
            if (!file)
                return not_found(s, wish);
            module = find_loaded(s, file, wish);
            if (!value_is_null(module) && how->force) {
                st = module_remove(s, module);
                value_clear(&module);
            }
        }
    }
    if (st == ST_OK && value_is_null(module))
        st = module_load_file(s, file, how, &module);
    if (st == ST_OK)
        st = finish(s, module, how);
    if (st == ST_OK)
        *out = STEAL_VALUE(module);
    return st;
}
