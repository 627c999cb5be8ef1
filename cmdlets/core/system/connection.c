#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/system/ping.h"
#include "cmdlets/core/system/ping_object.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

enum { DEFAULT_SIZE = 32, DEFAULT_HOPS = 128, PINGS_PER_HOP = 3, MAX_SIZE = 65500 };

struct test_connection_args {
    struct str_list target_name;
    bool ping;
    bool ipv4;
    bool ipv6;
    bool resolve_destination;
    struct str *source;
    struct opt_int max_hops;
    struct opt_int count;
    struct opt_int delay;
    struct opt_int buffer_size;
    bool dont_fragment;
    bool repeat;
    bool quiet;
    struct opt_int timeout_seconds;
    bool traceroute;
    bool mtu_size;
    struct opt_int tcp_port;
    bool detailed;
};
#define PINGS "DefaultPing,RepeatPing"
static const struct param test_connection_params[] = {
    PARAM(struct test_connection_args, target_name, .name = "TargetName", .aliases = "ComputerName",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The machines, by name or address."),
    PARAM(struct test_connection_args, ping, .name = "Ping", .sets = PINGS,
          .help = "Sends ICMP echo requests, as is usual."),
    PARAM(struct test_connection_args, ipv4, .name = "IPv4", .help = "Over IPv4 only."),
    PARAM(struct test_connection_args, ipv6, .name = "IPv6", .help = "Over IPv6 only."),
    PARAM(struct test_connection_args, resolve_destination, .name = "ResolveDestination",
          .help = "Shows the machine by the name that its address has."),
    PARAM(struct test_connection_args, source, .name = "Source",
          .sets = PINGS ",TraceRoute,TcpPort",
          .help = "The name that the results give as the source; it is always this machine."),
    PARAM(struct test_connection_args, max_hops, .name = "MaxHops", .sets = PINGS ",TraceRoute",
          .aliases = "Ttl,TimeToLive,Hops", PARAM_RANGE(1, DEFAULT_HOPS),
          .help = "Over how many routers at most."),
    PARAM(struct test_connection_args, count, .name = "Count", .sets = "DefaultPing,TcpPort",
          PARAM_RANGE(1, INT32_MAX), .help = "How many times; 4 for echoes."),
    PARAM(struct test_connection_args, delay, .name = "Delay", .sets = PINGS ",TcpPort",
          PARAM_RANGE(1, INT32_MAX), .help = "Seconds between two requests."),
    PARAM(struct test_connection_args, buffer_size, .name = "BufferSize", .sets = PINGS,
          .aliases = "Size,Bytes,BS", PARAM_RANGE(0, MAX_SIZE),
          .help = "Bytes of data in a request; 32 unless given."),
    PARAM(struct test_connection_args, dont_fragment, .name = "DontFragment", .sets = PINGS,
          .help = "Requests must not be cut in pieces on the way."),
    PARAM(struct test_connection_args, repeat, .name = "Repeat", .sets = "RepeatPing",
          .mandatory = true, .aliases = "Continuous", .help = "Until Ctrl-C is pressed."),
    PARAM(struct test_connection_args, repeat, .name = "Repeat", .sets = "TcpPort",
          .aliases = "Continuous", .help = "Until Ctrl-C is pressed."),
    PARAM(struct test_connection_args, quiet, .name = "Quiet",
          .help = "Only says whether the machine answers."),
    PARAM(struct test_connection_args, timeout_seconds, .name = "TimeoutSeconds",
          PARAM_RANGE(1, INT32_MAX),
          .help = "How long an answer may take; 5 seconds unless given."),
    PARAM(struct test_connection_args, traceroute, .name = "Traceroute", .sets = "TraceRoute",
          .mandatory = true, .help = "Names the routers on the way."),
    PARAM(struct test_connection_args, mtu_size, .name = "MtuSize", .sets = "MtuSizeDetect",
          .mandatory = true, .aliases = "MtuSizeDetect",
          .help = "Finds the largest packet that gets there in one piece."),
    PARAM(struct test_connection_args, tcp_port, .name = "TcpPort", .sets = "TcpPort",
          .mandatory = true, PARAM_RANGE(0, 65535),
          .help = "Connects to this TCP port instead of sending echo requests."),
    PARAM(struct test_connection_args, detailed, .name = "Detailed", .sets = "TcpPort",
          .help = "Tells of each try, instead of True or False."),
};
static const struct example test_connection_examples[] = {
    { .code = "Test-Connection host1 -Count 1 -Quiet", .remarks = "True when host1 answers." },
    { .code = "Test-Connection host1 -TcpPort 16514", .remarks = "Does libvirt listen there?" },
};

/* ---- the objects ---- */

static const struct enum_member socket_error_members[] = {
    { "Success", 0 },
    { "SocketError", -1 },
    { "AccessDenied", 10013 },
    { "NetworkUnreachable", 10051 },
    { "ConnectionReset", 10054 },
    { "TimedOut", 10060 },
    { "ConnectionRefused", 10061 },
    { "HostUnreachable", 10065 },
};
ENUM_DECLARE(socket_error);
ENUM_TYPE(socket_error, "System.Net.Sockets.SocketError", socket_error_members, false);

/* The fields of PingStatus and TraceStatus; the types list those that they show. */
enum {
    S_PING,
    S_SOURCE,
    S_DESTINATION,
    S_ADDRESS,
    S_DISPLAY,
    S_LATENCY,
    S_STATUS,
    S_SIZE,
    S_REPLY,
    S_MTU,
    S_HOP,
    S_TARGET_ADDRESS,
    S_HOSTNAME,
    S_FIELDS
};
#define STATUS_TYPE "System.Net.NetworkInformation.IPStatus"
#define PING_FIELDS                                                                                \
    RECORD_FIELD("Ping", "uint", S_PING), RECORD_FIELD("Source", "string", S_SOURCE),              \
        RECORD_FIELD("Destination", "string", S_DESTINATION),                                      \
        RECORD_FIELD("Address", "ipaddress", S_ADDRESS),                                           \
        RECORD_FIELD("DisplayAddress", "string", S_DISPLAY),                                       \
        RECORD_FIELD("Latency", "long", S_LATENCY), RECORD_FIELD("Status", STATUS_TYPE, S_STATUS), \
        RECORD_FIELD("BufferSize", "int", S_SIZE),                                                 \
        RECORD_FIELD("Reply", "System.Net.NetworkInformation.PingReply", S_REPLY)

/* Times and sizes show as * when nothing came back. */
static int unless_timed_out(struct value self, size_t field, struct value *out)
{
    bool lost = value_enum_get(*record_field(self.object, S_STATUS)) == PING_TIMED_OUT;

    *out = lost ? value_string("*") : value_ref(*record_field(self.object, field));
    return 0;
}
static int latency_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    return unless_timed_out(self, S_LATENCY, out);
}
static int size_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    return unless_timed_out(self, S_SIZE, out);
}
static int hostname_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    struct value name = *record_field(self.object, S_HOSTNAME);
    *out = value_is_null(name) ? value_string("*") : value_ref(name);
    return 0;
}

