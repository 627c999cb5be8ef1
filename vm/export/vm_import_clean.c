#include "vm/export/vm_import_clean.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_build.h"

enum what { KEEP, DROP };
struct rule {
    const char *name;
    enum what what;
};

/* Everything that is not in these tables is refused. */
static const struct rule domain_rules[] = {
    { "name", KEEP },        { "uuid", KEEP },           { "title", KEEP },
    { "description", KEEP }, { "genid", KEEP },          { "metadata", KEEP },
    { "maxMemory", KEEP },   { "memory", KEEP },         { "currentMemory", KEEP },
    { "vcpu", KEEP },        { "vcpus", KEEP },          { "iothreads", KEEP },
    { "cputune", KEEP },     { "memoryBacking", KEEP },  { "os", KEEP },
    { "sysinfo", KEEP },     { "features", KEEP },       { "cpu", KEEP },
    { "clock", KEEP },       { "on_poweroff", KEEP },    { "on_reboot", KEEP },
    { "on_crash", KEEP },    { "on_lockfailure", KEEP }, { "pm", KEEP },
    { "devices", KEEP },     { "resource", DROP },       { "numatune", DROP },
    { "blkiotune", DROP },   { "memtune", DROP },        { "perf", DROP },
    { "seclabel", DROP },    { "iothreadids", KEEP },    { "defaultiothread", KEEP },
};
static const struct rule os_rules[] = {
    { "type", KEEP },   { "firmware", KEEP }, { "loader", DROP },  { "nvram", DROP },
    { "boot", KEEP },   { "bootmenu", KEEP }, { "smbios", KEEP },  { "bios", KEEP },
    { "kernel", KEEP }, { "initrd", KEEP },   { "cmdline", KEEP },
};
static const struct rule device_rules[] = {
    { "emulator", DROP },   { "disk", KEEP },    { "controller", KEEP }, { "interface", KEEP },
    { "serial", KEEP },     { "console", DROP }, { "channel", KEEP },    { "input", KEEP },
    { "graphics", KEEP },   { "video", KEEP },   { "sound", KEEP },      { "audio", DROP },
    { "memballoon", KEEP }, { "rng", KEEP },     { "tpm", KEEP },        { "watchdog", KEEP },
    { "panic", KEEP },      { "iommu", KEEP },   { "memory", KEEP },     { "hub", KEEP },
    { "vsock", DROP },
};
static const struct rule disk_rules[] = {
    { "driver", KEEP },    { "source", KEEP },  { "target", KEEP },   { "address", KEEP },
    { "alias", KEEP },     { "boot", KEEP },    { "iotune", KEEP },   { "readonly", KEEP },
    { "shareable", KEEP }, { "serial", KEEP },  { "wwn", KEEP },      { "vendor", KEEP },
    { "product", KEEP },   { "blockio", KEEP }, { "geometry", KEEP }, { "backingStore", DROP },
    { "mirror", DROP },
};
static const struct rule adapter_rules[] = {
    { "mac", KEEP },       { "source", KEEP },      { "model", KEEP },  { "link", KEEP },
    { "boot", KEEP },      { "rom", KEEP },         { "alias", KEEP },  { "address", KEEP },
    { "mtu", KEEP },       { "bandwidth", KEEP },   { "vlan", KEEP },   { "port", KEEP },
    { "filterref", KEEP }, { "virtualport", KEEP }, { "driver", KEEP }, { "target", DROP },
    { "guest", DROP },     { "coalesce", KEEP },
};

static int refuse(xmlNodePtr node, const char *why, struct err **err)
{
    err_set(err, ERR_NOT_SUPPORTED, "The configuration cannot be imported: its element <%s> %s.",
            (const char *)node->name, why);
    return err_advise(err, "If you trust the file and need this, take it out of the file and add "
                           "it to the virtual machine after the import.");
}

