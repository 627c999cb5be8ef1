/* What keeps a virtual machine from running on a host. */
#include <libvirt/virterror.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/export/vm_import.h"
#include "vm/export/vm_import_files.h"
#include "vm/export/vm_import_private.h"
#include "vm/vm_build.h"

/* 33012 is what Microsoft's pages show; the others follow its manner. */
enum {
    NO_SWITCH = 33012,
    NO_DISK = 40010,
    NO_MEDIUM = 40012,
    NO_MEMORY = 32790,
    NO_PROCESSORS = 32784,
    ID_TAKEN = 32797,
    NO_KEY = 33016,
};

void vm_problems_free(struct vm_problem *problems, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(problems[i].message);
        free(problems[i].device);
    }
    free(problems);
}

static void add(struct vm_problems *p, int id, enum vm_problem_source source, const char *device,
                char *message)
{
    *vec_push(&p->list) = (struct vm_problem){ id, message, source, xstrdup(device) };
}

static bool has_network(struct vm_call *call, const char *name)
{
    virNetworkPtr *nets = NULL;
    bool found = false;
    int n = virConnectListAllNetworks(call->conn, &nets, 0);
    for (int i = 0; i < n; i++) {
        found = found || text_caseeq(virNetworkGetName(nets[i]), name);
        virNetworkFree(nets[i]);
    }
    free(nets);
    return found;
}

static void check_adapters(struct vm_call *call, xmlNodePtr root, struct vm_problems *p)
{
    struct vm_nic_node *nics;
    size_t n = vm_nics_of(root, NULL, &nics);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *network = vm_xml_text(nics[i].node, "source/@network");
        if (network && nics[i].nic.connected && !has_network(call, network))
            add(p, NO_SWITCH, VM_PROBLEM_ADAPTER, nics[i].nic.id,
                xasprintf("Could not find Ethernet switch '%s'.", network));
    }
    vm_nic_nodes_free(nics, n);
}

static void check_disk(const struct vm_import_paths *paths, const struct vm_disk *d,
                       struct vm_problems *p)
{
    AUTO_ERR *why = NULL;
    AUTO_CHAIN chain = { 0 };
    if (d->kind == VM_DISK_HARD && vm_import_chain(paths, d->path, d->format, &chain, &why) == 0)
        return;
    if (d->kind != VM_DISK_HARD && vm_import_medium(d->path, d->kind == VM_DISK_FLOPPY, &why) == 0)
        return;
    bool hard = d->kind == VM_DISK_HARD;
    add(p, hard ? NO_DISK : NO_MEDIUM, VM_PROBLEM_DRIVE, d->id,
        why->kind == ERR_OBJECT_NOT_FOUND
            ? xasprintf("%s '%s' was not found.", hard ? "Virtual hard disk" : "Disk image",
                        d->path)
            : xstrdup(why->message));
}

static void check_disks(const struct vm_import_paths *paths, xmlNodePtr root, struct vm_problems *p)
{
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(root, &disks);
    for (size_t i = 0; i < n; i++)
        if (disks[i].disk.path)
            check_disk(paths, &disks[i].disk, p);
    vm_disk_nodes_free(disks, n);
}

static void check_size(struct vm_call *call, xmlNodePtr root, struct vm_problems *p)
{
    struct vm_config config;
    virNodeInfo node;
    vm_config_from_xml(root, NULL, &config);
    uint64_t memory =
        virNodeGetInfo(call->conn, &node) == 0 ? (uint64_t)node.memory * 1024 : UINT64_MAX;
    int vcpus = virConnectGetMaxVcpus(call->conn, config.domain_type);
    if (config.memory.startup > memory)
        add(p, NO_MEMORY, VM_PROBLEM_MEMORY, NULL,
            xasprintf("The virtual machine needs %llu MB of memory to start; the host has %llu MB.",
                      (unsigned long long)(config.memory.startup >> 20),
                      (unsigned long long)(memory >> 20)));
    if (vcpus > 0 && config.processor.count > (unsigned)vcpus)
        add(p, NO_PROCESSORS, VM_PROBLEM_PROCESSOR, NULL,
            xasprintf("The virtual machine has %u virtual processors; this host gives it at most "
                      "%d.",
                      config.processor.count, vcpus));
    vm_config_release(&config);
}

static void check_id(struct vm_call *call, xmlNodePtr root, struct vm_problems *p)
{
    AUTO_FREE char *uuid = vm_xml_text(root, "uuid");
    AUTO_DOMAIN dom = uuid ? virDomainLookupByUUIDString(call->conn, uuid) : NULL;
    if (dom)
        add(p, ID_TAKEN, VM_PROBLEM_MACHINE, NULL,
            xasprintf("A virtual machine with the identifier %s exists on this host: '%s'.", uuid,
                      virDomainGetName(dom)));
}

/* The key of a TPM never leaves its host by an export. */
static void check_key(struct vm_call *call, xmlNodePtr root, struct vm_problems *p)
{
    AUTO_FREE char *uuid = vm_xml_text(root, "devices/tpm/backend/encryption/@secret");
    virSecretPtr key = uuid ? virSecretLookupByUUIDString(call->conn, uuid) : NULL;
    if (key)
        virSecretFree(key);
    else if (uuid)
        add(p, NO_KEY, VM_PROBLEM_MACHINE, NULL,
            xasprintf("The key %s of the virtual TPM is not on this host; Disable-VMTPM gives the "
                      "TPM up.",
                      uuid));
}

void vm_import_find_problems(struct vm_call *call, xmlNodePtr root,
                             const struct vm_import_paths *paths, struct vm_problems *p)
{
    check_id(call, root, p);
    check_size(call, root, p);
    check_key(call, root, p);
    check_adapters(call, root, p);
    check_disks(paths, root, p);
}

/* ---- the calls ---- */
struct check_arg {
    char key[VM_UUID_SIZE];
    struct vm_problems problems;
};

static void check_arg_release(void *opaque)
{
    struct check_arg *a = opaque;
    if (!a)
        return;
    vm_problems_free(a->problems.list.items, a->problems.list.len);
    free(a);
}

static int check_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct check_arg *a = opaque;
    struct vm_import_paths paths = { 0 };
    AUTO_FREE char *xml = vm_planned_get(call->core, a->key, &paths, err);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "domain", err) : NULL;
    if (doc)
        vm_import_find_problems(call, xmlDocGetRootElement(doc), &paths, &a->problems);
    vm_import_paths_release(&paths);
    return doc ? 0 : -1;
}

int vm_import_check(struct vm_host *host, const char *key, struct vm_problem **problems, size_t *n,
                    struct err **err)
{
    struct check_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->key, sizeof(a->key), "%s", key);
    void *p = a;
    int rc = vm_call_run(host, "Comparing the virtual machine", VM_CALL_READ, 60000, check_work, &p,
                         check_arg_release, err);
    *problems = NULL;
    *n = 0;
    if (rc == 0) {
        *problems = a->problems.list.items;
        *n = a->problems.list.len;
        a->problems.list.items = NULL;
        a->problems.list.len = 0;
    }
    check_arg_release(p);
    return rc;
}
