#include "shell/runtime/runspace.h"
#include "shell/runtime/event/events.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/quiet_host.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct runspace {
    unsigned refs;
    int id;
    char *name; /* NULL: none was given */
    enum runspace_state state;
    struct value guid; /* $null: nobody asked for it yet */
    struct value options[RUNSPACE_NOPTION];
    struct runspace *next; /* of the owner's */
    struct session *owner, *session;
    struct quiet_host host;
    struct start_state start;    /* the owner's values */
    struct run_streams *streams; /* of the run under way */
    struct hash *variables;      /* given by name, the owner's values; or NULL */
    struct runspace_sink {
        struct sink sink;
        struct runspace *runspace;
        enum stream stream;
    } sinks[STREAM_PROGRESS + 1];
};

static enum status collect(struct sink *sink, struct value v)
{
    struct runspace_sink *rs = (struct runspace_sink *)(void *)sink;
    struct runspace *r = rs->runspace;
    if (interrupt_pending(r->session))
        return ST_INTERRUPT;
    if (r->streams)
        array_push_take(r->streams->lists[rs->stream], value_copy_to(v, r->session, r->owner));
    return ST_OK;
}

/* ---- life ---- */

struct runspace *runspace_new(struct session *owner)
{
    struct runspace *r = xcalloc(1, sizeof(*r));
    r->refs = 1;
    r->id = ++owner->last_runspace + 1;
    r->owner = owner;
    r->next = owner->runspaces;
    owner->runspaces = r;
    return r;
}

struct runspace *runspace_own(struct session *s)
{
    for (struct runspace *r = s->runspaces; r; r = r->next)
        if (r->session == s)
            return runspace_ref(r);
    struct runspace *r = xcalloc(1, sizeof(*r));
    r->refs = 1;
    r->id = 1;
    r->state = RUNSPACE_OPENED;
    r->owner = r->session = s;
    r->next = s->runspaces;
    s->runspaces = r;
    return r;
}

int runspace_id(const struct runspace *r)
{
    return r->id;
}

struct value runspace_name(const struct runspace *r)
{
    return r->name ? value_string(r->name) : value_stringf("Runspace%d", r->id);
}

void runspace_set_name(struct runspace *r, const char *name)
{
    free(r->name);
    r->name = xstrdup(name);
}

enum runspace_state runspace_state_of(const struct runspace *r)
{
    return r->state;
}

void runspace_set_state(struct runspace *r, enum runspace_state state)
{
    r->state = state;
}

struct value runspace_guid(struct runspace *r)
{
    if (r->session == r->owner)
        return events_runspace(r->owner);
    if (r->guid.kind == V_NULL)
        r->guid = guid_random();
    return r->guid;
}

struct value *runspace_option(struct runspace *r, enum runspace_option which)
{
    return &r->options[which];
}

struct runspace *runspace_before(const struct session *owner, const struct runspace *r)
{
    return r ? r->next : owner->runspaces;
}

struct runspace *runspace_find(const struct session *owner, int id)
{
    struct runspace *r = owner->runspaces;
    while (r && r->id != id)
        r = r->next;
    return r;
}

struct runspace *runspace_ref(struct runspace *r)
{
    r->refs++;
    return r;
}

static void forget_variables(struct runspace *r)
{
    if (r->variables)
        value_unref(value_of_hash(STEAL(r->variables)));
}

void runspace_unref(struct runspace *r)
{
    if (!r || --r->refs)
        return;
    struct runspace **at = &r->owner->runspaces;
    while (*at != r)
        at = &(*at)->next;
    *at = r->next;
    forget_variables(r);
    if (r->session != r->owner)
        session_free(r->session);
    value_unref(r->guid);
    free(r->name);
    for (size_t i = 0; i < RUNSPACE_NOPTION; i++)
        value_unref(r->options[i]);
    start_state_release(&r->start);
    free(r);
}

struct session *runspace_owner(const struct runspace *r)
{
    return r->owner;
}

static void take_start_variables(struct runspace *r)
{
    struct value table = r->start.variables;
    struct hash_entry *e;
    forget_variables(r);
    r->variables = hash_new(0);
    for (size_t i = 0; table.kind == V_HASH && (e = hash_next(table.hash, &i));)
        hash_set_take(r->variables, e->key, value_ref(e->value));
}

void runspace_set_start_take(struct runspace *r, struct start_state start)
{
    start_state_release(&r->start);
    r->start = start;
    take_start_variables(r);
}

