#include "vm/guest/vm_guest_channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>

#include "guest/client_ic.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_guest.h"
#include "vm/port_socket.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"
#include "vm/xml.h"

enum { TUNNEL_POLL_MS = 2, LOCK_POLL_MS = 50, WAIT_SLICE_MS = 200 };

/* ---- the port's socket --------------------------------------------------------------------- */
static int gone(const struct vm_guest_channel *ch, struct err **err)
{
    return err_set(err, ERR_CONNECTION, "The connection to the guest services of '%s' broke",
                   ch->name);
}

static ssize_t socket_read(void *ctx, void *buf, size_t len, struct err **err)
{
    const struct vm_guest_channel *ch = ctx;
    ssize_t n = port_socket_read(ch->fd, buf, len);
    return n < 0 ? gone(ch, err) : n;
}

static ssize_t socket_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    const struct vm_guest_channel *ch = ctx;
    ssize_t n = port_socket_write(ch->fd, buf, len);
    return n < 0 ? gone(ch, err) : n;
}

static int socket_wait(void *ctx, bool write, int ms, struct err **err)
{
    const struct vm_guest_channel *ch = ctx;
    struct pollfd p = { .fd = ch->fd, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    poll(&p, 1, ms < WAIT_SLICE_MS ? ms : WAIT_SLICE_MS);
    return vm_call_check(ch->call, err);
}

/* Connects to the socket that QEMU listens on; -1 without an error when it is not ours to. */
static int connect_socket(const char *path)
{
    struct sockaddr_un to = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof(to.sun_path))
        return -1;
    memcpy(to.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof(to)) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* ---- the hypervisor's tunnel --------------------------------------------------------------- */
static ssize_t tunnel_read(void *ctx, void *buf, size_t len, struct err **err)
{
    struct vm_guest_channel *ch = ctx;
    int n = virStreamRecv(ch->stream, buf, len);
    return n > 0 ? n : n == -2 ? 0 : gone(ch, err);
}

static ssize_t tunnel_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    struct vm_guest_channel *ch = ctx;
    int n = virStreamSend(ch->stream, buf, len);
    return n >= 0 ? n : n == -2 ? 0 : gone(ch, err);
}

static int tunnel_wait(void *ctx, bool write, int ms, struct err **err)
{
    const struct vm_guest_channel *ch = ctx;
    (void)write;
    return vm_call_sleep(ch->call, ms < TUNNEL_POLL_MS ? ms : TUNNEL_POLL_MS, err);
}

static int open_tunnel(struct vm_guest_channel *ch, virDomainPtr dom, struct err **err)
{
    ch->stream = virStreamNew(ch->call->conn, VIR_STREAM_NONBLOCK);
    if (ch->stream && virDomainOpenChannel(dom, ch->port, ch->stream, 0) == 0)
        return 0;
    return vm_err_libvirt(err, "Cannot open the guest services' port of '%s'", ch->name);
}

