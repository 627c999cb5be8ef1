/* Virtual machines: what they are (two tiers of facts) and what can be done to
 * them. Plain structs; every function follows the rules of vm_host.h.
 *
 * A VM is named by host + UUID (36 characters, lower case). Tier 1, vm_info, comes
 * for all VMs from three bulk calls. Tier 2, vm_config, is what stands in the
 * domain's XML and costs one or two calls per VM: read it only when a property
 * needs it.
 *
 * Every change is a transaction: checked against the generation and the state
 * first, undone when a later step fails or the user interrupts.
 *
 * Structs start zeroed; *_release frees what they own and zeroes them. Sizes are
 * bytes, times seconds. In change structs a member that is not set stays as is. */
#ifndef HVSH_VM_VM_H
#define HVSH_VM_VM_H

#include "vm/generation.h"
#include "vm/vm_host.h"

#define VM_UUID_SIZE 37

/* Does this stand for the UUID of a machine that is to be imported and is not on the host yet
 * (vm_import.h)? It can be read and edited as if it were off. */
bool vm_is_planned(const char *uuid);

/* "Set or leave": vm_opt members of change structs. */
struct vm_opt {
    bool set;
    int64_t value; /* a number, an enum, or 0/1 */
};
#define VM_OPT(v) ((struct vm_opt){ true, (int64_t)(v) })

/* Hyper-V's VMState; values are the ones PowerShell shows for [int]$vm.State. */
enum vm_state {
    VM_STATE_OTHER = 1,
    VM_STATE_RUNNING,
    VM_STATE_OFF,
    VM_STATE_STOPPING,
    VM_STATE_SAVED,
    VM_STATE_PAUSED,
    VM_STATE_STARTING,
    VM_STATE_RESET,
    VM_STATE_SAVING,
    VM_STATE_PAUSING,
    VM_STATE_RESUMING,
    VM_STATE_FAST_SAVED,
    VM_STATE_FAST_SAVING,
    VM_STATE_FORCE_SHUTDOWN,
    VM_STATE_FORCE_REBOOT,
    VM_STATE_HIBERNATED,
    VM_STATE_COMPONENT_SERVICING,
    VM_STATE_RUNNING_CRITICAL,
    VM_STATE_OFF_CRITICAL,
    VM_STATE_STOPPING_CRITICAL,
    VM_STATE_SAVED_CRITICAL,
    VM_STATE_PAUSED_CRITICAL,
    VM_STATE_STARTING_CRITICAL,
    VM_STATE_RESET_CRITICAL,
    VM_STATE_SAVING_CRITICAL,
    VM_STATE_PAUSING_CRITICAL,
    VM_STATE_RESUMING_CRITICAL,
    VM_STATE_FAST_SAVED_CRITICAL,
    VM_STATE_FAST_SAVING_CRITICAL,
};
enum vm_heartbeat {
    VM_HEARTBEAT_UNKNOWN,
    VM_HEARTBEAT_DISABLED,
    VM_HEARTBEAT_NO_CONTACT,
    VM_HEARTBEAT_ERROR,
    VM_HEARTBEAT_LOST,
    VM_HEARTBEAT_OK_UNKNOWN,
    VM_HEARTBEAT_OK_HEALTHY,
    VM_HEARTBEAT_OK_CRITICAL,
    VM_HEARTBEAT_PAUSED
};
enum vm_start_action { VM_START_NOTHING, VM_START_IF_RUNNING, VM_START_ALWAYS };
enum vm_stop_action { VM_STOP_TURN_OFF, VM_STOP_SAVE, VM_STOP_SHUT_DOWN };
enum vm_checkpoint_type {
    VM_CHECKPOINT_DISABLED,
    VM_CHECKPOINT_PRODUCTION,
    VM_CHECKPOINT_PRODUCTION_ONLY,
    VM_CHECKPOINT_STANDARD
};
enum vm_critical_action { VM_CRITICAL_NONE, VM_CRITICAL_PAUSE };
enum vm_console_mode { VM_CONSOLE_DEFAULT, VM_CONSOLE_COM1, VM_CONSOLE_COM2, VM_CONSOLE_NONE };
enum vm_ip_protocol { VM_PROTOCOL_IPV4, VM_PROTOCOL_IPV6 };

/* "Running", "Off", "PausedCritical" … as Hyper-V writes them. Never NULL. */
const char *vm_state_name(enum vm_state state);
/* Hyper-V's Status column: "Operating normally", …. */
const char *vm_state_status(enum vm_state state);
/* "OkApplicationsUnknown", …. */
const char *vm_heartbeat_name(enum vm_heartbeat heartbeat);

