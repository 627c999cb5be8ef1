/* Domain XML as facts: files written after libvirt's documented format, also of domains
 * that other tools made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/vm_config.h"
#include "vm/vm_names.h"
#include "vm/vm_served.h"
#include "vm/vm_state.h"

static char *golden(const char *name)
{
    AUTO_FREE char *path = xasprintf("tests/golden/domain/%s", name);
    AUTO_FILE FILE *f = fopen(path, "re");
    if (!f)
        fail_msg("cannot read %s", path);
    char *text = xcalloc(1, 65536);
    size_t n = fread(text, 1, 65535, f);
    assert_true(n > 0);
    return text;
}

static struct vm_config load(const char *name, bool running)
{
    AUTO_FREE char *text = golden(name);
    AUTO_ERR *err = NULL;
    struct vm_config c;
    if (vm_config_parse(text, running ? text : NULL, &c, &err) < 0)
        fail_msg("%s", err->message);
    return c;
}

static void foreign_bios(void **state)
{
    (void)state;
    struct vm_config c = load("foreign_bios.xml", true);
    assert_string_equal(c.name, "debian11 & friends");
    assert_int_equal(c.generation, 1);
    assert_false(c.hvsh_made);
    assert_string_equal(c.options.notes, "web <server>");
    assert_int_equal(c.processor.count, 3);
    assert_int_equal(c.processor.maximum, 25);
    assert_false(c.memory.dynamic);
    assert_int_equal(c.memory.startup, 2048ll << 20);
    assert_int_equal(c.heartbeat, VM_HEARTBEAT_OK_UNKNOWN);
    assert_int_equal(c.bios.startup_count, 4);
    assert_int_equal(c.bios.startup_order[0], VM_DEVICE_LEGACY_NETWORK);
    assert_int_equal(c.bios.startup_order[1], VM_DEVICE_IDE);

    assert_int_equal(c.disk_count, 5);
    assert_int_equal(c.disks[0].bus, VM_BUS_IDE);
    assert_int_equal(c.disks[0].kind, VM_DISK_DVD);
    assert_int_equal(c.disks[0].number, 1);
    assert_int_equal(c.disks[0].location, 0);
    assert_string_equal(c.disks[0].path, "/iso/debian.iso");
    assert_true(c.disks[0].read_only);
    assert_int_equal(c.disks[1].bus, VM_BUS_SCSI);
    assert_int_equal(c.disks[1].location, 5);
    assert_string_equal(c.disks[1].path, "rbd://ceph1/pool/image");
    assert_int_equal(c.disks[2].kind, VM_DISK_FLOPPY);
    assert_null(c.disks[2].path);
    /* virtio-blk: shown after the real SCSI controller */
    assert_int_equal(c.disks[3].bus, VM_BUS_OTHER);
    assert_int_equal(c.disks[3].number, 1);
    assert_int_equal(c.disks[3].location, 0);
    assert_int_equal(c.disks[3].format, DISK_FORMAT_QCOW2);
    assert_int_equal(c.disks[4].location, 1);
    assert_string_equal(c.disks[4].path, "/dev/vg0/data");
    assert_int_equal(c.disks[4].max_iops, 500);

    assert_int_equal(c.nic_count, 2);
    assert_string_equal(c.nics[0].mac, "525400ABCDEF");
    assert_true(c.nics[0].legacy);
    assert_true(c.nics[0].connected);
    assert_string_equal(c.nics[0].switch_name, "default");
    assert_string_equal(c.nics[0].name, "Legacy Network Adapter");
    assert_false(c.nics[1].legacy);
    assert_string_equal(c.nics[1].bridge, "br0");
    assert_false(c.nics[1].link_up);
    assert_false(c.nics[1].connected);
    assert_int_equal(c.nics[1].vlan.mode, VM_VLAN_ACCESS);
    assert_int_equal(c.nics[1].vlan.access, 42);

    assert_null(c.com[0].path);
    assert_string_equal(c.com[1].path, "/run/two.sock");
    assert_int_equal(c.controller_count, 4); /* IDE 0, IDE 1, SCSI 0, floppy */
    vm_config_release(&c);
}

static void foreign_uefi(void **state)
{
    (void)state;
    struct vm_config c = load("foreign_uefi.xml", false);
    assert_int_equal(c.generation, 2);
    assert_true(c.firmware.secure_boot);
    assert_int_equal(c.memory.startup, 4ll << 30);
    assert_true(c.tpm);
    assert_int_equal(c.heartbeat, VM_HEARTBEAT_UNKNOWN);
    assert_int_equal(c.firmware.boot_count, 3);
    assert_int_equal(c.firmware.boot[0].source, VM_SOURCE_DRIVE);
    assert_true(c.firmware.boot[0].dvd);
    assert_string_equal(c.firmware.boot[1].device_id, c.disks[0].id);
    assert_int_equal(c.firmware.boot[2].source, VM_SOURCE_NETWORK);
    assert_false(c.nics[0].connected);
    vm_config_release(&c);
}

