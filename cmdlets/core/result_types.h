/* Types of what cmdlets of this room give, which scripts name in casts, -is and parameters. */
#ifndef HVSH_CMDLETS_CORE_RESULT_TYPES_H
#define HVSH_CMDLETS_CORE_RESULT_TYPES_H

#include "shell/object/type_info.h"

extern const struct type_info type_byte_collection, type_file_hash, type_group_info,
    type_group_info_bare, type_match_context, type_measure_base, type_measure_info,
    type_measure_object_info, type_member_definition, type_select_xml_info, type_text_measure,
    type_call_frame, type_ps_variable;

#endif
