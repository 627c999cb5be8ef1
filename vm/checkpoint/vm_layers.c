#include "vm/checkpoint/vm_layers.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"

enum { CHAIN_MAX = 256, QEMU_IMG_MS = 60000 };

char *vm_layer_path(xmlNodePtr disk)
{
    static const char *const plain[] = { "source/@file", "source/@dev", "source/@name" };
    for (size_t i = 0; i < ARRAY_SIZE(plain); i++) {
        char *path = vm_xml_text(disk, plain[i]);
        if (path)
            return path;
    }
    return NULL;
}

struct vm_layer *vm_layers_find(struct vm_layers *layers, const char *path)
{
    for (size_t i = 0; path && i < layers->len; i++)
        if (strcmp(layers->items[i].path, path) == 0)
            return &layers->items[i];
    return NULL;
}

/* ---- names ---- */
enum { ID_LEN = VM_UUID_SIZE - 1 };

/* The length of a file's name without "_ID" and extension. */
static size_t stem_of(const char *name, bool *has_id)
{
    const char *dot = strrchr(name, '.');
    size_t len = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    *has_id = len > ID_LEN + 1 && name[len - ID_LEN - 1] == '_';
    for (size_t i = 0; *has_id && i < ID_LEN; i++) {
        char c = name[len - ID_LEN + i];
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        *has_id = dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }
    return *has_id ? len - ID_LEN - 1 : len;
}

static bool names_checkpoint(const char *name)
{
    bool has;
    stem_of(name, &has);
    return has;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool vm_layer_is_overlay(const struct vm_layer *layer)
{
    bool has_id, ignored;
    if (!layer->below || strcmp(layer->type, "file") != 0)
        return false;
    const char *name = file_name(layer->path), *below = file_name(layer->below);
    size_t stem = stem_of(name, &has_id), base = stem_of(below, &ignored);
    return has_id && stem >= base && strncmp(name, below, base) == 0 &&
           strspn(name + base, "-0123456789") >= stem - base;
}

static char *overlay_path(const struct vm_layer *below, const char *folder, const char *id,
                          const char *count)
{
    static const struct {
        const char *of, *overlay;
    } extensions[] = {
        { ".vhdx", ".avhdx" }, { ".vhd", ".avhd" }, { ".avhdx", ".avhdx" }, { ".avhd", ".avhd" }
    };
    const char *name = file_name(below->path), *dot = strrchr(name, '.'), *extension = ".qcow2";
    for (size_t i = 0; dot && i < ARRAY_SIZE(extensions); i++)
        if (text_caseeq(dot, extensions[i].of))
            extension = extensions[i].overlay;
    bool has_id, block = strcmp(below->type, "block") == 0;
    size_t stem = stem_of(name, &has_id), dir = (size_t)(name - below->path);
    char upper[VM_UUID_SIZE];
    for (size_t i = 0; i < sizeof(upper); i++)
        upper[i] = id[i] >= 'a' && id[i] <= 'f' ? (char)(id[i] - 32) : id[i];
    return block ? xasprintf("%s/%.*s%s_%s%s", folder, (int)stem, name, count, upper, extension)
                 : xasprintf("%.*s%.*s%s_%s%s", (int)dir, below->path, (int)stem, name, count,
                             upper, extension);
}

char *vm_layer_overlay_path(struct vm_layers *layers, const struct vm_layer *below,
                            const char *folder, const char *id)
{
    char *path = overlay_path(below, folder, id, "");
    for (int n = 2; vm_layers_find(layers, path); n++) {
        AUTO_FREE char *count = xasprintf("-%d", n);
        free(path);
        path = overlay_path(below, folder, id, count);
    }
    return path;
}

/* ---- layers ---- */
static struct vm_layer *push(struct vm_layers *layers, const char *path)
{
    layers->items = xreallocarray(layers->items, layers->len + 1, sizeof(*layers->items));
    struct vm_layer *l = &layers->items[layers->len++];
    *l = (struct vm_layer){ .path = xstrdup(path) };
    return l;
}

struct vm_layer *vm_layers_push_overlay(struct vm_layers *layers, const char *path,
                                        const char *below)
{
    struct vm_layer *l = push(layers, path);
    l->below = xstrdup(below);
    l->type = xstrdup("file");
    l->format = xstrdup("qcow2");
    l->source = xmlNewNode(NULL, (const xmlChar *)"source");
    vm_xml_set_attr(l->source, "file", path);
    return l;
}

/* One element of a chain: a <disk>, or a <backingStore> (whose format stands in an element). */
static void add_element(struct vm_layers *layers, xmlNodePtr node, const char *path)
{
    if (vm_layers_find(layers, path))
        return;
    struct vm_layer *l = push(layers, path);
    bool disk = strcmp((const char *)node->name, "disk") == 0;
    l->type = vm_xml_text(node, "@type");
    l->format = vm_xml_text(node, disk ? "driver/@type" : "format/@type");
    if (!l->format)
        l->format = xstrdup("raw");
    l->source = xmlCopyNode(vm_xml_child(node, "source"), 1);
    vm_xml_set_attr(l->source, "index", NULL);
}

static bool is_hard_disk(xmlNodePtr disk)
{
    return !vm_xml_find(disk, "@device") || vm_xml_is(disk, "@device", "disk");
}

void vm_layers_add(struct vm_layers *layers, xmlNodePtr domain)
{
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(domain, "devices/disk", &disks);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = is_hard_disk(disks[i]) ? vm_layer_path(disks[i]) : NULL;
        xmlNodePtr node = disks[i];
        for (int depth = 0; path && depth < CHAIN_MAX; depth++) {
            add_element(layers, node, path);
            node = vm_xml_child(node, "backingStore");
            char *below = node ? vm_layer_path(node) : NULL;
            struct vm_layer *l = vm_layers_find(layers, path);
            if (below && !l->below)
                l->below = xstrdup(below);
            free(path);
            path = below;
        }
    }
    free(disks);
}

