#include "guest/send.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "guest/checksum.h"
#include "shell/base/alloc.h"

enum {
    DULL_AFTER = 8,  /* blocks that did not shrink before LZ4 is given up ... */
    DULL_RETRY = 64, /* ... and after how many it gets another chance */
};

void sender_init(struct sender *s, int fd, uint64_t size, uint32_t file,
                 const struct wire_header *header, uint32_t nonce, bool pack)
{
    *s = (struct sender){
        .fd = fd, .file = file, .nonce = nonce, .header = *header, .size = size, .pack = pack
    };
    s->header.type = WIRE_FCOPY;
    s->header.status = WIRE_OK;
    s->block = xmalloc(FCOPY_BLOCK);
    s->scratch = pack ? xmalloc(FCOPY_BLOCK) : NULL;
}

void sender_release(struct sender *s)
{
    free(s->block);
    free(s->scratch);
    *s = (struct sender){ .fd = -1 };
}

int sender_resume(struct sender *s, uint64_t stored)
{
    if (stored > s->size || (stored % FCOPY_BLOCK && stored != s->size))
        return EINVAL;
    s->pos = stored;
    return block_sum_range(s->fd, stored, &s->sum);
}

void sender_answered(struct sender *s)
{
    if (!s->nasked)
        return;
    s->answered = s->asked[s->first_ask];
    s->first_ask = (s->first_ask + 1) % FCOPY_WINDOW;
    s->nasked--;
}

/* Flags of the next data message: every few ask for an answer, the last of a window too. */
static void next_header(struct sender *s)
{
    s->sent++;
    bool ask = s->sent % FCOPY_ASK_EVERY == 0 && s->nasked < FCOPY_WINDOW;
    s->header.id++;
    s->header.flags = (uint8_t)(WIRE_REQUEST | (ask ? WIRE_TRANSACTION : 0));
    if (ask)
        s->asked[(s->first_ask + s->nasked++) % FCOPY_WINDOW] = s->sent;
}

/* Finds out what lies at pos: data up to data_end, or a hole up to hole_end. Holes are sent in
 * whole blocks. */
static void look_ahead(struct sender *s)
{
    if (s->pos < s->data_end || s->pos < s->hole_end)
        return;
    off_t data = lseek(s->fd, (off_t)s->pos, SEEK_DATA);
    if (data < 0) {
        if (errno == ENXIO)
            s->hole_end = s->size; /* nothing but a hole is left */
        else
            s->data_end = s->size;
        return;
    }
    uint64_t start = (uint64_t)data / FCOPY_BLOCK * FCOPY_BLOCK;
    if (start > s->pos) {
        s->hole_end = start < s->size ? start : s->size;
        return;
    }
    off_t hole = lseek(s->fd, data, SEEK_HOLE);
    s->data_end =
        hole < 0 ? s->size : ((uint64_t)hole + FCOPY_BLOCK - 1) / FCOPY_BLOCK * FCOPY_BLOCK;
    if (s->data_end > s->size)
        s->data_end = s->size;
    if (s->data_end <= s->pos)
        s->data_end = s->pos + 1;
}

static enum send_step send_hole(struct sender *s, struct strbuf *out)
{
    struct fcopy_body body = {
        .operation = FCOPY_HOLE, .file = s->file, .offset = s->pos, .length = s->hole_end - s->pos
    };
    next_header(s);
    fcopy2_put(out, &s->header, &body, s->nonce);
    s->pos = s->hole_end;
    return SEND_MORE;
}

static bool read_block(struct sender *s, uint8_t *to, size_t want)
{
    for (size_t have = 0; have < want;) {
        ssize_t n = pread(s->fd, to + have, want - have, (off_t)(s->pos + have));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            s->errnum = n ? errno : EIO;
            return false;
        }
        have += (size_t)n;
    }
    return true;
}

/* What is not going to be packed is read to where it is sent from. */
static enum send_step send_block(struct sender *s, struct strbuf *out)
{
    size_t want = s->size - s->pos < FCOPY_BLOCK ? (size_t)(s->size - s->pos) : FCOPY_BLOCK;
    bool try = s->pack && (s->dull < DULL_AFTER || s->dull % DULL_RETRY == 0);
    size_t before = out->len;
    uint8_t *data = s->block;
    if (!try) {
        next_header(s);
        data = fcopy2_reserve_write(out, &s->header, s->file, s->pos, want, s->nonce);
    }
    if (!read_block(s, data, want)) {
        strbuf_truncate(out, before);
        return SEND_ERROR;
    }
    s->sum += block_sum(s->pos, data, want);
    if (try) {
        next_header(s);
        fcopy2_put_write(out, &s->header, s->file, s->pos, data, want, s->scratch, s->nonce);
    }
    s->dull = try && out->len - before < want ? 0 : s->dull + 1;
    s->pos += want;
    return SEND_MORE;
}

enum send_step sender_step(struct sender *s, struct strbuf *out)
{
    if (s->pos == s->size) {
        struct fcopy_body body = {
            .operation = FCOPY_COMPLETE, .file = s->file, .length = s->size, .sum = s->sum
        };
        s->header.id++;
        s->header.flags = WIRE_TRANSACTION | WIRE_REQUEST;
        fcopy2_put(out, &s->header, &body, s->nonce);
        return SEND_DONE;
    }
    if (s->sent - s->answered >= FCOPY_WINDOW)
        return SEND_WAIT;
    look_ahead(s);
    return s->pos < s->hole_end ? send_hole(s, out) : send_block(s, out);
}
