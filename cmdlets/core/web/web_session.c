/* WebRequestSession, and what else scripts give the web cmdlets: proxies, sockets, agents. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/version.h"

#include "shell/object/culture.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/cookie.h"

static const struct enum_member authentication_members[] = {
    { "None", 0 },
    { "Basic", 1 },
    { "Bearer", 2 },
    { "OAuth", 3 },
};
const struct enum_info enum_web_authentication = {
    .name = "Microsoft.PowerShell.Commands.WebAuthenticationType",
    .members = authentication_members,
    .nmembers = ARRAY_SIZE(authentication_members),
};

static const struct enum_member method_members[] = {
    { "Default", 0 }, { "Get", 1 },   { "Head", 2 },    { "Post", 3 },  { "Put", 4 },
    { "Delete", 5 },  { "Trace", 6 }, { "Options", 7 }, { "Merge", 8 }, { "Patch", 9 },
};
const struct enum_info enum_web_method = {
    .name = "Microsoft.PowerShell.Commands.WebRequestMethod",
    .members = method_members,
    .nmembers = ARRAY_SIZE(method_members),
};

/* TLS 1.0 and 1.1 count as 1.2. */
static const struct enum_member ssl_members[] = {
    { "Default", 0 }, { "Tls", 3072 }, { "Tls11", 3072 }, { "Tls12", 3072 }, { "Tls13", 12288 },
};
const struct enum_info enum_web_ssl_protocol = {
    .name = "Microsoft.PowerShell.Commands.WebSslProtocol",
    .members = ssl_members,
    .nmembers = ARRAY_SIZE(ssl_members),
    .flags = true,
};

/* ---- the user agent ---- */

static struct value os_text(void)
{
    struct value text = value_null();
    AUTO_ERR *err = NULL;

    if (type_static_get(&type_runtime_information, "OSDescription", 13, &text, &err) != 1)
        return value_string("Linux");
    return text;
}

static struct value agent(const char *before, const char *after)
{
    AUTO_VALUE os = os_text();

    return value_stringf("%s%s; %s; %s)%s", before, "Linux", os.str->data, culture_current()->name,
                         after);
}

struct value web_user_agent(void)
{
    return agent("Mozilla/5.0 (", " PowerShell/" HVSH_LANGUAGE_VERSION);
}

GETTER(agent_get)
{
    static const struct {
        const char *before, *after;
    } parts[] = {
        { "Mozilla/5.0 (compatible; MSIE 9.0; ", "" },
        { "Mozilla/5.0 (", " Gecko/20100401 Firefox/4.0" },
        { "Mozilla/5.0 (", " AppleWebKit/534.6 (KHTML, like Gecko) Chrome/7.0.500.0 Safari/534.6" },
        { "Opera/9.70 (", " Presto/2.2.1" },
        { "Mozilla/5.0 (", " AppleWebKit/533.16 (KHTML, like Gecko) Version/5.0 Safari/533.16" },
    };

    UNUSED_GETTER();
    *out = agent(parts[p->data].before, parts[p->data].after);
    return 0;
}

static const struct property agent_props[] = {
    PROPERTY_DATA("InternetExplorer", "string", agent_get, 0),
    PROPERTY_DATA("FireFox", "string", agent_get, 1),
    PROPERTY_DATA("Chrome", "string", agent_get, 2),
    PROPERTY_DATA("Opera", "string", agent_get, 3),
    PROPERTY_DATA("Safari", "string", agent_get, 4),
};
const struct type_info type_user_agent = {
    .name = "Microsoft.PowerShell.Commands.PSUserAgent",
    .base = &type_object,
    STATIC_PROPS(agent_props),
};

/* ---- records whose fields can be set ---- */

/* Converted to the type that the property names. */
SETTER(record_set)
{
    const struct type_info *type = type_find(p->type_name, strlen(p->type_name));
    struct value made = value_null();

    if (v.kind != V_NULL && type && value_convert(v, type, &made, err) < 0)
        return -1;
    value_replace_take(record_field(self.object, (size_t)p->data), made);
    return 0;
}
#define RECORD_RW(n, t, i)                                                         \
    {                                                                              \
        .name = n, .type_name = t, .get = record_get, .set = record_set, .data = i \
    }
