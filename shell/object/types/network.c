/* System.Net: Dns, MailAddress and IPNetwork. */
#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>
#include <sys/utsname.h>

#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/task.h"

/* ---- Dns ---- */

CALL(dns_host_name)
{
    UNUSED_CALL();
    struct utsname u;
    *out = value_string(uname(&u) == 0 ? u.nodename : "localhost");
    return 0;
}

/* The addresses of a name, and the name that they belong to. */
static int look_up(const char *name, struct array *addresses, struct value *canonical,
                   struct err **err)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME }, *found = NULL;
    int rc = getaddrinfo(name, NULL, &hints, &found);
    if (rc)
        return fail_with(err, "System.Net.Sockets.SocketException", "SocketException", "%s",
                         rc == EAI_AGAIN ? "Resource temporarily unavailable"
                                         : "Name or service not known");
    *canonical = value_string(found->ai_canonname ? found->ai_canonname : name);
    for (const struct addrinfo *a = found; a; a = a->ai_next) {
        char text[INET6_ADDRSTRLEN];
        const void *at = a->ai_family == AF_INET6
                             ? (const void *)&((const struct sockaddr_in6 *)a->ai_addr)->sin6_addr
                             : (const void *)&((const struct sockaddr_in *)a->ai_addr)->sin_addr;
        AUTO_VALUE s = value_null();
        struct value ip;
        if (!inet_ntop(a->ai_family, at, text, sizeof(text)))
            continue;
        s = value_string(text);
        if (value_convert(s, &type_ipaddress, &ip, err) < 0) {
            freeaddrinfo(found);
            return -1;
        }
        array_push_take(addresses, ip);
    }
    freeaddrinfo(found);
    return 0;
}

static int by_name(struct value arg, struct value *addresses, struct value *canonical,
                   struct err **err)
{
    AUTO_VALUE name = arg_string(arg);
    struct array *list = array_new(2);
    *addresses = value_of_array(list);
    return look_up(name.str->data, list, canonical, err);
}

CALL(dns_addresses)
{
    (void)self;
    (void)n;
    AUTO_VALUE list = value_null(), canonical = value_null();
    if (by_name(args[0], &list, &canonical, err) < 0)
        return -1;
    *out = STEAL_VALUE(list);
    return 0;
}

enum { HOST_NAME, HOST_ALIASES, HOST_ADDRESSES, HOST_FIELDS };

static void host_destroy(struct object *o)
{
    struct value *f = object_payload(o);
    for (size_t i = 0; i < HOST_FIELDS; i++)
        value_unref(f[i]);
}

GETTER(host_get)
{
    (void)err;
    *out = value_ref(((struct value *)object_payload(self.object))[p->data]);
    return 0;
}

static const struct property host_props[] = {
    PROPERTY_DATA("HostName", "string", host_get, HOST_NAME),
    PROPERTY_DATA("Aliases", "string[]", host_get, HOST_ALIASES),
    PROPERTY_DATA("AddressList", "ipaddress[]", host_get, HOST_ADDRESSES),
};
static const struct type_info type_host_entry = { .name = "System.Net.IPHostEntry",
                                                  .base = &type_object,
                                                  PROPS(host_props),
                                                  .payload_size =
                                                      HOST_FIELDS * sizeof(struct value),
                                                  .destroy = host_destroy };

CALL(dns_entry)
{
    (void)self;
    (void)n;
    AUTO_VALUE list = value_null(), canonical = value_null();
    if (by_name(args[0], &list, &canonical, err) < 0)
        return -1;
    struct object *o = object_new(&type_host_entry);
    struct value *f = object_payload(o);
    f[HOST_NAME] = value_ref(canonical);
    f[HOST_ALIASES] = value_of_array(array_new(0));
    f[HOST_ADDRESSES] = value_ref(list);
    *out = value_of_object(o);
    return 0;
}

#define DNS_TASK(name, call)                        \
    CALL(name)                                      \
    {                                               \
        AUTO_VALUE result = value_null();           \
        if (call(self, args, n, &result, err) == 0) \
            *out = task_of_result(result);          \
        else                                        \
            *out = task_of_error(err);              \
        return 0;                                   \
    }
DNS_TASK(dns_addresses_task, dns_addresses)
DNS_TASK(dns_entry_task, dns_entry)

static const struct method dns_statics[] = {
    METHOD("GetHostName", 0, 0, dns_host_name, "string GetHostName()"),
    METHOD("GetHostAddresses", 1, 2, dns_addresses,
           "ipaddress[] GetHostAddresses(string hostNameOrAddress)"),
    METHOD("GetHostEntry", 1, 2, dns_entry,
           "System.Net.IPHostEntry GetHostEntry(string hostNameOrAddress)"),
    METHOD("GetHostAddressesAsync", 1, 3, dns_addresses_task,
           "System.Threading.Tasks.Task[ipaddress[]] GetHostAddressesAsync(string "
           "hostNameOrAddress)"),
    METHOD("GetHostEntryAsync", 1, 3, dns_entry_task,
           "System.Threading.Tasks.Task[System.Net.IPHostEntry] GetHostEntryAsync(string "
           "hostNameOrAddress)"),
    METHOD("Resolve", 1, 1, dns_entry, "System.Net.IPHostEntry Resolve(string hostName)"),
    METHOD("GetHostByName", 1, 1, dns_entry,
           "System.Net.IPHostEntry GetHostByName(string hostName)"),
};
const struct type_info type_dns = { .name = "System.Net.Dns",
                                    .base = &type_object,
                                    STATICS(dns_statics) };

