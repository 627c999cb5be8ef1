/* PCI devices of a host that virtual machines get for themselves. Every function follows the rules
 * of vm_host.h. A device is dismounted when the host's own drivers have let it go (vfio-pci holds
 * it); only then can it be given to a machine. Devices are named by their address. */
#ifndef HVSH_VM_VM_HOST_DEVICE_H
#define HVSH_VM_VM_HOST_DEVICE_H

#include "vm/vm.h"

/* "0000:00:05.0", with room for what libvirt takes. */
#define VM_PCI_SIZE 20

struct vm_host_device {
    char address[VM_PCI_SIZE];
    char *node;     /* libvirt's name of it, or NULL: the host has no such device */
    char *name;     /* maker and model, as the host knows them */
    char *instance; /* "PCI\VEN_1AF4&DEV_1044\0000:00:05.0" */
    char *location; /* "PCIROOT(0)#PCI(0500)" */
    char *driver;   /* of the host, or NULL */
    char *parent;
    unsigned long device_class; /* PCI's, 24 bits; a bridge is 0x06.... */
    unsigned long vendor, product;
    int iommu_group; /* -1: no IOMMU guards memory against it */
    bool dismounted;
    bool is_gpu;            /* one that can be partitioned: it makes virtual functions (SR-IOV) */
    unsigned partition_max; /* how many, at most */
    char gpu[VM_PCI_SIZE];  /* of a virtual function: the address of its GPU; "": none of a GPU */
    char vm_uuid[VM_UUID_SIZE]; /* of the machine that it is assigned to; "": none */
    char *vm_name;
};
/* All; vm_uuid: only those of this machine, also ones that the host has no more. */
int vm_host_devices(struct vm_host *host, const char *vm_uuid, struct vm_host_device **list,
                    size_t *n, struct err **err);
void vm_host_devices_free(struct vm_host_device *list, size_t n);
/* Does the user's text name it? Its instance, location, address (with or without 0000:) or
 * libvirt's name, in any case. */
bool vm_host_device_is(const struct vm_host_device *device, const char *text);

/* Takes the device from the host. ERR_NOT_SUPPORTED without an IOMMU. Without force not when others
 * of its IOMMU group still serve the host. */
int vm_dismount_device(struct vm_host *host, const char *address, bool force, struct err **err);
/* Gives it back; not while a machine has it. */
int vm_mount_device(struct vm_host *host, const char *address, struct err **err);
/* The machine must be off, the device dismounted and of no other machine. */
int vm_assign_device(struct vm_host *host, const char *uuid, const char *address, struct err **err);
/* Gives a machine that is off a partition that no other one has, of the GPU with this address or of
 * any (NULL). partition gets its address. Back by vm_unassign_device(). */
int vm_assign_gpu_partition(struct vm_host *host, const char *uuid, const char *gpu,
                            char partition[VM_PCI_SIZE], struct err **err);
int vm_unassign_device(struct vm_host *host, const char *uuid, const char *address,
                       struct err **err);

#endif