static const struct property ping_props[] = { PING_FIELDS };
static const struct view_column ping_columns[] = {
    { .property = "Ping", .width = 4, .align = ALIGN_RIGHT },
    { .property = "Source", .width = 16 },
    { .label = "Address", .property = "DisplayAddress", .width = 25 },
    { .label = "Latency(ms)", .width = 7, .align = ALIGN_RIGHT, .get = latency_cell },
    { .label = "BufferSize(B)", .width = 10, .align = ALIGN_RIGHT, .get = size_cell },
    { .property = "Status", .width = 16 },
};
static const struct view ping_view = { .columns = ping_columns,
                                       .ncolumns = ARRAY_SIZE(ping_columns),
                                       .group_by = "Destination" };
#define CONNECTION_TYPE(id, suffix, base_type, properties, view_of)            \
    static const struct type_info type_##id = {                                \
        .name = "Microsoft.PowerShell.Commands.TestConnectionCommand+" suffix, \
        .base = base_type,                                                     \
        .props = properties,                                                   \
        .nprops = ARRAY_SIZE(properties),                                      \
        .table = view_of,                                                      \
        .payload_size = S_FIELDS * sizeof(struct value),                       \
        .destroy = record_destroy,                                             \
    }
CONNECTION_TYPE(ping_status, "PingStatus", &type_object, ping_props, &ping_view);

