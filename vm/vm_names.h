/* Inside vm/: VM names. libvirt refuses '/' and line breaks in a domain's name and
 * makes file names of it, so a name it cannot take is stored as the title, and
 * the domain is called "<safe part>~<first 8 digits of the UUID>". Only domains
 * named like that are asked for their title. */
#ifndef HVSH_VM_VM_NAMES_H
#define HVSH_VM_VM_NAMES_H

#include "vm/vm_call.h"

/* 0, or -1 ERR_INVALID_PARAMETER: empty, not UTF-8, control characters, too long. */
int vm_name_check(const char *name, struct err **err);
/* The domain name for a VM name; needs_title tells whether it differs. The caller frees. */
char *vm_name_encode(const char *name, const char *uuid, bool *needs_title);
/* May this domain name stand for another one? */
bool vm_name_is_encoded(const char *domain_name, const char *uuid);
/* The VM's name: the domain's, or its title (one call, only for encoded names). */
char *vm_name_of(virDomainPtr dom, const char *uuid);
/* The domain with this VM name, or NULL without error when there is none; NULL
 * with *err on failure. Exact match first, then ignoring case. */
virDomainPtr vm_name_lookup(struct vm_call *call, const char *name, struct err **err);

#endif
