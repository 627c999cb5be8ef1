/* Tier 2: from a domain's XML to facts. */
#include "vm/vm_config.h"

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/network/vm_nic_vlan.h"
#include "vm/pool/vm_meter_count.h"
#include "vm/vm_core.h"
#include "vm/vm_machine.h"
#include "vm/vm_security.h"
#include "vm/vm_served.h"
#include "vm/vm_state.h"
#include "vm/vm_video.h"
#include "vm/xml_map.h"

int vm_generation_of(xmlNodePtr domain)
{
    int64_t said = vm_xml_number(domain, XML_HV "/@generation", 0);
    if (said == 1 || said == 2)
        return (int)said;
    bool efi =
        vm_xml_is(domain, "os/@firmware", "efi") || vm_xml_is(domain, "os/loader/@type", "pflash");
    return efi ? 2 : 1;
}

/* ---- drives ---- */
static const struct {
    const char *libvirt;
    enum disk_format format;
} formats[] = {
    { "raw", DISK_FORMAT_RAW },
    { "qcow2", DISK_FORMAT_QCOW2 },
    { "vpc", DISK_FORMAT_VHD },
    { "vhd", DISK_FORMAT_VHDX },
};

static char *disk_path(xmlNodePtr disk)
{
    static const char *const plain[] = { "source/@file", "source/@dev", "source/@dir" };
    for (size_t i = 0; i < ARRAY_SIZE(plain); i++) {
        char *path = vm_xml_text(disk, plain[i]);
        if (path)
            return path;
    }
    AUTO_FREE char *volume = vm_xml_text(disk, "source/@volume");
    AUTO_FREE char *pool = vm_xml_text(disk, "source/@pool");
    if (volume && pool)
        return xasprintf("%s/%s", pool, volume);
    AUTO_FREE char *protocol = vm_xml_text(disk, "source/@protocol");
    char *name = vm_xml_text(disk, "source/@name");
    /* A local NBD export is named by the image that is served. */
    if (!protocol || (name && name[0] == '/' && vm_xml_is(disk, "source/host/@transport", "unix")))
        return name;
    AUTO_FREE char *host = vm_xml_text(disk, "source/host/@name");
    char *uri = xasprintf("%s://%s/%s", protocol, host ? host : "", name ? name : "");
    free(name);
    return uri;
}

static int target_index(const char *target)
{
    size_t len = target ? strlen(target) : 0;
    int index = 0;
    if (len < 3 || len > 5)
        return -1;
    for (const char *s = target + 2; *s; s++) {
        if (*s < 'a' || *s > 'z')
            return -1;
        index = index * 26 + (*s - 'a' + 1);
    }
    return index - 1;
}

static void disk_place(xmlNodePtr node, struct vm_disk *d)
{
    int index = target_index(d->target);
    bool addressed = vm_xml_is(node, "address/@type", "drive");
    int controller = (int)vm_xml_number(node, "address/@controller", 0);
    int bus = (int)vm_xml_number(node, "address/@bus", 0);
    int target = (int)vm_xml_number(node, "address/@target", 0);
    int unit = (int)vm_xml_number(node, "address/@unit", 0);
    if (d->bus == VM_BUS_IDE) {
        d->number = addressed ? bus : index >= 0 ? index / 2 : 0;
        d->location = addressed ? unit : index >= 0 ? index % 2 : 0;
    } else if (d->bus == VM_BUS_SCSI) {
        d->number = addressed ? controller : 0;
        d->location = addressed ? (target ? target : unit) : index >= 0 ? index : 0;
    } else if (d->bus == VM_BUS_FLOPPY) {
        d->location = addressed ? unit : 0;
    }
}

