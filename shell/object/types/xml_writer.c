/* XmlWriter, XmlTextWriter and XmlWriterSettings: XML written piece by piece into a file, a
 * stream, a writer of text or a StringBuilder. */
#include "shell/object/types/xml_writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

static const struct enum_member formatting_members[] = { { "None", 0 }, { "Indented", 1 } };
ENUM_TYPE(xml_formatting, "System.Xml.Formatting", formatting_members, false);

/* ---- XmlWriterSettings ---- */

struct settings {
    bool indent, omit_declaration, close_output, check, attributes_on_lines;
    struct value indent_chars, new_line, encoding;
};

static void settings_destroy(struct object *o)
{
    struct settings *s = object_payload(o);
    value_unref(s->indent_chars);
    value_unref(s->new_line);
    value_unref(s->encoding);
}

CALL(settings_new)
{
    (void)self;
    UNUSED_CALL();
    struct object *o = object_new(&type_xml_writer_settings);
    struct settings *s = object_payload(o);
    s->check = true;
    s->indent_chars = value_string("  ");
    s->new_line = value_string("\n");
    *out = value_of_object(o);
    return 0;
}

GETTER(settings_flag)
{
    (void)err;
    *out = value_bool(*((bool *)object_payload(self.object) + p->data));
    return 0;
}

SETTER(settings_set_flag)
{
    (void)err;
    *((bool *)object_payload(self.object) + p->data) = value_truth(v);
    return 0;
}

static struct value *settings_value(struct value self, intptr_t offset)
{
    return (struct value *)(void *)((char *)object_payload(self.object) + offset);
}

GETTER(settings_get)
{
    (void)err;
    *out = value_ref(*settings_value(self, p->data));
    return 0;
}

SETTER(settings_set)
{
    (void)err;
    bool text = p->type_name[0] == 's';
    value_replace_take(settings_value(self, p->data), text ? arg_string(v) : value_ref(v));
    return 0;
}

#define FLAG(name_, field)                                                                    \
    {                                                                                         \
        .name = (name_), .type_name = "bool", .get = settings_flag, .set = settings_set_flag, \
        .data = (intptr_t)offsetof(struct settings, field)                                    \
    }
#define VALUE(name_, type_, field)                                                       \
    {                                                                                    \
        .name = (name_), .type_name = (type_), .get = settings_get, .set = settings_set, \
        .data = (intptr_t)offsetof(struct settings, field)                               \
    }
static const struct property settings_props[] = {
    FLAG("CheckCharacters", check),
    FLAG("CloseOutput", close_output),
    VALUE("Encoding", "System.Text.Encoding", encoding),
    FLAG("Indent", indent),
    VALUE("IndentChars", "string", indent_chars),
    VALUE("NewLineChars", "string", new_line),
    FLAG("NewLineOnAttributes", attributes_on_lines),
    FLAG("OmitXmlDeclaration", omit_declaration),
};
static const struct method settings_statics[] = { METHOD("new", 0, 0, settings_new, NULL) };
const struct type_info type_xml_writer_settings = { .name = "System.Xml.XmlWriterSettings",
                                                    .base = &type_object,
                                                    PROPS(settings_props),
                                                    STATICS(settings_statics),
                                                    .payload_size = sizeof(struct settings),
                                                    .destroy = settings_destroy };

/* ---- the writer ---- */

struct writer {
    struct strbuf text; /* not yet at its destination */
    struct value to;    /* a path, or an object that takes text or bytes */
    struct value names; /* array: the elements that are open */
    struct value mixed; /* array of bools: text stands in them */
    struct value indent_chars, new_line;
    bool indent, attributes_on_lines;
    bool open_tag, any, declares, closed;
    bool closes, to_file;
    FILE *file;
};

static struct writer *writer_of(struct value self)
{
    return object_payload(self.object);
}

