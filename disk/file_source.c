#include "disk/file_source.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_file(void *ctx, uint64_t off, void *buf, size_t len, struct err **err)
{
    const struct file_source *fs = ctx;
    char *p = buf;
    if (off > fs->src.size || len > fs->src.size - off)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                            "The virtual hard disk is corrupted: its file is too short.");
    while (len) {
        ssize_t n = pread(fs->fd, p, len, (off_t)off);
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

int file_source_open(struct file_source *fs, const char *path, struct err **err)
{
    fs->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fs->fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_NOT_FOUND, errno,
                            "The virtual hard disk '%s' was not found.", path);
    if (fs->fd < 0)
        return err_set_errno(err, errno, "Cannot open the virtual hard disk '%s'", path);
    struct stat st;
    uint64_t size = 0;
    if (fstat(fs->fd, &st)) {
        err_set_errno(err, errno, "Cannot examine '%s'", path);
    } else if (S_ISREG(st.st_mode)) {
        size = (uint64_t)st.st_size;
    } else if (!S_ISBLK(st.st_mode)) {
        err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a virtual hard disk: it is no file.",
                path);
    } else if (ioctl(fs->fd, BLKGETSIZE64, &size)) {
        err_set_errno(err, errno, "Cannot examine '%s'", path);
    }
    if (*err) {
        file_source_close(fs);
        return -1;
    }
    fs->allocated = S_ISREG(st.st_mode) ? (uint64_t)st.st_blocks * 512 : size;
    fs->src = (struct disk_source){ .read = read_file, .ctx = fs, .size = size };
    return 0;
}

void file_source_close(struct file_source *fs)
{
    if (fs->fd >= 0)
        close(fs->fd);
    fs->fd = -1;
}

bool file_source_locked(const struct file_source *fs)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 100, .l_len = 200 };
    return fcntl(fs->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}
