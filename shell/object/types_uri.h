/* What System.Uri and System.UriBuilder can do beyond a URI's parts. */
#ifndef HVSH_OBJECT_TYPES_URI_H
#define HVSH_OBJECT_TYPES_URI_H

#include "shell/object/type_info.h"

/* GetLeftPart, MakeRelativeUri, IsBaseOf, GetComponents: for the table of System.Uri. */
enum { URI_METHODS = 4, URI_CONSTANTS = 10 };
extern const struct method uri_methods[URI_METHODS];
/* UriSchemeHttp … SchemeDelimiter */
extern const struct property uri_constants[URI_CONSTANTS];
/* "Dns", "IPv4", "IPv6", "Basic" or "Unknown": what the host's name is. */
const char *uri_host_kind(const char *host);

#endif
