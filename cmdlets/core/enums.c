#include "cmdlets/core/enums.h"

#include "shell/base/cleanup.h"

static const struct enum_member member_views_members[] = {
    { "Extended", 1 },
    { "Adapted", 2 },
    { "Base", 4 },
    { "All", 7 },
};
const struct enum_info enum_member_views = {
    .name = "System.Management.Automation.PSMemberViewTypes",
    .members = member_views_members,
    .nmembers = ARRAY_SIZE(member_views_members),
    .flags = true,
};

static const struct enum_member quote_kind_members[] = {
    { "Never", 0 },
    { "Always", 1 },
    { "AsNeeded", 2 },
};
const struct enum_info enum_quote_kind = {
    .name = "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind",
    .members = quote_kind_members,
    .nmembers = ARRAY_SIZE(quote_kind_members),
};

static const struct enum_member escape_handling_members[] = {
    { "Default", 0 },
    { "EscapeNonAscii", 1 },
    { "EscapeHtml", 2 },
};
const struct enum_info enum_escape_handling = {
    .name = "Newtonsoft.Json.StringEscapeHandling",
    .members = escape_handling_members,
    .nmembers = ARRAY_SIZE(escape_handling_members),
};

static const struct enum_member scoped_options_members[] = {
    { "None", 0 },    { "ReadOnly", 1 }, { "Constant", 2 },
    { "Private", 4 }, { "AllScope", 8 }, { "Unspecified", 16 },
};
const struct enum_info enum_scoped_options = {
    .name = "System.Management.Automation.ScopedItemOptions",
    .members = scoped_options_members,
    .nmembers = ARRAY_SIZE(scoped_options_members),
    .flags = true,
};

static const struct enum_member visibility_members[] = {
    { "Public", 0 },
    { "Private", 1 },
};
const struct enum_info enum_visibility = {
    .name = "System.Management.Automation.SessionStateEntryVisibility",
    .members = visibility_members,
    .nmembers = ARRAY_SIZE(visibility_members),
};

static const struct enum_member display_hint_members[] = {
    { "Date", 0 },
    { "Time", 1 },
    { "DateTime", 2 },
};
const struct enum_info enum_display_hint = {
    .name = "Microsoft.PowerShell.Commands.DisplayHintType",
    .members = display_hint_members,
    .nmembers = ARRAY_SIZE(display_hint_members),
};

static const struct enum_member path_type_members[] = {
    { "Any", 0 },
    { "Container", 1 },
    { "Leaf", 2 },
};
const struct enum_info enum_path_type = {
    .name = "Microsoft.PowerShell.Commands.TestPathType",
    .members = path_type_members,
    .nmembers = ARRAY_SIZE(path_type_members),
};

static const struct enum_member json_date_kind_members[] = {
    { "Default", 0 }, { "Local", 1 }, { "Utc", 2 }, { "Offset", 3 }, { "String", 4 },
};
const struct enum_info enum_json_date_kind = {
    .name = "Microsoft.PowerShell.Commands.JsonDateKind",
    .members = json_date_kind_members,
    .nmembers = ARRAY_SIZE(json_date_kind_members),
};
