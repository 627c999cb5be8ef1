#include "shell/runtime/job/copy.h"

#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/cycles.h"
#include "shell/object/decimal.h"
#include "shell/object/deserialized.h"
#include "shell/object/exception.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/shared.h"
#include "shell/object/str.h"
#include "shell/object/type_cache.h"
#include "shell/object/type_decls.h"
#include "shell/object/wrap.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

/* Containers deeper than this, and native objects within native objects beyond
 * the second, travel as their text. */
enum { MAX_DEPTH = 48, MAX_NATIVE_DEPTH = 2, MAX_TYPE_NAMES = 8 };
#define MAX_CELLS ((size_t)20 << 20)

struct parcel {
    struct shapes *shapes;
    struct value value;
    bool held;   /* the value itself, no copy */
    bool shares; /* who opens it gets replicas, also of what it has none of yet */
    VEC(struct part {
        const uint32_t *cell; /* of the parcel */
        struct shared *shared;
    })
    parts;                    /* what is shared in it, by cell */
    struct type_cache *types; /* whose types are in it, made by its session; or NULL */
};

struct copier {
    struct session *from; /* set while packing */
    struct session *to;   /* set while opening */
    struct shapes *shapes;
    const void *path[MAX_DEPTH]; /* the containers around, against cycles */
    int depth, native_depth;
    size_t cells;
    struct parcel *packed; /* one of them */
    const struct parcel *opened;
    const void *wrapping;  /* a container that is not shared, only what is in it; or NULL */
    struct shared *shared; /* of the container that is being copied; or NULL */
};

/* ---- what stands in a parcel for an object that only its session can make ---- */

struct packed {
    const struct type_info *type; /* what it becomes again */
    struct value content;         /* text, or what the type's pack gave */
};

static void packed_destroy(struct object *o)
{
    value_unref(((struct packed *)object_payload(o))->content);
}

static const struct type_info type_packed = {
    .name = "System.Object",
    .base = &type_object,
    .payload_size = sizeof(struct packed),
    .destroy = packed_destroy,
};

static struct value packed_new_take(const struct type_info *type, struct value content)
{
    struct object *o = object_new(&type_packed);
    struct packed *p = object_payload(o);
    p->type = type;
    p->content = content;
    return value_of_object(o);
}

static struct value copy(struct copier *c, struct value v);

/* The copy of a shared container is made, and still empty. */
static void note_copy(struct copier *c, struct value made)
{
    struct shared *shared = STEAL(c->shared);
    if (!shared)
        return;
    if (c->to) {
        replica_add(made, shared, sharer_id(c->to->sharer));
        return;
    }
    value_set_shared(made, true);
    struct shared_copy *in = shared_copy(shared);
    if (c->packed->shares && !in->parcel)
        *in = (struct shared_copy){ c->packed, made };
    *vec_push(&c->packed->parts) = (struct part){ made.refs, shared_ref(shared) };
}

/* Types that a script defined live in its session. */
static bool is_script_type(const struct copier *c, const struct type_info *type)
{
    if (!c->from || !c->from->eval)
        return false;
    for (struct script_class *k = c->from->eval->classes; k; k = k->next) {
        for (const struct type_info *t = type; t; t = t->base) {
            if (t == &k->type || t == k->array_type || t->element == &k->type)
                return true;
        }
    }
    return false;
}

static bool is_script_enum(const struct copier *c, const struct enum_info *info)
{
    if (!c->from || !c->from->eval)
        return false;
    for (struct script_class *k = c->from->eval->classes; k; k = k->next) {
        if (&k->enum_info == info)
            return true;
    }
    return false;
}

/* Types that sessions make are each session's own. NULL: the one that opens it cannot make it. */
static const struct type_info *copy_type(struct copier *c, const struct type_info *type)
{
    if (!type || !type->made)
        return type;
    if (c->to)
        return session_find_type(c->to, type->name, strlen(type->name));
    if (!c->packed->types)
        c->packed->types = type_cache_ref(c->from->types);
    return type;
}

