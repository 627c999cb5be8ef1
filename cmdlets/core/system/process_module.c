#include "cmdlets/core/system/process_module.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "shell/base/alloc.h"
#include "shell/base/err.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"

/* ---- FileVersionInfo ---- */

enum { FV_FILE, FV_FIELDS };

static int nothing_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)err;
    *out = strcmp(p->type_name, "int") == 0    ? value_int(0)
           : strcmp(p->type_name, "bool") == 0 ? value_bool(false)
                                               : value_null();
    return 0;
}
#define NOTHING(name_, type_)                                     \
    {                                                             \
        .name = (name_), .type_name = (type_), .get = nothing_get \
    }
static const struct property version_props[] = {
    NOTHING("Comments", "string"),
    NOTHING("CompanyName", "string"),
    NOTHING("FileBuildPart", "int"),
    NOTHING("FileDescription", "string"),
    NOTHING("FileMajorPart", "int"),
    NOTHING("FileMinorPart", "int"),
    RECORD_FIELD("FileName", "string", FV_FILE),
    NOTHING("FilePrivatePart", "int"),
    NOTHING("FileVersion", "string"),
    NOTHING("InternalName", "string"),
    NOTHING("IsDebug", "bool"),
    NOTHING("IsPatched", "bool"),
    NOTHING("IsPrivateBuild", "bool"),
    NOTHING("IsPreRelease", "bool"),
    NOTHING("IsSpecialBuild", "bool"),
    NOTHING("Language", "string"),
    NOTHING("LegalCopyright", "string"),
    NOTHING("LegalTrademarks", "string"),
    NOTHING("OriginalFilename", "string"),
    NOTHING("PrivateBuild", "string"),
    NOTHING("ProductBuildPart", "int"),
    NOTHING("ProductMajorPart", "int"),
    NOTHING("ProductMinorPart", "int"),
    NOTHING("ProductName", "string"),
    NOTHING("ProductPrivatePart", "int"),
    NOTHING("ProductVersion", "string"),
    NOTHING("SpecialBuild", "string"),
};
static const struct view_column version_columns[] = {
    { .property = "ProductVersion", .width = 16 },
    { .property = "FileVersion", .width = 16 },
    { .property = "FileName" },
};
static const struct view version_view = { .columns = version_columns,
                                          .ncolumns = ARRAY_SIZE(version_columns) };

static struct value version_of(struct value file)
{
    struct object *o = object_new(&type_file_version_info);

    *record_field(o, FV_FILE) = value_ref(file);
    return value_of_object(o);
}

struct value file_version_info(const char *path)
{
    AUTO_VALUE name = value_string(path);
    return version_of(name);
}

static int version_to_string(struct value self, struct strbuf *out)
{
    AUTO_VALUE file = value_to_string(*record_field(self.object, FV_FILE));
    strbuf_addf(out, "File:             %s\n", file.str->data);
    strbuf_adds(out, "InternalName:     \nOriginalFilename: \nFileVersion:      \n"
                     "FileDescription:  \nProduct:          \nProductVersion:   \n"
                     "Debug:            False\nPatched:          False\n"
                     "PreRelease:       False\nPrivateBuild:     False\n"
                     "SpecialBuild:     False\nLanguage:         \n");
    return 0;
}

static int get_version_info(struct value self, const struct value *args, size_t n,
                            struct value *out, struct err **err)
{
    AUTO_VALUE path = value_to_string(args[0]);

    (void)self;
    (void)n;
    if (access(path.str->data, F_OK) != 0)
        return fail_with(err, "System.IO.FileNotFoundException", "FileNotFoundException",
                         "Could not find file '%s'.", path.str->data);
    *out = version_of(path);
    return 0;
}
static const struct method version_statics[] = {
    { "GetVersionInfo", 1, 1, get_version_info,
      "System.Diagnostics.FileVersionInfo GetVersionInfo(string fileName)" },
};
const struct type_info type_file_version_info = {
    .name = "System.Diagnostics.FileVersionInfo",
    .base = &type_object,
    .props = version_props,
    .nprops = ARRAY_SIZE(version_props),
    .statics = version_statics,
    .nstatics = ARRAY_SIZE(version_statics),
    .table = &version_view,
    .payload_size = FV_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = version_to_string,
};

/* ---- ProcessModule ---- */

enum { PM_NAME, PM_FILE, PM_BASE, PM_SIZE, PM_ENTRY, PM_FIELDS };

static int module_version(struct value self, const struct property *p, struct value *out,
                          struct err **err)
{
    (void)p;
    (void)err;
    *out = version_of(*record_field(self.object, PM_FILE));
    return 0;
}

static int module_size(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)p;
    (void)err;
    int64_t bytes = 0;
    if (value_to_int64(*record_field(self.object, PM_SIZE), &bytes, err) < 0)
        return -1;
    *out = bytes % 1024 ? value_double((double)bytes / 1024) : value_int((int32_t)(bytes / 1024));
    return 0;
}

