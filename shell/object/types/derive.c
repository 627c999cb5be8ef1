/* System.Security.Cryptography: keys from passwords (PBKDF2), names of hash algorithms. */
#include <nettle/pbkdf2.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/crypto.h"
#include "shell/object/types/encoding.h"

/* ---- PBKDF2 ---- */

struct derive {
    struct value password, salt; /* byte[] */
    int32_t iterations;
    int hash; /* 1, 256, 384, 512 */
    size_t used;
};

static void derive_destroy(struct object *o)
{
    struct derive *d = object_payload(o);
    value_unref(d->password);
    value_unref(d->salt);
}

static int hash_number(struct value v, int *out, struct err **err)
{
    AUTO_STRBUF name = STRBUF_INIT;
    value_to_strbuf(v, &name);
    *out = text_caseeq(name.buf, "SHA1")     ? 1
           : text_caseeq(name.buf, "SHA256") ? 256
           : text_caseeq(name.buf, "SHA384") ? 384
           : text_caseeq(name.buf, "SHA512") ? 512
                                             : 0;
    return *out ? 0
                : crypto_failed(err, "The hash algorithm is not known: SHA1, SHA256, SHA384 and "
                                     "SHA512 are.");
}

/* Texts count as their UTF-8. */
static int secret(struct value v, const char *parameter, struct strbuf *out, struct err **err)
{
    if (v.kind != V_STRING)
        return bytes_add(v, parameter, out, err);
    strbuf_add(out, v.str->data, v.str->len);
    return 0;
}

static int derive(struct value password, struct value salt, int32_t rounds, int hash, size_t from,
                  size_t count, struct value *out, struct err **err)
{
    AUTO_STRBUF key = STRBUF_INIT, s = STRBUF_INIT, made = STRBUF_INIT;
    strbuf_grow(&key, 1);
    strbuf_grow(&s, 1);
    strbuf_grow(&made, from + count + 1);
    if (secret(password, "password", &key, err) < 0 || secret(salt, "salt", &s, err) < 0)
        return -1;
    if (rounds < 1)
        return fail_range(err, "iterations", "Positive number required.");
    uint8_t *to = (uint8_t *)made.buf;
    const uint8_t *k = (const uint8_t *)key.buf, *st = (const uint8_t *)s.buf;
    unsigned n = (unsigned)rounds;
    if (hash == 1)
        pbkdf2_hmac_sha1(key.len, k, n, s.len, st, from + count, to);
    else if (hash == 256)
        pbkdf2_hmac_sha256(key.len, k, n, s.len, st, from + count, to);
    else if (hash == 384)
        pbkdf2_hmac_sha384(key.len, k, n, s.len, st, from + count, to);
    else
        pbkdf2_hmac_sha512(key.len, k, n, s.len, st, from + count, to);
    *out = value_of_array(bytes_array(made.buf + from, count));
    return 0;
}

