/* YAML 1.2 (core schema) to values and back. */
#ifndef HVSH_FORMAT_YAML_H
#define HVSH_FORMAT_YAML_H

#include "shell/format/cell.h"

struct yaml_options {
    bool as_hashtable; /* mappings become ordered, case-sensitive hashtables */
    int max_depth;     /* 0: 100 */
};

/* The documents of text, as an array with one value each; *out is owned. Anchors are shared, merge
 * keys carried out, aliases that would swell the data are refused, and so are tags beyond the core
 * schema. Errors name line and column. */
int yaml_read(const char *text, size_t len, const struct yaml_options *options,
              struct shapes *shapes, struct value *out, struct err **err);

/* Appends v as a block-style document, without the "---". depth: levels of objects inside objects,
 * deeper ones become text; *truncated is set when there were any. */
void yaml_write(const struct format_env *env, struct value v, int depth, struct strbuf *out,
                bool *truncated);

#endif
