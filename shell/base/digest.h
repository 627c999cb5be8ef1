/* Message digests: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4), by nettle. For checksums of
 * files; nothing here keeps secrets. */
#ifndef HVSH_BASE_DIGEST_H
#define HVSH_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

enum digest_kind { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512 };
enum { DIGEST_MAX = 64 };

struct digest {
    enum digest_kind kind;
    union {
        struct md5_ctx md5;
        struct sha1_ctx sha1;
        struct sha256_ctx sha256;
        struct sha512_ctx sha512; /* SHA-384 too */
    } ctx;
};

void digest_begin(struct digest *d, enum digest_kind kind);
void digest_add(struct digest *d, const void *data, size_t len);
/* Writes the digest, returns its length in bytes. */
size_t digest_end(struct digest *d, unsigned char out[DIGEST_MAX]);

#endif
