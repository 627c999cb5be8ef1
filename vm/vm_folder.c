#include "vm/vm_folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"

int vm_folder_make(const char *folder, struct vm_made_folders *made, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/", folder);
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        int rc = mkdir(path, 0755);
        int e = errno;
        if (rc == 0 && !made->first)
            made->first = xstrdup(path);
        *p = '/';
        if (rc < 0 && e != EEXIST)
            return err_set_errno(err, e, "Cannot create the folder '%s'", folder);
    }
    return 0;
}

void vm_folder_unmake(const char *folder, struct vm_made_folders *made)
{
    if (made->first) {
        AUTO_FREE char *path = xstrdup(folder);
        while (strlen(path) >= strlen(made->first) && rmdir(path) == 0) {
            char *slash = strrchr(path, '/');
            if (!slash || slash == path)
                break;
            *slash = '\0';
        }
    }
    free(made->first);
    made->first = NULL;
}
