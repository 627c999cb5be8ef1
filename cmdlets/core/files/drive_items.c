#include "cmdlets/core/files/drive_items.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/core/enums.h"
#include "cmdlets/core/session/ps_variable.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/views.h"
#include "shell/object/convert.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/command.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/scriptblock.h"

#define UNAUTHORIZED "System.Management.Automation.SessionStateUnauthorizedAccessException"
#define FUNCTIONS (COMMAND_FUNCTION | COMMAND_FILTER)

/* ---- names ---- */

struct collecting {
    const char *pattern;
    struct path_list *out;
};

static void collect(struct collecting *c, const char *name, size_t len)
{
    if (!*c->pattern || text_wildcard_match(c->pattern, strlen(c->pattern), name, len, true))
        *vec_push(&c->out->paths) = xstrndup(name, len);
}

static bool on_command(const struct command *command, void *data)
{
    collect(data, command->name, strlen(command->name));
    return true;
}

static bool on_variable(struct variable *var, void *data)
{
    if (var->name->text[0] != 1) /* those are the session's own */
        collect(data, var->name->text, var->name->len);
    return true;
}

struct computed {
    struct session *session;
    struct collecting *to;
};

static void on_computed(const char *name, void *data)
{
    const struct computed *c = data;
    AUTO_VALUE v = value_null();
    if (!automatic_is_item(c->session, name) &&
        session_lookup_variable(c->session, name, strlen(name), &v))
        collect(c->to, name, strlen(name));
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    int c = text_casecmp(*x, strlen(*x), *y, strlen(*y));
    return c ? c : strcmp(*x, *y);
}

void drive_item_names(struct session *s, enum drive drive, const char *pattern,
                      struct path_list *out)
{
    struct collecting c = { pattern, out };
    size_t first = out->paths.len, kept = first;

    switch (drive) {
    case DRIVE_ENV:
        for (char **e = environ; e && *e; e++)
            if (strchr(*e, '='))
                collect(&c, *e, (size_t)(strchr(*e, '=') - *e));
        break;
    case DRIVE_VARIABLE:
        for (struct scope *scope = scope_current(s); scope; scope = scope->parent)
            scope_each(scope, on_variable, &c);
        automatic_each(on_computed, &(struct computed){ s, &c });
        break;
    default:
        command_each(s, drive == DRIVE_ALIAS ? COMMAND_ALIAS : FUNCTIONS, on_command, &c);
    }
    char **names = out->paths.items;
    if (out->paths.len > first + 1)
        qsort(names + first, out->paths.len - first, sizeof(*names), by_text);
    for (size_t i = first; i < out->paths.len; i++) {
        bool again = kept > first && (drive == DRIVE_ENV ? strcmp(names[kept - 1], names[i]) == 0
                                                         : text_caseeq(names[kept - 1], names[i]));
        if (again)
            free(names[i]);
        else
            names[kept++] = names[i];
    }
    out->paths.len = kept;
}

static bool find_command(struct session *s, enum drive drive, const char *name, struct command *c)
{
    size_t len = strlen(name);

    if (drive == DRIVE_FUNCTION)
        (void)command_name_scope(s, &name, &len);
    return command_find(s, name, len, drive == DRIVE_ALIAS ? COMMAND_ALIAS : FUNCTIONS, false, c);
}

bool drive_item_exists(struct session *s, enum drive drive, const char *name)
{
    AUTO_VALUE v = value_null();
    struct command c;

    if (drive == DRIVE_ENV)
        return getenv(name) != NULL;
    if (drive == DRIVE_VARIABLE)
        return session_lookup_variable(s, name, strlen(name), &v);
    return find_command(s, drive, name, &c);
}

/* What a provider adds to its items. */
static struct value with_notes(struct session *s, enum drive drive, const char *name,
                               struct value item)
{
    static const char module[] = "Microsoft.PowerShell.Core";
    struct object *o = item.kind == V_OBJECT ? item.object : NULL;
    const struct ps_drive *d = NULL;

    if (!o)
        return item;
    for (size_t i = 0; (d = ps_drive_at(NULL, i)) && d->provider != drive;)
        i++;
    object_set_note_take(o, s->shapes, "PSPath",
                         value_stringf("%s\\%s::%s", module, provider_name(drive), name));
    if (d)
        object_set_note_take(o, s->shapes, "PSDrive", ps_drive_object(NULL, d));
    object_set_note_take(o, s->shapes, "PSProvider", provider_object(NULL, drive));
    object_set_note_take(o, s->shapes, "PSIsContainer", value_bool(false));
    return item;
}

static struct value bare_item(struct session *s, enum drive drive, const char *name)
{
    struct command c;

    if (drive == DRIVE_ENV) {
        const char *text = getenv(name);
        AUTO_VALUE key = value_string(name);
        AUTO_VALUE v = text ? value_string(text) : value_null();
        return text ? view_dictionary_entry(key, v) : value_nothing();
    }
    if (drive == DRIVE_VARIABLE)
        return ps_variable_named(s, name);
    return find_command(s, drive, name, &c) ? command_info_new(s, &c) : value_nothing();
}

