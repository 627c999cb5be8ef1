/* Where .NET on Linux looks for the folders of Environment.SpecialFolder: the XDG directories. */
#include "shell/object/types/special_folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/text.h"
#include "shell/base/whole_file.h"
#include "shell/object/types/enum.h"

enum folder_of { OF_HOME, OF_XDG, OF_ROOT };
enum { VERIFY = 0, DO_NOT_VERIFY = 16384, CREATE = 32768 };

static const struct folder {
    int32_t id;
    enum folder_of of;
    const char *variable, *path;
} folders[] = {
    { 0, OF_XDG, "XDG_DESKTOP_DIR", "Desktop" },
    { 16, OF_XDG, "XDG_DESKTOP_DIR", "Desktop" },
    { 5, OF_XDG, "XDG_DOCUMENTS_DIR", "Documents" },
    { 13, OF_XDG, "XDG_MUSIC_DIR", "Music" },
    { 14, OF_XDG, "XDG_VIDEOS_DIR", "Videos" },
    { 39, OF_XDG, "XDG_PICTURES_DIR", "Pictures" },
    { 21, OF_XDG, "XDG_TEMPLATES_DIR", "Templates" },
    { 26, OF_HOME, "XDG_CONFIG_HOME", ".config" },
    { 28, OF_HOME, "XDG_DATA_HOME", ".local/share" },
    { 20, OF_HOME, NULL, ".fonts" },
    { 40, OF_HOME, NULL, "" },
    { 35, OF_ROOT, NULL, "/usr/share" },
    { 45, OF_ROOT, NULL, "/usr/share/templates" },
};

/* What a line NAME="value" of user-dirs.dirs says, or nothing. */
static void user_dir(const char *config, const char *home, const char *name, struct strbuf *out)
{
    AUTO_STRBUF file = STRBUF_INIT, text = STRBUF_INIT;
    strbuf_addf(&file, "%s/user-dirs.dirs", config);
    if (whole_file_read(file.buf, &text) < 0)
        return;
    size_t n = strlen(name);
    for (const char *line = text.buf; line && *line;) {
        const char *end = strchr(line, '\n');
        size_t len = end ? (size_t)(end - line) : strlen(line);
        size_t at = strspn(line, " \t");
        if (len > at + n + 2 && strncmp(line + at, name, n) == 0 && line[at + n] == '=' &&
            line[at + n + 1] == '"') {
            const char *value = line + at + n + 2;
            const char *quote = memchr(value, '"', len - (at + n + 2));
            if (quote && strncmp(value, "$HOME/", 6) == 0)
                strbuf_addf(out, "%s%.*s", home, (int)(quote - value - 5), value + 5);
            else if (quote && *value == '/')
                strbuf_add(out, value, (size_t)(quote - value));
            return;
        }
        line = end ? end + 1 : NULL;
    }
}

static void folder_path(const struct folder *f, struct strbuf *out)
{
    const char *home = getenv("HOME"), *set = f->variable ? getenv(f->variable) : NULL;
    if (!home || !*home)
        home = "/";
    if (f->of == OF_ROOT) {
        strbuf_adds(out, f->path);
        return;
    }
    if (set && *set == '/') {
        strbuf_adds(out, set);
        return;
    }
    if (f->of == OF_XDG) {
        AUTO_STRBUF config = STRBUF_INIT;
        const char *own = getenv("XDG_CONFIG_HOME");
        if (own && *own == '/')
            strbuf_adds(&config, own);
        else
            strbuf_addf(&config, "%s/.config", home);
        user_dir(config.buf, home, f->variable, out);
        if (out->len)
            return;
    }
    strbuf_addf(out, "%s%s%s", home, *f->path ? "/" : "", f->path);
}

static void make_folders(char *path)
{
    for (char *s = path + 1; (s = strchr(s, '/')); *s++ = '/') {
        *s = '\0';
        mkdir(path, 0777);
    }
    mkdir(path, 0777);
}

SHARED_CALL(special_folder_path)
{
    (void)self;
    int32_t id, option = VERIFY;
    struct strbuf path = STRBUF_INIT;
    struct stat st;
    if (arg_enum(args[0], &enum_special_folder, &id, err) < 0 ||
        (n > 1 && arg_enum(args[1], &enum_folder_option, &option, err) < 0))
        return -1;
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
        if (folders[i].id == id)
            folder_path(&folders[i], &path);
    if (path.len && option == CREATE)
        make_folders(path.buf);
    if (path.len && option == VERIFY && (stat(path.buf, &st) < 0 || !S_ISDIR(st.st_mode)))
        strbuf_reset(&path);
    return text_result_take(&path, out, err);
}
