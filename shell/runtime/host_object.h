/* The objects behind $Host, $PSVersionTable, $ExecutionContext and $PSCmdlet. */
#ifndef HVSH_RUNTIME_HOST_OBJECT_H
#define HVSH_RUNTIME_HOST_OBJECT_H

#include "shell/runtime/session.h"

struct stage;

/* Each result is owned. */
struct value version_table_new(void);
struct value host_object_new(struct session *s);
struct value execution_context_new(struct session *s);
/* $PSCmdlet of a function; valid while its stage runs, afterwards its methods fail. */
struct value cmdlet_object_new(struct session *s, struct stage *stage);

#endif
