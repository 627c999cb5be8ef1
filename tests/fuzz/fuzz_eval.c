/* Programs made from a grammar by the input's bytes run in a session without
 * cmdlets, with an empty PATH: no file, process or machine is within their
 * reach. Loops are short, values grow slowly, and a timer presses Ctrl-C. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shell/base/strbuf.h"
#include "shell/object/array.h"
#include "shell/runtime/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
    const uint8_t *data;
    size_t size, at;
    struct strbuf out;
};

static unsigned pick(struct source *s, unsigned n)
{
    return s->at < s->size ? s->data[s->at++] % n : 0;
}

static const char *one(struct source *s, const char *const *list, unsigned n)
{
    return list[pick(s, n)];
}
#define ONE(s, list) one(s, list, sizeof(list) / sizeof((list)[0]))

static const char *const names[] = { "$a",     "$b",        "$c",    "$h",       "$o",
                                     "$_",     "$script:a", "$args", "$Matches", "$Error",
                                     "$input", "$this",     "$x" };
static const char *const places[] = { "$a",      "$b",        "$c",     "$h.k",       "$o.A",
                                      "$a[0]",   "$global:b", "$a, $b", "[int]$c",    "[string]$x",
                                      "$h['k']", "$a[1]",     "$null",  "$private:c", "[int[]]$b" };
static const char *const atoms[] = { "1",
                                     "-7",
                                     "0",
                                     "2147483647",
                                     "1.5",
                                     "'abc'",
                                     "'a,b'",
                                     "''",
                                     "$null",
                                     "$true",
                                     "@()",
                                     "@(1,2,3)",
                                     "@{k=1}",
                                     "(1..4)",
                                     "[pscustomobject]@{A=1;B='x'}",
                                     "12l",
                                     "3d",
                                     "'2'",
                                     "[ordered]@{k=2;j=3}",
                                     "[int]",
                                     "{ $_ }",
                                     "'b'" };
static const char *const binary[] = { "-",    "/",      "%",      "-eq",       "-ne",       "-lt",
                                      "-ge",  "-like",  "-match", "-notmatch", "-contains", "-in",
                                      "-is",  "-as",    "-and",   "-or",       "-xor",      "-band",
                                      "-shl", "-split", "-join",  "-replace",  "-f",        "??",
                                      "-ceq", "-notin" };
static const char *const members[] = { ".Length",
                                       ".Count",
                                       ".k",
                                       ".A",
                                       "[0]",
                                       "[-1]",
                                       "[0..1]",
                                       ".ToString()",
                                       ".GetType().Name",
                                       ".Where({ $_ })",
                                       ".ForEach({ $_ })",
                                       ".PSObject.Properties.Name",
                                       ".ToUpper()",
                                       ".Nothing",
                                       ".Bad()",
                                       "?.A",
                                       ".GetEnumerator()",
                                       ".Invoke()",
                                       ".B",
                                       ".Keys",
                                       ".GetNewClosure()",
                                       ".Substring(1)",
                                       ".Split(',')" };
static const char *const types[] = { "[int]",   "[string]", "[bool]",        "[double]",   "[char]",
                                     "[array]", "[int[]]",  "[hashtable]",   "[datetime]", "[E]",
                                     "[C]",     "[ref]",    "[scriptblock]", "[decimal]" };
static const char *const unary[] = { "-not ", "-", "-bnot ", "-join ", "-split ", "!", "+", ", " };

static void add(struct source *s, const char *text)
{
    strbuf_adds(&s->out, text);
}

static void statements(struct source *s, int depth);

static void expression(struct source *s, int depth)
{
    unsigned kind = depth > 0 ? pick(s, 14) : pick(s, 3);
    switch (kind) {
    case 0:
        add(s, ONE(s, atoms));
        return;
    case 1:
    case 2:
        add(s, ONE(s, names));
        return;
    case 3:
    case 4:
        add(s, "(");
        expression(s, depth - 1);
        strbuf_addf(&s->out, " %s ", ONE(s, binary));
        expression(s, depth - 1);
        add(s, ")");
        return;
    case 5:
    case 6:
        add(s, "(");
        expression(s, depth - 1);
        strbuf_addf(&s->out, ")%s", ONE(s, members));
        return;
    case 7:
        strbuf_addf(&s->out, "(%s", ONE(s, types));
        break;
    case 8:
        strbuf_addf(&s->out, "(%s(", ONE(s, unary));
        break;
    case 9:
        add(s, "$(");
        statements(s, depth - 1);
        add(s, ")");
        return;
    case 10:
        add(s, "@(");
        statements(s, depth - 1);
        add(s, ")");
        return;
    case 11:
        strbuf_addf(&s->out, "\"t%s $(1)\"", ONE(s, names));
        return;
    case 12:
        add(s, "& { param($x = 3, [int]$y) ");
        statements(s, depth - 1);
        add(s, "}");
        return;
    default:
        add(s, "(");
        expression(s, depth - 1);
        add(s, " ? ");
        expression(s, depth - 1);
        add(s, " : 1)");
        return;
    }
    expression(s, depth - 1);
    add(s, kind == 8 ? "))" : ")");
}

static void block(struct source *s, int depth)
{
    add(s, " { ");
    statements(s, depth - 1);
    add(s, " } ");
}

static void statement(struct source *s, int depth)
{
    static const char *const jumps[] = { "break",     "continue",  "return 5",
                                         "throw 'x'", "break lbl", "continue lbl",
                                         "return",    "throw",     "exit 3" };
    static const char *const compound[] = { "+=", "-=", "/=", "%=",
                                            ("?"
                                             "?=") };
    switch (depth > 0 ? pick(s, 20) : pick(s, 3)) {
    case 0:
        expression(s, depth);
        return;
    case 1:
    case 2: {
        const char *place = ONE(s, places);
        strbuf_addf(&s->out, "%s = ", place);
        /* Nothing may hold itself: cycles are never freed. */
        if (strpbrk(place, ".[") && place[0] == '$')
            add(s, ONE(s, atoms));
        else
            expression(s, depth);
        return;
    }
    case 3:
        strbuf_addf(&s->out, "%s %s 2", ONE(s, places), ONE(s, compound));
        return;
    case 4:
        strbuf_addf(&s->out, "(%s)%s", ONE(s, names), pick(s, 2) ? "++" : "--");
        return;
    case 5:
        add(s, "if (");
        expression(s, depth - 1);
        add(s, ")");
        block(s, depth);
        add(s, "else");
        block(s, depth);
        return;
    case 6:
        add(s, ":lbl foreach ($i in 1..3)");
        block(s, depth);
        return;
    case 7:
        add(s, "foreach ($c in ");
        expression(s, depth - 1);
        add(s, ")");
        block(s, depth);
        return;
    case 8:
        add(s, "for ($n = 0; $n -lt 3; $n++)");
        block(s, depth);
        return;
    case 9:
        add(s, "$n = 0; do");
        block(s, depth);
        add(s, "while ($n++ -lt 2)");
        return;
    case 10:
        add(s, "try");
        block(s, depth);
        add(s, "catch");
        block(s, depth);
        if (pick(s, 2)) {
            add(s, "finally");
            block(s, depth);
        }
        return;
    case 11:
        add(s, "try");
        block(s, depth);
        add(s, "catch [System.DivideByZeroException]");
        block(s, depth);
        return;
    case 12:
        strbuf_addf(&s->out, "switch %s (", pick(s, 2) ? "-regex" : "-wildcard");
        expression(s, depth - 1);
        add(s, ") { 'a*'");
        block(s, depth);
        add(s, "{ $_ -gt 1 }");
        block(s, depth);
        add(s, "default");
        block(s, depth);
        add(s, "}");
        return;
    case 13:
        add(s, "function f([int]$a, $b = 2)");
        block(s, depth);
        return;
    case 14:
        add(s, "function g { begin");
        block(s, depth);
        add(s, "process");
        block(s, depth);
        add(s, "end");
        block(s, depth);
        add(s, "}");
        return;
    case 15:
        add(s, "f ");
        expression(s, depth - 1);
        add(s, " 3");
        return;
    case 16:
        expression(s, depth - 1);
        add(s, " | g");
        return;
    case 17:
        add(s, ONE(s, jumps));
        return;
    case 18:
        add(s, "trap");
        block(s, depth);
        return;
    default:
        expression(s, depth - 1);
        add(s, " | & { process");
        block(s, depth);
        add(s, "}");
    }
}

