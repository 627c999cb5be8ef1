#include "disk/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/qemu_img.h"
#include "shell/base/alloc.h"

static int exists_error(const char *path, struct err **err)
{
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OBJECT_EXISTS, EEXIST,
                        "Failed to create the virtual hard disk. The system failed to create "
                        "'%s': The file exists. (0x80070050).",
                        path);
}

int new_file_refuse_existing(const char *path, struct err **err)
{
    struct stat st;
    return lstat(path, &st) == 0 ? exists_error(path, err) : 0;
}

int new_file_begin(struct new_file *nf, const char *path, struct err **err)
{
    AUTO_FREE char *absolute = disk_absolute(path);
    const char *slash = strrchr(absolute, '/');
    if (!slash[1])
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is not the name of a file.", path);
    for (int turn = 0; turn < 16; turn++) {
        uint64_t r = 0;
        if (getrandom(&r, sizeof(r), 0) != sizeof(r))
            return err_set_errno(err, errno, "No random numbers");
        AUTO_FREE char *temp = xasprintf("%.*s/.hvsh-%016llx.tmp", (int)(slash - absolute),
                                         absolute, (unsigned long long)r);
        AUTO_FD int fd = open(temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (fd < 0 && errno == EEXIST)
            continue;
        if (fd < 0)
            return err_set_errno(err, errno, "The system failed to create '%s'", path);
        nf->path = STEAL(absolute);
        nf->temp = STEAL(temp);
        return 0;
    }
    return err_set(err, ERR_OPERATION_FAILED, "The system failed to create '%s'.", path);
}

static int sync_path(const char *path, int flags, struct err **err)
{
    AUTO_FD int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0 || fsync(fd))
        return err_set_errno(err, errno, "Cannot write '%s' to disk", path);
    return 0;
}

/* A rename is durable once its folder is. */
static void sync_folder(const char *path)
{
    AUTO_FREE char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path) + 1);
    AUTO_ERR *ignored = NULL;
    if (sync_path(folder, O_RDONLY | O_DIRECTORY, &ignored))
        return;
}

int new_file_commit(struct new_file *nf, struct err **err)
{
    if (sync_path(nf->temp, O_RDWR, err))
        return -1;
    if (renameat2(AT_FDCWD, nf->temp, AT_FDCWD, nf->path, RENAME_NOREPLACE)) {
        int e = errno;
        /* Not every file system knows the flag; a hard link refuses as well. */
        if (e == EINVAL && link(nf->temp, nf->path) == 0) {
            unlink(nf->temp);
        } else {
            if (e == EINVAL)
                e = errno;
            return e == EEXIST
                       ? exists_error(nf->path, err)
                       : err_set_errno(err, e, "The system failed to create '%s'", nf->path);
        }
    }
    free(STEAL(nf->temp));
    sync_folder(nf->path);
    return 0;
}

int new_file_replace(struct new_file *nf, struct err **err)
{
    struct stat st, mine;
    if (stat(nf->path, &st) || stat(nf->temp, &mine))
        return err_set_errno(err, errno, "Cannot examine '%s'", nf->path);
    if ((st.st_uid != mine.st_uid || st.st_gid != mine.st_gid) &&
        chown(nf->temp, st.st_uid, st.st_gid))
        return err_set_errno(err, errno, "Cannot keep the owner of '%s'", nf->path);
    if (chmod(nf->temp, st.st_mode & 07777))
        return err_set_errno(err, errno, "Cannot keep the mode of '%s'", nf->path);
    if (sync_path(nf->temp, O_RDONLY, err))
        return -1;
    if (rename(nf->temp, nf->path))
        return err_set_errno(err, errno, "Cannot replace '%s'", nf->path);
    free(STEAL(nf->temp));
    sync_folder(nf->path);
    return 0;
}

void new_file_release(struct new_file *nf)
{
    if (nf->temp)
        unlink(nf->temp);
    free(nf->temp);
    free(nf->path);
    *nf = (struct new_file){ 0 };
}