static void read_disk(xmlNodePtr node, struct vm_disk *d)
{
    AUTO_FREE char *alias = vm_xml_text(node, "alias/@name");
    AUTO_FREE char *device = vm_xml_text(node, "@device");
    AUTO_FREE char *bus = vm_xml_text(node, "target/@bus");
    AUTO_FREE char *format = vm_xml_text(node, "driver/@type");
    d->target = vm_xml_text(node, "target/@dev");
    if (!d->target)
        d->target = xstrdup("");
    d->id =
        alias && strncmp(alias, "ua-", 3) == 0 ? xstrdup(alias) : xasprintf("target-%s", d->target);
    d->kind = device && strcmp(device, "cdrom") == 0    ? VM_DISK_DVD
              : device && strcmp(device, "floppy") == 0 ? VM_DISK_FLOPPY
                                                        : VM_DISK_HARD;
    d->bus = d->kind == VM_DISK_FLOPPY         ? VM_BUS_FLOPPY
             : bus && strcmp(bus, "ide") == 0  ? VM_BUS_IDE
             : bus && strcmp(bus, "scsi") == 0 ? VM_BUS_SCSI
                                               : VM_BUS_OTHER;
    disk_place(node, d);
    d->path = disk_path(node);
    for (size_t i = 0; format && i < ARRAY_SIZE(formats); i++) {
        if (strcmp(format, formats[i].libvirt) == 0)
            d->format = formats[i].format;
    }
    /* Behind our server QEMU sees raw bytes; the name tells what the file is. */
    struct vm_served served;
    if (vm_served_read(node, &served)) {
        size_t len = strlen(served.path);
        d->format = len > 3 && text_caseeq(served.path + len - 3, "vhd") ? DISK_FORMAT_VHD
                                                                         : DISK_FORMAT_VHDX;
        vm_served_release(&served);
    }
    d->read_only = vm_xml_find(node, "readonly") != NULL;
    int64_t max = vm_xml_number(node, "iotune/total_iops_sec", 0);
    d->max_iops = max > 0 ? (uint64_t)max : 0;
    d->persistent_reservations = vm_xml_find(node, "source/reservations") != NULL;
    d->boot_order = (int)vm_xml_number(node, "boot/@order", 0);
}

/* Drives on buses that Hyper-V does not have are shown behind the real controllers. */
static void place_foreign(xmlNodePtr domain, struct vm_disk_node *disks, size_t n)
{
    int number = 0, location = 0;
    xmlNodePtr *nodes;
    size_t c = vm_xml_find_all(domain, "devices/controller[@type='scsi']", &nodes);
    for (size_t i = 0; i < c; i++) {
        int64_t index = vm_xml_number(nodes[i], "@index", 0);
        if (index >= number && index < 256)
            number = (int)index + 1;
    }
    free(nodes);
    for (size_t i = 0; i < n; i++) {
        if (disks[i].disk.bus == VM_BUS_SCSI && disks[i].disk.number >= number &&
            disks[i].disk.number < 256)
            number = disks[i].disk.number + 1;
    }
    for (size_t i = 0; i < n; i++) {
        if (disks[i].disk.bus != VM_BUS_OTHER)
            continue;
        disks[i].disk.number = number;
        disks[i].disk.location = location++;
    }
}

size_t vm_disks_of(xmlNodePtr domain, struct vm_disk_node **disks)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/disk", &nodes), kept = 0;
    *disks = xcalloc(n + 1, sizeof(**disks));
    for (size_t i = 0; i < n; i++) {
        (*disks)[kept].node = nodes[i];
        read_disk(nodes[i], &(*disks)[kept++].disk);
    }
    free(nodes);
    place_foreign(domain, *disks, kept);
    xmlNodePtr *records;
    size_t r = vm_xml_find_all(domain, XML_HV "/hv:drive", &records);
    for (size_t i = 0; i < r; i++) {
        AUTO_FREE char *id = vm_xml_text(records[i], "@id");
        for (size_t k = 0; id && k < kept; k++) {
            struct vm_disk *d = &(*disks)[k].disk;
            if (strcmp(id, d->id) != 0)
                continue;
            int64_t min = vm_xml_number(records[i], "@minimumIops", 0);
            d->min_iops = min > 0 ? (uint64_t)min : 0;
        }
    }
    free(records);
    return kept;
}

void vm_disk_release(struct vm_disk *d)
{
    free(d->id);
    free(d->target);
    free(d->path);
    *d = (struct vm_disk){ 0 };
}

void vm_disk_nodes_free(struct vm_disk_node *disks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vm_disk_release(&disks[i].disk);
    free(disks);
}

