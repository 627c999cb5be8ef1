/* Files on their way to the guest. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "guest/client_private.h"
#include "guest/send.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

/* A file that was begun and is not answered to the end. */
struct under_way {
    struct client_file file;
    uint32_t number;
    uint32_t status; /* what the guest refused it with */
    int errnum;      /* what reading it failed with */
    bool ended;      /* COMPLETE, CANCEL or ATTRIBUTES is out: its answer is the last */
    unsigned after;  /* answers that came after that */
};

struct putting {
    struct guest_client *c;
    const struct client_put *put;
    struct under_way *files; /* ring of CLIENT_FILE_MAX */
    unsigned first, n;
    struct sender sender; /* of the newest file */
    enum { PUT_NEXT, PUT_OFFERED, PUT_SENDING, PUT_OVER } state;
};

static struct under_way *at(struct putting *p, unsigned i)
{
    return &p->files[(p->first + i) % CLIENT_FILE_MAX];
}

static struct under_way *newest(struct putting *p)
{
    return at(p, p->n - 1);
}

static void stop_sending(struct putting *p)
{
    sender_release(&p->sender);
    p->state = PUT_NEXT;
}

/* The oldest one is over. */
static int finish_first(struct putting *p, uint32_t status, struct err **err)
{
    struct under_way *w = at(p, 0);
    if (w->status)
        status = w->status;
    int rc = p->put->done(p->put->ctx, &w->file, status, w->errnum, err);
    if (w->file.fd >= 0)
        close(w->file.fd);
    w->file.fd = -1;
    p->first = (p->first + 1) % CLIENT_FILE_MAX;
    p->n--;
    return rc;
}

/* ---- version 2.0 ---------------------------------------------------------------------------- */
/* Begins the next file: 1, 0 at the end, -1. */
static int begin(struct putting *p, struct err **err)
{
    struct guest_client *c = p->c;
    struct under_way *w = at(p, p->n);
    *w = (struct under_way){ .file.fd = -1 };
    int rc = p->put->next(p->put->ctx, &w->file, err);
    if (rc <= 0) {
        p->state = PUT_OVER;
        return rc;
    }
    struct wire_header h = client_header(c);
    const struct fcopy_start *start = &w->file.start;
    w->number = c->next_file++;
    p->n++;
    fcopy2_put_start(&c->out, &h, w->number, w->file.attributes ? FCOPY_ATTRIBUTES : FCOPY_START,
                     start, c->nonce);
    client_expect(c, CLIENT_ANSWER_MS, 0);
    if (w->file.attributes) {
        w->ended = true;
        return 1;
    }
    sender_init(&p->sender, w->file.fd, w->file.fd < 0 ? 0 : start->size, w->number, &h, c->nonce,
                p->put->pack);
    /* Only who goes on with a broken transfer has to hear first where. */
    p->state = start->flags & FCOPY_RESUME ? PUT_OFFERED : PUT_SENDING;
    return 1;
}

static void cancel_newest(struct putting *p)
{
    client_cancel(p->c, newest(p)->number);
    client_expect(p->c, CLIENT_ANSWER_MS, 0);
    newest(p)->ended = true;
    stop_sending(p);
}

static void send_some(struct putting *p)
{
    struct under_way *w = newest(p);
    while (client_queued(p->c) < CLIENT_OUT_MAX) {
        enum send_step step = sender_step(&p->sender, &p->c->out);
        if (p->put->progress)
            p->put->progress(p->put->ctx, &w->file, p->sender.pos);
        if (step == SEND_WAIT)
            return;
        if (step == SEND_ERROR) {
            w->errnum = p->sender.errnum;
            cancel_newest(p);
            return;
        }
        if (step == SEND_DONE) {
            w->ended = true;
            stop_sending(p);
            client_expect(p->c, CLIENT_ANSWER_MS, w->file.start.size);
            return;
        }
    }
}

/* Can anything be sent without hearing from the guest first? */
static bool can_send(const struct putting *p)
{
    if (client_queued(p->c) >= CLIENT_OUT_MAX)
        return false;
    if (p->state == PUT_NEXT)
        return p->n < CLIENT_FILE_MAX;
    return p->state == PUT_SENDING &&
           (p->sender.sent - p->sender.answered < FCOPY_WINDOW || p->sender.pos == p->sender.size);
}

static int take_answer(struct putting *p, const struct wire_message *m, struct err **err)
{
    struct fcopy_answer a;
    unsigned i = 0;
    if (!fcopy2_read_answer(m, &a))
        return 0;
    while (i < p->n && at(p, i)->number != a.file)
        i++;
    if (i == p->n)
        return 0;
    struct under_way *w = at(p, i);
    bool sending = w == newest(p) && (p->state == PUT_OFFERED || p->state == PUT_SENDING);
    /* No more of them come than were asked for. */
    if (w->after <= FCOPY_WINDOW && (!sending || p->state == PUT_OFFERED || p->sender.nasked)) {
        client_expect(p->c, CLIENT_ANSWER_MS, w->ended ? w->file.start.size : 0);
        w->after += w->ended;
    }
    bool last = a.operation == FCOPY_COMPLETE || a.operation == FCOPY_CANCEL ||
                a.operation == FCOPY_ATTRIBUTES;
    if (!last) {
        if (m->ic.status && !w->status)
            w->status = m->ic.status;
        if (!sending)
            return 0;
        if (m->ic.status) {
            cancel_newest(p);
        } else if (a.operation == FCOPY_START && p->state == PUT_OFFERED) {
            int failed = sender_resume(&p->sender, a.stored);
            p->state = PUT_SENDING;
            if (failed) {
                w->errnum = failed;
                cancel_newest(p);
            }
        } else if (a.operation == FCOPY_WRITE || a.operation == FCOPY_HOLE) {
            sender_answered(&p->sender);
        }
        return 0;
    }
    if (i || !w->ended) /* answers come in order, and none comes before its request */
        return err_set(err, ERR_OPERATION_FAILED,
                       "The guest services of the virtual machine answered out of order");
    return finish_first(p, m->ic.status, err);
}

