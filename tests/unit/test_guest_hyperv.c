/* What goes over the channel against Linux's own definition of Hyper-V's structures
 * (include/uapi/linux/hyperv.h), byte by byte; and key-value pairs, which need more rules than
 * their structures tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <linux/hyperv.h>
#include <signal.h>
#include <string.h>

#include "guest/fcopy.h"
#include "guest/ic.h"
#include "guest/ic_service.h"
#include "guest/stop.h"
#include "guest/wire_text.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

_Static_assert(sizeof(struct hv_fcopy_hdr) == FCOPY_HEADER_SIZE, "header");
_Static_assert(sizeof(struct hv_start_fcopy) == FCOPY_START_SIZE, "START");
_Static_assert(sizeof(struct hv_do_fcopy) == FCOPY_WRITE_SIZE, "WRITE");
_Static_assert(sizeof(struct hv_kvp_hdr) + sizeof(struct hv_kvp_msg_enumerate) ==
                   IC_KVP_ENUMERATE_SIZE,
               "enumerate");
_Static_assert(sizeof(struct hv_kvp_hdr) + sizeof(struct hv_kvp_msg_set) == IC_KVP_GET_SIZE, "set");
_Static_assert(sizeof(struct hv_kvp_hdr) + sizeof(struct hv_kvp_msg_delete) == IC_KVP_DELETE_SIZE,
               "delete");
_Static_assert(KVP_OP_ENUMERATE == (int)IC_KVP_ENUMERATE && KVP_OP_DELETE == (int)IC_KVP_DELETE &&
                   KVP_OP_SET == (int)IC_KVP_SET && KVP_OP_GET == (int)IC_KVP_GET,
               "operations");
_Static_assert(sizeof(struct hv_vss_msg) == IC_VSS_SIZE, "VSS");
_Static_assert(VSS_OP_HOT_BACKUP == (int)IC_VSS_HOT_BACKUP && VSS_OP_FREEZE == (int)IC_VSS_FREEZE &&
                   VSS_OP_THAW == (int)IC_VSS_THAW && VSS_OP_GET_DM_INFO == (int)IC_VSS_DISK_INFO &&
                   VSS_HBU_NO_AUTO_RECOVERY == (int)IC_VSS_NO_AUTO_RECOVERY,
               "VSS operations");
_Static_assert(KVP_POOL_AUTO == (int)KVP_AUTO && KVP_POOL_EXTERNAL == (int)KVP_EXTERNAL &&
                   KVP_POOL_GUEST == (int)KVP_GUEST,
               "pools");

/* The pipe and IC headers (include/linux/hyperv.h: struct vmbuspipe_hdr, struct icmsg_hdr). */
static const uint8_t *check_headers(const struct strbuf *record, unsigned type, size_t body)
{
    const uint8_t *p = (const uint8_t *)record->buf;
    assert_int_equal(record->len, 8 + 20 + body);
    assert_memory_equal(p, "HVG1", 4);
    assert_int_equal(le32_get(p + 4), 20 + body);
    const uint8_t header[20] = { 3, 0, 0, 0, (uint8_t)type,  0,
                                 1, 0, 1, 0, (uint8_t)body,  (uint8_t)(body >> 8),
                                 0, 0, 0, 0, 9 /* the id */, 3 /* transaction, request */,
                                 0, 0 };
    assert_memory_equal(p + 8, header, sizeof(header));
    return p + 28;
}

static const struct wire_header request = { .frame = { 3, 0 },
                                            .type = WIRE_FCOPY,
                                            .message = { 1, 1 },
                                            .id = 9,
                                            .flags = WIRE_TRANSACTION | WIRE_REQUEST };

static void test_start(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    struct fcopy_start start = { .flags = FCOPY_OVERWRITE | FCOPY_CREATE_PATH,
                                 .size = 0x123456789ABCDEF };
    struct hv_start_fcopy want = { .hdr.operation = START_FILE_COPY,
                                   .copy_flags = OVER_WRITE | CREATE_PATH,
                                   .file_size = 0x123456789ABCDEF };
    static const uint16_t name[] = { 'G', 0xFC, 0xD83D, 0xDE00 }, path[] = { '/', 't', '/' };
    (void)state;
    snprintf(start.name, sizeof(start.name), "%s", "Gü😀");
    snprintf(start.path, sizeof(start.path), "%s", "/t");
    memcpy((uint8_t *)&want + offsetof(struct hv_start_fcopy, file_name), name, sizeof(name));
    memcpy((uint8_t *)&want + offsetof(struct hv_start_fcopy, path_name), path, sizeof(path));
    assert_true(fcopy1_put_start(&out, &request, &start));
    assert_memory_equal(check_headers(&out, 7, sizeof(want)), &want, sizeof(want));
}

