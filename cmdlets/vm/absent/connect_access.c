#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                                        \
    "libvirt lets a user use all machines of a connection or none: those of the group libvirt or " \
    "whom polkit allows. Its access driver for polkit (access_drivers in libvirtd.conf) tells "    \
    "machines apart, by rules that an administrator writes; ssh decides who reaches the host."

struct connect_access_args {
    HV_HOST_FIELDS
    struct str_list vm_name, user_name;
    bool passthru;
    struct value_list vm_id;
};
#define A struct connect_access_args

static const struct param get_vm_connect_access[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .from_pipeline = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, user_name, .name = "UserName", .aliases = "UserId,Sid", .from_property = true,
          .help = "The users."),
    PARAM(A, vm_id, .name = "VMId", .sets = "VMId", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The identifiers of the virtual machines."),
};

static const struct param grant_vm_connect_access[] = {
    HV_HOST_PARAMS(A, NULL),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, user_name, .name = "UserName", .aliases = "UserId,Sid", .position = 2,
          .mandatory = true, .from_property = true, .help = "The users."),
    HV_PASSTHRU(A),
    PARAM(A, vm_id, .name = "VMId", .sets = "VMId", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The identifiers of the virtual machines."),
};

static const struct param revoke_vm_connect_access[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, user_name, .name = "UserName", .aliases = "UserId,Sid", .position = 2,
          .mandatory = true, .from_property = true, .help = "The users."),
    HV_PASSTHRU(A),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, vm_id, .name = "VMId", .sets = "VMId", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The identifiers of the virtual machines."),
};

static const struct example examples[] = {
    { .code = "virsh -c qemu:///system uri",
      .remarks = "Whether you may use the machines of this host." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Get", "VMConnectAccess", get_vm_connect_access, "VMName", false,
           .synopsis = "Gets who may connect to virtual machines."),
    ABSENT("Grant", "VMConnectAccess", grant_vm_connect_access, "VMName", true,
           .synopsis = "Grants who may connect to virtual machines."),
    ABSENT("Revoke", "VMConnectAccess", revoke_vm_connect_access, "VMName", true,
           .synopsis = "Revokes who may connect to virtual machines."),
};
const struct cmdlet_group cmdlets_absent_connect_access = { cmdlets, ARRAY_SIZE(cmdlets) };
