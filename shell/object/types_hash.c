/* Hashtable, OrderedDictionary, Dictionary[K,V], and their entries. */
#include "shell/object/types_hash.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/tuple.h"

struct entry {
    struct value key, value;
};

static struct entry *entry_of(struct value self)
{
    return object_payload(self.object);
}

static void entry_destroy(struct object *o)
{
    struct entry *e = object_payload(o);
    value_unref(e->key);
    value_unref(e->value);
}

struct value dictionary_entry(struct value key, struct value v)
{
    struct object *o = object_new(&type_dictionary_entry);
    *(struct entry *)object_payload(o) = (struct entry){ value_ref(key), value_ref(v) };
    return value_of_object(o);
}

GETTER(entry_key)
{
    UNUSED_GETTER();
    *out = value_ref(entry_of(self)->key);
    return 0;
}

GETTER(entry_value)
{
    UNUSED_GETTER();
    *out = value_ref(entry_of(self)->value);
    return 0;
}

SETTER(entry_set_value)
{
    (void)p;
    (void)err;
    value_replace_take(&entry_of(self)->value, value_ref(v));
    return 0;
}

static const struct property entry_props[] = {
    { .name = "Name", .type_name = "string", .alias_of = "Key" },
    PROPERTY("Key", "System.Object", entry_key),
    PROPERTY_RW("Value", "System.Object", entry_value, entry_set_value),
};
const struct type_info type_dictionary_entry = {
    .name = "System.Collections.DictionaryEntry",
    .base = &type_object,
    PROPS(entry_props),
    .payload_size = sizeof(struct entry),
    .destroy = entry_destroy,
    .is_value_type = true,
};

/* ---- members ---- */

GETTER(hash_itself)
{
    UNUSED_GETTER();
    *out = value_ref(self);
    return 0;
}

GETTER(hash_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.hash->count);
    return 0;
}

GETTER(hash_keys)
{
    UNUSED_GETTER();
    struct array *a = array_new(self.hash->count);
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(self.hash, &i));)
        array_push(a, e->key);
    *out = value_of_array(a);
    return 0;
}

GETTER(hash_values)
{
    UNUSED_GETTER();
    struct array *a = array_new(self.hash->count);
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(self.hash, &i));)
        array_push(a, e->value);
    *out = value_of_array(a);
    return 0;
}

GETTER(hash_flag)
{
    UNUSED_GETTER();
    *out = value_bool(p->data && (self.hash->flags & HASH_READ_ONLY));
    return 0;
}

static int may_change(struct value self, struct err **err)
{
    if (!(self.hash->flags & HASH_READ_ONLY))
        return 0;
    return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                     "Collection is read-only.");
}

/* The types that Dictionary[K,V] converts to; others keep what they get. */
static int as_key(struct value self, struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "key");
    const struct type_info *t = dictionary_key_type(self.hash->type);
    if (t)
        return value_convert(v, t, out, err);
    *out = value_ref(v);
    return 0;
}

static int as_value(struct value self, struct value v, struct value *out, struct err **err)
{
    const struct type_info *t = dictionary_value_type(self.hash->type);
    if (t)
        return value_convert(v, t, out, err);
    *out = value_ref(v);
    return 0;
}

static bool is_sorted(const struct hash *h)
{
    return h->type &&
           (type_is_a(h->type, &type_sorted_list) || type_is_a(h->type, &type_sorted_dictionary) ||
            type_is_a(h->type, &type_sorted_list_of));
}

/* Takes v. A sorted one keeps its keys in order. */
static int put_take(struct hash *h, struct value key, struct value v, struct err **err)
{
    if (!is_sorted(h) || hash_get(h, key)) {
        hash_set_take(h, key, v);
        return 0;
    }
    size_t lo = 0, hi = h->count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order;
        if (value_compare(hash_at(h, mid)->key, key, !(h->flags & HASH_CASE_SENSITIVE), &order,
                          err) < 0) {
            value_unref(v);
            return -1;
        }
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    hash_insert_take(h, lo, key, v);
    return 0;
}

