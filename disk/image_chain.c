#include "disk/image_chain.h"

#include <jansson.h>
#include <string.h>

#include "disk/image_edit.h"
#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "disk/vdisk_chain.h"
#include "shell/base/alloc.h"

enum { QEMU_TIMEOUT_MS = 60000 };

void disk_chain_release(struct disk_chain *c)
{
    for (size_t i = 0; i < c->count; i++)
        free(c->links[i].path);
    free(c->links);
    *c = (struct disk_chain){ 0 };
}

static int push(struct disk_chain *c, const char *path, enum disk_format format, struct err **err)
{
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->links[i].path, path) == 0)
            return disk_corrupt(err, "'%s' is among its own parents", path);
    if (c->count >= VDISK_CHAIN_MAX)
        return disk_corrupt(err, "'%s' has too many parents", c->links[0].path);
    c->links = xreallocarray(c->links, c->count + 1, sizeof(*c->links));
    c->links[c->count++] = (struct disk_chain_link){ xstrdup(path), format };
    return 0;
}

/* Looks at the one file alone: nothing that it names is opened. */
static int qcow2_parent(const char *path, char **parent, enum disk_format *format, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_FREE char *options = qemu_img_options(path, DISK_FORMAT_QCOW2, 0);
    const char *const args[] = { "info", "-U", "--output=json", "--image-opts", options, NULL };
    if (qemu_img_run(args, NULL, QEMU_TIMEOUT_MS, &out, NULL, NULL, err))
        return err_wrap(err, "Cannot read the virtual hard disk '%s'", path);
    json_t *root = json_loadb(out.buf, out.len, 0, NULL);
    json_t *data = json_object_get(json_object_get(root, "format-specific"), "data");
    const char *full = json_string_value(json_object_get(root, "full-backing-filename"));
    const char *short_name = json_string_value(json_object_get(root, "backing-filename"));
    const char *name = json_string_value(json_object_get(root, "backing-filename-format"));
    /* QEMU would read the bytes of such a disk from wherever it says. */
    bool elsewhere = !root || json_object_get(data, "data-file");
    *parent = xstrdup(full ? full : short_name);
    *format = DISK_FORMAT_UNKNOWN;
    for (int f = DISK_FORMAT_RAW; name && f <= DISK_FORMAT_QCOW2; f++)
        if (strcmp(name, disk_format_qemu((enum disk_format)f)) == 0)
            *format = (enum disk_format)f;
    json_decref(root);
    char *served = *parent ? disk_served_parent(*parent) : NULL;
    if (served) {
        free(*parent);
        *parent = served;
        if (disk_detect(served, format, err))
            return -1;
    }
    if (elsewhere)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The virtual hard disk '%s' keeps its data in another file.", path);
    if (*parent && *format == DISK_FORMAT_UNKNOWN)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The virtual hard disk '%s' does not tell the format of its parent '%s'.",
                       path, *parent);
    return 0;
}

static int engine_parent(const char *path, char **parent, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    if (vdisk_open(path, VDISK_OPEN_LAYER, &disk, err))
        return -1;
    if (disk->type != DISK_TYPE_DIFFERENCING)
        return 0;
    *parent = vdisk_parent_path(disk);
    const char *recorded = disk->link.absolute ? disk->link.absolute : disk->link.relative;
    return *parent ? 0
                   : err_set(err, ERR_OBJECT_NOT_FOUND,
                             "The parent '%s' of the virtual hard disk '%s' was not found.",
                             recorded ? recorded : "", path);
}

/* One link, and what is above it. */
static int read_link(struct disk_chain *c, char **next, enum disk_format *format, struct err **err)
{
    AUTO_FREE char *here = STEAL(*next);
    if (push(c, here, *format, err))
        return -1;
    if (*format == DISK_FORMAT_RAW)
        return 0;
    enum disk_format found;
    if (disk_detect(here, &found, err))
        return -1;
    c->links[c->count - 1].format = found;
    if (found == DISK_FORMAT_QCOW2) {
        if (qcow2_parent(here, next, format, err))
            return -1;
    } else if (found == DISK_FORMAT_VHD || found == DISK_FORMAT_VHDX) {
        if (engine_parent(here, next, err))
            return -1;
        *format = found;
    } else {
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The virtual hard disk '%s' is not of a format that can be copied with its "
                       "parents: VHD, VHDX, qcow2 and raw are.",
                       here);
    }
    if (!*next || (*next)[0] == '/')
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The parent '%s' of the virtual hard disk '%s' is not a file of this host.",
                   *next, here);
}

int disk_chain_read(const char *path, enum disk_format format, struct disk_chain *c,
                    struct err **err)
{
    AUTO_FREE char *next = xstrdup(path);
    *c = (struct disk_chain){ 0 };
    while (next) {
        if (read_link(c, &next, &format, err)) {
            disk_chain_release(c);
            return -1;
        }
    }
    return 0;
}

int disk_chain_relink(const struct disk_chain_link *child, const struct disk_chain_link *parent,
                      struct err **err)
{
    if (child->format != DISK_FORMAT_QCOW2)
        return disk_set_parent(child->path, parent->path, false, err);
    AUTO_FREE char *beside = vdisk_relative_path(child->path, parent->path);
    AUTO_FREE char *options = qemu_img_options(child->path, DISK_FORMAT_QCOW2, 0);
    const char *const args[] = { "rebase", "-u",   "-F",           disk_format_qemu(parent->format),
                                 "-b",     beside, "--image-opts", options,
                                 NULL };
    if (qemu_img_run(args, NULL, QEMU_TIMEOUT_MS, NULL, NULL, NULL, err))
        return err_wrap(err, "Cannot name '%s' as the parent of '%s'", parent->path, child->path);
    return 0;
}
