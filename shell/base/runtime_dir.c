#include "shell/base/runtime_dir.h"

#include <stdlib.h>
#include <unistd.h>

#include "shell/base/alloc.h"

char *runtime_dir(void)
{
    const char *own = getenv("HVSH_RUNTIME_DIR"), *user = getenv("XDG_RUNTIME_DIR");
    if (own && *own == '/')
        return xstrdup(own);
    if (geteuid() == 0)
        return xstrdup("/run/hvsh");
    return user && *user == '/' ? xasprintf("%s/hvsh", user)
                                : xasprintf("/tmp/hvsh-%u", (unsigned)geteuid());
}
