#include "vm/guest/vm_offline.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "disk/fs_ntfs.h"
#include "disk/image_files.h"
#include "guest/fcopy.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_appliance.h"
#include "vm/vm_config.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

enum { FSTAB_MAX = 64 << 10, LINKS_MAX = 256, FOLDER_MODE = 0755 };

/* ---- one volume ------------------------------------------------------------------------------ */
static int refuse_ntfs(const struct guest_volume *at, const struct volume *v, struct err **err)
{
    if (!at->sleeps)
        return fs_writer_refuse_dirty(v, err);
    err_set(err, ERR_INVALID_STATE,
            "The Windows of volume %s sleeps: it was hibernated, or shut down for a fast startup.",
            v->name);
    return err_advise(err, "Start the virtual machine and run 'shutdown /s /t 0' in it.");
}

bool vm_offline_reads_itself(const struct vm_offline *o, const struct guest_volume *v)
{
    return !o->write && v->fs.type != FS_TYPE_BTRFS && (!v->fs.needs_recovery || v->fs.faulty);
}

/* Some are written here, the others by a kernel in a small system of its own. */
static int open_writer(struct vm_offline *o, const struct volume *v, struct err **err)
{
    struct fs_info info;
    if (!o->write)
        return vm_appliance_open(o->call, v, o->at->fs.type, o->subvolume, false, &o->writer, err);
    if (v->fault)
        return fs_writer_open(v, &o->writer, err);
    if (fs_info_read(v, &info, err))
        return -1;
    if (info.type == FS_TYPE_NTFS && (o->at->sleeps || !fs_ntfs_clean(v)))
        return refuse_ntfs(o->at, v, err);
    bool replay = info.needs_recovery && !info.faulty;
    if (!replay && !vm_appliance_writes(info.type))
        return fs_writer_open(v, &o->writer, err);
    if (!vm_appliance_open(o->call, v, info.type, o->subvolume, true, &o->writer, err))
        return 0;
    if (!replay || (*err)->kind != ERR_NOT_SUPPORTED)
        return -1;
    err_clear(err);
    return fs_writer_refuse_dirty(v, err);
}

static int open_volume(struct vm_offline *o, const struct guest_volume *at, const char *subvolume,
                       struct err **err)
{
    const struct guest_image *image = &o->disks.images.items[at->image];
    if (image->read_only && o->write)
        return err_set(err, ERR_INVALID_STATE,
                       "The drive with the virtual hard disk '%s' is read-only.", image->path);
    o->at = at;
    o->subvolume = subvolume ? xstrdup(subvolume) : NULL;
    if (image_disk_open(image->path, image->format, o->write, &o->disk, err) ||
        volumes_find(o->disk, &o->volumes, err))
        return -1;
    for (size_t i = 0; i < o->volumes.count; i++)
        if (!strcmp(o->volumes.items[i].name, at->name))
            return open_writer(o, &o->volumes.items[i], err)
                       ? err_wrap(err, "Cannot %s the virtual hard disk '%s'",
                                  o->write ? "write to" : "read", image->path)
                       : 0;
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The disk '%s' has no volume %s any more.",
                   image->path, at->name);
}

static int close_volume(struct vm_offline *o, struct err **err)
{
    AUTO_ERR *second = NULL;
    int rc = fs_writer_close(&o->writer, err);
    if (o->disk && vdisk_close(STEAL(o->disk), rc ? &second : err))
        rc = -1;
    volumes_release(&o->volumes);
    free(STEAL(o->subvolume));
    o->at = NULL;
    return rc;
}

/* Makes the volume of a place the one that is at hand. */
static int go_to(struct vm_offline *o, const struct guest_volume *volume, const char *subvolume,
                 struct err **err)
{
    if (vm_offline_reads_itself(o, volume))
        return 0;
    bool same = o->writer && o->at == volume && !o->subvolume == !subvolume &&
                (!subvolume || !strcmp(o->subvolume, subvolume));
    return same ? 0 : close_volume(o, err) ? -1 : open_volume(o, volume, subvolume, err);
}

int vm_offline_find(struct vm_offline *o, const char *path, struct guest_place *place,
                    struct err **err)
{
    return guest_disks_find(&o->disks, path, place, err) ||
                   go_to(o, place->volume, place->subvolume, err)
               ? -1
               : 0;
}

/* ---- opening and closing -------------------------------------------------------------------- */
struct links {
    VEC(char *) names;
};

static int note_link(void *ctx, const struct client_entry *e, struct err **err)
{
    struct links *l = ctx;
    (void)err;
    if (e->kind == 'l' && *e->name && l->names.len < LINKS_MAX)
        *vec_push(&l->names) = xstrdup(e->name);
    return 0;
}

