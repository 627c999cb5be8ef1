#include "vm/vm_build.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "vm/guest/vm_guest.h"
#include "vm/vm_firmware.h"
#include "vm/xml_map.h"

void vm_plan_release(struct vm_plan *p)
{
    char *const owned[] = { p->name,        p->domain_name, p->folder,      p->com1_socket,
                            p->com1_log,    p->switch_name, p->network,     p->vhd_path,
                            p->domain_type, p->machine,     p->notes,       p->secure_boot_template,
                            p->kernel,      p->initrd,      p->command_line };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free(owned[i]);
    *p = (struct vm_plan){ 0 };
}

static void random_bytes(unsigned char *out, size_t len)
{
    while (getrandom(out, len, 0) != (ssize_t)len) {
    }
}

void vm_build_uuid(char uuid[VM_UUID_SIZE])
{
    unsigned char b[16];
    random_bytes(b, sizeof(b));
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    snprintf(uuid, VM_UUID_SIZE,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
             b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
             b[15]);
}

char *vm_build_id(void)
{
    char uuid[VM_UUID_SIZE];
    vm_build_uuid(uuid);
    return xasprintf("ua-%s", uuid);
}

/* ---- records in our metadata ---- */
xmlNodePtr vm_build_metadata(xmlNodePtr domain)
{
    return vm_xml_ensure(vm_xml_ensure(domain, "metadata"), "hv:vm");
}

xmlNodePtr vm_build_find_record(xmlNodePtr domain, const char *element, const char *id)
{
    xmlNodePtr hv = vm_xml_find(domain, XML_HV);
    for (xmlNodePtr c = hv ? hv->children : NULL; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE && strcmp((const char *)c->name, element) == 0 &&
            vm_xml_is(c, "@id", id))
            return c;
    }
    return NULL;
}

xmlNodePtr vm_build_record(xmlNodePtr domain, const char *element, const char *id)
{
    xmlNodePtr record = vm_build_find_record(domain, element, id);
    if (record)
        return record;
    AUTO_FREE char *name = xasprintf("hv:%s", element);
    record = vm_xml_add(vm_build_metadata(domain), name, NULL);
    vm_xml_set_attr(record, "id", id);
    return record;
}

/* ---- drives ---- */
static char *free_target(xmlNodePtr domain, const char *prefix)
{
    for (int i = 0; i < 26 * 27; i++) {
        char letters[3] = { 0 };
        if (i < 26)
            letters[0] = (char)('a' + i);
        else {
            letters[0] = (char)('a' + i / 26 - 1);
            letters[1] = (char)('a' + i % 26);
        }
        AUTO_FREE char *name = xasprintf("%s%s", prefix, letters);
        AUTO_FREE char *path = xasprintf("devices/disk/target[@dev='%s']", name);
        if (!vm_xml_find(domain, path))
            return STEAL(name);
    }
    return xasprintf("%szzz", prefix);
}

void vm_build_address(xmlNodePtr domain, xmlNodePtr disk, enum vm_bus bus, int number, int location)
{
    AUTO_FREE char *target = bus == VM_BUS_IDE      ? xasprintf("hd%c", 'a' + number * 2 + location)
                             : bus == VM_BUS_FLOPPY ? xstrdup("fda")
                                                    : free_target(domain, "sd");
    xmlNodePtr t = vm_xml_ensure(disk, "target");
    vm_xml_set_attr(t, "dev", target);
    vm_xml_set_attr(t, "bus", bus == VM_BUS_IDE ? "ide" : bus == VM_BUS_FLOPPY ? "fdc" : "scsi");
    vm_xml_remove(vm_xml_child(disk, "address"));
    xmlNodePtr a = vm_xml_add(disk, "address", NULL);
    vm_xml_set_attr(a, "type", "drive");
    vm_xml_set_attrf(a, "controller", "%d", bus == VM_BUS_SCSI ? number : 0);
    vm_xml_set_attrf(a, "bus", "%d", bus == VM_BUS_IDE ? number : 0);
    /* SCSI: one target per location; firmware scans few LUNs but 32 targets. */
    vm_xml_set_attrf(a, "target", "%d", bus == VM_BUS_SCSI ? location : 0);
    vm_xml_set_attrf(a, "unit", "%d", bus == VM_BUS_IDE ? location : 0);
}