static const struct property mtu_props[] = { RECORD_FIELD("MtuSize", "int", S_MTU), PING_FIELDS };
static const struct view_column mtu_columns[] = {
    { .property = "Source", .width = 16 },
    { .label = "Address", .property = "DisplayAddress", .width = 25 },
    { .label = "Latency(ms)", .width = 7, .align = ALIGN_RIGHT, .get = latency_cell },
    { .property = "Status", .width = 16 },
    { .label = "MtuSize(B)", .property = "MtuSize", .width = 7, .align = ALIGN_RIGHT },
};
static const struct view mtu_view = { .columns = mtu_columns,
                                      .ncolumns = ARRAY_SIZE(mtu_columns),
                                      .group_by = "Destination" };
CONNECTION_TYPE(ping_mtu_status, "PingMtuStatus", &type_ping_status, mtu_props, &mtu_view);

static const struct property trace_props[] = {
    RECORD_FIELD("Hop", "int", S_HOP),
    RECORD_FIELD("Hostname", "string", S_HOSTNAME),
    RECORD_FIELD("Ping", "uint", S_PING),
    RECORD_FIELD("HopAddress", "ipaddress", S_ADDRESS),
    RECORD_FIELD("Latency", "long", S_LATENCY),
    RECORD_FIELD("Status", STATUS_TYPE, S_STATUS),
    RECORD_FIELD("Source", "string", S_SOURCE),
    RECORD_FIELD("Target", "string", S_DESTINATION),
    RECORD_FIELD("TargetAddress", "ipaddress", S_TARGET_ADDRESS),
    RECORD_FIELD("Reply", "System.Net.NetworkInformation.PingReply", S_REPLY),
};
static const struct view_column trace_columns[] = {
    { .property = "Hop", .width = 3, .align = ALIGN_RIGHT },
    { .label = "Hostname", .width = 25, .get = hostname_cell },
    { .property = "Ping", .width = 4, .align = ALIGN_RIGHT },
    { .label = "Latency(ms)", .width = 7, .align = ALIGN_RIGHT, .get = latency_cell },
    { .property = "Status", .width = 16 },
    { .property = "Source", .width = 12 },
    { .property = "TargetAddress", .width = 15 },
};
static const struct view trace_view = { .columns = trace_columns,
                                        .ncolumns = ARRAY_SIZE(trace_columns),
                                        .group_by = "Target" };
CONNECTION_TYPE(trace_status, "TraceStatus", &type_object, trace_props, &trace_view);

enum { T_ID, T_SOURCE, T_TARGET, T_ADDRESS, T_PORT, T_LATENCY, T_CONNECTED, T_STATUS, T_FIELDS };
static const struct property tcp_props[] = {
    RECORD_FIELD("Id", "int", T_ID),
    RECORD_FIELD("Source", "string", T_SOURCE),
    RECORD_FIELD("Target", "string", T_TARGET),
    RECORD_FIELD("TargetAddress", "ipaddress", T_ADDRESS),
    RECORD_FIELD("Port", "int", T_PORT),
    RECORD_FIELD("Latency", "long", T_LATENCY),
    RECORD_FIELD("Connected", "bool", T_CONNECTED),
    RECORD_FIELD("Status", "System.Net.Sockets.SocketError", T_STATUS),
};
static const struct view_column tcp_columns[] = {
    { .property = "Id", .width = 4, .align = ALIGN_RIGHT },
    { .property = "Source", .width = 16 },
    { .label = "Address", .property = "TargetAddress", .width = 25 },
    { .property = "Port", .width = 7, .align = ALIGN_RIGHT },
    { .label = "Latency(ms)", .property = "Latency", .width = 7, .align = ALIGN_RIGHT },
    { .property = "Connected", .width = 10 },
    { .property = "Status", .width = 24 },
};
static const struct view tcp_view = { .columns = tcp_columns,
                                      .ncolumns = ARRAY_SIZE(tcp_columns),
                                      .group_by = "Target" };
static const struct type_info type_tcp_status = {
    .name = "Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus",
    .base = &type_object,
    .props = tcp_props,
    .nprops = ARRAY_SIZE(tcp_props),
    .table = &tcp_view,
    .payload_size = T_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- the destination ---- */

struct destination {
    char name[NI_MAXHOST]; /* as results show it */
    struct sockaddr_storage address;
    socklen_t len;
};

static struct value this_host(void)
{
    char name[NI_MAXHOST] = "localhost";

    if (gethostname(name, sizeof(name) - 1) != 0)
        return value_string("localhost");
    return value_string(name);
}

static struct value address_value(const struct sockaddr_storage *a)
{
    char text[INET6_ADDRSTRLEN];
    const void *bytes = a->ss_family == AF_INET6
                            ? (const void *)&((const struct sockaddr_in6 *)a)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)a)->sin_addr;
    AUTO_VALUE v = value_null();
    struct value out = value_null();
    AUTO_ERR *err = NULL;

    if (!inet_ntop(a->ss_family, bytes, text, sizeof(text)))
        return value_null();
    v = value_string(text);
    if (value_convert(v, &type_ipaddress, &out, &err) < 0)
        return value_null();
    return out;
}

