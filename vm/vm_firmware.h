/* Inside vm/: UEFI firmware of generation 2: which image, which keys, Secure Boot.
 * Whether Secure Boot is enforced is decided by the variable store (NVRAM): its
 * template when the VM never ran, its content afterwards. */
#ifndef HVSH_VM_VM_FIRMWARE_H
#define HVSH_VM_VM_FIRMWARE_H

#include "vm/vm_config.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"

#define VM_TEMPLATE_WINDOWS "MicrosoftWindows"
#define VM_TEMPLATE_UEFI_CA "MicrosoftUEFICertificateAuthority"
#define VM_TEMPLATE_SHIELDED "OpenSourceShieldedVM"

/* The template's name as Hyper-V spells it, or -1 ERR_INVALID_PARAMETER / ERR_NOT_SUPPORTED. */
int vm_firmware_template(const char *name, const char **canonical, struct err **err);
/* Writes <os> firmware, <smm> and our record into a domain document. template NULL:
 * the best default for this host. */
int vm_firmware_write(struct vm_call *call, xmlNodePtr domain, bool secure_boot,
                      const char *template, struct err **err);
/* fw_cfg: which IP protocol network boot uses. */
void vm_firmware_write_protocol(xmlNodePtr domain, enum vm_ip_protocol protocol);
/* Applies a change to a VM that is off: edits its NVRAM when there is one. */
int vm_firmware_change(struct vm_edit *edit, const struct vm_firmware_change *change,
                       struct err **err);
/* Adds what only the NVRAM knows (file boot entries, real Secure Boot state) to config.
 * Nothing happens where it cannot be read. */
void vm_firmware_read_nvram(const struct vm_core *core, xmlNodePtr domain,
                            struct vm_config *config);

/* The file of the domain's UEFI variables, which need not exist; NULL where it is not known. The
 * caller frees. */
char *vm_firmware_nvram_path(const struct vm_core *core, xmlNodePtr domain);

#endif
