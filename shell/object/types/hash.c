/* Hashtable, OrderedDictionary, Dictionary[K,V], and their entries. */
#include "shell/object/types/hash.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/hash.h"
#include "shell/object/hash_view.h"
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

CALL(entry_new)
{
    (void)self;
    (void)n;
    (void)err;
    *out = dictionary_entry(args[0], args[1]);
    return 0;
}

static const struct method entry_statics[] = { METHOD("new", 2, 2, entry_new, NULL) };
static const struct property entry_props[] = {
    { .name = "Name", .type_name = "string", .alias_of = "Key" },
    PROPERTY("Key", "System.Object", entry_key),
    PROPERTY_RW("Value", "System.Object", entry_value, entry_set_value),
};
const struct type_info type_dictionary_entry = {
    .name = "System.Collections.DictionaryEntry",
    .base = &type_object,
    PROPS(entry_props),
    .statics = entry_statics,
    .nstatics = ARRAY_SIZE(entry_statics),
    .payload_size = sizeof(struct entry),
    .destroy = entry_destroy,
    .is_value_type = true,
};

/* ---- members ---- */

GETTER(hash_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.hash->count);
    return 0;
}

GETTER(hash_side)
{
    UNUSED_GETTER();
    *out = hash_view(self.hash, (enum hash_side)p->data);
    return 0;
}

GETTER(hash_flag)
{
    UNUSED_GETTER();
    *out = value_bool(self.hash->flags & (uint32_t)p->data);
    return 0;
}

static int may_change(struct value self, struct err **err)
{
    if (!(self.hash->flags & HASH_READ_ONLY))
        return 0;
    return fail_with(err, "System.NotSupportedException", "NotSupportedException", "%s",
                     self.hash->type == &type_ordered
                         ? "The OrderedDictionary is readonly and cannot be modified."
                         : "Collection is read-only.");
}

int hash_key_for(struct value self, struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL) {
        if (hash_gives_pairs(self.hash))
            return fail_null_argument(err, "key");
        return fail_with(err, "System.ArgumentNullException", "ArgumentNullException",
                         "Key cannot be null. (Parameter 'key')");
    }
    const struct type_info *t = dictionary_key_type(self.hash->type);
    if (t)
        return value_convert(v, t, out, err);
    *out = value_ref(v);
    return 0;
}

int hash_value_for(struct value self, struct value v, struct value *out, struct err **err)
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

int hash_put_take(struct hash *h, struct value key, struct value v, struct err **err)
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
    if (may_change(self, err) < 0 || hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    if (hash_get(self.hash, key)) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(key, &text);
        if (self.hash->type == &type_hashtable || self.hash->type == &type_ordered ||
            self.hash->type == &type_sorted_list)
            return fail_argument(err,
                                 "Item has already been added. Key in dictionary: '%s'  Key being "
                                 "added: '%s'",
                                 text.buf, text.buf);
        return fail_argument(err, "An item with the same key has already been added. Key: %s",
                             text.buf);
    }
    if (hash_value_for(self, args[1], &v, err) < 0)
        return -1;
    return hash_put_take(self.hash, key, v, err);
}

