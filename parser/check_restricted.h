/* The restricted language of Data sections and ScriptBlock.CheckRestrictedLanguage(): constants,
 * hashtables, arrays, if, and the commands and variables that are allowed by name. */
#ifndef HVSH_PARSER_CHECK_RESTRICTED_H
#define HVSH_PARSER_CHECK_RESTRICTED_H

#include "parser/ast.h"

struct restricted_rules {
    const struct ast_str *commands, *variables; /* besides $true, $false, $null, the cultures */
    uint32_t ncommands, nvariables;
    bool any_command, any_variable, environment; /* environment: $env: too */
};
/* Called with each thing that goes beyond the rules: PowerShell's ErrorId, where, the message. */
typedef void (*restricted_report)(void *data, const char *id, uint32_t start, uint32_t end,
                                  const char *message);

/* Looks at what stands in the node. */
void ast_check_restricted(const struct ast_node *node, const struct restricted_rules *rules,
                          restricted_report tell, void *data);

#endif
