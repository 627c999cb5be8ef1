/* Format-Custom's dump of an object as nested "class Name { … }" blocks. */
#ifndef HVSH_FORMAT_CUSTOM_VIEW_H
#define HVSH_FORMAT_CUSTOM_VIEW_H

#include "shell/format/columns.h"

/* columns: what is shown of v itself; what is in it shows all it shows unasked. depth: how many
 * levels of objects are gone into. */
void custom_view_text(const struct format_env *env, struct value v, const column_vec *columns,
                      int depth, struct strbuf *out);

#endif
