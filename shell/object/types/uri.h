/* What System.Uri and System.UriBuilder can do beyond a URI's parts. */
#ifndef HVSH_OBJECT_TYPES_URI_H
#define HVSH_OBJECT_TYPES_URI_H

#include "shell/object/type_info.h"

/* GetLeftPart, MakeRelativeUri, IsBaseOf, GetComponents: for the table of System.Uri. */
enum { URI_METHODS = 4, URI_CONSTANTS = 10 };
extern const struct method uri_methods[URI_METHODS];
/* UriSchemeHttp … SchemeDelimiter */
extern const struct property uri_constants[URI_CONSTANTS];
/* The address that a text means at another one (RFC 3986), a relative one too. *out is owned. */
int uri_combine(struct value base, struct value relative, struct value *out, struct err **err);
/* Appends a path without its . and .. parts. */
void uri_clean_path(const char *path, size_t len, struct strbuf *out);
/* "Dns", "IPv4", "IPv6", "Basic" or "Unknown": what the host's name is. */
const char *uri_host_kind(const char *host);

#endif
