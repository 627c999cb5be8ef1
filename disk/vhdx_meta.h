/* [MS-VHDX] 2.6: the metadata region, a table of items, and the parent locator among them. */
#ifndef HVSH_DISK_VHDX_META_H
#define HVSH_DISK_VHDX_META_H

#include "disk/blk_io.h"
#include "disk/vhdx_header.h"

enum {
    VHDX_META_TABLE_BYTES = 64 << 10, /* items lie behind it, at most 1 MiB each */
    VHDX_META_REGION_BYTES = 1 << 20, /* of a new file */
};
#define VHDX_SIZE_MAX (64ull << 40)
#define VHDX_BLOCK_MIN (1u << 20)
#define VHDX_BLOCK_MAX (256u << 20)

enum vhdx_item {
    VHDX_ITEM_FILE,     /* u32 block size, u32 flags: 1 leave allocated, 2 has a parent */
    VHDX_ITEM_SIZE,     /* u64 bytes */
    VHDX_ITEM_LOGICAL,  /* u32 bytes: 512 or 4096 */
    VHDX_ITEM_PHYSICAL, /* u32 bytes: 512 or 4096 */
    VHDX_ITEM_PAGE83,   /* GUID: Get-VHD's DiskIdentifier */
    VHDX_ITEM_LOCATOR,  /* parent locator */
    VHDX_ITEMS
};

/* Keys and values of a parent locator, UTF-8, owned. */
struct vhdx_locator {
    struct vhdx_pair {
        char *key, *value;
    } * pairs;
    size_t count;
};
const char *vhdx_locator_get(const struct vhdx_locator *l, const char *key);
/* value NULL takes the pair away. */
void vhdx_locator_set(struct vhdx_locator *l, const char *key, const char *value);
void vhdx_locator_release(struct vhdx_locator *l);
/* The item's bytes; the caller frees. */
uint8_t *vhdx_locator_encode(const struct vhdx_locator *l, uint32_t *length);

struct vhdx_meta {
    uint32_t block_size; /* bytes, a power of two of 1 to 256 MiB */
    bool leave_allocated, has_parent;
    uint64_t size; /* bytes */
    uint32_t logical_sector, physical_sector;
    uint8_t page83[16];
    struct vhdx_locator locator;
    struct {
        uint64_t entry_at; /* of its table entry in the file */
        uint64_t at;       /* of the item in the file */
        uint32_t length;   /* bytes */
    } items[VHDX_ITEMS];
    uint32_t used;  /* end of the last item, from the region's start */
    uint16_t count; /* of table entries */
};

int vhdx_meta_read(struct blk_io *file, const struct vhdx_region *region, struct vhdx_meta *meta,
                   struct err **err) MUST_CHECK;
void vhdx_meta_release(struct vhdx_meta *meta);
/* The whole region of a new file. */
void vhdx_meta_encode(const struct vhdx_meta *meta, uint8_t region[VHDX_META_REGION_BYTES]);

#endif
