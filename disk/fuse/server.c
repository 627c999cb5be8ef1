/* hvsh-mount: a virtual disk as files, for as long as it is mounted.
 *
 * usage: hvsh-mount [--read-only] IMAGE FOLDER
 *
 * FOLDER shows the bytes of the disk as the file `disk`, those of its partitions as `1`, `2` …
 * (as the partition table is at the moment), and what the disk is as `info`, lines of key=value
 * that mount_list() reads. Lines written to `info` set `offline`, `readonly` and `letter.N`.
 * The program leaves its terminal once the folder is there and ends when it is unmounted; the
 * image is locked as long. All that a mounted disk is stands in this process: when it dies,
 * nothing is left but a dead mount. */
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <fuse3/fuse_lowlevel.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/partition.h"
#include "disk/text16.h"
#include "disk/vdisk.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

enum { LETTERS = 129, INFO_MAX = 65536 };

static struct server {
    struct vdisk *disk;
    bool fixed_read_only; /* mounted so */
    bool read_only, offline;
    char letters[LETTERS]; /* by partition number; 0: none */
} server;

enum file_kind { FILE_DISK, FILE_INFO, FILE_PARTITION, FILE_NONE };

/* Which file a path names; a partition's place is looked up anew each time. */
static enum file_kind find_file(const char *path, uint64_t *at, uint64_t *size)
{
    *at = 0;
    *size = server.disk->size;
    if (strcmp(path, "/disk") == 0)
        return FILE_DISK;
    if (strcmp(path, "/info") == 0)
        return FILE_INFO;
    char *end;
    unsigned long number = strtoul(path + 1, &end, 10);
    if (*end || path[1] < '1' || path[1] > '9')
        return FILE_NONE;
    AUTO_ERR *err = NULL;
    AUTO_LAYOUT layout;
    if (disk_layout_read(server.disk, &layout, &err))
        return FILE_NONE;
    const struct disk_partition *p =
        number <= UINT32_MAX ? disk_layout_find(&layout, (uint32_t)number) : NULL;
    if (!p)
        return FILE_NONE;
    *at = p->offset;
    *size = p->size;
    return FILE_PARTITION;
}

static void write_info(struct strbuf *out)
{
    const struct vdisk *d = server.disk;
    char id[37] = "";
    if (d->format != DISK_FORMAT_RAW)
        disk_guid_format(d->disk_id, true, true, id);
    strbuf_addf(out,
                "path=%s\npid=%d\nformat=%d\ntype=%d\nid=%s\nsize=%llu\nsector=%u\nphysical=%u\n"
                "mountedreadonly=%d\nreadonly=%d\noffline=%d\n",
                d->path, (int)getpid(), (int)d->format, (int)d->type, id,
                (unsigned long long)d->size, d->logical_sector, d->physical_sector,
                server.fixed_read_only, server.read_only, server.offline);
    for (int i = 0; i < LETTERS; i++)
        if (server.letters[i])
            strbuf_addf(out, "letter.%d=%c\n", i, server.letters[i]);
}

/* One line; false: it says nothing that can be set. */
static bool set_info(const char *line)
{
    const char *value = strchr(line, '=');
    if (!value++)
        return false;
    if (strncmp(line, "offline=", 8) == 0) {
        server.offline = *value == '1';
    } else if (strncmp(line, "readonly=", 9) == 0) {
        server.read_only = *value == '1' || server.fixed_read_only;
    } else if (strncmp(line, "letter.", 7) == 0) {
        unsigned long n = strtoul(line + 7, NULL, 10);
        if (n >= LETTERS || (*value && (*value < 'A' || *value > 'Z')))
            return false;
        server.letters[n] = *value;
    } else {
        return false;
    }
    return true;
}

static int failed(struct err **err)
{
    int code = (*err)->domain == ERR_DOMAIN_ERRNO ? -(*err)->code : -EIO;
    err_clear(err);
    return code ? code : -EIO;
}

