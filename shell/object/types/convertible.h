/* What numbers, Booleans, characters, texts and dates have from IConvertible: GetTypeCode() and
 * the methods from ToBoolean(provider) to ToUInt64(provider). */
#ifndef HVSH_OBJECT_TYPES_CONVERTIBLE_H
#define HVSH_OBJECT_TYPES_CONVERTIBLE_H

#include "shell/object/members.h"

/* The TypeCode of values of this type. */
struct value type_code_of(const struct type_info *type);

SHARED_CALL(convertible_code);
SHARED_CALL(convertible_to_type);
SHARED_CALL(convertible_to_bool);
SHARED_CALL(convertible_to_char);
SHARED_CALL(convertible_to_sbyte);
SHARED_CALL(convertible_to_byte);
SHARED_CALL(convertible_to_int16);
SHARED_CALL(convertible_to_uint16);
SHARED_CALL(convertible_to_int32);
SHARED_CALL(convertible_to_uint32);
SHARED_CALL(convertible_to_int64);
SHARED_CALL(convertible_to_uint64);
SHARED_CALL(convertible_to_single);
SHARED_CALL(convertible_to_double);
SHARED_CALL(convertible_to_decimal);
SHARED_CALL(convertible_to_date);

#define CONVERTIBLE_TO(type, name, fn) \
    METHOD("To" name, 1, 1, fn, type " IConvertible.To" name "(System.IFormatProvider provider)")
/* Rows for a type's table of methods. */
#define CONVERTIBLE_METHODS                                                                     \
    METHOD("GetTypeCode", 0, 0, convertible_code, "System.TypeCode GetTypeCode()"),             \
        METHOD("ToType", 2, 2, convertible_to_type,                                             \
               "System.Object IConvertible.ToType(type conversionType, System.IFormatProvider " \
               "provider)"),                                                                    \
        CONVERTIBLE_TO("bool", "Boolean", convertible_to_bool),                                 \
        CONVERTIBLE_TO("char", "Char", convertible_to_char),                                    \
        CONVERTIBLE_TO("sbyte", "SByte", convertible_to_sbyte),                                 \
        CONVERTIBLE_TO("byte", "Byte", convertible_to_byte),                                    \
        CONVERTIBLE_TO("short", "Int16", convertible_to_int16),                                 \
        CONVERTIBLE_TO("ushort", "UInt16", convertible_to_uint16),                              \
        CONVERTIBLE_TO("int", "Int32", convertible_to_int32),                                   \
        CONVERTIBLE_TO("uint", "UInt32", convertible_to_uint32),                                \
        CONVERTIBLE_TO("long", "Int64", convertible_to_int64),                                  \
        CONVERTIBLE_TO("ulong", "UInt64", convertible_to_uint64),                               \
        CONVERTIBLE_TO("float", "Single", convertible_to_single),                               \
        CONVERTIBLE_TO("double", "Double", convertible_to_double),                              \
        CONVERTIBLE_TO("decimal", "Decimal", convertible_to_decimal),                           \
        CONVERTIBLE_TO("datetime", "DateTime", convertible_to_date)

/* Those of numbers and Booleans, with CompareTo(). */
enum { NUMBER_METHODS = 17 };
extern const struct method number_methods[NUMBER_METHODS];

#endif
