/* Facts about Debian's OVMF files come from reading their bytes by the published structures with an
 * independent script: which variables there are, their lengths and states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "vm/nvram.h"

#define ENROLLED "/usr/share/OVMF/OVMF_VARS_4M.ms.fd"
#define EMPTY "/usr/share/OVMF/OVMF_VARS_4M.fd"
#define GLOBAL "8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SECURITY "d719b2cb-3d3a-4596-a3bc-dad00e67656f"
#define SB_ENABLE "f0a30bc7-af08-4556-99c4-001009c93a44"

static struct vm_nvram *open_or_skip(const char *path)
{
    AUTO_ERR *err = NULL;
    struct vm_nvram *nv = NULL;
    if (access(path, R_OK)) {
        print_message("SKIPPED: %s is missing (package ovmf)\n", path);
        skip();
    }
    int rc = vm_nvram_open(path, &nv, &err);
    if (rc)
        print_error("%s\n", err->message);
    assert_int_equal(rc, 0);
    return nv;
}

static size_t length_of(const struct vm_nvram *nv, const char *guid, const char *name)
{
    const struct vm_nvram_var *v = vm_nvram_find(nv, guid, name);
    return v ? v->len : SIZE_MAX;
}

static void enrolled_file(void **state)
{
    (void)state;
    struct vm_nvram *nv = open_or_skip(ENROLLED);
    assert_int_equal(vm_nvram_secure_boot(nv), VM_NVRAM_SB_ON);
    assert_int_equal(length_of(nv, SECURITY, "db"), 3143);
    assert_int_equal(length_of(nv, SECURITY, "dbx"), 76);
    assert_int_equal(length_of(nv, GLOBAL, "PK"), 1005);
    assert_int_equal(length_of(nv, GLOBAL, "KEK"), 2565);
    /* Three were written one after the other; the last one counts. */
    assert_int_equal(length_of(nv, GLOBAL, "BootOrder"), SIZE_MAX);
    assert_int_equal(length_of(nv, GLOBAL, "ConIn"), 195);
    assert_int_equal(length_of(nv, SB_ENABLE, "SecureBootEnable"), 1);
    assert_true(vm_nvram_trusts_windows(nv));
    assert_true(vm_nvram_trusts_uefi_ca(nv));
    const struct vm_nvram_var *db = vm_nvram_find(nv, SECURITY, "db");
    assert_int_equal(db->attributes, 39);
    static const uint8_t time[] = { 0xe9, 0x07, 0x03, 0x0a, 0x02, 0x35, 0x27 };
    assert_memory_equal(db->timestamp, time, sizeof(time));
    vm_nvram_free(nv);
}

static void empty_file(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    struct vm_nvram *nv = open_or_skip(EMPTY);
    assert_int_equal(vm_nvram_secure_boot(nv), VM_NVRAM_SB_UNSET);
    assert_int_equal(vm_nvram_count(nv), 0);
    assert_int_equal(vm_nvram_set_secure_boot(nv, false, &err), 0);
    assert_int_equal(vm_nvram_set_secure_boot(nv, true, &err), -1);
    assert_int_equal(err->kind, ERR_NOT_SUPPORTED);
    vm_nvram_free(nv);
}

/* An unchanged store is written as it was, byte for byte. */
static void untouched_bytes(void **state)
{
    (void)state;
    struct vm_nvram *nv = open_or_skip(ENROLLED);
    size_t len;
    const uint8_t *bytes = vm_nvram_bytes(nv, &len);
    assert_int_equal(len, 540672);
    AUTO_FREE uint8_t *file = xmalloc(len);
    AUTO_FD int fd = open(ENROLLED, O_RDONLY);
    assert_int_equal(read(fd, file, len), len);
    assert_memory_equal(bytes, file, len);
    vm_nvram_free(nv);
}

