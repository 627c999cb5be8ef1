/* JSON data against a JSON schema (drafts 4 to 2020-12, the assertions and applicators; format and
 * references to other documents are not looked at). */
#ifndef HVSH_FORMAT_JSON_SCHEMA_H
#define HVSH_FORMAT_JSON_SCHEMA_H

#include <stdbool.h>

#include "shell/object/value.h"

/* Both are values read as hashtables. Is v valid? Each fault is given to report, with the place as
 * a JSON pointer. *err is set when the schema itself is at fault: a pattern that is no regular
 * expression, a reference to nothing. */
bool json_schema_check(struct value schema, struct value v,
                       void (*report)(void *data, const char *what, const char *where), void *data,
                       struct err **err);

#endif
