/* The whole layer over libvirt's test driver: connection, listing, life cycle, settings,
 * bulk work, interruption. What the driver lacks (device hot plug) is tested with guests. */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/eventfd.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "vm/vm.h"

struct fixture {
    struct vm_host *host;
    int interrupt;
};

static void ok(int rc, struct err **err)
{
    if (rc < 0)
        fail_msg("%s", *err ? (*err)->message : "no message");
    assert_null(*err);
}

static void refused(int rc, struct err **err, enum err_kind kind)
{
    assert_int_equal(rc, -1);
    assert_non_null(*err);
    assert_int_equal((*err)->kind, kind);
    err_clear(err);
}

static int open_host(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));
    AUTO_ERR *err = NULL;
    f->interrupt = eventfd(0, EFD_CLOEXEC);
    struct vm_settings settings = { 0 };
    struct vm_host_options options = { .uri = "test:///default",
                                       .wait = { .interrupt_fd = f->interrupt },
                                       .settings = &settings };
    ok(vm_host_open(&options, &f->host, &err), &err);
    *state = f;
    return 0;
}

static int close_host(void **state)
{
    struct fixture *f = *state;
    vm_host_close(f->host);
    close(f->interrupt);
    free(f);
    return 0;
}

static void host_facts(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    struct vm_host_info info;
    ok(vm_host_info(f->host, true, &info, &err), &err);
    assert_int_equal(info.driver, VM_DRIVER_TEST);
    assert_string_equal(info.domain_type, "test");
    assert_true(info.logical_processors > 0);
    assert_true(info.memory_capacity > 0);
    assert_false(info.has[VM_FEATURE_CPU_TUNING]);
    vm_host_info_release(&info);
    refused(vm_host_require(f->host, VM_FEATURE_CPU_TUNING, &err), &err, ERR_NOT_SUPPORTED);
}

static void bad_connections(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    struct vm_host *host;
    struct vm_settings settings = { 0 };
    struct vm_host_options options = { .uri = "nonsense:///x",
                                       .wait = { .interrupt_fd = -1 },
                                       .settings = &settings };
    refused(vm_host_open(&options, &host, &err), &err, ERR_CONNECTION);
    assert_null(host);
    options = (struct vm_host_options){ .computer_name = "-oProxyCommand=x",
                                        .wait = { .interrupt_fd = -1 },
                                        .settings = &settings };
    refused(vm_host_open(&options, &host, &err), &err, ERR_INVALID_PARAMETER);
}

static void life(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    char uuid[VM_UUID_SIZE];
    const char *name = "it's <one> & \"two\"/3";
    struct vm_spec spec = {
        .name = name, .generation = 1, .memory = 64ll << 20, .vcpus = 2, .notes = "n"
    };
    ok(vm_create(f->host, &spec, uuid, &err), &err);
    refused(vm_create(f->host, &spec, uuid, &err), &err, ERR_OBJECT_EXISTS);

    struct vm_filter filter = { .names = &name, .name_count = 1 };
    struct vm_list list;
    ok(vm_list(f->host, &filter, &list, &err), &err);
    assert_int_equal(list.len, 1);
    assert_string_equal(list.items[0].name, name);
    assert_int_equal(list.items[0].state, VM_STATE_OFF);
    vm_list_release(&list);

    ok(vm_start(f->host, uuid, &err), &err);
    refused(vm_start(f->host, uuid, &err), &err, ERR_INVALID_STATE);
    refused(vm_remove(f->host, uuid, &err), &err, ERR_INVALID_STATE);
    struct vm_info info = { 0 };
    ok(vm_get(f->host, uuid, &info, &err), &err);
    assert_int_equal(info.state, VM_STATE_RUNNING);
    assert_int_equal(info.vcpus, 2);
    assert_int_equal(info.memory_assigned, 64ll << 20);
    ok(vm_suspend(f->host, uuid, &err), &err);
    ok(vm_suspend(f->host, uuid, &err), &err);
    ok(vm_get(f->host, uuid, &info, &err), &err);
    assert_int_equal(info.state, VM_STATE_PAUSED);
    ok(vm_resume(f->host, uuid, &err), &err);
    ok(vm_save(f->host, uuid, &err), &err);
    ok(vm_get(f->host, uuid, &info, &err), &err);
    assert_int_equal(info.state, VM_STATE_SAVED);
    vm_info_release(&info);
    refused(vm_suspend(f->host, uuid, &err), &err, ERR_INVALID_STATE);
    ok(vm_remove_saved_state(f->host, uuid, &err), &err);
    enum vm_state now;
    ok(vm_get_state(f->host, uuid, &now, &err), &err);
    assert_int_equal(now, VM_STATE_OFF);
    ok(vm_start(f->host, uuid, &err), &err);
    ok(vm_shutdown(f->host, uuid, 5, false, &err), &err);
    ok(vm_turn_off(f->host, uuid, &err), &err);
    ok(vm_remove(f->host, uuid, &err), &err);
    refused(vm_get_state(f->host, uuid, &now, &err), &err, ERR_OBJECT_NOT_FOUND);
    refused(vm_start(f->host, uuid, &err), &err, ERR_OBJECT_NOT_FOUND);
}

