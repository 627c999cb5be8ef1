#include "cmdlets/vm/direct/protocol.h"

#include <nettle/base64.h>
#include <string.h>
#include <sys/random.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"

#define RECORD "\001hv:"

enum { DEPTH = 2 };

/* Runs in Windows PowerShell 5.1 as well. Blocks are dot-sourced: what they set stays for the
 * session's next one. */
const char protocol_loop[] =
    "function __hv_send($k, $v) {\n"
    "  $x = [System.Management.Automation.PSSerializer]::Serialize($v, 2)\n"
    "  [Console]::Out.WriteLine([string][char]1 + 'hv:' + $k + ':' +\n"
    "    [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($x)))\n"
    "}\n"
    "function __hv_fault($k, $r) {\n"
    "  $i = $r.CategoryInfo\n"
    "  __hv_send $k @{ M = [string]$r; I = $r.FullyQualifiedErrorId; C = [int]$i.Category;\n"
    "    A = $i.Activity; R = $i.Reason; N = $i.TargetName; T = $i.TargetType }\n"
    "}\n"
    "function __hv_emit($r) {\n"
    "  if ($r -is [System.Management.Automation.ErrorRecord]) { __hv_fault 'R' $r }\n"
    "  elseif ($r -is [System.Management.Automation.WarningRecord]) { __hv_send 'W' $r.Message }\n"
    "  elseif ($r -is [System.Management.Automation.VerboseRecord]) { __hv_send 'V' $r.Message }\n"
    "  elseif ($r -is [System.Management.Automation.DebugRecord]) { __hv_send 'D' $r.Message }\n"
    "  elseif ($r -is [System.Management.Automation.InformationRecord]) {\n"
    "    __hv_send 'I' @{ M = [string]$r.MessageData; H = $r.Tags -contains 'PSHOST' } }\n"
    "  else { __hv_send 'O' $r }\n"
    "}\n"
    "while ($null -ne ($__hv = [Console]::In.ReadLine())) {\n"
    "  try {\n"
    "    $__hv = [System.Management.Automation.PSSerializer]::Deserialize(\n"
    "      [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($__hv)))\n"
    "    foreach ($__hv_n in @($__hv.U.Keys)) { Set-Variable \"__using_$__hv_n\" $__hv.U[$__hv_n] "
    "}\n"
    "    $__hv_b = [scriptblock]::Create($__hv.T)\n"
    "    $__hv_a = @($__hv.A)\n"
    "    if ($__hv.P) { $__hv.I | . $__hv_b @__hv_a *>&1 | ForEach-Object { __hv_emit $_ } }\n"
    "    else { . $__hv_b @__hv_a *>&1 | ForEach-Object { __hv_emit $_ } }\n"
    "  } catch { __hv_fault 'T' $_ }\n"
    "  __hv_send 'E' 0\n"
    "}\n";

/* ---- /bin/sh ------------------------------------------------------------------------- */
void protocol_mark(char mark[PROTOCOL_MARK_SIZE])
{
    uint8_t random[16];
    if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
        memset(random, 0x5a, sizeof(random));
    mark[0] = '\001';
    for (size_t i = 0; i < sizeof(random); i++)
        snprintf(mark + 1 + 2 * i, 3, "%02x", random[i]);
}

void protocol_quote_sh(struct strbuf *out, const char *text, size_t len)
{
    strbuf_addch(out, '\'');
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\'')
            strbuf_adds(out, "'\\''");
        else if (text[i])
            strbuf_addch(out, text[i]);
    strbuf_addch(out, '\'');
}

static void quote_value(struct strbuf *out, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    protocol_quote_sh(out, text.str->data, text.str->len);
}

void protocol_put_lines(struct strbuf *out, const struct array *input)
{
    for (size_t i = 0; input && i < input->len; i++) {
        AUTO_VALUE line = value_to_string(input->items[i]);
        strbuf_add(out, line.str->data, line.str->len);
        strbuf_addch(out, '\n');
    }
}

void protocol_put_sh(struct strbuf *out, const struct protocol_request *r, const char *mark)
{
    strbuf_adds(out, "set --");
    for (size_t i = 0; i < r->nargs; i++) {
        strbuf_addch(out, ' ');
        quote_value(out, r->args[i]);
    }
    strbuf_adds(out, "\neval ");
    protocol_quote_sh(out, r->text, strlen(r->text));
    if (r->input) {
        strbuf_addf(out, " <<'%s'\n", mark + 1);
        protocol_put_lines(out, r->input);
        strbuf_addf(out, "%s\n", mark + 1);
    } else {
        strbuf_adds(out, " </dev/null\n");
    }
    /* The mark's first byte is made there: a shell that echoes its input does not print it. */
    strbuf_addf(out, "printf '\\001%s%%d;' \"$?\"\nprintf '\\001%s0;' >&2\n", mark + 1, mark + 1);
}

/* ---- PowerShell ---------------------------------------------------------------------- */
static void put_base64(struct strbuf *out, const struct strbuf *data)
{
    size_t len = BASE64_ENCODE_RAW_LENGTH(data->len);
    strbuf_grow(out, len);
    base64_encode_raw(out->buf + out->len, data->len, (const uint8_t *)data->buf);
    out->len += len;
    out->buf[out->len] = '\0';
}

