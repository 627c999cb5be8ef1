/* System.IO.Compression.ZipFile, and archives that are open to be read. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/compress.h"
#include "shell/object/types/file.h"
#include "shell/object/types/stream.h"
#include "shell/object/zip_module.h"
#include "shell/object/zip_place.h"
#include "shell/object/zip_reader.h"
#include "shell/object/zip_writer.h"

enum { MAX_DEPTH = 200 };

static bool is_cancelled(void *data)
{
    (void)data;
    return cancel_wanted();
}

static int exists(struct err **err, const char *path)
{
    return fail_with(err, "System.IO.IOException", "IOException", "The file '%s' already exists.",
                     path);
}

/* What libzip has to say is .NET's InvalidDataException, but for a stop. */
static int invalid(struct err **err)
{
    AUTO_ERR *why = STEAL(*err);
    if (why->kind == ERR_CANCELLED) {
        *err = STEAL(why);
        return -1;
    }
    return fail_with(err, "System.IO.InvalidDataException", "InvalidDataException", "%s",
                     why->message);
}

/* The full path of an argument; owned. NULL with *err. */
static char *path_of(struct value arg, struct err **err)
{
    AUTO_VALUE path = value_null();
    AUTO_STRBUF whole = STRBUF_INIT;
    if (file_path_arg(arg, &path, err) < 0)
        return NULL;
    path_full(path.str->data, path.str->len, &whole);
    return strbuf_detach(&whole, NULL);
}

static struct zip_reader *reader_of(const char *path, struct err **err)
{
    struct zip_reader *zip = NULL;
    if (access(path, R_OK) < 0) {
        file_error(err, path);
        return NULL;
    }
    if (zip_module_load(err) < 0)
        return NULL;
    if (zip_reader_open(path, &zip, err) < 0) {
        invalid(err);
        return NULL;
    }
    return zip;
}

/* ---- making an archive ---- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int named(const struct dirent *d)
{
    return strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
}

static int add_folder(struct zip_writer *w, const char *folder, const char *inside, int level,
                      int depth, struct err **err)
{
    struct dirent **entries = NULL;
    if (depth > MAX_DEPTH)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The folders are nested too deeply: '%s'", folder);
    int n = scandir(folder, &entries, named, by_name), r = n < 0 ? file_error(err, folder) : 0;
    for (int i = 0; i < n; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, entries[i]->d_name);
        AUTO_FREE char *name = xasprintf("%s%s", inside, entries[i]->d_name);
        AUTO_FREE char *below = xasprintf("%s/", name);
        struct stat st;
        free(entries[i]);
        if (r < 0)
            continue;
        if (stat(path, &st) < 0)
            r = file_error(err, path);
        else if (S_ISDIR(st.st_mode))
            r = add_folder(w, path, below, level, depth + 1, err);
        else if (access(path, R_OK) < 0)
            r = file_error(err, path);
        else
            r = zip_writer_add_file(w, name, path, st.st_mtime, level, err);
    }
    free(entries);
    struct stat st;
    if (r == 0 && n == 0 && *inside && stat(folder, &st) == 0)
        r = zip_writer_add_folder(w, inside, st.st_mtime, err);
    return r;
}

/* CreateFromDirectory(source, archive [, level, includeBaseDirectory]) */
CALL(zip_create)
{
    (void)self;
    (void)out;
    AUTO_FREE char *from = path_of(args[0], err);
    AUTO_FREE char *to = from ? path_of(args[1], err) : NULL;
    if (!to)
        return -1;
    int level = n > 2 ? compression_level(args[2]) : -1;
    struct zip_writer *w = NULL;
    if (!path_is(from, S_IFDIR))
        return fail_with(err, "System.IO.DirectoryNotFoundException", "DirectoryNotFoundException",
                         "Could not find a part of the path '%s'.", from);
    if (access(to, F_OK) == 0)
        return exists(err, to);
    if (zip_module_load(err) < 0 || zip_writer_open(to, false, &w, err) < 0)
        return -1;
    bool base = n > 3 && value_truth(args[3]);
    AUTO_FREE char *inside = base ? xasprintf("%s/", strrchr(from, '/') + 1) : xstrdup("");
    if (add_folder(w, from, inside, level, 0, err) < 0) {
        zip_writer_discard(w);
        return -1;
    }
    return zip_writer_close(w, is_cancelled, NULL, err);
}

