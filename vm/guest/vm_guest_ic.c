#include "vm/guest/vm_guest_ic.h"

#include <string.h>
#include <time.h>

#include "guest/client_ic.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_guest_channel.h"
#include "vm/xml_map.h"

/* Where the switch of each stands below our metadata; the guest service interface has none, as
 * it is its port. */
static const char *const switches[VM_SERVICE_COUNT] = {
    [VM_SERVICE_HEARTBEAT] = "heartbeat",
    [VM_SERVICE_KVP] = "keyValue",
    [VM_SERVICE_SHUTDOWN] = "shutdown",
    [VM_SERVICE_TIME] = "time",
    [VM_SERVICE_VSS] = "vss",
};

/* The message type of each, 0: hvsh's guest services have it not. */
static const enum wire_type types[VM_SERVICE_COUNT] = {
    [VM_SERVICE_HEARTBEAT] = WIRE_HEARTBEAT,
    [VM_SERVICE_KVP] = WIRE_KVP,
    [VM_SERVICE_SHUTDOWN] = WIRE_SHUTDOWN,
    [VM_SERVICE_TIME] = WIRE_TIME,
    [VM_SERVICE_VSS] = WIRE_VSS,
};

static char *switch_path(enum vm_service service)
{
    return switches[service] ? xasprintf(XML_HV "/hv:integration/@%s", switches[service]) : NULL;
}

bool vm_service_off(xmlNodePtr domain, enum vm_service service)
{
    AUTO_FREE char *path = switch_path(service);
    return path && vm_xml_is(domain, path, "off");
}

void vm_service_switch(xmlNodePtr domain, enum vm_service service, bool on)
{
    AUTO_FREE char *path = switch_path(service);
    if (path)
        vm_xml_set(domain, path, on ? NULL : "off");
}

static void look_at_files(struct vm_call *call, const char *uuid, struct vm_guest_state *state)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    int rc = vm_guest_channel_open(call, uuid, VM_GUEST_NO_WAIT, &ch, &err);
    state->port_answers = rc >= 0;
    state->version = rc ? 0 : ch.client.version.major;
}

static void look_at_services(struct vm_call *call, const char *uuid, struct vm_guest_state *state)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    int rc = vm_guest_channel_open(call, uuid, VM_GUEST_SERVICES, &ch, &err);
    for (int i = 0; i < VM_SERVICE_COUNT; i++)
        if (rc > 0)
            state->own[i] = types[i] != 0;
        else if (!rc && types[i] &&
                 guest_client_service(&ch.client, types[i], &state->own[i], &err))
            return;
    if (!rc && state->own[VM_SERVICE_HEARTBEAT])
        guest_client_heartbeat(&ch.client, &state->own[VM_SERVICE_HEARTBEAT], &err);
    if (!rc && state->own[VM_SERVICE_VSS])
        guest_client_backup(&ch.client, &state->own[VM_SERVICE_VSS], &err);
}

void vm_guest_ic_look(struct vm_call *call, const char *uuid, struct vm_guest_state *state)
{
    if (state->port_connected)
        look_at_files(call, uuid, state);
    if (state->port_connected || state->services_connected)
        look_at_services(call, uuid, state);
}

static xmlDocPtr stored_xml(virDomainPtr dom, struct err **err)
{
    char *text = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    if (!text) {
        vm_err_libvirt(err, "Cannot read the configuration of '%s'", virDomainGetName(dom));
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(text, "domain", err);
    free(text);
    return doc;
}

bool vm_service_is_off(virDomainPtr dom, enum vm_service service)
{
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = stored_xml(dom, &err);
    return doc && vm_service_off(xmlDocGetRootElement(doc), service);
}

/* Opens the channel of a machine whose service is switched on and there. */
static bool open_service(struct vm_call *call, virDomainPtr dom, enum vm_service service,
                         struct vm_guest_channel *ch)
{
    char uuid[VM_UUID_SIZE];
    AUTO_ERR *err = NULL;
    bool there = false;
    if (vm_service_is_off(dom, service) || virDomainGetUUIDString(dom, uuid) ||
        vm_guest_channel_open(call, uuid, VM_GUEST_SERVICES, ch, &err))
        return false;
    return !guest_client_service(&ch->client, types[service], &there, &err) && there;
}

bool vm_guest_ic_alive(struct vm_call *call, virDomainPtr dom)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    bool alive = false;
    return open_service(call, dom, VM_SERVICE_HEARTBEAT, &ch) &&
           !guest_client_heartbeat(&ch.client, &alive, &err) && alive;
}

