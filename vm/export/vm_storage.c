#include "vm/export/vm_storage.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/checkpoint/vm_layers.h"
#include "vm/export/vm_export.h"
#include "vm/export/vm_storage_private.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_core.h"
#include "vm/vm_served.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

struct storage_arg {
    char uuid[VM_UUID_SIZE];
    struct vm_storage_move move;
    struct vm_storage_disk *disks;
    bool check_only;
};

static void storage_arg_release(void *opaque)
{
    struct storage_arg *a = opaque;
    if (!a)
        return;
    const char *const owned[] = { a->move.storage, a->move.machine, a->move.snapshots,
                                  a->move.paging, a->move.pool };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free((void *)(uintptr_t)owned[i]);
    for (size_t i = 0; i < a->move.disk_count; i++) {
        free((void *)(uintptr_t)a->disks[i].source);
        free((void *)(uintptr_t)a->disks[i].destination);
    }
    free(a->disks);
    free(a);
}

static void work_release(struct storage_work *w)
{
    for (size_t i = 0; i < w->drives.len; i++) {
        free(w->drives.items[i].target);
        free(w->drives.items[i].to);
        disk_chain_release(&w->drives.items[i].chain);
    }
    for (size_t i = 0; i < w->files.len; i++) {
        free(w->files.items[i].from);
        free(w->files.items[i].to);
    }
    vec_release(&w->drives);
    vec_release(&w->files);
    free(w->old_folder);
    vm_copies_release(&w->copies);
    vm_edit_release(&w->edit);
}

/* ---- the plan ---- */
static const struct storage_file *file_of(const struct storage_work *w, const char *path)
{
    for (size_t i = 0; i < w->files.len; i++)
        if (strcmp(w->files.items[i].from, path) == 0)
            return &w->files.items[i];
    return NULL;
}

const char *storage_place(const struct storage_work *w, const char *path)
{
    const struct storage_file *f = file_of(w, path);
    return f ? f->to : path;
}

/* Where the caller wants a file; NULL: it stays. */
static char *wanted_place(const struct storage_work *w, const char *path)
{
    const struct vm_storage_move *m = w->move;
    for (size_t i = 0; i < m->disk_count; i++)
        if (strcmp(m->disks[i].source, path) == 0)
            return xstrdup(m->disks[i].destination);
    return m->storage ? xasprintf("%s/" VM_EXPORT_DISKS "%s", m->storage, strrchr(path, '/'))
                      : NULL;
}

static int plan_file(struct storage_work *w, const char *path, bool is_parent, struct err **err)
{
    struct stat st;
    AUTO_FREE char *to = wanted_place(w, path);
    if (!to || strcmp(to, path) == 0 || file_of(w, path))
        return 0;
    if (to[0] != '/')
        return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.", to);
    bool taken = lstat(to, &st) == 0;
    for (size_t i = 0; i < w->files.len; i++)
        taken = taken || strcmp(w->files.items[i].to, to) == 0;
    if (taken)
        return err_set(err, ERR_OBJECT_EXISTS, "'%s' cannot be moved to '%s': the file exists.",
                       path, to);
    *vec_push(&w->files) = (struct storage_file){ xstrdup(path), STEAL(to), is_parent };
    return 0;
}

static int plan_drive(struct storage_work *w, const struct vm_disk_node *d, struct err **err)
{
    struct vm_served served;
    bool ours = vm_served_read(d->node, &served);
    if (ours)
        vm_served_release(&served);
    if (!ours && !vm_xml_is(d->node, "@type", "file"))
        return 0;
    struct storage_drive *drive = vec_push(&w->drives);
    *drive = (struct storage_drive){ .node = d->node,
                                     .target = xstrdup(d->disk.target),
                                     .served = ours };
    if (disk_chain_read(d->disk.path, d->disk.format, &drive->chain, err))
        return -1;
    for (size_t i = 0; i < drive->chain.count; i++)
        if (plan_file(w, drive->chain.links[i].path, i > 0, err))
            return -1;
    const struct storage_file *own = file_of(w, drive->chain.links[0].path);
    drive->to = own ? xstrdup(own->to) : NULL;
    return drive->to ? vm_pool_put(&w->edit, VM_POOL_VHD, w->move->pool, d->disk.id, drive->to, err)
                     : 0;
}

