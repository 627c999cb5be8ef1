#include <string.h>

#include "disk/text16.h"
#include "disk/vhdx.h"
#include "disk/vhdx_bat.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

/* Where Hyper-V puts them. */
#define LOG_AT (1 * DISK_MIB)
#define METADATA_AT (2 * DISK_MIB)
#define BAT_AT (3 * DISK_MIB)

/* A fixed disk has all its blocks, one behind the other. */
static int write_full_table(struct blk_io *file, uint64_t blocks, unsigned ratio_shift,
                            uint64_t data, uint32_t block_size, struct err **err)
{
    enum { STEP = 8192 };
    AUTO_FREE uint8_t *buf = xmalloc(STEP * 8);
    uint64_t entries = vhdx_bat_entries(blocks, ratio_shift, false);
    uint64_t period = (1ull << ratio_shift) + 1;
    for (uint64_t i = 0; i < entries;) {
        uint64_t n = entries - i < STEP ? entries - i : STEP;
        for (uint64_t k = 0; k < n; k++) {
            uint64_t index = i + k, block = index - index / period;
            bool bitmap = index % period == period - 1;
            le64_put(buf + k * 8, bitmap ? 0 : (data + block * block_size) | VHDX_BLOCK_FULL);
        }
        if (blk_write(file, BAT_AT + i * 8, buf, n * 8, err))
            return -1;
        i += n;
    }
    return 0;
}

static int write_tables(struct blk_io *file, const struct vhdx_spec *s,
                        const struct vhdx_regions *regions, struct err **err)
{
    AUTO_FREE uint8_t *metadata = xmalloc(VHDX_META_REGION_BYTES);
    AUTO_FREE uint8_t *table = xmalloc(VHDX_REGIONS_BYTES);
    struct vhdx_meta meta = { .block_size = s->block_size,
                              .leave_allocated = s->type == DISK_TYPE_FIXED,
                              .has_parent = s->type == DISK_TYPE_DIFFERENCING,
                              .size = s->size,
                              .logical_sector = s->logical_sector,
                              .physical_sector = s->physical_sector };
    if (s->locator)
        meta.locator = *s->locator;
    if (s->disk_id)
        memcpy(meta.page83, s->disk_id, 16);
    else
        disk_guid_new(meta.page83);
    vhdx_meta_encode(&meta, metadata);
    vhdx_regions_encode(regions, table);
    if (blk_write(file, METADATA_AT, metadata, VHDX_META_REGION_BYTES, err) ||
        blk_write(file, VHDX_REGIONS_AT, table, VHDX_REGIONS_BYTES, err) ||
        blk_write(file, VHDX_REGIONS_2_AT, table, VHDX_REGIONS_BYTES, err))
        return -1;
    return 0;
}

int vhdx_create(struct blk_io *file, const struct vhdx_spec *s, struct err **err)
{
    unsigned block_shift = (unsigned)__builtin_ctz(s->block_size);
    unsigned ratio_shift = 23 + (unsigned)__builtin_ctz(s->logical_sector) - block_shift;
    uint64_t blocks = (s->size + s->block_size - 1) >> block_shift;
    bool fixed = s->type == DISK_TYPE_FIXED;
    uint64_t entries = vhdx_bat_entries(blocks, ratio_shift, s->type == DISK_TYPE_DIFFERENCING);
    uint64_t bat = (entries * 8 + DISK_MIB - 1) / DISK_MIB * DISK_MIB;
    struct vhdx_regions regions = { .bat = { BAT_AT, (uint32_t)bat },
                                    .metadata = { METADATA_AT, VHDX_META_REGION_BYTES } };
    struct vhdx_header header = { .log_offset = LOG_AT, .log_length = DISK_MIB };
    disk_guid_new(header.file_write);
    disk_guid_new(header.data_write);
    /* The log has its space from the start: a full disk must not stop what it has to carry. */
    if (blk_truncate(file, BAT_AT + bat, err) || blk_allocate(file, LOG_AT, DISK_MIB, err) ||
        write_tables(file, s, &regions, err) ||
        (fixed && (blk_allocate(file, BAT_AT + bat, blocks * s->block_size, err) ||
                   write_full_table(file, blocks, ratio_shift, BAT_AT + bat, s->block_size, err))))
        return -1;
    if (blk_flush(file, err) || vhdx_header_write(file, &header, err) ||
        vhdx_header_write(file, &header, err) || vhdx_identifier_write(file, err))
        return -1;
    return blk_flush(file, err);
}
