#include "vm/guest/vm_appliance_image.h"

#include <errno.h>
#include <glob.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/appliance.h"
#include "shell/base/alloc.h"
#include "shell/base/module_file.h"
#include "shell/base/spawn.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

enum { FILE_LIMIT = 64 << 20, LDD_MS = 30000, FOLDER = 0040755, PROGRAM = 0100755 };
#define KERNELS "/boot/vmlinuz-"
#define MODULES "/lib/modules"

/* ---- the archive (cpio, "newc") -------------------------------------------------------------- */
struct archive {
    struct strbuf bytes;
    unsigned files;
    VEC(char *) modules; /* paths below MODULES/RELEASE, in the order of loading */
};

static void archive_release(struct archive *a)
{
    strbuf_release(&a->bytes);
    for (size_t i = 0; i < a->modules.len; i++)
        free(a->modules.items[i]);
    vec_release(&a->modules);
}
#define AUTO_ARCHIVE CLEANUP(archive_release) struct archive

static void pad(struct archive *a)
{
    strbuf_fill(&a->bytes, '\0', -a->bytes.len & 3);
}

static void add_entry(struct archive *a, const char *name, unsigned mode, const struct strbuf *data)
{
    size_t len = data ? data->len : 0;
    strbuf_addf(&a->bytes, "070701%08X%08X%08X%08X%08X%08X%08zX%08X%08X%08X%08X%08zX%08X",
                ++a->files, mode, 0, 0, 1, 0, len, 0, 0, 0, 0, strlen(name) + 1, 0);
    strbuf_add(&a->bytes, name, strlen(name) + 1);
    pad(a);
    if (len)
        strbuf_add(&a->bytes, data->buf, len);
    pad(a);
}

static int read_file(const char *path, struct strbuf *data, struct err **err)
{
    AUTO_FILE FILE *f = fopen(path, "rbe");
    if (!f)
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    size_t n;
    do {
        strbuf_grow(data, 1 << 20);
        n = fread(data->buf + data->len, 1, 1 << 20, f);
        data->len += n;
    } while (n && data->len < FILE_LIMIT);
    return ferror(f) ? err_set_errno(err, EIO, "Cannot read '%s'", path) : 0;
}

static int add_file(struct archive *a, const char *name, const char *path, struct err **err)
{
    AUTO_STRBUF data = STRBUF_INIT;
    if (read_file(path, &data, err))
        return -1;
    add_entry(a, name, PROGRAM, &data);
    return 0;
}

