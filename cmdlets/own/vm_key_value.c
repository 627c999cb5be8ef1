/* Key-value pairs between host and guest. Source has the numbers of Msvm_KvpExchangeDataItem:
 * what a host gave its guest, what the guest keeps for its host, what the guest tells of
 * itself. */
#include "cmdlets/own/vm_key_value.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "vm/guest/vm_guest.h"

static const struct enum_member source_members[] = { { "Host", 0 },
                                                     { "Guest", 1 },
                                                     { "Intrinsic", 2 } };
ENUM_DECLARE(kvp_source);
ENUM_TYPE(kvp_source, "Hvsh.KvpSource", source_members, false);

/* ---- Hvsh.KeyValuePair ---- */
struct pair {
    char *vm, *name, *data;
    int source;
};

enum pair_property { PAIR_VM, PAIR_NAME, PAIR_DATA, PAIR_SOURCE };

static void pair_destroy(struct object *o)
{
    struct pair *p = object_payload(o);
    free(p->vm);
    free(p->name);
    free(p->data);
}

static int pair_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct pair *pair = object_payload(self.object);
    (void)err;
    if (p->data == PAIR_SOURCE)
        *out = value_enum(&enum_kvp_source, pair->source);
    else
        *out = value_string(p->data == PAIR_VM     ? pair->vm
                            : p->data == PAIR_NAME ? pair->name
                                                   : pair->data);
    return 0;
}

#define PAIR(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = pair_get, .data = id_ \
    }
static const struct property pair_properties[] = {
    PAIR("VMName", "string", PAIR_VM),
    PAIR("Name", "string", PAIR_NAME),
    PAIR("Data", "string", PAIR_DATA),
    PAIR("Source", "KvpSource", PAIR_SOURCE),
};
static const struct view_column pair_columns[] = {
    { .property = "VMName" },
    { .property = "Source" },
    { .property = "Name" },
    { .property = "Data" },
};
static const struct view pair_view = { .columns = pair_columns,
                                       .ncolumns = ARRAY_SIZE(pair_columns) };
const struct type_info type_vm_key_value = {
    .name = "Hvsh.KeyValuePair",
    .base = &type_object,
    .props = pair_properties,
    .nprops = ARRAY_SIZE(pair_properties),
    .table = &pair_view,
    .payload_size = sizeof(struct pair),
    .destroy = pair_destroy,
};

/* A guest may send anything: what could command a terminal does not get there. */
static char *printable(const char *text)
{
    char *s = xstrdup(text);
    for (char *p = s; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = ' ';
    return s;
}

static enum status emit_pair(struct invocation *inv, const struct hv_vm *vm,
                             const struct vm_pair *from, int source)
{
    struct object *o = object_new(&type_vm_key_value);
    struct pair *p = object_payload(o);
    p->vm = xstrdup(vm->info.name);
    p->name = printable(from->name);
    p->data = printable(from->value);
    p->source = source;
    return emit_take(inv, value_of_object(o));
}

/* ---- cmdlets ---- */
struct pair_args {
    HV_HOST_FIELDS
    struct str_list vm_name, name;
    struct value_list vm;
    struct str *key, *value;
    struct opt_enum source;
};

static enum status for_each_vm(struct invocation *inv,
                               enum status (*fn)(struct invocation *, struct value, void *))
{
    const struct pair_args *args = ARGS(inv, struct pair_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, fn, NULL);
}

static bool wanted(const struct str_list *names, const char *name)
{
    for (size_t i = 0; i < names->len; i++)
        if (text_wildcard_match(names->items[i]->data, names->items[i]->len, name, strlen(name),
                                true))
            return true;
    return !names->len;
}

static enum status get_one(struct invocation *inv, struct value v, void *data)
{
    const struct pair_args *args = ARGS(inv, struct pair_args);
    const struct hv_vm *vm = hv_vm_of(v);
    enum status st = ST_OK;
    (void)data;
    for (int source = 2; source >= 0 && st == ST_OK; source--) {
        struct vm_pairs pairs = { 0 };
        struct err *err = NULL;
        if (args->source.set && args->source.value != source)
            continue;
        if (vm_guest_pairs(vm->host->host, vm->info.uuid, source, &pairs, &err))
            return cmdlet_err(inv, &err, v);
        for (size_t i = 0; i < pairs.len && st == ST_OK; i++)
            if (wanted(&args->name, pairs.items[i].name))
                st = emit_pair(inv, vm, &pairs.items[i], source);
        vm_pairs_release(&pairs);
    }
    return st;
}

static enum status get_pair_process(struct invocation *inv)
{
    return for_each_vm(inv, get_one);
}

static enum status change_one(struct invocation *inv, struct value v, void *data)
{
    const struct pair_args *args = ARGS(inv, struct pair_args);
    const struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_guest_pair_set(vm->host->host, vm->info.uuid, 0, args->key->data,
                          args->value ? args->value->data : NULL, &err))
        return cmdlet_err(inv, &err, v);
    return ST_OK;
}

static enum status set_pair_process(struct invocation *inv)
{
    return for_each_vm(inv, change_one);
}

static enum status remove_pair_process(struct invocation *inv)
{
    return for_each_vm(inv, change_one);
}

/* ---- declarations ---- */
#define A struct pair_args
static const struct param get_pair_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, name, .name = "Name", .position = 2, .help = "The keys; wildcards work."),
    PARAM(A, source, .name = "Source", .enum_info = &enum_kvp_source,
          .help = "Host: what the host gave. Guest: what the guest keeps for its host. Intrinsic: "
                  "what the guest tells of itself. All when omitted."),
};
static const struct param set_pair_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, key, .name = "Name", .position = 2, .mandatory = true,
          .help = "The key: at most 255 UTF-16 units and 511 bytes."),
    PARAM(A, value, .name = "Value", .aliases = "Data", .position = 3, .mandatory = true,
          .help = "The text: at most 1023 UTF-16 units and 2047 bytes."),
};
static const struct param remove_pair_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, key, .name = "Name", .position = 2, .mandatory = true, .help = "The key."),
};
#undef A
static const struct example get_pair_examples[] = {
    { .code = "Get-VMKeyValuePair web1 OSName",
      .remarks = "The guest's operating system, as it tells it itself." },
};
static const struct example set_pair_examples[] = {
    { .code = "Set-VMKeyValuePair web1 role frontend",
      .remarks = "The guest finds it in /var/lib/hyperv/.kvp_pool_0." },
};
static const struct example remove_pair_examples[] = {
    { .code = "Remove-VMKeyValuePair web1 role", .remarks = "Takes a pair back." },
};
#define OWN_CMDLET(verb_, stem_, synopsis_, changes_)                                             \
    {                                                                                             \
        .verb = verb_, .noun = "VMKeyValuePair", .synopsis = synopsis_, .params = stem_##_params, \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = "VMName", .module = "hvsh",         \
        .needs_vm_module = true, .args_size = sizeof(struct pair_args),                           \
        .process = stem_##_process, .examples = stem_##_examples,                                 \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_                     \
    }
static const struct cmdlet cmdlets[] = {
    OWN_CMDLET("Get", get_pair,
               "Shows the key-value pairs that guests and their host keep for each other.", false),
    OWN_CMDLET("Set", set_pair, "Gives a guest a key-value pair.", true),
    OWN_CMDLET("Remove", remove_pair, "Takes back a key-value pair that the guest was given.",
               true),
};
const struct cmdlet_group vm_key_value_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
