/* Files into FAT12, FAT16 and FAT32, by Microsoft's specification (fatgen103). The tables are held
 * in memory; the file system is marked as dirty while they differ from the disk. A file's clusters
 * and the tables are on the disk before its entry names them. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "disk/fat_layout.h"
#include "disk/fs.h"
#include "disk/fs_write.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/text.h"

enum {
    ENTRY = 32,
    FREE = 0xE5,
    ATTR_READ_ONLY = 1,
    ATTR_VOLUME = 8,
    ATTR_FOLDER = 16,
    ATTR_ARCHIVE = 32,
    ATTR_LONG = 15,
    LONG_LAST = 0x40,
    LONG_UNITS = 13,
    NAME_UNITS = 255,
    TABLE_MAX = 64 << 20, /* bytes; larger ones are not held in memory */
    FOLDER_MAX = 65536 * ENTRY,
    TAILS_MAX = 999999,
};

struct fat_writer {
    struct fs_writer w;
    const struct volume *volume;
    uint32_t bits;                   /* of an entry: 12, 16, 32 */
    uint32_t cluster_size, clusters; /* bytes; clusters are numbered from 2 */
    uint64_t table_at, table_size, data_at;
    uint32_t tables;
    uint64_t root_at; /* FAT12 and FAT16: a place of its own */
    uint32_t root_size, root_cluster;
    uint64_t info_at; /* FAT32's count of free clusters; 0: none */
    uint8_t *table;
    size_t changed, changed_end; /* bytes of the table that are not on the disk; equal: none */
    uint32_t next;               /* where the search for free clusters goes on */
};

/* A folder's bytes, and where they lie. */
struct folder {
    uint32_t first; /* 0: the root's own place */
    uint8_t *bytes;
    size_t size;
    uint32_t *chain;
    size_t chain_len;
};

static void folder_release(struct folder *f)
{
    free(f->bytes);
    free(f->chain);
}
#define AUTO_FOLDER CLEANUP(folder_release) struct folder

/* What a name was found to be: its entries in the folder, the last one is the short one's. */
struct found {
    size_t at, count;
    uint8_t attributes;
    uint32_t first, size;
};

/* ---- the table ---- */
static uint32_t get(const struct fat_writer *w, uint32_t n)
{
    if (w->bits == 32)
        return le32_get(w->table + 4 * (size_t)n) & 0x0FFFFFFF;
    if (w->bits == 16)
        return le16_get(w->table + 2 * (size_t)n);
    uint32_t pair = le16_get(w->table + n + n / 2);
    return n & 1 ? pair >> 4 : pair & 0xFFF;
}

static void note_change(struct fat_writer *w, uint32_t n)
{
    size_t at = (size_t)n * w->bits / 8, end = at + 4;
    if (w->changed == w->changed_end || at < w->changed)
        w->changed = at;
    if (end > w->changed_end)
        w->changed_end = end < w->table_size ? end : (size_t)w->table_size;
}

static void set(struct fat_writer *w, uint32_t n, uint32_t to)
{
    note_change(w, n);
    if (w->bits == 32) {
        uint8_t *p = w->table + 4 * (size_t)n;
        le32_put(p, (le32_get(p) & 0xF0000000) | (to & 0x0FFFFFFF));
    } else if (w->bits == 16) {
        le16_put(w->table + 2 * (size_t)n, (uint16_t)to);
    } else {
        uint8_t *p = w->table + n + n / 2;
        uint32_t pair = le16_get(p);
        pair = n & 1 ? (pair & 0x000F) | (to << 4) : (pair & 0xF000) | (to & 0xFFF);
        le16_put(p, (uint16_t)pair);
    }
}

static uint32_t end_mark(const struct fat_writer *w)
{
    return w->bits == 32 ? 0x0FFFFFFF : w->bits == 16 ? 0xFFFF : 0xFFF;
}

static bool is_cluster(const struct fat_writer *w, uint32_t n)
{
    return n >= 2 && n - 2 < w->clusters;
}

