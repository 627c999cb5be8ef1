#include "disk/vhd.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

#define UNALLOCATED 0xFFFFFFFFu
#define VHD_MAX_SIZE (2040 * DISK_GIB)
/* 2040 GiB in the smallest blocks seen (512 KiB). */
#define MAX_ENTRIES (8u << 20)

static int corrupt(struct err **err, const char *what)
{
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                        "The virtual hard disk is corrupted: %s.", what);
}

static uint32_t checksum(const uint8_t *p, size_t len, size_t field)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < len; i++)
        if (i < field || i >= field + 4)
            sum += p[i];
    return ~sum;
}

bool vhd_footer_valid(const uint8_t buf[VHD_FOOTER_SIZE])
{
    return memcmp(buf, "conectix", 8) == 0 &&
           be32_get(buf + 64) == checksum(buf, VHD_FOOTER_SIZE, 64);
}

void vhd_footer_seal(uint8_t buf[VHD_FOOTER_SIZE])
{
    be32_put(buf + 64, checksum(buf, VHD_FOOTER_SIZE, 64));
}

static int footer_decode(const uint8_t *b, uint64_t file_size, struct vhd_footer *f,
                         struct err **err)
{
    if (be32_get(b + 12) >> 16 != 1)
        return corrupt(err, "unknown footer version");
    f->data_offset = be64_get(b + 16);
    memcpy(f->creator, b + 28, 4);
    f->creator[4] = '\0';
    f->original_size = be64_get(b + 40);
    f->current_size = be64_get(b + 48);
    f->type = be32_get(b + 60);
    memcpy(f->uuid, b + 68, 16);
    if (f->type != DISK_TYPE_FIXED && f->type != DISK_TYPE_DYNAMIC &&
        f->type != DISK_TYPE_DIFFERENCING)
        return corrupt(err, "unknown disk type in the footer");
    if (f->current_size == 0 || f->current_size % 512 || f->current_size > VHD_MAX_SIZE)
        return corrupt(err, "impossible size in the footer");
    if (f->type == DISK_TYPE_FIXED && f->current_size > file_size - VHD_FOOTER_SIZE)
        return corrupt(err, "the file is shorter than its fixed disk");
    return 0;
}

/* Locator text is UTF-16LE; its length is in bytes. */
static char *locator_text(struct vhd *vhd, const uint8_t *entry)
{
    uint32_t len = be32_get(entry + 8);
    uint64_t off = be64_get(entry + 16);
    if (len == 0 || len > 65536 || off > vhd->src->size || len > vhd->src->size - off)
        return NULL;
    AUTO_FREE uint8_t *bytes = xmalloc(len);
    AUTO_ERR *ignored = NULL;
    if (vhd->src->read(vhd->src->ctx, off, bytes, len, &ignored))
        return NULL;
    AUTO_STRBUF sb = STRBUF_INIT;
    text16_add(&sb, bytes, len, false);
    return strbuf_detach(&sb, NULL);
}

static int header_decode(struct vhd *vhd, struct err **err)
{
    uint64_t at = vhd->footer.data_offset, file = vhd->src->size;
    if (file < VHD_HEADER_SIZE || at > file - VHD_HEADER_SIZE)
        return corrupt(err, "the dynamic header lies outside the file");
    uint8_t h[VHD_HEADER_SIZE];
    if (vhd->src->read(vhd->src->ctx, at, h, sizeof(h), err))
        return -1;
    if (memcmp(h, "cxsparse", 8) != 0)
        return corrupt(err, "no dynamic header");
    if (be32_get(h + 36) != checksum(h, sizeof(h), 36))
        return corrupt(err, "wrong checksum of the dynamic header");
    vhd->bat_offset = be64_get(h + 16);
    uint32_t entries = be32_get(h + 28);
    vhd->block_size = be32_get(h + 32);
    if (vhd->block_size < 512 || vhd->block_size > 256 * DISK_MIB ||
        (vhd->block_size & (vhd->block_size - 1)))
        return corrupt(err, "impossible block size");
    uint64_t need = (vhd->footer.current_size + vhd->block_size - 1) / vhd->block_size;
    if (need > entries || need > MAX_ENTRIES)
        return corrupt(err, "the block table is too small for the disk");
    if (vhd->bat_offset > file || need * 4 > file - vhd->bat_offset)
        return corrupt(err, "the block table lies outside the file");
    vhd->entries = (uint32_t)need;
    vhd->bitmap_size = (vhd->block_size / 512 / 8 + 511) & ~511u;
    if (vhd->footer.type != DISK_TYPE_DIFFERENCING)
        return 0;
    AUTO_STRBUF name = STRBUF_INIT;
    text16_add(&name, h + 64, 512, true);
    vhd->parent_name = strbuf_detach(&name, NULL);
    for (int i = 0; i < 8; i++) {
        const uint8_t *e = h + 576 + i * 24;
        char **slot = memcmp(e, "W2ku", 4) == 0   ? &vhd->parent_absolute
                      : memcmp(e, "W2ru", 4) == 0 ? &vhd->parent_relative
                                                  : NULL;
        if (slot && !*slot)
            *slot = locator_text(vhd, e);
    }
    return 0;
}

