/* System.Uri. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/hex.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/uri.h"

struct uri {
    struct value text;
    bool absolute;
    /* [from, to) in the text */
    size_t scheme_to, user_from, host_from, host_to, path_from, query_from, fragment_from;
    int port; /* -1: none */
};

static struct uri *uri_of(struct value v)
{
    return object_payload(v.object);
}

static void uri_destroy(struct object *o)
{
    value_unref(((struct uri *)object_payload(o))->text);
}

static int default_port(const char *s, size_t len)
{
    static const struct {
        const char *scheme;
        int port;
    } ports[] = { { "http", 80 }, { "https", 443 }, { "ftp", 21 },  { "ssh", 22 },
                  { "ws", 80 },   { "wss", 443 },   { "ldap", 389 } };
    for (size_t i = 0; i < ARRAY_SIZE(ports); i++)
        if (strlen(ports[i].scheme) == len && strncasecmp(ports[i].scheme, s, len) == 0)
            return ports[i].port;
    return -1;
}

static int uri_parse(struct value text, struct uri *u)
{
    const char *s = text.str->data;
    size_t len = text.str->len, i = 0;
    *u = (struct uri){ .text = text, .port = -1 };
    while (i < len &&
           ((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z' ? true
                                                     : i && strchr("0123456789+-.", s[i]) && s[i]))
        i++;
    if (i > 1 && i < len && s[i] == ':') {
        u->absolute = true;
        u->scheme_to = i++;
    } else if (len && s[0] == '/') {
        u->absolute = true; /* a local path is a file: URI */
        i = 0;
    } else {
        i = 0;
    }
    if (u->scheme_to && i + 1 < len && s[i] == '/' && s[i + 1] == '/') {
        i += 2;
        size_t end = i + strcspn(s + i, "/?#");
        const char *at = memrchr(s + i, '@', end - i);
        u->user_from = i;
        u->host_from = at ? (size_t)(at - s) + 1 : i;
        size_t h = u->host_from;
        if (h < end && s[h] == '[') {
            const char *close = memchr(s + h, ']', end - h);
            if (!close)
                return -1;
            h = (size_t)(close - s) + 1;
        }
        const char *colon = memchr(s + h, ':', end - h);
        u->host_to = colon ? (size_t)(colon - s) : end;
        if (colon && colon + 1 < s + end) {
            long port = strtol(colon + 1, NULL, 10);
            if (port < 0 || port > 65535)
                return -1;
            u->port = (int)port;
        }
        if (u->host_to == u->host_from && strncasecmp(s, "file", 4) != 0)
            return -1;
        i = end;
    }
    if (u->port < 0)
        u->port = default_port(s, u->scheme_to);
    u->path_from = i;
    u->query_from = i + strcspn(s + i, "?#");
    u->fragment_from = u->query_from + strcspn(s + u->query_from, "#");
    return 0;
}

enum { KIND_ANY, KIND_ABSOLUTE, KIND_RELATIVE };

static int uri_make(struct value v, int32_t kind, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    struct uri u;
    if (uri_parse(text, &u) < 0 || (kind == KIND_ABSOLUTE && !u.absolute))
        return fail_with(err, "System.UriFormatException", "UriFormatException",
                         "Invalid URI: The format of the URI could not be determined.");
    if (kind == KIND_RELATIVE && u.scheme_to)
        return fail_with(err, "System.UriFormatException", "UriFormatException",
                         "A relative URI cannot be created because the 'uriString' parameter "
                         "represents an absolute URI.");
    if (kind == KIND_RELATIVE)
        u.absolute = false;
    struct object *o = object_new(&type_uri);
    value_ref(text);
    *(struct uri *)object_payload(o) = u;
    *out = value_of_object(o);
    return 0;
}

static int uri_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_uri);
    if (uri_make(v, KIND_ANY, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_uri, "InvalidCastConstructorException");
}

enum {
    URI_ABSOLUTE,
    URI_ORIGINAL,
    URI_SCHEME,
    URI_HOST,
    URI_PORT,
    URI_PATH,
    URI_QUERY,
    URI_FRAGMENT,
    URI_USER,
    URI_AUTHORITY,
    URI_PATH_QUERY,
    URI_IS_ABSOLUTE,
    URI_LOCAL,
    URI_IS_FILE,
    URI_SEGMENTS,
    URI_IS_DEFAULT_PORT,
    URI_DNS_HOST,
    URI_NEVER
};

static void add_lower(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++)
        strbuf_addch(out, (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i]));
}

