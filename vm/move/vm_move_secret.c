#include "vm/move/vm_move_secret.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "vm/xml_map.h"

static void cleanup_secret(virSecretPtr *secret)
{
    if (*secret)
        virSecretFree(*secret);
}
#define AUTO_SECRET CLEANUP(cleanup_secret) virSecretPtr

static int copy_value(virSecretPtr here, virSecretPtr there, const char *uuid, struct err **err)
{
    size_t len = 0;
    unsigned char *value = virSecretGetValue(here, &len, 0);
    if (!value)
        return vm_err_libvirt(err, "The secret '%s' of the virtual machine cannot be read", uuid);
    int rc = virSecretSetValue(there, value, len, 0);
    if (rc < 0)
        vm_err_libvirt(err, "The secret '%s' of the virtual machine cannot be stored", uuid);
    explicit_bzero(value, len);
    free(value);
    return rc < 0 ? -1 : 0;
}

static int copy_secret(struct vm_move_secrets *s, struct vm_call *from, struct vm_call *to,
                       const char *uuid, struct err **err)
{
    AUTO_SECRET known = virSecretLookupByUUIDString(to->conn, uuid);
    if (known)
        return 0;
    AUTO_SECRET here = virSecretLookupByUUIDString(from->conn, uuid);
    if (!here)
        return vm_err_libvirt(err, "The secret '%s' of the virtual machine cannot be read", uuid);
    char *xml = virSecretGetXMLDesc(here, 0);
    AUTO_SECRET there = xml ? virSecretDefineXML(to->conn, xml, 0) : NULL;
    free(xml);
    if (!there)
        return vm_err_libvirt(err, "The secret '%s' of the virtual machine cannot be stored", uuid);
    if (copy_value(here, there, uuid, err) < 0) {
        virSecretUndefine(there);
        return -1;
    }
    s->here[s->count] = STEAL(here);
    s->there[s->count++] = STEAL(there);
    return 0;
}

int vm_move_secrets(struct vm_move_secrets *s, struct vm_call *from, struct vm_call *to,
                    xmlNodePtr domain, struct err **err)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain,
                               XML_HV "/hv:security/@secret | devices/tpm/backend/encryption/"
                                      "@secret | devices/disk/source/encryption/secret/@uuid",
                               &nodes);
    int rc = 0;
    s->here = xcalloc(n + 1, sizeof(*s->here));
    s->there = xcalloc(n + 1, sizeof(*s->there));
    for (size_t i = 0; i < n && rc == 0; i++) {
        AUTO_FREE char *uuid = vm_xml_text(nodes[i], ".");
        if (uuid && *uuid)
            rc = copy_secret(s, from, to, uuid, err);
    }
    free(nodes);
    return rc;
}

void vm_move_secrets_undo(struct vm_move_secrets *s)
{
    for (size_t i = 0; i < s->count; i++)
        virSecretUndefine(s->there[i]);
}

void vm_move_secrets_release(struct vm_move_secrets *s)
{
    for (size_t i = 0; i < s->count; i++) {
        virSecretFree(s->here[i]);
        virSecretFree(s->there[i]);
    }
    free(s->here);
    free(s->there);
    *s = (struct vm_move_secrets){ 0 };
}
