/* Inside vm/: folders and files on a host, near or far, as its libvirt sees them: through a
 * storage pool of type dir that exists for the moment of a call. Where a pool of the host has the
 * folder already, that one is used. What was made is remembered, so that it can be taken back.
 *
 * Paths are absolute. Pools of one host are handled one at a time (core->store_lock). */
#ifndef HVSH_VM_VM_STORE_H
#define HVSH_VM_VM_STORE_H

#include "vm/vm_call.h"

struct vm_store {
    struct vm_call *call; /* of the host; borrowed */
    struct vm_store_made {
        char *path;
        bool folder;
    } * made;
    size_t made_count;
};

void vm_store_init(struct vm_store *store, struct vm_call *call);
void vm_store_release(struct vm_store *store);
#define AUTO_STORE CLEANUP(vm_store_release) struct vm_store

/* Is there a file (no folder) of that name? */
int vm_store_has(struct vm_store *store, const char *path, bool *has, struct err **err) MUST_CHECK;
/* ERR_OBJECT_NOT_FOUND when it is not there. parent: what a qcow2 lies on, or NULL; the caller
 * frees. size: bytes of the file. */
int vm_store_look(struct vm_store *store, const char *path, uint64_t *size, char **parent,
                  struct err **err) MUST_CHECK;
/* len bytes from off on, all of them. */
int vm_store_read(struct vm_store *store, const char *path, uint64_t off, void *buffer, size_t len,
                  struct err **err) MUST_CHECK;
/* The names of the files in a folder; none when it is not there. The caller frees each and the
 * list. */
int vm_store_list(struct vm_store *store, const char *folder, char ***names, size_t *count,
                  struct err **err) MUST_CHECK;
/* With its parents; existing is set (it may be NULL) when it was there. */
int vm_store_make_folder(struct vm_store *store, const char *folder, bool *existing,
                         struct err **err) MUST_CHECK;
/* A new file that holds an empty disk. format: "raw", "qcow2"; capacity in bytes.
 * ERR_OBJECT_EXISTS when the name is taken. */
int vm_store_make_disk(struct vm_store *store, const char *path, const char *format,
                       uint64_t capacity, struct err **err) MUST_CHECK;
/* A new file with all bytes of another; holes stay holes. done counts the bytes (may be NULL). */
typedef void vm_store_progress(void *data, uint64_t bytes);
int vm_store_copy(struct vm_store *from, const char *source, struct vm_store *to, const char *path,
                  vm_store_progress *progress, void *data, struct err **err) MUST_CHECK;
/* The same from a file of this machine. */
int vm_store_put(struct vm_store *store, int fd, const char *path, struct err **err) MUST_CHECK;
/* A file that is not there is no error. */
int vm_store_delete(struct vm_store *store, const char *path, struct err **err) MUST_CHECK;
/* Removes a folder when it is empty; anything else is left as it is. */
void vm_store_remove_folder(struct vm_store *store, const char *folder);
/* What was made here goes again, as far as it can. */
void vm_store_undo(struct vm_store *store);

#endif
