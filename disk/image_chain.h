/* The files that one virtual hard disk consists of: its own and its parents'. */
#ifndef HVSH_DISK_IMAGE_CHAIN_H
#define HVSH_DISK_IMAGE_CHAIN_H

#include "disk/image.h"

struct disk_chain_link {
    char *path; /* absolute */
    enum disk_format format;
};
struct disk_chain {
    struct disk_chain_link *links; /* the disk itself first, then its parents */
    size_t count;
};
#define AUTO_CHAIN CLEANUP(disk_chain_release) struct disk_chain

/* format is what the configuration says: a disk that is raw there has no parents, whatever its
 * bytes look like. ERR_NOT_SUPPORTED for parents that are no files, or data kept in another
 * file. */
int disk_chain_read(const char *path, enum disk_format format, struct disk_chain *chain,
                    struct err **err) MUST_CHECK;
void disk_chain_release(struct disk_chain *chain);
/* Names parent, a copy of the parent that child has, as its parent: beside it by its name alone. */
int disk_chain_relink(const struct disk_chain_link *child, const struct disk_chain_link *parent,
                      struct err **err) MUST_CHECK;

#endif
