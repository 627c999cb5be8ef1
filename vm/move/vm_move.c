#include "vm/move/vm_move.h"

#include <libvirt/virterror.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_migration_work.h"
#include "vm/move/vm_move_files.h"
#include "vm/move/vm_move_plan.h"
#include "vm/move/vm_move_secret.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/pool/vm_meter_watch.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_core.h"
#include "vm/vm_disk_server.h"
#include "vm/vm_security.h"
#include "vm/vm_undefine.h"
#include "vm/xml_map.h"

enum { POLL_MS = 200 };

struct move_arg {
    char uuid[VM_UUID_SIZE];
    struct vm_core *destination;
    struct vm_move_spec spec; /* its strings are owned */
    struct vm_move_disk *disks;
    bool check_only;
    struct vm_incompatibilities found; /* results */
    char *notice;
};

static void move_arg_release(void *opaque)
{
    struct move_arg *a = opaque;
    if (!a)
        return;
    const char *const owned[] = { a->spec.storage_path, a->spec.vm_path, a->spec.snapshot_path,
                                  a->spec.smart_paging_path, a->spec.processor_pool };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free((void *)(uintptr_t)owned[i]);
    for (size_t i = 0; i < a->spec.disk_count; i++) {
        free((void *)(uintptr_t)a->disks[i].source);
        free((void *)(uintptr_t)a->disks[i].destination);
    }
    free(a->disks);
    vm_incompatibilities_release(&a->found);
    vm_core_unref(a->destination);
    free(a->notice);
    free(a);
}

static struct move_arg *move_arg_new(struct vm_host *destination, const char *uuid,
                                     const struct vm_move_spec *spec)
{
    struct move_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->destination = vm_core_ref(destination->core);
    a->spec = *spec;
    a->spec.storage_path = xstrdup(spec->storage_path);
    a->spec.vm_path = xstrdup(spec->vm_path);
    a->spec.snapshot_path = xstrdup(spec->snapshot_path);
    a->spec.smart_paging_path = xstrdup(spec->smart_paging_path);
    a->spec.processor_pool = xstrdup(spec->processor_pool);
    a->disks = xcalloc(spec->disk_count + 1, sizeof(*a->disks));
    for (size_t i = 0; i < spec->disk_count; i++)
        a->disks[i] = (struct vm_move_disk){ xstrdup(spec->disks[i].source),
                                             xstrdup(spec->disks[i].destination) };
    a->spec.disks = a->disks;
    return a;
}

/* ---- the move under way ---- */
struct move {
    struct move_arg *arg;
    struct vm_call *from; /* the source's call */
    struct vm_call to;    /* the same call on the destination's connection */
    struct vm_edit e;     /* on the source; its document becomes the destination's */
    xmlDocPtr live;       /* of a running machine */
    struct vm_move_plan plan;
    struct vm_store store, source_store;
    struct vm_move_secrets secrets;
    bool new_folder;    /* the machine's folder was made */
    bool shared_folder; /* both hosts see it */
};

static void move_release(struct move *m)
{
    vm_store_release(&m->store);
    vm_store_release(&m->source_store);
    vm_move_secrets_release(&m->secrets);
    vm_move_plan_release(&m->plan);
    xmlFreeDoc(m->live);
    vm_edit_release(&m->e);
    if (m->to.conn)
        virConnectClose(m->to.conn);
}
#define AUTO_MOVE CLEANUP(move_release) struct move

