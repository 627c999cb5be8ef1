/* XmlElement: its attributes, and what lies below it. */
#include "shell/object/members.h"
#include "shell/object/types/xml.h"

CALL(get_attribute)
{
    AUTO_VALUE name = arg_string(args[0]);
    const struct xml_node *a;
    (void)err;
    if (n > 1) {
        AUTO_VALUE ns = arg_string(args[1]);
        a = xml_attr_ns(xml_node_of(self), name.str->data, ns.str->data);
    } else {
        a = xml_attr(xml_node_of(self), name.str->data);
    }
    *out = xml_text_value(a ? a->value : "");
    return 0;
}

CALL(set_attribute)
{
    struct xml_node *node = xml_node_of(self);
    AUTO_VALUE name = arg_string(args[0]), value = arg_string(args[n - 1]);
    AUTO_VALUE ns = n > 2 ? arg_string(args[1]) : value_string("");
    if (xml_check_name(name.str->data, err))
        return -1;
    struct xml_node *a =
        n > 2 ? xml_attr_ns(node, name.str->data, ns.str->data) : xml_attr(node, name.str->data);
    if (a)
        xml_set_value(a, value.str->data, value.str->len);
    else
        xml_set_attr(node, name.str->data, ns.str->data, value.str->data);
    *out = n > 2 ? value_ref(value) : value_nothing();
    return 0;
}

CALL(has_attribute)
{
    AUTO_VALUE name = arg_string(args[0]);
    (void)n;
    (void)err;
    *out = value_bool(xml_attr(xml_node_of(self), name.str->data));
    return 0;
}

CALL(remove_attribute)
{
    AUTO_VALUE name = arg_string(args[0]);
    struct xml_node *a = xml_attr(xml_node_of(self), name.str->data);
    (void)n;
    (void)out;
    (void)err;
    if (a)
        xml_remove(a);
    return 0;
}

int xml_get_attribute_node(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    AUTO_VALUE name = arg_string(args[0]);
    (void)n;
    (void)err;
    *out = xml_value(xml_attr(xml_node_of(self), name.str->data));
    return 0;
}

int xml_set_attribute_node(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    struct xml_node *a;
    (void)n;
    if (xml_node_arg(args[0], xml_node_of(self), &a, err))
        return -1;
    if (a->kind != XML_ATTRIBUTE)
        return fail_argument(err, "The argument is no XmlAttribute.");
    struct xml_node *old = xml_attr(xml_node_of(self), a->name);
    xml_put_attr(xml_node_of(self), a);
    *out = old == a ? value_null() : xml_value(old);
    return 0;
}

int xml_remove_attribute_node(struct value self, const struct value *args, size_t n,
                              struct value *out, struct err **err)
{
    struct xml_node *a = xml_node_of(args[0]);
    (void)n;
    if (!a || a->kind != XML_ATTRIBUTE)
        return fail_argument(err, "The argument is no XmlAttribute.");
    if (a->parent == xml_node_of(self))
        xml_remove(a);
    *out = value_ref(args[0]);
    return 0;
}

int xml_remove_attributes(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    while (xml_node_of(self)->first_attr)
        xml_remove(xml_node_of(self)->first_attr);
    return 0;
}

int xml_elements_by_name(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    AUTO_VALUE name = arg_string(args[0]);
    AUTO_VALUE ns = n > 1 ? arg_string(args[1]) : value_null();
    struct xml_node *top = xml_node_of(self);
    AUTO_XML_NODES found = { NULL, 0, 0 };
    bool any = strcmp(name.str->data, "*") == 0;
    (void)err;
    for (struct xml_node *at = xml_walk(top, top); at; at = xml_walk(top, at)) {
        if (at->kind != XML_ELEMENT)
            continue;
        if (!any && strcmp(n > 1 ? at->local : at->name, name.str->data) != 0)
            continue;
        if (n > 1 && strcmp(ns.str->data, "*") != 0 && strcmp(ns.str->data, at->ns) != 0)
            continue;
        xml_nodes_push(&found, at);
    }
    *out = xml_node_list(found.items, found.len);
    return 0;
}

const struct method xml_element_methods[XML_ELEMENT_METHODS] = {
    METHOD("GetAttribute", 1, 2, get_attribute, "string GetAttribute(string name)"),
    METHOD("SetAttribute", 2, 3, set_attribute, "void SetAttribute(string name, string value)"),
    METHOD("HasAttribute", 1, 2, has_attribute, "bool HasAttribute(string name)"),
    METHOD("RemoveAttribute", 1, 2, remove_attribute, "void RemoveAttribute(string name)"),
    METHOD("GetAttributeNode", 1, 2, xml_get_attribute_node,
           "System.Xml.XmlAttribute GetAttributeNode(string name)"),
    METHOD("SetAttributeNode", 1, 2, xml_set_attribute_node,
           "System.Xml.XmlAttribute SetAttributeNode(System.Xml.XmlAttribute newAttr)"),
    METHOD("RemoveAttributeNode", 1, 2, xml_remove_attribute_node,
           "System.Xml.XmlAttribute RemoveAttributeNode(System.Xml.XmlAttribute oldAttr)"),
    METHOD("RemoveAllAttributes", 0, 0, xml_remove_attributes, "void RemoveAllAttributes()"),
    METHOD("GetElementsByTagName", 1, 2, xml_elements_by_name,
           "System.Xml.XmlNodeList GetElementsByTagName(string name)"),
};
