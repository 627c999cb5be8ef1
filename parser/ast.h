/* The syntax tree of a script: what parser/ makes and what the compiler, the
 * completion engine and Get-Help read. Nothing here evaluates.
 *
 * Ownership: every node, array and string lives in the arena of one struct
 * ast and dies with its last reference (ast_ref, ast_unref; the count is not
 * atomic). Who keeps a node, as a script block value does, keeps the ast.
 * The tree is immutable once parse_script has answered.
 *
 * Spans are byte offsets into ast->text, [start, end). Strings are (pointer,
 * length), NUL-terminated as well, already unescaped, and may hold NULs.
 * Arrays are (pointer, count); the pointer is NULL when the count is 0.
 *
 * Height: node.height is 1 + the greatest height of its children and never
 * passes AST_MAX_HEIGHT, so consumers may recurse over a tree. */
#ifndef HVSH_PARSER_AST_H
#define HVSH_PARSER_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AST_MAX_HEIGHT 3000

/* The comment names the struct. "expr" marks what may stand as an expression,
 * "stmt" what may stand in a statement list. */
enum ast_kind {
    /* expressions */
    AST_NUMBER = 1,        /* ast_number        expr */
    AST_STRING,            /* ast_string        expr: constant text, barewords too */
    AST_EXPANDABLE,        /* ast_expandable    expr: "a $b $(c)" and foo$x/bar */
    AST_VARIABLE,          /* ast_variable      expr: $x and, splatted, @x */
    AST_UNARY,             /* ast_unary         expr: prefix and postfix operators */
    AST_BINARY,            /* ast_binary        expr */
    AST_TERNARY,           /* ast_ternary       expr: a ? b : c */
    AST_CONVERT,           /* ast_convert       expr: [type]operand */
    AST_ATTRIBUTED,        /* ast_attributed    expr: [Attribute(...)]$x */
    AST_TYPE_EXPR,         /* ast_type_expr     expr: [type] standing alone */
    AST_MEMBER,            /* ast_member        expr: a.b a::b a?.b */
    AST_INVOKE,            /* ast_invoke        expr: a.b(...) a::b(...) */
    AST_INDEX,             /* ast_index         expr: a[b] a?[b] */
    AST_ARRAY_LITERAL,     /* ast_array_literal expr: a, b, c and the unary , a */
    AST_ARRAY_EXPR,        /* ast_sub_expr      expr: @( statements ) */
    AST_SUB_EXPR,          /* ast_sub_expr      expr: $( statements ) */
    AST_PAREN,             /* ast_paren         expr: ( pipeline ) */
    AST_HASHTABLE,         /* ast_hashtable     expr: @{ } */
    AST_SCRIPT_BLOCK_EXPR, /* ast_script_block_expr expr: { } */

    /* pipelines */
    AST_PIPELINE,          /* ast_pipeline      stmt */
    AST_CHAIN,             /* ast_chain         stmt: a && b || c */
    AST_COMMAND,           /* ast_command       element of a pipeline */
    AST_COMMAND_EXPR,      /* ast_command_expr  element of a pipeline: an expression */
    AST_COMMAND_PARAMETER, /* ast_command_parameter element of a command: -Name[:value] */
    AST_REDIRECT,          /* ast_redirect      of a command or command_expr */

