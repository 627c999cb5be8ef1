/* On which volume a path of a guest is, by its fstab. Source: fstab(5), systemd.mount(5), and the
 * names that udev and device-mapper give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "vm/guest/vm_offline_disks.h"

static struct guest_volume *add(struct guest_disks *d, size_t image, const char *name,
                                enum fs_type type, const char *id, const char *label)
{
    struct guest_volume *v = vec_push(&d->volumes);
    *v = (struct guest_volume){ .image = image, .name = xstrdup(name), .fs = { .type = type } };
    if (!strchr(name, '/'))
        v->partition = (uint32_t)strtoul(name, NULL, 10);
    snprintf(v->fs.id, sizeof(v->fs.id), "%s", id);
    snprintf(v->fs.label, sizeof(v->fs.label), "%s", label);
    return v;
}

static void begin(struct guest_disks *d, enum fs_type system, const char *fstab)
{
    static const char *const targets[] = { "sda", "sdb" };
    *d = (struct guest_disks){ .vm = xstrdup("vm") };
    for (size_t i = 0; i < 2; i++)
        *vec_push(&d->images) = (struct guest_image){ .path = xasprintf("/%s.img", targets[i]),
                                                      .target = xstrdup(targets[i]) };
    add(d, 0, "1", FS_TYPE_FAT32, "ABCD-1234", "");
    add(d, 0, "2", system, "7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22", "root");
    add(d, 0, "3", FS_TYPE_EXT4, "11111111-2222-3333-4444-555555555555", "my data");
    add(d, 0, "vg-0/home-data", FS_TYPE_XFS, "", "");
    add(d, 1, "1", FS_TYPE_BTRFS, "99999999-2222-3333-4444-555555555555", "");
    struct guest_volume *locked = add(d, 1, "2", FS_TYPE_LUKS, "", "");
    locked->fault = xstrdup("Volume 2 is encrypted.");
    snprintf(d->volumes.items[2].part_id, sizeof(d->volumes.items[2].part_id), "1badb002-03");
    d->volumes.items[2].part_label = xstrdup("Linux data");
    guest_disks_set_system(d, &d->volumes.items[1], fstab, strlen(fstab));
}

/* "2:/path", with the image before the volume when it is the second; "-" refused. */
static void is_at(const struct guest_disks *d, const char *path, const char *wanted)
{
    AUTO_GUEST_PLACE place = { 0 };
    AUTO_ERR *err = NULL;
    AUTO_FREE char *is = guest_disks_find(d, path, &place, &err)
                             ? xstrdup("-")
                             : xasprintf("%s%s:%s%s%s", place.volume->image ? "b" : "",
                                         place.volume->name, place.path, place.subvolume ? " " : "",
                                         place.subvolume ? place.subvolume : "");
    assert_string_equal(is, wanted);
    assert_int_equal(err != NULL, *wanted == '-');
}

static void test_devices(void **state)
{
    static const struct {
        const char *device, *wanted;
    } cases[] = {
        { "UUID=11111111-2222-3333-4444-555555555555", "3:/x" },
        { "UUID=\"11111111-2222-3333-4444-555555555555\"", "3:/x" },
        { "UUID=abcd-1234", "1:/x" },
        { "/dev/disk/by-uuid/ABCD-1234", "1:/x" },
        { "LABEL=my\\040data", "3:/x" },
        { "LABEL=MY\\040DATA", "-" },
        { "PARTUUID=1BADB002-03", "3:/x" },
        { "PARTLABEL=Linux\\040data", "3:/x" },
        { "/dev/mapper/vg--0-home--data", "vg-0/home-data:/x" },
        { "/dev/vg-0/home-data", "vg-0/home-data:/x" },
        { "/dev/mapper/vg-0-home-data", "-" },
        { "/dev/mapper/vg--0-home--dat", "-" },
        { "/dev/mapper/vg--0-home--data2", "-" },
        { "/dev/sda3", "3:/x" },
        { "/dev/sdb1", "b1:/x" },
        { "/dev/sda9", "-" },
        { "/dev/sdc1", "-" },
        { "/dev/sda", "-" },
        { "/dev/nvme0n1p3", "-" },
        { "/dev/sdb2", "-" }, /* encrypted */
        { "UUID=", "-" },
        { "LABEL=", "-" },
        { "tmpfs", "-" },
        { "server:/export", "-" },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_GUEST_DISKS d;
        AUTO_FREE char *fstab = xasprintf("%s /m auto defaults 0 0\n", cases[i].device);
        begin(&d, FS_TYPE_EXT4, fstab);
        is_at(&d, "/m/x", cases[i].wanted);
        is_at(&d, "/mx", "2:/mx");
    }
}

