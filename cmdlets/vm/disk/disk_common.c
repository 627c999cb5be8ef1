#include "cmdlets/vm/disk/disk_common.h"

#include "shell/object/str.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/session.h"

static void show_progress(void *ctx, double percent)
{
    struct invocation *inv = ctx;
    write_progress(inv, &(struct progress){ .parent_id = -1,
                                            .activity = inv->cmdlet->verb,
                                            .status = "Virtual hard disk",
                                            .percent = (int)percent,
                                            .seconds_left = -1,
                                            .completed = percent >= 100 });
}

struct disk_control disk_control_of(struct invocation *inv)
{
    return (struct disk_control){ .interrupt_fd = interrupt_fd(inv->session),
                                  .progress = show_progress,
                                  .ctx = inv };
}

enum status disk_failed(struct invocation *inv, struct err **err, const char *target)
{
    if (interrupted(inv->session)) {
        err_clear(err);
        return ST_INTERRUPT;
    }
    AUTO_VALUE v = target ? value_string(target) : value_null();
    return cmdlet_err(inv, err, v);
}
