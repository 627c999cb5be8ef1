#include "shell/runtime/error_record.h"

#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/error_detail.h"
#include "shell/runtime/error_parts.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

#define MAX_STACK_LINES 100

/* ---- ErrorRecord ---- */

enum record_field {
    RECORD_EXCEPTION,
    RECORD_TARGET,
    RECORD_CATEGORY,
    RECORD_ID,
    RECORD_DETAILS,
    RECORD_INVOCATION,
    RECORD_STACK,
    RECORD_ITERATION,
    RECORD_MESSAGE_DETAILS
};

static int record_get(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    (void)err;
    const struct error_record *r = object_payload(self.object);
    switch ((enum record_field)p->data) {
    case RECORD_EXCEPTION:
        *out = value_ref(r->exception);
        break;
    case RECORD_TARGET:
        *out = value_ref(r->target);
        break;
    case RECORD_CATEGORY:
        *out = category_info_new(r);
        break;
    case RECORD_ID:
        *out = value_string(r->id);
        break;
    case RECORD_DETAILS: {
        if (value_is_null(r->details) && !r->advice) {
            *out = value_null();
            break;
        }
        struct object *o = object_new(&type_error_details);
        struct error_details *d = object_payload(o);
        d->message = value_is_null(r->details) ? value_string(error_record_message(self))
                                               : value_ref(r->details);
        d->advice = xstrdup(r->advice);
        *out = value_of_object(o);
        break;
    }
    case RECORD_INVOCATION:
        *out = value_ref(r->invocation);
        break;
    case RECORD_STACK:
        *out = value_string(r->stack_trace ? r->stack_trace : "");
        break;
    case RECORD_MESSAGE_DETAILS: /* of exceptions that only other hosts throw */
        *out = value_null();
        break;
    case RECORD_ITERATION:
        *out = value_of_array(array_new(0));
        break;
    }
    return 0;
}

static int record_set_details(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    (void)p;
    (void)err;
    struct error_record *r = object_payload(self.object);
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    value_replace_take(&r->details, value_is_null(v) ? value_null() : value_string_take(&text));
    if (v.kind == V_OBJECT && v.object->type == &type_error_details) {
        const struct error_details *d = object_payload(v.object);
        free(r->advice);
        r->advice = xstrdup(d->advice ? d->advice : "");
    }
    return 0;
}

static const struct property record_props[] = {
    { .name = "PSMessageDetails",
      .type_name = "System.Object",
      .get = record_get,
      .data = RECORD_MESSAGE_DETAILS,
      .kind = PROPERTY_SCRIPT,
      .source =
          "& { Set-StrictMode -Version 1; $this.Exception.InnerException.PSMessageDetails }" },
    { .name = "Exception",
      .type_name = "System.Exception",
      .get = record_get,
      .data = RECORD_EXCEPTION },
    { .name = "TargetObject",
      .type_name = "System.Object",
      .get = record_get,
      .data = RECORD_TARGET },
    { .name = "CategoryInfo",
      .type_name = "System.Management.Automation.ErrorCategoryInfo",
      .get = record_get,
      .data = RECORD_CATEGORY },
    { .name = "FullyQualifiedErrorId",
      .type_name = "string",
      .get = record_get,
      .data = RECORD_ID },
    { .name = "ErrorDetails",
      .type_name = "System.Management.Automation.ErrorDetails",
      .get = record_get,
      .set = record_set_details,
      .data = RECORD_DETAILS },
    { .name = "InvocationInfo",
      .type_name = "System.Management.Automation.InvocationInfo",
      .get = record_get,
      .data = RECORD_INVOCATION },
    { .name = "ScriptStackTrace", .type_name = "string", .get = record_get, .data = RECORD_STACK },
    { .name = "PipelineIterationInfo",
      .type_name = "System.Collections.ObjectModel.ReadOnlyCollection[int]",
      .get = record_get,
      .data = RECORD_ITERATION },
};

static int record_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, error_record_message(self));
    return 0;
}

