/* New-VM, Remove-VM, Rename-VM. */
#include <errno.h>
#include <libvirt/virterror.h>
#include <sys/stat.h>

#include "disk/image_probe.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/checkpoint/vm_checkpoint_work.h"
#include "vm/network/vm_network.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_build.h"
#include "vm/vm_disk_file.h"
#include "vm/vm_firmware.h"
#include "vm/vm_folder.h"
#include "vm/vm_machine.h"
#include "vm/vm_names.h"
#include "vm/vm_security.h"
#include "vm/vm_state.h"
#include "vm/vm_undefine.h"

/* sun_path holds 108 bytes with the NUL. */
enum { SOCKET_PATH_MAX = 107 };

struct create_arg {
    char *name, *path, *switch_name, *vhd_path, *version, *notes, *template;
    char *kernel, *initrd, *command_line;
    int generation;
    int64_t memory, vcpus;
    struct vm_opt boot_device, secure_boot;
    bool check_only;
    char uuid[VM_UUID_SIZE];
};

static void create_arg_release(void *opaque)
{
    struct create_arg *a = opaque;
    if (!a)
        return;
    char *const owned[] = { a->name,  a->path,     a->switch_name, a->vhd_path, a->version,
                            a->notes, a->template, a->kernel,      a->initrd,   a->command_line };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free(owned[i]);
    free(a);
}

static int name_must_be_free(struct vm_call *call, const char *name, struct err **err)
{
    AUTO_ERR *failure = NULL;
    AUTO_DOMAIN taken = vm_name_lookup(call, name, &failure);
    if (failure)
        return err_move(err, &failure);
    if (!taken)
        return 0;
    err_set(err, ERR_OBJECT_EXISTS,
            "A virtual machine with the name '%s' already exists on this host.", name);
    return err_advise(err, "Names are unique here, unlike on Windows: choose another one.");
}

static void add_boot(struct vm_plan *p, enum vm_boot_device device)
{
    for (size_t i = 0; i < p->boot_count; i++) {
        if (p->boot[i] == device)
            return;
    }
    if (p->boot_count < ARRAY_SIZE(p->boot))
        p->boot[p->boot_count++] = device;
}

static int plan_boot(const struct create_arg *a, struct vm_plan *p, struct err **err)
{
    if (a->boot_device.set) {
        enum vm_boot_device first = (enum vm_boot_device)a->boot_device.value;
        if (generation_check_boot_device(p->gen, first, err) < 0)
            return -1;
        p->legacy_nic = first == VM_DEVICE_LEGACY_NETWORK;
        p->dvd = p->dvd || first == VM_DEVICE_CD;
        /* On generation 1 the disk is on IDE: the same boot source. */
        bool ide = first == VM_DEVICE_VHD && p->gen->default_bus == VM_BUS_IDE;
        add_boot(p, ide ? VM_DEVICE_IDE : first);
    }
    for (size_t i = 0; i < p->gen->default_boot_count; i++)
        add_boot(p, p->gen->default_boot[i]);
    return 0;
}

static int plan_folder(struct vm_call *call, const struct create_arg *a, struct vm_plan *p,
                       struct err **err)
{
    if (a->path && a->path[0] != '/')
        return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.",
                       a->path);
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST)
        return 0;
    AUTO_FREE char *parent = a->path ? xstrdup(a->path) : vm_core_vm_path(call->core);
    size_t len = strlen(parent);
    while (len > 1 && parent[len - 1] == '/')
        parent[--len] = '\0';
    p->folder = xasprintf("%s/%s", parent, p->domain_name);
    struct stat st;
    /* A folder of that name may hold the user's own disks (New-VM -Path P -NewVHDPath …): it
     * is shared, unless another VM's console lives there. */
    AUTO_FREE char *com1 = xasprintf("%s/com1.sock", p->folder);
    if (strlen(com1) > SOCKET_PATH_MAX || lstat(com1, &st) == 0) {
        free(p->folder);
        free(com1);
        p->folder = xasprintf("%s/%.8s", parent, p->uuid);
        com1 = xasprintf("%s/com1.sock", p->folder);
    }
    if (strlen(com1) <= SOCKET_PATH_MAX)
        p->com1_socket = xstrdup(com1);
    /* Without virtlogd QEMU would write the log itself, without bound. */
    if (call->core->driver != VM_DRIVER_EMBEDDED)
        p->com1_log = xasprintf("%s/com1.log", p->folder);
    return 0;
}

static int plan_files(struct vm_call *call, const struct create_arg *a, struct vm_plan *p,
                      struct err **err)
{
    if (a->vhd_path) {
        p->vhd_path = xstrdup(a->vhd_path);
        if (vm_disk_file_check(call, p->gen, p->name, VM_DISK_HARD, p->gen->default_bus,
                               p->vhd_path, &p->vhd, err) < 0)
            return -1;
    }
    const char *const files[] = { a->kernel, a->initrd };
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        if (!files[i])
            continue;
        if (files[i][0] != '/')
            return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.",
                           files[i]);
        if (vm_core_is_local(call->core) && access(files[i], R_OK) < 0)
            return err_set_errno(err, errno, "Cannot read '%s'", files[i]);
    }
    if ((a->initrd || a->command_line) && !a->kernel)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "An initial RAM disk or kernel command line needs a kernel.");
    p->kernel = xstrdup(a->kernel);
    p->initrd = xstrdup(a->initrd);
    p->command_line = xstrdup(a->command_line);
    return 0;
}

