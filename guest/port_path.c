#include "guest/port_path.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

bool port_name(const char *device, char name[PORT_NAME_SIZE])
{
    AUTO_FREE char *path = xasprintf(PORTS_FOLDER "/%s/name", device);
    AUTO_FILE FILE *f = fopen(path, "re");
    if (!f || !fgets(name, PORT_NAME_SIZE, f))
        return false;
    name[strcspn(name, "\n")] = '\0';
    return true;
}

char *port_path(const char *name)
{
    if (strchr(name, '/'))
        return access(name, F_OK) ? NULL : xstrdup(name);
    DIR *ports = opendir(PORTS_FOLDER);
    char *found = NULL;
    if (!ports)
        return NULL;
    for (struct dirent *e; !found && (e = readdir(ports));) {
        char line[PORT_NAME_SIZE];
        if (port_name(e->d_name, line) && !strcmp(line, name))
            found = xasprintf("/dev/%s", e->d_name);
    }
    closedir(ports);
    return found;
}
