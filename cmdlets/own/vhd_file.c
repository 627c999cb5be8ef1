#include "cmdlets/own/vhd_file.h"

#include <string.h>
#include <sys/stat.h>

#include "cmdlets/vm/disk/disk_common.h"
#include "cmdlets/vm/paths.h"
#include "disk/image_copy.h"
#include "shell/base/alloc.h"
#include "shell/object/datetime.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/runtime/session.h"

/* ---- Hvsh.VhdFile ---- */
struct vhd_file {
    char *disk, *volume, *full;
    enum fs_type type;
    enum fs_kind kind;
    uint64_t size;
    int64_t ticks; /* UTC */
    uint32_t mode;
    bool read_only, hidden;
};

enum file_property {
    F_NAME,
    F_FULL_NAME,
    F_LENGTH,
    F_TIME,
    F_TIME_UTC,
    F_MODE,
    F_CONTAINER,
    F_VOLUME,
    F_FILE_SYSTEM,
    F_PATH,
};

static void file_destroy(struct object *o)
{
    struct vhd_file *f = object_payload(o);
    free(f->disk);
    free(f->volume);
    free(f->full);
}

static void mode_text(const struct vhd_file *f, struct strbuf *out)
{
    strbuf_addch(out, f->kind == FS_LINK ? 'l' : f->kind == FS_DIRECTORY ? 'd' : '-');
    strbuf_addch(out, '-');
    strbuf_addch(out, f->read_only ? 'r' : '-');
    strbuf_addch(out, f->hidden ? 'h' : '-');
    strbuf_addch(out, '-');
}

static int file_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct vhd_file *f = object_payload(self.object);
    struct strbuf text = STRBUF_INIT;
    const char *slash = strrchr(f->full, '/');
    (void)err;
    *out = value_null();
    switch ((enum file_property)p->data) {
    case F_NAME:
        *out = value_string(slash[1] ? slash + 1 : f->full);
        break;
    case F_FULL_NAME:
        *out = value_string(f->full);
        break;
    case F_LENGTH:
        if (f->kind != FS_DIRECTORY)
            *out = value_long((int64_t)f->size);
        break;
    case F_TIME:
        *out = date_to_local(value_datetime(f->ticks, DATETIME_UTC));
        break;
    case F_TIME_UTC:
        *out = value_datetime(f->ticks, DATETIME_UTC);
        break;
    case F_MODE:
        mode_text(f, &text);
        *out = value_string_take(&text);
        break;
    case F_CONTAINER:
        *out = value_bool(f->kind == FS_DIRECTORY);
        break;
    case F_VOLUME:
        *out = value_string(f->volume);
        break;
    case F_FILE_SYSTEM:
        *out = value_string(fs_type_name(f->type));
        break;
    case F_PATH:
        *out = value_string(f->disk);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                          \
    {                                                                   \
        .name = name_, .type_name = type_, .get = file_get, .data = id_ \
    }
static const struct property file_properties[] = {
    OWN("Name", "string", F_NAME),
    OWN("FullName", "string", F_FULL_NAME),
    OWN("Length", "long", F_LENGTH),
    OWN("LastWriteTime", "datetime", F_TIME),
    OWN("LastWriteTimeUtc", "datetime", F_TIME_UTC),
    OWN("Mode", "string", F_MODE),
    OWN("PSIsContainer", "bool", F_CONTAINER),
    OWN("Volume", "string", F_VOLUME),
    OWN("FileSystem", "string", F_FILE_SYSTEM),
    OWN("Path", "string", F_PATH),
    { .name = "FilePath", .alias_of = "FullName" },
};
static const struct view_column file_columns[] = {
    { .property = "Mode", .width = 5, .align = ALIGN_LEFT },
    { .property = "LastWriteTime", .width = 26, .align = ALIGN_RIGHT },
    { .property = "Length", .width = 14, .align = ALIGN_RIGHT },
    { .property = "Volume", .width = 8, .align = ALIGN_LEFT },
    { .property = "FullName", .align = ALIGN_LEFT },
};
static const struct view file_view = { .columns = file_columns,
                                       .ncolumns = ARRAY_SIZE(file_columns) };

static int file_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, ((struct vhd_file *)object_payload(self.object))->full);
    return 0;
}

const struct type_info type_vhd_file = {
    .name = "Hvsh.VhdFile",
    .base = &type_object,
    .props = file_properties,
    .nprops = ARRAY_SIZE(file_properties),
    .table = &file_view,
    .payload_size = sizeof(struct vhd_file),
    .destroy = file_destroy,
    .to_string = file_text,
};

/* ---- common ---- */
struct file_args {
    struct str_list paths;
    struct str_list patterns;
    struct str *volume, *destination;
    bool recurse, force, literal;
};
#define A struct file_args