/* ---- adapters ---- */
static bool mac_digits(const char *text, char mac[13])
{
    size_t n = 0;
    for (; text && *text; text++) {
        if (*text == ':' || *text == '-' || *text == '.')
            continue;
        char c = *text >= 'a' && *text <= 'f' ? (char)(*text - 32) : *text;
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')) || n == 12)
            return false;
        mac[n++] = c;
    }
    mac[n] = '\0';
    return n == 12;
}

int vm_mac_parse(const char *text, char mac[13], struct err **err)
{
    if (mac_digits(text, mac))
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "'%s' is not a MAC address. It has 12 hexadecimal digits, as in 00155D012A00.",
                   text);
}

static xmlNodePtr adapter_record(xmlNodePtr domain, const char *id)
{
    xmlNodePtr hv = vm_xml_find(domain, XML_HV);
    for (xmlNodePtr c = hv ? hv->children : NULL; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE && strcmp((const char *)c->name, "adapter") == 0 &&
            vm_xml_is(c, "@id", id))
            return c;
    }
    return NULL;
}

static void read_nic(xmlNodePtr domain, xmlNodePtr node, struct vm_nic *nic)
{
    AUTO_FREE char *alias = vm_xml_text(node, "alias/@name");
    AUTO_FREE char *mac = vm_xml_text(node, "mac/@address");
    if (!mac_digits(mac, nic->mac))
        memcpy(nic->mac, "000000000000", 13);
    nic->id =
        alias && strncmp(alias, "ua-", 3) == 0 ? xstrdup(alias) : xasprintf("mac-%s", nic->mac);
    nic->model = vm_xml_text(node, "model/@type");
    nic->legacy = nic->model && strncmp(nic->model, "virtio", 6) != 0;
    nic->switch_name = vm_xml_text(node, "source/@network");
    nic->link_up = !vm_xml_is(node, "link/@state", "down");
    if (vm_xml_is(node, "@type", "bridge")) {
        nic->bridge = vm_xml_text(node, "source/@bridge");
        free(nic->switch_name);
        nic->switch_name = xstrdup(nic->bridge);
    }
    nic->boot_order = (int)vm_xml_number(node, "boot/@order", 0);

    xmlNodePtr record = adapter_record(domain, nic->id);
    AUTO_FREE char *filter = vm_nic_filter_base(node, record);
    nic->mac_spoofing = !(filter && strcmp(filter, "no-mac-spoofing") == 0);
    vm_nic_vlan_read(node, record, &nic->vlan);
    nic->isolated_by_vlan =
        nic->vlan.mode == VM_VLAN_ACCESS && vm_xml_is(record, "@isolation", "vlan");
    vm_acls_read(record, &nic->acls, &nic->acl_count);
    vm_extended_acls_read(record, &nic->extended_acls, &nic->extended_acl_count);
    nic->name = vm_xml_text(record, "@name");
    nic->dynamic_mac = vm_xml_bool(record, "@dynamicMac", false);
    nic->device_naming = vm_xml_bool(record, "@deviceNaming", false);
    nic->dhcp_guard = vm_xml_bool(record, "@dhcpGuard", false);
    nic->router_guard = vm_xml_bool(record, "@routerGuard", false);
    if (vm_xml_bool(record, "@disconnected", false)) {
        /* libvirt needs a source; the record says that the user wants none. */
        free(nic->switch_name);
        nic->switch_name = NULL;
    }
    if (!nic->name)
        nic->name = xstrdup(nic->legacy ? "Legacy Network Adapter" : "Network Adapter");
    nic->connected = nic->switch_name && nic->link_up;
}

size_t vm_nics_of(xmlNodePtr domain, xmlNodePtr live, struct vm_nic_node **nics)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/interface", &nodes);
    *nics = xcalloc(n + 1, sizeof(**nics));
    for (size_t i = 0; i < n; i++) {
        (*nics)[i].node = nodes[i];
        read_nic(domain, nodes[i], &(*nics)[i].nic);
    }
    free(nodes);
    xmlNodePtr *running;
    size_t r = vm_xml_find_all(live, "devices/interface", &running);
    for (size_t i = 0; i < r; i++) {
        char mac[13];
        AUTO_FREE char *text = vm_xml_text(running[i], "mac/@address");
        if (!mac_digits(text, mac))
            continue;
        for (size_t k = 0; k < n; k++) {
            if (strcmp((*nics)[k].nic.mac, mac) == 0 && !(*nics)[k].nic.host_device)
                (*nics)[k].nic.host_device = vm_xml_text(running[i], "target/@dev");
        }
    }
    free(running);
    return n;
}

