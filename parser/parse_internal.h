/* What the files of the parser share; nobody else includes this.
 *
 * Errors: the first one that is no follow-up is recorded, then the parser is
 * in panic: every further token is the end of the text and every function
 * returns as soon as it notices. Functions answering nodes may then answer
 * NULL. Nothing jumps. */
#ifndef HVSH_PARSER_PARSE_INTERNAL_H
#define HVSH_PARSER_PARSE_INTERNAL_H

#include "parser/ast.h"
#include "parser/lexer.h"
#include "parser/parser.h"
#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

#include <strings.h>

#define PARSE_MAX_DEPTH 1500 /* a nested parenthesis or block takes two or three */

typedef VEC(struct ast_node *) node_vec;

struct written_attribute {
    const struct ast_attribute *attribute;
    bool of_member; /* of a class or enum, or inside one: its arguments are no script blocks */
};

struct parser {
    struct ast *ast;
    struct lexer lex;
    uint32_t pos;         /* where the next token is looked for */
    uint32_t prev_end;    /* the end of the last token taken */
    uint32_t operand_end; /* where an operand ended, so that a member may follow */
    struct token tok;     /* when has_tok: the token at pos */
    enum lex_mode tok_mode;
    bool has_tok;
    bool panic;
    bool in_finally, in_loop; /* of this script block; the loop inside the finally block */
    bool has_types;           /* a class or enum stands in the text */
    bool in_member;           /* in front of a class's member, or among its parameters */
    bool no_comma;            /* inside an argument list of a method */
    VEC(struct written_attribute) attributes;
    node_vec pending; /* attributes read already that belong to the next operand */
    unsigned depth;
    unsigned top; /* the depth inside a statement of the whole text */
    struct parse_diag *diag;
    struct parse_tokens *tokens; /* listed here, or NULL */
    struct parse_cursor *cursor; /* completion, or NULL */
    bool noted;                  /* *cursor is set */
};

/* ---- ast.c ---- */
void *arena_alloc(struct ast_arena *arena, size_t size);                  /* zeroed */
void *arena_copy(struct ast_arena *arena, const void *data, size_t size); /* NULL for 0 */
struct ast_str arena_str(struct ast_arena *arena, const char *s, size_t len);
struct ast *ast_new(const char *text, size_t len, const char *file);

/* ---- token_list.c: the list that parse_script_tokens() answers; each does nothing when
 * none is wanted ---- */
void note_token(struct parser *p, const struct token *tok);
/* What a function read by itself from p->pos to end. */
void note_span(struct parser *p, uint32_t end);
/* The token number index, when it is the last, is a command's name. */
void note_command_name(struct parser *p, size_t index);
/* How many are listed; one listed there swallows all that came after it. */
size_t noted_tokens(const struct parser *p);
void note_whole(struct parser *p, size_t index, const char *kind);
void forget_tokens(struct parser *p, uint32_t pos);
void note_comments(struct parser *p);

/* ---- parser.c: tokens, errors, nodes ---- */
const struct token *peek(struct parser *p, enum lex_mode mode);
/* Takes the token last peeked at; its copy. */
struct token take(struct parser *p);
/* Goes on at pos, past what a function read by itself. */
void resume_at(struct parser *p, uint32_t pos);
bool glued(struct parser *p); /* no blank between the last token taken and the one peeked at */
void skip_newlines(struct parser *p);   /* newlines only */
void skip_separators(struct parser *p); /* and semicolons */
bool accept(struct parser *p, enum lex_mode mode, enum tok kind);
/* The keyword that the next token, a plain word, is. */
enum keyword peek_keyword(struct parser *p);
/* Forgets the attributes left over inside a bracket for those from before it. */
void restore_pending(struct parser *p, node_vec outer);
struct mark {
    uint32_t pos, prev_end;
};
struct mark mark(const struct parser *p);
void rewind_to(struct parser *p, struct mark m);

/* Incomplete when nothing but blanks and newlines follows; fail_hard never is. */
void fail(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *expected,
          const char *fmt, ...) PRINTF_LIKE(6, 7);