static uint64_t place_of(const struct fat_writer *w, uint32_t n)
{
    return w->data_at + (uint64_t)(n - 2) * w->cluster_size;
}

static uint32_t count_free(const struct fat_writer *w)
{
    uint32_t n = 0;
    for (uint32_t i = 2; i - 2 < w->clusters; i++)
        n += !get(w, i);
    return n;
}

static int flush(struct fat_writer *w, struct err **err)
{
    if (w->changed == w->changed_end)
        return 0;
    for (uint32_t i = 0; i < w->tables; i++)
        if (volume_write(w->volume, w->table_at + i * w->table_size + w->changed,
                         w->table + w->changed, w->changed_end - w->changed, err))
            return -1;
    if (w->info_at) {
        uint8_t numbers[8];
        le32_put(numbers, count_free(w));
        le32_put(numbers + 4, w->next);
        if (volume_write(w->volume, w->info_at + 488, numbers, sizeof(numbers), err))
            return -1;
    }
    w->changed = w->changed_end = 0;
    return vdisk_flush(w->volume->disk, err);
}

/* The bit that says that all is well; FAT12 has none. */
static void mark(struct fat_writer *w, bool clean)
{
    if (w->bits == 12)
        return;
    uint32_t bit = w->bits == 32 ? 0x08000000 : 0x8000, now = get(w, 1);
    set(w, 1, clean ? now | bit : now & ~bit);
}

static void give_up(struct fat_writer *w, uint32_t first)
{
    for (uint32_t n = first; is_cluster(w, n);) {
        uint32_t next = get(w, n);
        set(w, n, 0);
        n = next;
    }
}

/* A chain of that many clusters, the end of another one when after is not 0: 0 or ENOSPC. */
static int allocate(struct fat_writer *w, uint32_t after, uint64_t count, uint32_t *first)
{
    uint32_t last = after, looked = 0;
    *first = 0;
    for (; count && looked < w->clusters; looked++) {
        uint32_t n = w->next;
        w->next = n + 1 - 2 < w->clusters ? n + 1 : 2;
        if (get(w, n))
            continue;
        set(w, n, end_mark(w));
        if (last)
            set(w, last, n);
        if (!*first)
            *first = n;
        last = n;
        count--;
    }
    if (!count)
        return 0;
    give_up(w, *first);
    if (after)
        set(w, after, end_mark(w));
    *first = 0;
    return ENOSPC;
}

/* ---- folders ---- */
static int broken(const struct fat_writer *w, struct err **err)
{
    return err_set(err, ERR_INVALID_STATE, "The file system of volume %s has faults.",
                   w->volume->name);
}

static int folder_read(struct fat_writer *w, uint32_t first, struct folder *f, struct err **err)
{
    *f = (struct folder){ .first = first };
    if (!first) {
        f->size = w->root_size;
        f->bytes = xcalloc(1, f->size + 1);
        return volume_read(w->volume, w->root_at, f->bytes, f->size, err);
    }
    for (uint32_t n = first; is_cluster(w, n); n = get(w, n)) {
        if (f->size >= FOLDER_MAX)
            return broken(w, err);
        f->bytes = xreallocarray(f->bytes, f->size + w->cluster_size, 1);
        f->chain = xreallocarray(f->chain, f->chain_len + 1, sizeof(*f->chain));
        f->chain[f->chain_len++] = n;
        if (volume_read(w->volume, place_of(w, n), f->bytes + f->size, w->cluster_size, err))
            return -1;
        f->size += w->cluster_size;
    }
    return f->size ? 0 : broken(w, err);
}

/* Writes what was changed of a folder. */
static int folder_write(struct fat_writer *w, const struct folder *f, size_t at, size_t len,
                        struct err **err)
{
    while (len) {
        size_t piece = w->cluster_size - at % w->cluster_size, n = len < piece ? len : piece;
        uint64_t to = f->first ? place_of(w, f->chain[at / w->cluster_size]) + at % w->cluster_size
                               : w->root_at + at;
        if (!f->first)
            n = len;
        if (volume_write(w->volume, to, f->bytes + at, n, err))
            return -1;
        at += n;
        len -= n;
    }
    return vdisk_flush(w->volume->disk, err);
}