static int apply(xmlNodePtr parent, const struct rule *rules, size_t n, struct err **err)
{
    for (xmlNodePtr next, c = parent ? parent->children : NULL; c; c = next) {
        next = c->next;
        if (c->type != XML_ELEMENT_NODE)
            continue;
        const struct rule *rule = NULL;
        for (size_t i = 0; i < n; i++)
            if (strcmp(rules[i].name, (const char *)c->name) == 0)
                rule = &rules[i];
        if (!rule || c->ns)
            return refuse(c, "would give the guest more of this host than an import may", err);
        if (rule->what == DROP)
            vm_xml_remove(c);
    }
    return 0;
}

static void drop_attributes(xmlNodePtr node, const char *const *keep)
{
    for (xmlAttrPtr next, a = node->properties; a; a = next) {
        next = a->next;
        bool kept = false;
        for (size_t i = 0; keep[i]; i++)
            kept = kept || strcmp(keep[i], (const char *)a->name) == 0;
        if (!kept)
            xmlRemoveProp(a);
    }
}

static void drop_children(xmlNodePtr node)
{
    while (node->children)
        vm_xml_remove(node->children);
}

/* "ua-" and a UUID: names of ours become file names. */
static bool is_plain_id(const char *id)
{
    return id && strlen(id) == 39 && strncmp(id, "ua-", 3) == 0 &&
           strspn(id + 3, "0123456789abcdef-") == 36;
}

static void clean_alias(xmlNodePtr domain, xmlNodePtr node, const char *record)
{
    AUTO_FREE char *old = vm_xml_text(node, "alias/@name");
    if (is_plain_id(old))
        return;
    AUTO_FREE char *made = vm_build_id();
    xmlNodePtr known = old ? vm_build_find_record(domain, record, old) : NULL;
    vm_xml_set(node, "alias/@name", made);
    if (known)
        vm_xml_set_attr(known, "id", made);
}

static bool text_ends(const char *text, const char *end)
{
    size_t len = strlen(text), n = strlen(end);
    return len >= n && text_caseeq(text + len - n, end);
}

/* The source is left as one name: relative to the export for disks, a path for other media. */
static int clean_disk(xmlNodePtr domain, xmlNodePtr disk, struct err **err)
{
    static const char *const attributes[] = { "type", "device", NULL };
    bool hard = vm_xml_is(disk, "@device", "disk") || !vm_xml_find(disk, "@device");
    if (!hard && !vm_xml_is(disk, "@device", "cdrom") && !vm_xml_is(disk, "@device", "floppy"))
        return refuse(disk, "would give the guest a device of this host", err);
    if (apply(disk, disk_rules, ARRAY_SIZE(disk_rules), err))
        return -1;
    bool served = vm_xml_is(disk, "@type", "network") &&
                  vm_xml_is(disk, "source/@protocol", "nbd") &&
                  vm_xml_is(disk, "source/host/@transport", "unix");
    AUTO_FREE char *path = vm_xml_text(disk, served ? "source/@name" : "source/@file");
    xmlNodePtr source = vm_xml_child(disk, "source");
    if (source && !path)
        return refuse(disk, "names something that is no file", err);
    drop_attributes(disk, attributes);
    vm_xml_set_attr(disk, "type", "file");
    vm_xml_remove_all(disk, "source");
    if (path)
        vm_xml_set(disk, "source/@file", path);
    /* Until the disk is served again libvirt's names for the formats tell what it is. */
    if (path && served)
        vm_xml_set(disk, "driver/@type", text_ends(path, "vhd") ? "vpc" : "vhd");
    clean_alias(domain, disk, "drive");
    return 0;
}

