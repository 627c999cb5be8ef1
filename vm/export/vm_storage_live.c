/* Disks of a running machine: QEMU copies them and goes over to the copies. */
#include <libvirt/virterror.h>
#include <string.h>
#include <unistd.h>

#include "disk/image_create.h"
#include "disk/image_probe.h"
#include "shell/base/alloc.h"
#include "vm/export/vm_storage_private.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_server.h"

/* One drive on its way. */
struct journey {
    struct storage_drive *drive;
    struct vm_served from, to; /* of drives that hvsh serves */
    xmlNodePtr copy;           /* the <disk> as it will be; in a document of its own */
    bool begun, over;
};
struct journeys {
    struct storage_work *w;
    struct journey *items;
    size_t n;
    xmlDocPtr doc;
};

static void journeys_release(struct journeys *j)
{
    for (size_t i = 0; i < j->n; i++) {
        vm_served_release(&j->items[i].from);
        vm_served_release(&j->items[i].to);
    }
    free(j->items);
    xmlFreeDoc(j->doc);
}

/* A new disk of the same kind for QEMU to fill; its parents are where they will be. */
static int make_disk(struct storage_work *w, const struct storage_drive *d, struct err **err)
{
    struct disk_info info;
    if (disk_probe(d->chain.links[0].path, &info, err))
        return -1;
    struct disk_create dc = { .path = d->to,
                              .format = d->chain.links[0].format,
                              .type = info.type,
                              .size = info.size,
                              .block_size = info.format == DISK_FORMAT_QCOW2 ? 0 : info.block_size,
                              .logical_sector = info.logical_sector,
                              .physical_sector = info.physical_sector };
    disk_info_release(&info);
    if (d->chain.count > 1) {
        dc.type = DISK_TYPE_DIFFERENCING;
        dc.size = 0;
        dc.parent_path = storage_place(w, d->chain.links[1].path);
    }
    if (dc.format == DISK_FORMAT_RAW || dc.format == DISK_FORMAT_QCOW2)
        dc.logical_sector = dc.physical_sector = 0;
    if (disk_create(&dc, NULL, err))
        return -1;
    vm_copies_note(&w->copies, d->to);
    return 0;
}

/* The second server of a drive has a socket of its own. */
static int serve(struct journeys *j, struct journey *t, struct err **err)
{
    AUTO_FREE char *id = vm_build_id();
    if (!vm_served_read(t->drive->node, &t->from))
        return err_set(err, ERR_OPERATION_FAILED, "The drive '%s' is not served.",
                       t->drive->target);
    const char *slash = strrchr(t->from.socket, '/');
    t->to = (struct vm_served){ .socket = xasprintf("%.*s/%s.sock", (int)(slash - t->from.socket),
                                                    t->from.socket, id),
                                .path = xstrdup(t->drive->to),
                                .target = xstrdup(t->drive->target) };
    vm_xml_set(t->copy, "source/host/@socket", t->to.socket);
    AUTO_FREE char *uuid = vm_xml_text(j->w->edit.root, "uuid");
    return vm_disk_server_start(j->w->edit.call, &t->to, uuid, err);
}

static int begin(struct journeys *j, struct journey *t, struct err **err)
{
    struct storage_drive *d = t->drive;
    struct storage_work *w = j->w;
    t->copy = xmlDocCopyNode(d->node, j->doc, 1);
    xmlAddChild(xmlDocGetRootElement(j->doc), t->copy);
    vm_xml_set(t->copy, d->served ? "source/@name" : "source/@file", d->to);
    vm_xml_remove(vm_xml_child(t->copy, "backingStore"));
    if (make_disk(w, d, err) || (d->served && serve(j, t, err)))
        return -1;
    AUTO_FREE char *xml = vm_xml_dump_node(t->copy);
    unsigned flags = VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB | VIR_DOMAIN_BLOCK_COPY_REUSE_EXT;
    if (d->chain.count > 1 && !d->served)
        flags |= VIR_DOMAIN_BLOCK_COPY_SHALLOW;
    if (virDomainBlockCopy(w->edit.dom, d->target, xml, NULL, 0, flags) < 0)
        return vm_err_libvirt(err, "Cannot copy '%s' to '%s'", d->chain.links[0].path, d->to);
    t->begun = true;
    return 0;
}

