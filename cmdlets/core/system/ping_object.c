#include "cmdlets/core/system/ping_object.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>

#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/record.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/ip_address.h"
#include "shell/object/types/task.h"

#define NETWORK "System.Net.NetworkInformation."
#define PING_EXCEPTION NETWORK "PingException"

enum { TIMEOUT_MS = 5000, DATA_SIZE = 32, MAX_SIZE = 65500, TTL = 128 };

static const struct enum_member ip_status_members[] = {
    { "Success", PING_SUCCESS },
    { "DestinationNetworkUnreachable", PING_NET_UNREACHABLE },
    { "DestinationHostUnreachable", PING_HOST_UNREACHABLE },
    { "DestinationPortUnreachable", PING_PORT_UNREACHABLE },
    { "PacketTooBig", PING_TOO_BIG },
    { "TimedOut", PING_TIMED_OUT },
    { "TtlExpired", PING_TTL_EXPIRED },
    { "Unknown", PING_UNKNOWN },
};
ENUM_TYPE(ip_status, "System.Net.NetworkInformation.IPStatus", ip_status_members, false);

/* ---- PingReply ---- */

enum { R_STATUS, R_ADDRESS, R_TIME, R_BUFFER, R_OPTIONS, R_FIELDS };

static const struct property reply_props[] = {
    RECORD_FIELD("Status", NETWORK "IPStatus", R_STATUS),
    RECORD_FIELD("Address", "ipaddress", R_ADDRESS),
    RECORD_FIELD("RoundtripTime", "long", R_TIME),
    RECORD_FIELD("Options", NETWORK "PingOptions", R_OPTIONS),
    RECORD_FIELD("Buffer", "byte[]", R_BUFFER),
};
const struct type_info type_ping_reply = { .name = NETWORK "PingReply",
                                           .base = &type_object,
                                           PROPS(reply_props),
                                           .payload_size = R_FIELDS * sizeof(struct value),
                                           .destroy = record_destroy };

struct value ping_reply(const struct ping_answer *a, struct value address, size_t size)
{
    struct object *reply = object_new(&type_ping_reply);
    struct array *data = array_new(size);
    bool ok = a->status == PING_SUCCESS;
    data->type = &type_byte_array;
    data->element = &type_byte;
    for (size_t i = 0; ok && i < size; i++)
        array_push_take(data, value_integer(V_BYTE, 'a' + (int)(i % 23)));
    *record_field(reply, R_STATUS) = value_enum(&enum_ip_status, a->status);
    *record_field(reply, R_ADDRESS) = address;
    *record_field(reply, R_TIME) = value_long(ok ? a->milliseconds : 0);
    *record_field(reply, R_BUFFER) = value_of_array(data);
    return value_of_object(reply);
}

/* ---- PingOptions ---- */

struct options {
    int32_t ttl;
    bool whole;
};

static struct options *options_of(struct value v)
{
    return object_payload(v.object);
}

static int set_ttl(struct options *o, struct value v, struct err **err)
{
    int32_t ttl;
    if (arg_int(v, &ttl, err) < 0)
        return -1;
    if (ttl < 1 || ttl > 255)
        return fail_range(err, "ttl", "Specified argument was out of the range of valid values.");
    o->ttl = ttl;
    return 0;
}

