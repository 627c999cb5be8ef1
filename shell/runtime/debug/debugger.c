#include "shell/runtime/debug/debugger.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/debug/breakpoint.h"
#include "shell/runtime/debug/handler.h"
#include "shell/runtime/debug/prompt.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/stage.h"

/* ---- what is watched ---- */

static void watch_cell(struct scope *scope, struct name *name)
{
    scope_cell(scope, name)->flags |= VAR_WATCHED | VAR_COMPUTED;
}

static void watch_name(struct session *s, const char *text)
{
    struct name *name = names_intern(s->names, text, strlen(text));
    if (name->automatic)
        return;
    watch_cell(s->global, name);
    for (const struct frame *f = s->frame; f; f = f->up)
        watch_cell(f->scope, name);
    s->binding_epoch++;
}

void debugger_refresh(struct session *s)
{
    bool any = false;
    s->debug.watches = false;
    for (size_t i = 0; i < breakpoint_count(s); i++) {
        const struct breakpoint *b = breakpoint_of(breakpoint_at(s, i));
        if (!b->enabled)
            continue;
        any = true;
        if (b->kind == BREAK_VARIABLE) {
            s->debug.watches = true;
            watch_name(s, b->name);
        }
    }
    any = (any || s->debug.step) && !s->debug.busy;
    s->trace.on = s->trace.shows || any;
    s->trace.calls = s->trace.level > 1 || any;
}

void debugger_watch_frame(struct frame *f)
{
    struct session *s = f->session;
    for (size_t i = 0; s->debug.watches && i < breakpoint_count(s); i++) {
        const struct breakpoint *b = breakpoint_of(breakpoint_at(s, i));
        struct name *name = b->kind == BREAK_VARIABLE && b->enabled
                                ? names_find(s->names, b->name, strlen(b->name))
                                : NULL;
        if (name && !name->automatic)
            watch_cell(f->scope, name);
    }
}

/* ---- hits ---- */

/* While an action or the prompt's commands run, nothing else stops. */
static void be_busy(struct session *s, int by)
{
    s->debug.busy += by;
    debugger_refresh(s);
}

/* Counts the hit and runs the action. True: it breaks. */
static bool hit(struct session *s, struct value breakpoint)
{
    struct breakpoint *b = breakpoint_of(breakpoint);
    struct scriptblock *action = scriptblock_of(b->action);
    b->hits++;
    if (!action)
        return true;
    bool ok = s->ok;
    struct position position = s->position;
    AUTO_VALUE failure = STEAL_VALUE(s->failure);
    struct sink nowhere;
    null_sink_init(&nowhere);
    be_busy(s, 1);
    s->try_depth++;
    enum status st = scriptblock_invoke(s, action, BLOCK_NEW_SCOPE, breakpoint, NULL, 0, &nowhere);
    s->try_depth--;
    be_busy(s, -1);
    value_replace_take(&s->failure, STEAL_VALUE(failure));
    s->position = position;
    s->ok = ok;
    return st == ST_BREAK;
}

/* Those that were hit and break, kept until all have been asked. */
static void ask(struct session *s, struct value breakpoint, struct array *breaks)
{
    AUTO_VALUE keep = value_ref(breakpoint);
    if (hit(s, keep))
        array_push(breaks, keep);
}

static int depth_of(const struct frame *f)
{
    int depth = 0;
    for (; f; f = f->up)
        depth++;
    return depth;
}

static enum status stop(struct session *s, const struct position *at, struct array *breaks,
                        struct value trigger)
{
    AUTO_VALUE list = value_of_array(breaks);
    s->debug.step = STEP_NONE;
    be_busy(s, 1);
    s->debug.stops++;
    enum status st = debugger_prompt(s, at, list, trigger, &s->debug.step);
    s->debug.stops--;
    s->debug.step_depth = depth_of(s->frame);
    be_busy(s, -1);
    return st;
}

void debugger_input_ended(struct session *s)
{
    if (s->debug.busy || !s->debug.step)
        return;
    s->debug.step = STEP_NONE;
    debugger_refresh(s);
}

static bool steps_here(const struct session *s, const struct frame *f)
{
    switch (s->debug.step) {
    case STEP_INTO:
        return true;
    case STEP_OVER:
        return depth_of(f) <= s->debug.step_depth;
    case STEP_OUT:
        return depth_of(f) < s->debug.step_depth;
    default:
        return false;
    }
}

static enum status at_line(struct frame *f, uint32_t start, uint32_t end, bool edge)
{
    struct session *s = f->session;
    if (s->debug.busy || (!breakpoint_count(s) && !s->debug.step))
        return ST_OK;
    struct array *breaks = array_new(0);
    bool stops = steps_here(s, f);
    if (!edge) {
        f->statement_start = start;
        f->statement_end = end;
    }
    for (size_t i = 0; !stops && i < breakpoint_count(s); i++) {
        struct breakpoint *b = breakpoint_of(breakpoint_at(s, i));
        if (b->enabled && b->kind == BREAK_LINE && breakpoint_is_at(b, f->code, start, edge))
            ask(s, breakpoint_at(s, i), breaks);
    }
    if (stops || breaks->len)
        return stop(s, &(struct position){ f->code->ast, start, end }, breaks, value_null());
    value_unref(value_of_array(breaks));
    return ST_OK;
}

