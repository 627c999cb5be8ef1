#include "shell/runtime/proxy_command.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/proxy_help.h"
#include "shell/runtime/proxy_parameter.h"
#include "shell/runtime/scriptblock.h"

/* ---- CommandMetadata ---- */

enum {
    M_NAME,
    M_TYPE,
    M_DEFAULT_SET,
    M_SHOULD_PROCESS,
    M_PAGING,
    M_POSITIONAL,
    M_TRANSACTIONS,
    M_HELP_URI,
    M_IMPACT,
    M_PARAMETERS,
    M_FIELDS
};

struct metadata {
    struct value fields[M_FIELDS];
    struct value kind; /* CommandTypes */
    bool bound;        /* a cmdlet, or a function that binds as one */
    bool dynamic;      /* has dynamic parameters */
};

static struct metadata *metadata_of(struct value v)
{
    return object_payload(v.object);
}

static void metadata_destroy(struct object *o)
{
    struct metadata *m = object_payload(o);
    for (int i = 0; i < M_FIELDS; i++)
        value_unref(m->fields[i]);
    value_unref(m->kind);
}

GETTER(metadata_get)
{
    (void)err;
    *out = value_ref(metadata_of(self)->fields[p->data]);
    return 0;
}

SETTER(metadata_set)
{
    (void)err;
    value_replace_take(&metadata_of(self)->fields[p->data], value_ref(v));
    return 0;
}

/* The parameters but for the common ones. */
static struct value own_parameters(const struct hash *all)
{
    struct hash *own = hash_new(0);
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(all, &i));) {
        bool common = false;
        for (size_t k = 0; k < COMMON_COUNT && !common; k++)
            common = text_caseeq(common_params[k].name, e->key.str->data);
        if (!common)
            hash_set_take(own, e->key, value_ref(e->value));
    }
    return value_of_hash(own);
}

static const char *impact_name(enum impact impact)
{
    static const char *const names[] = { "Medium", "Low", "Medium", "High" };
    return names[impact];
}

