#include "guest/client.h"

#include <string.h>
#include <sys/random.h>

#include "guest/client_private.h"
#include "shell/base/cleanup.h"
#include "shell/base/clock.h"

enum {
    SLOW_BYTES_PER_MS = 8 << 10, /* a guest that reads a file slower than that is stuck */
    FLUSH_MS = 200,
    ASK_AGAIN_MS = 1200,
    BUSY_TURNS = 256, /* between two looks at whether anybody interrupts */
    LATE_TURNS = 4096,
};

static const struct wire_version frames[] = { { 3, 0 }, { 1, 0 } };
static const struct wire_version versions[] = { { 2, 0 }, { 1, 1 } };

void client_expect(struct guest_client *c, int ms, uint64_t bytes)
{
    c->deadline = clock_ms() + ms + (int64_t)(bytes / SLOW_BYTES_PER_MS);
}

size_t client_queued(const struct guest_client *c)
{
    return c->out.len - c->sent;
}

struct wire_header client_header(const struct guest_client *c)
{
    return (struct wire_header){ .frame = c->frame,
                                 .type = WIRE_FCOPY,
                                 .message = c->version,
                                 .flags = WIRE_TRANSACTION | WIRE_REQUEST };
}

/* ---- moving bytes ------------------------------------------------------------------------- */
static ssize_t push(struct guest_client *c, struct err **err)
{
    if (!client_queued(c))
        return 0;
    ssize_t n = c->io.write(c->io.ctx, c->out.buf + c->sent, client_queued(c), err);
    if (n <= 0)
        return n;
    wire_sent(&c->out, &c->sent, (size_t)n);
    return n;
}

static ssize_t pull(struct guest_client *c, struct err **err)
{
    size_t space;
    uint8_t *p = wire_reader_space(&c->in, &space);
    ssize_t n = c->io.read(c->io.ctx, p, space, err);
    if (n > 0)
        wire_reader_fill(&c->in, (size_t)n);
    return n;
}

static int no_answer(struct err **err)
{
    return err_set(err, ERR_TIMEOUT, "The guest services of the virtual machine do not answer");
}

/* Who sends without end is waited for no longer than who is silent. What had come before this side
 * was held up itself is read all the same. */
static int look_up(struct guest_client *c, struct err **err)
{
    c->late = clock_ms() > c->deadline ? c->late + 1 : 0;
    if (c->late > LATE_TURNS)
        return no_answer(err);
    return ++c->turns % BUSY_TURNS ? 0 : c->io.wait(c->io.ctx, false, 0, err);
}

int client_turn(struct guest_client *c, bool can_work, struct wire_message *m, struct err **err)
{
    if (look_up(c, err))
        return -1;
    if (wire_reader_next(&c->in, m))
        return 1;
    ssize_t wrote = push(c, err);
    if (wrote < 0)
        return -1;
    ssize_t got = pull(c, err);
    if (got < 0)
        return -1;
    if (got && wire_reader_next(&c->in, m))
        return 1;
    if (wrote || got || can_work)
        return 0;
    int64_t left = c->deadline - clock_ms();
    if (left <= 0)
        return no_answer(err);
    c->turns = 0;
    return c->io.wait(c->io.ctx, client_queued(c) > 0, left > 1000 ? 1000 : (int)left, err);
}

int client_await(struct guest_client *c, uint32_t operation, uint32_t file,
                 struct fcopy_answer *answer, uint32_t *status, struct err **err)
{
    struct wire_message m;
    for (;;) {
        int n = client_turn(c, false, &m, err);
        if (n < 0)
            return -1;
        if (n && fcopy2_read_answer(&m, answer) && answer->operation == operation &&
            answer->file == file) {
            *status = m.ic.status;
            return 0;
        }
    }
}

void client_cancel(struct guest_client *c, uint32_t file)
{
    struct wire_header h = client_header(c);
    if (c->version.major >= 2) {
        struct fcopy_body body = { .operation = FCOPY_CANCEL, .file = file };
        fcopy2_put(&c->out, &h, &body, c->nonce);
    } else {
        fcopy1_put_end(&c->out, &h, FCOPY_CANCEL);
    }
}

int client_need_2(const struct guest_client *c, struct err **err)
{
    if (c->version.major >= 2)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The guest services of the virtual machine speak Hyper-V's protocol 1.1, which copies "
            "files to the guest only");
    return err_advise(err, "Install hvsh's guest services in the guest: Install-VMGuestServices");
}

/* ---- opening -------------------------------------------------------------------------------- */
/* Never 0xFFFFFFFF, which padding would make. */
static uint32_t new_nonce(void)
{
    uint32_t n;
    do {
        if (getrandom(&n, sizeof(n), 0) != (ssize_t)sizeof(n))
            n = (uint32_t)clock_ms();
    } while (n == UINT32_MAX || !n);
    return n;
}

int client_negotiate(struct guest_client *c, const struct guest_io *io, enum wire_type service,
                     const struct wire_version *offered, size_t count, struct err **err)
{
    *c = (struct guest_client){
        .io = *io, .out = STRBUF_INIT, .nonce = new_nonce(), .next_file = 1
    };
    wire_reader_init(&c->in);
    struct wire_offer offer = { .frames = frames,
                                .nframes = ARRAY_SIZE(frames),
                                .messages = offered,
                                .nmessages = count,
                                .nonce = c->nonce };
    struct wire_message m;
    bool agreed;
    int64_t ask_at = 0;
    client_expect(c, CLIENT_OPEN_MS, 0);
    for (;;) {
        /* A guest that just noticed that an earlier host left may drop what came meanwhile. */
        if (clock_ms() >= ask_at && !client_queued(c)) {
            wire_put_resync(&c->out);
            wire_put_offer(&c->out, service, 0, &offer);
            ask_at = clock_ms() + ASK_AGAIN_MS;
        }
        int n = client_turn(c, false, &m, err);
        if (n < 0)
            return -1;
        if (n && wire_read_offer_answer(&m, &offer, &agreed, &c->frame, &c->version))
            break;
    }
    if (!agreed)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The guest services of the virtual machine speak no version of the %s "
                       "protocol that is known here",
                       service == WIRE_EXEC    ? "program"
                       : service == WIRE_FCOPY ? "file copy"
                                               : "integration services'");
    return 0;
}

int guest_client_open(struct guest_client *c, const struct guest_io *io, bool strict,
                      struct err **err)
{
    return client_negotiate(c, io, WIRE_FCOPY, strict ? versions + 1 : versions,
                            strict ? 1 : ARRAY_SIZE(versions), err);
}

/* What is queued (a CANCEL) gets a moment to leave. */
void guest_client_close(struct guest_client *c)
{
    AUTO_ERR *err = NULL;
    int64_t end = clock_ms() + FLUSH_MS;
    while (c->io.write && client_queued(c) && clock_ms() < end && push(c, &err) >= 0)
        if (client_queued(c) && c->io.wait(c->io.ctx, true, 20, &err))
            break;
    wire_reader_release(&c->in);
    strbuf_release(&c->out);
    *c = (struct guest_client){ .out = STRBUF_INIT };
}
