#include "shell/object/zip.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/object/deflate.h"

enum {
    LOCAL_SIGNATURE = 0x04034b50,
    CENTRAL_SIGNATURE = 0x02014b50,
    END_SIGNATURE = 0x06054b50,
    END64_SIGNATURE = 0x06064b50,
    LOCATOR64_SIGNATURE = 0x07064b50,
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR64_SIZE = 20,
    COMMENT_MAX = 65535,
    EXTRA_ZIP64 = 1,
    FLAG_ENCRYPTED = 1,
    FLAG_UTF8 = 1 << 11,
    METHOD_STORED = 0,
    METHOD_DEFLATE = 8,
    VERSION = 20,
    MADE_BY_UNIX = 3 << 8,
    UNKNOWN_16 = 0xffff,
};
#define UNKNOWN_32 0xffffffffu /* in ZIP64: it stands elsewhere */
#define ATTRIBUTES_FILE (0100644u << 16)
#define ATTRIBUTES_FOLDER (040755u << 16 | 0x10)
#define UNPACKED_MAX ((uint64_t)2 << 30)

static int broken(struct err **err)
{
    return err_set(err, ERR_INVALID_PARAMETER, "Central Directory corrupt.");
}

void zip_entries_release(zip_entries *entries)
{
    for (size_t i = 0; i < entries->len; i++)
        free(entries->items[i].name);
    vec_release(entries);
}

/* ---- read ---- */

/* The end record, before a comment at most; NULL: there is none. */
static const char *find_end(const char *data, size_t len)
{
    if (len < END_SIZE)
        return NULL;
    size_t lowest = len > END_SIZE + COMMENT_MAX ? len - END_SIZE - COMMENT_MAX : 0;
    for (size_t at = len - END_SIZE + 1; at-- > lowest;)
        if (le32_get(data + at) == END_SIGNATURE)
            return data + at;
    return NULL;
}

/* Where a ZIP64 archive says more than fits into the end record. */
static bool read_end64(const char *data, const char *end, uint64_t *count, uint64_t *start)
{
    if ((size_t)(end - data) < LOCATOR64_SIZE + END64_SIZE)
        return true;
    const char *locator = end - LOCATOR64_SIZE;
    if (le32_get(locator) != LOCATOR64_SIGNATURE)
        return true;
    uint64_t at = le64_get(locator + 8);
    if (at > (uint64_t)(end - data) - END64_SIZE || le32_get(data + at) != END64_SIGNATURE)
        return false;
    *count = le64_get(data + at + 32);
    *start = le64_get(data + at + 48);
    return true;
}

/* Sizes and the place that did not fit into 32 bits stand in an extra field, in this order. */
static bool read_extra64(const char *extra, size_t len, struct zip_entry *e)
{
    uint64_t *fields[] = { &e->size, &e->packed, &e->at };

    while (len >= 4) {
        size_t id = le16_get(extra), n = le16_get(extra + 2);
        const char *p = extra + 4;
        if (n > len - 4)
            return false;
        for (size_t i = 0, left = n; id == EXTRA_ZIP64 && i < ARRAY_SIZE(fields); i++) {
            if (*fields[i] != UNKNOWN_32)
                continue;
            if (left < 8)
                return false;
            *fields[i] = le64_get(p);
            p += 8;
            left -= 8;
        }
        extra += 4 + n;
        len -= 4 + n;
    }
    return true;
}

int zip_list(const char *data, size_t len, zip_entries *out, struct err **err)
{
    const char *end = find_end(data, len);
    if (!end)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "End of Central Directory record could not be found.");
    uint64_t count = le16_get(end + 10), start = le32_get(end + 16);
    if (!read_end64(data, end, &count, &start) || start > (uint64_t)(end - data))
        return broken(err);
    const char *p = data + start;
    for (uint64_t i = 0; i < count; i++) {
        size_t left = (size_t)(end - p);
        if (left < CENTRAL_SIZE || le32_get(p) != CENTRAL_SIGNATURE)
            return broken(err);
        size_t name = le16_get(p + 28), extra = le16_get(p + 30), comment = le16_get(p + 32);
        if (name + extra + comment > left - CENTRAL_SIZE || memchr(p + CENTRAL_SIZE, '\0', name))
            return broken(err);
        struct zip_entry e = { .flags = le16_get(p + 8),
                               .method = le16_get(p + 10),
                               .time = le32_get(p + 12),
                               .crc = le32_get(p + 16),
                               .packed = le32_get(p + 20),
                               .size = le32_get(p + 24),
                               .attributes = le32_get(p + 38),
                               .at = le32_get(p + 42) };
        if (!read_extra64(p + CENTRAL_SIZE + name, extra, &e))
            return broken(err);
        e.name = xstrndup(p + CENTRAL_SIZE, name);
        *vec_push(out) = e;
        p += CENTRAL_SIZE + name + extra + comment;
    }
    return 0;
}

