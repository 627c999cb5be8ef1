/* Descriptors that tell of events: timers, watched folders, processes. A thread of the session
 * sleeps on all of them and only says that one has something (session->events_due, and the
 * descriptor of event_sources_fd()); reading them is the work of the session's own thread, so
 * that no value is ever seen by another one. There is no thread before the first source. */
#ifndef HVSH_RUNTIME_EVENT_SOURCE_H
#define HVSH_RUNTIME_EVENT_SOURCE_H

#include "shell/object/value.h"

struct session;

struct event_source {
    struct session *session; /* set while it is among the session's, else NULL */
    int fd;                  /* readable: something has come */
    /* Reads what has come. Runs no script; it may remove its own source. */
    void (*ready)(struct event_source *source);
    struct value keeps; /* whatever must live as long; $null: nothing */
};

/* Listens to source->fd from now on, which it owns then; keep (borrowed) is held until it is
 * removed. The source itself is the caller's. -1: no thread or descriptor is to be had. */
int event_source_add(struct session *s, struct event_source *source, struct value keep,
                     struct err **err);
/* Closes the descriptor. Nothing when it is not among them. */
void event_source_remove(struct event_source *source);
/* Calls ready() of those that have something. */
void event_sources_read(struct session *s);
/* Readable once some source has something to read; emptied by event_sources_read(). -1: there is
 * no source. */
int event_sources_fd(const struct session *s);
/* Ends the thread; the sources are removed. */
void event_sources_free(struct session *s);

#endif
