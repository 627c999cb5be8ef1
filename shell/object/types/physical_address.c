/* System.Net.NetworkInformation.PhysicalAddress: the address of a network card. */
#include <string.h>

#include "shell/base/hex.h"
#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"

static struct strbuf *bytes_of(struct value v)
{
    return object_payload(v.object);
}

static void address_destroy(struct object *o)
{
    strbuf_release(object_payload(o));
}

static struct value address_new(const char *bytes, size_t len)
{
    struct object *o = object_new(&type_physical_address);
    struct strbuf *sb = object_payload(o);
    *sb = (struct strbuf)STRBUF_INIT;
    strbuf_add(sb, bytes, len);
    return value_of_object(o);
}

/* 001122334455, 00-11-22-33-44-55, 00:11:22:33:44:55, 0011.2233.4455: pieces of one length. */
static bool parse(const char *s, size_t len, struct strbuf *out)
{
    char mark = memchr(s, '-', len)   ? '-'
                : memchr(s, ':', len) ? ':'
                : memchr(s, '.', len) ? '.'
                                      : '\0';
    size_t piece = mark ? (size_t)((const char *)memchr(s, mark, len) - s) : len;
    if (piece % 2 || (mark && piece != 2 && (mark == '-' || piece != 4)))
        return false;
    for (size_t i = 0; i < len;) {
        for (size_t end = i + piece; i < end; i += 2) {
            int byte = i + 1 < len ? hex_byte(s + i) : -1;
            if (byte < 0)
                return false;
            strbuf_addch(out, (char)byte);
        }
        if (i < len && (s[i] != mark || ++i == len))
            return false;
    }
    return true;
}

static int from_text(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (v.kind != V_NULL && !parse(text.str->data, text.str->len, &bytes))
        return fail_with(err, "System.FormatException", "FormatException",
                         "An invalid physical address was specified: '%s'.", text.str->data);
    *out = address_new(bytes.buf, bytes.len);
    return 0;
}

CALL(address_parse)
{
    (void)self;
    (void)n;
    return from_text(args[0], out, err);
}

CALL(address_try_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE made = value_null();
    AUTO_ERR *why = NULL;
    *out = value_bool(from_text(args[0], &made, &why) == 0);
    return arg_set_ref(args[1], made, err);
}

CALL(address_new_call)
{
    (void)self;
    (void)n;
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (bytes_add(args[0], "address", &bytes, err) < 0)
        return -1;
    *out = address_new(bytes.buf, bytes.len);
    return 0;
}

static int address_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_ARRAY && v.array->element == &type_byte)
        return address_new_call(v, &v, 1, out, err);
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_physical_address);
    if (from_text(v, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_physical_address, "InvalidCastParseTargetInvocation");
}

CALL(address_bytes)
{
    UNUSED_CALL();
    *out = value_of_array(bytes_array(bytes_of(self)->buf, bytes_of(self)->len));
    return 0;
}

static int address_text(struct value self, struct strbuf *out)
{
    for (size_t i = 0; i < bytes_of(self)->len; i++)
        strbuf_addf(out, "%02X", (unsigned char)bytes_of(self)->buf[i]);
    return 0;
}

static bool address_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_physical_address &&
           bytes_of(a)->len == bytes_of(b)->len &&
           memcmp(bytes_of(a)->buf, bytes_of(b)->buf, bytes_of(a)->len) == 0;
}

static uint32_t address_hash(struct value v)
{
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < bytes_of(v)->len; i++)
        h = (h ^ (unsigned char)bytes_of(v)->buf[i]) * 16777619U;
    return h;
}

GETTER(address_none)
{
    UNUSED_GETTER();
    *out = address_new("", 0);
    return 0;
}

static const struct property address_statics[] = {
    PROPERTY("None", "System.Net.NetworkInformation.PhysicalAddress", address_none),
};
static const struct method address_methods[] = {
    METHOD("GetAddressBytes", 0, 0, address_bytes, "byte[] GetAddressBytes()"),
};
static const struct method address_static_methods[] = {
    METHOD("new", 1, 1, address_new_call, "physicaladdress new(byte[] address)"),
    METHOD("Parse", 1, 1, address_parse, "physicaladdress Parse(string address)"),
    METHOD("TryParse", 2, 2, address_try_parse,
           "bool TryParse(string address, [ref] physicaladdress value)"),
};
const struct type_info type_physical_address = {
    .name = "System.Net.NetworkInformation.PhysicalAddress",
    .accelerator = "PhysicalAddress",
    .base = &type_object,
    METHODS(address_methods),
    STATIC_PROPS(address_statics),
    STATICS(address_static_methods),
    .payload_size = sizeof(struct strbuf),
    .destroy = address_destroy,
    .to_string = address_text,
    .equals = address_equals,
    .hash = address_hash,
    .convert_from = address_convert,
};
