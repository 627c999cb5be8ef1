#include "cmdlets/vm/component.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"

struct value hv_guid(const char *text)
{
    struct value out = value_null();
    AUTO_ERR *err = NULL;
    /* A machine that is to be imported: 32 digits and a number of ours. */
    bool planned = strlen(text) > 32 && text[32] == '.';
    AUTO_FREE char *digits = xstrndup(text, planned ? 32 : strlen(text));
    AUTO_VALUE s = value_string(digits);
    if (value_convert(s, &type_guid, &out, &err))
        return value_ref(s);
    return out;
}

struct value hv_on_off(bool on)
{
    return value_enum(&enum_on_off_state, on ? 0 : 1);
}

struct value hv_text(const char *text)
{
    return text ? value_string(text) : value_null();
}

struct value hv_array_of_take(struct value v)
{
    struct array *a = array_new(1);
    array_push_take(a, v);
    return value_of_array(a);
}

struct object *hv_component_new(const struct type_info *type, struct value vm)
{
    struct object *o = object_new(type);
    struct hv_component *component = object_payload(o);
    struct value machine = vm;
    component->checkpoint = hv_checkpoint_of(vm, &machine) ? value_ref(vm) : value_null();
    component->vm = value_ref(machine);
    return o;
}

void hv_component_destroy(struct object *o)
{
    struct hv_component *component = object_payload(o);
    value_clear(&component->vm);
    value_clear(&component->checkpoint);
}

struct value hv_component_vm(struct value component)
{
    return ((struct hv_component *)object_payload(component.object))->vm;
}

struct value hv_component_owner(struct value component)
{
    const struct hv_component *c = object_payload(component.object);
    return c->checkpoint.kind == V_OBJECT ? c->checkpoint : c->vm;
}

struct hv_vm *hv_component_hv_vm(struct value component)
{
    return hv_vm_of(hv_component_vm(component));
}

int hv_component_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    struct hv_vm *vm = hv_component_hv_vm(self);
    const struct vm_checkpoint *checkpoint = hv_checkpoint_of(hv_component_owner(self), NULL);
    switch ((enum hv_component_property)p->data) {
    case COMPONENT_VM_NAME:
        if (hv_vm_refresh(vm, err))
            return -1;
        *out = value_string(vm->info.name);
        return 0;
    case COMPONENT_VM_ID:
        *out = hv_guid(vm->info.uuid);
        return 0;
    case COMPONENT_COMPUTER_NAME:
        *out = value_string(vm->host->name);
        return 0;
    case COMPONENT_IS_DELETED:
        *out = value_bool(vm->deleted);
        return 0;
    case COMPONENT_SNAPSHOT_ID:
        *out = hv_guid(checkpoint ? checkpoint->id : "00000000-0000-0000-0000-000000000000");
        return 0;
    case COMPONENT_SNAPSHOT_NAME:
        *out = value_string(checkpoint ? checkpoint->name : "");
        return 0;
    }
    return 0;
}

int hv_owner_config(struct value owner, const struct vm_config **config, struct err **err)
{
    return hv_checkpoint_of(owner, NULL) ? hv_checkpoint_config(owner, config, err)
                                         : hv_vm_config(hv_vm_of(owner), config, err);
}

enum status hv_read_config(struct invocation *inv, struct value vm, const struct vm_config **config)
{
    struct err *err = NULL;
    *config = NULL;
    return hv_owner_config(vm, config, &err) ? cmdlet_err(inv, &err, vm) : ST_OK;
}

enum status hv_apply(struct invocation *inv, struct value v, const struct vm_change *change,
                     bool *done)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    *done = false;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_set(vm->host->host, vm->info.uuid, change, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    *done = true;
    return ST_OK;
}

enum status hv_for_each_owner(struct invocation *inv, const struct hv_selection *selection,
                              const struct value_list *components, hv_vm_fn *fn, void *data)
{
    enum status st = hv_for_each(inv, selection, fn, data);
    for (size_t i = 0; st == ST_OK && i < components->len; i++) {
        st = hv_refuse_checkpoint(inv, components->items[i]);
        if (st == ST_OK)
            st = fn(inv, hv_component_vm(components->items[i]), data);
    }
    return st;
}

enum status hv_refuse_param(struct invocation *inv, const char *param, const char *why)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "The parameter '%s' is not supported on this host: %s", param, why);
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "NotSupported",
                                                   .category = EC_NOT_IMPLEMENTED,
                                                   .exception = HV_EXCEPTION,
                                                   .target_name = param });
}

enum status hv_refuse_checkpoint(struct invocation *inv, struct value component)
{
    const struct vm_checkpoint *c = hv_checkpoint_of(hv_component_owner(component), NULL);
    AUTO_STRBUF text = STRBUF_INIT;
    if (!c)
        return ST_OK;
    strbuf_addf(&text, "The settings of the checkpoint '%s' cannot be changed.", c->name);
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidOperation",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = HV_EXCEPTION,
                                                   .target = component });
}

struct value hv_component_pack(struct value component, const char *id)
{
    struct array *a = array_new(2);
    array_push(a, hv_component_owner(component));
    array_push_take(a, id ? value_string(id) : value_null());
    return value_of_array(a);
}

int hv_component_unpack(struct value packed, struct value *vm, const struct vm_config **config,
                        const char **id, struct err **err)
{
    const struct value *items = packed.array->items;
    if (!hv_vm_of(items[0]) && !hv_checkpoint_of(items[0], NULL))
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The virtual machine cannot be reached.");
    *vm = items[0];
    *id = items[1].kind == V_STRING ? items[1].str->data : NULL;
    return hv_owner_config(items[0], config, err);
}
