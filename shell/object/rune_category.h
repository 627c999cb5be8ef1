/* The general category of a character, as System.Globalization.UnicodeCategory numbers it. */
#ifndef HVSH_OBJECT_RUNE_CATEGORY_H
#define HVSH_OBJECT_RUNE_CATEGORY_H

#include <stdint.h>

enum {
    RUNE_DECIMAL = 8,
    RUNE_OTHER_NUMBER = 10,
    RUNE_SPACE,
    RUNE_PARAGRAPH = 13,
    RUNE_SURROGATE = 16,
    RUNE_CONNECTOR = 18,
    RUNE_OTHER_PUNCTUATION = 24,
    RUNE_MATH,
    RUNE_OTHER_SYMBOL = 28,
    RUNE_NOT_ASSIGNED,
};
int32_t rune_category(uint32_t rune);

#endif
