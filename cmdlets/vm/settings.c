#include "cmdlets/vm/settings.h"

static enum status emit_part(struct invocation *inv, struct value vm, hv_settings_make *make)
{
    const struct vm_config *config;
    struct err *err = NULL;
    struct value part;
    enum status st = hv_read_config(inv, vm, &config);
    if (st != ST_OK || !config)
        return st;
    if (make(vm, config, &part, &err))
        return cmdlet_err(inv, &err, vm);
    return emit_take(inv, part);
}

static enum status get_one(struct invocation *inv, struct value vm, void *data)
{
    return emit_part(inv, vm, *(hv_settings_make **)data);
}

enum status hv_get_settings(struct invocation *inv, hv_settings_make *make)
{
    const struct hv_get_args *args = ARGS(inv, struct hv_get_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return args->vm_snapshot.kind == V_OBJECT ? emit_part(inv, args->vm_snapshot, make)
                                              : hv_for_each(inv, &selection, get_one, &make);
}

static enum status set_one(struct invocation *inv, struct value vm, void *data)
{
    const struct hv_set *set = data;
    bool done;
    enum status st = hv_apply(inv, vm, set->change, &done);
    return st == ST_OK && done && set->passthru ? emit_part(inv, vm, set->make) : st;
}

enum status hv_set_settings(struct invocation *inv, const struct hv_set *set)
{
    return hv_for_each_owner(inv, &set->selection, set->components, set_one, (void *)set);
}
