/* Merging and deleting layers. Each merge is whole before the next: the content first, then what
 * names the layer, then the file; broken off in between, both layers are still right. */
#include <errno.h>
#include <libvirt/virterror.h>
#include <string.h>
#include <unistd.h>

#include "disk/qemu_img.h"
#include "shell/base/alloc.h"
#include "vm/checkpoint/vm_layers.h"
#include "vm/vm_core.h"
#include "vm/vm_disk_server.h"

enum { POLL_MS = 50, REBASE_MS = 60000 };

struct tidy {
    struct vm_call *call;
    virDomainPtr dom;
    struct vm_snaps *snaps;
    struct vm_layers *layers;
};

/* ---- what is to be done ---- */
static size_t children_of(const struct vm_layers *layers, const struct vm_layer *l, size_t *child)
{
    size_t n = 0;
    for (size_t i = 0; i < layers->len; i++) {
        if (layers->items[i].below && strcmp(layers->items[i].below, l->path) == 0) {
            *child = i;
            n++;
        }
    }
    return n;
}

static bool next_layer(const struct vm_layers *layers, size_t *at, size_t *child, bool *merge)
{
    for (size_t i = 0; i < layers->len; i++) {
        const struct vm_layer *l = &layers->items[i];
        if (l->used)
            continue;
        size_t n = children_of(layers, l, child);
        bool leaf = n == 0 && vm_layer_is_overlay(l);
        *merge = n == 1 && vm_layer_is_overlay(&layers->items[*child]);
        *at = i;
        if (leaf || *merge)
            return true;
    }
    return false;
}

static void drop(struct vm_layers *layers, size_t at)
{
    struct vm_layers gone = { xcalloc(1, sizeof(struct vm_layer)), 1 };
    gone.items[0] = layers->items[at];
    memmove(&layers->items[at], &layers->items[at + 1],
            (layers->len - at - 1) * sizeof(*layers->items));
    layers->len--;
    vm_layers_release(&gone);
}

static int delete_file(const char *path, struct err **err)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return 0;
    return err_set_errno(err, errno, "Cannot delete '%s'", path);
}

/* ---- where a layer is in the running machine ---- */
struct place {
    bool running; /* the layer is in a chain of it */
    bool top;     /* and is what it writes into */
    char target[64];
    int index, below; /* of the layer and the one below it, as libvirt counts them */
};

static int find_place(virDomainPtr dom, const char *path, struct place *place, struct err **err)
{
    *place = (struct place){ 0 };
    if (virDomainIsActive(dom) != 1)
        return 0;
    char *xml = virDomainGetXMLDesc(dom, 0);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read the running state of '%s'", virDomainGetName(dom));
    AUTO_XMLDOC doc = vm_xml_parse(xml, "domain", err);
    free(xml);
    if (!doc)
        return -1;
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "devices/disk", &disks);
    for (size_t i = 0; i < n && !place->running; i++) {
        for (xmlNodePtr node = disks[i]; node && !place->running;
             node = vm_xml_child(node, "backingStore")) {
            AUTO_FREE char *have = vm_layer_path(node);
            AUTO_FREE char *target = vm_xml_text(disks[i], "target/@dev");
            if (!have || !target || strcmp(have, path) != 0)
                continue;
            place->running = true;
            place->top = node == disks[i];
            place->index =
                (int)vm_xml_number(node, node == disks[i] ? "source/@index" : "@index", 0);
            place->below = (int)vm_xml_number(vm_xml_child(node, "backingStore"), "@index", 0);
            snprintf(place->target, sizeof(place->target), "%s", target);
        }
    }
    free(disks);
    return 0;
}

/* ---- the content ---- */
static int pivot(struct tidy *t, const char *target, bool *done, struct err **err)
{
    *done = virDomainBlockJobAbort(t->dom, target, VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT) == 0;
    if (*done || vm_last_code() == VIR_ERR_BLOCK_COPY_ACTIVE)
        return 0;
    vm_err_libvirt(err, "Failed to merge a disk of '%s'", virDomainGetName(t->dom));
    virDomainBlockJobAbort(t->dom, target, 0);
    return -1;
}

