#include "shell/host_stdio.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/progress_bar.h"
#include "shell/runtime/invocation.h"

#define BUFFER_SIZE ((size_t)64 << 10)
#define FLUSH_AFTER_NS INT64_C(100000000)

struct host_stdio {
    struct session *session;
    size_t len;
    int64_t last_flush; /* ns */
    bool is_terminal, closed, failed;
    char *buffer;
    struct progress_bar bar;
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            if (errno == EAGAIN)
                poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, 1000);
            continue;
        }
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static void check_write(struct host_stdio *h, bool ok)
{
    if (ok)
        return;
    h->closed = true;
    h->failed = errno != EPIPE;
}

static void stdio_flush(void *host)
{
    struct host_stdio *h = host;
    progress_bar_hide(&h->bar);
    if (h->len && !h->closed)
        check_write(h, write_all(STDOUT_FILENO, h->buffer, h->len));
    h->len = 0;
}

static int stdio_write(void *host, const char *text, size_t len)
{
    struct host_stdio *h = host;
    if (h->closed)
        return -1;
    if (!h->buffer)
        h->buffer = xmalloc(BUFFER_SIZE);
    if (h->len + len > BUFFER_SIZE)
        stdio_flush(h);
    if (len > BUFFER_SIZE) {
        if (!h->closed)
            check_write(h, write_all(STDOUT_FILENO, text, len));
        return h->closed ? -1 : 0;
    }
    memcpy(h->buffer + h->len, text, len);
    h->len += len;
    int64_t now = now_ns();
    if ((h->is_terminal && memchr(text, '\n', len)) || now - h->last_flush > FLUSH_AFTER_NS) {
        stdio_flush(h);
        h->last_flush = now;
    }
    return h->closed ? -1 : 0;
}

static void stdio_write_error(void *host, enum host_color color, const char *text, size_t len)
{
    struct host_stdio *h = host;
    stdio_flush(h);
    AUTO_STRBUF out = STRBUF_INIT;
    bool red = color == COLOR_ERROR && h->session && h->session->host.color_error;
    bool newline = len > 0 && text[len - 1] == '\n';
    strbuf_adds(&out, red ? "\x1b[31;1m" : "");
    strbuf_add(&out, text, newline ? len - 1 : len);
    strbuf_adds(&out, red ? "\x1b[0m" : "");
    strbuf_adds(&out, newline ? "\n" : "");
    (void)write_all(STDERR_FILENO, out.buf, out.len);
}

/* One byte; 0 at the end, -1 when interrupted. Nothing is read ahead: a child
 * may want the rest. */
static int read_byte(struct host_stdio *h, char *c)
{
    for (;;) {
        if (h->session && interrupted(h->session))
            return -1;
        struct pollfd fds[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
                                 { .fd = h->session ? interrupt_fd(h->session) : -1,
                                   .events = POLLIN } };
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return 0;
        if (!fds[0].revents)
            continue;
        ssize_t n = read(STDIN_FILENO, c, 1);
        if (n == 1)
            return 1;
        if (n == 0 || (errno != EINTR && errno != EAGAIN))
            return 0;
    }
}

/* What was typed ahead is kept: it may be the answer, or the next line. */
static bool echo_off(struct termios *saved)
{
    if (tcgetattr(STDIN_FILENO, saved) < 0)
        return false;
    struct termios quiet = *saved;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0;
}

static char *stdio_read_line(void *host, const char *prompt, bool masked)
{
    struct host_stdio *h = host;
    stdio_write(h, prompt, strlen(prompt));
    stdio_flush(h);
    struct termios saved;
    bool quiet = masked && echo_off(&saved);
    struct strbuf line = STRBUF_INIT;
    char c = 0;
    int got;
    while ((got = read_byte(h, &c)) == 1 && c != '\n')
        strbuf_addch(&line, c);
    if (quiet) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
        stdio_write(h, "\n", 1);
    }
    if (got < 0 || (got == 0 && line.len == 0)) {
        strbuf_release(&line);
        return NULL;
    }
    if (line.len && line.buf[line.len - 1] == '\r')
        strbuf_truncate(&line, line.len - 1);
    return strbuf_detach(&line, NULL);
}

static void stdio_size(void *host, int *columns, int *rows)
{
    (void)host;
    struct winsize w;
    *columns = 120;
    *rows = 30;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0) {
        *columns = w.ws_col;
        *rows = w.ws_row;
    }
}

/* The key behind the & of a label; "" when it has none. */
static const char *hot_key(const char *label, char buf[2])
{
    const char *mark = strchr(label, '&');
    buf[0] = mark ? (char)toupper((unsigned char)mark[1]) : '\0';
    buf[1] = '\0';
    return buf;
}

/* Without the first &. */
static void plain_label(const char *label, struct strbuf *out)
{
    const char *mark = strchr(label, '&');
    strbuf_add(out, label, mark ? (size_t)(mark - label) : strlen(label));
    strbuf_adds(out, mark ? mark + 1 : "");
}

