/* ProxyCommand.GetHelpComments(): a help object as the comment that would give it. */
#ifndef HVSH_RUNTIME_PROXY_HELP_H
#define HVSH_RUNTIME_PROXY_HELP_H

#include "shell/object/value.h"

/* A static method: args[0] is the help object. */
int proxy_help_comments(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err);

#endif
