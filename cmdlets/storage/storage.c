#include "cmdlets/storage/storage.h"

#include <string.h>

#include "cmdlets/vm/disk/disk_common.h"
#include "disk/mount.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/str.h"
#include "shell/runtime/ps_drive.h"

/* ---- all disks ---- */
static int by_number(const void *a, const void *b)
{
    const struct storage_disk *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

uint32_t storage_host_count(void)
{
    AUTO_HOST_DISKS host = { 0 };
    host_disks_read(&host);
    return (uint32_t)host.count;
}

int storage_read(struct storage *s, struct err **err)
{
    *s = (struct storage){ 0 };
    if (mounts_read(&s->mounts, err))
        return -1;
    host_disks_read(&s->host);
    s->disks = xcalloc(s->mounts.count + s->host.count + 1, sizeof(*s->disks));
    for (size_t i = 0; i < s->mounts.count; i++)
        s->disks[s->count++] = (struct storage_disk){ .number = s->mounts.items[i].number,
                                                      .mount = &s->mounts.items[i] };
    uint32_t next = 0;
    for (size_t i = 0; i < s->host.count; i++, next++) {
        while (mounts_find(&s->mounts, next))
            next++;
        s->disks[s->count++] = (struct storage_disk){ .number = next, .host = &s->host.items[i] };
    }
    qsort(s->disks, s->count, sizeof(*s->disks), by_number);
    return 0;
}

void storage_release(struct storage *s)
{
    free(s->disks);
    mounts_release(&s->mounts);
    host_disks_release(&s->host);
    *s = (struct storage){ 0 };
}

int storage_open(const struct storage_disk *d, struct vdisk **disk, struct err **err)
{
    if (d->mount)
        return mount_open(d->mount, false, disk, err);
    AUTO_FREE char *path = xasprintf("/dev/%s", d->host->name);
    struct blk_io *io;
    if (blk_file_open(path, BLK_FILE_READ, &io, err) ||
        vdisk_open_io(io, DISK_FORMAT_RAW, disk, err))
        return -1;
    if (d->host->logical_sector)
        (*disk)->logical_sector = d->host->logical_sector;
    return 0;
}

int storage_open_write(const struct storage_disk *d, struct vdisk **disk, struct err **err)
{
    if (!d->mount) {
        err_set(err, ERR_NOT_SUPPORTED,
                "Disk %u is a disk of the host (/dev/%s): it is shown, but not changed.", d->number,
                d->host->name);
        return err_advise(err, "Disks that Mount-VHD attached can be changed. For the host's own, "
                               "use its tools (parted, mkfs).");
    }
    if (d->mount->offline) {
        err_set(err, ERR_INVALID_STATE, "The disk is offline.");
        return err_advise(err, "Use Set-Disk %u -IsOffline $false.", d->number);
    }
    return mount_open(d->mount, true, disk, err);
}

/* ---- selection ---- */
static enum status not_found(struct invocation *inv, const char *class, const char *property,
                             const char *text)
{
    struct err *err = NULL;
    AUTO_VALUE target = value_string(text);
    err_set(&err, ERR_OBJECT_NOT_FOUND,
            "No %s objects found with property '%s' equal to '%s'.  Verify the value of the "
            "property and retry.",
            class, property, text);
    return cmdlet_err(inv, &err, target);
}

static bool matches(const struct str_list *list, const char *text)
{
    for (size_t i = 0; i < list->len; i++)
        if (text_wildcard_match(list->items[i]->data, list->items[i]->len, text, strlen(text),
                                true))
            return true;
    return false;
}

static bool by_text(const struct disk_pick *pick, const struct storage_disk *d)
{
    const struct host_disk *h = d->host;
    AUTO_FREE char *path =
        h ? xasprintf("/dev/%s", h->name) : xasprintf("%s/disk", d->mount->folder);
    const char *name = h ? (*h->model ? h->model : h->name) : "Msft Virtual Disk";
    const char *serial = h ? h->serial : "";
    const char *id = h ? (*serial ? serial : path) : *d->mount->id ? d->mount->id : d->mount->path;
    return matches(&pick->unique_ids, id) || matches(&pick->names, name) ||
           matches(&pick->paths, path) || (d->mount && matches(&pick->paths, d->mount->path)) ||
           matches(&pick->serials, serial);
}

static const struct storage_disk *find_disk(const struct storage *s, uint32_t number)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->disks[i].number == number)
            return &s->disks[i];
    return NULL;
}

static enum status one_disk(struct invocation *inv, const struct storage *s, uint32_t number,
                            storage_on_disk on, void *data)
{
    char text[16];
    const struct storage_disk *d = find_disk(s, number);
    snprintf(text, sizeof(text), "%u", number);
    return d ? on(inv, d, data) : not_found(inv, "MSFT_Disk", "Number", text);
}

