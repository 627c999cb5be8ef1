/* System.Security: SecurityElement's escapes, CryptographicOperations. */
#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"

CALL(element_escape)
{
    (void)self;
    (void)n;
    (void)err;
    static const struct {
        char c;
        const char *text;
    } escapes[] = {
        { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&apos;" }, { '&', "&amp;" },
    };
    AUTO_VALUE text = arg_string(args[0]);
    struct strbuf made = STRBUF_INIT;
    if (args[0].kind == V_NULL) {
        *out = value_null();
        return 0;
    }
    for (size_t i = 0; i < text.str->len; i++) {
        const char *with = NULL;
        for (size_t k = 0; k < ARRAY_SIZE(escapes); k++)
            if (escapes[k].c == text.str->data[i])
                with = escapes[k].text;
        if (with)
            strbuf_adds(&made, with);
        else
            strbuf_addch(&made, text.str->data[i]);
    }
    *out = value_string_take(&made);
    return 0;
}

static const struct method element_statics[] = {
    METHOD("Escape", 1, 1, element_escape, "string Escape(string str)"),
};
const struct type_info type_security_element = { .name = "System.Security.SecurityElement",
                                                 .base = &type_object,
                                                 STATICS(element_statics) };

/* Looks at all bytes, whatever the first ones are. */
CALL(fixed_time_equals)
{
    (void)self;
    (void)n;
    AUTO_STRBUF left = STRBUF_INIT, right = STRBUF_INIT;
    if (bytes_add(args[0], "left", &left, err) < 0 || bytes_add(args[1], "right", &right, err) < 0)
        return -1;
    unsigned differ = left.len != right.len;
    for (size_t i = 0; i < left.len && i < right.len; i++)
        differ |= (unsigned char)left.buf[i] ^ (unsigned char)right.buf[i];
    *out = value_bool(!differ);
    return 0;
}

CALL(zero_memory)
{
    (void)self;
    (void)n;
    (void)out;
    if (args[0].kind != V_ARRAY || args[0].array->element != &type_byte)
        return fail_no_cast(err, args[0], &type_byte_array);
    for (size_t i = 0; i < args[0].array->len; i++)
        value_replace_take(&args[0].array->items[i], value_integer(V_BYTE, 0));
    return 0;
}

static const struct method crypto_statics[] = {
    METHOD("FixedTimeEquals", 2, 2, fixed_time_equals,
           "bool FixedTimeEquals(System.ReadOnlySpan[byte] left, System.ReadOnlySpan[byte] right)"),
    METHOD("ZeroMemory", 1, 1, zero_memory, "void ZeroMemory(System.Span[byte] buffer)"),
};
const struct type_info type_crypto_operations = {
    .name = "System.Security.Cryptography.CryptographicOperations",
    .base = &type_object,
    STATICS(crypto_statics),
};
