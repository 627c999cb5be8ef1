#include "shell/object/exception.h"
#include "shell/object/array.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/exception_text.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/type_decls.h"

bool value_is_exception(struct value v)
{
    if (v.kind != V_OBJECT)
        return false;
    for (const struct type_info *t = v.object->type; t; t = t->base)
        if (t == &type_exception)
            return true;
    return false;
}

struct exception *exception_of(struct value v)
{
    return value_is_exception(v) ? object_payload(v.object) : NULL;
}

static void exception_destroy(struct object *o)
{
    struct exception *e = object_payload(o);
    value_unref(e->message);
    value_unref(e->inner);
    value_unref(e->stack_trace);
    value_unref(e->help_link);
    value_unref(e->source);
    value_unref(e->data);
    value_unref(e->extra);
    free(e->id);
    free(e->type_name);
}

static int32_t hresult_of(const struct type_info *type)
{
    static const struct {
        const struct type_info *type;
        uint32_t code;
    } codes[] = {
        { &type_ex_argument, 0x80070057 },       { &type_ex_argument_null, 0x80004003 },
        { &type_ex_argument_range, 0x80131502 }, { &type_ex_divide, 0x80020012 },
        { &type_ex_overflow, 0x80131516 },       { &type_ex_format, 0x80131537 },
        { &type_ex_index, 0x80131508 },          { &type_ex_invalid_cast, 0x80004002 },
        { &type_ex_invalid_op, 0x80131509 },     { &type_ex_not_implemented, 0x80004001 },
        { &type_ex_not_supported, 0x80131515 },  { &type_ex_null_reference, 0x80004003 },
        { &type_ex_out_of_memory, 0x8007000E },  { &type_ex_timeout, 0x80131505 },
        { &type_ex_unauthorized, 0x80070005 },   { &type_ex_io, 0x80131620 },
        { &type_ex_file_not_found, 0x80070002 }, { &type_ex_dir_not_found, 0x80070003 },
        { &type_ex_system, 0x80131501 },
    };
    for (const struct type_info *t = type; t; t = t->base)
        for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
            if (codes[i].type == t)
                return (int32_t)codes[i].code;
    return (int32_t)0x80131500;
}

struct value exception_new_of(const struct type_info *type, const char *message, struct value inner)
{
    struct object *o = object_new(type);
    struct exception *e = object_payload(o);
    e->type = type;
    e->message = value_string(message ? message : "");
    e->inner = value_ref(inner);
    e->stack_trace = value_null();
    e->help_link = value_null();
    e->source = value_null();
    e->data = value_null();
    e->extra = value_null();
    e->hresult = hresult_of(type);
    return value_of_object(o);
}

static const struct type_info *find_exception(const char *name, size_t len)
{
    const struct type_info *t = type_find(name, len);
    return t && t->is_exception ? t : NULL;
}

struct value exception_new(const char *type_name, const char *message, struct value inner)
{
    const struct type_info *type = find_exception(type_name, strlen(type_name));
    struct value v = exception_new_of(type ? type : &type_exception, message, inner);
    if (!type)
        exception_of(v)->type_name = xstrdup(type_name);
    return v;
}

const char *exception_type_name(struct value v)
{
    struct exception *e = exception_of(v);
    if (!e)
        return value_type_of(v)->name;
    return e->type_name ? e->type_name : v.object->type->name;
}

static bool same_type_name(const char *full, const char *name, size_t len)
{
    if (text_caseeqn(full, strlen(full), name, len))
        return true;
    return strncmp(full, "System.", 7) == 0 && text_caseeqn(full + 7, strlen(full) - 7, name, len);
}

bool exception_is(struct value v, const char *type_name, size_t len)
{
    struct exception *e = exception_of(v);
    if (e && e->type_name && same_type_name(e->type_name, type_name, len))
        return true;
    for (const struct type_info *t = value_type_of(v); t; t = t->base)
        if (same_type_name(t->name, type_name, len))
            return true;
    return false;
}

