#include "guest/appliance.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <mntent.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "guest/port_path.h"
#include "guest/serve.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

#define DISK "/dev/vda"
#define ROOT "/mnt"
enum {
    STEP_MS = 20,
    APPEAR_MS = 120000,
    MOUNT_FLAGS = MS_NOATIME | MS_NODEV | MS_NOEXEC | MS_NOSUID,
    MODULE_COMPRESSED = 4
};

static _Noreturn void turn_off(void)
{
    fflush(stdout);
    sync();
    /* What was said leaves the serial port before the machine does. */
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    reboot(RB_POWER_OFF);
    for (;;)
        pause();
}

static _Noreturn void fail(const char *what, int failed)
{
    printf("\n" APPLIANCE_FAILED "%s: %s\n", what, strerror(failed));
    turn_off();
}

static void load_modules(void)
{
    struct dirent **names;
    int n = scandir(APPLIANCE_MODULES, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        const char *name = names[i]->d_name, *dot = strrchr(name, '.');
        AUTO_FREE char *path = xasprintf(APPLIANCE_MODULES "/%s", name);
        int fd = *name == '.' ? -1 : open(path, O_RDONLY | O_CLOEXEC);
        bool packed = dot && strcmp(dot, ".ko") != 0;
        if (fd >= 0 && syscall(SYS_finit_module, fd, "", packed ? MODULE_COMPRESSED : 0) &&
            errno != EEXIST)
            printf("module %s: %s\n", name, strerror(errno));
        if (fd >= 0)
            close(fd);
        free(names[i]);
    }
    free(n < 0 ? NULL : names);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

/* Does the disk hold a system below a subvolume, as distributions have it? Then that is mounted. */
static void find_subvolume(void)
{
    static const char *const names[] = { "@rootfs", "@", "root" };
    for (size_t i = 0; i < ARRAY_SIZE(names) && !is_folder(ROOT "/etc"); i++) {
        AUTO_FREE char *path = xasprintf(ROOT "/%s/etc", names[i]);
        AUTO_FREE char *option = xasprintf("subvol=%s", names[i]);
        if (is_folder(path) && !umount(ROOT) && mount(DISK, ROOT, "btrfs", MOUNT_FLAGS, option))
            fail(option, errno);
    }
}

/* What the fstab calls the device of "/"; NULL: it does not say. The caller frees. */
static char *own_device(FILE *list)
{
    char *device = NULL;
    for (const struct mntent *e; !device && (e = getmntent(list));)
        if (!strcmp(e->mnt_dir, "/"))
            device = xstrdup(e->mnt_fsname);
    rewind(list);
    return device;
}

/* One that is not where the guest has it would leave what is written there hidden: of the system's
 * own all must be there. Those of another disk fail, and nothing is written there. */
static void mount_subvolume(const struct mntent *e, const char *option, bool own)
{
    AUTO_FREE char *folder = xasprintf(ROOT "%s", e->mnt_dir);
    AUTO_FREE char *only = xstrndup(option, strcspn(option, ","));
    mkdir(folder, 0755); /* as systemd does */
    if (!is_folder(folder) || !mount(DISK, folder, "btrfs", MOUNT_FLAGS, only))
        return;
    if (own && !hasmntopt(e, "nofail"))
        fail(only, errno);
    printf("%s on %s: %s\n", only, folder, strerror(errno));
}

/* The other subvolumes of it, where its fstab puts them. */
static void mount_subvolumes(void)
{
    FILE *list = setmntent(ROOT "/etc/fstab", "r");
    AUTO_FREE char *root = list ? own_device(list) : NULL;
    for (const struct mntent *e; list && (e = getmntent(list));) {
        const char *option = hasmntopt(e, "subvol");
        if (!option)
            option = hasmntopt(e, "subvolid");
        if (!strcmp(e->mnt_type, "btrfs") && option && e->mnt_dir[0] == '/' && e->mnt_dir[1] &&
            (!hasmntopt(e, "noauto") || hasmntopt(e, "x-systemd.automount")))
            mount_subvolume(e, option, root && !strcmp(root, e->mnt_fsname));
    }
    if (list)
        endmntent(list);
}

/* By a program, where the kernel has no driver of its own. */
static void mount_by_program(void)
{
    int status = 0;
    pid_t child = fork();
    if (!child) {
        execl(APPLIANCE_NTFS, "lowntfs-3g", "-o", "rw,norecover,noatime,ignore_case,windows_names",
              DISK, ROOT, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (child < 0 || status)
        fail("ntfs-3g", child < 0 ? errno : EUCLEAN);
}

static void wait_a_step(int *waited, const char *what)
{
    if ((*waited += STEP_MS) > APPEAR_MS)
        fail(what, ETIMEDOUT);
    nanosleep(&(struct timespec){ .tv_nsec = STEP_MS * 1000000 }, NULL);
}

static int open_port(void)
{
    int waited = 0, fd;
    char *path;
    while (!(path = port_path(APPLIANCE_PORT)))
        wait_a_step(&waited, APPLIANCE_PORT);
    while ((fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)) < 0)
        wait_a_step(&waited, path);
    free(path);
    for (;;) { /* the host's end is told of after the port */
        struct pollfd p = { .fd = fd, .events = POLLIN };
        if (poll(&p, 1, 0) >= 0 && !(p.revents & POLLHUP))
            return fd;
        wait_a_step(&waited, APPLIANCE_PORT);
    }
}

/* The files, to nobody but the host at the other end, and only those of the disk. */
static _Noreturn void serve(int port)
{
    static const struct walk_root everywhere = { .fd = -1, .labels = true };
    struct guest_session s;
    if (chroot(ROOT) || chdir("/"))
        _exit(1);
    guest_session_init(&s, &everywhere);
    int failed = guest_serve(&s, port, -1, false);
    guest_session_release(&s);
    _exit(failed != 0);
}

static void unmount_all(void)
{
    FILE *list = setmntent("/proc/self/mounts", "r");
    char *folders[64];
    size_t n = 0;
    for (const struct mntent *e; list && n < ARRAY_SIZE(folders) && (e = getmntent(list));)
        if (!strncmp(e->mnt_dir, ROOT, strlen(ROOT)))
            folders[n++] = xstrdup(e->mnt_dir);
    if (list)
        endmntent(list);
    while (n--) {
        if (umount(folders[n]))
            fail(folders[n], errno);
        free(folders[n]);
    }
}

void appliance_run(const char *how)
{
    int waited = 0, status;
    AUTO_FREE char *type = xstrndup(how, strcspn(how, ","));
    const char *subvolume = how[strlen(type)] ? how + strlen(type) + 1 : NULL;
    mkdir("/dev", 0755);
    mkdir("/proc", 0755);
    mkdir("/sys", 0755);
    mkdir(ROOT, 0755);
    if (mount("dev", "/dev", "devtmpfs", 0, NULL) || mount("proc", "/proc", "proc", 0, NULL) ||
        mount("sysfs", "/sys", "sysfs", 0, NULL))
        fail("mount", errno);
    int console = open("/dev/console", O_RDWR | O_NOCTTY);
    for (int i = 0; i < 3; i++)
        dup2(console, i);
    load_modules();
    while (access(DISK, F_OK))
        wait_a_step(&waited, DISK);
    if (!strcmp(type, "ntfs-3g"))
        mount_by_program();
    else if (mount(DISK, ROOT, type, MOUNT_FLAGS, subvolume))
        fail(subvolume ? subvolume : type, errno);
    if (!strcmp(type, "btrfs") && !subvolume) {
        find_subvolume();
        mount_subvolumes();
    }
    int port = open_port();
    fflush(stdout);
    pid_t child = fork();
    if (child < 0)
        fail("fork", errno);
    if (!child)
        serve(port);
    printf("\n" APPLIANCE_READY "\n");
    fflush(stdout);
    close(port);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    unmount_all();
    printf("\n" APPLIANCE_DONE "\n");
    turn_off();
}
