/* What Trace-Command and Set-TraceSource show: lines that the engine writes about its work. A
 * session without listeners has no tracer, and nothing is made up for one. */
#ifndef HVSH_RUNTIME_TRACER_H
#define HVSH_RUNTIME_TRACER_H

#include "shell/object/type_info.h"
#include "shell/runtime/session.h"

enum trace_source { TRACE_DISCOVERY, TRACE_BINDING, TRACE_SOURCES };
/* Of PSTraceSourceOptions: those that the two sources ask for. */
enum { TRACE_OPTION_LINE = 4096, TRACE_OPTION_SCOPE = 8192, TRACE_OPTION_ALL = 32767 };
/* System.Diagnostics.TraceOptions */
enum {
    TRACE_STACK = 1,
    TRACE_DATE = 2,
    TRACE_TIMESTAMP = 4,
    TRACE_PROCESS = 8,
    TRACE_THREAD = 16,
    TRACE_CALLSTACK = 32
};
extern const struct enum_info enum_trace_options, enum_trace_source_options;
extern const struct type_info type_trace_options, type_trace_source_options;

struct trace_listener {
    char *path; /* owned; NULL: the host */
    int fd;     /* of the file, owned; -1 */
};
struct trace_state {
    int32_t options, listener_options;
    int depth;
    struct trace_listener *listeners; /* owned */
    size_t nlisteners;
};
struct tracer {
    struct trace_state sources[TRACE_SOURCES];
    int busy; /* it writes: what that runs is not traced */
};

const char *trace_source_name(enum trace_source source);
const char *trace_source_description(enum trace_source source);
/* The session's tracer, made when there is none yet. */
struct tracer *tracer_of(struct session *s);
/* Adds a listener; path NULL: the host. Takes fd. */
void trace_listen(struct trace_state *state, const char *path, int fd);
/* Forgets and closes all listeners. */
void trace_state_release(struct trace_state *state);
void tracer_free(struct tracer *t); /* NULL allowed */
/* A tracer that nobody listens to any more goes. */
void tracer_settle(struct session *s);

/* A line of a source; a part of its work, whose lines stand further in, until tracer_close(). */
void tracer_line(struct session *s, enum trace_source source, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void tracer_open(struct session *s, enum trace_source source, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void tracer_close(struct session *s, enum trace_source source);
/* A value as the lines show it; owned. */
char *tracer_text(struct value v);

#endif
