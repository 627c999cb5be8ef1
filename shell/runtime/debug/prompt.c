#include "shell/runtime/debug/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "parser/ast.h"
#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/debug/handler.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/stream.h"

/* ---- $PSDebugContext ---- */

struct debug_context {
    struct value invocation, breakpoints, trigger;
};

static void context_destroy(struct object *o)
{
    struct debug_context *c = object_payload(o);
    value_unref(c->invocation);
    value_unref(c->breakpoints);
    value_unref(c->trigger);
}

GETTER(context_get)
{
    (void)err;
    const struct debug_context *c = object_payload(self.object);
    *out = p->data == 0   ? value_ref(c->invocation)
           : p->data == 1 ? value_ref(c->breakpoints)
                          : value_ref(c->trigger);
    return 0;
}

static const struct property context_props[] = {
    PROPERTY_DATA("InvocationInfo", "System.Management.Automation.InvocationInfo", context_get, 0),
    PROPERTY_DATA("Breakpoints", "System.Management.Automation.Breakpoint[]", context_get, 1),
    PROPERTY_DATA("Trigger", "System.Object", context_get, 2),
};
static const struct type_info type_debug_context = {
    .name = "System.Management.Automation.PSDebugContext",
    .base = &type_object,
    PROPS(context_props),
    .payload_size = sizeof(struct debug_context),
    .destroy = context_destroy,
};

static struct value context_new(const struct position *at, struct value breakpoints,
                                struct value trigger)
{
    struct object *o = object_new(&type_debug_context);
    struct debug_context *c = object_payload(o);
    c->invocation = invocation_info_new(&(struct invocation_details){
        .command = value_null(), .bound = value_null(), .unbound = value_null(), .position = *at });
    c->breakpoints = value_ref(breakpoints);
    c->trigger = value_ref(trigger);
    return value_of_object(o);
}

/* ---- output ---- */

static void say(struct session *s, const char *text)
{
    while (s->debug.said) { /* a line each */
        size_t len = strcspn(text, "\n");
        array_push_take(s->debug.said, value_string_len(text, len));
        if (!text[len])
            return;
        text += len + 1;
    }
    s->host.ops->write(s->host.data, text, strlen(text));
    s->host.ops->write(s->host.data, "\n", 1);
}

static void say_where(struct session *s, const struct position *at, struct value breakpoints)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (!s->debug.greeted) {
        say(s, "Entering debug mode. Use h or ? for help. \n");
        s->debug.greeted = true;
    }
    for (size_t i = 0; i < breakpoints.array->len; i++) {
        strbuf_adds(&text, "Hit ");
        value_to_strbuf(breakpoints.array->items[i], &text);
        strbuf_addch(&text, '\n');
    }
    if (text.len)
        say(s, text.buf);
    strbuf_reset(&text);
    if (!at->ast)
        return;
    position_message(at, &text);
    say(s, text.buf);
}

static const char help[] =
    "\n"
    " s, stepInto         Single step (step into functions, scripts, etc.)\n"
    " v, stepOver         Step to next statement (step over functions, scripts, etc.)\n"
    " o, stepOut          Step out of the current function, script, etc.\n"
    "\n"
    " c, continue         Continue operation\n"
    " q, quit             Stop operation and exit the debugger\n"
    " d, detach           Continue operation and detach the debugger.\n"
    "\n"
    " k, Get-PSCallStack Display call stack\n"
    "\n"
    " l, list             List source code for the current script.  \n"
    "                     Use \"list\" to start from the current line, \"list <m>\"  \n"
    "                     to start from line <m>, and \"list <m> <n>\" to list <n> \n"
    "                     lines starting from line <m>\n"
    "\n"
    " <enter>             Repeat last command if it was stepInto, stepOver or list\n"
    "\n"
    " ?, h                displays this help message.\n"
    "\n\n"
    "For instructions about how to customize your debugger prompt, type \"help about_prompt\".\n";

/* ---- list ---- */

enum { LIST_LINES = 16 };

static void list_lines(struct session *s, const struct position *at, uint32_t start, uint32_t count)
{
    uint32_t current = ast_position(at->ast, at->start).line, n = at->ast->nlines;
    AUTO_STRBUF text = STRBUF_INIT;
    for (uint32_t i = start; i <= n && i - start < count; i++) {
        struct ast_str line = ast_line(at->ast, i);
        strbuf_addf(&text, "\n%5u:%s %.*s", (unsigned)i, i == current ? "*" : " ", (int)line.len,
                    line.s);
        s->debug.listed = i;
    }
    strbuf_addch(&text, '\n');
    say(s, text.buf);
}

/* l [start [count]] */
static void list(struct session *s, const struct position *at, const char *words)
{
    if (!at->ast) {
        say(s, "There is no source code available.");
        return;
    }
    uint32_t line = ast_position(at->ast, at->start).line, n = at->ast->nlines;
    long start = line > 5 ? (long)line - 5 : 1, count = LIST_LINES;
    char *end = NULL;
    words += strspn(words, " \t");
    if (*words) {
        start = strtol(words, &end, 10);
        if ((*end && *end != ' ' && *end != '\t') || start <= 0 || start > (long)n) {
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text, "The starting line must be a positive integer no greater than %u",
                        (unsigned)n);
            say(s, text.buf);
            return;
        }
        words = end + strspn(end, " \t");
    }
    if (*words) {
        count = strtol(words, &end, 10);
        if (*end || count <= 0) {
            say(s, "The line count must be a positive integer.");
            return;
        }
    }
    list_lines(s, at, (uint32_t)start, count > (long)n ? n : (uint32_t)count);
}

