/* The pattern of Get-/Set- cmdlets over one part of a VM's configuration
 * (processor, memory, firmware, BIOS …): choose VMs, read or change, emit. */
#ifndef HVSH_CMDLETS_VM_SETTINGS_H
#define HVSH_CMDLETS_VM_SETTINGS_H

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/component.h"

/* Get-: the same parameters for all of them. */
struct hv_get_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    struct value vm_snapshot;
};
#define HV_GET_PARAMS                                                                             \
    HV_HOST_PARAMS(struct hv_get_args, "VMName"), HV_VM_NAME_PARAM(struct hv_get_args, "VMName"), \
        HV_VM_PARAM(struct hv_get_args, "VMObject"), HV_SNAPSHOT_PARAM(struct hv_get_args)

/* Makes the object of a VM's part. *out is owned; -1 sets *err (for example: not on
 * this generation). */
typedef int hv_settings_make(struct value vm, const struct vm_config *config, struct value *out,
                             struct err **err);
/* Emits the part of every VM that hv_get_args chooses. */
enum status hv_get_settings(struct invocation *inv, hv_settings_make *make) MUST_CHECK_STATUS;

/* pack, unpack and the Get- cmdlet of a setting: make(vm, config, out, err) makes its object. */
#define HV_SETTING(make_)                                                                \
    static int make_(struct value vm, const struct vm_config *config, struct value *out, \
                     struct err **err);                                                  \
    static int setting_pack(struct value self, struct value *out, struct err **err)      \
    {                                                                                    \
        (void)err;                                                                       \
        *out = hv_component_pack(self, NULL);                                            \
        return 0;                                                                        \
    }                                                                                    \
    static int setting_unpack(void *session, struct value packed, struct value *out,     \
                              struct err **err)                                          \
    {                                                                                    \
        struct value vm;                                                                 \
        const struct vm_config *config;                                                  \
        const char *id;                                                                  \
        (void)session;                                                                   \
        if (hv_component_unpack(packed, &vm, &config, &id, err))                         \
            return -1;                                                                   \
        return make_(vm, config, out, err);                                              \
    }                                                                                    \
    static enum status get_process(struct invocation *inv)                               \
    {                                                                                    \
        return hv_get_settings(inv, make_);                                              \
    }

/* Set-: the VMs of names, vms and component objects get the change; with passthru
 * the changed part is emitted. */
struct hv_set {
    struct hv_selection selection;
    const struct value_list *components;
    const struct vm_change *change;
    bool passthru;
    hv_settings_make *make;
};
enum status hv_set_settings(struct invocation *inv, const struct hv_set *set) MUST_CHECK_STATUS;

/* A cmdlet of the Hyper-V module with stem##_params, stem##_process, stem##_examples. */
#define HV_CMDLET(verb_, noun_, set_, args_, stem_, type_, synopsis_, changes_)          \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(args_), .process = stem_##_process, \
        .output = "Microsoft.HyperV.PowerShell." type_, .examples = stem_##_examples,    \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_            \
    }

#endif