/* ---- Tier 1 ---- */
struct vm_info {
    char uuid[VM_UUID_SIZE];
    char *name; /* as the user gave it (see vm_create about names) */
    enum vm_state state;
    bool transient; /* not defined: gone when it stops */
    int cpu_usage;  /* percent of its virtual processors; 0 when not running; -1 unknown */
    unsigned vcpus; /* 0 when unknown */
    uint64_t memory_assigned; /* 0 when not running */
    uint64_t memory_demand;   /* from the guest's balloon driver; 0 when unknown */
    uint64_t memory_maximum;  /* the domain's ceiling */
    double uptime;            /* seconds; 0 when not running or unknown */
};
struct vm_list {
    struct vm_info *items;
    size_t len;
};

enum vm_list_flags {
    VM_LIST_CPU_USAGE = 1, /* be sure of cpu_usage: may wait 0.1 s for a second sample, once */
};
/* What to list: NULL lists all. Names may hold wildcards; comparison ignores case. */
struct vm_filter {
    const char *const *names;
    size_t name_count;
    const char *uuid;
    unsigned flags; /* enum vm_list_flags */
};
/* All matching VMs sorted by name, from bulk calls. No match is not an error:
 * vm_list_find tells which of the names had none. */
int vm_list(struct vm_host *host, const struct vm_filter *filter, struct vm_list *list,
            struct err **err);
void vm_list_release(struct vm_list *list);
/* The first item with that name (wildcards allowed), or NULL. */
const struct vm_info *vm_list_find(const struct vm_list *list, const char *name);
/* One VM again: ERR_OBJECT_NOT_FOUND when it is gone. info is released first. */
int vm_get(struct vm_host *host, const char *uuid, struct vm_info *info, struct err **err);
void vm_info_release(struct vm_info *info);
/* The current state only; cheap, for polling. */
int vm_get_state(struct vm_host *host, const char *uuid, enum vm_state *state, struct err **err);
/* "Hyper-V was unable to find a virtual machine with name \"x\"." ERR_OBJECT_NOT_FOUND. */
int vm_not_found(const char *name, struct err **err);

/* ---- Tier 2 ---- */
struct vm_processor {
    unsigned count;
    unsigned maximum, reserve; /* percent: limit (default 100), reserve (0) */
    unsigned relative_weight;  /* 1..10000, default 100 */
    bool compatibility_migration, compatibility_older_os;
    bool nested;               /* ExposeVirtualizationExtensions */
    unsigned threads_per_core; /* 0: as the host */
    bool resource_protection;
};
struct vm_memory {
    uint64_t startup, minimum,
        maximum; /* static: all the same but kept when dynamic was set before */
    bool dynamic;
    unsigned buffer;   /* percent, default 20 */
    unsigned priority; /* 0..100, default 50 */
};
/* One entry of the boot order. */
enum vm_boot_source { VM_SOURCE_DRIVE, VM_SOURCE_NETWORK, VM_SOURCE_FILE };
struct vm_boot_entry {
    enum vm_boot_source source;
    char *device_id;     /* vm_disk.id or vm_nic.id; NULL for VM_SOURCE_FILE */
    char *description;   /* "EFI SCSI Device", "EFI Network", "debian" … */
    char *firmware_path; /* "\EFI\debian\shimx64.efi" or NULL */
    bool dvd;            /* a drive that is a DVD drive */
};
struct vm_firmware { /* generation 2 */
    bool secure_boot;
    char *secure_boot_template; /* "MicrosoftWindows", …; NULL when unknown */
    enum vm_ip_protocol preferred_protocol;
    enum vm_console_mode console_mode;
    bool pause_after_boot_failure;
    struct vm_boot_entry *boot; /* first is tried first */
    size_t boot_count;
};
struct vm_bios { /* generation 1 */
    bool numlock;
    enum vm_boot_device startup_order[4];
    size_t startup_count;
};
struct vm_com_port {
    int number; /* 1, 2 */
    char *path; /* the unix socket guests' COM port is, or NULL: not connected */
    char *log;  /* file that gets a copy of all output, or NULL */
    bool debugger_mode;
};
enum vm_resolution_type { VM_RESOLUTION_MAXIMUM, VM_RESOLUTION_SINGLE, VM_RESOLUTION_DEFAULT };
struct vm_video {
    enum vm_resolution_type type;
    unsigned width, height; /* pixels; of the display's own choice under VM_RESOLUTION_DEFAULT */
    char *model;            /* libvirt's: "virtio", "vga", "none" …; NULL: no display */
};
struct vm_security {
    char *key_protector; /* UUID of the secret that encrypts the TPM's state, or NULL */
    bool vbs_opt_out;    /* no nested virtualization, so no virtualization-based security */
};
struct vm_options {
    char *notes;
    enum vm_start_action start_action;
    int start_delay; /* seconds */
    enum vm_stop_action stop_action;
    enum vm_critical_action critical_action;
    int critical_timeout; /* minutes */
    enum vm_checkpoint_type checkpoint_type;
    bool automatic_checkpoints;
    bool guest_controlled_cache, lock_on_disconnect;
    uint64_t high_mmio, low_mmio; /* bytes */
    char *smart_paging_path, *snapshot_path;
};