/* Each disk that was named must be one of the machine's. */
static int check_named(const struct storage_work *w, struct err **err)
{
    for (size_t k = 0; k < w->move->disk_count; k++) {
        bool known = false;
        for (size_t i = 0; i < w->drives.len; i++) {
            const struct disk_chain *chain = &w->drives.items[i].chain;
            for (size_t l = 0; l < chain->count; l++)
                known = known || strcmp(chain->links[l].path, w->move->disks[k].source) == 0;
        }
        if (!known)
            return err_set(err, ERR_OBJECT_NOT_FOUND,
                           "The virtual hard disk '%s' is not one of '%s'.",
                           w->move->disks[k].source, w->edit.name);
    }
    return 0;
}

/* What stays must not lie on a parent that goes: it would lose it. */
static int check_parents(const struct storage_work *w, struct err **err)
{
    for (size_t i = 0; i < w->drives.len; i++) {
        const struct disk_chain *chain = &w->drives.items[i].chain;
        for (size_t l = 0; l + 1 < chain->count; l++)
            if (!file_of(w, chain->links[l].path) && file_of(w, chain->links[l + 1].path))
                return err_set(err, ERR_NOT_SUPPORTED,
                               "'%s' cannot be moved while '%s', which lies on it, stays: move "
                               "both.",
                               chain->links[l + 1].path, chain->links[l].path);
    }
    return 0;
}

static int plan(struct vm_call *call, const struct storage_arg *a, struct storage_work *w,
                struct err **err)
{
    w->copies.call = call;
    w->move = &a->move;
    if (vm_edit_begin(call, a->uuid, &w->edit, err))
        return -1;
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST || w->edit.planned[0])
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The storage of '%s' cannot be moved over this connection: its files are on "
                       "another host. Run hvsh there.",
                       w->edit.name);
    if (w->edit.state != VM_STATE_OFF && w->edit.state != VM_STATE_RUNNING &&
        w->edit.state != VM_STATE_PAUSED)
        return vm_state_refuse("move the storage of", w->edit.name, w->edit.state, err);
    if (virDomainSnapshotNum(w->edit.dom, 0) > 0)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The storage of '%s' cannot be moved while it has checkpoints, which name "
                       "its files: remove them first.",
                       w->edit.name);
    w->old_folder = vm_xml_text(w->edit.root, XML_HV "/@path");
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(w->edit.root, &disks);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (disks[i].disk.kind == VM_DISK_HARD && disks[i].disk.path)
            rc = plan_drive(w, &disks[i], err);
    vm_disk_nodes_free(disks, n);
    return rc || check_named(w, err) || check_parents(w, err) ? -1 : 0;
}

/* ---- copying ---- */
static int make_folder_of(struct storage_work *w, const char *path, struct err **err)
{
    AUTO_FREE char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
    return vm_copies_folder(&w->copies, folder, err);
}

/* Of a running machine only the parents, to which nobody writes. */
static int copy_files(struct storage_work *w, struct err **err)
{
    for (size_t i = 0; i < w->files.len; i++)
        vm_copies_expect(&w->copies, w->files.items[i].from);
    for (size_t i = 0; i < w->files.len; i++) {
        const struct storage_file *f = &w->files.items[i];
        AUTO_FREE char *folder = xstrndup(f->to, (size_t)(strrchr(f->to, '/') - f->to));
        if (make_folder_of(w, f->to, err) || vm_copies_room(&w->copies, folder, err))
            return -1;
        if ((!w->edit.active || f->is_parent) &&
            vm_copies_file(&w->copies, f->from, f->to, true, err))
            return -1;
    }
    return 0;
}

/* Copies name the copies of their parents. */
static int link_files(struct storage_work *w, struct err **err)
{
    for (size_t i = 0; i < w->drives.len; i++) {
        struct disk_chain *chain = &w->drives.items[i].chain;
        for (size_t k = chain->count; k > 1; k--) {
            const struct storage_file *f = file_of(w, chain->links[k - 2].path);
            if (!f || (w->edit.active && !f->is_parent))
                continue;
            struct disk_chain_link child = { f->to, chain->links[k - 2].format };
            AUTO_FREE char *above = xstrdup(storage_place(w, chain->links[k - 1].path));
            struct disk_chain_link parent = { above, chain->links[k - 1].format };
            if (disk_chain_relink(&child, &parent, err))
                return -1;
        }
    }
    return 0;
}

void storage_name(const struct storage_drive *drive)
{
    vm_xml_set(drive->node, drive->served ? "source/@name" : "source/@file", drive->to);
    vm_xml_remove(vm_xml_child(drive->node, "backingStore"));
}

