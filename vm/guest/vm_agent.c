#include "vm/guest/vm_agent.h"

#include <errno.h>
#include <libvirt/libvirt-qemu.h>
#include <libvirt/virterror.h>
#include <string.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/base64.h"

enum {
    FIRST_SECONDS = 5, /* the first answer; later ones may take a slow disk's time */
    ANSWER_SECONDS = 30,
    OUTPUT_MAX = 1 << 20,
    POLL_MS = 5,
    POLL_MAX_MS = 200,
};

/* ---- what the guest says ------------------------------------------------------------------- */
uint32_t vm_agent_status_of(const char *text)
{
    static const int errors[] = { ENOSPC,       EDQUOT, EACCES,  EPERM,  EROFS, ENOENT,
                                  ENAMETOOLONG, EEXIST, ENOTDIR, EISDIR, ELOOP, EFBIG };
    for (size_t i = 0; i < ARRAY_SIZE(errors); i++)
        if (strcasestr(text, strerrordesc_np(errors[i])))
            return errors[i] == EISDIR ? (uint32_t)WIRE_E_FILE_EXISTS
                                       : wire_status_of_errno(errors[i]);
    /* A shell's own words for a file that it cannot make. */
    if (strstr(text, "nonexistent directory"))
        return (uint32_t)WIRE_E_PATH_NOT_FOUND;
    return (uint32_t)WIRE_E_FAIL;
}

void vm_agent_answer_free(struct vm_agent_answer *answer)
{
    free(answer->text);
    *answer = (struct vm_agent_answer){ 0 };
}

static int nonsense(const struct vm_agent *agent, const char *command, struct err **err)
{
    return err_set(err, ERR_OPERATION_FAILED,
                   "The QEMU guest agent of '%s' answered '%s' with something that is no answer",
                   agent->name, command);
}

static int run(const struct vm_agent *agent, const char *command, const char *arguments,
               int seconds, struct vm_agent_answer *answer, struct err **err)
{
    *answer = (struct vm_agent_answer){ 0 };
    AUTO_FREE char *request =
        xasprintf("{\"execute\":\"%s\"%s%s%s}", command, arguments ? ",\"arguments\":{" : "",
                  arguments ? arguments : "", arguments ? "}" : "");
    struct agent_json root;
    if (vm_call_check(agent->call, err))
        return -1;
    answer->text = virDomainQemuAgentCommand(agent->dom, request, seconds, 0);
    if (answer->text) {
        if (agent_json_parse(answer->text, strlen(answer->text), &root) &&
            agent_json_member(root, "return", &answer->value))
            return 0;
        vm_agent_answer_free(answer);
        return nonsense(agent, command, err);
    }
    const virError *last = virGetLastError();
    /* libvirt makes the agent's own errors out of what it says; others are the channel's. */
    if (last && last->code == VIR_ERR_INTERNAL_ERROR && last->message &&
        strstr(last->message, "unable to execute QEMU agent command")) {
        answer->refused = vm_agent_status_of(last->message);
        return 0;
    }
    return vm_err_libvirt(err, "The QEMU guest agent of '%s' failed", agent->name);
}

int vm_agent_run(const struct vm_agent *agent, const char *command, const char *arguments,
                 struct vm_agent_answer *answer, struct err **err)
{
    return run(agent, command, arguments, ANSWER_SECONDS, answer, err);
}

/* ---- opening --------------------------------------------------------------------------------- */
static bool command_enabled(struct agent_json info, const char *name)
{
    struct agent_json commands, one, value;
    size_t at = 0;
    if (!agent_json_member(info, "supported_commands", &commands))
        return false;
    while (agent_json_next(commands, &at, &one)) {
        AUTO_STRBUF text = STRBUF_INIT;
        bool enabled;
        if (agent_json_member(one, "name", &value) && agent_json_string(value, &text) &&
            !strcmp(text.buf, name))
            return agent_json_member(one, "enabled", &value) && agent_json_bool(value, &enabled) &&
                   enabled;
    }
    return false;
}

int vm_agent_open(struct vm_call *call, virDomainPtr dom, const char *name, struct vm_agent *agent,
                  struct err **err)
{
    static const char *const needed[] = {
        "guest-file-open",  "guest-file-close", "guest-file-read",
        "guest-file-write", "guest-file-flush", "guest-file-seek"
    };
    AUTO_AGENT_ANSWER info = { 0 };
    uint32_t status;
    *agent = (struct vm_agent){ .call = call, .dom = dom, .name = name };
    if (run(agent, "guest-info", NULL, FIRST_SECONDS, &info, err) || info.refused) {
        if (*err && (*err)->kind == ERR_CANCELLED)
            return -1;
        err_clear(err);
        return err_set(err, ERR_CONNECTION, "No QEMU guest agent answers in '%s'", name);
    }
    for (size_t i = 0; i < ARRAY_SIZE(needed); i++)
        if (!command_enabled(info.value, needed[i])) {
            err_set(err, ERR_NOT_SUPPORTED,
                    "Failed to initiate copying files to the guest: the QEMU guest agent of '%s' "
                    "answers, but %s is blocked by the guest's policy. (0x80070005)",
                    name, needed[i]);
            return err_advise(err, "Run hvsh-guest in the guest, or allow its agent the commands "
                                   "guest-file-* and guest-exec");
        }
    if (!command_enabled(info.value, "guest-exec") ||
        !command_enabled(info.value, "guest-exec-status"))
        return 0;
    agent->programs = true;
    const char *none[] = { NULL };
    if (vm_agent_script(agent, "exit 0", none, ANSWER_SECONDS, NULL, &status, err))
        return -1;
    agent->programs = !status;
    return 0;
}

