/* What a virtual machine of each generation is made of: one constant table that
 * validation, the wizard, advice and completion all read. Pure data and pure
 * functions, no libvirt: part of the main program, not of the module.
 *
 * Limits are Hyper-V's (Windows Server 2022); where QEMU allows less, the lower
 * value stands. Sizes are bytes. Nothing here allocates except err messages. */
#ifndef HVSH_VM_GENERATION_H
#define HVSH_VM_GENERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "disk/image.h"
#include "shell/base/err.h"

enum vm_disk_kind { VM_DISK_HARD, VM_DISK_DVD, VM_DISK_FLOPPY };
/* VM_BUS_OTHER: a bus Hyper-V does not have (virtio-blk, SATA, USB, NVMe …) on a
 * domain made elsewhere. Its drives are shown as SCSI drives after the real ones. */
enum vm_bus { VM_BUS_IDE, VM_BUS_SCSI, VM_BUS_FLOPPY, VM_BUS_OTHER };
/* Hyper-V's BootDevice; order and names as in its enumeration. */
enum vm_boot_device {
    VM_DEVICE_FLOPPY,
    VM_DEVICE_CD,
    VM_DEVICE_IDE,
    VM_DEVICE_LEGACY_NETWORK,
    VM_DEVICE_NETWORK,
    VM_DEVICE_VHD,
    VM_DEVICE_COUNT,
};
enum generation_firmware { GENERATION_BIOS, GENERATION_UEFI };

/* A disk controller type: how many controllers, how many drives on each. */
struct generation_bus {
    enum vm_bus bus;
    unsigned controllers; /* at most */
    unsigned locations;   /* drives per controller */
    bool fixed;           /* always all there; cannot be added or removed */
    bool hotplug;         /* drives come and go while the VM runs */
    bool dvd;             /* may hold DVD drives */
};

struct generation {
    int number; /* 1, 2 */
    enum generation_firmware firmware;
    const char *machine; /* libvirt machine type: "pc", "q35" */
    const char *video;   /* libvirt video model */
    struct generation_bus buses[2];
    size_t bus_count;
    enum vm_bus default_bus; /* of Add-VMHardDiskDrive without -ControllerType */
    unsigned max_vcpus;
    uint64_t min_memory, max_memory, default_memory;
    unsigned max_nics; /* synthetic */
    unsigned max_legacy_nics;
    unsigned com_ports; /* 2; on generation 2 only when asked for */
    bool com_ports_always;
    bool floppy, secure_boot, tpm, numlock, console_mode, pxe_protocol;
    bool nic_hotplug;                    /* adapters come and go while the VM runs */
    bool default_dvd;                    /* New-VM adds a DVD drive (IDE 1:0) */
    unsigned spare_root_ports;           /* PCIe ports kept free for hot-added devices */
    uint32_t disk_formats;               /* bit (1u << enum disk_format) */
    uint32_t boot_devices;               /* bit (1u << enum vm_boot_device) */
    enum vm_boot_device default_boot[4]; /* New-VM's order, best first */
    size_t default_boot_count;
};

/* number 1 or 2, else NULL. */
const struct generation *generation_get(int number);
/* The generations that exist: generation_get(1..generation_count()). */
int generation_count(void);
/* The bus's row, or NULL when the generation lacks it. */
const struct generation_bus *generation_bus(const struct generation *gen, enum vm_bus bus);

/* Each returns 0, or -1 with Hyper-V's kind of refusal in *err; vm_name is for the text. */
int generation_check_number(int64_t number, struct err **err);
int generation_check_vcpus(const struct generation *gen, const char *vm_name, int64_t count,
                           struct err **err);
int generation_check_memory(const struct generation *gen, const char *vm_name, int64_t bytes,
                            struct err **err);
/* Is there such a place, and may this kind of drive sit there? -1 for number or
 * location means "any" and is not checked. */
int generation_check_slot(const struct generation *gen, const char *vm_name, enum vm_disk_kind kind,
                          enum vm_bus bus, int64_t number, int64_t location, struct err **err);
int generation_check_format(const struct generation *gen, const char *vm_name,
                            enum disk_format format, const char *path, struct err **err);
int generation_check_boot_device(const struct generation *gen, enum vm_boot_device device,
                                 struct err **err);
int generation_check_floppy(const struct generation *gen, const char *vm_name, struct err **err);
int generation_check_legacy_nic(const struct generation *gen, const char *vm_name,
                                struct err **err);
int generation_check_secure_boot(const struct generation *gen, const char *vm_name,
                                 struct err **err);
int generation_check_tpm(const struct generation *gen, const char *vm_name, struct err **err);
/* Get/Set-VMFirmware on generation 1, Get/Set-VMBios on generation 2. */
int generation_check_firmware(const struct generation *gen, const char *vm_name, struct err **err);
int generation_check_bios(const struct generation *gen, const char *vm_name, struct err **err);
/* Memory is a multiple of 2 MB on Hyper-V: 0 or -1. */
int generation_check_memory_step(int64_t bytes, struct err **err);

static inline bool generation_allows_format(const struct generation *gen, enum disk_format f)
{
    return (gen->disk_formats >> f) & 1u;
}
static inline bool generation_allows_boot(const struct generation *gen, enum vm_boot_device d)
{
    return (gen->boot_devices >> d) & 1u;
}

/* Names as the user sees them: "Floppy" "CD" "IDE" …; "IDE" "SCSI" "Floppy". */
const char *generation_boot_device_name(enum vm_boot_device device);
const char *generation_bus_name(enum vm_bus bus);

#endif
