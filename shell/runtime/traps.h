/* trap statements of a block. */
#ifndef HVSH_RUNTIME_TRAPS_H
#define HVSH_RUNTIME_TRAPS_H

#include "shell/runtime/compile.h"

struct traps;

struct traps *traps_compile(struct compiler *c, const struct ast_block *block);
/* The pending failure meets the block's traps. ST_OK: dealt with, the next statement runs;
 * ST_FAIL: it goes on. */
enum status traps_handle(struct frame *f, const struct traps *traps);

#endif
