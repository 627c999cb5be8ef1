/* Clixml as the text in which objects travel between shells. */
#ifndef HVSH_CMDLETS_CORE_OUTPUT_OBJECT_TEXT_H
#define HVSH_CMDLETS_CORE_OUTPUT_OBJECT_TEXT_H

#include "shell/runtime/object_text.h"

extern const struct object_text object_text_clixml;

#endif
