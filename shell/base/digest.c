#include "shell/base/digest.h"

#include <nettle/nettle-meta.h>

static const struct nettle_hash *hash_of(enum digest_kind kind)
{
    switch (kind) {
    case DIGEST_MD5:
        return &nettle_md5;
    case DIGEST_SHA1:
        return &nettle_sha1;
    case DIGEST_SHA256:
        return &nettle_sha256;
    case DIGEST_SHA384:
        return &nettle_sha384;
    case DIGEST_SHA512:
        break;
    }
    return &nettle_sha512;
}

void digest_begin(struct digest *d, enum digest_kind kind)
{
    d->kind = kind;
    hash_of(kind)->init(&d->ctx);
}

void digest_add(struct digest *d, const void *data, size_t len)
{
    hash_of(d->kind)->update(&d->ctx, len, data);
}

size_t digest_end(struct digest *d, unsigned char out[DIGEST_MAX])
{
    const struct nettle_hash *hash = hash_of(d->kind);
    hash->digest(&d->ctx, hash->digest_size, out);
    return hash->digest_size;
}
