/* Test-VHD: is a virtual disk, with its parents, usable? */
#ifndef HVSH_DISK_IMAGE_CHECK_H
#define HVSH_DISK_IMAGE_CHECK_H

#include "disk/findings.h"

/* 0 when the check could be made: what it found is in *findings, which begins empty. -1 when it was
 * cancelled. */
int disk_check(const char *path, const struct disk_control *ctl, struct disk_findings *findings,
               struct err **err) MUST_CHECK;

#endif
