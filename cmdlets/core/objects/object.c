#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/session.h"

struct new_object_args {
    struct str *type_name;
    struct value_list argument_list;
    struct hash *property;
};
static const struct param new_object_params[] = {
    PARAM(struct new_object_args, type_name, .name = "TypeName", .position = 1, .mandatory = true,
          .help =
              "The type, as in System.Text.StringBuilder; PSObject for an object of one's own."),
    PARAM(struct new_object_args, argument_list, .name = "ArgumentList", .position = 2,
          .aliases = "Args", .allow_null = true, .allow_empty = true,
          .help = "Arguments of the constructor."),
    PARAM(struct new_object_args, property, .name = "Property", .type_name = "IDictionary",
          .help = "Properties and their values."),
};
static const struct example new_object_examples[] = {
    { .code = "(New-Object PSObject -Property @{ a = 1 }).a",
      .remarks = "An object with a property.",
      .output = "1" },
};
struct guid_args {
    bool empty;
    struct str *input_object;
};
static const struct param guid_params[] = {
    PARAM(struct guid_args, empty, .name = "Empty", .sets = "Empty", .help = "The GUID of zeros."),
    PARAM(struct guid_args, input_object, .name = "InputObject", .sets = "InputObject",
          .position = 1, .from_pipeline = true, .help = "A text to read as a GUID."),
};
static const struct example guid_examples[] = {
    { .code = "(New-Guid -Empty).ToString()",
      .remarks = "Only zeros.",
      .output = "00000000-0000-0000-0000-000000000000" },
};
struct join_string_args {
    struct value property;
    struct str *separator;
    struct str *output_prefix;
    struct str *output_suffix;
    bool use_culture;
    struct value_list input_object;
    bool single_quote;
    bool double_quote;
    struct str *format_string;
};
static const struct param join_string_params[] = {
    PARAM(struct join_string_args, property, .name = "Property", .position = 1,
          .type_name = "PSPropertyExpression",
          .help = "The property to take of each object; the object itself by default."),
    PARAM(struct join_string_args, separator, .name = "Separator", .position = 2,
          .allow_empty = true, .help = "What stands between the pieces; $OFS by default."),
    PARAM(struct join_string_args, output_prefix, .name = "OutputPrefix", .aliases = "op",
          .help = "Comes before the whole."),
    PARAM(struct join_string_args, output_suffix, .name = "OutputSuffix", .aliases = "os",
          .help = "Comes after the whole."),
    PARAM(struct join_string_args, use_culture, .name = "UseCulture",
          .help = "Uses the list separator of the culture, a comma."),
    PARAM(struct join_string_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .allow_null = true, .allow_empty = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct join_string_args, single_quote, .name = "SingleQuote", .sets = "SingleQuote",
          .help = "Puts each piece in single quotes."),
    PARAM(struct join_string_args, double_quote, .name = "DoubleQuote", .sets = "DoubleQuote",
          .help = "Puts each piece in double quotes."),
    PARAM(struct join_string_args, format_string, .name = "FormatString", .sets = "Format",
          .help = "A .NET format for each piece."),
};
static const struct example join_string_examples[] = {
    { .code = "1..3 | Join-String -Separator ', '", .remarks = "A list.", .output = "1, 2, 3" },
};
struct string_data_args {
    struct str *string_data;
    struct value delimiter;
};
static const struct param string_data_params[] = {
    PARAM(struct string_data_args, string_data, .name = "StringData", .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_empty = true, .help = "The lines."),
    PARAM(struct string_data_args, delimiter, .name = "Delimiter", .position = 2,
          .type = &type_char, .help = "What stands between name and value; = by default."),
};
static const struct example string_data_examples[] = {
    { .code = "('a=1' | ConvertFrom-StringData).a", .remarks = "One line read.", .output = "1" },
};

static enum status set_properties(struct invocation *inv, struct value v, struct hash *props)
{
    struct hash_entry *e;
    enum status rc = ST_OK;

