#include "cmdlets/vm/move/compatibility_report.h"

#include <string.h>

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "cmdlets/vm/vm_memory.h"
#include "cmdlets/vm/vm_processor.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "vm/move/vm_move.h"

/* ---- Microsoft.HyperV.PowerShell.VMIncompatibility ---- */
struct incompatibility {
    int id;
    char *message;
    struct value source;
};

static struct incompatibility *problem_of(struct value v)
{
    return object_payload(v.object);
}

enum problem_property { PROBLEM_MESSAGE, PROBLEM_ID, PROBLEM_SOURCE };

static int get_problem(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    const struct incompatibility *i = problem_of(self);
    (void)err;
    switch ((enum problem_property)p->data) {
    case PROBLEM_MESSAGE:
        *out = value_string(i->message);
        break;
    case PROBLEM_ID:
        *out = value_integer(V_INT64, i->id);
        break;
    case PROBLEM_SOURCE:
        *out = value_ref(i->source);
        break;
    }
    return 0;
}

static void problem_destroy(struct object *o)
{
    struct incompatibility *i = object_payload(o);
    free(i->message);
    value_clear(&i->source);
}

static const struct property problem_properties[] = {
    { .name = "Message", .type_name = "string", .get = get_problem, .data = PROBLEM_MESSAGE },
    { .name = "MessageId", .type_name = "long", .get = get_problem, .data = PROBLEM_ID },
    { .name = "Source", .type_name = "VMObject", .get = get_problem, .data = PROBLEM_SOURCE },
};
static const struct view_column problem_columns[] = {
    { .property = "Message" },
    { .property = "MessageId" },
    { .property = "Source" },
};
static const struct view problem_table = { .columns = problem_columns,
                                           .ncolumns = ARRAY_SIZE(problem_columns) };

/* With its number: it says more than the type's name. */
static int problem_to_string(struct value self, struct strbuf *out)
{
    (void)self;
    strbuf_adds(out, "Microsoft.HyperV.PowerShell.VMIncompatibility");
    return 0;
}

static int problem_pack(struct value self, struct value *out, struct err **err)
{
    const struct incompatibility *i = problem_of(self);
    struct array *a = array_new(3);
    (void)err;
    array_push_take(a, value_int(i->id));
    array_push_take(a, value_string(i->message));
    array_push(a, i->source);
    *out = value_of_array(a);
    return 0;
}

static struct value problem_new(int id, const char *message, struct value source_take)
{
    struct object *o = object_new(&type_vm_incompatibility);
    struct incompatibility *i = object_payload(o);
    *i = (struct incompatibility){ id, xstrdup(message), source_take };
    return value_of_object(o);
}

static int problem_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    (void)session;
    (void)err;
    *out = problem_new((int)items[0].i, items[1].str->data, value_ref(items[2]));
    return 0;
}

const struct type_info type_vm_incompatibility = {
    .name = "Microsoft.HyperV.PowerShell.VMIncompatibility",
    .base = &type_object,
    .props = problem_properties,
    .nprops = ARRAY_SIZE(problem_properties),
    .table = &problem_table,
    .payload_size = sizeof(struct incompatibility),
    .destroy = problem_destroy,
    .to_string = problem_to_string,
    .pack = problem_pack,
    .unpack = problem_unpack,
};

/* ---- Microsoft.HyperV.PowerShell.VMCompatibilityReport ---- */
struct report {
    struct value vm;
    struct hv_host *host;  /* that it is compared with */
    struct value problems; /* an array, or $null */
    bool move;
    struct value vm_path, snapshot_path; /* of a move; or $null */
    struct value from, to;               /* of a move: arrays */
};

static struct report *report_of(struct value v)
{
    return object_payload(v.object);
}

struct hv_host *hv_report_host(struct value v, const char **key)
{
    const struct report *r = report_of(v);
    *key = r->move ? NULL : hv_vm_of(r->vm)->info.uuid;
    return r->host;
}

const char *hv_report_name(struct value v)
{
    return hv_vm_of(report_of(v)->vm)->info.name;
}

/* What a problem is about, as the cmdlets take it. */
static int make_source(struct value vm, const struct vm_config *c, const struct vm_problem *p,
                       struct value *out, struct err **err)
{
    for (size_t i = 0; p->source == VM_PROBLEM_DRIVE && i < c->disk_count; i++) {
        if (strcmp(c->disks[i].id, p->device) == 0) {
            *out = hv_disk_object(vm, &c->disks[i]);
            return 0;
        }
    }
    for (size_t i = 0; p->source == VM_PROBLEM_ADAPTER && i < c->nic_count; i++) {
        if (strcmp(c->nics[i].id, p->device) == 0) {
            *out = hv_nic_object(vm, &c->nics[i]);
            return 0;
        }
    }
    if (p->source == VM_PROBLEM_MEMORY)
        return hv_memory_object(vm, c, out, err);
    if (p->source == VM_PROBLEM_PROCESSOR)
        return hv_processor_object(vm, c, out, err);
    *out = value_ref(vm);
    return 0;
}

