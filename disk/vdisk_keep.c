#include "disk/vdisk_keep.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

enum { RECORDS = 4096, RESERVE = 1024 };

struct vdisk_keep {
    uint64_t count;
    struct {
        uint64_t number;
        uint8_t page[PAGE_SIZE_BYTES];
    } records[RECORDS];
};

int vdisk_keep_make(struct err **err)
{
    int fd = memfd_create("hvsh-disk", MFD_CLOEXEC);
    if (fd >= 0 && ftruncate(fd, sizeof(struct vdisk_keep)) == 0)
        return fd;
    int e = errno;
    if (fd >= 0)
        close(fd);
    return err_set_errno(err, e, "Cannot serve a virtual hard disk");
}

struct vdisk_keep *vdisk_keep_map(int fd, struct err **err)
{
    void *p = mmap(NULL, sizeof(struct vdisk_keep), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p != MAP_FAILED)
        return p;
    err_set_errno(err, errno, "Cannot serve a virtual hard disk");
    return NULL;
}

void vdisk_keep_unmap(struct vdisk_keep *keep)
{
    if (keep)
        munmap(keep, sizeof(*keep));
}

void vdisk_keep_add(struct vdisk_keep *keep, uint64_t number, const uint8_t page[PAGE_SIZE_BYTES])
{
    assert(!keep || keep->count < RECORDS);
    if (!keep || keep->count >= RECORDS)
        return;
    keep->records[keep->count].number = number;
    memcpy(keep->records[keep->count].page, page, PAGE_SIZE_BYTES);
    __atomic_store_n(&keep->count, keep->count + 1, __ATOMIC_RELEASE);
}

bool vdisk_keep_full(const struct vdisk_keep *keep)
{
    return keep && keep->count > RECORDS - RESERVE;
}

void vdisk_keep_clear(struct vdisk_keep *keep)
{
    if (keep)
        __atomic_store_n(&keep->count, 0, __ATOMIC_RELEASE);
}

static int take_over(struct vdisk *d, const struct vdisk_keep *keep, struct err **err)
{
    if (keep->count > RECORDS)
        return err_set(err, ERR_OPERATION_FAILED, "What was kept of a virtual hard disk is wrong.");
    for (uint64_t i = 0; i < keep->count; i++)
        if (d->ops->take(d, keep->records[i].number, keep->records[i].page, err))
            return -1;
    return vdisk_flush(d, err);
}

int vdisk_keep_open(const char *path, struct vdisk_keep *keep, struct vdisk **d, struct err **err)
{
    if (vdisk_open(path, VDISK_OPEN_WRITE, d, err))
        return -1;
    if (keep && keep->count && (*d)->ops->take) {
        int r = take_over(*d, keep, err);
        AUTO_ERR *second = NULL;
        if (vdisk_close(STEAL(*d), r ? &second : err) || r)
            return -1;
        vdisk_keep_clear(keep);
        /* Opened anew, all of it is checked. */
        if (vdisk_open(path, VDISK_OPEN_WRITE, d, err))
            return -1;
    }
    (*d)->keep = keep;
    return 0;
}
