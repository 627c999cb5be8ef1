#include "shell/runtime/progress_record.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/members.h"

enum { PROCESSING, COMPLETED };

static const struct enum_member type_members[] = {
    { "Processing", PROCESSING },
    { "Completed", COMPLETED },
};
static const struct enum_info enum_record_type = {
    .name = "System.Management.Automation.ProgressRecordType",
    .members = type_members,
    .nmembers = ARRAY_SIZE(type_members),
    .type = &type_progress_record_type,
};
const struct type_info type_progress_record_type = {
    .name = "System.Management.Automation.ProgressRecordType",
    .base = &type_enum,
    .enum_info = &enum_record_type,
    .is_value_type = true,
};

enum field {
    F_ID,
    F_PARENT,
    F_PERCENT,
    F_SECONDS,
    F_TYPE,
    F_NUMBERS,
    F_ACTIVITY = F_NUMBERS,
    F_STATUS,
    F_OPERATION,
    F_COUNT,
};

/* Numbers as int, texts as string or $null. */
struct record {
    struct value fields[F_COUNT];
};

static struct record *record_of(struct value v)
{
    return object_payload(v.object);
}

static void destroy(struct object *o)
{
    struct record *r = object_payload(o);
    for (size_t i = 0; i < F_COUNT; i++)
        value_unref(r->fields[i]);
}

GETTER(get)
{
    (void)err;
    struct value v = record_of(self)->fields[p->data];
    *out = p->data == F_TYPE ? value_enum(&enum_record_type, (int32_t)v.i) : value_ref(v);
    return 0;
}

static int fail_empty(struct err **err, const char *what)
{
    return fail_argument(err,
                         "Cannot process the argument because the value of %s cannot be null or "
                         "empty.",
                         what);
}

SETTER(set_number)
{
    int32_t number;
    struct record *r = record_of(self);
    if (arg_int(v, &number, err) < 0)
        return -1;
    if (p->data == F_PARENT && number == r->fields[F_ID].i)
        return fail_argument(err, "ParentActivityId cannot be the same as the ActivityId.");
    if (p->data == F_PERCENT && number > 100)
        return fail_range(err, "value",
                          "Cannot set percent because PercentComplete cannot be greater than 100.");
    r->fields[p->data] = value_int(number);
    return 0;
}

SETTER(set_type)
{
    int32_t number;
    if (arg_enum(v, &enum_record_type, &number, err) < 0)
        return -1;
    record_of(self)->fields[p->data] = value_int(number);
    return 0;
}

SETTER(set_text)
{
    AUTO_VALUE text = arg_string(v);
    if (p->data != F_OPERATION && text.str->len == 0)
        return fail_empty(err, "value");
    value_replace_take(&record_of(self)->fields[p->data], STEAL_VALUE(text));
    return 0;
}

/* clang-format off */
#define FIELD(n, t, setter, field) { .name = n, .type_name = t, .get = get, .set = setter, .data = field }
/* clang-format on */
static const struct property props[] = {
    FIELD("ActivityId", "int", NULL, F_ID),
    FIELD("ParentActivityId", "int", set_number, F_PARENT),
    FIELD("Activity", "string", set_text, F_ACTIVITY),
    FIELD("StatusDescription", "string", set_text, F_STATUS),
    FIELD("CurrentOperation", "string", set_text, F_OPERATION),
    FIELD("PercentComplete", "int", set_number, F_PERCENT),
    FIELD("SecondsRemaining", "int", set_number, F_SECONDS),
    FIELD("RecordType", "System.Management.Automation.ProgressRecordType", set_type, F_TYPE),
};

