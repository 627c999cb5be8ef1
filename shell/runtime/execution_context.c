/* $ExecutionContext and the session states of modules. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "parser/parser.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/scope.h"

/* The state of a module (scope), or of whatever code runs (NULL). */
struct state_payload {
    struct session *session;
    struct scope *scope; /* reference */
};

static struct session *session_of(struct value self)
{
    return ((struct state_payload *)object_payload(self.object))->session;
}

static void state_destroy(struct object *o)
{
    scope_unref(((struct state_payload *)object_payload(o))->scope);
}

static struct value with_scope(const struct type_info *type, struct session *s, struct scope *scope)
{
    struct object *o = object_new(type);
    *(struct state_payload *)object_payload(o) =
        (struct state_payload){ s, scope ? scope_ref(scope) : NULL };
    return value_of_object(o);
}

static struct value path_full(const char *path)
{
    char cwd[PATH_MAX];
    const char *home = getenv("HOME");
    if (path[0] == '~' && (path[1] == '/' || !path[1]))
        return value_stringf("%s%s", home ? home : "", path + 1);
    if (path[0] == '/')
        return value_string(path);
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    if (!getcwd(cwd, sizeof(cwd)))
        return value_string(path);
    if (!*path || strcmp(path, ".") == 0)
        return value_string(cwd);
    return value_stringf("%s/%s", strcmp(cwd, "/") == 0 ? "" : cwd, path);
}

static int expand_string(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)n;
    struct session *s = session_of(self);
    AUTO_VALUE text = value_to_string(args[0]);
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum parse_status parsed = parse_expandable(text.str->data, text.str->len, &ast, &diag);
    if (parsed != PARSE_OK) {
        fail_with(err, "System.Management.Automation.ParseException", "ParseException", "%s",
                  diag.len ? diag.errors[0].message : "The text cannot be expanded.");
        parse_diag_release(&diag);
        ast_unref(ast);
        return -1;
    }
    parse_diag_release(&diag);
    struct code *code = code_new(s, ast, ast->root, NULL);
    ast_unref(ast);
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    enum status st;
    struct frame *f = frame_dot_acquire(s, code, NULL, &sink.sink, &st);
    if (f) {
        struct frame *saved = frame_enter(f);
        st = f->code->end ? exec_block(f, f->code->end) : ST_OK;
        s->frame = saved;
        frame_dot_release(f);
    }
    code_unref(code);
    *out = array_as_value_take(list);
    return st == ST_OK ? 0 : -1;
}

/* Where the arguments for the script begin: (script, args…), (script, useNewScope, results, input,
 * args…), (state, block, args…), (useLocalScope, block, input, args…); the script is at. */
static size_t first_argument(const struct value *args, size_t n, size_t at)
{
    if (at == 0)
        return n >= 4 && args[1].kind == V_BOOL ? 4 : 1;
    return at == 1 && args[0].kind == V_BOOL ? 3 : at + 1;
}

/* The block is found by its type. */
static int invoke_script(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    struct session *s = session_of(self);
    size_t at = 0;
    while (at < n && !scriptblock_of(args[at]))
        at++;
    AUTO_VALUE block = value_null();
    if (at == n) {
        AUTO_VALUE text = value_to_string(args[0]);
        at = 0;
        if (scriptblock_parse(s, text.str->data, text.str->len, NULL, &block, err) < 0)
            return -1;
    } else {
        block = value_ref(args[at]);
    }
    enum block_scope scope = BLOCK_NEW_SCOPE;
    size_t first = first_argument(args, n, at);
    size_t own_scope = at == 0 ? 1 : 0; /* where it says whether the script has one */
    if (first > at + 1 && !value_truth(args[own_scope]))
        scope = BLOCK_DOT;
    const struct value *items = args + (first < n ? first : n);
    size_t nitems = first < n ? n - first : 0;
    if (nitems == 1 && items->kind == V_ARRAY) {
        nitems = items->array->len;
        items = items->array->items;
    }
    struct array_sink sink;
    struct array *list = list_new(&type_list, NULL);
    array_sink_init(&sink, list);
    enum status st = scriptblock_invoke(s, scriptblock_of(block), scope, value_nothing(), items,
                                        nitems, &sink.sink);
    *out = value_of_array(list);
    return st == ST_OK ? 0 : -1;
}

