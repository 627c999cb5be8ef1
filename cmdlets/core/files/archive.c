/* Compress-Archive and Expand-Archive. Their errors, ids and messages are those of the module
 * Microsoft.PowerShell.Archive 1.2. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/file_ops.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/zip_module.h"
#include "shell/object/zip_place.h"
#include "shell/object/zip_reader.h"
#include "shell/object/zip_writer.h"
#include "shell/runtime/session.h"

#define MODULE "Microsoft.PowerShell.Archive"

struct compress_args {
    struct str_list path;
    struct str_list literal_path;
    struct str *destination;
    struct str *level;
    bool update;
    bool force;
    bool pass_thru;
};
#define PATH_SETS "Path,PathWithForce,PathWithUpdate"
#define LITERAL_SETS "LiteralPath,LiteralPathWithForce,LiteralPathWithUpdate"
static const char *const levels[] = { "Optimal", "NoCompression", "Fastest", NULL };
static const struct param compress_params[] = {
    PARAM(struct compress_args, path, .name = "Path", .sets = PATH_SETS, .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .wildcards = true,
          .not_null_or_empty = true, .help = "Files and folders; wildcards work."),
    PARAM(struct compress_args, literal_path, .name = "LiteralPath", .sets = LITERAL_SETS,
          .mandatory = true, .from_property = true, .aliases = "PSPath", .not_null_or_empty = true,
          .help = "The same, taken as written."),
    PARAM(struct compress_args, destination, .name = "DestinationPath", .position = 2,
          .mandatory = true, .not_null_or_empty = true,
          .help = "The archive; .zip is put to a name without an extension."),
    PARAM(struct compress_args, level, .name = "CompressionLevel", .values = levels,
          .help = "How much time is spent on making it small."),
    PARAM(struct compress_args, update, .name = "Update",
          .sets = "PathWithUpdate,LiteralPathWithUpdate", .mandatory = true,
          .help = "Puts the files into an archive that is there, for older ones of their names."),
    PARAM(struct compress_args, force, .name = "Force",
          .sets = "PathWithForce,LiteralPathWithForce", .mandatory = true,
          .help = "Replaces an archive that is there."),
    PARAM(struct compress_args, pass_thru, .name = "PassThru", .help = "Emits the archive's file."),
};
static const struct example compress_examples[] = {
    { .code = "Compress-Archive -Path ./logs -DestinationPath logs.zip",
      .remarks = "A folder with all that is in it, without hidden files." },
};
struct expand_args {
    struct str *path;
    struct str *literal_path;
    struct str *destination;
    bool force;
    bool pass_thru;
};
static const struct param expand_params[] = {
    PARAM(struct expand_args, path, .name = "Path", .sets = "Path", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .not_null_or_empty = true, .help = "The archive."),
    PARAM(struct expand_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath", .not_null_or_empty = true,
          .help = "The archive, its path taken as written."),
    PARAM(struct expand_args, destination, .name = "DestinationPath", .position = 2,
          .not_null_or_empty = true,
          .help = "The folder to put the files in; else one of the archive's name, here."),
    PARAM(struct expand_args, force, .name = "Force", .help = "Replaces files that are there."),
    PARAM(struct expand_args, pass_thru, .name = "PassThru",
          .help = "Emits the files and folders that were made."),
};
static const struct example expand_examples[] = {
    { .code = "Expand-Archive logs.zip -DestinationPath ./logs",
      .remarks = "Files that are there already stay and are an error without -Force." },
};

/* ---- errors ---- */

static enum status fail_at(struct invocation *inv, const char *id, const char *path,
                           const char *message)
{
    AUTO_VALUE target = value_string(path);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = id,
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.IO.IOException",
                                                   .target = target });
}

static enum status not_found(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *message =
        xasprintf("The path '%s' either does not exist or is not a valid file system path.", path);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "ArchiveCmdletPathNotFound",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.InvalidOperationException",
                                                   .target = target });
}

