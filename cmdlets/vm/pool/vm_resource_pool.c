#include "cmdlets/vm/pool/vm_resource_pool.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"

/* ---- Microsoft.HyperV.PowerShell.VMResourcePool, VMStorageResourcePool ---- */
enum {
    POOL_NAME,
    POOL_TYPE,
    POOL_PARENTS,
    POOL_METERED,
    POOL_COMPUTER,
    POOL_PATHS, /* VMStorageResourcePool: the one path */
    POOL_VALUES
};
struct pool_object {
    struct value v[POOL_VALUES];
};

static struct value *values_of(struct value self)
{
    return ((struct pool_object *)object_payload(self.object))->v;
}

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    *out = value_ref(values_of(self)[p->data]);
    return 0;
}

static void pool_destroy(struct object *o)
{
    struct pool_object *pool = object_payload(o);
    for (size_t i = 0; i < POOL_VALUES; i++)
        value_clear(&pool->v[i]);
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
#define POOL_PROPERTIES                                       \
    OWN("ResourcePoolType", "VMResourcePoolType", POOL_TYPE), \
        OWN("ParentName", "string[]", POOL_PARENTS),          \
        OWN("ResourceMeteringEnabled", "bool", POOL_METERED), \
        OWN("ComputerName", "string", POOL_COMPUTER)
static const struct property properties[] = {
    OWN("Name", "string", POOL_NAME),
    POOL_PROPERTIES,
    OWN("Paths", "string[]", POOL_PATHS),
};
static const struct property path_properties[] = {
    OWN("Path", "string", POOL_PATHS),
    OWN("Name", "string", POOL_NAME),
    POOL_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "ResourcePoolType" },
    { .property = "ParentName" },
    { .property = "ResourceMeteringEnabled" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };
static const struct view_column path_columns[] = {
    { .property = "Path" },
    { .property = "Name" },
    { .property = "ResourcePoolType" },
};
static const struct view path_table = { .columns = path_columns,
                                        .ncolumns = ARRAY_SIZE(path_columns) };

static int pool_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, values_of(self)[POOL_NAME].str->data);
    return 0;
}

static int path_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, values_of(self)[POOL_PATHS].str->data);
    return 0;
}

const struct type_info type_vm_resource_pool = {
    .name = "Microsoft.HyperV.PowerShell.VMResourcePool",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct pool_object),
    .destroy = pool_destroy,
    .to_string = pool_to_string,
};
const struct type_info type_vm_storage_resource_pool = {
    .name = "Microsoft.HyperV.PowerShell.VMStorageResourcePool",
    .base = &type_object,
    .props = path_properties,
    .nprops = ARRAY_SIZE(path_properties),
    .table = &path_table,
    .payload_size = sizeof(struct pool_object),
    .destroy = pool_destroy,
    .to_string = path_to_string,
};

static struct value texts(char *const *items, size_t n)
{
    struct array *a = array_new(n);
    for (size_t i = 0; i < n; i++)
        array_push_take(a, value_string(items[i]));
    return value_of_array(a);
}

/* path NULL: a VMResourcePool; else a VMStorageResourcePool. */
static struct value pool_new(const struct hv_host *host, const struct vm_pool *p, const char *path)
{
    struct value self =
        value_of_object(object_new(path ? &type_vm_storage_resource_pool : &type_vm_resource_pool));
    struct value *v = values_of(self);
    v[POOL_NAME] = value_string(p->name);
    v[POOL_TYPE] = value_enum(&enum_vm_resource_pool_type, (int32_t)p->type);
    v[POOL_PARENTS] = texts(p->parents, p->parent_count);
    v[POOL_METERED] = value_bool(p->metered_since != 0);
    v[POOL_COMPUTER] = value_string(host->name);
    v[POOL_PATHS] = path ? value_string(path) : texts(p->paths, p->path_count);
    return self;
}

