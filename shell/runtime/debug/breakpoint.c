#include "shell/runtime/debug/breakpoint.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/debug/debugger.h"

static const struct enum_member access_members[] = {
    { "Read", ACCESS_READ },
    { "Write", ACCESS_WRITE },
    { "ReadWrite", ACCESS_READ_WRITE },
};
ENUM_TYPE(variable_access_mode, "System.Management.Automation.VariableAccessMode", access_members,
          false);
static const struct enum_member type_members[] = {
    { "Line", BREAK_LINE },
    { "Variable", BREAK_VARIABLE },
    { "Command", BREAK_COMMAND },
};
ENUM_TYPE(breakpoint_type, "Microsoft.PowerShell.Commands.BreakpointType", type_members, false);

struct breakpoint *breakpoint_of(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_breakpoint)
               ? object_payload(v.object)
               : NULL;
}

static void breakpoint_destroy(struct object *o)
{
    struct breakpoint *b = object_payload(o);
    free(b->script);
    free(b->name);
    value_unref(b->action);
}

/* ---- as scripts see them ---- */

enum { BP_ID, BP_SCRIPT, BP_ENABLED, BP_HITS, BP_ACTION, BP_LINE, BP_COLUMN, BP_NAME, BP_ACCESS };

static struct value text_or_null(const char *text)
{
    return text ? value_string(text) : value_null();
}

GETTER(breakpoint_get)
{
    (void)err;
    const struct breakpoint *b = object_payload(self.object);
    switch (p->data) {
    case BP_ID:
        *out = value_int(b->id);
        break;
    case BP_SCRIPT:
        *out = text_or_null(b->script);
        break;
    case BP_ENABLED:
        *out = value_bool(b->enabled);
        break;
    case BP_HITS:
        *out = value_int(b->hits);
        break;
    case BP_ACTION:
        *out = value_ref(b->action);
        break;
    case BP_LINE:
        *out = value_int(b->line);
        break;
    case BP_COLUMN:
        *out = value_int(b->column);
        break;
    case BP_NAME:
        *out = text_or_null(b->name);
        break;
    default:
        *out = value_enum(&enum_variable_access_mode, b->access);
        break;
    }
    return 0;
}

static int breakpoint_text(struct value self, struct strbuf *out)
{
    const struct breakpoint *b = object_payload(self.object);
    switch (b->kind) {
    case BREAK_LINE:
        strbuf_addf(out, "Line breakpoint on '%s:%d", b->script, b->line);
        if (b->column)
            strbuf_addf(out, ", %d", b->column);
        strbuf_addch(out, '\'');
        break;
    case BREAK_COMMAND:
        strbuf_addf(out, "Command breakpoint on '%s%s%s'", b->script ? b->script : "",
                    b->script ? ":" : "", b->name);
        break;
    case BREAK_VARIABLE:
        strbuf_addf(out, "Variable breakpoint on '%s%s$%s' (%s access)", b->script ? b->script : "",
                    b->script ? ":" : "", b->name,
                    enum_name(&enum_variable_access_mode, b->access));
        break;
    }
    return 0;
}

static int leaf_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    const struct breakpoint *b = object_payload(self.object);
    const char *slash = b->script ? strrchr(b->script, '/') : NULL;
    *out = text_or_null(slash ? slash + 1 : b->script);
    return 0;
}

static const struct view_column breakpoint_columns[] = {
    { .label = "ID", .property = "Id", .width = 4, .align = ALIGN_RIGHT },
    { .label = "Script", .get = leaf_cell },
    { .property = "Line", .width = 4, .align = ALIGN_RIGHT },
    { .property = "Command" },
    { .property = "Variable" },
    { .property = "Action" },
};
static const struct view breakpoint_table = { .columns = breakpoint_columns,
                                              .ncolumns = ARRAY_SIZE(breakpoint_columns) };
#define ID_ITEM                         \
    {                                   \
        .label = "ID", .property = "Id" \
    }
#define STATE_ITEMS                                        \
    { .property = "Enabled" }, { .property = "HitCount" }, \
    {                                                      \
        .property = "Action"                               \
    }
static const struct view_column line_items[] = {
    ID_ITEM, { .property = "Script" }, { .property = "Line" }, { .property = "Column" }, STATE_ITEMS
};
static const struct view_column variable_items[] = {
    ID_ITEM, { .property = "Variable" }, { .property = "AccessMode" }, STATE_ITEMS
};
static const struct view_column command_items[] = { ID_ITEM,
                                                    { .property = "Command" },
                                                    STATE_ITEMS };
