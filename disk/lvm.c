#include "disk/lvm.h"

#include <string.h>

#include "disk/lvm_text.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/vec.h"

enum {
    SECTOR = 512,
    LABEL_SECTORS = 4, /* where the label may stand */
    UUID_LEN = 32,
    AREAS_MAX = 32,
    MDA_HEADER = 512,
    METADATA_MAX = 8 << 20,
    SEGMENTS_MAX = 4096,
};

/* A physical volume: which of the volumes it is, and its identity. */
struct physical {
    size_t volume;
    char id[UUID_LEN + 1];
};

/* ---- the label and the metadata's text ---- */
/* The text of a metadata area, which is a ring behind its header; NULL: none. */
static char *read_text(const struct volume *v, uint64_t area, uint64_t size, size_t *len)
{
    uint8_t h[MDA_HEADER];
    AUTO_ERR *ignored = NULL;
    if (size < MDA_HEADER || volume_read(v, area, h, sizeof(h), &ignored))
        return NULL;
    uint64_t at = le64_get(h + 40), bytes = le64_get(h + 48);
    if (memcmp(h + 4, " LVM2 x[5A%r0N*>", 16) != 0 || at < MDA_HEADER || at >= size || !bytes ||
        bytes > METADATA_MAX || bytes > size - MDA_HEADER)
        return NULL;
    char *text = xmalloc(bytes + 1);
    size_t first = bytes < size - at ? (size_t)bytes : (size_t)(size - at);
    if (volume_read(v, area + at, text, first, &ignored) ||
        (first < bytes &&
         volume_read(v, area + MDA_HEADER, text + first, (size_t)bytes - first, &ignored))) {
        free(text);
        return NULL;
    }
    text[bytes] = '\0';
    *len = strlen(text);
    return text;
}

static bool find_label(const struct volume *v, uint8_t label[SECTOR])
{
    for (uint64_t i = 0; i < LABEL_SECTORS; i++) {
        AUTO_ERR *ignored = NULL;
        if (v->size < (i + 1) * SECTOR || volume_read(v, i * SECTOR, label, SECTOR, &ignored))
            return false;
        if (memcmp(label, "LABELONE", 8) == 0 && memcmp(label + 24, "LVM2 001", 8) == 0)
            return true;
    }
    return false;
}

/* True when the volume is a physical volume; *meta: its metadata, or NULL. */
static bool read_physical(const struct volume *v, struct physical *pv, struct lvm_node **meta)
{
    uint8_t label[SECTOR];
    *meta = NULL;
    if (v->fault || !find_label(v, label))
        return false;
    size_t at = le32_get(label + 20);
    if (at < 32 || at > SECTOR - UUID_LEN - 8)
        return false;
    memcpy(pv->id, label + at, UUID_LEN);
    pv->id[UUID_LEN] = '\0';
    at += UUID_LEN + 8;
    /* First the data areas, then the metadata areas, each list ended by zeros. */
    int list = 0;
    for (int n = 0; n < AREAS_MAX && list < 2 && at + 16 <= SECTOR && !*meta; n++, at += 16) {
        uint64_t area = le64_get(label + at), size = le64_get(label + at + 8);
        if (!area && !size) {
            list++;
            continue;
        }
        size_t len;
        AUTO_FREE char *text = list == 1 && area < v->size ? read_text(v, area, size, &len) : NULL;
        *meta = text ? lvm_text_parse(text, len) : NULL;
    }
    return true;
}

/* ---- logical volumes ---- */
struct group {
    const struct lvm_node *root; /* the group's section */
    const struct volumes *volumes;
    const struct physical *physical;
    size_t count;
    uint64_t extent; /* bytes */
};

/* Identities in the text have dashes. */
static bool same_id(const char *text, const char *id)
{
    for (; *text; text++)
        if (*text != '-' && *text != *id++)
            return false;
    return !*id;
}

static const struct volume *find_physical(const struct group *g, const char *name, uint64_t *start)
{
    const struct lvm_node *pv = lvm_text_child(lvm_text_child(g->root, "physical_volumes"), name);
    const char *id = lvm_text_value(pv, "id");
    uint64_t sectors;
    if (!id || !lvm_text_number(pv, "pe_start", &sectors) || sectors > UINT64_MAX / SECTOR)
        return NULL;
    *start = sectors * SECTOR;
    for (size_t i = 0; i < g->count; i++)
        if (same_id(id, g->physical[i].id))
            return &g->volumes->items[g->physical[i].volume];
    return NULL;
}

/* What the segment is, on the disk. Returns why not, or NULL. */
static const char *map_segment(const struct group *g, const struct lvm_node *segment, uint64_t at,
                               struct volume_extent *extent)
{
    uint64_t first, count, stripes, pe, start;
    const char *type = lvm_text_value(segment, "type");
    const struct lvm_node *list = lvm_text_child(segment, "stripes");
    if (!type || strcmp(type, "striped") != 0)
        return "is neither linear nor striped";
    if (!lvm_text_number(segment, "start_extent", &first) ||
        !lvm_text_number(segment, "extent_count", &count) ||
        !lvm_text_number(segment, "stripe_count", &stripes) || !list || !list->child ||
        !list->child->value || !list->child->next || !list->child->next->value)
        return "is described in a way that is not understood";
    if (stripes != 1)
        return "is striped over several physical volumes";
    const struct volume *pv = find_physical(g, list->child->value, &start);
    if (!pv)
        return "lies on a physical volume that is not on this disk";
    pe = strtoull(list->child->next->value, NULL, 10);
    if (first * g->extent != at || start > pv->size || !count || count > pv->size / g->extent ||
        pe > pv->size / g->extent || pe * g->extent > pv->size - start ||
        count * g->extent > pv->size - start - pe * g->extent)
        return "points outside its physical volume";
    *extent = (struct volume_extent){ pv->extents[0].disk_at + start + pe * g->extent,
                                      count * g->extent };
    return NULL;
}

