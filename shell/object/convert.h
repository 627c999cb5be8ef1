/* Conversions, comparison and text of values, by PowerShell's rules
 * (about_Type_Conversion, about_Comparison_Operators; culture-invariant). */
#ifndef HVSH_OBJECT_CONVERT_H
#define HVSH_OBJECT_CONVERT_H

#include "shell/object/type_info.h"
#include "shell/object/value.h"

/* [T]$v. *out is owned. Errors read as PowerShell words them: Cannot convert
 * value "x" to type "System.Int32". Error: "…". What needs the runtime (script
 * classes, script blocks to delegates) is done there. */
int value_convert(struct value v, const struct type_info *to, struct value *out, struct err **err);
/* Sets o's properties as [T]@{ Name = value } does; -1: one cannot be set, o is half filled. */
int object_fill(struct value o, const struct hash *from, struct err **err);
/* The same from a custom object's notes. */
int object_fill_by_custom(struct value o, struct value custom, struct err **err);
bool value_is_custom(struct value v);
/* Has the type properties to be set, and is no collection? */
bool object_is_filled(const struct type_info *type);
/* Are all keys names of properties that can be set? */
bool object_can_fill(const struct type_info *type, const struct hash *from);
/* What a variable of the type holds at first: 0, false, $null …; NULL: any type. Owned. */
struct value value_initial(const struct type_info *type);
int value_to_enum(struct value v, const struct enum_info *to, int32_t *out, struct err **err);
/* A PSCustomObject with the entries of a hashtable as notes; shapes NULL: of
 * its own. Owned. */
struct value value_to_custom(struct value hash, struct shapes *shapes);
/* Truth: $null, 0, '', @() and one-element arrays of such are false. */
bool value_truth_any(struct value v);
static inline bool value_truth(struct value v)
{
    return v.kind == V_BOOL ? v.b : value_truth_any(v);
}
/* Numbers; rounding half to even for doubles to integers. */
int value_to_int64(struct value v, int64_t *out, struct err **err);
int value_to_double(struct value v, double *out, struct err **err);

/* "$v": the text in an expandable string (arrays joined by a space, doubles
 * with up to 15/17 digits, dates invariant, ToString() of objects). */
void value_to_strbuf(struct value v, struct strbuf *out);
struct value value_to_string(struct value v); /* owned string */
/* The same as operators and casts have it: a type is named as in the language ("int"). */
struct value value_operand_string(struct value v);
/* As value_to_strbuf, but a type by its short name: what "$v", [string]$v, + and -join make of a
 * value that is no PSObject ("int", "System.Collections.Generic.List[string]"). */
void value_language_text(struct value v, struct strbuf *out);
/* As value_to_strbuf with another $OFS. */
void value_join(struct value v, const char *separator, struct strbuf *out);
/* What .ToString() answers: as value_to_strbuf, but a collection's type name. */
void value_method_string(struct value v, struct strbuf *out);
/* What an object of a pipeline answers to .ToString(): as value_to_strbuf, but dates by the
 * culture. */
void value_object_string(struct value v, struct strbuf *out);
/* A .NET format string ("N2", "yyyy-MM-dd", "X8", "{0,8:F2}" through
 * value_format). -1: FormatException. */
int value_format_one(struct value v, const char *format, size_t len, struct strbuf *out,
                     struct err **err);
int value_format(const char *format, size_t len, const struct value *args, size_t n,
                 struct strbuf *out, struct err **err);

/* -eq: the right operand is converted to the left's type. */
bool value_equals(struct value a, struct value b, bool ignore_case);
/* -lt … and sorting: *out <0, 0, >0; -1 when not comparable. */
int value_compare(struct value a, struct value b, bool ignore_case, int *out, struct err **err);
/* As the library's default comparer orders them: two objects by their own CompareTo, without making
 * b of a's type first. */
int value_compare_to(struct value a, struct value b, int *out, struct err **err);
/* Is one of them NaN, so that neither -lt nor -gt nor -ge holds? */
bool value_unordered(struct value a, struct value b);
uint32_t value_hash(struct value v, bool ignore_case);

/* Things that pipelines unroll: arrays, lists (not strings, hashtables). */
static inline bool value_is_enumerable(struct value v)
{
    return v.kind == V_ARRAY;
}

/* The number literal or text as a value: 10, 0x1F, 1.5, 4kb, 12l; -1 if s is
 * not wholly a number. */
int number_parse(const char *s, size_t len, struct value *out);

#endif
