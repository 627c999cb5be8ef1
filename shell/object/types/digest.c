/* System.Security.Cryptography: message digests, and random bytes. */
#include <string.h>
#include <sys/random.h>

#include "shell/base/digest.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"

struct hasher {
    enum digest_kind kind;
    struct value hash; /* byte[] of the last computation */
};

static struct hasher *hasher_of(struct value v)
{
    return object_payload(v.object);
}

static void hasher_destroy(struct object *o)
{
    value_unref(((struct hasher *)object_payload(o))->hash);
}

static enum digest_kind kind_of(const struct type_info *type)
{
    return type_is_a(type, &type_md5)      ? DIGEST_MD5
           : type_is_a(type, &type_sha1)   ? DIGEST_SHA1
           : type_is_a(type, &type_sha384) ? DIGEST_SHA384
           : type_is_a(type, &type_sha512) ? DIGEST_SHA512
                                           : DIGEST_SHA256;
}

/* The digest of a byte[] (or a part of it) or of what is left of a stream. */
static int digest_of(enum digest_kind kind, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    struct digest d;
    unsigned char bytes[DIGEST_MAX];
    digest_begin(&d, kind);
    if (value_is_stream(args[0])) {
        char buf[16384];
        size_t got;
        do {
            if (stream_read(args[0], buf, sizeof(buf), &got, err) < 0)
                return -1;
            digest_add(&d, buf, got);
        } while (got);
    } else {
        int32_t from = 0, count;
        if (args[0].kind != V_ARRAY)
            return fail_null_argument(err, "buffer");
        count = (int32_t)args[0].array->len;
        if (n == 3 && (arg_int(args[1], &from, err) < 0 || arg_int(args[2], &count, err) < 0))
            return -1;
        if (from < 0 || count < 0 || (size_t)from + (size_t)count > args[0].array->len)
            return fail_argument(err, "Value was invalid. (Parameter 'count')");
        for (int32_t i = from; i < from + count; i++) {
            struct value b;
            if (value_convert(args[0].array->items[i], &type_byte, &b, err) < 0)
                return -1;
            char c = (char)b.i;
            digest_add(&d, &c, 1);
        }
    }
    size_t len = digest_end(&d, bytes);
    *out = value_of_array(bytes_array((const char *)bytes, len));
    return 0;
}

CALL(hasher_compute)
{
    struct hasher *h = hasher_of(self);
    if (digest_of(h->kind, args, n, out, err) < 0)
        return -1;
    value_replace_take(&h->hash, value_ref(*out));
    return 0;
}

CALL(hasher_dispose)
{
    UNUSED_CALL();
    return 0;
}

GETTER(hasher_hash)
{
    UNUSED_GETTER();
    *out = value_ref(hasher_of(self)->hash);
    return 0;
}

GETTER(hasher_size)
{
    UNUSED_GETTER();
    static const int32_t bits[] = { 128, 160, 256, 384, 512 };
    *out = value_int(bits[hasher_of(self)->kind]);
    return 0;
}

static int make(const struct type_info *type, struct value *out)
{
    struct object *o = object_new(type);
    ((struct hasher *)object_payload(o))->kind = kind_of(type);
    *out = value_of_object(o);
    return 0;
}

CALL(hasher_new)
{
    UNUSED_CALL();
    return make(self.type, out);
}

/* HashAlgorithm.Create('SHA256') */
CALL(hasher_by_name)
{
    (void)self;
    (void)err;
    static const struct {
        const char *name;
        const struct type_info *type;
    } names[] = {
        { "MD5", &type_md5 },        { "SHA", &type_sha1 },       { "SHA1", &type_sha1 },
        { "SHA256", &type_sha256 },  { "SHA-256", &type_sha256 }, { "SHA384", &type_sha384 },
        { "SHA-384", &type_sha384 }, { "SHA512", &type_sha512 },  { "SHA-512", &type_sha512 },
    };
    AUTO_VALUE name = n ? arg_string(args[0]) : value_string("SHA1");
    *out = value_null();
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (strcasecmp(names[i].name, name.str->data) == 0)
            return make(names[i].type, out);
    return 0;
}