static void map_logical(const struct group *g, const struct lvm_node *lv, struct volume *v)
{
    const char *why = NULL;
    VEC(struct volume_extent) extents = VEC_INIT;
    uint64_t n = 0;
    if (!lvm_text_number(lv, "segment_count", &n) || !n || n > SEGMENTS_MAX)
        why = "is described in a way that is not understood";
    for (uint64_t i = 1; i <= n && !why; i++) {
        AUTO_FREE char *name = xasprintf("segment%llu", (unsigned long long)i);
        struct volume_extent e;
        why = map_segment(g, lvm_text_child(lv, name), v->size, &e);
        if (!why) {
            *vec_push(&extents) = e;
            v->size += e.size;
        }
    }
    v->extents = extents.items;
    v->extent_count = extents.len;
    if (why)
        v->fault = xasprintf("The logical volume %s cannot be read: it %s.", v->name, why);
}

static bool is_visible(const struct lvm_node *lv)
{
    const struct lvm_node *status = lvm_text_child(lv, "status");
    for (const struct lvm_node *s = status ? status->child : NULL; s; s = s->next)
        if (s->value && strcmp(s->value, "VISIBLE") == 0)
            return true;
    return false;
}

static void note_snapshots(const struct lvm_node *lvs, const char *group, struct volume *items,
                           size_t count)
{
    for (const struct lvm_node *lv = lvs ? lvs->child : NULL; lv; lv = lv->next) {
        const char *origin = lvm_text_value(lvm_text_child(lv, "segment1"), "origin");
        AUTO_FREE char *name = origin ? xasprintf("%s/%s", group, origin) : NULL;
        for (size_t i = 0; name && i < count; i++)
            items[i].has_snapshot |= !strcmp(items[i].name, name);
    }
}

static void add_group(struct volumes *volumes, const struct lvm_node *meta,
                      const struct physical *physical, size_t count)
{
    const struct lvm_node *root = meta->child;
    while (root && !lvm_text_child(root, "physical_volumes"))
        root = root->next;
    struct group g = { root, volumes, physical, count, 0 };
    if (!root || !lvm_text_number(root, "extent_size", &g.extent) || !g.extent ||
        g.extent > UINT32_MAX)
        return;
    g.extent *= SECTOR;
    const struct lvm_node *lvs = lvm_text_child(root, "logical_volumes");
    struct vdisk *disk = volumes->items[physical[0].volume].disk;
    VEC(struct volume) list = VEC_INIT;
    for (const struct lvm_node *lv = lvs ? lvs->child : NULL; lv; lv = lv->next) {
        if (!lv->name || !is_visible(lv))
            continue;
        struct volume v = { .name = xasprintf("%s/%s", root->name, lv->name), .disk = disk };
        map_logical(&g, lv, &v);
        *vec_push(&list) = v;
    }
    note_snapshots(lvs, root->name, list.items, list.len);
    volumes->items =
        xreallocarray(volumes->items, volumes->count + list.len + 1, sizeof(*volumes->items));
    for (size_t i = 0; i < list.len; i++)
        volumes->items[volumes->count++] = list.items[i];
    vec_release(&list);
}

/* The physical volumes of one group hold the same text: one of them is asked. */
static bool is_known(const struct volumes *volumes, size_t from, const struct lvm_node *meta)
{
    const char *name = meta->child ? meta->child->name : NULL;
    for (const struct lvm_node *c = meta->child; c; c = c->next)
        if (lvm_text_child(c, "physical_volumes"))
            name = c->name;
    for (size_t i = from; name && i < volumes->count; i++)
        if (strncmp(volumes->items[i].name, name, strlen(name)) == 0 &&
            volumes->items[i].name[strlen(name)] == '/')
            return true;
    return false;
}

void lvm_add_volumes(struct volumes *volumes)
{
    size_t plain = volumes->count;
    VEC(struct physical) physical = VEC_INIT;
    VEC(struct lvm_node *) metas = VEC_INIT;
    for (size_t i = 0; i < plain; i++) {
        struct physical pv = { .volume = i };
        struct lvm_node *meta;
        if (!read_physical(&volumes->items[i], &pv, &meta))
            continue;
        *vec_push(&physical) = pv;
        if (meta)
            *vec_push(&metas) = meta;
    }
    for (size_t i = 0; i < metas.len; i++) {
        if (!is_known(volumes, plain, metas.items[i]))
            add_group(volumes, metas.items[i], physical.items, physical.len);
        lvm_text_free(metas.items[i]);
    }
    vec_release(&metas);
    vec_release(&physical);
}
