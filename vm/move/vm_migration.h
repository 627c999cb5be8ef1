/* What a host says about live migration: whether machines may leave it and come to it, how many at
 * once, and over which of its networks they come. Kept in the host's store (vm_host_store.h) and
 * heeded by vm_move() on both sides. */
#ifndef HVSH_VM_VM_MIGRATION_H
#define HVSH_VM_VM_MIGRATION_H

#include "vm/vm.h"

/* The numbers are Hyper-V's. */
enum vm_migration_performance { VM_MIGRATION_TCPIP, VM_MIGRATION_COMPRESSION, VM_MIGRATION_SMB };

struct vm_migration_network {
    char *subnet;      /* "192.168.10.0/24", "10.1.2.3/32", "2001:db8::/64" */
    unsigned priority; /* the lowest is tried first */
};
struct vm_migration_settings {
    bool enabled;
    unsigned maximum; /* running machines that come and go at the same time */
    bool any_network; /* also when none of the networks fits; without networks any will do */
    enum vm_migration_performance performance; /* of machines that leave */
    struct vm_migration_network *networks;     /* by priority, then subnet */
    size_t network_count;
};
void vm_migration_settings_release(struct vm_migration_settings *settings);
int vm_migration_read(struct vm_host *host, struct vm_migration_settings *settings,
                      struct err **err);

struct vm_migration_change {
    struct vm_opt enabled, maximum, any_network, performance;
};
int vm_migration_set(struct vm_host *host, const struct vm_migration_change *change,
                     struct err **err);

/* The usual spelling of a subnet or a single address, with the length of its prefix; the caller
 * frees. ERR_INVALID_PARAMETER. */
int vm_migration_subnet(const char *text, char **subnet, struct err **err);
/* Does it hold the address (no prefix)? */
bool vm_migration_subnet_has(const char *subnet, const char *address);
/* Is it that of one address alone? Then address gets it, the caller frees. */
bool vm_migration_subnet_single(const char *subnet, char **address);
/* Subnets as in the settings. ERR_OBJECT_EXISTS; ERR_OBJECT_NOT_FOUND. */
int vm_migration_network_add(struct vm_host *host, const char *subnet, unsigned priority,
                             struct err **err);
/* new_subnet NULL: it stays. */
int vm_migration_network_set(struct vm_host *host, const char *subnet, const char *new_subnet,
                             struct vm_opt priority, struct err **err);
int vm_migration_network_remove(struct vm_host *host, const char *subnet, struct err **err);

#endif
