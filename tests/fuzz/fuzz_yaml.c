/* The YAML reader over any bytes: what it reads is written and must read again. */
#include <stdlib.h>

#include "shell/format/yaml.h"
#include "shell/object/array.h"
#include "shell/object/object.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shapes *shapes = shapes_new();
    struct yaml_options options = { .as_hashtable = true, .max_depth = 20 };
    struct value v = value_null(), again = value_null();
    struct strbuf out = STRBUF_INIT;
    struct err *err = NULL;
    bool truncated;

    if (size < 4096 && yaml_read((const char *)data, size, &options, shapes, &v, &err) == 0 &&
        v.array->len) {
        yaml_write(NULL, v.array->items[0], 100, &out, &truncated);
        if (out.len < (1u << 20) &&
            yaml_read(out.buf, out.len, &options, shapes, &again, &err) != 0)
            abort();
    }
    err_clear(&err);
    value_unref(v);
    value_unref(again);
    strbuf_release(&out);
    shapes_free(shapes);
    return 0;
}
