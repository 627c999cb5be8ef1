/* Power cuts behind every single operation on a virtual disk's file: creating it, writing,
 * trimming, resizing, compacting, merging. Each time what was not flushed is lost, kept or
 * torn; the disk must open, and every sector must hold what was flushed last or something
 * written after it. Rules: [MS-VHDX] 2.3 and VHD specification 1.0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "disk/vdisk_merge.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "tests/unit/blk_fault.h"

enum { UNIT = 4096 };

/* Under valgrind only some of the cuts are looked at. */
static size_t stride(size_t slow)
{
    return getenv("HVSH_UNDER_VALGRIND") ? slow : 1;
}

struct shape {
    const char *name;
    enum disk_format format;
    enum disk_type type;
    uint32_t block, sector;
    uint64_t size;
};

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

static int create(struct blk_io *file, const struct shape *s, const uint8_t parent[16],
                  struct err **err)
{
    if (s->format == DISK_FORMAT_VHD) {
        struct vhd_spec spec = { .type = s->type,
                                 .size = s->size,
                                 .block_size = s->block,
                                 .parent_uuid = parent,
                                 .parent_absolute = "/p.vhd",
                                 .parent_relative = ".\\p.vhd" };
        return vhd_create(file, &spec, err);
    }
    struct vhdx_locator locator = { 0 };
    vhdx_locator_set(&locator, "parent_linkage", "{00000000-0000-0000-0000-000000000000}");
    vhdx_locator_set(&locator, "relative_path", ".\\p.vhdx");
    struct vhdx_spec spec = { .type = s->type,
                              .size = s->size,
                              .block_size = s->block,
                              .logical_sector = s->sector,
                              .physical_sector = 4096,
                              .locator = &locator };
    int r = vhdx_create(file, &spec, err);
    vhdx_locator_release(&locator);
    return r;
}

/* ---- what a disk should hold ---- */
struct event {
    size_t op;      /* operations in the journal when it began, or for a flush had ended */
    uint64_t unit;  /* first 4 KiB */
    uint32_t count; /* 0: a flush */
    uint64_t tag;
};
struct model {
    uint64_t units;
    uint64_t *base; /* tags before the first event */
    VEC(struct event) events;
};

static void fill(uint8_t *p, uint64_t tag)
{
    for (size_t i = 0; i < UNIT; i += 8)
        le64_put(p + i, tag);
}

static void write_units(struct vdisk *d, uint64_t unit, uint32_t count, uint64_t tag)
{
    AUTO_FREE uint8_t *buf = xmalloc((size_t)count * UNIT);
    for (uint32_t i = 0; i < count; i++)
        fill(buf + (size_t)i * UNIT, tag);
    MUST(vdisk_write(d, unit * UNIT, buf, (size_t)count * UNIT, &err));
}

/* Every 512 bytes of it hold one tag that may be there after n operations. */
static void check_unit(const struct model *m, uint64_t unit, size_t n, const uint8_t *p,
                       const char *what)
{
    uint64_t allowed[256];
    size_t count = 1;
    allowed[0] = m->base[unit];
    size_t flushed = 0;
    for (size_t i = 0; i < m->events.len; i++)
        if (!m->events.items[i].count && m->events.items[i].op <= n)
            flushed = i;
    for (size_t i = 0; i < m->events.len && m->events.items[i].op < n; i++) {
        const struct event *e = &m->events.items[i];
        if (!e->count || unit < e->unit || unit >= e->unit + e->count)
            continue;
        if (i < flushed)
            count = 0;
        if (count < ARRAY_SIZE(allowed))
            allowed[count++] = e->tag;
    }
    for (size_t at = 0; at < UNIT; at += 512) {
        uint64_t tag = le64_get(p + at);
        bool right = false;
        for (size_t i = 0; i < count; i++)
            right |= allowed[i] == tag;
        for (size_t i = 0; i < 512; i += 8)
            right &= le64_get(p + at + i) == tag;
        if (right)
            continue;
        print_error("%s: cut after %zu operations: unit %llu holds %llu, not %llu\n", what, n,
                    (unsigned long long)unit, (unsigned long long)tag,
                    (unsigned long long)allowed[0]);
        fail();
    }
}

