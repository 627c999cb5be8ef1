#include "vm/vm_offline.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "disk/image_files.h"
#include "guest/fcopy.h"
#include "shell/base/alloc.h"
#include "shell/base/digest.h"
#include "vm/vm_appliance.h"
#include "vm/vm_config.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

enum { FSTAB_MAX = 64 << 10, PIECE = 64 << 10, FOLDER_MODE = 0755 };

/* ---- which volume -------------------------------------------------------------------------- */
/* What was seen of the machine's disks. */
struct search {
    const char *image; /* the one that is looked at */
    char *system_image, *system_volume;
    char *fstab;
    char *only_image, *only_volume;
    unsigned volumes; /* that can be read */
    const char *id;   /* the volume of this UUID or label */
    bool by_label;
    char *found_image, *found_volume;
    char *btrfs_image, *btrfs_volume; /* a volume that only a kernel reads */
    unsigned btrfs;
};

static void search_release(struct search *s)
{
    free(s->system_image);
    free(s->system_volume);
    free(s->fstab);
    free(s->only_image);
    free(s->only_volume);
    free(s->found_image);
    free(s->found_volume);
    free(s->btrfs_image);
    free(s->btrfs_volume);
}
#define AUTO_SEARCH CLEANUP(search_release) struct search

static void keep(const struct search *s, const struct image_file *file, char **image, char **volume)
{
    free(*image);
    free(*volume);
    *image = xstrdup(s->image);
    *volume = xstrdup(file->volume->name);
}

static int note_volume(void *ctx, const struct image_file *file, struct err **err)
{
    struct search *s = ctx;
    struct fs_info info;
    AUTO_ERR *ignored = NULL;
    (void)err;
    s->volumes++;
    keep(s, file, &s->only_image, &s->only_volume);
    if (s->id && !fs_info_read(file->volume, &info, &ignored) &&
        !strcasecmp(s->by_label ? info.label : info.id, s->id))
        keep(s, file, &s->found_image, &s->found_volume);
    return 0;
}

/* A folder /etc is what a Linux system has, /Windows/System32 a Windows. */
static int note_system(void *ctx, const struct image_file *file, struct err **err)
{
    struct search *s = ctx;
    (void)err;
    if (!s->system_image && file->entry->kind == FS_DIRECTORY)
        keep(s, file, &s->system_image, &s->system_volume);
    return 0;
}

static int note_fstab(void *ctx, const struct image_file *file, struct err **err)
{
    struct search *s = ctx;
    size_t got;
    if (s->fstab || file->entry->kind != FS_FILE)
        return 0;
    s->fstab = xcalloc(1, FSTAB_MAX + 1);
    return fs_read(file->fs, file->entry->id, 0, s->fstab, FSTAB_MAX, &got, err);
}

/* Nothing found is no error here. */
static int look(struct image_files *files, const char *pattern, const char *volume,
                image_on_file on, struct search *s, struct err **err)
{
    struct image_find find = { .volume = volume, .pattern = pattern, .literal = true };
    if (image_files_find(files, &find, on, s, err) &&
        ((*err)->kind == ERR_OBJECT_NOT_FOUND || (*err)->kind == ERR_NOT_SUPPORTED))
        err_clear(err);
    return *err ? -1 : 0;
}

/* What is in btrfs cannot be looked at here: where it is the only such volume, it is the system. */
static int note_btrfs(struct search *s, struct err **err)
{
    AUTO_VOLUMES volumes = { 0 };
    struct vdisk *disk = NULL;
    AUTO_ERR *second = NULL;
    if (image_disk_open(s->image, false, &disk, err))
        return -1;
    int rc = volumes_find(disk, &volumes, err);
    for (size_t i = 0; !rc && i < volumes.count; i++) {
        AUTO_ERR *ignored = NULL;
        struct fs_info info;
        if (volumes.items[i].fault || fs_info_read(&volumes.items[i], &info, &ignored) ||
            info.type != FS_TYPE_BTRFS)
            continue;
        s->btrfs++;
        free(s->btrfs_image);
        free(s->btrfs_volume);
        s->btrfs_image = xstrdup(s->image);
        s->btrfs_volume = xstrdup(volumes.items[i].name);
    }
    if (vdisk_close(disk, rc ? &second : err))
        rc = -1;
    return rc;
}

static int look_at_disk(struct search *s, struct err **err)
{
    AUTO_IMAGE_FILES *files = NULL;
    if (image_files_open(s->image, &files, err) || look(files, "/", NULL, note_volume, s, err))
        return -1;
    if (s->system_image || s->id)
        return 0;
    if (look(files, "/etc", NULL, note_system, s, err) ||
        (!s->system_image && look(files, "/Windows/System32", NULL, note_system, s, err)))
        return -1;
    if (!s->system_image)
        return note_btrfs(s, err);
    return s->system_image ? look(files, "/etc/fstab", s->system_volume, note_fstab, s, err) : 0;
}

