/* Import-VM: a planned machine comes to the host. */
#include <libvirt/virterror.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_chain.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/export/vm_copies.h"
#include "vm/export/vm_export.h"
#include "vm/export/vm_guest_state.h"
#include "vm/export/vm_import_files.h"
#include "vm/export/vm_import_private.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_file.h"
#include "vm/vm_firmware.h"
#include "vm/vm_names.h"
#include "vm/xml_map.h"

/* sun_path holds 108 bytes with the NUL. */
enum { SOCKET_PATH_MAX = 107 };

struct commit_arg {
    char key[VM_UUID_SIZE];
    char uuid[VM_UUID_SIZE]; /* results */
    bool taken;
};

/* A file of a disk, and its place. */
struct disk_copy {
    char *from, *to;
};

struct import {
    struct vm_call *call;
    struct vm_import_paths paths;
    xmlDocPtr doc;
    xmlNodePtr root;
    struct vm_config config; /* as planned */
    struct vm_copies copies;
    char *folder, *vhds; /* where the machine and its disks come */
    char *name;          /* libvirt's */
    VEC(struct vm_filter_change) filters;
    VEC(struct disk_copy) disks;
};

static void import_release(struct import *m)
{
    vm_import_paths_release(&m->paths);
    vm_config_release(&m->config);
    vm_copies_release(&m->copies);
    xmlFreeDoc(m->doc);
    free(m->folder);
    free(m->vhds);
    free(m->name);
    for (size_t i = 0; i < m->filters.len; i++)
        vm_filter_change_release(&m->filters.items[i]);
    vec_release(&m->filters);
    for (size_t i = 0; i < m->disks.len; i++) {
        free(m->disks.items[i].from);
        free(m->disks.items[i].to);
    }
    vec_release(&m->disks);
}

static int refuse_problems(struct import *m, struct err **err)
{
    struct vm_problems p = { VEC_INIT };
    vm_import_find_problems(m->call, m->root, &m->paths, &p);
    if (p.list.len) {
        AUTO_STRBUF text = STRBUF_INIT;
        for (size_t i = 0; i < p.list.len; i++)
            strbuf_addf(&text, "%s%s", i ? " " : "", p.list.items[i].message);
        err_set(err, ERR_OPERATION_FAILED,
                "Unable to import virtual machine due to configuration errors.  Please use "
                "Compare-VM to repair the virtual machine.");
        err_advise(err, "%s", text.buf);
    }
    vm_problems_free(p.list.items, p.list.len);
    return *err ? -1 : 0;
}

/* ---- name and place ---- */

/* Machines may share a name, domains may not: the second one is told from it by its UUID. */
static int choose_name(struct import *m, bool *taken, struct err **err)
{
    AUTO_ERR *failure = NULL;
    AUTO_DOMAIN other = vm_name_lookup(m->call, m->config.name, &failure);
    bool titled;
    if (failure)
        return err_move(err, &failure);
    *taken = other != NULL;
    m->name = vm_name_encode(m->config.name, m->config.uuid, &titled);
    if (other && !titled) {
        AUTO_FREE char *plain = STEAL(m->name);
        m->name = xasprintf("%s~%.8s", plain, m->config.uuid);
        titled = true;
    }
    vm_xml_set(m->root, "name", m->name);
    if (titled)
        vm_xml_set(m->root, "title", m->config.name);
    else
        vm_xml_remove(vm_xml_child(m->root, "title"));
    return 0;
}

static int choose_folder(struct import *m, struct err **err)
{
    AUTO_FREE char *usual = vm_core_vm_path(m->call->core);
    struct stat st;
    m->folder = m->paths.machine ? xstrdup(m->paths.machine)
                : m->paths.copy  ? xasprintf("%s/%s", usual, m->name)
                                 : xstrdup(m->paths.root);
    AUTO_FREE char *com1 = xasprintf("%s/com1.sock", m->folder);
    if (strlen(com1) > SOCKET_PATH_MAX || lstat(com1, &st) == 0) {
        free(com1);
        AUTO_FREE char *parent = STEAL(m->folder);
        m->folder = xasprintf("%s/%.8s", parent, m->config.uuid);
        com1 = xasprintf("%s/com1.sock", m->folder);
    }
    if (vm_copies_folder(&m->copies, m->folder, err))
        return -1;
    vm_xml_set(m->root, XML_HV "/@path", m->folder);
    vm_xml_set(m->root, XML_HV "/hv:checkpoints/@path", m->paths.snapshots);
    vm_xml_set(m->root, XML_HV "/@smartPagingPath", m->paths.paging);
    xmlNodePtr serial = vm_xml_find(m->root, "devices/serial[@type='pty']");
    if (!serial || strlen(com1) > SOCKET_PATH_MAX)
        return 0;
    vm_xml_set_attr(serial, "type", "unix");
    vm_xml_set(serial, "source/@mode", "bind");
    vm_xml_set(serial, "source/@path", com1);
    if (m->call->core->driver != VM_DRIVER_EMBEDDED)
        vm_xml_setf(serial, "log/@file", "%s/com1.log", m->folder);
    return 0;
}

