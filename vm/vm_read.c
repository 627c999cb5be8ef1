/* Reading one VM: its settings, its XML, its state, its guest. */
#include "vm/vm_read.h"

#include <libvirt/libvirt-qemu.h>
#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "vm/export/vm_planned.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/vm_config.h"
#include "vm/vm_core.h"
#include "vm/vm_firmware.h"
#include "vm/vm_state.h"

struct read_arg {
    char uuid[VM_UUID_SIZE];
    bool live;
    char mac[13];
    enum vm_state wanted;
    bool ip_address;
    int timeout;
    /* results */
    struct vm_config config;
    enum vm_state state;
    char *xml;
    struct vm_addresses addresses;
};

static void read_arg_release(void *opaque)
{
    struct read_arg *a = opaque;
    if (!a)
        return;
    vm_config_release(&a->config);
    vm_addresses_release(&a->addresses);
    free(a->xml);
    free(a);
}

static struct read_arg *read_arg_new(const char *uuid)
{
    struct read_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    return a;
}

static xmlDocPtr get_doc(virDomainPtr dom, unsigned flags, struct err **err)
{
    char *xml = virDomainGetXMLDesc(dom, flags);
    if (!xml) {
        vm_err_libvirt(err, "Cannot read the settings of '%s'", virDomainGetName(dom));
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(xml, "domain", err);
    free(xml);
    return doc;
}

static int config_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    if (vm_is_planned(a->uuid)) {
        AUTO_FREE char *xml = vm_planned_get(call->core, a->uuid, NULL, err);
        return xml ? vm_config_parse(xml, NULL, &a->config, err) : -1;
    }
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    bool active = virDomainIsActive(dom) == 1;
    AUTO_XMLDOC doc = get_doc(dom, VIR_DOMAIN_XML_INACTIVE, err);
    AUTO_XMLDOC live = doc && active ? get_doc(dom, 0, err) : NULL;
    if (!doc || (active && !live))
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_config_from_xml(root, live ? xmlDocGetRootElement(live) : NULL, &a->config);
    /* The start flag is libvirt's own and may be changed behind our back. */
    int autostart = 0;
    if (virDomainGetAutostart(dom, &autostart) == 0) {
        struct vm_options *o = &a->config.options;
        if (autostart && o->start_action == VM_START_NOTHING)
            o->start_action = VM_START_ALWAYS;
        else if (!autostart && (o->start_action == VM_START_ALWAYS || !a->config.hvsh_made))
            o->start_action = VM_START_NOTHING;
    }
    if (a->config.generation == 2)
        vm_firmware_read_nvram(call->core, root, &a->config);
    return 0;
}

int vm_read_config(struct vm_host *host, const char *uuid, struct vm_config *config,
                   struct err **err)
{
    *config = (struct vm_config){ 0 };
    struct read_arg *a = read_arg_new(uuid);
    void *p = a;
    int rc = vm_call_run(host, "Reading the settings", VM_CALL_READ, 0, config_work, &p,
                         read_arg_release, err);
    if (rc == 0) {
        *config = a->config;
        a->config = (struct vm_config){ 0 };
    }
    read_arg_release(p);
    return rc;
}

static int xml_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    a->xml = virDomainGetXMLDesc(dom, a->live ? 0 : VIR_DOMAIN_XML_INACTIVE);
    return a->xml ? 0
                  : vm_err_libvirt(err, "Cannot read the settings of '%s'", virDomainGetName(dom));
}

int vm_xml(struct vm_host *host, const char *uuid, bool live, char **xml, struct err **err)
{
    *xml = NULL;
    struct read_arg *a = read_arg_new(uuid);
    a->live = live;
    void *p = a;
    int rc = vm_call_run(host, "Reading the settings", VM_CALL_READ, 0, xml_work, &p,
                         read_arg_release, err);
    if (rc == 0)
        *xml = STEAL(a->xml);
    read_arg_release(p);
    return rc;
}

int vm_console_path(struct vm_host *host, const char *uuid, char **socket_path, char **log_path,
                    struct err **err)
{
    struct vm_config config;
    *socket_path = *log_path = NULL;
    if (vm_read_config(host, uuid, &config, err) < 0)
        return -1;
    *socket_path = STEAL(config.com[0].path);
    *log_path = STEAL(config.com[0].log);
    vm_config_release(&config);
    return 0;
}

static int state_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    return dom ? vm_state_of(dom, &a->state, err) : -1;
}

int vm_get_state(struct vm_host *host, const char *uuid, enum vm_state *state, struct err **err)
{
    struct read_arg *a = read_arg_new(uuid);
    void *p = a;
    int rc = vm_call_run(host, "Reading the state", VM_CALL_READ, 0, state_work, &p,
                         read_arg_release, err);
    if (rc == 0)
        *state = a->state;
    read_arg_release(p);
    return rc;
}

