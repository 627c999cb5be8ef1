/* Compiled time zones, and what they say at moments of all centuries. */
#include <stdint.h>
#include <stdlib.h>

#include "shell/object/tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tzif zone;
    if (tzif_read(data, size, &zone) < 0)
        return 0;
    for (int64_t year = -1970; year < 8000; year += 7) {
        const struct tzif_type *t = tzif_at(&zone, year * 31556952 + year * 86400);
        if (abs(t->offset) > 168 * 3600)
            __builtin_trap();
    }
    tzif_release(&zone);
    return 0;
}