int vhd_open(const struct disk_source *src, struct vhd *vhd, struct err **err)
{
    *vhd = (struct vhd){ .src = src };
    uint8_t b[VHD_FOOTER_SIZE];
    if (src->size < VHD_FOOTER_SIZE)
        return corrupt(err, "no footer");
    if (src->read(src->ctx, src->size - VHD_FOOTER_SIZE, b, sizeof(b), err))
        return -1;
    if (!vhd_footer_valid(b)) {
        if (src->read(src->ctx, 0, b, sizeof(b), err))
            return -1;
        if (!vhd_footer_valid(b))
            return corrupt(err, "no footer with a right checksum");
    }
    if (footer_decode(b, src->size, &vhd->footer, err))
        return -1;
    if (vhd->footer.type != DISK_TYPE_FIXED && header_decode(vhd, err)) {
        vhd_release(vhd);
        return -1;
    }
    return 0;
}

void vhd_release(struct vhd *vhd)
{
    free(vhd->parent_name);
    free(vhd->parent_absolute);
    free(vhd->parent_relative);
    *vhd = (struct vhd){ 0 };
}

int vhd_read(struct vhd *vhd, uint64_t off, void *buf, size_t len, struct err **err)
{
    if (off > vhd->footer.current_size || len > vhd->footer.current_size - off)
        return corrupt(err, "read past the end of the disk");
    if (vhd->footer.type == DISK_TYPE_FIXED)
        return vhd->src->read(vhd->src->ctx, off, buf, len, err);
    if (vhd->footer.type == DISK_TYPE_DIFFERENCING)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "A differencing VHD cannot be read without its parent.");
    uint8_t *out = buf;
    while (len) {
        uint32_t in_block = (uint32_t)(off % vhd->block_size);
        size_t n = vhd->block_size - in_block;
        if (n > len)
            n = len;
        uint8_t e[4];
        if (vhd->src->read(vhd->src->ctx, vhd->bat_offset + off / vhd->block_size * 4, e, 4, err))
            return -1;
        uint64_t sector = be32_get(e);
        if (sector == UNALLOCATED) {
            memset(out, 0, n);
        } else {
            uint64_t at = sector * 512 + vhd->bitmap_size + in_block;
            if (at > vhd->src->size || n > vhd->src->size - at)
                return corrupt(err, "a block lies outside the file");
            if (vhd->src->read(vhd->src->ctx, at, out, n, err))
                return -1;
        }
        out += n;
        off += n;
        len -= n;
    }
    return 0;
}

int vhd_layout(struct vhd *vhd, int *fragmentation, int *alignment, struct err **err)
{
    *fragmentation = 0;
    *alignment = 1;
    if (vhd->footer.type == DISK_TYPE_FIXED)
        return 0;
    uint64_t present = 0, jumps = 0, expected = 0;
    uint64_t step = (vhd->bitmap_size + (uint64_t)vhd->block_size) / 512;
    uint8_t buf[8192];
    for (uint32_t i = 0; i < vhd->entries;) {
        uint32_t n = vhd->entries - i;
        if (n > sizeof(buf) / 4)
            n = sizeof(buf) / 4;
        if (vhd->src->read(vhd->src->ctx, vhd->bat_offset + (uint64_t)i * 4, buf, (size_t)n * 4,
                           err))
            return -1;
        for (uint32_t k = 0; k < n; k++) {
            uint64_t sector = be32_get(buf + (size_t)k * 4);
            if (sector == UNALLOCATED)
                continue;
            if ((sector * 512 + vhd->bitmap_size) % 4096)
                *alignment = 0;
            /* Writers that align blocks leave up to 7 sectors between them. */
            if (present && (sector < expected || sector > expected + 7))
                jumps++;
            present++;
            expected = sector + step;
        }
        i += n;
    }
    if (!present)
        *alignment = vhd->src->size % 4096 == 0;
    if (vhd->footer.type == DISK_TYPE_DIFFERENCING)
        *fragmentation = -1;
    else if (present)
        *fragmentation = (int)(jumps * 100 / present);
    return 0;
}
