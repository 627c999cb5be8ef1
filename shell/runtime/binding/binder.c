#include "shell/runtime/binding/binder.h"

#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"
#include "shell/object/types/hash.h"
#include "shell/object/wrap.h"
#include "shell/runtime/binding/args.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/session.h"

/* The text of a number where the parameter wants text; else nothing. Owned. */
static struct value as_written(const struct param *p, const struct pending *arg)
{
    bool wants_text = p->kind == PARAM_STRING || p->kind == PARAM_STRING_LIST ||
                      p->type == &type_string || p->type == &type_string_array ||
                      p->type == &type_version;
    if (!arg->text || !wants_text)
        return value_nothing();
    return value_string_len(arg->text, arg->text_len);
}

static void point_from(struct binding *b, uint32_t start, uint32_t end)
{
    b->session->position = b->position;
    if (b->position.ast && end > start) {
        b->session->position.start = start;
        b->session->position.end = end;
    }
}

/* Errors of binding point at the argument: its name and what hangs on it by a colon. */
static void point_at(struct binding *b, const struct pending *p)
{
    point_from(b, p->start, p->end);
}

/* Errors about the value point at that alone. */
static void point_at_value(struct binding *b, const struct pending *p)
{
    uint32_t start = p->start;
    if (p->value_end) {
        point_from(b, p->value_start, p->value_end);
        return;
    }
    if (p->name && p->has_value && !p->splatted && b->position.ast) {
        start += 1 + (uint32_t)p->name_len + 1; /* -Name: */
        while (start < p->end && strchr(" \t", b->position.ast->text[start]))
            start++;
    }
    point_from(b, start, p->end);
}

/* A parameter's index or one of the others of bind_find(); BIND_AMBIGUOUS: the failure is set. */
static int find_param(struct binding *b, const char *name, size_t len)
{
    int found = bind_find(b, name, len);
    if (found == BIND_AMBIGUOUS) {
        AUTO_STRBUF text = STRBUF_INIT;
        bind_ambiguous_text(b, name, len, &text);
        bind_fail(b, "AmbiguousParameter", EC_INVALID_ARGUMENT, NULL, "%s", text.buf);
    }
    return found;
}

static enum status set_conflict(struct binding *b)
{
    return bind_fail(b, "AmbiguousParameterSet", EC_INVALID_ARGUMENT, NULL,
                     "Parameter set cannot be resolved using the specified named parameters. One "
                     "or more parameters issued cannot be used together or an insufficient number "
                     "of parameters were provided.");
}

static bool takes_pipeline(const struct plan_param *pp)
{
    return (pp->by_value | pp->by_property) != 0;
}

/* { … } given to a parameter that takes pipeline input and no script block: it
 * computes the argument for each object. */
static bool is_delayed(const struct plan_param *pp, struct value v)
{
    const struct param *p = pp->p;
    return takes_pipeline(pp) && p->kind != PARAM_SCRIPTBLOCK &&
           !((p->kind == PARAM_ANY || p->kind == PARAM_LIST) &&
             (!p->type || p->type == &type_scriptblock)) &&
           scriptblock_of(v) != NULL;
}

static enum status bind_named(struct binding *b, int match, struct pending *p)
{
    point_at(b, p);
    if (match >= BIND_COMMON) {
        if (common_is_set(&b->common, (enum common_param)(match - BIND_COMMON))) {
            if (p->splatted)
                return ST_OK;
            return bind_fail(b, "ParameterAlreadyBound", EC_INVALID_ARGUMENT, NULL,
                             "Cannot bind parameter because parameter '%s' is specified more than "
                             "once. To provide multiple values to parameters that can accept "
                             "multiple values, use the array syntax. For example, \"-parameter "
                             "value1,value2,value3\".",
                             common_params[match - BIND_COMMON].name);
        }
        point_at_value(b, p);
        return common_bind(b, (enum common_param)(match - BIND_COMMON), p->value);
    }
    const struct plan_param *pp = &b->plan->params[match];
    struct bind_slot *slot = &b->slots[match];
    if (slot->bound || !value_is_null(slot->delayed)) {
        if (p->splatted)
            return ST_OK;
        return bind_fail(b, "ParameterAlreadyBound", EC_INVALID_ARGUMENT, NULL,
                         "Cannot bind parameter because parameter '%s' is specified more than "
                         "once. To provide multiple values to parameters that can accept multiple "
                         "values, use the array syntax. For example, \"-parameter "
                         "value1,value2,value3\".",
                         pp->p->name);
    }
    if (is_delayed(pp, p->value)) {
        if (!b->expects_input)
            return bind_fail(b, "ScriptBlockArgumentNoInput", EC_METADATA_ERROR, NULL,
                             "Cannot evaluate parameter '%s' because its argument is specified as "
                             "a script block and there is no input. A script block cannot be "
                             "evaluated without input.",
                             pp->p->name);
        slot->delayed = value_ref(p->value);
        b->has_delayed = true;
        b->sets &= pp->sets;
    } else {
        AUTO_VALUE text = as_written(pp->p, p);
        struct value v = value_is_null(text) ? p->value : text;
        point_at_value(b, p);
        if (bind_value(b, (size_t)match, v, BIND_COERCE) != BIND_OK)
            return ST_FAIL;
    }
    return b->sets ? ST_OK : set_conflict(b);
}

