#include "vm/checkpoint/vm_checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <libvirt/virterror.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/runtime_dir.h"
#include "vm/checkpoint/vm_checkpoint_work.h"
#include "vm/checkpoint/vm_state_files.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

enum { LOCK_POLL_MS = 20 };

struct checkpoint_arg *vm_checkpoint_arg_new(const char *uuid, const char *id)
{
    struct checkpoint_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    snprintf(a->id, sizeof(a->id), "%s", id ? id : "");
    return a;
}

void vm_checkpoint_arg_release(void *opaque)
{
    struct checkpoint_arg *a = opaque;
    if (!a)
        return;
    free(a->name);
    free(a->path);
    vm_checkpoints_release(&a->list);
    vm_config_release(&a->config);
    free(a);
}

void vm_checkpoint_release(struct vm_checkpoint *c)
{
    free(c->name);
    free(c->parent_name);
    free(c->folder);
    *c = (struct vm_checkpoint){ 0 };
}

void vm_checkpoints_release(struct vm_checkpoints *list)
{
    for (size_t i = 0; i < list->len; i++)
        vm_checkpoint_release(&list->items[i]);
    free(list->items);
    *list = (struct vm_checkpoints){ 0 };
}

const struct vm_checkpoint *vm_checkpoints_find(const struct vm_checkpoints *list, const char *id)
{
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

int vm_checkpoint_require_files(struct vm_call *call, const char *vm_name, struct err **err)
{
    if (vm_core_is_local(call->core))
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The checkpoints of '%s' cannot be changed from here: their files are on another "
            "host.",
            vm_name);
    return err_advise(err, "Run hvsh on that host.");
}

int vm_checkpoint_lock(struct vm_call *call, const char *uuid, int *fd, struct err **err)
{
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST)
        return 0;
    AUTO_FREE char *dir = runtime_dir();
    mkdir(dir, geteuid() == 0 ? 0755 : 0700);
    AUTO_FREE char *path = xasprintf("%s/checkpoint-%s.lock", dir, uuid);
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (*fd < 0)
        return err_set_errno(err, errno, "Cannot lock '%s'", path);
    while (flock(*fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_set_errno(err, errno, "Cannot lock '%s'", path);
        if (vm_call_sleep(call, LOCK_POLL_MS, err) < 0)
            return -1;
    }
    return 0;
}

bool vm_checkpoint_is_native(const struct vm_snap *snap)
{
    return !snap->own && vm_snap_is_internal(snap);
}

int vm_checkpoint_require_own(const struct vm_snap *snap, struct err **err)
{
    if (snap->own)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The checkpoint '%s' was made by another program, with files of its own.", snap->name);
    return err_advise(err, "Handle it with that program, or with virsh.");
}

/* ---- list ---- */
static void read_one(struct vm_call *call, struct vm_snaps *snaps, const struct vm_snap *s,
                     struct vm_checkpoint *c)
{
    memcpy(c->id, s->id, sizeof(c->id));
    c->name = vm_snap_title(s);
    c->created = vm_xml_number(s->root, "creationTime", 0);
    c->current = s->current;
    c->folder = vm_snap_folder(s);
    const struct vm_snap *parent = vm_snaps_named(snaps, s->parent);
    if (parent) {
        memcpy(c->parent, parent->id, sizeof(c->parent));
        c->parent_name = vm_snap_title(parent);
    }
    AUTO_FREE char *memory = vm_snap_memory(s);
    c->has_memory = memory || vm_xml_is(s->root, "memory/@snapshot", "internal");
    if (!vm_core_is_local(call->core))
        return;
    if (memory)
        c->size += vm_state_files_size(memory);
    static const char *const suffixes[] = { ".vmgs", ".tpm" };
    for (size_t i = 0; c->folder && i < ARRAY_SIZE(suffixes); i++) {
        AUTO_FREE char *path = vm_snap_file(c->folder, s->id, suffixes[i]);
        c->size += vm_state_files_size(path);
    }
}

static int list_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_SNAPS snaps = { 0 };
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom || vm_snaps_read(dom, &snaps, err) < 0)
        return -1;
    a->list.items = xcalloc(snaps.len + 1, sizeof(*a->list.items));
    for (size_t i = 0; i < snaps.len; i++)
        read_one(call, &snaps, &snaps.items[i], &a->list.items[a->list.len++]);
    return 0;
}