static int plan_firmware(const struct create_arg *a, struct vm_plan *p, struct err **err)
{
    if ((a->secure_boot.set || a->template) &&
        generation_check_secure_boot(p->gen, p->name, err) < 0)
        return -1;
    p->secure_boot = p->gen->secure_boot && (!a->secure_boot.set || a->secure_boot.value);
    const char *canonical = NULL;
    if (a->template && vm_firmware_template(a->template, &canonical, err) < 0)
        return -1;
    p->secure_boot_template = xstrdup(canonical);
    return 0;
}

static int make_plan(struct vm_call *call, const struct create_arg *a, struct vm_plan *p,
                     struct err **err)
{
    if (generation_check_number(a->generation, err) < 0)
        return -1;
    p->gen = generation_get(a->generation);
    p->name = xstrdup(a->name);
    if (vm_name_check(p->name, err) < 0)
        return -1;
    p->memory = a->memory ? a->memory : (int64_t)p->gen->default_memory;
    p->vcpus = a->vcpus ? a->vcpus : 1;
    if (generation_check_memory(p->gen, p->name, p->memory, err) < 0 ||
        generation_check_vcpus(p->gen, p->name, p->vcpus, err) < 0)
        return -1;
    p->dvd = p->gen->default_dvd;
    if (plan_boot(a, p, err) < 0 || plan_firmware(a, p, err) < 0 || plan_files(call, a, p, err) < 0)
        return -1;
    if (a->switch_name && *a->switch_name) {
        p->switch_name = xstrdup(a->switch_name);
        if (vm_network_find(call, a->switch_name, &p->network, err) < 0)
            return -1;
    }
    if (name_must_be_free(call, p->name, err) < 0)
        return -1;
    vm_build_uuid(p->uuid);
    p->domain_name = vm_name_encode(p->name, p->uuid, &p->titled);
    if (plan_folder(call, a, p, err) < 0)
        return -1;
    const char *type;
    if (vm_core_domain_type(call, &type, NULL, err) < 0)
        return -1;
    p->domain_type = xstrdup(type);
    if (a->version) {
        p->machine = vm_machine_of_version(call, p->gen->machine, a->version, err);
        if (!p->machine)
            return -1;
    }
    p->notes = xstrdup(a->notes);
    const char *legacy = call->core->settings.legacy_nic;
    p->legacy_model = legacy && *legacy ? legacy : "e1000";
    return vm_build_new_mac(call, p->mac, err);
}

static int create_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct create_arg *a = opaque;
    __attribute__((cleanup(vm_plan_release))) struct vm_plan p = { 0 };
    if (make_plan(call, a, &p, err) < 0)
        return -1;
    AUTO_XMLDOC doc = a->check_only ? NULL : vm_build_domain(call, &p, err);
    if (!doc)
        return a->check_only ? 0 : -1;
    AUTO_FREE char *xml = vm_xml_dump(doc);
    struct vm_made_folders made = { NULL };
    if (vm_call_check(call, err) < 0)
        return -1;
    if (p.folder && vm_folder_make(p.folder, &made, err) < 0) {
        vm_folder_unmake(p.folder, &made);
        return -1;
    }
    AUTO_DOMAIN dom = virDomainDefineXMLFlags(call->conn, xml, VIR_DOMAIN_DEFINE_VALIDATE);
    int rc = dom ? 0 : vm_err_libvirt(err, "Failed to create the virtual machine '%s'", p.name);
    if (rc == 0 && vm_call_commit(call, err) < 0) {
        vm_undefine(dom, VIR_DOMAIN_UNDEFINE_NVRAM);
        rc = -1;
    }
    if (rc < 0 && p.folder)
        vm_folder_unmake(p.folder, &made);
    free(made.first);
    memcpy(a->uuid, p.uuid, sizeof(a->uuid));
    return rc;
}

static int create(struct vm_host *host, const struct vm_spec *s, bool check_only,
                  char uuid[VM_UUID_SIZE], struct err **err)
{
    struct create_arg *a = xcalloc(1, sizeof(*a));
    a->name = xstrdup(s->name ? s->name : "New Virtual Machine");
    a->path = xstrdup(s->path);
    a->switch_name = xstrdup(s->switch_name);
    a->vhd_path = xstrdup(s->vhd_path);
    a->version = xstrdup(s->version);
    a->notes = xstrdup(s->notes);
    a->template = xstrdup(s->secure_boot_template);
    a->kernel = xstrdup(s->kernel);
    a->initrd = xstrdup(s->initrd);
    a->command_line = xstrdup(s->command_line);
    a->generation = s->generation ? s->generation : 1;
    a->memory = s->memory;
    a->vcpus = s->vcpus;
    a->boot_device = s->boot_device;
    a->secure_boot = s->secure_boot;
    a->check_only = check_only;
    void *p = a;
    int rc = vm_call_run(host, "Creating the virtual machine", VM_CALL_CHANGE, 60000, create_work,
                         &p, create_arg_release, err);
    if (rc == 0 && uuid)
        memcpy(uuid, a->uuid, VM_UUID_SIZE);
    create_arg_release(p);
    return rc;
}

