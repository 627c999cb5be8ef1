/* What the web cmdlets tell with -Verbose and -Debug. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/runtime/stream.h"

/* "6 B (6 bytes)", "1.95 KB (2,000 bytes)" */
static void put_size(int64_t bytes, struct strbuf *out)
{
    static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
    double n = (double)bytes;
    size_t unit = 0;
    char text[32], digits[32];

    for (; n >= 1024 && unit + 1 < ARRAY_SIZE(units); unit++)
        n /= 1024;
    snprintf(text, sizeof(text), "%.2f", n);
    size_t len = strlen(text);
    while (text[len - 1] == '0')
        text[--len] = '\0';
    if (text[len - 1] == '.')
        text[--len] = '\0';
    strbuf_addf(out, "%s %s (", text, units[unit]);
    snprintf(digits, sizeof(digits), "%lld", (long long)bytes);
    for (size_t i = 0, all = strlen(digits); i < all; i++) {
        if (i > 0 && (all - i) % 3 == 0)
            strbuf_addch(out, ',');
        strbuf_addch(out, digits[i]);
    }
    strbuf_adds(out, " bytes)");
}

/* The request's head with its query's parts, and what is sent. */
static enum status debug_request(struct web_call *c, const char *query)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (stream_is_silent(c->inv->session, c->inv->stage, STREAM_DEBUG))
        return ST_OK;
    strbuf_adds(&text, "WebRequest Detail\n");
    if (*query) {
        strbuf_adds(&text, "--- QUERY\n");
        for (const char *s = query + 1; *s; s++)
            strbuf_addch(&text, *s == '&' ? '\n' : *s);
        strbuf_adds(&text, "\n\n");
    }
    strbuf_adds(&text, "--- HEADERS\n");
    for (size_t i = 0; i < c->headers.len; i++)
        strbuf_addf(&text, "%s\n", c->headers.items[i]);
    strbuf_addch(&text, '\n');
    if (c->has_body) {
        for (size_t i = 0; i < c->content_headers.len; i++)
            strbuf_addf(&text, "%s\n", c->content_headers.items[i]);
        strbuf_adds(&text, "\n--- BODY\n");
        if (c->body_fd >= 0) {
            strbuf_adds(&text, "[Stream content: ");
            put_size(c->body_len, &text);
            strbuf_addch(&text, ']');
        } else {
            strbuf_add(&text, c->body.buf, c->body.len);
        }
    }
    while (text.len && strchr(" \n", text.buf[text.len - 1]))
        strbuf_truncate(&text, text.len - 1);
    return write_debug(c->inv, "%s", text.buf);
}

enum status web_log_request(struct web_call *c)
{
    AUTO_VALUE whole = value_null(), query = value_null();
    AUTO_VALUE fragment = value_null();
    AUTO_STRBUF text = STRBUF_INIT;
    int version = web_version(c);
    struct err *err = NULL;

    if (member_get(c->uri, "AbsoluteUri", &whole, &err) < 0 ||
        member_get(c->uri, "Query", &query, &err) < 0 ||
        member_get(c->uri, "Fragment", &fragment, &err) < 0)
        return cmdlet_throw_err(c->inv, &err);
    strbuf_addf(&text, "WebRequest: v%d.%d %s %.*s", version / 10, version % 10, c->method,
                (int)(whole.str->len - query.str->len - fragment.str->len), whole.str->data);
    if (query.str->len > 1)
        strbuf_addf(&text, " with query length %zu", query.str->len - 1);
    if (c->has_body) {
        AUTO_FREE char *media = web_media_type(
            web_header(c->content_headers.items, c->content_headers.len, "Content-Type"));
        if (media)
            strbuf_addf(&text, " with %s payload", media);
        if (c->body_len >= 0) {
            strbuf_adds(&text, " with body size ");
            put_size(c->body_len, &text);
        }
    }
    if (c->out_file)
        strbuf_addf(&text, " output to %s", c->out_file);
    enum status rc = write_verbose(c->inv, "%s", text.buf);
    return rc == ST_OK ? debug_request(c, query.str->data) : rc;
}

static enum status debug_response(struct web_call *c, const char *media)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (stream_is_silent(c->inv->session, c->inv->stage, STREAM_DEBUG))
        return ST_OK;
    strbuf_adds(&text, "WebResponse Detail\n--- HEADERS\n");
    for (int content = 0; content < 2; content++) {
        for (size_t i = 0; i < c->head.nfields; i++)
            if (web_is_content_header(c->head.fields[i].name) == (content == 1))
                strbuf_addf(&text, "%s: %s\n", c->head.fields[i].name, c->head.fields[i].value);
        strbuf_addch(&text, '\n');
    }
    strbuf_adds(&text, "--- BODY\n");
    if (web_is_text(media)) {
        AUTO_VALUE body = web_decode(&c->head, &c->answer, NULL);
        value_to_strbuf(body, &text);
    } else {
        strbuf_adds(&text, "[Binary content: ");
        put_size((int64_t)c->answer.len, &text);
        strbuf_addch(&text, ']');
    }
    while (text.len && strchr(" \n", text.buf[text.len - 1]))
        strbuf_truncate(&text, text.len - 1);
    return write_debug(c->inv, "%s", text.buf);
}

enum status web_log_response(struct web_call *c)
{
    AUTO_STRBUF text = STRBUF_INIT, name = STRBUF_INIT;
    AUTO_FREE char *media = web_media_type(http_head_field(&c->head, "Content-Type"));
    const char *length = http_head_field(&c->head, "Content-Length");

    web_status_name(c->head.status, &name);
    strbuf_addf(&text, "WebResponse: %d %s", c->head.status,
                *c->head.reason ? c->head.reason : name.buf);
    if (media)
        strbuf_addf(&text, " with %s payload", media);
    if (length) {
        strbuf_adds(&text, " with body size ");
        put_size(strtoll(length, NULL, 10), &text);
    }
    enum status rc = write_verbose(c->inv, "%s", text.buf);
    return rc == ST_OK ? debug_response(c, media) : rc;
}
