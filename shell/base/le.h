/* Little- and big-endian access to unaligned bytes. */
#ifndef HVSH_BASE_LE_H
#define HVSH_BASE_LE_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#define ENDIAN_ACCESS(prefix, bits)                                  \
    static inline uint##bits##_t prefix##bits##_get(const void *p)   \
    {                                                                \
        uint##bits##_t v;                                            \
        memcpy(&v, p, sizeof(v));                                    \
        return prefix##bits##toh(v);                                 \
    }                                                                \
    static inline void prefix##bits##_put(void *p, uint##bits##_t v) \
    {                                                                \
        v = hto##prefix##bits(v);                                    \
        memcpy(p, &v, sizeof(v));                                    \
    }

ENDIAN_ACCESS(le, 16)
ENDIAN_ACCESS(le, 32)
ENDIAN_ACCESS(le, 64)
ENDIAN_ACCESS(be, 16)
ENDIAN_ACCESS(be, 32)
ENDIAN_ACCESS(be, 64)

#endif