    for (size_t i = 0; props && rc == ST_OK && (e = hash_next(props, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        struct err *err = NULL;
        if (v.kind == V_OBJECT && v.object->type == &type_pscustomobject) {
            object_set_note_str_take(v.object, inv->session->shapes, name.str, value_ref(e->value));
        } else if (member_set(v, inv->session->shapes, name.str->data, e->value, &err)) {
            err_clear(&err);
            AUTO_FREE char *message = xasprintf(
                "The member \"%s\" was not found for the specified .NET object.", name.str->data);
            return cmdlet_throw(
                inv, &(struct error_spec){ .message = message,
                                           .id = "InvalidOperationException",
                                           .category = EC_INVALID_OPERATION,
                                           .exception = "System.InvalidOperationException" });
        }
    }
    return rc;
}

/* By the type's constructor; what it throws becomes New-Object's own error. */
static enum status construct(struct invocation *inv, const struct type_info *type,
                             const struct value *items, size_t n, struct value *out)
{
    struct session *s = inv->session;
    struct err *err = NULL;
    struct node at = { 0 };

    if (script_class_is(type) && s->frame)
        return script_class_new(s->frame, &at, type, items, n, out);
    const struct method *m = type_find_static_method(type, "new", 3);
    if (m && n >= (size_t)m->min_args && (m->max_args < 0 || n <= (size_t)m->max_args)) {
        if (m->call(value_type(type), items, n, out, &err) == 0)
            return ST_OK;
        (void)fail_outer(&err, "System.Management.Automation.MethodInvocationException",
                         "ConstructorInvokedThrowException",
                         "Exception calling \".ctor\" with \"%zu\" argument(s): \"%s\"", n,
                         err->message);
        return cmdlet_throw_err(inv, &err);
    }
    if (type->is_exception) {
        AUTO_STRBUF text = STRBUF_INIT;
        if (n)
            value_to_strbuf(items[0], &text);
        *out = exception_new_of(type, n ? text.buf : "", n > 1 ? items[1] : value_null());
        return ST_OK;
    }
    if (n == 0 && type->is_value_type && value_convert(value_int(0), type, out, &err) == 0)
        return ST_OK;
    err_clear(&err);
    if (n == 0 || !m) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "A constructor was not found. Cannot find an appropriate constructor for type "
                    "%s.",
                    type->name);
        return cmdlet_throw(inv,
                            &(struct error_spec){
                                .message = text.buf,
                                .id = "CannotFindAppropriateCtor",
                                .category = EC_OBJECT_NOT_FOUND,
                                .exception = "System.Management.Automation.PSArgumentException" });
    }
    AUTO_STRBUF name = STRBUF_INIT, text = STRBUF_INIT;
    type_short_name(type, &name);
    strbuf_addf(&text, "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                name.buf, n);
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = text.buf,
                                   .id = "ConstructorInvokedThrowException",
                                   .category = EC_INVALID_OPERATION,
                                   .exception = "System.Management.Automation.MethodException" });
}

static enum status new_object_process(struct invocation *inv)
{
    const struct new_object_args *args = ARGS(inv, struct new_object_args);
    struct str *name = args->type_name;
    const struct type_info *type = session_find_type_using(inv->session, name->data, name->len);
    AUTO_VALUE v = value_nothing();

    AUTO_FREE char *ambiguous = NULL;
    if (!type &&
        script_class_is_ambiguous(inv->session, NULL, 0, name->data, name->len, &ambiguous))
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = ambiguous,
                                       .id = "AmbiguousTypeReference",
                                       .category = EC_INVALID_TYPE,
                                       .exception =
                                           "System.Management.Automation.PSInvalidCastException" });
    if (!type) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "Cannot find type [%s]: verify that the assembly containing this type is "
                    "loaded.",
                    name->data);
        return cmdlet_throw(inv,
                            &(struct error_spec){
                                .message = text.buf,
                                .id = "TypeNotFound",
                                .category = EC_INVALID_TYPE,
                                .exception = "System.Management.Automation.PSArgumentException" });
    }
    /* Its class has no constructor; the accelerator stands for PSObject. */
    bool hidden = text_caseeq(name->data, type_pscustomobject.name);
    if (type == &type_psobject || type == &type_object ||
        (type == &type_pscustomobject && !hidden)) {
        v = value_of_object(object_new_custom(inv->session->shapes));
    } else {
        size_t n = args->argument_list.len;
        const struct value *items = args->argument_list.items;
        if (n == 1 && items[0].kind == V_ARRAY && items[0].array->is_list) {
            n = items[0].array->len;
            items = items[0].array->items;
        }
        enum status st = construct(inv, type, items, n, &v);
        if (st != ST_OK)
            return st;
    }
    enum status rc = set_properties(inv, v, args->property);
    return rc != ST_OK ? rc : emit(inv, v);
}

