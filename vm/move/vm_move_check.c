/* What stands in the way of a move: the same list for Move-VM, which stops at its first entry, and
 * for compatibility reports. */
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_move_plan.h"
#include "vm/pool/vm_store_image.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"

enum { ID_NO_SWITCH = 33012 }; /* of Hyper-V's report */

void vm_incompatibilities_release(struct vm_incompatibilities *list)
{
    for (size_t i = 0; i < list->len; i++) {
        free(list->items[i].message);
        free(list->items[i].advice);
    }
    free(list->items);
    *list = (struct vm_incompatibilities){ 0 };
}

static void add_take(struct vm_incompatibilities *list, enum err_kind kind, int id, char *message,
                     const char *advice)
{
    list->items = xreallocarray(list->items, list->len + 1, sizeof(*list->items));
    list->items[list->len++] = (struct vm_incompatibility){
        .kind = kind, .id = id, .message = message, .advice = xstrdup(advice)
    };
}

static char *host_uuid(virConnectPtr conn)
{
    AUTO_ERR *ignored = NULL;
    char *xml = virConnectGetCapabilities(conn);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "capabilities", &ignored) : NULL;
    free(xml);
    return doc ? vm_xml_text(xmlDocGetRootElement(doc), "host/uuid") : NULL;
}

/* ---- the machine and the hosts ---- */
static int check_name(struct vm_edit *e, struct vm_call *to, const struct vm_move_plan *plan,
                      struct vm_incompatibilities *found, struct err **err)
{
    AUTO_FREE char *here = host_uuid(e->call->conn), *there = host_uuid(to->conn);
    if (here && there && strcmp(here, there) == 0) {
        add_take(
            found, ERR_INVALID_PARAMETER, 0,
            xasprintf("The virtual machine '%s' is on the host '%s' already.", e->name, plan->host),
            "Move-VMStorage moves its files to another folder of the same host.");
        return 0;
    }
    char uuid[VIR_UUID_STRING_BUFLEN];
    if (virDomainGetUUIDString(e->dom, uuid) < 0)
        return vm_err_libvirt(err, "Cannot read the settings of '%s'", e->name);
    AUTO_DOMAIN same = virDomainLookupByUUIDString(to->conn, uuid);
    if (same) {
        add_take(found, ERR_OBJECT_EXISTS, 0,
                 xasprintf("The host '%s' has a virtual machine with the identifier '%s' of '%s' "
                           "already.",
                           plan->host, uuid, e->name),
                 NULL);
        return 0;
    }
    AUTO_ERR *failure = NULL;
    AUTO_DOMAIN taken = vm_name_lookup(to, e->name, &failure);
    if (failure)
        return err_move(err, &failure);
    if (taken)
        add_take(found, ERR_OBJECT_EXISTS, 0,
                 xasprintf("A virtual machine with the name '%s' already exists on the host '%s'.",
                           e->name, plan->host),
                 "Names are unique here, unlike on Windows: rename one of them.");
    return 0;
}

static void check_enabled(const struct vm_move_plan *plan, struct vm_incompatibilities *found)
{
    const struct {
        bool enabled;
        const char *host;
    } sides[] = { { plan->from.enabled, plan->source_host }, { plan->to.enabled, plan->host } };
    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        if (!sides[i].enabled)
            add_take(found, ERR_OPERATION_FAILED, 0,
                     xasprintf("Virtual machine migration is not enabled on the host '%s'.",
                               sides[i].host),
                     "Use Enable-VMMigration there, or with -ComputerName.");
}

static void check_state(struct vm_edit *e, xmlNodePtr root, struct vm_incompatibilities *found)
{
    if (e->state == VM_STATE_SAVED)
        add_take(found, ERR_INVALID_STATE, 0,
                 xasprintf("'%s' cannot be moved while it is saved: the saved state names the "
                           "files of this host.",
                           e->name),
                 "Start it and move it while it runs, or drop the state with "
                 "Remove-VMSavedState.");
    if (virDomainSnapshotNum(e->dom, 0) > 0)
        add_take(found, ERR_INVALID_STATE, 0,
                 xasprintf("'%s' cannot be moved while it has checkpoints.", e->name),
                 "Remove them with Remove-VMSnapshot, or export the machine with Export-VM.");
    if (e->active && vm_xml_find(root, "devices/hostdev"))
        add_take(found, ERR_INVALID_STATE, 0,
                 xasprintf("'%s' cannot be moved while it runs: a device of the host is assigned "
                           "to it.",
                           e->name),
                 "Turn it off, or remove the device.");
}

static void check_processor(struct vm_edit *e, xmlNodePtr root, struct vm_call *to,
                            const struct vm_move_plan *plan, struct vm_incompatibilities *found)
{
    AUTO_FREE char *emulator = vm_xml_text(root, "devices/emulator");
    AUTO_FREE char *arch = vm_xml_text(root, "os/type/@arch");
    AUTO_FREE char *machine = vm_xml_text(root, "os/type/@machine");
    AUTO_FREE char *type = vm_xml_text(root, "@type");
    char *offers = virConnectGetDomainCapabilities(to->conn, emulator, arch, machine, type, 0);
    if (!offers) {
        AUTO_ERR *why = NULL;
        vm_err_libvirt(&why, "The host '%s' cannot run '%s'", plan->host, e->name);
        add_take(found, ERR_NOT_SUPPORTED, 0, xstrdup(why->message),
                 type && strcmp(type, "kvm") == 0
                     ? "It needs KVM there, and a QEMU with the same machine type."
                     : "It needs a QEMU with the same machine type there.");
        return;
    }
    free(offers);
    xmlNodePtr cpu = vm_xml_find(root, "cpu[@mode='custom']");
    if (!cpu || !e->active)
        return;
    AUTO_FREE char *xml = vm_xml_dump_node(cpu);
    if (virConnectCompareHypervisorCPU(to->conn, emulator, arch, machine, type, xml, 0) ==
        VIR_CPU_COMPARE_INCOMPATIBLE)
        add_take(found, ERR_OPERATION_FAILED, 0,
                 xasprintf("The virtual machine '%s' is using processor-specific features not "
                           "supported on physical computer '%s'.",
                           e->name, plan->host),
                 "To allow for migration to a physical computer with different processors, turn "
                 "the virtual machine off and use Set-VMProcessor "
                 "-CompatibilityForMigrationEnabled $true.");
}

