#include "shell/object/named_types.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

/* Names that begin alike are in one order with the longer one behind. */
static int order(const char *name, const char *s, size_t len)
{
    int c = strncasecmp(s, name, len);
    return c ? c : name[len] ? -1 : 0;
}

static const struct named_type *find_class(const char *s, size_t len)
{
    size_t low = 0, high = named_type_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = order(named_types[mid].name, s, len);
        if (c == 0)
            return &named_types[mid];
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

static const struct named_enum *find_enum(const char *s, size_t len)
{
    size_t low = 0, high = named_enum_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = order(named_enums[mid].name, s, len);
        if (c == 0)
            return &named_enums[mid];
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

int named_type_flags(const char *name)
{
    const struct named_type *t = find_class(name, strlen(name));
    if (t)
        return (int)t->flags;
    return find_enum(name, strlen(name)) ? NAMED_ENUM | NAMED_SERIALIZABLE : -1;
}

/* PowerShell's short names; those of attributes are the attribute's name without its end. */
static const struct {
    const char *name, *full;
} accelerators[] = {
    { "ciminstance", "Microsoft.Management.Infrastructure.CimInstance" },
    { "cimclass", "Microsoft.Management.Infrastructure.CimClass" },
    { "cimtype", "Microsoft.Management.Infrastructure.CimType" },
    { "cimconverter", "Microsoft.Management.Infrastructure.CimConverter" },
    { "cimsession", "Microsoft.Management.Infrastructure.CimSession" },
    { "ExperimentAction", "System.Management.Automation.ExperimentAction" },
    { "ExperimentalFeature", "System.Management.Automation.ExperimentalFeature" },
    { "initialsessionstate", "System.Management.Automation.Runspaces.InitialSessionState" },
    { "NoRunspaceAffinity", "System.Management.Automation.Language.NoRunspaceAffinityAttribute" },
    { "ObjectSecurity", "System.Security.AccessControl.ObjectSecurity" },
    { "powershell", "System.Management.Automation.PowerShell" },
    { "psaliasproperty", "System.Management.Automation.PSAliasProperty" },
    { "pslistmodifier", "System.Management.Automation.PSListModifier" },
    { "psmoduleinfo", "System.Management.Automation.PSModuleInfo" },
    { "psnoteproperty", "System.Management.Automation.PSNoteProperty" },
    { "psprimitivedictionary", "System.Management.Automation.PSPrimitiveDictionary" },
    { "pspropertyexpression", "Microsoft.PowerShell.Commands.PSPropertyExpression" },
    { "psscriptmethod", "System.Management.Automation.PSScriptMethod" },
    { "psscriptproperty", "System.Management.Automation.PSScriptProperty" },
    { "PSTypeNameAttribute", "System.Management.Automation.PSTypeNameAttribute" },
    { "psvariable", "System.Management.Automation.PSVariable" },
    { "psvariableproperty", "System.Management.Automation.PSVariableProperty" },
    { "runspace", "System.Management.Automation.Runspaces.Runspace" },
    { "runspacefactory", "System.Management.Automation.Runspaces.RunspaceFactory" },
    { "X500DistinguishedName",
      "System.Security.Cryptography.X509Certificates.X500DistinguishedName" },
    { "X509Certificate", "System.Security.Cryptography.X509Certificates.X509Certificate" },
};
static const char *const attributes[] = {
    "Alias",
    "AllowEmptyCollection",
    "AllowEmptyString",
    "AllowNull",
    "ArgumentCompleter",
    "ArgumentCompletions",
    "CmdletBinding",
    "DscLocalConfigurationManager",
    "DscProperty",
    "DscResource",
    "Experimental",
    "OutputType",
    "Parameter",
    "PSDefaultValue",
    "SupportsWildcards",
    "ValidateCount",
    "ValidateDrive",
    "ValidateLength",
    "ValidateNotNull",
    "ValidateNotNullOrEmpty",
    "ValidateNotNullOrWhiteSpace",
    "ValidatePattern",
    "ValidateRange",
    "ValidateScript",
    "ValidateSet",
    "ValidateTrustedData",
    "ValidateUserDrive",
};

static const char *full_name_of(const char *name, size_t len)
{
    for (size_t i = 0; i < ARRAY_SIZE(accelerators); i++)
        if (order(accelerators[i].name, name, len) == 0)
            return accelerators[i].full;
    return NULL;
}

const char *named_accelerator_of(const char *full)
{
    for (size_t i = 0; i < ARRAY_SIZE(accelerators); i++)
        if (strcmp(accelerators[i].full, full) == 0)
            return accelerators[i].name;
    return NULL;
}

static bool is_attribute(const char *name, size_t len)
{
    for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
        if (order(attributes[i], name, len) == 0)
            return true;
    return false;
}

/* ---- the types, made once for all sessions ---- */

struct made {
    struct type_info type;
    struct enum_info info;
    struct made *next;
};
static struct made *all_made;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void read_members(struct enum_info *info, const char *text)
{
    size_t n = 0, cap = 1;
    for (const char *p = text; *p; p++)
        cap += *p == ' ';
    struct enum_member *members = xcalloc(cap, sizeof(*members));
    int32_t value = 0;
    while (*text) {
        size_t len = strcspn(text, " ="), end = strcspn(text, " ");
        if (len < end)
            value = (int32_t)strtol(text + len + 1, NULL, 10);
        members[n++] = (struct enum_member){ xstrndup(text, len), value++ };
        text += end;
        text += *text == ' ';
    }
    info->members = members;
    info->nmembers = n;
}

static const struct type_info *make(const struct named_type *class, const struct named_enum *list);

static const struct type_info *base_of(const struct named_type *class)
{
    const struct type_info *type = type_find(class->base, strlen(class->base));
    const struct named_type *base = type ? NULL : find_class(class->base, strlen(class->base));
    return type ? type : base ? make(base, NULL) : &type_object;
}

static const struct type_info *make(const struct named_type *class, const struct named_enum *list)
{
    const char *name = class ? class->name : list->name;
    for (struct made *m = all_made; m; m = m->next)
        if (m->type.name == name)
            return &m->type;
    struct made *m = xcalloc(1, sizeof(*m));
    m->type.name = name;
    m->type.by_name = true;
    if (list) {
        m->type.base = &type_enum;
        m->type.is_value_type = true;
        m->type.enum_info = &m->info;
        m->info.name = name;
        m->info.flags = list->is_flags;
        m->info.type = &m->type;
        read_members(&m->info, list->members);
    } else {
        m->type.is_interface = class->flags & NAMED_FACE;
        m->type.is_value_type = class->flags & NAMED_STRUCT;
        m->type.base = m->type.is_interface ? NULL : &type_object;
        if (class->base)
            m->type.base = base_of(class);
        const char *tick = strchr(name, '`');
        m->type.arity = tick ? (uint8_t)(tick[1] - '0') : 0;
    }
    m->next = all_made;
    all_made = m;
    return &m->type;
}

static const struct type_info *by_full_name(const char *name, size_t len)
{
    const struct named_type *class = find_class(name, len);
    const struct named_enum *list = class ? NULL : find_enum(name, len);
    if (!class && !list)
        return NULL;
    pthread_mutex_lock(&lock);
    const struct type_info *type = make(class, list);
    pthread_mutex_unlock(&lock);
    return type;
}

const struct type_info *named_type_find(const char *name, size_t len)
{
    char full[160];
    const char *other = full_name_of(name, len);
    if (other)
        return by_full_name(other, strlen(other));
    if (len > 100)
        return NULL;
    if (is_attribute(name, len)) {
        int n = snprintf(full, sizeof(full), "System.Management.Automation.%.*sAttribute", (int)len,
                         name);
        return by_full_name(full, (size_t)n);
    }
    const struct type_info *type = by_full_name(name, len);
    if (type || len < 4)
        return type;
    int n = snprintf(full, sizeof(full), "System.%.*s", (int)len, name);
    return by_full_name(full, (size_t)n);
}

const struct type_info *named_type_base(const char *name)
{
    const struct named_type *class = find_class(name, strlen(name));
    if (!class || !class->base)
        return NULL;
    pthread_mutex_lock(&lock);
    const struct type_info *type = base_of(class);
    pthread_mutex_unlock(&lock);
    return type;
}
