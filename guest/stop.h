/* Stopping the guest, by whatever runs it. */
#ifndef HVSH_GUEST_STOP_H
#define HVSH_GUEST_STOP_H

#include <stdbool.h>
#include <stdint.h>

/* Begins a moment later, in a process of its own. The init system is asked in the way it wants to
 * be asked; where none answers, programs are ended and the machine stops by this. force: also
 * when that has not come to its end after half a minute. WIRE_OK or a status of wire.h. */
uint32_t stop_guest(bool restart, bool force);
/* Would process 1 take the signal? status: its /proc/1/status. It takes what it catches or waits
 * for (then it is blocked); the kernel drops all else that is sent to it. */
bool stop_heard(const char *status, int number);

#endif
