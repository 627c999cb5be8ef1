/* System.Decimal: a 96-bit integer, a sign and a scale of 0 to 28 decimal
 * places. Results that do not fit are rounded half to even at the 28th or 29th
 * digit; what is larger than 79228162514264337593543950335 is an overflow. */
#ifndef HVSH_OBJECT_DECIMAL_H
#define HVSH_OBJECT_DECIMAL_H

#include "shell/object/value.h"

__extension__ typedef unsigned __int128 uint128;

struct decimal {
    uint32_t refs;
    uint8_t scale;
    bool negative;
    uint32_t hi; /* the integer: hi * 2^64 + lo */
    uint64_t lo;
};

/* A decimal by value, free of reference counting. */
struct dec {
    uint128 mantissa; /* < 2^96 */
    uint8_t scale;
    bool negative;
};

struct dec decimal_get(struct value v);   /* v is a V_DECIMAL */
struct value value_decimal(struct dec d); /* owned */
struct dec dec_from_int64(int64_t i);
struct dec dec_from_uint64(uint64_t u);
/* From a double with its first 15 significant digits, as .NET does; -1: too large or NaN. */
int dec_from_double(double d, struct dec *out);
double dec_to_double(struct dec d);
/* Digits, a point, an exponent; -1: no number or too large. */
int dec_parse(const char *s, size_t len, struct dec *out);
void dec_to_strbuf(struct dec d, struct strbuf *out);
/* Results; -1: overflow, or (div, mod) a zero divisor. */
int dec_add(struct dec a, struct dec b, struct dec *out);
int dec_sub(struct dec a, struct dec b, struct dec *out);
int dec_mul(struct dec a, struct dec b, struct dec *out);
int dec_div(struct dec a, struct dec b, struct dec *out);
int dec_mod(struct dec a, struct dec b, struct dec *out);
int dec_compare(struct dec a, struct dec b);
enum dec_rounding { DEC_HALF_EVEN, DEC_HALF_AWAY, DEC_TRUNCATE, DEC_FLOOR, DEC_CEILING };
/* To at most places decimals. */
struct dec dec_round(struct dec d, unsigned places, enum dec_rounding how);
/* The integer part after rounding half to even; -1: beyond int64. */
int dec_to_int64(struct dec d, int64_t *out);
/* Without trailing zeros of the fraction. */
struct dec dec_normalise(struct dec d);

#endif