/* Of types that type_find() does not know: any object. */
SETTER(record_set_any)
{
    (void)err;
    value_replace_take(record_field(self.object, (size_t)p->data), value_ref(v));
    return 0;
}
#define RECORD_ANY(n, t, i)                                                            \
    {                                                                                  \
        .name = n, .type_name = t, .get = record_get, .set = record_set_any, .data = i \
    }

/* ---- WebRequestSession ---- */

#define STRINGS "System.Collections.Generic.Dictionary[string,string]"

struct value web_session_new(void)
{
    struct object *o = object_new(&type_web_session);
    struct hash *headers = hash_new(HASH_ORDERED);
    const struct type_info *strings = type_find(STRINGS, sizeof(STRINGS) - 1);

    if (strings)
        headers->type = strings;
    *record_field(o, WS_HEADERS) = value_of_hash(headers);
    *record_field(o, WS_COOKIES) = cookie_container_new();
    *record_field(o, WS_USE_DEFAULT_CREDENTIALS) = value_bool(false);
    *record_field(o, WS_USER_AGENT) = web_user_agent();
    *record_field(o, WS_MAXIMUM_REDIRECTION) = value_int(-1);
    *record_field(o, WS_MAXIMUM_RETRY_COUNT) = value_int(0);
    *record_field(o, WS_RETRY_INTERVAL) = value_int(0);
    *record_field(o, WS_SSL_PROTOCOL) = value_int(0);
    return value_of_object(o);
}

CALL(session_make)
{
    UNUSED_CALL();
    *out = web_session_new();
    return 0;
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

/* A plain hashtable becomes a dictionary of texts. */
SETTER(session_set_headers)
{
    (void)p;
    if (v.kind != V_HASH)
        return fail_no_cast(err, v, &type_hashtable);
    struct hash *headers = hash_new(HASH_ORDERED);
    headers->type = record_field(self.object, WS_HEADERS)->hash->type;
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(v.hash, &i));)
        hash_set_take(headers, e->key, value_to_string(e->value));
    value_replace_take(record_field(self.object, WS_HEADERS), value_of_hash(headers));
    return 0;
}