static int take_problems(struct report *r, struct vm_problem *list, size_t n, struct err **err)
{
    const struct vm_config *config = NULL;
    AUTO_VALUE all = n ? value_of_array(array_new(n)) : value_null();
    if (n && hv_vm_config(hv_vm_of(r->vm), &config, err))
        return -1;
    for (size_t i = 0; i < n; i++) {
        struct value source;
        if (make_source(r->vm, config, &list[i], &source, err))
            return -1;
        array_push_take(all.array, problem_new(list[i].id, list[i].message, source));
    }
    value_clear(&r->problems);
    r->problems = value_ref(all);
    return 0;
}

static const char *text_of(struct value v)
{
    return v.kind == V_STRING ? v.str->data : NULL;
}

/* What stands in the way of a move, about the machine as a whole. */
static int take_move_problems(struct report *r, struct err **err)
{
    struct hv_vm *vm = hv_vm_of(r->vm);
    size_t n = r->from.array->len;
    AUTO_FREE struct vm_move_disk *disks = xcalloc(n + 1, sizeof(*disks));
    for (size_t i = 0; i < n; i++)
        disks[i] = (struct vm_move_disk){ r->from.array->items[i].str->data,
                                          r->to.array->items[i].str->data };
    struct vm_move_spec spec = { .vm_path = text_of(r->vm_path),
                                 .snapshot_path = text_of(r->snapshot_path),
                                 .disks = disks,
                                 .disk_count = n };
    struct vm_incompatibilities found = { 0 };
    if (vm_move_check(vm->host->host, r->host->host, vm->info.uuid, &spec, &found, err))
        return -1;
    value_clear(&r->problems);
    if (found.len)
        r->problems = value_of_array(array_new(found.len));
    for (size_t i = 0; i < found.len; i++)
        array_push_take(r->problems.array,
                        problem_new(found.items[i].id, found.items[i].message, value_ref(r->vm)));
    vm_incompatibilities_release(&found);
    return 0;
}

int hv_report_refresh(struct value v, struct err **err)
{
    struct report *r = report_of(v);
    struct hv_vm *vm = hv_vm_of(r->vm);
    struct vm_problem *list;
    size_t n;
    hv_host_changed(vm->host);
    if (r->move)
        return take_move_problems(r, err);
    if (vm_import_check(r->host->host, vm->info.uuid, &list, &n, err))
        return -1;
    int rc = take_problems(r, list, n, err);
    vm_problems_free(list, n);
    return rc;
}

static struct value report_make(struct hv_host *host, struct value vm)
{
    struct object *o = object_new(&type_vm_compatibility_report);
    struct report *r = object_payload(o);
    *r = (struct report){ .vm = value_ref(vm), .host = host };
    return value_of_object(o);
}

int hv_report_new(struct hv_host *host, const char *key, struct value *out, struct err **err)
{
    struct vm_info info = { 0 };
    if (vm_get(host->host, key, &info, err))
        return -1;
    AUTO_VALUE vm = hv_vm_new_take(host, &info);
    AUTO_VALUE report = report_make(host, vm);
    if (hv_report_refresh(report, err))
        return -1;
    *out = value_ref(report);
    return 0;
}

int hv_report_of_move(struct hv_host *host, const struct hv_report_move *move, struct value *out,
                      struct err **err)
{
    AUTO_VALUE report = report_make(host, move->vm);
    struct report *r = report_of(report);
    r->move = true;
    r->vm_path = hv_text(move->vm_path);
    r->snapshot_path = hv_text(move->snapshot_path);
    r->from = value_ref(move->from);
    r->to = value_ref(move->to);
    if (hv_report_refresh(report, err))
        return -1;
    *out = value_ref(report);
    return 0;
}

enum report_property {
    REPORT_VM,
    REPORT_OPERATION,
    REPORT_DESTINATION,
    REPORT_PATH,
    REPORT_SNAPSHOT_PATH,
    REPORT_VHD_PATH,
    REPORT_VHD_SOURCE,
    REPORT_PROBLEMS,
};

