/* Numbers as text, by .NET's rules in the invariant culture. */
#ifndef HVSH_OBJECT_NUMBER_FORMAT_H
#define HVSH_OBJECT_NUMBER_FORMAT_H

#include "shell/object/value.h"

/* The shortest text that reads back as the same number ("R"). */
void double_to_strbuf(double d, struct strbuf *out);
void single_to_strbuf(double d, struct strbuf *out);
void int64_to_strbuf(int64_t i, struct strbuf *out);
void uint64_to_strbuf(uint64_t u, struct strbuf *out);
/* A number by a standard or custom format. -1: FormatException. */
int number_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err);

/* Digits of a number for formatting: 0.d1d2d3… * 10^point. */
struct digits {
    bool negative;
    bool exact; /* the digits are the whole value */
    int point;
    int len;
    char d[800];
};

#endif
