#include "guest/mounted.h"

#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"

static void add(struct mounted *m, const char *folder)
{
    struct stat st;
    if (stat(folder, &st))
        return;
    for (size_t i = 0; i < m->len; i++)
        if (m->devices[i] == st.st_dev)
            return;
    m->folders = xreallocarray(m->folders, m->len + 1, sizeof(*m->folders));
    m->devices = xreallocarray(m->devices, m->len + 1, sizeof(*m->devices));
    m->folders[m->len] = xstrdup(folder);
    m->devices[m->len++] = st.st_dev;
}

bool mounted_find(struct mounted *m)
{
    FILE *list = setmntent("/proc/self/mounts", "r");
    if (!list)
        return false;
    for (const struct mntent *e; (e = getmntent(list));)
        if (!strncmp(e->mnt_fsname, "/dev/", 5) && !hasmntopt(e, MNTOPT_RO))
            add(m, e->mnt_dir);
    endmntent(list);
    return true;
}

void mounted_release(struct mounted *m)
{
    for (size_t i = 0; i < m->len; i++)
        free(m->folders[i]);
    free(m->folders);
    free(m->devices);
}
