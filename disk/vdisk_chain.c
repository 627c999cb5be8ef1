#include "disk/vdisk_chain.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_probe.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

static char *folder_of(const char *path)
{
    return xstrndup(path, (size_t)(strrchr(path, '/') - path) + 1);
}

char *vdisk_relative_path(const char *path, const char *target)
{
    size_t common = 0;
    for (size_t i = 0; path[i] && path[i] == target[i]; i++)
        if (path[i] == '/')
            common = i + 1;
    AUTO_STRBUF sb = STRBUF_INIT;
    for (const char *p = path + common; *p; p++)
        if (*p == '/')
            strbuf_adds(&sb, "../");
    if (!sb.len)
        strbuf_adds(&sb, "./");
    strbuf_adds(&sb, target + common);
    return strbuf_detach(&sb, NULL);
}

int vdisk_check_parent(const struct vdisk *child, const struct vdisk *parent, struct err **err)
{
    if (child->format != parent->format)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing %s disk needs a parent of the same format, not %s.",
                       disk_format_name(child->format), disk_format_name(parent->format));
    if (child->logical_sector != parent->logical_sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The logical sectors of the differencing disk have %u bytes, those of its "
                       "parent %u.",
                       child->logical_sector, parent->logical_sector);
    return 0;
}

bool vdisk_is_parent(const struct vdisk *child, const struct vdisk *parent)
{
    for (int i = 0; i < child->link.id_count; i++)
        if (memcmp(child->link.ids[i], parent->identity, 16) == 0)
            return true;
    return false;
}

int vdisk_mismatch(const struct vdisk *d, struct err **err)
{
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                        "The chain of virtual hard disks is corrupted. There is a mismatch in "
                        "the identifiers of the parent virtual hard disk and differencing "
                        "disk '%s'. (0xC03A000E).",
                        d->path);
}

/* Windows paths have no place here, but what follows the drive may have been moved along:
 * a path is tried as it is, then its name beside the child. */
static size_t candidates(const struct vdisk *d, char *out[4])
{
    AUTO_FREE char *folder = folder_of(d->path);
    const char *recorded[] = { d->link.relative, d->link.absolute };
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_SIZE(recorded); i++) {
        AUTO_FREE char *r = xstrdup(recorded[i]);
        if (!r || !*r)
            continue;
        for (char *p = r; *p; p++)
            if (*p == '\\')
                *p = '/';
        const char *base = strrchr(r, '/');
        out[n++] = *r == '/' ? xstrdup(r) : xasprintf("%s%s", folder, r);
        out[n++] = xasprintf("%s%s", folder, base ? base + 1 : r);
    }
    return n;
}

int vdisk_find_parent(const struct vdisk *d, enum blk_file_mode mode, struct vdisk **parent,
                      struct err **err)
{
    char *paths[4];
    size_t n = candidates(d, paths);
    bool other = false;
    *parent = NULL;
    for (size_t i = 0; i < n && !*parent && !*err; i++) {
        AUTO_FREE char *real = realpath(paths[i], NULL);
        struct stat st;
        struct blk_io *file;
        AUTO_ERR *refused = NULL;
        if (!real || stat(real, &st) || S_ISDIR(st.st_mode))
            continue;
        if (blk_file_open(real, mode, &file, err) ||
            vdisk_open_io(file, DISK_FORMAT_UNKNOWN, parent, err))
            break;
        if (!vdisk_is_parent(d, *parent) || vdisk_check_parent(d, *parent, &refused)) {
            other = true;
            vdisk_abandon(parent);
        } else {
            (*parent)->path = STEAL(real);
        }
    }
    for (size_t i = 0; i < n; i++)
        free(paths[i]);
    if (*parent)
        return 0;
    if (*err)
        return err_wrap(err, "The parent of the virtual hard disk '%s' cannot be used", d->path);
    if (other)
        return vdisk_mismatch(d, err);
    const char *name = d->link.absolute   ? d->link.absolute
                       : d->link.relative ? d->link.relative
                                          : "";
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OBJECT_NOT_FOUND, 0,
                        "The chain of virtual hard disks is broken. The system cannot locate the "
                        "parent virtual hard disk '%s' for the differencing disk '%s'. "
                        "(0xC03A000D).",
                        name, d->path);
}

char *vdisk_parent_path(const struct vdisk *d)
{
    char *paths[4], *found = NULL;
    size_t n = candidates(d, paths);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (!found && stat(paths[i], &st) == 0 && !S_ISDIR(st.st_mode))
            found = realpath(paths[i], NULL);
        free(paths[i]);
    }
    return found;
}

int vdisk_open_parents(struct vdisk *d, bool share, struct err **err)
{
    struct vdisk *at = d;
    for (int depth = 0; at->type == DISK_TYPE_DIFFERENCING; at = at->parent, depth++) {
        if (depth == VDISK_CHAIN_MAX)
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                                "The chain of virtual hard disks is too long.");
        struct vdisk *parent;
        if (vdisk_find_parent(at, share ? BLK_FILE_SHARED : BLK_FILE_READ, &parent, err))
            return -1;
        at->parent = parent;
        for (const struct vdisk *c = d; c != parent; c = c->parent)
            if (strcmp(c->path, parent->path) == 0)
                return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                                    "The chain of virtual hard disks leads back to '%s'.",
                                    parent->path);
    }
    return 0;
}
