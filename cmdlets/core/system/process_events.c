#include "cmdlets/core/system/process_events.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cmdlets/core/system/process_info.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/object/fail.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/stream.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/event/source.h"

enum { READ_SIZE = 16 << 10, MOST_READS = 64, LONGEST_LINE = 16 << 20 };

struct lines {
    struct event_source source;
    const char *event;
    struct strbuf rest; /* of a line whose end has not come */
    int fd;             /* owned until the source has it; -1: not asked for, or at its end */
    bool begun, skip_feed;
};

struct process_events {
    struct session *listener; /* whose subscribers wait; or NULL */
    struct event_source exit;
    struct lines lines[2];
    bool raises, told;
};

const struct event_info process_event_table[4] = {
    { "Disposed", "System.EventHandler", "System.EventArgs" },
    { "ErrorDataReceived", "System.Diagnostics.DataReceivedEventHandler",
      "System.Diagnostics.DataReceivedEventArgs" },
    { "Exited", "System.EventHandler", "System.EventArgs" },
    { "OutputDataReceived", "System.Diagnostics.DataReceivedEventHandler",
      "System.Diagnostics.DataReceivedEventArgs" },
};

static struct process_events *events_of(struct value self)
{
    struct process *p = process_of(self);

    if (!p->events) {
        p->events = xcalloc(1, sizeof(*p->events));
        for (int i = 0; i < 2; i++)
            p->events->lines[i] =
                (struct lines){ .event = i ? "ErrorDataReceived" : "OutputDataReceived",
                                .rest = STRBUF_INIT,
                                .fd = -1 };
    }
    return p->events;
}

/* ---- Exited ---- */

static void tell_exit(struct value self)
{
    struct process_events *e = events_of(self);
    AUTO_VALUE args = value_of_object(object_new(&type_event_args));

    e->told = true;
    events_of_object(e->listener, self, "Exited", args);
}

static void ended(struct event_source *source)
{
    AUTO_VALUE self = value_ref(source->keeps);

    event_source_remove(source);
    (void)process_running(process_of(self)); /* takes its exit code */
    if (events_of(self)->listener)
        tell_exit(self);
}

static int watch_exit(struct value self, struct err **err)
{
    struct process_events *e = events_of(self);
    struct process *p = process_of(self);

    if (!e->raises || !e->listener || e->told || e->exit.session || p->pid <= 0)
        return 0;
    if (!process_running(p)) {
        tell_exit(self);
        return 0;
    }
    e->exit.fd = (int)syscall(SYS_pidfd_open, p->pid, 0);
    if (e->exit.fd < 0)
        return err_set_errno(err, errno, "The end of process %d cannot be waited for", (int)p->pid);
    e->exit.ready = ended;
    if (event_source_add(e->listener, &e->exit, self, err) == 0)
        return 0;
    close(e->exit.fd);
    return -1;
}

/* ---- OutputDataReceived, ErrorDataReceived ---- */

static const struct property data_props[] = {
    RECORD_FIELD("Data", "string", 0),
};
const struct type_info type_data_received = { .name = "System.Diagnostics.DataReceivedEventArgs",
                                              .base = &type_event_args,
                                              PROPS(data_props),
                                              .payload_size = sizeof(struct value),
                                              .destroy = record_destroy };

static void tell_line(struct value self, const struct lines *l, struct value text)
{
    struct object *o = object_new(&type_data_received);
    AUTO_VALUE args = value_of_object(o);
    struct session *listener = events_of(self)->listener;

    *record_field(o, 0) = value_ref(text);
    if (listener) /* the last one may have gone with the line before */
        events_of_object(listener, self, l->event, args);
}

static void end_line(struct value self, struct lines *l)
{
    AUTO_VALUE text = value_string_len(l->rest.buf ? l->rest.buf : "", l->rest.len);

    strbuf_reset(&l->rest);
    tell_line(self, l, text);
}

/* A line ends with CR, LF or both. */
static void add_text(struct value self, struct lines *l, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool feed = c == '\n' && l->skip_feed;
        l->skip_feed = c == '\r';
        if (feed)
            continue;
        if (c == '\r' || c == '\n')
            end_line(self, l);
        else
            strbuf_addch(&l->rest, c);
        if (l->rest.len >= LONGEST_LINE)
            end_line(self, l);
    }
}

