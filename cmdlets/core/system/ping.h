/* ICMP echo: one request and what came back. */
#ifndef HVSH_CMDLETS_CORE_PING_H
#define HVSH_CMDLETS_CORE_PING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* The values of System.Net.NetworkInformation.IPStatus. */
enum ping_status {
    PING_UNKNOWN = -1,
    PING_SUCCESS = 0,
    PING_NET_UNREACHABLE = 11002,
    PING_HOST_UNREACHABLE = 11003,
    PING_PORT_UNREACHABLE = 11005,
    PING_TOO_BIG = 11009,
    PING_TIMED_OUT = 11010,
    PING_TTL_EXPIRED = 11013,
};

struct ping_request {
    const struct sockaddr_storage *to;
    socklen_t to_len;
    size_t size; /* bytes of data, at most 65500 */
    int ttl;
    bool dont_fragment;
    int timeout_ms;
    int interrupt_fd; /* readable: give up */
    uint16_t sequence;
};
struct ping_answer {
    enum ping_status status;
    struct sockaddr_storage from; /* who answered; valid unless timed out */
    int64_t milliseconds;
    bool interrupted;
};

/* 0, or an errno value when no request can be sent at all (EPERM, EACCES: neither unprivileged
 * nor raw ICMP sockets are allowed). */
int ping_send(const struct ping_request *r, struct ping_answer *out);

#endif
