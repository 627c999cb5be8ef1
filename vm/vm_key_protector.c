#include "vm/vm_key_protector.h"

#include <sys/random.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/vm_security.h"
#include "vm/xml_map.h"

#define PROTECTOR XML_HV "/hv:security/@secret"

enum { KEY_BYTES = 32, KEY_MAX = 1024 };

static void cleanup_secret(virSecretPtr *s)
{
    if (*s)
        virSecretFree(*s);
}
#define AUTO_SECRET CLEANUP(cleanup_secret) virSecretPtr

/* A machine that was imported as a copy has the key of its original. */
static bool is_used(virConnectPtr conn, const char *secret)
{
    virDomainPtr *doms = NULL;
    bool used = false;
    int n = virConnectListAllDomains(conn, &doms, VIR_CONNECT_LIST_DOMAINS_PERSISTENT);
    for (int i = 0; i < n; i++) {
        char *xml = used ? NULL : virDomainGetXMLDesc(doms[i], VIR_DOMAIN_XML_INACTIVE);
        used = used || (xml && strstr(xml, secret));
        free(xml);
        virDomainFree(doms[i]);
    }
    free(doms);
    return used || n < 0;
}

static void forget(virConnectPtr conn, const char *secret)
{
    if (!secret || is_used(conn, secret))
        return;
    AUTO_SECRET s = virSecretLookupByUUIDString(conn, secret);
    if (s)
        virSecretUndefine(s);
}

void vm_security_forget(virConnectPtr conn, xmlNodePtr domain)
{
    AUTO_FREE char *secret = vm_xml_text(domain, PROTECTOR);
    forget(conn, secret);
}

struct key_arg {
    char uuid[VM_UUID_SIZE];
    char *source; /* the secret to copy, or NULL */
    bool fresh;
};

static void key_arg_release(void *opaque)
{
    struct key_arg *a = opaque;
    if (a)
        free(a->source);
    free(a);
}

static int require_unused(struct vm_edit *e, struct err **err)
{
    if (!vm_xml_find(e->root, "devices/tpm") &&
        !vm_xml_bool(e->root, XML_HV "/hv:security/@tpmUsed", false))
        return 0;
    err_set(err, ERR_INVALID_STATE,
            "The key protector of '%s' cannot be changed: its virtual TPM has been on, and the "
            "state of a TPM cannot be encrypted with another key.",
            e->name);
    return err_advise(err, "Set the key protector of a new virtual machine before Enable-VMTPM.");
}

static int read_source(struct vm_call *call, const char *uuid, unsigned char *key, size_t *len,
                       struct err **err)
{
    AUTO_SECRET secret = virSecretLookupByUUIDString(call->conn, uuid);
    if (!secret) {
        err_set(err, ERR_OBJECT_NOT_FOUND,
                "The key protector cannot be unlocked on this host: it has no such key.");
        return err_advise(err, "A local key protector works on the host that made it, as long as "
                               "its virtual machine exists.");
    }
    unsigned char *value = virSecretGetValue(secret, len, 0);
    if (!value)
        return vm_err_libvirt(err, "The key protector cannot be unlocked");
    int rc = *len && *len <= KEY_MAX ? 0
                                     : err_set(err, ERR_INVALID_PARAMETER,
                                               "The key of the key protector is not valid.");
    if (rc == 0)
        memcpy(key, value, *len);
    explicit_bzero(value, *len);
    free(value);
    return rc;
}

static int new_key(unsigned char *key, size_t *len, struct err **err)
{
    unsigned char raw[KEY_BYTES];
    if (getrandom(raw, sizeof(raw), 0) != (ssize_t)sizeof(raw))
        return err_set(err, ERR_OPERATION_FAILED, "The host gives no random numbers.");
    for (size_t i = 0; i < sizeof(raw); i++)
        snprintf((char *)key + i * 2, 3, "%02x", raw[i]);
    *len = sizeof(raw) * 2;
    explicit_bzero(raw, sizeof(raw));
    return 0;
}

static virSecretPtr define(struct vm_edit *e, const char *vm_uuid, struct err **err)
{
    char uuid[VM_UUID_SIZE];
    vm_build_uuid(uuid);
    AUTO_XMLDOC doc = vm_xml_new("secret");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set_attr(root, "ephemeral", "no");
    vm_xml_set_attr(root, "private", "no"); /* so that Set-VMKeyProtector can copy it */
    vm_xml_add(root, "uuid", uuid);
    AUTO_FREE char *what = xasprintf("Key protector of the virtual machine %s", e->name);
    vm_xml_add(root, "description", what);
    vm_xml_set(root, "usage/@type", "vtpm");
    /* Unique among secrets; a machine may have one that is about to go. */
    AUTO_FREE char *name = xasprintf("hvsh %s %.8s", vm_uuid, uuid);
    vm_xml_set(root, "usage/name", name);
    AUTO_FREE char *xml = vm_xml_dump(doc);
    virSecretPtr secret = virSecretDefineXML(e->call->conn, xml, 0);
    if (!secret)
        vm_err_libvirt(err, "Failed to store the key protector of '%s'", e->name);
    return secret;
}

/* The edited tree is committed with the new secret; the old one goes after that. */
static int commit_secret(struct vm_edit *e, const struct key_arg *a, const unsigned char *key,
                         size_t len, struct err **err)
{
    char uuid[VIR_UUID_STRING_BUFLEN];
    AUTO_SECRET secret = define(e, a->uuid, err);
    if (!secret)
        return -1;
    int rc = 0;
    if (virSecretSetValue(secret, key, len, 0) < 0 || virSecretGetUUIDString(secret, uuid) < 0)
        rc = vm_err_libvirt(err, "Failed to store the key protector of '%s'", e->name);
    if (rc == 0) {
        vm_build_metadata(e->root);
        vm_xml_set(e->root, PROTECTOR, uuid);
        rc = vm_edit_commit(e, err);
    }
    if (rc < 0)
        virSecretUndefine(secret);
    return rc;
}

static int key_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct key_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    unsigned char key[KEY_MAX + 1];
    size_t len = 0;
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || require_unused(&e, err) < 0 ||
        generation_check_tpm(e.gen, e.name, err) < 0)
        return -1;
    AUTO_FREE char *old = vm_xml_text(e.root, PROTECTOR);
    if (!a->fresh && !a->source) {
        if (!old)
            return 0;
        vm_xml_set(e.root, PROTECTOR, NULL);
        if (vm_edit_commit(&e, err) < 0)
            return -1;
        forget(call->conn, old);
        return 0;
    }
    int rc = a->fresh ? new_key(key, &len, err) : read_source(call, a->source, key, &len, err);
    if (rc == 0)
        rc = commit_secret(&e, a, key, len, err);
    explicit_bzero(key, sizeof(key));
    if (rc == 0)
        forget(call->conn, old);
    return rc;
}

static int run(struct vm_host *host, const char *uuid, const char *source, bool fresh,
               struct err **err)
{
    struct key_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->source = xstrdup(source);
    a->fresh = fresh;
    void *p = a;
    int rc = vm_call_run(host, "Changing the key protector", VM_CALL_CHANGE, 60000, key_work, &p,
                         key_arg_release, err);
    key_arg_release(p);
    return rc;
}

int vm_new_key_protector(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, uuid, NULL, true, err);
}

int vm_copy_key_protector(struct vm_host *host, const char *uuid, const char *secret,
                          struct err **err)
{
    return run(host, uuid, secret, false, err);
}
