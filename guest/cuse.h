/* Stands in for /dev/vmbus/hv_fcopy, so that the stock hv_fcopy_daemon of a distribution serves
 * the host unmodified: what comes over hvsh's port as Hyper-V's messages reaches the daemon as
 * the kernel's driver would hand it on (drivers/hv/hv_fcopy.c and tools/hv/hv_fcopy_daemon.c up
 * to Linux 6.9; structures in include/uapi/linux/hyperv.h). The character device is made by
 * /dev/cuse (include/uapi/linux/fuse.h); no library is needed.
 *
 * The daemon is watched as closely as the host: it writes where it is told to, so paths that go
 * up or are relative end here; it may hang or die, which the host is told. */
#ifndef HVSH_GUEST_CUSE_H
#define HVSH_GUEST_CUSE_H

#define CUSE_FCOPY_DEVICE "vmbus/hv_fcopy"

/* Serves until stop_fd is readable. The port is held open only while a daemon has the device, so
 * that the host sees the truth. port: its name. Returns 0, or the errno of what failed. */
int cuse_serve(const char *port, int stop_fd);

#endif
