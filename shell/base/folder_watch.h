/* What happens in a folder, by inotify(7). One thread at a time. */
#ifndef HVSH_BASE_FOLDER_WATCH_H
#define HVSH_BASE_FOLDER_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/err.h"

struct folder_watch;

enum folder_change {
    FOLDER_CREATED = 1,
    FOLDER_DELETED = 2,
    FOLDER_CHANGED = 4,
    FOLDER_RENAMED = 8,
    FOLDER_OVERFLOW = 16, /* more happened than could be kept; no name */
};

/* What is looked at: names of files and of folders that come and go, and changes. */
struct folder_wish {
    const char *path;
    bool files, folders; /* names of */
    uint32_t changes;    /* IN_ACCESS, IN_MODIFY, IN_ATTRIB */
    bool deep;           /* below as well, links not followed */
};

/* NULL with *err: no such folder, or the system's limits are reached. */
struct folder_watch *folder_watch_open(const struct folder_wish *wish, struct err **err);
void folder_watch_close(struct folder_watch *w); /* NULL allowed */
/* Readable when something has happened. */
int folder_watch_fd(const struct folder_watch *w);
/* Takes what has happened: fn gets names relative to the folder; old is of FOLDER_RENAMED, else
 * NULL. It ends when fn answers false; the rest is lost. */
void folder_watch_read(struct folder_watch *w,
                       bool (*fn)(void *data, enum folder_change change, const char *name,
                                  const char *old),
                       void *data);

#endif
