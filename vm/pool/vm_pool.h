/* Resource pools. A pool's name, parents, storage paths and whether it is metered stand in the
 * host's store (vm_host_store.h); that something of a virtual machine is in a pool stands in the
 * domain's metadata: <hv:pool type='VHD' id='…' device='…'/>, device being a drive's or an
 * adapter's id. What is in no other pool is in the primordial pool of its type, which always
 * exists.
 *
 * Pools account for what is in them, and storage pools hold only files below their paths; they
 * do not reserve or limit, which KVM has weights and quotas of machines for. */
#ifndef HVSH_VM_VM_POOL_H
#define HVSH_VM_VM_POOL_H

#include "vm/vm.h"

/* In the order of Hyper-V's VMResourcePoolType. */
enum vm_pool_type {
    VM_POOL_MEMORY,
    VM_POOL_PROCESSOR,
    VM_POOL_ETHERNET,
    VM_POOL_VHD,
    VM_POOL_ISO,
    VM_POOL_VFD,
    VM_POOL_FIBRE_CHANNEL_PORT,
    VM_POOL_FIBRE_CHANNEL_CONNECTION,
    VM_POOL_PCI_EXPRESS,
    VM_POOL_TYPES
};
#define VM_POOL_PRIMORDIAL "Primordial"

struct vm_pool {
    char id[VM_UUID_SIZE];
    enum vm_pool_type type;
    char *name;
    bool primordial;
    int64_t metered_since; /* Unix milliseconds; 0: not metered */
    char **parents;        /* names; the primordial pool has none */
    size_t parent_count;
    char **paths; /* of VHD, ISO and VFD pools */
    size_t path_count;
    char **switches; /* of Ethernet pools: ids */
    size_t switch_count;
};
void vm_pool_list_free(struct vm_pool *list, size_t n);
/* "Memory" … "PciExpress". */
const char *vm_pool_type_name(enum vm_pool_type type);
/* VHD, ISO or VFD? */
bool vm_pool_has_paths(enum vm_pool_type type);
/* The pool for drives of this kind. */
enum vm_pool_type vm_pool_type_of(enum vm_disk_kind kind);

/* All pools by type and name, the primordial one of each type first. */
int vm_pool_list(struct vm_host *host, struct vm_pool **list, size_t *n, struct err **err);
/* Of a list: by name (any case) or id, the other being NULL; or NULL. */
const struct vm_pool *vm_pool_find(const struct vm_pool *list, size_t n, enum vm_pool_type type,
                                   const char *name, const char *id);
/* Is pool, or a parent of it at any depth, the pool with this id? */
bool vm_pool_is_under(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                      const char *id);
/* "… unable to find a resource pool of type … with name …": ERR_OBJECT_NOT_FOUND. */
int vm_pool_not_found(enum vm_pool_type type, const char *name, struct err **err);

/* parents NULL: the primordial pool. Paths are absolute folders that exist. */
int vm_pool_create(struct vm_host *host, enum vm_pool_type type, const char *name,
                   const char *const *parents, size_t parent_count, const char *const *paths,
                   size_t path_count, struct err **err);
/* ERR_INVALID_STATE while something is in it, or it is another's parent. */
int vm_pool_remove(struct vm_host *host, enum vm_pool_type type, const char *name,
                   struct err **err);
int vm_pool_rename(struct vm_host *host, enum vm_pool_type type, const char *name,
                   const char *new_name, struct err **err);
int vm_pool_set_parents(struct vm_host *host, enum vm_pool_type type, const char *name,
                        const char *const *parents, size_t parent_count, struct err **err);
int vm_pool_add_path(struct vm_host *host, enum vm_pool_type type, const char *name,
                     const char *path, struct err **err);
int vm_pool_remove_path(struct vm_host *host, enum vm_pool_type type, const char *name,
                        const char *path, struct err **err);
/* Puts a virtual switch (its id) in an Ethernet pool, or takes it out. */
int vm_pool_set_switch(struct vm_host *host, const char *name, const char *switch_id, bool member,
                       struct err **err);
/* Notes since when the pool is metered (Unix milliseconds; 0: no longer). */
int vm_pool_set_metered(struct vm_host *host, enum vm_pool_type type, const char *name,
                        int64_t since, struct err **err);

#endif
