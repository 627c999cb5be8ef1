/* Text to tokens, one at a time and on demand: what a byte means depends on
 * the mode, so the parser asks for each token in the mode it needs and may ask
 * again at the same place. No allocation besides the list of comments. */
#ifndef HVSH_PARSER_LEXER_H
#define HVSH_PARSER_LEXER_H

#include "parser/token.h"
#include "shell/base/vec.h"

enum lex_mode {
    LEX_COMMAND,    /* barewords, parameters */
    LEX_EXPRESSION, /* operators */
};

struct lex_comment {
    uint32_t start, end;
    bool block;
};

/* s[len] is NUL. */
struct lexer {
    const char *s;
    uint32_t len;
    VEC(struct lex_comment) comments; /* in order, each once */
    bool open_comment;                /* a <# without #> reached the end */
    bool open_line;                   /* the text ends with a backtick */
    bool in_operand;                  /* behind an operator: a ? or : ends a number */
};

void lexer_release(struct lexer *lex);
/* The offset after blanks, line continuations and comments. Newlines stay. */
uint32_t lexer_skip(struct lexer *lex, uint32_t pos);
/* The token at pos, where no blank or comment stands. glued: an operand ends
 * right before (decides ?. and ?[, and whether .5 is a number or a member). */
void lexer_token(const struct lexer *lex, uint32_t pos, enum lex_mode mode, bool glued,
                 struct token *tok);

/* Classes of characters; each answers the bytes taken, 0 for no. */
uint32_t lex_newline(const struct lexer *lex, uint32_t pos); /* \n, \r, \r\n */
uint32_t lex_blank(const struct lexer *lex, uint32_t pos);
uint32_t lex_dash(const struct lexer *lex, uint32_t pos);
uint32_t lex_squote(const struct lexer *lex, uint32_t pos);
uint32_t lex_dquote(const struct lexer *lex, uint32_t pos);
uint32_t lex_word_char(const struct lexer *lex, uint32_t pos); /* letter, digit, _ */
/* End of the identifier at pos; pos when there is none. */
uint32_t lex_identifier(const struct lexer *lex, uint32_t pos);
/* Does a bareword end here (blank, newline, {}();,|&<> or the end)? */
bool lex_ends_word(const struct lexer *lex, uint32_t pos);
/* The end of the $variable at pos (which is at $); pos when it is none. Does
 * not look inside ${…}: end is then len without a closing brace. */
uint32_t lex_variable(const struct lexer *lex, uint32_t pos);

enum keyword lex_keyword(const char *s, uint32_t len);

#endif
