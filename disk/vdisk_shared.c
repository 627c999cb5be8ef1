#include "disk/vdisk_shared.h"

#include <pthread.h>

#include "shell/base/alloc.h"

struct vdisk_shared {
    struct vdisk *disk;
    /* Held shared while data move at a place that was looked up, exclusively by what takes places
     * away from data. Taken before format. */
    pthread_rwlock_t places;
    pthread_mutex_t format; /* all that the format keeps, of the parents too */
};

struct vdisk_shared *vdisk_shared_new(struct vdisk *disk)
{
    struct vdisk_shared *s = xcalloc(1, sizeof(*s));
    pthread_rwlockattr_t attr;
    pthread_rwlockattr_init(&attr);
    /* A stream of reads must not keep a trim waiting for ever. */
    pthread_rwlockattr_setkind_np(&attr, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&s->places, &attr);
    pthread_rwlockattr_destroy(&attr);
    pthread_mutex_init(&s->format, NULL);
    s->disk = disk;
    return s;
}

const struct vdisk *vdisk_shared_disk(const struct vdisk_shared *s)
{
    return s->disk;
}

int vdisk_shared_close(struct vdisk_shared *s, struct err **err)
{
    if (!s)
        return 0;
    int r = vdisk_close(s->disk, err);
    pthread_rwlock_destroy(&s->places);
    pthread_mutex_destroy(&s->format);
    free(s);
    return r;
}

static void lock(struct vdisk_shared *s, bool places_go)
{
    if (places_go)
        pthread_rwlock_wrlock(&s->places);
    else
        pthread_rwlock_rdlock(&s->places);
    pthread_mutex_lock(&s->format);
}

static int unlock(struct vdisk_shared *s, int r)
{
    pthread_mutex_unlock(&s->format);
    pthread_rwlock_unlock(&s->places);
    return r;
}

static int check_range(const struct vdisk_shared *s, uint64_t off, uint64_t len, struct err **err)
{
    if (off > s->disk->size || len > s->disk->size - off)
        return err_set(err, ERR_INVALID_PARAMETER, "A request reaches past the end of the disk.");
    return 0;
}

int vdisk_shared_read(struct vdisk_shared *s, uint64_t off, void *buf, size_t len, struct err **err)
{
    int r = 0;
    for (uint8_t *p = buf; len && !r;) {
        struct vdisk_place place;
        uint64_t n = len;
        lock(s, false);
        r = check_range(s, off, len, err) ? -1 : vdisk_locate(s->disk, off, &n, &place, err);
        pthread_mutex_unlock(&s->format);
        if (!r)
            r = vdisk_read_place(&place, p, n, err);
        pthread_rwlock_unlock(&s->places);
        p += n;
        off += n;
        len -= n;
    }
    return r;
}

/* Is all of it in whole sectors at one place of the disk's own file already? */
static bool can_overwrite(struct vdisk_shared *s, uint64_t off, size_t len,
                          struct vdisk_place *place)
{
    AUTO_ERR *ignored = NULL;
    struct vdisk *d = s->disk;
    uint64_t n = len;
    return (off | len) % d->logical_sector == 0 && d->ops->plain(d, VDISK_OVERWRITE) &&
           vdisk_locate(d, off, &n, place, &ignored) == 0 && n == len &&
           place->state == VDISK_DATA && place->disk == d;
}

int vdisk_shared_write(struct vdisk_shared *s, uint64_t off, const void *buf, size_t len,
                       struct err **err)
{
    struct vdisk_place place;
    lock(s, false);
    if (len && s->disk->writable && check_range(s, off, len, err) == 0 &&
        can_overwrite(s, off, len, &place)) {
        pthread_mutex_unlock(&s->format);
        int r = blk_write(s->disk->file, place.at, buf, len, err);
        pthread_rwlock_unlock(&s->places);
        return r;
    }
    return unlock(s, *err ? -1 : vdisk_write(s->disk, off, buf, len, err));
}

int vdisk_shared_zero(struct vdisk_shared *s, uint64_t off, uint64_t len, bool unmap,
                      struct err **err)
{
    lock(s, true);
    return unlock(s, vdisk_zero(s->disk, off, len, unmap, err));
}

int vdisk_shared_trim(struct vdisk_shared *s, uint64_t off, uint64_t len, struct err **err)
{
    if (s->disk->type == DISK_TYPE_FIXED)
        return 0;
    lock(s, true);
    return unlock(s, check_range(s, off, len, err) ? -1 : vdisk_trim(s->disk, off, len, err));
}

int vdisk_shared_flush(struct vdisk_shared *s, struct err **err)
{
    lock(s, false);
    if (!s->disk->writable || !s->disk->ops->plain(s->disk, VDISK_FLUSH))
        return unlock(s, vdisk_flush(s->disk, err));
    unlock(s, 0);
    return blk_flush(s->disk->file, err);
}

int vdisk_shared_status(struct vdisk_shared *s, uint64_t off, uint64_t *len, bool *data,
                        struct err **err)
{
    lock(s, false);
    return unlock(s, vdisk_status(s->disk, off, len, data, err));
}