/* All that the paths mean; one that is not there ends the command. */
static enum status resolve(struct invocation *inv, const struct str *path, bool literal,
                           struct path_list *out)
{
    const char *rest;
    size_t before = out->paths.len;
    enum drive drive = path_drive(inv->session, path->data, &rest);

    if (drive != DRIVE_FILE)
        return not_found(inv, path->data);
    path_expand(inv->session, path->data, literal, false, out);
    for (size_t i = before; i < out->paths.len; i++)
        if (access(out->paths.items[i], F_OK) != 0)
            return not_found(inv, path->data);
    return ST_OK;
}

static const char *leaf_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* ---- Compress-Archive ---- */

struct compress_state {
    struct path_list input; /* as given */
    bool literal;
    char *archive; /* absolute */
    bool exists;
};

/* One thing to be put into the archive. */
struct source {
    char *path, *name; /* name: in the archive; of a folder with / at the end */
};
typedef VEC(struct source) sources;

static void add_source(sources *out, const char *path, const char *name, bool folder)
{
    *vec_push(out) = (struct source){ xstrdup(path), xasprintf(folder ? "%s/" : "%s", name) };
}

static void sources_release(sources *s)
{
    for (size_t i = 0; i < s->len; i++) {
        free(s->items[i].path);
        free(s->items[i].name);
    }
    vec_release(s);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static bool has_files(const char *folder)
{
    DIR *d = opendir(folder);
    bool found = false;

    for (struct dirent *e; d && !found && (e = readdir(d));) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, e->d_name);
        struct stat st;
        found = stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
    }
    if (d)
        closedir(d);
    return found;
}

/* What is in a folder, hidden things left out; folders without files are entries of their own.
 * Links to folders are not followed. */
static void add_folder(sources *out, const char *folder, const char *name)
{
    struct dirent **entries = NULL;
    int n = scandir(folder, &entries, visible, by_name);

    for (int i = 0; i < n; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, entries[i]->d_name);
        AUTO_FREE char *inside = xasprintf("%s/%s", name, entries[i]->d_name);
        struct stat st, link;
        bool folder_here = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
        if (!folder_here)
            add_source(out, path, inside, false);
        else if (!has_files(path))
            add_source(out, path, inside, true);
        if (folder_here && lstat(path, &link) == 0 && !S_ISLNK(link.st_mode))
            add_folder(out, path, inside);
        free(entries[i]);
    }
    free(entries);
}

static enum status compress_begin(struct invocation *inv)
{
    const struct compress_args *args = ARGS(inv, struct compress_args);
    struct compress_state *state = STATE(inv, struct compress_state);
    AUTO_FREE char *path = path_absolute(inv->session, args->destination->data);
    AUTO_FREE char *parent = path ? xstrdup(path) : NULL;
    char *slash = parent ? strrchr(parent, '/') : NULL;
    struct stat st;

    if (!slash)
        return not_found(inv, args->destination->data);
    slash[slash == parent] = '\0';
    if (stat(parent, &st) != 0 || !S_ISDIR(st.st_mode))
        return not_found(inv, parent);
    if (strchr(leaf_of(path), '.')) {
        state->archive = STEAL(path);
    } else {
        state->archive = xasprintf("%s.zip", path);
        enum status rc = write_verbose(
            inv,
            "The archive file path '%s' supplied to the DestinationPath parameter does not include "
            ".zip extension. Hence .zip is appended to the supplied DestinationPath path and the "
            "archive file would be created at '%s'.",
            path, state->archive);
        if (rc != ST_OK)
            return rc;
    }
    state->exists = stat(state->archive, &st) == 0 && !S_ISDIR(st.st_mode);
    AUTO_STRBUF message = STRBUF_INIT;
    if (state->exists && !args->update && !args->force) {
        strbuf_addf(&message,
                    "The archive file %s already exists. Use the -Update parameter to update the "
                    "existing archive file or use the -Force parameter to overwrite the existing "
                    "archive file.",
                    state->archive);
        return fail_at(inv, "ArchiveFileExists", state->archive, message.buf);
    }
    if (state->exists && args->update && !(st.st_mode & 0222)) {
        strbuf_addf(&message,
                    "The attributes of the archive file %s is set to 'ReadOnly' hence it cannot be "
                    "updated. If you intend to update the existing archive file, remove the "
                    "'ReadOnly' attribute on the archive file else use -Force parameter to "
                    "override and create a new archive file.",
                    state->archive);
        AUTO_VALUE target = value_string(state->archive);
        return cmdlet_throw(inv, &(struct error_spec){ .message = message.buf,
                                                       .id = "ArchiveFileIsReadOnly",
                                                       .category = EC_INVALID_OPERATION,
                                                       .exception = "System.IO.IOException",
                                                       .target = target });
    }
    return is_bound(inv, "WhatIf") ? ST_OK : write_verbose(inv, "Preparing to compress...");
}

