#include <string.h>

#include "disk/vhdx_bat.h"
#include "shell/base/le.h"

int vhdx_set_disk_id(struct vhdx *v, const uint8_t id[16], struct err **err)
{
    if (vhdx_begin(v, false, err) || vhdx_put(v, v->meta.items[VHDX_ITEM_PAGE83].at, id, 16, err) ||
        vhdx_flush(v, err))
        return -1;
    memcpy(v->meta.page83, id, 16);
    memcpy(v->disk.disk_id, id, 16);
    return 0;
}

int vhdx_set_physical_sector(struct vhdx *v, uint32_t bytes, struct err **err)
{
    uint8_t value[4];
    le32_put(value, bytes);
    if (vhdx_begin(v, false, err) ||
        vhdx_put(v, v->meta.items[VHDX_ITEM_PHYSICAL].at, value, sizeof(value), err) ||
        vhdx_flush(v, err))
        return -1;
    v->meta.physical_sector = v->disk.physical_sector = bytes;
    return 0;
}

int vhdx_set_locator(struct vhdx *v, const struct vhdx_locator *locator, struct err **err)
{
    uint32_t length;
    AUTO_FREE uint8_t *item = vhdx_locator_encode(locator, &length);
    uint64_t at = v->meta.items[VHDX_ITEM_LOCATOR].at;
    uint64_t region = v->regions.metadata.offset;
    uint8_t place[8];
    if (vhdx_begin(v, false, err))
        return -1;
    if (length > v->meta.items[VHDX_ITEM_LOCATOR].length) {
        /* Behind all others; its old place stays empty. */
        uint64_t behind = (v->meta.used + 7ull) & ~7ull;
        if (behind + length > v->regions.metadata.length)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The metadata of the virtual hard disk have no room for the path of "
                           "its parent.");
        at = region + behind;
    }
    le32_put(place, (uint32_t)(at - region));
    le32_put(place + 4, length);
    /* Item and entry are in one flush, so in one entry of the log. */
    if (vhdx_put(v, at, item, length, err) ||
        vhdx_put(v, v->meta.items[VHDX_ITEM_LOCATOR].entry_at + 16, place, sizeof(place), err) ||
        vhdx_flush(v, err))
        return -1;
    if (at - region + length > v->meta.used)
        v->meta.used = (uint32_t)(at - region + length);
    v->meta.items[VHDX_ITEM_LOCATOR].at = at;
    v->meta.items[VHDX_ITEM_LOCATOR].length = length;
    return 0;
}
