/* Inside vm/: what one host holds. Shared by its workers, reference counted, so
 * that a worker left behind outlives the handle. */
#ifndef HVSH_VM_VM_CORE_H
#define HVSH_VM_VM_CORE_H

#include <pthread.h>
#include <stdatomic.h>

#include "vm/vm_call.h"

#define VM_WORKERS_MAX 8

/* A cached CPU sample of one running domain. */
struct vm_sample {
    char uuid[37];
    int id; /* libvirt's id changes with each start */
    uint64_t cpu_ns;
    int64_t at_ns;   /* CLOCK_MONOTONIC */
    int usage;       /* percent between the last two samples, -1 none yet */
    int64_t started; /* Unix seconds; 0 unknown */
    bool started_known;
};

struct vm_core {
    atomic_int refs;
    pthread_mutex_t lock; /* guards everything below up to the mark */
    pthread_cond_t wake;
    struct vm_request *queue_head, *queue_tail;
    pthread_t threads[VM_WORKERS_MAX];
    unsigned thread_count, idle;
    bool closing;
    virConnectPtr conn; /* NULL: open at the next call */
    struct vm_sample *samples;
    size_t sample_count;
    char *domain_type, *domain_type_reason; /* decided once */
    unsigned moving;            /* migrations to or from here that this process has under way */
    pthread_mutex_t store_lock; /* one use of storage pools at a time (vm_store.c) */
    struct vm_planned *planned; /* the newest first; vm_planned.h */
    unsigned planned_count;     /* that ever were */
    /* Constant after open. */
    char *uri;
    enum vm_driver driver;
    char *notice;
    char *served_dir; /* where the sockets of disk servers are */
    struct vm_settings settings;
};

struct vm_host {
    struct vm_core *core;
    struct vm_wait wait;
};

struct vm_core *vm_core_new(void);
struct vm_core *vm_core_ref(struct vm_core *core);
void vm_core_unref(struct vm_core *core);
/* A reference to a working connection, opened again when it is dead; NULL with *err. */
virConnectPtr vm_core_connect(struct vm_core *core, struct err **err);
/* Ends the workers and waits for them; those left behind in a call end by themselves. */
void vm_core_end_workers(struct vm_core *core);
/* Is the connection to this machine, so that paths are ours too? */
bool vm_core_is_local(const struct vm_core *core);
/* As vm_host_require(), for work. */
int vm_core_require(const struct vm_core *core, enum vm_feature feature, struct err **err);
bool vm_core_has(const struct vm_core *core, enum vm_feature feature);
/* "kvm" or "qemu" by the rule in vm_accel.c; a borrowed string that lives as long as the core. */
int vm_core_domain_type(struct vm_call *call, const char **type, const char **reason,
                        struct err **err);
/* The default folders, made absolute; the caller frees. */
char *vm_core_vm_path(const struct vm_core *core);
char *vm_core_vhd_path(const struct vm_core *core);
/* Folder for caches of this user ($XDG_CACHE_HOME/hvsh, /var/cache/hvsh for root). */
char *vm_cache_dir(void);

#endif