static void writer_destroy(struct object *o)
{
    struct writer *w = object_payload(o);
    strbuf_release(&w->text);
    value_unref(w->to);
    value_unref(w->names);
    value_unref(w->mixed);
    value_unref(w->indent_chars);
    value_unref(w->new_line);
    if (w->file)
        fclose(w->file);
}

static struct value writer_make(const struct type_info *type, struct value to)
{
    struct object *o = object_new(type);
    struct writer *w = object_payload(o);
    w->to = value_ref(to);
    w->names = value_of_array(array_new(4));
    w->mixed = value_of_array(array_new(4));
    w->indent_chars = value_string("  ");
    w->new_line = value_string("\n");
    w->to_file = to.kind == V_STRING;
    w->text = (struct strbuf)STRBUF_INIT;
    return value_of_object(o);
}

/* What is there goes on to where it belongs. */
static int pass_on(struct writer *w, struct err **err)
{
    if (!w->text.len)
        return 0;
    if (w->file) {
        if (fwrite(w->text.buf, 1, w->text.len, w->file) != w->text.len)
            return err_set_errno(err, errno, "Cannot write '%s'", w->to.str->data);
        strbuf_truncate(&w->text, 0);
        return 0;
    }
    const struct type_info *type = value_type_of(w->to);
    const struct method *write = type_find_method(type, "Write", 5);
    const struct method *append = type_find_method(type, "Append", 6);
    AUTO_VALUE ignored = value_null(), text = value_string_len(w->text.buf, w->text.len);
    struct value args[3] = { text, value_int(0), value_int((int32_t)w->text.len) };
    size_t n = 1;
    AUTO_VALUE bytes = value_null();
    if (type_is_a(type, &type_stream)) {
        struct array *a = array_new(w->text.len);
        a->type = type_array_of(&type_byte);
        a->element = &type_byte;
        for (size_t i = 0; i < w->text.len; i++)
            array_push_take(a,
                            (struct value){ .kind = V_BYTE, .i = (unsigned char)w->text.buf[i] });
        bytes = value_of_array(a);
        args[0] = bytes;
        n = 3;
    }
    const struct method *m = write ? write : append;
    if (!m)
        return fail_argument(err, "XML is written to a path, a stream, a TextWriter or a "
                                  "StringBuilder.");
    if (m->call(w->to, args, n, &ignored, err) < 0)
        return -1;
    strbuf_truncate(&w->text, 0);
    return 0;
}

static int open_file(struct writer *w, struct err **err)
{
    w->file = fopen(w->to.str->data, "we");
    if (w->file)
        return 0;
    if (errno == ENOENT)
        return fail_with(err, "System.IO.DirectoryNotFoundException", NULL,
                         "Could not find a part of the path '%s'.", w->to.str->data);
    return err_set_errno(err, errno, "Cannot write '%s'", w->to.str->data);
}

