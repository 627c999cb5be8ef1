/* [MS-VHDX] 2.2: the header section, the file's first MiB: file identifier, two headers, two
 * region tables. Little endian. */
#ifndef HVSH_DISK_VHDX_HEADER_H
#define HVSH_DISK_VHDX_HEADER_H

#include "disk/blk_io.h"

enum {
    VHDX_HEADER_AT = 64 << 10, /* and at twice that */
    VHDX_HEADER_BYTES = 4096,
    VHDX_REGIONS_AT = 192 << 10,   /* the first region table; nothing below is ever logged */
    VHDX_REGIONS_2_AT = 256 << 10, /* the second */
    VHDX_REGIONS_BYTES = 64 << 10,
};
/* No file of ours is longer: a 64 TB disk with all it needs is below 66 TB. */
#define VHDX_FILE_MAX (128ull << 40)
#define VHDX_LOG_MAX (1ull << 30)

struct vhdx_header {
    uint64_t sequence;      /* SequenceNumber of the current header */
    uint8_t file_write[16]; /* FileWriteGuid: another one before each session of writing */
    uint8_t data_write[16]; /* DataWriteGuid: another one before what the guest sees changes */
    uint8_t log_guid[16];   /* LogGuid: all zero when the log is empty */
    uint64_t log_offset;    /* bytes, whole MiB */
    uint32_t log_length;    /* bytes, whole MiB */
    int slot;               /* 0 or 1: where the current header lies */
};

struct vhdx_region {
    uint64_t offset; /* bytes, whole MiB, at least 1 MiB */
    uint32_t length; /* bytes, whole MiB */
};
enum { VHDX_REGIONS_OTHER = 16 };
struct vhdx_regions {
    struct vhdx_region bat, metadata;
    /* What is unknown here and may be ignored keeps its place. */
    struct vhdx_region other[VHDX_REGIONS_OTHER];
    uint32_t others;
};

/* File identifier and the newer valid header. */
int vhdx_header_read(struct blk_io *file, struct vhdx_header *header, struct err **err) MUST_CHECK;
/* Makes header the current one: over the older one, with the next sequence number, synced. */
int vhdx_header_write(struct blk_io *file, struct vhdx_header *header, struct err **err) MUST_CHECK;
/* The file identifier of a new file. */
int vhdx_identifier_write(struct blk_io *file, struct err **err) MUST_CHECK;
/* The first valid region table; regions must lie in the file, and neither on each other nor on
 * the log. */
int vhdx_regions_read(struct blk_io *file, const struct vhdx_header *header,
                      struct vhdx_regions *regions, struct err **err) MUST_CHECK;
/* Signature and checksum of a header. */
bool vhdx_header_valid(const uint8_t header[VHDX_HEADER_BYTES]);
/* Signature and checksum of a region table. */
bool vhdx_regions_valid(const uint8_t table[VHDX_REGIONS_BYTES]);
/* The bytes of a region table. */
void vhdx_regions_encode(const struct vhdx_regions *regions, uint8_t table[VHDX_REGIONS_BYTES]);
/* Points the BAT's entry of an existing table somewhere else and seals it; false: no entry. */
bool vhdx_regions_move_bat(uint8_t table[VHDX_REGIONS_BYTES], const struct vhdx_region *bat);

#endif
