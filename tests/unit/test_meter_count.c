/* The arithmetic of metering, on readings made up here: what was used is what a calculation by
 * hand gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/pool/vm_meter_count.h"

enum { MS = 1000000 };
#define MIB(n) ((uint64_t)(n) << 20)

static xmlDocPtr new_domain(void)
{
    return vm_xml_new("domain");
}

/* A reading: at t ms, a run that began at started ms. */
static struct vm_counters reading(const char *run, int64_t t, int64_t started, uint64_t cpu_ms,
                                  uint64_t mib)
{
    struct vm_counters c = { .running = true,
                             .now_ms = t,
                             .started_ms = started,
                             .cpu_ns = cpu_ms * MS,
                             .memory = MIB(mib) };
    memcpy(c.run, run, strlen(run) + 1);
    return c;
}

static struct vm_counters with_devices(struct vm_counters c, uint64_t ops, uint64_t read,
                                       uint64_t in)
{
    c.disks = xcalloc(1, sizeof(*c.disks));
    c.nics = xcalloc(1, sizeof(*c.nics));
    c.disk_count = c.nic_count = 1;
    c.disks[0] = (struct vm_meter_disk){ xstrdup("ua-d"), ops, read, 2 * read, 10 * ops, 0 };
    c.nics[0] = (struct vm_meter_nic){ xstrdup("ua-n"), in, 3 * in };
    return c;
}

static void add(xmlNodePtr record, struct vm_counters c)
{
    vm_meter_add(record, &c);
    vm_counters_release(&c);
}

static xmlNodePtr begin(xmlDocPtr doc, const char *pool, struct vm_counters c)
{
    xmlNodePtr record = vm_meter_begin(xmlDocGetRootElement(doc), pool, &c);
    vm_counters_release(&c);
    return record;
}

static struct vm_counters off(int64_t t)
{
    return (struct vm_counters){ .now_ms = t };
}

static void one_run(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, with_devices(reading("a", 10000, 1000, 500, 256), 7, 100, 50));
    add(r, with_devices(reading("a", 12000, 1000, 1500, 256), 17, 300, 80));
    add(r, with_devices(reading("a", 14000, 1000, 1500, 256), 17, 300, 80));
    vm_meter_sums(r, &m);
    assert_int_equal(m.since_ms, 10000);
    assert_int_equal(m.time_ms, 4000);
    assert_int_equal(m.cpu_ns, 1000ull * MS);
    assert_int_equal(m.disks[0].ops, 10);
    assert_int_equal(m.disks[0].read, 200);
    assert_int_equal(m.disks[0].written, 400);
    assert_int_equal(m.disks[0].time_ns, 100);
    assert_int_equal(m.nics[0].in, 30);
    assert_int_equal(m.nics[0].out, 90);
    m.host_mhz = 2000;
    assert_int_equal(vm_meter_average_mhz(&m), 500); /* a quarter of one processor */
    assert_int_equal(vm_meter_average_mib(&m), 256);
    vm_meter_release(&m);
}

static void memory_that_changes(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, reading("a", 1000, 500, 0, 100));
    add(r, reading("a", 3000, 500, 0, 300)); /* 200 on average, 2 s */
    add(r, reading("a", 7000, 500, 0, 300)); /* 300, 4 s */
    vm_meter_sums(r, &m);
    assert_int_equal(m.memory_mib_ms, 200 * 2000 + 300 * 4000);
    assert_int_equal(vm_meter_average_mib(&m), 267);
    assert_int_equal(m.memory_minimum, MIB(100));
    assert_int_equal(m.memory_maximum, MIB(300));
    vm_meter_release(&m);
}

/* Two runs and a stop between them: the time off is no time, and the second run's counters,
 * which begin at zero, are added. */
static void runs_add_up(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, off(1000));
    add(r, with_devices(reading("a", 6000, 4000, 900, 64), 5, 50, 5)); /* ran 2 s */
    add(r, off(50000));
    add(r, with_devices(reading("b", 62000, 60000, 300, 64), 3, 30, 3)); /* and 2 s */
    add(r, with_devices(reading("b", 63000, 60000, 400, 64), 3, 30, 3)); /* and 1 s */
    vm_meter_sums(r, &m);
    assert_int_equal(m.time_ms, 5000);
    assert_int_equal(m.cpu_ns, 1300ull * MS);
    assert_int_equal(m.disks[0].ops, 8);
    assert_int_equal(m.nics[0].in, 8);
    vm_meter_release(&m);
}

/* The end of the first run was not seen: it is not counted, in use and in time. */
static void an_end_nobody_saw(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, reading("a", 1000, 500, 100, 64));
    add(r, reading("a", 3000, 500, 300, 64));
    add(r, reading("b", 9000, 8000, 50, 64));
    vm_meter_sums(r, &m);
    assert_int_equal(m.time_ms, 3000);
    assert_int_equal(m.cpu_ns, 250ull * MS);
    vm_meter_release(&m);
}

