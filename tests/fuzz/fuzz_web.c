/* What web servers send, and Markdown: the fields of cookies and types, pages, documents. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/format/markdown.h"
#include "shell/object/types/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void page(const char *text, size_t len)
{
    static const char *const tags[] = { "a", "img", "input" };
    AUTO_VALUE v = value_string_len(text, len);

    for (size_t i = 0; i < ARRAY_SIZE(tags); i++)
        value_unref(web_html_elements(text, tags[i]));
    value_unref(web_error_text("application/json", v, true));
    value_unref(web_error_text("application/xml", v, false));
    value_unref(web_error_text(NULL, v, false));
}

static void field(const char *text)
{
    const struct cookie_place place = { "www.a.example", "/x/y", true };
    AUTO_VALUE cookies = cookie_container_new();
    AUTO_STRBUF out = STRBUF_INIT;

    cookie_container_store(cookies, &place, text);
    cookie_container_header(cookies, &place, &out);
    free(web_media_type(text));
    free(web_charset(text));
}

static void body(const char *text, size_t len)
{
    struct http_head head = { 0 };
    struct strbuf bytes = STRBUF_INIT;

    strbuf_add(&bytes, text, len);
    http_head_add(&head, "Content-Type", 12, text, strlen(text));
    value_unref(web_decode(&head, &bytes, NULL));
    http_head_release(&head);
    strbuf_release(&bytes);
}

static void document(const char *text, size_t len)
{
    const struct markdown_style style = { .header = { "", "", "", "", "", "" },
                                          .code = "",
                                          .link = "",
                                          .image = "",
                                          .bold = "",
                                          .italics = "",
                                          .vt = true };
    AUTO_STRBUF html = STRBUF_INIT, vt = STRBUF_INIT;

    markdown_to_html(text, len, &html, NULL, NULL);
    markdown_to_vt(text, len, &style, &vt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_FREE char *text = xstrndup((const char *)data, size);
    size_t len = strlen(text);

    page(text, len);
    field(text);
    body(text, len);
    document(text, len);
    return 0;
}
