/* What of NTFS does not stand in its boot sector: the label and the free space, from the first
 * records of the master file table. */
#ifndef HVSH_DISK_FS_NTFS_H
#define HVSH_DISK_FS_NTFS_H

#include "disk/fs_free.h"
#include "disk/fs_info.h"

/* Fills info->label and info->free of a volume whose boot sector is b. What cannot be read stays
 * unknown. */
void fs_ntfs_details(const struct volume *v, const uint8_t b[512], struct fs_info *info);
/* The ranges of clusters that are free. False: they cannot be told. */
bool fs_ntfs_free(const struct volume *v, struct fs_free *free_space);
/* Was it unmounted, with nothing left in its log and no mark that it is to be checked? A computer
 * that hibernates, or starts fast, leaves it mounted. */
bool fs_ntfs_clean(const struct volume *v);

#endif
