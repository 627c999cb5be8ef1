/* Parameter sets, mandatory parameters and $PSDefaultParameterValues. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/session.h"

static bool is_given(const struct binding *b, size_t i)
{
    return b->slots[i].bound || !value_is_null(b->slots[i].delayed);
}

/* Does the set lack a mandatory parameter, pipeline ones counted only when
 * nothing can come from there? */
static bool lacks_mandatory(const struct binding *b, uint64_t set, bool pipeline)
{
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!(pp->mandatory & set) || is_given(b, i))
            continue;
        if (pipeline && ((pp->by_value | pp->by_property) & set))
            continue;
        return true;
    }
    return false;
}

static bool set_takes_pipeline(const struct binding *b, uint64_t set)
{
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!b->slots[i].bound && ((pp->by_value | pp->by_property) & set))
            return true;
    }
    return false;
}

static uint64_t lowest(uint64_t mask)
{
    return mask & (~mask + 1);
}

static bool is_single(uint64_t mask)
{
    return mask && !(mask & (mask - 1));
}

void bind_choose_set_name(struct binding *b)
{
    const struct bind_plan *plan = b->plan;
    uint64_t set = plan->default_set & b->sets ? plan->default_set : lowest(b->sets);
    b->set_name = "__AllParameterSets";
    for (size_t i = 0; i < plan->nsets; i++) {
        if (set >> i & 1)
            b->set_name = plan->set_names[i];
    }
}

static enum status ambiguous_set(struct binding *b)
{
    return bind_fail(b, "AmbiguousParameterSet", EC_INVALID_ARGUMENT, NULL,
                     "Parameter set cannot be resolved using the specified named parameters. One "
                     "or more parameters issued cannot be used together or an insufficient number "
                     "of parameters were provided.");
}

/* The sets among mask whose mandatory parameters are all there (or may come by
 * the pipeline). */
static uint64_t complete_sets(const struct binding *b, uint64_t mask)
{
    uint64_t complete = 0;
    for (uint64_t rest = mask; rest; rest &= rest - 1) {
        uint64_t set = lowest(rest);
        if (!lacks_mandatory(b, set, b->expects_input))
            complete |= set;
    }
    return complete;
}

enum status bind_resolve_sets(struct binding *b)
{
    const struct bind_plan *plan = b->plan;
    if (!b->sets)
        return ambiguous_set(b);
    if (b->expects_input && !is_single(b->sets)) {
        /* Sets that can take no input are out, unless that is all of them. */
        uint64_t able = 0;
        for (uint64_t rest = b->sets; rest; rest &= rest - 1) {
            if (set_takes_pipeline(b, lowest(rest)))
                able |= lowest(rest);
        }
        if (able)
            b->sets = able;
        uint64_t complete = complete_sets(b, b->sets);
        if (complete) {
            b->sets = complete; /* the objects decide among these */
            bind_choose_set_name(b);
            return ST_OK;
        }
    }
    if (!is_single(b->sets)) {
        uint64_t complete = complete_sets(b, b->sets);
        if (plan->default_set & b->sets)
            b->sets = plan->default_set;
        else if (is_single(complete))
            b->sets = complete;
        else if (b->args && b->sets == plan->all && !plan->default_set)
            b->sets = complete ? lowest(complete) : lowest(b->sets);
        else
            return ambiguous_set(b);
    }
    bind_choose_set_name(b);
    return bind_ask_mandatory(b, b->sets);
}

/* ---- mandatory parameters ---- */

/* Nobody answered: Ctrl-C, or the input has ended. */
static enum status no_answer(struct binding *b, bool *ended)
{
    *ended = !interrupt_pending(b->session);
    return *ended ? ST_OK : ST_INTERRUPT;
}

static enum status ask_list(struct binding *b, const struct param *p, struct value *out,
                            bool *ended)
{
    const struct host *host = &b->session->host;
    struct array *list = array_new(4);
    for (;;) {
        AUTO_FREE char *prompt = xasprintf("%s[%zu]: ", p->name, list->len);
        AUTO_FREE char *line = host->ops->read_line(host->data, prompt, false);
        if (!line && (list->len == 0 || interrupt_pending(b->session))) {
            value_unref(value_of_array(list));
            return no_answer(b, ended);
        }
        if (!line || !*line)
            break;
        array_push_take(list, value_string(line));
    }
    *out = value_of_array(list);
    return ST_OK;
}