static int move_open(struct vm_call *call, struct move_arg *a, struct move *m, struct err **err)
{
    m->arg = a;
    m->from = call;
    m->to = (struct vm_call){ .core = a->destination, .request = call->request };
    m->to.conn = vm_core_connect(a->destination, err);
    if (!m->to.conn) {
        AUTO_ERR *why = STEAL(*err);
        return err_set_code(err, why->domain, ERR_CONNECTION, why->code,
                            "The destination host cannot be reached: %s", why->message);
    }
    if (vm_core_require(call->core, VM_FEATURE_STORAGE_POOLS, err) < 0 ||
        vm_core_require(a->destination, VM_FEATURE_STORAGE_POOLS, err) < 0 ||
        vm_edit_begin(call, a->uuid, &m->e, err) < 0)
        return -1;
    if (m->e.active) {
        char *xml =
            virDomainGetXMLDesc(m->e.dom, VIR_DOMAIN_XML_MIGRATABLE | VIR_DOMAIN_XML_SECURE);
        if (!xml)
            return vm_err_libvirt(err, "Cannot read the running state of '%s'", m->e.name);
        m->live = vm_xml_parse(xml, "domain", err);
        free(xml);
        if (!m->live)
            return -1;
    }
    vm_store_init(&m->store, &m->to);
    vm_store_init(&m->source_store, call);
    return vm_move_plan_make(&m->e, m->live ? xmlDocGetRootElement(m->live) : m->e.root, &m->to,
                             &a->spec, &m->plan, err);
}

static int move_check(struct move *m, struct err **err)
{
    return vm_move_plan_check(&m->e, m->live ? xmlDocGetRootElement(m->live) : m->e.root, &m->to,
                              &m->plan, &m->arg->found, err);
}

static int refuse(struct move *m, struct err **err)
{
    const struct vm_incompatibility *first = &m->arg->found.items[0];
    err_set(err, first->kind, "%s", first->message);
    return first->advice ? err_advise(err, "%s", first->advice) : -1;
}

/* The destination's switches run before its machine does. */
static void start_switches(struct move *m)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(m->e.root, "devices/interface/source[@network]", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *name = vm_xml_text(nodes[i], "@network");
        AUTO_NETWORK net = virNetworkLookupByName(m->to.conn, name);
        if (net && virNetworkIsActive(net) == 0)
            virNetworkCreate(net);
    }
    free(nodes);
}

/* ---- running ---- */

/* Where the source's QEMU reaches the destination: an address of a migration network, else the name
 * that the user reaches it by; NULL: the destination's own. */
static char *migration_uri(const struct vm_core *destination, const char *address)
{
    AUTO_FREE char *server = address ? xstrdup(address) : vm_move_server_of(destination);
    if (!server)
        return NULL;
    return strchr(server, ':') ? xasprintf("tcp://[%s]", server) : xasprintf("tcp://%s", server);
}

struct migration {
    virDomainPtr dom;
    virConnectPtr to;
    virTypedParameterPtr params;
    int count;
    unsigned flags;
    const char *what, *host; /* for its error */
    virDomainPtr there;      /* results */
    struct err *err;
    pthread_mutex_t lock; /* guards done */
    bool done;
};

static void *migrate(void *opaque)
{
    struct migration *g = opaque;
    g->there = virDomainMigrate3(g->dom, g->to, g->params, (unsigned)g->count, g->flags);
    if (!g->there)
        vm_err_libvirt(&g->err,
                       "Virtual machine migration operation for '%s' failed at migration source "
                       "'%s'",
                       g->what, g->host);
    pthread_mutex_lock(&g->lock);
    g->done = true;
    pthread_mutex_unlock(&g->lock);
    return NULL;
}

static bool is_done(struct migration *g)
{
    pthread_mutex_lock(&g->lock);
    bool done = g->done;
    pthread_mutex_unlock(&g->lock);
    return done;
}

static void tell_progress(struct move *m)
{
    virTypedParameterPtr params = NULL;
    int n = 0, type = 0;
    if (virDomainGetJobStats(m->e.dom, &type, &params, &n, 0) < 0)
        return;
    unsigned long long total = 0, left = 0;
    virTypedParamsGetULLong(params, n, VIR_DOMAIN_JOB_DATA_TOTAL, &total);
    virTypedParamsGetULLong(params, n, VIR_DOMAIN_JOB_DATA_REMAINING, &left);
    if (total && left <= total)
        vm_call_progress(m->from, (int)((total - left) * 100 / total));
    virTypedParamsFree(params, n);
}

