/* A parameter as ProxyCommand writes it. */
#ifndef HVSH_RUNTIME_PROXY_PARAMETER_H
#define HVSH_RUNTIME_PROXY_PARAMETER_H

#include "shell/object/value.h"

/* Appends the attributes, type and name of a ParameterMetadata; bound: [Parameter()] too. */
void proxy_parameter_write(struct value parameter, const char *name, bool bound,
                           struct strbuf *out);
/* Appends 'text', quotes doubled. */
void proxy_quote(const char *text, struct strbuf *out);

#endif
