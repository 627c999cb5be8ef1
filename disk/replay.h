/* A VHDX that was not closed cleanly, made readable in a copy. */
#ifndef HVSH_DISK_REPLAY_H
#define HVSH_DISK_REPLAY_H

#include "disk/image.h"
#include "disk/new_file.h"

/* Copies source to a temporary file beside beside and replays the log there with
 * qemu-img. copy->temp is the result, gone with new_file_release(). */
int replay_copy(struct new_file *copy, const char *source, const char *beside,
                const struct disk_control *ctl, struct err **err) MUST_CHECK;

#endif
