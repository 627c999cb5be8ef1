#include "shell/object/types/uri.h"

#include <arpa/inet.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"

/* A part of a Uri by its property's name, as text. */
static int part(struct value uri, const char *name, struct strbuf *out, struct err **err)
{
    AUTO_VALUE v = value_null();
    if (member_get(uri, name, &v, err) < 0)
        return -1;
    value_to_strbuf(v, out);
    return 0;
}

static int base_part(struct value uri, struct strbuf *out, struct err **err)
{
    AUTO_STRBUF user = STRBUF_INIT;
    if (part(uri, "Scheme", out, err) < 0)
        return -1;
    strbuf_adds(out, "://");
    if (part(uri, "UserInfo", &user, err) < 0)
        return -1;
    if (user.len)
        strbuf_addf(out, "%s@", user.buf);
    return part(uri, "Authority", out, err);
}

/* The length of the path up to and with its last slash. */
static size_t folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

void uri_clean_path(const char *path, size_t len, struct strbuf *out)
{
    size_t start = out->len;

    for (size_t i = 0; i < len;) {
        const char *slash = memchr(path + i + 1, '/', len - i - 1);
        size_t n = slash ? (size_t)(slash - path) - i : len - i; /* with the slash in front */
        bool last = !slash;
        if (n == 2 && memcmp(path + i, "/.", 2) == 0) {
            if (last)
                strbuf_addch(out, '/');
        } else if (n == 3 && memcmp(path + i, "/..", 3) == 0) {
            const char *up = memrchr(out->buf + start, '/', out->len - start);
            strbuf_truncate(out, up ? (size_t)(up - out->buf) : start);
            if (last)
                strbuf_addch(out, '/');
        } else {
            strbuf_add(out, path + i, n);
        }
        i += n;
    }
}

/* Is there a scheme in front? */
static bool has_scheme(const char *s)
{
    size_t n = strcspn(s, ":/?#");
    return n > 1 && s[n] == ':';
}

int uri_combine(struct value base, struct value relative, struct value *out, struct err **err)
{
    const char *rel = relative.str->data;
    AUTO_STRBUF text = STRBUF_INIT, path = STRBUF_INIT;
    if (has_scheme(rel))
        return value_convert(relative, &type_uri, out, err);
    if (strncmp(rel, "//", 2) == 0) {
        if (part(base, "Scheme", &text, err) < 0)
            return -1;
        strbuf_addf(&text, ":%s", rel);
    } else {
        size_t n = strcspn(rel, "?#");
        if (base_part(base, &text, err) < 0 ||
            (rel[0] != '/' && part(base, "AbsolutePath", &path, err) < 0))
            return -1;
        if (n > 0)
            strbuf_truncate(&path, folder(path.buf));
        strbuf_add(&path, rel, n);
        uri_clean_path(path.buf, path.len, &text);
        if (!n && rel[0] != '?' && part(base, "Query", &text, err) < 0)
            return -1;
        strbuf_adds(&text, rel + n);
    }
    AUTO_VALUE whole = value_string_len(text.buf, text.len);
    return value_convert(whole, &type_uri, out, err);
}

/* UriPartial: Scheme, Authority, Path, Query. */
CALL(get_left_part)
{
    (void)n;
    static const char *const names[] = { "Scheme", "Authority", "Path", "Query" };
    AUTO_VALUE name = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    size_t want = 0;
    while (want < ARRAY_SIZE(names) && !text_caseeq(name.str->data, names[want]) &&
           !(args[0].kind == V_INT32 && args[0].i == (int64_t)want))
        want++;
    int rc = want == ARRAY_SIZE(names)
                 ? fail_argument(err, "There is an invalid UriPartial, '%s'.", name.str->data)
                 : base_part(self, &text, err);
    if (rc == 0 && want == 0)
        strbuf_truncate(&text, (size_t)(strstr(text.buf, "://") + 3 - text.buf));
    if (rc == 0 && want >= 2)
        rc = part(self, "AbsolutePath", &text, err);
    if (rc == 0 && want == 3)
        rc = part(self, "Query", &text, err);
    if (rc == 0)
        *out = value_string_take(&text);
    strbuf_release(&text);
    return rc;
}

