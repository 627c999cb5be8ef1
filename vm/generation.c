#include "vm/generation.h"

#include "shell/base/cleanup.h"

#define MIB (1024ull * 1024)
#define GIB (1024ull * MIB)
#define TIB (1024ull * GIB)
#define FORMAT(f) (1u << DISK_FORMAT_##f)
#define BOOT(d) (1u << VM_DEVICE_##d)

static const struct generation generations[] = {
    {
        .number = 1,
        .firmware = GENERATION_BIOS,
        .machine = "pc",
        .video = "vga",
        .buses = { { .bus = VM_BUS_IDE,
                     .controllers = 2,
                     .locations = 2,
                     .fixed = true,
                     .dvd = true },
                   { .bus = VM_BUS_SCSI, .controllers = 4, .locations = 64, .hotplug = true } },
        .bus_count = 2,
        .default_bus = VM_BUS_IDE,
        .max_vcpus = 64,
        .min_memory = 32 * MIB,
        .max_memory = 1 * TIB,
        .default_memory = 512 * MIB,
        .max_nics = 8,
        .max_legacy_nics = 4,
        .com_ports = 2,
        .com_ports_always = true,
        .floppy = true,
        .numlock = true,
        .default_dvd = true,
        .disk_formats = FORMAT(VHD) | FORMAT(VHDX) | FORMAT(QCOW2) | FORMAT(RAW),
        .boot_devices = BOOT(FLOPPY) | BOOT(CD) | BOOT(IDE) | BOOT(LEGACY_NETWORK) | BOOT(VHD),
        .default_boot = { VM_DEVICE_CD, VM_DEVICE_IDE, VM_DEVICE_LEGACY_NETWORK, VM_DEVICE_FLOPPY },
        .default_boot_count = 4,
    },
    {
        .number = 2,
        .firmware = GENERATION_UEFI,
        .machine = "q35",
        .video = "virtio",
        .buses = { { .bus = VM_BUS_SCSI,
                     .controllers = 4,
                     .locations = 64,
                     .hotplug = true,
                     .dvd = true } },
        .bus_count = 1,
        .default_bus = VM_BUS_SCSI,
        .max_vcpus = 240,
        .min_memory = 32 * MIB,
        .max_memory = 12 * TIB,
        .default_memory = 512 * MIB,
        .max_nics = 8,
        .max_legacy_nics = 0,
        .com_ports = 2,
        .secure_boot = true,
        .tpm = true,
        .console_mode = true,
        .pxe_protocol = true,
        .nic_hotplug = true,
        .spare_root_ports = 10,
        .disk_formats = FORMAT(VHDX) | FORMAT(QCOW2) | FORMAT(RAW),
        .boot_devices = BOOT(CD) | BOOT(NETWORK) | BOOT(VHD),
        .default_boot = { VM_DEVICE_VHD, VM_DEVICE_CD, VM_DEVICE_NETWORK },
        .default_boot_count = 3,
    },
};

const struct generation *generation_get(int number)
{
    for (size_t i = 0; i < ARRAY_SIZE(generations); i++) {
        if (generations[i].number == number)
            return &generations[i];
    }
    return NULL;
}

int generation_count(void)
{
    return (int)ARRAY_SIZE(generations);
}

const struct generation_bus *generation_bus(const struct generation *gen, enum vm_bus bus)
{
    for (size_t i = 0; i < gen->bus_count; i++) {
        if (gen->buses[i].bus == bus)
            return &gen->buses[i];
    }
    return NULL;
}

const char *generation_boot_device_name(enum vm_boot_device device)
{
    static const char *const names[] = { "Floppy",         "CD", "IDE", "LegacyNetworkAdapter",
                                         "NetworkAdapter", "VHD" };
    return (size_t)device < ARRAY_SIZE(names) ? names[device] : "Unknown";
}

const char *generation_bus_name(enum vm_bus bus)
{
    static const char *const names[] = { "IDE", "SCSI", "Floppy", "SCSI" };
    return (size_t)bus < ARRAY_SIZE(names) ? names[bus] : "Unknown";
}

int generation_check_number(int64_t number, struct err **err)
{
    if (number >= 1 && number <= generation_count())
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "The virtual machine generation '%lld' is not supported. Generations 1 and 2 "
                   "are.",
                   (long long)number);
}

int generation_check_vcpus(const struct generation *gen, const char *vm_name, int64_t count,
                           struct err **err)
{
    if (count >= 1 && count <= gen->max_vcpus)
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "'%s' cannot be given %lld virtual processors. A generation %d virtual machine "
                   "has 1 to %u.",
                   vm_name, (long long)count, gen->number, gen->max_vcpus);
}