/* The thread runs until libvirt is through; the interrupt makes it end early. */
static int await_migration(struct move *m, struct migration *g, struct err **err)
{
    sigset_t all, old;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int rc = pthread_create(&thread, NULL, migrate, g);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (rc)
        return err_set_errno(err, rc, "Cannot start a thread");
    bool aborted = false;
    for (unsigned turn = 0; !is_done(g); turn++) {
        AUTO_ERR *stop = NULL;
        if (!aborted && vm_call_sleep(m->from, POLL_MS, &stop) < 0)
            aborted = true;
        if (aborted) { /* also while it is not yet, or not any more, to be aborted */
            virDomainAbortJob(m->e.dom);
            nanosleep(&(struct timespec){ 0, POLL_MS * 1000000L }, NULL);
        } else {
            tell_progress(m);
        }
    }
    pthread_join(thread, NULL);
    if (g->there)
        return 0;
    if (aborted) {
        err_clear(&g->err);
        return err_set(err, ERR_CANCELLED, "The operation was stopped.");
    }
    return err_move(err, &g->err);
}

/* Both hosts have room for one more. */
static int run_migration(struct move *m, struct migration *g, struct err **err)
{
    if (vm_migration_enter(m->from, m->plan.from.maximum, err) < 0)
        return -1;
    int rc = vm_migration_enter(&m->to, m->plan.to.maximum, err);
    if (rc == 0) {
        rc = await_migration(m, g, err);
        vm_migration_leave(&m->to);
    }
    vm_migration_leave(m->from);
    return rc;
}

static int explain(struct move *m, struct err **err)
{
    switch ((*err)->code) {
    case VIR_ERR_MIGRATE_UNSAFE:
        return err_advise(err, "Its virtual hard disks must be on storage that both hosts share, "
                               "or go along with -IncludeStorage.");
    case VIR_ERR_CPU_INCOMPATIBLE:
        return err_advise(err,
                          "To allow for migration to a physical computer with different "
                          "processors, turn '%s' off and use Set-VMProcessor "
                          "-CompatibilityForMigrationEnabled $true.",
                          m->e.name);
    default:
        break;
    }
    if (strstr((*err)->message, "Failed to connect") && strstr((*err)->message, "/hvsh"))
        return err_advise(err,
                          "Its VHDs and VHDXs are served by hvsh: install hvsh with its "
                          "libvirt hook on '%s'.",
                          m->plan.host);
    return -1;
}

/* What libvirt makes for a machine that then does not come. */
struct leftovers {
    char *nvram, *tpm;
};

static void leftovers_expect(struct move *m, struct leftovers *l)
{
    AUTO_ERR *ignored = NULL;
    bool has = false;
    *l = (struct leftovers){ .nvram = vm_move_nvram(m->e.root) };
    if (l->nvram && (vm_store_has(&m->store, l->nvram, &has, &ignored) < 0 || has)) {
        free(l->nvram);
        l->nvram = NULL;
    }
    if (vm_xml_find(m->e.root, "devices/tpm/backend[@type='emulator']"))
        l->tpm = vm_move_tpm_folder(m->arg->uuid);
}

static void leftovers_remove(struct move *m, struct leftovers *l)
{
    struct vm_call *call = m->store.call, calm = { .conn = m->to.conn, .core = m->to.core };
    AUTO_ERR *ignored = NULL;
    m->store.call = &calm;
    if (l->nvram)
        (void)(vm_store_delete(&m->store, l->nvram, &ignored) == 0);
    if (l->tpm)
        vm_move_remove_tpm(&m->store, l->tpm);
    m->store.call = call;
}

static void leftovers_release(struct leftovers *l)
{
    free(l->nvram);
    free(l->tpm);
}

