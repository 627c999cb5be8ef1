/* The sum that tells whether a file arrived whole: cheap where the processor is emulated, the
 * same in whatever order blocks come, and nothing for zeros, so that holes need not be read.
 * It finds accidents; against forgery there is fcopy's DIGEST. */
#ifndef HVSH_GUEST_CHECKSUM_H
#define HVSH_GUEST_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* The share of a block (at most FCOPY_BLOCK bytes) that stands at offset: XXH64 seeded with
 * offset + 1, or 0 when it is all zeros. A file's sum is that of its blocks modulo 2^64. */
uint64_t block_sum(uint64_t offset, const void *data, size_t len);
/* Names the content of a source, so that a broken transfer goes on only with the same one. */
void source_key(const char *path, uint64_t size, int64_t mtime_ns, uint8_t key[16]);
/* Adds the shares of the file's first `end` bytes. Returns 0 or an errno (EIO: shorter). */
int block_sum_range(int fd, uint64_t end, uint64_t *sum);

#endif
