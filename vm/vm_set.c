/* Set-VM and its relatives: one definition for all parts of a change. */
#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"
#include "vm/vm_firmware.h"
#include "vm/vm_security.h"
#include "vm/vm_state.h"
#include "vm/vm_video.h"
#include "vm/xml_map.h"

/* The change with everything it points to, owned. */
struct set_arg {
    char uuid[VM_UUID_SIZE];
    struct vm_change change;
    struct vm_processor_change processor;
    struct vm_memory_change memory;
    struct vm_firmware_change firmware;
    struct vm_bios_change bios;
    struct vm_options_change options;
    struct vm_com_change com;
    struct vm_video_change video;
    char *strings[8];
    size_t string_count;
    char **boot;
    size_t boot_count;
};

static void set_arg_release(void *opaque)
{
    struct set_arg *a = opaque;
    if (!a)
        return;
    for (size_t i = 0; i < a->string_count; i++)
        free(a->strings[i]);
    for (size_t i = 0; i < a->boot_count; i++)
        free(a->boot[i]);
    free(a->boot);
    free(a);
}

static void own(struct set_arg *a, const char **s)
{
    if (*s)
        *s = a->strings[a->string_count++] = xstrdup(*s);
}

static struct set_arg *set_arg_new(const char *uuid, const struct vm_change *c)
{
    struct set_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->change.tpm = c->tpm;
    a->change.console = c->console;
    a->change.vbs_opt_out = c->vbs_opt_out;
    if (c->video) {
        a->video = *c->video;
        a->change.video = &a->video;
    }
    if (c->processor) {
        a->processor = *c->processor;
        own(a, &a->processor.pool);
        a->change.processor = &a->processor;
    }
    if (c->memory) {
        a->memory = *c->memory;
        own(a, &a->memory.pool);
        a->change.memory = &a->memory;
    }
    if (c->bios) {
        a->bios = *c->bios;
        a->change.bios = &a->bios;
    }
    if (c->firmware) {
        a->firmware = *c->firmware;
        own(a, &a->firmware.secure_boot_template);
        own(a, &a->firmware.first_boot_device);
        if (c->firmware->boot_order) {
            a->boot = xcalloc(c->firmware->boot_count + 1, sizeof(*a->boot));
            for (; a->boot_count < c->firmware->boot_count; a->boot_count++)
                a->boot[a->boot_count] = xstrdup(c->firmware->boot_order[a->boot_count]);
            a->firmware.boot_order = (const char *const *)a->boot;
        }
        a->change.firmware = &a->firmware;
    }
    if (c->options) {
        a->options = *c->options;
        own(a, &a->options.notes);
        own(a, &a->options.smart_paging_path);
        own(a, &a->options.snapshot_path);
        a->change.options = &a->options;
    }
    if (c->com) {
        a->com = *c->com;
        own(a, &a->com.path);
        a->change.com = &a->com;
    }
    return a;
}

static int check_range(const char *what, const struct vm_opt *opt, int64_t low, int64_t high,
                       struct err **err)
{
    if (!opt->set || (opt->value >= low && opt->value <= high))
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "The value %lld for %s is out of range: it is between %lld and %lld.",
                   (long long)opt->value, what, (long long)low, (long long)high);
}

/* ---- processor ---- */
static void write_cpu_mode(struct vm_edit *e, const struct vm_config *now,
                           const struct vm_processor_change *c)
{
    bool migration = c->compatibility_migration.set ? c->compatibility_migration.value != 0
                                                    : now->processor.compatibility_migration;
    bool older = c->compatibility_older_os.set ? c->compatibility_older_os.value != 0
                                               : now->processor.compatibility_older_os;
    bool nested = c->nested.set ? c->nested.value != 0 : now->processor.nested;
    bool kvm = now->domain_type && strcmp(now->domain_type, "kvm") == 0;
    vm_xml_remove(vm_xml_child(e->root, "cpu"));
    xmlNodePtr cpu = vm_xml_add(e->root, "cpu", NULL);
    if (migration || older) {
        vm_xml_set_attr(cpu, "mode", "custom");
        vm_xml_set_attr(cpu, "match", "exact");
        vm_xml_add(cpu, "model", older ? "qemu64" : "Nehalem");
    } else {
        vm_build_cpu(cpu, kvm);
    }
    if (nested) {
        FILE *f = fopen("/proc/cpuinfo", "re");
        char line[4096];
        bool intel = false;
        while (f && !intel && fgets(line, sizeof(line), f))
            intel = strstr(line, "GenuineIntel") != NULL;
        if (f)
            fclose(f);
        xmlNodePtr feature = vm_xml_add(cpu, "feature", NULL);
        vm_xml_set_attr(feature, "policy", "require");
        vm_xml_set_attr(feature, "name", kvm && intel ? "vmx" : "svm");
    }
    vm_vbs_keep(e->root);
}

