/* What comes before the body of an answer to an HTTP request. */
#ifndef HVSH_OBJECT_HTTP_HEAD_H
#define HVSH_OBJECT_HTTP_HEAD_H

#include <stddef.h>

struct http_field {
    char *name, *value;
};
struct http_head {
    int status;
    char version[8]; /* "1.1" */
    char *reason;    /* "" when the server gives none */
    struct http_field *fields;
    size_t nfields;
};

/* The first field of this name, in any case; NULL: none. Borrowed. */
const char *http_head_field(const struct http_head *head, const char *name);
void http_head_add(struct http_head *head, const char *name, size_t nlen, const char *value,
                   size_t vlen);
/* All fields of that name. */
void http_head_drop(struct http_head *head, const char *name);
/* Copies; *to is empty before. */
void http_head_copy(struct http_head *to, const struct http_head *from);
/* Frees what it holds; it is empty and usable afterwards. */
void http_head_release(struct http_head *head);

#endif