static int new_block(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)n;
    AUTO_VALUE text = value_to_string(args[0]);
    return scriptblock_parse(session_of(self), text.str->data, text.str->len, NULL, out, err);
}

/* CommandTypes as a number, an enum or its name; all when absent. */
static unsigned command_kinds(const struct value *args, size_t n)
{
    int32_t kinds = COMMAND_ALL;
    if (n > 1) {
        AUTO_VALUE text = value_to_string(args[1]);
        if (enum_parse(&enum_command_types, text.str->data, text.str->len, &kinds) < 0)
            kinds = COMMAND_ALL;
    }
    return (unsigned)kinds & COMMAND_ALL;
}

static int get_command(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)err;
    const struct state_payload *p = object_payload(self.object);
    AUTO_VALUE name = value_to_string(args[0]);
    struct command c;
    struct scope *from = p->scope ? p->scope : scope_current(p->session);
    *out = value_null();
    if (name.str->len && command_find_from(p->session, from, name.str->data, name.str->len,
                                           command_kinds(args, n), false, &c))
        *out = command_info_new(p->session, &c);
    return 0;
}

static int get_cmdlet(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    struct value both[2] = { args[0], value_int(COMMAND_CMDLET) };
    (void)n;
    return get_command(self, both, 2, out, err);
}

struct command_search {
    struct session *session;
    struct array *out;
    const struct str *pattern;
    bool names;
};

static bool on_command(const struct command *c, void *data)
{
    struct command_search *q = data;
    if (text_wildcard_match(q->pattern->data, q->pattern->len, c->name, strlen(c->name), true))
        array_push_take(q->out, q->names ? value_string(c->name) : command_info_new(q->session, c));
    return true;
}

static int get_commands(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    struct command_search q = { session_of(self), array_new(4), name.str, false };
    command_each(q.session, command_kinds(args, n), on_command, &q);
    *out = value_of_array(q.out);
    return 0;
}

static int get_command_names(struct value self, const struct value *args, size_t n,
                             struct value *out, struct err **err)
{
    (void)err;
    (void)n;
    AUTO_VALUE name = value_to_string(args[0]);
    struct command_search q = { session_of(self), array_new(4), name.str, true };
    command_each(q.session, COMMAND_ALL, on_command, &q);
    *out = value_of_array(q.out);
    return 0;
}

static const struct method command_methods[] = {
    { "ExpandString", 1, 1, expand_string, "string ExpandString(string source)" },
    { "GetCmdlet", 1, 1, get_cmdlet,
      "System.Management.Automation.CmdletInfo GetCmdlet(string commandName)" },
    { "GetCommand", 2, 3, get_command,
      "System.Management.Automation.CommandInfo GetCommand(string commandName, "
      "System.Management.Automation.CommandTypes type)" },
    { "GetCommandName", 3, 3, get_command_names,
      "System.Collections.Generic.List[string] GetCommandName(string name, bool nameIsPattern, "
      "bool returnFullName)" },
    { "GetCommands", 3, 3, get_commands,
      "System.Collections.Generic.IEnumerable[System.Management.Automation.CommandInfo] "
      "GetCommands(string name, System.Management.Automation.CommandTypes commandTypes, bool "
      "nameIsPattern)" },
    { "InvokeScript", 1, -1, invoke_script,
      "System.Collections.ObjectModel.Collection[psobject] InvokeScript(string script)" },
    { "NewScriptBlock", 1, 1, new_block, "scriptblock NewScriptBlock(string scriptText)" },
};
/* A script block, or $null: none. */
static int action_get(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    (void)err;
    *out = value_ref(engine_action_get(session_of(self), (enum engine_action)p->data));
    return 0;
}

