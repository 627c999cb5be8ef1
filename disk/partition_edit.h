/* Changing partition tables. Each call leaves a whole table behind or, after an error while
 * writing, one of the two copies of a GPT. Sizes and offsets are bytes. */
#ifndef HVSH_DISK_PARTITION_EDIT_H
#define HVSH_DISK_PARTITION_EDIT_H

#include "disk/partition.h"

/* An empty table; with GPT and room for it also Microsoft's reserved partition of 16 MB, as
 * Windows makes it. ERR_INVALID_PARAMETER when the disk is too small. */
int disk_layout_make(struct vdisk *disk, enum disk_style style, struct err **err) MUST_CHECK;
/* Takes every table away (both copies of a GPT) and the start of each partition. */
int disk_layout_clear(struct vdisk *disk, struct err **err) MUST_CHECK;

struct partition_spec {
    uint64_t size;      /* 0: the largest free range */
    uint64_t offset;    /* 0: the first range that is large enough */
    uint64_t alignment; /* 0: 1 MB */
    uint8_t mbr_type;   /* MBR */
    bool active;
    uint8_t gpt_type[16]; /* GPT */
};
/* ERR_INVALID_STATE without a table or a free entry; ERR_OUT_OF_MEMORY without room. */
int disk_layout_add(struct vdisk *disk, const struct partition_spec *spec, uint32_t *number,
                    struct err **err) MUST_CHECK;
int disk_layout_remove(struct vdisk *disk, uint32_t number, struct err **err) MUST_CHECK;
/* The end moves; what follows must leave the room. */
int disk_layout_resize(struct vdisk *disk, uint32_t number, uint64_t size,
                       struct err **err) MUST_CHECK;
/* type: one byte for MBR, 16 for GPT; NULL leaves it. active: 0, 1, or -1 to leave it. */
int disk_layout_set(struct vdisk *disk, uint32_t number, const uint8_t *type, int active,
                    struct err **err) MUST_CHECK;
/* A GPT entry's attributes; bits outside of mask stay. ERR_INVALID_PARAMETER with an MBR. */
enum gpt_attribute {
    GPT_READ_ONLY = 60,
    GPT_SHADOW_COPY = 61,
    GPT_HIDDEN = 62,
    GPT_NO_DRIVE_LETTER = 63,
};
int disk_layout_set_attributes(struct vdisk *disk, uint32_t number, uint64_t mask, uint64_t value,
                               struct err **err) MUST_CHECK;
/* The disk's own identity: a GPT's GUID, or (guid NULL) an MBR's signature.
 * ERR_INVALID_PARAMETER when the table is of the other kind. */
int disk_layout_identify(struct vdisk *disk, const uint8_t guid[16], uint32_t signature,
                         struct err **err) MUST_CHECK;
/* The largest free range, and all free bytes; alignment as above. */
void disk_layout_free(const struct disk_layout *layout, uint64_t alignment, uint64_t *largest,
                      uint64_t *sum);
/* Microsoft's reserved partition, which holds no data. */
bool partition_is_reserved(const struct disk_layout *layout, const struct disk_partition *p);
/* How large a partition may become, given what follows it. */
uint64_t disk_layout_room(const struct disk_layout *layout, const struct disk_partition *p);

#endif
