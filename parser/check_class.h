/* What is well-formed in a class or enum but says nothing good; the parser's own. */
#ifndef HVSH_PARSER_CHECK_CLASS_H
#define HVSH_PARSER_CHECK_CLASS_H

#include "parser/parse_internal.h"
#include "shell/base/text.h"

/* Complains about every class and enum of a text that parsed without error. */
void check_classes(struct parser *p);

/* Does every path through the method return (or throw)? The AST_VARIABLE nodes read where some
 * path did not assign them are appended, in the order of the text. */
bool check_method_flow(struct parser *p, const struct ast_method *method, node_vec *unassigned);

/* Complains when a class with [DscResource()] lacks what one must have. */
void check_dsc_resource(struct parser *p, const struct ast_type_def *def);

#endif
