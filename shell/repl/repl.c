#include "shell/repl/repl.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/vt.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/str.h"
#include "shell/repl/complete.h"
#include "shell/repl/line.h"
#include "shell/runtime/command.h"
#include "shell/runtime/history.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/transcript.h"

/* Marks for readline around bytes that take no columns. */
#define INVISIBLE_BEGIN "\001"
#define INVISIBLE_END "\002"

/* The function prompt's text; false: there is none, or nothing comes of it. What it runs leaves
 * $? alone. */
static bool own_prompt(struct session *s, struct strbuf *out)
{
    AUTO_VALUE text = value_of_array(array_new(1));
    bool ok = s->ok;
    enum status st = session_collect(s, "prompt", 6, text.array);
    if (st != ST_OK)
        session_show_failure(s);
    session_clear_interrupt(s);
    s->ok = ok;
    value_join(text, "", out);
    return st == ST_OK && out->len;
}

/* What the user's function prompt answers, or hvsh's own. */
static void make_prompt(struct session *s, struct strbuf *out)
{
    struct command c;
    AUTO_FREE char *here = NULL;
    if (command_find(s, "prompt", 6, COMMAND_FUNCTION, false, &c) && !command_is_builtin(&c)) {
        if (!own_prompt(s, out)) {
            strbuf_reset(out);
            strbuf_adds(out, "PS>");
        }
        return;
    }
    here = location_text(s);
    const char *home = getenv("HOME");
    size_t n = home ? strlen(home) : 0;
    bool color = s->host.color_output;
    strbuf_adds(out, color ? INVISIBLE_BEGIN "\033[36m" INVISIBLE_END "PS" INVISIBLE_BEGIN
                                             "\033[0m" INVISIBLE_END " "
                           : "PS ");
    if (here && n > 1 && !strncmp(here, home, n) && (here[n] == '/' || !here[n]))
        strbuf_addf(out, "~%s> ", here + n);
    else
        strbuf_addf(out, "%s> ", here ? here : "?");
}

/* Reads one command, asking for more lines while it is incomplete. An empty line
 * ends one that never becomes complete. */
static enum line_result read_command(struct session *s, struct strbuf *prompt,
                                     struct strbuf *command)
{
    strbuf_reset(prompt);
    make_prompt(s, prompt);
    strbuf_reset(command);
    for (;;) {
        AUTO_FREE char *line = NULL;
        enum line_result result =
            line_read(s, command->len ? ">> " : prompt->buf, command->buf, &line);
        if (result != LINE_TEXT)
            return result;
        bool blank = !line[strspn(line, " \t")];
        strbuf_adds(command, line);
        if (!parse_is_incomplete(command->buf, command->len) ||
            (blank && command->len > strlen(line)))
            return LINE_TEXT;
        strbuf_addch(command, '\n');
    }
}

/* The prompt without its colours and readline's marks. */
static const char *plain_prompt(struct strbuf *prompt)
{
    AUTO_STRBUF plain = STRBUF_INIT;

    vt_strip(prompt->buf, prompt->len, &plain);
    strbuf_reset(prompt);
    for (size_t i = 0; i < plain.len; i++)
        if (plain.buf[i] > 2)
            strbuf_addch(prompt, plain.buf[i]);
    return prompt->buf;
}

static int64_t now_local(void)
{
    return date_to_local(value_datetime(date_now_utc(), DATETIME_UTC)).i;
}

int repl_run(struct session *s)
{
    AUTO_STRBUF command = STRBUF_INIT, prompt = STRBUF_INIT;
    line_begin(s);
    for (;;) {
        enum line_result result = read_command(s, &prompt, &command);
        if (result == LINE_INTERRUPTED)
            continue;
        if (result == LINE_END) {
            if (isatty(STDIN_FILENO))
                putchar('\n');
            break;
        }
        if (!command.buf[strspn(command.buf, " \t\n")])
            continue;
        line_remember(command.buf);
        transcript_command(s, plain_prompt(&prompt), command.buf);
        struct history *h = session_history(s);
        int64_t start = now_local();
        enum status st = session_run_text(s, command.buf, command.len, NULL);
        bool stopped = interrupt_pending(s);
        /* what Invoke-History ran stands in the history, not its call */
        AUTO_FREE char *invoked = STEAL(h->invoked);
        history_add(s, invoked ? invoked : command.buf,
                    stopped         ? PIPELINE_STOPPED
                    : st == ST_FAIL ? PIPELINE_FAILED
                                    : PIPELINE_COMPLETED,
                    start, now_local());
        session_clear_interrupt(s);
        s->host.ops->flush(s->host.data);
        if (stopped) /* behind the terminal's ^C */
            putchar('\n');
        if (st == ST_EXIT)
            break;
    }
    line_end(s);
    return s->exit_code;
}

int repl_print_completions(struct session *s, const char *line)
{
    struct completion c = { .items = VEC_INIT };
    size_t len = strlen(line), start, end;
    complete_text(s, line, len, len, &c, &start, &end);
    for (size_t i = 0; i < c.items.len; i++)
        printf("%s\t%s\n", c.items.items[i].text,
               c.items.items[i].tooltip ? c.items.items[i].tooltip : "");
    completion_release(&c);
    return 0;
}