CALL(hash_add)
{
    (void)n;
    (void)out;
    AUTO_VALUE key = value_null();
    struct value v;
    if (may_change(self, err) < 0 || as_key(self, args[0], &key, err) < 0)
        return -1;
    if (hash_get(self.hash, key)) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(key, &text);
        if (self.hash->type == &type_hashtable || self.hash->type == &type_ordered)
            return fail_argument(err,
                                 "Item has already been added. Key in dictionary: '%s'  Key being "
                                 "added: '%s'",
                                 text.buf, text.buf);
        return fail_argument(err, "An item with the same key has already been added. Key: %s",
                             text.buf);
    }
    if (as_value(self, args[1], &v, err) < 0)
        return -1;
    return put_take(self.hash, key, v, err);
}

CALL(hash_try_add)
{
    AUTO_VALUE key = value_null();
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    if (hash_get(self.hash, key)) {
        *out = value_bool(false);
        return 0;
    }
    struct value nothing = value_null();
    if (hash_add(self, args, n, &nothing, err) < 0)
        return -1;
    *out = value_bool(true);
    return 0;
}

CALL(hash_remove_call)
{
    (void)n;
    AUTO_VALUE key = value_null();
    if (may_change(self, err) < 0 || as_key(self, args[0], &key, err) < 0)
        return -1;
    bool removed = hash_remove(self.hash, key);
    if (self.hash->type != &type_hashtable && self.hash->type != &type_ordered)
        *out = value_bool(removed);
    return 0;
}

CALL(hash_remove_at)
{
    (void)n;
    (void)out;
    int32_t i;
    if (may_change(self, err) < 0 || arg_int(args[0], &i, err) < 0)
        return -1;
    struct hash_entry *e = i < 0 ? NULL : hash_at(self.hash, (size_t)i);
    if (!e)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size "
                          "of the collection.");
    AUTO_VALUE key = value_ref(e->key);
    hash_remove(self.hash, key);
    return 0;
}

CALL(hash_insert)
{
    (void)n;
    (void)out;
    int32_t i;
    if (may_change(self, err) < 0 || arg_int(args[0], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i > self.hash->count)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size "
                          "of the collection.");
    if (hash_get(self.hash, args[1])) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(args[1], &text);
        return fail_argument(err,
                             "Item has already been added. Key in dictionary: '%s'  Key being "
                             "added: '%s'",
                             text.buf, text.buf);
    }
    hash_insert_take(self.hash, (size_t)i, args[1], value_ref(args[2]));
    return 0;
}

CALL(hash_contains_key)
{
    (void)n;
    AUTO_VALUE key = value_null();
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    *out = value_bool(hash_get(self.hash, key) != NULL);
    return 0;
}

CALL(hash_contains_value)
{
    (void)n;
    (void)err;
    bool found = false;
    struct hash_entry *e;
    for (size_t i = 0; !found && (e = hash_next(self.hash, &i));)
        found = e->value.kind == args[0].kind && value_equals(e->value, args[0], false);
    *out = value_bool(found);
    return 0;
}

CALL(hash_item)
{
    (void)n;
    AUTO_VALUE key = value_null();
    if (self.hash->flags & HASH_ORDERED && value_is_integer(args[0])) {
        struct hash_entry *e = args[0].i < 0 ? NULL : hash_at(self.hash, (size_t)args[0].i);
        *out = e ? value_ref(e->value) : value_null();
        return 0;
    }
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    struct value *v = hash_get(self.hash, key);
    if (!v && dictionary_key_type(self.hash->type)) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(key, &text);
        return fail_with(err, "System.Collections.Generic.KeyNotFoundException",
                         "KeyNotFoundException",
                         "The given key '%s' was not present in the dictionary.", text.buf);
    }
    *out = v ? value_ref(*v) : value_null();
    return 0;
}

CALL(hash_set_item)
{
    (void)n;
    (void)out;
    AUTO_VALUE key = value_null();
    struct value v;
    if (may_change(self, err) < 0 || as_key(self, args[0], &key, err) < 0 ||
        as_value(self, args[1], &v, err) < 0)
        return -1;
    return put_take(self.hash, key, v, err);
}

