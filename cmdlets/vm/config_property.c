#include "cmdlets/vm/config_property.h"

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

static struct value disks_of(struct value owner, const struct vm_config *config,
                             enum vm_disk_kind kind)
{
    struct array *a = array_new(config->disk_count);
    for (size_t i = 0; i < config->disk_count; i++)
        if (config->disks[i].kind == kind)
            array_push_take(a, hv_disk_object(owner, &config->disks[i]));
    return value_of_array(a);
}

static struct value first_or_null(struct value list)
{
    struct value first = list.array->len ? value_ref(list.array->items[0]) : value_null();
    value_unref(list);
    return first;
}

static struct value adapters_of(struct value owner, const struct vm_config *config)
{
    struct array *a = array_new(config->nic_count);
    for (size_t i = 0; i < config->nic_count; i++)
        array_push_take(a, hv_nic_object(owner, &config->nics[i]));
    return value_of_array(a);
}

/* Unix seconds to local .NET ticks. */
struct value hv_local_time(int64_t unix_seconds)
{
    AUTO_ERR *err = NULL;
    struct value out = value_null();
    if (!unix_seconds)
        return out;
    const int64_t unix_epoch = 621355968000000000;
    struct value utc = value_datetime(unix_epoch + unix_seconds * 10000000, DATETIME_UTC);
    const struct method *to_local = type_find_method(&type_datetime, "ToLocalTime", 11);
    if (!to_local || to_local->call(utc, NULL, 0, &out, &err))
        return utc;
    return out;
}

struct value hv_config_value(struct value owner, const struct vm_config *c,
                             enum hv_config_property property)
{
    struct value out = value_null();
    switch (property) {
    case CONFIG_GENERATION:
        out = value_int(c->generation);
        break;
    case CONFIG_VERSION:
        out = value_string(c->version ? c->version : "");
        break;
    case CONFIG_CREATION_TIME:
        out = hv_local_time(c->creation_time);
        break;
    case CONFIG_PATH:
        out = value_string(c->path ? c->path : "");
        break;
    case CONFIG_NOTES:
        out = value_string(c->options.notes ? c->options.notes : "");
        break;
    case CONFIG_PROCESSOR_COUNT:
        out = value_long(c->processor.count);
        break;
    case CONFIG_MEMORY_STARTUP:
        out = value_long((int64_t)c->memory.startup);
        break;
    case CONFIG_MEMORY_MINIMUM:
        out = value_long((int64_t)c->memory.minimum);
        break;
    case CONFIG_MEMORY_MAXIMUM:
        out = value_long((int64_t)c->memory.maximum);
        break;
    case CONFIG_DYNAMIC_MEMORY:
        out = value_bool(c->memory.dynamic);
        break;
    case CONFIG_START_ACTION:
        out = value_enum(&enum_start_action, HV_ACTION_BASE + (int32_t)c->options.start_action);
        break;
    case CONFIG_START_DELAY:
        out = value_int(c->options.start_delay);
        break;
    case CONFIG_STOP_ACTION:
        out = value_enum(&enum_stop_action, HV_ACTION_BASE + (int32_t)c->options.stop_action);
        break;
    case CONFIG_CRITICAL_ACTION:
        out = value_enum(&enum_critical_error_action, (int32_t)c->options.critical_action);
        break;
    case CONFIG_CRITICAL_TIMEOUT:
        out = value_int(c->options.critical_timeout);
        break;
    case CONFIG_CHECKPOINT_TYPE:
        out =
            value_enum(&enum_checkpoint_type, HV_ACTION_BASE + (int32_t)c->options.checkpoint_type);
        break;
    case CONFIG_AUTOMATIC_CHECKPOINTS:
        out = value_bool(c->options.automatic_checkpoints);
        break;
    case CONFIG_SMART_PAGING:
        out = hv_text(c->options.smart_paging_path ? c->options.smart_paging_path : c->path);
        break;
    case CONFIG_SNAPSHOT_PATH:
        out = hv_text(c->options.snapshot_path ? c->options.snapshot_path : c->path);
        break;
    case CONFIG_HARD_DRIVES:
        out = disks_of(owner, c, VM_DISK_HARD);
        break;
    case CONFIG_DVD_DRIVES:
        out = disks_of(owner, c, VM_DISK_DVD);
        break;
    case CONFIG_FLOPPY:
        out = first_or_null(disks_of(owner, c, VM_DISK_FLOPPY));
        break;
    case CONFIG_ADAPTERS:
        out = adapters_of(owner, c);
        break;
    case CONFIG_COM1:
    case CONFIG_COM2:
        out = hv_com_port_object(owner, &c->com[property == CONFIG_COM2]);
        break;
    case CONFIG_HEARTBEAT:
    case CONFIG_SERVICES_STATE:
    case CONFIG_SERVICES_VERSION:
        break;
    case CONFIG_GUEST_CACHE:
        out = value_bool(c->options.guest_controlled_cache);
        break;
    case CONFIG_LOCK:
        out = hv_on_off(c->options.lock_on_disconnect);
        break;
    case CONFIG_LOW_MMIO:
        out = value_integer(V_UINT32, (int64_t)c->options.low_mmio);
        break;
    case CONFIG_HIGH_MMIO:
        out = value_ulong(c->options.high_mmio);
        break;
    case CONFIG_SUB_TYPE:
        out = value_string(c->generation == 2 ? "Generation2" : "Generation1");
        break;
    case CONFIG_METERED:
        out = value_bool(c->metered);
        break;
    }
    return out;
}