static int match_choice(const char *answer, const char *const *choices, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO_STRBUF label = STRBUF_INIT;
        plain_label(choices[i], &label);
        if (text_caseeq(answer, label.buf))
            return (int)i;
    }
    for (size_t i = 0; i < n; i++) {
        char key[2];
        if (*hot_key(choices[i], key) && text_caseeq(answer, key))
            return (int)i;
    }
    return -1;
}

/* Where a piece of the prompt does not fit the line any more, the next one starts with it. */
static void add_piece(struct strbuf *out, const char *piece, int columns, int *used)
{
    size_t len = strlen(piece);
    int width = (int)utf8_width(piece, len);
    if (*used + width > columns - 1) {
        strbuf_addch(out, '\n');
        *used = 0;
        while (len > 0 && piece[len - 1] == ' ')
            len--;
    }
    strbuf_add(out, piece, len);
    *used += width;
}

static void add_choices(struct strbuf *out, const char *const *choices, size_t n, int preset,
                        int columns)
{
    AUTO_STRBUF piece = STRBUF_INIT;
    char key[2];
    int used = 0;
    for (size_t i = 0; i < n; i++) {
        strbuf_reset(&piece);
        strbuf_addf(&piece, "[%s] ", hot_key(choices[i], key));
        plain_label(choices[i], &piece);
        strbuf_adds(&piece, "  ");
        add_piece(out, piece.buf, columns, &used);
    }
    add_piece(out, "[?] Help ", columns, &used);
    if (preset < 0)
        return;
    AUTO_STRBUF label = STRBUF_INIT;
    plain_label(choices[preset], &label);
    strbuf_reset(&piece);
    hot_key(choices[preset], key);
    strbuf_addf(&piece, "(default is \"%s\"): ", *key ? key : label.buf);
    add_piece(out, piece.buf, columns, &used);
}

static void show_choice_help(struct host_stdio *h, const char *const *choices,
                             const char *const *help, size_t n)
{
    for (size_t i = 0; i < n && help; i++) {
        AUTO_STRBUF line = STRBUF_INIT;
        char key[2];
        if (*hot_key(choices[i], key))
            strbuf_adds(&line, key);
        else
            plain_label(choices[i], &line);
        strbuf_addf(&line, " - %s\n", help[i]);
        stdio_write(h, line.buf, line.len);
    }
}

static int stdio_choose(void *host, const char *caption, const char *message,
                        const char *const *choices, const char *const *help, size_t n, int preset)
{
    struct host_stdio *h = host;
    AUTO_STRBUF text = STRBUF_INIT;
    int columns, rows;
    stdio_size(h, &columns, &rows);
    if (caption && *caption)
        strbuf_addf(&text, "\n%s\n", caption);
    if (message && *message)
        strbuf_addf(&text, "%s\n", message);
    stdio_write(h, text.buf, text.len);
    strbuf_reset(&text);
    add_choices(&text, choices, n, preset, columns);
    for (;;) {
        AUTO_FREE char *line = stdio_read_line(h, text.buf, false);
        if (!line)
            return -1;
        if (!*line && preset >= 0)
            return preset;
        char *answer = line + strspn(line, " \t");
        size_t len = strlen(answer);
        while (len > 0 && (answer[len - 1] == ' ' || answer[len - 1] == '\t'))
            answer[--len] = '\0';
        if (strcmp(answer, "?") == 0) {
            show_choice_help(h, choices, help, n);
            continue;
        }
        int i = *answer ? match_choice(answer, choices, n) : -1;
        if (i >= 0)
            return i;
    }
}

static void stdio_progress(void *host, const struct progress *p)
{
    struct host_stdio *h = host;
    int columns, rows;
    if (!h->bar.enabled)
        return;
    if (h->len)
        stdio_flush(h);
    stdio_size(h, &columns, &rows);
    progress_bar_update(&h->bar, p, columns);
}

static const struct host_ops stdio_ops = {
    .write = stdio_write,
    .write_error = stdio_write_error,
    .read_line = stdio_read_line,
    .choose = stdio_choose,
    .progress = stdio_progress,
    .size = stdio_size,
    .flush = stdio_flush,
};

struct host_stdio *host_stdio_new(void)
{
    struct host_stdio *h = xcalloc(1, sizeof(*h));
    h->is_terminal = isatty(STDOUT_FILENO);
    h->last_flush = now_ns();
    progress_bar_init(&h->bar);
    return h;
}

void host_stdio_free(struct host_stdio *h)
{
    if (!h)
        return;
    stdio_flush(h);
    free(h->buffer);
    free(h);
}

void host_stdio_set_session(struct host_stdio *h, struct session *s)
{
    h->session = s;
}

bool host_stdio_failed(const struct host_stdio *h)
{
    return h->failed;
}

struct host host_stdio_host(struct host_stdio *h, bool interactive)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    /* As PowerShell's host: set at all counts, and monochrome terminals ask for plain text too. */
    bool asks = no_color || (term && (!strcmp(term, "xterm-mono") || !strcmp(term, "xtermm")));
    bool plain = asks || !term || strcmp(term, "dumb") == 0;
    return (struct host){
        .ops = &stdio_ops,
        .data = h,
        .interactive = interactive,
        .color_output = !plain && h->is_terminal,
        .color_error = !plain && isatty(STDERR_FILENO),
        .plain_text = asks,
    };
}
