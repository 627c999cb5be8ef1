/* NameValueCollection, and HttpUtility's reading of query strings into one. */
#ifndef HVSH_OBJECT_TYPES_NAME_VALUES_H
#define HVSH_OBJECT_TYPES_NAME_VALUES_H

#include "shell/object/type_info.h"

/* HttpUtility.ParseQueryString(text) */
int parse_query_string(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err);

#endif