#include "vm/vm_device.h"

/* Something of a machine in a resource pool that is not the primordial one (vm_pool.h). */
struct vm_pool_ref {
    char *type, *id;
    char *device; /* vm_disk.id or vm_nic.id; NULL: memory, processors */
};

struct vm_config {
    char uuid[VM_UUID_SIZE];
    char *name;
    int generation;
    bool hvsh_made;        /* has our metadata; else made by other tools */
    char *version;         /* of its machine type, "7.2"; "0.0" when that bears none */
    int64_t creation_time; /* Unix seconds; 0 unknown */
    char *path;            /* configuration folder, or NULL */
    char *domain_type;     /* "kvm", "qemu", … */
    enum vm_heartbeat heartbeat;
    bool tpm;
    bool metered;                         /* by itself, not for a resource pool */
    char *kernel, *initrd, *command_line; /* direct kernel boot, or NULL */
    struct vm_options options;
    struct vm_processor processor;
    struct vm_memory memory;
    struct vm_firmware firmware;
    struct vm_bios bios;
    struct vm_com_port com[2];
    struct vm_video video;
    struct vm_security security;
    bool console;          /* display, keyboard and mouse are there */
    struct vm_disk *disks; /* hard, DVD and floppy drives, by bus, number, location */
    size_t disk_count;
    struct vm_nic *nics;
    size_t nic_count;
    struct vm_controller *controllers;
    size_t controller_count;
    struct vm_pool_ref *pools;
    size_t pool_count;
};
int vm_read_config(struct vm_host *host, const char *uuid, struct vm_config *config,
                   struct err **err);
void vm_config_release(struct vm_config *config);
/* The facts in an XML text (untrusted; at most 16 MB): what vm_read_config does
 * without a host. live is the running domain's XML or NULL. */
int vm_config_parse(const char *inactive_xml, const char *live_xml, struct vm_config *config,
                    struct err **err);

/* ---- Life ---- */
struct vm_spec {
    const char *name;          /* NULL: "New Virtual Machine" */
    int generation;            /* 1, 2; 0: 1, Hyper-V's default */
    int64_t memory;            /* startup; 0: the generation's default */
    int64_t vcpus;             /* 0: 1 */
    const char *path;          /* parent of the VM's own folder; NULL: the host's */
    const char *switch_name;   /* NULL: adapter not connected */
    const char *vhd_path;      /* existing disk to attach, or NULL */
    struct vm_opt boot_device; /* enum vm_boot_device, tried first */
    const char *version;       /* NULL: newest */
    const char *notes;
    struct vm_opt secure_boot;        /* generation 2: default 1 */
    const char *secure_boot_template; /* NULL: MicrosoftWindows */
    /* Own extras: boot this kernel directly instead of a disk. Absolute paths. */
    const char *kernel, *initrd, *command_line;
};
/* Makes the VM (off) with Hyper-V's default devices. On failure or interrupt no
 * domain, NVRAM or folder is left; vhd_path itself is never touched. uuid gets
 * the new VM's UUID.
 * Names: 1 to 100 characters are Hyper-V's rule; here up to 1024 bytes of valid
 * UTF-8 without control characters. What libvirt cannot take as a name ('/', very
 * long) is kept as the domain's title, and found by it. A name in use is
 * ERR_OBJECT_EXISTS. */
int vm_create(struct vm_host *host, const struct vm_spec *spec, char uuid[VM_UUID_SIZE],
              struct err **err);
/* Checks all that vm_create would, changes nothing (-WhatIf). */
int vm_create_check(struct vm_host *host, const struct vm_spec *spec, struct err **err);
/* Off: ok. Saved: the saved state goes too. Running: ERR_INVALID_STATE. Removes the
 * definition, NVRAM, TPM state, checkpoint records and the VM's own folder when it
 * is empty; never a virtual hard disk. */
