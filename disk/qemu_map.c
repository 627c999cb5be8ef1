#include "disk/qemu_map.h"

#include <jansson.h>
#include <string.h>

#include "disk/qemu_img.h"
#include "shell/base/alloc.h"
#include "shell/base/spawn.h"

enum { OBJECT_MAX = 8192, RANGES_MAX = 16 << 20 };

/* The list is not built in memory as a whole: an object for each piece of a large, scattered disk
 * would be too much. */
struct reader {
    struct qemu_map *map;
    char object[OBJECT_MAX];
    size_t len; /* 0: between objects */
    bool wrong;
};

static void add(struct reader *r, json_int_t start, json_int_t length)
{
    struct qemu_map *map = r->map;
    uint64_t at = (uint64_t)start, end = at + (uint64_t)length;
    struct qemu_range *last = map->ranges.len ? &map->ranges.items[map->ranges.len - 1] : NULL;
    if (start < 0 || length <= 0 || length > INT64_MAX - start || (last && at < last->end) ||
        map->ranges.len == RANGES_MAX)
        r->wrong = true;
    else if (last && at == last->end)
        last->end = end;
    else
        *vec_push(&map->ranges) = (struct qemu_range){ at, end };
}

static void take_object(struct reader *r)
{
    json_error_t je;
    json_t *o = json_loadb(r->object, r->len, 0, &je);
    const json_t *start = json_object_get(o, "start"), *length = json_object_get(o, "length");
    r->wrong |= !json_is_integer(start) || !json_is_integer(length);
    if (!json_is_true(json_object_get(o, "zero")))
        add(r, json_integer_value(start), json_integer_value(length));
    json_decref(o);
}

/* A brace in a file's name ends an object too early: then it is none. */
static void on_output(void *ctx, const char *data, size_t len)
{
    struct reader *r = ctx;
    for (size_t i = 0; i < len && !r->wrong; i++) {
        if (!r->len && data[i] != '{')
            continue;
        r->object[r->len++] = data[i];
        if (data[i] == '}') {
            take_object(r);
            r->len = 0;
        } else if (r->len == OBJECT_MAX) {
            r->wrong = true;
        }
    }
}

int qemu_map_read(const char *path, enum disk_format format, const struct disk_control *ctl,
                  struct qemu_map *map, struct err **err)
{
    AUTO_FREE char *options = qemu_img_options(path, format, 0);
    const char *argv[] = { "qemu-img", "map", "--output=json", "--image-opts", options, NULL };
    AUTO_FREE struct reader *r = xcalloc(1, sizeof(*r));
    r->map = map;
    struct spawn sp = {
        .argv = argv, .interrupt_fd = ctl ? ctl->interrupt_fd : -1, .on_output = on_output, .ctx = r
    };
    if (spawn_run(&sp, NULL, NULL, err))
        return -1;
    if (r->wrong || r->len)
        return err_set(err, ERR_OPERATION_FAILED,
                       "qemu-img described '%s' in a way that is not understood.", path);
    return 0;
}

/* The first range that ends behind off. */
static size_t find(const struct qemu_map *map, uint64_t off)
{
    size_t low = 0, high = map->ranges.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (map->ranges.items[mid].end <= off)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint64_t qemu_map_data(const struct qemu_map *map, uint64_t off)
{
    size_t i = find(map, off);
    if (i == map->ranges.len)
        return UINT64_MAX;
    return map->ranges.items[i].at > off ? map->ranges.items[i].at : off;
}

uint64_t qemu_map_hole(const struct qemu_map *map, uint64_t off)
{
    size_t i = find(map, off);
    return i < map->ranges.len && map->ranges.items[i].at <= off ? map->ranges.items[i].end : off;
}