static enum status missing_argument(struct binding *b, int match)
{
    AUTO_STRBUF type = STRBUF_INIT;
    const char *name;
    if (match >= BIND_COMMON) {
        name = common_params[match - BIND_COMMON].name;
        strbuf_adds(&type, common_params[match - BIND_COMMON].type_name);
    } else {
        name = b->plan->params[match].p->name;
        param_type_name(b->plan->params[match].p, &type);
    }
    return bind_fail(b, "MissingArgument", EC_INVALID_ARGUMENT, NULL,
                     "Missing an argument for parameter '%s'. Specify a parameter of type '%s' and "
                     "try again.",
                     name, type.buf);
}

/* One named argument, taking its value from the next item if it needs one. */
static enum status match_named(struct binding *b, struct args *a, size_t i)
{
    struct pending *p = &a->items[i];
    if (p->name_len == 1 && p->name[0] == '?' && b->has_help) {
        b->help_wanted = true;
        p->used = true;
        return ST_OK;
    }
    point_at(b, p);
    int match = find_param(b, p->name, p->name_len);
    if (match == BIND_AMBIGUOUS)
        return ST_FAIL;
    if (match == BIND_NO_MATCH)
        return ST_OK; /* left for the remaining arguments, or an error later */
    p->used = true;
    bool is_switch = match >= BIND_COMMON
                         ? common_is_switch((enum common_param)(match - BIND_COMMON))
                         : b->plan->params[match].is_switch;
    if (p->has_value)
        return bind_named(b, match, p);
    if (is_switch) {
        p->value = value_bool(true);
        return bind_named(b, match, p);
    }
    struct pending *next = i + 1 < a->n ? &a->items[i + 1] : NULL;
    if (!next || next->splatted)
        return missing_argument(b, match);
    AUTO_VALUE text = value_null();
    if (next->name) {
        /* -Path -foo: an unknown name serves as text, a known one does not */
        int other = find_param(b, next->name, next->name_len);
        if (other != BIND_NO_MATCH || next->has_value) {
            if (other == BIND_AMBIGUOUS)
                value_clear(&b->session->failure);
            return missing_argument(b, match);
        }
        text = value_stringf("-%.*s", (int)next->name_len, next->name);
        p->value = text;
    } else {
        p->value = next->value;
        p->text = next->text;
        p->text_len = next->text_len;
    }
    next->used = true;
    p->value_start = next->start;
    p->value_end = next->end;
    return bind_named(b, match, p);
}

static enum status bind_all_named(struct binding *b, struct args *a)
{
    for (int splatted = 0; splatted < 2; splatted++) {
        for (size_t i = 0; i < a->n; i++) {
            struct pending *p = &a->items[i];
            if (!p->name || p->used || p->splatted != (splatted == 1))
                continue;
            enum status st = match_named(b, a, i);
            if (st != ST_OK)
                return st;
        }
    }
    return ST_OK;
}

/* ---- positions ---- */

/* Tries the candidates of plan->positions[from..to) for one argument. Without
 * coercion first, the default set first. */