static int read_link(struct vm_offline *o, const char *path, struct err **err)
{
    char target[FCOPY_PATH_MAX];
    uint32_t status;
    if (guest_client_readlink(vm_appliance_client(o->writer), path, &status, target, err))
        return -1;
    if (!status)
        guest_disks_add_link(&o->disks, path, target);
    return 0;
}

/* What guest_disks_read() looks for where this program reads itself. */
static int read_links(void *ctx, const char *at, bool children, struct err **err)
{
    struct vm_offline *o = ctx;
    struct links l = { 0 };
    uint32_t status;
    if (!children)
        return read_link(o, at, err);
    int rc = guest_client_list(vm_appliance_client(o->writer), at, &status, note_link, &l, err);
    for (size_t i = 0; !rc && i < l.names.len; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", at[1] ? at : "", l.names.items[i]);
        rc = read_link(o, path, err);
    }
    for (size_t i = 0; i < l.names.len; i++)
        free(l.names.items[i]);
    vec_release(&l.names);
    return rc;
}

/* Is that the system? What only a kernel reads is looked at by one. */
static int try_system(struct vm_offline *o, const struct guest_volume *v, const char *at,
                      struct err **err)
{
    AUTO_FREE char *text = xmalloc(FSTAB_MAX);
    enum fs_node node;
    size_t got = 0;
    if (go_to(o, v, NULL, err))
        return -1;
    int rc = fs_writer_look(o->writer, "/etc", &node, err);
    if (rc || node != FS_NODE_FOLDER)
        return rc < 0 ? -1 : 0;
    if (fs_writer_read(o->writer, "/etc/fstab", 0, text, FSTAB_MAX, &got, err) < 0)
        return -1;
    guest_disks_set_system(&o->disks, v, text, got);
    return guest_disks_link_folders(at, read_links, o, err);
}

static int look_for_system(struct vm_offline *o, const char *path, struct err **err)
{
    for (size_t i = 0; i < o->disks.volumes.len; i++) {
        const struct guest_volume *v = &o->disks.volumes.items[i];
        if (guest_disks_may_be_system(&o->disks, v) && try_system(o, v, path, err))
            return -1;
    }
    return guest_disks_take_only(&o->disks, path, err);
}

static int read_disks(struct vm_offline *o, virDomainPtr dom, const char *name, const char *path,
                      struct err **err)
{
    char *text = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    if (!text)
        return vm_err_libvirt(err, "Cannot read the configuration of '%s'", name);
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", err);
    free(text);
    if (!doc)
        return -1;
    struct vm_disk_node *nodes;
    size_t n = vm_disks_of(xmlDocGetRootElement(doc), &nodes);
    AUTO_FREE const struct vm_disk **disks = xcalloc(n + 1, sizeof(*disks));
    for (size_t i = 0; i < n; i++)
        disks[i] = &nodes[i].disk;
    int rc = guest_disks_read(name, disks, n, path, o->write, &o->disks, err);
    vm_disk_nodes_free(nodes, n);
    return rc;
}

int vm_offline_open(struct vm_call *call, const char *uuid, const char *path, bool write,
                    struct vm_offline *o, struct err **err)
{
    *o = (struct vm_offline){ .call = call, .write = write };
    enum vm_state state;
    AUTO_DOMAIN dom = vm_call_domain(call, uuid, err);
    if (!dom || vm_state_of(dom, &state, err))
        return -1;
    AUTO_FREE char *name = vm_name_of(dom, uuid);
    if (state != VM_STATE_OFF) {
        vm_state_refuse(write ? "write to the disks of" : "read the disks of", name, state, err);
        return err_advise(err,
                          state == VM_STATE_RUNNING
                              ? (write ? "Without -Offline the files go into the running guest."
                                       : "Without -Offline the files come out of the running "
                                         "guest.")
                              : "Shut it down first.");
    }
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The disks of '%s' are not on this host: run hvsh there.", name);
    AUTO_GUEST_PLACE place = { 0 };
    if (read_disks(o, dom, name, path, err) || look_for_system(o, path, err) ||
        vm_offline_find(o, path, &place, err))
        return -1;
    o->first = place.volume;
    return 0;
}

int vm_offline_close(struct vm_offline *o, struct err **err)
{
    return close_volume(o, err);
}

void vm_offline_abandon(struct vm_offline *o)
{
    AUTO_ERR *ignored = NULL;
    (void)(close_volume(o, &ignored) == 0);
    for (size_t i = 0; o->files && i < o->disks.images.len; i++)
        image_files_close(&o->files[i]);
    free(STEAL(o->files));
    guest_disks_release(&o->disks);
}