struct search {
    struct invocation *inv;
    const char *disk;
    enum status st;
    /* Copy-VHDFile */
    char *target; /* where the next file goes, or the folder that takes several */
    bool into_folder;
    const char *volume; /* of the first file found */
    size_t count;
};

static enum status for_each_pattern(struct invocation *inv, struct search *s, bool children,
                                    image_on_file on)
{
    const A *args = ARGS(inv, A);
    AUTO_IMAGE_FILES *files = NULL;
    struct err *err = NULL;
    if (image_files_open(s->disk, DISK_FORMAT_UNKNOWN, &files, &err))
        return disk_failed(inv, &err, s->disk);
    size_t n = args->patterns.len ? args->patterns.len : 1;
    for (size_t i = 0; i < n && s->st == ST_OK; i++) {
        struct image_find find = {
            .volume = args->volume ? args->volume->data : NULL,
            .pattern = args->patterns.len ? args->patterns.items[i]->data : "/",
            .literal = args->literal,
            .recurse = children && args->recurse,
            .children = children,
        };
        if (image_files_find(files, &find, on, s, &err) && s->st == ST_OK)
            s->st = disk_failed(inv, &err, s->disk);
    }
    return s->st;
}

/* ---- Get-VHDFile ---- */
static int64_t ticks_of(const struct fs_entry *e)
{
    const int64_t limit = (DATETIME_MAX_TICKS - UNIX_EPOCH_TICKS) / TICKS_PER_SECOND - 1;
    int64_t seconds = e->seconds < -UNIX_EPOCH_TICKS / TICKS_PER_SECOND ? 0
                      : e->seconds > limit                              ? limit
                                                                        : e->seconds;
    return UNIX_EPOCH_TICKS + seconds * TICKS_PER_SECOND + e->nanoseconds / 100;
}

static int emit_file(void *ctx, const struct image_file *file, struct err **err)
{
    struct search *s = ctx;
    struct object *o = object_new(&type_vhd_file);
    struct vhd_file *f = object_payload(o);
    (void)err;
    *f = (struct vhd_file){ .disk = xstrdup(s->disk),
                            .volume = xstrdup(file->volume->name),
                            .full = xstrdup(file->path),
                            .type = file->type,
                            .kind = file->entry->kind,
                            .size = file->entry->size,
                            .ticks = ticks_of(file->entry),
                            .mode = file->entry->mode,
                            .read_only = file->entry->read_only,
                            .hidden = file->entry->hidden };
    s->st = emit_take(s->inv, value_of_object(o));
    if (s->st == ST_OK && interrupted(s->inv->session))
        s->st = ST_INTERRUPT;
    return s->st == ST_OK ? 0 : 1;
}

static enum status get_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *disk = hv_absolute_path(args->paths.items[i], NULL);
        struct search s = { .inv = inv, .disk = disk };
        st = for_each_pattern(inv, &s, true, emit_file);
    }
    return st;
}

/* ---- Copy-VHDFile ---- */
static void tell_copied(void *ctx, const char *path, const char *target, uint64_t size)
{
    struct search *s = ctx;
    if (s->st == ST_OK)
        s->st = write_verbose(s->inv, "Copied \"%s\" to \"%s\" (%llu bytes).", path, target,
                              (unsigned long long)size);
}

static void tell_left_out(void *ctx, const char *path, const char *why)
{
    struct search *s = ctx;
    if (s->st == ST_OK)
        s->st = write_warning(s->inv, "'%s' was left out: %s.", path, why);
}

static int copy_one(struct search *s, const struct image_file *file, struct err **err)
{
    const A *args = ARGS(s->inv, A);
    const char *name = strrchr(file->path, '/') + 1;
    if (s->count++ && strcmp(s->volume, file->volume->name) != 0) {
        err_set(err, ERR_INVALID_PARAMETER, "'%s' is on more than one volume of the disk.",
                file->path);
        return err_advise(err, "Name one with -Volume: %s or %s.", s->volume, file->volume->name);
    }
    s->volume = file->volume->name;
    if (!s->into_folder && s->count > 1)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Several files were found: '%s' must be a folder that exists.", s->target);
    AUTO_FREE char *target = s->into_folder && *name
                                 ? xasprintf("%s/%s", strcmp(s->target, "/") ? s->target : "", name)
                                 : xstrdup(s->target);
    struct image_copy copy = { .force = args->force,
                               .recurse = args->recurse,
                               .interrupt_fd = interrupt_fd(s->inv->session),
                               .copied = tell_copied,
                               .left_out = tell_left_out,
                               .ctx = s };
    bool yes;
    s->st = should_process(s->inv, file->path, NULL, &yes);
    if (s->st != ST_OK)
        return 1;
    return yes && image_copy_to(&copy, file, target, err) ? -1 : s->st == ST_OK ? 0 : 1;
}