struct value drive_item(struct session *s, enum drive drive, const char *name)
{
    return with_notes(s, drive, name, bare_item(s, drive, name));
}

struct value drive_item_content(struct session *s, enum drive drive, const char *name)
{
    struct value v = value_null();
    struct command c;

    if (drive == DRIVE_ENV)
        return value_string(getenv(name));
    if (drive == DRIVE_VARIABLE) {
        session_lookup_variable(s, name, strlen(name), &v);
        return v;
    }
    if (!find_command(s, drive, name, &c))
        return v;
    return drive == DRIVE_ALIAS ? value_string(c.target) : value_ref(c.block);
}

enum status drive_items_find(struct invocation *inv, const struct drive_query *q,
                             struct path_list *out)
{
    const char *name = q->rest + strspn(q->rest, "/\\");
    bool pattern = !q->literal && text_has_wildcard(name, strlen(name));
    size_t first = out->paths.len, kept = first;

    if ((!*name && q->root) || pattern)
        drive_item_names(inv->session, q->drive, name, out);
    else if (*name && drive_item_exists(inv->session, q->drive, name))
        *vec_push(&out->paths) = xstrdup(name);
    else
        return path_not_found(inv, q->path);
    for (size_t i = first; i < out->paths.len; i++) {
        char *item = out->paths.items[i];
        if (name_selected(item, q->filter, q->include, q->exclude))
            out->paths.items[kept++] = item;
        else
            free(item);
    }
    out->paths.len = kept;
    return ST_OK;
}

/* ---- errors ---- */

static enum status refused(struct invocation *inv, const char *id, const char *name,
                           const char *before, const char *after)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "%s%s%s", before, name, after);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = id,
                                                   .category = EC_WRITE_ERROR,
                                                   .exception = UNAUTHORIZED,
                                                   .target = target });
}

static enum status bad_argument(struct invocation *inv, const char *message)
{
    return cmdlet_error(inv, &(struct error_spec){
                                 .message = message,
                                 .id = "Argument",
                                 .category = EC_INVALID_ARGUMENT,
                                 .exception = "System.Management.Automation.PSArgumentException" });
}

enum status drive_item_in_the_way(struct invocation *inv, const char *path)
{
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "The item at path '%s' already exists.", path);
    return bad_argument(inv, text.buf);
}

static bool fixed(int options, bool force)
{
    return (options & OPTION_CONSTANT) || ((options & OPTION_READ_ONLY) && !force);
}

/* ScopedItemOptions of an item; 0 when it has none, or is not there. */
static int options_of(struct session *s, enum drive drive, const char *name)
{
    struct command c;

    if (drive == DRIVE_ENV)
        return 0;
    if (drive == DRIVE_VARIABLE)
        return ps_variable_options(s, name);
    return find_command(s, drive, name, &c) ? c.options : 0;
}

static enum status not_writable(struct invocation *inv, enum drive drive, const char *name)
{
    if (drive == DRIVE_FUNCTION)
        return refused(inv, "FunctionNotWritable", name, "Cannot write to function ",
                       " because it is read-only or constant.");
    if (drive == DRIVE_ALIAS)
        return refused(inv, "AliasNotWritable", name, "Alias is not writeable because alias ",
                       " is read-only or constant and cannot be written to.");
    return refused(inv, "VariableNotWritable", name, "Cannot overwrite variable ",
                   " because it is read-only or constant.");
}

/* ---- changes ---- */

enum status drive_item_remove(struct invocation *inv, enum drive drive, const char *name,
                              bool force)
{
    struct session *s = inv->session;
    size_t len = strlen(name);

    if (fixed(options_of(s, drive, name), force)) {
        if (drive == DRIVE_FUNCTION)
            return refused(inv, "FunctionNotRemovable", name, "Cannot remove function ",
                           " because it is constant.");
        if (drive == DRIVE_ALIAS)
            return refused(inv, "AliasNotRemovable", name, "Alias was not removed because alias ",
                           " is constant or read-only.");
        return refused(inv, "VariableNotRemovable", name, "Cannot remove variable ",
                       " because it is constant or read-only. If the variable is read-only, try "
                       "the operation again specifying the Force option.");
    }
    switch (drive) {
    case DRIVE_ENV:
        unsetenv(name);
        break;
    case DRIVE_VARIABLE:
        ps_variable_remove(s, name);
        break;
    case DRIVE_FUNCTION:
        (void)command_name_scope(s, &name, &len);
        command_remove_function(s, name, len);
        break;
    default:
        command_remove_alias(s, name);
    }
    return ST_OK;
}

static enum status set_function(struct invocation *inv, const char *name, struct value v)
{
    struct session *s = inv->session;
    struct err *err = NULL;
    struct command c;
    AUTO_VALUE block = value_null();