static void record_destroy(struct object *o)
{
    struct error_record *r = object_payload(o);
    value_unref(r->exception);
    value_unref(r->target);
    value_unref(r->details);
    value_unref(r->invocation);
    free(r->activity);
    free(r->reason);
    free(r->target_name);
    free(r->target_type);
    free(r->id);
    free(r->advice);
    free(r->stack_trace);
}

static void set_target(struct error_record *r, struct value target, const char *name)
{
    r->target = value_ref(target);
    AUTO_STRBUF text = STRBUF_INIT;
    if (name)
        strbuf_adds(&text, name);
    else if (!value_is_null(target))
        value_to_strbuf(target, &text);
    r->target_name = xstrdup(text.buf);
    const char *type = value_is_null(target) ? "" : value_type_of(target)->name;
    const char *dot = strrchr(type, '.');
    r->target_type = xstrdup(dot ? dot + 1 : type);
    if (name && value_is_null(target) && *name) {
        free(r->target_type);
        r->target_type = xstrdup("String");
    }
}

static void set_exception_take(struct error_record *r, struct value exception)
{
    r->exception = exception;
    const char *name = exception_type_name(exception);
    const char *dot = strrchr(name, '.');
    free(r->reason);
    r->reason = xstrdup(dot ? dot + 1 : name);
}

/* [System.Management.Automation.ErrorRecord]::new(exception, id, category, target) */
static int record_new(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)self;
    (void)n;
    int32_t category = 0;
    if (!value_is_exception(args[0]))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Cannot convert argument \"exception\" to type \"System.Exception\".");
    if (value_to_enum(args[2], &enum_error_category, &category, err) < 0)
        return -1;
    AUTO_STRBUF id = STRBUF_INIT;
    value_to_strbuf(args[1], &id);
    struct object *o = object_new(&type_error_record);
    struct error_record *r = object_payload(o);
    set_exception_take(r, value_ref(args[0]));
    set_target(r, args[3], NULL);
    r->category = (enum error_category)category;
    r->id = xstrdup(id.buf);
    r->activity = xstrdup("");
    *out = value_of_object(o);
    return 0;
}

static const struct method record_statics[] = {
    { "new", 4, 4, record_new,
      "System.Management.Automation.ErrorRecord new(System.Exception exception, string errorId, "
      "System.Management.Automation.ErrorCategory errorCategory, System.Object targetObject)" },
};

const struct type_info type_error_record = {
    .name = "System.Management.Automation.ErrorRecord",
    .base = &type_object,
    .props = record_props,
    .nprops = ARRAY_SIZE(record_props),
    .statics = record_statics,
    .nstatics = ARRAY_SIZE(record_statics),
    .payload_size = sizeof(struct error_record),
    .destroy = record_destroy,
    .to_string = record_to_string,
};

const struct type_info type_extended_error = {
    .name = "System.Management.Automation.ErrorRecord#PSExtendedError",
    .base = &type_error_record,
    .payload_size = sizeof(struct error_record),
    .destroy = record_destroy,
    .to_string = record_to_string,
};

struct error_record *error_record_of(struct value v)
{
    if (v.kind != V_OBJECT ||
        (v.object->type != &type_error_record && v.object->type != &type_extended_error))
        return NULL;
    return object_payload(v.object);
}

const char *error_record_message(struct value record)
{
    const struct error_record *r = error_record_of(record);
    if (!r)
        return "";
    if (r->details.kind == V_STRING)
        return r->details.str->data;
    const struct exception *e = exception_of(r->exception);
    return e && e->message.kind == V_STRING ? e->message.str->data : "";
}

