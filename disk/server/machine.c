#include "disk/server/machine.h"

#include <string.h>

#include "disk/served.h"
#include "shell/base/alloc.h"
#include "shell/base/spawn.h"

enum { VIRSH_TIMEOUT_MS = 30000 };

/* virsh COMMAND DOMAIN [ARGUMENT…] */
static int virsh(const struct disk_server *s, const char *const *words, struct strbuf *out,
                 struct err **err)
{
    const char *argv[10] = { "virsh", "-q", "-c", s->uri, words[0], s->domain };
    for (size_t i = 1; words[i] && i < 4; i++)
        argv[5 + i] = words[i];
    struct spawn sp = { .argv = argv, .timeout_ms = VIRSH_TIMEOUT_MS };
    return spawn_run(&sp, out, NULL, err);
}

enum machine_state machine_state(const struct disk_server *server)
{
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (!server->domain)
        return MACHINE_UNKNOWN;
    if (virsh(server, (const char *const[]){ "domstate", "--reason", NULL }, &out, &err))
        return strstr(err->message, "failed to get domain") ? MACHINE_GONE : MACHINE_UNKNOWN;
    if (strncmp(out.buf, "running", 7) == 0)
        return MACHINE_RUNNING;
    if (strncmp(out.buf, "paused", 6) == 0)
        return strstr(out.buf, "I/O error") ? MACHINE_IO_ERROR : MACHINE_PAUSED;
    return strncmp(out.buf, "shut off", 8) == 0 ? MACHINE_GONE : MACHINE_UNKNOWN;
}

int machine_suspend(const struct disk_server *server, struct err **err)
{
    return virsh(server, (const char *const[]){ "suspend", NULL }, NULL, err);
}

int machine_resume(const struct disk_server *server, struct err **err)
{
    return virsh(server, (const char *const[]){ "resume", NULL }, NULL, err);
}

void machine_poke(const struct disk_server *server)
{
    /* The socket bears the name of the drive, which is that of QEMU's device too. */
    const char *name = strrchr(server->socket, '/');
    AUTO_FREE char *drive = disk_served_beside(name ? name + 1 : server->socket, "");
    AUTO_FREE char *command = xasprintf("qemu-io -d %s \"read 0 4096\"", drive);
    for (int i = 0; i < 2 && server->domain; i++) {
        AUTO_ERR *err = NULL;
        (void)(virsh(server,
                     (const char *const[]){ "qemu-monitor-command", "--hmp", command, NULL }, NULL,
                     &err) == 0);
    }
}

int machine_resize(const struct disk_server *server, uint64_t bytes, struct err **err)
{
    AUTO_FREE char *size = xasprintf("%lluB", (unsigned long long)bytes);
    return virsh(server, (const char *const[]){ "blockresize", server->target, size, NULL }, NULL,
                 err);
}