static int look_at_all(struct search *s, const struct vm_disk_node *disks, size_t n,
                       struct err **err)
{
    s->volumes = 0;
    for (size_t i = 0; i < n; i++) {
        s->image = disks[i].disk.path;
        if (disks[i].disk.kind == VM_DISK_HARD && s->image && *s->image && look_at_disk(s, err))
            return -1;
    }
    return 0;
}

static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return !strncmp(path, folder, n) && (!path[n] || path[n] == '/');
}

/* The line of fstab whose folder is the nearest above the path; "/" itself is none. */
static void find_mount(char *fstab, const char *path, char **device, char **folder)
{
    char *line, *rest = fstab;
    while ((line = strsep(&rest, "\n"))) {
        char *save, *from = strtok_r(line, " \t", &save);
        char *to = from ? strtok_r(NULL, " \t", &save) : NULL;
        if (!to || *from == '#' || *to != '/' || !to[1] || !is_below(path, to) ||
            (*folder && strlen(*folder) >= strlen(to)))
            continue;
        free(*device);
        free(*folder);
        *device = xstrdup(from);
        *folder = xstrdup(to);
    }
}

static int find_mounted(struct search *s, const struct vm_disk_node *disks, size_t n,
                        const char *device, const char *folder, struct err **err)
{
    static const char uuid[] = "UUID=", label[] = "LABEL=";
    if (!strncmp(device, uuid, sizeof(uuid) - 1)) {
        s->id = device + sizeof(uuid) - 1;
    } else if (!strncmp(device, label, sizeof(label) - 1)) {
        s->id = device + sizeof(label) - 1;
        s->by_label = true;
    }
    if (s->id && look_at_all(s, disks, n, err))
        return -1;
    if (s->found_image)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The guest mounts '%s' on '%s', which is not found in its disks.", device,
                   folder);
}

static int choose(struct vm_offline *o, const struct vm_disk_node *disks, size_t n,
                  const char *name, const char *path, struct err **err)
{
    AUTO_SEARCH s = { 0 };
    AUTO_FREE char *device = NULL, *folder = NULL;
    if (look_at_all(&s, disks, n, err))
        return -1;
    if (s.fstab)
        find_mount(s.fstab, path, &device, &folder);
    if (folder) {
        if (find_mounted(&s, disks, n, device, folder, err))
            return -1;
        o->image = STEAL(s.found_image);
        o->volume = STEAL(s.found_volume);
    } else if (s.system_image) {
        o->image = STEAL(s.system_image);
        o->volume = STEAL(s.system_volume);
    } else if (s.btrfs == 1) {
        o->image = STEAL(s.btrfs_image);
        o->volume = STEAL(s.btrfs_volume);
    } else if (s.volumes == 1) {
        o->image = STEAL(s.only_image);
        o->volume = STEAL(s.only_volume);
    } else {
        err_set(err, s.volumes ? ERR_NOT_SUPPORTED : ERR_OBJECT_NOT_FOUND,
                s.volumes ? "The disks of '%s' have %u volumes and none of them a system: "
                            "where '%s' is cannot be told."
                          : "The disks of '%s' have no volume that can be read.",
                name, s.volumes, path);
        return err_advise(err, "Mount-VHD attaches a disk to this host, with each of its volumes.");
    }
    o->mount = folder ? STEAL(folder) : xstrdup("");
    return 0;
}

/* ---- opening and closing -------------------------------------------------------------------- */
/* Some are written here, the others by a kernel in a small system of its own. */
static int open_writer(struct vm_offline *o, const struct volume *v, struct err **err)
{
    struct fs_info info;
    if (v->fault || fs_info_read(v, &info, err) || !vm_appliance_writes(info.type))
        return *err ? -1 : fs_writer_open(v, &o->writer, err);
    return vm_appliance_open(o->call, v, info.type, &o->writer, err);
}

static int open_volume(struct vm_offline *o, struct err **err)
{
    if (image_disk_open(o->image, true, &o->disk, err) || volumes_find(o->disk, &o->volumes, err))
        return -1;
    for (size_t i = 0; i < o->volumes.count; i++)
        if (!strcmp(o->volumes.items[i].name, o->volume))
            return open_writer(o, &o->volumes.items[i], err)
                       ? err_wrap(err, "Cannot write to the virtual hard disk '%s'", o->image)
                       : 0;
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The disk '%s' has no volume %s any more.", o->image,
                   o->volume);
}

