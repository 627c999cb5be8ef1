/* What commands declare: parameters, their sets, and how that is written as syntax. */
#ifndef HVSH_RUNTIME_SIGNATURE_H
#define HVSH_RUNTIME_SIGNATURE_H

#include "shell/base/strbuf.h"
#include "shell/runtime/command.h"

/* What both cmdlets and functions declare. Borrows from the command. */
struct signature {
    const char *name;
    const struct param *params;
    size_t nparams;
    const char *default_set;
    bool should_process, common;
    bool positional; /* parameters that say no position have that of their place */
};
/* False for commands without parameters of their own (aliases, applications). A cmdlet's name is
 * made and left in *owned_name. */
bool signature_of(const struct command *c, struct signature *out, char **owned_name);

/* The names of the parameter sets, the default one first; at least one. */
struct set_list {
    char *names[64];
    size_t len;
};
void set_list_of(const struct signature *sig, struct set_list *out);
void set_list_release(struct set_list *sets);
bool param_in_set(const struct param *p, const char *set);

bool param_is_switch(const struct param *p);
/* NULL: of no enumeration. */
const struct enum_info *param_enum(const struct param *p);
/* Of several entries of one name for different sets, is it the first that is listed? */
bool param_first_of_name(const struct signature *sig, size_t i);
/* -WhatIf and -Confirm, which commands that ask have on top of their own. */
extern const struct param param_risk[2];
/* "string[]", "int", "VMState" … */
const char *param_type_text(const struct param *p);
/* A set's parameters as syntax shows them: those with positions in their order, mandatory ones, the
 * others; -WhatIf and -Confirm last. */
void set_each(const struct signature *sig, const char *set,
              void (*fn)(const struct param *p, void *data), void *data);
/* Appends "[[-Name] <string[]>] [<CommonParameters>]", to an empty text. */
void set_text(const struct signature *sig, const char *set, struct strbuf *out);
/* Appends for each set an empty line and one such as
 * Get-VM [[-Name] <string[]>] [<CommonParameters>] */
void syntax_lines(const struct signature *sig, struct strbuf *out);

#endif
