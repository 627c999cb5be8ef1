/* A running cmdlet, and everything a cmdlet may do to the world: emit objects,
 * write to the streams, ask ShouldProcess, call script blocks. Cmdlets never
 * print. */
#ifndef HVSH_RUNTIME_INVOCATION_H
#define HVSH_RUNTIME_INVOCATION_H

#include "shell/runtime/cmdlet.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/host.h"

struct stage;

struct invocation {
    struct session *session;
    const struct cmdlet *cmdlet;
    void *args;          /* the cmdlet's args struct, filled by the binder; borrowed values */
    void *state;         /* cmdlet->state_size bytes, zeroed at begin */
    const char *set;     /* the parameter set in use */
    struct value input;  /* $_: the pipeline object of this process call; nothing when none */
    bool expects_input;  /* there is something upstream */
    struct stage *stage; /* private to the pipeline */
};

#define ARGS(inv, type) ((type *)(inv)->args)
#define STATE(inv, type) ((type *)(inv)->state)

/* Was the parameter of this name given (by name, position, splat or pipeline)? */
bool is_bound(const struct invocation *inv, const char *param);

/* ---- output; the result must be looked at and passed on when not ST_OK ---- */
enum status emit(struct invocation *inv, struct value v) MUST_CHECK_STATUS; /* borrows */
enum status emit_take(struct invocation *inv, struct value v) MUST_CHECK_STATUS;
/* Unrolls arrays and lists, one level. */
enum status emit_each(struct invocation *inv, struct value v) MUST_CHECK_STATUS;

/* ---- errors ---- */
/* Non-terminating: record it and go on. ST_OK, or ST_FAIL under -ErrorAction Stop. */
enum status cmdlet_error(struct invocation *inv, const struct error_spec *spec) MUST_CHECK_STATUS;
/* From a low layer; frees and clears *err. target is borrowed. */
enum status cmdlet_err(struct invocation *inv, struct err **err,
                       struct value target) MUST_CHECK_STATUS;
/* Terminating: ends this cmdlet and its pipeline. Returns ST_FAIL. */
enum status cmdlet_throw(struct invocation *inv, const struct error_spec *spec);
enum status cmdlet_throw_err(struct invocation *inv, struct err **err);

/* ---- the other streams; ST_FAIL when a preference says Stop ---- */
enum status write_warning(struct invocation *inv, const char *fmt, ...) PRINTF_LIKE(2, 3);
enum status write_verbose(struct invocation *inv, const char *fmt, ...) PRINTF_LIKE(2, 3);
enum status write_debug(struct invocation *inv, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Takes nothing; tags may be NULL. host: also shown (Write-Host). */
enum status write_information(struct invocation *inv, struct value message, bool host);
void write_progress(struct invocation *inv, const struct progress *p);

/* -WhatIf and -Confirm. *yes: go on and act. target and action as in
 * 'Performing the operation "Stop-VM" on target "web1".' (action NULL: the
 * cmdlet's name). */
enum status should_process(struct invocation *inv, const char *target, const char *action,
                           bool *yes) MUST_CHECK_STATUS;
/* The same in the caller's own words; caption and warning NULL or "": the usual ones. */
enum status should_process_described(struct invocation *inv, const char *description,
                                     const char *warning, const char *caption,
                                     bool *yes) MUST_CHECK_STATUS;
/* Asks whatever -Confirm says. yes_to_all and no_to_all, both or NULL: what has been answered
 * for all, and is answered now. */
enum status should_continue_once(struct invocation *inv, const char *query, const char *caption,
                                 bool *yes_to_all, bool *no_to_all, bool *yes) MUST_CHECK_STATUS;
/* A further question regardless of -Confirm, skipped under force. */
enum status should_continue(struct invocation *inv, const char *query, const char *caption,
                            bool force, bool *yes) MUST_CHECK_STATUS;

/* Runs a script block with $_ = input and these arguments; its output goes to
 * collect (an array, owned by the caller, appended) or, when NULL, downstream. */
enum status call_scriptblock(struct invocation *inv, struct scriptblock *sb, struct value input,
                             const struct value *args, size_t nargs,
                             struct array *collect) MUST_CHECK_STATUS;
/* As an expression: its outputs as one value ($null, the only one, or an array); owned. */
enum status eval_scriptblock(struct invocation *inv, struct scriptblock *sb, struct value input,
                             struct value *out) MUST_CHECK_STATUS;
/* A property of any value, script properties included; *out owned, $null when absent. */
enum status get_property(struct session *s, struct value v, const char *name,
                         struct value *out) MUST_CHECK_STATUS;

/* True once Ctrl-C was pressed: return ST_INTERRUPT soon. */
bool interrupted(const struct session *s);
/* A descriptor that is readable once Ctrl-C was pressed, for poll(). */
int interrupt_fd(const struct session *s);
/* Sleeps; false when interrupted. */
bool interruptible_sleep(struct session *s, int64_t milliseconds);

#endif
