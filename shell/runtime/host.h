/* What the runtime needs of whoever shows its output: a terminal, a file, a
 * test. One const table plus an opaque pointer; implemented by shell/repl and
 * shell/main. All text is UTF-8 and not NUL-terminated. */
#ifndef HVSH_RUNTIME_HOST_H
#define HVSH_RUNTIME_HOST_H

#include <stdbool.h>
#include <stddef.h>

struct session;

enum host_color { COLOR_DEFAULT, COLOR_ERROR };

struct progress {
    int id, parent_id;
    const char *activity, *status, *operation; /* any may be NULL */
    int percent;                               /* -1: unknown */
    int seconds_left;                          /* -1: unknown */
    bool completed;
};

struct host_ops {
    /* Success output, Write-Host, warnings and other messages; returns 0, or -1 when nobody reads
     * any more (EPIPE). */
    int (*write)(void *host, const char *text, size_t len);
    /* Errors: stderr, coloured on a terminal. */
    void (*write_error)(void *host, enum host_color color, const char *text, size_t len);
    /* A line of input without its newline, malloc'd; NULL at end of input or Ctrl-C. masked:
     * no echo. */
    char *(*read_line)(void *host, const char *prompt, bool masked);
    /* One of choices (labels with & before the hot key); the index, or -1. */
    int (*choose)(void *host, const char *caption, const char *message, const char *const *choices,
                  const char *const *help, size_t n, int preset);
    void (*progress)(void *host, const struct progress *p);
    /* Columns and rows of the output; 120 x 30 when it is no terminal. */
    void (*size)(void *host, int *columns, int *rows);
    /* What write() still holds goes out: before a child writes to the same place. NULL: nothing
     * is held. */
    void (*flush)(void *host);
};

struct host {
    const struct host_ops *ops;
    void *data;
    bool interactive; /* may prompt */
    bool color_output, color_error;
    bool plain_text; /* asked for by the environment: $PSStyle.OutputRendering begins so */
};

#endif