static void check_disk(const struct model *m, struct vdisk *d, size_t n, const char *what)
{
    enum { STEP = 256 };
    AUTO_FREE uint8_t *buf = xmalloc((size_t)STEP * UNIT);
    uint64_t units = d->size / UNIT < m->units ? d->size / UNIT : m->units;
    for (uint64_t u = 0; u < units; u += STEP) {
        uint64_t c = units - u < STEP ? units - u : STEP;
        MUST(vdisk_read(d, u * UNIT, buf, c * UNIT, &err));
        for (uint64_t i = 0; i < c; i++)
            check_unit(m, u + i, n, buf + i * UNIT, what);
    }
}

/* A parent whose every third unit has a tag, kept apart from the journal. */
static struct vdisk *make_parent(const struct shape *s, struct model *m)
{
    struct shape ps = *s;
    struct blk_io *mem = blk_mem_new(0);
    struct vdisk *parent;
    ps.type = DISK_TYPE_DYNAMIC;
    MUST(create(mem, &ps, NULL, &err));
    MUST(vdisk_open_io(mem, s->format, &parent, &err));
    for (uint64_t u = 0; u < m->units; u += 3) {
        m->base[u] = 1000000 + u;
        write_units(parent, u, 1, m->base[u]);
    }
    MUST(vdisk_flush(parent, &err));
    return parent;
}

static void note(struct model *m, const struct journal *j, uint64_t unit, uint32_t count,
                 uint64_t tag)
{
    *vec_push(&m->events) = (struct event){ j->ops.len, unit, count, tag };
}

static void check_cut(const struct shape *s, const struct model *m, struct journal *j, size_t n,
                      struct vdisk *parent, enum fault_loss loss, uint64_t *random)
{
    struct blk_io *image = fault_cut(j, 0, n, loss, random);
    struct vdisk *d;
    AUTO_FREE char *what = xasprintf("%s, loss %d", s->name, (int)loss);
    if (n % 3 == 0) {
        /* read through the log */
        struct blk_io *copy = blk_mem_clone(image);
        copy->writable = false;
        AUTO_ERR *bad = NULL;
        if (vdisk_open_io(copy, s->format, &d, &bad)) {
            print_error("%s: cut after %zu operations: %s\n", what, n, bad->message);
            fail();
        }
        d->parent = parent;
        check_disk(m, d, n, what);
        d->parent = NULL;
        MUST(vdisk_close(d, &err));
    }
    /* with the log replayed */
    MUST(vdisk_open_io(image, s->format, &d, &err));
    d->parent = parent;
    check_disk(m, d, n, what);
    d->parent = NULL;
    MUST(vdisk_close(d, &err));
}

static void check_all_cuts(const struct shape *s, const struct model *m, struct journal *j,
                           struct vdisk *parent, uint64_t *random)
{
    for (size_t n = 0; n <= j->ops.len; n += stride(61))
        check_cut(s, m, j, n, parent, (enum fault_loss)(fault_random(random) % 3), random);
}

static const struct shape shapes[] = {
    { "VHDX dynamic", DISK_FORMAT_VHDX, DISK_TYPE_DYNAMIC, 1 << 20, 512, 6 << 20 },
    { "VHDX dynamic 4K", DISK_FORMAT_VHDX, DISK_TYPE_DYNAMIC, 2 << 20, 4096, 6 << 20 },
    { "VHDX fixed", DISK_FORMAT_VHDX, DISK_TYPE_FIXED, 1 << 20, 512, 4 << 20 },
    { "VHDX differencing", DISK_FORMAT_VHDX, DISK_TYPE_DIFFERENCING, 1 << 20, 512, 6 << 20 },
    { "VHDX differencing 4K", DISK_FORMAT_VHDX, DISK_TYPE_DIFFERENCING, 2 << 20, 4096, 6 << 20 },
    { "VHD dynamic", DISK_FORMAT_VHD, DISK_TYPE_DYNAMIC, 2 << 20, 512, 6 << 20 },
    { "VHD fixed", DISK_FORMAT_VHD, DISK_TYPE_FIXED, 2 << 20, 512, 6 << 20 },
    { "VHD differencing", DISK_FORMAT_VHD, DISK_TYPE_DIFFERENCING, 512 << 10, 512, 6 << 20 },
};

