/* What the cryptographic types share. */
#ifndef HVSH_OBJECT_TYPES_CRYPTO_H
#define HVSH_OBJECT_TYPES_CRYPTO_H

#include "shell/object/type_info.h"

/* CryptographicException with this message; returns -1. */
int crypto_failed(struct err **err, const char *message);
/* Random bytes, or a CryptographicException. */
int crypto_random(unsigned char *to, size_t len, struct err **err);

/* AES in CBC mode with PKCS7 padding, in place. The key has 16, 24 or 32 bytes, iv 16. */
int aes_cbc_run(const void *key, size_t key_size, const void *iv, bool decrypts,
                struct strbuf *data, struct err **err);

#endif