enum status debugger_statement(struct frame *f, const struct node *n)
{
    return at_line(f, n->start, n->end, false);
}

/* ---- commands ---- */

static bool is_script(const struct breakpoint *b, const struct ast *ast)
{
    return !b->script || (ast && ast->file && text_caseeq(b->script, ast->file));
}

static bool is_like(const struct breakpoint *b, const char *name, size_t len)
{
    return text_wildcard_match(b->name, strlen(b->name), name, len, true);
}

/* By its name, as it was called, or a script by its path. */
static bool is_command(const struct breakpoint *b, const struct stage *stage)
{
    const char *name = stage->name ? stage->name : "", *path = stage->command.path;
    struct value called = stage->call ? stage->call->command : value_null();
    if (is_like(b, name, strlen(name)) ||
        (called.kind == V_STRING && is_like(b, called.str->data, called.str->len)))
        return true;
    if (stage->command.kind != COMMAND_SCRIPT || !path)
        return false;
    const char *slash = strrchr(path, '/'), *leaf = slash ? slash + 1 : path;
    const char *dot = strrchr(leaf, '.');
    return text_caseeq(path, b->name) ||
           is_like(b, leaf, dot ? (size_t)(dot - leaf) : strlen(leaf));
}

/* The statement that the stage's command stands in, when it is one of f's. */
static struct position statement_of(const struct frame *f, const struct stage *stage)
{
    struct position p = stage->position;
    if (f && f->code->ast == p.ast && f->statement_start <= p.start && p.end <= f->statement_end) {
        p.start = f->statement_start;
        p.end = f->statement_end;
    }
    return p;
}

static enum status at_command(struct session *s, const struct frame *caller,
                              const struct stage *stage)
{
    if (s->debug.busy || !breakpoint_count(s))
        return ST_OK;
    struct array *breaks = array_new(0);
    for (size_t i = 0; i < breakpoint_count(s); i++) {
        const struct breakpoint *b = breakpoint_of(breakpoint_at(s, i));
        if (b->enabled && b->kind == BREAK_COMMAND && is_script(b, stage->position.ast) &&
            is_command(b, stage))
            ask(s, breakpoint_at(s, i), breaks);
    }
    if (breaks->len) {
        struct position at = statement_of(caller, stage);
        return stop(s, &at, breaks, value_null());
    }
    value_unref(value_of_array(breaks));
    return ST_OK;
}

enum status debugger_command(struct session *s, const struct stage *stage)
{
    return at_command(s, s->frame, stage);
}

enum status debugger_call(struct frame *f)
{
    enum status st = f->stage && f->stage->name ? at_command(f->session, f->up, f->stage) : ST_OK;
    if (f->session->debug.watches)
        debugger_watch_frame(f);
    if (st != ST_OK || !f->code->source)
        return st;
    uint32_t start = f->code->source->node.start;
    if (start >= f->code->ast->len || f->code->ast->text[start] != '{')
        return ST_OK; /* the text of a script: no brace to stop at */
    return at_line(f, start, start + 1, true);
}

enum status debugger_leave(struct frame *f, const struct node *block, enum status st)
{
    const struct ast_node at = { .start = block->start, .end = block->end };
    if ((st != ST_OK && st != ST_RETURN) || !f->code->source)
        return st;
    uint32_t start = breakpoint_exit(f->code, &at);
    enum status left = start == UINT32_MAX ? ST_OK : at_line(f, start, start + 1, true);
    return left == ST_OK ? st : left;
}

/* ---- variables ---- */

void debugger_variable(struct session *s, const struct variable *v, bool write)
{
    if (s->debug.busy || !s->debug.watches)
        return;
    const struct frame *f = s->frame;
    const struct ast *ast = f && f->code ? f->code->ast : NULL;
    struct array *breaks = array_new(0);
    for (size_t i = 0; i < breakpoint_count(s); i++) {
        const struct breakpoint *b = breakpoint_of(breakpoint_at(s, i));
        if (b->enabled && b->kind == BREAK_VARIABLE && text_caseeq(b->name, v->name->text) &&
            (b->access == ACCESS_READ_WRITE || b->access == (write ? ACCESS_WRITE : ACCESS_READ)) &&
            is_script(b, ast))
            ask(s, breakpoint_at(s, i), breaks);
    }
    if (!breaks->len)
        value_unref(value_of_array(breaks));
    else /* a script that was stopped there ends at its next check for Ctrl-C */
        stop(s, &s->position, breaks, value_null());
}

enum status debugger_break_on(struct session *s, struct value record)
{
    struct error_record *r = error_record_of(record);
    if (s->debug.busy || (r && r->broke) || (!debugger_asks(s) && !debugger_has_handlers(s)))
        return ST_OK;
    if (r)
        r->broke = true;
    struct position at = s->position;
    AUTO_VALUE failure = STEAL_VALUE(s->failure), trigger = value_ref(record);
    enum status st = stop(s, &at, array_new(0), trigger);
    value_replace_take(&s->failure, STEAL_VALUE(failure));
    return st;
}

enum status debugger_break(struct session *s)
{
    if (!debugger_asks(s) && !debugger_has_handlers(s))
        return ST_OK;
    s->debug.step = STEP_INTO;
    debugger_refresh(s);
    return ST_OK;
}
