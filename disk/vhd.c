#include "disk/vhd.h"

#include <string.h>

#include "disk/text16.h"
#include "disk/vdisk_keep.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { ENTRIES_PER_SECTOR = VHD_SECTOR / 4, BITMAP_PAGES_KEPT = 2048 };
/* Marks a table entry among what is kept; without it a page of a bitmap. */
#define KEPT_ENTRY (1ull << 63)

static struct vhd *vhd_of(struct vdisk *d)
{
    return (struct vhd *)d;
}

static uint64_t block_at(const struct vhd *v, uint32_t block)
{
    return (uint64_t)v->bat[block] * VHD_SECTOR + v->bitmap_size;
}

/* ---- sector bitmaps: a bit per sector, the highest first; set is here ---- */
static int bitmap_page(struct vhd *v, uint32_t block, uint32_t sector, struct page **page,
                       struct err **err)
{
    uint64_t per_block = (v->bitmap_size + PAGE_SIZE_BYTES - 1) / PAGE_SIZE_BYTES;
    uint64_t in = sector / 8 / PAGE_SIZE_BYTES, number = block * per_block + in;
    *page = page_map_find(&v->bitmaps, number);
    if (*page)
        return 0;
    uint8_t bytes[PAGE_SIZE_BYTES] = { 0 };
    uint64_t rest = v->bitmap_size - in * PAGE_SIZE_BYTES;
    if (blk_read(v->disk.file, (uint64_t)v->bat[block] * VHD_SECTOR + in * PAGE_SIZE_BYTES, bytes,
                 rest < sizeof(bytes) ? rest : sizeof(bytes), err))
        return -1;
    if (v->bitmaps.len >= v->dirty_bitmaps + BITMAP_PAGES_KEPT)
        page_map_drop_clean(&v->bitmaps);
    bool made;
    *page = page_map_add(&v->bitmaps, number, &made);
    memcpy((*page)->bytes, bytes, sizeof(bytes));
    return 0;
}

static bool bit(const struct page *page, uint32_t sector)
{
    return page->bytes[sector / 8 % PAGE_SIZE_BYTES] >> (7 - sector % 8) & 1;
}

static int bitmap_run(struct vhd *v, uint32_t block, uint32_t first, uint32_t *count, bool *here,
                      struct err **err)
{
    struct page *page = NULL;
    for (uint32_t i = 0; i < *count; i++) {
        if ((!page || (first + i) % (PAGE_SIZE_BYTES * 8) == 0) &&
            bitmap_page(v, block, first + i, &page, err))
            return -1;
        if (i == 0)
            *here = bit(page, first);
        if (bit(page, first + i) != *here)
            *count = i;
    }
    return 0;
}

static int bitmap_set(struct vhd *v, uint32_t block, uint32_t first, uint32_t count,
                      struct err **err)
{
    struct page *changed = NULL;
    for (uint32_t i = 0; i < count; i++) {
        struct page *page;
        if (bitmap_page(v, block, first + i, &page, err))
            return -1;
        if (bit(page, first + i))
            continue;
        if (changed && changed != page)
            vdisk_keep_add(v->disk.keep, changed->number, changed->bytes);
        changed = page;
        page->bytes[(first + i) / 8 % PAGE_SIZE_BYTES] |= (uint8_t)(0x80u >> (first + i) % 8);
        v->dirty_bitmaps += !page->dirty;
        page->dirty = true;
        v->any_dirty = true;
    }
    if (changed)
        vdisk_keep_add(v->disk.keep, changed->number, changed->bytes);
    return 0;
}

