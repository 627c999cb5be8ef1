/* Records of the streams as the property bags in which they travel between shells: the notes that
 * PowerShell's own serializer gives them. */
#ifndef HVSH_RUNTIME_RECORD_BAG_H
#define HVSH_RUNTIME_RECORD_BAG_H

#include "shell/object/value.h"

struct session;

/* The bag of an ErrorRecord or InformationRecord, the message of another stream's record, anything
 * else itself; owned. */
struct value record_to_bag(struct session *s, struct value record);
/* What a stream ("Error", "information" …) got, made into its record again; owned. Nothing when
 * the stream is the output or unknown. */
struct value record_from_bag(struct session *s, const char *stream, struct value bag);

#endif
