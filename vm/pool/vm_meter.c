#include "vm/pool/vm_meter.h"

#include "shell/base/alloc.h"
#include "vm/pool/vm_meter_watch.h"

struct meter_arg {
    char uuid[VM_UUID_SIZE];
    char *pool;
    struct vm_meter meter; /* result */
};

static void meter_arg_release(void *opaque)
{
    struct meter_arg *a = opaque;
    if (!a)
        return;
    vm_meter_release(&a->meter);
    free(a->pool);
    free(a);
}

/* One machine with its counters. */
struct reading {
    struct vm_edit edit;
    struct vm_counters now;
    xmlNodePtr record; /* NULL: not metered */
};

static void reading_release(struct reading *r)
{
    vm_counters_release(&r->now);
    vm_edit_release(&r->edit);
}
#define AUTO_READING CLEANUP(reading_release) struct reading

static int reading_begin(struct vm_call *call, const struct meter_arg *a, struct reading *r,
                         struct err **err)
{
    if (vm_edit_begin(call, a->uuid, &r->edit, err) < 0 ||
        vm_counters_read(call, r->edit.dom, r->edit.root, &r->now, err) < 0)
        return -1;
    r->record = vm_meter_find(r->edit.root, a->pool);
    return 0;
}

static int not_metered(const struct reading *r, struct err **err)
{
    err_set(err, ERR_INVALID_STATE,
            "Resource metering is not enabled for the virtual machine '%s'.", r->edit.name);
    return err_advise(err, "Use Enable-VMResourceMetering first.");
}

static int enable_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct meter_arg *a = opaque;
    AUTO_READING r = { 0 };
    if (reading_begin(call, a, &r, err) < 0)
        return -1;
    if (r.record)
        return 0;
    vm_meter_begin(r.edit.root, a->pool, &r.now);
    return vm_edit_commit(&r.edit, err);
}

static int disable_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct meter_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr record = vm_meter_find(e.root, a->pool);
    if (!record)
        return 0;
    vm_xml_remove(record);
    return vm_edit_commit(&e, err);
}

static int reset_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct meter_arg *a = opaque;
    AUTO_READING r = { 0 };
    if (reading_begin(call, a, &r, err) < 0)
        return -1;
    if (!r.record)
        return not_metered(&r, err);
    vm_meter_begin(r.edit.root, a->pool, &r.now);
    return vm_edit_commit(&r.edit, err);
}

static int read_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct meter_arg *a = opaque;
    AUTO_READING r = { 0 };
    virNodeInfo node;
    if (reading_begin(call, a, &r, err) < 0)
        return -1;
    if (!r.record)
        return not_metered(&r, err);
    vm_meter_add(r.record, &r.now);
    vm_meter_sums(r.record, &a->meter);
    a->meter.host_mhz = virNodeGetInfo(call->conn, &node) == 0 ? node.mhz : 0;
    /* Kept for the case that nobody sees the end of this run; who may only look still may. */
    AUTO_ERR *ignored = NULL;
    if (r.now.running)
        vm_edit_commit(&r.edit, &ignored);
    return 0;
}

static int run(struct vm_host *host, const char *activity, vm_call_fn *fn, const char *uuid,
               const char *pool, struct vm_meter *meter, struct err **err)
{
    struct meter_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->pool = pool ? xstrdup(pool) : NULL;
    void *p = a;
    int rc = vm_call_run(host, activity, VM_CALL_CHANGE, 60000, fn, &p, meter_arg_release, err);
    if (rc == 0 && meter) {
        *meter = a->meter;
        a->meter = (struct vm_meter){ 0 };
    }
    meter_arg_release(p);
    return rc;
}

int vm_meter_enable(struct vm_host *host, const char *uuid, const char *pool, struct err **err)
{
    return run(host, "Enabling metering", enable_work, uuid, pool, NULL, err);
}

int vm_meter_disable(struct vm_host *host, const char *uuid, const char *pool, struct err **err)
{
    return run(host, "Disabling metering", disable_work, uuid, pool, NULL, err);
}

int vm_meter_reset(struct vm_host *host, const char *uuid, const char *pool, struct err **err)
{
    return run(host, "Resetting metering", reset_work, uuid, pool, NULL, err);
}

int vm_meter_read(struct vm_host *host, const char *uuid, const char *pool, struct vm_meter *meter,
                  struct err **err)
{
    *meter = (struct vm_meter){ 0 };
    return run(host, "Reading what was used", read_work, uuid, pool, meter, err);
}
