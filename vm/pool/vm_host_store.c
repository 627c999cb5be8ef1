#include "vm/pool/vm_host_store.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"

enum { RETRY_MS = 20, REFUSED_TRIES = 3 };

static inline void cleanup_secret(virSecretPtr *secret)
{
    if (*secret)
        virSecretFree(*secret);
}
#define AUTO_SECRET CLEANUP(cleanup_secret) virSecretPtr

/* A UUID of version 8 (free use) with 48 bits of the name's FNV-1a hash. */
static void uuid_of(const char *name, char uuid[37])
{
    uint64_t hash = 14695981039346656037u;
    for (const char *s = name; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 1099511628211u;
    hash = (hash ^ (hash >> 48)) & 0xffffffffffffu;
    snprintf(uuid, 37, "68767368-0000-8000-8000-%012llx", (unsigned long long)hash);
}

static virSecretPtr define(virConnectPtr conn, const char *uuid, const char *usage,
                           const char *description, bool in_memory)
{
    AUTO_XMLDOC doc = vm_xml_new("secret");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set_attr(root, "ephemeral", in_memory ? "yes" : "no");
    vm_xml_set_attr(root, "private", "no");
    vm_xml_add(root, "uuid", uuid);
    vm_xml_add(root, "description", description);
    /* libvirt's kinds of usage are fixed; this one takes any name. */
    vm_xml_set(root, "usage/@type", "ceph");
    vm_xml_set(root, "usage/name", usage);
    AUTO_FREE char *xml = vm_xml_dump(doc);
    return virSecretDefineXML(conn, xml, 0);
}

/* ---- the lock ---- */
struct waiting {
    char holder[37]; /* who has it, as last seen */
    int ms;          /* for so long */
    int refused;     /* times in a row that libvirt refused while nobody had it */
};

/* After a refused definition: who is in the way? Takes away what was left behind. */
static void look_at_holder(virConnectPtr conn, const char *usage, struct waiting *w)
{
    char uuid[37];
    AUTO_SECRET lock = virSecretLookupByUsage(conn, VIR_SECRET_USAGE_TYPE_CEPH, usage);
    if (!lock || virSecretGetUUIDString(lock, uuid) < 0) {
        w->refused++;
        return;
    }
    w->refused = 0;
    if (strcmp(uuid, w->holder) != 0) {
        memcpy(w->holder, uuid, sizeof(uuid));
        w->ms = 0;
    } else if (w->ms > VM_HOST_STORE_STALE_MS) {
        virSecretUndefine(lock);
        w->ms = 0;
    }
}

static int take_lock(struct vm_host_store *s, struct err **err)
{
    AUTO_FREE char *usage = xasprintf("hvsh %s lock", s->name);
    struct waiting w = { 0 };
    for (;;) {
        char uuid[37];
        vm_build_uuid(uuid);
        AUTO_SECRET lock = define(s->call->conn, uuid, usage, "Being changed.", true);
        if (lock) {
            memcpy(s->lock, uuid, sizeof(uuid));
            return 0;
        }
        AUTO_ERR *refused = NULL;
        vm_err_libvirt(&refused, "The host cannot keep its %s", s->name);
        if (refused->kind != ERR_OPERATION_FAILED)
            return err_move(err, &refused);
        look_at_holder(s->call->conn, usage, &w);
        if (w.refused >= REFUSED_TRIES)
            return err_move(err, &refused);
        if (vm_call_sleep(s->call, RETRY_MS, err) < 0)
            return -1;
        w.ms += RETRY_MS;
    }
}

/* ---- the document ---- */
xmlDocPtr vm_host_store_read(struct vm_call *call, const char *name, struct err **err)
{
    char uuid[37];
    uuid_of(name, uuid);
    AUTO_SECRET secret = virSecretLookupByUUIDString(call->conn, uuid);
    if (!secret) {
        int code = vm_last_code();
        if (code == VIR_ERR_NO_SECRET || code == VIR_ERR_NO_SUPPORT)
            return vm_xml_new(name);
        vm_err_libvirt(err, "Cannot read the host's %s", name);
        return NULL;
    }
    char *text = virSecretGetXMLDesc(secret, 0);
    if (!text) {
        vm_err_libvirt(err, "Cannot read the host's %s", name);
        return NULL;
    }
    AUTO_XMLDOC doc = vm_xml_parse(text, "secret", err);
    free(text);
    if (!doc)
        return NULL;
    AUTO_FREE char *inner = vm_xml_text(xmlDocGetRootElement(doc), "description");
    return vm_xml_parse(inner ? inner : "", name, err);
}

int vm_host_store_begin(struct vm_call *call, const char *name, struct vm_host_store *s,
                        struct err **err)
{
    *s = (struct vm_host_store){ .call = call, .name = xstrdup(name) };
    if (take_lock(s, err) < 0)
        return -1;
    s->doc = vm_host_store_read(call, name, err);
    if (!s->doc)
        return -1;
    s->root = xmlDocGetRootElement(s->doc);
    return 0;
}

int vm_host_store_commit(struct vm_host_store *s, struct err **err)
{
    char uuid[37];
    uuid_of(s->name, uuid);
    if (vm_call_check(s->call, err) < 0)
        return -1;
    if (!s->root->children && !s->root->properties) {
        AUTO_SECRET old = virSecretLookupByUUIDString(s->call->conn, uuid);
        if (old && virSecretUndefine(old) < 0)
            return vm_err_libvirt(err, "The host cannot forget its %s", s->name);
        return 0;
    }
    AUTO_FREE char *usage = xasprintf("hvsh %s", s->name);
    AUTO_FREE char *text = vm_xml_dump(s->doc);
    AUTO_SECRET secret = define(s->call->conn, uuid, usage, text, false);
    return secret ? 0 : vm_err_libvirt(err, "The host cannot keep its %s", s->name);
}

void vm_host_store_release(struct vm_host_store *s)
{
    AUTO_SECRET lock = *s->lock ? virSecretLookupByUUIDString(s->call->conn, s->lock) : NULL;
    if (lock)
        virSecretUndefine(lock);
    xmlFreeDoc(s->doc);
    free(s->name);
    *s = (struct vm_host_store){ 0 };
}
