#include "disk/work.h"

#include <poll.h>

int disk_work(const struct disk_control *ctl, uint64_t done, uint64_t total, struct err **err)
{
    if (!ctl)
        return 0;
    struct pollfd pfd = { .fd = ctl->interrupt_fd, .events = POLLIN };
    if (ctl->interrupt_fd > 0 && poll(&pfd, 1, 0) > 0)
        return err_set(err, ERR_CANCELLED, "The operation was canceled.");
    if (ctl->progress && total)
        ctl->progress(ctl->ctx, 100.0 * (double)done / (double)total);
    return 0;
}

static void stage_progress(void *ctx, double percent)
{
    const struct disk_stage *s = ctx;
    s->whole->progress(s->whole->ctx, s->from + (s->to - s->from) * percent / 100);
}

const struct disk_control *
disk_stage_begin(struct disk_stage *stage, const struct disk_control *whole, double from, double to)
{
    if (!whole)
        return NULL;
    *stage = (struct disk_stage){ .control = *whole, .whole = whole, .from = from, .to = to };
    stage->control.ctx = stage;
    if (whole->progress)
        stage->control.progress = stage_progress;
    return &stage->control;
}