static enum status compress_process(struct invocation *inv)
{
    const struct compress_args *args = ARGS(inv, struct compress_args);
    struct compress_state *state = STATE(inv, struct compress_state);
    const struct str_list *paths = args->literal_path.len > 0 ? &args->literal_path : &args->path;

    state->literal = args->literal_path.len > 0;
    for (size_t i = 0; i < paths->len; i++)
        *vec_push(&state->input.paths) = xstrdup(paths->items[i]->data);
    return ST_OK;
}

static enum status refuse_duplicates(struct invocation *inv, const struct path_list *input)
{
    for (size_t i = 0; i < input->paths.len; i++)
        for (size_t k = 0; k < i; k++) {
            if (!text_caseeq(input->paths.items[i], input->paths.items[k]))
                continue;
            AUTO_FREE char *message = xasprintf(
                "The input to %s parameter contains a duplicate path '%s'. Provide a unique set of "
                "paths as input to %s parameter.",
                inv->set, input->paths.items[i], inv->set);
            return fail_at(inv, "DuplicatePathFound", input->paths.items[i], message);
        }
    return ST_OK;
}

/* The folders first, then the files, as the module does it. */
static void collect(const struct path_list *paths, sources *out)
{
    for (int folders = 1; folders >= 0; folders--)
        for (size_t i = 0; i < paths->paths.len; i++) {
            const char *path = paths->paths.items[i];
            struct stat st;
            if (stat(path, &st) != 0 || S_ISDIR(st.st_mode) != folders)
                continue;
            if (folders)
                add_folder(out, path, leaf_of(path));
            else
                add_source(out, path, leaf_of(path), false);
        }
}

static int level_of(const struct compress_args *args)
{
    if (!args->level || text_caseeq(args->level->data, "Optimal"))
        return -1;
    return text_caseeq(args->level->data, "Fastest") ? 1 : 0;
}

static enum status cannot_read(struct invocation *inv, const char *path, struct err **err)
{
    AUTO_VALUE target = value_string(path);
    enum status rc =
        cmdlet_error(inv, &(struct error_spec){ .message = (*err)->message,
                                                .id = "CompressArchiveUnauthorizedAccessError",
                                                .category = EC_PERMISSION_DENIED,
                                                .exception = "System.UnauthorizedAccessException",
                                                .target = target });
    err_clear(err);
    return rc;
}

/* For libzip, which works on for long. */
static bool is_interrupted(void *data)
{
    struct invocation *inv = data;
    return interrupted(inv->session);
}

static enum status archive_failed(struct invocation *inv, struct err **err)
{
    if ((*err)->kind != ERR_CANCELLED)
        return cmdlet_throw_err(inv, err);
    err_clear(err);
    return ST_INTERRUPT;
}

/* Files are read when the archive is written: one that cannot be is found out now. */
static int check_readable(const char *path, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return fd < 0 ? err_set_errno(err, errno, "The file '%s' cannot be read", path) : 0;
}