CALL(hash_try_get)
{
    (void)n;
    AUTO_VALUE key = value_null();
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    struct value *v = hash_get(self.hash, key);
    *out = value_bool(v != NULL);
    return arg_set_ref(args[1], v ? *v : value_null(), err);
}

CALL(hash_clear_call)
{
    (void)args;
    (void)n;
    (void)out;
    if (may_change(self, err) < 0)
        return -1;
    hash_clear(self.hash);
    return 0;
}

CALL(hash_clone)
{
    UNUSED_CALL();
    *out = value_of_hash(hash_copy(self.hash));
    return 0;
}

bool hash_gives_pairs(const struct hash *h)
{
    return h->type && type_definition(h->type);
}

struct value hash_entries(struct hash *h)
{
    struct array *a = array_new(h->count);
    struct hash_entry *e;
    bool pairs = hash_gives_pairs(h);
    for (size_t i = 0; (e = hash_next(h, &i));)
        array_push_take(a, pairs ? key_value_pair(e->key, e->value)
                                 : dictionary_entry(e->key, e->value));
    return value_of_array(a);
}

CALL(hash_enumerator)
{
    UNUSED_CALL();
    AUTO_VALUE entries = hash_entries(self.hash);
    *out = enumerator_of_entries_take(STEAL_VALUE(entries).array);
    return 0;
}

/* ---- SortedList ---- */

static int entry_at(struct value self, struct value index, struct hash_entry **out,
                    struct err **err)
{
    int32_t i;
    if (arg_int(index, &i, err) < 0)
        return -1;
    *out = i < 0 ? NULL : hash_at(self.hash, (size_t)i);
    return *out ? 0
                : fail_range(err, "index",
                             "Index was out of range. Must be non-negative and less than the size "
                             "of the collection.");
}

CALL(sorted_key_at)
{
    (void)n;
    struct hash_entry *e;
    if (entry_at(self, args[0], &e, err) < 0)
        return -1;
    *out = value_ref(e->key);
    return 0;
}

CALL(sorted_value_at)
{
    (void)n;
    struct hash_entry *e;
    if (entry_at(self, args[0], &e, err) < 0)
        return -1;
    *out = value_ref(e->value);
    return 0;
}

CALL(sorted_set_at)
{
    (void)n;
    (void)out;
    struct hash_entry *e;
    if (entry_at(self, args[0], &e, err) < 0)
        return -1;
    value_replace_take(&e->value, value_ref(args[1]));
    return 0;
}

static int index_of(struct value self, struct value wanted, bool key, struct value *out)
{
    struct hash_entry *e;
    int32_t at = 0;
    *out = value_int(-1);
    for (size_t i = 0; (e = hash_next(self.hash, &i)); at++) {
        if (key ? hash_key_equals(self.hash, e->key, wanted)
                : e->value.kind == wanted.kind && value_equals(e->value, wanted, false)) {
            *out = value_int(at);
            break;
        }
    }
    return 0;
}

CALL(sorted_index_of_key)
{
    (void)n;
    (void)err;
    return index_of(self, args[0], true, out);
}

CALL(sorted_index_of_value)
{
    (void)n;
    (void)err;
    return index_of(self, args[0], false, out);
}

/* ---- ConcurrentDictionary[K,V] ---- */

GETTER(hash_is_empty)
{
    UNUSED_GETTER();
    *out = value_bool(self.hash->count == 0);
    return 0;
}

CALL(concurrent_try_remove)
{
    AUTO_VALUE key = value_null();
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    struct value *v = hash_get(self.hash, key);
    AUTO_VALUE old = v ? value_ref(*v) : value_null();
    *out = value_bool(v && hash_remove(self.hash, key));
    return n > 1 ? arg_set_ref(args[1], old, err) : 0;
}

/* A value, or what a factory makes of the key (and the old value). */
static int made_value(struct value self, struct value from, const struct value *args, size_t n,
                      struct value *out, struct err **err)
{
    AUTO_VALUE made = value_null();
    if (!value_is_callable(from))
        return as_value(self, from, out, err);
    if (value_call(from, args, n, &made, err) < 0)
        return -1;
    return as_value(self, made, out, err);
}

