/* Secure Boot: the keys and the switch, as EDK2 keeps them in variables. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/strbuf.h"
#include "vm/nvram_store.h"

enum { LIST_HEADER = 28, OWNER_SIZE = 16 };

/* EFI_CERT_X509_GUID */
static const uint8_t x509_guid[16] = { 0xA1, 0x59, 0xC0, 0xA5, 0xE4, 0x94, 0xA7, 0x4A,
                                       0x87, 0xB5, 0xAB, 0x15, 0x5C, 0x2B, 0xF0, 0x72 };
static const char *const uefi_ca[] = { "Microsoft Corporation UEFI CA 2011",
                                       "Microsoft UEFI CA 2023",
                                       "Microsoft Option ROM UEFI CA 2023", NULL };
static const char *const windows_ca[] = { "Microsoft Windows Production PCA 2011",
                                          "Windows UEFI CA 2023", NULL };

/* An EFI_SIGNATURE_LIST within data. */
struct list {
    const uint8_t *start;
    size_t size, header, signature; /* bytes: the whole, its own header, each entry */
    bool x509;
};

/* The list at *at, which is moved past it; false at the end or at what cannot be one. */
static bool list_next(const uint8_t *data, size_t len, size_t *at, struct list *l)
{
    if (len - *at < LIST_HEADER)
        return false;
    l->start = data + *at;
    l->size = le32_get(l->start + 16);
    l->header = le32_get(l->start + 20);
    l->signature = le32_get(l->start + 24);
    if (l->size < LIST_HEADER || l->size > len - *at || l->header > l->size - LIST_HEADER ||
        l->signature <= OWNER_SIZE)
        return false;
    l->x509 = memcmp(l->start, x509_guid, 16) == 0;
    *at += l->size;
    return true;
}

/* A certificate's DER text holds its subject's common name as plain characters. */
static bool names_any(const uint8_t *cert, size_t len, const char *const *names)
{
    for (; *names; names++)
        if (memmem(cert, len, *names, strlen(*names)))
            return true;
    return false;
}

static bool db_holds(const struct vm_nvram *nv, const char *const *names)
{
    const struct vm_nvram_var *db = vm_nvram_find(nv, NVRAM_GUID_SECURITY, "db");
    size_t at = 0;
    struct list l;
    while (db && list_next(db->data, db->len, &at, &l))
        if (l.x509 && names_any(l.start + LIST_HEADER, l.size - LIST_HEADER, names))
            return true;
    return false;
}

bool vm_nvram_trusts_windows(const struct vm_nvram *nv)
{
    return db_holds(nv, windows_ca);
}

bool vm_nvram_trusts_uefi_ca(const struct vm_nvram *nv)
{
    return db_holds(nv, uefi_ca);
}

int vm_nvram_remove_uefi_ca(struct vm_nvram *nv, struct err **err)
{
    const struct vm_nvram_var *db = vm_nvram_find(nv, NVRAM_GUID_SECURITY, "db");
    AUTO_STRBUF out = STRBUF_INIT;
    size_t at = 0, removed = 0;
    struct list l;
    while (db && list_next(db->data, db->len, &at, &l)) {
        size_t first = LIST_HEADER + l.header;
        size_t start = out.len, kept = 0;
        strbuf_add(&out, l.start, first);
        for (size_t off = first; l.size - off >= l.signature; off += l.signature) {
            if (l.x509 &&
                names_any(l.start + off + OWNER_SIZE, l.signature - OWNER_SIZE, uefi_ca)) {
                removed++;
                continue;
            }
            strbuf_add(&out, l.start + off, l.signature);
            kept++;
        }
        if (kept)
            le32_put(out.buf + start + 16, (uint32_t)(out.len - start));
        else
            strbuf_truncate(&out, start);
    }
    if (!removed)
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       "The firmware settings hold no Microsoft UEFI certificate authority.");
    if (!out.len)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The firmware settings trust nothing but the "
                       "Microsoft UEFI certificate authority.");
    if (vm_nvram_set(nv, NVRAM_GUID_SECURITY, "db", 0, out.buf, out.len, err) < 0)
        return -1;
    /* a store with a second db, or lists that read otherwise without what went */
    if (vm_nvram_trusts_uefi_ca(nv))
        return err_set(err, ERR_OPERATION_FAILED,
                       "The firmware settings are damaged: their keys cannot be changed.");
    return 0;
}

static bool has_platform_key(const struct vm_nvram *nv)
{
    const struct vm_nvram_var *pk = vm_nvram_find(nv, NVRAM_GUID_GLOBAL, "PK");
    return pk && pk->len > 0;
}

enum vm_nvram_secure_boot vm_nvram_secure_boot(const struct vm_nvram *nv)
{
    if (!has_platform_key(nv))
        return VM_NVRAM_SB_UNSET;
    const struct vm_nvram_var *v =
        vm_nvram_find(nv, NVRAM_GUID_SECURE_BOOT_ENABLE, "SecureBootEnable");
    /* With a platform key and without the variable, the firmware enforces. */
    return v && v->len == 1 && v->data[0] == 0 ? VM_NVRAM_SB_OFF : VM_NVRAM_SB_ON;
}

int vm_nvram_set_secure_boot(struct vm_nvram *nv, bool on, struct err **err)
{
    if (!has_platform_key(nv)) {
        if (!on)
            return 0;
        return err_set(err, ERR_NOT_SUPPORTED,
                       "Secure Boot cannot be turned on: the firmware "
                       "settings of the virtual machine hold no keys.");
    }
    uint8_t value = on ? 1 : 0;
    return vm_nvram_set(nv, NVRAM_GUID_SECURE_BOOT_ENABLE, "SecureBootEnable", NVRAM_NV_BS, &value,
                        1, err);
}
