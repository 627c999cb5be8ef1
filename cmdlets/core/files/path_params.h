/* Parameters of the cmdlets that work on items by path, written once. */
#ifndef HVSH_CMDLETS_CORE_PATH_PARAMS_H
#define HVSH_CMDLETS_CORE_PATH_PARAMS_H

#include "cmdlets/core/common_params.h"
#include "shell/object/credential.h"

/* The fields of PATH_PARAM, FILTER_PARAMS, LITERAL_PATH_PARAM and CREDENTIAL_PARAM. */
#define PATH_FIELDS          \
    struct str_list path;    \
    struct str *filter;      \
    struct str_list include; \
    struct str_list exclude; \
    struct value credential; \
    struct str_list literal_path;

/* -Path at position 1; what follows the sets: further fields, as .from_pipeline = true. */
#define PATH_PARAM(args_, sets_, ...)                                                       \
    PARAM(args_, path, .name = "Path", .sets = sets_, .position = 1, .from_property = true, \
          .wildcards = true,                                                                \
          .help = "The items, as paths; wildcards work where several items may be meant.",  \
          __VA_ARGS__)
#define LITERAL_PATH_PARAM(args_, sets_)                                                \
    PARAM(args_, literal_path, .name = "LiteralPath", .sets = sets_, .mandatory = true, \
          .from_property = true, .aliases = "PSPath,LP",                                \
          .help = "The items, as paths that are taken as they are written, without wildcards.")
/* -Filter, -Include and -Exclude. */
#define FILTER_PARAMS(args_)                                                  \
    PARAM(args_, filter, .name = "Filter", .wildcards = true,                 \
          .help = "A wildcard pattern that item names must match."),          \
        PARAM(args_, include, .name = "Include", .wildcards = true,           \
              .help = "Only items whose names match one of these patterns."), \
        PARAM(args_, exclude, .name = "Exclude", .wildcards = true,           \
              .help = "Leaves out what matches one of these patterns.")
#define CREDENTIAL_PARAM(args_)                                                      \
    PARAM(args_, credential, .name = "Credential", .from_property = true,            \
          .type = &type_pscredential,                                                \
          .help = "No drive takes credentials here: another one than the empty one " \
                  "is refused, as PowerShell's file system does.")

#endif