/* ---- unpacking ---- */

static int extract_to(struct zip_reader *zip, uint64_t at, const struct zip_entry *e,
                      const char *path, bool overwrite, struct err **err)
{
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_EXCL;
    struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = e->time } };
    if (overwrite && unlink(path) < 0 && errno != ENOENT)
        return file_error(err, path);
    AUTO_FD int fd = open(path, flags, e->mode ? e->mode : 0666);
    if (fd < 0)
        return errno == EEXIST ? exists(err, path) : file_error(err, path);
    if (zip_reader_extract(zip, at, fd, is_cancelled, NULL, err) < 0) {
        unlink(path);
        return invalid(err);
    }
    if (e->time >= 0)
        (void)futimens(fd, times);
    return 0;
}

static int extract_entry(struct zip_reader *zip, uint64_t at, const char *folder, bool overwrite,
                         struct err **err)
{
    struct zip_entry e;
    if (zip_reader_entry(zip, at, &e, err) < 0)
        return invalid(err);
    AUTO_FREE char *path = zip_place(folder, e.name);
    if (!path)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "Extracting Zip entry would have resulted in a file outside the specified "
                         "destination directory.");
    if (e.name[strlen(e.name) - 1] == '/')
        return folders_make(path, err);
    AUTO_FREE char *parent = xstrndup(path, (size_t)(strrchr(path, '/') - path));
    return folders_make(*parent ? parent : "/", err) < 0
               ? -1
               : extract_to(zip, at, &e, path, overwrite, err);
}

static int extract_all(const char *archive, const char *folder, bool overwrite, struct err **err)
{
    struct zip_reader *zip = reader_of(archive, err);
    if (!zip)
        return -1;
    int r = folders_make(folder, err);
    for (uint64_t i = 0, n = zip_reader_count(zip); i < n && r == 0; i++)
        r = cancel_check(err) < 0 ? -1 : extract_entry(zip, i, folder, overwrite, err);
    zip_reader_close(zip);
    return r;
}

/* ExtractToDirectory(archive, folder [, encoding] [, overwriteFiles]) */
CALL(zip_extract)
{
    (void)self;
    (void)out;
    AUTO_FREE char *archive = path_of(args[0], err);
    AUTO_FREE char *folder = archive ? path_of(args[1], err) : NULL;
    bool overwrite = n > 2 && args[n - 1].kind == V_BOOL && args[n - 1].b;
    return folder ? extract_all(archive, folder, overwrite, err) : -1;
}

/* ---- archives that are open, and their entries ---- */

struct archive {
    struct value path, entries;
};

struct archive_entry {
    struct value archive; /* its path */
    struct value name, length, time;
    uint64_t at;
};

static struct archive *archive_of(struct value v)
{
    return object_payload(v.object);
}

static struct archive_entry *entry_of(struct value v)
{
    return object_payload(v.object);
}

static void archive_destroy(struct object *o)
{
    struct archive *a = object_payload(o);
    value_unref(a->path);
    value_unref(a->entries);
}

static void entry_destroy(struct object *o)
{
    struct archive_entry *e = object_payload(o);
    value_unref(e->archive);
    value_unref(e->name);
    value_unref(e->length);
    value_unref(e->time);
}

