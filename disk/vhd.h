/* Reads VHD files: Microsoft's Virtual Hard Disk Image Format Specification 1.0. Big endian. */
#ifndef HVSH_DISK_VHD_H
#define HVSH_DISK_VHD_H

#include "disk/image_probe.h"

enum { VHD_FOOTER_SIZE = 512, VHD_HEADER_SIZE = 1024 };

struct vhd_footer {
    uint64_t data_offset; /* of the dynamic header; all ones for fixed */
    char creator[5];
    uint64_t original_size; /* bytes */
    uint64_t current_size;  /* bytes: the virtual disk's size */
    uint32_t type;          /* enum disk_type */
    uint8_t uuid[16];
};

struct vhd {
    const struct disk_source *src; /* borrowed */
    struct vhd_footer footer;
    /* Dynamic and differencing: */
    uint64_t bat_offset;
    uint32_t entries;    /* BAT entries that the size needs */
    uint32_t block_size; /* bytes */
    uint32_t bitmap_size;
    char *parent_name;     /* from the header, or NULL */
    char *parent_absolute; /* locator W2ku, or NULL */
    char *parent_relative; /* locator W2ru, or NULL */
};

/* Does buf hold a footer with a right checksum? */
bool vhd_footer_valid(const uint8_t buf[VHD_FOOTER_SIZE]);
/* Recomputes and stores the checksum. */
void vhd_footer_seal(uint8_t buf[VHD_FOOTER_SIZE]);
/* The footer is taken from the end of the file, else from the copy at its start. */
int vhd_open(const struct disk_source *src, struct vhd *vhd, struct err **err) MUST_CHECK;
void vhd_release(struct vhd *vhd);
/* Content of the virtual disk; ERR_NOT_SUPPORTED for differencing ones. */
int vhd_read(struct vhd *vhd, uint64_t off, void *buf, size_t len, struct err **err) MUST_CHECK;
/* Fragmentation in percent and alignment as Get-VHD shows them. */
int vhd_layout(struct vhd *vhd, int *fragmentation, int *alignment, struct err **err) MUST_CHECK;

#endif