static const struct property hasher_props[] = {
    PROPERTY("HashSize", "int", hasher_size),
    PROPERTY("Hash", "byte[]", hasher_hash),
};
static const struct method hasher_methods[] = {
    METHOD("ComputeHash", 1, 3, hasher_compute, "byte[] ComputeHash(byte[] buffer)"),
    METHOD("Initialize", 0, 0, hasher_dispose, "void Initialize()"),
    METHOD("Clear", 0, 0, hasher_dispose, "void Clear()"),
    METHOD("Dispose", 0, 0, hasher_dispose, "void Dispose()"),
};
static const struct method hasher_statics[] = {
    METHOD("Create", 0, 1, hasher_by_name,
           "System.Security.Cryptography.HashAlgorithm Create(string hashName)"),
};
const struct type_info type_hash_algorithm = {
    .name = "System.Security.Cryptography.HashAlgorithm",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(hasher_props),
    METHODS(hasher_methods),
    STATICS(hasher_statics),
    .payload_size = sizeof(struct hasher),
    .destroy = hasher_destroy,
};

#define ALGORITHM(id, full, managed)                                                               \
    CALL(id##_create)                                                                              \
    {                                                                                              \
        UNUSED_CALL();                                                                             \
        return make(&type_##id##_implementation, out);                                             \
    }                                                                                              \
    CALL(id##_hash_data)                                                                           \
    {                                                                                              \
        (void)self;                                                                                \
        return digest_of(kind_of(&type_##id), args, n, out, err);                                  \
    }                                                                                              \
    static const struct method id##_statics[] = {                                                  \
        METHOD("Create", 0, 0, id##_create, full " Create()"),                                     \
        METHOD("HashData", 1, 1, id##_hash_data, "byte[] HashData(byte[] source)"),                \
    };                                                                                             \
    const struct type_info type_##id = { .name = full,                                             \
                                         .base = &type_hash_algorithm,                             \
                                         STATICS(id##_statics),                                    \
                                         .payload_size = sizeof(struct hasher) };                  \
    const struct type_info type_##id##_implementation = { .name = full "+Implementation",          \
                                                          .base = &type_##id,                      \
                                                          .payload_size = sizeof(struct hasher) }; \
    static const struct method id##_managed_statics[] = { METHOD("new", 0, 0, hasher_new, NULL) }; \
    const struct type_info type_##id##_managed = { .name = managed,                                \
                                                   .base = &type_##id,                             \
                                                   STATICS(id##_managed_statics),                  \
                                                   .payload_size = sizeof(struct hasher) }

ALGORITHM(md5, "System.Security.Cryptography.MD5",
          "System.Security.Cryptography.MD5CryptoServiceProvider");
ALGORITHM(sha1, "System.Security.Cryptography.SHA1", "System.Security.Cryptography.SHA1Managed");
ALGORITHM(sha256, "System.Security.Cryptography.SHA256",
          "System.Security.Cryptography.SHA256Managed");
ALGORITHM(sha384, "System.Security.Cryptography.SHA384",
          "System.Security.Cryptography.SHA384Managed");
ALGORITHM(sha512, "System.Security.Cryptography.SHA512",
          "System.Security.Cryptography.SHA512Managed");

/* ---- RandomNumberGenerator ---- */

static int random_bytes(struct strbuf *out, size_t len, struct err **err)
{
    strbuf_grow(out, len + 1);
    for (size_t done = 0; done < len;) {
        ssize_t n = getrandom(out->buf + done, len - done > 256 ? 256 : len - done, 0);
        if (n < 0)
            return fail_with(err, "System.Security.Cryptography.CryptographicException",
                             "CryptographicException", "The system has no random bytes.");
        done += (size_t)n;
    }
    out->len = len;
    return 0;
}

CALL(rng_get_bytes)
{
    (void)self;
    (void)n;
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (args[0].kind == V_ARRAY) {
        if (random_bytes(&bytes, args[0].array->len, err) < 0)
            return -1;
        for (size_t i = 0; i < bytes.len; i++)
            value_replace_take(&args[0].array->items[i],
                               value_integer(V_BYTE, (unsigned char)bytes.buf[i]));
        return 0;
    }
    int32_t count;
    if (arg_int(args[0], &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "count", "Non-negative number required.");
    if (random_bytes(&bytes, (size_t)count, err) < 0)
        return -1;
    *out = value_of_array(bytes_array(bytes.buf, bytes.len));
    return 0;
}

CALL(rng_get_int32)
{
    (void)self;
    int32_t low = 0, high;
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (arg_int(args[n - 1], &high, err) < 0 || (n > 1 && arg_int(args[0], &low, err) < 0))
        return -1;
    if (low >= high)
        return fail_argument(err, "Range of random number does not contain at least one "
                                  "possibility.");
    if (random_bytes(&bytes, 8, err) < 0)
        return -1;
    uint64_t x;
    memcpy(&x, bytes.buf, sizeof(x));
    *out = value_int((int32_t)(low + (int64_t)(x % (uint64_t)((int64_t)high - low))));
    return 0;
}

static int uniform(uint64_t limit, uint64_t *out, struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (random_bytes(&bytes, sizeof(*out), err) < 0)
        return -1;
    memcpy(out, bytes.buf, sizeof(*out));
    *out %= limit;
    return 0;
}

/* GetHexString(length[, lower case]) */
CALL(rng_get_hex)
{
    (void)self;
    int32_t length;
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct strbuf text = STRBUF_INIT;
    if (arg_int(args[0], &length, err) < 0)
        return -1;
    if (length < 0)
        return fail_range(err, "stringLength", "Non-negative number required.");
    if (random_bytes(&bytes, (size_t)length, err) < 0)
        return -1;
    const char *digits = n > 1 && value_truth(args[1]) ? "0123456789abcdef" : "0123456789ABCDEF";
    for (size_t i = 0; i < bytes.len; i++)
        strbuf_addch(&text, digits[bytes.buf[i] & 15]);
    return text_result_take(&text, out, err);
}

/* GetString(choices, length), GetItems(choices, length) */
static int choose(const struct value *args, struct array *to, struct err **err)
{
    AUTO_VALUE choices = value_null();
    int32_t length;
    if (arg_items(args[0], "choices", &choices, err) < 0 || arg_int(args[1], &length, err) < 0)
        return -1;
    if (length < 0)
        return fail_range(err, "length", "Non-negative number required.");
    if (!choices.array->len)
        return fail_argument(err, "Span may not be empty. (Parameter 'choices')");
    for (int32_t i = 0; i < length; i++) {
        uint64_t at;
        if (uniform(choices.array->len, &at, err) < 0)
            return -1;
        array_push(to, choices.array->items[at]);
    }
    return 0;
}

CALL(rng_get_items)
{
    (void)self;
    (void)n;
    AUTO_VALUE made = value_of_array(array_new(0));
    if (args[0].kind == V_ARRAY) {
        made.array->type = args[0].array->type;
        made.array->element = args[0].array->element;
    }
    if (choose(args, made.array, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(rng_get_string)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]), chars = value_of_array(array_new(0)),
               made = value_of_array(array_new(0));
    for (size_t i = 0; i < str_length(text.str); i++)
        array_push_take(chars.array, value_char(str_char_at(text.str, i)));
    const struct value turned[2] = { chars, args[1] };
    struct strbuf joined = STRBUF_INIT;
    if (choose(turned, made.array, err) < 0)
        return -1;
    value_join(made, "", &joined);
    return text_result_take(&joined, out, err);
}

/* RandomNumberGenerator.Create(), [RNGCryptoServiceProvider]::new() */
CALL(rng_create)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(self.type));
    return 0;
}

static const struct method rng_methods[] = {
    METHOD("GetBytes", 1, 1, rng_get_bytes, "void GetBytes(byte[] data)"),
    METHOD("Dispose", 0, 0, hasher_dispose, "void Dispose()"),
};
static const struct method rng_statics[] = {
    METHOD("Create", 0, 0, rng_create,
           "System.Security.Cryptography.RandomNumberGenerator Create()"),
    METHOD("GetBytes", 1, 1, rng_get_bytes, "byte[] GetBytes(int count)"),
    METHOD("Fill", 1, 1, rng_get_bytes, NULL),
    METHOD("GetInt32", 1, 2, rng_get_int32, "int GetInt32(int toExclusive)"),
    METHOD("GetHexString", 1, 2, rng_get_hex,
           "string GetHexString(int stringLength, bool lowercase)"),
    METHOD("GetString", 2, 2, rng_get_string, "string GetString(string choices, int length)"),
    METHOD("GetItems", 2, 2, rng_get_items, "T[] GetItems(T[] choices, int length)"),
};
const struct type_info type_random_generator = {
    .name = "System.Security.Cryptography.RandomNumberGenerator",
    .base = &type_object,
    .interfaces = implements_disposable,
    METHODS(rng_methods),
    STATICS(rng_statics),
};
static const struct method provider_statics[] = { METHOD("new", 0, 1, rng_create, NULL) };
const struct type_info type_random_provider = {
    .name = "System.Security.Cryptography.RNGCryptoServiceProvider",
    .base = &type_random_generator,
    STATICS(provider_statics),
};
