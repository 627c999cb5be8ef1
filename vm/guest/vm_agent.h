/* Inside vm/: the QEMU guest agent of a running machine, for what hvsh's own guest services do
 * when they are not there. Requests go through libvirt, which matches answers to them. All is
 * bounded: time, sizes, and what is taken from an answer. */
#ifndef HVSH_VM_VM_AGENT_H
#define HVSH_VM_VM_AGENT_H

#include "guest/client.h"
#include "vm/guest/vm_agent_json.h"
#include "vm/vm_call.h"

struct vm_agent {
    struct vm_call *call; /* borrowed, as the next two */
    virDomainPtr dom;
    const char *name; /* of the machine */
    bool programs;    /* it starts programs, and there is a shell */
};

/* An answer; value is its "return" and points into text, which vm_agent_answer_free frees. */
struct vm_agent_answer {
    char *text;
    struct agent_json value;
    uint32_t refused; /* the guest's error as a WIRE_E_*; WIRE_OK */
};

/* Finds an agent that answers and lets files be written. ERR_CONNECTION: none is there;
 * ERR_NOT_SUPPORTED: the guest's policy blocks what is needed. */
int vm_agent_open(struct vm_call *call, virDomainPtr dom, const char *name, struct vm_agent *agent,
                  struct err **err);

/* Runs a command: its name, and the arguments as the inside of a JSON object (NULL: none). -1:
 * the agent is gone, late, or made no sense; else *answer, also when the guest refused. */
int vm_agent_run(const struct vm_agent *agent, const char *command, const char *arguments,
                 struct vm_agent_answer *answer, struct err **err);
void vm_agent_answer_free(struct vm_agent_answer *answer);
#define AUTO_AGENT_ANSWER CLEANUP(vm_agent_answer_free) struct vm_agent_answer

/* Runs a shell script in the guest with arguments ($1 ...; NULL ends them): data never becomes
 * code. out gets what it wrote (at most 1 MiB; may be NULL). *status: WIRE_OK, or what its exit
 * code stands for: 3 no such path, 2 no such file, 5 access denied, 80 the file exists; any other
 * is told by the system's words on its standard error. seconds: how long it may take. */
int vm_agent_script(const struct vm_agent *agent, const char *script, const char *const *args,
                    int seconds, struct strbuf *out, uint32_t *status, struct err **err);

/* The same in its parts. arguments: more of a JSON array (",\"a\",\"b\""), env likewise NAME=value
 * pairs (NULL: none); the script's output goes where it sends it. */
int vm_agent_start(const struct vm_agent *agent, const char *script, const char *arguments,
                   const char *env, int64_t *pid, uint32_t *status, struct err **err);
struct vm_agent_exit {
    bool over;
    int64_t code, signal; /* signal 0: it ended by itself */
};
/* Has it ended? out and errors get what it wrote when that was captured; may be NULL. */
int vm_agent_ended(const struct vm_agent *agent, int64_t pid, struct vm_agent_exit *end,
                   struct strbuf *out, struct strbuf *errors, struct err **err);

/* The WIRE_E_* for a text that ends in the system's words for an error. */
uint32_t vm_agent_status_of(const char *text);

/* ---- files: guest_client_put(), _list(), _get() and _digest(), by the agent ------------------ */
int vm_agent_put(const struct vm_agent *agent, const struct client_put *put, struct err **err);
int vm_agent_list(const struct vm_agent *agent, const char *path, uint32_t *status,
                  int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                  void *ctx, struct err **err);
int vm_agent_get(const struct vm_agent *agent, const char *path, const struct walk_root *root,
                 const char *to, uint32_t flags, uint32_t *status,
                 void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                 struct err **err);
int vm_agent_digest(const struct vm_agent *agent, const char *path, uint64_t size, uint32_t *status,
                    uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err);

/* An open file of the guest. What fails in the guest is a WIRE_E_*, -1 as of vm_agent_run(). */
struct agent_file {
    const struct vm_agent *agent;
    int64_t handle; /* -1: none */
};
int agent_file_open(const struct vm_agent *agent, const char *path, const char *mode,
                    struct agent_file *file, uint32_t *status, struct err **err);
int agent_file_seek(const struct agent_file *file, uint64_t offset, bool from_end,
                    uint64_t *position, uint32_t *status, struct err **err);
int agent_file_write(const struct agent_file *file, const void *data, size_t len, uint32_t *status,
                     struct err **err);
/* At most want bytes; none at the end. */
int agent_file_read(const struct agent_file *file, size_t want, struct strbuf *out,
                    uint32_t *status, struct err **err);
/* Closes it in any case; what was not written yet may fail here. */
int agent_file_close(struct agent_file *file, uint32_t *status, struct err **err);

#endif
