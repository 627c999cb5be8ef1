/* The help of commands, made from their declarations and comments. */
#ifndef HVSH_CMDLETS_CORE_HELP_TEXT_H
#define HVSH_CMDLETS_CORE_HELP_TEXT_H

#include "parser/ast.h"
#include "shell/runtime/command.h"

enum help_detail { HELP_BRIEF, HELP_EXAMPLES, HELP_DETAILED, HELP_FULL };
/* The help that stands in comments of a function or script, or NULL. */
const struct ast_help *help_of_script(const struct command *c);
/* Its one-line summary, "" when there is none. */
const char *help_synopsis(const struct command *c);
/* "true (ByValue)" and the like. */
const char *param_pipeline_text(const struct param *p);

#endif
