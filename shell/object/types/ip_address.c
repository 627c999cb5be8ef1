/* System.Net.IPAddress and IPEndPoint. */
#include "shell/object/types/ip_address.h"

#include <arpa/inet.h>
#include <endian.h>
#include <net/if.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"

struct ip {
    uint8_t bytes[16];
    uint32_t scope; /* of an IPv6 address: the number of its zone */
    bool v6;
};

static struct ip *ip_of(struct value v)
{
    return object_payload(v.object);
}

/* Numbers, or the name of a network card; of one that is not there it is 0. */
static uint32_t scope_number(const char *s)
{
    char *end;
    unsigned long number = strtoul(s, &end, 10);
    if (*s >= '0' && *s <= '9' && !*end && number <= UINT32_MAX)
        return (uint32_t)number;
    return if_nametoindex(s);
}

/* 1.2.3.4, also as 0x1020304, 1.2.772 or 01.2.3.4 with octal parts. */
static bool parse_v4(const char *s, uint8_t bytes[16])
{
    struct in_addr a;
    if (s[strspn(s, "0123456789abcdefABCDEFxX.")] || inet_aton(s, &a) == 0)
        return false;
    memcpy(bytes, &a, sizeof(a));
    return true;
}

/* fe80::1%2, also in brackets, with a port that is not looked at. */
static bool parse_v6(const char *s, size_t len, struct ip *out)
{
    char text[128];
    if (len >= sizeof(text))
        return false;
    memcpy(text, s, len);
    text[len] = '\0';
    char *from = text, *close = strchr(text, ']');
    if (*text == '[') {
        if (!close || (close[1] && (close[1] != ':' || !close[2] ||
                                    close[2 + strspn(close + 2, "0123456789")])))
            return false;
        *close = '\0';
        from++;
    }
    char *percent = strchr(from, '%');
    if (percent) {
        *percent = '\0';
        out->scope = scope_number(percent + 1);
    }
    return inet_pton(AF_INET6, from, out->bytes) == 1;
}

static int ip_parse_part(const char *s, size_t len, struct ip *out)
{
    memset(out, 0, sizeof(*out));
    if (memchr(s, '\0', len))
        return -1;
    if (memchr(s, ':', len)) {
        out->v6 = true;
        return parse_v6(s, len, out) ? 0 : -1;
    }
    char text[64];
    if (len >= sizeof(text))
        return -1;
    memcpy(text, s, len);
    text[len] = '\0';
    return parse_v4(text, out->bytes) ? 0 : -1;
}

static int ip_parse(const char *s, struct ip *out)
{
    return ip_parse_part(s, strlen(s), out);
}

static struct value ip_new(const struct ip *ip)
{
    struct object *o = object_new(&type_ipaddress);
    *(struct ip *)object_payload(o) = *ip;
    return value_of_object(o);
}

struct value ip_of_socket(const struct sockaddr *a)
{
    struct ip ip = { .v6 = a->sa_family == AF_INET6 };
    if (ip.v6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)a;
        memcpy(ip.bytes, &six->sin6_addr, 16);
        ip.scope = six->sin6_scope_id;
    } else {
        memcpy(ip.bytes, &((const struct sockaddr_in *)a)->sin_addr, 4);
    }
    return ip_new(&ip);
}

socklen_t ip_to_socket(struct value v, struct sockaddr_storage *out)
{
    const struct ip *ip = ip_of(v);
    memset(out, 0, sizeof(*out));
    if (!ip->v6) {
        struct sockaddr_in *four = (struct sockaddr_in *)out;
        four->sin_family = AF_INET;
        memcpy(&four->sin_addr, ip->bytes, 4);
        return sizeof(*four);
    }
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
    six->sin6_family = AF_INET6;
    six->sin6_scope_id = ip->scope;
    memcpy(&six->sin6_addr, ip->bytes, 16);
    return sizeof(*six);
}

static int ip_text(struct value self, struct strbuf *out)
{
    char text[INET6_ADDRSTRLEN];
    struct ip *ip = ip_of(self);
    strbuf_adds(out, inet_ntop(ip->v6 ? AF_INET6 : AF_INET, ip->bytes, text, sizeof(text)));
    if (ip->scope)
        strbuf_addf(out, "%%%u", ip->scope);
    return 0;
}

static bool ip_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_ipaddress &&
           ip_of(a)->v6 == ip_of(b)->v6 && ip_of(a)->scope == ip_of(b)->scope &&
           memcmp(ip_of(a)->bytes, ip_of(b)->bytes, 16) == 0;
}

static uint32_t ip_hash(struct value v)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < 16; i++)
        h = (h ^ ip_of(v)->bytes[i]) * 16777619u;
    return h;
}