enum status storage_each_disk(struct invocation *inv, const struct disk_pick *pick,
                              storage_on_disk on, void *data)
{
    AUTO_STORAGE s = { 0 };
    struct err *err = NULL;
    enum status st = ST_OK;
    if (storage_read(&s, &err))
        return disk_failed(inv, &err, NULL);
    for (size_t i = 0; st == ST_OK && i < pick->numbers.len; i++)
        st = one_disk(inv, &s, (uint32_t)pick->numbers.items[i], on, data);
    for (size_t i = 0; st == ST_OK && i < pick->objects.len; i++) {
        struct value v = pick->objects.items[i];
        uint32_t number, partition;
        if (v.object->type == &type_storage_disk)
            number = storage_disk_number(v);
        else
            storage_partition_key(v, &number, &partition);
        st = one_disk(inv, &s, number, on, data);
    }
    if (pick->numbers.len || pick->objects.len)
        return st;
    const struct {
        const struct str_list *list;
        const char *property;
    } texts[] = { { &pick->unique_ids, "UniqueId" },
                  { &pick->names, "FriendlyName" },
                  { &pick->paths, "Path" },
                  { &pick->serials, "SerialNumber" } };
    const struct str *asked = NULL;
    const char *property = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(texts) && !asked; i++)
        if (texts[i].list->len) {
            asked = texts[i].list->items[0];
            property = texts[i].property;
        }
    bool found = false;
    for (size_t i = 0; st == ST_OK && i < s.count; i++)
        if (!asked || by_text(pick, &s.disks[i])) {
            found = true;
            st = on(inv, &s.disks[i], data);
        }
    if (asked && !found && !text_has_wildcard(asked->data, asked->len))
        return not_found(inv, "MSFT_Disk", property, asked->data);
    return st;
}

/* ---- partitions ---- */
struct partition_search {
    const struct partition_pick *pick;
    storage_on_partition on;
    void *data;
    size_t found;
    uint32_t only; /* partition number; 0: any */
};

static char letter_of(const struct str *text)
{
    char c = text->len ? text->data[0] : 0;
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static bool has_letter(const struct partition_pick *pick, const struct storage_disk *d,
                       uint32_t number)
{
    for (size_t i = 0; i < pick->letters.len; i++)
        if (d->mount && number < MOUNT_PARTITIONS && d->mount->letters[number] &&
            d->mount->letters[number] == letter_of(pick->letters.items[i]))
            return true;
    return !pick->letters.len;
}

static bool has_number(const struct partition_pick *pick, uint32_t number)
{
    for (size_t i = 0; i < pick->numbers.len; i++)
        if (pick->numbers.items[i] == number)
            return true;
    return !pick->numbers.len;
}

static bool has_id(const struct partition_pick *pick, const struct disk_layout *layout,
                   const struct disk_partition *p)
{
    AUTO_FREE char *id = pick->ids.len ? storage_partition_id(layout, p) : NULL;
    bool there = !pick->offsets.len;
    for (size_t i = 0; i < pick->offsets.len; i++)
        there |= (uint64_t)pick->offsets.items[i] == p->offset;
    return there && (!id || matches(&pick->ids, id));
}

/* The partitions of a disk that cannot be read are none. */
static enum status partitions_of(struct invocation *inv, const struct storage_disk *d, void *data)
{
    struct partition_search *search = data;
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_LAYOUT layout = { 0 };
    enum status st = ST_OK;
    if (storage_open(d, &disk, &err) || disk_layout_read(disk, &layout, &err)) {
        if (d->mount)
            return disk_failed(inv, &err, d->mount->path);
        err_clear(&err);
        return ST_OK;
    }
    for (size_t i = 0; st == ST_OK && i < layout.count; i++) {
        const struct disk_partition *p = &layout.partitions[i];
        if ((search->only && p->number != search->only) || !has_number(search->pick, p->number) ||
            !has_letter(search->pick, d, p->number) || !has_id(search->pick, &layout, p))
            continue;
        search->found++;
        st = search->on(inv, d, disk, &layout, p, search->data);
    }
    return st;
}

enum status storage_each_partition(struct invocation *inv, const struct partition_pick *pick,
                                   storage_on_partition on, void *data)
{
    struct partition_search search = { .pick = pick, .on = on, .data = data };
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < pick->partitions.len; i++) {
        uint32_t number;
        storage_partition_key(pick->partitions.items[i], &number, &search.only);
        int64_t disk = number;
        struct disk_pick one = { .numbers = { .items = &disk, .len = 1, .set = true } };
        st = storage_each_disk(inv, &one, partitions_of, &search);
    }
    if (pick->partitions.len)
        return st;
    struct disk_pick disks = { .numbers = pick->disks,
                               .objects = pick->of_disks,
                               .unique_ids = pick->disk_ids };
    st = storage_each_disk(inv, &disks, partitions_of, &search);
    if (st != ST_OK || search.found)
        return st;
    if (pick->letters.len) {
        char text[2] = { letter_of(pick->letters.items[0]), '\0' };
        return not_found(inv, "MSFT_Partition", "DriveLetter", text);
    }
    if (pick->ids.len)
        return not_found(inv, "MSFT_Partition", "UniqueId", pick->ids.items[0]->data);
    if (pick->offsets.len) {
        char text[24];
        snprintf(text, sizeof(text), "%lld", (long long)pick->offsets.items[0]);
        return not_found(inv, "MSFT_Partition", "Offset", text);
    }
    if (pick->numbers.len) {
        char text[16];
        snprintf(text, sizeof(text), "%lld", (long long)pick->numbers.items[0]);
        return not_found(inv, "MSFT_Partition", "PartitionNumber", text);
    }
    return st;
}

