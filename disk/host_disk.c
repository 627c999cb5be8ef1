#include "disk/host_disk.h"

#include <dirent.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"

#define SYS_BLOCK "/sys/block"

/* The first line of an attribute, without space at its ends; "" when there is none. */
static void attribute(const char *disk, const char *name, char *out, size_t room)
{
    AUTO_FREE char *path = xasprintf(SYS_BLOCK "/%s/%s", disk, name);
    AUTO_FILE FILE *f = fopen(path, "re");
    char text[256];
    *out = '\0';
    if (!f || !fgets(text, sizeof(text), f))
        return;
    const char *start = text + strspn(text, " \t");
    size_t n = strcspn(start, "\n");
    while (n && start[n - 1] == ' ')
        n--;
    snprintf(out, room, "%.*s", (int)n, start);
}

static uint64_t number(const char *disk, const char *name)
{
    char text[32];
    attribute(disk, name, text, sizeof(text));
    return strtoull(text, NULL, 10);
}

static bool is_disk(const char *name)
{
    static const char *const others[] = { "loop", "ram", "zram", "sr", "fd", "nbd", "dm-", "md" };
    if (*name == '.')
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        if (strncmp(name, others[i], strlen(others[i])) == 0)
            return false;
    return number(name, "size") > 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct host_disk *)a)->name, ((const struct host_disk *)b)->name);
}

void host_disks_read(struct host_disks *disks)
{
    VEC(struct host_disk) list = VEC_INIT;
    DIR *d = opendir(SYS_BLOCK);
    for (struct dirent *e; d && (e = readdir(d));) {
        if (strlen(e->d_name) >= sizeof(list.items->name) || !is_disk(e->d_name))
            continue;
        struct host_disk h = { .size = number(e->d_name, "size") * 512,
                               .logical_sector =
                                   (uint32_t)number(e->d_name, "queue/logical_block_size"),
                               .physical_sector =
                                   (uint32_t)number(e->d_name, "queue/physical_block_size"),
                               .read_only = number(e->d_name, "ro"),
                               .removable = number(e->d_name, "removable") };
        snprintf(h.name, sizeof(h.name), "%.63s", e->d_name);
        attribute(e->d_name, "device/model", h.model, sizeof(h.model));
        attribute(e->d_name, "device/serial", h.serial, sizeof(h.serial));
        *vec_push(&list) = h;
    }
    if (d)
        closedir(d);
    if (list.len)
        qsort(list.items, list.len, sizeof(*list.items), by_name);
    *disks = (struct host_disks){ list.items, list.len };
}

void host_disks_release(struct host_disks *disks)
{
    free(disks->items);
    *disks = (struct host_disks){ 0 };
}
