#include "disk/mkfs.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "shell/base/text.h"

enum { WORDS = 20 };

static const struct tool {
    enum fs_type type;
    const char *name, *package;
    size_t label_max; /* bytes */
} tools[] = {
    { FS_TYPE_NTFS, "mkntfs", "ntfs-3g", 128 },
    { FS_TYPE_FAT, "mkfs.vfat", "dosfstools", 11 },
    { FS_TYPE_FAT32, "mkfs.vfat", "dosfstools", 11 },
    { FS_TYPE_EXFAT, "mkfs.exfat", "exfatprogs", 22 },
    { FS_TYPE_EXT2, "mkfs.ext2", "e2fsprogs", 16 },
    { FS_TYPE_EXT3, "mkfs.ext3", "e2fsprogs", 16 },
    { FS_TYPE_EXT4, "mkfs.ext4", "e2fsprogs", 16 },
    { FS_TYPE_XFS, "mkfs.xfs", "xfsprogs", 12 },
    { FS_TYPE_BTRFS, "mkfs.btrfs", "btrfs-progs", 255 },
};

static const struct tool *tool_of(enum fs_type type)
{
    for (size_t i = 0; i < ARRAY_SIZE(tools); i++)
        if (tools[i].type == type)
            return &tools[i];
    return NULL;
}

int mkfs_type(const char *name, enum fs_type *type, struct err **err)
{
    for (size_t i = 0; i < ARRAY_SIZE(tools); i++)
        if (text_caseeq(name, fs_type_name(tools[i].type))) {
            *type = tools[i].type;
            return 0;
        }
    err_set(err, ERR_NOT_SUPPORTED, "The file system '%s' cannot be made on this host.", name);
    return err_advise(err, "NTFS, FAT32, FAT, exFAT, ext4, ext3, ext2, XFS and btrfs can.");
}

struct words {
    const char *w[WORDS];
    size_t n;
};

static void add(struct words *to, const char *a, const char *b)
{
    to->w[to->n++] = a;
    if (b)
        to->w[to->n++] = b;
}

int mkfs_run(const struct mkfs *m, struct err **err)
{
    const struct tool *tool = tool_of(m->type);
    struct words argv = { .n = 0 };
    const char *label = m->label && *m->label ? m->label : NULL;
    if (!tool)
        return err_set(err, ERR_NOT_SUPPORTED, "A file system of this kind cannot be made.");
    if (label && strlen(label) > tool->label_max)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The label '%s' is too long: %s takes %zu bytes at most.", label,
                       fs_type_name(m->type), tool->label_max);
    AUTO_FREE char *cluster = xasprintf("%u", m->cluster);
    AUTO_FREE char *sectors = xasprintf("%u", m->cluster / (m->sector ? m->sector : 512));
    AUTO_FREE char *sector = xasprintf("%u", m->sector ? m->sector : 512);
    AUTO_FREE char *start = xasprintf("%llu", (unsigned long long)(m->offset / m->sector));
    AUTO_FREE char *xfs_sector = xasprintf("size=%u", m->sector ? m->sector : 512);
    AUTO_FREE char *xfs_block = xasprintf("size=%u", m->cluster);
    add(&argv, tool->name, NULL);
    switch (m->type) {
    case FS_TYPE_NTFS:
        add(&argv, "-F", "-q");
        add(&argv, m->full ? "-v" : "-Q", NULL);
        add(&argv, "-s", sector);
        add(&argv, "-p", start);
        add(&argv, "-H", "255");
        add(&argv, "-S", "63");
        if (m->cluster)
            add(&argv, "-c", cluster);
        break;
    case FS_TYPE_FAT:
    case FS_TYPE_FAT32:
        if (m->type == FS_TYPE_FAT32)
            add(&argv, "-F", "32");
        add(&argv, "-S", sector);
        add(&argv, "-h", start);
        if (m->cluster)
            add(&argv, "-s", sectors);
        break;
    case FS_TYPE_EXFAT:
        if (m->cluster)
            add(&argv, "-c", cluster);
        break;
    case FS_TYPE_XFS:
        add(&argv, "-f", "-q");
        add(&argv, "-s", xfs_sector);
        if (m->cluster)
            add(&argv, "-b", xfs_block);
        break;
    case FS_TYPE_BTRFS:
        add(&argv, "-f", "-q");
        break;
    default:
        add(&argv, "-F", "-q");
        if (m->cluster)
            add(&argv, "-b", cluster);
        break;
    }
    if (label)
        add(&argv, m->type == FS_TYPE_FAT || m->type == FS_TYPE_FAT32 ? "-n" : "-L", label);
    add(&argv, m->file, NULL);
    struct spawn sp = { .argv = argv.w, .interrupt_fd = m->interrupt_fd };
    if (spawn_run(&sp, NULL, NULL, err))
        return (*err)->kind == ERR_OBJECT_NOT_FOUND
                   ? err_advise(err, "Install the package %s.", tool->package)
                   : -1;
    return 0;
}
