/* System.Net.Sockets.TcpClient and TcpListener. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shell/base/cancel.h"
#include "shell/base/clock.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/ip_address.h"
#include "shell/object/types/stream.h"

enum { SLICE_MS = 100 }; /* how long a wait lasts before Ctrl-C is looked for */

struct tcp {
    bool has_fd;
    int fd;
    struct addrinfo *all, *at; /* of a connection that is being made */
    bool connected;
    int error; /* errno of the last address that failed; 0: none did */
    char where[96];
    struct value stream;
    int32_t timeouts[2]; /* of reading and writing; 0: none */
    bool no_delay;
};

static struct tcp *tcp_of(struct value v)
{
    return object_payload(v.object);
}

static void drop_fd(struct tcp *t)
{
    if (t->has_fd)
        close(t->fd);
    t->has_fd = t->connected = false;
}

static void drop_addresses(struct tcp *t)
{
    if (t->all)
        freeaddrinfo(t->all);
    t->all = t->at = NULL;
}

static void tcp_destroy(struct object *o)
{
    struct tcp *t = object_payload(o);
    value_unref(t->stream);
    drop_addresses(t);
    drop_fd(t);
}

static int socket_error(struct err **err, int error, const char *where)
{
    return fail_with(err, "System.Net.Sockets.SocketException",
                     *where ? "ExtendedSocketException" : "SocketException", "%s%s%s",
                     strerror(error), *where ? " " : "", where);
}