struct bench {
    const struct shape *shape;
    struct journal j;
    struct model m;
    struct vdisk *disk, *parent;
    uint64_t random, tag;
};

static void bench_open(struct bench *b, const struct shape *s, uint64_t seed)
{
    *b = (struct bench){ .shape = s, .j = JOURNAL_INIT, .random = seed * 0x9E3779B97F4A7C15ull };
    b->m.units = s->size / UNIT;
    b->m.base = xcalloc(b->m.units + 65536, sizeof(*b->m.base));
    if (s->type == DISK_TYPE_DIFFERENCING)
        b->parent = make_parent(s, &b->m);
    struct blk_io *mem = blk_mem_new(0);
    MUST(create(mem, s, b->parent ? b->parent->identity : NULL, &err));
    MUST(vdisk_open_io(fault_device(&b->j, 0, mem), s->format, &b->disk, &err));
    b->disk->parent = b->parent;
}

static void bench_step(struct bench *b)
{
    uint64_t r = fault_random(&b->random);
    uint64_t unit = (r >> 8) % b->m.units;
    uint32_t count = 1 + (uint32_t)((r >> 40) % 30);
    if (count > b->m.units - unit)
        count = (uint32_t)(b->m.units - unit);
    switch (r % 8) {
    case 0:
    case 1:
        MUST(vdisk_flush(b->disk, &err));
        note(&b->m, &b->j, 0, 0, 0);
        break;
    case 2: { /* whole blocks now and then */
        uint32_t block = b->shape->block / UNIT;
        if (r >> 60 & 1 && block <= b->m.units - unit / block * block) {
            unit = unit / block * block;
            count = block;
        }
        note(&b->m, &b->j, unit, count, 0);
        MUST(vdisk_zero(b->disk, unit * UNIT, (uint64_t)count * UNIT, r >> 61 & 1, &err));
        break;
    }
    default:
        note(&b->m, &b->j, unit, count, ++b->tag);
        write_units(b->disk, unit, count, b->tag);
        break;
    }
}

static void bench_close(struct bench *b)
{
    if (b->disk) {
        b->disk->parent = NULL;
        MUST(vdisk_close(b->disk, &err));
        note(&b->m, &b->j, 0, 0, 0);
    }
    check_all_cuts(b->shape, &b->m, &b->j, b->parent, &b->random);
    MUST(vdisk_close(b->parent, &err));
    journal_release(&b->j);
    vec_release(&b->m.events);
    free(b->m.base);
}

static void writes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        for (uint64_t seed = 1; seed <= 2; seed++) {
            struct bench b;
            bench_open(&b, &shapes[i], seed + 10 * i);
            for (int step = 0; step < 40; step++)
                bench_step(&b);
            bench_close(&b);
        }
    }
}

/* Many small flushes: the log is filled several times over. */
static void log_wraps(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i += 3) {
        struct bench b;
        bench_open(&b, &shapes[i], 77);
        for (int step = 0; step < 260; step++) {
            uint64_t unit = fault_random(&b.random) % b.m.units;
            uint32_t block = b.shape->block / UNIT;
            unit -= unit % block;
            note(&b.m, &b.j, unit, block, step % 2 ? ++b.tag : 0);
            if (step % 2)
                write_units(b.disk, unit, 1, b.tag);
            else
                MUST(vdisk_zero(b.disk, unit * UNIT, b.shape->block, true, &err));
            if (step % 2)
                b.m.events.items[b.m.events.len - 1].count = 1;
            MUST(vdisk_flush(b.disk, &err));
            note(&b.m, &b.j, 0, 0, 0);
        }
        assert_true(b.j.flushes >= 250);
        bench_close(&b);
    }
}

static void resizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        struct bench b;
        bench_open(&b, &shapes[i], 5 + i);
        for (int step = 0; step < 25; step++)
            bench_step(&b);
        uint64_t bigger = shapes[i].size * 3 - shapes[i].size / 2;
        MUST(vdisk_resize(b.disk, bigger, &err));
        assert_int_equal(b.disk->size, bigger);
        note(&b.m, &b.j, 0, 0, 0);
        /* what came is zero, also behind a smaller parent */
        AUTO_FREE uint8_t *buf = xmalloc(1 << 20);
        for (uint64_t at = shapes[i].size; at < bigger; at += 1 << 20) {
            MUST(vdisk_read(b.disk, at, buf, 1 << 20, &err));
            assert_true(vdisk_is_zero(buf, 1 << 20));
        }
        if (shapes[i].format == DISK_FORMAT_VHDX) {
            for (int step = 0; step < 10; step++)
                bench_step(&b);
            /* The dropped half is forgotten. */
            uint64_t smaller = shapes[i].size / 2;
            MUST(vdisk_resize(b.disk, smaller, &err));
            b.m.units = smaller / UNIT;
        }
        bench_close(&b);
    }
}