static bool is_ready(xmlNodePtr live, const char *target)
{
    AUTO_FREE char *path = xasprintf("devices/disk[target/@dev='%s']/mirror[@ready='yes']", target);
    return vm_xml_find(live, path) != NULL;
}

static int wait_ready(struct journeys *j, struct err **err)
{
    for (;;) {
        AUTO_XMLDOC live = vm_edit_live(&j->w->edit, err);
        uint64_t done = 0, total = 0;
        size_t ready = 0;
        if (!live)
            return -1;
        for (size_t i = 0; i < j->n; i++) {
            const char *target = j->items[i].drive->target;
            virDomainBlockJobInfo info;
            int has = virDomainGetBlockJobInfo(j->w->edit.dom, target, &info, 0);
            if (has <= 0)
                return has < 0 ? vm_err_libvirt(err, "Cannot watch the copy of '%s'", target)
                               : err_set(err, ERR_OPERATION_FAILED,
                                         "The copy of '%s' ended before it was complete.",
                                         j->items[i].drive->chain.links[0].path);
            done += info.cur;
            total += info.end;
            ready += is_ready(xmlDocGetRootElement(live), target);
        }
        if (ready == j->n)
            return 0;
        vm_call_progress(j->w->edit.call, total ? (int)(done * 99 / total) : 0);
        if (vm_call_sleep(j->w->edit.call, 100, err) < 0)
            return -1;
    }
}

/* The stored document says what the running one does. */
static void settle(struct journey *t)
{
    storage_name(t->drive);
    if (t->drive->served)
        vm_xml_set(t->drive->node, "source/host/@socket", t->to.socket);
}

static int go_over(struct journeys *j, struct err **err)
{
    for (size_t i = 0; i < j->n; i++) {
        struct journey *t = &j->items[i];
        if (virDomainBlockJobAbort(j->w->edit.dom, t->drive->target,
                                   VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT) < 0)
            return vm_err_libvirt(err, "Cannot go over to '%s'", t->drive->to);
        t->over = true;
        settle(t);
        if (t->drive->served)
            vm_disk_server_stop(j->w->edit.call, &t->from);
    }
    return 0;
}

/* Those that went over stay there: their files are in use. */
static void turn_back(struct journeys *j)
{
    struct storage_work *w = j->w;
    bool some = false;
    for (size_t i = 0; i < j->n; i++) {
        struct journey *t = &j->items[i];
        some = some || t->over;
        if (t->over)
            continue;
        if (t->begun)
            virDomainBlockJobAbort(w->edit.dom, t->drive->target, 0);
        if (t->to.socket)
            vm_disk_server_stop(w->edit.call, &t->to);
        if (t->begun)
            unlink(t->drive->to);
    }
    if (!some)
        return;
    AUTO_ERR *ignored = NULL;
    vm_copies_release(&w->copies);
    (void)(vm_edit_define(&w->edit, &ignored) == 0);
}

int storage_move_live(struct storage_work *w, struct err **err)
{
    __attribute__((cleanup(journeys_release))) struct journeys j = { .w = w };
    j.items = xcalloc(w->drives.len + 1, sizeof(*j.items));
    j.doc = vm_xml_new("disks");
    for (size_t i = 0; i < w->drives.len; i++)
        if (w->drives.items[i].to)
            j.items[j.n++].drive = &w->drives.items[i];
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < j.n; i++)
        rc = begin(&j, &j.items[i], err);
    if (rc || wait_ready(&j, err) || vm_call_commit(w->edit.call, err) < 0 || go_over(&j, err)) {
        turn_back(&j);
        return -1;
    }
    return 0;
}
