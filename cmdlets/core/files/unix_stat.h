/* What stat() tells of a file, as PowerShell's UnixStat objects show it. */
#ifndef HVSH_CMDLETS_CORE_UNIX_STAT_H
#define HVSH_CMDLETS_CORE_UNIX_STAT_H

#include <sys/stat.h>

#include "shell/object/value.h"

struct value unix_stat_new(const struct stat *st);          /* owned */
void unix_mode_text(mode_t m, struct strbuf *out);          /* drwxr-xr-x */
struct value unix_user_name(uid_t uid);                     /* owned; the number without a name */
struct value unix_group_name(gid_t gid);                    /* likewise */
struct value unix_time_value(struct timespec ts, bool utc); /* a local date, or a universal one */

#endif
