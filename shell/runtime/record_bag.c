#include "shell/runtime/record_bag.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

#define AUTOMATION "System.Management.Automation."

static const char *const error_types[] = { AUTOMATION "ErrorRecord", "System.Object", NULL };
static const char *const information_types[] = { AUTOMATION "InformationRecord", "System.Object",
                                                 NULL };
static const char *const information_notes[] = {
    "MessageData", "Source",    "TimeGenerated",  "Tags",           "User",
    "Computer",    "ProcessId", "NativeThreadId", "ManagedThreadId"
};

/* ---- into a bag ---- */

static void note(struct session *s, struct object *bag, const char *name, struct value v)
{
    object_set_note_take(bag, s->shapes, name, v);
}

static struct value text_or_null(const char *text)
{
    return text ? value_string(text) : value_null();
}

static struct value bag_of_error(struct session *s, const struct error_record *r)
{
    struct object *bag = object_new_custom(s->shapes);

    object_set_type_names(bag, error_types);
    note(s, bag, "Exception", value_ref(r->exception));
    note(s, bag, "TargetObject", value_ref(r->target));
    note(s, bag, "FullyQualifiedErrorId", text_or_null(r->id));
    note(s, bag, "InvocationInfo", value_null());
    note(s, bag, "ErrorCategory_Category", value_int((int32_t)r->category));
    note(s, bag, "ErrorCategory_Activity", text_or_null(r->activity));
    note(s, bag, "ErrorCategory_Reason", text_or_null(r->reason));
    note(s, bag, "ErrorCategory_TargetName", text_or_null(r->target_name));
    note(s, bag, "ErrorCategory_TargetType", text_or_null(r->target_type));
    if (!value_is_null(r->details) || r->advice) {
        note(s, bag, "ErrorDetails_Message", value_ref(r->details));
        note(s, bag, "ErrorDetails_RecommendedAction", text_or_null(r->advice));
    }
    note(s, bag, "ErrorDetails_ScriptStackTrace", text_or_null(r->stack_trace));
    note(s, bag, "SerializeExtendedInfo", value_bool(false));
    return value_of_object(bag);
}

static struct value get(struct value v, const char *name)
{
    struct value found = value_null();
    AUTO_ERR *err = NULL;

    if (value_is_null(v) || member_get(v, name, &found, &err) < 0)
        return value_null();
    return found;
}

static struct value bag_of_information(struct session *s, struct value record)
{
    struct object *bag = object_new_custom(s->shapes);

    object_set_type_names(bag, information_types);
    for (size_t i = 0; i < ARRAY_SIZE(information_notes); i++)
        note(s, bag, information_notes[i], get(record, information_notes[i]));
    return value_of_object(bag);
}

struct value record_to_bag(struct session *s, struct value record)
{
    const struct error_record *r = error_record_of(record);

    if (r)
        return bag_of_error(s, r);
    switch (stream_of_record(record)) {
    case STREAM_INFORMATION:
        return bag_of_information(s, record);
    case STREAM_WARNING:
    case STREAM_VERBOSE:
    case STREAM_DEBUG:
        return value_to_string(record);
    default:
        return value_ref(record);
    }
}

/* ---- out of a bag ---- */

static char *text_note(struct value bag, const char *name)
{
    AUTO_VALUE v = get(bag, name);
    AUTO_VALUE text = value_to_string(v);

    return value_is_null(v) ? NULL : xstrndup(text.str->data, text.str->len);
}

static struct value error_of_text(struct session *s, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    struct error_spec spec = { .message = text.str->data,
                               .id = "NativeCommandError",
                               .exception = AUTOMATION "RemoteException",
                               .target = text,
                               .activity = "",
                               .no_command = true };

    return error_record_new(s, &spec);
}

static struct value error_of_bag(struct session *s, struct value bag)
{
    AUTO_VALUE exception = get(bag, "Exception");
    AUTO_VALUE target = get(bag, "TargetObject");
    AUTO_VALUE details = get(bag, "ErrorDetails_Message");
    AUTO_FREE char *message = text_note(exception, "Message");
    AUTO_FREE char *id = text_note(bag, "FullyQualifiedErrorId");
    AUTO_FREE char *activity = text_note(bag, "ErrorCategory_Activity");
    AUTO_FREE char *reason = text_note(bag, "ErrorCategory_Reason");
    AUTO_FREE char *target_name = text_note(bag, "ErrorCategory_TargetName");
    AUTO_FREE char *target_type = text_note(bag, "ErrorCategory_TargetType");
    AUTO_FREE char *advice = text_note(bag, "ErrorDetails_RecommendedAction");
    AUTO_VALUE category = get(bag, "ErrorCategory_Category");
    bool known = category.kind == V_INT32 && category.i >= 0 && category.i <= EC_NOT_ENABLED;
    struct error_spec spec = { .message = message ? message : "",
                               .id = id ? id : "",
                               .category =
                                   known ? (enum error_category)category.i : EC_NOT_SPECIFIED,
                               .exception = AUTOMATION "RemoteException",
                               .target = target,
                               .target_name = target_name,
                               .target_type = target_type,
                               .activity = activity ? activity : "",
                               .reason = reason,
                               .advice = advice,
                               .no_command = true };
    struct value record = error_record_new(s, &spec);

    value_replace_take(&error_record_of(record)->details, value_ref(details));
    return record;
}

static struct value information_of_bag(struct session *s, struct value bag)
{
    AUTO_VALUE message = bag.kind == V_OBJECT ? get(bag, "MessageData") : value_ref(bag);
    AUTO_VALUE tags = get(bag, "Tags");
    bool host = false;

    for (size_t i = 0; tags.kind == V_ARRAY && i < tags.array->len; i++) {
        AUTO_VALUE tag = value_to_string(tags.array->items[i]);
        host |= text_caseeq(tag.str->data, "PSHOST");
    }
    struct value record = information_record_new(s, message, host, true);
    for (size_t i = 0; tags.kind == V_ARRAY && i < tags.array->len; i++) {
        AUTO_VALUE tag = value_to_string(tags.array->items[i]);
        if (!text_caseeq(tag.str->data, "PSHOST"))
            information_record_tag(record, tag.str->data);
    }
    return record;
}

struct value record_from_bag(struct session *s, const char *stream, struct value bag)
{
    static const struct {
        const char *name;
        enum stream stream;
    } texts[] = {
        { "warning", STREAM_WARNING },
        { "verbose", STREAM_VERBOSE },
        { "debug", STREAM_DEBUG },
    };

    if (value_is_null(bag))
        return value_nothing();
    if (text_caseeq(stream, "error"))
        return bag.kind == V_OBJECT ? error_of_bag(s, bag) : error_of_text(s, bag);
    if (text_caseeq(stream, "information"))
        return information_of_bag(s, bag);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        if (!text_caseeq(stream, texts[i].name))
            continue;
        AUTO_VALUE text = value_to_string(bag);
        return stream_record_new(texts[i].stream, text.str->data, text.str->len);
    }
    return value_nothing();
}