int vm_checkpoint_list(struct vm_host *host, const char *vm_uuid, struct vm_checkpoints *list,
                       struct err **err)
{
    *list = (struct vm_checkpoints){ 0 };
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, NULL);
    void *p = a;
    int rc = vm_call_run(host, "Reading the checkpoints", VM_CALL_READ, 0, list_work, &p,
                         vm_checkpoint_arg_release, err);
    if (rc == 0) {
        *list = a->list;
        a->list = (struct vm_checkpoints){ 0 };
    }
    vm_checkpoint_arg_release(p);
    return rc;
}

static int config_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_SNAPS snaps = { 0 };
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom || vm_snaps_read(dom, &snaps, err) < 0)
        return -1;
    const struct vm_snap *s = vm_snaps_find(&snaps, a->id, err);
    if (!s)
        return -1;
    if (!s->config)
        return err_set(err, ERR_NOT_SUPPORTED, "The checkpoint '%s' has no settings recorded.",
                       s->name);
    AUTO_XMLDOC doc = vm_snap_domain(s);
    vm_config_from_xml(xmlDocGetRootElement(doc), NULL, &a->config);
    return 0;
}

int vm_checkpoint_config(struct vm_host *host, const char *vm_uuid, const char *id,
                         struct vm_config *config, struct err **err)
{
    *config = (struct vm_config){ 0 };
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, id);
    void *p = a;
    int rc = vm_call_run(host, "Reading the checkpoint", VM_CALL_READ, 0, config_work, &p,
                         vm_checkpoint_arg_release, err);
    if (rc == 0) {
        *config = a->config;
        a->config = (struct vm_config){ 0 };
    }
    vm_checkpoint_arg_release(p);
    return rc;
}

/* ---- rename ---- */
static int rename_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_SNAPS snaps = { 0 };
    AUTO_FD int lock = -1;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom || vm_checkpoint_lock(call, a->uuid, &lock, err) < 0 ||
        vm_snaps_read(dom, &snaps, err) < 0)
        return -1;
    struct vm_snap *s = vm_snaps_find(&snaps, a->id, err);
    if (!s || (!s->named && vm_checkpoint_require_own(s, err) < 0) || vm_call_check(call, err) < 0)
        return -1;
    vm_xml_set(s->root, "description", a->name);
    return vm_snap_store(dom, s->doc, s->current, err);
}

int vm_checkpoint_rename(struct vm_host *host, const char *vm_uuid, const char *id,
                         const char *name, struct err **err)
{
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, id);
    a->name = xstrdup(name);
    void *p = a;
    int rc = vm_call_run(host, "Renaming the checkpoint", VM_CALL_CHANGE, 60000, rename_work, &p,
                         vm_checkpoint_arg_release, err);
    vm_checkpoint_arg_release(p);
    return rc;
}

/* ---- remove ---- */
void vm_checkpoint_delete_files(const struct vm_snap *s)
{
    AUTO_FREE char *memory = vm_snap_memory(s), *folder = vm_snap_folder(s);
    if (memory)
        unlink(memory);
    if (!folder)
        return;
    vm_state_files_remove(folder, s->id);
    rmdir(folder); /* of the last one */
}

/* Children get its parent first: libvirt would have theirs lose the layer that lies between. */
static int give_up_children(virDomainPtr dom, struct vm_snaps *snaps, const struct vm_snap *s,
                            struct err **err)
{
    for (size_t i = 0; i < snaps->len; i++) {
        struct vm_snap *child = &snaps->items[i];
        if (!child->own || child->gone || !child->parent || strcmp(child->parent, s->name) != 0)
            continue;
        vm_xml_set(child->root, s->parent ? "parent/name" : "parent", s->parent);
        if (vm_snap_store(dom, child->doc, child->current, err) < 0)
            return -1;
        free(child->parent);
        child->parent = xstrdup(s->parent);
    }
    return 0;
}

static int forget(virDomainPtr dom, struct vm_snaps *snaps, struct vm_snap *s, struct err **err)
{
    unsigned flags = vm_checkpoint_is_native(s) ? 0u : VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY;
    if (give_up_children(dom, snaps, s, err) < 0)
        return -1;
    if (virDomainSnapshotDelete(s->ptr, flags) < 0)
        return vm_err_libvirt(err, "Failed to remove a checkpoint");
    vm_checkpoint_delete_files(s);
    s->gone = true;
    return 0;
}

static int require_file(const char *path, struct err **err)
{
    if (path[0] != '/' || access(path, W_OK) == 0)
        return 0;
    err_set_errno(err, errno, "The checkpoint cannot be removed: '%s'", path);
    return err_advise(err, "It is a part of the machine's disks: put it back where it was, or make "
                           "it writable.");
}

/* Merging writes to overlays and what they lie on: what is not there is said before anything is
 * forgotten. */
