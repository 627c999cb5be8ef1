/* JSON text to values, with what PowerShell's reader allows beyond the
 * standard: comments, single quotes, trailing commas. */
#ifndef HVSH_FORMAT_JSON_READ_H
#define HVSH_FORMAT_JSON_READ_H

#include "shell/object/object.h"
#include "shell/object/value.h"

enum json_dates {
    JSON_DATES_DEFAULT,
    JSON_DATES_LOCAL,
    JSON_DATES_UTC,
    JSON_DATES_OFFSET,
    JSON_DATES_STRING
};

struct json_options {
    bool as_hashtable;
    int max_depth; /* 0: 1024 */
    enum json_dates dates;
    /* Only what RFC 8259 allows, and of the rest what is set. */
    bool strict, comments, trailing_commas;
};

/* *out is owned. Integers are Int64, beyond that Decimal or Double; ISO 8601 texts
 * are dates. Errors name line and position. */
int json_read(const char *text, size_t len, const struct json_options *options,
              struct shapes *shapes, struct value *out, struct err **err);

/* Is text (NUL-terminated at len) an array that json_read would read without any error, checked
 * at a fraction of its cost? (false: perhaps.) Its items can then be handed on as they are read. */
bool json_is_plain_array(const char *text, size_t len, const struct json_options *options);
/* Reads such an array, an item at a time: item takes the value; what it answers other than 0
 * ends the reading and is the result. */
int json_read_items(const char *text, size_t len, const struct json_options *options,
                    struct shapes *shapes, int (*item)(void *data, struct value v), void *data,
                    struct err **err);

#endif
