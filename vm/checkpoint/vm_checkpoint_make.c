/* Checkpoint-VM. */
#include <libvirt/virterror.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "vm/checkpoint/vm_checkpoint_work.h"
#include "vm/checkpoint/vm_state_files.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_server.h"
#include "vm/vm_folder.h"
#include "vm/vm_names.h"
#include "vm/vm_served.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

struct making {
    struct vm_edit *e;
    const struct checkpoint_arg *a;
    struct vm_layers layers;
    char *folder, *memory;
    struct vm_made_folders made;
    char **overlays;
    size_t overlay_count;
};

static void making_release(struct making *m)
{
    vm_layers_release(&m->layers);
    for (size_t i = 0; i < m->overlay_count; i++)
        free(m->overlays[i]);
    free(m->overlays);
    free(m->folder);
    free(m->memory);
    free(m->made.first);
}

/* Deletes what was made so far. */
static void unmake(struct making *m)
{
    for (size_t i = 0; i < m->overlay_count; i++)
        unlink(m->overlays[i]);
    if (m->memory)
        unlink(m->memory);
    vm_state_files_remove(m->folder, m->a->id);
    vm_folder_unmake(m->folder, &m->made);
}

static char *folder_for(struct vm_edit *e)
{
    AUTO_FREE char *path = vm_xml_text(e->root, XML_HV "/hv:checkpoints/@path");
    if (!path)
        path = vm_xml_text(e->root, XML_HV "/@path");
    if (!path || path[0] != '/') {
        AUTO_FREE char *base = vm_core_vm_path(e->call->core);
        free(path);
        path = xasprintf("%s/%s", base, virDomainGetName(e->dom));
    }
    return xasprintf("%s/Snapshots", path);
}

/* Does a checkpoint freeze this <disk>? What cannot be written needs no overlay. */
static bool is_frozen(xmlNodePtr disk)
{
    return (!vm_xml_find(disk, "@device") || vm_xml_is(disk, "@device", "disk")) &&
           !vm_xml_find(disk, "readonly") && vm_xml_find(disk, "source");
}

static int refuse_disk(struct making *m, xmlNodePtr disk, struct err **err)
{
    AUTO_FREE char *target = vm_xml_text(disk, "target/@dev");
    AUTO_FREE char *path = vm_layer_path(disk);
    err_set(err, ERR_NOT_SUPPORTED,
            "Checkpoint operation for '%s' failed. The drive %s (%s) is not a file or block device "
            "of this host.",
            m->e->name, target ? target : "?", path ? path : "no path");
    return err_advise(err, "Checkpoints take virtual hard disks that are files: VHD, VHDX, qcow2 "
                           "or raw.");
}

/* Adds a <disk> to a snapshot's <disks>, and its overlay to the layers. */
static int plan_disk(struct making *m, xmlNodePtr disk, xmlNodePtr disks, struct err **err)
{
    AUTO_FREE char *target = vm_xml_text(disk, "target/@dev");
    xmlNodePtr d = vm_xml_add(disks, "disk", NULL);
    vm_xml_set_attr(d, "name", target);
    vm_xml_set_attr(d, "snapshot", is_frozen(disk) ? "external" : "no");
    if (!is_frozen(disk))
        return 0;
    struct vm_served served;
    bool is_served = vm_served_read(disk, &served);
    if (is_served)
        vm_served_release(&served);
    if (!is_served && !vm_xml_is(disk, "@type", "file") && !vm_xml_is(disk, "@type", "block"))
        return refuse_disk(m, disk, err);
    AUTO_FREE char *path = vm_layer_path(disk);
    const struct vm_layer *below = vm_layers_find(&m->layers, path);
    if (!below)
        return refuse_disk(m, disk, err);
    AUTO_FREE char *overlay = vm_layer_overlay_path(&m->layers, below, m->folder, m->a->id);
    if (access(overlay, F_OK) == 0)
        return err_set(err, ERR_OBJECT_EXISTS, "The file '%s' exists already.", overlay);
    vm_layers_push_overlay(&m->layers, overlay, path);
    vm_xml_set_attr(d, "type", "file");
    vm_xml_set(d, "driver/@type", "qcow2");
    vm_xml_set(d, "source/@file", overlay);
    m->overlays = xreallocarray(m->overlays, m->overlay_count + 1, sizeof(*m->overlays));
    m->overlays[m->overlay_count++] = STEAL(overlay);
    return 0;
}

static int plan_disks(struct making *m, xmlNodePtr snapshot, struct err **err)
{
    xmlNodePtr list = vm_xml_add(snapshot, "disks", NULL), *disks;
    size_t n = vm_xml_find_all(m->e->root, "devices/disk", &disks);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = plan_disk(m, disks[i], list, err);
    free(disks);
    return rc;
}

