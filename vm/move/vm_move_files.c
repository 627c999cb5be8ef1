#include "vm/move/vm_move_files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "disk/image_create.h"
#include "shell/base/alloc.h"
#include "vm/pool/vm_store_image.h"
#include "vm/vm_build.h"
#include "vm/vm_undefine.h"

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash > path ? xstrndup(path, (size_t)(slash - path)) : xstrdup("/");
}

bool vm_move_is_below(const char *path, const char *folder)
{
    size_t len = folder ? strlen(folder) : 0;
    return len && strncmp(path, folder, len) == 0 && path[len] == '/';
}

int vm_move_folders(struct vm_store *to, const struct vm_move_plan *plan, bool *made, bool *shared,
                    struct err **err)
{
    bool existing = false;
    *made = *shared = false;
    if (plan->new_folder && vm_store_make_folder(to, plan->new_folder, &existing, err) < 0)
        return -1;
    *made = plan->new_folder && !existing;
    *shared = existing && strcmp(plan->folder, plan->new_folder) == 0;
    for (size_t i = 0; i < plan->disk_count; i++) {
        AUTO_FREE char *folder = plan->disks[i].to ? folder_of(plan->disks[i].to) : NULL;
        if (folder && vm_store_make_folder(to, folder, NULL, err) < 0)
            return -1;
    }
    return 0;
}

/* ---- a running machine ---- */

/* A VHD or VHDX like the one there, without its content. It is made beside that where it can be,
 * since a fixed one takes its whole size for a moment. */
static int empty_like(struct vm_store *from, struct vm_store *to, const struct vm_move_item *d,
                      uint64_t capacity, struct err **err)
{
    struct disk_info info;
    if (vm_store_describe(from, d->from, &info, err) < 0)
        return -1;
    char uuid[VM_UUID_SIZE];
    vm_build_uuid(uuid);
    const char *folder = getenv("TMPDIR");
    AUTO_FREE char *path = vm_core_is_local(from->call->core)
                               ? xasprintf("%s.%s", d->from, uuid)
                               : xasprintf("%s/hvsh-%s", folder && *folder ? folder : "/tmp", uuid);
    struct disk_create dc = {
        .path = path,
        .format = info.format,
        .type = info.type == DISK_TYPE_DIFFERENCING ? DISK_TYPE_DYNAMIC : info.type,
        .size = capacity,
        .block_size = info.type == DISK_TYPE_FIXED ? 0 : info.block_size,
        .logical_sector = info.logical_sector,
        .physical_sector = info.format == DISK_FORMAT_VHDX ? info.physical_sector : 0
    };
    disk_info_release(&info);
    if (disk_create(&dc, NULL, err) < 0)
        return -1;
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    int rc = fd < 0 ? err_set_errno(err, errno, "Cannot read '%s'", path)
                    : vm_store_put(to, fd, d->to, err);
    unlink(path);
    return rc;
}

int vm_move_empty_disks(struct vm_edit *e, struct vm_store *from, struct vm_store *to,
                        const struct vm_move_plan *plan, struct err **err)
{
    for (size_t i = 0; i < plan->disk_count; i++) {
        const struct vm_move_item *d = &plan->disks[i];
        if (!d->to)
            continue;
        virDomainBlockInfo info;
        if (virDomainGetBlockInfo(e->dom, d->target, &info, 0) < 0)
            return vm_err_libvirt(err, "Cannot read the size of '%s'", d->from);
        int rc = d->served ? empty_like(from, to, d, info.capacity, err)
                           : vm_store_make_disk(to, d->to, d->format ? d->format : "raw",
                                                info.capacity, err);
        if (rc < 0)
            return -1;
    }
    return 0;
}

/* ---- one that is off ---- */
struct copying {
    struct vm_call *call;
    uint64_t done, total;
};

static void copied(void *data, uint64_t bytes)
{
    struct copying *c = data;
    c->done += bytes;
    vm_call_progress(c->call, c->total ? (int)(c->done * 100 / c->total) : -1);
}

static int copy_disks(struct vm_store *from, struct vm_store *to, const struct vm_move_plan *plan,
                      struct err **err)
{
    struct copying c = { .call = to->call };
    for (size_t i = 0; i < plan->disk_count; i++) {
        uint64_t size = 0;
        AUTO_FREE char *parent = NULL;
        if (plan->disks[i].to && vm_store_look(from, plan->disks[i].from, &size, &parent, err) < 0)
            return -1;
        c.total += size;
    }
    for (size_t i = 0; i < plan->disk_count; i++)
        if (plan->disks[i].to &&
            vm_store_copy(from, plan->disks[i].from, to, plan->disks[i].to, copied, &c, err) < 0)
            return -1;
    return 0;
}

