#include "shell/runtime/drive_variable.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/scope.h"

static bool is(const char *drive, size_t dlen, const char *name)
{
    return text_caseeqn(drive, dlen, name, strlen(name));
}

static int no_drive(const char *drive, size_t dlen, struct err **err)
{
    return fail_with(err, "System.Management.Automation.DriveNotFoundException", "DriveNotFound",
                     "Cannot find drive. A drive with the name '%.*s' does not exist.", (int)dlen,
                     drive);
}

/* ${Name:file}: a file of a drive of the file system. The caller frees; NULL: no such drive. */
static char *file_of(const struct session *s, const char *drive, size_t dlen, const char *name,
                     size_t len)
{
    const struct ps_drive *d = ps_drive_find(s, drive, dlen);
    if (!d || d->provider != DRIVE_FILE)
        return NULL;
    AUTO_FREE char *path = xasprintf("%.*s:%.*s", (int)dlen, drive, (int)len, name);
    return path_absolute(s, path);
}

/* Its lines: $null, one text or an array of them. */
static struct value read_lines(const char *path)
{
    FILE *in = fopen(path, "re");
    AUTO_VALUE lines = value_of_array(array_new(8));
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; in && (n = getline(&line, &cap, in)) >= 0;) {
        n -= n > 0 && line[n - 1] == '\n';
        n -= n > 0 && line[n - 1] == '\r';
        array_push_take(lines.array, value_string_len(line, (size_t)n));
    }
    free(line);
    if (in)
        fclose(in);
    if (lines.array->len == 0)
        return value_null();
    return lines.array->len == 1 ? value_ref(lines.array->items[0]) : STEAL_VALUE(lines);
}

static int write_lines(const char *path, struct value v, struct err **err)
{
    FILE *to = fopen(path, "we");
    size_t n = v.kind == V_ARRAY ? v.array->len : v.kind != V_NULL;
    for (size_t i = 0; to && i < n; i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v.kind == V_ARRAY ? v.array->items[i] : v, &text);
        strbuf_addch(&text, '\n');
        fwrite(text.buf, 1, text.len, to);
    }
    if (!to || fclose(to) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", path);
    return 0;
}

int drive_variable_get(struct session *s, const char *drive, size_t dlen, const char *name,
                       size_t len, struct value *out, struct err **err)
{
    *out = value_null();
    if (is(drive, dlen, "env")) {
        const char *v = memchr(name, '\0', len) ? NULL : getenv(name);
        if (v)
            *out = value_string(v);
        return 0;
    }
    if (is(drive, dlen, "variable")) {
        variable_get(s, NULL, name, len, out);
        return 0;
    }
    if (is(drive, dlen, "function")) {
        (void)command_name_scope(s, &name, &len);
        struct value block = command_function_block(s, name, len);
        if (!(block.kind == V_NULL))
            *out = value_ref(block);
        return 0;
    }
    if (is(drive, dlen, "alias")) {
        struct command c;
        if (command_find(s, name, len, COMMAND_ALIAS, false, &c))
            *out = value_string(c.target);
        return 0;
    }
    AUTO_FREE char *path = file_of(s, drive, dlen, name, len);
    if (path) {
        *out = read_lines(path);
        return 0;
    }
    return no_drive(drive, dlen, err);
}

int drive_variable_set_take(struct session *s, const char *drive, size_t dlen, const char *name,
                            size_t len, struct value v, struct err **err)
{
    AUTO_VALUE owned = v;
    if (is(drive, dlen, "env")) {
        AUTO_STRBUF text = STRBUF_INIT;
        if (value_is_null(v)) {
            unsetenv(name);
            return 0;
        }
        value_to_strbuf(v, &text);
        setenv(name, text.buf ? text.buf : "", 1);
        return 0;
    }
    if (is(drive, dlen, "variable")) {
        owned = value_null();
        return variable_assign_take(s, NULL, name, len, v, err);
    }
    if (is(drive, dlen, "function")) {
        struct scope *scope = command_name_scope(s, &name, &len);
        if (value_is_null(v)) {
            command_remove_function(s, name, len);
            return 0;
        }
        AUTO_VALUE block = value_null();
        if (scriptblock_of(v)) {
            block = value_ref(v);
        } else {
            AUTO_STRBUF text = STRBUF_INIT;
            value_to_strbuf(v, &text);
            if (scriptblock_parse(s, text.buf, text.len, NULL, &block, err) < 0)
                return -1;
        }
        command_define_function(s, name, len, block, false, scope ? scope : scope_current(s));
        return 0;
    }
    if (is(drive, dlen, "alias")) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v, &text);
        command_set_alias(s, name, text.buf, "");
        return 0;
    }
    AUTO_FREE char *path = file_of(s, drive, dlen, name, len);
    if (path)
        return write_lines(path, owned, err);
    return no_drive(drive, dlen, err);
}