/* QEMU gets raw bytes from our server. The export bears the image's name, so that libvirt and
 * whatever reads its XML show that. */
static void build_served(xmlNodePtr disk, const struct vm_medium *m)
{
    AUTO_FREE char *alias = vm_xml_text(disk, "alias/@name");
    AUTO_FREE char *made = alias && strncmp(alias, "ua-", 3) == 0 ? NULL : vm_build_id();
    AUTO_FREE char *socket = xasprintf("%s/%s.sock", m->served_dir, made ? made : alias);
    xmlNodePtr source = vm_xml_add(disk, "source", NULL);
    vm_xml_set_attr(source, "protocol", "nbd");
    vm_xml_set_attr(source, "name", m->path);
    xmlNodePtr host = vm_xml_add(source, "host", NULL);
    vm_xml_set_attr(host, "transport", "unix");
    vm_xml_set_attr(host, "socket", socket);
    if (m->logical_sector) {
        vm_xml_setf(disk, "blockio/@logical_block_size", "%u", m->logical_sector);
        vm_xml_setf(disk, "blockio/@physical_block_size", "%u", m->physical_sector);
    }
}

void vm_build_medium(xmlNodePtr disk, enum vm_disk_kind kind, const struct vm_medium *m)
{
    bool block = m->path && strncmp(m->path, "/dev/", 5) == 0;
    bool served = kind == VM_DISK_HARD && m->path &&
                  (m->format == DISK_FORMAT_VHD || m->format == DISK_FORMAT_VHDX);
    bool qcow2 = kind == VM_DISK_HARD && m->format == DISK_FORMAT_QCOW2;
    vm_xml_set_attr(disk, "type", block ? "block" : served ? "network" : "file");
    vm_xml_remove(vm_xml_child(disk, "source"));
    vm_xml_remove(vm_xml_child(disk, "backingStore"));
    vm_xml_remove(vm_xml_child(disk, "blockio"));
    xmlNodePtr driver = vm_xml_ensure(disk, "driver");
    vm_xml_set_attr(driver, "name", "qemu");
    vm_xml_set_attr(driver, "type", qcow2 ? "qcow2" : "raw");
    if (kind == VM_DISK_HARD) {
        vm_xml_set_attr(driver, "discard", "unmap");
        /* A failing disk pauses the VM (PausedCritical) and hides nothing. */
        vm_xml_set_attr(driver, "error_policy", "stop");
        vm_xml_set_attr(driver, "rerror_policy", "stop");
    }
    if (served) {
        build_served(disk, m);
    } else if (m->path) {
        xmlNodePtr source = vm_xml_add(disk, "source", NULL);
        vm_xml_set_attr(source, block ? "dev" : "file", m->path);
    }
}

xmlNodePtr vm_build_disk(xmlNodePtr domain, enum vm_disk_kind kind, enum vm_bus bus, int number,
                         int location, const struct vm_medium *medium, const char *id)
{
    xmlNodePtr disk = vm_xml_add(vm_xml_ensure(domain, "devices"), "disk", NULL);
    vm_xml_set_attr(disk, "device",
                    kind == VM_DISK_HARD  ? "disk"
                    : kind == VM_DISK_DVD ? "cdrom"
                                          : "floppy");
    vm_xml_set_attr(vm_xml_add(disk, "alias", NULL), "name", id);
    vm_build_medium(disk, kind, medium);
    vm_build_address(domain, disk, bus, number, location);
    if (kind == VM_DISK_DVD)
        vm_xml_add(disk, "readonly", NULL);
    return disk;
}

xmlNodePtr vm_build_scsi_controller(xmlNodePtr domain, int index)
{
    AUTO_FREE char *id = vm_build_id();
    xmlNodePtr c = vm_xml_add(vm_xml_ensure(domain, "devices"), "controller", NULL);
    vm_xml_set_attr(c, "type", "scsi");
    vm_xml_set_attrf(c, "index", "%d", index);
    vm_xml_set_attr(c, "model", "virtio-scsi");
    vm_xml_set_attr(vm_xml_add(c, "alias", NULL), "name", id);
    return c;
}

