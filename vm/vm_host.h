/* A host: one hypervisor that VMs live on, reached over libvirt. Opaque; owns its
 * connection, a pool of worker threads and small caches.
 *
 * Threads: every vm_* function is called on any one thread at a time per host (or
 * through vm_bulk) and is synchronous for the caller, but the libvirt work runs
 * on a worker while the caller waits in poll(). It returns -1 with kind
 * ERR_CANCELLED once the interrupt descriptor becomes readable, ERR_TIMEOUT when
 * the time is up, ERR_CONNECTION when the hypervisor is unreachable. A call that
 * hangs is left behind: its worker frees what it owns when it ever returns, and
 * the connection is replaced by a new one.
 *
 * Strings in options are borrowed for the call; strings in results are owned by
 * the result struct and freed by its _release function. */
#ifndef HVSH_VM_HOST_H
#define HVSH_VM_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/err.h"

struct vm_host;

/* How the caller waits. The descriptor is only polled for reading, never read. */
struct vm_wait {
    int interrupt_fd; /* -1: cannot be interrupted */
    /* Called on the caller's thread while it waits; percent is -1 when unknown. NULL: no progress.
     */
    void (*progress)(void *data, const char *activity, int percent);
    void *data;
};

/* The configuration: /etc/hvsh.conf, then ~/.config/hvsh/hvsh.conf (lines
 * "key = value", # comments); the second wins. NULL or empty: not set. */
struct vm_settings {
    char *uri;         /* uri: libvirt connection */
    char *domain_type; /* domain_type: auto, kvm, qemu */
    char *vm_path;     /* vm_path: folder for new VMs' folders */
    char *vhd_path;    /* vhd_path: folder for new virtual hard disks */
    char *legacy_nic;  /* legacy_nic: e1000 (default), rtl8139, pcnet, ne2k_pci, tulip */
    char *mac_min;     /* mac_address_minimum, 12 hex digits: 00155D000000 … */
    char *mac_max;     /* mac_address_maximum */
};

struct vm_host_options {
    const char *uri;           /* a libvirt URI; wins over everything. NULL: choose */
    const char *computer_name; /* -ComputerName: NULL, "", ".", "localhost" and the host's own name
                                  mean here; a name with "://" is taken as a URI; others
                                  become qemu+ssh://NAME/system */
    struct vm_wait wait;
    bool services_only;                 /* never start the embedded driver (completion) */
    int connect_timeout_ms;             /* 0: 5000 (15000 for remote hosts) */
    const struct vm_settings *settings; /* NULL: read the configuration files */
};

/* Where the connection came from; what each lacks is in the notices. */
enum vm_driver {
    VM_DRIVER_SYSTEM,
    VM_DRIVER_SESSION,
    VM_DRIVER_EMBEDDED,
    VM_DRIVER_REMOTE,
    VM_DRIVER_TEST,
    VM_DRIVER_OTHER
};
/* What an operation may need and a driver may lack. */
enum vm_feature {
    VM_FEATURE_NETWORKS,
    VM_FEATURE_CPU_TUNING,
    VM_FEATURE_STORAGE_POOLS,
    VM_FEATURE_HOST_INTERFACES,
    VM_FEATURE_COUNT
};

struct vm_host_info {
    char *name; /* host name as libvirt gives it */
    char *uri;
    enum vm_driver driver;
    char *notice;          /* what this connection lacks and how to get it, or NULL; say it once */
    char *libvirt_version; /* "9.0.0" */
    char *hypervisor_version; /* "QEMU 7.2.22" or NULL */
    char *cpu_model, *cpu_arch;
    unsigned logical_processors, numa_nodes;
    uint64_t memory_capacity;  /* bytes */
    uint64_t memory_available; /* bytes; 0 when unknown */
    char *vm_path, *vhd_path;  /* default folders, absolute */
    char *mac_min, *mac_max;   /* 12 hex digits */
    bool has[VM_FEATURE_COUNT];
    /* Filled by vm_host_info only when asked for (it may cost a probe): */
    char *domain_type;        /* "kvm", "qemu"; NULL when not asked */
    char *domain_type_reason; /* "KVM: …" / "TCG: the host CPU shows no vmx or svm" */
};

/* Connects. Tries the choices in order, each bounded by the time-out; the error
 * says what was tried. Nothing else happens until a vm_* call needs it. */
int vm_host_open(const struct vm_host_options *options, struct vm_host **host, struct err **err);
/* Closes; calls still hanging are left behind. NULL is fine. */
void vm_host_close(struct vm_host *host);
/* Replaces how later calls wait. */
void vm_host_set_wait(struct vm_host *host, const struct vm_wait *wait);
/* The connection's URI and driver kind without any call; borrowed. */
const char *vm_host_uri(const struct vm_host *host);
enum vm_driver vm_host_driver(const struct vm_host *host);
/* with_domain_type: also decide KVM or TCG (cached until the next boot). */
int vm_host_info(struct vm_host *host, bool with_domain_type, struct vm_host_info *info,
                 struct err **err);
void vm_host_info_release(struct vm_host_info *info);
/* 0 when the connection has the feature; else -1, ERR_NOT_SUPPORTED naming what
 * is missing, why, and the nearest thing that works. */
int vm_host_require(struct vm_host *host, enum vm_feature feature, struct err **err);

/* Changes defaults (NULL members stay) and writes them to the user's configuration
 * file (/etc/hvsh.conf for root). Relative paths are refused. */
int vm_host_set(struct vm_host *host, const struct vm_settings *change, struct err **err);

/* Reads the files above, or only the file given (tests). Missing files are fine;
 * a malformed line is an error naming file and line. */
int vm_settings_read(const char *file, struct vm_settings *settings, struct err **err);
void vm_settings_release(struct vm_settings *settings);

/* One step of a bulk operation, run on some thread with a host handle of its own
 * (valid in the call only). It may call any vm_* function and must not touch
 * shell values. item is items + index * item_size. */
typedef int vm_bulk_op(struct vm_host *host, void *item, void *data, struct err **err);
/* Called on the caller's thread in input order. err is NULL for success; the
 * callee owns it otherwise. Returns false to stop early (running steps finish,
 * no new ones start; the rest is not reported). */
typedef bool vm_bulk_result(void *data, size_t index, void *item, struct err *err);
/* Runs op for every item, up to 8 at a time. Returns 0 when all were handled
 * (each with its own error), -1 when interrupted or stopped early: ERR_CANCELLED.
 * activity is shown as progress. */
int vm_bulk(struct vm_host *host, const char *activity, vm_bulk_op *op, void *items,
            size_t item_size, size_t n, void *data, vm_bulk_result *on_result, struct err **err);

#endif
