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

void completion_release(struct completion *c)
{
    for (size_t i = 0; i < c->items.len; i++) {
        free(c->items.items[i].text);
        free(c->items.items[i].tooltip);
    }
    vec_release(&c->items);
}
