#include "vm/vm_host_device.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "vm/vm_build.h"
#include "vm/vm_edit.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

enum { DISPLAY = 0x03, BRIDGE = 0x06, MAX_DEPTH = 16, MAX_DEVICES = 8192 };

#define PCI_HOSTDEV "devices/hostdev[@type='pci']"

struct devices_arg {
    char address[VM_PCI_SIZE], uuid[VM_UUID_SIZE];
    bool by_vm, force;
    struct vm_host_device *list;
    size_t n, room;
};

/* ---- what there is ---- */
static void device_release(struct vm_host_device *d)
{
    free(d->node);
    free(d->name);
    free(d->instance);
    free(d->location);
    free(d->driver);
    free(d->parent);
    free(d->vm_name);
}

void vm_host_devices_free(struct vm_host_device *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        device_release(&list[i]);
    free(list);
}

static void devices_arg_release(void *opaque)
{
    struct devices_arg *a = opaque;
    if (a)
        vm_host_devices_free(a->list, a->n);
    free(a);
}

static struct vm_host_device *add_device(struct devices_arg *a)
{
    if (a->n == a->room) {
        a->room = a->room ? a->room * 2 : 32;
        a->list = xrealloc(a->list, a->room * sizeof(*a->list));
    }
    a->list[a->n] = (struct vm_host_device){ .iommu_group = -1 };
    return &a->list[a->n++];
}

static unsigned long hex(xmlNodePtr node, const char *path)
{
    AUTO_FREE char *text = vm_xml_text(node, path);
    return text ? strtoul(text, NULL, 16) & 0xffffff : 0;
}

/* libvirt writes the parts of an address in decimal for node devices, in hex for domains. */
static unsigned part(xmlNodePtr node, const char *path, int base)
{
    AUTO_FREE char *text = vm_xml_text(node, path);
    return text ? (unsigned)strtoul(text, NULL, base) & 0xffff : 0;
}

/* Of an <address> with domain, bus, slot and function in hex. */
static void pci_address(xmlNodePtr address, char out[VM_PCI_SIZE])
{
    snprintf(out, VM_PCI_SIZE, "%04x:%02x:%02x.%x", part(address, "@domain", 16),
             part(address, "@bus", 16) & 0xff, part(address, "@slot", 16) & 0x1f,
             part(address, "@function", 16) & 7);
}

static void read_device(xmlNodePtr root, struct vm_host_device *d)
{
    xmlNodePtr pci = vm_xml_find(root, "capability[@type='pci']");
    snprintf(d->address, sizeof(d->address), "%04x:%02x:%02x.%x", part(pci, "domain", 10),
             part(pci, "bus", 10) & 0xff, part(pci, "slot", 10) & 0x1f,
             part(pci, "function", 10) & 7);
    d->node = vm_xml_text(root, "name");
    d->driver = vm_xml_text(root, "driver/name");
    d->parent = vm_xml_text(root, "parent");
    d->device_class = hex(pci, "class");
    d->vendor = hex(pci, "vendor/@id");
    d->product = hex(pci, "product/@id");
    d->iommu_group = (int)vm_xml_number(pci, "iommuGroup/@number", -1);
    d->dismounted = d->driver && strncmp(d->driver, "vfio", 4) == 0;
    int64_t functions = vm_xml_number(pci, "capability[@type='virt_functions']/@maxCount", 0);
    d->is_gpu = d->device_class >> 16 == DISPLAY && functions > 0;
    d->partition_max = d->is_gpu && functions < 65536 ? (unsigned)functions : 0;
    xmlNodePtr whole = vm_xml_find(pci, "capability[@type='phys_function']/address");
    if (whole)
        pci_address(whole, d->gpu);
    AUTO_FREE char *vendor = vm_xml_text(pci, "vendor");
    AUTO_FREE char *product = vm_xml_text(pci, "product");
    d->name = vendor && *vendor ? xasprintf("%s %s", vendor, product ? product : "")
                                : xasprintf("PCI device %04lx:%04lx", d->vendor, d->product);
    d->instance = xasprintf("PCI\\VEN_%04lX&DEV_%04lX\\%s", d->vendor, d->product, d->address);
}

