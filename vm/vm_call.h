/* Inside vm/: running libvirt work on a host's worker threads.
 *
 * The work is a function and its argument, a heap object that travels with the
 * request. When the caller gives up (interrupt, time-out), the argument belongs to
 * the worker, which releases it when the work returns; the caller's pointer is
 * cleared then. So work never touches the caller's stack. */
#ifndef HVSH_VM_VM_CALL_H
#define HVSH_VM_VM_CALL_H

#include <libvirt/libvirt.h>

#include "vm/vm_host.h"

struct vm_core;

/* What the work sees. */
struct vm_call {
    virConnectPtr conn;         /* borrowed; NULL with VM_CALL_NO_CONNECTION */
    struct vm_core *core;       /* for vm_core_* */
    struct vm_request *request; /* NULL: nobody waits for it, so nobody gives it up */
};

typedef int vm_call_fn(struct vm_call *call, void *arg, struct err **err);
typedef void vm_call_release(void *arg);

enum vm_call_flags {
    VM_CALL_READ = 0,
    VM_CALL_CHANGE = 1, /* on interrupt, give the work a few seconds to undo */
    VM_CALL_NO_CONNECTION = 2,
    VM_CALL_UNDO = 4, /* a minute, since there is much to undo */
};

/* Runs fn(arg) on a worker and waits. timeout_ms 0: 30 s for reads, 5 min for
 * changes; negative: no limit. *arg is NULL afterwards when the call was left
 * behind; else it is still the caller's, also on failure. activity (a literal)
 * is what progress shows. */
int vm_call_run(struct vm_host *host, const char *activity, unsigned flags, int timeout_ms,
                vm_call_fn *fn, void **arg, vm_call_release *release, struct err **err);

/* For the work: 0, or -1 ERR_CANCELLED when the caller gave up. Ask between steps
 * and undo. */
int vm_call_check(struct vm_call *call, struct err **err);
/* For work whose result cannot be taken back once it returns: 0, and nobody gives the call up any
 * more (so little may be left to do); or -1 ERR_CANCELLED: undo. */
int vm_call_commit(struct vm_call *call, struct err **err);
/* Sleeps, ends early with -1 ERR_CANCELLED. */
int vm_call_sleep(struct vm_call *call, int ms, struct err **err);
/* percent -1: unknown. */
void vm_call_progress(struct vm_call *call, int percent);

/* libvirt's last error of this thread (take it right after the failing call) as an
 * err whose kind follows from libvirt's code; the message is put before libvirt's
 * own text. Returns -1. */
int vm_err_libvirt(struct err **err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* libvirt's code of this thread's last error, 0 when none. */
int vm_last_code(void);

#define AUTO_DOMAIN CLEANUP(vm_cleanup_domain) virDomainPtr
#define AUTO_NETWORK CLEANUP(vm_cleanup_network) virNetworkPtr
static inline void vm_cleanup_domain(virDomainPtr *d)
{
    if (*d)
        virDomainFree(*d);
}
static inline void vm_cleanup_network(virNetworkPtr *n)
{
    if (*n)
        virNetworkFree(*n);
}

/* The domain with this UUID, or NULL with ERR_OBJECT_NOT_FOUND. */
virDomainPtr vm_call_domain(struct vm_call *call, const char *uuid, struct err **err);

#endif
