#include "vm/vm_firmware.h"

#include <errno.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/nvram.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

/* Secure Boot images with Microsoft's keys enrolled, where distributions put them. */
static const struct {
    const char *code, *vars;
} images[] = {
    { "/usr/share/OVMF/OVMF_CODE_4M.ms.fd", "/usr/share/OVMF/OVMF_VARS_4M.ms.fd" },
    { "/usr/share/OVMF/OVMF_CODE.ms.fd", "/usr/share/OVMF/OVMF_VARS.ms.fd" },
    { "/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd", "/usr/share/edk2/ovmf/OVMF_VARS.secboot.fd" },
    { "/usr/share/qemu/ovmf-x86_64-smm-ms-code.bin",
      "/usr/share/qemu/ovmf-x86_64-smm-ms-vars.bin" },
};

int vm_firmware_template(const char *name, const char **canonical, struct err **err)
{
    static const char *const known[] = { VM_TEMPLATE_WINDOWS, VM_TEMPLATE_UEFI_CA,
                                         VM_TEMPLATE_SHIELDED };
    for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
        if (!text_caseeq(name, known[i]))
            continue;
        *canonical = known[i];
        if (i < 2)
            return 0;
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The Secure Boot template '%s' is not available on this host. '%s' and '%s' "
                       "are.",
                       known[i], known[0], known[1]);
    }
    return err_set(err, ERR_INVALID_PARAMETER,
                   "'%s' is not a Secure Boot template. The templates are '%s' and '%s'.", name,
                   known[0], known[1]);
}

static const char *find_image(const char **vars)
{
    for (size_t i = 0; i < ARRAY_SIZE(images); i++) {
        if (access(images[i].code, R_OK) == 0 && access(images[i].vars, R_OK) == 0) {
            *vars = images[i].vars;
            return images[i].code;
        }
    }
    return NULL;
}

/* The variable store with only Windows' key in it, made once per host or user. */
static char *windows_template(const char *vars, struct err **err)
{
    AUTO_FREE char *base = geteuid() == 0 ? xstrdup("/var/lib/hvsh") : NULL;
    if (!base) {
        const char *home = getenv("HOME");
        base = xasprintf("%s/.local/share/hvsh", home && *home == '/' ? home : "/tmp");
    }
    const char *leaf = strrchr(vars, '/');
    AUTO_FREE char *file = xasprintf("%s/firmware/windows-%s", base, leaf ? leaf + 1 : vars);
    struct stat have, source;
    if (stat(file, &have) == 0 && stat(vars, &source) == 0 && have.st_mtime >= source.st_mtime &&
        have.st_size > 0)
        return STEAL(file);
    for (char *p = strchr(file + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        int rc = mkdir(file, 0755);
        int e = errno;
        *p = '/';
        if (rc < 0 && e != EEXIST) {
            err_set_errno(err, e, "Cannot create the folder of '%s'", file);
            return NULL;
        }
    }
    return vm_nvram_make_windows_template(vars, file, err) < 0 ? NULL : STEAL(file);
}

static void set_feature(xmlNodePtr os, const char *name, bool on)
{
    xmlNodePtr f = vm_xml_add(vm_xml_ensure(os, "firmware"), "feature", NULL);
    vm_xml_set_attr(f, "enabled", on ? "yes" : "no");
    vm_xml_set_attr(f, "name", name);
}

static void write_auto(xmlNodePtr os, bool secure)
{
    vm_xml_set_attr(os, "firmware", "efi");
    set_feature(os, "enrolled-keys", secure);
    set_feature(os, "secure-boot", secure);
    if (secure)
        vm_xml_set(os, "loader/@secure", "yes");
}

static int write_windows(xmlNodePtr os, struct err **err)
{
    const char *vars = NULL;
    const char *code = find_image(&vars);
    if (!code)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The Secure Boot template '%s' is not available: no UEFI image with "
                       "Microsoft's keys is installed on this host (package ovmf).",
                       VM_TEMPLATE_WINDOWS);
    AUTO_FREE char *template = windows_template(vars, err);
    if (!template)
        return -1;
    xmlNodePtr loader = vm_xml_add(os, "loader", code);
    vm_xml_set_attr(loader, "readonly", "yes");
    vm_xml_set_attr(loader, "secure", "yes");
    vm_xml_set_attr(loader, "type", "pflash");
    vm_xml_set(os, "nvram/@template", template);
    return 0;
}

void vm_firmware_write_protocol(xmlNodePtr domain, enum vm_ip_protocol protocol)
{
    vm_xml_remove_all(domain, "sysinfo[@type='fwcfg']/"
                              "entry[starts-with(@name, 'opt/org.tianocore/IPv')]");
    xmlNodePtr info = vm_xml_find(domain, "sysinfo[@type='fwcfg']");
    if (!info) {
        info = vm_xml_add(domain, "sysinfo", NULL);
        vm_xml_set_attr(info, "type", "fwcfg");
    }
    xmlNodePtr entry = vm_xml_add(info, "entry", "n");
    vm_xml_set_attr(entry, "name",
                    protocol == VM_PROTOCOL_IPV4 ? "opt/org.tianocore/IPv6PXESupport"
                                                 : "opt/org.tianocore/IPv4PXESupport");
}