/* ---- adapters ---- */
void vm_build_mac_text(const char mac[13], char out[18])
{
    for (int i = 0; i < 6; i++) {
        for (int k = 0; k < 2; k++) {
            char c = mac[i * 2 + k];
            out[i * 3 + k] = c >= 'A' && c <= 'F' ? (char)(c + 32) : c;
        }
        out[i * 3 + 2] = i < 5 ? ':' : '\0';
    }
}

void vm_build_nic_source(xmlNodePtr nic, const char *network)
{
    if (network) {
        vm_xml_remove(vm_xml_child(nic, "source"));
        vm_xml_set_attr(nic, "type", "network");
        vm_xml_set(nic, "source/@network", network);
        vm_xml_remove(vm_xml_child(nic, "link"));
        return;
    }
    /* An adapter that was connected keeps its source, so that connecting again needs
     * no new device in a running VM. */
    if (!vm_xml_child(nic, "source"))
        vm_xml_set_attr(nic, "type", "user");
    vm_xml_set(nic, "link/@state", "down");
}

xmlNodePtr vm_build_nic(xmlNodePtr domain, const struct generation *gen, const char *model,
                        const char mac[13], const char *network, const char *id)
{
    char text[18];
    vm_build_mac_text(mac, text);
    xmlNodePtr nic = vm_xml_add(vm_xml_ensure(domain, "devices"), "interface", NULL);
    vm_xml_set(nic, "mac/@address", text);
    vm_xml_set(nic, "model/@type", model);
    vm_build_nic_source(nic, network);
    /* UEFI has its own network stack; the option ROM would break recent shims. */
    if (gen->firmware == GENERATION_UEFI)
        vm_xml_set(nic, "rom/@enabled", "no");
    vm_xml_set(nic, "alias/@name", id);
    return nic;
}

static bool mac_in_domain(virDomainPtr dom, const char mac[13])
{
    char *xml = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    char text[18];
    vm_build_mac_text(mac, text);
    bool used = xml && strcasestr(xml, text) != NULL;
    free(xml);
    return used;
}

int vm_build_mac_used(struct vm_call *call, const char mac[13], const char *except_uuid,
                      struct err **err)
{
    virDomainPtr *doms = NULL;
    int n = virConnectListAllDomains(call->conn, &doms, 0);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    int used = 0;
    for (int i = 0; i < n; i++) {
        char uuid[VIR_UUID_STRING_BUFLEN];
        bool skip = virDomainGetUUIDString(doms[i], uuid) == 0 && except_uuid &&
                    strcmp(uuid, except_uuid) == 0;
        if (!used && !skip)
            used = mac_in_domain(doms[i], mac);
        virDomainFree(doms[i]);
    }
    free(doms);
    return used;
}

int vm_build_new_mac(struct vm_call *call, char mac[13], struct err **err)
{
    const struct vm_settings *set = &call->core->settings;
    uint64_t low = strtoull(set->mac_min ? set->mac_min : "00155D000000", NULL, 16);
    uint64_t high = strtoull(set->mac_max ? set->mac_max : "00155DFFFFFF", NULL, 16);
    if (high < low || high >> 48)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The host's range of MAC addresses is not valid: %s to %s.",
                       set->mac_min ? set->mac_min : "", set->mac_max ? set->mac_max : "");
    for (int attempt = 0; attempt < 16; attempt++) {
        uint64_t r;
        random_bytes((unsigned char *)&r, sizeof(r));
        uint64_t value = low + r % (high - low + 1);
        snprintf(mac, 13, "%012llX", (unsigned long long)(value & 0xffffffffffffull));
        int used = vm_build_mac_used(call, mac, NULL, err);
        if (used <= 0)
            return used;
    }
    return err_set(err, ERR_OPERATION_FAILED, "No free MAC address was found in the host's range.");
}

/* ---- boot order ---- */
static void set_boot(xmlNodePtr device, int order)
{
    vm_xml_remove(vm_xml_child(device, "boot"));
    if (order > 0)
        vm_xml_set_attrf(vm_xml_add(device, "boot", NULL), "order", "%d", order);
}

