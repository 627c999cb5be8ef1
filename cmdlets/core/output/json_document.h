/* System.Text.Json.JsonDocument and JsonElement: JSON read as it stands. */
#ifndef HVSH_CMDLETS_CORE_OUTPUT_JSON_DOCUMENT_H
#define HVSH_CMDLETS_CORE_OUTPUT_JSON_DOCUMENT_H

#include "shell/object/type_info.h"

extern const struct type_info type_json_document, type_json_element, type_json_property,
    type_json_value_kind;

#endif