/* ---- disks ---- */
static bool is_taken(const struct import *m, const char *to)
{
    for (size_t i = 0; i < m->disks.len; i++)
        if (strcmp(m->disks.items[i].to, to) == 0)
            return true;
    return false;
}

/* Files of the same name from different folders get a number before their extension. */
static char *copy_of(struct import *m, const char *from)
{
    for (size_t i = 0; i < m->disks.len; i++)
        if (strcmp(m->disks.items[i].from, from) == 0)
            return m->disks.items[i].to;
    const char *leaf = strrchr(from, '/') + 1, *dot = strrchr(leaf, '.');
    size_t stem = dot && dot > leaf ? (size_t)(dot - leaf) : strlen(leaf);
    char *to = xasprintf("%s/%s", m->vhds, leaf);
    for (int n = 2; is_taken(m, to); n++) {
        free(to);
        to = xasprintf("%s/%.*s-%d%s", m->vhds, (int)stem, leaf, n, leaf + stem);
    }
    *vec_push(&m->disks) = (struct disk_copy){ xstrdup(from), to };
    return to;
}

static bool is_noted(const struct import *m, const char *path)
{
    for (size_t i = 0; i < m->copies.made_count; i++)
        if (strcmp(m->copies.made[i], path) == 0)
            return true;
    return false;
}

/* The files of one disk at their place; those of parents only once. */
static int copy_chain(struct import *m, const struct disk_chain *chain, struct err **err)
{
    for (size_t i = chain->count; i > 0; i--) {
        const char *from = chain->links[i - 1].path;
        char *to = copy_of(m, from);
        if (is_noted(m, to))
            continue;
        if (vm_copies_file(&m->copies, from, to, true, err))
            return -1;
        if (i == chain->count)
            continue;
        char *parent = copy_of(m, chain->links[i].path);
        if (disk_chain_relink(&(struct disk_chain_link){ to, chain->links[i - 1].format },
                              &(struct disk_chain_link){ parent, chain->links[i].format }, err))
            return -1;
    }
    return 0;
}

static int place_disk(struct import *m, const struct vm_disk_node *d, struct err **err)
{
    AUTO_CHAIN chain = { 0 };
    if (vm_import_chain(&m->paths, d->disk.path, d->disk.format, &chain, err))
        return -1;
    enum disk_format format = chain.links[0].format;
    AUTO_FREE char *path =
        xstrdup(m->paths.copy ? copy_of(m, chain.links[0].path) : chain.links[0].path);
    if (m->paths.copy && copy_chain(m, &chain, err))
        return -1;
    struct vm_medium medium = { .path = path, .format = DISK_FORMAT_RAW };
    /* What is raw by its configuration may hold whatever its guest wrote. */
    if (format != DISK_FORMAT_RAW &&
        vm_disk_file_check(m->call, generation_get(m->config.generation), m->config.name,
                           VM_DISK_HARD, d->disk.bus, path, &medium, err) < 0)
        return -1;
    vm_build_medium(d->node, VM_DISK_HARD, &medium);
    return 0;
}

static void expect_disk(struct import *m, const struct vm_disk_node *d)
{
    AUTO_ERR *ignored = NULL;
    AUTO_CHAIN chain = { 0 };
    if (vm_import_chain(&m->paths, d->disk.path, d->disk.format, &chain, &ignored))
        return;
    for (size_t i = 0; i < chain.count; i++)
        vm_copies_expect(&m->copies, chain.links[i].path);
}

static int place_disks(struct import *m, struct err **err)
{
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(m->root, &disks);
    int rc = 0;
    m->vhds = m->paths.vhds ? xstrdup(m->paths.vhds) : vm_core_vhd_path(m->call->core);
    if (m->paths.copy) {
        for (size_t i = 0; i < n; i++)
            if (disks[i].disk.kind == VM_DISK_HARD && disks[i].disk.path)
                expect_disk(m, &disks[i]);
        if (vm_copies_folder(&m->copies, m->vhds, err) || vm_copies_room(&m->copies, m->vhds, err))
            rc = -1;
    }
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (disks[i].disk.kind == VM_DISK_HARD && disks[i].disk.path)
            rc = place_disk(m, &disks[i], err);
    vm_disk_nodes_free(disks, n);
    return rc;
}

/* ---- adapters ---- */
static int place_adapter(struct import *m, const struct vm_nic_node *n, struct err **err)
{
    /* Not connected: it must not keep the machine from starting where its switch is not. */
    if (!n->nic.connected && vm_xml_is(n->node, "@type", "network")) {
        vm_xml_remove(vm_xml_child(n->node, "source"));
        vm_build_nic_source(n->node, NULL);
        vm_xml_set_attr(vm_build_record(m->root, "adapter", n->nic.id), "disconnected", "yes");
    }
    struct vm_edit edit = { .call = m->call, .root = m->root, .name = m->config.name };
    xmlNodePtr record = vm_build_find_record(m->root, "adapter", n->nic.id);
    struct vm_filter_change *filter = vec_push(&m->filters);
    *filter = (struct vm_filter_change){ 0 };
    if (record && vm_nic_filter_apply(&edit, n->node, record, n->nic.id, filter, err))
        return -1;
    int used = n->nic.dynamic_mac ? vm_build_mac_used(m->call, n->nic.mac, m->config.uuid, err) : 0;
    if (used <= 0)
        return used;
    char mac[13], text[18];
    if (vm_build_new_mac(m->call, mac, err) < 0)
        return -1;
    vm_build_mac_text(mac, text);
    vm_xml_set(n->node, "mac/@address", text);
    return 0;
}

