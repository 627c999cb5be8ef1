/* Guest services of a virtual machine, from the host's side: the channel (a virtio-serial port
 * named VM_GUEST_PORT), the other integration services on theirs, and the copying of files through
 * it. Rules of vm_host.h. */
#ifndef HVSH_VM_VM_GUEST_H
#define HVSH_VM_VM_GUEST_H

#include "vm/vm_host.h"

/* The guest service interface: files. */
#define VM_GUEST_PORT "hv.guestservices.0"
/* The other integration services: every machine made here has it. */
#define VM_SERVICES_PORT "hv.integration.0"

/* Hyper-V's integration services. */
enum vm_service {
    VM_SERVICE_GUEST, /* guest service interface: the port itself */
    VM_SERVICE_HEARTBEAT,
    VM_SERVICE_KVP,
    VM_SERVICE_SHUTDOWN,
    VM_SERVICE_TIME,
    VM_SERVICE_VSS,
    VM_SERVICE_COUNT
};
/* Switches a service; what is switched off is stored with the machine and not used. */
int vm_guest_service(struct vm_host *host, const char *uuid, enum vm_service service, bool on,
                     struct err **err);

/* Puts hvsh's guest services into a running guest by its QEMU guest agent and starts them, or into
 * the disk of a machine that is off. *lasting: the guest's service manager starts them at each
 * boot. */
int vm_guest_install(struct vm_host *host, const char *uuid, bool *lasting, struct err **err);

/* What there is to reach in a machine. */
struct vm_guest_state {
    bool port, port_connected;   /* our port for files; a guest daemon holds it open */
    bool services_connected;     /* and that of the other services */
    bool port_answers;           /* and answers */
    unsigned version;            /* of the file copy protocol, when it could be asked; else 0 */
    bool own[VM_SERVICE_COUNT];  /* what our guest services do; heartbeat: and it beats */
    bool off[VM_SERVICE_COUNT];  /* switched off */
    bool agent, agent_connected; /* the QEMU guest agent's port */
    bool agent_answers;          /* it was asked and answered within three seconds */
    /* They answered since the machine was started, as far as anybody asked: files, the others. */
    bool heard_files, heard;
};
/* Asks both: a port that is held open is no sign of life. */
int vm_guest_state(struct vm_host *host, const char *uuid, struct vm_guest_state *state,
                   struct err **err);

/* The version of a running guest's own integration services, as it says; *current: it is this
 * hvsh's. -1: it says none. */
int vm_guest_services_version(struct vm_host *host, const char *uuid, int *major, int *minor,
                              bool *current, struct err **err);

/* Key-value pairs. pool: 0 written by the host, 1 by the guest, 2 what the guest tells of itself,
 * 3 what the host tells of itself. */
struct vm_pair {
    char *name, *value;
};
struct vm_pairs {
    struct vm_pair *items;
    size_t len;
};
int vm_guest_pairs(struct vm_host *host, const char *uuid, int pool, struct vm_pairs *pairs,
                   struct err **err);
void vm_pairs_release(struct vm_pairs *pairs);
/* value NULL removes the pair. */
int vm_guest_pair_set(struct vm_host *host, const char *uuid, int pool, const char *name,
                      const char *value, struct err **err);

/* Whose files they are in the guest, and which way they go. */
struct vm_guest_user {
    bool session;          /* by a session's port (PowerShell Direct), not the Guest Service's */
    char *name, *password; /* NULL: the service's own user; owned; sessions only */
};

/* Files to a guest. */
struct vm_guest_copied {
    char *source, *target; /* target: where it went, or was meant to */
    uint64_t size;
    struct err *err; /* NULL: copied */
};
struct vm_guest_put {
    /* What is asked for; owned. */
    char uuid[37];
    char **sources; /* absolute paths of files, and of folders with recurse */
    size_t source_count;
    char *destination; /* the guest's */
    bool overwrite, create_path, recurse, resume, verify;
    bool strict;  /* Hyper-V's protocol 1.1 only */
    bool offline; /* into the disks of a machine that is off */
    struct vm_guest_user user;
    /* What came of it. */
    struct vm_guest_copied *copied;
    size_t copied_count;
    char *how; /* "guest services, protocol 2.0": for -Verbose */
};
/* Copies all; each file has its own result, and those before a broken channel keep theirs.
 * *put is heap memory that stays the caller's, unless the call is left behind (then NULL). */
int vm_guest_put(struct vm_host *host, struct vm_guest_put **put, struct err **err);
void vm_guest_put_free(struct vm_guest_put *put);

/* One file, or with recurse a folder, from a guest into a folder or to a name of the host. Where
 * nothing has just that path, wildcards in it stand for what they match, which goes into a folder.
 */
struct vm_guest_get {
    char uuid[37];
    char *source;      /* the guest's path */
    char *destination; /* absolute path here; with a slash at its end it is a folder */
    bool overwrite, create_path, recurse, resume, verify;
    bool literal; /* no wildcards */
    bool offline; /* out of the disks of a machine that is off */
    struct vm_guest_user user;
    struct vm_guest_copied *copied;
    size_t copied_count;
    char *how;
};
int vm_guest_get(struct vm_host *host, struct vm_guest_get **get, struct err **err);
void vm_guest_get_free(struct vm_guest_get *get);

#endif
