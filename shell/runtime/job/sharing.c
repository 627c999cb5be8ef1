#include "shell/runtime/job/sharing.h"

#include <pthread.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"
#include "shell/object/types/hash.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/session.h"

enum { SLICE_MS = 100, TRIM_FROM = 64 };

enum change { CALL_METHOD, SET_ITEM, SET_MEMBER, SET_CONTENT, ADD_MEMBER, REMOVE_MEMBER };

struct op {
    struct shared *shared;
    enum change change;
    const struct method *method; /* of CALL_METHOD: its name; types are constant or outlive it */
    struct parcel *args;         /* an array */
};

/* What a session and all that descend from it have in common. */
struct sharing {
    unsigned owners;      /* the sharers; under the lock */
    pthread_mutex_t lock; /* recursive */
    struct sharer *sharers;
    uint64_t last_id;
    uint64_t first; /* number of the log's first entry */
    VEC(struct op) log;
};

struct sharer {
    struct sharer *next;
    struct sharing *sharing;
    struct session *session; /* NULL: it has not begun */
    pthread_t thread;
    uint64_t id;
    uint64_t seen; /* number of the first entry that it has not followed */
};

static uint64_t log_end(const struct sharing *all)
{
    return all->first + all->log.len;
}

/* ---- who takes part ---- */

static struct sharing *sharing_new(void)
{
    struct sharing *all = xcalloc(1, sizeof(*all));
    pthread_mutexattr_t attr;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&all->lock, &attr);
    pthread_mutexattr_destroy(&attr);
    return all;
}

/* The lock is held, or nobody else knows of it. */
static struct sharer *join(struct sharing *all)
{
    struct sharer *sharer = xcalloc(1, sizeof(*sharer));
    sharer->sharing = all;
    sharer->id = ++all->last_id;
    sharer->seen = log_end(all);
    sharer->next = all->sharers;
    all->sharers = sharer;
    all->owners++;
    return sharer;
}

struct sharer *sharer_new(struct session *s)
{
    return join(s->sharer->sharing);
}

void sharer_begin(struct sharer *sharer, struct session *session)
{
    pthread_mutex_lock(&sharer->sharing->lock);
    sharer->session = session;
    sharer->thread = pthread_self();
    session->sharer = sharer;
    bool behind = sharer->seen < log_end(sharer->sharing);
    __atomic_store_n(&session->sharing_due, behind, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&sharer->sharing->lock);
}

static void op_release(struct op *op)
{
    shared_unref(op->shared);
    parcel_free(op->args);
}

/* What all have followed is not needed any more. */
static void trim(struct sharing *all)
{
    uint64_t least = log_end(all);
    for (const struct sharer *s = all->sharers; s; s = s->next)
        least = s->seen < least ? s->seen : least;
    size_t n = (size_t)(least - all->first);
    if (n < TRIM_FROM || n * 2 < all->log.len)
        return;
    for (size_t i = 0; i < n; i++)
        op_release(&all->log.items[i]);
    all->log.len -= n;
    memmove(all->log.items, all->log.items + n, all->log.len * sizeof(all->log.items[0]));
    all->first = least;
}

void sharer_free(struct sharer *sharer)
{
    if (!sharer)
        return;
    struct sharing *all = sharer->sharing;
    pthread_mutex_lock(&all->lock);
    struct sharer **at = &all->sharers;
    while (*at != sharer)
        at = &(*at)->next;
    *at = sharer->next;
    trim(all);
    bool last = --all->owners == 0;
    pthread_mutex_unlock(&all->lock);
    free(sharer);
    if (!last)
        return;
    for (size_t i = 0; i < all->log.len; i++)
        op_release(&all->log.items[i]);
    vec_release(&all->log);
    pthread_mutex_destroy(&all->lock);
    free(all);
}

uint64_t sharer_id(const struct sharer *sharer)
{
    return sharer->id;
}

/* ---- following the log ---- */

static void set_content(struct value live, const struct array *items)
{
    AUTO_ERR *err = NULL;
    if (live.kind == V_HASH) {
        hash_clear(live.hash);
        for (size_t i = 0; i + 1 < items->len; i += 2)
            hash_set_take(live.hash, items->items[i], value_ref(items->items[i + 1]));
    } else if (live.array->extra && live.array->extra->index) { /* a set */
        const struct type_info *type = live.array->type;
        const struct method *clear = type_find_method(type, "Clear", 5);
        const struct method *add = type_find_method(type, "Add", 3);
        AUTO_VALUE ignored = value_nothing();
        if (!clear || !add || clear->call(live, NULL, 0, &ignored, &err) < 0)
            return;
        for (size_t i = 0; i < items->len && !err; i++)
            (void)add->call(live, &items->items[i], 1, &ignored, &err);
    } else {
        array_remove_range(live.array, 0, live.array->len);
        for (size_t i = 0; i < items->len; i++)
            array_push(live.array, items->items[i]);
    }
}

