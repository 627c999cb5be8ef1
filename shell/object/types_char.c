/* System.Char. */
#include "shell/base/utf8.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types_text.h"

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
    if (r < 0x80)
        return r > 32 && r < 127 && !rune_is_letter(r) && !rune_is_digit(r) && r != '$' &&
               r != '+' && r != '<' && r != '=' && r != '>' && r != '^' && r != '`' && r != '|' &&
               r != '~';
    return r == 0xA1 || r == 0xA7 || r == 0xAB || r == 0xB6 || r == 0xB7 || r == 0xBB ||
           r == 0xBF || (r >= 0x2010 && r <= 0x2027) || (r >= 0x2030 && r <= 0x205E);
}

static bool is_symbol(uint32_t r)
{
    return r < 0x80 ? r == '$' || r == '+' || r == '<' || r == '=' || r == '>' || r == '^' ||
                          r == '`' || r == '|' || r == '~'
                    : (r >= 0xA2 && r <= 0xA9 && r != 0xA7) || r == 0xAC || r == 0xAE ||
                          r == 0xAF || r == 0xB0 || r == 0xB1 || r == 0xB4 || r == 0xD7 ||
                          r == 0xF7 || (r >= 0x20A0 && r <= 0x20C0) || (r >= 0x2190 && r <= 0x23FF);
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
CHAR_TEST(is_number,
          rune_is_digit(r) || r == 0xB2 || r == 0xB3 || r == 0xB9 || (r >= 0xBC && r <= 0xBE))
CHAR_TEST(is_punct, is_punctuation(r))
CHAR_TEST(is_sym, is_symbol(r))
CHAR_TEST(is_cntrl, is_control(r))
CHAR_TEST(is_surrogate, r >= 0xD800 && r < 0xE000)
CHAR_TEST(is_high_surrogate, r >= 0xD800 && r < 0xDC00)
CHAR_TEST(is_low_surrogate, r >= 0xDC00 && r < 0xE000)
CHAR_TEST(is_separator, r == ' ' || r == 0xA0 || (r >= 0x2000 && r <= 0x200A) || r == 0x3000)
CHAR_TEST(is_ascii, r < 0x80)

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

CALL(char_parse)
{
    (void)self;
    (void)n;
    return value_convert(args[0], &type_char, out, err);
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
    METHOD("ToUpper", 1, 2, char_to_upper, "char ToUpper(char c)"),
    METHOD("ToLower", 1, 2, char_to_lower, "char ToLower(char c)"),
    METHOD("ToUpperInvariant", 1, 1, char_to_upper, "char ToUpperInvariant(char c)"),
    METHOD("ToLowerInvariant", 1, 1, char_to_lower, "char ToLowerInvariant(char c)"),
    METHOD("ToString", 1, 1, char_to_string, "string ToString(char c)"),
    METHOD("GetNumericValue", 1, 2, char_numeric, "double GetNumericValue(char c)"),
    METHOD("Parse", 1, 1, char_parse, "char Parse(string s)"),
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
