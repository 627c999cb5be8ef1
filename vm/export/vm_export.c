#include "vm/export/vm_export.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>

#include "disk/image_chain.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "vm/checkpoint/vm_checkpoint.h"
#include "vm/checkpoint/vm_snapshot.h"
#include "vm/export/vm_copies.h"
#include "vm/export/vm_export_disk.h"
#include "vm/export/vm_export_parts.h"
#include "vm/export/vm_guest_state.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"
#include "vm/vm_served.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

struct export_arg {
    char uuid[VM_UUID_SIZE];
    char *path;
    char frozen[VM_UUID_SIZE]; /* the checkpoint that holds what is copied, or "" */
    struct vm_opt capture;
    bool check_only;
    int snapshots; /* result */
};

static void export_arg_release(void *opaque)
{
    struct export_arg *a = opaque;
    if (a)
        free(a->path);
    free(a);
}

/* A file of a disk, and its name in the export. */
struct disk_file {
    char *from, *name;
};
struct export
{
    struct vm_edit edit;
    char id[VM_UUID_SIZE];
    char *folder;              /* of the export */
    struct disk_chain *chains; /* one of each drive with a disk */
    xmlNodePtr *nodes;
    size_t count;
    VEC(struct disk_file) files;
    struct vm_layers layers;
    xmlNodePtr *whole; /* drives that are written out whole */
    size_t nwhole;
};

static void export_release(struct export *x)
{
    for (size_t i = 0; i < x->count; i++)
        disk_chain_release(&x->chains[i]);
    for (size_t i = 0; i < x->files.len; i++) {
        free(x->files.items[i].from);
        free(x->files.items[i].name);
    }
    vec_release(&x->files);
    vm_layers_release(&x->layers);
    free(x->whole);
    free(x->chains);
    free(x->nodes);
    free(x->folder);
    vm_edit_release(&x->edit);
}

static const char *leaf_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const struct disk_file *file_of(const struct export *x, const char *from)
{
    for (size_t i = 0; i < x->files.len; i++)
        if (strcmp(x->files.items[i].from, from) == 0)
            return &x->files.items[i];
    return NULL;
}

static bool name_taken(const struct export *x, const char *name)
{
    for (size_t i = 0; i < x->files.len; i++)
        if (strcmp(x->files.items[i].name, name) == 0)
            return true;
    return false;
}

/* Files of the same name from different folders get a number before their extension. */
static void add_file(struct export *x, const char *from)
{
    if (file_of(x, from))
        return;
    const char *leaf = leaf_of(from), *dot = strrchr(leaf, '.');
    size_t stem = dot && dot > leaf ? (size_t)(dot - leaf) : strlen(leaf);
    char *name = xstrdup(leaf);
    for (int n = 2; name_taken(x, name); n++) {
        free(name);
        name = xasprintf("%.*s-%d%s", (int)stem, leaf, n, leaf + stem);
    }
    *vec_push(&x->files) = (struct disk_file){ xstrdup(from), name };
}

/* A checkpoint's overlay on a VHD or VHDX, which QEMU does not read as the file it is. */
static bool is_overlaid(struct export *x, const char *path)
{
    const struct vm_layer *l = vm_layers_find(&x->layers, path);
    return l && vm_layer_is_overlay(l) &&
           strcmp(vm_export_base(&x->layers, l)->type, "network") == 0;
}

static int plan_disk(struct export *x, const struct vm_disk_node *d, struct err **err)
{
    if (is_overlaid(x, d->disk.path)) {
        x->whole[x->nwhole++] = d->node;
        return 0;
    }
    struct vm_served served;
    bool ours = vm_served_read(d->node, &served);
    if (ours)
        vm_served_release(&served);
    if (!ours && !vm_xml_is(d->node, "@type", "file"))
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot be copied: the drive with '%s' is no virtual hard disk file.",
                       x->edit.name, d->disk.path ? d->disk.path : "");
    struct disk_chain *chain = &x->chains[x->count];
    if (disk_chain_read(d->disk.path, d->disk.format, chain, err))
        return -1;
    x->nodes[x->count++] = d->node;
    for (size_t i = 0; i < chain->count; i++)
        add_file(x, chain->links[i].path);
    return 0;
}