/* new(password, salt [, iterations [, hash]]); a salt that is a number is a length */
CALL(derive_new)
{
    AUTO_VALUE made = value_of_object(object_new(self.type));
    struct derive *d = object_payload(made.object);
    unsigned char fresh[64];
    d->iterations = 1000;
    d->hash = 1;
    d->password = value_ref(args[0]);
    if (value_is_integer(args[1])) {
        size_t len = args[1].i >= 8 && args[1].i <= 64 ? (size_t)args[1].i : 8;
        if (crypto_random(fresh, len, err) < 0)
            return -1;
        d->salt = value_of_array(bytes_array((char *)fresh, len));
    } else {
        d->salt = value_ref(args[1]);
    }
    if ((n > 2 && arg_int(args[2], &d->iterations, err) < 0) ||
        (n > 3 && hash_number(args[3], &d->hash, err) < 0))
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

static int byte_count(struct value v, size_t *out, struct err **err)
{
    int32_t count;
    if (arg_int(v, &count, err) < 0)
        return -1;
    if (count < 1 || count > 1 << 24)
        return fail_range(err, "cb", "Positive number required.");
    *out = (size_t)count;
    return 0;
}

CALL(derive_get_bytes)
{
    (void)n;
    struct derive *d = object_payload(self.object);
    size_t count;
    if (byte_count(args[0], &count, err) < 0 ||
        derive(d->password, d->salt, d->iterations, d->hash, d->used, count, out, err) < 0)
        return -1;
    d->used += count;
    return 0;
}

/* Pbkdf2(password, salt, iterations, hash, length) */
CALL(derive_static)
{
    (void)self;
    (void)n;
    int32_t rounds;
    int hash;
    size_t count;
    if (arg_int(args[2], &rounds, err) < 0 || hash_number(args[3], &hash, err) < 0 ||
        byte_count(args[4], &count, err) < 0)
        return -1;
    return derive(args[0], args[1], rounds, hash, 0, count, out, err);
}

GETTER(derive_salt)
{
    UNUSED_GETTER();
    *out = value_ref(((struct derive *)object_payload(self.object))->salt);
    return 0;
}

CALL(derive_dispose)
{
    UNUSED_CALL();
    return 0;
}

static const struct property derive_props[] = { PROPERTY("Salt", "byte[]", derive_salt) };
static const struct method derive_methods[] = {
    METHOD("GetBytes", 1, 1, derive_get_bytes, "byte[] GetBytes(int cb)"),
    METHOD("Dispose", 0, 0, derive_dispose, "void Dispose()"),
};
static const struct method derive_statics[] = {
    METHOD("new", 2, 4, derive_new, NULL),
    METHOD("Pbkdf2", 5, 5, derive_static,
           "byte[] Pbkdf2(byte[] password, byte[] salt, int iterations, "
           "System.Security.Cryptography.HashAlgorithmName hashAlgorithm, int outputLength)"),
};
const struct type_info type_rfc2898 = {
    .name = "System.Security.Cryptography.Rfc2898DeriveBytes",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(derive_props),
    METHODS(derive_methods),
    STATICS(derive_statics),
    .payload_size = sizeof(struct derive),
    .destroy = derive_destroy,
};

/* ---- HashAlgorithmName ---- */

static void name_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

static struct value hash_name(const char *name)
{
    struct object *o = object_new(&type_hash_name);
    *(struct value *)object_payload(o) = value_string(name);
    return value_of_object(o);
}

GETTER(hash_name_static)
{
    UNUSED_GETTER();
    *out = hash_name(p->name);
    return 0;
}

GETTER(hash_name_get)
{
    UNUSED_GETTER();
    *out = value_ref(*(struct value *)object_payload(self.object));
    return 0;
}

static int hash_name_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(*(struct value *)object_payload(self.object), out);
    return 0;
}

static int hash_name_convert(struct value v, struct value *out, struct err **err)
{
    (void)err;
    AUTO_VALUE text = arg_string(v);
    *out = hash_name(text.str->data);
    return 0;
}

#define HASH_NAME(n) PROPERTY(n, "System.Security.Cryptography.HashAlgorithmName", hash_name_static)
static const struct property hash_name_statics[] = {
    HASH_NAME("MD5"),    HASH_NAME("SHA1"),   HASH_NAME("SHA256"),
    HASH_NAME("SHA384"), HASH_NAME("SHA512"),
};
static const struct property hash_name_props[] = { PROPERTY("Name", "string", hash_name_get) };
const struct type_info type_hash_name = {
    .name = "System.Security.Cryptography.HashAlgorithmName",
    .base = &type_value_type,
    PROPS(hash_name_props),
    STATIC_PROPS(hash_name_statics),
    .payload_size = sizeof(struct value),
    .destroy = name_destroy,
    .to_string = hash_name_text,
    .convert_from = hash_name_convert,
    .is_value_type = true,
};
