/* Partition tables, LVM's labels and metadata, superblocks and XFS: the input says what stands
 * where on an otherwise empty disk, as pieces of u32 sector, u16 length and the bytes. All that
 * can be found is listed and read, within bounds, and what is free named. */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "disk/fs.h"
#include "disk/fs_free.h"
#include "disk/fs_info.h"
#include "disk/fs_write.h"
#include "disk/volume.h"
#include "shell/base/le.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DISK_SIZE = 320 << 20, ENTRIES_MAX = 200, DEPTH_MAX = 4 };

struct walk {
    struct fs *fs;
    int depth, entries;
};

static int on_entry(void *ctx, const struct fs_entry *e, struct err **err)
{
    struct walk *w = ctx;
    AUTO_ERR *ignored = NULL;
    if (++w->entries > ENTRIES_MAX)
        return 1;
    if (!fs_name_safe(e->name, __builtin_strlen(e->name)))
        __builtin_trap();
    if (e->kind == FS_DIRECTORY && w->depth < DEPTH_MAX) {
        w->depth++;
        (void)(fs_list(w->fs, e->id, on_entry, w, &ignored) == 0);
        w->depth--;
    } else if (e->kind == FS_LINK) {
        AUTO_FREE char *target = NULL;
        (void)(fs_link(w->fs, e->id, &target, &ignored) == 0);
    } else if (e->kind == FS_FILE) {
        uint8_t b[5000];
        size_t got;
        (void)(fs_read(w->fs, e->id, e->size / 2, b, sizeof(b), &got, &ignored) == 0);
    }
    (void)err;
    return 0;
}

/* Only what lies inside may be called free, in ascending order. */
static void look_for_free(const struct volume *v)
{
    struct fs_free unused = { VEC_INIT };
    uint64_t end = 0;
    (void)fs_free_read(v, &unused);
    for (size_t i = 0; i < unused.ranges.len; i++) {
        const struct fs_range *r = &unused.ranges.items[i];
        if (r->at < end || r->at > v->size || r->length > v->size - r->at)
            __builtin_trap();
        end = r->at + r->length;
    }
    vec_release(&unused.ranges);
}

/* FAT is written by code of our own, which may neither leave the volume nor fail for ever. */
static void write_to(const struct volume *v)
{
    static const char path[] = "/folder/a name that is long.txt";
    AUTO_ERR *err = NULL;
    AUTO_FD int fd = memfd_create("fuzz", MFD_CLOEXEC);
    struct fs_put put = { .path = path, .fd = fd, .size = 5000, .create_path = true };
    struct fs_writer *w = NULL;
    enum fs_node node;
    uint8_t b[5000];
    size_t got;
    if (fd < 0 || ftruncate(fd, 5000) || fs_fat_writer_open(v, &w, &err))
        return;
    bool go_on = fs_writer_put(w, &put, &err) >= 0 && fs_writer_look(w, path, &node, &err) >= 0 &&
                 fs_writer_read(w, path, 10, b, sizeof(b), &got, &err) >= 0;
    put.overwrite = true;
    (void)(go_on && fs_writer_put(w, &put, &err) >= 0);
    AUTO_ERR *end = NULL;
    (void)(fs_writer_close(&w, &end) == 0);
}

static void look(const struct volume *v)
{
    look_for_free(v);
    AUTO_ERR *err = NULL;
    AUTO_FS *fs = NULL;
    struct fs_info info;
    if (fs_info_read(v, &info, &err))
        return;
    if (info.type == FS_TYPE_FAT || info.type == FS_TYPE_FAT32)
        write_to(v);
    if (info.type != FS_TYPE_XFS || fs_xfs_open(v, &fs, &err))
        return;
    struct walk w = { .fs = fs };
    (void)(fs_list(fs, fs->root, on_entry, &w, &err) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ERR *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_VOLUMES volumes = { 0 };
    struct blk_io *mem = blk_mem_new(DISK_SIZE);
    while (size >= 6) {
        uint64_t at = (uint64_t)le32_get(data) * 512 % DISK_SIZE;
        size_t n = le16_get(data + 4);
        data += 6;
        size -= 6;
        n = n < size ? n : size;
        if (n > DISK_SIZE - at)
            n = (size_t)(DISK_SIZE - at);
        if (blk_write(mem, at, data, n, &err))
            __builtin_trap();
        data += n;
        size -= n;
    }
    if (vdisk_open_io(mem, DISK_FORMAT_RAW, &disk, &err) || volumes_find(disk, &volumes, &err))
        return 0;
    for (size_t i = 0; i < volumes.count && i < 64; i++)
        look(&volumes.items[i]);
    return 0;
}
