#include "cmdlets/vm/pool/vm_group.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"
#include "vm/pool/vm_group.h"

/* ---- Microsoft.HyperV.PowerShell.VMGroup ---- */
enum { FRESH_MS = 250 };

struct group_object {
    struct hv_host *host;
    struct vm_group group;
    unsigned epoch;
    int64_t read_at;
    bool deleted;
};

static struct group_object *group_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_vm_group ? object_payload(v.object) : NULL;
}

static void group_destroy(struct object *o)
{
    vm_group_release(&((struct group_object *)object_payload(o))->group);
}

static struct value group_new_take(struct hv_host *host, struct vm_group *group)
{
    struct object *o = object_new(&type_vm_group);
    struct group_object *g = object_payload(o);
    *g = (struct group_object){
        .host = host, .group = *group, .epoch = host->epoch, .read_at = hv_now()
    };
    *group = (struct vm_group){ 0 };
    return value_of_object(o);
}

/* Reads an aged group again; one that is gone keeps what was known. */
static int refresh(struct group_object *g, struct err **err)
{
    if (g->deleted || (g->epoch == g->host->epoch && hv_now() - g->read_at < FRESH_MS))
        return 0;
    struct vm_group now;
    if (vm_group_get(g->host->host, NULL, g->group.id, &now, err)) {
        if ((*err)->kind != ERR_OBJECT_NOT_FOUND)
            return -1;
        err_clear(err);
        g->deleted = true;
        return 0;
    }
    vm_group_release(&g->group);
    g->group = now;
    g->epoch = g->host->epoch;
    g->read_at = hv_now();
    return 0;
}

static bool is_member(const struct vm_group_member *members, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (text_caseeq(members[i].id, id))
            return true;
    }
    return false;
}

static int machines_of(const struct group_object *g, struct value *out, struct err **err)
{
    struct vm_list list = { 0 };
    if (vm_list(g->host->host, NULL, &list, err))
        return -1;
    struct array *a = array_new(g->group.vm_count);
    for (size_t i = 0; i < list.len; i++) {
        if (is_member(g->group.vms, g->group.vm_count, list.items[i].uuid))
            array_push_take(a, hv_vm_new_take(g->host, &list.items[i]));
    }
    vm_list_release(&list);
    *out = value_of_array(a);
    return 0;
}

static int groups_in(const struct group_object *g, struct value *out, struct err **err)
{
    struct vm_group *list;
    size_t n;
    if (vm_group_list(g->host->host, &list, &n, err))
        return -1;
    struct array *a = array_new(g->group.group_count);
    for (size_t i = 0; i < n; i++) {
        if (is_member(g->group.groups, g->group.group_count, list[i].id))
            array_push_take(a, group_new_take(g->host, &list[i]));
    }
    vm_group_list_free(list, n);
    *out = value_of_array(a);
    return 0;
}

int hv_groups_of(struct hv_host *host, const char *vm_uuid, struct value *out, struct err **err)
{
    struct vm_group *list;
    size_t n;
    if (vm_group_list(host->host, &list, &n, err))
        return -1;
    struct array *a = array_new(1);
    for (size_t i = 0; i < n; i++) {
        if (is_member(list[i].vms, list[i].vm_count, vm_uuid))
            array_push_take(a, group_new_take(host, &list[i]));
    }
    vm_group_list_free(list, n);
    *out = value_of_array(a);
    return 0;
}

