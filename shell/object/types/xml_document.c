/* System.Xml: what an XmlDocument does, reading, saving and making nodes. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/xml.h"
#include "shell/object/types/xml_writer.h"

static struct xml_node *self_node(struct value self)
{
    return xml_node_of(self);
}

const char *xml_declaration_text(struct xml_doc *doc, const char *version, const char *encoding,
                                 const char *standalone)
{
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "version=\"%s\"", version);
    if (*encoding)
        strbuf_addf(&text, " encoding=\"%s\"", encoding);
    if (*standalone)
        strbuf_addf(&text, " standalone=\"%s\"", standalone);
    return xml_keep(doc, text.buf, text.len);
}

int xml_check_name(const char *name, struct err **err)
{
    if (xml_is_name(name))
        return 0;
    if (!*name)
        return fail_argument(err, "The local name for elements or attributes cannot be null or an "
                                  "empty string.");
    return fail_with(err, "System.Xml.XmlException", NULL,
                     "The '%c' character, hexadecimal value 0x%02X, cannot be included in a name.",
                     *(name + strcspn(name, " <>&\"'/=")), *(name + strcspn(name, " <>&\"'/=")));
}

CALL(document_new)
{
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    struct xml_doc *doc = xml_new();
    *out = xml_value(doc->root);
    xml_release(doc);
    return 0;
}

CALL(load_xml)
{
    AUTO_VALUE text = arg_string(args[0]);
    (void)n;
    (void)out;
    return xml_read_into(self_node(self)->doc, text.str->data, text.str->len, err);
}

CALL(load)
{
    AUTO_VALUE path = arg_string(args[0]);
    (void)n;
    (void)out;
    return xml_read_file_into(self_node(self)->doc, path.str->data, err);
}

static bool declares_utf8(const struct xml_node *doc)
{
    const struct xml_node *d = doc->first;
    return d && d->kind == XML_DECLARATION && strcasestr(d->value, "utf-8");
}

/* Indented, with a declaration of the text's encoding: text in memory is UTF-16. */
static int save_to_writer(const struct xml_node *node, struct value to, struct err **err)
{
    AUTO_VALUE settings = value_null(), ignored = value_null(), writer = value_null();
    const struct method *make = type_find_static_method(&type_xml_writer_settings, "new", 3);
    const struct method *create = type_find_static_method(&type_xml_writer, "Create", 6);
    if (make->call(value_type(&type_xml_writer_settings), NULL, 0, &settings, err) < 0)
        return -1;
    const struct property *indent = type_find_property(&type_xml_writer_settings, "Indent", 6);
    const struct value args[2] = { to, settings };
    if (indent->set(settings, indent, value_bool(!node->doc->keep_space), err) < 0 ||
        create->call(value_type(&type_xml_writer), args, 2, &writer, err) < 0 ||
        xml_writer_put(writer, node, false, err) < 0)
        return -1;
    const struct method *flush = type_find_method(&type_xml_writer, "Flush", 5);
    return flush->call(writer, NULL, 0, &ignored, err);
}

