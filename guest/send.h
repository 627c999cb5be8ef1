/* A file on its way out, as messages of fcopy 2.0, in the guest and on the host alike: blocks,
 * holes, and at the end how much it was. Never more is under way than the receiver has
 * acknowledged room for. */
#ifndef HVSH_GUEST_SEND_H
#define HVSH_GUEST_SEND_H

#include <stdbool.h>
#include <stdint.h>

#include "guest/fcopy.h"
#include "guest/wire.h"

enum send_step {
    SEND_MORE,  /* a message was appended */
    SEND_WAIT,  /* the window is full: answers have to come first */
    SEND_DONE,  /* COMPLETE is out; its answer decides */
    SEND_ERROR, /* reading failed: errnum says why (EIO: the file got shorter) */
};

struct sender {
    int fd; /* borrowed */
    uint32_t file, nonce;
    struct wire_header header;
    uint64_t size, pos, sum;
    uint64_t hole_end; /* where the hole or the data at pos ends, by in_hole */
    uint64_t data_end;
    bool pack;     /* try LZ4 */
    unsigned dull; /* blocks in a row that did not shrink */
    /* blocks sent, answered, and the counts at which answers were asked for */
    uint64_t sent, answered, asked[FCOPY_WINDOW];
    unsigned first_ask, nasked;
    int errnum;
    uint8_t *block, *scratch;
};

/* fd: a regular file of `size` bytes, borrowed until release. header: frame and service
 * versions of the session. */
void sender_init(struct sender *s, int fd, uint64_t size, uint32_t file,
                 const struct wire_header *header, uint32_t nonce, bool pack);
void sender_release(struct sender *s);
/* What the receiver has already (the answer to START): sending begins there. 0 or an errno. */
int sender_resume(struct sender *s, uint64_t stored);
/* Appends the next message. */
enum send_step sender_step(struct sender *s, struct strbuf *out);
/* An asked-for answer came: the window moves on. */
void sender_answered(struct sender *s);

#endif