/* Create(to), Create(to, settings) */
CALL(writer_create)
{
    (void)self;
    const struct settings *s =
        n > 1 && args[1].kind == V_OBJECT && args[1].object->type == &type_xml_writer_settings
            ? object_payload(args[1].object)
            : NULL;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "output");
    AUTO_VALUE made = writer_make(&type_xml_writer, args[0]);
    struct writer *w = writer_of(made);
    w->declares = !s || !s->omit_declaration;
    w->indent = s && s->indent;
    w->attributes_on_lines = s && s->indent && s->attributes_on_lines;
    w->closes = s && s->close_output;
    if (s) {
        value_replace_take(&w->indent_chars, value_ref(s->indent_chars));
        value_replace_take(&w->new_line, value_ref(s->new_line));
    }
    if (w->to_file && open_file(w, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* new(writer), new(path, encoding) */
CALL(text_writer_new)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "w");
    AUTO_VALUE made = writer_make(&type_xml_text_writer, args[0]);
    struct writer *w = writer_of(made);
    w->closes = true;
    if (w->to_file && open_file(w, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* ---- pieces ---- */

static size_t depth_of(const struct writer *w)
{
    return w->names.array->len;
}

static bool is_mixed(const struct writer *w)
{
    size_t n = w->mixed.array->len;
    return n && w->mixed.array->items[n - 1].b;
}

static void set_mixed(struct writer *w)
{
    size_t n = w->mixed.array->len;
    if (n)
        value_replace_take(&w->mixed.array->items[n - 1], value_bool(true));
}

static void new_line(struct writer *w, size_t level)
{
    if (!w->indent || !w->any)
        return;
    strbuf_adds(&w->text, w->new_line.str->data);
    for (size_t i = 0; i < level; i++)
        strbuf_adds(&w->text, w->indent_chars.str->data);
}

static void close_tag(struct writer *w)
{
    if (w->open_tag)
        strbuf_addch(&w->text, '>');
    w->open_tag = false;
}

/* Text in memory is UTF-16, of which a declaration tells. */
static void declaration(struct writer *w, const char *standalone)
{
    const struct type_info *type = value_type_of(w->to);
    bool wide = !w->to_file && !type_is_a(type, &type_stream) &&
                !text_caseeq(type->name, "System.IO.StreamWriter");
    strbuf_addf(&w->text, "<?xml version=\"1.0\" encoding=\"%s\"%s?>", wide ? "utf-16" : "utf-8",
                standalone);
    w->any = true;
}

/* Before whatever comes: the declaration first, the tag that is open closed. */
static void begin_piece(struct writer *w)
{
    if (!w->any && w->declares)
        declaration(w, "");
    w->declares = false;
    close_tag(w);
}

static int is_closed(const struct writer *w, struct err **err)
{
    if (!w->closed)
        return 0;
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                     "The Writer is closed or in error state.");
}

static void start_element(struct writer *w, const char *name)
{
    begin_piece(w);
    if (!is_mixed(w))
        new_line(w, depth_of(w));
    strbuf_addf(&w->text, "<%s", name);
    array_push_take(w->names.array, value_string(name));
    array_push_take(w->mixed.array, value_bool(false));
    w->open_tag = w->any = true;
}

static int end_element(struct writer *w, bool full, struct err **err)
{
    size_t n = depth_of(w);
    if (!n)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "There was no XML start tag open.");
    bool empty = w->open_tag && !full, was_open = w->open_tag;
    if (empty)
        strbuf_adds(&w->text, " />");
    else
        close_tag(w);
    w->open_tag = false;
    if (!empty && !is_mixed(w) && !was_open)
        new_line(w, n - 1);
    if (!empty)
        strbuf_addf(&w->text, "</%s>", w->names.array->items[n - 1].str->data);
    array_remove_range(w->names.array, n - 1, 1);
    array_remove_range(w->mixed.array, n - 1, 1);
    return 0;
}

static int attribute(struct writer *w, const char *name, const char *value, struct err **err)
{
    if (!w->open_tag)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Token StartAttribute in state Content would result in an invalid XML "
                         "document.");
    if (w->attributes_on_lines)
        new_line(w, depth_of(w));
    else
        strbuf_addch(&w->text, ' ');
    strbuf_addf(&w->text, "%s=\"", name);
    xml_escape(value, strlen(value), true, &w->text);
    strbuf_addch(&w->text, '"');
    return 0;
}

static void markup(struct writer *w, const char *before, const char *text, const char *after)
{
    begin_piece(w);
    if (!is_mixed(w))
        new_line(w, depth_of(w));
    strbuf_addf(&w->text, "%s%s%s", before, text, after);
    w->any = true;
}

static void text_piece(struct writer *w, const char *s)
{
    begin_piece(w);
    set_mixed(w);
    xml_escape(s, strlen(s), false, &w->text);
    w->any = true;
}

/* An XmlTextWriter keeps nothing back. */
static int settle(struct value self, struct err **err)
{
    bool at_once = self.object->type == &type_xml_text_writer;
    return at_once ? pass_on(writer_of(self), err) : 0;
}

