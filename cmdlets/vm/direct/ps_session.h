/* PowerShell Direct's sessions: System.Management.Automation.Runspaces.PSSession objects, each
 * a way into one running virtual machine that needs no network. */
#ifndef HVSH_CMDLETS_VM_DIRECT_PS_SESSION_H
#define HVSH_CMDLETS_VM_DIRECT_PS_SESSION_H

#include "cmdlets/vm/context.h"
#include "shell/object/object.h"
#include "vm/guest/vm_shell.h"

extern const struct type_info type_ps_session;

/* System.Management.Automation.Runspaces.RunspaceState, its values. */
enum direct_state { DIRECT_OPENED = 2, DIRECT_CLOSED = 3, DIRECT_BROKEN = 5 };

/* What runs the session's blocks in the guest. */
enum direct_kind { DIRECT_SH, DIRECT_POWERSHELL };

struct direct {
    unsigned refs; /* the session's table is one holder, each PSSession object another */
    int id;
    char *name, *vm_name;
    char uuid[37];
    uint8_t instance[16];
    char *user, *password; /* NULL: the service's own */
    struct hv_host *host;
    struct vm_shell *shell; /* NULL: closed */
    enum direct_state state;
    bool listed;
    /* The program that runs blocks, from the first one on. */
    bool runs;
    struct vm_shell_streams streams;
    struct direct *next; /* in the table */
};

/* Whom to be in the guest. */
struct direct_who {
    const char *user, *password; /* NULL: the service's own */
};
/* Of a PSCredential value, or $null. -1: v is neither. */
int direct_who_of(struct value v, struct direct_who *who);

/* The machines of -VMName or -VMId (strings or GUIDs), one each; one that does not name a single
 * machine is a non-terminating error in PowerShell's words, as is one that does not run. Names
 * and UUIDs go to out as VirtualMachine objects. */
struct array;
enum status direct_machines(struct invocation *inv, const struct value *wanted, size_t n,
                            bool by_id, struct array *out) MUST_CHECK_STATUS;

/* Opens a session with each machine, at once; a failed one is a non-terminating error. The new
 * ones (owned references) go to out, which has room for all; *count counts them. listed: they
 * stand in the table. */
enum status direct_open_all(struct invocation *inv, const struct array *vms,
                            const struct direct_who *who, bool listed, struct direct **out,
                            size_t *count) MUST_CHECK_STATUS;
struct direct *direct_ref(struct direct *d);
/* The last holder of one that is not listed closes it. */
void direct_unref(struct direct *d);
/* Ends what runs in it and takes it out of the table. */
void direct_close(struct direct *d);
/* The program that runs blocks is over or has to go. */
void direct_end_program(struct direct *d);
enum direct_kind direct_kind_of(const struct direct *d);

/* A PSSession object; owned. NULL for other values. */
struct value direct_object(struct direct *d);
struct direct *direct_of(struct value v);
/* The session's table, or NULL when it is empty. */
struct direct *direct_first(struct session *s);

#endif
