/* System.Security.Cryptography.HMAC…: digests under a key (RFC 2104). */
#include <string.h>
#include <sys/random.h>

#include "shell/base/digest.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/crypto.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"

enum { MAX_BLOCK = 128 };

struct hmac {
    struct value key, hash; /* byte[] */
};

static struct hmac *hmac_of(struct value v)
{
    return object_payload(v.object);
}

static void hmac_destroy(struct object *o)
{
    struct hmac *h = object_payload(o);
    value_unref(h->key);
    value_unref(h->hash);
}

static enum digest_kind kind_of(const struct type_info *type)
{
    return type == &type_hmac_md5      ? DIGEST_MD5
           : type == &type_hmac_sha1   ? DIGEST_SHA1
           : type == &type_hmac_sha384 ? DIGEST_SHA384
           : type == &type_hmac_sha512 ? DIGEST_SHA512
                                       : DIGEST_SHA256;
}

static size_t block_size(enum digest_kind kind)
{
    return kind == DIGEST_SHA384 || kind == DIGEST_SHA512 ? 128 : 64;
}

static int add_data(struct digest *d, struct value data, struct err **err)
{
    if (!value_is_stream(data)) {
        AUTO_STRBUF bytes = STRBUF_INIT;
        if (bytes_add(data, "buffer", &bytes, err) < 0)
            return -1;
        digest_add(d, bytes.buf ? bytes.buf : "", bytes.len);
        return 0;
    }
    char buf[16384];
    size_t got;
    do {
        if (stream_read(data, buf, sizeof(buf), &got, err) < 0)
            return -1;
        digest_add(d, buf, got);
    } while (got);
    return 0;
}

static int compute(enum digest_kind kind, struct value key, struct value data, struct value *out,
                   struct err **err)
{
    unsigned char pad[MAX_BLOCK] = { 0 }, inner[DIGEST_MAX];
    size_t block = block_size(kind), len;
    struct digest d;
    AUTO_STRBUF secret = STRBUF_INIT;
    if (bytes_add(key, "key", &secret, err) < 0)
        return -1;
    if (secret.len > block) {
        digest_begin(&d, kind);
        digest_add(&d, secret.buf, secret.len);
        digest_end(&d, pad);
    } else if (secret.len) {
        memcpy(pad, secret.buf, secret.len);
    }
    for (size_t i = 0; i < block; i++)
        pad[i] ^= 0x36;
    digest_begin(&d, kind);
    digest_add(&d, pad, block);
    if (add_data(&d, data, err) < 0)
        return -1;
    len = digest_end(&d, inner);
    for (size_t i = 0; i < block; i++)
        pad[i] ^= 0x36 ^ 0x5C;
    digest_begin(&d, kind);
    digest_add(&d, pad, block);
    digest_add(&d, inner, len);
    len = digest_end(&d, inner);
    *out = value_of_array(bytes_array((const char *)inner, len));
    return 0;
}

CALL(hmac_compute)
{
    (void)n;
    struct hmac *h = hmac_of(self);
    if (compute(kind_of(self.object->type), h->key, args[0], out, err) < 0)
        return -1;
    value_replace_take(&h->hash, value_ref(*out));
    return 0;
}

/* HashData(key, data) */
CALL(hmac_hash_data)
{
    (void)n;
    return compute(kind_of(self.type), args[0], args[1], out, err);
}

CALL(hmac_new)
{
    AUTO_STRBUF key = STRBUF_INIT;
    if (n && bytes_add(args[0], "key", &key, err) < 0)
        return -1;
    if (!n) { /* a key of its own, as long as a block */
        char random[MAX_BLOCK];
        if (getrandom(random, sizeof(random), 0) != sizeof(random))
            return fail_argument(err, "The system has no random bytes.");
        strbuf_add(&key, random, block_size(kind_of(self.type)));
    }
    struct object *o = object_new(self.type);
    ((struct hmac *)object_payload(o))->key =
        value_of_array(bytes_array(key.buf ? key.buf : "", key.len));
    *out = value_of_object(o);
    return 0;
}

CALL(hmac_nothing)
{
    UNUSED_CALL();
    return 0;
}

enum { KEY, HASH, SIZE, NAME };

GETTER(hmac_get)
{
    (void)err;
    static const int32_t bits[] = { 128, 160, 256, 384, 512 };
    static const char *const names[] = { "MD5", "SHA1", "SHA256", "SHA384", "SHA512" };
    struct hmac *h = hmac_of(self);
    *out = p->data == NAME   ? value_string(names[kind_of(self.object->type)])
           : p->data == SIZE ? value_int(bits[kind_of(self.object->type)])
           : p->data == HASH ? value_ref(h->hash)
                             : value_ref(h->key);
    return 0;
}

SETTER(hmac_set_key)
{
    (void)p;
    AUTO_STRBUF key = STRBUF_INIT;
    if (bytes_add(v, "value", &key, err) < 0)
        return -1;
    value_replace_take(&hmac_of(self)->key,
                       value_of_array(bytes_array(key.buf ? key.buf : "", key.len)));
    return 0;
}

static const struct property hmac_props[] = {
    { .name = "Key", .type_name = "byte[]", .get = hmac_get, .set = hmac_set_key, .data = KEY },
    PROPERTY_DATA("Hash", "byte[]", hmac_get, HASH),
    PROPERTY_DATA("HashSize", "int", hmac_get, SIZE),
    PROPERTY_DATA("HashName", "string", hmac_get, NAME),
};
static const struct method hmac_methods[] = {
    METHOD("ComputeHash", 1, 1, hmac_compute, "byte[] ComputeHash(byte[] buffer)"),
    METHOD("Initialize", 0, 0, hmac_nothing, "void Initialize()"),
    METHOD("Clear", 0, 0, hmac_nothing, "void Clear()"),
    METHOD("Dispose", 0, 0, hmac_nothing, "void Dispose()"),
};
static const struct method hmac_statics[] = {
    METHOD("new", 0, 2, hmac_new, NULL),
    METHOD("HashData", 2, 2, hmac_hash_data, "byte[] HashData(byte[] key, byte[] source)"),
};
#define HMAC(id, name_)                                                                 \
    const struct type_info type_##id = { .name = "System.Security.Cryptography." name_, \
                                         .base = &type_object,                          \
                                         .interfaces = implements_disposable,           \
                                         PROPS(hmac_props),                             \
                                         METHODS(hmac_methods),                         \
                                         STATICS(hmac_statics),                         \
                                         .payload_size = sizeof(struct hmac),           \
                                         .destroy = hmac_destroy }
HMAC(hmac_md5, "HMACMD5");
HMAC(hmac_sha1, "HMACSHA1");
HMAC(hmac_sha256, "HMACSHA256");
HMAC(hmac_sha384, "HMACSHA384");
HMAC(hmac_sha512, "HMACSHA512");
