/* Number literals: where they end and what they are worth. */
#ifndef HVSH_PARSER_LEXER_NUMBER_H
#define HVSH_PARSER_LEXER_NUMBER_H

#include "parser/ast.h"
#include "parser/lexer.h"
#include "shell/base/strbuf.h"

/* The end of the number at pos, sign, suffix and multiplier included; pos when
 * none stands there. What follows is the caller's business. */
uint32_t lex_number_end(const struct lexer *lex, uint32_t pos);

/* The value of text[0..len), which lex_number_end delimited: sets type, i, u, d
 * of *out and, for decimals and big integers, the digits. False: out of range
 * or suffixes that do not go together. */
bool lex_number_value(const char *text, uint32_t len, struct ast_number *out,
                      struct strbuf *digits);

#endif