/* ---- what FUSE asks for ---- */
static int on_getattr(const char *path, struct stat *st, struct fuse_file_info *fi)
{
    uint64_t at, size;
    (void)fi;
    *st = (struct stat){ .st_uid = geteuid(), .st_gid = getegid(), .st_nlink = 1 };
    if (strcmp(path, "/") == 0) {
        st->st_mode = S_IFDIR | 0755;
        return 0;
    }
    enum file_kind kind = find_file(path, &at, &size);
    if (kind == FILE_NONE)
        return -ENOENT;
    st->st_mode = S_IFREG | (server.read_only && kind != FILE_INFO ? 0400 : 0600);
    st->st_size = kind == FILE_INFO ? INFO_MAX : (off_t)size;
    return 0;
}

static int on_readdir(const char *path, void *buf, fuse_fill_dir_t fill, off_t off,
                      struct fuse_file_info *fi, enum fuse_readdir_flags flags)
{
    AUTO_ERR *err = NULL;
    AUTO_LAYOUT layout;
    (void)off;
    (void)fi;
    (void)flags;
    if (strcmp(path, "/") != 0)
        return -ENOENT;
    fill(buf, ".", NULL, 0, 0);
    fill(buf, "..", NULL, 0, 0);
    fill(buf, "disk", NULL, 0, 0);
    fill(buf, "info", NULL, 0, 0);
    if (disk_layout_read(server.disk, &layout, &err))
        return 0;
    for (size_t i = 0; i < layout.count; i++) {
        char name[16];
        snprintf(name, sizeof(name), "%u", layout.partitions[i].number);
        fill(buf, name, NULL, 0, 0);
    }
    return 0;
}

/* The disk and its partitions are the same bytes: nothing of them is cached by the kernel. */
static int on_open(const char *path, struct fuse_file_info *fi)
{
    uint64_t at, size;
    enum file_kind kind = find_file(path, &at, &size);
    if (kind == FILE_NONE)
        return -ENOENT;
    if (kind != FILE_INFO && server.read_only && (fi->flags & O_ACCMODE) != O_RDONLY)
        return -EROFS;
    fi->direct_io = 1;
    return 0;
}

static int on_read(const char *path, char *buf, size_t len, off_t off, struct fuse_file_info *fi)
{
    AUTO_ERR *err = NULL;
    uint64_t at, size;
    enum file_kind kind = find_file(path, &at, &size);
    (void)fi;
    if (kind == FILE_NONE)
        return -ENOENT;
    AUTO_STRBUF info = STRBUF_INIT;
    if (kind == FILE_INFO) {
        write_info(&info);
        size = info.len;
    }
    if (off < 0 || (uint64_t)off >= size)
        return 0;
    if (len > size - (uint64_t)off)
        len = (size_t)(size - (uint64_t)off);
    if (kind == FILE_INFO)
        memcpy(buf, info.buf + off, len);
    else if (vdisk_read(server.disk, at + (uint64_t)off, buf, len, &err))
        return failed(&err);
    return (int)len;
}

static int write_settings(const char *buf, size_t len)
{
    AUTO_FREE char *text = xstrndup(buf, len);
    for (char *line = text; *line;) {
        size_t n = strcspn(line, "\n");
        bool more = line[n];
        line[n] = '\0';
        if (n && !set_info(line))
            return -EINVAL;
        line += n + more;
    }
    return (int)len;
}

static int on_write(const char *path, const char *buf, size_t len, off_t off,
                    struct fuse_file_info *fi)
{
    AUTO_ERR *err = NULL;
    uint64_t at, size;
    enum file_kind kind = find_file(path, &at, &size);
    (void)fi;
    if (kind == FILE_NONE)
        return -ENOENT;
    if (kind == FILE_INFO)
        return write_settings(buf, len);
    if (server.read_only)
        return -EROFS;
    if (off < 0 || (uint64_t)off >= size)
        return -ENOSPC;
    if (len > size - (uint64_t)off)
        len = (size_t)(size - (uint64_t)off);
    if (vdisk_is_zero(buf, len) ? vdisk_zero(server.disk, at + (uint64_t)off, len, false, &err)
                                : vdisk_write(server.disk, at + (uint64_t)off, buf, len, &err))
        return failed(&err);
    return (int)len;
}

