/* Tokens as the lexer sees them. Strings, type names and member names are not
 * tokens: the parser reads them itself from where such a token begins, because
 * they may hold whole sub-programs. */
#ifndef HVSH_PARSER_TOKEN_H
#define HVSH_PARSER_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

enum tok {
    TOK_EOF,
    TOK_NEWLINE,
    TOK_SEMI,
    TOK_LPAREN,
    TOK_RPAREN,
    TOK_LCURLY,
    TOK_RCURLY,
    TOK_LBRACKET,
    TOK_RBRACKET,
    TOK_AT_LPAREN,     /* @( */
    TOK_AT_LCURLY,     /* @{ */
    TOK_DOLLAR_LPAREN, /* $( */
    TOK_VARIABLE,
    TOK_SPLAT,
    TOK_NUMBER,
    TOK_SQUOTE, /* these four: only the opening quote */
    TOK_DQUOTE,
    TOK_HERE_SQUOTE,
    TOK_HERE_DQUOTE,
    TOK_WORD,      /* bareword; in expressions: an identifier or something unexpected */
    TOK_PARAMETER, /* -Name or -Name: */
    TOK_DASHDASH,  /* -- */
    TOK_STOP,      /* --% */
    TOK_BINARY,    /* -eq …: op, case_sensitive */
    TOK_NOT,       /* -not */
    TOK_BNOT,      /* -bnot */
    TOK_ASSIGN,    /* op is an ast_assign_op */
    TOK_DOT,
    TOK_COLON2,
    TOK_COLON,
    TOK_QUESTION,
    TOK_COALESCE,
    TOK_QDOT,
    TOK_QLBRACKET,
    TOK_COMMA,
    TOK_PIPE,
    TOK_OROR,
    TOK_ANDAND,
    TOK_AMP,
    TOK_PLUS,
    TOK_MINUS,
    TOK_STAR,
    TOK_SLASH,
    TOK_PERCENT,
    TOK_EXCL,
    TOK_PLUSPLUS,
    TOK_MINUSMINUS,
    TOK_DOTDOT,
    TOK_REDIRECT,    /* from, to, append */
    TOK_REDIRECT_IN, /* < */
    TOK_UNKNOWN,
};

struct token {
    enum tok kind;
    uint32_t start, end;
    uint8_t op;          /* TOK_BINARY: ast_binary_op, TOK_ASSIGN: ast_assign_op */
    bool case_sensitive; /* TOK_BINARY */
    bool complex;        /* TOK_WORD: holds quotes, variables or backticks; end is not final */
    bool colon;          /* TOK_PARAMETER: a colon follows the name */
    uint8_t from;        /* TOK_REDIRECT: 0 all, 1 to 6 */
    uint8_t to;          /* TOK_REDIRECT: 0 a file, else the stream merged into */
    bool append;
};

/* What a bareword means where a new statement begins. */
enum keyword {
    KW_NONE,
    KW_BEGIN,
    KW_BREAK,
    KW_CATCH,
    KW_CLASS,
    KW_CLEAN,
    KW_CONTINUE,
    KW_DATA,
    KW_DEFINE,
    KW_DO,
    KW_DYNAMICPARAM,
    KW_ELSE,
    KW_ELSEIF,
    KW_END,
    KW_ENUM,
    KW_EXIT,
    KW_FILTER,
    KW_FINALLY,
    KW_FOR,
    KW_FOREACH,
    KW_FROM,
    KW_FUNCTION,
    KW_IF,
    KW_IN,
    KW_PARAM,
    KW_PROCESS,
    KW_RETURN,
    KW_SWITCH,
    KW_THROW,
    KW_TRAP,
    KW_TRY,
    KW_UNTIL,
    KW_USING,
    KW_VAR,
    KW_WHILE,
    KW_WORKFLOW,
};

#endif