static void add_escaped(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}", c))
            strbuf_addf(out, "%%%02X", c);
        else
            strbuf_addch(out, (char)c);
    }
}

/* Of a host's address without its . and .. parts. */
static void add_path(const struct uri *u, struct strbuf *out)
{
    const char *s = u->text.str->data + u->path_from;
    size_t len = u->query_from - u->path_from;
    AUTO_STRBUF clean = STRBUF_INIT;
    if (u->user_from && len && *s == '/')
        uri_clean_path(s, len, &clean);
    else
        strbuf_add(&clean, s, len);
    add_escaped(clean.buf, clean.len, out);
}

static void uri_part(const struct uri *u, intptr_t what, struct strbuf *out)
{
    const char *s = u->text.str->data;
    size_t len = u->text.str->len;
    bool is_file = !u->scheme_to || (u->scheme_to == 4 && strncasecmp(s, "file", 4) == 0);
    switch (what) {
    case URI_ORIGINAL:
        strbuf_add(out, s, len);
        break;
    case URI_SCHEME:
        if (u->scheme_to)
            add_lower(s, u->scheme_to, out);
        else
            strbuf_adds(out, "file");
        break;
    case URI_HOST:
    case URI_DNS_HOST:
        add_lower(s + u->host_from, u->host_to - u->host_from, out);
        break;
    case URI_AUTHORITY:
        uri_part(u, URI_HOST, out);
        if (u->port >= 0 && u->port != default_port(s, u->scheme_to))
            strbuf_addf(out, ":%d", u->port);
        break;
    case URI_USER:
        if (u->host_from > u->user_from)
            strbuf_add(out, s + u->user_from, u->host_from - u->user_from - 1);
        break;
    case URI_PATH:
        add_path(u, out);
        if (u->query_from == u->path_from && u->host_to > u->host_from)
            strbuf_addch(out, '/');
        break;
    case URI_LOCAL: {
        size_t n = u->query_from - u->path_from;
        strbuf_add(out, s + u->path_from, n);
        if (!n && !is_file)
            strbuf_addch(out, '/');
        break;
    }
    case URI_QUERY:
        add_escaped(s + u->query_from, u->fragment_from - u->query_from, out);
        break;
    case URI_FRAGMENT:
        add_escaped(s + u->fragment_from, len - u->fragment_from, out);
        break;
    case URI_PATH_QUERY:
        uri_part(u, URI_PATH, out);
        uri_part(u, URI_QUERY, out);
        break;
    default: /* the whole, in canonical spelling */
        if (!u->absolute) {
            strbuf_add(out, s, len);
            break;
        }
        uri_part(u, URI_SCHEME, out);
        strbuf_addch(out, ':');
        if (u->user_from || is_file)
            strbuf_adds(out, "//");
        if (u->host_from > u->user_from)
            strbuf_add(out, s + u->user_from, u->host_from - u->user_from);
        uri_part(u, URI_AUTHORITY, out);
        uri_part(u, URI_PATH_QUERY, out);
        uri_part(u, URI_FRAGMENT, out);
        break;
    }
}

GETTER(uri_get)
{
    struct uri *u = uri_of(self);
    switch (p->data) {
    case URI_IS_ABSOLUTE:
        *out = value_bool(u->absolute);
        return 0;
    case URI_NEVER: /* no UNC paths here, and nothing was escaped beforehand */
        *out = value_bool(false);
        return 0;
    case URI_PORT:
        *out = value_int(u->port);
        return 0;
    case URI_IS_FILE:
        *out = value_bool(!u->scheme_to || strncasecmp(u->text.str->data, "file:", 5) == 0);
        return 0;
    case URI_IS_DEFAULT_PORT:
        *out = value_bool(u->port == default_port(u->text.str->data, u->scheme_to));
        return 0;
    default:
        break;
    }
    if (!u->absolute && p->data != URI_ORIGINAL)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "This operation is not supported for a relative URI.");
    struct strbuf text = STRBUF_INIT;
    uri_part(u, p->data, &text);
    if (p->data != URI_SEGMENTS) {
        *out = value_string_take(&text);
        return 0;
    }
    strbuf_reset(&text);
    uri_part(u, URI_PATH, &text);
    struct array *a = array_new(4);
    a->type = &type_string_array;
    for (size_t i = 0; i < text.len;) {
        size_t n = strcspn(text.buf + i, "/");
        n += text.buf[i + n] == '/';
        array_push_take(a, value_string_len(text.buf + i, n));
        i += n;
    }
    strbuf_release(&text);
    *out = value_of_array(a);
    return 0;
}

