/* System.Net.NetworkInformation.Ping and what it answers. */
#ifndef HVSH_CMDLETS_CORE_PING_OBJECT_H
#define HVSH_CMDLETS_CORE_PING_OBJECT_H

#include "cmdlets/core/system/ping.h"
#include "shell/object/type_info.h"

extern const struct enum_info enum_ip_status;
extern const struct type_info type_ip_status, type_ping, type_ping_options, type_ping_reply;

/* A PingReply; address is an IPAddress or $null and is taken, size: of the data. Owned. */
struct value ping_reply(const struct ping_answer *a, struct value address, size_t size);

#endif