static int clean_adapter(xmlNodePtr domain, xmlNodePtr nic, struct err **err)
{
    static const char *const attributes[] = { NULL };
    static const char *const names[] = { "source/@network", "source/@bridge", "source/@dev" };
    if (vm_xml_is(nic, "@type", "hostdev") || vm_xml_is(nic, "@type", "vdpa") ||
        vm_xml_is(nic, "@type", "vhostuser"))
        return refuse(nic, "would give the guest a device of this host", err);
    if (apply(nic, adapter_rules, ARRAY_SIZE(adapter_rules), err))
        return -1;
    AUTO_FREE char *network = NULL;
    for (size_t i = 0; !network && i < ARRAY_SIZE(names); i++)
        network = vm_xml_text(nic, names[i]);
    AUTO_FREE char *portgroup = vm_xml_text(nic, "source/@portgroup");
    vm_xml_remove_all(nic, "source");
    drop_attributes(nic, attributes);
    vm_xml_set_attr(nic, "type", network ? "network" : "user");
    if (network)
        vm_xml_set(nic, "source/@network", network);
    if (network && portgroup)
        vm_xml_set(nic, "source/@portgroup", portgroup);
    if (!network)
        vm_xml_set(nic, "link/@state", "down");
    clean_alias(domain, nic, "adapter");
    AUTO_FREE char *id = vm_xml_text(nic, "alias/@name");
    vm_nic_filter_forget(nic, vm_build_find_record(domain, "adapter", id));
    return 0;
}

/* COM1 becomes a socket again when the machine has its folder, others are silent. */
static void clean_serial(xmlNodePtr serial)
{
    static const char *const attributes[] = { "type", NULL };
    vm_xml_remove_all(serial, "source");
    vm_xml_remove_all(serial, "log");
    vm_xml_remove_all(serial, "protocol");
    drop_attributes(serial, attributes);
    vm_xml_set_attr(serial, "type", vm_xml_number(serial, "target/@port", 0) == 0 ? "pty" : "null");
}

static int clean_channel(xmlNodePtr channel, struct err **err)
{
    if (!vm_xml_is(channel, "@type", "unix") && !vm_xml_is(channel, "@type", "spicevmc"))
        return refuse(channel, "is of a kind that an import may not have", err);
    vm_xml_remove_all(channel, "source");
    vm_xml_remove_all(channel, "log");
    return 0;
}

static int clean_graphics(xmlNodePtr graphics, struct err **err)
{
    static const char *const attributes[] = { "type", "passwd", "keymap", "defaultMode", NULL };
    if (!vm_xml_is(graphics, "@type", "vnc") && !vm_xml_is(graphics, "@type", "spice"))
        return refuse(graphics, "is of a kind that an import may not have", err);
    drop_attributes(graphics, attributes);
    drop_children(graphics);
    vm_xml_set_attr(graphics, "autoport", "yes");
    vm_xml_set_attr(graphics, "listen", "127.0.0.1");
    return 0;
}

static int clean_rng(xmlNodePtr rng, struct err **err)
{
    bool builtin = vm_xml_is(rng, "backend/@model", "builtin");
    bool plain = vm_xml_is(rng, "backend", "/dev/urandom") ||
                 vm_xml_is(rng, "backend", "/dev/random") ||
                 vm_xml_is(rng, "backend", "/dev/hwrng");
    if (vm_xml_find(rng, "backend[2]") ||
        (!builtin && !(plain && vm_xml_is(rng, "backend/@model", "random"))))
        return refuse(rng, "would give the guest a device of this host", err);
    xmlNodePtr backend = vm_xml_child(rng, "backend");
    if (plain)
        vm_xml_set_text(backend, "/dev/urandom");
    return 0;
}

static int clean_device(xmlNodePtr domain, xmlNodePtr device, struct err **err)
{
    const char *name = (const char *)device->name;
    if (strcmp(name, "disk") == 0)
        return clean_disk(domain, device, err);
    if (strcmp(name, "interface") == 0)
        return clean_adapter(domain, device, err);
    if (strcmp(name, "channel") == 0)
        return clean_channel(device, err);
    if (strcmp(name, "graphics") == 0)
        return clean_graphics(device, err);
    if (strcmp(name, "rng") == 0)
        return clean_rng(device, err);
    if (strcmp(name, "serial") == 0)
        clean_serial(device);
    if (strcmp(name, "tpm") == 0 && !vm_xml_is(device, "backend/@type", "emulator"))
        return refuse(device, "would give the guest a device of this host", err);
    return 0;
}

static bool is_outside(const char *text)
{
    text += strspn(text, " \t\r\n");
    return text[0] == '/' || strstr(text, "://") || strstr(text, "../");
}

