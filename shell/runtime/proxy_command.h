/* CommandMetadata, and ProxyCommand that writes functions which wrap a command. */
#ifndef HVSH_RUNTIME_PROXY_COMMAND_H
#define HVSH_RUNTIME_PROXY_COMMAND_H

#include "shell/object/type_info.h"

extern const struct type_info type_command_metadata, type_proxy_command;

#endif