    /* statements */
    AST_ASSIGN,   /* ast_assign        stmt */
    AST_IF,       /* ast_if            stmt */
    AST_WHILE,    /* ast_loop          stmt */
    AST_DO_WHILE, /* ast_loop          stmt */
    AST_DO_UNTIL, /* ast_loop          stmt */
    AST_FOR,      /* ast_for           stmt */
    AST_FOREACH,  /* ast_foreach       stmt */
    AST_SWITCH,   /* ast_switch        stmt */
    AST_BREAK,    /* ast_jump          stmt: operand = label expression or NULL */
    AST_CONTINUE, /* ast_jump          stmt: the same */
    AST_RETURN,   /* ast_jump          stmt: operand = statement or NULL */
    AST_THROW,    /* ast_jump          stmt: operand = statement or NULL */
    AST_EXIT,     /* ast_jump          stmt: operand = statement or NULL */
    AST_TRY,      /* ast_try           stmt */
    AST_TRAP,     /* ast_trap          kept in ast_block.traps */
    AST_DATA,     /* ast_data          stmt */
    AST_FUNCTION, /* ast_function      stmt: function, filter; also a method's body */
    AST_TYPE_DEF, /* ast_type_def      stmt: class, enum */
    AST_PROPERTY, /* ast_property      member of a class, value of an enum */
    AST_METHOD,   /* ast_method        member of a class */
    AST_USING,    /* ast_using         kept in ast_script_block.usings */

    /* structure */
    AST_BLOCK,           /* ast_block         a statement list */
    AST_SCRIPT_BLOCK,    /* ast_script_block */
    AST_PARAM_BLOCK,     /* ast_param_block */
    AST_PARAMETER,       /* ast_parameter */
    AST_ATTRIBUTE,       /* ast_attribute     [Name(1, 2, Key = 3)] */
    AST_TYPE_CONSTRAINT, /* ast_type_constraint [type] before a parameter, property, left side */
    AST_TYPE_NAME,       /* ast_type_name */
    AST_ERROR, /* ast_error         stmt: what could not be parsed (only when that failed) */
};

struct ast_node {
    enum ast_kind kind;
    uint32_t start, end; /* bytes of ast->text */
    uint32_t height;
};

struct ast_str {
    const char *s; /* NUL-terminated, never NULL where a string exists */
    uint32_t len;
};

/* ---- names of types ---- */

/* System.Collections.Generic.Dictionary[string,int[]][,] : name is the first
 * part, args the generic arguments, ranks the dimensions of the array suffixes
 * from left to right ({2} here; int[][] has {1, 1}). `+` of nested types stays
 * in name. text is the whole, spaces removed. */
struct ast_type_name {
    struct ast_node node;
    struct ast_str name;
    struct ast_str text;
    struct ast_str assembly; /* after a comma: [Name, Assembly, Version=…]; s NULL when none */
    struct ast_type_name **args;
    uint32_t nargs;
    uint8_t *ranks;
    uint32_t nranks;
};

/* ---- expressions ---- */

enum ast_number_type {
    AST_NUM_INT,     /* i: System.Int32 */
    AST_NUM_LONG,    /* i: Int64 */
    AST_NUM_SBYTE,   /* i */
    AST_NUM_SHORT,   /* i */
    AST_NUM_BYTE,    /* u */
    AST_NUM_USHORT,  /* u */
    AST_NUM_UINT,    /* u */
    AST_NUM_ULONG,   /* u */
    AST_NUM_DOUBLE,  /* d */
    AST_NUM_DECIMAL, /* digits: plain decimal text such as -79228162514264337593543950335 or
                        1.50, multiplier applied, exponent resolved, within Decimal's range */
    AST_NUM_BIGINT,  /* digits: decimal integer text (suffix n), multiplier applied */
};

/* A literal with sign (-5 is one literal), suffix and multiplier applied.
 * text is as written: a native command gets it, not the value. In argument
 * position (`foo 010`, `foo 1kb`) the node is the same. */
struct ast_number {
    struct ast_node node;
    enum ast_number_type type;
    int64_t i;
    uint64_t u;
    double d;              /* for every type: the value as a double */
    struct ast_str digits; /* AST_NUM_DECIMAL and AST_NUM_BIGINT */
    struct ast_str text;
};

enum ast_quote {
    AST_BARE,        /* a bareword: command name, argument, member name, hashtable key */
    AST_SINGLE,      /* '…' */
    AST_DOUBLE,      /* "…" */
    AST_HERE_SINGLE, /* @'…'@ */
    AST_HERE_DOUBLE, /* @"…"@ */
    AST_VERBATIM,    /* the rest of the line after --% */
};

