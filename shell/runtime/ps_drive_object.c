/* PSDriveInfo, ProviderInfo and PathInfo. */
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/runtime/ps_drive.h"

/* Their payload is an array of values; a property's data is its index. */
static struct value *field(struct object *o, size_t i)
{
    return (struct value *)object_payload(o) + i;
}

static int field_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    *out = value_ref(*field(self.object, (size_t)p->data));
    return 0;
}

static void fields_destroy(struct object *o)
{
    for (size_t i = 0; i < o->type->payload_size / sizeof(struct value); i++)
        value_clear(field(o, i));
}

static int first_field_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(*field(self.object, 0), out);
    return 0;
}

#define FIELD(name_, type_, index_)                                               \
    {                                                                             \
        .name = (name_), .type_name = (type_), .get = field_get, .data = (index_) \
    }

/* ---- ProviderInfo ---- */

enum {
    PR_TEXT,
    PR_IMPLEMENTING,
    PR_HELP,
    PR_NAME,
    PR_SNAPIN,
    PR_MODULE_NAME,
    PR_MODULE,
    PR_DESCRIPTION,
    PR_CAPABILITIES,
    PR_HOME,
    PR_DRIVES,
    PR_COLON,
    PR_SEPARATOR,
    PR_ALT,
    PR_FIELDS
};
static const struct property provider_props[] = {
    FIELD("ImplementingType", "type", PR_IMPLEMENTING),
    FIELD("HelpFile", "string", PR_HELP),
    FIELD("Name", "string", PR_NAME),
    FIELD("PSSnapIn", "System.Management.Automation.PSSnapInInfo", PR_SNAPIN),
    FIELD("ModuleName", "string", PR_MODULE_NAME),
    FIELD("Module", "psmoduleinfo", PR_MODULE),
    FIELD("Description", "string", PR_DESCRIPTION),
    FIELD("Capabilities", "System.Management.Automation.Provider.ProviderCapabilities",
          PR_CAPABILITIES),
    FIELD("Home", "string", PR_HOME),
    FIELD("Drives",
          "System.Collections.ObjectModel.Collection[System.Management.Automation.PSDriveInfo]",
          PR_DRIVES),
    FIELD("VolumeSeparatedByColon", "bool", PR_COLON),
    FIELD("ItemSeparator", "char", PR_SEPARATOR),
    FIELD("AltItemSeparator", "char", PR_ALT),
};
static const struct view_column provider_columns[] = {
    { .property = "Name", .width = 20 },
    { .property = "Capabilities", .width = 50 },
    { .property = "Drives" },
};
static const struct view provider_view = { .columns = provider_columns,
                                           .ncolumns = ARRAY_SIZE(provider_columns) };
static const struct view_column provider_items[] = {
    { .property = "Name" },
    { .property = "Drives" },
    { .property = "Path" },
    { .property = "Home" },
    { .property = "Description" },
    { .property = "Capabilities" },
    { .property = "ImplementingType" },
};
static const struct view provider_list = { .columns = provider_items,
                                           .ncolumns = ARRAY_SIZE(provider_items) };
const struct type_info type_provider_info = {
    .name = "System.Management.Automation.ProviderInfo",
    .base = &type_object,
    .props = provider_props,
    .nprops = ARRAY_SIZE(provider_props),
    .table = &provider_view,
    .list = &provider_list,
    .payload_size = PR_FIELDS * sizeof(struct value),
    .destroy = fields_destroy,
    .to_string = first_field_text,
};

static const struct enum_member capability_members[] = {
    { "None", 0 },         { "Include", 1 },         { "Exclude", 2 },
    { "Filter", 4 },       { "ExpandWildcards", 8 }, { "ShouldProcess", 16 },
    { "Credentials", 32 }, { "Transactions", 64 },
};
static const struct enum_info enum_capabilities = {
    .name = "System.Management.Automation.Provider.ProviderCapabilities",
    .members = capability_members,
    .nmembers = ARRAY_SIZE(capability_members),
    .flags = true,
};

static struct value drive_alone(const struct session *s, const struct ps_drive *d,
                                struct value provider);

struct value provider_object(const struct session *s, enum drive provider)
{
    struct object *o = object_new(&type_provider_info);
    const char *name = provider_name(provider);
    struct array *drives = array_new(0);
    const struct ps_drive *d;