/* What cannot be copied is told, and the next file is tried. */
static int copy_found(void *ctx, const struct image_file *file, struct err **err)
{
    struct search *s = ctx;
    struct err *mine = NULL;
    (void)err;
    int r = copy_one(s, file, &mine);
    if (r < 0 && s->st == ST_OK)
        s->st = disk_failed(s->inv, &mine, s->disk);
    err_free(mine);
    return s->st == ST_OK ? 0 : 1;
}

static enum status copy_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    AUTO_FREE char *disk = hv_absolute_path(args->paths.items[0], NULL);
    AUTO_FREE char *target = hv_absolute_path(args->destination, NULL);
    struct stat st;
    struct search s = { .inv = inv,
                        .disk = disk,
                        .target = target,
                        .into_folder = stat(target, &st) == 0 && S_ISDIR(st.st_mode) };
    return for_each_pattern(inv, &s, false, copy_found);
}

#define DISK_PATH                                                                           \
    PARAM(A, paths, .name = "Path", .aliases = "VHDPath", .position = 1, .mandatory = true, \
          .from_pipeline = true, .from_property = true,                                     \
          .help = "The disk, of any format; a differencing one or a checkpoint with its parents.")
#define VOLUME                                                                               \
    PARAM(A, volume, .name = "Volume", .from_property = true,                                \
          .help = "The partition's number, or group/volume of LVM; all that can be read by " \
                  "default.")
#define LITERAL \
    PARAM(A, literal, .name = "Literal", .help = "Wildcards in -FilePath are ordinary characters.")

static const struct param get_params[] = {
    DISK_PATH,
    PARAM(A, patterns, .name = "FilePath", .position = 2, .wildcards = true,
          .help = "Files and folders in the disk, / by default; of a folder what is in it."),
    VOLUME,
    LITERAL,
    PARAM(A, recurse, .name = "Recurse", .help = "Also what is in the folders below."),
};
static const struct example get_examples[] = {
    { .code = "Get-VHDFile /srv/vms/web.vhdx /etc/*.conf",
      .remarks = "The configuration files in the disk, without starting or mounting anything." },
    { .code = "Get-VHDFile old.vhd '\\Users\\*' -Volume 2 | Where-Object PSIsContainer",
      .remarks = "Who had a profile on the second partition of a Windows disk." },
};
static const struct param copy_params[] = {
    DISK_PATH,
    PARAM(A, patterns, .name = "FilePath", .aliases = "FullName", .position = 2, .mandatory = true,
          .from_property = true, .wildcards = true, .help = "What to copy out of the disk."),
    PARAM(A, destination, .name = "Destination", .position = 3, .mandatory = true,
          .help = "A folder that takes it, or the name that a single file gets."),
    VOLUME,
    LITERAL,
    PARAM(A, recurse, .name = "Recurse", .help = "Folders with everything in them."),
    PARAM(A, force, .name = "Force", .help = "Replaces files that exist."),
};
static const struct example copy_examples[] = {
    { .code = "Copy-VHDFile broken.vhdx /etc/fstab ./fstab",
      .remarks = "One file out of the disk of a machine that does not start." },
    { .code = "Get-VHDFile data.vhdx /home -Recurse | Where-Object Name -like *.docx | "
              "Copy-VHDFile -Destination ./saved",
      .remarks = "Files that were selected by what they are." },
};

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "VHDFile",
        .synopsis = "Lists files inside a virtual hard disk without mounting it.",
        .description =
            "Reads MBR and GPT partitions and LVM2 volumes with ext2 to ext4, XFS, FAT, exFAT, "
            "NTFS, HFS+ or ISO 9660 in them. Needs no privileges beyond reading the file.",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .output = "Hvsh.VhdFile",
        .output_type = &type_vhd_file,
        .module = "hvsh",
        .args_size = sizeof(A),
        .process = get_process,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
    {
        .verb = "Copy",
        .noun = "VHDFile",
        .synopsis = "Copies files out of a virtual hard disk without mounting it.",
        .description = "Only plain files and folders are made, below the destination alone; "
                       "symbolic links and devices of the disk are left out with a warning.",
        .params = copy_params,
        .nparams = ARRAY_SIZE(copy_params),
        .module = "hvsh",
        .args_size = sizeof(A),
        .process = copy_process,
        .should_process = true,
        .examples = copy_examples,
        .nexamples = ARRAY_SIZE(copy_examples),
    },
};
const struct cmdlet_group vhd_file_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
