#include "vm/guest/vm_direct.h"

#include "guest/client_exec.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_guest.h"

enum {
    PORTS_MAX = 16,
    LOOK_MS = 10,
    NEW_PORT_MS = 5000, /* how long the guest may take to open a port that was just added */
    OLD_PORT_MS = 1000, /* and one that was there already */
};

static xmlNodePtr find_port(xmlDocPtr live, const char *name)
{
    AUTO_FREE char *path = xasprintf("devices/channel[target/@name='%s']", name);
    return vm_xml_find(xmlDocGetRootElement(live), path);
}

static bool is_connected(xmlDocPtr live, const char *name)
{
    return vm_xml_is(find_port(live, name), "target/@state", "connected");
}

static int no_way(const struct vm_guest_channel *ch, struct err **err)
{
    err_set(err, ERR_CONNECTION,
            "A failure occurred while attempting to connect to the target virtual machine. hvsh's "
            "guest services do not answer in '%s'.",
            ch->name);
    err_type(err, "System.Management.Automation.Remoting.PSRemotingTransportException",
             "VMSessionConnectFailed");
    return err_advise(err, "Install them in the guest: Install-VMGuestServices -VMName '%s'",
                      ch->name);
}

static int add_port(const struct vm_guest_channel *ch, virDomainPtr dom, const char *name,
                    struct err **err)
{
    AUTO_XMLDOC doc = vm_xml_new("channel");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set_attr(root, "type", "unix");
    vm_xml_set(root, "target/@type", "virtio");
    vm_xml_set(root, "target/@name", name);
    AUTO_FREE char *xml = vm_xml_dump_node(root);
    if (virDomainAttachDeviceFlags(dom, xml, VIR_DOMAIN_AFFECT_LIVE) < 0)
        return vm_err_libvirt(err, "Cannot add a port for the session to '%s'", ch->name);
    return 0;
}

/* Waits until the guest holds the port open: 0, 1 it does not, -1. */
static int await_guest(struct vm_guest_channel *ch, virDomainPtr dom, const char *name, int ms,
                       struct err **err)
{
    for (;; ms -= LOOK_MS) {
        AUTO_XMLDOC live = vm_guest_live_xml(dom, ch->name, err);
        if (!live)
            return -1;
        if (is_connected(live, name))
            return vm_guest_channel_connect(ch, dom, find_port(live, name), err);
        if (ms <= 0)
            return 1;
        if (vm_call_sleep(ch->call, LOOK_MS, err))
            return -1;
    }
}

/* Is the daemon known not to run? Its own port says so. */
static bool daemon_is_missing(xmlDocPtr live)
{
    const char *name = find_port(live, VM_SERVICES_PORT) ? VM_SERVICES_PORT : VM_GUEST_PORT;
    return find_port(live, name) && !is_connected(live, name);
}

static int connect_free(struct vm_guest_channel *ch, virDomainPtr dom, const char *uuid,
                        struct err **err)
{
    AUTO_XMLDOC live = vm_guest_live_xml(dom, ch->name, err);
    if (!live)
        return -1;
    if (daemon_is_missing(live))
        return 1;
    for (int i = 0; i < PORTS_MAX; i++) {
        AUTO_FREE char *name = xasprintf(VM_DIRECT_PORT "%d", i);
        AUTO_FREE char *what = xasprintf("direct%d", i);
        int rc = vm_guest_channel_lock(ch, uuid, what, false, err);
        if (rc < 0)
            return -1;
        if (rc)
            continue;
        bool there = find_port(live, name);
        if (!there && add_port(ch, dom, name, err))
            return -1;
        return await_guest(ch, dom, name, there ? OLD_PORT_MS : NEW_PORT_MS, err);
    }
    return err_set(err, ERR_OUT_OF_MEMORY, "There are %d sessions with '%s' already", PORTS_MAX,
                   ch->name);
}

int vm_direct_connect(struct vm_call *call, const char *uuid, struct vm_guest_channel *ch,
                      struct err **err)
{
    AUTO_DOMAIN dom = NULL;
    int rc = vm_guest_channel_find(call, uuid, ch, &dom, err);
    if (rc < 0)
        return -1;
    if (!rc) {
        err_set(err, ERR_INVALID_PARAMETER, "The virtual machine %s is not in running state.",
                ch->name);
        return err_type(err, "System.ArgumentException", "InvalidVMState");
    }
    rc = connect_free(ch, dom, uuid, err);
    return rc > 0 ? no_way(ch, err) : rc;
}

int vm_direct_files(struct vm_call *call, const char *uuid, const char *user, const char *password,
                    struct vm_guest_channel *ch, struct err **err)
{
    if (vm_direct_connect(call, uuid, ch, err))
        return -1;
    struct guest_io io = vm_guest_channel_io(ch);
    ch->open = true;
    if (user) {
        if (client_exec_open(&ch->client, &io, err) ||
            client_exec_login(&ch->client, user, password, err))
            return -1;
        guest_client_close(&ch->client);
    }
    return guest_client_open(&ch->client, &io, false, err);
}
