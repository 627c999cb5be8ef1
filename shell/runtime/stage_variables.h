/* The lists behind -OutVariable, -ErrorVariable and their like, and -?. */
#ifndef HVSH_RUNTIME_STAGE_VARIABLES_H
#define HVSH_RUNTIME_STAGE_VARIABLES_H

#include "shell/runtime/stage.h"

/* Makes the lists that the stage's common parameters name and sets the
 * variables; "+name" goes on with what the variable holds. */
enum status stage_open_variables(struct stage *stage);
/* At the pipeline's end: what -PipelineVariable names goes, or is $null when it was there before.
 */
void stage_close_variables(struct stage *stage);
/* Runs Get-Help for the stage's command, output downstream. ST_STOP. */
enum status stage_show_help(struct stage *stage);

#endif
