/* Inside vm/: what the QEMU guest agent answers. The text comes from a guest and is hostile: it
 * is checked as a whole before anything is taken from it, nesting is bounded, and nothing is
 * allocated but the strings that are asked for. */
#ifndef HVSH_VM_VM_AGENT_JSON_H
#define HVSH_VM_VM_AGENT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/strbuf.h"

/* A value: the part of the answer's text that holds it. */
struct agent_json {
    const char *text;
    size_t len;
};

/* False: this is no JSON text (RFC 8259) or nests deeper than 16. */
bool agent_json_parse(const char *text, size_t len, struct agent_json *root);
/* The member of an object; false when there is none. The first of equal names counts. */
bool agent_json_member(struct agent_json object, const char *name, struct agent_json *value);
/* Iterates over an array: *at is 0 at first. False at its end, or when it is none. */
bool agent_json_next(struct agent_json array, size_t *at, struct agent_json *item);
/* False when the value is of another type (or no whole number of 64 bits). */
bool agent_json_int(struct agent_json value, int64_t *number);
bool agent_json_bool(struct agent_json value, bool *truth);
/* Appends the string's UTF-8; lone surrogates become U+FFFD. */
bool agent_json_string(struct agent_json value, struct strbuf *out);
/* Appends the bytes of a string that is Base64. */
bool agent_json_bytes(struct agent_json value, struct strbuf *out);
/* Appends a string literal for a request. */
void agent_json_quote(struct strbuf *out, const char *text);

#endif
