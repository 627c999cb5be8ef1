#include "shell/runtime/initial_state.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"

#define RUNSPACES "System.Management.Automation.Runspaces."

/* ---- entries ---- */

enum { ENTRY_NAME, ENTRY_VALUE, ENTRY_DESCRIPTION, ENTRY_OPTIONS, NENTRY };

struct entry {
    struct value items[NENTRY];
};

static struct entry *entry_of(struct value v)
{
    return object_payload(v.object);
}

static void entry_destroy(struct object *o)
{
    struct entry *e = object_payload(o);
    for (size_t i = 0; i < NENTRY; i++)
        value_unref(e->items[i]);
}

GETTER(entry_get)
{
    (void)err;
    *out = value_ref(entry_of(self)->items[p->data]);
    return 0;
}

GETTER(entry_nothing)
{
    UNUSED_GETTER();
    *out = value_null();
    return 0;
}

static int options_of(struct value v, struct value *out, struct err **err)
{
    static const char name[] = "System.Management.Automation.ScopedItemOptions";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    if (v.kind == V_NULL)
        v = value_int(0);
    return value_convert(v, type, out, err);
}

static int entry_new(const struct type_info *type, struct value name, struct value content,
                     struct value description, struct value options, struct value *out,
                     struct err **err)
{
    struct value kept;
    AUTO_VALUE text = arg_string(name);
    if (options_of(options, &kept, err) < 0)
        return -1;
    struct object *o = object_new(type);
    struct entry *e = object_payload(o);
    e->items[ENTRY_NAME] = STEAL_VALUE(text);
    e->items[ENTRY_VALUE] = value_ref(content);
    e->items[ENTRY_DESCRIPTION] = arg_string(description);
    e->items[ENTRY_OPTIONS] = kept;
    *out = value_of_object(o);
    return 0;
}

/* new(name, value, description[, options[, attributes]]); an alias has the same. */
CALL(described_new)
{
    return entry_new(self.type, args[0], args[1], n > 2 ? args[2] : value_null(),
                     n > 3 ? args[3] : value_null(), out, err);
}

/* new(name, definition[, help file]), new(name, definition, options, help file) */
CALL(function_new)
{
    AUTO_VALUE text = arg_string(args[1]);
    return entry_new(self.type, args[0], text, value_null(), n > 3 ? args[2] : value_null(), out,
                     err);
}

/* new(path): a script or a program */
CALL(path_new)
{
    (void)n;
    return entry_new(self.type, args[0], args[0], value_null(), value_null(), out, err);
}

#define ENTRY_PROPS(id, content, content_type)                                                \
    static const struct property id##_props[] = {                                             \
        PROPERTY_DATA("Name", "string", entry_get, ENTRY_NAME),                               \
        PROPERTY_DATA(content, content_type, entry_get, ENTRY_VALUE),                         \
        PROPERTY_DATA("Description", "string", entry_get, ENTRY_DESCRIPTION),                 \
        PROPERTY_DATA("Options", "System.Management.Automation.ScopedItemOptions", entry_get, \
                      ENTRY_OPTIONS),                                                         \
        PROPERTY("PSSnapIn", "System.Management.Automation.PSSnapInInfo", entry_nothing),     \
        PROPERTY("Module", "psmoduleinfo", entry_nothing),                                    \
    }
