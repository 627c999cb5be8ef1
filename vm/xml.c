#include "vm/xml.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

#define X(s) ((const xmlChar *)(s))

xmlDocPtr vm_xml_parse(const char *text, const char *root_name, struct err **err)
{
    size_t len = strlen(text);
    if (len > VM_XML_MAX) {
        err_set_code(err, ERR_DOMAIN_XML, ERR_OPERATION_FAILED, 0,
                     "The XML description is too large (%zu bytes).", len);
        return NULL;
    }
    xmlParserCtxtPtr ctx = xmlNewParserCtxt();
    if (!ctx) {
        err_set(err, ERR_OUT_OF_MEMORY, "Cannot make an XML parser.");
        return NULL;
    }
    xmlDocPtr doc = xmlCtxtReadMemory(ctx, text, (int)len, NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    /* Entities could grow without bound; libvirt never writes any. */
    bool entities = doc && doc->intSubset;
    if (!root || entities || (root_name && strcmp((const char *)root->name, root_name) != 0)) {
        const xmlError *e = xmlCtxtGetLastError(ctx);
        if (!root)
            err_set_code(err, ERR_DOMAIN_XML, ERR_OPERATION_FAILED, e ? e->code : 0,
                         "The XML description is malformed at line %d.", e ? e->line : 0);
        else
            err_set_code(err, ERR_DOMAIN_XML, ERR_OPERATION_FAILED, 0,
                         "The XML description is not a <%s>.", root_name ? root_name : "document");
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(ctx);
    return doc;
}

xmlDocPtr vm_xml_new(const char *root_name)
{
    xmlDocPtr doc = xmlNewDoc(X("1.0"));
    xmlDocSetRootElement(doc, xmlNewDocNode(doc, NULL, X(root_name), NULL));
    return doc;
}

char *vm_xml_dump_node(xmlNodePtr node)
{
    xmlBufferPtr buf = xmlBufferCreate();
    xmlNodeDump(buf, node->doc, node, 0, 0); /* as it came: not indented anew */
    char *text = xstrdup((const char *)xmlBufferContent(buf));
    xmlBufferFree(buf);
    return text;
}

char *vm_xml_dump(xmlDocPtr doc)
{
    return vm_xml_dump_node(xmlDocGetRootElement(doc));
}

size_t vm_xml_find_all(xmlNodePtr node, const char *path, xmlNodePtr **nodes)
{
    *nodes = NULL;
    if (!node)
        return 0;
    xmlXPathContextPtr ctx = xmlXPathNewContext(node->doc);
    if (!ctx)
        return 0;
    ctx->node = node;
    xmlXPathRegisterNs(ctx, X("hv"), X(VM_XML_NS));
    xmlXPathObjectPtr found = xmlXPathEvalExpression(X(path), ctx);
    size_t n = 0;
    if (found && found->type == XPATH_NODESET && found->nodesetval) {
        n = (size_t)found->nodesetval->nodeNr;
        if (n) {
            *nodes = xcalloc(n, sizeof(**nodes));
            memcpy(*nodes, found->nodesetval->nodeTab, n * sizeof(**nodes));
        }
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(ctx);
    return n;
}

static bool name_is(const xmlNode *node, const char *name, size_t len)
{
    bool ours = len > 3 && memcmp(name, "hv:", 3) == 0;
    if (ours) {
        name += 3;
        len -= 3;
    }
    if (strlen((const char *)node->name) != len || memcmp(node->name, name, len) != 0)
        return false;
    bool has_ns =
        node->ns && node->ns->href && strcmp((const char *)node->ns->href, VM_XML_NS) == 0;
    return ours == has_ns;
}

static xmlNodePtr child_n(xmlNodePtr node, const char *name, size_t len)
{
    for (xmlNodePtr c = node ? node->children : NULL; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE && name_is(c, name, len))
            return c;
    }
    return NULL;
}

/* Simple paths (names, one trailing attribute) are walked without XPath, which
 * is ten times as fast: a thousand domains are read for one table. */
static bool simple_path(const char *path)
{
    return !strpbrk(path, "[]()*|.'\"") && !strstr(path, "//") && path[0] != '/';
}

xmlNodePtr vm_xml_find(xmlNodePtr node, const char *path)
{
    if (!node)
        return NULL;
    if (simple_path(path)) {
        while (node && *path) {
            size_t len = strcspn(path, "/");
            if (path[0] == '@')
                return (xmlNodePtr)xmlHasProp(node, X(path + 1));
            node = child_n(node, path, len);
            path += len;
            if (*path == '/')
                path++;
        }
        return node;
    }
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(node, path, &nodes);
    xmlNodePtr first = n ? nodes[0] : NULL;
    free(nodes);
    return first;
}

char *vm_xml_text(xmlNodePtr node, const char *path)
{
    xmlNodePtr found = vm_xml_find(node, path);
    if (!found)
        return NULL;
    xmlChar *content = xmlNodeGetContent(found);
    char *text = content ? xstrdup((const char *)content) : NULL;
    xmlFree(content);
    return text;
}

bool vm_xml_is(xmlNodePtr node, const char *path, const char *value)
{
    AUTO_FREE char *text = vm_xml_text(node, path);
    return text && strcmp(text, value) == 0;
}

int64_t vm_xml_number(xmlNodePtr node, const char *path, int64_t fallback)
{
    AUTO_FREE char *text = vm_xml_text(node, path);
    if (!text)
        return fallback;
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || errno)
        return fallback;
    end += strspn(end, " \t\r\n");
    return *end ? fallback : value;
}

bool vm_xml_bool(xmlNodePtr node, const char *path, bool fallback)
{
    static const char *const yes[] = { "yes", "on", "1", "true" };
    static const char *const no[] = { "no", "off", "0", "false" };
    AUTO_FREE char *text = vm_xml_text(node, path);
    for (size_t i = 0; text && i < ARRAY_SIZE(yes); i++) {
        if (strcmp(text, yes[i]) == 0)
            return true;
        if (strcmp(text, no[i]) == 0)
            return false;
    }
    return fallback;
}

uint64_t vm_xml_size(xmlNodePtr node, const char *path, uint64_t fallback)
{
    static const struct {
        const char *name;
        uint64_t bytes;
    } units[] = {
        { "b", 1 },
        { "bytes", 1 },
        { "KB", 1000 },
        { "k", 1024 },
        { "KiB", 1024 },
        { "MB", 1000000 },
        { "M", 1u << 20 },
        { "MiB", 1u << 20 },
        { "GB", 1000000000 },
        { "G", 1u << 30 },
        { "GiB", 1u << 30 },
        { "T", 1ull << 40 },
        { "TiB", 1ull << 40 },
    };
    int64_t value = vm_xml_number(node, path, -1);
    if (value < 0)
        return fallback;
    AUTO_FREE char *unit = vm_xml_text(vm_xml_find(node, path), "@unit");
    uint64_t factor = 1024;
    for (size_t i = 0; unit && i < ARRAY_SIZE(units); i++) {
        if (strcmp(unit, units[i].name) == 0)
            factor = units[i].bytes;
    }
    uint64_t bytes;
    return __builtin_mul_overflow((uint64_t)value, factor, &bytes) ? fallback : bytes;
}

xmlNodePtr vm_xml_child(xmlNodePtr node, const char *name)
{
    return child_n(node, name, strlen(name));
}

/* Our namespace, declared on the outermost element that carries it. */
static xmlNsPtr our_ns(xmlNodePtr node)
{
    xmlNsPtr ns = xmlSearchNsByHref(node->doc, node, X(VM_XML_NS));
    return ns ? ns : xmlNewNs(node, X(VM_XML_NS), X("hv"));
}

static xmlNodePtr add_n(xmlNodePtr node, const char *name, size_t len)
{
    AUTO_FREE char *copy = xstrndup(name, len);
    bool ours = strncmp(copy, "hv:", 3) == 0;
    xmlNodePtr child = xmlNewDocNode(node->doc, NULL, X(ours ? copy + 3 : copy), NULL);
    xmlAddChild(node, child);
    if (ours)
        xmlSetNs(child, our_ns(child));
    return child;
}

xmlNodePtr vm_xml_ensure(xmlNodePtr node, const char *name)
{
    xmlNodePtr child = vm_xml_child(node, name);
    return child ? child : add_n(node, name, strlen(name));
}

xmlNodePtr vm_xml_add(xmlNodePtr node, const char *name, const char *value)
{
    xmlNodePtr child = add_n(node, name, strlen(name));
    if (value)
        vm_xml_set_text(child, value);
    return child;
}

void vm_xml_set_attr(xmlNodePtr node, const char *name, const char *value)
{
    if (value)
        xmlSetProp(node, X(name), X(value));
    else
        xmlUnsetProp(node, X(name));
}

void vm_xml_set_attrf(xmlNodePtr node, const char *name, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    vm_xml_set_attr(node, name, text.buf);
}

void vm_xml_set_text(xmlNodePtr node, const char *value)
{
    while (node->children) {
        xmlNodePtr c = node->children;
        xmlUnlinkNode(c);
        xmlFreeNode(c);
    }
    xmlAddChild(node, xmlNewDocText(node->doc, X(value)));
}

void vm_xml_remove(xmlNodePtr node)
{
    if (!node)
        return;
    /* The indentation before it goes along, so edited XML stays readable. */
    xmlNodePtr before = node->prev;
    if (node->type == XML_ELEMENT_NODE && before && xmlIsBlankNode(before)) {
        xmlUnlinkNode(before);
        xmlFreeNode(before);
    }
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

void vm_xml_remove_all(xmlNodePtr node, const char *path)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(node, path, &nodes);
    for (size_t i = 0; i < n; i++) {
        if (nodes[i]->type == XML_ATTRIBUTE_NODE)
            xmlRemoveProp((xmlAttrPtr)nodes[i]);
        else
            vm_xml_remove(nodes[i]);
    }
    free(nodes);
}

void vm_xml_set(xmlNodePtr node, const char *path, const char *value)
{
    if (!value) {
        xmlNodePtr found = vm_xml_find(node, path);
        if (found && found->type == XML_ATTRIBUTE_NODE)
            xmlRemoveProp((xmlAttrPtr)found);
        else
            vm_xml_remove(found);
        return;
    }
    while (*path) {
        if (*path == '@') {
            vm_xml_set_attr(node, path + 1, value);
            return;
        }
        size_t len = strcspn(path, "/");
        xmlNodePtr child = child_n(node, path, len);
        node = child ? child : add_n(node, path, len);
        path += len;
        if (*path == '/')
            path++;
    }
    vm_xml_set_text(node, value);
}

void vm_xml_setf(xmlNodePtr node, const char *path, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    vm_xml_set(node, path, text.buf);
}
