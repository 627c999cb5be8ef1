/* This program as the only one of a small system, which lends its kernel's file systems to a host:
 * the disk it has is mounted, its files are served over the port, and it is unmounted at the end.
 */
#ifndef HVSH_GUEST_APPLIANCE_H
#define HVSH_GUEST_APPLIANCE_H

/* What it says on its console, each at the beginning of a line. */
#define APPLIANCE_READY "HVSH-APPLIANCE ready"
#define APPLIANCE_DONE "HVSH-APPLIANCE unmounted"
#define APPLIANCE_FAILED "HVSH-APPLIANCE failed: " /* then why */
#define APPLIANCE_PORT "hv.guestservices.0"
/* Modules are loaded from here, in the order of their names. */
#define APPLIANCE_MODULES "/modules"
/* What mounts NTFS. */
#define APPLIANCE_NTFS "/bin/lowntfs-3g"

/* As process 1. how: the file system's type, or "ntfs-3g"; for btrfs with a subvolume
 * "btrfs,subvol=…". Turns the machine off and does not return. */
_Noreturn void appliance_run(const char *how);

#endif
