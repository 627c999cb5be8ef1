/* System.Xml: XmlNodeList, XmlAttributeCollection and XmlNamespaceManager. */
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/types/xml.h"

CALL(list_item)
{
    int32_t i;
    (void)n;
    if (arg_int(args[0], &i, err))
        return -1;
    *out = i >= 0 && (size_t)i < self.array->len ? value_ref(self.array->items[i]) : value_null();
    return 0;
}

static const struct method list_methods[] = {
    METHOD("Item", 1, 1, list_item, "System.Xml.XmlNode Item(int index)"),
};
const struct type_info type_xml_node_list = {
    .name = "System.Xml.XmlNodeList",
    .base = &type_array,
    METHODS(list_methods),
};

static struct xml_node *attributes_owner(struct value self)
{
    return self.array->extra && self.array->extra->owner
               ? xml_node_of(value_of_object(self.array->extra->owner))
               : NULL;
}

CALL(attributes_get)
{
    AUTO_VALUE name = arg_string(args[0]);
    struct xml_node *element = attributes_owner(self);
    (void)n;
    (void)err;
    *out = xml_value(element ? xml_attr(element, name.str->data) : NULL);
    return 0;
}

CALL(attributes_append)
{
    struct xml_node *element = attributes_owner(self);
    AUTO_VALUE element_value = xml_value(element), old = value_null();
    if (xml_set_attribute_node(element_value, args, n, &old, err))
        return -1;
    *out = value_ref(args[0]);
    return 0;
}

CALL(attributes_remove)
{
    AUTO_VALUE element = xml_value(attributes_owner(self));
    return xml_remove_attribute_node(element, args, n, out, err);
}

CALL(attributes_remove_named)
{
    AUTO_VALUE element = xml_value(attributes_owner(self));
    if (xml_get_attribute_node(element, args, n, out, err))
        return -1;
    if (xml_node_of(*out))
        xml_remove(xml_node_of(*out));
    return 0;
}

CALL(attributes_clear)
{
    AUTO_VALUE element = xml_value(attributes_owner(self));
    return xml_remove_attributes(element, args, n, out, err);
}

static const struct method attributes_methods[] = {
    METHOD("get_Item", 1, 1, attributes_get, "System.Xml.XmlAttribute Item(string name)"),
    METHOD("GetNamedItem", 1, 2, attributes_get, "System.Xml.XmlNode GetNamedItem(string name)"),
    METHOD("SetNamedItem", 1, 1, attributes_append,
           "System.Xml.XmlNode SetNamedItem(System.Xml.XmlNode node)"),
    METHOD("Append", 1, 1, attributes_append,
           "System.Xml.XmlAttribute Append(System.Xml.XmlAttribute node)"),
    METHOD("Prepend", 1, 1, attributes_append,
           "System.Xml.XmlAttribute Prepend(System.Xml.XmlAttribute node)"),
    METHOD("Remove", 1, 1, attributes_remove,
           "System.Xml.XmlAttribute Remove(System.Xml.XmlAttribute node)"),
    METHOD("RemoveNamedItem", 1, 2, attributes_remove_named,
           "System.Xml.XmlNode RemoveNamedItem(string name)"),
    METHOD("RemoveAll", 0, 0, attributes_clear, "void RemoveAll()"),
    METHOD("Item", 1, 1, list_item, "System.Xml.XmlNode Item(int index)"),
};
const struct type_info type_xml_attributes = {
    .name = "System.Xml.XmlAttributeCollection",
    .base = &type_array,
    METHODS(attributes_methods),
};

/* ---- XmlNamespaceManager ---- */

struct namespaces {
    struct hash *prefixes;
};

struct hash *xml_namespaces_hash(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_xml_namespaces)
        return NULL;
    return ((struct namespaces *)object_payload(v.object))->prefixes;
}

static void namespaces_destroy(struct object *o)
{
    value_unref(value_of_hash(((struct namespaces *)object_payload(o))->prefixes));
}

CALL(namespaces_new)
{
    struct object *o = object_new(&type_xml_namespaces);
    struct hash *h = hash_new(HASH_ORDERED | HASH_CASE_SENSITIVE);
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    hash_sets_take(h, "xmlns", value_string("http://www.w3.org/2000/xmlns/"));
    hash_sets_take(h, "xml", value_string("http://www.w3.org/XML/1998/namespace"));
    hash_sets_take(h, "", value_string(""));
    ((struct namespaces *)object_payload(o))->prefixes = h;
    *out = value_of_object(o);
    return 0;
}

CALL(namespaces_add)
{
    AUTO_VALUE prefix = arg_string(args[0]);
    (void)n;
    (void)out;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "prefix");
    if (args[1].kind == V_NULL)
        return fail_null_argument(err, "uri");
    hash_set_take(xml_namespaces_hash(self), prefix, arg_string(args[1]));
    return 0;
}

CALL(namespaces_has)
{
    AUTO_VALUE prefix = arg_string(args[0]);
    (void)n;
    (void)err;
    *out = value_bool(hash_get(xml_namespaces_hash(self), prefix));
    return 0;
}

CALL(namespaces_lookup)
{
    AUTO_VALUE prefix = arg_string(args[0]);
    const struct value *v = hash_get(xml_namespaces_hash(self), prefix);
    (void)n;
    (void)err;
    *out = v ? value_ref(*v) : value_null();
    return 0;
}

CALL(namespaces_remove)
{
    AUTO_VALUE prefix = arg_string(args[0]);
    (void)n;
    (void)out;
    (void)err;
    hash_remove(xml_namespaces_hash(self), prefix);
    return 0;
}

GETTER(namespaces_default)
{
    const struct value *v = hash_gets(xml_namespaces_hash(self), "");
    (void)p;
    (void)err;
    *out = v ? value_ref(*v) : value_string("");
    return 0;
}

static const struct method namespaces_methods[] = {
    METHOD("AddNamespace", 2, 2, namespaces_add, "void AddNamespace(string prefix, string uri)"),
    METHOD("HasNamespace", 1, 1, namespaces_has, "bool HasNamespace(string prefix)"),
    METHOD("LookupNamespace", 1, 1, namespaces_lookup, "string LookupNamespace(string prefix)"),
    METHOD("RemoveNamespace", 2, 2, namespaces_remove,
           "void RemoveNamespace(string prefix, string uri)"),
};
static const struct property namespaces_props[] = {
    PROPERTY("DefaultNamespace", "string", namespaces_default),
};
static const struct method namespaces_statics[] = {
    METHOD("new", 0, 1, namespaces_new,
           "System.Xml.XmlNamespaceManager new(System.Xml.XmlNameTable nameTable)"),
};
const struct type_info type_xml_namespaces = {
    .name = "System.Xml.XmlNamespaceManager",
    .base = &type_object,
    PROPS(namespaces_props),
    METHODS(namespaces_methods),
    STATICS(namespaces_statics),
    .payload_size = sizeof(struct namespaces),
    .destroy = namespaces_destroy,
};
