/* What Get-Command shows of a command's attributes, as objects. */
#ifndef HVSH_RUNTIME_PARAMETER_ATTRIBUTES_H
#define HVSH_RUNTIME_PARAMETER_ATTRIBUTES_H

#include "shell/object/object.h"

struct code;
struct param;
struct session;

/* The attributes of a block's parameter, the last one written first, as PowerShell lists them.
 * Made once and kept by the code, which is compiled. Owned. */
struct value parameter_attributes_of_block(struct code *code, const char *name);
/* Of a cmdlet's parameter: what its n declarations, one per group of sets, say. Owned. */
struct value parameter_attributes_of_cmdlet(const struct param *params, size_t n, const char *name);
/* The attributes in front of param(), as objects. Owned. */
struct value attributes_of_block(struct code *code);
/* The types that [OutputType()] in front of param() names, as PSTypeName objects. Owned. */
struct value output_types_of_block(struct code *code);

extern const struct type_info type_ps_type_name;
/* A PSTypeName; type may be NULL: no type of that name is known. Owned. */
struct value ps_type_name_new(const char *name, const struct type_info *type);

#endif
