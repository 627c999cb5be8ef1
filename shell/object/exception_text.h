/* What exceptions say when nobody gives them a message, and constructors that take more than a
 * message. */
#ifndef HVSH_OBJECT_EXCEPTION_TEXT_H
#define HVSH_OBJECT_EXCEPTION_TEXT_H

#include "shell/object/type_info.h"

/* The message of [T]::new(), owned. Texts of .NET's resources. */
struct value exception_default_message(const struct type_info *type);
/* FileNotFoundException(message, file), AggregateException(message, exceptions) … False: the type
 * has no such constructor and *out is untouched. */
bool exception_construct_special(const struct type_info *type, const struct value *args, size_t n,
                                 struct value *out);

#endif
