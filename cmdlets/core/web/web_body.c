/* What a web cmdlet sends: forms, texts, bytes, streams, files. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "cmdlets/core/files/file_info.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/whole_file.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"
#include "shell/object/types/web.h"
#include "shell/object/xml.h"
#include "shell/object/xml_value.h"

void web_form_encode(const struct hash *h, struct strbuf *out)
{
    struct hash_entry *e;
    bool more = false;

    for (size_t i = 0; (e = hash_next(h, &i)); more = true) {
        AUTO_VALUE name = value_to_string(e->key);
        AUTO_STRBUF text = STRBUF_INIT;
        if (e->value.kind != V_NULL)
            value_method_string(e->value, &text);
        if (more)
            strbuf_addch(out, '&');
        url_encode(name.str->data, name.str->len, false, out);
        strbuf_addch(out, '=');
        url_encode(text.buf, text.len, false, out);
    }
}

static const char *content_header(const struct web_call *c, const char *name)
{
    return web_header(c->content_headers.items, c->content_headers.len, name);
}

static void set_content_header(struct web_call *c, const char *name, const char *text)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < c->content_headers.len; i++) {
        char **have = &c->content_headers.items[i];
        if (strncasecmp(*have, name, len) == 0 && (*have)[len] == ':') {
            free(*have);
            *have = xasprintf("%s: %s", name, text);
            return;
        }
    }
    *vec_push(&c->content_headers) = xasprintf("%s: %s", name, text);
}

/* ---- -Form ---- */

/* A parameter's text in quotes unless it is a token. */
static void put_parameter(struct strbuf *out, const char *name, const char *text)
{
    bool token = *text != '\0';

    for (const char *s = text; *s && token; s++)
        token = isalnum((unsigned char)*s) || strchr("!#$%&'*+-.^_`|~", *s);
    strbuf_addf(out, token ? "; %s=%s" : "; %s=\"%s\"", name, text);
}

static void put_boundary(struct strbuf *out, const char *boundary)
{
    strbuf_addf(out, out->len ? "\r\n--%s\r\n" : "--%s\r\n", boundary);
}

static void put_text_part(struct strbuf *out, const char *boundary, const char *name,
                          struct value v)
{
    put_boundary(out, boundary);
    strbuf_adds(out, "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data");
    put_parameter(out, "name", name);
    strbuf_adds(out, "\r\n\r\n");
    value_to_strbuf(v, out);
}

static enum status put_file_part(struct web_call *c, const char *boundary, const char *name,
                                 const char *path)
{
    struct strbuf *out = &c->body;
    const char *slash = strrchr(path, '/'), *leaf = slash ? slash + 1 : path;

    put_boundary(out, boundary);
    strbuf_adds(out, "Content-Disposition: form-data");
    put_parameter(out, "name", name);
    put_parameter(out, "filename", leaf);
    strbuf_adds(out, "; filename*=utf-8''");
    for (const char *s = leaf; *s; s++)
        strbuf_addf(out, isalnum((unsigned char)*s) || strchr("!#$&+-.^_`|~", *s) ? "%c" : "%%%02X",
                    (unsigned char)*s);
    strbuf_adds(out, "\r\nContent-Type: application/octet-stream\r\n\r\n");
    if (whole_file_read(path, out) < 0)
        return web_throw(c, "System.IO.FileNotFoundException", "Could not find file '%s'.", path);
    return ST_OK;
}

static enum status put_part(struct web_call *c, const char *boundary, const char *name,
                            struct value v, bool enumerate)
{
    const char *path =
        v.kind == V_OBJECT && v.object->type == &type_file_info ? file_info_path(v) : NULL;
    enum status rc = ST_OK;

    if (path)
        return put_file_part(c, boundary, name, path);
    if (v.kind != V_ARRAY || !enumerate) {
        put_text_part(&c->body, boundary, name, v);
        return ST_OK;
    }
    for (size_t i = 0; rc == ST_OK && i < v.array->len; i++)
        rc = put_part(c, boundary, name, v.array->items[i], false);
    return rc;
}

static enum status put_form(struct web_call *c)
{
    struct hash_entry *e;
    enum status rc = ST_OK;
    AUTO_STRBUF boundary = STRBUF_INIT, type = STRBUF_INIT;
    AUTO_VALUE guid = guid_random();