static const struct vm_host_device *by_node(const struct devices_arg *a, const char *node)
{
    for (size_t i = 0; node && i < a->n; i++) {
        if (a->list[i].node && strcmp(a->list[i].node, node) == 0)
            return &a->list[i];
    }
    return NULL;
}

/* The way from the root bridge, slot and function of each bridge on it. */
static char *location_of(const struct devices_arg *a, const struct vm_host_device *d)
{
    const struct vm_host_device *way[MAX_DEPTH];
    size_t depth = 0;
    for (; d && depth < MAX_DEPTH; d = by_node(a, d->parent))
        way[depth++] = d;
    AUTO_STRBUF out = STRBUF_INIT;
    unsigned domain = 0, bus = 0, slot, function;
    for (size_t i = depth; i-- > 0;) {
        if (sscanf(way[i]->address, "%x:%x:%x.%x", &domain, &bus, &slot, &function) != 4)
            continue;
        if (!out.len)
            strbuf_addf(&out, "PCIROOT(%X)", domain << 8 | bus);
        strbuf_addf(&out, "#PCI(%02X%02X)", slot, function);
    }
    return xstrdup(out.len ? out.buf : "");
}

static struct vm_host_device *by_address(struct devices_arg *a, const char *address)
{
    for (size_t i = 0; i < a->n; i++) {
        if (strcmp(a->list[i].address, address) == 0)
            return &a->list[i];
    }
    return NULL;
}

static int device_cmp(const void *a, const void *b)
{
    return strcmp(((const struct vm_host_device *)a)->address,
                  ((const struct vm_host_device *)b)->address);
}

static int read_host(struct vm_call *call, struct devices_arg *a, struct err **err)
{
    virNodeDevicePtr *devs = NULL;
    int n =
        virConnectListAllNodeDevices(call->conn, &devs, VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the host's devices");
    for (int i = 0; i < n; i++) {
        AUTO_ERR *ignored = NULL;
        char *xml = i < MAX_DEVICES ? virNodeDeviceGetXMLDesc(devs[i], 0) : NULL;
        AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "device", &ignored) : NULL;
        if (doc)
            read_device(xmlDocGetRootElement(doc), add_device(a));
        free(xml);
        virNodeDeviceFree(devs[i]);
    }
    free(devs);
    if (a->n)
        qsort(a->list, a->n, sizeof(*a->list), device_cmp);
    for (size_t i = 0; i < a->n; i++) {
        struct vm_host_device *d = &a->list[i];
        const struct vm_host_device *whole = *d->gpu ? by_address(a, d->gpu) : NULL;
        d->location = location_of(a, d);
        if (!whole || whole->device_class >> 16 != DISPLAY)
            d->gpu[0] = '\0';
    }
    return 0;
}

static void hostdev_address(xmlNodePtr hostdev, char out[VM_PCI_SIZE])
{
    pci_address(vm_xml_find(hostdev, "source/address"), out);
}

static void read_domain(virDomainPtr dom, struct devices_arg *a)
{
    char uuid[VIR_UUID_STRING_BUFLEN];
    if (virDomainGetUUIDString(dom, uuid) < 0 || (a->by_vm && strcmp(uuid, a->uuid) != 0))
        return;
    AUTO_ERR *ignored = NULL;
    char *xml = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "domain", &ignored) : NULL;
    free(xml);
    xmlNodePtr *nodes;
    size_t n = doc ? vm_xml_find_all(xmlDocGetRootElement(doc), PCI_HOSTDEV, &nodes) : 0;
    for (size_t i = 0; i < n; i++) {
        char address[VM_PCI_SIZE];
        hostdev_address(nodes[i], address);
        struct vm_host_device *d = by_address(a, address);
        if (!d) {
            d = add_device(a);
            memcpy(d->address, address, sizeof(d->address));
            d->name = xstrdup("");
            d->location = xstrdup("");
            d->instance = xstrdup(address);
        }
        if (d->vm_name)
            continue;
        memcpy(d->vm_uuid, uuid, sizeof(d->vm_uuid));
        d->vm_name = vm_name_of(dom, uuid);
    }
    if (doc)
        free(nodes);
}

