/* Tier 1: what bulk calls tell about all VMs. */
#include <libvirt/virterror.h>
#include <sys/stat.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "vm/vm.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"
#include "vm/vm_state.h"
#include "vm/xml.h"

enum { SAMPLE_MIN_MS = 80, SAMPLE_MAX_MS = 10000, SAMPLE_WAIT_MS = 100, LOOKUP_MAX = 8 };

/* One VM while the list is being made. */
struct row {
    struct vm_info info;
    virDomainPtr dom; /* a reference */
    int id;
    int state, reason;
    uint64_t cpu_ns;
    int64_t at_ns;
};
struct uuid {
    char text[VM_UUID_SIZE];
};

struct rows {
    VEC(struct row) v;
};

struct list_arg {
    char **names;
    size_t name_count;
    char *uuid;
    unsigned flags;
    struct vm_list list;
};

static void list_arg_release(void *opaque)
{
    struct list_arg *arg = opaque;
    if (!arg)
        return;
    for (size_t i = 0; i < arg->name_count; i++)
        free(arg->names[i]);
    free(arg->names);
    free(arg->uuid);
    vm_list_release(&arg->list);
    free(arg);
}

static void rows_release(struct rows *rows)
{
    for (size_t i = 0; i < rows->v.len; i++) {
        vm_info_release(&rows->v.items[i].info);
        virDomainFree(rows->v.items[i].dom);
    }
    vec_release(&rows->v);
}

static int64_t monotonic_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* ---- from libvirt's statistics to rows ---- */
struct balloon {
    uint64_t current, maximum, available, unused, usable;
};

static void stat_value(struct row *row, struct balloon *b, const virTypedParameter *p)
{
    static const struct {
        const char *name;
        size_t offset;
    } balloon_fields[] = {
        { "balloon.current", offsetof(struct balloon, current) },
        { "balloon.maximum", offsetof(struct balloon, maximum) },
        { "balloon.available", offsetof(struct balloon, available) },
        { "balloon.unused", offsetof(struct balloon, unused) },
        { "balloon.usable", offsetof(struct balloon, usable) },
    };
    if (p->type == VIR_TYPED_PARAM_INT && strcmp(p->field, "state.state") == 0)
        row->state = p->value.i;
    else if (p->type == VIR_TYPED_PARAM_INT && strcmp(p->field, "state.reason") == 0)
        row->reason = p->value.i;
    else if (p->type == VIR_TYPED_PARAM_ULLONG && strcmp(p->field, "cpu.time") == 0)
        row->cpu_ns = p->value.ul;
    else if (p->type == VIR_TYPED_PARAM_UINT && strcmp(p->field, "vcpu.current") == 0)
        row->info.vcpus = p->value.ui;
    else if (p->type == VIR_TYPED_PARAM_ULLONG && p->field[0] == 'b') {
        for (size_t i = 0; i < ARRAY_SIZE(balloon_fields); i++) {
            if (strcmp(p->field, balloon_fields[i].name) == 0)
                *(uint64_t *)(void *)((char *)b + balloon_fields[i].offset) = p->value.ul;
        }
    }
}

static void row_from_stats(struct row *row, const virDomainStatsRecord *rec)
{
    struct balloon b = { 0 };
    row->at_ns = monotonic_ns();
    for (int i = 0; i < rec->nparams; i++)
        stat_value(row, &b, &rec->params[i]);
    row->dom = rec->dom;
    virDomainRef(row->dom);
    virDomainGetUUIDString(row->dom, row->info.uuid);
    row->id = (int)virDomainGetID(row->dom);
    row->info.memory_maximum = b.maximum * 1024;
    row->info.cpu_usage = 0;
    if (row->id < 0)
        return;
    row->info.memory_assigned = b.current * 1024;
    uint64_t free_kib = b.usable ? b.usable : b.unused;
    if (b.available && free_kib && b.available >= free_kib)
        row->info.memory_demand = (b.available - free_kib) * 1024;
    row->info.cpu_usage = -1;
}

static const unsigned wanted_stats = VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_CPU_TOTAL |
                                     VIR_DOMAIN_STATS_BALLOON | VIR_DOMAIN_STATS_VCPU;