static void test_write_and_ends(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    struct hv_do_fcopy want = { .hdr.operation = WRITE_TO_FILE,
                                .offset = 0x1122334455667788,
                                .size = 5 };
    struct hv_fcopy_hdr complete = { .operation = COMPLETE_FCOPY },
                        cancel = { .operation = CANCEL_FCOPY };
    (void)state;
    memcpy(want.data, "hello", 5);
    fcopy1_put_write(&out, &request, 0x1122334455667788, "hello", 5);
    assert_memory_equal(check_headers(&out, 7, sizeof(want)), &want, sizeof(want));
    strbuf_reset(&out);
    fcopy1_put_end(&out, &request, FCOPY_COMPLETE);
    assert_memory_equal(check_headers(&out, 7, sizeof(complete)), &complete, sizeof(complete));
    strbuf_reset(&out);
    fcopy1_put_end(&out, &request, FCOPY_CANCEL);
    assert_memory_equal(check_headers(&out, 7, sizeof(cancel)), &cancel, sizeof(cancel));
}

static void test_pairs(void **state)
{
    struct ic_kvp k = { .operation = IC_KVP_ENUMERATE, .pool = KVP_AUTO, .index = 5 }, again;
    struct hv_kvp_msg want = { .kvp_hdr = { .operation = KVP_OP_ENUMERATE,
                                            .pool = KVP_POOL_AUTO } };
    uint8_t body[IC_BODY_MAX];
    (void)state;
    snprintf(k.key, sizeof(k.key), "OSName");
    snprintf(k.value, sizeof(k.value), "ß");
    want.body.kvp_enum_data.index = 5;
    want.body.kvp_enum_data.data.value_type = REG_SZ;
    want.body.kvp_enum_data.data.key_size = 14;
    want.body.kvp_enum_data.data.value_size = 4;
    memcpy(want.body.kvp_enum_data.data.key, "O\0S\0N\0a\0m\0e", 12);
    memcpy(want.body.kvp_enum_data.data.value, "\xDF", 1);
    assert_int_equal(ic_kvp_encode(&k, body), IC_KVP_ENUMERATE_SIZE);
    assert_memory_equal(body, &want, IC_KVP_ENUMERATE_SIZE);
    assert_true(ic_kvp_decode(body, IC_KVP_ENUMERATE_SIZE, &again));
    assert_string_equal(again.key, "OSName");
    assert_string_equal(again.value, "ß");
    /* Anything that is not whole is refused. */
    assert_false(ic_kvp_decode(body, IC_KVP_ENUMERATE_SIZE - 1, &again));
    body[0] = 4;
    assert_false(ic_kvp_decode(body, IC_KVP_ENUMERATE_SIZE, &again));
    body[0] = IC_KVP_ENUMERATE;
    memset(body + 20, 'x', 512);
    assert_false(ic_kvp_decode(body, IC_KVP_ENUMERATE_SIZE, &again));
}

static void test_text_fields(void **state)
{
    uint8_t field[8] = { 0 };
    char text[16];
    size_t units;
    (void)state;
    assert_true(wire_put_text(field, 4, "a😀", &units));
    assert_int_equal(units, 3);
    assert_false(wire_put_text(field, 4, "abcd", &units)); /* no room for the NUL */
    memset(field, 0, sizeof(field));
    memcpy(field, "\x3D\xD8", 2);
    assert_false(wire_get_text(field, 4, text, sizeof(text))); /* half a pair */
    memset(field, 'a', sizeof(field));
    assert_false(wire_get_text(field, 4, text, sizeof(text)));
    memcpy(field, "a\0b\0\0\0", 6);
    assert_true(wire_get_text(field, 4, text, sizeof(text)));
    assert_string_equal(text, "ab");
    assert_false(wire_get_text(field, 4, text, 2));
}

/* One request to the guest's side; its answer's status, and its body to *body. */
static uint32_t ask(unsigned type, const void *request_body, size_t len, struct strbuf *out,
                    const uint8_t **body)
{
    struct wire_message m = { .ic = request, .body = request_body, .len = len };
    struct wire_header h;
    m.ic.type = (uint16_t)type;
    strbuf_reset(out);
    struct vss vss = { 0 };
    ic_service_take(&m, &vss, out);
    assert_true(out->len >= 28);
    wire_header_decode((const uint8_t *)out->buf + 8, &h);
    assert_int_equal(h.type, type);
    assert_int_equal(h.id, 9);
    assert_int_equal(h.flags, WIRE_TRANSACTION | WIRE_RESPONSE);
    *body = (const uint8_t *)out->buf + 28;
    return h.status;
}

