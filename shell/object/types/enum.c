#include "shell/object/types/enum.h"

static const struct enum_member day_of_week_members[] = {
    { "Sunday", 0 },   { "Monday", 1 }, { "Tuesday", 2 },  { "Wednesday", 3 },
    { "Thursday", 4 }, { "Friday", 5 }, { "Saturday", 6 },
};
ENUM_TYPE(day_of_week, "System.DayOfWeek", day_of_week_members, false);

static const struct enum_member datetime_kind_members[] = { { "Unspecified", 0 },
                                                            { "Utc", 1 },
                                                            { "Local", 2 } };
ENUM_TYPE(datetime_kind, "System.DateTimeKind", datetime_kind_members, false);

static const struct enum_member string_comparison_members[] = {
    { "CurrentCulture", 0 },   { "CurrentCultureIgnoreCase", 1 },
    { "InvariantCulture", 2 }, { "InvariantCultureIgnoreCase", 3 },
    { "Ordinal", 4 },          { "OrdinalIgnoreCase", 5 },
};
ENUM_TYPE(string_comparison, "System.StringComparison", string_comparison_members, false);

static const struct enum_member split_options_members[] = { { "None", 0 },
                                                            { "RemoveEmptyEntries", 1 },
                                                            { "TrimEntries", 2 } };
ENUM_TYPE(split_options, "System.StringSplitOptions", split_options_members, true);

static const struct enum_member regex_options_members[] = {
    { "None", 0 },
    { "IgnoreCase", 1 },
    { "Multiline", 2 },
    { "ExplicitCapture", 4 },
    { "Compiled", 8 },
    { "Singleline", 16 },
    { "IgnorePatternWhitespace", 32 },
    { "RightToLeft", 64 },
    { "ECMAScript", 256 },
    { "CultureInvariant", 512 },
    { "NonBacktracking", 1024 },
};
ENUM_TYPE(regex_options, "System.Text.RegularExpressions.RegexOptions", regex_options_members,
          true);

static const struct enum_member console_color_members[] = {
    { "Black", 0 },    { "DarkBlue", 1 },    { "DarkGreen", 2 },  { "DarkCyan", 3 },
    { "DarkRed", 4 },  { "DarkMagenta", 5 }, { "DarkYellow", 6 }, { "Gray", 7 },
    { "DarkGray", 8 }, { "Blue", 9 },        { "Green", 10 },     { "Cyan", 11 },
    { "Red", 12 },     { "Magenta", 13 },    { "Yellow", 14 },    { "White", 15 },
};
ENUM_TYPE(console_color, "System.ConsoleColor", console_color_members, false);

static const struct enum_member midpoint_rounding_members[] = {
    { "ToEven", 0 },
    { "AwayFromZero", 1 },
    { "ToZero", 2 },
    { "ToNegativeInfinity", 3 },
    { "ToPositiveInfinity", 4 },
};
ENUM_TYPE(midpoint_rounding, "System.MidpointRounding", midpoint_rounding_members, false);

static const struct enum_member base64_options_members[] = { { "None", 0 },
                                                             { "InsertLineBreaks", 1 } };
ENUM_TYPE(base64_options, "System.Base64FormattingOptions", base64_options_members, true);

static const struct enum_member special_folder_members[] = {
    { "Desktop", 0 },
    { "Programs", 2 },
    { "Personal", 5 },
    { "MyDocuments", 5 },
    { "Favorites", 6 },
    { "Startup", 7 },
    { "Recent", 8 },
    { "SendTo", 9 },
    { "StartMenu", 11 },
    { "MyMusic", 13 },
    { "MyVideos", 14 },
    { "DesktopDirectory", 16 },
    { "MyComputer", 17 },
    { "NetworkShortcuts", 19 },
    { "Fonts", 20 },
    { "Templates", 21 },
    { "CommonStartMenu", 22 },
    { "CommonPrograms", 23 },
    { "CommonStartup", 24 },
    { "CommonDesktopDirectory", 25 },
    { "ApplicationData", 26 },
    { "PrinterShortcuts", 27 },
    { "LocalApplicationData", 28 },
    { "InternetCache", 32 },
    { "Cookies", 33 },
    { "History", 34 },
    { "CommonApplicationData", 35 },
    { "Windows", 36 },
    { "System", 37 },
    { "ProgramFiles", 38 },
    { "MyPictures", 39 },
    { "UserProfile", 40 },
    { "SystemX86", 41 },
    { "ProgramFilesX86", 42 },
    { "CommonProgramFiles", 43 },
    { "CommonProgramFilesX86", 44 },
    { "CommonTemplates", 45 },
    { "CommonDocuments", 46 },
    { "CommonAdminTools", 47 },
    { "AdminTools", 48 },
    { "CommonMusic", 53 },
    { "CommonPictures", 54 },
    { "CommonVideos", 55 },
    { "Resources", 56 },
    { "LocalizedResources", 57 },
    { "CommonOemLinks", 58 },
    { "CDBurning", 59 },
};
ENUM_TYPE(special_folder, "System.Environment+SpecialFolder", special_folder_members, false);

static const struct enum_member folder_option_members[] = { { "None", 0 },
                                                            { "DoNotVerify", 16384 },
                                                            { "Create", 32768 } };