/* ---- opening --------------------------------------------------------------------------------- */
/* Two of a kind take turns: QEMU serves one connection of a port. */
int vm_guest_channel_lock(struct vm_guest_channel *ch, const char *uuid, const char *what,
                          bool wait, struct err **err)
{
    AUTO_FREE char *dir = vm_cache_dir();
    if (!dir)
        return 0;
    mkdir(dir, 0700);
    AUTO_FREE char *path = xasprintf("%s/%s-%s.lock", dir, what, uuid);
    ch->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (ch->lock < 0)
        return 0; /* a folder that cannot be written: then there is nobody to take turns with */
    while (flock(ch->lock, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_set_errno(err, errno, "Cannot lock '%s'", path);
        if (!wait) {
            close(STEAL_FD(ch->lock));
            return 1;
        }
        if (vm_call_sleep(ch->call, LOCK_POLL_MS, err) < 0)
            return -1;
    }
    return 0;
}

static int refuse_port(const struct vm_guest_channel *ch, bool there, struct err **err)
{
    if (!there) {
        err_set(
            err, ERR_INVALID_STATE,
            "Failed to initiate copying files to the guest: the Guest Service Interface of '%s' "
            "is not enabled. (0x8007048F)",
            ch->name);
        return err_advise(err,
                          "Enable-VMIntegrationService -VMName '%s' -Name 'Guest Service "
                          "Interface'",
                          ch->name);
    }
    err_set(err, ERR_CONNECTION,
            "Failed to initiate copying files to the guest: no guest service answers in '%s'. The "
            "device is not connected. (0x8007048F)",
            ch->name);
    return err_advise(err, "hvsh-guest has to run in the guest, which serves the port %s",
                      VM_GUEST_PORT);
}

static int refuse_services(const struct vm_guest_channel *ch, struct err **err)
{
    err_set(err, ERR_CONNECTION,
            "The integration services of '%s' do not answer. The device is not connected. "
            "(0x8007048F)",
            ch->name);
    return err_advise(err, "Install-VMGuestServices -VMName '%s' brings them into the guest",
                      ch->name);
}

xmlDocPtr vm_guest_live_xml(virDomainPtr dom, const char *name, struct err **err)
{
    char *text = virDomainGetXMLDesc(dom, 0);
    if (!text) {
        vm_err_libvirt(err, "Cannot read the configuration of '%s'", name);
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(text, "domain", err);
    free(text);
    return doc;
}

int vm_guest_channel_connect(struct vm_guest_channel *ch, virDomainPtr dom, xmlNodePtr port,
                             struct err **err)
{
    AUTO_FREE char *path = vm_xml_text(port, "source/@path");
    ch->port = vm_xml_text(port, "target/@name");
    ch->fd = path && vm_core_is_local(ch->call->core) ? connect_socket(path) : -1;
    return ch->fd < 0 ? open_tunnel(ch, dom, err) : 0;
}

struct guest_io vm_guest_channel_io(struct vm_guest_channel *ch)
{
    return ch->fd >= 0 ? (struct guest_io){ ch, socket_read, socket_write, socket_wait }
                       : (struct guest_io){ ch, tunnel_read, tunnel_write, tunnel_wait };
}

static xmlNodePtr connected_port(xmlNodePtr live, const char *name, bool *there)
{
    AUTO_FREE char *path = xasprintf("devices/channel[target/@name='%s']", name);
    xmlNodePtr port = vm_xml_find(live, path);
    *there = port;
    return vm_xml_is(port, "target/@state", "connected") ? port : NULL;
}

/* 1: somebody else is at work on it. */
static int open_port(struct vm_guest_channel *ch, virDomainPtr dom, const char *uuid,
                     unsigned *flags, struct err **err)
{
    bool there;
    AUTO_XMLDOC doc = vm_guest_live_xml(dom, ch->name, err);
    if (!doc)
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc), port = NULL;
    if (*flags & VM_GUEST_SERVICES)
        port = connected_port(root, VM_SERVICES_PORT, &there);
    bool shared = !port;
    if (shared) {
        port = connected_port(root, VM_GUEST_PORT, &there);
        if (*flags & VM_GUEST_SERVICES)
            *flags |= VM_GUEST_NO_WAIT;
    }
    if (!port)
        return *flags & VM_GUEST_SERVICES ? refuse_services(ch, err) : refuse_port(ch, there, err);
    int rc = vm_guest_channel_lock(ch, uuid, shared ? "guest" : "integration",
                                   !(*flags & VM_GUEST_NO_WAIT), err);
    if (rc)
        return rc;
    return vm_guest_channel_connect(ch, dom, port, err);
}

int vm_guest_channel_find(struct vm_call *call, const char *uuid, struct vm_guest_channel *ch,
                          virDomainPtr *dom, struct err **err)
{
    *ch = (struct vm_guest_channel){ .call = call, .fd = -1, .lock = -1 };
    enum vm_state state;
    *dom = vm_call_domain(call, uuid, err);
    if (!*dom)
        return -1;
    ch->name = vm_name_of(*dom, uuid);
    if (vm_state_of(*dom, &state, err))
        return -1;
    return state == VM_STATE_RUNNING;
}

int vm_guest_channel_open(struct vm_call *call, const char *uuid, unsigned flags,
                          struct vm_guest_channel *ch, struct err **err)
{
    AUTO_DOMAIN dom = NULL;
    int rc = vm_guest_channel_find(call, uuid, ch, &dom, err);
    if (rc < 0)
        return -1;
    if (!rc) {
        err_set(err, ERR_INVALID_STATE,
                flags & VM_GUEST_SERVICES
                    ? "The integration services of '%s' do not answer: it is not running. "
                      "(0x80070032)"
                    : "Failed to initiate copying files to the guest: '%s' is not running. "
                      "(0x80070032)",
                ch->name);
        return err_advise(err, "Start it with Start-VM or Resume-VM first");
    }
    rc = open_port(ch, dom, uuid, &flags, err);
    if (rc)
        return rc;
    struct guest_io io = vm_guest_channel_io(ch);
    ch->open = true;
    rc = flags & VM_GUEST_SERVICES
             ? guest_client_open_services(&ch->client, &io, err)
             : guest_client_open(&ch->client, &io, flags & VM_GUEST_STRICT, err);
    if (rc && (*err)->kind == ERR_TIMEOUT) {
        err_clear(err);
        return flags & VM_GUEST_SERVICES ? refuse_services(ch, err) : refuse_port(ch, true, err);
    }
    return rc;
}

void vm_guest_channel_close(struct vm_guest_channel *ch)
{
    if (ch->open)
        guest_client_close(&ch->client);
    if (ch->stream) {
        virStreamAbort(ch->stream);
        virStreamFree(ch->stream);
    }
    if (ch->fd >= 0)
        close(ch->fd);
    if (ch->lock >= 0)
        close(ch->lock);
    free(ch->name);
    free(ch->port);
}
