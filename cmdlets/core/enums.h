/* .NET enumerations that core cmdlets take and give. */
#ifndef HVSH_CMDLETS_CORE_ENUMS_H
#define HVSH_CMDLETS_CORE_ENUMS_H

#include "shell/object/type_info.h"

extern const struct enum_info enum_member_views, enum_quote_kind, enum_escape_handling,
    enum_scoped_options, enum_visibility, enum_display_hint, enum_path_type, enum_console_color,
    enum_json_date_kind, enum_file_attributes;

enum {
    MEMBER_TYPE_ALIAS = 1,
    MEMBER_TYPE_CODE_PROPERTY = 2,
    MEMBER_TYPE_PROPERTY = 4,
    MEMBER_TYPE_NOTE = 8,
    MEMBER_TYPE_SCRIPT_PROPERTY = 16,
    MEMBER_TYPE_PROPERTY_SET = 32,
    MEMBER_TYPE_METHOD = 64,
    MEMBER_TYPE_CODE_METHOD = 128,
    MEMBER_TYPE_SCRIPT_METHOD = 256,
    MEMBER_TYPE_PARAMETERIZED = 512,
    MEMBER_TYPE_MEMBER_SET = 1024,
    MEMBER_TYPE_EVENT = 2048,
    MEMBER_TYPE_ALL = 16383
};
enum { VIEW_EXTENDED = 1, VIEW_ADAPTED = 2, VIEW_BASE = 4, VIEW_ALL = 7 };
enum { QUOTE_NEVER, QUOTE_ALWAYS, QUOTE_AS_NEEDED };
enum { OPTION_READ_ONLY = 1, OPTION_CONSTANT = 2, OPTION_PRIVATE = 4, OPTION_ALL_SCOPE = 8 };
enum { PATH_TYPE_ANY, PATH_TYPE_CONTAINER, PATH_TYPE_LEAF };

#endif