static int both(struct value self, struct value arg, struct value *other, struct strbuf *a,
                struct strbuf *b, bool *same, struct err **err)
{
    AUTO_STRBUF mine = STRBUF_INIT, theirs = STRBUF_INIT;
    if (value_convert(arg, &type_uri, other, err) < 0 || base_part(self, &mine, err) < 0 ||
        base_part(*other, &theirs, err) < 0 || part(self, "AbsolutePath", a, err) < 0 ||
        part(*other, "AbsolutePath", b, err) < 0)
        return -1;
    *same = strcmp(mine.buf, theirs.buf) == 0;
    return 0;
}

CALL(make_relative)
{
    (void)n;
    AUTO_VALUE other = value_null();
    AUTO_STRBUF a = STRBUF_INIT, b = STRBUF_INIT, text = STRBUF_INIT;
    bool same;
    if (both(self, args[0], &other, &a, &b, &same, err) < 0)
        return -1;
    if (!same) {
        *out = value_ref(other);
        return 0;
    }
    size_t common = 0; /* behind the last slash that both have */
    for (size_t i = 0; i < a.len && i < b.len && a.buf[i] == b.buf[i]; i++)
        if (a.buf[i] == '/')
            common = i + 1;
    for (size_t i = common; i < folder(a.buf); i++)
        if (a.buf[i] == '/')
            strbuf_adds(&text, "../");
    strbuf_adds(&text, b.buf + common);
    if (part(other, "Query", &text, err) < 0 || part(other, "Fragment", &text, err) < 0)
        return -1;
    AUTO_VALUE made = value_string_len(text.buf ? text.buf : "", text.len);
    return value_convert(made, &type_uri, out, err);
}

CALL(is_base_of)
{
    (void)n;
    AUTO_VALUE other = value_null();
    AUTO_STRBUF a = STRBUF_INIT, b = STRBUF_INIT;
    bool same;
    if (both(self, args[0], &other, &a, &b, &same, err) < 0)
        return -1;
    *out = value_bool(same && strncmp(a.buf, b.buf, folder(a.buf)) == 0);
    return 0;
}

/* UriComponents by their bits, in the order in which they stand. */
CALL(get_components)
{
    (void)n;
    static const struct {
        int32_t bit;
        const char *name, *before, *after;
    } parts[] = {
        { 1, "Scheme", "", "://" }, { 2, "UserInfo", "", "@" },     { 4, "Host", "", "" },
        { 128, "Port", ":", "" },   { 16, "AbsolutePath", "", "" }, { 32, "Query", "", "" },
        { 64, "Fragment", "", "" },
    };
    static const char name[] = "System.UriComponents";
    AUTO_VALUE flags = value_null();
    int32_t bits;
    if (args[0].kind == V_ENUM) {
        bits = value_enum_get(args[0]);
    } else if (args[0].kind == V_STRING) {
        const struct type_info *type = named_type_find(name, sizeof(name) - 1);
        if (!type || value_convert(args[0], type, &flags, err) < 0)
            return -1;
        bits = value_enum_get(flags);
    } else if (arg_int(args[0], &bits, err) < 0) {
        return -1;
    }
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        AUTO_STRBUF one = STRBUF_INIT;
        if (!(bits & parts[i].bit))
            continue;
        if (part(self, parts[i].name, &one, err) < 0) {
            strbuf_release(&text);
            return -1;
        }
        const char *s = one.buf ? one.buf : "";
        if (bits == parts[i].bit && (*s == '?' || *s == '#' || *s == '/'))
            s++; /* one component alone comes without what divides it from the others */
        if (!*s)
            continue;
        if (bits != parts[i].bit)
            strbuf_adds(&text, parts[i].before);
        strbuf_adds(&text, s);
        if (bits != parts[i].bit)
            strbuf_adds(&text, parts[i].after);
    }
    *out = value_string_take(&text);
    return 0;
}