static int read_all(struct vm_call *call, struct devices_arg *a, struct err **err)
{
    virDomainPtr *doms = NULL;
    if (read_host(call, a, err) < 0)
        return -1;
    int n = virConnectListAllDomains(call->conn, &doms, 0);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    for (int i = 0; i < n; i++) {
        read_domain(doms[i], a);
        virDomainFree(doms[i]);
    }
    free(doms);
    return 0;
}

static int list_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct devices_arg *a = opaque;
    if (read_all(call, a, err) < 0)
        return -1;
    size_t kept = 0;
    for (size_t i = 0; i < a->n; i++) {
        if (a->by_vm ? a->list[i].vm_uuid[0] != '\0' : a->list[i].node != NULL)
            a->list[kept++] = a->list[i];
        else
            device_release(&a->list[i]);
    }
    a->n = kept;
    return 0;
}

int vm_host_devices(struct vm_host *host, const char *vm_uuid, struct vm_host_device **list,
                    size_t *n, struct err **err)
{
    struct devices_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", vm_uuid ? vm_uuid : "");
    a->by_vm = vm_uuid != NULL;
    void *p = a;
    int rc = vm_call_run(host, "Reading the host's devices", VM_CALL_READ, 0, list_work, &p,
                         devices_arg_release, err);
    if (rc == 0) {
        *list = STEAL(a->list);
        *n = a->n;
        a->n = 0;
    }
    devices_arg_release(p);
    return rc;
}

bool vm_host_device_is(const struct vm_host_device *d, const char *text)
{
    return text_caseeq(d->instance, text) || text_caseeq(d->address, text) ||
           (*d->location && text_caseeq(d->location, text)) ||
           (d->node && text_caseeq(d->node, text)) ||
           (strncmp(d->address, "0000:", 5) == 0 && text_caseeq(d->address + 5, text));
}

/* ---- changes ---- */
static struct vm_host_device *require(struct devices_arg *a, struct err **err)
{
    struct vm_host_device *d = by_address(a, a->address);
    if (d && d->node)
        return d;
    err_set(err, ERR_OBJECT_NOT_FOUND, "The host has no device %s.", a->address);
    return NULL;
}

static int require_iommu(const struct vm_host_device *d, struct err **err)
{
    if (d->iommu_group >= 0)
        return 0;
    err_set(
        err, ERR_NOT_SUPPORTED,
        "The device %s cannot be given to a virtual machine: no IOMMU of the host guards memory "
        "against it.",
        d->address);
    return err_advise(err, "Switch on VT-d or AMD-Vi in the host's firmware, put intel_iommu=on "
                           "(Intel) and iommu=pt on its kernel's command line, and restart it. "
                           "'virt-host-validate qemu' checks that.");
}

static int refuse_used(const struct vm_host_device *d, const char *what, struct err **err)
{
    return err_set(err, ERR_INVALID_STATE,
                   "The device %s cannot be %s: it is assigned to the virtual machine '%s'.",
                   d->address, what, d->vm_name);
}

/* Devices of one group see each other's memory: a machine can have all of them only. */
static int require_group(const struct devices_arg *a, const struct vm_host_device *d,
                         struct err **err)
{
    for (size_t i = 0; i < a->n; i++) {
        const struct vm_host_device *other = &a->list[i];
        if (other == d || other->iommu_group != d->iommu_group || !other->driver ||
            other->dismounted || other->device_class >> 16 == BRIDGE)
            continue;
        err_set(err, ERR_INVALID_STATE,
                "The device %s is in one IOMMU group with %s, which the host's driver '%s' uses: a "
                "virtual machine cannot have one without the other.",
                d->address, other->address, other->driver);
        return err_advise(err, "Dismount the others first, or use -Force.");
    }
    return 0;
}

