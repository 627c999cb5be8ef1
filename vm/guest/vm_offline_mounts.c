#include "vm/guest/vm_offline_mounts.h"

#include <ctype.h>
#include <mntent.h>
#include <string.h>

#include "disk/image_files.h"
#include "shell/base/alloc.h"

enum { TURNS_MAX = 16, MOUNTS_MAX = 1024 };

/* ---- fstab ---------------------------------------------------------------------------------- */
void guest_mounts_read(struct guest_disks *d, const char *text, size_t len)
{
    AUTO_FILE FILE *f = len ? fmemopen((void *)(uintptr_t)text, len, "r") : NULL;
    char line[4096];
    struct mntent e;
    while (f && getmntent_r(f, &e, line, sizeof(line)) && d->mounts.len < MOUNTS_MAX) {
        if (e.mnt_dir[0] != '/' ||
            (hasmntopt(&e, "noauto") && !hasmntopt(&e, "x-systemd.automount")))
            continue;
        *vec_push(&d->mounts) = (struct guest_mount){ .folder = image_path_tidy(e.mnt_dir),
                                                      .device = xstrdup(e.mnt_fsname),
                                                      .options = xstrdup(e.mnt_opts) };
    }
}

/* An option with its value; NULL: it is not there. The caller frees. */
static char *option_of(const struct guest_mount *m, const char *name)
{
    const struct mntent e = { .mnt_opts = m->options };
    const char *at = hasmntopt(&e, name);
    return at ? xstrndup(at, strcspn(at, ",")) : NULL;
}

static bool has_option(const struct guest_mount *m, const char *name)
{
    AUTO_FREE char *found = option_of(m, name);
    return found != NULL;
}

/* ---- devices -------------------------------------------------------------------------------- */
/* "group-volume" of /dev/mapper, where a dash in a name is doubled. */
static bool is_mapped(const char *name, const char *volume)
{
    for (; *volume; volume++) {
        if (*volume == '-' && (*name++ != '-' || *name++ != '-'))
            return false;
        if (*volume == '/' && (*name++ != '-' || *name == '-'))
            return false;
        if (!strchr("-/", *volume) && *name++ != *volume)
            return false;
    }
    return !*name;
}

/* Where the number of a partition begins in "sda1" or "nvme0n1p1"; NULL: there is none. */
static const char *number_of(const char *name)
{
    const char *end = name + strlen(name), *digits = end;
    while (digits > name && isdigit((unsigned char)digits[-1]))
        digits--;
    if (!*digits || digits == name)
        return NULL;
    return digits - name > 1 && digits[-1] == 'p' && isdigit((unsigned char)digits[-2]) ? digits
           : isdigit((unsigned char)name[strcspn(name, "0123456789")]) &&
                   name + strcspn(name, "0123456789") == digits
               ? digits
               : NULL;
}

/* Is "vdb1" on that image? As the system's own line says where its disk is; else as the machine
 * names its drives. */
static bool is_on_image(const struct guest_disks *d, size_t image, const char *name,
                        const char *number)
{
    size_t len = (size_t)(number - name) - (number[-1] == 'p');
    for (size_t i = 0; i < d->mounts.len; i++) {
        const char *root = d->mounts.items[i].device;
        if (strcmp(d->mounts.items[i].folder, "/") != 0 || strncmp(root, "/dev/", 5) != 0 ||
            strncmp(root + 5, name, len) != 0 || !isalnum((unsigned char)root[5 + len]))
            continue;
        return d->system && image == d->system->image;
    }
    return d->images.len == 1 || (strlen(d->images.items[image].target) == len &&
                                  !strncmp(d->images.items[image].target, name, len));
}

