#include "vm/checkpoint/vm_state_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/checkpoint/vm_snapshot.h"
#include "vm/vm_firmware.h"

enum { COPY_CHUNK = 64 * 1024 };

static int copy_bytes(int in, int out)
{
    char buf[COPY_CHUNK];
    for (;;) {
        ssize_t n = read(in, buf, sizeof(buf));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? -1 : fsync(out);
        for (ssize_t done = 0; done < n;) {
            ssize_t w = write(out, buf + done, (size_t)(n - done));
            if (w < 0 && errno != EINTR)
                return -1;
            done += w > 0 ? w : 0;
        }
    }
}

int vm_state_files_copy(const char *from, const char *to, struct err **err)
{
    struct stat st;
    AUTO_FREE char *part = xasprintf("%s.part", to);
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (in < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    int out = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = out >= 0 && fstat(in, &st) == 0 && copy_bytes(in, out) == 0 &&
              fchmod(out, st.st_mode & 07777) == 0;
    /* Only root may give a file away; without that it stays this user's. */
    if (ok && fchown(out, st.st_uid, st.st_gid) < 0 && errno != EPERM)
        ok = false;
    ok = ok && rename(part, to) == 0;
    int e = errno;
    if (out >= 0) {
        close(out);
        if (!ok)
            unlink(part);
    }
    close(in);
    return ok ? 0 : err_set_errno(err, e, "Cannot write '%s'", to);
}

static bool is_plain(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Calls for each plain file of a folder; a folder that is not there has none. */
typedef int file_fn(const char *path, const char *name, const void *data, struct err **err);
static int each_file(const char *folder, file_fn *fn, const void *data, struct err **err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return errno == ENOENT ? 0 : err_set_errno(err, errno, "Cannot read '%s'", folder);
    int rc = 0;
    for (struct dirent *e = readdir(dir); e && rc == 0; e = readdir(dir)) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, e->d_name);
        if (is_plain(path))
            rc = fn(path, e->d_name, data, err);
    }
    closedir(dir);
    return rc;
}

static int copy_into(const char *path, const char *name, const void *data, struct err **err)
{
    AUTO_FREE char *to = xasprintf("%s/%s", (const char *)data, name);
    return strcmp(name, ".lock") == 0 ? 0 : vm_state_files_copy(path, to, err);
}

static int delete_one(const char *path, const char *name, const void *data, struct err **err)
{
    (void)data;
    if (strcmp(name, ".lock") == 0 || unlink(path) == 0)
        return 0;
    return err_set_errno(err, errno, "Cannot delete '%s'", path);
}

static int copy_folder(const char *from, const char *to, struct err **err)
{
    struct stat st;
    if (stat(from, &st) < 0)
        return errno == ENOENT ? 0 : err_set_errno(err, errno, "Cannot read '%s'", from);
    if (mkdir(to, st.st_mode & 07777) < 0 && errno != EEXIST)
        return err_set_errno(err, errno, "Cannot create the folder '%s'", to);
    if (chown(to, st.st_uid, st.st_gid) < 0 && errno != EPERM)
        return err_set_errno(err, errno, "Cannot create the folder '%s'", to);
    return each_file(from, copy_into, to, err);
}

/* ---- where they are ---- */
static char *tpm_folder(struct vm_call *call, xmlNodePtr domain)
{
    AUTO_FREE char *uuid = vm_xml_text(domain, "uuid");
    if (!uuid || !vm_xml_find(domain, "devices/tpm/backend[@type='emulator']"))
        return NULL;
    if (call->core->driver == VM_DRIVER_SYSTEM)
        return xasprintf("/var/lib/libvirt/swtpm/%s/tpm2", uuid);
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    return config ? xasprintf("%s/libvirt/qemu/swtpm/%s/tpm2", config, uuid)
                  : xasprintf("%s/.config/libvirt/qemu/swtpm/%s/tpm2", home ? home : "", uuid);
}

int vm_state_files_keep(struct vm_call *call, xmlNodePtr domain, const char *folder, const char *id,
                        struct err **err)
{
    AUTO_FREE char *nvram = vm_firmware_nvram_path(call->core, domain);
    AUTO_FREE char *tpm = tpm_folder(call, domain);
    AUTO_FREE char *nvram_copy = vm_snap_file(folder, id, ".vmgs");
    AUTO_FREE char *tpm_copy = vm_snap_file(folder, id, ".tpm");
    int rc = nvram && is_plain(nvram) ? vm_state_files_copy(nvram, nvram_copy, err) : 0;
    if (rc == 0 && tpm)
        rc = copy_folder(tpm, tpm_copy, err);
    if (rc < 0)
        vm_state_files_remove(folder, id);
    return rc;
}

int vm_state_files_put_back(struct vm_call *call, xmlNodePtr domain, const char *folder,
                            const char *id, struct err **err)
{
    AUTO_FREE char *nvram = vm_firmware_nvram_path(call->core, domain);
    AUTO_FREE char *tpm = tpm_folder(call, domain);
    AUTO_FREE char *nvram_copy = vm_snap_file(folder, id, ".vmgs");
    AUTO_FREE char *tpm_copy = vm_snap_file(folder, id, ".tpm");
    if (nvram && is_plain(nvram_copy)) {
        if (vm_state_files_copy(nvram_copy, nvram, err) < 0)
            return -1;
    } else if (nvram && unlink(nvram) < 0 && errno != ENOENT) {
        return err_set_errno(err, errno, "Cannot delete '%s'", nvram);
    }
    if (tpm && each_file(tpm, delete_one, NULL, err) < 0)
        return -1;
    return tpm ? copy_folder(tpm_copy, tpm, err) : 0;
}

void vm_state_files_remove(const char *folder, const char *id)
{
    AUTO_ERR *ignored = NULL;
    AUTO_FREE char *nvram_copy = vm_snap_file(folder, id, ".vmgs");
    AUTO_FREE char *tpm_copy = vm_snap_file(folder, id, ".tpm");
    unlink(nvram_copy);
    if (each_file(tpm_copy, delete_one, NULL, &ignored) == 0)
        rmdir(tpm_copy);
}

static int add_size(const char *path, const char *name, const void *data, struct err **err)
{
    struct stat st;
    (void)name;
    (void)err;
    if (stat(path, &st) == 0)
        **(uint64_t *const *)data += (uint64_t)st.st_size;
    return 0;
}

uint64_t vm_state_files_size(const char *path)
{
    AUTO_ERR *ignored = NULL;
    struct stat st;
    uint64_t size = 0, *to = &size;
    if (stat(path, &st) < 0)
        return 0;
    if (!S_ISDIR(st.st_mode))
        return (uint64_t)st.st_size;
    return each_file(path, add_size, &to, &ignored) < 0 ? 0 : size;
}