static bool is_in(const char *path, const char *folder)
{
    size_t len = folder ? strlen(folder) : 0;
    return path && len && strncmp(path, folder, len) == 0 && path[len] == '/';
}

/* A path in the machine's folder follows the folder. */
static int follow_folder(struct storage_work *w, const char *folder, xmlNodePtr node,
                         const char *path, bool copy, struct err **err)
{
    AUTO_FREE char *old = node ? vm_xml_text(node, path) : NULL;
    if (!is_in(old, w->old_folder))
        return 0;
    AUTO_FREE char *to = xasprintf("%s%s", folder, old + strlen(w->old_folder));
    if (copy && access(old, F_OK) == 0 && vm_copies_file(&w->copies, old, to, true, err))
        return -1;
    vm_xml_set(node, path, to);
    return 0;
}

static int follow_ports(struct storage_work *w, const char *folder, struct err **err)
{
    xmlNodePtr *ports;
    size_t n = vm_xml_find_all(w->edit.root, "devices/serial", &ports);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = follow_folder(w, folder, ports[i], "source/@path", false, err) ||
                     follow_folder(w, folder, ports[i], "log/@file", !w->edit.active, err)
                 ? -1
                 : 0;
    free(ports);
    return rc;
}

static int move_folder(struct storage_work *w, struct err **err)
{
    const struct vm_storage_move *m = w->move;
    const char *folder = m->machine ? m->machine : m->storage;
    const char *snapshots = m->snapshots ? m->snapshots : m->storage;
    const char *paging = m->paging ? m->paging : m->storage;
    if (snapshots)
        vm_xml_set(w->edit.root, XML_HV "/hv:checkpoints/@path", snapshots);
    if (paging)
        vm_xml_set(w->edit.root, XML_HV "/@smartPagingPath", paging);
    if (!folder || (w->old_folder && strcmp(folder, w->old_folder) == 0))
        return 0;
    enum { SOCKET_PATH_MAX = 107 };
    if (strlen(folder) + strlen("/com1.sock") > SOCKET_PATH_MAX)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The path '%s' is too long for the sockets of a virtual machine.", folder);
    AUTO_FREE char *com1 = xasprintf("%s/com1.sock", folder);
    if (access(com1, F_OK) == 0)
        return err_set(err, ERR_OBJECT_EXISTS, "'%s' is the folder of another virtual machine.",
                       folder);
    if (vm_copies_folder(&w->copies, folder, err))
        return -1;
    vm_xml_set(w->edit.root, XML_HV "/@path", folder);
    return follow_ports(w, folder, err) ||
                   (!w->edit.active &&
                    follow_folder(w, folder, w->edit.root, "os/nvram", true, err))
               ? -1
               : 0;
}

/* ---- what stays behind ---- */

/* Does a checkpoint of the machine freeze this file, or one that lies on it? */
static bool is_frozen(virDomainPtr dom, const char *path)
{
    AUTO_SNAPS snaps = { 0 };
    AUTO_LAYERS layers = { 0 };
    AUTO_ERR *unreadable = NULL;
    if (virDomainSnapshotNum(dom, 0) == 0)
        return false;
    return vm_snaps_read(dom, &snaps, &unreadable) < 0 ||
           vm_layers_read(dom, &snaps, &layers, &unreadable) < 0 || vm_layers_find(&layers, path);
}

/* Does a drive of another machine lie on this file, or one that it had at a checkpoint? */
static bool is_used(struct vm_call *call, const char *path, const char *except_uuid)
{
    virDomainPtr *doms = NULL;
    bool used = false;
    int n = virConnectListAllDomains(call->conn, &doms, 0);
    for (int i = 0; i < n; i++) {
        AUTO_ERR *ignored = NULL;
        char uuid[VIR_UUID_STRING_BUFLEN] = "";
        virDomainGetUUIDString(doms[i], uuid);
        char *xml = strcmp(uuid, except_uuid)
                        ? virDomainGetXMLDesc(doms[i], VIR_DOMAIN_XML_INACTIVE)
                        : NULL;
        struct vm_config config = { 0 };
        if (xml && vm_config_parse(xml, NULL, &config, &ignored))
            used = true;
        for (size_t k = 0; !used && k < config.disk_count; k++) {
            AUTO_CHAIN chain = { 0 };
            AUTO_ERR *unreadable = NULL;
            const struct vm_disk *d = &config.disks[k];
            if (d->kind != VM_DISK_HARD || !d->path || d->path[0] != '/' ||
                disk_chain_read(d->path, d->format, &chain, &unreadable))
                continue;
            for (size_t l = 0; l < chain.count; l++)
                used = used || strcmp(chain.links[l].path, path) == 0;
        }
        vm_config_release(&config);
        used = used || (xml && is_frozen(doms[i], path));
        free(xml);
        virDomainFree(doms[i]);
    }
    free(doms);
    return used || n < 0;
}

