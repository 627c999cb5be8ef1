/* System.Management.Automation.Language for scripts: what Parser answers, and
 * the errors of a text that does not parse. */
#ifndef HVSH_RUNTIME_LANGUAGE_OBJECT_H
#define HVSH_RUNTIME_LANGUAGE_OBJECT_H

#include "parser/parser.h"
#include "shell/object/type_info.h"

extern const struct type_info type_language_parser, type_parse_error, type_script_extent,
    type_script_position, type_language_token, type_ps_token, type_ps_parser;

/* ParseError objects in an array; owned. */
struct value parse_errors_new(struct ast *ast, const struct parse_diag *diag);
/* The ErrorId of one of them (static). */
const char *parse_error_id(struct value error);
/* What a ParseException says: each error with its position, at most ten. */
void parse_errors_message(struct ast *ast, const struct parse_diag *diag, struct strbuf *out);
/* A Token over part of a text; kind is a name of TokenKind. Owned. */
struct value language_token_new(struct ast *ast, uint32_t start, uint32_t end, const char *kind);
/* The tokens of a text in an array. Owned. */
struct value language_tokens_new(struct ast *ast, const struct parse_tokens *tokens);
/* An IScriptExtent over part of a text; owned. */
struct value script_extent_new(struct ast *ast, uint32_t start, uint32_t end);

#endif