struct value exception_from_err(const struct err *err)
{
    AUTO_VALUE inner = err->cause ? exception_from_err(err->cause) : value_null();
    const char *type = err->exception;
    if (!type) {
        switch (err->kind) {
        case ERR_INVALID_PARAMETER:
            type = "System.ArgumentException";
            break;
        case ERR_OBJECT_NOT_FOUND:
            type = "System.Management.Automation.ItemNotFoundException";
            break;
        case ERR_ACCESS_DENIED:
            type = "System.UnauthorizedAccessException";
            break;
        case ERR_TIMEOUT:
            type = "System.TimeoutException";
            break;
        case ERR_CANCELLED:
            type = "System.OperationCanceledException";
            break;
        case ERR_OUT_OF_MEMORY:
            type = "System.OutOfMemoryException";
            break;
        case ERR_NOT_SUPPORTED:
            type = "System.NotSupportedException";
            break;
        default:
            type = "System.InvalidOperationException";
            break;
        }
    }
    struct value v = exception_new(type, err->message, inner);
    exception_of(v)->id = err->id ? xstrdup(err->id) : NULL;
    if (err->extra)
        value_replace_take(&exception_of(v)->extra, value_ref(err_extra_value(err)));
    return v;
}

enum { EX_MESSAGE, EX_INNER, EX_STACK, EX_HRESULT, EX_DATA, EX_SOURCE, EX_HELP, EX_TARGET };

int exception_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    struct exception *e = exception_of(self);
    *out = value_null();
    if (!e)
        return 0;
    switch (p->data) {
    case EX_MESSAGE:
        *out = value_ref(e->message);
        break;
    case EX_INNER:
        *out = value_ref(e->inner);
        break;
    case EX_STACK:
        *out = value_ref(e->stack_trace);
        break;
    case EX_HRESULT:
        *out = value_int(e->hresult);
        break;
    case EX_DATA:
        if (e->data.kind == V_NULL)
            e->data = value_of_hash(hash_new(0));
        *out = value_ref(e->data);
        break;
    case EX_SOURCE:
        *out = value_ref(e->source);
        break;
    case EX_HELP:
        *out = value_ref(e->help_link);
        break;
    default:
        break;
    }
    return 0;
}

SETTER(exception_set)
{
    struct exception *e = exception_of(self);
    if (p->data == EX_HRESULT)
        return arg_int(v, &e->hresult, err);
    value_replace_take(p->data == EX_SOURCE ? &e->source : &e->help_link, value_to_string(v));
    return 0;
}

/* The innermost cause. */
CALL(exception_get_base)
{
    UNUSED_CALL();
    struct value v = self;
    while (exception_of(v) && exception_of(v)->inner.kind != V_NULL)
        v = exception_of(v)->inner;
    *out = value_ref(v);
    return 0;
}

static int exception_text(struct value self, struct strbuf *out)
{
    struct exception *e = object_payload(self.object);
    strbuf_adds(out, exception_type_name(self));
    strbuf_adds(out, ": ");
    value_to_strbuf(e->message, out);
    if (e->inner.kind != V_NULL) {
        strbuf_adds(out, "\n ---> ");
        value_to_strbuf(e->inner, out);
        strbuf_adds(out, "\n   --- End of inner exception stack trace ---");
    }
    if (e->stack_trace.kind == V_STRING) {
        strbuf_addch(out, '\n');
        value_to_strbuf(e->stack_trace, out);
    }
    return 0;
}