/* ---- programs -------------------------------------------------------------------------------- */
static int output_of(const struct vm_agent *agent, struct agent_json status, const char *name,
                     struct strbuf *out, struct err **err)
{
    struct agent_json value;
    if (!agent_json_member(status, name, &value))
        return 0;
    if (value.len / 4 * 3 > OUTPUT_MAX + 16)
        return err_set(err, ERR_OPERATION_FAILED, "A program in '%s' wrote more than %d bytes",
                       agent->name, OUTPUT_MAX);
    return agent_json_bytes(value, out) ? 0 : nonsense(agent, "guest-exec-status", err);
}

static uint32_t status_of_exit(int64_t code, const char *errors)
{
    switch (code) {
    case 0:
        return WIRE_OK;
    case 2:
        return (uint32_t)WIRE_E_FILE_NOT_FOUND;
    case 3:
        return (uint32_t)WIRE_E_PATH_NOT_FOUND;
    case 5:
        return (uint32_t)WIRE_E_ACCESS_DENIED;
    case 80:
        return (uint32_t)WIRE_E_FILE_EXISTS;
    default:
        return vm_agent_status_of(errors);
    }
}

int vm_agent_ended(const struct vm_agent *agent, int64_t pid, struct vm_agent_exit *end,
                   struct strbuf *out, struct strbuf *errors, struct err **err)
{
    AUTO_FREE char *arguments = xasprintf("\"pid\":%lld", (long long)pid);
    AUTO_AGENT_ANSWER a = { 0 };
    struct agent_json value;
    *end = (struct vm_agent_exit){ .code = 1 };
    if (vm_agent_run(agent, "guest-exec-status", arguments, &a, err))
        return -1;
    if (a.refused || !agent_json_member(a.value, "exited", &value) ||
        !agent_json_bool(value, &end->over) ||
        (end->over &&
         ((agent_json_member(a.value, "exitcode", &value) && !agent_json_int(value, &end->code)) ||
          (agent_json_member(a.value, "signal", &value) && !agent_json_int(value, &end->signal)))))
        return nonsense(agent, "guest-exec-status", err);
    return end->over && ((out && output_of(agent, a.value, "out-data", out, err)) ||
                         (errors && output_of(agent, a.value, "err-data", errors, err)))
               ? -1
               : 0;
}

/* Waits for the program's end. */
static int await_exit(const struct vm_agent *agent, int64_t pid, int seconds, struct strbuf *out,
                      uint32_t *status, struct err **err)
{
    time_t limit = time(NULL) + seconds;
    for (int ms = POLL_MS;; ms = ms * 2 < POLL_MAX_MS ? ms * 2 : POLL_MAX_MS) {
        AUTO_STRBUF errors = STRBUF_INIT;
        struct vm_agent_exit end;
        if (vm_call_sleep(agent->call, ms, err) ||
            vm_agent_ended(agent, pid, &end, out, &errors, err))
            return -1;
        if (end.over) {
            *status = status_of_exit(end.code, errors.buf);
            return 0;
        }
        if (time(NULL) > limit)
            return err_set(err, ERR_TIMEOUT, "A program in '%s' did not end within %d seconds",
                           agent->name, seconds);
    }
}

static int start(const struct vm_agent *agent, const char *script, const char *arguments,
                 const char *env, bool capture, int64_t *pid, uint32_t *status, struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_AGENT_ANSWER a = { 0 };
    struct agent_json value;
    *status = agent->programs ? WIRE_OK : (uint32_t)WIRE_E_NOT_SUPPORTED;
    if (!agent->programs)
        return 0;
    strbuf_addf(&text,
                "\"path\":\"/bin/sh\",\"env\":[%s\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:"
                "/usr/bin:/sbin:/bin\"%s],\"capture-output\":%s,\"arg\":[\"-c\",",
                env ? "" : "\"LC_ALL=C\",", env ? env : "", capture ? "true" : "false");
    agent_json_quote(&text, script);
    strbuf_addf(&text, ",\"hvsh\"%s]", arguments);
    if (vm_agent_run(agent, "guest-exec", text.buf, &a, err))
        return -1;
    *status = a.refused;
    if (!a.refused && (!agent_json_member(a.value, "pid", &value) || !agent_json_int(value, pid)))
        return nonsense(agent, "guest-exec", err);
    return 0;
}

int vm_agent_start(const struct vm_agent *agent, const char *script, const char *arguments,
                   const char *env, int64_t *pid, uint32_t *status, struct err **err)
{
    return start(agent, script, arguments, env, false, pid, status, err);
}