static int action_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    if (!value_is_null(v) && !scriptblock_of(v))
        return fail_no_cast(err, v, &type_scriptblock);
    engine_action_set(session_of(self), (enum engine_action)p->data, v);
    return 0;
}

#define ACTION(name_, args_, which_)                                                \
    {                                                                               \
        .name = (name_),                                                            \
        .type_name = "System.EventHandler[System.Management.Automation." args_ "]", \
        .get = action_get, .set = action_set, .data = (which_)                      \
    }
static const struct property command_props[] = {
    ACTION("CommandNotFoundAction", "CommandLookupEventArgs", ACTION_COMMAND_NOT_FOUND),
    ACTION("LocationChangedAction", "LocationChangedEventArgs", ACTION_LOCATION_CHANGED),
};
static const struct type_info type_command_intrinsics = {
    .name = "System.Management.Automation.CommandInvocationIntrinsics",
    .base = &type_object,
    .props = command_props,
    .nprops = ARRAY_SIZE(command_props),
    .methods = command_methods,
    .nmethods = ARRAY_SIZE(command_methods),
    .payload_size = sizeof(struct state_payload),
    .destroy = state_destroy,
};

/* ---- variables ---- */

/* Does code of this state run? Then its innermost scope is what is meant. */
static struct scope *scope_of(struct value self)
{
    const struct state_payload *p = object_payload(self.object);
    if (!p->scope)
        return scope_current(p->session);
    for (struct frame *f = p->session->frame; f; f = f->up)
        if (f->state == p->scope)
            return f->scope;
    return p->scope;
}

static bool lookup(struct value self, const struct str *name, struct value *out)
{
    struct session *s = session_of(self);
    struct name *n = names_find(s->names, name->data, name->len);
    if (!n || n->automatic || memchr(name->data, ':', name->len))
        return session_lookup_variable(s, name->data, name->len, out);
    struct variable *var = scope_find(scope_of(self), n);
    return var && variable_read(s, var, out);
}

static int variable_value(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    if (!lookup(self, name.str, out))
        *out = n > 1 ? value_ref(args[1]) : value_null();
    return 0;
}

static int variable_get_object(struct value self, const struct value *args, size_t n,
                               struct value *out, struct err **err)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]), v = value_null();
    struct session *s = session_of(self);
    if (!lookup(self, name.str, &v)) {
        *out = value_null();
        return 0;
    }
    static const char *const types[] = { "System.Management.Automation.PSVariable", NULL };
    struct object *o = object_new_custom(s->shapes);
    object_set_type_names(o, types);
    object_set_note_take(o, s->shapes, "Name", value_ref(name));
    object_set_note_take(o, s->shapes, "Value", value_ref(v));
    *out = value_of_object(o);
    return 0;
}

static int variable_put(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)out;
    AUTO_VALUE name = value_null(), v = value_null();
    if (n == 1) {
        if (member_get(args[0], "Name", &name, err) < 0 ||
            member_get(args[0], "Value", &v, err) < 0)
            return -1;
    } else {
        name = value_to_string(args[0]);
        v = value_ref(args[1]);
    }
    struct session *s = session_of(self);
    struct name *interned = names_intern(s->names, name.str->data, name.str->len);
    if (interned->automatic || memchr(name.str->data, ':', name.str->len))
        return variable_assign_take(s, NULL, name.str->data, name.str->len, STEAL_VALUE(v), err);
    struct variable *var = scope_find(scope_of(self), interned);
    if (!var)
        var = scope_target(scope_of(self), interned);
    return variable_set_take(s, var, STEAL_VALUE(v), err);
}

static int variable_remove(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    struct session *s = session_of(self);
    struct name *interned = names_find(s->names, name.str->data, name.str->len);
    struct variable *var = interned ? scope_find(scope_of(self), interned) : NULL;
    if (var)
        variable_unset(s, var);
    return 0;
}

