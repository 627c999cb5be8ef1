/* CRC-32C (Castagnoli), as VHDX and iSCSI (RFC 3720) use it. Start with 0. */
#ifndef HVSH_DISK_CRC32C_H
#define HVSH_DISK_CRC32C_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32c(uint32_t crc, const void *data, size_t len);
/* Of a structure whose own checksum, 4 bytes at field, counts as zero. */
uint32_t crc32c_without(const void *data, size_t len, size_t field);

#endif