/* ---- commands ---- */

static bool is(const char *line, const char *brief, const char *full)
{
    return text_caseeq(line, brief) || text_caseeq(line, full);
}

/* The rest behind l or list; NULL: it is another command. */
static const char *list_words(const char *line)
{
    size_t len = strcspn(line, " \t");
    return text_caseeqn(line, len, "l", 1) || text_caseeqn(line, len, "list", 4) ? line + len
                                                                                 : NULL;
}

/* The commands that only tell something; false: it is none of them. */
static bool answers(struct session *s, const struct position *at, const char *line)
{
    const char *words = list_words(line);
    if (words)
        list(s, at, words);
    else if (is(line, "h", "?"))
        say(s, help);
    else if (is(line, "d", "detach"))
        say(s, "The debugger detach command is not applicable.  The detach command only "
               "applies when debugging jobs and runspaces with the Debug-Job or Debug-Runspace "
               "cmdlets.");
    else
        return false;
    return true;
}

/* True: the script goes on, or ends with *st. */
static bool resumes(const char *line, enum debug_step *step, enum status *st)
{
    static const struct {
        const char *brief, *full;
        enum debug_step step;
        enum status st;
    } commands[] = {
        { "s", "stepInto", STEP_INTO, ST_OK },    { "v", "stepOver", STEP_OVER, ST_OK },
        { "o", "stepOut", STEP_OUT, ST_OK },      { "c", "continue", STEP_NONE, ST_OK },
        { "q", "quit", STEP_NONE, ST_INTERRUPT },
    };
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (is(line, commands[i].brief, commands[i].full)) {
            *step = commands[i].step;
            *st = commands[i].st;
            return true;
        }
    return false;
}

static const char *in_full(const char *line)
{
    return text_caseeq(line, "k") ? "Get-PSCallStack" : line;
}

static enum status run(struct session *s, const char *line)
{
    const char *text = in_full(line);
    enum status st = session_run_text(s, text, strlen(text), NULL);
    if (st == ST_INTERRUPT) /* Ctrl-C ends the command, not the stop */
        session_clear_interrupt(s);
    return st == ST_EXIT ? ST_EXIT : ST_OK;
}

static enum status read_commands(struct session *s, const struct position *at,
                                 enum debug_step *step)
{
    enum status st = ST_OK;
    AUTO_FREE char *last = NULL;
    while (st == ST_OK) {
        AUTO_FREE char *where = location_text(s);
        AUTO_STRBUF prompt = STRBUF_INIT;
        strbuf_addf(&prompt, "[DBG]: PS %s>> ", where);
        AUTO_FREE char *line = s->host.ops->read_line(s->host.data, prompt.buf, false);
        if (!line)
            break;
        bool again = !*line && last;
        const char *command = again ? last : line, *words = list_words(command);
        if (words && again)
            list_lines(s, at, s->debug.listed + 1, LIST_LINES);
        else if (answers(s, at, command))
            ;
        else if (resumes(command, step, &st))
            break;
        else if (*command)
            st = run(s, command);
        if (!again) {
            free(last);
            last = words ? STEAL(line) : NULL;
        }
    }
    return st;
}

bool debugger_asks(const struct session *s)
{
    return s->host.interactive && s->host.ops->read_line && !s->is_job && !s->debug.host_off;
}

enum status debugger_command_line(struct session *s, const char *line, struct array *out,
                                  struct debugger_answer *answer)
{
    enum status st = ST_OK;
    *answer = (struct debugger_answer){ .by_debugger = true };
    s->debug.said = out;
    bool told = answers(s, s->debug.at, line);
    s->debug.said = NULL;
    if (told)
        return ST_OK;
    answer->resumes = resumes(line, &answer->step, &st);
    answer->stops = st == ST_INTERRUPT;
    if (answer->resumes)
        return ST_OK;
    answer->by_debugger = false;
    const char *text = in_full(line);
    return session_collect(s, text, strlen(text), out);
}

/* $PSDebugContext while a stop is handled. */
static enum status in_context(struct session *s, const struct position *at,
                              struct value breakpoints, struct value trigger, enum debug_step *step)
{
    AUTO_VALUE context = context_new(at, breakpoints, trigger);
    session_set_variable_take(s, "PSDebugContext", value_ref(context));
    s->position = *at;
    enum status st = debugger_handlers_run(s, context, step);
    if (st == ST_OK && debugger_asks(s)) {
        say_where(s, at, breakpoints);
        st = read_commands(s, at, step);
    }
    return st;
}

enum status debugger_prompt(struct session *s, const struct position *at, struct value breakpoints,
                            struct value trigger, enum debug_step *step)
{
    if (!debugger_asks(s) && !debugger_has_handlers(s))
        return ST_OK;
    struct position position = s->position;
    const struct position *outer = s->debug.at;
    bool ok = s->ok;
    session_flush_output(s);
    s->debug.at = at;
    enum status st = in_context(s, at, breakpoints, trigger, step);
    s->debug.at = outer;
    struct name *name = names_find(s->names, "PSDebugContext", strlen("PSDebugContext"));
    struct variable *v = name ? scope_find_own(s->global, name) : NULL;
    if (v)
        variable_unset(s, v);
    s->position = position;
    s->ok = ok;
    if (st == ST_INTERRUPT)
        session_interrupt(s);
    return st;
}
