/* Inside vm/: the configuration of an import, made harmless. */
#ifndef HVSH_VM_VM_IMPORT_CLEAN_H
#define HVSH_VM_VM_IMPORT_CLEAN_H

#include "vm/xml.h"

/* Takes out of a domain document what belongs to the host that it was on, and makes drives,
 * adapters, ports and consoles plain. Files of the machine stay named relative to the export
 * ("Virtual Hard Disks/…"), media of DVD and floppy drives by their path. All else that names a
 * file, a device or a program of the host is refused: ERR_NOT_SUPPORTED. */
int vm_import_clean(xmlNodePtr domain, struct err **err) MUST_CHECK;

#endif