static void switch_secure_boot(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    char dir[] = "/tmp/hvsh-nvram-XXXXXX";
    struct vm_nvram *nv = open_or_skip(ENROLLED);
    assert_non_null(mkdtemp(dir));
    AUTO_FREE char *path = xasprintf("%s/vars.fd", dir);
    assert_int_equal(vm_nvram_save(nv, path, &err), 0);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(chmod(path, 0640), 0);
    size_t count = vm_nvram_count(nv);
    assert_int_equal(vm_nvram_set_secure_boot(nv, false, &err), 0);
    assert_int_equal(vm_nvram_save(nv, path, &err), 0);
    vm_nvram_free(nv);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_int_equal(st.st_size, 540672);

    nv = open_or_skip(path);
    assert_int_equal(vm_nvram_secure_boot(nv), VM_NVRAM_SB_OFF);
    assert_int_equal(vm_nvram_count(nv), count);
    assert_int_equal(length_of(nv, SECURITY, "db"), 3143);
    assert_int_equal(vm_nvram_set_secure_boot(nv, true, &err), 0);
    assert_int_equal(vm_nvram_secure_boot(nv), VM_NVRAM_SB_ON);
    vm_nvram_free(nv);
    unlink(path);
    assert_int_equal(rmdir(dir), 0); /* no temporary file stays */
}

/* db is one EFI_SIGNATURE_LIST of 1543 bytes (Windows) and one of 1600 (UEFI CA). */
static void windows_template(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    char dir[] = "/tmp/hvsh-nvram-XXXXXX";
    vm_nvram_free(open_or_skip(ENROLLED));
    assert_non_null(mkdtemp(dir));
    AUTO_FREE char *path = xasprintf("%s/windows.fd", dir);
    assert_int_equal(vm_nvram_make_windows_template(ENROLLED, path, &err), 0);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0644);
    struct vm_nvram *nv = open_or_skip(path);
    assert_int_equal(length_of(nv, SECURITY, "db"), 1543);
    assert_true(vm_nvram_trusts_windows(nv));
    assert_false(vm_nvram_trusts_uefi_ca(nv));
    assert_int_equal(vm_nvram_secure_boot(nv), VM_NVRAM_SB_ON);
    static const uint8_t time[] = { 0xe9, 0x07, 0x03, 0x0a, 0x02, 0x35, 0x27 };
    assert_memory_equal(vm_nvram_find(nv, SECURITY, "db")->timestamp, time, sizeof(time));
    assert_int_equal(vm_nvram_remove_uefi_ca(nv, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_NOT_FOUND);
    vm_nvram_free(nv);
    unlink(path);
    rmdir(dir);
}

