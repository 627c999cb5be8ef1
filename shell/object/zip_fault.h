/* What libzip complains of, as errors. */
#ifndef HVSH_OBJECT_ZIP_FAULT_H
#define HVSH_OBJECT_ZIP_FAULT_H

#include <zip.h>

#include "shell/base/err.h"

/* "what: why." with the kind that fits; -1. what may be NULL. */
int zip_fault(struct err **err, zip_error_t *fault, const char *what);

#endif
