#include "shell/runtime/error_parts.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

static const struct enum_member category_members[] = {
    { "NotSpecified", EC_NOT_SPECIFIED },
    { "OpenError", EC_OPEN_ERROR },
    { "CloseError", EC_CLOSE_ERROR },
    { "DeviceError", EC_DEVICE_ERROR },
    { "DeadlockDetected", EC_DEADLOCK_DETECTED },
    { "InvalidArgument", EC_INVALID_ARGUMENT },
    { "InvalidData", EC_INVALID_DATA },
    { "InvalidOperation", EC_INVALID_OPERATION },
    { "InvalidResult", EC_INVALID_RESULT },
    { "InvalidType", EC_INVALID_TYPE },
    { "MetadataError", EC_METADATA_ERROR },
    { "NotImplemented", EC_NOT_IMPLEMENTED },
    { "NotInstalled", EC_NOT_INSTALLED },
    { "ObjectNotFound", EC_OBJECT_NOT_FOUND },
    { "OperationStopped", EC_OPERATION_STOPPED },
    { "OperationTimeout", EC_OPERATION_TIMEOUT },
    { "SyntaxError", EC_SYNTAX_ERROR },
    { "ParserError", EC_PARSER_ERROR },
    { "PermissionDenied", EC_PERMISSION_DENIED },
    { "ResourceBusy", EC_RESOURCE_BUSY },
    { "ResourceExists", EC_RESOURCE_EXISTS },
    { "ResourceUnavailable", EC_RESOURCE_UNAVAILABLE },
    { "ReadError", EC_READ_ERROR },
    { "WriteError", EC_WRITE_ERROR },
    { "FromStdErr", EC_FROM_STDERR },
    { "SecurityError", EC_SECURITY_ERROR },
    { "ProtocolError", EC_PROTOCOL_ERROR },
    { "ConnectionError", EC_CONNECTION_ERROR },
    { "AuthenticationError", EC_AUTHENTICATION_ERROR },
    { "LimitsExceeded", EC_LIMITS_EXCEEDED },
    { "QuotaExceeded", EC_QUOTA_EXCEEDED },
    { "NotEnabled", EC_NOT_ENABLED },
};
ENUM_TYPE(error_category, "System.Management.Automation.ErrorCategory", category_members, false);

/* ---- CategoryInfo ---- */

struct category_info {
    enum error_category category;
    char *activity, *reason, *target_name, *target_type;
};

static int category_get(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    (void)err;
    const struct category_info *info = object_payload(self.object);
    const char *texts[] = { info->activity, info->reason, info->target_name, info->target_type };
    if (p->data == 0)
        *out = value_enum(&enum_error_category, (int32_t)info->category);
    else
        *out = value_string(texts[p->data - 1]);
    return 0;
}

static int category_set(struct value self, const struct property *p, struct value v,
                        struct err **err)
{
    (void)err;
    struct category_info *info = object_payload(self.object);
    char **texts[] = { &info->activity, &info->reason, &info->target_name, &info->target_type };
    AUTO_VALUE text = value_to_string(v);
    free(*texts[p->data - 1]);
    *texts[p->data - 1] = xstrdup(text.str->data);
    return 0;
}

static const struct property category_props[] = {
    { .name = "Category",
      .type_name = "System.Management.Automation.ErrorCategory",
      .get = category_get },
    { .name = "Activity",
      .type_name = "string",
      .get = category_get,
      .set = category_set,
      .data = 1 },
    { .name = "Reason",
      .type_name = "string",
      .get = category_get,
      .set = category_set,
      .data = 2 },
    { .name = "TargetName",
      .type_name = "string",
      .get = category_get,
      .set = category_set,
      .data = 3 },
    { .name = "TargetType",
      .type_name = "string",
      .get = category_get,
      .set = category_set,
      .data = 4 },
};

static int category_message(struct value self, const struct value *args, size_t n,
                            struct value *out, struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    *out = value_to_string(self);
    return 0;
}