static void boot_entries(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    struct vm_nvram *nv = open_or_skip(EMPTY);
    /* PciRoot(0x0)/Pci(0x2,0x0)/Scsi(0x0,0x1) and HD(1,GPT,…)/\EFI\a, built by hand. */
    static const uint8_t scsi[] = {
        1, 0, 0, 0, 30, 0, 'd', 0, 0, 0, 2, 1, 12, 0, 0xd0, 0x41, 0x03, 0x0a, 0, 0,
        0, 0, 1, 1, 6,  0, 0,   2, 3, 2, 8, 0, 0,  0, 1,    0,    0x7f, 0xff, 4, 0,
    };
    static const uint8_t file[] = {
        0,    0,    0,    0,    62,   0,    0xe9, 0,    0,    0,    4,    1,    42,   0,    1,
        0,    0,    0,    0,    8,    0,    0,    0,    0,    0,    0,    0,    1,    0,    0,
        0,    0,    0,    0,    0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa,
        0xbb, 0xcc, 0xdd, 0xee, 0xff, 2,    2,    4,    4,    16,   0,    '\\', 0,    'E',  0,
        'F',  0,    'I',  0,    'a',  0,    0,    0,    0x7f, 0xff, 4,    0,
    };
    uint8_t net[10 + 37 + 4] = { 1, 0,  0,  0, 41, 0,    'n',  0, 0, 0,
                                 3, 11, 37, 0, 0,  0x15, 0x5d, 1, 2, 3 };
    memcpy(net + 47, "\x7f\xff\x04\x00", 4);
    uint16_t order[] = { 2, 0, 1 };
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Boot0000", 7, scsi, sizeof(scsi), &err), 0);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Boot0001", 7, file, sizeof(file), &err), 0);
    assert_int_equal(vm_nvram_set_boot_order(nv, order, 3, &err), -1);
    err_clear(&err);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Boot0002", 7, net, sizeof(net), &err), 0);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Boot0003", 7, net, 9, &err), 0); /* cut off */
    assert_int_equal(vm_nvram_set_boot_order(nv, order, 3, &err), 0);

    size_t len;
    const uint8_t *bytes = vm_nvram_bytes(nv, &len);
    struct vm_nvram *again = NULL;
    assert_int_equal(vm_nvram_parse(bytes, len, &again, &err), 0);
    struct vm_nvram_boot *list;
    size_t n;
    assert_int_equal(vm_nvram_boot_entries(again, &list, &n, &err), 0);
    assert_int_equal(n, 3);
    assert_int_equal(list[0].number, 2);
    assert_int_equal(list[0].kind, VM_BOOT_NETWORK);
    assert_string_equal(list[0].mac, "00:15:5d:01:02:03");
    assert_int_equal(list[1].kind, VM_BOOT_DRIVE);
    assert_string_equal(list[1].description, "d");
    assert_string_equal(list[1].device_path, "PciRoot(0x0)/Pci(0x2,0x0)/Scsi(0x0,0x1)");
    assert_int_equal(list[1].lun, 1);
    assert_int_equal(list[1].pci_device, 2);
    assert_true(list[1].active);
    assert_int_equal(list[2].kind, VM_BOOT_FILE);
    assert_string_equal(list[2].description, "\xc3\xa9");
    assert_string_equal(list[2].file_path, "\\EFIa");
    assert_string_equal(list[2].partition_guid, "00112233-4455-6677-8899-aabbccddeeff");
    assert_false(list[2].active);
    vm_nvram_boot_free(list, n);
    vm_nvram_free(again);
    vm_nvram_free(nv);
}

static void no_room(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    struct vm_nvram *nv = open_or_skip(EMPTY);
    AUTO_FREE uint8_t *big = xcalloc(1, 262144);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Big", 7, big, 262144, &err), -1);
    assert_int_equal(err->kind, ERR_OUT_OF_MEMORY);
    err_clear(&err);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Big", 7, big, 200000, &err), 0);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "More", 7, big, 100000, &err), -1);
    err_clear(&err);
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "Big", 7, big, 250000, &err), 0);
    vm_nvram_delete(nv, GLOBAL, "Big");
    assert_int_equal(vm_nvram_set(nv, GLOBAL, "More", 7, big, 100000, &err), 0);
    vm_nvram_free(nv);
}

static void wrong_files(void **state)
{
    (void)state;
    struct vm_nvram *nv;
    uint8_t qcow2[128] = "QFI\xfb", zero[4096] = { 0 };
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    AUTO_ERR *c = NULL;
    assert_int_equal(vm_nvram_parse(qcow2, sizeof(qcow2), &nv, &a), -1);
    assert_int_equal(a->kind, ERR_NOT_SUPPORTED);
    assert_int_equal(vm_nvram_parse(zero, sizeof(zero), &nv, &b), -1);
    assert_int_equal(vm_nvram_open("/nonexistent/vars.fd", &nv, &c), -1);
    assert_int_equal(c->kind, ERR_OBJECT_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enrolled_file),    cmocka_unit_test(empty_file),
        cmocka_unit_test(untouched_bytes),  cmocka_unit_test(switch_secure_boot),
        cmocka_unit_test(windows_template), cmocka_unit_test(boot_entries),
        cmocka_unit_test(no_room),          cmocka_unit_test(wrong_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