static int no_address(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "An invalid IP address was specified.");
}

static int from_text(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    struct ip ip;
    if (v.kind == V_NULL)
        return fail_null_argument(err, "ipString");
    if (ip_parse_part(text.str->data, text.str->len, &ip) < 0)
        return no_address(err);
    *out = ip_new(&ip);
    return 0;
}

static int from_bytes(struct value v, struct value *out, struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (bytes_add(v, "address", &bytes, err) < 0)
        return -1;
    if (bytes.len != 4 && bytes.len != 16)
        return fail_argument(err, "An invalid IP address was specified. (Parameter 'address')");
    struct ip ip = { .v6 = bytes.len == 16 };
    memcpy(ip.bytes, bytes.buf, bytes.len);
    *out = ip_new(&ip);
    return 0;
}

/* The bytes of an IPv4 address as they lie in memory. */
static int from_number(struct value v, struct value *out, struct err **err)
{
    int64_t number;
    if (arg_long(v, &number, err) < 0)
        return -1;
    if (number < 0 || number > UINT32_MAX)
        return fail_range(err, "newAddress",
                          "Specified argument was out of the range of valid values.");
    struct ip ip = { 0 };
    uint32_t little = htole32((uint32_t)number);
    memcpy(ip.bytes, &little, sizeof(little));
    *out = ip_new(&ip);
    return 0;
}

static int ip_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_ARRAY && v.array->element == &type_byte && !v.array->is_list) {
        if (from_bytes(v, out, err) == 0)
            return 0;
        return fail_cast(err, v, &type_ipaddress, "InvalidCastConstructorException");
    }
    if (value_is_integer(v) && v.kind != V_UINT64) {
        if (from_number(v, out, err) == 0)
            return 0;
        return fail_cast(err, v, &type_ipaddress, "InvalidCastConstructorException");
    }
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_ipaddress);
    if (from_text(v, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_ipaddress, "InvalidCastParseTargetInvocation");
}

CALL(ip_parse_call)
{
    (void)self;
    (void)n;
    return from_text(args[0], out, err);
}

CALL(ip_try_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE v = value_null();
    AUTO_ERR *why = NULL;
    *out = value_bool(from_text(args[0], &v, &why) == 0);
    return arg_set_ref(args[1], v, err);
}

CALL(ip_is_loopback)
{
    (void)self;
    (void)n;
    AUTO_VALUE v = value_null();
    if (value_convert(args[0], &type_ipaddress, &v, err) < 0)
        return -1;
    struct ip *ip = ip_of(v);
    static const uint8_t one[16] = { [15] = 1 };
    *out = value_bool(ip->v6 ? memcmp(ip->bytes, one, 16) == 0 : ip->bytes[0] == 127);
    return 0;
}

CALL(ip_get_bytes)
{
    UNUSED_CALL();
    struct ip *ip = ip_of(self);
    size_t len = ip->v6 ? 16 : 4;
    struct array *a = array_new(len);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < len; i++)
        array_push_take(a, value_integer(V_BYTE, ip->bytes[i]));
    *out = value_of_array(a);
    return 0;
}

CALL(ip_new_call)
{
    (void)self;
    if (args[0].kind != V_ARRAY)
        return from_number(args[0], out, err);
    AUTO_VALUE made = value_null();
    int64_t scope = 0;
    if ((n > 1 && arg_long(args[1], &scope, err) < 0) || from_bytes(args[0], &made, err) < 0)
        return -1;
    if (scope < 0 || scope > UINT32_MAX)
        return fail_range(err, "scopeid",
                          "Specified argument was out of the range of valid values.");
    ip_of(made)->scope = ip_of(made)->v6 ? (uint32_t)scope : 0;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(ip_to_v6)
{
    UNUSED_CALL();
    struct ip ip = { .bytes = { [10] = 0xFF, [11] = 0xFF }, .v6 = true };
    if (ip_of(self)->v6) {
        *out = value_ref(self);
        return 0;
    }
    memcpy(ip.bytes + 12, ip_of(self)->bytes, 4);
    *out = ip_new(&ip);
    return 0;
}

CALL(ip_to_v4)
{
    UNUSED_CALL();
    struct ip ip = { 0 };
    if (!ip_of(self)->v6) {
        *out = value_ref(self);
        return 0;
    }
    memcpy(ip.bytes, ip_of(self)->bytes + 12, 4);
    *out = ip_new(&ip);
    return 0;
}

/* The bytes of an integer the other way round; networks send the highest first. */
CALL(ip_swap)
{
    (void)self;
    (void)n;
    int64_t number;
    if (arg_long(args[0], &number, err) < 0)
        return -1;
    switch (args[0].kind) {
    case V_INT16:
        *out = value_integer(V_INT16, (int16_t)htobe16((uint16_t)number));
        return 0;
    case V_INT64:
    case V_UINT32:
        *out = value_long((int64_t)htobe64((uint64_t)number));
        return 0;
    default:
        if (number < INT32_MIN || number > INT32_MAX)
            *out = value_long((int64_t)htobe64((uint64_t)number));
        else
            *out = value_int((int32_t)htobe32((uint32_t)number));
        return 0;
    }
}

static int no_such_number(struct err **err)
{
    return fail_with(err, "System.Net.Sockets.SocketException", "SocketException",
                     "The attempted operation is not supported for the type of object referenced.");
}

GETTER(ip_family)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_address_family, ip_of(self)->v6 ? 23 : 2);
    return 0;
}

