/* JSON data against a JSON schema (drafts 4 to 2020-12, the assertions and applicators; format is
 * not looked at). */
#ifndef HVSH_FORMAT_JSON_SCHEMA_H
#define HVSH_FORMAT_JSON_SCHEMA_H

#include <stdbool.h>

#include "shell/object/value.h"

/* How references to other files are followed. */
struct json_schema_documents {
    const char *file; /* the schema's own path */
    /* The schema in a file, borrowed until the check ends; false: there is none. */
    bool (*open)(void *data, const char *path, struct value *out);
    void *data;
};

/* Both are values read as hashtables. Is v valid? Each fault is given to report, with the place as
 * a JSON pointer. *err is set when the schema itself is at fault: a pattern that is no regular
 * expression, a reference to nothing. documents may be NULL: all references are within. */
bool json_schema_check(struct value schema, const struct json_schema_documents *documents,
                       struct value v,
                       void (*report)(void *data, const char *what, const char *where), void *data,
                       struct err **err);

#endif
