#include "cmdlets/core/files/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/code_page.h"
#include "shell/base/le.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"

enum { FLUSH_AT = 64 * 1024, MAX_FILE = 0x7fffffff };

static const struct code_page *page_of(enum text_encoding e)
{
    return e >= TEXT_CODE_PAGE ? code_page_numbered((int)e - TEXT_CODE_PAGE) : NULL;
}

void text_bom(enum text_encoding encoding, struct strbuf *out)
{
    if (encoding == TEXT_UTF8 || encoding == TEXT_ASCII || encoding == TEXT_LATIN1 ||
        encoding >= TEXT_CODE_PAGE)
        return;
    if (encoding == TEXT_UTF8_BOM)
        strbuf_add(out, "\xEF\xBB\xBF", 3);
    else
        text_encode(encoding, "\xEF\xBB\xBF", 3, out);
}

static void add_unit16(struct strbuf *out, uint16_t unit, bool big)
{
    char b[2];

    if (big)
        be16_put(b, unit);
    else
        le16_put(b, unit);
    strbuf_add(out, b, 2);
}

static void encode_rune(enum text_encoding encoding, uint32_t rune, struct strbuf *out)
{
    char b[4];

    switch (encoding) {
    case TEXT_UTF16_LE:
    case TEXT_UTF16_BE:
        if (rune >= 0x10000) {
            rune -= 0x10000;
            add_unit16(out, (uint16_t)(0xD800 + (rune >> 10)), encoding == TEXT_UTF16_BE);
            rune = 0xDC00 + (rune & 0x3FF);
        }
        add_unit16(out, (uint16_t)rune, encoding == TEXT_UTF16_BE);
        break;
    case TEXT_UTF32_LE:
        le32_put(b, rune);
        strbuf_add(out, b, 4);
        break;
    case TEXT_UTF32_BE:
        be32_put(b, rune);
        strbuf_add(out, b, 4);
        break;
    case TEXT_ASCII:
        strbuf_addch(out, rune < 0x80 ? (char)rune : '?');
        break;
    default:
        strbuf_addch(out, rune < 0x100 ? (char)rune : '?');
    }
}

void text_encode(enum text_encoding encoding, const char *s, size_t len, struct strbuf *out)
{
    if (encoding == TEXT_UTF8 || encoding == TEXT_UTF8_BOM) {
        strbuf_add(out, s, len);
        return;
    }
    if (page_of(encoding)) {
        code_page_encode(page_of(encoding), s, len, out);
        return;
    }
    for (size_t i = 0; i < len;) {
        size_t used = 1;
        encode_rune(encoding, utf8_decode(s + i, len - i, &used), out);
        i += used;
    }
}

static void decode_utf8(const char *s, size_t len, struct strbuf *out)
{
    if (utf8_valid(s, len)) {
        strbuf_add(out, s, len);
        return;
    }
    for (size_t i = 0; i < len;) {
        size_t used = 1;
        strbuf_addrune(out, utf8_decode(s + i, len - i, &used));
        i += used;
    }
}

static void decode_utf16(const char *s, size_t len, bool big, struct strbuf *out)
{
    for (size_t i = 0; i + 1 < len; i += 2) {
        uint32_t u = big ? be16_get(s + i) : le16_get(s + i);
        if (u >= 0xD800 && u < 0xDC00 && i + 3 < len) {
            uint32_t low = big ? be16_get(s + i + 2) : le16_get(s + i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        strbuf_addrune(out, u);
    }
}

static void decode_utf32(const char *s, size_t len, bool big, struct strbuf *out)
{
    for (size_t i = 0; i + 3 < len; i += 4) {
        uint32_t u = big ? be32_get(s + i) : le32_get(s + i);
        strbuf_addrune(out, u > 0x10FFFF ? UTF8_REPLACEMENT : u);
    }
}

void text_decode(enum text_encoding encoding, const char *s, size_t len, struct strbuf *out)
{
    if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
        decode_utf8(s + 3, len - 3, out);
        return;
    }
    if (len >= 4 && memcmp(s, "\xFF\xFE\0\0", 4) == 0) {
        decode_utf32(s + 4, len - 4, false, out);
        return;
    }
    if (len >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0)) {
        decode_utf16(s + 2, len - 2, s[0] == '\xFE', out);
        return;
    }
    switch (encoding) {
    case TEXT_UTF16_LE:
    case TEXT_UTF16_BE:
        decode_utf16(s, len, encoding == TEXT_UTF16_BE, out);
        break;
    case TEXT_UTF32_LE:
    case TEXT_UTF32_BE:
        decode_utf32(s, len, encoding == TEXT_UTF32_BE, out);
        break;
    case TEXT_ASCII:
        for (size_t i = 0; i < len; i++)
            strbuf_addrune(out,
                           (unsigned char)s[i] < 0x80 ? (unsigned char)s[i] : UTF8_REPLACEMENT);
        break;
    case TEXT_LATIN1:
        for (size_t i = 0; i < len; i++)
            strbuf_addrune(out, (unsigned char)s[i]);
        break;
    default:
        if (page_of(encoding))
            code_page_decode(page_of(encoding), s, len, out);
        else
            decode_utf8(s, len, out);
    }
}

