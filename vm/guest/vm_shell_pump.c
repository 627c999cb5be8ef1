#include "vm/guest/vm_shell_pump.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "guest/client_exec.h"
#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "vm/vm_state.h"

enum {
    IDLE_MS = 1000,
    TUNNEL_MS = 2,
    PING_AFTER_MS = 5000,  /* silence before the guest is asked */
    LOST_AFTER_MS = 10000, /* and before it counts as gone, unless the machine is paused */
    QUEUE_MAX = 64 << 10,  /* bytes on their way before more input is taken */
    CREDIT_EVERY = EXEC_WINDOW / 8,
    CLOSE_MS = 500,
};

/* What the pump holds while a program runs. */
struct pump {
    struct vm_shell *s;
    struct strbuf buf[2]; /* output that is not written yet */
    size_t at[2];
    uint32_t owed[2]; /* taken and not credited */
    bool ended[2];    /* the guest told the stream's end */
    uint32_t in_flight;
    bool over; /* EXIT came */
    bool stop;
    int64_t heard, asked; /* ms; asked 0: not since */
};

static size_t waiting(const struct pump *p, int i)
{
    return p->buf[i].len - p->at[i];
}

/* ---- the channel's io ---------------------------------------------------------------- */
static ssize_t io_read(void *ctx, void *buf, size_t len, struct err **err)
{
    struct vm_shell *s = ctx;
    return s->io.read(s->io.ctx, buf, len, err);
}

static ssize_t io_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    struct vm_shell *s = ctx;
    return s->io.write(s->io.ctx, buf, len, err);
}

/* While a call on the host's threads uses it, that call is what may end the wait. */
static int io_wait(void *ctx, bool write, int ms, struct err **err)
{
    struct vm_shell *s = ctx;
    if (s->channel.call)
        return s->io.wait(s->io.ctx, write, ms, err);
    struct pollfd p = { .fd = s->channel.fd, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    poll(&p, 1, ms);
    return 0;
}

struct guest_io vm_shell_pump_io(struct vm_shell *s)
{
    return (struct guest_io){ s, io_read, io_write, io_wait };
}

/* ---- input --------------------------------------------------------------------------- */
static void put(struct pump *p, struct exec_body body)
{
    body.id = p->s->id;
    client_exec_put(&p->s->channel.client, &body);
}

static bool takes_input(const struct pump *p)
{
    return p->s->in >= 0 && p->in_flight < EXEC_WINDOW &&
           client_exec_queued(&p->s->channel.client) < QUEUE_MAX;
}

static bool move_in(struct pump *p)
{
    uint8_t data[EXEC_DATA_MAX];
    if (!takes_input(p))
        return false;
    size_t room = EXEC_WINDOW - p->in_flight;
    ssize_t n = read(p->s->in, data, room < sizeof(data) ? room : sizeof(data));
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (n <= 0) {
        close(p->s->in);
        p->s->in = -1;
        n = 0;
    }
    p->in_flight += (uint32_t)n;
    put(p, (struct exec_body){ .operation = EXEC_DATA, .data = data, .data_len = (size_t)n });
    return true;
}

/* ---- output -------------------------------------------------------------------------- */
static void credit(struct pump *p, int i)
{
    if (p->owed[i] < CREDIT_EVERY && waiting(p, i))
        return;
    if (p->owed[i])
        put(p, (struct exec_body){
                   .operation = EXEC_CREDIT, .stream = (uint32_t)i + 1, .length = p->owed[i] });
    p->owed[i] = 0;
}

static bool move_out(struct pump *p, int i)
{
    int *fd = &p->s->out[i];
    bool moved = false;
    while (waiting(p, i)) {
        ssize_t n =
            *fd < 0 ? (ssize_t)waiting(p, i) : write(*fd, p->buf[i].buf + p->at[i], waiting(p, i));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n < 0) { /* nobody reads: it is dropped */
            close(*fd);
            *fd = -1;
            continue;
        }
        p->at[i] += (size_t)n;
        p->owed[i] += (uint32_t)n;
        moved = true;
    }
    if (!waiting(p, i)) {
        strbuf_reset(&p->buf[i]);
        p->at[i] = 0;
        if (p->ended[i] && *fd >= 0 && i == 1) {
            close(*fd);
            *fd = -1;
        }
    }
    credit(p, i);
    return moved;
}

/* ---- what the guest says ------------------------------------------------------------- */
static int take(struct pump *p, const struct exec_body *body, struct err **err)
{
    if (body->operation == EXEC_PING || body->id != p->s->id)
        return 0;
    int i = (int)body->stream - 1;
    switch (body->operation) {
    case EXEC_DATA:
        if (i < 0)
            return 0;
        if (!body->data_len)
            p->ended[i] = true;
        /* More than was promised to it: such a guest is not believed any further. */
        if (p->buf[i].len - p->at[i] + p->owed[i] + body->data_len > EXEC_WINDOW)
            return err_set(err, ERR_CONNECTION, "The guest of '%s' sent more than it may",
                           p->s->channel.name);
        if (body->data_len)
            strbuf_add(&p->buf[i], body->data, body->data_len);
        return 0;
    case EXEC_CREDIT:
        if (!body->stream)
            p->in_flight -= body->length < p->in_flight ? body->length : p->in_flight;
        return 0;
    case EXEC_EXIT:
        p->over = true;
        p->s->code = body->signal ? 128 + body->signal : body->code;
        return 0;
    default:
        return 0;
    }
}

