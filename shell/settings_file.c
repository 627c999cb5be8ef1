#include "shell/settings_file.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/format/json_read.h"
#include "shell/object/str.h"
#include "shell/runtime/script_file.h"

/* %NAME% by its value; what no variable has stays. */
static char *expand(const char *s)
{
    struct strbuf out = STRBUF_INIT;

    while (*s) {
        const char *end = *s == '%' ? strchr(s + 1, '%') : NULL;
        AUTO_FREE char *name = end ? xstrndup(s + 1, (size_t)(end - s) - 1) : NULL;
        const char *value = name && *name ? getenv(name) : NULL;
        if (value)
            strbuf_adds(&out, value);
        else
            strbuf_addch(&out, *s);
        s = value ? end + 1 : s + 1;
    }
    return strbuf_detach(&out, NULL);
}

char *settings_file_module_path(const char *path)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    AUTO_VALUE root = value_null(), found = value_null();
    const struct json_options options = { .comments = true };
    struct shapes *shapes = NULL;
    char *folders = NULL;

    if (script_file_read(path, &text, &err) < 0 || !text.len)
        return NULL;
    shapes = shapes_new();
    if (json_read(text.buf, text.len, &options, shapes, &root, &err) == 0 &&
        member_get(root, "PSModulePath", &found, &err) == 0 && found.kind == V_STRING)
        folders = expand(found.str->data);
    value_replace_take(&root, value_null());
    shapes_free(shapes);
    return folders;
}
