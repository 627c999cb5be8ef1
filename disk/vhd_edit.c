/* Makes VHD files and changes what their tables say. */
#include <string.h>

#include "disk/text16.h"
#include "disk/vhd.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { HEADER_AT = 512, BAT_AT = 1536 };

static uint64_t round_up(uint64_t v, uint64_t unit)
{
    return (v + unit - 1) / unit * unit;
}

static int put_locator(struct blk_io *file, uint8_t *locator, const char *code, const char *path,
                       uint64_t *at, struct err **err)
{
    memset(locator, 0, 24);
    if (!path)
        return 0;
    AUTO_STRBUF text = STRBUF_INIT;
    text16_put(&text, path, false);
    size_t len = text.len, space = round_up(len, VHD_SECTOR);
    strbuf_fill(&text, '\0', space - len);
    memcpy(locator, code, 4);
    be32_put(locator + 4, (uint32_t)space);
    be32_put(locator + 8, (uint32_t)len);
    be64_put(locator + 16, *at);
    if (blk_write(file, *at, text.buf, space, err))
        return -1;
    *at += space;
    return 0;
}

int vhd_write_locators(struct blk_io *file, uint8_t header[VHD_HEADER_SIZE], uint64_t *at,
                       const char *absolute, const char *relative, struct err **err)
{
    AUTO_STRBUF name = STRBUF_INIT;
    const char *path = absolute ? absolute : relative ? relative : "";
    const char *base = path;
    for (const char *p = path; *p; p++)
        if (*p == '/' || *p == '\\')
            base = p + 1;
    text16_put(&name, base, true);
    memset(header + 64, 0, VHD_NAME_BYTES);
    memcpy(header + 64, name.buf, name.len < VHD_NAME_BYTES - 2 ? name.len : VHD_NAME_BYTES - 2);
    memset(header + VHD_LOCATOR_AT, 0, VHD_LOCATORS * 24);
    if (put_locator(file, header + VHD_LOCATOR_AT, "W2ku", absolute, at, err) ||
        put_locator(file, header + VHD_LOCATOR_AT + 24, "W2ru", relative, at, err))
        return -1;
    return 0;
}

static int create_tables(struct blk_io *file, const struct vhd_spec *s, uint64_t *end,
                         struct err **err)
{
    uint8_t header[VHD_HEADER_SIZE];
    struct vhd_header h = { .bat_offset = BAT_AT, .block_size = s->block_size };
    h.entries = (uint32_t)((s->size + s->block_size - 1) / s->block_size);
    if (s->parent_uuid)
        memcpy(h.parent_uuid, s->parent_uuid, 16);
    vhd_header_encode(&h, header);
    be32_put(header + 56, s->parent_time);
    *end = BAT_AT + round_up((uint64_t)h.entries * 4, VHD_SECTOR);
    uint8_t none[4096];
    memset(none, 0xFF, sizeof(none));
    for (uint64_t at = BAT_AT; at < *end; at += sizeof(none))
        if (blk_write(file, at, none, *end - at < sizeof(none) ? *end - at : sizeof(none), err))
            return -1;
    if (s->type == DISK_TYPE_DIFFERENCING &&
        vhd_write_locators(file, header, end, s->parent_absolute, s->parent_relative, err))
        return -1;
    vhd_header_seal(header);
    return blk_write(file, HEADER_AT, header, sizeof(header), err);
}

int vhd_create(struct blk_io *file, const struct vhd_spec *s, struct err **err)
{
    bool fixed = s->type == DISK_TYPE_FIXED;
    struct vhd_footer footer = { .data_offset = fixed ? UINT64_MAX : HEADER_AT,
                                 .size = s->size,
                                 .type = s->type };
    uint8_t bytes[VHD_FOOTER_SIZE];
    uint64_t end = s->size;
    if (s->disk_id)
        memcpy(footer.uuid, s->disk_id, 16);
    else
        disk_guid_new(footer.uuid);
    vhd_footer_encode(&footer, bytes);
    if (fixed ? blk_allocate(file, 0, s->size + VHD_FOOTER_SIZE, err)
              : create_tables(file, s, &end, err) || blk_flush(file, err) ||
                    blk_write(file, 0, bytes, sizeof(bytes), err))
        return -1;
    if (blk_write(file, end, bytes, sizeof(bytes), err))
        return -1;
    return blk_flush(file, err);
}

int vhd_set_disk_id(struct vhd *v, const uint8_t id[16], struct err **err)
{
    memcpy(v->footer_bytes + 68, id, 16);
    vhd_footer_seal(v->footer_bytes);
    if (vhd_write_footers(v, err))
        return -1;
    memcpy(v->footer.uuid, id, 16);
    memcpy(v->disk.disk_id, id, 16);
    memcpy(v->disk.identity, id, 16);
    return 0;
}

/* In place: only for changes in its first sector, which is written whole or not at all. */
static int write_header(struct vhd *v, struct err **err)
{
    vhd_header_seal(v->header_bytes);
    if (blk_write(v->disk.file, v->footer.data_offset, v->header_bytes, VHD_HEADER_SIZE, err))
        return -1;
    return blk_flush(v->disk.file, err);
}

