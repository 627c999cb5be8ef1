/* Puts hvsh's guest services into a running guest, by its QEMU guest agent, or into the disk of a
 * machine that is off. */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/module_file.h"
#include "vm/guest/vm_agent.h"
#include "vm/guest/vm_guest.h"
#include "vm/guest/vm_guest_channel.h"
#include "vm/guest/vm_offline.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

enum { SCRIPT_SECONDS = 60 };

#define DAEMON "/usr/sbin/hvsh-guest"
#define SYSTEMD_UNIT "/etc/systemd/system/hvsh-guest.service"
#define OPENRC_SCRIPT "/etc/init.d/hvsh-guest"
#ifdef __x86_64__
#define GUEST_MACHINE "x86_64"
#elif defined(__aarch64__)
#define GUEST_MACHINE "aarch64"
#else
#define GUEST_MACHINE "of this machine's kind of"
#endif

/* What starts services there: 3 lines at most, the first counts. */
static const char probe_script[] =
    "[ \"$(uname -s)\" = Linux ] || exit 1; [ \"$(id -u)\" = 0 ] || exit 5\n"
    "if [ -d /run/systemd/system ]; then echo systemd\n"
    "elif command -v rc-update >/dev/null && [ -d /etc/init.d ]; then echo openrc\n"
    "else echo none; fi; uname -m\n";
static const char start_script[] =
    "case $1 in\n"
    "systemd) systemctl daemon-reload && systemctl enable hvsh-guest &&"
    " systemctl restart hvsh-guest ;;\n"
    "openrc) rc-update add hvsh-guest default && rc-service hvsh-guest restart ;;\n"
    /* Nothing starts it again after the next boot: the caller says so. */
    "*) setsid /usr/sbin/hvsh-guest >/dev/null 2>&1 </dev/null & ;;\n"
    "esac\n";

struct install_arg {
    char uuid[VM_UUID_SIZE];
    bool lasting;
};

struct sending {
    const char *source, *target;
    unsigned mode;
    bool given;
    uint32_t status;
    int errnum;
};

static int next_file(void *ctx, struct client_file *file, struct err **err)
{
    struct sending *s = ctx;
    struct stat st;
    if (s->given)
        return 0;
    s->given = true;
    *file = (struct client_file){ .fd = open(s->source, O_RDONLY | O_CLOEXEC) };
    if (file->fd < 0 || fstat(file->fd, &st)) {
        int failed = errno;
        if (file->fd >= 0)
            close(file->fd);
        return err_set_errno(err, failed, "Cannot read '%s'", s->source);
    }
    file->start =
        (struct fcopy_start){ .flags = FCOPY_OVERWRITE | FCOPY_CREATE_PATH | FCOPY_SET_MODE,
                              .mode = s->mode,
                              .size = (uint64_t)st.st_size };
    snprintf(file->start.path, sizeof(file->start.path), "%s", s->target);
    return 1;
}

static int file_done(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                     struct err **err)
{
    struct sending *s = ctx;
    (void)file;
    (void)err;
    s->status = status;
    s->errnum = errnum;
    return 0;
}

/* By the agent, or with it NULL into the disk. */
static int send(const struct vm_agent *agent, struct vm_offline *disk, const char *name,
                const char *target, unsigned mode, struct err **err)
{
    AUTO_FREE char *source = module_file_path(name);
    struct sending s = { .source = source, .target = target, .mode = mode };
    struct client_put put = { .ctx = &s, .next = next_file, .done = file_done };
    if (agent ? vm_agent_put(agent, &put, err) : vm_offline_put(disk, &put, err))
        return -1;
    if (s.errnum)
        return err_set_errno(err, s.errnum, "Cannot read '%s'", source);
    if (s.status)
        vm_guest_refused(err, VM_GUEST_TO, source, s.status);
    return s.status ? -1 : 0;
}

static int refuse(const struct vm_agent *agent, const char *what, uint32_t status, struct err **err)
{
    const char *text = wire_status_text(status);
    return err_set_code(err, ERR_DOMAIN_AGENT, ERR_OPERATION_FAILED, (int)status,
                        "The guest services of '%s' cannot be %s: %s (0x%08X)", agent->name, what,
                        text ? text : "Unknown error.", status);
}

static int install_by(const struct vm_agent *agent, bool *lasting, struct err **err)
{
    const char *none[] = { NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    uint32_t status;
    if (!agent->programs) {
        err_set(err, ERR_NOT_SUPPORTED,
                "The QEMU guest agent of '%s' starts no programs: guest-exec is blocked, or the "
                "guest has no /bin/sh",
                agent->name);
        return err_advise(err, "Install the package hvsh-guest in the guest (make deb)");
    }
    if (vm_agent_script(agent, probe_script, none, SCRIPT_SECONDS, &out, &status, err))
        return -1;
    if (status)
        return refuse(agent, "installed", status, err);
    bool systemd = !strncmp(out.buf, "systemd\n", 8), openrc = !strncmp(out.buf, "openrc\n", 7);
    const char *machine = strchr(out.buf, '\n');
    if (!machine || strncmp(machine + 1, GUEST_MACHINE, strlen(GUEST_MACHINE)) != 0)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The guest of '%s' is no " GUEST_MACHINE " Linux, which this hvsh-guest is "
                       "made for",
                       agent->name);
    if (send(agent, NULL, "hvsh-guest", DAEMON, 0755, err) ||
        (systemd && send(agent, NULL, "hvsh-guest.service", SYSTEMD_UNIT, 0644, err)) ||
        (openrc && send(agent, NULL, "hvsh-guest.openrc", OPENRC_SCRIPT, 0755, err)))
        return -1;
    const char *args[] = { systemd ? "systemd" : openrc ? "openrc" : "none", NULL };
    if (vm_agent_script(agent, start_script, args, SCRIPT_SECONDS, NULL, &status, err))
        return -1;
    *lasting = systemd || openrc;
    return status ? refuse(agent, "started", status, err) : 0;
}

