/* Binding of pipeline objects: by value without conversion, by property name
 * without, by value with, by property name with; the default set first. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/object.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/session.h"

void bind_pipeline_prepare(struct binding *b)
{
    b->sets_before_pipeline = b->sets;
    if (!b->expects_input || !b->plan->has_pipeline)
        return;
    b->candidates = xcalloc(b->plan->nparams, sizeof(*b->candidates));
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!b->slots[i].bound && ((pp->by_value | pp->by_property) & b->sets))
            b->candidates[b->ncandidates++] = (uint16_t)i;
    }
    if (b->ncandidates != 1 || b->has_delayed)
        return;
    const struct plan_param *pp = &b->plan->params[b->candidates[0]];
    const struct param *p = pp->p;
    const struct param_rare *rare = param_rare(p);
    if ((pp->by_value & b->sets) != b->sets || p->kind != PARAM_ANY ||
        (p->type && p->type != &type_object) || p->not_null_or_empty || p->values ||
        rare->has_range || rare->min_count || rare->max_count || rare->validation)
        return; /* else any object is its value, before properties are asked for */
    b->object_slot = &b->slots[b->candidates[0]];
    b->object_place =
        b->args ? (struct value *)(void *)((char *)b->args + p->offset) : &b->bound[p->offset];
}

/* *out owned. False: v has no such property. */
static bool property_of(struct binding *b, struct value v, const struct param *p, struct value *out,
                        enum status *st)
{
    const char *names = p->aliases;
    const char *name = p->name;
    size_t len = strlen(name);
    for (;;) {
        struct member_ref ref = member_find(v, name, len);
        if (ref.found != FOUND_NONE && ref.found != FOUND_KEY) {
            AUTO_FREE char *copy = xstrndup(name, len);
            *st = get_property(b->session, v, copy, out);
            return *st == ST_OK;
        }
        while (names && (*names == ',' || *names == ' '))
            names++;
        if (!names || !*names)
            return false;
        name = names;
        len = strcspn(names, ", ");
        names += len;
    }
}

enum phase { VALUE_PLAIN, PROPERTY_PLAIN, VALUE_CONVERTED, PROPERTY_CONVERTED, PHASES };

/* Tries one candidate in one phase. */
static enum bind_result try_candidate(struct binding *b, size_t i, struct value input,
                                      enum phase phase, uint64_t sets, enum status *st)
{
    const struct plan_param *pp = &b->plan->params[i];
    unsigned flags = BIND_FROM_PIPELINE | (phase >= VALUE_CONVERTED ? BIND_COERCE : 0);
    uint64_t keep = b->sets;
    if (phase == VALUE_PLAIN || phase == VALUE_CONVERTED) {
        if (!(pp->by_value & sets))
            return BIND_MISFIT;
        enum bind_result r = bind_value(b, i, input, flags);
        if (r == BIND_OK)
            b->sets = keep & pp->by_value;
        return r;
    }
    if (!(pp->by_property & sets))
        return BIND_MISFIT;
    AUTO_VALUE v = value_null();
    if (!property_of(b, input, pp->p, &v, st))
        return BIND_MISFIT;
    enum bind_result r = bind_value(b, i, v, flags);
    if (r == BIND_OK)
        b->sets = keep & pp->by_property;
    return r;
}

static enum status bind_phase(struct binding *b, struct value input, enum phase phase,
                              uint64_t only, bool *any, struct value *error)
{
    for (size_t c = 0; c < b->ncandidates; c++) {
        size_t i = b->candidates[c];
        if (b->slots[i].bound || !value_is_null(b->slots[i].delayed))
            continue;
        enum status st = ST_OK;
        enum bind_result r = try_candidate(b, i, input, phase, only & b->sets, &st);
        if (st != ST_OK)
            return st;
        if (r == BIND_OK) {
            *any = true;
        } else if (r == BIND_ERROR) {
            value_replace_take(error, b->session->failure);
            b->session->failure = value_null();
        }
    }
    return ST_OK;
}

/* The script block of a parameter threw. */
static enum status block_failed(struct binding *b, size_t param)
{
    AUTO_VALUE inner = STEAL_VALUE(b->session->failure);
    const struct error_record *r = error_record_of(inner);
    if (!r)
        return ST_FAIL;
    b->session->failure_final = false;
    AUTO_FREE char *text = xasprintf("The input to the script block for parameter '%s' failed. %s",
                                     b->plan->params[param].p->name, error_record_message(inner));
    AUTO_VALUE exception = exception_new(BINDING_EXCEPTION, text, r->exception);
    struct error_spec spec = { .exception_object = exception,
                               .id = "ScriptBlockArgumentInvocationFailed",
                               .category = EC_INVALID_ARGUMENT,
                               .activity = b->command };
    return throw_error(b->session, &spec);
}