CALL(concurrent_get_or_add)
{
    (void)n;
    AUTO_VALUE key = value_null();
    struct value v;
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    if (hash_get(self.hash, key)) {
        *out = value_ref(*hash_get(self.hash, key));
        return 0;
    }
    if (made_value(self, args[1], &key, 1, &v, err) < 0)
        return -1;
    *out = value_ref(v);
    return put_take(self.hash, key, v, err);
}

CALL(concurrent_add_or_update)
{
    (void)n;
    AUTO_VALUE key = value_null(), old = value_null();
    struct value v;
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    struct value *have = hash_get(self.hash, key);
    old = have ? value_ref(*have) : value_null();
    struct value call_args[2] = { key, old };
    if (made_value(self, have ? args[2] : args[1], call_args, have ? 2 : 1, &v, err) < 0)
        return -1;
    *out = value_ref(v);
    return put_take(self.hash, key, v, err);
}

CALL(concurrent_try_update)
{
    (void)n;
    AUTO_VALUE key = value_null();
    struct value v;
    if (as_key(self, args[0], &key, err) < 0)
        return -1;
    struct value *have = hash_get(self.hash, key);
    bool same = have && have->kind == args[2].kind && value_equals(*have, args[2], false);
    *out = value_bool(same);
    if (!same)
        return 0;
    return as_value(self, args[1], &v, err) < 0 ? -1 : put_take(self.hash, key, v, err);
}

CALL(hash_synchronized)
{
    (void)self;
    (void)n;
    (void)err;
    *out = value_ref(args[0]); /* one thread has it: nothing is to be guarded */
    return 0;
}

#define HASH_PROPS                                                     \
    PROPERTY_DATA("IsReadOnly", "bool", hash_flag, 1),                 \
        PROPERTY_DATA("IsFixedSize", "bool", hash_flag, 0),            \
        PROPERTY_DATA("IsSynchronized", "bool", hash_flag, 0),         \
        PROPERTY("Keys", "System.Collections.ICollection", hash_keys), \
        PROPERTY("Values", "System.Collections.ICollection", hash_values)

static const struct property hash_props[] = {
    HASH_PROPS,
    PROPERTY("SyncRoot", "System.Object", hash_itself),
    PROPERTY("Count", "int", hash_count),
};
static const struct property dictionary_props[] = {
    HASH_PROPS,
    PROPERTY("Count", "int", hash_count),
};

#define HASH_METHODS                                                                              \
    METHOD("Add", 2, 2, hash_add, "void Add(System.Object key, System.Object value)"),            \
        METHOD("TryAdd", 2, 2, hash_try_add, NULL),                                               \
        METHOD("Remove", 1, 1, hash_remove_call, "void Remove(System.Object key)"),               \
        METHOD("Contains", 1, 1, hash_contains_key, "bool Contains(System.Object key)"),          \
        METHOD("ContainsKey", 1, 1, hash_contains_key, "bool ContainsKey(System.Object key)"),    \
        METHOD("ContainsValue", 1, 1, hash_contains_value,                                        \
               "bool ContainsValue(System.Object value)"),                                        \
        METHOD("get_Item", 1, 1, hash_item, NULL), METHOD("set_Item", 2, 2, hash_set_item, NULL), \
        METHOD("TryGetValue", 2, 2, hash_try_get, NULL),                                          \
        METHOD("Clear", 0, 0, hash_clear_call, "void Clear()"),                                   \
        METHOD("Clone", 0, 0, hash_clone, "System.Object Clone()"),                               \
        METHOD("GetEnumerator", 0, 0, hash_enumerator,                                            \
               "System.Collections.IDictionaryEnumerator GetEnumerator()"),                       \
        METHOD("RemoveAt", 1, 1, hash_remove_at, "void RemoveAt(int index)"),                     \
        METHOD("Insert", 3, 3, hash_insert,                                                       \
               "void Insert(int index, System.Object key, System.Object value)")

#define ITEM "System.Object Item(System.Object key)"
static const struct method hash_methods[] = { METHOD("Item", 1, 1, hash_item, ITEM), HASH_METHODS };
static const struct method ordered_methods[] = {
    METHOD("Item", 1, 1, hash_item, "System.Object Item(int index), " ITEM),
    HASH_METHODS,
};

