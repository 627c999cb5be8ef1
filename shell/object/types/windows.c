/* Types whose members work on Windows alone: scripts ask them before they know where they run. */
#include "shell/object/library_types.h"
#include "shell/object/members.h"

static int elsewhere(struct err **err, const char *what)
{
    return fail_with(err, "System.PlatformNotSupportedException", "PlatformNotSupportedException",
                     "%s is not supported on this platform.", what);
}

CALL(identity_call)
{
    (void)self;
    (void)args;
    (void)n;
    (void)out;
    return elsewhere(err, "Windows Principal functionality");
}

CALL(registry_call)
{
    (void)self;
    (void)args;
    (void)n;
    (void)out;
    return elsewhere(err, "Registry");
}

static const struct method identity_statics[] = {
    METHOD("GetCurrent", 0, 1, identity_call,
           "System.Security.Principal.WindowsIdentity GetCurrent()"),
    METHOD("GetAnonymous", 0, 0, identity_call,
           "System.Security.Principal.WindowsIdentity GetAnonymous()"),
};
const struct type_info type_windows_identity = {
    .name = "System.Security.Principal.WindowsIdentity",
    .base = &type_object,
    STATICS(identity_statics),
};

static const struct method registry_statics[] = {
    METHOD("GetValue", 3, 3, registry_call,
           "System.Object GetValue(string keyName, string valueName, System.Object defaultValue)"),
    METHOD("SetValue", 3, 4, registry_call,
           "void SetValue(string keyName, string valueName, System.Object value)"),
};
const struct type_info type_registry = {
    .name = "Microsoft.Win32.Registry",
    .base = &type_object,
    STATICS(registry_statics),
};
