#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                               \
    "Windows' failover clusters have no part in libvirt hosts. Pacemaker with its agent " \
    "VirtualDomain makes machines highly available; -ComputerName names several hosts at once."

struct host_cluster_args {
    HV_HOST_FIELDS
    struct str_list cluster_name;
    bool passthru;
    struct value_list input_object;
    struct str *shared_storage_path;
};
#define A struct host_cluster_args

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

static const struct example examples[] = {
    { .code = "Get-VMHost -ComputerName host1, host2", .remarks = "Several hosts at once." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Get", "VMHostCluster", get_vm_host_cluster, "ClusterName", false,
           .synopsis = "Gets the failover clusters of hosts."),
    ABSENT("Set", "VMHostCluster", set_vm_host_cluster, "ClusterName", true,
           .synopsis = "Changes the failover clusters of hosts."),
};
const struct cmdlet_group cmdlets_absent_host_cluster = { cmdlets, ARRAY_SIZE(cmdlets) };
