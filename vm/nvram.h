/* The UEFI variables of a VM: EDK2's authenticated variable store in a raw pflash file (OVMF_VARS).
 * Formats: UEFI PI specification (firmware volume header), EDK2 MdeModulePkg
 * VariableFormat.h, UEFI specification (EFI_SIGNATURE_LIST, EFI_LOAD_OPTION, device paths).
 * Files belong to guests: everything in them may lie. Change a file only while its VM is off.
 * vm_nvram_open() reads it whole; changes stay in memory until vm_nvram_save(). */
#ifndef HVSH_VM_NVRAM_H
#define HVSH_VM_NVRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/err.h"

struct vm_nvram;

struct vm_nvram_var {
    char *name;    /* UTF-8 */
    char guid[37]; /* lower case */
    uint32_t attributes;
    uint8_t *data;
    size_t len;
    uint8_t timestamp[16]; /* EFI_TIME of authenticated variables, else zero */
};

enum vm_nvram_secure_boot { VM_NVRAM_SB_UNSET = -1, VM_NVRAM_SB_OFF = 0, VM_NVRAM_SB_ON = 1 };

enum vm_boot_kind { VM_BOOT_OTHER, VM_BOOT_FILE, VM_BOOT_DRIVE, VM_BOOT_NETWORK };

struct vm_nvram_boot {
    uint16_t number; /* Boot#### */
    bool active;
    enum vm_boot_kind kind;
    char *description;            /* UTF-8 */
    char *file_path;              /* VM_BOOT_FILE: "\EFI\debian\shimx64.efi"; else NULL */
    char mac[18];                 /* VM_BOOT_NETWORK: "00:15:5d:…", else "" */
    int pci_device, pci_function; /* last PCI node, -1 when none */
    int target, lun;              /* SCSI node, -1 when none */
    char partition_guid[37];      /* hard-drive node of a GPT disk, else "" */
    char *device_path;            /* text form of the nodes, "PciRoot(0x0)/Pci(0x2,0x0)/…" */
};

/* ERR_NOT_SUPPORTED when the file is no raw store (qcow2 or other NVRAM). */
int vm_nvram_open(const char *path, struct vm_nvram **nv, struct err **err) MUST_CHECK;
/* The same from bytes, which are copied. */
int vm_nvram_parse(const void *bytes, size_t len, struct vm_nvram **nv,
                   struct err **err) MUST_CHECK;
void vm_nvram_free(struct vm_nvram *nv);
/* Replaces the file at path in one step, keeping its owner and mode (mode 0600 when new). */
int vm_nvram_save(const struct vm_nvram *nv, const char *path, struct err **err) MUST_CHECK;
/* The bytes that save would write; owned by nv until the next call. */
const uint8_t *vm_nvram_bytes(struct vm_nvram *nv, size_t *len);

/* Borrowed, valid until nv changes. */
size_t vm_nvram_count(const struct vm_nvram *nv);
const struct vm_nvram_var *vm_nvram_at(const struct vm_nvram *nv, size_t i);
const struct vm_nvram_var *vm_nvram_find(const struct vm_nvram *nv, const char *guid,
                                         const char *name);
/* Creates or replaces; attributes 0 keeps those of an existing variable. */
int vm_nvram_set(struct vm_nvram *nv, const char *guid, const char *name, uint32_t attributes,
                 const void *data, size_t len, struct err **err) MUST_CHECK;
/* Nothing happens when there is none. */
void vm_nvram_delete(struct vm_nvram *nv, const char *guid, const char *name);

/* UNSET when no platform key is enrolled: then firmware cannot enforce anything. */
enum vm_nvram_secure_boot vm_nvram_secure_boot(const struct vm_nvram *nv);
/* ERR_NOT_SUPPORTED when on is wanted and no platform key is enrolled. */
int vm_nvram_set_secure_boot(struct vm_nvram *nv, bool on, struct err **err) MUST_CHECK;

/* Entries in BootOrder, then the rest by number. Free with vm_nvram_boot_free(). */
int vm_nvram_boot_entries(const struct vm_nvram *nv, struct vm_nvram_boot **list, size_t *n,
                          struct err **err) MUST_CHECK;
void vm_nvram_boot_free(struct vm_nvram_boot *list, size_t n);
/* Sets BootOrder. */
int vm_nvram_set_boot_order(struct vm_nvram *nv, const uint16_t *numbers, size_t n,
                            struct err **err) MUST_CHECK;

/* Which Microsoft certificates db holds. */
bool vm_nvram_trusts_windows(const struct vm_nvram *nv); /* Windows Production PCA */
bool vm_nvram_trusts_uefi_ca(const struct vm_nvram *nv); /* Microsoft Corporation UEFI CA */
/* Takes every Microsoft UEFI CA out of db: Hyper-V's template "MicrosoftWindows".
 * ERR_OBJECT_NOT_FOUND when there is none in it. */
int vm_nvram_remove_uefi_ca(struct vm_nvram *nv, struct err **err) MUST_CHECK;
/* Makes dest (mode 0644) from an enrolled VARS file, "…/OVMF_VARS_4M.ms.fd". */
int vm_nvram_make_windows_template(const char *source, const char *dest,
                                   struct err **err) MUST_CHECK;

#endif