static void remove_sources(struct storage_work *w, const char *uuid)
{
    if (w->move->retain)
        return;
    for (size_t i = 0; i < w->files.len; i++) {
        const struct storage_file *f = &w->files.items[i];
        if ((!f->is_parent || w->move->remove_parents) && !is_used(w->edit.call, f->from, uuid))
            unlink(f->from);
    }
    AUTO_FREE char *folder = vm_xml_text(w->edit.root, XML_HV "/@path");
    if (!w->old_folder || !folder || strcmp(folder, w->old_folder) == 0)
        return;
    AUTO_ERR *ignored = NULL;
    AUTO_XMLDOC old = vm_xml_parse(w->edit.old_xml, "domain", &ignored);
    AUTO_FREE char *nvram = old ? vm_xml_text(xmlDocGetRootElement(old), "os/nvram") : NULL;
    AUTO_FREE char *log = xasprintf("%s/com1.log", w->old_folder);
    AUTO_FREE char *socket = xasprintf("%s/com1.sock", w->old_folder);
    /* A machine that runs has its ports and variables there until it stops. */
    if (w->edit.active)
        return;
    if (is_in(nvram, w->old_folder))
        unlink(nvram);
    unlink(log);
    unlink(socket);
    rmdir(w->old_folder);
}

static int carry_out(struct storage_work *w, struct err **err)
{
    if (copy_files(w, err) || link_files(w, err) || move_folder(w, err))
        return -1;
    if (w->edit.active)
        return storage_move_live(w, err);
    for (size_t i = 0; i < w->drives.len; i++)
        if (w->drives.items[i].to)
            storage_name(&w->drives.items[i]);
    return 0;
}

static int storage_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct storage_arg *a = opaque;
    __attribute__((cleanup(work_release))) struct storage_work w = { 0 };
    if (plan(call, a, &w, err))
        return -1;
    if (a->check_only)
        return 0;
    if (carry_out(&w, err)) {
        vm_copies_undo(&w.copies);
        return -1;
    }
    /* A machine that runs has gone over: there is no way back from here. */
    if (w.edit.active ? vm_edit_define(&w.edit, err) : vm_edit_commit(&w.edit, err)) {
        if (!w.edit.active)
            vm_copies_undo(&w.copies);
        return -1;
    }
    if (!w.edit.active && vm_call_commit(call, err) < 0) {
        vm_edit_undo(&w.edit);
        vm_copies_undo(&w.copies);
        return -1;
    }
    remove_sources(&w, a->uuid);
    return 0;
}

static int run(struct vm_host *host, const char *uuid, const struct vm_storage_move *m,
               bool check_only, struct err **err)
{
    struct storage_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->move = (struct vm_storage_move){ .storage = xstrdup(m->storage),
                                        .machine = xstrdup(m->machine),
                                        .snapshots = xstrdup(m->snapshots),
                                        .paging = xstrdup(m->paging),
                                        .pool = xstrdup(m->pool),
                                        .disk_count = m->disk_count,
                                        .retain = m->retain,
                                        .remove_parents = m->remove_parents };
    a->disks = xcalloc(m->disk_count + 1, sizeof(*a->disks));
    for (size_t i = 0; i < m->disk_count; i++)
        a->disks[i] = (struct vm_storage_disk){ xstrdup(m->disks[i].source),
                                                xstrdup(m->disks[i].destination) };
    a->move.disks = a->disks;
    a->check_only = check_only;
    void *p = a;
    int rc = vm_call_run(host, "Moving the storage", VM_CALL_CHANGE, -1, storage_work, &p,
                         storage_arg_release, err);
    storage_arg_release(p);
    return rc;
}

int vm_storage_move(struct vm_host *host, const char *uuid, const struct vm_storage_move *move,
                    struct err **err)
{
    return run(host, uuid, move, false, err);
}

int vm_storage_check(struct vm_host *host, const char *uuid, const struct vm_storage_move *move,
                     struct err **err)
{
    return run(host, uuid, move, true, err);
}
