#include "vm/nvram.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "vm/nvram_store.h"

enum {
    FILE_MAX = 8 << 20,
    RECORDS_MAX = 4096,
    VOLUME_HEADER_MIN = 56,
    STORE_HEADER = 28,
    RECORD_HEADER_AUTH = 60,
    RECORD_HEADER_PLAIN = 32,
    START_ID = 0x55AA,
    STATE_ADDED = 0x3F,
    STATE_IN_DELETED_TRANSITION = 0x3E, /* being replaced: counts unless there is a successor */
};

static const uint8_t volume_guid[16] = { 0x8D, 0x2B, 0xF1, 0xFF, 0x96, 0x76, 0x8B, 0x4C,
                                         0xA9, 0x85, 0x27, 0x47, 0x07, 0x5B, 0x4F, 0x50 };
static const uint8_t auth_guid[16] = { 0x78, 0x2C, 0xF3, 0xAA, 0x7B, 0x94, 0x9A, 0x43,
                                       0xA1, 0x80, 0x2E, 0x14, 0x4E, 0xC3, 0x77, 0x92 };
static const uint8_t plain_guid[16] = { 0x16, 0x36, 0xCF, 0xDD, 0x75, 0x32, 0x64, 0x41,
                                        0x98, 0xB6, 0xFE, 0x85, 0x70, 0x7F, 0xFE, 0x7D };