static enum status failed(struct invocation *inv, const char *name, const char *why)
{
    AUTO_FREE char *text = xasprintf("Testing connection to computer '%s' failed: %s", name, why);
    AUTO_VALUE target = value_string(name);

    return cmdlet_error(
        inv, &(struct error_spec){ .message = text,
                                   .id = "TestConnectionException",
                                   .category = EC_RESOURCE_UNAVAILABLE,
                                   .exception = "System.Net.NetworkInformation.PingException",
                                   .target = target });
}

/* *found: there is an address; otherwise the error was written unless it is quiet. */
static enum status find_destination(struct invocation *inv, const char *name, struct destination *d,
                                    bool *found)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    struct addrinfo *all = NULL;
    int family = args->ipv6 ? AF_INET6 : args->ipv4 ? AF_INET : AF_UNSPEC;

    *found = false;
    snprintf(d->name, sizeof(d->name), "%s", name);
    if (getaddrinfo(name, NULL, &hints, &all) != 0)
        return args->quiet ? ST_OK : failed(inv, name, "Cannot resolve the target name.");
    for (const struct addrinfo *a = all; a && !*found; a = a->ai_next) {
        if (family != AF_UNSPEC && a->ai_family != family)
            continue;
        memcpy(&d->address, a->ai_addr, a->ai_addrlen);
        d->len = a->ai_addrlen;
        *found = true;
    }
    freeaddrinfo(all);
    if (!*found)
        return failed(inv, name, "Target IPv4/IPv6 address absent.");
    if (args->resolve_destination && getnameinfo((struct sockaddr *)&d->address, d->len, d->name,
                                                 sizeof(d->name), NULL, 0, NI_NAMEREQD) != 0)
        snprintf(d->name, sizeof(d->name), "%s", name);
    return ST_OK;
}

/* ---- echoes ---- */

static enum status send_one(struct invocation *inv, const struct destination *d, size_t size,
                            int ttl, bool whole, struct ping_answer *out, bool *sent)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    static uint16_t sequence;
    int64_t seconds = args->timeout_seconds.set ? args->timeout_seconds.value : 5;
    struct ping_request r = { .to = &d->address,
                              .to_len = d->len,
                              .size = size,
                              .ttl = ttl,
                              .dont_fragment = whole,
                              .timeout_ms = seconds > 2000000 ? 2000000000 : (int)seconds * 1000,
                              .interrupt_fd = interrupt_fd(inv->session),
                              .sequence = ++sequence };
    int errnum = ping_send(&r, out);

    *sent = errnum == 0;
    if (errnum == EPERM || errnum == EACCES)
        return failed(inv, d->name,
                      "ICMP sockets are not allowed to this user: net.ipv4.ping_group_range must "
                      "hold its group, or root must ask. -TcpPort needs neither.");
    if (errnum != 0)
        return failed(inv, d->name, strerror(errnum));
    return out->interrupted ? ST_INTERRUPT : ST_OK;
}

static struct value new_status(const struct type_info *type, const char *destination,
                               const struct ping_answer *a, size_t size, uint32_t number)
{
    struct object *o = object_new(type);
    bool answered = a->status == PING_SUCCESS || a->status == PING_TTL_EXPIRED;
    struct value address = answered ? address_value(&a->from) : value_null();
    *record_field(o, S_PING) = value_integer(V_UINT32, number);
    *record_field(o, S_SOURCE) = this_host();
    *record_field(o, S_DESTINATION) = value_string(destination);
    *record_field(o, S_ADDRESS) = address;
    struct strbuf shown = STRBUF_INIT;
    if (value_is_null(address))
        strbuf_addch(&shown, '*');
    else
        value_to_strbuf(address, &shown);
    *record_field(o, S_DISPLAY) = value_string_take(&shown);
    *record_field(o, S_LATENCY) = value_long(a->milliseconds);
    *record_field(o, S_STATUS) = value_enum(&enum_ip_status, a->status);
    *record_field(o, S_SIZE) = value_int((int32_t)size);
    *record_field(o, S_REPLY) = ping_reply(a, value_ref(address), size);
    return value_of_object(o);
}

