#include "guest/checksum.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#define XXH_VECTOR XXH_SCALAR /* an emulated guest pays dearly for vectors */
#include <xxhash.h>

#include "guest/fcopy.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

static bool all_zero(const uint8_t *p, size_t len)
{
    return !len || (!p[0] && !memcmp(p, p + 1, len - 1));
}

uint64_t block_sum(uint64_t offset, const void *data, size_t len)
{
    return all_zero(data, len) ? 0 : XXH64(data, len, offset + 1);
}

void source_key(const char *path, uint64_t size, int64_t mtime_ns, uint8_t key[16])
{
    uint8_t facts[16];
    le64_put(facts, size);
    le64_put(facts + 8, (uint64_t)mtime_ns);
    le64_put(key, XXH64(path, strlen(path), XXH64(facts, sizeof(facts), 1)));
    le64_put(key + 8, XXH64(path, strlen(path), XXH64(facts, sizeof(facts), 2)));
}

int block_sum_range(int fd, uint64_t end, uint64_t *sum)
{
    AUTO_FREE uint8_t *block = xmalloc(FCOPY_BLOCK);
    for (uint64_t at = 0; at < end; at += FCOPY_BLOCK) {
        off_t data = lseek(fd, (off_t)at, SEEK_DATA);
        if (data < 0 && errno == ENXIO)
            return 0;
        /* A file system that knows no holes has data everywhere. */
        if (data > (off_t)at)
            at = (uint64_t)data / FCOPY_BLOCK * FCOPY_BLOCK;
        if (at >= end)
            return 0;
        size_t want = end - at < FCOPY_BLOCK ? (size_t)(end - at) : FCOPY_BLOCK;
        ssize_t n = pread(fd, block, want, (off_t)at);
        if (n != (ssize_t)want)
            return n < 0 ? errno : EIO;
        *sum += block_sum(at, block, want);
    }
    return 0;
}
