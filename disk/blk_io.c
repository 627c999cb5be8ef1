#include "disk/blk_io.h"

#include <assert.h>

#include "shell/base/alloc.h"

enum { COPY_STEP = 1 << 20 };

/* Reads and writes inside the file may run beside one that makes it longer. */
static uint64_t size_of(const struct blk_io *io)
{
    return __atomic_load_n(&io->size, __ATOMIC_RELAXED);
}

static void set_size(struct blk_io *io, uint64_t size)
{
    __atomic_store_n(&io->size, size, __ATOMIC_RELAXED);
}

int blk_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    uint64_t size = size_of(io);
    if (off > size || len > size - off)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                            "The virtual hard disk is corrupted: its file is too short.");
    return len ? io->ops->read(io, off, buf, len, err) : 0;
}

int blk_write(struct blk_io *io, uint64_t off, const void *buf, size_t len, struct err **err)
{
    assert(io->writable);
    if (off > INT64_MAX - (uint64_t)len)
        return err_set(err, ERR_INVALID_PARAMETER, "A write lies beyond what a file can hold.");
    if (!len)
        return 0;
    if (io->ops->write(io, off, buf, len, err))
        return -1;
    if (off + len > size_of(io))
        set_size(io, off + len);
    return 0;
}

int blk_flush(struct blk_io *io, struct err **err)
{
    return io->ops->flush(io, err);
}

void blk_begin_flush(struct blk_io *io)
{
    if (io->ops->begin_flush)
        io->ops->begin_flush(io);
}

int blk_truncate(struct blk_io *io, uint64_t size, struct err **err)
{
    assert(io->writable);
    if (size == io->size)
        return 0;
    if (io->ops->truncate(io, size, err))
        return -1;
    set_size(io, size);
    return 0;
}

int blk_punch(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    assert(io->writable && off <= io->size && len <= io->size - off);
    return len ? io->ops->punch(io, off, len, err) : 0;
}

int blk_allocate(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    assert(io->writable);
    if (io->ops->allocate(io, off, len, err))
        return -1;
    if (off + len > size_of(io))
        set_size(io, off + len);
    return 0;
}

uint64_t blk_next_data(struct blk_io *io, uint64_t off)
{
    uint64_t size = size_of(io);
    if (off >= size)
        return size;
    uint64_t at = io->ops->next_data(io, off);
    return at < size ? at : size;
}

uint64_t blk_next_hole(struct blk_io *io, uint64_t off)
{
    uint64_t size = size_of(io);
    if (off >= size || !io->ops->next_hole)
        return size;
    uint64_t at = io->ops->next_hole(io, off);
    return at < size ? at : size;
}

int blk_copy(struct blk_io *io, uint64_t from, uint64_t to, uint64_t len, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(COPY_STEP);
    if (blk_punch(io, to, len, err))
        return -1;
    for (uint64_t at = from, end = from + len; (at = blk_next_data(io, at)) < end;) {
        uint64_t hole = blk_next_hole(io, at), n = (hole < end ? hole : end) - at;
        n = n < COPY_STEP ? n : COPY_STEP;
        if (blk_read(io, at, buf, n, err) || blk_write(io, to + (at - from), buf, n, err))
            return -1;
        at += n;
    }
    return 0;
}

void blk_close(struct blk_io *io)
{
    if (io)
        io->ops->close(io);
}
