/* The hypervisor hosts of a session: connected at the first need, kept until the
 * session ends, named as -ComputerName names them. Lives in session->vm_state. */
#ifndef HVSH_CMDLETS_VM_CONTEXT_H
#define HVSH_CMDLETS_VM_CONTEXT_H

#include "shell/runtime/invocation.h"
#include "shell/runtime/session.h"
#include "vm/vm_host.h"

struct hv_host {
    struct session *session;
    char *computer; /* as asked for; "" for here */
    char *name;     /* the host's own name: ComputerName of its objects */
    struct vm_host *host;
    bool notice_given;
    unsigned epoch;       /* counts changes made through this session */
    int64_t window_start; /* ms: begin of the current run of single refreshes */
    unsigned window_count;
    struct hv_snapshot *snapshot; /* the latest bulk read, or NULL */
    struct hv_host *next;
};

/* The host of this name (NULL, "", "." and "localhost": here), connecting when
 * needed. The result belongs to the session. */
int hv_host_get(struct session *s, const char *computer, struct hv_host **out,
                struct err **err) MUST_CHECK;
/* For completers: a host that is connected already or answers at once; NULL
 * otherwise. */
struct hv_host *hv_host_quick(struct session *s);
/* For cmdlets: as above, errors recorded as the cmdlet's, the connection's notice
 * shown once as a warning. *out is NULL when the error was recorded and the
 * cmdlet may go on with its next host. */
enum status hv_host_open(struct invocation *inv, const char *computer,
                         struct hv_host **out) MUST_CHECK_STATUS;
/* Calls fn with each host of -ComputerName, or with this one; -CimSession and
 * -Credential are refused. Stops at anything but ST_OK. */
typedef enum status hv_host_fn(struct invocation *inv, struct hv_host *host);
enum status hv_for_each_host(struct invocation *inv, const struct str_list *computers,
                             hv_host_fn *fn) MUST_CHECK_STATUS;
/* Something was changed: snapshots of this host's objects are read again. */
void hv_host_changed(struct hv_host *host);
/* Where PowerShell Direct's sessions hang, and the last one's number; a host is connected. */
struct direct;
struct direct **hv_sessions(struct session *s);
int *hv_session_counter(struct session *s);
/* Milliseconds on the monotonic clock. */
int64_t hv_now(void);

/* Refuses -CimSession and -Credential, which have no meaning here. ST_OK when
 * neither is given. */
enum status hv_refuse_sessions(struct invocation *inv) MUST_CHECK_STATUS;

#endif
