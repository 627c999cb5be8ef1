/* System.Char. */
#include "shell/base/hex.h"
#include "shell/base/utf8.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/rune_category.h"
#include "shell/object/types/convertible.h"
#include "shell/object/types/text.h"

extern const struct type_info type_value_type;

/* The character meant: a char, a text of one, or a text and an index. */
static int char_arg(const struct value *args, size_t n, uint32_t *out, struct err **err)
{
    if (n > 1 && args[0].kind == V_STRING) {
        int32_t i;
        if (arg_int(args[1], &i, err) < 0)
            return -1;
        if (i < 0 || (size_t)i >= str_length(args[0].str))
            return fail_range(err, "index",
                              "Index was out of range. Must be non-negative and less than the "
                              "size of the collection.");
        *out = str_char_at(args[0].str, (size_t)i);
        return 0;
    }
    struct value c;
    if (value_convert(args[0], &type_char, &c, err) < 0)
        return -1;
    *out = (uint32_t)c.i;
    return 0;
}

static bool is_punctuation(uint32_t r)
{
    int32_t c = rune_category(r);
    return c >= RUNE_CONNECTOR && c <= RUNE_OTHER_PUNCTUATION;
}

static bool is_symbol(uint32_t r)
{
    int32_t c = rune_category(r);
    return c >= RUNE_MATH && c <= RUNE_OTHER_SYMBOL;
}

static bool is_control(uint32_t r)
{
    return r < 32 || (r >= 127 && r < 160);
}

#define CHAR_TEST(fn, expression)           \
    CALL(fn)                                \
    {                                       \
        (void)self;                         \
        uint32_t r;                         \
        if (char_arg(args, n, &r, err) < 0) \
            return -1;                      \
        *out = value_bool(expression);      \
        return 0;                           \
    }

CHAR_TEST(is_digit, rune_is_digit(r))
CHAR_TEST(is_letter, rune_is_letter(r))
CHAR_TEST(is_letter_or_digit, rune_is_letter(r) || rune_is_digit(r))
CHAR_TEST(is_white_space, rune_is_space(r))
CHAR_TEST(is_upper, rune_is_upper(r))
CHAR_TEST(is_lower, rune_is_lower(r))
CHAR_TEST(is_number, rune_category(r) >= RUNE_DECIMAL && rune_category(r) <= RUNE_OTHER_NUMBER)
CHAR_TEST(is_punct, is_punctuation(r))
CHAR_TEST(is_sym, is_symbol(r))
CHAR_TEST(is_cntrl, is_control(r))
CHAR_TEST(is_surrogate, r >= 0xD800 && r < 0xE000)
CHAR_TEST(is_high_surrogate, r >= 0xD800 && r < 0xDC00)
CHAR_TEST(is_low_surrogate, r >= 0xDC00 && r < 0xE000)
CHAR_TEST(is_separator, rune_category(r) >= RUNE_SPACE && rune_category(r) <= RUNE_PARAGRAPH)
CHAR_TEST(is_ascii, r < 0x80)
CHAR_TEST(is_ascii_digit, r < 0x80 && rune_is_digit(r))
CHAR_TEST(is_ascii_letter, r < 0x80 && rune_is_letter(r))
CHAR_TEST(is_ascii_upper, r < 0x80 && rune_is_upper(r))
CHAR_TEST(is_ascii_lower, r < 0x80 && rune_is_lower(r))
CHAR_TEST(is_ascii_letter_or_digit, r < 0x80 && (rune_is_letter(r) || rune_is_digit(r)))
CHAR_TEST(is_ascii_hex, r < 0x80 && hex_digit((char)r) >= 0)
CHAR_TEST(is_ascii_hex_upper, r < 0x80 && hex_digit((char)r) >= 0 && !rune_is_lower(r))
CHAR_TEST(is_ascii_hex_lower, r < 0x80 && hex_digit((char)r) >= 0 && !rune_is_upper(r))

CALL(char_to_upper)
{
    (void)self;
    uint32_t r;
    if (char_arg(args, n, &r, err) < 0)
        return -1;
    *out = value_char((uint16_t)rune_upper(r));
    return 0;
}

CALL(char_to_lower)
{
    (void)self;
    uint32_t r;
    if (char_arg(args, n, &r, err) < 0)
        return -1;
    *out = value_char((uint16_t)rune_lower(r));
    return 0;
}

