#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "vm/xml.h"

static xmlDocPtr parse(const char *text)
{
    AUTO_ERR *err = NULL;
    xmlDocPtr doc = vm_xml_parse(text, NULL, &err);
    if (!doc)
        fail_msg("%s", err->message);
    return doc;
}

static void refuses(const char *text, const char *root)
{
    AUTO_ERR *err = NULL;
    assert_null(vm_xml_parse(text, root, &err));
    assert_non_null(err);
}

static void bad_text(void **state)
{
    (void)state;
    refuses("", NULL);
    refuses("<a>", NULL);
    refuses("<a/><b/>", NULL);
    refuses("<a/>", "domain");
    refuses("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", NULL);
    refuses("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", NULL);
    refuses("<a>\x01</a>", NULL);
    size_t len = VM_XML_MAX + 10;
    AUTO_FREE char *big = xcalloc(1, len + 1);
    memset(big, ' ', len);
    memcpy(big, "<a>", 3);
    memcpy(big + len - 4, "</a>", 4);
    refuses(big, NULL);
}

static void unknown_nodes_survive(void **state)
{
    (void)state;
    const char *text = "<domain type=\"qemu\"><!-- note --><name>x</name>"
                       "<q:commandline xmlns:q=\"urn:q\"><q:arg value=\"-foo\"/></q:commandline>"
                       "<newer what=\"ever\">text &amp; more</newer></domain>";
    AUTO_XMLDOC doc = parse(text);
    AUTO_FREE char *same = vm_xml_dump(doc);
    assert_string_equal(same, text);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set(root, "name", "y");
    vm_xml_set(root, "os/bios/@useserial", "yes");
    AUTO_FREE char *changed = vm_xml_dump(doc);
    assert_string_equal(changed,
                        "<domain type=\"qemu\"><!-- note --><name>y</name>"
                        "<q:commandline xmlns:q=\"urn:q\"><q:arg value=\"-foo\"/></q:commandline>"
                        "<newer what=\"ever\">text &amp; more</newer>"
                        "<os><bios useserial=\"yes\"/></os></domain>");
}

static void text_is_escaped(void **state)
{
    (void)state;
    const char *nasty = "</name><x y='1'/>&amp;\"]]> \xc3\xa4";
    AUTO_XMLDOC doc = vm_xml_new("domain");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_add(root, "name", nasty);
    vm_xml_set_attr(root, "type", nasty);
    vm_xml_set(root, "a/b", nasty);
    AUTO_FREE char *dump = vm_xml_dump(doc);
    AUTO_XMLDOC again = parse(dump);
    root = xmlDocGetRootElement(again);
    const char *const paths[] = { "name", "@type", "a/b" };
    for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
        AUTO_FREE char *back = vm_xml_text(root, paths[i]);
        assert_string_equal(back, nasty);
    }
    xmlNodePtr *nodes;
    assert_int_equal(vm_xml_find_all(root, "//x", &nodes), 0);
}

static void metadata_namespace(void **state)
{
    (void)state;
    AUTO_XMLDOC doc = parse("<domain><metadata><vm xmlns='urn:other' a='1'/></metadata></domain>");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    assert_null(vm_xml_find(root, "metadata/hv:vm"));
    vm_xml_set(root, "metadata/hv:vm/hv:memory/@dynamic", "yes");
    AUTO_FREE char *dump = vm_xml_dump(doc);
    assert_string_equal(dump,
                        "<domain><metadata><vm xmlns=\"urn:other\" a=\"1\"/>"
                        "<hv:vm xmlns:hv=\"" VM_XML_NS "\"><hv:memory dynamic=\"yes\"/></hv:vm>"
                        "</metadata></domain>");
    assert_true(vm_xml_bool(root, "metadata/hv:vm/hv:memory/@dynamic", false));
    /* Any prefix means our namespace when it is bound to it. */
    AUTO_XMLDOC other = parse("<domain><metadata><p:vm xmlns:p='" VM_XML_NS "' version='9.0'/>"
                              "</metadata></domain>");
    assert_true(vm_xml_is(xmlDocGetRootElement(other), "metadata/hv:vm/@version", "9.0"));
}

static void numbers_and_sizes(void **state)
{
    (void)state;
    AUTO_XMLDOC doc = parse("<d><n>12</n><s> 7 </s><bad>7x</bad><big>99999999999999999999</big>"
                            "<k>4</k><m unit='MiB'>4</m><d unit='MB'>4</d><b unit='b'>4</b>"
                            "<huge unit='TiB'>99999999999</huge><neg unit='b'>-1</neg>"
                            "<y a='on' b='no' c='maybe'/></d>");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    assert_int_equal(vm_xml_number(root, "n", 0), 12);
    assert_int_equal(vm_xml_number(root, "s", 0), 7);
    assert_int_equal(vm_xml_number(root, "bad", -3), -3);
    assert_int_equal(vm_xml_number(root, "big", -3), -3);
    assert_int_equal(vm_xml_number(root, "none", -3), -3);
    assert_int_equal(vm_xml_size(root, "k", 0), 4096);
    assert_int_equal(vm_xml_size(root, "m", 0), 4 << 20);
    assert_int_equal(vm_xml_size(root, "d", 0), 4000000);
    assert_int_equal(vm_xml_size(root, "b", 0), 4);
    assert_int_equal(vm_xml_size(root, "huge", 1), 1);
    assert_int_equal(vm_xml_size(root, "neg", 1), 1);
    assert_true(vm_xml_bool(root, "y/@a", false));
    assert_false(vm_xml_bool(root, "y/@b", true));
    assert_true(vm_xml_bool(root, "y/@c", true));
}

static void removing(void **state)
{
    (void)state;
    AUTO_XMLDOC doc = parse("<d>\n  <a x='1' y='2'/>\n  <b/>\n  <a/>\n</d>");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set(root, "a/@x", NULL);
    vm_xml_set(root, "b", NULL);
    vm_xml_set(root, "not/there/@at", NULL);
    AUTO_FREE char *dump = vm_xml_dump(doc);
    assert_string_equal(dump, "<d>\n  <a y=\"2\"/>\n  <a/>\n</d>");
    vm_xml_remove_all(root, "a");
    AUTO_FREE char *rest = vm_xml_dump(doc);
    assert_string_equal(rest, "<d>\n</d>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_text),          cmocka_unit_test(unknown_nodes_survive),
        cmocka_unit_test(text_is_escaped),   cmocka_unit_test(metadata_namespace),
        cmocka_unit_test(numbers_and_sizes), cmocka_unit_test(removing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