struct ast_string {
    struct ast_node node;
    enum ast_quote quote;
    struct ast_str value;
};

/* parts: AST_STRING (literal text between), AST_VARIABLE or AST_SUB_EXPR; the
 * value is their concatenation, each converted to text (arrays joined with
 * $OFS). A bareword (quote AST_BARE) is built the same way and may also hold
 * parts with quote AST_SINGLE/AST_DOUBLE: foo"bar"$x. Wildcards in such quoted
 * parts are still literal text for native globbing. */
struct ast_expandable {
    struct ast_node node;
    enum ast_quote quote;
    struct ast_node **parts;
    uint32_t nparts;
};

enum ast_scope {
    AST_SCOPE_NONE, /* $x */
    AST_SCOPE_GLOBAL,
    AST_SCOPE_LOCAL,
    AST_SCOPE_SCRIPT,
    AST_SCOPE_PRIVATE,
    AST_SCOPE_USING, /* $using:x */
    AST_SCOPE_DRIVE, /* $env:PATH, $function:prompt, $variable:x, ${c:/file}: see drive */
};

struct ast_variable {
    struct ast_node node;
    enum ast_scope scope;
    struct ast_str name;  /* without scope or drive: x, PATH, $, ?, ^, _ , args */
    struct ast_str drive; /* AST_SCOPE_DRIVE: env, function …, as written; else s NULL */
    bool splatted;        /* @x */
    bool braced;          /* ${x} */
};

enum ast_unary_op {
    AST_OP_NOT,      /* -not and ! */
    AST_OP_BNOT,     /* -bnot */
    AST_OP_PLUS,     /* +x */
    AST_OP_NEGATE,   /* -x */
    AST_OP_PRE_INC,  /* ++x */
    AST_OP_PRE_DEC,  /* --x */
    AST_OP_POST_INC, /* x++ */
    AST_OP_POST_DEC, /* x-- */
    AST_OP_USPLIT,   /* -split x, -csplit x, -isplit x */
    AST_OP_UJOIN,    /* -join x */
};

struct ast_unary {
    struct ast_node node;
    enum ast_unary_op op;
    bool case_sensitive; /* -csplit */
    struct ast_node *operand;
};

enum ast_binary_op {
    AST_OP_AND,
    AST_OP_OR,
    AST_OP_XOR, /* right side lazy for and/or */
    AST_OP_BAND,
    AST_OP_BOR,
    AST_OP_BXOR,
    AST_OP_SHL,
    AST_OP_SHR,
    AST_OP_EQ,
    AST_OP_NE,
    AST_OP_GT,
    AST_OP_GE,
    AST_OP_LT,
    AST_OP_LE,
    AST_OP_LIKE,
    AST_OP_NOTLIKE,
    AST_OP_MATCH,
    AST_OP_NOTMATCH,
    AST_OP_REPLACE,
    AST_OP_SPLIT,
    AST_OP_JOIN,
    AST_OP_CONTAINS,
    AST_OP_NOTCONTAINS,
    AST_OP_IN,
    AST_OP_NOTIN,
    AST_OP_IS,
    AST_OP_ISNOT,
    AST_OP_AS,
    AST_OP_ADD,
    AST_OP_SUB,
    AST_OP_MUL,
    AST_OP_DIV,
    AST_OP_REM,
    AST_OP_FORMAT,   /* -f */
    AST_OP_RANGE,    /* .. */
    AST_OP_COALESCE, /* ??, right side lazy */
};

struct ast_binary {
    struct ast_node node;
    enum ast_binary_op op;
    bool case_sensitive;       /* -ceq …; -eq and -ieq are both false */
    uint32_t op_start, op_end; /* span of the operator, for error positions */
    struct ast_node *left, *right;
};

struct ast_ternary {
    struct ast_node node;
    struct ast_node *condition, *if_true, *if_false;
};

/* [type]operand. [ordered]@{} and [pscustomobject]@{} are this too: look at
 * type->name; the operand is the AST_HASHTABLE. */
