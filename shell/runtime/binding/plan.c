#include "shell/runtime/binding/private.h"
#include "shell/runtime/session.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

static uint64_t set_bit(struct bind_plan *plan, const char *name, size_t len)
{
    for (size_t i = 0; i < plan->nsets; i++) {
        if (text_caseeqn(plan->set_names[i], strlen(plan->set_names[i]), name, len))
            return UINT64_C(1) << i;
    }
    if (plan->nsets == MAX_SETS)
        return 0;
    /* names is large enough: every set name of the descriptors and the default */
    char *copy = plan->names;
    while (*copy)
        copy += strlen(copy) + 1;
    memcpy(copy, name, len);
    plan->set_names[plan->nsets] = copy;
    return UINT64_C(1) << plan->nsets++;
}

/* 0 stands for "all" until the number of sets is known. */
static uint64_t sets_of(struct bind_plan *plan, const char *sets)
{
    uint64_t mask = 0;
    while (sets && *sets) {
        while (*sets == ' ' || *sets == ',')
            sets++;
        size_t len = strcspn(sets, ",");
        size_t trimmed = len;
        while (trimmed > 0 && sets[trimmed - 1] == ' ')
            trimmed--;
        if (trimmed > 0 && !text_caseeqn(sets, trimmed, "__AllParameterSets", 18))
            mask |= set_bit(plan, sets, trimmed);
        sets += len;
    }
    return mask;
}

static size_t param_index(const struct bind_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->nparams; i++) {
        if (text_caseeq(plan->params[i].p->name, name))
            return i;
    }
    return plan->nparams;
}

static int by_position(const void *a, const void *b)
{
    const struct plan_position *x = a;
    const struct plan_position *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return x->param < y->param ? -1 : x->param > y->param;
}

struct bind_plan *bind_plan_new(const struct param *params, size_t n, const char *default_set,
                                bool implicit_positions)
{
    struct bind_plan *plan = xcalloc(1, sizeof(*plan));
    size_t text = default_set ? strlen(default_set) + 1 : 0;
    bool any_position = false;
    for (size_t i = 0; i < n; i++) {
        text += params[i].sets ? strlen(params[i].sets) + 1 : 0;
        any_position |= params[i].position > 0;
    }
    plan->names = xcalloc(1, text + 2);
    plan->params = xcalloc(n + 1, sizeof(*plan->params));
    plan->positions = xcalloc(n + 1, sizeof(*plan->positions));
    if (default_set && *default_set)
        plan->default_set = sets_of(plan, default_set);
    for (size_t i = 0; i < n; i++)
        sets_of(plan, params[i].sets);
    plan->all = plan->nsets >= 64 ? UINT64_MAX : plan->nsets ? (UINT64_C(1) << plan->nsets) - 1 : 1;
    for (size_t i = 0; i < n; i++) {
        const struct param *p = &params[i];
        uint64_t sets = sets_of(plan, p->sets);
        if (!sets)
            sets = plan->all;
        size_t at = param_index(plan, p->name);
        struct plan_param *pp = &plan->params[at];
        if (at == plan->nparams) {
            plan->nparams++;
            pp->p = p;
            pp->is_switch = p->kind == PARAM_SWITCH || p->type == &type_switch;
        }
        pp->sets |= sets;
        pp->mandatory |= p->mandatory ? sets : 0;
        pp->by_value |= p->from_pipeline ? sets : 0;
        pp->by_property |= p->from_property ? sets : 0;
        pp->remaining |= p->remaining ? sets : 0;
        plan->has_remaining |= p->remaining;
        plan->has_pipeline |= p->from_pipeline || p->from_property;
        size_t position = p->position;
        if (implicit_positions && !any_position && !pp->is_switch && !p->remaining)
            position = i + 1;
        if (position)
            plan->positions[plan->npositions++] = (struct plan_position){
                .param = (uint16_t)at, .position = (uint16_t)position, .sets = sets
            };
    }
    qsort(plan->positions, plan->npositions, sizeof(*plan->positions), by_position);
    uint64_t seen = 0; /* the sets of the position so far */
    for (size_t i = 0; i < plan->npositions; i++) {
        const struct plan_position *p = &plan->positions[i];
        if (i && p->position != p[-1].position)
            seen = 0;
        plan->shared_position |= (seen & p->sets) != 0;
        seen |= p->sets;
    }
    return plan;
}

void bind_plan_free(struct bind_plan *plan)
{
    if (!plan)
        return;
    free(plan->names);
    free(plan->params);
    free(plan->positions);
    free(plan);
}

/* ---- plans of cmdlets, by their descriptor ---- */

struct cmdlet_plans {
    size_t n, size; /* open addressing */
    struct cmdlet_plan {
        const struct cmdlet *cmdlet;
        struct bind_plan *plan;
    } * items;
};

static struct cmdlet_plan *plan_place(const struct cmdlet_plans *plans, const struct cmdlet *c)
{
    size_t mask = plans->size - 1, i = ((uintptr_t)c >> 4) * 31 & mask;
    while (plans->items[i].cmdlet && plans->items[i].cmdlet != c)
        i = (i + 1) & mask;
    return &plans->items[i];
}

const struct bind_plan *bind_plan_of_cmdlet(struct session *s, const struct cmdlet *c)
{
    struct cmdlet_plans *plans = s->plans;
    if (!plans)
        plans = s->plans = xcalloc(1, sizeof(*plans));
    if (plans->n * 2 >= plans->size) {
        struct cmdlet_plans old = *plans;
        plans->size = old.size ? old.size * 2 : 32;
        plans->items = xcalloc(plans->size, sizeof(*plans->items));
        for (size_t i = 0; i < old.size; i++)
            if (old.items[i].cmdlet)
                *plan_place(plans, old.items[i].cmdlet) = old.items[i];
        free(old.items);
    }
    struct cmdlet_plan *at = plan_place(plans, c);
    if (!at->cmdlet) {
        at->cmdlet = c;
        at->plan = bind_plan_new(c->params, c->nparams, c->default_set, false);
        plans->n++;
    }
    return at->plan;
}

void cmdlet_plans_free(struct cmdlet_plans *plans)
{
    if (!plans)
        return;
    for (size_t i = 0; i < plans->size; i++)
        bind_plan_free(plans->items[i].plan);
    free(plans->items);
    free(plans);
}
