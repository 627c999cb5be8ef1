/* Inside vm/: what the two ways of a shell into its guest share. */
#ifndef HVSH_VM_VM_SHELL_PRIVATE_H
#define HVSH_VM_VM_SHELL_PRIVATE_H

#include <pthread.h>

#include "guest/exec.h"
#include "vm/guest/vm_direct.h"
#include "vm/guest/vm_shell.h"

enum vm_shell_order { SHELL_RESIZE, SHELL_SIGNAL, SHELL_STOP };
/* What the pump is told, through a pipe. */
struct vm_shell_command {
    enum vm_shell_order order;
    int a, b;
};

struct vm_shell {
    struct vm_guest_channel channel;
    struct guest_io io; /* the channel's own */
    virConnectPtr conn; /* of the domain; held for the session */
    virDomainPtr domain;
    char *info[EXEC_INFO_COUNT];
    struct vm_shell_agent *agent; /* the way by the QEMU guest agent, instead of the channel */
    uint32_t next_id;
    /* A running program: its pump thread and the pump's ends. */
    bool running;
    pthread_t thread;
    int control[2], in, out[2];
    uint32_t id;
    /* What came of it; after the thread's end. */
    int code;
    struct err *err;
};

/* Closes the pump's ends: the caller sees the end of the streams. */
void vm_shell_close_ends(struct vm_shell *shell);
/* 1 and *command when the pump is told something, else 0. */
int vm_shell_command(struct vm_shell *shell, struct vm_shell_command *command);

#endif
