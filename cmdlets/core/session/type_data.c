#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/xml_value.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/type_data.h"

enum { KIND_ALIAS = 1, KIND_NOTE = 8, KIND_SCRIPT_PROPERTY = 16, KIND_SCRIPT_METHOD = 256 };

struct update_args {
    struct str_list append_path;
    struct str_list prepend_path;
    struct opt_enum member_type;
    struct str *member_name;
    struct value value;
    struct value second_value;
    struct value type_converter;
    struct value type_adapter;
    struct str *serialization_method;
    struct value target_type;
    struct opt_int serialization_depth;
    struct str *default_display_property;
    struct opt_bool inherit_set;
    struct str *string_source;
    struct str_list display_set;
    struct str_list key_set;
    struct str_list serialization_set;
    struct str *type_name;
    bool force;
    struct value_list type_data;
};
static const char *const methods[] = { "AllPublicProperties", "String", "SpecificProperties",
                                       NULL };
#define DYNAMIC .sets = "DynamicTypeSet"
static const struct param update_params[] = {
    PARAM(struct update_args, append_path, .name = "AppendPath", .sets = "FileSet", .position = 1,
          .from_pipeline = true, .from_property = true, .aliases = "PSPath,Path",
          .help = "Type files (.ps1xml) to read."),
    PARAM(struct update_args, prepend_path, .name = "PrependPath", .sets = "FileSet",
          .help = "Type files to read before all others."),
    PARAM(struct update_args, member_type, .name = "MemberType", DYNAMIC,
          .enum_info = &enum_member_types,
          .help = "The kind of member: NoteProperty, AliasProperty, ScriptProperty or "
                  "ScriptMethod."),
    PARAM(struct update_args, member_name, .name = "MemberName", DYNAMIC, .not_null_or_empty = true,
          .help = "The member's name."),
    PARAM(struct update_args, value, .name = "Value", DYNAMIC,
          .help = "Its value, the property that it stands for, or its script block."),
    PARAM(struct update_args, second_value, .name = "SecondValue", DYNAMIC,
          .help = "The script block that sets a script property."),
    PARAM(struct update_args, type_converter, .name = "TypeConverter", DYNAMIC, .type = &type_type,
          .help = "A converter class; there are none here, so this is refused."),
    PARAM(struct update_args, type_adapter, .name = "TypeAdapter", DYNAMIC, .type = &type_type,
          .help = "An adapter class; there are none here, so this is refused."),
    PARAM(struct update_args, serialization_method, .name = "SerializationMethod", DYNAMIC,
          .values = methods,
          .help = "How objects are serialized: AllPublicProperties, String or "
                  "SpecificProperties."),
    PARAM(struct update_args, target_type, .name = "TargetTypeForDeserialization", DYNAMIC,
          .type = &type_type, .help = "The type that deserialized objects become."),
    PARAM(struct update_args, serialization_depth, .name = "SerializationDepth", DYNAMIC,
          .help = "How many levels are serialized."),
    PARAM(struct update_args, default_display_property, .name = "DefaultDisplayProperty", DYNAMIC,
          .not_null_or_empty = true, .help = "The property that Format-Wide shows."),
    PARAM(struct update_args, inherit_set, .name = "InheritPropertySerializationSet", DYNAMIC,
          .help = "Whether the set of properties to serialize is inherited."),
    PARAM(struct update_args, string_source, .name = "StringSerializationSource", DYNAMIC,
          .not_null_or_empty = true, .help = "The property that objects are serialized as."),
    PARAM(struct update_args, display_set, .name = "DefaultDisplayPropertySet", DYNAMIC,
          .help = "The properties that are shown when nobody asks for others."),
    PARAM(struct update_args, key_set, .name = "DefaultKeyPropertySet", DYNAMIC,
          .help = "The properties that objects are sorted and grouped by."),
    PARAM(struct update_args, serialization_set, .name = "PropertySerializationSet", DYNAMIC,
          .help = "The properties that are serialized."),
    PARAM(struct update_args, type_name, .name = "TypeName", DYNAMIC, .mandatory = true,
          .from_pipeline = true, .help = "The type's name, or one of the PSTypeNames."),
    PARAM(struct update_args, force, .name = "Force", .sets = "DynamicTypeSet,TypeDataSet",
          .help = "Replaces members that are there."),
    PARAM(struct update_args, type_data, .name = "TypeData", .sets = "TypeDataSet", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type = &type_type_data,
          .help = "Data of types, as Get-TypeData gives them."),
};
static const struct example update_examples[] = {
    { .code = "Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName "
              "Shout -Value { $this.ToUpper() }; 'hi'.Shout",
      .remarks = "A property for all strings.",
      .output = "HI" },
};
struct get_args {
    struct str_list type_name;
};
static const struct param get_params[] = {
    PARAM(struct get_args, type_name, .name = "TypeName", .position = 1, .from_pipeline = true,
          .wildcards = true, .help = "Names of types."),
};
static const struct example get_examples[] = {
    { .code = "Get-TypeData | Select-Object TypeName", .remarks = "What this session added." },
};
struct remove_args {
    struct value type_data;
    struct str *type_name;
    struct str_list path;
};
static const struct param remove_params[] = {
    PARAM(struct remove_args, type_data, .name = "TypeData", .sets = "RemoveTypeDataSet",
          .mandatory = true, .from_pipeline = true, .type = &type_type_data,
          .help = "Data of a type, as Get-TypeData gives it."),
    PARAM(struct remove_args, type_name, .name = "TypeName", .sets = "RemoveTypeSet", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The type's name."),
    PARAM(struct remove_args, path, .name = "Path", .sets = "RemoveFileSet", .mandatory = true,
          .help = "A type file whose data shall go."),
};
static const struct example remove_examples[] = {
    { .code = "Remove-TypeData -TypeName System.String", .remarks = "All that was added to it." },
};

static enum status bad(struct invocation *inv, const char *id, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
static enum status bad(struct invocation *inv, const char *id, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_throw(inv,
                        &(struct error_spec){ .message = text.buf,
                                              .id = id,
                                              .category = EC_INVALID_OPERATION,
                                              .exception = "System.InvalidOperationException" });
}

static enum status update_fault(struct invocation *inv, const char *type, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
static enum status update_fault(struct invocation *inv, const char *type, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    strbuf_addf(&text, "Error in TypeData \"%s\": ", type);
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_error(
        inv, &(struct error_spec){ .message = text.buf,
                                   .id = "TypesDynamicUpdateException",
                                   .category = EC_INVALID_OPERATION,
                                   .exception = "System.Management.Automation.RuntimeException" });
}

/* ---- -TypeName and its members ---- */

static enum status put_member(struct invocation *inv, const struct str *type, struct value member)
{
    struct hash *members = type_data_members(inv->session, type);
    const struct type_member *m = type_member_of(member);

    if (!ARGS(inv, struct update_args)->force && hash_get(members, m->name))
        return update_fault(inv, type->data, "The member %s is already present.",
                            m->name.str->data);
    hash_set_take(members, m->name, value_ref(member));
    return ST_OK;
}

static enum status to_block(struct invocation *inv, struct value v, struct value *out)
{
    struct err *err = NULL;

    if (v.kind == V_NULL || scriptblock_of(v)) {
        *out = value_ref(v);
        return ST_OK;
    }
    return value_convert(v, &type_scriptblock, out, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

/* The member that the parameters describe; $null when they describe none. */
static enum status described(struct invocation *inv, struct value *out)
{
    struct update_args *args = ARGS(inv, struct update_args);
    const char *kind =
        args->member_type.set ? enum_name(&enum_member_types, args->member_type.value) : NULL;
    bool valued = is_bound(inv, "Value");
    AUTO_VALUE first = value_null(), second = value_null(), name = value_null();
    enum status rc = ST_OK;

    *out = value_null();
    if (!kind)
        return args->member_name || valued || args->second_value.kind != V_NULL
                   ? bad(inv, "MemberTypeIsMissing",
                         "The MemberName, Value, and SecondValue parameters cannot be specified "
                         "without the MemberType parameter.")
                   : ST_OK;
    int32_t type = args->member_type.value;
    if (type != KIND_ALIAS && type != KIND_NOTE && type != KIND_SCRIPT_PROPERTY &&
        type != KIND_SCRIPT_METHOD)
        return bad(inv, "CannotUpdateMemberType",
                   "Cannot update a member with type \"%s\". Specify a different type for the "
                   "MemberType parameter.",
                   kind);
    if (!args->member_name)
        return bad(inv, "MemberNameShouldBeSpecified",
                   "The MemberName parameter is required for the type \"%s\". Please specify the "
                   "MemberName parameter.",
                   kind);
    if (!valued)
        return bad(inv, "ValueShouldBeSpecified",
                   "The Value parameter is required for the type \"%s\". Please specify the Value "
                   "parameter.",
                   kind);
    bool empty =
        args->value.kind == V_NULL || (args->value.kind == V_STRING && args->value.str->len == 0);
    if (empty && (type == KIND_ALIAS || type == KIND_SCRIPT_METHOD))
        return bad(inv, "ValueShouldBeSpecified",
                   "The Value parameter should not be null or an empty string for a member of type "
                   "\"%s\". Specify a non-null value for the Value parameter when updating this "
                   "member type.",
                   kind);
    if (args->second_value.kind != V_NULL && (type == KIND_NOTE || type == KIND_SCRIPT_METHOD))
        return bad(inv, "SecondValueShouldNotBeSpecified",
                   "The SecondValue parameter is not necessary for a member of type \"%s\", and "
                   "should not be specified. Do not specify the SecondValue parameter when "
                   "updating this member type.",
                   kind);
    if (type == KIND_SCRIPT_PROPERTY && empty && args->second_value.kind == V_NULL)
        return bad(inv, "ValueAndSecondValueAreNotBothNull",
                   "The Value and SecondValue parameters should not both be null for a member of "
                   "type \"%s\". Specify a non-null value for one of the two parameters.",
                   kind);
    name = value_str(args->member_name);
    if (type == KIND_ALIAS) {
        first = value_to_string(args->value);
        second = value_ref(args->second_value);
        *out = type_member_new(TYPE_ALIAS, name, first, second, value_null());
        return ST_OK;
    }
    if (type == KIND_NOTE) {
        *out = type_member_new(TYPE_NOTE, name, args->value, value_null(), value_null());
        return ST_OK;
    }
    rc = to_block(inv, args->value, &first);
    if (rc == ST_OK)
        rc = to_block(inv, args->second_value, &second);
    if (rc == ST_OK)
        *out =
            type_member_new(type == KIND_SCRIPT_METHOD ? TYPE_SCRIPT_METHOD : TYPE_SCRIPT_PROPERTY,
                            name, first, second, value_null());
    return rc;
}

static void put_standard(struct hash *h, enum type_member_kind kind, const char *name,
                         struct value value, struct value file)
{
    AUTO_VALUE key = value_string(name);

    hash_set_take(h, key, type_member_new(kind, key, value, value_null(), file));
}

static void put_set(struct hash *h, const char *name, const struct str_list *names)
{
    struct array *a = array_new(names->len);

    for (size_t i = 0; i < names->len; i++)
        array_push_take(a, value_str(names->items[i]));
    AUTO_VALUE list = value_of_array(a);
    put_standard(h, TYPE_PROPERTY_SET, name, list, value_null());
}

static bool has_standard(const struct update_args *a)
{
    return a->serialization_method || a->target_type.kind != V_NULL || a->serialization_depth.set ||
           a->default_display_property || a->inherit_set.set || a->string_source ||
           a->display_set.set || a->key_set.set || a->serialization_set.set;
}

/* The name as the set of names has it. */
static const char *method_name(const struct str *given)
{
    size_t i = 0;

    while (methods[i] && !text_caseeq(methods[i], given->data))
        i++;
    return methods[i] ? methods[i] : given->data;
}

static void put_standards(struct session *s, const struct str *type, const struct update_args *a)
{
    struct hash *h = type_data_standard(s, type);
    if (a->serialization_method) {
        AUTO_VALUE v = value_string(method_name(a->serialization_method));
        put_standard(h, TYPE_NOTE, "SerializationMethod", v, value_null());
    }
    if (a->default_display_property) {
        AUTO_VALUE v = value_str(a->default_display_property);
        put_standard(h, TYPE_NOTE, "DefaultDisplayProperty", v, value_null());
    }
    if (a->string_source) {
        AUTO_VALUE v = value_str(a->string_source);
        put_standard(h, TYPE_ALIAS, "StringSerializationSource", v, value_null());
    }
    if (a->target_type.kind != V_NULL)
        put_standard(h, TYPE_NOTE, "TargetTypeForDeserialization", a->target_type, value_null());
    if (a->serialization_depth.set)
        put_standard(h, TYPE_NOTE, "SerializationDepth",
                     value_int((int32_t)a->serialization_depth.value), value_null());
    if (a->inherit_set.set)
        put_standard(h, TYPE_NOTE, "InheritPropertySerializationSet",
                     value_bool(a->inherit_set.value), value_null());
    if (a->display_set.set)
        put_set(h, "DefaultDisplayPropertySet", &a->display_set);
    if (a->key_set.set)
        put_set(h, "DefaultKeyPropertySet", &a->key_set);
    if (a->serialization_set.set)
        put_set(h, "PropertySerializationSet", &a->serialization_set);
}

static enum status update_type(struct invocation *inv)
{
    struct update_args *args = ARGS(inv, struct update_args);
    AUTO_VALUE member = value_null();
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    if (!args->type_name->data[strspn(args->type_name->data, " \t")])
        return bad(inv, "TargetTypeNameEmpty",
                   "The target type name should not be null, empty, or contain only white spaces.");
    enum status rc = described(inv, &member);
    if (rc != ST_OK)
        return rc;
    if (args->type_converter.kind != V_NULL || args->type_adapter.kind != V_NULL)
        return bad(inv, "TypeAdapterNotSupported",
                   "Converters and adapters are .NET classes, and there is no .NET here. A "
                   "ScriptProperty does what an adapter's property does.");
    if (member.kind == V_NULL && !has_standard(args))
        return core_error(inv, "TypeDataEmpty", EC_INVALID_OPERATION, value_null(),
                          "No member is specified for the update on type \"%s\".",
                          args->type_name->data);
    strbuf_addf(&target, "Type to update: %s", args->type_name->data);
    rc = should_process(inv, target.buf, "Update TypeData", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    AUTO_VALUE name = type_data_name(inv->session, args->type_name);
    if (member.kind != V_NULL)
        rc = put_member(inv, name.str, member);
    if (rc == ST_OK && has_standard(args))
        put_standards(inv->session, name.str, args);
    return rc;
}

static enum status update_data(struct invocation *inv, struct value data)
{
    AUTO_VALUE name = value_null(), members = value_null();
    struct hash_entry *e;
    enum status rc = get_property(inv->session, data, "TypeName", &name);

    if (rc == ST_OK)
        rc = get_property(inv->session, data, "Members", &members);
    if (rc != ST_OK)
        return rc;
    if (name.kind != V_STRING || members.kind != V_HASH)
        return bad(inv, "TypeDataEmpty", "The object is no TypeData.");
    for (size_t i = 0; rc == ST_OK && (e = hash_next(members.hash, &i));)
        if (type_member_of(e->value))
            rc = put_member(inv, name.str, e->value);
    return rc;
}

/* ---- type files ---- */

struct type_file {
    struct invocation *inv;
    struct value path;
    struct strbuf fault; /* the first one; empty: none */
};

static void fault(struct type_file *f, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void fault(struct type_file *f, const char *fmt, ...)
{
    va_list ap;

    if (f->fault.len)
        return;
    strbuf_addf(&f->fault, ", %s : Error: ", f->path.str->data);
    va_start(ap, fmt);
    strbuf_vaddf(&f->fault, fmt, ap);
    va_end(ap);
}

static struct value child_text(const struct xml_node *n, const char *name)
{
    const struct xml_node *c = xml_child(n, name);
    struct strbuf text = STRBUF_INIT;

    if (!c)
        return value_null();
    xml_text(c, &text);
    size_t from = strspn(text.buf, " \t\r\n"), to = text.len;
    while (to > from && strchr(" \t\r\n", text.buf[to - 1]))
        to--;
    struct value v = value_string_len(text.buf + from, to - from);
    strbuf_release(&text);
    return v;
}

static struct value block_of(struct type_file *f, const struct xml_node *n, const char *name)
{
    AUTO_VALUE text = child_text(n, name);
    struct value block = value_null();
    struct err *err = NULL;

    if (text.kind == V_NULL)
        return block;
    if (scriptblock_parse(f->inv->session, text.str->data, text.str->len, NULL, &block, &err)) {
        fault(f, "%s", err->message);
        err_clear(&err);
    }
    return block;
}

static struct value names_of(const struct xml_node *n)
{
    const struct xml_node *list = xml_child(n, "ReferencedProperties");
    struct array *a = array_new(4);

    for (const struct xml_node *c = list ? xml_child(list, "Name") : NULL; c;
         c = xml_next_element(c)) {
        struct strbuf text = STRBUF_INIT;
        xml_text(c, &text);
        array_push_take(a, value_string_take(&text));
    }
    return value_of_array(a);
}

/* One element of <Members>; $null when it is none that can be had here. */
static struct value read_member(struct type_file *f, const struct xml_node *n)
{
    AUTO_VALUE name = child_text(n, "Name"), first = value_null(), second = value_null();
    enum type_member_kind kind;

    if (name.kind == V_NULL) {
        fault(f,
              "Node \"Name\" was not found. It should occur only once under \"%s\". The parent "
              "node, \"%s\", will be ignored.",
              n->name, n->name);
        return value_null();
    }
    if (strcmp(n->name, "NoteProperty") == 0) {
        kind = TYPE_NOTE;
        first = child_text(n, "Value");
    } else if (strcmp(n->name, "AliasProperty") == 0) {
        kind = TYPE_ALIAS;
        first = child_text(n, "ReferencedMemberName");
        second = child_text(n, "TypeName");
    } else if (strcmp(n->name, "ScriptProperty") == 0) {
        kind = TYPE_SCRIPT_PROPERTY;
        first = block_of(f, n, "GetScriptBlock");
        second = block_of(f, n, "SetScriptBlock");
        if (first.kind == V_NULL && second.kind == V_NULL)
            fault(f, "The ScriptProperty should have a getter or setter.");
    } else if (strcmp(n->name, "ScriptMethod") == 0) {
        kind = TYPE_SCRIPT_METHOD;
        first = block_of(f, n, "Script");
    } else if (strcmp(n->name, "PropertySet") == 0) {
        kind = TYPE_PROPERTY_SET;
        first = names_of(n);
    } else {
        if (strcmp(n->name, "CodeProperty") == 0 || strcmp(n->name, "CodeMethod") == 0)
            fault(f, "The member %s is code of a .NET class, and there is no .NET here.",
                  name.str->data);
        else
            fault(f,
                  "The node %s is not allowed. The following nodes are allowed: NoteProperty, "
                  "AliasProperty, ScriptProperty, CodeProperty, ScriptMethod, CodeMethod, "
                  "PropertySet, MemberSet.",
                  n->name);
        return value_null();
    }
    return type_member_new(kind, name, first, second, f->path);
}

static void read_standard(struct type_file *f, const struct str *type, const struct xml_node *n)
{
    struct hash *h = type_data_standard(f->inv->session, type);
    const struct xml_node *members = xml_child(n, "Members");

    for (const struct xml_node *c = members ? xml_child(members, NULL) : NULL; c;
         c = xml_next_element(c)) {
        AUTO_VALUE m = read_member(f, c);
        if (m.kind != V_NULL)
            hash_set_take(h, type_member_of(m)->name, value_ref(m));
    }
}

static void read_type(struct type_file *f, const struct xml_node *n)
{
    AUTO_VALUE name = child_text(n, "Name");
    const struct xml_node *members = NULL;

    if (name.kind == V_NULL) {
        fault(f, "Node \"Name\" was not found. It should occur only once under \"Type\". The "
                 "parent node, \"Type\", will be ignored.");
        return;
    }
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next_element(c)) {
        if (strcmp(c->name, "Members") == 0)
            members = c;
        else if (strcmp(c->name, "TypeConverter") == 0 || strcmp(c->name, "TypeAdapter") == 0)
            fault(f,
                  "Error in type \"%s\": converters and adapters are .NET classes, and there is "
                  "no .NET here.",
                  name.str->data);
        else if (strcmp(c->name, "Name") != 0)
            fault(f,
                  "The node %s is not allowed. The following nodes are allowed: Name, Members, "
                  "TypeConverter, TypeAdapter.",
                  c->name);
    }
    for (const struct xml_node *c = members ? xml_child(members, NULL) : NULL; c;
         c = xml_next_element(c)) {
        if (strcmp(c->name, "MemberSet") == 0) {
            read_standard(f, name.str, c);
            continue;
        }
        AUTO_VALUE m = read_member(f, c);
        if (m.kind == V_NULL)
            continue;
        struct hash *h = type_data_members(f->inv->session, name.str);
        if (hash_get(h, type_member_of(m)->name))
            fault(f, "Error in type \"%s\": The member %s is already present.", name.str->data,
                  type_member_of(m)->name.str->data);
        else
            hash_set_take(h, type_member_of(m)->name, value_ref(m));
    }
}

static enum status file_fault(struct invocation *inv, const char *text)
{
    return cmdlet_error(
        inv, &(struct error_spec){ .message = text,
                                   .id = "TypesXmlUpdateException",
                                   .category = EC_INVALID_OPERATION,
                                   .exception = "System.Management.Automation.RuntimeException" });
}

static enum status update_file(struct invocation *inv, const char *path)
{
    struct type_file f = { .inv = inv, .path = value_null(), .fault = STRBUF_INIT };
    AUTO_STRBUF target = STRBUF_INIT;
    size_t len = strlen(path);
    struct err *err = NULL;
    bool yes = true;

    if (len < 7 || !text_caseeq(path + len - 7, ".ps1xml"))
        return core_error(inv, "WrongExtension", EC_INVALID_ARGUMENT, value_null(),
                          "Cannot read the file \"%s\"  because it does not have the file name "
                          "extension \"ps1xml\".",
                          path);
    strbuf_addf(&target, "FileName: %s", path);
    enum status rc = should_process(inv, target.buf, "Update TypeData", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    AUTO_XML *doc = xml_read_file(path, false, &err);
    if (!doc) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, ", %s : %s", path, err->message);
        err_clear(&err);
        return file_fault(inv, text.buf);
    }
    AUTO_VALUE owner = value_string(path);
    f.path = owner;
    type_data_remove_file(inv->session, path);
    const struct xml_node *root = xml_root_element(doc);
    if (strcmp(root->name, "Types") != 0)
        fault(&f, "Node \"Types\" was not found.");
    for (const struct xml_node *c = xml_child(root, NULL); c; c = xml_next_element(c)) {
        if (strcmp(c->name, "Type") == 0)
            read_type(&f, c);
        else
            fault(&f, "The node %s is not allowed. The following nodes are allowed: Type.",
                  c->name);
    }
    if (f.fault.len)
        rc = file_fault(inv, f.fault.buf);
    strbuf_release(&f.fault);
    return rc;
}

static enum status update_files(struct invocation *inv, const struct str_list *paths)
{
    struct path_list files = { VEC_INIT };
    enum status rc = paths->len ? paths_resolve(inv, paths, false, &files) : ST_OK;

    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
        rc = update_file(inv, files.paths.items[i]);
    path_list_release(&files);
    return rc;
}

static enum status update_process(struct invocation *inv)
{
    struct update_args *args = ARGS(inv, struct update_args);
    enum status rc = ST_OK;

    if (args->type_name)
        return update_type(inv);
    for (size_t i = 0; i < args->type_data.len && rc == ST_OK; i++)
        rc = update_data(inv, args->type_data.items[i]);
    if (rc == ST_OK)
        rc = update_files(inv, &args->prepend_path);
    return rc == ST_OK ? update_files(inv, &args->append_path) : rc;
}

/* ---- Get, Remove ---- */

static bool asked_for(struct session *s, const struct str_list *names, const struct str *type)
{
    for (size_t i = 0; i < names->len; i++) {
        AUTO_VALUE full = type_data_name(s, names->items[i]);
        if (text_wildcard_match(full.str->data, full.str->len, type->data, type->len, true))
            return true;
    }
    return names->len == 0;
}

static enum status get_process(struct invocation *inv)
{
    const struct str_list *names = &ARGS(inv, struct get_args)->type_name;
    const struct hash *all = type_data_all(inv->session);
    struct hash_entry *e;
    enum status rc = ST_OK;

    for (size_t i = 0; all && rc == ST_OK && (e = hash_next(all, &i));)
        if (asked_for(inv->session, names, e->key.str))
            rc = emit(inv, e->value);
    return rc;
}

static enum status remove_file(struct invocation *inv, const char *given)
{
    struct path_list files = { VEC_INIT };
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    path_expand(inv->session, given, false, false, &files);
    AUTO_FREE char *path = xstrdup(files.paths.len ? files.paths.items[0] : given);
    path_list_release(&files);
    if (access(path, F_OK) != 0)
        return core_error(inv, "TypePathException", EC_INVALID_OPERATION, value_null(),
                          "Cannot find path '%s' because it does not exist.", path);
    strbuf_addf(&target, "FileName: %s", path);
    enum status rc = should_process(inv, target.buf, "Remove type file", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (type_data_remove_file(inv->session, path) == 0)
        return core_error(inv, "TypeFileNotExistsInCurrentSession", EC_INVALID_OPERATION,
                          value_null(), "The file %s is not imported into the current session.",
                          path);
    return ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    struct remove_args *args = ARGS(inv, struct remove_args);
    AUTO_VALUE name = value_null();
    AUTO_STRBUF target = STRBUF_INIT;
    enum status rc = ST_OK;
    bool yes = true;

    for (size_t i = 0; i < args->path.len && rc == ST_OK; i++)
        rc = remove_file(inv, args->path.items[i]->data);
    if (args->path.len)
        return rc;
    if (args->type_name)
        name = type_data_name(inv->session, args->type_name);
    else if ((rc = get_property(inv->session, args->type_data, "TypeName", &name)) != ST_OK)
        return rc;
    if (name.kind != V_STRING)
        return bad(inv, "TypesDynamicRemoveException", "The object is no TypeData.");
    strbuf_addf(&target, "Name of the type that will be removed: %s", name.str->data);
    rc = should_process(inv, target.buf, "Remove TypeData", &yes);
    if (rc != ST_OK || !yes || type_data_remove(inv->session, name.str))
        return rc;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "Error in TypeData \"%s\": The type \"%s\" was not found. The type name value must "
                "be the full name of the type. Verify the type name and run the command again.",
                name.str->data, name.str->data);
    return cmdlet_error(
        inv, &(struct error_spec){ .message = text.buf,
                                   .id = "TypesDynamicRemoveException",
                                   .category = EC_INVALID_OPERATION,
                                   .exception = "System.Management.Automation.RuntimeException" });
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Update",
        .noun = "TypeData",
        .synopsis = "Adds members to types, and says how their objects are shown.",
        .params = update_params,
        .nparams = ARRAY_SIZE(update_params),
        .default_set = "FileSet",
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_args),
        .process = update_process,
        .examples = update_examples,
        .nexamples = ARRAY_SIZE(update_examples),
    },
    {
        .verb = "Get",
        .noun = "TypeData",
        .synopsis = "Shows what was added to types in this session.",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_args),
        .process = get_process,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
    {
        .verb = "Remove",
        .noun = "TypeData",
        .synopsis = "Takes back what was added to types.",
        .params = remove_params,
        .nparams = ARRAY_SIZE(remove_params),
        .default_set = "RemoveTypeDataSet",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct remove_args),
        .process = remove_process,
        .examples = remove_examples,
        .nexamples = ARRAY_SIZE(remove_examples),
    },
};
const struct cmdlet_group cmdlets_type_data = { cmdlets, ARRAY_SIZE(cmdlets) };