static int plan_disks(struct export *x, struct err **err)
{
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(x->edit.root, &disks);
    int rc = 0;
    x->chains = xcalloc(n + 1, sizeof(*x->chains));
    x->nodes = xcalloc(n + 1, sizeof(*x->nodes));
    x->whole = xcalloc(n + 1, sizeof(*x->whole));
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (disks[i].disk.kind == VM_DISK_HARD && disks[i].disk.path)
            rc = plan_disk(x, &disks[i], err);
    vm_disk_nodes_free(disks, n);
    return rc;
}

static int check_state(struct export *x, const struct export_arg *a, struct err **err)
{
    enum vm_state state = x->edit.state;
    bool runs = state == VM_STATE_RUNNING || state == VM_STATE_PAUSED;
    if (a->capture.set && a->capture.value == VM_CAPTURE_SAVED_STATE && runs) {
        err_set(err, ERR_NOT_SUPPORTED,
                "'%s' cannot be exported with its memory: Import-VM would have nothing to start it "
                "from.",
                x->edit.name);
        return err_advise(err, "CaptureDataConsistentState and CaptureCrashConsistentState take "
                               "the disks of a machine that runs.");
    }
    if (runs || state == VM_STATE_OFF || state == VM_STATE_OFF_CRITICAL)
        return 0;
    vm_state_refuse("export", x->edit.name, state, err);
    return err_advise(err, "Start the virtual machine or remove its saved state first.");
}

static int read_layers(struct export *x, struct err **err)
{
    AUTO_SNAPS snaps = { 0 };
    const struct vm_core *core = x->edit.call->core;
    if (!vm_core_is_local(core) || core->driver == VM_DRIVER_TEST)
        return 0;
    return vm_snaps_read(x->edit.dom, &snaps, err) < 0
               ? -1
               : vm_layers_read(x->edit.dom, &snaps, &x->layers, err);
}

/* The machine as its checkpoint has it, whose files nobody writes to. */
static int take_frozen(struct export *x, const char *id, struct err **err)
{
    AUTO_SNAPS snaps = { 0 };
    if (vm_snaps_read(x->edit.dom, &snaps, err))
        return -1;
    const struct vm_snap *snap = vm_snaps_find(&snaps, id, err);
    xmlDocPtr doc = snap ? vm_snap_domain(snap) : NULL;
    if (!doc)
        return *err ? -1
                    : err_set(err, ERR_OPERATION_FAILED, "The settings of '%s' are not known.",
                              x->edit.name);
    xmlFreeDoc(x->edit.doc);
    x->edit.doc = doc;
    x->edit.root = xmlDocGetRootElement(doc);
    vm_xml_remove_all(x->edit.root, XML_HV "/hv:checkpoint");
    return 0;
}

/* Nothing of that name, or an empty folder. */
static bool is_free(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return errno == ENOENT;
    size_t entries = 0;
    while (readdir(dir))
        entries++;
    closedir(dir);
    return entries <= 2;
}

int vm_export_folder(struct vm_edit *e, const char *path, char **folder, struct err **err)
{
    const struct vm_core *core = e->call->core;
    if (!vm_core_is_local(core) || core->driver == VM_DRIVER_TEST)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot be exported over this connection: its files are on another "
                       "host. Run hvsh there.",
                       e->name);
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    AUTO_FREE char *name = vm_xml_text(e->root, "name");
    *folder = xasprintf("%.*s/%s", (int)(len == 1 ? 0 : len), path, name);
    if (is_free(*folder))
        return 0;
    return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_EXISTS, EEXIST,
                        "'%s' cannot be exported to '%s': '%s' exists.", e->name, path, *folder);
}

void vm_export_id(xmlNodePtr domain, char id[VM_UUID_SIZE])
{
    AUTO_FREE char *uuid = vm_xml_text(domain, "uuid");
    snprintf(id, VM_UUID_SIZE, "%s", uuid ? uuid : "");
    for (char *s = id; *s; s++)
        *s = (char)toupper((unsigned char)*s);
}

static int plan(struct vm_call *call, const struct export_arg *a, struct export *x,
                struct err **err)
{
    if (vm_edit_begin(call, a->uuid, &x->edit, err) || check_state(x, a, err) ||
        read_layers(x, err) || (a->frozen[0] && take_frozen(x, a->frozen, err)) ||
        vm_export_folder(&x->edit, a->path, &x->folder, err) || plan_disks(x, err))
        return -1;
    vm_export_id(x->edit.root, x->id);
    return 0;
}