#define LIST_VIEW(id)                                             \
    static const struct view id##_list = { .columns = id##_items, \
                                           .ncolumns = ARRAY_SIZE(id##_items) }
LIST_VIEW(line);
LIST_VIEW(variable);
LIST_VIEW(command);

static const struct property breakpoint_props[] = {
    PROPERTY_DATA("Script", "string", breakpoint_get, BP_SCRIPT),
    PROPERTY_DATA("Enabled", "bool", breakpoint_get, BP_ENABLED),
    PROPERTY_DATA("HitCount", "int", breakpoint_get, BP_HITS),
    PROPERTY_DATA("Action", "scriptblock", breakpoint_get, BP_ACTION),
    PROPERTY_DATA("Id", "int", breakpoint_get, BP_ID),
};
const struct type_info type_breakpoint = {
    .name = "System.Management.Automation.Breakpoint",
    .base = &type_object,
    PROPS(breakpoint_props),
};
/* ---- constructors ---- */

char *breakpoint_text_arg(struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    return v.kind == V_NULL || !text.str->len ? NULL : xstrdup(text.str->data);
}

static void take_action(struct breakpoint *b, const struct value *args, size_t n, size_t at)
{
    if (n > at)
        b->action = value_ref(args[at]);
}

/* (script, line [, column] [, action]) */
CALL(line_new)
{
    (void)self;
    int32_t line, column = 0;
    bool has_column = n > 2 && args[2].kind == V_INT32;
    if (arg_int(args[1], &line, err) < 0 || (has_column && arg_int(args[2], &column, err) < 0))
        return -1;
    *out = breakpoint_new(BREAK_LINE);
    struct breakpoint *b = breakpoint_of(*out);
    b->script = breakpoint_text_arg(args[0]);
    b->line = line;
    b->column = column;
    take_action(b, args, n, has_column ? 3 : 2);
    return 0;
}

/* (script, variable, mode [, action]) */
CALL(variable_new)
{
    (void)self;
    int32_t access;
    if (arg_enum(args[2], &enum_variable_access_mode, &access, err) < 0)
        return -1;
    *out = breakpoint_new(BREAK_VARIABLE);
    struct breakpoint *b = breakpoint_of(*out);
    b->script = breakpoint_text_arg(args[0]);
    b->name = breakpoint_text_arg(args[1]);
    b->access = access;
    take_action(b, args, n, 3);
    return 0;
}

/* (script, pattern, command [, action]) */
CALL(command_new)
{
    (void)self;
    (void)err;
    *out = breakpoint_new(BREAK_COMMAND);
    struct breakpoint *b = breakpoint_of(*out);
    b->script = breakpoint_text_arg(args[0]);
    b->name = breakpoint_text_arg(args[2]);
    take_action(b, args, n, 3);
    return 0;
}

static const struct method line_statics[] = {
    METHOD("new", 2, 4, line_new,
           "System.Management.Automation.LineBreakpoint new(string script, int line, int column, "
           "scriptblock action)"),
};
static const struct method variable_statics[] = {
    METHOD("new", 3, 4, variable_new,
           "System.Management.Automation.VariableBreakpoint new(string script, string variable, "
           "System.Management.Automation.VariableAccessMode accessMode, scriptblock action)"),
};
static const struct method command_statics[] = {
    METHOD("new", 3, 4, command_new,
           "System.Management.Automation.CommandBreakpoint new(string script, "
           "System.Management.Automation.WildcardPattern command, string commandString, "
           "scriptblock action)"),
};

#define BREAKPOINT_TYPE(id, full_name)                \
    const struct type_info type_##id##_breakpoint = { \
        .name = full_name,                            \
        .base = &type_breakpoint,                     \
        PROPS(id##_props),                            \
        STATICS(id##_statics),                        \
        .payload_size = sizeof(struct breakpoint),    \
        .destroy = breakpoint_destroy,                \
        .to_string = breakpoint_text,                 \
        .table = &breakpoint_table,                   \
        .list = &id##_list,                           \
    }

static const struct property line_props[] = {
    PROPERTY_DATA("Column", "int", breakpoint_get, BP_COLUMN),
    PROPERTY_DATA("Line", "int", breakpoint_get, BP_LINE),
};
BREAKPOINT_TYPE(line, "System.Management.Automation.LineBreakpoint");
static const struct property variable_props[] = {
    PROPERTY_DATA("AccessMode", "System.Management.Automation.VariableAccessMode", breakpoint_get,
                  BP_ACCESS),
    PROPERTY_DATA("Variable", "string", breakpoint_get, BP_NAME),
};
BREAKPOINT_TYPE(variable, "System.Management.Automation.VariableBreakpoint");
static const struct property command_props[] = {
    PROPERTY_DATA("Command", "string", breakpoint_get, BP_NAME),
};
BREAKPOINT_TYPE(command, "System.Management.Automation.CommandBreakpoint");

struct value breakpoint_new(enum breakpoint_kind kind)
{
    static const struct type_info *const types[] = {
        [BREAK_LINE] = &type_line_breakpoint,
        [BREAK_VARIABLE] = &type_variable_breakpoint,
        [BREAK_COMMAND] = &type_command_breakpoint,
    };
    struct object *o = object_new(types[kind]);
    struct breakpoint *b = object_payload(o);
    b->kind = kind;
    b->enabled = true;
    b->action = value_null();
    return value_of_object(o);
}

/* ---- the list ---- */

size_t breakpoint_count(const struct session *s)
{
    return s->debug.breakpoints.kind == V_ARRAY ? s->debug.breakpoints.array->len : 0;
}

struct value breakpoint_at(const struct session *s, size_t i)
{
    return s->debug.breakpoints.array->items[i];
}

static size_t find(const struct session *s, struct value v)
{
    size_t i = 0, n = breakpoint_count(s);
    while (i < n && breakpoint_at(s, i).object != v.object)
        i++;
    return i;
}

void breakpoint_add(struct session *s, struct value v)
{
    if (s->debug.breakpoints.kind != V_ARRAY)
        s->debug.breakpoints = value_of_array(array_new(4));
    if (!breakpoint_of(v)->id)
        breakpoint_of(v)->id = ++s->debug.last_id;
    array_push(s->debug.breakpoints.array, v);
    debugger_refresh(s);
}

bool breakpoint_remove(struct session *s, struct value v)
{
    size_t i = find(s, v);
    if (i == breakpoint_count(s))
        return false;
    array_remove_range(s->debug.breakpoints.array, i, 1);
    debugger_refresh(s);
    return true;
}

bool breakpoint_enable(struct session *s, struct value v, bool enabled)
{
    if (find(s, v) == breakpoint_count(s))
        return false;
    breakpoint_of(v)->enabled = enabled;
    debugger_refresh(s);
    return true;
}
