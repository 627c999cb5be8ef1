/* Files out of the disks of a machine that is off: by this program, or by the small system of
 * vm_appliance.h. Nothing of the disks changes. */
#include <errno.h>
#include <string.h>

#include "disk/image_files.h"
#include "guest/checksum.h"
#include "guest/receive.h"
#include "shell/base/alloc.h"
#include "shell/base/digest.h"
#include "vm/guest/vm_appliance.h"
#include "vm/guest/vm_offline.h"

enum { PIECE = 1 << 20 };

/* What is at a place; nothing is ERR_OBJECT_NOT_FOUND. */
static int look(struct vm_offline *o, const struct guest_place *place, image_on_file on, void *ctx,
                struct err **err)
{
    const struct guest_image *image = &o->disks.images.items[place->volume->image];
    if (!o->files)
        o->files = xcalloc(o->disks.images.len, sizeof(struct image_files *));
    struct image_files **files = &o->files[place->volume->image];
    struct image_find find = { .volume = place->volume->name,
                               .pattern = place->path,
                               .literal = true };
    return (!*files && image_files_open(image->path, image->format, files, err)) ||
                   image_files_find(*files, &find, on, ctx, err)
               ? -1
               : 0;
}

/* The same, nothing being the one file's own failure. */
static int look_for(struct vm_offline *o, const struct guest_place *place, image_on_file on,
                    void *ctx, uint32_t *status, struct err **err)
{
    *status = WIRE_OK;
    if (!look(o, place, on, ctx, err))
        return 0;
    if ((*err)->kind != ERR_OBJECT_NOT_FOUND)
        return -1;
    err_clear(err);
    *status = (uint32_t)WIRE_E_FILE_NOT_FOUND;
    return 0;
}

/* ---- lists ---------------------------------------------------------------------------------- */
struct listing {
    int (*entry)(void *ctx, const struct client_entry *e, struct err **err);
    void *ctx;
};

static struct client_entry entry_of(const struct fs_entry *from)
{
    static const char kinds[] = {
        [FS_FILE] = 'f', [FS_DIRECTORY] = 'd', [FS_LINK] = 'l', [FS_OTHER] = 'o'
    };
    return (struct client_entry){ .kind = kinds[from->kind],
                                  .mode = from->mode & 0777,
                                  .size = from->size,
                                  .mtime_ns = from->seconds * 1000000000 + from->nanoseconds };
}

static int list_child(void *ctx, const struct image_file *file, struct err **err)
{
    static const struct walk_root inside = { .fd = 0, .strict = true };
    const struct listing *l = ctx;
    struct client_entry e = entry_of(file->entry);
    size_t len = strlen(file->entry->name);
    if (len > WALK_NAME_MAX || walk_check(&inside, file->entry->name, len))
        return err_set(err, ERR_NOT_SUPPORTED, "'%s' has a name that no file here can have.",
                       file->path);
    memcpy(e.name, file->entry->name, len + 1);
    return l->entry(l->ctx, &e, err);
}

static int list_place(void *ctx, const struct image_file *file, struct err **err)
{
    struct listing *l = ctx;
    struct client_entry e = entry_of(file->entry);
    return file->entry->kind == FS_DIRECTORY ? image_files_children(file, list_child, l, err)
                                             : l->entry(l->ctx, &e, err);
}

int vm_offline_list(struct vm_offline *o, const char *path, uint32_t *status,
                    int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                    void *ctx, struct err **err)
{
    AUTO_GUEST_PLACE place = { 0 };
    struct listing l = { entry, ctx };
    *status = WIRE_OK;
    if (guest_disks_in_memory(&o->disks, path))
        return 0;
    if (vm_offline_find(o, path, &place, err))
        return -1;
    return vm_offline_reads_itself(o, place.volume)
               ? look_for(o, &place, list_place, &l, status, err)
               : guest_client_list(vm_appliance_client(o->writer), place.path, status, entry, ctx,
                                   err);
}

/* ---- files ---------------------------------------------------------------------------------- */
struct fetching {
    struct vm_offline *o;
    const char *path; /* the guest's */
    const struct walk_root *root;
    const char *to;
    uint32_t flags, status;
    void (*progress)(void *ctx, uint64_t bytes, uint64_t size);
    void *ctx;
};

