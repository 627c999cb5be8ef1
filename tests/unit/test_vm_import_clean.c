/* Configurations that come from elsewhere: what is taken out of them, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "shell/base/alloc.h"
#include "vm/export/vm_import_clean.h"

#define DOMAIN(devices_)                                                                 \
    "<domain type='kvm'><name>a</name><uuid>00000000-0000-4000-8000-000000000001</uuid>" \
    "<memory>1024</memory><os><type>hvm</type></os><devices>" devices_ "</devices></domain>"

/* The error's text, or NULL with the cleaned document in *doc. The caller frees. */
static char *clean(const char *xml, xmlDocPtr *doc)
{
    AUTO_ERR *err = NULL;
    *doc = vm_xml_parse(xml, "domain", &err);
    assert_non_null(*doc);
    if (vm_import_clean(xmlDocGetRootElement(*doc), &err) == 0)
        return NULL;
    assert_int_equal(err->kind, ERR_NOT_SUPPORTED);
    return xstrdup(err->message);
}

static void refuses(const char *xml, const char *element)
{
    xmlDocPtr doc;
    AUTO_FREE char *message = clean(xml, &doc);
    AUTO_FREE char *named = xasprintf("<%s>", element);
    xmlFreeDoc(doc);
    if (!message || !strstr(message, named))
        fail_msg("%s: %s", xml, message ? message : "accepted");
}

static void hostile(void **state)
{
    (void)state;
    refuses(DOMAIN("<hostdev mode='subsystem' type='pci'/>"), "hostdev");
    refuses(DOMAIN("<filesystem type='mount'><source dir='/'/></filesystem>"), "filesystem");
    refuses(DOMAIN("<shmem name='x'/>"), "shmem");
    refuses(DOMAIN("<disk device='lun'><source dev='/dev/sda'/></disk>"), "disk");
    refuses(DOMAIN("<disk type='block' device='disk'><source dev='/dev/sda'/></disk>"), "disk");
    refuses(DOMAIN("<disk device='disk'><encryption/></disk>"), "encryption");
    refuses(DOMAIN("<interface type='hostdev'/>"), "interface");
    refuses(DOMAIN("<interface type='ethernet'><script path='/x'/></interface>"), "script");
    refuses(DOMAIN("<interface type='user'><rom file='secret'/></interface>"), "rom");
    refuses(DOMAIN("<input type='passthrough'><source evdev='input0'/></input>"), "source");
    refuses(DOMAIN("<tpm><backend type='passthrough'/></tpm>"), "tpm");
    refuses(DOMAIN("<rng><backend model='egd' type='unix'/></rng>"), "rng");
    refuses(DOMAIN("<rng><backend model='random'>/etc/shadow</backend></rng>"), "rng");
    refuses(DOMAIN("<channel type='file'/>"), "channel");
    refuses(DOMAIN("<memory model='nvdimm'><source><path>x</path></source></memory>"), "path");
    refuses(DOMAIN("</devices><devices>"), "devices");
}

static void harmless(void **state)
{
    (void)state;
    xmlDocPtr doc;
    AUTO_FREE char *message = clean(
        DOMAIN("<emulator>/tmp/evil</emulator>"
               "<disk type='network' device='disk'><driver type='raw'/><source protocol='nbd' "
               "name='Virtual Hard Disks/a.vhdx'><host transport='unix' "
               "socket='/run/hvsh/disk/x.sock'/></source><target dev='sda' bus='scsi'/>"
               "<alias name='ua-../../x'/></disk>"
               "<interface type='bridge'><source bridge='br0'/></interface>"
               "<serial type='unix'><source mode='bind' path='/x'/><target port='0'/></serial>"
               "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"),
        &doc);
    assert_null(message);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    assert_null(vm_xml_find(root, "devices/emulator"));
    assert_true(vm_xml_is(root, "devices/disk/@type", "file"));
    assert_true(vm_xml_is(root, "devices/disk/source/@file", "Virtual Hard Disks/a.vhdx"));
    assert_null(vm_xml_find(root, "devices/disk/source/host"));
    assert_true(vm_xml_is(root, "devices/disk/driver/@type", "vhd"));
    assert_false(vm_xml_is(root, "devices/disk/alias/@name", "ua-../../x"));
    assert_true(vm_xml_is(root, "devices/interface/@type", "network"));
    assert_true(vm_xml_is(root, "devices/interface/source/@network", "br0"));
    assert_true(vm_xml_is(root, "devices/serial/@type", "pty"));
    assert_null(vm_xml_find(root, "devices/serial/source"));
    xmlFreeDoc(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(hostile), cmocka_unit_test(harmless) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