/* A guest that is silent: a paused machine may be, any other is lost. */
static int look_after(struct pump *p, struct err **err)
{
    int64_t now = clock_ms();
    if (now - p->heard < PING_AFTER_MS)
        return 0;
    if (!p->asked) {
        client_exec_ping(&p->s->channel.client);
        p->asked = now;
        return 0;
    }
    if (now - p->asked < LOST_AFTER_MS)
        return 0;
    AUTO_ERR *unknown = NULL;
    enum vm_state state;
    p->asked = now;
    if (!vm_state_of(p->s->domain, &state, &unknown) && state == VM_STATE_PAUSED)
        return 0;
    return err_set(err, ERR_CONNECTION, "The guest services of '%s' do not answer any more",
                   p->s->channel.name);
}

static void take_order(struct pump *p, const struct vm_shell_command *c)
{
    switch (c->order) {
    case SHELL_RESIZE:
        put(p, (struct exec_body){
                   .operation = EXEC_RESIZE, .rows = (uint16_t)c->a, .cols = (uint16_t)c->b });
        break;
    case SHELL_SIGNAL:
        put(p, (struct exec_body){ .operation = EXEC_SIGNAL, .signal = c->a });
        break;
    case SHELL_STOP:
        put(p, (struct exec_body){ .operation = EXEC_CLOSE });
        p->stop = true;
        break;
    }
}

/* ---- the loop ------------------------------------------------------------------------ */
static void wait_for_news(const struct pump *p)
{
    const struct vm_shell *s = p->s;
    bool write = client_exec_queued(&s->channel.client) > 0;
    struct pollfd fds[5] = {
        { .fd = s->channel.fd, .events = (short)(POLLIN | (write ? POLLOUT : 0)) },
        { .fd = s->control[0], .events = POLLIN },
        { .fd = takes_input(p) ? s->in : -1, .events = POLLIN },
        { .fd = waiting(p, 0) ? s->out[0] : -1, .events = POLLOUT },
        { .fd = waiting(p, 1) ? s->out[1] : -1, .events = POLLOUT },
    };
    poll(fds, ARRAY_SIZE(fds), s->channel.fd < 0 ? TUNNEL_MS : IDLE_MS);
}

static int turn(struct pump *p, struct err **err)
{
    struct vm_shell_command command;
    struct guest_client *c = &p->s->channel.client;
    bool moved = false;
    while (vm_shell_command(p->s, &command))
        take_order(p, &command);
    if (p->stop)
        return 0;
    while (move_in(p))
        moved = true;
    for (int n = 1; n > 0;) {
        size_t queued = client_exec_queued(c);
        AUTO_EXEC_BODY body = { 0 };
        n = client_exec_turn(c, 0, &body, err);
        if (n < 0 || (n && take(p, &body, err)))
            return -1;
        if (n) {
            p->heard = clock_ms();
            p->asked = 0;
        }
        moved = moved || n || client_exec_queued(c) != queued;
    }
    for (int i = 0; i < 2; i++)
        moved = move_out(p, i) || moved;
    if (moved || p->over)
        return 0;
    wait_for_news(p);
    return look_after(p, err);
}

/* An end that was ordered still has to reach the guest. */
static void flush(struct pump *p)
{
    int64_t end = clock_ms() + CLOSE_MS;
    AUTO_ERR *ignored = NULL;
    while (client_exec_queued(&p->s->channel.client) && clock_ms() < end) {
        AUTO_EXEC_BODY body = { 0 };
        if (client_exec_turn(&p->s->channel.client, 10, &body, &ignored) < 0)
            break;
    }
}

void *vm_shell_pump(void *arg)
{
    struct vm_shell *s = arg;
    struct pump p = { .s = s, .buf = { STRBUF_INIT, STRBUF_INIT }, .heard = clock_ms() };
    int rc = 0;
    while (!rc && !p.stop && !(p.over && !waiting(&p, 0) && !waiting(&p, 1))) {
        if (p.over && (waiting(&p, 0) || waiting(&p, 1)))
            wait_for_news(&p);
        rc = turn(&p, &s->err);
    }
    if (p.stop)
        err_set(&s->err, ERR_CANCELLED, "The operation was stopped.");
    if (!rc)
        flush(&p);
    strbuf_release(&p.buf[0]);
    strbuf_release(&p.buf[1]);
    vm_shell_close_ends(s);
    return NULL;
}