static uint32_t receive(const struct fetching *f, const struct image_file *file,
                        struct receiver *in, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(PIECE);
    uint64_t size = file->entry->size;
    uint32_t status = WIRE_OK;
    while (!status && in->pos < size) {
        size_t want = size - in->pos < PIECE ? (size_t)(size - in->pos) : PIECE, got = 0;
        if (vm_call_check(f->o->call, err) ||
            fs_read(file->fs, file->entry->id, in->pos, buf, want, &got, err))
            return (uint32_t)WIRE_E_CANCELLED;
        /* A file system that promises more than it has. */
        status = got == want ? receiver_take(in, buf, got) : wire_status_of_errno(EIO);
        if (f->progress && !status)
            f->progress(f->ctx, in->pos, size);
    }
    return status ? status : receiver_complete(in, size, NULL);
}

static int fetch(void *ctx, const struct image_file *file, struct err **err)
{
    struct fetching *f = ctx;
    struct client_entry e = entry_of(file->entry);
    struct receiver in;
    uint64_t stored;
    if (e.kind != 'f') {
        f->status = (uint32_t)WIRE_E_ACCESS_DENIED;
        return 0;
    }
    struct fcopy_start start = { .flags = f->flags,
                                 .mode = e.mode,
                                 .size = e.size,
                                 .allocated = e.size,
                                 .mtime_ns = e.mtime_ns };
    snprintf(start.path, sizeof(start.path), "%s", f->to);
    source_key(f->path, start.size, start.mtime_ns, start.key);
    receiver_init(&in, f->root);
    f->status = receiver_start(&in, &start, &stored);
    if (!f->status)
        f->status = receive(f, file, &in, err);
    receiver_release(&in);
    return *err ? -1 : 0;
}

int vm_offline_get(struct vm_offline *o, const char *path, const struct walk_root *root,
                   const char *to, uint32_t flags, uint32_t *status,
                   void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                   struct err **err)
{
    AUTO_GUEST_PLACE place = { 0 };
    struct fetching f = { o, path, root, to, flags, WIRE_OK, progress, ctx };
    int bad = walk_check(root, to, strlen(to));
    if (bad)
        return err_set_errno(err, bad, "Cannot write '%s'", to);
    if (vm_offline_find(o, path, &place, err))
        return -1;
    if (!vm_offline_reads_itself(o, place.volume))
        return guest_client_get(vm_appliance_client(o->writer), place.path, root, to, flags, status,
                                progress, ctx, err);
    int rc = look_for(o, &place, fetch, &f, status, err);
    if (f.status)
        *status = f.status;
    return rc;
}

/* ---- digests -------------------------------------------------------------------------------- */
struct digesting {
    struct vm_offline *o;
    struct digest digest;
};

static int digest_file(void *ctx, const struct image_file *file, struct err **err)
{
    struct digesting *d = ctx;
    AUTO_FREE uint8_t *buf = xmalloc(PIECE);
    for (uint64_t at = 0; at < file->entry->size;) {
        size_t got = 0;
        if (vm_call_check(d->o->call, err) ||
            fs_read(file->fs, file->entry->id, at, buf, PIECE, &got, err))
            return -1;
        if (!got)
            break;
        digest_add(&d->digest, buf, got);
        at += got;
    }
    return 0;
}

/* By what writes there. */
static int digest_written(struct vm_offline *o, const char *path, uint64_t size, uint32_t *status,
                          struct digest *d, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(PIECE);
    size_t got = 1;
    *status = WIRE_OK;
    for (uint64_t at = 0; at < size && got; at += got) {
        int rc = vm_offline_read(o, path, at, buf, PIECE, &got, err);
        if (rc < 0)
            return -1;
        *status = wire_status_of_errno(rc);
        if (rc)
            return 0;
        digest_add(d, buf, got);
    }
    return 0;
}

int vm_offline_digest(struct vm_offline *o, const char *path, uint64_t size, uint32_t *status,
                      uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err)
{
    AUTO_GUEST_PLACE place = { 0 };
    uint8_t all[DIGEST_MAX];
    struct digesting d = { .o = o };
    digest_begin(&d.digest, DIGEST_SHA256);
    if (o->write) {
        if (digest_written(o, path, size, status, &d.digest, err))
            return -1;
    } else {
        if (vm_offline_find(o, path, &place, err))
            return -1;
        if (!vm_offline_reads_itself(o, place.volume))
            return guest_client_digest(vm_appliance_client(o->writer), place.path, size, status,
                                       digest, err);
        if (look_for(o, &place, digest_file, &d, status, err))
            return -1;
    }
    digest_end(&d.digest, all);
    memcpy(digest, all, FCOPY_DIGEST_SIZE);
    return 0;
}