CALL(exception_new_call)
{
    const struct type_info *type = self.kind == V_TYPE ? self.type : &type_exception;
    AUTO_VALUE message = value_null();
    struct value inner = n > 1 && value_is_exception(args[n - 1]) ? args[n - 1] : value_null();
    if (n > 0 && args[0].kind != V_NULL)
        message = arg_string(args[0]);
    (void)err;
    if (n > 1 && args[1].kind == V_STRING && type_is_a(type, &type_ex_argument)) {
        /* ArgumentException takes (message, parameter), its heirs the other way round */
        bool plain = type == &type_ex_argument;
        AUTO_VALUE text = plain ? value_ref(message) : value_ref(args[1]);
        AUTO_VALUE name = plain ? value_ref(args[1]) : value_ref(message);
        AUTO_VALUE full = value_stringf("%s (Parameter '%s')", text.str->data,
                                        name.kind == V_STRING ? name.str->data : "");
        *out = exception_new_of(type, full.str->data, value_null());
        return 0;
    }
    if (n == 1 && (type == &type_ex_argument_null || type == &type_ex_argument_range)) {
        AUTO_VALUE full = value_stringf(
            type == &type_ex_argument_null
                ? "Value cannot be null. (Parameter '%s')"
                : "Specified argument was out of the range of valid values. (Parameter '%s')",
            message.kind == V_STRING ? message.str->data : "");
        *out = exception_new_of(type, full.str->data, value_null());
        return 0;
    }
    if (!n) {
        AUTO_VALUE text = exception_default_message(type);
        *out = exception_new_of(type, text.str->data, value_null());
        return 0;
    }
    if (exception_construct_special(type, args, n, out))
        return 0;
    *out = exception_new_of(type, message.kind == V_STRING ? message.str->data : "", inner);
    return 0;
}

static const struct property exception_props[] = {
    PROPERTY_DATA("TargetSite", "System.Reflection.MethodBase", exception_get, EX_TARGET),
    PROPERTY_DATA("Message", "string", exception_get, EX_MESSAGE),
    PROPERTY_DATA("Data", "System.Collections.IDictionary", exception_get, EX_DATA),
    PROPERTY_DATA("InnerException", "System.Exception", exception_get, EX_INNER),
    { .name = "HelpLink",
      .type_name = "string",
      .get = exception_get,
      .set = exception_set,
      .data = EX_HELP },
    { .name = "Source",
      .type_name = "string",
      .get = exception_get,
      .set = exception_set,
      .data = EX_SOURCE },
    { .name = "HResult",
      .type_name = "int",
      .get = exception_get,
      .set = exception_set,
      .data = EX_HRESULT },
    PROPERTY_DATA("StackTrace", "string", exception_get, EX_STACK),
};

static const struct method exception_methods[] = {
    METHOD("GetBaseException", 0, 0, exception_get_base, "System.Exception GetBaseException()"),
};

static const struct method exception_statics[] = {
    METHOD("new", 0, 4, exception_new_call, "System.Exception new(string message)"),
};

const struct type_info type_exception = { .name = "System.Exception",
                                          .base = &type_object,
                                          .interfaces = implements_exception,
                                          PROPS(exception_props),
                                          METHODS(exception_methods),
                                          STATICS(exception_statics),
                                          .payload_size = sizeof(struct exception),
                                          .destroy = exception_destroy,
                                          .to_string = exception_text,
                                          .is_exception = true };

/* "… (Parameter 'x')", or kept apart where the message does not say it. */
GETTER(exception_param_name)
{
    (void)p;
    (void)err;
    const struct exception *e = exception_of(self);
    static const char lead[] = "(Parameter '";
    const char *text = e && e->message.kind == V_STRING ? e->message.str->data : "";
    const char *at = strstr(text, lead);
    const char *end = at ? strstr(at, "')") : NULL;
    *out = end ? value_string_len(at + sizeof(lead) - 1, (size_t)(end - at) - sizeof(lead) + 1)
           : e ? value_ref(e->extra)
               : value_null();
    return 0;
}

GETTER(exception_extra)
{
    (void)p;
    (void)err;
    const struct exception *e = exception_of(self);
    *out = e ? value_ref(e->extra) : value_null();
    return 0;
}

