#include "shell/runtime/host_object.h"

#include <string.h>
#include <sys/utsname.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/version.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/str.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_ui.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/scope.h"

static struct value version(const char *text)
{
    struct value v, s = value_string(text);
    struct err *err = NULL;
    if (value_convert(s, &type_version, &v, &err) == 0) {
        value_unref(s);
        return v;
    }
    err_clear(&err);
    return s;
}

static struct value semantic_version(const char *text)
{
    AUTO_VALUE v = value_string(text), made = value_null();
    AUTO_ERR *err = NULL;
    return value_convert(v, &type_semver, &made, &err) == 0 ? STEAL_VALUE(made) : value_null();
}

struct value version_table_new(void)
{
    struct hash *h = hash_new(HASH_ORDERED);
    struct utsname u;
    AUTO_FREE char *os = uname(&u) == 0 ? xasprintf("%s %s", u.sysname, u.release) : xstrdup("");
    struct array *compatible = array_new(8);
    static const char *const versions[] = {
        "1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0"
    };
    for (size_t i = 0; i < ARRAY_SIZE(versions); i++)
        array_push_take(compatible, version(versions[i]));
    hash_sets_take(h, "PSVersion", semantic_version(HVSH_LANGUAGE_VERSION));
    hash_sets_take(h, "PSEdition", value_string("Core"));
    hash_sets_take(h, "GitCommitId", value_string(HVSH_LANGUAGE_VERSION));
    hash_sets_take(h, "OS", value_string(os));
    hash_sets_take(h, "Platform", value_string("Unix"));
    hash_sets_take(h, "PSCompatibleVersions", value_of_array(compatible));
    hash_sets_take(h, "PSRemotingProtocolVersion", version("2.3"));
    hash_sets_take(h, "SerializationVersion", version("1.1.0.1"));
    hash_sets_take(h, "WSManStackVersion", version("3.0"));
    return value_of_hash(h);
}

/* ---- $Host ---- */

struct session_payload {
    struct session *session;
    struct value id, colors;
};

static struct session *session_of(struct value self)
{
    return ((struct session_payload *)object_payload(self.object))->session;
}

static void host_destroy(struct object *o)
{
    struct session_payload *p = object_payload(o);
    value_unref(p->id);
    value_unref(p->colors);
}

static struct value with_session(const struct type_info *type, struct session *s)
{
    struct object *o = object_new(type);
    *(struct session_payload *)object_payload(o) =
        (struct session_payload){ .session = s, .id = guid_random() };
    return value_of_object(o);
}

enum host_field {
    HOST_NAME,
    HOST_VERSION,
    HOST_ID,
    HOST_UI,
    HOST_CULTURE,
    HOST_PRIVATE,
    HOST_DEBUGGER,
    HOST_PUSHED,
    HOST_RUNSPACE
};

/* The colours that PowerShell's console keeps for scripts to change; what is shown follows
 * $PSStyle. */
enum { COLOR_BLACK = 0, COLOR_GREEN = 10, COLOR_CYAN = 11, COLOR_RED = 12, COLOR_YELLOW = 14 };

static int color_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    const int32_t *colors = object_payload(self.object);
    *out = value_enum(&enum_console_color, colors[p->data]);
    return 0;
}

static int color_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    int32_t *colors = object_payload(self.object);
    return value_to_enum(v, &enum_console_color, &colors[p->data], err);
}

#define COLOR(n, i)                                                                        \
    {                                                                                      \
        .name = n, .type_name = "System.ConsoleColor", .get = color_get, .set = color_set, \
        .data = i                                                                          \
    }