#define ENTRY_TYPE(id, name_, min, max, constructor)                                          \
    static const struct method id##_statics[] = { METHOD("new", min, max, constructor,        \
                                                         RUNSPACES name_ " new(string name, " \
                                                                         "System.Object)") }; \
    static const struct type_info type_##id = {                                               \
        .name = RUNSPACES name_,                                                              \
        .base = &type_object,                                                                 \
        PROPS(id##_props),                                                                    \
        STATICS(id##_statics),                                                                \
        .payload_size = sizeof(struct entry),                                                 \
        .destroy = entry_destroy,                                                             \
    }
ENTRY_PROPS(variable_entry, "Value", "System.Object");
ENTRY_TYPE(variable_entry, "SessionStateVariableEntry", 3, 5, described_new);
ENTRY_PROPS(alias_entry, "Definition", "string");
ENTRY_TYPE(alias_entry, "SessionStateAliasEntry", 2, 4, described_new);
ENTRY_PROPS(function_entry, "Definition", "string");
ENTRY_TYPE(function_entry, "SessionStateFunctionEntry", 2, 4, function_new);
ENTRY_PROPS(script_entry, "Path", "string");
ENTRY_TYPE(script_entry, "SessionStateScriptEntry", 1, 1, path_new);
ENTRY_PROPS(application_entry, "Path", "string");
ENTRY_TYPE(application_entry, "SessionStateApplicationEntry", 1, 1, path_new);
ENTRY_PROPS(format_entry, "FileName", "string");
ENTRY_TYPE(format_entry, "SessionStateFormatEntry", 1, 1, path_new);
ENTRY_PROPS(types_entry, "FileName", "string");
ENTRY_TYPE(types_entry, "SessionStateTypeEntry", 1, 1, path_new);

/* ---- the state ---- */

enum {
    STATE_VARIABLES,
    STATE_COMMANDS,
    STATE_ENVIRONMENT,
    STATE_FORMATS,
    STATE_TYPES,
    STATE_SCRIPTS,
    STATE_MODULES,
    NLIST
};
enum { STATE_THREADS = NLIST, STATE_APARTMENT, STATE_LANGUAGE, STATE_THROWS, NSTATE };

struct state {
    struct value items[NSTATE];
};

static struct state *state_of(struct value v)
{
    return object_payload(v.object);
}

static void state_destroy(struct object *o)
{
    struct state *s = object_payload(o);
    for (size_t i = 0; i < NSTATE; i++)
        value_unref(s->items[i]);
}

CALL(state_create)
{
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    struct object *o = object_new(&type_initial_session_state);
    struct state *s = object_payload(o);
    for (size_t i = 0; i < NLIST; i++)
        s->items[i] = value_of_array(list_new(&type_collection_of, NULL));
    s->items[STATE_THREADS] = value_string("Default");
    s->items[STATE_APARTMENT] = value_string("Unknown");
    s->items[STATE_LANGUAGE] = value_string("FullLanguage");
    s->items[STATE_THROWS] = value_bool(false);
    *out = value_of_object(o);
    return 0;
}

GETTER(state_get)
{
    (void)err;
    *out = value_ref(state_of(self)->items[p->data]);
    return 0;
}

SETTER(state_set)
{
    AUTO_VALUE text = value_to_string(v);
    if (p->data == STATE_LANGUAGE && !text_caseeq(text.str->data, "FullLanguage"))
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Runspaces run in the language mode FullLanguage here.");
    value_replace_take(&state_of(self)->items[p->data],
                       p->data == STATE_THROWS ? value_bool(value_truth(v)) : STEAL_VALUE(text));
    return 0;
}

/* ImportPSModule(names) */
CALL(state_import)
{
    (void)n;
    (void)out;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "name");
    struct array *modules = state_of(self)->items[STATE_MODULES].array;
    if (args[0].kind != V_ARRAY) {
        array_push_take(modules, value_to_string(args[0]));
        return 0;
    }
    for (size_t i = 0; i < args[0].array->len; i++)
        array_push_take(modules, value_to_string(args[0].array->items[i]));
    return 0;
}

/* Clone() */
CALL(state_clone)
{
    if (state_create(self, args, n, out, err) < 0)
        return -1;
    struct state *from = state_of(self), *to = state_of(*out);
    for (size_t i = 0; i < NLIST; i++)
        for (size_t k = 0; k < from->items[i].array->len; k++)
            array_push(to->items[i].array, from->items[i].array->items[k]);
    for (size_t i = NLIST; i < NSTATE; i++)
        value_replace_take(&to->items[i], value_ref(from->items[i]));
    return 0;
}