static void text_came(struct event_source *source)
{
    AUTO_VALUE self = value_ref(source->keeps);
    struct lines *l = (struct lines *)(void *)source; /* its first member */
    AUTO_FREE char *buffer = xmalloc(READ_SIZE);

    for (int i = 0; i < MOST_READS; i++) {
        ssize_t n = read(source->fd, buffer, READ_SIZE);
        if (n > 0) {
            add_text(self, l, buffer, (size_t)n);
            if (source->session)
                continue;
            return; /* CancelOutputReadLine() meanwhile */
        }
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        event_source_remove(source);
        if (l->rest.len)
            end_line(self, l);
        tell_line(self, l, value_null());
        return;
    }
}

static int watch_lines(struct value self, struct lines *l, struct err **err)
{
    struct process_events *e = events_of(self);

    if (l->fd < 0 || !e->listener || l->source.session)
        return 0;
    l->source.fd = l->fd;
    l->source.ready = text_came;
    if (event_source_add(e->listener, &l->source, self, err) < 0)
        return -1;
    l->fd = -1;
    return 0;
}

int process_begin_lines(struct value self, int which, struct value reader, struct err **err)
{
    struct lines *l = &events_of(self)->lines[which];
    AUTO_VALUE stream = value_null();

    if (l->begun)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "An async read operation has already been started on the stream.");
    if (member_get(reader, "BaseStream", &stream, err) < 0)
        return -1;
    int fd = stream_descriptor(stream);
    l->fd = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (l->fd < 0)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "StandardOut has not been redirected or the process hasn't started yet.");
    (void)fcntl(l->fd, F_SETFL, fcntl(l->fd, F_GETFL) | O_NONBLOCK);
    l->begun = true;
    return watch_lines(self, l, err);
}

int process_cancel_lines(struct value self, int which, struct err **err)
{
    struct lines *l = &events_of(self)->lines[which];
    AUTO_VALUE keep = value_ref(self);

    if (!l->begun)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "No async read operation is in progress on the stream.");
    event_source_remove(&l->source);
    if (l->fd >= 0)
        close(l->fd);
    l->fd = -1;
    l->begun = false;
    return 0;
}

/* ---- both ---- */

int process_events_started(struct value self, struct err **err)
{
    return process_of(self)->events ? watch_exit(self, err) : 0;
}

bool process_raises_events(struct value self)
{
    return process_of(self)->events && process_of(self)->events->raises;
}

int process_raise_events(struct value self, bool on, struct err **err)
{
    struct process_events *e = events_of(self);
    AUTO_VALUE keep = value_ref(self);

    e->raises = on;
    if (on)
        return watch_exit(self, err);
    event_source_remove(&e->exit);
    return 0;
}

/* The text that has not been read waits in the pipe. */
static void stop_lines(struct lines *l)
{
    if (!l->source.session)
        return;
    l->fd = fcntl(l->source.fd, F_DUPFD_CLOEXEC, 3);
    event_source_remove(&l->source);
}

void process_listened(struct value self, void *session, bool on)
{
    struct process_events *e = events_of(self);
    AUTO_ERR *err = NULL; /* what cannot be watched is not told of */
    AUTO_VALUE keep = value_ref(self);

    e->listener = on ? session : NULL;
    if (!on) {
        event_source_remove(&e->exit);
        stop_lines(&e->lines[0]);
        stop_lines(&e->lines[1]);
        return;
    }
    if (watch_exit(self, &err) == 0 && watch_lines(self, &e->lines[0], &err) == 0)
        (void)watch_lines(self, &e->lines[1], &err);
}

void process_events_read(struct value self)
{
    const struct process_events *e = process_of(self)->events;

    if (e && e->listener)
        event_sources_read(e->listener);
}

void process_events_free(struct process_events *e)
{
    if (!e)
        return;
    event_source_remove(&e->exit);
    for (int i = 0; i < 2; i++) {
        event_source_remove(&e->lines[i].source);
        if (e->lines[i].fd >= 0)
            close(e->lines[i].fd);
        strbuf_release(&e->lines[i].rest);
    }
    free(e);
}
