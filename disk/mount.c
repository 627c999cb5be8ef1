#include "disk/mount.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "disk/drive.h"
#include "shell/base/alloc.h"
#include "shell/base/module_file.h"
#include "shell/base/runtime_dir.h"
#include "shell/base/spawn.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"

enum { SERVER_START_MS = 60000, SERVER_END_MS = 120000, BUSY_TURNS = 100, NUMBER_MAX = 4096 };

static char *disks_dir(void)
{
    AUTO_FREE char *base = runtime_dir();
    return xasprintf("%s/disks", base);
}

/* ---- reading ---- */
static void parse_line(struct mount *m, const char *key, const char *value)
{
    uint64_t n = strtoull(value, NULL, 10);
    if (strcmp(key, "path") == 0) {
        free(m->path);
        m->path = xstrdup(value);
    } else if (strcmp(key, "pid") == 0) {
        m->pid = (int)n;
    } else if (strcmp(key, "format") == 0) {
        m->format = (enum disk_format)n;
    } else if (strcmp(key, "type") == 0) {
        m->type = (enum disk_type)n;
    } else if (strcmp(key, "id") == 0) {
        snprintf(m->id, sizeof(m->id), "%s", value);
    } else if (strcmp(key, "size") == 0) {
        m->size = n;
    } else if (strcmp(key, "sector") == 0) {
        m->logical_sector = (uint32_t)n;
    } else if (strcmp(key, "physical") == 0) {
        m->physical_sector = (uint32_t)n;
    } else if (strcmp(key, "mountedreadonly") == 0) {
        m->mounted_read_only = n;
    } else if (strcmp(key, "readonly") == 0) {
        m->read_only = n;
    } else if (strcmp(key, "offline") == 0) {
        m->offline = n;
    } else if (strncmp(key, "letter.", 7) == 0) {
        unsigned long p = strtoul(key + 7, NULL, 10);
        if (p < MOUNT_PARTITIONS)
            m->letters[p] = *value;
    }
}

/* False with errno when the folder is no disk of ours (any more). */
static bool read_mount(const char *folder, uint32_t number, struct mount *m)
{
    AUTO_FREE char *info = xasprintf("%s/info", folder);
    AUTO_FREE char *line = NULL;
    size_t room = 0;
    AUTO_FILE FILE *f = fopen(info, "re");
    if (!f)
        return false;
    *m = (struct mount){ .number = number, .logical_sector = 512 };
    ssize_t n;
    while ((n = getline(&line, &room, f)) > 0) {
        line[n - (line[n - 1] == '\n')] = '\0';
        char *value = strchr(line, '=');
        if (!value)
            continue;
        *value++ = '\0';
        parse_line(m, line, value);
    }
    if (!m->path || !m->size)
        return false;
    m->folder = xstrdup(folder);
    return true;
}

