#include "vm/guest/vm_offline_disks.h"

#include <string.h>

#include "disk/image_files.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_offline_mounts.h"

enum { FSTAB_MAX = 64 << 10, LINKS_MAX = 256 };

void guest_disks_release(struct guest_disks *d)
{
    for (size_t i = 0; i < d->images.len; i++) {
        free(d->images.items[i].path);
        free(d->images.items[i].target);
    }
    for (size_t i = 0; i < d->volumes.len; i++) {
        free(d->volumes.items[i].name);
        free(d->volumes.items[i].fault);
        free(d->volumes.items[i].part_label);
    }
    for (size_t i = 0; i < d->mounts.len; i++) {
        free(d->mounts.items[i].folder);
        free(d->mounts.items[i].device);
        free(d->mounts.items[i].options);
    }
    for (size_t i = 0; i < d->links.len; i++) {
        free(d->links.items[i].from);
        free(d->links.items[i].to);
    }
    vec_release(&d->images);
    vec_release(&d->volumes);
    vec_release(&d->mounts);
    vec_release(&d->links);
    free(d->vm);
}

static bool has_drive(const char *path)
{
    return path[0] && path[1] == ':';
}

/* ---- what is in them ------------------------------------------------------------------------ */
static void note_partition(struct guest_volume *v, const struct disk_layout *layout)
{
    const struct disk_partition *p = v->partition ? disk_layout_find(layout, v->partition) : NULL;
    if (!p)
        return;
    if (layout->style == DISK_STYLE_GPT)
        disk_guid_format(p->id, true, false, v->part_id);
    else
        snprintf(v->part_id, sizeof(v->part_id), "%08x-%02x", layout->signature, p->number);
    v->part_label = p->name ? xstrdup(p->name) : NULL;
}

/* What is no file system that a guest could have mounted, or not from here. */
static char *fault_of(const struct volumes *all, const struct volume *v, const struct fs_info *fs,
                      bool write)
{
    const char *type = fs_type_name(fs->type);
    if (v->fault)
        return xstrdup(v->fault);
    if (v->has_snapshot && write)
        return xasprintf("Logical volume %s has a snapshot, which only the guest can keep.",
                         v->name);
    if (fs->devices > 1)
        return xasprintf("Volume %s is one of %u devices of a btrfs, which belong together.",
                         v->name, fs->devices);
    if (fs_is_raid_part(v))
        return xasprintf("Volume %s is a part of a Linux RAID, which is written as a whole.",
                         v->name);
    switch (fs->type) {
    case FS_TYPE_LUKS:
    case FS_TYPE_BITLOCKER:
        return xasprintf("Volume %s is encrypted (%s), and only the guest has its key.", v->name,
                         type);
    case FS_TYPE_LVM:
        for (size_t i = 0; i < all->count; i++)
            if (strchr(all->items[i].name, '/'))
                return NULL; /* its logical volumes are there instead */
        return xasprintf("Volume %s is a physical volume of LVM, and its group is not found.",
                         v->name);
    case FS_TYPE_HFS_PLUS:
    case FS_TYPE_EXFAT:
        if (!write)
            return NULL;
        return xasprintf("Volume %s holds %s, which cannot be written here.", v->name, type);
    case FS_TYPE_REFS:
    case FS_TYPE_F2FS:
        return xasprintf("Volume %s holds %s, which cannot be %s here.", v->name, type,
                         write ? "written" : "read");
    default:
        return NULL;
    }
}

static int note_volumes(struct guest_disks *d, size_t image, const struct image_files *files,
                        struct err **err)
{
    AUTO_LAYOUT layout;
    struct vdisk *disk;
    const struct volumes *all = image_files_volumes(files, &disk);
    if (disk_layout_read(disk, &layout, err))
        return -1;
    for (size_t i = 0; i < all->count; i++) {
        const struct volume *from = &all->items[i];
        struct guest_volume v = { .image = image, .partition = from->partition };
        if (fs_info_read(from, &v.fs, err))
            return -1;
        v.name = xstrdup(from->name);
        v.fault = fault_of(all, from, &v.fs, d->write);
        note_partition(&v, &layout);
        *vec_push(&d->volumes) = v;
    }
    return 0;
}

/* ---- where the system is -------------------------------------------------------------------- */
struct looking {
    struct guest_disks *d;
    size_t image;
    bool (*note)(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                 struct err **err);
};

static int found(void *ctx, const struct image_file *file, struct err **err)
{
    const struct looking *l = ctx;
    for (size_t i = 0; i < l->d->volumes.len; i++) {
        struct guest_volume *v = &l->d->volumes.items[i];
        if (v->image == l->image && !strcmp(v->name, file->volume->name) &&
            !l->note(l->d, v, file, err))
            return -1;
    }
    return 0;
}

static bool note_readable(struct guest_disks *d, struct guest_volume *v,
                          const struct image_file *file, struct err **err)
{
    (void)d;
    (void)err;
    v->readable = file->type != FS_TYPE_ISO9660 && !v->fault;
    return true;
}

