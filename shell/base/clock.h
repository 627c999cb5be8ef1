/* Time for deadlines: it goes on whatever is done to the clock on the wall. */
#ifndef HVSH_BASE_CLOCK_H
#define HVSH_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment (CLOCK_MONOTONIC). */
int64_t clock_ms(void);

#endif