static int take_stats(int n, virDomainStatsRecordPtr *records, struct rows *rows, struct err **err)
{
    if (n < 0)
        return vm_err_libvirt(err, "Cannot read the virtual machines");
    vec_reserve(&rows->v, (size_t)n);
    for (int i = 0; i < n; i++) {
        struct row *row = vec_push(&rows->v);
        *row = (struct row){ 0 };
        row_from_stats(row, records[i]);
    }
    virDomainStatsRecordListFree(records);
    return 0;
}

/* For drivers without bulk statistics; the test driver has only the state in them. */
static bool lacks_stats(const struct vm_core *core)
{
    int code = vm_last_code();
    return core->driver == VM_DRIVER_TEST || code == VIR_ERR_NO_SUPPORT ||
           code == VIR_ERR_INVALID_ARG || code == VIR_ERR_ARGUMENT_UNSUPPORTED;
}

static int rows_one_by_one(virDomainPtr *doms, int n, struct rows *rows)
{
    for (int i = 0; i < n; i++) {
        virDomainInfo di;
        int state, reason;
        if (virDomainGetInfo(doms[i], &di) < 0 ||
            virDomainGetState(doms[i], &state, &reason, 0) < 0)
            continue; /* gone meanwhile */
        struct row *row = vec_push(&rows->v);
        *row = (struct row){ .state = state,
                             .reason = reason,
                             .cpu_ns = di.cpuTime,
                             .at_ns = monotonic_ns(),
                             .dom = doms[i] };
        virDomainRef(doms[i]);
        virDomainGetUUIDString(doms[i], row->info.uuid);
        row->id = (int)virDomainGetID(doms[i]);
        row->info.vcpus = di.nrVirtCpu;
        row->info.memory_maximum = (uint64_t)di.maxMem * 1024;
        row->info.memory_assigned = row->id >= 0 ? (uint64_t)di.memory * 1024 : 0;
        row->info.cpu_usage = row->id >= 0 ? -1 : 0;
    }
    return 0;
}

static int read_all(struct vm_call *call, struct rows *rows, struct err **err)
{
    virDomainStatsRecordPtr *records = NULL;
    int n = -1;
    if (call->core->driver != VM_DRIVER_TEST)
        n = virConnectGetAllDomainStats(call->conn, wanted_stats, &records,
                                        VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    if (n >= 0 || !lacks_stats(call->core))
        return take_stats(n, records, rows, err);
    virDomainPtr *doms = NULL;
    n = virConnectListAllDomains(call->conn, &doms, 0);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    int rc = rows_one_by_one(doms, n, rows);
    for (int i = 0; i < n; i++)
        virDomainFree(doms[i]);
    free(doms);
    return rc;
}

static int read_some(struct vm_call *call, virDomainPtr *doms, int n, struct rows *rows,
                     struct err **err)
{
    virDomainStatsRecordPtr *records = NULL;
    int got = -1;
    if (call->core->driver != VM_DRIVER_TEST)
        got = virDomainListGetStats(doms, wanted_stats, &records,
                                    VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    if (got >= 0 || !lacks_stats(call->core))
        return take_stats(got, records, rows, err);
    return rows_one_by_one(doms, n, rows);
}

/* The few VMs meant by exact names or a UUID, looked up one by one; false when one of
 * them is not found that way and the whole list has to tell. */
static bool lookup_few(struct vm_call *call, const struct list_arg *arg, virDomainPtr *doms, int *n)
{
    *n = 0;
    if (arg->uuid) {
        doms[0] = virDomainLookupByUUIDString(call->conn, arg->uuid);
        *n = doms[0] ? 1 : 0;
        return doms[0] || vm_last_code() == VIR_ERR_NO_DOMAIN;
    }
    if (arg->name_count == 0 || arg->name_count > LOOKUP_MAX)
        return false;
    for (size_t i = 0; i < arg->name_count; i++) {
        const char *name = arg->names[i];
        bool simple = !text_has_wildcard(name, strlen(name)) && !strpbrk(name, "/`");
        virDomainPtr dom = simple ? virDomainLookupByName(call->conn, name) : NULL;
        if (!dom)
            return false;
        doms[(*n)++] = dom;
    }
    return true;
}

/* ---- uptime and CPU usage ---- */
static int sample_cmp(const void *a, const void *b)
{
    return strcmp(((const struct vm_sample *)a)->uuid, ((const struct vm_sample *)b)->uuid);
}

static int row_cmp_uuid(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->info.uuid, ((const struct row *)b)->info.uuid);
}

int64_t vm_started_time(struct vm_core *core, virDomainPtr dom)
{
    char *text =
        virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, VM_XML_NS, VIR_DOMAIN_AFFECT_LIVE);
    int64_t started = 0;
    if (text) {
        AUTO_ERR *ignored = NULL;
        AUTO_XMLDOC doc = vm_xml_parse(text, NULL, &ignored);
        if (doc)
            started = vm_xml_number(xmlDocGetRootElement(doc), "@started", 0);
        free(text);
    }
    if (started || !vm_core_is_local(core))
        return started;
    AUTO_FREE char *pid_file = NULL;
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    if (core->driver == VM_DRIVER_SYSTEM)
        pid_file = xasprintf("/run/libvirt/qemu/%s.pid", virDomainGetName(dom));
    else if (core->driver == VM_DRIVER_SESSION && runtime)
        pid_file = xasprintf("%s/libvirt/qemu/run/%s.pid", runtime, virDomainGetName(dom));
    struct stat st;
    return pid_file && stat(pid_file, &st) == 0 ? (int64_t)st.st_mtime : 0;
}

