/* The JSON reader over any bytes; what it reads is written and must read again. */
#include <stdlib.h>

#include "shell/format/json_read.h"
#include "shell/format/json_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shapes *shapes = shapes_new();
    struct json_options options = { .as_hashtable = size & 1,
                                    .max_depth = 64,
                                    .dates = JSON_DATES_STRING };
    struct json_style style = { .depth = 100, .compress = size & 2 };
    struct value v = value_null(), again = value_null();
    struct strbuf out = STRBUF_INIT;
    struct err *err = NULL;
    struct json_found found = { .truncated = false };

    struct strbuf text = STRBUF_INIT;
    strbuf_add(&text, data, size);
    int rc = json_read(text.buf, text.len, &options, shapes, &v, &err);
    if (rc != 0 && json_is_plain_array(text.buf, text.len, &options))
        abort(); /* the quick look must not promise what the reader refuses */
    strbuf_release(&text);
    if (rc == 0) {
        json_write(NULL, v, &style, &out, &found);
        if (json_read(out.buf, out.len, &options, shapes, &again, &err) != 0)
            abort();
    }
    err_clear(&err);
    value_unref(v);
    value_unref(again);
    strbuf_release(&out);
    shapes_free(shapes);
    return 0;
}
