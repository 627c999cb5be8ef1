/* One line of progress at the bottom of a terminal, on stderr; nothing where
 * stderr is no terminal. Work shorter than a moment shows nothing. */
#ifndef HVSH_SHELL_PROGRESS_BAR_H
#define HVSH_SHELL_PROGRESS_BAR_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/runtime/host.h"

struct progress_bar {
    bool enabled, shown;
    uint32_t work;    /* which work is going on: a hash of id and activity */
    int64_t began;    /* ms: when it began */
    int64_t drawn_at; /* ms */
};

/* Off without a terminal on stderr, and on a dumb one. */
void progress_bar_init(struct progress_bar *bar);
void progress_bar_update(struct progress_bar *bar, const struct progress *p, int columns);
/* Gives the line back to whoever writes next. */
void progress_bar_hide(struct progress_bar *bar);

#endif