/* ---- nodes ---- */

static int write_node(struct writer *w, const struct xml_node *node, struct err **err)
{
    switch (node->kind) {
    case XML_ELEMENT:
        start_element(w, node->name);
        for (const struct xml_node *a = node->first_attr; a; a = a->next)
            if (attribute(w, a->name, a->value, err) < 0)
                return -1;
        for (const struct xml_node *at = node->first; at; at = at->next)
            if (write_node(w, at, err) < 0)
                return -1;
        return end_element(w, false, err);
    case XML_TEXT:
        text_piece(w, node->value);
        return 0;
    case XML_COMMENT:
        markup(w, "<!--", node->value, "-->");
        return 0;
    case XML_CDATA:
        begin_piece(w);
        set_mixed(w);
        strbuf_addf(&w->text, "<![CDATA[%s]]>", node->value);
        return 0;
    case XML_DECLARATION:
        w->declares = false;
        strbuf_addf(&w->text, "<?xml %s?>", node->value);
        w->any = true;
        return 0;
    default: {
        AUTO_STRBUF text = STRBUF_INIT;
        if (node->first && (node->kind == XML_DOCUMENT || node->kind == XML_FRAGMENT)) {
            for (const struct xml_node *at = node->first; at; at = at->next)
                if (write_node(w, at, err) < 0)
                    return -1;
            return 0;
        }
        xml_write(node, false, XML_COMPACT, &text);
        markup(w, "", text.buf, "");
        return 0;
    }
    }
}

bool value_is_xml_writer(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_xml_writer);
}

int xml_writer_put(struct value writer, const struct xml_node *node, bool inner, struct err **err)
{
    struct writer *w = writer_of(writer);
    if (is_closed(w, err) < 0)
        return -1;
    if (!inner)
        return write_node(w, node, err) < 0 ? -1 : settle(writer, err);
    for (const struct xml_node *at = node->first; at; at = at->next)
        if (write_node(w, at, err) < 0)
            return -1;
    return settle(writer, err);
}

/* ---- methods ---- */

CALL(write_start_document)
{
    struct writer *w = writer_of(self);
    if (is_closed(w, err) < 0)
        return -1;
    (void)out;
    w->declares = w->declares && !w->any;
    bool text = self.object->type == &type_xml_text_writer;
    if ((w->declares || text) && !w->any)
        declaration(w, !n                     ? ""
                       : value_truth(args[0]) ? " standalone=\"yes\""
                                              : " standalone=\"no\"");
    w->declares = false;
    return 0;
}

CALL(write_end_document)
{
    UNUSED_CALL();
    while (depth_of(writer_of(self)))
        if (end_element(writer_of(self), false, err) < 0)
            return -1;
    return 0;
}

/* (name), (name, namespace), (prefix, name, namespace) */
CALL(write_start_element)
{
    struct writer *w = writer_of(self);
    (void)out;
    AUTO_VALUE name = arg_string(args[n == 3 ? 1 : 0]);
    AUTO_VALUE prefix = n == 3 ? arg_string(args[0]) : value_string("");
    AUTO_VALUE ns = n > 1 ? arg_string(args[n - 1]) : value_string("");
    AUTO_STRBUF full = STRBUF_INIT;
    if (is_closed(w, err) < 0)
        return -1;
    if (!name.str->len)
        return fail_argument(err, "The empty string '' is not a valid local name.");
    strbuf_addf(&full, "%s%s%s", prefix.str->data, prefix.str->len ? ":" : "", name.str->data);
    start_element(w, full.buf);
    if (!ns.str->len)
        return 0;
    AUTO_STRBUF declared = STRBUF_INIT;
    strbuf_addf(&declared, "xmlns%s%s", prefix.str->len ? ":" : "", prefix.str->data);
    return attribute(w, declared.buf, ns.str->data, err);
}