static size_t align4(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

static int no_store(struct err **err, const char *why)
{
    return err_set(err, ERR_NOT_SUPPORTED,
                   "The firmware settings of the virtual machine cannot be read: %s.", why);
}

static size_t record_header(const struct vm_nvram *nv)
{
    return nv->authenticated ? RECORD_HEADER_AUTH : RECORD_HEADER_PLAIN;
}

static void record_release(struct nvram_record *r)
{
    free(r->var.name);
    free(r->var.data);
}

/* Fields of one record header; sizes of an unfinished record read as 0. */
struct raw {
    uint8_t state;
    uint32_t attributes, name_size, data_size, key_index;
    uint64_t monotonic;
    const uint8_t *timestamp, *guid;
};

static struct raw raw_decode(const uint8_t *p, bool authenticated)
{
    struct raw r = { .state = p[2], .attributes = le32_get(p + 4) };
    const uint8_t *sizes = p + 8;
    if (authenticated) {
        r.monotonic = le64_get(p + 8);
        r.timestamp = p + 16;
        r.key_index = le32_get(p + 32);
        sizes = p + 36;
    }
    r.name_size = le32_get(sizes);
    r.data_size = le32_get(sizes + 4);
    r.guid = sizes + 8;
    if (r.name_size == UINT32_MAX || r.data_size == UINT32_MAX || r.attributes == UINT32_MAX)
        r.name_size = r.data_size = 0;
    return r;
}

static size_t find_index(const struct vm_nvram *nv, const char *guid, const char *name)
{
    for (size_t i = 0; i < nv->count; i++)
        if (strcmp(nv->records[i].var.name, name) == 0 &&
            text_caseeq(nv->records[i].var.guid, guid))
            return i;
    return SIZE_MAX;
}

static void add_record(struct vm_nvram *nv, const struct raw *raw, const uint8_t *name,
                       const uint8_t *data, uint8_t *states)
{
    AUTO_STRBUF text = STRBUF_INIT;
    text16_add(&text, name, raw->name_size, false);
    char guid[37];
    disk_guid_format(raw->guid, true, false, guid);
    size_t i = find_index(nv, guid, text.buf);
    if (i != SIZE_MAX) {
        /* One in deleted transition gives way to its successor, wherever that stands. */
        if (states[i] == STATE_ADDED || raw->state != STATE_ADDED)
            return;
        record_release(&nv->records[i]);
    } else {
        i = nv->count++;
    }
    struct nvram_record *r = &nv->records[i];
    *r = (struct nvram_record){ .monotonic = raw->monotonic, .key_index = raw->key_index };
    r->var.name = strbuf_detach(&text, NULL);
    memcpy(r->var.guid, guid, sizeof(guid));
    r->var.attributes = raw->attributes;
    r->var.len = raw->data_size;
    r->var.data = xmalloc(raw->data_size ? raw->data_size : 1);
    memcpy(r->var.data, data, raw->data_size);
    if (raw->timestamp)
        memcpy(r->var.timestamp, raw->timestamp, 16);
    states[i] = raw->state;
}

static int read_records(struct vm_nvram *nv, struct err **err)
{
    size_t header = record_header(nv);
    AUTO_FREE uint8_t *states = xcalloc(RECORDS_MAX + 1, 1);
    nv->records = xcalloc(RECORDS_MAX + 1, sizeof(*nv->records));
    for (size_t at = nv->first; at + header <= nv->end;) {
        const uint8_t *p = nv->bytes + at;
        if (le16_get(p) != START_ID)
            break;
        struct raw raw = raw_decode(p, nv->authenticated);
        size_t room = nv->end - at - header;
        if (raw.name_size > room || raw.data_size > room - raw.name_size)
            break;
        bool live = raw.state == STATE_ADDED || raw.state == STATE_IN_DELETED_TRANSITION;
        if (live && raw.name_size >= 4 && raw.name_size % 2 == 0)
            add_record(nv, &raw, p + header, p + header + raw.name_size, states);
        if (nv->count > RECORDS_MAX)
            return no_store(err, "the UEFI variable store holds too many variables");
        at = align4(at + header + raw.name_size + raw.data_size);
    }
    return 0;
}

int vm_nvram_parse(const void *bytes, size_t len, struct vm_nvram **out, struct err **err)
{
    const uint8_t *p = bytes;
    *out = NULL;
    if (len >= 4 && memcmp(p, "QFI\xfb", 4) == 0)
        return no_store(err, "they are in a qcow2 file, and only raw ones are understood");
    if (len < VOLUME_HEADER_MIN || len > FILE_MAX || memcmp(p + 40, "_FVH", 4) != 0 ||
        memcmp(p + 16, volume_guid, 16) != 0)
        return no_store(err, "the file holds no UEFI variable store");
    size_t header = le16_get(p + 48);
    uint64_t volume = le64_get(p + 32);
    if (volume > len || header < VOLUME_HEADER_MIN || header > volume ||
        volume - header < STORE_HEADER)
        return no_store(err, "the UEFI variable store is corrupted");
    const uint8_t *store = p + header;
    bool authenticated = memcmp(store, auth_guid, 16) == 0;
    size_t size = le32_get(store + 16);
    if ((!authenticated && memcmp(store, plain_guid, 16) != 0) || size < STORE_HEADER ||
        size > volume - header)
        return no_store(err, "the UEFI variable store is corrupted");
    if (store[20] != 0x5A || store[21] != 0xFE)
        return no_store(err, "the UEFI variable store is not formatted");
    struct vm_nvram *nv = xcalloc(1, sizeof(*nv));
    nv->bytes = xmalloc(len);
    memcpy(nv->bytes, bytes, len);
    nv->len = len;
    nv->first = align4(header + STORE_HEADER);
    nv->end = header + size;
    if (nv->first > nv->end)
        nv->first = nv->end;
    nv->authenticated = authenticated;
    if (read_records(nv, err)) {
        vm_nvram_free(nv);
        return -1;
    }
    *out = nv;
    return 0;
}

int vm_nvram_open(const char *path, struct vm_nvram **out, struct err **err)
{
    *out = NULL;
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st))
        return err_set_errno(err, errno, "Cannot open the firmware settings '%s'", path);
    if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
        return no_store(err, "their file is no plain pflash file");
    AUTO_FREE uint8_t *bytes = xmalloc((size_t)st.st_size + 1);
    size_t len = 0;
    while (len < (size_t)st.st_size) {
        ssize_t n = read(fd, bytes + len, (size_t)st.st_size - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Cannot read the firmware settings '%s'", path);
        if (n == 0)
            break;
        len += (size_t)n;
    }
    return vm_nvram_parse(bytes, len, out, err);
}