int hv_pool_name(struct value v, enum vm_pool_type type, const char *device, struct value *out,
                 struct err **err)
{
    const struct vm_config *config;
    struct hv_vm *vm = hv_vm_of(v);
    const struct vm_pool_ref *ref = NULL;
    if (hv_vm_config(vm, &config, err))
        return -1;
    for (size_t i = 0; i < config->pool_count && !ref; i++) {
        const struct vm_pool_ref *r = &config->pools[i];
        if (r->id && r->type && !strcmp(r->type, vm_pool_type_name(type)) &&
            (device ? r->device && !strcmp(r->device, device) : !r->device))
            ref = r;
    }
    struct vm_pool *list = NULL;
    size_t n = 0;
    if (ref && vm_pool_list(vm->host->host, &list, &n, err))
        return -1;
    const struct vm_pool *pool = ref ? vm_pool_find(list, n, type, NULL, ref->id) : NULL;
    *out = value_string(pool ? pool->name : VM_POOL_PRIMORDIAL);
    vm_pool_list_free(list, n);
    return 0;
}

int hv_component_pool(struct value component, enum vm_pool_type type, const char *device,
                      struct value *out, struct err **err)
{
    return hv_pool_name(hv_component_vm(component), type, device, out, err);
}

void complete_pool_name(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_pool *list;
    size_t n;
    (void)word;
    if (!host || vm_pool_list(host->host, &list, &n, &err))
        return;
    for (size_t i = 0; i < n; i++) {
        if (!list[i].primordial)
            completion_add(c, COMPLETE_VALUE, list[i].name, vm_pool_type_name(list[i].type));
    }
    vm_pool_list_free(list, n);
}

/* ---- common ---- */
struct pool_args {
    HV_HOST_FIELDS
    struct str *name, *new_name;
    struct str_list names, parents, paths;
    struct opt_enum type;
    struct enum_list types;
    bool passthru;
};
#define A struct pool_args

static const char **c_texts(const struct str_list *list)
{
    const char **out = xcalloc(list->len + 1, sizeof(*out));
    for (size_t i = 0; i < list->len; i++)
        out[i] = list->items[i]->data;
    return out;
}

/* Emits the pool as it stands now. */
static enum status emit_pool(struct invocation *inv, struct hv_host *host, enum vm_pool_type type,
                             const char *name)
{
    struct vm_pool *list;
    size_t n;
    struct err *err = NULL;
    AUTO_VALUE target = value_string(name);
    if (vm_pool_list(host->host, &list, &n, &err))
        return cmdlet_err(inv, &err, target);
    const struct vm_pool *p = vm_pool_find(list, n, type, name, NULL);
    AUTO_VALUE pool = p ? pool_new(host, p, NULL) : value_null();
    vm_pool_list_free(list, n);
    return p ? emit(inv, pool) : ST_OK;
}

/* ---- Get-VMResourcePool ---- */
static bool type_fits(const A *args, enum vm_pool_type type)
{
    for (size_t i = 0; i < args->types.len; i++) {
        if (args->types.items[i] == (int32_t)type)
            return true;
    }
    return !args->types.len;
}

static enum status report_missing(struct invocation *inv, const struct str *name)
{
    struct err *err = NULL;
    AUTO_VALUE target = value_string(name->data);
    err_set(&err, ERR_INVALID_PARAMETER,
            "Hyper-V was unable to find a resource pool with name \"%s\".", name->data);
    return cmdlet_err(inv, &err, target);
}

static enum status get_named(struct invocation *inv, struct hv_host *host, struct vm_pool *list,
                             size_t n, const struct str *name)
{
    const A *args = ARGS(inv, A);
    bool found = name == NULL;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        const char *own = list[i].name;
        if (!type_fits(args, list[i].type) ||
            (name && !text_wildcard_match(name->data, name->len, own, strlen(own), true)))
            continue;
        found = true;
        st = emit_take(inv, pool_new(host, &list[i], NULL));
    }
    if (st == ST_OK && !found && !text_has_wildcard(name->data, name->len))
        st = report_missing(inv, name);
    return st;
}

static enum status get_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_pool *list;
    size_t n;
    struct err *err = NULL;
    if (vm_pool_list(host->host, &list, &n, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    enum status st = args->names.len ? ST_OK : get_named(inv, host, list, n, NULL);
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++)
        st = get_named(inv, host, list, n, args->names.items[i]);
    vm_pool_list_free(list, n);
    return st;
}

static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, get_on_host);
}