static void settings_change(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    char uuid[VM_UUID_SIZE];
    struct vm_spec spec = { .name = "settings", .generation = 2, .memory = 512ll << 20 };
    ok(vm_create(f->host, &spec, uuid, &err), &err);
    struct vm_processor_change cpu = { .count = VM_OPT(4), .threads_per_core = VM_OPT(2) };
    struct vm_memory_change memory = { .dynamic = VM_OPT(1),
                                       .minimum = VM_OPT(256ll << 20),
                                       .maximum = VM_OPT(1024ll << 20) };
    struct vm_options_change options = { .notes = "a <b>",
                                         .stop_action = VM_OPT(VM_STOP_TURN_OFF),
                                         .start_delay = VM_OPT(7),
                                         .checkpoint_type = VM_OPT(VM_CHECKPOINT_DISABLED) };
    struct vm_change change = { .processor = &cpu, .memory = &memory, .options = &options };
    ok(vm_set(f->host, uuid, &change, &err), &err);
    struct vm_config c;
    ok(vm_read_config(f->host, uuid, &c, &err), &err);
    assert_int_equal(c.processor.count, 4);
    assert_int_equal(c.processor.threads_per_core, 2);
    assert_true(c.memory.dynamic);
    assert_int_equal(c.memory.startup, 512ll << 20);
    assert_int_equal(c.memory.minimum, 256ll << 20);
    assert_int_equal(c.memory.maximum, 1024ll << 20);
    assert_string_equal(c.options.notes, "a <b>");
    assert_int_equal(c.options.stop_action, VM_STOP_TURN_OFF);
    assert_int_equal(c.options.start_delay, 7);
    assert_int_equal(c.options.checkpoint_type, VM_CHECKPOINT_DISABLED);
    assert_int_equal(c.nic_count, 1);
    vm_config_release(&c);

    /* Refused parts leave everything as it was. */
    struct vm_processor_change too_many = { .count = VM_OPT(241) };
    options.notes = "changed";
    change = (struct vm_change){ .processor = &too_many, .options = &options };
    refused(vm_set(f->host, uuid, &change, &err), &err, ERR_INVALID_PARAMETER);
    struct vm_processor_change reserve = { .reserve = VM_OPT(10) };
    change = (struct vm_change){ .processor = &reserve };
    refused(vm_set(f->host, uuid, &change, &err), &err, ERR_NOT_SUPPORTED);
    struct vm_memory_change upside_down = { .minimum = VM_OPT(768ll << 20) };
    change = (struct vm_change){ .memory = &upside_down };
    refused(vm_set(f->host, uuid, &change, &err), &err, ERR_INVALID_PARAMETER);
    struct vm_bios_change bios = { .numlock = VM_OPT(1) };
    change = (struct vm_change){ .bios = &bios };
    refused(vm_set(f->host, uuid, &change, &err), &err, ERR_NOT_SUPPORTED);
    ok(vm_read_config(f->host, uuid, &c, &err), &err);
    assert_string_equal(c.options.notes, "a <b>");
    assert_int_equal(c.processor.count, 4);
    vm_config_release(&c);
    ok(vm_rename(f->host, uuid, "other name", &err), &err);
    refused(vm_rename(f->host, uuid, "test", &err), &err, ERR_OBJECT_EXISTS);
    ok(vm_read_config(f->host, uuid, &c, &err), &err);
    assert_string_equal(c.name, "other name");
    vm_config_release(&c);
    ok(vm_remove(f->host, uuid, &err), &err);
}

