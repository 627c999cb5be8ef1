/* The types that $Host's members take and give: choices, fields, sizes, places. */
#ifndef HVSH_RUNTIME_HOST_TYPES_H
#define HVSH_RUNTIME_HOST_TYPES_H

#include "shell/object/type_info.h"

extern const struct type_info type_choice_description, type_field_description, type_host_size,
    type_host_coordinates;

/* A Size, or a Coordinates; owned. */
struct value host_size_new(int width, int height);
struct value host_coordinates_new(int x, int y);
/* Label and HelpMessage of a ChoiceDescription; borrowed. v must be one. */
const char *choice_label(struct value v);
const char *choice_help(struct value v);
/* The name of a FieldDescription, its help message and the type its value has; borrowed. v must
 * be one. */
const char *field_name(struct value v);
const char *field_help(struct value v);
const char *field_type_name(struct value v);

#endif
