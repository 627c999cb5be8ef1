#include "disk/fs_info.h"

#include <string.h>

#include "disk/fat_layout.h"
#include "disk/fs_ntfs.h"
#include "disk/text16.h"
#include "shell/base/le.h"

enum { HEAD = 4096, ISO_AT = 32768, BTRFS_AT = 65536 };

const char *fs_type_name(enum fs_type type)
{
    static const char *const names[] = {
        [FS_TYPE_NONE] = "",         [FS_TYPE_EXT2] = "ext2",
        [FS_TYPE_EXT3] = "ext3",     [FS_TYPE_EXT4] = "ext4",
        [FS_TYPE_FAT] = "FAT",       [FS_TYPE_FAT32] = "FAT32",
        [FS_TYPE_EXFAT] = "exFAT",   [FS_TYPE_NTFS] = "NTFS",
        [FS_TYPE_XFS] = "XFS",       [FS_TYPE_ISO9660] = "ISO9660",
        [FS_TYPE_HFS_PLUS] = "HFS+", [FS_TYPE_REFS] = "ReFS",
        [FS_TYPE_BTRFS] = "btrfs",   [FS_TYPE_LVM] = "LVM2",
        [FS_TYPE_LUKS] = "LUKS",     [FS_TYPE_BITLOCKER] = "BitLocker",
        [FS_TYPE_SWAP] = "swap",     [FS_TYPE_F2FS] = "F2FS",
    };
    return names[type];
}

static void set_label(struct fs_info *info, const void *bytes, size_t len)
{
    const char *p = bytes;
    len = strnlen(p, len);
    while (len && p[len - 1] == ' ')
        len--;
    if (len >= sizeof(info->label))
        len = sizeof(info->label) - 1;
    memcpy(info->label, p, len);
    info->label[len] = '\0';
}

static void read_ext(const uint8_t *s, struct fs_info *info)
{
    enum { COMPAT_JOURNAL = 4, INCOMPAT_RECOVER = 4, INCOMPAT_INLINE = 0x8000, STATE_ERRORS = 2 };
    uint32_t compat = le32_get(s + 92), incompat = le32_get(s + 96), ro = le32_get(s + 100);
    uint32_t log = le32_get(s + 24);
    if (log > 6)
        return;
    info->type = (incompat & ~0x16u) || (ro & ~7u) ? FS_TYPE_EXT4
                 : compat & COMPAT_JOURNAL         ? FS_TYPE_EXT3
                                                   : FS_TYPE_EXT2;
    info->cluster = 1024u << log;
    bool wide = incompat & 0x80;
    uint64_t blocks = le32_get(s + 4) | (wide ? (uint64_t)le32_get(s + 336) << 32 : 0);
    uint64_t unused = le32_get(s + 12) | (wide ? (uint64_t)le32_get(s + 344) << 32 : 0);
    if (blocks < INT64_MAX / info->cluster && unused <= blocks) {
        info->size = blocks * info->cluster;
        info->free = (int64_t)(unused * info->cluster);
    }
    info->needs_recovery = incompat & INCOMPAT_RECOVER;
    info->faulty = le16_get(s + 58) & STATE_ERRORS;
    info->inline_data = incompat & INCOMPAT_INLINE;
    set_label(info, s + 120, 16);
    disk_guid_format(s + 104, false, false, info->id);
}

static void read_xfs(const uint8_t *s, struct fs_info *info)
{
    uint32_t block = be32_get(s + 4);
    uint64_t blocks = be64_get(s + 8), unused = be64_get(s + 144);
    if (block < 512 || block > 65536)
        return;
    info->type = FS_TYPE_XFS;
    info->cluster = block;
    if (blocks < INT64_MAX / block && unused <= blocks) {
        info->size = blocks * block;
        info->free = (int64_t)(unused * block);
    }
    set_label(info, s + 108, 12);
    disk_guid_format(s + 32, false, false, info->id);
}

static void read_ntfs(const struct volume *v, const uint8_t *b, struct fs_info *info)
{
    uint32_t sector = le16_get(b + 11);
    unsigned per = b[13]; /* sectors; above 128: a negative number, of bits */
    if (sector < 256 || sector > 4096 || (sector & (sector - 1)) || !per)
        return;
    info->type = FS_TYPE_NTFS;
    info->cluster = per <= 128 ? sector * per : per > 256 - 12 ? sector << (256 - per) : 0;
    uint64_t sectors = le64_get(b + 40);
    info->size = sectors < INT64_MAX / sector ? sectors * sector : 0;
    snprintf(info->id, sizeof(info->id), "%016llX", (unsigned long long)le64_get(b + 72));
    fs_ntfs_details(v, b, info);
}

static void read_exfat(const uint8_t *b, struct fs_info *info)
{
    if (b[108] < 9 || b[108] > 12 || b[109] > 25 - b[108])
        return;
    uint64_t sectors = le64_get(b + 72), clusters = le32_get(b + 92);
    info->type = FS_TYPE_EXFAT;
    info->cluster = 1u << (b[108] + b[109]);
    info->size = sectors < (uint64_t)INT64_MAX >> b[108] ? sectors << b[108] : 0;
    uint8_t used = b[112];
    if (used <= 100)
        info->free = (int64_t)(clusters * (100 - used) / 100 * info->cluster);
    uint32_t serial = le32_get(b + 100);
    snprintf(info->id, sizeof(info->id), "%04X-%04X", serial >> 16, serial & 0xFFFF);
}