static void set_item(struct value live, const struct value *args)
{
    AUTO_ERR *err = NULL;
    if (live.kind == V_HASH)
        (void)hash_put_take(live.hash, args[0], value_ref(args[1]), &err);
    else if (live.kind == V_ARRAY && (size_t)args[0].i < live.array->len)
        value_replace_take(&live.array->items[args[0].i], value_ref(args[1]));
}

static void call_method(struct session *s, struct value live, const char *name, struct value *args,
                        size_t n)
{
    const struct method *m = type_find_method(value_type_of(live), name, strlen(name));
    AUTO_VALUE result = value_nothing();
    AUTO_ERR *err = NULL;
    for (size_t i = 0; i < n; i++)
        if (args[i].kind == V_TYPE && args[i].type == &type_reference)
            args[i] = reference_new(s, NULL, NULL, value_null());
    if (m)
        (void)m->call(live, args, n, &result, &err);
}

static void follow(const struct sharer *sharer, const struct op *op)
{
    struct session *s = sharer->session;
    AUTO_VALUE live = value_ref(replica_find(op->shared, sharer->id));
    if (value_is_null(live))
        return;
    AUTO_VALUE args = parcel_open(op->args, s);
    struct value *items = args.array->items;
    AUTO_ERR *err = NULL;
    switch (op->change) {
    case CALL_METHOD:
        call_method(s, live, op->method->name, items, args.array->len);
        break;
    case SET_ITEM:
        set_item(live, items);
        break;
    case SET_MEMBER:
        (void)member_set(live, s->shapes, items[0].str->data, items[1], &err);
        break;
    case SET_CONTENT:
        set_content(live, args.array);
        break;
    case ADD_MEMBER:
        object_add_member_take(live.object, s->shapes, items[0].str, (enum member_kind)items[1].i,
                               value_ref(items[2]));
        break;
    case REMOVE_MEMBER:
        object_remove_member(live.object, items[0].str->data, items[0].str->len);
        break;
    }
}

/* The lock is held. */
static void follow_all(struct sharing *all)
{
    bool any = false;
    for (struct sharer *r = all->sharers; r; r = r->next) {
        if (!r->session || r->seen == log_end(all) || !pthread_equal(r->thread, pthread_self()))
            continue;
        __atomic_store_n(&r->session->sharing_due, 0, __ATOMIC_RELAXED);
        while (r->seen < log_end(all))
            follow(r, &all->log.items[r->seen++ - all->first]);
        any = true;
    }
    if (any)
        trim(all);
}

enum status sharing_enter(struct session *s)
{
    if (!s->sharer)
        sharer_begin(join(sharing_new()), s);
    struct sharing *all = s->sharer->sharing;
    for (int rc = -1; rc;) {
        struct timespec until = clock_after(SLICE_MS);
        rc = pthread_mutex_timedlock(&all->lock, &until);
        if (rc && interrupt_pending(s))
            return ST_INTERRUPT;
    }
    follow_all(all);
    return ST_OK;
}

void sharing_leave(struct session *s)
{
    pthread_mutex_unlock(&s->sharer->sharing->lock);
}

void sharing_catch_up(struct session *s)
{
    if (s->sharer && sharing_enter(s) == ST_OK)
        sharing_leave(s);
}

int64_t sharing_wait_slice(const struct session *s, int64_t milliseconds)
{
    return s->sharer && (milliseconds < 0 || milliseconds > SLICE_MS) ? SLICE_MS : milliseconds;
}

/* ---- what goes into the log ---- */

/* The session has done it already. Nothing is written of what nobody else can see. */
static void write_op(struct session *s, struct value self, enum change change,
                     const struct method *method, const struct value *args, size_t n)
{
    struct sharing *all = s->sharer->sharing;
    struct shared *shared = replica_shared(self);
    if (!shared)
        return;
    if (shared_is_alone(shared)) {
        replica_forget(self);
        return;
    }
    AUTO_VALUE list = value_of_array(array_from(args, n));
    for (size_t i = 0; i < n; i++)
        if (args[i].kind == V_OBJECT && args[i].object->type == &type_reference)
            value_replace_take(&list.array->items[i], value_type(&type_reference));
    struct parcel *parcel = parcel_pack_parts(s, list);
    *vec_push(&all->log) = (struct op){ shared_ref(shared), change, method, parcel };
    s->sharer->seen = log_end(all);
    for (const struct sharer *r = all->sharers; r; r = r->next)
        if (r->session && r != s->sharer)
            __atomic_store_n(&r->session->sharing_due, 1, __ATOMIC_RELAXED);
}