CALL(char_to_string)
{
    if (self.kind != V_CHAR) {
        if (!n)
            return fail_null_argument(err, "c");
        self = args[0];
    }
    struct strbuf text = STRBUF_INIT;
    value_to_strbuf(self, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(char_numeric)
{
    (void)self;
    uint32_t r;
    if (char_arg(args, n, &r, err) < 0)
        return -1;
    *out = value_double(r >= '0' && r <= '9' ? (double)(r - '0') : -1);
    return 0;
}

static int parse(struct value v, struct value *out)
{
    if (v.kind == V_CHAR) {
        *out = v;
        return 0;
    }
    if (v.kind != V_STRING || str_length(v.str) != 1)
        return -1;
    *out = value_char((uint16_t)str_char_at(v.str, 0));
    return 0;
}

CALL(char_parse)
{
    (void)self;
    (void)n;
    if (parse(args[0], out) == 0)
        return 0;
    return fail_with(err, "System.FormatException", "FormatException",
                     "String must be exactly one character long.");
}

CALL(char_try_parse)
{
    (void)self;
    (void)n;
    struct value c = value_char(0);
    *out = value_bool(parse(args[0], &c) == 0);
    return arg_set_ref(args[1], c, err);
}

CALL(char_between)
{
    (void)self;
    (void)n;
    uint32_t c, from, to;
    if (char_arg(args, 1, &c, err) < 0 || char_arg(args + 1, 1, &from, err) < 0 ||
        char_arg(args + 2, 1, &to, err) < 0)
        return -1;
    *out = value_bool(c - from <= to - from);
    return 0;
}

CALL(char_pair)
{
    (void)self;
    uint32_t high = 0, low = 0;
    if (n > 1 && value_is_integer(args[1])) {
        const struct value next[2] = { args[0], value_integer(V_INT32, args[1].i + 1) };
        if (char_arg(args, n, &high, err) < 0)
            return -1;
        if (args[0].kind == V_STRING && (size_t)next[1].i < str_length(args[0].str) &&
            char_arg(next, 2, &low, err) < 0)
            return -1;
    } else if (char_arg(args, 1, &high, err) < 0 || char_arg(args + 1, 1, &low, err) < 0) {
        return -1;
    }
    *out = value_bool(high >> 10 == 0xD800 >> 10 && low >> 10 == 0xDC00 >> 10);
    return 0;
}

CALL(char_category)
{
    (void)self;
    uint32_t r;
    if (char_arg(args, n, &r, err) < 0)
        return -1;
    static const char name[] = "System.Globalization.UnicodeCategory";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    *out = value_enum(type->enum_info, rune_category(r));
    return 0;
}

/* Another character, or nothing else. */
CALL(char_compare)
{
    (void)n;
    if (args[0].kind != V_CHAR && args[0].kind != V_NULL)
        return fail_argument(err, "Object must be of type Char.");
    *out = value_int(args[0].kind == V_NULL ? 1 : (int32_t)self.i - (int32_t)args[0].i);
    return 0;
}

CALL(char_from_utf32)
{
    (void)self;
    (void)n;
    int32_t rune;
    if (arg_int(args[0], &rune, err) < 0)
        return -1;
    if (rune < 0 || rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000))
        return fail_range(err, "utf32",
                          "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and "
                          "should not include surrogate codepoint values (0x00d800 ~ 0x00dfff).");
    struct strbuf text = STRBUF_INIT;
    strbuf_addrune(&text, (uint32_t)rune);
    *out = value_string_take(&text);
    return 0;
}

CALL(char_to_utf32)
{
    (void)self;
    int32_t i = 0;
    AUTO_VALUE text = arg_string(args[0]);
    if (n > 1 && args[1].kind == V_CHAR) {
        uint32_t high = (uint32_t)args[0].i, low = (uint32_t)args[1].i;
        *out = value_int((int32_t)(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)));
        return 0;
    }
    if (n > 1 && arg_int(args[1], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= str_length(text.str))
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size "
                          "of the collection.");
    size_t byte = utf8_utf16_offset(text.str->data, text.str->len, (size_t)i), used;
    *out = value_int((int32_t)utf8_decode(text.str->data + byte, text.str->len - byte, &used));
    return 0;
}

GETTER(char_limit)
{
    UNUSED_GETTER();
    *out = value_char((uint16_t)p->data);
    return 0;
}

