/* The libraries (assemblies) of .NET whose types scripts find here. */
#ifndef HVSH_OBJECT_LIBRARY_NAMES_H
#define HVSH_OBJECT_LIBRARY_NAMES_H

#include <stddef.h>

struct library {
    const char *name, *version, *token;
};

/* "System.Web, Version=4.0.0.0, …" and "system.web.dll" are System.Web; NULL: not here. */
const struct library *library_find(const char *name);
/* The i-th in order of name; NULL past the end. */
const struct library *library_at(size_t i);

#endif
