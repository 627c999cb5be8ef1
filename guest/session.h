/* The guest's side of the channel: one session with the host at a time, all services over one
 * port. Bytes come in and go out; which port that is, is the program's business. */
#ifndef HVSH_GUEST_SESSION_H
#define HVSH_GUEST_SESSION_H

#include <stdbool.h>

#include "guest/exec_service.h"
#include "guest/file_service.h"
#include "guest/vss.h"
#include "guest/wire.h"
#include "shell/base/strbuf.h"

struct guest_session {
    struct wire_reader in;
    struct strbuf out;
    size_t sent; /* of out */
    struct file_service files;
    struct exec_service programs;
    struct vss vss;
    bool whole; /* serves the guest itself and not just a folder: may stop it, set its clock */
    bool bare;  /* has no files and programs for the host, only those services */
};

/* root: the files that the host may reach; its descriptor is borrowed. */
void guest_session_init(struct guest_session *s, const struct walk_root *root);
void guest_session_release(struct guest_session *s);
/* The host closed the port: everything under way ends. */
void guest_session_hangup(struct guest_session *s);
/* Is there room for the answers to more input? While not, nothing is read: a host that does
 * not listen makes nothing grow. */
bool guest_session_wants_input(const struct guest_session *s);
/* Where to read to, and then what to do with n bytes that came. */
uint8_t *guest_session_space(struct guest_session *s, size_t *space);
void guest_session_input(struct guest_session *s, size_t n);
/* Goes on with what was asked for. False: nothing to do before something comes. */
bool guest_session_work(struct guest_session *s);
/* What else to wait for: descriptors (at most EXEC_POLL_MAX) and milliseconds (-1: no limit). */
size_t guest_session_poll(const struct guest_session *s, struct pollfd *fds, int *ms);
/* What is to be written, and how much of it was. */
const char *guest_session_output(const struct guest_session *s, size_t *len);
void guest_session_wrote(struct guest_session *s, size_t n);

#endif
