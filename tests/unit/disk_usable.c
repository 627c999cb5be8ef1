#include "tests/unit/disk_usable.h"

#include "disk/image_check.h"

int disk_usable(const char *path, struct err **err)
{
    AUTO_FINDINGS found = { .faults = VEC_INIT, .notes = VEC_INIT };
    if (disk_check(path, NULL, &found, err))
        return -1;
    return found.faults.len ? err_move(err, &found.faults.items[0]) : 0;
}
