/* System.Net.WebUtility and System.Web.HttpUtility: escapes of HTML and of query texts. */
#include "shell/object/types/web.h"

#include <string.h>

#include "shell/base/hex.h"
#include "shell/base/utf8.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/name_values.h"

static bool stays(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-_.!*()", c));
}

void url_encode(const char *s, size_t len, bool small, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        if (stays(s[i]))
            strbuf_addch(out, s[i]);
        else if (s[i] == ' ')
            strbuf_addch(out, '+');
        else
            strbuf_addf(out, small ? "%%%02x" : "%%%02X", (unsigned char)s[i]);
    }
}

static struct value encoded(struct value v, bool small)
{
    AUTO_VALUE s = arg_string(v);
    struct strbuf text = STRBUF_INIT;
    url_encode(s.str->data, s.str->len, small, &text);
    return value_string_take(&text);
}

CALL(web_url_encode)
{
    UNUSED_CALL();
    *out = encoded(args[0], false);
    return 0;
}

CALL(http_url_encode)
{
    UNUSED_CALL();
    *out = encoded(args[0], true);
    return 0;
}

/* Only blanks and what is not ASCII. */
CALL(http_url_path_encode)
{
    UNUSED_CALL();
    AUTO_VALUE s = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    bool query = false;
    for (size_t i = 0; i < s.str->len; i++) {
        unsigned char c = (unsigned char)s.str->data[i];
        query = query || c == '?';
        if (!query && (c <= ' ' || c >= 127))
            strbuf_addf(&text, "%%%02x", c);
        else
            strbuf_addch(&text, (char)c);
    }
    *out = value_string_take(&text);
    return 0;
}

void url_decode(const char *s, size_t len, struct strbuf *out)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    for (size_t i = 0; i < len; i++) {
        int byte = s[i] == '%' && i + 2 < len ? hex_byte(s + i + 1) : -1;
        if (byte >= 0) {
            strbuf_addch(&bytes, (char)byte);
            i += 2;
        } else {
            strbuf_addch(&bytes, s[i] == '+' ? ' ' : s[i]);
        }
    }
    for (size_t i = 0, used; i < bytes.len; i += used)
        strbuf_addrune(out, utf8_decode(bytes.buf + i, bytes.len - i, &used));
}

CALL(web_url_decode)
{
    UNUSED_CALL();
    AUTO_VALUE s = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    url_decode(s.str->data, s.str->len, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct {
    const char *name;
    uint32_t rune;
} entities[] = {
    { "quot", '"' },     { "amp", '&' },      { "apos", '\'' },    { "lt", '<' },
    { "gt", '>' },       { "nbsp", 0xA0 },    { "copy", 0xA9 },    { "reg", 0xAE },
    { "deg", 0xB0 },     { "plusmn", 0xB1 },  { "micro", 0xB5 },   { "middot", 0xB7 },
    { "frac12", 0xBD },  { "auml", 0xE4 },    { "ouml", 0xF6 },    { "uuml", 0xFC },
    { "Auml", 0xC4 },    { "Ouml", 0xD6 },    { "Uuml", 0xDC },    { "szlig", 0xDF },
    { "eacute", 0xE9 },  { "egrave", 0xE8 },  { "agrave", 0xE0 },  { "ccedil", 0xE7 },
    { "euro", 0x20AC },  { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 },
    { "rsquo", 0x2019 }, { "ldquo", 0x201C }, { "rdquo", 0x201D }, { "hellip", 0x2026 },
    { "bull", 0x2022 },  { "trade", 0x2122 }, { "laquo", 0xAB },   { "raquo", 0xBB },
};

void html_encode(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t r = utf8_decode(s + i, len - i, &used);
        const char *name = r == '<'    ? "&lt;"
                           : r == '>'  ? "&gt;"
                           : r == '&'  ? "&amp;"
                           : r == '"'  ? "&quot;"
                           : r == '\'' ? "&#39;"
                                       : NULL;
        if (name)
            strbuf_adds(out, name);
        else if ((r >= 0xA0 && r < 0x100) || r >= 0x10000)
            strbuf_addf(out, "&#%u;", r);
        else
            strbuf_add(out, s + i, used);
    }
}

CALL(web_html_encode)
{
    UNUSED_CALL();
    AUTO_VALUE s = arg_string(args[0]);
    struct strbuf html = STRBUF_INIT;
    html_encode(s.str->data, s.str->len, &html);
    *out = value_string_take(&html);
    return 0;
}

/* What stands between & and ; as a character; 0: nothing that is known. */
static uint32_t entity_rune(const char *s, size_t len)
{
    if (len > 1 && s[0] == '#') {
        bool is_hex = len > 2 && (s[1] | 0x20) == 'x';
        uint32_t r = 0;
        for (size_t i = is_hex ? 2 : 1; i < len; i++) {
            int digit = hex_digit(s[i]);
            if (digit < 0 || (!is_hex && digit > 9) || r > 0x10FFFF)
                return 0;
            r = r * (is_hex ? 16 : 10) + (uint32_t)digit;
        }
        return r > 0x10FFFF ? 0 : r;
    }
    for (size_t i = 0; i < ARRAY_SIZE(entities); i++)
        if (strlen(entities[i].name) == len && memcmp(entities[i].name, s, len) == 0)
            return entities[i].rune;
    return 0;
}

CALL(web_html_decode)
{
    UNUSED_CALL();
    AUTO_VALUE s = arg_string(args[0]);
    struct strbuf plain = STRBUF_INIT;
    const char *at = s.str->data, *end = at + s.str->len;
    while (at < end) {
        const char *stop = *at == '&' ? memchr(at, ';', (size_t)(end - at)) : NULL;
        uint32_t r = stop ? entity_rune(at + 1, (size_t)(stop - at - 1)) : 0;
        if (r) {
            strbuf_addrune(&plain, r);
            at = stop + 1;
        } else {
            strbuf_addch(&plain, *at++);
        }
    }
    *out = value_string_take(&plain);
    return 0;
}

static const struct method web_statics[] = {
    METHOD("UrlEncode", 1, 1, web_url_encode, "string UrlEncode(string value)"),
    METHOD("UrlDecode", 1, 1, web_url_decode, "string UrlDecode(string encodedValue)"),
    METHOD("HtmlEncode", 1, 1, web_html_encode, "string HtmlEncode(string value)"),
    METHOD("HtmlDecode", 1, 1, web_html_decode, "string HtmlDecode(string value)"),
};
const struct type_info type_web_utility = { .name = "System.Net.WebUtility",
                                            .base = &type_object,
                                            STATICS(web_statics) };

static const struct method http_statics[] = {
    METHOD("UrlEncode", 1, 2, http_url_encode, "string UrlEncode(string str)"),
    METHOD("UrlPathEncode", 1, 1, http_url_path_encode, "string UrlPathEncode(string str)"),
    METHOD("UrlDecode", 1, 2, web_url_decode, "string UrlDecode(string str)"),
    METHOD("HtmlEncode", 1, 1, web_html_encode, "string HtmlEncode(string s)"),
    METHOD("HtmlAttributeEncode", 1, 1, web_html_encode, "string HtmlAttributeEncode(string s)"),
    METHOD("HtmlDecode", 1, 1, web_html_decode, "string HtmlDecode(string s)"),
    METHOD("ParseQueryString", 1, 2, parse_query_string,
           "System.Collections.Specialized.NameValueCollection ParseQueryString(string query)"),
};
const struct type_info type_http_utility = { .name = "System.Web.HttpUtility",
                                             .base = &type_object,
                                             STATICS(http_statics) };
