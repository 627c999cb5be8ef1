/* Case-insensitive comparison, as PowerShell names need it: ordinal with
 * simple case folding, no locale. */
#ifndef HVSH_BASE_TEXT_H
#define HVSH_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* <0, 0, >0. */
int text_casecmp(const char *a, size_t alen, const char *b, size_t blen);
bool text_caseeq(const char *a, const char *b); /* NUL-terminated; NULL equals only NULL */
bool text_caseeqn(const char *a, size_t alen, const char *b, size_t blen);
/* Does s begin with prefix? */
bool text_casestarts(const char *s, const char *prefix);
/* A hash under which case-insensitively equal texts are equal. */
uint32_t text_casehash(const char *s, size_t len);
/* PowerShell wildcards: * ? [a-z] and backtick escapes. */
bool text_wildcard_match(const char *pattern, size_t plen, const char *s, size_t len,
                         bool ignore_case);
/* Has each [ its ], and each range its lower end first? */
bool text_wildcard_valid(const char *pattern, size_t plen);
/* Does pattern hold an unescaped wildcard? */
bool text_has_wildcard(const char *pattern, size_t plen);

#endif