static int move_work(struct vm_call *call, struct devices_arg *a, bool away, struct err **err)
{
    if (read_all(call, a, err) < 0)
        return -1;
    const struct vm_host_device *d = require(a, err);
    if (!d)
        return -1;
    if (d->device_class >> 16 == BRIDGE)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The device %s is a bridge, which stays with its host.", d->address);
    if (d->vm_name)
        return refuse_used(d, away ? "dismounted" : "mounted", err);
    if (away && (require_iommu(d, err) < 0 || (!a->force && require_group(a, d, err) < 0)))
        return -1;
    if (d->dismounted == away)
        return 0;
    virNodeDevicePtr dev = virNodeDeviceLookupByName(call->conn, d->node);
    if (!dev)
        return vm_err_libvirt(err, "Cannot find the device %s", d->address);
    int rc = vm_call_check(call, err);
    if (rc == 0 &&
        (away ? virNodeDeviceDetachFlags(dev, "vfio", 0) : virNodeDeviceReAttach(dev)) < 0)
        rc = vm_err_libvirt(err, "Failed to %s the device %s", away ? "dismount" : "mount",
                            d->address);
    virNodeDeviceFree(dev);
    return rc;
}

static int dismount_work(struct vm_call *call, void *opaque, struct err **err)
{
    return move_work(call, opaque, true, err);
}

static int mount_work(struct vm_call *call, void *opaque, struct err **err)
{
    return move_work(call, opaque, false, err);
}

static xmlNodePtr find_hostdev(xmlNodePtr domain, const char *address)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(domain, PCI_HOSTDEV, &nodes);
    for (size_t i = 0; i < n; i++) {
        char own[VM_PCI_SIZE];
        hostdev_address(nodes[i], own);
        if (strcmp(own, address) == 0)
            found = nodes[i];
    }
    free(nodes);
    return found;
}

static void add_hostdev(xmlNodePtr domain, const char *address)
{
    unsigned at[4] = { 0 };
    static const char *const parts[] = { "domain", "bus", "slot", "function" };
    if (sscanf(address, "%x:%x:%x.%x", &at[0], &at[1], &at[2], &at[3]) != 4)
        return;
    xmlNodePtr hostdev = vm_xml_add(vm_xml_ensure(domain, "devices"), "hostdev", NULL);
    vm_xml_set_attr(hostdev, "mode", "subsystem");
    vm_xml_set_attr(hostdev, "type", "pci");
    /* After the host has started again its driver holds the device: libvirt takes it then. */
    vm_xml_set_attr(hostdev, "managed", "yes");
    vm_xml_set(hostdev, "driver/@name", "vfio");
    xmlNodePtr source = vm_xml_add(vm_xml_add(hostdev, "source", NULL), "address", NULL);
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        vm_xml_set_attrf(source, parts[i], "0x%x", at[i]);
    AUTO_FREE char *id = vm_build_id();
    vm_xml_set(hostdev, "alias/@name", id);
}

static int assign_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct devices_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || read_all(call, a, err) < 0)
        return -1;
    const struct vm_host_device *d = require(a, err);
    if (!d || require_iommu(d, err) < 0)
        return -1;
    if (d->vm_name)
        return refuse_used(d, "assigned", err);
    if (!d->dismounted) {
        err_set(err, ERR_INVALID_STATE,
                "The device %s cannot be assigned to '%s': the host itself uses it.", d->address,
                e.name);
        return err_advise(err, "Dismount-VMHostAssignableDevice takes it from the host.");
    }
    if (vm_edit_require_off(&e, "assign a device to", err) < 0)
        return -1;
    add_hostdev(e.root, d->address);
    return vm_edit_commit(&e, err);
}

