/* The objects behind $Host, $PSVersionTable, $ExecutionContext and $PSCmdlet. */
#ifndef HVSH_RUNTIME_HOST_OBJECT_H
#define HVSH_RUNTIME_HOST_OBJECT_H

#include "shell/runtime/session.h"

struct scope;
struct stage;

/* Each result is owned. */
struct value version_table_new(void);
struct value host_object_new(struct session *s);
struct value execution_context_new(struct session *s);
/* The absolute paths that a path, perhaps with wildcards, means: *out a list of strings, owned.
 * -1: the session holds the failure, or *err is set. */
int paths_matching(struct session *s, struct value path, struct value *out, struct err **err);
/* The SessionState of a module's scope, or (NULL) of the code that runs. */
struct value session_state_new(struct session *s, struct scope *scope);
/* $PSCmdlet of a function; valid while its stage runs, afterwards its methods fail. */
struct value cmdlet_object_new(struct session *s, struct stage *stage);
/* The stage of a $PSCmdlet while it runs; NULL: v is none, or it is over. */
struct stage *cmdlet_object_stage(struct value v);

#endif
