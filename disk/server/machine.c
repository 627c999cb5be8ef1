#include "disk/server/machine.h"

#include <string.h>

#include "disk/served.h"
#include "shell/base/alloc.h"
#include "shell/base/spawn.h"

enum { VIRSH_TIMEOUT_MS = 30000 };

/* virsh COMMAND DOMAIN [ARGUMENT…] */
static int virsh(const struct machine *m, const char *const *words, struct strbuf *out,
                 struct err **err)
{
    const char *argv[10] = { "virsh", "-q", "-c", m->server->uri, words[0], m->server->domain };
    for (size_t i = 1; words[i] && i < 4; i++)
        argv[5 + i] = words[i];
    struct spawn sp = { .argv = argv,
                        .timeout_ms = VIRSH_TIMEOUT_MS,
                        .interrupt_fd = m->interrupt_fd };
    return spawn_run(&sp, out, NULL, err);
}

enum machine_state machine_state(const struct machine *m)
{
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (!m->server->domain)
        return MACHINE_UNKNOWN;
    if (virsh(m, (const char *const[]){ "domstate", "--reason", NULL }, &out, &err))
        return strstr(err->message, "failed to get domain") ? MACHINE_GONE : MACHINE_UNKNOWN;
    if (strncmp(out.buf, "running", 7) == 0)
        return MACHINE_RUNNING;
    if (strncmp(out.buf, "paused", 6) == 0)
        return strstr(out.buf, "I/O error") ? MACHINE_IO_ERROR : MACHINE_PAUSED;
    return strncmp(out.buf, "shut off", 8) == 0 ? MACHINE_GONE : MACHINE_UNKNOWN;
}

int machine_suspend(const struct machine *m, struct err **err)
{
    return virsh(m, (const char *const[]){ "suspend", NULL }, NULL, err);
}

int machine_resume(const struct machine *m, struct err **err)
{
    return virsh(m, (const char *const[]){ "resume", NULL }, NULL, err);
}

void machine_poke(const struct machine *m)
{
    /* The socket bears the name of the drive, which is that of QEMU's device too. */
    const char *name = strrchr(m->server->socket, '/');
    AUTO_FREE char *drive = disk_served_beside(name ? name + 1 : m->server->socket, "");
    AUTO_FREE char *command = xasprintf("qemu-io -d %s \"read 0 4096\"", drive);
    for (int i = 0; i < 2 && m->server->domain; i++) {
        AUTO_ERR *err = NULL;
        (void)(virsh(m, (const char *const[]){ "qemu-monitor-command", "--hmp", command, NULL },
                     NULL, &err) == 0);
    }
}

int machine_resize(const struct machine *m, uint64_t bytes, struct err **err)
{
    AUTO_FREE char *size = xasprintf("%lluB", (unsigned long long)bytes);
    return virsh(m, (const char *const[]){ "blockresize", m->server->target, size, NULL }, NULL,
                 err);
}
