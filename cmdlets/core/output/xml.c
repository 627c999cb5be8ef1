#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/result_types.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/object_xml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/xml_value.h"
#include "shell/runtime/session.h"

struct select_args {
    struct str *xpath;
    struct value_list xml;
    struct str_list path;
    struct str_list literal_path;
    struct str_list content;
    struct hash *name_space;
};
static const struct param select_params[] = {
    PARAM(struct select_args, xpath, .name = "XPath", .position = 1, .mandatory = true,
          .help = "An XPath expression that selects nodes."),
    PARAM(struct select_args, xml, .name = "Xml", .sets = "Xml", .position = 2, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type_name = "XmlNode", .aliases = "Node",
          .help = "Documents or nodes to search."),
    PARAM(struct select_args, path, .name = "Path", .sets = "Path", .position = 2,
          .mandatory = true, .from_property = true, .wildcards = true, .help = "Files to search."),
    PARAM(struct select_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "Files to search, as paths that are taken as they are written."),
    PARAM(struct select_args, content, .name = "Content", .sets = "Content", .mandatory = true,
          .from_pipeline = true, .help = "Texts of XML to search."),
    PARAM(struct select_args, name_space, .name = "Namespace",
          .help = "Prefixes that the expression uses, and their namespaces."),
};
static const struct example select_examples[] = {
    { .code = "(Select-Xml -Content '<vm><name>web1</name></vm>' -XPath '//name').Node.InnerText",
      .remarks = "The text of an element.",
      .output = "web1" },
};
struct to_xml_args {
    struct opt_int depth;
    struct value input_object;
    bool no_type_information;
    struct str *as;
};
static const char *const as_values[] = { "Stream", "String", "Document", NULL };
static const struct param to_xml_params[] = {
    PARAM(struct to_xml_args, depth, .name = "Depth", PARAM_RANGE(1, INT32_MAX),
          .help = "How many levels of objects inside objects are written. The default is 1."),
    PARAM(struct to_xml_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject", .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct to_xml_args, no_type_information, .name = "NoTypeInformation",
          .help = "Leaves out the names of types."),
    PARAM(struct to_xml_args, as, .name = "As", .values = as_values,
          .help = "Document (the default), String, or Stream: a string per object."),
};
static const struct example to_xml_examples[] = {
    { .code = "(Get-Date | ConvertTo-Xml).Objects.Object.Type",
      .remarks = "The document is an [xml] object.",
      .output = "System.DateTime" },
};

/* ---- Select-Xml ---- */

enum { INFO_NODE, INFO_PATH, INFO_PATTERN, INFO_FIELDS };
static const struct property info_props[] = {
    RECORD_FIELD("Node", "System.Xml.XmlNode", INFO_NODE),
    RECORD_FIELD("Path", "string", INFO_PATH),
    RECORD_FIELD("Pattern", "string", INFO_PATTERN),
};

/* What the node holds, and the file it is from. */
static int info_text(struct value self, struct strbuf *out)
{
    const struct xml_node *n = xml_node_of(*record_field(self.object, INFO_NODE));
    const struct str *path = record_field(self.object, INFO_PATH)->str;
    AUTO_STRBUF text = STRBUF_INIT;

    if (n->kind == XML_ATTRIBUTE)
        strbuf_adds(&text, n->value);
    else
        xml_write(n, true, XML_COMPACT, &text);
    while (text.len && strchr(" \t\r\n", text.buf[text.len - 1]))
        strbuf_truncate(&text, text.len - 1);
    strbuf_adds(out, text.buf + strspn(text.buf, " \t\r\n"));
    if (strcmp(path->data, "InputStream") != 0)
        strbuf_addf(out, ":%s", path->data);
    return 0;
}

static const struct view_column info_columns[] = {
    { .property = "Node" },
    { .property = "Path" },
    { .property = "Pattern" },
};
static const struct view info_view = { .columns = info_columns,
                                       .ncolumns = ARRAY_SIZE(info_columns) };