static int require_writable(const struct vm_layers *layers, struct err **err)
{
    for (size_t i = 0; i < layers->len; i++) {
        const struct vm_layer *l = &layers->items[i];
        if (vm_layer_is_overlay(l) &&
            (require_file(l->path, err) < 0 || require_file(l->below, err) < 0))
            return -1;
    }
    return 0;
}

/* s and, with tree, what comes after it; s NULL: all. */
static int remove_some(struct vm_call *call, virDomainPtr dom, struct vm_snaps *snaps,
                       const struct vm_snap *s, bool tree, struct err **err)
{
    AUTO_LAYERS layers = { 0 };
    AUTO_FREE bool *meant = xcalloc(snaps->len + 1, sizeof(*meant));
    bool files = false;
    for (size_t i = 0; i < snaps->len; i++) {
        const struct vm_snap *one = &snaps->items[i];
        meant[i] = !s || one == s || (tree && vm_snap_is_below(snaps, one, s));
        if (!meant[i])
            continue;
        if (!vm_checkpoint_is_native(one) &&
            (vm_checkpoint_require_own(one, err) < 0 ||
             vm_checkpoint_require_files(call, virDomainGetName(dom), err) < 0))
            return -1;
        files = files || one->own;
    }
    if (files &&
        (vm_layers_read(dom, snaps, &layers, err) < 0 || (s && require_writable(&layers, err) < 0)))
        return -1;
    if (vm_call_check(call, err) < 0)
        return -1;
    for (size_t i = snaps->len; i-- > 0;) /* the youngest first */
        if (meant[i] && forget(dom, snaps, &snaps->items[i], err) < 0)
            return -1;
    AUTO_SNAPS left = { 0 };
    if (!files)
        return 0;
    if (vm_snaps_read(dom, &left, err) < 0 || vm_layers_mark(dom, &left, &layers, err) < 0 ||
        vm_layers_tidy(call, dom, &left, &layers, err) < 0) {
        err_wrap(err, "The checkpoint was removed, but its disks were not merged");
        return err_advise(err, "Nothing is lost: the machine uses all files of its disks. They are "
                               "merged with the next checkpoint that is removed.");
    }
    return 0;
}

static int remove_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_SNAPS snaps = { 0 };
    AUTO_FD int lock = -1;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom || vm_checkpoint_lock(call, a->uuid, &lock, err) < 0 ||
        vm_snaps_read(dom, &snaps, err) < 0)
        return -1;
    const struct vm_snap *s = vm_snaps_find(&snaps, a->id, err);
    return s ? remove_some(call, dom, &snaps, s, a->tree, err) : -1;
}

int vm_checkpoint_remove(struct vm_host *host, const char *vm_uuid, const char *id, bool tree,
                         struct err **err)
{
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, id);
    a->tree = tree;
    void *p = a;
    int rc = vm_call_run(host, "Removing the checkpoint", VM_CALL_CHANGE, -1, remove_work, &p,
                         vm_checkpoint_arg_release, err);
    vm_checkpoint_arg_release(p);
    return rc;
}

/* What an earlier merge left undone: the disk's own file is not the disk until it is done. */
static int merge_left(struct vm_call *call, virDomainPtr dom, struct vm_snaps *snaps,
                      struct err **err)
{
    AUTO_LAYERS layers = { 0 };
    if (!vm_core_is_local(call->core))
        return 0;
    if (vm_layers_read(dom, snaps, &layers, err) < 0)
        return -1;
    for (size_t i = 0; i < layers.len; i++) /* nothing can be merged where a file is gone */
        if (layers.items[i].path[0] == '/' && access(layers.items[i].path, F_OK) < 0)
            return 0;
    if (vm_layers_tidy(call, dom, snaps, &layers, err) == 0)
        return 0;
    err_wrap(err, "The disks of '%s' cannot be merged", virDomainGetName(dom));
    return err_advise(err, "To remove the machine all the same, take the drives away first: "
                           "Remove-VMHardDiskDrive leaves all their files.");
}

int vm_checkpoint_remove_all(struct vm_call *call, virDomainPtr dom, struct err **err)
{
    AUTO_SNAPS snaps = { 0 };
    AUTO_FD int lock = -1;
    char uuid[VIR_UUID_STRING_BUFLEN] = "";
    bool own = false;
    virDomainGetUUIDString(dom, uuid);
    if (vm_checkpoint_lock(call, uuid, &lock, err) < 0 || vm_snaps_read(dom, &snaps, err) < 0)
        return -1;
    for (size_t i = 0; i < snaps.len; i++)
        own = own || snaps.items[i].own;
    return own ? remove_some(call, dom, &snaps, NULL, true, err)
               : merge_left(call, dom, &snaps, err);
}