CALL(hash_try_add)
{
    AUTO_VALUE key = value_null();
    if (hash_key_for(self, args[0], &key, err) < 0)
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
    AUTO_VALUE key = value_null();
    if (may_change(self, err) < 0 || hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    if (n > 1) { /* Remove(key, [ref] value) */
        const struct value *v = hash_get(self.hash, key);
        AUTO_VALUE old = v ? value_ref(*v) : value_initial(dictionary_value_type(self.hash->type));
        if (arg_set_ref(args[1], old, err) < 0)
            return -1;
    }
    bool removed = hash_remove(self.hash, key);
    if (self.hash->type != &type_hashtable && self.hash->type != &type_ordered)
        *out = value_bool(removed);
    return 0;
}

/* An index that no entry has. */
static int outside(struct value self, struct err **err)
{
    return fail_range(err, "index",
                      self.hash->type == &type_ordered
                          ? "Specified argument was out of the range of valid values."
                          : "Index was out of range. Must be non-negative and less than the size "
                            "of the collection.");
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
        return outside(self, err);
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
        return outside(self, err);
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
    if (hash_key_for(self, args[0], &key, err) < 0)
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
    if (hash_key_for(self, args[0], &key, err) < 0)
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
    if (may_change(self, err) < 0 || hash_key_for(self, args[0], &key, err) < 0 ||
        hash_value_for(self, args[1], &v, err) < 0)
        return -1;
    return hash_put_take(self.hash, key, v, err);
}

CALL(hash_try_get)
{
    (void)n;
    AUTO_VALUE key = value_null();
    if (hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    struct value *v = hash_get(self.hash, key);
    *out = value_bool(v != NULL);
    AUTO_VALUE found = v ? value_ref(*v) : value_initial(dictionary_value_type(self.hash->type));
    return arg_set_ref(args[1], found, err);
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

/* CopyTo(array, index): the entries. */
CALL(hash_copy_to)
{
    AUTO_VALUE entries = hash_entries(self.hash);
    return collection_copy_to(entries, args, n, out, err);
}

GETTER(hash_root)
{
    UNUSED_GETTER();
    *out = value_ref(self);
    return 0;
}

CALL(hash_as_read_only)
{
    UNUSED_CALL();
    struct hash *copy = hash_copy(self.hash);
    copy->flags |= HASH_READ_ONLY;
    *out = value_of_hash(copy);
    return 0;
}

/* Room is made when entries come: EnsureCapacity(n) answers the prime that .NET would have. */
CALL(hash_ensure)
{
    (void)n;
    static const int32_t primes[] = { 3,   7,   11,  17,   23,   29,   37,   47,   59,   71,
                                      89,  107, 131, 163,  197,  239,  293,  353,  431,  521,
                                      631, 761, 919, 1103, 1327, 1597, 1931, 2333, 2801, 3371 };
    int32_t want;
    if (arg_int(args[0], &want, err) < 0)
        return -1;
    if (want < 0)
        return fail_range(err, "capacity",
                          "Specified argument was out of the range of valid "
                          "values.");
    if ((size_t)want < self.hash->count)
        want = (int32_t)self.hash->count;
    size_t i = 0;
    while (i < ARRAY_SIZE(primes) && primes[i] < want)
        i++;
    *out = value_int(want == 0 ? 0 : i < ARRAY_SIZE(primes) ? primes[i] : want);
    return 0;
}

CALL(hash_trim)
{
    UNUSED_CALL();
    return 0;
}

/* How a Dictionary compares its keys. */
GETTER(hash_comparer)
{
    UNUSED_GETTER();
    *out = string_comparer(!(self.hash->flags & HASH_CASE_SENSITIVE));
    return 0;
}

CALL(hash_enumerator)
{
    UNUSED_CALL();
    AUTO_VALUE entries = hash_entries(self.hash);
    *out = enumerator_of_entries_take(STEAL_VALUE(entries).array, self.hash);
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

GETTER(hash_is_empty)
{
    UNUSED_GETTER();
    *out = value_bool(self.hash->count == 0);
    return 0;
}

CALL(hash_synchronized)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_HASH)
        return fail_null_argument(err, "table");
    args[0].hash->flags |= HASH_SYNCHRONIZED; /* one thread has it: nothing is to be guarded */
    *out = value_ref(args[0]);
    return 0;
}

#define HASH_PROPS                                                                     \
    PROPERTY_DATA("IsReadOnly", "bool", hash_flag, HASH_READ_ONLY),                    \
        PROPERTY_DATA("IsFixedSize", "bool", hash_flag, 0),                            \
        PROPERTY_DATA("IsSynchronized", "bool", hash_flag, HASH_SYNCHRONIZED),         \
        PROPERTY_DATA("Keys", "System.Collections.ICollection", hash_side, HASH_KEYS), \
        PROPERTY_DATA("Values", "System.Collections.ICollection", hash_side, HASH_VALUES)

static const struct property hash_props[] = {
    HASH_PROPS,
    PROPERTY("SyncRoot", "System.Object", hash_root),
    PROPERTY("Count", "int", hash_count),
};
static const struct property dictionary_props[] = {
    HASH_PROPS,
    PROPERTY("Comparer", "System.Collections.Generic.IEqualityComparer[TKey]", hash_comparer),
    PROPERTY("Count", "int", hash_count),
};

#define ITEM "System.Object Item(System.Object key)"
#define HASH_METHODS                                                                      \
    METHOD("Add", 2, 2, hash_add, "void Add(System.Object key, System.Object value)"),    \
        METHOD("Clear", 0, 0, hash_clear_call, "void Clear()"),                           \
        METHOD("Contains", 1, 1, hash_contains_key, "bool Contains(System.Object key)"),  \
        METHOD("CopyTo", 2, 2, hash_copy_to, "void CopyTo(array array, int arrayIndex)"), \
        METHOD("GetEnumerator", 0, 0, hash_enumerator,                                    \
               "System.Collections.IDictionaryEnumerator GetEnumerator()"),               \
        METHOD("get_Item", 1, 1, hash_item, NULL), METHOD("set_Item", 2, 2, hash_set_item, NULL)
#define TABLE_METHODS                                                                          \
    HASH_METHODS, METHOD("Remove", 1, 1, hash_remove_call, "void Remove(System.Object key)"),  \
        METHOD("Clone", 0, 0, hash_clone, "System.Object Clone()"),                            \
        METHOD("ContainsKey", 1, 1, hash_contains_key, "bool ContainsKey(System.Object key)"), \
        METHOD("ContainsValue", 1, 1, hash_contains_value,                                     \
               "bool ContainsValue(System.Object value)")
#define DICTIONARY_METHODS                                                                      \
    HASH_METHODS,                                                                               \
        METHOD("Remove", 1, 2, hash_remove_call,                                                \
               "bool Remove(TKey key), bool Remove(TKey key, [ref] TValue value)"),             \
        METHOD("ContainsKey", 1, 1, hash_contains_key, "bool ContainsKey(TKey key)"),           \
        METHOD("ContainsValue", 1, 1, hash_contains_value, "bool ContainsValue(TValue value)"), \
        METHOD("TryAdd", 2, 2, hash_try_add, "bool TryAdd(TKey key, TValue value)"),            \
        METHOD("TryGetValue", 2, 2, hash_try_get,                                               \
               "bool TryGetValue(TKey key, [ref] TValue value)")

static const struct method table_methods[] = { METHOD("Item", 1, 1, hash_item, ITEM),
                                               TABLE_METHODS };
static const struct method ordered_methods[] = {
    METHOD("Item", 1, 1, hash_item, "System.Object Item(int index), " ITEM),
    HASH_METHODS,
    METHOD("AsReadOnly", 0, 0, hash_as_read_only,
           "System.Collections.Specialized.OrderedDictionary AsReadOnly()"),
    METHOD("Insert", 3, 3, hash_insert,
           "void Insert(int index, System.Object key, System.Object value)"),
    METHOD("Remove", 1, 1, hash_remove_call, "void Remove(System.Object key)"),
    METHOD("RemoveAt", 1, 1, hash_remove_at, "void RemoveAt(int index)"),
};
static const struct method sorted_dictionary_methods[] = { METHOD("Item", 1, 1, hash_item, ITEM),
                                                           DICTIONARY_METHODS };
static const struct method dictionary_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    DICTIONARY_METHODS,
    METHOD("EnsureCapacity", 1, 1, hash_ensure, "int EnsureCapacity(int capacity)"),
    METHOD("TrimExcess", 0, 1, hash_trim, "void TrimExcess(), void TrimExcess(int capacity)"),
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
            if (hash_key_for(made, e->key, &key, err) < 0 ||
                hash_value_for(made, e->value, &v, err) < 0) {
                value_unref(made);
                return -1;
            }
            if (hash_put_take(h, key, v, err) < 0) {
                value_unref(made);
                return -1;
            }
        }
    }
    *out = value_of_hash(h);
    return 0;
}

