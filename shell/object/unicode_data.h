/* Tables for unicode_normal.c. */
#ifndef HVSH_OBJECT_UNICODE_DATA_H
#define HVSH_OBJECT_UNICODE_DATA_H

#include <stddef.h>
#include <stdint.h>

/* rune means first followed by second; second 0: first alone. */
struct unicode_pair {
    uint32_t rune, first, second;
};
struct unicode_class {
    uint32_t from, to;
    uint8_t combining; /* canonical combining class, not 0 */
};

/* Sorted by rune; those that may be composed again, as indices, by first and second; by rune. */
extern const struct unicode_pair unicode_pairs[];
extern const uint16_t unicode_composed[];
extern const struct unicode_class unicode_classes[];
extern const size_t unicode_npairs, unicode_ncomposed, unicode_nclasses;

#endif