const struct type_info type_select_xml_info = {
    .name = "Microsoft.PowerShell.Commands.SelectXmlInfo",
    .base = &type_object,
    .props = info_props,
    .nprops = ARRAY_SIZE(info_props),
    .table = &info_view,
    .payload_size = INFO_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = info_text,
};

static enum status search(struct invocation *inv, struct xml_node *node, const char *path)
{
    struct select_args *args = ARGS(inv, struct select_args);
    AUTO_XML_NODES nodes = { NULL, 0, 0 };
    struct value prefixes = value_null();
    struct err *err = NULL;
    enum status rc = ST_OK;

    if (args->name_space) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(args->name_space, &i)) && rc == ST_OK;)
            if (e->value.kind == V_NULL)
                rc = core_error(inv, "PrefixError", EC_INVALID_OPERATION,
                                value_of_hash(args->name_space),
                                "The prefix or namespace URI cannot be null.");
        prefixes = value_of_hash(args->name_space);
    }
    if (rc != ST_OK)
        return rc;
    if (xml_select_value(node, args->xpath->data, prefixes, &nodes, &err))
        return cmdlet_throw_err(inv, &err);
    for (size_t i = 0; i < nodes.len && rc == ST_OK; i++) {
        struct object *o = object_new(&type_select_xml_info);
        *record_field(o, INFO_NODE) = xml_value(nodes.items[i]);
        *record_field(o, INFO_PATH) = value_string(path);
        *record_field(o, INFO_PATTERN) = value_str(args->xpath);
        rc = emit_take(inv, value_of_object(o));
    }
    return rc;
}

static enum status cannot_read(struct invocation *inv, const char *path, const char *why)
{
    AUTO_VALUE target = value_string(path);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "The file '%s' cannot be read: %s", path, why);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "ProcessingFile",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException",
                                                   .target = target });
}

static enum status search_file(struct invocation *inv, const char *path)
{
    struct err *err = NULL;
    AUTO_XML *doc = xml_read_file(path, true, &err);

    if (doc)
        return search(inv, doc->root, path);
    enum status rc = cannot_read(inv, path, err->message);
    err_clear(&err);
    return rc;
}

static enum status search_files(struct invocation *inv, const struct str_list *paths, bool literal)
{
    struct path_list files = { VEC_INIT };
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *colon = strchr(paths->items[i]->data, ':');
        if (colon && (text_casestarts(paths->items[i]->data, "env:") ||
                      text_casestarts(paths->items[i]->data, "variable:") ||
                      text_casestarts(paths->items[i]->data, "function:"))) {
            rc = cannot_read(inv, paths->items[i]->data, "it is no file.");
            continue;
        }
        struct str_list one = { &paths->items[i], 1, true };
        rc = paths_resolve(inv, &one, literal, &files);
    }
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
        rc = search_file(inv, files.paths.items[i]);
    path_list_release(&files);
    return rc;
}

static enum status search_text(struct invocation *inv, struct str *text)
{
    AUTO_VALUE doc = value_null();
    struct err *err = NULL;

    if (xml_from_value(value_of_str(text), &doc, &err))
        return cmdlet_err(inv, &err, value_null());
    return search(inv, xml_node_of(doc), "InputStream");
}

static enum status select_process(struct invocation *inv)
{
    struct select_args *args = ARGS(inv, struct select_args);
    enum status rc = ST_OK;

    for (size_t i = 0; i < args->xml.len && rc == ST_OK; i++) {
        struct xml_node *n = xml_node_of(args->xml.items[i]);
        if (n) {
            rc = search(inv, n, "InputStream");
        } else if (args->xml.items[i].kind == V_STRING) {
            rc = search_text(inv, args->xml.items[i].str);
        } else {
            rc = core_error(inv, "InvalidXmlNode", EC_INVALID_ARGUMENT, args->xml.items[i],
                            "Select-Xml searches XML nodes; this is an object of type %s.",
                            value_type_of(args->xml.items[i])->name);
        }
    }
    for (size_t i = 0; i < args->content.len && rc == ST_OK; i++)
        rc = search_text(inv, args->content.items[i]);
    if (rc == ST_OK && args->path.len)
        rc = search_files(inv, &args->path, false);
    if (rc == ST_OK && args->literal_path.len)
        rc = search_files(inv, &args->literal_path, true);
    return rc;
}

