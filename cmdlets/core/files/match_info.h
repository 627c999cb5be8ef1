/* MatchInfo objects of Select-String. */
#ifndef HVSH_CMDLETS_CORE_MATCH_INFO_H
#define HVSH_CMDLETS_CORE_MATCH_INFO_H

#include "shell/object/object.h"

extern const struct type_info type_match_info;

struct match_info {
    const char *path; /* NULL: from the pipeline */
    struct str *line, *pattern;
    int64_t number;
    struct array *matches;
    bool ignore_case;
    struct value before, after; /* arrays of lines, or $null */
};
struct value match_info_new(const struct match_info *m);

#endif
