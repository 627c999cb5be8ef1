#include "vm/checkpoint/vm_snapshot.h"

#include <libvirt/virterror.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

/* 8-4-4-4-12 lower-case hexadecimal digits? */
static bool is_uuid(const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (dash ? text[i] != '-' : !hex)
            return false;
    }
    return len == VM_UUID_SIZE - 1;
}

static uint64_t hash(const char *text, uint64_t h)
{
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 0x100000001b3ull;
    return h;
}

/* The same for the same machine and name, always (RFC 9562, version 8). */
static void id_of_name(const char *name, const char *domain, char id[VM_UUID_SIZE])
{
    uint64_t a = hash(domain, hash(name, 0xcbf29ce484222325ull));
    uint64_t b = hash(name, a ^ 0x9e3779b97f4a7c15ull);
    snprintf(id, VM_UUID_SIZE, "%08x-%04x-8%03x-8%03x-%012llx", (unsigned)(a >> 32),
             (unsigned)(a >> 16) & 0xffff, (unsigned)a & 0xfff, (unsigned)(b >> 52),
             (unsigned long long)b & 0xffffffffffffull);
}

static int read_one(virDomainSnapshotPtr ptr, const char *domain, struct vm_snap *s,
                    struct err **err)
{
    char *xml = virDomainSnapshotGetXMLDesc(ptr, VIR_DOMAIN_SNAPSHOT_XML_SECURE);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read a checkpoint");
    s->doc = vm_xml_parse(xml, "domainsnapshot", err);
    free(xml);
    if (!s->doc)
        return -1;
    s->root = xmlDocGetRootElement(s->doc);
    s->config = vm_xml_child(s->root, "inactiveDomain");
    if (!s->config)
        s->config = vm_xml_child(s->root, "domain");
    s->name = xstrdup(virDomainSnapshotGetName(ptr));
    s->parent = vm_xml_text(s->root, "parent/name");
    s->named = is_uuid(s->name);
    s->own = s->named && vm_xml_find(s->config, XML_HV "/hv:checkpoint");
    s->current = virDomainSnapshotIsCurrent(ptr, 0) == 1;
    if (s->named)
        snprintf(s->id, sizeof(s->id), "%s", s->name);
    else
        id_of_name(s->name, domain, s->id);
    return 0;
}

static int64_t milliseconds(const struct vm_snap *s)
{
    int64_t seconds = vm_xml_number(s->root, "creationTime", 0);
    return vm_xml_number(s->config, XML_HV "/hv:checkpoint/@milliseconds", seconds * 1000);
}

static int by_age(const void *a, const void *b)
{
    const struct vm_snap *x = a, *y = b;
    int64_t s = milliseconds(x), t = milliseconds(y);
    return s < t ? -1 : s > t ? 1 : strcmp(x->name, y->name);
}

int vm_snaps_read(virDomainPtr dom, struct vm_snaps *snaps, struct err **err)
{
    char domain[VIR_UUID_STRING_BUFLEN] = "";
    virDomainSnapshotPtr *list = NULL;
    *snaps = (struct vm_snaps){ 0 };
    virDomainGetUUIDString(dom, domain);
    int n = virDomainListAllSnapshots(dom, &list, 0), rc = 0;
    if (n < 0)
        return vm_last_code() == VIR_ERR_NO_SUPPORT
                   ? 0
                   : vm_err_libvirt(err, "Cannot list the checkpoints");
    snaps->items = xcalloc((size_t)n + 1, sizeof(*snaps->items));
    for (int i = 0; i < n; i++) {
        struct vm_snap *s = &snaps->items[snaps->len++];
        s->ptr = list[i];
        if (rc == 0)
            rc = read_one(list[i], domain, s, err);
    }
    free(list);
    if (rc == 0 && n)
        qsort(snaps->items, snaps->len, sizeof(*snaps->items), by_age);
    return rc;
}

void vm_snaps_release(struct vm_snaps *snaps)
{
    for (size_t i = 0; i < snaps->len; i++) {
        struct vm_snap *s = &snaps->items[i];
        virDomainSnapshotFree(s->ptr);
        xmlFreeDoc(s->doc);
        free(s->name);
        free(s->parent);
    }
    free(snaps->items);
    *snaps = (struct vm_snaps){ 0 };
}

struct vm_snap *vm_snaps_find(struct vm_snaps *snaps, const char *id, struct err **err)
{
    for (size_t i = 0; i < snaps->len; i++)
        if (strcmp(snaps->items[i].id, id) == 0)
            return &snaps->items[i];
    err_set(err, ERR_OBJECT_NOT_FOUND,
            "Hyper-V was unable to find a virtual machine checkpoint with id \"%s\".", id);
    return NULL;
}

struct vm_snap *vm_snaps_named(struct vm_snaps *snaps, const char *name)
{
    for (size_t i = 0; name && i < snaps->len; i++)
        if (strcmp(snaps->items[i].name, name) == 0)
            return &snaps->items[i];
    return NULL;
}

bool vm_snap_is_below(struct vm_snaps *snaps, const struct vm_snap *snap,
                      const struct vm_snap *other)
{
    for (size_t steps = 0; snap && steps <= snaps->len; steps++) {
        if (snap == other)
            return true;
        snap = vm_snaps_named(snaps, snap->parent);
    }
    return false;
}

char *vm_snap_title(const struct vm_snap *snap)
{
    char *said = snap->named ? vm_xml_text(snap->root, "description") : NULL;
    return said ? said : xstrdup(snap->name);
}

char *vm_snap_memory(const struct vm_snap *snap)
{
    return vm_xml_is(snap->root, "memory/@snapshot", "external")
               ? vm_xml_text(snap->root, "memory/@file")
               : NULL;
}

char *vm_snap_folder(const struct vm_snap *snap)
{
    return vm_xml_text(snap->config, XML_HV "/hv:checkpoint/@folder");
}

char *vm_snap_file(const char *folder, const char *id, const char *suffix)
{
    return xasprintf("%s/%s%s", folder, id, suffix);
}

bool vm_snap_is_internal(const struct vm_snap *snap)
{
    return vm_xml_is(snap->root, "memory/@snapshot", "internal") ||
           vm_xml_find(snap->root, "disks/disk[@snapshot='internal']") ||
           !vm_xml_find(snap->root, "disks/disk[@snapshot='external']");
}

xmlDocPtr vm_snap_domain(const struct vm_snap *snap)
{
    xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlDocCopyNode(snap->config, doc, 1);
    xmlNodeSetName(root, (const xmlChar *)"domain");
    xmlDocSetRootElement(doc, root);
    return doc;
}

int vm_snap_store(virDomainPtr dom, xmlDocPtr doc, bool current, struct err **err)
{
    AUTO_FREE char *xml = vm_xml_dump(doc);
    unsigned flags =
        VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE | (current ? VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT : 0u);
    virDomainSnapshotPtr made = virDomainSnapshotCreateXML(dom, xml, flags);
    if (!made)
        return vm_err_libvirt(err, "Failed to record a checkpoint");
    virDomainSnapshotFree(made);
    return 0;
}
