#include "shell/runtime/binding/static_binding.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"
#include "shell/runtime/binding/private.h"

/* A parameter with or without its argument, or an argument alone. */
struct pair {
    const struct ast_command_parameter *parameter;
    const struct ast_node *value;
    bool is_switch; /* without a value */
};

struct work {
    struct binding names; /* for looking names up only */
    const struct bind_plan *plan;
    struct static_binding *out;
    struct pair *pairs;
    size_t npairs;
    uint64_t sets;
    bool narrowed;
    bool *bound; /* by plan_param */
};

static void fault(struct work *w, enum static_fault_kind kind, const struct ast_node *element,
                  char *message)
{
    struct static_binding *out = w->out;
    out->faults = xreallocarray(out->faults, out->nfaults + 1, sizeof(*out->faults));
    out->faults[out->nfaults++] = (struct static_fault){ kind, element, message };
}

static void name_fault(struct work *w, enum static_fault_kind kind,
                       const struct ast_command_parameter *p)
{
    AUTO_STRBUF text = STRBUF_INIT;
    int len = (int)p->name.len;
    if (kind == STATIC_NOT_FOUND)
        strbuf_addf(&text, "A parameter cannot be found that matches parameter name '%.*s'.", len,
                    p->name.s);
    else if (kind == STATIC_AMBIGUOUS)
        bind_ambiguous_text(&w->names, p->name.s, p->name.len, &text);
    else
        strbuf_addf(&text,
                    "Cannot bind parameter because parameter '%.*s' is specified more than once. "
                    "To provide multiple values to parameters that can accept multiple values, use "
                    "the array syntax. For example, \"-parameter value1,value2,value3\".",
                    len, p->name.s);
    fault(w, kind, &p->node, strbuf_detach(&text, NULL));
}

static void bound(struct work *w, const char *name, bool is_switch, enum static_source source,
                  const struct ast_node *value)
{
    struct static_binding *out = w->out;
    out->bound = xreallocarray(out->bound, out->nbound + 1, sizeof(*out->bound));
    out->bound[out->nbound++] = (struct static_bound){ name, is_switch, source, value };
}

static bool is_bound_name(const struct work *w, const char *name)
{
    for (size_t i = 0; i < w->out->nbound; i++)
        if (strcmp(w->out->bound[i].name, name) == 0)
            return true;
    return false;
}

static void narrow(struct work *w, uint64_t sets)
{
    if (sets == w->plan->all)
        return;
    w->sets &= sets;
    w->narrowed = true;
}

static bool matches_switch(const struct work *w, int match)
{
    return match >= BIND_COMMON ? common_is_switch((enum common_param)(match - BIND_COMMON))
                                : w->plan->params[match].is_switch;
}

static void add_pair(struct work *w, const struct ast_command_parameter *p,
                     const struct ast_node *value, bool is_switch)
{
    w->pairs[w->npairs++] = (struct pair){ p, value, is_switch };
}

static const struct ast_command_parameter *as_parameter(const struct ast_node *node)
{
    return node->kind == AST_COMMAND_PARAMETER
               ? (const struct ast_command_parameter *)(const void *)node
               : NULL;
}

static bool is_splatted(const struct ast_node *node)
{
    return node->kind == AST_VARIABLE &&
           ((const struct ast_variable *)(const void *)node)->splatted;
}

