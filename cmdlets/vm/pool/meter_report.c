#include "cmdlets/vm/pool/meter_report.h"

#include <string.h>

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "cmdlets/vm/network/network_enums.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* Each of these objects is a row of values that were true when it was made. */
enum { REPORT_VALUES = 20 };
struct row {
    struct value v[REPORT_VALUES];
};

static struct value *values_of(struct value self)
{
    return ((struct row *)object_payload(self.object))->v;
}

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    *out = value_ref(values_of(self)[p->data]);
    return 0;
}

static void row_destroy(struct object *o)
{
    struct row *row = object_payload(o);
    for (size_t i = 0; i < REPORT_VALUES; i++)
        value_clear(&row->v[i]);
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
#define ALIAS(name_, of_)              \
    {                                  \
        .name = name_, .alias_of = of_ \
    }
#define REPORT_TYPE(id_, name_, props_, ...)                                     \
    const struct type_info id_ = { .name = "Microsoft.HyperV.PowerShell." name_, \
                                   .base = &type_object,                         \
                                   .props = props_,                              \
                                   .nprops = ARRAY_SIZE(props_),                 \
                                   .payload_size = sizeof(struct row),           \
                                   .destroy = row_destroy,                       \
                                   __VA_ARGS__ }

struct value hv_mebibytes(uint64_t bytes)
{
    return value_long((int64_t)((bytes >> 20) + ((bytes >> 19) & 1)));
}

/* ---- traffic ---- */
static int32_t direction(bool inbound)
{
    return inbound ? 1 : 2;
}

enum { TRAFFIC_ADAPTER, TRAFFIC_LOCAL, TRAFFIC_REMOTE, TRAFFIC_DIRECTION, TRAFFIC_TOTAL };
static const struct property traffic_properties[] = {
    OWN("NetworkAdapter", "VMNetworkAdapterBase", TRAFFIC_ADAPTER),
    OWN("LocalAddress", "string", TRAFFIC_LOCAL),
    OWN("RemoteAddress", "string", TRAFFIC_REMOTE),
    OWN("Direction", "VMNetworkAdapterAclDirection", TRAFFIC_DIRECTION),
    OWN("TotalTraffic", "long", TRAFFIC_TOTAL),
};
static const struct view_column traffic_columns[] = {
    { .property = "LocalAddress" },
    { .property = "RemoteAddress" },
    { .property = "Direction" },
    { .label = "TotalTraffic(M)", .property = "TotalTraffic" },
};
static const struct view traffic_table = { .columns = traffic_columns,
                                           .ncolumns = ARRAY_SIZE(traffic_columns) };
REPORT_TYPE(type_port_acl_metering_report, "VMNetworkAdapterPortAclMeteringReport",
            traffic_properties, .table = &traffic_table);

struct value hv_traffic_report(struct value adapter, bool inbound, uint64_t bytes)
{
    struct value report = value_of_object(object_new(&type_port_acl_metering_report));
    struct value *v = values_of(report);
    v[TRAFFIC_ADAPTER] = value_ref(adapter);
    v[TRAFFIC_LOCAL] = value_string("ANY");
    v[TRAFFIC_REMOTE] = value_string("ANY");
    v[TRAFFIC_DIRECTION] = value_enum(&enum_vm_network_adapter_acl_direction, direction(inbound));
    v[TRAFFIC_TOTAL] = hv_mebibytes(bytes);
    return report;
}

/* ---- virtual hard disks ---- */
enum {
    DISK_DRIVE,
    DISK_AVERAGE_OPS,
    DISK_LATENCY,
    DISK_READ,
    DISK_WRITTEN,
    DISK_OPS,
};
static const struct property disk_properties[] = {
    OWN("VirtualHardDisk", "HardDiskDrive", DISK_DRIVE),
    OWN("AverageNormalizedIOPS", "long", DISK_AVERAGE_OPS),
    OWN("AverageLatency", "long", DISK_LATENCY),
    OWN("DataRead", "long", DISK_READ),
    OWN("DataWritten", "long", DISK_WRITTEN),
    OWN("NormalizedIOCount", "long", DISK_OPS),
};
REPORT_TYPE(type_vhd_metrics, "VHDMetrics", disk_properties, .table = NULL);

/* The five figures of a disk, or of all, to v[at] and on. Latency is in microseconds. */
static void disk_figures(struct value *v, size_t at, const struct vm_meter_disk *d,
                         uint64_t normalized, int64_t time_ms)
{
    double seconds = (double)time_ms / 1000;
    v[at] = value_long(time_ms > 0 ? (int64_t)((double)normalized / seconds + 0.5) : 0);
    v[at + 1] = value_long(d->ops ? (int64_t)(d->time_ns / d->ops / 1000) : 0);
    v[at + 2] = hv_mebibytes(d->read);
    v[at + 3] = hv_mebibytes(d->written);
    v[at + 4] = value_long((int64_t)normalized);
}

static struct value disk_metrics(struct value vm, const struct vm_config *config,
                                 const struct vm_meter *meter)
{
    struct array *list = array_new(meter->disk_count);
    for (size_t i = 0; i < config->disk_count; i++) {
        for (size_t k = 0; k < meter->disk_count; k++) {
            const struct vm_meter_disk *d = &meter->disks[k];
            if (!d->id || strcmp(config->disks[i].id, d->id) != 0)
                continue;
            struct value row = value_of_object(object_new(&type_vhd_metrics));
            values_of(row)[DISK_DRIVE] = hv_disk_object(vm, &config->disks[i]);
            disk_figures(values_of(row), DISK_AVERAGE_OPS, d, vm_meter_normalized_ops(d),
                         meter->time_ms);
            array_push_take(list, row);
        }
    }
    return value_of_array(list);
}

/* ---- a machine ---- */
enum {
    REPORT_VM_ID,
    REPORT_VM_NAME,
    REPORT_COMPUTER,
    REPORT_DISKS,
    REPORT_DURATION,
    REPORT_CPU,
    REPORT_MEMORY,
    REPORT_MEMORY_MAXIMUM,
    REPORT_MEMORY_MINIMUM,
    REPORT_DISK,
    REPORT_IOPS, /* and the four that follow: disk_figures() */
    REPORT_LATENCY,
    REPORT_READ,
    REPORT_WRITTEN,
    REPORT_IO_COUNT,
    REPORT_TRAFFIC,
};
static const struct property report_properties[] = {
    OWN("VMId", "guid", REPORT_VM_ID),
    OWN("VMName", "string", REPORT_VM_NAME),
    OWN("ComputerName", "string", REPORT_COMPUTER),
    OWN("HardDiskMetrics", "VHDMetrics[]", REPORT_DISKS),
    OWN("MeteringDuration", "timespan", REPORT_DURATION),
    OWN("AverageProcessorUsage", "long", REPORT_CPU),
    OWN("AverageMemoryUsage", "long", REPORT_MEMORY),
    OWN("MaximumMemoryUsage", "long", REPORT_MEMORY_MAXIMUM),
    OWN("MinimumMemoryUsage", "long", REPORT_MEMORY_MINIMUM),
    OWN("TotalDiskAllocation", "long", REPORT_DISK),
    OWN("AggregatedAverageNormalizedIOPS", "long", REPORT_IOPS),
    OWN("AggregatedAverageLatency", "long", REPORT_LATENCY),
    OWN("AggregatedDiskDataRead", "long", REPORT_READ),
    OWN("AggregatedDiskDataWritten", "long", REPORT_WRITTEN),
    OWN("AggregatedNormalizedIOCount", "long", REPORT_IO_COUNT),
    OWN("NetworkMeteredTrafficReport", "VMNetworkAdapterPortAclMeteringReport[]", REPORT_TRAFFIC),
    ALIAS("AvgCPU", "AverageProcessorUsage"),
    ALIAS("AvgRAM", "AverageMemoryUsage"),
    ALIAS("MinRAM", "MinimumMemoryUsage"),
    ALIAS("MaxRAM", "MaximumMemoryUsage"),
    ALIAS("TotalDisk", "TotalDiskAllocation"),
};

/* A column of the table: mebibytes of one direction. */
static struct value traffic_sum(struct value list, bool inbound)
{
    int64_t sum = 0;
    for (size_t i = 0; i < list.array->len; i++) {
        const struct value *v = values_of(list.array->items[i]);
        if (value_enum_get(v[TRAFFIC_DIRECTION]) == direction(inbound))
            sum += v[TRAFFIC_TOTAL].i;
    }
    return value_long(sum);
}

static int get_inbound(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = traffic_sum(values_of(self)[REPORT_TRAFFIC], true);
    return 0;
}

static int get_outbound(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = traffic_sum(values_of(self)[REPORT_TRAFFIC], false);
    return 0;
}

static const struct view_column report_columns[] = {
    { .property = "VMName" },
    { .label = "AvgCPU(MHz)", .property = "AvgCPU" },
    { .label = "AvgRAM(M)", .property = "AvgRAM" },
    { .label = "MaxRAM(M)", .property = "MaxRAM" },
    { .label = "MinRAM(M)", .property = "MinRAM" },
    { .label = "TotalDisk(M)", .property = "TotalDisk" },
    { .label = "NetworkInbound(M)", .get = get_inbound },
    { .label = "NetworkOutbound(M)", .get = get_outbound },
};
static const struct view report_table = { .columns = report_columns,
                                          .ncolumns = ARRAY_SIZE(report_columns) };
REPORT_TYPE(type_vm_metering_report, "VMMeteringReportForVirtualMachine", report_properties,
            .table = &report_table);

static struct value traffic_of(struct value vm, const struct vm_config *config,
                               const struct vm_meter *meter)
{
    struct array *list = array_new(meter->nic_count * 2);
    for (size_t i = 0; i < config->nic_count; i++) {
        AUTO_VALUE adapter = hv_nic_object(vm, &config->nics[i]);
        uint64_t in = 0, out = 0;
        for (size_t k = 0; k < meter->nic_count; k++) {
            if (meter->nics[k].id && strcmp(config->nics[i].id, meter->nics[k].id) == 0) {
                in = meter->nics[k].in;
                out = meter->nics[k].out;
            }
        }
        array_push_take(list, hv_traffic_report(adapter, true, in));
        array_push_take(list, hv_traffic_report(adapter, false, out));
    }
    return value_of_array(list);
}

struct value hv_meter_report(struct value vm, const struct vm_config *config,
                             const struct vm_meter *meter)
{
    struct value report = value_of_object(object_new(&type_vm_metering_report));
    struct value *v = values_of(report);
    struct vm_meter_disk all = { 0 };
    uint64_t normalized = 0;
    for (size_t i = 0; i < meter->disk_count; i++) {
        const struct vm_meter_disk *d = &meter->disks[i];
        all.ops += d->ops;
        all.read += d->read;
        all.written += d->written;
        all.time_ns += d->time_ns;
        normalized += vm_meter_normalized_ops(d);
    }
    v[REPORT_VM_ID] = hv_guid(hv_vm_of(vm)->info.uuid);
    v[REPORT_VM_NAME] = value_string(config->name);
    v[REPORT_COMPUTER] = value_string(hv_vm_of(vm)->host->name);
    v[REPORT_DISKS] = disk_metrics(vm, config, meter);
    v[REPORT_DURATION] = value_timespan(meter->time_ms * 10000);
    v[REPORT_CPU] =
        meter->host_mhz ? value_long((int64_t)vm_meter_average_mhz(meter)) : value_null();
    v[REPORT_MEMORY] = value_long((int64_t)vm_meter_average_mib(meter));
    v[REPORT_MEMORY_MAXIMUM] = hv_mebibytes(meter->memory_maximum);
    v[REPORT_MEMORY_MINIMUM] = hv_mebibytes(meter->memory_minimum);
    v[REPORT_DISK] = hv_mebibytes(meter->disk_bytes);
    disk_figures(v, REPORT_IOPS, &all, normalized, meter->time_ms);
    v[REPORT_TRAFFIC] = traffic_of(vm, config, meter);
    return report;
}

/* ---- resource pools ---- */
enum {
    POOL_NAME,
    POOL_TYPES,
    POOL_COMPUTER,
    POOL_DURATION,
    POOL_CPU,
    POOL_MEMORY,
    POOL_MEMORY_MAXIMUM,
    POOL_MEMORY_MINIMUM,
    POOL_DISK,
    POOL_TRAFFIC,
};
static const struct property pool_properties[] = {
    OWN("ResourcePoolName", "string", POOL_NAME),
    OWN("ResourcePoolType", "VMResourcePoolType[]", POOL_TYPES),
    OWN("ComputerName", "string", POOL_COMPUTER),
    OWN("MeteringDuration", "timespan", POOL_DURATION),
    OWN("AverageProcessorUsage", "long", POOL_CPU),
    OWN("AverageMemoryUsage", "long", POOL_MEMORY),
    OWN("MaximumMemoryUsage", "long", POOL_MEMORY_MAXIMUM),
    OWN("MinimumMemoryUsage", "long", POOL_MEMORY_MINIMUM),
    OWN("TotalDiskAllocation", "long", POOL_DISK),
    OWN("NetworkMeteredTrafficReport", "VMNetworkAdapterPortAclMeteringReport[]", POOL_TRAFFIC),
    ALIAS("AvgCPU", "AverageProcessorUsage"),
    ALIAS("AvgRAM", "AverageMemoryUsage"),
    ALIAS("MinRAM", "MinimumMemoryUsage"),
    ALIAS("MaxRAM", "MaximumMemoryUsage"),
    ALIAS("TotalDisk", "TotalDiskAllocation"),
};

static int get_pool_inbound(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = traffic_sum(values_of(self)[POOL_TRAFFIC], true);
    return 0;
}

static int get_pool_outbound(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = traffic_sum(values_of(self)[POOL_TRAFFIC], false);
    return 0;
}

static const struct view_column pool_columns[] = {
    { .label = "Name", .property = "ResourcePoolName" },
    { .property = "ResourcePoolType" },
    { .label = "AvgCPU(MHz)", .property = "AvgCPU" },
    { .label = "AvgRAM(M)", .property = "AvgRAM" },
    { .label = "TotalDisk(G)", .property = "TotalDisk" },
    { .label = "NetworkInbound(M)", .get = get_pool_inbound },
    { .label = "NetworkOutbound(M)", .get = get_pool_outbound },
};
static const struct view pool_table = { .columns = pool_columns,
                                        .ncolumns = ARRAY_SIZE(pool_columns) };
REPORT_TYPE(type_pool_metering_report, "VMMeteringReportForResourcePool", pool_properties,
            .table = &pool_table);

static struct value average(double sum, int64_t duration_ms)
{
    return value_long(duration_ms > 0 ? (int64_t)(sum / (double)duration_ms + 0.5) : 0);
}

struct value hv_pool_report(const struct hv_host *host, const char *name,
                            const enum vm_pool_type *types, const struct vm_pool_usage *usages,
                            size_t n)
{
    struct value report = value_of_object(object_new(&type_pool_metering_report));
    struct value *v = values_of(report);
    struct array *kinds = array_new(n);
    struct array *traffic = array_new(2);
    int64_t duration = 0;
    for (size_t i = 0; i < n; i++) {
        const struct vm_pool_usage *u = &usages[i];
        array_push_take(kinds, value_enum(&enum_vm_resource_pool_type, (int32_t)types[i]));
        duration = u->duration_ms > duration ? u->duration_ms : duration;
        if (types[i] == VM_POOL_PROCESSOR && u->host_mhz) {
            v[POOL_CPU] = average((double)u->cpu_ns / 1e6 * u->host_mhz, u->duration_ms);
        } else if (types[i] == VM_POOL_MEMORY) {
            v[POOL_MEMORY] = average((double)u->memory_mib_ms, u->duration_ms);
            v[POOL_MEMORY_MAXIMUM] = hv_mebibytes(u->memory_maximum);
            v[POOL_MEMORY_MINIMUM] = hv_mebibytes(u->memory_minimum);
        } else if (types[i] == VM_POOL_VHD) {
            v[POOL_DISK] = value_long((int64_t)((u->disk_bytes + (1u << 29)) >> 30));
        } else if (types[i] == VM_POOL_ETHERNET) {
            array_push_take(traffic, hv_traffic_report(value_null(), true, u->in));
            array_push_take(traffic, hv_traffic_report(value_null(), false, u->out));
        }
    }
    v[POOL_NAME] = value_string(name);
    v[POOL_TYPES] = value_of_array(kinds);
    v[POOL_COMPUTER] = value_string(host->name);
    v[POOL_DURATION] = value_timespan(duration * 10000);
    v[POOL_TRAFFIC] = value_of_array(traffic);
    return report;
}