/* ---- MailAddress ---- */

enum { MAIL_NAME, MAIL_USER, MAIL_HOST, MAIL_ADDRESS, MAIL_FIELDS };

static struct value *mail_of(struct value v)
{
    return object_payload(v.object);
}

static void mail_destroy(struct object *o)
{
    struct value *f = object_payload(o);
    for (size_t i = 0; i < MAIL_FIELDS; i++)
        value_unref(f[i]);
}

/* "Name <user@host>" or "user@host"; name beforehand wins. */
static int mail_make(struct value text, struct value name, struct value *out, struct err **err)
{
    AUTO_VALUE all = arg_string(text);
    const char *s = all.str->data, *end = s + all.str->len;
    const char *open = strchr(s, '<'), *close = open ? strchr(open, '>') : NULL;
    const char *from = open ? open + 1 : s, *to = close ? close : end;
    const char *at = memchr(from, '@', (size_t)(to - from));
    if (!all.str->len)
        return fail_argument(err, "The value cannot be an empty string. (Parameter 'address')");
    if (!at || at == from || at + 1 == to || memchr(at + 1, '@', (size_t)(to - at - 1)) ||
        memchr(from, ' ', (size_t)(to - from)) || (open && !close))
        return fail_with(err, "System.FormatException", "FormatException",
                         "The specified string is not in the form required for an e-mail address.");
    const char *last = open ? open : s;
    while (last > s && (last[-1] == ' ' || last[-1] == '"'))
        last--;
    const char *first = s;
    while (first < last && (*first == ' ' || *first == '"'))
        first++;
    struct object *o = object_new(&type_mail_address);
    struct value *f = object_payload(o);
    f[MAIL_NAME] =
        name.kind == V_NULL ? value_string_len(first, (size_t)(last - first)) : arg_string(name);
    f[MAIL_USER] = value_string_len(from, (size_t)(at - from));
    f[MAIL_HOST] = value_string_len(at + 1, (size_t)(to - at - 1));
    f[MAIL_ADDRESS] = value_string_len(from, (size_t)(to - from));
    *out = value_of_object(o);
    return 0;
}

CALL(mail_new)
{
    (void)self;
    return mail_make(args[0], n > 1 ? args[1] : value_null(), out, err);
}

CALL(mail_try_create)
{
    (void)self;
    AUTO_VALUE made = value_null();
    AUTO_ERR *why = NULL;
    *out = value_bool(mail_make(args[0], n > 2 ? args[1] : value_null(), &made, &why) == 0);
    return arg_set_ref(args[n - 1], made, err);
}

static int mail_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_mail_address);
    if (mail_make(v, value_null(), out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_mail_address, "InvalidCastConstructorException");
}

GETTER(mail_get)
{
    (void)err;
    *out = value_ref(mail_of(self)[p->data]);
    return 0;
}

static int mail_text(struct value self, struct strbuf *out)
{
    const struct value *f = mail_of(self);
    if (f[MAIL_NAME].str->len)
        strbuf_addf(out, "\"%s\" <%s>", f[MAIL_NAME].str->data, f[MAIL_ADDRESS].str->data);
    else
        strbuf_adds(out, f[MAIL_ADDRESS].str->data);
    return 0;
}

static bool mail_equals(struct value a, struct value b)
{
    if (value_type_of(b) != &type_mail_address)
        return false;
    AUTO_VALUE x = value_to_string(a), y = value_to_string(b);
    return value_equals(x, y, true);
}

static const struct property mail_props[] = {
    PROPERTY_DATA("DisplayName", "string", mail_get, MAIL_NAME),
    PROPERTY_DATA("User", "string", mail_get, MAIL_USER),
    PROPERTY_DATA("Host", "string", mail_get, MAIL_HOST),
    PROPERTY_DATA("Address", "string", mail_get, MAIL_ADDRESS),
};
static const struct method mail_statics[] = {
    METHOD("new", 1, 3, mail_new,
           "mailaddress new(string address), mailaddress new(string address, string displayName)"),
    METHOD("TryCreate", 2, 3, mail_try_create,
           "bool TryCreate(string address, [ref] mailaddress result)"),
};
const struct type_info type_mail_address = { .name = "System.Net.Mail.MailAddress",
                                             .accelerator = "mailaddress",
                                             .base = &type_object,
                                             PROPS(mail_props),
                                             STATICS(mail_statics),
                                             .payload_size = MAIL_FIELDS * sizeof(struct value),
                                             .destroy = mail_destroy,
                                             .to_string = mail_text,
                                             .equals = mail_equals,
                                             .convert_from = mail_convert };

