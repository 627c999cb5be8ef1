/* Attributes' arguments are constants. */
#ifndef HVSH_PARSER_CHECK_ATTRIBUTE_H
#define HVSH_PARSER_CHECK_ATTRIBUTE_H

#include "parser/parse_internal.h"

/* Is the expression one whose value is known before anything runs? Script blocks are where they may
 * stand: in front of parameters, not in classes. */
bool ast_is_attribute_constant(const struct ast_node *node, bool script_blocks);

/* Complains about the arguments of every attribute of a text that parsed without error. */
void check_attributes(struct parser *p);

#endif
