/* A property bag that was a native object in another session: it keeps the text that ToString()
 * gave there. */
#ifndef HVSH_OBJECT_DESERIALIZED_H
#define HVSH_OBJECT_DESERIALIZED_H

#include "shell/object/object.h"

extern const struct type_info type_deserialized;
/* Without properties; text is borrowed; owned. */
struct value deserialized_new(struct str *text);

#endif