static void own_domain(void **state)
{
    (void)state;
    struct vm_config c = load("own.xml", false);
    assert_string_equal(c.name, "a/b");
    assert_true(c.hvsh_made);
    assert_int_equal(c.generation, 2);
    assert_string_equal(c.version, "9.0");
    assert_int_equal(c.creation_time, 1700000000);
    assert_string_equal(c.path, "/vms/ab");
    assert_int_equal(c.options.start_action, VM_START_ALWAYS);
    assert_int_equal(c.options.start_delay, 30);
    assert_int_equal(c.options.stop_action, VM_STOP_SHUT_DOWN);
    assert_int_equal(c.options.critical_action, VM_CRITICAL_NONE);
    assert_int_equal(c.options.critical_timeout, 5);
    assert_int_equal(c.options.checkpoint_type, VM_CHECKPOINT_STANDARD);
    assert_true(c.options.automatic_checkpoints);
    assert_string_equal(c.options.snapshot_path, "/snap");
    assert_true(c.memory.dynamic);
    assert_int_equal(c.memory.startup, 512ll << 20);
    assert_int_equal(c.memory.minimum, 256ll << 20);
    assert_int_equal(c.memory.maximum, 2048ll << 20);
    assert_int_equal(c.memory.buffer, 30);
    assert_int_equal(c.memory.priority, 80);
    assert_int_equal(c.processor.relative_weight, 200);
    assert_int_equal(c.processor.threads_per_core, 2);
    assert_true(c.processor.nested);
    assert_true(c.firmware.secure_boot);
    assert_string_equal(c.firmware.secure_boot_template, "MicrosoftWindows");
    assert_int_equal(c.firmware.preferred_protocol, VM_PROTOCOL_IPV6);
    assert_int_equal(c.firmware.console_mode, VM_CONSOLE_COM1);
    assert_int_equal(c.firmware.boot_count, 2);
    assert_string_equal(c.firmware.boot[0].device_id, "ua-nic1");
    assert_string_equal(c.kernel, "/boot/vmlinuz");
    assert_string_equal(c.command_line, "console=ttyS0");

    assert_int_equal(c.disk_count, 2);
    assert_string_equal(c.disks[0].id, "ua-disk2");
    assert_string_equal(c.disks[0].path, "/disks/b.vhdx");
    assert_int_equal(c.disks[0].format, DISK_FORMAT_VHDX);
    assert_string_equal(c.disks[1].id, "ua-disk1");
    assert_int_equal(c.disks[1].number, 2);
    assert_int_equal(c.disks[1].location, 7);
    assert_int_equal(c.disks[1].format, DISK_FORMAT_VHDX);
    assert_int_equal(c.disks[1].min_iops, 100);
    assert_string_equal(c.nics[0].name, "LAN");
    assert_true(c.nics[0].dynamic_mac);
    assert_true(c.nics[0].device_naming);
    assert_true(c.nics[0].connected);
    assert_string_equal(c.nics[1].name, "Spare");
    assert_null(c.nics[1].switch_name);
    assert_string_equal(c.com[0].path, "/vms/ab/com1.sock");
    assert_string_equal(c.com[0].log, "/vms/ab/com1.log");
    assert_string_equal(c.controllers[1].id, "ua-ctl2");
    vm_config_release(&c);
}

static void odd_domain(void **state)
{
    (void)state;
    struct vm_config c = load("odd.xml", true);
    assert_string_equal(c.name, "");
    assert_int_equal(c.processor.count, 1);
    assert_int_equal(c.generation, 1);
    assert_int_equal(c.disk_count, 3);
    assert_int_equal(c.nic_count, 2);
    assert_string_equal(c.nics[1].mac, "000000000000");
    vm_config_release(&c);
}

static void building(void **state)
{
    (void)state;
    AUTO_FREE char *text = golden("own.xml");
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", &err);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    assert_int_equal(vm_build_next_boot(root), 3);
    struct vm_medium vhd = { .path = "/d/c d.vhd",
                             .format = DISK_FORMAT_VHD,
                             .served_dir = "/run/hvsh/disk",
                             .logical_sector = 512,
                             .physical_sector = 4096 };
    xmlNodePtr disk = vm_build_disk(root, VM_DISK_HARD, VM_BUS_SCSI, 0, 40, &vhd, "ua-new");
    struct vm_served served;
    assert_true(vm_xml_is(disk, "driver/@type", "raw"));
    assert_true(vm_xml_is(disk, "source/host/@socket", "/run/hvsh/disk/ua-new.sock"));
    assert_true(vm_xml_is(disk, "blockio/@physical_block_size", "4096"));
    assert_true(vm_served_read(disk, &served));
    assert_string_equal(served.path, "/d/c d.vhd");
    vm_served_release(&served);
    assert_true(vm_xml_is(disk, "target/@dev", "sdc"));
    vm_xml_set(disk, "boot/@order", "9");
    vm_build_boot_order(root, generation_get(2));
    assert_true(vm_xml_is(disk, "boot/@order", "3"));
    AUTO_FREE char *out = vm_xml_dump(doc);
    assert_non_null(strstr(out, "keep me"));
    struct vm_config c;
    assert_int_equal(vm_config_parse(out, NULL, &c, &err), 0);
    assert_int_equal(c.disk_count, 3);
    assert_string_equal(c.disks[1].id, "ua-new");
    assert_int_equal(c.disks[1].location, 40);
    assert_int_equal(c.disks[1].format, DISK_FORMAT_VHD);
    assert_string_equal(c.disks[1].path, "/d/c d.vhd");
    vm_config_release(&c);
}

