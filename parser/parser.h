/* Text to syntax tree for the PowerShell 7 language. No evaluation, no input
 * or output, no state kept between calls. Any bytes may be fed: the answer is
 * a tree or errors, in time linear in the text. */
#ifndef HVSH_PARSER_PARSER_H
#define HVSH_PARSER_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parser/ast.h"

enum parse_status {
    PARSE_OK,
    PARSE_INCOMPLETE, /* the text ends too early: a prompt asks for another line */
    PARSE_ERROR,
};

struct parse_error {
    char *message;         /* owned; PowerShell's wording */
    const char *id;        /* PowerShell's ErrorId: MissingEndCurlyBrace … (static) */
    char *expected;        /* owned; what was expected in a few words, or NULL */
    uint32_t start, end;   /* bytes of the text */
    uint32_t line, column; /* of start, from 1 */
    bool incomplete;       /* only the end of the text is the reason */
};

/* The errors in order of discovery, at most PARSE_MAX_ERRORS; [0] is the one
 * to show first. */
#define PARSE_MAX_ERRORS 32
struct parse_diag {
    struct parse_error *errors;
    size_t len, cap;
};
#define PARSE_DIAG_INIT \
    {                   \
        NULL, 0, 0      \
    }
void parse_diag_release(struct parse_diag *diag);
/* Adds what only the reader of the tree can know: a type that does not exist. */
void parse_diag_add(struct parse_diag *diag, const struct ast *ast, const char *id, uint32_t start,
                    uint32_t end, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Parses text (copied). *out always gets a tree, in case of errors a partial
 * one good only for its text, lines and positions; the caller unrefs it. file
 * may be NULL. diag must be initialised; NULL when errors are of no interest. */
enum parse_status parse_script(const char *text, size_t len, const char *file, struct ast **out,
                               struct parse_diag *diag);

/* Does the text only lack its end? What is wrong otherwise is for its run to say. */
bool parse_is_incomplete(const char *text, size_t len);

/* The words of a text, comments included, in order; kind is a name of TokenKind (static). */
struct parse_token {
    uint32_t start, end;
    const char *kind;
    const char *role; /* CommandName, MemberName, TypeName, or NULL (static) */
};
struct parse_tokens {
    struct parse_token *items;
    size_t len, cap;
};
#define PARSE_TOKENS_INIT \
    {                     \
        NULL, 0, 0        \
    }
/* The kind of an operator as written: + is Plus, -eq is Ieq (static). */
const char *parse_operator_kind(const char *s, uint32_t len);
void parse_tokens_release(struct parse_tokens *tokens);
/* parse_script() that also lists the tokens, up to the first error. */
enum parse_status parse_script_tokens(const char *text, size_t len, const char *file,
                                      struct ast **out, struct parse_diag *diag,
                                      struct parse_tokens *tokens);

/* Parses one whole literal of number syntax ("0x10", "1kb", "5.0d", "-3"), as
 * conversions from text need it. False when text is none. The number's own
 * strings die with *out's arena, so digits come back in a buffer the caller
 * frees (*digits, NULL unless decimal or bigint). */
bool parse_number(const char *text, size_t len, struct ast_number *out, char **digits);
/* Parses a type name without brackets ("System.Collections.Generic.List[int]").
 * The name lives in *owner, which the caller unrefs; NULL when it is none. */
struct ast_type_name *parse_type_name(const char *text, size_t len, struct ast **owner);
/* The body of a double-quoted string without quotes ($ExecutionContext
 * ExpandString): the tree's root is a script block of one expandable string. */
enum parse_status parse_expandable(const char *text, size_t len, struct ast **out,
                                   struct parse_diag *diag);

/* ---- completion ---- */

enum parse_cursor_kind {
    CURSOR_NONE,               /* nothing sensible: inside a comment or a number … */
    CURSOR_COMMAND,            /* a command name, prefix may be empty */
    CURSOR_PARAMETER,          /* -Na|: prefix without the dash */
    CURSOR_ARGUMENT,           /* a value: of `parameter` when set, else positional */
    CURSOR_MEMBER,             /* $x.Na| or [type]::Na|: target is what stands before */
    CURSOR_VARIABLE,           /* $na|: prefix without $, with scope or drive */
    CURSOR_TYPE,               /* [Na| */
    CURSOR_STRING,             /* in a string outside a command: a path at best */
    CURSOR_OPERATOR,           /* $x -e|: prefix without the dash */
    CURSOR_HASH_KEY,           /* @{ Na| } */
    CURSOR_REDIRECT,           /* cmd > na| : a file name */
    CURSOR_ATTRIBUTE_ARGUMENT, /* [Parameter(Na| : type is the attribute's */
    CURSOR_KEYWORD,            /* where only a keyword can follow: `using Na|` … */
};

struct parse_cursor {
    enum parse_cursor_kind kind;
    uint32_t start, end;   /* what a completion replaces (end = cursor) */
    struct ast_str prefix; /* what is typed of it, unescaped, without quotes or sigils */
    char quote;            /* 0, ' or ": the prefix stands in an open or closed quote */
    /* The innermost command around the cursor, with the elements before it; NULL
     * when none. In `a | ? { $_.x` that is `?`, so that upstream tells what $_
     * may be. For CURSOR_COMMAND: NULL. */
    const struct ast_command *command;
    /* The pipeline in front of it: elements before the command, NULL/0 when it is first. */
    struct ast_node *const *upstream;
    uint32_t nupstream;
    struct ast_str parameter; /* CURSOR_ARGUMENT: name as typed of the parameter right before, or
                                 s NULL */
    bool parameter_colon;     /* -Name:val| */
    uint32_t position;        /* CURSOR_ARGUMENT: index among the arguments that are not parameters
                                 and do not directly follow one */
    const struct ast_node *target;          /* CURSOR_MEMBER: the expression before . or :: */
    bool is_static;                         /* :: */
    const struct ast_type_name *type;       /* CURSOR_ATTRIBUTE_ARGUMENT */
    const struct ast_node *hashtable_owner; /* CURSOR_HASH_KEY: the table's own node */
    bool after_call; /* CURSOR_COMMAND after & or . : a path or variable is likely */
};

/* Parses text up to cursor (a byte offset; what follows is ignored) and says
 * what is being typed. Never fails: *out gets the tree, which owns all that
 * *cursor_out points at; the caller unrefs it. */
void parse_for_completion(const char *text, size_t len, size_t cursor, struct ast **out,
                          struct parse_cursor *cursor_out);

#endif
