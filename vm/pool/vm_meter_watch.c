#include "vm/pool/vm_meter_watch.h"

#include <stddef.h>
#include <time.h>

#include "disk/image_probe.h"
#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"
#include "vm/vm_state.h"
#include "vm/xml_map.h"

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- libvirt's statistics ---- */
static bool stat_u64(const virTypedParameter *params, int n, const char *field, uint64_t *out)
{
    for (int i = 0; i < n; i++) {
        if (params[i].type == VIR_TYPED_PARAM_ULLONG && strcmp(params[i].field, field) == 0) {
            *out = params[i].value.ul;
            return true;
        }
    }
    return false;
}

static const char *stat_text(const virTypedParameter *params, int n, const char *field)
{
    for (int i = 0; i < n; i++) {
        if (params[i].type == VIR_TYPED_PARAM_STRING && strcmp(params[i].field, field) == 0)
            return params[i].value.s;
    }
    return NULL;
}

static unsigned stat_count(const virTypedParameter *params, int n, const char *field)
{
    for (int i = 0; i < n; i++) {
        if (params[i].type == VIR_TYPED_PARAM_UINT && strcmp(params[i].field, field) == 0)
            return params[i].value.ui;
    }
    return 0;
}

static uint64_t indexed(const virTypedParameter *params, int n, const char *kind, unsigned i,
                        const char *leaf)
{
    char field[80];
    uint64_t value = 0;
    snprintf(field, sizeof(field), "%s.%u.%s", kind, i, leaf);
    stat_u64(params, n, field, &value);
    return value;
}

static const char *indexed_name(const virTypedParameter *params, int n, const char *kind,
                                unsigned i)
{
    char field[80];
    snprintf(field, sizeof(field), "%s.%u.name", kind, i);
    return stat_text(params, n, field);
}

/* The drives that the statistics name; *capacity: of the virtual hard disks among them. */
static void take_disks(const virTypedParameter *p, int n, xmlNodePtr live, struct vm_counters *c)
{
    struct vm_disk_node *disks;
    size_t count = vm_disks_of(live, &disks);
    unsigned blocks = stat_count(p, n, "block.count");
    c->disks = xcalloc(count + 1, sizeof(*c->disks));
    for (unsigned b = 0; b < blocks; b++) {
        const char *target = indexed_name(p, n, "block", b);
        for (size_t i = 0; target && i < count; i++) {
            struct vm_disk *d = &disks[i].disk;
            if (d->kind != VM_DISK_HARD || !d->id || strcmp(d->target, target) != 0)
                continue;
            struct vm_meter_disk *m = &c->disks[c->disk_count++];
            m->id = STEAL(d->id); /* once: backing files follow under the same name */
            m->read = indexed(p, n, "block", b, "rd.bytes");
            m->written = indexed(p, n, "block", b, "wr.bytes");
            m->ops = indexed(p, n, "block", b, "rd.reqs") + indexed(p, n, "block", b, "wr.reqs");
            m->time_ns =
                indexed(p, n, "block", b, "rd.times") + indexed(p, n, "block", b, "wr.times");
            m->capacity = indexed(p, n, "block", b, "capacity");
            c->disk_bytes += m->capacity;
        }
    }
    vm_disk_nodes_free(disks, count);
}

static void take_nics(const virTypedParameter *p, int n, xmlNodePtr live, struct vm_counters *c)
{
    struct vm_nic_node *nics;
    size_t count = vm_nics_of(live, live, &nics);
    unsigned devices = stat_count(p, n, "net.count");
    c->nics = xcalloc(count + 1, sizeof(*c->nics));
    for (unsigned k = 0; k < devices; k++) {
        const char *name = indexed_name(p, n, "net", k);
        for (size_t i = 0; name && i < count; i++) {
            struct vm_nic *nic = &nics[i].nic;
            if (!nic->host_device || !nic->id || strcmp(nic->host_device, name) != 0)
                continue;
            struct vm_meter_nic *m = &c->nics[c->nic_count++];
            m->id = STEAL(nic->id);
            m->in = indexed(p, n, "net", k, "rx.bytes");
            m->out = indexed(p, n, "net", k, "tx.bytes");
        }
    }
    vm_nic_nodes_free(nics, count);
}

/* For drivers without such statistics. */
static int take_info(virDomainPtr dom, struct vm_counters *c, struct err **err)
{
    virDomainInfo info;
    if (virDomainGetInfo(dom, &info) < 0)
        return vm_err_libvirt(err, "Cannot read the counters of '%s'", virDomainGetName(dom));
    c->cpu_ns = info.cpuTime;
    c->memory = (uint64_t)info.memory * 1024;
    return 0;
}

static int take_stats(virDomainPtr dom, xmlNodePtr live, struct vm_counters *c, struct err **err)
{
    virDomainPtr doms[] = { dom, NULL };
    virDomainStatsRecordPtr *records = NULL;
    int n = virDomainListGetStats(doms,
                                  VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_BALLOON |
                                      VIR_DOMAIN_STATS_INTERFACE | VIR_DOMAIN_STATS_BLOCK,
                                  &records, 0);
    uint64_t kib = 0;
    if (n < 1 || !stat_u64(records[0]->params, records[0]->nparams, "cpu.time", &c->cpu_ns)) {
        virDomainStatsRecordListFree(records);
        return take_info(dom, c, err);
    }
    stat_u64(records[0]->params, records[0]->nparams, "balloon.current", &kib);
    c->memory = kib * 1024;
    take_disks(records[0]->params, records[0]->nparams, live, c);
    take_nics(records[0]->params, records[0]->nparams, live, c);
    virDomainStatsRecordListFree(records);
    return 0;
}

