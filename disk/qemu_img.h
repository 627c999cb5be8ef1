/* Runs qemu-img. Paths go to it only as absolute names or as escaped image options, so that no
 * name is taken for an option or a protocol. */
#ifndef HVSH_DISK_QEMU_IMG_H
#define HVSH_DISK_QEMU_IMG_H

#include "disk/image.h"
#include "shell/base/strbuf.h"

/* argv without "qemu-img", NULL-terminated, at most 30 words. With progress in ctl
 * the arguments must hold -p. out and ok_status as in spawn_run. timeout_ms 0: none. */
int qemu_img_run(const char *const *args, const struct disk_control *ctl, int timeout_ms,
                 struct strbuf *out, int *status, const int *ok_status,
                 struct err **err) MUST_CHECK;

/* "driver=vhdx,file.driver=file,file.filename=…": for --image-opts. limit > 0 shows only the
 * first limit bytes of the disk. */
char *qemu_img_options(const char *path, enum disk_format format, uint64_t limit);

#endif
