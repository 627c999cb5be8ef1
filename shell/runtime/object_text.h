/* Objects as a line of text that another shell reads back. The runtime knows no such text: main
 * plugs it in (cmdlets/core/output/object_text.c). */
#ifndef HVSH_RUNTIME_OBJECT_TEXT_H
#define HVSH_RUNTIME_OBJECT_TEXT_H

#include "shell/base/err.h"
#include "shell/base/strbuf.h"
#include "shell/object/value.h"

/* The line that says that such a line follows. */
#define OBJECT_TEXT_MARK "#< CLIXML"

struct session;

struct object_text {
    /* Appends the values of an array as one line, without its end. */
    void (*write)(struct session *s, const struct array *items, struct strbuf *out);
    /* The values of a line and the names of their streams ("": not said), two owned arrays; or
     * -1. */
    int (*read)(struct session *s, const char *text, size_t len, struct value *items,
                struct value *streams, struct err **err);
};

#endif
