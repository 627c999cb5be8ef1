#include "shell/object/guid.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "shell/base/hex.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"

struct value guid_new(const uint8_t bytes[16])
{
    struct object *o = object_new(&type_guid);
    memcpy(object_payload(o), bytes, 16);
    return value_of_object(o);
}

static void fill_random(uint8_t b[16], unsigned version)
{
    if (getrandom(b, 16, 0) != 16)
        abort();
    b[6] = (uint8_t)((b[6] & 0x0F) | version << 4);
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
}

struct value guid_random(void)
{
    uint8_t b[16];
    fill_random(b, 4);
    return guid_new(b);
}

struct value guid_ordered(void)
{
    uint8_t b[16];
    struct timespec now;
    fill_random(b, 7);
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    for (int i = 5; i >= 0; i--, ms >>= 8)
        b[i] = (uint8_t)ms;
    return guid_new(b);
}

const uint8_t *guid_bytes(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_guid ? object_payload(v.object) : NULL;
}

/* A number of up to digits hexadecimal ones behind 0x and its end; the text behind it, or NULL. */
static const char *hex_field(const char *s, const char *end, size_t digits, char stop,
                             uint32_t *out)
{
    size_t n = 0;
    if (end - s < 4 || s[0] != '0' || (s[1] | 0x20) != 'x')
        return NULL;
    *out = 0;
    for (s += 2; s < end && hex_digit(*s) >= 0; s++, n++)
        *out = *out << 4 | (uint32_t)hex_digit(*s);
    return n > 0 && n <= digits && s < end && *s == stop ? s + 1 : NULL;
}

/* {0xdddddddd,0xdddd,0xdddd,{0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd}}; blanks anywhere. */
static int parse_fields(const char *s, size_t len, uint8_t out[16])
{
    static const uint8_t digits[] = { 8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2 };
    char packed[80];
    size_t n = 0, at = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == ' ')
            continue;
        if (n == sizeof(packed))
            return -1;
        packed[n++] = s[i];
    }
    const char *p = packed, *end = packed + n;
    for (size_t i = 0; i < sizeof(digits); i++) {
        uint32_t field;
        if (i == 0 || i == 3) {
            if (p == end || *p++ != '{')
                return -1;
        }
        if (!(p = hex_field(p, end, digits[i], i == sizeof(digits) - 1 ? '}' : ',', &field)))
            return -1;
        for (int shift = digits[i] * 4 - 8; shift >= 0; shift -= 8)
            out[at++] = (uint8_t)(field >> shift);
    }
    return end - p == 1 && *p == '}' ? 0 : -1;
}

int guid_parse(const char *s, size_t len, uint8_t out[16])
{
    while (len && *s == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    if (len > 38 && s[0] == '{')
        return parse_fields(s, len, out);
    if (len > 2 && ((s[0] == '{' && s[len - 1] == '}') || (s[0] == '(' && s[len - 1] == ')'))) {
        s++;
        len -= 2;
        if (len != 36)
            return -1;
    }
    bool hyphens = len == 36;
    if (!hyphens && len != 32)
        return -1;
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (hyphens && (i == 8 || i == 13 || i == 18 || i == 23)) {
            if (s[i] != '-')
                return -1;
            continue;
        }
        int digit = hex_digit(s[i]);
        if (digit < 0)
            return -1;
        if (n % 2 == 0)
            out[n / 2] = (uint8_t)(digit << 4);
        else
            out[n / 2] |= (uint8_t)digit;
        n++;
    }
    return 0;
}

void guid_format(const uint8_t b[16], char format, struct strbuf *out)
{
    char f = (char)(format & ~0x20);
    if (f == 'X') {
        strbuf_addf(out, "{0x%02x%02x%02x%02x,0x%02x%02x,0x%02x%02x,{", b[0], b[1], b[2], b[3],
                    b[4], b[5], b[6], b[7]);
        for (int i = 8; i < 16; i++)
            strbuf_addf(out, "0x%02x%s", b[i], i < 15 ? "," : "}}");
        return;
    }
    if (f == 'B')
        strbuf_addch(out, '{');
    if (f == 'P')
        strbuf_addch(out, '(');
    for (int i = 0; i < 16; i++) {
        if (f != 'N' && (i == 4 || i == 6 || i == 8 || i == 10))
            strbuf_addch(out, '-');
        strbuf_addf(out, "%02x", b[i]);
    }
    if (f == 'B')
        strbuf_addch(out, '}');
    if (f == 'P')
        strbuf_addch(out, ')');
}

