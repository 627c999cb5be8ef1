/* The wire format of guest services. Layouts are compared with the kernel's own structures
 * (linux/hyperv.h of the user API); the rest follows the comments of guest/wire.h. */
#include "guest/wire.h"

#include <linux/hyperv.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "guest/fcopy.h"
#include "shell/base/le.h"

static const struct wire_header header = { .frame = { 3, 0 },
                                           .type = WIRE_FCOPY,
                                           .message = { 1, 1 },
                                           .id = 7,
                                           .flags = WIRE_TRANSACTION | WIRE_REQUEST };

static void test_header(void **state)
{
    uint8_t p[WIRE_IC_SIZE];
    struct wire_header h = header, back;
    (void)state;
    h.size = 0x1234;
    h.status = (uint32_t)WIRE_E_FILE_EXISTS;
    h.reserved = 5;
    wire_header_encode(&h, p);
    static const uint8_t expected[] = { 3,    0,    0,    0, 7, 0,    1, 0, 1, 0,
                                        0x34, 0x12, 0x50, 0, 7, 0x80, 7, 3, 5, 0 };
    assert_memory_equal(p, expected, sizeof(expected));
    wire_header_decode(p, &back);
    assert_memory_equal(&back, &h, sizeof(h));
}

static struct wire_message only_message(struct wire_reader *r, const struct strbuf *out)
{
    struct wire_message m;
    size_t space;
    uint8_t *p = wire_reader_space(r, &space);
    assert_true(space >= out->len);
    memcpy(p, out->buf, out->len);
    wire_reader_fill(r, out->len);
    assert_true(wire_reader_next(r, &m));
    return m;
}

/* The bodies of version 1.1, read through the kernel's structures. */
static void test_fcopy_1(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    struct wire_reader r;
    static struct fcopy_start start = { .flags = FCOPY_OVERWRITE | FCOPY_CREATE_PATH,
                                        .size = 0x1122334455,
                                        .path = "/tmp/ä",
                                        .name = "na\xf0\x9f\x98\x80.txt" };
    struct hv_start_fcopy kernel;
    (void)state;
    wire_reader_init(&r);
    assert_true(fcopy1_put_start(&out, &header, &start));
    struct wire_message m = only_message(&r, &out);
    assert_int_equal(m.len, sizeof(kernel));
    memcpy(&kernel, m.body, sizeof(kernel));
    assert_int_equal(kernel.hdr.operation, START_FILE_COPY);
    static const uint16_t name[] = { 'n', 'a', 0xD83D, 0xDE00, '.', 't', 'x', 't', 0 };
    static const uint16_t path[] = { '/', 't', 'm', 'p', '/', 0xE4, '/', 0 };
    assert_memory_equal(kernel.file_name, name, sizeof(name));
    assert_memory_equal(kernel.path_name, path, sizeof(path));
    assert_int_equal(kernel.copy_flags, OVER_WRITE | CREATE_PATH);
    assert_int_equal(kernel.file_size, 0x1122334455);
    static struct fcopy_start back;
    assert_true(fcopy1_read_start(&m, &back));
    assert_string_equal(back.path, "/tmp/ä/");
    assert_string_equal(back.name, start.name);

    strbuf_reset(&out);
    fcopy1_put_write(&out, &header, 0xABCDEF0123, "hello", 5);
    m = only_message(&r, &out);
    assert_int_equal(m.len, sizeof(struct hv_do_fcopy));
    const struct hv_do_fcopy *w = (const void *)m.body;
    assert_int_equal(w->hdr.operation, WRITE_TO_FILE);
    assert_int_equal(w->offset, 0xABCDEF0123);
    assert_int_equal(w->size, 5);
    assert_memory_equal(w->data, "hello", 5);

    strbuf_reset(&out);
    fcopy1_put_end(&out, &header, FCOPY_CANCEL);
    m = only_message(&r, &out);
    assert_int_equal(m.len, sizeof(struct hv_fcopy_hdr));
    assert_int_equal(fcopy1_operation(&m), CANCEL_FCOPY);
    wire_reader_release(&r);
}

/* 260 units, the last of them NUL: 259 fit, 260 do not. */
static void test_fcopy_1_long(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    static struct fcopy_start start = { .path = "/t/" };
    (void)state;
    memset(start.name, 'x', 260);
    assert_false(fcopy1_put_start(&out, &header, &start));
    assert_int_equal(out.len, 0);
    start.name[259] = '\0';
    assert_true(fcopy1_put_start(&out, &header, &start));
}