CALL(save)
{
    struct xml_node *node = self_node(self);
    AUTO_STRBUF text = STRBUF_INIT;

    (void)n;
    (void)out;
    if (value_is_xml_writer(args[0]))
        return xml_writer_put(args[0], node, false, err);
    const struct method *write =
        args[0].kind == V_OBJECT ? type_find_method(value_type_of(args[0]), "WriteLine", 9) : NULL;
    if (write)
        return save_to_writer(node, args[0], err);
    if (args[0].kind != V_STRING && args[0].kind != V_OBJECT)
        return fail_argument(err, "A document is saved to a file: name its path.");
    AUTO_VALUE path = arg_string(args[0]);
    if (declares_utf8(node))
        strbuf_adds(&text, "\xEF\xBB\xBF");
    AUTO_STRBUF body = STRBUF_INIT;
    xml_write(node, false, node->doc->keep_space ? XML_COMPACT : XML_INDENTED, &body);
    strbuf_add(&text, body.buf, body.len);
    AUTO_FILE FILE *f = fopen(path.str->data, "we");
    if (!f && errno == ENOENT)
        return fail_with(err, "System.IO.DirectoryNotFoundException", NULL,
                         "Could not find a part of the path '%s'.", path.str->data);
    if (!f || fwrite(text.buf, 1, text.len, f) != text.len || fflush(f) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", path.str->data);
    return 0;
}

/* Of a (qualified) name, a name and a namespace, or prefix, name and namespace. */
static int create_named(struct value self, enum xml_kind kind, const struct value *args, size_t n,
                        struct value *out, struct err **err)
{
    AUTO_VALUE name = arg_string(args[n == 3 ? 1 : 0]);
    AUTO_VALUE ns = n > 1 ? arg_string(args[n - 1]) : value_string("");
    AUTO_STRBUF full = STRBUF_INIT;
    if (n == 3) {
        AUTO_VALUE prefix = arg_string(args[0]);
        if (prefix.str->len)
            strbuf_addf(&full, "%s:", prefix.str->data);
    }
    strbuf_adds(&full, name.str->data);
    if (xml_check_name(full.buf, err))
        return -1;
    *out = xml_value(xml_make(self_node(self)->doc, kind, full.buf, ns.str->data, NULL));
    return 0;
}

CALL(create_element)
{
    return create_named(self, XML_ELEMENT, args, n, out, err);
}

CALL(create_attribute)
{
    return create_named(self, XML_ATTRIBUTE, args, n, out, err);
}

static int create_leaf(struct value self, struct value text, enum xml_kind kind, const char *name,
                       struct value *out)
{
    AUTO_VALUE s = arg_string(text);
    *out = xml_value(xml_make(self_node(self)->doc, kind, name, NULL, s.str->data));
    return 0;
}

CALL(create_text)
{
    (void)n;
    (void)err;
    return create_leaf(self, args[0], XML_TEXT, "#text", out);
}

CALL(create_comment)
{
    (void)n;
    (void)err;
    return create_leaf(self, args[0], XML_COMMENT, "#comment", out);
}

CALL(create_cdata)
{
    (void)n;
    (void)err;
    return create_leaf(self, args[0], XML_CDATA, "#cdata-section", out);
}

CALL(create_space)
{
    (void)n;
    (void)err;
    return create_leaf(self, args[0], XML_WHITESPACE, "#whitespace", out);
}

CALL(create_instruction)
{
    AUTO_VALUE target = arg_string(args[0]);
    (void)n;
    if (xml_check_name(target.str->data, err))
        return -1;
    return create_leaf(self, args[1], XML_PI, target.str->data, out);
}

CALL(create_fragment)
{
    (void)args;
    (void)n;
    (void)err;
    *out =
        xml_value(xml_make(self_node(self)->doc, XML_FRAGMENT, "#document-fragment", NULL, NULL));
    return 0;
}

CALL(create_declaration)
{
    AUTO_VALUE version = arg_string(args[0]);
    AUTO_VALUE encoding = n > 1 ? arg_string(args[1]) : value_string("");
    AUTO_VALUE standalone = n > 2 ? arg_string(args[2]) : value_string("");
    struct xml_doc *doc = self_node(self)->doc;
    if (strcmp(version.str->data, "1.0") != 0 && strcmp(version.str->data, "1.1") != 0)
        return fail_argument(err, "Wrong XML version information. The XML must match production "
                                  "\"VersionNum ::= '1.' [0-9]+\".");
    if (standalone.str->len && strcmp(standalone.str->data, "yes") != 0 &&
        strcmp(standalone.str->data, "no") != 0)
        return fail_argument(err,
                             "Wrong value for the XML declaration standalone attribute of "
                             "'%s'.",
                             standalone.str->data);
    struct xml_node *node = xml_make(doc, XML_DECLARATION, "xml", NULL, NULL);
    node->value =
        xml_declaration_text(doc, version.str->data, encoding.str->data, standalone.str->data);
    *out = xml_value(node);
    return 0;
}

CALL(create_node)
{
    int32_t kind = XML_ELEMENT;
    AUTO_VALUE name = arg_string(args[n == 4 ? 2 : 1]);
    AUTO_VALUE ns = arg_string(args[n - 1]);
    AUTO_STRBUF full = STRBUF_INIT;

    if (args[0].kind == V_STRING
            ? enum_parse(&xml_enum_node_type, args[0].str->data, args[0].str->len, &kind)
            : value_to_enum(args[0], &xml_enum_node_type, &kind, err)) {
        err_clear(err);
        return fail_argument(err, "The node type is not known.");
    }
    if (n == 4) {
        AUTO_VALUE prefix = arg_string(args[1]);
        if (prefix.str->len)
            strbuf_addf(&full, "%s:", prefix.str->data);
    }
    strbuf_adds(&full, name.str->data);
    static const struct {
        int32_t kind;
        const char *name;
    } fixed[] = {
        { XML_TEXT, "#text" },
        { XML_CDATA, "#cdata-section" },
        { XML_COMMENT, "#comment" },
        { XML_FRAGMENT, "#document-fragment" },
        { XML_WHITESPACE, "#whitespace" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
        if (fixed[i].kind == kind) {
            *out = xml_value(
                xml_make(self_node(self)->doc, (enum xml_kind)kind, fixed[i].name, NULL, NULL));
            return 0;
        }
    if (kind != XML_ELEMENT && kind != XML_ATTRIBUTE && kind != XML_PI)
        return fail_argument(err, "Cannot create node of type %s.",
                             enum_name(&xml_enum_node_type, kind));
    if (xml_check_name(full.buf, err))
        return -1;
    *out = xml_value(
        xml_make(self_node(self)->doc, (enum xml_kind)kind, full.buf, ns.str->data, NULL));
    return 0;
}

CALL(import_node)
{
    const struct xml_node *node = xml_node_of(args[0]);
    (void)n;
    if (!node)
        return fail_argument(err, "Cannot import a null node.");
    if (node->kind == XML_DOCUMENT)
        return fail_argument(err, "Cannot import nodes of type 'Document'.");
    *out = xml_value(xml_copy(self_node(self)->doc, node, value_truth(args[1])));
    return 0;
}

const struct method xml_document_methods[XML_DOCUMENT_METHODS] = {
    METHOD("LoadXml", 1, 1, load_xml, "void LoadXml(string xml)"),
    METHOD("Load", 1, 1, load, "void Load(string filename)"),
    METHOD("Save", 1, 1, save, "void Save(string filename)"),
    METHOD("CreateElement", 1, 3, create_element,
           "System.Xml.XmlElement CreateElement(string name)"),
    METHOD("CreateAttribute", 1, 3, create_attribute,
           "System.Xml.XmlAttribute CreateAttribute(string name)"),
    METHOD("CreateTextNode", 1, 1, create_text, "System.Xml.XmlText CreateTextNode(string text)"),
    METHOD("CreateComment", 1, 1, create_comment,
           "System.Xml.XmlComment CreateComment(string data)"),
    METHOD("CreateCDataSection", 1, 1, create_cdata,
           "System.Xml.XmlCDataSection CreateCDataSection(string data)"),
    METHOD("CreateWhitespace", 1, 1, create_space,
           "System.Xml.XmlWhitespace CreateWhitespace(string text)"),
    METHOD("CreateProcessingInstruction", 2, 2, create_instruction,
           "System.Xml.XmlProcessingInstruction CreateProcessingInstruction(string target, string "
           "data)"),
    METHOD("CreateDocumentFragment", 0, 0, create_fragment,
           "System.Xml.XmlDocumentFragment CreateDocumentFragment()"),
    METHOD("CreateXmlDeclaration", 1, 3, create_declaration,
           "System.Xml.XmlDeclaration CreateXmlDeclaration(string version, string encoding, string "
           "standalone)"),
    METHOD("CreateNode", 3, 4, create_node,
           "System.Xml.XmlNode CreateNode(System.Xml.XmlNodeType type, string name, string "
           "namespaceURI)"),
    METHOD("ImportNode", 2, 2, import_node,
           "System.Xml.XmlNode ImportNode(System.Xml.XmlNode node, bool deep)"),
    METHOD("GetElementsByTagName", 1, 2, xml_elements_by_name,
           "System.Xml.XmlNodeList GetElementsByTagName(string name)"),
};
const struct method xml_document_statics[1] = {
    METHOD("new", 0, 0, document_new, "xml new()"),
};
