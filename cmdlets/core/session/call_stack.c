/* Get-PSCallStack */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/result_types.h"
#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/syntax/language_object.h"

struct call_frame {
    char *function, *arguments;
    struct ast *ast; /* reference, or NULL */
    uint32_t start, end;
};

static void call_frame_destroy(struct object *o)
{
    struct call_frame *c = object_payload(o);
    free(c->function);
    free(c->arguments);
    ast_unref(c->ast);
}

static const char *file_of(const struct call_frame *c)
{
    return c->ast ? c->ast->file : NULL;
}

static const char *leaf_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static uint32_t line_of(const struct call_frame *c)
{
    return c->ast ? ast_position(c->ast, c->start).line : 0;
}

enum {
    FRAME_COMMAND,
    FRAME_ARGUMENTS,
    FRAME_LOCATION,
    FRAME_FILE,
    FRAME_LINE,
    FRAME_FUNCTION,
    FRAME_POSITION
};

GETTER(call_frame_get)
{
    (void)err;
    const struct call_frame *c = object_payload(self.object);
    const char *file = file_of(c);
    switch (p->data) {
    case FRAME_COMMAND:
        *out = value_string(*c->function == '<' && file ? leaf_of(file) : c->function);
        break;
    case FRAME_ARGUMENTS:
        *out = value_string(c->arguments);
        break;
    case FRAME_LOCATION:
        *out = file ? value_stringf("%s: line %u", leaf_of(file), line_of(c))
                    : value_string("<No file>");
        break;
    case FRAME_FILE:
        *out = file ? value_string(file) : value_null();
        break;
    case FRAME_LINE:
        *out = value_int((int32_t)line_of(c));
        break;
    case FRAME_FUNCTION:
        *out = value_string(c->function);
        break;
    default:
        *out = c->ast ? script_extent_new(c->ast, c->start, c->end) : value_null();
        break;
    }
    return 0;
}

static int call_frame_text(struct value self, struct strbuf *out)
{
    const struct call_frame *c = object_payload(self.object);
    const char *file = file_of(c);
    strbuf_addf(out, "at %s, %s: line %u", c->function, file ? file : "<No file>", line_of(c));
    return 0;
}

static const struct property call_frame_props[] = {
    PROPERTY_DATA("FunctionName", "string", call_frame_get, FRAME_FUNCTION),
    PROPERTY_DATA("Command", "string", call_frame_get, FRAME_COMMAND),
    PROPERTY_DATA("Location", "string", call_frame_get, FRAME_LOCATION),
    PROPERTY_DATA("Arguments", "string", call_frame_get, FRAME_ARGUMENTS),
    PROPERTY_DATA("ScriptName", "string", call_frame_get, FRAME_FILE),
    PROPERTY_DATA("ScriptLineNumber", "int", call_frame_get, FRAME_LINE),
    PROPERTY_DATA("Position", "System.Management.Automation.Language.IScriptExtent", call_frame_get,
                  FRAME_POSITION),
};
static const struct view_column call_frame_columns[] = {
    { .property = "Command" },
    { .property = "Arguments" },
    { .property = "Location" },
};
static const struct view call_frame_table = { .columns = call_frame_columns,
                                              .ncolumns = ARRAY_SIZE(call_frame_columns) };
const struct type_info type_call_frame = {
    .name = "System.Management.Automation.CallStackFrame",
    .base = &type_object,
    PROPS(call_frame_props),
    .table = &call_frame_table,
    .payload_size = sizeof(struct call_frame),
    .destroy = call_frame_destroy,
    .to_string = call_frame_text,
};

/* {a=1, b=x, y}: the parameters as they were bound, and what was left over. */
static char *arguments_of(struct session *s, struct frame *f)
{
    struct strbuf text = STRBUF_INIT;
    const struct function_params *p = f->code->params;
    size_t shown = 0;
    strbuf_addch(&text, '{');
    for (size_t i = 0; p && i < p->nitems && i < f->nbound; i++) {
        if (f->bound[i].kind == V_NULL && f->bound[i].aux == VALUE_NOTHING)
            continue;
        strbuf_addf(&text, "%s%s=", shown++ ? ", " : "", p->items[i].name->text);
        value_to_strbuf(f->bound[i], &text);
    }
    AUTO_VALUE rest = value_null();
    if (!automatic_get(s, f, AUTO_ARGS, &rest))
        rest = value_null();
    for (size_t i = 0; rest.kind == V_ARRAY && i < rest.array->len; i++) {
        strbuf_adds(&text, shown++ ? ", " : "");
        if (value_truth(rest.array->items[i]))
            value_to_strbuf(rest.array->items[i], &text);
        else
            strbuf_adds(&text, "$null");
    }
    strbuf_addch(&text, '}');
    return strbuf_detach(&text, NULL);
}

static enum status call_stack_end(struct invocation *inv)
{
    struct session *s = inv->session;
    struct position at = s->position;
    struct frame *f = s->frame;
    if (f && s->debug.stops) { /* what is typed at the debugger's prompt is no call of the script */
        at = f->call_position;
        f = f->up;
    }
    for (; f; f = f->up) {
        struct object *o = object_new(&type_call_frame);
        struct call_frame *c = object_payload(o);
        const struct ast_function *function = f->code->function;
        c->function = xstrdup(function ? function->name.s : "<ScriptBlock>");
        c->arguments = arguments_of(s, f);
        c->ast = at.ast ? ast_ref(at.ast) : NULL;
        c->start = at.start;
        c->end = at.end;
        AUTO_VALUE v = value_of_object(o);
        enum status st = emit(inv, v);
        if (st != ST_OK)
            return st;
        at = f->call_position;
    }
    return ST_OK;
}

static const char *const call_stack_aliases[] = { "gcs", NULL };
static const struct example call_stack_examples[] = {
    { .code = "function Get-Caller { (Get-PSCallStack)[1].Command }; function outer { Get-Caller "
              "}; outer",
      .remarks = "Who called a function.",
      .output = "outer" },
};

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "PSCallStack",
        .aliases = call_stack_aliases,
        .synopsis = "Shows the calls that are under way.",
        .description = "The innermost call comes first.",
        .output = "System.Management.Automation.CallStackFrame",
        .module = "Microsoft.PowerShell.Utility",
        .end = call_stack_end,
        .examples = call_stack_examples,
        .nexamples = ARRAY_SIZE(call_stack_examples),
    },
};
const struct cmdlet_group cmdlets_call_stack = { cmdlets, ARRAY_SIZE(cmdlets) };
