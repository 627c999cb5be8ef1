/* A session for unit tests of the runtime: a registry of the test's own, a host
 * that keeps what is written, answers from a list. */
#ifndef HVSH_TESTS_SHELL_FIXTURE_H
#define HVSH_TESTS_SHELL_FIXTURE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/session.h"

struct shell {
    struct session *s;
    struct strbuf out, err;     /* what the host got */
    const char *const *answers; /* for read_line and choose; NULL ends */
    struct strbuf asked;
};

static int shell_write(void *host, const char *text, size_t len)
{
    strbuf_add(&((struct shell *)host)->out, text, len);
    return 0;
}

static void shell_write_error(void *host, enum host_color color, const char *text, size_t len)
{
    (void)color;
    strbuf_add(&((struct shell *)host)->err, text, len);
}

static char *shell_read_line(void *host, const char *prompt, bool masked)
{
    struct shell *sh = host;
    (void)masked;
    strbuf_adds(&sh->asked, prompt);
    if (!sh->answers || !*sh->answers)
        return NULL;
    return xstrdup(*sh->answers++);
}

static int shell_choose(void *host, const char *caption, const char *message,
                        const char *const *choices, const char *const *help, size_t n, int preset)
{
    struct shell *sh = host;
    (void)help;
    strbuf_addf(&sh->asked, "%s|%s|", caption, message);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(&sh->asked, "%s%s", i ? "," : "", choices[i]);
    strbuf_addf(&sh->asked, "|%d\n", preset);
    if (!sh->answers || !*sh->answers)
        return -1;
    return (*sh->answers++)[0] - '0';
}

static const struct host_ops shell_host_ops = {
    .write = shell_write,
    .write_error = shell_write_error,
    .read_line = shell_read_line,
    .choose = shell_choose,
};

static inline struct shell *shell_new(const struct cmdlet_registry *registry, bool interactive)
{
    struct shell *sh = xcalloc(1, sizeof(*sh));
    struct host host = { .ops = &shell_host_ops, .data = sh, .interactive = interactive };
    sh->out = sh->err = sh->asked = (struct strbuf)STRBUF_INIT;
    signal(SIGPIPE, SIG_IGN);
    sh->s = session_new(registry, &host);
    return sh;
}

static inline void shell_free(struct shell *sh)
{
    session_free(sh->s);
    strbuf_release(&sh->out);
    strbuf_release(&sh->err);
    strbuf_release(&sh->asked);
    free(sh);
}

/* Runs text; the objects it gives, as text joined by '|', go to *result, the
 * error that ended it as "!id: message". */
static inline enum status shell_eval(struct shell *sh, const char *text, struct strbuf *result)
{
    struct array *out = array_new(4);
    enum status st = session_collect(sh->s, text, strlen(text), out);
    for (size_t i = 0; i < out->len; i++) {
        strbuf_adds(result, i ? "|" : "");
        value_to_strbuf(out->items[i], result);
    }
    value_unref(value_of_array(out));
    if (st == ST_FAIL) {
        const struct error_record *r = error_record_of(sh->s->failure);
        assert_non_null(r);
        strbuf_addf(result, "!%s: %s", r->id, error_record_message(sh->s->failure));
        value_clear(&sh->s->failure);
        sh->s->failure_final = false;
    }
    return st;
}

static inline void shell_expect(struct shell *sh, const char *text, const char *expected)
{
    struct strbuf result = STRBUF_INIT;
    /* errors that end a statement shall travel here instead of being shown */
    sh->s->try_depth++;
    shell_eval(sh, text, &result);
    sh->s->try_depth--;
    if (strcmp(result.buf, expected) != 0)
        fail_msg("%s\n  gives    %s\n  expected %s", text, result.buf, expected);
    strbuf_release(&result);
}

#endif