static const struct property session_props[] = {
    { .name = "Headers",
      .type_name = STRINGS,
      .get = record_get,
      .set = session_set_headers,
      .data = WS_HEADERS },
    RECORD_RW("Cookies", "System.Net.CookieContainer", WS_COOKIES),
    RECORD_RW("UseDefaultCredentials", "bool", WS_USE_DEFAULT_CREDENTIALS),
    RECORD_ANY("Credentials", "System.Net.ICredentials", WS_CREDENTIALS),
    RECORD_ANY("Certificates",
               "System.Security.Cryptography.X509Certificates.X509CertificateCollection",
               WS_CERTIFICATES),
    RECORD_RW("UserAgent", "string", WS_USER_AGENT),
    RECORD_ANY("Proxy", "System.Net.IWebProxy", WS_PROXY),
    RECORD_RW("MaximumRedirection", "int", WS_MAXIMUM_REDIRECTION),
    RECORD_RW("MaximumRetryCount", "int", WS_MAXIMUM_RETRY_COUNT),
    RECORD_RW("RetryIntervalInSeconds", "int", WS_RETRY_INTERVAL),
};
static const struct method session_methods[] = {
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method session_statics[] = {
    METHOD("new", 0, 0, session_make, "Microsoft.PowerShell.Commands.WebRequestSession new()"),
};
const struct type_info type_web_session = {
    .name = "Microsoft.PowerShell.Commands.WebRequestSession",
    .base = &type_object,
    PROPS(session_props),
    METHODS(session_methods),
    STATICS(session_statics),
    .payload_size = WS_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- WebProxy ---- */

struct value web_proxy_new(struct value address, struct value credentials, bool use_default)
{
    struct object *o = object_new(&type_web_proxy);

    *record_field(o, WP_ADDRESS) = value_ref(address);
    *record_field(o, WP_BYPASS) = value_bool(false);
    *record_field(o, WP_CREDENTIALS) = value_ref(credentials);
    *record_field(o, WP_USE_DEFAULT) = value_bool(use_default);
    return value_of_object(o);
}

/* new(), new(address [, bypassOnLocal [, bypassList [, credentials]]]), new(host, port) */
CALL(proxy_make)
{
    AUTO_VALUE text = n ? arg_string(args[0]) : value_null(), address = value_null();
    bool port = n == 2 && value_is_integer(args[1]);

    (void)self;
    if (n && args[0].kind != V_NULL) {
        AUTO_VALUE whole = value_stringf(strstr(text.str->data, "://") ? "%s%s%s" : "http://%s%s%s",
                                         text.str->data, port ? ":" : "", "");
        if (port) {
            AUTO_STRBUF with = STRBUF_INIT;
            strbuf_adds(&with, whole.str->data);
            value_to_strbuf(args[1], &with);
            value_replace_take(&whole, value_string_take(&with));
        }
        if (value_convert(whole, &type_uri, &address, err) < 0)
            return -1;
    }
    *out = web_proxy_new(address, n > 3 ? args[3] : value_null(), false);
    if (n > 1 && !port)
        *record_field(out->object, WP_BYPASS) = value_bool(value_truth(args[1]));
    if (n > 2)
        *record_field(out->object, WP_BYPASS_LIST) = value_ref(args[2]);
    return 0;
}

CALL(proxy_get)
{
    UNUSED_CALL();
    *out = value_ref(*record_field(self.object, WP_ADDRESS));
    return 0;
}

static const struct property proxy_props[] = {
    RECORD_RW("Address", "uri", WP_ADDRESS),
    RECORD_RW("BypassProxyOnLocal", "bool", WP_BYPASS),
    RECORD_ANY("BypassList", "string[]", WP_BYPASS_LIST),
    RECORD_ANY("Credentials", "System.Net.ICredentials", WP_CREDENTIALS),
    RECORD_RW("UseDefaultCredentials", "bool", WP_USE_DEFAULT),
};
static const struct method proxy_methods[] = {
    METHOD("GetProxy", 1, 1, proxy_get, "uri GetProxy(uri destination)"),
};
static const struct method proxy_statics[] = {
    METHOD("new", 0, 4, proxy_make,
           "System.Net.WebProxy new(), System.Net.WebProxy new(uri Address), System.Net.WebProxy "
           "new(uri Address, bool BypassOnLocal), System.Net.WebProxy new(string Host, int Port), "
           "System.Net.WebProxy new(string Address), System.Net.WebProxy new(string Address, bool "
           "BypassOnLocal)"),
};
const struct type_info type_web_proxy = {
    .name = "System.Net.WebProxy",
    .base = &type_object,
    PROPS(proxy_props),
    METHODS(proxy_methods),
    STATICS(proxy_statics),
    .payload_size = WP_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- UnixDomainSocketEndPoint ---- */

static int end_point_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_unix_end_point);
    if (v.str->len > 108)
        return fail_range(err, "path", "The path is too long for use with Unix Domain Sockets.");
    struct object *o = object_new(&type_unix_end_point);
    *record_field(o, 0) = value_ref(v);
    *out = value_of_object(o);
    return 0;
}

CALL(end_point_make)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = arg_string(args[0]);
    return end_point_convert(path, out, err);
}

static int end_point_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(*record_field(self.object, 0), out);
    return 0;
}

static const struct method end_point_statics[] = {
    METHOD("new", 1, 1, end_point_make,
           "System.Net.Sockets.UnixDomainSocketEndPoint new(string path)"),
};
const struct type_info type_unix_end_point = {
    .name = "System.Net.Sockets.UnixDomainSocketEndPoint",
    .base = &type_object,
    STATICS(end_point_statics),
    .payload_size = sizeof(struct value),
    .destroy = record_destroy,
    .to_string = end_point_text,
    .convert_from = end_point_convert,
};
