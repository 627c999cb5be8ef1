/* What a volume holds, by the superblocks alone. */
#ifndef HVSH_DISK_FS_INFO_H
#define HVSH_DISK_FS_INFO_H

#include "disk/volume.h"

enum fs_type {
    FS_TYPE_NONE, /* nothing known */
    FS_TYPE_EXT2,
    FS_TYPE_EXT3,
    FS_TYPE_EXT4,
    FS_TYPE_FAT, /* FAT12 and FAT16 */
    FS_TYPE_FAT32,
    FS_TYPE_EXFAT,
    FS_TYPE_NTFS,
    FS_TYPE_XFS,
    FS_TYPE_ISO9660,
    FS_TYPE_HFS_PLUS,
    /* what is no file system that can be read here */
    FS_TYPE_REFS,
    FS_TYPE_BTRFS,
    FS_TYPE_LVM,
    FS_TYPE_LUKS,
    FS_TYPE_BITLOCKER,
    FS_TYPE_SWAP,
    FS_TYPE_F2FS,
};

struct fs_info {
    enum fs_type type;
    char label[256];
    char id[40];         /* UUID or serial number, as blkid writes it; "" unknown */
    uint64_t size;       /* bytes of the file system; 0 unknown */
    int64_t free;        /* bytes; -1 unknown */
    uint32_t cluster;    /* bytes; 0 unknown */
    uint32_t devices;    /* of which it is one (btrfs); 0 unknown */
    bool needs_recovery; /* was not unmounted: its journal holds newer metadata */
    bool inline_data;    /* ext4 keeps small files in inodes */
    bool faulty;         /* it says itself that it has faults (ext) */
};

int fs_info_read(const struct volume *v, struct fs_info *info, struct err **err) MUST_CHECK;
/* Is the volume a part of a Linux RAID (md)? Its file system may be seen all the same, as half of a
 * mirror is. */
bool fs_is_raid_part(const struct volume *v);
/* "ext4", "NTFS", "XFS" …; "" for none. */
const char *fs_type_name(enum fs_type type);

#endif
