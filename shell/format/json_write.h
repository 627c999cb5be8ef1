/* Values as JSON text, as PowerShell 7's ConvertTo-Json writes it. */
#ifndef HVSH_FORMAT_JSON_WRITE_H
#define HVSH_FORMAT_JSON_WRITE_H

#include "shell/format/cell.h"

enum json_escape { JSON_ESCAPE_DEFAULT, JSON_ESCAPE_NON_ASCII, JSON_ESCAPE_HTML };

struct json_style {
    int depth; /* levels of objects inside objects; what lies deeper is text */
    bool compress, enums_as_strings;
    /* The value came through a pipeline: what extends its type is written too. PIPED_ITEMS: it is
     * an array of such values. */
    enum { JSON_PLAIN, JSON_PIPED, JSON_PIPED_ITEMS } piped;
    enum json_escape escape;
};

/* What was met on the way. */
struct json_found {
    bool truncated;        /* something lay deeper than depth */
    struct value odd_keys; /* a dictionary with keys that are no strings, or nothing; borrowed */
};

/* Appends v. */
void json_write(const struct format_env *env, struct value v, const struct json_style *style,
                struct strbuf *out, struct json_found *found);
/* A text in double quotes with its escapes. */
void json_write_text(const char *s, size_t len, enum json_escape escape, struct strbuf *out);

#endif