static int bad_format(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", "
                     "\"p\", \"B\", \"b\", \"X\" or \"x\".");
}

static int guid_format_text(struct value v, const char *format, size_t len, struct strbuf *out,
                            struct err **err)
{
    if (!len)
        format = "D";
    else if (len != 1 || !memchr("DNBPXdnbpx", format[0], 10))
        return bad_format(err);
    guid_format(guid_bytes(v), format[0], out);
    return 0;
}

static int guid_text(struct value self, struct strbuf *out)
{
    guid_format(guid_bytes(self), 'D', out);
    return 0;
}

static bool guid_equals(struct value a, struct value b)
{
    return guid_bytes(a) && guid_bytes(b) && memcmp(guid_bytes(a), guid_bytes(b), 16) == 0;
}

static int guid_compare(struct value a, struct value b, int *out, struct err **err)
{
    (void)err;
    *out = memcmp(guid_bytes(a), guid_bytes(b), 16);
    return 0;
}

static uint32_t guid_hash(struct value v)
{
    uint32_t h;
    memcpy(&h, guid_bytes(v) + 12, sizeof(h));
    return h;
}

static int bad_guid(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException", "Unrecognized Guid format.");
}

static int from_text(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    uint8_t bytes[16];
    if (guid_parse(text.str->data, text.str->len, bytes) < 0)
        return bad_guid(err);
    *out = guid_new(bytes);
    return 0;
}

static int guid_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_guid);
    if (from_text(v, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_guid, "InvalidCastParseTargetInvocation");
}

CALL(guid_new_call)
{
    (void)self;
    static const uint8_t zero[16] = { 0 };
    if (!n) {
        *out = guid_new(zero);
        return 0;
    }
    if (args[0].kind == V_ARRAY && args[0].array->len == 16) {
        /* the first three fields are little-endian in a byte array */
        static const uint8_t place[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
        uint8_t bytes[16];
        for (size_t i = 0; i < 16; i++) {
            int32_t b;
            if (arg_int(args[0].array->items[i], &b, err) < 0)
                return -1;
            bytes[place[i]] = (uint8_t)b;
        }
        *out = guid_new(bytes);
        return 0;
    }
    return from_text(args[0], out, err);
}

CALL(guid_new_guid)
{
    UNUSED_CALL();
    *out = guid_random();
    return 0;
}

CALL(guid_create_version7)
{
    UNUSED_CALL();
    *out = guid_ordered();
    return 0;
}

CALL(guid_parse_call)
{
    (void)self;
    (void)n;
    return from_text(args[0], out, err);
}

/* The only form that each format letter stands for. */
static bool has_format(const struct str *text, const struct str *format)
{
    char f = format->len == 1 ? (char)(format->data[0] & ~0x20) : 0;
    const char *s = text->data;
    return f == 'N'   ? text->len == 32
           : f == 'D' ? text->len == 36
           : f == 'B' ? text->len == 38 && s[0] == '{'
                      : f == 'P' && text->len == 38 && s[0] == '(';
}

CALL(guid_parse_exact)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]), format = arg_string(args[1]);
    if (format.str->len != 1 || !strchr("DdNnPpBb", format.str->data[0]))
        return bad_format(err);
    return has_format(text.str, format.str) ? from_text(args[0], out, err) : bad_guid(err);
}

GETTER(guid_version)
{
    UNUSED_GETTER();
    const uint8_t *b = guid_bytes(self);
    *out = value_int(p->data ? b[8] >> 4 : b[6] >> 4);
    return 0;
}

CALL(guid_try_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    uint8_t bytes[16] = { 0 };
    bool ok = guid_parse(text.str->data, text.str->len, bytes) == 0;
    if (!ok)
        memset(bytes, 0, sizeof(bytes));
    AUTO_VALUE guid = guid_new(bytes);
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], guid, err);
}

CALL(guid_to_bytes)
{
    UNUSED_CALL();
    static const uint8_t place[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
    const uint8_t *b = guid_bytes(self);
    struct array *a = array_new(16);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < 16; i++)
        array_push_take(a, value_integer(V_BYTE, b[place[i]]));
    *out = value_of_array(a);
    return 0;
}

