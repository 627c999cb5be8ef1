/* The guest's side of the program service: programs of one session with the host, their streams
 * and terminals. It does no I/O on the port: messages come in, others are appended to a buffer.
 * Each program leads a process group of its own, which ends with the session. */
#ifndef HVSH_GUEST_EXEC_SERVICE_H
#define HVSH_GUEST_EXEC_SERVICE_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "guest/exec.h"
#include "guest/login.h"
#include "shell/base/strbuf.h"

extern const struct wire_version exec_service_versions[1];

enum { EXEC_PROGRAMS_MAX = 16, EXEC_POLL_MAX = EXEC_PROGRAMS_MAX * 4 };

struct exec_program {
    uint32_t id; /* 0: the host is done with it, it is about to end */
    pid_t pid;   /* 0: free */
    int pidfd;   /* -1: this kernel has none */
    bool terminal, over;
    int code, signal;
    int64_t kill_at; /* CLOCK_MONOTONIC ms; 0: not asked to end */
    int in, out[2];  /* terminal: in is the master, out[0] a copy of it */
    bool in_ends;    /* after what is in `input` */
    struct strbuf input;
    size_t input_at;
    uint32_t sent[2]; /* of stdout and stderr, not credited */
    struct wire_header header;
};

struct exec_service {
    bool on; /* negotiated */
    uint32_t nonce;
    struct login login;
    struct exec_program programs[EXEC_PROGRAMS_MAX];
};

void exec_service_init(struct exec_service *s);
/* Ends all programs and waits a moment for them. */
void exec_service_release(struct exec_service *s);
/* A session begins: whatever ran ends. on: with this version of the protocol. */
void exec_service_begin(struct exec_service *s, bool on, uint32_t nonce);
/* Takes one message of type WIRE_EXEC. */
void exec_service_take(struct exec_service *s, const struct wire_message *m, struct strbuf *out);
/* What to wait for: descriptors (at most EXEC_POLL_MAX) and milliseconds (-1: no limit). room:
 * output may be appended. */
size_t exec_service_poll(const struct exec_service *s, bool room, struct pollfd *fds, int *ms);
/* Moves what can be moved; room: output may be appended. */
void exec_service_work(struct exec_service *s, bool room, struct strbuf *out);

#endif
