#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY "This is not carried out yet."

static const char *const trace_levels[] = { "Error", "Warning", "Info", "Verbose", NULL };

struct host_settings_args {
    HV_HOST_FIELDS
    struct str_list vm_name, user_name, cluster_name;
    bool force, passthru, trace_verbose_objects;
    struct value_list vm_id, input_object;
    struct str *shared_storage_path, *path_list;
    struct value level;
};
#define A struct host_settings_args

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

static const struct param disable_vm_eventing[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
};

static const struct param enable_vm_eventing[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
};

static const struct param get_vm_host_cluster[] = {
    PARAM(A, cluster_name, .name = "ClusterName", .sets = "ClusterName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The clusters."),
    PARAM(A, credential, .name = "Credential", .sets = "ClusterName", .position = 2,
          .from_pipeline = true, .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param set_vm_host_cluster[] = {
    PARAM(A, cluster_name, .name = "ClusterName", .sets = "ClusterName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The clusters."),
    PARAM(A, credential, .name = "Credential", .sets = "ClusterName", .position = 2,
          .from_pipeline = true, .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, shared_storage_path, .name = "SharedStoragePath",
          .help = "Shared storage of the cluster."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .from_pipeline = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, input_object, .name = "InputObject", .sets = "InputObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type_name = "VMHostCluster",
          .help = "The objects to act on."),
};

static const struct param start_vm_trace[] = {
    PARAM(A, level, .name = "Level", .position = 1, .mandatory = true, .type_name = "TraceLevel",
          .values = trace_levels, .help = "How much is traced."),
    PARAM(A, trace_verbose_objects, .name = "TraceVerboseObjects",
          .help = "Also traces the objects."),
    PARAM(A, path_list, .name = "Path", .help = "The file or folder."),
};

static const struct example examples[] = {
    { .code = "Get-VMHost", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Get", "VMConnectAccess", get_vm_connect_access, "VMName", false,
           .synopsis = "Gets who may connect to virtual machines."),
    ABSENT("Grant", "VMConnectAccess", grant_vm_connect_access, "VMName", true,
           .synopsis = "Grants who may connect to virtual machines."),
    ABSENT("Revoke", "VMConnectAccess", revoke_vm_connect_access, "VMName", true,
           .synopsis = "Revokes who may connect to virtual machines."),
    ABSENT("Disable", "VMEventing", disable_vm_eventing, NULL, true,
           .synopsis = "Disables the events of virtual machines."),
    ABSENT("Enable", "VMEventing", enable_vm_eventing, NULL, true,
           .synopsis = "Enables the events of virtual machines."),
    ABSENT("Get", "VMHostCluster", get_vm_host_cluster, "ClusterName", false,
           .synopsis = "Gets the failover clusters of hosts."),
    ABSENT("Set", "VMHostCluster", set_vm_host_cluster, "ClusterName", true,
           .synopsis = "Changes the failover clusters of hosts."),
    ABSENT("Start", "VMTrace", start_vm_trace, NULL, true, .synopsis = "Starts tracing to a file."),
    { .verb = "Stop",
      .noun = "VMTrace",
      .synopsis = "Stops tracing to a file.",
      .description = WHY,
      .module = "Hyper-V",
      .should_process = true,
      .begin = absent_begin,
      .examples = examples,
      .nexamples = ARRAY_SIZE(examples) },
};
const struct cmdlet_group cmdlets_absent_host_settings = { cmdlets, ARRAY_SIZE(cmdlets) };
