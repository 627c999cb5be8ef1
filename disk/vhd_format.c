#include "disk/vhd_format.h"

#include <string.h>
#include <time.h>

#include "disk/image.h"
#include "shell/base/le.h"

enum { FOOTER_CHECKSUM = 64, HEADER_CHECKSUM = 36, EPOCH_2000 = 946684800 };

/* The ones' complement of the sum of all other bytes. */
static uint32_t checksum(const uint8_t *p, size_t len, size_t field)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < len; i++)
        if (i < field || i >= field + 4)
            sum += p[i];
    return ~sum;
}

bool vhd_footer_valid(const uint8_t p[VHD_FOOTER_SIZE])
{
    return memcmp(p, "conectix", 8) == 0 &&
           be32_get(p + FOOTER_CHECKSUM) == checksum(p, VHD_FOOTER_SIZE, FOOTER_CHECKSUM);
}

void vhd_footer_seal(uint8_t p[VHD_FOOTER_SIZE])
{
    be32_put(p + FOOTER_CHECKSUM, checksum(p, VHD_FOOTER_SIZE, FOOTER_CHECKSUM));
}

void vhd_header_seal(uint8_t p[VHD_HEADER_SIZE])
{
    be32_put(p + HEADER_CHECKSUM, checksum(p, VHD_HEADER_SIZE, HEADER_CHECKSUM));
}

uint32_t vhd_time(int64_t unix_seconds)
{
    return unix_seconds > EPOCH_2000 ? (uint32_t)(unix_seconds - EPOCH_2000) : 0;
}

int vhd_footer_decode(const uint8_t p[VHD_FOOTER_SIZE], uint64_t file_size, struct vhd_footer *f,
                      struct err **err)
{
    if (be32_get(p + 12) >> 16 != 1)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                            "The version of the virtual hard disk's format, %u, is not supported.",
                            be32_get(p + 12) >> 16);
    *f = (struct vhd_footer){ .data_offset = be64_get(p + 16),
                              .size = be64_get(p + 48),
                              .type = be32_get(p + 60) };
    memcpy(f->uuid, p + 68, 16);
    if (f->type != DISK_TYPE_FIXED && f->type != DISK_TYPE_DYNAMIC &&
        f->type != DISK_TYPE_DIFFERENCING)
        return disk_corrupt(err, "its footer has the unknown type %u", f->type);
    if (!f->size || f->size % VHD_SECTOR || f->size > VHD_SIZE_MAX)
        return disk_corrupt(err, "its size, %llu bytes, is impossible",
                            (unsigned long long)f->size);
    if (f->type == DISK_TYPE_FIXED && f->size > file_size - VHD_FOOTER_SIZE)
        return disk_corrupt(err, "the file is shorter than its fixed disk");
    return 0;
}

/* The specification's appendix: cylinders, heads, sectors per track. */
static uint32_t geometry(uint64_t size)
{
    uint64_t sectors = size / VHD_SECTOR, heads, per_track, cylinders_heads;
    if (sectors > 65535ull * 16 * 255)
        sectors = 65535ull * 16 * 255;
    if (sectors >= 65535ull * 16 * 63) {
        per_track = 255;
        heads = 16;
        cylinders_heads = sectors / per_track;
    } else {
        per_track = 17;
        cylinders_heads = sectors / per_track;
        heads = (cylinders_heads + 1023) / 1024;
        if (heads < 4)
            heads = 4;
        if (cylinders_heads >= heads * 1024 || heads > 16) {
            per_track = 31;
            heads = 16;
            cylinders_heads = sectors / per_track;
        }
        if (cylinders_heads >= heads * 1024) {
            per_track = 63;
            heads = 16;
            cylinders_heads = sectors / per_track;
        }
    }
    return (uint32_t)(cylinders_heads / heads << 16 | heads << 8 | per_track);
}

void vhd_footer_set_size(uint8_t p[VHD_FOOTER_SIZE], uint64_t size)
{
    be64_put(p + 48, size);
    be32_put(p + 56, geometry(size));
    vhd_footer_seal(p);
}

void vhd_footer_encode(const struct vhd_footer *f, uint8_t p[VHD_FOOTER_SIZE])
{
    memset(p, 0, VHD_FOOTER_SIZE);
    memcpy(p, "conectix", 8);
    be32_put(p + 8, 2);
    be32_put(p + 12, 0x10000);
    be64_put(p + 16, f->data_offset);
    be32_put(p + 24, vhd_time((int64_t)time(NULL)));
    /* Readers take the size from the geometry unless the creator is one that means the size. */
    memcpy(p + 28, "win ", 4);
    be32_put(p + 32, 0x000A0000);
    memcpy(p + 36, "Wi2k", 4);
    be64_put(p + 40, f->size);
    be32_put(p + 60, f->type);
    memcpy(p + 68, f->uuid, 16);
    vhd_footer_set_size(p, f->size);
}

int vhd_header_decode(const uint8_t p[VHD_HEADER_SIZE], const struct vhd_footer *f,
                      uint64_t file_size, struct vhd_header *h, struct err **err)
{
    if (memcmp(p, "cxsparse", 8) != 0)
        return disk_corrupt(err, "it has no dynamic header");
    if (be32_get(p + HEADER_CHECKSUM) != checksum(p, VHD_HEADER_SIZE, HEADER_CHECKSUM))
        return disk_corrupt(err, "the checksum of its dynamic header is wrong");
    if (be32_get(p + 24) >> 16 != 1)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                            "The version of the virtual hard disk's dynamic header, %u, is not "
                            "supported.",
                            be32_get(p + 24) >> 16);
    *h = (struct vhd_header){ .bat_offset = be64_get(p + 16),
                              .entries = be32_get(p + 28),
                              .block_size = be32_get(p + 32) };
    memcpy(h->parent_uuid, p + 40, 16);
    if (h->block_size < 4096 || h->block_size > 256 * DISK_MIB ||
        (h->block_size & (h->block_size - 1)))
        return disk_corrupt(err, "its block size, %u, is impossible", h->block_size);
    uint64_t need = (f->size + h->block_size - 1) / h->block_size;
    if (need > h->entries || need > VHD_ENTRIES_MAX)
        return disk_corrupt(err, "its block table is too small for the disk");
    if (h->bat_offset % VHD_SECTOR || h->bat_offset > file_size ||
        need * 4 > file_size - h->bat_offset)
        return disk_corrupt(err, "its block table lies outside the file");
    return 0;
}

void vhd_header_encode(const struct vhd_header *h, uint8_t p[VHD_HEADER_SIZE])
{
    memset(p, 0, VHD_HEADER_SIZE);
    memcpy(p, "cxsparse", 8);
    be64_put(p + 8, UINT64_MAX);
    be64_put(p + 16, h->bat_offset);
    be32_put(p + 24, 0x10000);
    be32_put(p + 28, h->entries);
    be32_put(p + 32, h->block_size);
    memcpy(p + 40, h->parent_uuid, 16);
    vhd_header_seal(p);
}