void vm_nic_release(struct vm_nic *nic)
{
    free(nic->id);
    free(nic->name);
    free(nic->switch_name);
    free(nic->bridge);
    free(nic->host_device);
    free(nic->model);
    free(nic->acls);
    free(nic->extended_acls);
    *nic = (struct vm_nic){ 0 };
}

void vm_nic_copy(struct vm_nic *to, const struct vm_nic *from)
{
    *to = *from;
    to->id = xstrdup(from->id);
    to->name = xstrdup(from->name);
    to->switch_name = xstrdup(from->switch_name);
    to->bridge = xstrdup(from->bridge);
    to->host_device = xstrdup(from->host_device);
    to->model = xstrdup(from->model);
    to->acls = xcalloc(from->acl_count + 1, sizeof(*to->acls));
    for (size_t i = 0; i < from->acl_count; i++)
        to->acls[i] = from->acls[i];
    to->extended_acls = xcalloc(from->extended_acl_count + 1, sizeof(*to->extended_acls));
    for (size_t i = 0; i < from->extended_acl_count; i++)
        to->extended_acls[i] = from->extended_acls[i];
}

void vm_nic_nodes_free(struct vm_nic_node *nics, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vm_nic_release(&nics[i].nic);
    free(nics);
}

/* ---- boot order ---- */
struct boot_device {
    int order;
    bool is_nic;
    size_t index;
};

static int boot_cmp(const void *a, const void *b)
{
    const struct boot_device *x = a, *y = b;
    return x->order - y->order;
}

static void read_boot(struct vm_config *c)
{
    struct boot_device *devs = xcalloc(c->disk_count + c->nic_count + 1, sizeof(*devs));
    size_t n = 0;
    for (size_t i = 0; i < c->disk_count; i++) {
        if (c->disks[i].boot_order > 0)
            devs[n++] = (struct boot_device){ c->disks[i].boot_order, false, i };
    }
    for (size_t i = 0; i < c->nic_count; i++) {
        if (c->nics[i].boot_order > 0)
            devs[n++] = (struct boot_device){ c->nics[i].boot_order, true, i };
    }
    if (n)
        qsort(devs, n, sizeof(*devs), boot_cmp);
    c->firmware.boot = xcalloc(n + 1, sizeof(*c->firmware.boot));
    c->firmware.boot_count = n;
    for (size_t i = 0; i < n; i++) {
        struct vm_boot_entry *e = &c->firmware.boot[i];
        e->source = devs[i].is_nic ? VM_SOURCE_NETWORK : VM_SOURCE_DRIVE;
        e->device_id =
            xstrdup(devs[i].is_nic ? c->nics[devs[i].index].id : c->disks[devs[i].index].id);
        e->description = xstrdup(devs[i].is_nic ? "EFI Network" : "EFI SCSI Device");
        e->dvd = !devs[i].is_nic && c->disks[devs[i].index].kind == VM_DISK_DVD;
    }
    free(devs);
}

static enum vm_boot_device boot_kind_of(const struct vm_config *c, const struct vm_boot_entry *e)
{
    if (e->source == VM_SOURCE_NETWORK)
        return VM_DEVICE_LEGACY_NETWORK;
    for (size_t i = 0; i < c->disk_count; i++) {
        if (strcmp(c->disks[i].id, e->device_id) == 0)
            return c->disks[i].kind == VM_DISK_DVD      ? VM_DEVICE_CD
                   : c->disks[i].kind == VM_DISK_FLOPPY ? VM_DEVICE_FLOPPY
                                                        : VM_DEVICE_IDE;
    }
    return VM_DEVICE_IDE;
}

static void add_startup(struct vm_bios *bios, enum vm_boot_device device)
{
    for (size_t i = 0; i < bios->startup_count; i++) {
        if (bios->startup_order[i] == device)
            return;
    }
    if (bios->startup_count < ARRAY_SIZE(bios->startup_order))
        bios->startup_order[bios->startup_count++] = device;
}

/* The recorded order, else the devices' own, else <boot dev>; missing kinds follow in the
 * generation's order. */
