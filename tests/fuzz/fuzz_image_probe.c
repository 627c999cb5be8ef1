/* What a disk is: signatures, partition tables and Get-VHD's fields, from the bytes of a file. */
#include <stdint.h>

#include "disk/image_probe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ERR *err = NULL;
    AUTO_VDISK *disk = NULL;
    struct disk_info info;
    struct blk_io *io = blk_mem_new(0);
    if (size < 1 || size > 1 << 20 || blk_write(io, 0, data + 1, size - 1, &err) ||
        (data[0] & 1 && blk_truncate(io, 1 << 30, &err))) {
        blk_close(io);
        return 0;
    }
    io->writable = false;
    if (vdisk_open_io(io, DISK_FORMAT_UNKNOWN, &disk, &err))
        return 0;
    disk_describe(disk, &info);
    if (info.min_size > (int64_t)info.size || info.fragmentation > 100)
        __builtin_trap();
    disk_info_release(&info);
    return 0;
}
