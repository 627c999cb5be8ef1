/* What a check of a virtual disk finds: all of it, not the first only. */
#ifndef HVSH_DISK_FINDINGS_H
#define HVSH_DISK_FINDINGS_H

#include "disk/image.h"
#include "shell/base/vec.h"

enum { FINDINGS_MAX = 100 /* of each kind; more are counted */ };

struct disk_findings {
    VEC(struct err *) faults; /* the disk is not usable */
    VEC(char *) notes;        /* it is, but this is not as it should be */
    size_t more_faults;
    const char *path; /* of the file that is looked at */
};

void disk_findings_release(struct disk_findings *f);
#define AUTO_FINDINGS CLEANUP(disk_findings_release) struct disk_findings

/* Something of the structure is wrong: disk_corrupt(), when nobody collects what is found (f is
 * NULL); else it is noted and 0 returned, so that the check goes on. */
int finding_fault(struct disk_findings *f, struct err **err, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
/* An error that ended a check becomes a fault. */
void finding_take(struct disk_findings *f, struct err **err);
/* f may be NULL. */
void finding_note(struct disk_findings *f, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