static void read_startup(xmlNodePtr domain, struct vm_config *c)
{
    static const struct {
        const char *libvirt;
        enum vm_boot_device device;
    } devs[] = { { "fd", VM_DEVICE_FLOPPY },
                 { "cdrom", VM_DEVICE_CD },
                 { "hd", VM_DEVICE_IDE },
                 { "network", VM_DEVICE_LEGACY_NETWORK } };
    struct vm_bios *bios = &c->bios;
    AUTO_FREE char *recorded = vm_xml_text(domain, XML_HV "/hv:bios/@startupOrder");
    char *save = NULL;
    for (char *w = recorded ? strtok_r(recorded, " ", &save) : NULL; w;
         w = strtok_r(NULL, " ", &save)) {
        for (int d = 0; d < VM_DEVICE_NETWORK; d++) {
            if (strcmp(w, generation_boot_device_name((enum vm_boot_device)d)) == 0)
                add_startup(bios, (enum vm_boot_device)d);
        }
    }
    for (size_t i = 0; i < c->firmware.boot_count; i++)
        add_startup(bios, boot_kind_of(c, &c->firmware.boot[i]));
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "os/boot", &nodes);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < ARRAY_SIZE(devs); k++) {
            if (vm_xml_is(nodes[i], "@dev", devs[k].libvirt))
                add_startup(bios, devs[k].device);
        }
    }
    free(nodes);
    const struct generation *gen = generation_get(1);
    for (size_t i = 0; i < gen->default_boot_count; i++)
        add_startup(bios, gen->default_boot[i]);
}

/* ---- the rest ---- */
static void read_firmware(xmlNodePtr domain, struct vm_config *c)
{
    struct vm_firmware *fw = &c->firmware;
    /* What was asked for at define time; the enrolled keys in NVRAM have the last
     * word, and hvsh keeps the two in step. */
    AUTO_FREE char *said = vm_xml_text(domain, XML_HV "/hv:firmware/@secureBoot");
    if (said)
        fw->secure_boot = strcmp(said, "yes") == 0;
    else if (vm_xml_find(domain, "os/firmware/feature[@name='secure-boot']"))
        fw->secure_boot = vm_xml_find(domain, "os/firmware/feature[@name='secure-boot' and "
                                              "@enabled='yes']") &&
                          !vm_xml_find(domain, "os/firmware/feature[@name='enrolled-keys' and "
                                               "@enabled='no']");
    else
        fw->secure_boot = vm_xml_bool(domain, "os/loader/@secure", false);
    if (!fw->secure_boot_template && fw->secure_boot)
        fw->secure_boot_template = xstrdup("MicrosoftUEFICertificateAuthority");
}

static void read_cpu(xmlNodePtr domain, struct vm_config *c)
{
    int64_t n = vm_xml_number(domain, "vcpu/@current", 0);
    if (n <= 0)
        n = vm_xml_number(domain, "vcpu", 1);
    c->processor.count = n < 1 || n > 65536 ? 1 : (unsigned)n;
    int64_t quota = vm_xml_number(domain, "cputune/quota", 0);
    int64_t period = vm_xml_number(domain, "cputune/period", 100000);
    if (quota > 0 && period > 0 && quota < period)
        c->processor.maximum = (unsigned)((quota * 100 + period / 2) / period);
    if (vm_xml_find(domain, "cpu/feature[(@name='vmx' or @name='svm') and @policy='require']"))
        c->processor.nested = true;
}

static void read_memory(xmlNodePtr domain, struct vm_config *c)
{
    struct vm_memory *m = &c->memory;
    uint64_t memory = vm_xml_size(domain, "memory", 0);
    m->startup = m->dynamic ? vm_xml_size(domain, "currentMemory", memory) : memory;
    if (!m->minimum)
        m->minimum = m->dynamic ? m->startup : m->startup < (512u << 20) ? m->startup : 512u << 20;
    if (m->dynamic || !m->maximum)
        m->maximum = m->dynamic ? memory : 1ull << 40;
}