static struct value copy_text(struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    return value_string_len(text.buf, text.len);
}

static struct value copy_immediate(struct copier *c, struct value v)
{
    if (v.kind == V_ENUM && is_script_enum(c, v.enum_info))
        return copy_text(v);
    if (v.kind == V_TYPE && is_script_type(c, v.type))
        return value_string(v.type->name);
    if (v.kind == V_TYPE && !(v.type = copy_type(c, v.type)))
        return value_null();
    return value_unwrapped(v); /* members are the session's */
}

static struct value copy_array(struct copier *c, const struct array *a)
{
    bool owned = a->extra && a->extra->owner; /* its type means nothing without the owner */
    bool local =
        owned || is_script_type(c, a->type) || (a->element && is_script_type(c, a->element));
    const struct type_info *type = local ? NULL : copy_type(c, a->type);
    const struct type_info *element = type ? copy_type(c, a->element) : NULL;
    struct array *out;
    local = !type;
    if (a->is_list) {
        out = local ? list_new(&type_array_list, NULL) : list_new(type, element);
    } else {
        out = array_new(a->len);
        if (!local) {
            out->type = type;
            out->element = element;
        }
    }
    note_copy(c, value_of_array(out));
    for (size_t i = 0; i < a->len; i++)
        array_push_take(out, copy(c, a->items[i]));
    out->read_only = a->read_only;
    if (a->extra && a->extra->index && !local) { /* a set */
        struct hash *index = array_extra(out)->index = hash_new(a->extra->index->flags);
        for (size_t i = 0; i < out->len; i++)
            hash_set_take(index, out->items[i], value_null());
    }
    if (a->extra && a->extra->rank) {
        array_extra(out)->rank = a->extra->rank;
        memcpy(out->extra->lengths, a->extra->lengths, sizeof(a->extra->lengths));
    }
    return value_of_array(out);
}

static struct value copy_hash(struct copier *c, const struct hash *h)
{
    struct hash *out = hash_new(h->flags & ~(uint32_t)HASH_READ_ONLY);
    struct hash_entry *e;
    const struct type_info *type = is_script_type(c, h->type) ? NULL : copy_type(c, h->type);
    if (type)
        out->type = type;
    note_copy(c, value_of_hash(out));
    for (size_t i = 0; (e = hash_next(h, &i));) {
        AUTO_VALUE key = copy(c, e->key);
        hash_set_take(out, key, copy(c, e->value));
    }
    out->flags = h->flags;
    return value_of_hash(out);
}

/* The added members of from; those of other kinds than notes only where blocks can be made. */
static void copy_members(struct copier *c, const struct object *from, struct object *to)
{
    for (uint32_t i = 0; from->shape && i < from->shape->count; i++) {
        const struct str *name = shape_name(from->shape, i);
        struct str *own = str_new(name->data, name->len);
        object_add_member_take(to, c->shapes, own, shape_kind(from->shape, i),
                               copy(c, from->slots[i]));
        value_unref(value_of_str(own));
    }
}

static struct value copy_custom(struct copier *c, struct object *o)
{
    bool shows = o->type == &type_deserialized;
    AUTO_VALUE text = shows ? copy_text(value_of_object(o)) : value_null();
    struct object *out = shows ? deserialized_new(text.str).object : object_new_custom(c->shapes);
    note_copy(c, value_of_object(out));
    copy_members(c, o, out);
    if (o->type_names)
        object_set_type_names(out, o->type_names);
    return value_of_object(out);
}

static struct value copy_exception(struct copier *c, struct value v)
{
    struct exception *e = exception_of(v);
    bool local = is_script_type(c, v.object->type);
    AUTO_VALUE inner = copy(c, e->inner);
    AUTO_STRBUF message = STRBUF_INIT;
    value_to_strbuf(e->message, &message);
    struct value out =
        exception_new_of(local ? &type_exception : v.object->type, message.buf, inner);
    struct exception *made = exception_of(out);
    if (e->type_name || local)
        made->type_name = xstrdup(exception_type_name(v));
    made->stack_trace = copy(c, e->stack_trace);
    made->help_link = copy(c, e->help_link);
    made->source = copy(c, e->source);
    made->hresult = e->hresult;
    return out;
}

