/* System.Reflection.Assembly and AssemblyName: as far as a type's name tells; System.AppDomain. */
#include <string.h>
#include <unistd.h>

#include "shell/base/version.h"
#include "shell/object/array.h"
#include "shell/object/library_names.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/reflection.h"

/* The first whose types' names begin so; NULL: an own one. */
static const struct {
    const char *prefix;
    struct library library;
} of_types[] = {
    { "System.Management.Automation.",
      { "System.Management.Automation", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" } },
    { "Microsoft.PowerShell.Commands.ModuleSpecification",
      { "System.Management.Automation", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" } },
    { "Microsoft.PowerShell.Commands.",
      { "Microsoft.PowerShell.Commands.Utility", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" } },
    { "Microsoft.PowerShell.",
      { "System.Management.Automation", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" } },
    { "Microsoft.Management.Infrastructure.",
      { "Microsoft.Management.Infrastructure", "1.0.0.0", "31bf3856ad364e35" } },
    { "Microsoft.HyperV.",
      { "Microsoft.HyperV.PowerShell.Objects", "10.0.0.0", "31bf3856ad364e35" } },
    { "System.Xml.", { "System.Private.Xml", HVSH_LIBRARY_VERSION ".0", "cc7b13ffcd2ddd51" } },
    { "System.Text.RegularExpressions.",
      { "System.Text.RegularExpressions", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" } },
    { "System.Uri", { "System.Private.Uri", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" } },
    { "System.Linq.", { "System.Linq", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" } },
    { "", { "System.Private.CoreLib", HVSH_LIBRARY_VERSION ".0", "7cec85d7bea7798e" } },
};

static const struct library *library_of(const struct type_info *type)
{
    size_t i = 0;
    if (strncmp(type->name, "Microsoft.PowerShell.", 21) == 0 && named_type_flags(type->name) >= 0)
        return &of_types[0].library;
    while (strncmp(type->name, of_types[i].prefix, strlen(of_types[i].prefix)) != 0)
        i++;
    return &of_types[i].library;
}

struct assembly {
    const struct library *library;
    const struct type_info *type; /* the one that was asked, or NULL */
};

static const struct assembly *assembly_of(struct value v)
{
    return object_payload(v.object);
}

static struct value assembly_new(const struct library *library, const struct type_info *type)
{
    struct object *o = object_new(&type_assembly);
    *(struct assembly *)object_payload(o) = (struct assembly){ library, type };
    return value_of_object(o);
}

struct value assembly_of_type(const struct type_info *type)
{
    return assembly_new(library_of(type), type);
}

/* Those that a session has, each once. */
struct array *assemblies_loaded(void)
{
    struct array *a = array_new(32);
    const struct library *library;
    for (size_t i = 0; (library = library_at(i)) != NULL; i++)
        array_push_take(a, assembly_new(library, NULL));
    return a;
}

static int assembly_text(struct value self, struct strbuf *out)
{
    const struct library *l = assembly_of(self)->library;
    strbuf_addf(out, "%s, Version=%s, Culture=neutral, PublicKeyToken=%s", l->name, l->version,
                l->token);
    return 0;
}

static bool assembly_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type &&
           strcmp(assembly_of(a)->library->name, assembly_of(b)->library->name) == 0;
}

GETTER(assembly_full_name)
{
    UNUSED_GETTER();
    struct strbuf text = STRBUF_INIT;
    assembly_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

GETTER(assembly_name_name)
{
    UNUSED_GETTER();
    *out = value_string(assembly_of(self)->library->name);
    return 0;
}

GETTER(assembly_name_version)
{
    UNUSED_GETTER();
    AUTO_VALUE text = value_string(assembly_of(self)->library->version);
    return value_convert(text, &type_version, out, err);
}

static const struct property assembly_name_props[] = {
    PROPERTY("Name", "string", assembly_name_name),
    PROPERTY("Version", "version", assembly_name_version),
    PROPERTY("FullName", "string", assembly_full_name),
};
static const struct type_info type_assembly_name = { .name = "System.Reflection.AssemblyName",
                                                     .base = &type_object,
                                                     .to_string = assembly_text,
                                                     .payload_size = sizeof(struct assembly),
                                                     PROPS(assembly_name_props) };

CALL(assembly_get_name)
{
    UNUSED_CALL();
    struct object *o = object_new(&type_assembly_name);
    memcpy(object_payload(o), object_payload(self.object), sizeof(struct assembly));
    *out = value_of_object(o);
    return 0;
}

/* Full names alone, to the letter. */
CALL(assembly_get_type)
{
    AUTO_VALUE name = arg_string(args[0]);
    const char *s = name.str->data;
    const struct type_info *t = type_find(s, name.str->len);
    if (!t)
        t = named_type_find(s, name.str->len);
    if (!t || strcmp(t->name, s) != 0 ||
        strcmp(library_of(t)->name, assembly_of(self)->library->name) != 0) {
        if (n > 1 && value_truth(args[1]))
            return fail_with(err, "System.TypeLoadException", "TypeLoadException",
                             "Could not load type '%s' from assembly '%s'.", s,
                             assembly_of(self)->library->name);
        *out = value_null();
        return 0;
    }
    *out = value_type(t);
    return 0;
}

/* Those of a script's classes. */
CALL(assembly_attributes)
{
    (void)args;
    (void)n;
    (void)err;
    const struct type_info *t = assembly_of(self)->type;
    *out = value_of_array(t && t->attributes ? t->attributes(t, NULL, TYPE_ATTRIBUTES_OF_ASSEMBLY)
                                             : array_new(0));
    return 0;
}

/* Libraries here have no files of their own. */
GETTER(assembly_location)
{
    UNUSED_GETTER();
    *out = value_string("");
    return 0;
}

GETTER(assembly_fact)
{
    UNUSED_GETTER();
    *out = value_bool(p->data);
    return 0;
}

GETTER(assembly_runtime)
{
    UNUSED_GETTER();
    *out = value_string("v4.0.30319");
    return 0;
}

static int not_found(struct err **err, const char *name, bool is_file)
{
    return fail_with(err, "System.IO.FileNotFoundException", "FileNotFoundException",
                     "Could not load file or assembly '%s%s'. The system cannot find the file "
                     "specified.",
                     name,
                     is_file || strchr(name, ',') ? "" : ", Culture=neutral, PublicKeyToken=null");
}

static int load(struct value v, bool or_null, struct value *out, struct err **err)
{
    AUTO_VALUE name = arg_string(v);
    if (v.kind == V_ARRAY)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Code of .NET is not run here, so an assembly's bytes cannot be loaded. "
                         "The types that scripts use of .NET's own library are there without.");
    if (!name.str->len)
        return v.kind == V_NULL ? fail_null_argument(err, "assemblyString")
                                : fail_argument(err, "The value cannot be an empty string. "
                                                     "(Parameter 'assemblyName')");
    const struct library *library = library_find(name.str->data);
    if (!library && !or_null)
        return not_found(err, name.str->data, false);
    *out = library ? assembly_new(library, NULL) : value_null();
    return 0;
}

CALL(assembly_load)
{
    (void)self;
    (void)n;
    return load(args[0], false, out, err);
}

/* $null for an unknown one. */
CALL(assembly_load_partial)
{
    (void)self;
    (void)n;
    return load(args[0], true, out, err);
}

CALL(assembly_load_file)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = arg_string(args[0]);
    if (access(path.str->data, F_OK) < 0)
        return not_found(err, path.str->data, true);
    return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                     "Code of .NET is not run here, so '%s' cannot be loaded. The types that "
                     "scripts use of .NET's own library are there without.",
                     path.str->data);
}

/* The engine's own. */
CALL(assembly_running)
{
    UNUSED_CALL();
    *out = assembly_of_type(&type_scriptblock);
    return 0;
}

CALL(assembly_of_type_call)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_TYPE)
        return fail_null_argument(err, "type");
    *out = assembly_of_type(args[0].type);
    return 0;
}

static const struct property assembly_props[] = {
    PROPERTY("FullName", "string", assembly_full_name),
    PROPERTY("Location", "string", assembly_location),
    PROPERTY("ImageRuntimeVersion", "string", assembly_runtime),
    PROPERTY_DATA("IsDynamic", "bool", assembly_fact, 0),
    PROPERTY_DATA("IsCollectible", "bool", assembly_fact, 0),
    PROPERTY_DATA("IsFullyTrusted", "bool", assembly_fact, 1),
    PROPERTY_DATA("ReflectionOnly", "bool", assembly_fact, 0),
    PROPERTY_DATA("GlobalAssemblyCache", "bool", assembly_fact, 0),
};
static const struct method assembly_statics[] = {
    METHOD("Load", 1, 1, assembly_load, "System.Reflection.Assembly Load(string assemblyString)"),
    METHOD("LoadWithPartialName", 1, 1, assembly_load_partial,
           "System.Reflection.Assembly LoadWithPartialName(string partialName)"),
    METHOD("LoadFile", 1, 1, assembly_load_file,
           "System.Reflection.Assembly LoadFile(string path)"),
    METHOD("LoadFrom", 1, 1, assembly_load_file,
           "System.Reflection.Assembly LoadFrom(string assemblyFile)"),
    METHOD("UnsafeLoadFrom", 1, 1, assembly_load_file,
           "System.Reflection.Assembly UnsafeLoadFrom(string assemblyFile)"),
    METHOD("GetExecutingAssembly", 0, 0, assembly_running,
           "System.Reflection.Assembly GetExecutingAssembly()"),
    METHOD("GetCallingAssembly", 0, 0, assembly_running,
           "System.Reflection.Assembly GetCallingAssembly()"),
    METHOD("GetAssembly", 1, 1, assembly_of_type_call,
           "System.Reflection.Assembly GetAssembly(type type)"),
};
static const struct method assembly_methods[] = {
    METHOD("GetName", 0, 1, assembly_get_name, "System.Reflection.AssemblyName GetName()"),
    METHOD("GetType", 1, 3, assembly_get_type, "type GetType(string name)"),
    METHOD("GetCustomAttributes", 1, 2, assembly_attributes,
           "System.Object[] GetCustomAttributes(bool inherit)"),
};
static const struct view_column assembly_columns[] = {
    { .label = "GAC", .property = "GlobalAssemblyCache", .width = 6 },
    { .label = "Version", .property = "ImageRuntimeVersion", .width = 14 },
    { .property = "Location" },
};
static const struct view assembly_view = { .columns = assembly_columns,
                                           .ncolumns = ARRAY_SIZE(assembly_columns) };
const struct type_info type_assembly = { .name = "System.Reflection.Assembly",
                                         .base = &type_object,
                                         .table = &assembly_view,
                                         .to_string = assembly_text,
                                         .equals = assembly_equals,
                                         .payload_size = sizeof(struct assembly),
                                         PROPS(assembly_props),
                                         METHODS(assembly_methods),
                                         STATICS(assembly_statics) };

/* ---- AppDomain: the one ---- */

GETTER(domain_current)
{
    UNUSED_GETTER();
    *out = value_of_object(object_new(&type_app_domain));
    return 0;
}

GETTER(domain_name)
{
    UNUSED_GETTER();
    *out = value_string("hvsh");
    return 0;
}

GETTER(domain_id)
{
    UNUSED_GETTER();
    *out = value_int(1);
    return 0;
}

GETTER(domain_folder)
{
    (void)self;
    int got = type_static_get(&type_app_context, p->name, strlen(p->name), out, err);
    return got < 0 ? -1 : 0;
}

CALL(domain_assemblies)
{
    UNUSED_CALL();
    *out = value_of_array(assemblies_loaded());
    return 0;
}

CALL(domain_true)
{
    UNUSED_CALL();
    *out = value_bool(true);
    return 0;
}

static int domain_text(struct value self, struct strbuf *out)
{
    (void)self;
    strbuf_adds(out, "Name:hvsh\nThere are no context policies.\n");
    return 0;
}

static bool domain_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type;
}

static const struct property domain_props[] = {
    PROPERTY("BaseDirectory", "string", domain_folder),
    PROPERTY("FriendlyName", "string", domain_name),
    PROPERTY("Id", "int", domain_id),
    PROPERTY_DATA("IsFullyTrusted", "bool", assembly_fact, 1),
    PROPERTY_DATA("IsHomogenous", "bool", assembly_fact, 1),
    PROPERTY_DATA("ShadowCopyFiles", "bool", assembly_fact, 0),
};
static const struct property domain_static_props[] = {
    PROPERTY("CurrentDomain", "System.AppDomain", domain_current),
};
static const struct method domain_methods[] = {
    METHOD("GetAssemblies", 0, 0, domain_assemblies,
           "System.Reflection.Assembly[] GetAssemblies()"),
    METHOD("IsDefaultAppDomain", 0, 0, domain_true, "bool IsDefaultAppDomain()"),
    METHOD("Load", 1, 1, assembly_load, "System.Reflection.Assembly Load(string assemblyString)"),
};
const struct type_info type_app_domain = { .name = "System.AppDomain",
                                           .base = &type_object,
                                           .to_string = domain_text,
                                           .equals = domain_equals,
                                           PROPS(domain_props),
                                           STATIC_PROPS(domain_static_props),
                                           METHODS(domain_methods) };