static enum bind_result bind_position(struct binding *b, size_t from, size_t to,
                                      struct pending *arg)
{
    const struct bind_plan *plan = b->plan;
    bool failed = false;
    for (int phase = 0; phase < 4; phase++) {
        uint64_t sets = phase % 2 == 0 ? plan->default_set & b->sets : b->sets;
        unsigned flags = phase >= 2 ? BIND_COERCE : 0;
        for (size_t i = from; sets && i < to; i++) {
            const struct plan_position *pos = &plan->positions[i];
            const struct plan_param *pp = &plan->params[pos->param];
            struct bind_slot *slot = &b->slots[pos->param];
            if (!(pos->sets & sets) || slot->bound || !value_is_null(slot->delayed) ||
                (pp->remaining & pos->sets & sets))
                continue;
            if (b->expects_input && is_delayed(pp, arg->value)) {
                slot->delayed = value_ref(arg->value);
                b->has_delayed = true;
                b->sets &= pos->sets;
                return BIND_OK;
            }
            if (failed)
                value_clear(&b->session->failure);
            failed = false;
            AUTO_VALUE text = value_nothing();
            if (flags & BIND_COERCE)
                text = as_written(pp->p, arg);
            struct value v = value_is_null(text) ? arg->value : text;
            enum bind_result r = bind_value(b, pos->param, v, flags);
            if (r == BIND_OK) {
                b->sets &= pos->sets;
                return BIND_OK;
            }
            failed = r == BIND_ERROR;
        }
    }
    return failed ? BIND_ERROR : BIND_MISFIT;
}

static bool position_open(const struct binding *b, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct plan_position *pos = &b->plan->positions[i];
        const struct bind_slot *slot = &b->slots[pos->param];
        if ((pos->sets & b->sets) && !slot->bound && value_is_null(slot->delayed) &&
            !(b->plan->params[pos->param].remaining & b->sets))
            return true;
    }
    return false;
}

/* A value right behind a name that nothing answers to belongs to that name. */
static size_t next_positional(const struct args *a, size_t next)
{
    while (next < a->n && (a->items[next].used || a->items[next].name)) {
        const struct pending *p = &a->items[next++];
        if (p->name && !p->used && !p->has_value && next < a->n && !a->items[next].name &&
            !a->items[next].used)
            next++;
    }
    return next;
}

static bool position_shared(const struct binding *b)
{
    const struct bind_plan *plan = b->plan;
    for (size_t i = 0; i < plan->npositions; i++)
        for (size_t k = i + 1; k < plan->npositions; k++) {
            const struct plan_position *x = &plan->positions[i], *y = &plan->positions[k];
            if (x->position == y->position && (x->sets & y->sets & b->sets) &&
                position_open(b, i, i + 1) && position_open(b, k, k + 1))
                return true;
        }
    return false;
}

static enum status bind_positional(struct binding *b, struct args *a)
{
    const struct bind_plan *plan = b->plan;
    size_t next = 0;
    if (plan->shared_position && next_positional(a, 0) < a->n && position_shared(b))
        return bind_fail(b, "AmbiguousPositionalParameterNoName", EC_INVALID_ARGUMENT, NULL,
                         "Cannot bind positional parameters because no names were given.");
    for (size_t from = 0; from < plan->npositions;) {
        size_t to = from + 1;
        while (to < plan->npositions &&
               plan->positions[to].position == plan->positions[from].position)
            to++;
        if (position_open(b, from, to)) {
            next = next_positional(a, next);
            if (next == a->n)
                return ST_OK;
            point_at(b, &a->items[next]);
            enum bind_result r = bind_position(b, from, to, &a->items[next]);
            if (r == BIND_ERROR)
                return ST_FAIL;
            if (r == BIND_OK)
                a->items[next].used = true;
        }
        from = to;
    }
    return ST_OK;
}

/* ---- what is left ---- */

static void rest_add_take(struct binding *b, struct value v)
{
    if (b->nrest == b->rest_cap) {
        b->rest_cap = b->rest_cap ? b->rest_cap * 2 : 8;
        b->rest = xreallocarray(b->rest, b->rest_cap, sizeof(*b->rest));
    }
    b->rest[b->nrest++] = v;
}

static void collect_rest(struct binding *b, struct args *a)
{
    for (size_t i = 0; i < a->n; i++) {
        struct pending *p = &a->items[i];
        if (p->used)
            continue;
        p->used = true;
        if (p->name)
            rest_add_take(b, value_parameter_name(p->name, p->name_len, p->has_value));
        if (p->has_value)
            rest_add_take(b, value_ref(p->value));
    }
}

static int remaining_param(const struct binding *b)
{
    for (size_t i = 0; i < b->plan->nparams; i++) {
        if ((b->plan->params[i].remaining & b->sets) && !b->slots[i].bound)
            return (int)i;
    }
    return -1;
}