bool vm_guest_ic_shutdown(struct vm_call *call, virDomainPtr dom, bool force)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    uint32_t status;
    return open_service(call, dom, VM_SERVICE_SHUTDOWN, &ch) &&
           !guest_client_shutdown(&ch.client, force ? IC_SHUTDOWN_FORCE : 0, &status, &err) &&
           !status;
}

void vm_guest_ic_time(struct vm_call *call, virDomainPtr dom)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    uint32_t status;
    if (open_service(call, dom, VM_SERVICE_TIME, &ch))
        guest_client_set_time(&ch.client, &status, &err);
}

/* ---- addresses ------------------------------------------------------------------------------ */
static int note_addresses(void *ctx, const char *key, const char *value, struct err **err)
{
    struct vm_addresses *out = ctx;
    (void)err;
    if (strcmp(key, "NetworkAddressIPv4") != 0 && strcmp(key, "NetworkAddressIPv6") != 0)
        return 0;
    while (*value && out->len < 64) {
        size_t n = strcspn(value, ";");
        /* A guest may tell anything: what is printed has the form of an address. */
        if (n && n < 64 && strspn(value, "0123456789abcdefABCDEF.:") >= n) {
            out->items = xreallocarray(out->items, out->len + 1, sizeof(*out->items));
            out->items[out->len++] = xstrndup(value, n);
        }
        value += n + (value[n] == ';');
    }
    return 0;
}

static bool only_adapter(virDomainPtr dom)
{
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = stored_xml(dom, &err);
    xmlNodePtr *nodes = NULL;
    size_t n = doc ? vm_xml_find_all(xmlDocGetRootElement(doc), "devices/interface", &nodes) : 0;
    free(nodes);
    return n == 1;
}

void vm_guest_ic_addresses(struct vm_call *call, virDomainPtr dom, const char *mac,
                           struct vm_addresses *out)
{
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    AUTO_ERR *err = NULL;
    if ((!*mac || only_adapter(dom)) && open_service(call, dom, VM_SERVICE_KVP, &ch))
        guest_client_pairs(&ch.client, KVP_AUTO, note_addresses, out, &err);
}

/* ---- pairs ------------------------------------------------------------------------------------
 */
struct pairs_arg {
    char uuid[VM_UUID_SIZE];
    enum kvp_pool pool;
    char *name, *value; /* what is set; value NULL: removed */
    struct vm_pairs found;
};

void vm_pairs_release(struct vm_pairs *pairs)
{
    for (size_t i = 0; i < pairs->len; i++) {
        free(pairs->items[i].name);
        free(pairs->items[i].value);
    }
    free(pairs->items);
    *pairs = (struct vm_pairs){ 0 };
}

static void pairs_arg_release(void *p)
{
    struct pairs_arg *a = p;
    if (!a)
        return;
    vm_pairs_release(&a->found);
    free(a->name);
    free(a->value);
    free(a);
}

static int note_pair(void *ctx, const char *key, const char *value, struct err **err)
{
    struct vm_pairs *found = ctx;
    (void)err;
    found->items = xreallocarray(found->items, found->len + 1, sizeof(*found->items));
    found->items[found->len++] = (struct vm_pair){ .name = xstrdup(key), .value = xstrdup(value) };
    return 0;
}