void protocol_put_powershell(struct strbuf *out, const struct protocol_request *r)
{
    AUTO_STRBUF xml = STRBUF_INIT;
    AUTO_FREE char *text = protocol_without_using(r->text);
    AUTO_VALUE request = value_of_hash(hash_new(0));
    struct array *args = array_new(r->nargs);
    for (size_t i = 0; i < r->nargs; i++)
        array_push(args, r->args[i]);
    hash_sets_take(request.hash, "T", value_string(text));
    hash_sets_take(request.hash, "A", value_of_array(args));
    hash_sets_take(request.hash, "P", value_bool(r->input != NULL));
    if (r->input) {
        struct array *input = array_new(r->input->len);
        for (size_t i = 0; i < r->input->len; i++)
            array_push(input, r->input->items[i]);
        hash_sets_take(request.hash, "I", value_of_array(input));
    }
    if (r->using_values.kind == V_HASH)
        hash_sets_take(request.hash, "U", value_ref(r->using_values));
    clixml_write(r->env, &request, 1, DEPTH + 1, &xml);
    put_base64(out, &xml);
    strbuf_addch(out, '\n');
}

char *protocol_without_using(const char *text)
{
    AUTO_STRBUF b = STRBUF_INIT;
    for (const char *p = text; *p;) {
        bool braced = p[0] == '$' && p[1] == '{';
        const char *name = p + 1 + braced;
        if (*p != '$' || !text_caseeqn(name, strnlen(name, 6), "using:", 6)) {
            strbuf_addch(&b, *p++);
            continue;
        }
        strbuf_adds(&b, braced ? "${__using_" : "$__using_");
        p = name + 6;
    }
    return strbuf_detach(&b, NULL);
}

/* ---- what comes back ----------------------------------------------------------------- */
void protocol_lines_add(struct protocol_lines *l, const void *data, size_t len)
{
    if (l->at) {
        memmove(l->data.buf, l->data.buf + l->at, l->data.len - l->at);
        strbuf_truncate(&l->data, l->data.len - l->at);
        l->at = 0;
    }
    strbuf_add(&l->data, data, len);
}

void protocol_lines_release(struct protocol_lines *l)
{
    strbuf_release(&l->data);
    *l = (struct protocol_lines){ .data = STRBUF_INIT };
}

/* Where the mark begins in what has come; *whole is false while more of it has to come. */
static const char *find_mark(const char *p, size_t len, const char *mark, bool *whole)
{
    size_t size = strlen(mark);
    for (const char *at = p, *end = p + len; (at = memchr(at, mark[0], (size_t)(end - at))); at++) {
        size_t have = (size_t)(end - at) < size ? (size_t)(end - at) : size;
        if (memcmp(at, mark, have))
            continue;
        *whole = have == size && memchr(at, ';', (size_t)(end - at));
        return at;
    }
    return NULL;
}

static bool give(struct protocol_lines *l, size_t len, size_t skip, const char **line, size_t *n)
{
    *line = l->data.buf + l->at;
    *n = len && skip && (*line)[len - 1] == '\r' ? len - 1 : len;
    l->at += len + skip;
    return true;
}

bool protocol_next_line(struct protocol_lines *l, const char *mark, bool at_end, const char **line,
                        size_t *len)
{
    const char *start = l->data.buf + l->at;
    size_t n = l->data.len - l->at;
    if (l->over || !n)
        return false;
    const char *feed = memchr(start, '\n', n);
    bool whole = false;
    const char *at =
        mark ? find_mark(start, feed ? (size_t)(feed - start) : n, mark, &whole) : NULL;
    if (at && (whole || !at_end)) {
        if (at > start)
            return give(l, (size_t)(at - start), 0, line, len);
        if (whole) {
            l->over = true;
            l->code = (int)strtol(at + strlen(mark), NULL, 10);
            l->at += (size_t)((const char *)memchr(at, ';', n) - at) + 1;
        }
        return false;
    }
    if (feed)
        return give(l, (size_t)(feed - start), 1, line, len);
    return at_end && give(l, n, 0, line, len);
}

char protocol_record(const char *line, size_t len, struct shapes *shapes, struct value *v)
{
    enum { HEAD = sizeof(RECORD) - 1 + 2 };
    if (len < HEAD || memcmp(line, RECORD, sizeof(RECORD) - 1) || line[HEAD - 1] != ':')
        return 0;
    size_t size = BASE64_DECODE_LENGTH(len - HEAD);
    AUTO_FREE uint8_t *xml = xmalloc(size + 1);
    struct base64_decode_ctx base64;
    AUTO_ERR *bad = NULL;
    AUTO_VALUE all = value_null();
    base64_decode_init(&base64);
    if (!base64_decode_update(&base64, &size, xml, len - HEAD, line + HEAD) ||
        clixml_read((const char *)xml, size, shapes, &all, &bad) || all.kind != V_ARRAY)
        return 0;
    *v = value_ref(all.array->len == 1 ? all.array->items[0] : all);
    return line[HEAD - 2];
}