enum group_property {
    GROUP_NAME,
    GROUP_ID,
    GROUP_TYPE,
    GROUP_MACHINES,
    GROUP_GROUPS,
    GROUP_COMPUTER,
    GROUP_IS_DELETED,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    struct group_object *g = group_of(self);
    if (refresh(g, err))
        return -1;
    switch ((enum group_property)p->data) {
    case GROUP_NAME:
        *out = value_string(g->group.name);
        break;
    case GROUP_ID:
        *out = hv_guid(g->group.id);
        break;
    case GROUP_TYPE:
        *out = value_enum(&enum_group_type, (int32_t)g->group.type);
        break;
    case GROUP_MACHINES:
        return machines_of(g, out, err);
    case GROUP_GROUPS:
        return groups_in(g, out, err);
    case GROUP_COMPUTER:
        *out = value_string(g->host->name);
        break;
    case GROUP_IS_DELETED:
        *out = value_bool(g->deleted);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Name", "string", GROUP_NAME),
    OWN("InstanceId", "guid", GROUP_ID),
    OWN("GroupType", "GroupType", GROUP_TYPE),
    OWN("VMMembers", "VirtualMachine[]", GROUP_MACHINES),
    OWN("VMGroupMembers", "VMGroup[]", GROUP_GROUPS),
    OWN("ComputerName", "string", GROUP_COMPUTER),
    OWN("IsDeleted", "bool", GROUP_IS_DELETED),
};
static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "InstanceId" },
    { .property = "GroupType" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static int group_to_string(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "VMGroup (Name = '%s') [Id = '%s']", group_of(self)->group.name,
                group_of(self)->group.id);
    return 0;
}

static bool group_equals(struct value a, struct value b)
{
    const struct group_object *x = group_of(a), *y = group_of(b);
    return x && y && x->host == y->host && text_caseeq(x->group.id, y->group.id);
}

static int group_pack(struct value self, struct value *out, struct err **err)
{
    const struct group_object *g = group_of(self);
    struct array *a = array_new(2);
    (void)err;
    array_push_take(a, value_string(g->host->computer));
    array_push_take(a, value_string(g->group.id));
    *out = value_of_array(a);
    return 0;
}

static int group_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct vm_group group;
    struct hv_host *host;
    if (hv_host_get(session, items[0].str->data, &host, err) ||
        vm_group_get(host->host, NULL, items[1].str->data, &group, err))
        return -1;
    *out = group_new_take(host, &group);
    return 0;
}

const struct type_info type_vm_group = {
    .pack = group_pack,
    .unpack = group_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMGroup",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct group_object),
    .destroy = group_destroy,
    .to_string = group_to_string,
    .equals = group_equals,
};

/* ---- common ---- */
struct group_args {
    HV_HOST_FIELDS
    struct str *name, *new_name;
    struct str_list names;
    struct value id, vm_group;
    struct value_list vm_groups, vm, members;
    struct opt_enum group_type;
    bool passthru, force;
};
#define A struct group_args

static void complete_group(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_group *list;
    size_t n;
    (void)word;
    if (!host || vm_group_list(host->host, &list, &n, &err))
        return;
    for (size_t i = 0; i < n; i++)
        completion_add(c, COMPLETE_VALUE, list[i].name, list[i].id);
    vm_group_list_free(list, n);
}

/* The group of -Name or -Id on host, owned; $null when there is none, with the error recorded. */
static enum status find_one(struct invocation *inv, struct hv_host *host, struct str *name,
                            struct value id, struct value *out)
{
    AUTO_VALUE id_text = name ? value_null() : value_to_string(id);
    AUTO_VALUE target = name ? value_string(name->data) : value_ref(id);
    struct vm_group group;
    struct err *err = NULL;
    *out = value_null();
    if (vm_group_get(host->host, name ? name->data : NULL, name ? NULL : id_text.str->data, &group,
                     &err))
        return hv_bad_name(inv, &err, target);
    *out = group_new_take(host, &group);
    return ST_OK;
}

typedef enum status group_fn(struct invocation *inv, struct value group);

/* Calls fn with the group of -Name or -Id on each host. */
static enum status for_each_named(struct invocation *inv, struct str *name, group_fn *fn)
{
    const A *args = ARGS(inv, A);
    size_t n = args->computer_name.len;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < (n ? n : 1); i++) {
        struct hv_host *host;
        st = hv_host_open(inv, n ? args->computer_name.items[i]->data : NULL, &host);
        if (st != ST_OK || !host)
            continue;
        AUTO_VALUE group = value_null();
        st = find_one(inv, host, name, args->id, &group);
        if (st == ST_OK && group_of(group))
            st = fn(inv, group);
    }
    return st;
}