static void short_name(const uint8_t *e, char out[16])
{
    size_t n = 0;
    for (size_t i = 0; i < 11; i++) {
        if (i == 8 && e[8] != ' ')
            out[n++] = '.';
        if (e[i] != ' ')
            out[n++] = (char)(i == 0 && e[i] == 5 ? FREE : e[i]);
    }
    out[n] = '\0';
}

static uint8_t checksum(const uint8_t *e)
{
    uint8_t sum = 0;
    for (int i = 0; i < 11; i++)
        sum = (uint8_t)((sum & 1 ? 0x80 : 0) + (sum >> 1) + e[i]);
    return sum;
}

/* The bytes of a long name's units lie in three places of an entry. */
static uint8_t *unit_of(uint8_t *e, int i)
{
    return e + (i < 5 ? 1 + 2 * i : i < 11 ? 14 + 2 * (i - 5) : 28 + 2 * (i - 11));
}

/* The long name whose entries end before `at`, "" when there is none that belongs to it. */
static size_t long_name(const struct folder *f, size_t at, struct strbuf *out)
{
    struct strbuf units = STRBUF_INIT;
    size_t count = 0;
    uint8_t sum = checksum(f->bytes + at);
    for (unsigned order = 1; at >= ENTRY; order++) {
        uint8_t *e = f->bytes + (at -= ENTRY);
        if ((e[11] & 0x3F) != ATTR_LONG || (e[0] & 0x3F) != order || e[13] != sum || e[0] == FREE)
            break;
        for (int i = 0; i < LONG_UNITS; i++)
            strbuf_add(&units, (const char *)unit_of(e, i), 2);
        count++;
        if (e[0] & LONG_LAST) {
            text16_add(out, units.buf, units.len, false);
            strbuf_release(&units);
            return count;
        }
    }
    strbuf_release(&units);
    return 0;
}

static bool look_up(const struct fat_writer *w, const struct folder *f, const char *name,
                    struct found *found)
{
    for (size_t at = 0; at + ENTRY <= f->size && f->bytes[at]; at += ENTRY) {
        const uint8_t *e = f->bytes + at;
        AUTO_STRBUF longer = STRBUF_INIT;
        char brief[16];
        if (e[0] == FREE || (e[11] & 0x3F) == ATTR_LONG || e[11] & ATTR_VOLUME)
            continue;
        size_t count = long_name(f, at, &longer);
        short_name(e, brief);
        if (!text_caseeq(brief, name) && !(count && text_caseeq(longer.buf, name)))
            continue;
        *found = (struct found){
            .at = at - count * ENTRY,
            .count = count + 1,
            .attributes = e[11],
            .first = le16_get(e + 26) | (w->bits == 32 ? (uint32_t)le16_get(e + 20) << 16 : 0),
            .size = le32_get(e + 28),
        };
        return true;
    }
    return false;
}

/* ---- paths ---- */
/* The folder of a path's first len bytes: 0, an errno or -1. */
static int find_folder(struct fat_writer *w, const char *path, size_t len, struct folder *f,
                       struct err **err)
{
    *f = (struct folder){ 0 };
    int rc = folder_read(w, w->root_cluster, f, err);
    for (size_t at = 0; !rc && at < len;) {
        size_t n = strcspn(path + at, "/");
        if (n > len - at)
            n = len - at;
        AUTO_FREE char *name = xstrndup(path + at, n);
        struct found found;
        at += n + 1;
        if (!n)
            continue;
        if (!look_up(w, f, name, &found))
            return ENOENT;
        if (!(found.attributes & ATTR_FOLDER))
            return ENOTDIR;
        folder_release(f);
        rc = folder_read(w, found.first ? found.first : w->root_cluster, f, err);
    }
    return rc;
}

