#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/cycles.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/wrap.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/type_data.h"

struct add_member_args {
    struct value input_object;
    struct str *type_name;
    bool pass_thru;
    bool force;
    struct hash *note_property_members;
    struct str *note_property_name;
    struct value note_property_value;
    struct opt_enum member_type;
    struct str *name;
    struct value value;
    struct value second_value;
    struct value third_value;
    struct value fourth_value;
};
static const struct param add_member_params[] = {
    PARAM(struct add_member_args, input_object, .name = "InputObject", .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct add_member_args, type_name, .name = "TypeName", .sets = "TypeNameSet",
          .mandatory = true, .help = "A type name to put in front of those of the object."),
    PARAM(struct add_member_args, type_name, .name = "TypeName",
          .sets = "NotePropertyMultiMemberSet,NotePropertySingleMemberSet,MemberSet",
          .help = "A type name to put in front of those of the object."),
    PASS_THRU_PARAM(struct add_member_args),
    PARAM(struct add_member_args, force, .name = "Force",
          .sets = "NotePropertyMultiMemberSet,NotePropertySingleMemberSet,MemberSet",
          .help = "Replaces a member of the same name."),
    PARAM(struct add_member_args, note_property_members, .name = "NotePropertyMembers",
          .sets = "NotePropertyMultiMemberSet", .position = 1, .mandatory = true,
          .type_name = "IDictionary",
          .help = "Several properties, as a hashtable of names and values."),
    PARAM(struct add_member_args, note_property_name, .name = "NotePropertyName",
          .sets = "NotePropertySingleMemberSet", .position = 1, .mandatory = true,
          .help = "The name of a property with a fixed value."),
    PARAM(struct add_member_args, note_property_value, .name = "NotePropertyValue",
          .sets = "NotePropertySingleMemberSet", .position = 2, .mandatory = true,
          .allow_null = true, .allow_empty = true, .help = "Its value."),
    PARAM(struct add_member_args, member_type, .name = "MemberType", .sets = "MemberSet",
          .position = 1, .mandatory = true, .enum_info = &enum_member_types, .aliases = "Type",
          .help = "The kinds of members."),
    PARAM(struct add_member_args, name, .name = "Name", .sets = "MemberSet", .position = 2,
          .mandatory = true, .help = "The name of the new member."),
    PARAM(struct add_member_args, value, .name = "Value", .sets = "MemberSet", .position = 3,
          .help = "Its value; for a script property or method the script block."),
    PARAM(struct add_member_args, second_value, .name = "SecondValue", .sets = "MemberSet",
          .position = 4, .help = "The script block that sets a script property."),
    PARAM(struct add_member_args, third_value, .name = "ThirdValue",
          .sets = "NotePropertySingleMemberSet", .position = 3, .hidden = true, .allow_null = true,
          .allow_empty = true, .help = "The value, when the first word is a member type."),
    PARAM(struct add_member_args, fourth_value, .name = "FourthValue",
          .sets = "NotePropertySingleMemberSet", .position = 4, .hidden = true, .allow_null = true,
          .allow_empty = true, .help = "The second value, when the first word is a member type."),
};
static const struct example add_member_examples[] = {
    { .code = "$o = [pscustomobject]@{ a = 1 }; $o | Add-Member b 2; $o.b",
      .remarks = "A new property.",
      .output = "2" },
};

/* The kinds that can be added; the two of compiled code only with a MethodInfo. */
#define ADDABLE                                                                         \
    (MEMBER_TYPE_ALIAS | MEMBER_TYPE_CODE_PROPERTY | MEMBER_TYPE_NOTE |                 \
     MEMBER_TYPE_SCRIPT_PROPERTY | MEMBER_TYPE_PROPERTY_SET | MEMBER_TYPE_CODE_METHOD | \
     MEMBER_TYPE_SCRIPT_METHOD | MEMBER_TYPE_MEMBER_SET)

