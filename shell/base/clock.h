/* Time for deadlines: it goes on whatever is done to the clock on the wall. */
#ifndef HVSH_BASE_CLOCK_H
#define HVSH_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some moment (CLOCK_MONOTONIC). */
int64_t clock_ms(void);
/* So many milliseconds from now by CLOCK_REALTIME, as timed waits for locks take it. */
struct timespec clock_after(int64_t ms);

#endif