int vm_firmware_write(struct vm_call *call, xmlNodePtr domain, bool secure_boot,
                      const char *template, struct err **err)
{
    const char *name = NULL;
    bool test = call->core->driver == VM_DRIVER_TEST;
    bool local = vm_core_is_local(call->core) && !test;
    const char *vars = NULL;
    if (!template)
        template = local &&find_image(&vars) ? VM_TEMPLATE_WINDOWS : VM_TEMPLATE_UEFI_CA;
    if (vm_firmware_template(template, &name, err) < 0)
        return -1;
    bool windows = strcmp(name, VM_TEMPLATE_WINDOWS) == 0;
    if (secure_boot && windows && !local && !test)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The Secure Boot template '%s' can only be made on this computer, not on a "
                       "remote host. '%s' works there.",
                       name, VM_TEMPLATE_UEFI_CA);
    xmlNodePtr os = vm_xml_ensure(domain, "os");
    /* What an earlier choice left would win over the new one. */
    vm_xml_set_attr(os, "firmware", NULL);
    vm_xml_remove(vm_xml_child(os, "firmware"));
    vm_xml_remove(vm_xml_child(os, "loader"));
    vm_xml_remove(vm_xml_child(os, "nvram"));
    if (secure_boot && windows && local) {
        if (write_windows(os, err) < 0)
            return -1;
    } else {
        write_auto(os, secure_boot);
    }
    if (secure_boot)
        vm_xml_set(domain, "features/smm/@state", "on");
    vm_xml_set(domain, XML_HV "/hv:firmware/@secureBoot", secure_boot ? "yes" : "no");
    vm_xml_set(domain, XML_HV "/hv:firmware/@template", name);
    if (!vm_xml_find(domain, "sysinfo[@type='fwcfg']"))
        vm_firmware_write_protocol(domain, VM_PROTOCOL_IPV4);
    return 0;
}

/* ---- the NVRAM of a VM that has run ---- */
char *vm_firmware_nvram_path(const struct vm_core *core, xmlNodePtr domain)
{
    if (!vm_core_is_local(core) || core->driver == VM_DRIVER_TEST)
        return NULL;
    char *path = vm_xml_text(domain, "os/nvram");
    if (path && path[0] == '/')
        return path;
    free(path);
    AUTO_FREE char *name = vm_xml_text(domain, "name");
    if (!name)
        return NULL;
    if (core->driver == VM_DRIVER_SYSTEM)
        return xasprintf("/var/lib/libvirt/qemu/nvram/%s_VARS.fd", name);
    const char *home = getenv("HOME");
    if (core->driver == VM_DRIVER_SESSION && home)
        return xasprintf("%s/.config/libvirt/qemu/nvram/%s_VARS.fd", home, name);
    return NULL;
}

static int change_secure_boot(struct vm_edit *e, const struct vm_config *now,
                              const struct vm_firmware_change *change, struct err **err)
{
    bool on = change->secure_boot.set ? change->secure_boot.value != 0 : now->firmware.secure_boot;
    const char *template = change->secure_boot_template ? change->secure_boot_template
                                                        : now->firmware.secure_boot_template;
    const char *canonical = NULL;
    if (template && vm_firmware_template(template, &canonical, err) < 0)
        return -1;
    bool same_template = !change->secure_boot_template ||
                         (now->firmware.secure_boot_template &&
                          strcmp(canonical, now->firmware.secure_boot_template) == 0);
    if (same_template && on == now->firmware.secure_boot)
        return 0;
    AUTO_FREE char *file = vm_firmware_nvram_path(e->call->core, e->root);
    struct vm_nvram *nv = NULL;
    AUTO_ERR *unreadable = NULL;
    bool has_store = file && access(file, F_OK) == 0 && vm_nvram_open(file, &nv, &unreadable) == 0;
    if (has_store && same_template) {
        AUTO_ERR *refused = NULL;
        int rc = vm_nvram_set_secure_boot(nv, on, &refused);
        if (rc == 0)
            rc = vm_nvram_save(nv, file, err);
        vm_nvram_free(nv);
        if (!refused) {
            vm_xml_set(e->root, XML_HV "/hv:firmware/@secureBoot", on ? "yes" : "no");
            return rc;
        }
    } else {
        vm_nvram_free(nv);
    }
    /* Other keys: the store is made again from its template at the next start. */
    if (vm_firmware_write(e->call, e->root, on, template, err) < 0)
        return -1;
    vm_xml_set(e->root, XML_HV "/hv:firmware/@resetNvram", "yes");
    return 0;
}