static void startup_order_is_applied(void **state)
{
    (void)state;
    AUTO_FREE char *text = golden("foreign_bios.xml");
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", &err);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set(root, "metadata/hv:vm/hv:bios/@startupOrder", "CD IDE Floppy LegacyNetworkAdapter");
    vm_build_boot_order(root, generation_get(1));
    assert_null(vm_xml_find(root, "os/boot"));
    assert_true(vm_xml_is(root, "devices/disk[target/@dev='hdc']/boot/@order", "1"));
    assert_true(vm_xml_is(root, "devices/disk[target/@dev='vda']/boot/@order", "2"));
    assert_true(vm_xml_is(root, "devices/disk[target/@dev='fda']/boot/@order", "4"));
    assert_true(vm_xml_is(root, "devices/interface[model/@type='rtl8139']/boot/@order", "5"));
    assert_null(vm_xml_find(root, "devices/disk[target/@dev='sda']/boot"));
}

static void names(void **state)
{
    (void)state;
    const char *uuid = "c0ffee00-1111-4222-8333-444455556666";
    AUTO_ERR *err = NULL;
    const char *const good[] = { "web", "a b", "it's \"x\" & <y>", "\xc3\xa4\xe4\xb8\xad", "a/b" };
    for (size_t i = 0; i < ARRAY_SIZE(good); i++)
        assert_int_equal(vm_name_check(good[i], &err), 0);
    const char *const bad[] = { "", "  ", "a\nb", "a\x7f", "\xff", "\xc2\x85" };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(vm_name_check(bad[i], &err), -1);
        assert_int_equal(err->kind, ERR_INVALID_PARAMETER);
        err_clear(&err);
    }
    bool titled;
    AUTO_FREE char *plain = vm_name_encode("it's \"x\" & <y>", uuid, &titled);
    assert_string_equal(plain, "it's \"x\" & <y>");
    assert_false(titled);
    AUTO_FREE char *slash = vm_name_encode("a/b", uuid, &titled);
    assert_string_equal(slash, "a_b~c0ffee00");
    assert_true(titled);
    assert_true(vm_name_is_encoded(slash, uuid));
    assert_false(vm_name_is_encoded("web~12345678", uuid));
    AUTO_FREE char *dots = vm_name_encode("..", uuid, &titled);
    assert_true(titled && !strchr(dots, '/') && dots[0] != '.');
    char longname[701] = "";
    for (int i = 0; i < 200; i++)
        memcpy(longname + i * 3, "\xe4\xb8\xad", 4);
    AUTO_FREE char *cut = vm_name_encode(longname, uuid, &titled);
    assert_true(titled && strlen(cut) <= 220);
    assert_int_equal(vm_name_check(cut, &err), 0);
}

static void states(void **state)
{
    (void)state;
    const struct {
        int state, reason;
        bool saved;
        const char *name;
    } cases[] = {
        { VIR_DOMAIN_RUNNING, 0, false, "Running" },
        { VIR_DOMAIN_SHUTOFF, 0, false, "Off" },
        { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, true, "Saved" },
        { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, false, "Off" },
        { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_USER, false, "Paused" },
        { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR, false, "PausedCritical" },
        { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE, false, "Saving" },
        { VIR_DOMAIN_SHUTDOWN, 0, false, "Stopping" },
        { 999, 0, false, "Other" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        assert_string_equal(
            vm_state_name(vm_state_from_libvirt(cases[i].state, cases[i].reason, cases[i].saved)),
            cases[i].name);
    assert_int_equal(VM_STATE_OFF, 3);
    assert_int_equal(VM_STATE_SAVED, 5);
    assert_string_equal(vm_state_name((enum vm_state)77), "Unknown");
}

static void mac_addresses(void **state)
{
    (void)state;
    char mac[13];
    AUTO_ERR *err = NULL;
    const char *const good[] = { "00155d012a0b", "00-15-5D-01-2A-0B", "00:15:5d:01:2a:0b" };
    for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
        assert_int_equal(vm_mac_parse(good[i], mac, &err), 0);
        assert_string_equal(mac, "00155D012A0B");
    }
    const char *const bad[] = { "", "00155d012a0", "00155d012a0b0", "00155d012a0g" };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(vm_mac_parse(bad[i], mac, &err), -1);
        err_clear(&err);
    }
    char text[18];
    vm_build_mac_text("00155D012A0B", text);
    assert_string_equal(text, "00:15:5d:01:2a:0b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_bios),  cmocka_unit_test(foreign_uefi),
        cmocka_unit_test(own_domain),    cmocka_unit_test(odd_domain),
        cmocka_unit_test(building),      cmocka_unit_test(startup_order_is_applied),
        cmocka_unit_test(names),         cmocka_unit_test(states),
        cmocka_unit_test(mac_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
