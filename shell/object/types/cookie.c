#include "shell/object/types/cookie.h"

#include <string.h>
#include <strings.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/datetime.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

/* In the order in which Format-List shows them. */
enum {
    C_COMMENT,
    C_COMMENT_URI,
    C_HTTP_ONLY,
    C_DISCARD,
    C_DOMAIN,
    C_EXPIRED,
    C_EXPIRES,
    C_NAME,
    C_PATH,
    C_PORT,
    C_SECURE,
    C_TIME_STAMP,
    C_VALUE,
    C_VERSION,
    C_FIELDS
};
struct cookie {
    struct value fields[C_FIELDS];
    bool host_only; /* for that very host, not for those below it */
};

static struct cookie *cookie_of(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_cookie) ? object_payload(v.object)
                                                                         : NULL;
}

static const char *text_of(const struct cookie *c, int field)
{
    return c->fields[field].kind == V_STRING ? c->fields[field].str->data : "";
}

static void set_text(struct cookie *c, int field, const char *s, size_t len)
{
    value_replace_take(&c->fields[field], value_string_len(s, len));
}

static struct value cookie_new(void)
{
    static const int texts[] = { C_COMMENT, C_DOMAIN, C_NAME, C_PATH, C_PORT, C_VALUE };
    static const int flags[] = { C_HTTP_ONLY, C_DISCARD, C_EXPIRED, C_SECURE };
    struct object *o = object_new(&type_cookie);
    struct cookie *c = object_payload(o);

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        set_text(c, texts[i], "", 0);
    for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
        c->fields[flags[i]] = value_bool(false);
    c->fields[C_EXPIRES] = value_datetime(0, DATETIME_UNSPECIFIED);
    c->fields[C_TIME_STAMP] = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    c->fields[C_VERSION] = value_int(0);
    return value_of_object(o);
}

static void cookie_destroy(struct object *o)
{
    struct cookie *c = object_payload(o);

    for (size_t i = 0; i < C_FIELDS; i++)
        value_unref(c->fields[i]);
}

static bool expired(const struct cookie *c)
{
    struct value expires = c->fields[C_EXPIRES];

    return c->fields[C_EXPIRED].b || (expires.i != 0 && date_to_utc(expires).i <= date_now_utc());
}

GETTER(cookie_get)
{
    (void)err;
    const struct cookie *c = cookie_of(self);
    *out = p->data == C_EXPIRED ? value_bool(expired(c)) : value_ref(c->fields[p->data]);
    return 0;
}

SETTER(cookie_set)
{
    struct cookie *c = cookie_of(self);
    const struct type_info *type = value_type_of(c->fields[p->data]);
    struct value made = value_null();

    if (p->data == C_NAME) {
        AUTO_VALUE name = arg_string(v);
        if (!name.str->len || strpbrk(name.str->data, "=;, \n\r\t") || name.str->data[0] == '$')
            return fail_with(err, "System.Net.CookieException", "CookieException",
                             "The 'Name'='%s' part of the cookie is invalid.", name.str->data);
    }
    if (value_convert(v, p->data == C_COMMENT_URI ? &type_uri : type, &made, err) < 0)
        return -1;
    if (p->data == C_DOMAIN)
        c->host_only = false;
    value_replace_take(&c->fields[p->data], made);
    return 0;
}

