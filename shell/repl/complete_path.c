/* File names. */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete.h"

static bool is_folder(const char *folder, const char *name)
{
    AUTO_FREE char *path = xasprintf("%s/%s", folder, name);
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void complete_path(const char *prefix, struct completion *out)
{
    const char *slash = strrchr(prefix, '/');
    const char *name = slash ? slash + 1 : prefix;
    AUTO_FREE char *shown = slash ? xstrndup(prefix, (size_t)(name - prefix)) : xstrdup("");
    AUTO_FREE char *folder = NULL;
    const char *home = getenv("HOME");
    if (!*shown)
        folder = xstrdup(".");
    else if (!strncmp(shown, "~/", 2) && home)
        folder = xasprintf("%s/%s", home, shown + 2);
    else
        folder = xstrdup(shown);
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));) {
        bool hidden = e->d_name[0] == '.';
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") || (hidden && name[0] != '.') ||
            !complete_fits(name, e->d_name))
            continue;
        bool is_dir = is_folder(folder, e->d_name);
        AUTO_FREE char *text = xasprintf("%s%s%s", shown, e->d_name, is_dir ? "/" : "");
        completion_add(out, is_dir ? COMPLETE_FOLDER : COMPLETE_FILE, text, NULL);
    }
    closedir(dir);
}