void vm_nvram_free(struct vm_nvram *nv)
{
    if (!nv)
        return;
    for (size_t i = 0; i < nv->count; i++)
        record_release(&nv->records[i]);
    free(nv->records);
    free(nv->bytes);
    free(nv);
}

/* ---- variables ---- */
size_t vm_nvram_count(const struct vm_nvram *nv)
{
    return nv->count;
}

const struct vm_nvram_var *vm_nvram_at(const struct vm_nvram *nv, size_t i)
{
    return &nv->records[i].var;
}

const struct vm_nvram_var *vm_nvram_find(const struct vm_nvram *nv, const char *guid,
                                         const char *name)
{
    size_t i = find_index(nv, guid, name);
    return i == SIZE_MAX ? NULL : &nv->records[i].var;
}

/* Writes text as UTF-16 with its terminator (to NULL: only counts); the bytes it takes. */
static size_t put_utf16(uint8_t *to, const char *text)
{
    size_t n = 0, len = strlen(text);
    for (size_t i = 0; i <= len;) {
        size_t used = 1;
        uint32_t c = i < len ? utf8_decode(text + i, len - i, &used) : 0;
        i += used;
        uint16_t units[2] = { (uint16_t)c, 0 };
        size_t count = 1;
        if (c >= 0x10000) {
            units[0] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
            units[1] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
            count = 2;
        }
        for (size_t k = 0; k < count; k++, n += 2)
            if (to)
                le16_put(to + n, units[k]);
    }
    return n;
}

static size_t name_bytes(const char *name)
{
    return put_utf16(NULL, name);
}

static size_t used_bytes(const struct vm_nvram *nv)
{
    size_t n = 0;
    for (size_t i = 0; i < nv->count; i++)
        n += align4(record_header(nv) + name_bytes(nv->records[i].var.name) +
                    nv->records[i].var.len);
    return n;
}

int vm_nvram_set(struct vm_nvram *nv, const char *guid, const char *name, uint32_t attributes,
                 const void *data, size_t len, struct err **err)
{
    uint8_t raw_guid[16];
    if (!disk_guid_parse(guid, true, raw_guid) || !*name)
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' (%s) cannot be a UEFI variable.", name,
                       guid);
    size_t i = find_index(nv, guid, name);
    size_t used = used_bytes(nv);
    if (i != SIZE_MAX)
        used -= align4(record_header(nv) + name_bytes(name) + nv->records[i].var.len);
    size_t room = nv->end - nv->first;
    if (len > room || used + align4(record_header(nv) + name_bytes(name) + len) > room)
        return err_set(err, ERR_OUT_OF_MEMORY,
                       "The firmware settings of the virtual machine have no room left.");
    uint8_t *copy = xmalloc(len ? len : 1);
    memcpy(copy, data, len);
    if (i == SIZE_MAX) {
        nv->records = xreallocarray(nv->records, nv->count + 1, sizeof(*nv->records));
        i = nv->count++;
        nv->records[i] = (struct nvram_record){ .var = { .name = xstrdup(name) } };
        disk_guid_format(raw_guid, true, false, nv->records[i].var.guid);
    } else {
        free(nv->records[i].var.data);
    }
    struct vm_nvram_var *v = &nv->records[i].var;
    v->data = copy;
    v->len = len;
    if (attributes)
        v->attributes = attributes;
    nv->changed = true;
    return 0;
}

void vm_nvram_delete(struct vm_nvram *nv, const char *guid, const char *name)
{
    size_t i = find_index(nv, guid, name);
    if (i == SIZE_MAX)
        return;
    record_release(&nv->records[i]);
    memmove(&nv->records[i], &nv->records[i + 1], (nv->count - i - 1) * sizeof(*nv->records));
    nv->count--;
    nv->changed = true;
}