/* The kind follows from the number of clusters alone (Microsoft's FAT specification, 3.5). */
static void read_fat(const struct volume *v, const uint8_t *b, struct fs_info *info)
{
    struct fat_layout l;
    if (!fat_layout_read(b, &l) || l.tables > 2 || b[21] < 0xF0 || (l.wide && l.clusters < 65525))
        return;
    const uint8_t *ext = l.wide ? b + 64 : b + 36;
    info->type = l.wide ? FS_TYPE_FAT32 : FS_TYPE_FAT;
    info->cluster = l.cluster;
    info->size = l.size;
    uint32_t serial = le32_get(ext + 3);
    snprintf(info->id, sizeof(info->id), "%04X-%04X", serial >> 16, serial & 0xFFFF);
    if (memcmp(ext + 7, "NO NAME    ", 11) != 0)
        set_label(info, ext + 7, 11);
    uint8_t f[512];
    AUTO_ERR *ignored = NULL;
    if (!l.wide || l.info_at > v->size - sizeof(f) ||
        volume_read(v, l.info_at, f, sizeof(f), &ignored))
        return;
    uint32_t unused = le32_get(f + 488);
    if (le32_get(f) == 0x41615252 && le32_get(f + 484) == 0x61417272 && unused <= l.clusters)
        info->free = (int64_t)((uint64_t)unused * info->cluster);
}

static void by_head(const struct volume *v, const uint8_t *b, struct fs_info *info)
{
    if (memcmp(b, "XFSB", 4) == 0)
        read_xfs(b, info);
    else if (memcmp(b, "LUKS\xba\xbe", 6) == 0)
        info->type = FS_TYPE_LUKS;
    else if (memcmp(b + 3, "NTFS    ", 8) == 0)
        read_ntfs(v, b, info);
    else if (memcmp(b + 3, "EXFAT   ", 8) == 0)
        read_exfat(b, info);
    else if (memcmp(b + 3, "ReFS", 4) == 0)
        info->type = FS_TYPE_REFS;
    else if (memcmp(b + 3, "-FVE-FS-", 8) == 0)
        info->type = FS_TYPE_BITLOCKER;
    else if (le16_get(b + 1024 + 56) == 0xEF53)
        read_ext(b + 1024, info);
    else if (be16_get(b + 1024) == 0x482B || be16_get(b + 1024) == 0x4858)
        info->type = FS_TYPE_HFS_PLUS;
    else if (le32_get(b + 1024) == 0xF2F52010)
        info->type = FS_TYPE_F2FS;
    else if (memcmp(b + HEAD - 10, "SWAPSPACE2", 10) == 0)
        info->type = FS_TYPE_SWAP;
    else if (b[510] == 0x55 && b[511] == 0xAA)
        read_fat(v, b, info);
    for (size_t i = 0; info->type == FS_TYPE_NONE && i < 4; i++)
        if (memcmp(b + i * 512, "LABELONE", 8) == 0)
            info->type = FS_TYPE_LVM;
}

int fs_info_read(const struct volume *v, struct fs_info *info, struct err **err)
{
    uint8_t b[HEAD] = { 0 };
    *info = (struct fs_info){ .free = -1 };
    if (v->fault || v->size < sizeof(b))
        return 0;
    if (volume_read(v, 0, b, sizeof(b), err))
        return -1;
    by_head(v, b, info);
    if (info->type == FS_TYPE_NONE && v->size >= ISO_AT + 2048) {
        if (volume_read(v, ISO_AT, b, 2048, err))
            return -1;
        if (memcmp(b + 1, "CD001", 5) == 0) {
            info->type = FS_TYPE_ISO9660;
            info->cluster = 2048;
            set_label(info, b + 40, 32);
        }
    }
    if (info->type == FS_TYPE_NONE && v->size >= BTRFS_AT + HEAD) {
        if (volume_read(v, BTRFS_AT, b, HEAD, err))
            return -1;
        if (memcmp(b + 64, "_BHRfS_M", 8) == 0) {
            info->type = FS_TYPE_BTRFS;
            disk_guid_format(b + 32, false, false, info->id);
            info->devices = le32_get(b + 136);
            set_label(info, b + 299, 256);
        }
    }
    return 0;
}

/* Source: the kernel's md_p.h. Version 1.1 stands at the beginning, 1.2 behind 4 KiB, 1.0 and 0.90
 * at the end. */
bool fs_is_raid_part(const struct volume *v)
{
    enum { MAGIC = (int)0xA92B4EFC, OLD = 64 << 10 };
    uint64_t places[] = { 0, 4096, v->size < 8192 ? 0 : (v->size - 8192) & ~4095ull,
                          v->size < OLD ? 0 : (v->size & ~(uint64_t)(OLD - 1)) - OLD };
    for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
        AUTO_ERR *ignored = NULL;
        uint8_t b[4];
        if (!v->fault && v->size >= sizeof(b) &&
            !volume_read(v, places[i], b, sizeof(b), &ignored) && le32_get(b) == (uint32_t)MAGIC)
            return true;
    }
    return false;
}
