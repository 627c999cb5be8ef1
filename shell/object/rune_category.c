#include "shell/object/rune_category.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>

#include "shell/base/strbuf.h"

/* In the order of the categories' numbers; the library's tables know each. */
static const char pattern[] =
    "(\\p{Lu})|(\\p{Ll})|(\\p{Lt})|(\\p{Lm})|(\\p{Lo})|(\\p{Mn})|(\\p{Mc})|(\\p{Me})|(\\p{Nd})|"
    "(\\p{Nl})|(\\p{No})|(\\p{Zs})|(\\p{Zl})|(\\p{Zp})|(\\p{Cc})|(\\p{Cf})|(\\p{Cs})|(\\p{Co})|"
    "(\\p{Pc})|(\\p{Pd})|(\\p{Ps})|(\\p{Pe})|(\\p{Pi})|(\\p{Pf})|(\\p{Po})|(\\p{Sm})|(\\p{Sc})|"
    "(\\p{Sk})|(\\p{So})";

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pcre2_code *code;

static void compile(void)
{
    int error;
    PCRE2_SIZE at;
    code = pcre2_compile((PCRE2_SPTR)pattern, sizeof(pattern) - 1, PCRE2_UTF | PCRE2_ANCHORED,
                         &error, &at, NULL);
}

int32_t rune_category(uint32_t rune)
{
    if (rune >= 0xD800 && rune < 0xE000)
        return RUNE_SURROGATE;
    pthread_once(&once, compile);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addrune(&text, rune);
    pcre2_match_data *match = code ? pcre2_match_data_create_from_pattern(code, NULL) : NULL;
    int32_t category = RUNE_NOT_ASSIGNED;
    if (match) {
        int groups = pcre2_match(code, (PCRE2_SPTR)text.buf, text.len, 0, 0, match, NULL);
        if (groups > 1) /* the last group that took part */
            category = groups - 2;
        pcre2_match_data_free(match);
    }
    return category;
}