static enum status ping_all(struct invocation *inv, const struct destination *d)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    int64_t count = args->repeat ? INT32_MAX : args->count.set ? args->count.value : 4;
    size_t size = args->buffer_size.set ? (size_t)args->buffer_size.value : DEFAULT_SIZE;
    int ttl = args->max_hops.set ? (int)args->max_hops.value : DEFAULT_HOPS;
    bool all = true;

    for (int64_t i = 1; i <= count; i++) {
        struct ping_answer a;
        bool sent;
        enum status rc = send_one(inv, d, size, ttl, args->dont_fragment, &a, &sent);
        if (rc != ST_OK)
            return rc;
        all &= sent && a.status == PING_SUCCESS;
        if (sent && !args->quiet) {
            a.milliseconds = a.status == PING_SUCCESS ? a.milliseconds : 0;
            rc = emit_take(inv, new_status(&type_ping_status, d->name, &a, size, (uint32_t)i));
        }
        if (rc != ST_OK)
            return rc;
        if (sent && i < count &&
            !interruptible_sleep(inv->session, (args->delay.set ? args->delay.value : 1) * 1000))
            return ST_INTERRUPT;
    }
    return args->quiet ? emit(inv, value_bool(all)) : ST_OK;
}

static enum status trace(struct invocation *inv, const struct destination *d)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    int hops = args->max_hops.set ? (int)args->max_hops.value : DEFAULT_HOPS;
    bool there = false;

    for (int hop = 1; hop <= hops && !there; hop++) {
        for (uint32_t i = 1; i <= PINGS_PER_HOP; i++) {
            struct ping_answer a;
            char router[NI_MAXHOST] = "";
            bool sent;
            enum status rc = send_one(inv, d, DEFAULT_SIZE, hop, false, &a, &sent);
            if (rc != ST_OK || !sent)
                return rc;
            there |= a.status != PING_TIMED_OUT && a.status != PING_TTL_EXPIRED;
            if (args->quiet)
                continue;
            struct value v = new_status(&type_trace_status, d->name, &a, DEFAULT_SIZE, i);
            struct value address = *record_field(v.object, S_ADDRESS);
            if (!value_is_null(address) && getnameinfo((struct sockaddr *)&a.from, sizeof(a.from),
                                                       router, sizeof(router), NULL, 0, 0) == 0)
                *record_field(v.object, S_HOSTNAME) = value_string(router);
            *record_field(v.object, S_HOP) = value_int(hop);
            *record_field(v.object, S_TARGET_ADDRESS) = address_value(&d->address);
            rc = emit_take(inv, v);
            if (rc != ST_OK)
                return rc;
        }
    }
    if (args->quiet)
        return emit(inv, value_bool(there));
    if (there)
        return ST_OK;
    AUTO_VALUE target = value_string(d->name);
    return core_error(inv, "TestConnectionException", EC_CONNECTION_ERROR, target,
                      "Cannot complete traceroute to destination '%s': Number of hops required to "
                      "reach host exceeds MaxHops (%d).",
                      d->name, hops);
}

static enum status find_mtu(struct invocation *inv, const struct destination *d)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    size_t low = 0, high = MAX_SIZE + 1; /* the first gets there, the second does not */
    struct ping_answer best = { .status = PING_TIMED_OUT };

    while (high - low > 1) {
        size_t size = low ? low + (high - low) / 2 : 1472; /* an Ethernet's, first */
        struct ping_answer a;
        bool sent;
        if (size >= high)
            size = high / 2;
        enum status rc = send_one(inv, d, size, DEFAULT_HOPS, true, &a, &sent);
        if (rc != ST_OK || !sent)
            return rc;
        if (a.status == PING_SUCCESS) {
            low = size;
            best = a;
        } else {
            high = size;
        }
    }
    if (args->quiet)
        return emit(inv, value_int((int32_t)low));
    struct value v = new_status(&type_ping_mtu_status, d->name, &best, low, 1);
    *record_field(v.object, S_MTU) = value_int((int32_t)low);
    return emit_take(inv, v);
}

/* ---- TCP ---- */

static int32_t socket_error(int errnum)
{
    switch (errnum) {
    case 0:
        return 0;
    case EACCES:
        return 10013;
    case ENETUNREACH:
        return 10051;
    case ECONNRESET:
        return 10054;
    case ETIMEDOUT:
        return 10060;
    case ECONNREFUSED:
        return 10061;
    case EHOSTUNREACH:
        return 10065;
    default:
        return -1;
    }
}

