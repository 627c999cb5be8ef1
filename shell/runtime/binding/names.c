/* Which parameter a name means: whole names, aliases, unique prefixes. */
#include "shell/base/text.h"
#include "shell/runtime/binding/private.h"

#include <string.h>

static bool alias_matches(const char *aliases, const char *name, size_t len, bool exact)
{
    while (aliases && *aliases) {
        while (*aliases == ' ' || *aliases == ',')
            aliases++;
        size_t n = strcspn(aliases, ", ");
        if (exact ? text_caseeqn(aliases, n, name, len)
                  : n >= len && text_caseeqn(aliases, len, name, len))
            return true;
        aliases += n;
    }
    return false;
}

void bind_ambiguous_text(const struct binding *b, const char *name, size_t len, struct strbuf *out)
{
    strbuf_addf(out,
                "Parameter cannot be processed because the parameter name '%.*s' is ambiguous. "
                "Possible matches include:",
                (int)len, name);
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct param *p = b->plan->params[i].p;
        if (!p->hidden && ((strlen(p->name) >= len && text_caseeqn(p->name, len, name, len)) ||
                           alias_matches(p->aliases, name, len, false)))
            strbuf_addf(out, " -%s", p->name);
    }
    for (int i = 0; i < COMMON_COUNT; i++) {
        bool usable = i >= COMMON_WHAT_IF ? b->should_process : b->takes_common;
        const char *n = common_params[i].name;
        if (usable && strlen(n) >= len && text_caseeqn(n, len, name, len))
            strbuf_addf(out, " -%s", n);
    }
    strbuf_addch(out, '.');
}

int bind_find(const struct binding *b, const char *name, size_t len)
{
    const struct bind_plan *plan = b->plan;
    for (size_t i = 0; i < plan->nparams; i++) {
        const struct param *p = plan->params[i].p;
        if (text_caseeqn(p->name, strlen(p->name), name, len))
            return (int)i;
    }
    int common = common_find(b, name, len, true);
    for (size_t i = 0; i < plan->nparams; i++) {
        if (alias_matches(plan->params[i].p->aliases, name, len, true))
            return (int)i;
    }
    if (common >= 0)
        return BIND_COMMON + common;
    int found = BIND_NO_MATCH;
    bool several = false;
    for (size_t i = 0; i < plan->nparams; i++) {
        const struct param *p = plan->params[i].p;
        if (p->hidden || len == 0 ||
            !((strlen(p->name) >= len && text_caseeqn(p->name, len, name, len)) ||
              alias_matches(p->aliases, name, len, false)))
            continue;
        several |= found != BIND_NO_MATCH;
        found = (int)i;
    }
    if (several)
        return BIND_AMBIGUOUS;
    if (found != BIND_NO_MATCH)
        return found; /* a command's own parameters come before the common ones */
    if (len == 0)
        return BIND_NO_MATCH;
    for (int i = 0; i < COMMON_COUNT; i++) {
        bool usable = i >= COMMON_WHAT_IF ? b->should_process : b->takes_common;
        const char *n = common_params[i].name;
        if (!usable || strlen(n) < len || !text_caseeqn(n, len, name, len))
            continue;
        if (found != BIND_NO_MATCH)
            return BIND_AMBIGUOUS;
        found = BIND_COMMON + i;
    }
    return found;
}
