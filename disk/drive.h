/* Drive letters of mounted disks: the file system of a partition, mounted below
 * runtime_dir()/drives by the kernel (as root) or by a FUSE program. */
#ifndef HVSH_DISK_DRIVE_H
#define HVSH_DISK_DRIVE_H

#include "disk/fs_info.h"
#include "disk/mount.h"

/* Where the drive is or would be; the caller frees. */
char *drive_folder(char letter);
/* Is a file system mounted there? */
bool drive_is_mounted(char letter);
/* The first letter from D on that no disk has; 0: all are taken. */
char drive_free_letter(const struct mounts *mounts);
/* Mounts what the partition holds. ERR_NOT_SUPPORTED says what would be needed. */
int drive_mount(const struct mount *mount, uint32_t partition, enum fs_type type, char letter,
                struct err **err) MUST_CHECK;
/* Nothing when it is not mounted. */
int drive_unmount(char letter, struct err **err) MUST_CHECK;
/* Takes away whatever is left of the drives of a disk that is gone. */
void drives_forget(uint32_t disk);

#endif
