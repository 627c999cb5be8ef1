#include "shell/object/http_head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "shell/base/alloc.h"

const char *http_head_field(const struct http_head *head, const char *name)
{
    for (size_t i = 0; i < head->nfields; i++)
        if (strcasecmp(head->fields[i].name, name) == 0)
            return head->fields[i].value;
    return NULL;
}

void http_head_add(struct http_head *head, const char *name, size_t nlen, const char *value,
                   size_t vlen)
{
    head->fields = xreallocarray(head->fields, head->nfields + 1, sizeof(*head->fields));
    head->fields[head->nfields++] =
        (struct http_field){ xstrndup(name, nlen), xstrndup(value, vlen) };
}

void http_head_drop(struct http_head *head, const char *name)
{
    size_t kept = 0;

    for (size_t i = 0; i < head->nfields; i++) {
        if (strcasecmp(head->fields[i].name, name) == 0) {
            free(head->fields[i].name);
            free(head->fields[i].value);
        } else {
            head->fields[kept++] = head->fields[i];
        }
    }
    head->nfields = kept;
}

void http_head_copy(struct http_head *to, const struct http_head *from)
{
    *to = *from;
    to->reason = xstrdup(from->reason);
    to->fields = NULL;
    to->nfields = 0;
    for (size_t i = 0; i < from->nfields; i++)
        http_head_add(to, from->fields[i].name, strlen(from->fields[i].name), from->fields[i].value,
                      strlen(from->fields[i].value));
}

void http_head_release(struct http_head *head)
{
    for (size_t i = 0; i < head->nfields; i++) {
        free(head->fields[i].name);
        free(head->fields[i].value);
    }
    free(head->fields);
    free(head->reason);
    *head = (struct http_head){ 0 };
}
