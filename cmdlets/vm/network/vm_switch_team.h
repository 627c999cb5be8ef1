/* Get- and Set-VMSwitchTeam, Add- and Remove-VMSwitchTeamMember. */
#ifndef HVSH_CMDLETS_VM_VM_SWITCH_TEAM_H
#define HVSH_CMDLETS_VM_VM_SWITCH_TEAM_H

#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_switch_team;
extern const struct cmdlet_group vm_switch_team_cmdlets;

#endif
