/* Inside vm/: what belongs to a host and to none of its virtual machines (groups, resource
 * pools, migration networks …), kept in libvirt: one small document per name, as the
 * description of a secret that is no secret. Its UUID follows from the name, its usage reads
 * "hvsh NAME" in `virsh secret-list`, and definitions replace each other atomically.
 *
 * A change is begin, edit the tree, commit. Changers exclude each other, also across
 * processes and machines: a second secret, which libvirt keeps in memory only, is the lock,
 * since two with the same usage cannot be. One that stays for 10 seconds belongs to a
 * process that died, and is taken away: finish a change sooner than that.
 *
 * Hosts without secrets (libvirt's test driver) read as empty and refuse changes with
 * ERR_NOT_SUPPORTED. */
#ifndef HVSH_VM_VM_HOST_STORE_H
#define HVSH_VM_VM_HOST_STORE_H

#include "vm/vm_call.h"
#include "vm/xml.h"

enum { VM_HOST_STORE_STALE_MS = 10000 };

struct vm_host_store {
    struct vm_call *call;
    char *name;
    char lock[37]; /* the lock's UUID; "" when not held */
    xmlDocPtr doc;
    xmlNodePtr root; /* an element called as the store; edit its children and attributes */
};
#define AUTO_HOST_STORE CLEANUP(vm_host_store_release) struct vm_host_store

/* The document of that name (letters; the root element's name), an empty one when nothing
 * was ever kept. NULL with *err. */
xmlDocPtr vm_host_store_read(struct vm_call *call, const char *name, struct err **err);
/* Waits for other changers, reads. store starts zeroed; release it in any case. */
int vm_host_store_begin(struct vm_call *call, const char *name, struct vm_host_store *store,
                        struct err **err);
/* Keeps the tree as it is now; a root without children and attributes leaves nothing behind. */
int vm_host_store_commit(struct vm_host_store *store, struct err **err);
/* Lets other changers in; what was not committed is lost. */
void vm_host_store_release(struct vm_host_store *store);

#endif
