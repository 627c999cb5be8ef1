/* The common engine of the hard disk and DVD drive cmdlets. */
#ifndef HVSH_CMDLETS_VM_DRIVE_H
#define HVSH_CMDLETS_VM_DRIVE_H

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/device_objects.h"

/* The parameters of all of them; each cmdlet declares those it has. */
struct drive_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    struct value vm_snapshot;
    struct value vm_drive_controller;               /* Add- */
    struct value_list vm_drive_controllers, drives; /* Get-; Set- and Remove- */
    struct opt_enum controller_type, to_controller_type;
    struct opt_int number, location, to_number, to_location;
    struct str *path, *resource_pool, *qos_policy_id;
    struct opt_int disk_number, maximum_iops, minimum_iops;
    struct value qos_policy;
    struct opt_enum cache_attributes;
    struct opt_bool reservations_on; /* Set-: -SupportPersistentReservations */
    bool persistent_reservations, allow_unverified_paths, passthru;
};

enum status drive_add(struct invocation *inv, enum vm_disk_kind kind) MUST_CHECK_STATUS;
enum status drive_get(struct invocation *inv, enum vm_disk_kind kind) MUST_CHECK_STATUS;
enum status drive_set(struct invocation *inv, enum vm_disk_kind kind) MUST_CHECK_STATUS;
enum status drive_remove(struct invocation *inv, enum vm_disk_kind kind) MUST_CHECK_STATUS;

#endif
