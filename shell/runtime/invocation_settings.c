#include "shell/runtime/invocation_settings.h"

#include "shell/object/members.h"

enum { S_HISTORY, S_ERROR_ACTION, S_HOST, S_OPTIONS, S_FLOW, S_EXPOSE, S_FIELDS };

static struct value *field(struct value v, intptr_t i)
{
    return (struct value *)object_payload(v.object) + i;
}

static void settings_destroy(struct object *o)
{
    for (size_t i = 0; i < S_FIELDS; i++)
        value_unref(((struct value *)object_payload(o))[i]);
}

GETTER(settings_get)
{
    (void)err;
    *out = value_ref(*field(self, p->data));
    return 0;
}

SETTER(settings_set)
{
    struct value made = value_null();
    if (field(self, p->data)->kind == V_BOOL && value_convert(v, &type_bool, &made, err) < 0)
        return -1;
    if (made.kind == V_NULL)
        made = value_ref(v);
    value_replace_take(field(self, p->data), made);
    return 0;
}

CALL(settings_new)
{
    UNUSED_CALL();
    struct value v = value_of_object(object_new(&type_invocation_settings));
    static const int flags[] = { S_HISTORY, S_FLOW, S_EXPOSE };
    for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
        *field(v, flags[i]) = value_bool(false);
    *out = v;
    return 0;
}

bool invocation_settings_add_history(struct value settings)
{
    return settings.kind == V_OBJECT && settings.object->type == &type_invocation_settings &&
           value_truth(*field(settings, S_HISTORY));
}

#define SETTING(n, t, i)                                                               \
    {                                                                                  \
        .name = n, .type_name = t, .get = settings_get, .set = settings_set, .data = i \
    }
static const struct property settings_props[] = {
    SETTING("AddToHistory", "bool", S_HISTORY),
    SETTING("ErrorActionPreference",
            "System.Nullable[System.Management.Automation.ActionPreference]", S_ERROR_ACTION),
    SETTING("Host", "System.Management.Automation.Host.PSHost", S_HOST),
    SETTING("RemoteStreamOptions", "System.Management.Automation.RemoteStreamOptions", S_OPTIONS),
    SETTING("FlowImpersonationPolicy", "bool", S_FLOW),
    SETTING("ExposeFlowControlExceptions", "bool", S_EXPOSE),
};
static const struct method settings_statics[] = {
    METHOD("new", 0, 0, settings_new, "System.Management.Automation.PSInvocationSettings new()"),
};
const struct type_info type_invocation_settings = {
    .name = "System.Management.Automation.PSInvocationSettings",
    .base = &type_object,
    PROPS(settings_props),
    STATICS(settings_statics),
    .payload_size = S_FIELDS * sizeof(struct value),
    .destroy = settings_destroy,
};
