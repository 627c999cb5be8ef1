/* System.Net.Cookie, CookieCollection and CookieContainer: RFC 6265's rules of which cookie goes to
 * which server. */
#ifndef HVSH_OBJECT_TYPES_COOKIE_H
#define HVSH_OBJECT_TYPES_COOKIE_H

#include "shell/object/type_info.h"

extern const struct type_info type_cookie, type_cookie_collection, type_cookie_container;

/* Where a request goes, or came from. */
struct cookie_place {
    const char *host, *path;
    bool secure; /* https */
};

/* An empty CookieContainer; owned. */
struct value cookie_container_new(void);
/* Keeps what a Set-Cookie field says; what is not for this place is passed over. */
void cookie_container_store(struct value container, const struct cookie_place *from,
                            const char *field);
/* Appends "a=1; b=2": the cookies for a place. */
void cookie_container_header(struct value container, const struct cookie_place *to,
                             struct strbuf *out);

#endif