/* Does an fstab mean that volume? */
static bool is_device(const struct guest_disks *d, const struct guest_volume *v, const char *device)
{
    static const struct {
        const char *tag, *folder;
    } kinds[] = { { "UUID=", "/dev/disk/by-uuid/" },
                  { "LABEL=", "/dev/disk/by-label/" },
                  { "PARTUUID=", "/dev/disk/by-partuuid/" },
                  { "PARTLABEL=", "/dev/disk/by-partlabel/" } };
    const char *const is[] = { v->fs.id, v->fs.label, v->part_id, v->part_label };
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        bool tag = !strncmp(device, kinds[i].tag, strlen(kinds[i].tag));
        const char *kind = tag ? kinds[i].tag : kinds[i].folder;
        if (strncmp(device, kind, strlen(kind)) != 0)
            continue;
        device += strlen(kind);
        bool quoted = *device == '"' && device[1];
        AUTO_FREE char *name = xstrndup(device + quoted, strlen(device) - 2 * (size_t)quoted);
        return is[i] && *is[i] && (i % 2 ? !strcmp(name, is[i]) : !strcasecmp(name, is[i]));
    }
    if (strncmp(device, "/dev/", 5) != 0)
        return false;
    device += 5;
    if (!strncmp(device, "mapper/", 7))
        return strchr(v->name, '/') && is_mapped(device + 7, v->name);
    if (strchr(device, '/'))
        return !strcmp(device, v->name);
    const char *number = number_of(device);
    return number && v->partition && strtoul(number, NULL, 10) == v->partition &&
           is_on_image(d, v->image, device, number);
}

static int not_found(const struct guest_disks *d, const struct guest_mount *m, struct err **err)
{
    err_set(err, ERR_NOT_SUPPORTED,
            "The guest mounts '%s' on '%s', which is not found in its disks.", m->device,
            m->folder);
    for (size_t i = 0; i < d->volumes.len; i++)
        if (d->volumes.items[i].fault)
            return err_advise(err, "%s Start the virtual machine and copy without -Offline.",
                              d->volumes.items[i].fault);
    return err_advise(err, "Start the virtual machine and copy without -Offline.");
}

/* ---- paths ---------------------------------------------------------------------------------- */
static bool is_below(const char *path, const char *folder)
{
    size_t n = strcmp(folder, "/") ? strlen(folder) : 0;
    return !strncmp(path, folder, n) && (!path[n] || path[n] == '/');
}

static const char *rest_of(const char *path, const char *folder)
{
    return path + (strcmp(folder, "/") ? strlen(folder) : 0);
}

/* The nearest one above; the later line lies over the earlier one. "/" itself is none. */
static const struct guest_mount *find_mount(const struct guest_disks *d, const char *path)
{
    const struct guest_mount *best = NULL;
    for (size_t i = 0; i < d->mounts.len; i++) {
        const struct guest_mount *m = &d->mounts.items[i];
        if (m->folder[1] && is_below(path, m->folder) &&
            (!best || strlen(m->folder) >= strlen(best->folder)))
            best = m;
    }
    return best;
}

/* What is behind a link lies where that leads; the link itself stays what it is. */
static bool follow(const struct guest_disks *d, char **path)
{
    for (size_t i = 0; i < d->links.len; i++) {
        const struct guest_link *l = &d->links.items[i];
        if (!is_below(*path, l->from) || !(*path)[strlen(l->from)])
            continue;
        AUTO_FREE char *old = *path;
        AUTO_FREE char *whole = xasprintf("%s%s", l->to, old + strlen(l->from));
        *path = image_path_tidy(whole);
        return true;
    }
    return false;
}

static int in_volume(const struct guest_disks *d, const struct guest_mount *m, const char *path,
                     struct guest_place *place, struct err **err)
{
    const char *rest = rest_of(path, m->folder);
    for (size_t i = 0; i < d->volumes.len; i++) {
        const struct guest_volume *v = &d->volumes.items[i];
        if (!is_device(d, v, m->device))
            continue;
        if (place->volume && (v->fault == NULL) == (place->volume->fault == NULL))
            return err_set(err, ERR_NOT_SUPPORTED,
                           "The guest mounts '%s' on '%s', which are both volume %s and volume %s.",
                           m->device, m->folder, place->volume->name, v->name);
        if (!place->volume || !v->fault)
            place->volume = v;
    }
    if (!place->volume)
        return not_found(d, m, err);
    /* The subvolumes of the system's own btrfs are mounted with it. */
    bool btrfs = place->volume->fs.type == FS_TYPE_BTRFS;
    place->path = btrfs && place->volume == d->system ? xstrdup(path) : xstrdup(*rest ? rest : "/");
    if (btrfs && place->volume != d->system) {
        place->subvolume = option_of(m, "subvol");
        if (!place->subvolume)
            place->subvolume = option_of(m, "subvolid");
    }
    return 0;
}

