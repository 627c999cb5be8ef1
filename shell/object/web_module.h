/* The module hvsh-web.so: HTTP by libcurl, which it links. Whoever calls http_client_* has loaded
 * it before. */
#ifndef HVSH_OBJECT_WEB_MODULE_H
#define HVSH_OBJECT_WEB_MODULE_H

#include "shell/base/cleanup.h"
#include "shell/base/err.h"

/* Loads it once; the error names the package to install. */
int web_module_load(struct err **err) MUST_CHECK;

#endif