/* Puts parameters and their arguments together; what cannot be is a fault. */
static void pair_up(struct work *w, const struct ast_command *c)
{
    w->pairs = xcalloc(c->nelements + 1, sizeof(*w->pairs));
    for (uint32_t i = 1; i < c->nelements; i++) {
        const struct ast_node *element = c->elements[i];
        const struct ast_command_parameter *p = as_parameter(element);
        const struct ast_node *next = i + 1 < c->nelements ? c->elements[i + 1] : NULL;
        if (is_splatted(element) || (p && p->name.len == 1 && p->name.s[0] == '-'))
            continue;
        if (!p || p->argument) {
            add_pair(w, p, p ? p->argument : element, false);
            continue;
        }
        int match = bind_find(&w->names, p->name.s, p->name.len);
        if (match < 0) {
            name_fault(w, match == BIND_AMBIGUOUS ? STATIC_AMBIGUOUS : STATIC_NOT_FOUND, p);
            i += next && !as_parameter(next); /* its argument, it seems */
        } else if (matches_switch(w, match)) {
            add_pair(w, p, NULL, true);
        } else if (!next) {
            add_pair(w, p, NULL, false);
        } else {
            const struct ast_command_parameter *other = as_parameter(next);
            bool taken = !other || bind_find(&w->names, other->name.s, other->name.len) ==
                                       BIND_NO_MATCH; /* then it is an argument */
            add_pair(w, p, taken ? next : NULL, false);
            i += taken;
        }
    }
}

/* Leaves the arguments without a name in the rest. */
static void bind_named(struct work *w)
{
    w->out->rest = xcalloc(w->npairs + 1, sizeof(struct ast_node *));
    for (size_t i = 0; i < w->npairs; i++) {
        const struct pair *pair = &w->pairs[i];
        const struct ast_command_parameter *p = pair->parameter;
        if (!p) {
            w->out->rest[w->out->nrest++] = pair->value;
            continue;
        }
        int match = bind_find(&w->names, p->name.s, p->name.len);
        if (match < 0) {
            name_fault(w, match == BIND_AMBIGUOUS ? STATIC_AMBIGUOUS : STATIC_NOT_FOUND, p);
            continue;
        }
        const char *name = match >= BIND_COMMON ? common_params[match - BIND_COMMON].name
                                                : w->plan->params[match].p->name;
        if (is_bound_name(w, name)) {
            name_fault(w, STATIC_TWICE, p);
            continue;
        }
        if (match < BIND_COMMON) {
            narrow(w, w->plan->params[match].sets);
            w->bound[match] = true;
        }
        bound(w, name, matches_switch(w, match),
              pair->value       ? STATIC_VALUE
              : pair->is_switch ? STATIC_SWITCH
                                : STATIC_NOTHING,
              pair->value);
    }
}

/* Does the argument fit without conversion, as far as can be told? */
static bool fits(const struct param *p, const struct ast_node *value)
{
    switch (value->kind) {
    case AST_STRING:
    case AST_EXPANDABLE:
        return p->kind == PARAM_STRING || p->kind == PARAM_STRING_LIST ||
               (p->kind == PARAM_ANY && p->type == &type_string);
    case AST_NUMBER:
        return p->kind == PARAM_INT || p->kind == PARAM_INT_LIST;
    case AST_HASHTABLE:
        return p->kind == PARAM_HASH;
    case AST_SCRIPT_BLOCK_EXPR:
        return p->kind == PARAM_SCRIPTBLOCK;
    case AST_ARRAY_LITERAL:
    case AST_ARRAY_EXPR:
        return false;
    default:
        return true; /* its type shows when it is evaluated */
    }
}

/* Binds to every parameter at this position that takes it; false when none does. */
static bool bind_position(struct work *w, size_t from, size_t to, uint64_t sets,
                          const struct ast_node *value, bool convert)
{
    uint64_t of = 0;
    for (size_t i = from; i < to; i++) {
        const struct plan_position *at = &w->plan->positions[i];
        const struct plan_param *pp = &w->plan->params[at->param];
        if (w->bound[at->param] || !(at->sets & sets) || (!convert && !fits(pp->p, value)))
            continue;
        of |= pp->sets;
        w->bound[at->param] = true;
        bound(w, pp->p->name, pp->is_switch, STATIC_VALUE, value);
    }
    if (of)
        narrow(w, of);
    return of != 0;
}

static bool position_open(const struct work *w, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!w->bound[w->plan->positions[i].param] && (w->plan->positions[i].sets & w->sets))
            return true;
    return false;
}