static int move_running(struct move *m, struct err **err)
{
    if (vm_move_empty_disks(&m->e, &m->source_store, &m->store, &m->plan, err) < 0)
        return -1;
    vm_move_plan_apply(&m->plan, xmlDocGetRootElement(m->live), true, m->shared_folder);
    vm_move_plan_apply(&m->plan, m->e.root, false, m->shared_folder);
    AUTO_FREE char *live = vm_xml_dump(m->live), *stored = vm_xml_dump(m->e.doc);
    AUTO_FREE char *address = NULL;
    if (vm_migration_address(&m->to, &m->plan.to, &address, err) < 0)
        return -1;
    AUTO_FREE char *uri = migration_uri(m->arg->destination, address);
    struct migration g = { .dom = m->e.dom,
                           .to = m->to.conn,
                           .what = m->e.name,
                           .host = m->plan.source_host,
                           .flags = VIR_MIGRATE_LIVE | VIR_MIGRATE_PERSIST_DEST |
                                    VIR_MIGRATE_AUTO_CONVERGE };
    int room = 0;
    virTypedParamsAddString(&g.params, &g.count, &room, VIR_MIGRATE_PARAM_DEST_XML, live);
    virTypedParamsAddString(&g.params, &g.count, &room, VIR_MIGRATE_PARAM_PERSIST_XML, stored);
    if (uri)
        virTypedParamsAddString(&g.params, &g.count, &room, VIR_MIGRATE_PARAM_URI, uri);
    if (address)
        virTypedParamsAddString(&g.params, &g.count, &room, VIR_MIGRATE_PARAM_LISTEN_ADDRESS,
                                address);
    if (m->plan.from.performance == VM_MIGRATION_COMPRESSION)
        g.flags |= VIR_MIGRATE_COMPRESSED;
    for (size_t i = 0; i < m->plan.disk_count; i++) {
        if (!m->plan.disks[i].to)
            continue;
        g.flags |= VIR_MIGRATE_NON_SHARED_DISK;
        virTypedParamsAddString(&g.params, &g.count, &room, VIR_MIGRATE_PARAM_MIGRATE_DISKS,
                                m->plan.disks[i].target);
    }
    struct leftovers left;
    leftovers_expect(m, &left);
    pthread_mutex_init(&g.lock, NULL);
    int rc = run_migration(m, &g, err);
    if (rc < 0)
        leftovers_remove(m, &left);
    leftovers_release(&left);
    pthread_mutex_destroy(&g.lock);
    virTypedParamsFree(g.params, g.count);
    if (g.there)
        virDomainFree(g.there);
    return rc < 0 && (*err)->kind != ERR_CANCELLED ? explain(m, err) : rc;
}

/* ---- off ---- */
static int move_off(struct move *m, struct err **err)
{
    vm_move_plan_apply(&m->plan, m->e.root, false, m->shared_folder);
    if (vm_move_copy(&m->e, &m->source_store, &m->store, &m->plan, m->shared_folder, err) < 0 ||
        vm_call_check(m->from, err) < 0)
        return -1;
    AUTO_FREE char *xml = vm_xml_dump(m->e.doc);
    AUTO_DOMAIN there = virDomainDefineXMLFlags(m->to.conn, xml, 0);
    if (!there)
        return vm_err_libvirt(err, "The virtual machine '%s' cannot be made on the host '%s'",
                              m->e.name, m->plan.host);
    if (vm_call_commit(m->from, err) == 0)
        return 0;
    virDomainUndefineFlags(there, VIR_DOMAIN_UNDEFINE_KEEP_NVRAM);
    return -1;
}

/* ---- afterwards ---- */
static void move_finish(struct move *m)
{
    AUTO_DOMAIN there = virDomainLookupByUUIDString(m->to.conn, m->arg->uuid);
    int autostart = 0;
    if (there && virDomainGetAutostart(m->e.dom, &autostart) == 0 && autostart)
        virDomainSetAutostart(there, 1);
    AUTO_ERR *why = NULL;
    vm_disk_server_stop_all(m->from, m->e.dom);
    AUTO_FREE char *nvram = vm_move_nvram(m->e.root);
    bool keep = m->shared_folder && nvram && vm_move_is_below(nvram, m->plan.folder);
    if (vm_undefine(m->e.dom,
                    VIR_DOMAIN_UNDEFINE_MANAGED_SAVE |
                        (keep ? VIR_DOMAIN_UNDEFINE_KEEP_NVRAM : VIR_DOMAIN_UNDEFINE_NVRAM) |
                        VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |
                        VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA) < 0)
        vm_err_libvirt(&why, "'%s' has moved, but its definition stays on the host '%s'", m->e.name,
                       m->plan.source_host);
    struct vm_call calm = { .conn = m->from->conn, .core = m->from->core };
    m->source_store.call = &calm;
    if (!why && vm_move_tidy(&m->source_store, &m->plan, m->arg->spec.retain_disks,
                             m->shared_folder, &why) < 0)
        err_wrap(&why, "'%s' has moved, but not all of its files on the host '%s' could be removed",
                 m->e.name, m->plan.source_host);
    m->arg->notice = why ? xstrdup(why->message) : NULL;
}

