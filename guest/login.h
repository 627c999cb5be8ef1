/* Whom programs and files of a session belong to: a user of the guest, checked by the password
 * file (users of the guest itself; no PAM, no directory services). */
#ifndef HVSH_GUEST_LOGIN_H
#define HVSH_GUEST_LOGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "shell/base/cleanup.h"

struct login {
    char *user, *home, *shell;
    uid_t uid;
    gid_t gid;
    gid_t *groups;
    size_t ngroups;
    bool other; /* not who the daemon runs as */
};

/* Who the daemon runs as. */
void login_self(struct login *l);
/* The user of that name ("DOMAIN\name" and ".\name" mean name) with this password. 0; EACCES:
 * no such user, wrong password or an account that is locked or expired; EPERM: another user,
 * and the daemon may not become him. */
int login_user(struct login *l, const char *user, const char *password);
void login_release(struct login *l);
/* In a child that is to become a program of the user: for good. 0 or an errno. */
int login_become(const struct login *l);
/* File access as the user, and back. Nothing happens unless he is another one. */
int login_assume(const struct login *l);
void login_resume(const struct login *l);

#endif