/* An address as .NET's dual-mode sockets show it. */
static void endpoint_text(const struct sockaddr *a, socklen_t len, char *out, size_t size)
{
    char host[64] = "", port[16] = "";
    getnameinfo(a, len, host, sizeof(host), port, sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(out, size, a->sa_family == AF_INET ? "[::ffff:%s]:%s" : "[%s]:%s", host, port);
}

/* Starts with the next address; false: there is no more. */
static bool next_address(struct tcp *t)
{
    while (t->at) {
        const struct addrinfo *a = t->at;
        t->at = a->ai_next;
        drop_fd(t);
        t->fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (t->fd < 0) {
            t->error = errno;
            continue;
        }
        t->has_fd = true;
        endpoint_text(a->ai_addr, a->ai_addrlen, t->where, sizeof(t->where));
        if (connect(t->fd, a->ai_addr, a->ai_addrlen) == 0 || errno == EINPROGRESS)
            return true;
        t->error = errno;
    }
    drop_fd(t);
    return false;
}

/* Looks for ms milliseconds (negative: for ever) how it goes. 1: connected, 0: not yet, -1: failed,
 * or *err is set. */
static int connect_wait(struct tcp *t, int64_t ms, struct err **err)
{
    int64_t end = ms < 0 ? INT64_MAX : clock_ms() + ms;
    while (t->all) {
        struct pollfd p = { .fd = t->fd, .events = POLLOUT };
        int64_t left = end - clock_ms();
        if (!t->has_fd) {
            drop_addresses(t);
            break;
        }
        int n = poll(&p, 1, (int)(left < 0 ? 0 : left < SLICE_MS ? left : SLICE_MS));
        if (cancel_check(err) < 0)
            return -1;
        if (n <= 0) {
            if (clock_ms() >= end)
                return 0;
            continue;
        }
        int error = 0;
        socklen_t len = sizeof(error);
        getsockopt(t->fd, SOL_SOCKET, SO_ERROR, &error, &len);
        if (!error) {
            fcntl(t->fd, F_SETFL, fcntl(t->fd, F_GETFL) & ~O_NONBLOCK);
            t->connected = true;
            t->error = 0;
            drop_addresses(t);
            break;
        }
        t->error = error;
        next_address(t);
    }
    return t->connected ? 1 : -1;
}

static int connect_start(struct tcp *t, const struct value *args, size_t n, struct err **err)
{
    AUTO_VALUE host = value_null(), port_text = value_null();
    int32_t port;
    if (n < 2) { /* an IPEndPoint */
        if (args[0].kind != V_OBJECT)
            return fail_null_argument(err, "remoteEP");
        if (member_get(args[0], "Address", &port_text, err) < 0)
            return -1;
        host = arg_string(port_text);
        value_replace_take(&port_text, value_null());
        if (member_get(args[0], "Port", &port_text, err) < 0 || arg_int(port_text, &port, err) < 0)
            return -1;
    } else {
        if (args[0].kind == V_NULL)
            return fail_null_argument(err, "hostname");
        host = arg_string(args[0]);
        if (arg_int(args[1], &port, err) < 0)
            return -1;
    }
    if (port < 0 || port > 65535)
        return fail_range(err, "port", "Specified argument was out of the range of valid values.");
    if (t->connected)
        return socket_error(err, EISCONN, "");
    char service[16];
    snprintf(service, sizeof(service), "%d", (int)port);
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
    drop_addresses(t);
    int rc = getaddrinfo(host.str->data, service, &hints, &t->all);
    if (rc != 0) {
        t->all = NULL;
        return fail_with(err, "System.Net.Sockets.SocketException", "SocketException", "%s",
                         gai_strerror(rc));
    }
    t->at = t->all;
    next_address(t);
    return 0;
}

static int connect_result(struct tcp *t, struct err **err)
{
    int r = connect_wait(t, -1, err);
    return r > 0 ? 0 : *err ? -1 : socket_error(err, t->error ? t->error : ENOTCONN, t->where);
}

CALL(tcp_connect)
{
    (void)out;
    struct tcp *t = tcp_of(self);
    return connect_start(t, args, n, err) < 0 ? -1 : connect_result(t, err);
}

static struct value tcp_make(void)
{
    return value_of_object(object_new(&type_tcp_client));
}

CALL(tcp_new)
{
    (void)self;
    AUTO_VALUE made = tcp_make();
    /* new(), new(AddressFamily), new(host, port) */
    if (n > 1 &&
        (connect_start(tcp_of(made), args, n, err) < 0 || connect_result(tcp_of(made), err) < 0))
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(tcp_close)
{
    UNUSED_CALL();
    struct tcp *t = tcp_of(self);
    if (t->stream.kind != V_NULL && stream_close(t->stream, err) < 0)
        return -1;
    value_replace_take(&t->stream, value_null());
    drop_addresses(t);
    drop_fd(t);
    return 0;
}

CALL(tcp_stream)
{
    (void)args;
    (void)n;
    struct tcp *t = tcp_of(self);
    if (!t->connected)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The operation is not allowed on non-connected sockets.");
    if (t->stream.kind == V_NULL && stream_of_descriptor(t->fd, ACCESS_BOTH, &t->stream, err) < 0)
        return -1;
    *out = value_ref(t->stream);
    return 0;
}

enum { TCP_CONNECTED, TCP_AVAILABLE, TCP_NO_DELAY };

GETTER(tcp_get)
{
    (void)err;
    const struct tcp *t = tcp_of(self);
    int bytes = 0;
    if (p->data == TCP_AVAILABLE) {
        if (t->connected)
            ioctl(t->fd, FIONREAD, &bytes);
        *out = value_int(bytes);
    } else {
        *out = value_bool(p->data == TCP_CONNECTED ? t->connected : t->no_delay);
    }
    return 0;
}

SETTER(tcp_set_no_delay)
{
    (void)p;
    (void)err;
    struct tcp *t = tcp_of(self);
    int on = t->no_delay = value_truth(v);
    if (t->has_fd)
        setsockopt(t->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    return 0;
}

GETTER(tcp_timeout)
{
    UNUSED_GETTER();
    *out = value_int(tcp_of(self)->timeouts[p->data]);
    return 0;
}

SETTER(tcp_set_timeout)
{
    struct tcp *t = tcp_of(self);
    int32_t ms;
    if (arg_int(v, &ms, err) < 0)
        return -1;
    t->timeouts[p->data] = ms;
    struct timeval wait = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };
    if (t->has_fd)
        setsockopt(t->fd, SOL_SOCKET, p->data ? SO_SNDTIMEO : SO_RCVTIMEO, &wait, sizeof(wait));
    return 0;
}

/* ---- a connection that is being made: a Task, or what BeginConnect() gives ---- */

struct pending {
    struct value client, state;
};

static struct pending *pending_of(struct value v)
{
    return object_payload(v.object);
}

static void pending_destroy(struct object *o)
{
    struct pending *p = object_payload(o);
    value_unref(p->client);
    value_unref(p->state);
}

static const struct type_info type_pending, type_pending_handle;

static struct value pending_new(const struct type_info *type, struct value client,
                                struct value state)
{
    struct object *o = object_new(type);
    *(struct pending *)object_payload(o) = (struct pending){ value_ref(client), value_ref(state) };
    return value_of_object(o);
}

CALL(tcp_connect_async)
{
    if (connect_start(tcp_of(self), args, n > 2 ? 2 : n, err) < 0)
        return -1;
    *out = pending_new(&type_pending, self, value_null());
    return 0;
}

/* BeginConnect(host, port, callback, state) */
CALL(tcp_begin)
{
    if (connect_start(tcp_of(self), args, 2, err) < 0)
        return -1;
    *out = pending_new(&type_pending, self, n > 3 ? args[3] : value_null());
    return 0;
}

CALL(tcp_end)
{
    (void)args;
    (void)n;
    (void)out;
    return connect_result(tcp_of(self), err);
}

static int wait_ms(const struct value *args, size_t n, int64_t *ms, struct err **err)
{
    *ms = -1;
    if (!n || args[0].kind == V_BOOL)
        return 0;
    if (args[0].kind == V_TIMESPAN) {
        *ms = args[0].i / 10000;
        return 0;
    }
    return arg_long(args[0], ms, err);
}

CALL(pending_wait)
{
    struct tcp *t = tcp_of(pending_of(self)->client);
    int64_t ms;
    if (wait_ms(args, n, &ms, err) < 0)
        return -1;
    int r = connect_wait(t, ms, err);
    if (r < 0 && *err)
        return -1;
    if (r < 0)
        return fail_with(err, "System.AggregateException", "AggregateException",
                         "One or more errors occurred. (%s %s)", strerror(t->error), t->where);
    if (n)
        *out = value_bool(r > 0);
    return 0;
}

CALL(handle_wait)
{
    int64_t ms;
    if (wait_ms(args, n, &ms, err) < 0)
        return -1;
    int r = connect_wait(tcp_of(pending_of(self)->client), ms, err);
    if (*err)
        return -1;
    *out = value_bool(r != 0);
    return 0;
}

CALL(pending_result)
{
    (void)args;
    (void)n;
    (void)out;
    return connect_result(tcp_of(pending_of(self)->client), err);
}

CALL(pending_itself)
{
    UNUSED_CALL();
    *out = value_ref(self);
    return 0;
}

CALL(nothing)
{
    UNUSED_CALL();
    return 0;
}

enum { IS_DONE, IS_GOOD, IS_BAD, IS_CANCELLED };

GETTER(pending_is)
{
    int r = connect_wait(tcp_of(pending_of(self)->client), 0, err);
    if (*err)
        return -1;
    *out = value_bool(p->data == IS_DONE   ? r != 0
                      : p->data == IS_GOOD ? r > 0
                                           : p->data == IS_BAD && r < 0);
    return 0;
}

GETTER(pending_handle)
{
    (void)p;
    (void)err;
    *out = pending_new(&type_pending_handle, pending_of(self)->client, value_null());
    return 0;
}

GETTER(pending_state)
{
    (void)p;
    (void)err;
    *out = value_ref(pending_of(self)->state);
    return 0;
}

static const struct property pending_props[] = {
    PROPERTY("AsyncState", "System.Object", pending_state),
    PROPERTY("AsyncWaitHandle", "System.Threading.WaitHandle", pending_handle),
    PROPERTY_DATA("IsCompleted", "bool", pending_is, IS_DONE),
    PROPERTY_DATA("IsCompletedSuccessfully", "bool", pending_is, IS_GOOD),
    PROPERTY_DATA("IsFaulted", "bool", pending_is, IS_BAD),
    PROPERTY_DATA("IsCanceled", "bool", pending_is, IS_CANCELLED),
};
static const struct method pending_methods[] = {
    METHOD("Wait", 0, 2, pending_wait, "bool Wait(int millisecondsTimeout)"),
    METHOD("GetAwaiter", 0, 0, pending_itself,
           "System.Runtime.CompilerServices.TaskAwaiter GetAwaiter()"),
    METHOD("GetResult", 0, 0, pending_result, "void GetResult()"),
    METHOD("Dispose", 0, 0, nothing, "void Dispose()"),
};
static const struct type_info type_pending = { .name = "System.Threading.Tasks.Task",
                                               .base = &type_object,
                                               .interfaces = implements_disposable,
                                               PROPS(pending_props),
                                               METHODS(pending_methods),
                                               .payload_size = sizeof(struct pending),
                                               .destroy = pending_destroy };
static const struct method handle_methods[] = {
    METHOD("WaitOne", 0, 2, handle_wait, "bool WaitOne(int millisecondsTimeout)"),
    METHOD("Close", 0, 0, nothing, "void Close()"),
    METHOD("Dispose", 0, 0, nothing, "void Dispose()"),
};
static const struct type_info type_pending_handle = { .name = "System.Threading.ManualResetEvent",
                                                      .base = &type_object,
                                                      .interfaces = implements_disposable,
                                                      METHODS(handle_methods),
                                                      .payload_size = sizeof(struct pending),
                                                      .destroy = pending_destroy };

static const struct property tcp_props[] = {
    PROPERTY_DATA("Available", "int", tcp_get, TCP_AVAILABLE),
    PROPERTY_DATA("Connected", "bool", tcp_get, TCP_CONNECTED),
    { .name = "NoDelay",
      .type_name = "bool",
      .get = tcp_get,
      .set = tcp_set_no_delay,
      .data = TCP_NO_DELAY },
    { .name = "ReceiveTimeout",
      .type_name = "int",
      .get = tcp_timeout,
      .set = tcp_set_timeout,
      .data = 0 },
    { .name = "SendTimeout",
      .type_name = "int",
      .get = tcp_timeout,
      .set = tcp_set_timeout,
      .data = 1 },
};
static const struct method tcp_methods[] = {
    METHOD("Connect", 1, 2, tcp_connect, "void Connect(string hostname, int port)"),
    METHOD("ConnectAsync", 1, 3, tcp_connect_async,
           "System.Threading.Tasks.Task ConnectAsync(string host, int port)"),
    METHOD("BeginConnect", 4, 4, tcp_begin,
           "System.IAsyncResult BeginConnect(string host, int port, System.AsyncCallback "
           "requestCallback, System.Object state)"),
    METHOD("EndConnect", 1, 1, tcp_end, "void EndConnect(System.IAsyncResult asyncResult)"),
    METHOD("GetStream", 0, 0, tcp_stream, "System.Net.Sockets.NetworkStream GetStream()"),
    METHOD("Close", 0, 0, tcp_close, "void Close()"),
    METHOD("Dispose", 0, 0, tcp_close, "void Dispose()"),
};
static const struct method tcp_statics[] = {
    METHOD("new", 0, 2, tcp_new, "System.Net.Sockets.TcpClient new(string hostname, int port)"),
};
const struct type_info type_tcp_client = { .name = "System.Net.Sockets.TcpClient",
                                           .base = &type_object,
                                           .interfaces = implements_disposable,
                                           PROPS(tcp_props),
                                           METHODS(tcp_methods),
                                           STATICS(tcp_statics),
                                           .payload_size = sizeof(struct tcp),
                                           .destroy = tcp_destroy };

/* ---- TcpListener ---- */

struct listener {
    bool has_fd;
    int fd;
    struct sockaddr_storage at;
    socklen_t len;
};

static struct listener *listener_of(struct value v)
{
    return object_payload(v.object);
}

static void listener_destroy(struct object *o)
{
    struct listener *l = object_payload(o);
    if (l->has_fd)
        close(l->fd);
}

/* new(port), new(address, port), Create(port) */
CALL(listener_new)
{
    (void)self;
    AUTO_VALUE host = n > 1 ? arg_string(args[0]) : value_string("0.0.0.0");
    int32_t port;
    if (arg_int(args[n - 1], &port, err) < 0)
        return -1;
    if (port < 0 || port > 65535)
        return fail_range(err, "port", "Specified argument was out of the range of valid values.");
    char service[16];
    snprintf(service, sizeof(service), "%d", (int)port);
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
                              .ai_flags = AI_NUMERICSERV | AI_NUMERICHOST | AI_PASSIVE };
    struct addrinfo *found;
    if (getaddrinfo(host.str->data, service, &hints, &found) != 0)
        return fail_with(err, "System.FormatException", "FormatException",
                         "An invalid IP address was specified.");
    struct object *o = object_new(&type_tcp_listener);
    struct listener *l = object_payload(o);
    memcpy(&l->at, found->ai_addr, found->ai_addrlen);
    l->len = found->ai_addrlen;
    freeaddrinfo(found);
    *out = value_of_object(o);
    return 0;
}

CALL(listener_start)
{
    (void)out;
    struct listener *l = listener_of(self);
    int32_t backlog = SOMAXCONN;
    if (n && arg_int(args[0], &backlog, err) < 0)
        return -1;
    if (l->has_fd)
        return 0;
    char where[96];
    int on = 1, fd = socket(l->at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return socket_error(err, errno, "");
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, (const struct sockaddr *)&l->at, l->len) < 0 || listen(fd, backlog) < 0) {
        int error = errno;
        close(fd);
        endpoint_text((const struct sockaddr *)&l->at, l->len, where, sizeof(where));
        return socket_error(err, error, "");
    }
    l->fd = fd;
    l->has_fd = true;
    getsockname(fd, (struct sockaddr *)&l->at, &l->len);
    return 0;
}

