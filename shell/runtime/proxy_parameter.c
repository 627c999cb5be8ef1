#include "shell/runtime/proxy_parameter.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/runtime/attribute_types.h"

void proxy_quote(const char *text, struct strbuf *out)
{
    strbuf_addch(out, '\'');
    for (; *text; text++)
        strbuf_addf(out, *text == '\'' ? "%c'" : "%c", *text);
    strbuf_addch(out, '\'');
}

/* A member; $null when there is none. Owned. */
static struct value member(struct value v, const char *name)
{
    struct value out = value_null();
    AUTO_ERR *err = NULL;
    return member_get(v, name, &out, &err) < 0 ? value_null() : out;
}

static bool flag(struct value v, const char *name)
{
    AUTO_VALUE f = member(v, name);
    return value_truth(f);
}

/* ---- [Parameter()] ---- */

static void put(struct strbuf *out, const char *name)
{
    strbuf_addf(out, "%s%s", out->len ? ", " : "", name);
}

static void write_parameter(struct value a, struct strbuf *out)
{
    static const char *const flags[] = { "ValueFromPipeline", "ValueFromPipelineByPropertyName",
                                         "ValueFromRemainingArguments" };
    AUTO_STRBUF inner = STRBUF_INIT;
    AUTO_VALUE set = member(a, "ParameterSetName"), position = member(a, "Position"),
               help = member(a, "HelpMessage");
    AUTO_VALUE set_text = arg_string(set), help_text = arg_string(help);
    if (set_text.str->len && !text_caseeq(set_text.str->data, "__AllParameterSets")) {
        put(&inner, "ParameterSetName=");
        proxy_quote(set_text.str->data, &inner);
    }
    if (flag(a, "Mandatory"))
        put(&inner, "Mandatory=$true");
    if (position.kind == V_INT32 && position.i != INT32_MIN) {
        put(&inner, "Position=");
        strbuf_addf(&inner, "%d", (int)position.i);
    }
    for (size_t i = 0; i < ARRAY_SIZE(flags); i++) {
        if (!flag(a, flags[i]))
            continue;
        put(&inner, flags[i]);
        strbuf_adds(&inner, "=$true");
    }
    if (help_text.str->len) {
        put(&inner, "HelpMessage=");
        proxy_quote(help_text.str->data, &inner);
    }
    if (inner.len)
        strbuf_addf(out, "\n    [Parameter(%s)]", inner.buf);
}

/* ---- the others ---- */

static void write_quoted_list(const char *attribute, struct value items, struct strbuf *out)
{
    strbuf_addf(out, "\n    [%s(", attribute);
    for (size_t i = 0; items.kind == V_ARRAY && i < items.array->len; i++) {
        AUTO_VALUE text = value_to_string(items.array->items[i]);
        strbuf_adds(out, i ? "," : "");
        proxy_quote(text.str->data, out);
    }
    strbuf_adds(out, ")]");
}

static void write_range_end(struct value v, struct strbuf *out)
{
    AUTO_VALUE text = value_to_string(v);
    if (v.kind == V_ENUM)
        strbuf_addf(out, "[%s]::", v.enum_info->name);
    strbuf_adds(out, text.str->data);
}

static void write_range(struct value a, struct strbuf *out)
{
    AUTO_VALUE low = member(a, "MinRange"), high = member(a, "MaxRange");
    AUTO_VALUE kind = value_to_string(low);
    if (high.kind == V_NULL) {
        strbuf_addf(out,
                    "\n    [ValidateRange([System.Management.Automation.ValidateRangeKind]::%s)]",
                    kind.str->data);
        return;
    }
    strbuf_adds(out, "\n    [ValidateRange(");
    write_range_end(low, out);
    strbuf_adds(out, ", ");
    write_range_end(high, out);
    strbuf_adds(out, ")]");
}

static void write_bounds(const char *attribute, struct value a, struct strbuf *out)
{
    AUTO_VALUE low = member(a, "MinLength"), high = member(a, "MaxLength");
    AUTO_VALUE from = value_to_string(low), to = value_to_string(high);
    strbuf_addf(out, "\n    [%s(%s, %s)]", attribute, from.str->data, to.str->data);
}

static void write_text(const char *attribute, struct value a, const char *field, struct strbuf *out)
{
    AUTO_VALUE v = member(a, field);
    AUTO_VALUE text = value_to_string(v);
    strbuf_addf(out, "\n    [%s(", attribute);
    proxy_quote(text.str->data, out);
    strbuf_adds(out, ")]");
}

static void write_attribute(struct value a, struct strbuf *out)
{
    static const struct type_info *const plain[] = {
        &type_validate_not_null_attribute,
        &type_validate_not_null_or_empty_attribute,
        &type_validate_not_null_or_white_space_attribute,
        &type_allow_null_attribute,
        &type_allow_empty_string_attribute,
        &type_allow_empty_collection_attribute,
    };
    const struct type_info *type = a.object->type;
    if (type == &type_validate_range_attribute) {
        write_range(a, out);
    } else if (type == &type_validate_length_attribute) {
        write_bounds("ValidateLength", a, out);
    } else if (type == &type_validate_count_attribute) {
        write_bounds("ValidateCount", a, out);
    } else if (type == &type_validate_pattern_attribute) {
        write_text("ValidatePattern", a, "RegexPattern", out);
    } else if (type == &type_ps_type_name_attribute) {
        write_text("PSTypeName", a, "PSTypeName", out);
    } else if (type == &type_validate_set_attribute) {
        AUTO_VALUE values = member(a, "ValidValues");
        write_quoted_list("ValidateSet", values, out);
    } else if (type == &type_validate_script_attribute) {
        AUTO_VALUE block = member(a, "ScriptBlock");
        AUTO_VALUE text = value_to_string(block);
        strbuf_addf(out, "\n    [ValidateScript({ %s })]", text.str->data);
    }
    for (size_t i = 0; i < ARRAY_SIZE(plain); i++)
        if (type == plain[i])
            strbuf_addf(out, "\n    [%s()]", type->accelerator);
}

/* Of the attributes those that are (or are not) [Parameter()]. */
static void write_attributes(struct value list, bool parameters, struct strbuf *out)
{
    for (size_t i = 0; list.kind == V_ARRAY && i < list.array->len; i++) {
        struct value a = list.array->items[i];
        if (a.kind != V_OBJECT || (a.object->type == &type_parameter_attribute) != parameters)
            continue;
        if (parameters)
            write_parameter(a, out);
        else
            write_attribute(a, out);
    }
}

void proxy_parameter_write(struct value parameter, const char *name, bool bound, struct strbuf *out)
{
    AUTO_VALUE attributes = member(parameter, "Attributes"), aliases = member(parameter, "Aliases"),
               type = member(parameter, "ParameterType");
    if (bound)
        write_attributes(attributes, true, out);
    if (aliases.kind == V_ARRAY && aliases.array->len)
        write_quoted_list("Alias", aliases, out);
    write_attributes(attributes, false, out);
    strbuf_adds(out, "\n    [");
    /* A cmdlet turns names into encodings by an attribute that no text can give a parameter. */
    bool encoding = type.kind == V_TYPE && text_caseeq(type.type->name, "System.Text.Encoding");
    if (encoding)
        strbuf_adds(out, "System.Object");
    else if (flag(parameter, "SwitchParameter") || type.kind != V_TYPE)
        strbuf_adds(out, type.kind == V_TYPE ? "switch" : "System.Object");
    else
        type_language_name(type.type, out);
    strbuf_addf(out, "]\n    ${%s}", name);
}
