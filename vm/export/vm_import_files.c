#include "vm/export/vm_import_files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"

static bool is_inside(const char *path, const char *folder)
{
    AUTO_FREE char *real = folder ? realpath(folder, NULL) : NULL;
    size_t len = real ? strlen(real) : 0;
    return len && strncmp(path, real, len) == 0 && (path[len] == '/' || len == 1);
}

static bool is_allowed(const struct vm_import_paths *p, const char *path)
{
    struct stat st;
    return (is_inside(path, p->root) || is_inside(path, p->vhd_source)) && stat(path, &st) == 0 &&
           S_ISREG(st.st_mode);
}

char *vm_import_file(const struct vm_import_paths *p, const char *name, struct err **err)
{
    const char *slash = strrchr(name, '/');
    AUTO_FREE char *beside = xasprintf("%s/%s", p->vhd_source, slash ? slash + 1 : name);
    AUTO_FREE char *within = xasprintf("%s/%s", p->root, name);
    const char *const tries[] = { within, beside };
    if (name[0] == '/') {
        struct stat st;
        if (stat(name, &st) == 0 && S_ISREG(st.st_mode))
            return xstrdup(name);
    }
    for (size_t i = 0; i < ARRAY_SIZE(tries); i++) {
        char *real = realpath(tries[i], NULL);
        if (real && is_allowed(p, real))
            return real;
        free(real);
    }
    err_set(err, ERR_OBJECT_NOT_FOUND, "The file '%s' was not found.",
            name[0] == '/' ? name : within);
    return NULL;
}

int vm_import_chain(const struct vm_import_paths *p, const char *name, enum disk_format format,
                    struct disk_chain *chain, struct err **err)
{
    AUTO_FREE char *path = vm_import_file(p, name, err);
    if (!path || disk_chain_read(path, format, chain, err))
        return -1;
    /* A disk from elsewhere was chosen by hand: it may have its parents anywhere. */
    bool ours = is_allowed(p, path);
    for (size_t i = 1; ours && i < chain->count; i++) {
        AUTO_FREE char *real = realpath(chain->links[i].path, NULL);
        if (real && is_allowed(p, real))
            continue;
        err_set(err, ERR_ACCESS_DENIED,
                "The parent '%s' of the virtual hard disk '%s' does not belong to the export.",
                chain->links[i].path, path);
        disk_chain_release(chain);
        return -1;
    }
    return 0;
}

int vm_import_medium(const char *path, bool floppy, struct err **err)
{
    enum { SECTOR = 2048, FIRST = 16, FLOPPY_MAX = 2949120 };
    struct stat st;
    char mark[6] = { 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    bool plain = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    bool iso = plain && pread(fd, mark, 5, FIRST * SECTOR + 1) == 5 &&
               (memcmp(mark, "CD001", 5) == 0 || memcmp(mark, "BEA01", 5) == 0);
    close(fd);
    if (plain && (floppy ? st.st_size <= FLOPPY_MAX && st.st_size % 512 == 0 : iso))
        return 0;
    return err_set(err, ERR_ACCESS_DENIED, "'%s' is no %s image.", path, floppy ? "floppy" : "DVD");
}
