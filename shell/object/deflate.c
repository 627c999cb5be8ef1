#include "shell/object/deflate.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

static int window_bits(enum deflate_format format)
{
    return format == DEFLATE_RAW ? -MAX_WBITS : format == DEFLATE_GZIP ? MAX_WBITS + 16 : MAX_WBITS;
}

static int bad_data(struct err **err)
{
    return err_set(err, ERR_INVALID_PARAMETER,
                   "The archive entry was compressed using an unsupported compression method.");
}

int deflate_pack(enum deflate_format format, int level, const char *data, size_t len,
                 struct strbuf *out, struct err **err)
{
    z_stream z = { 0 };
    unsigned char chunk[16384];
    int rc;
    if (len > UINT_MAX ||
        deflateInit2(&z, level, Z_DEFLATED, window_bits(format), 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return err_set(err, ERR_OUT_OF_MEMORY, "There is not enough memory to compress.");
    z.next_in = (unsigned char *)(uintptr_t)data;
    z.avail_in = (unsigned)len;
    do {
        z.next_out = chunk;
        z.avail_out = sizeof(chunk);
        rc = deflate(&z, Z_FINISH);
        strbuf_add(out, (const char *)chunk, sizeof(chunk) - z.avail_out);
    } while (rc == Z_OK);
    deflateEnd(&z);
    return rc == Z_STREAM_END ? 0 : bad_data(err);
}

int deflate_unpack(enum deflate_format format, const char *data, size_t len, size_t limit,
                   struct strbuf *out, struct err **err)
{
    z_stream z = { 0 };
    unsigned char chunk[16384];
    size_t start = out->len;
    int rc = Z_OK;
    if (!len)
        return 0;
    if (len > UINT_MAX || inflateInit2(&z, window_bits(format)) != Z_OK)
        return err_set(err, ERR_OUT_OF_MEMORY, "There is not enough memory to decompress.");
    z.next_in = (unsigned char *)(uintptr_t)data;
    z.avail_in = (unsigned)len;
    for (;;) {
        z.next_out = chunk;
        z.avail_out = sizeof(chunk);
        rc = inflate(&z, Z_NO_FLUSH);
        strbuf_add(out, (const char *)chunk, sizeof(chunk) - z.avail_out);
        if (out->len - start > limit) {
            rc = Z_MEM_ERROR;
            break;
        }
        if (rc == Z_STREAM_END && format == DEFLATE_GZIP && z.avail_in > 0 &&
            inflateReset(&z) == Z_OK)
            continue; /* the next member */
        if (rc != Z_OK)
            break;
    }
    inflateEnd(&z);
    if (rc == Z_MEM_ERROR)
        return err_set(err, ERR_OUT_OF_MEMORY, "The unpacked data is larger than %zu bytes.",
                       limit);
    return rc == Z_STREAM_END ? 0 : bad_data(err);
}