static int uri_text(struct value self, struct strbuf *out)
{
    uri_part(uri_of(self), uri_of(self)->absolute ? URI_ABSOLUTE : URI_ORIGINAL, out);
    return 0;
}

static bool uri_equals(struct value a, struct value b)
{
    if (b.kind != V_OBJECT || b.object->type != &type_uri)
        return false;
    AUTO_STRBUF x = STRBUF_INIT, y = STRBUF_INIT;
    uri_text(a, &x);
    uri_text(b, &y);
    return x.len == y.len && memcmp(x.buf, y.buf, x.len) == 0;
}

/* Is it a UriKind, or the name of one? */
static bool is_kind(struct value v, int32_t *kind)
{
    if (v.kind == V_ENUM && v.enum_info == &enum_uri_kind)
        *kind = value_enum_get(v);
    else if (v.kind == V_INT32)
        *kind = (int32_t)v.i;
    else
        return v.kind == V_STRING && enum_parse(&enum_uri_kind, v.str->data, v.str->len, kind) == 0;
    return true;
}

CALL(uri_new_call)
{
    (void)self;
    int32_t kind = KIND_ABSOLUTE;
    if (n > 1 && !is_kind(args[1], &kind) && args[1].kind != V_BOOL) { /* base and relative */
        AUTO_VALUE base = value_null(), rel = arg_string(args[1]);
        if (value_convert(args[0], &type_uri, &base, err) < 0)
            return -1;
        return uri_combine(base, rel, out, err);
    }
    return uri_make(args[0], kind, out, err);
}

static void escape_data(struct value v, struct strbuf *out)
{
    AUTO_VALUE text = arg_string(v);
    for (size_t i = 0; i < text.str->len; i++) {
        unsigned char c = (unsigned char)text.str->data[i];
        if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' ||
            c == '_' || c == '.' || c == '~')
            strbuf_addch(out, (char)c);
        else
            strbuf_addf(out, "%%%02X", c);
    }
}

static void unescape_data(struct value v, bool plus, struct strbuf *out)
{
    AUTO_VALUE text = arg_string(v);
    const char *s = text.str->data;
    for (size_t i = 0; i < text.str->len; i++) {
        int byte = s[i] == '%' && i + 2 < text.str->len ? hex_byte(s + i + 1) : -1;
        if (byte >= 0) {
            strbuf_addch(out, (char)byte);
            i += 2;
        } else {
            strbuf_addch(out, plus && s[i] == '+' ? ' ' : s[i]);
        }
    }
}

