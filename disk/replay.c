#include "disk/replay.h"

#include "disk/qemu_img.h"
#include "shell/base/spawn.h"

int replay_copy(struct new_file *copy, const char *source, const char *beside,
                const struct disk_control *ctl, struct err **err)
{
    if (new_file_begin(copy, beside, err))
        return -1;
    const char *cp[] = {
        "cp", "--reflink=auto", "--sparse=always", "--", source, copy->temp, NULL
    };
    struct spawn sp = { .argv = cp, .interrupt_fd = ctl ? ctl->interrupt_fd : -1 };
    if (spawn_run(&sp, NULL, NULL, err))
        return -1;
    const char *check[] = { "check", "-q", "-f", "vhdx", "-r", "all", copy->temp, NULL };
    if (qemu_img_run(check, ctl, 0, NULL, NULL, NULL, err))
        return err_wrap(err, "The log of '%s' cannot be replayed", source);
    return 0;
}
