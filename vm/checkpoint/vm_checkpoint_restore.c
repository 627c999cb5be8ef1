/* Restore-VMSnapshot: new overlays on what the checkpoint froze become the machine's disks; then
 * its settings, firmware state and memory follow. All that may fail for lack of something comes
 * before the machine is touched. */
#include <libvirt/virterror.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "vm/checkpoint/vm_checkpoint_work.h"
#include "vm/checkpoint/vm_state_files.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_server.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

struct restoring {
    struct vm_edit *e;
    struct vm_snap *s;
    struct vm_layers layers; /* of all, with the new overlays */
    xmlDocPtr doc;           /* what the machine is to be */
    char *folder, *memory;
    char **overlays;
    size_t overlay_count;
};

static void restoring_release(struct restoring *r)
{
    vm_layers_release(&r->layers);
    xmlFreeDoc(r->doc);
    for (size_t i = 0; i < r->overlay_count; i++)
        free(r->overlays[i]);
    free(r->overlays);
    free(r->folder);
    free(r->memory);
}

static void unmake(struct restoring *r)
{
    for (size_t i = 0; i < r->overlay_count; i++)
        unlink(r->overlays[i]);
}

static bool was_frozen(const struct restoring *r, xmlNodePtr disk)
{
    AUTO_FREE char *target = vm_xml_text(disk, "target/@dev");
    AUTO_FREE char *path = xasprintf("disks/disk[@name='%s' and @snapshot='external']", target);
    return vm_xml_find(r->s->root, path) != NULL;
}

static int add_overlay(struct restoring *r, xmlNodePtr disk, const char *id, struct err **err)
{
    AUTO_FREE char *path = vm_layer_path(disk);
    const struct vm_layer *below = vm_layers_find(&r->layers, path);
    if (!below || (strcmp(below->type, "network") != 0 && access(path, R_OK) < 0))
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       "The virtual hard disk '%s' of the checkpoint was not found.",
                       path ? path : "");
    AUTO_FREE char *overlay = vm_layer_overlay_path(&r->layers, below, r->folder, id);
    const struct vm_layer *l = vm_layers_push_overlay(&r->layers, overlay, path);
    if (vm_layer_create(&r->layers, l, err) < 0)
        return -1;
    vm_layers_write(&r->layers, disk, overlay);
    r->overlays = xreallocarray(r->overlays, r->overlay_count + 1, sizeof(*r->overlays));
    r->overlays[r->overlay_count++] = STEAL(overlay);
    return 0;
}

/* The settings of then under the name of now, with new overlays. */
static int plan(struct restoring *r, struct err **err)
{
    r->doc = vm_snap_domain(r->s);
    xmlNodePtr root = xmlDocGetRootElement(r->doc), *disks;
    AUTO_FREE char *title = vm_xml_text(r->e->root, "title");
    char id[VM_UUID_SIZE];
    vm_build_uuid(id);
    vm_xml_set(root, "name", virDomainGetName(r->e->dom));
    vm_xml_set(root, "title", title);
    vm_xml_set(root, XML_HV "/hv:checkpoint", NULL);
    vm_xml_set(root, XML_HV "/@started", NULL);
    size_t n = vm_xml_find_all(root, "devices/disk", &disks);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        if (was_frozen(r, disks[i]))
            rc = vm_call_check(r->e->call, err) < 0 ? -1 : add_overlay(r, disks[i], id, err);
    free(disks);
    return rc;
}

/* The memory's own settings, its disks those that the machine has now. Never without: it names
 * files that are frozen, and would write into them. */
