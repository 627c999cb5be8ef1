/* Inside vm/: a team of the host's network adapters under an External switch: a bond on a bridge of
 * Open vSwitch, made and changed by ovs-vsctl. Members are names with a space between them. Works
 * on this machine only. */
#ifndef HVSH_VM_VM_SWITCH_TEAM_H
#define HVSH_VM_VM_SWITCH_TEAM_H

#include "vm/network/vm_switch.h"

/* Makes the bridge, and moves the members' addresses and routes there. bridge[16] gets its name.
 * A failure puts everything back. *notice gets what was done. */
int vm_team_make(const char *members, enum vm_switch_balance balance, char bridge[16],
                 char **notice, struct err **err) MUST_CHECK;
/* Exchanges the members, and how traffic is spread over them. */
int vm_team_set(const char *bridge, const char *old_members, const char *members,
                enum vm_switch_balance balance, struct err **err) MUST_CHECK;
/* Addresses and routes return to the first member, the bridge goes. */
int vm_team_remove(const char *bridge, const char *members, struct err **err) MUST_CHECK;

/* Is the name among the members? */
bool vm_team_has(const char *members, const char *name);
/* The first member's name, cut to fit. */
void vm_team_first(const char *members, char name[16]);

#endif