struct ast_convert {
    struct ast_node node;
    struct ast_type_name *type;
    struct ast_node *operand;
};

/* [ValidateRange(1,5)]$x = …, on the left of an assignment only. */
struct ast_attributed {
    struct ast_node node;
    struct ast_attribute *attribute;
    struct ast_node *operand;
};

struct ast_type_expr {
    struct ast_node node;
    struct ast_type_name *type;
};

/* target.name; name is an AST_STRING (bare or quoted constant), or any
 * expression for dynamic members ($x.$name, $x."$a b", $x.($e)). */
struct ast_member {
    struct ast_node node;
    struct ast_node *target;
    struct ast_node *name;
    bool is_static;        /* :: */
    bool null_conditional; /* ?. : the rest of the chain is skipped when target is $null */
};

struct ast_invoke {
    struct ast_node node;
    struct ast_node *target;
    struct ast_node *name;
    struct ast_node **args;
    struct ast_type_name **type_args; /* $x.Method[int]($y) */
    uint32_t nargs, ntype_args;
    bool is_static, null_conditional;
};

/* target[index]; a[1,2] has an AST_ARRAY_LITERAL as index. */
struct ast_index {
    struct ast_node node;
    struct ast_node *target, *index;
    bool null_conditional; /* ?[ ] */
};

struct ast_array_literal {
    struct ast_node node;
    struct ast_node **items; /* one item: the unary comma */
    uint32_t nitems;
};

struct ast_sub_expr {
    struct ast_node node;
    struct ast_block *block;
};

struct ast_paren {
    struct ast_node node;
    struct ast_node *pipeline; /* AST_PIPELINE, AST_CHAIN or AST_ASSIGN */
};

struct ast_pair {
    struct ast_node *key;   /* AST_STRING for barewords, or any expression */
    struct ast_node *value; /* a statement: AST_PIPELINE, AST_IF … */
};

struct ast_hashtable {
    struct ast_node node;
    struct ast_pair *pairs;
    uint32_t npairs;
};

struct ast_script_block_expr {
    struct ast_node node;
    struct ast_script_block *body;
};

/* ---- pipelines ---- */

/* A lone expression is a pipeline of one AST_COMMAND_EXPR: see
 * ast_pure_expression. */
struct ast_pipeline {
    struct ast_node node;
    struct ast_node **elements; /* AST_COMMAND, AST_COMMAND_EXPR (the latter first only) */
    uint32_t nelements;
    bool background; /* ends with & */
};

/* a && b || c, left to right. operators[i] stands between items[i] and
 * items[i+1]. */
enum ast_chain_op { AST_CHAIN_AND, AST_CHAIN_OR };
struct ast_chain {
    struct ast_node node;
    struct ast_node **items;      /* AST_PIPELINE, or a final AST_RETURN, AST_THROW, AST_EXIT … */
    enum ast_chain_op *operators; /* nitems - 1 */
    uint32_t nitems;
    bool background;
};

enum ast_invocation {
    AST_INVOKE_NONE,
    AST_INVOKE_CALL, /* & cmd */
    AST_INVOKE_DOT,  /* . cmd */
};

/* elements[0] is the command: AST_STRING (bare for a name as typed) or any
 * expression after & or . ; the others are AST_COMMAND_PARAMETER, or argument
 * expressions: AST_STRING bare/quoted/verbatim, AST_EXPANDABLE, AST_NUMBER,
 * AST_ARRAY_LITERAL (a,b), AST_VARIABLE (splatted or not), AST_PAREN …
 * The first `--` is an AST_COMMAND_PARAMETER named "-"; what follows it is
 * never a parameter. `--%` is a bare AST_STRING, the AST_STRING after it
 * (AST_VERBATIM) is the raw rest of the line. */
struct ast_command {
    struct ast_node node;
    enum ast_invocation invocation;
    struct ast_node **elements;
    struct ast_redirect **redirects;
    uint32_t nelements, nredirects;
};