static void compacts(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        if (shapes[i].type == DISK_TYPE_FIXED)
            continue;
        struct bench b;
        bench_open(&b, &shapes[i], 50 + i);
        for (uint64_t u = 0; u < b.m.units; u += shapes[i].block / UNIT) {
            note(&b.m, &b.j, u, 1, ++b.tag);
            write_units(b.disk, u, 1, b.tag);
        }
        for (int step = 0; step < 25; step++)
            bench_step(&b);
        /* blocks at the front of the file become empty */
        uint64_t half = b.m.units / 2 * UNIT;
        note(&b.m, &b.j, 0, (uint32_t)(b.m.units / 2), 0);
        MUST(vdisk_zero(b.disk, 0, half, true, &err));
        MUST(vdisk_flush(b.disk, &err));
        note(&b.m, &b.j, 0, 0, 0);
        uint64_t before = b.disk->file->size;
        MUST(b.disk->ops->compact(b.disk, true, NULL, &err));
        /* A differencing VHD can only hold zeros, not say that there are some. */
        bool keeps = shapes[i].format == DISK_FORMAT_VHD && b.parent;
        assert_true(keeps ? b.disk->file->size <= before : b.disk->file->size < before);
        bench_close(&b);
    }
}

/* A child goes into its parent while the power fails: the child over the parent reads the same at
 * every moment, it knows its parent, and a second merge completes the first. */
static void merges(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        const struct shape *s = &shapes[i];
        if (s->type != DISK_TYPE_DIFFERENCING)
            continue;
        struct model m = { .units = s->size / UNIT };
        m.base = xcalloc(m.units, sizeof(*m.base));
        struct shape ps = *s;
        ps.type = DISK_TYPE_DYNAMIC;
        struct blk_io *files[2] = { blk_mem_new(0), blk_mem_new(0) };
        MUST(create(files[1], &ps, NULL, &err));
        struct vdisk *child, *parent;
        struct journal j = JOURNAL_INIT;
        /* the parent with content, then the child over it */
        struct blk_io *work = blk_mem_clone(files[1]);
        MUST(vdisk_open_io(work, s->format, &parent, &err));
        struct journal setup = JOURNAL_INIT;
        journal_release(&setup);
        for (uint64_t u = 0; u < m.units; u += 3)
            write_units(parent, u, 1, m.base[u] = 1000000 + u);
        MUST(vdisk_flush(parent, &err));
        uint8_t identity[16];
        memcpy(identity, parent->identity, 16);
        blk_close(files[1]);
        files[1] = blk_mem_clone(parent->file);
        MUST(vdisk_close(parent, &err));
        MUST(create(files[0], s, identity, &err));
        MUST(vdisk_open_io(blk_mem_clone(files[0]), s->format, &child, &err));
        MUST(vdisk_open_io(blk_mem_clone(files[1]), s->format, &parent, &err));
        child->parent = parent;
        for (uint64_t u = 0; u + 5 < m.units; u += 40) {
            for (uint64_t k = 0; k < 5; k++)
                m.base[u + k] = 7000 + u;
            write_units(child, u, 5, 7000 + u);
        }
        for (uint64_t u = 0; u < 100; u++)
            m.base[u] = 0;
        MUST(vdisk_zero(child, 0, 100 * UNIT, false, &err));
        MUST(vdisk_flush(child, &err));
        child->parent = NULL;
        blk_close(files[0]);
        files[0] = blk_mem_clone(child->file);
        MUST(vdisk_close(child, &err));
        blk_close(files[1]);
        files[1] = blk_mem_clone(parent->file);
        MUST(vdisk_close(parent, &err));
        /* the merge itself */
        struct vdisk *layers[1];
        MUST(vdisk_open_io(fault_device(&j, 0, files[0]), s->format, &layers[0], &err));
        MUST(vdisk_open_io(fault_device(&j, 1, files[1]), s->format, &parent, &err));
        MUST(vdisk_merge(layers, 1, parent, NULL, &err));
        MUST(vdisk_close(parent, &err));
        MUST(vdisk_close(layers[0], &err));
        uint64_t random = 99;
        size_t announced = 0;
        while (announced < j.ops.len && j.ops.items[announced].device == 0)
            announced++;
        for (size_t n = 0; n <= j.ops.len; n += stride(61)) {
            enum fault_loss loss = (enum fault_loss)(fault_random(&random) % 3);
            MUST(vdisk_open_io(fault_cut(&j, 0, n, loss, &random), s->format, &layers[0], &err));
            MUST(vdisk_open_io(fault_cut(&j, 1, n, loss, &random), s->format, &parent, &err));
            /* The link was made up for the first parent; from the announcement on it must hold. */
            bool linked = s->format == DISK_FORMAT_VHD;
            for (int k = 0; k < layers[0]->link.id_count; k++)
                linked |= memcmp(layers[0]->link.ids[k], parent->identity, 16) == 0;
            if (n >= announced)
                assert_true(linked);
            layers[0]->parent = parent;
            check_disk(&m, layers[0], n, s->name);
            layers[0]->parent = NULL;
            if (n % 8 == 0) {
                MUST(vdisk_merge(layers, 1, parent, NULL, &err));
                check_disk(&m, parent, n, s->name);
            }
            MUST(vdisk_close(layers[0], &err));
            MUST(vdisk_close(parent, &err));
        }
        journal_release(&j);
        free(m.base);
    }
}

