/* Enumerations of System.IO and others that methods of the library take. */
#include "shell/object/library_types.h"
#include "shell/object/types/enum.h"

static const struct enum_member file_mode_members[] = {
    { "CreateNew", 1 },    { "Create", 2 },   { "Open", 3 },
    { "OpenOrCreate", 4 }, { "Truncate", 5 }, { "Append", 6 },
};
ENUM_TYPE(file_mode, "System.IO.FileMode", file_mode_members, false);

static const struct enum_member file_access_members[] = { { "Read", 1 },
                                                          { "Write", 2 },
                                                          { "ReadWrite", 3 } };
ENUM_TYPE(file_access, "System.IO.FileAccess", file_access_members, true);

static const struct enum_member file_share_members[] = {
    { "None", 0 },      { "Read", 1 },   { "Write", 2 },
    { "ReadWrite", 3 }, { "Delete", 4 }, { "Inheritable", 16 },
};
ENUM_TYPE(file_share, "System.IO.FileShare", file_share_members, true);

static const struct enum_member seek_origin_members[] = { { "Begin", 0 },
                                                          { "Current", 1 },
                                                          { "End", 2 } };
ENUM_TYPE(seek_origin, "System.IO.SeekOrigin", seek_origin_members, false);

static const struct enum_member unix_file_mode_members[] = {
    { "None", 0 },         { "OtherExecute", 1 }, { "OtherWrite", 2 },  { "OtherRead", 4 },
    { "GroupExecute", 8 }, { "GroupWrite", 16 },  { "GroupRead", 32 },  { "UserExecute", 64 },
    { "UserWrite", 128 },  { "UserRead", 256 },   { "StickyBit", 512 }, { "SetGroup", 1024 },
    { "SetUser", 2048 },
};
ENUM_TYPE(unix_file_mode, "System.IO.UnixFileMode", unix_file_mode_members, true);

static const struct enum_member binding_flags_members[] = {
    { "Default", 0 },        { "IgnoreCase", 1 },
    { "DeclaredOnly", 2 },   { "Instance", 4 },
    { "Static", 8 },         { "Public", 16 },
    { "NonPublic", 32 },     { "FlattenHierarchy", 64 },
    { "InvokeMethod", 256 }, { "CreateInstance", 512 },
    { "GetField", 1024 },    { "SetField", 2048 },
    { "GetProperty", 4096 }, { "SetProperty", 8192 },
};
ENUM_TYPE(binding_flags, "System.Reflection.BindingFlags", binding_flags_members, true);

static const struct enum_member sort_direction_members[] = { { "Ascending", 0 },
                                                             { "Descending", 1 } };
ENUM_TYPE(sort_direction, "System.ComponentModel.ListSortDirection", sort_direction_members, false);

static const struct enum_member type_code_members[] = {
    { "Empty", 0 },    { "Object", 1 },    { "DBNull", 2 },  { "Boolean", 3 }, { "Char", 4 },
    { "SByte", 5 },    { "Byte", 6 },      { "Int16", 7 },   { "UInt16", 8 },  { "Int32", 9 },
    { "UInt32", 10 },  { "Int64", 11 },    { "UInt64", 12 }, { "Single", 13 }, { "Double", 14 },
    { "Decimal", 15 }, { "DateTime", 16 }, { "String", 18 },
};
ENUM_TYPE(type_code, "System.TypeCode", type_code_members, false);

static const struct enum_member architecture_members[] = {
    { "X86", 0 }, { "X64", 1 }, { "Arm", 2 }, { "Arm64", 3 }, { "Wasm", 4 }, { "S390x", 5 },
};
ENUM_TYPE(architecture, "System.Runtime.InteropServices.Architecture", architecture_members, false);

static const struct enum_member http_status_members[] = {
    { "Continue", 100 },
    { "SwitchingProtocols", 101 },
    { "Processing", 102 },
    { "EarlyHints", 103 },
    { "OK", 200 },
    { "Created", 201 },
    { "Accepted", 202 },
    { "NonAuthoritativeInformation", 203 },
    { "NoContent", 204 },
    { "ResetContent", 205 },
    { "PartialContent", 206 },
    { "MultiStatus", 207 },
    { "AlreadyReported", 208 },
    { "IMUsed", 226 },
    { "MultipleChoices", 300 },
    { "Ambiguous", 300 },
    { "MovedPermanently", 301 },
    { "Moved", 301 },
    { "Found", 302 },
    { "Redirect", 302 },
    { "SeeOther", 303 },
    { "RedirectMethod", 303 },
    { "NotModified", 304 },
    { "UseProxy", 305 },
    { "Unused", 306 },
    { "TemporaryRedirect", 307 },
    { "RedirectKeepVerb", 307 },
    { "PermanentRedirect", 308 },
    { "BadRequest", 400 },
    { "Unauthorized", 401 },
    { "PaymentRequired", 402 },
    { "Forbidden", 403 },
    { "NotFound", 404 },
    { "MethodNotAllowed", 405 },
    { "NotAcceptable", 406 },
    { "ProxyAuthenticationRequired", 407 },
    { "RequestTimeout", 408 },
    { "Conflict", 409 },
    { "Gone", 410 },
    { "LengthRequired", 411 },
    { "PreconditionFailed", 412 },
    { "RequestEntityTooLarge", 413 },
    { "RequestUriTooLong", 414 },
    { "UnsupportedMediaType", 415 },
    { "RequestedRangeNotSatisfiable", 416 },
    { "ExpectationFailed", 417 },
    { "MisdirectedRequest", 421 },
    { "UnprocessableEntity", 422 },
    { "UnprocessableContent", 422 },
    { "Locked", 423 },
    { "FailedDependency", 424 },
    { "UpgradeRequired", 426 },
    { "PreconditionRequired", 428 },
    { "TooManyRequests", 429 },
    { "RequestHeaderFieldsTooLarge", 431 },
    { "UnavailableForLegalReasons", 451 },
    { "InternalServerError", 500 },
    { "NotImplemented", 501 },
    { "BadGateway", 502 },
    { "ServiceUnavailable", 503 },
    { "GatewayTimeout", 504 },
    { "HttpVersionNotSupported", 505 },
    { "VariantAlsoNegotiates", 506 },
    { "InsufficientStorage", 507 },
    { "LoopDetected", 508 },
    { "NotExtended", 510 },
    { "NetworkAuthenticationRequired", 511 },
};
ENUM_TYPE(http_status_code, "System.Net.HttpStatusCode", http_status_members, false);

static const struct enum_member compare_options_members[] = { { "None", 0 },
                                                              { "IgnoreCase", 1 },
                                                              { "IgnoreNonSpace", 2 },
                                                              { "IgnoreSymbols", 4 },
                                                              { "IgnoreKanaType", 8 },
                                                              { "IgnoreWidth", 16 },
                                                              { "OrdinalIgnoreCase", 268435456 },
                                                              { "StringSort", 536870912 },
                                                              { "Ordinal", 1073741824 } };
ENUM_TYPE(compare_options, "System.Globalization.CompareOptions", compare_options_members, true);

static const struct enum_member wildcard_options_members[] = {
    { "None", 0 }, { "Compiled", 1 }, { "IgnoreCase", 2 }, { "CultureInvariant", 4 }
};
ENUM_TYPE(wildcard_options, "System.Management.Automation.WildcardOptions",
          wildcard_options_members, true);