const char *runspace_start_script(const struct runspace *r)
{
    return r->start.script;
}

void runspace_reset(struct runspace *r)
{
    if (r->session == r->owner)
        return;
    if (r->session)
        session_free(STEAL(r->session));
    take_start_variables(r);
}

/* Its errors end nothing. */
static void begin_with(struct runspace *r)
{
    struct session *s = r->session;
    struct hash_entry *e;
    AUTO_VALUE block = value_null();
    AUTO_ERR *err = NULL;
    for (size_t i = 0; r->variables && (e = hash_next(r->variables, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        session_set_variable_take(s, name.str->data, runspace_share(r, e->value));
    }
    const char *script = r->start.script;
    if (!script || scriptblock_parse(s, script, strlen(script), NULL, &block, &err) < 0)
        return;
    struct command_call call = { .command = value_ref(block), .dot = true, .call_operator = true };
    if (pipeline_run(s, &call, 1, NULL, &r->sinks[STREAM_OUTPUT].sink) != ST_OK) {
        value_clear(&s->failure);
        s->failure_final = false;
    }
}

struct session *runspace_session(struct runspace *r)
{
    if (r->session)
        return r->session;
    struct host host = { .ops = &quiet_host_ops, .data = &r->host };
    struct session *s = r->session = r->host.session = session_new(r->owner->registry, &host);
    s->is_job = true;
    s->render = r->owner->render;
    s->object_text = r->owner->object_text;
    s->complete = r->owner->complete;
    s->script_name = xstrdup(r->owner->script_name);
    if (sharing_enter(r->owner) == ST_OK) {
        sharer_begin(sharer_new(r->owner), s);
        sharing_leave(r->owner);
    }
    for (int i = STREAM_OUTPUT; i <= STREAM_PROGRESS; i++) {
        r->sinks[i] = (struct runspace_sink){ { .write = collect }, r, (enum stream)i };
        if (i != STREAM_PROGRESS)
            s->streams[i] = &r->sinks[i].sink;
    }
    r->host.progress = &r->sinks[STREAM_PROGRESS].sink;
    r->host.information = &r->sinks[STREAM_INFORMATION].sink;
    begin_with(r);
    return s;
}

/* ---- what it shares with its owner ---- */

struct value runspace_share(struct runspace *r, struct value v)
{
    return value_share_to(v, r->owner, runspace_session(r));
}

void runspace_set_variable(struct runspace *r, struct value name, struct value v)
{
    AUTO_VALUE own = runspace_share(r, v);
    session_set_variable_take(runspace_session(r), name.str->data, STEAL_VALUE(own));
    if (!r->variables)
        r->variables = hash_new(0);
    hash_set_take(r->variables, name, value_ref(v));
}

struct value runspace_variables(const struct runspace *r)
{
    return r->variables ? value_of_hash(r->variables) : value_nothing();
}

/* ---- running ---- */

struct feed {
    struct runspace *runspace;
    struct array *items;
};

static enum status feed_items(void *data, struct sink *first)
{
    const struct feed *f = data;
    for (size_t i = 0; i < f->items->len; i++) {
        AUTO_VALUE v = value_copy_to(f->items->items[i], f->runspace->owner, f->runspace->session);
        enum status st = sink_write(first, v);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

enum status runspace_run(struct runspace *r, struct command_call *calls, size_t n,
                         struct value input, struct run_streams *out, struct value *failure)
{
    struct session *s = runspace_session(r), *outer = r->owner->inner;
    struct feed feed = { r, input.kind == V_ARRAY ? input.array : NULL };
    struct pipeline_input pipe_in = { feed_items, &feed };
    struct run_streams *saved = r->streams;
    r->streams = out;
    sharing_catch_up(r->owner); /* its own session too, which is of this thread */
    r->owner->inner = s;
    enum status st =
        pipeline_run(s, calls, n, feed.items ? &pipe_in : NULL, &r->sinks[STREAM_OUTPUT].sink);
    r->owner->inner = outer;
    sharing_catch_up(r->owner);
    if (st == ST_FAIL) {
        *failure = value_copy_to(s->failure, s, r->owner);
        value_clear(&s->failure);
        s->failure_final = false;
    }
    r->streams = saved;
    if (interrupt_pending(s)) {
        session_clear_interrupt(s);
        return ST_INTERRUPT;
    }
    return st == ST_FAIL ? ST_FAIL : ST_OK;
}