GETTER(guid_empty)
{
    UNUSED_GETTER();
    static const uint8_t zero[16] = { 0 };
    *out = guid_new(zero);
    return 0;
}

/* The text, so that a list of Guids shows as PowerShell shows it. */
GETTER(guid_get)
{
    UNUSED_GETTER();
    struct strbuf text = STRBUF_INIT;
    guid_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct property guid_props[] = {
    PROPERTY_SCRIPT("Guid", "string", guid_get, "$this.ToString()"),
    { .name = "Version", .type_name = "int", .get = guid_version, .hidden = true },
    { .name = "Variant", .type_name = "int", .get = guid_version, .data = 1, .hidden = true },
};
static const struct method guid_methods[] = {
    METHOD("ToByteArray", 0, 0, guid_to_bytes, "byte[] ToByteArray()"),
};
static const struct property guid_static_props[] = { PROPERTY("Empty", "guid", guid_empty) };
static const struct method guid_statics[] = {
    METHOD("new", 0, 1, guid_new_call, "guid new(string g)"),
    METHOD("NewGuid", 0, 0, guid_new_guid, "guid NewGuid()"),
    METHOD("CreateVersion7", 0, 0, guid_create_version7, "guid CreateVersion7()"),
    METHOD("Parse", 1, 1, guid_parse_call, "guid Parse(string input)"),
    METHOD("ParseExact", 2, 2, guid_parse_exact, "guid ParseExact(string input, string format)"),
    METHOD("TryParse", 2, 2, guid_try_parse, "bool TryParse(string input, [ref] guid result)"),
};
const struct type_info type_guid = { .name = "System.Guid",
                                     .accelerator = "guid",
                                     .base = &type_value_type,
                                     .interfaces = implements_value,
                                     PROPS(guid_props),
                                     METHODS(guid_methods),
                                     STATIC_PROPS(guid_static_props),
                                     STATICS(guid_statics),
                                     .payload_size = 16,
                                     .to_string = guid_text,
                                     .format = guid_format_text,
                                     .equals = guid_equals,
                                     .compare = guid_compare,
                                     .hash = guid_hash,
                                     .convert_from = guid_convert,
                                     .is_value_type = true };

/* ---- Version ---- */

struct version {
    int part[4]; /* -1: not given */
};

const int *version_parts(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_version)
        return NULL;
    return ((struct version *)object_payload(v.object))->part;
}

struct value version_new(int major, int minor, int build, int revision)
{
    struct object *o = object_new(&type_version);
    *(struct version *)object_payload(o) = (struct version){ { major, minor, build, revision } };
    return value_of_object(o);
}

static int version_text(struct value self, struct strbuf *out)
{
    const int *part = version_parts(self);
    for (int i = 0; i < 4 && part[i] >= 0; i++)
        strbuf_addf(out, i ? ".%d" : "%d", part[i]);
    return 0;
}

static int version_parse(const char *s, size_t len, struct value *out, struct err **err)
{
    int part[4] = { -1, -1, -1, -1 }, n = 0;
    for (size_t i = 0; i < len;) {
        size_t start = i;
        int64_t v = 0;
        while (i < len && s[i] >= '0' && s[i] <= '9' && i - start < 11)
            v = v * 10 + (s[i++] - '0');
        if (i == start || n == 4 || (i < len && s[i] != '.')) {
            size_t end = start;
            while (end < len && s[end] != '.')
                end++;
            if (!memchr(s, '.', len) || n == 4)
                goto bad;
            return fail_format_text(err, s + start, end - start);
        }
        if (v > INT32_MAX)
            return fail_with(err, "System.OverflowException", "OverflowException",
                             "Value was either too large or too small for an Int32.");
        part[n++] = (int)v;
        if (i < len) {
            if (i + 1 == len)
                return fail_format_text(err, "", 0);
            i++;
        }
    }
    if (n < 2)
        goto bad;
    *out = version_new(part[0], part[1], part[2], part[3]);
    return 0;
bad:
    return fail_argument(err, "Version string portion was too short or too long. (Parameter "
                              "'input')");
}

static int version_compare(struct value a, struct value b, int *out, struct err **err)
{
    (void)err;
    const int *x = version_parts(a), *y = version_parts(b);
    *out = 0;
    for (int i = 0; i < 4 && !*out; i++)
        *out = x[i] < y[i] ? -1 : x[i] > y[i];
    return 0;
}

