/* The manifest of a module (.psd1) while it is imported. */
#ifndef HVSH_RUNTIME_MODULE_MANIFEST_H
#define HVSH_RUNTIME_MODULE_MANIFEST_H

#include "shell/runtime/module/load.h"

/* Fills module by its manifest: required modules first, then the scripts of the caller, nested
 * modules, the root module; and what of all that is exported. */
enum status module_load_manifest(struct session *s, struct value module, const char *file,
                                 const struct module_import *how);
/* Takes away what the types files of a module's manifest gave. */
enum status module_forget_types(struct session *s, const struct module *m);
/* Name, version and other facts of a manifest's table. -1: one of them is not valid. */
int module_take_manifest(struct module *m, struct value table, struct err **err);

/* ---- load.c ---- */
/* Loads a file as a module of its own; *out owned. */
enum status module_load_file(struct session *s, const char *file, const struct module_import *how,
                             struct value *out);
/* Runs a .psm1 as the code of module. */
enum status module_load_code(struct session *s, struct value module, const char *file,
                             const struct module_import *how);

#endif