static struct value copy_error_record(struct copier *c, const struct error_record *r)
{
    struct object *o = object_new(&type_error_record);
    struct error_record *out = object_payload(o);
    out->exception = copy(c, r->exception);
    out->target = copy(c, r->target);
    out->details = copy(c, r->details);
    out->invocation = value_null(); /* positions belong to the source of its session */
    out->category = r->category;
    out->activity = xstrdup(r->activity);
    out->reason = xstrdup(r->reason);
    out->target_name = xstrdup(r->target_name);
    out->target_type = xstrdup(r->target_type);
    out->id = xstrdup(r->id);
    out->advice = xstrdup(r->advice);
    out->stack_trace = xstrdup(r->stack_trace);
    out->thrown = r->thrown;
    out->stopped = r->stopped;
    return value_of_object(o);
}

/* Types whose text says all. */
static bool is_text_type(const struct type_info *type)
{
    return type == &type_guid || type == &type_version || type == &type_uri ||
           type == &type_ipaddress || type == &type_regex;
}

static void name_deserialized(struct object *o, const struct type_info *type)
{
    char *names[MAX_TYPE_NAMES + 1] = { NULL };
    size_t n = 0;
    for (; type && n < MAX_TYPE_NAMES; type = type->base)
        names[n++] = xasprintf("Deserialized.%s", type->name);
    object_set_type_names(o, (const char *const *)names);
    while (n-- > 0)
        free(names[n]);
}

/* What remoting does with any other object: its properties as they are now. */
static struct value copy_properties(struct copier *c, struct value v)
{
    if (c->native_depth >= MAX_NATIVE_DEPTH)
        return copy_text(v);
    c->native_depth++;
    AUTO_VALUE text = copy_text(v);
    struct object *out = deserialized_new(text.str).object;
    note_copy(c, value_of_object(out));
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    while (member_iter_next(&it, &m)) {
        AUTO_VALUE item = value_null();
        if (get_property(c->from, v, m.name, &item) != ST_OK) {
            value_clear(&c->from->failure);
            c->from->failure_final = false;
        }
        struct str *name = str_new(m.name, m.len);
        object_set_note_str_take(out, c->shapes, name, copy(c, item));
        value_unref(value_of_str(name));
    }
    name_deserialized(out, v.object->type);
    c->native_depth--;
    return value_of_object(out);
}

static struct value unpack(struct copier *c, const struct packed *p)
{
    AUTO_ERR *err = NULL;
    struct value out = value_null();
    struct shared *shared = STEAL(c->shared); /* not what is in it */
    AUTO_VALUE content = copy(c, p->content);
    const struct type_info *type = copy_type(c, p->type);
    if (!type)
        return out;
    if (type == &type_scriptblock) {
        struct position saved = c->to->position;
        if (scriptblock_parse(c->to, content.str->data, content.str->len, NULL, &out, &err) < 0)
            out = value_ref(content);
        c->to->position = saved;
        return out;
    }
    if (type == &type_reference) {
        out = reference_new(c->to, NULL, NULL, value_ref(content));
        c->shared = shared;
        note_copy(c, out);
        return out;
    }
    int rc = type->unpack ? type->unpack(c->to, content, &out, &err)
                          : value_convert(content, type, &out, &err);
    if (rc < 0)
        return value_null();
    if (type->replicated) {
        c->shared = shared;
        note_copy(c, out);
    }
    return out;
}

static struct value pack_reference(struct copier *c, struct value v)
{
    AUTO_VALUE content = value_null();
    AUTO_ERR *err = NULL;
    (void)member_get(v, "Value", &content, &err);
    struct shared *shared = STEAL(c->shared); /* not what it refers to */
    struct value out = packed_new_take(&type_reference, copy(c, content));
    c->shared = shared;
    note_copy(c, out);
    return out;
}