void sharing_set_item(struct session *s, struct value self, struct value index, struct value v)
{
    struct value args[] = { index, v };
    write_op(s, self, SET_ITEM, NULL, args, ARRAY_SIZE(args));
}

void sharing_set_member(struct session *s, struct value self, struct value name, struct value v)
{
    struct value args[] = { name, v };
    write_op(s, self, SET_MEMBER, NULL, args, ARRAY_SIZE(args));
}

/* One step of its own: of what is not shared nothing is written. */
static enum status write_step(struct session *s, struct value self, enum change change,
                              const struct value *args, size_t n)
{
    if (self.kind != V_OBJECT || !value_is_shared(self))
        return ST_OK;
    enum status st = sharing_enter(s);
    if (st != ST_OK)
        return st;
    write_op(s, self, change, NULL, args, n);
    sharing_leave(s);
    return ST_OK;
}

enum status sharing_add_member(struct session *s, struct value self, struct str *name,
                               enum member_kind kind, struct value v)
{
    struct value args[] = { value_of_str(name), value_int(kind), v };
    return write_step(s, self, ADD_MEMBER, args, ARRAY_SIZE(args));
}

enum status sharing_remove_member(struct session *s, struct value self, struct value name)
{
    return write_step(s, self, REMOVE_MEMBER, &name, 1);
}

static bool begins(const char *name, const char *const *prefixes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

/* Methods that change nothing. */
static bool only_reads(const char *name)
{
    static const char *const names[] = {
        "Contains",   "ToArray",  "ToString",   "Equals",  "Find",    "IndexOf",  "LastIn",
        "Clone",      "CopyTo",   "Peek",       "TryPeek", "TryGet",  "Exists",   "TrueFor",
        "Convert",    "Binary",   "AsReadOnly", "ForEach", "Where",   "IsS",      "IsP",
        "Overlap",    "SetEqual", "GetHash",    "GetEnu",  "GetType", "GetRange", "GetKey",
        "GetByIndex", "GetL",     "GetUpper",   "GetView", "get_",
    };
    return begins(name, names, ARRAY_SIZE(names));
}

/* Methods whose script block says what becomes of one entry, or of all. */
static bool asks_for_entry(const char *name)
{
    return strcmp(name, "AddOrUpdate") == 0 || strcmp(name, "GetOrAdd") == 0;
}

static bool asks_for_all(const char *name)
{
    return strcmp(name, "Sort") == 0 || strcmp(name, "RemoveAll") == 0 ||
           strcmp(name, "RemoveWhere") == 0;
}

static void write_content(struct session *s, struct value self)
{
    if (self.kind != V_HASH) {
        write_op(s, self, SET_CONTENT, NULL, self.array->items, self.array->len);
        return;
    }
    AUTO_VALUE all = value_of_array(array_new(self.hash->count * 2));
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(self.hash, &i));) {
        array_push(all.array, e->key);
        array_push(all.array, e->value);
    }
    write_op(s, self, SET_CONTENT, NULL, all.array->items, all.array->len);
}

/* A method may have set what a [ref] argument is. */
static void write_references(struct session *s, const struct value *args, size_t n)
{
    AUTO_VALUE name = value_string("Value");
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE v = value_null();
        AUTO_ERR *err = NULL;
        if (args[i].kind == V_OBJECT && args[i].object->type == &type_reference &&
            value_is_shared(args[i]) && member_get(args[i], "Value", &v, &err) == 0)
            sharing_set_member(s, args[i], name, v);
    }
}

void sharing_called(struct session *s, struct value self, const struct method *m,
                    const struct value *args, size_t n)
{
    const struct value *entry;
    write_references(s, args, n);
    if (!value_is_shared(self) || only_reads(m->name))
        return;
    if (self.kind == V_HASH && asks_for_entry(m->name)) {
        if (n && (entry = hash_get(self.hash, args[0])))
            sharing_set_item(s, self, args[0], *entry);
    } else if (self.kind != V_OBJECT && asks_for_all(m->name)) {
        write_content(s, self);
    } else {
        write_op(s, self, CALL_METHOD, m, args, n);
    }
}