static char *memory_xml(struct restoring *r, struct err **err)
{
    char *xml =
        virDomainSaveImageGetXMLDesc(r->e->call->conn, r->memory, VIR_DOMAIN_SAVE_IMAGE_XML_SECURE);
    if (!xml) {
        vm_err_libvirt(err, "Cannot read the saved memory '%s'", r->memory);
        return NULL;
    }
    AUTO_XMLDOC doc = vm_xml_parse(xml, "domain", err);
    free(xml);
    if (!doc)
        return NULL;
    xmlNodePtr *disks, now = xmlDocGetRootElement(r->doc), then = xmlDocGetRootElement(doc);
    AUTO_FREE char *name = vm_xml_text(then, "name");
    if (name && strcmp(name, virDomainGetName(r->e->dom)) != 0) {
        AUTO_FREE char *title = vm_xml_text(then, "title");
        err_set(err, ERR_INVALID_STATE,
                "Failed to restore '%s': the memory of the checkpoint is of the time when its name "
                "was '%s'.",
                r->e->name, title ? title : name);
        err_advise(err, "Give it that name with Rename-VM; after the restore it can be renamed "
                        "again.");
        return NULL;
    }
    size_t n = vm_xml_find_all(then, "devices/disk", &disks);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *target = vm_xml_text(disks[i], "target/@dev");
        AUTO_FREE char *which = xasprintf("devices/disk[target/@dev='%s']", target);
        AUTO_FREE char *path = vm_layer_path(vm_xml_find(now, which));
        if (path && was_frozen(r, disks[i]))
            vm_layers_write(&r->layers, disks[i], path);
    }
    free(disks);
    return vm_xml_dump(doc);
}

/* ---- the steps that change the machine ---- */
static int stop(struct restoring *r, struct err **err)
{
    virDomainPtr dom = r->e->dom;
    if (r->e->active && virDomainDestroy(dom) < 0 && virDomainIsActive(dom) != 0)
        return vm_err_libvirt(err, "Failed to turn off '%s'", r->e->name);
    if (r->e->active)
        vm_disk_server_stop_all(r->e->call, dom);
    if (virDomainHasManagedSaveImage(dom, 0) == 1 && virDomainManagedSaveRemove(dom, 0) < 0)
        return vm_err_libvirt(err, "Failed to remove the saved state of '%s'", r->e->name);
    return 0;
}

static int define(struct restoring *r, struct err **err)
{
    AUTO_FREE char *xml = vm_xml_dump(r->doc);
    AUTO_DOMAIN dom = virDomainDefineXML(r->e->call->conn, xml);
    return dom ? 0 : vm_err_libvirt(err, "Failed to restore '%s'", r->e->name);
}

static int load_memory(struct restoring *r, const char *xml, struct err **err)
{
    virDomainPtr dom = r->e->dom;
    bool paused = vm_xml_is(r->s->root, "state", "paused");
    unsigned then = paused ? VIR_DOMAIN_SAVE_PAUSED : VIR_DOMAIN_SAVE_RUNNING;
    if (vm_disk_server_start_all(r->e->call, dom, err) < 0)
        return -1;
    if (virDomainRestoreFlags(r->e->call->conn, r->memory, xml,
                              r->e->active ? then : VIR_DOMAIN_SAVE_PAUSED) < 0) {
        vm_err_libvirt(err, "Failed to restore the memory of '%s'", r->e->name);
        vm_disk_server_stop_all(r->e->call, dom);
        return -1;
    }
    if (!r->e->active) {
        if (virDomainManagedSave(dom, then) < 0) {
            vm_err_libvirt(err, "Failed to save '%s'", r->e->name);
            virDomainDestroy(dom);
        }
        vm_disk_server_stop_all(r->e->call, dom);
        return *err ? -1 : 0;
    }
    AUTO_FREE char *now = xasprintf("%lld", (long long)time(NULL));
    vm_note_live(dom, "started", now);
    if (!paused)
        vm_guest_ic_time(r->e->call, dom);
    return 0;
}

