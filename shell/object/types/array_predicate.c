/* What arrays and lists do by a predicate or another block: Find() and its kin. */
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/types/array.h"

/* The first (or last) index whose item the predicate takes, or -1. */
static int search(struct value self, struct value test, bool last, int64_t *out, struct err **err)
{
    *out = -1;
    for (size_t i = 0; i < self.array->len; i++) {
        size_t at = last ? self.array->len - 1 - i : i;
        AUTO_VALUE item = value_ref(self.array->items[at]);
        bool yes;
        if (value_test(test, item, &yes, err) < 0)
            return -1;
        if (yes) {
            *out = (int64_t)at;
            return 0;
        }
    }
    return 0;
}

static int found_item(struct value self, struct value test, bool last, struct value *out,
                      struct err **err)
{
    int64_t at;
    if (search(self, test, last, &at, err) < 0)
        return -1;
    if (at >= 0)
        *out = value_ref(self.array->items[at]);
    else if (self.array->element && self.array->element->is_value_type)
        return value_convert(value_int(0), self.array->element, out, err);
    else
        *out = value_null();
    return 0;
}

SHARED_CALL(list_find)
{
    (void)n;
    return found_item(self, args[0], false, out, err);
}

SHARED_CALL(list_find_last)
{
    (void)n;
    return found_item(self, args[0], true, out, err);
}

static int found_index(struct value self, struct value test, bool last, struct value *out,
                       struct err **err)
{
    int64_t at;
    if (search(self, test, last, &at, err) < 0)
        return -1;
    *out = value_int((int32_t)at);
    return 0;
}

SHARED_CALL(list_find_index)
{
    (void)n;
    return found_index(self, args[0], false, out, err);
}

SHARED_CALL(list_find_last_index)
{
    (void)n;
    return found_index(self, args[0], true, out, err);
}

SHARED_CALL(list_exists)
{
    (void)n;
    int64_t at;
    if (search(self, args[0], false, &at, err) < 0)
        return -1;
    *out = value_bool(at >= 0);
    return 0;
}

SHARED_CALL(list_true_for_all)
{
    (void)n;
    bool yes = true;
    for (size_t i = 0; i < self.array->len && yes; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
    }
    *out = value_bool(yes);
    return 0;
}

SHARED_CALL(list_find_all)
{
    (void)n;
    struct array *a = array_new(0);
    AUTO_VALUE made = value_of_array(a);
    a->type = self.array->type;
    a->element = self.array->element;
    a->is_list = self.array->is_list;
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        bool yes;
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
        if (yes)
            array_push(a, item);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(list_remove_all)
{
    (void)n;
    int32_t removed = 0;
    if (array_may_change(self, err) < 0)
        return -1;
    for (size_t i = 0; i < self.array->len;) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        bool yes;
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
        if (yes && i < self.array->len) {
            array_remove_range(self.array, i, 1);
            removed++;
        } else {
            i++;
        }
    }
    *out = value_int(removed);
    return 0;
}

SHARED_CALL(list_convert_all)
{
    (void)n;
    struct array *a = self.array->is_list ? list_new(&type_object_list, NULL) : array_new(0);
    AUTO_VALUE made = value_of_array(a);
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        struct value v;
        if (value_call(args[0], &item, 1, &v, err) < 0)
            return -1;
        array_push_take(a, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(list_each)
{
    (void)n;
    (void)out;
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]), ignored = value_null();
        if (value_call(args[0], &item, 1, &ignored, err) < 0)
            return -1;
    }
    return 0;
}
