/* Time zones as values. All results are owned. */
#ifndef HVSH_OBJECT_TYPES_TIMEZONE_H
#define HVSH_OBJECT_TYPES_TIMEZONE_H

#include "shell/object/type_info.h"

bool value_is_zone(struct value v);
/* That of the machine. */
struct value zone_local(void);
/* By tzdata's name or the one that Windows has; false: unknown. */
bool zone_by_name(const char *id, struct value *out);
/* An array of all that tzdata lists. */
int zone_list(struct value *out);

#endif