CALL(uri_escape)
{
    UNUSED_CALL();
    struct strbuf text = STRBUF_INIT;
    escape_data(args[0], &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(uri_escape_whole)
{
    UNUSED_CALL();
    AUTO_VALUE s = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    add_escaped(s.str->data, s.str->len, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(uri_check_scheme)
{
    UNUSED_CALL();
    AUTO_VALUE text = arg_string(args[0]);
    const char *s = text.str->data;
    bool ok = (*s | 32) >= 'a' && (*s | 32) <= 'z';
    for (; ok && *s; s++)
        ok = ((*s | 32) >= 'a' && (*s | 32) <= 'z') || strchr("0123456789+-.", *s);
    *out = value_bool(ok);
    return 0;
}

CALL(uri_check_host)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_VALUE kind = value_string(text.str->len ? uri_host_kind(text.str->data) : "Unknown");
    return value_convert(kind, &type_uri_host_name_type, out, err);
}

GETTER(uri_host_type)
{
    (void)p;
    AUTO_VALUE host = value_null();
    if (member_get(self, "Host", &host, err) < 0)
        return -1;
    AUTO_VALUE kind = value_string(uri_host_kind(host.str->data));
    return value_convert(kind, &type_uri_host_name_type, out, err);
}

GETTER(uri_is_loopback)
{
    (void)p;
    AUTO_VALUE host = value_null();
    if (member_get(self, "Host", &host, err) < 0)
        return -1;
    const char *s = host.str->data;
    *out = value_bool(!*s || strcmp(s, "localhost") == 0 || strncmp(s, "127.", 4) == 0 ||
                      strcmp(s, "[::1]") == 0);
    return 0;
}

CALL(uri_unescape)
{
    UNUSED_CALL();
    struct strbuf text = STRBUF_INIT;
    unescape_data(args[0], false, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(uri_is_well_formed)
{
    (void)self;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    struct uri u;
    bool ok = uri_parse(text, &u) == 0 && u.absolute && u.scheme_to;
    (void)n;
    *out = value_bool(ok && !memchr(text.str->data, ' ', text.str->len));
    return 0;
}

/* TryCreate(text, kind, ref result), TryCreate(base, relative, ref result) */
CALL(uri_try_create)
{
    (void)self;
    AUTO_VALUE v = value_null();
    AUTO_ERR *why = NULL;
    int32_t kind;
    int r;
    if (is_kind(args[1], &kind)) {
        r = uri_make(args[0], kind, &v, &why);
    } else {
        AUTO_VALUE base = value_null(), rel = arg_string(args[1]);
        r = value_convert(args[0], &type_uri, &base, err) < 0 ? -1
                                                              : uri_combine(base, rel, &v, &why);
    }
    *out = value_bool(r == 0);
    return arg_set_ref(args[n - 1], v, err);
}

static const struct property uri_props[] = {
    PROPERTY_DATA("AbsolutePath", "string", uri_get, URI_PATH),
    PROPERTY_DATA("AbsoluteUri", "string", uri_get, URI_ABSOLUTE),
    PROPERTY_DATA("LocalPath", "string", uri_get, URI_LOCAL),
    PROPERTY_DATA("Authority", "string", uri_get, URI_AUTHORITY),
    PROPERTY("HostNameType", "System.UriHostNameType", uri_host_type),
    PROPERTY_DATA("IsDefaultPort", "bool", uri_get, URI_IS_DEFAULT_PORT),
    PROPERTY_DATA("IsFile", "bool", uri_get, URI_IS_FILE),
    PROPERTY("IsLoopback", "bool", uri_is_loopback),
    PROPERTY_DATA("PathAndQuery", "string", uri_get, URI_PATH_QUERY),
    PROPERTY_DATA("Segments", "string[]", uri_get, URI_SEGMENTS),
    PROPERTY_DATA("IsUnc", "bool", uri_get, URI_NEVER),
    PROPERTY_DATA("Host", "string", uri_get, URI_HOST),
    PROPERTY_DATA("Port", "int", uri_get, URI_PORT),
    PROPERTY_DATA("Query", "string", uri_get, URI_QUERY),
    PROPERTY_DATA("Fragment", "string", uri_get, URI_FRAGMENT),
    PROPERTY_DATA("Scheme", "string", uri_get, URI_SCHEME),
    PROPERTY_DATA("OriginalString", "string", uri_get, URI_ORIGINAL),
    PROPERTY_DATA("DnsSafeHost", "string", uri_get, URI_DNS_HOST),
    PROPERTY_DATA("IdnHost", "string", uri_get, URI_DNS_HOST),
    PROPERTY_DATA("IsAbsoluteUri", "bool", uri_get, URI_IS_ABSOLUTE),
    PROPERTY_DATA("UserEscaped", "bool", uri_get, URI_NEVER),
    PROPERTY_DATA("UserInfo", "string", uri_get, URI_USER),
};
static const struct method uri_statics[] = {
    METHOD("new", 1, 2, uri_new_call,
           "uri new(string uriString), uri new(string uriString, bool dontEscape), uri new(uri "
           "baseUri, string relativeUri, bool dontEscape), uri new(string uriString, "
           "System.UriKind uriKind), uri new(uri baseUri, string relativeUri), uri new(uri "
           "baseUri, uri relativeUri)"),
    METHOD("EscapeUriString", 1, 1, uri_escape_whole,
           "string EscapeUriString(string stringToEscape)"),
    METHOD("CheckSchemeName", 1, 1, uri_check_scheme, "bool CheckSchemeName(string schemeName)"),
    METHOD("CheckHostName", 1, 1, uri_check_host,
           "System.UriHostNameType CheckHostName(string name)"),
    METHOD("EscapeDataString", 1, 1, uri_escape, "string EscapeDataString(string s)"),
    METHOD("UnescapeDataString", 1, 1, uri_unescape, "string UnescapeDataString(string s)"),
    METHOD("IsWellFormedUriString", 1, 2, uri_is_well_formed, NULL),
    METHOD("TryCreate", 3, 3, uri_try_create, NULL),
};
const struct type_info type_uri = { .name = "System.Uri",
                                    .accelerator = "uri",
                                    .base = &type_object,
                                    .interfaces = implements_formattable,
                                    PROPS(uri_props),
                                    .methods = uri_methods,
                                    .nmethods = URI_METHODS,
                                    .static_props = uri_constants,
                                    .nstatic_props = URI_CONSTANTS,
                                    STATICS(uri_statics),
                                    .payload_size = sizeof(struct uri),
                                    .destroy = uri_destroy,
                                    .to_string = uri_text,
                                    .equals = uri_equals,
                                    .convert_from = uri_convert };