GETTER(ip_scope)
{
    UNUSED_GETTER();
    if (!ip_of(self)->v6)
        return no_such_number(err);
    *out = value_long(ip_of(self)->scope);
    return 0;
}

SETTER(ip_set_scope)
{
    (void)p;
    int64_t scope;
    if (!ip_of(self)->v6)
        return no_such_number(err);
    if (arg_long(v, &scope, err) < 0)
        return -1;
    if (scope < 0 || scope > UINT32_MAX)
        return fail_range(err, "value", "Specified argument was out of the range of valid values.");
    ip_of(self)->scope = (uint32_t)scope;
    return 0;
}

/* An IPv4 address as the integer that its bytes are in memory. */
GETTER(ip_number)
{
    UNUSED_GETTER();
    const uint8_t *b = ip_of(self)->bytes;
    if (ip_of(self)->v6)
        return no_such_number(err);
    *out =
        value_long((int64_t)b[0] | (int64_t)b[1] << 8 | (int64_t)b[2] << 16 | (int64_t)b[3] << 24);
    return 0;
}

enum { IP_MULTICAST, IP_LINK_LOCAL, IP_SITE_LOCAL, IP_TEREDO, IP_UNIQUE_LOCAL, IP_MAPPED };

GETTER(ip_is_kind)
{
    UNUSED_GETTER();
    static const struct {
        uint8_t bytes[12];
        size_t len;
        uint8_t last_mask; /* of the last byte */
    } prefixes[] = {
        [IP_MULTICAST] = { { 0xFF }, 1, 0xFF },
        [IP_LINK_LOCAL] = { { 0xFE, 0x80 }, 2, 0xC0 },
        [IP_SITE_LOCAL] = { { 0xFE, 0xC0 }, 2, 0xC0 },
        [IP_TEREDO] = { { 0x20, 0x01, 0, 0 }, 4, 0xFF },
        [IP_UNIQUE_LOCAL] = { { 0xFC }, 1, 0xFE },
        [IP_MAPPED] = { { [10] = 0xFF, [11] = 0xFF }, 12, 0xFF },
    };
    const struct ip *ip = ip_of(self);
    size_t n = prefixes[p->data].len - 1;
    const uint8_t *want = prefixes[p->data].bytes;
    *out = value_bool(ip->v6 && memcmp(ip->bytes, want, n) == 0 &&
                      (ip->bytes[n] & prefixes[p->data].last_mask) == want[n]);
    return 0;
}