static void read_com(xmlNodePtr domain, struct vm_config *c)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/serial", &nodes);
    for (size_t i = 0; i < 2; i++)
        c->com[i].number = (int)i + 1;
    for (size_t i = 0; i < n; i++) {
        int64_t port = vm_xml_number(nodes[i], "target/@port", (int64_t)i);
        if (port < 0 || port > 1 || c->com[port].path || c->com[port].log)
            continue;
        struct vm_com_port *com = &c->com[port];
        if (vm_xml_is(nodes[i], "@type", "unix"))
            com->path = vm_xml_text(nodes[i], "source/@path");
        com->log = vm_xml_text(nodes[i], "log/@file");
    }
    free(nodes);
}

static void read_controllers(xmlNodePtr domain, struct vm_config *c)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/controller[@type='scsi']", &nodes);
    c->controllers = xcalloc(n + 3, sizeof(*c->controllers));
    if (c->generation == 1) {
        for (int i = 0; i < 2; i++)
            c->controllers[c->controller_count++] =
                (struct vm_controller){ VM_BUS_IDE, i, xasprintf("ide-%d", i) };
    }
    for (size_t i = 0; i < n; i++) {
        int64_t index = vm_xml_number(nodes[i], "@index", (int64_t)i);
        if (index < 0 || index > 255)
            continue;
        AUTO_FREE char *alias = vm_xml_text(nodes[i], "alias/@name");
        bool own = alias && strncmp(alias, "ua-", 3) == 0;
        c->controllers[c->controller_count++] =
            (struct vm_controller){ VM_BUS_SCSI, (int)index,
                                    own ? xstrdup(alias) : xasprintf("scsi-%d", (int)index) };
    }
    free(nodes);
    if (c->generation == 1)
        c->controllers[c->controller_count++] =
            (struct vm_controller){ VM_BUS_FLOPPY, 0, xstrdup("floppy-0") };
}

static void read_pools(xmlNodePtr domain, struct vm_config *c)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, XML_HV "/hv:pool", &nodes);
    c->pools = xcalloc(n + 1, sizeof(*c->pools));
    for (size_t i = 0; i < n; i++)
        c->pools[c->pool_count++] =
            (struct vm_pool_ref){ .type = vm_xml_text(nodes[i], "@type"),
                                  .id = vm_xml_text(nodes[i], "@id"),
                                  .device = vm_xml_text(nodes[i], "@device") };
    free(nodes);
}

/* Who holds a port open may answer; asking each would take too long for a list. */
static enum vm_heartbeat heartbeat_of(xmlNodePtr domain, xmlNodePtr live)
{
    static const char *const ports[] = {
        "devices/channel[target/@name='" VM_SERVICES_PORT "']",
        "devices/channel[target/@name='" VM_GUEST_PORT "']",
        "devices/channel[target/@name='org.qemu.guest_agent.0']",
    };
    enum vm_heartbeat beat = VM_HEARTBEAT_DISABLED;
    if (!live)
        return VM_HEARTBEAT_UNKNOWN;
    if (vm_service_off(domain, VM_SERVICE_HEARTBEAT))
        return VM_HEARTBEAT_DISABLED;
    for (size_t i = 0; i < ARRAY_SIZE(ports); i++) {
        xmlNodePtr port = vm_xml_find(live, ports[i]);
        if (vm_xml_is(port, "target/@state", "connected"))
            return VM_HEARTBEAT_OK_UNKNOWN;
        if (port || vm_xml_find(domain, ports[i]))
            beat = VM_HEARTBEAT_NO_CONTACT;
    }
    return beat;
}

static int disk_cmp(const void *a, const void *b)
{
    const struct vm_disk *x = a, *y = b;
    if (x->bus != y->bus)
        return x->bus < y->bus ? -1 : 1;
    return x->number != y->number ? x->number - y->number : x->location - y->location;
}

