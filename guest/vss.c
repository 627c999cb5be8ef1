#include "guest/vss.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "guest/mounted.h"
#include "guest/wire.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/clock.h"

/* Longer than a host needs to take its copy of metadata, shorter than what runs in the guest
 * bears to wait: Windows thaws after ten seconds, Linux' driver after fifteen minutes. */
enum { FROZEN_MS = 60000 };

/* 0, or the errno why it cannot be; those without the ability are passed over. */
static int freeze_one(struct vss *v, const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    if (!ioctl(fd, FIFREEZE, 0)) {
        v->fds[v->len++] = fd;
        return 0;
    }
    int failed = errno;
    close(fd);
    /* EBUSY: somebody else froze it and will thaw it */
    return failed == EOPNOTSUPP || failed == ENOTTY || failed == EINVAL || failed == EBUSY ? 0
                                                                                           : failed;
}

uint32_t vss_freeze(struct vss *v)
{
    AUTO_MOUNTED m = { 0 };
    if (v->frozen)
        return WIRE_OK;
    if (!mounted_find(&m))
        return wire_status_of_errno(errno);
    v->fds = xcalloc(m.len + 1, sizeof(*v->fds));
    v->thaw_at = clock_ms() + FROZEN_MS;
    int failed = 0;
    /* What lies on another (a loop device's file) is frozen before it. */
    for (size_t i = m.len; !failed && i-- > 0;)
        failed = freeze_one(v, m.folders[i]);
    v->frozen = true;
    if (failed)
        vss_thaw(v);
    return wire_status_of_errno(failed);
}

uint32_t vss_thaw(struct vss *v)
{
    bool any = v->frozen;
    v->frozen = false;
    while (v->len) {
        int fd = v->fds[--v->len];
        ioctl(fd, FITHAW, 0);
        close(fd);
    }
    free(STEAL(v->fds));
    return any ? WIRE_OK : (uint32_t)WIRE_E_NOT_SUPPORTED;
}

void vss_work(struct vss *v)
{
    if (v->frozen && clock_ms() >= v->thaw_at)
        vss_thaw(v);
}

int vss_wait(const struct vss *v)
{
    int64_t left = v->thaw_at - clock_ms();
    return !v->frozen ? -1 : left > 0 ? (int)left : 0;
}