static int by_number(const void *a, const void *b)
{
    const struct mount *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* What a server that died leaves is a mount that answers nothing. */
static void bury(const char *folder, uint32_t number)
{
    AUTO_ERR *ignored = NULL;
    drives_forget(number);
    (void)(mount_point_remove(folder, true, &ignored) == 0);
}

int mounts_read(struct mounts *mounts, struct err **err)
{
    AUTO_FREE char *dir = disks_dir();
    VEC(struct mount) list = VEC_INIT;
    *mounts = (struct mounts){ 0 };
    DIR *d = opendir(dir);
    if (!d)
        return errno == ENOENT ? 0 : err_set_errno(err, errno, "Cannot read '%s'", dir);
    for (struct dirent *e; (e = readdir(d));) {
        char *end;
        unsigned long n = strtoul(e->d_name, &end, 10);
        struct mount m = { 0 };
        if (*end || e->d_name == end || n > NUMBER_MAX)
            continue;
        AUTO_FREE char *folder = xasprintf("%s/%s", dir, e->d_name);
        if (read_mount(folder, (uint32_t)n, &m))
            *vec_push(&list) = m;
        else if (errno == ENOTCONN || errno == ECONNABORTED)
            bury(folder, (uint32_t)n);
    }
    closedir(d);
    if (list.len)
        qsort(list.items, list.len, sizeof(*list.items), by_number);
    *mounts = (struct mounts){ list.items, list.len };
    return 0;
}

void mounts_release(struct mounts *mounts)
{
    for (size_t i = 0; i < mounts->count; i++) {
        free(mounts->items[i].folder);
        free(mounts->items[i].path);
    }
    free(mounts->items);
    *mounts = (struct mounts){ 0 };
}

const struct mount *mounts_find(const struct mounts *mounts, uint32_t number)
{
    for (size_t i = 0; i < mounts->count; i++)
        if (mounts->items[i].number == number)
            return &mounts->items[i];
    return NULL;
}

const struct mount *mounts_find_path(const struct mounts *mounts, const char *image)
{
    AUTO_FREE char *real = realpath(image, NULL);
    for (size_t i = 0; i < mounts->count; i++)
        if (strcmp(mounts->items[i].path, real ? real : image) == 0)
            return &mounts->items[i];
    return NULL;
}

/* ---- attaching ---- */
/* The folder of a free number, made. */
static int take_number(uint32_t lowest, uint32_t *number, char **folder, struct err **err)
{
    AUTO_FREE char *base = runtime_dir();
    AUTO_FREE char *dir = disks_dir();
    if ((mkdir(base, 0755) && errno != EEXIST) || (mkdir(dir, 0755) && errno != EEXIST))
        return err_set_errno(err, errno, "Cannot make the folder '%s'", dir);
    struct stat st;
    if (lstat(base, &st) || !S_ISDIR(st.st_mode) || st.st_uid != geteuid())
        return err_set(err, ERR_ACCESS_DENIED, "The folder '%s' belongs to another user.", base);
    for (uint32_t n = lowest; n <= NUMBER_MAX; n++) {
        *folder = xasprintf("%s/%u", dir, n);
        if (mkdir(*folder, 0700) == 0) {
            *number = n;
            return 0;
        }
        if (errno != EEXIST)
            return err_set_errno(err, errno, "Cannot make the folder '%s'", *folder);
        /* One that nobody stands in any more can be had again. */
        if (rmdir(*folder) == 0 && mkdir(*folder, 0700) == 0) {
            *number = n;
            return 0;
        }
        free(STEAL(*folder));
    }
    return err_set(err, ERR_OUT_OF_MEMORY, "There are too many mounted disks.");
}

static int start_server(const char *image, bool read_only, const char *folder, struct err **err)
{
    AUTO_FREE char *program = module_file_path("hvsh-mount");
    const char *argv[] = { program, image, folder, NULL, NULL };
    if (read_only) {
        argv[1] = "--read-only";
        argv[2] = image;
        argv[3] = folder;
    }
    if (access("/dev/fuse", R_OK | W_OK)) {
        err_set_errno(err, errno, "A virtual hard disk cannot be mounted: /dev/fuse");
        return err_advise(err,
                          "Load the kernel module 'fuse', or use Get-VHDFile and Copy-VHDFile, "
                          "which need nothing of the kernel.");
    }
    struct spawn sp = { .argv = argv, .timeout_ms = SERVER_START_MS };
    return spawn_run(&sp, NULL, NULL, err);
}

int mount_attach(const char *image, bool read_only, uint32_t lowest, uint32_t *number,
                 struct err **err)
{
    AUTO_MOUNTS mounts;
    AUTO_FREE char *folder = NULL;
    AUTO_FREE char *real = realpath(image, NULL);
    if (!real)
        return err_set_errno(err, errno, "Cannot open the virtual hard disk '%s'", image);
    if (strchr(real, '\n'))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A disk whose path has a line break cannot be mounted.");
    if (mounts_read(&mounts, err))
        return -1;
    const struct mount *there = mounts_find_path(&mounts, real);
    if (there)
        return err_set(err, ERR_INVALID_STATE,
                       "The virtual hard disk '%s' is already mounted as disk %u.", real,
                       there->number);
    if (take_number(lowest, number, &folder, err))
        return -1;
    if (start_server(real, read_only, folder, err)) {
        rmdir(folder);
        return err_wrap(err, "Failed to mount the virtual hard disk '%s'", real);
    }
    return 0;
}

/* ---- detaching ---- */
static int unmount_once(const char *folder, bool lazy, struct err **err)
{
    if (geteuid() == 0) {
        if (umount2(folder, UMOUNT_NOFOLLOW | (lazy ? MNT_DETACH : 0)) == 0 || errno == EINVAL)
            return 0;
        return err_set_errno(err, errno, "Cannot unmount '%s'", folder);
    }
    const char *argv[] = { "fusermount3", "-u", "-q", folder, NULL, NULL };
    if (lazy) {
        argv[3] = "-z";
        argv[4] = folder;
    }
    struct spawn sp = { .argv = argv, .timeout_ms = SERVER_START_MS };
    return spawn_run(&sp, NULL, NULL, err);
}

/* Who had files open there a moment ago (a loop device, a helper) may still be closing them. */
int mount_point_remove(const char *folder, bool lazy, struct err **err)
{
    for (int turn = 0;; turn++) {
        AUTO_ERR *busy = NULL;
        if (unmount_once(folder, lazy, &busy) == 0)
            break;
        if (turn == BUSY_TURNS) {
            err_move(err, &busy);
            return -1;
        }
        nanosleep(&(struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
    }
    if (rmdir(folder) && errno != ENOENT)
        return err_set_errno(err, errno, "Cannot remove the folder '%s'", folder);
    return 0;
}

int mount_detach(const struct mount *mount, struct err **err)
{
    for (size_t i = 0; i < MOUNT_PARTITIONS; i++)
        if (mount->letters[i] && drive_unmount(mount->letters[i], err))
            return err_wrap(err, "The disk %u is in use", mount->number);
    AUTO_FD int process = mount->pid > 0 ? (int)syscall(SYS_pidfd_open, mount->pid, 0) : -1;
    if (mount_point_remove(mount->folder, false, err))
        return err_wrap(err, "The disk %u is in use", mount->number);
    struct pollfd p = { .fd = process, .events = POLLIN };
    if (process >= 0 && poll(&p, 1, SERVER_END_MS) <= 0)
        return err_set(err, ERR_TIMEOUT, "The server of disk %u (process %d) does not end.",
                       mount->number, mount->pid);
    return 0;
}

int mount_set(const struct mount *mount, const char *setting, struct err **err)
{
    AUTO_FREE char *info = xasprintf("%s/info", mount->folder);
    AUTO_FREE char *line = xasprintf("%s\n", setting);
    AUTO_FD int fd = open(info, O_WRONLY | O_CLOEXEC);
    size_t len = strlen(line);
    if (fd < 0 || write(fd, line, len) != (ssize_t)len)
        return err_set_errno(err, errno, "Cannot change disk %u", mount->number);
    return 0;
}

int mount_open(const struct mount *mount, bool write, struct vdisk **disk, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/disk", mount->folder);
    struct blk_io *io;
    *disk = NULL;
    if (write && mount->read_only)
        return err_set(err, ERR_ACCESS_DENIED, "The disk %u is read-only.", mount->number);
    if (blk_file_open(path, write ? BLK_FILE_WRITE : BLK_FILE_READ, &io, err) ||
        vdisk_open_io(io, DISK_FORMAT_RAW, disk, err))
        return -1;
    (*disk)->logical_sector = mount->logical_sector;
    (*disk)->physical_sector = mount->physical_sector;
    return 0;
}
