/* Links, images and input fields of a page: its tags are looked at, no tree is built, as
 * BasicHtmlWebResponseObject does it. */
#include "cmdlets/core/web/web_types.h"

#include <string.h>
#include <strings.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/* Behind the closing tag; NULL: there is none. */
static const char *element_end(const char *s, const char *tag)
{
    size_t n = strlen(tag);

    for (; (s = strstr(s, "</")); s += 2)
        if (strncasecmp(s + 2, tag, n) == 0 && s[2 + n] == '>')
            return s + n + 3;
    return NULL;
}

static bool ends_name(char c)
{
    return !c || is_space(c) || strchr("\"'>/=", c);
}

/* Name, name=value, name="value": from s to the end of the tag. */
static void put_attributes(struct hash *h, const char *s, const char *end)
{
    while (s < end) {
        while (s < end && !(is_space(s[-1]) && !ends_name(*s)))
            s++;
        const char *name = s;
        while (s < end && !ends_name(*s))
            s++;
        size_t n = (size_t)(s - name);
        if (!n)
            return;
        struct value key = value_string_len(name, n), v = value_null();
        const char *p = s;
        while (p < end && is_space(*p))
            p++;
        if (p < end && *p == '=') {
            p++;
            while (p < end && is_space(*p))
                p++;
            char quote = *p == '"' || *p == '\'' ? *p : '\0';
            const char *from = p + (quote != '\0');
            const char *to = from;
            while (to < end && (quote ? *to != quote : !is_space(*to) && !strchr("'\">", *to)))
                to++;
            v = value_string_len(from, (size_t)(to - from));
            s = to + (quote && to < end);
        }
        if (!hash_get(h, key))
            hash_set_take(h, key, v);
        else
            value_unref(v);
        value_unref(key);
    }
}

static struct value element(const char *from, const char *to, const char *open_end, const char *tag)
{
    AUTO_VALUE facts = value_of_hash(hash_new(HASH_ORDERED));
    struct strbuf name = STRBUF_INIT;

    for (const char *c = tag; *c; c++)
        strbuf_addch(&name, (char)(*c & ~32));
    hash_sets_take(facts.hash, "outerHTML", value_string_len(from, (size_t)(to - from)));
    hash_sets_take(facts.hash, "tagName", value_string_take(&name));
    put_attributes(facts.hash, from + strlen(tag) + 2, open_end - 1);
    return value_to_custom(facts, NULL);
}

struct value web_html_elements(const char *html, const char *tag)
{
    struct array *found = array_new(0);
    size_t n = strlen(tag);
    bool has_content = strcasecmp(tag, "a") == 0;

    for (const char *s = html; (s = strchr(s, '<'));) {
        if (strncasecmp(s + 1, tag, n) != 0 || !is_space(s[1 + n])) {
            s++;
            continue;
        }
        const char *close = strchr(s, '>'), *end = close ? close + 1 : NULL;
        if (close && has_content && close[-1] != '/')
            end = element_end(close, tag);
        if (!end) /* there is none further on either */
            break;
        array_push_take(found, element(s, end, close + 1, tag));
        s = end;
    }
    return value_of_array(found);
}
