/* Digits of base 16. */
#ifndef HVSH_BASE_HEX_H
#define HVSH_BASE_HEX_H

/* 0 to 15; -1 when it is none. */
static inline int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte of two digits; -1 when one is none. The second is looked at only after a first. */
static inline int hex_byte(const char *s)
{
    int high = hex_digit(s[0]), low = high < 0 ? -1 : hex_digit(s[1]);
    return low < 0 ? -1 : high * 16 + low;
}

#endif