static const struct method variable_methods[] = {
    { "Get", 1, 1, variable_get_object, "psvariable Get(string name)" },
    { "GetValue", 1, 2, variable_value, "System.Object GetValue(string name)" },
    { "Set", 1, 2, variable_put, "void Set(string name, System.Object value)" },
    { "Remove", 1, 1, variable_remove, "void Remove(string name)" },
};
static const struct type_info type_variable_intrinsics = {
    .name = "System.Management.Automation.PSVariableIntrinsics",
    .base = &type_object,
    .methods = variable_methods,
    .nmethods = ARRAY_SIZE(variable_methods),
    .payload_size = sizeof(struct state_payload),
    .destroy = state_destroy,
};

/* ---- paths ---- */

static int path_provider(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE text = value_to_string(args[0]);
    *out = path_full(text.str->data);
    return 0;
}

int paths_matching(struct session *s, struct value path, struct value *out, struct err **err)
{
    AUTO_VALUE text = value_to_string(path), block = value_null();
    static const char source[] =
        "param($p) foreach ($i in Resolve-Path -Path $p -ErrorAction Stop) { $i.ProviderPath }";
    if (scriptblock_parse(s, source, sizeof(source) - 1, NULL, &block, err) < 0)
        return -1;
    struct array_sink sink;
    struct array *list = list_new(&type_list, NULL);
    array_sink_init(&sink, list);
    *out = value_of_array(list);
    enum status st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, value_nothing(),
                                        &text, 1, &sink.sink);
    return st == ST_OK ? 0 : -1;
}

static int path_resolved(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)n;
    return paths_matching(session_of(self), args[0], out, err);
}

static int path_combine(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE a = value_to_string(args[0]), b = value_to_string(args[1]);
    size_t len = a.str->len;
    while (len > 1 && a.str->data[len - 1] == '/')
        len--;
    *out = value_stringf("%.*s%s%s", (int)len, a.str->data,
                         len && a.str->data[len - 1] == '/' ? "" : "/",
                         b.str->data + (b.str->len && b.str->data[0] == '/'));
    return 0;
}

static int path_parent(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE a = value_to_string(args[0]);
    const char *slash = strrchr(a.str->data, '/');
    *out = slash ? value_string_len(a.str->data,
                                    slash == a.str->data ? 1 : (size_t)(slash - a.str->data))
                 : value_string("");
    return 0;
}

static int path_leaf(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE a = value_to_string(args[0]);
    const char *slash = strrchr(a.str->data, '/');
    *out = value_string(slash ? slash + 1 : a.str->data);
    return 0;
}

static int path_location(struct value self, const struct property *p, struct value *out,
                         struct err **err)
{
    (void)p;
    (void)err;
    if (!session_lookup_variable(session_of(self), "PWD", 3, out))
        *out = value_null();
    return 0;
}

static const struct method path_methods[] = {
    { "GetUnresolvedProviderPathFromPSPath", 1, 3, path_provider,
      "string GetUnresolvedProviderPathFromPSPath(string path)" },
    { "GetResolvedPSPathFromPSPath", 1, 1, path_resolved,
      "System.Collections.ObjectModel.Collection[System.Management.Automation.PathInfo] "
      "GetResolvedPSPathFromPSPath(string path)" },
    { "GetResolvedProviderPathFromPSPath", 1, 2, path_resolved,
      "System.Collections.ObjectModel.Collection[string] "
      "GetResolvedProviderPathFromPSPath(string path)" },
    { "Combine", 2, 2, path_combine, "string Combine(string parent, string child)" },
    { "ParseParent", 1, 2, path_parent, "string ParseParent(string path, string root)" },
    { "ParseChildName", 1, 1, path_leaf, "string ParseChildName(string path)" },
};
static const struct property path_props[] = {
    { .name = "CurrentLocation",
      .type_name = "System.Management.Automation.PathInfo",
      .get = path_location },
    { .name = "CurrentFileSystemLocation",
      .type_name = "System.Management.Automation.PathInfo",
      .get = path_location },
};
static int path_text(struct value self, struct strbuf *out)
{
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    path_location(self, NULL, &v, &err);
    value_to_strbuf(v, out);
    return 0;
}
static const struct type_info type_path_intrinsics = {
    .name = "System.Management.Automation.PathIntrinsics",
    .base = &type_object,
    .props = path_props,
    .nprops = ARRAY_SIZE(path_props),
    .methods = path_methods,
    .nmethods = ARRAY_SIZE(path_methods),
    .payload_size = sizeof(struct state_payload),
    .destroy = state_destroy,
    .to_string = path_text,
};

