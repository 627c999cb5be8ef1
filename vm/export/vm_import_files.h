/* Inside vm/: the files of an import, and where they may be. */
#ifndef HVSH_VM_VM_IMPORT_FILES_H
#define HVSH_VM_VM_IMPORT_FILES_H

#include "disk/image_chain.h"
#include "vm/export/vm_planned.h"

/* A plain file that a name in the configuration means (relative to the export, or by its last part
 * where the disks are) and that lies in the export or with the disks, links resolved. An absolute
 * name that was put into the planned machine by hand is taken as it is. NULL with
 * ERR_OBJECT_NOT_FOUND; the caller frees. */
char *vm_import_file(const struct vm_import_paths *paths, const char *name, struct err **err);
/* The disk and its parents; all of them must be such files. */
int vm_import_chain(const struct vm_import_paths *paths, const char *name, enum disk_format format,
                    struct disk_chain *chain, struct err **err) MUST_CHECK;
/* The medium of a DVD or floppy drive, which may be anywhere: a plain file that holds an ISO 9660
 * or UDF file system, or is as long as a floppy disk. */
int vm_import_medium(const char *path, bool floppy, struct err **err) MUST_CHECK;

#endif