/* Calls fn with the groups that -Name, -Id or -VMGroup mean. */
static enum status for_each_group(struct invocation *inv, group_fn *fn)
{
    const A *args = ARGS(inv, A);
    enum status st = hv_refuse_sessions(inv);
    if (st == ST_OK && group_of(args->vm_group))
        return fn(inv, args->vm_group);
    for (size_t i = 0; st == ST_OK && i < args->vm_groups.len; i++)
        st = fn(inv, args->vm_groups.items[i]);
    if (st != ST_OK || args->vm_groups.len)
        return st;
    if (args->name || !args->names.len)
        return for_each_named(inv, args->name, fn);
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++)
        st = for_each_named(inv, args->names.items[i], fn);
    return st;
}

#define BY_NAME_PARAM(field_, sets_)                                                  \
    PARAM(A, field_, .name = "Name", .sets = sets_, .position = 1, .mandatory = true, \
          .complete = complete_group,                                                 \
          .help = "The group's name; upper or lower case is the same.")
#define BY_ID_PARAM(sets_)                                                      \
    PARAM(A, id, .name = "Id", .sets = sets_, .position = 1, .mandatory = true, \
          .type = &type_guid, .help = "The group's identifier, its InstanceId.")

/* ---- Get-VMGroup ---- */
static bool wanted(const struct str_list *names, const char *name)
{
    for (size_t i = 0; i < names->len; i++) {
        if (text_wildcard_match(names->items[i]->data, names->items[i]->len, name, strlen(name),
                                true))
            return true;
    }
    return !names->len;
}

static enum status report_missing(struct invocation *inv, const struct vm_group *list, size_t n)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++) {
        struct str *name = args->names.items[i];
        bool found = text_has_wildcard(name->data, name->len);
        for (size_t k = 0; !found && k < n; k++)
            found = text_caseeq(list[k].name, name->data);
        if (found)
            continue;
        struct err *err = NULL;
        err_set(&err, ERR_INVALID_PARAMETER,
                "Hyper-V was unable to find a virtual machine group with name \"%s\".", name->data);
        AUTO_VALUE target = value_string(name->data);
        st = cmdlet_err(inv, &err, target);
    }
    return st;
}

static enum status get_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    if (is_bound(inv, "Id")) {
        struct value group;
        enum status st = find_one(inv, host, NULL, args->id, &group);
        return st == ST_OK && group_of(group) ? emit_take(inv, group) : st;
    }
    struct vm_group *list;
    size_t n;
    struct err *err = NULL;
    if (vm_group_list(host->host, &list, &n, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    enum status st = report_missing(inv, list, n);
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (wanted(&args->names, list[i].name))
            st = emit_take(inv, group_new_take(host, &list[i]));
    }
    vm_group_list_free(list, n);
    return st;
}

static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, get_on_host);
}

static const struct param get_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, names, .name = "Name", .sets = "Name", .position = 1, .complete = complete_group,
          .help = "The groups' names; wildcards work; all when omitted."),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .type = &type_guid,
          .help = "The group's identifier, its InstanceId."),
};
static const struct example get_examples[] = {
    { .code = "(Get-VMGroup Web).VMMembers | Start-VM",
      .remarks = "Starts the virtual machines of a group." },
};

/* ---- New-VMGroup ---- */
static enum status new_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    AUTO_VALUE id = is_bound(inv, "Id") ? value_to_string(args->id) : value_null();
    AUTO_VALUE target = value_string(args->name->data);
    struct vm_group group;
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, args->name->data, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_group_create(host->host, args->name->data, (enum vm_group_type)args->group_type.value,
                        id.kind == V_STRING ? id.str->data : NULL, &group, &err))
        return cmdlet_err(inv, &err, target);
    hv_host_changed(host);
    return emit_take(inv, group_new_take(host, &group));
}

