/* ConvertTo-SecureString, ConvertFrom-SecureString. The texts are PowerShell's: with a key
 * "2|iv|data" in Base64 behind a mark, without one the UTF-16 code units in hexadecimal digits. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/hex.h"
#include "shell/object/array.h"
#include "shell/object/credential.h"
#include "shell/object/library_types.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/crypto.h"
#include "shell/object/types/encoding.h"

#define MARK "76492d1116743f0423413b16050a5345"

enum { IV_SIZE = 16 };

struct to_secure_args {
    struct str *string;
    bool as_plain_text, force;
    struct value key, secure_key;
};
static const struct param to_secure_params[] = {
    PARAM(struct to_secure_args, string, .name = "String", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The text."),
    PARAM(struct to_secure_args, secure_key, .name = "SecureKey", .sets = "Secure", .position = 2,
          .type = &type_securestring, .help = "What the text was encrypted with."),
    PARAM(struct to_secure_args, as_plain_text, .name = "AsPlainText", .sets = "PlainText",
          .help = "Says that the text is plain."),
    PARAM(struct to_secure_args, force, .name = "Force", .sets = "PlainText",
          .help = "Not needed."),
    PARAM(struct to_secure_args, key, .name = "Key", .sets = "Open", .type = &type_byte_array,
          .help = "The 16, 24 or 32 bytes that the text was encrypted with."),
};
static const struct example to_secure_examples[] = {
    { .code = "ConvertTo-SecureString 'secret' -AsPlainText -Force",
      .remarks = "For cmdlets that take one." },
};
struct from_secure_args {
    struct value secure_string;
    bool as_plain_text;
    struct value key, secure_key;
};
static const struct param from_secure_params[] = {
    PARAM(struct from_secure_args, secure_string, .name = "SecureString", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_securestring,
          .help = "The secure string."),
    PARAM(struct from_secure_args, secure_key, .name = "SecureKey", .sets = "Secure", .position = 2,
          .type = &type_securestring, .help = "What to encrypt with: 8, 12 or 16 characters."),
    PARAM(struct from_secure_args, as_plain_text, .name = "AsPlainText", .sets = "AsPlainText",
          .help = "Says that the text shall be plain."),
    PARAM(struct from_secure_args, key, .name = "Key", .sets = "Open", .type = &type_byte_array,
          .help = "The 16, 24 or 32 bytes to encrypt with."),
};
static const struct example from_secure_examples[] = {
    { .code = "ConvertTo-SecureString 'a' -AsPlainText | ConvertFrom-SecureString -AsPlainText",
      .remarks = "There and back.",
      .output = "a" },
};

static void wipe(struct strbuf *b)
{
    if (b->buf)
        explicit_bzero(b->buf, b->len);
    strbuf_reset(b);
}

static void units_of(struct value secure, struct strbuf *out)
{
    size_t len = 0;
    const char *text = securestring_text(secure, &len);

    encoding_encode(ENC_UTF16, text ? text : "", len, out);
}

/* The bytes of -Key or -SecureKey. */
static enum status key_of(struct invocation *inv, struct value key, struct value secure,
                          struct strbuf *out)
{
    struct err *err = NULL;

    if (!value_is_null(secure))
        units_of(secure, out);
    else if (bytes_add(key, "key", out, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    if (out->len == 16 || out->len == 24 || out->len == 32)
        return ST_OK;
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = "The specified key is not valid. Valid key length "
                                              "settings are either 128 bits, 192 bits, or 256 "
                                              "bits.",
                                   .id = "Argument",
                                   .category = EC_INVALID_ARGUMENT,
                                   .exception = "System.Management.Automation."
                                                "PSArgumentException" });
}

static void add_hex(const struct strbuf *bytes, struct strbuf *out)
{
    for (size_t i = 0; i < bytes->len; i++)
        strbuf_addf(out, "%02x", (unsigned char)bytes->buf[i]);
}

/* Pairs of digits; the place of a wrong pair, or NULL. */
static const char *read_hex(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i + 1 < len; i += 2) {
        int byte = hex_byte(s + i);
        if (byte < 0)
            return s + i;
        strbuf_addch(out, (char)byte);
    }
    return NULL;
}