static int wait_merged(struct tidy *t, const struct place *place, struct err **err)
{
    for (;;) {
        virDomainBlockJobInfo info;
        int n = virDomainGetBlockJobInfo(t->dom, place->target, &info, 0);
        if (n < 0)
            return vm_err_libvirt(err, "Failed to merge a disk of '%s'", virDomainGetName(t->dom));
        if (n == 0)
            return 0;
        bool done = false;
        if (place->top && info.end && info.cur == info.end &&
            pivot(t, place->target, &done, err) < 0)
            return -1;
        if (done)
            return 0;
        if (t->call->request)
            vm_call_progress(t->call, info.end ? (int)(info.cur * 100 / info.end) : -1);
        if (vm_call_sleep(t->call, POLL_MS, err) < 0) {
            virDomainBlockJobAbort(t->dom, place->target, 0);
            return -1;
        }
    }
}

static int merge_running(struct tidy *t, const struct place *place, const char *path,
                         struct err **err)
{
    AUTO_FREE char *base = xasprintf("%s[%d]", place->target, place->below);
    AUTO_FREE char *top = xasprintf("%s[%d]", place->target, place->index);
    unsigned flags = place->top ? VIR_DOMAIN_BLOCK_COMMIT_ACTIVE : 0u;
    if (virDomainBlockCommit(t->dom, place->target, base, place->top ? NULL : top, 0, flags) < 0)
        return vm_err_libvirt(err, "Failed to merge a disk of '%s'", virDomainGetName(t->dom));
    struct place now;
    if (wait_merged(t, place, err) < 0 || find_place(t->dom, path, &now, err) < 0)
        return -1;
    return now.running ? err_set(err, ERR_OPERATION_FAILED,
                                 "Failed to merge '%s': the machine still uses it.", path)
                       : 0;
}

/* The disk that a chain ends in, when a server is needed for it. */
static bool served_below(struct tidy *t, const struct vm_layer *l, struct vm_served *served)
{
    while (l->below && vm_layers_find(t->layers, l->below))
        l = vm_layers_find(t->layers, l->below);
    *served = (struct vm_served){ 0 };
    if (strcmp(l->type, "network") != 0)
        return false;
    served->socket = vm_xml_text(l->source, "host/@socket");
    served->path = xstrdup(l->path);
    served->target = xstrdup("sda");
    return true;
}

static int merge_stopped(struct tidy *t, const struct vm_layer *child, struct err **err)
{
    struct vm_served served;
    char uuid[VIR_UUID_STRING_BUFLEN] = "";
    bool start = virDomainIsActive(t->dom) != 1 && served_below(t, child, &served);
    virDomainGetUUIDString(t->dom, uuid);
    if (start && vm_disk_server_start(t->call, &served, uuid, err) < 0) {
        vm_served_release(&served);
        return -1;
    }
    const char *const args[] = { "commit", "-q", "-d", "-f", "qcow2", "--", child->path, NULL };
    int rc = qemu_img_run(args, NULL, 0, NULL, NULL, NULL, err);
    if (start) {
        vm_disk_server_stop(t->call, &served);
        vm_served_release(&served);
    }
    return rc;
}

/* ---- what names the layer ---- */
static int rebase(struct tidy *t, const struct vm_layer *overlay, const struct vm_layer *below,
                  struct err **err)
{
    struct place place;
    AUTO_FREE char *name = vm_layer_backing(below);
    const char *const args[] = { "rebase", "-q", "-u",          "-f", "qcow2",       "-b",
                                 name,     "-F", below->format, "--", overlay->path, NULL };
    if (find_place(t->dom, overlay->path, &place, err) < 0)
        return -1;
    return place.running ? 0 : qemu_img_run(args, NULL, REBASE_MS, NULL, NULL, NULL, err);
}

/* Every disk of a configuration names its chain as it is now; from becomes to. */
static void rewrite(struct vm_layers *layers, xmlNodePtr domain, const char *from, const char *to)
{
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(domain, "devices/disk", &disks);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = vm_layer_path(disks[i]);
        bool moves = from && path && strcmp(path, from) == 0;
        const char *now = moves ? to : path;
        const struct vm_layer *l = vm_layers_find(layers, now);
        if (l && (l->below || moves))
            vm_layers_write(layers, disks[i], now);
    }
    free(disks);
}

static int rewrite_snap(struct tidy *t, struct vm_snap *s, const char *from, const char *to,
                        struct err **err)
{
    AUTO_FREE char *before = vm_xml_dump(s->doc);
    rewrite(t->layers, vm_xml_child(s->root, "domain"), from, to);
    rewrite(t->layers, vm_xml_child(s->root, "inactiveDomain"), from, to);
    AUTO_FREE char *after = vm_xml_dump(s->doc);
    return strcmp(before, after) == 0 ? 0 : vm_snap_store(t->dom, s->doc, s->current, err);
}