/* ---- session states ---- */

enum state_field { STATE_VARIABLES, STATE_PATH, STATE_MODULE, STATE_COMMANDS, STATE_MODE };

static int state_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    const struct state_payload *state = object_payload(self.object);
    switch ((enum state_field)p->data) {
    case STATE_VARIABLES:
        *out = with_scope(&type_variable_intrinsics, state->session, state->scope);
        break;
    case STATE_PATH:
        *out = with_scope(&type_path_intrinsics, state->session, state->scope);
        break;
    case STATE_MODULE:
        *out = state->scope ? value_ref(state->scope->module) : value_null();
        break;
    case STATE_COMMANDS:
        *out = with_scope(&type_command_intrinsics, state->session, state->scope);
        break;
    case STATE_MODE:
        *out = value_string("FullLanguage");
        break;
    }
    return 0;
}

#define STATE_PROP(name_, type_, field_)                                          \
    {                                                                             \
        .name = (name_), .type_name = (type_), .get = state_get, .data = (field_) \
    }
static const struct property state_props[] = {
    STATE_PROP("InvokeCommand", "System.Management.Automation.CommandInvocationIntrinsics",
               STATE_COMMANDS),
    STATE_PROP("LanguageMode", "System.Management.Automation.PSLanguageMode", STATE_MODE),
    STATE_PROP("Module", "psmoduleinfo", STATE_MODULE),
    STATE_PROP("Path", "System.Management.Automation.PathIntrinsics", STATE_PATH),
    STATE_PROP("PSVariable", "System.Management.Automation.PSVariableIntrinsics", STATE_VARIABLES),
};
/* One session's code outside modules has one state. */
static bool state_equals(struct value a, struct value b)
{
    if (b.kind != V_OBJECT || b.object->type != a.object->type)
        return false;
    const struct state_payload *x = object_payload(a.object), *y = object_payload(b.object);
    return x->session == y->session && x->scope == y->scope;
}

static const struct type_info type_session_state = {
    .name = "System.Management.Automation.SessionState",
    .base = &type_object,
    .equals = state_equals,
    .props = state_props,
    .nprops = ARRAY_SIZE(state_props),
    .payload_size = sizeof(struct state_payload),
    .destroy = state_destroy,
};

struct value session_state_new(struct session *s, struct scope *scope)
{
    return with_scope(&type_session_state, s, scope);
}

static int context_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)err;
    struct session *s = session_of(self);
    struct scope *state = s->frame ? s->frame->state : NULL;
    *out = p->data == 0   ? host_object_new(s)
           : p->data == 1 ? with_scope(&type_command_intrinsics, s, state)
                          : with_scope(&type_session_state, s, state);
    return 0;
}

static const struct property context_props[] = {
    { .name = "Host",
      .type_name = "System.Management.Automation.Host.PSHost",
      .get = context_get,
      .data = 0 },
    { .name = "InvokeCommand",
      .type_name = "System.Management.Automation.CommandInvocationIntrinsics",
      .get = context_get,
      .data = 1 },
    { .name = "SessionState",
      .type_name = "System.Management.Automation.SessionState",
      .get = context_get,
      .data = 2 },
};
static const struct type_info type_engine_intrinsics = {
    .name = "System.Management.Automation.EngineIntrinsics",
    .base = &type_object,
    .props = context_props,
    .nprops = ARRAY_SIZE(context_props),
    .payload_size = sizeof(struct state_payload),
};

struct value execution_context_new(struct session *s)
{
    return with_scope(&type_engine_intrinsics, s, NULL);
}