/* The kind of a member that comes with the value's type and cannot be replaced; 0: none. */
static int32_t fixed_kind(struct invocation *inv, struct value self, const struct str *name,
                          const struct member_ref *ref)
{
    AUTO_VALUE key = value_string_len(name->data, name->len);
    const struct type_member *m = type_extension_find(inv->session, self, key);
    static const int32_t kinds[] = { [TYPE_NOTE] = MEMBER_TYPE_NOTE,
                                     [TYPE_ALIAS] = MEMBER_TYPE_ALIAS,
                                     [TYPE_SCRIPT_PROPERTY] = MEMBER_TYPE_SCRIPT_PROPERTY,
                                     [TYPE_SCRIPT_METHOD] = MEMBER_TYPE_SCRIPT_METHOD,
                                     [TYPE_PROPERTY_SET] = MEMBER_TYPE_PROPERTY_SET };

    if (ref->found == FOUND_SLOT)
        return 0;
    if (m)
        return kinds[m->kind];
    if (ref->found != FOUND_NATIVE)
        return 0;
    return ref->property->alias_of                  ? MEMBER_TYPE_ALIAS
           : ref->property->kind == PROPERTY_SCRIPT ? MEMBER_TYPE_SCRIPT_PROPERTY
           : ref->property->kind == PROPERTY_CODE   ? MEMBER_TYPE_CODE_PROPERTY
                                                    : 0;
}

/* Adds one member to a value that has a place for it; takes v. *added tells whether. */
static enum status put(struct invocation *inv, struct value self, struct str *name,
                       enum member_kind kind, struct value v, bool *added)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct member_ref ref = member_find(self, name->data, name->len);
    int32_t fixed = fixed_kind(inv, self, name, &ref);
    AUTO_VALUE content = v;

    *added = false;
    bool exists = fixed || (ref.found != FOUND_NONE && ref.found != FOUND_KEY) ||
                  type_find_method(value_type_of(self), name->data, name->len);
    if (exists && !args->force)
        return core_error(
            inv, "MemberAlreadyExists", EC_INVALID_OPERATION, self,
            "Cannot add a member with the name \"%s\" because a member with that name "
            "already exists. To overwrite the member anyway, add the Force parameter "
            "to your command.",
            name->data);
    if (fixed)
        return core_error(inv, "CannotRemoveTypeDataMember", EC_INVALID_OPERATION, self,
                          "Cannot force the member with name \"%s\" and type \"%s\" to be added. A "
                          "member with that name and type already exists, and the existing member "
                          "is not an instance extension.",
                          name->data, enum_name(&enum_member_types, fixed));
    *added = true;
    bool held = cycles_can_hold(content);
    enum status st = sharing_add_member(inv->session, self, name, kind, content);
    if (st != ST_OK)
        return st;
    object_add_member_take(value_members(self), inv->session->shapes, name, kind,
                           STEAL_VALUE(content));
    if (held && self.kind == V_OBJECT)
        cycles_suspect(self);
    return ST_OK;
}

static enum status put_all(struct invocation *inv, struct value self, struct hash *h, bool *added)
{
    struct hash_entry *e;
    enum status rc = ST_OK;
    bool any = false;