#define ENTRIES(of) RUNSPACES "InitialSessionStateEntryCollection[" RUNSPACES of "]"
static const struct property state_props[] = {
    PROPERTY_DATA("Variables", ENTRIES("SessionStateVariableEntry"), state_get, STATE_VARIABLES),
    PROPERTY_DATA("Commands", ENTRIES("SessionStateCommandEntry"), state_get, STATE_COMMANDS),
    PROPERTY_DATA("EnvironmentVariables", ENTRIES("SessionStateVariableEntry"), state_get,
                  STATE_ENVIRONMENT),
    PROPERTY_DATA("Formats", ENTRIES("SessionStateFormatEntry"), state_get, STATE_FORMATS),
    PROPERTY_DATA("Types", ENTRIES("SessionStateTypeEntry"), state_get, STATE_TYPES),
    PROPERTY_DATA("StartupScripts", "System.Collections.Generic.HashSet[string]", state_get,
                  STATE_SCRIPTS),
    PROPERTY_DATA("Modules",
                  "System.Collections.ObjectModel.ReadOnlyCollection[Microsoft.PowerShell."
                  "Commands.ModuleSpecification]",
                  state_get, STATE_MODULES),
    { .name = "ThreadOptions",
      .type_name = RUNSPACES "PSThreadOptions",
      .get = state_get,
      .set = state_set,
      .data = STATE_THREADS },
    { .name = "ApartmentState",
      .type_name = "System.Threading.ApartmentState",
      .get = state_get,
      .set = state_set,
      .data = STATE_APARTMENT },
    { .name = "LanguageMode",
      .type_name = "System.Management.Automation.PSLanguageMode",
      .get = state_get,
      .set = state_set,
      .data = STATE_LANGUAGE },
    { .name = "ThrowOnRunspaceOpenError",
      .type_name = "bool",
      .get = state_get,
      .set = state_set,
      .data = STATE_THROWS },
};
static const struct method state_methods[] = {
    METHOD("ImportPSModule", 1, 1, state_import, "void ImportPSModule(string[] name)"),
    METHOD("ImportPSModulesFromPath", 1, 1, state_import,
           "void ImportPSModulesFromPath(string path)"),
    METHOD("Clone", 0, 0, state_clone, "initialsessionstate Clone()"),
};
static const struct method state_statics[] = {
    METHOD("Create", 0, 0, state_create, "static initialsessionstate Create()"),
    METHOD("CreateDefault", 0, 0, state_create, "static initialsessionstate CreateDefault()"),
    METHOD("CreateDefault2", 0, 0, state_create, "static initialsessionstate CreateDefault2()"),
};
const struct type_info type_initial_session_state = {
    .name = RUNSPACES "InitialSessionState",
    .accelerator = "initialsessionstate",
    .base = &type_object,
    PROPS(state_props),
    METHODS(state_methods),
    STATICS(state_statics),
    .payload_size = sizeof(struct state),
    .destroy = state_destroy,
};

const struct type_info *initial_state_type(size_t i)
{
    static const struct type_info *const all[] = {
        &type_initial_session_state, &type_variable_entry, &type_alias_entry,
        &type_function_entry,        &type_script_entry,   &type_application_entry,
        &type_format_entry,          &type_types_entry,
    };
    return i < ARRAY_SIZE(all) ? all[i] : NULL;
}

/* ---- what a runspace makes of it ---- */

/* In single quotes. */
static void add_quoted(struct strbuf *text, struct value v)
{
    AUTO_VALUE plain = value_to_string(v);
    strbuf_addch(text, '\'');
    for (size_t i = 0; i < plain.str->len; i++) {
        if (plain.str->data[i] == '\'')
            strbuf_addch(text, '\'');
        strbuf_addch(text, plain.str->data[i]);
    }
    strbuf_addch(text, '\'');
}

static void add_call(struct strbuf *text, const char *before, struct value a, const char *between,
                     struct value b)
{
    strbuf_adds(text, before);
    add_quoted(text, a);
    if (between) {
        strbuf_adds(text, between);
        add_quoted(text, b);
    }
    strbuf_addch(text, '\n');
}