/* ---- reading ---- */
static int map(struct vdisk *d, uint64_t off, uint64_t *len, enum vdisk_state *state, uint64_t *at,
               struct err **err)
{
    struct vhd *v = vhd_of(d);
    if (d->type == DISK_TYPE_FIXED) {
        *state = VDISK_DATA;
        *at = off;
        return 0;
    }
    uint32_t block = (uint32_t)(off / d->block_size), in = (uint32_t)(off % d->block_size);
    uint64_t got = d->block_size - in;
    if (v->bat[block] == VHD_NO_BLOCK) {
        *state = d->type == DISK_TYPE_DIFFERENCING ? VDISK_PARENT : VDISK_ZERO;
        while (got < *len && v->bat[++block] == VHD_NO_BLOCK)
            got += d->block_size;
        *len = got < *len ? got : *len;
        return 0;
    }
    *len = got < *len ? got : *len;
    *at = block_at(v, block) + in;
    *state = VDISK_DATA;
    /* In a dynamic disk the bitmap says only what was never written: zeros either way. */
    if (d->type != DISK_TYPE_DIFFERENCING)
        return 0;
    uint32_t skip = in % VHD_SECTOR;
    uint32_t count = (uint32_t)((skip + *len + VHD_SECTOR - 1) / VHD_SECTOR);
    bool here = false;
    if (bitmap_run(v, block, in / VHD_SECTOR, &count, &here, err))
        return -1;
    got = (uint64_t)count * VHD_SECTOR - skip;
    *len = got < *len ? got : *len;
    *state = here ? VDISK_DATA : VDISK_PARENT;
    return 0;
}

/* ---- writing ---- */
static int write_tail(struct vhd *v, struct err **err)
{
    if (blk_write(v->disk.file, v->end, v->footer_bytes, VHD_FOOTER_SIZE, err))
        return -1;
    v->tail_valid = true;
    return 0;
}

int vhd_write_footers(struct vhd *v, struct err **err)
{
    /* One at a time: the other is whole. */
    if (v->disk.type != DISK_TYPE_FIXED &&
        (blk_write(v->disk.file, 0, v->footer_bytes, VHD_FOOTER_SIZE, err) ||
         blk_flush(v->disk.file, err)))
        return -1;
    if (write_tail(v, err))
        return -1;
    return blk_flush(v->disk.file, err);
}

/* The data of blocks begins on 4 KiB of the file. */
static int add_block(struct vhd *v, uint32_t block, struct err **err)
{
    uint64_t at = (v->end + v->bitmap_size + 4095) / 4096 * 4096 - v->bitmap_size;
    uint64_t end = at + v->bitmap_size + v->header.block_size;
    AUTO_FREE uint8_t *bitmap = xcalloc(1, v->bitmap_size);
    if (v->disk.type == DISK_TYPE_DYNAMIC)
        memset(bitmap, 0xFF, v->header.block_size / VHD_SECTOR / 8);
    if (at / VHD_SECTOR >= VHD_NO_BLOCK)
        return err_set(err, ERR_OPERATION_FAILED, "The file of a VHD cannot become longer.");
    if (blk_write(v->disk.file, end, v->footer_bytes, VHD_FOOTER_SIZE, err) ||
        blk_write(v->disk.file, at, bitmap, v->bitmap_size, err))
        return -1;
    v->end = end;
    v->tail_valid = true;
    v->bat[block] = (uint32_t)(at / VHD_SECTOR);
    v->bat_dirty[block / ENTRIES_PER_SECTOR] = 1;
    v->any_dirty = true;
    uint8_t entry[PAGE_SIZE_BYTES] = { 0 };
    memcpy(entry, &v->bat[block], sizeof(v->bat[block]));
    vdisk_keep_add(v->disk.keep, KEPT_ENTRY | block, entry);
    return 0;
}

static int write_block(struct vhd *v, uint32_t block, uint32_t in, const void *buf, size_t len,
                       struct err **err)
{
    if (v->bat[block] == VHD_NO_BLOCK) {
        if (v->disk.type == DISK_TYPE_DYNAMIC && vdisk_is_zero(buf, len))
            return 0;
        if (add_block(v, block, err))
            return -1;
    }
    if (blk_write(v->disk.file, block_at(v, block) + in, buf, len, err))
        return -1;
    return v->disk.type == DISK_TYPE_DIFFERENCING
               ? bitmap_set(v, block, in / VHD_SECTOR, (uint32_t)(len / VHD_SECTOR), err)
               : 0;
}

