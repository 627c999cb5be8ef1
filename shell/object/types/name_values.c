#include "shell/object/types/name_values.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/hash.h"
#include "shell/object/types/web.h"

/* A table of texts by name; several values of a name stand in one text, comma between. */

static void append(struct hash *h, struct value name, struct value v)
{
    AUTO_VALUE text = arg_string(v), key = arg_string(name);
    struct value *old = hash_get(h, key);
    struct value now = old && old->kind == V_STRING
                           ? value_stringf("%s,%s", old->str->data, text.str->data)
                           : value_ref(text);
    hash_set_take(h, key, now);
}

CALL(values_add)
{
    (void)err;
    (void)out;
    if (n == 2)
        append(self.hash, args[0], args[1]);
    if (n == 1 && args[0].kind == V_HASH) {
        const struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(args[0].hash, &i));)
            append(self.hash, e->key, e->value);
    }
    return 0;
}

CALL(values_set)
{
    (void)n;
    (void)err;
    (void)out;
    AUTO_VALUE key = arg_string(args[0]);
    hash_set_take(self.hash, key, arg_string(args[1]));
    return 0;
}

/* By name or position. */
static struct value find(struct value self, struct value at)
{
    if (value_is_integer(at)) {
        const struct hash_entry *e = hash_at(self.hash, (size_t)at.i);
        return e ? value_ref(e->value) : value_null();
    }
    AUTO_VALUE key = arg_string(at);
    const struct value *v = hash_get(self.hash, key);
    return v ? value_ref(*v) : value_null();
}

CALL(values_get)
{
    (void)n;
    (void)err;
    *out = find(self, args[0]);
    return 0;
}

CALL(values_get_values)
{
    (void)n;
    (void)err;
    AUTO_VALUE text = find(self, args[0]);
    *out = value_null();
    if (text.kind == V_NULL)
        return 0;
    struct array *list = array_new(1);
    list->type = &type_string_array;
    list->element = &type_string;
    for (const char *s = text.str->data;;) {
        size_t len = strcspn(s, ",");
        array_push_take(list, value_string_len(s, len));
        if (!s[len])
            break;
        s += len + 1;
    }
    *out = value_of_array(list);
    return 0;
}

CALL(values_get_key)
{
    (void)n;
    int32_t i;
    if (arg_int(args[0], &i, err) < 0)
        return -1;
    const struct hash_entry *e = i < 0 ? NULL : hash_at(self.hash, (size_t)i);
    if (!e)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less "
                          "than the size of the collection.");
    *out = value_ref(e->key);
    return 0;
}

CALL(values_has_keys)
{
    UNUSED_CALL();
    *out = value_bool(self.hash->count > 0);
    return 0;
}

GETTER(values_all_keys)
{
    UNUSED_GETTER();
    struct array *list = array_new(self.hash->count);
    const struct hash_entry *e;
    list->type = &type_string_array;
    list->element = &type_string;
    for (size_t i = 0; (e = hash_next(self.hash, &i));)
        array_push(list, e->key);
    *out = value_of_array(list);
    return 0;
}

CALL(values_remove)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE key = arg_string(args[0]);
    hash_remove(self.hash, key);
    return 0;
}

CALL(values_new)
{
    struct hash *h = hash_new(HASH_ORDERED);
    h->type = self.type;
    *out = value_of_hash(h);
    return n ? values_add(*out, args, 1, NULL, err) : 0;
}

static const struct property values_props[] = {
    PROPERTY("AllKeys", "string[]", values_all_keys),
};
static const struct method values_methods[] = {
    METHOD("Add", 1, 2, values_add, "void Add(string name, string value)"),
    METHOD("Set", 2, 2, values_set, "void Set(string name, string value)"),
    METHOD("Get", 1, 1, values_get, "string Get(string name), string Get(int index)"),
    METHOD("GetValues", 1, 1, values_get_values, "string[] GetValues(string name)"),
    METHOD("GetKey", 1, 1, values_get_key, "string GetKey(int index)"),
    METHOD("Remove", 1, 1, values_remove, "void Remove(string name)"),
    METHOD("HasKeys", 0, 0, values_has_keys, "bool HasKeys()"),
};
static const struct method values_statics[] = { METHOD("new", 0, 1, values_new, NULL) };
const struct type_info type_name_values = {
    .name = "System.Collections.Specialized.NameValueCollection",
    .base = &type_hashtable,
    PROPS(values_props),
    METHODS(values_methods),
    STATICS(values_statics),
};

/* ---- query strings ---- */

static int query_text(struct value self, struct strbuf *out)
{
    const struct hash_entry *e;
    bool first = true;
    for (size_t i = 0; (e = hash_next(self.hash, &i)); first = false) {
        if (!first)
            strbuf_addch(out, '&');
        AUTO_VALUE key = arg_string(e->key), text = arg_string(e->value);
        if (key.str->len) {
            url_encode(key.str->data, key.str->len, true, out);
            strbuf_addch(out, '=');
        }
        url_encode(text.str->data, text.str->len, true, out);
    }
    return 0;
}

CALL(query_to_string)
{
    UNUSED_CALL();
    struct strbuf text = STRBUF_INIT;
    query_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct method query_methods[] = {
    METHOD("ToString", 0, 0, query_to_string, "string ToString()"),
};
static const struct type_info type_query_values = {
    .name = "System.Web.HttpQSCollection",
    .base = &type_name_values,
    METHODS(query_methods),
    .to_string = query_text,
};

int parse_query_string(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "query");
    AUTO_VALUE text = arg_string(args[0]);
    struct hash *h = hash_new(HASH_ORDERED);
    h->type = &type_query_values;
    const char *s = text.str->data;
    for (s += *s == '?'; *s;) {
        size_t len = strcspn(s, "&"), name = strcspn(s, "=&");
        struct strbuf left = STRBUF_INIT, right = STRBUF_INIT;
        bool named = name < len;
        url_decode(s, named ? name : 0, &left);
        url_decode(named ? s + name + 1 : s, named ? len - name - 1 : len, &right);
        AUTO_VALUE key = value_string_take(&left), v = value_string_take(&right);
        append(h, key, v);
        s += len + (s[len] == '&');
    }
    *out = value_of_hash(h);
    return 0;
}
