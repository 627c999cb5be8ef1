/* Boot entries: EFI_LOAD_OPTION and device paths (UEFI specification, chapters 3 and 10). */
#include <stdlib.h>
#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/strbuf.h"
#include "vm/nvram_store.h"

enum { NODE_HEADER = 4, LOAD_OPTION_ACTIVE = 1, ENTRIES_MAX = 4096 };
#define PCI_ROOT_HID 0x0A0341D0u

static void node_text(struct strbuf *sb, const uint8_t *n, size_t len)
{
    strbuf_addf(sb, "Path(%u,%u", n[0], n[1]);
    if (len > NODE_HEADER)
        strbuf_addch(sb, ',');
    for (size_t i = NODE_HEADER; i < len && i < 64; i++)
        strbuf_addf(sb, "%02X", n[i]);
    strbuf_addch(sb, ')');
}

static void pci_or_acpi(struct vm_nvram_boot *b, struct strbuf *sb, const uint8_t *n, size_t len)
{
    if (n[0] == 1 && n[1] == 1 && len >= 6) {
        b->pci_function = n[4];
        b->pci_device = n[5];
        strbuf_addf(sb, "Pci(0x%x,0x%x)", n[5], n[4]);
    } else if (n[0] == 2 && n[1] == 1 && len >= 12 && le32_get(n + 4) == PCI_ROOT_HID) {
        strbuf_addf(sb, "PciRoot(0x%x)", le32_get(n + 8));
    } else if (n[0] == 2 && n[1] == 1 && len >= 12) {
        strbuf_addf(sb, "Acpi(0x%x,0x%x)", le32_get(n + 4), le32_get(n + 8));
    } else {
        node_text(sb, n, len);
    }
}

static void drive(struct vm_nvram_boot *b)
{
    if (b->kind == VM_BOOT_OTHER)
        b->kind = VM_BOOT_DRIVE;
}

static void messaging(struct vm_nvram_boot *b, struct strbuf *sb, const uint8_t *n, size_t len)
{
    if (n[1] == 2 && len >= 8) {
        b->target = le16_get(n + 4);
        b->lun = le16_get(n + 6);
        drive(b);
        strbuf_addf(sb, "Scsi(0x%x,0x%x)", b->target, b->lun);
    } else if (n[1] == 1 && len >= 8) {
        drive(b);
        strbuf_addf(sb, "Ata(%s,%s,0x%x)", n[4] ? "Secondary" : "Primary",
                    n[5] ? "Slave" : "Master", le16_get(n + 6));
    } else if (n[1] == 18 && len >= 10) {
        drive(b);
        strbuf_addf(sb, "Sata(0x%x,0x%x,0x%x)", le16_get(n + 4), le16_get(n + 6), le16_get(n + 8));
    } else if (n[1] == 23 && len >= 16) {
        drive(b);
        strbuf_addf(sb, "NVMe(0x%x)", le32_get(n + 4));
    } else if (n[1] == 11 && len >= 37) {
        b->kind = VM_BOOT_NETWORK;
        snprintf(b->mac, sizeof(b->mac), "%02x:%02x:%02x:%02x:%02x:%02x", n[4], n[5], n[6], n[7],
                 n[8], n[9]);
        strbuf_addf(sb, "MAC(%02x%02x%02x%02x%02x%02x,0x%x)", n[4], n[5], n[6], n[7], n[8], n[9],
                    n[36]);
    } else if (n[1] == 12) {
        strbuf_adds(sb, "IPv4()");
    } else if (n[1] == 13) {
        strbuf_adds(sb, "IPv6()");
    } else if (n[1] == 24) {
        strbuf_adds(sb, "Uri()");
    } else {
        node_text(sb, n, len);
    }
}

static void media(struct vm_nvram_boot *b, struct strbuf *sb, const uint8_t *n, size_t len)
{
    if (n[1] == 1 && len >= 42) {
        drive(b);
        if (n[40] == 2 && n[41] == 2)
            disk_guid_format(n + 24, true, false, b->partition_guid);
        strbuf_addf(sb, "HD(%u,%s,%s)", le32_get(n + 4), n[40] == 2 ? "GPT" : "MBR",
                    b->partition_guid);
    } else if (n[1] == 2) {
        drive(b);
        strbuf_adds(sb, "CDROM()");
    } else if (n[1] == 4) {
        AUTO_STRBUF path = STRBUF_INIT;
        text16_add(&path, n + NODE_HEADER, len - NODE_HEADER, false);
        strbuf_adds(sb, path.buf);
        if (b->kind != VM_BOOT_NETWORK)
            b->kind = VM_BOOT_FILE;
        free(b->file_path);
        b->file_path = strbuf_detach(&path, NULL);
    } else if ((n[1] == 6 || n[1] == 7) && len >= 20) {
        char guid[37];
        disk_guid_format(n + 4, true, false, guid);
        strbuf_addf(sb, "%s(%s)", n[1] == 6 ? "FvFile" : "Fv", guid);
    } else {
        node_text(sb, n, len);
    }
}