#define TYPES_HELP "What the pool is made of."
static const struct param get_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, names, .name = "Name", .position = 1, .from_pipeline = true,
          .complete = complete_pool_name,
          .help = "The pools' names; wildcards work; all when omitted."),
    PARAM(A, types, .name = "ResourcePoolType", .position = 2,
          .enum_info = &enum_vm_resource_pool_type, .help = "Only pools of these types."),
};
static const struct example get_examples[] = {
    { .code = "Get-VMResourcePool * VHD", .remarks = "All pools of virtual hard disks." },
};

/* ---- New-VMResourcePool ---- */
static enum status new_one(struct invocation *inv, struct hv_host *host, enum vm_pool_type type)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, args->name->data, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_FREE const char **parents = c_texts(&args->parents);
    char **paths = xcalloc(args->paths.len + 1, sizeof(*paths));
    for (size_t i = 0; i < args->paths.len; i++)
        paths[i] = hv_absolute_path(args->paths.items[i], NULL);
    int rc = vm_pool_create(host->host, type, args->name->data, parents, args->parents.len,
                            (const char *const *)paths, args->paths.len, &err);
    for (size_t i = 0; i < args->paths.len; i++)
        free(paths[i]);
    free(paths);
    AUTO_VALUE target = value_string(args->name->data);
    return rc ? cmdlet_err(inv, &err, target) : emit_pool(inv, host, type, args->name->data);
}

static enum status new_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->types.len; i++)
        st = new_one(inv, host, (enum vm_pool_type)args->types.items[i]);
    return st;
}

static enum status new_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, new_on_host);
}

static const struct param new_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The new pool's name; pools of different types may share one."),
    PARAM(A, types, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .enum_info = &enum_vm_resource_pool_type,
          .help = "What it is made of: Memory, Processor, Ethernet, VHD, ISO or VFD; one pool of "
                  "each type given."),
    PARAM(A, parents, .name = "ParentName", .position = 3, .complete = complete_pool_name,
          .help = "The pools that it is part of; the primordial one when omitted."),
    PARAM(A, paths, .name = "Paths", .position = 4,
          .help = "The folders that files of a VHD, ISO or VFD pool are in."),
};
static const struct example new_examples[] = {
    { .code = "New-VMResourcePool Sales VHD -Paths /srv/sales; New-VMResourcePool Sales Memory, "
              "Processor",
      .remarks = "Pools to account the machines of a department to." },
};

/* ---- Remove-, Rename-, Set-VMResourcePool ---- */
static enum status remove_one(struct invocation *inv, struct hv_host *host, enum vm_pool_type type)
{
    const A *args = ARGS(inv, A);
    struct vm_pool *list = NULL;
    size_t n = 0;
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, args->name->data, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE target = value_string(args->name->data);
    if (vm_pool_list(host->host, &list, &n, &err))
        return cmdlet_err(inv, &err, target);
    const struct vm_pool *p = vm_pool_find(list, n, type, args->name->data, NULL);
    AUTO_VALUE gone = p ? pool_new(host, p, NULL) : value_null();
    vm_pool_list_free(list, n);
    if (vm_pool_remove(host->host, type, args->name->data, &err))
        return cmdlet_err(inv, &err, target);
    return args->passthru ? emit(inv, gone) : ST_OK;
}

static enum status remove_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->types.len; i++)
        st = remove_one(inv, host, (enum vm_pool_type)args->types.items[i]);
    return st;
}

static enum status remove_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, remove_on_host);
}

#define HOST_PARAMS(sets_host_, sets_session_)                                                    \
    PARAM(A, cim_session, .name = "CimSession", .sets = sets_session_, .from_property = true,     \
          .type_name = "CimSession",                                                              \
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),           \
        PARAM(A, computer_name, .name = "ComputerName", .sets = sets_host_,                       \
              .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this " \
                      "host."),                                                                   \
        PARAM(A, credential, .name = "Credential", .sets = sets_host_,                            \
              .type_name = "PSCredential",                                                        \
              .help = "Has no meaning here: ssh and libvirt authenticate by themselves.")
#define NAME_PARAM(...)                                                                     \
    PARAM(A, name, .name = "Name", .position = 1, .mandatory = true, .from_property = true, \
          .complete = complete_pool_name, .help = "The pool's name.", __VA_ARGS__)

static const struct param remove_params[] = {
    HOST_PARAMS("ComputerName", "CimSession"),
    NAME_PARAM(.from_pipeline = false),
    PARAM(A, types, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .from_property = true, .enum_info = &enum_vm_resource_pool_type, .help = TYPES_HELP),
    HV_PASSTHRU(A),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMResourcePool Sales Memory, Processor",
      .remarks = "Removes pools that nothing is in." },
};

