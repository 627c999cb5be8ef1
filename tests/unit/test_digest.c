/* Message digests. Source: the examples of RFC 1321 and FIPS 180-4 ("abc", the empty text, and the
 * long messages of the secure hash standard's examples). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/digest.h"

/* Adds text in pieces of `piece` bytes. */
static void check(enum digest_kind kind, const char *text, size_t piece, const char *expected)
{
    struct digest d;
    unsigned char out[DIGEST_MAX];
    char hex[2 * DIGEST_MAX + 1] = "";
    size_t len = strlen(text);

    digest_begin(&d, kind);
    for (size_t i = 0; i < len; i += piece)
        digest_add(&d, text + i, len - i < piece ? len - i : piece);
    size_t n = digest_end(&d, out);
    for (size_t i = 0; i < n; i++)
        snprintf(hex + 2 * i, 3, "%02x", out[i]);
    assert_string_equal(hex, expected);
}

static void test_short(void **state)
{
    (void)state;
    check(DIGEST_MD5, "", 1, "d41d8cd98f00b204e9800998ecf8427e");
    check(DIGEST_MD5, "abc", 1, "900150983cd24fb0d6963f7d28e17f72");
    check(DIGEST_SHA1, "abc", 3, "a9993e364706816aba3e25717850c26c9cd0d89d");
    check(DIGEST_SHA256, "abc", 2,
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(DIGEST_SHA384, "abc", 1,
          "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
          "8086072ba1e7cc2358baeca134c825a7");
    check(DIGEST_SHA512, "abc", 1,
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

static void test_several_blocks(void **state)
{
    static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    static const char digits[] =
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890";

    (void)state;
    for (size_t piece = 1; piece < 70; piece += 7) {
        check(DIGEST_SHA256, two, piece,
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        check(DIGEST_SHA1, two, piece, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        check(DIGEST_MD5, digits, piece, "57edf4a22be3c955ac49da2e2107b67a");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_several_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
