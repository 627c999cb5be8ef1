/* Microsoft.PowerShell.Commands.ModuleSpecification: which module is meant, by its name, guid and
 * versions. */
#ifndef HVSH_RUNTIME_MODULE_SPECIFICATION_H
#define HVSH_RUNTIME_MODULE_SPECIFICATION_H

#include "shell/object/type_info.h"

struct module_specification {
    struct value name, guid, version, maximum, required; /* maximum: the text as given */
};

extern const struct type_info type_module_specification;

/* From a name, a hashtable @{ ModuleName; ModuleVersion; MaximumVersion; RequiredVersion; GUID }
 * or a specification. Owned. -1: no specification. */
int module_specification_from(struct value v, struct value *out, struct err **err);
/* Borrowed; NULL: v is none. */
const struct module_specification *module_specification_of(struct value v);
/* The Version that a maximum stands for, which may end in a star. Owned. -1: no version. */
int module_maximum_version(struct value text, struct value *out, struct err **err);

#endif
