#include "vm/pool/vm_meter_count.h"

#include <stddef.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

/* The counters of a device: the sum's attribute, the last reading's, and the member. */
struct counter {
    const char *sum, *last;
    size_t offset;
};
static const struct counter disk_counters[] = {
    { "@ops", "@runOps", offsetof(struct vm_meter_disk, ops) },
    { "@read", "@runRead", offsetof(struct vm_meter_disk, read) },
    { "@written", "@runWritten", offsetof(struct vm_meter_disk, written) },
    { "@time", "@runTime", offsetof(struct vm_meter_disk, time_ns) },
};
static const struct counter nic_counters[] = {
    { "@in", "@runIn", offsetof(struct vm_meter_nic, in) },
    { "@out", "@runOut", offsetof(struct vm_meter_nic, out) },
};

void vm_counters_release(struct vm_counters *c)
{
    for (size_t i = 0; i < c->disk_count; i++)
        free(c->disks[i].id);
    for (size_t i = 0; i < c->nic_count; i++)
        free(c->nics[i].id);
    free(c->disks);
    free(c->nics);
    *c = (struct vm_counters){ 0 };
}

void vm_meter_release(struct vm_meter *m)
{
    for (size_t i = 0; i < m->disk_count; i++)
        free(m->disks[i].id);
    for (size_t i = 0; i < m->nic_count; i++)
        free(m->nics[i].id);
    free(m->disks);
    free(m->nics);
    *m = (struct vm_meter){ 0 };
}

/* ---- numbers in the record ---- */
static uint64_t get(xmlNodePtr node, const char *attr)
{
    int64_t n = node ? vm_xml_number(node, attr, 0) : 0;
    return n < 0 ? 0 : (uint64_t)n;
}

static void set(xmlNodePtr node, const char *attr, uint64_t n)
{
    vm_xml_set_attrf(node, attr + 1, "%llu", (unsigned long long)(n > INT64_MAX ? INT64_MAX : n));
}

static void add(xmlNodePtr node, const char *attr, uint64_t n)
{
    uint64_t old = get(node, attr);
    set(node, attr, n > INT64_MAX - old ? INT64_MAX : old + n);
}

static uint64_t *member(void *device, const struct counter *c)
{
    return (uint64_t *)(void *)((char *)device + c->offset);
}

static xmlNodePtr device_record(xmlNodePtr record, const char *element, const char *id)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(record, element, &nodes);
    for (size_t i = 0; i < n && !found; i++) {
        if (vm_xml_is(nodes[i], "@id", id))
            found = nodes[i];
    }
    free(nodes);
    if (!found) {
        found = vm_xml_add(record, element, NULL);
        vm_xml_set_attr(found, "id", id);
    }
    return found;
}

/* How a reading is counted: from where the last one was, from zero, or not at all. */
enum origin { FROM_LAST, FROM_ZERO, FROM_HERE };

static void count_device(xmlNodePtr record, const char *element, const char *id, void *device,
                         const struct counter *counters, size_t n, enum origin origin)
{
    xmlNodePtr node = device_record(record, element, id);
    for (size_t i = 0; i < n; i++) {
        uint64_t now = *member(device, &counters[i]);
        uint64_t last = origin == FROM_LAST   ? get(node, counters[i].last)
                        : origin == FROM_HERE ? now
                                              : 0;
        /* A drive that was taken out and put in again begins at zero. */
        add(node, counters[i].sum, now >= last ? now - last : now);
        set(node, counters[i].last, now);
    }
}

static void count_devices(xmlNodePtr record, const struct vm_counters *now, enum origin origin)
{
    for (size_t i = 0; i < now->disk_count; i++)
        count_device(record, "hv:disk", now->disks[i].id, &now->disks[i], disk_counters,
                     ARRAY_SIZE(disk_counters), origin);
    for (size_t i = 0; i < now->nic_count; i++)
        count_device(record, "hv:nic", now->nics[i].id, &now->nics[i], nic_counters,
                     ARRAY_SIZE(nic_counters), origin);
}

static void note_bounds(xmlNodePtr record, const struct vm_counters *now)
{
    for (size_t i = 0; i < now->disk_count; i++) {
        xmlNodePtr node = device_record(record, "hv:disk", now->disks[i].id);
        if (now->disks[i].capacity > get(node, "@capacity"))
            set(node, "@capacity", now->disks[i].capacity);
    }
    if (now->disk_bytes > get(record, "@disk"))
        set(record, "@disk", now->disk_bytes);
    if (!now->running)
        return;
    uint64_t least = get(record, "@minimum");
    if (!least || now->memory < least)
        set(record, "@minimum", now->memory);
    if (now->memory > get(record, "@maximum"))
        set(record, "@maximum", now->memory);
}

static void note_run(xmlNodePtr record, const struct vm_counters *now)
{
    xmlNodePtr run = vm_xml_ensure(record, "hv:run");
    vm_xml_set_attr(run, "id", now->run);
    set(run, "@at", now->now_ms > 0 ? (uint64_t)now->now_ms : 0);
    set(run, "@cpu", now->cpu_ns);
    set(run, "@memory", now->memory);
}

/* ---- records ---- */
xmlNodePtr vm_meter_find(xmlNodePtr domain, const char *pool)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(domain, XML_HV "/hv:metering", &nodes);
    for (size_t i = 0; i < n && !found; i++) {
        AUTO_FREE char *of = vm_xml_text(nodes[i], "@pool");
        if (pool ? of && strcmp(of, pool) == 0 : !of)
            found = nodes[i];
    }
    free(nodes);
    return found;
}