CALL(write_end_element)
{
    (void)args;
    (void)n;
    (void)out;
    return end_element(writer_of(self), false, err) < 0 ? -1 : settle(self, err);
}

CALL(write_full_end_element)
{
    (void)args;
    (void)n;
    (void)out;
    return end_element(writer_of(self), true, err) < 0 ? -1 : settle(self, err);
}

CALL(write_element_string)
{
    AUTO_VALUE text = arg_string(args[n - 1]);
    if (write_start_element(self, args, n - 1, out, err) < 0)
        return -1;
    if (text.str->len)
        text_piece(writer_of(self), text.str->data);
    return end_element(writer_of(self), false, err) < 0 ? -1 : settle(self, err);
}

/* (name, value), (name, namespace, value), (prefix, name, namespace, value) */
CALL(write_attribute_string)
{
    (void)out;
    AUTO_VALUE name = arg_string(args[n == 4 ? 1 : 0]), text = arg_string(args[n - 1]);
    AUTO_VALUE prefix = n == 4 ? arg_string(args[0]) : value_string("");
    AUTO_STRBUF full = STRBUF_INIT;
    strbuf_addf(&full, "%s%s%s", prefix.str->data, prefix.str->len ? ":" : "", name.str->data);
    return attribute(writer_of(self), full.buf, text.str->data, err);
}

CALL(write_string)
{
    (void)n;
    (void)out;
    AUTO_VALUE text = arg_string(args[0]);
    if (is_closed(writer_of(self), err) < 0)
        return -1;
    text_piece(writer_of(self), text.str->data);
    return 0;
}

CALL(write_value)
{
    if (args[0].kind != V_BOOL)
        return write_string(self, args, n, out, err);
    AUTO_VALUE text = value_string(args[0].b ? "true" : "false");
    return write_string(self, &text, 1, out, err);
}

CALL(write_raw)
{
    (void)n;
    (void)out;
    (void)err;
    struct writer *w = writer_of(self);
    AUTO_VALUE text = arg_string(args[0]);
    begin_piece(w);
    set_mixed(w);
    strbuf_adds(&w->text, text.str->data);
    w->any = true;
    return 0;
}

CALL(write_comment)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    markup(writer_of(self), "<!--", text.str->data, "-->");
    return 0;
}

CALL(write_cdata)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    begin_piece(writer_of(self));
    set_mixed(writer_of(self));
    strbuf_addf(&writer_of(self)->text, "<![CDATA[%s]]>", text.str->data);
    return 0;
}

CALL(write_instruction)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]), text = arg_string(args[1]);
    AUTO_VALUE whole = value_stringf("%s %s", name.str->data, text.str->data);
    markup(writer_of(self), "<?", whole.str->data, "?>");
    return 0;
}

CALL(xml_flush)
{
    UNUSED_CALL();
    struct writer *w = writer_of(self);
    if (pass_on(w, err) < 0)
        return -1;
    if (w->file && fflush(w->file) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", w->to.str->data);
    return 0;
}

CALL(xml_close)
{
    struct writer *w = writer_of(self);
    if (w->closed)
        return 0;
    if (write_end_document(self, args, 0, out, err) < 0 || xml_flush(self, args, 0, out, err) < 0)
        return -1;
    w->closed = true;
    (void)n;
    const struct method *close =
        w->closes && !w->file ? type_find_method(value_type_of(w->to), "Close", 5) : NULL;
    AUTO_VALUE ignored = value_null();
    if (w->file && fclose(STEAL(w->file)) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", w->to.str->data);
    return close ? close->call(w->to, NULL, 0, &ignored, err) : 0;
}

GETTER(writer_formatting)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_xml_formatting, writer_of(self)->indent);
    return 0;
}

SETTER(writer_set_formatting)
{
    (void)p;
    int32_t to;
    if (arg_enum(v, &enum_xml_formatting, &to, err) < 0)
        return -1;
    writer_of(self)->indent = to == 1;
    return 0;
}

