#include "shell/repl/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/invocation.h"

enum { HISTORY_MAX = 10000, SHOWN_MAX = 200 };

/* readline's callbacks take no pointer of ours. */
static struct editor {
    struct session *session;
    const char *before;
    char *line;
    bool done, at_end;
    char *history_path;
    int last_point; /* of the last Tab, to tell a second one at the same place */
} editor;

/* ---- history ---- */
static bool make_folder(const char *path)
{
    AUTO_FREE char *copy = xstrdup(path);
    for (char *p = copy + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        if (mkdir(copy, 0700) && errno != EEXIST)
            return false;
        *p = '/';
    }
    return !mkdir(copy, 0700) || errno == EEXIST;
}

static char *history_path(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    AUTO_FREE char *folder = NULL;
    if (state && *state == '/')
        folder = xasprintf("%s/hvsh", state);
    else if (home && *home)
        folder = xasprintf("%s/.local/state/hvsh", home);
    if (!folder || !make_folder(folder))
        return NULL;
    return xasprintf("%s/history", folder);
}

void line_remember(const char *command)
{
    HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (!*command || (last && !strcmp(last->line, command)))
        return;
    add_history(command);
    if (!editor.history_path)
        return;
    /* At once, so that a crash loses nothing and other shells' entries stay. */
    AUTO_FD int fd = open(editor.history_path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0)
        append_history(1, editor.history_path);
}

/* ---- Tab ---- */
static size_t common_prefix(const struct completion *c)
{
    const char *first = c->items.items[0].text;
    size_t n = strlen(first);
    for (size_t i = 1; i < c->items.len; i++) {
        const char *other = c->items.items[i].text;
        size_t k = 0;
        while (k < n && other[k] && text_caseeqn(first + k, 1, other + k, 1))
            k++;
        n = k;
    }
    while (n && ((unsigned char)first[n] & 0xC0) == 0x80)
        n--; /* not within a character */
    return n;
}

static void replace(size_t start, size_t end, const char *text, size_t len)
{
    AUTO_FREE char *copy = xstrndup(text, len);
    rl_begin_undo_group();
    rl_delete_text((int)start, (int)end);
    rl_point = (int)start;
    rl_insert_text(copy);
    rl_end_undo_group();
}

static void list_candidates(const struct completion *c)
{
    size_t n = c->items.len < SHOWN_MAX ? c->items.len : SHOWN_MAX;
    char **matches = xcalloc(n + 2, sizeof(*matches));
    int longest = 0;
    matches[0] = (char *)"";
    for (size_t i = 0; i < n; i++) {
        matches[i + 1] = c->items.items[i].text;
        int len = (int)strlen(matches[i + 1]);
        longest = len > longest ? len : longest;
    }
    rl_crlf();
    rl_display_match_list(matches, (int)n, longest);
    if (n < c->items.len)
        fprintf(rl_outstream, "… and %zu more\n", c->items.len - n);
    rl_on_new_line();
    free(matches);
}

/* The first Tab completes as far as all candidates agree, the second lists them. */
static int on_tab(int count, int key)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct completion c = { .items = VEC_INIT };
    size_t start, end, offset;
    (void)count, (void)key;
    strbuf_adds(&text, editor.before);
    offset = text.len;
    strbuf_adds(&text, rl_line_buffer);
    complete_text(editor.session, text.buf, text.len, offset + (size_t)rl_point, &c, &start, &end);
    bool again = editor.last_point == rl_point && rl_last_func == on_tab;
    if (!c.items.len || start < offset) {
        rl_ding();
    } else if (c.items.len == 1) {
        const struct completion_item *only = &c.items.items[0];
        bool goes_on = only->kind == COMPLETE_FOLDER || only->kind == COMPLETE_METHOD ||
                       only->kind == COMPLETE_MEMBER || only->kind == COMPLETE_VARIABLE ||
                       only->kind == COMPLETE_TYPE;
        replace(start - offset, end - offset, only->text, strlen(only->text));
        if (only->kind == COMPLETE_FOLDER && !strchr("'\"", only->text[strlen(only->text) - 1]))
            rl_insert_text("/");
        if (!goes_on && rl_point == rl_end)
            rl_insert_text(" ");
    } else {
        size_t n = common_prefix(&c);
        if (n > end - start || (n == end - start && !again &&
                                strncmp(rl_line_buffer + start - offset, c.items.items[0].text, n)))
            replace(start - offset, end - offset, c.items.items[0].text, n);
        else if (again)
            list_candidates(&c);
        else
            rl_ding();
    }
    editor.last_point = rl_point;
    completion_release(&c);
    return 0;
}

