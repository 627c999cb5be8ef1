/* Attribute objects and parameters that are made at run time: what dynamicparam blocks build, and
 * what Get-Command's parameters carry. */
#ifndef HVSH_RUNTIME_ATTRIBUTE_TYPES_H
#define HVSH_RUNTIME_ATTRIBUTE_TYPES_H

#include "shell/object/object.h"

struct param;
struct array;

extern const struct type_info type_attribute, type_parameter_attribute, type_alias_attribute,
    type_validate_set_attribute, type_validate_range_attribute, type_validate_length_attribute,
    type_validate_count_attribute, type_validate_pattern_attribute, type_validate_script_attribute,
    type_validate_not_null_or_empty_attribute, type_validate_not_null_attribute,
    type_allow_null_attribute, type_allow_empty_string_attribute,
    type_allow_empty_collection_attribute, type_validate_not_null_or_white_space_attribute,
    type_ps_type_name_attribute, type_output_type_attribute, type_cmdlet_attribute,
    type_cmdlet_binding_attribute, type_obsolete_attribute, type_description_attribute,
    type_suppress_message_attribute, type_dsc_resource_attribute, type_dsc_property_attribute,
    type_flags_attribute, type_serializable_attribute, type_hidden_attribute,
    type_no_affinity_attribute, type_dynamic_assembly_attribute, type_runtime_parameter,
    type_runtime_dictionary, type_cmdlet_metadata_attribute, type_validate_arguments_attribute,
    type_validate_enumerated_attribute, type_transformation_attribute,
    type_argument_completer_attribute;

/* [Parameter()] as it is when nothing is said, and what stands for a type before a parameter;
 * owned. */
struct value attribute_parameter_new(void);
struct value attribute_type_converter(void);
/* One that needs no arguments, [Hidden()]; owned. */
struct value attribute_plain_new(const struct type_info *type);
/* What the assembly of a script's classes has; file NULL: they come from no file. Owned. */
struct value attribute_assembly_new(const char *file);

/* A RuntimeDefinedParameter. */
struct runtime_parameter {
    struct value name, type, value, is_set, attributes;
};
/* NULL when v is none. */
struct runtime_parameter *runtime_parameter_of(struct value v);

/* What the attribute says of a parameter; keep holds the texts that p then borrows. */
void attribute_apply(struct array *keep, struct value attribute, struct param *p);

#endif