static struct value get_move_place(const struct report *r, enum report_property which)
{
    return which == REPORT_PATH            ? value_ref(r->vm_path)
           : which == REPORT_SNAPSHOT_PATH ? value_ref(r->snapshot_path)
           : !r->from.array->len           ? value_null()
           : which == REPORT_VHD_PATH      ? value_ref(r->to)
                                           : value_ref(r->from);
}

static struct value get_import_place(const struct report *r, enum report_property which)
{
    struct vm_import_places p = { 0 };
    AUTO_ERR *imported = NULL; /* meanwhile: nothing is planned any more */
    if (vm_import_places(r->host->host, hv_vm_of(r->vm)->info.uuid, &p, &imported))
        return value_null();
    struct value v = hv_text(which == REPORT_PATH            ? p.path
                             : which == REPORT_SNAPSHOT_PATH ? p.snapshots
                             : which == REPORT_VHD_PATH      ? p.vhds
                                                             : p.vhd_source);
    vm_import_places_release(&p);
    return v;
}

static int get_report(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    const struct report *r = report_of(self);
    enum report_property which = (enum report_property)p->data;
    (void)err;
    switch (which) {
    case REPORT_VM:
        *out = value_ref(r->vm);
        return 0;
    case REPORT_OPERATION:
        *out = value_string(r->move ? "MoveVirtualMachine" : "ImportVirtualMachine");
        return 0;
    case REPORT_DESTINATION:
        *out = value_string(r->host->name);
        return 0;
    case REPORT_PROBLEMS:
        *out = value_ref(r->problems);
        return 0;
    case REPORT_PATH:
    case REPORT_SNAPSHOT_PATH:
    case REPORT_VHD_PATH:
    case REPORT_VHD_SOURCE:
        break;
    }
    *out = r->move ? get_move_place(r, which) : get_import_place(r, which);
    return 0;
}

static void report_destroy(struct object *o)
{
    struct report *r = object_payload(o);
    value_clear(&r->vm);
    value_clear(&r->problems);
    value_clear(&r->from);
    value_clear(&r->to);
    value_clear(&r->vm_path);
    value_clear(&r->snapshot_path);
}

#define REPORT(name_, type_, id_)                                         \
    {                                                                     \
        .name = name_, .type_name = type_, .get = get_report, .data = id_ \
    }
static const struct property report_properties[] = {
    REPORT("VM", "VirtualMachine", REPORT_VM),
    REPORT("OperationType", "OperationType", REPORT_OPERATION),
    REPORT("Destination", "string", REPORT_DESTINATION),
    REPORT("Path", "string", REPORT_PATH),
    REPORT("SnapshotPath", "string", REPORT_SNAPSHOT_PATH),
    REPORT("VhdDestinationPath", "string", REPORT_VHD_PATH),
    REPORT("VhdSourcePath", "string", REPORT_VHD_SOURCE),
    REPORT("Incompatibilities", "VMIncompatibility[]", REPORT_PROBLEMS),
};

/* ---- from session to session: a planned machine goes along as text ---- */
static int report_pack(struct value self, struct value *out, struct err **err)
{
    const struct report *r = report_of(self);
    const struct hv_vm *vm = hv_vm_of(r->vm);
    AUTO_FREE char *text = NULL;
    if (!r->move) {
        text = vm_import_pack(r->host->host, vm->info.uuid, err);
        if (!text)
            return -1;
    }
    struct array *a = array_new(7);
    array_push_take(a, value_string(r->host->computer));
    array_push_take(a, hv_text(text));
    array_push(a, r->vm);
    array_push(a, r->vm_path);
    array_push(a, r->snapshot_path);
    array_push(a, r->from);
    array_push(a, r->to);
    *out = value_of_array(a);
    return 0;
}

static int report_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct hv_host *host;
    char key[VM_UUID_SIZE];
    if (hv_host_get(session, items[0].str->data, &host, err))
        return -1;
    if (items[1].kind != V_STRING)
        return hv_report_of_move(host,
                                 &(struct hv_report_move){ items[2], text_of(items[3]),
                                                           text_of(items[4]), items[5], items[6] },
                                 out, err);
    return vm_import_unpack(host->host, items[1].str->data, key, err) ||
                   hv_report_new(host, key, out, err)
               ? -1
               : 0;
}

const struct type_info type_vm_compatibility_report = {
    .name = "Microsoft.HyperV.PowerShell.VMCompatibilityReport",
    .base = &type_object,
    .props = report_properties,
    .nprops = ARRAY_SIZE(report_properties),
    .payload_size = sizeof(struct report),
    .destroy = report_destroy,
    .pack = report_pack,
    .unpack = report_unpack,
};