/* 0, an errno value, or ECANCELED when Ctrl-C was pressed. */
static int connect_to(struct invocation *inv, const struct destination *d, int timeout_ms)
{
    AUTO_FD int fd = socket(d->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int result = 0;
    socklen_t len = sizeof(result);

    if (fd < 0)
        return errno;
    if (connect(fd, (const struct sockaddr *)&d->address, d->len) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    struct pollfd p[2] = { { .fd = fd, .events = POLLOUT },
                           { .fd = interrupt_fd(inv->session), .events = POLLIN } };
    int n = poll(p, 2, timeout_ms);
    if (n == 0)
        return ETIMEDOUT;
    if (n < 0 || p[1].revents)
        return ECANCELED;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &result, &len) < 0 ? errno : result;
}

static enum status try_port(struct invocation *inv, const char *name, struct destination *d)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    int64_t count = args->repeat ? INT32_MAX : args->count.set ? args->count.value : 1;
    int64_t seconds = args->timeout_seconds.set ? args->timeout_seconds.value : 5;
    uint16_t port = htons((uint16_t)args->tcp_port.value);

    if (d->address.ss_family == AF_INET6)
        ((struct sockaddr_in6 *)&d->address)->sin6_port = port;
    else
        ((struct sockaddr_in *)&d->address)->sin_port = port;
    for (int64_t i = 1; i <= count; i++) {
        struct timespec from, to;
        clock_gettime(CLOCK_MONOTONIC, &from);
        int errnum = connect_to(inv, d, seconds > 2000000 ? 2000000000 : (int)seconds * 1000);
        clock_gettime(CLOCK_MONOTONIC, &to);
        if (errnum == ECANCELED && interrupted(inv->session))
            return ST_INTERRUPT;
        if (!args->detailed)
            return emit(inv, value_bool(errnum == 0));
        int64_t ms = (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
        struct object *o = object_new(&type_tcp_status);
        *record_field(o, T_ID) = value_int((int32_t)i);
        *record_field(o, T_SOURCE) = this_host();
        *record_field(o, T_TARGET) = value_string(name);
        *record_field(o, T_ADDRESS) = address_value(&d->address);
        *record_field(o, T_PORT) = value_int((int32_t)args->tcp_port.value);
        *record_field(o, T_LATENCY) = value_long(errnum == 0 ? ms : 0);
        *record_field(o, T_CONNECTED) = value_bool(errnum == 0);
        *record_field(o, T_STATUS) = value_enum(&enum_socket_error, socket_error(errnum));
        enum status rc = emit_take(inv, value_of_object(o));
        if (rc != ST_OK)
            return rc;
        if (i < count &&
            !interruptible_sleep(inv->session, (args->delay.set ? args->delay.value : 1) * 1000))
            return ST_INTERRUPT;
    }
    return ST_OK;
}

static enum status test_connection_process(struct invocation *inv)
{
    const struct test_connection_args *args = ARGS(inv, struct test_connection_args);
    enum status rc = ST_OK;

    for (size_t i = 0; i < args->target_name.len && rc == ST_OK; i++) {
        const char *name = args->target_name.items[i]->data;
        struct destination d = { .len = 0 };
        bool found;
        rc = find_destination(inv, name, &d, &found);
        if (rc != ST_OK)
            return rc;
        if (!found)
            rc = args->quiet ? emit(inv, value_bool(false)) : ST_OK;
        else if (args->tcp_port.set)
            rc = try_port(inv, name, &d);
        else if (args->mtu_size)
            rc = find_mtu(inv, &d);
        else
            rc = args->traceroute ? trace(inv, &d) : ping_all(inv, &d);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Test",
        .noun = "Connection",
        .synopsis = "Asks machines for an echo, or connects to a port of theirs.",
        .params = test_connection_params,
        .nparams = ARRAY_SIZE(test_connection_params),
        .default_set = "DefaultPing",
        .output = "Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus,"
                  "Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus,"
                  "System.Boolean,System.Int32",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct test_connection_args),
        .process = test_connection_process,
        .examples = test_connection_examples,
        .nexamples = ARRAY_SIZE(test_connection_examples),
    },
};
const struct cmdlet_group cmdlets_connection = { cmdlets, ARRAY_SIZE(cmdlets) };