static enum status add_source_to(struct invocation *inv, struct zip_writer *w,
                                 const struct source *s, int level, size_t *added)
{
    struct err *err = NULL;
    struct stat st;
    bool folder = s->name[strlen(s->name) - 1] == '/';

    if (interrupted(inv->session))
        return ST_INTERRUPT;
    if (!folder && check_readable(s->path, &err) < 0)
        return cannot_read(inv, s->path, &err);
    int rc = folder || stat(s->path, &st) != 0
                 ? zip_writer_add_folder(w, s->name, time(NULL), &err)
                 : zip_writer_add_file(w, s->name, s->path, st.st_mtime, level, &err);
    if (rc < 0)
        return cmdlet_throw_err(inv, &err);
    ++*added;
    return write_verbose(inv, "Adding '%s'.", s->path);
}

static bool may_write_beside(const char *path)
{
    AUTO_FREE char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
    return access(*folder ? folder : "/", W_OK) == 0;
}

static enum status write_archive(struct invocation *inv, const sources *list)
{
    const struct compress_args *args = ARGS(inv, struct compress_args);
    struct compress_state *state = STATE(inv, struct compress_state);
    struct zip_writer *w = NULL;
    struct err *err = NULL;
    size_t added = 0;
    enum status rc = ST_OK;

    if (!may_write_beside(state->archive)) {
        AUTO_FREE char *message = xasprintf("Access to the path '%s' is denied.", state->archive);
        return fail_at(inv, "UnauthorizedAccessException", state->archive, message);
    }
    if (zip_module_load(&err) < 0 ||
        zip_writer_open(state->archive, args->update && state->exists, &w, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    for (size_t i = 0; i < list->len && rc == ST_OK; i++)
        rc = add_source_to(inv, w, &list->items[i], level_of(args), &added);
    if (rc == ST_OK && added > 0)
        return zip_writer_close(w, is_interrupted, inv, &err) < 0 ? archive_failed(inv, &err)
                                                                  : ST_OK;
    zip_writer_discard(w);
    if (rc != ST_OK)
        return rc;
    rc = write_verbose(inv,
                       "The partially created archive file '%s' is deleted as it is not usable.",
                       state->archive);
    unlink(state->archive);
    return rc;
}

static enum status compress_end(struct invocation *inv)
{
    const struct compress_args *args = ARGS(inv, struct compress_args);
    struct compress_state *state = STATE(inv, struct compress_state);
    struct path_list paths = { VEC_INIT };
    AUTO_STRBUF targets = STRBUF_INIT;
    sources list = VEC_INIT;
    bool yes = true;
    enum status rc = refuse_duplicates(inv, &state->input);

    for (size_t i = 0; i < state->input.paths.len && rc == ST_OK; i++) {
        AUTO_VALUE path = value_string(state->input.paths.items[i]);
        rc = resolve(inv, path.str, state->literal, &paths);
    }
    for (size_t i = 0; i < paths.paths.len; i++)
        strbuf_addf(&targets, paths.paths.len > 1 ? "\n%s" : "%s", paths.paths.items[i]);
    if (rc == ST_OK)
        rc = should_process(inv, targets.len ? targets.buf : "", NULL, &yes);
    if (rc == ST_OK && yes) {
        collect(&paths, &list);
        rc = write_archive(inv, &list);
    }
    struct value v;
    if (rc == ST_OK && yes && args->pass_thru && file_info_of_path(state->archive, &v) == 0)
        rc = emit_take(inv, v);
    sources_release(&list);
    path_list_release(&paths);
    return rc;
}

static void compress_cleanup(struct invocation *inv)
{
    struct compress_state *state = STATE(inv, struct compress_state);

    path_list_release(&state->input);
    free(state->archive);
}

/* ---- Expand-Archive ---- */

struct expansion {
    struct invocation *inv;
    const char *archive, *folder;
    struct zip_reader *zip;
    struct path_list made;
    bool force;
};

static enum status make_folder(struct expansion *x, const char *path)
{
    struct err *err = NULL;
    struct stat st;

    if (stat(path, &st) == 0)
        return ST_OK;
    if (file_make_folders(path, &err) < 0)
        return cmdlet_throw_err(x->inv, &err);
    *vec_push(&x->made.paths) = xstrdup(path);
    return ST_OK;
}

static enum status file_exists(struct expansion *x, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *message = xasprintf(
        "Failed to create file '%s' while expanding the archive file '%s' contents as the file "
        "'%s' already exists. Use the -Force parameter if you want to overwrite the existing "
        "directory '%s' contents when expanding the archive file.",
        path, x->archive, path, path);

    return cmdlet_error(x->inv, &(struct error_spec){ .message = message,
                                                      .id = "ExpandArchiveFileExists",
                                                      .category = EC_INVALID_OPERATION,
                                                      .exception = "System.IO.IOException",
                                                      .target = target });
}

static int write_file(struct expansion *x, uint64_t at, const struct zip_entry *e, const char *path,
                      struct err **err)
{
    AUTO_FD int fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, e->mode ? e->mode : 0666);
    struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = e->time } };

    if (fd < 0)
        return err_set(err, ERR_OPERATION_FAILED, "Cannot write the file '%s': %s.", path,
                       strerror(errno));
    if (zip_reader_extract(x->zip, at, fd, is_interrupted, x->inv, err) < 0)
        return -1;
    if (e->time >= 0)
        (void)futimens(fd, times);
    return 0;
}