/* ---- waiting ---- */
static int wait_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    for (;;) {
        if (vm_state_of(dom, &a->state, err) < 0)
            return -1;
        if (a->state == a->wanted)
            return 0;
        if (vm_call_sleep(call, 200, err) < 0)
            return -1;
    }
}

int vm_wait_state(struct vm_host *host, const char *uuid, enum vm_state state, int timeout,
                  struct err **err)
{
    struct read_arg *a = read_arg_new(uuid);
    a->wanted = state;
    void *p = a;
    int rc = vm_call_run(host, "Waiting for the virtual machine", VM_CALL_READ,
                         timeout > 0 ? timeout * 1000 : -1, wait_work, &p, read_arg_release, err);
    read_arg_release(p);
    return rc;
}

/* ---- addresses ---- */
static void add_addresses(virDomainInterfacePtr *ifaces, int n, const char *mac,
                          struct vm_addresses *out)
{
    for (int i = 0; i < n; i++) {
        AUTO_ERR *ignored = NULL;
        char have[13];
        bool matches = ifaces[i]->hwaddr && vm_mac_parse(ifaces[i]->hwaddr, have, &ignored) == 0 &&
                       (!*mac || strcmp(have, mac) == 0);
        for (unsigned k = 0; matches && k < ifaces[i]->naddrs; k++) {
            const char *addr = ifaces[i]->addrs[k].addr;
            if (!*mac && (strncmp(addr, "127.", 4) == 0 || strcmp(addr, "::1") == 0))
                continue;
            out->items = xreallocarray(out->items, out->len + 1, sizeof(*out->items));
            out->items[out->len++] = xstrdup(addr);
        }
        virDomainInterfaceFree(ifaces[i]);
    }
    free(ifaces);
}

void vm_read_addresses(virDomainPtr dom, const char *mac, struct vm_addresses *out)
{
    static const unsigned sources[] = { VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT,
                                        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE };
    for (size_t i = 0; i < ARRAY_SIZE(sources) && out->len == 0; i++) {
        virDomainInterfacePtr *ifaces = NULL;
        int n = virDomainInterfaceAddresses(dom, &ifaces, sources[i], 0);
        if (n >= 0)
            add_addresses(ifaces, n, mac, out);
    }
}

static int addresses_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    if (virDomainIsActive(dom) != 1)
        return 0;
    vm_read_addresses(dom, a->mac, &a->addresses);
    if (!a->addresses.len)
        vm_guest_ic_addresses(call, dom, a->mac, &a->addresses);
    return 0;
}

int vm_nic_addresses(struct vm_host *host, const char *vm_uuid, const char *mac,
                     struct vm_addresses *addresses, struct err **err)
{
    *addresses = (struct vm_addresses){ 0 };
    struct read_arg *a = read_arg_new(vm_uuid);
    snprintf(a->mac, sizeof(a->mac), "%s", mac ? mac : "");
    void *p = a;
    int rc = vm_call_run(host, "Asking the guest", VM_CALL_READ, 10000, addresses_work, &p,
                         read_arg_release, err);
    if (rc == 0) {
        *addresses = a->addresses;
        a->addresses = (struct vm_addresses){ 0 };
    }
    read_arg_release(p);
    return rc;
}

void vm_addresses_release(struct vm_addresses *addresses)
{
    for (size_t i = 0; i < addresses->len; i++)
        free(addresses->items[i]);
    free(addresses->items);
    *addresses = (struct vm_addresses){ 0 };
}

static int guest_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct read_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    for (;;) {
        if (virDomainIsActive(dom) != 1)
            return err_set(err, ERR_INVALID_STATE, "'%s' is not running.", virDomainGetName(dom));
        if (a->ip_address) {
            vm_read_addresses(dom, "", &a->addresses);
            if (!a->addresses.len)
                vm_guest_ic_addresses(call, dom, "", &a->addresses);
            if (a->addresses.len)
                return 0;
        } else {
            char *reply = virDomainQemuAgentCommand(dom, "{\"execute\":\"guest-ping\"}", 3, 0);
            bool alive = reply != NULL || vm_guest_ic_alive(call, dom);
            free(reply);
            if (alive)
                return 0;
        }
        if (vm_call_sleep(call, 500, err) < 0)
            return -1;
    }
}

int vm_wait_guest(struct vm_host *host, const char *uuid, bool ip_address, int timeout,
                  struct err **err)
{
    struct read_arg *a = read_arg_new(uuid);
    a->ip_address = ip_address;
    void *p = a;
    int rc = vm_call_run(host, "Waiting for the guest", VM_CALL_READ,
                         timeout > 0 ? timeout * 1000 : -1, guest_work, &p, read_arg_release, err);
    read_arg_release(p);
    return rc;
}
