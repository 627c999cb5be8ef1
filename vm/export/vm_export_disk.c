#include "vm/export/vm_export_disk.h"

#include <string.h>
#include <unistd.h>

#include "disk/image_convert.h"
#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "vm/export/vm_export.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_server.h"

const struct vm_layer *vm_export_base(struct vm_layers *layers, const struct vm_layer *l)
{
    while (vm_layer_is_overlay(l) && vm_layers_find(layers, l->below))
        l = vm_layers_find(layers, l->below);
    return l;
}

/* The server of a VHD or VHDX, for reading what lies on it, while its machine is off. */
static int with_server(struct vm_edit *e, const struct vm_layer *base, bool start, struct err **err)
{
    struct vm_served served = { .socket = vm_xml_text(base->source, "host/@socket"),
                                .path = xstrdup(base->path),
                                .target = xstrdup("sda"),
                                .readonly = true };
    char uuid[VIR_UUID_STRING_BUFLEN] = "";
    int rc = 0;
    virDomainGetUUIDString(e->dom, uuid);
    if (start)
        rc = vm_disk_server_start(e->call, &served, uuid, err);
    else
        vm_disk_server_stop(e->call, &served);
    vm_served_release(&served);
    return rc;
}

static int convert(const struct vm_layer *l, const char *format, const char *to, struct err **err)
{
    const char *const args[] = { "convert", "-q", "-f",    l->format, "-O",
                                 format,    "--", l->path, to,        NULL };
    return qemu_img_run(args, NULL, 0, NULL, NULL, NULL, err);
}

/* A VHD or VHDX like the one that it began with. The overlay is read whole first: its server ends
 * with the first who leaves it. */
static int write_like(struct vm_copies *copies, const struct vm_layer *l,
                      const struct vm_layer *base, const char *to, struct err **err)
{
    AUTO_FREE char *plain = xasprintf("%s.raw", to);
    struct disk_info info;
    if (disk_probe(base->path, &info, err) < 0)
        return -1;
    struct disk_convert dc = { .source = plain,
                               .destination = to,
                               .format = info.format,
                               .type = info.type == DISK_TYPE_FIXED ? DISK_TYPE_FIXED
                                                                    : DISK_TYPE_DYNAMIC,
                               .block_size = info.type == DISK_TYPE_FIXED ? 0 : info.block_size,
                               .delete_source = true };
    bool large = info.logical_sector > 512;
    disk_info_release(&info);
    if (large)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot be exported: its sectors have 4096 bytes.", base->path);
    vm_copies_note(copies, plain);
    if (convert(l, "raw", plain, err) < 0)
        return -1;
    return disk_convert(&dc, NULL, err);
}

/* Disks of the same name from different folders get a number before their extension. */
static char *free_name(const char *folder, const char *path)
{
    const char *slash = strrchr(path, '/'), *leaf = slash ? slash + 1 : path;
    const char *dot = strrchr(leaf, '.');
    size_t stem = dot && dot > leaf ? (size_t)(dot - leaf) : strlen(leaf);
    char *name = xasprintf(VM_EXPORT_DISKS "/%s", leaf);
    for (int n = 2;; n++) {
        AUTO_FREE char *file = xasprintf("%s/%s", folder, name);
        if (access(file, F_OK) < 0)
            return name;
        free(name);
        name = xasprintf(VM_EXPORT_DISKS "/%.*s-%d%s", (int)stem, leaf, n, leaf + stem);
    }
}

int vm_export_disk(struct vm_edit *e, struct vm_layers *layers, struct vm_copies *copies,
                   const char *folder, xmlNodePtr disk, struct err **err)
{
    AUTO_FREE char *path = vm_layer_path(disk);
    const struct vm_layer *l = vm_layers_find(layers, path);
    if (!l)
        return 0;
    const struct vm_layer *base = vm_export_base(layers, l);
    AUTO_FREE char *name = free_name(folder, base->path);
    AUTO_FREE char *to = xasprintf("%s/%s", folder, name);
    bool served = strcmp(base->type, "network") == 0;
    bool as_it_is =
        l == base && (served || strcmp(l->format, "raw") == 0) && strcmp(l->type, "block") != 0;
    int rc = 0;
    if (as_it_is) {
        rc = vm_copies_file(copies, l->path, to, true, err);
    } else {
        bool server = served && !e->active;
        if (server && with_server(e, base, true, err) < 0)
            return -1;
        vm_copies_note(copies, to);
        rc = served ? write_like(copies, l, base, to, err) : convert(l, base->format, to, err);
        if (server)
            with_server(e, base, false, err);
    }
    if (rc < 0 || vm_call_check(e->call, err) < 0)
        return -1;
    vm_layers_write(layers, disk, base->path);
    vm_xml_remove(vm_xml_child(disk, "backingStore"));
    vm_xml_set_attr(disk, "type", served ? "network" : "file");
    vm_xml_set(disk, "source/@dev", NULL);
    vm_xml_set(disk, served ? "source/@name" : "source/@file", name);
    return 0;
}
