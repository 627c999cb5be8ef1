#include "vm/vm_device_live.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"

enum { DETACH_SECONDS = 20, DETACH_RETRY_SECONDS = 5 };

int vm_live_attach(struct vm_edit *e, xmlNodePtr node, struct err **err)
{
    if (vm_call_check(e->call, err) < 0)
        return -1;
    AUTO_XMLDOC doc = vm_xml_new("device");
    xmlNodePtr copy = xmlDocCopyNode(node, doc, 1);
    xmlAddChild(xmlDocGetRootElement(doc), copy);
    vm_xml_remove(vm_xml_child(copy, "boot"));
    AUTO_FREE char *xml = vm_xml_dump_node(copy);
    if (virDomainAttachDeviceFlags(e->dom, xml, VIR_DOMAIN_AFFECT_LIVE) < 0)
        return vm_err_libvirt(err, "Failed to add the device to the running virtual machine '%s'",
                              e->name);
    return 0;
}

/* The live device's XML, NULL when it is not there. */
static char *live_xml(struct vm_edit *e, const char *path, struct err **err)
{
    AUTO_XMLDOC live = vm_edit_live(e, err);
    xmlNodePtr node = live ? vm_xml_find(xmlDocGetRootElement(live), path) : NULL;
    return node ? vm_xml_dump_node(node) : NULL;
}

int vm_live_detach(struct vm_edit *e, const char *path, const char *what, struct err **err)
{
    for (int second = 0; second < DETACH_SECONDS; second++) {
        AUTO_FREE char *xml = live_xml(e, path, err);
        if (!xml)
            return *err ? -1 : 0;
        /* A guest still booting may miss the first request. */
        if (second % DETACH_RETRY_SECONDS == 0 &&
            virDomainDetachDeviceFlags(e->dom, xml, VIR_DOMAIN_AFFECT_LIVE) < 0 &&
            vm_last_code() != VIR_ERR_DEVICE_MISSING && second == 0)
            return vm_err_libvirt(err, "Failed to remove the %s from '%s'", what, e->name);
        for (int part = 0; part < 5; part++) {
            if (vm_call_sleep(e->call, 200, err) < 0)
                return -1;
            AUTO_FREE char *still = live_xml(e, path, err);
            if (!still)
                return *err ? -1 : 0;
        }
    }
    return err_set(err, ERR_TIMEOUT,
                   "The guest of '%s' did not release the %s within %d seconds; it stays attached.",
                   e->name, what, DETACH_SECONDS);
}

void vm_live_detach_quietly(struct vm_edit *e, xmlNodePtr node)
{
    AUTO_FREE char *xml = vm_xml_dump_node(node);
    virDomainDetachDeviceFlags(e->dom, xml, VIR_DOMAIN_AFFECT_LIVE);
}

int vm_live_change_medium(struct vm_edit *e, const struct vm_disk *disk, const char *path,
                          struct err **err)
{
    AUTO_XMLDOC live = vm_edit_live(e, err);
    if (!live)
        return -1;
    AUTO_FREE char *query = xasprintf("devices/disk[target/@dev='%s']", disk->target);
    xmlNodePtr node = vm_xml_find(xmlDocGetRootElement(live), query);
    if (!node)
        return 0;
    vm_build_medium(node, disk->kind,
                    &(struct vm_medium){ .path = path, .format = DISK_FORMAT_RAW });
    AUTO_FREE char *xml = vm_xml_dump_node(node);
    if (virDomainUpdateDeviceFlags(e->dom, xml, VIR_DOMAIN_AFFECT_LIVE) == 0 ||
        virDomainUpdateDeviceFlags(e->dom, xml,
                                   VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_DEVICE_MODIFY_FORCE) == 0)
        return 0;
    return vm_err_libvirt(err, "Failed to change the medium in '%s'", e->name);
}
