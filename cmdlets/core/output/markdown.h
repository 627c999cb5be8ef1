/* Types of the Markdown cmdlets. */
#ifndef HVSH_CMDLETS_CORE_MARKDOWN_H
#define HVSH_CMDLETS_CORE_MARKDOWN_H

#include "shell/object/type_info.h"

extern const struct type_info type_markdown_info, type_markdown_options;

/* The session's options; borrowed. */
struct session;
struct value markdown_options(struct session *s);

#endif