static bool note_etc(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                     struct err **err)
{
    (void)d;
    (void)err;
    v->etc |= file->entry->kind == FS_DIRECTORY;
    return true;
}

static bool note_base(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                      struct err **err)
{
    (void)d;
    (void)err;
    v->base |= file->entry->kind == FS_DIRECTORY || file->entry->kind == FS_LINK;
    return true;
}

static bool note_windows(struct guest_disks *d, struct guest_volume *v,
                         const struct image_file *file, struct err **err)
{
    (void)d;
    (void)err;
    v->windows |= file->entry->kind == FS_DIRECTORY;
    return true;
}

/* Of a Windows that sleeps, or that was shut down to start fast. */
static bool note_sleep(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                       struct err **err)
{
    char head[4] = "";
    size_t got;
    AUTO_ERR *ignored = NULL;
    (void)d;
    (void)err;
    if (file->entry->kind == FS_FILE &&
        !fs_read(file->fs, file->entry->id, 0, head, sizeof(head), &got, &ignored))
        v->sleeps = !strncasecmp(head, "hibr", 4);
    return true;
}

static bool note_fstab(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                       struct err **err)
{
    AUTO_FREE char *text = xmalloc(FSTAB_MAX);
    size_t got;
    if (v != d->system || file->entry->kind != FS_FILE)
        return true;
    if (fs_read(file->fs, file->entry->id, 0, text, FSTAB_MAX, &got, err))
        return false;
    guest_mounts_read(d, text, got);
    return true;
}

void guest_disks_add_link(struct guest_disks *d, const char *path, const char *target)
{
    if (d->links.len >= LINKS_MAX)
        return;
    AUTO_FREE char *whole =
        *target == '/' ? xstrdup(target)
                       : xasprintf("%.*s/%s", (int)(strrchr(path, '/') - path), path, target);
    *vec_push(&d->links) =
        (struct guest_link){ .from = xstrdup(path), .to = image_path_tidy(whole) };
}

static bool note_link(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                      struct err **err)
{
    AUTO_FREE char *target = NULL;
    AUTO_ERR *ignored = NULL;
    (void)err;
    if (v == d->system && file->entry->kind == FS_LINK &&
        !fs_link(file->fs, file->entry->id, &target, &ignored))
        guest_disks_add_link(d, file->path, target);
    return true;
}

/* Nothing found is no error here. */
static int look(struct guest_disks *d, size_t image, struct image_files *files, const char *pattern,
                bool children,
                bool (*note)(struct guest_disks *d, struct guest_volume *v,
                             const struct image_file *file, struct err **err),
                struct err **err)
{
    struct looking l = { d, image, note };
    struct image_find find = { .pattern = pattern, .literal = true, .children = children };
    if (image_files_find(files, &find, found, &l, err) &&
        ((*err)->kind == ERR_OBJECT_NOT_FOUND || (*err)->kind == ERR_NOT_SUPPORTED))
        err_clear(err);
    return *err ? -1 : 0;
}

static int look_at_image(struct guest_disks *d, size_t image, struct err **err)
{
    static const struct {
        const char *pattern;
        bool (*note)(struct guest_disks *d, struct guest_volume *v, const struct image_file *file,
                     struct err **err);
    } signs[] = { { "/", note_readable },         { "/etc", note_etc },
                  { "/usr", note_base },          { "/bin", note_base },
                  { "/sbin", note_base },         { "/Windows/System32", note_windows },
                  { "/hiberfil.sys", note_sleep } };
    AUTO_IMAGE_FILES *files = NULL;
    const struct guest_image *i = &d->images.items[image];
    if (image_files_open(i->path, i->format, &files, err) || note_volumes(d, image, files, err))
        return -1;
    for (size_t s = 0; s < ARRAY_SIZE(signs); s++)
        if (look(d, image, files, signs[s].pattern, false, signs[s].note, err))
            return -1;
    return 0;
}

/* How much a volume looks like what a path is meant for; 0: not at all. */
static int rank(const struct guest_volume *v, const char *path)
{
    if (has_drive(path))
        return v->windows ? 3 : 0;
    return v->etc && v->base ? 3 : v->windows ? 2 : v->etc ? 1 : 0;
}

/* The best of the first disk that has it. */
static int choose_system(struct guest_disks *d, const char *path, struct err **err)
{
    const struct guest_volume *best = NULL, *other = NULL;
    for (size_t i = 0; i < d->volumes.len; i++) {
        const struct guest_volume *v = &d->volumes.items[i];
        int more = rank(v, path) - (best ? rank(best, path) : 0);
        if (more > 0) {
            best = v;
            other = NULL;
        } else if (best && !more && v->image == best->image && !other) {
            other = v;
        }
    }
    if (other) {
        err_set(err, ERR_NOT_SUPPORTED,
                "The disks of '%s' have more than one system, in volumes %s and %s of '%s': which "
                "one has '%s' cannot be told.",
                d->vm, best->name, other->name, d->images.items[best->image].path, path);
        return err_advise(err, "Mount-VHD attaches a disk to this host, with each of its volumes.");
    }
    d->system = best;
    return 0;
}