static xmlDocPtr snapshot_doc(const struct making *m)
{
    xmlDocPtr doc = vm_xml_new("domainsnapshot");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_add(root, "name", m->a->id);
    vm_xml_add(root, "description", m->a->name);
    return doc;
}

static void annotate(const struct making *m, xmlNodePtr domain)
{
    struct timespec now;
    if (!domain)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    vm_xml_set(domain, XML_HV "/hv:checkpoint/@folder", m->folder);
    /* libvirt counts whole seconds: too few to tell which came first. */
    vm_xml_setf(domain, XML_HV "/hv:checkpoint/@milliseconds", "%lld",
                (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

/* ---- of a machine that is off ---- */
static xmlDocPtr describe_off(struct making *m, const struct vm_snaps *snaps, struct err **err)
{
    AUTO_XMLDOC doc = snapshot_doc(m);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_add(root, "state", "shutoff");
    vm_xml_setf(root, "creationTime", "%lld", (long long)time(NULL));
    for (size_t i = 0; i < snaps->len; i++)
        if (snaps->items[i].current)
            vm_xml_set(root, "parent/name", snaps->items[i].name);
    vm_xml_set(root, "memory/@snapshot", "no");
    if (plan_disks(m, root, err) < 0)
        return NULL;
    xmlAddChild(root, xmlDocCopyNode(m->e->root, doc, 1));
    annotate(m, vm_xml_child(root, "domain"));
    return STEAL(doc);
}

static int use_overlays(struct making *m, struct err **err)
{
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(m->e->root, "devices/disk", &disks);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = is_frozen(disks[i]) ? vm_layer_path(disks[i]) : NULL;
        for (size_t k = 0; path && k < m->overlay_count; k++) {
            const struct vm_layer *l = vm_layers_find(&m->layers, m->overlays[k]);
            if (strcmp(l->below, path) == 0) {
                vm_layers_write(&m->layers, disks[i], m->overlays[k]);
                break;
            }
        }
    }
    free(disks);
    return vm_edit_commit(m->e, err);
}

static int make_off(struct making *m, struct vm_snaps *snaps, struct err **err)
{
    AUTO_XMLDOC doc = describe_off(m, snaps, err);
    if (!doc || vm_folder_make(m->folder, &m->made, err) < 0 ||
        vm_state_files_keep(m->e->call, m->e->root, m->folder, m->a->id, err) < 0)
        return -1;
    for (size_t i = 0; i < m->overlay_count; i++) {
        const struct vm_layer *l = vm_layers_find(&m->layers, m->overlays[i]);
        if (vm_call_check(m->e->call, err) < 0 || vm_layer_create(&m->layers, l, err) < 0)
            return -1;
    }
    if (use_overlays(m, err) < 0)
        return -1;
    if (vm_snap_store(m->e->dom, doc, true, err) < 0) {
        vm_edit_undo(m->e);
        return -1;
    }
    return 0;
}

/* ---- of one that runs ---- */
static bool can_rest(const struct making *m)
{
    return m->e->state == VM_STATE_RUNNING && !vm_service_is_off(m->e->dom, VM_SERVICE_VSS);
}

static virDomainSnapshotPtr create(struct making *m, bool production, struct err **err)
{
    AUTO_XMLDOC doc = snapshot_doc(m);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr memory = vm_xml_add(root, "memory", NULL);
    vm_xml_set_attr(memory, "snapshot", production ? "no" : "external");
    if (!production)
        vm_xml_set_attr(memory, "file", m->memory);
    if (plan_disks(m, root, err) < 0)
        return NULL;
    AUTO_FREE char *xml = vm_xml_dump(doc);
    unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC;
    flags |= production ? VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY
                        : (unsigned)VIR_DOMAIN_SNAPSHOT_CREATE_LIVE;
    if (production && m->a->moment != VM_MOMENT_DISKS)
        flags |= VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE;
    if (vm_call_check(m->e->call, err) < 0)
        return NULL;
    virDomainSnapshotPtr made = virDomainSnapshotCreateXML(m->e->dom, xml, flags);
    if (!made)
        vm_err_libvirt(err, "Checkpoint operation for '%s' failed", m->e->name);
    return made;
}

/* Records where its files are, and the machine's chains. Memory has the firmware's state in it, an
 * export needs it beside. */
static int record(struct making *m, bool was_saved, struct err **err)
{
    AUTO_SNAPS snaps = { 0 };
    AUTO_LAYERS layers = { 0 };
    if (vm_snaps_read(m->e->dom, &snaps, err) < 0 ||
        vm_layers_read(m->e->dom, &snaps, &layers, err) < 0)
        return -1;
    struct vm_snap *s = vm_snaps_find(&snaps, m->a->id, err);
    if (!s)
        return -1;
    annotate(m, vm_xml_child(s->root, "domain"));
    annotate(m, vm_xml_child(s->root, "inactiveDomain"));
    if (was_saved)
        vm_xml_set(s->root, "state", "running");
    if (vm_snap_store(m->e->dom, s->doc, true, err) < 0 ||
        vm_layers_record(m->e->call, m->e->dom, &layers, err) < 0 ||
        vm_state_files_keep(m->e->call, m->e->root, m->folder, m->a->id, err) < 0)
        return -1;
    return vm_call_check(m->e->call, err);
}

/* Takes the checkpoint back: what gives up is not to stop that. */
static void take_back(struct making *m, virDomainSnapshotPtr made)
{
    AUTO_ERR *ignored = NULL;
    struct vm_call call = *m->e->call;
    call.request = NULL;
    AUTO_SNAPS snaps = { 0 };
    AUTO_LAYERS layers = { 0 };
    if (vm_snaps_read(m->e->dom, &snaps, &ignored) < 0 ||
        vm_layers_read(m->e->dom, &snaps, &layers, &ignored) < 0 ||
        virDomainSnapshotDelete(made, VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY) < 0)
        return;
    AUTO_SNAPS left = { 0 };
    if (vm_snaps_read(m->e->dom, &left, &ignored) < 0 ||
        vm_layers_mark(m->e->dom, &left, &layers, &ignored) < 0 ||
        vm_layers_tidy(&call, m->e->dom, &left, &layers, &ignored) < 0)
        return;
    unmake(m);
}

static int make_running(struct making *m, bool production, bool was_saved, struct err **err)
{
    if (vm_folder_make(m->folder, &m->made, err) < 0)
        return -1;
    m->memory = production ? NULL : vm_snap_file(m->folder, m->a->id, ".vmrs");
    virDomainSnapshotPtr made = create(m, production, err);
    if (!made) {
        unmake(m);
        return -1;
    }
    int rc = record(m, was_saved, err);
    if (rc < 0)
        take_back(m, made);
    virDomainSnapshotFree(made);
    return rc;
}

static struct making making_of(struct vm_edit *e, const struct checkpoint_arg *a)
{
    struct making m = { .e = e, .a = a, .folder = folder_for(e) };
    vm_layers_add(&m.layers, e->root);
    return m;
}

static int make_standard(struct vm_edit *e, const struct checkpoint_arg *a, bool was_saved,
                         struct err **err)
{
    CLEANUP(making_release) struct making m = making_of(e, a);
    return make_running(&m, false, was_saved, err);
}

static int make_production(struct vm_edit *e, struct checkpoint_arg *a, bool only, struct err **err)
{
    AUTO_ERR *why = NULL;
    CLEANUP(making_release) struct making m = making_of(e, a);
    if (!can_rest(&m))
        err_set(&why, ERR_INVALID_STATE, "The machine does not run, or its backup service is off.");
    else if (make_running(&m, true, false, &why) == 0)
        return 0;
    if (vm_call_check(e->call, err) < 0)
        return -1;
    if (!only) {
        a->fell_back = true;
        return make_standard(e, a, false, err);
    }
    err_set(err, ERR_OPERATION_FAILED,
            "Checkpoint operation for '%s' failed. Production checkpoints cannot be created for "
            "'%s': its guest does not rest its file systems (%s)",
            e->name, e->name, why->message);
    return err_advise(err, "Run qemu-guest-agent in the guest, or set the CheckpointType to "
                           "Production or Standard.");
}

/* A saved machine is woken for it without running. QEMU does not write a memory twice that has not
 * run in between: the machine is saved again by going back to the checkpoint. */
static int make_saved(struct vm_edit *e, const struct checkpoint_arg *a, struct err **err)
{
    if (vm_disk_server_start_all(e->call, e->dom, err) < 0)
        return -1;
    if (virDomainCreateWithFlags(e->dom, VIR_DOMAIN_START_PAUSED) < 0) {
        vm_err_libvirt(err, "Checkpoint operation for '%s' failed", e->name);
        vm_disk_server_stop_all(e->call, e->dom);
        return -1;
    }
    int rc = make_standard(e, a, true, err);
    if (rc < 0)
        virDomainManagedSave(e->dom, VIR_DOMAIN_SAVE_RUNNING);
    else
        virDomainDestroy(e->dom);
    vm_disk_server_stop_all(e->call, e->dom);
    return rc < 0 ? -1 : vm_checkpoint_apply(e->call, a->uuid, a->id, err);
}

static enum vm_checkpoint_type type_of(struct vm_edit *e)
{
    struct vm_config config = { 0 };
    vm_xml_map_read(e->root, &config);
    enum vm_checkpoint_type type = config.options.checkpoint_type;
    vm_config_release(&config);
    return type;
}

static int make(struct vm_edit *e, struct checkpoint_arg *a, struct vm_snaps *snaps,
                struct err **err)
{
    enum vm_checkpoint_type type = type_of(e);
    CLEANUP(making_release) struct making m = making_of(e, a);
    switch (e->state) {
    case VM_STATE_OFF:
        if (make_off(&m, snaps, err) == 0)
            return 0;
        unmake(&m);
        return -1;
    case VM_STATE_SAVED:
        return make_saved(e, a, err);
    case VM_STATE_RUNNING:
    case VM_STATE_PAUSED:
        if (a->moment == VM_MOMENT_DISKS)
            return make_running(&m, true, false, err);
        if (a->moment == VM_MOMENT_RESTED)
            return make_production(e, a, true, err);
        return type == VM_CHECKPOINT_STANDARD
                   ? make_standard(e, a, false, err)
                   : make_production(e, a, type == VM_CHECKPOINT_PRODUCTION_ONLY, err);
    default:
        return vm_state_refuse("checkpoint", e->name, e->state, err);
    }
}

static int make_native(struct vm_edit *e, const struct checkpoint_arg *a, struct err **err)
{
    struct making m = { .e = e, .a = a };
    AUTO_XMLDOC doc = snapshot_doc(&m);
    AUTO_FREE char *xml = vm_xml_dump(doc);
    virDomainSnapshotPtr made = virDomainSnapshotCreateXML(e->dom, xml, 0);
    if (!made)
        return vm_err_libvirt(err, "Checkpoint operation for '%s' failed", e->name);
    virDomainSnapshotFree(made);
    return 0;
}

static int create_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    AUTO_SNAPS snaps = { 0 };
    AUTO_FD int lock = -1;
    if (vm_checkpoint_lock(call, a->uuid, &lock, err) < 0 ||
        vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    if (type_of(&e) == VM_CHECKPOINT_DISABLED && a->moment == VM_MOMENT_BY_TYPE) {
        err_set(err, ERR_INVALID_STATE,
                "Checkpoint operation for '%s' failed. Checkpoints have been disabled for '%s'.",
                e.name, e.name);
        return err_advise(err, "Allow them with Set-VM -CheckpointType.");
    }
    vm_build_uuid(a->id);
    if (call->core->driver == VM_DRIVER_TEST)
        return make_native(&e, a, err);
    if (vm_checkpoint_require_files(call, e.name, err) < 0 || vm_snaps_read(e.dom, &snaps, err) < 0)
        return -1;
    for (size_t i = 0; i < snaps.len; i++) {
        if (snaps.items[i].own)
            continue;
        err_set(err, ERR_NOT_SUPPORTED,
                "Checkpoint operation for '%s' failed. It has a snapshot '%s' of another program: "
                "the two kinds cannot be mixed.",
                e.name, snaps.items[i].name);
        return err_advise(err, "Remove that snapshot first.");
    }
    return make(&e, a, &snaps, err);
}

static int create_any(struct vm_host *host, const char *vm_uuid, const char *name,
                      enum vm_checkpoint_moment moment, char id[VM_UUID_SIZE], bool *fell_back,
                      struct err **err)
{
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, NULL);
    a->name = xstrdup(name);
    a->moment = moment;
    void *p = a;
    int rc = vm_call_run(host, "Creating the checkpoint", VM_CALL_CHANGE, -1, create_work, &p,
                         vm_checkpoint_arg_release, err);
    if (rc == 0) {
        memcpy(id, a->id, VM_UUID_SIZE);
        if (fell_back)
            *fell_back = a->fell_back;
    }
    vm_checkpoint_arg_release(p);
    return rc;
}

int vm_checkpoint_create(struct vm_host *host, const char *vm_uuid, const char *name,
                         char id[VM_UUID_SIZE], bool *fell_back, struct err **err)
{
    return create_any(host, vm_uuid, name, VM_MOMENT_BY_TYPE, id, fell_back, err);
}

int vm_checkpoint_create_moment(struct vm_host *host, const char *vm_uuid, const char *name,
                                enum vm_checkpoint_moment moment, char id[VM_UUID_SIZE],
                                struct err **err)
{
    return create_any(host, vm_uuid, name, moment, id, NULL, err);
}
