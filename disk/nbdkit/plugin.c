/* nbdkit's plugin "hvsh": serves a VHD, VHDX or raw disk, differencing ones with their parents, by
 * NBD. See nbdkit-plugin(3).
 *
 *   nbdkit -U SOCKET nbdkit-hvsh-plugin.so [file=]PATH [readonly=true] [keep=FD] [quit=FD]
 *
 * The disk is opened, locked and if need be repaired from its log before the server says that it
 * is ready, and closed when the server ends. Any export name is this disk. */
#include <errno.h>
#include <string.h>

#define NBDKIT_API_VERSION 2
#include <nbdkit-plugin.h>

#include "disk/nbdkit/quit.h"
#include "disk/vdisk_keep.h"
#include "disk/vdisk_shared.h"

#define THREAD_MODEL NBDKIT_THREAD_MODEL_PARALLEL

enum { PREFERRED_BLOCK = 4096, LARGEST_BLOCK = 32 << 20, EXTENTS_MAX = 1 << 16 };

/* What nbdkit gives a plugin to keep its state in are globals. */
static char *image_path;
static bool image_readonly;
static struct vdisk_shared *image;
static struct vdisk_keep *kept; /* of a server before that died; from descriptor kept_fd */
static int kept_fd = -1;
static int quit_fd = -1; /* an eventfd that ends the server, whoever is connected */

/* Logs the error as nbdkit wants it. */
static int fail(const struct err *err)
{
    const struct err *cause = err;
    while (cause->cause)
        cause = cause->cause;
    nbdkit_error("%s", err->message);
    if (cause != err)
        nbdkit_error("%s", cause->message);
    nbdkit_set_error(cause->domain == ERR_DOMAIN_ERRNO && cause->code ? cause->code : EIO);
    return -1;
}

static int finish(int r, const struct err *err)
{
    return r ? fail(err) : 0;
}

/* ---- the server ---- */
static int plugin_config(const char *key, const char *value)
{
    if (strcmp(key, "file") == 0) {
        free(image_path);
        image_path = nbdkit_absolute_path(value);
        return image_path ? 0 : -1;
    }
    if (strcmp(key, "readonly") == 0) {
        int on = nbdkit_parse_bool(value);
        image_readonly = on > 0;
        return on < 0 ? -1 : 0;
    }
    if (strcmp(key, "keep") == 0)
        return nbdkit_parse_int("keep", value, &kept_fd);
    if (strcmp(key, "quit") == 0)
        return nbdkit_parse_int("quit", value, &quit_fd);
    nbdkit_error("there is no parameter '%s'", key);
    return -1;
}

static int plugin_config_complete(void)
{
    if (image_path)
        return 0;
    nbdkit_error("the parameter file=PATH is missing");
    return -1;
}

static int plugin_get_ready(void)
{
    AUTO_ERR *err = NULL;
    struct vdisk *disk;
    if (kept_fd >= 0 && !(kept = vdisk_keep_map(kept_fd, &err)))
        return fail(err);
    if (image_readonly ? vdisk_open(image_path, VDISK_OPEN_SHARED, &disk, &err)
                       : vdisk_keep_open(image_path, kept, &disk, &err))
        return fail(err);
    image = vdisk_shared_new(disk);
    return 0;
}

static int plugin_after_fork(void)
{
    if (quit_fd < 0 || quit_watch(quit_fd) == 0)
        return 0;
    nbdkit_error("%m");
    return -1;
}

static void plugin_cleanup(void)
{
    AUTO_ERR *err = NULL;
    quit_unwatch();
    if (vdisk_shared_close(STEAL(image), &err))
        nbdkit_error("closing '%s': %s", image_path, err->message);
    vdisk_keep_unmap(STEAL(kept));
}

static void plugin_unload(void)
{
    free(STEAL(image_path));
    /* The disk is closed and whoever ordered the end waits for it: what other libraries do when a
     * program exits was seen to wait for ever. */
    if (quit_fd >= 0)
        _exit(EXIT_SUCCESS);
}

/* ---- a client ---- */
static void *plugin_open(int readonly)
{
    (void)readonly;
    return NBDKIT_HANDLE_NOT_NEEDED;
}

static int64_t plugin_get_size(void *handle)
{
    (void)handle;
    return (int64_t)vdisk_shared_disk(image)->size;
}