int generation_check_memory(const struct generation *gen, const char *vm_name, int64_t bytes,
                            struct err **err)
{
    if (bytes >= (int64_t)gen->min_memory && bytes <= (int64_t)gen->max_memory)
        return generation_check_memory_step(bytes, err);
    return err_set(err, ERR_INVALID_PARAMETER,
                   "Invalid memory value %lld MB for '%s'. The memory of a generation %d virtual "
                   "machine is between %llu MB and %llu MB.",
                   (long long)(bytes / (int64_t)MIB), vm_name, gen->number,
                   (unsigned long long)(gen->min_memory / MIB),
                   (unsigned long long)(gen->max_memory / MIB));
}

int generation_check_memory_step(int64_t bytes, struct err **err)
{
    if (bytes % (int64_t)(2 * MIB) == 0)
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "Invalid memory value %lld bytes. Memory must be aligned to 2 MB.",
                   (long long)bytes);
}

static const char *kind_name(enum vm_disk_kind kind)
{
    return kind == VM_DISK_HARD ? "hard disk" : kind == VM_DISK_DVD ? "DVD" : "floppy disk";
}

int generation_check_slot(const struct generation *gen, const char *vm_name, enum vm_disk_kind kind,
                          enum vm_bus bus, int64_t number, int64_t location, struct err **err)
{
    if (kind == VM_DISK_FLOPPY)
        return generation_check_floppy(gen, vm_name, err);
    const struct generation_bus *row = generation_bus(gen, bus);
    if (!row)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot have a %s drive on an %s controller: generation %d virtual "
                       "machines have no %s controller.",
                       vm_name, kind_name(kind), generation_bus_name(bus), gen->number,
                       generation_bus_name(bus));
    if (kind == VM_DISK_DVD && !row->dvd)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot have a DVD drive on a %s controller: on generation %d virtual "
                       "machines DVD drives go on an IDE controller.",
                       vm_name, generation_bus_name(bus), gen->number);
    if (number >= (int64_t)row->controllers || number < -1)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' cannot have an %s controller with number %lld. The highest controller "
                       "number is %u.",
                       vm_name, generation_bus_name(bus), (long long)number, row->controllers - 1);
    if (location >= (int64_t)row->locations || location < -1)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The controller location %lld is out of range for '%s'. An %s controller "
                       "has the locations 0 to %u.",
                       (long long)location, vm_name, generation_bus_name(bus), row->locations - 1);
    return 0;
}

int generation_check_format(const struct generation *gen, const char *vm_name,
                            enum disk_format format, const char *path, struct err **err)
{
    if (generation_allows_format(gen, format))
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The virtual hard disk '%s' cannot be attached to '%s': generation %d virtual machines "
            "do not support the format %s.",
            path, vm_name, gen->number, disk_format_name(format));
    return err_advise(err, "Convert it with Convert-VHD to a file named .vhdx or .qcow2.");
}

int generation_check_boot_device(const struct generation *gen, enum vm_boot_device device,
                                 struct err **err)
{
    if (generation_allows_boot(gen, device))
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "A generation %d virtual machine cannot boot from '%s'.", gen->number,
                   generation_boot_device_name(device));
}

int generation_check_floppy(const struct generation *gen, const char *vm_name, struct err **err)
{
    if (gen->floppy)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The operation failed because '%s' is a generation %d virtual machine, which "
                   "does not support a floppy disk drive.",
                   vm_name, gen->number);
}

int generation_check_legacy_nic(const struct generation *gen, const char *vm_name, struct err **err)
{
    if (gen->max_legacy_nics)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The operation failed because '%s' is a generation %d virtual machine, which "
                   "does not support legacy network adapters.",
                   vm_name, gen->number);
}

int generation_check_secure_boot(const struct generation *gen, const char *vm_name,
                                 struct err **err)
{
    if (gen->secure_boot)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The operation failed because '%s' is a generation %d virtual machine, which "
                   "does not support Secure Boot.",
                   vm_name, gen->number);
}

int generation_check_tpm(const struct generation *gen, const char *vm_name, struct err **err)
{
    if (gen->tpm)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The operation failed because '%s' is a generation %d virtual machine, which "
                   "does not support a virtual TPM.",
                   vm_name, gen->number);
}

int generation_check_firmware(const struct generation *gen, const char *vm_name, struct err **err)
{
    if (gen->firmware == GENERATION_UEFI)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The operation failed because '%s' is a generation %d virtual machine: it has a BIOS "
            "and no UEFI firmware.",
            vm_name, gen->number);
    return err_advise(err, "Use Get-VMBios and Set-VMBios for generation 1 virtual machines.");
}

int generation_check_bios(const struct generation *gen, const char *vm_name, struct err **err)
{
    if (gen->firmware == GENERATION_BIOS)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The operation failed because '%s' is a generation %d virtual machine: it has UEFI "
            "firmware and no BIOS.",
            vm_name, gen->number);
    return err_advise(err,
                      "Use Get-VMFirmware and Set-VMFirmware for generation 2 virtual machines.");
}