/* content: what the type's pack gave, which is nobody else's. */
static struct value pack_content(struct copier *c, const struct type_info *type,
                                 struct value content)
{
    struct shared *shared = STEAL(c->shared);
    const void *wrapping = c->wrapping;
    if (content.kind >= V_FIRST_HEAP)
        c->wrapping = content.refs;
    struct value out = packed_new_take(copy_type(c, type), copy(c, content));
    c->wrapping = wrapping;
    c->shared = shared;
    note_copy(c, out);
    return out;
}

static struct value copy_object(struct copier *c, struct value v)
{
    struct object *o = v.object;
    if (o->type == &type_packed)
        return c->to ? unpack(c, object_payload(o)) : value_null();
    if (o->type == &type_pscustomobject || o->type == &type_psobject ||
        o->type == &type_deserialized)
        return copy_custom(c, o);
    if (o->type->share) {
        struct object *out = object_new(o->type);
        o->type->share(o, out);
        return value_of_object(out);
    }
    if (o->type == &type_object) {
        struct value out = value_of_object(object_new(&type_object));
        note_copy(c, out);
        return out;
    }
    if (o->type == &type_error_record)
        return copy_error_record(c, object_payload(o));
    if (value_is_exception(v))
        return copy_exception(c, v);
    if (o->type == &type_securestring) {
        size_t len;
        const char *secret = securestring_text(v, &len);
        return securestring_new(secret, len);
    }
    if (o->type == &type_pscredential) {
        AUTO_VALUE password = copy(c, pscredential_password(v));
        return pscredential_new(pscredential_user(v), password);
    }
    if (!c->from)
        return value_null();
    if (o->type == &type_scriptblock || is_text_type(o->type))
        return packed_new_take(o->type, copy_text(v));
    if (o->type == &type_reference)
        return pack_reference(c, v);
    if (o->type->pack) {
        AUTO_ERR *err = NULL;
        AUTO_VALUE content = value_null();
        if (o->type->pack(v, &content, &err) == 0)
            return pack_content(c, o->type, content);
    }
    return copy_properties(c, v);
}

static bool is_around(const struct copier *c, const void *cell)
{
    for (int i = 0; i < c->depth; i++) {
        if (c->path[i] == cell)
            return true;
    }
    return false;
}

static bool is_changeable(struct value v)
{
    return v.kind == V_ARRAY || v.kind == V_HASH ||
           (v.kind == V_OBJECT &&
            (v.object->type == &type_pscustomobject || v.object->type == &type_psobject ||
             v.object->type == &type_object || v.object->type == &type_reference ||
             v.object->type->replicated || script_class_is(v.object->type)));
}

static int by_cell(const void *a, const void *b)
{
    const uint32_t *x = ((const struct part *)a)->cell, *y = ((const struct part *)b)->cell;
    return x < y ? -1 : x > y;
}

/* What the container is a replica of, or becomes one of; NULL: it stays alone. */
static struct shared *shared_of(struct copier *c, struct value v)
{
    if (c->to) {
        if (!value_is_shared(v) || !c->to->sharer)
            return NULL;
        struct part key = { v.refs, NULL };
        const struct part *p =
            bsearch(&key, c->opened->parts.items, c->opened->parts.len, sizeof(key), by_cell);
        return p ? p->shared : NULL;
    }
    struct shared *shared = replica_shared(v);
    if (shared || !c->packed->shares || v.refs == c->wrapping || !is_changeable(v))
        return shared;
    shared = shared_new();
    replica_add(v, shared, sharer_id(c->from->sharer));
    shared_unref(shared);
    return shared;
}

/* What v is in already: its replica, if it has or gets one. */
static struct value copy_ring(struct copier *c, struct value v)
{
    c->shared = replica_shared(v);
    struct value out = packed_new_take(NULL, value_null());
    note_copy(c, out);
    return out;
}