/* cgroup v2 has Hyper-V's own scale (1..10000, default 100); v1 has a default of 1024. */
static long long cpu_shares(const struct vm_edit *e, int64_t weight)
{
    bool v2 =
        vm_core_is_local(e->call->core) && access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0;
    long long v1 = (weight * 1024 + 50) / 100;
    return v2 ? weight : v1 < 2 ? 2 : v1;
}

static int change_processor(struct vm_edit *e, const struct vm_config *now,
                            const struct vm_processor_change *c, struct err **err)
{
    if ((c->count.set && generation_check_vcpus(e->gen, e->name, c->count.value, err) < 0) ||
        check_range("the processor limit", &c->maximum, 0, 100, err) < 0 ||
        check_range("the processor reserve", &c->reserve, 0, 100, err) < 0 ||
        check_range("the relative weight", &c->relative_weight, 1, 10000, err) < 0 ||
        check_range("the threads per core", &c->threads_per_core, 0, 64, err) < 0)
        return -1;
    if (c->reserve.set && c->reserve.value) {
        err_set(err, ERR_NOT_SUPPORTED,
                "A processor reserve cannot be given to '%s': the host's scheduler has none.",
                e->name);
        return err_advise(err, "Use -RelativeWeight to prefer it over other virtual machines.");
    }
    bool tuned = c->maximum.set || c->relative_weight.set;
    if (tuned && vm_core_require(e->call->core, VM_FEATURE_CPU_TUNING, err) < 0)
        return -1;
    bool stays_off = c->count.set || c->compatibility_migration.set ||
                     c->compatibility_older_os.set || c->nested.set || c->threads_per_core.set;
    if (stays_off && vm_edit_require_off(e, "change the processors of", err) < 0)
        return -1;
    if (c->nested.set && c->nested.value && now->security.vbs_opt_out) {
        err_set(err, ERR_INVALID_STATE,
                "The guest of '%s' cannot run virtual machines: it does without "
                "virtualization-based security.",
                e->name);
        return err_advise(err, "Set-VMSecurity -VirtualizationBasedSecurityOptOut $false first.");
    }
    if (c->count.set) {
        AUTO_FREE char *count = xasprintf("%lld", (long long)c->count.value);
        vm_xml_set(e->root, "vcpu", count);
        vm_xml_set(e->root, "vcpu/@current", NULL);
        /* Pinning and topology of the old count would be refused. */
        vm_xml_remove(vm_xml_find(e->root, "cpu/topology"));
        vm_xml_remove(vm_xml_child(e->root, "vcpus"));
    }
    if (c->threads_per_core.set && c->threads_per_core.value > 0) {
        int64_t n = c->count.set ? c->count.value : now->processor.count;
        int64_t threads = c->threads_per_core.value;
        if (n % threads)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "%lld virtual processors cannot be divided into cores of %lld threads.",
                           (long long)n, (long long)threads);
    }
    if (c->compatibility_migration.set || c->compatibility_older_os.set || c->nested.set)
        write_cpu_mode(e, now, c);
    if (c->threads_per_core.set && c->threads_per_core.value > 0) {
        int64_t n = c->count.set ? c->count.value : now->processor.count;
        vm_xml_remove(vm_xml_find(e->root, "cpu/topology"));
        vm_xml_set(e->root, "cpu/topology/@sockets", "1");
        vm_xml_setf(e->root, "cpu/topology/@cores", "%lld",
                    (long long)(n / c->threads_per_core.value));
        vm_xml_setf(e->root, "cpu/topology/@threads", "%lld", (long long)c->threads_per_core.value);
    }
    if (c->maximum.set) {
        bool limited = c->maximum.value > 0 && c->maximum.value < 100;
        vm_xml_set(e->root, "cputune/period", limited ? "100000" : NULL);
        if (limited)
            vm_xml_setf(e->root, "cputune/quota", "%lld", (long long)c->maximum.value * 1000);
        else
            vm_xml_set(e->root, "cputune/quota", NULL);
    }
    if (c->relative_weight.set)
        vm_xml_setf(e->root, "cputune/shares", "%lld", cpu_shares(e, c->relative_weight.value));
    return 0;
}

