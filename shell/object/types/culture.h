/* CultureInfo, NumberFormatInfo, DateTimeFormatInfo, TextInfo; cultures as arguments. */
#ifndef HVSH_OBJECT_TYPES_CULTURE_H
#define HVSH_OBJECT_TYPES_CULTURE_H

#include "shell/object/culture.h"
#include "shell/object/members.h"

/* A CultureInfo, owned. */
struct value culture_value(const struct culture *c);
/* "de-DE" or "de"; owned. false: unknown. */
bool culture_value_named(const char *name, size_t len, struct value *out);
/* The culture that an IFormatProvider means, lives as long as v; NULL: v is none. */
const struct culture *culture_of_provider(struct value v);
/* Of the first argument that is one, NULL when none is. */
const struct culture *culture_argument(const struct value *args, size_t n);
/* A NumberFormatInfo or DateTimeFormatInfo of a copy of c, owned; and what one says, borrowed. */
struct value format_info_new(const struct type_info *type, const struct culture *c, bool writable);
const struct culture *format_info_culture(struct value v);
SHARED_CALL(format_info_clone);
SHARED_GETTER(culture_calendar);
/* A culture's TextInfo, owned; owner is the CultureInfo. */
struct value text_info_new(const struct culture *c, struct value owner);
/* A CompareInfo of the culture, owned. */
struct value compare_info_new(const struct culture *c);
/* What separates lists, when a script set it; borrowed. */
struct value *culture_separator(struct value info, bool *writable);
int fail_culture(struct err **err, const char *name);

/* Makes c the current culture and returns the one before, for culture_restore(); NULL changes
 * nothing. */
const struct culture *culture_swap(const struct culture *c);
void culture_restore(const struct culture **before);
#define AUTO_CULTURE CLEANUP(culture_restore) const struct culture *

#endif
