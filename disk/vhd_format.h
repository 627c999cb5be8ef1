/* The structures of VHD files: Microsoft's Virtual Hard Disk Image Format Specification 1.0. Big
 * endian; places in the file are bytes unless they are called sectors, which have 512. */
#ifndef HVSH_DISK_VHD_FORMAT_H
#define HVSH_DISK_VHD_FORMAT_H

#include "disk/blk_io.h"

enum {
    VHD_SECTOR = 512,
    VHD_FOOTER_SIZE = 512,
    VHD_HEADER_SIZE = 1024,
    VHD_LOCATORS = 8,
    VHD_LOCATOR_AT = 576, /* in the header; 24 bytes each */
    VHD_NAME_BYTES = 512, /* UTF-16BE */
};
#define VHD_NO_BLOCK 0xFFFFFFFFu
#define VHD_SIZE_MAX (2040ull << 30)
/* 2 MiB of BAT entries more than 2040 GiB need in blocks of 512 KiB. */
#define VHD_ENTRIES_MAX (8u << 20)

/* 0 "conectix", 8 features, 12 version, 16 data offset, 24 time stamp, 28 creator, 32 its version,
 * 36 host, 40 original size, 48 current size, 56 geometry, 60 type, 64 checksum, 68 UUID, 84
 * saved state. */
struct vhd_footer {
    uint64_t data_offset; /* of the dynamic header; all ones for fixed */
    uint64_t size;        /* bytes of the virtual disk: "current size", never the geometry */
    uint32_t type;        /* enum disk_type */
    uint8_t uuid[16];
};

/* 0 "cxsparse", 8 all ones, 16 BAT offset, 24 version, 28 BAT entries, 32 block size, 36 checksum,
 * 40 parent's UUID, 56 parent's time stamp, 64 parent's name, 576 locators: 0 code, 4 space in
 * bytes, 8 length in bytes, 16 place. */
struct vhd_header {
    uint64_t bat_offset;
    uint32_t entries;    /* that the BAT has room for */
    uint32_t block_size; /* bytes, a power of two */
    uint8_t parent_uuid[16];
};

/* Is there a footer with a right checksum? */
bool vhd_footer_valid(const uint8_t p[VHD_FOOTER_SIZE]);
void vhd_footer_seal(uint8_t p[VHD_FOOTER_SIZE]);
/* p is valid. file_size bounds a fixed disk. */
int vhd_footer_decode(const uint8_t p[VHD_FOOTER_SIZE], uint64_t file_size, struct vhd_footer *f,
                      struct err **err) MUST_CHECK;
/* A new footer with time stamp, geometry and checksum. */
void vhd_footer_encode(const struct vhd_footer *f, uint8_t p[VHD_FOOTER_SIZE]);
/* Sets the current size and its geometry, and seals. */
void vhd_footer_set_size(uint8_t p[VHD_FOOTER_SIZE], uint64_t size);

int vhd_header_decode(const uint8_t p[VHD_HEADER_SIZE], const struct vhd_footer *f,
                      uint64_t file_size, struct vhd_header *h, struct err **err) MUST_CHECK;
void vhd_header_seal(uint8_t p[VHD_HEADER_SIZE]);
/* A new header, sealed. */
void vhd_header_encode(const struct vhd_header *h, uint8_t p[VHD_HEADER_SIZE]);
/* Seconds since 2000-01-01 UTC, as time stamps count. */
uint32_t vhd_time(int64_t unix_seconds);
/* Bytes of the sector bitmap before each block. */
static inline uint32_t vhd_bitmap_size(uint32_t block_size)
{
    return (block_size / VHD_SECTOR / 8 + VHD_SECTOR - 1) & ~(VHD_SECTOR - 1u);
}

#endif
