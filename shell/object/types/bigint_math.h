/* BigInteger's functions beyond the four operations: for the table of its statics. */
#ifndef HVSH_OBJECT_TYPES_BIGINT_MATH_H
#define HVSH_OBJECT_TYPES_BIGINT_MATH_H

#include "shell/object/members.h"

SHARED_CALL(bigint_div_rem);
SHARED_CALL(bigint_log);
SHARED_CALL(bigint_log10);
SHARED_CALL(bigint_is_pow2);

#endif