static enum status bind_delayed(struct binding *b, struct value input)
{
    for (size_t i = 0; i < b->plan->nparams; i++) {
        struct scriptblock *sb = scriptblock_of(b->slots[i].delayed);
        if (!sb)
            continue;
        struct array *list = array_new(1);
        struct array_sink sink;
        array_sink_init(&sink, list);
        b->session->try_depth++; /* what it throws is said around it */
        enum status st = scriptblock_invoke(b->session, sb, BLOCK_DOT, input, NULL, 0, &sink.sink);
        b->session->try_depth--;
        size_t results = list->len;
        AUTO_VALUE v = array_as_value_take(list);
        if (st == ST_FAIL)
            return block_failed(b, i);
        if (st != ST_OK)
            return st;
        if (!results)
            return bind_fail(b, "ScriptBlockArgumentNoOutput", EC_INVALID_ARGUMENT, NULL,
                             "Cannot evaluate parameter '%s' because its argument input did not "
                             "produce any output.",
                             b->plan->params[i].p->name);
        if (bind_value(b, i, v, BIND_COERCE | BIND_FROM_PIPELINE) != BIND_OK)
            return ST_FAIL;
    }
    return ST_OK;
}

static struct value take_failure(struct session *s)
{
    struct value v = s->failure;
    s->failure = value_null();
    return v;
}

static struct value input_error(struct binding *b, struct value input, const char *id,
                                const char *text)
{
    struct error_spec spec = { .message = text,
                               .id = id,
                               .category = EC_INVALID_ARGUMENT,
                               .exception = BINDING_EXCEPTION,
                               .target = input,
                               .activity = b->command };
    b->session->position = b->position;
    return error_record_new(b->session, &spec);
}

static bool missing_after_input(const struct binding *b, struct strbuf *names)
{
    uint64_t set =
        b->plan->default_set & b->sets ? b->plan->default_set & b->sets : b->sets & (~b->sets + 1);
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if ((pp->mandatory & set) && !b->slots[i].bound)
            strbuf_addf(names, " %s", pp->p->name);
    }
    return names->len > 0;
}

/* Narrows to sets whose mandatory parameters are there. */
static void settle_sets(struct binding *b)
{
    uint64_t complete = 0;
    for (uint64_t rest = b->sets; rest; rest &= rest - 1) {
        uint64_t set = rest & (~rest + 1);
        bool whole = true;
        for (size_t i = 0; i < b->plan->nparams && whole; i++)
            whole = !(b->plan->params[i].mandatory & set) || b->slots[i].bound;
        if (whole)
            complete |= set;
    }
    if (complete)
        b->sets = complete;
    bind_choose_set_name(b);
}

static enum status bind_slow(struct binding *b, struct value input, bool *bound,
                             struct value *error)
{
    for (size_t c = 0; c < b->ncandidates; c++) {
        if (b->slots[b->candidates[c]].from_pipeline)
            bind_slot_reset(b, b->candidates[c]);
    }
    b->sets = b->sets_before_pipeline;
    bool any = false;
    if (b->has_delayed) {
        enum status st = bind_delayed(b, input);
        if (st == ST_FAIL) {
            *error = take_failure(b->session);
            *bound = false;
            return ST_OK;
        }
        if (st != ST_OK)
            return st;
        any = true;
    }
    AUTO_VALUE problem = value_null();
    for (int phase = 0; phase < PHASES; phase++) {
        bool hit = false;
        enum status st = ST_OK;
        if (b->plan->default_set & b->sets)
            st = bind_phase(b, input, (enum phase)phase, b->plan->default_set, &hit, &problem);
        if (st == ST_OK && !hit)
            st = bind_phase(b, input, (enum phase)phase, b->sets, &hit, &problem);
        if (st != ST_OK)
            return st;
        any |= hit;
    }
    *bound = any;
    if (!any) {
        if (!value_is_null(problem)) {
            *error = value_ref(problem);
            return ST_OK;
        }
        *error = input_error(b, input, "InputObjectNotBound",
                             "The input object cannot be bound to any parameters for the command "
                             "either because the command does not take pipeline input or the input "
                             "and its properties do not match any of the parameters that take "
                             "pipeline input.");
        return ST_OK;
    }
    settle_sets(b);
    AUTO_STRBUF names = STRBUF_INIT;
    if (missing_after_input(b, &names)) {
        AUTO_FREE char *text = xasprintf("The input object cannot be bound because it did not "
                                         "contain the information required to bind all mandatory "
                                         "parameters: %s",
                                         names.buf);
        *error = input_error(b, input, "InputObjectMissingMandatory", text);
        *bound = false;
    }
    return ST_OK;
}

enum status binding_input(struct binding *b, struct value input, bool *bound, struct value *error)
{
    *bound = true;
    if (b->session->tracer && b->command && *b->command) {
        struct session *s = b->session;
        tracer_open(s, TRACE_BINDING, "BIND PIPELINE object to parameters: [%s]", b->command);
        tracer_line(s, TRACE_BINDING, "PIPELINE object TYPE = [%s]",
                    value_is_null(input) ? "null" : value_type_of(input)->name);
        enum status st = b->simple && !b->ncandidates && !b->has_delayed
                             ? ST_OK
                             : bind_slow(b, input, bound, error);
        tracer_close(s, TRACE_BINDING);
        return st;
    }
    if (b->object_slot && !value_is_null(input)) {
        binding_take_object(b, input);
        return ST_OK;
    }
    if (b->simple && !b->ncandidates && !b->has_delayed)
        return ST_OK; /* $_ and $input are all it gets */
    return bind_slow(b, input, bound, error);
}