static int check_name(const char *name)
{
    AUTO_STRBUF units = STRBUF_INIT;
    size_t len = strlen(name);
    if (!fs_name_safe(name, len) || strpbrk(name, "\"*/:<>?\\|") || name[len - 1] == '.' ||
        name[len - 1] == ' ')
        return EINVAL;
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p < ' ')
            return EINVAL;
    text16_put(&units, name, false);
    return units.len / 2 > NAME_UNITS ? ENAMETOOLONG : 0;
}

/* ---- new entries ---- */
static bool is_short_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("!#$%&'()-@^_`{}~", c));
}

/* Does the name need no long one? Then out is it. */
static bool is_short(const char *name, uint8_t out[11])
{
    const char *dot = strchr(name, '.');
    size_t base = dot ? (size_t)(dot - name) : strlen(name), ext = dot ? strlen(dot + 1) : 0;
    memset(out, ' ', 11);
    if (!base || base > 8 || ext > 3 || (dot && !ext))
        return false;
    for (size_t i = 0; i < base + ext; i++) {
        char c = i < base ? name[i] : dot[1 + i - base];
        if (!is_short_char(c))
            return false;
        out[i < base ? i : 8 + i - base] = (uint8_t)c;
    }
    return true;
}

static bool short_is_taken(const struct folder *f, const uint8_t name[11])
{
    for (size_t at = 0; at + ENTRY <= f->size && f->bytes[at]; at += ENTRY)
        if (f->bytes[at] != FREE && (f->bytes[at + 11] & 0x3F) != ATTR_LONG &&
            !memcmp(f->bytes + at, name, 11))
            return true;
    return false;
}

/* NAME~1.EXT for a long name; false: all are taken. */
static bool make_short(const struct folder *f, const char *name, uint8_t out[11])
{
    char base[9] = "", ext[4] = "";
    const char *dot = strrchr(name, '.');
    size_t nb = 0, ne = 0;
    for (const char *p = name; *p; p++) {
        char c = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
        if (*p == '.' || *p == ' ' || p == dot)
            continue;
        if (!is_short_char(c))
            c = '_';
        if (dot && p > dot && dot != name) {
            if (ne < 3)
                ext[ne++] = c;
        } else if (nb < 8) {
            base[nb++] = c;
        }
    }
    for (int tail = 1; tail <= TAILS_MAX; tail++) {
        char number[8];
        size_t n = (size_t)snprintf(number, sizeof(number), "~%d", tail);
        size_t keep = nb < 8 - n ? nb : 8 - n;
        memset(out, ' ', 11);
        memcpy(out, base, keep);
        memcpy(out + keep, number, n);
        memcpy(out + 8, ext, ne);
        if (!short_is_taken(f, out))
            return true;
    }
    return false;
}

static void put_time(uint8_t *e, int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm tm = { 0 };
    localtime_r(&t, &tm);
    int year = tm.tm_year < 80 ? 0 : tm.tm_year > 207 ? 127 : tm.tm_year - 80;
    uint16_t date = (uint16_t)(year << 9 | (tm.tm_mon + 1) << 5 | tm.tm_mday);
    uint16_t clock = (uint16_t)(tm.tm_hour << 11 | tm.tm_min << 5 | tm.tm_sec / 2);
    le16_put(e + 22, clock);
    le16_put(e + 24, date);
    le16_put(e + 18, date); /* last access */
}

static void put_content(uint8_t *e, uint32_t first, uint32_t size, int64_t seconds)
{
    le16_put(e + 20, (uint16_t)(first >> 16));
    le16_put(e + 26, (uint16_t)first);
    le32_put(e + 28, size);
    put_time(e, seconds);
}