int vm_agent_script(const struct vm_agent *agent, const char *script, const char *const *args,
                    int seconds, struct strbuf *out, uint32_t *status, struct err **err)
{
    AUTO_STRBUF arguments = STRBUF_INIT;
    int64_t pid;
    for (; *args; args++) {
        strbuf_addch(&arguments, ',');
        agent_json_quote(&arguments, *args);
    }
    if (start(agent, script, arguments.buf, NULL, true, &pid, status, err))
        return -1;
    return *status ? 0 : await_exit(agent, pid, seconds, out, status, err);
}

/* ---- open files --------------------------------------------------------------------------------
 */
int agent_file_open(const struct vm_agent *agent, const char *path, const char *mode,
                    struct agent_file *file, uint32_t *status, struct err **err)
{
    AUTO_STRBUF arguments = STRBUF_INIT;
    AUTO_AGENT_ANSWER a = { 0 };
    *file = (struct agent_file){ agent, -1 };
    strbuf_adds(&arguments, "\"path\":");
    agent_json_quote(&arguments, path);
    strbuf_addf(&arguments, ",\"mode\":\"%s\"", mode);
    if (vm_agent_run(agent, "guest-file-open", arguments.buf, &a, err))
        return -1;
    *status = a.refused;
    if (!a.refused && (!agent_json_int(a.value, &file->handle) || file->handle < 0))
        return nonsense(agent, "guest-file-open", err);
    return 0;
}

int agent_file_seek(const struct agent_file *file, uint64_t offset, bool from_end,
                    uint64_t *position, uint32_t *status, struct err **err)
{
    AUTO_FREE char *arguments =
        xasprintf("\"handle\":%lld,\"offset\":%lld,\"whence\":\"%s\"", (long long)file->handle,
                  (long long)offset, from_end ? "end" : "set");
    AUTO_AGENT_ANSWER a = { 0 };
    struct agent_json value;
    int64_t at;
    if (vm_agent_run(file->agent, "guest-file-seek", arguments, &a, err))
        return -1;
    *status = a.refused;
    if (a.refused)
        return 0;
    if (!agent_json_member(a.value, "position", &value) || !agent_json_int(value, &at) || at < 0)
        return nonsense(file->agent, "guest-file-seek", err);
    *position = (uint64_t)at;
    return 0;
}

int agent_file_write(const struct agent_file *file, const void *data, size_t len, uint32_t *status,
                     struct err **err)
{
    const char *p = data;
    *status = WIRE_OK;
    while (len) {
        AUTO_STRBUF arguments = STRBUF_INIT;
        AUTO_AGENT_ANSWER a = { 0 };
        struct agent_json value;
        int64_t count;
        strbuf_addf(&arguments, "\"handle\":%lld,\"buf-b64\":\"", (long long)file->handle);
        base64_encode(&arguments, p, len);
        strbuf_addch(&arguments, '"');
        if (vm_agent_run(file->agent, "guest-file-write", arguments.buf, &a, err))
            return -1;
        *status = a.refused;
        if (a.refused)
            return 0;
        if (!agent_json_member(a.value, "count", &value) || !agent_json_int(value, &count) ||
            count <= 0 || (uint64_t)count > len)
            return nonsense(file->agent, "guest-file-write", err);
        p += count;
        len -= (size_t)count;
    }
    return 0;
}

int agent_file_read(const struct agent_file *file, size_t want, struct strbuf *out,
                    uint32_t *status, struct err **err)
{
    AUTO_FREE char *arguments =
        xasprintf("\"handle\":%lld,\"count\":%zu", (long long)file->handle, want);
    AUTO_AGENT_ANSWER a = { 0 };
    struct agent_json value;
    size_t before = out->len;
    if (vm_agent_run(file->agent, "guest-file-read", arguments, &a, err))
        return -1;
    *status = a.refused;
    if (a.refused)
        return 0;
    if (!agent_json_member(a.value, "buf-b64", &value) || value.len > (want + 2) / 3 * 4 + 2 ||
        !agent_json_bytes(value, out) || out->len - before > want)
        return nonsense(file->agent, "guest-file-read", err);
    return 0;
}

int agent_file_close(struct agent_file *file, uint32_t *status, struct err **err)
{
    AUTO_FREE char *arguments = xasprintf("\"handle\":%lld", (long long)file->handle);
    AUTO_AGENT_ANSWER flushed = { 0 }, closed = { 0 };
    *status = WIRE_OK;
    if (file->handle < 0)
        return 0;
    file->handle = -1;
    int rc = vm_agent_run(file->agent, "guest-file-flush", arguments, &flushed, err);
    /* A handle stays open in the guest for ever: closed also after an interrupt. */
    AUTO_FREE char *request =
        xasprintf("{\"execute\":\"guest-file-close\",\"arguments\":{%s}}", arguments);
    closed.text = virDomainQemuAgentCommand(file->agent->dom, request, ANSWER_SECONDS, 0);
    if (!rc)
        *status = flushed.refused ? flushed.refused
                  : closed.text   ? WIRE_OK
                                  : vm_agent_status_of(virGetLastErrorMessage());
    return rc;
}