/* ---- New-Guid ---- */

static enum status guid_process(struct invocation *inv)
{
    const struct guid_args *args = ARGS(inv, struct guid_args);
    static const uint8_t zero[16] = { 0 };
    struct err *err = NULL;

    if (!args->input_object)
        return emit_take(inv, args->empty ? guid_new(zero) : guid_ordered());
    AUTO_VALUE text = value_str(args->input_object);
    AUTO_VALUE guid = value_null();
    if (value_convert(text, &type_guid, &guid, &err)) {
        /* The text's own fault is told, not that of a conversion; $null follows it. */
        const char *cause = strstr(err->message, "Error: \"");
        AUTO_STRBUF message = STRBUF_INIT;
        strbuf_adds(&message, cause ? cause + strlen("Error: \"") : err->message);
        if (cause && message.len > 0)
            strbuf_truncate(&message, message.len - 1);
        err_clear(&err);
        enum status rc =
            cmdlet_error(inv, &(struct error_spec){ .message = message.buf,
                                                    .id = "StringNotRecognizedAsGuid",
                                                    .category = EC_INVALID_ARGUMENT,
                                                    .exception = "System.FormatException" });
        return rc != ST_OK ? rc : emit(inv, value_null());
    }
    return emit(inv, guid);
}

/* ---- Join-String ---- */

struct join_state {
    struct core_env env;
    struct property_specs specs;
    struct strbuf text;
    bool any;
};

static enum status join_begin(struct invocation *inv)
{
    const struct join_string_args *args = ARGS(inv, struct join_string_args);
    struct join_state *st = STATE(inv, struct join_state);
    struct value property = args->property;
    struct err *err = NULL;

    st->text = (struct strbuf)STRBUF_INIT;
    core_env_init(&st->env, inv->session, inv);
    if (property.kind != V_NULL &&
        property_specs_parse(&(struct value_list){ &property, 1 }, 0, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    if (args->output_prefix)
        strbuf_add(&st->text, args->output_prefix->data, args->output_prefix->len);
    return ST_OK;
}

/* $OFS, where a script has set it. */
static void add_field_separator(struct session *s, struct strbuf *out)
{
    AUTO_VALUE ofs = value_null();

    if (session_lookup_variable(s, "OFS", 3, &ofs))
        value_to_strbuf(ofs, out);
}

static enum status join_one(struct invocation *inv, struct value v)
{
    const struct join_string_args *args = ARGS(inv, struct join_string_args);
    struct join_state *st = STATE(inv, struct join_state);
    AUTO_VALUE out = value_null();
    struct err *err = NULL;

    if (st->specs.len > 0)
        property_spec_get(&st->env.env, &st->specs.items[0], v, &out);
    else
        out = value_ref(v);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    if (st->any && args->use_culture)
        strbuf_adds(&st->text, culture_current()->list_separator);
    else if (st->any && args->separator)
        strbuf_add(&st->text, args->separator->data, args->separator->len);
    else if (st->any && !is_bound(inv, "Separator"))
        add_field_separator(inv->session, &st->text);
    st->any = true;
    const char *quote = args->single_quote ? "'" : args->double_quote ? "\"" : "";
    strbuf_adds(&st->text, quote);
    if (args->format_string) {
        if (value_format(args->format_string->data, args->format_string->len, &out, 1, &st->text,
                         &err))
            return cmdlet_throw_err(inv, &err);
    } else {
        value_to_strbuf(out, &st->text);
    }
    strbuf_adds(&st->text, quote);
    return ST_OK;
}

static enum status join_process(struct invocation *inv)
{
    const struct join_string_args *args = ARGS(inv, struct join_string_args);
    enum status rc = ST_OK;

    for (size_t i = 0; i < args->input_object.len && rc == ST_OK; i++)
        rc = join_one(inv, args->input_object.items[i]);
    return rc;
}

static enum status join_end(struct invocation *inv)
{
    const struct join_string_args *args = ARGS(inv, struct join_string_args);
    struct join_state *st = STATE(inv, struct join_state);

    if (args->output_suffix)
        strbuf_add(&st->text, args->output_suffix->data, args->output_suffix->len);
    return emit_take(inv, value_string_take(&st->text));
}

static void join_cleanup(struct invocation *inv)
{
    struct join_state *st = STATE(inv, struct join_state);

    if (st->text.buf)
        strbuf_release(&st->text);
    property_specs_release(&st->specs);
}

/* ---- ConvertFrom-StringData ---- */

static void trim(const char **s, size_t *len)
{
    while (*len > 0 && strchr(" \t\r", **s)) {
        (*s)++;
        (*len)--;
    }
    while (*len > 0 && strchr(" \t\r", (*s)[*len - 1]))
        (*len)--;
}

/* Backslash escapes as in regular expressions: \n \t \\ … */
static void add_unescaped(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] != '\\' || i + 1 == len) {
            strbuf_addch(out, s[i]);
            continue;
        }
        i++;
        strbuf_addch(out, s[i] == 'n' ? '\n' : s[i] == 't' ? '\t' : s[i] == 'r' ? '\r' : s[i]);
    }
}

