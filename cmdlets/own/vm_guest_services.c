#include "cmdlets/own/vm_guest_services.h"

#include "cmdlets/vm/common_params.h"
#include "vm/guest/vm_guest.h"

struct install_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
};

static enum status install_one(struct invocation *inv, struct value v, void *data)
{
    const struct hv_vm *vm = hv_vm_of(v);
    struct vm_guest_state state;
    struct err *err = NULL;
    bool yes, lasting = true;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_guest_install(vm->host->host, vm->info.uuid, &lasting, &err) ||
        vm_guest_state(vm->host->host, vm->info.uuid, &state, &err))
        return cmdlet_err(inv, &err, v);
    if (!lasting)
        st =
            write_warning(inv,
                          "The guest of virtual machine \"%s\" has neither systemd nor OpenRC: the "
                          "guest services run now, and whatever starts programs there has to start "
                          "/usr/sbin/hvsh-guest after the next boot.",
                          vm->info.name);
    if (st == ST_OK && !state.port)
        st = write_warning(inv,
                           "The Guest Service Interface of virtual machine \"%s\" is not enabled, "
                           "so that nobody asks the guest services so far: "
                           "Enable-VMIntegrationService -VMName '%s' -Name 'Guest Service "
                           "Interface'.",
                           vm->info.name, vm->info.name);
    return st;
}

static enum status install_process(struct invocation *inv)
{
    const struct install_args *args = ARGS(inv, struct install_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, install_one, NULL);
}

#define A struct install_args
static const struct param install_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
};
#undef A
static const struct example install_examples[] = {
    { .code = "Install-VMGuestServices web1; Enable-VMIntegrationService 'Guest Service Interface' "
              "web1",
      .remarks = "From now on files, key-value pairs and the heartbeat go over a channel of their "
                 "own." },
};
static const struct cmdlet cmdlets[] = {
    { .verb = "Install",
      .noun = "VMGuestServices",
      .synopsis =
          "Puts hvsh's guest services into Linux guests: by their QEMU guest agent while they run, "
          "into their disks while they are off.",
      .params = install_params,
      .nparams = ARRAY_SIZE(install_params),
      .default_set = "VMName",
      .module = "hvsh",
      .needs_vm_module = true,
      .should_process = true,
      .args_size = sizeof(struct install_args),
      .process = install_process,
      .examples = install_examples,
      .nexamples = ARRAY_SIZE(install_examples) },
};
const struct cmdlet_group vm_guest_services_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