const struct method uri_methods[URI_METHODS] = {
    METHOD("GetLeftPart", 1, 1, get_left_part, "string GetLeftPart(System.UriPartial part)"),
    METHOD("MakeRelativeUri", 1, 1, make_relative, "uri MakeRelativeUri(uri uri)"),
    METHOD("IsBaseOf", 1, 1, is_base_of, "bool IsBaseOf(uri uri)"),
    METHOD("GetComponents", 1, 2, get_components,
           "string GetComponents(System.UriComponents components, System.UriFormat format)"),
};

GETTER(constant_text)
{
    UNUSED_GETTER();
    *out = value_string((const char *)p->data);
    return 0;
}

#define CONSTANT(n, text) PROPERTY_DATA(n, "string", constant_text, (intptr_t)(text))
const struct property uri_constants[URI_CONSTANTS] = {
    CONSTANT("UriSchemeFile", "file"),        CONSTANT("UriSchemeFtp", "ftp"),
    CONSTANT("UriSchemeSftp", "sftp"),        CONSTANT("UriSchemeHttp", "http"),
    CONSTANT("UriSchemeHttps", "https"),      CONSTANT("UriSchemeMailto", "mailto"),
    CONSTANT("UriSchemeSsh", "ssh"),          CONSTANT("UriSchemeTelnet", "telnet"),
    CONSTANT("UriSchemeNetPipe", "net.pipe"), CONSTANT("SchemeDelimiter", "://"),
};

const char *uri_host_kind(const char *host)
{
    struct in_addr v4;
    struct in6_addr v6;
    char bare[80];
    size_t len = strlen(host);
    if (!len)
        return "Basic";
    if (inet_pton(AF_INET, host, &v4) == 1)
        return "IPv4";
    if (*host == '[' && len > 2 && len < sizeof(bare)) {
        memcpy(bare, host + 1, len - 2);
        bare[len - 2] = '\0';
        host = bare;
    }
    if (inet_pton(AF_INET6, host, &v6) == 1)
        return "IPv6";
    for (const char *s = host; *s; s++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._", *s))
            return "Unknown";
    return "Dns";
}

/* ---- UriBuilder ---- */

enum { B_SCHEME, B_USER, B_PASSWORD, B_HOST, B_PORT, B_PATH, B_QUERY, B_FRAGMENT, B_FIELDS };

static struct value *fields_of(struct value v)
{
    return object_payload(v.object);
}

static void builder_destroy(struct object *o)
{
    struct value *f = object_payload(o);
    for (size_t i = 0; i < B_FIELDS; i++)
        value_unref(f[i]);
}

GETTER(builder_get)
{
    (void)err;
    *out = value_ref(fields_of(self)[p->data]);
    return 0;
}

static int set_field(struct value self, int field, struct value v, struct err **err)
{
    struct strbuf text = STRBUF_INIT;
    int32_t port;
    if (field == B_PORT) {
        if (arg_int(v, &port, err) < 0)
            return -1;
        if (port < -1 || port > 65535)
            return fail_range(err, "value",
                              "Specified argument was out of the range of valid "
                              "values.");
        fields_of(self)[B_PORT] = value_int(port);
        return 0;
    }
    AUTO_VALUE s = arg_string(v);
    /* a query and a fragment bring their mark along, a path its first slash */
    const char lead = field == B_QUERY      ? '?'
                      : field == B_FRAGMENT ? '#'
                      : field == B_PATH     ? '/'
                                            : 0;
    if (lead && s.str->data[0] != lead && (s.str->len || field == B_PATH))
        strbuf_addch(&text, lead);
    strbuf_add(&text, s.str->data, s.str->len);
    value_replace_take(&fields_of(self)[field], value_string_take(&text));
    return 0;
}

SETTER(builder_set)
{
    return set_field(self, (int)p->data, v, err);
}

static int builder_text(struct value self, struct strbuf *out)
{
    const struct value *f = fields_of(self);
    strbuf_adds(out, f[B_SCHEME].str->data);
    strbuf_adds(out, "://");
    if (f[B_USER].str->len) {
        strbuf_adds(out, f[B_USER].str->data);
        if (f[B_PASSWORD].str->len)
            strbuf_addf(out, ":%s", f[B_PASSWORD].str->data);
        strbuf_addch(out, '@');
    }
    strbuf_adds(out, f[B_HOST].str->data);
    if (f[B_PORT].i >= 0 && f[B_HOST].str->len)
        strbuf_addf(out, ":%d", (int)f[B_PORT].i);
    strbuf_adds(out, f[B_PATH].str->data);
    strbuf_adds(out, f[B_QUERY].str->data);
    strbuf_adds(out, f[B_FRAGMENT].str->data);
    return 0;
}

GETTER(builder_uri)
{
    (void)p;
    struct strbuf text = STRBUF_INIT;
    builder_text(self, &text);
    AUTO_VALUE s = value_string_take(&text);
    return value_convert(s, &type_uri, out, err);
}

static int fill_from_uri(struct value self, struct value uri, struct err **err)
{
    static const struct {
        int field;
        const char *name;
    } names[] = { { B_SCHEME, "Scheme" },     { B_HOST, "Host" },   { B_PORT, "Port" },
                  { B_PATH, "AbsolutePath" }, { B_QUERY, "Query" }, { B_FRAGMENT, "Fragment" } };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        AUTO_VALUE v = value_null();
        if (member_get(uri, names[i].name, &v, err) < 0 ||
            set_field(self, names[i].field, v, err) < 0)
            return -1;
    }
    AUTO_STRBUF user = STRBUF_INIT;
    if (part(uri, "UserInfo", &user, err) < 0)
        return -1;
    size_t n = user.buf ? strcspn(user.buf, ":") : 0;
    value_replace_take(&fields_of(self)[B_USER], value_string_len(user.buf ? user.buf : "", n));
    if (n < user.len)
        value_replace_take(&fields_of(self)[B_PASSWORD], value_string(user.buf + n + 1));
    return 0;
}