int vm_build_next_boot(xmlNodePtr domain)
{
    int next = 1;
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/*/boot", &nodes);
    for (size_t i = 0; i < n; i++) {
        int64_t order = vm_xml_number(nodes[i], "@order", 0);
        if (order >= next && order < 100000)
            next = (int)order + 1;
    }
    free(nodes);
    return next;
}

struct ordered {
    int order;
    xmlNodePtr device;
};

static int ordered_cmp(const void *a, const void *b)
{
    return ((const struct ordered *)a)->order - ((const struct ordered *)b)->order;
}

static void close_gaps(xmlNodePtr domain)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/*/boot", &nodes);
    struct ordered *list = xcalloc(n + 1, sizeof(*list));
    for (size_t i = 0; i < n; i++) {
        int64_t order = vm_xml_number(nodes[i], "@order", 0);
        list[i] =
            (struct ordered){ order > 0 && order < 100000 ? (int)order : 100000, nodes[i]->parent };
    }
    free(nodes);
    if (n)
        qsort(list, n, sizeof(*list), ordered_cmp);
    for (size_t i = 0; i < n; i++)
        set_boot(list[i].device, (int)i + 1);
    free(list);
}

static int disk_node_cmp(const void *a, const void *b)
{
    const struct vm_disk *x = &((const struct vm_disk_node *)a)->disk;
    const struct vm_disk *y = &((const struct vm_disk_node *)b)->disk;
    return x->number != y->number ? x->number - y->number : x->location - y->location;
}

static void boot_by_kind(xmlNodePtr domain)
{
    struct vm_config config;
    vm_config_from_xml(domain, NULL, &config);
    struct vm_disk_node *disks;
    struct vm_nic_node *nics;
    size_t dn = vm_disks_of(domain, &disks), nn = vm_nics_of(domain, NULL, &nics);
    if (dn)
        qsort(disks, dn, sizeof(*disks), disk_node_cmp);
    vm_xml_remove_all(domain, "os/boot");
    vm_xml_remove_all(domain, "devices/*/boot");
    int order = 1;
    for (size_t k = 0; k < config.bios.startup_count; k++) {
        enum vm_boot_device kind = config.bios.startup_order[k];
        for (size_t i = 0; i < dn; i++) {
            const struct vm_disk *d = &disks[i].disk;
            if ((kind == VM_DEVICE_CD && d->kind == VM_DISK_DVD) ||
                (kind == VM_DEVICE_FLOPPY && d->kind == VM_DISK_FLOPPY) ||
                (kind == VM_DEVICE_IDE && d->kind == VM_DISK_HARD && d->bus != VM_BUS_SCSI))
                set_boot(disks[i].node, order++);
        }
        for (size_t i = 0; i < nn && kind == VM_DEVICE_LEGACY_NETWORK; i++) {
            if (nics[i].nic.legacy)
                set_boot(nics[i].node, order++);
        }
    }
    vm_disk_nodes_free(disks, dn);
    vm_nic_nodes_free(nics, nn);
    vm_config_release(&config);
}

void vm_build_boot_order(xmlNodePtr domain, const struct generation *gen)
{
    if (gen->firmware == GENERATION_BIOS)
        boot_by_kind(domain);
    else
        close_gaps(domain);
}

/* ---- the whole domain ---- */
static void build_identity(xmlNodePtr root, const struct vm_plan *p)
{
    vm_xml_add(root, "name", p->domain_name);
    vm_xml_add(root, "uuid", p->uuid);
    if (p->titled)
        vm_xml_add(root, "title", p->name);
    if (p->notes && *p->notes)
        vm_xml_add(root, "description", p->notes);
    xmlNodePtr hv = vm_build_metadata(root);
    vm_xml_set_attrf(hv, "generation", "%d", p->gen->number);
    vm_xml_set_attrf(hv, "created", "%lld", (long long)time(NULL));
    vm_xml_set_attr(hv, "path", p->folder);
}

