/* System.Reflection's members: what GetMethods(), GetProperty() … of a type answer, made from the
 * type's tables and the signatures that stand there. */
#ifndef HVSH_OBJECT_TYPES_MEMBER_INFO_H
#define HVSH_OBJECT_TYPES_MEMBER_INFO_H

#include "shell/object/type_info.h"

/* GetMethods … GetConstructor, for the methods of System.Type. */
enum { MEMBER_INFO_METHODS = 12 };
extern const struct type_info type_member_base; /* MemberInfo */
extern const struct method member_info_methods[MEMBER_INFO_METHODS];

#endif
