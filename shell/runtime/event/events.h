/* Events of a session: those that came, who subscribed to them, and the actions that wait to be
 * run. All of it belongs to the session's thread. Actions and handlers run between statements
 * (attend()), while Wait-Event waits, and at the prompt, one at a time. */
#ifndef HVSH_RUNTIME_EVENT_EVENTS_H
#define HVSH_RUNTIME_EVENT_EVENTS_H

#include "shell/object/record.h"
#include "shell/runtime/status.h"

struct job;
struct scriptblock;
struct session;

/* The fields of PSEventArgs and PSEventSubscriber objects, records both. */
enum {
    E_COMPUTER,
    E_RUNSPACE,
    E_ID,
    E_SENDER,
    E_SOURCE_ARGS,
    E_ARGS,
    E_SOURCE,
    E_TIME,
    E_DATA,
    E_FIELDS
};
enum {
    S_ID,
    S_OBJECT,
    S_EVENT,
    S_SOURCE,
    S_ACTION,
    S_HANDLER,
    S_SUPPORT,
    S_FORWARD,
    S_BLOCK,   /* the action, bound to a module of its own */
    S_DATA,    /* MessageData */
    S_ERRORS,  /* the action's $Error */
    S_LOGGED,  /* how many of those its job has */
    S_LEFT,    /* events to come until it ends; -1: no limit */
    S_WAITING, /* actions to be run until then */
    S_FIELDS
};
extern const struct type_info type_ps_event_args, type_event_subscriber;

/* The guid of the runspace, which events carry; borrowed. */
struct value events_runspace(struct session *s);
/* Events that no action took, in order; borrowed. */
struct array *events_received(struct session *s);
/* The subscriptions in order; borrowed. */
struct array *events_subscribers(struct session *s);

/* A subscription; values are borrowed. */
struct subscription {
    struct value object; /* whose event it is; $null: one of the session */
    const char *event;   /* of the object; else NULL */
    const char *source;
    struct scriptblock *action; /* NULL: events are kept */
    struct value data;
    bool support, forward;
    int64_t limit; /* it ends after so many events; 0: it does not */
};
/* *out: the subscriber; owned. -1: the object has no such event. */
int events_subscribe(struct session *s, const struct subscription *wish, struct value *out,
                     struct err **err);
/* Actions that wait are run before. */
void events_unsubscribe(struct session *s, struct value subscriber);
/* Is there a subscription of this name? */
bool events_wanted(struct session *s, const char *source);

/* Raises an event: it is kept, or actions wait for the next moment. args: an array. The event;
 * owned. */
struct value events_raise(struct session *s, struct value source, struct value sender,
                          struct value args, struct value data);
/* An object raises an event of its own; e: the event's arguments. */
void events_of_object(struct session *s, struct value object, const char *name, struct value e);
/* $object.add_Name({ … }) and remove_Name. */
void events_add_handler(struct session *s, struct value object, const struct event_info *event,
                        struct value handler);
void events_remove_handler(struct session *s, struct value object, const struct event_info *event,
                           struct value handler);

/* Reads what has come and runs the actions that wait. */
void events_process(struct session *s);
/* Waits until something may have come, at most so long, then the same. False: interrupted. */
bool events_wait(struct session *s, int64_t milliseconds);
/* At the prompt: reads and runs what waits, and raises PowerShell.OnIdle when nothing has come for
 * a while. True: something ran. */
bool events_at_prompt(struct session *s, bool idle);
/* Has somebody subscribed to PowerShell.OnIdle? */
bool events_want_idle(struct session *s);
/* PowerShell.Exiting. */
void events_at_exit(struct session *s);
void events_free(struct session *s);

#endif
