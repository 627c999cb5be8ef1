/* Strings: immutable to all but a sole owner, WTF-8 inside (utf8.h), NUL
 * terminated, NULs allowed within. Lengths and indexes that scripts see count
 * UTF-16 code units, as .NET does. */
#ifndef HVSH_OBJECT_STR_H
#define HVSH_OBJECT_STR_H

#include "shell/object/value.h"

/* STR_MEMBERS: members lie behind the text, which stays as it is for good. */
enum { STR_ASCII = 1, STR_ASCII_KNOWN = 2, STR_MEMBERS = 4, STR_PLACED = 8 };

/* The longest text that operators and methods make, in bytes: .NET's limit in characters. */
#define STR_MAX_LEN ((size_t)0x3FFFFFDF)

struct str {
    uint32_t refs;
    uint32_t flags;
    size_t len, cap; /* bytes, without the NUL */
    char data[];
};

struct str *str_new(const char *s, size_t len);
/* Uninitialised bytes for the caller to fill; data[len] is set. */
struct str *str_alloc(size_t len);
/* Appends, in place when s has one owner and room (amortised growth).
 * Takes the reference to s, returns an owned one. */
struct str *str_append_take(struct str *s, const char *tail, size_t len);
/* A copy of the text that owns these members (taken). */
struct str *str_with_members(const struct str *s, struct object *members);
/* Borrowed; NULL: it has none. */
struct object *str_members(const struct str *s);
void str_free(struct str *s); /* the last owner left: for value.c only */
bool str_is_ascii(struct str *s);
/* UTF-16 code units. */
size_t str_length(struct str *s);
/* The unit at index, which must be < str_length(). */
uint16_t str_char_at(struct str *s, size_t index);
/* Units [start, start + count), both in range; owned. */
struct str *str_substring(struct str *s, size_t start, size_t count);
bool str_equals(const struct str *a, const struct str *b, bool ignore_case);
/* PowerShell's ordering of strings (invariant culture, case-insensitive
 * unless case_sensitive): <0, 0, >0. */
int str_compare(const struct str *a, const struct str *b, bool case_sensitive);
/* 64 bits whose order never contradicts str_compare(): it decides where they are equal. */
uint64_t str_sort_prefix(const struct str *s);

#endif
