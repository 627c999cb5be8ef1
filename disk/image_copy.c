#include "disk/image_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/work.h"
#include "shell/base/alloc.h"

enum { PIECE = 1 << 20, ZEROS = 4096 };

struct step {
    const struct image_copy *copy;
    int folder;         /* descriptor that the target stands in */
    const char *target; /* its whole path, for messages */
    const char *name;   /* in the folder */
    bool inner;         /* below a folder that was named */
};

static int write_all(int fd, const uint8_t *p, size_t len, uint64_t at)
{
    while (len) {
        ssize_t n = pwrite(fd, p, len, (off_t)at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        p += n;
        at += (uint64_t)n;
        len -= (size_t)n;
    }
    return 0;
}

/* Zeros become holes. */
static int write_sparse(int fd, const uint8_t *p, size_t len, uint64_t at)
{
    while (len) {
        size_t n = len < ZEROS ? len : ZEROS;
        if (!vdisk_is_zero(p, n) && write_all(fd, p, n, at))
            return -1;
        p += n;
        at += n;
        len -= n;
    }
    return 0;
}

static int copy_content(const struct step *s, const struct image_file *file, int fd,
                        struct err **err)
{
    struct disk_control ctl = { .interrupt_fd = s->copy->interrupt_fd };
    AUTO_FREE uint8_t *b = xmalloc(PIECE);
    uint64_t at = 0;
    for (size_t got = PIECE; got == PIECE; at += got) {
        if (disk_work(&ctl, at, file->entry->size, err) ||
            fs_read(file->fs, file->entry->id, at, b, PIECE, &got, err))
            return -1;
        if (write_sparse(fd, b, got, at))
            return err_set_errno(err, errno, "Cannot write '%s'", s->target);
    }
    if (ftruncate(fd, (off_t)at))
        return err_set_errno(err, errno, "Cannot write '%s'", s->target);
    return 0;
}

static int copy_file(const struct step *s, const struct image_file *file, struct err **err)
{
    struct stat st;
    mode_t mode = file->entry->mode & 0111 ? 0777 : 0666;
    if (file->type == FS_TYPE_NTFS || file->type == FS_TYPE_FAT || file->type == FS_TYPE_FAT32 ||
        file->type == FS_TYPE_EXFAT)
        mode = 0666; /* they know no programs */
    if (fstatat(s->folder, s->name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        if (!s->copy->force || S_ISDIR(st.st_mode)) {
            err_set(err, ERR_OBJECT_EXISTS, "The file '%s' already exists.", s->target);
            return S_ISDIR(st.st_mode) ? -1 : err_advise(err, "Use -Force to replace it.");
        }
        if (unlinkat(s->folder, s->name, 0))
            return err_set_errno(err, errno, "Cannot replace '%s'", s->target);
    }
    AUTO_FD int fd =
        openat(s->folder, s->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot make '%s'", s->target);
    if (copy_content(s, file, fd, err)) {
        (void)(unlinkat(s->folder, s->name, 0) == 0);
        return err_wrap(err, "Cannot copy '%s'", file->path);
    }
    struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
                                 { .tv_sec = file->entry->seconds,
                                   .tv_nsec = (long)file->entry->nanoseconds } };
    (void)(futimens(fd, times) == 0);
    if (s->copy->copied)
        s->copy->copied(s->copy->ctx, file->path, s->target, file->entry->size);
    return 0;
}

static int copy_any(const struct step *s, const struct image_file *file, struct err **err);

static int copy_child(void *ctx, const struct image_file *file, struct err **err)
{
    const struct step *outer = ctx;
    AUTO_FREE char *target = xasprintf("%s/%s", outer->target, file->entry->name);
    struct step s = { outer->copy, outer->folder, target, file->entry->name, true };
    return copy_any(&s, file, err);
}

static int copy_folder(const struct step *s, const struct image_file *file, struct err **err)
{
    if (!s->copy->recurse) {
        err_set(err, ERR_INVALID_PARAMETER, "'%s' is a folder.", file->path);
        return err_advise(err, "Use -Recurse to copy it with what is in it.");
    }
    if (mkdirat(s->folder, s->name, 0777) && errno != EEXIST)
        return err_set_errno(err, errno, "Cannot make the folder '%s'", s->target);
    AUTO_FD int fd = openat(s->folder, s->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot open the folder '%s'", s->target);
    struct step inside = { s->copy, fd, s->target, NULL, true };
    return image_files_children(file, copy_child, &inside, err);
}

static int copy_followed(void *ctx, const struct image_file *file, struct err **err)
{
    struct step s = *(const struct step *)ctx;
    s.inner = true;
    return copy_any(&s, file, err);
}

static int copy_any(const struct step *s, const struct image_file *file, struct err **err)
{
    switch (file->entry->kind) {
    case FS_FILE:
        return copy_file(s, file, err);
    case FS_DIRECTORY:
        return copy_folder(s, file, err);
    case FS_LINK:
        if (!s->inner)
            return image_files_follow(file, copy_followed, (void *)s, err);
        break;
    case FS_OTHER:
        break;
    }
    if (s->copy->left_out)
        s->copy->left_out(s->copy->ctx, file->path,
                          file->entry->kind == FS_LINK ? "it is a symbolic link"
                                                       : "it is neither a file nor a folder");
    return 0;
}

int image_copy_to(const struct image_copy *copy, const struct image_file *file, const char *target,
                  struct err **err)
{
    const char *slash = strrchr(target, '/');
    AUTO_FREE char *folder = xstrndup(target, slash == target ? 1 : (size_t)(slash - target));
    AUTO_FD int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot open the folder '%s'", folder);
    struct step s = { copy, fd, target, slash + 1, false };
    return copy_any(&s, file, err);
}
