/* Inside vm/: what of a machine is in which resource pool. */
#ifndef HVSH_VM_VM_POOL_MEMBER_H
#define HVSH_VM_VM_POOL_MEMBER_H

#include "vm/pool/vm_pool.h"
#include "vm/vm_edit.h"
#include "vm/xml.h"

/* The pools of a store's document, as vm_pool_list() gives them. */
size_t vm_pools_read(xmlNodePtr root, struct vm_pool **list);

/* Puts memory, processors (device NULL), a drive or an adapter in the pool of this name; NULL:
 * stays where it is. path: of a drive's medium, or NULL; it must lie below one of the pool's
 * paths. */
int vm_pool_put(struct vm_edit *edit, enum vm_pool_type type, const char *name, const char *device,
                const char *path, struct err **err);
/* The device is gone. */
void vm_pool_forget(xmlNodePtr domain, const char *device);
/* Does anything of the domain's metadata (as virDomainGetMetadata gives it) name the pool? */
bool vm_pool_is_used(xmlNodePtr metadata, const char *id);

#endif
