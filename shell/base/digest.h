/* Message digests: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4). For checksums of
 * files; nothing here keeps secrets. */
#ifndef HVSH_BASE_DIGEST_H
#define HVSH_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum digest_kind { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512 };
enum { DIGEST_MAX = 64 };

struct digest {
    enum digest_kind kind;
    union {
        uint32_t w[8];
        uint64_t q[8];
    } h;
    uint64_t total; /* bytes taken so far */
    unsigned char block[128];
    size_t used; /* bytes in block */
};

void digest_begin(struct digest *d, enum digest_kind kind);
void digest_add(struct digest *d, const void *data, size_t len);
/* Writes the digest, returns its length in bytes. */
size_t digest_end(struct digest *d, unsigned char out[DIGEST_MAX]);

#endif