/* new(), new(capacity), new(dictionary), new(StringComparer) */
CALL(hash_new_call)
{
    const struct type_info *type = self.kind == V_TYPE ? self.type : &type_hashtable;
    uint32_t flags = type == &type_ordered ? HASH_ORDERED : 0;
    /* .NET's own tables tell case apart unless a comparer says otherwise */
    flags |= HASH_CASE_SENSITIVE;
    for (size_t i = 0; i < n; i++)
        if (args[i].kind == V_OBJECT && string_comparer_ignores_case(args[i]))
            flags &= ~(uint32_t)HASH_CASE_SENSITIVE;
    struct hash *h = hash_new(flags);
    h->type = type;
    if (n && args[0].kind == V_HASH) {
        struct hash_entry *e;
        struct value made = value_of_hash(h);
        for (size_t i = 0; (e = hash_next(args[0].hash, &i));) {
            AUTO_VALUE key = value_null();
            struct value v;
            if (as_key(made, e->key, &key, err) < 0 || as_value(made, e->value, &v, err) < 0) {
                value_unref(made);
                return -1;
            }
            if (put_take(h, key, v, err) < 0) {
                value_unref(made);
                return -1;
            }
        }
    }
    *out = value_of_hash(h);
    return 0;
}

static const struct property more_props[] = { HASH_PROPS, PROPERTY("Count", "int", hash_count),
                                              PROPERTY("IsEmpty", "bool", hash_is_empty) };
static const struct method sorted_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    HASH_METHODS,
    METHOD("GetKey", 1, 1, sorted_key_at, "System.Object GetKey(int index)"),
    METHOD("GetByIndex", 1, 1, sorted_value_at, "System.Object GetByIndex(int index)"),
    METHOD("SetByIndex", 2, 2, sorted_set_at, "void SetByIndex(int index, System.Object value)"),
    METHOD("GetKeyAtIndex", 1, 1, sorted_key_at, NULL),
    METHOD("GetValueAtIndex", 1, 1, sorted_value_at, NULL),
    METHOD("IndexOfKey", 1, 1, sorted_index_of_key, "int IndexOfKey(System.Object key)"),
    METHOD("IndexOfValue", 1, 1, sorted_index_of_value, "int IndexOfValue(System.Object value)"),
};
static const struct method concurrent_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    HASH_METHODS,
    METHOD("TryRemove", 1, 2, concurrent_try_remove,
           "bool TryRemove(TKey key, [ref] TValue value)"),
    METHOD("GetOrAdd", 2, 2, concurrent_get_or_add, "TValue GetOrAdd(TKey key, TValue value)"),
    METHOD("AddOrUpdate", 3, 3, concurrent_add_or_update,
           "TValue AddOrUpdate(TKey key, TValue addValue, System.Func[TKey,TValue,TValue] "
           "updateValueFactory)"),
    METHOD("TryUpdate", 3, 3, concurrent_try_update,
           "bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)"),
};

const struct method hash_statics[1] = { METHOD("new", 0, 2, hash_new_call, NULL) };

static const struct method hashtable_statics[] = {
    METHOD("new", 0, 2, hash_new_call, NULL),
    METHOD("Synchronized", 1, 1, hash_synchronized, "hashtable Synchronized(hashtable table)"),
};
#define DICTIONARY_TYPE(id, full, n, implements, methods_)         \
    const struct type_info type_##id = { .name = full,             \
                                         .base = &type_object,     \
                                         .interfaces = implements, \
                                         .arity = n,               \
                                         PROPS(more_props),        \
                                         METHODS(methods_),        \
                                         STATICS(hash_statics) }
DICTIONARY_TYPE(sorted_list, "System.Collections.SortedList", 0, implements_hashtable,
                sorted_methods);
DICTIONARY_TYPE(sorted_list_of, "System.Collections.Generic.SortedList`2", 2, implements_dictionary,
                sorted_methods);
DICTIONARY_TYPE(concurrent_dictionary, "System.Collections.Concurrent.ConcurrentDictionary`2", 2,
                implements_dictionary, concurrent_methods);
