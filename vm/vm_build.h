/* Inside vm/: making domain XML. */
#ifndef HVSH_VM_VM_BUILD_H
#define HVSH_VM_VM_BUILD_H

#include "vm/vm_config.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"

/* What lies in a drive. VHD and VHDX are served by hvsh (vm_served.h), the rest is QEMU's. */
struct vm_medium {
    const char *path; /* NULL: nothing */
    enum disk_format format;
    const char *served_dir;                   /* where the sockets of servers are */
    uint32_t logical_sector, physical_sector; /* of a served disk; 0: unknown */
};

/* All that a new VM's XML needs, checked and resolved. */
struct vm_plan {
    const struct generation *gen;
    char uuid[VM_UUID_SIZE];
    char *name, *domain_name; /* domain_name: libvirt's */
    bool titled;
    char *folder; /* the VM's own folder, NULL when it can have none */
    char *com1_socket, *com1_log;
    int64_t memory, vcpus;
    char *switch_name, *network;
    char *vhd_path;
    struct vm_medium vhd; /* of vhd_path */
    bool legacy_nic;
    bool dvd;
    enum vm_boot_device boot[4];
    size_t boot_count;
    char mac[13];
    char *domain_type;
    char *machine; /* of an older version; NULL: the newest */
    char *notes;
    bool secure_boot;
    char *secure_boot_template;
    char *kernel, *initrd, *command_line;
    const char *legacy_model; /* borrowed */
};
void vm_plan_release(struct vm_plan *plan);
/* The document; firmware needs the host. NULL with *err. */
xmlDocPtr vm_build_domain(struct vm_call *call, const struct vm_plan *plan, struct err **err);

/* A new "ua-…" alias, unique for all practical purposes. The caller frees. */
char *vm_build_id(void);
/* A virtio port of that name. */
xmlNodePtr vm_build_port(xmlNodePtr devices, const char *name);
/* A random UUID, version 4. */
void vm_build_uuid(char uuid[VM_UUID_SIZE]);

/* Adds a <disk> to the domain. id: the alias. */
xmlNodePtr vm_build_disk(xmlNodePtr domain, enum vm_disk_kind kind, enum vm_bus bus, int number,
                         int location, const struct vm_medium *medium, const char *id);
/* Sets or clears the medium of a <disk>. */
void vm_build_medium(xmlNodePtr disk, enum vm_disk_kind kind, const struct vm_medium *medium);
void vm_build_address(xmlNodePtr domain, xmlNodePtr disk, enum vm_bus bus, int number,
                      int location);
/* Adds an <interface>; network NULL: not connected. */
xmlNodePtr vm_build_nic(xmlNodePtr domain, const struct generation *gen, const char *model,
                        const char mac[13], const char *network, const char *id);
/* Points an <interface> to a network, or nowhere (keeps a source, takes the link down). */
void vm_build_nic_source(xmlNodePtr nic, const char *network);
xmlNodePtr vm_build_scsi_controller(xmlNodePtr domain, int index);
/* Our record of an adapter or a drive in the metadata, made when missing. */
xmlNodePtr vm_build_record(xmlNodePtr domain, const char *element, const char *id);
xmlNodePtr vm_build_find_record(xmlNodePtr domain, const char *element, const char *id);
/* <hv:vm>, made when missing. */
xmlNodePtr vm_build_metadata(xmlNodePtr domain);

/* Fills an empty <cpu> with all that the accelerator offers. */
void vm_build_cpu(xmlNodePtr cpu, bool kvm);

/* Numbers the boot order again: generation 1 from the startup order's kinds, generation 2
 * keeps the order and closes gaps. Call after drives or adapters came or went. */
void vm_build_boot_order(xmlNodePtr domain, const struct generation *gen);
/* Next free boot number. */
int vm_build_next_boot(xmlNodePtr domain);

/* 12 hex digits -> "00:15:5d:…". */
void vm_build_mac_text(const char mac[13], char out[18]);
/* A free address of the host's range. */
int vm_build_new_mac(struct vm_call *call, char mac[13], struct err **err);
/* Is the address used by another adapter on this host? 1, 0, -1 error. */
int vm_build_mac_used(struct vm_call *call, const char mac[13], const char *except_uuid,
                      struct err **err);

#endif