static struct value copy(struct copier *c, struct value v)
{
    if (v.kind < V_FIRST_HEAP)
        return copy_immediate(c, v);
    if (++c->cells > MAX_CELLS)
        return value_null();
    if (v.kind == V_STRING)
        return value_string_len(v.str->data, v.str->len);
    if (v.kind == V_DECIMAL)
        return value_decimal(decimal_get(v));
    if (is_around(c, v.refs))
        return c->to ? value_null() : copy_ring(c, v);
    if (c->depth == MAX_DEPTH)
        return value_string(value_type_of(v)->name);
    struct shared *shared = shared_of(c, v);
    if (shared && c->to) {
        struct value replica = replica_find(shared, sharer_id(c->to->sharer));
        if (!value_is_null(replica)) {
            cycles_suspect(replica); /* it may be around what it goes into */
            return value_ref(replica);
        }
        shared = c->opened->shares ? shared : NULL;
    } else if (shared && c->packed->shares && shared_copy(shared)->parcel == c->packed) {
        return value_ref(shared_copy(shared)->copy);
    }
    c->path[c->depth++] = v.refs;
    c->shared = shared;
    struct value out = v.kind == V_ARRAY  ? copy_array(c, v.array)
                       : v.kind == V_HASH ? copy_hash(c, v.hash)
                                          : copy_object(c, v);
    c->shared = NULL;
    c->depth--;
    return out;
}

static struct parcel *pack(struct session *from, struct value v, bool shares, const void *wrapping)
{
    struct parcel *p = xcalloc(1, sizeof(*p));
    p->shares = shares;
    if (v.kind >= V_ARRAY)
        p->shapes = shapes_new();
    struct copier c = { .from = from, .shapes = p->shapes, .packed = p, .wrapping = wrapping };
    p->value = copy(&c, v);
    for (size_t i = 0; i < p->parts.len; i++) {
        struct shared_copy *in = shared_copy(p->parts.items[i].shared);
        if (shares && in->parcel == p)
            in->parcel = NULL;
    }
    if (p->parts.len)
        qsort(p->parts.items, p->parts.len, sizeof(p->parts.items[0]), by_cell);
    return p;
}

struct parcel *parcel_pack(struct session *from, struct value v)
{
    return pack(from, v, false, NULL);
}

struct parcel *parcel_pack_shared(struct session *from, struct value v)
{
    return pack(from, v, true, NULL);
}

struct parcel *parcel_pack_parts(struct session *from, struct value v)
{
    return pack(from, v, true, v.refs);
}

struct parcel *parcel_hold(struct value v)
{
    struct parcel *p = xcalloc(1, sizeof(*p));
    p->value = value_ref(v);
    p->held = true;
    return p;
}

struct value parcel_open(const struct parcel *parcel, struct session *to)
{
    if (parcel->held)
        return value_ref(parcel->value);
    struct copier c = { .to = to, .shapes = to->shapes, .opened = parcel };
    return copy(&c, parcel->value);
}

void parcel_free(struct parcel *parcel)
{
    if (!parcel)
        return;
    value_unref(parcel->value);
    if (parcel->shapes)
        shapes_free(parcel->shapes);
    for (size_t i = 0; i < parcel->parts.len; i++)
        shared_unref(parcel->parts.items[i].shared);
    vec_release(&parcel->parts);
    type_cache_unref(parcel->types);
    free(parcel);
}

struct value value_copy_to(struct value v, struct session *from, struct session *to)
{
    struct parcel *p = parcel_pack(from, v);
    struct value out = parcel_open(p, to);
    parcel_free(p);
    return out;
}

struct value value_share_to(struct value v, struct session *from, struct session *to)
{
    if (sharing_enter(from) != ST_OK)
        return value_null();
    struct parcel *p = parcel_pack_shared(from, v);
    struct value out = parcel_open(p, to);
    parcel_free(p);
    sharing_leave(from);
    return out;
}
