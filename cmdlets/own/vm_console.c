#include "cmdlets/own/vm_console.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/vm/common_params.h"
#include "shell/base/alloc.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"

/* A console log may be endless; what is looked at is its end. */
enum { TAIL_MAX = 4 << 20 };

struct console_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    struct opt_int tail, timeout;
    struct str *pattern;
};
#define A struct console_args

/* The last TAIL_MAX bytes of the log, whole lines. */
static int read_log(const char *path, struct strbuf *out, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return 0; /* nothing written so far */
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot read the console log '%s'", path);
    off_t size = lseek(fd, 0, SEEK_END);
    off_t start = size > TAIL_MAX ? size - TAIL_MAX : 0;
    strbuf_reset(out);
    strbuf_grow(out, TAIL_MAX);
    while (out->len < TAIL_MAX) {
        ssize_t n = pread(fd, out->buf + out->len, TAIL_MAX - out->len, start + (off_t)out->len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Cannot read the console log '%s'", path);
        if (!n)
            break;
        out->len += (size_t)n;
    }
    out->buf[out->len] = '\0';
    return 0;
}

/* The path of a VM's console log; *log NULL with *err set when it has none. */
static int log_of(struct hv_vm *vm, char **log, struct err **err)
{
    AUTO_FREE char *socket_path = NULL;
    *log = NULL;
    if (vm_console_path(vm->host->host, vm->info.uuid, &socket_path, log, err))
        return -1;
    if (*log)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED, "The serial console of virtual machine \"%s\" is not logged.",
            vm->info.name);
    return err_advise(err, "Connect to it with: virsh console %s", vm->info.uuid);
}

/* One line without control sequences and its line ending. */
static struct value line_value(const char *line, size_t len)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < len; i++) {
        if (line[i] == '\033' && i + 1 < len && line[i + 1] == '[') {
            for (i += 2; i < len && !((line[i] >= '@' && line[i] <= '~')); i++)
                ;
        } else if (line[i] == '\t' || (unsigned char)line[i] >= ' ') {
            strbuf_addch(&text, line[i]);
        }
    }
    return value_string_take(&text);
}

/* ---- Get-VMConsole ---- */
static const char *start_of_tail(const struct strbuf *text, int64_t lines)
{
    const char *p = text->buf + text->len;
    if (p > text->buf && p[-1] == '\n')
        p--;
    while (p > text->buf && lines > 0)
        if (*--p == '\n' && --lines == 0)
            return p + 1;
    return text->buf;
}

static enum status get_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FREE char *log = NULL;
    struct err *err = NULL;
    (void)data;
    if (log_of(hv_vm_of(v), &log, &err) || read_log(log, &text, &err))
        return cmdlet_err(inv, &err, v);
    const char *p = args->tail.set ? start_of_tail(&text, args->tail.value) : text.buf;
    const char *end = text.buf + text.len;
    enum status st = ST_OK;
    while (st == ST_OK && p < end && !(args->tail.set && !args->tail.value)) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        st = emit_take(inv, line_value(p, (size_t)((nl ? nl : end) - p)));
        p = nl ? nl + 1 : end;
    }
    return st;
}

static enum status get_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, get_one, NULL);
}

/* ---- Wait-VMConsole ---- */
/* *found: the matching line (owned), or nothing. */
static int find_line(const struct strbuf *text, struct regex *re, struct value *found,
                     struct err **err)
{
    struct regex_span *spans = xcalloc(regex_group_count(re), sizeof(*spans));
    const char *end = text->buf + text->len;
    int rc = 0;
    *found = value_nothing();
    for (const char *p = text->buf; p < end && !rc;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        AUTO_VALUE line = line_value(p, (size_t)((nl ? nl : end) - p));
        rc = regex_exec(re, line.str->data, line.str->len, 0, spans, err);
        if (rc == 1)
            *found = value_ref(line);
        p = nl ? nl + 1 : end;
    }
    free(spans);
    return rc < 0 ? -1 : 0;
}

