/* Inside vm/: the parts of an export that one of a machine and one of a checkpoint share; see
 * vm_export.h for what is where. */
#ifndef HVSH_VM_VM_EXPORT_PARTS_H
#define HVSH_VM_VM_EXPORT_PARTS_H

#include "vm/export/vm_copies.h"
#include "vm/export/vm_export.h"
#include "vm/vm_edit.h"

/* The machine's identifier as files bear it. */
void vm_export_id(xmlNodePtr domain, char id[VM_UUID_SIZE]);
/* path/NAME of the machine, which must be free. The caller frees. */
int vm_export_folder(struct vm_edit *e, const char *path, char **folder, struct err **err);
int vm_export_make_folders(struct vm_copies *copies, const char *folder, struct err **err);
/* A kernel that is booted directly is a part of the machine, too. */
int vm_export_kernels(struct vm_copies *copies, const char *folder, const char *id,
                      xmlNodePtr domain, struct err **err);
/* Writes the configuration, the last step. */
int vm_export_config(struct vm_copies *copies, const char *folder, const char *id, xmlDocPtr doc,
                     struct err **err);

#endif