static enum status new_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, new_on_host);
}

static const struct param new_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .position = 1, .mandatory = true,
          .help = "The new group's name."),
    PARAM(A, group_type, .name = "GroupType", .position = 2, .mandatory = true,
          .enum_info = &enum_group_type,
          .help = "VMCollectionType holds virtual machines, ManagementCollectionType groups."),
    PARAM(A, id, .name = "Id", .position = 3, .type = &type_guid,
          .help = "The identifier it gets; a new one when omitted."),
};
static const struct example new_examples[] = {
    { .code = "New-VMGroup Web VMCollectionType; Add-VMGroupMember Web -VM (Get-VM web*)",
      .remarks = "A group of all web servers." },
};

/* ---- Remove-VMGroup ---- */
static enum status remove_one(struct invocation *inv, struct value v)
{
    struct group_object *g = group_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, g->group.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_STRBUF query = STRBUF_INIT;
    strbuf_addf(&query, "Are you sure you want to remove virtual machine group \"%s\"?",
                g->group.name);
    st = should_continue(inv, query.buf, "Confirm", ARGS(inv, A)->force, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_group_remove(g->host->host, g->group.id, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(g->host);
    return ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    return for_each_group(inv, remove_one);
}

static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "Name,Id"),
    BY_NAME_PARAM(name, "Name"),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    BY_ID_PARAM("Id"),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_vm_group, .help = "What Get-VMGroup returned."),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMGroup Web -Force", .remarks = "Removes a group that is empty." },
};

/* ---- Rename-VMGroup ---- */
static enum status passthru(struct invocation *inv, struct value v)
{
    return ARGS(inv, A)->passthru ? emit(inv, v) : ST_OK;
}

