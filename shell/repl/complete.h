/* Tab completion: what could stand at the cursor, found with the language's own
 * parser and the commands' own declarations. Of what is typed nothing runs: only completers that
 * scripts register, and our own look-ups (complete_values.c). Nothing is printed. */
#ifndef HVSH_REPL_COMPLETE_H
#define HVSH_REPL_COMPLETE_H

#include <stddef.h>

#include "parser/parser.h"
#include "shell/runtime/command.h"
#include "shell/runtime/completion.h"
#include "shell/runtime/session.h"

/* Candidates for text at byte offset cursor, filtered by what is typed, in PowerShell's order,
 * quoted where needed. They replace the bytes [*start, *end). */
void complete_text(struct session *s, const char *text, size_t len, size_t cursor,
                   struct completion *out, size_t *start, size_t *end);

/* One completion under way. */
struct completing {
    struct session *s;
    const struct ast *ast;         /* of the text up to the cursor, as far as it makes sense */
    const struct parse_cursor *at; /* where the cursor is */
    const char *typed;             /* at->prefix, never NULL */
    const char *text;              /* the whole, len bytes */
    size_t len, cursor;
    struct completion *out;
    struct value *keep;             /* what a look-up made and the result points into */
    struct dynamic_params *dynamic; /* the same of a dynamicparam block; or NULL */
    int depth;                      /* of the inference that is under way */
};

/* Does a candidate fit what was typed: a prefix, or a wildcard pattern? */
bool complete_fits(const char *typed, const char *candidate);
/* Text as it stands in a script: in the quotes the user began, or in single ones where bare text
 * would not do. The caller frees. */
char *complete_quoted(const char *text, char quote);

/* ---- the sources, by what stands at the cursor ---- */
void complete_command(struct completing *c);
void complete_parameter(struct completing *c);
void complete_argument(struct completing *c);
void complete_member(struct completing *c);
void complete_variable(struct completing *c);
void complete_type(struct completing *c);
void complete_namespace(struct completing *c);
void complete_operator(struct completing *c);
void complete_using(struct completing *c);
void complete_hash_key(struct completing *c);
void complete_attribute_argument(struct completing *c);
/* The keys of a module's @{…}, table its text so far, that are not there yet. */
void complete_module_keys(struct completing *c, const char *table, const char *typed);
/* In a comment that ends at the cursor: #requires, history. False: in none, or nothing fits. */
bool complete_comment(struct completing *c, size_t *start);
/* A value that is assigned, compared or in brackets, where the left side says what it can be.
 * False: it does not. */
bool complete_right_side(struct completing *c, size_t *start);
/* `using namespace X`, `using module X`, `switch -X`, and [type] at the cursor. False: none of
 * them stands there. */
bool complete_keyword_argument(struct completing *c, size_t *start);
/* By the form of the word at the cursor: $HOME/x, Env:x, @x, [T]::M[x. False: it has no such
 * form, or nothing fits. */
bool complete_by_word(struct completing *c, size_t *start);
/* What a script of ours answers to one text; owned array. */
struct value complete_look_up(struct completing *c, const char *script, const char *word);
/* The label after break or continue. False: the cursor stands behind neither. */
bool complete_label(struct completing *c, size_t *start);
/* Files by the name typed so far, which may hold wildcards; literal: it holds none. amper: it is
 * to be run, so that quoted ones get an &. command: it is run, so that its wildcards mean
 * themselves. */
struct complete_path_how {
    bool folders, literal, amper, command;
    const char *extensions; /* ".ps1,.psm1": only files of these; NULL: all */
};
void complete_path(struct completing *c, struct complete_path_how how);

/* ---- commands and their parameters ---- */
/* Commands of these kinds whose names fit: module\name, wildcards, or abbreviated. */
void complete_commands(struct completing *c, unsigned kinds);
/* An argument of a program, by what Register-ArgumentCompleter -Native got; else files. */
void complete_native(struct completing *c);
struct complete_params {
    const char *name; /* of the command */
    const struct param *items;
    size_t n;
    const char *default_set;
    const struct cmdlet *cmdlet; /* NULL: a function */
    bool common, should_process;
};
/* The parameters of a command that stands in the text; false: it has none of ours. */
bool complete_find_params(struct completing *c, const struct ast_command *command,
                          struct complete_params *out);
/* By name, alias, or prefix; NULL: none. */
const struct param *complete_find_param(const struct complete_params *params, const char *name,
                                        size_t len);
/* The nth positional parameter after those that are given by name; NULL: none. */
const struct param *complete_positional(const struct complete_params *params,
                                        const struct ast_command *command, uint32_t before,
                                        uint32_t position);
bool complete_list_has(const char *list, const char *name, size_t len);
/* The type of a parameter; NULL: unknown. */
const struct type_info *complete_param_type(struct session *s, const struct param *p);
/* Name and type of a parameter as tool tips show them: "[string[]] Name"; owned. */
char *complete_param_text(const struct param *p);
/* What is given to parameters before the cursor, by name: constant texts only. Owned hash. */
struct value complete_bound(const struct completing *c, const struct complete_params *params);

/* Values that a look-up of ours knows for a parameter. False: it knows none of this one. */
bool complete_value(struct completing *c, const struct complete_params *params,
                    const struct param *p);
/* Names of variables that are set, without a sigil. */
void complete_variable_names(struct completing *c);
/* The names of the modules that can be loaded and fit. */
void complete_modules(struct completing *c, const char *typed);
/* A block of a completer's with its arguments; its results are taken as they are. False: it
 * failed or gave none. */
bool complete_by_block(struct completing *c, struct value block, const struct value *args,
                       size_t n);

/* ---- types ---- */
/* What a variable is assigned in the text; NULL: nothing. */
const struct ast_node *complete_assigned(struct completing *c, const struct ast_node *variable);
bool complete_is_underbar(const struct ast_node *node);
/* The value of a variable that is set, so that added members show as well; *out owned. */
bool complete_variable_value(struct session *s, const struct ast_node *node, struct value *out);
/* Adds the properties of a type, with quotes where they need some. */
void complete_properties(const struct type_info *type, struct completion *out);
/* A class or enum that the text defines; NULL: none of this name. */
const struct ast_type_def *complete_text_type(const struct ast *ast, struct ast_str name);
/* Adds what can be assigned to objects of the type, but for the names in the list. */
void complete_settable(struct completing *c, const struct type_info *type, const char *except);

#endif
