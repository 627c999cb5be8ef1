/* Starting a program of the guest, with pipes or on a terminal. */
#ifndef HVSH_GUEST_LAUNCH_H
#define HVSH_GUEST_LAUNCH_H

#include <sys/types.h>

#include "guest/exec.h"
#include "guest/login.h"

/* Where root looks for programs. */
#define LAUNCH_PATH_ROOT "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

struct launched {
    pid_t pid;        /* leads a session and a process group */
    int in, out, err; /* non-blocking; on a terminal out is a copy of in, and err is -1 */
};

/* Runs what an OPEN says, as the user. 0 or the errno of what failed, the program's start
 * included. */
int launch(const struct login *login, const struct exec_body *open, struct launched *l);
/* The path of a program by its name, or NULL; the caller frees. */
char *launch_find(const char *name);

#endif