/* The files have the size they have; tools that set the same one again may. */
static int on_truncate(const char *path, off_t size, struct fuse_file_info *fi)
{
    uint64_t at, whole;
    enum file_kind kind = find_file(path, &at, &whole);
    (void)fi;
    if (kind == FILE_NONE)
        return -ENOENT;
    return kind == FILE_INFO || (uint64_t)size == whole ? 0 : -EPERM;
}

static int on_fsync(const char *path, int datasync, struct fuse_file_info *fi)
{
    AUTO_ERR *err = NULL;
    (void)path;
    (void)datasync;
    (void)fi;
    return vdisk_flush(server.disk, &err) ? failed(&err) : 0;
}

static int on_flush(const char *path, struct fuse_file_info *fi)
{
    return on_fsync(path, 0, fi);
}

static int on_fallocate(const char *path, int mode, off_t off, off_t len, struct fuse_file_info *fi)
{
    AUTO_ERR *err = NULL;
    uint64_t at, size;
    enum file_kind kind = find_file(path, &at, &size);
    (void)fi;
    if (kind != FILE_DISK && kind != FILE_PARTITION)
        return kind == FILE_NONE ? -ENOENT : -EOPNOTSUPP;
    bool punch = mode & FALLOC_FL_PUNCH_HOLE;
    if (!punch && !(mode & FALLOC_FL_ZERO_RANGE))
        return -EOPNOTSUPP;
    if (server.read_only)
        return -EROFS;
    if (off < 0 || len <= 0 || (uint64_t)off >= size)
        return 0;
    uint64_t n = (uint64_t)len < size - (uint64_t)off ? (uint64_t)len : size - (uint64_t)off;
    return vdisk_zero(server.disk, at + (uint64_t)off, n, punch, &err) ? failed(&err) : 0;
}

static void *on_init(struct fuse_conn_info *conn, struct fuse_config *config)
{
    (void)conn;
    /* A partition may be another one a moment later. */
    config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
    config->direct_io = 1;
    return NULL;
}

static const struct fuse_operations operations = {
    .getattr = on_getattr,
    .readdir = on_readdir,
    .open = on_open,
    .read = on_read,
    .write = on_write,
    .truncate = on_truncate,
    .fsync = on_fsync,
    .flush = on_flush,
    .fallocate = on_fallocate,
    .init = on_init,
};

/* ---- the program ---- */
static int serve(const char *folder)
{
    char name[] = "hvsh-mount", option[] = "-o", what[] = "fsname=hvsh-mount,subtype=hvsh-mount";
    char *argv[] = { name, option, what, NULL };
    struct fuse_args args = FUSE_ARGS_INIT(3, argv);
    struct fuse *fuse = fuse_new(&args, &operations, sizeof(operations), NULL);
    int status = 1;
    if (!fuse)
        return status;
    if (fuse_mount(fuse, folder) == 0) {
        if (fuse_daemonize(0) == 0 && fuse_set_signal_handlers(fuse_get_session(fuse)) == 0) {
            status = fuse_loop(fuse) ? 1 : 0;
            fuse_remove_signal_handlers(fuse_get_session(fuse));
        }
        fuse_unmount(fuse);
    }
    fuse_destroy(fuse);
    fuse_opt_free_args(&args);
    return status;
}

int main(int argc, char **argv)
{
    AUTO_ERR *err = NULL;
    bool read_only = argc == 4 && strcmp(argv[1], "--read-only") == 0;
    if (argc != 3 && !read_only) {
        fputs("usage: hvsh-mount [--read-only] IMAGE FOLDER\n", stderr);
        return 2;
    }
    server.fixed_read_only = server.read_only = read_only;
    if (vdisk_open(argv[argc - 2], read_only ? VDISK_OPEN_READ : VDISK_OPEN_WRITE, &server.disk,
                   &err)) {
        fprintf(stderr, "%s\n", err->message);
        return 1;
    }
    int status = serve(argv[argc - 1]);
    if (vdisk_close(server.disk, &err)) {
        fprintf(stderr, "%s\n", err->message);
        status = 1;
    }
    return status;
}