static int add_entry(struct zip_reader *zip, uint64_t at, struct value path, struct array *list,
                     struct err **err)
{
    struct zip_entry from;
    if (zip_reader_entry(zip, at, &from, err) < 0)
        return invalid(err);
    struct object *o = object_new(&type_zip_archive_entry);
    struct archive_entry *e = object_payload(o);
    array_push_take(list, value_of_object(o));
    *e = (struct archive_entry){ .archive = value_ref(path),
                                 .name = value_string(from.name),
                                 .length = value_long((int64_t)from.size),
                                 .time = value_null(),
                                 .at = at };
    int64_t utc = UNIX_EPOCH_TICKS + (from.time < 0 ? 0 : from.time) * TICKS_PER_SECOND;
    AUTO_VALUE local = date_to_local(value_datetime(utc, DATETIME_UTC));
    return value_convert(local, &type_datetime_offset, &e->time, err);
}

/* OpenRead(archive) */
CALL(zip_open)
{
    (void)self;
    (void)n;
    AUTO_FREE char *path = path_of(args[0], err);
    struct zip_reader *zip = path ? reader_of(path, err) : NULL;
    if (!zip)
        return -1;
    struct object *o = object_new(&type_zip_archive);
    AUTO_VALUE made = value_of_object(o);
    struct array *list = array_new(8);
    *archive_of(made) = (struct archive){ value_string(path), value_of_array(list) };
    int r = 0;
    for (uint64_t i = 0, count = zip_reader_count(zip); i < count && r == 0; i++)
        r = add_entry(zip, i, archive_of(made)->path, list, err);
    zip_reader_close(zip);
    if (r == 0)
        *out = STEAL_VALUE(made);
    return r;
}

enum { ARCHIVE_ENTRIES, ARCHIVE_MODE };

GETTER(archive_get)
{
    (void)err;
    *out = p->data == ARCHIVE_ENTRIES ? value_ref(archive_of(self)->entries) : value_string("Read");
    return 0;
}

CALL(archive_find)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    const struct array *list = archive_of(self)->entries.array;
    *out = value_null();
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(entry_of(list->items[i])->name.str->data, name.str->data) == 0) {
            *out = value_ref(list->items[i]);
            break;
        }
    return 0;
}

CALL(archive_dispose)
{
    UNUSED_CALL(); /* each reading opens and closes the file */
    return 0;
}

/* ExtractToDirectory(archive, folder [, overwriteFiles]) */
CALL(archive_extract)
{
    (void)self;
    (void)out;
    if (value_type_of(args[0]) != &type_zip_archive)
        return fail_null_argument(err, "source");
    AUTO_FREE char *folder = path_of(args[1], err);
    return folder ? extract_all(archive_of(args[0])->path.str->data, folder,
                                n > 2 && value_truth(args[2]), err)
                  : -1;
}

/* ExtractToFile(entry, path [, overwrite]) */
CALL(entry_extract)
{
    (void)self;
    (void)out;
    if (value_type_of(args[0]) != &type_zip_archive_entry)
        return fail_null_argument(err, "source");
    const struct archive_entry *from = entry_of(args[0]);
    AUTO_FREE char *path = path_of(args[1], err);
    struct zip_reader *zip = path ? reader_of(from->archive.str->data, err) : NULL;
    struct zip_entry e;
    if (!zip)
        return -1;
    int r = zip_reader_entry(zip, from->at, &e, err) < 0
                ? invalid(err)
                : extract_to(zip, from->at, &e, path, n > 2 && value_truth(args[2]), err);
    zip_reader_close(zip);
    return r;
}

CALL(entry_open)
{
    (void)args;
    (void)n;
    const struct archive_entry *e = entry_of(self);
    AUTO_FD int fd = memfd_create("entry", MFD_CLOEXEC);
    struct zip_reader *zip = reader_of(e->archive.str->data, err);
    if (!zip)
        return -1;
    int r = zip_reader_extract(zip, e->at, fd, is_cancelled, NULL, err);
    zip_reader_close(zip);
    if (r < 0)
        return invalid(err);
    if (lseek(fd, 0, SEEK_SET) < 0)
        return file_error(err, e->name.str->data);
    return stream_of_descriptor(fd, ACCESS_READ, out, err);
}

enum { ENTRY_FULL_NAME, ENTRY_NAME, ENTRY_LENGTH, ENTRY_TIME };

