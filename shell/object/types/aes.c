/* System.Security.Cryptography: AES (CBC and ECB) and CryptoStream. */
#include <nettle/aes.h>
#include <nettle/cbc.h>
#include <string.h>
#include <sys/random.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/crypto.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"

enum { BLOCK = AES_BLOCK_SIZE, MODE_CBC = 1, MODE_ECB = 2, PAD_NONE = 1, PAD_PKCS7, PAD_ZEROS };

struct aes {
    unsigned char key[32], iv[BLOCK];
    size_t key_size; /* bytes; 0: not made yet */
    bool has_iv;
    int mode, padding;
};

struct transform {
    struct aes aes;
    bool decrypts;
};

static const struct type_info type_aes_transform, type_aes_implementation;

static struct aes *aes_of(struct value v)
{
    return object_payload(v.object);
}

int crypto_failed(struct err **err, const char *message)
{
    return fail_with(err, "System.Security.Cryptography.CryptographicException",
                     "CryptographicException", "%s", message);
}

int crypto_random(unsigned char *to, size_t len, struct err **err)
{
    return getrandom(to, len, 0) == (ssize_t)len
               ? 0
               : crypto_failed(err, "The system has no random bytes.");
}

/* ---- the cipher ---- */

static void run_blocks(const struct aes *a, bool decrypts, unsigned char *data, size_t len)
{
    union {
        struct aes128_ctx k128;
        struct aes192_ctx k192;
        struct aes256_ctx k256;
    } ctx;
    unsigned char iv[BLOCK];
    nettle_cipher_func *f;
    memcpy(iv, a->iv, BLOCK);
    /* clang-format off */
#define KEYED(bits)                                                          \
    (decrypts ? (aes##bits##_set_decrypt_key(&ctx.k##bits, a->key),          \
                 f = (nettle_cipher_func *)aes##bits##_decrypt)              \
              : (aes##bits##_set_encrypt_key(&ctx.k##bits, a->key),          \
                 f = (nettle_cipher_func *)aes##bits##_encrypt))
    /* clang-format on */
    if (a->key_size == 16)
        KEYED(128);
    else if (a->key_size == 24)
        KEYED(192);
    else
        KEYED(256);
    if (a->mode == MODE_ECB)
        f(&ctx, len, data, data);
    else if (decrypts)
        cbc_decrypt(&ctx, f, BLOCK, iv, len, data, data);
    else
        cbc_encrypt(&ctx, f, BLOCK, iv, len, data, data);
    explicit_bzero(&ctx, sizeof(ctx));
}

static int run(struct transform *t, struct strbuf *data, struct err **err)
{
    size_t over = data->len % BLOCK;
    if (t->decrypts) {
        if (over)
            return crypto_failed(err, "The input data is not a complete block.");
        run_blocks(&t->aes, true, (unsigned char *)data->buf, data->len);
        if (t->aes.padding == PAD_PKCS7 && data->len) {
            unsigned char pad = (unsigned char)data->buf[data->len - 1];
            bool ok = pad && pad <= BLOCK;
            for (size_t i = 0; ok && i < pad; i++)
                ok = (unsigned char)data->buf[data->len - 1 - i] == pad;
            if (!ok)
                return crypto_failed(err, "Padding is invalid and cannot be removed.");
            strbuf_truncate(data, data->len - pad);
        }
        return 0;
    }
    if (t->aes.padding == PAD_NONE && over)
        return crypto_failed(err, "The input data is not a complete block.");
    if (t->aes.padding == PAD_PKCS7)
        strbuf_fill(data, (char)(BLOCK - over), BLOCK - over);
    else if (over)
        strbuf_fill(data, '\0', BLOCK - over);
    if (data->len)
        run_blocks(&t->aes, false, (unsigned char *)data->buf, data->len);
    return 0;
}

int aes_cbc_run(const void *key, size_t key_size, const void *iv, bool decrypts,
                struct strbuf *data, struct err **err)
{
    struct transform t = { .aes = { .key_size = key_size, .mode = MODE_CBC, .padding = PAD_PKCS7 },
                           .decrypts = decrypts };
    int rc;

    memcpy(t.aes.key, key, key_size);
    memcpy(t.aes.iv, iv, BLOCK);
    rc = run(&t, data, err);
    explicit_bzero(&t, sizeof(t));
    return rc;
}

/* TransformFinalBlock(input, offset, count) */
CALL(transform_final)
{
    (void)n;
    AUTO_STRBUF all = STRBUF_INIT, data = STRBUF_INIT;
    int32_t from, count;
    if (bytes_add(args[0], "inputBuffer", &all, err) < 0 || arg_int(args[1], &from, err) < 0 ||
        arg_int(args[2], &count, err) < 0)
        return -1;
    if (from < 0 || count < 0 || (size_t)from + (size_t)count > all.len)
        return fail_argument(err, "Value was invalid. (Parameter 'inputCount')");
    strbuf_grow(&data, 1);
    if (count)
        strbuf_add(&data, all.buf + from, (size_t)count);
    if (run(object_payload(self.object), &data, err) < 0)
        return -1;
    *out = value_of_array(bytes_array(data.buf, data.len));
    return 0;
}

GETTER(transform_block_size)
{
    UNUSED_GETTER();
    *out = value_int(BLOCK);
    return 0;
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

static const struct property transform_props[] = {
    PROPERTY("InputBlockSize", "int", transform_block_size),
    PROPERTY("OutputBlockSize", "int", transform_block_size),
};
static const struct method transform_methods[] = {
    METHOD("TransformFinalBlock", 3, 3, transform_final,
           "byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)"),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct type_info type_aes_transform = {
    .name = "System.Security.Cryptography.UniversalCryptoTransform",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(transform_props),
    METHODS(transform_methods),
    .payload_size = sizeof(struct transform),
};

/* ---- Aes ---- */

enum { AES_KEY, AES_IV, AES_KEY_BITS, AES_BLOCK_BITS, AES_MODE, AES_PADDING };

static int make_key(struct aes *a, size_t size, struct err **err)
{
    a->key_size = size;
    return crypto_random(a->key, size, err);
}

static int complete(struct aes *a, struct err **err)
{
    if (!a->key_size && make_key(a, 32, err) < 0)
        return -1;
    if (!a->has_iv && crypto_random(a->iv, BLOCK, err) < 0)
        return -1;
    a->has_iv = true;
    return 0;
}

static int named(const char *type, int32_t number, struct value *out, struct err **err)
{
    const struct type_info *t = named_type_find(type, strlen(type));
    return value_convert(value_int(number), t ? t : &type_int32, out, err);
}

GETTER(aes_get)
{
    struct aes *a = aes_of(self);
    switch (p->data) {
    case AES_KEY_BITS:
        *out = value_int(a->key_size ? (int32_t)a->key_size * 8 : 256);
        return 0;
    case AES_BLOCK_BITS:
        *out = value_int(BLOCK * 8);
        return 0;
    case AES_MODE:
        return named("System.Security.Cryptography.CipherMode", a->mode, out, err);
    case AES_PADDING:
        return named("System.Security.Cryptography.PaddingMode", a->padding, out, err);
    default:
        if (complete(a, err) < 0)
            return -1;
        *out = value_of_array(p->data == AES_KEY ? bytes_array((char *)a->key, a->key_size)
                                                 : bytes_array((char *)a->iv, BLOCK));
        return 0;
    }
}

static int set_key(struct aes *a, struct value v, struct err **err)
{
    AUTO_STRBUF b = STRBUF_INIT;
    if (bytes_add(v, "value", &b, err) < 0)
        return -1;
    if (b.len != 16 && b.len != 24 && b.len != 32)
        return crypto_failed(err, "Specified key is not a valid size for this algorithm.");
    memcpy(a->key, b.buf, b.len);
    a->key_size = b.len;
    return 0;
}

static int set_iv(struct aes *a, struct value v, struct err **err)
{
    AUTO_STRBUF b = STRBUF_INIT;
    if (bytes_add(v, "value", &b, err) < 0)
        return -1;
    if (b.len != BLOCK)
        return crypto_failed(err, "Specified initialization vector (IV) does not match the block "
                                  "size for this algorithm.");
    memcpy(a->iv, b.buf, BLOCK);
    a->has_iv = true;
    return 0;
}

/* One of the names at its number, or the number. */
static int number_of(struct value v, const char *const *names, size_t n, int *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (size_t i = 1; i < n; i++)
        if (names[i] && (text_caseeq(text.buf, names[i]) ||
                         (text.len == 1 && text.buf[0] == (char)('0' + i)))) {
            *out = (int)i;
            return 0;
        }
    return -1;
}

SETTER(aes_set)
{
    static const char *const modes[] = { NULL, "CBC", "ECB" };
    static const char *const paddings[] = { NULL, "None", "PKCS7", "Zeros" };
    struct aes *a = aes_of(self);
    int32_t bits;
    switch (p->data) {
    case AES_KEY:
        return set_key(a, v, err);
    case AES_IV:
        return set_iv(a, v, err);
    case AES_MODE:
        if (number_of(v, modes, ARRAY_SIZE(modes), &a->mode) == 0)
            return 0;
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Of the cipher modes, CBC and ECB work here.");
    case AES_PADDING:
        if (number_of(v, paddings, ARRAY_SIZE(paddings), &a->padding) == 0)
            return 0;
        return crypto_failed(err, "Specified padding mode is not valid for this algorithm.");
    case AES_KEY_BITS:
        if (arg_int(v, &bits, err) < 0)
            return -1;
        if (bits != 128 && bits != 192 && bits != 256)
            return crypto_failed(err, "Specified key size is not valid for this algorithm.");
        return make_key(a, (size_t)bits / 8, err);
    default:
        if (arg_int(v, &bits, err) < 0)
            return -1;
        return bits == BLOCK * 8
                   ? 0
                   : crypto_failed(err, "Specified block size is not valid for this algorithm.");
    }
}

static int make_transform(struct value self, const struct value *args, size_t n, bool decrypts,
                          struct value *out, struct err **err)
{
    if (complete(aes_of(self), err) < 0)
        return -1;
    AUTO_VALUE made = value_of_object(object_new(&type_aes_transform));
    struct transform *t = object_payload(made.object);
    *t = (struct transform){ *aes_of(self), decrypts };
    if (n && (set_key(&t->aes, args[0], err) < 0 ||
              (args[1].kind != V_NULL && set_iv(&t->aes, args[1], err) < 0)))
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(aes_encryptor)
{
    return make_transform(self, args, n == 2 ? 2 : 0, false, out, err);
}

CALL(aes_decryptor)
{
    return make_transform(self, args, n == 2 ? 2 : 0, true, out, err);
}

/* EncryptCbc(bytes, iv [, padding]) and the way back */
static int whole(struct value self, const struct value *args, bool decrypts, struct value *out,
                 struct err **err)
{
    struct transform t = { *aes_of(self), decrypts };
    AUTO_STRBUF data = STRBUF_INIT;
    t.aes.mode = MODE_CBC;
    strbuf_grow(&data, 1);
    if (complete(&t.aes, err) < 0 || set_iv(&t.aes, args[1], err) < 0 ||
        bytes_add(args[0], decrypts ? "ciphertext" : "plaintext", &data, err) < 0 ||
        run(&t, &data, err) < 0)
        return -1;
    *out = value_of_array(bytes_array(data.buf, data.len));
    return 0;
}

CALL(aes_encrypt_cbc)
{
    (void)n;
    return whole(self, args, false, out, err);
}

CALL(aes_decrypt_cbc)
{
    (void)n;
    return whole(self, args, true, out, err);
}

CALL(aes_generate_key)
{
    (void)args;
    (void)n;
    (void)out;
    struct aes *a = aes_of(self);
    return make_key(a, a->key_size ? a->key_size : 32, err);
}

CALL(aes_generate_iv)
{
    (void)args;
    (void)n;
    (void)out;
    aes_of(self)->has_iv = true;
    return crypto_random(aes_of(self)->iv, BLOCK, err);
}

CALL(aes_create)
{
    UNUSED_CALL();
    const struct type_info *type = self.type == &type_aes ? &type_aes_implementation : self.type;
    struct object *o = object_new(type);
    struct aes *a = object_payload(o);
    a->mode = MODE_CBC;
    a->padding = PAD_PKCS7;
    *out = value_of_object(o);
    return 0;
}

static void aes_destroy(struct object *o)
{
    explicit_bzero(object_payload(o), sizeof(struct aes));
}

/* clang-format off */
#define FIELD(n, t, i) { .name = n, .type_name = t, .get = aes_get, .set = aes_set, .data = i }
/* clang-format on */
static const struct property aes_props[] = {
    FIELD("Key", "byte[]", AES_KEY),
    FIELD("IV", "byte[]", AES_IV),
    FIELD("KeySize", "int", AES_KEY_BITS),
    FIELD("BlockSize", "int", AES_BLOCK_BITS),
    FIELD("Mode", "System.Security.Cryptography.CipherMode", AES_MODE),
    FIELD("Padding", "System.Security.Cryptography.PaddingMode", AES_PADDING),
};
static const struct method aes_methods[] = {
    METHOD("CreateEncryptor", 0, 2, aes_encryptor,
           "System.Security.Cryptography.ICryptoTransform CreateEncryptor()"),
    METHOD("CreateDecryptor", 0, 2, aes_decryptor,
           "System.Security.Cryptography.ICryptoTransform CreateDecryptor()"),
    METHOD("EncryptCbc", 2, 3, aes_encrypt_cbc, "byte[] EncryptCbc(byte[] plaintext, byte[] iv)"),
    METHOD("DecryptCbc", 2, 3, aes_decrypt_cbc, "byte[] DecryptCbc(byte[] ciphertext, byte[] iv)"),
    METHOD("GenerateKey", 0, 0, aes_generate_key, "void GenerateKey()"),
    METHOD("GenerateIV", 0, 0, aes_generate_iv, "void GenerateIV()"),
    METHOD("Clear", 0, 0, nothing_to_do, "void Clear()"),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method aes_statics[] = {
    METHOD("Create", 0, 0, aes_create, "System.Security.Cryptography.Aes Create()"),
};
static const struct method aes_managed_statics[] = {
    METHOD("new", 0, 0, aes_create, NULL),
};
const struct type_info type_aes = { .name = "System.Security.Cryptography.Aes",
                                    .base = &type_object,
                                    .interfaces = implements_disposable,
                                    PROPS(aes_props),
                                    METHODS(aes_methods),
                                    STATICS(aes_statics),
                                    .payload_size = sizeof(struct aes),
                                    .destroy = aes_destroy };
static const struct type_info type_aes_implementation = {
    .name = "System.Security.Cryptography.AesImplementation",
    .base = &type_aes,
};
#define AES_TYPE(id, full)                                  \
    const struct type_info type_##id = { .name = full,      \
                                         .base = &type_aes, \
                                         STATICS(aes_managed_statics) }
AES_TYPE(aes_managed, "System.Security.Cryptography.AesManaged");
AES_TYPE(aes_provider, "System.Security.Cryptography.AesCryptoServiceProvider");
AES_TYPE(rijndael, "System.Security.Cryptography.RijndaelManaged");

/* ---- CryptoStream ---- */

static int stream_through(struct value transform, const char *data, size_t len, struct strbuf *out,
                          struct err **err)
{
    strbuf_grow(out, 1);
    strbuf_add(out, data, len);
    return run(object_payload(transform.object), out, err);
}

/* new(stream, transform, mode): mode Read or Write */
CALL(crypto_stream_new)
{
    AUTO_STRBUF mode = STRBUF_INIT;
    if (!value_is_stream(args[0]))
        return fail_null_argument(err, "stream");
    if (value_type_of(args[1]) != &type_aes_transform)
        return fail_null_argument(err, "transform");
    value_to_strbuf(args[2], &mode);
    bool leave_open = n > 3 && value_truth(args[3]);
    if (text_caseeq(mode.buf, "Write") || strcmp(mode.buf, "1") == 0) {
        *out = stream_over(self.type, args[0], leave_open, stream_through, args[1]);
        return 0;
    }
    struct strbuf data = STRBUF_INIT;
    char buf[16384];
    size_t got;
    strbuf_grow(&data, 1);
    do {
        if (stream_read(args[0], buf, sizeof(buf), &got, err) < 0) {
            strbuf_release(&data);
            return -1;
        }
        strbuf_add(&data, buf, got);
    } while (got);
    if (run(object_payload(args[1].object), &data, err) < 0) {
        strbuf_release(&data);
        return -1;
    }
    *out = stream_over(self.type, args[0], leave_open, NULL, args[1]);
    stream_fill_take(*out, &data);
    return 0;
}

CALL(crypto_stream_flush)
{
    (void)args;
    (void)n;
    (void)out;
    return stream_finish_now(self, err);
}

static const struct method crypto_stream_methods[] = {
    METHOD("FlushFinalBlock", 0, 0, crypto_stream_flush, "void FlushFinalBlock()"),
};
static const struct method crypto_stream_statics[] = {
    METHOD("new", 3, 4, crypto_stream_new,
           "System.Security.Cryptography.CryptoStream new(System.IO.Stream stream, "
           "System.Security.Cryptography.ICryptoTransform transform, "
           "System.Security.Cryptography.CryptoStreamMode mode)"),
};
const struct type_info type_crypto_stream = {
    .name = "System.Security.Cryptography.CryptoStream",
    .base = &type_stream,
    METHODS(crypto_stream_methods),
    STATICS(crypto_stream_statics),
};