/* Limit and weight of a running VM. */
static int tune_live(struct vm_edit *e, const struct vm_processor_change *c, struct err **err)
{
    virTypedParameterPtr params = NULL;
    int n = 0, max = 0;
    if (c->maximum.set) {
        bool limited = c->maximum.value > 0 && c->maximum.value < 100;
        virTypedParamsAddULLong(&params, &n, &max, VIR_DOMAIN_SCHEDULER_VCPU_PERIOD, 100000);
        virTypedParamsAddLLong(&params, &n, &max, VIR_DOMAIN_SCHEDULER_VCPU_QUOTA,
                               limited ? (long long)c->maximum.value * 1000 : -1);
    }
    if (c->relative_weight.set)
        virTypedParamsAddULLong(&params, &n, &max, VIR_DOMAIN_SCHEDULER_CPU_SHARES,
                                (unsigned long long)cpu_shares(e, c->relative_weight.value));
    int rc = 0;
    if (n && virDomainSetSchedulerParametersFlags(e->dom, params, n, VIR_DOMAIN_AFFECT_LIVE) < 0)
        rc = vm_err_libvirt(err, "Failed to change the processor limit of '%s'", e->name);
    virTypedParamsFree(params, n);
    return rc;
}

/* ---- memory ---- */
static void write_memory(struct vm_edit *e, uint64_t memory, uint64_t current)
{
    vm_xml_setf(e->root, "memory", "%llu", (unsigned long long)memory);
    vm_xml_set(e->root, "memory/@unit", "b");
    if (current == memory) {
        vm_xml_remove(vm_xml_child(e->root, "currentMemory"));
    } else {
        vm_xml_setf(e->root, "currentMemory", "%llu", (unsigned long long)current);
        vm_xml_set(e->root, "currentMemory/@unit", "b");
    }
}

static int change_memory(struct vm_edit *e, const struct vm_config *now,
                         const struct vm_memory_change *c, struct err **err)
{
    const struct vm_memory *m = &now->memory;
    bool dynamic = c->dynamic.set ? c->dynamic.value != 0 : m->dynamic;
    uint64_t startup = c->startup.set ? (uint64_t)c->startup.value : m->startup;
    uint64_t minimum = c->minimum.set ? (uint64_t)c->minimum.value : m->minimum;
    uint64_t maximum = c->maximum.set ? (uint64_t)c->maximum.value : m->maximum;
    if ((c->startup.set && generation_check_memory(e->gen, e->name, c->startup.value, err) < 0) ||
        (c->minimum.set && generation_check_memory(e->gen, e->name, c->minimum.value, err) < 0) ||
        (c->maximum.set && generation_check_memory(e->gen, e->name, c->maximum.value, err) < 0) ||
        check_range("the memory buffer", &c->buffer, 5, 2000, err) < 0 ||
        check_range("the memory priority", &c->priority, 0, 100, err) < 0)
        return -1;
    if ((c->minimum.set || c->maximum.set || c->buffer.set) && !dynamic)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Minimum, maximum and buffer of '%s' cannot be set: dynamic memory is not "
                       "enabled.",
                       e->name);
    if (dynamic && !c->minimum.set && minimum > startup)
        minimum = startup;
    /* A maximum of 1 TB is Hyper-V's default; QEMU reserves page tables for it, so an
     * unset one is what the guest can grow to without harm. */
    if (dynamic && !m->dynamic && !c->maximum.set)
        maximum = startup * 4;
    if (dynamic && (minimum > startup || startup > maximum))
        return err_set(
            err, ERR_INVALID_PARAMETER,
            "The memory of '%s' must be minimum <= startup <= maximum: %llu MB, %llu MB, "
            "%llu MB.",
            e->name, (unsigned long long)(minimum >> 20), (unsigned long long)(startup >> 20),
            (unsigned long long)(maximum >> 20));
    bool resized =
        startup != m->startup || dynamic != m->dynamic || (dynamic && maximum != m->maximum);
    if (resized && vm_edit_require_off(e, "change the memory of", err) < 0)
        return -1;
    if (resized)
        write_memory(e, dynamic ? maximum : startup, startup);
    if (dynamic) {
        vm_xml_setf(e->root, XML_HV "/hv:memory/@minimum", "%llu", (unsigned long long)minimum);
        vm_xml_setf(e->root, XML_HV "/hv:memory/@maximum", "%llu", (unsigned long long)maximum);
    }
    return 0;
}