static enum status rename_one(struct invocation *inv, struct value v)
{
    struct group_object *g = group_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, g->group.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_group_rename(g->host->host, g->group.id, ARGS(inv, A)->new_name->data, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(g->host);
    return passthru(inv, v);
}

static enum status rename_process(struct invocation *inv)
{
    return for_each_group(inv, rename_one);
}

static const struct param rename_params[] = {
    HV_HOST_PARAMS(A, "Name,Id"),
    BY_NAME_PARAM(names, "Name"),
    PARAM(A, new_name, .name = "NewName", .position = 2, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    BY_ID_PARAM("Id"),
    PARAM(A, vm_groups, .name = "VMGroup", .sets = "InputObject", .position = 1, .mandatory = true,
          .type = &type_vm_group, .help = "What Get-VMGroup returned."),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VMGroup Web -NewName Frontend", .remarks = "Its members stay in it." },
};

/* ---- Add-, Remove-VMGroupMember ---- */
static enum status change_vm(struct invocation *inv, struct group_object *g, struct value v,
                             bool add)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm->host != g->host) {
        err_set(&err, ERR_INVALID_PARAMETER,
                "The virtual machine '%s' is on another host than the group \"%s\".", vm->info.name,
                g->group.name);
        return cmdlet_err(inv, &err, v);
    }
    if (vm_group_set_vm(g->host->host, g->group.id, vm->info.uuid, add, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(g->host);
    return ST_OK;
}

static enum status change_group(struct invocation *inv, struct group_object *g, struct value v,
                                bool add)
{
    struct group_object *member = group_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, member->group.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_group_set_group(g->host->host, g->group.id, member->group.id, add, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(g->host);
    return ST_OK;
}

static enum status change_members(struct invocation *inv, struct value v, bool add)
{
    const A *args = ARGS(inv, A);
    struct group_object *g = group_of(v);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->vm.len; i++)
        st = change_vm(inv, g, args->vm.items[i], add);
    for (size_t i = 0; st == ST_OK && i < args->members.len; i++)
        st = change_group(inv, g, args->members.items[i], add);
    return st == ST_OK ? passthru(inv, v) : st;
}

static enum status add_members(struct invocation *inv, struct value group)
{
    return change_members(inv, group, true);
}

static enum status take_members(struct invocation *inv, struct value group)
{
    return change_members(inv, group, false);
}

static enum status add_process(struct invocation *inv)
{
    return for_each_group(inv, add_members);
}

static enum status take_process(struct invocation *inv)
{
    return for_each_group(inv, take_members);
}

static const struct param add_params[] = {
    HV_HOST_PARAMS(A, "VM Using Name,VMGroup Using Name,VM Using ID,VMGroup Using ID"),
    BY_NAME_PARAM(name, "VM Using Name,VMGroup Using Name"),
    PARAM(A, vm, .name = "VM", .sets = "VM Using Name,VM Using ID,VM Using InputObject",
          .position = 2, .mandatory = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    HV_PASSTHRU(A),
    PARAM(A, members, .name = "VMGroupMember",
          .sets = "VMGroup Using Name,VMGroup Using ID,VMGroup Using InputObject", .position = 2,
          .mandatory = true, .type = &type_vm_group, .help = "The groups that become members."),
    BY_ID_PARAM("VM Using ID,VMGroup Using ID"),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "VMGroup Using InputObject,VM Using InputObject",
          .position = 1, .mandatory = true, .type = &type_vm_group,
          .help = "What Get-VMGroup returned."),
};
static const struct example add_examples[] = {
    { .code = "Add-VMGroupMember Web -VM (Get-VM web1, web2)",
      .remarks = "Two machines more, running or not." },
};

static const struct param take_params[] = {
    HV_HOST_PARAMS(A, "VM Using Name,VMGroup Using ID,VMGroup Using Name,VM Using ID"),
    BY_NAME_PARAM(name, "VM Using Name,VMGroup Using Name"),
    PARAM(A, vm, .name = "VM", .sets = "VM Using Name,VM Using ID,VM Using InputObject",
          .position = 2, .mandatory = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    HV_PASSTHRU(A),
    BY_ID_PARAM("VMGroup Using ID,VM Using ID"),
    PARAM(A, members, .name = "VMGroupMember",
          .sets = "VMGroup Using ID,VMGroup Using Name,VMGroup Using InputObject", .position = 2,
          .mandatory = true, .type = &type_vm_group, .help = "The groups that leave."),
    PARAM(A, vm_group, .name = "VMGroup", .sets = "VM Using InputObject,VMGroup Using InputObject",
          .position = 1, .mandatory = true, .type = &type_vm_group,
          .help = "What Get-VMGroup returned."),
};
static const struct example take_examples[] = {
    { .code = "Remove-VMGroupMember Web -VM (Get-VMGroup Web).VMMembers",
      .remarks = "Empties a group." },
};

#define GROUP_CMDLET(verb_, noun_, set_, stem_, output_, synopsis_, changes_)            \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,     \
        .output = output_, .examples = stem_##_examples,                                 \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_            \
    }
#define GROUP "Microsoft.HyperV.PowerShell.VMGroup"

static const struct cmdlet cmdlets[] = {
    GROUP_CMDLET("Get", "VMGroup", "Name", get, GROUP, "Lists groups of virtual machines.", false),
    GROUP_CMDLET("New", "VMGroup", NULL, new, GROUP, "Creates a group of virtual machines.", true),
    GROUP_CMDLET("Remove", "VMGroup", "Name", remove, NULL,
                 "Removes an empty group of virtual machines.", true),
    GROUP_CMDLET("Rename", "VMGroup", "Name", rename, GROUP, "Gives a group another name.", true),
    GROUP_CMDLET("Add", "VMGroupMember", "VM Using Name", add, GROUP,
                 "Puts virtual machines, or groups, in a group.", true),
    GROUP_CMDLET("Remove", "VMGroupMember", "VM Using Name", take, GROUP,
                 "Takes virtual machines, or groups, out of a group.", true),
};
const struct cmdlet_group vm_group_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
