/* New-, Get-, Set-, Remove- and Rename-VMSwitch. */
#ifndef HVSH_CMDLETS_VM_VM_SWITCH_H
#define HVSH_CMDLETS_VM_VM_SWITCH_H

#include "cmdlets/vm/context.h"
#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"
#include "vm/network/vm_switch.h"

extern const struct type_info type_vm_switch;
extern const struct cmdlet_group vm_switch_cmdlets;

/* The name of a VMSwitch value (borrowed), NULL for any other value. */
const char *hv_switch_name(struct value v);
/* Its facts and host; NULL for any other value. */
const struct vm_switch_info *hv_switch_info(struct value v, struct hv_host **host);
/* NetAdapterInterfaceDescriptions; owned. */
struct value hv_switch_adapters(const struct vm_switch_info *info);
/* Names or descriptions of adapters as vm/ takes a team's members. */
void hv_switch_team_text(const struct str_list *adapters, struct strbuf *out);
/* A new VMSwitch; info is taken. */
struct value hv_switch_new_take(struct hv_host *host, struct vm_switch_info *info);
/* Appends the switches of the names on these hosts (wildcards; an error for a name that fits none)
 * and the objects. */
enum status hv_switch_choose(struct invocation *inv, const struct str_list *computers,
                             const struct str_list *names, const struct value_list *objects,
                             struct array *out) MUST_CHECK_STATUS;

#endif
