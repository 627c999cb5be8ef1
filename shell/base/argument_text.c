#include "shell/base/argument_text.h"

#include <stdbool.h>
#include <string.h>

#include "shell/base/strbuf.h"

/* One argument from *at on, which moves behind it. */
static char *next_argument(const char **at)
{
    const char *s = *at;
    struct strbuf word = STRBUF_INIT;
    for (bool quoted = false; *s && (quoted || (*s != ' ' && *s != '\t')); s++) {
        size_t slashes = strspn(s, "\\");
        if (slashes && s[slashes] == '"') {
            for (size_t i = 0; i < slashes / 2; i++)
                strbuf_addch(&word, '\\');
            s += slashes - 1;
            if (slashes % 2) {
                strbuf_addch(&word, '"');
                s++;
            }
        } else if (*s == '"' && quoted && s[1] == '"') {
            strbuf_addch(&word, *s++);
        } else if (*s == '"') {
            quoted = !quoted;
        } else {
            strbuf_addch(&word, *s);
        }
    }
    *at = s;
    return strbuf_detach(&word, NULL);
}

void argument_text_split(const char *s, argument_vec *out)
{
    while (*(s += strspn(s, " \t")))
        *vec_push(out) = next_argument(&s);
}

void argument_vec_release(argument_vec *arguments)
{
    for (size_t i = 0; i < arguments->len; i++)
        free(arguments->items[i]);
    vec_release(arguments);
}