void vm_config_from_xml(xmlNodePtr domain, xmlNodePtr live, struct vm_config *c)
{
    *c = (struct vm_config){ 0 };
    vm_xml_map_read(domain, c);
    AUTO_FREE char *uuid = vm_xml_text(domain, "uuid");
    if (uuid && strlen(uuid) == VM_UUID_SIZE - 1)
        memcpy(c->uuid, uuid, VM_UUID_SIZE);
    c->name = vm_xml_text(domain, "title");
    AUTO_FREE char *name = vm_xml_text(domain, "name");
    size_t len = name ? strlen(name) : 0;
    bool encoded = len >= 9 && name[len - 9] == '~' && memcmp(name + len - 8, c->uuid, 8) == 0;
    if (!c->name || !encoded) {
        free(c->name);
        c->name = xstrdup(name ? name : "");
    }
    c->generation = vm_generation_of(domain);
    c->hvsh_made = vm_xml_find(domain, XML_HV) != NULL;
    AUTO_FREE char *machine = vm_xml_text(domain, "os/type/@machine");
    c->version = vm_machine_version(machine);
    if (!c->version)
        c->version = xstrdup("0.0");
    c->creation_time = vm_xml_number(domain, XML_HV "/@created", 0);
    c->path = vm_xml_text(domain, XML_HV "/@path");
    c->domain_type = vm_xml_text(domain, "@type");
    c->heartbeat = heartbeat_of(domain, live);
    c->tpm = vm_xml_find(domain, "devices/tpm") != NULL;
    read_pools(domain, c);
    c->metered = vm_meter_find(domain, NULL) != NULL;
    c->kernel = vm_xml_text(domain, "os/kernel");
    c->initrd = vm_xml_text(domain, "os/initrd");
    c->command_line = vm_xml_text(domain, "os/cmdline");
    vm_video_read(domain, c);
    vm_security_read(domain, c);
    read_cpu(domain, c);
    read_memory(domain, c);
    read_com(domain, c);
    read_controllers(domain, c);

    struct vm_disk_node *disks;
    c->disk_count = vm_disks_of(domain, &disks);
    c->disks = xcalloc(c->disk_count + 1, sizeof(*c->disks));
    for (size_t i = 0; i < c->disk_count; i++)
        c->disks[i] = disks[i].disk;
    free(disks);
    if (c->disk_count)
        qsort(c->disks, c->disk_count, sizeof(*c->disks), disk_cmp);
    struct vm_nic_node *nics;
    c->nic_count = vm_nics_of(domain, live, &nics);
    c->nics = xcalloc(c->nic_count + 1, sizeof(*c->nics));
    for (size_t i = 0; i < c->nic_count; i++)
        c->nics[i] = nics[i].nic;
    free(nics);
    read_boot(c);
    read_startup(domain, c);
    read_firmware(domain, c);
}

int vm_config_parse(const char *inactive_xml, const char *live_xml, struct vm_config *config,
                    struct err **err)
{
    *config = (struct vm_config){ 0 };
    AUTO_XMLDOC doc = vm_xml_parse(inactive_xml, "domain", err);
    if (!doc)
        return -1;
    AUTO_XMLDOC live = live_xml ? vm_xml_parse(live_xml, "domain", err) : NULL;
    if (live_xml && !live)
        return -1;
    vm_config_from_xml(xmlDocGetRootElement(doc), live ? xmlDocGetRootElement(live) : NULL, config);
    return 0;
}

void vm_config_release(struct vm_config *c)
{
    char *const owned[] = {
        c->name,
        c->version,
        c->path,
        c->domain_type,
        c->kernel,
        c->initrd,
        c->command_line,
        c->options.notes,
        c->options.smart_paging_path,
        c->options.snapshot_path,
        c->firmware.secure_boot_template,
        c->video.model,
        c->security.key_protector,
        c->com[0].path,
        c->com[0].log,
        c->com[1].path,
        c->com[1].log,
    };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free(owned[i]);
    for (size_t i = 0; i < c->firmware.boot_count; i++) {
        free(c->firmware.boot[i].device_id);
        free(c->firmware.boot[i].description);
        free(c->firmware.boot[i].firmware_path);
    }
    free(c->firmware.boot);
    for (size_t i = 0; i < c->disk_count; i++)
        vm_disk_release(&c->disks[i]);
    free(c->disks);
    for (size_t i = 0; i < c->nic_count; i++)
        vm_nic_release(&c->nics[i]);
    free(c->nics);
    for (size_t i = 0; i < c->controller_count; i++)
        free(c->controllers[i].id);
    free(c->controllers);
    for (size_t i = 0; i < c->pool_count; i++) {
        free(c->pools[i].type);
        free(c->pools[i].id);
        free(c->pools[i].device);
    }
    free(c->pools);
    *c = (struct vm_config){ 0 };
}