    value_to_strbuf(guid, &boundary);
    for (size_t i = 0; rc == ST_OK && (e = hash_next(c->args->form, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        rc = put_part(c, boundary.buf, name.str->data, e->value, true);
    }
    if (!c->body.len)
        strbuf_addf(&c->body, "--%s\r\n", boundary.buf);
    strbuf_addf(&c->body, "\r\n--%s--\r\n", boundary.buf);
    strbuf_addf(&type, "multipart/form-data; boundary=\"%s\"", boundary.buf);
    for (size_t i = 0; i < c->content_headers.len; i++)
        free(c->content_headers.items[i]);
    c->content_headers.len = 0;
    set_content_header(c, "Content-Type", type.buf);
    return rc;
}

/* ---- -Body ---- */

static enum status bad_type(struct web_call *c, const char *type)
{
    AUTO_VALUE target = value_string(type);

    return cmdlet_throw(
        c->inv, &(struct error_spec){
                    .message = "The cmdlet cannot run because the -ContentType parameter is not a "
                               "valid Content-Type header. Specify a valid Content-Type for "
                               "-ContentType, then retry. To suppress header validation, supply "
                               "the -SkipHeaderValidation parameter.",
                    .id = "WebCmdletContentTypeException",
                    .category = EC_INVALID_ARGUMENT,
                    .exception = "System.Management.Automation.ValidationMetadataException",
                    .target = target });
}

/* type/subtype, then perhaps parameters */
static bool is_media_type(const char *s)
{
    size_t n = strcspn(s, "; ");
    const char *slash = memchr(s, '/', n);

    return slash && slash > s && slash + 1 < s + n &&
           !memchr(slash + 1, '/', (size_t)(s + n - slash) - 1) &&
           (s[n] != ' ' || s[n + strspn(s + n, " ")] == ';' || !s[n + strspn(s + n, " ")]);
}

/* In the charset of the content's type, else as UTF-8. */
static enum status put_text(struct web_call *c, const char *s, size_t len, const char *fallback)
{
    const char *type = content_header(c, "Content-Type");
    AUTO_FREE char *charset = web_charset(type);
    AUTO_VALUE name = value_string(charset && *charset ? charset : fallback);
    AUTO_VALUE encoding = value_null();

    if (!encoding_named(name, &encoding)) {
        if (!c->args->skip_header_validation)
            return bad_type(c, type ? type : "");
        encoding = encoding_new(ENC_UTF8, false);
    }
    encoding_encode(encoding_kind(encoding), s, len, &c->body);
    return ST_OK;
}

static enum status put_stream(struct web_call *c, struct value stream)
{
    char chunk[16384];
    struct err *err = NULL;
    size_t n;

    do {
        if (stream_read(stream, chunk, sizeof(chunk), &n, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
        strbuf_add(&c->body, chunk, n);
    } while (n > 0 && !interrupted(c->inv->session));
    return interrupted(c->inv->session) ? ST_INTERRUPT : ST_OK;
}

/* In the encoding that its declaration names. */
static enum status put_xml(struct web_call *c, struct xml_node *node)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FREE char *name = NULL;
    const struct xml_node *first = node->kind == XML_DOCUMENT ? node->first : NULL;

    xml_write(node, false, XML_COMPACT, &text);
    if (first && first->kind == XML_DECLARATION && first->value) {
        const char *at = strstr(first->value, "encoding=");
        if (at)
            name = xstrndup(at + 10, strcspn(at + 10, "\"'"));
    }
    AUTO_VALUE wanted = value_string(name ? name : "utf-8"), encoding = value_null();
    if (!encoding_named(wanted, &encoding))
        encoding = encoding_new(ENC_UTF8, false);
    encoding_encode(encoding_kind(encoding), text.buf, text.len, &c->body);
    return ST_OK;
}

static enum status put_body(struct web_call *c)
{
    struct value v = c->args->body;
    struct err *err = NULL;
    AUTO_STRBUF text = STRBUF_INIT;

    if (v.kind == V_HASH && strcmp(c->method, "GET") != 0) {
        web_form_encode(v.hash, &text);
        return put_text(c, text.buf, text.len, "utf-8");
    }
    struct xml_node *node = xml_node_of(v);
    if (node)
        return put_xml(c, node);
    if (value_is_stream(v))
        return put_stream(c, v);
    if (v.kind == V_ARRAY && v.array->element == &type_byte)
        return bytes_add(v, "Body", &c->body, &err) < 0 ? cmdlet_throw_err(c->inv, &err) : ST_OK;
    value_language_text(v, &text);
    return put_text(c, text.buf, text.len, "utf-8");
}

static enum status open_in_file(struct web_call *c)
{
    struct stat st;

    if (c->body_fd >= 0)
        close(c->body_fd);
    c->body_fd = open(c->in_file, O_RDONLY | O_CLOEXEC);
    if (c->body_fd < 0 || fstat(c->body_fd, &st) < 0)
        return web_throw(c, "System.UnauthorizedAccessException",
                         "Access to the path '%s' is denied.", c->args->in_file->data);
    c->body_len = S_ISREG(st.st_mode) ? st.st_size : -1;
    return ST_OK;
}

enum status web_prepare_body(struct web_call *c)
{
    const struct web_args *a = c->args;
    enum status rc = ST_OK;
    bool get = strcmp(c->method, "GET") == 0;

    strbuf_reset(&c->body);
    if (a->content_type)
        set_content_header(c, "Content-Type", a->content_type->data);
    else if (strcmp(c->method, "POST") == 0 && !content_header(c, "Content-Type"))
        set_content_header(c, "Content-Type", "application/x-www-form-urlencoded");
    c->has_body = true;
    if (a->form)
        rc = put_form(c);
    else if (a->body.kind != V_NULL && c->query_body.kind == V_NULL)
        rc = put_body(c);
    else if (c->in_file)
        rc = open_in_file(c);
    else if (get && !a->content_type)
        c->has_body = false;
    if (c->body_fd < 0)
        c->body_len = (int64_t)c->body.len;
    if (rc != ST_OK || !c->has_body)
        return rc;
    const char *type = content_header(c, "Content-Type");
    if (type && *type && !a->skip_header_validation && !is_media_type(type))
        return bad_type(c, type);
    return ST_OK;
}