/* Merges the rows with the samples of the last call. Returns whether some running VM
 * has no usage yet. */
static bool merge_samples(struct vm_core *core, struct rows *rows, bool whole)
{
    bool missing = false;
    VEC(struct vm_sample) fresh = VEC_INIT;
    if (rows->v.len)
        qsort(rows->v.items, rows->v.len, sizeof(struct row), row_cmp_uuid);
    for (size_t i = 0; i < rows->v.len; i++) {
        struct row *row = &rows->v.items[i];
        if (row->id < 0)
            continue;
        struct vm_sample key = { 0 };
        memcpy(key.uuid, row->info.uuid, sizeof(key.uuid));
        pthread_mutex_lock(&core->lock);
        const struct vm_sample *old =
            core->sample_count
                ? bsearch(&key, core->samples, core->sample_count, sizeof(key), sample_cmp)
                : NULL;
        struct vm_sample s = old && old->id == row->id ? *old : key;
        pthread_mutex_unlock(&core->lock);
        int64_t age_ms = s.at_ns ? (row->at_ns - s.at_ns) / 1000000 : INT64_MAX;
        if (age_ms > SAMPLE_MAX_MS)
            s.usage = -1;
        if (age_ms >= SAMPLE_MIN_MS) {
            unsigned vcpus = row->info.vcpus ? row->info.vcpus : 1;
            if (age_ms <= SAMPLE_MAX_MS && row->cpu_ns >= s.cpu_ns)
                s.usage = (int)(100.0 * (double)(row->cpu_ns - s.cpu_ns) /
                                    ((double)(row->at_ns - s.at_ns) * vcpus) +
                                0.5);
            if (s.usage > 100)
                s.usage = 100;
            s.cpu_ns = row->cpu_ns;
            s.at_ns = row->at_ns;
        }
        s.id = row->id;
        row->info.cpu_usage = s.usage;
        missing = missing || s.usage < 0;
        if (!s.started_known) {
            s.started = vm_started_time(core, row->dom);
            s.started_known = true;
        }
        int64_t now = (int64_t)time(NULL);
        row->info.uptime = s.started && s.started <= now ? (double)(now - s.started) : 0;
        *vec_push(&fresh) = s;
    }
    pthread_mutex_lock(&core->lock);
    if (!whole) { /* keep what was not asked for this time */
        for (size_t i = 0; i < core->sample_count; i++) {
            struct row key = { 0 };
            memcpy(key.info.uuid, core->samples[i].uuid, sizeof(key.info.uuid));
            if (!rows->v.len ||
                !bsearch(&key, rows->v.items, rows->v.len, sizeof(key), row_cmp_uuid))
                *vec_push(&fresh) = core->samples[i];
        }
    }
    if (fresh.len)
        qsort(fresh.items, fresh.len, sizeof(*fresh.items), sample_cmp);
    free(core->samples);
    core->samples = fresh.items;
    core->sample_count = fresh.len;
    pthread_mutex_unlock(&core->lock);
    return missing;
}