    for (size_t i = 0; rc == ST_OK && (e = hash_next(h, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        if (name.str->len == 0) {
            rc = core_error(inv, "NotePropertyNameShouldNotBeNull", EC_INVALID_OPERATION, name,
                            "The name for a NoteProperty member should not be null or an empty "
                            "string.");
            continue;
        }
        rc = put(inv, self, name.str, MEMBER_NOTE, value_ref(e->value), added);
        any = any || *added;
    }
    *added = any;
    return rc;
}

/* What is asked for must fit the kind of member, whatever it is added to. */
static enum status check_member(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    int32_t type = args->member_type.value;
    const char *kind = enum_name(&enum_member_types, type);
    bool script = type == MEMBER_TYPE_SCRIPT_PROPERTY || type == MEMBER_TYPE_SCRIPT_METHOD;
    struct err *err = NULL;

    if (type & (type - 1)) {
        AUTO_STRBUF kinds = STRBUF_INIT;
        enum_to_string(&enum_member_types, type, &kinds);
        return core_throw(inv, "WrongMemberCount", EC_INVALID_OPERATION, value_null(),
                          "To add a member, only one member type can be specified. The member "
                          "types specified are: \"%s\"",
                          kinds.buf);
    }
    if (!(type & ADDABLE))
        return core_throw(inv, "CannotAddMemberType", EC_INVALID_OPERATION, value_null(),
                          "Cannot add a member with type \"%s\". Specify a different type for the "
                          "MemberTypes parameter.",
                          kind);
    if (args->second_value.kind != V_NULL && type != MEMBER_TYPE_ALIAS &&
        type != MEMBER_TYPE_SCRIPT_PROPERTY && type != MEMBER_TYPE_CODE_PROPERTY)
        return core_throw(inv, "Value2ShouldNotBeSpecified", EC_INVALID_OPERATION, value_null(),
                          "The SecondValue parameter is not necessary for a member of type \"%s\", "
                          "and should not be specified. Do not specify the SecondValue parameter "
                          "when you add members of this type.",
                          kind);
    if ((type == MEMBER_TYPE_SCRIPT_PROPERTY || type == MEMBER_TYPE_CODE_PROPERTY) &&
        args->value.kind == V_NULL && args->second_value.kind == V_NULL)
        return core_throw(
            inv, "Value1AndValue2AreNotBothNull", EC_INVALID_OPERATION, value_null(),
            "Both Value and SecondValue parameters should not be null for a member of "
            "type \"%s\". Specify a non-null value for one of the two parameters.",
            kind);
    if ((type & (MEMBER_TYPE_SCRIPT_METHOD | MEMBER_TYPE_ALIAS | MEMBER_TYPE_PROPERTY_SET |
                 MEMBER_TYPE_CODE_METHOD)) &&
        args->value.kind == V_NULL)
        return core_throw(inv, "Value1ShouldNotBeNull", EC_INVALID_OPERATION, value_null(),
                          "The Value parameter should not be null for a member of type \"%s\". "
                          "Specify a non-null value for the Value parameter when adding members of "
                          "this type.",
                          kind);
    const struct value *const parts[] = { &args->value, &args->second_value };
    for (size_t i = 0; script && i < ARRAY_SIZE(parts); i++) {
        if (parts[i]->kind == V_NULL || scriptblock_of(*parts[i]))
            continue;
        fail_no_cast(&err, *parts[i], &type_scriptblock);
        err_type(&err, "System.Management.Automation.PSInvalidCastException",
                 "ConvertToFinalInvalidCastException");
        return cmdlet_throw_err(inv, &err);
    }
    if (type == MEMBER_TYPE_CODE_PROPERTY || type == MEMBER_TYPE_CODE_METHOD) {
        /* it takes the MethodInfo of a compiled method: no value here is one */
        const struct value *part = args->value.kind != V_NULL ? &args->value : &args->second_value;
        AUTO_VALUE text = value_to_string(*part);
        fail_with(&err, "System.Management.Automation.PSInvalidCastException",
                  "ConvertToFinalInvalidCastException",
                  "Cannot convert the \"%s\" value of type \"%s\" to type "
                  "\"System.Reflection.MethodInfo\".",
                  text.str->data, value_type_of(*part)->name);
        return cmdlet_throw_err(inv, &err);
    }
    return ST_OK;
}

/* What the slot of an alias holds: the name, or name and type. Owned. */
static enum status alias_content(struct invocation *inv, struct value *out)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct err *err = NULL;

    *out = value_to_string(args->value);
    if (args->second_value.kind == V_NULL)
        return ST_OK;
    AUTO_VALUE type = value_null();
    if (eval_convert(inv->session, args->second_value, &type_type, &type, &err) < 0) {
        AUTO_VALUE text = value_to_string(args->second_value);
        err_clear(&err);
        fail_with(&err, "System.Management.Automation.PSInvalidCastException",
                  "InvalidCastFromStringToType",
                  "Cannot convert the \"%s\" value of type \"%s\" to type \"System.Type\".",
                  text.str->data, value_type_of(args->second_value)->name);
        value_clear(out);
        return cmdlet_throw_err(inv, &err);
    }
    struct array *pair = array_new(2);
    array_push_take(pair, *out);
    array_push_take(pair, STEAL_VALUE(type));
    *out = value_of_array(pair);
    return ST_OK;
}

/* A set of properties or members by the type's own constructor. */
static enum status set_content(struct invocation *inv, struct value *out)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    bool of_names = args->member_type.value == MEMBER_TYPE_PROPERTY_SET;
    const char *maker = of_names ? "PSPropertySet" : "PSMemberSet";
    const struct type_info *type = psobject_find_type(maker, strlen(maker));
    const struct method *m = type_find_static_method(type, "new", 3);
    struct value parts[] = { value_of_str(args->name), args->value };
    struct err *err = NULL;
    AUTO_VALUE set = value_null();

