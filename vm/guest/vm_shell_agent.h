/* Inside vm/: a shell's programs by the QEMU guest agent, where hvsh's guest services do not run.
 * A program's input has to end before it starts, there is no terminal, and it runs as the agent
 * does: who may talk to the agent needs no password. */
#ifndef HVSH_VM_VM_SHELL_AGENT_H
#define HVSH_VM_VM_SHELL_AGENT_H

#include "vm/guest/vm_shell_private.h"

/* Finds an agent that starts programs in the shell's machine, and what it says of the guest.
 * ERR_CONNECTION: none is there. */
int vm_shell_agent_open(struct vm_call *call, struct vm_shell *shell, struct err **err);
/* What the next program is; the thread below runs it. */
int vm_shell_agent_prepare(struct vm_shell *shell, const struct vm_shell_program *program,
                           struct err **err);
void vm_shell_agent_release(struct vm_shell *shell);
/* The thread; arg is the struct vm_shell, which is its own until it is joined. */
void *vm_shell_agent_run(void *arg);

#endif