xmlNodePtr vm_meter_begin(xmlNodePtr domain, const char *pool, const struct vm_counters *now)
{
    vm_xml_remove(vm_meter_find(domain, pool));
    xmlNodePtr record = vm_xml_add(vm_build_metadata(domain), "hv:metering", NULL);
    vm_xml_set_attr(record, "pool", pool);
    set(record, "@since", now->now_ms > 0 ? (uint64_t)now->now_ms : 0);
    note_bounds(record, now);
    if (now->running) {
        count_devices(record, now, FROM_HERE);
        note_run(record, now);
    }
    return record;
}

static void sums_to_zero(xmlNodePtr record, const char *element, const char *id,
                         const struct counter *counters, size_t n)
{
    xmlNodePtr *nodes;
    size_t found = vm_xml_find_all(record, element, &nodes);
    for (size_t i = 0; i < found; i++) {
        for (size_t k = 0; vm_xml_is(nodes[i], "@id", id) && k < n; k++)
            set(nodes[i], counters[k].sum, 0);
    }
    free(nodes);
}

void vm_meter_device_from_zero(xmlNodePtr record, const char *id)
{
    sums_to_zero(record, "hv:disk", id, disk_counters, ARRAY_SIZE(disk_counters));
    sums_to_zero(record, "hv:nic", id, nic_counters, ARRAY_SIZE(nic_counters));
}

void vm_meter_run_ended(xmlNodePtr record)
{
    vm_xml_remove(vm_xml_child(record, "hv:run"));
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

void vm_meter_add(xmlNodePtr record, const struct vm_counters *now)
{
    xmlNodePtr run = vm_xml_child(record, "hv:run");
    note_bounds(record, now);
    if (!now->running) {
        vm_meter_run_ended(record);
        return;
    }
    bool same = run && vm_xml_is(run, "@id", now->run) && now->cpu_ns >= get(run, "@cpu");
    enum origin origin = same ? FROM_LAST : now->started_ms > 0 ? FROM_ZERO : FROM_HERE;
    int64_t from = run ? (int64_t)get(run, "@at") : 0;
    if (origin == FROM_ZERO)
        from = later(from, later(now->started_ms, (int64_t)get(record, "@since")));
    uint64_t passed =
        origin == FROM_HERE || now->now_ms < from ? 0 : (uint64_t)(now->now_ms - from);
    uint64_t memory = same ? get(run, "@memory") / 2 + now->memory / 2 : now->memory;
    uint64_t base = same ? get(run, "@cpu") : origin == FROM_ZERO ? 0 : now->cpu_ns;
    add(record, "@time", passed);
    add(record, "@cpu", now->cpu_ns - base);
    uint64_t product;
    if (!__builtin_mul_overflow(memory >> 20, passed, &product))
        add(record, "@memory", product);
    count_devices(record, now, origin);
    note_run(record, now);
}

void vm_meter_sums(xmlNodePtr record, struct vm_meter *m)
{
    *m = (struct vm_meter){
        .since_ms = (int64_t)get(record, "@since"),
        .time_ms = (int64_t)get(record, "@time"),
        .cpu_ns = get(record, "@cpu"),
        .memory_mib_ms = get(record, "@memory"),
        .memory_minimum = get(record, "@minimum"),
        .memory_maximum = get(record, "@maximum"),
        .disk_bytes = get(record, "@disk"),
    };
    xmlNodePtr *nodes;
    m->disk_count = vm_xml_find_all(record, "hv:disk", &nodes);
    m->disks = xcalloc(m->disk_count + 1, sizeof(*m->disks));
    for (size_t i = 0; i < m->disk_count; i++) {
        m->disks[i].id = vm_xml_text(nodes[i], "@id");
        m->disks[i].capacity = get(nodes[i], "@capacity");
        for (size_t k = 0; k < ARRAY_SIZE(disk_counters); k++)
            *member(&m->disks[i], &disk_counters[k]) = get(nodes[i], disk_counters[k].sum);
    }
    free(nodes);
    m->nic_count = vm_xml_find_all(record, "hv:nic", &nodes);
    m->nics = xcalloc(m->nic_count + 1, sizeof(*m->nics));
    for (size_t i = 0; i < m->nic_count; i++) {
        m->nics[i].id = vm_xml_text(nodes[i], "@id");
        for (size_t k = 0; k < ARRAY_SIZE(nic_counters); k++)
            *member(&m->nics[i], &nic_counters[k]) = get(nodes[i], nic_counters[k].sum);
    }
    free(nodes);
}

/* ---- what is derived from the sums ---- */
uint64_t vm_meter_average_mhz(const struct vm_meter *m)
{
    if (m->time_ms <= 0)
        return 0;
    return (uint64_t)((double)m->cpu_ns / ((double)m->time_ms * 1e6) * m->host_mhz + 0.5);
}

uint64_t vm_meter_average_mib(const struct vm_meter *m)
{
    return m->time_ms > 0 ? (m->memory_mib_ms + (uint64_t)m->time_ms / 2) / (uint64_t)m->time_ms
                          : 0;
}

uint64_t vm_meter_normalized_ops(const struct vm_meter_disk *d)
{
    uint64_t parts = (d->read >> 13) + (d->written >> 13);
    return parts > d->ops ? parts : d->ops;
}
