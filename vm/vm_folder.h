/* Inside vm/: folders that are made for a machine's files and go again when that fails. */
#ifndef HVSH_VM_VM_FOLDER_H
#define HVSH_VM_VM_FOLDER_H

#include "shell/base/err.h"

/* Folders made on the way are noted, so that a failure removes just those. */
struct vm_made_folders {
    char *first; /* the topmost one made, owned, or NULL */
};
/* Makes the folder and those above it that are missing. */
int vm_folder_make(const char *folder, struct vm_made_folders *made, struct err **err);
/* Removes what was made, as far as nothing is in it, and frees the note. */
void vm_folder_unmake(const char *folder, struct vm_made_folders *made);

#endif
