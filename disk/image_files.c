#include "disk/image_files.h"

#include <string.h>

#include "disk/blk_nbd.h"
#include "disk/image_probe.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"

enum { LINKS_MAX = 40, DEPTH_MAX = 200, FOLDER_MAX = 1 << 20 };

struct image_files {
    struct vdisk *disk;
    struct volumes volumes;
    struct opened {
        struct fs *fs; /* NULL: not tried, or it cannot be read */
        struct err *why;
        enum fs_type type;
    } * opened; /* one per volume */
};

int image_disk_open(const char *path, enum disk_format format, bool write, struct vdisk **disk,
                    struct err **err)
{
    struct blk_io *io;
    if (format == DISK_FORMAT_RAW)
        return blk_file_open(path, write ? BLK_FILE_WRITE : BLK_FILE_READ, &io, err)
                   ? -1
                   : vdisk_open_io(io, format, disk, err);
    if (disk_detect(path, &format, err))
        return -1;
    if (format != DISK_FORMAT_QCOW2 && format != DISK_FORMAT_UNKNOWN)
        return vdisk_open(path, write ? VDISK_OPEN_WRITE : VDISK_OPEN_READ, disk, err);
    if (blk_nbd_open(path, format, write, &io, err))
        return err_wrap(err, "Cannot open the virtual hard disk '%s'", path);
    return vdisk_open_io(io, DISK_FORMAT_RAW, disk, err);
}

const struct volumes *image_files_volumes(const struct image_files *files, struct vdisk **disk)
{
    *disk = files->disk;
    return &files->volumes;
}

int image_files_open(const char *path, enum disk_format format, struct image_files **files,
                     struct err **err)
{
    AUTO_IMAGE_FILES *f = xcalloc(1, sizeof(*f));
    if (image_disk_open(path, format, false, &f->disk, err) ||
        volumes_find(f->disk, &f->volumes, err))
        return -1;
    f->opened = xcalloc(f->volumes.count + 1, sizeof(*f->opened));
    *files = STEAL(f);
    return 0;
}

void image_files_close(struct image_files **files)
{
    struct image_files *f = *files;
    if (!f)
        return;
    for (size_t i = 0; f->opened && i < f->volumes.count; i++) {
        fs_close(&f->opened[i].fs);
        err_free(f->opened[i].why);
    }
    free(f->opened);
    volumes_release(&f->volumes);
    vdisk_abandon(&f->disk);
    free(f);
    *files = NULL;
}

/* ---- one folder ---- */
struct folder {
    VEC(struct fs_entry) entries; /* names owned */
};

static void folder_release(struct folder *f)
{
    for (size_t i = 0; i < f->entries.len; i++)
        free((char *)f->entries.items[i].name);
    vec_release(&f->entries);
}

static int note_entry(void *ctx, const struct fs_entry *entry, struct err **err)
{
    struct folder *f = ctx;
    if (f->entries.len == FOLDER_MAX)
        return err_set(err, ERR_OPERATION_FAILED, "A folder has more than %d entries.", FOLDER_MAX);
    struct fs_entry *e = vec_push(&f->entries);
    *e = *entry;
    e->name = xstrdup(entry->name);
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct fs_entry *x = a, *y = b;
    int r = text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
    return r ? r : strcmp(x->name, y->name);
}

static int folder_read(struct fs *fs, uint64_t dir, struct folder *f, struct err **err)
{
    *f = (struct folder){ 0 };
    if (fs_list(fs, dir, note_entry, f, err)) {
        folder_release(f);
        return -1;
    }
    if (f->entries.len)
        qsort(f->entries.items, f->entries.len, sizeof(*f->entries.items), by_name);
    return 0;
}

/* ---- paths ---- */
/* Where a search is: a volume's file system and how names compare in it. */
struct place {
    const struct volume *volume;
    struct fs *fs;
    enum fs_type type;
    bool ignore_case;
    image_on_file on;
    void *ctx;
    bool found;
};

static struct place place_of(const struct image_file *file, image_on_file on, void *ctx)
{
    return (struct place){ .volume = file->volume,
                           .fs = file->fs,
                           .type = file->type,
                           .ignore_case = file->type == FS_TYPE_NTFS || file->type == FS_TYPE_FAT ||
                                          file->type == FS_TYPE_FAT32 ||
                                          file->type == FS_TYPE_EXFAT,
                           .on = on,
                           .ctx = ctx };
}

static int emit_file(struct place *p, const char *path, const struct fs_entry *entry,
                     struct err **err)
{
    struct image_file file = { path, p->volume, p->type, p->fs, entry };
    p->found = true;
    return p->on(p->ctx, &file, err);
}