/* ---- IPNetwork ---- */

struct network {
    unsigned char bytes[16];
    int family, prefix;
};

static const struct network *network_of(struct value v)
{
    return object_payload(v.object);
}

static int address_bytes(const char *text, struct network *out)
{
    out->family = strchr(text, ':') ? AF_INET6 : AF_INET;
    return inet_pton(out->family, text, out->bytes) == 1 ? 0 : -1;
}

/* Do the first bits of both agree? */
static bool same_bits(const unsigned char *a, const unsigned char *b, int bits)
{
    int whole = bits / 8, rest = bits % 8;
    if (memcmp(a, b, (size_t)whole) != 0)
        return false;
    return !rest || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

/* 0, or -1: no network; the host's bits must be 0. */
static int network_parse(const char *text, struct network *out)
{
    char address[64];
    const char *slash = strchr(text, '/');
    char *end;
    if (!slash || (size_t)(slash - text) >= sizeof(address))
        return -1;
    memcpy(address, text, (size_t)(slash - text));
    address[slash - text] = '\0';
    long prefix = strtol(slash + 1, &end, 10);
    if (address_bytes(address, out) < 0 || *end || end == slash + 1 || prefix < 0 ||
        prefix > (out->family == AF_INET6 ? 128 : 32))
        return -1;
    out->prefix = (int)prefix;
    int bits = out->family == AF_INET6 ? 128 : 32;
    for (int i = out->prefix; i < bits; i++)
        if (out->bytes[i / 8] & (0x80 >> i % 8))
            return -1;
    return 0;
}

static struct value network_value(const struct network *net)
{
    struct object *o = object_new(&type_ip_network);
    *(struct network *)object_payload(o) = *net;
    return value_of_object(o);
}

CALL(network_parse_call)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    struct network net = { 0 };
    if (network_parse(text.str->data, &net) < 0)
        return fail_with(err, "System.FormatException", "FormatException",
                         "An invalid IP network was specified.");
    *out = network_value(&net);
    return 0;
}

CALL(network_try_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct network net = { 0 };
    bool ok = network_parse(text.str->data, &net) == 0;
    AUTO_VALUE made = ok ? network_value(&net) : value_null();
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], made, err);
}

CALL(network_new)
{
    AUTO_VALUE address = arg_string(args[0]), prefix = arg_string(args[1]);
    AUTO_VALUE text = value_stringf("%s/%s", address.str->data, prefix.str->data);
    return network_parse_call(self, &text, n ? 1 : 0, out, err);
}

CALL(network_contains)
{
    (void)n;
    (void)err;
    const struct network *net = network_of(self);
    AUTO_VALUE text = arg_string(args[0]);
    struct network other = { 0 };
    *out = value_bool(address_bytes(text.str->data, &other) == 0 && other.family == net->family &&
                      same_bits(net->bytes, other.bytes, net->prefix));
    return 0;
}

static int network_text(struct value self, struct strbuf *out)
{
    char text[INET6_ADDRSTRLEN] = "";
    const struct network *net = network_of(self);
    inet_ntop(net->family, net->bytes, text, sizeof(text));
    strbuf_addf(out, "%s/%d", text, net->prefix);
    return 0;
}

GETTER(network_base)
{
    (void)p;
    char text[INET6_ADDRSTRLEN] = "";
    const struct network *net = network_of(self);
    inet_ntop(net->family, net->bytes, text, sizeof(text));
    AUTO_VALUE s = value_string(text);
    return value_convert(s, &type_ipaddress, out, err);
}

GETTER(network_prefix)
{
    UNUSED_GETTER();
    *out = value_int(network_of(self)->prefix);
    return 0;
}

static const struct property network_props[] = {
    PROPERTY("BaseAddress", "ipaddress", network_base),
    PROPERTY("PrefixLength", "int", network_prefix),
};
static const struct method network_methods[] = {
    METHOD("Contains", 1, 1, network_contains, "bool Contains(ipaddress address)"),
};
static const struct method network_statics[] = {
    METHOD("new", 2, 2, network_new,
           "System.Net.IPNetwork new(ipaddress baseAddress, int prefixLength)"),
    METHOD("Parse", 1, 2, network_parse_call, "System.Net.IPNetwork Parse(string s)"),
    METHOD("TryParse", 2, 3, network_try_parse,
           "bool TryParse(string s, [ref] System.Net.IPNetwork result)"),
};
const struct type_info type_ip_network = { .name = "System.Net.IPNetwork",
                                           .base = &type_value_type,
                                           PROPS(network_props),
                                           METHODS(network_methods),
                                           STATICS(network_statics),
                                           .payload_size = sizeof(struct network),
                                           .to_string = network_text,
                                           .is_value_type = true };