static int place_adapters(struct import *m, struct err **err)
{
    struct vm_nic_node *nics;
    size_t n = vm_nics_of(m->root, NULL, &nics);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = place_adapter(m, &nics[i], err);
    vm_nic_nodes_free(nics, n);
    return rc;
}

/* ---- firmware, TPM, kernel ---- */
static int place_kernel(struct import *m, const char *what, struct err **err)
{
    AUTO_FREE char *path = xasprintf("os/%s", what);
    AUTO_FREE char *name = vm_xml_text(m->root, path);
    if (!name)
        return 0;
    AUTO_FREE char *from = name[0] == '/' ? NULL : vm_import_file(&m->paths, name, err);
    if (!from)
        return *err ? -1
                    : err_set(err, ERR_NOT_SUPPORTED,
                              "The configuration cannot be imported: its kernel '%s' does not "
                              "belong to the export.",
                              name);
    AUTO_FREE char *to = xasprintf("%s/%s", m->folder, what);
    if (m->paths.copy && vm_copies_file(&m->copies, from, to, false, err))
        return -1;
    vm_xml_set(m->root, path, m->paths.copy ? to : from);
    return 0;
}

static int place_state(struct import *m, struct err **err)
{
    const struct vm_firmware *f = &m->config.firmware;
    AUTO_FREE char *nvram = xasprintf("%s/%s_VARS.fd", m->folder, m->name);
    if (m->config.generation == 2 &&
        vm_firmware_write(m->call, m->root, f->secure_boot, f->secure_boot_template, err) < 0)
        return -1;
    if (vm_guest_state_load(&m->copies, m->root, m->config.uuid, m->paths.state, nvram, err) ||
        place_kernel(m, "kernel", err) || place_kernel(m, "initrd", err))
        return -1;
    return 0;
}

static int define(struct import *m, struct err **err)
{
    AUTO_FREE char *xml = vm_xml_dump(m->doc);
    if (vm_call_check(m->call, err) < 0)
        return -1;
    AUTO_DOMAIN dom = virDomainDefineXMLFlags(m->call->conn, xml, VIR_DOMAIN_DEFINE_VALIDATE);
    if (!dom)
        return vm_err_libvirt(err, "Failed to import the virtual machine '%s'", m->config.name);
    bool automatic = vm_xml_find(m->root, XML_HV "/hv:automatic/@startAction") != NULL &&
                     m->config.options.start_action != VM_START_NOTHING;
    if (automatic && virDomainSetAutostart(dom, 1) < 0)
        vm_err_libvirt(err, "Failed to set the automatic start of '%s'", m->config.name);
    if (*err || vm_call_commit(m->call, err) < 0) {
        /* Its files are ours to remove. */
        if (virDomainUndefineFlags(dom, VIR_DOMAIN_UNDEFINE_KEEP_NVRAM) < 0)
            virDomainUndefine(dom);
        return -1;
    }
    return 0;
}

static int commit_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct commit_arg *a = opaque;
    __attribute__((cleanup(import_release))) struct import m = { .call = call,
                                                                 .copies = { .call = call } };
    AUTO_FREE char *xml = vm_planned_get(call->core, a->key, &m.paths, err);
    m.doc = xml ? vm_xml_parse(xml, "domain", err) : NULL;
    if (!m.doc)
        return -1;
    m.root = xmlDocGetRootElement(m.doc);
    vm_config_from_xml(m.root, NULL, &m.config);
    if (refuse_problems(&m, err))
        return -1;
    if (choose_name(&m, &a->taken, err) || choose_folder(&m, err) || place_disks(&m, err) ||
        place_adapters(&m, err) || place_state(&m, err) || define(&m, err)) {
        for (size_t i = 0; i < m.filters.len; i++)
            vm_nic_filter_undo(call, &m.filters.items[i]);
        vm_copies_undo(&m.copies);
        return -1;
    }
    memcpy(a->uuid, m.config.uuid, VM_UUID_SIZE);
    vm_planned_drop(call->core, a->key);
    return 0;
}

int vm_import_commit(struct vm_host *host, const char *key, char uuid[VM_UUID_SIZE], bool *taken,
                     struct err **err)
{
    struct commit_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->key, sizeof(a->key), "%s", key);
    void *p = a;
    int rc = vm_call_run(host, "Importing the virtual machine", VM_CALL_CHANGE, -1, commit_work, &p,
                         free, err);
    if (rc == 0) {
        memcpy(uuid, a->uuid, VM_UUID_SIZE);
        *taken = a->taken;
    }
    free(p);
    return rc;
}
