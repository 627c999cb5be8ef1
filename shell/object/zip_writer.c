#include "shell/object/zip_writer.h"

#include <string.h>
#include <zip.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/zip_fault.h"

#define ATTRIBUTES_FILE (0100644u << 16)
#define ATTRIBUTES_FOLDER (040755u << 16 | 0x10) /* and the bit of MS-DOS */
enum { LAST_YEAR = 2107 };                       /* that its dates know */

struct zip_writer {
    zip_t *zip;
    uint64_t old; /* entries that were there */
};

int zip_writer_open(const char *path, bool update, struct zip_writer **out, struct err **err)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | (update ? 0 : ZIP_TRUNCATE), &code);

    if (!zip) {
        zip_error_t fault;
        zip_error_init_with_code(&fault, code);
        zip_fault(err, &fault, path);
        zip_error_fini(&fault);
        return -1;
    }
    struct zip_writer *w = xcalloc(1, sizeof(*w));
    zip_int64_t n = zip_get_num_entries(zip, 0);
    *w = (struct zip_writer){ zip, n > 0 ? (uint64_t)n : 0 };
    *out = w;
    return 0;
}

void zip_writer_discard(struct zip_writer *w)
{
    if (!w)
        return;
    zip_discard(w->zip);
    free(w);
}

/* What was there under the name goes; what this writer added stays, and is in the way. */
static int make_room(struct zip_writer *w, const char *name, struct err **err)
{
    zip_int64_t at;

    while ((at = zip_name_locate(w->zip, name, ZIP_FL_NOCASE)) >= 0 && (uint64_t)at < w->old)
        if (zip_delete(w->zip, (uint64_t)at) < 0)
            return zip_fault(err, zip_get_error(w->zip), name);
    return 0;
}

/* The earliest date is libzip's care. */
static time_t known_date(time_t when)
{
    struct tm tm;

    if (!localtime_r(&when, &tm) || tm.tm_year + 1900 <= LAST_YEAR)
        return when;
    tm = (struct tm){ .tm_year = LAST_YEAR - 1900, .tm_mon = 11, .tm_mday = 31, .tm_isdst = -1 };
    return mktime(&tm);
}

static int set_facts(struct zip_writer *w, uint64_t at, time_t when, uint32_t attributes)
{
    if (zip_file_set_external_attributes(w->zip, at, 0, ZIP_OPSYS_UNIX, attributes) < 0)
        return -1;
    return zip_file_set_mtime(w->zip, at, known_date(when), 0);
}

/* Names that are no UTF-8 stand as they are. */
static zip_flags_t encoding_of(const char *name)
{
    return utf8_valid(name, strlen(name)) ? ZIP_FL_ENC_UTF_8 : ZIP_FL_ENC_CP437;
}

static int cannot_add(struct zip_writer *w, const char *name, struct err **err)
{
    if (zip_error_code_zip(zip_get_error(w->zip)) == ZIP_ER_EXISTS)
        return err_set(err, ERR_OBJECT_EXISTS,
                       "Two of the files would have the name '%s' in the archive.", name);
    return zip_fault(err, zip_get_error(w->zip), name);
}

int zip_writer_add_file(struct zip_writer *w, const char *name, const char *path, time_t when,
                        int level, struct err **err)
{
    if (make_room(w, name, err) < 0)
        return -1;
    zip_source_t *source = zip_source_file(w->zip, path, 0, 0);
    if (!source)
        return cannot_add(w, name, err);
    zip_int64_t at = zip_file_add(w->zip, name, source, encoding_of(name));
    if (at < 0) {
        int rc = cannot_add(w, name, err);
        zip_source_free(source);
        return rc;
    }
    int method = level == 0 ? ZIP_CM_STORE : ZIP_CM_DEFAULT;
    if (zip_set_file_compression(w->zip, (uint64_t)at, method,
                                 level > 0 ? (zip_uint32_t)level : 0) < 0 ||
        set_facts(w, (uint64_t)at, when, ATTRIBUTES_FILE) < 0)
        return cannot_add(w, name, err);
    return 0;
}

int zip_writer_add_folder(struct zip_writer *w, const char *name, time_t when, struct err **err)
{
    if (make_room(w, name, err) < 0)
        return -1;
    zip_int64_t at = zip_dir_add(w->zip, name, encoding_of(name));
    if (at < 0 || set_facts(w, (uint64_t)at, when, ATTRIBUTES_FOLDER) < 0)
        return cannot_add(w, name, err);
    return 0;
}

struct stopping {
    bool (*stop)(void *data);
    void *data;
};

static int on_cancel(zip_t *zip, void *data)
{
    const struct stopping *s = data;

    (void)zip;
    return s->stop(s->data);
}

int zip_writer_close(struct zip_writer *w, bool (*stop)(void *data), void *data, struct err **err)
{
    struct stopping stopping = { stop, data };

    if (zip_register_cancel_callback_with_state(w->zip, on_cancel, NULL, &stopping) < 0 ||
        zip_close(w->zip) < 0) {
        zip_fault(err, zip_get_error(w->zip), "Cannot write the archive");
        zip_writer_discard(w);
        return -1;
    }
    free(w);
    return 0;
}