/* ---- BIOS, COM ports, TPM, start ---- */
static int change_bios(struct vm_edit *e, const struct vm_bios_change *c, struct err **err)
{
    if (generation_check_bios(e->gen, e->name, err) < 0)
        return -1;
    if (c->startup_count == 0)
        return 0;
    if (vm_edit_require_off(e, "change the startup order of", err) < 0)
        return -1;
    char order[128] = "";
    size_t len = 0;
    for (size_t i = 0; i < c->startup_count; i++) {
        if (generation_check_boot_device(e->gen, c->startup_order[i], err) < 0)
            return -1;
        for (size_t k = 0; k < i; k++) {
            if (c->startup_order[k] == c->startup_order[i])
                return err_set(err, ERR_INVALID_PARAMETER, "The startup order names '%s' twice.",
                               generation_boot_device_name(c->startup_order[i]));
        }
        len += (size_t)snprintf(order + len, sizeof(order) - len, "%s%s", i ? " " : "",
                                generation_boot_device_name(c->startup_order[i]));
    }
    vm_xml_set(e->root, XML_HV "/hv:bios/@startupOrder", order);
    vm_build_boot_order(e->root, e->gen);
    return 0;
}

static xmlNodePtr find_serial(xmlNodePtr root, int port)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(root, "devices/serial", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_number(nodes[i], "target/@port", (int64_t)i) == port)
            found = nodes[i];
    }
    free(nodes);
    return found;
}

static int change_com(struct vm_edit *e, const struct vm_com_change *c, struct err **err)
{
    if (c->number < 1 || c->number > 2)
        return err_set(err, ERR_INVALID_PARAMETER, "A virtual machine has the COM ports 1 and 2.");
    if (!c->path)
        return 0;
    if (*c->path && c->path[0] != '/')
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A COM port is a unix socket here: '%s' is not an absolute path.", c->path);
    if (vm_edit_require_off(e, "change a COM port of", err) < 0)
        return -1;
    xmlNodePtr devices = vm_xml_ensure(e->root, "devices");
    for (int port = 0; port < c->number; port++) { /* COM2 alone needs a silent COM1 */
        if (find_serial(e->root, port))
            continue;
        xmlNodePtr serial = vm_xml_add(devices, "serial", NULL);
        vm_xml_set_attr(serial, "type", "null");
        vm_xml_set(serial, "target/@type", "isa-serial");
        vm_xml_setf(serial, "target/@port", "%d", port);
    }
    xmlNodePtr serial = find_serial(e->root, c->number - 1);
    vm_xml_remove(vm_xml_child(serial, "source"));
    vm_xml_set_attr(serial, "type", *c->path ? "unix" : "null");
    if (*c->path) {
        vm_xml_set(serial, "source/@mode", "bind");
        vm_xml_set(serial, "source/@path", c->path);
    }
    return 0;
}

