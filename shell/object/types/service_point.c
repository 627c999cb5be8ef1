/* ServicePointManager: what scripts of Windows PowerShell set before they ask a web server. As in
 * .NET since Core, the web cmdlets do not look at it. */
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

static const struct enum_member protocol_members[] = {
    { "SystemDefault", 0 }, { "Ssl3", 48 },    { "Tls", 192 },
    { "Tls11", 768 },       { "Tls12", 3072 }, { "Tls13", 12288 },
};
extern const struct enum_info enum_security_protocol;
ENUM_TYPE(security_protocol, "System.Net.SecurityProtocolType", protocol_members, true);

enum { SP_EXPECT, SP_REVOCATION, SP_NAGLE, SP_REUSE, SP_LIMIT, SP_IDLE, SP_DNS, SP_COUNT };

/* Of the running thread, as its session is. */
static _Thread_local int32_t protocol;
static _Thread_local int32_t settings[SP_COUNT] = { 1, 0, 1, 0, 2, 100000, 120000 };
static _Thread_local struct value callback;

GETTER(get_protocol)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_security_protocol, protocol);
    return 0;
}

SETTER(set_protocol)
{
    (void)self;
    (void)p;
    int32_t given;
    if (value_to_enum(v, &enum_security_protocol, &given, err) < 0)
        return -1;
    if (given & ~(48 | 192 | 768 | 3072 | 12288))
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "The requested security protocol is not supported.");
    protocol = given;
    return 0;
}

GETTER(get_setting)
{
    UNUSED_GETTER();
    *out = p->data < SP_LIMIT ? value_bool(settings[p->data]) : value_int(settings[p->data]);
    return 0;
}

SETTER(set_setting)
{
    (void)self;
    if (p->data < SP_LIMIT) {
        settings[p->data] = value_truth(v);
        return 0;
    }
    return arg_int(v, &settings[p->data], err);
}

GETTER(get_callback)
{
    UNUSED_GETTER();
    *out = value_ref(callback);
    return 0;
}

SETTER(set_callback)
{
    (void)self;
    (void)p;
    (void)err;
    value_replace_take(&callback, value_ref(v));
    return 0;
}

#define SETTING(name_, type, number)                                                             \
    {                                                                                            \
        .name = name_, .type_name = type, .get = get_setting, .set = set_setting, .data = number \
    }
static const struct property manager_statics[] = {
    SETTING("CheckCertificateRevocationList", "bool", SP_REVOCATION),
    SETTING("DefaultConnectionLimit", "int", SP_LIMIT),
    SETTING("DnsRefreshTimeout", "int", SP_DNS),
    SETTING("Expect100Continue", "bool", SP_EXPECT),
    SETTING("MaxServicePointIdleTime", "int", SP_IDLE),
    SETTING("ReusePort", "bool", SP_REUSE),
    PROPERTY_RW("SecurityProtocol", "System.Net.SecurityProtocolType", get_protocol, set_protocol),
    PROPERTY_RW("ServerCertificateValidationCallback",
                "System.Net.Security.RemoteCertificateValidationCallback", get_callback,
                set_callback),
    SETTING("UseNagleAlgorithm", "bool", SP_NAGLE),
};
const struct type_info type_service_point_manager = { .name = "System.Net.ServicePointManager",
                                                      .base = &type_object,
                                                      STATIC_PROPS(manager_statics) };
