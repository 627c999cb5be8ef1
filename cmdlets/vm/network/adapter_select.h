/* Which network adapters a cmdlet means: -VMName, -VM or -VMNetworkAdapter, and a name. */
#ifndef HVSH_CMDLETS_VM_ADAPTER_SELECT_H
#define HVSH_CMDLETS_VM_ADAPTER_SELECT_H

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/network/network_adapter_object.h"

struct hv_adapter_selection {
    struct hv_selection machines;
    const struct value_list *adapters; /* objects; NULL: none */
    const struct str *name;            /* wildcards; NULL: all */
    const struct str_list *names;      /* likewise; NULL or empty: all */
    struct opt_bool is_legacy;
    struct value checkpoint; /* a VMSnapshot whose adapters are meant; or null */
};
typedef enum status hv_adapter_fn(struct invocation *inv, struct value adapter);
/* Calls fn for each adapter (a VMNetworkAdapter); stops at anything but ST_OK. A name that fits
 * none is an error; so are the host's own adapters among the objects. */
enum status hv_for_each_adapter(struct invocation *inv,
                                const struct hv_adapter_selection *selection,
                                hv_adapter_fn *fn) MUST_CHECK_STATUS;
/* Wildcards; pattern NULL fits all. */
bool hv_name_fits(const struct str *pattern, const char *name);

/* ---- the cmdlets about what an adapter has (lists, VLAN, isolation) ---- */
#define HV_ADAPTER_FIELDS           \
    HV_HOST_FIELDS                  \
    struct str_list vm_name;        \
    struct value_list vm, adapters; \
    struct value vm_snapshot;       \
    struct str *adapter_name;       \
    bool management_os, passthru;
struct hv_adapter_args {
    HV_ADAPTER_FIELDS
};
/* The first member of their arguments is struct hv_adapter_args named at. */
#define HV_ADAPTER_PARAMS(args_)                                                                   \
    PARAM(args_, at.adapter_name, .name = "VMNetworkAdapterName",                                  \
          .sets = "VMName,ManagementOS,VMObject",                                                  \
          .help = "The adapter's name; wildcards work. All adapters without it."),                 \
        PARAM(args_, at.cim_session, .name = "CimSession", .sets = "VMName,ManagementOS",          \
              .type_name = "CimSession",                                                           \
              .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),        \
        PARAM(args_, at.computer_name, .name = "ComputerName", .sets = "VMName,ManagementOS",      \
              .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this "  \
                      "host."),                                                                    \
        PARAM(args_, at.credential, .name = "Credential", .sets = "VMName,ManagementOS",           \
              .type_name = "PSCredential",                                                         \
              .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),         \
        PARAM(args_, at.management_os, .name = "ManagementOS", .sets = "ManagementOS",             \
              .mandatory = true,                                                                   \
              .help = "The host's own adapters, which are the bridges of its switches: they have " \
                      "no settings of this kind."),                                                \
        PARAM(args_, at.vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,    \
              .from_pipeline = true, .type = &type_virtual_machine,                                \
              .help = "The virtual machines, as objects that Get-VM returned."),                   \
        PARAM(args_, at.adapters, .name = "VMNetworkAdapter", .sets = "ResourceObject",            \
              .position = 1, .mandatory = true, .from_pipeline = true,                             \
              .type = &type_vm_network_adapter_base,                                               \
              .help = "What Get-VMNetworkAdapter returned.")
#define HV_ADAPTER_VM_NAME(args_, mandatory_)                                           \
    PARAM(args_, at.vm_name, .name = "VMName", .sets = "VMName", .position = 1,         \
          .mandatory = mandatory_, .from_pipeline = true, .complete = complete_vm_name, \
          .help = "The names of the virtual machines; wildcards work.")
#define HV_ADAPTER_SNAPSHOT(args_)                                                       \
    PARAM(args_, at.vm_snapshot, .name = "VMSnapshot", .aliases = "VMCheckpoint",        \
          .sets = "VMSnapshot", .position = 1, .mandatory = true, .from_pipeline = true, \
          .type = &type_vm_snapshot, .help = "A checkpoint, as an object.")
#define HV_ADAPTER_PASSTHRU(args_) \
    PARAM(args_, at.passthru, .name = "Passthru", .help = "Emits the object that was changed.")

/* Calls fn for the chosen adapters. Get-: all machines without a name, nothing for the host's own
 * adapters, none is no error. Others refuse -ManagementOS. */
enum status hv_get_adapters(struct invocation *inv, hv_adapter_fn *fn) MUST_CHECK_STATUS;
enum status hv_change_adapters(struct invocation *inv, hv_adapter_fn *fn) MUST_CHECK_STATUS;
/* Asks ShouldProcess, applies the change to the adapter. *now: it as it is then (owned), or null
 * when nothing was done. */
enum status hv_change_adapter(struct invocation *inv, struct value adapter,
                              const struct vm_nic_change *change,
                              struct value *now) MUST_CHECK_STATUS;

/* ---- objects about one adapter ---- */
struct hv_adapter_part {
    struct hv_component component;
    struct value adapter; /* a VMNetworkAdapter, owned */
};
struct object *hv_adapter_part_new(const struct type_info *type, struct value adapter);
void hv_adapter_part_destroy(struct object *o);
/* VMNetworkAdapterName and ParentAdapter. */
int hv_adapter_part_get(struct value self, const struct property *p, struct value *out,
                        struct err **err);
enum { ADAPTER_PART_NAME, ADAPTER_PART_ADAPTER };
#define HV_ADAPTER_PART_PROPERTIES             \
    { .name = "VMNetworkAdapterName",          \
      .type_name = "string",                   \
      .get = hv_adapter_part_get,              \
      .data = ADAPTER_PART_NAME },             \
        { .name = "ParentAdapter",             \
          .type_name = "VMNetworkAdapterBase", \
          .get = hv_adapter_part_get,          \
          .data = ADAPTER_PART_ADAPTER },      \
        HV_COMPONENT_PROPERTIES
/* The adapter (borrowed) of such an object. */
struct value hv_adapter_of(struct value part);
/* The adapter (owned) with this id on a machine as it was packed; null: not there any more. */
struct value hv_adapter_unpack(struct value vm, const struct vm_config *config, const char *id);
/* Such an object on its way to another session, and made anew there, where it is one of type:
 * ERR_OBJECT_NOT_FOUND when the adapter has gone. */
int hv_adapter_part_pack(struct value part, struct value *out, struct err **err);
int hv_adapter_part_unpack(struct value packed, const struct type_info *type, struct value *out,
                           struct err **err) MUST_CHECK;

#endif
