#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "shell/base/strbuf.h"

int folder_make(void **state)
{
    const char *base = getenv("HVSH_TEST_TMP");
    char *dir = xasprintf("%s/test-XXXXXX", base ? base : "/tmp");
    *state = mkdtemp(dir);
    return *state ? 0 : -1;
}

int folder_run(const char *dir, const char *command)
{
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_FREE char *text =
        xasprintf("PATH=$PATH:/usr/sbin:/sbin; export MTOOLS_SKIP_CHECK=1 LC_ALL=C.UTF-8; cd '%s' "
                  "&& {\n%s\n} 2>&1",
                  dir, command);
    const char *argv[] = { "sh", "-c", text, NULL };
    struct spawn sp = { .argv = argv, .timeout_ms = 300000 };
    int rc = spawn_run(&sp, &out, NULL, &err);
    if (rc)
        print_error("%s: %s\n%s\n", command, err ? err->message : "?", out.len ? out.buf : "");
    return rc;
}

int folder_remove(void **state)
{
    AUTO_FREE char *command = xasprintf("rm -rf -- '%s'", (char *)*state);
    int rc = folder_run("/", command);
    free(*state);
    return rc;
}