static const struct method category_methods[] = {
    { "GetMessage", 0, 1, category_message, "string GetMessage()" },
};

/* CategoryInfo shows at most 40 characters of a target. */
static void add_ellipsized(struct strbuf *out, const char *s)
{
    size_t len = strlen(s);
    if (len <= 40) {
        strbuf_adds(out, s);
        return;
    }
    strbuf_add(out, s, 19);
    strbuf_adds(out, "...");
    strbuf_adds(out, s + len - 18);
}

static void category_text(enum error_category category, const char *activity, const char *reason,
                          const char *target_name, const char *target_type, struct strbuf *out)
{
    strbuf_addf(out, "%s: (", enum_name(&enum_error_category, (int32_t)category));
    add_ellipsized(out, target_name);
    strbuf_addch(out, ':');
    add_ellipsized(out, target_type);
    strbuf_addf(out, ") [%s], %s", activity, reason);
}

static int category_to_string(struct value self, struct strbuf *out)
{
    const struct category_info *i = object_payload(self.object);
    category_text(i->category, i->activity, i->reason, i->target_name, i->target_type, out);
    return 0;
}

static void category_destroy(struct object *o)
{
    struct category_info *info = object_payload(o);
    free(info->activity);
    free(info->reason);
    free(info->target_name);
    free(info->target_type);
}

static const struct type_info type_category_info = {
    .name = "System.Management.Automation.ErrorCategoryInfo",
    .base = &type_object,
    .props = category_props,
    .nprops = ARRAY_SIZE(category_props),
    .methods = category_methods,
    .nmethods = ARRAY_SIZE(category_methods),
    .payload_size = sizeof(struct category_info),
    .destroy = category_destroy,
    .to_string = category_to_string,
};

struct value category_info_new(const struct error_record *r)
{
    struct object *o = object_new(&type_category_info);
    struct category_info *info = object_payload(o);
    info->category = r->category;
    info->activity = xstrdup(r->activity);
    info->reason = xstrdup(r->reason);
    info->target_name = xstrdup(r->target_name);
    info->target_type = xstrdup(r->target_type);
    return value_of_object(o);
}

/* ---- ErrorDetails ---- */

static int details_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)err;
    const struct error_details *d = object_payload(self.object);
    *out = p->data ? value_string(d->advice ? d->advice : "") : value_ref(d->message);
    return 0;
}

static int details_set_advice(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    (void)p;
    (void)err;
    struct error_details *d = object_payload(self.object);
    AUTO_VALUE text = value_to_string(v);
    free(d->advice);
    d->advice = xstrdup(text.str->data);
    return 0;
}

static int details_new(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)n;
    (void)err;
    struct object *o = object_new(&type_error_details);
    struct error_details *d = object_payload(o);
    d->message = value_to_string(args[0]);
    *out = value_of_object(o);
    return 0;
}

static const struct method details_statics[] = {
    METHOD("new", 1, 1, details_new,
           "System.Management.Automation.ErrorDetails new(string message)"),
};

static const struct property details_props[] = {
    { .name = "Message", .type_name = "string", .get = details_get },
    { .name = "RecommendedAction",
      .type_name = "string",
      .get = details_get,
      .set = details_set_advice,
      .data = 1 },
};

static int details_to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(((struct error_details *)object_payload(self.object))->message, out);
    return 0;
}

static void details_destroy(struct object *o)
{
    struct error_details *d = object_payload(o);
    value_unref(d->message);
    free(d->advice);
}

const struct type_info type_error_details = {
    .name = "System.Management.Automation.ErrorDetails",
    .base = &type_object,
    .props = details_props,
    .nprops = ARRAY_SIZE(details_props),
    .statics = details_statics,
    .nstatics = ARRAY_SIZE(details_statics),
    .payload_size = sizeof(struct error_details),
    .destroy = details_destroy,
    .to_string = details_to_string,
};
