/* Help and syntax of commands as text, made from their declarations. */
#ifndef HVSH_CMDLETS_CORE_HELP_TEXT_H
#define HVSH_CMDLETS_CORE_HELP_TEXT_H

#include "parser/ast.h"
#include "shell/base/strbuf.h"
#include "shell/runtime/command.h"

/* What both cmdlets and functions with param() declare. */
struct signature {
    const char *name;
    const struct param *params;
    size_t nparams;
    const char *default_set;
    bool should_process, common;
};
/* False for commands without parameters of their own (aliases, applications). */
bool signature_of(const struct command *c, struct signature *out, char **owned_name);

/* The names of the parameter sets, the default one first; at least one. */
struct set_list {
    char *names[64];
    size_t len;
};
void set_list_of(const struct signature *sig, struct set_list *out);
void set_list_release(struct set_list *sets);
bool param_in_set(const struct param *p, const char *set);

/* "string[]", "int", "VMState" … */
const char *param_type_text(const struct param *p);
/* One line per parameter set: Get-VM [[-Name] <string[]>] [<CommonParameters>] */
void syntax_line(const struct signature *sig, const char *set, struct strbuf *out);

enum help_detail { HELP_BRIEF, HELP_EXAMPLES, HELP_DETAILED, HELP_FULL };
/* The help that stands in comments of a function or script, or NULL. */
const struct ast_help *help_of_script(const struct command *c);
/* Its one-line summary, "" when there is none. */
const char *help_synopsis(const struct command *c);

#endif
