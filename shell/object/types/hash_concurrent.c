/* ConcurrentDictionary[K,V]: what it has beyond a dictionary. */
#include "shell/object/collection.h"
#include "shell/object/hash.h"
#include "shell/object/tuple.h"
#include "shell/object/types/hash.h"

SHARED_CALL(concurrent_try_remove)
{
    AUTO_VALUE key = value_null();
    if (hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    struct value *v = hash_get(self.hash, key);
    AUTO_VALUE old = v ? value_ref(*v) : value_initial(dictionary_value_type(self.hash->type));
    *out = value_bool(v && hash_remove(self.hash, key));
    return n > 1 ? arg_set_ref(args[1], old, err) : 0;
}

/* A value, or what a factory makes of the key (and the old value). */
static int made_value(struct value self, struct value from, const struct value *args, size_t n,
                      struct value *out, struct err **err)
{
    AUTO_VALUE made = value_null();
    if (!value_is_callable(from))
        return hash_value_for(self, from, out, err);
    if (value_call(from, args, n, &made, err) < 0)
        return -1;
    return hash_value_for(self, made, out, err);
}

SHARED_CALL(concurrent_get_or_add)
{
    (void)n;
    AUTO_VALUE key = value_null();
    struct value v;
    if (hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    if (hash_get(self.hash, key)) {
        *out = value_ref(*hash_get(self.hash, key));
        return 0;
    }
    if (made_value(self, args[1], &key, 1, &v, err) < 0)
        return -1;
    *out = value_ref(v);
    return hash_put_take(self.hash, key, v, err);
}

SHARED_CALL(concurrent_add_or_update)
{
    (void)n;
    AUTO_VALUE key = value_null(), old = value_null();
    struct value v;
    if (hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    struct value *have = hash_get(self.hash, key);
    old = have ? value_ref(*have) : value_null();
    struct value call_args[2] = { key, old };
    if (made_value(self, have ? args[2] : args[1], call_args, have ? 2 : 1, &v, err) < 0)
        return -1;
    *out = value_ref(v);
    return hash_put_take(self.hash, key, v, err);
}

SHARED_CALL(concurrent_try_update)
{
    (void)n;
    AUTO_VALUE key = value_null();
    struct value v;
    if (hash_key_for(self, args[0], &key, err) < 0)
        return -1;
    struct value *have = hash_get(self.hash, key);
    bool same = have && have->kind == args[2].kind && value_equals(*have, args[2], false);
    *out = value_bool(same);
    if (!same)
        return 0;
    return hash_value_for(self, args[1], &v, err) < 0 ? -1 : hash_put_take(self.hash, key, v, err);
}
