/* Regular expressions with .NET's spelling on PCRE2: options, named groups
 * (numbered after the unnamed ones), \uXXXX, class subtraction, and .NET's
 * replacement texts. Matching is bounded (steps, depth, heap), so a pattern
 * that would run for ever ends in an error. Offsets here are bytes; what
 * scripts see is counted in UTF-16 units by the callers. */
#ifndef HVSH_OBJECT_REGEX_H
#define HVSH_OBJECT_REGEX_H

#include <signal.h>

#include "shell/object/value.h"

/* The values of System.Text.RegularExpressions.RegexOptions. */
enum regex_options {
    REGEX_IGNORE_CASE = 1,
    REGEX_MULTILINE = 2,
    REGEX_EXPLICIT_CAPTURE = 4,
    REGEX_SINGLELINE = 16,
    REGEX_IGNORE_WHITESPACE = 32,
    REGEX_RIGHT_TO_LEFT = 64,
    REGEX_CULTURE_INVARIANT = 512,
};

struct regex; /* compiled; refcounted */

/* NULL with *err set: the pattern is not valid (ArgumentException). */
struct regex *regex_compile(const char *pattern, size_t len, unsigned options, struct err **err);
/* The error of a pattern as the Regex class tells it: what is wrong with it, without the sentence
 * of the operators around it. */
void regex_tell_cause(struct err **err);
struct regex *regex_ref(struct regex *re);
void regex_unref(struct regex *re);

/* Patterns compiled before, by text and options. */
struct regex_cache *regex_cache_new(void);
void regex_cache_free(struct regex_cache *cache);
/* Searches with the cache's patterns end with ERR_CANCELLED once *flag is set;
 * flag is borrowed and outlives the patterns. */
void regex_cache_set_interrupt(struct regex_cache *cache, const sig_atomic_t *flag);
/* From the cache, or compiled and kept there; cache may be NULL. Owned. */
struct regex *regex_cached(struct regex_cache *cache, const char *pattern, size_t len,
                           unsigned options, struct err **err);

/* The groups in .NET's order: 0 is the whole match. */
size_t regex_group_count(const struct regex *re);
/* The name of a named group, else NULL. */
const char *regex_group_name(const struct regex *re, size_t group);
/* .NET number of the group called name, or -1; digits name a number. */
int regex_group_number(const struct regex *re, const char *name, size_t len);
unsigned regex_options(const struct regex *re);
/* Those of PCRE2 for these. */
uint32_t regex_pcre_options(unsigned options);
const char *regex_pattern(const struct regex *re, size_t *len);

struct regex_span {
    size_t start, end; /* bytes; start SIZE_MAX: the group took no part */
};
/* Looks for a match at or after byte offset. spans has room for
 * regex_group_count(). 1: found, 0: none, -1: error (limit reached). */
int regex_exec(struct regex *re, const char *s, size_t len, size_t offset, struct regex_span *spans,
               struct err **err);
/* Where to look for the match after this one: empty matches move on by a character. */
size_t regex_next_offset(const char *s, size_t len, const struct regex_span *match);
/* Appends the replacement text with $1, ${name}, $&, $`, $', $+, $_, $$ filled in. */
void regex_expand(const struct regex *re, const char *s, size_t len, const struct regex_span *spans,
                  const char *replacement, size_t rlen, struct strbuf *out);
/* Replaces up to max matches (negative: all). */
int regex_replace(struct regex *re, const char *s, size_t len, const char *replacement, size_t rlen,
                  long max, struct strbuf *out, struct err **err);
/* The expression behind a Regex object; NULL: v is none. Borrowed. */
struct regex *regex_of_value(struct value v);
/* A Match object of these spans, for match evaluators (types/regex.c); text is
 * the string searched. Owned. */
struct value regex_match_value(struct regex *re, struct value text, const struct regex_span *spans);
/* $Matches: a hashtable of group number or name to text; owned. */
struct value regex_matches_table(const struct regex *re, const char *s,
                                 const struct regex_span *spans);

#endif
