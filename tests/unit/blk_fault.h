/* Block devices whose power can be cut. What is done to them is noted in one journal; from it the
 * devices can be had again as a power cut after any operation could have left them. */
#ifndef HVSH_TESTS_BLK_FAULT_H
#define HVSH_TESTS_BLK_FAULT_H

#include "disk/blk_io.h"
#include "shell/base/vec.h"

enum { FAULT_DEVICES = 2 };
enum fault_kind { FAULT_WRITE, FAULT_TRUNCATE, FAULT_PUNCH, FAULT_FLUSH };
struct fault_op {
    enum fault_kind kind;
    int device;
    uint64_t off, len;
    uint8_t *data; /* FAULT_WRITE */
};
/* What becomes of the operations since the last flush. */
enum fault_loss { FAULT_LOSE_NONE, FAULT_LOSE_ALL, FAULT_LOSE_SOME /* and tear others */ };

struct journal {
    VEC(struct fault_op) ops;
    struct blk_io *initial[FAULT_DEVICES]; /* as they were before the first operation */
    size_t fail_at;                        /* operations from this one on fail; SIZE_MAX: none */
    size_t flushes;
    /* fault_cut()'s: everything before operation durable_to that was flushed. */
    struct blk_io *durable[FAULT_DEVICES];
    size_t durable_to[FAULT_DEVICES];
};
#define JOURNAL_INIT                          \
    {                                         \
        .ops = VEC_INIT, .fail_at = SIZE_MAX, \
    }

/* A device over a copy of mem (which is kept as its initial state). Closing it keeps the journal.
 */
struct blk_io *fault_device(struct journal *j, int device, struct blk_io *mem);
/* The device after a power cut behind the first n operations; n never goes back. The caller
 * closes it. */
struct blk_io *fault_cut(struct journal *j, int device, size_t n, enum fault_loss loss,
                         uint64_t *random);
void journal_release(struct journal *j);
/* The next number of a small generator. */
uint64_t fault_random(uint64_t *state);

#endif
