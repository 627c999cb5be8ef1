/* What streams that compress and zip archives share. */
#ifndef HVSH_OBJECT_TYPES_COMPRESS_H
#define HVSH_OBJECT_TYPES_COMPRESS_H

#include "shell/object/value.h"

/* zlib's level of a CompressionLevel: Optimal, Fastest, NoCompression, SmallestSize; -1: v is none.
 */
int compression_level(struct value v);

#endif
