/* Start, stop, save, pause, restart. */
#include <libvirt/libvirt-qemu.h>
#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/pool/vm_meter_watch.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"
#include "vm/vm_disk_server.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

enum { SHUTDOWN_SECONDS = 300, BUTTON_SECONDS = 15, POLL_MS = 150 };

struct life_arg {
    char uuid[VM_UUID_SIZE];
    int timeout;
    bool force;
};

/* What every step needs to know first. */
struct target {
    virDomainPtr dom;
    char *name;
    enum vm_state state;
};

static void target_release(struct target *t)
{
    if (t->dom)
        virDomainFree(t->dom);
    free(t->name);
}
#define AUTO_TARGET CLEANUP(target_release) struct target

static int target_open(struct vm_call *call, const struct life_arg *a, struct target *t,
                       struct err **err)
{
    t->dom = vm_call_domain(call, a->uuid, err);
    if (!t->dom)
        return -1;
    t->name = vm_name_of(t->dom, a->uuid);
    return vm_state_of(t->dom, &t->state, err);
}

static int run(struct vm_host *host, const char *activity, const char *uuid, int timeout,
               bool force, int limit_ms, vm_call_fn *fn, struct err **err)
{
    struct life_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->timeout = timeout;
    a->force = force;
    void *p = a;
    int rc = vm_call_run(host, activity, VM_CALL_CHANGE, limit_ms, fn, &p, free, err);
    free(p);
    return rc;
}

/* ---- start ---- */

/* The start time stands in the running domain only: libvirt keeps none. */
static void note_start(virDomainPtr dom)
{
    AUTO_FREE char *now = xasprintf("%lld", (long long)time(NULL));
    vm_note_live(dom, "started", now);
}

static int kvm_advice(struct vm_call *call, virDomainPtr dom, struct err **err)
{
    AUTO_FREE char *type = NULL;
    char *xml = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    if (xml) {
        AUTO_ERR *ignored = NULL;
        AUTO_XMLDOC doc = vm_xml_parse(xml, "domain", &ignored);
        type = doc ? vm_xml_text(xmlDocGetRootElement(doc), "@type") : NULL;
        free(xml);
    }
    if (type && strcmp(type, "kvm") == 0 && vm_core_is_local(call->core) &&
        access("/dev/kvm", R_OK | W_OK) < 0)
        return err_advise(err, "KVM cannot be used on this host. Set domain_type = qemu in "
                               "/etc/hvsh.conf to emulate new virtual machines in software.");
    return -1;
}

/* A disk that nobody serves: its host has no hook of ours, and we may not serve it ourselves. */
static int server_advice(struct err **err)
{
    if (strstr((*err)->message, "Failed to connect") && strstr((*err)->message, "/hvsh"))
        return err_advise(err, "Its VHDs and VHDXs are served by hvsh: install hvsh with its "
                               "libvirt hook on that host, or run hvsh there as root.");
    return -1;
}

static bool reset_nvram(struct vm_edit *e)
{
    return vm_xml_bool(e->root, XML_HV "/hv:firmware/@resetNvram", false);
}

static int start_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct life_arg *a = opaque;
    AUTO_TARGET t = { 0 };
    if (target_open(call, a, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_PAUSED || t.state == VM_STATE_PAUSED_CRITICAL)
        return virDomainResume(t.dom) < 0 ? vm_err_libvirt(err, "'%s' failed to start", t.name) : 0;
    if (virDomainIsActive(t.dom) == 1)
        return vm_state_refuse("start", t.name, t.state, err);
    unsigned flags = 0;
    AUTO_EDIT edit = { 0 };
    AUTO_ERR *transient = NULL;
    if (t.state == VM_STATE_OFF && vm_edit_begin(call, a->uuid, &edit, &transient) == 0 &&
        reset_nvram(&edit))
        flags = VIR_DOMAIN_START_RESET_NVRAM;
    if (vm_call_check(call, err) < 0 ||
        (edit.root && vm_nic_filters_restore(call, edit.root, err) < 0))
        return -1;
    if (vm_disk_server_start_all(call, t.dom, err) < 0)
        return err_wrap(err, "'%s' failed to start", t.name);
    if (virDomainCreateWithFlags(t.dom, flags) < 0) {
        vm_err_libvirt(err, "'%s' failed to start", t.name);
        vm_disk_server_stop_all(call, t.dom);
        server_advice(err);
        return kvm_advice(call, t.dom, err);
    }
    if (vm_call_check(call, err) < 0) { /* interrupted meanwhile: it was not running before */
        if (t.state == VM_STATE_SAVED)
            virDomainManagedSave(t.dom, 0);
        else
            virDomainDestroy(t.dom);
        vm_disk_server_stop_all(call, t.dom);
        return -1;
    }
    note_start(t.dom);
    if (flags) {
        AUTO_ERR *ignored = NULL;
        vm_xml_set(edit.root, XML_HV "/hv:firmware/@resetNvram", NULL);
        vm_edit_commit(&edit, &ignored);
    }
    vm_meter_note(call, t.dom, a->uuid);
    return 0;
}

