/* The configuration files and their writer. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/vm_core.h"

static const struct {
    const char *key;
    size_t offset;
} keys[] = {
    { "uri", offsetof(struct vm_settings, uri) },
    { "domain_type", offsetof(struct vm_settings, domain_type) },
    { "vm_path", offsetof(struct vm_settings, vm_path) },
    { "vhd_path", offsetof(struct vm_settings, vhd_path) },
    { "legacy_nic", offsetof(struct vm_settings, legacy_nic) },
    { "mac_address_minimum", offsetof(struct vm_settings, mac_min) },
    { "mac_address_maximum", offsetof(struct vm_settings, mac_max) },
};

static char **field(const struct vm_settings *settings, size_t i)
{
    return (char **)(void *)((char *)(uintptr_t)settings + keys[i].offset);
}

void vm_settings_release(struct vm_settings *settings)
{
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
        free(*field(settings, i));
    *settings = (struct vm_settings){ 0 };
}

static char *trim(char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    size_t len = strlen(s);
    while (len && isspace((unsigned char)s[len - 1]))
        s[--len] = '\0';
    return s;
}

static int read_line(const char *file, unsigned number, char *line, struct vm_settings *settings,
                     struct err **err)
{
    line = trim(line);
    if (!*line || *line == '#')
        return 0;
    char *eq = strchr(line, '=');
    if (!eq)
        return err_set(err, ERR_INVALID_PARAMETER, "%s:%u: expected 'key = value'.", file, number);
    *eq = '\0';
    char *key = trim(line), *value = trim(eq + 1);
    size_t len = strlen(value);
    if (len >= 2 && (value[0] == '"' || value[0] == '\'') && value[len - 1] == value[0]) {
        value[len - 1] = '\0';
        value++;
    }
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        if (strcmp(key, keys[i].key) != 0)
            continue;
        if (strcmp(key, "domain_type") == 0 && strcmp(value, "auto") != 0 &&
            strcmp(value, "kvm") != 0 && strcmp(value, "qemu") != 0)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "%s:%u: domain_type is auto, kvm or qemu, not '%s'.", file, number,
                           value);
        free(*field(settings, i));
        *field(settings, i) = *value ? xstrdup(value) : NULL;
        return 0;
    }
    return err_set(err, ERR_INVALID_PARAMETER, "%s:%u: unknown key '%s'.", file, number, key);
}

static int read_file(const char *file, struct vm_settings *settings, struct err **err)
{
    AUTO_FILE FILE *f = fopen(file, "re");
    if (!f)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES
                   ? 0
                   : err_set_errno(err, errno, "Cannot read '%s'", file);
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    unsigned number = 0;
    while (getline(&line, &cap, f) >= 0) {
        if (read_line(file, ++number, line, settings, err) < 0)
            return -1;
    }
    return ferror(f) ? err_set_errno(err, errno, "Cannot read '%s'", file) : 0;
}

static char *user_file(void)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (config && *config == '/')
        return xasprintf("%s/hvsh/hvsh.conf", config);
    return home && *home == '/' ? xasprintf("%s/.config/hvsh/hvsh.conf", home) : NULL;
}

int vm_settings_read(const char *file, struct vm_settings *settings, struct err **err)
{
    *settings = (struct vm_settings){ 0 };
    AUTO_FREE char *user = file ? NULL : user_file();
    if (read_file(file ? file : "/etc/hvsh.conf", settings, err) < 0 ||
        (user && read_file(user, settings, err) < 0)) {
        vm_settings_release(settings);
        return -1;
    }
    return 0;
}

static int make_parents(const char *file, struct err **err)
{
    AUTO_FREE char *path = xstrdup(file);
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        if (mkdir(path, 0755) < 0 && errno != EEXIST)
            return err_set_errno(err, errno, "Cannot create the folder '%s'", path);
        *p = '/';
    }
    return 0;
}

/* The file's lines with the changed keys replaced or added. */
static int changed_text(const char *file, const struct vm_settings *change, struct strbuf *out,
                        struct err **err)
{
    bool written[ARRAY_SIZE(keys)] = { false };
    AUTO_FILE FILE *f = fopen(file, "re");
    if (!f && errno != ENOENT)
        return err_set_errno(err, errno, "Cannot read '%s'", file);
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    while (f && getline(&line, &cap, f) >= 0) {
        const char *s = line + strspn(line, " \t");
        size_t len = strcspn(s, " \t=\n");
        bool replaced = false;
        for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
            if (strlen(keys[i].key) == len && memcmp(s, keys[i].key, len) == 0 &&
                *field(change, i)) {
                if (!written[i])
                    strbuf_addf(out, "%s = %s\n", keys[i].key, *field(change, i));
                written[i] = replaced = true;
            }
        }
        if (!replaced)
            strbuf_adds(out, line);
    }
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        if (*field(change, i) && !written[i])
            strbuf_addf(out, "%s = %s\n", keys[i].key, *field(change, i));
    }
    return 0;
}

