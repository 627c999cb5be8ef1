/* A variable store as a guest may leave it: read, list, change, write, read again. The head of
 * a real store is put before the input, so that mutation works on variables. */
#include <stdint.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "vm/nvram.h"

enum { VOLUME = 72, STORE = 28, HEAD = VOLUME + STORE };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(struct vm_nvram *nv)
{
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    AUTO_ERR *c = NULL;
    struct vm_nvram_boot *list;
    size_t n, len;
    if (vm_nvram_boot_entries(nv, &list, &n, &a) == 0)
        vm_nvram_boot_free(list, n);
    (void)vm_nvram_trusts_uefi_ca(nv);
    if (vm_nvram_remove_uefi_ca(nv, &b) == 0 && vm_nvram_trusts_uefi_ca(nv))
        __builtin_trap();
    if (vm_nvram_set_secure_boot(nv, false, &c) == 0 && vm_nvram_secure_boot(nv) == VM_NVRAM_SB_ON)
        __builtin_trap();
    const uint8_t *bytes = vm_nvram_bytes(nv, &len);
    struct vm_nvram *again = NULL;
    AUTO_ERR *d = NULL;
    if (vm_nvram_parse(bytes, len, &again, &d) != 0)
        __builtin_trap();
    vm_nvram_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ERR *err = NULL;
    struct vm_nvram *nv = NULL;
    if (size && data[0] == 0xFF) {
        /* The bytes as a whole file. */
        if (vm_nvram_parse(data + 1, size - 1, &nv, &err) == 0)
            use(nv);
        vm_nvram_free(nv);
        return 0;
    }
    if (size > 65536)
        return 0;
    static const uint8_t guids[32] = {
        0x8D, 0x2B, 0xF1, 0xFF, 0x96, 0x76, 0x8B, 0x4C, 0xA9, 0x85, 0x27,
        0x47, 0x07, 0x5B, 0x4F, 0x50, 0x78, 0x2C, 0xF3, 0xAA, 0x7B, 0x94,
        0x9A, 0x43, 0xA1, 0x80, 0x2E, 0x14, 0x4E, 0xC3, 0x77, 0x92,
    };
    size_t total = HEAD + size + 64;
    AUTO_FREE uint8_t *file = xmalloc(total);
    memset(file, 0, HEAD);
    memset(file + HEAD, 0xFF, total - HEAD);
    memcpy(file + 16, guids, 16);
    le64_put(file + 32, total);
    memcpy(file + 40, "_FVH", 4);
    le16_put(file + 48, VOLUME);
    memcpy(file + VOLUME, guids + 16, 16);
    le32_put(file + VOLUME + 16, (uint32_t)(total - VOLUME));
    file[VOLUME + 20] = 0x5A;
    file[VOLUME + 21] = 0xFE;
    memcpy(file + HEAD, data, size);
    if (vm_nvram_parse(file, total, &nv, &err) == 0)
        use(nv);
    vm_nvram_free(nv);
    return 0;
}
