/* Numbers as text, by .NET's rules. */
#ifndef HVSH_OBJECT_NUMBER_FORMAT_H
#define HVSH_OBJECT_NUMBER_FORMAT_H

#include "shell/object/value.h"

/* The shortest text that reads back as the same number ("R"). */
void double_to_strbuf(double d, struct strbuf *out);
void single_to_strbuf(double d, struct strbuf *out);
void int64_to_strbuf(int64_t i, struct strbuf *out);
void uint64_to_strbuf(uint64_t u, struct strbuf *out);
struct culture;

/* A number by a standard or custom format, in the current culture or another; empty: the
 * shortest text. -1: FormatException. */
int number_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err);
int number_format_in(const struct culture *c, struct value v, const char *format, size_t len,
                     struct strbuf *out, struct err **err);
/* Puts a culture's signs into the plain number that starts at out->buf[start]. */
void number_localize(const struct culture *c, size_t start, struct strbuf *out);

/* Digits of a number for formatting: 0.d1d2d3… * 10^point. */
struct digits {
    bool negative;
    bool exact; /* the digits are the whole value */
    int point;
    int len;
    char d[800];
};

#endif
