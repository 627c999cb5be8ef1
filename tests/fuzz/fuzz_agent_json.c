/* What a guest's QEMU agent answers: any bytes. All that is taken from an answer stays inside of
 * it, and what is written reads back. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/utf8.h"
#include "vm/guest/vm_agent_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_all(struct agent_json v, struct agent_json whole, int depth)
{
    static const char *const names[] = { "return", "supported_commands", "name", "buf-b64", "pid" };
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct agent_json item;
    int64_t number;
    bool truth;
    size_t at = 0;
    if (v.text < whole.text || v.text + v.len > whole.text + whole.len || !v.len)
        abort();
    if (agent_json_string(v, &text) && text.len > v.len * 3)
        abort();
    agent_json_bytes(v, &bytes);
    agent_json_int(v, &number);
    agent_json_bool(v, &truth);
    for (int i = 0; depth < 3 && i < 4 && agent_json_next(v, &at, &item); i++)
        take_all(item, whole, depth + 1);
    for (size_t i = 0; depth < 3 && i < ARRAY_SIZE(names); i++)
        if (agent_json_member(v, names[i], &item))
            take_all(item, whole, depth + 1);
}

/* A text becomes a literal and is read again. */
static void there_and_back(const char *text, size_t len)
{
    AUTO_FREE char *s = xstrndup(text, len);
    AUTO_STRBUF literal = STRBUF_INIT;
    AUTO_STRBUF again = STRBUF_INIT;
    AUTO_STRBUF packed = STRBUF_INIT;
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct agent_json v;
    agent_json_quote(&literal, s);
    if (!agent_json_parse(literal.buf, literal.len, &v) || !agent_json_string(v, &again) ||
        strcmp(s, again.buf) != 0)
        abort();
    base64_encode(&packed, text, len);
    if (!base64_decode(&bytes, packed.buf, packed.len) || bytes.len != len ||
        memcmp(bytes.buf, text, len) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct agent_json root;
    const char *text = (const char *)data;
    if (size && agent_json_parse(text, size, &root))
        take_all(root, root, 0);
    there_and_back(text, size);
    return 0;
}