static bool version_equals(struct value a, struct value b)
{
    int order = 1;
    if (version_parts(a) && version_parts(b))
        version_compare(a, b, &order, NULL);
    return order == 0;
}

static uint32_t version_hash(struct value v)
{
    const int *p = version_parts(v);
    uint32_t hash = 0;
    for (int i = 0; i < 4; i++)
        hash = hash * 31 + (uint32_t)p[i];
    return hash;
}

static int version_convert(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    if (v.kind == V_OBJECT && v.object->type == &type_semver)
        return semver_to_version(v, out);
    if (value_is_integer(v)) { /* [version]5 is 5.0 */
        *out = version_new((int)v.i, 0, -1, -1);
        return 0;
    }
    if (version_parse(text.str->data, text.str->len, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_version, "InvalidCastParseTargetInvocation");
}

CALL(version_new_call)
{
    (void)self;
    int32_t part[4] = { 0, 0, -1, -1 };
    if (n == 1) {
        AUTO_VALUE text = arg_string(args[0]);
        return version_parse(text.str->data, text.str->len, out, err);
    }
    for (size_t i = 0; i < n; i++) {
        if (arg_int(args[i], &part[i], err) < 0)
            return -1;
        if (part[i] < 0)
            return fail_range(err, "major",
                              "Version's parameters must be greater than or equal to zero.");
    }
    *out = version_new(part[0], part[1], part[2], part[3]);
    return 0;
}

CALL(version_parse_call)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    return version_parse(text.str->data, text.str->len, out, err);
}

CALL(version_try_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]), v = value_null();
    AUTO_ERR *why = NULL;
    *out = value_bool(version_parse(text.str->data, text.str->len, &v, &why) == 0);
    return arg_set_ref(args[1], v, err);
}

/* The revision's upper (16) or lower (0) half. */
GETTER(version_get_half)
{
    UNUSED_GETTER();
    *out = value_integer(V_INT16, (int16_t)(version_parts(self)[3] >> p->data));
    return 0;
}

GETTER(version_get)
{
    UNUSED_GETTER();
    *out = value_int(version_parts(self)[p->data]);
    return 0;
}

static const struct property version_props[] = {
    PROPERTY_DATA("Major", "int", version_get, 0),
    PROPERTY_DATA("Minor", "int", version_get, 1),
    PROPERTY_DATA("Build", "int", version_get, 2),
    PROPERTY_DATA("Revision", "int", version_get, 3),
    PROPERTY_DATA("MajorRevision", "int16", version_get_half, 16),
    PROPERTY_DATA("MinorRevision", "int16", version_get_half, 0),
};
/* ToString([fieldCount]) */
CALL(version_to_string)
{
    const int *part = version_parts(self);
    struct strbuf text = STRBUF_INIT;
    int32_t count = 0, have = 0;
    while (have < 4 && part[have] >= 0)
        have++;
    if (n && arg_int(args[0], &count, err) < 0)
        return -1;
    if (count < 0 || count > have)
        return fail_argument(err, "Argument must be between 0 and %d. (Parameter 'fieldCount')",
                             have);
    for (int i = 0; i < (n ? count : have); i++)
        strbuf_addf(&text, i ? ".%d" : "%d", part[i]);
    *out = value_string_take(&text);
    return 0;
}

CALL(version_compare_to)
{
    return compare_to_method[0].call(self, args, n, out, err);
}

static const struct method version_methods[] = {
    METHOD("CompareTo", 1, 1, version_compare_to, "int CompareTo(version value)"),
    METHOD("ToString", 0, 1, version_to_string, "string ToString(int fieldCount)"),
};
static const struct method version_statics[] = {
    METHOD("new", 0, 4, version_new_call, "version new(int major, int minor)"),
    METHOD("Parse", 1, 1, version_parse_call, "version Parse(string input)"),
    METHOD("TryParse", 2, 2, version_try_parse, NULL),
};
const struct type_info type_version = { .name = "System.Version",
                                        .accelerator = "version",
                                        .base = &type_object,
                                        .interfaces = implements_version,
                                        PROPS(version_props),
                                        METHODS(version_methods),
                                        STATICS(version_statics),
                                        .payload_size = sizeof(struct version),
                                        .to_string = version_text,
                                        .equals = version_equals,
                                        .compare = version_compare,
                                        .hash = version_hash,
                                        .convert_from = version_convert };
