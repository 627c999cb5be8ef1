/* A file on its way in, in the guest and on the host alike. What arrives goes to a hidden file
 * beside its destination and takes the destination's name only when it is whole, so that
 * whatever is killed whenever leaves the old file or the new one. The sender chooses names and
 * numbers: all of them are checked here. */
#ifndef HVSH_GUEST_RECEIVE_H
#define HVSH_GUEST_RECEIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "guest/commit.h"
#include "guest/fcopy.h"
#include "guest/walk.h"

struct receiver {
    struct walk_root root;
    char *folder; /* the one that the last file went into, and it; owned. NULL and -1: none */
    int folder_fd;
    uint32_t folder_number;      /* counts them */
    uint8_t key[FCOPY_KEY_SIZE]; /* of the next hidden file without a key of its own */
    int dir, fd; /* of the destination's folder and of the hidden file; -1 when idle */
    char leaf[WALK_NAME_MAX + 1], part[COMMIT_PART_SIZE];
    struct fcopy_start start;
    uint64_t pos;      /* bytes that are there; what comes next starts here or later */
    uint64_t sum;      /* of the blocks that came */
    bool whole_blocks; /* false once a write made sums impossible (version 1.1) */
};

/* root->fd is borrowed. */
void receiver_init(struct receiver *r, const struct walk_root *root);
/* Forgets the folder that the last file went into: its path is walked anew. */
void receiver_forget_folder(struct receiver *r);
static inline bool receiver_busy(const struct receiver *r)
{
    return r->fd >= 0;
}
/* Opens the destination. *stored: where to go on (0, or what is there of a broken transfer with
 * the same key). All return WIRE_OK or an HRESULT; after a failure of a running transfer
 * it is over and what came is gone, unless it was started with FCOPY_RESUME. */
uint32_t receiver_start(struct receiver *r, const struct fcopy_start *start, uint64_t *stored);
uint32_t receiver_write(struct receiver *r, uint64_t offset, const void *data, size_t len);
uint32_t receiver_hole(struct receiver *r, uint64_t offset, uint64_t len);
/* What comes next, of any length; blocks of zeroes become holes. */
uint32_t receiver_take(struct receiver *r, const void *data, size_t len);
/* All has come: the file is ready to take its name by guest/commit.h. sum may be NULL (1.1). */
uint32_t receiver_finish(struct receiver *r, uint64_t size, const uint64_t *sum,
                         struct commit *commit);
/* The same, and takes it. */
uint32_t receiver_complete(struct receiver *r, uint64_t size, const uint64_t *sum);
/* Mode and time of a folder whose content is there, once that is committed. */
uint32_t receiver_attributes(struct receiver *r, const struct fcopy_start *start,
                             struct commit *commit);
/* Ends a transfer. keep: a later one with the same key may go on, if it was begun so. */
void receiver_abort(struct receiver *r, bool keep);
/* Ends a transfer, kept as far as that goes, and the receiver. */
void receiver_release(struct receiver *r);

#endif