CALL(listener_stop)
{
    UNUSED_CALL();
    listener_destroy(self.object);
    listener_of(self)->has_fd = false;
    return 0;
}

static int started(const struct listener *l, struct err **err)
{
    return l->has_fd
               ? 0
               : fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                           "Not listening. You must call the Start() method before calling "
                           "this method.");
}

static bool has_client(const struct listener *l, int ms)
{
    struct pollfd p = { .fd = l->fd, .events = POLLIN };
    return poll(&p, 1, ms) > 0;
}

CALL(listener_pending)
{
    (void)args;
    (void)n;
    if (started(listener_of(self), err) < 0)
        return -1;
    *out = value_bool(has_client(listener_of(self), 0));
    return 0;
}

CALL(listener_accept)
{
    (void)args;
    (void)n;
    const struct listener *l = listener_of(self);
    if (started(l, err) < 0)
        return -1;
    while (!has_client(l, SLICE_MS))
        if (cancel_check(err) < 0)
            return -1;
    int fd = accept4(l->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return socket_error(err, errno, "");
    AUTO_VALUE client = tcp_make();
    struct tcp *t = tcp_of(client);
    t->fd = fd;
    t->has_fd = t->connected = true;
    *out = STEAL_VALUE(client);
    return 0;
}

GETTER(listener_endpoint)
{
    (void)p;
    const struct listener *l = listener_of(self);
    char host[64] = "";
    getnameinfo((const struct sockaddr *)&l->at, l->len, host, sizeof(host), NULL, 0,
                NI_NUMERICHOST);
    AUTO_VALUE text = value_string(host), address = value_null();
    if (value_convert(text, &type_ipaddress, &address, err) < 0)
        return -1;
    in_port_t port = l->at.ss_family == AF_INET6 ? ((const struct sockaddr_in6 *)&l->at)->sin6_port
                                                 : ((const struct sockaddr_in *)&l->at)->sin_port;
    *out = endpoint_new(address, ntohs(port));
    return 0;
}

static const struct property listener_props[] = {
    PROPERTY("LocalEndpoint", "System.Net.EndPoint", listener_endpoint),
};
static const struct method listener_methods[] = {
    METHOD("Start", 0, 1, listener_start, "void Start(), void Start(int backlog)"),
    METHOD("Stop", 0, 0, listener_stop, "void Stop()"),
    METHOD("Dispose", 0, 0, listener_stop, "void Dispose()"),
    METHOD("Pending", 0, 0, listener_pending, "bool Pending()"),
    METHOD("AcceptTcpClient", 0, 0, listener_accept,
           "System.Net.Sockets.TcpClient AcceptTcpClient()"),
};
static const struct method listener_statics[] = {
    METHOD("new", 1, 2, listener_new,
           "System.Net.Sockets.TcpListener new(ipaddress localaddr, int port)"),
    METHOD("Create", 1, 1, listener_new, "System.Net.Sockets.TcpListener Create(int port)"),
};
const struct type_info type_tcp_listener = { .name = "System.Net.Sockets.TcpListener",
                                             .base = &type_object,
                                             .interfaces = implements_disposable,
                                             PROPS(listener_props),
                                             METHODS(listener_methods),
                                             STATICS(listener_statics),
                                             .payload_size = sizeof(struct listener),
                                             .destroy = listener_destroy };
