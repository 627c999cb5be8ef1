#include "disk/fat_layout.h"

#include "shell/base/le.h"

enum { ROOT_ENTRY = 32 };

bool fat_layout_read(const uint8_t b[512], struct fat_layout *out)
{
    uint32_t sector = le16_get(b + 11), per_cluster = b[13], reserved = le16_get(b + 14);
    uint32_t tables = b[16], roots = le16_get(b + 17), small = le16_get(b + 19);
    uint32_t table = le16_get(b + 22), total = small ? small : le32_get(b + 32);
    bool wide = !table;
    if (wide)
        table = le32_get(b + 36);
    if (sector < 512 || sector > 4096 || sector & (sector - 1) || !per_cluster ||
        per_cluster & (per_cluster - 1) || !reserved || !tables || !table)
        return false;
    uint64_t root = reserved + (uint64_t)tables * table;
    uint64_t data = root + ((uint64_t)roots * ROOT_ENTRY + sector - 1) / sector;
    if (data >= total)
        return false;
    *out = (struct fat_layout){
        .sector = sector,
        .cluster = sector * per_cluster,
        .tables = tables,
        .roots = roots,
        .size = (uint64_t)total * sector,
        .table_at = (uint64_t)reserved * sector,
        .table_size = (uint64_t)table * sector,
        .root_at = root * sector,
        .data_at = data * sector,
        .clusters = (total - data) / per_cluster,
        .dirty = b[wide ? 65 : 37] & 3,
        .wide = wide,
    };
    if (wide) {
        out->root_cluster = le32_get(b + 44);
        out->info_at = (uint64_t)le16_get(b + 48) * sector;
        out->one_table = le16_get(b + 40) & 0x80;
    }
    return true;
}