/* new(), new(name, value [, path [, domain]]) */
CALL(cookie_make)
{
    static const struct property name = { .name = "Name", .data = C_NAME };
    static const int places[] = { C_NAME, C_VALUE, C_PATH, C_DOMAIN };
    AUTO_VALUE made = cookie_new();

    (void)self;
    if (n > 0 && cookie_set(made, &name, args[0], err) < 0)
        return -1;
    for (size_t i = 1; i < n; i++) {
        AUTO_VALUE text = arg_string(args[i]);
        set_text(cookie_of(made), places[i], text.str->data, text.str->len);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

static int cookie_text(struct value self, struct strbuf *out)
{
    const struct cookie *c = cookie_of(self);

    strbuf_addf(out, "%s=%s", text_of(c, C_NAME), text_of(c, C_VALUE));
    return 0;
}

#define COOKIE(n, t, field)                                                            \
    {                                                                                  \
        .name = n, .type_name = t, .get = cookie_get, .set = cookie_set, .data = field \
    }
static const struct property cookie_props[] = {
    COOKIE("Comment", "string", C_COMMENT),
    COOKIE("CommentUri", "uri", C_COMMENT_URI),
    COOKIE("HttpOnly", "bool", C_HTTP_ONLY),
    COOKIE("Discard", "bool", C_DISCARD),
    COOKIE("Domain", "string", C_DOMAIN),
    COOKIE("Expired", "bool", C_EXPIRED),
    COOKIE("Expires", "datetime", C_EXPIRES),
    COOKIE("Name", "string", C_NAME),
    COOKIE("Path", "string", C_PATH),
    COOKIE("Port", "string", C_PORT),
    COOKIE("Secure", "bool", C_SECURE),
    PROPERTY_DATA("TimeStamp", "datetime", cookie_get, C_TIME_STAMP),
    COOKIE("Value", "string", C_VALUE),
    COOKIE("Version", "int", C_VERSION),
};
static const struct method cookie_statics[] = {
    METHOD("new", 0, 4, cookie_make,
           "System.Net.Cookie new(), System.Net.Cookie new(string name, string value), "
           "System.Net.Cookie new(string name, string value, string path), System.Net.Cookie "
           "new(string name, string value, string path, string domain)"),
};
const struct type_info type_cookie = {
    .name = "System.Net.Cookie",
    .base = &type_object,
    PROPS(cookie_props),
    STATICS(cookie_statics),
    .payload_size = sizeof(struct cookie),
    .destroy = cookie_destroy,
    .to_string = cookie_text,
};

/* ---- collections ---- */

static struct array *collection_new(void)
{
    return list_new(&type_cookie_collection, &type_cookie);
}

CALL(collection_make)
{
    UNUSED_CALL();
    *out = value_of_array(collection_new());
    return 0;
}

CALL(collection_add)
{
    (void)n;
    (void)out;
    if (!cookie_of(args[0]))
        return fail_no_cast(err, args[0], &type_cookie);
    array_push(self.array, args[0]);
    return 0;
}

static const struct property collection_props[] = {
    PROPERTY("Count", "int", collection_count),
};
static const struct method collection_methods[] = {
    METHOD("Add", 1, 1, collection_add, "void Add(System.Net.Cookie cookie)"),
    METHOD("Clear", 0, 0, collection_clear, "void Clear()"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator,
           "System.Collections.IEnumerator GetEnumerator()"),
};
static const struct method collection_statics[] = {
    METHOD("new", 0, 0, collection_make, "System.Net.CookieCollection new()"),
};
const struct type_info type_cookie_collection = {
    .name = "System.Net.CookieCollection",
    .base = &type_object,
    PROPS(collection_props),
    METHODS(collection_methods),
    STATICS(collection_statics),
};

/* ---- containers ---- */

struct container {
    struct value cookies; /* an array */
};

static struct array *cookies_of(struct value v)
{
    return ((struct container *)object_payload(v.object))->cookies.array;
}

static void container_destroy(struct object *o)
{
    value_unref(((struct container *)object_payload(o))->cookies);
}

struct value cookie_container_new(void)
{
    struct object *o = object_new(&type_cookie_container);

    ((struct container *)object_payload(o))->cookies = value_of_array(array_new(0));
    return value_of_object(o);
}

static bool same_cookie(const struct cookie *a, const struct cookie *b)
{
    return text_caseeq(text_of(a, C_NAME), text_of(b, C_NAME)) &&
           text_caseeq(text_of(a, C_DOMAIN), text_of(b, C_DOMAIN)) &&
           strcmp(text_of(a, C_PATH), text_of(b, C_PATH)) == 0;
}

/* In place of the one of the same name, domain and path; an expired cookie removes it only. */
static void keep(struct array *cookies, struct value v)
{
    const struct cookie *c = cookie_of(v);

    for (size_t i = 0; i < cookies->len; i++) {
        if (!same_cookie(cookie_of(cookies->items[i]), c))
            continue;
        if (expired(c))
            array_remove_range(cookies, i, 1);
        else
            value_replace_take(&cookies->items[i], value_ref(v));
        return;
    }
    if (!expired(c))
        array_push(cookies, v);
}

static bool domain_fits(const struct cookie *c, const char *host)
{
    const char *domain = text_of(c, C_DOMAIN);

    domain += *domain == '.';
    size_t n = strlen(domain), len = strlen(host);
    if (len == n)
        return strcasecmp(domain, host) == 0;
    return !c->host_only && len > n && host[len - n - 1] == '.' &&
           strcasecmp(host + len - n, domain) == 0;
}

static bool path_fits(const char *path, const char *asked)
{
    size_t n = strlen(path);

    return !n || (strncmp(asked, path, n) == 0 &&
                  (path[n - 1] == '/' || !asked[n] || asked[n] == '/' || asked[n] == '?'));
}

static bool fits(const struct cookie *c, const struct cookie_place *to)
{
    return !expired(c) && domain_fits(c, to->host) && path_fits(text_of(c, C_PATH), to->path) &&
           (to->secure || !c->fields[C_SECURE].b);
}

/* Those for a place, longer paths first. Owned. */
static struct array *selected(struct value container, const struct cookie_place *to)
{
    const struct array *all = cookies_of(container);
    struct array *found = collection_new();

    for (size_t i = 0; i < all->len; i++) {
        const struct cookie *c = cookie_of(all->items[i]);
        if (!fits(c, to))
            continue;
        size_t at = found->len;
        while (at > 0 && strlen(text_of(cookie_of(found->items[at - 1]), C_PATH)) <
                             strlen(text_of(c, C_PATH)))
            at--;
        array_insert_take(found, at, value_ref(all->items[i]));
    }
    return found;
}

void cookie_container_header(struct value container, const struct cookie_place *to,
                             struct strbuf *out)
{
    AUTO_VALUE found = value_of_array(selected(container, to));

    for (size_t i = 0; i < found.array->len; i++) {
        if (i)
            strbuf_adds(out, "; ");
        cookie_text(found.array->items[i], out);
    }
}

/* ---- Set-Cookie ---- */

static const char *trimmed(const char *s, const char *end, size_t *len)
{
    while (s < end && (*s == ' ' || *s == '\t'))
        s++;
    while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    *len = (size_t)(end - s);
    return s;
}

/* Wed, 21-Oct-2026 07:28:00 GMT is written so by some. */
static void set_expires(struct cookie *c, const char *s, size_t len)
{
    AUTO_VALUE text = value_string_len(s, len);
    struct value date;

    for (char *at = text.str->data; *at; at++)
        if (*at == '-')
            *at = ' ';
    if (date_parse(text.str->data, len, &date) == 0)
        c->fields[C_EXPIRES] = date_to_local(date);
}

static void set_age(struct cookie *c, const char *s, size_t len)
{
    AUTO_VALUE text = value_string_len(s, len);
    long long seconds = strtoll(text.str->data, NULL, 10);
    int64_t most = DATETIME_MAX_TICKS / TICKS_PER_SECOND / 2;

    if (seconds <= 0)
        c->fields[C_EXPIRED] = value_bool(true);
    else
        c->fields[C_EXPIRES] = date_to_local(value_datetime(
            date_now_utc() + (seconds < most / 1000 ? seconds : most / 1000) * TICKS_PER_SECOND,
            DATETIME_UTC));
}

static void set_attribute(struct cookie *c, const char *name, size_t n, const char *s, size_t len)
{
    static const struct {
        const char *name;
        int field;
    } known[] = { { "path", C_PATH },          { "domain", C_DOMAIN },   { "secure", C_SECURE },
                  { "httponly", C_HTTP_ONLY }, { "comment", C_COMMENT }, { "expires", C_EXPIRES },
                  { "max-age", C_EXPIRED },    { "discard", C_DISCARD } };

    for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
        if (!text_caseeqn(known[i].name, strlen(known[i].name), name, n))
            continue;
        switch (known[i].field) {
        case C_EXPIRES:
            set_expires(c, s, len);
            break;
        case C_EXPIRED:
            set_age(c, s, len);
            break;
        case C_SECURE:
        case C_HTTP_ONLY:
        case C_DISCARD:
            c->fields[known[i].field] = value_bool(true);
            break;
        case C_PATH:
            if (len && *s == '/')
                set_text(c, C_PATH, s, len);
            break;
        case C_DOMAIN:
            if (len) {
                set_text(c, C_DOMAIN, s, len);
                c->host_only = false;
            }
            break;
        default:
            set_text(c, known[i].field, s, len);
        }
    }
}

/* The folder of the path that the cookie came from. */
static void set_default_place(struct cookie *c, const struct cookie_place *from)
{
    const char *slash = strrchr(from->path, '/');
    size_t n = slash && slash > from->path ? (size_t)(slash - from->path) : 1;

    set_text(c, C_PATH, from->path[0] == '/' ? from->path : "/", from->path[0] == '/' ? n : 1);
    set_text(c, C_DOMAIN, from->host, strlen(from->host));
    c->host_only = true;
}

void cookie_container_store(struct value container, const struct cookie_place *from,
                            const char *field)
{
    AUTO_VALUE made = cookie_new();
    struct cookie *c = cookie_of(made);
    const char *at = field;
    bool first = true;

    set_default_place(c, from);
    while (*at) {
        const char *end = at + strcspn(at, ";");
        const char *equals = memchr(at, '=', (size_t)(end - at));
        size_t n, len = 0;
        const char *name = trimmed(at, equals ? equals : end, &n);
        const char *value = equals ? trimmed(equals + 1, end, &len) : "";
        if (first && (!equals || !n))
            return;
        if (first) {
            set_text(c, C_NAME, name, n);
            set_text(c, C_VALUE, value, len);
        } else {
            if (len > 1 && value[0] == '"' && value[len - 1] == '"') {
                value++;
                len -= 2;
            }
            set_attribute(c, name, n, value, len);
        }
        first = false;
        at = end + (*end == ';');
    }
    /* A domain that is not the sender's, or a whole top level one. */
    const char *domain = text_of(c, C_DOMAIN);
    if (first || !domain_fits(c, from->host) || (!c->host_only && !strchr(domain + 1, '.')))
        return;
    keep(cookies_of(container), made);
}

/* ---- the container's members ---- */

/* What a Uri says of a place; the texts stay in hold. */
struct place_texts {
    struct value parts[3], uri;
};

static int place_of_uri(struct value v, struct place_texts *hold, struct cookie_place *out,
                        struct err **err)
{
    static const char *const parts[] = { "Host", "AbsolutePath", "Scheme" };

    if (value_convert(v, &type_uri, &hold->uri, err) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        if (member_get(hold->uri, parts[i], &hold->parts[i], err) < 0)
            return -1;
    *out = (struct cookie_place){ hold->parts[0].str->data, hold->parts[1].str->data,
                                  strcmp(hold->parts[2].str->data, "https") == 0 };
    return 0;
}

static void release_place(struct place_texts *hold)
{
    for (size_t i = 0; i < ARRAY_SIZE(hold->parts); i++)
        value_unref(hold->parts[i]);
    value_unref(hold->uri);
}
#define AUTO_PLACE CLEANUP(release_place) struct place_texts

/* Add(cookie), Add(cookies), Add(uri, cookie), Add(uri, cookies) */
CALL(container_add)
{
    AUTO_PLACE hold = { 0 };
    struct cookie_place place = { "", "/", false };
    struct value what = args[n - 1];

    (void)out;
    if (n > 1 && place_of_uri(args[0], &hold, &place, err) < 0)
        return -1;
    if (what.kind == V_ARRAY) {
        for (size_t i = 0; i < what.array->len; i++) {
            struct value one[2] = { args[0], what.array->items[i] };
            if (container_add(self, n > 1 ? one : one + 1, n, out, err) < 0)
                return -1;
        }
        return 0;
    }
    struct cookie *c = cookie_of(what);
    if (!c)
        return what.kind == V_NULL ? fail_null_argument(err, "cookie")
                                   : fail_no_cast(err, what, &type_cookie);
    if (n > 1 && !*text_of(c, C_DOMAIN)) {
        set_text(c, C_DOMAIN, place.host, strlen(place.host));
        c->host_only = true;
    }
    if (!*text_of(c, C_DOMAIN))
        return fail_argument(err, "The parameter '%s' cannot be an empty string. (Parameter '%s')",
                             "cookie.Domain", "cookie.Domain");
    if (!*text_of(c, C_PATH))
        set_text(c, C_PATH, "/", 1);
    keep(cookies_of(self), what);
    return 0;
}

CALL(container_get)
{
    AUTO_PLACE hold = { 0 };
    struct cookie_place place;

    (void)n;
    if (place_of_uri(args[0], &hold, &place, err) < 0)
        return -1;
    *out = value_of_array(selected(self, &place));
    return 0;
}

CALL(container_all)
{
    UNUSED_CALL();
    struct array *found = collection_new();
    const struct array *all = cookies_of(self);

    for (size_t i = 0; i < all->len; i++)
        array_push(found, all->items[i]);
    *out = value_of_array(found);
    return 0;
}

CALL(container_header)
{
    AUTO_PLACE hold = { 0 };
    struct cookie_place place;
    struct strbuf text = STRBUF_INIT;

    (void)n;
    if (place_of_uri(args[0], &hold, &place, err) < 0)
        return -1;
    cookie_container_header(self, &place, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(container_set)
{
    AUTO_PLACE hold = { 0 };
    struct cookie_place place;
    AUTO_VALUE field = arg_string(args[1]);

    (void)n;
    (void)out;
    if (place_of_uri(args[0], &hold, &place, err) < 0)
        return -1;
    cookie_container_store(self, &place, field.str->data);
    return 0;
}

CALL(container_make)
{
    UNUSED_CALL();
    *out = cookie_container_new();
    return 0;
}

GETTER(container_count)
{
    (void)err;
    *out = value_int(p->data ? (int32_t)p->data : (int32_t)cookies_of(self)->len);
    return 0;
}

static const struct property container_props[] = {
    PROPERTY_DATA("Capacity", "int", container_count, 300),
    PROPERTY_DATA("Count", "int", container_count, 0),
    PROPERTY_DATA("MaxCookieSize", "int", container_count, 4096),
    PROPERTY_DATA("PerDomainCapacity", "int", container_count, 20),
};
static const struct method container_methods[] = {
    METHOD("Add", 1, 2, container_add,
           "void Add(System.Net.Cookie cookie), void Add(System.Net.CookieCollection cookies), "
           "void Add(uri uri, System.Net.Cookie cookie), void Add(uri uri, "
           "System.Net.CookieCollection cookies)"),
    METHOD("GetAllCookies", 0, 0, container_all, "System.Net.CookieCollection GetAllCookies()"),
    METHOD("GetCookieHeader", 1, 1, container_header, "string GetCookieHeader(uri uri)"),
    METHOD("GetCookies", 1, 1, container_get, "System.Net.CookieCollection GetCookies(uri uri)"),
    METHOD("SetCookies", 2, 2, container_set, "void SetCookies(uri uri, string cookieHeader)"),
};
static const struct method container_statics[] = {
    METHOD("new", 0, 0, container_make, "System.Net.CookieContainer new()"),
};
const struct type_info type_cookie_container = {
    .name = "System.Net.CookieContainer",
    .base = &type_object,
    PROPS(container_props),
    METHODS(container_methods),
    STATICS(container_statics),
    .payload_size = sizeof(struct container),
    .destroy = container_destroy,
};
