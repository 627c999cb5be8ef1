/* PowerShell's wording of the errors that values bring about. Each sets *err
 * and returns -1. */
#ifndef HVSH_OBJECT_FAIL_H
#define HVSH_OBJECT_FAIL_H

#include "shell/object/type_info.h"
#include "shell/object/value.h"

/* An exception of this type with this message. */
int fail_with(struct err **err, const char *exception, const char *id, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Puts a RuntimeException with the same text around the error that is set. */
int fail_runtime(struct err **err, const char *id);
/* Puts another exception and message around the error that is set. */
int fail_outer(struct err **err, const char *exception, const char *id, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Gives the exception of the error that is set what its type adds (extra in exception.h). */
int fail_extra(struct err **err, struct value extra);
/* That; borrowed, $null when there is none. */
struct value err_extra_value(const struct err *err);
/* Cannot convert value "v" to type "T". Error: "…": the error set says why. */
int fail_cast(struct err **err, struct value v, const struct type_info *to, const char *id);
/* A wildcard pattern that text_wildcard_valid() refuses. */
int fail_wildcard(struct err **err, const char *pattern);
/* A value that a Boolean parameter or variable refuses: all but Booleans and numbers. to is the
 * full name of the type. */
int fail_bool_argument(struct err **err, struct value v, const char *to);
/* Cannot convert the "v" value of type "F" to type "T". */
int fail_no_cast(struct err **err, struct value v, const struct type_info *to);
/* Cannot convert null to type "T". */
int fail_null_cast(struct err **err, const struct type_info *to);
int fail_divide_by_zero(struct err **err);
/* FormatException of a text that is no number. */
/* A text that is no date: names the word that no date has, when there is one. */
int fail_date(struct err **err, const char *s, size_t len);
/* A text that is no date: names the word that no date has, when there is one. */
int fail_date(struct err **err, const char *s, size_t len);
int fail_format_text(struct err **err, const char *s, size_t len);
int fail_argument(struct err **err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* ArgumentOutOfRangeException; the parameter's name is put behind the message. */
int fail_range(struct err **err, const char *parameter, const char *message);
int fail_null_argument(struct err **err, const char *parameter);
/* OutOfMemoryExceptions: a text above STR_MAX_LEN, an array above ARRAY_MAX_LEN. */
int fail_text_too_long(struct err **err);
int fail_array_too_long(struct err **err);
/* The text as a string, or fail_text_too_long(). Takes text in any case. */
int text_result_take(struct strbuf *text, struct value *out, struct err **err);

/* That the result is -1 shall be plain to whoever compiles or analyses a caller. */
#define FAILED(call)         \
    __extension__({          \
        int minus_one_ = -1; \
        (void)(call);        \
        minus_one_;          \
    })
#define fail_with(...) FAILED(fail_with(__VA_ARGS__))
#define fail_runtime(...) FAILED(fail_runtime(__VA_ARGS__))
#define fail_outer(...) FAILED(fail_outer(__VA_ARGS__))
#define fail_cast(...) FAILED(fail_cast(__VA_ARGS__))
#define fail_wildcard(...) FAILED(fail_wildcard(__VA_ARGS__))
#define fail_bool_argument(...) FAILED(fail_bool_argument(__VA_ARGS__))
#define fail_no_cast(...) FAILED(fail_no_cast(__VA_ARGS__))
#define fail_null_cast(...) FAILED(fail_null_cast(__VA_ARGS__))
#define fail_divide_by_zero(...) FAILED(fail_divide_by_zero(__VA_ARGS__))
#define fail_date(...) FAILED(fail_date(__VA_ARGS__))
#define fail_format_text(...) FAILED(fail_format_text(__VA_ARGS__))
#define fail_argument(...) FAILED(fail_argument(__VA_ARGS__))
#define fail_range(...) FAILED(fail_range(__VA_ARGS__))
#define fail_text_too_long(...) FAILED(fail_text_too_long(__VA_ARGS__))
#define fail_array_too_long(...) FAILED(fail_array_too_long(__VA_ARGS__))
#define fail_null_argument(...) FAILED(fail_null_argument(__VA_ARGS__))

#endif