ENUM_TYPE(folder_option, "System.Environment+SpecialFolderOption", folder_option_members, false);

static const struct enum_member platform_id_members[] = {
    { "Win32S", 0 }, { "Win32Windows", 1 }, { "Win32NT", 2 }, { "WinCE", 3 },
    { "Unix", 4 },   { "Xbox", 5 },         { "MacOSX", 6 },  { "Other", 7 },
};
ENUM_TYPE(platform_id, "System.PlatformID", platform_id_members, false);

static const struct enum_member environment_target_members[] = { { "Process", 0 },
                                                                 { "User", 1 },
                                                                 { "Machine", 2 } };
ENUM_TYPE(environment_target, "System.EnvironmentVariableTarget", environment_target_members,
          false);

static const struct enum_member file_attributes_members[] = {
    { "None", 0 },
    { "ReadOnly", 1 },
    { "Hidden", 2 },
    { "System", 4 },
    { "Directory", 16 },
    { "Archive", 32 },
    { "Device", 64 },
    { "Normal", 128 },
    { "Temporary", 256 },
    { "SparseFile", 512 },
    { "ReparsePoint", 1024 },
    { "Compressed", 2048 },
    { "Offline", 4096 },
    { "NotContentIndexed", 8192 },
    { "Encrypted", 16384 },
};
ENUM_TYPE(file_attributes, "System.IO.FileAttributes", file_attributes_members, true);

static const struct enum_member process_priority_members[] = {
    { "Normal", 32 },    { "Idle", 64 },           { "High", 128 },
    { "RealTime", 256 }, { "BelowNormal", 16384 }, { "AboveNormal", 32768 },
};
ENUM_TYPE(process_priority, "System.Diagnostics.ProcessPriorityClass", process_priority_members,
          false);

static const struct enum_member uri_kind_members[] = { { "RelativeOrAbsolute", 0 },
                                                       { "Absolute", 1 },
                                                       { "Relative", 2 } };
ENUM_TYPE(uri_kind, "System.UriKind", uri_kind_members, false);

static const struct enum_member uri_host_name_type_members[] = {
    { "Unknown", 0 }, { "Basic", 1 }, { "Dns", 2 }, { "IPv4", 3 }, { "IPv6", 4 }
};
ENUM_TYPE(uri_host_name_type, "System.UriHostNameType", uri_host_name_type_members, false);

static const struct enum_member search_option_members[] = { { "TopDirectoryOnly", 0 },
                                                            { "AllDirectories", 1 } };
ENUM_TYPE(search_option, "System.IO.SearchOption", search_option_members, false);

static const struct enum_member address_family_members[] = {
    { "Unspecified", 0 }, { "Unix", 1 }, { "InterNetwork", 2 }, { "InterNetworkV6", 23 }
};
ENUM_TYPE(address_family, "System.Net.Sockets.AddressFamily", address_family_members, false);

static const struct enum_member date_styles_members[] = {
    { "None", 0 },
    { "AllowLeadingWhite", 1 },
    { "AllowTrailingWhite", 2 },
    { "AllowInnerWhite", 4 },
    { "AllowWhiteSpaces", 7 },
    { "NoCurrentDateDefault", 8 },
    { "AdjustToUniversal", 16 },
    { "AssumeLocal", 32 },
    { "AssumeUniversal", 64 },
    { "RoundtripKind", 128 },
};
ENUM_TYPE(date_styles, "System.Globalization.DateTimeStyles", date_styles_members, true);

static const struct enum_member number_styles_members[] = {
    { "None", 0 },
    { "AllowLeadingWhite", 1 },
    { "AllowTrailingWhite", 2 },
    { "AllowLeadingSign", 4 },
    { "Integer", 7 },
    { "AllowTrailingSign", 8 },
    { "AllowParentheses", 16 },
    { "AllowDecimalPoint", 32 },
    { "AllowThousands", 64 },
    { "Number", 111 },
    { "AllowExponent", 128 },
    { "Float", 167 },
    { "AllowCurrencySymbol", 256 },
    { "Currency", 383 },
    { "Any", 511 },
    { "AllowHexSpecifier", 512 },
    { "HexNumber", 515 },
    { "AllowBinarySpecifier", 1024 },
    { "BinaryNumber", 1027 },
};
ENUM_TYPE(number_styles, "System.Globalization.NumberStyles", number_styles_members, true);

static const struct enum_member normalization_form_members[] = {
    { "FormC", 1 }, { "FormD", 2 }, { "FormKC", 5 }, { "FormKD", 6 }
};
ENUM_TYPE(normalization_form, "System.Text.NormalizationForm", normalization_form_members, false);

static const struct enum_member confirm_impact_members[] = {
    { "None", 0 }, { "Low", 1 }, { "Medium", 2 }, { "High", 3 }
};
ENUM_TYPE(confirm_impact, "System.Management.Automation.ConfirmImpact", confirm_impact_members,
          false);

static const struct enum_member native_argument_passing_members[] = {
    { "Legacy", NATIVE_ARGUMENTS_LEGACY },
    { "Standard", NATIVE_ARGUMENTS_STANDARD },
    { "Windows", NATIVE_ARGUMENTS_WINDOWS }
};
ENUM_TYPE(native_argument_passing, "System.Management.Automation.NativeArgumentPassingStyle",
          native_argument_passing_members, false);