int vm_start(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Starting", uuid, 0, false, 120000, start_work, err);
}

/* ---- stop ---- */
static int wait_off(struct vm_call *call, virDomainPtr dom, int seconds, bool *off,
                    struct vm_meter_watch *meter, struct err **err)
{
    *off = false;
    for (int waited = 0; waited < seconds * 1000; waited += POLL_MS) {
        vm_meter_watch_look(meter, dom);
        int active = virDomainIsActive(dom);
        if (active < 0 && vm_last_code() != VIR_ERR_NO_DOMAIN)
            return vm_err_libvirt(err, "Cannot read the state of '%s'", virDomainGetName(dom));
        if (active != 1) {
            *off = true;
            return 0;
        }
        if (vm_call_sleep(call, POLL_MS, err) < 0)
            return -1;
    }
    return 0;
}

static int turn_off(struct vm_call *call, virDomainPtr dom, const char *name, const char *uuid,
                    struct err **err)
{
    AUTO_METER_WATCH meter = { 0 };
    vm_meter_watch_begin(call, dom, uuid, &meter);
    if (virDomainDestroy(dom) < 0 && virDomainIsActive(dom) != 0)
        return vm_err_libvirt(err, "Failed to turn off '%s'", name);
    vm_disk_server_stop_all(call, dom);
    vm_meter_watch_keep(&meter, true);
    return 0;
}

/* The guest services, the agent when the guest runs one, else the power button. */
static int ask_to_stop(struct vm_call *call, virDomainPtr dom, bool force)
{
    if (vm_service_is_off(dom, VM_SERVICE_SHUTDOWN))
        return virDomainShutdownFlags(dom, VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN);
    if (vm_guest_ic_shutdown(call, dom, force))
        return 0;
    if (virDomainShutdownFlags(dom, VIR_DOMAIN_SHUTDOWN_GUEST_AGENT |
                                        VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN) == 0)
        return 0;
    return virDomainShutdown(dom);
}

/* A guest may say yes and not stop, or not hear the button while it boots: it is pressed (again)
 * after a while. */
static int await_end(struct vm_call *call, virDomainPtr dom, int seconds, bool *off,
                     struct vm_meter_watch *meter, struct err **err)
{
    int first = seconds < BUTTON_SECONDS ? seconds : BUTTON_SECONDS;
    if (wait_off(call, dom, first, off, meter, err) < 0)
        return -1;
    if (*off || first == seconds)
        return 0;
    virDomainShutdownFlags(dom, VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN);
    return wait_off(call, dom, seconds - first, off, meter, err);
}

static int shutdown_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct life_arg *a = opaque;
    AUTO_TARGET t = { 0 };
    if (target_open(call, a, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_OFF)
        return 0;
    bool paused = t.state == VM_STATE_PAUSED || t.state == VM_STATE_PAUSED_CRITICAL;
    if (paused && a->force)
        return turn_off(call, t.dom, t.name, a->uuid, err);
    if (t.state != VM_STATE_RUNNING)
        return vm_state_refuse("stop", t.name, t.state, err);
    if (vm_call_check(call, err) < 0)
        return -1;
    AUTO_METER_WATCH meter = { 0 };
    vm_meter_watch_begin(call, t.dom, a->uuid, &meter);
    bool off = false;
    if (ask_to_stop(call, t.dom, a->force) < 0) {
        vm_err_libvirt(err, "Failed to stop '%s'", t.name);
    } else {
        int seconds = a->timeout > 0 ? a->timeout : SHUTDOWN_SECONDS;
        if (await_end(call, t.dom, seconds, &off, &meter, err) < 0)
            return -1;
        if (off) {
            vm_disk_server_stop_all(call, t.dom);
            vm_meter_watch_keep(&meter, true);
            return 0;
        }
        err_set(err, ERR_TIMEOUT,
                "Failed to stop '%s'. The guest did not shut down within %d seconds.", t.name,
                seconds);
    }
    if (!a->force)
        return err_advise(err, "Use Stop-VM -TurnOff to switch it off, or -Force.");
    err_clear(err);
    return turn_off(call, t.dom, t.name, a->uuid, err);
}

int vm_shutdown(struct vm_host *host, const char *uuid, int timeout, bool force, struct err **err)
{
    return run(host, "Stopping", uuid, timeout, force, -1, shutdown_work, err);
}

static int turn_off_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct life_arg *a = opaque;
    AUTO_TARGET t = { 0 };
    if (target_open(call, a, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_OFF)
        return 0;
    if (t.state == VM_STATE_SAVED)
        return vm_state_refuse("turn off", t.name, t.state, err);
    return vm_call_check(call, err) < 0 ? -1 : turn_off(call, t.dom, t.name, a->uuid, err);
}