static void statements(struct source *s, int depth)
{
    unsigned n = 1 + pick(s, 3);
    for (unsigned i = 0; i < n && s->out.len < 6000; i++) {
        statement(s, depth);
        add(s, "\n");
    }
}

/* ---- the host ---- */

static int host_write(void *host, const char *text, size_t len)
{
    (void)host;
    (void)text;
    (void)len;
    return 0;
}

static void host_error(void *host, enum host_color color, const char *text, size_t len)
{
    (void)host;
    (void)color;
    (void)text;
    (void)len;
}

static struct session *volatile running;

static void press(int signal)
{
    (void)signal;
    if (running)
        session_interrupt(running);
}

static timer_t start_timer(void)
{
    timer_t timer;
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN };
    struct sigaction action = { .sa_handler = press, .sa_flags = SA_RESTART };
    struct itimerspec when = { .it_value.tv_nsec = 300000000 };
    sigaction(SIGRTMIN, &action, NULL);
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &when, NULL);
    return timer;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct cmdlet_registry nothing;
    static const struct host_ops ops = { .write = host_write, .write_error = host_error };
    static const char prelude[] =
        "enum E { One; Two = 5 }\n"
        "class C { [int]$A = 1; $B; C() {} C([int]$i) { $this.A = $i } "
        "[int] M([int]$x) { return $this.A / $x } [string] ToString() { return 'C' } }\n"
        "$h = @{ k = 1 }; $o = [C]::new(); function f { 1 }; function g { process { $_ } }\n";
    struct host host = { .ops = &ops };
    setenv("PATH", "", 1);
    struct source source = { .data = data, .size = size, .out = STRBUF_INIT };
    add(&source, prelude);
    while (source.at < size && source.out.len < 6000)
        statements(&source, 4);
    struct session *s = session_new(&nothing, &host);
    running = s;
    timer_t timer = start_timer();
    struct array *out = array_new(0);
    (void)!session_collect(s, source.out.buf, source.out.len, out);
    timer_delete(timer);
    running = NULL;
    value_unref(value_of_array(out));
    session_free(s);
    if (getenv("FUZZ_SHOW"))
        puts(source.out.buf);
    strbuf_release(&source.out);
    return 0;
}
