#include "shell/runtime/quiet_host.h"

#include "shell/runtime/progress_record.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

static int quiet_write(void *host, const char *text, size_t len)
{
    struct quiet_host *h = host;
    bool newline = len && text[len - 1] == '\n';
    AUTO_VALUE message = value_string_len(text, newline ? len - 1 : len);
    AUTO_VALUE record = information_record_new(h->session, message, true, newline);
    return sink_write(h->information, record) == ST_OK ? 0 : -1;
}

static void quiet_write_error(void *host, enum host_color color, const char *text, size_t len)
{
    (void)color;
    (void)quiet_write(host, text, len);
}

static char *quiet_read_line(void *host, const char *prompt, bool masked)
{
    (void)host;
    (void)prompt;
    (void)masked;
    return NULL;
}

static int quiet_choose(void *host, const char *caption, const char *message,
                        const char *const *choices, const char *const *help, size_t n, int preset)
{
    (void)host;
    (void)caption;
    (void)message;
    (void)choices;
    (void)help;
    (void)n;
    (void)preset;
    return -1;
}

static void quiet_progress(void *host, const struct progress *p)
{
    const struct quiet_host *h = host;
    AUTO_VALUE record = progress_record_new(p);
    (void)!sink_write(h->progress, record); /* an interrupt is seen by whoever comes next */
}

static void quiet_size(void *host, int *columns, int *rows)
{
    (void)host;
    *columns = 120;
    *rows = 30;
}

static void quiet_flush(void *host)
{
    (void)host;
}

const struct host_ops quiet_host_ops = {
    .write = quiet_write,
    .write_error = quiet_write_error,
    .read_line = quiet_read_line,
    .choose = quiet_choose,
    .progress = quiet_progress,
    .size = quiet_size,
    .flush = quiet_flush,
};
