#include "vm/pool/vm_store_image.h"

#include <string.h>

#include "disk/blk_io.h"
#include "shell/base/alloc.h"

/* The engine asks for many small pieces of the tables; each question to the host costs a stream. */
enum { WINDOW = 256 << 10, TRIES = 3 };

struct remote {
    struct blk_io io;
    struct vm_store *store;
    char *path;
    uint64_t at; /* of the window */
    size_t len;
    unsigned char *window;
};

static int fill(struct remote *r, uint64_t off, struct err **err)
{
    uint64_t left = r->io.size - off;
    r->len = 0;
    size_t want = left < WINDOW ? (size_t)left : WINDOW;
    if (vm_store_read(r->store, r->path, off, r->window, want, err) < 0)
        return -1;
    r->at = off;
    r->len = want;
    return 0;
}

static int remote_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    struct remote *r = (struct remote *)io;
    for (unsigned char *p = buf; len;) {
        if ((off < r->at || off >= r->at + r->len) && fill(r, off, err) < 0)
            return -1;
        size_t n = (size_t)(r->at + r->len - off);
        if (n > len)
            n = len;
        memcpy(p, r->window + (off - r->at), n);
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static uint64_t remote_next_data(struct blk_io *io, uint64_t off)
{
    (void)io;
    return off;
}

static void remote_close(struct blk_io *io)
{
    struct remote *r = (struct remote *)io;
    free(r->path);
    free(r->window);
    free(r);
}

static const struct blk_ops remote_ops = { .read = remote_read,
                                           .next_data = remote_next_data,
                                           .close = remote_close };

static int describe(struct vm_store *store, const char *path, uint64_t size, struct disk_info *info,
                    struct err **err)
{
    struct remote *r = xcalloc(1, sizeof(*r));
    *r = (struct remote){ .io = { .ops = &remote_ops, .size = size },
                          .store = store,
                          .path = xstrdup(path),
                          .window = xmalloc(WINDOW) };
    struct vdisk *disk;
    AUTO_ERR *why = NULL;
    if (vdisk_open_io(&r->io, DISK_FORMAT_UNKNOWN, &disk, &why)) {
        if (why->kind != ERR_NOT_SUPPORTED)
            return err_move(err, &why);
        *info = (struct disk_info){ .format = DISK_FORMAT_UNKNOWN };
        return 0;
    }
    disk_describe(disk, info);
    vdisk_abandon(&disk);
    return 0;
}

/* A disk in use is written to while its tables are read. */
int vm_store_describe(struct vm_store *store, const char *path, struct disk_info *info,
                      struct err **err)
{
    uint64_t size;
    AUTO_FREE char *parent = NULL;
    if (vm_store_look(store, path, &size, &parent, err) < 0)
        return -1;
    for (int i = 1;; i++) {
        AUTO_ERR *why = NULL;
        if (describe(store, path, size, info, &why) == 0)
            return 0;
        if (i == TRIES)
            return err_move(err, &why);
    }
}
