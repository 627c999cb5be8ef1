#include "cmdlets/core/system/ping.h"

#include <errno.h>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/cleanup.h"

enum { ICMP_HEADER = 8, V6_ECHO = 128, V6_REPLY = 129 };

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static uint16_t checksum(const uint8_t *p, size_t len)
{
    uint32_t sum = 0;

    for (size_t i = 0; i + 1 < len; i += 2)
        sum += (uint32_t)(p[i] << 8 | p[i + 1]);
    if (len & 1)
        sum += (uint32_t)p[len - 1] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static void set_option(int fd, int level, int option, int value)
{
    /* What the kernel does not know of only leaves a detail of the answer unsaid. */
    if (setsockopt(fd, level, option, &value, sizeof(value)) < 0)
        errno = 0;
}

static void set_options(int fd, const struct ping_request *r, bool v6)
{
    if (v6) {
        set_option(fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
        set_option(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, r->ttl);
        set_option(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER,
                   r->dont_fragment ? IPV6_PMTUDISC_PROBE : IPV6_PMTUDISC_DONT);
    } else {
        set_option(fd, IPPROTO_IP, IP_RECVERR, 1);
        set_option(fd, IPPROTO_IP, IP_TTL, r->ttl);
        set_option(fd, IPPROTO_IP, IP_MTU_DISCOVER,
                   r->dont_fragment ? IP_PMTUDISC_PROBE : IP_PMTUDISC_DONT);
    }
}

static enum ping_status status_of_errno(int errnum)
{
    switch (errnum) {
    case ENETUNREACH:
        return PING_NET_UNREACHABLE;
    case EHOSTUNREACH:
    case EHOSTDOWN:
        return PING_HOST_UNREACHABLE;
    case ECONNREFUSED:
        return PING_PORT_UNREACHABLE;
    case EMSGSIZE:
        return PING_TOO_BIG;
    default:
        return PING_UNKNOWN;
    }
}

/* What a router said of the request. False: nothing is in the queue. */
static bool read_error(int fd, struct ping_answer *out)
{
    uint8_t data[512];
    union {
        struct cmsghdr align;
        char bytes[512];
    } control;
    struct iovec io = { data, sizeof(data) };
    struct msghdr m = {
        .msg_iov = &io, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
    };

    if (recvmsg(fd, &m, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
        return false;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); c; c = CMSG_NXTHDR(&m, c)) {
        bool v4 = c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR;
        bool v6 = c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR;
        struct sock_extended_err e;
        size_t len = v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
        if ((!v4 && !v6) || c->cmsg_len < CMSG_LEN(sizeof(e) + len))
            continue;
        memcpy(&e, CMSG_DATA(c), sizeof(e));
        memcpy(&out->from, CMSG_DATA(c) + sizeof(e), len);
        bool expired =
            (v4 && e.ee_origin == SO_EE_ORIGIN_ICMP && e.ee_type == ICMP_TIME_EXCEEDED) ||
            (v6 && e.ee_origin == SO_EE_ORIGIN_ICMP6 && e.ee_type == 3);
        out->status = expired ? PING_TTL_EXPIRED : status_of_errno((int)e.ee_errno);
        return true;
    }
    return false;
}

/* Is this our echo's reply? Raw IPv4 sockets give the IP header too. */
static bool is_reply(const uint8_t *p, size_t len, bool raw, bool v6, const uint8_t *sent)
{
    if (raw && !v6) {
        size_t header = len ? (size_t)(p[0] & 15) * 4 : 0;
        if (len < header)
            return false;
        p += header;
        len -= header;
    }
    return len >= ICMP_HEADER && p[0] == (v6 ? V6_REPLY : ICMP_ECHOREPLY) &&
           memcmp(p + 6, sent + 6, 2) == 0 && (!raw || memcmp(p + 4, sent + 4, 2) == 0);
}

enum { LOOK_MS = 100 }; /* between two looks for Ctrl-C */

/* Waits for the answer that belongs to the request in sent. */
static int wait_answer(int fd, const struct ping_request *r, bool raw, bool v6, const uint8_t *sent,
                       struct ping_answer *out)
{
    size_t cap = r->size + 256;
    AUTO_FREE uint8_t *data = xmalloc(cap);
    int64_t start = now_us(), end = start + (int64_t)r->timeout_ms * 1000;

    out->status = PING_TIMED_OUT;
    for (int64_t now = start; now < end; now = now_us()) {
        struct pollfd p[2] = { { .fd = fd, .events = POLLIN },
                               { .fd = r->interrupt_fd, .events = POLLIN } };
        int64_t left = (end - now + 999) / 1000;
        int n = poll(p, r->interrupt_fd > 0 ? 2 : 1, left < LOOK_MS ? (int)left : LOOK_MS);
        if (n < 0 && errno != EINTR)
            return errno;
        if ((r->interrupt_fd > 0 && p[1].revents) || cancel_wanted()) {
            out->interrupted = true;
            return 0;
        }
        if (n > 0 && (p[0].revents & POLLERR) && read_error(fd, out)) {
            out->milliseconds = (now_us() - start) / 1000;
            return 0;
        }
        socklen_t from_len = sizeof(out->from);
        ssize_t got =
            recvfrom(fd, data, cap, MSG_DONTWAIT, (struct sockaddr *)&out->from, &from_len);
        if (got >= 0 && is_reply(data, (size_t)got, raw, v6, sent)) {
            out->status = PING_SUCCESS;
            out->milliseconds = (now_us() - start) / 1000;
            return 0;
        }
    }
    out->milliseconds = (now_us() - start) / 1000;
    return 0;
}

int ping_send(const struct ping_request *r, struct ping_answer *out)
{
    bool v6 = r->to->ss_family == AF_INET6, raw = false;
    int protocol = v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
    AUTO_FD int fd = socket(r->to->ss_family, SOCK_DGRAM | SOCK_CLOEXEC, protocol);

    *out = (struct ping_answer){ .status = PING_UNKNOWN };
    if (fd < 0) {
        fd = socket(r->to->ss_family, SOCK_RAW | SOCK_CLOEXEC, protocol);
        raw = true;
    }
    if (fd < 0)
        return errno;
    set_options(fd, r, v6);
    size_t len = ICMP_HEADER + r->size;
    AUTO_FREE uint8_t *data = xcalloc(1, len);
    uint16_t id = (uint16_t)getpid();
    data[0] = v6 ? V6_ECHO : ICMP_ECHO;
    data[4] = (uint8_t)(id >> 8);
    data[5] = (uint8_t)id;
    data[6] = (uint8_t)(r->sequence >> 8);
    data[7] = (uint8_t)r->sequence;
    for (size_t i = 0; i < r->size; i++)
        data[ICMP_HEADER + i] = (uint8_t)('a' + i % 23);
    if (!v6) { /* the kernel does that of ICMPv6 */
        uint16_t sum = checksum(data, len);
        data[2] = (uint8_t)(sum >> 8);
        data[3] = (uint8_t)sum;
    }
    if (sendto(fd, data, len, 0, (const struct sockaddr *)r->to, r->to_len) < 0) {
        out->status = status_of_errno(errno);
        return out->status == PING_UNKNOWN ? errno : 0;
    }
    return wait_answer(fd, r, raw, v6, data, out);
}