GETTER(writer_indentation)
{
    (void)err;
    const struct str *chars = writer_of(self)->indent_chars.str;
    *out = p->data ? value_char((unsigned char)chars->data[0]) : value_int((int32_t)chars->len);
    return 0;
}

/* So many of the one sign. */
SETTER(writer_set_indentation)
{
    struct value *chars = &writer_of(self)->indent_chars;
    struct strbuf text = STRBUF_INIT;
    int32_t n = (int32_t)chars->str->len;
    AUTO_VALUE sign = value_string_len(chars->str->len ? chars->str->data : " ", 1);
    if (p->data)
        value_replace_take(&sign, arg_string(v));
    else if (arg_int(v, &n, err) < 0)
        return -1;
    for (int32_t i = 0; i < n && i < 64; i++)
        strbuf_adds(&text, sign.str->data);
    value_replace_take(chars, value_string_take(&text));
    return 0;
}

static const struct property text_writer_props[] = {
    PROPERTY_RW("Formatting", "System.Xml.Formatting", writer_formatting, writer_set_formatting),
    { .name = "Indentation",
      .type_name = "int",
      .get = writer_indentation,
      .set = writer_set_indentation },
    { .name = "IndentChar",
      .type_name = "char",
      .get = writer_indentation,
      .set = writer_set_indentation,
      .data = 1 },
};
static const struct method writer_methods[] = {
    METHOD("WriteStartDocument", 0, 1, write_start_document, "void WriteStartDocument()"),
    METHOD("WriteEndDocument", 0, 0, write_end_document, "void WriteEndDocument()"),
    METHOD("WriteStartElement", 1, 3, write_start_element,
           "void WriteStartElement(string localName)"),
    METHOD("WriteEndElement", 0, 0, write_end_element, "void WriteEndElement()"),
    METHOD("WriteFullEndElement", 0, 0, write_full_end_element, "void WriteFullEndElement()"),
    METHOD("WriteElementString", 2, 4, write_element_string,
           "void WriteElementString(string localName, string value)"),
    METHOD("WriteAttributeString", 2, 4, write_attribute_string,
           "void WriteAttributeString(string localName, string value)"),
    METHOD("WriteString", 1, 1, write_string, "void WriteString(string text)"),
    METHOD("WriteValue", 1, 1, write_value, "void WriteValue(System.Object value)"),
    METHOD("WriteRaw", 1, 1, write_raw, "void WriteRaw(string data)"),
    METHOD("WriteComment", 1, 1, write_comment, "void WriteComment(string text)"),
    METHOD("WriteCData", 1, 1, write_cdata, "void WriteCData(string text)"),
    METHOD("WriteProcessingInstruction", 2, 2, write_instruction,
           "void WriteProcessingInstruction(string name, string text)"),
    METHOD("Flush", 0, 0, xml_flush, "void Flush()"),
    METHOD("Close", 0, 0, xml_close, "void Close()"),
    METHOD("Dispose", 0, 0, xml_close, "void Dispose()"),
};
static const struct method writer_statics[] = {
    METHOD("Create", 1, 2, writer_create,
           "System.Xml.XmlWriter Create(string outputFileName, System.Xml.XmlWriterSettings "
           "settings)"),
};
static const struct method text_writer_statics[] = { METHOD("new", 1, 2, text_writer_new, NULL) };
const struct type_info type_xml_writer = { .name = "System.Xml.XmlWriter",
                                           .base = &type_object,
                                           METHODS(writer_methods),
                                           STATICS(writer_statics),
                                           .payload_size = sizeof(struct writer),
                                           .destroy = writer_destroy };
const struct type_info type_xml_text_writer = { .name = "System.Xml.XmlTextWriter",
                                                .base = &type_xml_writer,
                                                PROPS(text_writer_props),
                                                STATICS(text_writer_statics),
                                                .payload_size = sizeof(struct writer),
                                                .destroy = writer_destroy };