static void check_switches(const struct vm_move_plan *plan, struct vm_incompatibilities *found)
{
    for (size_t i = 0; i < plan->lost_count; i++) {
        if (!plan->lost[i].connected)
            continue;
        AUTO_FREE char *advice = xasprintf(
            "Make the switch on '%s' with New-VMSwitch -ComputerName, or disconnect the adapter "
            "with Disconnect-VMNetworkAdapter.",
            plan->host);
        add_take(found, ERR_OBJECT_NOT_FOUND, ID_NO_SWITCH,
                 xasprintf("Could not find Ethernet switch '%s'.", plan->lost[i].network), advice);
    }
}

/* ---- files ---- */
static int check_moved(struct vm_edit *e, const struct vm_move_item *d, struct vm_store *from,
                       struct vm_store *store, const struct vm_move_plan *plan,
                       struct vm_incompatibilities *found, struct err **err)
{
    bool there;
    if (!d->file) {
        add_take(found, ERR_NOT_SUPPORTED, 0,
                 xasprintf("The disk '%s' of '%s' is not a file: it cannot be copied.", d->from,
                           e->name),
                 "Leave -IncludeStorage away where both hosts see it, or name with -Vhds what "
                 "shall be copied.");
        return 0;
    }
    if (vm_store_has(store, d->to, &there, err) < 0)
        return -1;
    if (there)
        add_take(found, ERR_OBJECT_EXISTS, 0,
                 xasprintf("The file '%s' already exists on the host '%s'.", d->to, plan->host),
                 "Choose another folder with -DestinationStoragePath or -Vhds.");
    if (e->active)
        return 0;
    uint64_t size;
    AUTO_FREE char *parent = NULL;
    if (vm_store_look(from, d->from, &size, &parent, err) < 0)
        return -1;
    if (!parent && d->served) {
        struct disk_info info;
        if (vm_store_describe(from, d->from, &info, err) < 0)
            return -1;
        parent = STEAL(info.parent_path);
        disk_info_release(&info);
    }
    if (parent)
        add_take(found, ERR_NOT_SUPPORTED, 0,
                 xasprintf("The virtual hard disk '%s' depends on '%s': it cannot be copied alone "
                           "while '%s' is off.",
                           d->from, parent, e->name),
                 "Merge it with Merge-VHD, or move the machine while it runs: the copy is then "
                 "one whole disk.");
    return 0;
}

static int check_stays(struct vm_edit *e, const char *path, bool disk, struct vm_store *store,
                       const struct vm_move_plan *plan, struct vm_incompatibilities *found,
                       struct err **err)
{
    bool there;
    if (vm_store_has(store, path, &there, err) < 0)
        return -1;
    if (!there)
        add_take(found, ERR_OBJECT_NOT_FOUND, 0,
                 xasprintf("The file '%s' of '%s' is not found on the host '%s'.", path, e->name,
                           plan->host),
                 disk ? "Take the virtual hard disks along with -IncludeStorage."
                      : "Copy it there, or take it out of the virtual machine.");
    return 0;
}

static int check_files(struct vm_edit *e, struct vm_call *to, const struct vm_move_plan *plan,
                       struct vm_incompatibilities *found, struct err **err)
{
    AUTO_STORE store = { 0 }, from = { 0 };
    vm_store_init(&store, to);
    vm_store_init(&from, e->call);
    for (size_t i = 0; i < plan->disk_count; i++) {
        const struct vm_move_item *d = &plan->disks[i];
        if (!d->from)
            continue;
        if (d->to) {
            if (check_moved(e, d, &from, &store, plan, found, err) < 0)
                return -1;
        } else if (d->served && e->active) {
            add_take(found, ERR_NOT_SUPPORTED, 0,
                     xasprintf("The virtual hard disk '%s' is held open by '%s' while '%s' runs: "
                               "two hosts cannot share a VHD or VHDX.",
                               d->from, plan->source_host, e->name),
                     "Take it along with -IncludeStorage, or turn the virtual machine off.");
        } else if (d->file && check_stays(e, d->from, true, &store, plan, found, err) < 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < plan->file_count; i++)
        if (check_stays(e, plan->files[i], false, &store, plan, found, err) < 0)
            return -1;
    return 0;
}

int vm_move_plan_check(struct vm_edit *e, xmlNodePtr root, struct vm_call *to,
                       const struct vm_move_plan *plan, struct vm_incompatibilities *found,
                       struct err **err)
{
    if (check_name(e, to, plan, found, err) < 0)
        return -1;
    if (found->len)
        return 0; /* what follows would compare a host with itself, or a machine */
    check_enabled(plan, found);
    check_state(e, root, found);
    check_processor(e, root, to, plan, found);
    check_switches(plan, found);
    return check_files(e, to, plan, found, err);
}
