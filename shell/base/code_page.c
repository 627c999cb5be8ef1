#include "shell/base/code_page.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/base/utf8.h"

/* Numbers, names and titles are .NET's (System.Text.Encoding.CodePages). */
static const struct code_page pages[] = {
    { 37, "IBM037", "CP037", "IBM EBCDIC (US-Canada)", true },
    { 437, "ibm437", "CP437", "OEM United States", true },
    { 500, "IBM500", "CP500", "IBM EBCDIC (International)", true },
    { 737, "ibm737", "CP737", "Greek (DOS)", true },
    { 775, "ibm775", "CP775", "Baltic (DOS)", true },
    { 850, "ibm850", "CP850", "Western European (DOS)", true },
    { 852, "ibm852", "CP852", "Central European (DOS)", true },
    { 855, "IBM855", "CP855", "OEM Cyrillic", true },
    { 857, "ibm857", "CP857", "Turkish (DOS)", true },
    { 858, "IBM00858", "CP858", "OEM Multilingual Latin I", true },
    { 860, "IBM860", "CP860", "Portuguese (DOS)", true },
    { 861, "ibm861", "CP861", "Icelandic (DOS)", true },
    { 862, "DOS-862", "CP862", "Hebrew (DOS)", true },
    { 863, "IBM863", "CP863", "French Canadian (DOS)", true },
    { 865, "IBM865", "CP865", "Nordic (DOS)", true },
    { 866, "cp866", "CP866", "Cyrillic (DOS)", true },
    { 869, "ibm869", "CP869", "Greek, Modern (DOS)", true },
    { 874, "windows-874", "CP874", "Thai (Windows)", true },
    { 932, "shift_jis", "CP932", "Japanese (Shift-JIS)", false },
    { 936, "gb2312", "GBK", "Chinese Simplified (GB2312)", false },
    { 949, "ks_c_5601-1987", "CP949", "Korean", false },
    { 950, "big5", "BIG5", "Chinese Traditional (Big5)", false },
    { 1250, "windows-1250", "CP1250", "Central European (Windows)", true },
    { 1251, "windows-1251", "CP1251", "Cyrillic (Windows)", true },
    { 1252, "windows-1252", "CP1252", "Western European (Windows)", true },
    { 1253, "windows-1253", "CP1253", "Greek (Windows)", true },
    { 1254, "windows-1254", "CP1254", "Turkish (Windows)", true },
    { 1255, "windows-1255", "CP1255", "Hebrew (Windows)", true },
    { 1256, "windows-1256", "CP1256", "Arabic (Windows)", true },
    { 1257, "windows-1257", "CP1257", "Baltic (Windows)", true },
    { 1258, "windows-1258", "CP1258", "Vietnamese (Windows)", true },
    { 10000, "macintosh", "MACINTOSH", "Western European (Mac)", true },
    { 20866, "koi8-r", "KOI8-R", "Cyrillic (KOI8-R)", true },
    { 21866, "koi8-u", "KOI8-U", "Cyrillic (KOI8-U)", true },
    { 28592, "iso-8859-2", "ISO-8859-2", "Central European (ISO)", true },
    { 28593, "iso-8859-3", "ISO-8859-3", "Latin 3 (ISO)", true },
    { 28594, "iso-8859-4", "ISO-8859-4", "Baltic (ISO)", true },
    { 28595, "iso-8859-5", "ISO-8859-5", "Cyrillic (ISO)", true },
    { 28596, "iso-8859-6", "ISO-8859-6", "Arabic (ISO)", true },
    { 28597, "iso-8859-7", "ISO-8859-7", "Greek (ISO)", true },
    { 28598, "iso-8859-8", "ISO-8859-8", "Hebrew (ISO-Visual)", true },
    { 28599, "iso-8859-9", "ISO-8859-9", "Turkish (ISO)", true },
    { 28603, "iso-8859-13", "ISO-8859-13", "Estonian (ISO)", true },
    { 28605, "iso-8859-15", "ISO-8859-15", "Latin 9 (ISO)", true },
    { 51932, "euc-jp", "EUC-JP", "Japanese (EUC)", false },
    { 51949, "euc-kr", "EUC-KR", "Korean (EUC)", false },
    { 54936, "GB18030", "GB18030", "Chinese Simplified (GB18030)", false },
    { 65000, "utf-7", "UTF-7", "Unicode (UTF-7)", false },
};

const struct code_page *code_page_numbered(int number)
{
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        if (pages[i].number == number)
            return &pages[i];
    return NULL;
}

const struct code_page *code_page_named(const char *name)
{
    const char *digits = text_casestarts(name, "cp") ? name + 2 : name;

    if (text_caseeq(name, "utf7"))
        return code_page_numbered(65000);
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        if (text_caseeq(pages[i].web, name))
            return &pages[i];
    if (!*digits || digits[strspn(digits, "0123456789")] || strlen(digits) > 6)
        return NULL;
    return code_page_numbered((int)strtol(digits, NULL, 10));
}

/* One pass of iconv; what it cannot take goes to bad, which skips it. */
static void convert(const char *to, const char *from, const char *s, size_t len,
                    size_t (*bad)(const char *s, size_t len, struct strbuf *out),
                    struct strbuf *out)
{
    iconv_t cd = iconv_open(to, from);
    char buf[4096];

    if (cd == (iconv_t)-1) {
        while (len > 0) {
            size_t n = bad(s, len, out);
            s += n;
            len -= n;
        }
        return;
    }
    for (bool more = true; more;) {
        char *in = (char *)(uintptr_t)s, *at = buf;
        size_t room = sizeof(buf), left = len;
        size_t done =
            left > 0 ? iconv(cd, &in, &left, &at, &room) : iconv(cd, NULL, NULL, &at, &room);
        int why = done == (size_t)-1 ? errno : 0;
        more = len > 0;
        strbuf_add(out, buf, sizeof(buf) - room);
        s = in;
        len = left;
        if (why == EILSEQ || why == EINVAL) {
            size_t n = bad(s, len, out);
            s += n;
            len -= n;
        }
    }
    iconv_close(cd);
}

static size_t unsayable(const char *s, size_t len, struct strbuf *out)
{
    size_t used = 1;

    utf8_decode(s, len, &used);
    strbuf_addch(out, '?');
    return used < len ? used : len;
}

static size_t unreadable(const char *s, size_t len, struct strbuf *out)
{
    (void)s;
    (void)len;
    strbuf_addrune(out, UTF8_REPLACEMENT);
    return 1;
}

void code_page_encode(const struct code_page *page, const char *s, size_t len, struct strbuf *out)
{
    convert(page->iconv, "UTF-8", s, len, unsayable, out);
}

void code_page_decode(const struct code_page *page, const char *s, size_t len, struct strbuf *out)
{
    convert("UTF-8", page->iconv, s, len, unreadable, out);
}