/* ---- into a disk ----------------------------------------------------------------------------- */
/* What an ELF file says it is for, by the first bytes of its header; 0: it is none. */
static unsigned elf_machine(const uint8_t *head, size_t len)
{
    return len < EI_NIDENT + 4 || memcmp(head, ELFMAG, SELFMAG) != 0
               ? 0
               : le16_get(head + EI_NIDENT + 2);
}

static int own_machine(unsigned *machine, struct err **err)
{
    AUTO_FREE char *path = module_file_path("hvsh-guest");
    AUTO_FILE FILE *f = fopen(path, "rbe");
    uint8_t head[64];
    if (!f)
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    *machine = elf_machine(head, fread(head, 1, sizeof(head), f));
    return 0;
}

/* The first of these files that is there and a program: its kind of machine, else 0. */
static int find_program(struct vm_offline *disk, const char *const *paths, unsigned *machine,
                        struct err **err)
{
    uint8_t head[64];
    size_t got;
    for (*machine = 0; *paths && !*machine; paths++) {
        int rc = vm_offline_read(disk, *paths, 0, head, sizeof(head), &got, err);
        if (rc < 0)
            return -1;
        if (!rc)
            *machine = elf_machine(head, got);
    }
    return 0;
}

static int start_at_boot(struct vm_offline *disk, const char *script, const char *folder,
                         struct err **err)
{
    const char *name = strrchr(script, '/') + 1;
    int rc = vm_offline_link(disk, folder, name, script, err);
    return rc > 0 ? err_set_errno(err, rc, "Cannot make '%s/%s' in the disk", folder, name) : rc;
}

static int install_into(struct vm_offline *disk, const char *name, struct err **err)
{
    static const char *const systemd_paths[] = { "/usr/lib/systemd/systemd", "/lib/systemd/systemd",
                                                 NULL };
    static const char *const openrc_paths[] = { "/sbin/openrc", "/usr/sbin/openrc",
                                                "/usr/bin/openrc", NULL };
    unsigned systemd, openrc = 0, own = 0;
    if (own_machine(&own, err) || find_program(disk, systemd_paths, &systemd, err) ||
        (!systemd && find_program(disk, openrc_paths, &openrc, err)))
        return -1;
    if (!systemd && !openrc)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The disk of '%s' holds no Linux with systemd or OpenRC, which would start "
                       "the guest services.",
                       name);
    if ((systemd ? systemd : openrc) != own)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The guest of '%s' is no " GUEST_MACHINE " Linux, which this hvsh-guest is "
                       "made for",
                       name);
    if (send(NULL, disk, "hvsh-guest", DAEMON, 0755, err))
        return -1;
    if (systemd)
        return send(NULL, disk, "hvsh-guest.service", SYSTEMD_UNIT, 0644, err)
                   ? -1
                   : start_at_boot(disk, SYSTEMD_UNIT, "/etc/systemd/system/sysinit.target.wants",
                                   err);
    return send(NULL, disk, "hvsh-guest.openrc", OPENRC_SCRIPT, 0755, err)
               ? -1
               : start_at_boot(disk, OPENRC_SCRIPT, "/etc/runlevels/default", err);
}

static int install_offline(struct vm_call *call, struct install_arg *a, const char *name,
                           struct err **err)
{
    AUTO_OFFLINE disk;
    a->lasting = true;
    return vm_offline_open(call, a->uuid, "/etc", true, &disk, err) ||
                   install_into(&disk, name, err)
               ? -1
               : vm_offline_close(&disk, err);
}

static int install_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct install_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    enum vm_state state;
    struct vm_agent agent;
    if (!dom || vm_state_of(dom, &state, err))
        return -1;
    AUTO_FREE char *name = vm_name_of(dom, a->uuid);
    if (state == VM_STATE_OFF)
        return install_offline(call, a, name, err);
    if (state != VM_STATE_RUNNING)
        return vm_state_refuse("install guest services into", name, state, err);
    if (vm_agent_open(call, dom, name, &agent, err)) {
        if ((*err)->kind == ERR_CONNECTION)
            err_advise(err, "Run qemu-guest-agent in the guest, or install the package hvsh-guest "
                            "there (make deb)");
        return -1;
    }
    return install_by(&agent, &a->lasting, err);
}

int vm_guest_install(struct vm_host *host, const char *uuid, bool *lasting, struct err **err)
{
    struct install_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    void *p = a;
    int rc = vm_call_run(host, "Installing guest services", VM_CALL_CHANGE, -1, install_work, &p,
                         free, err);
    if (!rc)
        *lasting = a->lasting;
    free(p);
    return rc;
}