/* Pools are the host's: those of the source mean nothing there. */
static int put_in_pool(struct move *m, struct err **err)
{
    vm_xml_remove_all(m->e.root, XML_HV "/hv:pool");
    vm_xml_remove_all(m->e.root, XML_HV "/hv:metering[@pool]");
    if (!m->arg->spec.processor_pool)
        return 0;
    m->e.call = &m->to;
    int rc = vm_pool_put(&m->e, VM_POOL_PROCESSOR, m->arg->spec.processor_pool, NULL, NULL, err);
    m->e.call = m->from;
    return rc;
}

/* The destination counts from zero: what was used here is kept before the record goes along. */
static void note_meters(struct vm_call *call, const char *uuid)
{
    AUTO_ERR *ignored = NULL;
    AUTO_DOMAIN dom = vm_call_domain(call, uuid, &ignored);
    if (dom)
        vm_meter_note(call, dom, uuid);
}

static int move_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct move_arg *a = opaque;
    AUTO_MOVE m = { 0 };
    if (!a->check_only)
        note_meters(call, a->uuid);
    if (move_open(call, a, &m, err) < 0 || move_check(&m, err) < 0)
        return -1;
    if (a->check_only)
        return 0;
    if (a->found.len)
        return refuse(&m, err);
    AUTO_XMLDOC old = vm_xml_parse(m.e.old_xml, "domain", err);
    if (!old || put_in_pool(&m, err) < 0 || vm_nic_filters_restore(&m.to, m.e.root, err) < 0)
        return -1;
    int rc = vm_move_secrets(&m.secrets, call, &m.to, m.e.root, err);
    if (rc == 0)
        rc = vm_move_folders(&m.store, &m.plan, &m.new_folder, &m.shared_folder, err);
    start_switches(&m);
    if (rc == 0)
        rc = m.e.active ? move_running(&m, err) : move_off(&m, err);
    if (rc < 0) {
        if (m.new_folder)
            vm_move_tidy_folder(&m.store, m.plan.new_folder);
        vm_store_undo(&m.store);
        vm_move_secrets_undo(&m.secrets);
        vm_nic_filters_drop(&m.to, xmlDocGetRootElement(old));
        return -1;
    }
    AUTO_ERR *late = NULL; /* it has moved: nobody can stop it now */
    (void)(vm_call_commit(call, &late) == 0);
    move_finish(&m);
    vm_nic_filters_drop(call, xmlDocGetRootElement(old));
    vm_security_forget(call->conn, xmlDocGetRootElement(old));
    return 0;
}

int vm_move_check(struct vm_host *source, struct vm_host *destination, const char *uuid,
                  const struct vm_move_spec *spec, struct vm_incompatibilities *found,
                  struct err **err)
{
    struct move_arg *a = move_arg_new(destination, uuid, spec);
    a->check_only = true;
    void *p = a;
    int rc = vm_call_run(source, "Comparing the hosts", VM_CALL_READ, 120000, move_work, &p,
                         move_arg_release, err);
    *found = (struct vm_incompatibilities){ 0 };
    if (rc == 0) {
        *found = a->found;
        a->found = (struct vm_incompatibilities){ 0 };
    }
    move_arg_release(p);
    return rc;
}

int vm_move(struct vm_host *source, struct vm_host *destination, const char *uuid,
            const struct vm_move_spec *spec, char **notice, struct err **err)
{
    struct move_arg *a = move_arg_new(destination, uuid, spec);
    void *p = a;
    int rc = vm_call_run(source, "Moving the virtual machine", VM_CALL_CHANGE | VM_CALL_UNDO, -1,
                         move_work, &p, move_arg_release, err);
    *notice = rc == 0 ? STEAL(a->notice) : NULL;
    move_arg_release(p);
    return rc;
}
