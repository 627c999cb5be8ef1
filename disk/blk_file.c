#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/blk_io.h"
#include "shell/base/alloc.h"

struct blk_file {
    struct blk_io io;
    int fd;
    bool device, punches;
};

static struct blk_file *file_of(struct blk_io *io)
{
    return (struct blk_file *)io;
}

static int file_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    char *p = buf;
    while (len) {
        ssize_t n = pread(file_of(io)->fd, p, len, (off_t)off);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Reading the virtual hard disk failed");
        if (n == 0)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The virtual hard disk became shorter while it was read.");
        p += n;
        off += (uint64_t)n;
        len -= (size_t)n;
    }
    return 0;
}

static int file_write(struct blk_io *io, uint64_t off, const void *buf, size_t len,
                      struct err **err)
{
    const char *p = buf;
    while (len) {
        ssize_t n = pwrite(file_of(io)->fd, p, len, (off_t)off);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Writing the virtual hard disk failed");
        p += n;
        off += (uint64_t)n;
        len -= (size_t)n;
    }
    return 0;
}

static int file_flush(struct blk_io *io, struct err **err)
{
    if (io->writable && fdatasync(file_of(io)->fd))
        return err_set_errno(err, errno, "Writing the virtual hard disk failed");
    return 0;
}

static void file_begin_flush(struct blk_io *io)
{
    (void)sync_file_range(file_of(io)->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

static int file_truncate(struct blk_io *io, uint64_t size, struct err **err)
{
    if (ftruncate(file_of(io)->fd, (off_t)size))
        return err_set_errno(err, errno, "Changing the length of the virtual hard disk failed");
    return 0;
}

static int write_zeros(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    static const char zeros[256 << 10];
    while (len) {
        size_t n = len < sizeof(zeros) ? (size_t)len : sizeof(zeros);
        if (file_write(io, off, zeros, n, err))
            return -1;
        off += n;
        len -= n;
    }
    return 0;
}

static int file_punch(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    struct blk_file *f = file_of(io);
    if (f->punches) {
        if (fallocate(f->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)off, (off_t)len) ==
            0)
            return 0;
        if (errno != EOPNOTSUPP && errno != ENOSYS && errno != ENODEV)
            return err_set_errno(err, errno, "Freeing space of the virtual hard disk failed");
        f->punches = false;
    }
    return write_zeros(io, off, len, err);
}

static int file_allocate(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    struct blk_file *f = file_of(io);
    if (fallocate(f->fd, 0, (off_t)off, (off_t)len) == 0)
        return 0;
    if (errno != EOPNOTSUPP && errno != ENOSYS)
        return err_set_errno(err, errno, "There is no space for %llu bytes of a virtual hard disk",
                             (unsigned long long)len);
    /* A file system that cannot reserve: the file gets its length, the space comes later. */
    return off + len > io->size ? file_truncate(io, off + len, err) : 0;
}

static uint64_t file_next_data(struct blk_io *io, uint64_t off)
{
    off_t at = lseek(file_of(io)->fd, (off_t)off, SEEK_DATA);
    if (at >= 0)
        return (uint64_t)at;
    return errno == ENXIO ? io->size : off;
}

static uint64_t file_next_hole(struct blk_io *io, uint64_t off)
{
    off_t at = lseek(file_of(io)->fd, (off_t)off, SEEK_HOLE);
    return at >= 0 ? (uint64_t)at : io->size;
}

static void file_close(struct blk_io *io)
{
    close(file_of(io)->fd);
    free(io);
}

static const struct blk_ops file_ops = {
    .read = file_read,
    .write = file_write,
    .flush = file_flush,
    .begin_flush = file_begin_flush,
    .truncate = file_truncate,
    .punch = file_punch,
    .allocate = file_allocate,
    .next_data = file_next_data,
    .next_hole = file_next_hole,
    .close = file_close,
};

/* QEMU keeps shared locks on these bytes: 100 + n for a right it uses, 200 + n for one it denies
 * others. Reading uses right 0; right 1 is writing, 3 resizing. An exclusive lock on
 * all of them conflicts with every opener of QEMU's and of ours. */
enum { LOCK_FIRST = 100, LOCK_COUNT = 200 };

static bool lock_range(int fd, short type, off_t start, off_t len)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len };
    return fcntl(fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

static bool lock_file(int fd, enum blk_file_mode mode)
{
    switch (mode) {
    case BLK_FILE_READ:
        return true;
    case BLK_FILE_WRITE:
        return lock_range(fd, F_WRLCK, LOCK_FIRST, LOCK_COUNT);
    case BLK_FILE_SHARED:
        break;
    }
    return lock_range(fd, F_RDLCK, 100, 1) && lock_range(fd, F_RDLCK, 201, 1) &&
           lock_range(fd, F_RDLCK, 203, 1);
}

bool blk_file_locked(const struct blk_io *io)
{
    const struct blk_file *f = (const struct blk_file *)io;
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_FIRST, .l_len = LOCK_COUNT
    };
    return fcntl(f->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

uint64_t blk_file_allocated(const struct blk_io *io)
{
    struct stat st;
    const struct blk_file *f = (const struct blk_file *)io;
    if (f->device || fstat(f->fd, &st))
        return io->size;
    return (uint64_t)st.st_blocks * 512;
}

static int examine(int fd, const char *path, uint64_t *size, bool *device, struct err **err)
{
    struct stat st;
    if (fstat(fd, &st))
        return err_set_errno(err, errno, "Cannot examine '%s'", path);
    *device = S_ISBLK(st.st_mode);
    if (S_ISREG(st.st_mode)) {
        *size = (uint64_t)st.st_size;
        return 0;
    }
    if (!*device)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not a virtual hard disk: it is no file.", path);
    if (ioctl(fd, BLKGETSIZE64, size))
        return err_set_errno(err, errno, "Cannot examine '%s'", path);
    return 0;
}

int blk_file_open(const char *path, enum blk_file_mode mode, struct blk_io **io, struct err **err)
{
    bool writable = mode == BLK_FILE_WRITE;
    AUTO_FD int fd = open(path, (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_NOT_FOUND, errno,
                            "The virtual hard disk '%s' was not found.", path);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot open the virtual hard disk '%s'", path);
    uint64_t size = 0;
    bool device = false;
    if (examine(fd, path, &size, &device, err))
        return -1;
    if (!lock_file(fd, mode))
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_INVALID_STATE, EBUSY,
                            "The virtual hard disk '%s' is in use: the process cannot access the "
                            "file because it is being used by another process. (0x80070020).",
                            path);
    struct blk_file *f = xcalloc(1, sizeof(*f));
    *f = (struct blk_file){ { &file_ops, size, writable }, fd, device, true };
    fd = -1;
    *io = &f->io;
    return 0;
}
