/* UTF-8 and UTF-16. Text inside hvsh is WTF-8: UTF-8 that may also carry
 * unpaired surrogates, so that every UTF-16 string has a form. */
#ifndef HVSH_BASE_UTF8_H
#define HVSH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* libjansson, linked statically, has a function of this name. */
#define utf8_encode hvsh_utf8_encode
/* Writes rune (at most 0x10FFFF) to out, returns its 1 to 4 bytes. */
size_t utf8_encode(uint32_t rune, char out[4]);
/* Reads one code point of s[0..len), len > 0; *used gets its bytes (at least
 * 1). A malformed byte reads as UTF8_REPLACEMENT with *used = 1. */
uint32_t utf8_decode(const char *s, size_t len, size_t *used);
/* The same as decoders do it that must give well-formed text (Unicode, table 3-7): no surrogates,
 * and the malformed bytes that could begin a character are one replacement. */
uint32_t utf8_decode_strict(const char *s, size_t len, size_t *used);
/* Is s well-formed UTF-8 (no surrogates, nothing overlong)? */
bool utf8_valid(const char *s, size_t len);
bool utf8_is_ascii(const char *s, size_t len);
/* The number of UTF-16 code units that s takes. */
size_t utf8_utf16_len(const char *s, size_t len);
/* The byte offset of UTF-16 unit index; len when past the end. An index
 * between two surrogates gives the offset of their code point. */
size_t utf8_utf16_offset(const char *s, size_t len, size_t index);
/* Columns on a terminal (wide characters 2, combining 0). */
size_t utf8_width(const char *s, size_t len);
/* Simple case mapping of one code point (culture-invariant). */
uint32_t rune_upper(uint32_t rune);
uint32_t rune_lower(uint32_t rune);

#endif
