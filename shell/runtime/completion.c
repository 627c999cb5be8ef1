#include "shell/runtime/completion.h"

void completion_add(struct completion *c, enum completion_kind kind, const char *text,
                    const char *tooltip)
{
    *vec_push(&c->items) = (struct completion_item){
        .text = xstrdup(text),
        .tooltip = xstrdup(tooltip),
        .kind = kind,
    };
}

void completion_add_verbatim(struct completion *c, enum completion_kind kind, const char *text,
                             const char *list, const char *tooltip)
{
    completion_add(c, kind, text, tooltip);
    struct completion_item *item = &c->items.items[c->items.len - 1];
    item->list = xstrdup(list);
    item->verbatim = true;
}

void completion_item_release(struct completion_item *item)
{
    free(item->text);
    free(item->list);
    free(item->tooltip);
}

void completion_release(struct completion *c)
{
    for (size_t i = 0; i < c->items.len; i++)
        completion_item_release(&c->items.items[i]);
    vec_release(&c->items);
}