static int write_data(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err)
{
    if (d->type == DISK_TYPE_FIXED)
        return blk_write(d->file, off, buf, len, err);
    for (const uint8_t *p = buf; len;) {
        uint32_t in = (uint32_t)(off % d->block_size);
        size_t n = d->block_size - in < len ? d->block_size - in : len;
        if (write_block(vhd_of(d), (uint32_t)(off / d->block_size), in, p, n, err))
            return -1;
        off += n;
        p += n;
        len -= n;
    }
    return vdisk_keep_full(d->keep) ? vhd_flush(d, err) : 0;
}

static int write_zeros(struct vdisk *d, uint64_t off, uint64_t len, struct err **err)
{
    static const uint8_t zeros[64 << 10];
    while (len) {
        size_t n = len < sizeof(zeros) ? (size_t)len : sizeof(zeros);
        if (write_data(d, off, zeros, n, err))
            return -1;
        off += n;
        len -= n;
    }
    return 0;
}

static int zero_data(struct vdisk *d, uint64_t off, uint64_t len, bool unmap, struct err **err)
{
    struct vhd *v = vhd_of(d);
    (void)unmap;
    if (d->type == DISK_TYPE_FIXED)
        return write_zeros(d, off, len, err);
    while (len) {
        uint32_t block = (uint32_t)(off / d->block_size), in = (uint32_t)(off % d->block_size);
        uint64_t n = d->block_size - in < len ? d->block_size - in : len;
        bool differs = d->type == DISK_TYPE_DIFFERENCING;
        if (v->bat[block] == VHD_NO_BLOCK) {
            if (differs && write_zeros(d, off, n, err))
                return -1;
        } else if (blk_punch(d->file, block_at(v, block) + in, n, err) ||
                   (differs &&
                    bitmap_set(v, block, in / VHD_SECTOR, (uint32_t)(n / VHD_SECTOR), err))) {
            return -1;
        }
        off += n;
        len -= n;
        if (vdisk_keep_full(d->keep) && vhd_flush(d, err))
            return -1;
    }
    return 0;
}

static int write_bitmaps(struct vhd *v, struct err **err)
{
    uint64_t per_block = (v->bitmap_size + PAGE_SIZE_BYTES - 1) / PAGE_SIZE_BYTES;
    for (size_t i = 0; i < v->bitmaps.cap && v->dirty_bitmaps; i++) {
        struct page *page = v->bitmaps.slots[i];
        if (!page || !page->dirty)
            continue;
        uint64_t in = page->number % per_block * PAGE_SIZE_BYTES, rest = v->bitmap_size - in;
        uint64_t at = (uint64_t)v->bat[page->number / per_block] * VHD_SECTOR + in;
        if (blk_write(v->disk.file, at, page->bytes,
                      rest < PAGE_SIZE_BYTES ? rest : PAGE_SIZE_BYTES, err))
            return -1;
        page->dirty = false;
        v->dirty_bitmaps--;
    }
    return 0;
}

static int write_bat(struct vhd *v, struct err **err)
{
    for (uint32_t s = 0; s * ENTRIES_PER_SECTOR < v->blocks; s++) {
        uint8_t sector[VHD_SECTOR];
        if (!v->bat_dirty[s])
            continue;
        for (uint32_t i = 0; i < ENTRIES_PER_SECTOR; i++) {
            uint32_t block = s * ENTRIES_PER_SECTOR + i;
            be32_put(sector + (size_t)i * 4, block < v->blocks ? v->bat[block] : VHD_NO_BLOCK);
        }
        if (blk_write(v->disk.file, v->header.bat_offset + (uint64_t)s * VHD_SECTOR, sector,
                      sizeof(sector), err))
            return -1;
        v->bat_dirty[s] = 0;
    }
    return 0;
}

