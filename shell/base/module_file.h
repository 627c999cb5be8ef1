/* Modules: shared objects that stand beside the program or are installed with it, loaded when
 * something in them is needed. */
#ifndef HVSH_BASE_MODULE_FILE_H
#define HVSH_BASE_MODULE_FILE_H

#include "shell/base/err.h"

/* The address of symbol, in the program itself (tests) or in the module, which stays loaded.
 * NULL with *err set. */
void *module_file_symbol(const char *module, const char *symbol, struct err **err);

/* Where a file that comes with the program is: beside it, else where it gets installed (and may
 * be missing). The caller frees. */
char *module_file_path(const char *name);

#endif