static char *join(const char *folder, const char *name)
{
    return xasprintf("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
}

char *image_path_tidy(const char *path)
{
    struct strbuf out = STRBUF_INIT;
    while (*path) {
        size_t n = strcspn(path, "/");
        if (n == 2 && !memcmp(path, "..", 2)) {
            while (out.len && out.buf[out.len - 1] != '/')
                strbuf_truncate(&out, out.len - 1);
            if (out.len)
                strbuf_truncate(&out, out.len - 1);
        } else if (n && !(n == 1 && *path == '.')) {
            strbuf_addch(&out, '/');
            strbuf_add(&out, path, n);
        }
        path += n;
        path += *path == '/';
    }
    if (!out.len)
        strbuf_addch(&out, '/');
    return strbuf_detach(&out, NULL);
}

static struct fs_entry root_entry(const struct fs *fs)
{
    return (struct fs_entry){
        .name = xstrdup("/"), .id = fs->root, .kind = FS_DIRECTORY, .mode = 0755
    };
}

/* The entry of that name in a folder; false: none. */
static int find_name(struct place *p, uint64_t dir, const char *name, size_t len,
                     struct fs_entry *entry, bool *found, struct err **err)
{
    struct folder f;
    *found = false;
    if (folder_read(p->fs, dir, &f, err))
        return -1;
    for (size_t i = 0; i < f.entries.len && !*found; i++) {
        const struct fs_entry *e = &f.entries.items[i];
        bool same = p->ignore_case ? text_caseeqn(e->name, strlen(e->name), name, len)
                                   : strlen(e->name) == len && !memcmp(e->name, name, len);
        if (same) {
            *entry = *e;
            entry->name = xstrdup(e->name);
            *found = true;
        }
    }
    folder_release(&f);
    return 0;
}

/* Where a link at path leads: path becomes its tidy target with rest behind it. */
static int follow_link(struct place *p, const struct fs_entry *link, char **path,
                       const char *folder, const char *rest, int *links, struct err **err)
{
    AUTO_FREE char *target = NULL;
    if (++*links > LINKS_MAX)
        return err_set(err, ERR_OPERATION_FAILED, "'%s' leads through too many symbolic links.",
                       *path);
    if (fs_link(p->fs, link->id, &target, err))
        return -1;
    AUTO_FREE char *whole = *target == '/' ? xasprintf("%s/%s", target, rest)
                                           : xasprintf("%s/%s/%s", folder, target, rest);
    if (strlen(whole) > FS_PATH_MAX)
        return err_set(err, ERR_OPERATION_FAILED, "A symbolic link leads to a path too long.");
    free(*path);
    *path = image_path_tidy(whole);
    return 0;
}

/* Resolves an absolute path without wildcards. follow: also a link at its end. *path becomes
 * the real one. entry->name is owned when found. */
static int lookup(struct place *p, char **path, bool follow, struct fs_entry *entry, bool *found,
                  struct err **err)
{
    int links = 0;
    for (;;) {
        AUTO_STRBUF at = STRBUF_INIT;
        *entry = root_entry(p->fs);
        *found = true;
        const char *rest = *path + 1;
        bool moved = false;
        while (*rest && !moved) {
            size_t n = strcspn(rest, "/");
            const char *next = rest + n + (rest[n] == '/');
            uint64_t dir = entry->id;
            bool is_folder = entry->kind == FS_DIRECTORY;
            free((char *)entry->name);
            if (!is_folder) {
                *found = false;
                return 0;
            }
            if (find_name(p, dir, rest, n, entry, found, err))
                return -1;
            if (!*found)
                return 0;
            if (entry->kind == FS_LINK && (*next || follow)) {
                AUTO_FREE char *left = xstrdup(next);
                int r = follow_link(p, entry, path, at.buf, left, &links, err);
                free((char *)entry->name);
                if (r)
                    return -1;
                moved = true;
                continue;
            }
            strbuf_addch(&at, '/');
            strbuf_adds(&at, entry->name);
            rest = next;
        }
        if (moved)
            continue;
        free(*path);
        *path = xstrdup(at.len ? at.buf : "/");
        return 0;
    }
}

/* ---- searches ---- */
/* All below a folder; leaf: those whose names it matches, or NULL. */
static int descend(struct place *p, const char *path, uint64_t dir, const char *leaf, bool recurse,
                   int depth, struct err **err)
{
    struct folder f;
    if (folder_read(p->fs, dir, &f, err))
        return err_wrap(err, "Cannot read the folder '%s' of volume %s", path, p->volume->name);
    int r = 0;
    for (size_t i = 0; !r && i < f.entries.len; i++) {
        const struct fs_entry *e = &f.entries.items[i];
        AUTO_FREE char *full = join(path, e->name);
        if (!leaf ||
            text_wildcard_match(leaf, strlen(leaf), e->name, strlen(e->name), p->ignore_case))
            r = emit_file(p, full, e, err);
        if (!r && recurse && e->kind == FS_DIRECTORY && depth < DEPTH_MAX &&
            strlen(full) < FS_PATH_MAX)
            r = descend(p, full, e->id, leaf, true, depth + 1, err);
    }
    folder_release(&f);
    return r;
}

/* The parts of a pattern from the first one with wildcards on. */
static int match_parts(struct place *p, const char *path, uint64_t dir, const char *rest,
                       bool recurse, struct err **err)
{
    size_t n = strcspn(rest, "/");
    AUTO_FREE char *part = xstrndup(rest, n);
    rest += n;
    rest += strspn(rest, "/");
    if (!*rest)
        return descend(p, path, dir, part, recurse, 0, err);
    struct folder f;
    if (folder_read(p->fs, dir, &f, err))
        return -1;
    int r = 0;
    for (size_t i = 0; !r && i < f.entries.len; i++) {
        const struct fs_entry *e = &f.entries.items[i];
        if (!text_wildcard_match(part, n, e->name, strlen(e->name), p->ignore_case))
            continue;
        AUTO_FREE char *full = join(path, e->name);
        if (e->kind == FS_DIRECTORY)
            r = match_parts(p, full, e->id, rest, recurse, err);
    }
    folder_release(&f);
    return r;
}

static int find_literal(struct place *p, char **path, const struct image_find *find,
                        struct err **err)
{
    struct fs_entry entry;
    bool found;
    if (lookup(p, path, find->children, &entry, &found, err))
        return -1;
    if (!found)
        return 0;
    int r;
    if (entry.kind == FS_DIRECTORY && find->children) {
        p->found = true;
        r = descend(p, *path, entry.id, NULL, find->recurse, 0, err);
    } else {
        r = emit_file(p, *path, &entry, err);
    }
    free((char *)entry.name);
    return r;
}

static int find_in(struct place *p, const struct image_find *find, struct err **err)
{
    AUTO_FREE char *raw = xstrdup(find->pattern);
    for (char *c = raw; p->ignore_case && *c; c++)
        if (*c == '\\')
            *c = '/';
    AUTO_FREE char *path = image_path_tidy(raw);
    if (find->literal || !text_has_wildcard(path, strlen(path)))
        return find_literal(p, &path, find, err);
    /* The folder before the first part with wildcards is looked up as it is. */
    size_t cut = 0;
    for (size_t i = 0; path[i]; i++) {
        size_t n = strcspn(path + i + 1, "/");
        if (text_has_wildcard(path + i + 1, n)) {
            cut = i;
            break;
        }
        i += n;
    }
    AUTO_FREE char *rest = xstrdup(path + cut + 1);
    AUTO_FREE char *base = cut ? xstrndup(path, cut) : xstrdup("/");
    struct fs_entry entry;
    bool found;
    if (lookup(p, &base, true, &entry, &found, err))
        return -1;
    if (!found)
        return 0;
    free((char *)entry.name);
    p->found = true;
    return entry.kind == FS_DIRECTORY ? match_parts(p, base, entry.id, rest, find->recurse, err)
                                      : 0;
}

/* ---- volumes ---- */
static int open_volume(struct image_files *files, size_t i, struct err **err)
{
    struct opened *o = &files->opened[i];
    if (o->fs)
        return 0;
    struct fs_info info;
    if (fs_info_read(&files->volumes.items[i], &info, err))
        return -1;
    o->type = info.type;
    return fs_open(&files->volumes.items[i], &o->fs, err);
}

int image_files_find(struct image_files *files, const struct image_find *find, image_on_file on,
                     void *ctx, struct err **err)
{
    AUTO_ERR *why = NULL;
    bool found = false, readable = false, named = false;
    for (size_t i = 0; i < files->volumes.count; i++) {
        const struct volume *v = &files->volumes.items[i];
        AUTO_ERR *closed = NULL;
        if (find->volume && !text_caseeq(find->volume, v->name))
            continue;
        named = true;
        if (open_volume(files, i, &closed)) {
            if (!why)
                err_move(&why, &closed);
            continue;
        }
        readable = true;
        struct image_file root = { "/", v, files->opened[i].type, files->opened[i].fs, NULL };
        struct place p = place_of(&root, on, ctx);
        int r = find_in(&p, find, err);
        if (r)
            return r;
        found |= p.found;
    }
    if (find->volume && !named) {
        AUTO_STRBUF names = STRBUF_INIT;
        for (size_t i = 0; i < files->volumes.count; i++)
            strbuf_addf(&names, "%s%s", i ? ", " : "", files->volumes.items[i].name);
        err_set(err, ERR_OBJECT_NOT_FOUND, "The disk has no volume '%s'.", find->volume);
        return names.len ? err_advise(err, "Its volumes are: %s.", names.buf) : -1;
    }
    if (!readable && why)
        return err_move(err, &why);
    if (!readable)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The disk has no partitions.");
    if (!found)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "Cannot find path '%s' in the virtual hard disk.",
                       find->pattern);
    return 0;
}

int image_files_children(const struct image_file *folder, image_on_file on, void *ctx,
                         struct err **err)
{
    struct place p = place_of(folder, on, ctx);
    return descend(&p, folder->path, folder->entry->id, NULL, false, 0, err);
}

int image_files_follow(const struct image_file *link, image_on_file on, void *ctx, struct err **err)
{
    struct place p = place_of(link, on, ctx);
    AUTO_FREE char *path = xstrdup(link->path);
    struct fs_entry entry;
    bool found;
    if (lookup(&p, &path, true, &entry, &found, err))
        return -1;
    if (!found)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The symbolic link '%s' leads to nothing.",
                       link->path);
    int r = emit_file(&p, path, &entry, err);
    free((char *)entry.name);
    return r;
}
