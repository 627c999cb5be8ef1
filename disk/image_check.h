/* Test-VHD: is a virtual disk, with its parents, usable? */
#ifndef HVSH_DISK_IMAGE_CHECK_H
#define HVSH_DISK_IMAGE_CHECK_H

#include "disk/image.h"

/* 0 when usable; -1 with the reason. */
int disk_check(const char *path, const struct disk_control *ctl, struct err **err) MUST_CHECK;

#endif
