#include "shell/object/zip_reader.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "shell/base/alloc.h"
#include "shell/object/zip_fault.h"

enum { PERMISSIONS = 0777, CHUNK = 64 << 10 };

struct zip_reader {
    zip_t *zip;
    uint64_t count;
};

static int refuse(struct err **err, int code)
{
    zip_error_t fault;

    zip_error_init_with_code(&fault, code);
    zip_fault(err, &fault, NULL);
    zip_error_fini(&fault);
    return -1;
}

int zip_reader_open(const char *path, struct zip_reader **out, struct err **err)
{
    struct stat st;
    int code = 0;

    if (stat(path, &st) == 0 && st.st_size == 0)
        return refuse(err, ZIP_ER_NOZIP); /* libzip takes it for an empty archive */
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip)
        return refuse(err, code);
    struct zip_reader *r = xcalloc(1, sizeof(*r));
    zip_int64_t n = zip_get_num_entries(zip, 0);
    *r = (struct zip_reader){ zip, n > 0 ? (uint64_t)n : 0 };
    *out = r;
    return 0;
}

void zip_reader_close(struct zip_reader *r)
{
    if (!r)
        return;
    zip_discard(r->zip);
    free(r);
}

uint64_t zip_reader_count(const struct zip_reader *r)
{
    return r->count;
}

int zip_reader_entry(struct zip_reader *r, uint64_t at, struct zip_entry *out, struct err **err)
{
    zip_stat_t st;
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    const char *name = zip_get_name(r->zip, at, ZIP_FL_ENC_RAW);

    if (!name || zip_stat_index(r->zip, at, 0, &st) < 0 ||
        zip_file_get_external_attributes(r->zip, at, 0, &system, &attributes) < 0)
        return zip_fault(err, zip_get_error(r->zip), name);
    *out = (struct zip_entry){ .name = name,
                               .size = st.valid & ZIP_STAT_SIZE ? st.size : 0,
                               .mode = attributes >> 16 & PERMISSIONS,
                               .time = st.valid & ZIP_STAT_MTIME ? st.mtime : -1 };
    return 0;
}

static int put_bytes(int fd, const char *bytes, size_t len, struct err **err)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_OPERATION_FAILED, "%s", strerror(errno));
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

static int damaged(const struct zip_entry *e, struct err **err)
{
    return err_set(err, ERR_INVALID_PARAMETER, "The archive entry '%s' is damaged.", e->name);
}

static int unpack(zip_file_t *file, const struct zip_entry *e, int fd, bool (*stop)(void *data),
                  void *data, struct err **err)
{
    AUTO_FREE char *chunk = xmalloc(CHUNK);
    uint64_t done = 0;
    zip_int64_t n;

    while ((n = zip_fread(file, chunk, CHUNK)) > 0) {
        done += (uint64_t)n;
        if (stop(data))
            return err_set(err, ERR_CANCELLED, "The operation was stopped.");
        if (done > e->size)
            return damaged(e, err);
        if (put_bytes(fd, chunk, (size_t)n, err) < 0)
            return -1;
    }
    return n < 0 || done != e->size ? damaged(e, err) : 0;
}

int zip_reader_extract(struct zip_reader *r, uint64_t at, int fd, bool (*stop)(void *data),
                       void *data, struct err **err)
{
    struct zip_entry e;

    if (zip_reader_entry(r, at, &e, err) < 0)
        return -1;
    zip_file_t *file = zip_fopen_index(r->zip, at, 0);
    if (!file) {
        int code = zip_error_code_zip(zip_get_error(r->zip));
        if (code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_NOPASSWD)
            return err_set(err, ERR_NOT_SUPPORTED,
                           "The archive entry was compressed using an unsupported compression "
                           "method.");
        return zip_fault(err, zip_get_error(r->zip), e.name);
    }
    int rc = unpack(file, &e, fd, stop, data, err);
    zip_fclose(file);
    return rc;
}