static int change_tpm(struct vm_edit *e, bool on, struct err **err)
{
    if (generation_check_tpm(e->gen, e->name, err) < 0)
        return -1;
    bool has = vm_xml_find(e->root, "devices/tpm") != NULL;
    if (has == on)
        return 0;
    if (vm_edit_require_off(e, "change the virtual TPM of", err) < 0)
        return -1;
    if (!on) {
        vm_xml_remove_all(e->root, "devices/tpm");
        return 0;
    }
    xmlNodePtr tpm = vm_xml_add(vm_xml_ensure(e->root, "devices"), "tpm", NULL);
    vm_xml_set_attr(tpm, "model", "tpm-crb");
    vm_xml_set(tpm, "backend/@type", "emulator");
    vm_xml_set(tpm, "backend/@version", "2.0");
    vm_security_tpm(e->root, tpm);
    return 0;
}

static int change_firmware(struct vm_edit *e, const struct vm_firmware_change *c, struct err **err)
{
    if (generation_check_firmware(e->gen, e->name, err) < 0 ||
        vm_edit_require_off(e, "change the firmware settings of", err) < 0)
        return -1;
    return vm_firmware_change(e, c, err);
}

static int edit_all(struct vm_edit *e, const struct vm_change *c, struct err **err)
{
    struct vm_config now;
    vm_config_from_xml(e->root, NULL, &now);
    int rc = 0;
    if (c->processor)
        rc = change_processor(e, &now, c->processor, err);
    if (rc == 0 && c->memory)
        rc = change_memory(e, &now, c->memory, err);
    if (rc == 0 && c->processor)
        rc = vm_pool_put(e, VM_POOL_PROCESSOR, c->processor->pool, NULL, NULL, err);
    if (rc == 0 && c->memory)
        rc = vm_pool_put(e, VM_POOL_MEMORY, c->memory->pool, NULL, NULL, err);
    vm_config_release(&now);
    if (rc < 0)
        return -1;
    if ((c->bios && change_bios(e, c->bios, err) < 0) ||
        (c->com && change_com(e, c->com, err) < 0) ||
        (c->tpm.set && change_tpm(e, c->tpm.value != 0, err) < 0) ||
        (c->vbs_opt_out.set && vm_vbs_change(e, c->vbs_opt_out.value != 0, err) < 0) ||
        (c->console.set && vm_console_change(e, c->console.value != 0, err) < 0) ||
        (c->video && vm_video_change(e, c->video, err) < 0) ||
        (c->options &&
         (check_range("the start delay", &c->options->start_delay, 0, 1000000000, err) < 0 ||
          check_range("the critical error time-out", &c->options->critical_timeout, 0, 1000000,
                      err) < 0)))
        return -1;
    /* Last, since it may edit the NVRAM file, which a refused definition does not undo. */
    if (c->firmware && change_firmware(e, c->firmware, err) < 0)
        return -1;
    struct vm_change mapped = *c;
    struct vm_firmware_change firmware;
    if (c->firmware) { /* the template is written under its canonical name above */
        firmware = *c->firmware;
        firmware.secure_boot_template = NULL;
        mapped.firmware = &firmware;
    }
    struct vm_memory_change memory;
    if (c->memory) { /* minimum and maximum were completed above */
        memory = *c->memory;
        memory.minimum.set = memory.maximum.set = false;
        mapped.memory = &memory;
    }
    vm_xml_map_write(e->root, &mapped);
    return 0;
}

static int set_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct set_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || edit_all(&e, &a->change, err) < 0 ||
        vm_edit_commit(&e, err) < 0)
        return -1;
    int rc = 0;
    if (a->change.processor && e.active)
        rc = tune_live(&e, a->change.processor, err);
    if (rc == 0 && a->change.options && a->change.options->start_action.set && e.dom) {
        int on = a->change.options->start_action.value != VM_START_NOTHING;
        if (virDomainSetAutostart(e.dom, on) < 0)
            rc = vm_err_libvirt(err, "Failed to change the automatic start of '%s'", e.name);
    }
    if (rc < 0)
        vm_edit_undo(&e);
    return rc;
}

int vm_set(struct vm_host *host, const char *uuid, const struct vm_change *change, struct err **err)
{
    void *p = set_arg_new(uuid, change);
    int rc = vm_call_run(host, "Changing the settings", VM_CALL_CHANGE, 60000, set_work, &p,
                         set_arg_release, err);
    set_arg_release(p);
    return rc;
}
