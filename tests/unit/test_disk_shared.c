/* One disk used by several threads at once, as its server does: every thread finds what it wrote
 * itself, flushed or not, while others write, trim, zero and flush beside it and blocks change
 * their owners; afterwards the file is sound and holds the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <string.h>

#include "disk/image_create.h"
#include "disk/vdisk_shared.h"
#include "shell/base/alloc.h"
#include "tests/unit/blk_fault.h"

enum { THREADS = 4, UNIT = 4096, UNITS = 16 * 256, STEPS = 800 };

static char *dir;

static void must(int r, struct err *err, const char *what)
{
    if (r)
        print_error("%s: %s\n", what, err ? err->message : "?");
    assert_int_equal(r, 0);
}
#define MUST(call)                \
    do {                          \
        AUTO_ERR *err = NULL;     \
        int must_r = (call);      \
        must(must_r, err, #call); \
    } while (0)

/* What each 4 KiB holds: a tag, 0 for zeros, or anything after a trim. */
enum { ANYTHING = -1 };
static int64_t content[UNITS];

struct worker {
    struct vdisk_shared *disk;
    uint64_t random;
    unsigned id;
    const char *wrong;
    uint64_t wrong_at;
};

static void fill(uint8_t *p, uint64_t unit, int64_t tag)
{
    for (size_t i = 0; i < UNIT; i += 8) {
        uint64_t v = tag ? unit << 40 | (uint64_t)tag : 0;
        memcpy(p + i, &v, 8);
    }
}

static bool right(const uint8_t *p, uint64_t unit)
{
    uint8_t want[UNIT];
    if (content[unit] == ANYTHING)
        return true;
    fill(want, unit, content[unit]);
    return memcmp(p, want, UNIT) == 0;
}

static int fault(struct worker *w, const char *what, uint64_t unit)
{
    w->wrong = what;
    w->wrong_at = unit;
    return -1;
}

/* Units of one MiB, the smallest block, belong to one thread; trims take whole and half ones. */
static int step(struct worker *w, int n, struct err **err)
{
    uint8_t buf[8 * UNIT];
    uint64_t block = fault_random(&w->random) % (UNITS / 256 / THREADS) * THREADS + w->id;
    uint64_t at = block * 256, unit = at + fault_random(&w->random) % (256 - 8);
    unsigned count = 1 + (unsigned)(fault_random(&w->random) % 8);
    unsigned action = (unsigned)(fault_random(&w->random) % 48);
    if (action == 0)
        return vdisk_shared_flush(w->disk, err);
    switch (action % 16) {
    case 1:
        count = fault_random(&w->random) % 2 ? 256 : 100;
        if (vdisk_shared_zero(w->disk, at * UNIT, (uint64_t)count * UNIT, true, err))
            return -1;
        memset(content + at, 0, count * sizeof(*content));
        return 0;
    case 2:
        count = fault_random(&w->random) % 2 ? 256 : 100;
        if (vdisk_shared_trim(w->disk, at * UNIT, (uint64_t)count * UNIT, err))
            return -1;
        for (unsigned i = 0; i < count; i++)
            content[at + i] = ANYTHING;
        return 0;
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
        if (vdisk_shared_read(w->disk, unit * UNIT, buf, count * UNIT, err))
            return -1;
        for (unsigned i = 0; i < count; i++)
            if (!right(buf + i * UNIT, unit + i))
                return fault(w, "read", unit + i);
        return 0;
    case 8: {
        bool data;
        uint64_t len = UNIT;
        if (vdisk_shared_status(w->disk, unit * UNIT, &len, &data, err))
            return -1;
        return !data && content[unit] > 0 ? fault(w, "status", unit) : 0;
    }
    default:
        for (unsigned i = 0; i < count; i++)
            fill(buf + i * UNIT, unit + i, n + 1);
        if (vdisk_shared_write(w->disk, unit * UNIT, buf, count * UNIT, err))
            return -1;
        for (unsigned i = 0; i < count; i++)
            content[unit + i] = n + 1;
        return 0;
    }
}