void vm_build_cpu(xmlNodePtr cpu, bool kvm)
{
    vm_xml_set_attr(cpu, "mode", kvm ? "host-passthrough" : "maximum");
    if (kvm)
        return;
    /* A kernel that is told of fast string instructions copies byte by byte with them, which
     * an emulator does at half the speed of words. */
    xmlNodePtr feature = vm_xml_add(cpu, "feature", NULL);
    vm_xml_set_attr(feature, "policy", "disable");
    vm_xml_set_attr(feature, "name", "erms");
}

static void build_machine(xmlNodePtr root, const struct vm_plan *p)
{
    xmlNodePtr m = vm_xml_add(root, "memory", NULL);
    vm_xml_set_attr(m, "unit", "b");
    AUTO_FREE char *bytes = xasprintf("%lld", (long long)p->memory);
    vm_xml_set_text(m, bytes);
    AUTO_FREE char *vcpus = xasprintf("%lld", (long long)p->vcpus);
    vm_xml_add(root, "vcpu", vcpus);
    xmlNodePtr os = vm_xml_add(root, "os", NULL);
    xmlNodePtr type = vm_xml_add(os, "type", "hvm");
    if (strcmp(p->domain_type, "test") != 0) {
        vm_xml_set_attr(type, "arch", "x86_64");
        vm_xml_set_attr(type, "machine", p->machine ? p->machine : p->gen->machine);
    }
    if (p->kernel) {
        vm_xml_add(os, "kernel", p->kernel);
        if (p->initrd)
            vm_xml_add(os, "initrd", p->initrd);
        if (p->command_line)
            vm_xml_add(os, "cmdline", p->command_line);
    }
    xmlNodePtr features = vm_xml_add(root, "features", NULL);
    vm_xml_add(features, "acpi", NULL);
    vm_xml_add(features, "apic", NULL);
    if (strcmp(p->domain_type, "test") != 0)
        vm_build_cpu(vm_xml_add(root, "cpu", NULL), strcmp(p->domain_type, "kvm") == 0);
    vm_xml_set(root, "clock/@offset", "utc");
    vm_xml_add(root, "on_poweroff", "destroy");
    vm_xml_add(root, "on_reboot", "restart");
    vm_xml_add(root, "on_crash", "restart");
}

static void build_pci(xmlNodePtr devices, const struct generation *gen)
{
    xmlNodePtr usb = vm_xml_add(devices, "controller", NULL);
    vm_xml_set_attr(usb, "type", "usb");
    vm_xml_set_attr(usb, "model", "none");
    if (!gen->spare_root_ports)
        return;
    for (unsigned i = 0; i <= gen->spare_root_ports; i++) {
        xmlNodePtr c = vm_xml_add(devices, "controller", NULL);
        vm_xml_set_attr(c, "type", "pci");
        vm_xml_set_attrf(c, "index", "%u", i);
        vm_xml_set_attr(c, "model", i ? "pcie-root-port" : "pcie-root");
    }
}

static void build_serial(xmlNodePtr devices, const struct vm_plan *p)
{
    xmlNodePtr com1 = vm_xml_add(devices, "serial", NULL);
    vm_xml_set_attr(com1, "type", p->com1_socket ? "unix" : "pty");
    if (p->com1_socket) {
        xmlNodePtr source = vm_xml_add(com1, "source", NULL);
        vm_xml_set_attr(source, "mode", "bind");
        vm_xml_set_attr(source, "path", p->com1_socket);
    }
    if (p->com1_log)
        vm_xml_set(com1, "log/@file", p->com1_log);
    vm_xml_set(com1, "target/@type", "isa-serial");
    vm_xml_set(com1, "target/@port", "0");
    if (!p->gen->com_ports_always)
        return;
    xmlNodePtr com2 = vm_xml_add(devices, "serial", NULL);
    vm_xml_set_attr(com2, "type", "null");
    vm_xml_set(com2, "target/@type", "isa-serial");
    vm_xml_set(com2, "target/@port", "1");
}

xmlNodePtr vm_build_port(xmlNodePtr devices, const char *name)
{
    xmlNodePtr port = vm_xml_add(devices, "channel", NULL);
    vm_xml_set_attr(port, "type", "unix");
    vm_xml_set(port, "target/@type", "virtio");
    vm_xml_set(port, "target/@name", name);
    return port;
}

