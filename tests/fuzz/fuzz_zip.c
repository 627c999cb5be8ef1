/* Zip archives of any bytes: their directories are read and each entry unpacked. */
#include "shell/object/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    zip_entries entries = VEC_INIT;
    struct err *err = NULL;

    if (zip_list((const char *)data, size, &entries, &err) < 0)
        err_clear(&err);
    for (size_t i = 0; i < entries.len; i++) {
        struct strbuf out = STRBUF_INIT;
        (void)zip_time_seconds(entries.items[i].time);
        if (entries.items[i].size < 1 << 20 &&
            zip_extract((const char *)data, size, &entries.items[i], &out, &err) < 0)
            err_clear(&err);
        strbuf_release(&out);
    }
    zip_entries_release(&entries);
    return 0;
}