/* Creation: no file, or a whole one. */
static void creations(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        struct journal j = JOURNAL_INIT;
        uint64_t random = 3 + i;
        struct blk_io *file = fault_device(&j, 0, blk_mem_new(0));
        uint8_t parent[16] = { 1 };
        MUST(create(file, &shapes[i], parent, &err));
        blk_close(file);
        for (size_t n = 0; n <= j.ops.len; n++) {
            struct vdisk *d;
            AUTO_ERR *err = NULL;
            struct blk_io *image = fault_cut(&j, 0, n, (enum fault_loss)(n % 3), &random);
            image->writable = false;
            if (vdisk_open_io(image, shapes[i].format, &d, &err) == 0) {
                assert_int_equal(d->size, shapes[i].size);
                vdisk_abandon(&d);
            } else {
                assert_true(n < j.ops.len);
            }
        }
        journal_release(&j);
    }
}

/* From the nth operation on nothing works: an error, and what was flushed is there. */
static void failing_device(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
        for (size_t limit = 0; limit < 40; limit += stride(13)) {
            struct bench b;
            bench_open(&b, &shapes[i], 900 + i);
            b.j.fail_at = b.j.ops.len + limit;
            for (int step = 0; step < 12; step++) {
                AUTO_ERR *err = NULL;
                uint64_t unit = fault_random(&b.random) % (b.m.units - 4);
                uint8_t buf[UNIT];
                fill(buf, ++b.tag);
                note(&b.m, &b.j, unit, 1, b.tag);
                b.m.events.items[b.m.events.len - 1].op = 0;
                if (vdisk_write(b.disk, unit * UNIT, buf, UNIT, &err))
                    break;
                if (step % 3 == 2 && vdisk_flush(b.disk, &err))
                    break;
                if (step % 3 == 2)
                    note(&b.m, &b.j, 0, 0, 0);
            }
            b.disk->parent = NULL;
            AUTO_ERR *ignored = NULL;
            vdisk_close(STEAL(b.disk), &ignored);
            check_cut(&shapes[i], &b.m, &b.j, b.j.ops.len, b.parent, FAULT_LOSE_NONE, &b.random);
            MUST(vdisk_close(b.parent, &err));
            journal_release(&b.j);
            vec_release(&b.m.events);
            free(b.m.base);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(creations),      cmocka_unit_test(writes),   cmocka_unit_test(log_wraps),
        cmocka_unit_test(resizes),        cmocka_unit_test(compacts), cmocka_unit_test(merges),
        cmocka_unit_test(failing_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
