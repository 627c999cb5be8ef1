/* The arguments of Write and WriteLine of anything that takes text. */
#ifndef HVSH_OBJECT_TEXT_ARGS_H
#define HVSH_OBJECT_TEXT_ARGS_H

#include "shell/object/type_info.h"

/* The text of Write(value), Write(format, args…) or Write(chars, from, count). */
int text_of_args(const struct value *args, size_t n, struct strbuf *out, struct err **err);

#endif