static enum status expand_file(struct expansion *x, uint64_t at, const struct zip_entry *e,
                               const char *path)
{
    AUTO_FREE char *parent = xstrdup(path);
    struct err *err = NULL;
    struct stat st;

    *strrchr(parent, '/') = '\0';
    enum status rc = make_folder(x, *parent ? parent : "/");
    if (rc != ST_OK)
        return rc;
    if (lstat(path, &st) == 0) {
        if (!x->force || S_ISDIR(st.st_mode))
            return file_exists(x, path);
        if (unlink(path) != 0)
            return file_exists(x, path);
    }
    *vec_push(&x->made.paths) = xstrdup(path); /* half a file goes away as well */
    if (write_file(x, at, e, path, &err) < 0)
        return archive_failed(x->inv, &err);
    return write_verbose(x->inv, "Created '%s'.", path);
}

static enum status expand_entry(struct expansion *x, uint64_t at)
{
    struct err *err = NULL;
    struct zip_entry e;

    if (interrupted(x->inv->session))
        return ST_INTERRUPT;
    if (zip_reader_entry(x->zip, at, &e, &err) < 0)
        return cmdlet_throw_err(x->inv, &err);
    AUTO_FREE char *path = zip_place(x->folder, e.name);
    if (!path) {
        AUTO_FREE char *message = xasprintf("Can not process invalid archive entry '%s'.", e.name);
        return cmdlet_error(x->inv,
                            &(struct error_spec){
                                .message = message,
                                .id = "Microsoft.PowerShell.Commands.WriteErrorException",
                                .exception = "Microsoft.PowerShell.Commands.WriteErrorException" });
    }
    size_t n = strlen(e.name);
    if (n > 0 && e.name[n - 1] == '/')
        return make_folder(x, path);
    return expand_file(x, at, &e, path);
}

static enum status no_archive(struct expansion *x, struct err **err)
{
    if ((*err)->kind != ERR_INVALID_PARAMETER)
        return cmdlet_throw_err(x->inv, err);
    AUTO_FREE char *message =
        xasprintf("File '%s' does not appear to be a valid zip archive.", x->archive);
    err_clear(err);
    return cmdlet_throw(x->inv,
                        &(struct error_spec){ .message = message,
                                              .id = message,
                                              .category = EC_OPERATION_STOPPED,
                                              .no_command = true,
                                              .exception = "System.IO.FileFormatException" });
}

static enum status expand_all(struct expansion *x)
{
    struct err *err = NULL;
    enum status rc = ST_OK;

    if (zip_module_load(&err) < 0 || zip_reader_open(x->archive, &x->zip, &err) < 0)
        return no_archive(x, &err);
    uint64_t n = zip_reader_count(x->zip);
    if (n == 0)
        rc = write_verbose(x->inv, "The archive file %s is empty.", x->archive);
    for (uint64_t i = 0; i < n && rc == ST_OK; i++)
        rc = expand_entry(x, i);
    zip_reader_close(x->zip);
    return rc;
}

