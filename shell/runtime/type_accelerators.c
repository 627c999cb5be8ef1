#include "shell/runtime/type_accelerators.h"

#include <string.h>

#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"

/* Those of the language (about_Type_Accelerators). */
static const char *const names[] = {
    "Alias",
    "AllowEmptyCollection",
    "AllowEmptyString",
    "AllowNull",
    "ArgumentCompleter",
    "ArgumentCompletions",
    "array",
    "bigint",
    "bool",
    "byte",
    "char",
    "cimclass",
    "cimconverter",
    "ciminstance",
    "CimSession",
    "cimtype",
    "CmdletBinding",
    "cultureinfo",
    "datetime",
    "decimal",
    "double",
    "DscLocalConfigurationManager",
    "DscProperty",
    "DscResource",
    "ExperimentAction",
    "Experimental",
    "ExperimentalFeature",
    "float",
    "guid",
    "hashtable",
    "initialsessionstate",
    "int",
    "int16",
    "int32",
    "int64",
    "ipaddress",
    "IPEndpoint",
    "long",
    "mailaddress",
    "NoRunspaceAffinity",
    "NullString",
    "ObjectSecurity",
    "ordered",
    "OutputType",
    "Parameter",
    "PhysicalAddress",
    "powershell",
    "psaliasproperty",
    "pscredential",
    "pscustomobject",
    "PSDefaultValue",
    "pslistmodifier",
    "psmoduleinfo",
    "psnoteproperty",
    "psobject",
    "psprimitivedictionary",
    "pspropertyexpression",
    "psscriptmethod",
    "psscriptproperty",
    "PSTypeNameAttribute",
    "psvariable",
    "psvariableproperty",
    "ref",
    "regex",
    "runspace",
    "runspacefactory",
    "sbyte",
    "scriptblock",
    "securestring",
    "semver",
    "short",
    "single",
    "string",
    "SupportsWildcards",
    "switch",
    "timespan",
    "type",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "ulong",
    "uri",
    "ushort",
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
    "version",
    "void",
    "WildcardPattern",
    "X500DistinguishedName",
    "X509Certificate",
    "xml",
};

const struct type_info *accelerator_find(const struct session *s, const char *name, size_t len)
{
    if (!s->accelerators)
        return NULL;
    const struct value *v = hash_gets_len(s->accelerators, name, len);
    return v ? v->type : NULL;
}

/* All of them, as a dictionary that is the caller's own. */
GETTER(accelerators_get)
{
    (void)p;
    (void)err;
    struct session *s = session_of_handle(self);
    struct hash *all = hash_new(0);
    static const char type_name[] = "System.Collections.Generic.Dictionary[string,type]";
    all->type = session_find_type(s, type_name, sizeof(type_name) - 1);
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        const struct type_info *type = session_find_type(s, names[i], strlen(names[i]));
        if (strcmp(names[i], "pscustomobject") == 0)
            type = &type_psobject;
        if (type)
            hash_sets_take(all, names[i], value_type(type));
    }
    const struct hash_entry *e;
    for (size_t i = 0; s->accelerators && (e = hash_next(s->accelerators, &i));)
        hash_set_take(all, e->key, value_ref(e->value));
    *out = value_of_hash(all);
    return 0;
}

CALL(accelerators_add)
{
    (void)n;
    (void)out;
    struct session *s = session_of_handle(self);
    AUTO_VALUE name = arg_string(args[0]);
    if (args[1].kind != V_TYPE)
        return fail_null_argument(err, "type");
    if (!s->accelerators)
        s->accelerators = hash_new(0);
    hash_set_take(s->accelerators, name, args[1]);
    return 0;
}

CALL(accelerators_remove)
{
    (void)n;
    (void)err;
    struct session *s = session_of_handle(self);
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_bool(s->accelerators && hash_remove(s->accelerators, name));
    return 0;
}

static const struct property accelerators_props[] = {
    PROPERTY("Get", "System.Collections.Generic.Dictionary[string,type]", accelerators_get),
};
static const struct method accelerators_statics[] = {
    METHOD("Add", 2, 2, accelerators_add, "void Add(string typeName, type type)"),
    METHOD("Remove", 1, 1, accelerators_remove, "bool Remove(string typeName)"),
};
const struct type_info type_accelerators = {
    .name = "System.Management.Automation.TypeAccelerators",
    .base = &type_object,
    STATIC_PROPS(accelerators_props),
    STATICS(accelerators_statics),
    .wants_session = true,
};
