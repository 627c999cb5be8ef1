#include "vm/network/vm_network.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/network/vm_switch_nic.h"
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

static bool is_ovs(struct vm_call *call, const char *bridge)
{
    enum vm_nic_kind kind;
    AUTO_ERR *unknown = NULL;
    return bridge && call->core->driver == VM_DRIVER_SYSTEM &&
           vm_nic_inspect(bridge, &kind, &unknown) == 0 && kind == VM_NIC_OVS;
}

int vm_network_port(struct vm_call *call, xmlNodePtr nic, enum vm_port *port, char **bridge,
                    struct err **err)
{
    AUTO_FREE char *type = vm_xml_text(nic, "@type");
    AUTO_FREE char *network = vm_xml_text(nic, "source/@network");
    AUTO_FREE char *name = vm_xml_text(nic, "source/@bridge");
    bool ovs = vm_xml_is(nic, "virtualport/@type", "openvswitch");
    *port = VM_PORT_OTHER;
    if (type && strcmp(type, "network") == 0 && network) {
        AUTO_NETWORK net = lookup(call, network, err);
        AUTO_FREE char *text = net ? virNetworkGetXMLDesc(net, 0) : NULL;
        if (net && !text)
            return vm_err_libvirt(err, "Cannot read the virtual switch '%s'", network);
        AUTO_XMLDOC doc = text ? vm_xml_parse(text, "network", err) : NULL;
        if (!doc)
            return -1;
        xmlNodePtr root = xmlDocGetRootElement(doc);
        AUTO_FREE char *mode = vm_xml_text(root, "forward/@mode");
        name = vm_xml_text(root, "bridge/@name");
        ovs = vm_xml_is(root, "virtualport/@type", "openvswitch");
        if (!name && mode && strcmp(mode, "hostdev") != 0)
            *port = VM_PORT_DIRECT;
    } else if (type && strcmp(type, "direct") == 0) {
        *port = VM_PORT_DIRECT;
    } else if (!type || strcmp(type, "user") == 0) {
        *port = VM_PORT_NONE;
    }
    if (name)
        *port = ovs || is_ovs(call, name) ? VM_PORT_OVS : VM_PORT_BRIDGE;
    if (bridge)
        *bridge = STEAL(name);
    return 0;
}

int vm_network_check_filter(struct vm_call *call, xmlNodePtr nic, struct err **err)
{
    enum vm_port port;
    if (vm_network_port(call, nic, &port, NULL, err) < 0)
        return -1;
    if (port == VM_PORT_NONE || port == VM_PORT_BRIDGE)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The traffic of the adapter cannot be filtered: the network filters of this host work "
            "on Linux bridges, and the adapter's switch is %s.",
            port == VM_PORT_OVS      ? "an Open vSwitch bridge"
            : port == VM_PORT_DIRECT ? "macvtap on an interface of the host"
                                     : "of another kind");
    return err_advise(err, port == VM_PORT_OVS
                               ? "Set flows with ovs-ofctl, or connect it to a switch on a Linux "
                                 "bridge."
                               : "Connect it to an internal switch, or to an external one made "
                                 "with -AllowManagementOS $true.");
}
