/* Add-Type: libraries of .NET by name. Their types are here or they are not; C# is not compiled. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/object/library_names.h"
#include "shell/object/str.h"
#include "shell/runtime/session.h"

struct add_type_args {
    struct str *type_definition, *name, *namespace_name, *output_assembly;
    struct str_list member_definition, using_namespace, path, literal_path, assembly_name;
    struct str_list referenced_assemblies, compiler_options;
    struct opt_enum language, output_type;
    bool ignore_warnings, pass_thru;
};
#define A struct add_type_args
#define COMPILED "FromSource,FromMember,FromPath,FromLiteralPath"

static const struct enum_member language_members[] = { { "CSharp", 0 } };
static const struct enum_info enum_language = { .name = "Microsoft.PowerShell.Commands.Language",
                                                .members = language_members,
                                                .nmembers = ARRAY_SIZE(language_members) };
static const struct enum_member output_members[] = { { "Library", 0 },
                                                     { "ConsoleApplication", 1 },
                                                     { "WindowsApplication", 2 } };
static const struct enum_info enum_output = {
    .name = "Microsoft.PowerShell.Commands.OutputAssemblyType",
    .members = output_members,
    .nmembers = ARRAY_SIZE(output_members)
};
static const struct param add_type_params[] = {
    PARAM(A, type_definition, .name = "TypeDefinition", .sets = "FromSource", .position = 1,
          .mandatory = true, .help = "C#, which hvsh does not compile."),
    PARAM(A, name, .name = "Name", .sets = "FromMember", .position = 1, .mandatory = true,
          .help = "The class to be made."),
    PARAM(A, member_definition, .name = "MemberDefinition", .sets = "FromMember", .position = 2,
          .mandatory = true, .help = "C#, which hvsh does not compile."),
    PARAM(A, namespace_name, .name = "Namespace", .sets = "FromMember", .aliases = "NS",
          .help = "The class's name space."),
    PARAM(A, using_namespace, .name = "UsingNamespace", .sets = "FromMember", .aliases = "Using",
          .help = "Name spaces the members use."),
    PARAM(A, language, .name = "Language", .sets = "FromSource,FromMember",
          .enum_info = &enum_language, .help = "CSharp."),
    PARAM(A, path, .name = "Path", .sets = "FromPath", .position = 1, .mandatory = true,
          .help = "Files of C# or libraries, which hvsh does not load."),
    PARAM(A, literal_path, .name = "LiteralPath", .sets = "FromLiteralPath", .aliases = "PSPath,LP",
          .mandatory = true, .help = "The same, taken as written."),
    PARAM(A, assembly_name, .name = "AssemblyName", .sets = "FromAssemblyName", .aliases = "AN",
          .mandatory = true, .help = "Libraries of .NET, by name."),
    PARAM(A, referenced_assemblies, .name = "ReferencedAssemblies", .sets = COMPILED,
          .aliases = "RA", .help = "Libraries the code needs."),
    PARAM(A, output_assembly, .name = "OutputAssembly", .sets = COMPILED, .aliases = "OA",
          .help = "The file to be made."),
    PARAM(A, output_type, .name = "OutputType", .sets = COMPILED, .aliases = "OT",
          .enum_info = &enum_output, .help = "Its kind."),
    PARAM(A, ignore_warnings, .name = "IgnoreWarnings", .sets = COMPILED,
          .help = "Goes on after warnings."),
    PARAM(A, compiler_options, .name = "CompilerOptions", .sets = COMPILED,
          .help = "Options of the compiler."),
    PARAM(A, pass_thru, .name = "PassThru", .help = "Gives the types."),
};
static const struct example add_type_examples[] = {
    { .code = "Add-Type -AssemblyName System.IO.Compression.FileSystem; "
              "[IO.Compression.ZipFile].Name",
      .remarks = "Scripts that name a library before they use its types run unchanged.",
      .output = "ZipFile" },
};

static enum status refused(struct invocation *inv, const char *id, enum error_category category,
                           const char *exception, const char *message)
{
    return cmdlet_throw(
        inv, &(struct error_spec){
                 .message = message, .id = id, .category = category, .exception = exception });
}

static enum status add_type_end(struct invocation *inv)
{
    const A *args = ARGS(inv, A);

    if (!args->assembly_name.len)
        return refused(inv, "CompilerNotSupported", EC_NOT_IMPLEMENTED,
                       "System.NotSupportedException",
                       "hvsh does not compile C# and does not load .NET libraries. Classes can be "
                       "written in the language itself (class Name { ... }), and programs can be "
                       "called.");
    for (size_t i = 0; i < args->assembly_name.len; i++) {
        const struct str *name = args->assembly_name.items[i];
        if (library_find(name->data))
            continue;
        AUTO_FREE char *message = xasprintf("Cannot load assembly '%s'.", name->data);
        AUTO_VALUE target = value_string(name->data);
        return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                       .id = "ErrorLoadingAssembly",
                                                       .category = EC_INVALID_OPERATION,
                                                       .exception = "System.Exception",
                                                       .target = target });
    }
    if (args->pass_thru)
        return refused(
            inv, "TypesNotListed", EC_NOT_IMPLEMENTED, "System.NotSupportedException",
            "The types of a library are not listed here. [Name] is a type that is there, "
            "and 'Name' -as [type] is $null for one that is not.");
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Add",
        .noun = "Type",
        .synopsis = "Names a library of .NET whose types the script uses.",
        .description =
            "The types that scripts use of .NET are part of hvsh, so nothing is loaded: a "
            "library whose types are here is fine, another one is an error. C# is not "
            "compiled.",
        .params = add_type_params,
        .nparams = ARRAY_SIZE(add_type_params),
        .default_set = "FromSource",
        .output = "System.Type",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(A),
        .end = add_type_end,
        .examples = add_type_examples,
        .nexamples = ARRAY_SIZE(add_type_examples),
    },
};
const struct cmdlet_group cmdlets_add_type = { cmdlets, ARRAY_SIZE(cmdlets) };