/* new([ttl, dontFragment]) */
CALL(options_new)
{
    AUTO_VALUE made = value_of_object(object_new(self.type));
    *options_of(made) = (struct options){ TTL, n > 1 && value_truth(args[1]) };
    if (n && set_ttl(options_of(made), args[0], err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

GETTER(options_get)
{
    (void)err;
    *out = p->data ? value_bool(options_of(self)->whole) : value_int(options_of(self)->ttl);
    return 0;
}

SETTER(options_set)
{
    if (!p->data)
        return set_ttl(options_of(self), v, err);
    options_of(self)->whole = value_truth(v);
    return 0;
}

/* clang-format off */
static const struct property options_props[] = {
    { .name = "DontFragment", .type_name = "bool", .get = options_get, .set = options_set, .data = 1 },
    { .name = "Ttl", .type_name = "int", .get = options_get, .set = options_set },
};
/* clang-format on */
static const struct method options_statics[] = {
    METHOD("new", 0, 2, options_new, NETWORK "PingOptions new(int ttl, bool dontFragment)"),
};
const struct type_info type_ping_options = { .name = NETWORK "PingOptions",
                                             .base = &type_object,
                                             PROPS(options_props),
                                             STATICS(options_statics),
                                             .payload_size = sizeof(struct options) };

/* ---- Ping ---- */

/* An address, or the first one that a name has. */
static int destination(struct value v, struct sockaddr_storage *to, socklen_t *len,
                       struct err **err)
{
    if (v.kind == V_OBJECT && v.object->type == &type_ipaddress) {
        *len = ip_to_socket(v, to);
        return 0;
    }
    AUTO_VALUE name = arg_string(v);
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *all = NULL;
    if (!name.str->len)
        return fail_null_argument(err, "hostNameOrAddress");
    int r = getaddrinfo(name.str->data, NULL, &hints, &all);
    if (r != 0) {
        (void)fail_with(err, "System.Net.Sockets.SocketException", "SocketException", "%s",
                        gai_strerror(r));
        return fail_outer(err, PING_EXCEPTION, "PingException",
                          "An exception occurred during a Ping request.");
    }
    memcpy(to, all->ai_addr, all->ai_addrlen);
    *len = all->ai_addrlen;
    freeaddrinfo(all);
    return 0;
}

/* Send(name or address[, timeout[, data[, options]]]) */
CALL(send_echo)
{
    (void)self;
    struct sockaddr_storage to = { 0 };
    struct ping_answer answer = { 0 };
    struct options options = { TTL, false };
    socklen_t len = 0;
    int64_t timeout;
    size_t size = DATA_SIZE;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "hostNameOrAddress");
    if (ms_arg(args + 1, n - 1, TIMEOUT_MS, &timeout, err) < 0)
        return -1;
    if (timeout < 0 || timeout > INT32_MAX)
        return fail_range(err, "timeout",
                          "Specified argument was out of the range of valid values.");
    if (n > 2) {
        if (args[2].kind != V_ARRAY)
            return fail_null_argument(err, "buffer");
        size = args[2].array->len;
    }
    if (size > MAX_SIZE)
        return fail_argument(err,
                             "The data buffer exceeds the maximum size of %d bytes. "
                             "(Parameter 'buffer')",
                             MAX_SIZE);
    if (n > 3 && args[3].kind == V_OBJECT && args[3].object->type == &type_ping_options)
        options = *options_of(args[3]);
    if (destination(args[0], &to, &len, err) < 0)
        return -1;
    const struct ping_request request = { .to = &to,
                                          .to_len = len,
                                          .size = size,
                                          .ttl = options.ttl,
                                          .dont_fragment = options.whole,
                                          .timeout_ms = (int)timeout,
                                          .interrupt_fd = -1,
                                          .sequence = 1 };
    int failed = ping_send(&request, &answer);
    if (answer.interrupted && cancel_check(err) < 0)
        return -1;
    if (failed == EPERM || failed == EACCES)
        return fail_with(err, PING_EXCEPTION, "PingException",
                         "An exception occurred during a Ping request: this user may open no ICMP "
                         "socket (net.ipv4.ping_group_range, CAP_NET_RAW).");
    if (failed) {
        (void)fail_with(err, "System.Net.Sockets.SocketException", "SocketException", "%s",
                        strerror(failed));
        return fail_outer(err, PING_EXCEPTION, "PingException",
                          "An exception occurred during a Ping request.");
    }
    bool timed_out = answer.status == PING_TIMED_OUT;
    *out = ping_reply(
        &answer, ip_of_socket((const struct sockaddr *)(timed_out ? &to : &answer.from)), size);
    return 0;
}

/* The task is done when it comes. */
CALL(send_task)
{
    AUTO_VALUE reply = value_null();
    if (send_echo(self, args, n, &reply, err) == 0)
        *out = task_of_result(reply);
    else if (*err && cancel_wanted())
        return -1;
    else
        *out = task_of_error(err);
    return 0;
}

CALL(ping_new)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(self.type));
    return 0;
}

CALL(ping_dispose)
{
    UNUSED_CALL();
    return 0;
}

#define SEND(name, fn, type)                                                      \
    METHOD(name, 1, 4, fn,                                                        \
           type " " name "(string hostNameOrAddress), " type " " name             \
                "(string hostNameOrAddress, int timeout), " type " " name         \
                "(string hostNameOrAddress, int timeout, byte[] buffer, " NETWORK \
                "PingOptions options)")
static const struct method ping_methods[] = {
    SEND("Send", send_echo, NETWORK "PingReply"),
    SEND("SendPingAsync", send_task, "System.Threading.Tasks.Task[" NETWORK "PingReply]"),
    METHOD("Dispose", 0, 0, ping_dispose, "void Dispose()"),
};
static const struct method ping_statics[] = {
    METHOD("new", 0, 0, ping_new, NETWORK "Ping new()"),
};
const struct type_info type_ping = { .name = NETWORK "Ping",
                                     .base = &type_object,
                                     .interfaces = implements_disposable,
                                     METHODS(ping_methods),
                                     STATICS(ping_statics) };