/* The packed bytes of an entry; NULL: they are not all there. */
static const char *packed_bytes(const char *data, size_t len, const struct zip_entry *e)
{
    if (len < LOCAL_SIZE || e->at > len - LOCAL_SIZE || le32_get(data + e->at) != LOCAL_SIGNATURE)
        return NULL;
    size_t left = len - (size_t)e->at - LOCAL_SIZE;
    size_t names = (size_t)le16_get(data + e->at + 26) + le16_get(data + e->at + 28);
    if (names > left || e->packed > left - names)
        return NULL;
    return data + e->at + LOCAL_SIZE + names;
}

int zip_extract(const char *data, size_t len, const struct zip_entry *e, struct strbuf *out,
                struct err **err)
{
    const char *packed = packed_bytes(data, len, e);
    size_t start = out->len;

    if (!packed)
        return err_set(err, ERR_INVALID_PARAMETER, "A local file header is corrupt.");
    if (e->flags & FLAG_ENCRYPTED || (e->method != METHOD_STORED && e->method != METHOD_DEFLATE) ||
        e->size > UNPACKED_MAX)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The archive entry was compressed using an unsupported compression method.");
    if (e->method == METHOD_STORED)
        strbuf_add(out, packed, (size_t)e->packed);
    else if (deflate_unpack(DEFLATE_RAW, packed, (size_t)e->packed, (size_t)e->size, out, err) < 0)
        return -1;
    if (out->len - start != e->size ||
        crc32_z(0, (const unsigned char *)out->buf + start, out->len - start) != e->crc)
        return err_set(err, ERR_INVALID_PARAMETER, "The archive entry '%s' is damaged.", e->name);
    return 0;
}

/* ---- write ---- */

static int put_bytes(struct zip_writer *w, const char *bytes, size_t len, struct err **err)
{
    while (len > 0) {
        ssize_t n = write(w->fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_OPERATION_FAILED, "Cannot write the archive: %s.",
                           strerror(errno));
        bytes += n;
        len -= (size_t)n;
        w->at += (uint64_t)n;
    }
    return 0;
}

/* What local and central headers share, from the version on. */
static void put_common(char *p, const struct zip_entry *e)
{
    le16_put(p, VERSION);
    le16_put(p + 2, e->flags);
    le16_put(p + 4, e->method);
    le32_put(p + 6, e->time);
    le32_put(p + 10, e->crc);
    le32_put(p + 14, (uint32_t)e->packed);
    le32_put(p + 18, (uint32_t)e->size);
    le16_put(p + 22, (uint16_t)strlen(e->name));
    le16_put(p + 24, 0);
}

static int put_entry(struct zip_writer *w, struct zip_entry e, const char *packed, struct err **err)
{
    char header[LOCAL_SIZE];
    size_t name = strlen(e.name);

    if (e.packed >= UNKNOWN_32 || e.size >= UNKNOWN_32 || w->at >= UNKNOWN_32 ||
        w->entries.len >= UNKNOWN_16 || name > UNKNOWN_16)
        return err_set(err, ERR_NOT_SUPPORTED, "The archive would be too large.");
    e.at = w->at;
    le32_put(header, LOCAL_SIGNATURE);
    put_common(header + 4, &e);
    if (put_bytes(w, header, sizeof(header), err) < 0 || put_bytes(w, e.name, name, err) < 0 ||
        put_bytes(w, packed, (size_t)e.packed, err) < 0)
        return -1;
    e.name = xstrdup(e.name);
    *vec_push(&w->entries) = e;
    return 0;
}

static bool is_ascii(const char *s)
{
    while (*s && (unsigned char)*s < 0x80)
        s++;
    return !*s;
}

