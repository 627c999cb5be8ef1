#include "guest/port_path.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

#define PORTS "/sys/class/virtio-ports"

char *port_path(const char *name)
{
    if (strchr(name, '/'))
        return access(name, F_OK) ? NULL : xstrdup(name);
    DIR *ports = opendir(PORTS);
    char *found = NULL;
    if (!ports)
        return NULL;
    for (struct dirent *e; !found && (e = readdir(ports));) {
        AUTO_FREE char *path = xasprintf(PORTS "/%s/name", e->d_name);
        AUTO_FILE FILE *f = fopen(path, "re");
        char line[256];
        if (!f || !fgets(line, sizeof(line), f))
            continue;
        line[strcspn(line, "\n")] = '\0';
        if (!strcmp(line, name))
            found = xasprintf("/dev/%s", e->d_name);
    }
    closedir(ports);
    return found;
}
