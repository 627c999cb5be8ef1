/* What a host keeps apart from its machines: against the private libvirtd, and against
 * libvirt's test driver, which keeps nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "tests/unit/must.h"
#include "vm/pool/vm_host_store.h"

static const struct vm_settings no_settings;

static int open_host(void **state, const char *uri)
{
    AUTO_ERR *err = NULL;
    struct vm_host_options options = { .uri = uri,
                                       .wait = { .interrupt_fd = -1 },
                                       .settings = &no_settings };
    struct vm_host *host = NULL;
    if (vm_host_open(&options, &host, &err))
        print_error("%s\n", err->message);
    *state = host;
    return host ? 0 : -1;
}

static int open_test(void **state)
{
    return open_host(state, "test:///default");
}

static int open_system(void **state)
{
    if (getenv("HVSH_PRIVATE_LIBVIRTD"))
        return open_host(state, "qemu:///system");
    *state = NULL;
    return 0;
}

static int close_host(void **state)
{
    vm_host_close(*state);
    return 0;
}

static void need_daemon(void **state)
{
    if (*state)
        return;
    print_message("SKIPPED: needs scripts/with-libvirtd\n");
    skip();
}

/* ---- the steps, on a worker ---- */
struct step {
    bool clear;
    long n;    /* read: what stands there; add: added to it */
    bool text; /* read: does odd_text stand there? */
};
static const char odd_text[] = "a < b & 'c'\n\"\xc3\xa4\"";

static int read_step(struct vm_call *call, void *opaque, struct err **err)
{
    struct step *s = opaque;
    AUTO_XMLDOC doc = vm_host_store_read(call, "trial", err);
    if (!doc)
        return -1;
    s->n = (long)vm_xml_number(xmlDocGetRootElement(doc), "count/@n", -1);
    s->text = vm_xml_is(xmlDocGetRootElement(doc), "count/text", odd_text);
    return 0;
}

static int add_step(struct vm_call *call, void *opaque, struct err **err)
{
    const struct step *s = opaque;
    AUTO_HOST_STORE store = { 0 };
    if (vm_host_store_begin(call, "trial", &store, err) < 0)
        return -1;
    int64_t n = vm_xml_number(store.root, "count/@n", 0);
    vm_xml_setf(store.root, "count/@n", "%lld", (long long)n + s->n);
    vm_xml_set(store.root, "count/text", odd_text);
    if (s->clear)
        vm_xml_remove_all(store.root, "count");
    return vm_host_store_commit(&store, err);
}

static int run(struct vm_host *host, vm_call_fn *fn, struct step *step, struct err **err)
{
    struct step *copy = xcalloc(1, sizeof(*copy));
    *copy = *step;
    void *p = copy;
    int rc = vm_call_run(host, "Trying", VM_CALL_CHANGE, 0, fn, &p, free, err);
    *step = *copy;
    free(p);
    return rc;
}

static void kept_and_forgotten(void **state)
{
    need_daemon(state);
    struct step read = { 0 }, add = { .n = 5 }, clear = { .clear = true };
    MUST(run(*state, read_step, &read, &must_err));
    assert_int_equal(read.n, -1);
    MUST(run(*state, add_step, &add, &must_err));
    MUST(run(*state, add_step, &add, &must_err));
    MUST(run(*state, read_step, &read, &must_err));
    assert_int_equal(read.n, 10);
    assert_true(read.text);
    assert_int_equal(system("virsh secret-list | grep -q 'hvsh trial$'"), 0);
    assert_int_equal(system("virsh secret-list | grep -q 'hvsh trial lock'") == 0, 0);
    MUST(run(*state, add_step, &clear, &must_err));
    MUST(run(*state, read_step, &read, &must_err));
    assert_int_equal(read.n, -1);
    assert_int_equal(system("virsh secret-list | grep -q hvsh") == 0, 0);
}

static int add_bulk(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return run(host, add_step, item, err);
}

static bool went_well(void *data, size_t index, void *item, struct err *err)
{
    (void)index;
    (void)item;
    if (err)
        print_error("%s\n", err->message);
    *(int *)data += err ? 1 : 0;
    err_free(err);
    return true;
}

static void changers_exclude_each_other(void **state)
{
    need_daemon(state);
    struct step steps[24], read = { 0 }, clear = { .clear = true };
    int failed = 0;
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        steps[i] = (struct step){ .n = 1 };
    MUST(vm_bulk(*state, "Trying", add_bulk, steps, sizeof(steps[0]), ARRAY_SIZE(steps), &failed,
                 went_well, &must_err));
    assert_int_equal(failed, 0);
    MUST(run(*state, read_step, &read, &must_err));
    assert_int_equal(read.n, ARRAY_SIZE(steps));
    MUST(run(*state, add_step, &clear, &must_err));
}

/* The lock of a process that died does not stay in the way. */
static void a_lock_left_behind(void **state)
{
    need_daemon(state);
    struct step add = { .n = 1 }, clear = { .clear = true };
    assert_int_equal(system("echo \"<secret ephemeral='yes' private='no'><usage type='ceph'>"
                            "<name>hvsh trial lock</name></usage></secret>\" >left.xml && "
                            "virsh secret-define left.xml >/dev/null; rm -f left.xml"),
                     0);
    MUST(run(*state, add_step, &add, &must_err));
    MUST(run(*state, add_step, &clear, &must_err));
}

static void a_host_without_secrets(void **state)
{
    struct step read = { 0 }, add = { .n = 1 };
    MUST(run(*state, read_step, &read, &must_err));
    assert_int_equal(read.n, -1);
    AUTO_ERR *err = NULL;
    assert_int_equal(run(*state, add_step, &add, &err), -1);
    assert_int_equal(err->kind, ERR_NOT_SUPPORTED);
}

int main(void)
{
#define TEST(f, open) cmocka_unit_test_setup_teardown(f, open, close_host)
    const struct CMUnitTest tests[] = {
        TEST(kept_and_forgotten, open_system),
        TEST(changers_exclude_each_other, open_system),
        TEST(a_lock_left_behind, open_system),
        TEST(a_host_without_secrets, open_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