/* In our own record paths are those of another host: they are forgotten. */
static void clean_record(xmlNodePtr node)
{
    for (xmlAttrPtr next, a = node->properties; a; a = next) {
        next = a->next;
        AUTO_FREE char *value = NULL;
        xmlChar *text = xmlNodeListGetString(node->doc, a->children, 1);
        value = xstrdup(text ? (const char *)text : "");
        xmlFree(text);
        if (is_outside(value))
            xmlRemoveProp(a);
    }
    for (xmlNodePtr c = node->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            clean_record(c);
}

/* Is the value one that was looked at, or is no name of a file whatever it holds? */
static bool is_known(xmlNodePtr node, const char *attribute)
{
    static const char *const texts[] = { "name", "title", "description", "cmdline", "backend" };
    const char *name = (const char *)node->name;
    const char *parent = node->parent ? (const char *)node->parent->name : "";
    if (attribute)
        return strcmp(name, "source") == 0 && strcmp(parent, "disk") == 0 &&
               strcmp(attribute, "file") == 0;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (strcmp(name, texts[i]) == 0)
            return true;
    return false;
}

/* Such an attribute or element names a file, from whatever folder. */
static bool is_file_name(const char *parent, const char *name)
{
    static const char *const names[] = { "file", "path", "evdev", "socket", "dir" };
    if (strcmp(parent, "source") == 0 && strcmp(name, "dev") == 0)
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* What is left of names of files. A document is as deep as the parser lets it be. */
static int scan(xmlNodePtr node, struct err **err)
{
    if (is_file_name("", (const char *)node->name))
        return refuse(node, "names a file of this host", err);
    for (xmlAttrPtr a = node->properties; a; a = a->next) {
        xmlChar *text = xmlNodeListGetString(node->doc, a->children, 1);
        const char *name = (const char *)a->name;
        bool bad = text && !is_known(node, name) &&
                   (is_outside((const char *)text) || is_file_name((const char *)node->name, name));
        xmlFree(text);
        if (bad)
            return refuse(node, "names a file of this host", err);
    }
    for (xmlNodePtr c = node->children; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE && scan(c, err))
            return -1;
        if ((c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) && c->content &&
            is_outside((const char *)c->content) && !is_known(node, NULL))
            return refuse(node, "names a file of this host", err);
    }
    return 0;
}

static int scan_all(xmlNodePtr domain, struct err **err)
{
    for (xmlNodePtr c = domain->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE && strcmp((const char *)c->name, "metadata") != 0 &&
            scan(c, err))
            return -1;
    return 0;
}

/* Only our record is of use here. */
static void clean_metadata(xmlNodePtr domain)
{
    xmlNodePtr metadata = vm_xml_child(domain, "metadata"),
               ours = vm_xml_find(domain, "metadata/hv:vm");
    for (xmlNodePtr next, c = metadata ? metadata->children : NULL; c; c = next) {
        next = c->next;
        if (c != ours)
            vm_xml_remove(c);
    }
    if (ours)
        clean_record(ours);
}

int vm_import_clean(xmlNodePtr domain, struct err **err)
{
    static const char *const attributes[] = { "type", NULL };
    xmlNodePtr devices = vm_xml_child(domain, "devices");
    /* Of two of a kind libvirt would take parts of both. */
    static const char *const single[] = { "metadata[2]", "os[2]", "devices[2]", "name[2]",
                                          "uuid[2]" };
    for (size_t i = 0; i < ARRAY_SIZE(single); i++) {
        xmlNodePtr second = vm_xml_find(domain, single[i]);
        if (second)
            return refuse(second, "is there twice", err);
    }
    drop_attributes(domain, attributes);
    if (apply(domain, domain_rules, ARRAY_SIZE(domain_rules), err) ||
        apply(vm_xml_child(domain, "os"), os_rules, ARRAY_SIZE(os_rules), err) ||
        apply(devices, device_rules, ARRAY_SIZE(device_rules), err))
        return -1;
    clean_metadata(domain);
    for (xmlNodePtr c = devices ? devices->children : NULL; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE && clean_device(domain, c, err))
            return -1;
    return scan_all(domain, err);
}
