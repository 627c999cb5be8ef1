/* Where equal objects land. .NET sorts lists with an introspective sort that does not keep the
 * order of equals, and Sort-Object without -Stable shows it: 16 objects or fewer (three excepted)
 * come out as from a stable sort, more do not. The rows are sorted already; here the same steps
 * run over their ranks alone. */
#include "cmdlets/core/objects/sort_keys.h"

#include "shell/base/alloc.h"

enum { INSERTION_LIMIT = 16 };

struct ranked {
    size_t rank, row;
};

static void swap(struct ranked *a, size_t i, size_t j)
{
    struct ranked t = a[i];
    a[i] = a[j];
    a[j] = t;
}

static void swap_if_greater(struct ranked *a, size_t i, size_t j)
{
    if (a[i].rank > a[j].rank)
        swap(a, i, j);
}

static void insertion_sort(struct ranked *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct ranked t = a[i];
        size_t j = i;
        for (; j > 0 && t.rank < a[j - 1].rank; j--)
            a[j] = a[j - 1];
        a[j] = t;
    }
}

/* Positions from 1, as heaps have them. */
static void down_heap(struct ranked *a, size_t i, size_t n)
{
    struct ranked d = a[i - 1];
    while (i <= n / 2) {
        size_t child = 2 * i;
        if (child < n && a[child - 1].rank < a[child].rank)
            child++;
        if (d.rank >= a[child - 1].rank)
            break;
        a[i - 1] = a[child - 1];
        i = child;
    }
    a[i - 1] = d;
}

static void heap_sort(struct ranked *a, size_t n)
{
    for (size_t i = n / 2; i >= 1; i--)
        down_heap(a, i, n);
    for (size_t i = n; i > 1; i--) {
        swap(a, 0, i - 1);
        down_heap(a, 1, i - 1);
    }
}

/* The median of three as pivot; where it ends up. */
static size_t partition(struct ranked *a, size_t n)
{
    size_t hi = n - 1, middle = hi / 2;
    swap_if_greater(a, 0, middle);
    swap_if_greater(a, 0, hi);
    swap_if_greater(a, middle, hi);
    size_t pivot = a[middle].rank, left = 0, right = hi - 1;
    swap(a, middle, hi - 1);
    while (left < right) {
        while (a[++left].rank < pivot)
            ;
        while (pivot < a[--right].rank)
            ;
        if (left >= right)
            break;
        swap(a, left, right);
    }
    if (left != hi - 1)
        swap(a, left, hi - 1);
    return left;
}

static void intro_sort(struct ranked *a, size_t n, unsigned depth)
{
    while (n > INSERTION_LIMIT && depth > 0) {
        depth--;
        size_t p = partition(a, n);
        intro_sort(a + p + 1, n - p - 1, depth);
        n = p;
    }
    if (n > INSERTION_LIMIT) {
        heap_sort(a, n);
    } else if (n == 3) {
        swap_if_greater(a, 0, 1);
        swap_if_greater(a, 0, 2);
        swap_if_greater(a, 1, 2);
    } else {
        insertion_sort(a, n);
    }
}

void sorter_unsettle(const struct sorter *s, size_t *order)
{
    size_t n = s->n, rank = 0;
    if (n < 3 || (n > 3 && n <= INSERTION_LIMIT))
        return;
    struct ranked *rows = xreallocarray(NULL, n, sizeof(*rows));
    rows[order[0]] = (struct ranked){ .row = order[0] };
    for (size_t i = 1; i < n; i++) {
        rank += sorter_compare(s, order[i - 1], order[i]) != 0;
        rows[order[i]] = (struct ranked){ .rank = rank, .row = order[i] };
    }
    if (rank + 1 < n) {
        intro_sort(rows, n, 2 * (64 - (unsigned)__builtin_clzll(n)));
        for (size_t i = 0; i < n; i++)
            order[i] = rows[i].row;
    }
    free(rows);
}
