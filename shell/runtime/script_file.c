#include "shell/runtime/script_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

#define MAX_SCRIPT ((size_t)256 << 20)

static void decode_utf16(struct strbuf *text, bool big)
{
    struct strbuf out = STRBUF_INIT;
    for (size_t i = 2; i + 1 < text->len; i += 2) {
        uint32_t c = big ? be16_get(text->buf + i) : le16_get(text->buf + i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < text->len) {
            uint32_t d = big ? be16_get(text->buf + i + 2) : le16_get(text->buf + i + 2);
            if (d >= 0xDC00 && d < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00);
                i += 2;
            }
        }
        strbuf_addrune(&out, c);
    }
    strbuf_release(text);
    *text = out;
}

static void strip_mark(struct strbuf *text)
{
    const unsigned char *b = (const unsigned char *)text->buf;
    if (text->len >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF) {
        memmove(text->buf, text->buf + 3, text->len - 3);
        strbuf_truncate(text, text->len - 3);
    } else if (text->len >= 2 && b[0] == 0xFF && b[1] == 0xFE) {
        decode_utf16(text, false);
    } else if (text->len >= 2 && b[0] == 0xFE && b[1] == 0xFF) {
        decode_utf16(text, true);
    }
}

int script_file_read(const char *path, struct strbuf *out, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        return err_set_errno(err, EISDIR, "Cannot read '%s'", path);
    for (;;) {
        strbuf_grow(out, 65536);
        ssize_t n = read(fd, out->buf + out->len, 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Cannot read '%s'", path);
        if (n == 0)
            break;
        out->len += (size_t)n;
        if (out->len > MAX_SCRIPT)
            return err_set(err, ERR_NOT_SUPPORTED, "The script '%s' is larger than 256 MiB.", path);
    }
    out->buf[out->len] = '\0';
    strip_mark(out);
    return 0;
}

enum status script_parse_failed(struct session *s, const char *text, size_t len, const char *file,
                                struct err **err)
{
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    if (parse_script(text, len, file, &ast, &diag) == PARSE_OK)
        class_check(s, ast, false, &diag);
    struct error_spec spec = {
        .message = (*err)->message,
        .id = (*err)->id ? (*err)->id : "ParseException",
        .category = EC_PARSER_ERROR,
        .exception = "System.Management.Automation.ParseException",
        .no_command = true,
    };
    struct position saved = s->position;
    if (diag.len) {
        const struct parse_error *e = &diag.errors[0];
        spec.id = e->id;
        s->position = (struct position){ .ast = ast, .start = e->start, .end = e->end };
    }
    enum status st = throw_error(s, &spec);
    s->failure_final = true;
    s->position = saved;
    parse_diag_release(&diag);
    ast_unref(ast);
    err_clear(err);
    return st;
}

enum status script_file_load(struct session *s, const char *path, struct value *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;
    if (script_file_read(path, &text, &err) < 0)
        return throw_err(s, &err);
    if (scriptblock_parse(s, text.buf, text.len, path, out, &err) < 0)
        return script_parse_failed(s, text.buf, text.len, path, &err);
    return ST_OK;
}