    if (v.kind == V_OBJECT && type_is_a(v.object->type, &type_scriptblock))
        block = value_ref(v);
    else if (command_info_get(v, &c) && (c.kind & FUNCTIONS))
        block = value_ref(c.block);
    else if (v.kind != V_STRING)
        return bad_argument(inv, "Cannot process argument because the value of argument \"value\" "
                                 "is not valid. Change the value of the \"value\" argument and "
                                 "run the operation again.");
    else if (scriptblock_parse(s, v.str->data, v.str->len, NULL, &block, &err))
        return cmdlet_throw_err(inv, &err);
    size_t len = strlen(name);
    struct scope *scope = command_name_scope(s, &name, &len);
    command_define_function(s, name, len, block, false, scope ? scope : scope_current(s));
    return ST_OK;
}

static enum status set_value(struct invocation *inv, enum drive drive, const char *name,
                             const struct drive_setting *set)
{
    struct session *s = inv->session;
    struct command c;

    if (drive == DRIVE_FUNCTION)
        return set_function(inv, name, set->value);
    if (drive == DRIVE_VARIABLE) {
        session_assign_variable_take(s, name, strlen(name), ps_variable_value(set->value));
        return ST_OK;
    }
    AUTO_VALUE text = value_to_string(set->value);
    if (drive == DRIVE_ENV)
        setenv(name, text.str->data, 1);
    else
        command_set_alias(s, name,
                          command_info_get(set->value, &c) && c.target ? c.target : text.str->data,
                          NULL);
    return ST_OK;
}

static void set_options(struct session *s, enum drive drive, const char *name, int options)
{
    size_t len = strlen(name);

    if (drive == DRIVE_FUNCTION) {
        (void)command_name_scope(s, &name, &len);
        command_set_function_options(s, name, options);
    } else if (drive == DRIVE_ALIAS) {
        command_set_alias_options(s, name, NULL, options);
    }
}

enum status drive_item_set(struct invocation *inv, enum drive drive, const char *name,
                           const struct drive_setting *set)
{
    struct session *s = inv->session;
    enum status rc = ST_OK;
    bool gone = set->value.kind == V_NULL && drive != DRIVE_VARIABLE;

    if (gone && !set->options.set)
        return drive_item_exists(s, drive, name) ? drive_item_remove(inv, drive, name, set->force)
                                                 : ST_OK;
    if (fixed(options_of(s, drive, name), set->force))
        return not_writable(inv, drive, name);
    if (!gone)
        rc = set_value(inv, drive, name, set);
    if (rc == ST_OK && set->options.set)
        set_options(s, drive, name, set->options.value);
    return rc == ST_OK && set->emit ? emit_take(inv, drive_item(s, drive, name)) : rc;
}

static struct value value_of_item(struct session *s, enum drive drive, const char *name)
{
    AUTO_VALUE item = drive_item(s, drive, name);
    struct value v = value_null();

    if (drive == DRIVE_VARIABLE)
        session_lookup_variable(s, name, strlen(name), &v);
    else if (drive == DRIVE_ENV)
        v = value_string(getenv(name));
    else
        v = value_ref(item);
    return v;
}

enum status drive_item_copy(struct invocation *inv, enum drive drive, const char *name,
                            const char *to, bool emit)
{
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    strbuf_addf(&target, "Item: %s Destination: %s", name, to);
    enum status rc = should_process(inv, target.buf, "Copy Item", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    AUTO_VALUE v = value_of_item(inv->session, drive, name);
    struct drive_setting set = { .value = v, .emit = emit };
    return drive_item_set(inv, drive, to, &set);
}

enum status drive_item_rename(struct invocation *inv, enum drive drive, const char *name,
                              const char *to, bool force, bool emit)
{
    struct session *s = inv->session;
    int options = options_of(s, drive, name);
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    if (drive_item_exists(s, drive, to) && !force)
        return drive_item_in_the_way(inv, to);
    if (fixed(options, force)) {
        const char *kind = drive == DRIVE_FUNCTION ? "function"
                           : drive == DRIVE_ALIAS  ? "alias"
                                                   : "variable";
        AUTO_FREE char *before = xasprintf("Cannot rename %s because %s ", kind, kind);
        AUTO_FREE char *id = xasprintf("CannotRename%c%s", kind[0] - 'a' + 'A', kind + 1);
        return refused(inv, id, name, before, " is read-only or constant.");
    }
    strbuf_addf(&target, "Item: %s NewName: %s", name, to);
    enum status rc = should_process(inv, target.buf, "Rename Item", &yes);
    if (rc != ST_OK || !yes || text_caseeq(name, to))
        return rc;
    AUTO_VALUE v = value_of_item(s, drive, name);
    struct drive_setting set = { .value = v, .force = force };
    set.options = (struct opt_enum){ options != 0, options };
    rc = drive_item_set(inv, drive, to, &set);
    if (rc == ST_OK)
        rc = drive_item_remove(inv, drive, name, true);
    return rc == ST_OK && emit ? emit_take(inv, drive_item(s, drive, to)) : rc;
}
