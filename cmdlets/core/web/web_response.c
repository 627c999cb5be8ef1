/* WebResponseObject and BasicHtmlWebResponseObject: what Invoke-WebRequest gives. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/web/web_types.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"

enum {
    R_BASE,
    R_CONTENT, /* bytes: made of the stream when asked for */
    R_HEADERS,
    R_RAW,
    R_RAW_LENGTH,
    R_STREAM,
    R_RELATION,
    R_STATUS,
    R_DESCRIPTION,
    R_OUT_FILE,
    R_FIELDS,
    H_TEXT = R_FIELDS, /* of pages */
    H_ENCODING,
    H_INPUTS, /* made when asked for, as the next two */
    H_LINKS,
    H_IMAGES,
    H_FIELDS
};

static int bytes_of(struct value self, struct value *out, struct err **err)
{
    const struct method *to_array = type_find_method(&type_memory_stream, "ToArray", 7);

    return to_array->call(*record_field(self.object, R_STREAM), NULL, 0, out, err);
}

GETTER(content_get)
{
    struct value *content = record_field(self.object, (size_t)p->data);

    if (content->kind == V_NULL && bytes_of(self, content, err) < 0)
        return -1;
    *out = value_ref(*content);
    return 0;
}

GETTER(elements_get)
{
    static const char *const tags[] = { "input", "a", "img" };
    struct value *elements = record_field(self.object, (size_t)p->data);
    const char *html = record_field(self.object, H_TEXT)->str->data;

    (void)err;
    if (elements->kind == V_NULL)
        *elements = web_html_elements(html, tags[p->data - H_INPUTS]);
    *out = value_ref(*elements);
    return 0;
}

/* ---- how they are shown ---- */

static int cut(struct value self, const char *name, struct value *out, struct err **err)
{
    AUTO_VALUE text = value_null();

    if (member_get(self, name, &text, err) < 0)
        return -1;
    if (text.kind != V_STRING || str_length(text.str) < 200) {
        *out = value_ref(text);
        return 0;
    }
    AUTO_VALUE head = value_of_str(str_substring(text.str, 0, 200));
    *out = value_stringf("%s\u2026", head.str->data);
    return 0;
}

static int cut_content(struct value self, struct value *out, struct err **err)
{
    return cut(self, "Content", out, err);
}

static int cut_raw(struct value self, struct value *out, struct err **err)
{
    return cut(self, "RawContent", out, err);
}

static const struct view_column page_columns[] = {
    { .property = "StatusCode" },
    { .property = "StatusDescription" },
    { .label = "Content", .get = cut_content },
    { .label = "RawContent", .get = cut_raw },
    { .property = "Headers" },
    { .property = "Images" },
    { .property = "InputFields" },
    { .property = "Links" },
    { .property = "RawContentLength" },
    { .property = "RelationLink" },
};
static const struct view page_view = { .columns = page_columns,
                                       .ncolumns = ARRAY_SIZE(page_columns) };
static const struct view_column response_columns[] = {
    { .property = "StatusCode" },   { .property = "StatusDescription" },
    { .property = "Content" },      { .label = "RawContent", .get = cut_raw },
    { .property = "Headers" },      { .property = "RawContentLength" },
    { .property = "RelationLink" },
};
static const struct view response_view = { .columns = response_columns,
                                           .ncolumns = ARRAY_SIZE(response_columns) };

/* ---- types ---- */

/* The body as ASCII, a dot for what cannot be shown. */
static void ascii_view(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        bool shown = (c >= ' ' && c < 0x7F) || (c >= '\t' && c <= '\r');
        strbuf_addch(out, c >= 0x80 ? '?' : shown ? (char)c : '.');
    }
}

static int response_text(struct value self, struct strbuf *out)
{
    AUTO_VALUE bytes = value_null();
    AUTO_ERR *err = NULL;
    AUTO_STRBUF body = STRBUF_INIT;

    if (bytes_of(self, &bytes, &err) == 0 && bytes_add(bytes, "bytes", &body, &err) == 0)
        ascii_view(body.buf, body.len, out);
    return 0;
}

