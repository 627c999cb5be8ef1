#include "shell/base/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "shell/base/cleanup.h"

int whole_file_read(const char *path, struct strbuf *out)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    char chunk[16384];
    ssize_t n;

    if (fd < 0)
        return -1;
    while ((n = read(fd, chunk, sizeof(chunk))) != 0) {
        if (n < 0 && errno != EINTR)
            return -1;
        if (n > 0)
            strbuf_add(out, chunk, (size_t)n);
    }
    return 0;
}
