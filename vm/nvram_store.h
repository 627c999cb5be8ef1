/* Inside vm/: what the parts of vm/nvram share. */
#ifndef HVSH_VM_NVRAM_STORE_H
#define HVSH_VM_NVRAM_STORE_H

#include "vm/nvram.h"

/* Variables with what only the store cares about. */
struct nvram_record {
    struct vm_nvram_var var;
    uint64_t monotonic;
    uint32_t key_index;
};

struct vm_nvram {
    uint8_t *bytes; /* the whole file */
    size_t len;
    size_t first, end; /* where variables lie in it: [first, end) */
    bool authenticated;
    bool changed; /* records differ from bytes */
    struct nvram_record *records;
    size_t count;
};

#define NVRAM_GUID_GLOBAL "8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define NVRAM_GUID_SECURITY "d719b2cb-3d3a-4596-a3bc-dad00e67656f"
#define NVRAM_GUID_SECURE_BOOT_ENABLE "f0a30bc7-af08-4556-99c4-001009c93a44"
/* Non-volatile, boot service access; runtime access. */
enum { NVRAM_NV_BS = 3, NVRAM_NV_BS_RT = 7 };

#endif