static void build_always(xmlNodePtr devices, const struct vm_plan *p)
{
    vm_build_port(devices, "org.qemu.guest_agent.0");
    vm_build_port(devices, VM_SERVICES_PORT);
    vm_xml_set(vm_xml_add(devices, "video", NULL), "model/@type", p->gen->video);
    xmlNodePtr balloon = vm_xml_add(devices, "memballoon", NULL);
    vm_xml_set_attr(balloon, "model", "virtio");
    vm_xml_set_attr(balloon, "autodeflate", "on");
    vm_xml_set_attr(balloon, "freePageReporting", "on");
    vm_xml_set(balloon, "stats/@period", "5");
    xmlNodePtr rng = vm_xml_add(devices, "rng", NULL);
    vm_xml_set_attr(rng, "model", "virtio");
    vm_xml_set_attr(vm_xml_add(rng, "backend", "/dev/urandom"), "model", "random");
}

static void build_drives(xmlNodePtr root, const struct vm_plan *p)
{
    vm_build_scsi_controller(root, 0);
    if (p->vhd_path) {
        AUTO_FREE char *id = vm_build_id();
        vm_build_disk(root, VM_DISK_HARD, p->gen->default_bus, 0, 0, &p->vhd, id);
    }
    if (p->dvd) {
        AUTO_FREE char *id = vm_build_id();
        bool ide = p->gen->default_bus == VM_BUS_IDE;
        vm_build_disk(root, VM_DISK_DVD, p->gen->default_bus, ide ? 1 : 0, ide ? 0 : 1,
                      &(struct vm_medium){ 0 }, id);
    }
}

/* Generation 2: every device in the order of its kind. */
static void boot_gen2(xmlNodePtr root, const struct vm_plan *p)
{
    int order = 1;
    for (size_t k = 0; k < p->boot_count; k++) {
        const char *path = p->boot[k] == VM_DEVICE_VHD  ? "devices/disk[@device='disk']"
                           : p->boot[k] == VM_DEVICE_CD ? "devices/disk[@device='cdrom']"
                                                        : "devices/interface";
        xmlNodePtr *nodes;
        size_t n = vm_xml_find_all(root, path, &nodes);
        for (size_t i = 0; i < n; i++)
            set_boot(nodes[i], order++);
        free(nodes);
    }
}

static void build_boot(xmlNodePtr root, const struct vm_plan *p)
{
    if (p->gen->firmware == GENERATION_UEFI) {
        boot_gen2(root, p);
        return;
    }
    AUTO_STRBUF order = STRBUF_INIT;
    for (size_t k = 0; k < p->boot_count; k++)
        strbuf_addf(&order, "%s%s", k ? " " : "", generation_boot_device_name(p->boot[k]));
    vm_xml_set(root, XML_HV "/hv:bios/@startupOrder", order.buf);
    vm_build_boot_order(root, p->gen);
}

xmlDocPtr vm_build_domain(struct vm_call *call, const struct vm_plan *p, struct err **err)
{
    xmlDocPtr doc = vm_xml_new("domain");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set_attr(root, "type", p->domain_type);
    build_identity(root, p);
    build_machine(root, p);
    xmlNodePtr devices = vm_xml_add(root, "devices", NULL);
    build_pci(devices, p->gen);
    build_drives(root, p);
    AUTO_FREE char *id = vm_build_id();
    vm_build_nic(root, p->gen, p->legacy_nic ? p->legacy_model : "virtio", p->mac, p->network, id);
    xmlNodePtr record = vm_build_record(root, "adapter", id);
    vm_xml_set_attr(record, "name", p->legacy_nic ? "Legacy Network Adapter" : "Network Adapter");
    vm_xml_set_attr(record, "dynamicMac", "yes");
    if (!p->network)
        vm_xml_set_attr(record, "disconnected", "yes");
    build_serial(devices, p);
    build_always(devices, p);
    if (p->gen->firmware == GENERATION_UEFI &&
        vm_firmware_write(call, root, p->secure_boot, p->secure_boot_template, err) < 0) {
        xmlFreeDoc(doc);
        return NULL;
    }
    build_boot(root, p);
    return doc;
}
