#include "cmdlets/vm/paths.h"

#include <string.h>

#include "shell/base/alloc.h"

/* Takes an absolute path; //, /./ and /../ are resolved by name, links are left. */
static char *clean_take(char *path)
{
    char *out = path;
    for (const char *p = path; *p;) {
        size_t n = strcspn(p + 1, "/");
        if (n == 2 && !strncmp(p, "/..", 3)) {
            while (out > path && *--out != '/')
                ;
        } else if (n && !(n == 1 && p[1] == '.')) {
            memmove(out, p, n + 1);
            out += n + 1;
        }
        p += n + 1;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
    return path;
}

char *hv_absolute_path(const struct str *path, const char *folder)
{
    const char *home = getenv("HOME");
    if (path->data[0] == '/')
        return clean_take(xstrdup(path->data));
    if (path->data[0] == '~' && (path->data[1] == '/' || !path->data[1]) && home)
        return clean_take(xasprintf("%s%s", home, path->data + 1));
    AUTO_FREE char *here = folder ? NULL : realpath(".", NULL);
    return clean_take(xasprintf("%s/%s", folder ? folder : here ? here : "", path->data));
}

char *hv_disk_path(const struct str *path, const char *default_folder)
{
    bool bare = !strchr(path->data, '/') && path->data[0] != '~';
    return hv_absolute_path(path, bare ? default_folder : NULL);
}