static const struct property char_static_props[] = {
    PROPERTY_DATA("MaxValue", "char", char_limit, 0xFFFF),
    PROPERTY_DATA("MinValue", "char", char_limit, 0),
};
static const struct method char_methods[] = {
    METHOD("CompareTo", 1, 1, char_compare, "int CompareTo(System.Object value)"),
    CONVERTIBLE_METHODS,
    METHOD("ToString", 0, 1, char_to_string, "string ToString()"),
};
static const struct method char_statics[] = {
    METHOD("IsDigit", 1, 2, is_digit, "bool IsDigit(char c)"),
    METHOD("IsLetter", 1, 2, is_letter, "bool IsLetter(char c)"),
    METHOD("IsLetterOrDigit", 1, 2, is_letter_or_digit, "bool IsLetterOrDigit(char c)"),
    METHOD("IsWhiteSpace", 1, 2, is_white_space, "bool IsWhiteSpace(char c)"),
    METHOD("IsUpper", 1, 2, is_upper, "bool IsUpper(char c)"),
    METHOD("IsLower", 1, 2, is_lower, "bool IsLower(char c)"),
    METHOD("IsNumber", 1, 2, is_number, "bool IsNumber(char c)"),
    METHOD("IsPunctuation", 1, 2, is_punct, "bool IsPunctuation(char c)"),
    METHOD("IsSymbol", 1, 2, is_sym, "bool IsSymbol(char c)"),
    METHOD("IsControl", 1, 2, is_cntrl, "bool IsControl(char c)"),
    METHOD("IsSeparator", 1, 2, is_separator, "bool IsSeparator(char c)"),
    METHOD("IsSurrogate", 1, 2, is_surrogate, "bool IsSurrogate(char c)"),
    METHOD("IsHighSurrogate", 1, 2, is_high_surrogate, "bool IsHighSurrogate(char c)"),
    METHOD("IsLowSurrogate", 1, 2, is_low_surrogate, "bool IsLowSurrogate(char c)"),
    METHOD("IsAscii", 1, 1, is_ascii, "bool IsAscii(char c)"),
    METHOD("IsAsciiDigit", 1, 1, is_ascii_digit, "bool IsAsciiDigit(char c)"),
    METHOD("IsAsciiLetter", 1, 1, is_ascii_letter, "bool IsAsciiLetter(char c)"),
    METHOD("IsAsciiLetterUpper", 1, 1, is_ascii_upper, "bool IsAsciiLetterUpper(char c)"),
    METHOD("IsAsciiLetterLower", 1, 1, is_ascii_lower, "bool IsAsciiLetterLower(char c)"),
    METHOD("IsAsciiLetterOrDigit", 1, 1, is_ascii_letter_or_digit,
           "bool IsAsciiLetterOrDigit(char c)"),
    METHOD("IsAsciiHexDigit", 1, 1, is_ascii_hex, "bool IsAsciiHexDigit(char c)"),
    METHOD("IsAsciiHexDigitUpper", 1, 1, is_ascii_hex_upper, "bool IsAsciiHexDigitUpper(char c)"),
    METHOD("IsAsciiHexDigitLower", 1, 1, is_ascii_hex_lower, "bool IsAsciiHexDigitLower(char c)"),
    METHOD("IsBetween", 3, 3, char_between,
           "bool IsBetween(char c, char minInclusive, char maxInclusive)"),
    METHOD("IsSurrogatePair", 2, 2, char_pair,
           "bool IsSurrogatePair(char highSurrogate, char lowSurrogate)"),
    METHOD("GetUnicodeCategory", 1, 2, char_category,
           "System.Globalization.UnicodeCategory GetUnicodeCategory(char c)"),
    METHOD("TryParse", 2, 2, char_try_parse, "bool TryParse(string s, [ref] char result)"),
    METHOD("ToUpper", 1, 2, char_to_upper, "char ToUpper(char c)"),
    METHOD("ToLower", 1, 2, char_to_lower, "char ToLower(char c)"),
    METHOD("ToUpperInvariant", 1, 1, char_to_upper, "char ToUpperInvariant(char c)"),
    METHOD("ToLowerInvariant", 1, 1, char_to_lower, "char ToLowerInvariant(char c)"),
    METHOD("ToString", 1, 1, char_to_string, "string ToString(char c)"),
    METHOD("GetNumericValue", 1, 2, char_numeric, "double GetNumericValue(char c)"),
    METHOD("Parse", 1, 1, char_parse, NULL),
    METHOD("ConvertFromUtf32", 1, 1, char_from_utf32, "string ConvertFromUtf32(int utf32)"),
    METHOD("ConvertToUtf32", 1, 2, char_to_utf32, "int ConvertToUtf32(string s, int index)"),
};

const struct type_info type_char = { .name = "System.Char",
                                     .accelerator = "char",
                                     .base = &type_value_type,
                                     .interfaces = implements_number,
                                     METHODS(char_methods),
                                     STATIC_PROPS(char_static_props),
                                     STATICS(char_statics),
                                     .is_value_type = true };

static const struct method unicode_statics[] = {
    METHOD("GetUnicodeCategory", 1, 2, char_category,
           "System.Globalization.UnicodeCategory GetUnicodeCategory(char ch)"),
    METHOD("GetNumericValue", 1, 2, char_numeric, "double GetNumericValue(char ch)"),
};
const struct type_info type_char_unicode_info = { .name = "System.Globalization.CharUnicodeInfo",
                                                  .base = &type_object,
                                                  STATICS(unicode_statics) };