static void bind_positions(struct work *w)
{
    struct static_binding *out = w->out;
    const struct bind_plan *plan = w->plan;
    size_t used = 0, kept = 0;
    for (size_t from = 0, to; from < plan->npositions && used < out->nrest; from = to) {
        for (to = from; to < plan->npositions &&
                        plan->positions[to].position == plan->positions[from].position;)
            to++;
        if (!position_open(w, from, to))
            continue;
        const struct ast_node *value = out->rest[used++];
        uint64_t preset = plan->default_set & w->sets;
        if (!((preset && bind_position(w, from, to, preset, value, false)) ||
              bind_position(w, from, to, w->sets, value, false) ||
              bind_position(w, from, to, w->sets, value, true)))
            out->rest[kept++] = value;
    }
    memmove(out->rest + kept, out->rest + used, (out->nrest - used) * sizeof(*out->rest));
    out->nrest = kept + out->nrest - used;
}

static void bind_rest(struct work *w)
{
    for (size_t i = 0; w->out->nrest && i < w->plan->nparams; i++) {
        const struct plan_param *pp = &w->plan->params[i];
        if (w->bound[i] || !(pp->remaining & w->sets))
            continue;
        w->bound[i] = true;
        narrow(w, pp->sets);
        bound(w, pp->p->name, false, STATIC_REST, NULL);
        return;
    }
    for (size_t i = 0; i < w->out->nrest; i++) {
        fault(w, STATIC_LEFT, w->out->rest[i], NULL);
    }
    w->out->nrest = 0;
}

static void bind_input(struct work *w)
{
    uint64_t of = 0;
    for (size_t i = 0; i < w->plan->nparams; i++) {
        const struct plan_param *pp = &w->plan->params[i];
        if (w->bound[i] || !(pp->by_value & w->sets))
            continue;
        of |= pp->sets;
        w->bound[i] = true;
        bound(w, pp->p->name, pp->is_switch, STATIC_PIPELINE, NULL);
    }
    if (of)
        narrow(w, of);
}

/* What has no argument may still come down the pipeline. */
static void await_input(struct work *w)
{
    for (size_t i = 0; i < w->out->nbound; i++) {
        struct static_bound *b = &w->out->bound[i];
        for (size_t k = 0; b->source == STATIC_NOTHING && k < w->plan->nparams; k++)
            if (strcmp(w->plan->params[k].p->name, b->name) == 0 &&
                (w->plan->params[k].by_value & w->sets))
                b->source = STATIC_PIPELINE;
    }
}

static bool is_single(uint64_t sets)
{
    return sets && !(sets & (sets - 1));
}

/* Sets that lack nothing come before those that lack a mandatory parameter. */
static void prefer_complete(struct work *w)
{
    uint64_t complete = w->sets;
    for (size_t i = 0; i < w->plan->nparams; i++)
        if (!w->bound[i])
            complete &= ~w->plan->params[i].mandatory;
    if (w->narrowed && w->sets && !is_single(w->sets) && is_single(complete))
        w->sets = complete;
}

void static_bind(const struct ast_command *command, const struct signature *sig, bool expects_input,
                 struct static_binding *out)
{
    *out = (struct static_binding){ 0 };
    struct bind_plan *plan =
        bind_plan_new(sig->params, sig->nparams, sig->default_set, sig->positional);
    struct work *w = xcalloc(1, sizeof(*w));
    w->plan = plan;
    w->out = out;
    w->sets = plan->all;
    w->bound = xcalloc(plan->nparams + 1, sizeof(*w->bound));
    w->names = (struct binding){ .plan = plan,
                                 .takes_common = sig->common,
                                 .should_process = sig->should_process };
    pair_up(w, command);
    bind_named(w);
    bind_positions(w);
    bind_rest(w);
    if (sig->common && expects_input)
        bind_input(w);
    prefer_complete(w);
    await_input(w);
    out->set_unclear = w->narrowed && !(w->sets & plan->default_set) && !is_single(w->sets);
    free(w->bound);
    free(w->pairs);
    free(w);
    bind_plan_free(plan);
}

void static_binding_release(struct static_binding *b)
{
    for (size_t i = 0; i < b->nfaults; i++)
        free(b->faults[i].message);
    free(b->bound);
    free(b->faults);
    free(b->rest);
}