static enum status rename_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum vm_pool_type type = (enum vm_pool_type)args->type.value;
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, args->name->data, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE target = value_string(args->name->data);
    if (vm_pool_rename(host->host, type, args->name->data, args->new_name->data, &err))
        return cmdlet_err(inv, &err, target);
    return args->passthru ? emit_pool(inv, host, type, args->new_name->data) : ST_OK;
}

static enum status rename_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, rename_on_host);
}

#define TYPE_PARAM(...)                                           \
    PARAM(A, type, .name = "ResourcePoolType", .mandatory = true, \
          .enum_info = &enum_vm_resource_pool_type, .help = TYPES_HELP, __VA_ARGS__)

static const struct param rename_params[] = {
    HOST_PARAMS(NULL, NULL),
    NAME_PARAM(.from_pipeline = true),
    TYPE_PARAM(.position = 2, .from_property = true),
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VMResourcePool Test VHD Production",
      .remarks = "What is in it stays in it." },
};

static enum status set_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum vm_pool_type type = (enum vm_pool_type)args->type.value;
    AUTO_FREE const char **parents = c_texts(&args->parents);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++) {
        const char *name = args->names.items[i]->data;
        struct err *err = NULL;
        bool yes;
        st = should_process(inv, name, NULL, &yes);
        if (st != ST_OK || !yes)
            continue;
        AUTO_VALUE target = value_string(name);
        if (vm_pool_set_parents(host->host, type, name, parents, args->parents.len, &err))
            st = cmdlet_err(inv, &err, target);
        else if (args->passthru)
            st = emit_pool(inv, host, type, name);
    }
    return st;
}

static enum status set_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, set_on_host);
}

static const struct param set_params[] = {
    HOST_PARAMS(NULL, NULL),
    PARAM(A, names, .name = "Name", .position = 1, .mandatory = true, .from_property = true,
          .complete = complete_pool_name, .help = "The pools' names."),
    TYPE_PARAM(.position = 2, .from_property = true),
    PARAM(A, parents, .name = "ParentName", .position = 3, .mandatory = true,
          .complete = complete_pool_name,
          .help = "The pools that it is part of from now on; Primordial: of no other."),
    HV_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VMResourcePool Sales VHD Company", .remarks = "Sales is part of Company." },
};

/* ---- Add-, Get-, Remove-VMStoragePath ---- */
static enum status change_path(struct invocation *inv, struct hv_host *host, const char *pool,
                               const struct str *given, bool add)
{
    const A *args = ARGS(inv, A);
    enum vm_pool_type type = (enum vm_pool_type)args->type.value;
    AUTO_FREE char *path = hv_absolute_path(given, NULL);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE text = value_string(path);
    int rc = add ? vm_pool_add_path(host->host, type, pool, path, &err)
                 : vm_pool_remove_path(host->host, type, pool, path, &err);
    if (rc)
        return cmdlet_err(inv, &err, text);
    return args->passthru ? emit(inv, text) : ST_OK;
}

static enum status change_paths(struct invocation *inv, struct hv_host *host, bool add)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t p = 0; p < args->names.len; p++) {
        for (size_t i = 0; st == ST_OK && i < args->paths.len; i++)
            st = change_path(inv, host, args->names.items[p]->data, args->paths.items[i], add);
    }
    return st;
}

static enum status add_on_host(struct invocation *inv, struct hv_host *host)
{
    return change_paths(inv, host, true);
}

static enum status take_on_host(struct invocation *inv, struct hv_host *host)
{
    return change_paths(inv, host, false);
}

static enum status add_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, add_on_host);
}

static enum status take_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, take_on_host);
}

static bool path_fits(const A *args, const char *path)
{
    for (size_t i = 0; i < args->paths.len; i++) {
        AUTO_FREE char *wanted = hv_absolute_path(args->paths.items[i], NULL);
        if (text_wildcard_match(wanted, strlen(wanted), path, strlen(path), false))
            return true;
    }
    return !args->paths.len;
}

