#include "shell/object/sorting.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/object/convert.h"

struct pair {
    struct value key, other;
};

struct order {
    value_order_fn by;
    void *data;
};

static int merge(struct pair *a, struct pair *tmp, size_t n, const struct order *o,
                 struct err **err)
{
    if (n < 2)
        return 0;
    size_t half = n / 2;
    if (merge(a, tmp, half, o, err) < 0 || merge(a + half, tmp, n - half, o, err) < 0)
        return -1;
    memcpy(tmp, a, half * sizeof(*a));
    size_t i = 0, j = half, k = 0;
    while (i < half && j < n) {
        int order;
        if ((k % 1024 == 1023 && cancel_check(err) < 0) ||
            o->by(o->data, tmp[i].key, a[j].key, &order, err) < 0) {
            memcpy(a + k, tmp + i, (half - i) * sizeof(*a)); /* nothing gets lost */
            return -1;
        }
        a[k++] = order <= 0 ? tmp[i++] : a[j++];
    }
    memcpy(a + k, tmp + i, (half - i) * sizeof(*a));
    return 0;
}

static int sort(struct value *keys, struct value *others, size_t n, const struct order *o,
                struct err **err)
{
    struct pair *pairs = xreallocarray(NULL, n + n / 2 + 1, sizeof(*pairs));
    for (size_t i = 0; i < n; i++)
        pairs[i] = (struct pair){ keys[i], others ? others[i] : value_null() };
    int r = merge(pairs, pairs + n, n, o, err);
    for (size_t i = 0; i < n; i++) {
        keys[i] = pairs[i].key;
        if (others)
            others[i] = pairs[i].other;
    }
    free(pairs);
    return r;
}

static int by_value(void *data, struct value a, struct value b, int *out, struct err **err)
{
    (void)data;
    return value_compare_to(a, b, out, err);
}

int values_sort(struct value *items, size_t n, struct err **err)
{
    return sort(items, NULL, n, &(struct order){ by_value, NULL }, err);
}

int values_sort_with(struct value *keys, struct value *others, size_t n, struct err **err)
{
    return sort(keys, others, n, &(struct order){ by_value, NULL }, err);
}

int values_sort_by(struct value *items, size_t n, value_order_fn by, void *data, struct err **err)
{
    return sort(items, NULL, n, &(struct order){ by, data }, err);
}