static void test_guest_answers(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    uint8_t beat[IC_HEARTBEAT_SIZE] = { 41 }, time[IC_TIME_SIZE] = { 0 }, body[IC_BODY_MAX];
    const uint8_t *answer;
    struct ic_kvp k = { .operation = IC_KVP_ENUMERATE, .pool = KVP_AUTO, .index = 1 };
    (void)state;
    assert_int_equal(ask(WIRE_HEARTBEAT, beat, sizeof(beat), &out, &answer), 0);
    assert_int_equal(le64_get(answer), 42);
    assert_int_equal(ask(WIRE_HEARTBEAT, beat, 3, &out, &answer), (uint32_t)WIRE_E_INVALID);
    /* A sample without the order to set the clock changes nothing. */
    le64_put(time, ic_time_of_unix(1000000000));
    assert_int_equal(ask(WIRE_TIME, time, sizeof(time), &out, &answer), 0);
    assert_int_equal(ask(WIRE_SHUTDOWN, time, sizeof(time), &out, &answer),
                     (uint32_t)WIRE_E_INVALID);
    size_t len = ic_kvp_encode(&k, body);
    assert_int_equal(ask(WIRE_KVP, body, len, &out, &answer), 0);
    assert_true(ic_kvp_decode(answer, len, &k));
    assert_string_equal(k.key, "IntegrationServicesVersion");
    k.index = 10;
    ic_kvp_encode(&k, body);
    assert_int_equal(ask(WIRE_KVP, body, len, &out, &answer), (uint32_t)WIRE_E_NO_MORE_ITEMS);
    /* The host does not write what the guest tells of itself. */
    k.operation = IC_KVP_SET;
    len = ic_kvp_encode(&k, body);
    assert_int_equal(ask(WIRE_KVP, body, len, &out, &answer), (uint32_t)WIRE_E_WRITE_PROTECT);
}

/* Process 1 of systemd, of busybox (which waits for what it blocks) and of a plain shell, as
 * proc(5) shows them. */
static void test_stop_heard(void **state)
{
    (void)state;
    static const char catches[] = "Name:\tsystemd\nSigPnd:\t0000000000000000\n"
                                  "SigBlk:\t0000000000000000\nSigIgn:\t0000000000001000\n"
                                  "SigCgt:\t0000000000000800\nCapInh:\t0000000000000000\n";
    static const char waits[] = "Name:\tinit\nSigBlk:\t0000000000004802\n"
                                "SigIgn:\t0000000000000000\nSigCgt:\t0000000000000000\n";
    static const char shell[] = "Name:\tinit\nSigBlk:\t0000000000000000\n"
                                "SigIgn:\t0000000000384004\nSigCgt:\t0000000008010002\n";
    assert_true(stop_heard(catches, SIGUSR2));
    assert_false(stop_heard(catches, SIGTERM));
    assert_true(stop_heard(waits, SIGUSR2));
    assert_true(stop_heard(waits, SIGTERM));
    assert_false(stop_heard(waits, SIGUSR1));
    assert_false(stop_heard(shell, SIGUSR2));
    assert_false(stop_heard(shell, SIGTERM));
    assert_true(stop_heard(shell, SIGINT));
    assert_false(stop_heard("", SIGUSR2));
}

/* Freezing itself is tried in a guest only. */
static void test_backup(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;
    struct hv_vss_msg m = { .vss_hdr = { .operation = VSS_OP_HOT_BACKUP } };
    const uint8_t *answer;
    (void)state;
    assert_int_equal(ask(WIRE_VSS, &m, sizeof(m), &out, &answer), 0);
    memcpy(&m, answer, sizeof(m));
    assert_int_equal(m.vss_hdr.operation, VSS_OP_HOT_BACKUP);
    assert_int_equal(m.vss_cf.flags, VSS_HBU_NO_AUTO_RECOVERY);
    assert_int_equal(ask(WIRE_VSS, &m, 4, &out, &answer), (uint32_t)WIRE_E_INVALID);
    m.vss_hdr.operation = VSS_OP_THAW; /* nothing is frozen */
    assert_int_equal(ask(WIRE_VSS, &m, sizeof(m), &out, &answer), (uint32_t)WIRE_E_NOT_SUPPORTED);
    m.vss_hdr.operation = VSS_OP_COUNT;
    assert_int_equal(ask(WIRE_VSS, &m, sizeof(m), &out, &answer), (uint32_t)WIRE_E_NOT_SUPPORTED);
}

static void test_time(void **state)
{
    (void)state;
    assert_int_equal(ic_time_of_unix(0), 116444736000000000ull);
    assert_int_equal(ic_time_to_unix(ic_time_of_unix(1234567890123456700)), 1234567890123456700);
    assert_int_equal(ic_time_to_unix(UINT64_MAX / 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start),         cmocka_unit_test(test_write_and_ends),
        cmocka_unit_test(test_pairs),         cmocka_unit_test(test_text_fields),
        cmocka_unit_test(test_guest_answers), cmocka_unit_test(test_time),
        cmocka_unit_test(test_stop_heard),    cmocka_unit_test(test_backup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
