/* Cultures that scripts make. Values of any thread may point at them, so they live as long as the
 * process; the same facts are kept once. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/culture.h"

enum { MAX_KEPT = 1000 };

static const size_t texts[] = {
    offsetof(struct culture, decimal),
    offsetof(struct culture, group),
    offsetof(struct culture, negative),
    offsetof(struct culture, currency),
    offsetof(struct culture, percent),
    offsetof(struct culture, list_separator),
    offsetof(struct culture, short_date),
    offsetof(struct culture, long_date),
    offsetof(struct culture, short_time),
    offsetof(struct culture, long_time),
    offsetof(struct culture, month_day),
    offsetof(struct culture, year_month),
    offsetof(struct culture, date_separator),
    offsetof(struct culture, time_separator),
    offsetof(struct culture, am),
    offsetof(struct culture, pm),
};

static struct {
    pthread_mutex_t lock;
    struct culture *items[MAX_KEPT];
    size_t n;
} kept = { .lock = PTHREAD_MUTEX_INITIALIZER };

static const char **text_at(struct culture *c, size_t i)
{
    return (const char **)((char *)c + texts[i]);
}

static const size_t numbers[] = {
    offsetof(struct culture, currency_positive), offsetof(struct culture, currency_negative),
    offsetof(struct culture, percent_positive),  offsetof(struct culture, percent_negative),
    offsetof(struct culture, decimal_digits),    offsetof(struct culture, currency_digits),
    offsetof(struct culture, first_day),
};

static int number_at(const struct culture *c, size_t i)
{
    return *(const int *)(const void *)((const char *)c + numbers[i]);
}

static bool same(struct culture *a, struct culture *b)
{
    if (a->name != b->name || a->days != b->days || a->short_days != b->short_days ||
        a->months != b->months || a->short_months != b->short_months ||
        a->genitive_months != b->genitive_months ||
        a->short_genitive_months != b->short_genitive_months)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        if (number_at(a, i) != number_at(b, i))
            return false;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (strcmp(*text_at(a, i), *text_at(b, i)) != 0)
            return false;
    return true;
}

const struct culture *culture_keep(const struct culture *c)
{
    const struct culture *found = NULL;
    struct culture given = *c;

    pthread_mutex_lock(&kept.lock);
    for (size_t i = 0; i < kept.n && !found; i++)
        if (same(kept.items[i], &given))
            found = kept.items[i];
    if (!found && kept.n < MAX_KEPT) {
        struct culture *copy = xmalloc(sizeof(*copy));
        *copy = given;
        for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
            *text_at(copy, i) = xstrdup(*text_at(copy, i));
        found = kept.items[kept.n++] = copy;
    }
    pthread_mutex_unlock(&kept.lock);
    return found ? found : culture_find(c->name, strlen(c->name));
}
