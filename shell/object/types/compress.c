/* System.IO.Compression: GZipStream, DeflateStream and ZLibStream. The data passes in whole:
 * unpacked when the stream is made, packed when it is closed. */
#include "shell/object/types/compress.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/deflate.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/stream.h"

enum { UNPACKED_MAX = 1 << 30 };

static enum deflate_format format_of(const struct type_info *type)
{
    return type == &type_gzip_stream      ? DEFLATE_GZIP
           : type == &type_deflate_stream ? DEFLATE_RAW
                                          : DEFLATE_ZLIB;
}

/* context: the level, and the format in its tens */
static int pack(struct value context, const char *data, size_t len, struct strbuf *out,
                struct err **err)
{
    int level = (int)(context.i % 10), format = (int)(context.i / 10);
    return deflate_pack((enum deflate_format)format, level, data, len, out, err);
}

int compression_level(struct value v)
{
    static const struct {
        const char *name;
        int level;
    } levels[] = {
        { "Optimal", 6 }, { "Fastest", 1 }, { "NoCompression", 0 }, { "SmallestSize", 9 }
    };
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++)
        if (text_caseeq(text.buf, levels[i].name))
            return levels[i].level;
    return -1;
}

/* new(stream, mode or level [, leaveOpen]) */
CALL(compress_new)
{
    if (!value_is_stream(args[0]))
        return fail_null_argument(err, "stream");
    AUTO_STRBUF mode = STRBUF_INIT;
    value_to_strbuf(args[1], &mode);
    bool leave_open = n > 2 && value_truth(args[2]);
    int level = compression_level(args[1]);
    enum deflate_format format = format_of(self.type);
    if (level >= 0 || text_caseeq(mode.buf, "Compress") || strcmp(mode.buf, "1") == 0) {
        struct value context = value_int((int)format * 10 + (level < 0 ? 6 : level));
        *out = stream_over(self.type, args[0], leave_open, pack, context);
        return 0;
    }
    if (!text_caseeq(mode.buf, "Decompress") && strcmp(mode.buf, "0") != 0)
        return fail_argument(err, "Enum value was out of legal range. (Parameter 'mode')");
    AUTO_STRBUF packed = STRBUF_INIT;
    struct strbuf plain = STRBUF_INIT;
    char buf[16384];
    size_t got;
    do {
        if (stream_read(args[0], buf, sizeof(buf), &got, err) < 0)
            return -1;
        strbuf_add(&packed, buf, got);
    } while (got);
    struct err *why = NULL;
    if (deflate_unpack(format, packed.buf, packed.len, UNPACKED_MAX, &plain, &why) < 0) {
        strbuf_release(&plain);
        bool large = why->kind == ERR_OUT_OF_MEMORY;
        err_clear(&why);
        return large ? fail_array_too_long(err)
                     : fail_with(err, "System.IO.InvalidDataException", "InvalidDataException",
                                 "The archive entry was compressed using an unsupported "
                                 "compression method.");
    }
    *out = stream_over(self.type, args[0], leave_open, NULL, value_null());
    stream_fill_take(*out, &plain);
    return 0;
}

static const struct method compress_statics[] = {
    METHOD("new", 2, 3, compress_new,
           "new(System.IO.Stream stream, System.IO.Compression.CompressionMode mode), "
           "new(System.IO.Stream stream, System.IO.Compression.CompressionMode mode, bool "
           "leaveOpen)"),
};
#define COMPRESS_TYPE(id, full)                                \
    const struct type_info type_##id = { .name = full,         \
                                         .base = &type_stream, \
                                         STATICS(compress_statics) }
COMPRESS_TYPE(gzip_stream, "System.IO.Compression.GZipStream");
COMPRESS_TYPE(deflate_stream, "System.IO.Compression.DeflateStream");
COMPRESS_TYPE(zlib_stream, "System.IO.Compression.ZLibStream");