/* When the machine never ran, they are made at its first start. */
static int copy_nvram(struct vm_edit *e, struct vm_store *from, struct vm_store *to,
                      const char *source, const char *shared, struct err **err)
{
    AUTO_FREE char *path = vm_move_nvram(e->root);
    bool has = false, taken = false;
    if (!source || !path || vm_move_is_below(path, shared))
        return 0;
    if (vm_store_has(from, source, &has, err) < 0)
        return -1;
    if (!has)
        return 0;
    AUTO_FREE char *folder = folder_of(path);
    if (vm_store_make_folder(to, folder, NULL, err) < 0 || vm_store_has(to, path, &taken, err) < 0)
        return -1;
    /* What a machine of that name left there belongs to nobody. */
    if (taken && vm_store_delete(to, path, err) < 0)
        return -1;
    return vm_store_copy(from, source, to, path, NULL, NULL, err);
}

char *vm_move_nvram(xmlNodePtr root)
{
    if (!vm_xml_is(root, "os/loader/@type", "pflash") && !vm_xml_is(root, "os/@firmware", "efi"))
        return NULL;
    char *path = vm_xml_text(root, "os/nvram");
    if (path && path[0] == '/')
        return path;
    free(path);
    AUTO_FREE char *name = vm_xml_text(root, "name");
    return xasprintf("/var/lib/libvirt/qemu/nvram/%s_VARS.fd", name ? name : "");
}

char *vm_move_tpm_folder(const char *uuid)
{
    return xasprintf("/var/lib/libvirt/swtpm/%s/tpm2", uuid);
}

void vm_move_remove_tpm(struct vm_store *store, const char *folder)
{
    AUTO_ERR *ignored = NULL;
    char **names;
    size_t n;
    if (vm_store_list(store, folder, &names, &n, &ignored) < 0 || !names)
        return;
    for (size_t i = 0; i < n; i++) {
        AUTO_ERR *failed = NULL;
        AUTO_FREE char *path = xasprintf("%s/%s", folder, names[i]);
        (void)(vm_store_delete(store, path, &failed) == 0);
        free(names[i]);
    }
    free(names);
    AUTO_FREE char *parent = folder_of(folder);
    vm_store_remove_folder(store, folder);
    vm_store_remove_folder(store, parent);
}

static int copy_tpm(struct vm_edit *e, struct vm_store *from, struct vm_store *to, struct err **err)
{
    char uuid[VIR_UUID_STRING_BUFLEN];
    if (!vm_xml_find(e->root, "devices/tpm/backend[@type='emulator']") ||
        virDomainGetUUIDString(e->dom, uuid) < 0)
        return 0;
    AUTO_FREE char *folder = vm_move_tpm_folder(uuid);
    char **names;
    size_t n;
    if (vm_store_list(from, folder, &names, &n, err) < 0)
        return -1;
    int rc = n ? vm_store_make_folder(to, folder, NULL, err) : 0;
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, names[i]);
        if (rc == 0 && names[i][0] != '.')
            rc = vm_store_copy(from, path, to, path, NULL, NULL, err);
        free(names[i]);
    }
    free(names);
    return rc;
}

int vm_move_copy(struct vm_edit *e, struct vm_store *from, struct vm_store *to,
                 const struct vm_move_plan *plan, bool shared_folder, struct err **err)
{
    AUTO_XMLDOC old = vm_xml_parse(e->old_xml, "domain", err);
    if (!old)
        return -1;
    AUTO_FREE char *nvram = vm_move_nvram(xmlDocGetRootElement(old));
    if (copy_disks(from, to, plan, err) < 0 ||
        copy_nvram(e, from, to, nvram, shared_folder ? plan->folder : NULL, err) < 0)
        return -1;
    return copy_tpm(e, from, to, err);
}

/* ---- afterwards ---- */
void vm_move_tidy_folder(struct vm_store *store, const char *folder)
{
    static const char *const files[] = { "com1.log", "com1.log.0", "com1.log.1", "com1.log.2" };
    struct vm_call *call = store->call, calm = { .conn = call->conn, .core = call->core };
    if (vm_core_is_local(call->core)) {
        vm_folder_remove(folder);
        return;
    }
    store->call = &calm;
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        AUTO_ERR *ignored = NULL;
        AUTO_FREE char *path = xasprintf("%s/%s", folder, files[i]);
        (void)(vm_store_delete(store, path, &ignored) == 0);
    }
    vm_store_remove_folder(store, folder);
    store->call = call;
}

int vm_move_tidy(struct vm_store *from, const struct vm_move_plan *plan, bool retain_disks,
                 bool shared_folder, struct err **err)
{
    for (size_t i = 0; i < plan->disk_count; i++) {
        AUTO_ERR *why = NULL;
        if (plan->disks[i].to && !retain_disks &&
            vm_store_delete(from, plan->disks[i].from, &why) < 0 && !*err)
            err_move(err, &why);
    }
    if (plan->folder && !shared_folder)
        vm_move_tidy_folder(from, plan->folder);
    return *err ? -1 : 0;
}