/* ---- writing ---- */
static size_t put_record(const struct vm_nvram *nv, const struct nvram_record *r, uint8_t *to)
{
    size_t header = record_header(nv);
    size_t name = name_bytes(r->var.name);
    memset(to, 0, header);
    le16_put(to, START_ID);
    to[2] = STATE_ADDED;
    le32_put(to + 4, r->var.attributes);
    uint8_t *sizes = to + 8;
    if (nv->authenticated) {
        le64_put(to + 8, r->monotonic);
        memcpy(to + 16, r->var.timestamp, 16);
        le32_put(to + 32, r->key_index);
        sizes = to + 36;
    }
    le32_put(sizes, (uint32_t)name);
    le32_put(sizes + 4, (uint32_t)r->var.len);
    if (!disk_guid_parse(r->var.guid, true, sizes + 8))
        memset(sizes + 8, 0, 16);
    put_utf16(to + header, r->var.name);
    memcpy(to + header + name, r->var.data, r->var.len);
    return align4(header + name + r->var.len);
}

/* Writes the records one after the other: what the firmware's own reclaim leaves. */
static void rebuild(struct vm_nvram *nv)
{
    memset(nv->bytes + nv->first, 0xFF, nv->end - nv->first);
    size_t at = nv->first;
    for (size_t i = 0; i < nv->count; i++) {
        const struct nvram_record *r = &nv->records[i];
        size_t need = record_header(nv) + name_bytes(r->var.name) + r->var.len;
        if (need > nv->end - at)
            break;
        size_t step = put_record(nv, r, nv->bytes + at);
        at = step > nv->end - at ? nv->end : at + step;
    }
    nv->changed = false;
}

const uint8_t *vm_nvram_bytes(struct vm_nvram *nv, size_t *len)
{
    if (nv->changed)
        rebuild(nv);
    *len = nv->len;
    return nv->bytes;
}

static int write_all(int fd, const uint8_t *p, size_t len)
{
    while (len) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        p += n;
        len -= (size_t)n;
    }
    return 0;
}

static int write_replacing(const char *path, const uint8_t *bytes, size_t len, mode_t new_mode,
                           struct err **err)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    uint64_t random = 0;
    if (getrandom(&random, sizeof(random), 0) != sizeof(random))
        return err_set_errno(err, errno, "No random numbers");
    /* A link keeps pointing at its file. */
    AUTO_FREE char *real = exists ? realpath(path, NULL) : NULL;
    const char *target = real ? real : path;
    AUTO_FREE char *temp = xasprintf("%s.%016llx.tmp", target, (unsigned long long)random);
    AUTO_FD int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot write '%s'", path);
    bool ok = !write_all(fd, bytes, len);
    if (ok && exists && (st.st_uid != geteuid() || st.st_gid != getegid()))
        ok = !fchown(fd, st.st_uid, st.st_gid);
    ok = ok && !fchmod(fd, exists ? st.st_mode & 07777 : new_mode) && !fsync(fd) &&
         !rename(temp, target);
    if (ok)
        return 0;
    int e = errno;
    unlink(temp);
    return err_set_errno(err, e, "Cannot write '%s'", path);
}

int vm_nvram_save(const struct vm_nvram *nv, const char *path, struct err **err)
{
    struct vm_nvram copy = *nv;
    AUTO_FREE uint8_t *bytes = xmalloc(nv->len);
    memcpy(bytes, nv->bytes, nv->len);
    copy.bytes = bytes;
    if (copy.changed)
        rebuild(&copy);
    return write_replacing(path, bytes, nv->len, 0600, err);
}

int vm_nvram_make_windows_template(const char *source, const char *dest, struct err **err)
{
    struct vm_nvram *nv = NULL;
    if (vm_nvram_open(source, &nv, err) || !nv)
        return -1;
    int rc = vm_nvram_remove_uefi_ca(nv, err);
    if (!rc) {
        size_t len;
        const uint8_t *bytes = vm_nvram_bytes(nv, &len);
        rc = write_replacing(dest, bytes, len, 0644, err);
    }
    vm_nvram_free(nv);
    return rc;
}
