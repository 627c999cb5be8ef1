#include "shell/runtime/metadata.h"

#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/runtime/binding/private.h"

struct check {
    struct strbuf *report;
    const struct cmdlet *cmdlet;
    size_t mistakes;
};

static void complain(struct check *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void complain(struct check *c, const char *fmt, ...)
{
    va_list ap;
    strbuf_addf(c->report, "%s-%s: ", c->cmdlet->verb, c->cmdlet->noun);
    va_start(ap, fmt);
    strbuf_vaddf(c->report, fmt, ap);
    va_end(ap);
    strbuf_addch(c->report, '\n');
    c->mistakes++;
}

static bool in_list(const char *list, const char *name, size_t len)
{
    while (list && *list) {
        list += strspn(list, ", ");
        size_t n = strcspn(list, ", ");
        if (n && text_caseeqn(list, n, name, len))
            return true;
        list += n;
    }
    return false;
}

/* Is name (or one of its aliases) already another parameter's? */
static void check_names(struct check *c, const struct bind_plan *plan, size_t i)
{
    const struct param *p = plan->params[i].p;
    for (size_t j = 0; j < plan->nparams; j++) {
        const struct param *q = plan->params[j].p;
        if (i == j)
            continue;
        if (in_list(q->aliases, p->name, strlen(p->name)))
            complain(c, "-%s is also an alias of -%s", p->name, q->name);
        for (const char *a = p->aliases; j > i && a && *a;) {
            a += strspn(a, ", ");
            size_t n = strcspn(a, ", ");
            if (n && in_list(q->aliases, a, n))
                complain(c, "the alias %.*s stands for -%s and -%s", (int)n, a, p->name, q->name);
            a += n;
        }
    }
    for (int k = 0; k < COMMON_COUNT; k++) {
        bool used = k < COMMON_WHAT_IF || c->cmdlet->should_process;
        if (used && (text_caseeq(p->name, common_params[k].name) ||
                     in_list(p->aliases, common_params[k].name, strlen(common_params[k].name))))
            complain(c, "-%s is a common parameter", common_params[k].name);
    }
}

static size_t size_of_kind(enum param_kind kind)
{
    switch (kind) {
    case PARAM_SWITCH:
        return sizeof(bool);
    case PARAM_BOOL:
        return sizeof(struct opt_bool);
    case PARAM_INT:
        return sizeof(struct opt_int);
    case PARAM_DOUBLE:
        return sizeof(struct opt_double);
    case PARAM_ENUM:
        return sizeof(struct opt_enum);
    case PARAM_ANY:
    case PARAM_LIST:
        return sizeof(struct value);
    case PARAM_STRING_LIST:
    case PARAM_INT_LIST:
    case PARAM_ENUM_LIST:
        return sizeof(struct str_list);
    default:
        return sizeof(void *);
    }
}

static void check_param(struct check *c, const struct param *p)
{
    bool is_enum = p->kind == PARAM_ENUM || p->kind == PARAM_ENUM_LIST;
    if (is_enum && !p->enum_info)
        complain(c, "-%s has no enum_info", p->name);
    if (!is_enum && p->enum_info)
        complain(c, "-%s has enum_info but is no enum", p->name);
    if (p->offset + size_of_kind(p->kind) > c->cmdlet->args_size)
        complain(c, "-%s lies outside the args struct", p->name);
    const struct param_rare *rare = param_rare(p);
    if (rare->has_range && rare->min > rare->max)
        complain(c, "-%s has an empty range", p->name);
    if (rare->max_count && rare->min_count > rare->max_count)
        complain(c, "-%s has an empty count", p->name);
    if (!p->hidden && (!p->help || !*p->help))
        complain(c, "-%s has no help", p->name);
}

/* Entries of one name must agree in all but sets, mandatory, position, pipeline. */
static void check_entries(struct check *c)
{
    const struct cmdlet *cmdlet = c->cmdlet;
    for (size_t i = 0; i < cmdlet->nparams; i++) {
        const struct param *p = &cmdlet->params[i];
        check_param(c, p);
        for (size_t j = i + 1; j < cmdlet->nparams; j++) {
            const struct param *q = &cmdlet->params[j];
            if (!text_caseeq(p->name, q->name))
                continue;
            if (p->offset != q->offset || p->kind != q->kind)
                complain(c, "the entries of -%s differ", p->name);
            if (!p->sets || !q->sets)
                complain(c, "-%s is declared twice for all sets", p->name);
        }
    }
}

static void check_positions(struct check *c, const struct bind_plan *plan)
{
    for (size_t i = 0; i < plan->npositions; i++) {
        for (size_t j = i + 1; j < plan->npositions; j++) {
            const struct plan_position *a = &plan->positions[i];
            const struct plan_position *b = &plan->positions[j];
            if (a->position == b->position && (a->sets & b->sets))
                complain(c, "-%s and -%s have position %u in one set",
                         plan->params[a->param].p->name, plan->params[b->param].p->name,
                         a->position);
        }
    }
}

static void check_cmdlet(struct check *c)
{
    const struct cmdlet *cmdlet = c->cmdlet;
    if (!cmdlet->synopsis || !*cmdlet->synopsis)
        complain(c, "no synopsis");
    if (!cmdlet->module)
        complain(c, "no module");
    if (!cmdlet->begin && !cmdlet->process && !cmdlet->end)
        complain(c, "does nothing");
    if (cmdlet->impact != IMPACT_NONE && !cmdlet->should_process)
        complain(c, "has an impact but no ShouldProcess");
    check_entries(c);
    struct bind_plan *plan =
        bind_plan_new(cmdlet->params, cmdlet->nparams, cmdlet->default_set, false);
    for (size_t i = 0; i < plan->nparams; i++)
        check_names(c, plan, i);
    check_positions(c, plan);
    bind_plan_free(plan);
}

static void check_unique(struct check *c, const struct cmdlet_registry *registry,
                         const struct cmdlet *a)
{
    bool before = true;
    for (size_t g = 0; g < registry->len; g++) {
        for (size_t i = 0; i < registry->groups[g]->len; i++) {
            const struct cmdlet *b = &registry->groups[g]->cmdlets[i];
            if (a == b) {
                before = false;
                continue;
            }
            if (!before && text_caseeq(a->verb, b->verb) && text_caseeq(a->noun, b->noun))
                complain(c, "is declared twice");
            for (const char *const *x = a->aliases; !before && x && *x; x++) {
                for (const char *const *y = b->aliases; y && *y; y++) {
                    if (text_caseeq(*x, *y))
                        complain(c, "the alias %s is also that of %s-%s", *x, b->verb, b->noun);
                }
            }
        }
    }
}

size_t metadata_check(const struct cmdlet_registry *registry, struct strbuf *report)
{
    struct check c = { .report = report };
    for (size_t g = 0; g < registry->len; g++) {
        for (size_t i = 0; i < registry->groups[g]->len; i++) {
            c.cmdlet = &registry->groups[g]->cmdlets[i];
            check_cmdlet(&c);
            check_unique(&c, registry, c.cmdlet);
        }
    }
    return c.mistakes;
}
