/* The module hvsh-zip.so: zip archives by libzip, which it links. Whoever calls zip_reader_* or
 * zip_writer_* loads it first. */
#ifndef HVSH_OBJECT_ZIP_MODULE_H
#define HVSH_OBJECT_ZIP_MODULE_H

#include "shell/base/err.h"

/* Once is enough, more does no harm. -1: the module or its library is not there. */
int zip_module_load(struct err **err) MUST_CHECK;

#endif