/* ---- ConvertTo-Xml ---- */

struct to_xml_state {
    struct core_env env;
    struct xml_doc *doc; /* of the objects so far; one per object with -As Stream */
    struct xml_node *root;
};

static bool as(const struct to_xml_args *args, const char *what)
{
    return text_caseeq(args->as ? args->as->data : "Document", what);
}

static enum status to_xml_begin(struct invocation *inv)
{
    struct to_xml_state *st = STATE(inv, struct to_xml_state);
    enum status rc;

    core_env_init(&st->env, inv->session, inv);
    if (!as(ARGS(inv, struct to_xml_args), "Stream")) {
        st->doc = xml_new();
        xml_insert(
            st->doc->root,
            xml_make(st->doc, XML_DECLARATION, "xml", NULL, "version=\"1.0\" encoding=\"utf-8\""),
            NULL);
        st->root = xml_add(st->doc->root, "Objects", NULL);
        return ST_OK;
    }
    rc = emit_take(inv, value_string("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
    return rc != ST_OK ? rc : emit_take(inv, value_string("<Objects>"));
}

static enum status to_xml_process(struct invocation *inv)
{
    struct to_xml_args *args = ARGS(inv, struct to_xml_args);
    struct to_xml_state *st = STATE(inv, struct to_xml_state);
    int depth = args->depth.set ? (int)args->depth.value : 1;

    if (!has_input(inv))
        return ST_OK;
    if (st->root) {
        object_xml_add(&st->env.env, args->input_object, depth, !args->no_type_information,
                       st->root);
        return st->env.pending;
    }
    AUTO_XML *doc = xml_new();
    object_xml_add(&st->env.env, args->input_object, depth, !args->no_type_information, doc->root);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    struct strbuf text = STRBUF_INIT;
    xml_write(doc->root, false, XML_INDENTED, &text);
    return emit_take(inv, value_string_take(&text));
}

static enum status to_xml_end(struct invocation *inv)
{
    struct to_xml_args *args = ARGS(inv, struct to_xml_args);
    struct to_xml_state *st = STATE(inv, struct to_xml_state);

    if (!st->doc)
        return emit_take(inv, value_string("</Objects>"));
    if (!as(args, "String"))
        return emit_take(inv, xml_value(st->doc->root));
    struct strbuf text = STRBUF_INIT;
    xml_write(st->doc->root, false, XML_INDENTED, &text);
    return emit_take(inv, value_string_take(&text));
}

static void to_xml_cleanup(struct invocation *inv)
{
    xml_release(STATE(inv, struct to_xml_state)->doc);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Select",
        .noun = "Xml",
        .synopsis = "Finds nodes in XML by an XPath expression.",
        .params = select_params,
        .nparams = ARRAY_SIZE(select_params),
        .default_set = "Xml",
        .output = "Microsoft.PowerShell.Commands.SelectXmlInfo",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct select_args),
        .process = select_process,
        .examples = select_examples,
        .nexamples = ARRAY_SIZE(select_examples),
    },
    {
        .verb = "ConvertTo",
        .noun = "Xml",
        .synopsis = "Writes objects as XML.",
        .params = to_xml_params,
        .nparams = ARRAY_SIZE(to_xml_params),
        .output = "System.Xml.XmlDocument,System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct to_xml_args),
        .state_size = sizeof(struct to_xml_state),
        .begin = to_xml_begin,
        .process = to_xml_process,
        .end = to_xml_end,
        .cleanup = to_xml_cleanup,
        .examples = to_xml_examples,
        .nexamples = ARRAY_SIZE(to_xml_examples),
    },
};
const struct cmdlet_group cmdlets_xml = { cmdlets, ARRAY_SIZE(cmdlets) };
