/* The CSV reader over any bytes: in one piece and in small ones, the same rows. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shell/format/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int add_row(void *data, const struct csv_reader *r)
{
    struct strbuf *out = data;

    for (size_t i = 0; i < r->fields.len; i++)
        csv_write_field(r->text.buf + r->fields.items[i].start, r->fields.items[i].len, ",",
                        CSV_QUOTE_ALWAYS, out);
    strbuf_addch(out, '\n');
    return 0;
}

static void read_rows(const uint8_t *data, size_t size, size_t step, struct strbuf *out)
{
    struct csv_reader r;

    csv_reader_init(&r, ',', add_row, out);
    for (size_t at = 0; at < size; at += step)
        if (csv_reader_feed(&r, (const char *)data + at, size - at < step ? size - at : step))
            abort();
    csv_reader_end(&r);
    csv_reader_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strbuf whole = STRBUF_INIT, pieces = STRBUF_INIT;

    read_rows(data, size, size + 1, &whole);
    read_rows(data, size, 3, &pieces);
    if (whole.len != pieces.len || memcmp(whole.buf, pieces.buf, whole.len) != 0)
        abort();
    strbuf_release(&whole);
    strbuf_release(&pieces);
    return 0;
}