int vhd_flush(struct vdisk *d, struct err **err)
{
    struct vhd *v = vhd_of(d);
    if (blk_flush(d->file, err))
        return -1;
    if (!v->any_dirty)
        return 0;
    /* The data is durable; what makes it visible follows. */
    if (write_bitmaps(v, err) || write_bat(v, err) || blk_flush(d->file, err))
        return -1;
    v->any_dirty = false;
    vdisk_keep_clear(d->keep);
    return 0;
}

/* Table entries and pages of bitmaps are kept, the former under their block's number. */
static int take(struct vdisk *d, uint64_t number, const uint8_t *page, struct err **err)
{
    struct vhd *v = vhd_of(d);
    uint64_t block = number & ~KEPT_ENTRY;
    if (d->type == DISK_TYPE_FIXED)
        return 0;
    if (number & KEPT_ENTRY) {
        if (block >= v->blocks)
            return err_set(err, ERR_OPERATION_FAILED, "What was kept of a VHD is wrong.");
        memcpy(&v->bat[block], page, sizeof(v->bat[block]));
        v->bat_dirty[block / ENTRIES_PER_SECTOR] = 1;
    } else {
        bool made;
        struct page *p = page_map_add(&v->bitmaps, number, &made);
        v->dirty_bitmaps += made || !p->dirty;
        p->dirty = true;
        memcpy(p->bytes, page, PAGE_SIZE_BYTES);
    }
    v->any_dirty = true;
    return 0;
}

static bool plain(const struct vdisk *d, enum vdisk_step step)
{
    return step == VDISK_OVERWRITE || !((const struct vhd *)d)->any_dirty;
}

/* ---- opening and closing ---- */
static void release(struct vhd *v)
{
    page_map_release(&v->bitmaps);
    free(v->bat);
    free(v->bat_dirty);
    blk_close(v->disk.file);
    free(v);
}

static int close_disk(struct vdisk *d, struct err **err)
{
    int r = d->writable ? vhd_flush(d, err) : 0;
    release(vhd_of(d));
    return r;
}

static const struct vdisk_ops ops = {
    .map = map,
    .write = write_data,
    .zero = zero_data,
    .flush = vhd_flush,
    .plain = plain,
    .take = take,
    .resize = vhd_resize,
    .compact = vhd_compact,
    .close = close_disk,
};

static int read_footer(struct vhd *v, struct err **err)
{
    struct blk_io *file = v->disk.file;
    if (file->size < VHD_FOOTER_SIZE)
        return disk_corrupt(err, "the file is shorter than its footer");
    v->end = file->size - VHD_FOOTER_SIZE;
    if (blk_read(file, v->end, v->footer_bytes, VHD_FOOTER_SIZE, err))
        return -1;
    v->tail_valid = vhd_footer_valid(v->footer_bytes);
    if (!v->tail_valid) {
        v->end = (file->size + VHD_SECTOR - 1) / VHD_SECTOR * VHD_SECTOR;
        if (blk_read(file, 0, v->footer_bytes, VHD_FOOTER_SIZE, err))
            return -1;
        if (!vhd_footer_valid(v->footer_bytes))
            return disk_corrupt(err, "its footer is missing or its checksum is wrong");
    }
    if (vhd_footer_decode(v->footer_bytes, file->size, &v->footer, err))
        return -1;
    if (!v->tail_valid && v->footer.type == DISK_TYPE_FIXED)
        return disk_corrupt(err, "a fixed disk has its footer at the start");
    return 0;
}

/* A block begins in each cell of a block's length at most once, and not before the one in the
 * cell before has ended. */
