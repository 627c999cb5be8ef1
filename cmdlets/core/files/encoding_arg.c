#include "cmdlets/core/files/encoding_arg.h"

#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/types/encoding.h"
#include "shell/object/wrap.h"

/* PowerShell's own names; all others are .NET's. */
static const struct {
    const char *name;
    enum text_encoding encoding;
} names[] = {
    { "utf8", TEXT_UTF8 },        { "utf8NoBOM", TEXT_UTF8 },
    { "default", TEXT_UTF8 },     { "oem", TEXT_UTF8 },
    { "ansi", TEXT_UTF8 },        { "utf8BOM", TEXT_UTF8_BOM },
    { "unicode", TEXT_UTF16_LE }, { "string", TEXT_UTF16_LE },
    { "unknown", TEXT_UTF16_LE }, { "bigendianunicode", TEXT_UTF16_BE },
    { "utf32", TEXT_UTF32_LE },   { "bigendianutf32", TEXT_UTF32_BE },
    { "ascii", TEXT_ASCII },      { "utf7", TEXT_CODE_PAGE + 65000 },
};

static enum text_encoding of_object(struct value v)
{
    enum encoding e = encoding_kind(v);

    switch (e) {
    case ENC_UTF8:
        return encoding_has_preamble(v) ? TEXT_UTF8_BOM : TEXT_UTF8;
    case ENC_ASCII:
        return TEXT_ASCII;
    case ENC_UTF16:
        return TEXT_UTF16_LE;
    case ENC_UTF16BE:
        return TEXT_UTF16_BE;
    case ENC_UTF32:
        return TEXT_UTF32_LE;
    case ENC_LATIN1:
        return TEXT_LATIN1;
    default:
        return (enum text_encoding)(TEXT_CODE_PAGE + ((int)e - ENC_CODE_PAGE));
    }
}

static bool find(struct value v, enum text_encoding *out)
{
    AUTO_VALUE text = value_to_string(v), found = value_null();

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeq(names[i].name, text.str->data)) {
            *out = names[i].encoding;
            return true;
        }
    if (value_is_encoding(v))
        found = value_ref(v);
    else if (!encoding_named(v, &found))
        return false;
    *out = of_object(found);
    return true;
}

enum status encoding_argument(struct invocation *inv, struct value v, enum text_encoding *out)
{
    v = value_unwrapped(v);
    *out = TEXT_UTF8;
    if (value_is_null(v))
        return ST_OK;
    if (find(v, out))
        return *out == TEXT_CODE_PAGE + 65000
                   ? write_warning(inv, "Encoding 'UTF-7' is obsolete, please use UTF-8.")
                   : ST_OK;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_adds(&text, "Cannot process argument transformation on parameter 'Encoding'. ");
    if (!value_is_integer(v))
        strbuf_adds(&text, "'");
    else
        strbuf_adds(&text, "No data is available for encoding ");
    value_to_strbuf(v, &text);
    strbuf_adds(&text, value_is_integer(v)
                           ? ". For information on defining a custom encoding, see the "
                             "documentation for the Encoding.RegisterProvider method."
                           : "' is not a supported encoding name. For information on defining a "
                             "custom encoding, see the documentation for the "
                             "Encoding.RegisterProvider method. (Parameter 'name')");
    return cmdlet_throw(inv, &(struct error_spec){
                                 .message = text.buf,
                                 .id = "ParameterArgumentTransformationError",
                                 .category = EC_INVALID_DATA,
                                 .exception = "System.Management.Automation."
                                              "ParameterBindingArgumentTransformationException" });
}
