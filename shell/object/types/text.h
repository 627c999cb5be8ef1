/* System.String's statics and what several text types share. */
#ifndef HVSH_OBJECT_TYPES_TEXT_H
#define HVSH_OBJECT_TYPES_TEXT_H

#include "shell/object/str.h"
#include "shell/object/type_info.h"

enum { TEXT_STATICS = 11 };
extern const struct method text_statics[TEXT_STATICS];
extern const struct property text_static_props[1];

bool rune_is_space(uint32_t rune);
bool rune_is_letter(uint32_t rune);
bool rune_is_digit(uint32_t rune);
bool rune_is_upper(uint32_t rune);
bool rune_is_lower(uint32_t rune);
/* By UTF-16 units, or by their upper-case forms: the difference of the first that differ, or of the
 * lengths. */
int text_ordinal(struct str *a, struct str *b, bool ignore_case);
/* s with every from (not empty) replaced. */
void text_replace(const char *s, size_t len, const struct str *from, const struct str *to,
                  bool ignore_case, struct strbuf *out);
/* String.Split in its forms. */
int text_split(struct value self, const struct value *args, size_t n, struct value *out,
               struct err **err);

#endif