/* The system's own line says how the guest calls its disk. */
static void test_own_disk(void **state)
{
    AUTO_GUEST_DISKS d;
    (void)state;
    begin(&d, FS_TYPE_EXT4,
          "/dev/nvme0n1p2 / ext4 defaults\n/dev/nvme0n1p3 /a ext4 defaults\n"
          "/dev/nvme0n1p1 /boot/efi vfat umask=77\n");
    is_at(&d, "/a/x", "3:/x");
    is_at(&d, "/boot/efi/EFI/x", "1:/EFI/x");
    is_at(&d, "/boot/x", "2:/boot/x");
}

static void test_paths(void **state)
{
    AUTO_GUEST_DISKS d;
    (void)state;
    begin(&d, FS_TYPE_EXT4,
          "# UUID=ABCD-1234 /etc vfat\n"
          "UUID=ABCD-1234 none swap sw\n"
          "UUID=11111111-2222-3333-4444-555555555555 /srv/ ext4\n"
          "UUID=ABCD-1234 /srv/in/side vfat noauto\n"
          "UUID=ABCD-1234 /srv/auto vfat noauto,x-systemd.automount\n"
          "/srv/www /site none bind\n"
          "/site /again none rbind\n"
          "/loop1 /loop2 none bind\n"
          "/loop2 /loop1 none bind\n"
          "garbage\n/ / / / / / / /\n");
    *vec_push(&d.links) = (struct guest_link){ xstrdup("/home"), xstrdup("/srv/home") };
    *vec_push(&d.links) = (struct guest_link){ xstrdup("/var/run"), xstrdup("/run") };
    *vec_push(&d.links) = (struct guest_link){ xstrdup("/a"), xstrdup("/b") };
    *vec_push(&d.links) = (struct guest_link){ xstrdup("/b"), xstrdup("/a") };
    is_at(&d, "/etc/motd", "2:/etc/motd");
    is_at(&d, "//etc//./motd", "2:/etc/motd");
    is_at(&d, "/etc/", "2:/etc/");
    is_at(&d, "/srv", "3:/");
    is_at(&d, "/srv/", "3:/");
    is_at(&d, "/srv/in/side/x", "3:/in/side/x");
    is_at(&d, "/srv/auto/x", "1:/x");
    is_at(&d, "/srvx", "2:/srvx");
    is_at(&d, "/site/x", "3:/www/x");
    is_at(&d, "/again/x", "3:/www/x");
    is_at(&d, "/home/me/x", "3:/home/me/x");
    is_at(&d, "/home", "2:/home"); /* the link itself */
    static const char *const refused[] = { "/var/run/x", "/run/x",   "/proc/1/x", "/dev/x",
                                           "/sys",       "/loop1/x", "/a/x",      "/etc/../x",
                                           "/..",        "etc/motd", "",          "x/",
                                           "../x",       "C:\\x" };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        is_at(&d, refused[i], "-");
    is_at(&d, "/runner/..x", "2:/runner/..x");
}

/* The subvolumes of the system's own btrfs are mounted with it; another one's is told. */
static void test_btrfs(void **state)
{
    AUTO_GUEST_DISKS d;
    (void)state;
    begin(&d, FS_TYPE_BTRFS,
          "UUID=7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22 / btrfs subvol=/@\n"
          "UUID=7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22 /home btrfs compress=zstd:1,subvol=/@/home\n"
          "UUID=99999999-2222-3333-4444-555555555555 /data btrfs rw,subvol=@d,x\n"
          "UUID=99999999-2222-3333-4444-555555555555 /all btrfs defaults\n");
    is_at(&d, "/home/x", "2:/home/x");
    is_at(&d, "/data/x", "b1:/x subvol=@d");
    is_at(&d, "/all/x", "b1:/x");
}

static void test_windows(void **state)
{
    AUTO_GUEST_DISKS d;
    (void)state;
    begin(&d, FS_TYPE_NTFS, "");
    d.volumes.items[1].base = false;
    is_at(&d, "C:\\Users\\x", "2:/Users/x");
    is_at(&d, "c:/Users\\x", "2:/Users/x");
    is_at(&d, "\\Users\\x", "2:/Users/x");
    is_at(&d, "C:\\Temp\\", "2:/Temp/");
    is_at(&d, "C:\\", "2:/");
    static const char *const refused[] = { "D:\\x",     "C:x",  "C:",
                                           "C:\\..\\x", "x\\y", "C:\\a\\..\\..\\x" };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        is_at(&d, refused[i], "-");
}

/* One name on two volumes is no name. */
static void test_ambiguous(void **state)
{
    AUTO_GUEST_DISKS d;
    (void)state;
    begin(&d, FS_TYPE_EXT4, "UUID=ABCD-1234 /m vfat\nLABEL=twice /n ext4\n");
    add(&d, 1, "3", FS_TYPE_EXT4, "ABCD-1234", "twice");
    d.system = &d.volumes.items[1];
    is_at(&d, "/m/x", "-");
    is_at(&d, "/n/x", "b3:/x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_devices), cmocka_unit_test(test_own_disk),
        cmocka_unit_test(test_paths),   cmocka_unit_test(test_btrfs),
        cmocka_unit_test(test_windows), cmocka_unit_test(test_ambiguous),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