void vm_layers_use(struct vm_layers *layers, xmlNodePtr domain)
{
    xmlNodePtr *disks;
    size_t n = vm_xml_find_all(domain, "devices/disk", &disks);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = vm_layer_path(disks[i]);
        struct vm_layer *l = vm_layers_find(layers, path);
        if (l)
            l->used = true;
    }
    free(disks);
}

static xmlDocPtr domain_doc(virDomainPtr dom, unsigned flags, struct err **err)
{
    char *xml = virDomainGetXMLDesc(dom, flags);
    if (!xml) {
        vm_err_libvirt(err, "Cannot read the settings of '%s'", virDomainGetName(dom));
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(xml, "domain", err);
    free(xml);
    return doc;
}

/* The machine's XML: what runs, which knows its chains best, and what is stored. */
struct machine_docs {
    xmlDocPtr live, stored;
};

static void machine_docs_release(struct machine_docs *docs)
{
    xmlFreeDoc(docs->live);
    xmlFreeDoc(docs->stored);
}

static int read_machine(virDomainPtr dom, struct machine_docs *docs, struct err **err)
{
    docs->stored = domain_doc(dom, VIR_DOMAIN_XML_INACTIVE, err);
    if (!docs->stored || virDomainIsActive(dom) != 1)
        return docs->stored ? 0 : -1;
    docs->live = domain_doc(dom, 0, err);
    return docs->live ? 0 : -1;
}

int vm_layers_read(virDomainPtr dom, struct vm_snaps *snaps, struct vm_layers *layers,
                   struct err **err)
{
    CLEANUP(machine_docs_release) struct machine_docs docs = { 0 };
    if (read_machine(dom, &docs, err) < 0)
        return -1;
    if (docs.live)
        vm_layers_add(layers, xmlDocGetRootElement(docs.live));
    vm_layers_add(layers, xmlDocGetRootElement(docs.stored));
    for (size_t i = 0; i < snaps->len; i++)
        vm_layers_add(layers, snaps->items[i].config);
    return vm_layers_mark(dom, snaps, layers, err);
}

/* What a file lies on is kept, and all below that. */
static void keep_below(struct vm_layers *layers, const char *path)
{
    struct disk_info info;
    AUTO_ERR *unreadable = NULL;
    if (disk_probe(path, &info, &unreadable))
        return;
    struct vm_layer *l = vm_layers_find(layers, info.parent_path);
    for (int depth = 0; l && depth < CHAIN_MAX; depth++) {
        l->used = true;
        l = vm_layers_find(layers, l->below);
    }
    disk_info_release(&info);
}

/* Overlays beside this layer that no drive has any more may still be attached again. */
static void keep_detached(struct vm_layers *layers, const char *beside)
{
    AUTO_FREE char *folder = xstrndup(beside, (size_t)(file_name(beside) - beside));
    DIR *dir = opendir(folder);
    for (const struct dirent *d; dir && (d = readdir(dir));) {
        AUTO_FREE char *path = xasprintf("%s%s", folder, d->d_name);
        if (names_checkpoint(d->d_name) && !vm_layers_find(layers, path))
            keep_below(layers, path);
    }
    if (dir)
        closedir(dir);
}

int vm_layers_mark(virDomainPtr dom, struct vm_snaps *snaps, struct vm_layers *layers,
                   struct err **err)
{
    CLEANUP(machine_docs_release) struct machine_docs docs = { 0 };
    if (read_machine(dom, &docs, err) < 0)
        return -1;
    for (size_t i = 0; i < layers->len; i++)
        layers->items[i].used = false;
    for (size_t i = 0; i < snaps->len; i++)
        vm_layers_use(layers, snaps->items[i].config);
    if (docs.live)
        vm_layers_use(layers, xmlDocGetRootElement(docs.live));
    vm_layers_use(layers, xmlDocGetRootElement(docs.stored));
    for (size_t i = 0; i < layers->len; i++)
        if (layers->items[i].path[0] == '/')
            keep_detached(layers, layers->items[i].path);
    return 0;
}

void vm_layers_release(struct vm_layers *layers)
{
    for (size_t i = 0; i < layers->len; i++) {
        struct vm_layer *l = &layers->items[i];
        free(l->path);
        free(l->below);
        free(l->type);
        free(l->format);
        xmlFreeNode(l->source);
    }
    free(layers->items);
    *layers = (struct vm_layers){ 0 };
}

/* ---- XML ---- */
static void write_element(xmlNodePtr node, const struct vm_layer *l, bool disk)
{
    vm_xml_set_attr(node, "type", l->type);
    vm_xml_set(node, disk ? "driver/@type" : "format/@type", l->format);
    vm_xml_remove(vm_xml_child(node, "source"));
    xmlAddChild(node, xmlDocCopyNode(l->source, node->doc, 1));
}

void vm_layers_write(struct vm_layers *layers, xmlNodePtr disk, const char *path)
{
    const struct vm_layer *l = vm_layers_find(layers, path);
    vm_xml_remove_all(disk, "backingStore");
    vm_xml_remove_all(disk, "mirror");
    xmlNodePtr node = disk;
    for (int depth = 0; l && depth < CHAIN_MAX; depth++) {
        write_element(node, l, depth == 0);
        l = l->below ? vm_layers_find(layers, l->below) : NULL;
        if (l)
            node = vm_xml_add(node, "backingStore", NULL);
    }
}

/* ---- files ---- */

char *vm_layer_backing(const struct vm_layer *l)
{
    if (strcmp(l->type, "network") != 0)
        return xstrdup(l->path);
    AUTO_FREE char *socket = vm_xml_text(l->source, "host/@socket");
    AUTO_STRBUF sb = STRBUF_INIT;
    const char *const texts[] = { "json:{\"driver\":\"raw\",\"file\":{\"driver\":\"nbd\","
                                  "\"server\":{\"type\":\"unix\",\"path\":",
                                  socket ? socket : "", "},\"export\":", l->path, "}}" };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        bool quoted = i == 1 || i == 3;
        if (!quoted) {
            strbuf_adds(&sb, texts[i]);
            continue;
        }
        strbuf_addch(&sb, '"');
        for (const char *s = texts[i]; *s; s++) {
            if (*s == '"' || *s == '\\')
                strbuf_addch(&sb, '\\');
            strbuf_addch(&sb, *s);
        }
        strbuf_addch(&sb, '"');
    }
    return xstrdup(sb.buf);
}

int vm_layer_create(struct vm_layers *layers, const struct vm_layer *overlay, struct err **err)
{
    const struct vm_layer *below = vm_layers_find(layers, overlay->below);
    const struct vm_layer *base = below;
    while (vm_layers_find(layers, base->below))
        base = vm_layers_find(layers, base->below);
    AUTO_FREE char *backing = vm_layer_backing(below), *size = NULL;
    /* A disk whose server does not run cannot be looked into: its size is said. */
    bool served = strcmp(base->type, "network") == 0;
    if (served) {
        struct disk_info info;
        if (disk_probe(below->path, &info, err) < 0)
            return -1;
        size = xasprintf("%llu", (unsigned long long)info.size);
        disk_info_release(&info);
    }
    const char *const args[] = { "create",
                                 "-q",
                                 "-f",
                                 "qcow2",
                                 "-F",
                                 below->format,
                                 "-b",
                                 backing,
                                 served ? "-u" : "--",
                                 served ? "--" : overlay->path,
                                 served ? overlay->path : NULL,
                                 size,
                                 NULL };
    return qemu_img_run(args, NULL, QEMU_IMG_MS, NULL, NULL, NULL, err);
}