static int to_string(struct value self, struct strbuf *out)
{
    static const struct {
        const char *label;
        enum field field;
    } parts[] = {
        { "parent = ", F_PARENT }, { " id = ", F_ID },         { " act = ", F_ACTIVITY },
        { " stat = ", F_STATUS },  { " cur = ", F_OPERATION }, { " pct = ", F_PERCENT },
        { " sec = ", F_SECONDS },  { " type = ", F_TYPE },
    };
    const struct record *r = record_of(self);
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        struct value v = r->fields[parts[i].field];
        strbuf_adds(out, parts[i].label);
        if (parts[i].field == F_TYPE)
            enum_to_string(&enum_record_type, (int32_t)v.i, out);
        else
            value_to_strbuf(v, out);
    }
    return 0;
}

static struct value text_or_null(const char *text)
{
    return text ? value_string(text) : value_null();
}

struct value progress_record_new(const struct progress *p)
{
    struct object *o = object_new(&type_progress_record);
    struct value *f = ((struct record *)object_payload(o))->fields;
    f[F_ID] = value_int(p->id);
    f[F_PARENT] = value_int(p->parent_id);
    f[F_PERCENT] = value_int(p->percent);
    f[F_SECONDS] = value_int(p->seconds_left);
    f[F_TYPE] = value_int(p->completed ? COMPLETED : PROCESSING);
    f[F_ACTIVITY] = text_or_null(p->activity);
    f[F_STATUS] = text_or_null(p->status);
    f[F_OPERATION] = text_or_null(p->operation);
    return value_of_object(o);
}

static const char *text_of(struct value v)
{
    return v.kind == V_STRING ? v.str->data : NULL;
}

bool progress_of_record(struct value v, struct progress *out)
{
    if (v.kind != V_OBJECT || v.object->type != &type_progress_record)
        return false;
    const struct value *f = record_of(v)->fields;
    *out = (struct progress){
        .id = (int)f[F_ID].i,
        .parent_id = (int)f[F_PARENT].i,
        .percent = (int)f[F_PERCENT].i,
        .seconds_left = (int)f[F_SECONDS].i,
        .completed = f[F_TYPE].i == COMPLETED,
        .activity = text_of(f[F_ACTIVITY]),
        .status = text_of(f[F_STATUS]),
        .operation = text_of(f[F_OPERATION]),
    };
    return true;
}

CALL(construct)
{
    (void)self;
    int32_t id;
    if (arg_int(args[0], &id, err) < 0)
        return -1;
    if (id < 0)
        return fail_range(
            err, "activityId",
            "Cannot process the argument because activityId cannot be a negative value.");
    AUTO_VALUE activity = n > 1 ? arg_string(args[1]) : value_null();
    AUTO_VALUE status = n > 2 ? arg_string(args[2]) : value_null();
    if (n == 2)
        return fail_argument(err, "A ProgressRecord is made of an id, or of that, an activity and "
                                  "a description of its status.");
    if (n == 3 && (activity.str->len == 0 || status.str->len == 0))
        return fail_empty(err, activity.str->len ? "statusDescription" : "activity");
    *out = progress_record_new(&(struct progress){ .id = id,
                                                   .parent_id = -1,
                                                   .percent = -1,
                                                   .seconds_left = -1,
                                                   .activity = text_of(activity),
                                                   .status = text_of(status) });
    return 0;
}

static const struct method statics[] = {
    METHOD("new", 1, 3, construct,
           "System.Management.Automation.ProgressRecord new(int activityId, string activity, "
           "string statusDescription)"),
};

static int pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_of_array(array_from(record_of(self)->fields, F_COUNT));
    return 0;
}

static int unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    (void)err;
    struct object *o = object_new(&type_progress_record);
    struct value *f = ((struct record *)object_payload(o))->fields;
    for (size_t i = 0; i < F_COUNT; i++)
        f[i] = value_ref(packed.array->items[i]);
    *out = value_of_object(o);
    return 0;
}

const struct type_info type_progress_record = {
    .name = "System.Management.Automation.ProgressRecord",
    .base = &type_object,
    PROPS(props),
    STATICS(statics),
    .payload_size = sizeof(struct record),
    .destroy = destroy,
    .to_string = to_string,
    .pack = pack,
    .unpack = unpack,
};
