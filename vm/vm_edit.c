#include "vm/vm_edit.h"

#include "shell/base/alloc.h"
#include "vm/export/vm_planned.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"

static int parse(struct vm_edit *e, struct err **err)
{
    e->doc = vm_xml_parse(e->old_xml, "domain", err);
    if (!e->doc)
        return -1;
    e->root = xmlDocGetRootElement(e->doc);
    e->gen = generation_get(vm_generation_of(e->root));
    return 0;
}

static int begin_planned(struct vm_edit *e, const char *key, struct err **err)
{
    snprintf(e->planned, sizeof(e->planned), "%s", key);
    e->old_xml = vm_planned_get(e->call->core, key, NULL, err);
    if (!e->old_xml || parse(e, err))
        return -1;
    struct vm_config config;
    vm_config_from_xml(e->root, NULL, &config);
    e->name = STEAL(config.name);
    vm_config_release(&config);
    e->state = VM_STATE_OFF;
    return 0;
}

int vm_edit_begin(struct vm_call *call, const char *uuid, struct vm_edit *e, struct err **err)
{
    *e = (struct vm_edit){ .call = call };
    if (vm_is_planned(uuid))
        return begin_planned(e, uuid, err);
    e->dom = vm_call_domain(call, uuid, err);
    if (!e->dom)
        return -1;
    e->name = vm_name_of(e->dom, uuid);
    if (virDomainIsPersistent(e->dom) == 0)
        return err_set(
            err, ERR_NOT_SUPPORTED,
            "'%s' is not defined on the host, it only runs there: its settings cannot be "
            "changed.",
            e->name);
    if (vm_state_of(e->dom, &e->state, err) < 0)
        return -1;
    e->active = virDomainIsActive(e->dom) == 1;
    char *xml = virDomainGetXMLDesc(e->dom, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read the settings of '%s'", e->name);
    e->old_xml = xml;
    return parse(e, err);
}

static virDomainPtr define(virConnectPtr conn, const char *xml)
{
    return virDomainDefineXMLFlags(conn, xml, 0);
}

int vm_edit_define(struct vm_edit *e, struct err **err)
{
    AUTO_FREE char *xml = vm_xml_dump(e->doc);
    if (e->planned[0])
        return vm_planned_set(e->call->core, e->planned, xml, NULL, NULL, err);
    AUTO_DOMAIN dom = define(e->call->conn, xml);
    return dom ? 0 : vm_err_libvirt(err, "Failed to modify the settings of '%s'", e->name);
}

int vm_edit_commit(struct vm_edit *e, struct err **err)
{
    return vm_call_check(e->call, err) < 0 ? -1 : vm_edit_define(e, err);
}

void vm_edit_undo(struct vm_edit *e)
{
    AUTO_ERR *ignored = NULL;
    if (e->planned[0]) {
        (void)(vm_planned_set(e->call->core, e->planned, e->old_xml, NULL, NULL, &ignored) == 0);
        return;
    }
    AUTO_DOMAIN dom = define(e->call->conn, e->old_xml);
    (void)dom;
}

void vm_edit_release(struct vm_edit *e)
{
    if (e->dom)
        virDomainFree(e->dom);
    xmlFreeDoc(e->doc);
    free(e->old_xml);
    free(e->name);
    *e = (struct vm_edit){ 0 };
}

xmlDocPtr vm_edit_live(struct vm_edit *e, struct err **err)
{
    char *xml = virDomainGetXMLDesc(e->dom, VIR_DOMAIN_XML_SECURE);
    if (!xml) {
        vm_err_libvirt(err, "Cannot read the running state of '%s'", e->name);
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(xml, "domain", err);
    free(xml);
    return doc;
}

int vm_edit_require_off(struct vm_edit *e, const char *what, struct err **err)
{
    if (e->state == VM_STATE_OFF || e->state == VM_STATE_OFF_CRITICAL)
        return 0;
    return vm_state_refuse(what, e->name, e->state, err);
}