struct ast_command_expr {
    struct ast_node node;
    struct ast_node *expr;
    struct ast_redirect **redirects;
    uint32_t nredirects;
};

/* -Name, -Name:value. Native commands get text (and the argument's own). */
struct ast_command_parameter {
    struct ast_node node;
    struct ast_str name;       /* without the dash and the colon */
    struct ast_str text;       /* as written, with dash and colon, without the argument */
    struct ast_node *argument; /* after the colon, or NULL */
    bool space_after_colon;    /* -Name: value */
};

/* *> is from AST_STREAM_ALL; the others: 1 output, 2 error, 3 warning,
 * 4 verbose, 5 debug, 6 information. */
#define AST_STREAM_ALL 0
struct ast_redirect {
    struct ast_node node;
    uint8_t from;            /* AST_STREAM_ALL or 1 to 6 */
    bool merge;              /* from>&1: target is NULL */
    bool append;             /* >> */
    struct ast_node *target; /* the file: an argument expression */
};

/* ---- statements ---- */

enum ast_assign_op {
    AST_ASSIGN_SET,
    AST_ASSIGN_ADD,
    AST_ASSIGN_SUB,
    AST_ASSIGN_MUL,
    AST_ASSIGN_DIV,
    AST_ASSIGN_REM,
    AST_ASSIGN_COALESCE,
};

/* left: AST_VARIABLE, AST_MEMBER, AST_INDEX, AST_ARRAY_LITERAL of these
 * ($a, $b = …), AST_CONVERT/AST_ATTRIBUTED around one ([int]$x = …), AST_PAREN
 * around one. right: any statement (a pipeline, an AST_ASSIGN for $a = $b = 1,
 * an if, a foreach …). */
struct ast_assign {
    struct ast_node node;
    enum ast_assign_op op;
    uint32_t op_start, op_end;
    struct ast_node *left;
    struct ast_node *right;
};

struct ast_block {
    struct ast_node node;
    struct ast_node **statements; /* functions stand among them, in order */
    struct ast_trap **traps;      /* trap statements of this block, wherever they stood */
    uint32_t nstatements, ntraps;
    uint32_t name_start; /* of a named block: begin, process …; else 0 */
    bool named;
};

struct ast_clause {
    struct ast_node *test; /* if: a pipeline; switch: an expression (constant, script block …) */
    struct ast_block *body;
};

struct ast_if {
    struct ast_node node;
    struct ast_clause *clauses; /* if, elseif … */
    uint32_t nclauses;
    struct ast_block *otherwise; /* else, or NULL */
};

/* while, do-while, do-until. */
struct ast_loop {
    struct ast_node node;
    struct ast_str label; /* s NULL when none */
    struct ast_node *condition;
    struct ast_block *body;
};

struct ast_for {
    struct ast_node node;
    struct ast_str label;
    struct ast_node *init, *condition, *step; /* each a statement or NULL */
    struct ast_block *body;
};

struct ast_foreach {
    struct ast_node node;
    struct ast_str label;
    struct ast_variable *variable;
    struct ast_node *source; /* a pipeline */
    struct ast_block *body;
    bool parallel; /* an error, of which the tree tells */
};

struct ast_switch_flag {
    struct ast_str name;
    uint32_t start, end;
    struct ast_node *value; /* of -file; else NULL */
};

enum ast_switch_mode { AST_SWITCH_EXACT, AST_SWITCH_WILDCARD, AST_SWITCH_REGEX };
struct ast_switch {
    struct ast_node node;
    struct ast_str label;
    enum ast_switch_mode mode;
    bool case_sensitive, parallel;
    bool is_file;                  /* -File: condition is the path expression */
    uint32_t keyword;              /* offset of the word switch */
    struct ast_switch_flag *flags; /* as written */
    struct ast_node **read;        /* conditions and bodies of all clauses, default too */
    uint32_t nflags, nread;
    struct ast_node *condition;
    struct ast_clause *clauses; /* in order, without default */
    uint32_t nclauses;
    struct ast_block *otherwise; /* default, or NULL */
};