static enum status timed_out(struct invocation *inv, struct value vm, int64_t seconds)
{
    const A *args = ARGS(inv, A);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "The console of virtual machine \"%s\" did not show \"%s\" within %lld "
                "seconds.",
                hv_vm_of(vm)->info.name, args->pattern->data, (long long)seconds);
    return cmdlet_error(inv,
                        &(struct error_spec){ .message = text.buf,
                                              .id = "OperationTimeout",
                                              .category = EC_OPERATION_TIMEOUT,
                                              .exception = HV_EXCEPTION,
                                              .target = vm,
                                              .advice = "Get-VMConsole shows what it wrote." });
}

static enum status wait_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct regex *re = data;
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FREE char *log = NULL;
    struct err *err = NULL;
    int64_t seconds = args->timeout.set ? args->timeout.value : 60;
    int64_t start = hv_now();
    if (log_of(vm, &log, &err))
        return cmdlet_err(inv, &err, v);
    for (;;) {
        struct value line;
        if (read_log(log, &text, &err) || find_line(&text, re, &line, &err))
            return cmdlet_err(inv, &err, v);
        int64_t passed = hv_now() - start;
        struct progress progress = { .parent_id = -1,
                                     .activity = "Waiting for the console",
                                     .status = vm->info.name,
                                     .percent = seconds ? (int)(passed / (10 * seconds)) : 100,
                                     .seconds_left = (int)(seconds - passed / 1000),
                                     .completed = line.kind == V_STRING };
        write_progress(inv, &progress);
        if (line.kind == V_STRING)
            return emit_take(inv, line);
        if (passed >= seconds * 1000) {
            progress.completed = true;
            write_progress(inv, &progress);
            return timed_out(inv, v, seconds);
        }
        if (!interruptible_sleep(inv->session, 100))
            return ST_INTERRUPT;
    }
}

static enum status wait_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    struct err *err = NULL;
    struct regex *re = regex_cached(inv->session->regex, args->pattern->data, args->pattern->len,
                                    REGEX_IGNORE_CASE, &err);
    if (!re)
        return cmdlet_throw_err(inv, &err);
    enum status st = hv_for_each(inv, &selection, wait_one, re);
    regex_unref(re);
    return st;
}

#define COMMON_PARAMS \
    HV_HOST_PARAMS(A, "VMName"), HV_VM_NAME_PARAM(A, "VMName"), HV_VM_PARAM(A, "VMObject")
static const struct param get_params[] = {
    COMMON_PARAMS,
    PARAM(A, tail, .name = "Tail", .aliases = "Last", PARAM_RANGE(0, INT32_MAX),
          .help = "Only so many lines from the end."),
};
static const struct example get_examples[] = {
    { .code = "Get-VMConsole web1 -Tail 20", .remarks = "The last lines on its console." },
};
static const struct param wait_params[] = {
    COMMON_PARAMS,
    PARAM(A, pattern, .name = "Pattern", .position = 2, .mandatory = true,
          .help = "The regular expression that a line must match; case is ignored."),
    PARAM(A, timeout, .name = "TimeoutSeconds", .aliases = "Timeout", PARAM_RANGE(0, 86400),
          .help = "How long to wait; 60 seconds by default."),
};
static const struct example wait_examples[] = {
    { .code = "Wait-VMConsole web1 'login:' -TimeoutSeconds 120",
      .remarks = "Returns the line when the guest asks for a login." },
};

#define CONSOLE_CMDLET(verb_, stem_, synopsis_)                                              \
    {                                                                                        \
        .verb = verb_, .noun = "VMConsole", .synopsis = synopsis_, .params = stem_##_params, \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = "VMName", .module = "hvsh",    \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,         \
        .output = "System.String", .examples = stem_##_examples,                             \
        .nexamples = ARRAY_SIZE(stem_##_examples)                                            \
    }

static const struct cmdlet cmdlets[] = {
    CONSOLE_CMDLET("Get", get, "Shows what virtual machines wrote to their serial console."),
    CONSOLE_CMDLET("Wait", wait, "Waits for a line on the serial console."),
};
const struct cmdlet_group vm_console_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
