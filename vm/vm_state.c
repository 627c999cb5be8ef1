#include "vm/vm_state.h"

#include "shell/base/alloc.h"
#include "vm/xml.h"
#include "vm/xml_map.h"

enum vm_state vm_state_from_libvirt(int state, int reason, bool managed_save)
{
    switch (state) {
    case VIR_DOMAIN_RUNNING:
    case VIR_DOMAIN_BLOCKED:
        return VM_STATE_RUNNING;
    case VIR_DOMAIN_PAUSED:
        switch (reason) {
        case VIR_DOMAIN_PAUSED_IOERROR:
        case VIR_DOMAIN_PAUSED_CRASHED:
        case VIR_DOMAIN_PAUSED_WATCHDOG:
            return VM_STATE_PAUSED_CRITICAL;
        case VIR_DOMAIN_PAUSED_SAVE:
            return VM_STATE_SAVING;
        case VIR_DOMAIN_PAUSED_SHUTTING_DOWN:
            return VM_STATE_STOPPING;
        case VIR_DOMAIN_PAUSED_STARTING_UP:
            return VM_STATE_STARTING;
        default:
            return VM_STATE_PAUSED;
        }
    case VIR_DOMAIN_SHUTDOWN:
        return VM_STATE_STOPPING;
    case VIR_DOMAIN_SHUTOFF:
        return managed_save ? VM_STATE_SAVED : VM_STATE_OFF;
    case VIR_DOMAIN_CRASHED:
        return VM_STATE_OFF_CRITICAL;
    case VIR_DOMAIN_PMSUSPENDED:
        return VM_STATE_HIBERNATED;
    default:
        return VM_STATE_OTHER;
    }
}

int vm_state_of(virDomainPtr dom, enum vm_state *state, struct err **err)
{
    int s, reason;
    if (virDomainGetState(dom, &s, &reason, 0) < 0)
        return vm_err_libvirt(err, "Cannot read the state of '%s'", virDomainGetName(dom));
    bool saved = s == VIR_DOMAIN_SHUTOFF && virDomainHasManagedSaveImage(dom, 0) == 1;
    *state = vm_state_from_libvirt(s, reason, saved);
    return 0;
}

const char *vm_state_name(enum vm_state state)
{
    static const char *const names[] = {
        "Unknown",
        "Other",
        "Running",
        "Off",
        "Stopping",
        "Saved",
        "Paused",
        "Starting",
        "Reset",
        "Saving",
        "Pausing",
        "Resuming",
        "FastSaved",
        "FastSaving",
        "ForceShutdown",
        "ForceReboot",
        "Hibernated",
        "ComponentServicing",
        "RunningCritical",
        "OffCritical",
        "StoppingCritical",
        "SavedCritical",
        "PausedCritical",
        "StartingCritical",
        "ResetCritical",
        "SavingCritical",
        "PausingCritical",
        "ResumingCritical",
        "FastSavedCritical",
        "FastSavingCritical",
    };
    return (size_t)state < ARRAY_SIZE(names) ? names[state] : names[0];
}

const char *vm_state_status(enum vm_state state)
{
    switch (state) {
    case VM_STATE_STARTING:
        return "Starting";
    case VM_STATE_SAVING:
        return "Saving";
    case VM_STATE_STOPPING:
        return "Stopping";
    case VM_STATE_PAUSED_CRITICAL:
        return "Paused: a disk or device failed";
    case VM_STATE_OFF_CRITICAL:
        return "The guest crashed";
    default:
        return "Operating normally";
    }
}

const char *vm_heartbeat_name(enum vm_heartbeat heartbeat)
{
    static const char *const names[] = {
        "Unknown",
        "Disabled",
        "NoContact",
        "Error",
        "LostCommunication",
        "OkApplicationsUnknown",
        "OkApplicationsHealthy",
        "OkApplicationsCritical",
        "Paused",
    };
    return (size_t)heartbeat < ARRAY_SIZE(names) ? names[heartbeat] : names[0];
}

int vm_state_refuse(const char *what, const char *vm_name, enum vm_state state, struct err **err)
{
    return err_set(err, ERR_INVALID_STATE,
                   "Failed to %s '%s'. The operation cannot be performed while the virtual machine "
                   "is in its current state (%s).",
                   what, vm_name, vm_state_name(state));
}

int vm_not_found(const char *name, struct err **err)
{
    return err_set(err, ERR_OBJECT_NOT_FOUND,
                   "Hyper-V was unable to find a virtual machine with name \"%s\".", name);
}

void vm_note_live(virDomainPtr dom, const char *name, const char *value)
{
    char *text =
        virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, VM_XML_NS, VIR_DOMAIN_AFFECT_LIVE);
    AUTO_ERR *ignored = NULL;
    AUTO_XMLDOC doc = text ? vm_xml_parse(text, NULL, &ignored) : vm_xml_new("vm");
    free(text);
    if (!doc)
        return;
    vm_xml_set_attr(xmlDocGetRootElement(doc), name, value);
    AUTO_FREE char *changed = vm_xml_dump(doc);
    virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, changed, "hv", VM_XML_NS,
                         VIR_DOMAIN_AFFECT_LIVE);
}