GETTER(ip_get_text)
{
    UNUSED_GETTER();
    struct strbuf text = STRBUF_INIT;
    ip_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

GETTER(ip_constant)
{
    UNUSED_GETTER();
    struct ip ip;
    static const char *const texts[] = { "0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1" };
    ip_parse(texts[p->data], &ip);
    *out = ip_new(&ip);
    return 0;
}

static const struct property ip_props[] = {
    PROPERTY_SCRIPT("IPAddressToString", "string", ip_get_text, "$this.Tostring()"),
    PROPERTY("AddressFamily", "System.Net.Sockets.AddressFamily", ip_family),
    PROPERTY_RW("ScopeId", "long", ip_scope, ip_set_scope),
    PROPERTY_DATA("IsIPv6Multicast", "bool", ip_is_kind, IP_MULTICAST),
    PROPERTY_DATA("IsIPv6LinkLocal", "bool", ip_is_kind, IP_LINK_LOCAL),
    PROPERTY_DATA("IsIPv6SiteLocal", "bool", ip_is_kind, IP_SITE_LOCAL),
    PROPERTY_DATA("IsIPv6Teredo", "bool", ip_is_kind, IP_TEREDO),
    PROPERTY_DATA("IsIPv6UniqueLocal", "bool", ip_is_kind, IP_UNIQUE_LOCAL),
    PROPERTY_DATA("IsIPv4MappedToIPv6", "bool", ip_is_kind, IP_MAPPED),
    PROPERTY("Address", "long", ip_number),
};
static const struct method ip_methods[] = {
    METHOD("GetAddressBytes", 0, 0, ip_get_bytes, "byte[] GetAddressBytes()"),
    METHOD("MapToIPv4", 0, 0, ip_to_v4, "ipaddress MapToIPv4()"),
    METHOD("MapToIPv6", 0, 0, ip_to_v6, "ipaddress MapToIPv6()"),
};
static const struct property ip_static_props[] = {
    PROPERTY_DATA("Any", "ipaddress", ip_constant, 0),
    PROPERTY_DATA("Loopback", "ipaddress", ip_constant, 1),
    PROPERTY_DATA("Broadcast", "ipaddress", ip_constant, 2),
    PROPERTY_DATA("None", "ipaddress", ip_constant, 2),
    PROPERTY_DATA("IPv6Any", "ipaddress", ip_constant, 3),
    PROPERTY_DATA("IPv6Loopback", "ipaddress", ip_constant, 4),
    PROPERTY_DATA("IPv6None", "ipaddress", ip_constant, 3),
};
static const struct method ip_statics[] = {
    METHOD("new", 1, 2, ip_new_call,
           "ipaddress new(long newAddress), ipaddress new(byte[] address, long scopeid), ipaddress "
           "new(byte[] address)"),
    METHOD("Parse", 1, 1, ip_parse_call, "ipaddress Parse(string ipString)"),
    METHOD("TryParse", 2, 2, ip_try_parse, "bool TryParse(string s, [ref] ipaddress address)"),
    METHOD("IsLoopback", 1, 1, ip_is_loopback, "bool IsLoopback(ipaddress address)"),
    METHOD("HostToNetworkOrder", 1, 1, ip_swap,
           "long HostToNetworkOrder(long host), int HostToNetworkOrder(int host), short "
           "HostToNetworkOrder(short host)"),
    METHOD("NetworkToHostOrder", 1, 1, ip_swap,
           "long NetworkToHostOrder(long network), int NetworkToHostOrder(int network), short "
           "NetworkToHostOrder(short network)"),
};
const struct type_info type_ipaddress = { .name = "System.Net.IPAddress",
                                          .accelerator = "ipaddress",
                                          .base = &type_object,
                                          .interfaces = implements_equatable,
                                          PROPS(ip_props),
                                          METHODS(ip_methods),
                                          STATIC_PROPS(ip_static_props),
                                          STATICS(ip_statics),
                                          .payload_size = sizeof(struct ip),
                                          .to_string = ip_text,
                                          .equals = ip_equals,
                                          .hash = ip_hash,
                                          .convert_from = ip_convert };

/* ---- IPEndPoint ---- */

enum { MAX_PORT = 65535 };

struct endpoint {
    struct value address;
    int32_t port;
};

static struct endpoint *endpoint_of(struct value v)
{
    return object_payload(v.object);
}

static void endpoint_destroy(struct object *o)
{
    value_unref(((struct endpoint *)object_payload(o))->address);
}

struct value endpoint_new(struct value address, int32_t port)
{
    struct object *o = object_new(&type_ip_endpoint);
    *(struct endpoint *)object_payload(o) = (struct endpoint){ value_ref(address), port };
    return value_of_object(o);
}

static int read_address(struct value v, const char *parameter, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, parameter);
    return value_convert(v, &type_ipaddress, out, err);
}

static int read_port(struct value v, const char *parameter, int32_t *out, struct err **err)
{
    if (arg_int(v, out, err) < 0)
        return -1;
    if (*out < 0 || *out > MAX_PORT)
        return fail_range(err, parameter,
                          "Specified argument was out of the range of valid values.");
    return 0;
}

/* new(long or IPAddress, port) */
CALL(endpoint_new_call)
{
    (void)self;
    (void)n;
    AUTO_VALUE address = value_null();
    int32_t port;
    if (read_address(args[0], "address", &address, err) < 0 ||
        read_port(args[1], "port", &port, err) < 0)
        return -1;
    *out = endpoint_new(address, port);
    return 0;
}