static bool is_entry(struct value v, const struct type_info *type)
{
    return v.kind == V_OBJECT && v.object->type == type;
}

static void add_command(struct strbuf *text, struct value v)
{
    if (is_entry(v, &type_alias_entry)) {
        const struct value *items = entry_of(v)->items;
        add_call(text, "Set-Alias -Name ", items[ENTRY_NAME], " -Value ", items[ENTRY_VALUE]);
    } else if (is_entry(v, &type_function_entry)) {
        const struct value *items = entry_of(v)->items;
        AUTO_VALUE path = value_stringf("function:%s", items[ENTRY_NAME].str->data);
        add_call(text, "$null = New-Item -Force -Path ", path, " -Value ", items[ENTRY_VALUE]);
    }
}

static void add_variable(struct start_state *start, struct strbuf *text, struct value v)
{
    if (!is_entry(v, &type_variable_entry))
        return;
    const struct value *items = entry_of(v)->items;
    AUTO_VALUE options = value_to_string(items[ENTRY_OPTIONS]);
    if (value_is_null(start->variables))
        start->variables = value_of_hash(hash_new(0));
    hash_set_take(start->variables.hash, items[ENTRY_NAME], value_ref(items[ENTRY_VALUE]));
    if (!text_caseeq(options.str->data, "None"))
        add_call(text, "Set-Variable -Name ", items[ENTRY_NAME], " -Option ", options);
}

static void add_environment(struct strbuf *text, struct value v)
{
    if (!is_entry(v, &type_variable_entry))
        return;
    const struct value *items = entry_of(v)->items;
    AUTO_VALUE path = value_stringf("env:%s", items[ENTRY_NAME].str->data);
    add_call(text, "Set-Item -LiteralPath ", path, " -Value ", items[ENTRY_VALUE]);
}

/* A list holds entries, or the paths they would be made of. */
static void add_files(struct strbuf *text, const char *before, const struct array *list,
                      const struct type_info *type)
{
    for (size_t i = 0; i < list->len; i++) {
        struct value v = list->items[i];
        add_call(text, before, is_entry(v, type) ? entry_of(v)->items[ENTRY_VALUE] : v, NULL,
                 value_null());
    }
}

struct start_state start_state_of(struct value state)
{
    struct start_state start = { value_null(), NULL };
    struct strbuf text = STRBUF_INIT;
    if (!is_entry(state, &type_initial_session_state))
        return start;
    const struct value *lists = state_of(state)->items;
    for (size_t i = 0; i < lists[STATE_VARIABLES].array->len; i++)
        add_variable(&start, &text, lists[STATE_VARIABLES].array->items[i]);
    for (size_t i = 0; i < lists[STATE_ENVIRONMENT].array->len; i++)
        add_environment(&text, lists[STATE_ENVIRONMENT].array->items[i]);
    for (size_t i = 0; i < lists[STATE_COMMANDS].array->len; i++)
        add_command(&text, lists[STATE_COMMANDS].array->items[i]);
    add_files(&text, "Update-TypeData -AppendPath ", lists[STATE_TYPES].array, &type_types_entry);
    add_files(&text, "Update-FormatData -AppendPath ", lists[STATE_FORMATS].array,
              &type_format_entry);
    for (size_t i = 0; i < lists[STATE_MODULES].array->len; i++)
        add_call(&text, "Import-Module -Name ", lists[STATE_MODULES].array->items[i], NULL,
                 value_null());
    for (size_t i = 0; i < lists[STATE_SCRIPTS].array->len; i++)
        add_call(&text, ". ", lists[STATE_SCRIPTS].array->items[i], NULL, value_null());
    start.script = text.len ? strbuf_detach(&text, NULL) : NULL;
    strbuf_release(&text);
    return start;
}

void start_state_release(struct start_state *start)
{
    value_clear(&start->variables);
    free(STEAL(start->script));
}
