#include "shell/object/types/convertible.h"

#include <string.h>

#include "shell/object/library_types.h"
#include "shell/object/type_decls.h"

struct value type_code_of(const struct type_info *t)
{
    static const struct {
        const struct type_info *type;
        int32_t code;
    } codes[] = {
        { &type_bool, 3 },     { &type_char, 4 },      { &type_sbyte, 5 },   { &type_byte, 6 },
        { &type_int16, 7 },    { &type_uint16, 8 },    { &type_int32, 9 },   { &type_uint32, 10 },
        { &type_int64, 11 },   { &type_uint64, 12 },   { &type_single, 13 }, { &type_double, 14 },
        { &type_decimal, 15 }, { &type_datetime, 16 }, { &type_string, 18 }, { &type_dbnull, 2 },
    };
    int32_t code = t ? 1 : 0;
    if (t && t->enum_info)
        t = t->enum_info->underlying ? t->enum_info->underlying : &type_int32;
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        if (codes[i].type == t)
            code = codes[i].code;
    return value_enum(type_type_code.enum_info, code);
}

SHARED_CALL(convertible_code)
{
    UNUSED_CALL();
    *out = type_code_of(value_type_of(self));
    return 0;
}

static bool is_date(const struct type_info *type)
{
    return type == &type_datetime;
}

/* By System.Convert's method of this name, which words what cannot be done. */
static int by_convert(struct value self, const char *name, const struct type_info *to,
                      struct value *out, struct err **err)
{
    const struct type_info *from = value_type_of(self);
    bool no_char = (from == &type_char && (to == &type_bool || to == &type_single ||
                                           to == &type_double || to == &type_decimal)) ||
                   (to == &type_char && (from == &type_bool || from == &type_single ||
                                         from == &type_double || from == &type_decimal));
    if (from != &type_string && from != to && (is_date(from) || is_date(to) || no_char)) {
        AUTO_STRBUF was = STRBUF_INIT, wanted = STRBUF_INIT;
        type_short_name(from, &was);
        type_short_name(to, &wanted);
        return fail_with(err, "System.InvalidCastException", "InvalidCastException",
                         "Invalid cast from '%s' to '%s'.", was.buf, wanted.buf);
    }
    const struct method *m = type_find_static_method(&type_convert, name, strlen(name));
    return m->call(value_type(&type_convert), &self, 1, out, err);
}

#define TO(fn, name, type)                                   \
    SHARED_CALL(convertible_to_##fn)                         \
    {                                                        \
        (void)args;                                          \
        (void)n;                                             \
        return by_convert(self, "To" name, &type, out, err); \
    }
TO(bool, "Boolean", type_bool)
TO(char, "Char", type_char)
TO(sbyte, "SByte", type_sbyte)
TO(byte, "Byte", type_byte)
TO(int16, "Int16", type_int16)
TO(uint16, "UInt16", type_uint16)
TO(int32, "Int32", type_int32)
TO(uint32, "UInt32", type_uint32)
TO(int64, "Int64", type_int64)
TO(uint64, "UInt64", type_uint64)
TO(single, "Single", type_single)
TO(double, "Double", type_double)
TO(decimal, "Decimal", type_decimal)
TO(date, "DateTime", type_datetime)

SHARED_CALL(convertible_to_type)
{
    const struct method *m = type_find_static_method(&type_convert, "ChangeType", 10);
    const struct value both[2] = { self, args[0] };
    (void)n;
    return m->call(value_type(&type_convert), both, 2, out, err);
}

/* With another number of the very type only. */
CALL(number_compare)
{
    if (args[0].kind == V_NULL) {
        *out = value_int(1);
        return 0;
    }
    if (args[0].kind != self.kind && !value_is_number(args[0])) {
        AUTO_STRBUF name = STRBUF_INIT;
        type_short_name(value_type_of(self), &name);
        return fail_argument(err, "Object must be of type %s.", name.buf);
    }
    return compare_to_method[0].call(self, args, n, out, err);
}

const struct method number_methods[NUMBER_METHODS] = {
    METHOD("CompareTo", 1, 1, number_compare, "int CompareTo(System.Object value)"),
    CONVERTIBLE_METHODS,
};
