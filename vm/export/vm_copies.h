/* Inside vm/: files and folders made by one operation, which are all removed again when it fails.
 * Copies are sparse, show progress and end within a moment when the caller gives up. */
#ifndef HVSH_VM_VM_COPIES_H
#define HVSH_VM_VM_COPIES_H

#include "vm/vm_call.h"

struct vm_copies {
    struct vm_call *call;
    char **made; /* in the order they were made */
    size_t made_count;
    uint64_t total, done; /* bytes, for progress; total 0: not known */
};
#define AUTO_COPIES CLEANUP(vm_copies_release) struct vm_copies

/* Makes a folder and those above it; what is there already stays as it is. */
int vm_copies_folder(struct vm_copies *copies, const char *path, struct err **err) MUST_CHECK;
/* Copies a plain file (no link when follow is false) to a name that must be free:
 * ERR_OBJECT_EXISTS. Durable when it returns. */
int vm_copies_file(struct vm_copies *copies, const char *from, const char *to, bool follow,
                   struct err **err) MUST_CHECK;
/* A new file of that text, only for its owner. */
int vm_copies_text(struct vm_copies *copies, const char *to, const char *text,
                   struct err **err) MUST_CHECK;
/* The plain files of a folder into another one; nothing when there is no such folder. */
int vm_copies_files_of(struct vm_copies *copies, const char *from, const char *to,
                       struct err **err) MUST_CHECK;
/* Something else that shall go when the operation fails. */
void vm_copies_note(struct vm_copies *copies, const char *path);
/* Adds what a file holds to total. */
void vm_copies_expect(struct vm_copies *copies, const char *path);
/* ERR_OPERATION_FAILED when the folder's file system has less room than total. */
int vm_copies_room(const struct vm_copies *copies, const char *folder, struct err **err) MUST_CHECK;
/* Removes all that was made. */
void vm_copies_undo(struct vm_copies *copies);
void vm_copies_release(struct vm_copies *copies);

#endif
