#include "shell/object/type_list.h"

#include "shell/object/delegate.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/ps_style.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/hash.h"
#include "shell/object/xml_value.h"

/* clang-format off */
const struct type_info *const builtin_types[] = {
    /* the commonest first */
    &type_string,
    &type_int32,
    &type_bool,
    &type_pscustomobject,
    &type_object,
    &type_double,
    &type_int64,
    &type_hashtable,
    &type_ordered,
    &type_array,
    &type_datetime,
    &type_switch,
    &type_char,
    &type_byte,
    &type_sbyte,
    &type_int16,
    &type_uint16,
    &type_uint32,
    &type_uint64,
    &type_single,
    &type_decimal,
    &type_timespan,
    &type_guid,
    &type_version,
    &type_regex,
    &type_psobject,
    &type_type,
    &type_void,
    &type_scriptblock,
    &type_error_record,
    &type_enum,
    &type_value_type,
    &type_array_list,
    &type_uri,
    &type_ipaddress,
    &type_securestring,
    &type_pscredential,
    &type_dictionary_entry,
    &type_string_comparer,
    &type_match,
    &type_group,
    &type_math,
    &type_convert,
    &type_environment,
    &type_path,
    &type_file,
    &type_directory,
    &type_string_builder,
    &type_encoding,
    &type_random,
    &type_stopwatch,
    &type_culture_info,
    &type_datetime_offset,
    &type_xml_document,
    &type_xml_node,
    &type_xml_element,
    &type_xml_attribute,
    &type_xml_namespaces,
    &type_xml_node_type,
    &type_operating_system,
    &type_web_utility,
    &type_ps_style,
    &type_string_decorated,
    &type_output_rendering,
    &type_progress_view,
#define LIBRARY_ENTRY(id) &type_##id,
    LIBRARY_TYPES(LIBRARY_ENTRY)
#undef LIBRARY_ENTRY
#define DELEGATE_ENTRY(id, name, n, result) &type_##id,
    PLAIN_DELEGATE_TYPES(DELEGATE_ENTRY)
#undef DELEGATE_ENTRY
#define INTERFACE_ENTRY(id, name, inherits) &interface_##id,
    INTERFACE_TYPES(INTERFACE_ENTRY)
#undef INTERFACE_ENTRY
    &type_day_of_week,
    &type_datetime_kind,
    &type_string_comparison,
    &type_split_options,
    &type_regex_options,
    &type_console_color,
    &type_midpoint_rounding,
    &type_base64_options,
    &type_special_folder,
    &type_folder_option,
    &type_platform_id,
    &type_environment_target,
    &type_file_attributes,
    &type_process_priority,
    &type_uri_kind,
    &type_uri_host_name_type,
    &type_search_option,
    &type_week_rule,
    &type_address_family,
    &type_date_styles,
    &type_number_styles,
    &type_normalization_form,
    &type_confirm_impact,
    &type_native_argument_passing,
    &type_exception,
#define EXCEPTION_ENTRY(id, ...) &type_##id,
    EXCEPTION_TYPES(EXCEPTION_ENTRY) EXCEPTION_TYPES_WITH_PROPS(EXCEPTION_ENTRY)
#undef EXCEPTION_ENTRY
};
/* clang-format on */

const size_t builtin_type_count = ARRAY_SIZE(builtin_types);