/* new(), new(uri), new(scheme, host [, port [, path [, query]]]) */
CALL(builder_new)
{
    AUTO_VALUE made = value_of_object(object_new(self.type));
    struct value *f = fields_of(made);
    for (size_t i = 0; i < B_FIELDS; i++)
        f[i] = i == B_PORT ? value_int(-1)
                           : value_string(i == B_SCHEME ? "http"
                                          : i == B_HOST ? "localhost"
                                          : i == B_PATH ? "/"
                                                        : "");
    static const int order[] = { B_SCHEME, B_HOST, B_PORT, B_PATH, B_QUERY };
    if (n == 1) {
        AUTO_VALUE uri = value_null(), text = arg_string(args[0]);
        if (args[0].kind == V_STRING && !strstr(text.str->data, "://")) { /* http is meant */
            AUTO_VALUE full = value_stringf("http://%s", text.str->data);
            value_replace_take(&text, value_ref(full));
        }
        if (value_convert(text, &type_uri, &uri, err) < 0 || fill_from_uri(made, uri, err) < 0)
            return -1;
    }
    for (size_t i = 0; n > 1 && i < n && i < ARRAY_SIZE(order); i++)
        if (set_field(made, order[i], args[i], err) < 0)
            return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* clang-format off */
#define FIELD(n, t, i) { .name = n, .type_name = t, .get = builder_get, .set = builder_set, .data = i }
/* clang-format on */
static const struct property builder_props[] = {
    FIELD("Scheme", "string", B_SCHEME),
    FIELD("UserName", "string", B_USER),
    FIELD("Password", "string", B_PASSWORD),
    FIELD("Host", "string", B_HOST),
    FIELD("Port", "int", B_PORT),
    FIELD("Path", "string", B_PATH),
    FIELD("Query", "string", B_QUERY),
    FIELD("Fragment", "string", B_FRAGMENT),
    PROPERTY("Uri", "uri", builder_uri),
};
static const struct method builder_statics[] = {
    METHOD("new", 0, 5, builder_new,
           "System.UriBuilder new(), System.UriBuilder new(string uri), System.UriBuilder new(uri "
           "uri), System.UriBuilder new(string scheme, string host)"),
};
const struct type_info type_uri_builder = { .name = "System.UriBuilder",
                                            .base = &type_object,
                                            PROPS(builder_props),
                                            STATICS(builder_statics),
                                            .payload_size = B_FIELDS * sizeof(struct value),
                                            .destroy = builder_destroy,
                                            .to_string = builder_text };