static enum status emit_encrypted(struct invocation *inv, struct strbuf *data,
                                  const struct strbuf *key)
{
    unsigned char iv[IV_SIZE];
    AUTO_STRBUF package = STRBUF_INIT, wide = STRBUF_INIT, text = STRBUF_INIT;
    struct err *err = NULL;

    if (crypto_random(iv, sizeof(iv), &err) < 0 ||
        aes_cbc_run(key->buf, key->len, iv, false, data, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    strbuf_adds(&package, "2|");
    base64_encode(&package, iv, sizeof(iv));
    strbuf_addch(&package, '|');
    add_hex(data, &package);
    encoding_encode(ENC_UTF16, package.buf, package.len, &wide);
    strbuf_adds(&text, MARK);
    base64_encode(&text, wide.buf, wide.len);
    return emit_take(inv, value_string_len(text.buf, text.len));
}

static enum status from_secure_process(struct invocation *inv)
{
    const struct from_secure_args *args = ARGS(inv, struct from_secure_args);
    size_t len = 0;
    const char *plain = securestring_text(args->secure_string, &len);
    AUTO_STRBUF data = STRBUF_INIT, key = STRBUF_INIT, text = STRBUF_INIT;
    enum status rc = ST_OK;

    if (len == 0)
        return cmdlet_throw(
            inv,
            &(struct error_spec){
                .message = "Cannot process argument because the value of argument \"SecureString\" "
                           "is not valid. Change the value of the \"SecureString\" argument and "
                           "run the operation again.",
                .id = "Argument",
                .category = EC_INVALID_ARGUMENT,
                .exception = "System.Management.Automation.PSArgumentException" });
    if (args->as_plain_text)
        return emit_take(inv, value_string_len(plain, len));
    units_of(args->secure_string, &data);
    if (value_is_null(args->key) && value_is_null(args->secure_key)) {
        add_hex(&data, &text);
        rc = emit_take(inv, value_string_len(text.buf, text.len));
    } else {
        rc = key_of(inv, args->key, args->secure_key, &key);
        if (rc == ST_OK)
            rc = emit_encrypted(inv, &data, &key);
    }
    wipe(&data);
    wipe(&key);
    return rc;
}

static enum status bad_text(struct invocation *inv)
{
    return cmdlet_error(inv, &(struct error_spec){
                                 .message = "The parameter value is not a valid encrypted string.",
                                 .id = "ImportSecureString_InvalidArgument",
                                 .category = EC_INVALID_ARGUMENT,
                                 .exception = "System.Management.Automation."
                                              "PSArgumentException" });
}

/* Splits "MARK" Base64("2|iv|data"), or takes all as data with an IV of zeros. */
static bool unpack(const struct str *s, struct strbuf *iv, struct strbuf *data)
{
    AUTO_STRBUF wide = STRBUF_INIT, package = STRBUF_INIT;
    size_t n = strlen(MARK);

    if (s->len < n || memcmp(s->data, MARK, n) != 0) {
        strbuf_fill(iv, '\0', IV_SIZE);
        return !read_hex(s->data, s->len, data);
    }
    if (!base64_decode(&wide, s->data + n, s->len - n))
        return false;
    encoding_decode(ENC_UTF16, wide.buf, wide.len, &package);
    const char *first = package.buf ? strchr(package.buf, '|') : NULL;
    const char *second = first ? strchr(first + 1, '|') : NULL;
    return second && base64_decode(iv, first + 1, (size_t)(second - first - 1)) &&
           iv->len == IV_SIZE && !read_hex(second + 1, strlen(second + 1), data);
}

static enum status decrypt(struct invocation *inv, const struct to_secure_args *args,
                           struct strbuf *data, bool *good)
{
    AUTO_STRBUF key = STRBUF_INIT, iv = STRBUF_INIT;
    struct err *err = NULL;
    enum status rc = key_of(inv, args->key, args->secure_key, &key);

    if (rc == ST_OK && !unpack(args->string, &iv, data)) {
        rc = bad_text(inv);
    } else if (rc == ST_OK && aes_cbc_run(key.buf, key.len, iv.buf, true, data, &err) < 0) {
        err_type(&err, "System.Security.Cryptography.CryptographicException",
                 "ImportSecureString_InvalidArgument_CryptographicError");
        rc = cmdlet_err(inv, &err, value_null());
    } else {
        *good = rc == ST_OK;
    }
    wipe(&key);
    return rc;
}

static enum status read_standard(struct invocation *inv, const struct str *s, struct strbuf *data,
                                 bool *good)
{
    const char *wrong = read_hex(s->data, s->len, data);

    *good = !wrong && data->len > 0 && data->len % 2 == 0;
    if (!wrong)
        return *good ? ST_OK : bad_text(inv);
    AUTO_FREE char *message =
        xasprintf("The input string '%.2s' was not in a correct format.", wrong);
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "System.FormatException",
                                                   .category = EC_NOT_SPECIFIED,
                                                   .exception = "System.FormatException" });
}

static enum status to_secure_process(struct invocation *inv)
{
    const struct to_secure_args *args = ARGS(inv, struct to_secure_args);
    AUTO_STRBUF data = STRBUF_INIT, text = STRBUF_INIT;
    bool keyed = !value_is_null(args->key) || !value_is_null(args->secure_key), good = false;

    if (args->as_plain_text)
        return emit_take(inv, securestring_new(args->string->data, args->string->len));
    enum status rc =
        keyed ? decrypt(inv, args, &data, &good) : read_standard(inv, args->string, &data, &good);
    if (good) {
        encoding_decode(ENC_UTF16, data.buf, data.len, &text);
        rc = emit_take(inv, securestring_new(text.buf, text.len));
    }
    wipe(&data);
    wipe(&text);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertTo",
        .noun = "SecureString",
        .synopsis = "Makes a secure string of plain or encrypted text.",
        .params = to_secure_params,
        .nparams = ARRAY_SIZE(to_secure_params),
        .default_set = "Secure",
        .output = "System.Security.SecureString",
        .module = "Microsoft.PowerShell.Security",
        .args_size = sizeof(struct to_secure_args),
        .process = to_secure_process,
        .examples = to_secure_examples,
        .nexamples = ARRAY_SIZE(to_secure_examples),
    },
    {
        .verb = "ConvertFrom",
        .noun = "SecureString",
        .synopsis = "Gives the text of a secure string, encrypted with a key.",
        .params = from_secure_params,
        .nparams = ARRAY_SIZE(from_secure_params),
        .default_set = "Secure",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Security",
        .args_size = sizeof(struct from_secure_args),
        .process = from_secure_process,
        .examples = from_secure_examples,
        .nexamples = ARRAY_SIZE(from_secure_examples),
    },
};
const struct cmdlet_group cmdlets_secure_string = { cmdlets, ARRAY_SIZE(cmdlets) };