/* A function's HelpMessage; a cmdlet's parameters have help of another kind. */
static const char *help_message(const struct binding *b, const struct param *p)
{
    return b->args ? NULL : p->help;
}

static void tell(const struct binding *b, const char *fmt, const char *what)
{
    const struct host *host = &b->session->host;
    AUTO_STRBUF line = STRBUF_INIT;
    const char *at = strstr(fmt, "%s");
    strbuf_add(&line, fmt, (size_t)(at - fmt));
    strbuf_adds(&line, what);
    strbuf_adds(&line, at + 2);
    host->ops->write(host->data, line.buf, line.len);
}

/* What begins with ! : !? help, !! a text with !, !"" an empty text, !$null. False: ask again. */
static bool take_command(const struct binding *b, const struct param *p, const char *line,
                         struct value *out)
{
    const char *help = help_message(b, p);
    if (line[1] == '!')
        *out = value_string(line + 1);
    else if (strcmp(line, "!\"\"") == 0)
        *out = value_string("");
    else if (text_caseeq(line, "!$null"))
        *out = value_null();
    else {
        if (strcmp(line, "!?") != 0)
            tell(b, "\"%s\" cannot be recognized as a valid Prompt command.\n", line);
        else if (help && *help)
            tell(b, "%s\n", help);
        else
            tell(b, "No help is available for %s.\n", p->name);
        return false;
    }
    return true;
}

/* Is the text one of the numbers, dates and so on that the parameter takes? Says so if not. */
static bool fits(const struct binding *b, const struct param *p, struct value text)
{
    AUTO_VALUE made = value_null();
    AUTO_ERR *err = NULL;
    if (!p->type || !p->type->is_value_type || p->type->enum_info || p->type == &type_switch ||
        p->type == &type_bool || p->type == &type_char ||
        (text.str->len && value_convert(text, p->type, &made, &err) == 0))
        return true;
    if (text.str->len == 0)
        return false;
    AUTO_FREE char *note =
        xasprintf("Cannot recognize \"%%s\" as a %s due to a format error.\n", p->type->name);
    tell(b, note, text.str->data);
    return false;
}

static enum status ask_one(struct binding *b, const struct param *p, struct value *out, bool *ended)
{
    const struct host *host = &b->session->host;
    if (p->kind == PARAM_STRING_LIST || p->kind == PARAM_LIST || p->kind == PARAM_INT_LIST ||
        p->kind == PARAM_ENUM_LIST || (p->kind == PARAM_ANY && p->type && p->type->element))
        return ask_list(b, p, out, ended);
    AUTO_FREE char *prompt = xasprintf("%s: ", p->name);
    for (;;) {
        AUTO_FREE char *line =
            host->ops->read_line(host->data, prompt, p->type == &type_securestring);
        if (!line)
            return no_answer(b, ended);
        if (line[0] == '!' && !take_command(b, p, line, out))
            continue;
        if (line[0] != '!')
            *out = value_string(line);
        if (value_is_null(*out) || fits(b, p, *out))
            return ST_OK;
        value_clear(out);
        *out = value_null();
    }
}

static enum status ask(struct binding *b, uint64_t set, bool *ended)
{
    struct session *s = b->session;
    if (s->output && s->output->flush)
        s->output->flush(s->output);
    bool helps = false;
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        const char *help = help_message(b, pp->p);
        helps |= (pp->mandatory & set) && !is_given(b, i) && help && *help;
    }
    AUTO_FREE char *head = xasprintf("\ncmdlet %s at command pipeline position 1\n"
                                     "Supply values for the following parameters:\n%s",
                                     b->command, helps ? "(Type !? for Help.)\n" : "");
    s->host.ops->write(s->host.data, head, strlen(head));
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!(pp->mandatory & set) || is_given(b, i))
            continue;
        if (b->expects_input && ((pp->by_value | pp->by_property) & set))
            continue;
        AUTO_VALUE answer = value_null();
        enum status st = ask_one(b, pp->p, &answer, ended);
        if (st != ST_OK || *ended)
            return st;
        if (bind_value(b, i, answer, BIND_COERCE) != BIND_OK)
            return ST_FAIL;
    }
    return ST_OK;
}

