#include "vm/vm_security.h"

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

#define SECURITY XML_HV "/hv:security"

void vm_security_read(xmlNodePtr domain, struct vm_config *config)
{
    config->security.key_protector = vm_xml_text(domain, SECURITY "/@secret");
    config->security.vbs_opt_out = vm_xml_bool(domain, SECURITY "/@vbsOptOut", false);
}

void vm_security_tpm(xmlNodePtr domain, xmlNodePtr tpm)
{
    AUTO_FREE char *secret = vm_xml_text(domain, SECURITY "/@secret");
    vm_build_metadata(domain);
    vm_xml_set(domain, SECURITY "/@tpmUsed", "yes");
    if (secret)
        vm_xml_set(tpm, "backend/encryption/@secret", secret);
}

/* ---- virtualization-based security ---- */
void vm_vbs_keep(xmlNodePtr domain)
{
    /* Emulated, five-level page tables without svm read wrong memory (seen in QEMU 7.2). */
    static const char *const names[] = { "vmx", "svm", "la57" };
    if (!vm_xml_bool(domain, SECURITY "/@vbsOptOut", false))
        return;
    xmlNodePtr cpu = vm_xml_child(domain, "cpu");
    vm_xml_remove_all(cpu, "feature[@name='vmx' or @name='svm' or @name='la57']");
    size_t n = vm_xml_is(cpu, "@mode", "maximum") ? 3 : 2;
    for (size_t i = 0; i < n; i++) {
        xmlNodePtr feature = vm_xml_add(cpu, "feature", NULL);
        vm_xml_set_attr(feature, "policy", "disable");
        vm_xml_set_attr(feature, "name", names[i]);
    }
}

int vm_vbs_change(struct vm_edit *e, bool opt_out, struct err **err)
{
    struct vm_config now;
    vm_config_from_xml(e->root, NULL, &now);
    bool nested = now.processor.nested, was = now.security.vbs_opt_out;
    bool kvm = now.domain_type && strcmp(now.domain_type, "kvm") == 0;
    vm_config_release(&now);
    if (was == opt_out)
        return 0;
    if (vm_edit_require_off(e, "change the security settings of", err) < 0)
        return -1;
    if (opt_out && nested) {
        err_set(err, ERR_INVALID_STATE,
                "'%s' cannot do without virtualization-based security: its guest may run virtual "
                "machines of its own.",
                e->name);
        return err_advise(err, "Set-VMProcessor -ExposeVirtualizationExtensions $false first.");
    }
    vm_build_metadata(e->root);
    vm_xml_set(e->root, SECURITY "/@vbsOptOut", opt_out ? "yes" : NULL);
    if (!vm_xml_child(e->root, "cpu"))
        vm_build_cpu(vm_xml_add(e->root, "cpu", NULL), kvm);
    if (opt_out)
        vm_vbs_keep(e->root);
    else
        vm_xml_remove_all(e->root, "cpu/feature[(@name='vmx' or @name='svm' or @name='la57') and "
                                   "@policy='disable']");
    return 0;
}