/* ---- reading ---- */
static void on_line(char *line)
{
    editor.line = line;
    editor.at_end = !line;
    editor.done = true;
    rl_callback_handler_remove();
}

void line_begin(struct session *s)
{
    editor.session = s;
    editor.last_point = -1;
    rl_readline_name = "hvsh";
    rl_catch_signals = 0; /* Ctrl-C is the session's */
    rl_catch_sigwinch = 1;
    rl_outstream = stdout;
    rl_variable_bind("enable-bracketed-paste", "on");
    rl_variable_bind("bell-style", "none");
    rl_initialize();
    rl_bind_key('\t', on_tab);
    using_history();
    stifle_history(HISTORY_MAX);
    history_comment_char = '#';
    history_write_timestamps = 1;
    history_multiline_entries = 1;
    editor.history_path = history_path();
    if (editor.history_path)
        read_history(editor.history_path);
}

void line_end(struct session *s)
{
    (void)s;
    if (editor.history_path && history_length >= HISTORY_MAX)
        history_truncate_file(editor.history_path, HISTORY_MAX);
    clear_history();
    free(editor.history_path);
    editor.history_path = NULL;
}

/* ---- input that is no terminal ---- */
/* What a line becomes where backspaces are keys. */
static char *without_backspaces(const char *s)
{
    struct strbuf text = STRBUF_INIT;
    for (; *s; s++) {
        if (*s != '\b') {
            strbuf_addch(&text, *s);
            continue;
        }
        while (text.len && (text.buf[text.len - 1] & 0xC0) == 0x80)
            strbuf_truncate(&text, text.len - 1);
        if (text.len)
            strbuf_truncate(&text, text.len - 1);
    }
    return strbuf_detach(&text, NULL);
}

/* Without an editor: the prompt and the line stand in the output as they would on a terminal. */
static enum line_result read_plain(struct session *s, const char *prompt, char **line)
{
    AUTO_STRBUF shown = STRBUF_INIT;
    for (; *prompt; prompt++)
        if (*prompt != RL_PROMPT_START_IGNORE && *prompt != RL_PROMPT_END_IGNORE)
            strbuf_addch(&shown, *prompt);
    AUTO_FREE char *raw = s->host.ops->read_line(s->host.data, shown.buf ? shown.buf : "", false);
    if (!raw)
        return LINE_END;
    strbuf_reset(&shown);
    strbuf_addf(&shown, "%s\n", raw);
    s->host.ops->write(s->host.data, shown.buf, shown.len);
    *line = without_backspaces(raw);
    return LINE_TEXT;
}

/* After so long without a key PowerShell.OnIdle is raised. */
enum { IDLE_MS = 400 };

enum line_result line_read(struct session *s, const char *prompt, const char *before, char **line)
{
    editor.before = before;
    editor.done = editor.at_end = false;
    editor.line = *line = NULL;
    if (!isatty(STDIN_FILENO))
        return read_plain(s, prompt, line);
    rl_callback_handler_install(prompt, on_line);
    while (!editor.done) {
        struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
                                { .fd = interrupt_fd(s), .events = POLLIN },
                                { .fd = event_sources_fd(s), .events = POLLIN } };
        int n = poll(fds, ARRAY_SIZE(fds), events_want_idle(s) ? IDLE_MS : -1);
        if (n < 0 && errno != EINTR)
            break;
        if (interrupted(s) || (n > 0 && fds[1].revents)) {
            session_clear_interrupt(s);
            rl_free_line_state();
            rl_callback_sigcleanup();
            fputs("^C\n", rl_outstream);
            fflush(rl_outstream);
            rl_callback_handler_remove();
            return LINE_INTERRUPTED;
        }
        if (n > 0 && fds[0].revents)
            rl_callback_read_char();
        else if (n >= 0 &&
                 events_at_prompt(s, n == 0)) { /* what it showed stands behind the prompt */
            rl_on_new_line();
            rl_forced_update_display();
        }
    }
    if (!editor.line)
        return LINE_END;
    *line = editor.line;
    return LINE_TEXT;
}