static int order_devices(struct vm_edit *e, const struct vm_firmware_change *change,
                         struct err **err)
{
    struct vm_disk_node *disks;
    struct vm_nic_node *nics;
    size_t dn = vm_disks_of(e->root, &disks), nn = vm_nics_of(e->root, NULL, &nics);
    xmlNodePtr *order = xcalloc(dn + nn + 2, sizeof(*order));
    size_t count = 0;
    const char *first = change->first_boot_device;
    size_t given = change->boot_order ? change->boot_count : 0;
    int rc = 0;
    for (size_t i = 0; i < given + (first ? 1 : 0) && rc == 0; i++) {
        const char *id =
            first ? (i == 0 ? first : change->boot_order[i - 1]) : change->boot_order[i];
        xmlNodePtr node = NULL;
        for (size_t k = 0; k < dn; k++)
            node = strcmp(disks[k].disk.id, id) == 0 ? disks[k].node : node;
        for (size_t k = 0; k < nn; k++)
            node = strcmp(nics[k].nic.id, id) == 0 ? nics[k].node : node;
        bool twice = false;
        for (size_t k = 0; k < count; k++)
            twice = twice || order[k] == node;
        if (!node)
            rc = err_set(err, ERR_INVALID_PARAMETER,
                         "A device of the boot order does not belong to '%s'.", e->name);
        else if (!twice)
            order[count++] = node;
    }
    if (rc == 0) {
        /* Without a whole order the others follow as they were. */
        int after = 1000;
        xmlNodePtr *old;
        size_t n = vm_xml_find_all(e->root, "devices/*/boot", &old);
        for (size_t i = 0; i < n; i++) {
            xmlNodePtr device = old[i]->parent;
            int64_t was = vm_xml_number(old[i], "@order", 0);
            vm_xml_remove(old[i]);
            if (!change->boot_order)
                vm_xml_setf(device, "boot/@order", "%d", after + (int)(was % 1000));
        }
        free(old);
        vm_xml_remove_all(e->root, "os/boot");
        for (size_t i = 0; i < count; i++)
            vm_xml_setf(order[i], "boot/@order", "%d", (int)i + 1);
        vm_build_boot_order(e->root, e->gen);
    }
    free(order);
    vm_disk_nodes_free(disks, dn);
    vm_nic_nodes_free(nics, nn);
    return rc;
}

int vm_firmware_change(struct vm_edit *e, const struct vm_firmware_change *change, struct err **err)
{
    struct vm_config now;
    if (e->planned[0])
        return err_set(err, ERR_INVALID_STATE,
                       "The firmware of '%s' can be changed when it is imported.", e->name);
    vm_config_from_xml(e->root, NULL, &now);
    int rc = 0;
    if (change->secure_boot.set || change->secure_boot_template)
        rc = change_secure_boot(e, &now, change, err);
    vm_config_release(&now);
    if (rc < 0)
        return -1;
    if (change->preferred_protocol.set)
        vm_firmware_write_protocol(e->root, (enum vm_ip_protocol)change->preferred_protocol.value);
    if (change->boot_order || change->first_boot_device)
        return order_devices(e, change, err);
    return 0;
}

void vm_firmware_read_nvram(const struct vm_core *core, xmlNodePtr domain, struct vm_config *c)
{
    AUTO_FREE char *file = vm_firmware_nvram_path(core, domain);
    if (!file || access(file, R_OK) < 0)
        return;
    AUTO_ERR *ignored = NULL;
    struct vm_nvram *nv = NULL;
    if (vm_nvram_open(file, &nv, &ignored) < 0)
        return;
    bool pending = vm_xml_bool(domain, XML_HV "/hv:firmware/@resetNvram", false);
    enum vm_nvram_secure_boot sb = vm_nvram_secure_boot(nv);
    if (!pending && sb != VM_NVRAM_SB_UNSET)
        c->firmware.secure_boot = sb == VM_NVRAM_SB_ON;
    struct vm_nvram_boot *list = NULL;
    size_t n = 0;
    if (vm_nvram_boot_entries(nv, &list, &n, &ignored) == 0) {
        for (size_t i = 0; i < n; i++) {
            if (list[i].kind != VM_BOOT_FILE || !list[i].active)
                continue;
            c->firmware.boot = xreallocarray(c->firmware.boot, c->firmware.boot_count + 1,
                                             sizeof(*c->firmware.boot));
            c->firmware.boot[c->firmware.boot_count++] =
                (struct vm_boot_entry){ .source = VM_SOURCE_FILE,
                                        .description = xstrdup(list[i].description),
                                        .firmware_path = xstrdup(list[i].file_path) };
        }
        vm_nvram_boot_free(list, n);
    }
    vm_nvram_free(nv);
}
