/* Ways into a job besides Start-Job: -AsJob of cmdlets and the operator &. */
#include <ctype.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/names.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

#include "parser/ast.h"

/* ---- -AsJob ---- */

struct job_call {
    struct array *input;
};

bool job_call_wanted(const struct stage *stage)
{
    const struct cmdlet *c = stage->inv.cmdlet;
    if (c->dot_sources || !binding_is_bound(&stage->binding, "AsJob"))
        return false;
    AUTO_VALUE bound = binding_bound_table(&stage->binding);
    const struct value *v = hash_gets(bound.hash, "AsJob");
    if (!v || !value_truth(*v))
        return false;
    /* -WhatIf only says what would be done: there is nothing to do in the background. */
    const struct common_values *common = &stage->binding.common;
    if (common_is_set(common, COMMON_WHAT_IF))
        return !common->what_if;
    AUTO_VALUE preference = value_null();
    return !session_lookup_variable(stage->inv.session, "WhatIfPreference", 16, &preference) ||
           !value_truth(preference);
}

struct job_call *job_call_new(void)
{
    return xcalloc(1, sizeof(struct job_call));
}

void job_call_input(struct job_call *call, struct value v)
{
    if (!call->input)
        call->input = array_new(4);
    array_push(call->input, v);
}

void job_call_free(struct job_call *call)
{
    if (!call)
        return;
    if (call->input)
        value_unref(value_of_array(call->input));
    free(call);
}

static void add_target(struct session *s, struct value v, struct strbuf *out)
{
    AUTO_VALUE name = value_null();
    if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++)
            add_target(s, v.array->items[i], out);
        return;
    }
    if (v.kind == V_OBJECT && get_property(s, v, "Name", &name) != ST_OK)
        value_clear(&s->failure);
    strbuf_adds(out, out->len ? ", " : "");
    value_to_strbuf(value_is_null(name) ? v : name, out);
}

/* What the call acts on, for the question of -Confirm. */
static void target_text(struct session *s, const struct job_call *call, const struct hash *bound,
                        struct strbuf *out)
{
    static const char *const names[] = { "Name", "VM", "VMName", "Path" };
    if (call->input) {
        add_target(s, value_of_array(call->input), out);
        return;
    }
    for (size_t i = 0; i < ARRAY_SIZE(names) && !out->len; i++) {
        const struct value *v = hash_gets(bound, names[i]);
        if (v)
            add_target(s, *v, out);
    }
}

static struct value without_as_job(const struct stage *stage)
{
    static const char *const dropped[] = {
        "AsJob",           "OutVariable",         "ErrorVariable",
        "WarningVariable", "InformationVariable", "PipelineVariable",
        "OutBuffer"
    };
    struct value bound = binding_bound_table(&stage->binding);
    for (size_t i = 0; i < ARRAY_SIZE(dropped); i++) {
        AUTO_VALUE key = value_string(dropped[i]);
        hash_remove(bound.hash, key);
    }
    return bound;
}

enum status job_call_start(struct job_call *call, struct stage *stage)
{
    struct invocation *inv = &stage->inv;
    struct session *s = inv->session;
    const struct cmdlet *c = inv->cmdlet;
    if (inv->expects_input && !call->input)
        return ST_OK;
    AUTO_VALUE bound = without_as_job(stage);
    if (c->should_process) { /* nobody can be asked once it runs */
        AUTO_STRBUF target = STRBUF_INIT;
        bool yes;
        target_text(s, call, bound.hash, &target);
        enum status st = should_process(inv, target.buf, NULL, &yes);
        if (st != ST_OK || !yes)
            return st;
        hash_sets_take(bound.hash, "Confirm", value_bool(false));
    }
    AUTO_FREE char *name = cmdlet_name(c);
    AUTO_FREE char *text = stage->position.ast
                               ? xstrndup(stage->position.ast->text + stage->position.start,
                                          stage->position.end - stage->position.start)
                               : xstrdup(name);
    struct job_work work = {
        .type = &type_vm_job,
        .command = text,
        .call = name,
        .bound = bound,
        .input = call->input ? value_of_array(call->input) : value_nothing(),
        .args = value_nothing(),
        .underbar = value_nothing(),
        .using_values = value_nothing(),
        .variables = value_nothing(),
    };
    struct err *err = NULL;
    struct job *job = job_start(s, &work, &err);
    if (!job)
        return cmdlet_throw_err(inv, &err);
    struct value v = job_object(job);
    job_unref(job);
    return emit_take(inv, v);
}

/* ---- variables that a job takes along ---- */

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

/* Names are looked for in the text as it stands, also within strings, which may hold
 * expressions: a name too many only copies a variable too many. */
struct value job_using_values(struct session *s, const char *text, size_t len, bool all)
{
    struct hash *out = hash_new(0);
    for (size_t i = 0; i + 1 < len; i++) {
        if (text[i] != '$' && text[i] != '@')
            continue;
        size_t at = i + 1;
        bool braced = text[at] == '{';
        at += braced;
        bool is_using = at + 6 <= len && text_caseeqn(text + at, 6, "using:", 6);
        if (!is_using && !all)
            continue;
        at += is_using ? 6 : 0;
        size_t end = at;
        while (end < len && (braced ? text[end] != '}' : is_name(text[end])))
            end++;
        if (end == at)
            continue;
        AUTO_FREE char *name = xstrndup(text + at, end - at);
        size_t name_len = strlen(name); /* a zero byte ends it */
        AUTO_VALUE v = value_null();
        const struct value *given = s->using_values.kind == V_HASH && is_using
                                        ? hash_gets_len(s->using_values.hash, name, name_len)
                                        : NULL; /* a job passes on what it was given */
        if (session_lookup_variable(s, name, name_len, &v))
            hash_sets_take(out, name, value_ref(v));
        else if (given)
            hash_sets_take(out, name, value_ref(*given));
        i = end - 1;
    }
    return value_of_hash(out);
}

/* ---- text & ---- */

/* Variables that the job's session has of its own are not overwritten. */
static void drop_own(struct session *s, struct hash *table)
{
    struct hash_entry *e;
    AUTO_VALUE keys = value_of_array(array_new(4));
    for (size_t i = 0; (e = hash_next(table, &i));) {
        const struct name *name = names_intern(s->names, e->key.str->data, e->key.str->len);
        if (name->automatic)
            array_push(keys.array, e->key);
    }
    for (size_t i = 0; i < keys.array->len; i++)
        hash_remove(table, keys.array->items[i]);
}

enum status job_run_background(struct session *s, const char *text, size_t len, struct sink *out)
{
    AUTO_FREE char *command = xstrndup(text, len);
    AUTO_VALUE variables = job_using_values(s, text, len, true);
    drop_own(s, variables.hash);
    struct job_work work = {
        .type = &type_background_job,
        .command = command,
        .text = command,
        .bound = value_nothing(),
        .input = value_nothing(),
        .args = value_nothing(),
        .underbar = value_nothing(),
        .using_values = value_ref(variables),
        .variables = variables,
    };
    struct err *err = NULL;
    struct job *job = job_start(s, &work, &err);
    value_unref(work.using_values);
    if (!job)
        return throw_err(s, &err);
    struct value v = job_object(job);
    job_unref(job);
    enum status st = sink_write(out, v);
    value_unref(v);
    return st;
}
