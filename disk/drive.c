#include "disk/drive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/runtime_dir.h"
#include "shell/base/spawn.h"

enum { TOOL_MS = 60000 };

char *drive_folder(char letter)
{
    AUTO_FREE char *base = runtime_dir();
    return xasprintf("%s/drives/%c", base, letter);
}

/* Which disk the drive is of stands beside it. */
static char *note_path(char letter)
{
    AUTO_FREE char *base = runtime_dir();
    return xasprintf("%s/drives/%c.disk", base, letter);
}

bool drive_is_mounted(char letter)
{
    AUTO_FREE char *folder = drive_folder(letter);
    AUTO_FREE char *above = xasprintf("%s/..", folder);
    struct stat st, up;
    return stat(folder, &st) ? errno == ENOTCONN : stat(above, &up) == 0 && st.st_dev != up.st_dev;
}

char drive_free_letter(const struct mounts *mounts)
{
    for (int at = 'D'; at <= 'Z'; at++) {
        char letter = (char)at;
        bool taken = drive_is_mounted(letter);
        for (size_t i = 0; i < mounts->count; i++)
            taken |= memchr(mounts->items[i].letters, letter, MOUNT_PARTITIONS) != NULL;
        if (!taken)
            return letter;
    }
    return 0;
}

/* ---- mounting ---- */
static int run(const char *const *argv, struct err **err)
{
    struct spawn sp = { .argv = argv, .timeout_ms = TOOL_MS };
    return spawn_run(&sp, NULL, NULL, err);
}

/* Set-user-id programs and devices of an image mean nothing here; of an image that is mounted
 * read-only the journal is not replayed. */
static int by_kernel(const char *file, const char *folder, enum fs_type type, bool read_only,
                     struct err **err)
{
    static const struct {
        enum fs_type type;
        const char *name, *look;
    } known[] = {
        { FS_TYPE_EXT2, "ext2", "" },        { FS_TYPE_EXT3, "ext3", ",noload" },
        { FS_TYPE_EXT4, "ext4", ",noload" }, { FS_TYPE_XFS, "xfs", ",norecovery" },
        { FS_TYPE_FAT, "vfat", "" },         { FS_TYPE_FAT32, "vfat", "" },
        { FS_TYPE_EXFAT, "exfat", "" },      { FS_TYPE_NTFS, "ntfs3", "" },
        { FS_TYPE_ISO9660, "iso9660", "" },  { FS_TYPE_BTRFS, "btrfs", "" },
        { FS_TYPE_HFS_PLUS, "hfsplus", "" }, { FS_TYPE_F2FS, "f2fs", "" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
        if (known[i].type != type)
            continue;
        AUTO_FREE char *options = xasprintf("loop,nosuid,nodev%s%s", read_only ? ",ro" : "",
                                            read_only ? known[i].look : "");
        const char *argv[] = {
            "mount", "-i", "-t", known[i].name, "-o", options, file, folder, NULL
        };
        return run(argv, err);
    }
    return err_set(err, ERR_NOT_SUPPORTED, "A volume of this kind cannot be mounted.");
}

static int by_program(const char *file, const char *folder, enum fs_type type, bool read_only,
                      struct err **err)
{
    AUTO_FREE char *options = xasprintf("%s,nosuid,nodev", read_only ? "ro" : "rw");
    const char *argv[] = { NULL, file, folder, "-o", options, NULL };
    switch (type) {
    case FS_TYPE_EXT2:
    case FS_TYPE_EXT3:
    case FS_TYPE_EXT4:
        argv[0] = "fuse2fs";
        argv[4] = read_only ? "ro" : "rw,fakeroot";
        break;
    case FS_TYPE_NTFS:
        argv[0] = "ntfs-3g";
        break;
    case FS_TYPE_EXFAT:
        argv[0] = "mount.exfat-fuse";
        break;
    default:
        return err_set(err, ERR_NOT_SUPPORTED, "No program is known that mounts %s for users.",
                       fs_type_name(type));
    }
    return run(argv, err);
}

int drive_mount(const struct mount *mount, uint32_t partition, enum fs_type type, char letter,
                struct err **err)
{
    AUTO_FREE char *file = xasprintf("%s/%u", mount->folder, partition);
    AUTO_FREE char *folder = drive_folder(letter);
    AUTO_FREE char *above = xstrndup(folder, strlen(folder) - 2);
    AUTO_FREE char *note = note_path(letter);
    AUTO_ERR *kernel = NULL, *program = NULL;
    if (*fs_type_name(type) == '\0')
        return err_set(err, ERR_NOT_SUPPORTED, "The volume has no file system yet.");
    if ((mkdir(above, 0755) && errno != EEXIST) || (mkdir(folder, 0755) && errno != EEXIST))
        return err_set_errno(err, errno, "Cannot make the folder '%s'", folder);
    AUTO_FILE FILE *f = fopen(note, "we");
    if (f)
        fprintf(f, "%u\n", mount->number);
    bool root = geteuid() == 0;
    if (root && by_kernel(file, folder, type, mount->read_only, &kernel) == 0)
        return 0;
    if (by_program(file, folder, type, mount->read_only, &program) == 0)
        return 0;
    unlink(note);
    rmdir(folder);
    err_set(err, ERR_NOT_SUPPORTED, "The %s file system cannot be mounted here: %s",
            fs_type_name(type), root && kernel ? kernel->message : program->message);
    return err_advise(err, "Get-VHDFile and Copy-VHDFile read it without mounting.");
}

int drive_unmount(char letter, struct err **err)
{
    AUTO_FREE char *folder = drive_folder(letter);
    AUTO_FREE char *note = note_path(letter);
    if (access(folder, F_OK) && errno == ENOENT)
        return 0;
    if (mount_point_remove(folder, false, err))
        return -1;
    unlink(note);
    return 0;
}

void drives_forget(uint32_t disk)
{
    for (int at = 'D'; at <= 'Z'; at++) {
        char letter = (char)at;
        AUTO_FREE char *note = note_path(letter);
        AUTO_FREE char *folder = drive_folder(letter);
        AUTO_ERR *ignored = NULL;
        unsigned of = UINT32_MAX;
        AUTO_FILE FILE *f = fopen(note, "re");
        if (!f || fscanf(f, "%u", &of) != 1 || of != disk)
            continue;
        (void)(mount_point_remove(folder, true, &ignored) == 0);
        unlink(note);
    }
}
