/* Export-VMSnapshot: a folder as Export-VM makes it, of the machine as it was. The disks of then
 * are written out whole, in the format that they began with. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "vm/checkpoint/vm_checkpoint_work.h"
#include "vm/export/vm_export_disk.h"
#include "vm/export/vm_export_parts.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

struct exporting {
    struct vm_edit *e;
    const struct vm_snap *s;
    struct vm_layers layers;
    struct vm_copies *copies;
    xmlDocPtr doc;
    char *folder;
};

static void exporting_release(struct exporting *x)
{
    vm_layers_release(&x->layers);
    xmlFreeDoc(x->doc);
    free(x->folder);
}

static int copy_disks(struct exporting *x, struct err **err)
{
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(x->doc), "devices/disk", &disks);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        if (!vm_xml_find(disks[i], "@device") || vm_xml_is(disks[i], "@device", "disk"))
            rc = vm_export_disk(x->e, &x->layers, x->copies, x->folder, disks[i], err);
    free(disks);
    return rc;
}

static int copy_state(struct exporting *x, const char *id, struct err **err)
{
    AUTO_FREE char *from = vm_snap_folder(x->s);
    AUTO_FREE char *to = xasprintf("%s/" VM_EXPORT_MACHINES "/%s", x->folder, id);
    AUTO_FREE char *nvram = vm_snap_file(from, x->s->id, ".vmgs");
    AUTO_FREE char *nvram_to = xasprintf("%s/nvram.fd", to);
    AUTO_FREE char *tpm = vm_snap_file(from, x->s->id, ".tpm");
    AUTO_FREE char *tpm_to = xasprintf("%s/tpm2", to);
    if (access(nvram, F_OK) == 0 && (vm_copies_folder(x->copies, to, err) < 0 ||
                                     vm_copies_file(x->copies, nvram, nvram_to, false, err) < 0))
        return -1;
    return vm_copies_files_of(x->copies, tpm, tpm_to, err);
}

static int carry_out(struct exporting *x, const char *path, struct err **err)
{
    char id[VM_UUID_SIZE];
    x->doc = vm_snap_domain(x->s);
    xmlNodePtr root = xmlDocGetRootElement(x->doc);
    AUTO_FREE char *title = vm_xml_text(x->e->root, "title");
    vm_xml_set(root, "name", virDomainGetName(x->e->dom));
    vm_xml_set(root, "title", title);
    vm_xml_set(root, XML_HV "/hv:checkpoint", NULL);
    vm_export_id(root, id);
    if (vm_export_folder(x->e, path, &x->folder, err) < 0 ||
        vm_export_make_folders(x->copies, x->folder, err) < 0 || copy_disks(x, err) < 0 ||
        copy_state(x, id, err) < 0 || vm_export_kernels(x->copies, x->folder, id, root, err) < 0 ||
        vm_export_config(x->copies, x->folder, id, x->doc, err) < 0)
        return -1;
    return vm_call_commit(x->e->call, err);
}

static int export_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct checkpoint_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    AUTO_SNAPS snaps = { 0 };
    AUTO_COPIES copies = { .call = call };
    CLEANUP(exporting_release) struct exporting x = { .e = &e, .copies = &copies };
    AUTO_FD int lock = -1;
    if (vm_checkpoint_lock(call, a->uuid, &lock, err) < 0 ||
        vm_edit_begin(call, a->uuid, &e, err) < 0 || vm_snaps_read(e.dom, &snaps, err) < 0)
        return -1;
    x.s = vm_snaps_find(&snaps, a->id, err);
    if (!x.s || vm_checkpoint_require_files(call, e.name, err) < 0 ||
        vm_checkpoint_require_own(x.s, err) < 0 ||
        vm_layers_read(e.dom, &snaps, &x.layers, err) < 0)
        return -1;
    int rc = carry_out(&x, a->path, err);
    if (rc < 0)
        vm_copies_undo(&copies);
    return rc;
}

int vm_checkpoint_export(struct vm_host *host, const char *vm_uuid, const char *id,
                         const char *path, struct err **err)
{
    struct checkpoint_arg *a = vm_checkpoint_arg_new(vm_uuid, id);
    a->path = xstrdup(path);
    void *p = a;
    int rc = vm_call_run(host, "Exporting the checkpoint", VM_CALL_CHANGE, -1, export_work, &p,
                         vm_checkpoint_arg_release, err);
    vm_checkpoint_arg_release(p);
    return rc;
}