GETTER(entry_get)
{
    (void)err;
    const struct archive_entry *e = entry_of(self);
    const char *slash = strrchr(e->name.str->data, '/');
    if (p->data == ENTRY_NAME)
        *out = value_string(slash ? slash + 1 : e->name.str->data);
    else
        *out = value_ref(p->data == ENTRY_FULL_NAME ? e->name
                         : p->data == ENTRY_LENGTH  ? e->length
                                                    : e->time);
    return 0;
}

static int entry_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, entry_of(self)->name.str->data);
    return 0;
}

static const struct property archive_props[] = {
    PROPERTY_DATA("Entries",
                  "System.Collections.ObjectModel.ReadOnlyCollection["
                  "System.IO.Compression.ZipArchiveEntry]",
                  archive_get, ARCHIVE_ENTRIES),
    PROPERTY_DATA("Mode", "System.IO.Compression.ZipArchiveMode", archive_get, ARCHIVE_MODE),
};
static const struct method archive_methods[] = {
    METHOD("GetEntry", 1, 1, archive_find,
           "System.IO.Compression.ZipArchiveEntry GetEntry(string entryName)"),
    METHOD("Dispose", 0, 0, archive_dispose, "void Dispose()"),
};
const struct type_info type_zip_archive = { .name = "System.IO.Compression.ZipArchive",
                                            .base = &type_object,
                                            PROPS(archive_props),
                                            METHODS(archive_methods),
                                            .payload_size = sizeof(struct archive),
                                            .destroy = archive_destroy };

static const struct property entry_props[] = {
    PROPERTY_DATA("FullName", "string", entry_get, ENTRY_FULL_NAME),
    PROPERTY_DATA("Name", "string", entry_get, ENTRY_NAME),
    PROPERTY_DATA("LastWriteTime", "System.DateTimeOffset", entry_get, ENTRY_TIME),
    PROPERTY_DATA("Length", "long", entry_get, ENTRY_LENGTH),
};
static const struct method entry_methods[] = {
    METHOD("Open", 0, 0, entry_open, "System.IO.Stream Open()"),
};
const struct type_info type_zip_archive_entry = { .name = "System.IO.Compression.ZipArchiveEntry",
                                                  .base = &type_object,
                                                  PROPS(entry_props),
                                                  METHODS(entry_methods),
                                                  .payload_size = sizeof(struct archive_entry),
                                                  .destroy = entry_destroy,
                                                  .to_string = entry_text };

static const struct method zip_statics[] = {
    METHOD(
        "CreateFromDirectory", 2, 4, zip_create,
        "void CreateFromDirectory(string sourceDirectoryName, string destinationArchiveFileName), "
        "void CreateFromDirectory(string sourceDirectoryName, string destinationArchiveFileName, "
        "System.IO.Compression.CompressionLevel compressionLevel, bool includeBaseDirectory)"),
    METHOD(
        "ExtractToDirectory", 2, 4, zip_extract,
        "void ExtractToDirectory(string sourceArchiveFileName, string "
        "destinationDirectoryName), void ExtractToDirectory(string sourceArchiveFileName, string "
        "destinationDirectoryName, bool overwriteFiles)"),
    METHOD("OpenRead", 1, 1, zip_open,
           "System.IO.Compression.ZipArchive OpenRead(string archiveFileName)"),
};
const struct type_info type_zip_file = { .name = "System.IO.Compression.ZipFile",
                                         .base = &type_object,
                                         STATICS(zip_statics) };

static const struct method extension_statics[] = {
    METHOD("ExtractToDirectory", 2, 3, archive_extract,
           "void ExtractToDirectory(System.IO.Compression.ZipArchive source, string "
           "destinationDirectoryName, bool overwriteFiles)"),
    METHOD("ExtractToFile", 2, 3, entry_extract,
           "void ExtractToFile(System.IO.Compression.ZipArchiveEntry source, string "
           "destinationFileName, bool overwrite)"),
};
const struct type_info type_zip_extensions = { .name = "System.IO.Compression.ZipFileExtensions",
                                               .base = &type_object,
                                               STATICS(extension_statics) };