static const struct property concurrent_props[] = { HASH_PROPS,
                                                    PROPERTY("Count", "int", hash_count),
                                                    PROPERTY("IsEmpty", "bool", hash_is_empty) };
#define SORTED_METHODS                                                                        \
    METHOD("GetKey", 1, 1, sorted_key_at, "System.Object GetKey(int index)"),                 \
        METHOD("GetByIndex", 1, 1, sorted_value_at, "System.Object GetByIndex(int index)"),   \
        METHOD("SetByIndex", 2, 2, sorted_set_at,                                             \
               "void SetByIndex(int index, System.Object value)"),                            \
        METHOD("GetKeyAtIndex", 1, 1, sorted_key_at, NULL),                                   \
        METHOD("GetValueAtIndex", 1, 1, sorted_value_at, NULL),                               \
        METHOD("IndexOfKey", 1, 1, sorted_index_of_key, "int IndexOfKey(System.Object key)"), \
        METHOD("IndexOfValue", 1, 1, sorted_index_of_value,                                   \
               "int IndexOfValue(System.Object value)")
static const struct method sorted_table_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    TABLE_METHODS,
    SORTED_METHODS,
    METHOD("RemoveAt", 1, 1, hash_remove_at, "void RemoveAt(int index)"),
};
static const struct method sorted_list_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    DICTIONARY_METHODS,
    SORTED_METHODS,
    METHOD("RemoveAt", 1, 1, hash_remove_at, "void RemoveAt(int index)"),
};
static const struct method concurrent_methods[] = {
    METHOD("Item", 1, 1, hash_item, ITEM),
    DICTIONARY_METHODS,
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
#define DICTIONARY_TYPE(id, full, n, implements, props_, methods_) \
    const struct type_info type_##id = { .name = full,             \
                                         .base = &type_object,     \
                                         .interfaces = implements, \
                                         .arity = n,               \
                                         PROPS(props_),            \
                                         METHODS(methods_),        \
                                         STATICS(hash_statics) }