/* Room for so many entries in a row; the folder grows where it can. */
static int find_room(struct fat_writer *w, struct folder *f, size_t count, size_t *at,
                     struct err **err)
{
    size_t run = 0;
    bool end = false;
    for (size_t i = 0;; i += ENTRY) {
        if (i == f->size) {
            uint32_t more;
            int rc = !f->first || f->size >= FOLDER_MAX
                         ? ENOSPC
                         : allocate(w, f->chain[f->chain_len - 1], 1, &more);
            if (rc)
                return rc;
            f->bytes = xreallocarray(f->bytes, f->size + w->cluster_size, 1);
            memset(f->bytes + f->size, 0, w->cluster_size);
            f->chain = xreallocarray(f->chain, f->chain_len + 1, sizeof(*f->chain));
            f->chain[f->chain_len++] = more;
            f->size += w->cluster_size;
            if (folder_write(w, f, f->size - w->cluster_size, w->cluster_size, err))
                return -1;
        }
        end |= !f->bytes[i];
        run = end || f->bytes[i] == FREE ? run + 1 : 0;
        if (run == count) {
            *at = i + ENTRY - count * ENTRY;
            return 0;
        }
    }
}

static int add_entry(struct fat_writer *w, struct folder *f, const char *name, uint8_t attributes,
                     uint32_t first, uint32_t size, int64_t seconds, struct err **err)
{
    AUTO_STRBUF units = STRBUF_INIT;
    uint8_t brief[11];
    size_t at, count = 0;
    if (!is_short(name, brief)) {
        if (!make_short(f, name, brief))
            return ENOSPC;
        text16_put(&units, name, false);
        count = (units.len / 2 + LONG_UNITS - 1) / LONG_UNITS;
    }
    int rc = find_room(w, f, count + 1, &at, err);
    if (!rc)
        rc = flush(w, err);
    if (rc)
        return rc;
    uint8_t *e = f->bytes + at + count * ENTRY, sum = checksum(brief);
    memset(f->bytes + at, 0, (count + 1) * ENTRY);
    memcpy(e, brief, 11);
    e[11] = attributes;
    put_content(e, first, size, seconds);
    memcpy(e + 14, e + 22, 4); /* made then, too */
    for (size_t i = 0; i < count; i++) {
        uint8_t *part = e - (i + 1) * ENTRY;
        part[0] = (uint8_t)((i + 1) | (i + 1 == count ? LONG_LAST : 0));
        part[11] = ATTR_LONG;
        part[13] = sum;
        for (int k = 0; k < LONG_UNITS; k++) {
            size_t unit = i * LONG_UNITS + (size_t)k;
            le16_put(unit_of(part, k), unit * 2 < units.len    ? le16_get(units.buf + unit * 2)
                                       : unit * 2 == units.len ? 0
                                                               : 0xFFFF);
        }
    }
    return folder_write(w, f, at, (count + 1) * ENTRY, err);
}

/* ---- operations ---- */
static int make_folder(struct fat_writer *w, struct folder *above, const char *name,
                       struct err **err)
{
    uint32_t first;
    int rc = check_name(name);
    if (!rc)
        rc = allocate(w, 0, 1, &first);
    if (rc)
        return rc;
    AUTO_FREE uint8_t *bytes = xcalloc(1, w->cluster_size);
    memset(bytes, ' ', 11);
    memset(bytes + ENTRY, ' ', 11);
    bytes[0] = bytes[ENTRY] = bytes[ENTRY + 1] = '.';
    bytes[11] = bytes[ENTRY + 11] = ATTR_FOLDER;
    put_content(bytes, first, 0, time(NULL));
    put_content(bytes + ENTRY, above->first == w->root_cluster ? 0 : above->first, 0, time(NULL));
    if (volume_write(w->volume, place_of(w, first), bytes, w->cluster_size, err))
        return -1;
    rc = add_entry(w, above, name, ATTR_FOLDER, first, 0, time(NULL), err);
    if (rc > 0)
        give_up(w, first);
    return rc;
}

static int fat_folder(struct fs_writer *fw, const char *path, uint32_t mode, struct err **err)
{
    struct fat_writer *w = (struct fat_writer *)fw;
    (void)mode;
    for (size_t at = 0; path[at];) {
        size_t n = strcspn(path + at, "/");
        if (n) {
            AUTO_FREE char *name = xstrndup(path + at, n);
            AUTO_FOLDER above = { 0 };
            struct found found;
            int rc = find_folder(w, path, at, &above, err);
            if (!rc && !look_up(w, &above, name, &found))
                rc = make_folder(w, &above, name, err);
            else if (!rc && !(found.attributes & ATTR_FOLDER))
                rc = ENOTDIR;
            if (rc)
                return rc;
        }
        at += n + (path[at + n] == '/');
    }
    return 0;
}

