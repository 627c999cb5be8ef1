/* Devices of a virtual machine: drives, controllers, network adapters. Changes are
 * transactions; on a running VM they happen live and in the stored configuration,
 * where Hyper-V and QEMU allow it, else ERR_INVALID_STATE.
 *
 * Included by vm.h; the structs are parts of vm_config. */
#ifndef HVSH_VM_VM_DEVICE_H
#define HVSH_VM_VM_DEVICE_H

#include "vm/generation.h"
#include "vm/network/vm_acl.h"
#include "vm/vm_host.h"
#include "vm/vm_vlan.h"

struct vm_disk {
    char *id;     /* stays the same while the drive exists: boot order, lookups */
    char *target; /* libvirt's name: "hda", "sdb", "vda" */
    enum vm_disk_kind kind;
    enum vm_bus bus;      /* controller type */
    int number, location; /* controller number, place on it */
    char *path;           /* file, block device or URI; NULL: no medium */
    enum disk_format format;
    bool read_only;
    uint64_t min_iops, max_iops; /* 0: no limit */
    bool persistent_reservations;
    int boot_order; /* 1 is first; 0 none */
};
struct vm_nic {
    char *id;
    char *name;        /* "Network Adapter" when none is recorded */
    char mac[13];      /* 12 upper-case hex digits, "00155D012A00" */
    char *switch_name; /* NULL: not connected */
    char *bridge;      /* host bridge when it is not on a network, else NULL */
    char *host_device; /* tap device while running, or NULL */
    char *model;       /* libvirt's: "virtio", "e1000" … */
    bool legacy;
    bool dynamic_mac;
    bool link_up;
    bool connected; /* switch_name set and link up */
    int boot_order;
    bool mac_spoofing, dhcp_guard, router_guard, device_naming;
    struct vm_vlan vlan;
    bool isolated_by_vlan; /* the VLAN was given as an isolation */
    struct vm_acl *acls;
    size_t acl_count;
    struct vm_extended_acl *extended_acls;
    size_t extended_acl_count;
};
struct vm_controller {
    enum vm_bus bus; /* IDE, SCSI, FLOPPY */
    int number;
    char *id; /* Name on Hyper-V: "IDE Controller 0" is made from bus and number */
};

/* Where a drive goes; number, location -1: the first free place. */
struct vm_slot {
    enum vm_bus bus;
    bool bus_set; /* false: the generation's default */
    int number, location;
};
struct vm_disk_spec {
    enum vm_disk_kind kind;
    struct vm_slot slot;
    const char *path; /* NULL: empty DVD or floppy drive. The file must exist; its format is
                         read from its first bytes and must fit the generation */
    uint64_t min_iops, max_iops; /* 0: no limit */
    const char *pool;            /* a resource pool's name; NULL: the primordial one */
};
struct vm_disk_change {
    const char *path; /* NULL: unchanged; "": eject (DVD, floppy) */
    bool move;        /* to slot */
    struct vm_slot slot;
    bool has_iops;
    uint64_t min_iops, max_iops;
    const char *pool; /* a resource pool's name; NULL: unchanged */
};
/* id (may be NULL) gets the new drive's id; the caller frees. */
int vm_add_disk(struct vm_host *host, const char *vm_uuid, const struct vm_disk_spec *spec,
                char **id, struct err **err);
int vm_set_disk(struct vm_host *host, const char *vm_uuid, const char *disk_id,
                const struct vm_disk_change *change, struct err **err);
int vm_remove_disk(struct vm_host *host, const char *vm_uuid, const char *disk_id,
                   struct err **err);

struct vm_nic_spec {
    const char *name; /* NULL: "Network Adapter", or "Legacy Network Adapter" */
    bool legacy;
    const char *switch_name; /* NULL: not connected */
    const char *mac;         /* static: 12 hex digits with or without - or :; NULL: dynamic */
    const char *pool;        /* a resource pool's name; NULL: the primordial one */
};
struct vm_nic_change {
    const char *name;
    const char *switch_name; /* NULL: unchanged; "": disconnect */
    const char *mac;         /* static; "": dynamic (a new address); NULL: unchanged */
    const char *pool;        /* a resource pool's name; NULL: unchanged */
    bool has_link, link_up;
    bool has_mac_spoofing, mac_spoofing;
    bool has_device_naming, device_naming;
    bool has_dhcp_guard, dhcp_guard;
    bool has_router_guard, router_guard;
    const struct vm_vlan *vlan; /* NULL: unchanged */
    bool isolated_by_vlan;      /* with vlan */
    /* Entries that come and go; all of them or none. Of an extended one that goes only direction
     * and weight count. */
    const struct vm_acl *add_acls, *remove_acls;
    size_t add_acl_count, remove_acl_count;
    const struct vm_extended_acl *add_extended, *remove_extended;
    size_t add_extended_count, remove_extended_count;
};
int vm_add_nic(struct vm_host *host, const char *vm_uuid, const struct vm_nic_spec *spec, char **id,
               struct err **err);
int vm_set_nic(struct vm_host *host, const char *vm_uuid, const char *nic_id,
               const struct vm_nic_change *change, struct err **err);
int vm_remove_nic(struct vm_host *host, const char *vm_uuid, const char *nic_id, struct err **err);

/* Guest addresses of an adapter (by agent, else DHCP lease), as many as known. */
struct vm_addresses {
    char **items;
    size_t len;
};
int vm_nic_addresses(struct vm_host *host, const char *vm_uuid, const char *mac,
                     struct vm_addresses *addresses, struct err **err);
void vm_addresses_release(struct vm_addresses *addresses);

/* SCSI only; number gets the new controller's. A controller with drives on it is
 * ERR_INVALID_STATE to remove. */
int vm_add_scsi_controller(struct vm_host *host, const char *vm_uuid, int *number,
                           struct err **err);
int vm_remove_scsi_controller(struct vm_host *host, const char *vm_uuid, int number,
                              struct err **err);

void vm_disk_release(struct vm_disk *disk);
void vm_nic_release(struct vm_nic *nic);
void vm_nic_copy(struct vm_nic *to, const struct vm_nic *from);
/* 12 upper-case hex digits from any usual spelling; -1 ERR_INVALID_PARAMETER. */
int vm_mac_parse(const char *text, char mac[13], struct err **err);

#endif
