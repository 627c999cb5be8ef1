#include "shell/runtime/event/component.h"

SHARED_GETTER(component_nothing)
{
    UNUSED_GETTER();
    *out = value_null();
    return 0;
}

SHARED_CALL(component_init)
{
    UNUSED_CALL();
    return 0;
}

int fail_disposed(struct err **err, const char *name)
{
    return fail_with(err, "System.ObjectDisposedException", "ObjectDisposedException",
                     "Cannot access a disposed object.\nObject name: '%s'.", name);
}

static const struct property component_props[] = {
    PROPERTY("Container", "System.ComponentModel.IContainer", component_nothing),
};
static const struct event_info component_events[] = {
    { "Disposed", "System.EventHandler", "System.EventArgs" },
};
const struct type_info type_component = { .name = "System.ComponentModel.Component",
                                          .base = &type_object,
                                          PROPS(component_props),
                                          EVENTS(component_events) };