static int put_2(struct putting *p, struct err **err)
{
    struct wire_message m;
    while (p->state != PUT_OVER || p->n) {
        /* Small files leave together: each piece of the stream costs the hypervisor a turn. */
        do {
            if (p->state == PUT_NEXT && can_send(p) && begin(p, err) < 0)
                return -1;
            if (p->state == PUT_SENDING && client_queued(p->c) < CLIENT_OUT_MAX)
                send_some(p);
        } while (p->state == PUT_NEXT && can_send(p));
        if (p->state == PUT_OVER && !p->n)
            break;
        int n = client_turn(p->c, can_send(p), &m, err);
        if (n < 0 || (n && take_answer(p, &m, err)))
            return -1;
    }
    return 0;
}

/* Tells of a file that was under way when the channel broke. */
static void abandon(const struct putting *p, const struct client_file *file)
{
    AUTO_ERR *ignored = NULL;
    (void)p->put->done(p->put->ctx, file, (uint32_t)WIRE_E_CANCELLED, 0, &ignored);
}

/* ---- version 1.1: one message, one answer ---------------------------------------------------- */
static int ask_1(struct guest_client *c, uint8_t id, uint32_t *status, struct err **err)
{
    struct wire_message m;
    client_expect(c, CLIENT_ANSWER_MS, 0);
    for (;;) {
        int n = client_turn(c, false, &m, err);
        if (n < 0)
            return -1;
        if (n && m.ic.type == WIRE_FCOPY && m.ic.flags & WIRE_RESPONSE && m.ic.id == id) {
            *status = m.ic.status;
            return 0;
        }
    }
}

/* One file. *status is the guest's, *errnum that of reading here. */
static int put_file_1(struct putting *p, const struct client_file *f, uint32_t *status, int *errnum,
                      struct err **err)
{
    struct guest_client *c = p->c;
    struct wire_header h = client_header(c);
    uint8_t data[FCOPY_DATA_MAX];
    if (!fcopy1_put_start(&c->out, &h, &f->start)) {
        *status = (uint32_t)WIRE_E_NAME_TOO_LONG;
        return 0;
    }
    if (ask_1(c, h.id, status, err) || *status)
        return *err ? -1 : 0;
    for (uint64_t pos = 0; pos < f->start.size && !*status;) {
        size_t want =
            f->start.size - pos < sizeof(data) ? (size_t)(f->start.size - pos) : sizeof(data);
        ssize_t n = pread(f->fd, data, want, (off_t)pos);
        if (n <= 0) {
            *errnum = n ? errno : EIO;
            break;
        }
        h.id++;
        fcopy1_put_write(&c->out, &h, pos, data, (size_t)n);
        if (ask_1(c, h.id, status, err)) {
            client_cancel(c, 0);
            return -1;
        }
        pos += (uint64_t)n;
        if (p->put->progress)
            p->put->progress(p->put->ctx, f, pos);
    }
    h.id++;
    bool good = !*status && !*errnum;
    fcopy1_put_end(&c->out, &h, good ? FCOPY_COMPLETE : FCOPY_CANCEL);
    uint32_t last;
    if (ask_1(c, h.id, &last, err))
        return -1;
    if (good)
        *status = last;
    return 0;
}

static int put_1(struct putting *p, struct err **err)
{
    int rc;
    for (;;) {
        struct client_file f = { .fd = -1 };
        uint32_t status = WIRE_OK;
        int errnum = 0;
        rc = p->put->next(p->put->ctx, &f, err);
        if (rc <= 0)
            return rc;
        if (f.attributes || f.start.flags & FCOPY_NO_DATA)
            rc = 0; /* folders come with the files in them */
        else
            rc = put_file_1(p, &f, &status, &errnum, err);
        if (rc)
            abandon(p, &f);
        else
            rc = p->put->done(p->put->ctx, &f, status, errnum, err);
        if (f.fd >= 0)
            close(f.fd);
        if (rc)
            return -1;
    }
}

int guest_client_put(struct guest_client *c, const struct client_put *put, struct err **err)
{
    struct putting p = { .c = c, .put = put };
    p.files = xcalloc(CLIENT_FILE_MAX, sizeof(*p.files));
    int rc = c->version.major >= 2 ? put_2(&p, err) : put_1(&p, err);
    if (rc && c->version.major >= 2 && (p.state == PUT_OFFERED || p.state == PUT_SENDING))
        client_cancel(c, newest(&p)->number);
    sender_release(&p.sender);
    for (unsigned i = 0; i < p.n; i++) {
        struct client_file *file = &at(&p, i)->file;
        abandon(&p, file);
        if (file->fd >= 0)
            close(file->fd);
    }
    free(p.files);
    return rc;
}