char *vm_offline_where(const struct vm_offline *o)
{
    return xasprintf("volume %s (%s) of '%s'", o->first->name, fs_type_name(o->first->fs.type),
                     o->disks.images.items[o->first->image].path);
}

/* ---- files ---------------------------------------------------------------------------------- */
struct putting {
    struct vm_offline *o;
    const struct client_put *put;
    const struct client_file *file;
};

static int go_on(void *ctx, uint64_t bytes, struct err **err)
{
    const struct putting *p = ctx;
    if (p->put->progress)
        p->put->progress(p->put->ctx, p->file, bytes);
    return vm_call_check(p->o->call, err);
}

/* As in a running guest: into a folder that is there under its own name, else to the path. */
static int set_target(struct vm_offline *o, struct fcopy_start *start, struct guest_place *place,
                      struct err **err)
{
    enum fs_node node;
    size_t len = strlen(start->path);
    bool slash = len && strchr("/\\", start->path[len - 1]);
    int rc = vm_offline_find(o, start->path, place, err);
    if (!rc)
        rc = fs_writer_look(o->writer, place->path, &node, err);
    if (rc || !*start->name || (node != FS_NODE_FOLDER && !slash))
        return rc;
    int n = snprintf(start->path + len, sizeof(start->path) - len, "%s%s", slash ? "" : "/",
                     start->name);
    start->name[0] = '\0';
    guest_place_release(place);
    return n < 0 || (size_t)n >= sizeof(start->path) - len
               ? ENAMETOOLONG
               : vm_offline_find(o, start->path, place, err);
}

/* 0, an errno, or -1 with *err. */
static int put_one(struct putting *p, struct client_file *f, struct err **err)
{
    struct fcopy_start *start = &f->start;
    bool tree = start->flags & FCOPY_SET_MODE;
    AUTO_GUEST_PLACE place = { 0 };
    int rc = f->attributes ? 0 : set_target(p->o, start, &place, err);
    if (rc || f->attributes)
        return rc;
    if (start->flags & FCOPY_DIRECTORY)
        return fs_writer_folder(p->o->writer, place.path, tree ? start->mode : FOLDER_MODE, err);
    struct fs_put put = {
        .path = place.path,
        .fd = f->fd,
        .size = start->size,
        .mode = tree ? start->mode : 0644,
        .seconds = start->flags & FCOPY_SET_MTIME ? start->mtime_ns / 1000000000 : time(NULL),
        .overwrite = start->flags & FCOPY_OVERWRITE,
        .create_path = start->flags & FCOPY_CREATE_PATH,
        .progress = go_on,
        .ctx = p,
    };
    return fs_writer_put(p->o->writer, &put, err);
}

int vm_offline_put(struct vm_offline *o, const struct client_put *put, struct err **err)
{
    struct putting p = { .o = o, .put = put };
    for (;;) {
        struct client_file f = { .fd = -1 };
        int rc = put->next(put->ctx, &f, err);
        if (rc <= 0)
            return rc;
        p.file = &f;
        rc = put_one(&p, &f, err);
        if (f.fd >= 0)
            close(f.fd);
        /* EIO: the source became shorter, or cannot be read. */
        uint32_t status = rc < 0      ? (uint32_t)WIRE_E_CANCELLED
                          : rc == EIO ? WIRE_OK
                                      : wire_status_of_errno(rc);
        AUTO_ERR *other = NULL;
        if (put->done(put->ctx, &f, status, rc == EIO ? EIO : 0, rc < 0 ? &other : err) || rc < 0)
            return -1;
    }
}

int vm_offline_read(struct vm_offline *o, const char *path, uint64_t off, void *buf, size_t len,
                    size_t *got, struct err **err)
{
    AUTO_GUEST_PLACE place = { 0 };
    *got = 0;
    return vm_offline_find(o, path, &place, err)
               ? -1
               : fs_writer_read(o->writer, place.path, off, buf, len, got, err);
}

int vm_offline_link(struct vm_offline *o, const char *folder, const char *name, const char *target,
                    struct err **err)
{
    AUTO_GUEST_PLACE place = { 0 };
    AUTO_FREE char *path = xasprintf("%s/%s", folder, name);
    if (vm_offline_find(o, path, &place, err))
        return -1;
    AUTO_FREE char *above = xstrndup(place.path, (size_t)(strrchr(place.path, '/') - place.path));
    int rc = *above ? fs_writer_folder(o->writer, above, FOLDER_MODE, err) : 0;
    return rc ? rc : fs_writer_link(o->writer, place.path, target, err);
}