/* The folder above a path, and the name in it. */
static int find_parent(struct fat_writer *w, const char *path, bool create, struct folder *f,
                       const char **name, struct err **err)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    *name = slash ? slash + 1 : path;
    int rc = find_folder(w, path, len, f, err);
    if (rc == ENOENT && create) {
        AUTO_FREE char *above = xstrndup(path, len);
        folder_release(f);
        *f = (struct folder){ 0 };
        rc = fat_folder(&w->w, above, 0, err);
        if (!rc)
            rc = find_folder(w, path, len, f, err);
    }
    return rc;
}

static int fat_look(struct fs_writer *fw, const char *path, enum fs_node *node, struct err **err)
{
    struct fat_writer *w = (struct fat_writer *)fw;
    AUTO_FOLDER f = { 0 };
    struct found found;
    const char *name;
    *node = FS_NODE_NONE;
    int rc = find_parent(w, path, false, &f, &name, err);
    if (!rc && (!*name || look_up(w, &f, name, &found)))
        *node = !*name || found.attributes & ATTR_FOLDER ? FS_NODE_FOLDER : FS_NODE_FILE;
    return rc < 0 ? -1 : 0;
}

static int fat_read(struct fs_writer *fw, const char *path, uint64_t off, void *buf, size_t len,
                    size_t *got, struct err **err)
{
    struct fat_writer *w = (struct fat_writer *)fw;
    AUTO_FOLDER f = { 0 };
    struct found found;
    const char *name;
    *got = 0;
    int rc = find_parent(w, path, false, &f, &name, err);
    if (rc || !look_up(w, &f, name, &found) || found.attributes & ATTR_FOLDER)
        return rc ? rc : ENOENT;
    uint64_t begin = 0;
    for (uint32_t n = found.first; is_cluster(w, n) && *got < len && off < found.size;
         n = get(w, n), begin += w->cluster_size) {
        if (begin + w->cluster_size <= off || begin > found.size)
            continue;
        size_t skip = (size_t)(off - begin), piece = w->cluster_size - skip;
        piece = piece < len - *got ? piece : len - *got;
        piece = piece < found.size - off ? piece : (size_t)(found.size - off);
        if (volume_read(w->volume, place_of(w, n) + skip, (uint8_t *)buf + *got, piece, err))
            return -1;
        *got += piece;
        off += piece;
    }
    return 0;
}

static int write_content(struct fat_writer *w, const struct fs_put *put, uint32_t first,
                         struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(w->cluster_size);
    uint64_t at = 0;
    for (uint32_t n = first; is_cluster(w, n); n = get(w, n), at += w->cluster_size) {
        size_t len = put->size - at < w->cluster_size ? (size_t)(put->size - at) : w->cluster_size;
        int rc = fs_put_read(put, at, buf, len);
        if (rc)
            return rc;
        if (put->progress && put->progress(put->ctx, at, err))
            return -1;
        memset(buf + len, 0, w->cluster_size - len);
        if (volume_write(w->volume, place_of(w, n), buf, w->cluster_size, err))
            return -1;
    }
    return 0;
}