/* break, continue, return, throw, exit. */
struct ast_jump {
    struct ast_node node;
    struct ast_node *operand;
};

struct ast_catch {
    struct ast_type_name **types; /* none: catches all */
    uint32_t ntypes;
    uint32_t start, end;
    struct ast_block *body;
};

struct ast_try {
    struct ast_node node;
    struct ast_block *body;
    struct ast_catch *catches;
    uint32_t ncatches;
    struct ast_block *finally; /* or NULL */
};

struct ast_trap {
    struct ast_node node;
    struct ast_type_name *type; /* or NULL */
    struct ast_block *body;
};

struct ast_data {
    struct ast_node node;
    struct ast_str variable;    /* s NULL when none */
    struct ast_node **commands; /* -SupportedCommand */
    uint32_t ncommands;
    struct ast_block *body;
};

/* Parameters written after the name stand in body->params like those of a
 * param block. */
struct ast_function {
    struct ast_node node;
    struct ast_str name; /* as written: f, global:f */
    bool is_filter;      /* the unnamed body is then body->process */
    bool params_in_signature;
    struct ast_script_block *body;
};

enum ast_type_def_kind { AST_CLASS, AST_ENUM };
struct ast_type_def {
    struct ast_node node;
    enum ast_type_def_kind def;
    struct ast_str name;
    struct ast_attribute **attributes; /* [Flags()] … */
    struct ast_type_name **bases;      /* class: base and interfaces; enum: the underlying type */
    struct ast_node **members;         /* AST_PROPERTY, AST_METHOD */
    uint32_t nattributes, nbases, nmembers;
};

struct ast_property {
    struct ast_node node;
    struct ast_str name;
    struct ast_type_name *type; /* or NULL */
    struct ast_attribute **attributes;
    uint32_t nattributes;
    bool is_static, is_hidden;
    struct ast_node *initial; /* an expression or NULL; of an enum value too */
};

struct ast_method {
    struct ast_node node;
    struct ast_str name;
    uint32_t name_start;               /* in the source */
    struct ast_type_name *return_type; /* NULL: none written (a constructor, or untyped) */
    struct ast_attribute **attributes;
    uint32_t nattributes;
    bool is_static, is_hidden, is_constructor;
    struct ast_node **base_args; /* : base(…) of a constructor */
    uint32_t nbase_args;
    bool has_base_call;
    struct ast_script_block *body; /* parameters in body->params */
};

enum ast_using_kind { AST_USING_NAMESPACE, AST_USING_MODULE, AST_USING_ASSEMBLY };
struct ast_using {
    struct ast_node node;
    enum ast_using_kind what;
    struct ast_str name;          /* as written */
    struct ast_hashtable *module; /* using module @{…}: name.s is NULL */
};

/* A statement that ends in an error; partial holds what was read of it, and may be NULL. */
struct ast_error {
    struct ast_node node;
    struct ast_node *partial;
    bool expression; /* stands where an expression should */
};

/* ---- structure ---- */

/* Comment-based help. Texts are without comment marks and common indentation,
 * trimmed of blank lines at both ends; s NULL: section absent. */
struct ast_help_parameter {
    struct ast_str name, text;
};
struct ast_help {
    struct ast_str synopsis, description, notes, component, role, functionality;
    struct ast_str forward_target, forward_category, external_help;
    struct ast_str *examples, *inputs, *outputs, *links;
    struct ast_help_parameter *parameters;
    uint32_t nexamples, ninputs, noutputs, nlinks, nparameters;
    uint32_t start, end; /* span of the comment(s) */
};

/* A { } or a whole file. An unnamed body is `end` (in a filter: `process`)
 * with unnamed set. NULL: the block is absent. */
struct ast_script_block {
    struct ast_node node;
    struct ast_using **usings;
    uint32_t nusings;
    struct ast_param_block *params; /* or NULL */
    struct ast_block *dynamicparam, *begin, *process, *end, *clean;
    bool unnamed;
    struct ast_help *help; /* or NULL; of a function: body->help */
};