static int check_overlap(const struct vhd *v, struct err **err)
{
    uint64_t step = ((uint64_t)v->bitmap_size + v->header.block_size) / VHD_SECTOR;
    uint64_t cells = v->disk.file->size / VHD_SECTOR / step + 1;
    uint32_t present = 0;
    for (uint32_t i = 0; i < v->blocks; i++)
        present += v->bat[i] != VHD_NO_BLOCK;
    if (present > cells)
        return finding_fault(v->findings, err, "it has more blocks than its file has room for");
    /* Cells are as many as blocks fit into the file, which a sparse file can make many. */
    if (cells > 2ull * VHD_ENTRIES_MAX)
        return disk_corrupt(err, "the file is longer than any disk of its kind");
    AUTO_FREE uint32_t *starts = xcalloc(cells + 2, sizeof(*starts));
    for (uint32_t i = 0; i < v->blocks; i++) {
        uint32_t at = v->bat[i];
        if (at == VHD_NO_BLOCK)
            continue;
        uint32_t *cell = &starts[at / step + 1];
        if (*cell &&
            finding_fault(v->findings, err, "two blocks lie on each other, at sector %u", at))
            return -1;
        *cell = at;
    }
    for (uint64_t i = 1; i <= cells + 1; i++)
        if (starts[i] && starts[i - 1] && starts[i - 1] + step > starts[i] &&
            finding_fault(v->findings, err, "two blocks lie on each other, at sectors %u and %u",
                          starts[i - 1], starts[i]))
            return -1;
    return 0;
}

static bool overlaps(uint64_t a, uint64_t a_len, uint64_t b, uint64_t b_len)
{
    return a < b + b_len && b < a + a_len;
}

static int read_bat(struct vhd *v, struct err **err)
{
    struct blk_io *file = v->disk.file;
    uint64_t bytes = (uint64_t)v->blocks * 4, step = v->bitmap_size + v->header.block_size;
    uint64_t expected = 0;
    v->bat = xmalloc(bytes + 4);
    v->bat_dirty = xcalloc(v->blocks / ENTRIES_PER_SECTOR + 1, 1);
    if (blk_read(file, v->header.bat_offset, v->bat, bytes, err))
        return -1;
    for (uint32_t i = 0; i < v->blocks; i++) {
        v->bat[i] = be32_get(&v->bat[i]);
        uint64_t at = (uint64_t)v->bat[i] * VHD_SECTOR;
        if (v->bat[i] == VHD_NO_BLOCK)
            continue;
        if (at < VHD_FOOTER_SIZE || at > file->size || step > file->size - at) {
            if (finding_fault(v->findings, err,
                              "entry %u of its block table points outside the file", i))
                return -1;
            v->bat[i] = VHD_NO_BLOCK;
            continue;
        }
        if ((overlaps(at, step, v->footer.data_offset, VHD_HEADER_SIZE) ||
             overlaps(at, step, v->header.bat_offset,
                      (bytes + VHD_SECTOR - 1) & ~(VHD_SECTOR - 1ull))) &&
            finding_fault(v->findings, err, "entry %u of its block table points at its own tables",
                          i))
            return -1;
        v->disk.misaligned |= (at + v->bitmap_size) % 4096 != 0;
        /* Writers that align blocks leave up to 7 sectors between them. */
        v->disk.jumps += v->disk.present && (at < expected || at > expected + 7 * VHD_SECTOR);
        v->disk.present++;
        expected = at + step;
    }
    return check_overlap(v, err);
}

/* Locator text is UTF-16LE, its length in bytes. NULL when there is none. */
static char *locator_text(struct vhd *v, const uint8_t *locator)
{
    uint32_t len = be32_get(locator + 8);
    uint64_t at = be64_get(locator + 16);
    AUTO_ERR *ignored = NULL;
    if (!len || len > 64 << 10)
        return NULL;
    AUTO_FREE uint8_t *bytes = xmalloc(len);
    if (blk_read(v->disk.file, at, bytes, len, &ignored))
        return NULL;
    AUTO_STRBUF sb = STRBUF_INIT;
    text16_add(&sb, bytes, len, false);
    return strbuf_detach(&sb, NULL);
}