char *error_class_of_cmdlet(const struct cmdlet *c)
{
    AUTO_STRBUF noun = STRBUF_INIT;
    strbuf_adds(&noun, c->noun);
    if (c->module && text_caseeq(c->module, "Hyper-V"))
        return xasprintf("Microsoft.HyperV.PowerShell.Commands.%s%s", c->verb, noun.buf);
    /* Functions of a module in PowerShell: their names stand there. */
    if (c->module && text_caseeq(c->module, "Microsoft.PowerShell.Archive"))
        return xasprintf("%s-%s", c->verb, noun.buf);
    /* The classes whose names are not made of verb and noun. */
    static const struct {
        const char *verb, *noun, *class_name;
    } others[] = {
        { "Format", "Hex", "FormatHex" },
        { "Import", "LocalizedData", "ImportLocalizedData" },
        { "Join", "String", "Utility.JoinStringCommand" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        if (strcmp(c->verb, others[i].verb) == 0 && strcmp(c->noun, others[i].noun) == 0)
            return xasprintf("Microsoft.PowerShell.Commands.%s", others[i].class_name);
    return xasprintf("Microsoft.PowerShell.Commands.%s%sCommand", c->verb, noun.buf);
}

/* The stage whose C code is running: its command names the error. */
static struct stage *running_cmdlet(const struct session *s)
{
    struct stage *stage = s->stage;
    return stage && stage->inv.cmdlet && stage->script_depth == 0 ? stage : NULL;
}

static struct error_record *record_copy(const struct error_record *r, struct value exception,
                                        struct value *out)
{
    struct object *o = object_new(&type_error_record);
    struct error_record *copy = object_payload(o);
    *out = value_of_object(o);
    copy->exception = value_ref(exception);
    copy->target = value_ref(r->target);
    copy->details = value_ref(r->details);
    copy->invocation = value_ref(r->invocation);
    copy->category = r->category;
    copy->activity = xstrdup(r->activity);
    copy->reason = xstrdup(r->reason);
    copy->target_name = xstrdup(r->target_name);
    copy->target_type = xstrdup(r->target_type);
    copy->id = xstrdup(r->id);
    copy->advice = xstrdup(r->advice);
    copy->stack_trace = xstrdup(r->stack_trace);
    copy->depth = r->depth;
    copy->thrown = r->thrown;
    copy->stopped = r->stopped;
    copy->reported = true;
    return copy;
}

struct value error_record_of_inner(struct value record)
{
    const struct error_record *r = error_record_of(record);
    const struct exception *e = r ? exception_of(r->exception) : NULL;
    if (!e || !value_is_exception(e->inner))
        return value_ref(record);
    struct value copy;
    record_copy(r, e->inner, &copy);
    return copy;
}

struct value error_record_uncaught(struct value record)
{
    static const char runtime[] = "System.Management.Automation.RuntimeException";
    const struct error_record *r = error_record_of(record);
    if (!r || r->thrown || r->category != EC_NOT_SPECIFIED || *r->activity ||
        !exception_is(r->exception, runtime, sizeof(runtime) - 1))
        return value_ref(record);
    struct value copy;
    struct error_record *c = record_copy(r, r->exception, &copy);
    free(c->reason);
    c->reason = xstrdup("ParentContainsErrorRecordException");
    return copy;
}

/* "at f, /path/x.ps1: line 3" per running frame, the innermost first. */
static void add_stack_trace(const struct session *s, struct error_record *r)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct position p = s->position;
    size_t shown = 0;
    r->depth = frame_depth(s->frame);
    for (const struct frame *f = s->frame; f && p.ast && shown < MAX_STACK_LINES; f = f->up) {
        const struct ast_function *function = f->code->function;
        strbuf_addf(&text, "%sat %s, %s: line %u", shown++ ? "\n" : "",
                    function ? function->name.s : "<ScriptBlock>",
                    p.ast->file ? p.ast->file : "<No file>", ast_position(p.ast, p.start).line);
        p = f->call_position;
    }
    if (!shown && p.ast)
        strbuf_addf(&text, "at <ScriptBlock>, %s: line %u", p.ast->file ? p.ast->file : "<No file>",
                    ast_position(p.ast, p.start).line);
    if (text.len)
        r->stack_trace = strbuf_detach(&text, NULL);
}

/* name: what stands behind the id from now on. */
static void set_command(struct session *s, struct error_record *r, const struct stage *stage,
                        struct position position, const char *name)
{
    AUTO_VALUE command = command_info_new(s, &stage->command);
    struct invocation_details d = { .command = command,
                                    .name = stage->name ? stage->name : "",
                                    .position = position,
                                    .pipeline_length = 1,
                                    .pipeline_position = 1 };
    value_replace_take(&r->invocation, invocation_info_new(&d));
    if (*d.name) {
        char *id = xasprintf("%s,%s", r->id, name);
        free(r->id);
        r->id = id;
        if (!*r->activity) {
            free(r->activity);
            r->activity = xstrdup(d.name);
        }
    }
    if (!r->stack_trace)
        add_stack_trace(s, r);
}

void error_record_by_throw(struct session *s, struct value record)
{
    struct error_record *r = error_record_of(record);
    if (!r || !value_is_null(r->invocation))
        return;
    struct invocation_details d = { .position = s->position };
    r->invocation = invocation_info_new(&d);
    if (!r->stack_trace)
        add_stack_trace(s, r);
}

struct value error_record_without_command(struct value record)
{
    const struct error_record *r = error_record_of(record);
    if (!r || !invocation_info_has_command(r->invocation))
        return value_ref(record);
    struct value copy;
    struct error_record *c = record_copy(r, r->exception, &copy);
    const char *name = invocation_info_name(r->invocation);
    char *comma = strrchr(c->id, ',');
    if (comma)
        *comma = '\0';
    if (name && strcmp(c->activity, name) == 0)
        *c->activity = '\0';
    value_clear(&c->invocation);
    c->reported = false;
    return copy;
}

void error_record_by_command(struct session *s, struct value record, const struct stage *stage)
{
    struct error_record *r = error_record_of(record);
    if (r && value_is_null(r->invocation))
        set_command(s, r, stage, stage->position, stage->name);
}

void error_record_by_cmdlet(struct session *s, struct value record, const struct stage *stage)
{
    struct error_record *r = error_record_of(record);
    struct position position = stage->position;
    if (!r || invocation_info_has_command(r->invocation) || strcmp(r->id, "CallDepthOverflow") == 0)
        return;
    AUTO_FREE char *class_name = error_class_of_cmdlet(stage->inv.cmdlet);
    (void)invocation_info_position(r->invocation, &position);
    set_command(s, r, stage, position, class_name);
}

/* The InvocationInfo of the running function; false outside any. */
static bool caller_invocation(struct session *s, struct value *out)
{
    struct command c;
    AUTO_VALUE info = value_null();
    AUTO_VALUE command = value_null();
    AUTO_ERR *err = NULL;
    if (!session_lookup_variable(s, "MyInvocation", 12, &info) ||
        member_get(info, "MyCommand", &command, &err) != 0 || !command_info_get(command, &c) ||
        !(c.kind & (COMMAND_FUNCTION | COMMAND_FILTER)))
        return false;
    *out = value_ref(info);
    return true;
}

static void add_invocation(struct session *s, struct error_record *r, struct stage *stage,
                           const struct error_spec *spec)
{
    struct invocation_details d = { .position = s->position };
    struct value command = value_null();
    if (stage) {
        command = command_info_new(s, &stage->command);
        d.name = stage->name;
        d.command = command;
        d.pipeline_position = (int)stage->index + 1;
        d.pipeline_length = stage->last ? d.pipeline_position : d.pipeline_position + 1;
        d.expecting_input = stage->inv.expects_input;
    } else {
        d.name = spec->invocation_name ? spec->invocation_name : spec->activity;
    }
    r->invocation = invocation_info_new(&d);
    value_unref(command);
}

struct value error_record_new(struct session *s, const struct error_spec *spec)
{
    struct object *o = object_new(&type_error_record);
    struct error_record *r = object_payload(o);
    struct stage *stage = spec->no_command ? NULL : running_cmdlet(s);
    if (!value_is_null(spec->exception_object))
        set_exception_take(r, value_ref(spec->exception_object));
    else
        set_exception_take(r, exception_new(spec->exception ? spec->exception : "System.Exception",
                                            spec->message ? spec->message : "", value_null()));
    if (!value_is_null(spec->exception_object) && spec->message)
        r->details = value_string(spec->message);
    set_target(r, spec->target, spec->target_name);
    r->category = spec->category;
    if (spec->reason) {
        free(r->reason);
        r->reason = xstrdup(spec->reason);
    }
    if (spec->target_type) {
        free(r->target_type);
        r->target_type = xstrdup(spec->target_type);
    }
    const char *activity = spec->activity ? spec->activity : stage ? stage->name : "";
    r->activity = xstrdup(activity);
    r->advice = xstrdup(spec->advice);
    const char *id = spec->id ? spec->id : r->reason;
    if (stage) {
        AUTO_FREE char *class_name = error_class_of_cmdlet(stage->inv.cmdlet);
        r->id = xasprintf("%s,%s", id, class_name);
    } else if (!spec->no_command && *activity) {
        r->id = xasprintf("%s,%s", id, activity);
    } else {
        r->id = xstrdup(id);
    }
    if (!spec->as_caller || !caller_invocation(s, &r->invocation)) {
        add_invocation(s, r, stage, spec);
    } else { /* f: message, and ",f" behind the id */
        char *whole = xasprintf("%s,%s", r->id, invocation_info_name(r->invocation));
        free(r->id);
        r->id = whole;
    }
    add_stack_trace(s, r);
    struct exception *e = exception_of(r->exception);
    if (e && r->stack_trace && value_is_null(e->stack_trace))
        e->stack_trace = value_string(r->stack_trace);
    if (e && value_is_null(e->extra) && e->type == &type_ex_command_not_found)
        e->extra = value_ref(spec->target);
    for (struct exception *x = e; x; x = exception_of(x->inner)) /* a method's error is around it */
        if (value_is_null(x->extra) && x->type == &type_ex_parse)
            x->extra = value_ref(s->eval->parse_errors);
    return value_of_object(o);
}

struct value error_record_from_exception(struct session *s, struct value exception)
{
    struct error_spec spec = { .exception_object = exception };
    const char *name = exception_type_name(exception);
    spec.id = name;
    spec.no_command = true;
    return error_record_new(s, &spec);
}

struct value error_record_behind(struct session *s, struct value exception)
{
    const struct array *known = s->error_list.kind == V_ARRAY ? s->error_list.array : NULL;
    const struct exception *own = exception_of(exception);
    if (own && error_record_of(own->extra)) /* of what the error action Stop raised */
        return value_ref(own->extra);
    for (size_t i = 0; known && i < known->len; i++) {
        const struct error_record *r = error_record_of(known->items[i]);
        if (r && r->exception.object == exception.object)
            return value_ref(known->items[i]);
    }
    const struct exception *e = exception_of(exception);
    const char *name = exception_type_name(exception), *dot = strrchr(name, '.');
    struct error_spec spec = { .exception_object = exception,
                               .id = e->id ? e->id
                                     : dot ? dot + 1
                                           : name,
                               .no_command = true };
    return error_record_new(s, &spec);
}

/* ---- from the layers below ---- */

struct error_spec error_spec_of(const struct err *err)
{
    static const struct {
        const char *id;
        enum error_category category;
    } kinds[] = {
        [ERR_INVALID_PARAMETER] = { "InvalidParameter", EC_INVALID_ARGUMENT },
        [ERR_OBJECT_NOT_FOUND] = { "ObjectNotFound", EC_OBJECT_NOT_FOUND },
        [ERR_OBJECT_EXISTS] = { "ObjectAlreadyExists", EC_RESOURCE_EXISTS },
        [ERR_INVALID_STATE] = { "InvalidState", EC_INVALID_OPERATION },
        [ERR_NOT_SUPPORTED] = { "NotSupported", EC_NOT_IMPLEMENTED },
        [ERR_ACCESS_DENIED] = { "AccessDenied", EC_PERMISSION_DENIED },
        [ERR_TIMEOUT] = { "OperationTimeout", EC_OPERATION_TIMEOUT },
        [ERR_CANCELLED] = { "OperationCancelled", EC_OPERATION_STOPPED },
        [ERR_OUT_OF_MEMORY] = { "OutOfMemory", EC_RESOURCE_UNAVAILABLE },
        [ERR_CONNECTION] = { "ConnectionFailed", EC_CONNECTION_ERROR },
        [ERR_OPERATION_FAILED] = { "OperationFailed", EC_NOT_SPECIFIED },
    };
    struct error_spec spec = {
        .message = err->message,
        .id = err->id ? err->id : kinds[err->kind].id,
        .category = kinds[err->kind].category,
        .exception = err->exception,
        .advice = err->advice,
    };
    if (err->exception &&
        strcmp(err->exception, "System.Management.Automation.ParseException") == 0)
        spec.category = EC_PARSER_ERROR;
    return spec;
}

/* ---- raising ---- */

enum status throw_record_take(struct session *s, struct value record)
{
    value_replace_take(&s->failure, record);
    s->failure_final = false;
    return ST_FAIL;
}

enum status throw_error(struct session *s, const struct error_spec *spec)
{
    return throw_record_take(s, error_record_new(s, spec));
}

/* Raises exception of text, whose cause is the error that a member's script ended with: what an
 * error action of Stop made of one is that exception. id NULL: the name of the cause's type. */
static enum status throw_by_member(struct session *s, const char *exception, const char *what,
                                   struct value record, const char *id)
{
    const struct error_record *r = error_record_of(record);
    AUTO_VALUE cause = !r           ? value_null()
                       : r->stopped ? stop_exception_new(record)
                                    : value_ref(r->exception);
    const struct exception *e = r && r->stopped ? exception_of(cause) : NULL;
    const char *type = r ? exception_type_name(cause) : "", *dot = strrchr(type, '.');
    AUTO_FREE char *text = xasprintf("Exception %s: \"%s\"", what,
                                     e ? e->message.str->data : error_record_message(record));
    AUTO_VALUE object = exception_new(exception, text, cause);
    struct error_spec spec = { .exception_object = object,
                               .id = id    ? id
                                     : dot ? dot + 1
                                           : type,
                               .activity = "" };
    return throw_error(s, &spec);
}

enum status throw_by_method(struct session *s, const char *method, size_t nargs,
                            struct value record, const char *id)
{
    AUTO_FREE char *what = xasprintf("calling \"%s\" with \"%zu\" argument(s)", method, nargs);
    return throw_by_member(s, "System.Management.Automation.MethodInvocationException", what,
                           record, id);
}

enum status throw_by_setter(struct session *s, const char *property)
{
    AUTO_FREE char *what = xasprintf("setting \"%s\"", property);
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    return throw_by_member(s, "System.Management.Automation.SetValueInvocationException", what,
                           record, "ScriptSetValueRuntimeException");
}

/* Errors of the language itself say little of their category: only conversions
 * have one. */
static enum error_category language_category(const struct err *err, enum error_category category)
{
    if (!err->exception || category != EC_INVALID_ARGUMENT)
        return category;
    bool plain = !err->id || strcmp(err->id, "RuntimeException") == 0;
    bool method = strstr(err->exception, "InvocationException") != NULL;
    return plain || method ? EC_NOT_SPECIFIED : category;
}

enum status throw_err(struct session *s, struct err **err)
{
    struct error_spec spec = error_spec_of(*err);
    spec.category = language_category(*err, spec.category);
    AUTO_VALUE exception = exception_from_err(*err);
    spec.exception_object = exception;
    spec.message = NULL;
    enum status st = throw_error(s, &spec);
    err_clear(err);
    return st;
}

void error_record_name_exception(struct value record, const char *id)
{
    const struct error_record *r = error_record_of(record);
    struct exception *e = r ? exception_of(r->exception) : NULL;
    if (e && !e->id)
        e->id = xstrdup(id);
}
