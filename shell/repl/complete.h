/* Tab completion: what could stand at the cursor, found with the language's own
 * parser and the cmdlets' own descriptors. Nothing is evaluated, nothing printed. */
#ifndef HVSH_REPL_COMPLETE_H
#define HVSH_REPL_COMPLETE_H

#include <stddef.h>

#include "parser/parser.h"
#include "shell/runtime/completion.h"
#include "shell/runtime/session.h"

/* Candidates for text at byte offset cursor, filtered by what is typed, sorted,
 * quoted where needed. They replace the bytes [*start, *end). */
void complete_text(struct session *s, const char *text, size_t len, size_t cursor,
                   struct completion *out, size_t *start, size_t *end);

/* Does a candidate fit what was typed: a prefix, or a wildcard pattern? */
bool complete_fits(const char *typed, const char *candidate);

/* ---- the sources, by what stands at the cursor; prefix is what is typed ---- */
void complete_command(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_parameter(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_argument(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_member(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_variable(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_type(struct session *s, const struct parse_cursor *at, struct completion *out);
void complete_path(const char *prefix, struct completion *out);

/* The type of the objects that a command or expression yields, as far as it is
 * known without running it; NULL: unknown. */
const struct type_info *complete_type_of(struct session *s, const struct ast_node *node);
/* The same for n pipeline elements in a row, such as what stands before a command. */
const struct type_info *complete_type_of_stages(struct session *s, struct ast_node *const *stages,
                                                uint32_t n);
/* Adds the properties of a type. */
void complete_properties(const struct type_info *type, struct completion *out);

#endif
