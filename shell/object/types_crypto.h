/* What the cryptographic types share. */
#ifndef HVSH_OBJECT_TYPES_CRYPTO_H
#define HVSH_OBJECT_TYPES_CRYPTO_H

#include "shell/object/type_info.h"

/* CryptographicException with this message; returns -1. */
int crypto_failed(struct err **err, const char *message);
/* Random bytes, or a CryptographicException. */
int crypto_random(unsigned char *to, size_t len, struct err **err);

#endif
