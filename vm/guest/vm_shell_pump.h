/* Inside vm/: the thread between a program's streams here and the guest services. */
#ifndef HVSH_VM_VM_SHELL_PUMP_H
#define HVSH_VM_VM_SHELL_PUMP_H

#include "vm/guest/vm_shell_private.h"

/* The channel's stream, whose waits also end when the streams of a running program move. */
struct guest_io vm_shell_pump_io(struct vm_shell *shell);
/* The thread; arg is the struct vm_shell, which is its own until it is joined. */
void *vm_shell_pump(void *arg);

#endif