/* Whatever stands between records and however they are cut, each comes once. */
static void test_reader(void **state)
{
    AUTO_STRBUF stream = STRBUF_INIT;
    struct wire_reader r;
    (void)state;
    for (unsigned round = 0; round < 200; round++) {
        unsigned seed = round, want = 0, got = 0;
        strbuf_reset(&stream);
        for (unsigned i = 0; i < 20; i++) {
            size_t len = (size_t)(rand_r(&seed) % 3000);
            uint8_t *p = wire_reserve(&stream, &header, len);
            memset(p, 'H', len);
            want++;
            for (int junk = rand_r(&seed) % 50; junk > 0; junk--)
                strbuf_addch(&stream, "HVG\xff"[rand_r(&seed) % 4]);
            if (i % 7 == 3) /* a magic with a size that cannot be */
                strbuf_add(&stream, "HVG1\x03\0\0\0", 8);
        }
        wire_reader_init(&r);
        for (size_t at = 0; at < stream.len;) {
            struct wire_message m;
            size_t space, n = 1 + (size_t)(rand_r(&seed) % 5000);
            uint8_t *p = wire_reader_space(&r, &space);
            n = n > stream.len - at ? stream.len - at : n;
            n = n > space ? space : n;
            memcpy(p, stream.buf + at, n);
            wire_reader_fill(&r, n);
            at += n;
            while (wire_reader_next(&r, &m)) {
                assert_int_equal(m.ic.id, 7);
                got++;
            }
        }
        assert_int_equal(got, want);
        wire_reader_release(&r);
    }
}

/* A record cut off anywhere, padding, and a new beginning: the new one is heard. */
static void test_resync(void **state)
{
    AUTO_STRBUF whole = STRBUF_INIT;
    static uint8_t data[30000];
    (void)state;
    wire_put(&whole, &header, data, sizeof(data));
    for (size_t cut = 1; cut < whole.len; cut += 997) {
        AUTO_STRBUF stream = STRBUF_INIT;
        struct wire_reader r;
        struct wire_version one = { 1, 0 };
        struct wire_offer offer = { &one, &one, 1, 1, 0x55AA };
        bool heard = false;
        strbuf_add(&stream, whole.buf, cut);
        wire_put_resync(&stream);
        wire_put_offer(&stream, WIRE_FCOPY, 9, &offer);
        wire_reader_init(&r);
        for (size_t at = 0; at < stream.len;) {
            struct wire_message m;
            size_t space;
            uint8_t *p = wire_reader_space(&r, &space);
            size_t n = stream.len - at < space ? stream.len - at : space;
            memcpy(p, stream.buf + at, n);
            wire_reader_fill(&r, n);
            at += n;
            while (wire_reader_next(&r, &m))
                heard = heard || (m.ic.type == WIRE_NEGOTIATE && m.ic.id == 9);
        }
        assert_true(heard);
        wire_reader_release(&r);
    }
}

static void test_negotiation(void **state)
{
    static const struct wire_version frames[] = { { 3, 0 }, { 1, 0 } };
    static const struct wire_version ours[] = { { 2, 0 }, { 1, 1 } };
    static const struct wire_version older[] = { { 1, 1 } };
    static const struct wire_version none[] = { { 9, 9 } };
    struct wire_offer offer = { frames, ours, 2, 2, 0x12345678 };
    struct wire_version frame, version;
    bool agreed;
    (void)state;
    for (int i = 0; i < 3; i++) {
        AUTO_STRBUF ask = STRBUF_INIT;
        AUTO_STRBUF reply = STRBUF_INIT;
        struct wire_reader r;
        wire_reader_init(&r);
        wire_put_offer(&ask, WIRE_FCOPY, 1, &offer);
        struct wire_message m = only_message(&r, &ask);
        const struct wire_version *mine = i == 0 ? ours : i == 1 ? older : none;
        assert_int_equal(
            wire_answer_offer(&reply, &m, frames, 2, mine, i ? 1 : 2, &frame, &version), i < 2);
        m = only_message(&r, &reply);
        assert_true(wire_read_offer_answer(&m, &offer, &agreed, &frame, &version));
        assert_int_equal(agreed, i < 2);
        assert_int_equal(le32_get(m.body + 4), 0x12345678);
        if (agreed) {
            assert_int_equal(m.len, 16);
            assert_int_equal(version.major, i ? 1 : 2);
        } else {
            assert_int_equal(le32_get(m.body), 0);
        }
        offer.nonce ^= 1;
        assert_false(wire_read_offer_answer(&m, &offer, &agreed, &frame, &version));
        offer.nonce ^= 1;
        wire_reader_release(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),       cmocka_unit_test(test_fcopy_1),
        cmocka_unit_test(test_fcopy_1_long), cmocka_unit_test(test_reader),
        cmocka_unit_test(test_resync),       cmocka_unit_test(test_negotiation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
