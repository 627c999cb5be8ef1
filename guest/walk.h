/* Walking a path by directory descriptors, for names that the other side chose. What a name
 * may not do is refused here, once for both directions: no "..", no ".", no NUL or control
 * characters, no bad UTF-8, no component over NAME_MAX; symbolic links are followed only where
 * nobody but root or ourselves could have put them, magic links never, the last component
 * never. */
#ifndef HVSH_GUEST_WALK_H
#define HVSH_GUEST_WALK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { WALK_PATH_MAX = 4096, WALK_NAME_MAX = 255 };

struct walk_root {
    int fd;      /* where names start, borrowed; -1: the root folder, and names begin with '/' */
    bool strict; /* no symbolic link at all: nothing leaves the folder */
    bool labels; /* what is made inherits its label (label.h) */
};

/* Is this a path that is taken at all? 0, or the errno that says why not (EINVAL,
 * ENAMETOOLONG). Absolute exactly when root->fd is -1. */
int walk_check(const struct walk_root *root, const char *path, size_t len);

/* Opens the folder that holds the last component of path. create makes missing folders with
 * mode 0755. The caller closes *dir (O_PATH-free: usable with openat, fsync); *leaf points into
 * path, empty when path ends with '/'. Returns 0 or an errno. */
int walk_parent(const struct walk_root *root, const char *path, bool create, int *dir,
                const char **leaf);

/* Opens the folder `path` itself, the same way. */
int walk_dir(const struct walk_root *root, const char *path, bool create, int *dir);

/* Opens a regular file for reading, the same way; never waits on a FIFO or a device. */
int walk_open_file(const struct walk_root *root, const char *path, int *fd);

#endif