/* The text of an XML of the machine, changed; NULL: it was right already, or *err. */
static char *rewritten(struct tidy *t, char *xml, const char *from, const char *to,
                       struct err **err)
{
    AUTO_XMLDOC doc = vm_xml_parse(xml, "domain", err);
    if (!doc)
        return NULL;
    AUTO_FREE char *before = vm_xml_dump(doc);
    rewrite(t->layers, xmlDocGetRootElement(doc), from, to);
    AUTO_FREE char *after = vm_xml_dump(doc);
    return strcmp(before, after) == 0 ? NULL : STEAL(after);
}

static int rewrite_machine(struct tidy *t, const char *from, const char *to, struct err **err)
{
    AUTO_ERR *failure = NULL;
    char *xml = virDomainGetXMLDesc(t->dom, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read the settings of '%s'", virDomainGetName(t->dom));
    AUTO_FREE char *changed = rewritten(t, xml, from, to, &failure);
    free(xml);
    if (failure)
        return err_move(err, &failure);
    AUTO_DOMAIN dom = changed ? virDomainDefineXML(t->call->conn, changed) : NULL;
    if (changed && !dom)
        return vm_err_libvirt(err, "Failed to modify the settings of '%s'",
                              virDomainGetName(t->dom));
    if (virDomainHasManagedSaveImage(t->dom, 0) != 1)
        return 0;
    xml = virDomainManagedSaveGetXMLDesc(t->dom, VIR_DOMAIN_SAVE_IMAGE_XML_SECURE);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read the saved state of '%s'", virDomainGetName(t->dom));
    AUTO_FREE char *saved = rewritten(t, xml, from, to, &failure);
    free(xml);
    if (failure)
        return err_move(err, &failure);
    if (saved && virDomainManagedSaveDefineXML(t->dom, saved, 0) < 0)
        return vm_err_libvirt(err, "Failed to modify the saved state of '%s'",
                              virDomainGetName(t->dom));
    return 0;
}

static int repoint(struct tidy *t, const char *from, const char *to, struct err **err)
{
    for (size_t i = 0; i < t->layers->len; i++) {
        struct vm_layer *l = &t->layers->items[i];
        if (!l->below || strcmp(l->below, from) != 0)
            continue;
        if (rebase(t, l, vm_layers_find(t->layers, to), err) < 0)
            return -1;
        free(l->below);
        l->below = xstrdup(to);
    }
    for (size_t i = 0; i < t->snaps->len; i++)
        if (t->snaps->items[i].own && rewrite_snap(t, &t->snaps->items[i], from, to, err) < 0)
            return -1;
    return rewrite_machine(t, from, to, err);
}

int vm_layers_record(struct vm_call *call, virDomainPtr dom, struct vm_layers *layers,
                     struct err **err)
{
    struct tidy t = { call, dom, NULL, layers };
    return rewrite_machine(&t, NULL, NULL, err);
}

static int merge(struct tidy *t, size_t at, size_t child, struct err **err)
{
    struct vm_layer *l = &t->layers->items[at], *c = &t->layers->items[child];
    struct place place;
    if (find_place(t->dom, c->path, &place, err) < 0)
        return -1;
    int rc = place.running ? merge_running(t, &place, c->path, err) : merge_stopped(t, c, err);
    if (rc < 0)
        return -1;
    l->used = c->used;
    if (repoint(t, c->path, l->path, err) < 0 || delete_file(c->path, err) < 0)
        return -1;
    drop(t->layers, child);
    return 0;
}

int vm_layers_tidy(struct vm_call *call, virDomainPtr dom, struct vm_snaps *snaps,
                   struct vm_layers *layers, struct err **err)
{
    struct tidy t = { call, dom, snaps, layers };
    size_t at = 0, child = 0;
    bool merges;
    while (next_layer(layers, &at, &child, &merges)) {
        if (vm_call_check(call, err) < 0)
            return -1;
        if (merges) {
            if (merge(&t, at, child, err) < 0)
                return -1;
        } else {
            if (delete_file(layers->items[at].path, err) < 0)
                return -1;
            drop(layers, at);
        }
    }
    return 0;
}
