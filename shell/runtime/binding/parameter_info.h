/* What Get-Command says of parameters: ParameterMetadata, CommandParameterInfo and their sets. */
#ifndef HVSH_RUNTIME_PARAMETER_INFO_H
#define HVSH_RUNTIME_PARAMETER_INFO_H

#include "shell/runtime/binding/signature.h"

/* The attributes of the parameter at index i of a signature, an array; owned. */
typedef struct value (*attributes_fn)(void *data, const struct signature *sig, size_t i);

/* The type that a parameter converts to; object when it takes anything. */
const struct type_info *parameter_type(const struct param *p);
/* Name -> ParameterMetadata, in the order of the declarations, the common ones last; dynamic: the
 * first of those that a dynamicparam block made. Owned. */
struct value parameters_of(struct session *s, const struct signature *sig, size_t dynamic,
                           attributes_fn attributes, void *data);
/* CommandParameterSetInfo objects, the default set first. Owned. */
struct value parameter_sets_of(struct session *s, const struct signature *sig, size_t dynamic,
                               attributes_fn attributes, void *data);

extern const struct type_info type_parameter_metadata, type_parameter_set_metadata,
    type_command_parameter_info, type_command_parameter_set_info;

#endif