static void describe_link(struct vhd *v)
{
    struct vdisk_link *link = &v->disk.link;
    memcpy(link->ids[0], v->header.parent_uuid, 16);
    link->id_count = 1;
    for (int i = 0; i < VHD_LOCATORS; i++) {
        const uint8_t *locator = v->header_bytes + VHD_LOCATOR_AT + (size_t)i * 24;
        char **slot = memcmp(locator, "W2ku", 4) == 0   ? &link->absolute
                      : memcmp(locator, "W2ru", 4) == 0 ? &link->relative
                                                        : NULL;
        if (slot && !*slot)
            *slot = locator_text(v, locator);
    }
    if (!link->absolute && !link->relative) {
        AUTO_STRBUF name = STRBUF_INIT;
        text16_add(&name, v->header_bytes + 64, VHD_NAME_BYTES, true);
        link->relative = strbuf_detach(&name, NULL);
    }
}

static int read_sparse(struct vhd *v, struct err **err)
{
    struct blk_io *file = v->disk.file;
    uint64_t at = v->footer.data_offset;
    if (at % VHD_SECTOR || file->size < VHD_HEADER_SIZE || at > file->size - VHD_HEADER_SIZE)
        return disk_corrupt(err, "its dynamic header lies outside the file");
    if (blk_read(file, at, v->header_bytes, VHD_HEADER_SIZE, err) ||
        vhd_header_decode(v->header_bytes, &v->footer, file->size, &v->header, err))
        return -1;
    v->bitmap_size = vhd_bitmap_size(v->header.block_size);
    v->blocks = (uint32_t)((v->footer.size + v->header.block_size - 1) / v->header.block_size);
    if (read_bat(v, err))
        return -1;
    if (v->footer.type == DISK_TYPE_DIFFERENCING)
        describe_link(v);
    return 0;
}

static int open_file(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                     struct err **err)
{
    struct vhd *v = xcalloc(1, sizeof(*v));
    v->disk.file = file;
    v->findings = findings;
    if (read_footer(v, err) || (v->footer.type != DISK_TYPE_FIXED && read_sparse(v, err)) ||
        (file->writable && !v->tail_valid && write_tail(v, err))) {
        free(v->disk.link.relative);
        free(v->disk.link.absolute);
        release(v);
        return -1;
    }
    v->disk.ops = &ops;
    v->disk.format = DISK_FORMAT_VHD;
    v->disk.type = (enum disk_type)v->footer.type;
    v->disk.size = v->footer.size;
    v->disk.logical_sector = v->disk.physical_sector = VHD_SECTOR;
    v->disk.block_size = v->header.block_size;
    v->disk.writable = file->writable;
    memcpy(v->disk.identity, v->footer.uuid, 16);
    memcpy(v->disk.disk_id, v->footer.uuid, 16);
    *d = &v->disk;
    return 0;
}

int vhd_open_io(struct blk_io *file, struct vdisk **d, struct err **err)
{
    return open_file(file, NULL, d, err);
}

int vhd_check_io(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                 struct err **err)
{
    uint8_t copy[VHD_FOOTER_SIZE];
    if (open_file(file, findings, d, err))
        return -1;
    const struct vhd *v = (const struct vhd *)*d;
    if (!v->tail_valid)
        finding_note(findings, "the footer at its end is not valid; the copy at its start is");
    if (v->footer.type == DISK_TYPE_FIXED)
        return 0;
    if (blk_read(file, 0, copy, sizeof(copy), err)) {
        vdisk_abandon(d);
        return -1;
    }
    if (memcmp(copy, v->footer_bytes, sizeof(copy)) != 0)
        finding_note(findings, vhd_footer_valid(copy) ? "the copy of its footer differs from it"
                                                      : "the copy of its footer is not valid");
    return 0;
}