int zip_add(struct zip_writer *w, const char *name, uint32_t time, int level, const char *bytes,
            size_t len, struct err **err)
{
    AUTO_STRBUF packed = STRBUF_INIT;
    size_t n = strlen(name);
    bool folder = n > 0 && name[n - 1] == '/';
    struct zip_entry e = { .name = (char *)(uintptr_t)name,
                           .flags = is_ascii(name) ? 0 : FLAG_UTF8,
                           .method = METHOD_STORED,
                           .time = time,
                           .crc = (uint32_t)crc32_z(0, (const unsigned char *)bytes, len),
                           .packed = len,
                           .size = len,
                           .attributes = folder ? ATTRIBUTES_FOLDER : ATTRIBUTES_FILE };

    if (len == 0)
        e.crc = 0;
    if (level != 0 && len > 0) {
        if (deflate_pack(DEFLATE_RAW, level, bytes, len, &packed, err) < 0)
            return -1;
        e.method = METHOD_DEFLATE;
        e.packed = packed.len;
        bytes = packed.buf;
    }
    return put_entry(w, e, bytes, err);
}

int zip_copy(struct zip_writer *w, const char *data, size_t len, const struct zip_entry *e,
             struct err **err)
{
    const char *packed = packed_bytes(data, len, e);
    struct zip_entry copy = *e;

    if (!packed)
        return err_set(err, ERR_INVALID_PARAMETER, "A local file header is corrupt.");
    copy.flags &= (uint16_t)~8; /* sizes stand in the header, not behind the data */
    return put_entry(w, copy, packed, err);
}

void zip_writer_release(struct zip_writer *w)
{
    zip_entries_release(&w->entries);
}

int zip_finish(struct zip_writer *w, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    char header[CENTRAL_SIZE], end[END_SIZE] = { 0 };
    uint64_t start = w->at;

    for (size_t i = 0; i < w->entries.len; i++) {
        const struct zip_entry *e = &w->entries.items[i];
        memset(header, 0, sizeof(header));
        le32_put(header, CENTRAL_SIGNATURE);
        le16_put(header + 4, VERSION | MADE_BY_UNIX);
        put_common(header + 6, e);
        le32_put(header + 38, e->attributes);
        le32_put(header + 42, (uint32_t)e->at);
        strbuf_add(&out, header, sizeof(header));
        strbuf_adds(&out, e->name);
    }
    le32_put(end, END_SIGNATURE);
    le16_put(end + 8, (uint16_t)w->entries.len);
    le16_put(end + 10, (uint16_t)w->entries.len);
    le32_put(end + 12, (uint32_t)out.len);
    le32_put(end + 16, (uint32_t)start);
    strbuf_add(&out, end, sizeof(end));
    zip_writer_release(w);
    if (start + out.len >= UNKNOWN_32)
        return err_set(err, ERR_NOT_SUPPORTED, "The archive would be too large.");
    return put_bytes(w, out.buf, out.len, err);
}

/* ---- times ---- */

uint32_t zip_time(int64_t seconds)
{
    time_t t = seconds;
    struct tm tm;

    if (!localtime_r(&t, &tm) || tm.tm_year < 80)
        return 1u << 21 | 1u << 16;
    if (tm.tm_year > 80 + 127)
        tm = (struct tm){ .tm_year = 80 + 127, .tm_mon = 11, .tm_mday = 31 };
    return (uint32_t)(tm.tm_year - 80) << 25 | (uint32_t)(tm.tm_mon + 1) << 21 |
           (uint32_t)tm.tm_mday << 16 | (uint32_t)tm.tm_hour << 11 | (uint32_t)tm.tm_min << 5 |
           (uint32_t)tm.tm_sec / 2;
}

int64_t zip_time_seconds(uint32_t time)
{
    struct tm tm = { .tm_year = (int)(time >> 25) + 80,
                     .tm_mon = (int)(time >> 21 & 15) - 1,
                     .tm_mday = (int)(time >> 16 & 31),
                     .tm_hour = (int)(time >> 11 & 31),
                     .tm_min = (int)(time >> 5 & 63),
                     .tm_sec = (int)(time & 31) * 2,
                     .tm_isdst = -1 };

    if (tm.tm_mon < 0 || tm.tm_mon > 11 || tm.tm_mday < 1)
        return -1;
    return mktime(&tm);
}
