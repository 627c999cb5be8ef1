/* Long work: how far it is, and whether it shall go on. */
#ifndef HVSH_DISK_WORK_H
#define HVSH_DISK_WORK_H

#include "disk/image.h"

/* done of total is behind us. ERR_CANCELLED when interrupt_fd became readable. ctl may be NULL. */
int disk_work(const struct disk_control *ctl, uint64_t done, uint64_t total,
              struct err **err) MUST_CHECK;

/* A stage of longer work: its 0 to 100 percent are from to to percent of the whole. */
struct disk_stage {
    struct disk_control control; /* for the stage */
    const struct disk_control *whole;
    double from, to;
};
/* stage->control for the work of one stage; NULL when whole is. The stage must stay in place. */
const struct disk_control *disk_stage_begin(struct disk_stage *stage,
                                            const struct disk_control *whole, double from,
                                            double to);

#endif