    if (m->call(value_type(type), parts, args->value.kind == V_NULL ? 1 : 2, &set, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    const struct member_info *info = member_info_of(set);
    *out = value_ref(info ? info->value : set);
    return ST_OK;
}

static enum status put_typed(struct invocation *inv, struct value self, bool *added)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct value content = value_null();
    enum member_kind kind = MEMBER_NOTE;
    enum status rc = ST_OK;

    switch (args->member_type.value) {
    case MEMBER_TYPE_ALIAS:
        kind = MEMBER_ALIAS;
        rc = alias_content(inv, &content);
        break;
    case MEMBER_TYPE_PROPERTY_SET:
    case MEMBER_TYPE_MEMBER_SET:
        kind = MEMBER_SET;
        rc = set_content(inv, &content);
        break;
    case MEMBER_TYPE_SCRIPT_PROPERTY:
        kind = MEMBER_SCRIPT_PROPERTY;
        if (args->second_value.kind != V_NULL) {
            struct array *pair = array_new(2);
            array_push(pair, args->value);
            array_push(pair, args->second_value);
            content = value_of_array(pair);
            break;
        }
        content = value_ref(args->value);
        break;
    case MEMBER_TYPE_SCRIPT_METHOD:
        kind = MEMBER_SCRIPT_METHOD;
        content = value_ref(args->value);
        break;
    default:
        content = value_ref(args->value);
    }
    return rc == ST_OK ? put(inv, self, args->name, kind, content, added) : rc;
}

static void put_type_name(struct invocation *inv, struct value self)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    const char *const *own = value_type_names(self);
    VEC(const char *) names = VEC_INIT;
    AUTO_VALUE first = type_data_name(inv->session, args->type_name);

    *vec_push(&names) = first.str->data;
    while (own && *own)
        *vec_push(&names) = *own++;
    *vec_push(&names) = NULL;
    object_set_type_names(value_members(self), names.items);
    vec_release(&names);
}

/* Add-Member NoteProperty name value: three words by position are type, name and
 * value, though two would be name and value. */
static void reread_positions(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    struct str *word = args->note_property_name;
    AUTO_STRBUF similar = STRBUF_INIT;
    int32_t type;

    if (!word || args->note_property_value.kind != V_STRING || !is_bound(inv, "ThirdValue") ||
        enum_by_prefix(&enum_member_types, word->data, word->len, &type, &similar))
        return;
    args->member_type = (struct opt_enum){ true, type };
    args->name = args->note_property_value.str;
    args->value = args->third_value;
    args->second_value = args->fourth_value;
    args->note_property_name = NULL;
}

static enum status add_member_process(struct invocation *inv)
{
    struct add_member_args *args = ARGS(inv, struct add_member_args);
    enum status rc = ST_OK;
    bool added = true;

    reread_positions(inv);
    if (args->type_name && strspn(args->type_name->data, " \t\r\n") == args->type_name->len)
        return core_throw(inv, "TypeNameShouldNotBeEmpty", EC_INVALID_OPERATION,
                          value_of_str(args->type_name),
                          "The TypeName parameter should not be null, empty, or contain only white "
                          "spaces.");
    if (args->member_type.set && (rc = check_member(inv)) != ST_OK)
        return rc;
    AUTO_VALUE self = value_wrapped(args->input_object);
    if (!value_members(self))
        return core_throw(inv, "CannotAddMember", EC_LIMITS_EXCEEDED, value_null(),
                          "No more values can be given members.");
    if (args->note_property_members)
        rc = put_all(inv, self, args->note_property_members, &added);
    else if (args->note_property_name)
        rc = put(inv, self, args->note_property_name, MEMBER_NOTE,
                 value_ref(args->note_property_value), &added);
    else if (args->member_type.set)
        rc = put_typed(inv, self, &added);
    if (rc != ST_OK || !added)
        return rc;
    if (args->type_name)
        put_type_name(inv, self);
    return args->pass_thru ? emit(inv, self) : ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Add",
        .noun = "Member",
        .synopsis = "Adds properties and methods to an object.",
        .params = add_member_params,
        .nparams = ARRAY_SIZE(add_member_params),
        .default_set = "TypeNameSet",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct add_member_args),
        .process = add_member_process,
        .examples = add_member_examples,
        .nexamples = ARRAY_SIZE(add_member_examples),
    },
};
const struct cmdlet_group cmdlets_add_member = { cmdlets, ARRAY_SIZE(cmdlets) };