static int carry_out(struct restoring *r, struct err **err)
{
    AUTO_FREE char *xml = r->memory ? memory_xml(r, err) : NULL;
    if ((r->memory && !xml) || vm_call_check(r->e->call, err) < 0 || stop(r, err) < 0)
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(r->doc);
    int rc = vm_nic_filters_restore(r->e->call, root, err);
    if (rc == 0)
        rc = define(r, err);
    if (rc == 0 && !r->memory && r->folder)
        rc = vm_state_files_put_back(r->e->call, root, r->folder, r->s->id, err);
    if (rc == 0 && r->memory)
        rc = load_memory(r, xml, err);
    if (rc == 0)
        rc = vm_snap_store(r->e->dom, r->s->doc, true, err);
    if (rc < 0) {
        if (virDomainIsActive(r->e->dom) == 1)
            virDomainDestroy(r->e->dom);
        AUTO_ERR *ignored = NULL;
        (void)(vm_nic_filters_restore(r->e->call, r->e->root, &ignored) == 0);
        vm_edit_undo(r->e);
        if (r->e->active)
            err_advise(err, "The machine has the disks and settings it had, and is off.");
        return rc;
    }
    vm_nic_filters_drop_others(r->e->call, r->e->root, root);
    return 0;
}

/* What the machine wrote last is nobody's any more. It is restored; what is left here is merged
 * with the next checkpoint that goes. */
static void drop_old(struct restoring *r)
{
    AUTO_ERR *ignored = NULL;
    AUTO_SNAPS snaps = { 0 };
    struct vm_call call = *r->e->call;
    call.request = NULL;
    if (vm_snaps_read(r->e->dom, &snaps, &ignored) == 0 &&
        vm_layers_mark(r->e->dom, &snaps, &r->layers, &ignored) == 0)
        (void)(vm_layers_tidy(&call, r->e->dom, &snaps, &r->layers, &ignored) == 0);
}

static int restore_native(struct vm_edit *e, const struct vm_snap *s, struct err **err)
{
    return virDomainRevertToSnapshot(s->ptr, 0) < 0
               ? vm_err_libvirt(err, "Failed to restore '%s'", e->name)
               : 0;
}

int vm_checkpoint_apply(struct vm_call *call, const char *uuid, const char *id, struct err **err)
{
    AUTO_EDIT e = { 0 };
    AUTO_SNAPS snaps = { 0 };
    if (vm_edit_begin(call, uuid, &e, err) < 0 || vm_snaps_read(e.dom, &snaps, err) < 0)
        return -1;
    struct vm_snap *s = vm_snaps_find(&snaps, id, err);
    if (!s)
        return -1;
    if (vm_checkpoint_is_native(s))
        return restore_native(&e, s, err);
    if (vm_checkpoint_require_own(s, err) < 0 || vm_checkpoint_require_files(call, e.name, err) < 0)
        return -1;
    CLEANUP(restoring_release)
    struct restoring r = {
        .e = &e, .s = s, .folder = vm_snap_folder(s), .memory = vm_snap_memory(s)
    };
    if (r.memory && access(r.memory, R_OK) < 0)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The saved memory '%s' was not found.", r.memory);
    if (vm_layers_read(e.dom, &snaps, &r.layers, err) < 0)
        return -1;
    if (plan(&r, err) < 0 || carry_out(&r, err) < 0) {
        unmake(&r);
        return -1;
    }
    drop_old(&r);
    return 0;
}

static int restore_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_FD int lock = -1;
    return vm_checkpoint_lock(call, a->uuid, &lock, err) < 0
               ? -1
               : vm_checkpoint_apply(call, a->uuid, a->id, err);
}

int vm_checkpoint_restore(struct vm_host *host, const char *vm_uuid, const char *id,
                          struct err **err)
{
    void *p = vm_checkpoint_arg_new(vm_uuid, id);
    int rc = vm_call_run(host, "Restoring the checkpoint", VM_CALL_CHANGE, -1, restore_work, &p,
                         vm_checkpoint_arg_release, err);
    vm_checkpoint_arg_release(p);
    return rc;
}
