#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                     \
    "There are no groups of virtual machines yet; names with wildcards select " \
    "several."

static const char *const group_types[] = { "VMCollectionType", "ManagementCollectionType", NULL };

struct groups_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value id, group_type, vm_group;
    struct str *name_list, *new_name;
    bool force, passthru;
    struct value_list vm_group_list, vm, vm_group_member;
};
#define A struct groups_args

static const struct param get_vm_group[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .sets = "Name", .position = 1, .help = "The names."),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .type = &type_guid,
          .help = "The identifier."),
};

static const struct param new_vm_group[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name_list, .name = "Name", .position = 1, .mandatory = true, .help = "The names."),
    PARAM(A, group_type, .name = "GroupType", .position = 2, .mandatory = true,
          .type_name = "GroupType", .values = group_types,
          .help = "A group of virtual machines, or of groups."),
    PARAM(A, id, .name = "Id", .position = 3, .type = &type_guid, .help = "The identifier."),
};

static const struct param remove_vm_group[] = {
    HV_HOST_PARAMS(A, "Name,Id"),
    PARAM(A, name_list, .name = "Name", .sets = "Name", .position = 1, .mandatory = true,
          .help = "The names."),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true, .type = &type_guid,
          .help = "The identifier."),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMGroup", .help = "The groups, as objects."),
};

static const struct param rename_vm_group[] = {
    HV_HOST_PARAMS(A, "Name,Id"),
    PARAM(A, name, .name = "Name", .sets = "Name", .position = 1, .mandatory = true,
          .help = "The names."),
    PARAM(A, new_name, .name = "NewName", .position = 2, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true, .type = &type_guid,
          .help = "The identifier."),
    PARAM(A, vm_group_list, .name = "VMGroup", .sets = "InputObject", .position = 1,
          .mandatory = true, .type_name = "VMGroup", .help = "The groups, as objects."),
};

static const struct param add_vm_group_member[] = {
    HV_HOST_PARAMS(A, "VM Using Name,VMGroup Using Name,VM Using ID,VMGroup Using ID"),
    PARAM(A, name_list, .name = "Name", .sets = "VM Using Name,VMGroup Using Name", .position = 1,
          .mandatory = true, .help = "The names."),
    PARAM(A, vm, .name = "VM", .sets = "VM Using Name,VM Using ID,VM Using InputObject",
          .position = 2, .mandatory = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    HV_PASSTHRU(A),
    PARAM(A, vm_group_member, .name = "VMGroupMember",
          .sets = "VMGroup Using Name,VMGroup Using ID,VMGroup Using InputObject", .position = 2,
          .mandatory = true, .type_name = "VMGroup", .help = "The groups that become members."),
    PARAM(A, id, .name = "Id", .sets = "VM Using ID,VMGroup Using ID", .position = 1,
          .mandatory = true, .type = &type_guid, .help = "The identifier."),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "VMGroup Using InputObject,VM Using InputObject",
          .position = 1, .mandatory = true, .type_name = "VMGroup",
          .help = "The groups, as objects."),
};

static const struct param remove_vm_group_member[] = {
    HV_HOST_PARAMS(A, "VM Using Name,VMGroup Using ID,VMGroup Using Name,VM Using ID"),
    PARAM(A, name_list, .name = "Name", .sets = "VM Using Name,VMGroup Using Name", .position = 1,
          .mandatory = true, .help = "The names."),
    PARAM(A, vm, .name = "VM", .sets = "VM Using Name,VM Using ID,VM Using InputObject",
          .position = 2, .mandatory = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    HV_PASSTHRU(A),
    PARAM(A, id, .name = "Id", .sets = "VMGroup Using ID,VM Using ID", .position = 1,
          .mandatory = true, .type = &type_guid, .help = "The identifier."),
    PARAM(A, vm_group_member, .name = "VMGroupMember",
          .sets = "VMGroup Using ID,VMGroup Using Name,VMGroup Using InputObject", .position = 2,
          .mandatory = true, .type_name = "VMGroup", .help = "The groups that become members."),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "VM Using InputObject,VMGroup Using InputObject",
          .position = 1, .mandatory = true, .type_name = "VMGroup",
          .help = "The groups, as objects."),
};

static const struct example examples[] = {
    { .code = "Get-VM web* | Start-VM", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Get", "VMGroup", get_vm_group, "Name", false,
           .synopsis = "Gets groups of virtual machines."),
    ABSENT("New", "VMGroup", new_vm_group, NULL, true,
           .synopsis = "Creates groups of virtual machines."),
    ABSENT("Remove", "VMGroup", remove_vm_group, "Name", true,
           .synopsis = "Removes groups of virtual machines."),
    ABSENT("Rename", "VMGroup", rename_vm_group, "Name", true,
           .synopsis = "Renames groups of virtual machines."),
    ABSENT("Add", "VMGroupMember", add_vm_group_member, "VM Using Name", true,
           .synopsis = "Adds members of groups."),
    ABSENT("Remove", "VMGroupMember", remove_vm_group_member, "VM Using Name", true,
           .synopsis = "Removes members of groups."),
};
const struct cmdlet_group cmdlets_absent_groups = { cmdlets, ARRAY_SIZE(cmdlets) };
