#include "cmdlets/vm/context.h"

#include <string.h>
#include <time.h>

#include "cmdlets/vm/direct/ps_session.h"
#include "cmdlets/vm/virtual_machine.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

enum { QUICK_CONNECT_MS = 1000 };

struct hv_context {
    struct hv_host *hosts;
    struct direct *sessions;
    int last_session;
};

static void context_free(void *state)
{
    struct hv_context *context = state;
    while (context->sessions)
        direct_close(context->sessions);
    while (context->hosts) {
        struct hv_host *host = context->hosts;
        context->hosts = host->next;
        hv_snapshot_free(host->snapshot);
        vm_host_close(host->host);
        free(host->computer);
        free(host->name);
        free(host);
    }
    free(context);
}

/* Another session (a job) may have changed anything. */
static void context_changed(void *state)
{
    struct hv_context *context = state;
    for (struct hv_host *host = context->hosts; host; host = host->next)
        hv_host_changed(host);
}

static void show_progress(void *data, const char *activity, int percent)
{
    struct session *s = data;
    if (!s->host.ops->progress)
        return;
    struct progress p = { .activity = activity,
                          .parent_id = -1,
                          .percent = percent,
                          .seconds_left = -1,
                          .completed = percent >= 100 };
    s->host.ops->progress(s->host.data, &p);
}

static bool is_here(const char *computer)
{
    return !computer || !*computer || !strcmp(computer, ".") ||
           text_caseeq(computer, "localhost") || !strcmp(computer, "127.0.0.1") ||
           !strcmp(computer, "::1");
}

static int get_host(struct session *s, const char *computer, bool quick, struct hv_host **out,
                    struct err **err)
{
    const char *key = is_here(computer) ? "" : computer;
    struct hv_context *context = s->vm_state;
    if (!context) {
        if (session_load_vm_module(s, err))
            return -1;
        context = xcalloc(1, sizeof(*context));
        s->vm_state = context;
        s->vm_state_free = context_free;
        s->vm_state_changed = context_changed;
    }
    for (struct hv_host *host = context->hosts; host; host = host->next) {
        if (text_caseeq(host->computer, key) || text_caseeq(host->name, key)) {
            *out = host;
            return 0;
        }
    }
    struct vm_host_options options = {
        .computer_name = *key ? key : NULL,
        .wait = { .interrupt_fd = interrupt_fd(s), .progress = show_progress, .data = s },
        .services_only = quick,
        .connect_timeout_ms = quick ? QUICK_CONNECT_MS : 0,
    };
    struct vm_host *vm_host = NULL;
    if (vm_host_open(&options, &vm_host, err))
        return -1;
    struct vm_host_info info = { 0 };
    if (vm_host_info(vm_host, false, &info, err)) {
        vm_host_close(vm_host);
        return -1;
    }
    struct hv_host *host = xcalloc(1, sizeof(*host));
    host->session = s;
    host->computer = xstrdup(key);
    host->name = xstrdup(info.name ? info.name : "localhost");
    host->host = vm_host;
    host->next = context->hosts;
    context->hosts = host;
    vm_host_info_release(&info);
    *out = host;
    return 0;
}

int hv_host_get(struct session *s, const char *computer, struct hv_host **out, struct err **err)
{
    return get_host(s, computer, false, out, err);
}

struct hv_host *hv_host_quick(struct session *s)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = NULL;
    return get_host(s, NULL, true, &host, &err) ? NULL : host;
}

/* A warning that is not about the cmdlet: unless somebody takes the warnings it goes to stderr,
 * so that what reads a script's output does not meet it. */
static enum status warn_aside(struct invocation *inv, const char *text)
{
    struct session *s = inv->session;
    if (s->streams[STREAM_WARNING] != s->host_streams[STREAM_WARNING] ||
        stage_preference(s, inv->stage, COMMON_WARNING_ACTION) != ACTION_CONTINUE)
        return write_warning(inv, "%s", text);
    AUTO_FREE char *line = xasprintf("WARNING: %s\n", text);
    session_flush_output(s);
    s->host.ops->write_error(s->host.data, COLOR_DEFAULT, line, strlen(line));
    return ST_OK;
}

static enum status give_notice(struct invocation *inv, struct hv_host *host)
{
    AUTO_ERR *err = NULL;
    struct vm_host_info info = { 0 };
    host->notice_given = true;
    if (vm_host_info(host->host, false, &info, &err))
        return ST_OK; /* the next real call reports it */
    enum status st = info.notice ? warn_aside(inv, info.notice) : ST_OK;
    vm_host_info_release(&info);
    return st;
}

enum status hv_host_open(struct invocation *inv, const char *computer, struct hv_host **out)
{
    struct err *err = NULL;
    *out = NULL;
    if (hv_host_get(inv->session, computer, out, &err)) {
        AUTO_VALUE target = value_string(is_here(computer) ? "localhost" : computer);
        return cmdlet_err(inv, &err, target);
    }
    return (*out)->notice_given ? ST_OK : give_notice(inv, *out);
}

struct direct **hv_sessions(struct session *s)
{
    return &((struct hv_context *)s->vm_state)->sessions;
}

int *hv_session_counter(struct session *s)
{
    return &((struct hv_context *)s->vm_state)->last_session;
}

void hv_host_changed(struct hv_host *host)
{
    host->epoch++;
}

int64_t hv_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum status hv_refuse_sessions(struct invocation *inv)
{
    static const char *const refused[] = { "CimSession", "Credential" };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        if (!is_bound(inv, refused[i]))
            continue;
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "The parameter '%s' does not work on this platform: a remote host is "
                    "reached over ssh or libvirt's own transports, which authenticate by "
                    "themselves.",
                    refused[i]);
        return cmdlet_throw(inv,
                            &(struct error_spec){
                                .message = text.buf,
                                .id = "NotSupported",
                                .category = EC_NOT_IMPLEMENTED,
                                .exception = "Microsoft.HyperV.PowerShell.VirtualizationException",
                                .target_name = refused[i],
                                .advice = "Use -ComputerName with a host name that ssh "
                                          "reaches, or a libvirt URI.",
                            });
    }
    return ST_OK;
}

enum status hv_for_each_host(struct invocation *inv, const struct str_list *computers,
                             hv_host_fn *fn)
{
    size_t n = computers->len;
    enum status st = hv_refuse_sessions(inv);
    for (size_t i = 0; st == ST_OK && i < (n ? n : 1); i++) {
        struct hv_host *host;
        st = hv_host_open(inv, n ? computers->items[i]->data : NULL, &host);
        if (st == ST_OK && host)
            st = fn(inv, host);
    }
    return st;
}
