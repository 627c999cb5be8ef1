#include "vm/vm_network.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/vm_core.h"

static virNetworkPtr lookup(struct vm_call *call, const char *name, struct err **err)
{
    virNetworkPtr net = strpbrk(name, "/\n") ? NULL : virNetworkLookupByName(call->conn, name);
    if (net)
        return net;
    virNetworkPtr *nets = NULL;
    int n = virConnectListAllNetworks(call->conn, &nets, 0);
    if (n < 0) {
        vm_err_libvirt(err, "Cannot list the virtual switches");
        return NULL;
    }
    for (int i = 0; i < n; i++) {
        if (!net && text_caseeq(virNetworkGetName(nets[i]), name))
            net = nets[i];
        else
            virNetworkFree(nets[i]);
    }
    free(nets);
    if (!net)
        err_set(err, ERR_OBJECT_NOT_FOUND,
                "Hyper-V was unable to find a virtual switch with name \"%s\".", name);
    return net;
}

int vm_network_find(struct vm_call *call, const char *switch_name, char **network, struct err **err)
{
    if (vm_core_require(call->core, VM_FEATURE_NETWORKS, err) < 0)
        return -1;
    AUTO_NETWORK net = lookup(call, switch_name, err);
    if (!net)
        return -1;
    if (virNetworkIsActive(net) == 0 && virNetworkCreate(net) < 0 &&
        vm_last_code() != VIR_ERR_OPERATION_INVALID)
        return vm_err_libvirt(err, "The virtual switch '%s' cannot be started", switch_name);
    *network = xstrdup(virNetworkGetName(net));
    return 0;
}