enum status bind_ask_mandatory(struct binding *b, uint64_t set)
{
    if (!lacks_mandatory(b, set, b->expects_input))
        return ST_OK;
    if (b->session->host.interactive && b->session->host.ops->read_line) {
        bool ended = false;
        enum status st = ask(b, set, &ended);
        if (st != ST_OK || !ended)
            return st;
    }
    AUTO_STRBUF names = STRBUF_INIT;
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!(pp->mandatory & set) || is_given(b, i) ||
            (b->expects_input && ((pp->by_value | pp->by_property) & set)))
            continue;
        strbuf_addf(&names, " %s", pp->p->name);
    }
    return bind_fail(b, "MissingMandatoryParameter", EC_INVALID_ARGUMENT, NULL,
                     "Cannot process command because of one or more missing mandatory parameters:"
                     "%s.",
                     names.buf);
}

/* ---- $PSDefaultParameterValues ---- */

static bool key_is_for(const char *key, size_t len, const char *command, const char **param,
                       size_t *param_len)
{
    const char *colon = memchr(key, ':', len);
    if (!colon)
        return false;
    size_t clen = (size_t)(colon - key);
    while (clen > 0 && key[clen - 1] == ' ')
        clen--;
    if (clen >= 2 && (key[0] == '"' || key[0] == '\'')) {
        key++;
        clen -= 2;
    }
    *param = colon + 1;
    *param_len = len - (size_t)(colon + 1 - key);
    *param_len = strlen(*param);
    return text_wildcard_match(key, clen, command, strlen(command), true);
}

static enum status default_value(struct binding *b, struct value v, struct value *out)
{
    struct scriptblock *sb = scriptblock_of(v);
    if (!sb) {
        *out = value_ref(v);
        return ST_OK;
    }
    struct array *list = array_new(1);
    struct array_sink sink;
    array_sink_init(&sink, list);
    enum status st =
        scriptblock_invoke(b->session, sb, BLOCK_NEW_SCOPE, value_nothing(), NULL, 0, &sink.sink);
    if (st != ST_OK) {
        value_unref(value_of_array(list));
        return st;
    }
    *out = array_as_value_take(list);
    return ST_OK;
}

static enum status apply_default(struct binding *b, const char *name, size_t len, struct value v)
{
    int common = common_find(b, name, len, true);
    if (common >= 0) {
        if (common_is_set(&b->common, (enum common_param)common))
            return ST_OK;
        AUTO_VALUE value = value_null();
        enum status st = default_value(b, v, &value);
        return st == ST_OK ? common_bind(b, (enum common_param)common, value) : st;
    }
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const struct plan_param *pp = &b->plan->params[i];
        if (!text_caseeqn(pp->p->name, strlen(pp->p->name), name, len) || is_given(b, i) ||
            !(pp->sets & b->sets))
            continue;
        AUTO_VALUE value = value_null();
        enum status st = default_value(b, v, &value);
        if (st != ST_OK)
            return st;
        uint64_t sets = b->sets;
        if (bind_value(b, i, value, BIND_COERCE | BIND_DEFAULT) != BIND_OK)
            return ST_FAIL;
        if (!b->sets)
            b->sets = sets;
    }
    return ST_OK;
}

enum status bind_defaults(struct binding *b)
{
    AUTO_VALUE table = value_null();
    static const char variable[] = "PSDefaultParameterValues";
    if (!session_lookup_variable(b->session, variable, sizeof(variable) - 1, &table) ||
        table.kind != V_HASH || table.hash->count == 0)
        return ST_OK;
    struct value *disabled = hash_gets(table.hash, "Disabled");
    if (disabled && value_truth(*disabled))
        return ST_OK;
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(table.hash, &i));) {
        const char *name;
        size_t len;
        if (e->key.kind != V_STRING ||
            !key_is_for(e->key.str->data, e->key.str->len, b->command, &name, &len))
            continue;
        enum status st = apply_default(b, name, len, e->value);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}