/* ---- modules --------------------------------------------------------------------------------- */
/* Is it the module of that name? "kernel/fs/xfs/xfs.ko.xz": xfs. - and _ are alike. */
static bool is_module(const char *path, size_t len, const char *name)
{
    const char *file = memrchr(path, '/', len);
    file = file ? file + 1 : path;
    size_t n = strlen(name);
    if ((size_t)(path + len - file) < n + 3 || strncmp(file + n, ".ko", 3) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (file[i] != name[i] && !(strchr("-_", file[i]) && strchr("-_", name[i])))
            return false;
    return true;
}

static void want_module(struct archive *a, const char *path, size_t len)
{
    for (size_t i = 0; i < a->modules.len; i++)
        if (strlen(a->modules.items[i]) == len && !memcmp(a->modules.items[i], path, len))
            return;
    *vec_push(&a->modules) = xstrndup(path, len);
}

/* With all that it needs, which stands behind it, what is needed first at the end. False: the
 * kernel has no such module. */
static bool find_module(struct archive *a, const char *dep, const char *name)
{
    for (const char *line = dep; *line; line += *line == '\n') {
        size_t len = strcspn(line, "\n"), first = strcspn(line, ":\n");
        if (first < len && is_module(line, first, name)) {
            const char *end = line + len;
            while (end > line + first + 1) {
                const char *from = end;
                while (from > line + first + 1 && from[-1] != ' ')
                    from--;
                if (end > from)
                    want_module(a, from, (size_t)(end - from));
                end = from > line + first + 1 ? from - 1 : from;
            }
            want_module(a, line, first);
            return true;
        }
        line += len;
    }
    return false;
}

static bool is_built_in(const char *list, const char *name)
{
    for (const char *line = list; *line; line += *line == '\n') {
        size_t len = strcspn(line, "\n");
        if (is_module(line, len, name))
            return true;
        line += len;
    }
    return false;
}

/* ---- kernels --------------------------------------------------------------------------------- */
static const char *driver_of(enum fs_type type)
{
    return type == FS_TYPE_XFS     ? "xfs"
           : type == FS_TYPE_BTRFS ? "btrfs"
           : type == FS_TYPE_NTFS  ? "fuse"
                                   : "ext4";
}

/* 1: this kernel does; 0: it does not have what is needed. */
static int take_kernel(struct archive *a, const char *release, enum fs_type type, const char **how,
                       struct err **err)
{
    /* Checksums are found by name, not by need. */
    static const char *const always[] = { "virtio_pci",      "virtio_blk",      "virtio_console",
                                          "crc32c_generic",  "xxhash_generic",  "sha256_generic",
                                          "blake2b_generic", "crc32c_cryptoapi" };
    AUTO_FREE char *dep_path = xasprintf(MODULES "/%s/modules.dep", release);
    AUTO_FREE char *builtin_path = xasprintf(MODULES "/%s/modules.builtin", release);
    AUTO_STRBUF dep = STRBUF_INIT, builtin = STRBUF_INIT;
    if (access(dep_path, R_OK) || access(builtin_path, R_OK))
        return 0;
    if (read_file(dep_path, &dep, err) || read_file(builtin_path, &builtin, err))
        return -1;
    strbuf_addch(&dep, '\0');
    strbuf_addch(&builtin, '\0');
    const char *driver = driver_of(type);
    *how = type == FS_TYPE_NTFS ? "ntfs-3g" : driver;
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        find_module(a, dep.buf, always[i]);
    return is_built_in(builtin.buf, driver) || find_module(a, dep.buf, driver);
}

static int add_modules(struct archive *a, const char *release, struct err **err)
{
    for (size_t i = 0; i < a->modules.len; i++) {
        const char *file = a->modules.items[i];
        AUTO_FREE char *path = xasprintf(MODULES "/%s/%s", release, file);
        AUTO_FREE char *name = xasprintf("modules/%02zu-%s", i, strrchr(file, '/') + 1);
        if (add_file(a, name, path, err))
            return -1;
    }
    return 0;
}

/* A program with its libraries, under their own names. */
static int add_program(struct archive *a, const char *path, struct err **err)
{
    const char *argv[] = { "ldd", path, NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    struct spawn sp = { .argv = argv, .timeout_ms = LDD_MS };
    if (spawn_run(&sp, &out, NULL, err) || add_file(a, path + 1, path, err))
        return -1;
    for (char *save, *word = strtok_r(out.buf, " \t\n", &save); word;
         word = strtok_r(NULL, " \t\n", &save)) {
        if (*word != '/')
            continue;
        for (char *slash = word + 1; (slash = strchr(slash, '/')); slash++) {
            *slash = '\0';
            add_entry(a, word + 1, FOLDER, NULL);
            *slash = '/';
        }
        if (add_file(a, word + 1, word, err))
            return -1;
    }
    return 0;
}

static int fill(struct archive *a, const char *release, const char *how, struct err **err)
{
    static const char *const folders[] = { "modules", "bin", "dev" };
    AUTO_FREE char *daemon = module_file_path("hvsh-guest");
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
        add_entry(a, folders[i], FOLDER, NULL);
    if (add_file(a, "init", daemon, err) || add_modules(a, release, err) ||
        (!strcmp(how, "ntfs-3g") && add_program(a, APPLIANCE_NTFS, err)))
        return -1;
    add_entry(a, "TRAILER!!!", 0, NULL);
    return 0;
}

static int to_memory(const struct archive *a, int *fd, struct err **err)
{
    *fd = memfd_create("hvsh-initrd", MFD_CLOEXEC);
    for (size_t at = 0; *fd >= 0 && at < a->bytes.len;) {
        ssize_t n = write(*fd, a->bytes.buf + at, a->bytes.len - at);
        if (n <= 0)
            break;
        at += (size_t)n;
        if (at == a->bytes.len)
            return 0;
    }
    return err_set_errno(err, errno, "Cannot keep a file in memory");
}

static int refuse(enum fs_type type, size_t kernels, struct err **err)
{
    if (!kernels) {
        err_set(err, ERR_NOT_SUPPORTED,
                "%s is written by a Linux kernel of this host, and there is none that can be "
                "read (" KERNELS "* with its modules).",
                fs_type_name(type));
        return err_advise(err, "Install the package linux-image-amd64, and run hvsh as root.");
    }
    err_set(err, ERR_NOT_SUPPORTED, "No kernel of this host has the module %s, which writes %s.",
            driver_of(type), fs_type_name(type));
    return err_advise(err, "Install the package linux-image-amd64.");
}

int appliance_image_make(enum fs_type type, struct appliance_image *image, struct err **err)
{
    glob_t found;
    size_t kernels = 0;
    int rc = 0;
    *image = (struct appliance_image){ .initrd = -1 };
    /* As Windows takes names: whatever their case, and none that it could not open. */
    if (type == FS_TYPE_NTFS && access(APPLIANCE_NTFS, X_OK)) {
        err_set(err, ERR_NOT_SUPPORTED,
                "NTFS is written by '" APPLIANCE_NTFS "', which is not on this host.");
        return err_advise(err, "Install the package ntfs-3g.");
    }
    if (glob(KERNELS "*", 0, NULL, &found))
        return refuse(type, 0, err);
    for (size_t i = found.gl_pathc; i-- && !rc;) {
        const char *release = found.gl_pathv[i] + sizeof(KERNELS) - 1;
        AUTO_ARCHIVE a = { .bytes = STRBUF_INIT };
        if (access(found.gl_pathv[i], R_OK))
            continue;
        kernels++;
        rc = take_kernel(&a, release, type, &image->type, err);
        if (rc <= 0)
            continue;
        image->kernel = xstrdup(found.gl_pathv[i]);
        if (fill(&a, release, image->type, err) || to_memory(&a, &image->initrd, err))
            rc = -1;
    }
    globfree(&found);
    return rc > 0 ? 0 : rc < 0 ? -1 : refuse(type, kernels, err);
}

void appliance_image_release(struct appliance_image *image)
{
    free(image->kernel);
    if (image->initrd >= 0)
        close(image->initrd);
    *image = (struct appliance_image){ .initrd = -1 };
}
