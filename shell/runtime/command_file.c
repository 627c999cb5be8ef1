/* Programs and scripts that commands are found in: by their path, or in the folders of $env:PATH.
 */
#include <glob.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/ps_drive.h"

bool command_is_executable(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool command_is_script_name(const char *name, size_t len)
{
    return len > 4 && text_caseeqn(name + len - 4, 4, ".ps1", 4);
}

static void cell_set_path(struct command_cell *cell, const char *name, size_t len, const char *path)
{
    free(cell->app_path);
    free(cell->app_name);
    cell->app_path = xstrdup(path);
    cell->app_name = xstrndup(name, len);
}

static bool found_file(struct command_cell *cell, struct command *out)
{
    const char *slash = strrchr(cell->app_path, '/');
    const char *base = slash ? slash + 1 : cell->app_path;
    *out =
        (struct command){ .kind = command_is_script_name(base, strlen(base)) ? COMMAND_SCRIPT
                                                                             : COMMAND_APPLICATION,
                          .name = base,
                          .path = cell->app_path,
                          .module = "" };
    return true;
}

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The one file that a path with wildcards means. */
static bool only_match(struct strbuf *path)
{
    glob_t found;
    if (!strpbrk(path->buf, "*?[") || glob(path->buf, 0, NULL, &found) != 0)
        return false;
    bool one = found.gl_pathc == 1 && is_file(found.gl_pathv[0]);
    if (one) {
        strbuf_reset(path);
        strbuf_adds(path, found.gl_pathv[0]);
    }
    globfree(&found);
    return one;
}

/* On a drive of the file system, with / or \, with wildcards; ./tool finds ./tool.ps1. */
static bool find_by_path(struct session *s, struct command_cell *cell, const char *name, size_t len,
                         unsigned kinds, struct command *out)
{
    AUTO_FREE char *text = xstrndup(name, len);
    const char *rest;
    if (path_drive(s, text, &rest) != DRIVE_FILE)
        return false;
    AUTO_FREE char *absolute = path_absolute(s, text);
    AUTO_STRBUF path = STRBUF_INIT;
    strbuf_adds(&path, absolute);
    if (!is_file(path.buf) && !command_is_script_name(name, len)) {
        strbuf_adds(&path, ".ps1");
        if (!is_file(path.buf))
            strbuf_truncate(&path, path.len - 4);
    }
    if (!is_file(path.buf) && !only_match(&path))
        return false;
    bool script = command_is_script_name(path.buf, path.len);
    if (!(kinds & (script ? COMMAND_SCRIPT : COMMAND_APPLICATION)))
        return false;
    cell_set_path(cell, name, len, path.buf);
    return found_file(cell, out);
}

char *command_path_folder(const struct session *s, const char *dir, size_t len)
{
    AUTO_FREE char *text = len ? xstrndup(dir, len) : xstrdup(".");
    return *text == '/' ? STEAL(text) : path_absolute(s, text);
}

static bool find_in_path(struct session *s, struct command_cell *cell, const char *name, size_t len,
                         unsigned kinds, struct command *out)
{
    const char *path = getenv("PATH");
    if (!path)
        path = "/usr/local/bin:/usr/bin:/bin";
    struct command_table *t = s->commands;
    if (!t->path_copy || strcmp(t->path_copy, path) != 0) {
        free(t->path_copy);
        t->path_copy = xstrdup(path);
        t->path_epoch++;
    }
    if (cell->app_path && cell->path_epoch == t->path_epoch && strlen(cell->app_name) == len &&
        memcmp(cell->app_name, name, len) == 0 && access(cell->app_path, F_OK) == 0)
        return found_file(cell, out);
    AUTO_STRBUF file = STRBUF_INIT;
    bool script = command_is_script_name(name, len);
    for (const char *dir = path; dir;) {
        const char *end = strchr(dir, ':');
        size_t dlen = end ? (size_t)(end - dir) : strlen(dir);
        bool moves = dlen == 0 || *dir != '/'; /* with the current location */
        strbuf_reset(&file);
        if (moves) {
            AUTO_FREE char *folder = command_path_folder(s, dir, dlen);
            strbuf_adds(&file, folder);
        } else {
            strbuf_add(&file, dir, dlen);
        }
        strbuf_addch(&file, '/');
        strbuf_add(&file, name, len);
        bool hit = (kinds & COMMAND_APPLICATION) && !script && command_is_executable(file.buf);
        if (!hit && (kinds & COMMAND_SCRIPT)) {
            if (!script)
                strbuf_adds(&file, ".ps1");
            hit = access(file.buf, R_OK) == 0;
        }
        if (hit) {
            cell_set_path(cell, name, len, file.buf);
            cell->path_epoch = moves ? t->path_epoch - 1 : t->path_epoch;
            return found_file(cell, out);
        }
        dir = end ? end + 1 : NULL;
    }
    return false;
}

/* Is the name a path, not a bare one? */
static bool is_path(const struct session *s, const char *name, size_t len)
{
    if (memchr(name, '/', len) || memchr(name, '\\', len) || (name[0] == '~' && len == 1))
        return true;
    const char *colon = memchr(name, ':', len);
    return colon && ps_drive_find(s, name, (size_t)(colon - name));
}

bool command_find_file(struct session *s, struct command_cell *cell, const char *name, size_t len,
                       unsigned kinds, struct command *out)
{
    if (is_path(s, name, len))
        return find_by_path(s, cell, name, len, kinds, out);
    return find_in_path(s, cell, name, len, kinds, out);
}