int vm_offline_open(struct vm_call *call, const char *uuid, const char *path, struct vm_offline *o,
                    struct err **err)
{
    *o = (struct vm_offline){ .call = call };
    enum vm_state state;
    AUTO_DOMAIN dom = vm_call_domain(call, uuid, err);
    if (!dom || vm_state_of(dom, &state, err))
        return -1;
    AUTO_FREE char *name = vm_name_of(dom, uuid);
    if (state != VM_STATE_OFF) {
        vm_state_refuse("write to the disks of", name, state, err);
        return err_advise(err, state == VM_STATE_RUNNING
                                   ? "Without -Offline the files go into the running guest."
                                   : "Shut it down first.");
    }
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The disks of '%s' are not on this host: run hvsh there.", name);
    char *text = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    if (!text)
        return vm_err_libvirt(err, "Cannot read the configuration of '%s'", name);
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", err);
    free(text);
    if (!doc)
        return -1;
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(xmlDocGetRootElement(doc), &disks);
    int rc = choose(o, disks, n, name, path, err);
    vm_disk_nodes_free(disks, n);
    return rc ? -1 : open_volume(o, err);
}

int vm_offline_close(struct vm_offline *o, struct err **err)
{
    AUTO_ERR *second = NULL;
    int rc = fs_writer_close(&o->writer, err);
    if (o->disk && vdisk_close(STEAL(o->disk), rc ? &second : err))
        rc = -1;
    return rc;
}

void vm_offline_abandon(struct vm_offline *o)
{
    AUTO_ERR *ignored = NULL;
    (void)(vm_offline_close(o, &ignored) == 0);
    volumes_release(&o->volumes);
    free(o->image);
    free(o->volume);
    free(o->mount);
}

const char *vm_offline_path(const struct vm_offline *o, const char *path)
{
    size_t n = strlen(o->mount);
    return !n ? path : !is_below(path, o->mount) ? NULL : path[n] ? path + n : "/";
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

/* "C:\\folder\\file" of a Windows becomes "/folder/file". */
static int from_windows(const struct vm_offline *o, char *path)
{
    if (o->writer->type != FS_TYPE_NTFS || !path[0] || path[1] != ':')
        return 0;
    if ((path[0] | 32) != 'c' || !path[2] || !strchr("/\\", path[2]))
        return EINVAL;
    memmove(path, path + 2, strlen(path + 2) + 1);
    for (char *p = path; *p; p++)
        if (*p == '\\')
            *p = '/';
    return 0;
}

/* As in a running guest: into a folder that is there under its own name, else to the path. */
static int set_target(struct vm_offline *o, struct fcopy_start *start, struct err **err)
{
    enum fs_node node;
    int bad = from_windows(o, start->path);
    if (bad)
        return bad;
    const char *path = vm_offline_path(o, start->path);
    size_t len = strlen(start->path);
    if (*start->path != '/' || !path || strstr(start->path, "/../") ||
        (len > 2 && !strcmp(start->path + len - 3, "/..")))
        return EINVAL;
    int rc = fs_writer_look(o->writer, path, &node, err);
    bool slash = start->path[len - 1] == '/';
    if (rc || !*start->name || (node != FS_NODE_FOLDER && !slash))
        return rc;
    int n = snprintf(start->path + len, sizeof(start->path) - len, "%s%s", slash ? "" : "/",
                     start->name);
    start->name[0] = '\0';
    return n < 0 || (size_t)n >= sizeof(start->path) - len ? ENAMETOOLONG : 0;
}

/* 0, an errno, or -1 with *err. */
static int put_one(struct putting *p, struct client_file *f, struct err **err)
{
    struct fcopy_start *start = &f->start;
    bool tree = start->flags & FCOPY_SET_MODE;
    int rc = f->attributes ? 0 : set_target(p->o, start, err);
    if (rc || f->attributes)
        return rc;
    const char *path = vm_offline_path(p->o, start->path);
    if (start->flags & FCOPY_DIRECTORY)
        return fs_writer_folder(p->o->writer, path, tree ? start->mode : FOLDER_MODE, err);
    struct fs_put put = {
        .path = path,
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

int vm_offline_digest(struct vm_offline *o, const char *path, uint64_t size, uint32_t *status,
                      uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(PIECE);
    const char *here = vm_offline_path(o, path);
    uint8_t all[DIGEST_MAX];
    struct digest d;
    size_t got = 1;
    *status = WIRE_OK;
    digest_begin(&d, DIGEST_SHA256);
    for (uint64_t at = 0; at < size && got; at += got) {
        int rc = !here ? EINVAL : fs_writer_read(o->writer, here, at, buf, PIECE, &got, err);
        if (rc < 0)
            return -1;
        *status = wire_status_of_errno(rc);
        if (rc)
            return 0;
        digest_add(&d, buf, got);
    }
    digest_end(&d, all);
    memcpy(digest, all, FCOPY_DIGEST_SIZE);
    return 0;
}