static int fat_put(struct fs_writer *fw, const struct fs_put *put, struct err **err)
{
    struct fat_writer *w = (struct fat_writer *)fw;
    AUTO_FOLDER f = { 0 };
    struct found found;
    const char *name;
    uint32_t first = 0;
    int rc = find_parent(w, put->path, put->create_path, &f, &name, err);
    if (!rc)
        rc = check_name(name);
    if (rc)
        return rc;
    bool there = look_up(w, &f, name, &found);
    if (there && (found.attributes & (ATTR_FOLDER | ATTR_READ_ONLY) || !put->overwrite))
        return found.attributes & ATTR_FOLDER ? EISDIR : !put->overwrite ? EEXIST : EACCES;
    if (put->size > UINT32_MAX)
        return EFBIG;
    rc = allocate(w, 0, (put->size + w->cluster_size - 1) / w->cluster_size, &first);
    if (!rc)
        rc = write_content(w, put, first, err);
    if (!rc && !there)
        rc = add_entry(w, &f, name, ATTR_ARCHIVE, first, (uint32_t)put->size, put->seconds, err);
    else if (!rc)
        rc = flush(w, err);
    if (rc) {
        give_up(w, first);
        return rc;
    }
    if (!there)
        return 0;
    size_t at = found.at + (found.count - 1) * ENTRY;
    put_content(f.bytes + at, first, (uint32_t)put->size, put->seconds);
    if (folder_write(w, &f, at, ENTRY, err))
        return -1;
    give_up(w, found.first);
    return 0;
}

static int fat_link(struct fs_writer *fw, const char *path, const char *target, struct err **err)
{
    (void)fw;
    (void)path;
    (void)target;
    (void)err;
    return ENOTSUP;
}

static void release(struct fat_writer *w)
{
    free(w->table);
    free(w);
}

static int fat_close(struct fs_writer *fw, struct err **err)
{
    struct fat_writer *w = (struct fat_writer *)fw;
    int rc = flush(w, err);
    if (!rc) {
        mark(w, true);
        rc = flush(w, err);
    }
    release(w);
    return rc;
}

static const struct fs_writer_ops fat_ops = {
    .look = fat_look,
    .read = fat_read,
    .put = fat_put,
    .folder = fat_folder,
    .link = fat_link,
    .close = fat_close,
};

/* ---- opening ---- */
static int read_layout(struct fat_writer *w, struct err **err)
{
    uint8_t b[512];
    if (volume_read(w->volume, 0, b, sizeof(b), err))
        return -1;
    struct fat_layout l;
    if (!fat_layout_read(b, &l) || l.tables > 4 || l.size > w->volume->size)
        return broken(w, err);
    w->bits = l.clusters < 4085 ? 12 : l.clusters < 65525 ? 16 : 32;
    w->cluster_size = l.cluster;
    w->tables = l.tables;
    w->table_at = l.table_at;
    w->table_size = l.table_size;
    w->root_at = l.root_at;
    w->root_size = l.roots * ENTRY;
    w->data_at = l.data_at;
    if (l.clusters > 0x0FFFFFF0 || (l.clusters + 2) * w->bits / 8 > w->table_size ||
        (w->bits == 32) != l.wide || l.wide != !l.roots)
        return broken(w, err);
    w->clusters = (uint32_t)l.clusters;
    w->next = 2;
    w->root_cluster = l.root_cluster;
    w->info_at = l.info_at < w->table_at ? l.info_at : 0;
    if (l.wide && (!is_cluster(w, w->root_cluster) || l.one_table))
        return broken(w, err);
    if (l.dirty)
        return fs_writer_refuse_dirty(w->volume, err);
    if (w->table_size > TABLE_MAX)
        return err_set(err, ERR_NOT_SUPPORTED, "The file system of volume %s is too large.",
                       w->volume->name);
    return 0;
}

int fs_fat_writer_open(const struct volume *v, struct fs_writer **out, struct err **err)
{
    struct fat_writer *w = xcalloc(1, sizeof(*w));
    w->w.ops = &fat_ops;
    w->volume = v;
    int rc = read_layout(w, err);
    if (!rc) {
        w->table = xcalloc(1, (size_t)w->table_size + 4);
        rc = volume_read(v, w->table_at, w->table, (size_t)w->table_size, err);
    }
    if (!rc && w->bits != 12 && !(get(w, 1) & (w->bits == 32 ? 0x08000000 : 0x8000)))
        rc = fs_writer_refuse_dirty(v, err);
    if (!rc) {
        mark(w, false);
        rc = flush(w, err);
    }
    if (rc) {
        release(w);
        return -1;
    }
    *out = &w->w;
    return 0;
}