static int copy_disks(struct export *x, struct vm_copies *c, struct err **err)
{
    for (size_t i = 0; i < x->files.len; i++)
        vm_copies_expect(c, x->files.items[i].from);
    if (vm_copies_room(c, x->folder, err))
        return -1;
    for (size_t i = 0; i < x->files.len; i++) {
        const struct disk_file *f = &x->files.items[i];
        AUTO_FREE char *to = xasprintf("%s/" VM_EXPORT_DISKS "/%s", x->folder, f->name);
        if (vm_copies_file(c, f->from, to, true, err))
            return -1;
    }
    return 0;
}

static int write_whole(struct export *x, struct vm_copies *c, struct err **err)
{
    for (size_t i = 0; i < x->nwhole; i++)
        if (vm_export_disk(&x->edit, &x->layers, c, x->folder, x->whole[i], err))
            return -1;
    return 0;
}

/* The copies name copies as their parents, and the configuration names the copies. */
static int link_disks(struct export *x, struct err **err)
{
    for (size_t i = 0; i < x->count; i++) {
        struct disk_chain *chain = &x->chains[i];
        const struct disk_file *first = file_of(x, chain->links[0].path);
        bool served = vm_xml_is(x->nodes[i], "@type", "network");
        vm_xml_setf(x->nodes[i], served ? "source/@name" : "source/@file", VM_EXPORT_DISKS "/%s",
                    first->name);
        vm_xml_remove(vm_xml_child(x->nodes[i], "backingStore"));
        /* From the last parent to the disk: naming a parent may change the child's identity. */
        for (size_t k = chain->count; k > 1; k--) {
            const struct disk_file *child = file_of(x, chain->links[k - 2].path);
            const struct disk_file *parent = file_of(x, chain->links[k - 1].path);
            AUTO_FREE char *child_path =
                xasprintf("%s/" VM_EXPORT_DISKS "/%s", x->folder, child->name);
            AUTO_FREE char *parent_path =
                xasprintf("%s/" VM_EXPORT_DISKS "/%s", x->folder, parent->name);
            if (disk_chain_relink(
                    &(struct disk_chain_link){ child_path, chain->links[k - 2].format },
                    &(struct disk_chain_link){ parent_path, chain->links[k - 1].format }, err))
                return -1;
        }
    }
    return 0;
}

static int copy_kernel(struct vm_copies *c, const char *parent, const char *id, xmlNodePtr domain,
                       const char *what, struct err **err)
{
    AUTO_FREE char *path = xasprintf("os/%s", what);
    AUTO_FREE char *from = vm_xml_text(domain, path);
    if (!from || from[0] != '/')
        return 0;
    AUTO_FREE char *folder = xasprintf("%s/" VM_EXPORT_MACHINES "/%s", parent, id);
    AUTO_FREE char *to = xasprintf("%s/%s", folder, what);
    if (vm_copies_folder(c, folder, err) || vm_copies_file(c, from, to, true, err))
        return -1;
    vm_xml_setf(domain, path, VM_EXPORT_MACHINES "/%s/%s", id, what);
    return 0;
}

int vm_export_kernels(struct vm_copies *c, const char *folder, const char *id, xmlNodePtr domain,
                      struct err **err)
{
    return copy_kernel(c, folder, id, domain, "kernel", err) < 0
               ? -1
               : copy_kernel(c, folder, id, domain, "initrd", err);
}

int vm_export_config(struct vm_copies *c, const char *folder, const char *id, xmlDocPtr doc,
                     struct err **err)
{
    AUTO_FREE char *file = xasprintf("%s/" VM_EXPORT_MACHINES "/%s" VM_EXPORT_SUFFIX, folder, id);
    vm_xml_remove(vm_xml_find(xmlDocGetRootElement(doc), "os/nvram[not(@template)]"));
    AUTO_FREE char *text = vm_xml_dump(doc);
    return vm_copies_text(c, file, text, err);
}

int vm_export_make_folders(struct vm_copies *c, const char *parent, struct err **err)
{
    static const char *const names[] = { VM_EXPORT_MACHINES, VM_EXPORT_DISKS, VM_EXPORT_SNAPSHOTS };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        AUTO_FREE char *folder = xasprintf("%s/%s", parent, names[i]);
        if (vm_copies_folder(c, folder, err))
            return -1;
    }
    return 0;
}

