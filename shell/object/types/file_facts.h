/* What System.IO.File and Directory both have: times, attributes and links of a path. */
#ifndef HVSH_OBJECT_TYPES_FILE_FACTS_H
#define HVSH_OBJECT_TYPES_FILE_FACTS_H

#include "shell/object/members.h"

SHARED_CALL(file_make_link);
SHARED_CALL(directory_make_link);
SHARED_CALL(file_resolve_link);
SHARED_CALL(file_get_attributes);
SHARED_CALL(file_set_attributes);
SHARED_CALL(file_unix_mode);
SHARED_CALL(file_set_unix_mode);

#define FACT_TIME(fn)      \
    SHARED_CALL(fn);       \
    SHARED_CALL(fn##_utc); \
    SHARED_CALL(fn##_set); \
    SHARED_CALL(fn##_set_utc)
FACT_TIME(file_last_write);
FACT_TIME(file_last_access);
FACT_TIME(file_creation);

#define FILE_TIME(fn, name)                                                                 \
    METHOD("Get" name, 1, 1, fn, "datetime Get" name "(string path)"),                      \
        METHOD("Get" name "Utc", 1, 1, fn##_utc, "datetime Get" name "Utc(string path)"),   \
        METHOD("Set" name, 2, 2, fn##_set, "void Set" name "(string path, datetime time)"), \
        METHOD("Set" name "Utc", 2, 2, fn##_set_utc,                                        \
               "void Set" name "Utc(string path, datetime time)")
#define FILE_TIME_METHODS                                                                       \
    FILE_TIME(file_last_write, "LastWriteTime"), FILE_TIME(file_last_access, "LastAccessTime"), \
        FILE_TIME(file_creation, "CreationTime")

#endif
