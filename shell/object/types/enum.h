/* Enumerations of .NET that members take or give. */
#ifndef HVSH_OBJECT_TYPES_ENUM_H
#define HVSH_OBJECT_TYPES_ENUM_H

#include "shell/object/type_info.h"

/* Defines enum_<id> and type_<id> from a table of members. */
#define ENUM_TYPE(id, full_name, table, is_flags)                                             \
    const struct type_info type_##id = {                                                      \
        .name = full_name, .base = &type_enum, .enum_info = &enum_##id, .is_value_type = true \
    };                                                                                        \
    const struct enum_info enum_##id = { .name = full_name,                                   \
                                         .members = table,                                    \
                                         .nmembers = ARRAY_SIZE(table),                       \
                                         .flags = is_flags,                                   \
                                         .type = &type_##id }

#define ENUM_DECLARE(id)                     \
    extern const struct type_info type_##id; \
    extern const struct enum_info enum_##id

enum native_argument_passing {
    NATIVE_ARGUMENTS_LEGACY,
    NATIVE_ARGUMENTS_STANDARD,
    NATIVE_ARGUMENTS_WINDOWS
};

ENUM_DECLARE(data_row_state);
ENUM_DECLARE(xml_formatting);
ENUM_DECLARE(day_of_week);
ENUM_DECLARE(datetime_kind);
ENUM_DECLARE(string_comparison);
ENUM_DECLARE(split_options);
ENUM_DECLARE(regex_options);
ENUM_DECLARE(console_color);
ENUM_DECLARE(midpoint_rounding);
ENUM_DECLARE(base64_options);
ENUM_DECLARE(special_folder);
ENUM_DECLARE(folder_option);
ENUM_DECLARE(platform_id);
ENUM_DECLARE(environment_target);
ENUM_DECLARE(file_attributes);
ENUM_DECLARE(process_priority);
ENUM_DECLARE(uri_kind);
ENUM_DECLARE(search_option);
ENUM_DECLARE(week_rule);
ENUM_DECLARE(address_family);
ENUM_DECLARE(date_styles);
ENUM_DECLARE(number_styles);
ENUM_DECLARE(normalization_form);
ENUM_DECLARE(confirm_impact);
ENUM_DECLARE(native_argument_passing);
ENUM_DECLARE(file_mode);
ENUM_DECLARE(file_access);
ENUM_DECLARE(file_share);
ENUM_DECLARE(seek_origin);
ENUM_DECLARE(unix_file_mode);
ENUM_DECLARE(binding_flags);
ENUM_DECLARE(sort_direction);
ENUM_DECLARE(type_code);
ENUM_DECLARE(architecture);
ENUM_DECLARE(http_status_code);
ENUM_DECLARE(compare_options);
ENUM_DECLARE(wildcard_options);
ENUM_DECLARE(uri_host_name_type);
ENUM_DECLARE(drive_type);

/* StringComparison's odd values ignore case. */
static inline bool comparison_ignores_case(int32_t comparison)
{
    return comparison & 1;
}

#endif
