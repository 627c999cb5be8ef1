/* Programs in a guest, from the host's side: what PowerShell Direct runs on. A shell is one
 * session with one guest; it runs one program at a time, whose streams are descriptors here.
 * The guest needs no network: hvsh's guest services carry everything over a virtio port. Rules
 * of vm_host.h. */
#ifndef HVSH_VM_VM_SHELL_H
#define HVSH_VM_VM_SHELL_H

#include "vm/vm_host.h"

struct vm_shell;

struct vm_shell_options {
    const char *uuid;
    const char *user, *password; /* NULL: whom the service in the guest runs as */
    bool agent; /* by the QEMU guest agent, where hvsh's guest services do not run */
};
/* What the guest says of itself; borrowed, "" when unknown. */
struct vm_shell_info {
    const char *user, *home, *shell;
    const char *pwsh, *hvsh; /* paths of PowerShells there */
    bool by_agent; /* then a program starts when its input is complete, and has no terminal */
};

int vm_shell_open(struct vm_host *host, const struct vm_shell_options *options,
                  struct vm_shell **shell, struct err **err);
/* Ends a running program, then the session. NULL is fine. */
void vm_shell_close(struct vm_shell *shell);
struct vm_shell_info vm_shell_info(const struct vm_shell *shell);

struct vm_shell_program {
    const char *const *argv;
    size_t argc;
    const char *const *env; /* NAME=value, beyond the user's own */
    size_t envc;
    const char *directory; /* NULL: the user's */
    bool terminal;
    int rows, cols;
};
/* Descriptors of the caller's ends; he closes them. All are non-blocking. On a terminal err is
 * -1. The end of both outputs is the end of the program: then ask vm_shell_end(). */
struct vm_shell_streams {
    int in, out, err;
};
/* *shell is NULL afterwards when the call had to be left behind. */
int vm_shell_start(struct vm_host *host, struct vm_shell **shell,
                   const struct vm_shell_program *program, struct vm_shell_streams *streams,
                   struct err **err);
bool vm_shell_is_running(const struct vm_shell *shell);
void vm_shell_resize(struct vm_shell *shell, int rows, int cols);
void vm_shell_signal(struct vm_shell *shell, int number);
/* Asks the program to end; its outputs close then. */
void vm_shell_stop(struct vm_shell *shell);
/* Waits for the program's end (its outputs are closed, so it is short). *code: its exit code,
 * 128 + number when a signal killed it. -1 with *err: the session broke, or it was stopped. */
int vm_shell_end(struct vm_shell *shell, int *code, struct err **err);

#endif