const struct type_info type_sorted_dictionary = {
    .name = "System.Collections.Generic.SortedDictionary`2",
    .base = &type_object,
    .interfaces = implements_dictionary,
    .arity = 2,
    PROPS(hash_props),
    METHODS(hash_methods),
    STATICS(hash_statics)
};

const struct type_info type_hashtable = { .name = "System.Collections.Hashtable",
                                          .accelerator = "hashtable",
                                          .base = &type_object,
                                          .interfaces = implements_hashtable,
                                          PROPS(hash_props),
                                          METHODS(hash_methods),
                                          STATICS(hashtable_statics) };

/* A hashtable that keeps the order in which its keys came. */
CALL(ordered_hashtable_new)
{
    struct value unordered = value_type(&type_hashtable);
    if (hash_new_call(n && args[0].kind == V_HASH ? unordered : self, args, n, out, err) < 0)
        return -1;
    out->hash->type = &type_ordered_hashtable;
    out->hash->flags &= ~(uint32_t)HASH_CASE_SENSITIVE;
    return 0;
}
static const struct method ordered_hashtable_statics[] = {
    METHOD("new", 0, 2, ordered_hashtable_new, NULL),
};
const struct type_info type_ordered_hashtable = {
    .name = "System.Management.Automation.OrderedHashtable",
    .base = &type_hashtable,
    STATICS(ordered_hashtable_statics),
};

const struct type_info type_ordered = {
    .name = "System.Collections.Specialized.OrderedDictionary",
    .accelerator = "ordered",
    .base = &type_object,
    .interfaces = implements_ordered,
    PROPS(hash_props),
    METHODS(ordered_methods),
    STATICS(hash_statics),
};

const struct type_info type_dictionary = {
    .name = "System.Collections.Generic.Dictionary`2",
    .base = &type_object,
    .interfaces = implements_dictionary,
    .arity = 2,
    PROPS(dictionary_props),
    METHODS(hash_methods),
    STATICS(hash_statics),
};

/* $PSBoundParameters */
const struct type_info type_bound_parameters = {
    .name = "System.Management.Automation.PSBoundParametersDictionary",
    .base = &type_dictionary,
    .interfaces = implements_dictionary,
};

/* ---- StringComparer ---- */

struct comparer {
    bool ignore_case;
};

bool string_comparer_ignores_case(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_string_comparer &&
           ((struct comparer *)object_payload(v.object))->ignore_case;
}

GETTER(comparer_get)
{
    UNUSED_GETTER();
    struct object *o = object_new(&type_string_comparer);
    ((struct comparer *)object_payload(o))->ignore_case = p->data;
    *out = value_of_object(o);
    return 0;
}

CALL(comparer_compare)
{
    (void)n;
    int order;
    if (value_compare(args[0], args[1], string_comparer_ignores_case(self), &order, err) < 0)
        return -1;
    *out = value_int(order);
    return 0;
}

CALL(comparer_equals)
{
    (void)n;
    (void)err;
    *out = value_bool(value_equals(args[0], args[1], string_comparer_ignores_case(self)));
    return 0;
}

static const struct property comparer_static_props[] = {
    PROPERTY_DATA("Ordinal", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("OrdinalIgnoreCase", "System.StringComparer", comparer_get, 1),
    PROPERTY_DATA("CurrentCulture", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("CurrentCultureIgnoreCase", "System.StringComparer", comparer_get, 1),
    PROPERTY_DATA("InvariantCulture", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("InvariantCultureIgnoreCase", "System.StringComparer", comparer_get, 1),
};
static const struct method comparer_methods[] = {
    METHOD("Compare", 2, 2, comparer_compare, "int Compare(string x, string y)"),
    METHOD("Equals", 2, 2, comparer_equals, "bool Equals(string x, string y)"),
};
const struct type_info type_string_comparer = { .name = "System.StringComparer",
                                                .base = &type_object,
                                                .interfaces = implements_comparer,
                                                METHODS(comparer_methods),
                                                STATIC_PROPS(comparer_static_props),
                                                .payload_size = sizeof(struct comparer) };