static const struct property response_props[] = {
    RECORD_FIELD("BaseResponse", "System.Net.Http.HttpResponseMessage", R_BASE),
    PROPERTY_DATA("Content", "byte[]", content_get, R_CONTENT),
    RECORD_FIELD("Headers",
                 "System.Collections.Generic.Dictionary[string,System.Collections.Generic."
                 "IEnumerable[string]]",
                 R_HEADERS),
    RECORD_FIELD("RawContent", "string", R_RAW),
    RECORD_FIELD("RawContentLength", "long", R_RAW_LENGTH),
    RECORD_FIELD("RawContentStream", "System.IO.MemoryStream", R_STREAM),
    RECORD_FIELD("RelationLink", "System.Collections.Generic.Dictionary[string,string]",
                 R_RELATION),
    RECORD_FIELD("StatusCode", "int", R_STATUS),
    RECORD_FIELD("StatusDescription", "string", R_DESCRIPTION),
    RECORD_FIELD("OutFile", "string", R_OUT_FILE),
};
const struct type_info type_web_response = {
    .name = "Microsoft.PowerShell.Commands.WebResponseObject",
    .base = &type_object,
    PROPS(response_props),
    .list = &response_view,
    .payload_size = R_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = response_text,
};

static const struct property page_props[] = {
    RECORD_FIELD("Content", "string", H_TEXT),
    RECORD_FIELD("Encoding", "System.Text.Encoding", H_ENCODING),
    PROPERTY_DATA("InputFields", "Microsoft.PowerShell.Commands.WebCmdletElementCollection",
                  elements_get, H_INPUTS),
    PROPERTY_DATA("Links", "Microsoft.PowerShell.Commands.WebCmdletElementCollection", elements_get,
                  H_LINKS),
    PROPERTY_DATA("Images", "Microsoft.PowerShell.Commands.WebCmdletElementCollection",
                  elements_get, H_IMAGES),
};
const struct type_info type_html_response = {
    .name = "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject",
    .base = &type_web_response,
    PROPS(page_props),
    .list = &page_view,
    .payload_size = H_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- making one ---- */

/* The status line and the fields, as they came. */
static void raw_head(const struct http_head *head, struct strbuf *out)
{
    strbuf_addf(out, "HTTP/%s %d ", head->version, head->status);
    web_status_name(head->status, out);
    strbuf_addch(out, '\n');
    for (int content = 0; content < 2; content++)
        for (size_t i = 0; i < head->nfields; i++)
            if (web_is_content_header(head->fields[i].name) == (content == 1))
                strbuf_addf(out, "%s: %s\n", head->fields[i].name, head->fields[i].value);
    strbuf_addch(out, '\n');
}

struct value web_response_new(struct session *s, const struct http_head *head, struct value message,
                              const struct strbuf *body, struct value relation_link,
                              const char *out_file)
{
    AUTO_FREE char *media = web_media_type(http_head_field(head, "Content-Type"));
    bool text = web_is_text(media);
    struct object *o = object_new(text ? &type_html_response : &type_web_response);
    struct strbuf name = STRBUF_INIT, raw = STRBUF_INIT;

    web_status_name(head->status, &name);
    raw_head(head, &raw);
    *record_field(o, R_BASE) = value_ref(message);
    *record_field(o, R_HEADERS) = web_headers_dictionary(s, head);
    *record_field(o, R_RAW_LENGTH) = value_long((int64_t)body->len);
    *record_field(o, R_STREAM) = memory_stream_new(body->buf, body->len);
    *record_field(o, R_RELATION) = value_ref(relation_link);
    *record_field(o, R_STATUS) = value_int(head->status);
    *record_field(o, R_DESCRIPTION) = value_string_take(&name);
    *record_field(o, R_OUT_FILE) = out_file ? value_string(out_file) : value_null();
    if (text) {
        *record_field(o, H_TEXT) = web_decode(head, body, record_field(o, H_ENCODING));
        value_to_strbuf(*record_field(o, H_TEXT), &raw);
    } else {
        ascii_view(body->buf, body->len, &raw);
    }
    *record_field(o, R_RAW) = value_string_take(&raw);
    return value_of_object(o);
}