DICTIONARY_TYPE(sorted_list, "System.Collections.SortedList", 0, implements_hashtable, hash_props,
                sorted_table_methods);
DICTIONARY_TYPE(sorted_list_of, "System.Collections.Generic.SortedList`2", 2, implements_dictionary,
                hash_props, sorted_list_methods);
DICTIONARY_TYPE(concurrent_dictionary, "System.Collections.Concurrent.ConcurrentDictionary`2", 2,
                implements_dictionary, concurrent_props, concurrent_methods);
const struct type_info type_sorted_dictionary = {
    .name = "System.Collections.Generic.SortedDictionary`2",
    .base = &type_object,
    .interfaces = implements_dictionary,
    .arity = 2,
    PROPS(hash_props),
    METHODS(sorted_dictionary_methods),
    STATICS(hash_statics)
};

const struct type_info type_hashtable = { .name = "System.Collections.Hashtable",
                                          .accelerator = "hashtable",
                                          .base = &type_object,
                                          .interfaces = implements_hashtable,
                                          PROPS(hash_props),
                                          METHODS(table_methods),
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
    METHODS(dictionary_methods),
    STATICS(hash_statics),
};

/* $PSBoundParameters */
const struct type_info type_bound_parameters = {
    .name = "System.Management.Automation.PSBoundParametersDictionary",
    .base = &type_dictionary,
    .interfaces = implements_dictionary,
};