/* Restored from a saved state by another tool: the mark is the old one, the counters are new. */
static void counters_that_began_again(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, reading("a", 1000, 500, 5000, 64));
    add(r, reading("a", 9000, 8000, 40, 64));
    vm_meter_sums(r, &m);
    assert_int_equal(m.time_ms, 1000);
    assert_int_equal(m.cpu_ns, 40ull * MS);
    vm_meter_release(&m);
}

/* When nobody knows the run's beginning, the first reading is the base. */
static void a_start_nobody_knows(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, off(1000));
    add(r, with_devices(reading("a", 5000, 0, 700, 64), 9, 90, 9));
    add(r, with_devices(reading("a", 6000, 0, 900, 64), 10, 99, 10));
    vm_meter_sums(r, &m);
    assert_int_equal(m.time_ms, 1000);
    assert_int_equal(m.cpu_ns, 200ull * MS);
    assert_int_equal(m.disks[0].ops, 1);
    assert_int_equal(m.disks[0].read, 9);
    assert_int_equal(m.nics[0].in, 1);
    vm_meter_release(&m);
}

/* A drive that was taken out and put in again while the machine ran begins at zero. */
static void a_drive_put_in_again(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr r = begin(doc, NULL, with_devices(reading("a", 1000, 500, 0, 64), 100, 1000, 10));
    add(r, with_devices(reading("a", 2000, 500, 0, 64), 4, 40, 12));
    vm_meter_sums(r, &m);
    assert_int_equal(m.disks[0].ops, 4);
    assert_int_equal(m.disks[0].read, 40);
    assert_int_equal(m.nics[0].in, 2);
    vm_meter_release(&m);
}

static void records_side_by_side(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_XMLDOC doc = new_domain();
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr own = begin(doc, NULL, reading("a", 1000, 500, 0, 64));
    xmlNodePtr pool = begin(doc, "p1", reading("a", 2000, 500, 100, 64));
    assert_ptr_equal(vm_meter_find(root, NULL), own);
    assert_ptr_equal(vm_meter_find(root, "p1"), pool);
    assert_null(vm_meter_find(root, "p2"));
    add(own, reading("a", 3000, 500, 300, 64));
    add(pool, reading("a", 3000, 500, 300, 64));
    vm_meter_sums(own, &m);
    assert_int_equal(m.cpu_ns, 300ull * MS);
    vm_meter_release(&m);
    vm_meter_sums(pool, &m);
    assert_int_equal(m.cpu_ns, 200ull * MS);
    vm_meter_release(&m);
    own = begin(doc, NULL, reading("a", 4000, 500, 400, 64)); /* reset */
    vm_meter_sums(own, &m);
    assert_int_equal(m.cpu_ns + (uint64_t)m.time_ms, 0);
    assert_int_equal(vm_meter_average_mhz(&m), 0);
    vm_meter_release(&m);
}

/* What others wrote there is not trusted. */
static void odd_records(void **state)
{
    (void)state;
    struct vm_meter m;
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(
        "<domain><metadata><hv:vm xmlns:hv='" VM_XML_NS "'><hv:metering since='x' cpu='-5' "
        "time='9223372036854775807' memory='9223372036854775807'><hv:run id='a' at='zz' "
        "cpu='18446744073709551615'/><hv:disk/><hv:nic id='ua-n' in='9223372036854775807'/>"
        "</hv:metering></hv:vm></metadata></domain>",
        "domain", &err);
    xmlNodePtr r = vm_meter_find(xmlDocGetRootElement(doc), NULL);
    assert_non_null(r);
    add(r, with_devices(reading("a", 5000, 1000, 10, 1u << 30), 1, 8191, 1));
    add(r, with_devices(reading("a", 4000, 1000, 20, 1u << 30), 2, 8192 * 3, 2));
    vm_meter_sums(r, &m);
    assert_int_equal(m.time_ms, INT64_MAX);
    assert_int_equal(m.nics[0].in, INT64_MAX);
    for (size_t i = 0; i < m.disk_count; i++) {
        if (m.disks[i].id)
            assert_int_equal(vm_meter_normalized_ops(&m.disks[i]), 9); /* 3 + 6 of 8 KiB */
    }
    vm_meter_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_run),
        cmocka_unit_test(memory_that_changes),
        cmocka_unit_test(runs_add_up),
        cmocka_unit_test(an_end_nobody_saw),
        cmocka_unit_test(counters_that_began_again),
        cmocka_unit_test(a_start_nobody_knows),
        cmocka_unit_test(a_drive_put_in_again),
        cmocka_unit_test(records_side_by_side),
        cmocka_unit_test(odd_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