static void *work(void *opaque)
{
    struct worker *w = opaque;
    AUTO_ERR *err = NULL;
    int steps = getenv("HVSH_UNDER_VALGRIND") ? STEPS / 10 : STEPS;
    for (int n = 0; n < steps && !w->wrong; n++)
        if (step(w, n, &err) && !w->wrong)
            fault(w, "error", 0);
    return NULL;
}

static void run(const char *path)
{
    struct vdisk *disk;
    pthread_t threads[THREADS];
    struct worker workers[THREADS];
    MUST(vdisk_open(path, VDISK_OPEN_WRITE, &disk, &err));
    struct vdisk_shared *shared = vdisk_shared_new(disk);
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ .disk = shared, .random = 1000 + i, .id = i };
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (unsigned i = 0; i < THREADS; i++) {
        if (workers[i].wrong)
            print_error("thread %u, unit %llu\n", i, (unsigned long long)workers[i].wrong_at);
        assert_null(workers[i].wrong);
    }
    MUST(vdisk_shared_close(shared, &err));
    MUST(vdisk_open(path, VDISK_OPEN_READ, &disk, &err));
    assert_false(disk->dirty_log);
    uint8_t buf[UNIT];
    for (uint64_t i = 0; i < UNITS; i++) {
        MUST(vdisk_read(disk, i * UNIT, buf, UNIT, &err));
        assert_true(right(buf, i));
    }
    vdisk_abandon(&disk);
}

struct shape {
    const char *name;
    uint32_t block, sector;
    enum disk_type type;
};

static void threads(void **state)
{
    const struct shape *s = *state;
    AUTO_FREE char *path = xasprintf("%s/%s", dir, s->name);
    AUTO_FREE char *parent = xasprintf("%s/parent-%s", dir, s->name);
    bool differs = s->type == DISK_TYPE_DIFFERENCING;
    memset(content, 0, sizeof(content));
    if (differs) {
        struct vdisk *p;
        uint8_t buf[UNIT];
        MUST(disk_create(&(struct disk_create){ .path = parent,
                                                .size = (uint64_t)UNITS * UNIT,
                                                .logical_sector = s->sector },
                         NULL, &err));
        MUST(vdisk_open(parent, VDISK_OPEN_WRITE, &p, &err));
        for (uint64_t i = 0; i < UNITS; i += 3) {
            content[i] = (int64_t)(i + 7);
            fill(buf, i, content[i]);
            MUST(vdisk_write(p, i * UNIT, buf, UNIT, &err));
        }
        MUST(vdisk_close(p, &err));
    }
    MUST(disk_create(&(struct disk_create){ .path = path,
                                            .type = s->type,
                                            .size = differs ? 0 : (uint64_t)UNITS * UNIT,
                                            .block_size = s->block,
                                            .logical_sector = s->sector,
                                            .parent_path = differs ? parent : NULL },
                     NULL, &err));
    run(path);
    run(path); /* what the first left is the start of the second */
    unlink(path);
    unlink(parent);
}

static int make_dir(void **state)
{
    (void)state;
    const char *base = getenv("HVSH_TEST_TMP");
    dir = xasprintf("%s/shared-XXXXXX", base ? base : "/tmp");
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    int r = rmdir(dir);
    free(dir);
    return r;
}

int main(void)
{
    static struct shape shapes[] = {
        { "dynamic.vhdx", 1 << 20, 512, DISK_TYPE_DYNAMIC },
        { "sectors4k.vhdx", 2 << 20, 4096, DISK_TYPE_DYNAMIC },
        { "fixed.vhdx", 0, 512, DISK_TYPE_FIXED },
        { "differencing.vhdx", 0, 512, DISK_TYPE_DIFFERENCING },
        { "dynamic.vhd", 0, 0, DISK_TYPE_DYNAMIC },
        { "fixed.vhd", 0, 0, DISK_TYPE_FIXED },
        { "differencing.vhd", 0, 0, DISK_TYPE_DIFFERENCING },
    };
    struct CMUnitTest tests[ARRAY_SIZE(shapes)];
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++)
        tests[i] = (struct CMUnitTest){ shapes[i].name, threads, NULL, NULL, &shapes[i] };
    return cmocka_run_group_tests_name("shared disk", tests, make_dir, remove_dir);
}
