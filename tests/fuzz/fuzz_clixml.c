/* The Clixml reader over any bytes: what it reads is written and must read again. */
#include <stdlib.h>
#include <string.h>

#include <sanitizer/lsan_interface.h>

#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/object/object.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shapes *shapes = shapes_new();
    struct value v = value_null(), again = value_null();
    struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
    struct err *err = NULL;

    strbuf_add(&text, data, size);
    /* References may close cycles, which live until the process ends. */
    bool cycles = strstr(text.buf, "Ref") != NULL;
    if (cycles)
        __lsan_disable();
    if (clixml_read(text.buf, text.len, shapes, &v, &err) == 0) {
        clixml_write(NULL, v.array->items, v.array->len, 5, &out);
        if (clixml_read(out.buf, out.len, shapes, &again, &err) != 0)
            abort();
    }
    err_clear(&err);
    value_unref(v);
    value_unref(again);
    strbuf_release(&text);
    strbuf_release(&out);
    shapes_free(shapes);
    if (cycles)
        __lsan_enable();
    return 0;
}