void fail_hard(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *fmt, ...)
    PRINTF_LIKE(5, 6);
/* An error that leaves the parser on its way: the text is well-formed but says nothing good. */
void complain(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *fmt, ...)
    PRINTF_LIKE(5, 6);
/* The same just after the last token taken, where something is missing. */
void complain_after(struct parser *p, const char *id, const char *expected, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Just after the last token taken. */
void fail_after(struct parser *p, const char *id, const char *expected, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Unexpected token '…' in expression or statement. */
void fail_token(struct parser *p);
/* The same, and on its way; answers where the token ends. */
uint32_t complain_token(struct parser *p);
bool at_end(struct parser *p); /* is the end of the text next? */
bool enter(struct parser *p);  /* false: nested too deeply; else leave() follows */
void leave(struct parser *p);

void *node_new(struct parser *p, enum ast_kind kind, size_t size, uint32_t start);
#define NODE(p, kind, type, start) \
    ((struct type *)node_new((p), (kind), sizeof(struct type), (start)))
/* Sets the end to the last token taken. */
void node_end(struct parser *p, struct ast_node *node);
/* Records child's height in parent; NULL is fine. Answers child. */
void *adopt(struct parser *p, struct ast_node *parent, void *child);
/* Moves a vector of pointers to nodes into the arena, adopts each, frees it. */
void *adopt_all(struct parser *p, struct ast_node *parent, node_vec *v, uint32_t *count);
struct ast_str source_str(struct parser *p, uint32_t start, uint32_t end);
struct ast_string *string_node(struct parser *p, uint32_t start, uint32_t end, enum ast_quote quote,
                               const char *s, size_t len);

/* ---- parse_block.c ---- */
/* Statements until close (TOK_EOF, TOK_RCURLY, TOK_RPAREN), which stays. */
struct ast_block *parse_statements(struct parser *p, enum tok close);
/* { statements }. NULL with nothing taken when no { is next. */
struct ast_block *parse_braced(struct parser *p);
/* The content of a script block up to close, which stays. */
struct ast_script_block *parse_script_block(struct parser *p, enum tok close, bool is_filter);
/* After { has been taken: the rest with the }. lcurly is its offset. */
struct ast_script_block *parse_script_block_rest(struct parser *p, uint32_t lcurly, bool is_filter);
/* The error stands at lcurly: the brace, for classes, enums and hash literals what is behind. */
void expect_rcurly(struct parser *p, uint32_t lcurly);

/* ---- check_data.c ---- */
/* Complains of what a data section may not hold; its body is there. */
void check_data_section(struct parser *p, const struct ast_data *data);

/* ---- parse_statement.c ---- */
struct ast_node *parse_statement(struct parser *p);
/* break, continue, return, throw, exit; NULL when none is next. */
struct ast_node *parse_flow_statement(struct parser *p);
/* How much of a token's text a message shows. */
int token_text_len(const struct token *tok);
/* What is said when ( or the condition is missing; the format's %.*s is the keyword. */
struct condition_faults {
    const char *no_paren_id, *no_paren, *empty_id, *empty;
};
/* ( condition ) after the keyword of an if or a loop; NULL when there is none. */
struct ast_node *parse_condition(struct parser *p, const struct token *kw,
                                 const struct condition_faults *faults);
/* Newlines, then { statements }; NULL without {. */
struct ast_block *parse_body(struct parser *p);
/* For an operand that is missing, or an operator's whole expression: parser goes on behind it. */
struct ast_node *error_expression(struct parser *p, uint32_t start, struct ast_node *partial);
/* What was read of a statement whose end is missing; the parser has failed. */
struct ast_node *error_statement(struct parser *p, struct ast_node *partial);
/* ---- parse_loop.c ---- */
struct ast_node *parse_switch(struct parser *p, uint32_t start, struct ast_str label);
struct ast_node *parse_foreach(struct parser *p, uint32_t start, struct ast_str label);
struct ast_node *parse_for(struct parser *p, uint32_t start, struct ast_str label);
struct ast_node *parse_while(struct parser *p, uint32_t start, struct ast_str label);
struct ast_node *parse_do(struct parser *p, uint32_t start, struct ast_str label);

/* ---- parse_command.c ---- */
/* A chain of pipelines or an assignment; NULL with nothing taken when none begins. */
struct ast_node *parse_pipeline_statement(struct parser *p);
/* An argument without comma list; NULL when none begins. */
struct ast_node *parse_argument(struct parser *p);

/* ---- parse_expr.c ---- */
/* NULL with nothing taken when no expression begins. */
struct ast_node *parse_expression(struct parser *p);
/* The same with , ending it: arguments of methods, default values. */
struct ast_node *parse_expression_no_comma(struct parser *p);
struct ast_node *parse_unary(struct parser *p);
/* ---- parse_primary.c ---- */
/* A variable, literal, parenthesis …; mode decides what a bareword is. */
struct ast_node *parse_primary(struct parser *p, enum lex_mode mode);
/* Members, indexes, calls, and in expressions ++ and --. */
struct ast_node *parse_postfix(struct parser *p, struct ast_node *target, enum lex_mode mode);
struct ast_node *parse_hashtable(struct parser *p);
/* @name where only $name can stand. */
void fail_splat(struct parser *p, const struct token *tok);
struct ast_number *parse_number_at(struct parser *p, uint32_t start, uint32_t end);
struct ast_variable *parse_variable(struct parser *p, uint32_t start, uint32_t end, bool splatted);
struct ast_node *parse_sub_expr(struct parser *p, enum ast_kind kind);
/* Comma list after ( up to and with ). */
void parse_call_args(struct parser *p, struct ast_node *owner, struct ast_node ***args,
                     uint32_t *nargs);

/* ---- lexer_string.c ---- */
struct ast_node *parse_string(struct parser *p); /* at one of the four quote tokens */
/* A bareword of an argument that holds quotes, variables or backticks. */
struct ast_node *parse_complex_word(struct parser *p, uint32_t start);
/* The parts of an expandable text up to the end of p's text. */
struct ast_node *parse_expandable_text(struct parser *p);
/* Value of the backtick escape at pos (the backtick): appended; the offset after it. */
uint32_t lex_escape(struct parser *p, uint32_t pos, struct strbuf *out);

/* ---- parse_type.c ---- */
/* At pos: a type name, without brackets. Goes on after it; NULL when none stands there. */
struct ast_type_name *parse_type_here(struct parser *p, bool in_brackets);
/* The types of a list with commas, from pos on; the offset of what ends it. */
uint32_t parse_type_list(struct parser *p, uint32_t pos, node_vec *types);
/* At [ : a type in brackets (*type set) or an attribute (answered). */
struct ast_attribute *parse_bracketed(struct parser *p, struct ast_type_name **type);
/* Attributes and type constraints, newlines between skipped, as AST_ATTRIBUTE
 * and AST_TYPE_CONSTRAINT. */
void parse_attributes(struct parser *p, node_vec *out);
/* ( parameters ) after the parenthesis was taken, with the closing one. */
struct ast_param_block *parse_parameters(struct parser *p, uint32_t start);

/* ---- parse_class.c ---- */
struct ast_node *parse_class(struct parser *p, uint32_t start, node_vec *attributes);
struct ast_node *parse_enum(struct parser *p, uint32_t start, node_vec *attributes);

/* ---- help.c ---- */
/* The help comments of a script block whose body begins at start and ends at
 * end; for functions before is the offset of the function keyword. */
struct ast_help *find_help(struct parser *p, uint32_t before, uint32_t start, uint32_t end);
#define NO_FUNCTION UINT32_MAX
void read_requires(struct parser *p);

/* ---- cursor.c ---- */
/* In completion, when what begins at start is the last thing before the end. */
void note(struct parser *p, enum parse_cursor_kind kind, uint32_t start);
bool noting(const struct parser *p, uint32_t end);
void note_command(struct parser *p, struct ast_command *command, struct ast_node **upstream,
                  uint32_t nupstream);

#endif
