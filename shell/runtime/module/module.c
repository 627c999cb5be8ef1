/* The module that links libvirt: loaded at the first cmdlet that needs it. */
#include "shell/base/module_file.h"
#include "shell/runtime/session.h"

#define MODULE_NAME "hvsh-vm.so"

int session_load_vm_module(struct session *s, struct err **err)
{
    AUTO_ERR *missing = NULL;
    if (s->vm_module)
        return 0;
    s->vm_module = module_file_symbol(MODULE_NAME, "vm_host_open", &missing);
    if (s->vm_module)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED, "The virtual machine layer could not be loaded: %s",
            missing->message);
    return err_advise(err,
                      "Install the package libvirt0, or build with 'make' so that %s stands "
                      "beside hvsh.",
                      MODULE_NAME);
}
