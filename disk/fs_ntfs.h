/* What of NTFS does not stand in its boot sector: the label and the free space, from the first
 * records of the master file table. */
#ifndef HVSH_DISK_FS_NTFS_H
#define HVSH_DISK_FS_NTFS_H

#include "disk/fs_info.h"

/* Fills info->label and info->free of a volume whose boot sector is b. What cannot be read stays
 * unknown. */
void fs_ntfs_details(const struct volume *v, const uint8_t b[512], struct fs_info *info);

#endif