#define SCRIPT(name_, type_, getter_, text_)                                              \
    {                                                                                     \
        .name = (name_), .type_name = (type_), .get = (getter_), .kind = PROPERTY_SCRIPT, \
        .source = (text_)                                                                 \
    }
static const struct property module_props[] = {
    SCRIPT("Size", "int", module_size, "$this.ModuleMemorySize / 1024"),
    SCRIPT("Company", "string", nothing_get, "$this.FileVersionInfo.CompanyName"),
    SCRIPT("FileVersion", "string", nothing_get, "$this.FileVersionInfo.FileVersion"),
    SCRIPT("ProductVersion", "string", nothing_get, "$this.FileVersionInfo.ProductVersion"),
    SCRIPT("Description", "string", nothing_get, "$this.FileVersionInfo.FileDescription"),
    SCRIPT("Product", "string", nothing_get, "$this.FileVersionInfo.ProductName"),
    RECORD_FIELD("ModuleName", "string", PM_NAME),
    RECORD_FIELD("FileName", "string", PM_FILE),
    RECORD_FIELD("BaseAddress", "System.IntPtr", PM_BASE),
    RECORD_FIELD("ModuleMemorySize", "int", PM_SIZE),
    RECORD_FIELD("EntryPointAddress", "System.IntPtr", PM_ENTRY),
    { .name = "FileVersionInfo",
      .type_name = "System.Diagnostics.FileVersionInfo",
      .get = module_version },
};
static const struct view_column module_columns[] = {
    { .label = "Size(K)", .property = "Size", .width = 10, .align = ALIGN_RIGHT },
    { .property = "ModuleName", .width = 50 },
    { .property = "FileName" },
};
static const struct view module_view = { .columns = module_columns,
                                         .ncolumns = ARRAY_SIZE(module_columns) };

static int module_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, "System.Diagnostics.ProcessModule (");
    value_to_strbuf(*record_field(self.object, PM_NAME), out);
    strbuf_addch(out, ')');
    return 0;
}
const struct type_info type_process_module = {
    .name = "System.Diagnostics.ProcessModule",
    .base = &type_object,
    .props = module_props,
    .nprops = ARRAY_SIZE(module_props),
    .table = &module_view,
    .payload_size = PM_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = module_text,
};

/* Neighbouring regions of one file. */
struct mapping {
    char path[PATH_MAX];
    unsigned long long start, end;
    bool code;
};

static void add_module(struct array *list, const struct mapping *m, const char *program)
{
    const char *slash = strrchr(m->path, '/');

    if (!m->code || !slash)
        return;
    struct object *o = object_new(&type_process_module);
    *record_field(o, PM_NAME) = value_string(slash + 1);
    *record_field(o, PM_FILE) = value_string(m->path);
    *record_field(o, PM_BASE) = value_long((int64_t)m->start);
    *record_field(o, PM_SIZE) = value_int((int32_t)(m->end - m->start));
    *record_field(o, PM_ENTRY) = value_long(0);
    array_push_take(list, value_of_object(o));
    if (strcmp(m->path, program) != 0 || list->len < 2)
        return;
    struct value main = list->items[list->len - 1];
    memmove(list->items + 1, list->items, (list->len - 1) * sizeof(main));
    list->items[0] = main;
}

bool process_modules(pid_t pid, struct value *out)
{
    AUTO_FREE char *maps = xasprintf("/proc/%d/maps", (int)pid);
    AUTO_FREE char *link = xasprintf("/proc/%d/exe", (int)pid);
    char program[PATH_MAX] = "";
    AUTO_FREE char *line = NULL;
    size_t room = 0;
    struct mapping m = { .path = "" };
    AUTO_FILE FILE *f = fopen(maps, "re");

    if (!f || readlink(link, program, sizeof(program) - 1) < 0)
        return false;
    struct array *list = array_new(8);
    for (ssize_t n; (n = getline(&line, &room, f)) > 0;) {
        unsigned long long start, end;
        char rights[5];
        int at = 0;
        if (line[n - 1] == '\n')
            line[n - 1] = '\0';
        if (sscanf(line, "%llx-%llx %4s %*s %*s %*s %n", &start, &end, rights, &at) < 3 || !at ||
            line[at] != '/')
            continue;
        bool code = rights[0] == 'r' && rights[2] == 'x';
        if (strcmp(m.path, line + at) == 0 && m.end == start) {
            m.end = end;
            m.code |= code;
            continue;
        }
        add_module(list, &m, program);
        m = (struct mapping){ .start = start, .end = end, .code = code };
        snprintf(m.path, sizeof(m.path), "%s", line + at);
    }
    add_module(list, &m, program);
    *out = value_of_array(list);
    return true;
}
