/* Inside vm/: virtual machines that are to be imported: documents that are not on the host yet, but
 * can be read and edited as if they were, so that what does not fit can be mended first. A planned
 * machine is known by a key in place of its UUID: the UUID's 32 digits, a dot and a number. A host
 * remembers the latest few; the oldest is forgotten. */
#ifndef HVSH_VM_VM_PLANNED_H
#define HVSH_VM_VM_PLANNED_H

#include "vm/vm.h"
#include "vm/vm_core.h"
#include "vm/xml.h"

/* Where the files of an import are, and where they shall go. */
struct vm_import_paths {
    char *file;                                /* the configuration */
    char *root;                                /* the folder of the export */
    char *state;                               /* "Virtual Machines/ID" in it */
    char *vhd_source;                          /* where the disks are */
    char *machine, *vhds, *snapshots, *paging; /* wanted places, or NULL */
    bool copy, new_id;
};
void vm_import_paths_release(struct vm_import_paths *paths);

struct vm_planned {
    struct vm_planned *next;
    char key[VM_UUID_SIZE];
    char *xml;
    struct vm_import_paths paths;
};
/* Takes the paths over. */
void vm_planned_add(struct vm_core *core, const char *xml, const char *uuid,
                    struct vm_import_paths *paths, char key[VM_UUID_SIZE]);
/* A copy of its text and (unless NULL) its paths; the caller frees. NULL with
 * ERR_OBJECT_NOT_FOUND. */
char *vm_planned_get(struct vm_core *core, const char *key, struct vm_import_paths *paths,
                     struct err **err);
/* Replaces the text, or some of the wanted places (NULL: as they are). */
int vm_planned_set(struct vm_core *core, const char *key, const char *xml, const char *machine,
                   const char *snapshots, struct err **err) MUST_CHECK;
void vm_planned_drop(struct vm_core *core, const char *key);
void vm_planned_free_all(struct vm_core *core);

#endif