/* What the run is called: libvirt's number, which a restored or moved machine changes, and a
 * mark of ours in the running machine, which ends with it. */
static void name_run(virDomainPtr dom, xmlNodePtr live, char run[64])
{
    AUTO_FREE char *mark = vm_xml_text(live, XML_HV "/@run");
    char fresh[VM_UUID_SIZE];
    if (!mark) {
        vm_build_uuid(fresh);
        vm_note_live(dom, "run", fresh);
    }
    snprintf(run, 64, "%u-%.40s", virDomainGetID(dom), mark ? mark : fresh);
}

/* Of a machine that is off: asked of the files. */
static void capacity_off(struct vm_call *call, virDomainPtr dom, xmlNodePtr domain,
                         struct vm_counters *c)
{
    struct vm_disk_node *disks;
    size_t count = vm_disks_of(domain, &disks);
    c->disks = xcalloc(count + 1, sizeof(*c->disks));
    for (size_t i = 0; i < count; i++) {
        struct vm_disk *d = &disks[i].disk;
        virDomainBlockInfo info;
        struct disk_info probed;
        AUTO_ERR *ignored = NULL;
        if (d->kind != VM_DISK_HARD || !d->path)
            continue;
        bool engine = d->format == DISK_FORMAT_VHD || d->format == DISK_FORMAT_VHDX;
        if (!engine && virDomainGetBlockInfo(dom, d->target, &info, 0) == 0) {
            c->disks[c->disk_count].capacity = info.capacity;
        } else if (vm_core_is_local(call->core) && disk_probe(d->path, &probed, &ignored) == 0) {
            c->disks[c->disk_count].capacity = probed.size;
            disk_info_release(&probed);
        }
        c->disk_bytes += c->disks[c->disk_count].capacity;
        c->disks[c->disk_count++].id = STEAL(d->id);
    }
    vm_disk_nodes_free(disks, count);
}

int vm_counters_read(struct vm_call *call, virDomainPtr dom, xmlNodePtr domain,
                     struct vm_counters *c, struct err **err)
{
    *c = (struct vm_counters){ .now_ms = now_ms(), .running = virDomainIsActive(dom) == 1 };
    if (!c->running) {
        if (domain)
            capacity_off(call, dom, domain, c);
        return 0;
    }
    char *text = virDomainGetXMLDesc(dom, 0);
    AUTO_XMLDOC doc = text ? vm_xml_parse(text, "domain", err) : NULL;
    free(text);
    if (!doc)
        return *err ? -1
                    : vm_err_libvirt(err, "Cannot read the running state of '%s'",
                                     virDomainGetName(dom));
    xmlNodePtr live = xmlDocGetRootElement(doc);
    name_run(dom, live, c->run);
    c->started_ms = vm_started_time(call->core, dom) * 1000;
    return take_stats(dom, live, c, err);
}

/* ---- around a change of state ---- */
static bool has_record(virDomainPtr dom)
{
    char *text =
        virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, VM_XML_NS, VIR_DOMAIN_AFFECT_CONFIG);
    bool has = text && strstr(text, "metering");
    free(text);
    return has;
}

void vm_meter_watch_begin(struct vm_call *call, virDomainPtr dom, const char *uuid,
                          struct vm_meter_watch *w)
{
    *w = (struct vm_meter_watch){ .call = call, .metered = has_record(dom) };
    snprintf(w->uuid, sizeof(w->uuid), "%s", uuid);
    vm_meter_watch_look(w, dom);
}

void vm_meter_watch_look(struct vm_meter_watch *w, virDomainPtr dom)
{
    AUTO_ERR *ignored = NULL;
    struct vm_counters fresh = { 0 };
    if (!w->metered)
        return;
    if (vm_counters_read(w->call, dom, NULL, &fresh, &ignored) == 0 && fresh.running) {
        vm_counters_release(&w->last);
        w->last = fresh;
    } else {
        vm_counters_release(&fresh);
    }
}

void vm_meter_watch_keep(struct vm_meter_watch *w, bool ended)
{
    AUTO_ERR *ignored = NULL;
    AUTO_EDIT e = { 0 };
    if (!w->metered || !w->last.running || vm_edit_begin(w->call, w->uuid, &e, &ignored) < 0)
        return;
    xmlNodePtr *records;
    size_t n = vm_xml_find_all(e.root, XML_HV "/hv:metering", &records);
    for (size_t i = 0; i < n; i++) {
        vm_meter_add(records[i], &w->last);
        if (ended)
            vm_meter_run_ended(records[i]);
    }
    free(records);
    if (n)
        vm_edit_commit(&e, &ignored);
}

void vm_meter_watch_release(struct vm_meter_watch *w)
{
    vm_counters_release(&w->last);
}

void vm_meter_note(struct vm_call *call, virDomainPtr dom, const char *uuid)
{
    AUTO_METER_WATCH w = { 0 };
    vm_meter_watch_begin(call, dom, uuid, &w);
    vm_meter_watch_keep(&w, false);
}
