/* System.Runtime.InteropServices.Marshal, as far as scripts use it to read SecureStrings: the
 * pointers it gives carry the text themselves, and no address of memory. */
#include <string.h>

#include "shell/object/credential.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"

static struct value *text_of(struct value pointer)
{
    return object_payload(pointer.object);
}

static void pointer_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

static struct value pointer_to(struct value text_taken)
{
    struct object *o = object_new(&type_int_ptr);
    *(struct value *)object_payload(o) = text_taken;
    return value_of_object(o);
}

CALL(marshal_secret)
{
    (void)self;
    (void)n;
    size_t len;
    const char *secret = securestring_text(args[0], &len);
    if (!secret)
        return fail_null_argument(err, "s");
    *out = pointer_to(value_string_len(secret, len));
    return 0;
}

CALL(marshal_text)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "s");
    *out = pointer_to(arg_string(args[0]));
    return 0;
}

/* PtrToStringAuto(pointer [, length]) */
CALL(marshal_read)
{
    (void)self;
    int32_t len;
    if (args[0].kind != V_OBJECT || args[0].object->type != &type_int_ptr) {
        *out = value_null();
        return 0;
    }
    AUTO_VALUE text = value_ref(*text_of(args[0]));
    if (n > 1 && text.kind == V_STRING) {
        const struct method *m = type_find_method(&type_string, "Substring", 9);
        const struct value part[2] = { value_int(0), args[1] };
        if (arg_int(args[1], &len, err) < 0)
            return -1;
        return m->call(text, part, 2, out, err);
    }
    *out = STEAL_VALUE(text);
    return 0;
}

CALL(marshal_free)
{
    (void)self;
    (void)n;
    (void)out;
    (void)err;
    if (args[0].kind == V_OBJECT && args[0].object->type == &type_int_ptr)
        value_clear(text_of(args[0]));
    return 0;
}

/* SizeOf(number or type) */
CALL(marshal_size)
{
    (void)self;
    (void)n;
    static const struct {
        const struct type_info *type;
        int32_t size;
    } sizes[] = { { &type_bool, 4 },     { &type_byte, 1 },   { &type_sbyte, 1 },
                  { &type_char, 1 },     { &type_int16, 2 },  { &type_uint16, 2 },
                  { &type_int32, 4 },    { &type_uint32, 4 }, { &type_int64, 8 },
                  { &type_uint64, 8 },   { &type_single, 4 }, { &type_double, 8 },
                  { &type_decimal, 16 }, { &type_guid, 16 },  { &type_int_ptr, 8 } };
    const struct type_info *type = args[0].kind == V_TYPE ? args[0].type : value_type_of(args[0]);
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        if (sizes[i].type == type) {
            *out = value_int(sizes[i].size);
            return 0;
        }
    }
    return fail_argument(err,
                         "Type '%s' cannot be marshaled as an unmanaged structure; no meaningful "
                         "size or offset can be computed.",
                         type->name);
}

static const struct method marshal_statics[] = {
    METHOD("SecureStringToBSTR", 1, 1, marshal_secret,
           "System.IntPtr SecureStringToBSTR(securestring s)"),
    METHOD("SecureStringToGlobalAllocUnicode", 1, 1, marshal_secret,
           "System.IntPtr SecureStringToGlobalAllocUnicode(securestring s)"),
    METHOD("SecureStringToGlobalAllocAnsi", 1, 1, marshal_secret,
           "System.IntPtr SecureStringToGlobalAllocAnsi(securestring s)"),
    METHOD("SecureStringToCoTaskMemUnicode", 1, 1, marshal_secret,
           "System.IntPtr SecureStringToCoTaskMemUnicode(securestring s)"),
    METHOD("StringToBSTR", 1, 1, marshal_text, "System.IntPtr StringToBSTR(string s)"),
    METHOD("StringToHGlobalUni", 1, 1, marshal_text, "System.IntPtr StringToHGlobalUni(string s)"),
    METHOD("StringToHGlobalAuto", 1, 1, marshal_text,
           "System.IntPtr StringToHGlobalAuto(string s)"),
    METHOD("PtrToStringAuto", 1, 2, marshal_read, "string PtrToStringAuto(System.IntPtr ptr)"),
    METHOD("PtrToStringBSTR", 1, 1, marshal_read, "string PtrToStringBSTR(System.IntPtr ptr)"),
    METHOD("PtrToStringUni", 1, 2, marshal_read, "string PtrToStringUni(System.IntPtr ptr)"),
    METHOD("PtrToStringAnsi", 1, 2, marshal_read, "string PtrToStringAnsi(System.IntPtr ptr)"),
    METHOD("ZeroFreeBSTR", 1, 1, marshal_free, "void ZeroFreeBSTR(System.IntPtr s)"),
    METHOD("ZeroFreeGlobalAllocUnicode", 1, 1, marshal_free,
           "void ZeroFreeGlobalAllocUnicode(System.IntPtr s)"),
    METHOD("ZeroFreeGlobalAllocAnsi", 1, 1, marshal_free,
           "void ZeroFreeGlobalAllocAnsi(System.IntPtr s)"),
    METHOD("ZeroFreeCoTaskMemUnicode", 1, 1, marshal_free,
           "void ZeroFreeCoTaskMemUnicode(System.IntPtr s)"),
    METHOD("FreeBSTR", 1, 1, marshal_free, "void FreeBSTR(System.IntPtr ptr)"),
    METHOD("FreeHGlobal", 1, 1, marshal_free, "void FreeHGlobal(System.IntPtr hglobal)"),
    METHOD("SizeOf", 1, 1, marshal_size, "int SizeOf(type t)"),
};
const struct type_info type_marshal = { .name = "System.Runtime.InteropServices.Marshal",
                                        .base = &type_object,
                                        STATICS(marshal_statics) };

/* ---- IntPtr ---- */

GETTER(int_ptr_get)
{
    UNUSED_GETTER();
    *out = p->data ? value_int(8) : pointer_to(value_null());
    return 0;
}

static int pointer_text(struct value self, struct strbuf *out)
{
    bool null = text_of(self)->kind == V_NULL;
    strbuf_addf(out, "%llu", null ? 0ULL : (unsigned long long)(uintptr_t)self.object);
    return 0;
}

static bool pointer_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_int_ptr &&
           (a.object == b.object || (text_of(a)->kind == V_NULL && text_of(b)->kind == V_NULL));
}

static const struct property int_ptr_props[] = {
    PROPERTY_DATA("Zero", "System.IntPtr", int_ptr_get, 0),
    PROPERTY_DATA("Size", "int", int_ptr_get, 1),
};
const struct type_info type_int_ptr = { .name = "System.IntPtr",
                                        .base = &type_value_type,
                                        STATIC_PROPS(int_ptr_props),
                                        .payload_size = sizeof(struct value),
                                        .destroy = pointer_destroy,
                                        .to_string = pointer_text,
                                        .equals = pointer_equals,
                                        .text_view = true,
                                        .is_value_type = true };