static const struct property argument_props[] = {
    PROPERTY("ParamName", "string", exception_param_name),
};
static const struct property command_props[] = {
    PROPERTY("CommandName", "string", exception_extra),
};
/* "Could not find file 'x'." says which. */
GETTER(exception_file_name)
{
    const struct exception *e = exception_of(self);
    const char *text = e && e->message.kind == V_STRING ? e->message.str->data : "";
    const char *at = strchr(text, '\''), *end = at ? strchr(at + 1, '\'') : NULL;
    if (exception_extra(self, p, out, err) < 0)
        return -1;
    if (out->kind == V_NULL && end)
        *out = value_string_len(at + 1, (size_t)(end - at) - 1);
    return 0;
}

static const struct property file_props[] = {
    PROPERTY("FileName", "string", exception_file_name),
};
static const struct property range_props[] = {
    PROPERTY("ActualValue", "System.Object", exception_extra),
};
static const struct property disposed_props[] = {
    PROPERTY("ObjectName", "string", exception_extra),
};
static const struct property win32_props[] = {
    PROPERTY("NativeErrorCode", "int", exception_extra),
};
static const struct property aggregate_props[] = {
    PROPERTY("InnerExceptions",
             "System.Collections.ObjectModel.ReadOnlyCollection[System.Exception]",
             exception_extra),
};
/* One of several: extra is an array. */
GETTER(exception_extra_at)
{
    (void)err;
    const struct exception *e = exception_of(self);
    bool there = e && e->extra.kind == V_ARRAY && (size_t)p->data < e->extra.array->len;
    *out = there ? value_ref(e->extra.array->items[p->data]) : value_null();
    return 0;
}

static const struct property exit_props[] = {
    PROPERTY_DATA("Path", "string", exception_extra_at, 0),
    PROPERTY_DATA("ExitCode", "int", exception_extra_at, 1),
    PROPERTY_DATA("ProcessId", "int", exception_extra_at, 2),
};
static const struct property http_props[] = {
    PROPERTY_DATA("StatusCode", "System.Nullable[System.Net.HttpStatusCode]", exception_extra_at,
                  1),
};
/* UnknownError where a script made the exception. */
GETTER(exception_web_status)
{
    static const char name[] = "System.Net.WebExceptionStatus";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    if (exception_extra_at(self, p, out, err) < 0)
        return -1;
    return out->kind != V_NULL || !type ? 0 : value_convert(value_int(16), type, out, err);
}

static const struct property web_props[] = {
    PROPERTY_DATA("Status", "System.Net.WebExceptionStatus", exception_web_status, 0),
    PROPERTY_DATA("Response", "System.Net.WebResponse", exception_extra_at, 1),
};
static const struct property response_props[] = {
    PROPERTY_DATA("Response", "System.Net.Http.HttpResponseMessage", exception_extra_at, 0),
};
/* The id of the record that it brings about. */
GETTER(exception_error_id)
{
    (void)p;
    (void)err;
    const struct exception *e = exception_of(self);
    *out = value_string(e && e->id ? e->id : "");
    return 0;
}

static const struct property binding_props[] = {
    PROPERTY("ErrorId", "string", exception_error_id),
    PROPERTY("ParameterName", "string", exception_extra),
};
static const struct property parse_props[] = {
    PROPERTY("Errors", "System.Management.Automation.Language.ParseError[]", exception_extra),
};

/* The rest of the family differs in name and base only. */
#define EXCEPTION_DEFINE(id, full, parent)                                         \
    const struct type_info type_##id = { .name = full,                             \
                                         .base = &type_##parent,                   \
                                         STATICS(exception_statics),               \
                                         .payload_size = sizeof(struct exception), \
                                         .is_exception = true };
EXCEPTION_TYPES(EXCEPTION_DEFINE)

#define EXCEPTION_DEFINE_WITH_PROPS(id, full, parent, table)                       \
    const struct type_info type_##id = { .name = full,                             \
                                         .base = &type_##parent,                   \
                                         PROPS(table),                             \
                                         STATICS(exception_statics),               \
                                         .payload_size = sizeof(struct exception), \
                                         .is_exception = true };
EXCEPTION_TYPES_WITH_PROPS(EXCEPTION_DEFINE_WITH_PROPS)