static enum status string_data_process(struct invocation *inv)
{
    const struct string_data_args *args = ARGS(inv, struct string_data_args);
    AUTO_VALUE table = value_of_hash(hash_new(0));
    const char *s = args->string_data->data;
    char delimiter = args->delimiter.kind == V_CHAR ? (char)args->delimiter.i : '=';

    for (const char *next; *s; s = next) {
        size_t len = strcspn(s, "\n");
        const char *line = s;
        next = s + len + (s[len] == '\n');
        trim(&line, &len);
        if (len == 0 || line[0] == '#')
            continue;
        const char *eq = memchr(line, delimiter, len);
        if (!eq)
            return core_throw(inv, "InvalidOperation", EC_INVALID_OPERATION, value_null(),
                              "Data line '%.*s' is not in 'name=value' format.", (int)len, line);
        const char *name = line, *value = eq + 1;
        size_t nlen = (size_t)(eq - line), vlen = len - nlen - 1;
        trim(&name, &nlen);
        trim(&value, &vlen);
        AUTO_VALUE key = value_string_len(name, nlen);
        if (hash_get(table.hash, key))
            return core_throw(inv, "InvalidOperation", EC_INVALID_OPERATION, value_null(),
                              "Data item '%s' in line '%.*s' is already defined.", key.str->data,
                              (int)len, line);
        AUTO_STRBUF text = STRBUF_INIT;
        add_unescaped(value, vlen, &text);
        hash_set_take(table.hash, key, value_string_take(&text));
    }
    return emit(inv, table);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "New",
        .noun = "Object",
        .synopsis =
            "Makes an object of a .NET type that is known here, or a PSObject with properties.",
        .params = new_object_params,
        .nparams = ARRAY_SIZE(new_object_params),
        .default_set = "Net",
        .output = "System.Object",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct new_object_args),
        .process = new_object_process,
        .examples = new_object_examples,
        .nexamples = ARRAY_SIZE(new_object_examples),
    },
    {
        .verb = "New",
        .noun = "Guid",
        .synopsis = "Makes a new GUID.",
        .params = guid_params,
        .nparams = ARRAY_SIZE(guid_params),
        .default_set = "Default",
        .output = "System.Guid",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct guid_args),
        .process = guid_process,
        .examples = guid_examples,
        .nexamples = ARRAY_SIZE(guid_examples),
    },
    {
        .verb = "Join",
        .noun = "String",
        .synopsis = "Joins the texts of objects into one string.",
        .params = join_string_params,
        .nparams = ARRAY_SIZE(join_string_params),
        .default_set = "Default",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct join_string_args),
        .state_size = sizeof(struct join_state),
        .begin = join_begin,
        .process = join_process,
        .end = join_end,
        .cleanup = join_cleanup,
        .examples = join_string_examples,
        .nexamples = ARRAY_SIZE(join_string_examples),
    },
    {
        .verb = "ConvertFrom",
        .noun = "StringData",
        .synopsis = "Reads lines of name and value into a hashtable.",
        .params = string_data_params,
        .nparams = ARRAY_SIZE(string_data_params),
        .output = "System.Collections.Hashtable",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct string_data_args),
        .process = string_data_process,
        .examples = string_data_examples,
        .nexamples = ARRAY_SIZE(string_data_examples),
    },
};
const struct cmdlet_group cmdlets_object = { cmdlets, ARRAY_SIZE(cmdlets) };
