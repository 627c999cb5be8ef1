/* Limits are those of Microsoft's "Plan for Hyper-V scalability" (Windows Server 2022). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/generation.h"

#define GIB (1024ll * 1024 * 1024)

static void assert_refused(int rc, struct err **err, enum err_kind kind, const char *part)
{
    assert_int_equal(rc, -1);
    assert_non_null(*err);
    assert_int_equal((*err)->kind, kind);
    if (!strstr((*err)->message, part))
        fail_msg("'%s' lacks '%s'", (*err)->message, part);
    err_clear(err);
}

static void limits(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    const struct generation *g1 = generation_get(1), *g2 = generation_get(2);
    assert_null(generation_get(0));
    assert_null(generation_get(3));
    assert_int_equal(generation_check_number(2, &err), 0);
    assert_refused(generation_check_number(3, &err), &err, ERR_INVALID_PARAMETER, "'3'");

    assert_int_equal(generation_check_vcpus(g1, "v", 64, &err), 0);
    assert_refused(generation_check_vcpus(g1, "v", 65, &err), &err, ERR_INVALID_PARAMETER, "64");
    assert_int_equal(generation_check_vcpus(g2, "v", 240, &err), 0);
    assert_refused(generation_check_vcpus(g2, "v", 241, &err), &err, ERR_INVALID_PARAMETER, "240");
    assert_refused(generation_check_vcpus(g2, "v", 0, &err), &err, ERR_INVALID_PARAMETER, "1 to");
    assert_refused(generation_check_vcpus(g2, "v", -1, &err), &err, ERR_INVALID_PARAMETER, "-1");

    assert_int_equal(generation_check_memory(g1, "v", 1024 * GIB, &err), 0);
    assert_refused(generation_check_memory(g1, "v", 1025 * GIB, &err), &err, ERR_INVALID_PARAMETER,
                   "1048576 MB");
    assert_int_equal(generation_check_memory(g2, "v", 12 * 1024 * GIB, &err), 0);
    assert_int_equal(generation_check_memory(g1, "v", 32ll << 20, &err), 0);
    assert_refused(generation_check_memory(g1, "v", 30ll << 20, &err), &err, ERR_INVALID_PARAMETER,
                   "32 MB");
    assert_refused(generation_check_memory(g1, "v", (512ll << 20) + 4096, &err), &err,
                   ERR_INVALID_PARAMETER, "2 MB");
}

static void drives(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    const struct generation *g1 = generation_get(1), *g2 = generation_get(2);
    assert_int_equal(generation_check_slot(g1, "v", VM_DISK_HARD, VM_BUS_IDE, 1, 1, &err), 0);
    assert_refused(generation_check_slot(g1, "v", VM_DISK_HARD, VM_BUS_IDE, 2, 0, &err), &err,
                   ERR_INVALID_PARAMETER, "number 2");
    assert_refused(generation_check_slot(g1, "v", VM_DISK_HARD, VM_BUS_IDE, 0, 2, &err), &err,
                   ERR_INVALID_PARAMETER, "location 2");
    assert_int_equal(generation_check_slot(g1, "v", VM_DISK_HARD, VM_BUS_SCSI, 3, 63, &err), 0);
    assert_refused(generation_check_slot(g1, "v", VM_DISK_HARD, VM_BUS_SCSI, 4, 0, &err), &err,
                   ERR_INVALID_PARAMETER, "number 4");
    assert_refused(generation_check_slot(g1, "v", VM_DISK_DVD, VM_BUS_SCSI, 0, 0, &err), &err,
                   ERR_NOT_SUPPORTED, "IDE");
    assert_refused(generation_check_slot(g2, "v", VM_DISK_HARD, VM_BUS_IDE, 0, 0, &err), &err,
                   ERR_NOT_SUPPORTED, "generation 2");
    assert_int_equal(generation_check_slot(g2, "v", VM_DISK_DVD, VM_BUS_SCSI, -1, -1, &err), 0);
    assert_refused(generation_check_slot(g2, "v", VM_DISK_FLOPPY, VM_BUS_FLOPPY, 0, 0, &err), &err,
                   ERR_NOT_SUPPORTED, "floppy");
    assert_refused(generation_check_slot(g2, "v", VM_DISK_HARD, VM_BUS_SCSI, -2, 0, &err), &err,
                   ERR_INVALID_PARAMETER, "-2");
}

static void formats_and_devices(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    const struct generation *g1 = generation_get(1), *g2 = generation_get(2);
    assert_int_equal(generation_check_format(g1, "v", DISK_FORMAT_VHD, "/a.vhd", &err), 0);
    assert_int_equal(generation_check_format(g1, "v", DISK_FORMAT_VHDX, "/a.vhdx", &err), 0);
    assert_int_equal(generation_check_format(g2, "v", DISK_FORMAT_VHDX, "/a.vhdx", &err), 0);
    assert_int_equal(generation_check_format(g2, "v", DISK_FORMAT_QCOW2, "/a", &err), 0);
    assert_refused(generation_check_format(g2, "v", DISK_FORMAT_VHD, "/a.vhd", &err), &err,
                   ERR_NOT_SUPPORTED, "/a.vhd");
    assert_refused(generation_check_format(g1, "v", DISK_FORMAT_UNKNOWN, "/a.vmdk", &err), &err,
                   ERR_NOT_SUPPORTED, "/a.vmdk");
    assert_int_equal(generation_check_floppy(g1, "v", &err), 0);
    assert_refused(generation_check_floppy(g2, "v", &err), &err, ERR_NOT_SUPPORTED, "floppy");
    assert_int_equal(generation_check_legacy_nic(g1, "v", &err), 0);
    assert_refused(generation_check_legacy_nic(g2, "v", &err), &err, ERR_NOT_SUPPORTED, "legacy");
    assert_refused(generation_check_secure_boot(g1, "v", &err), &err, ERR_NOT_SUPPORTED,
                   "Secure Boot");
    assert_refused(generation_check_tpm(g1, "v", &err), &err, ERR_NOT_SUPPORTED, "TPM");
    assert_refused(generation_check_firmware(g1, "v", &err), &err, ERR_NOT_SUPPORTED, "BIOS");
    assert_refused(generation_check_bios(g2, "v", &err), &err, ERR_NOT_SUPPORTED, "UEFI");
    assert_refused(generation_check_boot_device(g2, VM_DEVICE_FLOPPY, &err), &err,
                   ERR_INVALID_PARAMETER, "Floppy");
    assert_refused(generation_check_boot_device(g1, VM_DEVICE_NETWORK, &err), &err,
                   ERR_INVALID_PARAMETER, "NetworkAdapter");
    assert_int_equal(generation_check_boot_device(g2, VM_DEVICE_NETWORK, &err), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits),
        cmocka_unit_test(drives),
        cmocka_unit_test(formats_and_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