static enum status bind_remaining(struct binding *b, struct args *a)
{
    int param = b->plan->has_remaining ? remaining_param(b) : -1;
    if (param < 0)
        return ST_OK;
    struct array *list = list_new(&type_object_list, NULL);
    AUTO_VALUE owner = value_of_array(list);
    const struct pending *first = NULL;
    for (size_t i = 0; i < a->n; i++) {
        struct pending *p = &a->items[i];
        if (p->used)
            continue;
        if (!first)
            first = p;
        p->used = true;
        if (p->name)
            array_push_take(list, value_parameter_name(p->name, p->name_len, p->has_value));
        if (p->has_value)
            array_push(list, p->value);
    }
    if (!first)
        return ST_OK;
    point_at(b, first);
    struct value v = owner;
    if (list->len == 1 && list->items[0].kind == V_ARRAY)
        v = list->items[0];
    return bind_value(b, (size_t)param, v, BIND_COERCE) == BIND_OK ? ST_OK : ST_FAIL;
}

static enum status check_leftovers(struct binding *b, struct args *a)
{
    for (size_t i = 0; i < a->n; i++) {
        const struct pending *p = &a->items[i];
        if (p->used)
            continue;
        point_at(b, p);
        if (p->name)
            return bind_fail(b, "NamedParameterNotFound", EC_INVALID_ARGUMENT, NULL,
                             "A parameter cannot be found that matches parameter name '%.*s'.",
                             (int)p->name_len, p->name);
        AUTO_STRBUF text = STRBUF_INIT;
        if (value_is_null(p->value))
            strbuf_adds(&text, "$null");
        else
            value_to_strbuf(p->value, &text);
        return bind_fail(b, "PositionalParameterNotFound", EC_INVALID_ARGUMENT, NULL,
                         "A positional parameter cannot be found that accepts argument '%s'.",
                         text.buf);
    }
    return ST_OK;
}

/* The same, told step by step. */
static enum status bind_arguments_traced(struct binding *b, struct args *a)
{
    struct session *s = b->session;
    tracer_open(s, TRACE_BINDING, "BIND NAMED cmd line args [%s]", b->command);
    enum status st = bind_all_named(b, a);
    tracer_close(s, TRACE_BINDING);
    if (st != ST_OK || b->help_wanted)
        return st;
    tracer_open(s, TRACE_BINDING, "BIND POSITIONAL cmd line args [%s]", b->command);
    st = bind_positional(b, a);
    tracer_close(s, TRACE_BINDING);
    if (st == ST_OK && !b->simple)
        st = bind_defaults(b);
    if (st == ST_OK && b->plan->has_remaining) {
        tracer_open(s, TRACE_BINDING, "BIND REMAININGARGUMENTS cmd line args to param: [%s]",
                    b->command);
        st = bind_remaining(b, a);
        tracer_close(s, TRACE_BINDING);
    }
    if (st == ST_OK && b->simple)
        collect_rest(b, a);
    if (st == ST_OK)
        st = check_leftovers(b, a);
    s->position = b->position;
    if (st != ST_OK)
        return st;
    tracer_open(s, TRACE_BINDING, "MANDATORY PARAMETER CHECK on cmdlet [%s]", b->command);
    st = bind_resolve_sets(b);
    tracer_close(s, TRACE_BINDING);
    if (st == ST_OK)
        bind_pipeline_prepare(b);
    return st;
}

static enum status bind_arguments(struct binding *b, struct args *a)
{
    if (b->session->tracer && b->command && *b->command && !b->partial)
        return bind_arguments_traced(b, a);
    enum status st = bind_all_named(b, a);
    if (st != ST_OK || b->help_wanted)
        return st;
    st = bind_positional(b, a);
    if (b->partial)
        return st;
    if (st == ST_OK && !b->simple)
        st = bind_defaults(b);
    if (st == ST_OK)
        st = bind_remaining(b, a);
    if (st != ST_OK)
        return st;
    if (b->simple)
        collect_rest(b, a);
    st = check_leftovers(b, a);
    b->session->position = b->position;
    if (st == ST_OK)
        st = bind_resolve_sets(b);
    if (st == ST_OK)
        bind_pipeline_prepare(b);
    return st;
}

static void choose_plan(struct binding *b, const struct bind_target *t)
{
    if (t->params) {
        const struct block_params *own = scriptblock_params(t->block);
        b->own_plan =
            bind_plan_new(t->params, t->nparams, own->default_set, own->positional_binding);
        b->plan = b->own_plan;
        return;
    }
    if (t->cmdlet) {
        b->plan = bind_plan_of_cmdlet(b->session, t->cmdlet);
        return;
    }
    const struct block_params *bp = scriptblock_params(t->block);
    if (bp->plan)
        b->plan = *bp->plan;
    if (b->plan)
        return;
    struct bind_plan *plan =
        bind_plan_new(bp->params, bp->n, bp->default_set, bp->positional_binding);
    b->plan = plan;
    if (bp->plan)
        *bp->plan = plan;
    else
        b->own_plan = plan;
}