int vm_remove(struct vm_host *host, const char *uuid, struct err **err);
int vm_rename(struct vm_host *host, const char *uuid, const char *new_name, struct err **err);

/* Off and Saved (resumes where it was) start; Paused resumes. Running:
 * ERR_INVALID_STATE. Never falls back to TCG. */
int vm_start(struct vm_host *host, const char *uuid, struct err **err);
/* Asks the guest (agent, else ACPI) and waits up to timeout seconds (0: 300).
 * ERR_TIMEOUT with advice when it does not; force then turns it off. */
int vm_shutdown(struct vm_host *host, const char *uuid, int timeout, bool force, struct err **err);
int vm_turn_off(struct vm_host *host, const char *uuid, struct err **err);
int vm_save(struct vm_host *host, const char *uuid, struct err **err);
int vm_remove_saved_state(struct vm_host *host, const char *uuid, struct err **err);
int vm_suspend(struct vm_host *host, const char *uuid, struct err **err);
int vm_resume(struct vm_host *host, const char *uuid, struct err **err);
/* Restart-VM: guest restart by agent or ACPI; force (or no answer): reset. */
int vm_restart(struct vm_host *host, const char *uuid, bool force, struct err **err);
/* Debug-VM: a non-maskable interrupt for every virtual processor of a running VM. */
int vm_inject_nmi(struct vm_host *host, const char *uuid, struct err **err);
/* Waits until the VM is in the state; timeout seconds (<= 0: no limit). */
int vm_wait_state(struct vm_host *host, const char *uuid, enum vm_state state, int timeout,
                  struct err **err);
/* Waits for the guest agent's heartbeat, or for an IP address (Restart-VM -For). */
int vm_wait_guest(struct vm_host *host, const char *uuid, bool ip_address, int timeout,
                  struct err **err);

/* ---- Settings ---- */
struct vm_processor_change {
    struct vm_opt count, maximum, reserve, relative_weight, compatibility_migration,
        compatibility_older_os, nested, threads_per_core, resource_protection;
    const char *pool; /* a resource pool's name; NULL: unchanged */
};
struct vm_memory_change {
    struct vm_opt startup, minimum, maximum, dynamic, buffer, priority;
    const char *pool; /* a resource pool's name; NULL: unchanged */
};
struct vm_firmware_change {
    struct vm_opt secure_boot, preferred_protocol, console_mode, pause_after_boot_failure;
    const char *secure_boot_template;
    /* The whole order as device ids (vm_disk.id, vm_nic.id), or NULL. */
    const char *const *boot_order;
    size_t boot_count;
    const char *first_boot_device; /* moves one to the front */
};
struct vm_bios_change {
    struct vm_opt numlock;
    enum vm_boot_device startup_order[4];
    size_t startup_count; /* 0: unchanged; else all four kinds, each once */
};
struct vm_options_change {
    const char *notes, *smart_paging_path, *snapshot_path; /* NULL: unchanged */
    struct vm_opt start_action, start_delay, stop_action, critical_action, critical_timeout,
        checkpoint_type, automatic_checkpoints, guest_controlled_cache, lock_on_disconnect,
        high_mmio, low_mmio;
};
struct vm_com_change {
    int number;       /* 1, 2 */
    const char *path; /* unix socket; "" disconnects; NULL: unchanged */
    struct vm_opt debugger_mode;
};
struct vm_video_change {
    struct vm_opt type, width, height;
};
/* Set-VM changes several at once, in one definition: any member may be NULL. */
struct vm_change {
    const struct vm_processor_change *processor;
    const struct vm_memory_change *memory;
    const struct vm_firmware_change *firmware;
    const struct vm_bios_change *bios;
    const struct vm_options_change *options;
    const struct vm_com_change *com;
    const struct vm_video_change *video;
    struct vm_opt tpm, console, vbs_opt_out;
};
int vm_set(struct vm_host *host, const char *uuid, const struct vm_change *change,
           struct err **err);

/* ---- Console ---- */
/* The unix socket of COM1, and the file that logs its output (either NULL when
 * the VM has none). The caller frees both. */
int vm_console_path(struct vm_host *host, const char *uuid, char **socket_path, char **log_path,
                    struct err **err);
/* The domain's XML as libvirt has it (no secrets); the caller frees. live: of the
 * running domain. */
int vm_xml(struct vm_host *host, const char *uuid, bool live, char **xml, struct err **err);

#endif