/* The one archive that is meant. */
static enum status find_archive(struct invocation *inv, struct path_list *found)
{
    const struct expand_args *args = ARGS(inv, struct expand_args);
    const struct str *given = args->literal_path ? args->literal_path : args->path;
    enum status rc = resolve(inv, given, args->literal_path != NULL, found);
    struct stat st;

    if (rc != ST_OK)
        return rc;
    if (found->paths.len > 1) {
        AUTO_FREE char *message = xasprintf(
            "The archive file path '%s' specified as input to the %s parameter is resolving to "
            "multiple file system paths. Provide a unique path to the %s parameter where the "
            "archive file has to be created.",
            given->data, inv->set, inv->set);
        return fail_at(inv, "InvalidArchiveFilePath", given->data, message);
    }
    const char *path = found->paths.len ? found->paths.items[0] : given->data;
    if (found->paths.len == 1 && stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
        return ST_OK;
    AUTO_FREE char *message =
        xasprintf("The path '%s' either does not exist or is not a valid file system path.", path);
    return fail_at(inv, "PathNotFound", path, message);
}

static char *folder_for(struct invocation *inv, const char *archive)
{
    const struct expand_args *args = ARGS(inv, struct expand_args);

    if (args->destination)
        return path_absolute(inv->session, args->destination->data);
    AUTO_FREE char *name = xstrdup(leaf_of(archive));
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    return path_absolute(inv->session, name);
}

static enum status expand_process(struct invocation *inv)
{
    const struct expand_args *args = ARGS(inv, struct expand_args);
    struct path_list found = { VEC_INIT };
    struct err *err = NULL;
    bool yes = true;
    enum status rc = find_archive(inv, &found);

    if (rc == ST_OK && !is_bound(inv, "WhatIf"))
        rc = write_verbose(inv, "Preparing to expand...");
    if (rc == ST_OK)
        rc = should_process(inv, found.paths.items[0], NULL, &yes);
    if (rc != ST_OK || !yes) {
        path_list_release(&found);
        return rc;
    }
    AUTO_FREE char *folder = folder_for(inv, found.paths.items[0]);
    struct expansion x = {
        .inv = inv, .archive = found.paths.items[0], .folder = folder, .force = args->force
    };
    if (file_make_folders(folder, &err) < 0)
        rc = cmdlet_throw_err(inv, &err);
    else
        rc = expand_all(&x);
    for (size_t i = 0; i < x.made.paths.len; i++) {
        struct value v;
        if (rc == ST_OK && args->pass_thru && file_info_of_path(x.made.paths.items[i], &v) == 0)
            rc = emit_take(inv, v);
        else if (rc == ST_FAIL || rc == ST_INTERRUPT) { /* what is not whole goes away */
            if (file_remove_tree(x.made.paths.items[i], &err) < 0)
                err_clear(&err);
        }
    }
    path_list_release(&x.made);
    path_list_release(&found);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Compress",
        .noun = "Archive",
        .synopsis = "Makes a zip archive of files and folders.",
        .params = compress_params,
        .nparams = ARRAY_SIZE(compress_params),
        .default_set = "Path",
        .output = "System.IO.FileInfo",
        .should_process = true,
        .module = MODULE,
        .args_size = sizeof(struct compress_args),
        .state_size = sizeof(struct compress_state),
        .begin = compress_begin,
        .process = compress_process,
        .end = compress_end,
        .cleanup = compress_cleanup,
        .examples = compress_examples,
        .nexamples = ARRAY_SIZE(compress_examples),
    },
    {
        .verb = "Expand",
        .noun = "Archive",
        .synopsis = "Takes the files out of a zip archive.",
        .params = expand_params,
        .nparams = ARRAY_SIZE(expand_params),
        .default_set = "Path",
        .output = "System.IO.FileSystemInfo",
        .should_process = true,
        .module = MODULE,
        .args_size = sizeof(struct expand_args),
        .process = expand_process,
        .examples = expand_examples,
        .nexamples = ARRAY_SIZE(expand_examples),
    },
};
const struct cmdlet_group cmdlets_archive = { cmdlets, ARRAY_SIZE(cmdlets) };