/* new(commandInfo) */
CALL(metadata_new)
{
    (void)self;
    (void)n;
    struct command c;
    if (!command_info_get(args[0], &c))
        return fail_argument(err, "Cannot process argument because the value of argument "
                                  "\"commandInfo\" is not valid.");
    AUTO_VALUE parameters = value_null(), made = value_null();
    if (member_get(args[0], "Parameters", &parameters, err) < 0)
        return -1;
    struct scriptblock *sb = scriptblock_of(c.block);
    const struct block_params *block = sb ? scriptblock_params(sb) : NULL;
    made = value_of_object(object_new(&type_command_metadata));
    struct metadata *m = metadata_of(made);
    const char *set = block ? block->default_set : c.cmdlet ? c.cmdlet->default_set : NULL;
    bool asks = block ? block->should_process : c.cmdlet && c.cmdlet->should_process;
    m->bound = c.cmdlet || (block && block->cmdlet_binding);
    m->dynamic = block && block->has_dynamic;
    m->fields[M_NAME] = value_string(c.path && *c.path ? c.path : c.name);
    m->fields[M_TYPE] = value_null();
    m->fields[M_DEFAULT_SET] = value_string(set ? set : "__AllParameterSets");
    m->fields[M_SHOULD_PROCESS] = value_bool(asks);
    m->fields[M_PAGING] = value_bool(false);
    m->fields[M_POSITIONAL] = value_bool(!block || block->positional_binding);
    m->fields[M_TRANSACTIONS] = value_bool(false);
    m->fields[M_HELP_URI] = value_string("");
    m->fields[M_IMPACT] = value_string(impact_name(block      ? block->impact
                                                   : c.cmdlet ? c.cmdlet->impact
                                                              : IMPACT_NONE));
    m->fields[M_PARAMETERS] =
        parameters.kind == V_HASH ? own_parameters(parameters.hash) : value_of_hash(hash_new(0));
    m->kind = value_null();
    if (member_get(args[0], "CommandType", &m->kind, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

static int metadata_convert(struct value v, struct value *out, struct err **err)
{
    struct command c;
    if (!command_info_get(v, &c))
        return fail_no_cast(err, v, &type_command_metadata);
    return metadata_new(value_null(), &v, 1, out, err);
}

#define FIELD_RW(n, t, d)                                                              \
    {                                                                                  \
        .name = n, .type_name = t, .get = metadata_get, .set = metadata_set, .data = d \
    }
static const struct property metadata_props[] = {
    FIELD_RW("Name", "string", M_NAME),
    PROPERTY_DATA("CommandType", "type", metadata_get, M_TYPE),
    FIELD_RW("DefaultParameterSetName", "string", M_DEFAULT_SET),
    FIELD_RW("SupportsShouldProcess", "bool", M_SHOULD_PROCESS),
    FIELD_RW("SupportsPaging", "bool", M_PAGING),
    FIELD_RW("PositionalBinding", "bool", M_POSITIONAL),
    FIELD_RW("SupportsTransactions", "bool", M_TRANSACTIONS),
    FIELD_RW("HelpUri", "string", M_HELP_URI),
    FIELD_RW("ConfirmImpact", "System.Management.Automation.ConfirmImpact", M_IMPACT),
    PROPERTY_DATA("Parameters",
                  "System.Collections.Generic.Dictionary[string,"
                  "System.Management.Automation.ParameterMetadata]",
                  metadata_get, M_PARAMETERS),
};
static const struct method metadata_statics[] = {
    METHOD("new", 1, 2, metadata_new,
           "System.Management.Automation.CommandMetadata new(System.Management.Automation."
           "CommandInfo commandInfo)"),
};
const struct type_info type_command_metadata = {
    .name = "System.Management.Automation.CommandMetadata",
    .base = &type_object,
    PROPS(metadata_props),
    STATICS(metadata_statics),
    .payload_size = sizeof(struct metadata),
    .destroy = metadata_destroy,
    .convert_from = metadata_convert,
};

/* ---- the parts of the text ---- */

static void binding_part(const struct metadata *m, struct strbuf *out)
{
    const struct value *f = m->fields;
    AUTO_VALUE set = value_to_string(f[M_DEFAULT_SET]), uri = value_to_string(f[M_HELP_URI]),
               impact = value_to_string(f[M_IMPACT]);
    const char *comma = "";
    if (!m->bound)
        return;
    strbuf_adds(out, "[CmdletBinding(");
    if (set.str->len && !text_caseeq(set.str->data, "__AllParameterSets")) {
        strbuf_adds(out, "DefaultParameterSetName=");
        proxy_quote(set.str->data, out);
        comma = ", ";
    }
    if (value_truth(f[M_SHOULD_PROCESS])) {
        strbuf_addf(out, "%sSupportsShouldProcess=$true, ConfirmImpact='%s'", comma,
                    impact.str->data);
        comma = ", ";
    }
    if (value_truth(f[M_PAGING])) {
        strbuf_addf(out, "%sSupportsPaging=$true", comma);
        comma = ", ";
    }
    if (!value_truth(f[M_POSITIONAL])) {
        strbuf_addf(out, "%sPositionalBinding=$false", comma);
        comma = ", ";
    }
    if (uri.str->len) {
        strbuf_addf(out, "%sHelpUri=", comma);
        proxy_quote(uri.str->data, out);
    }
    strbuf_adds(out, ")]");
}

static void param_part(const struct metadata *m, struct strbuf *out)
{
    const struct hash_entry *e;
    bool first = true;
    for (size_t i = 0; (e = hash_next(m->fields[M_PARAMETERS].hash, &i)); first = false) {
        strbuf_adds(out, first ? "" : ",\n");
        AUTO_VALUE name = value_to_string(e->key);
        proxy_parameter_write(e->value, name.str->data, m->bound, out);
    }
}

/* $ExecutionContext.InvokeCommand.GetCommand('name', [CommandTypes]::Kind */
static void lookup(const struct metadata *m, struct strbuf *out)
{
    AUTO_VALUE name = value_to_string(m->fields[M_NAME]), kind = value_to_string(m->kind);
    strbuf_adds(out, "$ExecutionContext.InvokeCommand.GetCommand(");
    proxy_quote(name.str->data, out);
    strbuf_addf(out, ", [System.Management.Automation.CommandTypes]::%s", kind.str->data);
}

static void begin_part(const struct metadata *m, struct strbuf *out)
{
    AUTO_VALUE kind = value_to_string(m->kind);
    bool is_function = text_caseeq(kind.str->data, "Function");
    strbuf_adds(out, "\n    try {\n");
    if (m->bound)
        strbuf_adds(out, "        $outBuffer = $null\n"
                         "        if ($PSBoundParameters.TryGetValue('OutBuffer', "
                         "[ref]$outBuffer))\n"
                         "        {\n"
                         "            $PSBoundParameters['OutBuffer'] = 1\n"
                         "        }\n\n");
    strbuf_adds(out, "        $wrappedCmd = ");
    lookup(m, out);
    strbuf_adds(out, ")\n");
    if (!m->bound)
        strbuf_adds(out, "        $PSBoundParameters.Add('$args', $args)\n");
    strbuf_addf(out,
                "        $scriptCmd = {& $wrappedCmd @PSBoundParameters }\n\n"
                "        $steppablePipeline = $scriptCmd.GetSteppablePipeline(%s)\n"
                "        $steppablePipeline.Begin(%s)\n"
                "    } catch {\n"
                "        throw\n"
                "    }\n",
                is_function ? "" : "$myInvocation.CommandOrigin",
                m->bound ? "$PSCmdlet" : "$myInvocation.ExpectingInput, $ExecutionContext");
}

static void process_part(const struct metadata *m, struct strbuf *out)
{
    (void)m;
    strbuf_adds(out, "\n    try {\n"
                     "        $steppablePipeline.Process($_)\n"
                     "    } catch {\n"
                     "        throw\n"
                     "    }\n");
}

static void dynamic_part(const struct metadata *m, struct strbuf *out)
{
    strbuf_adds(out, "\n    try {\n        $targetCmd = ");
    lookup(m, out);
    strbuf_adds(
        out,
        ", $PSBoundParameters)\n"
        "        $dynamicParams = @($targetCmd.Parameters.GetEnumerator() | "
        "Microsoft.PowerShell.Core\\Where-Object { $_.Value.IsDynamic })\n"
        "        if ($dynamicParams.Length -gt 0)\n"
        "        {\n"
        "            $paramDictionary = "
        "[Management.Automation.RuntimeDefinedParameterDictionary]::new()\n"
        "            foreach ($param in $dynamicParams)\n"
        "            {\n"
        "                $param = $param.Value\n\n"
        "                if(-not $MyInvocation.MyCommand.Parameters.ContainsKey($param.Name))\n"
        "                {\n"
        "                    $dynParam = "
        "[Management.Automation.RuntimeDefinedParameter]::new($param.Name, $param.ParameterType, "
        "$param.Attributes)\n"
        "                    $paramDictionary.Add($param.Name, $dynParam)\n"
        "                }\n"
        "            }\n\n"
        "            return $paramDictionary\n"
        "        }\n"
        "    } catch {\n"
        "        throw\n"
        "    }\n");
}

static void end_part(const struct metadata *m, struct strbuf *out)
{
    (void)m;
    strbuf_adds(out, "\n    try {\n"
                     "        $steppablePipeline.End()\n"
                     "    } catch {\n"
                     "        throw\n"
                     "    }\n");
}

static void clean_part(const struct metadata *m, struct strbuf *out)
{
    (void)m;
    strbuf_adds(out, "\n    if ($null -ne $steppablePipeline) {\n"
                     "        $steppablePipeline.Clean()\n"
                     "    }\n");
}

typedef void (*part_fn)(const struct metadata *m, struct strbuf *out);

static void block(const char *keyword, part_fn part, const struct metadata *m, struct strbuf *out)
{
    strbuf_addf(out, "%s\n{", keyword);
    part(m, out);
    strbuf_adds(out, "}\n\n");
}

/* A comment cannot hold its own end. */
static void comment(const char *text, struct strbuf *out)
{
    for (; *text; text++) {
        if ((text[0] == '<' && text[1] == '#') || (text[0] == '#' && text[1] == '>')) {
            strbuf_addf(out, "%c`%c", text[0], text[1]);
            text++;
        } else {
            strbuf_addch(out, *text);
        }
    }
}

static void whole(const struct metadata *m, const char *help, bool dynamic, struct strbuf *out)
{
    AUTO_VALUE name = value_to_string(m->fields[M_NAME]), kind = value_to_string(m->kind);
    binding_part(m, out);
    strbuf_adds(out, "\nparam(");
    param_part(m, out);
    strbuf_adds(out, ")\n\n");
    if (dynamic && m->dynamic)
        block("dynamicparam", dynamic_part, m, out);
    block("begin", begin_part, m, out);
    block("process", process_part, m, out);
    block("end", end_part, m, out);
    strbuf_adds(out, "clean\n{");
    clean_part(m, out);
    strbuf_adds(out, "}\n<#\n");
    if (*help)
        comment(help, out);
    else
        strbuf_addf(out, "\n.ForwardHelpTargetName %s\n.ForwardHelpCategory %s\n", name.str->data,
                    kind.str->data);
    strbuf_adds(out, "\n#>\n");
}

/* ---- ProxyCommand ---- */

static int metadata_argument(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "commandMetaData");
    return value_convert(v, &type_command_metadata, out, err);
}

static int part_of(struct value v, part_fn part, struct value *out, struct err **err)
{
    AUTO_VALUE metadata = value_null();
    struct strbuf text = STRBUF_INIT;
    if (metadata_argument(v, &metadata, err) < 0)
        return -1;
    part(metadata_of(metadata), &text);
    *out = value_string_take(&text);
    return 0;
}

#define PART(name, part)                         \
    CALL(name)                                   \
    {                                            \
        (void)self;                              \
        (void)n;                                 \
        return part_of(args[0], part, out, err); \
    }
PART(get_binding, binding_part)
PART(get_params, param_part)
PART(get_begin, begin_part)
PART(get_process, process_part)
PART(get_dynamic, dynamic_part)
PART(get_end, end_part)
PART(get_clean, clean_part)

CALL(proxy_create)
{
    (void)self;
    AUTO_VALUE metadata = value_null(), help = arg_string(n > 1 ? args[1] : value_null());
    struct strbuf text = STRBUF_INIT;
    if (metadata_argument(args[0], &metadata, err) < 0)
        return -1;
    whole(metadata_of(metadata), help.str->data, n < 3 || value_truth(args[2]), &text);
    *out = value_string_take(&text);
    return 0;
}

#define METADATA "System.Management.Automation.CommandMetadata commandMetadata"
static const struct method proxy_statics[] = {
    METHOD("Create", 1, 3, proxy_create, "string Create(" METADATA ")"),
    METHOD("GetCmdletBindingAttribute", 1, 1, get_binding,
           "string GetCmdletBindingAttribute(" METADATA ")"),
    METHOD("GetParamBlock", 1, 1, get_params, "string GetParamBlock(" METADATA ")"),
    METHOD("GetDynamicParam", 1, 1, get_dynamic, "string GetDynamicParam(" METADATA ")"),
    METHOD("GetBegin", 1, 1, get_begin, "string GetBegin(" METADATA ")"),
    METHOD("GetProcess", 1, 1, get_process, "string GetProcess(" METADATA ")"),
    METHOD("GetEnd", 1, 1, get_end, "string GetEnd(" METADATA ")"),
    METHOD("GetClean", 1, 1, get_clean, "string GetClean(" METADATA ")"),
    METHOD("GetHelpComments", 1, 1, proxy_help_comments, "string GetHelpComments(psobject help)"),
};
const struct type_info type_proxy_command = {
    .name = "System.Management.Automation.ProxyCommand",
    .base = &type_object,
    STATICS(proxy_statics),
};