/* Something of length bytes goes where the footer is: the footer moves behind it, durable. */
static int make_space(struct vhd *v, uint64_t length, uint64_t *at, struct err **err)
{
    *at = v->end;
    v->end += round_up(length, VHD_SECTOR);
    if (blk_write(v->disk.file, v->end, v->footer_bytes, VHD_FOOTER_SIZE, err))
        return -1;
    return blk_flush(v->disk.file, err);
}

int vhd_set_parent(struct vhd *v, const uint8_t uuid[16], uint32_t time, const char *absolute,
                   const char *relative, struct err **err)
{
    /* A new header, so that the old one is whole until a footer names the new one. UTF-16 is at
     * most twice as long as UTF-8. */
    uint64_t at, header;
    uint64_t room = VHD_HEADER_SIZE + (absolute ? strlen(absolute) * 2 + VHD_SECTOR : 0) +
                    (relative ? strlen(relative) * 2 + VHD_SECTOR : 0);
    if (vhd_flush(&v->disk, err) || make_space(v, room, &at, err))
        return -1;
    header = at;
    at += VHD_HEADER_SIZE;
    if (vhd_write_locators(v->disk.file, v->header_bytes, &at, absolute, relative, err))
        return -1;
    memcpy(v->header_bytes + 40, uuid, 16);
    be32_put(v->header_bytes + 56, time);
    memcpy(v->header.parent_uuid, uuid, 16);
    memcpy(v->disk.link.ids[0], uuid, 16);
    v->footer.data_offset = header;
    if (write_header(v, err))
        return -1;
    be64_put(v->footer_bytes + 16, header);
    vhd_footer_seal(v->footer_bytes);
    return vhd_write_footers(v, err);
}

/* ---- growing ---- */
/* A fixed disk has one footer, at the end of its file: the write that makes the file longer is the
 * new footer itself, so there is never an end without one. */
static int grow_fixed(struct vhd *v, uint64_t size, struct err **err)
{
    uint8_t zeros[VHD_FOOTER_SIZE] = { 0 };
    uint64_t old = v->end;
    vhd_footer_set_size(v->footer_bytes, size);
    v->end = size;
    if (vhd_write_footers(v, err))
        return -1;
    if (blk_allocate(v->disk.file, old, size - old, err)) {
        AUTO_ERR *ignored = NULL;
        vhd_footer_set_size(v->footer_bytes, v->footer.size);
        v->end = old;
        (void)(blk_truncate(v->disk.file, old + VHD_FOOTER_SIZE, &ignored) == 0);
        return -1;
    }
    if (blk_write(v->disk.file, old, zeros, sizeof(zeros), err))
        return -1;
    return blk_flush(v->disk.file, err);
}

static int write_table(struct vhd *v, uint64_t at, uint32_t entries, struct err **err)
{
    uint8_t sector[VHD_SECTOR];
    for (uint32_t i = 0; i < entries; i += VHD_SECTOR / 4) {
        for (uint32_t k = 0; k < VHD_SECTOR / 4; k++)
            be32_put(sector + (size_t)k * 4, i + k < v->blocks ? v->bat[i + k] : VHD_NO_BLOCK);
        if (blk_write(v->disk.file, at + (uint64_t)i * 4, sector, sizeof(sector), err))
            return -1;
    }
    return blk_flush(v->disk.file, err);
}

static int grow_table(struct vhd *v, uint32_t entries, struct err **err)
{
    uint64_t at;
    if (make_space(v, (uint64_t)entries * 4, &at, err) || write_table(v, at, entries, err))
        return -1;
    v->header.bat_offset = at;
    v->header.entries = entries;
    be64_put(v->header_bytes + 16, at);
    be32_put(v->header_bytes + 28, entries);
    return write_header(v, err);
}

int vhd_resize(struct vdisk *d, uint64_t size, struct err **err)
{
    struct vhd *v = (struct vhd *)d;
    if (size < d->size) {
        err_set(err, ERR_INVALID_PARAMETER,
                "A virtual hard disk in the VHD format cannot be made smaller.");
        return err_advise(err, "Convert it to a VHDX with Convert-VHD first.");
    }
    if (size % VHD_SECTOR || size > VHD_SIZE_MAX)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A VHD cannot have a size of %llu bytes: it must be a multiple of 512 and "
                       "at most 2040 GB.",
                       (unsigned long long)size);
    if (vhd_flush(d, err))
        return -1;
    if (d->type == DISK_TYPE_FIXED) {
        if (grow_fixed(v, size, err))
            return -1;
        v->footer.size = d->size = size;
        return 0;
    }
    uint32_t blocks = (uint32_t)((size + d->block_size - 1) / d->block_size);
    /* Entries past the disk's end are whatever they are: written anew. */
    if ((blocks > v->header.entries ? grow_table(v, blocks, err)
                                    : write_table(v, v->header.bat_offset, blocks, err)))
        return -1;
    vhd_footer_set_size(v->footer_bytes, size);
    if (vhd_write_footers(v, err))
        return -1;
    v->bat = xreallocarray(v->bat, blocks + 1ull, sizeof(*v->bat));
    for (uint32_t i = v->blocks; i < blocks; i++)
        v->bat[i] = VHD_NO_BLOCK;
    free(v->bat_dirty);
    v->bat_dirty = xcalloc(blocks / (VHD_SECTOR / 4) + 1, 1);
    v->blocks = blocks;
    v->footer.size = d->size = size;
    return 0;
}
