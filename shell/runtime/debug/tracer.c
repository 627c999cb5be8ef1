#include "shell/runtime/debug/tracer.h"

#include <stdarg.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/stream.h"

static const struct enum_member trace_option_members[] = {
    { "None", 0 },
    { "LogicalOperationStack", TRACE_STACK },
    { "DateTime", TRACE_DATE },
    { "Timestamp", TRACE_TIMESTAMP },
    { "ProcessId", TRACE_PROCESS },
    { "ThreadId", TRACE_THREAD },
    { "Callstack", TRACE_CALLSTACK },
};
ENUM_TYPE(trace_options, "System.Diagnostics.TraceOptions", trace_option_members, true);

static const struct enum_member source_option_members[] = {
    { "None", 0 },
    { "Constructor", 1 },
    { "Dispose", 2 },
    { "Finalizer", 4 },
    { "Method", 8 },
    { "Property", 16 },
    { "Delegates", 32 },
    { "Events", 64 },
    { "Exception", 128 },
    { "Lock", 256 },
    { "Error", 512 },
    { "Errors", 640 },
    { "Warning", 1024 },
    { "Verbose", 2048 },
    { "WriteLine", TRACE_OPTION_LINE },
    { "Data", 6167 },
    { "Scope", TRACE_OPTION_SCOPE },
    { "ExecutionFlow", 8303 },
    { "Assert", 16384 },
    { "All", TRACE_OPTION_ALL },
};
ENUM_TYPE(trace_source_options, "System.Management.Automation.PSTraceSourceOptions",
          source_option_members, true);

static const struct {
    const char *name, *description;
} sources[TRACE_SOURCES] = {
    [TRACE_DISCOVERY] = { "CommandDiscovery",
                          "Traces the discovery of cmdlets, scripts, functions, applications, "
                          "etc." },
    [TRACE_BINDING] = { "ParameterBinding",
                        "Traces the process of binding the arguments to the parameters of cmdlets, "
                        "scripts, and applications." },
};

const char *trace_source_name(enum trace_source source)
{
    return sources[source].name;
}

const char *trace_source_description(enum trace_source source)
{
    return sources[source].description;
}

struct tracer *tracer_of(struct session *s)
{
    if (!s->tracer)
        s->tracer = xcalloc(1, sizeof(*s->tracer));
    return s->tracer;
}

void trace_listen(struct trace_state *state, const char *path, int fd)
{
    state->listeners =
        xreallocarray(state->listeners, state->nlisteners + 1, sizeof(*state->listeners));
    state->listeners[state->nlisteners++] = (struct trace_listener){ xstrdup(path), fd };
}

void trace_state_release(struct trace_state *state)
{
    for (size_t i = 0; i < state->nlisteners; i++) {
        free(state->listeners[i].path);
        if (state->listeners[i].fd >= 0)
            close(state->listeners[i].fd);
    }
    free(state->listeners);
    *state = (struct trace_state){ 0 };
}

void tracer_settle(struct session *s)
{
    for (int i = 0; s->tracer && i < TRACE_SOURCES; i++)
        if (s->tracer->sources[i].nlisteners)
            return;
    if (s->tracer && !s->tracer->busy) {
        tracer_free(s->tracer);
        s->tracer = NULL;
    }
}

void tracer_free(struct tracer *t)
{
    for (int i = 0; t && i < TRACE_SOURCES; i++)
        trace_state_release(&t->sources[i]);
    free(t);
}

/* ---- lines ---- */

/* What -ListenerOption wants beside each line, as .NET's listeners have it. */
static void add_facts(int32_t wanted, const struct timespec *now, struct strbuf *out)
{
    struct tm tm;

    if (wanted & TRACE_PROCESS)
        strbuf_addf(out, "    ProcessId=%d\n", (int)getpid());
    if (wanted & TRACE_STACK)
        strbuf_adds(out, "    LogicalOperationStack=\n");
    if (wanted & TRACE_THREAD)
        strbuf_adds(out, "    ThreadId=1\n");
    gmtime_r(&now->tv_sec, &tm);
    if (wanted & TRACE_DATE)
        strbuf_addf(out, "    DateTime=%04d-%02d-%02dT%02d:%02d:%02d.%07ldZ\n", tm.tm_year + 1900,
                    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                    now->tv_nsec / 100);
    if (wanted & TRACE_TIMESTAMP) {
        struct timespec since;
        clock_gettime(CLOCK_MONOTONIC, &since);
        strbuf_addf(out, "    Timestamp=%lld\n",
                    (long long)since.tv_sec * 1000000000 + since.tv_nsec);
    }
}

/* The host shows when, a file does not. */
static void show(struct session *s, const struct strbuf *text, const struct timespec *now)
{
    AUTO_STRBUF line = STRBUF_INIT;
    struct tm tm;

    localtime_r(&now->tv_sec, &tm);
    for (const char *at = text->buf; *at;) {
        size_t n = strcspn(at, "\n");
        strbuf_reset(&line);
        strbuf_addf(&line, "%04d-%02d-%02d %02d:%02d:%02d.%04ld %.*s", tm.tm_year + 1900,
                    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                    now->tv_nsec / 100000, (int)n, at);
        (void)host_message(s, STREAM_DEBUG, line.buf, line.len);
        at += n + (at[n] == '\n');
    }
}

static void write_line(struct session *s, enum trace_source source, int32_t option, const char *fmt,
                       va_list ap)
{
    struct tracer *t = s->tracer;
    struct trace_state *state = t ? &t->sources[source] : NULL;
    AUTO_STRBUF text = STRBUF_INIT;
    struct timespec now;

    if (!state || !(state->options & option) || !state->nlisteners || t->busy)
        return;
    t->busy++;
    clock_gettime(CLOCK_REALTIME, &now);
    strbuf_addf(&text, "%s Information: 0 : ", sources[source].name);
    strbuf_fill(&text, ' ', (size_t)state->depth * 4);
    strbuf_vaddf(&text, fmt, ap);
    strbuf_addch(&text, '\n');
    add_facts(state->listener_options, &now, &text);
    for (size_t i = 0; i < state->nlisteners; i++) {
        if (state->listeners[i].fd < 0)
            show(s, &text, &now);
        else if (write(state->listeners[i].fd, text.buf, text.len) < 0)
            continue; /* a trace that cannot be kept stops nothing */
    }
    t->busy--;
}

void tracer_line(struct session *s, enum trace_source source, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    write_line(s, source, TRACE_OPTION_LINE, fmt, ap);
    va_end(ap);
}

void tracer_open(struct session *s, enum trace_source source, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    write_line(s, source, TRACE_OPTION_SCOPE, fmt, ap);
    va_end(ap);
    if (s->tracer)
        s->tracer->sources[source].depth++;
}

void tracer_close(struct session *s, enum trace_source source)
{
    int *depth = s->tracer ? &s->tracer->sources[source].depth : NULL;

    if (depth && *depth > 0)
        --*depth;
}

char *tracer_text(struct value v)
{
    AUTO_VALUE text = value_to_string(v);

    return xstrndup(text.str->data, text.str->len);
}
