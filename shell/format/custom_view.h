/* Format-Custom's dump of an object as nested "class Name { … }" blocks. */
#ifndef HVSH_FORMAT_CUSTOM_VIEW_H
#define HVSH_FORMAT_CUSTOM_VIEW_H

#include "shell/format/property_spec.h"

/* specs NULL or empty: all properties. depth: levels of nesting shown. */
void custom_view_text(const struct format_env *env, struct value v,
                      const struct property_specs *specs, int depth, struct strbuf *out);

#endif