enum status binding_begin(struct binding *b, struct session *s, const struct bind_target *t,
                          const struct command_call *call)
{
    b->session = s;
    b->command = t->name;
    b->expects_input = t->expects_input;
    b->position = call->position;
    choose_plan(b, t);
    b->slots = pool_take(&s->pool, b->plan->nparams * sizeof(*b->slots));
    b->sets = b->plan->all;
    if (t->cmdlet) {
        b->module = t->cmdlet->module;
        b->args = t->args;
        b->takes_common = true;
        b->has_help = true;
        b->should_process = t->cmdlet->should_process;
    } else {
        const struct block_params *bp = scriptblock_params(t->block);
        b->block = t->block;
        b->takes_common = bp->cmdlet_binding;
        b->simple = !bp->cmdlet_binding;
        b->has_help = bp->cmdlet_binding || scriptblock_has_help(t->block);
        b->should_process = bp->cmdlet_binding && bp->should_process;
        const struct param *params = t->params ? t->params : bp->params;
        size_t n = t->params ? t->nparams : bp->n;
        b->partial = t->partial;
        b->nbound = n;
        for (size_t i = 0; i < n; i++) {
            if (params[i].offset >= b->nbound)
                b->nbound = params[i].offset + 1u;
        }
        b->bound = pool_take(&s->pool, b->nbound * sizeof(*b->bound));
        for (size_t i = 0; i < b->nbound; i++)
            b->bound[i] = value_nothing();
    }
    struct args args;
    args_collect(&args, call);
    enum status st = bind_arguments(b, &args);
    args_release(&args);
    return st;
}

void binding_release(struct binding *b)
{
    if (!b->plan)
        return;
    for (size_t i = 0; b->slots && i < b->plan->nparams; i++) {
        value_unref(b->slots[i].value);
        value_unref(b->slots[i].delayed);
        free(b->slots[i].memory);
    }
    struct pool *pool = &b->session->pool;
    pool_give(pool, b->slots, b->plan->nparams * sizeof(*b->slots));
    pool_give(pool, b->bound, b->nbound * sizeof(*b->bound));
    for (size_t i = 0; i < b->nrest; i++)
        value_unref(b->rest[i]);
    free(b->rest);
    free(b->candidates);
    common_release(&b->common);
    bind_plan_free(b->own_plan);
    *b = (struct binding){ 0 };
}

bool binding_is_bound(const struct binding *b, const char *name)
{
    if (!b->plan)
        return false;
    for (size_t i = 0; i < b->plan->nparams; i++) {
        if (text_caseeq(b->plan->params[i].p->name, name))
            return b->slots[i].bound;
    }
    int common = common_find(b, name, strlen(name), true);
    return common >= 0 && common_is_set(&b->common, (enum common_param)common);
}

static struct value common_value(const struct common_values *c, enum common_param p)
{
    switch (p) {
    case COMMON_VERBOSE:
        return value_bool(c->verbose);
    case COMMON_DEBUG:
        return value_bool(c->debug);
    case COMMON_WHAT_IF:
        return value_bool(c->what_if);
    case COMMON_CONFIRM:
        return value_bool(c->confirm);
    case COMMON_ERROR_ACTION:
    case COMMON_WARNING_ACTION:
    case COMMON_INFORMATION_ACTION:
    case COMMON_PROGRESS_ACTION:
        return value_enum(&enum_action_preference, c->actions[p]);
    default:
        return value_ref(c->names[p]);
    }
}

void binding_refresh_table(const struct binding *b, struct hash *table)
{
    for (size_t i = 0; b->plan && i < b->plan->nparams; i++)
        if (b->slots[i].bound && b->slots[i].from_pipeline)
            hash_sets_take(table, b->plan->params[i].p->name, value_ref(b->slots[i].value));
}

struct value binding_bound_table(const struct binding *b)
{
    struct hash *h = hash_new(HASH_ORDERED);
    for (size_t i = 0; b->plan && i < b->plan->nparams; i++) {
        if (b->slots[i].bound && !b->slots[i].by_default)
            hash_sets_take(h, b->plan->params[i].p->name, value_ref(b->slots[i].value));
    }
    for (int i = 0; i < COMMON_COUNT; i++) {
        if (common_is_set(&b->common, (enum common_param)i))
            hash_sets_take(h, common_params[i].name,
                           common_value(&b->common, (enum common_param)i));
    }
    h->type = &type_bound_parameters;
    return value_of_hash(h);
}