/* 1.2.3.4:80, [::1]:80, or an address alone. */
static bool endpoint_parse(struct value text, struct value *out)
{
    const char *s = text.str->data, *colon = strrchr(s, ':');
    size_t len = text.str->len;
    struct ip ip;
    unsigned long port = 0;
    if (colon && colon > s && (colon[-1] == ']' || memchr(s, ':', (size_t)(colon - s)) == NULL)) {
        char *end;
        port = strtoul(colon + 1, &end, 10);
        if (colon[1] < '0' || colon[1] > '9' || *end || port > MAX_PORT)
            return false;
        len = (size_t)(colon - s);
    }
    if (ip_parse_part(s, len, &ip) < 0)
        return false;
    AUTO_VALUE address = ip_new(&ip);
    *out = endpoint_new(address, (int32_t)port);
    return true;
}

static int endpoint_from_text(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "s");
    AUTO_VALUE text = arg_string(v);
    if (endpoint_parse(text, out))
        return 0;
    return fail_with(err, "System.FormatException", "FormatException",
                     "An invalid IPEndPoint was specified.");
}

CALL(endpoint_parse_call)
{
    (void)self;
    (void)n;
    return endpoint_from_text(args[0], out, err);
}

CALL(endpoint_try_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE made = value_null(), text = arg_string(args[0]);
    *out = value_bool(endpoint_parse(text, &made));
    return arg_set_ref(args[1], made, err);
}

static int endpoint_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_ip_endpoint);
    if (endpoint_from_text(v, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_ip_endpoint, "InvalidCastParseTargetInvocation");
}

static int endpoint_text(struct value self, struct strbuf *out)
{
    const struct endpoint *e = endpoint_of(self);
    bool v6 = ip_of(e->address)->v6;
    strbuf_adds(out, v6 ? "[" : "");
    ip_text(e->address, out);
    strbuf_addf(out, "%s:%d", v6 ? "]" : "", (int)e->port);
    return 0;
}

static bool endpoint_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_ip_endpoint &&
           endpoint_of(a)->port == endpoint_of(b)->port &&
           ip_equals(endpoint_of(a)->address, endpoint_of(b)->address);
}

static uint32_t endpoint_hash(struct value v)
{
    return ip_hash(endpoint_of(v)->address) ^ (uint32_t)endpoint_of(v)->port;
}

GETTER(endpoint_address)
{
    UNUSED_GETTER();
    *out = value_ref(endpoint_of(self)->address);
    return 0;
}

SETTER(endpoint_set_address)
{
    (void)p;
    AUTO_VALUE address = value_null();
    if (read_address(v, "value", &address, err) < 0)
        return -1;
    value_replace_take(&endpoint_of(self)->address, STEAL_VALUE(address));
    return 0;
}

GETTER(endpoint_family)
{
    return ip_family(endpoint_of(self)->address, p, out, err);
}

GETTER(endpoint_port)
{
    UNUSED_GETTER();
    *out = value_int(endpoint_of(self)->port);
    return 0;
}

SETTER(endpoint_set_port)
{
    (void)p;
    int32_t port;
    if (read_port(v, "value", &port, err) < 0)
        return -1;
    endpoint_of(self)->port = port;
    return 0;
}

GETTER(endpoint_limit)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)p->data);
    return 0;
}

static const struct property endpoint_props[] = {
    PROPERTY("AddressFamily", "System.Net.Sockets.AddressFamily", endpoint_family),
    PROPERTY_RW("Address", "ipaddress", endpoint_address, endpoint_set_address),
    PROPERTY_RW("Port", "int", endpoint_port, endpoint_set_port),
};
static const struct property endpoint_static_props[] = {
    PROPERTY_DATA("MaxPort", "int", endpoint_limit, MAX_PORT),
    PROPERTY_DATA("MinPort", "int", endpoint_limit, 0),
};
static const struct method endpoint_statics[] = {
    METHOD("new", 2, 2, endpoint_new_call,
           "ipendpoint new(long address, int port), ipendpoint new(ipaddress address, int port)"),
    METHOD("Parse", 1, 1, endpoint_parse_call, "ipendpoint Parse(string s)"),
    METHOD("TryParse", 2, 2, endpoint_try_parse,
           "bool TryParse(string s, [ref] ipendpoint result)"),
};
const struct type_info type_end_point = { .name = "System.Net.EndPoint", .base = &type_object };
const struct type_info type_ip_endpoint = { .name = "System.Net.IPEndPoint",
                                            .accelerator = "IPEndpoint",
                                            .base = &type_end_point,
                                            PROPS(endpoint_props),
                                            STATIC_PROPS(endpoint_static_props),
                                            STATICS(endpoint_statics),
                                            .payload_size = sizeof(struct endpoint),
                                            .destroy = endpoint_destroy,
                                            .to_string = endpoint_text,
                                            .equals = endpoint_equals,
                                            .hash = endpoint_hash,
                                            .convert_from = endpoint_convert };
