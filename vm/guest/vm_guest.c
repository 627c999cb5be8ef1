#include "vm/guest/vm_guest.h"

#include <libvirt/libvirt-qemu.h>

#include "shell/base/alloc.h"
#include "vm/guest/vm_guest_ic.h"
#include "vm/vm_build.h"
#include "vm/vm_call.h"
#include "vm/vm_device_live.h"
#include "vm/vm_edit.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

#define PORT_PATH "devices/channel[target/@name='" VM_GUEST_PORT "']"
#define SERVICES_PATH "devices/channel[target/@name='" VM_SERVICES_PORT "']"
#define AGENT_PATH "devices/channel[target/@name='org.qemu.guest_agent.0']"

enum { PING_SECONDS = 3 };

struct guest_arg {
    char uuid[VM_UUID_SIZE];
    enum vm_service service;
    bool on;
    struct vm_guest_state state;
};

static int run(struct vm_host *host, const char *activity, unsigned flags, const char *uuid,
               enum vm_service service, bool on, vm_call_fn *fn, struct vm_guest_state *state,
               struct err **err)
{
    struct guest_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->service = service;
    a->on = on;
    void *p = a;
    int rc = vm_call_run(host, activity, flags, 0, fn, &p, free, err);
    if (!rc && state)
        *state = a->state;
    free(p);
    return rc;
}

/* Is the port in the running machine? -1: it cannot be looked at. */
static int is_live(struct vm_edit *e, const char *path, struct err **err)
{
    if (!e->active)
        return 0;
    AUTO_XMLDOC live = vm_edit_live(e, err);
    return live ? vm_xml_find(xmlDocGetRootElement(live), path) != NULL : -1;
}

/* Adds the port where it is missing, stored and running, and commits. */
static int commit_port(struct vm_edit *e, const char *path, const char *name, struct err **err)
{
    int running = is_live(e, path, err);
    xmlNodePtr port = vm_xml_find(e->root, path);
    if (running < 0)
        return -1;
    if (!port)
        port = vm_build_port(vm_xml_ensure(e->root, "devices"), name);
    bool attach = e->active && !running;
    if (attach && vm_live_attach(e, port, err))
        return -1;
    if (!vm_edit_commit(e, err))
        return 0;
    if (attach)
        vm_live_detach_quietly(e, port);
    return -1;
}

static int switch_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct guest_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err))
        return -1;
    vm_service_switch(e.root, a->service, a->on);
    return a->on ? commit_port(&e, SERVICES_PATH, VM_SERVICES_PORT, err) : vm_edit_commit(&e, err);
}

/* Adds or removes the port for files, in the running machine as well. No change is no error. */
static int enable_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct guest_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err))
        return -1;
    if (a->on)
        return commit_port(&e, PORT_PATH, VM_GUEST_PORT, err);
    int running = is_live(&e, PORT_PATH, err);
    if (running < 0 || (running && vm_live_detach(&e, PORT_PATH, "guest services' port", err)))
        return -1;
    xmlNodePtr port = vm_xml_find(e.root, PORT_PATH);
    if (!port)
        return 0;
    vm_xml_remove(port);
    return vm_edit_commit(&e, err);
}

int vm_guest_service(struct vm_host *host, const char *uuid, enum vm_service service, bool on,
                     struct err **err)
{
    if (service != VM_SERVICE_GUEST)
        return run(host, "Switching an integration service", VM_CALL_CHANGE, uuid, service, on,
                   switch_work, NULL, err);
    return run(host, on ? "Adding the guest services' port" : "Removing the guest services' port",
               VM_CALL_CHANGE, uuid, service, on, enable_work, NULL, err);
}

/* The switches stand in the stored configuration. */
static int read_switches(virDomainPtr dom, struct vm_guest_state *state, struct err **err)
{
    char *text = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    if (!text)
        return vm_err_libvirt(err, "Cannot read the configuration");
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", err);
    free(text);
    for (int i = 0; doc && i < VM_SERVICE_COUNT; i++)
        state->off[i] = vm_service_off(xmlDocGetRootElement(doc), (enum vm_service)i);
    return doc ? 0 : -1;
}

/* Only what was heard before can be lost. */
static void note_heard(virDomainPtr dom, xmlNodePtr root, struct vm_guest_state *state)
{
    bool files = state->port_answers, any = files || state->agent_answers;
    for (int i = 0; i < VM_SERVICE_COUNT; i++)
        any |= state->own[i];
    state->heard_files = vm_xml_is(root, XML_HV "/@heardFiles", "yes");
    state->heard = vm_xml_is(root, XML_HV "/@heard", "yes");
    if (any && !state->heard)
        vm_note_live(dom, "heard", "yes");
    if (files && !state->heard_files)
        vm_note_live(dom, "heardFiles", "yes");
}

static int state_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct guest_arg *a = opaque;
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    char *text = dom ? virDomainGetXMLDesc(dom, 0) : NULL;
    if (!text)
        return dom ? vm_err_libvirt(err, "Cannot read the configuration") : -1;
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", err);
    free(text);
    if (!doc)
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr port = vm_xml_find(root, PORT_PATH), agent = vm_xml_find(root, AGENT_PATH);
    a->state = (struct vm_guest_state){
        .port = port,
        .port_connected = vm_xml_is(port, "target/@state", "connected"),
        .services_connected =
            vm_xml_is(vm_xml_find(root, SERVICES_PATH), "target/@state", "connected"),
        .agent = agent,
        .agent_connected = vm_xml_is(agent, "target/@state", "connected"),
    };
    if (read_switches(dom, &a->state, err))
        return -1;
    vm_guest_ic_look(call, a->uuid, &a->state);
    if (a->state.agent_connected) {
        char *answer =
            virDomainQemuAgentCommand(dom, "{\"execute\":\"guest-ping\"}", PING_SECONDS, 0);
        a->state.agent_answers = answer != NULL;
        free(answer);
    }
    note_heard(dom, root, &a->state);
    return 0;
}

int vm_guest_state(struct vm_host *host, const char *uuid, struct vm_guest_state *state,
                   struct err **err)
{
    return run(host, "Looking at the guest", VM_CALL_READ, uuid, VM_SERVICE_GUEST, false,
               state_work, state, err);
}