static enum status list_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum vm_pool_type type = (enum vm_pool_type)args->type.value;
    struct vm_pool *list;
    size_t n;
    struct err *err = NULL;
    if (vm_pool_list(host->host, &list, &n, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++) {
        const struct vm_pool *p = vm_pool_find(list, n, type, args->names.items[i]->data, NULL);
        if (!p)
            st = report_missing(inv, args->names.items[i]);
        for (size_t k = 0; st == ST_OK && p && k < p->path_count; k++) {
            if (path_fits(args, p->paths[k]))
                st = emit_take(inv, pool_new(host, p, p->paths[k]));
        }
    }
    vm_pool_list_free(list, n);
    return st;
}

static enum status list_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, list_on_host);
}

static const char *const storage_types[] = { "VHD", "ISO", "VFD", NULL };
#define POOLS_PARAM                                                               \
    PARAM(A, names, .name = "ResourcePoolName", .position = 2, .mandatory = true, \
          .complete = complete_pool_name, .help = "The names of the storage pools.")

static const struct param add_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The folders that files of the pool may be in, at any depth."),
    POOLS_PARAM,
    TYPE_PARAM(.position = 3, .values = storage_types),
    HV_PASSTHRU(A),
};
static const struct example add_examples[] = {
    { .code = "Add-VMStoragePath /srv/more Sales VHD", .remarks = "A second folder of a pool." },
};
static const struct param list_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .position = 1, .from_pipeline = true,
          .help = "Only these folders; wildcards work."),
    POOLS_PARAM,
    TYPE_PARAM(.position = 3),
};
static const struct example list_examples[] = {
    { .code = "(Get-VMStoragePath -ResourcePoolName Sales -ResourcePoolType VHD).Path",
      .remarks = "The folders of a pool." },
};
static const struct param take_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The folders; files in them stay, and drives that use them too."),
    POOLS_PARAM,
    TYPE_PARAM(.position = 3, .values = storage_types),
    HV_PASSTHRU(A),
};
static const struct example take_examples[] = {
    { .code = "Remove-VMStoragePath /srv/more Sales VHD",
      .remarks = "New drives of the pool cannot use the folder any more." },
};

#define POOL_CMDLET(verb_, noun_, set_, stem_, output_, synopsis_, changes_, ...)        \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,     \
        .output = output_, .examples = stem_##_examples,                                 \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_,           \
        .description = __VA_ARGS__                                                       \
    }
#define POOL "Microsoft.HyperV.PowerShell.VMResourcePool"
#define WHAT_POOLS_ARE                                                                         \
    "A pool accounts for what is in it, and files of a storage pool must be below one of its " \
    "paths. It reserves and limits nothing: Set-VMProcessor's weights and limits do. What is " \
    "in no other pool is in the primordial pool of its type, which always exists."

static const struct cmdlet cmdlets[] = {
    POOL_CMDLET("Get", "VMResourcePool", NULL, get, POOL, "Lists resource pools.", false,
                WHAT_POOLS_ARE),
    POOL_CMDLET("New", "VMResourcePool", NULL, new, POOL, "Creates resource pools.", true,
                WHAT_POOLS_ARE),
    POOL_CMDLET("Remove", "VMResourcePool", "ComputerName", remove, POOL,
                "Removes resource pools that nothing is in.", true, NULL),
    POOL_CMDLET("Rename", "VMResourcePool", NULL, rename, POOL,
                "Gives a resource pool another name.", true, NULL),
    POOL_CMDLET("Set", "VMResourcePool", NULL, set, POOL, "Makes resource pools part of others.",
                true, NULL),
    POOL_CMDLET("Add", "VMStoragePath", NULL, add, "System.String",
                "Adds a folder to a storage resource pool.", true, NULL),
    POOL_CMDLET("Get", "VMStoragePath", NULL, list,
                "Microsoft.HyperV.PowerShell.VMStorageResourcePool",
                "Lists the folders of a storage resource pool.", false, NULL),
    POOL_CMDLET("Remove", "VMStoragePath", NULL, take, "System.String",
                "Takes a folder out of a storage resource pool.", true, NULL),
};
const struct cmdlet_group vm_resource_pool_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