int guest_disks_link_folders(const char *path,
                             int (*on)(void *ctx, const char *at, bool children, struct err **err),
                             void *ctx, struct err **err)
{
    static const char *const folders[] = { "/", "/var", "/usr", "/srv", "/opt" };
    for (size_t n = 0; n < ARRAY_SIZE(folders); n++)
        if (on(ctx, folders[n], true, err))
            return -1;
    AUTO_FREE char *tidy = image_path_tidy(path);
    for (char *slash = tidy + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        if (on(ctx, tidy, false, err))
            return -1;
        *slash = '/';
    }
    return 0;
}

struct link_folders {
    struct guest_disks *d;
    struct image_files *files;
};

static int look_for_links(void *ctx, const char *at, bool children, struct err **err)
{
    const struct link_folders *l = ctx;
    return look(l->d, l->d->system->image, l->files, at, children, note_link, err);
}

static int read_system(struct guest_disks *d, const char *path, struct err **err)
{
    AUTO_IMAGE_FILES *files = NULL;
    const struct guest_volume *v = d->system;
    const struct guest_image *i = &d->images.items[v->image];
    if (v->windows)
        return 0;
    if (image_files_open(i->path, i->format, &files, err) ||
        look(d, v->image, files, "/etc/fstab", false, note_fstab, err))
        return -1;
    struct link_folders l = { d, files };
    return guest_disks_link_folders(path, look_for_links, &l, err);
}

int guest_disks_read(const char *vm, const struct vm_disk *const *disks, size_t count,
                     const char *path, bool write, struct guest_disks *d, struct err **err)
{
    *d = (struct guest_disks){ .vm = xstrdup(vm), .write = write };
    for (size_t i = 0; i < count; i++) {
        AUTO_ERR *why = NULL;
        if (disks[i]->kind != VM_DISK_HARD || !disks[i]->path || !*disks[i]->path)
            continue;
        *vec_push(&d->images) =
            (struct guest_image){ .path = xstrdup(disks[i]->path),
                                  .target = xstrdup(disks[i]->target ? disks[i]->target : ""),
                                  .format = disks[i]->format,
                                  .read_only = disks[i]->read_only };
        /* One that cannot be read hides no system on another one. */
        if (look_at_image(d, d->images.len - 1, &why))
            *vec_push(&d->volumes) = (struct guest_volume){ .image = d->images.len - 1,
                                                            .name = xstrdup(""),
                                                            .fault = xstrdup(why->message) };
    }
    if (choose_system(d, path, err))
        return -1;
    return d->system && rank(d->system, path) > 1 ? read_system(d, path, err) : 0;
}

bool guest_disks_may_be_system(const struct guest_disks *d, const struct guest_volume *v)
{
    return (!d->system || !(d->system->base || d->system->windows)) && !v->fault &&
           v->fs.type == FS_TYPE_BTRFS;
}

void guest_disks_set_system(struct guest_disks *d, const struct guest_volume *v, const char *fstab,
                            size_t len)
{
    d->volumes.items[v - d->volumes.items].base = true;
    d->system = v;
    guest_mounts_read(d, fstab, len);
}

int guest_disks_take_only(struct guest_disks *d, const char *path, struct err **err)
{
    const struct guest_volume *only = NULL, *closed = NULL;
    unsigned usable = 0;
    bool ntfs = false, locked = false;
    if (d->system)
        return 0;
    for (size_t i = 0; i < d->volumes.len; i++) {
        const struct guest_volume *v = &d->volumes.items[i];
        if (v->fault && !closed)
            closed = v;
        ntfs |= v->fs.type == FS_TYPE_NTFS;
        locked |= v->fs.type == FS_TYPE_BITLOCKER || !*v->name;
        if (v->readable || (v->fs.type == FS_TYPE_BTRFS && !v->fault)) {
            usable++;
            only = v;
        }
    }
    if (has_drive(path) && !ntfs && !locked)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is a path of Windows, and the disks of '%s' have none.", path, d->vm);
    if (usable == 1 && !closed) {
        d->system = only;
        return 0;
    }
    if (closed) {
        err_set(err, ERR_NOT_SUPPORTED,
                "The disks of '%s' have no system that can be written. '%s': %s", d->vm,
                d->images.items[closed->image].path, closed->fault);
        return err_advise(err, "Start the virtual machine and copy without -Offline.");
    }
    err_set(err, usable ? ERR_NOT_SUPPORTED : ERR_OBJECT_NOT_FOUND,
            usable ? "The disks of '%s' have %u volumes and none of them a system: where '%s' is "
                     "cannot be told."
                   : "The disks of '%s' have no volume that can be read.",
            d->vm, usable, path);
    return err_advise(err, "Mount-VHD attaches a disk to this host, with each of its volumes.");
}