/* A second sample of the running ones, a tenth of a second later. */
static int sample_again(struct vm_call *call, struct rows *rows, bool whole, struct err **err)
{
    if (vm_call_sleep(call, SAMPLE_WAIT_MS, err) < 0)
        return -1;
    VEC(virDomainPtr) running = VEC_INIT;
    for (size_t i = 0; i < rows->v.len; i++) {
        if (rows->v.items[i].id >= 0)
            *vec_push(&running) = rows->v.items[i].dom;
    }
    *vec_push(&running) = NULL;
    virDomainStatsRecordPtr *records = NULL;
    int n = virDomainListGetStats(running.items, VIR_DOMAIN_STATS_CPU_TOTAL, &records,
                                  VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    vec_release(&running);
    for (int i = 0; i < n; i++) {
        struct row key = { 0 };
        virDomainGetUUIDString(records[i]->dom, key.info.uuid);
        struct row *row = bsearch(&key, rows->v.items, rows->v.len, sizeof(key), row_cmp_uuid);
        struct balloon unused = { 0 };
        if (!row)
            continue;
        row->at_ns = monotonic_ns();
        for (int p = 0; p < records[i]->nparams; p++)
            stat_value(row, &unused, &records[i]->params[p]);
    }
    if (n >= 0)
        virDomainStatsRecordListFree(records);
    merge_samples(call->core, rows, whole);
    return 0;
}

/* ---- names, saved states, the list ---- */
static int str_cmp(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int fill_states(struct vm_call *call, struct rows *rows, bool whole, struct err **err)
{
    VEC(struct uuid) saved = VEC_INIT;
    if (whole) {
        virDomainPtr *doms = NULL;
        int n = virConnectListAllDomains(call->conn, &doms,
                                         VIR_CONNECT_LIST_DOMAINS_INACTIVE |
                                             VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE);
        if (n < 0)
            return vm_err_libvirt(err, "Cannot list the saved virtual machines");
        for (int i = 0; i < n; i++) {
            virDomainGetUUIDString(doms[i], vec_push(&saved)->text);
            virDomainFree(doms[i]);
        }
        free(doms);
        if (saved.len)
            qsort(saved.items, saved.len, sizeof(struct uuid), str_cmp);
    }
    for (size_t i = 0; i < rows->v.len; i++) {
        struct row *row = &rows->v.items[i];
        bool has = false;
        if (row->state == VIR_DOMAIN_SHUTOFF)
            has = whole ? saved.len && bsearch(row->info.uuid, saved.items, saved.len,
                                               sizeof(struct uuid), str_cmp)
                        : virDomainHasManagedSaveImage(row->dom, 0) == 1;
        row->info.state = vm_state_from_libvirt(row->state, row->reason, has);
        row->info.name = vm_name_of(row->dom, row->info.uuid);
    }
    vec_release(&saved);
    return 0;
}

static bool wanted(const struct list_arg *arg, const struct vm_info *info)
{
    if (arg->uuid)
        return text_caseeq(arg->uuid, info->uuid);
    for (size_t i = 0; i < arg->name_count; i++) {
        if (text_wildcard_match(arg->names[i], strlen(arg->names[i]), info->name,
                                strlen(info->name), true))
            return true;
    }
    return arg->name_count == 0;
}

static int info_cmp(const void *a, const void *b)
{
    const struct vm_info *x = a, *y = b;
    int c = text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
    return c ? c : strcmp(x->uuid, y->uuid);
}

static int list_rows(struct vm_call *call, struct list_arg *arg, struct rows *rows,
                     struct err **err)
{
    virDomainPtr few[LOOKUP_MAX + 1] = { NULL };
    int n = 0;
    bool whole = !lookup_few(call, arg, few, &n);
    int rc = 0;
    if (whole)
        rc = read_all(call, rows, err);
    else if (n)
        rc = read_some(call, few, n, rows, err);
    for (int i = 0; i < n; i++)
        virDomainFree(few[i]);
    if (rc < 0 || vm_call_check(call, err) < 0 || fill_states(call, rows, whole, err) < 0)
        return -1;
    bool missing = merge_samples(call->core, rows, whole);
    if (missing && (arg->flags & VM_LIST_CPU_USAGE))
        return sample_again(call, rows, whole, err);
    return 0;
}

static int list_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct list_arg *arg = opaque;
    struct rows rows = { VEC_INIT };
    int rc = list_rows(call, arg, &rows, err);
    if (rc == 0) {
        arg->list.items = xcalloc(rows.v.len + 1, sizeof(*arg->list.items));
        for (size_t i = 0; i < rows.v.len; i++) {
            struct vm_info *info = &rows.v.items[i].info;
            if (!wanted(arg, info))
                continue;
            arg->list.items[arg->list.len++] = *info;
            *info = (struct vm_info){ 0 };
        }
        qsort(arg->list.items, arg->list.len, sizeof(*arg->list.items), info_cmp);
    }
    rows_release(&rows);
    return rc;
}

int vm_list(struct vm_host *host, const struct vm_filter *filter, struct vm_list *list,
            struct err **err)
{
    *list = (struct vm_list){ 0 };
    struct list_arg *arg = xcalloc(1, sizeof(*arg));
    if (filter) {
        arg->flags = filter->flags;
        arg->uuid = xstrdup(filter->uuid);
        arg->names = xcalloc(filter->name_count + 1, sizeof(*arg->names));
        for (; arg->name_count < filter->name_count; arg->name_count++)
            arg->names[arg->name_count] = xstrdup(filter->names[arg->name_count]);
    }
    void *p = arg;
    int rc = vm_call_run(host, "Reading the virtual machines", VM_CALL_READ, 0, list_work, &p,
                         list_arg_release, err);
    if (rc == 0) {
        *list = arg->list;
        arg->list = (struct vm_list){ 0 };
    }
    list_arg_release(p);
    return rc;
}

void vm_info_release(struct vm_info *info)
{
    free(info->name);
    *info = (struct vm_info){ 0 };
}

void vm_list_release(struct vm_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        vm_info_release(&list->items[i]);
    free(list->items);
    *list = (struct vm_list){ 0 };
}

const struct vm_info *vm_list_find(const struct vm_list *list, const char *name)
{
    for (size_t i = 0; i < list->len; i++) {
        const char *have = list->items[i].name;
        if (text_wildcard_match(name, strlen(name), have, strlen(have), true))
            return &list->items[i];
    }
    return NULL;
}

/* Off, whatever else it will be. */
static int get_planned(struct vm_host *host, const char *key, struct vm_info *info,
                       struct err **err)
{
    struct vm_config config;
    if (vm_read_config(host, key, &config, err) < 0)
        return -1;
    *info = (struct vm_info){ .name = STEAL(config.name),
                              .state = VM_STATE_OFF,
                              .vcpus = config.processor.count,
                              .memory_maximum = config.memory.maximum };
    snprintf(info->uuid, sizeof(info->uuid), "%s", key);
    vm_config_release(&config);
    return 0;
}

int vm_get(struct vm_host *host, const char *uuid, struct vm_info *info, struct err **err)
{
    struct vm_filter filter = { .uuid = uuid };
    struct vm_list list;
    vm_info_release(info);
    if (vm_is_planned(uuid))
        return get_planned(host, uuid, info, err);
    if (vm_list(host, &filter, &list, err) < 0)
        return -1;
    if (list.len == 0) {
        vm_list_release(&list);
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       "Hyper-V was unable to find a virtual machine with id \"%s\".", uuid);
    }
    *info = list.items[0];
    list.items[0] = (struct vm_info){ 0 };
    vm_list_release(&list);
    return 0;
}
