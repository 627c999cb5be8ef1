/* Inside vm/: what the files of the import share. */
#ifndef HVSH_VM_VM_IMPORT_PRIVATE_H
#define HVSH_VM_VM_IMPORT_PRIVATE_H

#include "shell/base/vec.h"
#include "vm/export/vm_import.h"
#include "vm/export/vm_planned.h"

struct vm_problems {
    VEC(struct vm_problem) list;
};
/* Adds what does not fit the host. */
void vm_import_find_problems(struct vm_call *call, xmlNodePtr domain,
                             const struct vm_import_paths *paths, struct vm_problems *problems);

#endif
