#include "shell/runtime/drive_variable.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/command.h"
#include "shell/runtime/frame.h"
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
        command_define_function(s, name, len, block, false, scope_current(s));
        return 0;
    }
    if (is(drive, dlen, "alias")) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v, &text);
        command_set_alias(s, name, text.buf, "");
        return 0;
    }
    return no_drive(drive, dlen, err);
}
