#include "cmdlets/core/output/object_text.h"

#include "cmdlets/core/core.h"
#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/runtime/session.h"

/* How deep objects inside objects go, as PowerShell's serializer has it by default. */
enum { DEPTH = 1 };

static void write_line(struct session *s, const struct array *items, struct strbuf *out)
{
    struct core_env env;

    core_env_init(&env, s, NULL);
    struct clixml_writer *w = clixml_writer_new(&env.env, true, out);
    for (size_t i = 0; i < items->len; i++)
        clixml_writer_add(w, items->items[i], NULL, DEPTH);
    clixml_writer_end(w);
}

static int read_line(struct session *s, const char *text, size_t len, struct value *items,
                     struct value *streams, struct err **err)
{
    return clixml_read_streams(text, len, s->shapes, items, streams, err);
}

const struct object_text object_text_clixml = { write_line, read_line };
