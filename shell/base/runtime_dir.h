/* Where things live that end with the machine's uptime: mounted disks, their drives. */
#ifndef HVSH_BASE_RUNTIME_DIR_H
#define HVSH_BASE_RUNTIME_DIR_H

/* HVSH_RUNTIME_DIR, or /run/hvsh for root, else $XDG_RUNTIME_DIR/hvsh, else /tmp/hvsh-UID. It
 * need not exist. The caller frees. */
char *runtime_dir(void);

#endif
