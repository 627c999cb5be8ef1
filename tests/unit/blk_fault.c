#include "tests/unit/blk_fault.h"

#include <string.h>

#include "shell/base/alloc.h"

struct device {
    struct blk_io io;
    struct journal *j;
    int number;
    struct blk_io *mem;
};

uint64_t fault_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int note(struct device *d, enum fault_kind kind, uint64_t off, uint64_t len,
                const void *data, struct err **err)
{
    if (d->j->ops.len >= d->j->fail_at)
        return err_set_errno(err, 28 /* ENOSPC */, "Writing the virtual hard disk failed");
    struct fault_op op = { kind, d->number, off, len, NULL };
    if (data) {
        op.data = xmalloc(len);
        memcpy(op.data, data, len);
    }
    *vec_push(&d->j->ops) = op;
    d->j->flushes += kind == FAULT_FLUSH;
    return 0;
}

static int fault_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    return blk_read(((struct device *)io)->mem, off, buf, len, err);
}

static int fault_write(struct blk_io *io, uint64_t off, const void *buf, size_t len,
                       struct err **err)
{
    struct device *d = (struct device *)io;
    return note(d, FAULT_WRITE, off, len, buf, err) || blk_write(d->mem, off, buf, len, err);
}

static int fault_flush(struct blk_io *io, struct err **err)
{
    return note((struct device *)io, FAULT_FLUSH, 0, 0, NULL, err);
}

static int fault_truncate(struct blk_io *io, uint64_t size, struct err **err)
{
    struct device *d = (struct device *)io;
    return note(d, FAULT_TRUNCATE, size, 0, NULL, err) || blk_truncate(d->mem, size, err);
}

static int fault_punch(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    struct device *d = (struct device *)io;
    return note(d, FAULT_PUNCH, off, len, NULL, err) || blk_punch(d->mem, off, len, err);
}

static int fault_allocate(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    return off + len > io->size ? fault_truncate(io, off + len, err) : 0;
}

static uint64_t fault_next_data(struct blk_io *io, uint64_t off)
{
    return blk_next_data(((struct device *)io)->mem, off);
}

static uint64_t fault_next_hole(struct blk_io *io, uint64_t off)
{
    return blk_next_hole(((struct device *)io)->mem, off);
}

static void fault_close(struct blk_io *io)
{
    blk_close(((struct device *)io)->mem);
    free(io);
}

static const struct blk_ops fault_ops = {
    .read = fault_read,
    .write = fault_write,
    .flush = fault_flush,
    .truncate = fault_truncate,
    .punch = fault_punch,
    .allocate = fault_allocate,
    .next_data = fault_next_data,
    .next_hole = fault_next_hole,
    .close = fault_close,
};

struct blk_io *fault_device(struct journal *j, int device, struct blk_io *mem)
{
    struct device *d = xcalloc(1, sizeof(*d));
    *d = (struct device){ { &fault_ops, mem->size, true }, j, device, blk_mem_clone(mem) };
    j->initial[device] = mem;
    j->durable[device] = blk_mem_clone(mem);
    return &d->io;
}

enum part { WHOLE, NOTHING, TORN };

static void apply(struct blk_io *mem, const struct fault_op *op, enum part part, uint64_t *random)
{
    AUTO_ERR *err = NULL;
    int r = 0;
    if (part == NOTHING)
        return;
    switch (op->kind) {
    case FAULT_WRITE:
        for (uint64_t at = 0; at < op->len && !r; at += 512) {
            uint64_t n = op->len - at < 512 ? op->len - at : 512;
            if (part == WHOLE || fault_random(random) & 1)
                r = blk_write(mem, op->off + at, op->data + at, n, &err);
        }
        break;
    case FAULT_TRUNCATE:
        r = blk_truncate(mem, op->off, &err);
        break;
    case FAULT_PUNCH:
        if (op->off < mem->size)
            r = blk_punch(mem, op->off,
                          op->len < mem->size - op->off ? op->len : mem->size - op->off, &err);
        break;
    case FAULT_FLUSH:
        break;
    }
    (void)r;
}

struct blk_io *fault_cut(struct journal *j, int device, size_t n, enum fault_loss loss,
                         uint64_t *random)
{
    size_t flushed = j->durable_to[device];
    for (size_t i = flushed; i < n; i++)
        if (j->ops.items[i].device == device && j->ops.items[i].kind == FAULT_FLUSH)
            flushed = i + 1;
    for (size_t i = j->durable_to[device]; i < flushed; i++)
        if (j->ops.items[i].device == device)
            apply(j->durable[device], &j->ops.items[i], WHOLE, random);
    j->durable_to[device] = flushed;
    struct blk_io *mem = blk_mem_clone(j->durable[device]);
    for (size_t i = flushed; i < n; i++) {
        static const enum part parts[] = { WHOLE, NOTHING, TORN };
        enum part part = loss == FAULT_LOSE_NONE  ? WHOLE
                         : loss == FAULT_LOSE_ALL ? NOTHING
                                                  : parts[fault_random(random) % 3];
        if (j->ops.items[i].device == device)
            apply(mem, &j->ops.items[i], part, random);
    }
    return mem;
}

void journal_release(struct journal *j)
{
    for (size_t i = 0; i < j->ops.len; i++)
        free(j->ops.items[i].data);
    vec_release(&j->ops);
    for (int i = 0; i < FAULT_DEVICES; i++) {
        blk_close(j->initial[i]);
        blk_close(j->durable[i]);
    }
}
