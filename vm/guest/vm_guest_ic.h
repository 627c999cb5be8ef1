/* Inside vm/: heartbeat, shutdown, time and key-value pairs by hvsh's own guest services. */
#ifndef HVSH_VM_VM_GUEST_IC_H
#define HVSH_VM_VM_GUEST_IC_H

#include "vm/guest/vm_guest.h"
#include "vm/vm_call.h"
#include "vm/vm_read.h"
#include "vm/xml.h"

/* Is the service switched off in the machine's stored configuration? */
bool vm_service_off(xmlNodePtr domain, enum vm_service service);
bool vm_service_is_off(virDomainPtr dom, enum vm_service service);
void vm_service_switch(xmlNodePtr domain, enum vm_service service, bool on);

/* What of the connected ports answers and which services it has; nothing is waited for longer
 * than five seconds. A port that copies files right now counts as answering. */
void vm_guest_ic_look(struct vm_call *call, const char *uuid, struct vm_guest_state *state);
/* Asks the guest to stop: true when it begins. force: programs that do not want to are ended. */
bool vm_guest_ic_shutdown(struct vm_call *call, virDomainPtr dom, bool force);
/* Sets the guest's clock, if it lets itself be set. */
void vm_guest_ic_time(struct vm_call *call, virDomainPtr dom);
/* Does its heart beat? */
bool vm_guest_ic_alive(struct vm_call *call, virDomainPtr dom);
/* Adds the addresses that the guest tells of itself. They are told without their adapter: for one
 * adapter (mac) they are taken only when the machine has no other. */
void vm_guest_ic_addresses(struct vm_call *call, virDomainPtr dom, const char *mac,
                           struct vm_addresses *out);

#endif
