#include "disk/floppy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "shell/base/alloc.h"

enum {
    SECTOR = 512,
    SECTORS = 2880,
    FATS = 2,
    FAT_SECTORS = 9,
    MEDIA = 0xf0, /* removable, 3.5" */
    SERIAL = 39,  /* offset of the volume's number */
};

static void boot_sector(unsigned char *s)
{
    static const unsigned char head[] = {
        0xeb,  0x3c,        0x90,                          /* jump to the code below */
        'M',   'S',         'D',  'O', 'S', '5', '.', '0', /* what old readers expect */
        0x00,  0x02,                                       /* bytes per sector */
        1,                                                 /* sectors per cluster */
        1,     0,                                          /* sectors before the first FAT */
        FATS,  0xe0,        0,                             /* entries of the root folder: 224 */
        0x40,  0x0b,                                       /* sectors: 2880 */
        MEDIA, FAT_SECTORS, 0,    18,  0,   2,   0,        /* per track; sides */
        0,     0,           0,    0,   0,   0,   0,   0,   /* hidden; sectors above 65535 */
        0,     0,           0x29, 0,   0,   0,   0,        /* drive, signature, number */
        'N',   'O',         ' ',  'N', 'A', 'M', 'E', ' ', ' ',  ' ',  ' ',
        'F',   'A',         'T',  '1', '2', ' ', ' ', ' ', 0xcd, 0x18, /* not a system disk: the
                                                                          next boot device */
        0xf4,  0xeb,        0xfd, /* and stop where the BIOS returns */
    };
    memcpy(s, head, sizeof(head));
    if (getrandom(s + SERIAL, 4, 0) != 4)
        memset(s + SERIAL, 0x11, 4);
    s[510] = 0x55;
    s[511] = 0xaa;
}

static int write_all(int fd, const unsigned char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

int floppy_create(const char *path, struct err **err)
{
    AUTO_FREE unsigned char *disk = xcalloc(SECTORS, SECTOR);
    boot_sector(disk);
    for (size_t i = 0; i < FATS; i++) {
        unsigned char *fat = disk + (1 + i * FAT_SECTORS) * SECTOR;
        fat[0] = MEDIA;
        fat[1] = fat[2] = 0xff;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno == EEXIST
                   ? err_set(err, ERR_OBJECT_EXISTS,
                             "Failed to create the virtual floppy disk. The file '%s' "
                             "already exists.",
                             path)
                   : err_set_errno(err, errno, "Failed to create the virtual floppy disk '%s'",
                                   path);
    int rc = write_all(fd, disk, (size_t)SECTORS * SECTOR);
    int e = errno;
    if (close(fd) < 0 && rc == 0) {
        e = errno;
        rc = -1;
    }
    if (rc == 0)
        return 0;
    unlink(path);
    return err_set_errno(err, e, "Failed to create the virtual floppy disk '%s'", path);
}