struct ast_param_block {
    struct ast_node node;
    struct ast_attribute **attributes; /* [CmdletBinding()] … in front of param */
    struct ast_parameter **parameters;
    uint32_t nattributes, nparameters;
};

struct ast_parameter {
    struct ast_node node;
    struct ast_str name; /* without $ */
    uint32_t name_start, name_end;
    struct ast_node **attributes; /* AST_ATTRIBUTE and AST_TYPE_CONSTRAINT in written order */
    uint32_t nattributes;
    struct ast_type_name *type; /* of the last type constraint, or NULL */
    struct ast_node *initial;   /* default value expression, or NULL */
    struct ast_str comment;     /* comment in front of it inside param(), for help; s NULL */
};

struct ast_named_argument {
    struct ast_str name;
    struct ast_node *value; /* NULL: [Parameter(Mandatory)], meaning $true */
    uint32_t start, end;
};

struct ast_attribute {
    struct ast_node node;
    struct ast_type_name *type;
    struct ast_node **args;
    struct ast_named_argument *named;
    uint32_t nargs, nnamed;
};

struct ast_type_constraint {
    struct ast_node node;
    struct ast_type_name *type;
};

/* #requires statements of the file, all of them merged. */
struct ast_requires {
    struct ast_str version;   /* "7.0"; s NULL when none */
    struct ast_str *modules;  /* a name, or the text of a @{ModuleName=…} */
    struct ast_str *editions; /* Core, Desktop */
    struct ast_str *assemblies;
    uint32_t nmodules, neditions, nassemblies;
    bool run_as_administrator;
    uint32_t start; /* of the first #requires */
    bool present;
};

struct ast_arena;

struct ast {
    unsigned refs;
    const char *text; /* len bytes and a NUL; a copy */
    uint32_t len;
    const char *file; /* or NULL: typed at the prompt */
    uint32_t *lines;  /* offsets where lines begin, lines[0] = 0 */
    uint32_t nlines;
    struct ast_script_block *root;
    struct ast_requires requires;
    bool has_catches; /* a try has more than one catch */
    struct ast_arena *arena;
};

struct ast *ast_ref(struct ast *ast);
/* NULL is allowed. */
void ast_unref(struct ast *ast);

struct ast_pos {
    uint32_t line, column; /* from 1; column counts UTF-16 units, as PowerShell does */
};
struct ast_pos ast_position(const struct ast *ast, uint32_t offset);
/* The line (from 1) without its line end. */
struct ast_str ast_line(const struct ast *ast, uint32_t line);
/* The source text of a node, not NUL-terminated. */
struct ast_str ast_source(const struct ast *ast, const struct ast_node *node);

/* The expression of a pipeline that is just one expression without
 * redirection or &, else NULL. Accepts any node, NULL too. */
struct ast_node *ast_pure_expression(const struct ast_node *statement);
/* What an assignment's right side is to PowerShell: a lone expression without its pipeline. */
struct ast_node *ast_assigned(const struct ast_node *right);
/* Calls fn for each direct child in source order; stops when fn is false and
 * answers false then. */
bool ast_each_child(const struct ast_node *node,
                    bool (*fn)(const struct ast_node *child, void *context), void *context);

/* Names for messages and dumps. -eq, -ceq, +, … */
const char *ast_binary_name(enum ast_binary_op op, bool case_sensitive);
const char *ast_unary_name(enum ast_unary_op op);
const char *ast_assign_name(enum ast_assign_op op);
const char *ast_kind_name(enum ast_kind kind);

struct strbuf;
/* The tree as an s-expression, for tests and debugging (parser/ast_dump.c). */
void ast_dump(const struct ast *ast, struct strbuf *out);
void ast_dump_node(const struct ast_node *node, struct strbuf *out);

#define AST_AS(type, p) ((struct type *)(void *)(p))

#endif