int vm_create(struct vm_host *host, const struct vm_spec *spec, char uuid[VM_UUID_SIZE],
              struct err **err)
{
    return create(host, spec, false, uuid, err);
}

int vm_create_check(struct vm_host *host, const struct vm_spec *spec, struct err **err)
{
    return create(host, spec, true, NULL, err);
}

/* ---- Remove-VM ---- */
struct name_arg {
    char uuid[VM_UUID_SIZE];
    char *new_name;
};

static void name_arg_release(void *opaque)
{
    struct name_arg *a = opaque;
    if (a)
        free(a->new_name);
    free(a);
}

static struct name_arg *name_arg_new(const char *uuid, const char *new_name)
{
    struct name_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->new_name = xstrdup(new_name);
    return a;
}

static int remove_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct name_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    AUTO_FREE char *name = vm_name_of(dom, a->uuid);
    enum vm_state state;
    if (vm_state_of(dom, &state, err) < 0)
        return -1;
    if (virDomainIsActive(dom) == 1)
        return vm_state_refuse("remove the virtual machine", name, state, err);
    AUTO_FREE char *folder = NULL;
    AUTO_ERR *ignored = NULL;
    AUTO_FREE char *xml = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "domain", &ignored) : NULL;
    if (doc)
        folder = vm_xml_text(xmlDocGetRootElement(doc), "metadata/hv:vm/@path");
    if (vm_call_check(call, err) < 0 || vm_checkpoint_remove_all(call, dom, err) < 0)
        return -1;
    if (vm_undefine(dom, VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_NVRAM |
                             VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |
                             VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA) < 0)
        return vm_err_libvirt(err, "Failed to remove the virtual machine '%s'", name);
    if (doc)
        vm_nic_filters_drop(call, xmlDocGetRootElement(doc));
    if (doc)
        vm_security_forget(call->conn, xmlDocGetRootElement(doc));
    if (folder && folder[0] == '/' && vm_core_is_local(call->core))
        vm_folder_remove(folder);
    return 0;
}

int vm_remove(struct vm_host *host, const char *uuid, struct err **err)
{
    void *p = name_arg_new(uuid, NULL);
    int rc = vm_call_run(host, "Removing the virtual machine", VM_CALL_CHANGE, -1, remove_work, &p,
                         name_arg_release, err);
    name_arg_release(p);
    return rc;
}

/* ---- Rename-VM ---- */

/* libvirt cannot rename a running VM, but its title can change: the domain keeps its name
 * only when it is one that stands for a title already. */
static int rename_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct name_arg *a = opaque;
    if (vm_name_check(a->new_name, err) < 0)
        return -1;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    if (!dom)
        return -1;
    AUTO_FREE char *old = vm_name_of(dom, a->uuid);
    if (strcmp(old, a->new_name) == 0)
        return 0;
    if (!text_caseeq(old, a->new_name) && name_must_be_free(call, a->new_name, err) < 0)
        return -1;
    bool titled;
    AUTO_FREE char *domain_name = vm_name_encode(a->new_name, a->uuid, &titled);
    AUTO_FREE char *before = xstrdup(virDomainGetName(dom));
    enum vm_state state;
    if (vm_state_of(dom, &state, err) < 0 || vm_call_check(call, err) < 0)
        return -1;
    bool keeps = strcmp(before, domain_name) == 0;
    if (!keeps && state != VM_STATE_OFF) {
        vm_state_refuse("rename", old, state, err);
        return err_advise(err, "Shut the virtual machine down first.");
    }
    if (!keeps && virDomainRename(dom, domain_name, 0) < 0)
        return vm_err_libvirt(err, "Failed to rename '%s'", old);
    AUTO_DOMAIN renamed = vm_call_domain(call, a->uuid, err);
    if (!renamed)
        return -1;
    unsigned flags = VIR_DOMAIN_AFFECT_CONFIG;
    if (virDomainSetMetadata(renamed, VIR_DOMAIN_METADATA_TITLE, titled ? a->new_name : NULL, NULL,
                             NULL, flags) < 0 &&
        titled) {
        vm_err_libvirt(err, "Failed to rename '%s'", old);
        if (!keeps)
            virDomainRename(renamed, before, 0);
        return -1;
    }
    return 0;
}

int vm_rename(struct vm_host *host, const char *uuid, const char *new_name, struct err **err)
{
    void *p = name_arg_new(uuid, new_name);
    int rc = vm_call_run(host, "Renaming the virtual machine", VM_CALL_CHANGE, 60000, rename_work,
                         &p, name_arg_release, err);
    name_arg_release(p);
    return rc;
}