static int no_partition(const struct devices_arg *a, struct err **err)
{
    const struct vm_host_device *gpu = NULL;
    bool made = false;
    for (size_t i = 0; i < a->n; i++) {
        const struct vm_host_device *d = &a->list[i];
        if (d->is_gpu && (!*a->address || strcmp(d->address, a->address) == 0))
            gpu = d;
        made = made || (*d->gpu && (!*a->address || strcmp(d->gpu, a->address) == 0));
    }
    if (!gpu) {
        err_set(err, ERR_NOT_SUPPORTED, "The host has no such GPU that can be partitioned.");
        return err_advise(err,
                          "A GPU is partitioned by virtual functions (SR-IOV) of its driver; "
                          "Get-VMHostPartitionableGpu lists those that can. A whole GPU is given "
                          "by Dismount-VMHostAssignableDevice and Add-VMAssignableDevice.");
    }
    if (made)
        return err_set(err, ERR_OPERATION_FAILED,
                       "All partitions of the GPU are assigned to virtual machines.");
    err_set(err, ERR_INVALID_STATE, "The GPU %s has not been partitioned.", gpu->address);
    return err_advise(err, "As root: echo %u > /sys/bus/pci/devices/%s/sriov_numvfs",
                      gpu->partition_max, gpu->address);
}

static int partition_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct devices_arg *a = opaque;
    const struct vm_host_device *d = NULL;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || read_all(call, a, err) < 0)
        return -1;
    for (size_t i = 0; i < a->n && !d; i++) {
        const struct vm_host_device *one = &a->list[i];
        if (*one->gpu && !one->vm_name && (!*a->address || strcmp(one->gpu, a->address) == 0))
            d = one;
    }
    if (!d)
        return no_partition(a, err);
    if (require_iommu(d, err) < 0 || vm_edit_require_off(&e, "assign a GPU partition to", err) < 0)
        return -1;
    add_hostdev(e.root, d->address);
    if (vm_edit_commit(&e, err) < 0)
        return -1;
    memcpy(a->address, d->address, sizeof(a->address));
    return 0;
}

static int unassign_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct devices_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr hostdev = find_hostdev(e.root, a->address);
    if (!hostdev)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "'%s' has no device %s.", e.name, a->address);
    if (vm_edit_require_off(&e, "remove a device from", err) < 0)
        return -1;
    vm_xml_remove(hostdev);
    return vm_edit_commit(&e, err);
}

static int run(struct vm_host *host, const char *activity, const char *uuid, const char *address,
               bool force, vm_call_fn *fn, struct err **err)
{
    struct devices_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid ? uuid : "");
    snprintf(a->address, sizeof(a->address), "%s", address);
    a->force = force;
    void *p = a;
    int rc = vm_call_run(host, activity, VM_CALL_CHANGE, 60000, fn, &p, devices_arg_release, err);
    devices_arg_release(p);
    return rc;
}

int vm_dismount_device(struct vm_host *host, const char *address, bool force, struct err **err)
{
    return run(host, "Dismounting the device", NULL, address, force, dismount_work, err);
}

int vm_mount_device(struct vm_host *host, const char *address, struct err **err)
{
    return run(host, "Mounting the device", NULL, address, false, mount_work, err);
}

int vm_assign_device(struct vm_host *host, const char *uuid, const char *address, struct err **err)
{
    return run(host, "Assigning the device", uuid, address, false, assign_work, err);
}

int vm_assign_gpu_partition(struct vm_host *host, const char *uuid, const char *gpu,
                            char partition[VM_PCI_SIZE], struct err **err)
{
    struct devices_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    snprintf(a->address, sizeof(a->address), "%s", gpu ? gpu : "");
    void *p = a;
    int rc = vm_call_run(host, "Assigning the GPU partition", VM_CALL_CHANGE, 60000, partition_work,
                         &p, devices_arg_release, err);
    if (rc == 0)
        memcpy(partition, a->address, VM_PCI_SIZE);
    devices_arg_release(p);
    return rc;
}

int vm_unassign_device(struct vm_host *host, const char *uuid, const char *address,
                       struct err **err)
{
    return run(host, "Removing the device", uuid, address, false, unassign_work, err);
}
