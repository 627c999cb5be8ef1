/* How documents of System.Xml.Linq are read and written. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/xlinq.h"
#include "shell/object/types/xml.h"
#include "shell/object/types/xml_writer.h"

enum { LOAD_KEEP_SPACE = 1, SAVE_COMPACT = 1 };

static int32_t options_arg(const struct value *args, size_t n)
{
    if (n < 2)
        return 0;
    if (args[1].kind == V_ENUM)
        return value_enum_get(args[1]);
    if (args[1].kind == V_STRING)
        return strstr(args[1].str->data, "PreserveWhitespace") ||
               strstr(args[1].str->data, "DisableFormatting");
    return value_is_integer(args[1]) ? (int32_t)args[1].i : 0;
}

/* The document, or its root element alone. <a></a> keeps a text without characters: it is not
 * empty. */
static int loaded(struct xml_doc *doc, const struct type_info *type, struct value *out,
                  struct err **err)
{
    for (struct xml_node *at = doc->root; at; at = xml_walk(doc->root, at))
        if (at->kind == XML_ELEMENT && !at->first && at->open_tag)
            xml_insert(at, xml_make(doc, XML_TEXT, "#text", "", ""), NULL);
    struct xml_node *root = xml_root_element(doc);
    if (!root)
        return fail_with(err, "System.Xml.XmlException", "XmlException",
                         "Root element is missing.");
    if (type == &type_x_element) {
        xml_remove(root);
        *out = x_value(root);
    } else {
        *out = x_value(doc->root);
    }
    return 0;
}

/* Parse(text[, options]) */
SHARED_CALL(x_parse)
{
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_XML *doc =
        xml_read(text.str->data, text.str->len, options_arg(args, n) & LOAD_KEEP_SPACE, err);
    return doc ? loaded(doc, self.type, out, err) : -1;
}

/* Load(path[, options]), Load(a TextReader) */
SHARED_CALL(x_load)
{
    bool keep = options_arg(args, n) & LOAD_KEEP_SPACE;
    const struct method *read =
        args[0].kind == V_OBJECT ? type_find_method(args[0].object->type, "ReadToEnd", 9) : NULL;
    AUTO_VALUE text = value_null();
    if (read && read->call(args[0], NULL, 0, &text, err) < 0)
        return -1;
    AUTO_VALUE path = arg_string(args[0]);
    AUTO_XML *doc = text.kind == V_STRING ? xml_read(text.str->data, text.str->len, keep, err)
                                          : xml_read_file(path.str->data, keep, err);
    return doc ? loaded(doc, self.type, out, err) : -1;
}

/* A document's text comes without its declaration. */
static void write_text(const struct xml_node *node, bool compact, struct strbuf *out)
{
    enum xml_layout layout = compact ? XML_COMPACT : XML_INDENTED;
    if (node->kind != XML_DOCUMENT) {
        xml_write(node, false, layout, out);
        return;
    }
    size_t start = out->len;
    for (const struct xml_node *c = node->first; c; c = c->next) {
        if (c->kind == XML_DECLARATION)
            continue;
        if (out->len > start && !compact)
            strbuf_addch(out, '\n');
        xml_write(c, false, layout, out);
    }
}

int x_text(struct value self, struct strbuf *out)
{
    write_text(x_node_of(self), false, out);
    return 0;
}

SHARED_CALL(x_to_string)
{
    struct strbuf text = STRBUF_INIT;
    const struct value turned[2] = { value_null(), n ? args[0] : value_null() };
    write_text(x_node_of(self), options_arg(turned, n ? 2 : 0) & SAVE_COMPACT, &text);
    return text_result_take(&text, out, err);
}

/* Save(path[, options]), Save(a TextWriter or XmlWriter): with a declaration. */
SHARED_CALL(x_save)
{
    (void)out;
    const struct xml_node *node = x_node_of(self);
    AUTO_STRBUF text = STRBUF_INIT;
    bool compact = options_arg(args, n) & SAVE_COMPACT;
    const struct method *write =
        args[0].kind == V_OBJECT ? type_find_method(value_type_of(args[0]), "Write", 5) : NULL;
    if (value_is_xml_writer(args[0]))
        return xml_writer_put(args[0], node, false, err);
    AUTO_VALUE declaration = value_null();
    const char *parts[3] = { NULL };
    if (node->kind == XML_DOCUMENT && member_get(self, "Declaration", &declaration, err) < 0)
        return -1;
    x_declaration_parts(declaration, parts);
    strbuf_addf(&text, "<?xml version=\"1.0\" encoding=\"%s\"%s%s%s?>",
                write                   ? "utf-16"
                : parts[1] && *parts[1] ? parts[1]
                                        : "utf-8",
                parts[2] && *parts[2] ? " standalone=\"" : "", parts[2] ? parts[2] : "",
                parts[2] && *parts[2] ? "\"" : "");
    if (!compact)
        strbuf_addch(&text, '\n');
    write_text(node, compact, &text);
    if (write) {
        AUTO_VALUE all = value_string_len(text.buf, text.len), ignored = value_null();
        return write->call(args[0], &all, 1, &ignored, err);
    }
    AUTO_VALUE path = arg_string(args[0]);
    AUTO_FILE FILE *f = fopen(path.str->data, "we");
    if (!f && errno == ENOENT)
        return fail_with(err, "System.IO.DirectoryNotFoundException", "DirectoryNotFoundException",
                         "Could not find a part of the path '%s'.", path.str->data);
    if (!f || fputs("\xEF\xBB\xBF", f) < 0 || fwrite(text.buf, 1, text.len, f) != text.len ||
        fflush(f) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", path.str->data);
    return 0;
}