static void devices(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    char uuid[VM_UUID_SIZE];
    struct vm_spec spec = { .name = "devices", .generation = 1 };
    ok(vm_create(f->host, &spec, uuid, &err), &err);
    struct vm_disk_spec disk = { .kind = VM_DISK_HARD,
                                 .path = "/d/a.vhd",
                                 .slot = { .number = -1, .location = -1 } };
    AUTO_FREE char *id = NULL;
    ok(vm_add_disk(f->host, uuid, &disk, &id, &err), &err);
    refused(vm_add_disk(f->host, uuid, &disk, NULL, &err), &err, ERR_OBJECT_EXISTS);
    disk.path = "/d/b.vhdx";
    disk.slot = (struct vm_slot){ .bus = VM_BUS_IDE, .bus_set = true };
    refused(vm_add_disk(f->host, uuid, &disk, NULL, &err), &err, ERR_OBJECT_EXISTS);
    disk.slot =
        (struct vm_slot){ .bus = VM_BUS_SCSI, .bus_set = true, .number = 1, .location = -1 };
    refused(vm_add_disk(f->host, uuid, &disk, NULL, &err), &err, ERR_OBJECT_NOT_FOUND);
    int number = -1;
    ok(vm_add_scsi_controller(f->host, uuid, &number, &err), &err);
    assert_int_equal(number, 1);
    ok(vm_add_disk(f->host, uuid, &disk, NULL, &err), &err);
    refused(vm_remove_scsi_controller(f->host, uuid, 1, &err), &err, ERR_INVALID_STATE);
    struct vm_disk_change move = {
        .move = true, .slot = { .bus = VM_BUS_SCSI, .bus_set = true, .number = 0, .location = 9 }
    };
    ok(vm_set_disk(f->host, uuid, id, &move, &err), &err);
    struct vm_nic_spec nic = { .legacy = true, .name = "Old", .mac = "00-15-5D-00-00-01" };
    AUTO_FREE char *nic_id = NULL;
    ok(vm_add_nic(f->host, uuid, &nic, &nic_id, &err), &err);
    refused(vm_add_nic(f->host, uuid, &nic, NULL, &err), &err, ERR_OBJECT_EXISTS);
    struct vm_nic_change connect = { .switch_name = "DEFAULT" };
    ok(vm_set_nic(f->host, uuid, nic_id, &connect, &err), &err);
    connect.switch_name = "no such switch";
    refused(vm_set_nic(f->host, uuid, nic_id, &connect, &err), &err, ERR_OBJECT_NOT_FOUND);
    struct vm_config c;
    ok(vm_read_config(f->host, uuid, &c, &err), &err);
    assert_int_equal(c.disk_count, 3); /* DVD at IDE 1:0, SCSI 0:9, SCSI 1:0 */
    assert_int_equal(c.disks[0].kind, VM_DISK_DVD);
    assert_string_equal(c.disks[1].id, id);
    assert_int_equal(c.disks[1].location, 9);
    assert_int_equal(c.disks[2].number, 1);
    assert_int_equal(c.disks[2].format, DISK_FORMAT_VHDX);
    assert_int_equal(c.nic_count, 2);
    assert_string_equal(c.nics[1].switch_name, "default");
    assert_true(c.nics[1].legacy && c.nics[1].connected && !c.nics[1].dynamic_mac);
    vm_config_release(&c);
    connect.switch_name = "";
    ok(vm_set_nic(f->host, uuid, nic_id, &connect, &err), &err);
    ok(vm_remove_disk(f->host, uuid, id, &err), &err);
    refused(vm_remove_disk(f->host, uuid, id, &err), &err, ERR_OBJECT_NOT_FOUND);
    ok(vm_read_config(f->host, uuid, &c, &err), &err);
    assert_int_equal(c.disk_count, 2);
    assert_false(c.nics[1].connected);
    assert_null(c.nics[1].switch_name);
    vm_config_release(&c);
    ok(vm_remove_nic(f->host, uuid, nic_id, &err), &err);
    ok(vm_remove(f->host, uuid, &err), &err);
}

struct step {
    char uuid[VM_UUID_SIZE];
};
struct order {
    size_t next, failures;
};

static int start_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_start(host, ((struct step *)item)->uuid, err);
}

static bool note_order(void *data, size_t index, void *item, struct err *err)
{
    (void)item;
    struct order *o = data;
    assert_int_equal(index, o->next);
    o->next++;
    o->failures += err != NULL;
    err_free(err);
    return true;
}

