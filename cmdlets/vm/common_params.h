/* Parameters that nearly every Hyper-V cmdlet has, written once. */
#ifndef HVSH_CMDLETS_VM_COMMON_PARAMS_H
#define HVSH_CMDLETS_VM_COMMON_PARAMS_H

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/select.h"
#include "shell/runtime/cmdlet.h"

/* -CimSession, -ComputerName, -Credential; sets_: the parameter sets that have
 * them, or NULL. */
#define HV_HOST_FIELDS             \
    struct value_list cim_session; \
    struct str_list computer_name; \
    struct value_list credential;
#define HV_HOST_PARAMS(args_, sets_) HV_HOST_PARAMS_AS(args_, sets_, false, false, NULL)
/* Some cmdlets also take them from properties, and -PSComputerName. */
#define HV_HOST_PARAMS_AS(args_, sets_, session_property_, property_, alias_)                     \
    PARAM(args_, cim_session, .name = "CimSession", .sets = sets_,                                \
          .from_property = session_property_, .type_name = "CimSession",                          \
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),           \
        PARAM(args_, computer_name, .name = "ComputerName", .sets = sets_, .aliases = alias_,     \
              .from_property = property_,                                                         \
              .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for "      \
                      "this host."),                                                              \
        PARAM(args_, credential, .name = "Credential", .sets = sets_, .from_property = property_, \
              .type_name = "PSCredential",                                                        \
              .help = "Has no meaning here: ssh and libvirt authenticate by themselves.")

/* Of cmdlets over hosts: the host is what they are about. The pipeline feeds ComputerName under
 * name_input_, Credential under credential_input_. */
#define HV_ONLY_HOST_PARAMS(args_, name_input_, credential_input_)                                 \
    PARAM(args_, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,           \
          .mandatory = true, .from_property = true, .type_name = "CimSession",                     \
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),            \
        PARAM(args_, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1, \
              .from_pipeline = name_input_,                                                        \
              .help = "The hosts: names that ssh reaches, libvirt URIs, or . for this one."),      \
        PARAM(args_, credential, .name = "Credential", .sets = "ComputerName", .position = 2,      \
              .from_pipeline = credential_input_, .type_name = "PSCredential",                     \
              .help = "Has no meaning here: ssh and libvirt authenticate by themselves.")

#define HV_PASSTHRU(args_) \
    PARAM(args_, passthru, .name = "Passthru", .help = "Emits the object that was changed.")
#define HV_AS_JOB(args_)                  \
    PARAM(args_, as_job, .name = "AsJob", \
          .help = "Runs in the background and returns a job at once.")
/* -VM of the parameter sets sets_, at position 1, from the pipeline. */
#define HV_VM_PARAM(args_, sets_)                                                   \
    PARAM(args_, vm, .name = "VM", .sets = sets_, .position = 1, .mandatory = true, \
          .from_pipeline = true, .type = &type_virtual_machine,                     \
          .help = "The virtual machines, as objects that Get-VM returned.")
/* -VMName of the parameter sets sets_, at position 1. */
#define HV_VM_NAME_PARAM(args_, sets_)                                                       \
    PARAM(args_, vm_name, .name = "VMName", .sets = sets_, .position = 1, .mandatory = true, \
          .from_pipeline = true, .complete = complete_vm_name,                               \
          .help = "The names of the virtual machines; wildcards work.")

/* -VMSnapshot of the parameter set VMSnapshot; its field is struct value vm_snapshot. */
#define HV_SNAPSHOT_PARAM(args_)                                                         \
    PARAM(args_, vm_snapshot, .name = "VMSnapshot", .aliases = "VMCheckpoint",           \
          .sets = "VMSnapshot", .position = 1, .mandatory = true, .from_pipeline = true, \
          .type = &type_vm_snapshot, .help = "A checkpoint, as an object.")

/* A setting's change struct member from an optional parameter. */
#define HV_OPT(arg_) ((struct vm_opt){ (arg_).set, (arg_).value })

#define HV_EXCEPTION "Microsoft.HyperV.PowerShell.VirtualizationException"

#endif
