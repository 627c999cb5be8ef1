#include "cmdlets/vm/paths.h"

#include <string.h>

#include "shell/base/alloc.h"

char *hv_absolute_path(const struct str *path, const char *folder)
{
    const char *home = getenv("HOME");
    if (path->data[0] == '/')
        return xstrdup(path->data);
    if (path->data[0] == '~' && (path->data[1] == '/' || !path->data[1]) && home)
        return xasprintf("%s%s", home, path->data + 1);
    AUTO_FREE char *here = folder ? NULL : realpath(".", NULL);
    const char *tail = path->data;
    while (!strncmp(tail, "./", 2))
        tail += 2;
    return xasprintf("%s/%s", folder ? folder : here ? here : "", tail);
}

char *hv_disk_path(const struct str *path, const char *default_folder)
{
    bool bare = !strchr(path->data, '/') && path->data[0] != '~';
    return hv_absolute_path(path, bare ? default_folder : NULL);
}