static void bulk(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    struct step steps[21];
    for (int i = 0; i < 20; i++) {
        AUTO_FREE char *name = xasprintf("bulk%d", i);
        struct vm_spec spec = { .name = name };
        ok(vm_create(f->host, &spec, steps[i].uuid, &err), &err);
    }
    memcpy(steps[20].uuid, steps[0].uuid, VM_UUID_SIZE); /* a second start of the first */
    struct order o = { 0 };
    ok(vm_bulk(f->host, "x", start_step, steps, sizeof(steps[0]), 21, &o, note_order, &err), &err);
    assert_int_equal(o.next, 21);
    assert_int_equal(o.failures, 1);

    uint64_t one = 1;
    assert_int_equal(write(f->interrupt, &one, sizeof(one)), sizeof(one));
    struct vm_list list;
    int rc = vm_wait_state(f->host, steps[0].uuid, VM_STATE_SAVED, 60, &err);
    refused(rc, &err, ERR_CANCELLED);
    assert_int_equal(read(f->interrupt, &one, sizeof(one)), sizeof(one));
    ok(vm_list(f->host, NULL, &list, &err), &err);
    assert_int_equal(list.len, 21); /* with the driver's own "test" */
    assert_non_null(vm_list_find(&list, "BULK1?"));
    assert_null(vm_list_find(&list, "bulk2?"));
    vm_list_release(&list);
    for (int i = 0; i < 20; i++) {
        ok(vm_turn_off(f->host, steps[i].uuid, &err), &err);
        ok(vm_remove(f->host, steps[i].uuid, &err), &err);
    }
}

static void interrupted_create_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    AUTO_ERR *err = NULL;
    uint64_t one = 1;
    char uuid[VM_UUID_SIZE];
    assert_int_equal(write(f->interrupt, &one, sizeof(one)), sizeof(one));
    struct vm_spec spec = { .name = "half" };
    int rc = vm_create(f->host, &spec, uuid, &err);
    assert_int_equal(read(f->interrupt, &one, sizeof(one)), sizeof(one));
    const char *name = "half";
    struct vm_filter filter = { .names = &name, .name_count = 1 };
    struct vm_list list;
    if (rc < 0)
        refused(rc, &err, ERR_CANCELLED);
    /* On a slow machine the call is left behind and undoes its work a little later. */
    for (int tries = 0;; tries++) {
        ok(vm_list(f->host, &filter, &list, &err), &err);
        if (list.len == (rc < 0 ? 0 : 1) || tries == 100)
            break;
        vm_list_release(&list);
        poll(NULL, 0, 100);
    }
    assert_int_equal(list.len, rc < 0 ? 0 : 1);
    vm_list_release(&list);
    if (rc == 0)
        ok(vm_remove(f->host, uuid, &err), &err);
}

static void settings_file(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    char file[] = "/tmp/hvsh-test-XXXXXX";
    AUTO_FD int fd = mkstemp(file);
    const char text[] =
        "# comment\n\n uri = qemu:///system \ndomain_type=qemu\nvm_path = \"/a b\"\n";
    assert_int_equal(write(fd, text, sizeof(text) - 1), sizeof(text) - 1);
    struct vm_settings s;
    ok(vm_settings_read(file, &s, &err), &err);
    assert_string_equal(s.uri, "qemu:///system");
    assert_string_equal(s.domain_type, "qemu");
    assert_string_equal(s.vm_path, "/a b");
    assert_null(s.vhd_path);
    vm_settings_release(&s);
    assert_int_equal(write(fd, "domain_type = xen\n", 18), 18);
    refused(vm_settings_read(file, &s, &err), &err, ERR_INVALID_PARAMETER);
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(pwrite(fd, "nonsense\n", 9, 0), 9);
    refused(vm_settings_read(file, &s, &err), &err, ERR_INVALID_PARAMETER);
    unlink(file);
    ok(vm_settings_read("/nonexistent/hvsh.conf", &s, &err), &err);
    vm_settings_release(&s);
}

int main(void)
{
#define WITH_HOST(t) cmocka_unit_test_setup_teardown(t, open_host, close_host)
    const struct CMUnitTest tests[] = {
        WITH_HOST(host_facts),
        cmocka_unit_test(bad_connections),
        WITH_HOST(life),
        WITH_HOST(settings_change),
        WITH_HOST(devices),
        WITH_HOST(bulk),
        WITH_HOST(interrupted_create_leaves_nothing),
        cmocka_unit_test(settings_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