static int write_file(const char *file, const struct strbuf *text, struct err **err)
{
    AUTO_FREE char *temp = xasprintf("%s.XXXXXX", file);
    AUTO_FD int fd = mkostemp(temp, O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot write '%s'", file);
    size_t done = 0;
    while (done < text->len) {
        ssize_t n = write(fd, text->buf + done, text->len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        done += (size_t)n;
    }
    if (done < text->len || fchmod(fd, 0644) < 0 || fsync(fd) < 0 || rename(temp, file) < 0) {
        int e = errno;
        unlink(temp);
        return err_set_errno(err, e, "Cannot write '%s'", file);
    }
    return 0;
}

static int check_change(const struct vm_settings *change, struct err **err)
{
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        const char *value = *field(change, i);
        if (value && strpbrk(value, "\r\n"))
            return err_set(err, ERR_INVALID_PARAMETER, "The value of %s has a line break.",
                           keys[i].key);
    }
    if ((change->vm_path && change->vm_path[0] != '/') ||
        (change->vhd_path && change->vhd_path[0] != '/'))
        return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.",
                       change->vm_path && change->vm_path[0] != '/' ? change->vm_path
                                                                    : change->vhd_path);
    return 0;
}

int vm_host_set(struct vm_host *host, const struct vm_settings *change, struct err **err)
{
    if (host->core->driver == VM_DRIVER_REMOTE || host->core->driver == VM_DRIVER_TEST)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The defaults of '%s' cannot be set from here: they stand in a file of that "
                       "host.",
                       host->core->uri);
    if (check_change(change, err) < 0)
        return -1;
    AUTO_FREE char *user = geteuid() == 0 ? xstrdup("/etc/hvsh.conf") : user_file();
    if (!user)
        return err_set(err, ERR_OPERATION_FAILED, "There is no home folder to keep settings in.");
    AUTO_STRBUF text = STRBUF_INIT;
    if (make_parents(user, err) < 0 || changed_text(user, change, &text, err) < 0 ||
        write_file(user, &text, err) < 0)
        return -1;
    struct vm_settings *now = &host->core->settings;
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        if (*field(change, i)) {
            free(*field(now, i));
            *field(now, i) = xstrdup(*field(change, i));
        }
    }
    return 0;
}

static char *data_dir(const char *leaf)
{
    if (geteuid() == 0)
        return xasprintf("/var/lib/hvsh/%s", leaf);
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (data && *data == '/')
        return xasprintf("%s/hvsh/%s", data, leaf);
    return xasprintf("%s/.local/share/hvsh/%s", home && *home == '/' ? home : "/tmp", leaf);
}

char *vm_core_vm_path(const struct vm_core *core)
{
    return core->settings.vm_path ? xstrdup(core->settings.vm_path) : data_dir("vms");
}

char *vm_core_vhd_path(const struct vm_core *core)
{
    return core->settings.vhd_path ? xstrdup(core->settings.vhd_path) : data_dir("disks");
}

char *vm_cache_dir(void)
{
    if (geteuid() == 0)
        return xstrdup("/var/cache/hvsh");
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    if (cache && *cache == '/')
        return xasprintf("%s/hvsh", cache);
    return home && *home == '/' ? xasprintf("%s/.cache/hvsh", home) : NULL;
}
