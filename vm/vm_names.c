#include "vm/vm_names.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"

/* "<name>_VARS.fd", "<name>.snapshot" … have to fit into 255 bytes. */
enum { NAME_MAX_BYTES = 1024, DOMAIN_NAME_MAX = 200, MARK_LEN = 9 };

int vm_name_check(const char *name, struct err **err)
{
    size_t len = strlen(name);
    if (strspn(name, " \t") == len)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The name of a virtual machine cannot be empty.");
    if (len > NAME_MAX_BYTES)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The name of the virtual machine is too long: %zu bytes, at most %d.", len,
                       NAME_MAX_BYTES);
    if (!utf8_valid(name, len))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The name of the virtual machine is not valid Unicode text.");
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t rune = utf8_decode(name + i, len - i, &used);
        if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0xfffe || rune == 0xffff)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The name of the virtual machine has a character that is not allowed "
                           "(U+%04X).",
                           (unsigned)rune);
    }
    return 0;
}

static bool is_mark(const char *s, const char *uuid)
{
    return s[0] == '~' && memcmp(s + 1, uuid, MARK_LEN - 1) == 0;
}

bool vm_name_is_encoded(const char *domain_name, const char *uuid)
{
    size_t len = strlen(domain_name);
    return len >= MARK_LEN && is_mark(domain_name + len - MARK_LEN, uuid);
}

char *vm_name_encode(const char *name, const char *uuid, bool *needs_title)
{
    size_t len = strlen(name);
    bool plain = len <= DOMAIN_NAME_MAX && !strchr(name, '/') && name[0] != '.' && name[0] != ' ' &&
                 name[len - 1] != ' ' && !vm_name_is_encoded(name, uuid);
    *needs_title = !plain;
    if (plain)
        return xstrdup(name);
    AUTO_STRBUF safe = STRBUF_INIT;
    for (size_t i = 0, used; i < len && safe.len < DOMAIN_NAME_MAX - 16; i += used) {
        utf8_decode(name + i, len - i, &used);
        bool bad =
            name[i] == '/' || ((i == 0 || i + 1 == len) && (name[i] == '.' || name[i] == ' '));
        if (bad)
            strbuf_addch(&safe, '_');
        else
            strbuf_add(&safe, name + i, used);
    }
    strbuf_addch(&safe, '~');
    strbuf_add(&safe, uuid, MARK_LEN - 1);
    return strbuf_detach(&safe, NULL);
}

char *vm_name_of(virDomainPtr dom, const char *uuid)
{
    const char *name = virDomainGetName(dom);
    if (!vm_name_is_encoded(name, uuid))
        return xstrdup(name);
    char *title =
        virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, NULL, VIR_DOMAIN_AFFECT_CURRENT);
    char *copy = xstrdup(title && *title ? title : name);
    free(title);
    return copy;
}

virDomainPtr vm_name_lookup(struct vm_call *call, const char *name, struct err **err)
{
    if (!strpbrk(name, "/\n")) {
        virDomainPtr dom = virDomainLookupByName(call->conn, name);
        if (dom)
            return dom;
        if (vm_last_code() != VIR_ERR_NO_DOMAIN) {
            vm_err_libvirt(err, "Cannot look up the virtual machine '%s'", name);
            return NULL;
        }
    }
    virDomainPtr *doms = NULL;
    int n = virConnectListAllDomains(call->conn, &doms, 0);
    if (n < 0) {
        vm_err_libvirt(err, "Cannot list the virtual machines");
        return NULL;
    }
    virDomainPtr found = NULL;
    for (int i = 0; i < n; i++) {
        char uuid[VIR_UUID_STRING_BUFLEN];
        if (!found && virDomainGetUUIDString(doms[i], uuid) == 0) {
            AUTO_FREE char *vm_name = vm_name_of(doms[i], uuid);
            if (text_caseeq(vm_name, name)) {
                found = doms[i];
                continue;
            }
        }
        virDomainFree(doms[i]);
    }
    free(doms);
    return found;
}