    *field(o, PR_TEXT) = value_stringf("Microsoft.PowerShell.Core\\%s", name);
    *field(o, PR_HELP) = value_string("System.Management.Automation.dll-Help.xml");
    *field(o, PR_NAME) = value_string(name);
    *field(o, PR_MODULE_NAME) = value_string("Microsoft.PowerShell.Core");
    *field(o, PR_DESCRIPTION) = value_string("");
    *field(o, PR_CAPABILITIES) =
        value_enum(&enum_capabilities, provider == DRIVE_FILE ? 4 | 16 | 32 : 16);
    *field(o, PR_HOME) =
        value_string(provider == DRIVE_FILE && getenv("HOME") ? getenv("HOME") : "");
    *field(o, PR_COLON) = value_bool(true);
    *field(o, PR_SEPARATOR) = value_char('/');
    *field(o, PR_ALT) = value_char('\\');
    struct value self = value_of_object(o);
    for (size_t i = 0; (d = ps_drive_at(s, i)); i++)
        if (d->provider == provider) /* without their provider: no cycle to leak */
            array_push_take(drives, drive_alone(s, d, *field(o, PR_TEXT)));
    *field(o, PR_DRIVES) = value_of_array(drives);
    return self;
}

/* ---- PSDriveInfo ---- */

enum {
    DR_NAME,
    DR_CURRENT,
    DR_PROVIDER,
    DR_ROOT,
    DR_DESCRIPTION,
    DR_MAXIMUM,
    DR_CREDENTIAL,
    DR_DISPLAY_ROOT,
    DR_COLON,
    DR_FIELDS
};

/* Bytes used and free where the root lies; $null for what is no file system. */
static int space_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    struct value root = *field(self.object, DR_ROOT);
    struct statvfs st;

    (void)err;
    *out = value_null();
    if (root.kind != V_STRING || root.str->len == 0 || statvfs(root.str->data, &st) != 0)
        return 0;
    uint64_t unit = st.f_frsize;
    *out = value_long((int64_t)((p->data ? st.f_bavail : st.f_blocks - st.f_bfree) * unit));
    return 0;
}

static const struct property drive_props[] = {
    { .name = "Used", .type_name = "System.Object", .get = space_get, .data = 0 },
    { .name = "Free", .type_name = "System.Object", .get = space_get, .data = 1 },
    FIELD("CurrentLocation", "string", DR_CURRENT),
    FIELD("Name", "string", DR_NAME),
    FIELD("Provider", "System.Management.Automation.ProviderInfo", DR_PROVIDER),
    FIELD("Root", "string", DR_ROOT),
    FIELD("Description", "string", DR_DESCRIPTION),
    FIELD("MaximumSize", "System.Nullable[long]", DR_MAXIMUM),
    FIELD("Credential", "pscredential", DR_CREDENTIAL),
    FIELD("DisplayRoot", "string", DR_DISPLAY_ROOT),
    FIELD("VolumeSeparatedByColon", "bool", DR_COLON),
};

static int gigabytes(struct value self, bool free, struct value *out, struct err **err)
{
    const struct property p = { .data = free };
    struct value bytes;

    if (space_get(self, &p, &bytes, err))
        return -1;
    *out = bytes.kind == V_INT64
               ? value_stringf("%.2f", (double)bytes.i / (double)(1024 * 1024 * 1024))
               : value_null();
    return 0;
}
static int used_cell(struct value self, struct value *out, struct err **err)
{
    return gigabytes(self, false, out, err);
}
static int free_cell(struct value self, struct value *out, struct err **err)
{
    return gigabytes(self, true, out, err);
}
static int provider_cell(struct value self, struct value *out, struct err **err)
{
    AUTO_VALUE text = value_to_string(*field(self.object, DR_PROVIDER));
    const char *name = strrchr(text.str->data, '\\');

    (void)err;
    *out = value_string(name ? name + 1 : text.str->data);
    return 0;
}
static int root_cell(struct value self, struct value *out, struct err **err)
{
    struct value shown = *field(self.object, DR_DISPLAY_ROOT);

    (void)err;
    *out = value_ref(shown.kind == V_NULL ? *field(self.object, DR_ROOT) : shown);
    return 0;
}
static const struct view_column drive_columns[] = {
    { .label = "Name", .property = "Name", .width = 10 },
    { .label = "Used (GB)", .width = 13, .align = ALIGN_RIGHT, .get = used_cell },
    { .label = "Free (GB)", .width = 13, .align = ALIGN_RIGHT, .get = free_cell },
    { .label = "Provider", .width = 13, .get = provider_cell },
    { .label = "Root", .width = 35, .get = root_cell },
    { .property = "CurrentLocation", .align = ALIGN_RIGHT },
};
static const struct view drive_view = { .columns = drive_columns,
                                        .ncolumns = ARRAY_SIZE(drive_columns) };