static int carry_out(struct export *x, struct vm_copies *c, const char *uuid, struct err **err)
{
    AUTO_FREE char *state = xasprintf("%s/" VM_EXPORT_MACHINES "/%s", x->folder, x->id);
    if (vm_export_make_folders(c, x->folder, err) || copy_disks(x, c, err) || link_disks(x, err) ||
        write_whole(x, c, err) || vm_guest_state_save(c, x->edit.root, uuid, state, err) ||
        vm_export_kernels(c, x->folder, x->id, x->edit.root, err) ||
        vm_export_config(c, x->folder, x->id, x->edit.doc, err))
        return -1;
    return vm_call_commit(c->call, err);
}

static int export_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct export_arg *a = opaque;
    __attribute__((cleanup(export_release))) struct export x = { 0 };
    AUTO_COPIES copies = { .call = call };
    if (plan(call, a, &x, err))
        return -1;
    if (a->check_only)
        return 0;
    int n = virDomainSnapshotNum(x.edit.dom, 0);
    a->snapshots = n > 0 ? n - (a->frozen[0] != '\0') : 0;
    int rc = carry_out(&x, &copies, a->uuid, err);
    if (rc)
        vm_copies_undo(&copies);
    return rc;
}

static int run(struct vm_host *host, const char *uuid, const char *path,
               const struct vm_opt *capture, const char *frozen, bool check_only, int *snapshots,
               struct err **err)
{
    struct export_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    snprintf(a->frozen, sizeof(a->frozen), "%s", frozen);
    a->path = xstrdup(path);
    a->capture = *capture;
    a->check_only = check_only;
    void *p = a;
    int rc = vm_call_run(host, "Exporting the virtual machine", VM_CALL_CHANGE, -1, export_work, &p,
                         export_arg_release, err);
    if (rc == 0 && snapshots)
        *snapshots = a->snapshots;
    export_arg_release(p);
    return rc;
}

/* The moment that is exported. When none is wanted the guest rests if it can. */
static int freeze(struct vm_host *host, const char *uuid, const struct vm_opt *capture,
                  char id[VM_UUID_SIZE], struct err **err)
{
    AUTO_ERR *restless = NULL;
    bool rest = !capture->set || capture->value == VM_CAPTURE_DATA_CONSISTENT;
    const char *name = "Export-VM";
    if (rest && vm_checkpoint_create_moment(host, uuid, name, VM_MOMENT_RESTED, id, &restless) == 0)
        return 0;
    if (rest && (capture->set || restless->kind == ERR_CANCELLED))
        return err_move(err, &restless);
    return vm_checkpoint_create_moment(host, uuid, name, VM_MOMENT_DISKS, id, err);
}

/* A checkpoint of its disks is copied while it runs on; then the checkpoint goes, whatever the
 * caller wants by then. Should this process end before that, it can be removed as any other. */
static int export_running(struct vm_host *host, const char *uuid, const char *path,
                          const struct vm_opt *capture, int *snapshots, struct err **err)
{
    char id[VM_UUID_SIZE];
    AUTO_ERR *kept = NULL;
    struct vm_host stubborn = *host;
    stubborn.wait.interrupt_fd = -1;
    if (freeze(host, uuid, capture, id, err))
        return -1;
    int rc = run(host, uuid, path, capture, id, false, snapshots, err);
    if (vm_checkpoint_remove(&stubborn, uuid, id, false, &kept) == 0 || rc)
        return rc;
    return err_set(err, ERR_OPERATION_FAILED,
                   "The virtual machine was exported, but the checkpoint that was made for it "
                   "cannot be removed: %s",
                   kept->message);
}

int vm_export(struct vm_host *host, const char *uuid, const char *path,
              const struct vm_opt *capture, int *snapshots, struct err **err)
{
    enum vm_state state;
    if (vm_get_state(host, uuid, &state, err))
        return -1;
    return state == VM_STATE_RUNNING || state == VM_STATE_PAUSED
               ? export_running(host, uuid, path, capture, snapshots, err)
               : run(host, uuid, path, capture, "", false, snapshots, err);
}

int vm_export_check(struct vm_host *host, const char *uuid, const char *path,
                    const struct vm_opt *capture, struct err **err)
{
    return run(host, uuid, path, capture, "", true, NULL, err);
}