static int open_pairs(struct vm_call *call, const struct pairs_arg *a, struct vm_guest_channel *ch,
                      struct err **err)
{
    AUTO_DOMAIN dom = vm_call_domain(call, a->uuid, err);
    bool there;
    if (!dom)
        return -1;
    if (vm_service_is_off(dom, VM_SERVICE_KVP)) {
        err_set(err, ERR_INVALID_STATE, "Key-Value Pair Exchange of '%s' is disabled",
                virDomainGetName(dom));
        return err_advise(err, "Enable-VMIntegrationService 'Key-Value Pair Exchange'");
    }
    int rc = vm_guest_channel_open(call, a->uuid, VM_GUEST_SERVICES, ch, err);
    if (rc > 0)
        return err_set(err, ERR_TIMEOUT, "The guest services of '%s' are busy with files",
                       virDomainGetName(dom));
    if (rc || guest_client_service(&ch->client, WIRE_KVP, &there, err))
        return -1;
    return there ? 0
                 : err_set(err, ERR_NOT_SUPPORTED,
                           "The guest services of '%s' exchange no key-value pairs", ch->name);
}

static int pairs_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct pairs_arg *a = opaque;
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    if (open_pairs(call, a, &ch, err))
        return -1;
    return guest_client_pairs(&ch.client, a->pool, note_pair, &a->found, err);
}

static int pair_set_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct pairs_arg *a = opaque;
    AUTO_GUEST_CHANNEL ch = { .fd = -1, .lock = -1 };
    uint32_t status;
    if (open_pairs(call, a, &ch, err) ||
        guest_client_pair_set(&ch.client, a->pool, a->name, a->value, &status, err))
        return -1;
    if (!status)
        return 0;
    if (status == (uint32_t)WIRE_E_NO_MORE_ITEMS)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "'%s' has no key-value pair named '%s'", ch.name,
                       a->name);
    const char *why = wire_status_text(status);
    return err_set_code(err, ERR_DOMAIN_AGENT, ERR_OPERATION_FAILED, (int)status,
                        "The guest of '%s' refused the key-value pair '%s': %s (0x%08X)", ch.name,
                        a->name, why ? why : "Unknown error.", status);
}

static struct pairs_arg *new_arg(const char *uuid, int pool)
{
    struct pairs_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->pool = (enum kvp_pool)pool;
    return a;
}

int vm_guest_pairs(struct vm_host *host, const char *uuid, int pool, struct vm_pairs *pairs,
                   struct err **err)
{
    struct pairs_arg *a = new_arg(uuid, pool);
    void *p = a;
    int rc = vm_call_run(host, "Asking the guest", VM_CALL_READ, 0, pairs_work, &p,
                         pairs_arg_release, err);
    if (!rc) {
        *pairs = a->found;
        a->found = (struct vm_pairs){ 0 };
    }
    pairs_arg_release(p);
    return rc;
}

int vm_guest_services_version(struct vm_host *host, const char *uuid, int *major, int *minor,
                              bool *current, struct err **err)
{
    struct vm_pairs pairs = { 0 };
    int rc = -1;
    if (vm_guest_pairs(host, uuid, KVP_AUTO, &pairs, err))
        return -1;
    for (size_t i = 0; rc && i < pairs.len; i++)
        if (!strcmp(pairs.items[i].name, "IntegrationServicesVersion") &&
            sscanf(pairs.items[i].value, "%4d.%4d", major, minor) == 2)
            rc = 0;
    vm_pairs_release(&pairs);
    if (rc)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The guest tells no version of its services");
    *current = *major > KVP_SERVICES_MAJOR ||
               (*major == KVP_SERVICES_MAJOR && *minor >= KVP_SERVICES_MINOR);
    return 0;
}

int vm_guest_pair_set(struct vm_host *host, const char *uuid, int pool, const char *name,
                      const char *value, struct err **err)
{
    struct pairs_arg *a = new_arg(uuid, pool);
    a->name = xstrdup(name);
    a->value = xstrdup(value);
    void *p = a;
    int rc = vm_call_run(host, "Telling the guest", VM_CALL_CHANGE, 0, pair_set_work, &p,
                         pairs_arg_release, err);
    pairs_arg_release(p);
    return rc;
}