/* "C:\\folder\\file" of a Windows becomes "/folder/file". */
static int from_windows(const struct guest_disks *d, char *path, struct err **err)
{
    if (d->system->fs.type != FS_TYPE_NTFS)
        return 0;
    if (path[0] && path[1] == ':') {
        if ((path[0] | 32) != 'c' || !strchr("/\\", path[2])) {
            err_set(err, ERR_INVALID_PARAMETER,
                    "Which volume is '%c:' only the guest knows: its system is 'C:\\'.", path[0]);
            return err_advise(err, "Start the virtual machine and copy without -Offline.");
        }
        memmove(path, path + 2, strlen(path + 2) + 1);
    }
    for (char *p = path; *p; p++)
        if (*p == '\\')
            *p = '/';
    return 0;
}

static bool goes_up(const char *path)
{
    for (; *path; path += *path == '/') {
        size_t n = strcspn(path, "/");
        if (n == 2 && !memcmp(path, "..", 2))
            return true;
        path += n;
    }
    return false;
}

/* A folder that the guest has in memory, at the latest when it runs. */
static const char *in_memory(const struct guest_disks *d, const char *path)
{
    static const char *const folders[] = { "/proc", "/sys", "/dev", "/run" };
    for (size_t i = 0; d->system->base && i < ARRAY_SIZE(folders); i++)
        if (is_below(path, folders[i]))
            return folders[i];
    return NULL;
}

bool guest_disks_in_memory(const struct guest_disks *d, const char *path)
{
    return *path == '/' && in_memory(d, path);
}

int guest_disks_find(const struct guest_disks *d, const char *path, struct guest_place *place,
                     struct err **err)
{
    AUTO_FREE char *raw = xstrdup(path);
    *place = (struct guest_place){ 0 };
    if (from_windows(d, raw, err))
        return -1;
    if (*raw != '/' || goes_up(raw))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not an absolute path of the guest. (0x80070057)", path);
    size_t len = strlen(raw);
    bool slash = len > 1 && raw[len - 1] == '/';
    AUTO_FREE char *at = image_path_tidy(raw);
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        const char *memory = in_memory(d, at);
        const struct guest_mount *m = find_mount(d, at);
        if (memory)
            return err_set(
                err, ERR_NOT_SUPPORTED,
                "What is in '%s' lies in a running guest's memory, on none of its disks.", memory);
        if (m && (has_option(m, "bind") || has_option(m, "rbind"))) {
            AUTO_FREE char *old = at;
            AUTO_FREE char *whole = xasprintf("%s%s", m->device, rest_of(old, m->folder));
            at = image_path_tidy(whole);
            continue;
        }
        if (m && in_volume(d, m, at, place, err))
            return -1;
        if (!m && follow(d, &at))
            continue;
        if (!m) {
            place->volume = d->system;
            place->path = xstrdup(at);
        }
        if (place->volume->fault) {
            err_set(err, ERR_NOT_SUPPORTED,
                    "'%s' is in volume %s of '%s', which is not written. %s", path,
                    place->volume->name, d->images.items[place->volume->image].path,
                    place->volume->fault);
            return err_advise(err, "Start the virtual machine and copy without -Offline.");
        }
        if (slash && place->path[1]) {
            AUTO_FREE char *old = place->path;
            place->path = xasprintf("%s/", old);
        }
        return 0;
    }
    return err_set(err, ERR_INVALID_PARAMETER, "'%s' leads through too many links and mounts.",
                   path);
}

void guest_place_release(struct guest_place *place)
{
    free(place->path);
    free(place->subvolume);
    *place = (struct guest_place){ 0 };
}
