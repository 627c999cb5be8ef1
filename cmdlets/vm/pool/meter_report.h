/* What Measure-VM and Measure-VMResourcePool emit: the report, and in it the metrics of each
 * virtual hard disk and the traffic of each adapter. */
#ifndef HVSH_CMDLETS_VM_METER_REPORT_H
#define HVSH_CMDLETS_VM_METER_REPORT_H

#include "cmdlets/vm/virtual_machine.h"
#include "vm/pool/vm_meter.h"
#include "vm/pool/vm_pool_meter.h"

extern const struct type_info type_vm_metering_report, type_pool_metering_report, type_vhd_metrics,
    type_port_acl_metering_report;

/* The report of a machine (a VirtualMachine value) from its sums. */
struct value hv_meter_report(struct value vm, const struct vm_config *config,
                             const struct vm_meter *meter);
/* Traffic of one direction; adapter: a VMNetworkAdapter, or $null for the sum of several. */
struct value hv_traffic_report(struct value adapter, bool inbound, uint64_t bytes);
/* The report of the pools of one name: usages[i] is of the type types[i]. */
struct value hv_pool_report(const struct hv_host *host, const char *name,
                            const enum vm_pool_type *types, const struct vm_pool_usage *usages,
                            size_t n);
/* Bytes in whole mebibytes, rounded. */
struct value hv_mebibytes(uint64_t bytes);

#endif
