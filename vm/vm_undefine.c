#include "vm/vm_undefine.h"

#include <libvirt/virterror.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/vm_call.h"

int vm_undefine(virDomainPtr dom, unsigned base)
{
    /* Newer flags first; older services refuse a flag that they do not know. */
    unsigned tpm = 0;
#ifdef VIR_DOMAIN_UNDEFINE_TPM
    tpm = VIR_DOMAIN_UNDEFINE_TPM;
#else
    tpm = 1u << 5;
#endif
    if (virDomainUndefineFlags(dom, base | tpm) == 0)
        return 0;
    if (virDomainUndefineFlags(dom, base) == 0)
        return 0;
    int code = vm_last_code();
    if (code == VIR_ERR_NO_SUPPORT || code == VIR_ERR_INVALID_ARG ||
        code == VIR_ERR_ARGUMENT_UNSUPPORTED)
        return virDomainUndefineFlags(dom, VIR_DOMAIN_UNDEFINE_MANAGED_SAVE |
                                               VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA) == 0
                   ? 0
                   : virDomainUndefine(dom);
    return -1;
}

void vm_folder_remove(const char *folder)
{
    static const char *const files[] = { "com1.sock",  "com1.log",  "com1.log.0",  "com1.log.1",
                                         "com1.log.2", "com2.sock", "com1-2.sock", "com2-2.sock" };
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
}
