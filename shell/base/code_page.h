/* Text of the code pages that Windows and .NET number, turned into UTF-8 and back by iconv. */
#ifndef HVSH_BASE_CODE_PAGE_H
#define HVSH_BASE_CODE_PAGE_H

#include <stdbool.h>

#include "shell/base/strbuf.h"

struct code_page {
    int number;
    const char *web;   /* its registered name: "windows-1251" */
    const char *iconv; /* iconv's name for it */
    const char *title; /* "Cyrillic (Windows)" */
    bool single_byte;
};

/* NULL: not known. UTF-7 is 65000. Those of Unicode, ASCII and Latin-1 are not among them. */
const struct code_page *code_page_numbered(int number);
/* By its name, by "cp1251" or by its number in digits. */
const struct code_page *code_page_named(const char *name);
/* What cannot be said becomes ? or U+FFFD. */
void code_page_encode(const struct code_page *page, const char *s, size_t len, struct strbuf *out);
void code_page_decode(const struct code_page *page, const char *s, size_t len, struct strbuf *out);

#endif
