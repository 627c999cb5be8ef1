#include "disk/image_check.h"

#include <jansson.h>
#include <string.h>

#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "disk/vdisk_chain.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "disk/work.h"
#include "shell/base/alloc.h"

enum { CHAIN_MAX = 256 };

struct check {
    const struct disk_control *ctl;
    struct disk_findings *findings;
    VEC(char *) seen; /* the chain's files so far */
};

/* qcow2 has its reference counts checked by its own tool, whatever became of its parent. */
static int check_qcow2(const char *path, const struct disk_control *ctl, struct err **err)
{
    json_t *node = json_pack("{s:s, s:n, s:{s:s, s:s}}", "driver", "qcow2", "backing", "file",
                             "driver", "file", "filename", path);
    AUTO_FREE char *text = json_dumps(node, 0);
    AUTO_FREE char *alone = xasprintf("json:%s", text ? text : "");
    json_decref(node);
    const char *args[] = { "check", "-U", "-q", text ? alone : path, NULL };
    static const int leaks[] = { 3, 0 };
    if (qemu_img_run(args, ctl, 0, NULL, NULL, leaks, err))
        return err_wrap(err, "The virtual hard disk '%s' is corrupted", path);
    return 0;
}

/* All that is wrong with one file of ours. *d is NULL when it cannot be opened even so. */
static void open_layer(const char *path, struct disk_findings *f, struct vdisk **d)
{
    struct err *err = NULL;
    struct blk_io *file;
    enum disk_format format = DISK_FORMAT_UNKNOWN;
    size_t before = f->faults.len;
    *d = NULL;
    f->path = path;
    if (blk_file_open(path, BLK_FILE_READ, &file, &err) == 0) {
        if (vdisk_detect(file, &format, &err))
            blk_close(file);
        else if (format == DISK_FORMAT_VHDX)
            (void)(vhdx_check_io(file, f, d, &err) == 0);
        else if (format == DISK_FORMAT_VHD)
            (void)(vhd_check_io(file, f, d, &err) == 0);
        else
            (void)(vdisk_open_io(file, format, d, &err) == 0);
    }
    if (*d)
        (*d)->path = xstrdup(path);
    if (err)
        finding_take(f, &err);
    for (size_t i = before; i < f->faults.len; i++)
        err_wrap(&f->faults.items[i], "The virtual hard disk '%s' is not usable", path);
}

/* The child's link leads to a file: is it what the child was made over? */
static void check_link(struct check *c, const struct vdisk *child, const struct vdisk *parent)
{
    struct err *err = NULL;
    if (vdisk_check_parent(child, parent, &err))
        finding_take(c->findings, &err);
    else if (!vdisk_is_parent(child, parent)) {
        vdisk_mismatch(child, &err);
        finding_take(c->findings, &err);
    }
}

static bool was_seen(const struct check *c, const char *path)
{
    for (size_t i = 0; i < c->seen.len; i++)
        if (strcmp(c->seen.items[i], path) == 0)
            return true;
    return false;
}

/* Where the chain goes on: at the file that is the parent, else at the first one that is
 * where the parent should be. NULL: nowhere. */
static char *next_of(struct check *c, const struct vdisk *d)
{
    AUTO_VDISK *parent = NULL;
    struct err *err = NULL;
    if (vdisk_find_parent(d, BLK_FILE_READ, &parent, &err) == 0)
        return xstrdup(parent->path);
    char *path = vdisk_parent_path(d);
    if (!path)
        finding_take(c->findings, &err);
    err_clear(&err);
    return path;
}

static int check_engine(struct check *c, const char *path, struct err **err)
{
    AUTO_VDISK *child = NULL;
    AUTO_FREE char *at = xstrdup(path);
    while (at) {
        struct vdisk *d;
        if (disk_work(c->ctl, 0, 1, err))
            return -1;
        *vec_push(&c->seen) = at;
        open_layer(at, c->findings, &d);
        at = NULL;
        if (child && d)
            check_link(c, child, d);
        vdisk_abandon(&child);
        child = d;
        if (!d || d->type != DISK_TYPE_DIFFERENCING)
            break;
        at = next_of(c, d);
        struct err *loop = NULL;
        if (at && was_seen(c, at))
            err_set_code(&loop, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                         "The chain of virtual hard disks leads back to '%s'.", at);
        else if (at && c->seen.len > VDISK_CHAIN_MAX)
            err_set_code(&loop, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                         "The chain of virtual hard disks is too long.");
        if (loop) {
            finding_take(c->findings, &loop);
            break;
        }
    }
    return 0;
}

/* By file: a qcow2 overlay may stand on any format. */
static int check_chain(struct check *c, const char *path, int depth, struct err **err)
{
    enum disk_format format;
    struct err *found = NULL;
    if (disk_detect(path, &format, &found)) {
        if (depth)
            err_wrap(&found, "The chain of virtual hard disks is broken");
        finding_take(c->findings, &found);
        return 0;
    }
    if (disk_check_name(path, format, &found)) {
        finding_take(c->findings, &found);
        return 0;
    }
    if (format == DISK_FORMAT_VHD || format == DISK_FORMAT_VHDX)
        return check_engine(c, path, err);
    CLEANUP(disk_info_release) struct disk_info info = { 0 };
    if (depth == CHAIN_MAX)
        err_set(&found, ERR_OPERATION_FAILED,
                "The chain of virtual hard disks is too long or leads back to itself.");
    else if (disk_probe(path, &info, &found) == 0 && format == DISK_FORMAT_QCOW2)
        (void)(check_qcow2(path, c->ctl, &found) == 0);
    if (found && found->kind == ERR_CANCELLED)
        return err_move(err, &found);
    if (found)
        finding_take(c->findings, &found);
    return depth < CHAIN_MAX && info.format == DISK_FORMAT_QCOW2 && info.parent_path
               ? check_chain(c, info.parent_path, depth + 1, err)
               : 0;
}

int disk_check(const char *path, const struct disk_control *ctl, struct disk_findings *findings,
               struct err **err)
{
    AUTO_FREE char *absolute = disk_absolute(path);
    struct check c = { .ctl = ctl, .findings = findings, .seen = VEC_INIT };
    int r = check_chain(&c, absolute, 0, err);
    for (size_t i = 0; i < c.seen.len; i++)
        free(c.seen.items[i]);
    vec_release(&c.seen);
    return r;
}
