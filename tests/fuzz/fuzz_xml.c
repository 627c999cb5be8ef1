/* The XML reader over any bytes: what it reads is written and must read again; the same bytes as
 * an XPath over a small document. */
#include <stdlib.h>

#include "shell/object/xml_path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *lookup(void *data, const char *prefix, size_t len)
{
    (void)data;
    (void)prefix;
    return len == 1 ? "urn:x" : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char small[] = "<a k='1'><b xmlns='urn:x'>t<c/></b><!-- x --><b n='2'/></a>";
    struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
    struct err *err = NULL;

    strbuf_add(&text, data, size);
    struct xml_doc *doc = xml_read(text.buf, text.len, size & 1, &err);
    if (doc) {
        xml_write(doc->root, false, size & 2 ? XML_INDENTED : XML_COMPACT, &out);
        struct xml_doc *again = xml_read(out.buf, out.len, true, &err);
        if (!again)
            abort();
        xml_release(again);
    }
    xml_release(doc);
    err_clear(&err);
    struct xml_nodes nodes = { NULL, 0, 0 };
    doc = xml_read(small, sizeof(small) - 1, false, &err);
    if (doc && size < 256)
        xml_select(doc->root, text.buf, lookup, NULL, &nodes, &err);
    err_clear(&err);
    xml_nodes_release(&nodes);
    xml_release(doc);
    strbuf_release(&text);
    strbuf_release(&out);
    return 0;
}