int vm_turn_off(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Turning off", uuid, 0, false, 0, turn_off_work, err);
}

/* ---- save, pause ---- */
static int save_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct life_arg *a = opaque;
    AUTO_TARGET t = { 0 };
    AUTO_METER_WATCH meter = { 0 };
    if (target_open(call, a, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_SAVED)
        return 0;
    if (t.state != VM_STATE_RUNNING && t.state != VM_STATE_PAUSED)
        return vm_state_refuse("save", t.name, t.state, err);
    if (vm_call_check(call, err) < 0)
        return -1;
    vm_meter_watch_begin(call, t.dom, a->uuid, &meter);
    if (virDomainManagedSave(t.dom, 0) == 0) {
        vm_disk_server_stop_all(call, t.dom);
        vm_meter_watch_keep(&meter, true);
        return 0;
    }
    vm_err_libvirt(err, "Failed to save '%s'", t.name);
    if (strstr((*err)->message, "does not support live migration"))
        return err_advise(err, "A VHD or VHDX of it was not attached by hvsh: remove the drive "
                               "and add it again.");
    return -1;
}

int vm_save(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Saving", uuid, 0, false, 600000, save_work, err);
}

static int remove_saved_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_TARGET t = { 0 };
    if (target_open(call, opaque, &t, err) < 0)
        return -1;
    if (t.state != VM_STATE_SAVED)
        return vm_state_refuse("remove the saved state of", t.name, t.state, err);
    if (virDomainManagedSaveRemove(t.dom, 0) < 0)
        return vm_err_libvirt(err, "Failed to remove the saved state of '%s'", t.name);
    return 0;
}

int vm_remove_saved_state(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Removing the saved state", uuid, 0, false, 60000, remove_saved_work, err);
}

static int suspend_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_TARGET t = { 0 };
    if (target_open(call, opaque, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_PAUSED)
        return 0;
    if (t.state != VM_STATE_RUNNING)
        return vm_state_refuse("pause", t.name, t.state, err);
    return virDomainSuspend(t.dom) < 0 ? vm_err_libvirt(err, "Failed to pause '%s'", t.name) : 0;
}

int vm_suspend(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Pausing", uuid, 0, false, 60000, suspend_work, err);
}

static int resume_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_TARGET t = { 0 };
    if (target_open(call, opaque, &t, err) < 0)
        return -1;
    if (t.state == VM_STATE_RUNNING)
        return 0;
    if (t.state == VM_STATE_HIBERNATED)
        return virDomainPMWakeup(t.dom, 0) < 0
                   ? vm_err_libvirt(err, "Failed to resume '%s'", t.name)
                   : 0;
    if (t.state != VM_STATE_PAUSED && t.state != VM_STATE_PAUSED_CRITICAL)
        return vm_state_refuse("resume", t.name, t.state, err);
    if (virDomainResume(t.dom) < 0)
        return vm_err_libvirt(err, "Failed to resume '%s'", t.name);
    vm_guest_ic_time(call, t.dom);
    return 0;
}

int vm_resume(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Resuming", uuid, 0, false, 60000, resume_work, err);
}

/* ---- restart ---- */
static int restart_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct life_arg *a = opaque;
    AUTO_TARGET t = { 0 };
    if (target_open(call, a, &t, err) < 0)
        return -1;
    if (t.state != VM_STATE_RUNNING && t.state != VM_STATE_PAUSED)
        return vm_state_refuse("restart", t.name, t.state, err);
    if (vm_call_check(call, err) < 0)
        return -1;
    /* Restart-VM is a hard reset on Hyper-V; asking first costs nothing when the guest has
     * an agent that answers. */
    if (!a->force && virDomainReboot(t.dom, VIR_DOMAIN_REBOOT_GUEST_AGENT) == 0)
        return 0;
    if (virDomainReset(t.dom, 0) < 0)
        return vm_err_libvirt(err, "Failed to restart '%s'", t.name);
    if (t.state == VM_STATE_PAUSED)
        virDomainResume(t.dom);
    note_start(t.dom);
    return 0;
}

int vm_restart(struct vm_host *host, const char *uuid, bool force, struct err **err)
{
    return run(host, "Restarting", uuid, 0, force, 120000, restart_work, err);
}

/* ---- Debug-VM ---- */
static int nmi_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_TARGET t = { 0 };
    if (target_open(call, opaque, &t, err) < 0)
        return -1;
    if (t.state != VM_STATE_RUNNING)
        return vm_state_refuse("inject a non-maskable interrupt into", t.name, t.state, err);
    return virDomainInjectNMI(t.dom, 0) < 0
               ? vm_err_libvirt(err, "Failed to inject a non-maskable interrupt into '%s'", t.name)
               : 0;
}

int vm_inject_nmi(struct vm_host *host, const char *uuid, struct err **err)
{
    return run(host, "Interrupting", uuid, 0, false, 60000, nmi_work, err);
}
