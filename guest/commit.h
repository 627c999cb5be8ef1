/* Whole files that take their names together. To make a file safe costs a disk about as much as
 * to make many: those that come in a row are written out, renamed and made known to the disk at
 * once, and nobody is told of one before all of that is done. */
#ifndef HVSH_GUEST_COMMIT_H
#define HVSH_GUEST_COMMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/walk.h"

enum { COMMIT_PART_SIZE = 48 };

/* One that waits: a hidden file beside the place that it takes, or a folder that gets its mode
 * and time once its content is there. */
struct commit {
    int dir, fd; /* owned. dir -1: fd is the folder; fd -1: nothing is to be done */
    char leaf[WALK_NAME_MAX + 1], part[COMMIT_PART_SIZE];
    uint32_t folder; /* the same number: the same folder */
    bool overwrite;
    uint32_t flags, mode; /* of a folder: FCOPY_SET_MODE and FCOPY_SET_MTIME count */
    int64_t mtime_ns;
    int errnum; /* what came of it: 0 or an errno */
};

/* Commits n of them in their order and closes their descriptors. A file that cannot take its
 * name is gone. */
void commit_all(struct commit *const *all, size_t n);
/* Mode and time, as far as flags says. Set-user-id and the like are never given to what came
 * from elsewhere. 0 or an errno. */
int commit_attributes(int fd, uint32_t flags, uint32_t mode, int64_t mtime_ns);

#endif