static int plugin_can_write(void *handle)
{
    (void)handle;
    return !image_readonly;
}

static int plugin_can_trim(void *handle)
{
    (void)handle;
    return vdisk_shared_disk(image)->type != DISK_TYPE_FIXED ||
           vdisk_shared_disk(image)->format == DISK_FORMAT_RAW;
}

static int yes(void *handle)
{
    (void)handle;
    return 1;
}

static int no(void *handle)
{
    (void)handle;
    return 0;
}

static int plugin_can_fua(void *handle)
{
    (void)handle;
    return NBDKIT_FUA_EMULATE; /* a flush after the write */
}

/* Requests off the sectors' edges are served too, but cost a read. */
static int plugin_block_size(void *handle, uint32_t *minimum, uint32_t *preferred,
                             uint32_t *maximum)
{
    (void)handle;
    *minimum = vdisk_shared_disk(image)->logical_sector;
    *preferred = PREFERRED_BLOCK;
    *maximum = LARGEST_BLOCK;
    return 0;
}

/* ---- requests ---- */

static int plugin_pread(void *handle, void *buf, uint32_t count, uint64_t offset, uint32_t flags)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    (void)flags;
    return finish(vdisk_shared_read(image, offset, buf, count, &err), err);
}

static int plugin_pwrite(void *handle, const void *buf, uint32_t count, uint64_t offset,
                         uint32_t flags)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    (void)flags;
    return finish(vdisk_shared_write(image, offset, buf, count, &err), err);
}

static int plugin_flush(void *handle, uint32_t flags)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    (void)flags;
    return finish(vdisk_shared_flush(image, &err), err);
}

static int plugin_trim(void *handle, uint32_t count, uint64_t offset, uint32_t flags)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    (void)flags;
    return finish(vdisk_shared_trim(image, offset, count, &err), err);
}

static int plugin_zero(void *handle, uint32_t count, uint64_t offset, uint32_t flags)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    return finish(
        vdisk_shared_zero(image, offset, count, (flags & NBDKIT_FLAG_MAY_TRIM) != 0, &err), err);
}

static int plugin_extents(void *handle, uint32_t count, uint64_t offset, uint32_t flags,
                          struct nbdkit_extents *extents)
{
    AUTO_ERR *err = NULL;
    (void)handle;
    for (int i = 0; count && i < EXTENTS_MAX; i++) {
        uint64_t n = count;
        bool data;
        if (vdisk_shared_status(image, offset, &n, &data, &err))
            return fail(err);
        if (nbdkit_add_extent(extents, offset, n,
                              data ? 0 : NBDKIT_EXTENT_HOLE | NBDKIT_EXTENT_ZERO))
            return -1;
        if (flags & NBDKIT_FLAG_REQ_ONE)
            break;
        offset += n;
        count -= (uint32_t)n;
    }
    return 0;
}

static struct nbdkit_plugin plugin = {
    .name = "hvsh",
    .longname = "hvsh virtual hard disks",
    .description = "VHD and VHDX disks: fixed, dynamic and differencing",
    .magic_config_key = "file",
    .config = plugin_config,
    .config_complete = plugin_config_complete,
    .config_help = "[file=]PATH      the virtual hard disk\n"
                   "readonly=true    for reading only; nobody may write meanwhile\n"
                   "keep=FD          shared memory that carries over what a server that died had\n"
                   "                 not flushed\n"
                   "quit=FD          an eventfd that ends the server, whoever is connected",
    .get_ready = plugin_get_ready,
    .after_fork = plugin_after_fork,
    .cleanup = plugin_cleanup,
    .unload = plugin_unload,
    .open = plugin_open,
    .get_size = plugin_get_size,
    .can_write = plugin_can_write,
    .can_flush = yes,
    .is_rotational = no,
    .can_trim = plugin_can_trim,
    .can_zero = yes,
    .can_fua = plugin_can_fua,
    .can_multi_conn = yes, /* all clients share the one open disk */
    .can_extents = yes,
    .block_size = plugin_block_size,
    .pread = plugin_pread,
    .pwrite = plugin_pwrite,
    .flush = plugin_flush,
    .trim = plugin_trim,
    .zero = plugin_zero,
    .extents = plugin_extents,
};

struct nbdkit_plugin *plugin_init(void);
NBDKIT_REGISTER_PLUGIN(plugin)