static const struct property color_props[] = {
    COLOR("FormatAccentColor", 0),        COLOR("ErrorAccentColor", 1),
    COLOR("ErrorForegroundColor", 2),     COLOR("ErrorBackgroundColor", 3),
    COLOR("WarningForegroundColor", 4),   COLOR("WarningBackgroundColor", 5),
    COLOR("DebugForegroundColor", 6),     COLOR("DebugBackgroundColor", 7),
    COLOR("VerboseForegroundColor", 8),   COLOR("VerboseBackgroundColor", 9),
    COLOR("ProgressForegroundColor", 10), COLOR("ProgressBackgroundColor", 11),
};
static const int32_t color_defaults[] = {
    COLOR_GREEN,  COLOR_CYAN,  COLOR_RED,    COLOR_BLACK, COLOR_YELLOW, COLOR_BLACK,
    COLOR_YELLOW, COLOR_BLACK, COLOR_YELLOW, COLOR_BLACK, COLOR_BLACK,  COLOR_YELLOW,
};
static const struct type_info type_color_proxy = {
    .name = "Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy",
    .base = &type_object,
    .props = color_props,
    .nprops = ARRAY_SIZE(color_props),
    .payload_size = sizeof(color_defaults),
};

static struct value console_colors(void)
{
    struct object *o = object_new(&type_color_proxy);
    memcpy(object_payload(o), color_defaults, sizeof(color_defaults));
    return value_of_object(o);
}

static int host_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    switch ((enum host_field)p->data) {
    case HOST_NAME:
        *out = value_string("ConsoleHost");
        break;
    case HOST_VERSION:
        *out = version(HVSH_LANGUAGE_VERSION);
        break;
    case HOST_ID:
        *out = value_ref(((struct session_payload *)object_payload(self.object))->id);
        break;
    case HOST_DEBUGGER:
        *out = value_bool(!session_of(self)->debug.host_off);
        break;
    case HOST_PUSHED:
        *out = value_bool(false);
        break;
    case HOST_RUNSPACE:
        *out = runspace_object_own(session_of(self));
        break;
    case HOST_UI:
        *out = host_ui_new(session_of(self));
        break;
    case HOST_CULTURE:
        *out = culture_value(culture_current());
        break;
    case HOST_PRIVATE: {
        struct session_payload *own = object_payload(self.object);
        if (value_is_null(own->colors))
            own->colors = console_colors();
        *out = value_ref(own->colors);
        break;
    }
    }
    return 0;
}

static int set_debugger(struct value self, const struct property *p, struct value v,
                        struct err **err)
{
    (void)p;
    (void)err;
    session_of(self)->debug.host_off = !value_truth(v);
    return 0;
}

static const struct property host_props[] = {
    { .name = "Name", .type_name = "string", .get = host_get, .data = HOST_NAME },
    { .name = "Version", .type_name = "version", .get = host_get, .data = HOST_VERSION },
    { .name = "InstanceId", .type_name = "guid", .get = host_get, .data = HOST_ID },
    { .name = "UI",
      .type_name = "System.Management.Automation.Host.PSHostUserInterface",
      .get = host_get,
      .data = HOST_UI },
    { .name = "CurrentCulture", .type_name = "cultureinfo", .get = host_get, .data = HOST_CULTURE },
    { .name = "CurrentUICulture",
      .type_name = "cultureinfo",
      .get = host_get,
      .data = HOST_CULTURE },
    { .name = "PrivateData", .type_name = "psobject", .get = host_get, .data = HOST_PRIVATE },
    { .name = "DebuggerEnabled",
      .type_name = "bool",
      .get = host_get,
      .set = set_debugger,
      .data = HOST_DEBUGGER },
    { .name = "IsRunspacePushed", .type_name = "bool", .get = host_get, .data = HOST_PUSHED },
    { .name = "Runspace",
      .type_name = "System.Management.Automation.Runspaces.Runspace",
      .get = host_get,
      .data = HOST_RUNSPACE },
};

static const struct type_info type_host = {
    .name = "System.Management.Automation.Internal.Host.InternalHost",
    .base = &type_object,
    .props = host_props,
    .nprops = ARRAY_SIZE(host_props),
    .payload_size = sizeof(struct session_payload),
    .destroy = host_destroy,
};

struct value host_object_new(struct session *s)
{
    return with_session(&type_host, s);
}