/* ---- as they are now ---- */
static enum status emit_disk(struct invocation *inv, const struct storage_disk *d, void *data)
{
    (void)data;
    return emit_take(inv, storage_disk_object(d));
}

enum status storage_emit_disk(struct invocation *inv, uint32_t number)
{
    int64_t n = number;
    struct disk_pick pick = { .numbers = { .items = &n, .len = 1, .set = true } };
    return storage_each_disk(inv, &pick, emit_disk, NULL);
}

static enum status emit_partition(struct invocation *inv, const struct storage_disk *d,
                                  const struct vdisk *disk, const struct disk_layout *layout,
                                  const struct disk_partition *p, void *data)
{
    const bool *volume = data;
    return emit_take(inv, *volume ? storage_volume_object(d, disk, p)
                                  : storage_partition_object(d, disk, layout, p));
}

static enum status emit_one(struct invocation *inv, uint32_t disk, uint32_t partition, bool volume)
{
    int64_t d = disk, p = partition;
    struct partition_pick pick = { .disks = { .items = &d, .len = 1, .set = true },
                                   .numbers = { .items = &p, .len = 1, .set = true } };
    return storage_each_partition(inv, &pick, emit_partition, &volume);
}

enum status storage_emit_partition(struct invocation *inv, uint32_t disk, uint32_t partition)
{
    return emit_one(inv, disk, partition, false);
}

enum status storage_emit_volume(struct invocation *inv, uint32_t disk, uint32_t partition)
{
    return emit_one(inv, disk, partition, true);
}

/* ---- drive letters ---- */
static void add_drive(struct invocation *inv, char letter)
{
    const char name[2] = { letter, '\0' };
    AUTO_FREE char *folder = drive_folder(letter);
    ps_drive_remove(inv->session, name);
    ps_drive_add(inv->session, name, DRIVE_FILE, folder, "");
}

static enum status mount_drive(struct invocation *inv, const struct storage_disk *d,
                               uint32_t partition, char letter)
{
    struct fs_info info;
    AUTO_ERR *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_LAYOUT layout = { 0 };
    const struct disk_partition *p = NULL;
    if (storage_open(d, &disk, &err) == 0 && disk_layout_read(disk, &layout, &err) == 0)
        p = disk_layout_find(&layout, partition);
    if (!p)
        return ST_OK;
    struct volume_extent extent = { p->offset, p->size };
    struct volume v = { .disk = disk, .size = p->size, .extents = &extent, .extent_count = 1 };
    if (fs_info_read(&v, &info, &err) || info.type == FS_TYPE_NONE)
        return ST_OK; /* it gets its drive when it is formatted */
    vdisk_abandon(&disk);
    if (drive_mount(d->mount, partition, info.type, letter, &err))
        return write_warning(inv, "Drive %c: is not available. %s", letter, err->message);
    add_drive(inv, letter);
    return ST_OK;
}

enum status storage_give_letter(struct invocation *inv, const struct storage_disk *d,
                                uint32_t partition, char letter)
{
    struct err *err = NULL;
    AUTO_MOUNTS mounts = { 0 };
    if (partition >= MOUNT_PARTITIONS)
        return ST_OK;
    if (mounts_read(&mounts, &err))
        return disk_failed(inv, &err, NULL);
    for (size_t i = 0; letter && i < mounts.count; i++)
        if (memchr(mounts.items[i].letters, letter, MOUNT_PARTITIONS)) {
            err_set(&err, ERR_INVALID_PARAMETER, "The requested access path is already in use.");
            return disk_failed(inv, &err, NULL);
        }
    if (!letter)
        letter = drive_free_letter(&mounts);
    if (!letter)
        return write_warning(inv, "There is no free drive letter.");
    AUTO_FREE char *setting = xasprintf("letter.%u=%c", partition, letter);
    if (mount_set(d->mount, setting, &err))
        return disk_failed(inv, &err, d->mount->path);
    return mount_drive(inv, d, partition, letter);
}

enum status storage_mount_letter(struct invocation *inv, const struct storage_disk *d,
                                 uint32_t partition)
{
    char letter = partition < MOUNT_PARTITIONS ? d->mount->letters[partition] : 0;
    return letter ? mount_drive(inv, d, partition, letter) : ST_OK;
}

int storage_drop_letter(struct invocation *inv, const struct storage_disk *d, uint32_t partition,
                        bool keep, struct err **err)
{
    char letter = d->mount && partition < MOUNT_PARTITIONS ? d->mount->letters[partition] : 0;
    const char name[2] = { letter, '\0' };
    if (!letter)
        return 0;
    if (drive_unmount(letter, err))
        return -1;
    ps_drive_remove(inv->session, name);
    if (keep)
        return 0;
    AUTO_FREE char *setting = xasprintf("letter.%u=", partition);
    return mount_set(d->mount, setting, err);
}