int file_read_all(const char *path, struct strbuf *out, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    for (;;) {
        strbuf_grow(out, 64 * 1024);
        ssize_t n = read(fd, out->buf + out->len, 64 * 1024);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Cannot read '%s'", path);
        if (n == 0)
            return 0;
        if (cancel_check(err) < 0)
            return -1;
        out->len += (size_t)n;
        out->buf[out->len] = '\0';
        if (out->len > MAX_FILE)
            return err_set(err, ERR_OPERATION_FAILED, "The file '%s' is larger than 2 GiB.", path);
    }
}

static bool stays_as_it_is(const char *s, size_t len, enum text_encoding encoding)
{
    return (encoding == TEXT_UTF8 || encoding == TEXT_UTF8_BOM) &&
           (len < 3 || memcmp(s, "\xEF\xBB\xBF", 3) != 0) && utf8_valid(s, len);
}

int file_read_text(const char *path, enum text_encoding encoding, struct str **out,
                   struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;

    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        st.st_size <= MAX_FILE) {
        struct str *s = str_alloc((size_t)st.st_size);
        size_t at = 0;
        ssize_t n = 1;
        while (at < s->len && n > 0) {
            n = read(fd, s->data + at, s->len - at);
            if (n < 0 && errno == EINTR)
                n = 1;
            else if (n > 0)
                at += (size_t)n;
        }
        if (at == s->len && stays_as_it_is(s->data, s->len, encoding)) {
            *out = s;
            return 0;
        }
        value_unref(value_of_str(s));
    }
    if (file_read_all(path, &bytes, err))
        return -1;
    text_decode(encoding, bytes.buf, bytes.len, &text);
    *out = str_new(text.buf, text.len);
    return 0;
}

int text_writer_open(struct text_writer *w, const char *path, enum text_encoding encoding,
                     unsigned flags, struct err **err)
{
    int mode = O_WRONLY | O_CREAT | O_CLOEXEC;
    struct stat st;

    *w = (struct text_writer){ .fd = -1, .encoding = encoding, .buffer = STRBUF_INIT };
    mode |= flags & TEXT_NO_CLOBBER ? O_EXCL : flags & TEXT_APPEND ? O_APPEND : O_TRUNC;
    if ((flags & TEXT_FORCE) && stat(path, &st) == 0 && !(st.st_mode & S_IWUSR) &&
        chmod(path, (st.st_mode & 07777) | S_IWUSR) != 0)
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    w->fd = open(path, mode, 0666);
    if (w->fd < 0 && errno == EEXIST)
        return err_set(err, ERR_OBJECT_EXISTS, "The file '%s' already exists.", path);
    if (w->fd < 0 && errno == ENOENT) {
        err_set(err, ERR_OBJECT_NOT_FOUND, "Could not find a part of the path '%s'.", path);
        return err_type(err, "System.IO.DirectoryNotFoundException", NULL);
    }
    if (w->fd < 0 && (errno == EACCES || errno == EISDIR)) {
        err_set(err, ERR_ACCESS_DENIED, "Access to the path '%s' is denied.", path);
        return err_type(err, "System.UnauthorizedAccessException", NULL);
    }
    if (w->fd < 0)
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    w->path = xstrdup(path);
    if (fstat(w->fd, &st) == 0 && st.st_size == 0)
        text_bom(encoding, &w->buffer);
    return 0;
}

static int flush(struct text_writer *w, struct err **err)
{
    size_t at = 0;

    while (at < w->buffer.len) {
        ssize_t n = write(w->fd, w->buffer.buf + at, w->buffer.len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            strbuf_reset(&w->buffer);
            return err_set_errno(err, errno, "Cannot write '%s'", w->path);
        }
        at += (size_t)n;
    }
    strbuf_reset(&w->buffer);
    return 0;
}

int text_writer_add(struct text_writer *w, const char *s, size_t len, struct err **err)
{
    if (len >= FLUSH_AT) { /* a piece at a time: the buffer stays small */
        for (size_t at = 0; at < len;) {
            size_t n = len - at < FLUSH_AT ? len - at : FLUSH_AT;
            while (n > 1 && at + n < len && (s[at + n] & 0xC0) == 0x80)
                n--;
            text_encode(w->encoding, s + at, n, &w->buffer);
            at += n;
            if (flush(w, err))
                return -1;
        }
        return 0;
    }
    text_encode(w->encoding, s, len, &w->buffer);
    return w->buffer.len >= FLUSH_AT ? flush(w, err) : 0;
}

int text_writer_add_bytes(struct text_writer *w, const void *data, size_t len, struct err **err)
{
    strbuf_add(&w->buffer, data, len);
    return w->buffer.len >= FLUSH_AT ? flush(w, err) : 0;
}

int text_writer_close(struct text_writer *w, struct err **err)
{
    int rc = 0;

    if (w->fd < 0)
        return 0;
    struct err *own = NULL;
    rc = flush(w, &own);
    if (close(w->fd) != 0 && rc == 0)
        rc = err_set_errno(&own, errno, "Cannot write '%s'", w->path);
    w->fd = -1;
    free(STEAL(w->path));
    strbuf_release(&w->buffer);
    if (rc && err)
        return err_move(err, &own);
    err_clear(&own);
    return rc;
}
