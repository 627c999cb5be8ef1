/* Parameters that many core cmdlets have, written once. */
#ifndef HVSH_CMDLETS_CORE_COMMON_PARAMS_H
#define HVSH_CMDLETS_CORE_COMMON_PARAMS_H

#include "shell/runtime/cmdlet.h"

#define FORCE_PARAM(args_)               \
    PARAM(args_, force, .name = "Force", \
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way.")
#define PASS_THRU_PARAM(args_) \
    PARAM(args_, pass_thru, .name = "PassThru", .help = "Emits the object that was worked on.")
#define INPUT_OBJECT_PARAM(args_)                                            \
    PARAM(args_, input_object, .name = "InputObject", .from_pipeline = true, \
          .type_name = "PSObject",                                           \
          .help = "The objects to work on; they usually come through the pipeline.")
#define ENCODING_PARAM(args_)                                                                   \
    PARAM(args_, encoding, .name = "Encoding", .type_name = "System.Text.Encoding",             \
          .help = "The text encoding: utf8 (the default), utf8BOM, utf8NoBOM, ascii, unicode, " \
                  "bigendianunicode, utf32, latin1, oem, ansi, a code page by name or number.")
#define SCOPE_PARAM(args_)               \
    PARAM(args_, scope, .name = "Scope", \
          .help = "Global, Local, Script, or a number of scopes upwards.")

#endif