static void read_path(struct vm_nvram_boot *b, const uint8_t *p, size_t len)
{
    AUTO_STRBUF sb = STRBUF_INIT;
    for (size_t at = 0; len - at >= NODE_HEADER;) {
        const uint8_t *n = p + at;
        size_t size = le16_get(n + 2);
        if (size < NODE_HEADER || size > len - at || n[0] == 0x7F)
            break;
        if (sb.len)
            strbuf_addch(&sb, '/');
        if (n[0] == 3)
            messaging(b, &sb, n, size);
        else if (n[0] == 4)
            media(b, &sb, n, size);
        else
            pci_or_acpi(b, &sb, n, size);
        at += size;
    }
    b->device_path = strbuf_detach(&sb, NULL);
}

static bool read_option(const struct vm_nvram_var *v, struct vm_nvram_boot *b)
{
    if (v->len < 8)
        return false;
    size_t path_len = le16_get(v->data + 4), end = 6;
    while (end + 2 <= v->len && le16_get(v->data + end) != 0)
        end += 2;
    if (end + 2 > v->len)
        return false;
    size_t path = end + 2;
    if (path_len > v->len - path)
        return false;
    b->active = le32_get(v->data) & LOAD_OPTION_ACTIVE;
    b->pci_device = b->pci_function = b->target = b->lun = -1;
    AUTO_STRBUF text = STRBUF_INIT;
    text16_add(&text, v->data + 6, end - 6, false);
    b->description = strbuf_detach(&text, NULL);
    read_path(b, v->data + path, path_len);
    return true;
}

/* "Boot" and four upper-case hex digits. */
static bool option_number(const char *name, uint16_t *number)
{
    if (strncmp(name, "Boot", 4) != 0 || strlen(name) != 8 ||
        strspn(name + 4, "0123456789ABCDEF") != 4)
        return false;
    *number = (uint16_t)strtoul(name + 4, NULL, 16);
    return true;
}

static size_t place_in_order(const struct vm_nvram *nv, uint16_t number)
{
    const struct vm_nvram_var *order = vm_nvram_find(nv, NVRAM_GUID_GLOBAL, "BootOrder");
    for (size_t i = 0; order && i + 2 <= order->len; i += 2)
        if (le16_get(order->data + i) == number)
            return i / 2;
    return (size_t)65536 + number;
}

struct ranked {
    size_t place;
    struct vm_nvram_boot boot;
};

static int by_place(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

int vm_nvram_boot_entries(const struct vm_nvram *nv, struct vm_nvram_boot **list, size_t *n,
                          struct err **err)
{
    *list = NULL;
    *n = 0;
    AUTO_FREE struct ranked *found = xcalloc(nv->count + 1, sizeof(*found));
    size_t count = 0;
    for (size_t i = 0; i < nv->count; i++) {
        const struct vm_nvram_var *v = &nv->records[i].var;
        uint16_t number;
        if (strcmp(v->guid, NVRAM_GUID_GLOBAL) != 0 || !option_number(v->name, &number) ||
            !read_option(v, &found[count].boot))
            continue;
        found[count].boot.number = number;
        found[count++].place = place_in_order(nv, number);
        if (count == ENTRIES_MAX)
            break;
    }
    qsort(found, count, sizeof(*found), by_place);
    *list = xcalloc(count + 1, sizeof(**list));
    for (size_t i = 0; i < count; i++)
        (*list)[i] = found[i].boot;
    *n = count;
    (void)err;
    return 0;
}

void vm_nvram_boot_free(struct vm_nvram_boot *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(list[i].description);
        free(list[i].file_path);
        free(list[i].device_path);
    }
    free(list);
}

int vm_nvram_set_boot_order(struct vm_nvram *nv, const uint16_t *numbers, size_t n,
                            struct err **err)
{
    AUTO_FREE uint8_t *order = xcalloc(n + 1, 2);
    for (size_t i = 0; i < n; i++) {
        char name[9];
        snprintf(name, sizeof(name), "Boot%04X", numbers[i]);
        if (!vm_nvram_find(nv, NVRAM_GUID_GLOBAL, name))
            return err_set(err, ERR_OBJECT_NOT_FOUND, "There is no boot entry %s.", name);
        le16_put(order + i * 2, numbers[i]);
    }
    return vm_nvram_set(nv, NVRAM_GUID_GLOBAL, "BootOrder", NVRAM_NV_BS_RT, order, n * 2, err);
}
