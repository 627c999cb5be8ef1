#include "cmdlets/vm/network/adapter_select.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

bool hv_name_fits(const struct str *pattern, const char *name)
{
    return !pattern || text_wildcard_match(pattern->data, pattern->len, name, strlen(name), true);
}

/* What on_adapters_of() gets. */
struct walk {
    const struct hv_adapter_selection *selection;
    hv_adapter_fn *fn;
};

static bool is_chosen(const struct hv_adapter_selection *sel, const struct vm_nic *nic)
{
    bool fits = !sel->names || !sel->names->len;
    for (size_t i = 0; !fits && i < sel->names->len; i++)
        fits = hv_name_fits(sel->names->items[i], nic->name);
    return fits && hv_name_fits(sel->name, nic->name) &&
           (!sel->is_legacy.set || sel->is_legacy.value == nic->legacy);
}

static enum status no_adapter(struct invocation *inv, const struct hv_adapter_selection *sel,
                              struct value vm)
{
    const struct str *name = sel->name                       ? sel->name
                             : sel->names && sel->names->len ? sel->names->items[0]
                                                             : NULL;
    AUTO_STRBUF text = STRBUF_INIT;
    struct value machine = vm;
    (void)hv_checkpoint_of(vm, &machine);
    if (!name || text_has_wildcard(name->data, name->len))
        return ST_OK;
    strbuf_addf(&text, "Virtual machine \"%s\" has no network adapter named \"%s\".",
                hv_vm_of(machine)->info.name, name->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target = vm });
}

static enum status on_adapters_of(struct invocation *inv, struct value vm, void *data)
{
    const struct walk *walk = data;
    const struct vm_config *config;
    enum status st = hv_read_config(inv, vm, &config);
    if (st != ST_OK || !config)
        return st;
    AUTO_VALUE chosen = value_of_array(array_new(config->nic_count));
    for (size_t i = 0; i < config->nic_count; i++)
        if (is_chosen(walk->selection, &config->nics[i]))
            array_push_take(chosen.array, hv_nic_object(vm, &config->nics[i]));
    if (!chosen.array->len)
        return no_adapter(inv, walk->selection, vm);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = walk->fn(inv, chosen.array->items[i]);
    return st;
}

enum status hv_for_each_adapter(struct invocation *inv, const struct hv_adapter_selection *sel,
                                hv_adapter_fn *fn)
{
    const struct hv_selection *m = &sel->machines;
    struct walk walk = { sel, fn };
    enum status st = ST_OK;
    if (sel->checkpoint.kind == V_OBJECT)
        return on_adapters_of(inv, sel->checkpoint, &walk);
    if (m->all_when_empty || (m->names && m->names->len) || (m->vms && m->vms->len))
        st = hv_for_each(inv, m, on_adapters_of, &walk);
    for (size_t i = 0; st == ST_OK && sel->adapters && i < sel->adapters->len; i++) {
        if (hv_nic_of(sel->adapters->items[i], NULL))
            st = fn(inv, sel->adapters->items[i]);
        else
            st = hv_refuse_param(inv, "VMNetworkAdapter",
                                 "the host's adapter on a switch is its bridge; change the switch "
                                 "with Set-VMSwitch.");
    }
    return st;
}

static enum status walk_args(struct invocation *inv, bool get, hv_adapter_fn *fn)
{
    const struct hv_adapter_args *args = ARGS(inv, struct hv_adapter_args);
    struct value_list adapters = args->adapters;
    struct hv_adapter_selection selection = {
        .machines = { .names = &args->vm_name,
                      .vms = &args->vm,
                      .computers = &args->computer_name,
                      .all_when_empty = get && !args->adapters.len && !args->vm.len },
        .adapters = &adapters,
        .name = args->adapter_name,
        .checkpoint = get ? args->vm_snapshot : value_null(),
    };
    return hv_for_each_adapter(inv, &selection, fn);
}

enum status hv_get_adapters(struct invocation *inv, hv_adapter_fn *fn)
{
    const struct hv_adapter_args *args = ARGS(inv, struct hv_adapter_args);
    if (args->management_os)
        return ST_OK;
    /* The host's own adapters have nothing to show. */
    if (args->adapters.len == 1 && !hv_nic_of(args->adapters.items[0], NULL))
        return ST_OK;
    return walk_args(inv, true, fn);
}

enum status hv_change_adapters(struct invocation *inv, hv_adapter_fn *fn)
{
    if (ARGS(inv, struct hv_adapter_args)->management_os)
        return hv_refuse_param(inv, "ManagementOS",
                               "the host's adapter on a switch is its bridge; use the host's own "
                               "tools (nft, ip, bridge) for it.");
    return walk_args(inv, false, fn);
}

enum status hv_change_adapter(struct invocation *inv, struct value adapter,
                              const struct vm_nic_change *change, struct value *now)
{
    struct value v = value_null();
    const struct vm_nic *nic = hv_nic_of(adapter, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    const struct vm_config *config;
    bool yes;
    *now = value_null();
    enum status st = hv_refuse_checkpoint(inv, adapter);
    if (st == ST_OK)
        st = should_process(inv, nic->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_set_nic(vm->host->host, vm->info.uuid, nic->id, change, &err))
        return cmdlet_err(inv, &err, adapter);
    hv_host_changed(vm->host);
    st = hv_read_config(inv, v, &config);
    if (st == ST_OK && config)
        *now = hv_adapter_unpack(v, config, nic->id);
    return st;
}

struct object *hv_adapter_part_new(const struct type_info *type, struct value adapter)
{
    struct value vm = value_null();
    hv_nic_of(adapter, &vm);
    struct object *o = hv_component_new(type, vm);
    ((struct hv_adapter_part *)object_payload(o))->adapter = value_ref(adapter);
    return o;
}

void hv_adapter_part_destroy(struct object *o)
{
    value_clear(&((struct hv_adapter_part *)object_payload(o))->adapter);
    hv_component_destroy(o);
}

struct value hv_adapter_of(struct value part)
{
    return ((struct hv_adapter_part *)object_payload(part.object))->adapter;
}

int hv_adapter_part_get(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    struct value adapter = hv_adapter_of(self);
    (void)err;
    *out = p->data == ADAPTER_PART_NAME ? value_string(hv_nic_of(adapter, NULL)->name)
                                        : value_ref(adapter);
    return 0;
}

struct value hv_adapter_unpack(struct value vm, const struct vm_config *config, const char *id)
{
    for (size_t i = 0; id && i < config->nic_count; i++)
        if (config->nics[i].id && !strcmp(config->nics[i].id, id))
            return hv_nic_object(vm, &config->nics[i]);
    return value_null();
}

int hv_adapter_part_pack(struct value part, struct value *out, struct err **err)
{
    (void)err;
    *out = hv_component_pack(part, hv_nic_of(hv_adapter_of(part), NULL)->id);
    return 0;
}

int hv_adapter_part_unpack(struct value packed, const struct type_info *type, struct value *out,
                           struct err **err)
{
    struct value vm;
    const struct vm_config *config;
    const char *id;
    if (hv_component_unpack(packed, &vm, &config, &id, err))
        return -1;
    AUTO_VALUE adapter = hv_adapter_unpack(vm, config, id);
    if (adapter.kind == V_NULL)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The network adapter is no longer there.");
    *out = value_of_object(hv_adapter_part_new(type, adapter));
    return 0;
}
