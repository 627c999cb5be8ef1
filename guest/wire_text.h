/* Text in Hyper-V's bodies: UTF-16, little endian, in a field of fixed length that NUL ends. */
#ifndef HVSH_GUEST_WIRE_TEXT_H
#define HVSH_GUEST_WIRE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes UTF-8 text to a field of max units that is zeroed; *units gets their count without the
 * NUL. False when it does not fit. */
bool wire_put_text(uint8_t *field, size_t max, const char *text, size_t *units);
/* Reads a field as UTF-8 of at most cap bytes with the NUL. False when no NUL ends it, a
 * surrogate stands alone, or it does not fit. */
bool wire_get_text(const uint8_t *field, size_t max, char *text, size_t cap);

#endif
