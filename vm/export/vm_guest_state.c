#include "vm/export/vm_guest_state.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/vm_firmware.h"

char *vm_tpm_folder(const struct vm_core *core, const char *uuid)
{
    const char *home = getenv("HOME");
    if (core->driver == VM_DRIVER_SYSTEM)
        return xasprintf("/var/lib/libvirt/swtpm/%s", uuid);
    if (core->driver == VM_DRIVER_SESSION && home)
        return xasprintf("%s/.config/libvirt/qemu/swtpm/%s", home, uuid);
    return NULL;
}

static int tpm_unknown(struct err **err)
{
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The state of the virtual TPM cannot be copied: over this connection it is not "
                   "known where it is kept.");
}

int vm_guest_state_save(struct vm_copies *c, xmlNodePtr domain, const char *uuid,
                        const char *folder, struct err **err)
{
    AUTO_FREE char *nvram = vm_firmware_nvram_path(c->call->core, domain);
    bool has_nvram = nvram && access(nvram, F_OK) == 0;
    bool tpm = vm_xml_find(domain, "devices/tpm") != NULL;
    if (!has_nvram && !tpm)
        return 0;
    if (vm_copies_folder(c, folder, err))
        return -1;
    AUTO_FREE char *to = xasprintf("%s/nvram.fd", folder);
    if (has_nvram && vm_copies_file(c, nvram, to, true, err))
        return -1;
    if (!tpm)
        return 0;
    AUTO_FREE char *from = vm_tpm_folder(c->call->core, uuid);
    AUTO_FREE char *source = from ? xasprintf("%s/tpm2", from) : NULL;
    AUTO_FREE char *target = xasprintf("%s/tpm2", folder);
    return source ? vm_copies_files_of(c, source, target, err) : tpm_unknown(err);
}

int vm_guest_state_load(struct vm_copies *c, xmlNodePtr domain, const char *uuid,
                        const char *folder, const char *nvram, struct err **err)
{
    AUTO_FREE char *from = xasprintf("%s/nvram.fd", folder);
    if (access(from, F_OK) == 0 && vm_generation_of(domain) == 2) {
        if (vm_copies_file(c, from, nvram, false, err))
            return -1;
        vm_xml_set(domain, "os/nvram", nvram);
    }
    AUTO_FREE char *source = xasprintf("%s/tpm2", folder);
    if (access(source, F_OK) || !vm_xml_find(domain, "devices/tpm"))
        return 0;
    AUTO_FREE char *place = vm_tpm_folder(c->call->core, uuid);
    if (!place)
        return tpm_unknown(err);
    AUTO_FREE char *target = xasprintf("%s/tpm2", place);
    if (access(target, F_OK) == 0)
        return err_set(err, ERR_OBJECT_EXISTS,
                       "There is state of another virtual TPM in '%s'; it is not replaced.",
                       target);
    return vm_copies_files_of(c, source, target, err);
}