static bool drive_equals(struct value a, struct value b)
{
    const struct value *x = object_payload(a.object), *y = object_payload(b.object);
    return value_equals(x[0], y[0], true);
}

static const struct view_column drive_items[] = {
    { .property = "Name" }, { .property = "Description" },     { .property = "Provider" },
    { .property = "Root" }, { .property = "CurrentLocation" },
};
static const struct view drive_list = { .columns = drive_items,
                                        .ncolumns = ARRAY_SIZE(drive_items) };
const struct type_info type_ps_drive_info = {
    .name = "System.Management.Automation.PSDriveInfo",
    .base = &type_object,
    .props = drive_props,
    .nprops = ARRAY_SIZE(drive_props),
    .table = &drive_view,
    .list = &drive_list,
    .payload_size = DR_FIELDS * sizeof(struct value),
    .destroy = fields_destroy,
    .to_string = first_field_text,
    .equals = drive_equals,
};

static struct value drive_alone(const struct session *s, const struct ps_drive *d,
                                struct value provider)
{
    struct object *o = object_new(&type_ps_drive_info);
    const char *rest = "";
    AUTO_FREE char *cwd = NULL;

    if (d->provider == DRIVE_FILE && (ps_drive_current(s) == d || strcmp(d->name, "/") == 0)) {
        cwd = getcwd(NULL, 0);
        size_t n = strlen(d->root);
        if (cwd && strncmp(cwd, d->root, n) == 0)
            rest = cwd + n + (cwd[n] == '/');
    }
    *field(o, DR_NAME) = value_string(d->name);
    *field(o, DR_CURRENT) = value_string(rest);
    *field(o, DR_PROVIDER) = value_ref(provider);
    *field(o, DR_ROOT) = value_string(d->root);
    *field(o, DR_DESCRIPTION) = value_string(d->description);
    *field(o, DR_COLON) = value_bool(strcmp(d->name, "/") != 0);
    return value_of_object(o);
}

struct value ps_drive_object(const struct session *s, const struct ps_drive *d)
{
    AUTO_VALUE provider = provider_object(s, d->provider);

    return drive_alone(s, d, provider);
}

/* ---- PathInfo ---- */

enum { PI_PATH, PI_DRIVE, PI_PROVIDER, PI_PROVIDER_PATH, PI_FIELDS };
static const struct property path_info_props[] = {
    FIELD("Drive", "System.Management.Automation.PSDriveInfo", PI_DRIVE),
    FIELD("Provider", "System.Management.Automation.ProviderInfo", PI_PROVIDER),
    FIELD("ProviderPath", "string", PI_PROVIDER_PATH),
    FIELD("Path", "string", PI_PATH),
};
static const struct view_column path_info_columns[] = { { .property = "Path" } };
static const struct view path_info_view = { .columns = path_info_columns, .ncolumns = 1 };

static bool path_info_equals(struct value a, struct value b)
{
    AUTO_VALUE x = value_to_string(a);
    AUTO_VALUE y = value_to_string(b);

    return b.kind == V_OBJECT && b.object->type == &type_path_info &&
           strcmp(x.str->data, y.str->data) == 0;
}

const struct type_info type_path_info = {
    .name = "System.Management.Automation.PathInfo",
    .base = &type_object,
    .props = path_info_props,
    .nprops = ARRAY_SIZE(path_info_props),
    .table = &path_info_view,
    .payload_size = PI_FIELDS * sizeof(struct value),
    .destroy = fields_destroy,
    .to_string = first_field_text,
    .equals = path_info_equals,
};

struct value path_info_new(struct session *s, const struct ps_drive *d, const char *absolute)
{
    struct object *o = object_new(&type_path_info);
    AUTO_FREE char *path = path_on_drive(d, absolute);

    if (!d)
        d = ps_drive_at(s, 0);
    *field(o, PI_PATH) = value_string(path);
    *field(o, PI_PROVIDER_PATH) = value_string(absolute);
    *field(o, PI_DRIVE) = ps_drive_object(s, d);
    *field(o, PI_PROVIDER) = provider_object(s, d->provider);
    return value_of_object(o);
}

struct value location_new(struct session *s)
{
    const struct ps_drive *here = ps_drive_current(s);
    AUTO_FREE char *cwd = here->provider == DRIVE_FILE ? getcwd(NULL, 0) : xstrdup("");

    return path_info_new(s, here, cwd ? cwd : "/");
}
